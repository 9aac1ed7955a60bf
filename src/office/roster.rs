//! The roster of applicants, with the headings that an office uses or English ones.

use super::dates;
use super::table::{self, Line, Sheet, half_width};
use super::{OfficeError, RowFault, RowKind};
use crate::model::setup::is_id;
use crate::model::{Applicant, Project};
use std::collections::BTreeSet;
use std::path::Path;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Id,
    Name,
    CreditCode,
    Projects,
    Contact,
    Phone,
    Email,
    SubmittedAt,
    Note,
    Fact(&'static str),
}

const EMPTY: &Line = &Line {
    line: 0,
    cells: Vec::new(),
};
const WANTED: &[&str] = &["id/序号", "name/单位名称", "projects/申报项目"];

/// A roster's file as it was understood, before anybody compares it with a session.
pub(super) struct Read {
    /// The sheet of a workbook that was taken.
    pub sheet: String,
    /// Sheets that were passed over.
    pub other_sheets: Vec<String>,
    /// Rows above the heading and below the list, which are no applicants.
    pub skipped: Vec<Line>,
    /// Headings that mean nothing here.
    pub unknown: Vec<String>,
    pub columns: Vec<Column>,
    pub rows: Vec<Found>,
}

/// One row.
pub(super) struct Found {
    pub line: usize,
    pub applicant: Applicant,
    pub given: Given,
    pub faults: Vec<RowKind>,
    /// Cells whose text was cleaned of what a person would not have typed.
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
    /// The number belongs to another unit of the session's roster.
    NewNumber { given: String, id: String },
    /// Same id, other name and code than on the session's roster.
    OtherUnit { before: String },
}

/// The applicants of a file, for a session that has none yet.
///
/// # Errors
/// The file cannot be read as a roster; every row that is wrong is named.
pub fn read_file(path: &Path, projects: &[Project]) -> Result<Vec<Applicant>, OfficeError> {
    applicants(
        understand(table::sheets(path, None)?, path, projects)?,
        path,
    )
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
    let sheet = Sheet {
        name: String::new(),
        hidden: false,
        lines: table::parse(text, path)?,
    };
    applicants(understand(vec![sheet], path, projects)?, path)
}

fn applicants(read: Read, path: &Path) -> Result<Vec<Applicant>, OfficeError> {
    let mut faults = row_faults(&read.rows);
    if !read.columns.contains(&Column::Projects) {
        let unnamed = read.rows.iter().filter(|r| r.applicant.projects.is_empty());
        faults.extend(unnamed.map(|r| RowFault {
            line: r.line,
            kind: RowKind::NoProject,
        }));
    }
    if !faults.is_empty() {
        return Err(OfficeError::Rows(path.to_owned(), faults));
    }
    Ok(read.rows.into_iter().map(|r| r.applicant).collect())
}

pub(super) fn row_faults(rows: &[Found]) -> Vec<RowFault> {
    rows.iter()
        .flat_map(|row| {
            row.faults.iter().map(|kind| RowFault {
                line: row.line,
                kind: kind.clone(),
            })
        })
        .collect()
}

/// The first visible sheet with a heading row, row by row.
///
/// # Errors
/// No sheet has a heading row, or there is nothing below it. Faults of single rows stay with them.
pub(super) fn understand(
    sheets: Vec<Sheet>,
    path: &Path,
    projects: &[Project],
) -> Result<Read, OfficeError> {
    if sheets.iter().all(|s| s.lines.is_empty()) {
        return Err(OfficeError::Empty(path.to_owned()));
    }
    let taken = sheets
        .iter()
        .filter(|s| !s.hidden)
        .find_map(|s| Some((s, heading(&s.lines)?)));
    let (sheet, (at, columns)) =
        taken.ok_or_else(|| OfficeError::NoHeading(path.to_owned(), WANTED))?;
    let (above, below) = sheet.lines.split_at(at);
    let (head, rows) = below.split_first().unwrap_or((EMPTY, &[]));
    let mut read = Read {
        sheet: sheet.name.clone(),
        other_sheets: sheets
            .iter()
            .filter(|s| s.name != sheet.name)
            .map(|s| s.name.clone())
            .collect(),
        skipped: above.to_vec(),
        unknown: head
            .cells
            .iter()
            .zip(&columns)
            .filter(|(cell, column)| column.is_none() && !cell.is_empty())
            .map(|(cell, _)| cell.clone())
            .collect(),
        columns: columns.iter().flatten().copied().collect(),
        rows: Vec::new(),
    };
    let mut seen = BTreeSet::new();
    for row in rows {
        if is_trailer(row) {
            read.skipped.push(row.clone());
            continue;
        }
        let mut found = applicant(row, &columns, projects, read.rows.len());
        if !seen.insert(found.applicant.id.clone()) {
            let id = found.applicant.id.clone();
            found.faults.push(RowKind::DuplicateId(id));
        }
        read.rows.push(found);
    }
    if read.rows.is_empty() {
        return Err(OfficeError::Empty(path.to_owned()));
    }
    Ok(read)
}

