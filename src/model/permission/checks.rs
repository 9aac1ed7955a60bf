//! The longer checks of single acts.

use super::super::act::{Act, AwardLine, EntryTotal};
use super::super::correction::Corrections;
use super::super::phase::Phase;
use super::super::refusal::Refusal;
use super::super::review::Verdict;
use super::super::roster::{Applicant, DESK, Judge, OBSERVER};
use super::super::rules::Rules;
use super::super::session::Session;
use super::super::setup::{EDITION, JOURNAL_FORMAT, Setup, SetupFault, is_id, rule_faults};
use super::super::sheet::Status;
use super::common::{given, is_sha256, named, short};
use crate::model::records::DossierRecord;
use std::collections::BTreeMap;

impl Session {
    /// A judge's submission as it would be recorded, with the totals that she sees.
    pub(in crate::model) fn submission_of(
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

    pub(in crate::model) fn check_setup(&self, setup: &Setup) -> Result<(), Refusal> {
        if self.setup().is_some() {
            return Err(Refusal::SetupTwice);
        }
        if setup.format != JOURNAL_FORMAT {
            return Err(Refusal::BadSetup(vec![SetupFault::UnknownFormat {
                format: setup.format.clone(),
            }]));
        }
        if !(1..=EDITION).contains(&setup.edition) {
            return Err(Refusal::BadSetup(vec![SetupFault::UnknownFormat {
                format: format!("{JOURNAL_FORMAT}, edition {}", setup.edition),
            }]));
        }
        setup.template.check().map_err(Refusal::BadSetup)
    }

    pub(in crate::model) fn check_applicant(&self, applicant: &Applicant) -> Result<(), Refusal> {
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
    pub(in crate::model) fn check_cell(
        &self,
        by: &str,
        judge: Option<&str>,
        entry: &str,
        indicator: &str,
    ) -> Result<(usize, usize), Refusal> {
        let judge = self.sheet_of(by, judge)?;
        self.in_phase(Phase::Scoring)?;
        let e = self.known_entry(entry)?;
        let i = self.known_indicator(indicator)?;
        // Paper sheets carry their own statement.
        if by != DESK && self.rules().declaration && !self.declared(judge) {
            return Err(Refusal::NotDeclared);
        }
        if !self.is_in(e) {
            return Err(Refusal::ApplicantOut {
                applicant: entry.to_owned(),
            });
        }
        match self.entries().get(e).map(|entry| entry.status(judge)) {
            Some(Status::Submitted) => Err(Refusal::SheetSubmitted),
            Some(Status::Recused) => Err(Refusal::SheetRecused),
            Some(Status::Void) => Err(Refusal::SheetVoid),
            Some(Status::Absent) => Err(Refusal::NoSheet),
            _ => Ok((e, i)),
        }
    }

    /// The judge whose sheet is meant: the one who acts, or the one the coordinator acts for.
    pub(in crate::model) fn sheet_of(
        &self,
        by: &str,
        judge: Option<&str>,
    ) -> Result<usize, Refusal> {
        match judge {
            Some(judge) if by == DESK || by == judge => self.known_judge(judge),
            Some(judge) => Err(Refusal::NotYourSheet {
                judge: judge.to_owned(),
            }),
            None => self.known_judge(by),
        }
    }

    pub(in crate::model) fn check_submit(
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

    pub(in crate::model) fn check_rules(&self, rules: &Rules, reason: &str) -> Result<(), Refusal> {
        if self.phase() != Phase::Setup {
            given(reason)?;
        }
        let faults = rule_faults(rules, self.indicators(), self.projects());
        if faults.is_empty() {
            Ok(())
        } else {
            Err(Refusal::BadRules(faults))
        }
    }

    /// The kept file is called by its SHA-256: anything else could name another file.
    pub(in crate::model) fn check_notice(
        &self,
        name: &str,
        sums: [&str; 2],
    ) -> Result<(), Refusal> {
        self.not_in(Phase::Closed)?;
        given(name)?;
        if sums.into_iter().all(is_sha256) {
            Ok(())
        } else {
            Err(Refusal::BadSha256)
        }
    }

    /// A file of a known applicant, with its SHA-256, that of its conversion if there is one, and a known way in which it was matched.
    pub(in crate::model) fn check_dossier(
        &self,
        applicant: &str,
        name: &str,
        sums: &[Option<&String>],
        matched: &str,
    ) -> Result<(), Refusal> {
        self.not_in(Phase::Closed)?;
        self.known_applicant(applicant)?;
        given(name)?;
        let good = sums.iter().flatten().all(|sum| is_sha256(sum));
        let known = ["credit_code", "unit_name", "file_name", "person"];
        if good && known.contains(&matched) {
            Ok(())
        } else {
            Err(Refusal::BadSha256)
        }
    }

    /// Numbers for facts that the template asks for, from an application that was kept, each with its rows.
    pub(in crate::model) fn check_accepted(
        &self,
        applicant: &str,
        sha256: &str,
        facts: &BTreeMap<String, u64>,
        rows: &BTreeMap<String, String>,
    ) -> Result<(), Refusal> {
        self.not_in(Phase::Closed)?;
        self.known_applicant(applicant)?;
        let kept = |d: &DossierRecord| d.applicant == applicant && d.sha256 == sha256;
        if !self.dossiers().iter().any(kept) {
            return Err(Refusal::NoDossier);
        }
        if facts.is_empty() || !facts.keys().eq(rows.keys()) {
            return Err(Refusal::ReasonMissing);
        }
        rows.values().try_for_each(|text| given(text))
    }

    /// Every sheet submitted, recused or void.
    pub(in crate::model) fn check_finished(&self) -> Result<(), Refusal> {
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

    pub(in crate::model) fn check_new_judge(&self, judge: &Judge) -> Result<(), Refusal> {
        if !is_id(&judge.id) || judge.id == DESK || judge.id == OBSERVER {
            return Err(Refusal::BadId {
                id: judge.id.clone(),
            });
        }
        if self.judge(&judge.id).is_some() {
            return Err(Refusal::DuplicateJudge {
                judge: judge.id.clone(),
            });
        }
        self.check_judge(judge)
    }

    pub(in crate::model) fn check_judge(&self, judge: &Judge) -> Result<(), Refusal> {
        for project in &judge.projects {
            self.known_project(project)?;
        }
        short(&judge.employer)?;
        named(&judge.id, &judge.name)
    }

    pub(in crate::model) fn check_not_out(&self, applicant: &str) -> Result<(), Refusal> {
        let a = self.known_applicant(applicant)?;
        if self.eligibility(a).is_out() {
            return Err(Refusal::AlreadyOut {
                applicant: applicant.to_owned(),
            });
        }
        Ok(())
    }

    /// What the program worked out is set aside by a person, but only with a note.
    pub(in crate::model) fn check_tick(
        &self,
        applicant: &str,
        item: &str,
        verdict: Option<Verdict>,
        note: &str,
    ) -> Result<(), Refusal> {
        let a = self.known_applicant(applicant)?;
        let known = self
            .template()
            .is_some_and(|t| t.checklist.iter().any(|c| c.id == item));
        if !known {
            return Err(Refusal::UnknownItem {
                item: item.to_owned(),
            });
        }
        let computed = self.check_of(a, item).and_then(|c| c.verdict);
        let against = verdict.is_some() && computed.is_some() && computed != verdict;
        if against && note.trim().is_empty() {
            return Err(Refusal::NoteMissing);
        }
        Ok(())
    }

    /// Every item on which qualification hangs is passed.
    pub(in crate::model) fn check_passed(&self, applicant: usize) -> Result<(), Refusal> {
        let (mut failed, mut open) = (Vec::new(), Vec::new());
        for (item, verdict) in self.verdicts(applicant) {
            match verdict {
                _ if !item.fatal => {}
                Some(Verdict::Pass) => {}
                Some(Verdict::Fail) => failed.push(item.id.clone()),
                Some(Verdict::Doubtful) | None => open.push(item.id.clone()),
            }
        }
        if !failed.is_empty() {
            return Err(Refusal::ItemsFailed { items: failed });
        }
        if !open.is_empty() {
            return Err(Refusal::ItemsOpen { items: open });
        }
        Ok(())
    }

    pub(in crate::model) fn check_tied(
        &self,
        project: &str,
        applicants: &[String],
    ) -> Result<(), Refusal> {
        self.known_project(project)?;
        for (n, applicant) in applicants.iter().enumerate() {
            self.known_entry(&format!("{project}/{applicant}"))?;
            if applicants
                .iter()
                .take(n)
                .any(|earlier| earlier == applicant)
            {
                return Err(Refusal::NoTie);
            }
        }
        if applicants.len() < 2 {
            return Err(Refusal::NoTie);
        }
        Ok(())
    }

    pub(in crate::model) fn check_certificate(&self, awards: &[AwardLine]) -> Result<(), Refusal> {
        if self.rehearsal() {
            return Err(Refusal::Rehearsal);
        }
        let missing: Vec<String> = (0..self.judges().len())
            .filter(|j| self.has_part(*j) && self.confirmation(*j).is_none())
            .filter_map(|j| self.judges().get(j))
            .map(|j| j.id.clone())
            .collect();
        if !missing.is_empty() {
            return Err(Refusal::Unconfirmed { judges: missing });
        }
        let named = awards.iter().map(|line| line.project.as_str());
        if !named.eq(self.projects().iter().map(|p| p.id.as_str())) {
            return Err(Refusal::BadCertificate);
        }
        for line in awards {
            for applicant in &line.applicants {
                let entry = self.known_entry(&format!("{}/{applicant}", line.project))?;
                if !self.is_in(entry) {
                    return Err(Refusal::BadCertificate);
                }
            }
        }
        Ok(())
    }

    pub(in crate::model) fn check_correction(
        &self,
        applicant: &str,
        change: &Corrections,
    ) -> Result<(), Refusal> {
        let a = self.known_applicant(applicant)?;
        let known = self.applicants().get(a).cloned().unwrap_or_default();
        if change.changes(&known).is_empty() {
            return Err(Refusal::NothingCorrected);
        }
        let new = change.applied_to(&known);
        named(&new.id, &new.name)?;
        for text in [
            &new.credit_code,
            &new.contact,
            &new.phone,
            &new.email,
            &new.submitted_at,
            &new.note,
        ] {
            short(text)?;
        }
        Ok(())
    }
}
