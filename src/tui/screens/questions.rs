//! What is to be looked at once every sheet is in.
//!
//! A judge sees her own marks that are far off the others' mean, never the others' marks, and says why she
//! keeps them. The coordinator sees whose and where, and the objective indicators on which judges differ.
//!
//! ```text
//! ▸ 待说明 项目1 07 中原教师发展学院  实施方案  评委3
//!   已说明 项目2 …                    服务保障  评委5  现场看过基地学校
//!   不一致 项目1 04 东湖继续教育中心  机构资质  4.00-5.00
//!  Enter 说明  Esc 返回
//! ```

use crate::model::{Act, DESK, Points, Session};
use crate::tally::{AwardState, Deviation, distance};
use crate::text::desk as d;
use crate::text::fill;
use crate::text::{Lang, screens as t, words};
use crate::tui::input::Input;
use crate::tui::keys::{self, KeyRow, QuestionsAction as Action};
use crate::tui::screen::{Answer, Context, Effect, Notice, Route};
use crate::tui::widgets::form::{Form, FormField};
use crate::tui::widgets::list::{self, PageLine};
use crate::tui::widgets::panel::{ListOrder, Panel, PanelEvent, Rows};
use crate::tui::widgets::table::Column;
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

#[derive(Debug)]
pub struct QuestionsScreen {
    panel: Panel<Deviation>,
}

impl Default for QuestionsScreen {
    fn default() -> Self {
        // As they come is by weight.
        let orders = &[d::H_STATE, t::APPLICANT, d::H_INDICATOR, d::H_JUDGE];
        Self {
            panel: Panel::sorting("questions", orders),
        }
    }
}

/// One line of the list.
#[derive(Clone, Debug, PartialEq)]
enum Item {
    Off(Deviation),
    Differ {
        entry: usize,
        indicator: usize,
        low: Points,
        high: Points,
    },
    Tie(usize),
}

impl QuestionsScreen {
    /// How the list is sorted.
    pub fn order(&mut self) -> &mut ListOrder {
        self.panel.order()
    }

    pub fn form(&self) -> Option<&Form> {
        self.panel.form()
    }

    pub fn typing(&self) -> bool {
        self.panel.typing()
    }

    pub fn keys(&self, ctx: &Context) -> Vec<KeyRow> {
        let current = ctx.session().and_then(|session| {
            let items = items(ctx, session);
            let shown = self.shown(session, &items, ctx.lang);
            let row = self.panel.current(&shown)?;
            items.get(row).cloned()
        });
        self.panel
            .keys(ctx.lang, keys::QUESTIONS, |Action::Answer| {
                matches!(current, Some(Item::Off(_) | Item::Tie(_)))
            })
    }

    fn shown(&self, session: &Session, items: &[Item], lang: Lang) -> Vec<usize> {
        let texts = |n| items.get(n).map(|item| texts_of(session, item, lang).0);
        self.panel
            .shown(items.len(), |n| texts(n).unwrap_or_default())
    }

    pub fn update(&mut self, input: &Input, ctx: &Context) -> Vec<Effect> {
        let Some(session) = ctx.session() else {
            return vec![];
        };
        let items = items(ctx, session);
        let shown = self.shown(session, &items, ctx.lang);
        match self
            .panel
            .update(input, ctx, keys::QUESTIONS, |_| true, &shown)
        {
            PanelEvent::Taken => vec![],
            PanelEvent::Effect(effect) => vec![effect],
            PanelEvent::Act(Action::Answer) => {
                let row = self.panel.current(&shown);
                match row.and_then(|n| items.get(n)) {
                    Some(Item::Off(what)) => self.ask(*what, session, ctx.lang),
                    Some(Item::Tie(_)) => return vec![Effect::Go(Route::Standings)],
                    Some(Item::Differ { .. }) => {
                        let text = d::DIFFER_WHAT_NOW.get(ctx.lang);
                        self.panel.say(Notice::Info(text.to_owned()));
                    }
                    None => {}
                }
                vec![]
            }
            PanelEvent::Answered(what, values) => {
                let judge = judge_id(session, what.judge);
                let act = Act::Explain {
                    entry: session.entry_id(what.entry).unwrap_or_default(),
                    indicator: indicator_id(session, what.indicator),
                    text: values.concat(),
                    judge: (ctx.seat != Some(judge.as_str())).then_some(judge),
                };
                vec![Effect::Record(vec![act.into()])]
            }
        }
    }

