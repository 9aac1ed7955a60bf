//! Experts, phones and addresses that stand in the applications of more than one applicant: for a person to look at.

use super::folder::{DossierFolder, Incoming};
use super::form::{Answered, FormFacts};
use super::told::{length, named};
use crate::text::dossier as t;
use crate::text::fill;
use crate::text::{Lang, faults};
use std::collections::{BTreeMap, BTreeSet};

/// Shorter numbers and addresses are no contact, in characters.
const SHORTEST_CONTACT: usize = 7;

/// Who has what, by the applicants' places on the roster.
type Owners = BTreeMap<String, BTreeSet<usize>>;

impl DossierFolder {
    /// The form of everybody: the one that lies here, else the one that is kept.
    fn forms(&self) -> impl Iterator<Item = (usize, &FormFacts)> {
        let here = self.files.iter().filter_map(Incoming::read_well);
        let here = here.filter_map(|read| Some((read.verdict.owner()?, &read.facts)));
        here.chain(
            self.kept
                .iter()
                .map(|(applicant, facts)| (*applicant, facts)),
        )
    }

    pub(super) fn shared(&self, lang: Lang) -> Vec<String> {
        let (mut experts, mut contacts) = (Owners::new(), Owners::new());
        for (applicant, facts) in self.forms() {
            for expert in &facts.experts {
                let who = experts.entry(expert.name.clone()).or_default();
                who.insert(applicant);
            }
            let all = facts.phones.iter().chain(&facts.emails);
            for Answered { text, .. } in all.filter(|a| length(&a.text) >= SHORTEST_CONTACT) {
                let who = contacts.entry(text.to_lowercase()).or_default();
                who.insert(applicant);
            }
        }
        let mut lines = Vec::new();
        for (name, who) in self.of_several(&experts, lang) {
            let line = fill!(t::SHARED_EXPERT, lang, [("name", &name), ("who", &who)]);
            lines.push(line);
        }
        for (what, who) in self.of_several(&contacts, lang) {
            let line = fill!(t::SHARED_CONTACT, lang, [("what", &what), ("who", &who)]);
            lines.push(line);
        }
        for (who, why) in &self.kept_unread {
            let who = named(&self.applicants, &[*who], lang);
            let line = fill!(t::KEPT_UNREAD, lang, [("who", &who), ("why", why)]);
            lines.push(line);
        }
        lines
    }

    fn of_several(&self, list: &Owners, lang: Lang) -> Vec<(String, String)> {
        let several = list.iter().filter(|(_, who)| who.len() > 1);
        several
            .map(|(what, who)| {
                let who: Vec<usize> = who.iter().copied().collect();
                (faults::shown(what), named(&self.applicants, &who, lang))
            })
            .collect()
    }
}
