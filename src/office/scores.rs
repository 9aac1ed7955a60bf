//! Scores from paper or another system: `judge,project,applicant,<one column per indicator id>[,note]`.

use super::table::{self, Line, half_width};
use super::{OfficeError, RowFault, RowKind};
use crate::model::{Act, Intent, Points, Refusal, Session, Status};
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
    let (mut judge, mut project, mut applicant, mut note): (String, String, String, String) =
        Default::default();
    let mut marks = Vec::new();
    for (cell, column) in row.cells.iter().zip(columns) {
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
    let entry = format!("{project}/{applicant}");
    if session.judge(&judge).is_none() {
        fault(RowKind::UnknownJudge(judge.clone()));
    }
    match session.entry(&entry) {
        None => fault(missing_entry(session, &project, &applicant)),
        Some(e) => {
            let writes = !marks.is_empty() || !note.is_empty();
            let seat = session.judge(&judge).filter(|_| writes);
            if let Some(refusal) = seat.and_then(|j| closed(session, e, j, &entry)) {
                fault(RowKind::Refused(refusal));
            }
        }
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
                cap: indicator.cap,
            }),
        }
    }
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

/// What exactly is unknown about an entry that is not there.
fn missing_entry(session: &Session, project: &str, applicant: &str) -> RowKind {
    if session.project(project).is_none() {
        RowKind::UnknownProject(project.to_owned())
    } else if session.applicant(applicant).is_none() {
        RowKind::UnknownApplicant(applicant.to_owned())
    } else {
        RowKind::NotApplied {
            applicant: applicant.to_owned(),
            project: project.to_owned(),
        }
    }
}

/// Why this sheet takes no marks any more. The core would say so too, but of the first row only.
fn closed(session: &Session, entry: usize, judge: usize, id: &str) -> Option<Refusal> {
    if !session.is_in(entry) {
        return Some(Refusal::ApplicantOut {
            applicant: id.to_owned(),
        });
    }
    match session.entries().get(entry)?.status(judge) {
        Status::Open => None,
        Status::Submitted => Some(Refusal::SheetSubmitted),
        Status::Recused => Some(Refusal::SheetRecused),
        Status::Void => Some(Refusal::SheetVoid),
        Status::Absent => Some(Refusal::NoSheet),
    }
}
