//! The roster of applicants, with the headings that an office uses or English ones.

use super::applied::{known, project_of_sheet, projects_of};
use super::headings::{self, Column};
use super::reading::{self, Kind, Meaning, Options, Took};
use super::table::{self, Book, Line, cell_name, half_width, is_han, joined};
use super::units::Units;
use super::{OfficeError, RowFault, RowKind, dates, ids};
use crate::model::setup::is_id;
use crate::model::{Applicant, Project};
use crate::text::checks as c;
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// A roster's file as it was understood, before anybody compares it with a session.
pub(super) struct Read {
    pub took: Took,
    pub columns: Vec<Column>,
    pub rows: Vec<Found>,
}

/// One applicant, of one row or of several.
pub(super) struct Found {
    /// Empty unless the list is on several sheets.
    pub sheet: String,
    pub line: usize,
    /// The other rows about the same unit.
    pub also: Vec<usize>,
    pub applicant: Applicant,
    pub given: Given,
    /// Of this row and of those that were added to it.
    pub faults: Vec<RowFault>,
    /// Cells whose text was cleaned of what a person would not have typed, and doubts.
    pub notes: Vec<RowNote>,
}

/// Whether the file itself names the applicant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Given {
    /// No id: it was made up here.
    Nothing,
    /// 序号: a place in a list, which shifts when a row is put in.
    Number,
    /// An id.
    Id,
}

/// What a person should know of a row that was understood all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowNote {
    /// A name with `?` in it: a spreadsheet puts it where its encoding has no such character.
    QuestionMark(String),
    /// A blank inside a name of two characters was taken out.
    Closed { before: String, after: String },
    /// The unit is on the session's roster under another number, which it keeps.
    Renumbered { given: String, kept: String },
    /// The number belongs to another unit of the session's roster, or of another sheet.
    NewNumber { given: String, id: String },
    /// Same id, other name and code than on the session's roster.
    OtherUnit { before: String },
    /// Rows further down are about the same unit.
    Several { lines: Vec<usize> },
    /// A row further down says again what is known.
    Repeats { line: usize },
    /// A row further down about the same unit says something else; the first row holds.
    Differs {
        line: usize,
        kept: String,
        other: String,
    },
    /// The sheet is named after a project that the row does not name.
    SheetSays { sheet: String },
}

/// Which headings a roster knows.
struct Roster<'a>(&'a [Project]);

impl Kind for Roster<'_> {
    type Column = Column;

    fn column(&self, heading: &str) -> Option<Column> {
        headings::roster(heading)
    }

    fn meaning(&self, column: &Column) -> Meaning {
        Meaning::Text(match column {
            Column::Id => c::F_ID,
            Column::Name => c::F_NAME,
            Column::CreditCode => c::F_CODE,
            Column::Projects => c::F_PROJECTS,
            Column::Contact => c::F_CONTACT,
            Column::Phone => c::F_PHONE,
            Column::Email => c::F_EMAIL,
            Column::SubmittedAt => c::F_SUBMITTED,
            Column::Note => c::F_NOTE,
            Column::Fact(fact) => return Meaning::Fact(fact),
        })
    }

    fn is_heading(&self, columns: &[Option<Column>]) -> bool {
        let known = columns.iter().flatten().count();
        columns.contains(&Some(Column::Name)) && known >= 2
    }

    fn numbers(&self, column: &Column) -> bool {
        *column == Column::Id
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
    let options = Options::default();
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
    applicants(understand(book, path, projects, &Options::default())?, path)
}

fn applicants(read: Read, path: &Path) -> Result<Vec<Applicant>, OfficeError> {
    let mut faults = row_faults(&read.rows);
    if !read.columns.contains(&Column::Projects) {
        let unnamed = read.rows.iter().filter(|r| r.applicant.projects.is_empty());
        faults.extend(unnamed.map(|r| r.fault(RowKind::NoProject)));
    }
    if !faults.is_empty() {
        return Err(OfficeError::Rows(path.to_owned(), faults));
    }
    Ok(read.rows.into_iter().map(|r| r.applicant).collect())
}

pub(super) fn row_faults(rows: &[Found]) -> Vec<RowFault> {
    rows.iter()
        .flat_map(|row| row.faults.iter().cloned())
        .collect()
}

impl Found {
    pub fn fault(&self, kind: RowKind) -> RowFault {
        RowFault {
            sheet: self.sheet.clone(),
            line: self.line,
            kind,
        }
    }
}

