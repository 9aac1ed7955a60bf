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
use crate::model::{Act, Phase, Rule, Rules as Values, Session, Visibility};
use crate::office::table::half_width;
use crate::text::desk as d;
use crate::text::fill;
use crate::text::rules as words;
use crate::text::{Lang, screens as t};
use crate::tui::input::Input;
use crate::tui::keys::{self, Row, Rules as Action};
use crate::tui::screen::{Answer, Context, Effect, Notice};
use crate::tui::widgets::form::{Field, Form, Outcome};
use crate::tui::widgets::frame as surround;
use crate::tui::widgets::list::{self, Line};
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::Rect;

#[derive(Debug, Default)]
pub struct Rules {
    row: usize,
    form: Option<Form>,
    notice: Option<Notice>,
}

impl Rules {
    /// The form that takes what is typed.
    pub fn form(&self) -> Option<&Form> {
        self.form.as_ref()
    }

    pub fn keys(&self, ctx: &Context) -> Vec<Row> {
        if self.form.is_some() {
            return keys::rows(keys::FORM, ctx.lang);
        }
        let mut rows = Vec::new();
        if ctx.session().map(Session::phase) != Some(Phase::Certified) {
            rows = keys::rows(keys::RULES, ctx.lang);
        }
        rows.extend(keys::rows(keys::LIST, ctx.lang));
        rows
    }

    pub fn update(&mut self, input: &Input, ctx: &Context) -> Vec<Effect> {
        let Some(session) = ctx.session() else {
            return vec![];
        };
        let rule = Rule::ALL.get(self.row).copied().unwrap_or(Rule::TrimHigh);
        if let Some(form) = &mut self.form {
            match form.update(input, ctx.lang) {
                Outcome::Editing => {}
                Outcome::Cancelled => self.form = None,
                Outcome::Done(values) => {
                    let value = |n: usize| values.get(n).cloned().unwrap_or_default();
                    match changed(rule, &value(0), session, ctx.lang) {
                        Ok(rules) => {
                            return vec![Effect::Record(vec![
                                Act::Rules {
                                    rules: Box::new(rules),
                                    reason: value(1),
                                }
                                .into(),
                            ])];
                        }
                        Err(fault) => form.fault = Some(fault),
                    }
                }
            }
            return vec![];
        }
        let Input::Key(key) = input else {
            return vec![];
        };
        self.notice = None;
        if keys::find(keys::RULES, *key) == Some(Action::Change) {
            self.ask(rule, session, ctx.lang);
            return vec![];
        }
        match keys::find(keys::LIST, *key) {
            Some(action) => {
                return list::step(action, &mut self.row, Rule::ALL.len())
                    .into_iter()
                    .collect();
            }
            None => self.notice = Some(crate::tui::screen::unbound(*key, ctx.lang)),
        }
        vec![]
    }

    fn ask(&mut self, rule: Rule, session: &Session, lang: Lang) {
        if session.phase() == Phase::Certified {
            self.notice = Some(Notice::Info(d::RULES_CERTIFIED.get(lang).to_owned()));
            return;
        }
        if matches!(rule.kind(), RuleKind::Fixed(_)) {
            self.notice = Some(Notice::Info(d::RULE_FIXED.get(lang).to_owned()));
            return;
        }
        let mut fields = vec![Field::new(d::FIELD_VALUE.get(lang)).with(&words::typed(
            rule,
            lang,
            session.rules(),
        ))];
        if session.phase() != Phase::Setup {
            fields.push(Field::new(t::REASON.get(lang)));
        }
        let mut notes: Vec<String> = words::note(rule, lang, session).into_iter().collect();
        if rule == Rule::Visibility {
            notes.push(d::SEALED_NOTE.get(lang).to_owned());
        }
        self.form = Some(Form::new(words::name(rule).get(lang), notes, fields));
    }

    pub fn answer(&mut self, answer: &Answer) {
        match (answer, &mut self.form) {
            (Answer::Failed(why) | Answer::PinRefused(why), Some(form)) => {
                form.fault = Some(why.clone());
            }
            (Answer::Failed(why) | Answer::PinRefused(why), None) => {
                self.notice = Some(Notice::Bad(why.clone()));
            }
            (Answer::Saved(saved), _) => {
                self.form = None;
                self.notice = Some(Notice::saved(saved));
            }
            (Answer::Done(_), _) => self.form = None,
        }
    }

