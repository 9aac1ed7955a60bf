//! Who may do what in which phase: the one place that says so.

use super::act::{Act, EntryTotal};
use super::points::Points;
use super::refusal::Refusal;
use super::roster::{Applicant, DESK};
use super::rules::Rules;
use super::session::{Phase, Session};
use super::setup::{JOURNAL_FORMAT, Setup, SetupFault, is_id, rule_faults};
use super::sheet::Status;

/// The longest free text that an act may carry, in characters.
pub const LONGEST_TEXT: usize = 2000;

impl Session {
    /// The rules of permission.
    pub(super) fn check(&self, by: &str, act: &Act) -> Result<(), Refusal> {
        if let Act::Setup(setup) = act {
            desk(by)?;
            return self.check_setup(setup);
        }
        if self.setup().is_none() {
            return Err(Refusal::NoSetup);
        }
        if !self.is_seat(by) {
            return Err(Refusal::UnknownSeat {
                seat: by.to_owned(),
            });
        }
        match act {
            Act::Setup(_) => Err(Refusal::SetupTwice),
            Act::Judge(judge) => {
                self.desk_in(by, Phase::Setup)?;
                if !is_id(&judge.id) || judge.id == DESK {
                    return Err(Refusal::BadId {
                        id: judge.id.clone(),
                    });
                }
                if self.judge(&judge.id).is_some() {
                    return Err(Refusal::DuplicateJudge {
                        judge: judge.id.clone(),
                    });
                }
                named(&judge.id, &judge.name)
            }
            Act::Applicant(applicant) => {
                self.desk_in(by, Phase::Setup)?;
                self.check_applicant(applicant)
            }
            Act::RemoveApplicant { applicant } => {
                self.desk_in(by, Phase::Setup)?;
                self.known_applicant(applicant).map(|_| ())
            }
            Act::Pin { seat, .. } => {
                self.known_seat(seat)?;
                own_or_desk(by, seat)
            }
            Act::SignIn { seat, .. } | Act::SignInFailed { seat, .. } | Act::SignOut { seat } => {
                self.known_seat(seat)?;
                own_or_desk(by, seat)
            }
            Act::OpenScoring {} => {
                self.desk_in(by, Phase::Setup)?;
                if self.judges().is_empty() {
                    return Err(Refusal::NoJudges);
                }
                if self.entries().is_empty() {
                    return Err(Refusal::NoEntries);
                }
                Ok(())
            }
            Act::Mark {
                entry,
                indicator,
                points,
                judge,
            } => {
                let (_, indicator) = self.check_cell(by, judge.as_deref(), entry, indicator)?;
                let cap = self
                    .indicators()
                    .get(indicator)
                    .map_or(Points::ZERO, |i| i.cap);
                match points {
                    Some(p) if *p > cap => Err(Refusal::OverCap { cap }),
                    _ => Ok(()),
                }
            }
            Act::Remark {
                entry,
                indicator,
                text,
                page,
                judge,
            } => {
                self.check_cell(by, judge.as_deref(), entry, indicator)?;
                short(text)?;
                short(page)
            }
            Act::Submit {
                project,
                entries,
                judge,
            } => self.check_submit(by, judge.as_deref(), project, entries),
            Act::Reopen {
                judge,
                project,
                reason,
            } => {
                desk(by)?;
                self.not_in(Phase::Setup)?;
                given(reason)?;
                let (j, p) = (self.known_judge(judge)?, self.known_project(project)?);
                let any = self
                    .entries_of(p)
                    .iter()
                    .filter_map(|e| self.entries().get(*e))
                    .any(|e| e.status(j) == Status::Submitted);
                if any {
                    Ok(())
                } else {
                    Err(Refusal::NotSubmitted)
                }
            }
            Act::Recuse {
                judge,
                project,
                entry,
                ground,
            } => {
                own_or_desk(by, judge)?;
                given(ground)?;
                let j = self.known_judge(judge)?;
                let p = self.known_project(project)?;
                self.in_phase(Phase::Scoring)?;
                let entries = match entry {
                    Some(id) => vec![self.known_entry(id)?],
                    None => self.entries_of(p).to_vec(),
                };
                for e in entries.iter().filter_map(|e| self.entries().get(*e)) {
                    if e.project != p {
                        let entry = entry.clone().unwrap_or_default();
                        return Err(Refusal::UnknownEntry { entry });
                    }
                    // A sealed sheet is out of its judge's hands.
                    if by != DESK && e.status(j) == Status::Submitted {
                        return Err(Refusal::SheetSubmitted);
                    }
                }
                Ok(())
            }
            Act::Void {
                judge,
                project,
                reason,
            } => {
                desk(by)?;
                given(reason)?;
                self.known_judge(judge)?;
                self.known_project(project)?;
                self.in_phase(Phase::Scoring)
            }
            Act::Disqualify {
                applicant, reason, ..
            }
            | Act::Veto { applicant, reason } => {
                desk(by)?;
                given(reason)?;
                let a = self.known_applicant(applicant)?;
                if self.eligibility(a).is_in() {
                    Ok(())
                } else {
                    Err(Refusal::AlreadyOut {
                        applicant: applicant.clone(),
                    })
                }
            }
            Act::Reinstate { applicant, reason } => {
                desk(by)?;
                given(reason)?;
                let a = self.known_applicant(applicant)?;
                if self.eligibility(a).is_in() {
                    return Err(Refusal::NotOut {
                        applicant: applicant.clone(),
                    });
                }
                Ok(())
            }
            Act::Tie {
                project,
                order,
                method,
                reason,
            } => {
                desk(by)?;
                given(method)?;
                given(reason)?;
                self.not_in(Phase::Setup)?;
                self.known_project(project)?;
                for (n, applicant) in order.iter().enumerate() {
                    self.known_entry(&format!("{project}/{applicant}"))?;
                    if order.iter().take(n).any(|earlier| earlier == applicant) {
                        return Err(Refusal::NoTie);
                    }
                }
                if order.len() < 2 {
                    Err(Refusal::NoTie)
                } else {
                    Ok(())
                }
            }
            Act::Rules { rules, reason } => {
                desk(by)?;
                self.check_rules(rules, reason)
            }
            Act::Incident { text } => given(text),
            Act::CloseScoring {} => {
                self.desk_in(by, Phase::Scoring)?;
                self.check_finished()
            }
            Act::TailSetAside { .. } => Ok(()),
        }
    }

