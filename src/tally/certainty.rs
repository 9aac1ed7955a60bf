//! 已定: what no completion of the missing sheets can change.

use crate::model::{Points, Rules, TieDecision};
use std::collections::{BTreeMap, BTreeSet};

/// An entry with the lowest and highest score it can still reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    pub applicant: usize,
    pub low: Points,
    pub high: Points,
}

/// For each entry: the rank that it has in every completion, if there is one.
///
/// Its rank is one more than the number of entries above it. That number lies between those that are
/// above it always and those that can be; if both are equal, the rank is certain. It need not be the rank
/// that the entry has now: sheets that are still missing count in every completion.
pub fn ranks(reach: &[Reach]) -> Vec<Option<usize>> {
    let lows = sorted(reach.iter().map(|r| r.low));
    let highs = sorted(reach.iter().map(|r| r.high));
    reach
        .iter()
        .map(|r| {
            let always = above(&lows, r.high);
            let itself = usize::from(r.high > r.low);
            let possibly = above(&highs, r.low) - itself;
            (always == possibly).then_some(always + 1)
        })
        .collect()
}

/// For each project: the applicants who are awarded it whatever the missing sheets say, if it can go to
/// nobody else.
///
/// Keeps, project by project, the set of applicants who could be awarded it. The set may be too large,
/// never too small, so that an answer is always right.
pub fn awards(
    reach: &[Vec<Reach>],
    decisions: &[&[TieDecision]],
    rules: &Rules,
) -> Vec<Option<Vec<usize>>> {
    let wanted = usize::from(rules.awards_per_project);
    let quota = usize::from(rules.awards_per_applicant);
    let mut sure: BTreeMap<usize, usize> = BTreeMap::new();
    let mut maybe: BTreeSet<usize> = BTreeSet::new();
    reach
        .iter()
        .enumerate()
        .map(|(p, entries)| {
            let ties = decisions.get(p).copied().unwrap_or_default();
            let candidates: Vec<Reach> = entries
                .iter()
                .copied()
                .filter(|r| sure.get(&r.applicant).is_none_or(|n| *n < quota))
                .collect();
            // Only an applicant who surely arrives here free can keep another one out.
            let steady = candidates
                .iter()
                .filter(|r| !maybe.contains(&r.applicant))
                .map(|r| r.low);
            let lows = sorted(steady);
            let possible: Vec<usize> = candidates
                .iter()
                .filter(|r| {
                    let ahead = ahead_by_decision(r, &candidates, &maybe, ties);
                    above(&lows, r.high) + ahead < wanted
                })
                .map(|r| r.applicant)
                .collect();
            let certain = !possible.is_empty()
                && possible.len() <= wanted
                && possible.iter().all(|a| !maybe.contains(a));
            if !certain {
                maybe.extend(possible);
                return None;
            }
            for applicant in &possible {
                *sure.entry(*applicant).or_default() += 1;
            }
            Some(possible)
        })
        .collect()
}

/// How many of the same settled score the panel placed before this one.
///
/// None, unless it is settled who is level: a decision holds for exactly those it orders, and one more in
/// the tie can undo it.
fn ahead_by_decision(
    r: &Reach,
    candidates: &[Reach],
    maybe: &BTreeSet<usize>,
    ties: &[TieDecision],
) -> usize {
    let level: Vec<&Reach> = candidates
        .iter()
        .filter(|o| o.low <= r.high && r.high <= o.high)
        .collect();
    let settled = level
        .iter()
        .all(|o| o.low == o.high && (o.applicant == r.applicant || !maybe.contains(&o.applicant)));
    let orders_all = |d: &&TieDecision| level.iter().all(|o| d.order.contains(&o.applicant));
    let Some(decision) = ties.iter().rev().find(orders_all).filter(|_| settled) else {
        return 0;
    };
    decision
        .order
        .iter()
        .take_while(|a| **a != r.applicant)
        .filter(|a| level.iter().any(|o| o.applicant == **a))
        .count()
}

fn sorted(points: impl Iterator<Item = Points>) -> Vec<Points> {
    let mut list: Vec<Points> = points.collect();
    list.sort_unstable();
    list
}

/// How many of a sorted list lie above a value.
fn above(sorted: &[Points], value: Points) -> usize {
    sorted.len() - sorted.partition_point(|p| *p <= value)
}