    pub fn view(&self, ctx: &Context, frame: &mut Frame, area: Rect) {
        let Some(session) = ctx.session() else { return };
        let lang = ctx.lang;
        let columns = usize::from(area.width);
        let code = |seq: u64| {
            ctx.live
                .and_then(|live| live.journal().code_of(seq))
                .unwrap_or_default()
        };
        let mut head = Vec::new();
        let text = match session.sealed() {
            None => d::RULES_OPEN.get(lang).to_owned(),
            Some(seq) => fill!(d::RULES_SEALED, lang, [("seq", &seq), ("code", &code(seq))]),
        };
        list::paragraph(&mut head, &text, columns, " ", theme::title());
        list::page(frame, area, &head, 0);
        let mut below: Vec<Line> = Vec::new();
        if session.rules().visibility == Visibility::Sealed {
            let text = d::SEALED_NOTE.get(lang);
            list::paragraph(&mut below, text, columns, " ", theme::quiet());
        }
        for change in session.rule_changes().iter().rev() {
            let text = fill!(
                d::RULE_CHANGED_AT,
                lang,
                [
                    ("seq", &change.seq),
                    ("code", &code(change.seq)),
                    ("reason", &width::display_safe(&change.reason)),
                ]
            );
            list::paragraph(&mut below, &text, columns, " ", theme::warn());
        }
        let top = head.len() as u16 + 1;
        let foot = (below.len() as u16).min(area.height.saturating_sub(top + 6)) + 1;
        let wide = columns >= 110;
        // A narrow screen keeps a line for the current rule in full.
        let room = area.height.saturating_sub(top + foot + u16::from(!wide));
        let rows = Rect {
            y: area.y + top.min(area.height),
            height: room.min(Rule::ALL.len() as u16),
            ..area
        };
        // Names and values come first; the source of the current rule stands below where it is narrow.
        let widest = Rule::ALL
            .iter()
            .map(|r| width::cells(words::name(*r).get(lang)));
        let name = widest.max().unwrap_or(0);
        list::draw(frame, rows, self.row, Rule::ALL.len(), |n| {
            let Some(rule) = Rule::ALL.get(n) else {
                return (String::new(), theme::quiet());
            };
            let value = words::value(*rule, lang, session.rules(), session);
            let name = width::pad(words::name(*rule).get(lang), name);
            let text = if wide {
                format!(
                    "{name}  {} {}",
                    width::pad(&value, 44),
                    words::source(*rule, session.rules()).get(lang)
                )
            } else {
                format!("{name}  {value}")
            };
            (text, theme::quiet())
        });
        if let (false, Some(rule)) = (wide, Rule::ALL.get(self.row)) {
            let value = words::value(*rule, lang, session.rules(), session);
            let source = words::source(*rule, session.rules()).get(lang);
            let source = fill!(d::RULE_FROM, lang, [("value", &value), ("source", &source)]);
            // With a blank line above it where there is room for one.
            let row = top + rows.height + u16::from(room > rows.height);
            surround::line(frame, area, row, &format!("   {source}"), theme::quiet());
        }
        let place = Rect {
            y: area.y + area.height.saturating_sub(foot),
            height: foot.saturating_sub(1),
            ..area
        };
        list::page(frame, place, &below, 0);
        if let Some(notice) = &self.notice {
            let last = area.height.saturating_sub(1);
            let text = format!(" {}", notice.text());
            surround::line(frame, area, last, &text, notice.style());
        }
        if let Some(form) = &self.form {
            form.view(frame, area);
        }
    }
}

/// The rules with one of them changed.
///
/// # Errors
/// What was typed is no value of it, in words.
fn changed(rule: Rule, text: &str, session: &Session, lang: Lang) -> Result<Values, String> {
    words::read(rule, &half_width(text), session.rules())
        .ok_or_else(|| fill!(d::BAD_VALUE, lang, [("text", &text)]))
}