fn column(heading: &str) -> Option<Column> {
    let plain: String = half_width(heading)
        .to_lowercase()
        .chars()
        .take_while(|c| !matches!(c, '(' | '['))
        .filter(|c| !c.is_whitespace() && !matches!(c, '*' | ':' | '_'))
        .collect();
    Some(match plain.as_str() {
        "id" | "序号" | "编号" => Column::Id,
        "name" | "单位名称" | "申报单位" | "机构名称" => Column::Name,
        "creditcode" | "统一社会信用代码" | "信用代码" => Column::CreditCode,
        "projects" | "project" | "申报项目" | "申报子项目" => Column::Projects,
        "contact" | "联系人" => Column::Contact,
        "phone" | "联系电话" | "电话" => Column::Phone,
        "email" | "邮箱" | "电子邮箱" => Column::Email,
        "submittedat" | "递交时间" | "提交时间" => Column::SubmittedAt,
        "note" | "备注" => Column::Note,
        "mentors" | "影子导师" | "影子导师数" | "影子导师人数" | "导师人数" => {
            Column::Fact("mentors")
        }
        "casestudies" | "典型案例" | "典型案例数" | "典型案例数量" => {
            Column::Fact("case_studies")
        }
        "experts" | "专家总数" | "专家人数" | "专家总人数" => Column::Fact("experts"),
        "inhouse" | "本机构专家" | "本机构专家数" | "本机构专家人数" | "本单位专家" => {
            Column::Fact("in_house")
        }
        "senior" | "高级职称" | "高级职称人数" | "高级职称专家" | "高级职称专家数" => {
            Column::Fact("senior")
        }
        "copies" | "papercopies" | "纸质份数" | "份数" | "纸质版份数" => {
            Column::Fact("copies")
        }
        _ => return None,
    })
}

/// The heading row is the first with a name column and another that is known; titles stand above it.
fn heading(lines: &[Line]) -> Option<(usize, Vec<Option<Column>>)> {
    lines.iter().enumerate().find_map(|(n, line)| {
        let columns: Vec<Option<Column>> = line.cells.iter().map(|c| column(c)).collect();
        let known = columns.iter().flatten().count();
        let named = columns.contains(&Some(Column::Name));
        (named && known >= 2).then_some((n, columns))
    })
}

/// 合计, 注 and the like below the list.
fn is_trailer(row: &Line) -> bool {
    let first = row
        .cells
        .iter()
        .find(|c| !c.is_empty())
        .map(String::as_str)
        .unwrap_or_default();
    ["合计", "注：", "注:", "填表人", "说明"]
        .iter()
        .any(|t| first.starts_with(t))
}

