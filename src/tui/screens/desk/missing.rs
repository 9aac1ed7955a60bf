//! What stands in the way of closing, by name and cell.

use crate::model::{Session, SheetState};
use crate::text::desk as d;
use crate::text::fill;
use crate::text::{Lang, screens as t, words};
use crate::tui::width;

/// A sentence, then the first sheets, at most so many, that are neither submitted, recused nor void; nothing if there
/// is none.
pub(super) fn lines(session: &Session, lang: Lang, most: usize) -> Vec<String> {
    let mut list = Vec::new();
    let mut n = 0_usize;
    for (j, judge) in session.judges().iter().enumerate() {
        for (e, entry) in session.entries().iter().enumerate() {
            if !session.is_in(e) {
                continue;
            }
            let state = entry.state(j);
            let waits = matches!(state, SheetState::Open | SheetState::Complete);
            n += usize::from(waits);
            // What has no room is counted, and not told.
            if list.len() >= most {
                continue;
            }
            let what = match state {
                SheetState::Open => blanks(session, entry.marks(j), lang),
                SheetState::Complete => d::MISSING_SUBMIT.get(lang).to_owned(),
                SheetState::Submitted
                | SheetState::Recused
                | SheetState::Void
                | SheetState::Absent => continue,
            };
            let applicant = session.applicants().get(entry.applicant);
            let place = fill!(t::PROJECT_SHORT, lang, [("n", &(entry.project + 1))]);
            let who = width::display_safe(&judge.name);
            let applicant = applicant
                .map(|a| format!("{} {}", a.id, width::display_safe(&a.name)))
                .unwrap_or_default();
            list.push(fill!(
                d::MISSING_SHEET,
                lang,
                [
                    ("who", &who),
                    ("place", &place),
                    ("applicant", &applicant),
                    ("what", &what),
                ]
            ));
        }
    }
    if !list.is_empty() {
        list.insert(0, fill!(d::MISSING, lang, [("n", &n)]));
    }
    list
}

/// The blank cells by name; a sheet that is all blank says so.
fn blanks(session: &Session, marks: &[Option<crate::model::Points>], lang: Lang) -> String {
    if marks.iter().all(Option::is_none) {
        return d::MISSING_ALL.get(lang).to_owned();
    }
    let names: Vec<&str> = session
        .indicators()
        .iter()
        .zip(marks)
        .filter(|(_, mark)| mark.is_none())
        .map(|(indicator, _)| words(lang, indicator.short()))
        .collect();
    names.join(d::COMMA.get(lang))
}
