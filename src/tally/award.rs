//! Who is recommended: one walk through the projects in their order (notice, 四（二）; annex 2, 二.4).

use crate::model::{Points, Rules, TieDecision};
use std::collections::{BTreeMap, BTreeSet};

/// An entry with a score, in a list ordered best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ranked {
    pub applicant: usize,
    pub rank: usize,
    pub score: Points,
}

/// How the walk ended in one project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AwardState {
    Recommended,
    /// A tie touches the award and the panel has not decided.
    Undecided,
    /// An earlier project is undecided, and this one hangs on it.
    Depends,
    /// Nobody is left to recommend.
    None,
}

/// What the walk did with one applicant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Holds these projects already.
    Skipped { holds: Vec<usize> },
    /// Best of those who hold none.
    Recommended,
    /// First by the panel's decision on a tie.
    Decided { method: String, seq: u64 },
    /// Level with others at the award.
    Tied,
    /// May yet be recommended in an earlier project that is undecided.
    Waits,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub applicant: usize,
    pub rank: usize,
    pub outcome: Outcome,
}

/// 拟推荐: the outcome of the walk in one project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Award {
    pub state: AwardState,
    /// In the order of recommendation; one unless the rules say more.
    pub applicants: Vec<usize>,
    pub steps: Vec<Step>,
    pub reserves: Vec<usize>,
}

/// Walks the projects in their order. `ranked`: each project's entries, best first.
pub fn allocate(ranked: &[Vec<Ranked>], decisions: &[&[TieDecision]], rules: &Rules) -> Vec<Award> {
    let mut walk = Walk {
        rules,
        holds: BTreeMap::new(),
        maybe: BTreeSet::new(),
    };
    ranked
        .iter()
        .enumerate()
        .map(|(p, list)| walk.project(p, list, decisions.get(p).copied().unwrap_or_default()))
        .collect()
}

struct Walk<'a> {
    rules: &'a Rules,
    holds: BTreeMap<usize, Vec<usize>>,
    /// Applicants who may yet be awarded an undecided project.
    maybe: BTreeSet<usize>,
}

impl Walk<'_> {
    fn project(&mut self, project: usize, ranked: &[Ranked], decisions: &[TieDecision]) -> Award {
        let mut award = Award {
            state: AwardState::None,
            applicants: Vec::new(),
            steps: Vec::new(),
            reserves: Vec::new(),
        };
        let wanted = usize::from(self.rules.awards_per_project);
        for level in ranked.chunk_by(|a, b| a.score == b.score) {
            let left = wanted - award.applicants.len();
            if left == 0 {
                self.reserve(level, decisions, &mut award);
                continue;
            }
            let free = self.free(level, &mut award);
            if free.iter().any(|r| self.maybe.contains(&r.applicant)) {
                for r in &free {
                    let outcome = if self.maybe.contains(&r.applicant) {
                        Outcome::Waits
                    } else {
                        Outcome::Tied
                    };
                    award.steps.push(step(r, outcome));
                }
                award.state = AwardState::Depends;
                self.leave_open(ranked, left, &award.applicants);
                break;
            }
            if free.len() <= left {
                for r in &free {
                    self.give(project, r, Outcome::Recommended, &mut award);
                }
                continue;
            }
            let Some((decision, order)) = decided(&free, decisions) else {
                award
                    .steps
                    .extend(free.iter().map(|r| step(r, Outcome::Tied)));
                award.state = AwardState::Undecided;
                self.maybe.extend(free.iter().map(|r| r.applicant));
                break;
            };
            for (n, r) in order.iter().enumerate() {
                if n < left {
                    let outcome = Outcome::Decided {
                        method: decision.method.clone(),
                        seq: decision.seq,
                    };
                    self.give(project, r, outcome, &mut award);
                } else if award.reserves.len() < usize::from(self.rules.reserves) {
                    award.reserves.push(r.applicant);
                }
            }
        }
        award
    }

    /// Those of a level who may be recommended; the others get their line of reason.
    fn free(&self, level: &[Ranked], award: &mut Award) -> Vec<Ranked> {
        let mut free = Vec::new();
        for r in level {
            match self.holds.get(&r.applicant) {
                Some(held) if self.full(r) => award.steps.push(step(
                    r,
                    Outcome::Skipped {
                        holds: held.clone(),
                    },
                )),
                _ => free.push(*r),
            }
        }
        free
    }

    /// Does the applicant hold as many awards as one may?
    fn full(&self, r: &Ranked) -> bool {
        self.holds
            .get(&r.applicant)
            .is_some_and(|held| held.len() >= usize::from(self.rules.awards_per_applicant))
    }

    fn give(&mut self, project: usize, r: &Ranked, outcome: Outcome, award: &mut Award) {
        self.holds.entry(r.applicant).or_default().push(project);
        award.applicants.push(r.applicant);
        award.steps.push(step(r, outcome));
        award.state = AwardState::Recommended;
    }

    fn reserve(&self, level: &[Ranked], decisions: &[TieDecision], award: &mut Award) {
        let free: Vec<Ranked> = level
            .iter()
            .copied()
            .filter(|r| !self.full(r) && !self.maybe.contains(&r.applicant))
            .collect();
        let order = decided(&free, decisions).map_or(free, |(_, order)| order);
        for r in order {
            if award.reserves.len() < usize::from(self.rules.reserves) {
                award.reserves.push(r.applicant);
            }
        }
    }

    /// A project that hangs on an earlier one: whoever could be recommended here may not be counted on.
    /// Who is recommended here already takes none of what is left.
    fn leave_open(&mut self, ranked: &[Ranked], left: usize, here: &[usize]) {
        let mut sure = 0;
        for level in ranked.chunk_by(|a, b| a.score == b.score) {
            for r in level {
                if self.full(r) || here.contains(&r.applicant) {
                    continue;
                }
                if self.maybe.insert(r.applicant) {
                    sure += 1;
                }
            }
            if sure >= left {
                break;
            }
        }
    }
}

fn step(r: &Ranked, outcome: Outcome) -> Step {
    Step {
        applicant: r.applicant,
        rank: r.rank,
        outcome,
    }
}

/// The newest decision that orders everyone in this tie.
fn decided<'a>(
    tied: &[Ranked],
    decisions: &'a [TieDecision],
) -> Option<(&'a TieDecision, Vec<Ranked>)> {
    let decision = decisions
        .iter()
        .rev()
        .find(|d| tied.iter().all(|r| d.order.contains(&r.applicant)))?;
    let mut order = tied.to_vec();
    order.sort_by_key(|r| decision.order.iter().position(|a| *a == r.applicant));
    Some((decision, order))
}
