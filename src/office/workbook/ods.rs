//! The tables of an `.ods`: values where they are exact, and the text that is shown where it says more.
//!
//! A few bytes may say "repeat this cell a million times": what is repeated is counted before it is made.

use super::cell::{number as digits, shown};
use super::fault::{PackingFault, UNPACKED};
use super::grid::{Budget, Grid};
use super::looks::SheetLook;
use super::packed::{Packed, attribute, each, number};
use crate::office::cells::is_error;
use crate::office::rows::{LONGEST_CELL, Odd, Sheet};
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeSet;

/// No sheet has more rows.
const LAST_ROW: usize = 1_048_576;
const LAST_COLUMN: usize = 16_384;

pub fn sheets(archive: &mut Packed) -> Result<Vec<Sheet>, PackingFault> {
    if is_locked(archive) {
        return Err(PackingFault::Locked);
    }
    let open = active(archive);
    let part = archive
        .part("content.xml", UNPACKED)
        .ok_or(PackingFault::Damaged)?;
    let mut tables = Tables {
        budget: Budget::WHOLE,
        sheets: Vec::new(),
        hidden_styles: BTreeSet::new(),
        style: String::new(),
        table: None,
        aside: 0,
        whole: false,
        spreadsheet: false,
        fault: None,
    };
    each(part, |event| {
        let taken = match event {
            Event::Start(start) => tables.start(start),
            Event::End(end) => tables.end(end.local_name().as_ref()),
            Event::Text(text) => tables.text(text),
            Event::CData(text) => tables.text(text),
            Event::GeneralRef(sign) => {
                let letter = match &**sign {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => sign.resolve_char_ref().ok().flatten(),
                };
                tables.text(letter.map(String::from).unwrap_or_default().as_str())
            }
            _ => Ok(()),
        };
        tables.fault = taken.err();
        tables.fault.is_none()
    })
    .ok_or(PackingFault::Damaged)?;
    if let Some(fault) = tables.fault {
        return Err(fault);
    }
    if !tables.whole || !tables.spreadsheet {
        return Err(PackingFault::Damaged);
    }
    for sheet in &mut tables.sheets {
        sheet.active = open.as_deref() == Some(sheet.name.as_str());
    }
    Ok(tables.sheets)
}

fn is_locked(archive: &mut Packed) -> bool {
    let mut locked = false;
    if let Some(part) = archive.part("META-INF/manifest.xml", UNPACKED) {
        each(part, |event| {
            if let Event::Start(start) = event {
                locked |= start.local_name().as_ref() == "encryption-data";
            }
            !locked
        });
    }
    locked
}

/// The sheet that was open when it was saved.
fn active(archive: &mut Packed) -> Option<String> {
    let mut found = None;
    let mut reading = false;
    each(archive.part("settings.xml", UNPACKED)?, |event| {
        match event {
            Event::Start(start) => {
                reading = attribute(start, "name").as_deref() == Some("ActiveTable");
            }
            Event::Text(text) if reading => found = Some(text.to_string()),
            Event::End(_) => reading = false,
            _ => {}
        }
        found.is_none() || reading
    })?;
    found
}

struct Tables {
    budget: Budget,
    sheets: Vec<Sheet>,
    hidden_styles: BTreeSet<String>,
    /// The style that is being defined.
    style: String,
    table: Option<OdsTable>,
    /// How deep in what is no cell: a comment, a drawing, the reading aids over a name, earlier editions.
    aside: usize,
    whole: bool,
    spreadsheet: bool,
    fault: Option<PackingFault>,
}

#[derive(Default)]
struct OdsTable {
    sheet: Sheet,
    grid: Grid,
    look: SheetLook,
    /// Where the next row and cell go.
    row: usize,
    column: usize,
    /// The columns that have been defined so far.
    columns: usize,
    rows: usize,
    cells: Vec<(usize, usize, String, Option<Odd>)>,
    cell: Option<OpenCell>,
}

/// The cell that is being read.
struct OpenCell {
    times: usize,
    down: usize,
    across: usize,
    kind: Option<String>,
    value: Option<String>,
    formula: bool,
    lines: Vec<String>,
    in_line: bool,
}

const ASIDE: &[&str] = &[
    "annotation",
    "ruby-text",
    "tracked-changes",
    "shapes",
    "frame",
    "custom-shape",
    "sub-table",
];

