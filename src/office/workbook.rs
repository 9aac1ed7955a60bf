//! Workbooks to rows of text: `.xlsx`, `.ods` and `.xls`, as Excel, WPS and LibreOffice save them.
//!
//! The reader of these formats (calamine) has panicked on damaged files before, may loop for ever on a cut
//! `.ods`, and trusts what a file says of its size. So it runs on a thread of its own: a panic ends that thread
//! only and says nothing, and nobody waits longer than [`PATIENCE`]. What a file may unpack to is limited.
//! What stays possible: a file made on purpose, an `.ods` that repeats cells or a zip that lies about its sizes,
//! can ask for some gigabytes before it is refused.

mod cell;
mod xls;

use super::OfficeError;
use super::table::{Line, Sheet, clean};
use calamine::{Data, Ods, OdsError, Reader, Xls, XlsError, Xlsx, XlsxError};
use calamine::{SheetType, SheetVisible};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;
use std::sync::Once;
use std::sync::mpsc::channel;
use std::time::Duration;

/// Larger files are refused, in bytes.
pub const LARGEST: usize = 20 * 1024 * 1024;
/// More cells in all sheets together are refused; blank ones left of a filled one count.
pub const MOST_CELLS: usize = 1_000_000;
/// What a packed file may say it unpacks to, and what the texts of its cells may come to, in bytes.
const UNPACKED: usize = 256 * 1024 * 1024;
/// A sound file of [`LARGEST`] takes a few seconds.
const PATIENCE: Duration = Duration::from_secs(30);

/// Why a workbook is not taken; [`Fault::at`] adds which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    Locked,
    Damaged,
    TooMuch,
}

impl Fault {
    fn at(self, path: &Path) -> OfficeError {
        let path = path.to_owned();
        match self {
            Self::Locked => OfficeError::Locked(path),
            Self::Damaged => OfficeError::Damaged(path),
            Self::TooMuch => OfficeError::TooManyCells(path),
        }
    }
}

/// Whether the first bytes are those of a workbook; the name does not matter.
pub fn is_workbook(bytes: &[u8]) -> bool {
    is_packed(bytes) || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0])
}

fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Every worksheet, empty ones too, in the workbook's order, without charts and macros. `path` is only what
/// an error names.
///
/// # Errors
/// It is too large, locked with a password, damaged, or no workbook.
pub fn sheets(bytes: Vec<u8>, path: &Path) -> Result<Vec<Sheet>, OfficeError> {
    if bytes.len() > LARGEST {
        return Err(OfficeError::TooLarge(path.to_owned()));
    }
    if is_packed(&bytes) && says_it_unpacks_to(&bytes) > UNPACKED as u64 {
        return Err(Fault::TooMuch.at(path));
    }
    guarded(PATIENCE, move || read(&bytes))
        .map_err(|error| OfficeError::Read {
            path: path.to_owned(),
            error,
        })?
        .unwrap_or(Err(Fault::Damaged))
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
fn guarded<T: Send + 'static>(
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

/// The sum of the sizes in a zip's directory, in bytes. A directory may lie; the honest bombs do not.
fn says_it_unpacks_to(bytes: &[u8]) -> u64 {
    let entry = |at: usize| {
        let size = bytes.get(at + 24..at + 28)?;
        Some(u64::from(u32::from_le_bytes(size.try_into().ok()?)))
    };
    bytes
        .windows(4)
        .enumerate()
        .filter(|(_, four)| *four == b"PK\x01\x02")
        .filter_map(|(at, _)| entry(at))
        .sum()
}

fn read(bytes: &[u8]) -> Result<Vec<Sheet>, Fault> {
    if is_packed(bytes) {
        return match Xlsx::new(Cursor::new(bytes)) {
            Ok(book) if !book.sheets_metadata().is_empty() => of_xlsx(book),
            Err(XlsxError::Password) => Err(Fault::Locked),
            Ok(_) | Err(_) => match Ods::new(Cursor::new(bytes)) {
                Ok(book) => of_ranges(book),
                Err(OdsError::Password) => Err(Fault::Locked),
                Err(OdsError::CellLimitExceeded { .. }) => Err(Fault::TooMuch),
                Err(_) => Err(Fault::Damaged),
            },
        };
    }
    xls::check(bytes)?;
    match Xls::new(Cursor::new(bytes)) {
        Ok(book) => of_ranges(book),
        Err(XlsError::Password) => Err(Fault::Locked),
        Err(_) => Err(Fault::Damaged),
    }
}

/// What is left of [`MOST_CELLS`] and [`UNPACKED`] for one workbook.
struct Budget {
    cells: usize,
    bytes: usize,
}

impl Budget {
    const WHOLE: Self = Self {
        cells: MOST_CELLS,
        bytes: UNPACKED,
    };

    fn take(&mut self, cells: usize, bytes: usize) -> Result<(), Fault> {
        self.cells = self.cells.checked_sub(cells).ok_or(Fault::TooMuch)?;
        self.bytes = self.bytes.checked_sub(bytes).ok_or(Fault::TooMuch)?;
        Ok(())
    }
}

/// The filled cells of one sheet, rows and columns counted from 0 at A1.
#[derive(Default)]
struct Grid(BTreeMap<usize, Vec<String>>);

impl Grid {
    fn put(
        &mut self,
        (row, column): (usize, usize),
        cell: &Data,
        left: &mut Budget,
    ) -> Result<(), Fault> {
        let text = clean(&cell::text(cell));
        if text.is_empty() {
            return Ok(());
        }
        let cells = self.0.entry(row).or_default();
        left.take((column + 1).saturating_sub(cells.len()), text.len())?;
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        if let Some(place) = cells.get_mut(column) {
            *place = text;
        }
        Ok(())
    }

    /// Rows without content are left out; a row ends with its last cell that has some.
    fn lines(self) -> Vec<Line> {
        let line = |(row, cells)| Line {
            line: row + 1,
            cells,
        };
        self.0.into_iter().map(line).collect()
    }
}

fn place((row, column): (u32, u32)) -> Result<(usize, usize), Fault> {
    let at = |n: u32| usize::try_from(n).map_err(|_| Fault::Damaged);
    Ok((at(row)?, at(column)?))
}

/// Cell by cell, so that two cells in opposite corners cost no more than two.
fn of_xlsx(mut book: Xlsx<Cursor<&[u8]>>) -> Result<Vec<Sheet>, Fault> {
    let mut left = Budget::WHOLE;
    let mut sheets = Vec::new();
    for sheet in worksheets(&book) {
        let mut cells = match book.worksheet_cells_reader(&sheet.name) {
            Ok(cells) => cells,
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(_) => return Err(Fault::Damaged),
        };
        let mut grid = Grid::default();
        loop {
            match cells.next_cell() {
                Ok(None) => break,
                Ok(Some(cell)) => {
                    let data = Data::from(cell.get_value().clone());
                    grid.put(place(cell.get_position())?, &data, &mut left)?;
                }
                // An error value newer than the reader, such as #SPILL!: as empty as the others.
                Err(XlsxError::CellError(_)) => {}
                Err(_) => return Err(Fault::Damaged),
            }
        }
        sheets.push(Sheet {
            lines: grid.lines(),
            ..sheet
        });
    }
    Ok(sheets)
}

fn of_ranges<'a, R: Reader<Cursor<&'a [u8]>>>(mut book: R) -> Result<Vec<Sheet>, Fault> {
    let mut left = Budget::WHOLE;
    let mut sheets = Vec::new();
    for sheet in worksheets(&book) {
        let range = book
            .worksheet_range(&sheet.name)
            .map_err(|_| Fault::Damaged)?;
        let (top, margin) = place(range.start().unwrap_or_default())?;
        let mut grid = Grid::default();
        for (row, column, cell) in range.used_cells() {
            grid.put((top + row, margin + column), cell, &mut left)?;
        }
        sheets.push(Sheet {
            lines: grid.lines(),
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
            lines: Vec::new(),
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
    fn a_cut_ods_is_given_up() {
        // Its zip is whole; the XML inside ends in the middle of a table, and the reader waits for the rest.
        let bytes = include_bytes!("../../tests/data/endless.ods");
        let answer = guarded(Duration::from_millis(500), || read(bytes)).unwrap();
        assert!(!matches!(answer, Some(Ok(_))), "{answer:?}");
    }
}
