//! 评分录入工作簿: a sheet a project with a cell for each mark that may be given, and nothing else to be changed.
//!
//! Judges, units and indicators are written as the import of scores knows them again, so the file comes back as it
//! is. What a cell takes is the spreadsheet's own rule; the import looks at it once more.

use super::pen::{Pen, cell};
use super::properties;
use crate::model::Status;
use crate::office::papers::{Source, cap};
use crate::office::scores::NameIndex;
use crate::office::table::clean;
use crate::text::papers as t;
use crate::text::words;
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, Format, Formula, Workbook, Worksheet,
    XlsxError,
};

/// Title, project, how to fill it in, headings.
const FIRST: u32 = 4;
/// Before the marks: judge and applicant.
const BEFORE: u16 = 2;

/// One sheet to be scored.
struct BlankRow {
    judge: usize,
    applicant: usize,
}

/// `None` where nobody has a sheet that takes marks.
///
/// # Errors
/// Packing in memory does not fail; the crate's signature says it might.
pub fn blank(source: &Source) -> Result<Option<Vec<u8>>, XlsxError> {
    let names = NameIndex::of(source.session());
    let pen = Pen::new(source, false);
    let mut book = Workbook::new();
    book.set_properties(&properties(source, t::SCORE_BOOK.get(source.lang)));
    let mut any = false;
    for project in 0..source.session().projects().len() {
        let rows = rows(source, project);
        if !rows.is_empty() {
            any = true;
            write(source, &pen, &names, project, &rows, book.add_worksheet())?;
        }
    }
    if any {
        book.save_to_buffer().map(Some)
    } else {
        Ok(None)
    }
}

/// A judge's sheets under each other. Who is recused or out of the race has no row.
fn rows(source: &Source, project: usize) -> Vec<BlankRow> {
    let session = source.session();
    let mut list = Vec::new();
    for judge in 0..session.judges().len() {
        for entry in session.entries_of(project) {
            let Some(sheet) = source.entry(*entry).filter(|_| session.is_in(*entry)) else {
                continue;
            };
            // A submitted sheet stays: somebody may enter the paper a second time.
            if matches!(sheet.status(judge), Status::Open | Status::Submitted) {
                list.push(BlankRow {
                    judge,
                    applicant: sheet.applicant,
                });
            }
        }
    }
    list
}

