//! A small writer of word-processor documents (WordprocessingML, ECMA-376), for exactly what the papers need:
//! paragraphs in named styles, tables that repeat their heading and never break a row, one header and footer.
//!
//! The docx crates tried for it wrote elements out of order, or had no repeated headings and no row heights.
//! Here every element is written in the order of the schema, and a test holds that.

mod parts;
mod picture;

use crate::journal::qr::QrPicture;
use crate::text::Lang;
use std::fmt::Write;
use std::io;

/// A twentieth of a point, the unit of the format; 567 are a centimetre.
pub type Twips = u32;

/// A notice stands on a grid of 22 lines of 28.9 points.
pub const NOTICE_LINE: Twips = 578;

/// The paragraph styles there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Title,
    Subtitle,
    Heading,
    Body,
    /// Small print.
    Note,
    /// Inside a table.
    Cell,
    /// A table's heading.
    Head,
    /// Large digits to be read across a table.
    Big,
    /// Almost no height: what a format needs between two tables.
    Gap,
    /// The styles of an official notice (GB/T 9704-2012): title, whom it is for, body, level-one heading, signature.
    NoticeTitle,
    NoticeTo,
    NoticeBody,
    NoticeHeading,
    NoticeSign,
    NoticeCell,
}

impl Style {
    const fn id(self) -> &'static str {
        match self {
            Self::Title => "Title",
            Self::Subtitle => "Subtitle",
            Self::Heading => "Heading1",
            Self::Body => "BodyText",
            Self::Note => "Note",
            Self::Cell => "TableText",
            Self::Head => "TableHead",
            Self::Big => "Big",
            Self::Gap => "Gap",
            Self::NoticeTitle => "NoticeTitle",
            Self::NoticeTo => "NoticeTo",
            Self::NoticeBody => "NoticeBody",
            Self::NoticeHeading => "NoticeHeading",
            Self::NoticeSign => "NoticeSign",
            Self::NoticeCell => "NoticeCell",
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    #[default]
    Left,
    Centre,
    Right,
}

/// One cell of a table.
#[derive(Clone, Debug)]
pub struct Cell {
    text: String,
    style: Style,
    align: Align,
    span: u32,
    shaded: bool,
    bold: bool,
}

impl Cell {
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            style: Style::Cell,
            align: Align::Left,
            span: 1,
            shaded: false,
            bold: false,
        }
    }

    pub fn centre(text: impl Into<String>) -> Self {
        Self {
            align: Align::Centre,
            ..Self::new(text)
        }
    }

    /// Numbers: their last digits stand under each other.
    pub fn right(text: impl Into<String>) -> Self {
        Self {
            align: Align::Right,
            ..Self::new(text)
        }
    }

    pub fn head(text: impl Into<String>) -> Self {
        Self {
            style: Style::Head,
            align: Align::Centre,
            shaded: true,
            ..Self::new(text)
        }
    }

    /// Over so many columns.
    pub fn over(mut self, span: u32) -> Self {
        self.span = span;
        self
    }

    pub fn bold(mut self) -> Self {
        self.bold = true;
        self
    }

    pub fn style(mut self, style: Style) -> Self {
        self.style = style;
        self
    }
}

/// One row of a table; it is never broken over two pages.
#[derive(Clone, Debug)]
pub struct Row {
    cells: Vec<Cell>,
    /// At least so high.
    height: Twips,
    /// Repeated on every page that the table reaches.
    heading: bool,
    /// On the page of the next row.
    kept: bool,
}

impl Row {
    pub fn new(cells: Vec<Cell>) -> Self {
        Self {
            cells,
            height: 0,
            heading: false,
            kept: false,
        }
    }

    pub fn heading<T: Into<String>>(texts: impl IntoIterator<Item = T>) -> Self {
        Self::headed(texts.into_iter().map(Cell::head).collect())
    }

    /// A heading of these cells.
    pub fn headed(cells: Vec<Cell>) -> Self {
        Self {
            heading: true,
            ..Self::new(cells)
        }
    }

    /// Not parted from the next row by the end of a page.
    pub fn kept(mut self) -> Self {
        self.kept = true;
        self
    }

