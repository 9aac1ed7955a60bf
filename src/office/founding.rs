//! Making a session: the template, the people, and what makes this session itself.

use super::OfficeError;
use super::notice::NoticeFile;
use crate::journal::pin::PinCost;
use crate::journal::pin_file::FreshPin;
use crate::journal::{Clock, Journal};
use crate::model::{
    Act, Applicant, DESK, EDITION, JOURNAL_FORMAT, Judge, Language, Setup, Template,
};
use std::path::Path;

/// Everything that a new session begins with.
#[derive(Clone, Debug)]
pub struct Founding {
    pub template: Template,
    pub applicants: Vec<Applicant>,
    /// With the PINs that were issued.
    pub judges: Vec<(Judge, Option<String>)>,
    pub rehearsal: bool,
    pub language: Language,
    pub desk_pin: Option<String>,
    /// The text of the notice.
    pub notice: Option<NoticeFile>,
}

impl Founding {
    /// Writes the journal's first acts, all or none.
    ///
    /// # Errors
    /// The folder holds a session already or cannot be written, or the rules refuse somebody.
    pub fn found(self, folder: &Path, clock: &Clock) -> Result<(), OfficeError> {
        let mut random = [0; 16];
        getrandom::fill(&mut random).map_err(|_| OfficeError::NoRandomness)?;
        let setup = Setup {
            format: JOURNAL_FORMAT.to_owned(),
            session: random.iter().map(|b| format!("{b:02x}")).collect(),
            language: self.language,
            rehearsal: self.rehearsal,
            edition: EDITION,
            template: self.template,
        };
        let mut acts = Vec::new();
        let mut beside: Vec<_> = self.notice.iter().map(NoticeFile::file).collect();
        let cost = PinCost::measured();
        let mut set = |seat: &str, pin: &str| {
            let fresh = FreshPin::of(seat, pin, cost).map_err(|_| OfficeError::NoRandomness)?;
            beside.push(fresh.file());
            Ok::<_, OfficeError>(fresh.act())
        };
        if let Some(pin) = &self.desk_pin {
            acts.push(set(DESK, pin)?);
        }
        for (judge, pin) in self.judges {
            let seat = judge.id.clone();
            acts.push(Act::Judge(judge));
            if let Some(pin) = pin {
                acts.push(set(&seat, &pin)?);
            }
        }
        acts.extend(
            self.applicants
                .into_iter()
                .map(|a| Act::Applicant(Box::new(a))),
        );
        acts.extend(self.notice.iter().map(NoticeFile::act));
        Journal::create_with(folder, clock.clone(), setup, acts, &beside)?;
        Ok(())
    }
}
