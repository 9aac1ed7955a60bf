//! A document of words: its paragraphs and tables in their order, and what the file says of itself.
//!
//! The reader of `.docx` is our own: a library that loses a row of a table loses an expert, and nobody notices.

pub(in crate::office) mod docx;
pub(in crate::office) mod numbering;

/// Tables deeper in each other than this are not read; what stands in them is told to be missing.
pub const DEEPEST: usize = 8;

/// A document as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordContent {
    pub blocks: Vec<Block>,
    pub properties: Properties,
    pub unread: Vec<Unread>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    Paragraph(Paragraph),
    Table(DocTable),
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph {
    pub text: String,
    /// It is a heading by its style.
    pub heading: bool,
    /// From 1, where the format has pages.
    pub page: Option<usize>,
}

/// A table, row by row. A cell that spans several columns stands once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocTable {
    pub rows: Vec<Vec<DocCell>>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocCell {
    pub blocks: Vec<Block>,
    /// So many columns wide, 1 or more.
    pub span: usize,
    /// It goes on with the cell above it.
    pub continues: bool,
}

/// What the file says of itself; empty where it says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Properties {
    pub author: String,
    pub last_saved_by: String,
    pub company: String,
    pub template: String,
    pub created: String,
    pub modified: String,
}

/// What a reader could not read, by where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// So many pictures, whose text nobody reads.
    Pictures(usize),
    /// A table inside more than [`DEEPEST`] others, in the nth table of the document.
    TooDeep(usize),
    /// A page without any text: a picture of one.
    PageWithoutText(usize),
    /// Programs inside the document; they are never run.
    Macros,
}

impl DocCell {
    /// The lines of the cell, a nested table's rows among them.
    pub fn text(&self) -> String {
        let lines = lines(&self.blocks);
        let lines: Vec<&str> = lines.iter().map(|l| l.trim()).collect();
        let lines: Vec<&str> = lines.into_iter().filter(|l| !l.is_empty()).collect();
        lines.join("\n")
    }

    /// The tables that stand inside the cell.
    pub fn tables(&self) -> impl Iterator<Item = &DocTable> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            Block::Paragraph(_) => None,
        })
    }
}

/// A line a paragraph, and a line a row with a tab between its cells.
pub fn lines(blocks: &[Block]) -> Vec<String> {
    let mut list = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => list.push(paragraph.text.clone()),
            Block::Table(table) => list.extend(table.rows.iter().map(|row| row_text(row))),
        }
    }
    list
}

/// The cells of a row with a tab between them.
pub fn row_text(row: &[DocCell]) -> String {
    let cells: Vec<String> = row.iter().map(DocCell::text).collect();
    cells.join("\t")
}
