//! 评审会: the fold of its acts.

use super::act::{Act, Intent, Stamp};
use super::points::Points;
use super::refusal::Refusal;
use super::roster::{Applicant, Eligibility, Judge};
use super::rules::Rules;
use super::setup::Setup;
use super::sheet::{Entry, Status};
use std::collections::{BTreeMap, HashMap};

/// Where a session stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    #[default]
    Setup,
    Scoring,
    Closed,
}

/// A seat's sign-in state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seat {
    /// argon2id in PHC form; without one the next sign-in chooses it.
    pub pin: Option<String>,
    /// Wrong tries since the last right one.
    pub failures: u32,
    /// When the last wrong try was, as the journal says.
    pub last_failure: Option<String>,
    /// Where the seat is signed in now, and since when.
    pub signed_in: Option<(String, String)>,
}

/// A judge's note on one cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remark {
    pub text: String,
    pub page: String,
}

/// A judge's sealed project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    pub judge: usize,
    pub project: usize,
    pub seq: u64,
    pub at: String,
}

/// The panel's word on a tie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TieDecision {
    /// Applicants, best first.
    pub order: Vec<usize>,
    pub method: String,
    pub reason: String,
}

/// A change of the rules after they were sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleChange {
    pub seq: u64,
    pub reason: String,
}

/// A judging session as it stands after some number of acts.
#[derive(Clone, Debug, Default)]
pub struct Session {
    pub(super) setup: Option<Box<Setup>>,
    pub(super) rules: Rules,
    pub(super) rule_changes: Vec<RuleChange>,
    pub(super) phase: Phase,
    pub(super) applicants: Vec<Applicant>,
    pub(super) eligibility: Vec<Eligibility>,
    pub(super) judges: Vec<Judge>,
    pub(super) seats: BTreeMap<String, Seat>,
    pub(super) entries: Vec<Entry>,
    /// Entries of each project, in the order of the roster.
    pub(super) by_project: Vec<Vec<usize>>,
    pub(super) entry_index: HashMap<String, usize>,
    pub(super) applicant_index: HashMap<String, usize>,
    pub(super) judge_index: HashMap<String, usize>,
    pub(super) remarks: BTreeMap<(usize, usize, usize), Remark>,
    pub(super) submissions: Vec<Submission>,
    pub(super) grounds: BTreeMap<(usize, usize), String>,
    pub(super) ties: Vec<Vec<TieDecision>>,
    pub(super) incidents: Vec<(u64, String)>,
    pub(super) seq: u64,
    /// The entries whose marks or states the last act changed.
    pub(super) touched: Touched,
}

/// What the last act changed, so that a recount can be as small as the change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Touched {
    #[default]
    Nothing,
    Entry(usize),
    Everything,
}

impl Session {
    /// Decides whether this may happen now, and what exactly would be recorded.
    ///
    /// # Errors
    /// The reason why not; nothing changes.
    pub fn decide(&self, by: &str, intent: Intent) -> Result<Act, Refusal> {
        let act = match intent {
            Intent::Do(act) => act,
            Intent::Submit { judge, project } => self.submission_of(by, &judge, &project)?,
        };
        self.check(by, &act)?;
        Ok(act)
    }

    /// Folds one act that was recorded. What [`Session::decide`] would refuse is refused here too, so a
    /// journal cannot hold what nobody was allowed to do.
    ///
    /// # Errors
    /// As [`Session::decide`]; nothing changes.
    pub fn apply(&mut self, stamp: Stamp<'_>, act: &Act) -> Result<(), Refusal> {
        self.check(stamp.by, act)?;
        self.touched = Touched::Everything;
        self.fold(stamp, act);
        self.seq = stamp.seq;
        Ok(())
    }

