//! Bytes to rows of text: a workbook or a text, its encoding, the separator, and cells without stray marks.

pub mod text;

use super::{OfficeError, workbook};
use std::borrow::Cow;
use std::path::Path;

/// Larger files are no rosters, in bytes.
const LARGEST: u64 = 200 * 1024 * 1024;

/// One row of a sheet or of a text, counted from 1 as a spreadsheet counts it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    pub line: usize,
    /// A line break inside a cell is still there: what a cell means decides what it becomes.
    pub cells: Vec<String>,
    /// By column: cells of which the text is not what a person sees.
    pub odd: Vec<(usize, Odd)>,
    /// Columns whose cell belongs to a merged one that begins on a row above.
    pub merged: Vec<usize>,
    /// Hidden by hand or by a filter.
    pub hidden: bool,
}

/// Why the text of a cell cannot be taken as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Odd {
    /// `#REF!` and its like.
    Error(String),
    /// A formula that was saved without what it comes to.
    Unsaved,
    /// The text of a formula, in a file that keeps no values.
    Formula(String),
}

/// One sheet of a workbook, or the whole of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Empty for text.
    pub name: String,
    pub hidden: bool,
    /// The one that was open when the workbook was saved.
    pub active: bool,
    /// Only rows with content.
    pub lines: Vec<Line>,
    /// From 0.
    pub hidden_columns: Vec<usize>,
}

/// A file as a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Book {
    pub form: Form,
    pub sheets: Vec<Sheet>,
}

/// What kind of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Xlsx,
    Xls,
    Ods,
    Text {
        encoding: &'static str,
        separator: Separator,
    },
}

/// What separates the cells of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    Comma,
    Tab,
    Semicolon,
    Bar,
}

impl Separator {
    pub const fn sign(self) -> char {
        match self {
            Self::Comma => ',',
            Self::Tab => '\t',
            Self::Semicolon => ';',
            Self::Bar => '|',
        }
    }
}

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    /// With what GB 18030 has beyond it.
    Gbk,
}

/// Every sheet of a workbook, or a text as one sheet without a name. The first bytes decide which it is,
/// whatever the file is called. `encoding` is for text only: `None` finds it out as [`encoding_of`] tells.
///
/// # Errors
/// As [`load`] and [`book_in`].
pub fn sheets(path: &Path, encoding: Option<Encoding>) -> Result<Vec<Sheet>, OfficeError> {
    sheets_in(load(path)?, path, encoding)
}

/// The bytes of a file.
///
/// # Errors
/// It cannot be read, or is larger than a roster can be.
pub fn load(path: &Path) -> Result<Vec<u8>, OfficeError> {
    let failed = |error| OfficeError::Read {
        path: path.to_owned(),
        error,
    };
    let size = std::fs::metadata(path).map_err(failed)?.len();
    if size > LARGEST {
        return Err(failed(std::io::ErrorKind::FileTooLarge.into()));
    }
    std::fs::read(path).map_err(failed)
}

/// [`sheets`] of bytes that were read already; `path` is only what an error names.
///
/// # Errors
/// As [`book_in`].
pub fn sheets_in(
    bytes: Vec<u8>,
    path: &Path,
    encoding: Option<Encoding>,
) -> Result<Vec<Sheet>, OfficeError> {
    Ok(book_in(bytes, path, encoding)?.sheets)
}

/// The table that these bytes are; `path` is only what an error names.
///
/// # Errors
/// A workbook is too large, locked or damaged; it is a web page; it is no text in that encoding; it is no
/// table.
pub fn book_in(
    bytes: Vec<u8>,
    path: &Path,
    encoding: Option<Encoding>,
) -> Result<Book, OfficeError> {
    if workbook::is_workbook(&bytes) {
        return workbook::book(bytes, path);
    }
    if is_web_page(&bytes) {
        return Err(OfficeError::WebPage(path.to_owned()));
    }
    let (written, text) =
        decode_as(&bytes, encoding).ok_or_else(|| OfficeError::NotText(path.to_owned()))?;
    if text.trim_start().starts_with('<') {
        return Err(OfficeError::WebPage(path.to_owned()));
    }
    book_of(&text, written, path)
}

