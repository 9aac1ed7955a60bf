//! What may be said of a copy check and of passages that applications share.

use super::super::copies::{CopyReport, SharedWords};
use super::super::refusal::Refusal;
use super::super::roster::Eligibility;
use super::super::session::Session;
use super::common::{given, is_sha256, short};

impl Session {
    /// Applications that were kept, known applicants, and SHA-256 sums that are some.
    pub(in crate::model) fn check_copy_check(&self, report: &CopyReport) -> Result<(), Refusal> {
        for (applicant, sha256) in &report.compared {
            self.kept_dossier(applicant, sha256)?;
        }
        if !report.former.values().all(|sum| is_sha256(sum)) {
            return Err(Refusal::BadSha256);
        }
        for pair in &report.pairs {
            self.known_applicant(&pair.applicant)?;
            if pair.former {
                given(&pair.other)?;
            } else {
                self.known_applicant(&pair.other)?;
            }
        }
        let texts = report.former.keys().chain(report.unread.keys());
        texts
            .chain(report.unread.values())
            .try_for_each(|t| short(t))
    }

    /// A passage of an application that was kept, a reason, and a veto that stands for whoever is said to be vetoed.
    pub(in crate::model) fn check_copy_decision(
        &self,
        words: &SharedWords,
        vetoed: &[String],
        reason: &str,
    ) -> Result<(), Refusal> {
        given(reason)?;
        if !is_sha256(&words.digest) {
            return Err(Refusal::BadSha256);
        }
        for place in &words.places {
            short(&place.text)?;
            short(&place.place)?;
            given(&place.file)?;
            match place.applicant.as_str() {
                "" if is_sha256(&place.sha256) => {}
                "" => return Err(Refusal::BadSha256),
                applicant => self.kept_dossier(applicant, &place.sha256)?,
            }
        }
        let sides = || words.places.iter().map(|place| place.applicant.as_str());
        if sides().all(str::is_empty) {
            return Err(Refusal::NoDossier);
        }
        for id in vetoed {
            let a = self.known_applicant(id)?;
            let is_vetoed = matches!(self.eligibility(a), Eligibility::Vetoed { .. });
            if !is_vetoed || !sides().any(|side| side == id) {
                return Err(Refusal::NotVetoed {
                    applicant: id.clone(),
                });
            }
        }
        Ok(())
    }

    fn kept_dossier(&self, applicant: &str, sha256: &str) -> Result<(), Refusal> {
        self.known_applicant(applicant)?;
        let mut all = self.dossiers.iter();
        if all.any(|d| d.applicant == applicant && d.sha256 == sha256) {
            Ok(())
        } else {
            Err(Refusal::NoDossier)
        }
    }
}
