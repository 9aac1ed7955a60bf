//! How cells are written: fonts, borders, and text that can never become a formula.

use crate::model::Points;
use crate::office::papers::Source;
use crate::text::Lang;
use crate::text::papers as t;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Formula, Worksheet, XlsxError};
use std::borrow::Cow;
use unicode_width::UnicodeWidthStr;

/// The most characters that a cell takes.
const LONGEST_CELL: usize = 32_000;
/// A4
const PAPER: u8 = 9;

/// The formats of one workbook.
pub(super) struct Pen {
    pub(super) lang: Lang,
    footer: String,
    header: String,
    pub(super) title: Format,
    pub(super) subtitle: Format,
    pub(super) note: Format,
    pub(super) head: Format,
    pub(super) text: Format,
    pub(super) centre: Format,
    pub(super) number: Format,
    /// Numbers that are looked at first.
    pub(super) strong: Format,
    /// What does not count.
    pub(super) faint: Format,
}

impl Pen {
    /// `counts`: the workbook shows scores.
    pub(super) fn new(source: &Source, counts: bool) -> Self {
        let lang = source.lang;
        let font = match lang {
            Lang::Zh => "宋体",
            Lang::En => "Calibri",
        };
        let plain = Format::new()
            .set_font_name(font)
            .set_font_size(11)
            .set_align(FormatAlign::VerticalCenter);
        let cell = plain.clone().set_border(FormatBorder::Thin).set_text_wrap();
        let number = cell
            .clone()
            .set_num_format("0.00")
            .set_align(FormatAlign::Right);
        // An ampersand begins a code in headers and footers.
        let said = |text: String| text.replace('&', "&&");
        Self {
            lang,
            footer: format!(
                "&L&9{}&R&9{}",
                said(format!(" {}", source.evidence())),
                t::PAGE_OF
                    .get(lang)
                    .replace("{page}", "&P")
                    .replace("{pages}", "&N")
            ),
            header: format!("&C&\"-,Bold\"&12 {}", said(source.banner(counts))),
            title: plain
                .clone()
                .set_bold()
                .set_font_size(18)
                .set_text_wrap()
                .set_align(FormatAlign::Center),
            subtitle: plain
                .clone()
                .set_font_size(12)
                .set_text_wrap()
                .set_align(FormatAlign::Center),
            note: plain.clone().set_font_size(10).set_text_wrap(),
            head: cell
                .clone()
                .set_bold()
                .set_align(FormatAlign::Center)
                .set_background_color(Color::RGB(0x00E7_E6E6)),
            centre: cell.clone().set_align(FormatAlign::Center),
            strong: number.clone().set_bold(),
            faint: cell
                .clone()
                .set_align(FormatAlign::Right)
                .set_font_color(Color::RGB(0x0080_8080)),
            text: cell,
            number,
        }
    }

    /// Text from people.
    pub(super) fn write(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        column: u16,
        text: &str,
    ) -> Result<(), XlsxError> {
        self.write_as(sheet, row, column, text, &self.text)
    }

    /// Text in a format of its own. It stays text, even when somebody edits the cell.
    pub(super) fn write_as(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        column: u16,
        text: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        if text.is_empty() {
            sheet.write_blank(row, column, format)?;
        } else {
            let format = as_text(text, format);
            sheet.write_string_with_format(row, column, short_enough(text), &format)?;
        }
        Ok(())
    }

    /// Points as a number: the one place where they leave exact arithmetic, digit by digit.
    pub(super) fn points(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        column: u16,
        points: Points,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let value: f64 = points.to_string().parse().unwrap_or_default();
        sheet.write_number_with_format(row, column, value, format)?;
        Ok(())
    }

    /// A formula with the value that the program worked out: what a reader sees who does not calculate.
    pub(super) fn formula(
        &self,
        sheet: &mut Worksheet,
        at: (u32, u16),
        formula: String,
        result: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let formula = Formula::new(formula).set_result(result);
        sheet.write_formula_with_format(at.0, at.1, formula, format)?;
        Ok(())
    }

