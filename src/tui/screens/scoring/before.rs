//! What a judge may want to look at before she submits. Lines to read; none of them keeps her from it.

use super::ScoringScreen;
use crate::model::{Entry, Points, Session, Status};
use crate::text::fill;
use crate::text::{Lang, screens as t, words};
use crate::tui::names;

impl ScoringScreen {
    /// Her totals in order with equal ones together, her sheets that are all alike, and facts that she marked
    /// differently for the same applicant in another project.
    pub(super) fn look_again(&self, session: &Session, lang: Lang) -> Vec<String> {
        let mine = session.to_submit(self.judge, self.project);
        let mut lines = vec![t::LOOK_TOTALS.get(lang).to_owned()];
        lines.extend(self.totals(session, &mine, lang));
        let alike = self.alike(session, &mine, lang);
        if !alike.is_empty() {
            lines.push(t::LOOK_ALIKE.get(lang).to_owned());
            lines.extend(alike);
        }
        let differ = self.facts_that_differ(session, &mine, lang);
        if !differ.is_empty() {
            lines.push(t::LOOK_OBJECTIVE.get(lang).to_owned());
            lines.extend(differ);
        }
        lines
    }

    fn totals(&self, session: &Session, mine: &[usize], lang: Lang) -> Vec<String> {
        let mut totals: Vec<(Points, usize)> = mine
            .iter()
            .filter_map(|e| Some((session.entries().get(*e)?.total(self.judge)?, *e)))
            .collect();
        totals.sort_by_key(|(total, e)| (std::cmp::Reverse(*total), *e));
        totals
            .chunk_by(|a, b| a.0 == b.0)
            .filter_map(|level| {
                let (total, _) = level.first()?;
                let names: Vec<String> = level
                    .iter()
                    .map(|(_, e)| names::entry_name(session, *e))
                    .collect();
                let equal = match level.len() {
                    1 => String::new(),
                    n => fill!(t::LOOK_EQUAL, lang, [("n", &n)]),
                };
                Some(format!("  {total:>6}{equal}  {}", names.join("; ")))
            })
            .collect()
    }

    /// Groups of sheets with the same mark in every indicator, among all that she has filled; each holds one that
    /// is to be submitted.
    fn alike(&self, session: &Session, mine: &[usize], lang: Lang) -> Vec<String> {
        let filled: Vec<(usize, &Entry)> = session
            .entries()
            .iter()
            .enumerate()
            .filter(|(e, entry)| session.is_in(*e) && self.counts(entry))
            .filter(|(_, entry)| entry.total(self.judge).is_some())
            .collect();
        let mut shown: Vec<usize> = Vec::new();
        let mut lines = Vec::new();
        for e in mine {
            let Some(marks) = session.entries().get(*e).map(|x| x.marks(self.judge)) else {
                continue;
            };
            if shown.contains(e) {
                continue;
            }
            let group: Vec<usize> = filled
                .iter()
                .filter(|(_, entry)| entry.marks(self.judge) == marks)
                .map(|(e, _)| *e)
                .collect();
            if group.len() > 1 {
                let names: Vec<String> = group
                    .iter()
                    .map(|e| self.placed_name(session, *e, lang))
                    .collect();
                lines.push(format!("  {}", names.join("; ")));
            }
            shown.extend(group);
        }
        lines
    }

    /// Objective indicators on which this project and another differ for one applicant.
    fn facts_that_differ(&self, session: &Session, mine: &[usize], lang: Lang) -> Vec<String> {
        let objective = &session.rules().objective;
        let mut lines = Vec::new();
        for e in mine {
            let Some(here) = session.entries().get(*e) else {
                continue;
            };
            let others = session
                .entries()
                .iter()
                .filter(|x| x.applicant == here.applicant && x.project != here.project)
                .filter(|x| self.counts(x));
            for other in others {
                for (i, indicator) in session.indicators().iter().enumerate() {
                    let (Some(a), Some(b)) = (here.mark(self.judge, i), other.mark(self.judge, i))
                    else {
                        continue;
                    };
                    if a != b && objective.contains(&indicator.id) {
                        lines.push(fill!(
                            t::LOOK_DIFFERS,
                            lang,
                            [
                                ("applicant", &names::entry_name(session, *e)),
                                ("indicator", &words(lang, &indicator.name)),
                                ("here", &a),
                                ("n", &(other.project + 1)),
                                ("there", &b),
                            ]
                        ));
                    }
                }
            }
        }
        lines
    }

    /// Is it a sheet of hers that is or may become part of the result?
    pub(super) fn counts(&self, entry: &Entry) -> bool {
        matches!(entry.status(self.judge), Status::Open | Status::Submitted)
    }

    /// The applicant, and the project where it is another one than this.
    fn placed_name(&self, session: &Session, entry: usize, lang: Lang) -> String {
        let name = names::entry_name(session, entry);
        match session.entries().get(entry).map(|e| e.project) {
            Some(p) if p != self.project => {
                let project = fill!(t::PROJECT_SHORT, lang, [("n", &(p + 1))]);
                fill!(
                    t::IN_PROJECT,
                    lang,
                    [("name", &name), ("project", &project)]
                )
            }
            _ => name,
        }
    }
}
