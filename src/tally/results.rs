//! Everything that follows from a session at one moment: standings, allocation, the other reading.

use super::award::{self, Award, Ranked};
use super::board::Board;
use super::certainty::{self, Reach};
use super::score::{Count, Use, bounds, count, sheet_uses};
use crate::model::{AwardLine, Points, Session, TieDecision};

/// What made two scores equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    /// The unrounded means are equal too.
    Exact,
    /// Only the rounding made them equal.
    Rounded,
}

/// 名次: an entry with its score and rank inside its project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    pub entry: usize,
    pub applicant: usize,
    pub rank: Option<usize>,
    pub count: Count,
    /// What can still be reached; `None` if too few sheets can ever count.
    pub bounds: Option<(Points, Points)>,
    /// No completion can change the rank that stands here.
    pub certain: bool,
    pub tie: Option<Tie>,
    /// By seat.
    pub uses: Vec<Use>,
}

/// One project's standings, best first, and its award.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectResult {
    pub standings: Vec<Standing>,
    pub award: Award,
    /// No completion can change the award that stands here.
    pub certain: bool,
}

/// A project in which the other reading recommends somebody else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub project: usize,
    pub here: Vec<usize>,
    pub there: Vec<usize>,
}

/// Results as of one act.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Results {
    pub seq: u64,
    pub projects: Vec<ProjectResult>,
    /// Where dropping per indicator instead of per total (or the other way) changes a recommendation.
    pub differences: Vec<Difference>,
}

impl Results {
    /// Counts everything afresh.
    pub fn of(session: &Session) -> Self {
        Self::from_board(session, &Board::new(session))
    }

    /// From counts that are up to date.
    pub fn from_board(session: &Session, board: &Board) -> Self {
        let decisions: Vec<&[TieDecision]> = (0..session.projects().len())
            .map(|p| session.ties(p))
            .collect();
        let ranked: Vec<Vec<Ranked>> = (0..session.projects().len())
            .map(|p| ranked(session, board, p))
            .collect();
        let awards = award::allocate(&ranked, &decisions, session.rules());
        let standings: Vec<Vec<Standing>> = (0..session.projects().len())
            .map(|p| standings(session, board, p))
            .collect();
        let reach: Vec<Vec<Reach>> = standings.iter().map(|list| reach(list)).collect();
        let sure = certainty::awards(&reach, &decisions, session.rules());
        let differences = differences(session, &awards, &decisions);
        let projects = standings
            .into_iter()
            .zip(awards)
            .zip(sure)
            .map(|((standings, award), sure)| ProjectResult {
                certain: sure.is_some_and(|sure| same(&sure, &award.applicants)),
                standings,
                award,
            })
            .collect();
        Self {
            seq: session.seq(),
            projects,
            differences,
        }
    }

    /// What a certificate of this result says: project by project, who is recommended.
    pub fn award_lines(&self, session: &Session) -> Vec<AwardLine> {
        let id = |a: &usize| session.applicants().get(*a).map(|a| a.id.clone());
        self.projects
            .iter()
            .zip(session.projects())
            .map(|(result, project)| AwardLine {
                project: project.id.clone(),
                applicants: result.award.applicants.iter().filter_map(id).collect(),
            })
            .collect()
    }

    pub fn standing(&self, project: usize, applicant: usize) -> Option<&Standing> {
        self.projects
            .get(project)?
            .standings
            .iter()
            .find(|s| s.applicant == applicant)
    }
}

fn ranked(session: &Session, board: &Board, project: usize) -> Vec<Ranked> {
    let mut list = Vec::new();
    let mut last: Option<Ranked> = None;
    for entry in board.order(project) {
        let (Some(score), Some(e)) = (board.count(*entry).score, session.entries().get(*entry))
        else {
            continue;
        };
        let rank = match last {
            Some(before) if before.score == score => before.rank,
            _ => list.len() + 1,
        };
        let next = Ranked {
            applicant: e.applicant,
            rank,
            score,
        };
        last = Some(next);
        list.push(next);
    }
    list
}

