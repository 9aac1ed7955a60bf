//! What a session knows. Indices are positions in the lists given here.

use super::phase::Phase;
use super::records::{
    AcceptedFacts, Certified, Confirmation, CopyCheckRecord, CopyDecision, DossierRecord, Incident,
    NoticeText, Remark, Replacement, RuleChange, Seat, Submission, TieMethod,
};
use super::review::{Review, Verdict};
use super::roster::{Applicant, DESK, Eligibility, Judge, OBSERVER};
use super::rubric::{CheckItem, Indicator, Project};
use super::rules::{Rules, Visibility};
use super::screening::{Check, Checks};
use super::session::{Session, Touched};
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

    /// Every seat that was ever used, in no order that means anything.
    pub fn seats(&self) -> impl Iterator<Item = (&str, &Seat)> {
        self.seats.iter().map(|(id, seat)| (id.as_str(), seat))
    }

    pub fn has_pin(&self, seat: &str) -> bool {
        self.seats.get(seat).is_some_and(|s| s.pin.is_some())
    }

    /// How many acts hold what a PIN is compared with. Whoever has the journal can find such a PIN by trying.
    pub fn pin_hashes(&self) -> usize {
        self.pin_hashes
    }

    pub fn is_seat(&self, seat: &str) -> bool {
        seat == DESK || seat == OBSERVER || self.judge_index.contains_key(seat)
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
        self.entries.get(entry).is_some_and(|e| self.races(e))
    }

    fn races(&self, entry: &Entry) -> bool {
        !entry.withdrawn && self.eligibility(entry.applicant).is_in()
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

    pub fn submission(&self, judge: usize, project: usize) -> Option<&Submission> {
        self.submissions
            .iter()
            .rev()
            .find(|s| (s.judge, s.project) == (judge, project))
    }

    /// The text of the notice that is kept beside the journal, if any was given.
    pub fn notice(&self) -> Option<&NoticeText> {
        self.notice.as_ref()
    }

    /// Every application that was kept, older versions among them, in the order in which they came.
    pub fn dossiers(&self) -> &[DossierRecord] {
        &self.dossiers
    }

    /// The current application of an applicant.
    pub fn dossier(&self, applicant: &str) -> Option<&DossierRecord> {
        self.dossiers
            .iter()
            .rev()
            .find(|d| d.applicant == applicant)
    }

    /// Every copy check, oldest first.
    pub fn copy_checks(&self) -> &[CopyCheckRecord] {
        &self.copy_checks
    }

    /// Every decision about a passage, oldest first; a later one of the same passage replaces it.
    pub fn copy_decisions(&self) -> &[CopyDecision] {
        &self.copy_decisions
    }

    /// What holds of a passage that these two share, each an applicant's id or the SHA-256 of a file of former years.
    /// The same words between others are another passage.
    pub fn copy_decision(&self, digest: &str, parties: [&str; 2]) -> Option<&CopyDecision> {
        let mut decisions = self.copy_decisions.iter().rev();
        decisions.find(|d| d.words.digest == digest && d.words.parties() == parties)
    }

    /// Numbers that were taken over from applications, in their order.
    pub fn accepted_facts(&self) -> &[AcceptedFacts] {
        &self.accepted_facts
    }

    pub fn incidents(&self) -> &[Incident] {
        &self.incidents
    }

    /// How the tie of this project will be decided; gone once it is.
    pub fn tie_method(&self, project: usize) -> Option<&TieMethod> {
        self.tie_methods.get(project)?.as_ref()
    }

    /// The act that sealed the rules.
    pub fn sealed(&self) -> Option<u64> {
        self.sealed
    }

    /// Do the rules hide points and rankings until all have submitted, and have some not?
    pub fn sealed_off(&self) -> bool {
        self.rules.visibility == Visibility::Sealed
            && (0..self.judges.len()).any(|j| !self.is_finished(j))
    }

    /// May complete sheets that are not submitted still count, as provisional ones?
    pub fn provisional(&self) -> bool {
        matches!(self.phase, Phase::Setup | Phase::Scoring)
    }

    pub fn replacements(&self) -> &[Replacement] {
        &self.replacements
    }

    pub fn explanation(&self, entry: usize, judge: usize, indicator: usize) -> Option<&str> {
        self.explanations
            .get(&(entry, judge, indicator))
            .map(String::as_str)
    }

    /// Every word of a judge on the result, those that hold no more among them.
    pub fn confirmations(&self) -> &[Confirmation] {
        &self.confirmations
    }

    /// The judge's word on the result as it is now.
    pub fn confirmation(&self, judge: usize) -> Option<&Confirmation> {
        self.confirmations
            .iter()
            .rev()
            .find(|c| c.judge == judge && c.void.is_none())
    }

    /// Does the result rest on a sheet of this judge?
    pub fn has_part(&self, judge: usize) -> bool {
        self.entries
            .iter()
            .any(|e| e.status(judge) == Status::Submitted)
    }

    /// Results that were final, oldest first; the last one stands while the session is certified.
    pub fn certified(&self) -> &[Certified] {
        &self.certified
    }

    /// Has the qualification review been begun?
    pub fn review_begun(&self) -> bool {
        self.review_begun
    }

    pub fn review(&self, applicant: usize) -> Review {
        self.reviews.get(applicant).cloned().unwrap_or_default()
    }

    /// What the program works out about an applicant, in the order of the checklist.
    pub fn checks(&self, applicant: usize) -> Vec<Check> {
        let (Some(template), Some(known)) = (self.template(), self.applicants.get(applicant))
        else {
            return Vec::new();
        };
        Checks::new(template, self.applicants.iter()).of(known)
    }

    /// The same for every applicant, in the order of the roster.
    pub fn all_checks(&self) -> Vec<Vec<Check>> {
        let Some(template) = self.template() else {
            return Vec::new();
        };
        let checks = Checks::new(template, self.applicants.iter());
        self.applicants.iter().map(|a| checks.of(a)).collect()
    }

    pub(super) fn check_of(&self, applicant: usize, item: &str) -> Option<Check> {
        self.checks(applicant).into_iter().find(|c| c.item == item)
    }

    /// The checklist with what stands for each item: a person's word, else what was worked out.
    pub fn verdicts(&self, applicant: usize) -> Vec<(&CheckItem, Option<Verdict>)> {
        let computed = self.checks(applicant);
        let review = self.reviews.get(applicant);
        let checklist = self.template().map_or(&[][..], |t| &t.checklist);
        checklist
            .iter()
            .map(|item| {
                let ticked = review
                    .and_then(|r| r.ticks.get(&item.id))
                    .and_then(|t| t.verdict);
                let worked = computed
                    .iter()
                    .find(|c| c.item == item.id)
                    .and_then(|c| c.verdict);
                (item, ticked.or(worked))
            })
            .collect()
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

    /// How many sheets of this judge are submitted, of how many that count or may still: neither recused nor
    /// void, in the race; over one project or all.
    pub fn part(&self, judge: usize, project: Option<usize>) -> (usize, usize) {
        let sheets = self
            .entries
            .iter()
            .filter(|e| project.is_none_or(|only| only == e.project))
            .filter(|e| self.races(e))
            .map(|e| e.status(judge))
            .filter(|status| matches!(status, Status::Open | Status::Submitted));
        sheets.fold((0, 0), |(done, all), status| {
            (done + usize::from(status == Status::Submitted), all + 1)
        })
    }

    /// Sheets of this judge that still need her: open or complete, and in the race.
    pub fn unfinished(&self, judge: usize) -> usize {
        self.waiting(judge).count()
    }

    /// Does no sheet need this judge any more?
    pub fn is_finished(&self, judge: usize) -> bool {
        self.waiting(judge).next().is_none()
    }

    fn waiting(&self, judge: usize) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |e| {
            self.races(e) && matches!(e.state(judge), SheetState::Open | SheetState::Complete)
        })
    }

    /// The projects in which a judge has sheets in the race that are recused or void, in their order.
    pub fn away_from(&self, judge: usize) -> Vec<usize> {
        let away = |e: &&Entry| {
            self.races(e) && matches!(e.state(judge), SheetState::Recused | SheetState::Void)
        };
        let mut projects: Vec<usize> = self
            .entries
            .iter()
            .filter(away)
            .map(|e| e.project)
            .collect();
        projects.sort_unstable();
        projects.dedup();
        projects
    }
}
