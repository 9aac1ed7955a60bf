//! The standings room: rankings and the allocation, live.
//!
//! ```text
//!  项目1 高中新高考培训 · 12 家                                     暂定 · 已提交 4/7
//!  名  申报单位            评委1   评委2   评委3   …      得分   可能区间       状态
//!   1  中原教师发展学院    95.00^  90.50   88.00          88.25  87.10-89.40    已定
//! ▸ 2  …
//!  点图 60 |....o..oo.^...| 100
//!  分配 项目1: 拟推荐 … ； 项目2: …
//!  进度 评委4 余 12 格 …
//! ```

mod allocation;
mod axis;
mod changes;
pub(super) mod panes;
mod table;
mod ties;
mod view;
mod wall;
mod why;

use crate::model::{DESK, OBSERVER};
use crate::text::screens as t;
use crate::tui::input::Input;
use crate::tui::keys::{self, Page, Row, Standings as Action};
use crate::tui::screen::{Answer, Context, Effect, Notice, moved};
use crate::tui::widgets::form::{Form, Outcome};

/// How much the room shows.
/// From so many columns and rows on there are panes beside the table.
const WIDE: (u16, u16) = (120, 30);

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Show {
    #[default]
    Everything,
    /// For a projector: no judges.
    WithoutJudges,
    /// Only how far the judges are.
    ProgressOnly,
}

#[derive(Debug, Default)]
pub struct Standings {
    project: usize,
    row: usize,
    /// The first judge column drawn.
    judge: usize,
    /// The judges' totals are wanted in place of the axis.
    totals: bool,
    show: Show,
    changes: changes::Changes,
    /// Which part of what does not fit on a wall.
    turn: usize,
    open: Open,
    notice: Option<Notice>,
}

/// What lies over the table.
#[derive(Debug, Default)]
enum Open {
    #[default]
    Nothing,
    Why {
        first: usize,
    },
    Allocation {
        first: usize,
    },
    /// How a tie is to be decided, chosen before anybody sees whom it favours.
    Method {
        tied: Vec<String>,
        form: Form,
    },
    /// The order that follows from the method.
    Tie {
        tied: Vec<String>,
        method: String,
        form: Form,
    },
}

impl Standings {
    /// The form that takes what is typed.
    pub fn form(&self) -> Option<&Form> {
        match &self.open {
            Open::Tie { form, .. } | Open::Method { form, .. } => Some(form),
            _ => None,
        }
    }

    pub fn keys(&self, ctx: &Context) -> Vec<Row> {
        let lang = ctx.lang;
        match self.open {
            Open::Tie { .. } | Open::Method { .. } => keys::rows(keys::FORM, lang),
            Open::Why { .. } | Open::Allocation { .. } => keys::rows(keys::PAGE, lang),
            Open::Nothing => {
                keys::possible_rows(keys::STANDINGS, lang, |action| Self::possible(action, ctx))
            }
        }
    }

    fn possible(action: Action, ctx: &Context) -> bool {
        match action {
            Action::Tie => ctx.seat == Some(DESK),
            Action::Why => ctx.seat != Some(OBSERVER),
            Action::HandOver => ctx.seat.is_some(),
            _ => true,
        }
    }

    pub fn title(&self, ctx: &Context) -> (String, String) {
        let right = if ctx.watching {
            format!("{} {}", t::WATCH.get(ctx.lang), ctx.phase())
        } else {
            ctx.phase()
        };
        (t::STANDINGS.get(ctx.lang).to_owned(), right)
    }

