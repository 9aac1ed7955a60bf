//! The text of an application cut into sections, each piece with the place where it stands.

use crate::office::table::half_width;
use crate::office::wordfile::{Block, DocCell, DocTable, Paragraph, WordContent};
use std::collections::HashMap;

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
    /// Of a row of a list: its cells that are in somebody's own words.
    pub cells: Vec<String>,
}

impl Piece {
    /// What of it is compared with other applications.
    pub fn own_words(&self) -> Vec<&str> {
        let long = self.text.chars().count() >= SHORTEST_PROSE;
        match self.kind {
            PieceKind::Prose => vec![&self.text],
            PieceKind::Heading if long => vec![&self.text],
            PieceKind::Heading | PieceKind::Form => self.cells.iter().map(String::as_str).collect(),
        }
    }
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
    /// Words stand between its table and the one before.
    pub apart: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormCell {
    pub column: usize,
    pub span: usize,
    pub text: String,
    /// It goes on with the cell above.
    pub continues: bool,
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
                    outline.paragraph(paragraph, place);
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

    /// Lines that are no headings stay together: a word processor breaks a paragraph wherever a line is full.
    fn paragraph(&mut self, paragraph: &Paragraph, place: DocPlace) {
        let lines: Vec<&str> = paragraph.text.lines().map(str::trim).collect();
        let length = |line: &str| line.chars().count();
        let widest = lines.iter().map(|l| length(l)).max().unwrap_or(0);
        let mut text = String::new();
        for line in lines {
            if paragraph.heading || is_numbered_heading(line) {
                self.line(&std::mem::take(&mut text), false, place);
                self.line(line, true, place);
                continue;
            }
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(line);
            // On a page a short line is the end of a paragraph, or one of a table.
            let full = length(line) * 5 >= widest * 4 && length(line) >= SHORTEST_PROSE;
            if paragraph.page.is_some() && !full {
                self.line(&std::mem::take(&mut text), false, place);
            }
        }
        self.line(&text, false, place);
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
            cells: Vec::new(),
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
                let prose = cells.iter().filter(|(_, text)| is_prose(text));
                let prose = prose.map(|(_, text)| text.clone()).collect();
                if let Some(piece) = self.pieces.last_mut() {
                    piece.cells = prose;
                }
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
    let mut apart = false;
    for block in &content.blocks {
        match block {
            Block::Paragraph(paragraph) => apart |= !paragraph.text.trim().is_empty(),
            Block::Table(table) => {
                let first = list.len();
                rows_of(table, &mut tables, &mut list);
                if let Some(row) = list.get_mut(first) {
                    row.apart = apart;
                }
                apart = false;
            }
        }
    }
    list
}

fn rows_of(table: &DocTable, tables: &mut usize, list: &mut Vec<FormRow>) {
    *tables += 1;
    let number = *tables;
    // The text of each column's cell, for those that go on with it.
    let mut above: HashMap<usize, String> = HashMap::new();
    for (n, row) in table.rows.iter().enumerate() {
        let mut column = 0;
        let mut cells = Vec::new();
        for cell in row {
            let text = match cell.continues {
                true => above.get(&column).cloned().unwrap_or_default(),
                false => own_text(cell),
            };
            cells.push(FormCell {
                column,
                span: cell.span,
                text,
                continues: cell.continues,
            });
            column += cell.span;
        }
        above = cells.iter().map(|c| (c.column, c.text.clone())).collect();
        list.push(FormRow {
            place: DocPlace {
                row: Some((number, n + 1)),
                ..DocPlace::default()
            },
            cells,
            apart: false,
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
    // On the line as it stands: a full stop in half width is one of numbers, too.
    if line
        .trim_end()
        .ends_with(['。', '；', ';', '，', ',', '：', ':', '！', '？'])
    {
        return false;
    }
    let text = half_width(line.trim());
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
            ("1. 开展名师送教活动共七次，培养骨干教师。", false),
            ("1．目标定位", true),
            ("2026年5月18日", false),
            ("一、二、三等奖共七项；", false),
        ] {
            assert_eq!(is_numbered_heading(line), heading, "{line}");
        }
    }
}