    fn ask(&mut self, what: Deviation, session: &Session, lang: Lang) {
        let known = session
            .explanation(what.entry, what.judge, what.indicator)
            .unwrap_or_default();
        let mark = session
            .entries()
            .get(what.entry)
            .and_then(|e| e.mark(what.judge, what.indicator));
        let note = fill!(
            d::EXPLAIN_NOTE,
            lang,
            [
                ("entry", &entry_name(session, what.entry, lang)),
                ("indicator", &indicator_name(session, what.indicator, lang)),
                ("points", &mark.map(|p| p.to_string()).unwrap_or_default()),
            ]
        );
        let field = FormField::new(d::FIELD_WHY_KEPT.get(lang)).with(known);
        let form = Form::new(d::EXPLAIN.get(lang), vec![note], vec![field]);
        self.panel.ask(what, form);
    }

    pub fn answer(&mut self, answer: &Answer) {
        self.panel.answer(answer);
    }

    pub fn view(&self, ctx: &Context, frame: &mut Frame, area: Rect) {
        let Some(session) = ctx.session() else { return };
        let lang = ctx.lang;
        let items = items(ctx, session);
        let mut head: Vec<PageLine> = Vec::new();
        let columns = usize::from(area.width).saturating_sub(1);
        let text = about(ctx, session, &items);
        list::paragraph(&mut head, &text, columns, " ", theme::quiet());
        let shown = self.shown(session, &items, lang);
        let name = usize::from(area.width).saturating_sub(46).clamp(34, 60);
        let heading = |text: crate::text::Text| if items.is_empty() { "" } else { text.get(lang) };
        let rows = Rows {
            columns: &[
                Column::fixed(heading(d::H_STATE), 10),
                Column::fixed(heading(t::APPLICANT), name.min(usize::from(area.width) / 2)),
                Column::fixed(heading(d::H_INDICATOR), 12),
                Column::fixed(heading(d::H_JUDGE), 11),
                Column::rest(heading(d::H_SAID)),
            ],
            shown: &shown,
            cells: &|n| {
                let item = items.get(n);
                item.map_or_else(Default::default, |item| texts_of(session, item, lang))
            },
        };
        self.panel.view(frame, area, lang, &head, &rows);
    }
}

/// What the list is, or why it is empty.
fn about(ctx: &Context, session: &Session, items: &[Item]) -> String {
    let lang = ctx.lang;
    let n = session.rules().deviation_percent;
    if (0..session.judges().len()).any(|j| !session.is_finished(j)) {
        d::QUESTIONS_LATER.get(lang).to_owned()
    } else if items.is_empty() {
        d::NO_QUESTIONS.get(lang).to_owned()
    } else if ctx.seat == Some(DESK) {
        fill!(d::QUESTIONS_DESK, lang, [("n", &n)])
    } else {
        fill!(d::QUESTIONS_JUDGE, lang, [("n", &n)])
    }
}

