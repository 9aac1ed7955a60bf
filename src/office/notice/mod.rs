//! 公告原文: the published text of the notice, as the coordinator gives it to a session.
//!
//! The text alone is kept, UTF-8, in the session's folder under `notice/`, called by its own SHA-256; the act in the
//! journal names it. A text that is given later gets a file of its own, so that each act's text can still be held
//! against it.

pub mod clauses;
mod number;
mod reference;
#[cfg(test)]
mod tests;

use super::wordfile;
use super::wordfile::docx::{self, WordFault};
use super::workbook::{PATIENCE, guarded, is_packed};
use super::{OfficeError, table};
use crate::journal::files::{SystemFiles, keep_beside};
use crate::journal::line::Hash;
use crate::model::{Act, NoticeText, Template};
use crate::text::fill;
use crate::text::{Lang, faults, notice as t};
use clauses::Clauses;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Larger files are refused, in bytes: a document may hold pictures.
pub const LARGEST: u64 = 20 * 1024 * 1024;
/// Longer texts are refused, in bytes of UTF-8.
pub const LONGEST: usize = 1024 * 1024;
/// The folder of kept texts inside a session's folder.
const FOLDER: &str = "notice";

/// Why a file is not taken as the text of the notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeFault {
    TooLarge,
    /// The text in it is longer than [`LONGEST`].
    TooLong,
    /// The word processor's old format, or locked with a password.
    OldWord,
    Pdf,
    WebPage,
    Damaged,
    /// Packed like a document, but another thing: a workbook.
    NotWords,
    NotText,
    Empty,
}

impl NoticeFault {
    pub(super) fn words(self, lang: Lang, path: &Path) -> String {
        let path = faults::shown(&path.display().to_string());
        let text = match self {
            Self::TooLarge => {
                let most = LARGEST / (1024 * 1024);
                return fill!(t::TOO_LARGE, lang, [("path", &path), ("most", &most)]);
            }
            Self::TooLong => {
                let most = LONGEST / (1024 * 1024);
                return fill!(t::TOO_LONG, lang, [("path", &path), ("most", &most)]);
            }
            Self::OldWord => t::OLD_WORD,
            Self::Pdf => t::PDF,
            Self::WebPage => t::WEB_PAGE,
            Self::Damaged => t::DAMAGED,
            Self::NotWords => t::NOT_WORDS,
            Self::NotText => t::NOT_TEXT,
            Self::Empty => t::EMPTY,
        };
        text.fill(lang, &[("path", &path)])
    }
}

/// A text that was read, before it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeFile {
    name: String,
    text: String,
    original: Hash,
}

impl NoticeFile {
    /// What the journal is to say of it.
    pub fn act(&self) -> Act {
        Act::NoticeText {
            name: self.name.clone(),
            sha256: self.sum().to_string(),
            original: self.original.to_string(),
        }
    }

    fn sum(&self) -> Hash {
        Hash::of(self.text.as_bytes())
    }

    /// The file that is kept: its place inside the session's folder, and its bytes.
    pub fn file(&self) -> (PathBuf, Vec<u8>) {
        (
            place(&self.sum().to_string()),
            self.text.clone().into_bytes(),
        )
    }

    /// Keeps the text in a session's folder. It is no text of the session's before the journal says so.
    ///
    /// # Errors
    /// The disk's own.
    pub fn keep(&self, folder: &Path) -> Result<(), OfficeError> {
        let (name, bytes) = self.file();
        keep_beside(&SystemFiles, folder, &name, &bytes).map_err(|error| OfficeError::Write {
            path: folder.join(name),
            error,
        })
    }

    /// The file's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text, in characters.
    pub fn length(&self) -> usize {
        self.text.chars().filter(|c| !c.is_whitespace()).count()
    }

    /// Which clauses of a template are not found in it, in a sentence; nothing where all are.
    pub fn unfound(&self, template: &Template, lang: Lang) -> Vec<String> {
        let clauses = Clauses::of(&self.text);
        let facts = template.projects.iter().flat_map(|p| &p.facts);
        let named = (template.indicators.iter().map(|i| &i.clause))
            .chain(template.requirements.iter().map(|r| &r.clause))
            .chain(template.checklist.iter().map(|c| &c.clause))
            .chain(facts.map(|f| &f.clause));
        let list = clauses.unfound(named.map(|words| words.zh.as_str()));
        if list.is_empty() {
            return Vec::new();
        }
        let list: Vec<String> = list
            .iter()
            .map(|c| format!("「{}」", faults::shown(c)))
            .collect();
        let clauses = list.join(faults::AND.get(lang));
        vec![fill!(t::UNFOUND, lang, [("clauses", &clauses)])]
    }
}

/// Where a text is kept inside a session's folder.
pub fn place(sha256: &str) -> PathBuf {
    Path::new(FOLDER).join(format!("{sha256}.txt"))
}

