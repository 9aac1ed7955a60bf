//! Who may say what of an applicant, and when.

use super::super::comment::CommentText;
use super::super::phase::Phase;
use super::super::refusal::Refusal;
use super::super::roster::DESK;
use super::super::session::Session;
use super::super::sheet::Status;
use super::common::short;

impl Session {
    /// A judge comments while a sheet of the applicant is open to her, and on nobody from whom she is recused.
    pub(in crate::model) fn check_comment(
        &self,
        by: &str,
        judge: Option<&str>,
        applicant: &str,
        text: &CommentText,
    ) -> Result<(), Refusal> {
        let j = self.sheet_of(by, judge)?;
        self.in_phase(Phase::Scoring)?;
        let a = self.applicant_in(applicant)?;
        // Paper sheets carry their own statement.
        if by != DESK && self.rules().declaration && !self.declared(j) {
            return Err(Refusal::NotDeclared);
        }
        let states = self.states_of(a, j);
        if self.is_recused_by_name(a, j) {
            return Err(Refusal::SheetRecused);
        }
        if !self.has_open_sheet(a, j) {
            return Err(if states.is_empty() {
                Refusal::NoSheet
            } else if states.contains(&Status::Submitted) {
                Refusal::SheetSubmitted
            } else if states.contains(&Status::Recused) {
                Refusal::SheetRecused
            } else {
                Refusal::SheetVoid
            });
        }
        text.parts().iter().try_for_each(|part| short(part))
    }

    /// The leader speaks for the panel, of nobody from whom she is recused, and once her own sheets of the applicant
    /// are in: until then each judges for herself. The coordinator may write it down from paper.
    pub(in crate::model) fn check_panel_comment(
        &self,
        by: &str,
        applicant: &str,
        text: &CommentText,
    ) -> Result<(), Refusal> {
        if by != DESK {
            let j = self.known_judge(by)?;
            if !self.judges().get(j).is_some_and(|judge| judge.leader) {
                return Err(Refusal::LeaderOnly);
            }
        }
        self.not_in(Phase::Setup)?;
        let a = self.applicant_in(applicant)?;
        if let Some(j) = self.judge(by) {
            let states = self.states_of(a, j);
            let recused = !states.is_empty() && states.iter().all(|s| *s == Status::Recused);
            if recused || self.is_recused_by_name(a, j) {
                return Err(Refusal::SheetRecused);
            }
            if !states.is_empty() && !self.has_say(a, j) {
                return Err(Refusal::SheetVoid);
            }
            if self.phase() == Phase::Scoring && self.has_open_sheet(a, j) {
                return Err(Refusal::OwnSheetsFirst);
            }
        }
        text.parts().iter().try_for_each(|part| short(part))
    }

    /// An applicant that is in the race in one project at least.
    fn applicant_in(&self, applicant: &str) -> Result<usize, Refusal> {
        let a = self.known_applicant(applicant)?;
        let mut entries = self.entries().iter().enumerate();
        if entries.any(|(e, entry)| entry.applicant == a && self.is_in(e)) {
            Ok(a)
        } else {
            Err(Refusal::ApplicantOut {
                applicant: applicant.to_owned(),
            })
        }
    }
}