/// # Errors
/// It is no table; `path` is what the error names.
pub fn book_of(text: &str, encoding: &'static str, path: &Path) -> Result<Book, OfficeError> {
    let (separator, lines) =
        text::rows(text).map_err(|fault| OfficeError::Text(path.to_owned(), fault))?;
    Ok(Book {
        form: Form::Text {
            encoding,
            separator,
        },
        sheets: vec![Sheet {
            active: true,
            lines,
            ..Sheet::default()
        }],
    })
}

/// Programs export pages as `.xls`: HTML, its archive with a mail's head, or Excel's XML of 2003.
fn is_web_page(bytes: &[u8]) -> bool {
    let head = bytes.get(..512).unwrap_or(bytes);
    let head = head
        .strip_prefix(UTF8_MARK)
        .unwrap_or(head)
        .trim_ascii_start();
    head.starts_with(b"<") || head.starts_with(b"MIME-Version:")
}

const UTF8_MARK: &[u8] = b"\xef\xbb\xbf";

/// A byte order mark decides; else what is valid UTF-8 is UTF-8; else it is GBK, as Excel saves CSV on
/// Chinese Windows. Guessing by statistics misreads short lists. `None` for what is no text in that encoding.
pub fn decode(bytes: &[u8]) -> Option<String> {
    decode_as(bytes, None).map(|(_, text)| text)
}

/// What [`decode`] takes bytes for, so that a person can say "no, the other one". `None` where there is nothing
/// to choose: a workbook, UTF-16 with its mark, or no text at all.
pub fn encoding_of(bytes: &[u8]) -> Option<Encoding> {
    if workbook::is_workbook(bytes) {
        return None;
    }
    match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, _)) if encoding != encoding_rs::UTF_8 => None,
        _ => [Encoding::Utf8, Encoding::Gbk]
            .into_iter()
            .find(|e| decode_as(bytes, Some(*e)).is_some()),
    }
}

/// `None` as [`decode`], else this encoding and no other; with its name.
fn decode_as(bytes: &[u8], encoding: Option<Encoding>) -> Option<(&'static str, String)> {
    let (written, text) = match encoding {
        None => {
            if let Some((encoding, length)) = encoding_rs::Encoding::for_bom(bytes) {
                let rest = bytes.get(length..).unwrap_or_default();
                let text = encoding
                    .decode_without_bom_handling_and_without_replacement(rest)?
                    .into_owned();
                let written = if encoding == encoding_rs::UTF_8 {
                    UTF_8
                } else {
                    "UTF-16"
                };
                return Some((written, text));
            }
            match std::str::from_utf8(bytes) {
                Ok(text) => (UTF_8, Cow::Borrowed(text)),
                Err(_) => (GBK, gbk(bytes)?),
            }
        }
        Some(Encoding::Utf8) => {
            let rest = bytes.strip_prefix(UTF8_MARK).unwrap_or(bytes);
            (UTF_8, Cow::Borrowed(std::str::from_utf8(rest).ok()?))
        }
        Some(Encoding::Gbk) => (GBK, gbk(bytes)?),
    };
    (!text.contains('\0')).then(|| (written, text.into_owned()))
}

const UTF_8: &str = "UTF-8";
const GBK: &str = "GBK";

fn gbk(bytes: &[u8]) -> Option<Cow<'_, str>> {
    encoding_rs::GBK.decode_without_bom_handling_and_without_replacement(bytes)
}

/// A cell without stray and doubled blanks and characters that nobody sees; line breaks stay. The apostrophe with
/// which a person says "this is text" is no part of it.
pub fn tidy(cell: &str) -> String {
    if is_tidy(cell) {
        return cell.to_owned();
    }
    let breaks = cell.replace("_x000D_", "\r").replace("\r\n", "\n");
    let lines: Vec<String> = breaks
        .split(['\n', '\r', '\u{2028}', '\u{b}'])
        .map(clean)
        .filter(|line| !line.is_empty())
        .collect();
    let text = lines.join("\n");
    match text.strip_prefix('\'') {
        Some(rest) => rest.to_owned(),
        None => text,
    }
}

