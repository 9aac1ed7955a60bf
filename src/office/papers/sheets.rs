//! 评分表: a judge's sheets on paper, to be signed.

use super::{Source, cap, heading, signature, whole_code};
use crate::model::{Points, SheetState};
use crate::office::docx::{Cell, Document, Row, Style};
use crate::office::table::clean;
use crate::text::fill;
use crate::text::papers as t;
use crate::text::times::minute;
use crate::text::{hand, words};
use std::io;

/// How a judge's sheets are laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// One table a project, one signature.
    #[default]
    Table,
    /// One page an applicant, each signed.
    Pages,
}

/// All sheets of one judge; `None` for one who sits on no project's panel.
///
/// # Errors
/// As [`Document::finish`].
pub fn of_judge(source: &Source, judge: usize, layout: Layout) -> io::Result<Option<Vec<u8>>> {
    let title = fill!(t::SHEETS_OF, source.lang, [("judge", &source.judge(judge))]);
    let mut document = source.document(&title, layout == Layout::Table, true);
    let mut any = false;
    for project in 0..source.session().projects().len() {
        let entries: Vec<usize> = source
            .session()
            .entries_of(project)
            .iter()
            .copied()
            .filter(|e| state(source, *e, judge) != SheetState::Absent)
            .collect();
        if entries.is_empty() {
            continue;
        }
        any = true;
        match layout {
            Layout::Table => table(source, &mut document, judge, project, &entries),
            Layout::Pages => {
                for entry in entries {
                    page(source, &mut document, judge, project, entry);
                }
            }
        }
    }
    if any {
        document.finish().map(Some)
    } else {
        Ok(None)
    }
}

fn state(source: &Source, entry: usize, judge: usize) -> SheetState {
    source
        .entry(entry)
        .map_or(SheetState::Absent, |e| e.state(judge))
}

/// Who, on which panel, and when the sheets were sealed.
fn facts(source: &Source, document: &mut Document, judge: usize, project: usize) {
    let lang = source.lang;
    let Some(who) = source.session().judges().get(judge) else {
        return;
    };
    let mut line = fill!(
        t::JUDGE_LINE,
        lang,
        [("name", &clean(&who.name)), ("seat", &who.id)]
    );
    if !who.employer.is_empty() {
        line.push_str(&fill!(
            t::EMPLOYER_LINE,
            lang,
            [("text", &clean(&who.employer))]
        ));
    }
    line.push_str(t::GAP.get(lang));
    line.push_str(&sealed(source, judge, project));
    document.with_next(Style::Body, &line);
}

/// When the judge submitted the project, with the record code of that moment.
fn sealed(source: &Source, judge: usize, project: usize) -> String {
    let lang = source.lang;
    let open = source.session().entries_of(project).iter().any(|e| {
        source.session().is_in(*e)
            && matches!(
                state(source, *e, judge),
                SheetState::Open | SheetState::Complete
            )
    });
    match source.session().submission(judge, project) {
        Some(s) if !open => fill!(
            t::SUBMITTED_AT,
            lang,
            [
                ("at", &minute(&s.at)),
                ("hand", &hand::hand(lang, &s.by, source.judge_id(judge))),
                ("seq", &s.seq),
                ("code", &source.code_of(s.seq)),
            ]
        ),
        Some(_) => t::REOPENED.get(lang).to_owned(),
        None if open => t::NOT_SUBMITTED.get(lang).to_owned(),
        None => t::NO_SHEETS.get(lang).to_owned(),
    }
}

fn points(points: Option<Points>) -> String {
    points.map_or_else(|| "—".to_owned(), |p| p.to_string())
}

/// What a sheet is besides its numbers: recused, void, or of somebody who is out.
fn remark_on(source: &Source, entry: usize, judge: usize) -> Vec<String> {
    let lang = source.lang;
    let mut list = Vec::new();
    list.extend(hand::of_marks(lang, source.session(), entry, judge));
    match state(source, entry, judge) {
        SheetState::Recused => {
            let ground = source.session().ground(entry, judge).unwrap_or_default();
            list.push(fill!(t::IS_RECUSED, lang, [("ground", &clean(&ground))]));
        }
        SheetState::Void => list.push(t::IS_VOID.get(lang).to_owned()),
        SheetState::Open | SheetState::Complete => list.push(t::IS_OPEN.get(lang).to_owned()),
        SheetState::Submitted | SheetState::Absent => {}
    }
    if let Some(out) = source.entry_out(entry) {
        list.push(out);
    }
    list
}

