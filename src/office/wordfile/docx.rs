//! The words of a `.docx`: text in its order, tables with their merged and nested cells, what the file says of itself.
//!
//! What was struck out, moved away or hidden is not published wording and is left out. A number that the word processor
//! makes by itself stands nowhere as text; [`super::numbering`] counts it. Nothing outside the file is fetched.

use super::numbering::Numbering;
use super::{Block, DEEPEST, DocCell, DocTable, Paragraph, Properties, Unread, WordContent};
use crate::office::workbook::fault::{PackingFault, UNPACKED};
use crate::office::workbook::packed::{Packed, attribute, each, is_true};
use quick_xml::events::{BytesRef, BytesStart, Event};

const DOCUMENT: &str = "word/document.xml";
/// What a property may hold, in characters.
const LONGEST_PROPERTY: usize = 200;

/// A row or a cell without any text counts as so many bytes: a file of nothing else has an end, too.
const EMPTY: usize = 16;
/// No cell is wider, in columns.
const WIDEST: usize = 1000;

/// Why a file is not read as a document of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordFault {
    Damaged,
    /// It unpacks to too much, or holds more text than asked for.
    TooMuch,
    /// Packed like a document, but another thing: a workbook.
    NotWords,
}

/// Reads a `.docx` of no more text than `most` bytes.
///
/// # Errors
/// It is damaged, no document of words, or unpacks to too much.
pub fn read(bytes: &[u8], most: usize) -> Result<WordContent, WordFault> {
    let mut archive = Packed::open(bytes).map_err(packing)?;
    archive.measure(UNPACKED).map_err(packing)?;
    if !archive.has(DOCUMENT) {
        return Err(WordFault::NotWords);
    }
    let numbering = Numbering::of(&mut archive, UNPACKED);
    let part = archive.part(DOCUMENT, UNPACKED).ok_or(WordFault::Damaged)?;
    let mut words = TextRun::new(numbering, most);
    each(part, |event| {
        match event {
            Event::Start(start) => words.start(start),
            Event::End(end) => words.end(end.local_name().as_ref()),
            Event::Text(text) => words.put(text),
            Event::CData(text) => words.put(text),
            Event::GeneralRef(sign) => words.put(&referred(sign)),
            _ => {}
        }
        words.length <= most
    })
    .ok_or(WordFault::Damaged)?;
    if words.length > most {
        return Err(WordFault::TooMuch);
    }
    if !words.whole {
        return Err(WordFault::Damaged);
    }
    let mut unread = words.unread;
    if words.pictures > 0 {
        unread.push(Unread::Pictures(words.pictures));
    }
    if archive.has("word/vbaProject.bin") {
        unread.push(Unread::Macros);
    }
    Ok(WordContent {
        blocks: words.blocks,
        properties: properties(&mut archive),
        unread,
    })
}

fn packing(fault: PackingFault) -> WordFault {
    match fault {
        PackingFault::TooMuch => WordFault::TooMuch,
        PackingFault::Damaged | PackingFault::Locked => WordFault::Damaged,
    }
}

/// The sign that a reference stands for; nothing where it stands for none.
fn referred(sign: &BytesRef) -> String {
    let letter = match &**sign {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => sign.resolve_char_ref().ok().flatten(),
    };
    letter.map(String::from).unwrap_or_default()
}

/// What the file says of itself; nothing where it cannot be read, as it proves nothing.
fn properties(archive: &mut Packed) -> Properties {
    let mut found = Properties::default();
    for part in ["docProps/core.xml", "docProps/app.xml"] {
        let Some(part) = archive.part(part, 1 << 20) else {
            continue;
        };
        let mut open = String::new();
        each(part, |event| {
            match event {
                Event::Start(start) => open = start.local_name().as_ref().to_owned(),
                Event::End(_) => open.clear(),
                Event::Text(text) => found.add(&open, text),
                Event::GeneralRef(sign) => found.add(&open, &referred(sign)),
                _ => {}
            }
            true
        });
    }
    found
}

impl Properties {
    fn add(&mut self, element: &str, text: &str) {
        let place = match element {
            "creator" => &mut self.author,
            "lastModifiedBy" => &mut self.last_saved_by,
            "Company" => &mut self.company,
            "Template" => &mut self.template,
            "created" => &mut self.created,
            "modified" => &mut self.modified,
            _ => return,
        };
        let room = LONGEST_PROPERTY.saturating_sub(place.chars().count());
        place.extend(text.chars().filter(|c| !c.is_control()).take(room));
    }
}

/// A paragraph that is being read.
#[derive(Default)]
struct OpenParagraph {
    text: String,
    heading: bool,
}

/// The document while it is read. Whatever may be inside itself, such as a table or the paragraph of a text box, stands
/// in a list with the innermost last.
struct TextRun {
    numbering: Numbering,
    blocks: Vec<Block>,
    paragraphs: Vec<OpenParagraph>,
    tables: Vec<DocTable>,
    /// Tables of the document itself so far.
    outer: usize,
    /// Inside the element that holds text.
    reading: bool,
    /// How deep in what is not published wording.
    aside: usize,
    /// How deep in runs, and whether the run is hidden.
    runs: usize,
    hidden: bool,
    /// The style and the list of the paragraph.
    style: Option<String>,
    list: (Option<String>, Option<usize>),
    length: usize,
    most: usize,
    whole: bool,
    pictures: usize,
    unread: Vec<Unread>,
}

