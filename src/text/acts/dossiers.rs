//! What is said of applications that are kept and of numbers that are taken over from them.

use super::names::Names;
use super::{
    A_ACCEPT_FACTS, A_ACCEPTED_FACT, A_BETWEEN, A_BY_CODE, A_BY_FILE, A_BY_PERSON, A_BY_UNIT,
    A_COPY_CHECK, A_COPY_DISMISSED, A_COPY_EVIDENCE, A_COPY_PLACE, A_DOSSIER, A_FORMER_FILE,
};
use crate::model::{CopyDecision, Session};
use crate::model::{CopyPlace, CopyReport, SharedWords};
use crate::text::{Lang, checks, fill, visible as shown};
use std::collections::BTreeMap;

/// What was decided about a passage that two applications share.
pub fn copy_decision(lang: Lang, session: &Session, decision: &CopyDecision) -> String {
    let names = Names { lang, session };
    names.copy_decision(&decision.words, &decision.vetoed, &decision.reason)
}

/// How a file was found to be an applicant's.
pub fn matched_by(lang: Lang, matched: &str) -> String {
    match matched {
        "credit_code" => A_BY_CODE.get(lang).to_owned(),
        "unit_name" => A_BY_UNIT.get(lang).to_owned(),
        "file_name" => A_BY_FILE.get(lang).to_owned(),
        "person" => A_BY_PERSON.get(lang).to_owned(),
        other => shown(other),
    }
}

/// A file of former years.
pub fn former_file(lang: Lang, name: &str) -> String {
    fill!(A_FORMER_FILE, lang, [("name", &shown(name))])
}

/// Whose file a passage stands in, and where.
pub fn copy_place(lang: Lang, session: &Session, place: &CopyPlace) -> String {
    Names { lang, session }.copy_place(place)
}

impl Names<'_> {
    pub(super) fn dossier(
        &self,
        applicant: &str,
        name: &str,
        sha256: &str,
        matched: &str,
    ) -> String {
        let by = matched_by(self.lang, matched);
        fill!(
            A_DOSSIER,
            self.lang,
            [
                ("applicant", &self.applicant(applicant)),
                ("name", &shown(name)),
                ("sha256", &shown(sha256)),
                ("matched", &by),
            ]
        )
    }

    pub(super) fn accepted(
        &self,
        applicant: &str,
        facts: &BTreeMap<String, u64>,
        rows: &BTreeMap<String, String>,
    ) -> String {
        let facts = facts.iter().map(|(fact, number)| {
            let rows = rows.get(fact).map(|text| shown(text)).unwrap_or_default();
            let name = checks::fact_name(self.lang, fact);
            fill!(
                A_ACCEPTED_FACT,
                self.lang,
                [("fact", &name), ("n", number), ("rows", &rows)]
            )
        });
        let facts: Vec<String> = facts.collect();
        fill!(
            A_ACCEPT_FACTS,
            self.lang,
            [
                ("applicant", &self.applicant(applicant)),
                ("facts", &facts.join(A_BETWEEN.get(self.lang))),
            ]
        )
    }

    pub(super) fn copy_check(&self, report: &CopyReport) -> String {
        fill!(
            A_COPY_CHECK,
            self.lang,
            [
                ("n", &report.compared.len()),
                ("former", &report.former.len()),
                ("pairs", &report.pairs.len()),
            ]
        )
    }

    pub(super) fn copy_decision(
        &self,
        words: &SharedWords,
        vetoed: &[String],
        reason: &str,
    ) -> String {
        let places = words.places.each_ref().map(|place| self.copy_place(place));
        let places = places.join(A_BETWEEN.get(self.lang));
        let text = if vetoed.is_empty() {
            A_COPY_DISMISSED
        } else {
            A_COPY_EVIDENCE
        };
        text.fill(
            self.lang,
            &[
                ("n", &words.shared),
                ("names", &self.applicants(vetoed)),
                ("places", &places),
                ("reason", &shown(reason)),
            ],
        )
    }

    /// `a01 甲学院（实施方案，第 12 段）`
    pub(super) fn copy_place(&self, place: &CopyPlace) -> String {
        let who = if place.applicant.is_empty() {
            former_file(self.lang, &place.file)
        } else {
            self.applicant(&place.applicant)
        };
        fill!(
            A_COPY_PLACE,
            self.lang,
            [("who", &who), ("place", &shown(&place.place))]
        )
    }
}