fn applicant(row: &Line, columns: &[Option<Column>], projects: &[Project], before: usize) -> Found {
    let mut found = Applicant::default();
    let mut given = Given::Nothing;
    let (mut faults, mut notes) = (Vec::new(), Vec::new());
    if row.cells.iter().skip(columns.len()).any(|c| !c.is_empty()) {
        faults.push(RowKind::TooManyCells);
    }
    let mut unknown_project = false;
    for (cell, column) in row.cells.iter().zip(columns) {
        let text = cell.clone();
        let lost = |name: &str| RowKind::LostDigits(name.to_owned(), cell.clone());
        match column {
            None => {}
            Some(Column::Id) => {
                (found.id, given) = id_of(&text);
            }
            Some(Column::Name) => found.name = text,
            Some(Column::CreditCode) => {
                found.credit_code = half_width(&text).to_uppercase();
                if lost_digits(&found.credit_code) {
                    faults.push(lost("credit_code"));
                }
            }
            Some(Column::Projects) => match projects_of(&text, projects) {
                Ok(list) => found.projects = list,
                Err(unknown) => {
                    unknown_project = true;
                    faults.push(RowKind::UnknownProject(unknown));
                }
            },
            Some(Column::Contact) => {
                found.contact = closed(&text);
                if found.contact != text {
                    notes.push(RowNote::Closed {
                        before: text,
                        after: found.contact.clone(),
                    });
                }
            }
            Some(Column::Phone) => {
                found.phone = half_width(&text);
                if lost_digits(&found.phone.to_uppercase()) {
                    faults.push(lost("phone"));
                }
            }
            Some(Column::Email) => found.email = half_width(&text),
            Some(Column::SubmittedAt) => {
                found.submitted_at = dates::moment(&text).unwrap_or(text);
            }
            Some(Column::Note) => found.note = text,
            Some(Column::Fact(_)) if text.is_empty() => {}
            Some(Column::Fact(name)) => match count_of(&text) {
                Some(n) => {
                    found.facts.insert((*name).to_owned(), n);
                }
                None => faults.push(RowKind::BadNumber((*name).to_owned(), text)),
            },
        }
    }
    if !columns.contains(&Some(Column::Id)) {
        found.id = format!("a{:02}", before + 1);
    }
    if !columns.contains(&Some(Column::Projects)) && projects.len() == 1 {
        found.projects = projects.iter().map(|p| p.id.clone()).collect();
    }
    if found.id.is_empty() {
        faults.push(RowKind::NoId);
    } else if !is_id(&found.id) {
        faults.push(RowKind::BadId(found.id.clone()));
    }
    if found.name.is_empty() {
        faults.push(RowKind::NoName);
    } else if found.name.contains('\u{fffd}') {
        faults.push(RowKind::LostCharacter(found.name.clone()));
    } else if found.name.contains(['?', '？']) {
        notes.push(RowNote::QuestionMark(found.name.clone()));
    }
    // Without such a column, a file can still correct what is known already.
    let asked = columns.contains(&Some(Column::Projects));
    if asked && found.projects.is_empty() && !unknown_project {
        faults.push(RowKind::NoProject);
    }
    Found {
        line: row.line,
        applicant: found,
        given,
        faults,
        notes,
    }
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

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// `5.24104E+17`: a spreadsheet took a code for a number.
fn lost_digits(text: &str) -> bool {
    text.split_once("E+").is_some_and(|(front, power)| {
        let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        digits(front) && digits(power)
    })
}

/// 序号 7 is the applicant a07; any other id stays as it is.
fn id_of(cell: &str) -> (String, Given) {
    let plain = half_width(cell);
    let plain = plain.trim().trim_end_matches(".0");
    let number = plain.len() <= 6
        && !plain.is_empty()
        && plain.bytes().all(|b| b.is_ascii_digit())
        && cell != "0";
    if number && let Ok(n) = plain.parse::<u32>() {
        return (format!("a{n:02}"), Given::Number);
    }
    (plain.to_owned(), Given::Id)
}

/// Ids or names of projects, `项目1、项目2`, `1,2`, or 两项 and its like.
fn projects_of(cell: &str, projects: &[Project]) -> Result<Vec<String>, String> {
    let text = half_width(cell);
    if let Some(project) = find(&text, projects) {
        return Ok(vec![project]);
    }
    // "Both" of three projects says nothing.
    let both = ["两项", "两个", "二项", "both", "两个项目"];
    let all = ["全部", "all", "所有项目"];
    let lower = text.to_lowercase();
    if all.contains(&lower.as_str()) || (projects.len() == 2 && both.contains(&lower.as_str())) {
        return Ok(projects.iter().map(|p| p.id.clone()).collect());
    }
    let mut list: Vec<String> = Vec::new();
    for part in text
        .split([';', ',', '、', '/', '和', '|'])
        .map(str::trim)
        .filter(|p| !p.is_empty())
    {
        let project = find(part, projects).ok_or_else(|| part.to_owned())?;
        if !list.contains(&project) {
            list.push(project);
        }
    }
    Ok(list)
}

fn find(text: &str, projects: &[Project]) -> Option<String> {
    let text = text.trim();
    let named = |p: &Project| {
        let names = [&p.name, p.short()];
        p.id == text
            || names
                .iter()
                .any(|n| n.zh == text || n.en.eq_ignore_ascii_case(text))
    };
    if let Some(project) = projects.iter().find(|p| named(p)) {
        return Some(project.id.clone());
    }
    let number = text
        .trim_start_matches("子项目")
        .trim_start_matches("项目")
        .trim();
    let n: usize = match number {
        "一" => 1,
        "二" => 2,
        "三" => 3,
        number => number.parse().ok()?,
    };
    projects.get(n.checked_sub(1)?).map(|p| p.id.clone())
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
                ("东湖 中心", 1)
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
    fn projects_as_people_write_them() {
        let two = projects();
        let three = [projects(), projects().split_off(1)].concat();
        for (cell, expected) in [
            ("项目1/项目2", "p1 p2"),
            ("1、2", "p1 p2"),
            ("项目二", "p2"),
            ("两项", "p1 p2"),
            ("Both", "p1 p2"),
            ("全部", "p1 p2"),
            ("义务教育；高中新高考", "p2 p1"),
            ("ｐ１，p1", "p1"),
            ("项目3", "unknown: 项目3"),
        ] {
            let found = match projects_of(cell, &two) {
                Ok(list) => list.join(" "),
                Err(text) => format!("unknown: {text}"),
            };
            assert_eq!(found, expected, "{cell}");
        }
        assert_eq!(projects_of("两项", &three), Err("两项".to_owned()));
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
