//! 已定: what no act that the phase allows can change without a recorded reason. And the weaker 按现有分数:
//! what no completion of the blanks can change, if everything else stays as it is.

use super::award::Terms;
use crate::model::{Points, Session, SheetState, TieDecision};
use std::collections::{BTreeMap, BTreeSet};

/// An entry with the lowest and highest score it can still reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    pub applicant: usize,
    /// `None`: it can end without a score.
    pub low: Option<Points>,
    pub high: Points,
}

/// By seat: does the judge have an unsubmitted sheet of an entry in the race in this project?
///
/// While she has, she can be recused from the project or her sheets in it voided, those that she submitted
/// among them (after one of several was opened again).
pub fn open_judges(session: &Session, project: usize) -> Vec<bool> {
    let mut open = vec![false; session.judges().len()];
    for e in session.entries_of(project) {
        if !session.is_in(*e) {
            continue;
        }
        let Some(entry) = session.entries().get(*e) else {
            continue;
        };
        for (j, open) in open.iter_mut().enumerate() {
            *open |= matches!(entry.state(j), SheetState::Open | SheetState::Complete);
        }
    }
    open
}

/// For each entry: the rank that it has whatever happens, if there is one.
///
/// Its rank is one more than the number of entries above it. That number lies between those that are
/// above it always and those that can be; if both are equal, the rank is certain. It need not be the rank
/// that the entry has now: sheets that are still missing count in every completion.
pub fn ranks(reach: &[Reach]) -> Vec<Option<usize>> {
    let lows = sorted(reach.iter().map(|r| r.low));
    let highs = sorted(reach.iter().map(|r| Some(r.high)));
    reach
        .iter()
        .map(|r| {
            let low = r.low?;
            let always = above(&lows, r.high);
            let itself = usize::from(r.high > low);
            let possibly = above(&highs, low) - itself;
            (always == possibly).then_some(always + 1)
        })
        .collect()
}

/// For each project: the applicants who are awarded it whatever happens, if it can go to nobody else.
///
/// Keeps, project by project, the set of applicants who could be awarded it. The set may be too large,
/// never too small, so that an answer is always right.
pub fn awards(reach: &[Vec<Reach>], terms: &Terms) -> Vec<Option<Vec<usize>>> {
    let wanted = usize::from(terms.rules.awards_per_project);
    let mut sure: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    // By group and applicant.
    let mut open: BTreeSet<(usize, usize)> = BTreeSet::new();
    reach
        .iter()
        .enumerate()
        .map(|(p, entries)| {
            let group = terms.group(p);
            let maybe: BTreeSet<usize> = open
                .iter()
                .filter(|(g, _)| Some(*g) == group)
                .map(|(_, a)| *a)
                .collect();
            let full = |a: usize| {
                let held = sure.get(&a).map_or(&[][..], Vec::as_slice);
                terms.counting(p, held).len() >= terms.quota()
            };
            let candidates: Vec<Reach> = entries
                .iter()
                .copied()
                .filter(|r| !full(r.applicant) && !terms.rules.is_below_line(r.high))
                .collect();
            // Only an applicant who surely arrives here free can keep another one out.
            let steady = candidates
                .iter()
                .filter(|r| !maybe.contains(&r.applicant))
                .map(|r| r.low);
            let lows = sorted(steady);
            let possible: Vec<&Reach> = candidates
                .iter()
                .filter(|r| {
                    let ahead = ahead_by_decision(r, &candidates, &maybe, terms.decisions(p));
                    above(&lows, r.high) + ahead < wanted
                })
                .collect();
            let surely = |r: &&Reach| {
                let reaches = r.low.is_some_and(|low| !terms.rules.is_below_line(low));
                reaches && !maybe.contains(&r.applicant)
            };
            let certain =
                !possible.is_empty() && possible.len() <= wanted && possible.iter().all(surely);
            let possible: Vec<usize> = possible.iter().map(|r| r.applicant).collect();
            if !certain {
                open.extend(group.iter().flat_map(|g| possible.iter().map(|a| (*g, *a))));
                return None;
            }
            for applicant in &possible {
                sure.entry(*applicant).or_default().push(p);
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
        .filter(|o| o.low.is_none_or(|low| low <= r.high) && r.high <= o.high)
        .collect();
    let settled = level.iter().all(|o| {
        o.low == Some(o.high) && (o.applicant == r.applicant || !maybe.contains(&o.applicant))
    });
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

/// Lowest first; what may have no score comes before all that have one.
fn sorted(points: impl Iterator<Item = Option<Points>>) -> Vec<Option<Points>> {
    let mut list: Vec<Option<Points>> = points.collect();
    list.sort_unstable();
    list
}

/// How many of a sorted list lie above a value.
fn above(sorted: &[Option<Points>], value: Points) -> usize {
    sorted.len() - sorted.partition_point(|p| *p <= Some(value))
}