/// A judge's own questions, or all of them at the desk.
fn items(ctx: &Context, session: &Session) -> Vec<Item> {
    let Some(live) = ctx.live else {
        return Vec::new();
    };
    let own = ctx.seat.and_then(|seat| session.judge(seat));
    let mut list: Vec<Item> = live
        .deviations()
        .iter()
        .filter(|x| own.is_none_or(|j| x.judge == j))
        .map(|x| Item::Off(*x))
        .collect();
    if own.is_none() {
        list.extend(live.disagreements().iter().map(|x| Item::Differ {
            entry: x.entry,
            indicator: x.indicator,
            low: x.low,
            high: x.high,
        }));
        let ties = live.results().projects.iter().enumerate();
        list.extend(
            ties.filter(|(_, p)| p.award.state == AwardState::Undecided)
                .map(|(p, _)| Item::Tie(p)),
        );
    }
    list.sort_by_cached_key(|item| std::cmp::Reverse(weight(session, item)));
    list
}

/// What wants a look most: ties that touch an award, then what nobody has explained yet, the furthest off first.
fn weight(session: &Session, item: &Item) -> (u8, u64) {
    match item {
        Item::Tie(_) => (2, 0),
        Item::Off(x) => {
            let said = session.explanation(x.entry, x.judge, x.indicator);
            let share = distance(session, x).map_or(0, |d| d.share);
            (u8::from(said.is_none()), share)
        }
        Item::Differ {
            indicator,
            low,
            high,
            ..
        } => {
            let cap = session.indicators().get(*indicator).map(|i| i.cap);
            let cap = cap.map_or(1, |cap| u64::from(cap.hundredths())).max(1);
            let spread = u64::from(high.hundredths().saturating_sub(low.hundredths()));
            (1, spread * 1_000_000 / cap)
        }
    }
}

/// State, entry, indicator, judge, and what is said of it.
fn texts_of(session: &Session, item: &Item, lang: Lang) -> (Vec<String>, Style) {
    match item {
        Item::Off(x) => {
            let said = session.explanation(x.entry, x.judge, x.indicator);
            let (state, style) = match said {
                Some(_) => (d::EXPLAINED, theme::quiet()),
                None => (d::TO_EXPLAIN, theme::warn()),
            };
            let judge = session.judges().get(x.judge).map(|j| j.name.as_str());
            let texts = vec![
                state.get(lang).to_owned(),
                entry_name(session, x.entry, lang),
                indicator_name(session, x.indicator, lang),
                width::display_safe(judge.unwrap_or_default()).into_owned(),
                width::display_safe(said.unwrap_or_default()).into_owned(),
            ];
            (texts, style)
        }
        Item::Differ {
            entry,
            indicator,
            low,
            high,
        } => {
            let texts = vec![
                d::DIFFERS.get(lang).to_owned(),
                entry_name(session, *entry, lang),
                indicator_name(session, *indicator, lang),
                format!("{low}-{high}"),
            ];
            (texts, theme::quiet())
        }
        Item::Tie(project) => {
            let name = session
                .projects()
                .get(*project)
                .map(|p| words(lang, p.short()))
                .unwrap_or_default();
            let text = fill!(d::TIE_OPEN, lang, [("n", &(project + 1)), ("name", &name)]);
            (vec![d::TIE_STATE.get(lang).to_owned(), text], theme::bad())
        }
    }
}

fn entry_name(session: &Session, entry: usize, lang: Lang) -> String {
    let Some(e) = session.entries().get(entry) else {
        return String::new();
    };
    let applicant = session.applicants().get(e.applicant);
    let project = fill!(t::PROJECT_SHORT, lang, [("n", &(e.project + 1))]);
    applicant
        .map(|a| format!("{project} {} {}", a.id, width::display_safe(&a.name)))
        .unwrap_or(project)
}

fn indicator_name(session: &Session, indicator: usize, lang: Lang) -> String {
    session
        .indicators()
        .get(indicator)
        .map(|i| words(lang, i.short()).to_owned())
        .unwrap_or_default()
}

fn indicator_id(session: &Session, indicator: usize) -> String {
    let known = session.indicators().get(indicator);
    known.map(|i| i.id.clone()).unwrap_or_default()
}

fn judge_id(session: &Session, judge: usize) -> String {
    let known = session.judges().get(judge);
    known.map(|j| j.id.clone()).unwrap_or_default()
}
