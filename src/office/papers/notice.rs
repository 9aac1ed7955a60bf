//! 公示稿: the draft of the public notice of who is recommended, laid out as GB/T 9704-2012 asks. No judge is named.

use super::{Source, cap};
use crate::model::Publicity;
use crate::office::docx::{Cell, Document, NOTICE_LINE, PageSetup, Row, Style, Twips};
use crate::office::table::clean;
use crate::tally::{AwardState, Outcome};
use crate::text::fill;
use crate::text::papers as t;
use crate::text::ties;
use crate::text::times;
use crate::text::{Text, words};
use std::io;
use unicode_width::UnicodeWidthStr;

/// The least height of a line of 16 points that can still be read well: where it brings a notice onto one page, the
/// standard lets lines stand closer than its 28.9 points.
const CLOSEST: Twips = 440;
/// Narrow letters on a line of the title, of the body, and in a cell of the table, whose columns follow.
const TITLE_LETTERS: usize = 40;
const LETTERS: usize = 54;
const COLUMNS: [u32; 3] = [46, 42, 18];
const CELL_LETTERS: [usize; 2] = [26, 23];
/// The heights of a line of the title, of a table's line and of its lowest row.
const TITLE_LINE: Twips = 640;
const CELL_LINE: Twips = 470;
const ROW: Twips = 600;

/// # Errors
/// As [`Document::finish`].
pub fn make(source: &Source) -> io::Result<Vec<u8>> {
    let lang = source.lang;
    let text = Content::of(source);
    let mut sheet = PageSetup {
        notice: Some(NOTICE_LINE),
        ..source.sheet(t::NOTICE.get(lang), false, true)
    };
    sheet.notice = Some(text.line(sheet.depth()));
    let mut document = Document::new(sheet);
    document.with_next(Style::NoticeTitle, &text.title);
    document.text(Style::NoticeBody, "");
    document.text(Style::NoticeBody, &text.opening);
    text.head(source, &mut document, 0, t::NOTICE_LIST);
    let heads = [t::PROJECT_NAME, t::NOTICE_UNIT, t::SCORE]
        .map(|x| Cell::head(x.get(lang)).style(Style::NoticeCell).bold());
    let mut rows = vec![Row::headed(heads.to_vec())];
    for [project, unit, score] in &text.rows {
        let cells = [Cell::new(project), Cell::new(unit), Cell::centre(score)];
        rows.push(Row::new(cells.map(|c| c.style(Style::NoticeCell)).to_vec()).high(ROW));
    }
    document.table(&COLUMNS, &rows);
    for line in &text.decided {
        document.text(Style::NoticeBody, line);
    }
    text.head(source, &mut document, 1, t::NOTICE_PERIOD);
    document.text(Style::NoticeBody, &text.period);
    text.head(source, &mut document, 2, t::NOTICE_OBJECT);
    document.text(Style::NoticeBody, t::NOTICE_OBJECT_TEXT.get(lang));
    for contact in &text.contacts {
        document.with_next(Style::NoticeBody, contact);
    }
    document.with_next(Style::NoticeBody, "");
    document.with_next(Style::NoticeSign, &source.organizer());
    document.text(Style::NoticeSign, t::NOTICE_DATE.get(lang));
    document.finish()
}

/// What a notice says.
struct Content {
    title: String,
    opening: String,
    /// Project, unit, score.
    rows: Vec<[String; 3]>,
    decided: Vec<String>,
    period: String,
    contacts: Vec<String>,
    object: &'static str,
}

impl Content {
    fn of(source: &Source) -> Self {
        let lang = source.lang;
        let session = source.session();
        let template = session.template();
        let full = template.and_then(|x| x.full_marks());
        let publicity = template.map(|x| x.publicity.clone()).unwrap_or_default();
        Self {
            title: fill!(t::NOTICE_TITLE, lang, [("title", &source.title())]),
            opening: fill!(
                t::NOTICE_OPENING,
                lang,
                [
                    ("organizer", &source.organizer()),
                    ("title", &source.title()),
                    ("applicants", &session.applicants().len()),
                    ("full", &full.map(cap).unwrap_or_default()),
                ]
            ),
            rows: rows(source),
            decided: decided_ties(source),
            period: period(source, &publicity),
            contacts: contacts(source, &publicity),
            object: t::NOTICE_OBJECT_TEXT.get(lang),
        }
    }

    /// `一、拟推荐承担单位`
    fn head(&self, source: &Source, document: &mut Document, n: usize, text: Text) {
        let lang = source.lang;
        let part = t::NUMERALS.get(lang).split(' ').nth(n).unwrap_or_default();
        let text = fill!(t::PART, lang, [("n", &part), ("title", &text.get(lang))]);
        document.with_next(Style::NoticeHeading, &text);
    }

