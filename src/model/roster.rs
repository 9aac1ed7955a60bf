//! The people: applicants, judges, and whether they take part.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The seat of the coordinator.
pub const DESK: &str = "desk";
/// The seat of whoever only looks on, from elsewhere: how far the judges are, or the standings without them.
pub const OBSERVER: &str = "observer";

/// 申报单位: a legal entity that applies for one or more projects.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Applicant {
    pub id: String,
    pub name: String,
    /// Ids of the projects applied for.
    pub projects: Vec<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub credit_code: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub contact: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub email: String,
    /// As the roster states it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub submitted_at: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Numbers that requirements are computed from: mentors, experts and so on.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<String, u64>,
}

/// 评委: a panel member; the id is also the seat.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Judge {
    pub id: String,
    pub name: String,
    /// Who pays the judge: what a conflict of interest is looked for in.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub employer: String,
    /// 组长
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub leader: bool,
    /// Ids of the projects on whose panel the judge sits; empty for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub projects: Vec<String>,
}

impl Judge {
    /// A judge of every project.
    pub fn new(id: &str, name: &str) -> Self {
        Self {
            id: id.to_owned(),
            name: name.to_owned(),
            ..Self::default()
        }
    }

    pub fn sits_on(&self, project: &str) -> bool {
        self.projects.is_empty() || self.projects.iter().any(|p| p == project)
    }
}

/// Whether an applicant is in the race.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Eligibility {
    /// Admitted; before any qualification review is begun, everybody is.
    #[default]
    Qualified,
    /// The qualification review is begun and has come to no conclusion on this applicant yet.
    Pending,
    /// Did not pass the qualification review (annex 2, 二.3).
    Disqualified { clause: String, reason: String },
    /// 一票否决 (notice, 三（五）).
    Vetoed { reason: String, evidence: String },
}

impl Eligibility {
    pub fn is_in(&self) -> bool {
        matches!(self, Self::Qualified)
    }

    /// Put out by a decision, which only another decision lifts.
    pub fn is_out(&self) -> bool {
        matches!(self, Self::Disqualified { .. } | Self::Vetoed { .. })
    }
}
