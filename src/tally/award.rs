//! Who is recommended: the outcome of one walk through the projects in their order (notice, 四（二）;
//! annex 2, 二.4). The walk itself is in `tally::walk`.

use crate::model::{Points, Rules, Session, TieDecision};
use serde::Serialize;

/// An entry with a score, in a list ordered best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ranked {
    pub applicant: usize,
    pub rank: usize,
    pub score: Points,
}

/// What the walk goes by, beside the scores.
#[derive(Clone, Debug)]
pub struct Terms<'a> {
    pub rules: &'a Rules,
    /// By project; a project that is missing here has none.
    pub decisions: Vec<&'a [TieDecision]>,
    /// The group of the limit of awards that each project is in; a project that is missing here is in
    /// group 0.
    pub groups: Vec<Option<usize>>,
}

impl<'a> Terms<'a> {
    /// The terms of a session, with its rules or with others.
    pub fn of(session: &'a Session, rules: &'a Rules) -> Self {
        Self {
            rules,
            decisions: (0..session.projects().len())
                .map(|p| session.ties(p))
                .collect(),
            groups: session
                .projects()
                .iter()
                .map(|p| rules.award_group(p))
                .collect(),
        }
    }

    /// All projects in one group.
    pub fn plain(rules: &'a Rules, decisions: Vec<&'a [TieDecision]>) -> Self {
        Self {
            rules,
            decisions,
            groups: Vec::new(),
        }
    }

    /// `None`: outside any limit.
    pub fn group(&self, project: usize) -> Option<usize> {
        self.groups.get(project).copied().unwrap_or(Some(0))
    }

    pub fn decisions(&self, project: usize) -> &'a [TieDecision] {
        self.decisions.get(project).copied().unwrap_or_default()
    }

    /// The projects among these that count against the limit in this one.
    pub fn counting(&self, project: usize, held: &[usize]) -> Vec<usize> {
        let Some(group) = self.group(project) else {
            return Vec::new();
        };
        held.iter()
            .copied()
            .filter(|h| self.group(*h) == Some(group))
            .collect()
    }

    /// As many awards as one applicant may have.
    pub fn quota(&self) -> usize {
        usize::from(self.rules.awards_per_applicant)
    }
}

/// How the walk ended in one project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AwardState {
    Recommended,
    /// A tie touches the award and the panel has not decided.
    Undecided,
    /// The open ties of earlier projects can end in such a way that this award is another.
    Depends,
    /// Nobody is left to recommend.
    None,
}

/// What the walk did with one applicant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Holds these projects already.
    Skipped { holds: Vec<usize> },
    /// However the open ties of earlier projects are decided, holds one or more of these already.
    SkippedAnyway { holds: Vec<usize> },
    /// Best of those who hold none.
    Recommended,
    /// First by the panel's decision on a tie.
    Decided { method: String, seq: u64 },
    /// Level with others at the award.
    Tied,
    /// May yet be recommended in an earlier project that is undecided.
    Waits,
    /// The score does not reach the line of the rules.
    BelowLine,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub applicant: usize,
    pub rank: usize,
    pub outcome: Outcome,
}

/// 备选: who comes next where an award falls away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reserve {
    pub applicant: usize,
    /// Rank by score in the project, which level ones share.
    pub rank: usize,
    /// Level with the reserve beside it, and no decision of the panel orders them.
    pub level: bool,
    /// Projects that the applicant is recommended for.
    pub holds: Vec<usize>,
}

/// 拟推荐: the outcome of the walk in one project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Award {
    pub state: AwardState,
    /// In the order of recommendation; one unless the rules say more.
    pub applicants: Vec<usize>,
    /// While it is open: who may yet be recommended here, beside `applicants`. In order of index.
    pub candidates: Vec<usize>,
    pub steps: Vec<Step>,
    /// As many as the rules say, and more where several are level at the end of the list.
    pub reserves: Vec<Reserve>,
    /// Which reserves follow after those listed hangs on an open tie.
    pub reserves_open: bool,
    /// More outcomes of the open ties than are compared: what is open here may hang on none of them.
    pub not_compared: bool,
}

impl Award {
    /// Nobody, so far.
    pub(super) fn empty() -> Self {
        Self {
            state: AwardState::None,
            applicants: Vec::new(),
            candidates: Vec::new(),
            steps: Vec::new(),
            reserves: Vec::new(),
            reserves_open: false,
            not_compared: false,
        }
    }

    /// The same state with the same applicants and, where it is open, the same candidates, in whatever
    /// order.
    pub fn same(&self, other: &Self) -> bool {
        self.state == other.state
            && same_set(&self.applicants, &other.applicants)
            && same_set(&self.candidates, &other.candidates)
    }

    /// Is a decision of the panel wanted before this award can be said?
    pub fn is_open(&self) -> bool {
        matches!(self.state, AwardState::Undecided | AwardState::Depends)
    }
}

/// The same applicants in whatever order; nobody is named twice.
pub(super) fn same_set(here: &[usize], there: &[usize]) -> bool {
    here.len() == there.len() && here.iter().all(|a| there.contains(a))
}
