//! The exported list of marks, `scores.csv`: one row a mark, with its judge, project, applicant and indicator.

use super::exact::exact;
use super::row::{ScoreRowReader, Whose, closed, points};
use super::second::SheetRead;
use super::{ScoreColumn, Scores};
use crate::model::{Indicator, Points};
use crate::office::reading::{self, Left};
use crate::office::table::{SourceRow, cell_name, half_width, joined};
use crate::office::{RowFault, RowKind};
use std::collections::{HashMap, HashSet};

/// A row a mark, and not a row a sheet.
pub(super) fn is_long(columns: &[Option<ScoreColumn>]) -> bool {
    let has = |column: ScoreColumn| columns.contains(&Some(column));
    has(ScoreColumn::Applicant) && has(ScoreColumn::Which) && has(ScoreColumn::Points)
}

/// What one row says.
#[derive(Default)]
struct MarkRow {
    judge: String,
    project: String,
    applicant: String,
    which: String,
    cap: String,
    state: String,
    out: String,
    points: Option<(usize, String)>,
}

/// Marks that were read: the judge, the entry and the indicator.
pub(super) type SeenMarks = HashSet<(String, String, usize)>;

/// `seen`: those of the sheets before this one.
pub(super) fn read(
    row: &ScoreRowReader,
    rows: &[SourceRow],
    seen: &mut SeenMarks,
    scores: &mut Scores,
) {
    let (mut sheets, mut told) = (HashMap::new(), HashSet::new());
    let mut aside = Vec::new();
    for line in rows {
        let mut faults = Vec::new();
        let cells = cells(row, line, &mut faults);
        faults.extend(reading::beyond(line, row.columns.len()));
        let whose = row.whose(
            cells.judge.clone(),
            cells.project.clone(),
            cells.applicant.clone(),
            &mut faults,
        );
        let found = row.names.indicator(&cells.which);
        let known = found.and_then(|n| Some((n, row.session.indicators().get(n)?)));
        match known {
            None => faults.push(RowKind::UnknownIndicator(cells.which.clone())),
            Some((n, indicator)) => {
                faults.extend(other_cap(indicator, &cells.cap));
                if !seen.insert((whose.judge.clone(), whose.entry.clone(), n)) {
                    faults.push(RowKind::MarkTwice);
                }
                if faults.is_empty() && cells.points.is_some() && is_aside(row, &cells, &whose) {
                    aside.push(line.line);
                    continue;
                }
                RowReading {
                    row,
                    line,
                    told: &mut told,
                    sheets: &mut sheets,
                    scores,
                }
                .mark(&whose, (n, indicator), &cells, &mut faults);
            }
        }
        scores
            .faults
            .extend(faults.into_iter().map(|kind| RowFault {
                sheet: row.sheet.to_owned(),
                line: line.line,
                kind,
            }));
    }
    if !aside.is_empty() {
        let sheet = row.sheet.to_owned();
        scores.took.left.push(Left::Aside(sheet, aside));
    }
}

/// A row by its columns; what cannot be read of it becomes a fault.
fn cells(row: &ScoreRowReader, line: &SourceRow, faults: &mut Vec<RowKind>) -> MarkRow {
    let mut cells = MarkRow::default();
    for (at, why) in &line.odd {
        let column = row.columns.get(*at).copied().flatten();
        if !matches!(column, None | Some(ScoreColumn::Follows(_))) {
            faults.push(RowKind::Odd(cell_name(line.line, *at), why.clone()));
        }
    }
    for (at, (cell, column)) in line.cells.iter().zip(row.columns).enumerate() {
        let is_odd = line.odd.iter().any(|(n, _)| *n == at);
        let Some(column) = column.filter(|_| !is_odd && !cell.is_empty()) else {
            continue;
        };
        match column {
            ScoreColumn::Judge => cells.judge = joined(cell),
            ScoreColumn::Project => cells.project = joined(cell),
            ScoreColumn::Applicant => cells.applicant = joined(cell),
            ScoreColumn::Which => cells.which = joined(cell),
            ScoreColumn::Cap => cells.cap = joined(cell),
            ScoreColumn::State => cells.state = joined(cell),
            ScoreColumn::Out => cells.out = joined(cell),
            ScoreColumn::Points => cells.points = Some((at, cell.replace('\n', " "))),
            _ => {}
        }
    }
    cells
}

/// Is it a mark of a sheet that does not count, or of somebody who is out there and here?
fn is_aside(row: &ScoreRowReader, cells: &MarkRow, whose: &Whose) -> bool {
    let out_here = whose.place.is_some_and(|e| !row.session.is_in(e));
    matches!(cells.state.as_str(), "recused" | "void") || (!cells.out.is_empty() && out_here)
}

/// The points were given under another rubric.
fn other_cap(indicator: &Indicator, text: &str) -> Option<RowKind> {
    let same = text.is_empty() || exact(&half_width(text)) == Ok(indicator.cap);
    (!same).then(|| RowKind::OtherCap {
        indicator: indicator.id.clone(),
        text: text.to_owned(),
        cap: indicator.cap,
    })
}

/// One row on its way into what is read.
struct RowReading<'a, 'b> {
    row: &'a ScoreRowReader<'b>,
    line: &'a SourceRow,
    /// Sheets that take no marks any more, of which that was told.
    told: &'a mut HashSet<(usize, usize)>,
    /// Where the sheets stand among those read.
    sheets: &'a mut HashMap<(usize, usize), usize>,
    scores: &'a mut Scores,
}

impl RowReading<'_, '_> {
    fn mark(
        &mut self,
        whose: &Whose,
        (n, indicator): (usize, &Indicator),
        cells: &MarkRow,
        faults: &mut Vec<RowKind>,
    ) {
        let Some((entry, judge)) = whose.place.zip(whose.seat) else {
            return;
        };
        let Some((at, text)) = &cells.points else {
            self.put(judge, entry, n, (String::new(), None));
            return;
        };
        let session = self.row.session;
        let found = match points(indicator, text.clone()) {
            Ok(found) => found,
            Err(fault) => return faults.push(fault),
        };
        let cell = cell_name(self.line.line, *at);
        self.put(judge, entry, n, (cell.clone(), Some(found)));
        let there = session.entries().get(entry).and_then(|e| e.mark(judge, n));
        // What stands already is no change.
        if there != Some(found)
            && let Some(refusal) = closed(session, entry, judge, &whose.entry)
        {
            if self.told.insert((judge, entry)) {
                faults.push(RowKind::Refused(refusal));
            }
            return;
        }
        self.row.mark(
            self.scores,
            (&whose.judge, &whose.entry),
            (there, &indicator.id),
            (found, cell, text.clone()),
        );
    }

    /// Puts a mark with the others of its sheet, to be compared with what stands.
    fn put(&mut self, judge: usize, entry: usize, n: usize, cell: (String, Option<Points>)) {
        let sheets = &mut self.scores.sheets;
        let place = *self.sheets.entry((judge, entry)).or_insert(sheets.len());
        if place == sheets.len() {
            sheets.push(SheetRead {
                judge,
                entry,
                sheet: self.row.sheet.to_owned(),
                marks: vec![(String::new(), None); self.row.session.indicators().len()],
                note: None,
            });
        }
        if let Some(slot) = sheets.get_mut(place).and_then(|s| s.marks.get_mut(n)) {
            *slot = cell;
        }
    }
}
