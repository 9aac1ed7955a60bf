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

use crate::model::{DESK, OBSERVER, Session};
use crate::tally::ProjectResult;
use crate::text::screens as t;
use crate::tui::input::Input;
use crate::tui::keys::{self, KeyRow, PageAction, StandingsAction as Action};
use crate::tui::names;
use crate::tui::screen::{Answer, Context, Effect, Notice, moved};
use crate::tui::widgets::form::Form;
use crate::tui::widgets::list;
use crate::tui::widgets::panel::{Panel, PanelEvent};

/// From so many columns and rows on there are panes beside the table.
const WIDE: (u16, u16) = (120, 30);

/// How much the room shows.
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
pub struct StandingsScreen {
    project: usize,
    /// The standings of that project, and what is asked about a tie.
    panel: Panel<TieQuestion>,
    /// The first judge column drawn.
    judge: usize,
    /// The judges' totals are wanted in place of the axis.
    totals: bool,
    show: Show,
    changes: changes::Changes,
    /// Which part of what does not fit on a wall.
    turn: usize,
    open: StandingsDialog,
}

/// What lies over the table.
#[derive(Debug, Default)]
enum StandingsDialog {
    #[default]
    Nothing,
    Why {
        first: usize,
    },
    Allocation {
        first: usize,
    },
}

/// What is asked about a tie.
#[derive(Clone, Debug, PartialEq, Eq)]
enum TieQuestion {
    /// How it is to be decided, chosen before anybody sees whom it favours.
    Method { tied: Vec<String> },
    /// The order that follows from the method.
    Order { tied: Vec<String>, method: String },
}

impl StandingsScreen {
    pub fn form(&self) -> Option<&Form> {
        self.panel.form()
    }

    pub fn typing(&self) -> bool {
        self.panel.typing()
    }

    pub fn keys(&self, ctx: &Context) -> Vec<KeyRow> {
        if !matches!(self.open, StandingsDialog::Nothing) {
            return keys::rows(keys::PAGE, ctx.lang);
        }
        let mut rows = self.panel.keys(ctx.lang, keys::STANDINGS, |action| {
            Self::possible(action, ctx)
        });
        rows.retain(|row| row.text != t::K_HAND_OVER || ctx.seat.is_some());
        rows
    }

    /// The standings of a project that are in sight, by their places among all.
    fn rows(&self, session: &Session, project: usize, result: &ProjectResult) -> Vec<usize> {
        let all = result.standings.len();
        if project != self.project {
            return (0..all).collect();
        }
        self.panel.shown(all, |n| {
            let standing = result.standings.get(n);
            let name = standing.map(|s| names::entry_name(session, s.entry));
            name.into_iter().collect()
        })
    }

    /// Where the current standing is among all of its project.
    fn row(&self, session: &Session, result: &ProjectResult) -> usize {
        let rows = self.rows(session, self.project, result);
        self.panel.current(&rows).unwrap_or(0)
    }

    fn possible(action: Action, ctx: &Context) -> bool {
        match action {
            Action::Tie => ctx.seat == Some(DESK),
            Action::Why => ctx.seat != Some(OBSERVER),
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
        if let StandingsDialog::Why { first } | StandingsDialog::Allocation { first } =
            &mut self.open
        {
            if let Input::Key(key) = input {
                match keys::find(keys::PAGE, *key) {
                    Some(PageAction::Close) => self.open = StandingsDialog::Nothing,
                    Some(action) => list::scroll(action, first),
                    None => {}
                }
            }
            return vec![];
        }
        let rows = results
            .projects
            .get(self.project)
            .map_or_else(Vec::new, |result| self.rows(session, self.project, result));
        let possible = |action| Self::possible(action, ctx);
        let event = self
            .panel
            .update(input, ctx, keys::STANDINGS, possible, &rows);
        let action = match event {
            PanelEvent::Taken => return vec![],
            PanelEvent::Effect(Effect::Back) if ctx.watching => return vec![Effect::Quit],
            PanelEvent::Effect(Effect::HandOver) if ctx.seat.is_none() => return vec![],
            PanelEvent::Effect(effect) => return vec![effect],
            PanelEvent::Answered(tie, values) => {
                return self.tie_answered(tie, session, &values, ctx.lang);
            }
            PanelEvent::Act(action) => action,
        };
        let projects = results.projects.len().max(1);
        match action {
            Action::Left if self.judge == 0 => self.totals = false,
            Action::Left => self.judge -= 1,
            Action::Right if !self.totals => self.totals = true,
            Action::Right => self.judge = moved(self.judge, 1, session.judges().len()),
            Action::Project => self.show_project((self.project + 1) % projects),
            Action::ProjectBack => self.show_project((self.project + projects - 1) % projects),
            Action::Present => {
                self.show = match self.shown(ctx) {
                    Show::Everything => Show::WithoutJudges,
                    Show::WithoutJudges => Show::ProgressOnly,
                    Show::ProgressOnly => Show::Everything,
                }
            }
            Action::Why if self.shown(ctx) == Show::Everything && !rows.is_empty() => {
                self.open = StandingsDialog::Why { first: 0 };
            }
            Action::Allocation if self.shown(ctx) != Show::ProgressOnly => {
                self.open = StandingsDialog::Allocation { first: 0 };
            }
            Action::Why | Action::Allocation => {
                let text = t::HIDDEN_NOW.get(ctx.lang).to_owned();
                self.panel.say(Notice::Info(text));
            }
            Action::Since => {
                self.count_from_now(results);
                let text = t::SINCE.get(ctx.lang).to_owned();
                self.panel.say(Notice::Info(text));
            }
            Action::Tie => self.ask_tie(ctx, session, results),
        }
        vec![]
    }

    fn show_project(&mut self, project: usize) {
        self.project = project;
        self.panel = Panel::default();
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
        let method = matches!(self.panel.asked(), Some(TieQuestion::Method { .. }));
        match answer {
            // The method stands in the journal now; only from here on is it shown whom it favours.
            Answer::Saved(_) if method => self.open_tie(ctx),
            Answer::Saved(_) | Answer::Done(_) => {
                self.panel.close();
                self.open = StandingsDialog::Nothing;
            }
            Answer::Failed(_) | Answer::PinRefused(_) => self.panel.answer(answer),
        }
    }
}
