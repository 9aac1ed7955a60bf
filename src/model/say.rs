//! Who has a say on an applicant, and what was said of it.

use super::records::CommentRecord;
use super::session::Session;
use super::sheet::Status;

impl Session {
    /// A judge's own comment on an applicant, whatever became of her sheets.
    pub fn comment(&self, applicant: usize, judge: usize) -> Option<&CommentRecord> {
        self.comments.get(&(applicant, judge))
    }

    /// The judges' comments on an applicant that count, by seat: not of those who are recused from it, nor of those
    /// whose sheets are void.
    pub fn comments_on(&self, applicant: usize) -> Vec<(usize, &CommentRecord)> {
        (0..self.judges().len())
            .filter(|judge| self.has_say(applicant, *judge))
            .filter_map(|judge| Some((judge, self.comment(applicant, judge)?)))
            .collect()
    }

    /// What the leader made of them, while whoever wrote it has a say on the applicant.
    pub fn panel_comment(&self, applicant: usize) -> Option<&CommentRecord> {
        let said = self.panel_comments.get(&applicant)?;
        let speaks = self
            .judge(&said.by)
            .is_none_or(|j| self.states_of(applicant, j).is_empty() || self.has_say(applicant, j));
        let recused = self
            .judge(&said.by)
            .is_some_and(|j| self.is_recused_by_name(applicant, j));
        (speaks && !recused).then_some(said)
    }

    /// A comment of the panel that does not count any more, because of who wrote it.
    pub fn set_aside_comment(&self, applicant: usize) -> Option<&CommentRecord> {
        let said = self.panel_comments.get(&applicant)?;
        self.panel_comment(applicant).is_none().then_some(said)
    }

    /// Was the panel's comment made while somebody had commented who has no say on the applicant now?
    pub fn rests_on_set_aside(&self, applicant: usize) -> bool {
        let Some(panels) = self.panel_comment(applicant) else {
            return false;
        };
        (0..self.judges().len())
            .filter(|judge| !self.has_say(applicant, *judge))
            .filter_map(|judge| self.comment(applicant, judge))
            .any(|said| said.seq < panels.seq)
    }

    /// Has the judge a sheet of this applicant that is neither recused nor void, and is she recused from no entry of
    /// its by name? A recusal from a whole project may be on another's account.
    pub fn has_say(&self, applicant: usize, judge: usize) -> bool {
        let states = self.states_of(applicant, judge);
        let written = |s: &Status| matches!(s, Status::Open | Status::Submitted);
        states.iter().any(written) && !self.is_recused_by_name(applicant, judge)
    }

    pub(super) fn is_recused_by_name(&self, applicant: usize, judge: usize) -> bool {
        let own = |e: usize| self.entries().get(e).map(|e| e.applicant) == Some(applicant);
        let mut recusals = self.recusals().iter().filter(|r| r.lifted.is_none());
        recusals.any(|r| r.judge == judge && r.entry.is_some_and(own))
    }

    /// Has she a sheet of this applicant that she may still write on?
    pub fn has_open_sheet(&self, applicant: usize, judge: usize) -> bool {
        let mut entries = self.entries().iter().enumerate();
        entries.any(|(e, entry)| {
            entry.applicant == applicant && self.is_in(e) && entry.status(judge) == Status::Open
        })
    }

    /// The states of a judge's sheets of an applicant.
    pub(super) fn states_of(&self, applicant: usize, judge: usize) -> Vec<Status> {
        let entries = self.entries().iter().filter(|e| e.applicant == applicant);
        entries
            .map(|e| e.status(judge))
            .filter(|s| *s != Status::Absent)
            .collect()
    }
}
