//! The panel's decisions on ties, and what sets one aside.

use super::act::Act;
use super::records::Cause;
use super::records::SetAside;
use super::records::TieDecision;
use super::records::TieMethod;
use super::refusal::Refusal;
use super::roster::Judge;
use super::session::Session;
use super::sheet::SheetState;

impl Session {
    /// The decisions of a project that hold, oldest first.
    pub fn ties(&self, project: usize) -> &[TieDecision] {
        self.ties.get(project).map_or(&[], Vec::as_slice)
    }

    /// The decisions of a project that were set aside.
    pub fn ties_set_aside(&self, project: usize) -> &[TieDecision] {
        self.ties_aside.get(project).map_or(&[], Vec::as_slice)
    }

    /// The methods of a project that were set aside before a tie was decided by them.
    pub fn methods_set_aside(&self, project: usize) -> &[TieMethod] {
        self.methods_aside.get(project).map_or(&[], Vec::as_slice)
    }

    /// The newest method of a project that was set aside, where nothing newer was chosen or decided.
    pub fn method_to_choose_again(&self, project: usize) -> Option<&TieMethod> {
        let last = self.methods_set_aside(project).last()?;
        let chosen = self.tie_method(project).is_some();
        let newer = |d: &TieDecision| d.seq > last.seq;
        let mut decisions = self
            .ties(project)
            .iter()
            .chain(self.ties_set_aside(project));
        (!chosen && !decisions.any(newer)).then_some(last)
    }

    /// The newest decision of a project that was set aside, where none that holds is newer.
    pub fn tie_to_decide_again(&self, project: usize) -> Option<&TieDecision> {
        let last = self.ties_set_aside(project).last()?;
        let newer = |d: &TieDecision| d.seq > last.seq;
        (!self.ties(project).iter().any(newer)).then_some(last)
    }

    /// Every decision that was set aside holds again, as it did where a decision was not bound to its marks.
    pub fn restore_ties(&mut self) {
        for (holding, aside) in self.ties.iter_mut().zip(&mut self.ties_aside) {
            holding.append(aside);
            holding.sort_by_key(|d| d.seq);
            for decision in holding {
                decision.void = None;
            }
        }
    }

    /// Takes away the ground under the decisions of the projects whose count the act may change. Called before
    /// the act is folded.
    pub(super) fn shake_ties(&mut self, seq: u64, act: &Act) {
        let Some((cause, projects)) = self.shaken(act) else {
            return;
        };
        for p in projects {
            if let (Some(holding), Some(aside)) = (self.ties.get_mut(p), self.ties_aside.get_mut(p))
            {
                aside.extend(holding.drain(..).map(|decision| TieDecision {
                    void: Some(SetAside { seq, cause }),
                    ..decision
                }));
            }
            let chosen = self.tie_methods.get_mut(p).and_then(Option::take);
            if let (Some(chosen), Some(aside)) = (chosen, self.methods_aside.get_mut(p)) {
                aside.push(TieMethod {
                    void: Some(SetAside { seq, cause }),
                    ..chosen
                });
            }
        }
    }

    /// The projects whose marks, sheets or applicants an act changes.
    fn shaken(&self, act: &Act) -> Option<(Cause, Vec<usize>)> {
        let named = |id: &str| self.project(id).into_iter().collect::<Vec<_>>();
        let of_applicant = |id: &str| {
            let applicant = self.applicant(id);
            self.entries
                .iter()
                .filter(|e| Some(e.applicant) == applicant)
                .map(|e| e.project)
                .collect::<Vec<_>>()
        };
        Some(match act {
            Act::Mark { entry, .. } => {
                let entry = self.entry(entry).and_then(|e| self.entries.get(e))?;
                (Cause::Mark, vec![entry.project])
            }
            Act::Submit { project, .. } => (Cause::Submission, named(project)),
            Act::Reopen { project, .. } => (Cause::Reopening, named(project)),
            Act::Recuse { project, .. } | Act::LiftRecusal { project, .. } => {
                (Cause::Recusal, named(project))
            }
            Act::Withdraw {
                applicant, project, ..
            } => {
                let projects = project
                    .as_deref()
                    .map_or_else(|| of_applicant(applicant), named);
                (Cause::Withdrawal, projects)
            }
            Act::Reinstate {
                applicant, project, ..
            } if project.is_some() || !self.is_out(applicant) => {
                let projects = project
                    .as_deref()
                    .map_or_else(|| of_applicant(applicant), named);
                (Cause::Withdrawal, projects)
            }
            Act::Void { project, .. } => (Cause::Voiding, named(project)),
            Act::Replace { judge, .. } => {
                let old = self.judge(judge)?;
                (Cause::Replacement, self.unfinished_projects(old))
            }
            Act::Disqualify { applicant, .. }
            | Act::Veto { applicant, .. }
            | Act::Reinstate { applicant, .. } => (Cause::Eligibility, of_applicant(applicant)),
            Act::Rules { .. } => (Cause::Rules, (0..self.ties.len()).collect()),
            Act::Setup(_)
            | Act::Judge(_)
            | Act::EditJudge(_)
            | Act::RemoveJudge { .. }
            | Act::Declare { .. }
            | Act::WithoutStatement { .. }
            | Act::Correct { .. }
            | Act::Applicant(_)
            | Act::RemoveApplicant { .. }
            | Act::Review { .. }
            | Act::Qualify { .. }
            | Act::Pend { .. }
            | Act::ConfirmReview { .. }
            | Act::Pin { .. }
            | Act::Keys { .. }
            | Act::SignIn { .. }
            | Act::SignInFailed { .. }
            | Act::SignOut { .. }
            | Act::Unlock { .. }
            | Act::OpenScoring {}
            | Act::Remark { .. }
            | Act::Comment { .. }
            | Act::PanelComment { .. }
            | Act::Explain { .. }
            | Act::TieMethod { .. }
            | Act::Tie { .. }
            | Act::Incident { .. }
            | Act::CloseScoring {}
            | Act::Confirm { .. }
            | Act::Certify { .. }
            | Act::NewReview { .. }
            | Act::NoticeText { .. }
            | Act::Dossier { .. }
            | Act::AcceptFacts { .. }
            | Act::CopyCheck(_)
            | Act::CopyDecision { .. }
            | Act::TailSetAside { .. } => return None,
        })
    }

    /// A tie is decided on marks that are all in: every sheet of the project in the race submitted, recused or
    /// void.
    pub(super) fn check_tie_ripe(&self, project: &str) -> Result<(), Refusal> {
        let p = self.known_project(project)?;
        let judges: Vec<String> = self
            .judges()
            .iter()
            .enumerate()
            .filter(|(j, _): &(usize, &Judge)| {
                self.entries_of(p).iter().any(|e| {
                    self.is_in(*e)
                        && self.entries().get(*e).is_some_and(|entry| {
                            matches!(entry.state(*j), SheetState::Open | SheetState::Complete)
                        })
                })
            })
            .map(|(_, judge)| judge.id.clone())
            .collect();
        if judges.is_empty() {
            Ok(())
        } else {
            Err(Refusal::TieTooEarly {
                project: project.to_owned(),
                judges,
            })
        }
    }
}
