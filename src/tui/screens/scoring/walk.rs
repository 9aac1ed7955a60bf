//! How the cursor walks: through one applicant's indicators, or turned, one indicator across applicants.

use super::dialog::Dialog;
use super::{Asked, ScoringScreen};
use crate::model::{Session, Status};
use crate::text::fill;
use crate::text::screens as t;
use crate::tui::screen::{Context, Effect, Notice};

/// Where to go after the number is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    Stay,
    /// Enter: the next indicator, or the next applicant's first blank.
    Next,
    Up,
    Down,
    Left,
    Right,
    First,
    Last,
    /// The next blank anywhere.
    Blank,
    Project(isize),
    Turn,
    Sort,
    Submit,
}

impl ScoringScreen {
    pub(super) fn stand_at(&mut self, session: &Session, entry: usize, indicator: usize) {
        if let Some(e) = session.entries().get(entry) {
            self.project = e.project;
            self.entry = entry;
            self.indicator = indicator.min(session.indicators().len().saturating_sub(1));
            self.read_from = 0;
            self.asked = Asked::Nothing;
        }
    }

    /// The applicants of the project in the order of the walk.
    pub(super) fn list(&self, session: &Session) -> Vec<usize> {
        let mut list = session.entries_of(self.project).to_vec();
        if self.turned && self.by_total {
            // Only what is a total is ranked; sheets with blanks stand behind, and those she does not score last.
            list.sort_by_key(|e| {
                let sheet = session.entries().get(*e);
                let total = sheet.and_then(|x| x.total(self.judge));
                let hers = session.is_in(*e) && sheet.is_some_and(|x| self.counts(x));
                (!hers, total.is_none(), std::cmp::Reverse(total))
            });
        }
        list
    }

    pub(super) fn go(&mut self, ctx: &Context, session: &Session, then: Move) -> Vec<Effect> {
        match then {
            Move::Stay => {}
            Move::Next if self.turned => self.next_turned(ctx, session),
            Move::Next => self.next(ctx, session),
            Move::Up | Move::Down => {
                let by = if then == Move::Up { -1 } else { 1 };
                if self.turned {
                    self.step_applicant(session, by);
                } else {
                    self.step_indicator(session, by);
                }
            }
            Move::Left | Move::Right => {
                let by = if then == Move::Left { -1 } else { 1 };
                if self.turned {
                    self.step_indicator(session, by);
                } else {
                    self.step_applicant(session, by);
                }
            }
            Move::First => self.step_applicant(session, isize::MIN),
            Move::Last => self.step_applicant(session, isize::MAX),
            Move::Blank => self.seek_blank(ctx, session),
            Move::Project(by) => {
                let n = session.projects().len().max(1) as isize;
                // Projects on whose panel she does not sit are passed over.
                let seated = (1..n)
                    .map(|step| (self.project as isize + by * step).rem_euclid(n) as usize)
                    .find(|p| self.sits_on(session, *p));
                if let Some(entry) = seated.and_then(|p| self.first_of(session, p)) {
                    let blank = self.open_blank(session, entry).filter(|_| !self.turned);
                    self.stand_at(session, entry, blank.unwrap_or(self.indicator));
                }
            }
            Move::Turn => {
                self.turned = !self.turned;
                self.read_from = 0;
            }
            Move::Sort => {
                if self.turned {
                    self.by_total = !self.by_total;
                } else {
                    self.notice = Some(Notice::Info(t::SORT_IN_TURN.get(ctx.lang).to_owned()));
                }
            }
            Move::Submit => self.ask_submit(ctx, session),
        }
        vec![]
    }

    /// Is there any sheet of hers in the project?
    pub(super) fn sits_on(&self, session: &Session, project: usize) -> bool {
        session
            .entries_of(project)
            .iter()
            .filter_map(|e| session.entries().get(*e))
            .any(|e| e.status(self.judge) != Status::Absent)
    }

    fn first_of(&self, session: &Session, project: usize) -> Option<usize> {
        let list = session.entries_of(project);
        list.iter()
            .copied()
            .find(|e| self.open_blank(session, *e).is_some())
            .or_else(|| list.first().copied())
    }

    fn step_indicator(&mut self, session: &Session, by: isize) {
        let last = session.indicators().len().saturating_sub(1);
        self.indicator = self.indicator.saturating_add_signed(by).min(last);
        self.read_from = 0;
        self.asked = Asked::Nothing;
    }

    fn step_applicant(&mut self, session: &Session, by: isize) {
        let list = self.list(session);
        let at = list.iter().position(|e| *e == self.entry).unwrap_or(0);
        let to = at
            .saturating_add_signed(by)
            .min(list.len().saturating_sub(1));
        if let Some(entry) = list.get(to) {
            self.stand_at(session, *entry, self.indicator);
        }
    }

    fn next(&mut self, ctx: &Context, session: &Session) {
        if self.indicator + 1 < session.indicators().len() {
            self.step_indicator(session, 1);
            return;
        }
        match self.following(session) {
            Some(next) => {
                let indicator = self.open_blank(session, next).unwrap_or(0);
                self.stand_at(session, next, indicator);
            }
            None => self.at_the_end(ctx, session),
        }
    }

