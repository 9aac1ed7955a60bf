//! One reading of a table for every import: which sheet, which row has the headings, what each column means, and
//! which rows are none of the list. What was taken and what was left out is [`Took`].
//!
//! Where a file can be read in two ways, it is not read: two columns of one meaning, or several sheets that could be
//! the list, are questions to the person who has the file.

mod choose;
pub mod near;
mod rows;
mod took;

pub use took::{Left, Meaning, SheetReason, SheetTook, Took};

use super::table::{self, Book, Encoding, SourceRow, cell_name, joined};
use super::{OfficeError, RowKind};
use std::path::Path;

/// What a person may say about a file.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReadOptions<'a> {
    /// The sheet of a workbook.
    pub sheet: Option<&'a str>,
    /// Of a text: `None` finds it out.
    pub encoding: Option<Encoding>,
}

/// What a list is about: which headings it knows.
pub trait ListKind {
    type Heading: Clone + PartialEq;

    /// What a column of this heading holds.
    fn column(&self, heading: &str) -> Option<Self::Heading>;
    fn meaning(&self, column: &Self::Heading) -> Meaning;
    /// Are these columns enough for a row of headings?
    fn is_heading(&self, columns: &[Option<Self::Heading>]) -> bool;
    /// Does the column only number the rows?
    fn numbers(&self, column: &Self::Heading) -> bool;
    /// Does a sheet of this name say what a column would, as 项目1 does?
    fn sheet_says(&self, name: &str) -> bool;
    /// Headings that a person could have meant, for a message.
    fn known(&self) -> Vec<String>;
    /// The few that are needed.
    fn wanted(&self) -> &'static [&'static str];
}

/// The rows of one sheet.
#[derive(Debug)]
pub struct ListTable<C> {
    /// Empty for a text.
    pub sheet: String,
    pub columns: Vec<Option<C>>,
    /// The headings, as they are written.
    pub headings: Vec<String>,
    /// Above the headings; they are told among what was left out.
    pub above: Vec<SourceRow>,
    pub rows: Vec<SourceRow>,
    /// Rows that say they are totals of those above them; they are told among what was left out.
    pub totals: Vec<SourceRow>,
}

#[derive(Debug)]
pub struct TableReading<C> {
    pub took: Took,
    pub tables: Vec<ListTable<C>>,
}

/// Two or more columns that say the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubled {
    pub meaning: Meaning,
    /// Cell and heading.
    pub cells: Vec<(String, String)>,
}

/// The bytes of a file as a table.
///
/// # Errors
/// As [`table::load`] and [`table::book_in`].
pub fn open(path: &Path, options: &ReadOptions) -> Result<Book, OfficeError> {
    table::book_in(table::load(path)?, path, options.encoding)
}

/// # Errors
/// The file is empty; no sheet has a row of headings; several could be the list; two columns say the same.
pub fn read<K: ListKind>(
    book: Book,
    path: &Path,
    kind: &K,
    options: &ReadOptions,
) -> Result<TableReading<K::Heading>, OfficeError> {
    let form = book.form;
    let (chosen, why) = choose::sheets(&book, path, kind, options)?;
    let mut took = Took {
        path: path.to_owned(),
        form,
        sheets: Vec::new(),
        left: Vec::new(),
    };
    let mut tables = Vec::new();
    for (n, sheet) in book.sheets.into_iter().enumerate() {
        let Some(found) = chosen.iter().find(|c| c.sheet == n) else {
            if !sheet.lines.is_empty() {
                took.left.push(Left::Sheet {
                    name: sheet.name,
                    rows: sheet.lines.len(),
                    hidden: sheet.hidden,
                });
            }
            continue;
        };
        tables.push(rows::of_sheet(
            sheet,
            found.heading,
            why,
            kind,
            path,
            &mut took,
        )?);
    }
    Ok(TableReading { took, tables })
}

/// What people write into a column to say that it holds, or does not. `None` for anything else.
pub fn tick(cell: &str) -> Option<bool> {
    match cell.to_lowercase().as_str() {
        "是" | "√" | "✓" | "✔" | "☑" | "v" | "1" | "y" | "yes" | "true" | "对" => {
            Some(true)
        }
        "否" | "不是" | "×" | "x" | "✗" | "☐" | "0" | "n" | "no" | "false" | "-" | "—" | "/"
        | "无" => Some(false),
        _ => None,
    }
}

/// The first cell right of the last heading.
pub fn beyond(line: &SourceRow, columns: usize) -> Option<RowKind> {
    let mut cells = line.cells.iter().enumerate().skip(columns);
    let (n, text) = cells.find(|(_, c)| !c.is_empty())?;
    Some(RowKind::NoHeadingAbove(
        cell_name(line.line, n),
        joined(text),
    ))
}

/// What each cell of a row would mean as a heading.
fn columns<K: ListKind>(line: &SourceRow, kind: &K) -> Vec<Option<K::Heading>> {
    line.cells.iter().map(|c| kind.column(&joined(c))).collect()
}

/// Every meaning that more than one column has.
fn doubled<K: ListKind>(
    line: &SourceRow,
    columns: &[Option<K::Heading>],
    kind: &K,
) -> Vec<Doubled> {
    let mut list: Vec<Doubled> = Vec::new();
    for (n, column) in columns.iter().enumerate() {
        let Some(column) = column else { continue };
        let first = columns.iter().position(|c| c.as_ref() == Some(column));
        if first == Some(n) {
            continue;
        }
        let named = |n: usize| {
            let heading = line.cells.get(n).map(|c| joined(c)).unwrap_or_default();
            (cell_name(line.line, n), heading)
        };
        let meaning = kind.meaning(column);
        match list.iter_mut().find(|d| d.meaning == meaning) {
            Some(known) => known.cells.push(named(n)),
            None => list.push(Doubled {
                meaning,
                cells: first.into_iter().chain([n]).map(named).collect(),
            }),
        }
    }
    list
}
