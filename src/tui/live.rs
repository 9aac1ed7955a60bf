//! The open session as the screens see it: the journal's fold, with standings kept up to date.

use crate::journal::{Hash, History, Record};
use crate::model::{Session, Touched};
use crate::tally::{Board, Deviation, Disagreement, Results, scrutiny};

/// What was read of a journal, with what follows from it.
pub struct Live {
    history: History,
    board: Board,
    results: Results,
    deviations: Vec<Deviation>,
    disagreements: Vec<Disagreement>,
}

impl Live {
    pub fn new(mut history: History) -> Self {
        history.take_touched();
        let board = Board::new(history.session());
        let results = Results::from_board(history.session(), &board);
        Self {
            deviations: scrutiny::deviations(history.session()),
            disagreements: scrutiny::disagreements(history.session()),
            history,
            board,
            results,
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
        if folded.is_err() {
            // Two readings of the same lines cannot differ; if they did, the writer's would hold.
            *self = Self::new(journal.clone());
            return;
        }
        let touched = self.history.take_touched();
        if touched.is_empty() {
            return;
        }
        self.board.follow_all(self.history.session(), &touched);
        self.results = Results::from_board(self.history.session(), &self.board);
        // A mark alone changes nothing here: only submitted sheets are compared.
        if touched.contains(&Touched::Everything) {
            self.deviations = scrutiny::deviations(self.history.session());
            self.disagreements = scrutiny::disagreements(self.history.session());
        }
    }
}
