//! Rows to units: a row for each project is one applicant, and one legal person under two spellings is a question.

use super::RowKind;
use super::parsed::{Given, ParsedApplicant, RowNote};
use super::reading::near::nearest;
use crate::model::Applicant;
use crate::model::screening::plain_name;
use std::collections::HashMap;

/// The units so far, in the order of their first rows.
#[derive(Default)]
pub(super) struct Units {
    rows: Vec<ParsedApplicant>,
    by_name: HashMap<String, Vec<usize>>,
    by_code: HashMap<String, Vec<usize>>,
}

impl Units {
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub fn into_rows(self) -> Vec<ParsedApplicant> {
        self.rows
    }

    /// A row without a name of its own: a further project of the unit above.
    pub fn extend_last(&mut self, mut next: ParsedApplicant) {
        next.faults
            .retain(|f| !matches!(f.kind, RowKind::NoName | RowKind::NoId));
        if let Some(last) = self.rows.last_mut() {
            merge(last, next);
        }
    }

    /// A row with a name: of a unit that is there, or of a new one.
    pub fn add(&mut self, mut next: ParsedApplicant) {
        let name = plain_name(&next.applicant.name);
        let code = next.applicant.credit_code.clone();
        let known = self.by_name.get(&name).into_iter().flatten().copied();
        let same = known
            .filter(|_| !name.is_empty())
            .find(|n| self.rows.get(*n).is_some_and(|row| is_same(row, &next)));
        if let Some(row) = same.and_then(|n| self.rows.get_mut(n)) {
            merge(row, next);
            return;
        }
        let other = self.by_name.get(&name).into_iter().flatten();
        let other = other.filter_map(|n| self.rows.get(*n)).find(|row| {
            let known = &row.applicant.credit_code;
            !name.is_empty() && !code.is_empty() && !known.is_empty() && *known != code
        });
        if let Some(row) = other {
            let fault = next.fault(RowKind::OtherCode {
                line: row.line,
                code: row.applicant.credit_code.clone(),
            });
            next.faults.push(fault);
        }
        if !code.is_empty() {
            let alike = self.by_code.get(&code).into_iter().flatten();
            let alike = alike
                .filter_map(|n| self.rows.get(*n))
                .find(|row| is_alike(&plain_name(&row.applicant.name), &name));
            if let Some(row) = alike {
                let fault = next.fault(RowKind::SameUnit {
                    line: row.line,
                    name: row.applicant.name.clone(),
                });
                next.faults.push(fault);
            }
            self.by_code.entry(code).or_default().push(self.rows.len());
        }
        self.by_name.entry(name).or_default().push(self.rows.len());
        self.rows.push(next);
    }
}

/// One name, and no code or id that says otherwise.
fn is_same(row: &ParsedApplicant, next: &ParsedApplicant) -> bool {
    let (a, b) = (&row.applicant, &next.applicant);
    let codes =
        a.credit_code.is_empty() || b.credit_code.is_empty() || a.credit_code == b.credit_code;
    let ids = row.given == Given::Id && next.given == Given::Id && a.id != b.id;
    codes && !ids
}

/// One legal person's name written in two ways: one in the other, or a letter or two apart.
fn is_alike(a: &str, b: &str) -> bool {
    a != b
        && (a.contains(b) || b.contains(a) || nearest(a, &[b]).is_some())
        && !a.is_empty()
        && !b.is_empty()
}

/// A further row about a unit: its projects are added, what the unit lacks is taken, and where the two differ the
/// first holds and the difference is told.
fn merge(unit: &mut ParsedApplicant, next: ParsedApplicant) {
    let line = next.line;
    let before = unit.applicant.projects.len();
    let Applicant {
        projects,
        credit_code,
        contact,
        phone,
        email,
        submitted_at,
        note,
        facts,
        ..
    } = next.applicant;
    for project in projects {
        if !unit.applicant.projects.contains(&project) {
            unit.applicant.projects.push(project);
        }
    }
    if unit.applicant.projects.len() == before && next.faults.is_empty() {
        unit.notes.push(RowNote::Repeats { line });
    }
    let held = &mut unit.applicant;
    let mut notes = Vec::new();
    for (held, other) in [
        (&mut held.credit_code, credit_code),
        (&mut held.contact, contact),
        (&mut held.phone, phone),
        (&mut held.email, email),
        (&mut held.submitted_at, submitted_at),
        (&mut held.note, note),
    ] {
        if held.is_empty() {
            *held = other;
        } else if !other.is_empty() && *held != other {
            notes.push(RowNote::Differs {
                line,
                kept: held.clone(),
                other,
            });
        }
    }
    for (fact, n) in facts {
        let held = *unit.applicant.facts.entry(fact).or_insert(n);
        if held != n {
            notes.push(RowNote::Differs {
                line,
                kept: held.to_string(),
                other: n.to_string(),
            });
        }
    }
    unit.notes.extend(notes);
    unit.notes.extend(next.notes);
    unit.faults.extend(next.faults);
    unit.also.push(line);
}
