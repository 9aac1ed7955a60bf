//! The choices of the count. They are data, sealed when scoring opens.

use super::points::Points;
use super::rubric::Project;
use serde::{Deserialize, Serialize};

/// Every choice that the count makes. The defaults are the notice's (annex 5, notes 1 and 2; 四（二）).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Rules {
    /// How many highest totals are dropped.
    pub trim_high: u8,
    /// How many lowest totals are dropped.
    pub trim_low: u8,
    /// What "one highest and one lowest" is dropped from.
    pub reading: Reading,
    pub rounding: Rounding,
    /// Fewer counting sheets than this give no score.
    pub min_sheets: u8,
    pub awards_per_project: u8,
    /// How many projects one applicant may be recommended for, within a group of projects.
    pub awards_per_applicant: u8,
    /// The groups of projects, by id, within which [`Rules::awards_per_applicant`] holds. None: all projects
    /// are one group. Where there are groups, a project that is in none of them is outside any limit.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub award_groups: Vec<Vec<String>>,
    /// 入围线: an entry whose score is below it is neither recommended nor a reserve. None: no line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_score: Option<Points>,
    pub reserves: u8,
    pub ties: TieRule,
    pub recusal_scope: RecusalScope,
    /// A mark this far off the mean of the others, in per cent of the cap, wants an explanation.
    pub deviation_percent: u8,
    /// Indicators on which judges should agree.
    pub objective: Vec<String>,
    pub visibility: Visibility,
    /// A judge states that there is no conflict of interest before the first applicant is shown.
    pub declaration: bool,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            trim_high: 1,
            trim_low: 1,
            reading: Reading::Totals,
            rounding: Rounding::HalfUp,
            min_sheets: 3,
            awards_per_project: 1,
            awards_per_applicant: 1,
            award_groups: Vec::new(),
            min_score: None,
            reserves: 2,
            ties: TieRule::Panel,
            recusal_scope: RecusalScope::Project,
            deviation_percent: 30,
            objective: Vec::new(),
            visibility: Visibility::Live,
            declaration: false,
        }
    }
}

impl Rules {
    /// Within which group of projects the limit of awards counts this project; `None`: within none.
    pub fn award_group(&self, project: &Project) -> Option<usize> {
        if self.award_groups.is_empty() {
            return Some(0);
        }
        self.award_groups
            .iter()
            .position(|group| group.contains(&project.id))
    }

    /// May one applicant hold one award in all, and no more?
    pub fn is_one_award_each(&self, projects: &[Project]) -> bool {
        self.awards_per_applicant == 1 && projects.iter().all(|p| self.award_group(p) == Some(0))
    }

    /// Is a score too low for a recommendation?
    pub fn is_below_line(&self, score: Points) -> bool {
        self.min_score.is_some_and(|line| score < line)
    }
}

/// What the highest and the lowest are sought among.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// The judges' totals.
    Totals,
    /// The marks of each indicator by itself.
    Indicators,
}

impl Reading {
    /// The reading that is compared with this one.
    pub const fn other(self) -> Self {
        match self {
            Self::Totals => Self::Indicators,
            Self::Indicators => Self::Totals,
        }
    }
}

/// How the mean becomes two places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// 四舍五入: half away from zero.
    HalfUp,
}

/// Who breaks a tie that touches an award.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TieRule {
    /// The panel, by a recorded decision.
    Panel,
}

/// How far a recusal reaches unless it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecusalScope {
    Project,
    Entry,
}

/// What the coordinator sees while judges are scoring.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    /// Provisional rankings.
    Live,
    /// Only progress, until every judge has submitted.
    Sealed,
}