    /// The next applicant of the walk. While there is something to write, those who are out or recused are
    /// passed over: a number typed there would go nowhere.
    fn following(&self, session: &Session) -> Option<usize> {
        let list = self.list(session);
        let at = list.iter().position(|e| *e == self.entry).unwrap_or(0);
        let mut behind = list.iter().copied().skip(at + 1);
        if self.writable(session, self.entry) {
            return behind.find(|e| self.writable(session, *e));
        }
        behind.next()
    }

    pub(super) fn writable(&self, session: &Session, entry: usize) -> bool {
        let e = session.entries().get(entry);
        session.is_in(entry) && e.is_some_and(|e| e.status(self.judge) == Status::Open)
    }

    fn next_turned(&mut self, ctx: &Context, session: &Session) {
        if let Some(next) = self.following(session) {
            self.stand_at(session, next, self.indicator);
        } else if self.indicator + 1 < session.indicators().len() {
            let list = self.list(session);
            let open = list.iter().find(|e| self.writable(session, **e));
            let first = open.or(list.first()).copied().unwrap_or(self.entry);
            self.stand_at(session, first, self.indicator + 1);
        } else {
            self.at_the_end(ctx, session);
        }
    }

    fn at_the_end(&mut self, ctx: &Context, session: &Session) {
        let blanks = session.blanks(self.judge, Some(self.project));
        let text = if session.to_submit(self.judge, self.project).is_empty() {
            self.project_words(session, ctx.lang)
        } else if blanks == 0 {
            t::END_COMPLETE.get(ctx.lang).to_owned()
        } else {
            fill!(t::END_BLANKS, ctx.lang, [("n", &blanks)])
        };
        self.notice = Some(Notice::Info(text));
    }

    /// The first blank of an entry that this judge can still write.
    pub(super) fn open_blank(&self, session: &Session, entry: usize) -> Option<usize> {
        let e = session.entries().get(entry)?;
        if !self.writable(session, entry) {
            return None;
        }
        e.marks(self.judge).iter().position(Option::is_none)
    }

    pub(super) fn blank_from_start(&self, session: &Session) -> Option<(usize, usize)> {
        (0..session.projects().len())
            .flat_map(|p| session.entries_of(p).iter().copied())
            .find_map(|e| Some((e, self.open_blank(session, e)?)))
    }

    /// The next blank behind the cursor, in this project first, then in the others.
    fn seek_blank(&mut self, ctx: &Context, session: &Session) {
        let list = self.list(session);
        let at = list.iter().position(|e| *e == self.entry).unwrap_or(0);
        let marks = |e: usize, i: usize| {
            self.open_blank(session, e).is_some()
                && session
                    .entries()
                    .get(e)
                    .is_some_and(|x| x.mark(self.judge, i).is_none())
        };
        let n = session.indicators().len();
        let here = self.indicator;
        let cells: Vec<(usize, usize)> = if self.turned {
            let behind = list.iter().skip(at + 1).map(|e| (*e, here));
            let on = (1..=n).flat_map(|d| list.iter().map(move |e| (*e, (here + d) % n.max(1))));
            behind.chain(on).collect()
        } else {
            let behind = (here + 1..n).map(|i| (self.entry, i));
            let on = (1..=list.len()).flat_map(|d| {
                let e = list.get((at + d) % list.len().max(1)).copied();
                (0..n).filter_map(move |i| Some((e?, i)))
            });
            behind.chain(on).collect()
        };
        let near = cells.into_iter().find(|(e, i)| marks(*e, *i));
        let found = near.or_else(|| {
            let p = session.projects().len();
            (1..p)
                .map(|d| (self.project + d) % p)
                .flat_map(|p| session.entries_of(p).iter().copied())
                .find_map(|e| Some((e, self.open_blank(session, e)?)))
        });
        match found {
            Some((entry, indicator)) => {
                let before = self.project;
                self.stand_at(session, entry, indicator);
                if self.project != before {
                    let sealed = session.to_submit(self.judge, before).is_empty();
                    let text = if sealed {
                        t::OTHER_PROJECT_SEALED
                    } else {
                        t::OTHER_PROJECT
                    };
                    let text = text.fill(
                        ctx.lang,
                        &[("done", &(before + 1)), ("now", &(self.project + 1))],
                    );
                    self.notice = Some(Notice::Info(text));
                }
            }
            None if session.to_submit(self.judge, self.project).is_empty() => {
                self.go_on(ctx, session);
            }
            None => self.notice = Some(Notice::Info(t::NO_BLANKS.get(ctx.lang).to_owned())),
        }
    }

    fn ask_submit(&mut self, ctx: &Context, session: &Session) {
        let open = session.to_submit(self.judge, self.project);
        if open.is_empty() {
            self.notice = Some(Notice::Info(t::NOTHING_TO_SUBMIT.get(ctx.lang).to_owned()));
            return;
        }
        let mut blanks = Vec::new();
        for e in open {
            if let Some(entry) = session.entries().get(e) {
                let marks = entry.marks(self.judge).iter().enumerate();
                blanks.extend(marks.filter(|(_, m)| m.is_none()).map(|(i, _)| (e, i)));
            }
        }
        self.dialog = Some(if blanks.is_empty() {
            Dialog::Confirm { first: 0 }
        } else {
            Dialog::Blanks { blanks, row: 0 }
        });
    }
}
