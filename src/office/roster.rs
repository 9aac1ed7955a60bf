//! The roster of applicants, with the headings that an office uses or English ones.

mod row;

use super::applied::project_of_sheet;
use super::headings::{self, RosterColumn};
use super::parsed::{Given, ParsedApplicant, RowNote};
use super::reading::{self, ListKind, Meaning, ReadOptions, Took};
use super::table::{self, Book};
use super::units::Units;
use super::{OfficeError, RowFault, RowKind};
use crate::model::{Applicant, Project};
use crate::text::checks as c;
use row::RosterRowReader;
pub(super) use row::lost_digits;
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// A roster's file as it was understood, before anybody compares it with a session.
pub(super) struct Read {
    pub took: Took,
    pub columns: Vec<RosterColumn>,
    pub rows: Vec<ParsedApplicant>,
}

/// Which headings a roster knows.
struct RosterHeadings<'a>(&'a [Project]);

impl ListKind for RosterHeadings<'_> {
    type Heading = RosterColumn;

    fn column(&self, heading: &str) -> Option<RosterColumn> {
        headings::roster(heading)
    }

    fn meaning(&self, column: &RosterColumn) -> Meaning {
        Meaning::Text(match column {
            RosterColumn::Id => c::F_ID,
            RosterColumn::Name => c::F_NAME,
            RosterColumn::CreditCode => c::F_CODE,
            RosterColumn::Projects => c::F_PROJECTS,
            RosterColumn::Contact => c::F_CONTACT,
            RosterColumn::Phone => c::F_PHONE,
            RosterColumn::Email => c::F_EMAIL,
            RosterColumn::SubmittedAt => c::F_SUBMITTED,
            RosterColumn::Note => c::F_NOTE,
            RosterColumn::Fact(fact) => return Meaning::Fact(fact),
        })
    }

    fn is_heading(&self, columns: &[Option<RosterColumn>]) -> bool {
        let known = columns.iter().flatten().count();
        columns.contains(&Some(RosterColumn::Name)) && known >= 2
    }

    fn numbers(&self, column: &RosterColumn) -> bool {
        *column == RosterColumn::Id
    }

    fn sheet_says(&self, name: &str) -> bool {
        project_of_sheet(name, self.0).is_some()
    }

    fn known(&self) -> Vec<String> {
        headings::all_of_roster()
    }

    fn wanted(&self) -> &'static [&'static str] {
        &["id/序号", "name/单位名称", "projects/申报项目"]
    }
}

/// The applicants of a file, for a session that has none yet.
///
/// # Errors
/// The file cannot be read as a roster; every row that is wrong is named.
pub fn read_file(path: &Path, projects: &[Project]) -> Result<Vec<Applicant>, OfficeError> {
    let options = ReadOptions::default();
    let book = reading::open(path, &options)?;
    applicants(understand(book, path, projects, &options)?, path)
}

/// The same from text; `path` is what faults name.
///
/// # Errors
/// As [`read_file`].
pub fn read_text(
    text: &str,
    path: &Path,
    projects: &[Project],
) -> Result<Vec<Applicant>, OfficeError> {
    let book = table::book_of(text, "UTF-8", path)?;
    applicants(
        understand(book, path, projects, &ReadOptions::default())?,
        path,
    )
}

fn applicants(read: Read, path: &Path) -> Result<Vec<Applicant>, OfficeError> {
    let mut faults = row_faults(&read.rows);
    if !read.columns.contains(&RosterColumn::Projects) {
        let unnamed = read.rows.iter().filter(|r| r.applicant.projects.is_empty());
        faults.extend(unnamed.map(|r| r.fault(RowKind::NoProject)));
    }
    if !faults.is_empty() {
        return Err(OfficeError::Rows(path.to_owned(), faults));
    }
    Ok(read.rows.into_iter().map(|r| r.applicant).collect())
}

pub(super) fn row_faults(rows: &[ParsedApplicant]) -> Vec<RowFault> {
    rows.iter()
        .flat_map(|row| row.faults.iter().cloned())
        .collect()
}

