//! Everything that follows from a session at one moment: standings, allocation, the other reading.

use super::allocate::allocate;
use super::award::{self, Award, AwardState, Ranked, Terms};
use super::board::Board;
use super::certainty::{self, Reach};
use super::detail::Details;
use super::score::{Count, Range, Use};
use super::vacancy::{self, Vacancy};
use crate::model::{AwardLine, Phase, Points, Session};
use serde::Serialize;
use std::collections::BTreeMap;

/// What made two scores equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
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
    /// The lowest and the highest score that can still be reached without an act that needs a recorded
    /// reason ([`super::score::range`]); `None` if too few sheets can ever count.
    pub bounds: Option<(Points, Points)>,
    /// Enough sheets are beyond change, so that there will be a score.
    pub always_scored: bool,
    /// 已定: no act that the phase allows can change the rank that stands here without a recorded reason;
    /// the recusal or voiding of a judge who is not finished is counted among what can happen.
    pub certain: bool,
    /// 按现有分数: no completion of the blanks can change the rank that stands here, if every complete sheet
    /// stays as it is. Holds of all that is certain.
    pub as_scored: bool,
    pub tie: Option<Tie>,
    /// By seat.
    pub uses: Vec<Use>,
}

/// One project's standings, best first, and its award.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectResult {
    pub standings: Vec<Standing>,
    pub award: Award,
    /// As [`Standing::certain`], of the applicants recommended here.
    pub certain: bool,
    /// As [`Standing::as_scored`], of the applicants recommended here.
    pub as_scored: bool,
}

/// A project in which the other reading ends otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub project: usize,
    pub here: Award,
    pub there: Award,
    /// The same applicants are recommended, in another order.
    pub order_only: bool,
}

/// Results as of one act.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Results {
    pub seq: u64,
    pub projects: Vec<ProjectResult>,
    /// Where dropping per indicator instead of per total (or the other way) changes a recommendation, who is
    /// level at an open one, or the order of several.
    pub differences: Vec<Difference>,
    /// What would follow where an award falls away whose reserve holds another one.
    pub vacancies: Vec<Vacancy>,
}

impl Results {
    /// Counts everything afresh.
    pub fn of(session: &Session) -> Self {
        Self::from_board(session, &Board::new(session))
    }

    /// From counts that are up to date.
    pub fn from_board(session: &Session, board: &Board) -> Self {
        Self::from_parts(session, board, &Details::new(session))
    }

    /// From counts and details that are up to date.
    pub fn from_parts(session: &Session, board: &Board, details: &Details) -> Self {
        let terms = Terms::of(session, session.rules());
        let projects = 0..session.projects().len();
        let ranked: Vec<Vec<Ranked>> = projects
            .clone()
            .map(|p| ranked(session, board, p))
            .collect();
        let awards = allocate(&ranked, &terms);
        let lists: Vec<List> = projects.map(|p| list(session, board, details, p)).collect();
        let certain = certain_awards(session, &lists, &awards, &terms);
        let as_scored = certainty::awards(&each(&lists, |l| &l.as_scored), &terms);
        let differences = differences(session, details, &awards);
        let vacancies = vacancy::vacancies(&ranked, &awards, &terms);
        let projects = lists
            .into_iter()
            .zip(awards)
            .zip(certain.into_iter().zip(as_scored))
            .map(|((list, award), (certain, as_scored))| ProjectResult {
                certain,
                as_scored: certain || is_sure(as_scored.as_ref(), &award),
                standings: list.standings,
                award,
            })
            .collect();
        Self {
            seq: session.seq(),
            projects,
            differences,
            vacancies,
        }
    }

    /// Does the other reading recommend the same applicants everywhere, in whatever order?
    pub fn readings_agree(&self) -> bool {
        self.differences.iter().all(|d| d.order_only)
    }

