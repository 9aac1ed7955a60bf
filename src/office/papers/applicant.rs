//! 为什么是这个分: one applicant's own numbers and nobody else's, for questions and disclosure.
//!
//! Judges have numbers instead of names, and no other applicant is named or can be worked out.

use super::{Source, heading};
use crate::model::SheetState;
use crate::office::docx::{Cell, Document, Row, Style};
use crate::tally::Standing;
use crate::text::fill;
use crate::text::papers as t;
use crate::text::{count, hand, screens};
use std::io;

/// # Errors
/// As [`Document::finish`].
pub fn make(source: &Source, applicant: usize) -> io::Result<Vec<u8>> {
    let lang = source.lang;
    let session = source.session();
    let title = fill!(t::WHY_TITLE, lang, [("name", &source.applicant(applicant))]);
    let mut document = source.document(&title, false, true);
    heading(source, &mut document, t::WHY.get(lang));
    let line = fill!(
        t::APPLICANT_LINE,
        lang,
        [
            ("id", &source.applicant_id(applicant)),
            ("name", &source.applicant(applicant)),
        ]
    );
    document.with_next(Style::Body, &line);
    if let Some(out) = source.out_without_evidence(applicant) {
        document.text(Style::Body, &out);
        document.text(Style::Note, t::WHY_OUT.get(lang));
        return document.finish();
    }
    document.text(Style::Note, &source.mean_rule());
    for (p, result) in source.results.projects.iter().enumerate() {
        let Some(standing) = result.standings.iter().find(|s| s.applicant == applicant) else {
            continue;
        };
        document.with_next(Style::Heading, &source.project(p));
        marks(source, &mut document, standing);
        let mut lines = match count::division(lang, standing) {
            None => vec![count::no_score(lang, session, standing)],
            Some(division) => {
                let ranked = result.standings.iter().filter(|s| s.rank.is_some());
                let rank = standing.rank.unwrap_or_default();
                let mut lines = vec![count::sum_line(lang, session, standing), division];
                if standing.count.provisional {
                    lines.push(screens::WHY_PROVISIONAL.get(lang).to_owned());
                }
                lines.push(fill!(
                    t::WHY_RANK,
                    lang,
                    [("rank", &rank), ("n", &ranked.count())]
                ));
                lines
            }
        };
        let steps = &result.award.steps;
        if let Some(step) = steps.iter().find(|s| s.applicant == applicant) {
            let reason = count::step(lang, session, &step.outcome);
            lines.push(fill!(t::WHY_STEP, lang, [("reason", &reason)]));
        }
        document.text(Style::Body, &lines.join("\n"));
    }
    document.text(Style::Note, t::WHY_PRIVATE.get(lang));
    document.finish()
}

/// Seven marks and the total of every sheet, and what became of it.
fn marks(source: &Source, document: &mut Document, standing: &Standing) {
    let lang = source.lang;
    let session = source.session();
    let Some(entry) = source.entry(standing.entry) else {
        return;
    };
    let mut heads = vec![t::SHEET.get(lang).to_owned()];
    heads.extend(source.indicator_heads());
    heads.push(t::TOTAL.get(lang).to_owned());
    heads.push(t::USE.get(lang).to_owned());
    let mut widths = vec![10];
    widths.extend(session.indicators().iter().map(|_| 16));
    widths.extend([13, 24]);
    let mut rows = vec![Row::heading(heads)];
    let mut number = 0;
    for j in 0..session.judges().len() {
        let state = entry.state(j);
        if state == SheetState::Absent {
            continue;
        }
        number += 1;
        let mut cells = vec![Cell::centre(fill!(t::SHEET_N, lang, [("n", &number)]))];
        if matches!(state, SheetState::Submitted | SheetState::Complete) {
            cells.extend(
                entry.marks(j).iter().map(|mark| {
                    Cell::right(mark.map_or_else(|| "—".to_owned(), |p| p.to_string()))
                }),
            );
            let total = entry.total(j).map(|p| p.to_string()).unwrap_or_default();
            cells.push(Cell::right(total).bold());
            let mut said = vec![count::used(session, standing, j).get(lang).to_owned()];
            said.extend(hand::of_marks(lang, session, standing.entry, j));
            cells.push(Cell::new(said.join(t::BETWEEN.get(lang))));
        } else {
            let text = match state {
                SheetState::Recused => t::RECUSED,
                SheetState::Void => t::VOID,
                _ => t::OPEN,
            };
            let columns = session.indicators().len() as u32 + 2;
            cells.push(Cell::centre(text.get(lang)).over(columns));
        }
        rows.push(Row::new(cells));
    }
    document.table(&widths, &rows);
}
