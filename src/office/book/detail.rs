//! 明细: every judge's marks, a row a sheet, the rows of an entry under each other.

use super::pen::{Pen, cell, letters};
use crate::model::SheetState;
use crate::office::papers::Source;
use crate::office::table::clean;
use crate::tally::score::counts;
use crate::text::fill;
use crate::text::papers as t;
use crate::text::{hand, words};
use rust_xlsxwriter::{Worksheet, XlsxError};
use std::collections::HashMap;

/// The first row of marks.
const FIRST: u32 = 3;
/// Before the marks: project, id, applicant, seat, judge.
const BEFORE: u16 = 5;

/// Where each sheet's row is.
pub(super) struct Detail {
    /// Entry and judge, in the order of the rows.
    rows: Vec<(usize, usize)>,
    at: HashMap<(usize, usize), u32>,
    /// First and last row of each entry.
    spans: HashMap<usize, (u32, u32)>,
    name: &'static str,
    indicators: u16,
}

impl Detail {
    pub(super) fn of(source: &Source) -> Self {
        let session = source.session();
        let mut list = Self {
            rows: Vec::new(),
            at: HashMap::new(),
            spans: HashMap::new(),
            name: t::S_DETAIL.get(source.lang),
            indicators: u16::try_from(session.indicators().len()).unwrap_or(u16::MAX),
        };
        let mut row = FIRST;
        for project in 0..session.projects().len() {
            for entry in session.entries_of(project) {
                let Some(sheet) = source.entry(*entry) else {
                    continue;
                };
                let first = row;
                for judge in 0..session.judges().len() {
                    if sheet.state(judge) == SheetState::Absent {
                        continue;
                    }
                    list.rows.push((*entry, judge));
                    list.at.insert((*entry, judge), row);
                    row += 1;
                }
                list.spans.insert(*entry, (first, row.saturating_sub(1)));
            }
        }
        list
    }

    /// `'明细'!M12`: a judge's total of an entry.
    pub(super) fn total(&self, entry: usize, judge: usize) -> Option<String> {
        let row = self.at.get(&(entry, judge))?;
        Some(format!(
            "'{}'!{}",
            self.name,
            cell(*row, BEFORE + self.indicators)
        ))
    }

    /// `'明细'!F4:F10`: all marks of one indicator for an entry.
    pub(super) fn column(&self, entry: usize, indicator: u16) -> Option<String> {
        let (first, last) = self.spans.get(&entry)?;
        let column = letters(BEFORE + indicator);
        Some(format!(
            "'{}'!{column}{}:{column}{}",
            self.name,
            first + 1,
            last + 1
        ))
    }