/// A judge's remark and page reference on one indicator, and why a mark far off the others' was kept.
fn remark(source: &Source, entry: usize, judge: usize, indicator: usize) -> String {
    let lang = source.lang;
    let mut parts = Vec::new();
    if let Some(remark) = source.session().remark(entry, judge, indicator) {
        if !remark.text.is_empty() {
            parts.push(clean(&remark.text));
        }
        if !remark.page.is_empty() {
            parts.push(t::reference(lang, &clean(&remark.page)));
        }
    }
    if let Some(why) = source.session().explanation(entry, judge, indicator) {
        parts.push(fill!(t::KEPT, lang, [("reason", &clean(why))]));
    }
    parts.join(t::BETWEEN.get(lang))
}

fn table(
    source: &Source,
    document: &mut Document,
    judge: usize,
    project: usize,
    entries: &[usize],
) {
    let lang = source.lang;
    let session = source.session();
    document.new_page();
    let what = fill!(
        t::SHEET_TITLE,
        lang,
        [("project", &source.project(project))]
    );
    heading(source, document, &what);
    facts(source, document, judge, project);
    let indicators = session.indicators();
    let full = session.template().and_then(|x| x.full_marks());
    let mut heads = vec![
        t::ID.get(lang).to_owned(),
        t::APPLICANT.get(lang).to_owned(),
    ];
    heads.extend(source.indicator_heads());
    heads.push(format!(
        "{}\n({})",
        t::TOTAL.get(lang),
        full.map(cap).unwrap_or_default()
    ));
    heads.push(t::REMARKS.get(lang).to_owned());
    let mut widths = vec![8, 34];
    widths.extend(indicators.iter().map(|_| 13));
    widths.extend([14, 38]);
    let mut rows = vec![Row::heading(heads)];
    for entry in entries {
        let Some(sheet) = source.entry(*entry) else {
            continue;
        };
        let mut cells = vec![
            Cell::centre(source.applicant_id(sheet.applicant)),
            Cell::new(source.applicant(sheet.applicant)),
        ];
        cells.extend((0..indicators.len()).map(|i| Cell::right(points(sheet.mark(judge, i)))));
        cells.push(Cell::right(points(sheet.total(judge))).bold());
        let mut notes = remark_on(source, *entry, judge);
        for (i, indicator) in indicators.iter().enumerate() {
            let text = remark(source, *entry, judge, i);
            if !text.is_empty() {
                let name = words(lang, indicator.short());
                notes.push(fill!(t::NAMED, lang, [("name", &name), ("text", &text)]));
            }
        }
        cells.push(Cell::new(notes.join("\n")));
        rows.push(Row::new(cells).high(380));
    }
    document.table(&widths, &rows);
    document.with_next(Style::Gap, "");
    whole_code(source, document);
    signature(source, document, true, &consent(source, judge));
}

/// What is signed; a word given in the program stands beside it.
fn consent(source: &Source, judge: usize) -> String {
    let mut text = t::CONSENT.get(source.lang).to_owned();
    if let Some(word) = source.word(judge) {
        text.push('\n');
        text.push_str(&word);
    }
    text
}

fn page(source: &Source, document: &mut Document, judge: usize, project: usize, entry: usize) {
    let lang = source.lang;
    let session = source.session();
    let Some(sheet) = source.entry(entry) else {
        return;
    };
    document.new_page();
    let what = fill!(
        t::SHEET_TITLE,
        lang,
        [("project", &source.project(project))]
    );
    heading(source, document, &what);
    document.with_next(
        Style::Body,
        &fill!(
            t::APPLICANT_LINE,
            lang,
            [
                ("id", &source.applicant_id(sheet.applicant)),
                ("name", &source.applicant(sheet.applicant)),
            ]
        ),
    );
    facts(source, document, judge, project);
    for line in remark_on(source, entry, judge) {
        document.with_next(Style::Body, &line);
    }
    let mut rows = vec![Row::heading([
        t::INDICATOR.get(lang),
        t::ASKS.get(lang),
        t::CAP.get(lang),
        t::MARK.get(lang),
        t::REMARKS.get(lang),
    ])];
    for (i, indicator) in session.indicators().iter().enumerate() {
        let asks: Vec<&str> = indicator.asks.iter().map(|a| words(lang, a)).collect();
        rows.push(
            Row::new(vec![
                Cell::new(words(lang, &indicator.name)),
                Cell::new(asks.join("\n")).style(Style::Note),
                Cell::right(cap(indicator.cap)),
                Cell::right(points(sheet.mark(judge, i))).bold(),
                Cell::new(remark(source, entry, judge, i)),
            ])
            .high(560),
        );
    }
    let full = session.template().and_then(|x| x.full_marks());
    rows.push(
        Row::new(vec![
            Cell::centre(t::TOTAL.get(lang)).over(2).bold(),
            Cell::right(full.map(cap).unwrap_or_default()),
            Cell::right(points(sheet.total(judge))).bold(),
            Cell::new(""),
        ])
        .high(560),
    );
    document.table(&[16, 46, 10, 11, 24], &rows);
    document.with_next(Style::Gap, "");
    whole_code(source, document);
    signature(source, document, false, &consent(source, judge));
}
