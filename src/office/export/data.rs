//! What a stranger needs to count again without the program: every mark, the results, the journal, a recipe.

use crate::journal::JOURNAL;
use crate::model::SheetState;
use crate::office::papers::Source;
use crate::office::table::{clean, guarded};
use crate::tally::score::sheet_uses;
use crate::text::export as t;
use crate::text::fill;
use std::io;

/// The chain of the journal, checked in ten lines.
pub const CHECK: &str = include_str!("../../../data/recount/check.py");
/// The scores, counted again from the marks.
pub const RECOUNT: &str = include_str!("../../../data/recount/recount.py");

/// What spreadsheets take a file of text for Chinese by.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// `scores.csv`: one row a mark. A blank has no points, which is not a zero.
pub(super) fn scores(source: &Source) -> io::Result<Vec<u8>> {
    let session = source.session();
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    writer.write_record([
        "judge",
        "project",
        "applicant",
        "indicator",
        "points",
        "cap",
        "state",
        "use",
        "out",
        "entered_by",
        "applicant_name",
        "judge_name",
    ])?;
    for (e, entry) in session.entries().iter().enumerate() {
        let uses = sheet_uses(entry, session.rules(), session.provisional());
        let project = session.project_id(entry.project).unwrap_or_default();
        let out = if session.is_in(e) { "" } else { "out" };
        let name = guarded(&source.applicant(entry.applicant));
        for (j, judge) in session.judges().iter().enumerate() {
            let state = entry.state(j);
            if state == SheetState::Absent {
                continue;
            }
            let used = uses.get(j);
            let who = guarded(&clean(&judge.name));
            let cells = session.indicators().iter().zip(entry.marks(j));
            for (i, (indicator, mark)) in cells.enumerate() {
                let points = mark.map(|p| p.to_string()).unwrap_or_default();
                writer.serialize((
                    judge.id.as_str(),
                    project,
                    source.applicant_id(entry.applicant),
                    &indicator.id,
                    &points,
                    indicator.cap.to_string(),
                    state,
                    used,
                    out,
                    match mark {
                        None => "",
                        Some(_) if entry.is_from_paper(j, i) => "desk",
                        Some(_) => "judge",
                    },
                    &name,
                    &who,
                ))?;
            }
        }
    }
    writer
        .into_inner()
        .map_err(|e| io::Error::other(e.to_string()))
}

/// The journal as far as the papers tell of it, byte by byte.
pub(super) fn journal(source: &Source) -> io::Result<Vec<u8>> {
    let path = source.history.folder().join(JOURNAL);
    source
        .history
        .files()
        .read(&path, source.history.head().offset)
}

/// One page for whoever opens the folder years later.
pub(super) fn recipe(source: &Source) -> Vec<u8> {
    let lang = source.lang;
    let head = source.history.head();
    let pins = match source.session().pin_hashes() {
        0 => "",
        _ => t::RECIPE_PINS.get(lang),
    };
    let text = fill!(
        t::RECIPE,
        lang,
        [
            ("title", &source.title()),
            ("banner", &source.banner(true)),
            ("organizer", &source.organizer()),
            ("evidence", &source.evidence()),
            ("seq", &head.seq),
            ("hash", &head.hash),
            ("code", &source.history.code()),
            ("rule", &source.mean_rule()),
            ("pins", &pins),
        ]
    );
    let lines: Vec<&str> = text.lines().collect();
    format!("{BYTE_ORDER_MARK}{}\r\n", lines.join("\r\n")).into_bytes()
}