    /// A judge's submission as it would be recorded, with the totals that she sees.
    pub(super) fn submission_of(
        &self,
        by: &str,
        judge: &str,
        project: &str,
    ) -> Result<Act, Refusal> {
        let (j, p) = (self.known_judge(judge)?, self.known_project(project)?);
        let blanks = self.blanks(j, Some(p));
        if blanks > 0 {
            return Err(Refusal::Blanks { blanks });
        }
        let entries = self
            .to_submit(j, p)
            .into_iter()
            .filter_map(|e| {
                Some(EntryTotal {
                    entry: self.entry_id(e)?,
                    total: self.entries().get(e)?.total(j)?,
                })
            })
            .collect();
        Ok(Act::Submit {
            project: project.to_owned(),
            entries,
            judge: (by != judge).then(|| judge.to_owned()),
        })
    }

    fn check_setup(&self, setup: &Setup) -> Result<(), Refusal> {
        if self.setup().is_some() {
            return Err(Refusal::SetupTwice);
        }
        if setup.format != JOURNAL_FORMAT {
            return Err(Refusal::BadSetup(vec![SetupFault::UnknownFormat {
                format: setup.format.clone(),
            }]));
        }
        setup.template.check().map_err(Refusal::BadSetup)
    }

    fn check_applicant(&self, applicant: &Applicant) -> Result<(), Refusal> {
        if !is_id(&applicant.id) {
            return Err(Refusal::BadId {
                id: applicant.id.clone(),
            });
        }
        named(&applicant.id, &applicant.name)?;
        if applicant.projects.is_empty() {
            return Err(Refusal::NoProjects {
                applicant: applicant.id.clone(),
            });
        }
        for project in &applicant.projects {
            self.known_project(project)?;
        }
        short(&applicant.note)
    }

    /// May this seat write in this cell of this judge's sheet now?
    fn check_cell(
        &self,
        by: &str,
        judge: Option<&str>,
        entry: &str,
        indicator: &str,
    ) -> Result<(usize, usize), Refusal> {
        let judge = self.sheet_of(by, judge)?;
        self.in_phase(Phase::Scoring)?;
        let e = self.known_entry(entry)?;
        let i = self
            .indicator(indicator)
            .ok_or_else(|| Refusal::UnknownIndicator {
                indicator: indicator.to_owned(),
            })?;
        if !self.is_in(e) {
            return Err(Refusal::ApplicantOut {
                applicant: entry.to_owned(),
            });
        }
        match self.entries().get(e).map(|entry| entry.status(judge)) {
            Some(Status::Submitted) => Err(Refusal::SheetSubmitted),
            Some(Status::Recused) => Err(Refusal::SheetRecused),
            Some(Status::Void) => Err(Refusal::SheetVoid),
            _ => Ok((e, i)),
        }
    }

    /// The judge whose sheet is meant: the one who acts, or the one the coordinator acts for.
    fn sheet_of(&self, by: &str, judge: Option<&str>) -> Result<usize, Refusal> {
        match judge {
            Some(judge) if by == DESK || by == judge => self.known_judge(judge),
            Some(judge) => Err(Refusal::NotYourSheet {
                judge: judge.to_owned(),
            }),
            None => self.known_judge(by),
        }
    }

