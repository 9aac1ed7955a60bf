//! How far the judge is over all her projects, where she goes on, and what is left when she goes.

use super::ScoringScreen;
use super::dialog::Dialog;
use crate::model::{DESK, Phase, Session, Status};
use crate::text::desk as d;
use crate::text::fill;
use crate::text::{Lang, screens as t, words};
use crate::tui::names;
use crate::tui::screen::{Context, Notice};
use crate::tui::width;

/// What a project still asks of its judge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Work {
    Blanks(usize),
    /// Every mark is given; the sheets are not submitted.
    Unsealed,
    Submitted,
    Recused,
    Void,
    /// Nobody is in the race.
    Nobody,
}

impl Work {
    fn is_left(self) -> bool {
        matches!(self, Self::Blanks(_) | Self::Unsealed)
    }

    fn words(self, lang: Lang) -> String {
        let text = match self {
            Self::Blanks(n) => return fill!(t::N_LEFT, lang, [("n", &n)]),
            Self::Unsealed => t::SHEET_COMPLETE,
            Self::Submitted => t::SUBMITTED,
            Self::Recused => t::RECUSED,
            Self::Void => t::VOID,
            Self::Nobody => t::NOBODY_LEFT,
        };
        text.get(lang).to_owned()
    }
}

impl ScoringScreen {
    pub fn title(&self, ctx: &Context) -> (String, String) {
        let Some(session) = ctx.session() else {
            return Default::default();
        };
        let project = session.projects().get(self.project);
        let name = project
            .map(|p| crate::text::words(ctx.lang, p.short()))
            .unwrap_or_default();
        let middle = fill!(
            t::PROJECT_N,
            ctx.lang,
            [("n", &(self.project + 1)), ("name", &name)]
        );
        let who = names::seat_name(session, &self.seat, ctx.lang);
        let state = if self.by == DESK {
            t::FROM_PAPER.get(ctx.lang).to_owned()
        } else if self.submitted(session) {
            t::SUBMITTED.get(ctx.lang).to_owned()
        } else {
            ctx.phase()
        };
        (middle, format!("{who} {state}"))
    }

    /// `None` where she does not sit on the project's panel.
    fn work(&self, session: &Session, project: usize) -> Option<Work> {
        if !self.sits_on(session, project) {
            return None;
        }
        if !session.to_submit(self.judge, project).is_empty() {
            return Some(match session.blanks(self.judge, Some(project)) {
                0 => Work::Unsealed,
                n => Work::Blanks(n),
            });
        }
        let racing = |status: Status| {
            session
                .entries_of(project)
                .iter()
                .filter(|e| session.is_in(**e))
                .filter_map(|e| session.entries().get(*e))
                .any(|e| e.status(self.judge) == status)
        };
        Some(if racing(Status::Submitted) {
            Work::Submitted
        } else if racing(Status::Void) {
            Work::Void
        } else if racing(Status::Recused) {
            Work::Recused
        } else {
            Work::Nobody
        })
    }

    pub(super) fn submitted(&self, session: &Session) -> bool {
        self.work(session, self.project) == Some(Work::Submitted)
    }

    /// Her projects with what each still asks.
    fn all_work(&self, session: &Session) -> Vec<(usize, Work)> {
        (0..session.projects().len())
            .filter_map(|p| Some((p, self.work(session, p)?)))
            .collect()
    }

    /// The line over the panels: every project of hers, or that there is nothing left and what to do.
    pub(super) fn head_words(&self, session: &Session, lang: Lang, columns: usize) -> String {
        if matches!(session.phase(), Phase::Closed | Phase::Certified) {
            return t::HEAD_CLOSED.get(lang).to_owned();
        }
        let work = self.all_work(session);
        let parts: Vec<String> = work
            .iter()
            .map(|(p, work)| {
                let name = fill!(t::PROJECT_SHORT, lang, [("n", &(p + 1))]);
                format!("{name} {}", work.words(lang))
            })
            .collect();
        if !work.iter().any(|(_, w)| w.is_left()) {
            return self.nothing_left(&work, &parts, lang);
        }
        let line = parts.join(" · ");
        if width::cells(&line) <= columns {
            return line;
        }
        let done = work.iter().filter(|(_, w)| *w == Work::Submitted).count();
        fill!(
            t::HEAD_SHORT,
            lang,
            [
                ("done", &done),
                ("all", &work.len()),
                ("blanks", &session.blanks(self.judge, None)),
            ]
        )
    }

    fn nothing_left(&self, work: &[(usize, Work)], parts: &[String], lang: Lang) -> String {
        let all = work.iter().all(|(_, w)| *w == Work::Submitted);
        let what = if all {
            t::ALL_SUBMITTED.get(lang).to_owned()
        } else {
            fill!(t::NOTHING_MORE, lang, [("projects", &parts.join(" · "))])
        };
        let next = if self.by == DESK {
            t::ALL_DONE_DESK
        } else {
            t::ALL_DONE_NEXT
        };
        what + next.get(lang)
    }

