//! 资格审查: what people found out about an applicant, item by item (annex 2, 二.3).

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is found on one item of the checklist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Pass,
    Fail,
    /// To be looked into before a conclusion.
    Doubtful,
}

/// One item as a person ticked it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tick {
    pub verdict: Option<Verdict>,
    pub note: String,
    /// Where in the volume it stands.
    pub page: String,
}

/// The review of one applicant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Review {
    /// By item.
    pub ticks: BTreeMap<String, Tick>,
    /// Qualified or disqualified by somebody's decision.
    pub concluded: bool,
    pub checked_by: String,
    pub confirmed_by: String,
    /// Why the conclusion was put off.
    pub pending: String,
}
