//! The open session as its readers see it: the journal's fold, with the standings kept up to date.

use crate::journal::{Hash, History, Record, pin_file, time_of_day};
use crate::model::{Act, Session, Touched};
use crate::tally::{Board, Details, Deviation, Disagreement, Results, scrutiny};
use std::collections::{HashMap, VecDeque};

/// What was read of a journal, with what follows from it.
pub struct Live {
    history: History,
    board: Board,
    details: Details,
    results: Results,
    deviations: Vec<Deviation>,
    disagreements: Vec<Disagreement>,
    /// Acts since this was opened that are no judge's daily work, for whoever wants to know by whom and why.
    decisions: VecDeque<Record>,
    /// By seat, since this was opened.
    activity: HashMap<String, Activity>,
    /// The seats whose PIN cannot be compared with anything: its file is not beside the journal.
    lost_pins: Vec<String>,
}

/// When a seat was last heard of, and how it gets on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Activity {
    /// Times of the day, `14:36:09`: of the first mark and of the last act since the session was opened here.
    pub first: String,
    pub last: String,
    /// Marks in between.
    pub marks: usize,
}

impl Activity {
    fn take(&mut self, record: &Record) {
        let at = time_of_day(&record.at);
        if let Act::Mark { .. } = record.act {
            if self.marks == 0 {
                at.clone_into(&mut self.first);
            }
            self.marks += 1;
        }
        at.clone_into(&mut self.last);
    }

    /// Whole minutes a sheet takes, of so many marks each; unknown below two sheets.
    pub fn minutes_a_sheet(&self, marks: usize) -> Option<usize> {
        let seconds = |time: &str| {
            let mut parts = time.split(':').map(|part| part.parse::<usize>().ok());
            let (h, m, s) = (parts.next()??, parts.next()??, parts.next()??);
            Some(h * 3600 + m * 60 + s)
        };
        if marks == 0 || self.marks <= 2 * marks {
            return None;
        }
        let took = seconds(&self.last)?.checked_sub(seconds(&self.first)?)?;
        Some((took * marks).div_ceil((self.marks - 1) * 60).max(1))
    }
}

/// So many of them are kept.
const KEPT: usize = 200;

impl Live {
    pub fn new(mut history: History) -> Self {
        history.take_touched();
        let board = Board::new(history.session());
        let details = Details::new(history.session());
        let results = Results::from_parts(history.session(), &board, &details);
        Self {
            deviations: scrutiny::deviations(history.session()),
            disagreements: scrutiny::disagreements(history.session()),
            lost_pins: pin_file::lost(history.folder(), history.session()),
            history,
            board,
            details,
            results,
            decisions: VecDeque::new(),
            activity: HashMap::new(),
        }
    }

    /// Marks far off the others', once every judge has submitted.
    pub fn deviations(&self) -> &[Deviation] {
        &self.deviations
    }

    /// Objective indicators on which judges differ, once every judge has submitted.
    pub fn disagreements(&self) -> &[Disagreement] {
        &self.disagreements
    }

    /// The last acts that decided something about sheets, applicants or the phase, oldest first.
    pub fn decisions(&self) -> impl DoubleEndedIterator<Item = &Record> {
        self.decisions.iter()
    }

    /// When a seat was last heard of since this was opened, if it was.
    pub fn activity(&self, seat: &str) -> Option<&Activity> {
        self.activity.get(seat)
    }

    /// Is the file gone with which the PIN of this seat is compared?
    pub fn lost_pin(&self, seat: &str) -> bool {
        self.lost_pins.iter().any(|lost| lost == seat)
    }

    pub fn journal(&self) -> &History {
        &self.history
    }

    pub fn session(&self) -> &Session {
        self.history.session()
    }

    pub fn results(&self) -> &Results {
        &self.results
    }

    /// Folds what the journal holds more than this, and counts what it changed.
    pub(super) fn catch_up(&mut self, fresh: &[(Record, Hash)], journal: &History) {
        let folded = fresh
            .iter()
            .try_for_each(|(record, hash)| self.history.take(record, *hash));
        self.history.move_to(journal.head(), journal.health());
        for (record, _) in fresh {
            if !self.activity.contains_key(&record.by) {
                self.activity.insert(record.by.clone(), Activity::default());
            }
            if let Some(activity) = self.activity.get_mut(&record.by) {
                activity.take(record);
            }
        }
        let decided = fresh.iter().map(|(record, _)| record);
        self.decisions
            .extend(decided.filter(|r| r.act.facts().decides).cloned());
        let over = self.decisions.len().saturating_sub(KEPT);
        self.decisions.drain(..over);
        if folded.is_err() {
            // Two readings of the same lines cannot differ; if they did, the writer's would hold.
            let decisions = std::mem::take(&mut self.decisions);
            *self = Self::new(journal.clone());
            self.decisions = decisions;
            return;
        }
        if fresh.iter().any(|(r, _)| matches!(r.act, Act::Pin { .. })) {
            self.lost_pins = pin_file::lost(self.history.folder(), self.history.session());
        }
        let touched = self.history.take_touched();
        if touched.is_empty() {
            return;
        }
        self.board.follow_all(self.history.session(), &touched);
        self.details.follow_all(self.history.session(), &touched);
        self.results = Results::from_parts(self.history.session(), &self.board, &self.details);
        // A mark alone changes nothing here: only submitted sheets are compared.
        if touched.contains(&Touched::Everything) {
            self.deviations = scrutiny::deviations(self.history.session());
            self.disagreements = scrutiny::disagreements(self.history.session());
        }
    }
}
