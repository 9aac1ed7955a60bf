//! 评分与名次: a table a project, a judge a column.

use super::Paper;
use crate::model::{Entry, Status};
use crate::office::docx::{Cell, Row, Style};
use crate::tally::{Standing, Tie, Use};
use crate::text::fill;
use crate::text::papers as t;
use crate::text::{count, hand};

/// The most judges beside each other on a page that stands; more have a second table.
const MOST: usize = 8;
/// The widths of a page's columns, in twips: `87.50↑` needs 790.
const RANK: u32 = 560;
const ID: u32 = 640;
const SCORE: u32 = 960;
const TOTAL: u32 = 810;

impl Paper<'_> {
    pub(super) fn standings(&mut self) {
        let source = self.source;
        let lang = source.lang;
        let session = source.session();
        self.part(t::P_STANDINGS);
        self.say(&source.mean_rule());
        self.say(t::TOTALS_NOTE.get(lang));
        for (p, result) in source.results.projects.iter().enumerate() {
            self.document.with_next(Style::Subtitle, &source.project(p));
            let panel = source.panel(p);
            let mut parts = panel.chunks(MOST);
            self.totals(p, &result.standings, parts.next().unwrap_or_default(), true);
            for rest in parts {
                self.totals(p, &result.standings, rest, false);
            }
            if let Some(line) = hand::judges_from_paper(lang, session, p) {
                self.document.text(Style::Note, &line);
            }
            for e in session.entries_of(p) {
                let applicant = source.entry(*e).map(|e| e.applicant);
                if let Some((a, why)) = applicant.and_then(|a| Some((a, source.entry_out(*e)?))) {
                    let line = fill!(
                        t::NOT_RANKED,
                        lang,
                        [
                            ("id", &source.applicant_id(a)),
                            ("name", &source.applicant(a)),
                            ("reason", &why),
                        ]
                    );
                    self.document.text(Style::Note, &line);
                }
            }
        }
    }

    /// `first`: with rank, score and notes; the others only go on with the judges.
    fn totals(&mut self, project: usize, standings: &[Standing], judges: &[usize], first: bool) {
        let source = self.source;
        let (lang, session) = (source.lang, source.session());
        let get = |text: crate::text::Text| text.get(lang).to_owned();
        let mut heads = vec![get(t::ID), get(t::APPLICANT)];
        heads.extend(judges.iter().map(|j| {
            let hand = hand::of_project(lang, session, *j, project);
            let name = source.judge(*j);
            hand.map_or_else(|| name.clone(), |hand| format!("{name}\n{hand}"))
        }));
        let mut widths = vec![ID, 0];
        widths.extend(judges.iter().map(|_| TOTAL));
        if first {
            heads.insert(0, get(t::RANK));
            heads.push(get(t::SCORE));
            widths.insert(0, RANK);
            widths.push(SCORE);
        }
        let taken: u32 = widths.iter().sum();
        if let Some(name) = widths.iter_mut().find(|w| **w == 0) {
            *name = self.document.measure().saturating_sub(taken).max(1000);
        }
        let mut rows = vec![Row::heading(heads)];
        for s in standings {
            let entry = source.entry(s.entry);
            let name = source.applicant(s.applicant);
            let notes = self.notes(s);
            let name = Some(name)
                .into_iter()
                .chain(notes.into_iter().filter(|_| first));
            let mut cells = vec![
                Cell::centre(source.applicant_id(s.applicant)),
                Cell::new(name.collect::<Vec<_>>().join("\n")),
            ];
            cells.extend(judges.iter().map(|j| total(lang, s, entry, *j)));
            if first {
                let rank = s.rank.map_or_else(|| "—".to_owned(), |r| r.to_string());
                cells.insert(0, Cell::centre(rank));
                let score = s.count.score.map(|p| p.to_string());
                cells.push(Cell::right(score.unwrap_or_else(|| "—".to_owned())).bold());
            }
            rows.push(Row::new(cells));
        }
        self.document.table(&widths, &rows);
    }

    /// What is to be known of a score besides its number.
    fn notes(&self, s: &Standing) -> Vec<String> {
        let lang = self.source.lang;
        let mut notes = Vec::new();
        match s.tie {
            Some(Tie::Exact) => notes.push(t::TIE_EXACT.get(lang).to_owned()),
            Some(Tie::Rounded) => notes.push(t::TIE_ROUNDED.get(lang).to_owned()),
            None => {}
        }
        if s.count.score.is_none() {
            notes.push(count::no_score(lang, self.source.session(), s));
        } else if s.count.provisional {
            notes.push(t::PROVISIONAL_SCORE.get(lang).to_owned());
        }
        notes
    }
}

/// A judge's total with what was dropped marked, or why there is none.
fn total(lang: crate::text::Lang, s: &Standing, entry: Option<&Entry>, judge: usize) -> Cell {
    let (Some(entry), Some(used)) = (entry, s.uses.get(judge)) else {
        return Cell::new("");
    };
    let number = entry
        .total(judge)
        .map(|p| p.to_string())
        .unwrap_or_default();
    match used {
        Use::Counted => Cell::right(number),
        Use::DroppedHigh => Cell::right(number + "↑"),
        Use::DroppedLow => Cell::right(number + "↓"),
        Use::NotCounted => match entry.status(judge) {
            Status::Recused => Cell::centre(t::RECUSED.get(lang)),
            Status::Void => Cell::centre(t::VOID.get(lang)),
            Status::Open => Cell::centre(t::OPEN.get(lang)),
            Status::Submitted | Status::Absent => Cell::new(""),
        },
    }
}
