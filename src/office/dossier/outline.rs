//! The text of an application cut into sections, each piece with the place where it stands.

use crate::office::table::half_width;
use crate::office::wordfile::{Block, DocCell, DocTable, WordContent};

/// Longer lines are no headings, in characters.
const LONGEST_HEADING: usize = 40;
/// Shorter texts are labels and single answers, in characters.
const SHORTEST_PROSE: usize = 20;
/// A row of so many cells is one of a list of people or projects.
const LIST_CELLS: usize = 4;

/// Where something stands: a page where the format has pages, a row of a table, else a paragraph. All count from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocPlace {
    pub page: Option<usize>,
    /// The table, and the row in it.
    pub row: Option<(usize, usize)>,
    /// Among the paragraphs outside tables.
    pub paragraph: Option<usize>,
}

/// What kind of text a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceKind {
    Heading,
    /// A cell, or a paragraph, in somebody's own words.
    Prose,
    /// A label, a single answer, a row of a list.
    Form,
}

/// One paragraph, cell or row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// In [`Outline::sections`].
    pub section: usize,
    pub place: DocPlace,
    pub kind: PieceKind,
    pub text: String,
}

/// An application, from its first line to its last. The first section is what stands before the first heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// Their headings; the first is empty.
    pub sections: Vec<String>,
    pub pieces: Vec<Piece>,
}

/// A row of any table, nested ones too: where it is, and the first column, text and width of each cell. What goes on
/// from the cell above says the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormRow {
    pub place: DocPlace,
    pub cells: Vec<FormCell>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormCell {
    pub column: usize,
    pub span: usize,
    pub text: String,
}

impl Outline {
    pub fn of(content: &WordContent) -> Self {
        let mut outline = Self {
            sections: vec![String::new()],
            pieces: Vec::new(),
        };
        let (mut tables, mut paragraphs) = (0, 0);
        for block in &content.blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    paragraphs += 1;
                    let place = DocPlace {
                        page: paragraph.page,
                        paragraph: Some(paragraphs),
                        ..DocPlace::default()
                    };
                    for line in paragraph.text.lines() {
                        let heading = paragraph.heading || is_numbered_heading(line);
                        outline.line(line, heading, place);
                    }
                }
                Block::Table(table) => outline.table(table, &mut tables),
            }
        }
        outline
    }

    /// The first section whose heading has one of these words, the earlier word first.
    pub fn section(&self, words: &[String]) -> Option<usize> {
        words.iter().find_map(|word| {
            let named = |title: &String| title.contains(word.as_str());
            self.sections.iter().position(named)
        })
    }

    fn line(&mut self, text: &str, heading: bool, place: DocPlace) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let heading = heading && text.chars().count() <= LONGEST_HEADING;
        if heading {
            self.sections.push(text.to_owned());
        }
        let kind = match (heading, text.chars().count() >= SHORTEST_PROSE) {
            (true, _) => PieceKind::Heading,
            (false, true) => PieceKind::Prose,
            (false, false) => PieceKind::Form,
        };
        self.put(kind, text.to_owned(), place);
    }

    fn put(&mut self, kind: PieceKind, text: String, place: DocPlace) {
        self.pieces.push(Piece {
            section: self.sections.len() - 1,
            place,
            kind,
            text,
        });
    }

    fn table(&mut self, table: &DocTable, tables: &mut usize) {
        *tables += 1;
        let number = *tables;
        for (n, row) in table.rows.iter().enumerate() {
            let place = DocPlace {
                row: Some((number, n + 1)),
                ..DocPlace::default()
            };
            self.row(row, place, tables);
        }
    }

    fn row(&mut self, row: &[DocCell], place: DocPlace, tables: &mut usize) {
        let filled: Vec<(&DocCell, String)> = row
            .iter()
            .map(|cell| (cell, own_text(cell)))
            .filter(|(cell, text)| !text.is_empty() || cell.tables().next().is_some())
            .collect();
        // A cell that heads what is below it, or a label with an answer in the applicant's own words.
        match filled.as_slice() {
            [(cell, text)] if cell.span > 1 || row.len() == 1 => {
                for line in text.lines() {
                    self.line(line, !line.contains(['，', '。', '；']), place);
                }
            }
            [(_, label), (_, answer)] if is_label(label) && is_prose(answer) => {
                self.line(&joined_line(label), true, place);
                self.put(PieceKind::Prose, answer.clone(), place);
            }
            cells if cells.len() >= LIST_CELLS => {
                let texts: Vec<String> = cells.iter().map(|(_, t)| joined_line(t)).collect();
                self.put(PieceKind::Form, texts.join("　"), place);
            }
            cells => {
                for (_, text) in cells.iter().filter(|(_, text)| !text.is_empty()) {
                    let prose = is_prose(text);
                    let kind = if prose {
                        PieceKind::Prose
                    } else {
                        PieceKind::Form
                    };
                    self.put(kind, text.clone(), place);
                }
            }
        }
        for (cell, _) in &filled {
            for table in cell.tables() {
                self.table(table, tables);
            }
        }
    }
}

