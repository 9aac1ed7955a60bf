//! The open session as the screens see it: the journal's fold, with standings kept up to date.

use crate::journal::{Journal, JournalError, Saved, snapshot};
use crate::model::{Act, Intent, Session, Touched};
use crate::tally::{Board, Deviation, Disagreement, Results, scrutiny};

/// An open journal with what follows from it.
pub struct Live {
    journal: Journal,
    board: Board,
    results: Results,
    deviations: Vec<Deviation>,
    disagreements: Vec<Disagreement>,
}

impl Live {
    pub fn new(mut journal: Journal) -> Self {
        journal.take_touched();
        let board = Board::new(journal.session());
        let results = Results::from_board(journal.session(), &board);
        Self {
            deviations: scrutiny::deviations(journal.session()),
            disagreements: scrutiny::disagreements(journal.session()),
            journal,
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

    pub fn journal(&self) -> &Journal {
        &self.journal
    }

    pub fn session(&self) -> &Session {
        self.journal.session()
    }

    /// As of [`Live::refresh`].
    pub fn results(&self) -> &Results {
        &self.results
    }

    /// Folds what other processes appended.
    ///
    /// # Errors
    /// As [`Journal::follow`].
    pub fn follow(&mut self) -> Result<bool, JournalError> {
        self.journal.follow()
    }

    /// Records acts and answers when they are on the disk.
    ///
    /// # Errors
    /// As [`Journal::append`].
    pub fn record(&mut self, by: &str, intents: Vec<Intent>) -> Result<Saved, JournalError> {
        let sealing = intents.iter().any(|i| {
            matches!(
                i,
                Intent::Submit { .. } | Intent::Do(Act::CloseScoring {} | Act::Certify { .. })
            )
        });
        let saved = self.journal.append(by, intents)?;
        if sealing {
            self.refresh();
            // A snapshot is derived and can be made again; the act itself is safe.
            let _ = snapshot::write(&self.journal, &self.results);
        }
        Ok(saved)
    }

    /// Counts what was changed since the last time: the entries touched, or everything.
    pub fn refresh(&mut self) {
        let touched = self.journal.take_touched();
        if touched.is_empty() {
            return;
        }
        self.board.follow_all(self.journal.session(), &touched);
        self.results = Results::from_board(self.journal.session(), &self.board);
        // A mark alone changes nothing here: only submitted sheets are compared.
        if touched.contains(&Touched::Everything) {
            self.deviations = scrutiny::deviations(self.journal.session());
            self.disagreements = scrutiny::disagreements(self.journal.session());
        }
    }
}
