//! What an office sends and wants back, one file a format.

pub mod applied;
pub mod book;
pub mod cells;
pub mod dates;
pub mod demo;
pub mod docx;
pub mod dossier;
pub mod export;
pub mod founding;
pub mod headings;
pub mod ids;
pub mod judges;
pub mod keys;
pub mod log;
pub mod notice;
pub mod papers;
pub mod parsed;
pub mod paths;
pub mod preview;
pub mod reading;
pub mod results;
pub mod roster;
pub mod rows;
pub mod scores;
pub mod table;
pub mod template;
mod units;
pub mod wordfile;
pub mod words;
pub mod workbook;

use crate::journal::JournalError;
use crate::model::{NotPoints, Points, Refusal};
use crate::text::Text;
use applied::Unknown;
use reading::Doubled;
use std::io;
use std::path::PathBuf;
use table::Odd;
use table::text::TextFault;
pub(crate) use words::{at_sheet, kind_words, known_words, refused};

/// What is wrong with a row of a table, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowFault {
    /// Empty unless rows of several sheets were read.
    pub sheet: String,
    /// The row as a spreadsheet counts it, from 1.
    pub line: usize,
    pub kind: RowKind,
}

/// Facts only; [`OfficeError::words`] puts them into words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowKind {
    NoId,
    NoName,
    NoProject,
    /// With what there is.
    UnknownProject(Unknown, Vec<String>),
    /// A cell of which the text is not what anybody sees.
    Odd(String, Odd),
    BadLeader(String, String),
    /// The same name as another row, and another code.
    OtherCode {
        line: usize,
        code: String,
    },
    /// The same code as another row, and nearly the same name.
    SameUnit {
        line: usize,
        name: String,
    },
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
    LostDigits(Text, String),
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
    /// A cell under a project's name that is neither ticked nor not.
    BadTick(String, String),
    /// So many projects are ticked on a row of marks.
    Ticks(usize),
    UnknownIndicator(String),
    /// A cap beside a mark that is not the indicator's.
    OtherCap {
        indicator: String,
        text: String,
        cap: Points,
    },
    MarkTwice,
    /// The sheet's name says another judge or project than the line above its table.
    SheetSays {
        sheet: String,
        text: String,
    },
    /// A total beside the marks that is not their sum.
    Total {
        cell: String,
        text: String,
        sum: String,
    },
    /// A total below them.
    TotalBelow {
        cell: String,
        text: String,
        sum: String,
    },
    /// A cell right of the last heading, and what is in it.
    NoHeadingAbove(String, String),
    LostCharacter(String),
    /// The core would not allow it now.
    Refused(Refusal),
}

/// Why something from outside is not taken. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum OfficeError {
    #[error("{path}: {error}")]
    Read { path: PathBuf, error: io::Error },
    /// The file was changed after it was read.
    #[error("{0} was changed after it was read")]
    ChangedSince(PathBuf),
    #[error("password protected")]
    Locked(PathBuf),
    #[error("damaged, or no workbook")]
    Damaged(PathBuf),
    #[error("a workbook of more than {} bytes", rows::LARGEST)]
    TooLarge(PathBuf),
    #[error("a workbook of more than {} cells", rows::MOST_CELLS)]
    TooManyCells(PathBuf),
    #[error("a web page")]
    WebPage(PathBuf),
    #[error("no text")]
    NotText(PathBuf),
    /// What is needed; and the headings of the likeliest row that are not known, with the known ones they resemble.
    #[error("no heading row")]
    NoHeading(
        PathBuf,
        &'static [&'static str],
        Vec<(String, Option<String>)>,
    ),
    #[error("several sheets could be the list: {1:?}")]
    WhichSheet(PathBuf, Vec<String>),
    #[error("no sheet {1}")]
    NoSheet(PathBuf, String, Vec<String>),
    #[error("two columns of one meaning")]
    TwoColumns(PathBuf, Vec<Doubled>),
    #[error("no table: {1:?}")]
    Text(PathBuf, TextFault),
    /// So many marks are new, so many equal, and these another.
    #[error("{} marks differ", .3.len())]
    Different(PathBuf, usize, usize, Vec<scores::MarkDifference>),
    #[error("column {1} is missing")]
    MissingColumn(PathBuf, String),
    #[error("unknown column {1}")]
    UnknownColumn(PathBuf, String),
    #[error("nothing in it")]
    Empty(PathBuf),
    #[error("{0:?}")]
    Rows(PathBuf, Vec<RowFault>),
    #[error("{1:?}")]
    Template(PathBuf, Vec<template::Fault>),
    #[error("the table cannot be read: {1}")]
    Table(PathBuf, csv::Error),
    #[error("no text of a notice: {1:?}")]
    Notice(PathBuf, notice::NoticeFault),
    #[error("no randomness")]
    NoRandomness,
    #[error("{path}: {error}")]
    Write { path: PathBuf, error: io::Error },
    #[error("{0} is a session's folder")]
    IsSession(PathBuf),
    #[error("{0:?} is not there before scoring")]
    TooEarly(export::PaperKind),
    #[error("{0:?} is hidden until all have submitted")]
    Hidden(export::PaperKind),
    #[error("{0:?} is not there before scoring is closed")]
    NotClosed(export::PaperKind),
    #[error("no applicant {0}")]
    NoApplicant(String),
    #[error(transparent)]
    Journal(#[from] JournalError),
}