impl Tables {
    fn start(&mut self, start: &BytesStart) -> Result<(), PackingFault> {
        let local = start.local_name();
        let name = local.as_ref();
        if self.aside > 0 || (self.spreadsheet && ASIDE.contains(&name)) {
            self.aside += 1;
            return Ok(());
        }
        match name {
            "style" => self.style = attribute(start, "name").unwrap_or_default(),
            "table-properties" if attribute(start, "display").as_deref() == Some("false") => {
                self.hidden_styles.insert(self.style.clone());
            }
            "spreadsheet" => self.spreadsheet = true,
            "table" if self.spreadsheet => {
                let style = attribute(start, "style-name").unwrap_or_default();
                self.table = Some(OdsTable {
                    sheet: Sheet {
                        name: attribute(start, "name").unwrap_or_default(),
                        hidden: self.hidden_styles.contains(&style),
                        ..Sheet::default()
                    },
                    ..OdsTable::default()
                });
            }
            _ => {
                if let Some(table) = &mut self.table {
                    table.start(name, start);
                }
            }
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), PackingFault> {
        if self.aside > 0 {
            self.aside -= 1;
            return Ok(());
        }
        match name {
            "document-content" => self.whole = true,
            "table" => {
                if let Some(table) = self.table.take() {
                    let mut sheet = table.sheet;
                    sheet.lines = table.grid.lines(&table.look)?;
                    sheet.hidden_columns = table.look.hidden_columns;
                    self.sheets.push(sheet);
                }
            }
            "table-row" => {
                if let Some(table) = &mut self.table {
                    table.end_row(&mut self.budget)?;
                }
            }
            "table-cell" | "covered-table-cell" => {
                if let Some(table) = &mut self.table {
                    table.end_cell()?;
                }
            }
            "p" => {
                if let Some(cell) = self.table.as_mut().and_then(|t| t.cell.as_mut()) {
                    cell.in_line = false;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), PackingFault> {
        if self.aside == 0
            && let Some(cell) = self.table.as_mut().and_then(|t| t.cell.as_mut())
            && cell.in_line
            && let Some(line) = cell.lines.last_mut()
        {
            line.push_str(text);
            if line.len() > LONGEST_CELL {
                return Err(PackingFault::TooMuch);
            }
        }
        Ok(())
    }
}

impl OdsTable {
    fn start(&mut self, name: &str, start: &BytesStart) {
        let hidden = || {
            let seen = attribute(start, "visibility");
            matches!(seen.as_deref(), Some("collapse" | "filter"))
        };
        match name {
            "table-column" => {
                let times = number(start, "number-columns-repeated").unwrap_or(1);
                let end = self.columns.saturating_add(times).min(LAST_COLUMN);
                if hidden() {
                    self.look.hide_columns(self.columns..end);
                }
                self.columns = end;
            }
            "table-row" => {
                self.rows = number(start, "number-rows-repeated").unwrap_or(1);
                self.column = 0;
                if hidden() {
                    let last = self.row.saturating_add(self.rows).saturating_sub(1);
                    self.look.hide_rows(self.row, last);
                }
            }
            "table-cell" | "covered-table-cell" => {
                let value = [
                    "value",
                    "date-value",
                    "time-value",
                    "boolean-value",
                    "string-value",
                ]
                .into_iter()
                .find_map(|name| attribute(start, name));
                self.cell = Some(OpenCell {
                    times: number(start, "number-columns-repeated").unwrap_or(1),
                    down: number(start, "number-rows-spanned").unwrap_or(1),
                    across: number(start, "number-columns-spanned").unwrap_or(1),
                    kind: attribute(start, "value-type"),
                    value,
                    formula: attribute(start, "formula").is_some(),
                    lines: Vec::new(),
                    in_line: false,
                });
            }
            "p" => {
                if let Some(cell) = &mut self.cell {
                    cell.lines.push(String::new());
                    cell.in_line = true;
                }
            }
            "s" | "tab" | "line-break" => {
                if let Some(line) = self.cell.as_mut().and_then(|c| c.lines.last_mut()) {
                    line.push(if name == "line-break" { '\n' } else { ' ' });
                }
            }
            _ => {}
        }
    }

    fn end_cell(&mut self) -> Result<(), PackingFault> {
        let Some(cell) = self.cell.take() else {
            return Ok(());
        };
        if cell.down > 1 {
            let bottom = self.row.saturating_add(cell.down - 1).min(LAST_ROW);
            let right = (self.column + cell.across.max(1) - 1).min(LAST_COLUMN);
            self.look
                .merged
                .push((self.row, self.column, bottom, right));
        }
        let at = self.column;
        self.column = at.saturating_add(cell.times).min(LAST_COLUMN);
        let times = self.column - at;
        let (text, odd) = cell.content();
        if !text.is_empty() || odd.is_some() {
            self.cells.push((at, times, text, odd));
        }
        Ok(())
    }

    fn end_row(&mut self, budget: &mut Budget) -> Result<(), PackingFault> {
        let cells = std::mem::take(&mut self.cells);
        let top = self.row;
        self.row = top.saturating_add(self.rows).min(LAST_ROW);
        if cells.is_empty() {
            return Ok(());
        }
        // Before anything is repeated: would it be too much?
        let rows = self.row - top;
        let (mut places, mut bytes) = (0_usize, 0_usize);
        for (_, times, text, _) in &cells {
            places = places.saturating_add(*times);
            bytes = bytes.saturating_add(times.saturating_mul(text.len()));
        }
        budget.has(rows.saturating_mul(places), rows.saturating_mul(bytes))?;
        for row in top..self.row {
            for (column, times, text, odd) in &cells {
                for column in *column..column + times {
                    self.grid
                        .put((row, column), text.clone(), odd.clone(), budget)?;
                }
            }
        }
        Ok(())
    }
}

impl OpenCell {
    fn content(self) -> (String, Option<Odd>) {
        let seen = self.lines.join("\n");
        if is_error(seen.trim()) {
            return (seen.clone(), Some(Odd::Error(seen.trim().to_owned())));
        }
        let value = self.value.unwrap_or_default();
        let exact = || value.parse::<f64>().ok();
        match self.kind.as_deref() {
            None if self.formula && seen.is_empty() => (String::new(), Some(Odd::Unsaved)),
            Some("error") => (seen.clone(), Some(Odd::Error(seen))),
            Some("percentage") if !seen.is_empty() => (seen, None),
            Some("percentage") => (
                exact().map_or(value, |n| format!("{}%", digits(n * 100.0))),
                None,
            ),
            Some("float" | "currency") => {
                let plain = exact().map_or(value, digits);
                (shown(plain, &seen), None)
            }
            Some("date" | "time") => (value, None),
            Some("boolean") => (value.to_uppercase(), None),
            _ if seen.is_empty() => (value, None),
            _ => (seen, None),
        }
    }
}