fn write(
    source: &Source,
    pen: &Pen,
    names: &NameIndex,
    project: usize,
    rows: &[BlankRow],
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let lang = pen.lang;
    let session = source.session();
    let indicators = session.indicators();
    let mut widths: Vec<u16> = vec![18, 40];
    widths.extend(indicators.iter().map(|_| 11));
    widths.push(11);
    let id = session.project_id(project).unwrap_or_default();
    let said = t::S_SCORES.fill(lang, &[("n", &(project + 1))]);
    let known = names.project(&said).as_deref() == Some(id);
    let name = if known { said.as_str() } else { id };
    // Until a spreadsheet works them out, the totals say nothing: a 0 would be the sum of no marks.
    sheet.set_formula_result_default("");
    pen.page(sheet, name, &widths, (3, 3), BEFORE, true)?;
    pen.across(sheet, 0, &widths, &source.title(), &pen.title)?;
    let what = t::SHEET_TITLE.fill(lang, &[("project", &source.project(project))]);
    pen.across(sheet, 1, &widths, &what, &pen.subtitle)?;
    pen.across(sheet, 2, &widths, t::SCORE_BOOK_HOW.get(lang), &pen.note)?;
    let mut heads = vec![
        t::JUDGE.get(lang).to_owned(),
        t::APPLICANT.get(lang).to_owned(),
    ];
    heads.extend((0..indicators.len()).map(|n| heading(source, names, n)));
    heads.push(t::TOTAL.get(lang).to_owned());
    for (column, head) in (0u16..).zip(&heads) {
        pen.write_as(sheet, FIRST - 1, column, head, &pen.head)?;
    }
    let sized: Vec<(&str, u16)> = heads
        .iter()
        .map(String::as_str)
        .zip(widths.iter().copied())
        .collect();
    pen.fit(sheet, FIRST - 1, &sized, 34)?;

    let entry = pen
        .number
        .clone()
        .set_unlocked()
        .set_background_color(Color::RGB(0x00FF_FBE6));
    let all = u16::try_from(indicators.len()).unwrap_or(0);
    let mut last = FIRST;
    for (row, who) in (FIRST..).zip(rows) {
        last = row;
        let judge = session.judges().get(who.judge);
        let judge = judge.map_or((String::new(), ""), |j| (clean(&j.name), j.id.as_str()));
        let judge = label(judge.1, &judge.0, |text| names.judge(text));
        let id = source.applicant_id(who.applicant);
        let unit = label(id, &source.applicant(who.applicant), |text| {
            names.applicant(text)
        });
        pen.write(sheet, row, 0, &judge)?;
        pen.write(sheet, row, 1, &unit)?;
        for column in BEFORE..BEFORE + all {
            sheet.write_blank(row, column, &entry)?;
        }
        let (first, end) = (cell(row, BEFORE), cell(row, BEFORE + all.saturating_sub(1)));
        let sum = format!("=IF(COUNT({first}:{end})={all},ROUND(SUM({first}:{end}),2),\"\")");
        pen.formula(sheet, (row, BEFORE + all), sum, "", &pen.strong)?;
        pen.fit(sheet, row, &[(&judge, 18), (&unit, 40)], 20)?;
    }
    totals(pen, sheet, last, all)?;
    for (column, indicator) in (BEFORE..).zip(indicators) {
        let most = cap(indicator.cap);
        let at = cell(FIRST, column);
        let rule = format!("=AND(ISNUMBER({at}),{at}>=0,{at}<={most},ROUND({at},2)={at})");
        let refusal = t::SCORE_BOOK_REFUSES.fill(lang, &[("cap", &most)]);
        let check = DataValidation::new()
            .allow_custom(Formula::new(rule))
            .ignore_blank(true)
            .set_error_style(DataValidationErrorStyle::Stop)
            .set_error_title(t::SCORE_BOOK.get(lang))?
            .set_error_message(refusal)?;
        sheet.add_data_validation(FIRST, column, last, column, &check)?;
    }
    sheet.protect();
    pen.area(sheet, last + 1, &widths)
}

/// The sums of the columns, to be held against those of the paper.
fn totals(pen: &Pen, sheet: &mut Worksheet, last: u32, all: u16) -> Result<(), XlsxError> {
    let row = last + 1;
    pen.write_as(sheet, row, 0, t::TOTAL.get(pen.lang), &pen.head)?;
    pen.write(sheet, row, 1, "")?;
    for column in BEFORE..=BEFORE + all {
        // The last is the sum of all marks: of the totals beside them, those of sheets with a blank are missing.
        let (first, end) = match column {
            column if column < BEFORE + all => (column, column),
            _ => (BEFORE, (BEFORE + all).saturating_sub(1)),
        };
        let (from, to) = (cell(FIRST, first), cell(last, end));
        let sum = format!("=IF(COUNT({from}:{to})=0,\"\",ROUND(SUM({from}:{to}),2))");
        let format: &Format = &pen.strong;
        pen.formula(sheet, (row, column), sum, "", format)?;
    }
    sheet.set_row_height(row, 20)?;
    Ok(())
}

/// `w01 苏老师`, unless somebody else could be meant by it.
fn label<'a>(id: &str, name: &str, find: impl Fn(&str) -> Option<&'a str>) -> String {
    let whole = format!("{id} {name}");
    if find(&whole) == Some(id) {
        whole
    } else {
        id.to_owned()
    }
}

/// The shortest name that says which indicator it is, with the cap in brackets.
fn heading(source: &Source, names: &NameIndex, n: usize) -> String {
    let Some(indicator) = source.session().indicators().get(n) else {
        return String::new();
    };
    let most = cap(indicator.cap);
    let candidates = [
        words(source.lang, indicator.short()),
        words(source.lang, &indicator.name),
        indicator.id.as_str(),
    ];
    let with_cap = |name: &str| format!("{name}\n({most})");
    candidates
        .into_iter()
        .map(with_cap)
        .find(|text| names.indicator(&text.replace('\n', " ")) == Some(n))
        .unwrap_or_else(|| indicator.id.clone())
}
