//! One applicant as a roster's rows give it.

use super::{RowFault, RowKind};
use crate::model::Applicant;

/// One applicant, of one row or of several.
pub(super) struct ParsedApplicant {
    /// Empty unless the list is on several sheets.
    pub sheet: String,
    pub line: usize,
    /// The other rows about the same unit.
    pub also: Vec<usize>,
    pub applicant: Applicant,
    pub given: Given,
    /// Of this row and of those that were added to it.
    pub faults: Vec<RowFault>,
    /// Cells whose text was cleaned of what a person would not have typed, and doubts.
    pub notes: Vec<RowNote>,
}

/// Whether the file itself names the applicant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Given {
    /// No id: it was made up here.
    Nothing,
    /// 序号: a place in a list, which shifts when a row is put in.
    Number,
    /// An id.
    Id,
}

/// What a person should know of a row that was understood all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowNote {
    /// A name with `?` in it: a spreadsheet puts it where its encoding has no such character.
    QuestionMark(String),
    /// A blank inside a name of two characters was taken out.
    Closed { before: String, after: String },
    /// The unit is on the session's roster under another number, which it keeps.
    Renumbered { given: String, kept: String },
    /// The number belongs to another unit of the session's roster, or of another sheet.
    NewNumber { given: String, id: String },
    /// Same id, other name and code than on the session's roster.
    OtherUnit { before: String },
    /// Rows further down are about the same unit.
    Several { lines: Vec<usize> },
    /// A row further down says again what is known.
    Repeats { line: usize },
    /// A row further down about the same unit says something else; the first row holds.
    Differs {
        line: usize,
        kept: String,
        other: String,
    },
    /// The sheet is named after a project that the row does not name.
    SheetSays { sheet: String },
}

impl ParsedApplicant {
    pub fn fault(&self, kind: RowKind) -> RowFault {
        RowFault {
            sheet: self.sheet.clone(),
            line: self.line,
            kind,
        }
    }
}
