//! The filled cells of a sheet, and how many of them are taken.

use super::fault::PackingFault;
use super::looks::SheetLook;
use crate::office::cells::tidy;
use crate::office::rows::{LONGEST_CELL, MOST_CELLS, Odd, SourceRow};
use std::collections::BTreeMap;

/// What the texts of all cells may come to, in bytes.
pub(super) const TEXTS: usize = 64 * 1024 * 1024;

/// What is left of [`MOST_CELLS`] and [`TEXTS`] for one workbook.
pub(super) struct Budget {
    cells: usize,
    bytes: usize,
}

impl Budget {
    pub(super) const WHOLE: Self = Self {
        cells: MOST_CELLS,
        bytes: TEXTS,
    };

    pub(super) fn has(&self, cells: usize, bytes: usize) -> Result<(), PackingFault> {
        if cells > self.cells || bytes > self.bytes {
            return Err(PackingFault::TooMuch);
        }
        Ok(())
    }

    pub(super) fn take(&mut self, cells: usize, bytes: usize) -> Result<(), PackingFault> {
        if bytes > LONGEST_CELL {
            return Err(PackingFault::TooMuch);
        }
        self.cells = self.cells.checked_sub(cells).ok_or(PackingFault::TooMuch)?;
        self.bytes = self.bytes.checked_sub(bytes).ok_or(PackingFault::TooMuch)?;
        Ok(())
    }
}

/// The filled cells of one sheet, rows and columns counted from 0 at A1.
#[derive(Default)]
pub(super) struct Grid(BTreeMap<usize, SourceRow>);

impl Grid {
    pub(super) fn put(
        &mut self,
        (row, column): (usize, usize),
        text: String,
        odd: Option<Odd>,
        left: &mut Budget,
    ) -> Result<(), PackingFault> {
        left.has(1, text.len())?;
        let text = tidy(&text);
        if text.is_empty() && odd.is_none() {
            return Ok(());
        }
        let line = self.0.entry(row).or_default();
        let cells = &mut line.cells;
        left.take((column + 1).saturating_sub(cells.len()), text.len())?;
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        if let Some(place) = cells.get_mut(column) {
            *place = text;
        }
        line.odd.extend(odd.map(|odd| (column, odd)));
        Ok(())
    }

    /// The text of a cell that was put, by row and column.
    pub(super) fn text(&self, (row, column): (usize, usize)) -> Option<&String> {
        self.0.get(&row)?.cells.get(column)
    }

    /// Rows without content are left out; a row ends with its last cell that has some.
    pub(super) fn lines(self, look: &SheetLook) -> Result<Vec<SourceRow>, PackingFault> {
        let mut lines: Vec<SourceRow> = self
            .0
            .into_iter()
            .map(|(row, line)| SourceRow {
                line: row + 1,
                hidden: look.hides(row),
                odd: in_order(line.odd),
                ..line
            })
            .collect();
        // Merged cells do not overlap: there can be no more of them than cells.
        let mut places = MOST_CELLS;
        for (top, left, bottom, right) in &look.merged {
            let first = lines.partition_point(|l| l.line <= top + 1);
            let covered = lines.iter_mut().skip(first);
            for line in covered.take_while(|l| l.line <= bottom + 1) {
                // A merged cell wider than a list names no column.
                let columns = (*left..right.saturating_add(1)).take(64);
                places = places
                    .checked_sub(columns.len())
                    .ok_or(PackingFault::TooMuch)?;
                line.merged.extend(columns);
            }
        }
        Ok(lines)
    }
}

/// What the looks know comes after what the values say.
fn in_order(mut odd: Vec<(usize, Odd)>) -> Vec<(usize, Odd)> {
    odd.sort_by_key(|(column, _)| *column);
    odd
}
