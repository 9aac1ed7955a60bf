//! Every rule of the count in words, with its value and where it comes from.
//!
//! ```text
//!  已于第 30 条封存，记录号 4K7Q-9ZPD-M2XA。此后更改须有理由，并印在每份结果上。
//! ▸ 去掉最高的合计            1                          公告附件5说明2
//!   …
//!  第 812 条更改（记录号 …）：每个项目推荐几家: 1 → 2；局里批复
//!  Enter 更改  Esc 返回
//! ```

use crate::model::rule::RuleKind;
use crate::model::{Act, Phase, Rule, Rules, Session, Visibility};
use crate::office::table::half_width;
use crate::text::desk as d;
use crate::text::fill;
use crate::text::rules as words;
use crate::text::{Lang, Text, screens as t};
use crate::tui::input::Input;
use crate::tui::keys::{self, KeyRow, RulesAction as Action};
use crate::tui::screen::{Answer, Context, Effect, Notice};
use crate::tui::screens::result::awards;
use crate::tui::widgets::form::{Form, FormField};
use crate::tui::widgets::frame as surround;
use crate::tui::widgets::list::{self, PageLine};
use crate::tui::widgets::pane::{self, cells};
use crate::tui::widgets::panel::{Panel, PanelEvent, Rows};
use crate::tui::widgets::table::{Column, widest};
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

/// From so many columns on the source of every rule stands beside it.
const WIDE: u16 = 110;
/// From so many columns and rows on the rule under the cursor stands whole beside the list.
const SIDE: (u16, u16) = (140, 30);

#[derive(Debug, Default)]
pub struct RulesScreen {
    /// What is asked is the new value of a rule.
    panel: Panel<Rule>,
}

impl RulesScreen {
    pub fn form(&self) -> Option<&Form> {
        self.panel.form()
    }

    pub fn typing(&self) -> bool {
        self.panel.typing()
    }

    fn shown(&self, ctx: &Context) -> Vec<usize> {
        let name = |n| {
            Rule::ALL
                .get(n)
                .map(|r| words::name(*r).get(ctx.lang).to_owned())
        };
        let texts = |n| name(n).into_iter().collect();
        self.panel.shown(Rule::ALL.len(), texts)
    }

    fn current(&self, shown: &[usize]) -> Option<Rule> {
        let row = self.panel.current(shown)?;
        Rule::ALL.get(row).copied()
    }

    pub fn keys(&self, ctx: &Context) -> Vec<KeyRow> {
        let open = ctx.session().map(Session::phase) != Some(Phase::Certified);
        self.panel
            .keys(ctx.lang, keys::RULES, |Action::Change| open)
    }

    pub fn update(&mut self, input: &Input, ctx: &Context) -> Vec<Effect> {
        let Some(session) = ctx.session() else {
            return vec![];
        };
        let shown = self.shown(ctx);
        match self.panel.update(input, ctx, keys::RULES, |_| true, &shown) {
            PanelEvent::Taken => {}
            PanelEvent::Effect(effect) => return vec![effect],
            PanelEvent::Act(Action::Change) => {
                if let Some(rule) = self.current(&shown) {
                    self.ask(rule, session, ctx.lang);
                }
            }
            PanelEvent::Answered(rule, values) => {
                let value = |n: usize| values.get(n).cloned().unwrap_or_default();
                match (
                    changed(rule, &value(0), session, ctx.lang),
                    self.panel.form_mut(),
                ) {
                    (Ok(rules), _) => {
                        let rules = Box::new(rules);
                        let reason = value(1);
                        return vec![Effect::Record(vec![Act::Rules { rules, reason }.into()])];
                    }
                    (Err(fault), Some(form)) => form.refuse(fault),
                    (Err(_), None) => {}
                }
            }
        }
        vec![]
    }