impl TextRun {
    fn new(numbering: Numbering, most: usize) -> Self {
        Self {
            numbering,
            blocks: Vec::new(),
            paragraphs: Vec::new(),
            tables: Vec::new(),
            outer: 0,
            reading: false,
            aside: 0,
            runs: 0,
            hidden: false,
            style: None,
            list: (None, None),
            length: 0,
            most,
            whole: false,
            pictures: 0,
            unread: Vec::new(),
        }
    }

    fn start(&mut self, start: &BytesStart) {
        let name = start.local_name();
        let name = name.as_ref();
        let too_deep = name == "tbl" && self.tables.len() >= DEEPEST;
        let told = Unread::TooDeep(self.outer);
        if self.aside == 0 && too_deep && self.unread.last() != Some(&told) {
            self.unread.push(told);
        }
        if self.aside > 0 || too_deep || is_aside(name) {
            self.aside += 1;
            return;
        }
        match name {
            "p" => {
                self.paragraphs.push(OpenParagraph::default());
                self.style = None;
                self.list = (None, None);
            }
            "pStyle" => {
                self.style = attribute(start, "val");
                let style = self.style.as_deref().unwrap_or_default().to_lowercase();
                let heading = ["heading", "标题", "title"];
                if heading.iter().any(|word| style.starts_with(word)) {
                    self.is_heading();
                }
            }
            // The tenth level is that of text.
            "outlineLvl" if attribute(start, "val").as_deref() != Some("9") => self.is_heading(),
            "numId" => self.list.0 = attribute(start, "val"),
            "ilvl" => self.list.1 = attribute(start, "val").and_then(|v| v.parse().ok()),
            "r" => {
                self.number();
                self.runs += 1;
                self.hidden = false;
            }
            "vanish" if self.runs > 0 => {
                self.hidden = attribute(start, "val").is_none() || is_true(start, "val");
            }
            "t" => self.reading = true,
            // Between cells stands a tab; inside one, blanks.
            "tab" if self.runs > 0 => self.add("  "),
            "br" | "cr" if self.runs > 0 => self.add("\n"),
            "noBreakHyphen" => self.add("-"),
            "blip" | "imagedata" => self.pictures += 1,
            "tbl" => {
                self.outer += usize::from(self.tables.is_empty());
                self.tables.push(DocTable::default());
            }
            "tr" => {
                self.length = self.length.saturating_add(EMPTY);
                if let Some(table) = self.tables.last_mut() {
                    table.rows.push(Vec::new());
                }
            }
            "gridBefore" => {
                let span = attribute(start, "val").and_then(|v| v.parse().ok());
                let span = span.unwrap_or(0).min(WIDEST);
                if let (Some(row), true) = (self.row(), span > 0) {
                    row.push(DocCell {
                        span,
                        ..DocCell::default()
                    });
                }
            }
            "tc" => {
                self.length = self.length.saturating_add(EMPTY);
                if let Some(row) = self.row() {
                    row.push(DocCell {
                        span: 1,
                        ..DocCell::default()
                    });
                }
            }
            "gridSpan" => {
                let span = attribute(start, "val").and_then(|v| v.parse().ok());
                if let Some(cell) = self.cell() {
                    cell.span = span.unwrap_or(1).clamp(1, WIDEST);
                }
            }
            "vMerge" => {
                let begins = attribute(start, "val").as_deref() == Some("restart");
                if let Some(cell) = self.cell() {
                    cell.continues = !begins;
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if self.aside > 0 {
            self.aside -= 1;
            return;
        }
        match name {
            "t" => self.reading = false,
            "r" => {
                self.runs = self.runs.saturating_sub(1);
                self.hidden = false;
            }
            "p" => {
                self.number();
                let paragraph = self.paragraphs.pop().unwrap_or_default();
                self.block(Block::Paragraph(Paragraph {
                    text: paragraph.text,
                    heading: paragraph.heading,
                    page: None,
                }));
            }
            "tbl" => {
                if let Some(table) = self.tables.pop() {
                    self.block(Block::Table(table));
                }
            }
            "document" => self.whole = true,
            _ => {}
        }
    }

    fn is_heading(&mut self) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.heading = true;
        }
    }

    fn row(&mut self) -> Option<&mut Vec<DocCell>> {
        self.tables.last_mut()?.rows.last_mut()
    }

    fn cell(&mut self) -> Option<&mut DocCell> {
        self.row()?.last_mut()
    }

    /// Writes the number that the paragraph has by its list, before its first word.
    fn number(&mut self) {
        let (list, level) = std::mem::take(&mut self.list);
        let style = self.style.take();
        if let Some(number) = self
            .numbering
            .next(style.as_deref(), list.as_deref(), level)
        {
            self.add(&number);
        }
    }

    fn put(&mut self, text: &str) {
        if self.reading && !self.hidden && self.aside == 0 {
            self.add(&text.replace(['\n', '\r', '\t'], " "));
        }
    }

    fn add(&mut self, text: &str) {
        self.length = self.length.saturating_add(text.len());
        if self.hidden || self.length > self.most {
            return;
        }
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.text.push_str(text);
        }
    }

    /// A whole paragraph or table: of the cell that is being read, or of the document.
    fn block(&mut self, block: Block) {
        self.length = self.length.saturating_add(1);
        match self.cell() {
            Some(cell) => cell.blocks.push(block),
            None => self.blocks.push(block),
        }
    }
}

/// What was struck out or moved away, what a tracked change says was there before, reading aids over a word, and the
/// second telling of what older programs cannot draw.
fn is_aside(name: &str) -> bool {
    let before = name.ends_with("PrChange") || name.ends_with("PrExChange");
    let change = before || matches!(name, "tblGridChange" | "numberingChange");
    change || matches!(name, "del" | "moveFrom" | "rt" | "Fallback")
}
