//! What a person sees of an `.xlsx` beside its values: which sheet is open, what is hidden or merged, how a number is
//! shown, and which formula was saved without its value.
//!
//! The reader of the values knows none of this. A part that cannot be read leaves its sheet without looks: whether
//! the workbook is sound is for the reader of the values to say.

use super::fault::UNPACKED;
use super::packed::{Packed, attribute, each, is_true, number};
use crate::office::rows::{MOST_CELLS, Odd};
use quick_xml::events::Event;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// How a number is shown, where it is not shown as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// With zeros before it, to so many digits.
    Zeros(usize),
    /// In hundredths, with so many decimals.
    Percent(usize),
    /// With a power of ten and so many decimals.
    Power(usize),
}

impl Format {
    /// Of a number that every workbook knows without being told.
    pub fn built_in(id: usize) -> Option<Self> {
        match id {
            9 => Some(Self::Percent(0)),
            10 => Some(Self::Percent(2)),
            11 => Some(Self::Power(2)),
            48 => Some(Self::Power(1)),
            _ => None,
        }
    }
}

/// One sheet's, rows and columns counted from 0.
#[derive(Debug, Default)]
pub struct SheetLook {
    /// The sheet that was open when the workbook was saved.
    pub open: bool,
    /// First and last of each run.
    hidden_rows: BTreeMap<usize, usize>,
    pub hidden_columns: Vec<usize>,
    /// Top, left, bottom, right.
    pub merged: Vec<(usize, usize, usize, usize)>,
    pub formats: HashMap<(usize, usize), Format>,
    pub odd: Vec<((usize, usize), Odd)>,
}

/// Runs of columns say nothing more from here on.
const MOST_COLUMNS: usize = 16_384;

impl SheetLook {
    pub fn hide_rows(&mut self, first: usize, last: usize) {
        let end = self.hidden_rows.entry(first).or_insert(last);
        *end = last.max(*end);
    }

    pub fn hides(&self, row: usize) -> bool {
        let run = self.hidden_rows.range(..=row).next_back();
        run.is_some_and(|(_, last)| row <= *last)
    }

    pub fn hide_columns(&mut self, columns: Range<usize>) {
        if self.hidden_columns.len() < MOST_COLUMNS {
            // All that is right of a list may be hidden too.
            self.hidden_columns.extend(columns.take(1024));
        }
    }
}

#[derive(Debug, Default)]
pub struct Looks {
    pub sheets: BTreeMap<String, SheetLook>,
}

impl Looks {
    pub fn of(archive: &mut Packed) -> Self {
        let mut looks = Self::default();
        let folder = archive.folder_of("workbook.xml").unwrap_or_default();
        let targets = targets(archive, &folder);
        let (sheets, open) = sheets(archive, &folder);
        let formats = formats(archive, &folder);
        for (n, (name, id)) in sheets.into_iter().enumerate() {
            let Some(target) = targets.get(&id) else {
                continue;
            };
            let path = match target.strip_prefix('/') {
                Some(whole) => whole.to_owned(),
                None => format!("{folder}{target}"),
            };
            let mut look = look(archive, &path, &formats).unwrap_or_default();
            look.open = n == open;
            looks.sheets.insert(name, look);
        }
        looks
    }
}

/// The sheets' names and ids, and which is open.
fn sheets(archive: &mut Packed, folder: &str) -> (Vec<(String, String)>, usize) {
    let mut list = Vec::new();
    let mut open = 0;
    if let Some(part) = archive.part(&format!("{folder}workbook.xml"), UNPACKED) {
        each(part, |event| {
            if let Event::Start(start) = event {
                match start.local_name().as_ref() {
                    "workbookView" => open = number(start, "activeTab").unwrap_or(open),
                    "sheet" => {
                        let name = attribute(start, "name").unwrap_or_default();
                        // `sheetId` has another name; the one with a prefix is wanted.
                        list.push((name, attribute(start, "id").unwrap_or_default()));
                    }
                    _ => {}
                }
            }
            true
        });
    }
    (list, open)
}

