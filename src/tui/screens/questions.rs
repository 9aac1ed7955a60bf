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
use crate::tally::{AwardState, Deviation};
use crate::text::desk as d;
use crate::text::fill;
use crate::text::{Lang, screens as t, words};
use crate::tui::input::Input;
use crate::tui::keys::{self, Questions as Action, Row};
use crate::tui::screen::{Answer, Context, Effect, Notice};
use crate::tui::widgets::form::{Field, Form, Outcome};
use crate::tui::widgets::frame as surround;
use crate::tui::widgets::list::{self, Line};
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::Rect;

#[derive(Debug, Default)]
pub struct Questions {
    row: usize,
    open: Option<(Deviation, Form)>,
    notice: Option<Notice>,
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

impl Questions {
    /// The form that takes what is typed.
    pub fn form(&self) -> Option<&Form> {
        self.open.as_ref().map(|(_, form)| form)
    }

    pub fn keys(&self, lang: Lang) -> Vec<Row> {
        if self.open.is_some() {
            return keys::rows(keys::FORM, lang);
        }
        let mut rows = keys::rows(keys::QUESTIONS, lang);
        rows.extend(keys::rows(keys::LIST, lang));
        rows
    }

    pub fn update(&mut self, input: &Input, ctx: &Context) -> Vec<Effect> {
        let Some(session) = ctx.session() else {
            return vec![];
        };
        if let Some((what, form)) = &mut self.open {
            let what = *what;
            match form.update(input, ctx.lang) {
                Outcome::Editing => {}
                Outcome::Cancelled => self.open = None,
                Outcome::Done(values) => {
                    let judge = judge_id(session, what.judge);
                    return vec![Effect::Record(vec![
                        Act::Explain {
                            entry: session.entry_id(what.entry).unwrap_or_default(),
                            indicator: indicator_id(session, what.indicator),
                            text: values.concat(),
                            judge: (ctx.seat != Some(judge.as_str())).then_some(judge),
                        }
                        .into(),
                    ])];
                }
            }
            return vec![];
        }
        let Input::Key(key) = input else {
            return vec![];
        };
        self.notice = None;
        let items = items(ctx, session);
        if keys::find(keys::QUESTIONS, *key) == Some(Action::Answer) {
            match items.get(self.row) {
                Some(Item::Off(what)) => self.ask(*what, session, ctx.lang),
                Some(Item::Tie(_)) => {
                    return vec![Effect::Go(crate::tui::screen::Route::Standings)];
                }
                Some(Item::Differ { .. }) => {
                    self.notice = Some(Notice::Info(d::DIFFER_WHAT_NOW.get(ctx.lang).to_owned()));
                }
                None => {}
            }
            return vec![];
        }
        match keys::find(keys::LIST, *key) {
            Some(action) => {
                return list::step(action, &mut self.row, items.len())
                    .into_iter()
                    .collect();
            }
            None => self.notice = Some(crate::tui::screen::unbound(*key, ctx.lang)),
        }
        vec![]
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
        let form = Form::new(
            d::EXPLAIN.get(lang),
            vec![note],
            vec![Field::new(d::FIELD_WHY_KEPT.get(lang)).with(known)],
        );
        self.open = Some((what, form));
    }

    pub fn answer(&mut self, answer: &Answer) {
        match (answer, &mut self.open) {
            (Answer::Failed(why) | Answer::PinRefused(why), Some((_, form))) => {
                form.fault = Some(why.clone());
            }
            (Answer::Failed(why) | Answer::PinRefused(why), None) => {
                self.notice = Some(Notice::Bad(why.clone()));
            }
            (Answer::Saved(saved), _) => {
                self.open = None;
                self.notice = Some(Notice::saved(saved));
            }
            (Answer::Done(_), _) => self.open = None,
        }
    }

    pub fn view(&self, ctx: &Context, frame: &mut Frame, area: Rect) {
        let Some(session) = ctx.session() else { return };
        let lang = ctx.lang;
        let columns = usize::from(area.width);
        let items = items(ctx, session);
        let waiting = (0..session.judges().len()).any(|j| session.unfinished(j) > 0);
        let text = if waiting {
            d::QUESTIONS_LATER.get(lang).to_owned()
        } else if items.is_empty() {
            d::NO_QUESTIONS.get(lang).to_owned()
        } else if ctx.seat == Some(DESK) {
            fill!(
                d::QUESTIONS_DESK,
                lang,
                [("n", &session.rules().deviation_percent)]
            )
        } else {
            fill!(
                d::QUESTIONS_JUDGE,
                lang,
                [("n", &session.rules().deviation_percent)]
            )
        };
        let mut head: Vec<Line> = Vec::new();
        list::paragraph(
            &mut head,
            &text,
            columns.saturating_sub(1),
            " ",
            theme::quiet(),
        );
        list::page(frame, area, &head, 0);
        let used = head.len() as u16 + 1;
        let rows = Rect {
            y: area.y + used.min(area.height),
            height: area.height.saturating_sub(used + 1),
            ..area
        };
        list::draw(frame, rows, self.row, items.len(), |n| {
            items
                .get(n)
                .map_or_else(Default::default, |item| line_of(session, item, lang))
        });
        if let Some(notice) = &self.notice {
            let last = area.height.saturating_sub(1);
            let text = format!(" {}", notice.text());
            surround::line(frame, area, last, &text, notice.style());
        }
        if let Some((_, form)) = &self.open {
            form.view(frame, area);
        }
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
    list
}

fn line_of(session: &Session, item: &Item, lang: Lang) -> (String, ratatui::style::Style) {
    match item {
        Item::Off(x) => {
            let said = session.explanation(x.entry, x.judge, x.indicator);
            let state = if said.is_some() {
                d::EXPLAINED
            } else {
                d::TO_EXPLAIN
            };
            let judge = session
                .judges()
                .get(x.judge)
                .map(|j| width::display_safe(&j.name).into_owned())
                .unwrap_or_default();
            let text = format!(
                "{} {} {} {} {}",
                width::pad(state.get(lang), 10),
                width::pad(&entry_name(session, x.entry, lang), 34),
                width::pad(&indicator_name(session, x.indicator, lang), 12),
                width::pad(&judge, 8),
                width::display_safe(said.unwrap_or_default()),
            );
            let style = if said.is_some() {
                theme::quiet()
            } else {
                theme::warn()
            };
            (text, style)
        }
        Item::Differ {
            entry,
            indicator,
            low,
            high,
        } => {
            let text = format!(
                "{} {} {} {low}-{high}",
                width::pad(d::DIFFERS.get(lang), 10),
                width::pad(&entry_name(session, *entry, lang), 34),
                width::pad(&indicator_name(session, *indicator, lang), 12),
            );
            (text, theme::quiet())
        }
        Item::Tie(project) => {
            let name = session
                .projects()
                .get(*project)
                .map(|p| words(lang, p.short()))
                .unwrap_or_default();
            let text = fill!(d::TIE_OPEN, lang, [("n", &(project + 1)), ("name", &name)]);
            (text, theme::bad())
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