    fn fold(&mut self, stamp: Stamp<'_>, act: &Act) {
        match act {
            Act::Setup(setup) => self.set_up(setup),
            Act::Judge(judge) => self.add_judge(judge),
            Act::Applicant(applicant) => self.register(applicant),
            Act::RemoveApplicant { applicant } => self.remove(applicant),
            Act::Pin { seat, hash } => {
                let seat = self.seats.entry(seat.clone()).or_default();
                seat.pin = Some(hash.clone());
                seat.failures = 0;
                self.touched = Touched::Nothing;
            }
            Act::SignIn { seat, from } => {
                let seat = self.seats.entry(seat.clone()).or_default();
                seat.failures = 0;
                seat.signed_in = Some((from.clone(), stamp.at.to_owned()));
                self.touched = Touched::Nothing;
            }
            Act::SignInFailed { seat, .. } => {
                let seat = self.seats.entry(seat.clone()).or_default();
                seat.failures = seat.failures.saturating_add(1);
                seat.last_failure = Some(stamp.at.to_owned());
                self.touched = Touched::Nothing;
            }
            Act::SignOut { seat } => {
                self.seats.entry(seat.clone()).or_default().signed_in = None;
                self.touched = Touched::Nothing;
            }
            Act::OpenScoring {} => self.phase = Phase::Scoring,
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
            Act::Submit { project, judge, .. } => {
                self.submit(judge.as_deref().unwrap_or(stamp.by), project, stamp);
            }
            Act::Reopen { judge, project, .. } => {
                self.set_status_in(judge, project, |s| {
                    (s == Status::Submitted).then_some(Status::Open)
                });
                if let (Some(j), Some(p)) = (self.judge(judge), self.project(project)) {
                    self.submissions.retain(|s| (s.judge, s.project) != (j, p));
                }
                self.phase = Phase::Scoring;
            }
            Act::Recuse {
                judge,
                project,
                entry,
                ground,
            } => self.recuse(judge, project, entry.as_deref(), ground),
            Act::Void { judge, project, .. } => {
                self.set_status_in(judge, project, |s| {
                    (s != Status::Recused).then_some(Status::Void)
                });
            }
            Act::Disqualify {
                applicant,
                clause,
                reason,
            } => self.set_eligibility(
                applicant,
                Eligibility::Disqualified {
                    clause: clause.clone(),
                    reason: reason.clone(),
                },
            ),
            Act::Veto { applicant, reason } => self.set_eligibility(
                applicant,
                Eligibility::Vetoed {
                    reason: reason.clone(),
                },
            ),
            Act::Reinstate { applicant, .. } => {
                self.set_eligibility(applicant, Eligibility::Qualified)
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
                };
                if let Some(ties) = self.project(project).and_then(|p| self.ties.get_mut(p)) {
                    ties.push(decision);
                }
            }
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
                self.incidents.push((stamp.seq, text.clone()));
                self.touched = Touched::Nothing;
            }
            Act::TailSetAside { .. } => self.touched = Touched::Nothing,
        }
    }

    fn set_up(&mut self, setup: &Setup) {
        self.rules = setup.template.rules.clone();
        self.by_project = vec![Vec::new(); setup.template.projects.len()];
        self.ties = vec![Vec::new(); setup.template.projects.len()];
        self.setup = Some(Box::new(setup.clone()));
    }

    fn add_judge(&mut self, judge: &Judge) {
        self.judge_index.insert(judge.id.clone(), self.judges.len());
        self.judges.push(judge.clone());
        self.rebuild_entries();
    }

    fn register(&mut self, applicant: &Applicant) {
        if let Some(known) = self
            .applicant(&applicant.id)
            .and_then(|a| self.applicants.get_mut(a))
        {
            *known = applicant.clone();
            self.rebuild_entries();
            return;
        }
        let index = self.applicants.len();
        self.applicant_index.insert(applicant.id.clone(), index);
        self.applicants.push(applicant.clone());
        self.eligibility.push(Eligibility::Qualified);
        self.add_entries(index);
    }

    fn remove(&mut self, applicant: &str) {
        if let Some(index) = self.applicant(applicant) {
            self.applicants.remove(index);
            self.eligibility.remove(index);
            self.applicant_index = self
                .applicants
                .iter()
                .enumerate()
                .map(|(i, a)| (a.id.clone(), i))
                .collect();
            self.rebuild_entries();
        }
    }

    /// Only while nothing is scored: before scoring opens.
    fn rebuild_entries(&mut self) {
        self.entries.clear();
        self.entry_index.clear();
        self.by_project.iter_mut().for_each(Vec::clear);
        for applicant in 0..self.applicants.len() {
            self.add_entries(applicant);
        }
    }

    fn add_entries(&mut self, applicant: usize) {
        let Some(known) = self.applicants.get(applicant) else {
            return;
        };
        let (judges, indicators) = (self.judges.len(), self.indicator_count());
        for project in 0..self.by_project.len() {
            let Some(id) = self.project_id(project) else {
                continue;
            };
            if !known.projects.iter().any(|p| p == id) {
                continue;
            }
            let index = self.entries.len();
            self.entry_index.insert(format!("{id}/{}", known.id), index);
            self.entries
                .push(Entry::new(project, applicant, judges, indicators));
            if let Some(list) = self.by_project.get_mut(project) {
                list.push(index);
            }
        }
    }

    fn mark(&mut self, entry: &str, indicator: &str, points: Option<Points>, judge: &str) {
        let (Some(e), Some(i), Some(j)) = (
            self.entry(entry),
            self.indicator(indicator),
            self.judge(judge),
        ) else {
            return;
        };
        if let Some(entry) = self.entries.get_mut(e) {
            entry.set_mark(j, i, points);
            self.touched = Touched::Entry(e);
        }
    }

    fn remark_cell(&mut self, entry: &str, indicator: &str, text: &str, page: &str, judge: &str) {
        self.touched = Touched::Nothing;
        let (Some(e), Some(i), Some(j)) = (
            self.entry(entry),
            self.indicator(indicator),
            self.judge(judge),
        ) else {
            return;
        };
        if text.is_empty() && page.is_empty() {
            self.remarks.remove(&(e, j, i));
        } else {
            self.remarks.insert(
                (e, j, i),
                Remark {
                    text: text.to_owned(),
                    page: page.to_owned(),
                },
            );
        }
    }

    fn submit(&mut self, judge: &str, project: &str, stamp: Stamp<'_>) {
        let (Some(j), Some(p)) = (self.judge(judge), self.project(project)) else {
            return;
        };
        for e in self.to_submit(j, p) {
            if let Some(entry) = self.entries.get_mut(e) {
                entry.set_status(j, Status::Submitted);
            }
        }
        self.submissions.push(Submission {
            judge: j,
            project: p,
            seq: stamp.seq,
            at: stamp.at.to_owned(),
        });
    }

    fn recuse(&mut self, judge: &str, project: &str, entry: Option<&str>, ground: &str) {
        let Some(j) = self.judge(judge) else { return };
        let entries = match entry {
            Some(id) => self.entry(id).into_iter().collect(),
            None => self
                .project(project)
                .and_then(|p| self.by_project.get(p))
                .cloned()
                .unwrap_or_default(),
        };
        for e in entries {
            if let Some(entry) = self.entries.get_mut(e) {
                entry.set_status(j, Status::Recused);
                self.grounds.insert((e, j), ground.to_owned());
            }
        }
    }

    fn set_status_in(
        &mut self,
        judge: &str,
        project: &str,
        change: impl Fn(Status) -> Option<Status>,
    ) {
        let (Some(j), Some(p)) = (self.judge(judge), self.project(project)) else {
            return;
        };
        for e in self.by_project.get(p).into_iter().flatten() {
            if let Some(entry) = self.entries.get_mut(*e)
                && let Some(status) = change(entry.status(j))
            {
                entry.set_status(j, status);
            }
        }
    }

    fn set_eligibility(&mut self, applicant: &str, state: Eligibility) {
        if let Some(slot) = self
            .applicant(applicant)
            .and_then(|a| self.eligibility.get_mut(a))
        {
            *slot = state;
        }
    }
}