    /// A line over the whole width, as high as its text needs.
    pub(super) fn across(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        widths: &[u16],
        text: &str,
        format: &Format,
    ) -> Result<u32, XlsxError> {
        let last = u16::try_from(widths.len().saturating_sub(1)).unwrap_or(0);
        self.over(sheet, row, (0, last), text, format)?;
        let line = if *format == self.title {
            26
        } else if *format == self.subtitle {
            18
        } else {
            15
        };
        let all: u16 = widths.iter().sum();
        // Large letters fill the width sooner.
        let all = if *format == self.title {
            all * 5 / 9
        } else {
            all
        };
        let height = line * lines(text, all);
        sheet.set_row_height(row, height)?;
        Ok(height)
    }

    /// Columns of one row as one cell.
    pub(super) fn over(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        columns: (u16, u16),
        text: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let (first, last) = columns;
        if first == last {
            return self.write_as(sheet, row, first, text, format);
        }
        let said = short_enough(text);
        sheet.merge_range(row, first, row, last, &said, &as_text(text, format))?;
        Ok(())
    }

    /// Names the sheet and sets its page up: A4, one page wide, heading rows on every page.
    pub(super) fn page(
        &self,
        sheet: &mut Worksheet,
        name: &str,
        widths: &[u16],
        heading: (u32, u32),
        frozen: u16,
        landscape: bool,
    ) -> Result<(), XlsxError> {
        sheet.set_name(name)?;
        for (column, width) in (0u16..).zip(widths) {
            sheet.set_column_width(column, *width)?;
        }
        sheet.set_paper_size(PAPER);
        if landscape {
            sheet.set_landscape();
        }
        sheet.set_print_fit_to_pages(1, 0);
        sheet.set_print_center_horizontally(true);
        sheet.set_margins(0.5, 0.5, 0.7, 0.7, 0.3, 0.3);
        sheet.set_header(&self.header);
        sheet.set_footer(&self.footer);
        sheet.set_repeat_rows(heading.0, heading.1)?;
        sheet.set_freeze_panes(heading.1 + 1, frozen)?;
        Ok(())
    }

    /// Everything down to this row is printed.
    pub(super) fn area(
        &self,
        sheet: &mut Worksheet,
        last_row: u32,
        widths: &[u16],
    ) -> Result<(), XlsxError> {
        let last = u16::try_from(widths.len().saturating_sub(1)).unwrap_or(0);
        sheet.set_print_area(0, 0, last_row, last)?;
        Ok(())
    }

    /// A row as high as its longest text; cells that wrap do not grow by themselves everywhere. Gives its height in
    /// points.
    pub(super) fn fit(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        cells: &[(&str, u16)],
        least: u32,
    ) -> Result<u32, XlsxError> {
        let most = cells
            .iter()
            .map(|(text, width)| lines(text, *width))
            .max()
            .unwrap_or(1);
        let height = (most * 15 + 3).clamp(least, 400);
        sheet.set_row_height(row, height)?;
        Ok(height)
    }
}

/// The format with the mark of a text, where a text begins like a formula.
fn as_text<'a>(text: &str, format: &'a Format) -> Cow<'a, Format> {
    if text.starts_with(['=', '+', '-', '@', '\'']) {
        Cow::Owned(format.clone().set_quote_prefix())
    } else {
        Cow::Borrowed(format)
    }
}

fn short_enough(text: &str) -> String {
    text.chars().take(LONGEST_CELL).collect()
}

/// How many lines a text takes in a column of so many narrow letters.
fn lines(text: &str, width: u16) -> u32 {
    let width = usize::from(width.saturating_sub(1)).max(1);
    let count: usize = text
        .split('\n')
        .map(|line| line.width_cjk().div_ceil(width).max(1))
        .sum();
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// `L` of column 11.
pub(super) fn letters(column: u16) -> String {
    let mut rest = u32::from(column) + 1;
    let mut out = Vec::new();
    while rest > 0 {
        let digit = (rest - 1) % 26;
        out.push(char::from(b'A' + u8::try_from(digit).unwrap_or(0)));
        rest = (rest - 1) / 26;
    }
    out.iter().rev().collect()
}

/// `L4` of row 3, column 11.
pub(super) fn cell(row: u32, column: u16) -> String {
    format!("{}{}", letters(column), row + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(column), name);
        }
        assert_eq!(cell(3, 11), "L4");
    }

    #[test]
    fn a_wide_text_takes_more_lines() {
        assert_eq!(lines("中原教师发展学院", 9), 2);
        assert_eq!(lines("short", 9), 1);
        assert_eq!(lines("one\ntwo", 9), 2);
    }
}
