//! Bytes to rows of text: a workbook or a text, its encoding, the separator, and cells without stray marks.

use super::{OfficeError, workbook};
use std::borrow::Cow;
use std::path::Path;

/// Larger files are no rosters, in bytes.
const LARGEST: u64 = 200 * 1024 * 1024;

/// One row with the line of the file on which it begins, or its row of the sheet, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub line: usize,
    pub cells: Vec<String>,
}

/// One sheet of a workbook, or the whole of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Empty for text.
    pub name: String,
    pub hidden: bool,
    /// Only rows with content.
    pub lines: Vec<Line>,
}

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    /// With what GB 18030 has beyond it.
    Gbk,
}

/// The rows of a text, or of the first sheet of a workbook that is not hidden and not empty.
///
/// # Errors
/// As [`sheets`].
pub fn read(path: &Path) -> Result<Vec<Line>, OfficeError> {
    let seen = |sheet: &Sheet| !sheet.hidden && !sheet.lines.is_empty();
    let first = sheets(path, None)?.into_iter().find(seen);
    Ok(first.map(|sheet| sheet.lines).unwrap_or_default())
}

/// Every sheet of a workbook, or a text as one sheet without a name. The first bytes decide which it is,
/// whatever the file is called. `encoding` is for text only: `None` finds it out as [`encoding_of`] tells.
///
/// # Errors
/// As [`load`] and [`sheets_in`].
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
/// A workbook is too large, locked or damaged; it is a web page; it is no text in that encoding; it is no
/// table.
pub fn sheets_in(
    bytes: Vec<u8>,
    path: &Path,
    encoding: Option<Encoding>,
) -> Result<Vec<Sheet>, OfficeError> {
    if workbook::is_workbook(&bytes) {
        return workbook::sheets(bytes, path);
    }
    if is_web_page(&bytes) {
        return Err(OfficeError::WebPage(path.to_owned()));
    }
    let text = decode_as(&bytes, encoding).ok_or_else(|| OfficeError::NotText(path.to_owned()))?;
    if text.trim_start().starts_with('<') {
        return Err(OfficeError::WebPage(path.to_owned()));
    }
    Ok(vec![Sheet {
        name: String::new(),
        hidden: false,
        lines: parse(&text, path)?,
    }])
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

/// # Errors
/// It is no table; `path` is what the error names.
pub fn parse(text: &str, path: &Path) -> Result<Vec<Line>, OfficeError> {
    rows(text).map_err(|error| OfficeError::Table(path.to_owned(), error))
}

const UTF8_MARK: &[u8] = b"\xef\xbb\xbf";

/// A byte order mark decides; else what is valid UTF-8 is UTF-8; else it is GBK, as Excel saves CSV on
/// Chinese Windows. Guessing by statistics misreads short lists. `None` for what is no text in that encoding.
pub fn decode(bytes: &[u8]) -> Option<String> {
    decode_as(bytes, None)
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

/// `None` as [`decode`], else this encoding and no other.
fn decode_as(bytes: &[u8], encoding: Option<Encoding>) -> Option<String> {
    let text = match encoding {
        None => {
            if let Some((encoding, length)) = encoding_rs::Encoding::for_bom(bytes) {
                let rest = bytes.get(length..).unwrap_or_default();
                return encoding
                    .decode_without_bom_handling_and_without_replacement(rest)
                    .map(Cow::into_owned);
            }
            match std::str::from_utf8(bytes) {
                Ok(text) => Cow::Borrowed(text),
                Err(_) => gbk(bytes)?,
            }
        }
        Some(Encoding::Utf8) => {
            let rest = bytes.strip_prefix(UTF8_MARK).unwrap_or(bytes);
            Cow::Borrowed(std::str::from_utf8(rest).ok()?)
        }
        Some(Encoding::Gbk) => gbk(bytes)?,
    };
    (!text.contains('\0')).then(|| text.into_owned())
}

fn gbk(bytes: &[u8]) -> Option<Cow<'_, str>> {
    encoding_rs::GBK.decode_without_bom_handling_and_without_replacement(bytes)
}

/// # Errors
/// Quotes that never end and the like.
pub fn rows(text: &str) -> Result<Vec<Line>, csv::Error> {
    let first = text
        .lines()
        .find(|l| !l.trim().is_empty())
        .unwrap_or_default();
    let separator = if first.contains('\t') && !first.contains(',') {
        b'\t'
    } else {
        b','
    };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut lines = Vec::new();
    for record in reader.records() {
        let record = record?;
        // The reader's position is where it began to read, blank lines before the record included.
        let (byte, from) = record.position().map_or((0, 1), |p| (p.byte(), p.line()));
        let ahead = text
            .get(usize::try_from(byte).unwrap_or(0)..)
            .unwrap_or_default();
        let blank = ahead
            .bytes()
            .take_while(|b| matches!(b, b'\n' | b'\r'))
            .filter(|b| *b == b'\n')
            .count();
        let line = usize::try_from(from).unwrap_or(0) + blank;
        let cells: Vec<String> = record.iter().map(clean).collect();
        if cells.iter().any(|c| !c.is_empty()) {
            lines.push(Line { line, cells });
        }
    }
    Ok(lines)
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
    fn rows_know_their_line_and_cells_are_clean() {
        let rows = rows("a,b\n\n\" x \ny\u{200b} \",　２\n").unwrap();
        assert_eq!(rows[1].line, 3);
        assert_eq!(rows[1].cells, ["x y", "２"]);
        assert_eq!(half_width("３６．５（ａ）"), "36.5(a)");
        let windows = super::rows("a\r\n\r\n\"x\r\ny\"\r\n,,\r\nz\r\n").unwrap();
        let lines: Vec<usize> = windows.iter().map(|l| l.line).collect();
        assert_eq!(lines, [1, 3, 6]);
    }
}
