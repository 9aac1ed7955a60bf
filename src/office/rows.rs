//! What a file is as rows of text, before anybody knows what a column means.

/// Larger files are refused, in bytes.
pub const LARGEST: usize = 20 * 1024 * 1024;
/// More cells in all sheets together are refused; blank ones left of a filled one count.
pub const MOST_CELLS: usize = 3_000_000;
/// No cell of a workbook has more, in bytes: 32,767 characters.
pub const LONGEST_CELL: usize = 32_767 * 4;

/// One row of a sheet or of a text, counted from 1 as a spreadsheet counts it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceRow {
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
    pub lines: Vec<SourceRow>,
    /// From 0.
    pub hidden_columns: Vec<usize>,
}

/// A file as a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Book {
    pub form: FileFormat,
    pub sheets: Vec<Sheet>,
}

/// What kind of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFormat {
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