/// Every row of every table in the order of the document.
pub fn rows(content: &WordContent) -> Vec<FormRow> {
    let mut list = Vec::new();
    let mut tables = 0;
    for block in &content.blocks {
        if let Block::Table(table) = block {
            rows_of(table, &mut tables, &mut list);
        }
    }
    list
}

fn rows_of(table: &DocTable, tables: &mut usize, list: &mut Vec<FormRow>) {
    *tables += 1;
    let number = *tables;
    let mut above: Vec<FormCell> = Vec::new();
    for (n, row) in table.rows.iter().enumerate() {
        let mut column = 0;
        let mut cells = Vec::new();
        for cell in row {
            let from_above = || {
                let same = above.iter().find(|c| c.column == column);
                same.map(|c| c.text.clone())
            };
            let text = match cell.continues {
                true => from_above().unwrap_or_default(),
                false => own_text(cell),
            };
            cells.push(FormCell {
                column,
                span: cell.span,
                text,
            });
            column += cell.span;
        }
        above.clone_from(&cells);
        list.push(FormRow {
            place: DocPlace {
                row: Some((number, n + 1)),
                ..DocPlace::default()
            },
            cells,
        });
        for table in row.iter().flat_map(DocCell::tables) {
            rows_of(table, tables, list);
        }
    }
}

/// The paragraphs of a cell without the tables inside it.
fn own_text(cell: &DocCell) -> String {
    let lines: Vec<&str> = cell
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph.text.trim()),
            Block::Table(_) => None,
        })
        .filter(|text| !text.is_empty())
        .collect();
    lines.join("\n")
}

fn joined_line(text: &str) -> String {
    text.split('\n').collect::<Vec<_>>().join(" ")
}

fn is_label(text: &str) -> bool {
    let length = text.chars().filter(|c| !c.is_whitespace()).count();
    (1..=16).contains(&length) && !text.contains(['。', '，', '；'])
}

fn is_prose(text: &str) -> bool {
    text.chars().count() >= SHORTEST_PROSE
}

/// `一、`, `（一）`, `第一部分`, `1.`, `1、` before a short line without a full stop.
fn is_numbered_heading(line: &str) -> bool {
    let text = half_width(line.trim());
    if text.ends_with(['。', '；', ';', '，', ',', '：', ':']) {
        return false;
    }
    let han = "一二三四五六七八九十";
    let text = text.as_str();
    let inside = |text: &str, open: char, close: char| {
        let rest = text.strip_prefix(open)?;
        let (number, rest) = rest.split_once(close)?;
        let short = number.chars().count() <= 3;
        let number = number
            .chars()
            .all(|c| han.contains(c) || c.is_ascii_digit());
        (short && number && !rest.trim().is_empty()).then_some(())
    };
    let leading = |marks: &[char]| {
        let end = text.find(|c: char| !han.contains(c) && !c.is_ascii_digit())?;
        let rest = text.get(end..)?;
        let marked = rest.starts_with(marks);
        // `3.5 亿元` is no heading.
        let next = rest.chars().nth(1)?;
        (end > 0 && marked && !next.is_ascii_digit()).then_some(())
    };
    inside(text, '(', ')').is_some()
        || leading(&['、', '.', '．']).is_some()
        || (text.starts_with('第') && text.contains(['章', '节']) && text.chars().count() < 20)
        || (text.starts_with('第') && text.contains("部分"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_told_from_sentences() {
        for (line, heading) in [
            ("一、基本情况", true),
            ("（二）跟岗研修实施方案", true),
            ("1. 目标定位", true),
            ("3.5 亿元", false),
            ("第一部分 申报单位", true),
            ("名师送教共七次，每次一天。", false),
            ("2026年5月18日", false),
            ("一、二、三等奖共七项；", false),
        ] {
            assert_eq!(is_numbered_heading(line), heading, "{line}");
        }
    }
}