/// Reads a `.txt` or `.docx`; the first bytes decide which it is.
///
/// # Errors
/// It cannot be read, is too large, or is no text.
pub fn read(path: &Path) -> Result<NoticeFile, OfficeError> {
    let fault = |fault| OfficeError::Notice(path.to_owned(), fault);
    let bytes = bounded(path, LARGEST).map_err(|error| match error.kind() {
        io::ErrorKind::FileTooLarge => fault(NoticeFault::TooLarge),
        _ => OfficeError::Read {
            path: path.to_owned(),
            error,
        },
    })?;
    let original = Hash::of(&bytes);
    let text = text_of(bytes).map_err(|error| OfficeError::Read {
        path: path.to_owned(),
        error,
    })?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Ok(NoticeFile {
        name: crate::text::visible(&name),
        text: text.map_err(fault)?,
        original,
    })
}

/// The bytes of a file, no more than so many: a device or a pipe has no size.
fn bounded(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let file = std::fs::File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let mut bytes = Vec::new();
    file.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

fn text_of(bytes: Vec<u8>) -> io::Result<Result<String, NoticeFault>> {
    let head = bytes.get(..512).unwrap_or(&bytes).trim_ascii_start();
    let text = if is_packed(&bytes) {
        // A reader of foreign files may end in a panic; it is left alone on a thread of its own.
        let read = guarded(PATIENCE, move || docx::read(&bytes, LONGEST))?;
        let read = read.unwrap_or(Err(WordFault::Damaged));
        let text = read.map(|content| wordfile::lines(&content.blocks).join("\n"));
        text.map_err(|fault| match fault {
            WordFault::Damaged => NoticeFault::Damaged,
            WordFault::TooMuch => NoticeFault::TooLong,
            WordFault::NotWords => NoticeFault::NotWords,
        })
    } else if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) || head.starts_with(b"{\\rtf") {
        Err(NoticeFault::OldWord)
    } else if head.starts_with(b"%PDF") {
        Err(NoticeFault::Pdf)
    } else {
        match table::decode(&bytes) {
            None => Err(NoticeFault::NotText),
            Some(text) if is_web_page(&text) => Err(NoticeFault::WebPage),
            Some(text) => Ok(text),
        }
    };
    Ok(text.map(|text| tidy(&text)).and_then(|text| {
        if text.is_empty() {
            Err(NoticeFault::Empty)
        } else if text.len() > LONGEST {
            Err(NoticeFault::TooLong)
        } else {
            Ok(text)
        }
    }))
}

fn is_web_page(text: &str) -> bool {
    let head: String = text.trim_start().chars().take(15).collect();
    let head = head.to_lowercase();
    ["<!doctype", "<html", "<?xml", "mime-version:"]
        .iter()
        .any(|mark| head.starts_with(mark))
}

/// Lines as they are read: one kind of line end, no signs that nobody sees, at most one blank line in a row.
fn tidy(text: &str) -> String {
    let text = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{b}', '\u{c}', '\u{2028}'], "\n");
    let mut out = String::with_capacity(text.len());
    let mut blank = true;
    for line in text.lines() {
        let line: String = line
            .chars()
            .map(|c| if c == '\u{a0}' { ' ' } else { c })
            .filter(|c| *c == '\t' || !crate::text::visible(c.encode_utf8(&mut [0; 4])).is_empty())
            .collect();
        let line = line.trim_end();
        if line.is_empty() {
            if !blank {
                out.push('\n');
            }
            blank = true;
            continue;
        }
        out.push_str(line);
        out.push('\n');
        blank = false;
    }
    out.truncate(out.trim_end().len());
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// Why a kept text is not shown.
#[derive(Debug)]
pub enum Lost {
    Missing(PathBuf),
    /// It is not the text that the journal names.
    Changed(PathBuf),
    Read(PathBuf, io::Error),
}

impl Lost {
    /// What, where, and what next.
    pub fn words(&self, lang: Lang) -> String {
        let shown = |path: &Path| faults::shown(&path.display().to_string());
        match self {
            Self::Missing(path) => fill!(t::MISSING, lang, [("path", &shown(path))]),
            Self::Changed(path) => fill!(t::CHANGED, lang, [("path", &shown(path))]),
            Self::Read(path, error) => fill!(
                t::UNREADABLE,
                lang,
                [
                    ("path", &shown(path)),
                    ("error", &faults::system(lang, error)),
                ]
            ),
        }
    }
}

/// The kept text of a session, if it is still the one that the journal names.
///
/// # Errors
/// It is gone, was changed, or cannot be read.
pub fn kept(folder: &Path, notice: &NoticeText) -> Result<String, Lost> {
    let path = folder.join(place(&notice.sha256));
    let bytes = match bounded(&path, LONGEST as u64) {
        Ok(bytes) => bytes,
        Err(error) => {
            return Err(match error.kind() {
                io::ErrorKind::NotFound => Lost::Missing(path),
                io::ErrorKind::FileTooLarge => Lost::Changed(path),
                _ => Lost::Read(path, error),
            });
        }
    };
    if Hash::of(&bytes).to_string() != notice.sha256 {
        return Err(Lost::Changed(path));
    }
    String::from_utf8(bytes).map_err(|_| Lost::Changed(path))
}
