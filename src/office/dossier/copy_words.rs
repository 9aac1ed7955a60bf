//! What a copy check found, in sentences, and where its passages stand.

use super::copies::{CopyCheck, CopyFindings, CopyProgress};
use super::place_words;
use crate::model::Session;
use crate::tally::similarity::traces::{Trace, TraceKind};
use crate::tally::similarity::{CopiedPair, CopiedPassage, Spot, TextRole};
use crate::text::dossier as t;
use crate::text::fill;
use crate::text::{Lang, acts, faults};

/// So many of the longest texts that are everybody's are told.
const COMMON_TOLD: usize = 10;
/// More characters of a passage are cut in the middle when it is told.
const LONGEST_TOLD: usize = 160;

impl CopyProgress {
    /// `已读 3/14 份`
    pub fn words(self, lang: Lang) -> String {
        match self {
            Self::Reading(n, all) => fill!(t::READ_SO_FAR, lang, [("n", &n), ("all", &all)]),
            Self::Comparing(part) => fill!(t::COMPARED_SO_FAR, lang, [("n", &part)]),
        }
    }
}

impl CopyFindings {
    /// What was compared, found and decided so far, in sentences.
    pub fn words(&self, session: &Session, lang: Lang) -> Vec<String> {
        let mut lines = self.scope_words(lang);
        if self.found.pairs.is_empty() {
            lines.push(t::NO_PASSAGES.get(lang).to_owned());
        }
        for pair in &self.found.pairs {
            lines.extend(self.pair(pair, session, lang));
        }
        lines.extend(self.trace_words(lang));
        lines.push(t::NOT_DECIDED.get(lang).to_owned());
        lines
    }

    /// What was compared, and what was left out.
    pub fn scope_words(&self, lang: Lang) -> Vec<String> {
        let (check, found) = (&self.check, &self.found);
        let of = |role: TextRole| check.documents.iter().filter(|d| d.role == role).count();
        let mut lines = vec![fill!(
            t::COMPARED,
            lang,
            [
                ("n", &of(TextRole::Application)),
                ("former", &of(TextRole::Former)),
                ("chars", &found.characters),
            ]
        )];
        for (name, why) in &check.unread {
            let name = faults::shown(name);
            lines.push(fill!(
                t::NOT_COMPARED,
                lang,
                [("name", &name), ("why", why)]
            ));
        }
        lines.push(match &check.notice_lost {
            Some(why) => fill!(t::NOTICE_NOT_READ, lang, [("why", why)]),
            None if of(TextRole::Published) > 0 => {
                fill!(t::NOTICE_LEFT_OUT, lang, [("n", &found.of_notice)])
            }
            None => t::NO_NOTICE.get(lang).to_owned(),
        });
        if found.common > 0 {
            lines.push(fill!(t::COMMON_LEFT_OUT, lang, [("n", &found.common)]));
        }
        for common in found.common_words.iter().take(COMMON_TOLD) {
            let (who, place) = (
                check.label(common.spot.document),
                check.place(common.spot, lang),
            );
            let text = check.quoted(common.spot);
            let side = fill!(
                t::PASSAGE_SIDE,
                lang,
                [("who", &who), ("place", &place), ("text", &text)]
            );
            lines.push(fill!(
                t::COMMON_WORDS,
                lang,
                [("n", &common.owners), ("side", &side)]
            ));
        }
        lines
    }

    /// What the files have in common beside their text.
    pub fn trace_words(&self, lang: Lang) -> Vec<String> {
        self.traces.iter().map(|t| self.trace(t, lang)).collect()
    }

    fn pair(&self, pair: &CopiedPair, session: &Session, lang: Lang) -> Vec<String> {
        let mut lines = vec![fill!(
            t::PAIR,
            lang,
            [
                ("a", &self.check.label(pair.a)),
                ("b", &self.check.label(pair.b)),
                ("n", &pair.passages.len()),
                ("shared", &pair.shared),
            ]
        )];
        for (n, passage) in pair.passages.iter().enumerate() {
            let head = fill!(
                t::PASSAGE,
                lang,
                [("n", &(n + 1)), ("shared", &passage.shared)]
            );
            let again = self.again(passage, lang);
            lines.push(format!("  {head}{again}"));
            for spot in [passage.a, passage.b] {
                let place = self.check.place(spot, lang);
                let (id, text) = (self.check.label(spot.document), self.check.quoted(spot));
                let text = fill!(
                    t::PASSAGE_SIDE,
                    lang,
                    [("who", &id), ("place", &place), ("text", &text)]
                );
                lines.push(format!("    {text}"));
            }
            if let Some(decision) = self.check.decision(session, passage) {
                let words = acts::copy_decision(lang, session, decision);
                lines.push(format!("    {words}"));
            }
        }
        lines
    }

    /// That the same words stand in more places of the two; nothing where they do not.
    pub fn again(&self, passage: &CopiedPassage, lang: Lang) -> String {
        match passage.again {
            0 => String::new(),
            n => fill!(t::PASSAGE_AGAIN, lang, [("n", &n)]),
        }
    }

    fn trace(&self, trace: &Trace, lang: Lang) -> String {
        let text = match trace.kind {
            TraceKind::Author => t::TRACE_AUTHOR,
            TraceKind::LastSavedBy => t::TRACE_SAVED,
            TraceKind::Company => t::TRACE_COMPANY,
            TraceKind::Created => t::TRACE_CREATED,
            TraceKind::Slip => t::TRACE_SLIP,
        };
        let who: Vec<String> = trace
            .documents
            .iter()
            .map(|d| self.check.label(*d))
            .collect();
        let who = who.join(faults::AND.get(lang));
        text.fill(
            lang,
            &[("text", &faults::shown(&trace.text)), ("who", &who)],
        )
    }
}

impl CopyCheck {
    pub fn label(&self, document: usize) -> String {
        self.documents
            .get(document)
            .map_or(String::new(), |d| faults::shown(&d.label))
    }

    /// Where a passage stands: the section and the place in the file.
    pub fn place(&self, spot: Spot, lang: Lang) -> String {
        let known = self.documents.get(spot.document);
        let Some(text) = known.and_then(|d| d.texts.get(spot.piece)) else {
            return String::new();
        };
        let place = place_words(text.place, lang);
        match text.section.as_str() {
            "" => place,
            section => fill!(
                t::SECTION_PLACE,
                lang,
                [("section", &faults::shown(section)), ("place", &place)]
            ),
        }
    }

    /// The words of a passage as they stand there.
    pub fn passage_text(&self, spot: Spot) -> &str {
        let document = self.documents.get(spot.document);
        let text = document.and_then(|d| d.texts.get(spot.piece));
        text.and_then(|t| t.text.get(spot.from..spot.to))
            .unwrap_or_default()
    }

    fn quoted(&self, spot: Spot) -> String {
        cut(self.passage_text(spot), LONGEST_TOLD)
    }
}

/// A text on one line, one longer than `most` characters cut in the middle.
pub(super) fn cut(text: &str, most: usize) -> String {
    let characters: Vec<char> = text.chars().filter(|c| !c.is_control()).collect();
    if characters.len() <= most {
        return characters.into_iter().collect();
    }
    let half = most / 2;
    let (first, last) = (
        characters.iter().take(half),
        characters.iter().rev().take(half),
    );
    let last: Vec<&char> = last.collect();
    first
        .chain(['…'].iter())
        .chain(last.into_iter().rev())
        .collect()
}
