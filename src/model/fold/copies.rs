//! What a copy check and what was decided about its passages leave in a session. Nothing of the count.

use super::super::act::Stamp;
use super::super::copies::{CopyReport, SharedWords};
use super::super::records::{CopyCheckRecord, CopyDecision};
use super::super::session::{Session, Touched};

impl Session {
    pub(super) fn add_copy_check(&mut self, report: &CopyReport, stamp: Stamp<'_>) {
        self.copy_checks.push(CopyCheckRecord {
            report: report.clone(),
            seq: stamp.seq,
            at: stamp.at.to_owned(),
        });
        self.touched = Touched::Nothing;
    }

    pub(super) fn add_copy_decision(
        &mut self,
        words: &SharedWords,
        vetoed: &[String],
        reason: &str,
        stamp: Stamp<'_>,
    ) {
        self.copy_decisions.push(CopyDecision {
            words: words.clone(),
            vetoed: vetoed.to_vec(),
            reason: reason.to_owned(),
            seq: stamp.seq,
            at: stamp.at.to_owned(),
        });
        self.touched = Touched::Nothing;
    }
}
