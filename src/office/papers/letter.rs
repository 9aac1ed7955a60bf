//! 结果函: the letter of the result to a recommended unit, laid out as the public notice. It holds that unit's own
//! numbers; what happened outside the journal (who considered it, when it was made public) is left to be written.

use super::{Source, cap};
use crate::model::Phase;
use crate::office::docx::{Document, NOTICE_LINE, PageSetup, Style};
use crate::tally::{AwardState, Standing};
use crate::text::{Lang, fill, issued as t, papers};
use std::io;

/// Projects and the units recommended for them, by index, in the order of the walk. None while scoring is open.
pub fn recommended(source: &Source) -> Vec<(usize, usize)> {
    if source.session().provisional() {
        return Vec::new();
    }
    let results = source.results.projects.iter().enumerate();
    let known = results.filter(|(_, r)| r.award.state == AwardState::Recommended);
    known
        .flat_map(|(p, r)| r.award.applicants.iter().map(move |a| (p, *a)))
        .collect()
}

/// # Errors
/// As [`Document::finish`].
pub fn make(source: &Source, project: usize, applicant: usize) -> io::Result<Vec<u8>> {
    let lang = source.lang;
    let session = source.session();
    let mut document = Document::new(PageSetup {
        notice: Some(NOTICE_LINE),
        header: banner(source),
        ..source.sheet(t::LETTER.get(lang), false, true)
    });
    let title = fill!(t::LETTER_TITLE, lang, [("title", &source.title())]);
    document.with_next(Style::NoticeTitle, &title);
    document.text(Style::NoticeBody, "");
    let to = fill!(t::LETTER_TO, lang, [("unit", &source.applicant(applicant))]);
    document.with_next(Style::NoticeTo, &to);
    if let Some(standing) = source.results.standing(project, applicant) {
        document.text(Style::NoticeBody, &result(source, project, standing));
    }
    document.text(Style::NoticeBody, t::LETTER_DECIDED.get(lang));
    let known = session.projects().get(project);
    let mut duties = Vec::new();
    if let Some(n) = known.and_then(|p| p.trainees) {
        duties.push(fill!(t::LETTER_TRAINEES, lang, [("n", &n)]));
    }
    if let Some(n) = known.and_then(|p| p.budget_yuan) {
        duties.push(fill!(t::LETTER_BUDGET, lang, [("n", &n)]));
    }
    if source.of_the_notice() {
        duties.push(t::LETTER_DUTIES.get(lang).to_owned());
    }
    if !duties.is_empty() {
        // Chinese sentences follow each other without a blank.
        let between = match lang {
            Lang::Zh => "",
            Lang::En => " ",
        };
        document.text(Style::NoticeBody, &duties.join(between));
    }
    document.text(Style::NoticeBody, t::LETTER_NEXT.get(lang));
    for line in super::notice::reached_by(source) {
        document.with_next(Style::NoticeBody, &line);
    }
    document.with_next(Style::NoticeBody, "");
    document.with_next(Style::NoticeSign, &source.organizer());
    document.text(Style::NoticeSign, papers::NOTICE_DATE.get(lang));
    document.text(Style::Note, &source.evidence());
    document.finish()
}

/// What the count says of the unit.
fn result(source: &Source, project: usize, standing: &Standing) -> String {
    let template = source.session().template();
    let full = template.and_then(|x| x.full_marks());
    let points = |known: Option<String>| known.unwrap_or_default();
    let rank = standing.rank.unwrap_or_default();
    fill!(
        t::LETTER_RESULT,
        source.lang,
        [
            ("title", &source.title()),
            ("project", &source.project(project)),
            (
                "score",
                &points(standing.count.score.map(|s| s.to_string()))
            ),
            ("full", &points(full.map(cap))),
            ("rank", &rank),
        ]
    )
}

/// On every page: a rehearsal, and that a result which is not certified is not to be sent.
fn banner(source: &Source) -> String {
    let mut list = vec![source.banner(true)];
    if source.session().phase() != Phase::Certified {
        list.push(t::DRAFT.get(source.lang).to_owned());
    }
    list.retain(|text| !text.is_empty());
    list.join(papers::BETWEEN.get(source.lang))
}