    fn ask(&mut self, rule: Rule, session: &Session, lang: Lang) {
        let refused = if session.phase() == Phase::Certified {
            Some(d::RULES_CERTIFIED)
        } else {
            matches!(rule.kind(), RuleKind::Fixed(_)).then_some(d::RULE_FIXED)
        };
        if let Some(why) = refused {
            self.panel.say(Notice::Info(why.get(lang).to_owned()));
            return;
        }
        let value = words::typed(rule, lang, session.rules());
        let mut fields = vec![FormField::new(d::FIELD_VALUE.get(lang)).with(&value)];
        if session.phase() != Phase::Setup {
            fields.push(FormField::new(t::REASON.get(lang)));
        }
        let mut notes: Vec<String> = words::note(rule, lang, session).into_iter().collect();
        if rule == Rule::Visibility {
            notes.push(d::SEALED_NOTE.get(lang).to_owned());
        }
        let form = Form::new(words::name(rule).get(lang), notes, fields);
        self.panel.ask(rule, form);
    }

    pub fn answer(&mut self, answer: &Answer) {
        self.panel.answer(answer);
    }

    pub fn view(&self, ctx: &Context, frame: &mut Frame, area: Rect) {
        let Some(session) = ctx.session() else { return };
        let lang = ctx.lang;
        let whole = area;
        let side = area.width >= SIDE.0 && area.height >= SIDE.1;
        let [area, right] = Layout::horizontal([
            Constraint::Min(0),
            Constraint::Length(if side { area.width * 2 / 5 } else { 0 }),
        ])
        .areas(area);
        let wide = area.width >= WIDE && !side;
        let head = sealed(ctx, session, area.width);
        let below = changes(ctx, session, area.width);
        let shown = self.shown(ctx);
        let rows = Rows {
            columns: &columns(wide, lang),
            shown: &shown,
            cells: &|n| {
                let Some(rule) = Rule::ALL.get(n) else {
                    return Default::default();
                };
                let name = words::name(*rule).get(lang).to_owned();
                let value = words::value(*rule, lang, session.rules(), session);
                let source = words::source(*rule, session.rules()).get(lang).to_owned();
                (vec![name, value, source], theme::quiet())
            },
        };
        let all = cells(shown.len());
        let said = cells(below.len()).min(area.height.saturating_sub(cells(head.len()) + 9));
        let [above, _, body, current, _, changed, foot] = Layout::vertical([
            Constraint::Length(cells(head.len())),
            Constraint::Length(1),
            Constraint::Max(all + u16::from(wide)),
            // A narrow screen keeps a line for the current rule in full.
            Constraint::Length(u16::from(!wide && !side)),
            Constraint::Min(0),
            Constraint::Length(said),
            Constraint::Length(1),
        ])
        .areas(area);
        list::page(frame, above, &head, 0);
        self.panel.table(frame, body, &rows);
        if let (false, false, Some(rule)) = (wide, side, self.current(&shown)) {
            let value = words::value(rule, lang, session.rules(), session);
            let source = words::source(rule, session.rules()).get(lang);
            let text = fill!(d::RULE_FROM, lang, [("value", &value), ("source", &source)]);
            surround::line(frame, current, 0, &format!("   {text}"), theme::quiet());
        }
        list::page(frame, changed, &below, 0);
        self.panel.foot(frame, foot, lang, &rows, body);
        if let (true, Some(rule)) = (side, self.current(&shown)) {
            beside(ctx, session, rule, frame, right);
        }
        self.panel.over(frame, whole);
    }
}

