//! What the journal holds of a copy check, and the sentence that a passage becomes where it is the evidence of a veto.

use super::copies::{CopyCheck, CopyFindings};
use super::copy_words::cut;
use crate::journal::line::Hash;
use crate::model::{AlikePair, CopyDecision, CopyPlace, CopyReport, Session, SharedWords};
use crate::tally::similarity::{CopiedPassage, Spot, TextRole};
use crate::text::dossier as t;
use crate::text::{Lang, acts, faults, fill};

/// More characters of a passage are cut in the middle where it is kept.
const LONGEST_KEPT: usize = 600;
/// The same in the evidence of a veto, twice of which fit one.
const LONGEST_EVIDENCE: usize = 240;
/// More characters of a name or a reason are cut.
const LONGEST_NAME: usize = 200;

impl CopyFindings {
    /// What was compared and how much was found, as the journal keeps it.
    pub fn report(&self) -> CopyReport {
        let mut report = CopyReport {
            characters: self.found.characters as u64,
            ..CopyReport::default()
        };
        for document in &self.check.documents {
            let sha256 = document.sha256.map(|sum| sum.to_string());
            let id = document.applicant.clone();
            match (document.role, id, sha256) {
                (TextRole::Published, ..) => report.notice = true,
                (TextRole::Application, Some(id), Some(sum)) => {
                    report.compared.insert(id, sum);
                }
                (TextRole::Former, _, Some(sum)) => {
                    let name = cut(&document.label, LONGEST_NAME);
                    report.former.insert(name, sum);
                }
                _ => {}
            }
        }
        if let Some(why) = &self.check.notice_lost {
            let name = t::NOTICE_TEXT.get(Lang::Zh).to_owned();
            report.unread.insert(name, cut(why, LONGEST_NAME));
        }
        report.common = self.found.common as u64;
        for (name, why) in &self.check.unread {
            let name = cut(name, LONGEST_NAME);
            report.unread.insert(name, cut(why, LONGEST_NAME));
        }
        for pair in &self.found.pairs {
            let (a, b) = (self.check.party(pair.a), self.check.party(pair.b));
            // Applications stand before files of former years.
            let (Ok(applicant), other) = (a, b) else {
                continue;
            };
            report.pairs.push(AlikePair {
                applicant,
                former: other.is_err(),
                other: other.unwrap_or_else(|file| file),
                passages: pair.passages.len() as u64,
                shared: pair.shared as u64,
            });
        }
        report
    }
}

impl CopyCheck {
    /// The id of an applicant, or the name of a file of former years.
    fn party(&self, document: usize) -> Result<String, String> {
        let known = self.documents.get(document);
        match known.and_then(|d| d.applicant.clone()) {
            Some(applicant) => Ok(applicant),
            None => Err(known.map_or(String::new(), |d| cut(&d.label, LONGEST_NAME))),
        }
    }

    /// What was decided of a passage.
    pub fn decision<'a>(
        &self,
        session: &'a Session,
        passage: &CopiedPassage,
    ) -> Option<&'a CopyDecision> {
        let [a, b] = [passage.a, passage.b].map(|spot| {
            let known = self.documents.get(spot.document);
            let id = known.and_then(|d| d.applicant.clone());
            let sum = || known.and_then(|d| d.sha256).map(|sum| sum.to_string());
            id.or_else(sum).unwrap_or_default()
        });
        session.copy_decision(&self.digest(passage), [&a, &b])
    }

    /// A passage is known again by both its texts.
    fn digest(&self, passage: &CopiedPassage) -> String {
        let (a, b) = (self.passage_text(passage.a), self.passage_text(passage.b));
        Hash::of(format!("{a}\0{b}").as_bytes()).to_string()
    }

    /// A passage with both its places, as the journal keeps it.
    pub fn shared_words(&self, passage: &CopiedPassage, lang: Lang) -> SharedWords {
        SharedWords {
            places: [passage.a, passage.b].map(|spot| self.copy_place(spot, lang)),
            shared: passage.shared as u64,
            digest: self.digest(passage),
        }
    }

    fn copy_place(&self, spot: Spot, lang: Lang) -> CopyPlace {
        let known = self.documents.get(spot.document);
        let sum = known.and_then(|d| d.sha256).map(|sum| sum.to_string());
        let party = self.party(spot.document);
        let file = match (&party, known) {
            (Ok(_), Some(document)) => cut(&document.file, LONGEST_NAME),
            (Err(name), _) => name.clone(),
            (Ok(_), None) => String::new(),
        };
        CopyPlace {
            applicant: party.unwrap_or_default(),
            file,
            sha256: sum.unwrap_or_default(),
            place: cut(&self.place(spot, lang), LONGEST_NAME),
            text: cut(self.passage_text(spot), LONGEST_KEPT),
        }
    }
}

/// A passage as the evidence of a veto: both places, both texts, and the file it was found in.
pub fn evidence(session: &Session, words: &SharedWords, lang: Lang) -> String {
    let sides = words.places.each_ref().map(|place| {
        fill!(
            t::EVIDENCE_SIDE,
            lang,
            [
                ("who", &acts::copy_place(lang, session, place)),
                ("text", &faults::shown(&cut(&place.text, LONGEST_EVIDENCE))),
                ("sum", &place.sha256.get(..12).unwrap_or_default()),
            ]
        )
    });
    let [a, b] = sides;
    fill!(
        t::EVIDENCE,
        lang,
        [("n", &words.shared), ("a", &a), ("b", &b)]
    )
}