fn targets(archive: &mut Packed, folder: &str) -> BTreeMap<String, String> {
    let mut list = BTreeMap::new();
    if let Some(part) = archive.part(&format!("{folder}_rels/workbook.xml.rels"), UNPACKED) {
        each(part, |event| {
            if let Event::Start(start) = event
                && let (Some(id), Some(target)) =
                    (attribute(start, "Id"), attribute(start, "Target"))
            {
                list.insert(id, target);
            }
            true
        });
    }
    list
}

/// By the number that cells name: how such a cell is shown.
fn formats(archive: &mut Packed, folder: &str) -> Vec<Option<Format>> {
    let mut codes: BTreeMap<usize, String> = BTreeMap::new();
    let mut list = Vec::new();
    let mut in_cells = false;
    if let Some(part) = archive.part(&format!("{folder}styles.xml"), UNPACKED) {
        each(part, |event| {
            match event {
                Event::Start(start) => match start.local_name().as_ref() {
                    "numFmt" => {
                        if let (Some(id), Some(code)) =
                            (number(start, "numFmtId"), attribute(start, "formatCode"))
                        {
                            codes.insert(id, code);
                        }
                    }
                    "cellXfs" => in_cells = true,
                    "xf" if in_cells => {
                        let id = number(start, "numFmtId").unwrap_or(0);
                        list.push(match codes.get(&id) {
                            Some(code) => of_code(code),
                            None => Format::built_in(id),
                        });
                    }
                    _ => {}
                },
                Event::End(end) if end.local_name().as_ref() == "cellXfs" => in_cells = false,
                _ => {}
            }
            true
        });
    }
    list
}

/// `000000`, `0.0%`, `0.00E+00`; the part for numbers above zero decides.
pub fn of_code(code: &str) -> Option<Format> {
    let mut plain = String::new();
    let mut rest = code.split(';').next().unwrap_or_default().chars();
    while let Some(c) = rest.next() {
        match c {
            // Colours, conditions, languages.
            '[' => {
                let _ = rest.by_ref().find(|c| *c == ']');
            }
            '"' => {
                let _ = rest.by_ref().find(|c| *c == '"');
                plain.push('x');
            }
            '\\' | '_' | '*' => {
                rest.next();
                plain.push('x');
            }
            c => plain.push(c),
        }
    }
    let decimals = |code: &str| {
        let behind = code.split_once('.').map_or("", |(_, behind)| behind);
        behind
            .chars()
            .take_while(|c| matches!(c, '0' | '#'))
            .count()
    };
    if plain.contains('%') {
        return Some(Format::Percent(decimals(&plain)));
    }
    if plain.contains(['E', 'e']) && plain.starts_with(['0', '#']) {
        return Some(Format::Power(decimals(&plain)));
    }
    let zeros = plain.len() >= 2 && plain.bytes().all(|b| b == b'0');
    zeros.then_some(Format::Zeros(plain.len()))
}

/// What has been read of a cell so far.
#[derive(Default)]
struct CellLook {
    at: (usize, usize),
    error: bool,
    formula: bool,
    value: bool,
    text: String,
}