/// The rule under the cursor whole, with what it may be, and what all of them come to now.
fn beside(ctx: &Context, session: &Session, rule: Rule, frame: &mut Frame, area: Rect) {
    let lang = ctx.lang;
    let named = |label: Text, text: &str| format!("{}  {text}", label.get(lang));
    let results = ctx.results().filter(|_| !ctx.results_hidden());
    pane::page(frame, area, words::name(rule).get(lang), None, &|columns| {
        let mut lines = Vec::new();
        let mut put = |text: &str, style| list::paragraph(&mut lines, text, columns, "", style);
        let value = words::value(rule, lang, session.rules(), session);
        let source = words::source(rule, session.rules()).get(lang);
        put(&named(d::RULE_NOW, &value), theme::title());
        put(&named(d::RULE_SOURCE, source), theme::quiet());
        let fixed = matches!(rule.kind(), RuleKind::Fixed(_));
        let bounds = match rule.kind() {
            RuleKind::Number { least, most, .. } => {
                Some(format!("{} – {most}", least(session.rules())))
            }
            _ => words::note(rule, lang, session),
        };
        if let Some(may) = bounds {
            put(&named(d::RULE_MAY_BE, &may), theme::quiet());
        }
        if fixed {
            put(d::RULE_FIXED.get(lang), theme::quiet());
        }
        if rule == Rule::Visibility {
            put(d::SEALED_NOTE.get(lang), theme::quiet());
        }
        if let Some(results) = results.filter(|_| session.phase() != Phase::Setup) {
            put("", theme::quiet());
            put(d::RULE_EFFECT.get(lang), theme::title());
            for text in awards(session, results, lang) {
                put(&text, theme::quiet());
            }
            if results.recommends() && results.differences.is_empty() {
                put(t::OTHER_AGREES.get(lang), theme::quiet());
            }
        }
        lines
    });
}

/// Names and values come first; where each comes from only where there is room.
fn columns(wide: bool, lang: Lang) -> Vec<Column> {
    let names = Rule::ALL.iter().map(|r| words::name(*r).get(lang));
    let name = widest(names, 8, 60);
    if !wide {
        return vec![Column::fixed("", name), Column::rest("")];
    }
    vec![
        Column::fixed(d::H_RULE.get(lang), name),
        Column::fixed(d::H_VALUE.get(lang), 44),
        Column::rest(d::H_SOURCE.get(lang)),
    ]
}

fn code(ctx: &Context, seq: u64) -> String {
    let live = ctx.live;
    live.and_then(|live| live.journal().code_of(seq))
        .unwrap_or_default()
}

/// Whether and when the rules were sealed.
fn sealed(ctx: &Context, session: &Session, columns: u16) -> Vec<PageLine> {
    let mut lines = Vec::new();
    let text = match session.sealed() {
        None => d::RULES_OPEN.get(ctx.lang).to_owned(),
        Some(seq) => {
            let code = code(ctx, seq);
            fill!(d::RULES_SEALED, ctx.lang, [("seq", &seq), ("code", &code)])
        }
    };
    list::paragraph(&mut lines, &text, usize::from(columns), " ", theme::title());
    lines
}

/// What was changed after that, newest first, and what a sealed ranking means.
fn changes(ctx: &Context, session: &Session, columns: u16) -> Vec<PageLine> {
    let columns = usize::from(columns);
    let mut lines = Vec::new();
    if session.rules().visibility == Visibility::Sealed {
        let text = d::SEALED_NOTE.get(ctx.lang);
        list::paragraph(&mut lines, text, columns, " ", theme::quiet());
    }
    for change in session.rule_changes().iter().rev() {
        let text = fill!(
            d::RULE_CHANGED_AT,
            ctx.lang,
            [
                ("seq", &change.seq),
                ("code", &code(ctx, change.seq)),
                ("reason", &width::display_safe(&change.reason)),
            ]
        );
        list::paragraph(&mut lines, &text, columns, " ", theme::warn());
    }
    lines
}

/// The rules with one of them changed.
///
/// # Errors
/// What was typed is no value of it, in words.
fn changed(rule: Rule, text: &str, session: &Session, lang: Lang) -> Result<Rules, String> {
    words::read(rule, &half_width(text), session.rules())
        .ok_or_else(|| fill!(d::BAD_VALUE, lang, [("text", &text)]))
}
