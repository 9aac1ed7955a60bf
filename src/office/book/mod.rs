//! 评审结果汇总表: the workbook, whose scores are formulas over the judges' marks and so can be followed cell by cell.
//!
//! The marks stand on one sheet (明细), a judge's total is a reference to it, and the trimmed mean is worked out
//! from the totals on the spot. Beside it stands the program's own value, and a column says whether they agree.

mod blank;
mod chart;
mod detail;
mod lists;
mod pen;
mod qualification;
mod sign;
mod summary;

use super::papers::Source;
use crate::text::papers as t;
pub use blank::blank;
use pen::Pen;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

/// The whole workbook.
///
/// # Errors
/// Packing in memory does not fail; the crate's signature says it might.
pub fn make(source: &Source) -> Result<Vec<u8>, XlsxError> {
    let mut book = begin(source, t::BOOK.get(source.lang));
    let pen = Pen::new(source, true);
    let detail = detail::Detail::of(source);
    let projects = source.results.projects.len();
    for project in 0..projects {
        summary::write(source, &pen, &detail, project, book.add_worksheet())?;
    }
    for project in 0..projects {
        chart::write(source, &pen, project, book.add_worksheet())?;
    }
    detail.write(source, &pen, book.add_worksheet())?;
    qualification::write(source, &pen, book.add_worksheet())?;
    lists::allocation(source, &pen, book.add_worksheet())?;
    lists::rules(source, &pen, book.add_worksheet())?;
    lists::rubric(source, &pen, book.add_worksheet())?;
    book.save_to_buffer()
}

/// The journal in sentences: a book of its own, so that whoever prints the results does not print it too.
///
/// # Errors
/// As [`make`].
pub fn journal(source: &Source) -> Result<Vec<u8>, XlsxError> {
    let mut book = begin(source, t::S_LOG.get(source.lang));
    let pen = Pen::new(source, false);
    for n in 0..source.acts.len().div_ceil(lists::MOST_ROWS) {
        lists::log(source, &pen, n, book.add_worksheet())?;
    }
    book.save_to_buffer()
}

/// A workbook with its title and organizer.
fn begin(source: &Source, what: &str) -> Workbook {
    let mut book = Workbook::new();
    book.set_properties(&properties(source, what));
    book
}

fn properties(source: &Source, what: &str) -> DocProperties {
    let properties = DocProperties::new()
        .set_title(format!("{} {what}", source.title()))
        .set_author(source.organizer());
    // The journal's time and not the clock's: the same session gives the same bytes.
    match created(source.at()) {
        Some(at) => properties.set_creation_datetime(&at),
        None => properties,
    }
}

fn created(at: &str) -> Option<ExcelDateTime> {
    let part = |from: usize, to: usize| at.get(from..to)?.parse::<u8>().ok();
    let year = at.get(..4)?.parse().ok()?;
    ExcelDateTime::from_ymd(year, part(5, 7)?, part(8, 10)?)
        .and_then(|day| {
            day.and_hms(
                part(11, 13).unwrap_or(0).into(),
                part(14, 16).unwrap_or(0),
                part(17, 19).unwrap_or(0),
            )
        })
        .ok()
}
