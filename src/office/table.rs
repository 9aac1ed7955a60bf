//! Bytes to rows of text: the encoding, the separator, and cells without stray marks.

use super::OfficeError;
use std::borrow::Cow;
use std::path::Path;

/// Larger files are no rosters.
const LARGEST: u64 = 200 * 1024 * 1024;

/// One row with the line of the file on which it begins, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub line: usize,
    pub cells: Vec<String>,
}

/// One sheet of a workbook; a text file is a single one without a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    pub name: String,
    pub hidden: bool,
    pub lines: Vec<Line>,
}

/// How a text file's bytes are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Gbk,
}

/// How a text file would be read; `None` for a workbook.
pub fn encoding_of(path: &Path) -> Option<Encoding> {
    let bytes = std::fs::read(path).ok()?;
    Some(if std::str::from_utf8(&bytes).is_ok() {
        Encoding::Utf8
    } else {
        Encoding::Gbk
    })
}

/// # Errors
/// As [`read`].
pub fn sheets(path: &Path, _encoding: Option<Encoding>) -> Result<Vec<Sheet>, OfficeError> {
    Ok(vec![Sheet {
        name: String::new(),
        hidden: false,
        lines: read(path)?,
    }])
}

/// # Errors
/// The file cannot be read, is a workbook, or is no table.
pub fn read(path: &Path) -> Result<Vec<Line>, OfficeError> {
    let failed = |error| OfficeError::Read {
        path: path.to_owned(),
        error,
    };
    let size = std::fs::metadata(path).map_err(failed)?.len();
    if size > LARGEST {
        return Err(failed(std::io::ErrorKind::FileTooLarge.into()));
    }
    let bytes = std::fs::read(path).map_err(failed)?;
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(OfficeError::Workbook(path.to_owned()));
    }
    let text = decode(&bytes).ok_or_else(|| OfficeError::NotText(path.to_owned()))?;
    if text.trim_start().starts_with('<') {
        return Err(OfficeError::WebPage(path.to_owned()));
    }
    parse(&text, path)
}

/// # Errors
/// It is no table; `path` is what the error names.
pub fn parse(text: &str, path: &Path) -> Result<Vec<Line>, OfficeError> {
    rows(text).map_err(|error| OfficeError::Table(path.to_owned(), error))
}

/// A byte order mark decides; else what is valid UTF-8 is UTF-8; else it is GBK, as Excel saves CSV on
/// Chinese Windows. Guessing by statistics misreads short lists. `None` for what is no text in that encoding.
pub fn decode(bytes: &[u8]) -> Option<String> {
    if let Some((encoding, length)) = encoding_rs::Encoding::for_bom(bytes) {
        let rest = bytes.get(length..).unwrap_or_default();
        return encoding
            .decode_without_bom_handling_and_without_replacement(rest)
            .map(Cow::into_owned);
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => encoding_rs::GBK.decode_without_bom_handling_and_without_replacement(bytes)?,
    };
    (!text.contains('\0')).then(|| text.into_owned())
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
    let visible: String = cell
        .chars()
        .map(|c| if c.is_whitespace() || c == '\u{a0}' { ' ' } else { c })
        .filter(|c| {
            !c.is_control()
                && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
        })
        .collect();
    visible
        .split(' ')
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
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
