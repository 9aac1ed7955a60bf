//! Scores from paper or another system: `judge,project,applicant,<one column per indicator id>[,note]`.

use super::table::{self, Line, half_width};
use super::{OfficeError, RowFault, RowKind};
use crate::model::{Act, Intent, Points, Session};
use std::collections::HashSet;
use std::path::Path;

/// What is written on one line.
enum Column {
    Judge,
    Project,
    Applicant,
    Indicator(usize),
    Note,
}

/// The acts that a file of scores asks for, to be recorded as one batch. An empty cell is a blank: it
/// asks for nothing. A note is kept as the remark on the first indicator.
///
/// # Errors
/// Every row that is wrong is named, and nothing is to be recorded.
pub fn read_file(path: &Path, session: &Session) -> Result<Vec<Intent>, OfficeError> {
    read_rows(table::read(path)?, path, session)
}

/// The same from text; `path` is what faults name.
///
/// # Errors
/// As [`read_file`].
pub fn read_text(text: &str, path: &Path, session: &Session) -> Result<Vec<Intent>, OfficeError> {
    read_rows(table::parse(text, path)?, path, session)
}

fn read_rows(lines: Vec<Line>, path: &Path, session: &Session) -> Result<Vec<Intent>, OfficeError> {
    let mut lines = lines.into_iter();
    let heading = lines
        .next()
        .ok_or_else(|| OfficeError::Empty(path.to_owned()))?;
    let columns = columns(path, &heading, session)?;
    let mut faults = Vec::new();
    let mut seen = HashSet::new();
    let mut intents = Vec::new();
    for row in lines {
        sheet(
            &row,
            &columns,
            session,
            &mut seen,
            &mut intents,
            &mut faults,
        );
    }
    if faults.is_empty() {
        Ok(intents)
    } else {
        Err(OfficeError::Rows(path.to_owned(), faults))
    }
}

fn columns(path: &Path, heading: &Line, session: &Session) -> Result<Vec<Column>, OfficeError> {
    let mut columns = Vec::new();
    let mut seen = HashSet::new();
    for cell in &heading.cells {
        let unknown = || OfficeError::UnknownColumn(path.to_owned(), cell.clone());
        // An indicator may be called what it likes, so its id goes before the fixed names.
        columns.push(match (cell.as_str(), session.indicator(cell)) {
            (_, Some(indicator)) => Column::Indicator(indicator),
            ("judge", _) => Column::Judge,
            ("project", _) => Column::Project,
            ("applicant", _) => Column::Applicant,
            ("note", _) => Column::Note,
            _ => return Err(unknown()),
        });
        if !seen.insert(cell.clone()) {
            return Err(unknown());
        }
    }
    let wanted = ["judge", "project", "applicant"]
        .into_iter()
        .map(str::to_owned);
    let indicators = session.indicators().iter().map(|i| i.id.clone());
    match wanted.chain(indicators).find(|name| !seen.contains(name)) {
        Some(missing) => Err(OfficeError::MissingColumn(path.to_owned(), missing)),
        None => Ok(columns),
    }
}

fn sheet(
    row: &Line,
    columns: &[Column],
    session: &Session,
    seen: &mut HashSet<(String, String)>,
    intents: &mut Vec<Intent>,
    faults: &mut Vec<RowFault>,
) {
    let mut fault = |kind| {
        faults.push(RowFault {
            line: row.line,
            kind,
        })
    };
    let (mut judge, mut project, mut applicant, mut note) = Default::default();
    let mut marks = Vec::new();
    for (cell, column) in row.cells.iter().zip(columns) {
        let cell: &String = cell;
        match column {
            Column::Judge => judge = cell.clone(),
            Column::Project => project = cell.clone(),
            Column::Applicant => applicant = cell.clone(),
            Column::Note => note = cell.clone(),
            Column::Indicator(_) if cell.is_empty() => {}
            Column::Indicator(n) => marks.push((*n, cell.clone())),
        }
    }
    if row.cells.iter().skip(columns.len()).any(|c| !c.is_empty()) {
        fault(RowKind::TooManyCells);
    }
    let entry: String = format!("{project}/{applicant}");
    let judge: String = judge;
    if session.judge(&judge).is_none() {
        fault(RowKind::UnknownJudge(judge.clone()));
    }
    if session.entry(&entry).is_none() {
        fault(RowKind::UnknownEntry(entry.clone()));
    }
    if !seen.insert((judge.clone(), entry.clone())) {
        fault(RowKind::DuplicateSheet);
    }
    for (n, text) in marks {
        let Some(indicator) = session.indicators().get(n) else {
            continue;
        };
        match Points::exact(&half_width(&text)) {
            Ok(points) if points > indicator.cap => fault(RowKind::OverCap {
                column: indicator.id.clone(),
                text,
                cap: indicator.cap,
            }),
            Ok(points) => intents.push(
                Act::Mark {
                    entry: entry.clone(),
                    indicator: indicator.id.clone(),
                    points: Some(points),
                    judge: Some(judge.clone()),
                }
                .into(),
            ),
            Err(why) => fault(RowKind::Mark {
                column: indicator.id.clone(),
                text,
                why,
            }),
        }
    }
    let note: String = note;
    if let Some(first) = session.indicators().first().filter(|_| !note.is_empty()) {
        intents.push(
            Act::Remark {
                entry,
                indicator: first.id.clone(),
                text: note,
                page: String::new(),
                judge: Some(judge),
            }
            .into(),
        );
    }
}
