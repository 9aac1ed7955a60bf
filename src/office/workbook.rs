//! Workbooks to rows of text: `.xlsx`, `.ods` and `.xls`, as Excel, WPS and LibreOffice save them.
//!
//! What a file may unpack to is measured before anything is made of it. The reader of `.xlsx` and `.xls` (calamine)
//! has panicked on damaged files before, so it runs on a thread of its own: a panic ends that thread only and says
//! nothing, and nobody waits longer than `PATIENCE`.

mod cell;
pub(in crate::office) mod fault;
mod grid;
mod looks;
mod ods;
pub(in crate::office) mod packed;
pub(in crate::office) mod xls;
mod xls_looks;

use super::OfficeError;
use super::rows::{Book, FileFormat, LARGEST, LONGEST_CELL, MOST_CELLS, Odd, Sheet};
use calamine::{Data, DataRef, Reader, Xls, XlsError, Xlsx, XlsxError};
use calamine::{SheetType, SheetVisible};
use fault::{PackingFault, UNPACKED};
use grid::{Budget, Grid};
use looks::{Looks, SheetLook};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;
use std::sync::Once;
use std::sync::mpsc::channel;
use std::time::Duration;

/// A sound file of [`LARGEST`] takes a few seconds.
pub(in crate::office) const PATIENCE: Duration = Duration::from_secs(30);

/// Whether the first bytes are those of a workbook; the name does not matter.
pub fn is_workbook(bytes: &[u8]) -> bool {
    is_packed(bytes) || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0])
}

pub(in crate::office) fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Every worksheet, empty ones too, in the workbook's order, without charts and macros. `path` is only what
/// an error names.
///
/// # Errors
/// It is too large, locked with a password, damaged, or no workbook.
pub fn book(bytes: Vec<u8>, path: &Path) -> Result<Book, OfficeError> {
    if bytes.len() > LARGEST {
        return Err(OfficeError::TooLarge(path.to_owned()));
    }
    guarded(PATIENCE, move || read(&bytes))
        .map_err(|error| OfficeError::Read {
            path: path.to_owned(),
            error,
        })?
        .unwrap_or(Err(PackingFault::Damaged))
        .map_err(|fault| fault.at(path))
}

thread_local! {
    static READING: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread is one that reads a workbook, where a panic is an answer and no fault of the program:
/// a panic hook asks before it tells anybody or gives the terminal back.
pub fn panic_is_expected() -> bool {
    READING.get()
}

/// Runs `job` on a thread of its own. `None`: it panicked, or is not done after `limit` and goes on unseen.
/// Of its panics nothing is printed; panics of all other threads are, as before.
pub(in crate::office) fn guarded<T: Send + 'static>(
    limit: Duration,
    job: impl FnOnce() -> T + Send + 'static,
) -> std::io::Result<Option<T>> {
    static HUSHED: Once = Once::new();
    HUSHED.call_once(|| {
        let previous = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if !panic_is_expected() {
                previous(info);
            }
        }));
    });
    let (done, waiting) = channel();
    std::thread::Builder::new()
        .name("workbook".to_owned())
        .spawn(move || {
            READING.set(true);
            // Nobody waits any more: there is nothing to tell.
            let _ = done.send(job());
        })?;
    Ok(waiting.recv_timeout(limit).ok())
}

fn read(bytes: &[u8]) -> Result<Book, PackingFault> {
    if is_packed(bytes) {
        if packed::says_it_unpacks_to(bytes) > UNPACKED {
            return Err(PackingFault::TooMuch);
        }
        let mut archive = packed::Packed::open(bytes)?;
        if archive.has("content.xml") {
            return Ok(Book {
                form: FileFormat::Ods,
                sheets: ods::sheets(&mut archive)?,
            });
        }
        archive.measure(UNPACKED)?;
        archive.check_counts(MOST_CELLS, UNPACKED)?;
        return match Xlsx::new(Cursor::new(bytes)) {
            Ok(book) if !book.sheets_metadata().is_empty() => Ok(Book {
                form: FileFormat::Xlsx,
                sheets: of_xlsx(book, Looks::of(&mut archive))?,
            }),
            Err(XlsxError::Password) => Err(PackingFault::Locked),
            Ok(_) | Err(_) => Err(PackingFault::Damaged),
        };
    }
    xls::check(bytes)?;
    match Xls::new(Cursor::new(bytes)) {
        Ok(book) => Ok(Book {
            form: FileFormat::Xls,
            sheets: of_xls(book, xls_looks::looks(bytes))?,
        }),
        Err(XlsError::Password) => Err(PackingFault::Locked),
        Err(_) => Err(PackingFault::Damaged),
    }
}