    pub fn high(mut self, height: Twips) -> Self {
        self.height = height;
        self
    }
}

/// What a document is as a whole.
#[derive(Clone, Debug)]
pub struct PageSetup {
    pub lang: Lang,
    /// For the file's properties.
    pub title: String,
    pub author: String,
    /// RFC 3339; all times in the file are this one, so that the same papers are the same bytes.
    pub at: String,
    pub landscape: bool,
    /// On every page: 演练 and the like; may be empty.
    pub header: String,
    /// On every page, left.
    pub footer: String,
    /// `第 {page} 页 共 {pages} 页`
    pub pages: String,
    /// The margins and page numbers of an official notice, and how high its lines are.
    pub notice: Option<Twips>,
}

impl PageSetup {
    /// Width and height of the page.
    const fn paper(&self) -> (Twips, Twips) {
        if self.landscape {
            (16838, 11906)
        } else {
            (11906, 16838)
        }
    }

    /// Top, right, bottom, left.
    const fn margins(&self) -> (Twips, Twips, Twips, Twips) {
        if self.notice.is_some() {
            // GB/T 9704-2012: 37 mm above, 28 mm left, a type area of 156 by 225 mm.
            (2098, 1474, 1984, 1588)
        } else {
            (1134, 964, 1077, 964)
        }
    }

    /// What is left for the text, from above to below.
    pub const fn depth(&self) -> Twips {
        let (above, _, below, _) = self.margins();
        self.paper().1 - above - below
    }

    /// What is left for the text, from left to right.
    pub const fn measure(&self) -> Twips {
        let (_, right, _, left) = self.margins();
        self.paper().0 - right - left
    }
}

/// A document in the making.
#[derive(Debug)]
pub struct Document {
    sheet: PageSetup,
    body: String,
    on_new_page: bool,
    after_table: bool,
    pictures: Vec<QrPicture>,
}

impl Document {
    pub fn new(sheet: PageSetup) -> Self {
        Self {
            sheet,
            body: String::new(),
            on_new_page: false,
            after_table: false,
            pictures: Vec::new(),
        }
    }

    pub const fn measure(&self) -> Twips {
        self.sheet.measure()
    }

    /// What comes next begins a page, unless nothing stands before it.
    pub fn new_page(&mut self) {
        self.on_new_page = !self.body.is_empty();
    }

    pub fn text(&mut self, style: Style, text: &str) {
        self.paragraph(style, text, false);
    }

    /// Kept on the page of what follows: headings, and the last lines before a signature.
    pub fn with_next(&mut self, style: Style, text: &str) {
        self.paragraph(style, text, true);
    }

    fn paragraph(&mut self, style: Style, text: &str, keep: bool) {
        if self.after_table
            && !self.on_new_page
            && matches!(style, Style::Body | Style::Note | Style::Subtitle)
        {
            // Text does not stick to the table above it.
            self.after_table = false;
            self.paragraph(Style::Gap, "", true);
        }
        let broken = std::mem::take(&mut self.on_new_page);
        self.after_table = false;
        open_paragraph(&mut self.body, style, keep, broken, None);
        run(&mut self.body, self.sheet.lang, text, false);
        self.body.push_str("</w:p>");
    }

    /// A QR code of this size, kept on the page of what follows.
    pub fn qr(&mut self, code: QrPicture, millimetres: usize, title: &str) {
        self.pictures.push(code);
        let broken = std::mem::take(&mut self.on_new_page);
        self.after_table = false;
        open_paragraph(&mut self.body, Style::Note, true, broken, None);
        let n = self.pictures.len();
        picture::inline(&mut self.body, n, millimetres, &escaped(title));
        self.body.push_str("</w:p>");
    }

