//! 雷同检查: that applications were compared, and what a person decided about passages that two of them share (三（五）).
//! Finding passages is the count's, see `tally::similarity`; this is what the journal holds of it.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Two documents with passages in common.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AlikePair {
    /// An applicant's id.
    pub applicant: String,
    /// Another applicant's id, or a file of former years.
    pub other: String,
    /// Is `other` a file of former years?
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub former: bool,
    pub passages: u64,
    /// Characters that are equal in both.
    pub shared: u64,
}

/// What was compared, and how much of it was found alike.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CopyReport {
    /// By applicant: the SHA-256 of the application.
    pub compared: BTreeMap<String, String>,
    /// Files of former years by name, with their SHA-256.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub former: BTreeMap<String, String>,
    /// What could not be read, by its name, and why.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub unread: BTreeMap<String, String>,
    /// Was the notice at hand, so that its wording was left out?
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub notice: bool,
    /// Characters that were compared.
    pub characters: u64,
    /// Characters of wording that more than five applicants have, and that was left out.
    #[serde(default, skip_serializing_if = "is_none")]
    pub common: u64,
    /// Most shared characters first.
    pub pairs: Vec<AlikePair>,
}

fn is_none(number: &u64) -> bool {
    *number == 0
}

/// One of the two places of a passage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CopyPlace {
    /// An applicant's id; empty for a file of former years.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub applicant: String,
    /// The file as it was given, by name.
    pub file: String,
    pub sha256: String,
    /// Section and place in the file, in words.
    pub place: String,
    /// The passage as it stands there; a long one is cut in the middle.
    pub text: String,
}

impl CopyPlace {
    /// Whose words they are: the applicant, or the file of former years by its sum.
    pub fn party(&self) -> &str {
        if self.applicant.is_empty() {
            &self.sha256
        } else {
            &self.applicant
        }
    }
}

/// Words that stand in two places.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharedWords {
    pub places: [CopyPlace; 2],
    /// Characters that are equal in both.
    pub shared: u64,
    /// SHA-256 of both whole texts: the same passage of the same two is known again by it.
    pub digest: String,
}

impl SharedWords {
    pub fn parties(&self) -> [&str; 2] {
        self.places.each_ref().map(CopyPlace::party)
    }
}
