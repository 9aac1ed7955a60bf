//! Rows of a previewed roster that are typed anew or left out, before anything is accepted. The file stays as it is.

use super::matching::differences;
use super::{Change, Preview, PreviewRow};
use crate::model::{Applicant, Template};

impl Preview {
    /// Leaves a row out, or takes it in again.
    pub fn leave_out(&mut self, row: usize, template: &Template, known: &[Applicant]) {
        if let Some(row) = self.rows.get_mut(row) {
            row.left_out = !row.left_out;
        }
        self.check(template, known);
    }

    /// Another row that is taken and has this id.
    pub fn has_id(&self, id: &str, row: usize) -> Option<&PreviewRow> {
        let others = self.rows.iter().enumerate().filter(|(n, _)| *n != row);
        let mut taken = others.map(|(_, r)| r).filter(|r| !r.left_out);
        taken.find(|r| r.applicant.id == id)
    }

    /// Puts what was typed in place of what the file says. What stood in the way of the row does so no more; what
    /// the machine finds out is found out anew. The caller has asked whether the session would take the applicant.
    pub fn mend(
        &mut self,
        row: usize,
        applicant: Applicant,
        template: &Template,
        known: &[Applicant],
    ) {
        let Some(row) = self.rows.get_mut(row) else {
            return;
        };
        row.change = match known.iter().find(|a| a.id == applicant.id) {
            None => Change::New,
            Some(before) => match differences(before, &applicant) {
                list if list.is_empty() => Change::Same,
                list => Change::Changed(list),
            },
        };
        row.applicant = applicant;
        row.faults.clear();
        row.notes.clear();
        row.mended = true;
        self.check(template, known);
    }
}
