//! A second file of the same sheets, held against what stands: two people who enter the same paper find each other's
//! slips. Nothing is changed by it.

use super::Scores;
use crate::model::{Phase, Points, Refusal, Session, Status};
use crate::office::table::clean;
use crate::office::{OfficeError, RowKind, at_sheet};
use crate::text::{Lang, checks, faults, reading as t, words};
use std::collections::BTreeSet;

/// One row of a file, as it was read.
#[derive(Clone, Debug)]
pub(super) struct SheetRead {
    pub judge: usize,
    pub entry: usize,
    /// Empty unless rows of several sheets were read.
    pub sheet: String,
    /// An indicator's cell, and what is in it.
    pub marks: Vec<(String, Option<Points>)>,
    pub note: Option<(String, String)>,
}

impl SheetRead {
    fn is_blank(&self) -> bool {
        self.note.is_none() && self.marks.iter().all(|(_, points)| points.is_none())
    }
}

/// What of a cell stands in the session.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Stands {
    Blank,
    Text(String),
    /// A judge's own, which the rules hide as yet.
    Hidden,
}

#[derive(Clone, Debug)]
struct Pair {
    judge: usize,
    entry: usize,
    /// `None` for the note.
    indicator: Option<usize>,
    stands: Stands,
    sheet: String,
    cell: String,
    /// Empty for a blank.
    text: String,
}

/// How a second file compares.
#[derive(Clone, Debug, Default)]
pub struct Second {
    pairs: Vec<Pair>,
    /// Sheets from paper of which the file has nothing, though it has others of the same judge.
    missing: Vec<(usize, usize)>,
    /// Judges with sheets from paper of whom the file has nothing at all.
    absent: Vec<usize>,
    pub equal: usize,
}

impl Scores {
    /// # Errors
    /// A row is wrong, or there is no mark in the file.
    pub fn second(self, session: &Session) -> Result<Second, OfficeError> {
        // What takes no marks any more can be compared all the same.
        let wrong = |kind: &RowKind| {
            let closed = matches!(
                kind,
                RowKind::Refused(Refusal::SheetSubmitted | Refusal::ApplicantOut { .. })
            );
            !closed
        };
        let mut faults = self.faults;
        faults.retain(|fault| wrong(&fault.kind));
        if !faults.is_empty() {
            return Err(OfficeError::Rows(self.path, faults));
        }
        let filled = || self.sheets.iter().filter(|sheet| !sheet.is_blank());
        if filled().next().is_none() {
            return Err(OfficeError::Empty(self.path));
        }
        let mut second = Second::default();
        for sheet in filled() {
            second.compare(sheet, session);
        }
        let there: BTreeSet<(usize, usize)> = filled().map(|s| (s.judge, s.entry)).collect();
        let judges: BTreeSet<usize> = filled().map(|s| s.judge).collect();
        for judge in 0..session.judges().len() {
            let mut of_paper = (0..session.entries().len()).filter(|entry| {
                let paper = session.entries().get(*entry).is_some_and(|e| {
                    let counts = matches!(e.status(judge), Status::Open | Status::Submitted);
                    counts && e.from_paper(judge).0 > 0
                });
                paper && session.is_in(*entry) && !there.contains(&(judge, *entry))
            });
            if judges.contains(&judge) {
                second.missing.extend(of_paper.map(|entry| (judge, entry)));
            } else if of_paper.next().is_some() {
                second.absent.push(judge);
            }
        }
        Ok(second)
    }
}

impl Second {
    /// Marks, notes and whole sheets that differ.
    pub fn differences(&self) -> usize {
        self.pairs.len() + self.missing.len()
    }

    fn compare(&mut self, sheet: &SheetRead, session: &Session) {
        let Some(entry) = session.entries().get(sheet.entry) else {
            return;
        };
        let hidden = session.phase() == Phase::Scoring && session.sealed_off();
        let mut put = |indicator, stands, cell: &str, text: String| {
            self.pairs.push(Pair {
                judge: sheet.judge,
                entry: sheet.entry,
                indicator,
                stands,
                sheet: sheet.sheet.clone(),
                cell: cell.to_owned(),
                text,
            });
        };
        for (n, (cell, points)) in sheet.marks.iter().enumerate() {
            let there = entry.mark(sheet.judge, n);
            if there == *points {
                self.equal += usize::from(there.is_some());
                continue;
            }
            let stands = match there {
                None => Stands::Blank,
                Some(_) if hidden && !entry.is_from_paper(sheet.judge, n) => Stands::Hidden,
                Some(points) => Stands::Text(points.to_string()),
            };
            let text = points.map(|p| p.to_string()).unwrap_or_default();
            put(Some(n), stands, cell, text);
        }
        // A file without notes says nothing against those that stand.
        if let Some((cell, text)) = &sheet.note {
            let there = session.remark(sheet.entry, sheet.judge, 0);
            if there.is_some_and(|remark| remark.text == *text) {
                return;
            }
            let stands = match there {
                None => Stands::Blank,
                Some(_) if hidden => Stands::Hidden,
                Some(remark) => Stands::Text(remark.text.clone()),
            };
            put(None, stands, cell, text.clone());
        }
    }

    /// A line for each difference, by judge, unit and indicator, with both values.
    pub fn words(&self, lang: Lang, session: &Session) -> Vec<String> {
        let judge = |n: usize| {
            let known = session.judges().get(n);
            known.map_or(String::new(), |j| {
                faults::shown(&format!("{} {}", j.id, clean(&j.name)))
            })
        };
        let unit = |n: usize| {
            let entry = session.entries().get(n);
            let project = entry.and_then(|e| session.project_id(e.project));
            let unit = entry.and_then(|e| session.applicants().get(e.applicant));
            let unit = unit.map(|a| format!("{} {}", a.id, clean(&a.name)));
            faults::shown(&format!(
                "{}/{}",
                project.unwrap_or_default(),
                unit.unwrap_or_default()
            ))
        };
        let blank = || t::BLANK.get(lang).to_owned();
        let mut lines: Vec<String> = self
            .pairs
            .iter()
            .map(|pair| {
                let indicator = match pair.indicator {
                    None => checks::F_NOTE.get(lang).to_owned(),
                    Some(n) => {
                        let known = session.indicators().get(n);
                        known.map_or(String::new(), |i| faults::shown(words(lang, i.short())))
                    }
                };
                let stands = match &pair.stands {
                    Stands::Blank => blank(),
                    Stands::Text(text) => faults::shown(text),
                    Stands::Hidden => t::HIDDEN_MARK.get(lang).to_owned(),
                };
                let text = match pair.text.as_str() {
                    "" => blank(),
                    text => faults::shown(text),
                };
                t::SECOND_DIFFERS.fill(
                    lang,
                    &[
                        ("judge", &judge(pair.judge)),
                        ("entry", &unit(pair.entry)),
                        ("indicator", &indicator),
                        ("stands", &stands),
                        ("cell", &at_sheet(lang, &pair.sheet, &pair.cell)),
                        ("text", &text),
                    ],
                )
            })
            .collect();
        lines.extend(self.missing.iter().map(|(j, e)| {
            let places = [
                ("judge", &judge(*j) as &dyn std::fmt::Display),
                ("entry", &unit(*e)),
            ];
            t::SECOND_MISSING.fill(lang, &places)
        }));
        if !self.absent.is_empty() {
            let who: Vec<String> = self.absent.iter().map(|n| judge(*n)).collect();
            let who = who.join(t::LIST.get(lang));
            lines.push(t::SECOND_ABSENT.fill(lang, &[("who", &who)]));
        }
        lines
    }
}
