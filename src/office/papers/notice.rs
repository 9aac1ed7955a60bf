//! 公示稿: the draft of the public notice of who is recommended, laid out as GB/T 9704-2012 asks. No judge is named.

use super::{Source, cap};
use crate::office::docx::{Cell, Document, Row, Sheet, Style};
use crate::office::table::clean;
use crate::tally::{AwardState, Outcome};
use crate::text::fill;
use crate::text::papers as t;
use crate::text::ties;
use std::io;

/// # Errors
/// As [`Document::finish`].
pub fn make(source: &Source) -> io::Result<Vec<u8>> {
    let lang = source.lang;
    let session = source.session();
    let mut document = Document::new(Sheet {
        notice: true,
        ..source.sheet(t::NOTICE.get(lang), false, true)
    });
    let title = fill!(t::NOTICE_TITLE, lang, [("title", &source.title())]);
    document.with_next(Style::NoticeTitle, &title);
    document.text(Style::NoticeBody, "");
    let full = session.template().and_then(|x| x.full_marks());
    let opening = fill!(
        t::NOTICE_OPENING,
        lang,
        [
            ("organizer", &source.organizer()),
            ("title", &source.title()),
            ("applicants", &session.applicants().len()),
            ("full", &full.map(cap).unwrap_or_default()),
        ]
    );
    document.text(Style::NoticeBody, &opening);
    let part = |n: usize| t::NUMERALS.get(lang).split(' ').nth(n).unwrap_or_default();
    let head = |document: &mut Document, n: usize, text: crate::text::Text| {
        let text = fill!(t::PART, lang, [("n", &part(n)), ("title", &text.get(lang))]);
        document.with_next(Style::NoticeHeading, &text);
    };
    head(&mut document, 0, t::NOTICE_LIST);
    let heads = [t::PROJECT_NAME, t::NOTICE_UNIT, t::SCORE]
        .map(|x| Cell::head(x.get(lang)).style(Style::NoticeCell).bold());
    let mut rows = vec![Row::headed(heads.to_vec())];
    for (p, result) in source.results.projects.iter().enumerate() {
        let award = &result.award;
        let mut put = |unit: &str, score: &str| {
            rows.push(
                Row::new(vec![
                    Cell::new(source.project(p)).style(Style::NoticeCell),
                    Cell::new(unit).style(Style::NoticeCell),
                    Cell::centre(score).style(Style::NoticeCell),
                ])
                .high(640),
            );
        };
        for applicant in &award.applicants {
            let score = source
                .results
                .standing(p, *applicant)
                .and_then(|s| s.count.score);
            put(
                &source.applicant(*applicant),
                &score.map(|s| s.to_string()).unwrap_or_default(),
            );
        }
        match award.state {
            AwardState::Recommended => {}
            AwardState::Undecided | AwardState::Depends => put(t::NOTICE_OPEN.get(lang), ""),
            AwardState::None => put(t::NOTICE_NOBODY.get(lang), ""),
        }
    }
    document.table(&[40, 44, 20], &rows);
    for line in decided_ties(source) {
        document.text(Style::NoticeBody, &line);
    }
    head(&mut document, 1, t::NOTICE_PERIOD);
    document.text(Style::NoticeBody, t::NOTICE_PERIOD_TEXT.get(lang));
    head(&mut document, 2, t::NOTICE_OBJECT);
    document.text(Style::NoticeBody, t::NOTICE_OBJECT_TEXT.get(lang));
    for contact in [t::NOTICE_PHONE, t::NOTICE_MAIL, t::NOTICE_ADDRESS] {
        document.with_next(Style::NoticeBody, contact.get(lang));
    }
    document.with_next(Style::NoticeBody, "");
    document.with_next(Style::NoticeSign, &source.organizer());
    document.text(Style::NoticeSign, t::NOTICE_DATE.get(lang));
    document.finish()
}

/// Where a recommendation came of a tie that the panel decided: by what and when.
fn decided_ties(source: &Source) -> Vec<String> {
    let mut lines = Vec::new();
    for (p, result) in source.results.projects.iter().enumerate() {
        for step in &result.award.steps {
            let Outcome::Decided { method, seq } = &step.outcome else {
                continue;
            };
            let decisions = source.session().ties(p);
            let Some(decision) = decisions.iter().find(|d| d.seq == *seq) else {
                continue;
            };
            lines.push(fill!(
                ties::NOTICE_DECIDED,
                source.lang,
                [
                    ("project", &source.project(p)),
                    ("unit", &source.applicant(step.applicant)),
                    ("method", &clean(method)),
                    ("at", &ties::minute(&decision.at)),
                    ("seq", seq),
                ]
            ));
        }
    }
    lines
}
