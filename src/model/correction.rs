//! 更正: what the roster says of an applicant, put right once scoring has begun. Old values are kept.

use super::roster::Applicant;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// New values of an applicant's fields; what is absent stays. The id and the projects cannot be corrected:
/// sheets hang on them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Corrections {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit_code: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submitted_at: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// By the name of the fact; null takes it away.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<String, Option<u64>>,
}

/// One value before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    pub field: Field,
    pub old: String,
    pub new: String,
}

/// A field of an applicant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    Name,
    CreditCode,
    Contact,
    Phone,
    Email,
    SubmittedAt,
    Note,
    Fact(String),
}

impl Corrections {
    /// What differs between two states of an applicant, as a correction.
    pub fn between(old: &Applicant, new: &Applicant) -> Self {
        let text = |old: &String, new: &String| (old != new).then(|| new.clone());
        let gone = old.facts.keys().filter(|k| !new.facts.contains_key(*k));
        let mut facts: BTreeMap<String, Option<u64>> = gone.map(|k| (k.clone(), None)).collect();
        for (fact, n) in &new.facts {
            if old.facts.get(fact) != Some(n) {
                facts.insert(fact.clone(), Some(*n));
            }
        }
        Self {
            name: text(&old.name, &new.name),
            credit_code: text(&old.credit_code, &new.credit_code),
            contact: text(&old.contact, &new.contact),
            phone: text(&old.phone, &new.phone),
            email: text(&old.email, &new.email),
            submitted_at: text(&old.submitted_at, &new.submitted_at),
            note: text(&old.note, &new.note),
            facts,
        }
    }

    /// The applicant as it is after the correction.
    pub fn applied_to(&self, applicant: &Applicant) -> Applicant {
        let mut new = applicant.clone();
        let texts = [
            (&mut new.name, &self.name),
            (&mut new.credit_code, &self.credit_code),
            (&mut new.contact, &self.contact),
            (&mut new.phone, &self.phone),
            (&mut new.email, &self.email),
            (&mut new.submitted_at, &self.submitted_at),
            (&mut new.note, &self.note),
        ];
        for (slot, value) in texts {
            if let Some(value) = value {
                slot.clone_from(value);
            }
        }
        for (fact, n) in &self.facts {
            match n {
                Some(n) => new.facts.insert(fact.clone(), *n),
                None => new.facts.remove(fact),
            };
        }
        new
    }

    /// Field by field, what it changes on this applicant.
    pub fn changes(&self, applicant: &Applicant) -> Vec<Changed> {
        let new = self.applied_to(applicant);
        let texts = [
            (Field::Name, &applicant.name, &new.name),
            (Field::CreditCode, &applicant.credit_code, &new.credit_code),
            (Field::Contact, &applicant.contact, &new.contact),
            (Field::Phone, &applicant.phone, &new.phone),
            (Field::Email, &applicant.email, &new.email),
            (
                Field::SubmittedAt,
                &applicant.submitted_at,
                &new.submitted_at,
            ),
            (Field::Note, &applicant.note, &new.note),
        ];
        let texts = texts.into_iter().map(|(field, old, new)| Changed {
            field,
            old: old.clone(),
            new: new.clone(),
        });
        let number = |n: Option<&u64>| n.map(u64::to_string).unwrap_or_default();
        let facts = self.facts.keys().map(|fact| Changed {
            field: Field::Fact(fact.clone()),
            old: number(applicant.facts.get(fact)),
            new: number(new.facts.get(fact)),
        });
        texts.chain(facts).filter(|c| c.old != c.new).collect()
    }

    /// Does it say that the applicant is another legal person, or is called otherwise?
    pub(super) fn renames(&self) -> bool {
        self.name.is_some() || self.credit_code.is_some()
    }
}