    /// Is there anything to recommend by any reading, in any project?
    pub fn recommends(&self) -> bool {
        let some = |p: &ProjectResult| p.award.state != AwardState::None;
        self.projects.iter().any(some) || !self.differences.is_empty()
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

/// The standings of a project, with what its entries can still reach in both senses.
struct List {
    standings: Vec<Standing>,
    reach: Vec<Reach>,
    as_scored: Vec<Reach>,
    /// Nothing here can change without a recorded reason.
    settled: bool,
}

fn list(session: &Session, board: &Board, details: &Details, project: usize) -> List {
    let scoring = session.provisional();
    let open = details.open_judges(project);
    let order = board.order(project);
    let mut standings: Vec<Standing> = Vec::with_capacity(order.len());
    let (mut reach, mut as_scored) = (Vec::new(), Vec::new());
    for (place, entry) in order.iter().enumerate() {
        let (Some(e), Some(detail)) = (session.entries().get(*entry), details.get(*entry)) else {
            continue;
        };
        let applicant = e.applicant;
        let count = board.count(*entry);
        let neighbours = [place.checked_sub(1), place.checked_add(1)];
        let level = neighbours
            .iter()
            .flatten()
            .filter_map(|n| order.get(*n))
            .any(|other| count.score.is_some() && board.count(*other).score == count.score);
        let now = count.score.map(|s| (s, s));
        let range = if scoring {
            detail.range
        } else {
            count.score.map(|score| Range {
                low: score,
                high: score,
                scored: true,
            })
        };
        let blanks_only = if scoring { detail.bounds } else { now };
        reach.extend(range.map(|r| Reach {
            applicant,
            low: r.scored.then_some(r.low),
            high: r.high,
        }));
        as_scored.extend(blanks_only.map(|(low, high)| Reach {
            applicant,
            low: Some(low),
            high,
        }));
        standings.push(Standing {
            entry: *entry,
            applicant,
            rank: board.rank(project, *entry),
            count,
            bounds: range.map(|r| (r.low, r.high)),
            always_scored: range.is_some_and(|r| r.scored),
            certain: false,
            as_scored: false,
            tie: level.then(|| tie(board, project, *entry)),
            uses: detail.uses.clone(),
        });
    }
    // Before the rules are sealed, they and the roster can still change.
    let sealed = session.phase() != Phase::Setup;
    let certain = sure_ranks(&reach);
    let weaker = sure_ranks(&as_scored);
    for standing in &mut standings {
        let is = |sure: &BTreeMap<usize, usize>| {
            standing.rank.is_some() && sure.get(&standing.applicant).copied() == standing.rank
        };
        standing.certain = sealed && is(&certain);
        standing.as_scored = standing.certain || is(&weaker);
    }
    List {
        standings,
        reach,
        as_scored,
        settled: sealed && !open.contains(&true),
    }
}

/// By applicant.
fn sure_ranks(reach: &[Reach]) -> BTreeMap<usize, usize> {
    reach
        .iter()
        .zip(certainty::ranks(reach))
        .filter_map(|(r, rank)| Some((r.applicant, rank?)))
        .collect()
}

fn each<'a>(lists: &'a [List], reach: impl Fn(&'a List) -> &'a Vec<Reach>) -> Vec<Vec<Reach>> {
    lists.iter().map(|l| reach(l).clone()).collect()
}

/// Is this recommendation the one that is sure?
fn is_sure(sure: Option<&Vec<usize>>, award: &Award) -> bool {
    award.state == AwardState::Recommended
        && sure.is_some_and(|sure| award::same_set(sure, &award.applicants))
}

/// Where nothing in a project and in the earlier ones of its group can change, a recommendation is certain:
/// it is the same however the open ties before it are decided. Elsewhere it is where what the entries can
/// still reach leaves nobody else. The panel's decision on a tie counts only where its marks cannot change.
fn certain_awards(session: &Session, lists: &[List], awards: &[Award], terms: &Terms) -> Vec<bool> {
    if session.phase() == Phase::Setup {
        return vec![false; awards.len()];
    }
    let mut firm = terms.clone();
    for (decisions, list) in firm.decisions.iter_mut().zip(lists) {
        if !list.settled {
            *decisions = &[];
        }
    }
    let sure = certainty::awards(&each(lists, |l| &l.reach), &firm);
    let settled = |p: usize| {
        let together =
            |q: &usize| *q == p || (terms.group(*q).is_some() && terms.group(*q) == terms.group(p));
        (0..=p)
            .filter(together)
            .all(|q| lists.get(q).is_some_and(|l| l.settled))
    };
    awards
        .iter()
        .zip(&sure)
        .enumerate()
        .map(|(p, (award, sure))| {
            award.state == AwardState::Recommended && (settled(p) || is_sure(sure.as_ref(), award))
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
fn differences(session: &Session, details: &Details, awards: &[Award]) -> Vec<Difference> {
    if session.indicators().len() < 2 {
        return Vec::new();
    }
    let ranked: Vec<Vec<Ranked>> = (0..session.projects().len())
        .map(|p| {
            let mut list: Vec<Ranked> = session
                .entries_of(p)
                .iter()
                .filter(|e| session.is_in(**e))
                .filter_map(|e| Some((session.entries().get(*e)?, details.get(*e)?)))
                .filter_map(|(e, detail)| {
                    Some(Ranked {
                        applicant: e.applicant,
                        rank: 0,
                        score: detail.other?,
                    })
                })
                .collect();
            list.sort_by_key(|r| std::cmp::Reverse(r.score));
            list
        })
        .collect();
    allocate(&ranked, &Terms::of(session, details.other_rules()))
        .into_iter()
        .zip(awards)
        .enumerate()
        .filter_map(|(project, (there, here))| {
            let order_only = here.same(&there);
            if order_only && here.applicants == there.applicants {
                return None;
            }
            Some(Difference {
                project,
                here: here.clone(),
                there,
                order_only,
            })
        })
        .collect()
}
