//! 评审结果简报: the result on one page, for those who decide: who is recommended and why, the reserves, who dissents,
//! and what was set aside. What does not fit is counted, and the report has it.

mod told;

use super::{Source, heading};
use crate::model::{Phase, Session, Status};
use crate::office::docx::{Cell, Document, Row, Style, Twips};
use crate::text::times::minute;
use crate::text::{Lang, Text, fill, issued as t, papers};
use std::io;
use told::{aside, dissent, passed_over, recommendations, reserves};
use unicode_width::UnicodeWidthStr;

/// Heights of a line of text and of what parts it from the next, of a line in the table and of its row, of a part's
/// heading, and of what stands on every page: the title, the paper's name, whom it is for, the table's heading and the
/// box at the foot. With fonts whose lines are high.
const LINE: Twips = 365;
const BETWEEN: Twips = 60;
const CELL_LINE: Twips = 290;
const ROW: Twips = 45;
const HEADING: Twips = 760;
const TITLE_LINE: Twips = 420;
const FIXED: Twips = 3500;
/// At least so much is left for each list that is still to come, where it needs it: a piece of three lines and how
/// many more there are.
const LEFT: Twips = 4 * LINE + 2 * BETWEEN;
const PARTS: Twips = 4;
/// Narrow letters on a line, on one of the title, and in a line of the table's columns, whose widths follow. Latin
/// words take more of it, for they are not broken.
const LETTERS: usize = 88;
const TITLE_LETTERS: usize = 56;
const CELL_LETTERS: [usize; 5] = [17, 26, 9, 6, 22];
const COLUMNS: [u32; 5] = [22, 32, 12, 9, 28];

/// # Errors
/// As [`Document::finish`].
pub fn make(source: &Source) -> io::Result<Vec<u8>> {
    let lang = source.lang;
    let sheet = source.sheet(t::BRIEF.get(lang), false, true);
    let title = lines(&source.title(), TITLE_LETTERS, lang) * TITLE_LINE;
    let mut page = BriefPage {
        room: sheet
            .depth()
            .saturating_sub(FIXED + PARTS * HEADING + title),
        document: Document::new(sheet),
        source,
        part: 0,
        kept: 0,
    };
    let lists = [
        (t::B_RESERVES, reserves(source)),
        (t::B_DISSENT, dissent(source)),
        (t::B_ASIDE, aside(source)),
    ];
    let passed = passed_over(source);
    let needs = |list: &[String]| page_height(list, lang).min(LEFT);
    page.kept = needs(&passed) + lists.iter().map(|(_, list)| needs(list)).sum::<Twips>();
    heading(source, &mut page.document, t::BRIEF.get(lang));
    page.opening();
    page.part(t::B_RESULT);
    page.results();
    page.kept -= needs(&passed);
    page.say(&passed);
    for (title, list) in &lists {
        page.part(*title);
        page.kept -= needs(list);
        page.say(list);
    }
    page.document.with_next(Style::Gap, "");
    let cells = [t::DECISION_BOX, t::DECISION_SIGN].map(|text| Cell::new(text.get(lang)));
    let [above, below] = cells.map(|cell| Row::new(vec![cell]));
    page.document
        .table(&[1], &[above.high(1000).kept(), below.high(600)]);
    page.document.finish()
}

struct BriefPage<'a> {
    source: &'a Source<'a>,
    document: Document,
    /// The height that is left.
    room: Twips,
    /// How much of it what is still to come keeps for itself.
    kept: Twips,
    /// Parts so far.
    part: usize,
}

