//! 撤回: an applicant takes its application back. No disqualification: nothing is held against it.

use super::act::Stamp;
use super::records::Withdrawal;
use super::refusal::Refusal;
use super::session::Session;

impl Session {
    /// Every withdrawal, oldest first, those that were taken back among them.
    pub fn withdrawals(&self) -> &[Withdrawal] {
        &self.withdrawals
    }

    /// The withdrawal under which an entry is out of the race.
    pub fn withdrawal(&self, entry: usize) -> Option<&Withdrawal> {
        let e = self.entries.get(entry).filter(|e| e.withdrawn)?;
        let applicant = self.applicants.get(e.applicant)?;
        let project = self.project_id(e.project)?;
        self.withdrawals
            .iter()
            .rev()
            .find(|w| w.covers(&applicant.id, project))
    }

    /// Has the applicant withdrawn from all it applied for?
    pub fn has_withdrawn(&self, applicant: usize) -> bool {
        let mut entries = self.entries.iter().filter(|e| e.applicant == applicant);
        let first = entries.next();
        first.is_some_and(|e| e.withdrawn) && entries.all(|e| e.withdrawn)
    }

    /// The entries of an applicant that are withdrawn, in the order of the projects.
    pub fn withdrawn_entries(&self, applicant: usize) -> Vec<usize> {
        let withdrawn = |e: &usize| {
            let entry = self.entries.get(*e);
            entry.is_some_and(|entry| entry.applicant == applicant && entry.withdrawn)
        };
        (0..self.entries.len()).filter(withdrawn).collect()
    }

    pub(super) fn check_withdrawal(
        &self,
        applicant: &str,
        project: Option<&str>,
    ) -> Result<(), Refusal> {
        let a = self.known_applicant(applicant)?;
        let gone = match project {
            Some(p) => {
                self.known_project(p)?;
                let e = self.known_entry(&format!("{p}/{applicant}"))?;
                self.entries.get(e).is_some_and(|entry| entry.withdrawn)
            }
            None => self.has_withdrawn(a),
        };
        if gone {
            return Err(Refusal::AlreadyOut {
                applicant: applicant.to_owned(),
            });
        }
        Ok(())
    }

    /// Something is there to be lifted: a decision against the applicant, or a withdrawal.
    pub(super) fn check_reinstatement(
        &self,
        applicant: &str,
        project: Option<&str>,
    ) -> Result<(), Refusal> {
        let a = self.known_applicant(applicant)?;
        let standing = match project {
            Some(p) => {
                self.known_project(p)?;
                let named = |w: &Withdrawal| w.project.as_deref() == Some(p);
                let mut open = self.withdrawals.iter().filter(|w| w.taken_back.is_none());
                open.any(|w| w.applicant == applicant && named(w))
            }
            None => self.eligibility(a).is_out() || !self.withdrawn_entries(a).is_empty(),
        };
        if standing {
            Ok(())
        } else {
            Err(Refusal::NotOut {
                applicant: applicant.to_owned(),
            })
        }
    }

    /// Put out by a decision against it.
    pub(super) fn is_out(&self, applicant: &str) -> bool {
        self.applicant(applicant)
            .is_some_and(|a| self.eligibility(a).is_out())
    }

    pub(super) fn withdraw(
        &mut self,
        applicant: &str,
        project: Option<&str>,
        date: &str,
        document: &str,
        stamp: Stamp<'_>,
    ) {
        self.withdrawals.push(Withdrawal {
            applicant: applicant.to_owned(),
            project: project.map(str::to_owned),
            date: date.to_owned(),
            document: document.to_owned(),
            seq: stamp.seq,
            at: stamp.at.to_owned(),
            taken_back: None,
        });
        self.mark_withdrawn();
    }

    /// Takes back the withdrawal from one project, or all of an applicant's.
    pub(super) fn take_back_withdrawal(
        &mut self,
        applicant: &str,
        project: Option<&str>,
        seq: u64,
    ) {
        for w in &mut self.withdrawals {
            let meant = project.is_none() || w.project.as_deref() == project;
            if w.applicant == applicant && w.taken_back.is_none() && meant {
                w.taken_back = Some(seq);
            }
        }
        self.mark_withdrawn();
    }

    /// Writes on each entry whether a withdrawal covers it.
    pub(super) fn mark_withdrawn(&mut self) {
        if self.withdrawals.is_empty() {
            return;
        }
        for e in 0..self.entries.len() {
            let ids = self.entries.get(e).and_then(|entry| {
                let applicant = self.applicants.get(entry.applicant)?;
                Some((
                    applicant.id.clone(),
                    self.project_id(entry.project)?.to_owned(),
                ))
            });
            let covered = ids.is_some_and(|(applicant, project)| {
                self.withdrawals
                    .iter()
                    .any(|w| w.covers(&applicant, &project))
            });
            if let Some(entry) = self.entries.get_mut(e) {
                entry.withdrawn = covered;
            }
        }
    }
}
