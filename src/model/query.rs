//! What a session knows. Indices are positions in the lists given here.

use super::roster::{Applicant, DESK, Eligibility, Judge};
use super::rubric::{Indicator, Project};
use super::rules::Rules;
use super::session::{Phase, Remark, RuleChange, Seat, Session, Submission, TieDecision, Touched};
use super::setup::{Setup, Template};
use super::sheet::{Entry, SheetState, Status};
use std::collections::BTreeMap;

impl Session {
    pub fn setup(&self) -> Option<&Setup> {
        self.setup.as_deref()
    }

    pub fn template(&self) -> Option<&Template> {
        self.setup.as_deref().map(|s| &s.template)
    }

    pub fn rehearsal(&self) -> bool {
        self.setup.as_deref().is_some_and(|s| s.rehearsal)
    }

    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    pub fn rule_changes(&self) -> &[RuleChange] {
        &self.rule_changes
    }

    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// The number of the last act.
    pub fn seq(&self) -> u64 {
        self.seq
    }

    pub fn touched(&self) -> Touched {
        self.touched
    }

    pub fn projects(&self) -> &[Project] {
        self.template().map_or(&[], |t| &t.projects)
    }

    pub fn indicators(&self) -> &[Indicator] {
        self.template().map_or(&[], |t| &t.indicators)
    }

    pub(super) fn indicator_count(&self) -> usize {
        self.indicators().len()
    }

    pub fn project_id(&self, project: usize) -> Option<&str> {
        self.projects().get(project).map(|p| p.id.as_str())
    }

    pub fn applicants(&self) -> &[Applicant] {
        &self.applicants
    }

    pub fn eligibility(&self, applicant: usize) -> &Eligibility {
        self.eligibility
            .get(applicant)
            .unwrap_or(&Eligibility::Qualified)
    }

    pub fn judges(&self) -> &[Judge] {
        &self.judges
    }

    /// A seat that was never used is as good as new.
    pub fn seat(&self, seat: &str) -> Seat {
        self.seats.get(seat).cloned().unwrap_or_default()
    }

    pub fn is_seat(&self, seat: &str) -> bool {
        seat == DESK || self.judge_index.contains_key(seat)
    }

    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entries of a project in the order of the roster, out of the race or not.
    pub fn entries_of(&self, project: usize) -> &[usize] {
        self.by_project.get(project).map_or(&[], Vec::as_slice)
    }

    /// Is the applicant of this entry still in the race?
    pub fn is_in(&self, entry: usize) -> bool {
        self.entries
            .get(entry)
            .is_some_and(|e| self.eligibility(e.applicant).is_in())
    }

    pub fn entry_id(&self, entry: usize) -> Option<String> {
        let e = self.entries.get(entry)?;
        let applicant = self.applicants.get(e.applicant)?;
        Some(format!("{}/{}", self.project_id(e.project)?, applicant.id))
    }

    pub fn entry(&self, id: &str) -> Option<usize> {
        self.entry_index.get(id).copied()
    }

    pub fn applicant(&self, id: &str) -> Option<usize> {
        self.applicant_index.get(id).copied()
    }

    pub fn judge(&self, id: &str) -> Option<usize> {
        self.judge_index.get(id).copied()
    }

    pub fn project(&self, id: &str) -> Option<usize> {
        self.projects().iter().position(|p| p.id == id)
    }

    pub fn indicator(&self, id: &str) -> Option<usize> {
        self.indicators().iter().position(|i| i.id == id)
    }

    pub fn remark(&self, entry: usize, judge: usize, indicator: usize) -> Option<&Remark> {
        self.remarks.get(&(entry, judge, indicator))
    }

    pub fn remarks(&self) -> &BTreeMap<(usize, usize, usize), Remark> {
        &self.remarks
    }

    /// Why a judge is recused from an entry.
    pub fn ground(&self, entry: usize, judge: usize) -> Option<&str> {
        self.grounds.get(&(entry, judge)).map(String::as_str)
    }

    pub fn submission(&self, judge: usize, project: usize) -> Option<&Submission> {
        self.submissions
            .iter()
            .rev()
            .find(|s| (s.judge, s.project) == (judge, project))
    }

    pub fn ties(&self, project: usize) -> &[TieDecision] {
        self.ties.get(project).map_or(&[], Vec::as_slice)
    }

    pub fn incidents(&self) -> &[(u64, String)] {
        &self.incidents
    }

    /// The entries that a submission of this judge would seal: open, and in the race.
    pub fn to_submit(&self, judge: usize, project: usize) -> Vec<usize> {
        self.entries_of(project)
            .iter()
            .copied()
            .filter(|e| {
                self.is_in(*e)
                    && self
                        .entries
                        .get(*e)
                        .is_some_and(|entry| entry.status(judge) == Status::Open)
            })
            .collect()
    }

    /// Blank cells of a judge in entries still to be scored, over one project or all.
    pub fn blanks(&self, judge: usize, project: Option<usize>) -> usize {
        (0..self.by_project.len())
            .filter(|p| project.is_none_or(|only| only == *p))
            .flat_map(|p| self.to_submit(judge, p))
            .filter_map(|e| self.entries.get(e))
            .map(|e| e.blanks(judge))
            .sum()
    }

    /// Sheets of this judge that still need her: open or complete, and in the race.
    pub fn unfinished(&self, judge: usize) -> usize {
        self.entries
            .iter()
            .filter(|e| {
                self.eligibility(e.applicant).is_in()
                    && matches!(e.state(judge), SheetState::Open | SheetState::Complete)
            })
            .count()
    }
}
