//! Bytes to rows of text: a workbook or a text, its encoding, the separator, and cells without stray marks.

pub mod text;

pub use super::cells::{
    cell_name, clean, column_name, guarded, half_width, is_error, is_han, joined, tidy,
};
pub use super::rows::{Book, Encoding, FileFormat, Odd, Separator, Sheet, SourceRow};
use super::{OfficeError, workbook};
use std::borrow::Cow;
use std::path::Path;

/// Larger files are no rosters, in bytes.
const LARGEST: u64 = 200 * 1024 * 1024;

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
        form: FileFormat::Text {
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
}
