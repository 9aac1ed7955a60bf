//! Which sheet is the list.

use super::super::OfficeError;
use super::super::table::{Book, Sheet, SourceRow, joined};
use super::near::nearest;
use super::{ListKind, ReadOptions, SheetReason, columns};
use std::path::Path;

/// A sheet, and its row of headings among the lines.
pub struct ChosenSheet {
    pub sheet: usize,
    pub heading: usize,
}

/// A heading that is not known, and the known one that it resembles.
pub type Near = (String, Option<String>);

pub fn sheets<K: ListKind>(
    book: &Book,
    path: &Path,
    kind: &K,
    options: &ReadOptions,
) -> Result<(Vec<ChosenSheet>, SheetReason), OfficeError> {
    let path = || path.to_owned();
    if book.sheets.iter().all(|s| s.lines.is_empty()) {
        return Err(OfficeError::Empty(path()));
    }
    if let Some(name) = options.sheet {
        let found = book.sheets.iter().position(|s| is_named(s, name));
        let Some(n) = found else {
            let names = book.sheets.iter().map(|s| s.name.clone()).collect();
            return Err(OfficeError::NoSheet(path(), name.to_owned(), names));
        };
        let heading = book.sheets.get(n).and_then(|s| heading(&s.lines, kind));
        let Some(heading) = heading else {
            return Err(no_heading(book, n, path(), kind));
        };
        return Ok((vec![ChosenSheet { sheet: n, heading }], SheetReason::Named));
    }
    let seen: Vec<(usize, &Sheet)> = book
        .sheets
        .iter()
        .enumerate()
        .filter(|(_, s)| !s.hidden && !s.lines.is_empty())
        .collect();
    let mut lists: Vec<ChosenSheet> = seen
        .iter()
        .filter_map(|(n, s)| {
            heading(&s.lines, kind).map(|heading| ChosenSheet { sheet: *n, heading })
        })
        .collect();
    // Headings alone are a form that nobody filled in, unless there is nothing else.
    let filled = |c: &ChosenSheet| {
        let lines = book.sheets.get(c.sheet).map_or(0, |s| s.lines.len());
        c.heading + 1 < lines
    };
    if lists.iter().any(filled) {
        lists.retain(filled);
    }
    let name_of = |n: usize| {
        book.sheets
            .get(n)
            .map(|s| s.name.clone())
            .unwrap_or_default()
    };
    let active = seen.iter().find(|(_, s)| s.active).map(|(n, _)| *n);
    let question = |others: Vec<usize>| {
        let mut names: Vec<usize> = lists.iter().map(|c| c.sheet).chain(others).collect();
        // The one that was open comes first.
        names.sort_by_key(|n| (Some(*n) != active, *n));
        OfficeError::WhichSheet(path(), names.into_iter().map(name_of).collect())
    };
    let taken = |n: &usize| lists.iter().any(|c| c.sheet == *n);
    let says = |n: usize| kind.sheet_says(&name_of(n));
    // A sheet of rows under headings that are not known may be the list all the same.
    let strangers: Vec<usize> = seen
        .iter()
        .filter(|(n, s)| !taken(n) && (says(*n) || is_list(s)))
        .map(|(n, _)| *n)
        .collect();
    match lists.as_slice() {
        [] => {
            let first = active.or(seen.first().map(|(n, _)| *n)).unwrap_or(0);
            Err(no_heading(book, first, path(), kind))
        }
        [one] => {
            let open = active == Some(one.sheet);
            let doubt = strangers.iter().any(|n| says(*n)) || (!open && !strangers.is_empty());
            if doubt && book.sheets.len() > 1 {
                return Err(question(strangers));
            }
            let only = seen.len() == 1;
            Ok((
                lists,
                if only {
                    SheetReason::Only
                } else {
                    SheetReason::Headings
                },
            ))
        }
        several => {
            if several.iter().all(|c| says(c.sheet)) && !strangers.iter().any(|n| says(*n)) {
                return Ok((lists, SheetReason::EachSays));
            }
            Err(question(strangers))
        }
    }
}

fn is_named(sheet: &Sheet, name: &str) -> bool {
    sheet.name == name || sheet.name.trim().eq_ignore_ascii_case(name.trim())
}

/// The first row with enough known headings; titles stand above it.
pub fn heading<K: ListKind>(lines: &[SourceRow], kind: &K) -> Option<usize> {
    lines
        .iter()
        .position(|line| !is_code(line) && kind.is_heading(&columns(line, kind)))
}

/// Three rows of three cells, one below the other: a list, and no page of notes.
fn is_list(sheet: &Sheet) -> bool {
    sheet.lines.windows(3).any(|three| {
        three.iter().all(|line| {
            let filled = line.cells.iter().filter(|c| !c.is_empty()).count();
            filled >= 3
        })
    })
}

/// The row that is most like one of headings, cell by cell.
fn no_heading<K: ListKind>(
    book: &Book,
    n: usize,
    path: std::path::PathBuf,
    kind: &K,
) -> OfficeError {
    let known = kind.known();
    let likeness = |line: &SourceRow| -> (usize, Vec<Near>) {
        let cells = line
            .cells
            .iter()
            .map(|c| joined(c))
            .filter(|c| !c.is_empty());
        let mut like = 0;
        let near = cells
            .filter_map(|cell| {
                if kind.column(&cell).is_some() {
                    like += 1;
                    return None;
                }
                let near = nearest(&cell, &known);
                like += usize::from(near.is_some());
                Some((cell, near))
            })
            .collect();
        (like, near)
    };
    let lines = book.sheets.get(n).map(|s| s.lines.as_slice());
    // Headings stand near the top; a row below is no better for being like one.
    let rows = lines.unwrap_or_default().iter().take(30).map(likeness);
    let best = rows.rev().max_by_key(|(like, _)| *like);
    let near = match best {
        Some((like, near)) if like > 1 || near.iter().any(|(_, near)| near.is_some()) => near,
        _ => Vec::new(),
    };
    OfficeError::NoHeading(path, kind.wanted(), near)
}

/// A line of JSON, such as one of a journal: its words are no headings.
fn is_code(line: &SourceRow) -> bool {
    let first = line.cells.iter().find(|cell| !cell.is_empty());
    first.is_some_and(|cell| cell.trim_start().starts_with(['{', '[']))
}