fn place((row, column): (u32, u32)) -> Result<(usize, usize), PackingFault> {
    let at = |n: u32| usize::try_from(n).map_err(|_| PackingFault::Damaged);
    Ok((at(row)?, at(column)?))
}

/// Cell by cell, so that two cells in opposite corners cost no more than two.
fn of_xlsx(mut book: Xlsx<Cursor<&[u8]>>, looks: Looks) -> Result<Vec<Sheet>, PackingFault> {
    let mut left = Budget::WHOLE;
    let mut sheets = Vec::new();
    let plain = SheetLook::default();
    for sheet in worksheets(&book) {
        let look = looks.sheets.get(&sheet.name).unwrap_or(&plain);
        let mut cells = match book.worksheet_cells_reader(&sheet.name) {
            Ok(cells) => cells,
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(_) => return Err(PackingFault::Damaged),
        };
        let mut grid = Grid::default();
        loop {
            match cells.next_cell() {
                Ok(None) => break,
                Ok(Some(cell)) => {
                    if let DataRef::SharedString(text) = cell.get_value()
                        && text.len() > LONGEST_CELL
                    {
                        return Err(PackingFault::TooMuch);
                    }
                    let data = Data::from(cell.get_value().clone());
                    let at = place(cell.get_position())?;
                    let (text, odd) = cell::text(&data, look.formats.get(&at).copied());
                    grid.put(at, text, odd, &mut left)?;
                }
                // An error value newer than the reader, such as #SPILL!: its look names it.
                Err(XlsxError::CellError(_)) => {}
                Err(_) => return Err(PackingFault::Damaged),
            }
        }
        for (at, odd) in &look.odd {
            let there = grid.text(*at);
            if there.is_none_or(String::is_empty) {
                let text = match odd {
                    Odd::Error(text) => text.clone(),
                    _ => String::new(),
                };
                grid.put(*at, text, Some(odd.clone()), &mut left)?;
            }
        }
        sheets.push(Sheet {
            active: look.open,
            lines: grid.lines(look)?,
            hidden_columns: look.hidden_columns.clone(),
            ..sheet
        });
    }
    Ok(sheets)
}

fn of_xls(mut book: Xls<Cursor<&[u8]>>, looks: Vec<SheetLook>) -> Result<Vec<Sheet>, PackingFault> {
    let mut left = Budget::WHOLE;
    let mut sheets = Vec::new();
    let names = book.sheets_metadata().iter().map(|s| s.name.clone());
    let looks: BTreeMap<String, SheetLook> = names.zip(looks).collect();
    let plain = SheetLook::default();
    for sheet in worksheets(&book) {
        let range = book
            .worksheet_range(&sheet.name)
            .map_err(|_| PackingFault::Damaged)?;
        let look = looks.get(&sheet.name).unwrap_or(&plain);
        let (top, margin) = place(range.start().unwrap_or_default())?;
        let mut grid = Grid::default();
        for (row, column, cell) in range.used_cells() {
            let at = (top + row, margin + column);
            let (text, odd) = cell::text(cell, look.formats.get(&at).copied());
            grid.put(at, text, odd, &mut left)?;
        }
        sheets.push(Sheet {
            active: look.open,
            lines: grid.lines(look)?,
            hidden_columns: look.hidden_columns.clone(),
            ..sheet
        });
    }
    Ok(sheets)
}

/// Names and visibility, without lines.
fn worksheets<'a, R: Reader<Cursor<&'a [u8]>>>(book: &R) -> Vec<Sheet> {
    book.sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| Sheet {
            name: sheet.name.clone(),
            hidden: sheet.visible != SheetVisible::Visible,
            ..Sheet::default()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_that_panics_or_never_ends_is_left_alone() {
        let panics = guarded(PATIENCE, || {
            assert!(std::hint::black_box(false), "this must not be printed");
        });
        assert_eq!(panics.unwrap(), None);
        let sleeps = guarded(Duration::from_millis(20), || {
            std::thread::sleep(Duration::from_secs(1));
        });
        assert_eq!(sleeps.unwrap(), None);
        assert_eq!(guarded(PATIENCE, || 7).unwrap(), Some(7));
        assert!(!panic_is_expected());
    }

    #[test]
    fn a_cut_ods_is_refused() {
        // Its zip is whole; the XML inside ends in the middle of a table.
        let bytes = include_bytes!("../../tests/data/endless.ods");
        assert_eq!(read(bytes), Err(PackingFault::Damaged));
    }
}
