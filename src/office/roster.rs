//! The roster of applicants, with the headings that an office uses or English ones.

use super::table::{self, Line, half_width};
use super::{OfficeError, RowFault, RowKind};
use crate::model::setup::is_id;
use crate::model::{Applicant, Project};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
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

const WANTED: &[&str] = &["id/序号", "name/单位名称", "projects/申报项目"];

/// # Errors
/// The file cannot be read as a roster; every row that is wrong is named.
pub fn read_file(path: &Path, projects: &[Project]) -> Result<Vec<Applicant>, OfficeError> {
    read_rows(&table::read(path)?, path, projects)
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
    read_rows(&table::parse(text, path)?, path, projects)
}

fn read_rows(
    lines: &[Line],
    path: &Path,
    projects: &[Project],
) -> Result<Vec<Applicant>, OfficeError> {
    if lines.is_empty() {
        return Err(OfficeError::Empty(path.to_owned()));
    }
    let (columns, rows) =
        heading(lines).ok_or_else(|| OfficeError::NoHeading(path.to_owned(), WANTED))?;
    let mut faults = Vec::new();
    let mut seen = BTreeSet::new();
    let mut applicants = Vec::new();
    for row in rows {
        if is_trailer(row) {
            continue;
        }
        let applicant = applicant(row, &columns, projects, applicants.len(), &mut faults);
        if !seen.insert(applicant.id.clone()) {
            faults.push(fault(row, RowKind::DuplicateId(applicant.id.clone())));
        }
        applicants.push(applicant);
    }
    if !faults.is_empty() {
        return Err(OfficeError::Rows(path.to_owned(), faults));
    }
    if applicants.is_empty() {
        return Err(OfficeError::Empty(path.to_owned()));
    }
    Ok(applicants)
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
        "mentors" | "影子导师" | "导师人数" => Column::Fact("mentors"),
        "casestudies" | "典型案例" => Column::Fact("case_studies"),
        "experts" | "专家总数" => Column::Fact("experts"),
        "inhouse" | "本机构专家" => Column::Fact("in_house"),
        "senior" | "高级职称" => Column::Fact("senior"),
        _ => return None,
    })
}

/// The heading row is the first with a name column and another that is known; titles above are skipped.
fn heading(lines: &[Line]) -> Option<(Vec<Option<Column>>, &[Line])> {
    lines.iter().enumerate().find_map(|(n, line)| {
        let columns: Vec<Option<Column>> = line.cells.iter().map(|c| column(c)).collect();
        let known = columns.iter().flatten().count();
        let named = columns.contains(&Some(Column::Name));
        (named && known >= 2).then(|| (columns, lines.get(n + 1..).unwrap_or_default()))
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

fn fault(row: &Line, kind: RowKind) -> RowFault {
    RowFault {
        line: row.line,
        kind,
    }
}

fn applicant(
    row: &Line,
    columns: &[Option<Column>],
    projects: &[Project],
    before: usize,
    faults: &mut Vec<RowFault>,
) -> Applicant {
    let mut found = Applicant::default();
    if row.cells.iter().skip(columns.len()).any(|c| !c.is_empty()) {
        faults.push(fault(row, RowKind::TooManyCells));
    }
    let mut facts = BTreeMap::new();
    for (cell, column) in row.cells.iter().zip(columns) {
        let text = cell.clone();
        match column {
            None => {}
            Some(Column::Id) => found.id = id_of(&text),
            Some(Column::Name) => found.name = text,
            Some(Column::CreditCode) => {
                found.credit_code = half_width(&text).to_uppercase();
                if lost_digits(&found.credit_code) {
                    faults.push(fault(
                        row,
                        RowKind::LostDigits("credit_code".to_owned(), text),
                    ));
                }
            }
            Some(Column::Projects) => match projects_of(&text, projects) {
                Ok(list) => found.projects = list,
                Err(unknown) => faults.push(fault(row, RowKind::UnknownProject(unknown))),
            },
            Some(Column::Contact) => found.contact = text,
            Some(Column::Phone) => {
                if lost_digits(&half_width(&text).to_uppercase()) {
                    faults.push(fault(
                        row,
                        RowKind::LostDigits("phone".to_owned(), text.clone()),
                    ));
                }
                found.phone = text;
            }
            Some(Column::Email) => found.email = text,
            Some(Column::SubmittedAt) => found.submitted_at = text,
            Some(Column::Note) => found.note = text,
            Some(Column::Fact(_)) if text.is_empty() => {}
            Some(Column::Fact(name)) => match half_width(&text).parse::<u64>() {
                Ok(n) => {
                    facts.insert((*name).to_owned(), n);
                }
                Err(_) => faults.push(fault(row, RowKind::BadNumber((*name).to_owned(), text))),
            },
        }
    }
    found.facts = facts;
    if !columns.contains(&Some(Column::Id)) {
        found.id = format!("a{:02}", before + 1);
    }
    if !columns.contains(&Some(Column::Projects)) && projects.len() == 1 {
        found.projects = projects.iter().map(|p| p.id.clone()).collect();
    }
    if found.id.is_empty() {
        faults.push(fault(row, RowKind::NoId));
    } else if !is_id(&found.id) {
        faults.push(fault(row, RowKind::BadId(found.id.clone())));
    }
    if found.name.is_empty() {
        faults.push(fault(row, RowKind::NoName));
    } else if found.name.contains('\u{fffd}') {
        faults.push(fault(row, RowKind::LostCharacter(found.name.clone())));
    }
    let unknown = faults
        .iter()
        .any(|f| f.line == row.line && matches!(f.kind, RowKind::UnknownProject(_)));
    if found.projects.is_empty() && !unknown {
        faults.push(fault(row, RowKind::NoProject));
    }
    found
}

/// `5.24104E+17`: a spreadsheet took a code for a number.
fn lost_digits(text: &str) -> bool {
    text.split_once("E+").is_some_and(|(front, power)| {
        let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        digits(front) && digits(power)
    })
}

/// 序号 7 is the applicant a07; any other id stays as it is.
fn id_of(cell: &str) -> String {
    let plain = half_width(cell);
    let plain = plain.trim().trim_end_matches(".0");
    if plain.len() <= 6
        && !plain.is_empty()
        && plain.bytes().all(|b| b.is_ascii_digit())
        && cell != "0"
    {
        return plain
            .parse::<u32>()
            .map_or_else(|_| plain.to_owned(), |n| format!("a{n:02}"));
    }
    plain.to_owned()
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
