//! 偏差与说明: how many marks lie far off and how many have their reason; an annex lists each, the largest first.

use super::Paper;
use crate::office::docx::{Cell, Row, Style};
use crate::office::table::clean;
use crate::tally::{Deviation, Disagreement, scrutiny};
use crate::text::fill;
use crate::text::papers as t;
use crate::text::words;
use std::cmp::Reverse;

impl Paper<'_> {
    pub(super) fn questions(&mut self) {
        let source = self.source;
        let lang = source.lang;
        let session = source.session();
        self.part(t::P_QUESTIONS);
        if (0..session.judges().len()).any(|j| !session.is_finished(j)) {
            return self.say(t::QUESTIONS_LATER.get(lang));
        }
        let percent = session.rules().deviation_percent;
        let deviations = scrutiny::deviations(session);
        let told = |d: &&Deviation| {
            let said = session.explanation(d.entry, d.judge, d.indicator);
            said.is_some()
        };
        let (all, yes) = (deviations.len(), deviations.iter().filter(told).count());
        let line = fill!(t::DEVIATIONS, lang, [("percent", &percent), ("n", &all)]);
        self.say(&line);
        if all > 0 {
            let heads = [t::JUDGE, t::DEVIATIONS_ALL, t::EXPLAINED, t::UNEXPLAINED];
            let mut rows = vec![self.heads(&heads)];
            let count = |name: String, all: usize, yes: usize| {
                let numbers = [all, yes, all - yes].map(|n| Cell::right(n.to_string()));
                let mut cells = vec![Cell::new(name)];
                cells.extend(numbers);
                Row::new(cells)
            };
            for j in 0..session.judges().len() {
                let own = || deviations.iter().filter(|d| d.judge == j);
                if own().count() > 0 {
                    let yes = own().filter(told).count();
                    rows.push(count(source.judge(j), own().count(), yes));
                }
            }
            rows.push(count(t::TOTAL.get(lang).to_owned(), all, yes));
            self.document.table(&[40, 20, 20, 20], &rows);
        }
        let disagreements = scrutiny::disagreements(session).len();
        if disagreements > 0 {
            let line = fill!(t::DISAGREEMENTS, lang, [("n", &disagreements)]);
            self.say(&line);
        }
        if all + disagreements > 0 {
            self.say(t::SEE_ANNEX.get(lang));
        }
    }

    /// Each mark in question, after the page that is signed.
    pub(super) fn annex(&mut self) {
        let lang = self.source.lang;
        let session = self.source.session();
        let mut deviations: Vec<_> = scrutiny::deviations(session)
            .into_iter()
            .filter_map(|d| Some((scrutiny::distance(session, &d)?, d)))
            .collect();
        deviations.sort_by_key(|(off, _)| Reverse(off.share));
        let mut disagreements = scrutiny::disagreements(session);
        disagreements.sort_by_key(|d| Reverse(d.high.hundredths() - d.low.hundredths()));
        if deviations.is_empty() && disagreements.is_empty() {
            return;
        }
        self.document.new_page();
        self.document.with_next(Style::Title, t::ANNEX.get(lang));
        if !deviations.is_empty() {
            self.document
                .with_next(Style::Subtitle, t::ANNEX_DEVIATIONS.get(lang));
            self.deviations(&deviations);
        }
        if !disagreements.is_empty() {
            self.document
                .with_next(Style::Subtitle, t::ANNEX_DISAGREEMENTS.get(lang));
            self.disagreements(&disagreements);
        }
    }

    fn indicator(&self, indicator: usize) -> &str {
        let known = self.source.session().indicators().get(indicator);
        known.map_or("", |i| words(self.source.lang, i.short()))
    }

    fn deviations(&mut self, list: &[(scrutiny::Distance, Deviation)]) {
        let source = self.source;
        let lang = source.lang;
        let heads = [
            t::ENTRY_NAME,
            t::INDICATOR,
            t::JUDGE,
            t::MARK,
            t::OTHERS,
            t::OFF,
            t::EXPLANATION,
        ];
        let mut rows = vec![self.heads(&heads)];
        for (off, d) in list {
            let said = source.session().explanation(d.entry, d.judge, d.indicator);
            let said = said.map_or_else(|| t::UNEXPLAINED.get(lang).to_owned(), clean);
            rows.push(Row::new(vec![
                Cell::new(self.entry(d.entry)),
                Cell::new(self.indicator(d.indicator)),
                Cell::new(source.judge(d.judge)),
                Cell::right(off.mark.to_string()),
                Cell::right(off.others.to_string()),
                Cell::right(off.by.to_string()),
                Cell::new(said),
            ]));
        }
        self.document.table(&[34, 16, 13, 10, 12, 10, 26], &rows);
    }

    fn disagreements(&mut self, list: &[Disagreement]) {
        let heads = [t::ENTRY_NAME, t::INDICATOR, t::LOWEST, t::HIGHEST];
        let mut rows = vec![self.heads(&heads)];
        for d in list {
            rows.push(Row::new(vec![
                Cell::new(self.entry(d.entry)),
                Cell::new(self.indicator(d.indicator)),
                Cell::right(d.low.to_string()),
                Cell::right(d.high.to_string()),
            ]));
        }
        self.document.table(&[52, 24, 15, 15], &rows);
    }
}