fn standings(session: &Session, board: &Board, project: usize) -> Vec<Standing> {
    let scoring = session.provisional();
    let caps: Vec<Points> = session.indicators().iter().map(|i| i.cap).collect();
    let order = board.order(project);
    let mut list: Vec<Standing> = Vec::with_capacity(order.len());
    for (place, entry) in order.iter().enumerate() {
        let Some(e) = session.entries().get(*entry) else {
            continue;
        };
        let count = board.count(*entry);
        let neighbours = [place.checked_sub(1), place.checked_add(1)];
        let level = neighbours
            .iter()
            .flatten()
            .filter_map(|n| order.get(*n))
            .any(|other| count.score.is_some() && board.count(*other).score == count.score);
        let bounds = if scoring {
            bounds(e, &caps, session.rules())
        } else {
            count.score.map(|s| (s, s))
        };
        list.push(Standing {
            entry: *entry,
            applicant: e.applicant,
            rank: board.rank(project, *entry),
            count,
            bounds,
            certain: false,
            tie: level.then(|| tie(board, project, *entry)),
            uses: sheet_uses(e, session.rules(), scoring),
        });
    }
    let with_reach: Vec<usize> = (0..list.len())
        .filter(|n| list.get(*n).is_some_and(|s| s.bounds.is_some()))
        .collect();
    for (n, sure) in with_reach.into_iter().zip(certainty::ranks(&reach(&list))) {
        if let Some(standing) = list.get_mut(n) {
            standing.certain = sure.is_some() && sure == standing.rank;
        }
    }
    list
}

/// The same applicants in whatever order.
fn same(here: &[usize], there: &[usize]) -> bool {
    here.len() == there.len() && here.iter().all(|a| there.contains(a))
}

fn reach(standings: &[Standing]) -> Vec<Reach> {
    standings
        .iter()
        .filter_map(|s| {
            s.bounds.map(|(low, high)| Reach {
                applicant: s.applicant,
                low,
                high,
            })
        })
        .collect()
}

/// Exact if another entry of the same score has the same unrounded mean.
fn tie(board: &Board, project: usize, entry: usize) -> Tie {
    let mine = board.count(entry);
    let order = board.order(project);
    let from = order.partition_point(|e| board.count(*e).score > mine.score);
    let exact = order
        .iter()
        .skip(from)
        .take_while(|e| board.count(**e).score == mine.score)
        .filter(|e| **e != entry)
        .map(|e| board.count(*e))
        .any(|other| {
            u128::from(other.sum) * u128::from(mine.divisor)
                == u128::from(mine.sum) * u128::from(other.divisor)
        });
    if exact { Tie::Exact } else { Tie::Rounded }
}

/// The whole walk again with the other reading of "one highest and one lowest".
fn differences(
    session: &Session,
    awards: &[Award],
    decisions: &[&[TieDecision]],
) -> Vec<Difference> {
    let mut rules = session.rules().clone();
    rules.reading = rules.reading.other();
    if session.indicators().len() < 2 {
        return Vec::new();
    }
    let scoring = session.provisional();
    let ranked: Vec<Vec<Ranked>> = (0..session.projects().len())
        .map(|p| {
            let mut list: Vec<Ranked> = session
                .entries_of(p)
                .iter()
                .filter(|e| session.is_in(**e))
                .filter_map(|e| session.entries().get(*e))
                .filter_map(|e| {
                    Some(Ranked {
                        applicant: e.applicant,
                        rank: 0,
                        score: count(e, &rules, scoring).score?,
                    })
                })
                .collect();
            list.sort_by_key(|r| std::cmp::Reverse(r.score));
            list
        })
        .collect();
    award::allocate(&ranked, decisions, &rules)
        .into_iter()
        .zip(awards)
        .enumerate()
        .filter(|(_, (there, here))| {
            there.applicants != here.applicants || there.state != here.state
        })
        .map(|(project, (there, here))| Difference {
            project,
            here: here.applicants.clone(),
            there: there.applicants,
        })
        .collect()
}
