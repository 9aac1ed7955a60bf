//! How far the panel agrees, and how much the result hangs on one judge or one total.
//!
//! Nothing here changes a score. All of it is exact: whole numbers throughout, rounded once where shown.

mod agreement;
mod least;

pub use agreement::{Agreement, Coefficient, JudgeAgreement, agreement};
pub use least::{LeastChange, least_change};

use super::allocate::allocate;
use super::award::{Award, Ranked, Terms};
use super::score::count;
use crate::model::{Entry, Points, Session, Status};
use std::cmp::Reverse;

/// The allocation as it would be if one judge had never sat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithoutJudge {
    pub judge: usize,
    /// By project.
    pub awards: Vec<Award>,
    /// Every project ends as in the full result, with the same applicants recommended, or the same ones level
    /// at an open award, in whatever order.
    pub same: bool,
}

/// For each judge in seat order, the walk through all projects with her sheets left out. The rules stay as
/// they are: an entry left with too few sheets has no score. So do the panel's decisions on ties.
pub fn without_each_judge(session: &Session) -> Vec<WithoutJudge> {
    let scoring = session.provisional();
    let full = walk(session, |e| count(e, session.rules(), scoring).score);
    (0..session.judges().len())
        .map(|judge| {
            let awards = walk(session, |e| {
                let mut rest = e.clone();
                rest.fill(judge, Status::Void, std::iter::empty());
                count(&rest, session.rules(), scoring).score
            });
            WithoutJudge {
                judge,
                same: awards.len() == full.len()
                    && awards.iter().zip(&full).all(|(a, b)| a.same(b)),
                awards,
            }
        })
        .collect()
}

fn walk(session: &Session, score: impl Fn(&Entry) -> Option<Points>) -> Vec<Award> {
    let score = |e: usize| session.entries().get(e).and_then(&score);
    let ranked: Vec<Vec<Ranked>> = (0..session.projects().len())
        .map(|p| ranked(session, p, score))
        .collect();
    allocate(&ranked, &Terms::of(session, session.rules()))
}

/// The entries of a project that are in the race, in roster order.
fn in_race(session: &Session, project: usize) -> Vec<usize> {
    session
        .entries_of(project)
        .iter()
        .copied()
        .filter(|e| session.is_in(*e))
        .collect()
}

/// The entries of a project that have a score, best first, level ones in roster order.
fn ranked(
    session: &Session,
    project: usize,
    score: impl Fn(usize) -> Option<Points>,
) -> Vec<Ranked> {
    let mut list: Vec<Ranked> = in_race(session, project)
        .into_iter()
        .filter_map(|e| {
            Some(Ranked {
                applicant: session.entries().get(e)?.applicant,
                rank: 0,
                score: score(e)?,
            })
        })
        .collect();
    list.sort_by_key(|r| Reverse(r.score));
    let mut first: Option<Ranked> = None;
    for (n, r) in list.iter_mut().enumerate() {
        r.rank = match first {
            Some(before) if before.score == r.score => before.rank,
            _ => n + 1,
        };
        first = Some(*r);
    }
    list
}
