//! The changes that acts make, one function each. Whether they may happen was decided before.

use super::super::act::Stamp;
use super::super::correction::Corrections;
use super::super::points::Points;
use super::super::records::Correction;
use super::super::records::{Confirmation, Remark, Replacement, Submission};
use super::super::review::Review;
use super::super::roster::{Applicant, Eligibility, Judge};
use super::super::session::{Session, Touched};
use super::super::setup::Setup;
use super::super::sheet::{Entry, Status};

impl Session {
    pub(in crate::model) fn set_up(&mut self, setup: &Setup) {
        self.rules = setup.template.rules.clone();
        self.by_project = vec![Vec::new(); setup.template.projects.len()];
        self.ties = vec![Vec::new(); setup.template.projects.len()];
        self.ties_aside = vec![Vec::new(); setup.template.projects.len()];
        self.tie_methods = vec![None; setup.template.projects.len()];
        self.methods_aside = vec![Vec::new(); setup.template.projects.len()];
        self.setup = Some(Box::new(setup.clone()));
    }

    pub(in crate::model) fn add_judge(&mut self, judge: &Judge) {
        self.judge_index.insert(judge.id.clone(), self.judges.len());
        self.judges.push(judge.clone());
        self.rebuild_entries();
    }

    pub(in crate::model) fn edit_judge(&mut self, judge: &Judge) {
        if let Some(known) = self.judge(&judge.id).and_then(|j| self.judges.get_mut(j)) {
            *known = judge.clone();
            self.rebuild_entries();
        }
    }

    pub(in crate::model) fn remove_judge(&mut self, judge: &str) {
        if let Some(j) = self.judge(judge) {
            self.judges.remove(j);
            self.seats.remove(judge);
            self.judge_index = self
                .judges
                .iter()
                .enumerate()
                .map(|(j, judge)| (judge.id.clone(), j))
                .collect();
            // Statements are by place; nobody has made one before scoring opens.
            self.statements.clear();
            self.rebuild_entries();
        }
    }

    /// The projects that a judge's successor takes over: those in which not every sheet is submitted.
    pub(in crate::model) fn unfinished_projects(&self, judge: usize) -> Vec<usize> {
        (0..self.by_project.len())
            .filter(|p| {
                self.entries_of(*p)
                    .iter()
                    .filter(|e| self.is_in(**e))
                    .filter_map(|e| self.entries.get(*e))
                    .map(|e| e.status(judge))
                    .any(|s| !matches!(s, Status::Absent | Status::Submitted))
            })
            .collect()
    }

    pub(in crate::model) fn replace(
        &mut self,
        judge: &str,
        by: &Judge,
        reason: &str,
        stamp: Stamp<'_>,
    ) {
        let Some(old) = self.judge(judge) else { return };
        let projects = self.unfinished_projects(old);
        let new = self.judges.len();
        for entry in &mut self.entries {
            let taken = projects.contains(&entry.project);
            if taken && entry.status(old) != Status::Recused {
                entry.set_status(old, Status::Void);
            }
            entry.add_judge(if taken { Status::Open } else { Status::Absent });
        }
        self.submissions
            .retain(|s| s.judge != old || !projects.contains(&s.project));
        let mut joined = by.clone();
        joined.projects = projects
            .iter()
            .filter_map(|p| self.project_id(*p))
            .map(str::to_owned)
            .collect();
        self.judge_index.insert(joined.id.clone(), new);
        self.judges.push(joined);
        self.replacements.push(Replacement {
            seq: stamp.seq,
            old,
            new,
            reason: reason.to_owned(),
        });
    }

    pub(in crate::model) fn register(&mut self, applicant: &Applicant) {
        if let Some(known) = self
            .applicant(&applicant.id)
            .and_then(|a| self.applicants.get_mut(a))
        {
            let changed = known != applicant;
            *known = applicant.clone();
            if changed {
                self.look_again(&applicant.id);
            }
            self.rebuild_entries();
            return;
        }
        let index = self.applicants.len();
        self.applicant_index.insert(applicant.id.clone(), index);
        self.applicants.push(applicant.clone());
        self.reviews.push(Review::default());
        self.eligibility.push(if self.review_begun {
            Eligibility::Pending
        } else {
            Eligibility::Qualified
        });
        self.add_entries(index);
    }

    /// What was concluded on other papers does not hold for these.
    pub(in crate::model) fn look_again(&mut self, applicant: &str) {
        let Some(a) = self.applicant(applicant) else {
            return;
        };
        let out = self.eligibility(a).is_out();
        let Some(review) = self.reviews.get_mut(a).filter(|r| r.concluded && !out) else {
            return;
        };
        review.concluded = false;
        review.checked_by.clear();
        review.confirmed_by.clear();
        self.set_eligibility(applicant, Eligibility::Pending);
    }

    /// The first act of a review makes everybody without a conclusion pending.
    pub(in crate::model) fn begin_review(&mut self) {
        if self.review_begun {
            return;
        }
        self.review_begun = true;
        for (state, review) in self.eligibility.iter_mut().zip(&self.reviews) {
            if *state == Eligibility::Qualified && !review.concluded {
                *state = Eligibility::Pending;
            }
        }
    }