    /// How high a line is: the standard's height, or what brings all onto one page where that is enough.
    fn line(&self, depth: Twips) -> Twips {
        let lines = |text: &str, letters: usize, indent: usize| {
            let wide = text.width_cjk() + indent;
            Twips::try_from(wide.div_ceil(letters).max(1)).unwrap_or(Twips::MAX)
        };
        let body = |text: &str| lines(text, LETTERS, 4);
        let mut fixed = lines(&self.title, TITLE_LETTERS, 0) * TITLE_LINE + CELL_LINE;
        for row in &self.rows {
            let most = row.iter().zip(CELL_LETTERS).map(|(x, n)| lines(x, n, 0));
            fixed += (most.max().unwrap_or(1) * CELL_LINE).max(ROW);
        }
        // Two blank lines, three heads, two lines of signature.
        let mut count = 7 + body(&self.opening) + body(&self.period) + body(self.object);
        for text in self.decided.iter().chain(&self.contacts) {
            count += body(text);
        }
        let fits = depth.saturating_sub(fixed) / count;
        if fits < CLOSEST {
            NOTICE_LINE
        } else {
            // Some programs set a grid in the middle of the page: a whole number of its lines fills it.
            (depth / depth.div_ceil(fits)).min(NOTICE_LINE)
        }
    }
}

/// Who is recommended for each project.
fn rows(source: &Source) -> Vec<[String; 3]> {
    let lang = source.lang;
    let mut rows = Vec::new();
    for (p, result) in source.results.projects.iter().enumerate() {
        let award = &result.award;
        let mut put = |unit: String, score: String| rows.push([source.project(p), unit, score]);
        for applicant in &award.applicants {
            let standing = source.results.standing(p, *applicant);
            let score = standing.and_then(|s| s.count.score);
            put(
                source.applicant(*applicant),
                score.map(|s| s.to_string()).unwrap_or_default(),
            );
        }
        let text = match award.state {
            AwardState::Recommended => continue,
            AwardState::Undecided | AwardState::Depends => t::NOTICE_OPEN,
            AwardState::None => t::NOTICE_NOBODY,
        };
        put(text.get(lang).to_owned(), String::new());
    }
    rows
}

/// From when to when; blanks for what the template leaves open.
fn period(source: &Source, publicity: &Publicity) -> String {
    let lang = source.lang;
    let day = |date: &str| {
        let blank = || t::NOTICE_DAY_BLANK.get(lang).to_owned();
        let mut parts = date.split('-').map(|x| x.parse::<u16>().ok());
        match (
            parts.next().flatten(),
            parts.next().flatten(),
            parts.next().flatten(),
        ) {
            (Some(y), Some(m), Some(d)) => {
                fill!(t::NOTICE_DAY, lang, [("y", &y), ("m", &m), ("d", &d)])
            }
            _ if date.is_empty() => blank(),
            _ => clean(date),
        }
    };
    let days = publicity.working_days.map(|n| n.to_string());
    let days = days.unwrap_or_else(|| t::NOTICE_DAYS_BLANK.get(lang).to_owned());
    fill!(
        t::NOTICE_PERIOD_TEXT,
        lang,
        [
            ("from", &day(&publicity.from)),
            ("to", &day(&publicity.to)),
            ("days", &days),
        ]
    )
}

/// How to reach the organizer, each on a line of its own; what the template leaves open stays open.
pub(super) fn reached_by(source: &Source) -> Vec<String> {
    let lang = source.lang;
    let template = source.session().template();
    let publicity = template.map(|x| x.publicity.clone()).unwrap_or_default();
    [
        (t::NOTICE_PERSON, clean(words(lang, &publicity.contact))),
        (t::NOTICE_PHONE, phone(&publicity.phone)),
        (t::NOTICE_MAIL, clean(&publicity.email)),
        (t::NOTICE_ADDRESS, clean(words(lang, &publicity.address))),
    ]
    .map(|(text, value)| text.fill(lang, &[("value", &value)]))
    .to_vec()
}

/// The same with the telephone of those who watch over the review.
fn contacts(source: &Source, publicity: &Publicity) -> Vec<String> {
    let mut lines = reached_by(source);
    let value = phone(&publicity.supervision_phone);
    lines.push(fill!(
        t::NOTICE_SUPERVISION,
        source.lang,
        [("value", &value)]
    ));
    lines
}

/// A telephone number is not broken at its hyphen.
fn phone(number: &str) -> String {
    clean(number).replace('-', "\u{2011}")
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
                    ("at", &times::minute(&decision.at)),
                    ("seq", seq),
                ]
            ));
        }
    }
    lines
}