/// Is there nothing to do? Most cells are so.
fn is_tidy(cell: &str) -> bool {
    let plain = |c: char| {
        c == ' '
            || c.is_ascii_graphic()
            || is_han(c)
            || matches!(c, '\u{ff01}'..='\u{ff5e}' | '、' | '“' | '”')
    };
    cell.chars().all(plain)
        && !cell.starts_with([' ', '\''])
        && !cell.ends_with(' ')
        && !cell.contains("  ")
        && !cell.contains("_x000D_")
}

/// A tidy cell on one line: where Chinese stands on either side of a break, nothing is put in its place.
pub fn joined(cell: &str) -> String {
    let mut out = String::new();
    for line in cell.split('\n') {
        let between = (out.chars().last(), line.chars().next());
        if let (Some(before), Some(after)) = between
            && !is_wide(before)
            && !is_wide(after)
        {
            out.push(' ');
        }
        out.push_str(line);
    }
    out
}

/// Chinese letters and marks.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}') || is_han(c)
}

pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// What a spreadsheet shows where a formula failed.
pub fn is_error(text: &str) -> bool {
    let known = [
        "#N/A",
        "#REF!",
        "#NAME?",
        "#VALUE!",
        "#DIV/0!",
        "#NUM!",
        "#NULL!",
        "#SPILL!",
        "#CALC!",
        "#GETTING_DATA",
        "#FIELD!",
        "#BLOCKED!",
        "#CONNECT!",
        "#UNKNOWN!",
        "#BUSY!",
    ];
    let numbered = |rest: &str| rest.len() == 3 && rest.bytes().all(|b| b.is_ascii_digit());
    known.contains(&text)
        || text.strip_prefix("Err:").is_some_and(numbered)
        // A column too narrow for what is in it, saved as text.
        || (text.len() >= 3 && text.bytes().all(|b| b == b'#'))
}

/// `H2` of row 2 and column 7.
pub fn cell_name(row: usize, column: usize) -> String {
    format!("{}{row}", column_name(column))
}

/// `A`, `Z`, `AA`, from 0.
pub fn column_name(column: usize) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + u8::try_from(left % 26).unwrap_or(0)));
        left /= 26;
    }
    letters.into_iter().rev().collect()
}

/// Without line breaks, stray and doubled blanks, and characters that nobody sees.
pub fn clean(cell: &str) -> String {
    crate::text::visible(cell)
        .split(' ')
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A text that no spreadsheet takes for a formula: one that begins like one gets an apostrophe.
pub fn guarded(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\'']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// Full-width digits, letters and signs as ASCII.
pub fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            '\u{3000}' => ' ',
            '。' | '｡' => '.',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf8_with_and_without_mark_and_gbk_read_alike() {
        let text = "序号,单位名称\n1,中原学院\n";
        let gbk = encoding_rs::GBK.encode(text).0.into_owned();
        let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
        for bytes in [text.as_bytes().to_vec(), marked, gbk] {
            assert_eq!(decode(&bytes).as_deref(), Some(text));
        }
    }

    #[test]
    fn what_is_no_text_is_not_guessed_at() {
        for bytes in [&b"\x89PNG\r\n\x1a\n\0\0"[..], b"a\0b", b"\xff\xff\xff"] {
            assert_eq!(decode(bytes), None, "{bytes:?}");
        }
    }

    #[test]
    fn cells_are_clean() {
        assert_eq!(tidy(" x \ny\u{200b} "), "x\ny");
        assert_eq!(tidy("中原_x000D_\n学院"), "中原\n学院");
        assert_eq!(joined(&tidy("中原_x000D_\n学院")), "中原学院");
        assert_eq!(joined("长河大学\n（分部）\nA"), "长河大学（分部）A");
        assert_eq!(joined("Ash\nCollege"), "Ash College");
        assert_eq!(tidy("'012345"), "012345");
        assert_eq!(half_width("３６．５（ａ）"), "36.5(a)");
    }

    #[test]
    fn cells_have_the_names_that_people_see() {
        let names: Vec<String> = [0, 25, 26, 701, 702].map(column_name).to_vec();
        assert_eq!(names, ["A", "Z", "AA", "ZZ", "AAA"]);
        assert_eq!(cell_name(2, 7), "H2");
    }
}
