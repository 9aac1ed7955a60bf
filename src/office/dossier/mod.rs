//! 申报书: the applications as they were handed in. A file is recognised by its first bytes, read, and matched to an
//! applicant by what it says; what could not be read is told by its place.

pub mod copies;
pub mod copy_acts;
mod copy_words;
pub mod doubts;
pub mod experts;
pub mod external;
pub mod facts;
pub mod folder;
pub mod form;
mod found;
pub mod kept;
mod labels;
pub mod matching;
pub mod outline;
mod shared;
pub mod told;
pub mod years;

use super::wordfile::docx::{self, WordFault};
use super::wordfile::{Block, Paragraph, Unread, WordContent};
use super::workbook::xls::{self, OleContent};
use super::workbook::{PATIENCE, guarded, is_packed};
use crate::journal::line::Hash;
use crate::model::{DossierRecord, Project};
use crate::text::Lang;
use crate::text::dossier as t;
use crate::text::fill;
pub use external::ToolFault;
use form::FormFacts;
use outline::Outline;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Larger files are refused, in bytes.
pub const LARGEST: u64 = 100 * 1024 * 1024;
/// Longer texts are refused, in bytes of UTF-8.
pub const LONGEST: usize = 8 * 1024 * 1024;

/// What a file is by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DossierFormat {
    Docx,
    /// `.doc` and `.wps`, and rich text.
    OldWord,
    Pdf,
}

/// Why a file is not read as an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DossierFault {
    TooLarge,
    TooLong,
    Damaged,
    /// It opens with a password only.
    Locked,
    /// A workbook, a picture, a text or anything else.
    NotWords,
    Empty,
    /// It needs another program.
    Tool(DossierFormat, ToolFault),
    /// A folder deeper in others than is looked at.
    FolderTooDeep,
    /// It leads elsewhere, and is not followed.
    Link,
    /// A pipe, a device.
    NoFile,
    /// So many more files of the folder were not looked at.
    TooMany(usize),
}

/// One file as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dossier {
    /// The file's name, without its folder.
    pub name: String,
    pub sha256: Hash,
    pub format: DossierFormat,
    pub content: WordContent,
    /// What it was converted to.
    pub converted: Option<Converted>,
}

/// An old document as a `.docx`: it is kept beside it, so that it is converted once and everybody reads the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Converted {
    pub sha256: Hash,
    pub bytes: Vec<u8>,
}

/// Larger ones are not held, in bytes: they are converted again.
const LARGEST_HELD: usize = 8 * 1024 * 1024;