/// The list, unit by unit.
///
/// # Errors
/// No sheet has a heading row, or there is nothing below it. Faults of single rows stay with them.
pub(super) fn understand(
    book: Book,
    path: &Path,
    projects: &[Project],
    options: &ReadOptions,
) -> Result<Read, OfficeError> {
    let found = reading::read(book, path, &RosterHeadings(projects), options)?;
    let several = found.tables.len() > 1;
    let mut read = Read {
        took: found.took,
        columns: Vec::new(),
        rows: Vec::new(),
    };
    let mut units = Units::default();
    for table in found.tables {
        for column in table.columns.iter().flatten() {
            if !read.columns.contains(column) {
                read.columns.push(*column);
            }
        }
        let row = RosterRowReader {
            sheet: if several { &table.sheet } else { "" },
            says: project_of_sheet(&table.sheet, projects),
            columns: &table.columns,
            projects,
        };
        for line in &table.rows {
            let next = row.read(line, units.len());
            if row.continues(line) && !units.is_empty() {
                units.extend_last(next);
            } else {
                units.add(next);
            }
        }
    }
    read.rows = units.into_rows();
    number(&mut read.rows);
    if read.rows.is_empty() {
        return Err(OfficeError::Empty(path.to_owned()));
    }
    Ok(read)
}

/// No id twice: 序号 starts again on each sheet, and that is no fault; within one sheet it is.
fn number(rows: &mut [ParsedApplicant]) {
    let mut all: HashSet<String> = rows.iter().map(|r| r.applicant.id.clone()).collect();
    let mut seen: HashMap<String, String> = HashMap::new();
    let mut next = rows.len();
    for row in rows {
        let id = row.applicant.id.clone();
        let Some(sheet) = seen.get(&id) else {
            seen.insert(id, row.sheet.clone());
            continue;
        };
        if row.given == Given::Id || *sheet == row.sheet {
            if !id.is_empty() {
                row.faults.push(row.fault(RowKind::DuplicateId(id)));
            }
            continue;
        }
        let free = loop {
            let id = format!("a{next:02}");
            if all.insert(id.clone()) {
                break id;
            }
            next += 1;
        };
        row.applicant.id.clone_from(&free);
        row.given = Given::Nothing;
        row.notes.push(RowNote::NewNumber {
            given: id,
            id: free.clone(),
        });
        seen.insert(free, row.sheet.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Words;

    fn projects() -> Vec<Project> {
        ["p1", "p2"]
            .map(|id| Project {
                id: id.to_owned(),
                name: Words::both(if id == "p1" {
                    "高中新高考"
                } else {
                    "义务教育"
                }),
                short: None,
                trainees: None,
                budget_yuan: None,
                facts: Vec::new(),
            })
            .to_vec()
    }

    fn read(text: &[u8]) -> Result<Vec<Applicant>, OfficeError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("roster.csv");
        std::fs::write(&path, text).unwrap();
        read_file(&path, &projects())
    }

    #[test]
    fn an_offices_list_with_titles_and_any_order_of_columns() {
        let text = "申报汇总表,,\n单位名称,序号,申报项目,影子导师\n中原\n学院,１,项目1、项目2,46\n\"东湖\n中心\",2,义务教育,\n合计,2,,\n";
        let text = text.replace("中原\n学院", "中原学院");
        let gbk = encoding_rs::GBK.encode(&text).0.into_owned();
        for bytes in [text.as_bytes().to_vec(), gbk] {
            let list = read(&bytes).unwrap();
            assert_eq!(list.len(), 2);
            assert_eq!((list[0].id.as_str(), list[0].facts["mentors"]), ("a01", 46));
            assert_eq!(list[0].projects, ["p1", "p2"]);
            assert_eq!(
                (list[1].name.as_str(), list[1].projects.len()),
                ("东湖中心", 1)
            );
        }
    }

    #[test]
    fn every_bad_row_is_named_with_its_line() {
        let text = "id,name,projects\na1,One,p1\na1,Two,p9\n,Three,p1\na4,,p2\n";
        let Err(OfficeError::Rows(_, faults)) = read(text.as_bytes()) else {
            panic!("taken");
        };
        let lines: Vec<usize> = faults.iter().map(|f| f.line).collect();
        assert_eq!(lines, [3, 3, 4, 5]);
    }

    #[test]
    fn english_ids_stay_and_projects_are_joined_by_semicolons() {
        let list = read(b"id,name,projects\ne-17,One,p2;p1\n").unwrap();
        assert_eq!(list[0].id, "e-17");
        assert_eq!(list[0].projects, ["p2", "p1"]);
    }

    #[test]
    fn a_code_that_a_spreadsheet_broke_is_refused() {
        let text = "单位名称（全称）,申报项目,信用代码\n中原学院,1,5.24104E+17\n";
        let Err(OfficeError::Rows(_, faults)) = read(text.as_bytes()) else {
            panic!("taken");
        };
        assert!(
            matches!(&faults[..], [f] if f.line == 2 && matches!(f.kind, RowKind::LostDigits(..)))
        );
    }
}
