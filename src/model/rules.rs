//! The choices of the count. They are data, sealed when scoring opens. `model::rule` lists them one by one, with
//! name, bounds and clause.

use super::points::Points;
use super::rubric::Project;
use serde::{Deserialize, Serialize};

/// Every choice that the count makes. The defaults are the notice's (annex 5, notes 1 and 2; 四（二）).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Rules {
    /// How many highest totals are dropped. Ask [`Rules::trim`], which knows [`Rules::trim_two_from`] too.
    pub trim_high: u8,
    /// How many lowest totals are dropped. Ask [`Rules::trim`].
    pub trim_low: u8,
    /// From so many counting sheets of an entry on, two highest and two lowest are dropped instead; at least 5, so
    /// that one is kept. None: however many there are, the same are dropped. Not in the notice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trim_two_from: Option<u8>,
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
            trim_two_from: None,
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

/// How many totals are dropped of an entry; by [`Reading::Indicators`], how many marks of each indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trim {
    pub high: u8,
    pub low: u8,
}

impl Trim {
    /// What the notice says: one highest and one lowest (annex 5, note 2).
    pub const NOTICE: Self = Self { high: 1, low: 1 };
    /// What [`Rules::trim_two_from`] says.
    pub const TWO: Self = Self { high: 2, low: 2 };

    /// How many are dropped in all.
    pub const fn dropped(self) -> usize {
        self.high as usize + self.low as usize
    }

    /// How many are left of so many; 0 where all are dropped.
    pub const fn kept(self, sheets: usize) -> usize {
        sheets.saturating_sub(self.dropped())
    }
}

impl Rules {
    /// What is dropped where so many sheets of an entry count. Everything that trims, or says how, asks this.
    pub fn trim(&self, sheets: usize) -> Trim {
        match self.trim_two_from {
            Some(from) if sheets >= usize::from(from) => Trim::TWO,
            _ => Trim {
                high: self.trim_high,
                low: self.trim_low,
            },
        }
    }

    /// Every different trim there can be, each with the number of counting sheets that it begins at. The first
    /// begins at `min_sheets`; there is a second only where the number of sheets makes a difference.
    pub fn trims(&self) -> Vec<(usize, Trim)> {
        let least = usize::from(self.min_sheets);
        let mut list = vec![(least, self.trim(least))];
        if let Some(from) = self.trim_two_from.map(usize::from)
            && from > least
            && self.trim(from) != self.trim(least)
        {
            list.push((from, self.trim(from)));
        }
        list
    }

    /// Is every score the mean of the totals without one highest and one lowest, as the notice says?
    pub fn trims_as_in_the_notice(&self) -> bool {
        self.reading == Reading::Totals && self.trims().iter().all(|(_, t)| *t == Trim::NOTICE)
    }

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