/// Reads one file.
///
/// # Errors
/// The disk's own, or why it is no application that can be read.
pub fn read(path: &Path) -> io::Result<Result<Dossier, DossierFault>> {
    let bytes = bounded(path)?;
    if bytes.len() as u64 > LARGEST {
        return Ok(Err(DossierFault::TooLarge));
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Ok(of(crate::text::visible(&name), bytes))
}

/// The bytes of a file; one more than the limit where there are more.
pub(super) fn bounded(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The same from bytes that are there.
///
/// # Errors
/// Why it is no application that can be read.
pub fn of(name: String, bytes: Vec<u8>) -> Result<Dossier, DossierFault> {
    let format = format(&bytes).ok_or(if bytes.is_empty() {
        DossierFault::Empty
    } else {
        DossierFault::NotWords
    })?;
    let sha256 = Hash::of(&bytes);
    let mut converted = None;
    let content = match format {
        DossierFormat::Docx => words(bytes)?,
        DossierFormat::Pdf => {
            let text = external::pdf_text(&bytes).map_err(|f| DossierFault::Tool(format, f))?;
            pages(&text)
        }
        DossierFormat::OldWord => {
            // What is no document a converter would take for a text, and give back its bytes as words.
            match xls::ole_content(&bytes) {
                Some(OleContent::Words) => {}
                Some(OleContent::Encrypted) => return Err(DossierFault::Locked),
                Some(OleContent::Workbook | OleContent::Other) => {
                    return Err(DossierFault::NotWords);
                }
                None if is_rich_text(&bytes) => {}
                None => return Err(DossierFault::Damaged),
            }
            let made = external::as_docx(&bytes).map_err(|f| DossierFault::Tool(format, f))?;
            if made.len() <= LARGEST_HELD {
                converted = Some(Converted {
                    sha256: Hash::of(&made),
                    bytes: made.clone(),
                });
            }
            words(made)?
        }
    };
    Ok(Dossier {
        name,
        sha256,
        format,
        content,
        converted,
    })
}

/// A kept file from what it was converted to before.
///
/// # Errors
/// Why it cannot be read.
pub(super) fn of_converted(
    record: &DossierRecord,
    original: &[u8],
    made: Vec<u8>,
) -> Result<Dossier, DossierFault> {
    Ok(Dossier {
        name: record.name.clone(),
        sha256: Hash::of(original),
        format: DossierFormat::OldWord,
        content: words(made)?,
        converted: None,
    })
}

impl Dossier {
    /// What its form says, and its text in sections. A hostile file has no more time here than with its reader.
    ///
    /// # Errors
    /// It took too long, or made us stumble.
    pub fn taken_apart(self, projects: &[Project]) -> Result<TakenApart, DossierFault> {
        let projects = projects.to_vec();
        let apart = guarded(PATIENCE, move || TakenApart {
            facts: FormFacts::of(&self.content, &projects),
            outline: Outline::of(&self.content),
            dossier: self,
        });
        apart.ok().flatten().ok_or(DossierFault::Damaged)
    }
}

/// A file with what its form says, and its text in sections.
#[derive(Debug)]
pub struct TakenApart {
    pub dossier: Dossier,
    pub facts: FormFacts,
    pub outline: Outline,
}

/// By the first bytes, whatever the file is called.
fn format(bytes: &[u8]) -> Option<DossierFormat> {
    if is_packed(bytes) {
        Some(DossierFormat::Docx)
    } else if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) || is_rich_text(bytes) {
        Some(DossierFormat::OldWord)
    } else if head(bytes).starts_with(b"%PDF") {
        Some(DossierFormat::Pdf)
    } else {
        None
    }
}

fn head(bytes: &[u8]) -> &[u8] {
    bytes.get(..1024).unwrap_or(bytes).trim_ascii_start()
}

fn is_rich_text(bytes: &[u8]) -> bool {
    head(bytes).starts_with(b"{\\rtf")
}

fn words(bytes: Vec<u8>) -> Result<WordContent, DossierFault> {
    // A reader of foreign files may end in a panic; it is left alone on a thread of its own.
    let read = guarded(PATIENCE, move || docx::read(&bytes, LONGEST));
    let read = read.map_err(|_| DossierFault::Damaged)?;
    read.unwrap_or(Err(WordFault::Damaged))
        .map_err(|fault| match fault {
            WordFault::Damaged => DossierFault::Damaged,
            WordFault::TooMuch => DossierFault::TooLong,
            WordFault::NotWords => DossierFault::NotWords,
        })
}

/// The paragraphs of a PDF's text, page by page. A page without text is a picture of one.
fn pages(text: &str) -> WordContent {
    let mut content = WordContent::default();
    let text = text.strip_suffix('\u{c}').unwrap_or(text);
    for (n, page) in text.split('\u{c}').enumerate() {
        if page.trim().is_empty() {
            content.unread.push(Unread::PageWithoutText(n + 1));
            continue;
        }
        for paragraph in page.split("\n\n") {
            content.blocks.push(Block::Paragraph(Paragraph {
                text: paragraph.trim().to_owned(),
                heading: false,
                page: Some(n + 1),
            }));
        }
    }
    content
}

impl DossierFault {
    pub fn words(self, lang: Lang) -> String {
        let text = match self {
            Self::TooLarge => {
                let most = LARGEST / (1024 * 1024);
                return fill!(t::TOO_LARGE, lang, [("most", &most)]);
            }
            Self::TooMany(more) => {
                let most = found::MOST_FILES;
                return fill!(t::TOO_MANY, lang, [("most", &most), ("n", &more)]);
            }
            Self::FolderTooDeep => {
                return fill!(t::FOLDER_TOO_DEEP, lang, [("n", &found::DEEPEST)]);
            }
            Self::Link => t::IS_A_LINK,
            Self::NoFile => t::NO_FILE,
            Self::TooLong => t::TOO_LONG,
            Self::Damaged => t::DAMAGED,
            Self::NotWords => t::NOT_WORDS,
            Self::Empty => t::EMPTY,
            Self::Tool(_, ToolFault::TooMuch) => t::TOO_LONG,
            Self::Tool(DossierFormat::Pdf, ToolFault::Missing) => t::PDF_MISSING,
            Self::Locked => t::LOCKED,
            Self::Tool(DossierFormat::Pdf, _) => t::PDF_FAILED,
            Self::Tool(_, ToolFault::Missing) => t::OLD_MISSING,
            Self::Tool(_, ToolFault::Slow) => t::OLD_SLOW,
            Self::Tool(_, ToolFault::Failed) => t::OLD_FAILED,
        };
        text.get(lang).to_owned()
    }
}

/// What of a file nobody read, by its place.
pub fn unread_words(unread: &Unread, lang: Lang) -> String {
    match unread {
        Unread::Pictures(n) => fill!(t::PICTURES, lang, [("n", n)]),
        Unread::TooDeep(table) => fill!(t::TOO_DEEP, lang, [("table", table)]),
        Unread::PageWithoutText(page) => fill!(t::PAGE_PICTURE, lang, [("page", page)]),
        Unread::Macros => t::MACROS.get(lang).to_owned(),
    }
}

/// A place as people say it: `第 3 页`, `表 2 第 5 行`.
pub fn place_words(place: outline::DocPlace, lang: Lang) -> String {
    match (place.page, place.row, place.paragraph) {
        (Some(page), _, _) => fill!(t::ON_PAGE, lang, [("page", &page)]),
        (_, Some((table, row)), _) => fill!(t::IN_TABLE, lang, [("table", &table), ("row", &row)]),
        (_, _, Some(paragraph)) => fill!(t::PARAGRAPH, lang, [("n", &paragraph)]),
        _ => String::new(),
    }
}
