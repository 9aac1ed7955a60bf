//! What an office sends and wants back, one file a format.

pub mod book;
pub mod dates;
pub mod demo;
pub mod docx;
pub mod export;
pub mod founding;
pub mod judges;
pub mod keys;
pub mod log;
pub mod papers;
pub mod preview;
pub mod results;
pub mod roster;
pub mod scores;
pub mod table;
pub mod template;
pub mod workbook;

use crate::journal::JournalError;
use crate::model::{NotPoints, Points, Refusal, SetupFault};
use crate::text::Lang;
use crate::text::export as x;
use crate::text::faults;
use crate::text::office as t;
use std::io;
use std::path::PathBuf;

/// What is wrong with a row of a table, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowFault {
    /// The line of the file, counted from 1.
    pub line: usize,
    pub kind: RowKind,
}

/// Facts only; [`OfficeError::words`] puts them into words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowKind {
    NoId,
    NoName,
    NoProject,
    UnknownProject(String),
    DuplicateId(String),
    BadId(String),
    BadNumber(String, String),
    BadPin,
    UnknownJudge(String),
    UnknownApplicant(String),
    NotApplied {
        applicant: String,
        project: String,
    },
    LostDigits(String, String),
    DuplicateSheet,
    Mark {
        column: String,
        text: String,
        why: NotPoints,
        cap: Points,
    },
    OverCap {
        column: String,
        text: String,
        cap: Points,
    },
    TooManyCells,
    LostCharacter(String),
    /// The core would not allow it now.
    Refused(Refusal),
}

/// Why something from outside is not taken. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum OfficeError {
    #[error("{path}: {error}")]
    Read { path: PathBuf, error: io::Error },
    #[error("password protected")]
    Locked(PathBuf),
    #[error("damaged, or no workbook")]
    Damaged(PathBuf),
    #[error("a workbook of more than {} bytes", workbook::LARGEST)]
    TooLarge(PathBuf),
    #[error("a workbook of more than {} cells", workbook::MOST_CELLS)]
    TooManyCells(PathBuf),
    #[error("a web page")]
    WebPage(PathBuf),
    #[error("no text")]
    NotText(PathBuf),
    #[error("no heading row")]
    NoHeading(PathBuf, &'static [&'static str]),
    #[error("column {1} is missing")]
    MissingColumn(PathBuf, String),
    #[error("unknown column {1}")]
    UnknownColumn(PathBuf, String),
    #[error("nothing in it")]
    Empty(PathBuf),
    #[error("{0:?}")]
    Rows(PathBuf, Vec<RowFault>),
    #[error("{path}: {error}")]
    Json {
        path: PathBuf,
        error: serde_json::Error,
    },
    #[error("{1:?}")]
    Template(PathBuf, Vec<SetupFault>),
    #[error("the table cannot be read: {1}")]
    Table(PathBuf, csv::Error),
    #[error("no randomness")]
    NoRandomness,
    #[error("{path}: {error}")]
    Write { path: PathBuf, error: io::Error },
    #[error("{0} is a session's folder")]
    IsSession(PathBuf),
    #[error("{0:?} is not there before scoring")]
    TooEarly(export::Kind),
    #[error("{0:?} is hidden until all have submitted")]
    Hidden(export::Kind),
    #[error("no applicant {0}")]
    NoApplicant(String),
    #[error(transparent)]
    Journal(#[from] JournalError),
}