    pub fn update(&mut self, input: &Input, ctx: &Context) -> Vec<Effect> {
        let (Some(session), Some(results)) = (ctx.session(), ctx.results()) else {
            return vec![];
        };
        if let Open::Tie { form, .. } | Open::Method { form, .. } = &mut self.open {
            return match form.update(input, ctx.lang) {
                Outcome::Editing => vec![],
                Outcome::Cancelled => {
                    self.open = Open::Nothing;
                    vec![]
                }
                Outcome::Done(values) => self.tie_answered(session, &values, ctx.lang),
            };
        }
        let Input::Key(key) = input else {
            return vec![];
        };
        self.notice = None;
        if let Open::Why { first } | Open::Allocation { first } = &mut self.open {
            match keys::find(keys::PAGE, *key) {
                Some(Page::Close) => self.open = Open::Nothing,
                Some(Page::Up) => *first = first.saturating_sub(1),
                Some(Page::Down) => *first += 1,
                Some(Page::PageUp) => *first = first.saturating_sub(10),
                Some(Page::PageDown) => *first += 10,
                None => {}
            }
            return vec![];
        }
        let length = results
            .projects
            .get(self.project)
            .map_or(0, |p| p.standings.len());
        let projects = results.projects.len().max(1);
        match keys::find(keys::STANDINGS, *key).filter(|action| Self::possible(*action, ctx)) {
            Some(Action::Up) => self.row = moved(self.row, -1, length),
            Some(Action::Down) => self.row = moved(self.row, 1, length),
            Some(Action::PageUp) => self.row = moved(self.row, -10, length),
            Some(Action::PageDown) => self.row = moved(self.row, 10, length),
            Some(Action::First) => self.row = 0,
            Some(Action::Last) => self.row = length.saturating_sub(1),
            Some(Action::Left) if self.judge == 0 => self.totals = false,
            Some(Action::Left) => self.judge -= 1,
            Some(Action::Right) if !self.totals => self.totals = true,
            Some(Action::Right) => self.judge = moved(self.judge, 1, session.judges().len()),
            Some(Action::Project) => self.show_project((self.project + 1) % projects),
            Some(Action::ProjectBack) => {
                self.show_project((self.project + projects - 1) % projects)
            }
            Some(Action::Present) => {
                self.show = match self.shown(ctx) {
                    Show::Everything => Show::WithoutJudges,
                    Show::WithoutJudges => Show::ProgressOnly,
                    Show::ProgressOnly => Show::Everything,
                }
            }
            Some(Action::Why) if self.shown(ctx) == Show::Everything && length > 0 => {
                self.open = Open::Why { first: 0 };
            }
            Some(Action::Allocation) if self.shown(ctx) != Show::ProgressOnly => {
                self.open = Open::Allocation { first: 0 };
            }
            Some(Action::Why | Action::Allocation) => {
                self.notice = Some(Notice::Info(t::HIDDEN_NOW.get(ctx.lang).to_owned()));
            }
            Some(Action::Since) => {
                self.count_from_now(results);
                self.notice = Some(Notice::Info(t::SINCE.get(ctx.lang).to_owned()));
            }
            Some(Action::Tie) => self.ask_tie(ctx, session, results),
            Some(Action::Back) if ctx.watching => return vec![Effect::Quit],
            Some(Action::Back) => return vec![Effect::Back],
            Some(Action::HandOver) => return vec![Effect::HandOver],
            None => self.notice = Some(crate::tui::screen::unbound(*key, ctx.lang)),
        }
        vec![]
    }

    fn show_project(&mut self, project: usize) {
        self.project = project;
        self.row = 0;
    }

    /// Sealed rules show only progress until every judge has submitted.
    fn shown(&self, ctx: &Context) -> Show {
        match self.show {
            _ if ctx.results_hidden() => Show::ProgressOnly,
            // Whoever only looks on sees no judge's totals.
            Show::Everything if ctx.seat == Some(OBSERVER) => Show::WithoutJudges,
            show => show,
        }
    }

    pub fn answer(&mut self, answer: &Answer, ctx: &Context) {
        match (answer, &mut self.open) {
            (Answer::Failed(why), Open::Tie { form, .. } | Open::Method { form, .. }) => {
                form.fault = Some(why.clone());
            }
            (Answer::Failed(why), _) => self.notice = Some(Notice::Bad(why.clone())),
            // The method stands in the journal now; only from here on is it shown whom it favours.
            (Answer::Saved(_), Open::Method { .. }) => self.open_tie(ctx),
            _ => self.open = Open::Nothing,
        }
    }
}