    fn check_submit(
        &self,
        by: &str,
        judge: Option<&str>,
        project: &str,
        entries: &[EntryTotal],
    ) -> Result<(), Refusal> {
        let j = self.sheet_of(by, judge)?;
        self.in_phase(Phase::Scoring)?;
        let p = self.known_project(project)?;
        let blanks = self.blanks(j, Some(p));
        if blanks > 0 {
            return Err(Refusal::Blanks { blanks });
        }
        let mine = self.to_submit(j, p);
        if mine.is_empty() {
            return Err(Refusal::NothingToSubmit);
        }
        let differs = |entry: &str| Refusal::TotalsDiffer {
            entry: entry.to_owned(),
        };
        if mine.len() != entries.len() {
            return Err(differs(project));
        }
        for (e, line) in mine.into_iter().zip(entries) {
            let same = self.entry(&line.entry) == Some(e)
                && self.entries().get(e).and_then(|entry| entry.total(j)) == Some(line.total);
            if !same {
                return Err(differs(&line.entry));
            }
        }
        Ok(())
    }

    fn check_rules(&self, rules: &Rules, reason: &str) -> Result<(), Refusal> {
        if self.phase() != Phase::Setup {
            given(reason)?;
        }
        let faults = rule_faults(rules, self.indicators());
        if faults.is_empty() {
            Ok(())
        } else {
            Err(Refusal::BadRules(faults))
        }
    }

    /// Every sheet submitted, recused or void.
    fn check_finished(&self) -> Result<(), Refusal> {
        let unfinished: Vec<(usize, usize)> = (0..self.judges().len())
            .map(|j| (j, self.unfinished(j)))
            .filter(|(_, n)| *n > 0)
            .collect();
        if unfinished.is_empty() {
            return Ok(());
        }
        Err(Refusal::Unfinished {
            judges: unfinished
                .iter()
                .filter_map(|(j, _)| self.judges().get(*j).map(|j| j.id.clone()))
                .collect(),
            sheets: unfinished.iter().map(|(_, n)| n).sum(),
        })
    }

    fn desk_in(&self, by: &str, phase: Phase) -> Result<(), Refusal> {
        desk(by)?;
        self.in_phase(phase)
    }

    fn in_phase(&self, phase: Phase) -> Result<(), Refusal> {
        if self.phase() == phase {
            Ok(())
        } else {
            Err(Refusal::Phase { now: self.phase() })
        }
    }

    fn not_in(&self, phase: Phase) -> Result<(), Refusal> {
        if self.phase() == phase {
            Err(Refusal::Phase { now: phase })
        } else {
            Ok(())
        }
    }

    fn known_judge(&self, judge: &str) -> Result<usize, Refusal> {
        self.judge(judge).ok_or_else(|| Refusal::UnknownJudge {
            judge: judge.to_owned(),
        })
    }

    fn known_seat(&self, seat: &str) -> Result<(), Refusal> {
        if self.is_seat(seat) {
            Ok(())
        } else {
            Err(Refusal::UnknownSeat {
                seat: seat.to_owned(),
            })
        }
    }

    fn known_applicant(&self, applicant: &str) -> Result<usize, Refusal> {
        self.applicant(applicant)
            .ok_or_else(|| Refusal::UnknownApplicant {
                applicant: applicant.to_owned(),
            })
    }

    fn known_project(&self, project: &str) -> Result<usize, Refusal> {
        self.project(project)
            .ok_or_else(|| Refusal::UnknownProject {
                project: project.to_owned(),
            })
    }

    fn known_entry(&self, entry: &str) -> Result<usize, Refusal> {
        self.entry(entry).ok_or_else(|| Refusal::UnknownEntry {
            entry: entry.to_owned(),
        })
    }
}

fn desk(by: &str) -> Result<(), Refusal> {
    if by == DESK {
        Ok(())
    } else {
        Err(Refusal::DeskOnly)
    }
}

fn own_or_desk(by: &str, seat: &str) -> Result<(), Refusal> {
    if by == DESK || by == seat {
        Ok(())
    } else {
        Err(Refusal::NotYourSheet {
            judge: seat.to_owned(),
        })
    }
}

fn given(text: &str) -> Result<(), Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::ReasonMissing);
    }
    short(text)
}

fn short(text: &str) -> Result<(), Refusal> {
    if text.chars().count() > LONGEST_TEXT {
        Err(Refusal::TooLong { most: LONGEST_TEXT })
    } else {
        Ok(())
    }
}

fn named(id: &str, name: &str) -> Result<(), Refusal> {
    if name.trim().is_empty() {
        return Err(Refusal::NoName { id: id.to_owned() });
    }
    short(name)
}