impl BriefPage<'_> {
    fn part(&mut self, title: Text) {
        let lang = self.source.lang;
        let mut numerals = papers::NUMERALS.get(lang).split(' ');
        let number = numerals.nth(self.part).unwrap_or_default();
        self.part += 1;
        let title = title.get(lang);
        let text = fill!(papers::PART, lang, [("n", &number), ("title", &title)]);
        self.document.with_next(Style::Heading, &text);
    }

    /// Takes the height of one piece, if it is there. `last`: nothing has to be counted after it; before others a
    /// line stays to say how many more there are.
    fn take(&mut self, height: Twips, last: bool) -> bool {
        let counted = if last { 0 } else { LINE + BETWEEN };
        let fits = self.room >= height + counted + self.kept;
        if fits {
            self.room -= height;
        }
        fits
    }

    /// As many of these as there is room for, and how many more there are.
    fn say(&mut self, list: &[String]) {
        let lang = self.source.lang;
        let mut shown = 0;
        for text in list {
            let last = shown + 1 == list.len();
            if !self.take(paragraph_height(text, lang), last) {
                break;
            }
            shown += 1;
            self.document.text(Style::Body, text);
        }
        self.more(list.len() - shown);
    }

    fn more(&mut self, n: usize) {
        if n > 0 {
            self.room = self.room.saturating_sub(LINE + BETWEEN);
            let text = fill!(t::MORE, self.source.lang, [("n", &n)]);
            self.document.text(Style::Body, &text);
        }
    }

    /// For whom it is, how far the result is, and what it rests on.
    fn opening(&mut self) {
        let source = self.source;
        let (lang, session) = (source.lang, source.session());
        let to = if source.of_the_notice() {
            t::BRIEF_TO_GROUP.get(lang).to_owned()
        } else {
            fill!(t::BRIEF_TO, lang, [("organizer", &source.organizer())])
        };
        self.document.with_next(Style::Body, &to);
        let mut text = fill!(
            t::BASIS,
            lang,
            [
                ("applicants", &session.applicants().len()),
                ("entries", &session.entries().len()),
                ("judges", &judging(session)),
            ]
        );
        let certified = session.certified().last();
        text.push_str(&match (session.phase(), certified) {
            (Phase::Certified, Some(c)) => fill!(
                t::CERTIFIED,
                lang,
                [
                    ("at", &minute(&c.at)),
                    ("seq", &c.seq),
                    ("code", &source.code_of(c.seq)),
                ]
            ),
            (Phase::Setup | Phase::Scoring, _) => t::SCORING.get(lang).to_owned(),
            _ => t::CLOSED.get(lang).to_owned(),
        });
        self.take(paragraph_height(&text, lang), true);
        self.document.text(Style::Body, &text);
    }

    /// A row for each recommendation.
    fn results(&mut self) {
        let lang = self.source.lang;
        let heads = [
            papers::PROJECT_NAME,
            papers::AWARDED,
            papers::SCORE,
            papers::RANK,
            papers::REASON,
        ];
        let mut rows = vec![Row::heading(heads.map(|x| x.get(lang)))];
        let list = recommendations(self.source);
        for [project, unit, score, rank, reason] in &list {
            let cells = [project, unit, score, rank, reason];
            let most = cells
                .iter()
                .zip(CELL_LETTERS)
                .map(|(x, n)| lines(x, n, lang));
            let height = most.max().unwrap_or(1) * CELL_LINE + ROW;
            if !self.take(height, rows.len() == list.len()) {
                break;
            }
            rows.push(Row::new(vec![
                Cell::new(project),
                Cell::new(unit).bold(),
                Cell::right(score),
                Cell::centre(rank),
                Cell::new(reason),
            ]));
        }
        let left = list.len() + 1 - rows.len();
        if rows.len() > 1 {
            self.document.table(&COLUMNS, &rows);
        }
        self.more(left);
    }
}

/// How many lines a text takes that has so many narrow letters on each.
fn lines(text: &str, letters: usize, lang: Lang) -> Twips {
    let letters = match lang {
        Lang::Zh => letters,
        Lang::En => letters * 4 / 5,
    };
    let lines = text.width_cjk().div_ceil(letters.max(1)).max(1);
    Twips::try_from(lines).unwrap_or(Twips::MAX)
}

fn paragraph_height(text: &str, lang: Lang) -> Twips {
    lines(text, LETTERS, lang) * LINE + BETWEEN
}

fn page_height(list: &[String], lang: Lang) -> Twips {
    list.iter().map(|text| paragraph_height(text, lang)).sum()
}

/// Who judges, or did before somebody came in her place.
fn judging(session: &Session) -> usize {
    let gone = |judge: usize| session.replacements().iter().any(|r| r.old == judge);
    let submitted = |judge: usize| {
        let mut entries = session.entries().iter();
        entries.any(|e| e.status(judge) == Status::Submitted)
    };
    let judges = 0..session.judges().len();
    judges.filter(|j| !gone(*j) || submitted(*j)).count()
}
