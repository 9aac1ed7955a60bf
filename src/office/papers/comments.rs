//! 专家评审意见: what the panel says of an applicant, merged by its leader, or what each judge says while it is not
//! merged; and the form to write it by hand.

use super::{Source, heading};
use crate::model::{CommentRecord, DESK, Session};
use crate::office::docx::{Cell, Document, Row, Style, Twips};
use crate::office::table::clean;
use crate::text::{fill, issued as t, papers};
use std::io;

/// The height of a box to write in.
const BOX: Twips = 3000;
const WIDTHS: [u32; 2] = [14, 86];

/// Applicants of whom something is said that counts.
pub fn commented(session: &Session) -> Vec<usize> {
    (0..session.applicants().len())
        .filter(|a| session.panel_comment(*a).is_some() || !session.comments_on(*a).is_empty())
        .collect()
}

/// # Errors
/// As [`Document::finish`].
pub fn make(source: &Source, applicant: usize) -> io::Result<Vec<u8>> {
    let lang = source.lang;
    let session = source.session();
    let name = source.applicant(applicant);
    let title = fill!(t::COMMENTS_OF, lang, [("name", &name)]);
    let mut document = source.document(&title, false, true);
    heading(source, &mut document, t::COMMENTS.get(lang));
    applicant_line(source, &mut document, applicant);
    if let Some(said) = session.panel_comment(applicant) {
        let head = if said.by == DESK {
            t::OF_PANEL_RECORDED
        } else {
            t::OF_PANEL
        };
        document.with_next(Style::Heading, head.get(lang));
        table(source, &mut document, said);
        let code = source.code_of(said.seq);
        let act = fill!(t::COMMENT_ACT, lang, [("seq", &said.seq), ("code", &code)]);
        document.text(Style::Note, &act);
        if session.rests_on_set_aside(applicant) {
            document.text(Style::Note, t::PANEL_RESTS.get(lang));
        }
    } else {
        document.with_next(Style::Heading, t::OF_JUDGES.get(lang));
        for (n, (_, said)) in session.comments_on(applicant).iter().enumerate() {
            let who = fill!(t::OF_JUDGE, lang, [("n", &(n + 1))]);
            document.with_next(Style::Body, &who);
            table(source, &mut document, said);
        }
        if let Some(said) = session.set_aside_comment(applicant) {
            let text = fill!(t::PANEL_SET_ASIDE, lang, [("seq", &said.seq)]);
            document.text(Style::Note, &text);
        }
    }
    document.with_next(Style::Gap, "");
    let who = match has_leader(session) {
        true => t::SIGN_LEADER,
        false => t::SIGN_COORDINATOR,
    };
    signature(source, &mut document, who);
    document.finish()
}

/// A page an applicant that is in the race, to be copied for every judge.
///
/// # Errors
/// As [`Document::finish`].
pub fn forms(source: &Source) -> io::Result<Vec<u8>> {
    let lang = source.lang;
    let session = source.session();
    let mut document = source.document(t::COMMENT_FORM.get(lang), false, false);
    let entries = session.entries().iter().enumerate();
    let mut racing: Vec<usize> = entries
        .filter(|(e, _)| session.is_in(*e))
        .map(|(_, entry)| entry.applicant)
        .collect();
    racing.sort_unstable();
    racing.dedup();
    for applicant in racing {
        document.new_page();
        heading(source, &mut document, t::COMMENT_FORM.get(lang));
        applicant_line(source, &mut document, applicant);
        let who = match has_leader(session) {
            true => t::WHO_LEADER,
            false => t::WHO_COORDINATOR,
        };
        let how = fill!(t::COMMENT_HOW, lang, [("who", &who.get(lang))]);
        document.with_next(Style::Note, &how);
        let rows = [t::STRENGTHS, t::WEAKNESSES, t::ADVICE]
            .map(|text| Row::new(vec![Cell::centre(text.get(lang)), Cell::new("")]).high(BOX));
        document.table(&WIDTHS, &rows);
        document.with_next(Style::Gap, "");
        signature(source, &mut document, papers::SIGN_JUDGE);
    }
    document.finish()
}

fn has_leader(session: &Session) -> bool {
    session.judges().iter().any(|judge| judge.leader)
}

fn applicant_line(source: &Source, document: &mut Document, applicant: usize) {
    let line = fill!(
        papers::APPLICANT_LINE,
        source.lang,
        [
            ("id", &source.applicant_id(applicant)),
            ("name", &source.applicant(applicant)),
        ]
    );
    document.with_next(Style::Body, &line);
}

fn table(source: &Source, document: &mut Document, said: &CommentRecord) {
    let lang = source.lang;
    let heads = [t::STRENGTHS, t::WEAKNESSES, t::ADVICE];
    let rows: Vec<Row> = heads
        .iter()
        .zip(said.text.parts())
        .map(|(head, part)| {
            let part = clean(part);
            let words = if part.is_empty() {
                t::NO_WORDS.get(lang).to_owned()
            } else {
                part
            };
            Row::new(vec![Cell::centre(head.get(lang)), Cell::new(words)]).high(700)
        })
        .collect();
    document.table(&WIDTHS, &rows);
}

fn signature(source: &Source, document: &mut Document, who: crate::text::Text) {
    let cells = [who, papers::SIGN_DATE].map(|text| Cell::new(text.get(source.lang)));
    document.table(&[3, 2], &[Row::new(cells.to_vec()).high(800)]);
}
