//! One row of a roster, cell by cell.

use crate::model::setup::is_id;
use crate::model::{Applicant, Project};
use crate::office::applied::{known, projects_of};
use crate::office::headings::RosterColumn;
use crate::office::parsed::{Given, ParsedApplicant, RowNote};
use crate::office::table::{SourceRow, cell_name, half_width, is_han, joined};
use crate::office::{RowFault, RowKind, dates, ids, reading};
use crate::text::checks as c;

pub(super) struct RosterRowReader<'a> {
    pub sheet: &'a str,
    /// The project that the sheet is named after.
    pub says: Option<String>,
    pub columns: &'a [Option<RosterColumn>],
    pub projects: &'a [Project],
}

impl RosterRowReader<'_> {
    fn has(&self, column: RosterColumn) -> bool {
        self.columns.contains(&Some(column))
    }

    fn cell<'l>(&self, line: &'l SourceRow, column: RosterColumn) -> &'l str {
        let at = self.columns.iter().position(|c| *c == Some(column));
        at.and_then(|n| line.cells.get(n))
            .map(String::as_str)
            .unwrap_or_default()
    }

    /// A further project of the unit above: its name's cell reaches down here, or only the project is filled in.
    pub fn continues(&self, line: &SourceRow) -> bool {
        if !self.cell(line, RosterColumn::Name).is_empty() {
            return false;
        }
        let at = self
            .columns
            .iter()
            .position(|c| *c == Some(RosterColumn::Name));
        let merged = at.is_some_and(|n| line.merged.contains(&n));
        let empty = |column| self.cell(line, column).is_empty();
        let bare = empty(RosterColumn::Id) && empty(RosterColumn::CreditCode);
        let fine = line.odd.is_empty() && !empty(RosterColumn::Projects);
        merged || (bare && fine)
    }

    pub fn read(&self, line: &SourceRow, before: usize) -> ParsedApplicant {
        let mut found = Applicant::default();
        let mut given = Given::Nothing;
        let (mut faults, mut notes) = (Vec::new(), Vec::new());
        faults.extend(reading::beyond(line, self.columns.len()));
        let mut odd = Vec::new();
        for (n, why) in &line.odd {
            if let Some(Some(column)) = self.columns.get(*n) {
                odd.push(*column);
                faults.push(RowKind::Odd(cell_name(line.line, *n), why.clone()));
            }
        }
        let mut unknown_project = false;
        for (cell, column) in line.cells.iter().zip(self.columns) {
            let Some(column) = column.filter(|c| !odd.contains(c)) else {
                continue;
            };
            let text = joined_by_blanks(cell);
            let lost = |column| RowKind::LostDigits(column, text.clone());
            match column {
                RosterColumn::Id => (found.id, given) = id_of(&text),
                RosterColumn::Name => found.name = joined(cell),
                RosterColumn::CreditCode => {
                    found.credit_code = half_width(&text).to_uppercase();
                    if lost_digits(&found.credit_code) {
                        faults.push(lost(c::F_CODE));
                    }
                }
                RosterColumn::Projects => match projects_of(cell, self.projects) {
                    Ok(list) => found.projects = list,
                    Err(unknown) => {
                        unknown_project = true;
                        let known = known(self.projects);
                        faults.push(RowKind::UnknownProject(unknown, known));
                    }
                },
                RosterColumn::Contact => {
                    found.contact = closed(&text);
                    if found.contact != text {
                        notes.push(RowNote::Closed {
                            before: text,
                            after: found.contact.clone(),
                        });
                    }
                }
                RosterColumn::Phone => {
                    found.phone = half_width(&text);
                    if lost_digits(&found.phone.to_uppercase()) {
                        faults.push(lost(c::F_PHONE));
                    }
                }
                RosterColumn::Email => found.email = half_width(&text),
                RosterColumn::SubmittedAt => {
                    found.submitted_at = dates::moment(&text).unwrap_or(text);
                }
                RosterColumn::Note => found.note = text,
                RosterColumn::Fact(_) if text.is_empty() => {}
                RosterColumn::Fact(name) => match count_of(&text) {
                    Some(n) => {
                        found.facts.insert(name.to_owned(), n);
                    }
                    None => faults.push(RowKind::BadNumber(name.to_owned(), text)),
                },
            }
        }
        if !self.has(RosterColumn::Id) {
            found.id = format!("a{:02}", before + 1);
        }
        if let Some(says) = &self.says {
            if found.projects.is_empty()
                && !unknown_project
                && !odd.contains(&RosterColumn::Projects)
            {
                found.projects.push(says.clone());
            } else if !found.projects.is_empty() && !found.projects.contains(says) {
                notes.push(RowNote::SheetSays {
                    sheet: self.sheet.to_owned(),
                });
            }
        }
        if !self.has(RosterColumn::Projects) && self.projects.len() == 1 {
            found.projects = self.projects.iter().map(|p| p.id.clone()).collect();
        }
        if found.id.is_empty() {
            if !odd.contains(&RosterColumn::Id) {
                faults.push(RowKind::NoId);
            }
        } else if !is_id(&found.id) {
            faults.push(RowKind::BadId(found.id.clone()));
        }
        if found.name.is_empty() {
            if !odd.contains(&RosterColumn::Name) {
                faults.push(RowKind::NoName);
            }
        } else if found.name.contains('\u{fffd}') {
            faults.push(RowKind::LostCharacter(found.name.clone()));
        } else if found.name.contains(['?', '？']) {
            notes.push(RowNote::QuestionMark(found.name.clone()));
        }
        // Without such a column, a file can still correct what is known already.
        let asked = self.has(RosterColumn::Projects) && !odd.contains(&RosterColumn::Projects);
        if asked && found.projects.is_empty() && !unknown_project {
            faults.push(RowKind::NoProject);
        }
        ParsedApplicant {
            sheet: self.sheet.to_owned(),
            line: line.line,
            also: Vec::new(),
            applicant: found,
            given,
            faults: faults
                .into_iter()
                .map(|kind| RowFault {
                    sheet: self.sheet.to_owned(),
                    line: line.line,
                    kind,
                })
                .collect(),
            notes,
        }
    }
}

/// What is no name is read with a blank for each line break.
fn joined_by_blanks(cell: &str) -> String {
    cell.replace('\n', " ")
}

/// `46`, `46人`, `４６ 名`.
fn count_of(cell: &str) -> Option<u64> {
    half_width(cell)
        .trim()
        .trim_end_matches(['人', '名', '个', '份', '例'])
        .trim()
        .parse()
        .ok()
}

/// `白　川`: lists are often lined up with a blank inside names of two characters.
fn closed(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    match letters.as_slice() {
        [a, ' ', b] if is_han(*a) && is_han(*b) => format!("{a}{b}"),
        _ => name.to_owned(),
    }
}

/// `5.24104E+17`: a spreadsheet took a code for a number.
pub(in crate::office) fn lost_digits(text: &str) -> bool {
    text.split_once("E+").is_some_and(|(front, power)| {
        let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        digits(front) && digits(power)
    })
}

/// 序号 7 is the applicant a07; any other id stays as it is.
fn id_of(cell: &str) -> (String, Given) {
    match ids::number(cell) {
        Some(n) => (format!("a{n:02}"), Given::Number),
        None => (half_width(cell).trim().to_owned(), Given::Id),
    }
}
