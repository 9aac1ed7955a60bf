//! Who may do what in which phase: the one place that says so.

mod checks;
mod comments;
mod common;
mod copies;
mod edition;

pub use common::LONGEST_TEXT;

use super::act::{Act, Consent};
use super::phase::Phase;
use super::points::Points;
use super::refusal::Refusal;
use super::roster::{Eligibility, OBSERVER};
use super::session::Session;
use super::sheet::Status;
use common::{desk, given, own_or_desk, short};

/// The most public keys that a seat may have.
const MOST_KEYS: usize = 16;

impl Session {
    /// The rules of permission.
    pub(in crate::model) fn check(&self, by: &str, act: &Act) -> Result<(), Refusal> {
        self.check_act(by, act).map_err(|why| match why {
            Refusal::Phase { now, .. } => Refusal::Phase {
                now,
                wanted: act.facts().wanted,
            },
            why => why,
        })
    }

    fn check_act(&self, by: &str, act: &Act) -> Result<(), Refusal> {
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
        if by == OBSERVER && !act.facts().by_observer {
            return Err(Refusal::DeskOnly);
        }
        if self.phase() == Phase::Certified && !act.facts().after_certificate {
            return Err(Refusal::Certified);
        }
        match act {
            Act::Setup(_) => Err(Refusal::SetupTwice),
            Act::Judge(judge) => {
                self.desk_in(by, Phase::Setup)?;
                self.check_new_judge(judge)
            }
            Act::EditJudge(judge) => {
                self.desk_in(by, Phase::Setup)?;
                self.known_judge(&judge.id)?;
                self.check_judge(judge)
            }
            Act::RemoveJudge { judge } => {
                self.desk_in(by, Phase::Setup)?;
                self.known_judge(judge).map(|_| ())
            }
            Act::Replace {
                judge,
                by: successor,
                reason,
            } => {
                self.desk_in(by, Phase::Scoring)?;
                given(reason)?;
                let old = self.known_judge(judge)?;
                self.check_new_judge(successor)?;
                if self.unfinished_projects(old).is_empty() {
                    return Err(Refusal::NothingToReplace);
                }
                Ok(())
            }
            Act::Declare { judge } => {
                self.sheet_of(by, judge.as_deref())?;
                self.not_in(Phase::Setup)
            }
            Act::WithoutStatement { judge, reason } => {
                desk(by)?;
                self.not_in(Phase::Setup)?;
                given(reason)?;
                let j = self.known_judge(judge)?;
                if self.declared(j) {
                    return Err(Refusal::AlreadyDeclared);
                }
                Ok(())
            }
            Act::Correct {
                applicant,
                change,
                reason,
            } => {
                desk(by)?;
                self.not_in(Phase::Setup)?;
                given(reason)?;
                self.check_correction(applicant, change)
            }
            Act::Withdraw {
                applicant,
                project,
                date,
                document,
            } => {
                desk(by)?;
                given(date)?;
                given(document)?;
                self.check_withdrawal(applicant, project.as_deref())
            }
            Act::Review {
                applicant,
                item,
                verdict,
                note,
                page,
            } => {
                self.desk_in(by, Phase::Setup)?;
                self.check_tick(applicant, item, *verdict, note)?;
                short(note)?;
                short(page)
            }
            Act::Qualify {
                applicant,
                checked_by,
            } => {
                self.desk_in(by, Phase::Setup)?;
                let a = self.known_applicant(applicant)?;
                self.check_not_out(applicant)?;
                short(checked_by)?;
                self.check_passed(a)
            }
            Act::Pend { applicant, reason } => {
                self.desk_in(by, Phase::Setup)?;
                self.known_applicant(applicant)?;
                self.check_not_out(applicant)?;
                given(reason)
            }
            Act::ConfirmReview {
                applicant,
                confirmed_by,
            } => {
                desk(by)?;
                given(confirmed_by)?;
                let a = self.known_applicant(applicant)?;
                let review = self.review(a);
                if !review.concluded || review.checked_by.is_empty() {
                    return Err(Refusal::NotConcluded);
                }
                if review.checked_by.trim() == confirmed_by.trim() {
                    return Err(Refusal::SamePerson);
                }
                Ok(())
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
            Act::Keys { seat, keys } => {
                desk(by)?;
                self.known_seat(seat)?;
                keys.iter().try_for_each(|key| short(key))?;
                if keys.len() > MOST_KEYS {
                    return Err(Refusal::TooManyKeys { most: MOST_KEYS });
                }
                Ok(())
            }
            Act::Unlock { seat, .. } => {
                desk(by)?;
                self.known_seat(seat)
            }
            Act::SignIn { seat, .. }
            | Act::SignInFailed { seat, .. }
            | Act::SignOut { seat, .. } => {
                self.known_seat(seat)?;
                own_or_desk(by, seat)
            }
            Act::OpenScoring {} => {
                self.desk_in(by, Phase::Setup)?;
                if self.judges().is_empty() {
                    return Err(Refusal::NoJudges);
                }
                let pending: Vec<String> = (0..self.applicants().len())
                    .filter(|a| *self.eligibility(*a) == Eligibility::Pending)
                    .filter(|a| !self.has_withdrawn(*a))
                    .filter_map(|a| self.applicants().get(a))
                    .map(|a| a.id.clone())
                    .collect();
                if !pending.is_empty() {
                    return Err(Refusal::Pending {
                        applicants: pending,
                    });
                }
                if !(0..self.entries().len()).any(|e| self.is_in(e)) {
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
            Act::Comment {
                applicant,
                text,
                judge,
            } => self.check_comment(by, judge.as_deref(), applicant, text),
            Act::PanelComment { applicant, text } => self.check_panel_comment(by, applicant, text),
            Act::Submit {
                project,
                entries,
                judge,
            } => self.check_submit(by, judge.as_deref(), project, entries),
            Act::Reopen {
                judge,
                project,
                entry,
                reason,
            } => {
                desk(by)?;
                self.not_in(Phase::Setup)?;
                given(reason)?;
                let (j, p) = (self.known_judge(judge)?, self.known_project(project)?);
                let any = self
                    .entries_in(p, entry.as_deref())?
                    .into_iter()
                    .filter_map(|e| self.entries().get(e))
                    .any(|e| e.status(j) == Status::Submitted);
                if any {
                    Ok(())
                } else {
                    Err(Refusal::NotSubmitted)
                }
            }
            Act::Explain {
                entry,
                indicator,
                text,
                judge,
            } => {
                let j = self.sheet_of(by, judge.as_deref())?;
                self.not_in(Phase::Setup)?;
                let e = self.known_entry(entry)?;
                self.known_indicator(indicator)?;
                given(text)?;
                match self.entries().get(e).map(|entry| entry.status(j)) {
                    Some(Status::Submitted) => Ok(()),
                    _ => Err(Refusal::NotSubmitted),
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
                self.check_recusal(by, j, p, entry.as_deref())
            }
            Act::LiftRecusal {
                judge,
                project,
                entry,
                reason,
            } => {
                desk(by)?;
                given(reason)?;
                let (j, p) = (self.known_judge(judge)?, self.known_project(project)?);
                self.in_phase(Phase::Scoring)?;
                self.check_lift(j, p, entry.as_deref())
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
                applicant,
                clause,
                reason,
                checked_by,
            } => {
                desk(by)?;
                given(reason)?;
                short(clause)?;
                short(checked_by)?;
                self.check_not_out(applicant)
            }
            Act::Veto {
                applicant,
                reason,
                evidence,
            } => {
                desk(by)?;
                given(reason)?;
                short(evidence)?;
                self.check_not_out(applicant)
            }
            Act::Reinstate {
                applicant,
                project,
                reason,
            } => {
                desk(by)?;
                given(reason)?;
                self.check_reinstatement(applicant, project.as_deref())
            }
            Act::TieMethod {
                project,
                applicants,
                method,
                reason,
            } => {
                desk(by)?;
                given(method)?;
                short(reason)?;
                self.not_in(Phase::Setup)?;
                self.check_tied(project, applicants)
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
                self.check_tied(project, order)?;
                let p = self.known_project(project)?;
                let chosen = self.tie_method(p).ok_or(Refusal::MethodFirst)?;
                let same = order.iter().all(|id| {
                    self.applicant(id)
                        .is_some_and(|a| chosen.applicants.contains(&a))
                });
                if chosen.method == *method && chosen.applicants.len() == order.len() && same {
                    Ok(())
                } else {
                    Err(Refusal::MethodFirst)
                }
            }
            Act::NoticeText {
                name,
                sha256,
                original,
            } => {
                desk(by)?;
                self.check_notice(name, [sha256, original])
            }
            Act::Dossier {
                applicant,
                name,
                sha256,
                matched,
                converted,
            } => {
                desk(by)?;
                let sums = [Some(sha256), converted.as_ref()];
                self.check_dossier(applicant, name, &sums, matched)
            }
            Act::AcceptFacts {
                applicant,
                sha256,
                facts,
                rows,
            } => {
                desk(by)?;
                self.check_accepted(applicant, sha256, facts, rows)
            }
            Act::CopyCheck(report) => {
                desk(by)?;
                self.check_copy_check(report)
            }
            Act::CopyDecision {
                words,
                vetoed,
                reason,
            } => {
                desk(by)?;
                self.check_copy_decision(words, vetoed, reason)
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
            Act::Confirm {
                verdict,
                reason,
                judge,
            } => {
                let j = self.sheet_of(by, judge.as_deref())?;
                self.in_phase(Phase::Closed)?;
                if *verdict == Consent::Agree {
                    short(reason)?;
                } else {
                    given(reason)?;
                }
                if self.has_part(j) {
                    Ok(())
                } else {
                    Err(Refusal::NothingToConfirm)
                }
            }
            Act::Certify { awards, without } => {
                self.desk_in(by, Phase::Closed)?;
                without.iter().try_for_each(|w| given(&w.reason))?;
                self.check_certificate(awards)
            }
            Act::NewReview { reason } => {
                desk(by)?;
                if self.phase() != Phase::Certified {
                    return Err(Refusal::NotCertified);
                }
                given(reason)
            }
            Act::TailSetAside { .. } => Ok(()),
        }
    }
}
