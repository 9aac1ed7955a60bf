//! The panel: `id,name[,pin][,employer][,leader][,projects]`.

use super::table::{self, Line, half_width};
use super::{OfficeError, RowFault, RowKind};
use crate::journal::pin;
use crate::model::setup::is_id;
use crate::model::{DESK, Judge};
use std::collections::BTreeSet;
use std::path::Path;

/// Judges in seat order, each with the PIN that was issued, if one was.
///
/// # Errors
/// The file cannot be read as such a list; every row that is wrong is named.
pub fn read_file(path: &Path) -> Result<Vec<(Judge, Option<String>)>, OfficeError> {
    read_rows(table::read(path)?, path)
}

/// The same from text; `path` is what faults name.
///
/// # Errors
/// As [`read_file`].
pub fn read_text(text: &str, path: &Path) -> Result<Vec<(Judge, Option<String>)>, OfficeError> {
    read_rows(table::parse(text, path)?, path)
}

fn read_rows(lines: Vec<Line>, path: &Path) -> Result<Vec<(Judge, Option<String>)>, OfficeError> {
    let mut lines = lines.into_iter();
    let heading = lines
        .next()
        .ok_or_else(|| OfficeError::Empty(path.to_owned()))?;
    let at = |names: &[&str]| {
        heading
            .cells
            .iter()
            .position(|c| names.contains(&c.to_lowercase().as_str()))
    };
    let missing = |column: &str| OfficeError::MissingColumn(path.to_owned(), column.to_owned());
    let id_at = at(&["id", "编号", "座位"]).ok_or_else(|| missing("id"))?;
    let name_at = at(&["name", "姓名", "评委"]).ok_or_else(|| missing("name"))?;
    let pin_at = at(&["pin", "密码"]);
    let employer_at = at(&["employer", "单位", "工作单位"]);
    let leader_at = at(&["leader", "组长"]);
    let projects_at = at(&["projects", "项目"]);
    let mut judges = Vec::new();
    let mut faults = Vec::new();
    let mut seen = BTreeSet::new();
    for row in lines {
        let cell = |n: usize| row.cells.get(n).cloned().unwrap_or_default();
        let mut fault = |kind| {
            faults.push(RowFault {
                line: row.line,
                kind,
            })
        };
        let maybe = |at: Option<usize>| at.map(cell).unwrap_or_default();
        let judge = Judge {
            employer: maybe(employer_at),
            leader: is_yes(&maybe(leader_at)),
            projects: half_width(&maybe(projects_at))
                .split([';', '、', ' '])
                .filter(|p| !p.is_empty())
                .map(str::to_owned)
                .collect(),
            ..Judge::new(&half_width(&cell(id_at)), &cell(name_at))
        };
        let pin = pin_at
            .map(|n| half_width(&cell(n)))
            .filter(|p| !p.is_empty());
        if judge.id.is_empty() {
            fault(RowKind::NoId);
        } else if !is_id(&judge.id) || judge.id == DESK {
            fault(RowKind::BadId(judge.id.clone()));
        } else if !seen.insert(judge.id.clone()) {
            fault(RowKind::DuplicateId(judge.id.clone()));
        }
        if judge.name.is_empty() {
            fault(RowKind::NoName);
        }
        if pin.as_deref().is_some_and(|p| !pin::is_pin(p)) {
            fault(RowKind::BadPin);
        }
        judges.push((judge, pin));
    }
    if !faults.is_empty() {
        return Err(OfficeError::Rows(path.to_owned(), faults));
    }
    if judges.is_empty() {
        return Err(OfficeError::Empty(path.to_owned()));
    }
    Ok(judges)
}

/// What people write into a column to say that it holds.
fn is_yes(cell: &str) -> bool {
    matches!(
        cell.to_lowercase().as_str(),
        "是" | "组长" | "√" | "✓" | "1" | "y" | "yes" | "leader" | "true"
    )
}
