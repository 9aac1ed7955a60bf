//! The fold: what each act makes of a session.

mod change;
mod comments;
mod copies;

use super::act::{Act, Stamp};
use super::phase::Phase;
use super::pin_secret::PinSecret;
use super::records::{
    AcceptedFacts, Certified, Confirmation, DossierRecord, Incident, NoticeText, RuleChange,
    SignedIn, Statement, TieDecision, TieMethod, WithoutStatement,
};
use super::review::Tick;
use super::roster::Eligibility;
use super::session::{Session, Touched};
use super::sheet::Status;

impl Session {
    /// Folds one act that was found to be allowed.
    pub(in crate::model) fn fold(&mut self, stamp: Stamp<'_>, act: &Act) {
        if act.facts().changes_the_result {
            self.void_confirmations(stamp.seq);
        }
        self.shake_ties(stamp.seq, act);
        match act {
            Act::Setup(setup) => self.set_up(setup),
            Act::Judge(judge) => self.add_judge(judge),
            Act::EditJudge(judge) => self.edit_judge(judge),
            Act::RemoveJudge { judge } => self.remove_judge(judge),
            Act::Replace { judge, by, reason } => self.replace(judge, by, reason, stamp),
            Act::Declare { judge } => {
                if let Some(j) = self.judge(judge.as_deref().unwrap_or(stamp.by)) {
                    let statement = Statement {
                        by: stamp.by.to_owned(),
                        seq: stamp.seq,
                        at: stamp.at.to_owned(),
                    };
                    self.statements.insert(j, statement);
                }
                self.touched = Touched::Nothing;
            }
            Act::WithoutStatement { judge, reason } => {
                if let Some(j) = self.judge(judge) {
                    let left = WithoutStatement {
                        reason: reason.clone(),
                        seq: stamp.seq,
                        at: stamp.at.to_owned(),
                    };
                    self.without_statement.insert(j, left);
                }
                self.touched = Touched::Nothing;
            }
            Act::Correct {
                applicant,
                change,
                reason,
            } => self.correct(applicant, change, reason, stamp),
            Act::Withdraw {
                applicant,
                project,
                date,
                document,
            } => self.withdraw(applicant, project.as_deref(), date, document, stamp),
            Act::Applicant(applicant) => self.register(applicant),
            Act::RemoveApplicant { applicant } => self.remove(applicant),
            Act::Review {
                applicant,
                item,
                verdict,
                note,
                page,
            } => {
                self.begin_review();
                if let Some(review) = self.review_mut(applicant) {
                    let tick = Tick {
                        verdict: *verdict,
                        note: note.clone(),
                        page: page.clone(),
                    };
                    if tick == Tick::default() {
                        review.ticks.remove(item);
                    } else {
                        review.ticks.insert(item.clone(), tick);
                    }
                }
                self.look_again(applicant);
            }
            Act::Qualify {
                applicant,
                checked_by,
            } => {
                self.begin_review();
                self.conclude(applicant, checked_by, Eligibility::Qualified);
            }
            Act::Pend { applicant, reason } => {
                self.begin_review();
                if let Some(review) = self.review_mut(applicant) {
                    review.concluded = false;
                    review.checked_by.clear();
                    review.confirmed_by.clear();
                    review.pending = reason.clone();
                }
                self.set_eligibility(applicant, Eligibility::Pending);
            }
            Act::ConfirmReview {
                applicant,
                confirmed_by,
            } => {
                if let Some(review) = self.review_mut(applicant) {
                    review.confirmed_by = confirmed_by.clone();
                }
                self.touched = Touched::Nothing;
            }
            Act::Pin { seat, hash, short } => {
                self.pin_hashes += usize::from(matches!(hash, PinSecret::InAct(_)));
                let seat = self.seats.entry(seat.clone()).or_default();
                seat.pin = Some(hash.clone());
                seat.short_pin = *short;
                seat.failures.clear();
                self.touched = Touched::Nothing;
            }
            Act::Keys { seat, keys } => {
                self.seats.entry(seat.clone()).or_default().keys = keys.clone();
                self.touched = Touched::Nothing;
            }
            Act::SignIn { seat, from, .. } => {
                let seat = self.seats.entry(seat.clone()).or_default();
                seat.failures.remove(from);
                seat.signed_in = Some(SignedIn {
                    from: from.clone(),
                    at: stamp.at.to_owned(),
                    seq: stamp.seq,
                });
                self.touched = Touched::Nothing;
            }
            Act::SignInFailed { seat, from } => {
                let seat = self.seats.entry(seat.clone()).or_default();
                let tries = seat.failures.entry(from.clone()).or_default();
                tries.count = tries.count.saturating_add(1);
                tries.last = stamp.at.to_owned();
                self.touched = Touched::Nothing;
            }
            Act::SignOut { seat, since } => {
                let seat = self.seats.entry(seat.clone()).or_default();
                let ends = |s: &SignedIn| since.is_none_or(|since| s.seq == since);
                if seat.signed_in.as_ref().is_some_and(ends) {
                    seat.signed_in = None;
                }
                self.touched = Touched::Nothing;
            }
            Act::Unlock { seat, from } => {
                let seat = self.seats.entry(seat.clone()).or_default();
                match from {
                    Some(from) => drop(seat.failures.remove(from)),
                    None => seat.failures.clear(),
                }
                self.touched = Touched::Nothing;
            }
            Act::OpenScoring {} => {
                self.phase = Phase::Scoring;
                self.sealed = Some(stamp.seq);
            }
            Act::CloseScoring {} => self.phase = Phase::Closed,
            Act::Mark {
                entry,
                indicator,
                points,
                judge,
            } => self.mark(
                entry,
                indicator,
                *points,
                judge.as_deref().unwrap_or(stamp.by),
                stamp.by,
            ),
            Act::Remark {
                entry,
                indicator,
                text,
                page,
                judge,
            } => self.remark_cell(
                entry,
                indicator,
                text,
                page,
                judge.as_deref().unwrap_or(stamp.by),
            ),
            Act::Comment {
                applicant,
                text,
                judge,
            } => {
                let judge = judge.as_deref().unwrap_or(stamp.by);
                self.add_comment(applicant, judge, text, stamp);
            }
            Act::PanelComment { applicant, text } => {
                self.add_panel_comment(applicant, text, stamp);
            }
            Act::Submit { project, judge, .. } => {
                self.submit(judge.as_deref().unwrap_or(stamp.by), project, stamp);
            }
            Act::Reopen {
                judge,
                project,
                entry,
                ..
            } => {
                self.reopen(judge, project, entry.as_deref());
                self.phase = Phase::Scoring;
            }
            Act::Explain {
                entry,
                indicator,
                text,
                judge,
            } => {
                let judge = judge.as_deref().unwrap_or(stamp.by);
                if let (Some(e), Some(j), Some(i)) = (
                    self.entry(entry),
                    self.judge(judge),
                    self.indicator(indicator),
                ) {
                    self.explanations.insert((e, j, i), text.clone());
                }
                self.touched = Touched::Nothing;
            }
            Act::Recuse {
                judge,
                project,
                entry,
                ground,
            } => self.recuse(judge, project, entry.as_deref(), ground, stamp),
            Act::LiftRecusal {
                judge,
                project,
                entry,
                reason,
            } => self.lift_recusal(judge, project, entry.as_deref(), reason, stamp),
            Act::Void { judge, project, .. } => {
                self.set_status_in(judge, project, |s| {
                    (!matches!(s, Status::Recused | Status::Absent)).then_some(Status::Void)
                });
            }
            Act::Disqualify {
                applicant,
                clause,
                reason,
                checked_by,
            } => self.conclude(
                applicant,
                checked_by,
                Eligibility::Disqualified {
                    clause: clause.clone(),
                    reason: reason.clone(),
                },
            ),
            Act::Veto {
                applicant,
                reason,
                evidence,
            } => self.conclude(
                applicant,
                "",
                Eligibility::Vetoed {
                    reason: reason.clone(),
                    evidence: evidence.clone(),
                },
            ),
            Act::Reinstate {
                applicant, project, ..
            } if project.is_some() || !self.is_out(applicant) => {
                self.take_back_withdrawal(applicant, project.as_deref(), stamp.seq);
            }
            Act::Reinstate { applicant, .. } => {
                // Before scoring the review goes on; afterwards the decision itself admits.
                if self.phase == Phase::Setup && self.review_begun {
                    if let Some(review) = self.review_mut(applicant) {
                        review.concluded = false;
                    }
                    self.set_eligibility(applicant, Eligibility::Pending);
                } else {
                    self.conclude(applicant, "", Eligibility::Qualified);
                }
            }
            Act::TieMethod {
                project,
                applicants,
                method,
                reason,
            } => {
                let chosen = TieMethod {
                    applicants: applicants
                        .iter()
                        .filter_map(|a| self.applicant(a))
                        .collect(),
                    method: method.clone(),
                    reason: reason.clone(),
                    seq: stamp.seq,
                    at: stamp.at.to_owned(),
                    void: None,
                };
                if let Some(slot) = self
                    .project(project)
                    .and_then(|p| self.tie_methods.get_mut(p))
                {
                    *slot = Some(chosen);
                }
                self.touched = Touched::Nothing;
            }
            Act::Tie {
                project,
                order,
                method,
                reason,
            } => {
                let order = order.iter().filter_map(|a| self.applicant(a)).collect();
                let decision = TieDecision {
                    order,
                    method: method.clone(),
                    reason: reason.clone(),
                    seq: stamp.seq,
                    at: stamp.at.to_owned(),
                    void: None,
                };
                let project = self.project(project);
                if let Some(ties) = project.and_then(|p| self.ties.get_mut(p)) {
                    ties.push(decision);
                }
                if let Some(slot) = project.and_then(|p| self.tie_methods.get_mut(p)) {
                    *slot = None;
                }
            }
            Act::NoticeText {
                name,
                sha256,
                original,
            } => {
                self.notice = Some(NoticeText {
                    name: name.clone(),
                    sha256: sha256.clone(),
                    original: original.clone(),
                    seq: stamp.seq,
                    at: stamp.at.to_owned(),
                });
                self.touched = Touched::Nothing;
            }
            Act::Dossier {
                applicant,
                name,
                sha256,
                matched,
                converted,
            } => {
                self.dossiers.push(DossierRecord {
                    applicant: applicant.clone(),
                    name: name.clone(),
                    sha256: sha256.clone(),
                    matched: matched.clone(),
                    converted: converted.clone(),
                    seq: stamp.seq,
                    at: stamp.at.to_owned(),
                });
                self.touched = Touched::Nothing;
            }
            Act::AcceptFacts {
                applicant,
                sha256,
                facts,
                rows,
            } => {
                let mut other = false;
                if let Some(known) = self
                    .applicant(applicant)
                    .and_then(|a| self.applicants.get_mut(a))
                {
                    other = facts.iter().any(|(f, n)| known.facts.get(f) != Some(n));
                    known.facts.extend(facts.clone());
                }
                // What was concluded on other numbers is looked at again.
                if other {
                    self.look_again(applicant);
                }
                self.accepted_facts.push(AcceptedFacts {
                    applicant: applicant.clone(),
                    sha256: sha256.clone(),
                    facts: facts.clone(),
                    rows: rows.clone(),
                    seq: stamp.seq,
                    at: stamp.at.to_owned(),
                });
            }
            Act::CopyCheck(report) => self.add_copy_check(report, stamp),
            Act::CopyDecision {
                words,
                vetoed,
                reason,
            } => self.add_copy_decision(words, vetoed, reason, stamp),
            Act::Rules { rules, reason } => {
                if self.phase != Phase::Setup {
                    self.rule_changes.push(RuleChange {
                        seq: stamp.seq,
                        reason: reason.clone(),
                    });
                }
                self.rules = (**rules).clone();
            }
            Act::Incident { text } => {
                self.incidents.push(Incident {
                    seq: stamp.seq,
                    at: stamp.at.to_owned(),
                    by: stamp.by.to_owned(),
                    text: text.clone(),
                });
                self.touched = Touched::Nothing;
            }
            Act::Confirm {
                verdict,
                reason,
                judge,
            } => {
                if let Some(judge) = self.judge(judge.as_deref().unwrap_or(stamp.by)) {
                    self.confirm(Confirmation {
                        judge,
                        verdict: *verdict,
                        reason: reason.clone(),
                        seq: stamp.seq,
                        at: stamp.at.to_owned(),
                        by: stamp.by.to_owned(),
                        void: None,
                    });
                }
                self.touched = Touched::Nothing;
            }
            Act::Certify { awards, without } => {
                self.phase = Phase::Certified;
                self.certified.push(Certified {
                    seq: stamp.seq,
                    at: stamp.at.to_owned(),
                    awards: awards.clone(),
                    without: without.clone(),
                    reviewed: None,
                });
            }
            Act::NewReview { reason } => {
                self.phase = Phase::Closed;
                if let Some(last) = self.certified.last_mut() {
                    last.reviewed = Some((stamp.seq, reason.clone()));
                }
                self.void_confirmations(stamp.seq);
            }
            Act::TailSetAside { .. } => self.touched = Touched::Nothing,
        }
    }
}
