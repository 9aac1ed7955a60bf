//! What is said of applications that are kept and of numbers that are taken over from them.

use super::names::Names;
use super::{
    A_ACCEPT_FACTS, A_ACCEPTED_FACT, A_BETWEEN, A_BY_CODE, A_BY_FILE, A_BY_PERSON, A_BY_UNIT,
    A_DOSSIER,
};
use crate::text::{checks, fill, visible as shown};
use std::collections::BTreeMap;

impl Names<'_> {
    pub(super) fn dossier(
        &self,
        applicant: &str,
        name: &str,
        sha256: &str,
        matched: &str,
    ) -> String {
        let by = match matched {
            "credit_code" => A_BY_CODE.get(self.lang).to_owned(),
            "unit_name" => A_BY_UNIT.get(self.lang).to_owned(),
            "file_name" => A_BY_FILE.get(self.lang).to_owned(),
            "person" => A_BY_PERSON.get(self.lang).to_owned(),
            other => shown(other),
        };
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
}
