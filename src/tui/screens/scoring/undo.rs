//! Taking the last marks back, one after the other, and giving them again. Each step is an act of its own.

use super::walk::Move;
use super::{Asked, ScoringScreen, Waiting};
use crate::model::{Points, Session};
use crate::text::fill;
use crate::text::{Lang, screens as t, words};
use crate::tui::names;
use crate::tui::screen::{Context, Effect, Notice};
use crate::tui::width;

/// A mark that was given here, with what stood there before. `None` is a blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct UndoStep {
    pub(super) entry: usize,
    pub(super) indicator: usize,
    pub(super) before: Option<Points>,
    pub(super) after: Option<Points>,
}

/// By which key a mark comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    Typed,
    Undo,
    Redo,
}

impl ScoringScreen {
    /// What a new mark in the current cell would change.
    pub(super) fn change(&self, session: &Session, after: Option<Points>) -> UndoStep {
        UndoStep {
            entry: self.entry,
            indicator: self.indicator,
            before: self.mark(session),
            after,
        }
    }

    /// Goes to the cell that was changed last, or taken back last, and asks for its other value. A cell that
    /// somebody else has changed since is left as it is.
    pub(super) fn step_back(&mut self, how: How, ctx: &Context, session: &Session) -> Vec<Effect> {
        let lang = ctx.lang;
        if !self.typed.is_empty() {
            let typed = std::mem::take(&mut self.typed);
            self.asked = Asked::Nothing;
            let text = fill!(t::TYPED_DROPPED, lang, [("typed", &typed)]);
            self.notice = Some(Notice::Info(text));
            return vec![];
        }
        let (stack, none) = match how {
            How::Redo => (&self.redo, t::NOTHING_TO_REDO),
            How::Typed | How::Undo => (&self.undo, t::NOTHING_TO_UNDO),
        };
        let Some(change) = stack.last().copied() else {
            self.notice = Some(Notice::Info(none.get(lang).to_owned()));
            return vec![];
        };
        let (from, to) = change.way(how);
        self.stand_at(session, change.entry, change.indicator);
        let now = self.mark(session);
        if now != from {
            self.pop(how);
            let text = fill!(
                t::CHANGED_ELSEWHERE,
                lang,
                [
                    ("cell", &cell_name(session, &change, lang)),
                    ("now", &value(now, lang)),
                ]
            );
            self.notice = Some(Notice::Bad(text));
            return vec![];
        }
        if let Some(why) = self.closed(ctx, session) {
            self.notice = Some(Notice::Bad(why));
            return vec![];
        }
        self.waiting = Some(Waiting::Mark {
            change,
            how,
            then: Move::Stay,
        });
        vec![Effect::Record(vec![self.mark_act(session, to)])]
    }

    fn pop(&mut self, how: How) -> Option<UndoStep> {
        match how {
            How::Redo => self.redo.pop(),
            How::Typed | How::Undo => self.undo.pop(),
        }
    }

    /// The mark is in the journal: it can be taken back, or given again, and is named if a key of this kind
    /// brought it.
    pub(super) fn keep_change(
        &mut self,
        change: UndoStep,
        how: How,
        ctx: &Context,
        session: &Session,
    ) {
        let text = match how {
            How::Typed => {
                self.redo.clear();
                self.undo.push(change);
                return;
            }
            How::Undo => {
                self.undo.pop();
                self.redo.push(change);
                t::UNDONE
            }
            How::Redo => {
                self.redo.pop();
                self.undo.push(change);
                t::REDONE
            }
        };
        let (from, to) = change.way(how);
        let lang = ctx.lang;
        let text = text.fill(
            lang,
            &[
                ("cell", &cell_name(session, &change, lang)),
                ("from", &value(from, lang)),
                ("to", &value(to, lang)),
            ],
        );
        self.notice = Some(Notice::Info(text));
    }

    /// What is sealed is taken back by nobody here.
    pub(super) fn forget_changes(&mut self, session: &Session, project: usize) {
        let elsewhere = |c: &UndoStep| {
            let entry = session.entries().get(c.entry);
            entry.is_some_and(|e| e.project != project)
        };
        self.undo.retain(elsewhere);
        self.redo.retain(elsewhere);
    }
}

impl UndoStep {
    /// What stands there before the step, and what after it.
    fn way(&self, how: How) -> (Option<Points>, Option<Points>) {
        match how {
            How::Undo => (self.after, self.before),
            How::Typed | How::Redo => (self.before, self.after),
        }
    }
}

/// `02 江海师范学院 实施方案`, short enough for the numbers behind it; where there are several projects, with
/// the project before it.
fn cell_name(session: &Session, change: &UndoStep, lang: Lang) -> String {
    let indicator = session.indicators().get(change.indicator);
    let indicator = indicator
        .map(|i| words(lang, i.short()))
        .unwrap_or_default();
    let name = width::fit(&names::entry_name(session, change.entry), 22);
    format!("{name} {}", width::fit(indicator, 14))
}

fn value(points: Option<Points>, lang: Lang) -> String {
    points.map_or_else(|| t::BLANK.get(lang).to_owned(), |p| p.to_string())
}
