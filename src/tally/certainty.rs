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

/// For each entry: is its rank the same in every completion?
///
/// Its rank is one more than the number of entries above it. That number lies between those that are
/// above it always and those that can be; if both are equal, the rank is certain.
pub fn ranks(reach: &[Reach]) -> Vec<bool> {
    let lows = sorted(reach.iter().map(|r| r.low));
    let highs = sorted(reach.iter().map(|r| r.high));
    reach
        .iter()
        .map(|r| {
            let always = above(&lows, r.high);
            let itself = usize::from(r.high > r.low);
            let possibly = above(&highs, r.low) - itself;
            always == possibly
        })
        .collect()
}

/// For each project: can the award go to nobody else, whatever the missing sheets say?
///
/// Keeps, project by project, the set of applicants who could be awarded it. The set may be too large,
/// never too small, so that `true` is always right.
pub fn awards(reach: &[Vec<Reach>], decisions: &[&[TieDecision]], rules: &Rules) -> Vec<bool> {
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
            let steady: Vec<Reach> = candidates
                .iter()
                .copied()
                .filter(|r| !maybe.contains(&r.applicant))
                .collect();
            let lows = sorted(steady.iter().map(|r| r.low));
            let possible: Vec<usize> = candidates
                .iter()
                .filter(|r| above(&lows, r.high) + ahead_by_decision(r, &steady, ties) < wanted)
                .map(|r| r.applicant)
                .collect();
            let certain = !possible.is_empty()
                && possible.len() <= wanted
                && possible.iter().all(|a| !maybe.contains(a));
            if certain {
                for applicant in &possible {
                    *sure.entry(*applicant).or_default() += 1;
                }
            } else {
                maybe.extend(possible);
            }
            certain
        })
        .collect()
}

/// Entries with the same settled score that the panel placed before this one.
fn ahead_by_decision(r: &Reach, others: &[Reach], ties: &[TieDecision]) -> usize {
    if r.low != r.high || ties.is_empty() {
        return 0;
    }
    let level: Vec<usize> = others
        .iter()
        .filter(|o| o.low == r.high && o.high == r.high)
        .map(|o| o.applicant)
        .collect();
    let Some(decision) = ties
        .iter()
        .rev()
        .find(|d| d.order.contains(&r.applicant) && level.iter().all(|a| d.order.contains(a)))
    else {
        return 0;
    };
    decision
        .order
        .iter()
        .take_while(|a| **a != r.applicant)
        .filter(|a| level.contains(a))
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
