//! Workbooks to rows of text: `.xlsx`, `.ods` and `.xls`, as Excel, WPS and LibreOffice save them.
//!
//! The reader of these formats (calamine) has panicked on damaged files before, may loop for ever on a cut
//! `.ods`, and trusts what a file says of its size. So it runs on a thread of its own: a panic ends that thread
//! only and says nothing, and nobody waits longer than [`PATIENCE`]. What a file may unpack to is limited.
//! What stays possible: an `.ods` or `.xls` made on purpose can ask for some gigabytes before it is refused.

use super::OfficeError;
use super::table::{Line, Sheet, clean};
use calamine::{Data, ExcelDateTime, Ods, OdsError, Reader, Xls, XlsError, Xlsx, XlsxError};
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
/// A sheet keeps 15 digits: a number from here on may have lost its end.
const SIXTEEN_DIGITS: f64 = 1e15;

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

/// Every sheet with cells, in the workbook's order; charts and macro sheets are left out. `path` is only what
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
    match Xls::new(Cursor::new(bytes)) {
        Ok(book) => of_ranges(book),
        Err(XlsError::Password) => Err(Fault::Locked),
        // An encrypted .xlsx comes in the same wrapper as an .xls.
        Err(_) => match Xlsx::new(Cursor::new(bytes)) {
            Err(XlsxError::Password) => Err(Fault::Locked),
            Ok(_) | Err(_) => Err(Fault::Damaged),
        },
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
        let text = clean(&text(cell));
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

/// A cell as a person would type it. Of merged cells the first has the value and the others are empty, so a
/// value that spans rows is in the first of them only. A formula gives the value that was saved with it. An
/// error value (#N/A) is an empty cell: there is nothing that could be taken, and what must not be empty is
/// missed later, by name.
fn text(cell: &Data) -> String {
    match cell {
        Data::Empty | Data::Error(_) => String::new(),
        // An .ods has error values as text.
        Data::String(text) if is_error(text) => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Bool(true) => "TRUE".to_owned(),
        Data::Bool(false) => "FALSE".to_owned(),
        Data::Int(n) if n.unsigned_abs() < 1_000_000_000_000_000 => n.to_string(),
        #[allow(clippy::cast_precision_loss)] // From 16 digits on the end is lost anyway.
        Data::Int(n) => number(*n as f64),
        Data::Float(n) => number(*n),
        Data::DateTime(time) if time.is_duration() => duration(time.as_f64()),
        Data::DateTime(time) => moment(time).unwrap_or_else(|| number(time.as_f64())),
    }
}

fn is_error(text: &str) -> bool {
    let known = [
        "#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!",
    ];
    let numbered = |rest: &str| rest.len() == 3 && rest.bytes().all(|b| b.is_ascii_digit());
    known.contains(&text) || text.strip_prefix("Err:").is_some_and(numbered)
}

/// The shortest digits that mean this number: `7`, `88.01`. A number of 16 or more digits was a code typed
/// into a cell that is no text and has lost its end: it stays in the notation with a power, which a roster
/// refuses ([`super::roster`] names the row), instead of looking like a code.
fn number(n: f64) -> String {
    if !n.is_finite() {
        String::new()
    } else if n == 0.0 {
        "0".to_owned()
    } else if n.abs() >= SIXTEEN_DIGITS {
        format!("{n:E}").replace('E', "E+")
    } else {
        n.to_string()
    }
}

/// `2026-05-18 18:30:00`, to the nearest second; without a time of day `2026-05-18`; less than a day is a time
/// alone, `18:30:00`. The 1904 system of old Macs is minded. `None` for what is no date, as 29 February 1900.
fn moment(time: &ExcelDateTime) -> Option<String> {
    if time.as_f64() < 0.0 {
        return None;
    }
    let (year, month, day, hour, minute, second, milli) = time.to_ymd_hms_milli();
    let small = |n: u8| i8::try_from(n).ok();
    let exact = jiff::civil::DateTime::new(
        i16::try_from(year).ok()?,
        small(month)?,
        small(day)?,
        small(hour)?,
        small(minute)?,
        small(second)?,
        i32::from(milli) * 1_000_000,
    )
    .ok()?;
    let at = exact.round(jiff::Unit::Second).ok()?;
    Some(if time.as_f64() < 1.0 {
        at.strftime("%H:%M:%S").to_string()
    } else if at.time() == jiff::civil::Time::midnight() {
        at.strftime("%Y-%m-%d").to_string()
    } else {
        at.strftime("%Y-%m-%d %H:%M:%S").to_string()
    })
}

/// `26:30:00` for a day and a bit; `days` is what the sheet holds.
fn duration(days: f64) -> String {
    #[allow(clippy::cast_possible_truncation)] // Saturates.
    let seconds = (days * 86_400.0).round() as i64;
    let (sign, seconds) = (if seconds < 0 { "-" } else { "" }, seconds.unsigned_abs());
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    format!("{sign}{hours}:{minutes:02}:{:02}", seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType::{DateTime, TimeDelta};

    #[test]
    fn numbers_have_the_shortest_digits_and_lost_ends_show() {
        for (n, expected) in [
            (7.0, "7"),
            (-0.0, "0"),
            (88.01, "88.01"),
            (46158.5986, "46158.5986"),
            (999_999_999_999_999.0, "999999999999999"),
            (1e15, "1E+15"),
            (524_103_994_123_457_000.0, "5.24103994123457E+17"),
            (f64::NAN, ""),
        ] {
            assert_eq!(number(n), expected);
        }
        assert_eq!(text(&Data::Int(41)), "41");
        assert_eq!(
            text(&Data::Int(524_103_994_123_457_000)),
            "5.24103994123457E+17"
        );
    }

    #[test]
    fn times_of_both_systems_are_text_to_the_second() {
        let at = |value, old| text(&Data::DateTime(ExcelDateTime::new(value, DateTime, old)));
        assert_eq!(at(46160.0, false), "2026-05-18");
        assert_eq!(at(46_160.770_833_333, false), "2026-05-18 18:30:00");
        assert_eq!(at(46_160.999_999_9, false), "2026-05-19");
        assert_eq!(at(44698.75, true), "2026-05-18 18:00:00");
        assert_eq!(at(0.75, false), "18:00:00");
        // A day that never was, and no day at all.
        assert_eq!(
            (at(60.0, false), at(-3.5, false)),
            ("60".into(), "-3.5".into())
        );
        let span = ExcelDateTime::new(1.104_166_666_7, TimeDelta, false);
        assert_eq!(text(&Data::DateTime(span)), "26:30:00");
    }

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
}