    /// A table of columns with these widths, in any unit: they are brought to the width of the page.
    pub fn table(&mut self, widths: &[u32], rows: &[Row]) {
        if self.on_new_page || self.after_table {
            // Two tables without a paragraph between them are one.
            self.text(Style::Gap, "");
        }
        let all: u32 = widths.iter().sum::<u32>().max(1);
        let widths: Vec<Twips> = widths
            .iter()
            .map(|w| w * self.sheet.measure() / all)
            .collect();
        let lang = self.sheet.lang;
        let out = &mut self.body;
        let total: Twips = widths.iter().sum();
        // Writing to a string does not fail.
        let _ = write!(
            out,
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"Grid\"/><w:tblW w:w=\"{total}\" w:type=\"dxa\"/>\
             <w:jc w:val=\"center\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>"
        );
        for width in &widths {
            let _ = write!(out, "<w:gridCol w:w=\"{width}\"/>");
        }
        out.push_str("</w:tblGrid>");
        for row in rows {
            table_row(out, lang, &widths, row);
        }
        out.push_str("</w:tbl>");
        self.after_table = true;
    }

    /// The whole file.
    ///
    /// # Errors
    /// Packing in memory does not fail; the crate's signature says it might.
    pub fn finish(mut self) -> io::Result<Vec<u8>> {
        if self.after_table || self.body.is_empty() {
            // A body does not end with a table.
            self.text(Style::Gap, "");
        }
        parts::pack(&self.sheet, &self.body, &self.pictures)
    }
}

fn table_row(out: &mut String, lang: Lang, widths: &[Twips], row: &Row) {
    out.push_str("<w:tr><w:trPr><w:cantSplit/>");
    if row.height > 0 {
        let _ = write!(
            out,
            "<w:trHeight w:val=\"{}\" w:hRule=\"atLeast\"/>",
            row.height
        );
    }
    if row.heading {
        out.push_str("<w:tblHeader/>");
    }
    out.push_str("</w:trPr>");
    let mut column = 0usize;
    for cell in &row.cells {
        let span = cell.span.max(1) as usize;
        let width: Twips = widths.iter().skip(column).take(span).sum();
        column += span;
        let _ = write!(out, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>");
        if span > 1 {
            let _ = write!(out, "<w:gridSpan w:val=\"{span}\"/>");
        }
        if cell.shaded {
            out.push_str("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"E7E6E6\"/>");
        }
        out.push_str("<w:vAlign w:val=\"center\"/></w:tcPr>");
        open_paragraph(out, cell.style, row.kept, false, Some(cell.align));
        run(out, lang, &cell.text, cell.bold);
        out.push_str("</w:p></w:tc>");
    }
    out.push_str("</w:tr>");
}

fn open_paragraph(out: &mut String, style: Style, keep: bool, page: bool, align: Option<Align>) {
    let _ = write!(out, "<w:p><w:pPr><w:pStyle w:val=\"{}\"/>", style.id());
    if keep {
        out.push_str("<w:keepNext/>");
    }
    if page {
        out.push_str("<w:pageBreakBefore/>");
    }
    match align {
        Some(Align::Centre) => out.push_str("<w:jc w:val=\"center\"/>"),
        Some(Align::Right) => out.push_str("<w:jc w:val=\"right\"/>"),
        Some(Align::Left) | None => {}
    }
    out.push_str("</w:pPr>");
}

/// Text in one run; its line breaks stay.
fn run(out: &mut String, lang: Lang, text: &str, bold: bool) {
    if text.is_empty() {
        return;
    }
    out.push_str("<w:r>");
    run_properties(out, lang, text, bold);
    for (n, line) in text.split('\n').enumerate() {
        if n > 0 {
            out.push_str("<w:br/>");
        }
        out.push_str("<w:t xml:space=\"preserve\">");
        escape(line, out);
        out.push_str("</w:t>");
    }
    out.push_str("</w:r>");
}

/// Signs such as “ ” are Chinese or Latin by this hint alone. It is left out where it is not needed: under
/// it some programs break lines inside numbers.
fn run_properties(out: &mut String, lang: Lang, text: &str, bold: bool) {
    let doubtful = |c| matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '·');
    let chinese = lang == Lang::Zh && text.contains(doubtful);
    if !chinese && !bold {
        return;
    }
    out.push_str("<w:rPr>");
    if chinese {
        out.push_str("<w:rFonts w:hint=\"eastAsia\"/>");
    }
    if bold {
        out.push_str("<w:b/>");
    }
    out.push_str("</w:rPr>");
}

/// Text for XML. Signs that XML cannot hold are left out: nobody could have seen them.
pub(super) fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
}

pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(text, &mut out);
    out
}

#[cfg(test)]
mod tests;
