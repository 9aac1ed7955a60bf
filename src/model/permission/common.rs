//! What every permission is made of: who, when, and whether what an act names is there.

use super::super::phase::Phase;
use super::super::refusal::{Refusal, Wanted};
use super::super::roster::DESK;
use super::super::session::Session;

/// The longest free text that an act may carry, in characters.
pub const LONGEST_TEXT: usize = 2000;

impl Session {
    pub(in crate::model) fn desk_in(&self, by: &str, phase: Phase) -> Result<(), Refusal> {
        desk(by)?;
        self.in_phase(phase)
    }

    pub(in crate::model) fn in_phase(&self, phase: Phase) -> Result<(), Refusal> {
        if self.phase() == phase {
            Ok(())
        } else {
            Err(not_now(self.phase()))
        }
    }

    pub(in crate::model) fn not_in(&self, phase: Phase) -> Result<(), Refusal> {
        if self.phase() == phase {
            Err(not_now(phase))
        } else {
            Ok(())
        }
    }

    pub(in crate::model) fn known_judge(&self, judge: &str) -> Result<usize, Refusal> {
        self.judge(judge).ok_or_else(|| Refusal::UnknownJudge {
            judge: judge.to_owned(),
        })
    }

    pub(in crate::model) fn known_seat(&self, seat: &str) -> Result<(), Refusal> {
        if self.is_seat(seat) {
            Ok(())
        } else {
            Err(Refusal::UnknownSeat {
                seat: seat.to_owned(),
            })
        }
    }

    pub(in crate::model) fn known_applicant(&self, applicant: &str) -> Result<usize, Refusal> {
        self.applicant(applicant)
            .ok_or_else(|| Refusal::UnknownApplicant {
                applicant: applicant.to_owned(),
            })
    }

    pub(in crate::model) fn known_project(&self, project: &str) -> Result<usize, Refusal> {
        self.project(project)
            .ok_or_else(|| Refusal::UnknownProject {
                project: project.to_owned(),
            })
    }

    pub(in crate::model) fn known_indicator(&self, indicator: &str) -> Result<usize, Refusal> {
        self.indicator(indicator)
            .ok_or_else(|| Refusal::UnknownIndicator {
                indicator: indicator.to_owned(),
            })
    }

    /// One entry of a project, or all of them.
    pub(in crate::model) fn entries_in(
        &self,
        project: usize,
        entry: Option<&str>,
    ) -> Result<Vec<usize>, Refusal> {
        let Some(id) = entry else {
            return Ok(self.entries_of(project).to_vec());
        };
        let e = self.known_entry(id)?;
        if self.entries().get(e).map(|e| e.project) != Some(project) {
            return Err(Refusal::UnknownEntry {
                entry: id.to_owned(),
            });
        }
        Ok(vec![e])
    }

    pub(in crate::model) fn known_entry(&self, entry: &str) -> Result<usize, Refusal> {
        self.entry(entry).ok_or_else(|| Refusal::UnknownEntry {
            entry: entry.to_owned(),
        })
    }
}

/// What is wanted is filled in by [`Session::check`], which knows the act.
fn not_now(now: Phase) -> Refusal {
    let wanted = Wanted::Any;
    Refusal::Phase { now, wanted }
}

pub(in crate::model) fn desk(by: &str) -> Result<(), Refusal> {
    if by == DESK {
        Ok(())
    } else {
        Err(Refusal::DeskOnly)
    }
}

pub(in crate::model) fn own_or_desk(by: &str, seat: &str) -> Result<(), Refusal> {
    if by == DESK || by == seat {
        Ok(())
    } else {
        Err(Refusal::NotYourSheet {
            judge: seat.to_owned(),
        })
    }
}

pub(in crate::model) fn given(text: &str) -> Result<(), Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::ReasonMissing);
    }
    short(text)
}

pub(in crate::model) fn short(text: &str) -> Result<(), Refusal> {
    if text.chars().count() > LONGEST_TEXT {
        Err(Refusal::TooLong { most: LONGEST_TEXT })
    } else {
        Ok(())
    }
}

pub(in crate::model) fn named(id: &str, name: &str) -> Result<(), Refusal> {
    if name.trim().is_empty() {
        return Err(Refusal::NoName { id: id.to_owned() });
    }
    short(name)
}

pub(in crate::model) fn is_sha256(sum: &str) -> bool {
    sum.len() == 64 && sum.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}