    /// The first blank of the next project with work, behind this one; else a project to be submitted; else it
    /// is said that all is done. Says which.
    pub(super) fn go_on(&mut self, ctx: &Context, session: &Session) {
        let n = session.projects().len();
        let order: Vec<usize> = (1..=n).map(|d| (self.project + d) % n.max(1)).collect();
        let done = self.project + 1;
        let work = |room: &Self, p: usize| room.work(session, p);
        let next = order
            .iter()
            .copied()
            .find(|p| matches!(work(self, *p), Some(Work::Blanks(_))))
            .or_else(|| {
                let unsealed = |p: &usize| work(self, *p) == Some(Work::Unsealed);
                order.iter().copied().find(unsealed)
            });
        let Some(project) = next else {
            let text = self.head_words(session, ctx.lang, usize::MAX);
            self.notice = Some(Notice::Good(text));
            return;
        };
        self.open_project(session, project);
        let work = work(self, project).map(|w| w.words(ctx.lang));
        let text = fill!(
            t::NEXT_PROJECT,
            ctx.lang,
            [
                ("done", &done),
                ("now", &(project + 1)),
                ("left", &work.unwrap_or_default()),
                ("cell", &names::entry_name(session, self.entry)),
            ]
        );
        self.notice = Some(Notice::Good(text));
    }

    /// Stands at a project's first blank, or at its first applicant.
    fn open_project(&mut self, session: &Session, project: usize) {
        let list = session.entries_of(project);
        let blank = list
            .iter()
            .find_map(|e| Some((*e, self.open_blank(session, *e)?)));
        if let Some((entry, indicator)) = blank.or_else(|| Some((*list.first()?, 0))) {
            self.stand_at(session, entry, indicator);
        }
    }

    /// The judge sits down again: where she left a number or a remark half-written, or in a project with
    /// work she stays, else she is led to work. Questions that she did not answer are asked again another time.
    pub fn resume(&mut self, session: &Session) {
        self.leaves = false;
        if self.form().is_none() {
            self.dialog = None;
        }
        if !self.writable(session, self.entry) {
            self.typed.clear();
        }
        let here = self.work(session, self.project);
        if !self.typed.is_empty() || self.dialog.is_some() || here.is_some_and(Work::is_left) {
            return;
        }
        let work = self.all_work(session);
        let blanks = work.iter().find(|(_, w)| matches!(w, Work::Blanks(_)));
        if let Some((project, _)) = blanks.or_else(|| work.iter().find(|(_, w)| w.is_left())) {
            self.open_project(session, *project);
        }
    }

    /// Is something left that she has to be told before she goes? Asks it, once.
    pub fn asks_before_leaving(&mut self, session: &Session) -> bool {
        let told = std::mem::take(&mut self.leaves);
        let left = !session.is_finished(self.judge) && session.phase() == Phase::Scoring;
        let nothing = !left && self.typed.is_empty();
        if told || nothing || self.by == DESK {
            return false;
        }
        self.dialog = Some(Dialog::Leave);
        true
    }

    /// What is left, project by project.
    pub(super) fn leave_words(&self, session: &Session, lang: Lang) -> String {
        let mut lines: Vec<String> = self
            .all_work(session)
            .into_iter()
            .filter(|(_, work)| work.is_left())
            .map(|(p, work)| {
                let project = session.projects().get(p);
                let name = project.map(|x| words(lang, x.short())).unwrap_or_default();
                let name = fill!(t::PROJECT_N, lang, [("n", &(p + 1)), ("name", &name)]);
                format!("{name}  {}", work.words(lang))
            })
            .collect();
        if !self.typed.is_empty() {
            lines.push(fill!(t::LEAVE_HALF_TYPED, lang, [("typed", &self.typed)]));
        }
        lines.push(t::LEAVE_WITH_BLANKS.get(lang).to_owned());
        lines.join("\n")
    }

    /// Why there is nothing to submit or to go on with in this project.
    pub(super) fn project_words(&self, session: &Session, lang: Lang) -> String {
        let name = fill!(t::PROJECT_SHORT, lang, [("n", &(self.project + 1))]);
        let work = self.work(session, self.project).map(|w| w.words(lang));
        format!("{name} {}", work.unwrap_or_default())
    }

    /// What waits for the judge's word, if anything does.
    pub(super) fn asked_of(&self, ctx: &Context, session: &Session) -> Option<String> {
        if self.by != self.seat {
            return None;
        }
        if session.phase() == Phase::Closed && session.has_part(self.judge) {
            let given = session.confirmation(self.judge).is_some();
            return (!given).then(|| d::RESULT_WAITS.get(ctx.lang).to_owned());
        }
        let n = ctx
            .live?
            .deviations()
            .iter()
            .filter(|x| x.judge == self.judge)
            .filter(|x| session.explanation(x.entry, x.judge, x.indicator).is_none())
            .count();
        (n > 0).then(|| fill!(d::ASKED_OF_YOU, ctx.lang, [("n", &n)]))
    }
}