    pub(super) fn write(
        &self,
        source: &Source,
        pen: &Pen,
        sheet: &mut Worksheet,
    ) -> Result<(), XlsxError> {
        let lang = pen.lang;
        let session = source.session();
        let mut widths: Vec<u16> = vec![6, 7, 30, 7, 10];
        widths.extend(session.indicators().iter().map(|_| 9));
        widths.extend([9, 10, 34]);
        pen.page(sheet, self.name, &widths, (2, 2), 5, true)?;
        pen.across(sheet, 0, &widths, &source.title(), &pen.title)?;
        pen.across(sheet, 1, &widths, t::DETAIL_NOTE.get(lang), &pen.note)?;
        let mut heads: Vec<String> = [t::PROJECT_NO, t::ID, t::APPLICANT, t::SEAT, t::JUDGE]
            .map(|x| x.get(lang).to_owned())
            .to_vec();
        heads.extend(source.indicator_heads());
        heads.extend([t::TOTAL, t::STATE, t::REMARKS].map(|x| x.get(lang).to_owned()));
        for (column, head) in (0u16..).zip(&heads) {
            pen.write_as(sheet, 2, column, head, &pen.head)?;
        }
        sheet.set_row_height(2, 34)?;
        for (row, (entry, judge)) in (FIRST..).zip(&self.rows) {
            self.row(source, pen, sheet, row, *entry, *judge, &widths)?;
        }
        let last = FIRST + u32::try_from(self.rows.len()).unwrap_or(0);
        let columns = u16::try_from(widths.len()).unwrap_or(1);
        if last > FIRST {
            sheet.autofilter(2, 0, last - 1, columns - 1)?;
        }
        pen.area(sheet, last.saturating_sub(1).max(2), &widths)
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "a row of a table has a place and a content"
    )]
    fn row(
        &self,
        source: &Source,
        pen: &Pen,
        sheet: &mut Worksheet,
        row: u32,
        entry: usize,
        judge: usize,
        widths: &[u16],
    ) -> Result<(), XlsxError> {
        let lang = pen.lang;
        let session = source.session();
        let (Some(e), Some(who)) = (source.entry(entry), session.judges().get(judge)) else {
            return Ok(());
        };
        let state = e.state(judge);
        let counting = counts(state, session.provisional());
        let name = source.applicant(e.applicant);
        pen.write_as(sheet, row, 0, &(e.project + 1).to_string(), &pen.centre)?;
        pen.write(sheet, row, 1, source.applicant_id(e.applicant))?;
        pen.write(sheet, row, 2, &name)?;
        pen.write(sheet, row, 3, &who.id)?;
        pen.write(sheet, row, 4, &clean(&who.name))?;
        for (column, mark) in (BEFORE..).zip(e.marks(judge)) {
            match mark {
                Some(points) if counting => {
                    pen.points(sheet, row, column, *points, &pen.number)?;
                }
                // What does not count is no number, so that no formula can take it in.
                Some(points) => {
                    pen.write_as(sheet, row, column, &points.to_string(), &pen.faint)?;
                }
                None => pen.write_as(sheet, row, column, "—", &pen.faint)?,
            }
        }
        let after = BEFORE + self.indicators;
        match e.total(judge) {
            Some(total) if counting => {
                let marks = format!(
                    "=ROUND(SUM({}:{}),2)",
                    cell(row, BEFORE),
                    cell(row, after.saturating_sub(1))
                );
                pen.formula(sheet, (row, after), marks, &total.to_string(), &pen.strong)?;
            }
            _ => pen.write_as(sheet, row, after, "—", &pen.faint)?,
        }
        let text = match state {
            SheetState::Submitted => t::SUBMITTED,
            SheetState::Complete => t::COMPLETE,
            SheetState::Recused => t::RECUSED,
            SheetState::Void => t::VOID,
            SheetState::Open | SheetState::Absent => t::OPEN,
        };
        pen.write_as(sheet, row, after + 1, text.get(lang), &pen.centre)?;
        let mut notes = Vec::new();
        notes.extend(hand::of_marks(lang, session, entry, judge));
        if state == SheetState::Submitted
            && let Some(by) = hand::of_submission(lang, session, judge, e.project)
        {
            notes.push(fill!(t::SUBMITTED_BY, lang, [("hand", &by)]));
        }
        if let Some(ground) = session.ground(entry, judge) {
            notes.push(clean(&ground));
        }
        for (i, indicator) in session.indicators().iter().enumerate() {
            let mut said = Vec::new();
            if let Some(remark) = session.remark(entry, judge, i) {
                said.extend(Some(clean(&remark.text)).filter(|x| !x.is_empty()));
                let page = t::reference(lang, &clean(&remark.page));
                said.extend(Some(page).filter(|_| !remark.page.is_empty()));
            }
            if let Some(why) = session.explanation(entry, judge, i) {
                said.push(fill!(t::KEPT, lang, [("reason", &clean(why))]));
            }
            if !said.is_empty() {
                let name = words(lang, indicator.short());
                let text = said.join(t::BETWEEN.get(lang));
                notes.push(fill!(t::NAMED, lang, [("name", &name), ("text", &text)]));
            }
        }
        let notes = notes.join("\n");
        pen.write(sheet, row, after + 2, &notes)?;
        let width = |n: usize| widths.get(n).copied().unwrap_or(10);
        let last = width(usize::from(after) + 2);
        pen.fit(sheet, row, &[(&name, width(2)), (&notes, last)], 18)?;
        Ok(())
    }
}