impl OfficeError {
    /// One sentence a line.
    pub fn words(&self, lang: Lang) -> Vec<String> {
        let path = |p: &PathBuf| faults::shown(&p.display().to_string());
        match self {
            Self::Read { path: p, error } => {
                let error = faults::system(lang, error);
                vec![t::CANNOT_READ.fill(lang, &[("path", &path(p)), ("error", &error)])]
            }
            Self::WebPage(p) => vec![t::WEB_PAGE.fill(lang, &[("path", &path(p))])],
            Self::NotText(p) => vec![t::NOT_TEXT.fill(lang, &[("path", &path(p))])],
            Self::Locked(p) => vec![t::LOCKED.fill(lang, &[("path", &path(p))])],
            Self::Damaged(p) => vec![t::DAMAGED.fill(lang, &[("path", &path(p))])],
            Self::TooLarge(p) => {
                let most = workbook::LARGEST / (1024 * 1024);
                vec![t::TOO_LARGE.fill(lang, &[("path", &path(p)), ("most", &most)])]
            }
            Self::TooManyCells(p) => {
                let most = workbook::MOST_CELLS;
                vec![t::TOO_MANY_CELLS.fill(lang, &[("path", &path(p)), ("most", &most)])]
            }
            Self::NoHeading(p, wanted) => {
                vec![t::NO_HEADING.fill(lang, &[("path", &path(p)), ("wanted", &wanted.join(","))])]
            }
            Self::MissingColumn(p, column) => {
                vec![t::MISSING_COLUMN.fill(
                    lang,
                    &[("path", &path(p)), ("column", &faults::shown(column))],
                )]
            }
            Self::UnknownColumn(p, column) => {
                vec![t::UNKNOWN_COLUMN.fill(
                    lang,
                    &[("path", &path(p)), ("column", &faults::shown(column))],
                )]
            }
            Self::Empty(p) => vec![t::EMPTY_FILE.fill(lang, &[("path", &path(p))])],
            Self::Rows(p, rows) => {
                let mut lines =
                    vec![t::BAD_ROWS.fill(lang, &[("path", &path(p)), ("n", &rows.len())])];
                lines.extend(rows.iter().map(|r| row_words(lang, r)));
                lines
            }
            Self::Json { path: p, error } => vec![t::BAD_JSON.fill(
                lang,
                &[
                    ("path", &path(p)),
                    ("line", &error.line()),
                    ("column", &error.column()),
                    ("error", &faults::shown(&error.to_string())),
                ],
            )],
            Self::Template(p, list) => {
                let mut lines = vec![t::BAD_TEMPLATE.fill(lang, &[("path", &path(p))])];
                lines.extend(
                    list.iter()
                        .map(|f| format!("  {}", faults::setup_fault(lang, f))),
                );
                lines
            }
            Self::Table(p, error) => {
                vec![t::CANNOT_READ.fill(lang, &[("path", &path(p)), ("error", error)])]
            }
            Self::Write { path: p, error } => {
                let error = faults::system(lang, error);
                vec![x::CANNOT_WRITE.fill(lang, &[("path", &path(p)), ("error", &error)])]
            }
            Self::IsSession(p) => vec![x::IS_SESSION.fill(lang, &[("path", &path(p))])],
            Self::TooEarly(kind) => {
                vec![x::TOO_EARLY.fill(lang, &[("kind", &kind.text().get(lang))])]
            }
            Self::Hidden(kind) => vec![x::HIDDEN.fill(lang, &[("kind", &kind.text().get(lang))])],
            Self::NoApplicant(id) => {
                vec![x::NO_APPLICANT.fill(lang, &[("id", &faults::shown(id))])]
            }
            Self::NoRandomness => vec![crate::text::screens::NO_RANDOMNESS.get(lang).to_owned()],
            Self::Journal(error) => vec![faults::journal_error(lang, error)],
        }
    }
}

fn row_words(lang: Lang, row: &RowFault) -> String {
    let what = kind_words(lang, &row.kind);
    t::ROW.fill(lang, &[("line", &row.line), ("what", &what)])
}

/// What is wrong with a row, without its line.
pub(crate) fn kind_words(lang: Lang, kind: &RowKind) -> String {
    let shown = |s: &str| faults::shown(s);
    match kind {
        RowKind::NoId => t::ROW_NO_ID.get(lang).to_owned(),
        RowKind::NoName => t::ROW_NO_NAME.get(lang).to_owned(),
        RowKind::NoProject => t::ROW_NO_PROJECT.get(lang).to_owned(),
        RowKind::UnknownProject(p) => t::ROW_UNKNOWN_PROJECT.fill(lang, &[("text", &shown(p))]),
        RowKind::DuplicateId(id) => t::ROW_DUPLICATE_ID.fill(lang, &[("text", &shown(id))]),
        RowKind::BadId(id) => faults::BAD_ID.fill(lang, &[("id", &shown(id))]),
        RowKind::BadNumber(column, text) => {
            t::ROW_BAD_NUMBER.fill(lang, &[("column", &shown(column)), ("text", &shown(text))])
        }
        RowKind::BadPin => t::ROW_BAD_PIN.get(lang).to_owned(),
        RowKind::UnknownJudge(id) => faults::UNKNOWN_JUDGE.fill(lang, &[("id", &shown(id))]),
        RowKind::UnknownApplicant(id) => {
            t::ROW_UNKNOWN_APPLICANT.fill(lang, &[("text", &shown(id))])
        }
        RowKind::NotApplied { applicant, project } => t::ROW_NOT_APPLIED.fill(
            lang,
            &[
                ("applicant", &shown(applicant)),
                ("project", &shown(project)),
            ],
        ),
        RowKind::LostDigits(column, text) => {
            t::ROW_LOST_DIGITS.fill(lang, &[("column", &shown(column)), ("text", &shown(text))])
        }
        RowKind::Refused(refusal) => faults::refusal(lang, refusal),
        RowKind::DuplicateSheet => t::ROW_DUPLICATE_SHEET.get(lang).to_owned(),
        RowKind::Mark {
            column,
            text,
            why,
            cap,
        } => t::ROW_MARK.fill(
            lang,
            &[
                ("column", &shown(column)),
                ("text", &shown(text)),
                ("why", &faults::not_points(lang, *why, *cap)),
            ],
        ),
        RowKind::OverCap { column, text, cap } => t::ROW_OVER_CAP.fill(
            lang,
            &[
                ("column", &shown(column)),
                ("text", &shown(text)),
                ("cap", cap),
            ],
        ),
        RowKind::TooManyCells => t::ROW_TOO_MANY.get(lang).to_owned(),
        RowKind::LostCharacter(name) => t::ROW_LOST.fill(lang, &[("text", &shown(name))]),
    }
}