/// The list, unit by unit.
///
/// # Errors
/// No sheet has a heading row, or there is nothing below it. Faults of single rows stay with them.
pub(super) fn understand(
    book: Book,
    path: &Path,
    projects: &[Project],
    options: &Options,
) -> Result<Read, OfficeError> {
    let found = reading::read(book, path, &Roster(projects), options)?;
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
        let row = RowReader {
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
fn number(rows: &mut [Found]) {
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

struct RowReader<'a> {
    sheet: &'a str,
    /// The project that the sheet is named after.
    says: Option<String>,
    columns: &'a [Option<Column>],
    projects: &'a [Project],
}

impl RowReader<'_> {
    fn has(&self, column: Column) -> bool {
        self.columns.contains(&Some(column))
    }

    fn cell<'l>(&self, line: &'l Line, column: Column) -> &'l str {
        let at = self.columns.iter().position(|c| *c == Some(column));
        at.and_then(|n| line.cells.get(n))
            .map(String::as_str)
            .unwrap_or_default()
    }

    /// A further project of the unit above: its name's cell reaches down here, or only the project is filled in.
    fn continues(&self, line: &Line) -> bool {
        if !self.cell(line, Column::Name).is_empty() {
            return false;
        }
        let at = self.columns.iter().position(|c| *c == Some(Column::Name));
        let merged = at.is_some_and(|n| line.merged.contains(&n));
        let empty = |column| self.cell(line, column).is_empty();
        let bare = empty(Column::Id) && empty(Column::CreditCode);
        let fine = line.odd.is_empty() && !empty(Column::Projects);
        merged || (bare && fine)
    }

    fn read(&self, line: &Line, before: usize) -> Found {
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
                Column::Id => (found.id, given) = id_of(&text),
                Column::Name => found.name = joined(cell),
                Column::CreditCode => {
                    found.credit_code = half_width(&text).to_uppercase();
                    if lost_digits(&found.credit_code) {
                        faults.push(lost(c::F_CODE));
                    }
                }
                Column::Projects => match projects_of(cell, self.projects) {
                    Ok(list) => found.projects = list,
                    Err(unknown) => {
                        unknown_project = true;
                        let known = known(self.projects);
                        faults.push(RowKind::UnknownProject(unknown, known));
                    }
                },
                Column::Contact => {
                    found.contact = closed(&text);
                    if found.contact != text {
                        notes.push(RowNote::Closed {
                            before: text,
                            after: found.contact.clone(),
                        });
                    }
                }
                Column::Phone => {
                    found.phone = half_width(&text);
                    if lost_digits(&found.phone.to_uppercase()) {
                        faults.push(lost(c::F_PHONE));
                    }
                }
                Column::Email => found.email = half_width(&text),
                Column::SubmittedAt => {
                    found.submitted_at = dates::moment(&text).unwrap_or(text);
                }
                Column::Note => found.note = text,
                Column::Fact(_) if text.is_empty() => {}
                Column::Fact(name) => match count_of(&text) {
                    Some(n) => {
                        found.facts.insert(name.to_owned(), n);
                    }
                    None => faults.push(RowKind::BadNumber(name.to_owned(), text)),
                },
            }
        }
        if !self.has(Column::Id) {
            found.id = format!("a{:02}", before + 1);
        }
        if let Some(says) = &self.says {
            if found.projects.is_empty() && !unknown_project && !odd.contains(&Column::Projects) {
                found.projects.push(says.clone());
            } else if !found.projects.is_empty() && !found.projects.contains(says) {
                notes.push(RowNote::SheetSays {
                    sheet: self.sheet.to_owned(),
                });
            }
        }
        if !self.has(Column::Projects) && self.projects.len() == 1 {
            found.projects = self.projects.iter().map(|p| p.id.clone()).collect();
        }
        if found.id.is_empty() {
            if !odd.contains(&Column::Id) {
                faults.push(RowKind::NoId);
            }
        } else if !is_id(&found.id) {
            faults.push(RowKind::BadId(found.id.clone()));
        }
        if found.name.is_empty() {
            if !odd.contains(&Column::Name) {
                faults.push(RowKind::NoName);
            }
        } else if found.name.contains('\u{fffd}') {
            faults.push(RowKind::LostCharacter(found.name.clone()));
        } else if found.name.contains(['?', '？']) {
            notes.push(RowNote::QuestionMark(found.name.clone()));
        }
        // Without such a column, a file can still correct what is known already.
        let asked = self.has(Column::Projects) && !odd.contains(&Column::Projects);
        if asked && found.projects.is_empty() && !unknown_project {
            faults.push(RowKind::NoProject);
        }
        Found {
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
pub(super) fn lost_digits(text: &str) -> bool {
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