fn look(archive: &mut Packed, path: &str, formats: &[Option<Format>]) -> Option<SheetLook> {
    let mut look = SheetLook::default();
    let (mut row, mut column) = (0_usize, 0_usize);
    let mut cell: Option<CellLook> = None;
    let mut in_value = false;
    let mut kept = 0;
    each(archive.part(path, UNPACKED)?, |event| {
        match event {
            Event::Start(start) => match start.local_name().as_ref() {
                "col" if is_true(start, "hidden") => {
                    let from = number(start, "min").unwrap_or(1);
                    let to = number(start, "max").unwrap_or(from);
                    look.hide_columns(from.saturating_sub(1)..to);
                }
                "row" => {
                    row = number(start, "r").map_or(row, |r| r.saturating_sub(1));
                    column = 0;
                    if is_true(start, "hidden") {
                        look.hide_rows(row, row);
                    }
                }
                "c" => {
                    let at = attribute(start, "r").and_then(|r| place(&r));
                    let at = at.unwrap_or((row, column));
                    (row, column) = (at.0, at.1 + 1);
                    let style = number(start, "s").and_then(|s| formats.get(s).copied()?);
                    if let Some(format) = style {
                        kept += 1;
                        look.formats.insert(at, format);
                    }
                    let kind = attribute(start, "t");
                    cell = Some(CellLook {
                        at,
                        error: kind.as_deref() == Some("e"),
                        ..CellLook::default()
                    });
                }
                "f" => {
                    if let Some(cell) = &mut cell {
                        cell.formula = true;
                    }
                }
                "v" => in_value = true,
                // An inline text is a value as well.
                "is" => {
                    if let Some(cell) = &mut cell {
                        cell.value = true;
                    }
                }
                "mergeCell" => {
                    let area = attribute(start, "ref").and_then(|area| {
                        let (first, last) = area.split_once(':')?;
                        let ((top, left), (bottom, right)) = (place(first)?, place(last)?);
                        (bottom > top).then_some((top, left, bottom, right))
                    });
                    kept += 1;
                    look.merged.extend(area);
                }
                _ => {}
            },
            Event::Text(text) if in_value => {
                if let Some(cell) = &mut cell {
                    cell.value = true;
                    if cell.error {
                        cell.text.push_str(text);
                    }
                }
            }
            // Signs written as numbers or names are values too.
            Event::GeneralRef(_) | Event::CData(_) if in_value => {
                if let Some(cell) = &mut cell {
                    cell.value = true;
                }
            }
            Event::End(end) => match end.local_name().as_ref() {
                "v" => in_value = false,
                "row" => row += 1,
                "c" => {
                    if let Some(cell) = cell.take() {
                        let odd = if cell.error {
                            Some(Odd::Error(cell.text))
                        } else if cell.formula && !cell.value {
                            Some(Odd::Unsaved)
                        } else {
                            None
                        };
                        kept += usize::from(odd.is_some());
                        look.odd.extend(odd.map(|odd| (cell.at, odd)));
                    }
                }
                _ => {}
            },
            _ => {}
        }
        kept <= MOST_CELLS
    })?;
    Some(look)
}

/// `H2`: row 1 and column 7, from 0.
fn place(name: &str) -> Option<(usize, usize)> {
    let name = name.replace('$', "");
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = name.split_at_checked(letters)?;
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let column = letters.bytes().fold(0, |sum, letter| {
        sum * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1
    });
    let row: usize = digits.parse().ok()?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_number_formats() {
        for (code, expected) in [
            ("000000", Some(Format::Zeros(6))),
            ("[$-804]000000;@", Some(Format::Zeros(6))),
            ("0%", Some(Format::Percent(0))),
            ("0.0%;[Red]-0.0%", Some(Format::Percent(1))),
            ("0.00E+00", Some(Format::Power(2))),
            ("##0.0E+0", Some(Format::Power(1))),
            ("General", None),
            ("0", None),
            ("0.00", None),
            ("0.00_ ", None),
            ("#,##0.00", None),
            ("yyyy/m/d h:mm", None),
            ("0\"分\"", None),
            ("@", None),
        ] {
            assert_eq!(of_code(code), expected, "{code}");
        }
    }

    #[test]
    fn names_of_cells() {
        assert_eq!(place("H2"), Some((1, 7)));
        assert_eq!(place("$AA$10"), Some((9, 26)));
        for name in ["", "2", "H", "H0", "ABCD1"] {
            assert_eq!(place(name), None, "{name}");
        }
    }
}
