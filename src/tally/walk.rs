//! The walk through one project: what it does with each applicant, given what the earlier projects gave.

use super::award::{Award, AwardState, Outcome, Ranked, Reserve, Step, Terms};
use crate::model::TieDecision;

/// What is known of an applicant when the walk comes to a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Comes {
    Free,
    /// Holds as many awards as one may: these.
    Full(Vec<usize>),
    /// The same however the open ties end, with one or more of these.
    FullAnyway(Vec<usize>),
    /// Is free or not as an open tie ends.
    Maybe,
}

/// One project, with the applicants as they come to it. The second number is how many awards were left at
/// the level where it stayed open.
pub(super) fn project(
    project: usize,
    ranked: &[Ranked],
    terms: &Terms,
    comes: &dyn Fn(usize) -> Comes,
) -> (Award, usize) {
    let wanted = usize::from(terms.rules.awards_per_project);
    let decisions = terms.decisions(project);
    let mut award = Award::empty();
    for level in ranked.chunk_by(|a, b| a.score == b.score) {
        let left = wanted.saturating_sub(award.applicants.len());
        if left == 0 && !wants_reserves(&award, terms) {
            break;
        }
        if level.iter().any(|r| terms.rules.is_below_line(r.score)) {
            put(&mut award, level, &Outcome::BelowLine);
            continue;
        }
        if left == 0 {
            reserve(level, decisions, terms, comes, &mut award);
            continue;
        }
        let mut free = Vec::new();
        let mut maybe = false;
        for r in level {
            match comes(r.applicant) {
                Comes::Full(holds) => award.steps.push(step(r, Outcome::Skipped { holds })),
                Comes::FullAnyway(holds) => {
                    award.steps.push(step(r, Outcome::SkippedAnyway { holds }));
                }
                Comes::Free => free.push((*r, Outcome::Tied)),
                Comes::Maybe => {
                    free.push((*r, Outcome::Waits));
                    maybe = true;
                }
            }
        }
        if maybe {
            leave_open(&mut award, AwardState::Depends, free, terms);
            return (award, left);
        }
        let level: Vec<Ranked> = free.iter().map(|(r, _)| *r).collect();
        if level.len() <= left {
            for r in &level {
                give(r, Outcome::Recommended, &mut award);
            }
            continue;
        }
        let Some((decision, order)) = decided(&level, decisions) else {
            leave_open(&mut award, AwardState::Undecided, free, terms);
            return (award, left);
        };
        for (n, r) in order.iter().enumerate() {
            if n < left {
                let method = decision.method.clone();
                let seq = decision.seq;
                give(r, Outcome::Decided { method, seq }, &mut award);
            } else if wants_reserves(&award, terms) {
                award.reserves.push(listed(r, false));
            }
        }
    }
    (award, 0)
}

fn put(award: &mut Award, level: &[Ranked], outcome: &Outcome) {
    let steps = level.iter().map(|r| step(r, outcome.clone()));
    award.steps.extend(steps);
}

fn leave_open(award: &mut Award, state: AwardState, free: Vec<(Ranked, Outcome)>, terms: &Terms) {
    award.state = state;
    award.reserves_open = terms.rules.reserves > 0;
    award.candidates = free.iter().map(|(r, _)| r.applicant).collect();
    award.candidates.sort_unstable();
    let steps = free.into_iter().map(|(r, outcome)| step(&r, outcome));
    award.steps.extend(steps);
}

fn give(r: &Ranked, outcome: Outcome, award: &mut Award) {
    award.applicants.push(r.applicant);
    award.steps.push(step(r, outcome));
    award.state = AwardState::Recommended;
}

fn wants_reserves(award: &Award, terms: &Terms) -> bool {
    !award.reserves_open && award.reserves.len() < usize::from(terms.rules.reserves)
}

/// The next reserves of one level: all of them where nothing orders them, however many the rules ask for.
fn reserve(
    level: &[Ranked],
    decisions: &[TieDecision],
    terms: &Terms,
    comes: &dyn Fn(usize) -> Comes,
    award: &mut Award,
) {
    let mut free = Vec::new();
    for r in level {
        match comes(r.applicant) {
            Comes::Free => free.push(*r),
            Comes::Full(_) | Comes::FullAnyway(_) => {}
            Comes::Maybe => {
                award.reserves_open = true;
                return;
            }
        }
    }
    match decided(&free, decisions) {
        Some((_, order)) if free.len() > 1 => {
            for r in order {
                if wants_reserves(award, terms) {
                    award.reserves.push(listed(&r, false));
                }
            }
        }
        _ => {
            let level = free.len() > 1;
            award.reserves.extend(free.iter().map(|r| listed(r, level)));
        }
    }
}

fn listed(r: &Ranked, level: bool) -> Reserve {
    Reserve {
        applicant: r.applicant,
        rank: r.rank,
        level,
        holds: Vec::new(),
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