    pub(in crate::model) fn conclude(
        &mut self,
        applicant: &str,
        checked_by: &str,
        state: Eligibility,
    ) {
        if let Some(review) = self.review_mut(applicant) {
            review.concluded = true;
            review.checked_by = checked_by.to_owned();
            review.confirmed_by.clear();
            review.pending.clear();
        }
        self.set_eligibility(applicant, state);
    }

    pub(in crate::model) fn review_mut(&mut self, applicant: &str) -> Option<&mut Review> {
        let a = self.applicant(applicant)?;
        self.reviews.get_mut(a)
    }

    pub(in crate::model) fn remove(&mut self, applicant: &str) {
        if let Some(index) = self.applicant(applicant) {
            self.applicants.remove(index);
            self.eligibility.remove(index);
            self.reviews.remove(index);
            self.withdrawals.retain(|w| w.applicant != applicant);
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
        self.mark_withdrawn();
    }

    fn add_entries(&mut self, applicant: usize) {
        let Some(known) = self.applicants.get(applicant) else {
            return;
        };
        let known = known.clone();
        let (judges, indicators) = (self.judges.len(), self.indicator_count());
        for project in 0..self.by_project.len() {
            let Some(id) = self.project_id(project).map(str::to_owned) else {
                continue;
            };
            let id = id.as_str();
            if !known.projects.iter().any(|p| p == id) {
                continue;
            }
            let index = self.entries.len();
            self.entry_index.insert(format!("{id}/{}", known.id), index);
            let mut entry = Entry::new(project, applicant, judges, indicators);
            for (j, judge) in self.judges.iter().enumerate() {
                if !judge.sits_on(id) {
                    entry.set_status(j, Status::Absent);
                }
            }
            self.entries.push(entry);
            if let Some(list) = self.by_project.get_mut(project) {
                list.push(index);
            }
        }
    }

    pub(in crate::model) fn mark(
        &mut self,
        entry: &str,
        indicator: &str,
        points: Option<Points>,
        judge: &str,
        by: &str,
    ) {
        let (Some(e), Some(i), Some(j)) = (
            self.entry(entry),
            self.indicator(indicator),
            self.judge(judge),
        ) else {
            return;
        };
        if let Some(entry) = self.entries.get_mut(e) {
            entry.set_mark(j, i, points);
            entry.set_from_paper(j, i, points.is_some() && by != judge);
            self.touched = Touched::Entry(e);
        }
    }

    pub(in crate::model) fn remark_cell(
        &mut self,
        entry: &str,
        indicator: &str,
        text: &str,
        page: &str,
        judge: &str,
    ) {
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

    pub(in crate::model) fn submit(&mut self, judge: &str, project: &str, stamp: Stamp<'_>) {
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
            by: stamp.by.to_owned(),
        });
    }

    pub(in crate::model) fn set_status_in(
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

    pub(in crate::model) fn set_eligibility(&mut self, applicant: &str, state: Eligibility) {
        if let Some(slot) = self
            .applicant(applicant)
            .and_then(|a| self.eligibility.get_mut(a))
        {
            *slot = state;
        }
    }

    /// One submitted sheet, or all of a judge's project, is open again.
    pub(in crate::model) fn reopen(&mut self, judge: &str, project: &str, entry: Option<&str>) {
        match entry.and_then(|e| self.entry(e)).zip(self.judge(judge)) {
            Some((e, j)) => {
                if let Some(entry) = self.entries.get_mut(e) {
                    entry.set_status(j, Status::Open);
                }
            }
            None => self.set_status_in(judge, project, |s| {
                (s == Status::Submitted).then_some(Status::Open)
            }),
        }
        if let (Some(j), Some(p)) = (self.judge(judge), self.project(project)) {
            self.submissions.retain(|s| (s.judge, s.project) != (j, p));
        }
    }

    /// The result is another than the one that was confirmed.
    pub(in crate::model) fn void_confirmations(&mut self, seq: u64) {
        for confirmation in &mut self.confirmations {
            confirmation.void.get_or_insert(seq);
        }
    }

    /// A judge's word, which takes the place of an earlier one.
    pub(in crate::model) fn confirm(&mut self, confirmation: Confirmation) {
        for earlier in &mut self.confirmations {
            if earlier.judge == confirmation.judge {
                earlier.void.get_or_insert(confirmation.seq);
            }
        }
        self.confirmations.push(confirmation);
    }

    /// Every correction, oldest first.
    pub fn corrections(&self) -> &[Correction] {
        &self.corrections
    }

    pub(in crate::model) fn correct(
        &mut self,
        applicant: &str,
        change: &Corrections,
        reason: &str,
        stamp: Stamp<'_>,
    ) {
        let Some(a) = self.applicant(applicant) else {
            return;
        };
        if let Some(known) = self.applicants.get_mut(a) {
            self.corrections.push(Correction {
                applicant: a,
                changed: change.changes(known),
                reason: reason.to_owned(),
                seq: stamp.seq,
                at: stamp.at.to_owned(),
            });
            *known = change.applied_to(known);
        }
    }
}
