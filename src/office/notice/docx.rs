//! The words of a `.docx`, paragraph by paragraph: text in its order, a row of a table on one line with a tab between
//! its cells.
//!
//! What was struck out, moved away or hidden is not published wording and is left out. A number that the word processor
//! makes by itself stands nowhere as text; [`super::numbering`] counts it.

use super::NoticeFault;
use super::numbering::Numbering;
use crate::office::workbook::fault::{PackingFault, UNPACKED};
use crate::office::workbook::packed::{Packed, attribute, each, is_true};
use quick_xml::events::{BytesStart, Event};

const DOCUMENT: &str = "word/document.xml";

/// # Errors
/// It is damaged, no document of words, or unpacks to too much.
pub fn text(bytes: &[u8], most: usize) -> Result<String, NoticeFault> {
    let mut archive = Packed::open(bytes).map_err(packing)?;
    archive.measure(UNPACKED).map_err(packing)?;
    if !archive.has(DOCUMENT) {
        return Err(NoticeFault::NotWords);
    }
    let numbering = Numbering::of(&mut archive, UNPACKED);
    let part = archive
        .part(DOCUMENT, UNPACKED)
        .ok_or(NoticeFault::Damaged)?;
    let mut words = TextRun::new(numbering, most);
    each(part, |event| {
        match event {
            Event::Start(start) => words.start(start),
            Event::End(end) => words.end(end.local_name().as_ref()),
            Event::Text(text) => words.put(text),
            Event::CData(text) => words.put(text),
            Event::GeneralRef(sign) => {
                let letter = match &**sign {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => sign.resolve_char_ref().ok().flatten(),
                };
                words.put(&letter.map(String::from).unwrap_or_default());
            }
            _ => {}
        }
        words.length <= most
    })
    .ok_or(NoticeFault::Damaged)?;
    if words.length > most {
        return Err(NoticeFault::TooLong);
    }
    if words.whole {
        Ok(words.lines.join("\n"))
    } else {
        Err(NoticeFault::Damaged)
    }
}

fn packing(fault: PackingFault) -> NoticeFault {
    match fault {
        PackingFault::TooMuch => NoticeFault::TooLong,
        PackingFault::Damaged | PackingFault::Locked => NoticeFault::Damaged,
    }
}

/// A cell's paragraphs, while its row is read.
type CellParagraphs = Vec<String>;

struct TextRun {
    numbering: Numbering,
    lines: Vec<String>,
    /// Paragraphs that are being read: one in a text box stands in another.
    paragraphs: Vec<String>,
    /// Rows that are being read, the innermost last: a cell may hold a table.
    rows: Vec<Vec<CellParagraphs>>,
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
}

impl TextRun {
    fn new(numbering: Numbering, most: usize) -> Self {
        Self {
            numbering,
            lines: Vec::new(),
            paragraphs: Vec::new(),
            rows: Vec::new(),
            reading: false,
            aside: 0,
            runs: 0,
            hidden: false,
            style: None,
            list: (None, None),
            length: 0,
            most,
            whole: false,
        }
    }

    fn start(&mut self, start: &BytesStart) {
        let name = start.local_name();
        let name = name.as_ref();
        if self.aside > 0 || is_aside(name) {
            self.aside += 1;
            return;
        }
        match name {
            "p" => {
                self.paragraphs.push(String::new());
                self.style = None;
                self.list = (None, None);
            }
            "pStyle" => self.style = attribute(start, "val"),
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
            "tr" => self.rows.push(Vec::new()),
            "tc" => {
                if let Some(row) = self.rows.last_mut() {
                    row.push(CellParagraphs::new());
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
                let text = self.paragraphs.pop().unwrap_or_default();
                self.line(text);
            }
            "tr" => {
                let cells = self.rows.pop().unwrap_or_default();
                let cells: Vec<String> = cells
                    .into_iter()
                    .map(|cell| {
                        let lines: Vec<&str> = cell
                            .iter()
                            .map(|l| l.trim())
                            .filter(|l| !l.is_empty())
                            .collect();
                        lines.join("\n")
                    })
                    .collect();
                self.line(cells.join("\t"));
            }
            "document" => self.whole = true,
            _ => {}
        }
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
            paragraph.push_str(text);
        }
    }

    /// A whole paragraph or row: of the cell that is being read, or of the document.
    fn line(&mut self, text: String) {
        self.length = self.length.saturating_add(1);
        match self.rows.last_mut().and_then(|row| row.last_mut()) {
            Some(cell) => cell.push(text),
            None => self.lines.push(text),
        }
    }
}

/// What was struck out or moved away, reading aids over a word, and the second telling of what older programs cannot
/// draw.
fn is_aside(name: &str) -> bool {
    matches!(
        name,
        "del" | "moveFrom" | "rt" | "Fallback" | "pPrChange" | "rPrChange"
    )
}
