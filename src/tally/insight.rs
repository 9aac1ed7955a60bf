//! How firm a result is, and how far the judges agree. Read beside the result; it changes nothing.
//!
//! All of it is integer arithmetic; a coefficient is rounded once, to a millionth of a millionth.

use super::award::{self, Award, AwardState, Ranked};
use super::score::{count, counts, score_of};
use crate::model::{Entry, Points, Reading, Session, Status, TieDecision};
use std::cmp::Reverse;
use std::fmt;

/// A number between -1 and 1, in units of 10⁻¹², rounded half away from zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Coefficient(i64);

const ONE: u128 = 1_000_000_000_000;

impl Coefficient {
    pub const fn units(self) -> i64 {
        self.0
    }

    /// `numerator / denominator`; `None` if the denominator is zero.
    fn ratio(numerator: u128, denominator: u128) -> Option<Self> {
        if denominator == 0 {
            return None;
        }
        let (whole, rest) = (numerator / denominator, numerator % denominator);
        let scaled = rest.checked_mul(2 * ONE)?;
        let parts = (scaled / denominator).div_ceil(2);
        i64::try_from(whole * ONE + parts).ok().map(Self)
    }

    /// `numerator / √square`; `None` if the square is zero.
    ///
    /// Above 48 bits both are cut to the same length first, which moves the last digit at most.
    fn over_root(numerator: i128, square: u128) -> Option<Self> {
        if square == 0 {
            return None;
        }
        let mut over = numerator.unsigned_abs().checked_pow(2)?;
        let mut under = square;
        let spare = (128 - over.leading_zeros()).saturating_sub(48);
        over >>= spare;
        under >>= spare;
        let inside = over.checked_mul(ONE * ONE)? / under.max(1);
        let root = inside.isqrt();
        let root = if inside - root * root > root {
            root + 1
        } else {
            root
        };
        let size = i64::try_from(root).ok()?;
        Some(Self(if numerator < 0 { -size } else { size }))
    }
}

impl fmt::Display for Coefficient {
    /// Two places, half away from zero.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hundredths = (self.0.unsigned_abs() + 5_000_000_000) / 10_000_000_000;
        let sign = if self.0 < 0 && hundredths > 0 {
            "-"
        } else {
            ""
        };
        write!(f, "{sign}{}.{:02}", hundredths / 100, hundredths % 100)
    }
}

/// How far the judges of one project agree, over the entries that all of them have scored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    pub judges: Vec<usize>,
    pub entries: Vec<usize>,
    /// Kendall's coefficient of concordance, 0 (none) to 1 (the same order), corrected for ties:
    /// W = 12 S / (m² (n³ − n) − m Σ T). M. Kendall, J. D. Gibbons, Rank Correlation Methods, 5th ed.
    /// 1990, chapter 6. `None` with fewer than two judges or entries, or where nobody ranks anybody.
    pub w: Option<Coefficient>,
    pub each: Vec<JudgeAgreement>,
}

/// One judge beside the rest of the panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgeAgreement {
    pub judge: usize,
    /// The mean over the entries of her total less the mean of the others' totals, in hundredths of a
    /// point, as a fraction.
    pub offset_num: i64,
    pub offset_den: i64,
    /// Spearman's coefficient between her order and that of the others' sums: Pearson's on mid-ranks, so
    /// that ties are right. `None` where one side ranks nobody.
    pub rho: Option<Coefficient>,
}

impl JudgeAgreement {
    /// `+1.25`, `-0.50`, `0.00`: rounded half away from zero.
    pub fn offset(&self) -> String {
        let den = self.offset_den.unsigned_abs().max(1);
        let size = (2 * self.offset_num.unsigned_abs() + den) / (2 * den);
        let sign = match self.offset_num.signum() {
            _ if size == 0 => "",
            -1 => "-",
            _ => "+",
        };
        format!("{sign}{}.{:02}", size / 100, size % 100)
    }
}

/// The allocation without one judge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithoutJudge {
    pub judge: usize,
    pub awards: Vec<Award>,
    /// The same applicants are recommended in every project.
    pub same: bool,
}

/// One total which, changed so far, changes who is recommended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeastChange {
    pub project: usize,
    pub entry: usize,
    pub judge: usize,
    pub from: Points,
    pub to: Points,
}

/// The block of judges and entries in which no total is missing, and what it tells.
pub fn agreement(session: &Session, project: usize) -> Agreement {
    let scoring = session.provisional();
    let racing: Vec<(usize, &Entry)> = session
        .entries_of(project)
        .iter()
        .filter(|e| session.is_in(**e))
        .filter_map(|e| Some((*e, session.entries().get(*e)?)))
        .collect();
    let given = |e: &Entry, j: usize| {
        counts(e.state(j), scoring)
            .then(|| e.total(j))
            .flatten()
            .map(|t| i64::from(t.hundredths()))
    };
    let judges: Vec<usize> = (0..session.judges().len())
        .filter(|j| racing.iter().any(|(_, e)| given(e, *j).is_some()))
        .collect();
    let mut entries = Vec::new();
    // By judge, then by entry.
    let mut totals: Vec<Vec<i64>> = vec![Vec::new(); judges.len()];
    for (index, entry) in racing {
        let row: Option<Vec<i64>> = judges.iter().map(|j| given(entry, *j)).collect();
        if let Some(row) = row {
            entries.push(index);
            for (column, total) in totals.iter_mut().zip(row) {
                column.push(total);
            }
        }
    }
    let mut found = Agreement {
        judges,
        entries,
        ..Agreement::default()
    };
    if found.judges.len() < 2 || found.entries.len() < 2 {
        return found;
    }
    found.w = concordance(&totals);
    found.each = found
        .judges
        .iter()
        .zip(&totals)
        .map(|(judge, own)| beside_the_rest(*judge, own, &totals))
        .collect();
    found
}

fn beside_the_rest(judge: usize, own: &[i64], totals: &[Vec<i64>]) -> JudgeAgreement {
    let others = totals.len() as i64 - 1;
    let rest: Vec<i64> = own
        .iter()
        .enumerate()
        .map(|(n, mine)| {
            let all: i64 = totals.iter().filter_map(|column| column.get(n)).sum();
            all - mine
        })
        .collect();
    let offset = own
        .iter()
        .zip(&rest)
        .map(|(mine, rest)| mine * others - rest)
        .sum();
    JudgeAgreement {
        judge,
        offset_num: offset,
        offset_den: others * own.len() as i64,
        rho: correlation(&doubled_ranks(own), &doubled_ranks(&rest)),
    }
}

/// Twice the mid-rank of each value, so that shared ranks stay whole numbers; the smallest has rank 1.
fn doubled_ranks(values: &[i64]) -> Vec<i128> {
    values
        .iter()
        .map(|value| {
            let below = values.iter().filter(|v| *v < value).count() as i128;
            let level = values.iter().filter(|v| *v == value).count() as i128;
            2 * below + level + 1
        })
        .collect()
}

/// Pearson's coefficient of two lists of doubled ranks; their mean is n + 1.
fn correlation(one: &[i128], other: &[i128]) -> Option<Coefficient> {
    let mean = one.len() as i128 + 1;
    let (mut both, mut first, mut second) = (0i128, 0i128, 0i128);
    for (x, y) in one.iter().zip(other) {
        let (x, y) = (x - mean, y - mean);
        both += x * y;
        first += x * x;
        second += y * y;
    }
    Coefficient::over_root(
        both,
        first.unsigned_abs().checked_mul(second.unsigned_abs())?,
    )
}

fn concordance(totals: &[Vec<i64>]) -> Option<Coefficient> {
    let m = totals.len() as i128;
    let n = totals.first()?.len() as i128;
    let ranks: Vec<Vec<i128>> = totals.iter().map(|column| doubled_ranks(column)).collect();
    // Twice the rank sums lie around m (n + 1); their squared distances are 4 S.
    let four_s: i128 = (0..totals.first()?.len())
        .map(|e| {
            let sum: i128 = ranks.iter().filter_map(|r| r.get(e)).sum();
            (sum - m * (n + 1)).pow(2)
        })
        .sum();
    let ties: i128 = totals.iter().map(|column| tie_term(column)).sum();
    let below = m * m * (n.pow(3) - n) - m * ties;
    Coefficient::ratio((3 * four_s).unsigned_abs(), u128::try_from(below).ok()?)
}

/// Σ (t³ − t) over the groups of equal values.
fn tie_term(values: &[i64]) -> i128 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    sorted
        .chunk_by(|a, b| a == b)
        .map(|group| {
            let t = group.len() as i128;
            t.pow(3) - t
        })
        .sum()
}

/// Every project's entries with their scores, best first.
fn ranked(session: &Session, score: impl Fn(usize, &Entry) -> Option<Points>) -> Vec<Vec<Ranked>> {
    (0..session.projects().len())
        .map(|p| {
            let mut list: Vec<Ranked> = session
                .entries_of(p)
                .iter()
                .filter(|e| session.is_in(**e))
                .filter_map(|e| {
                    let entry = session.entries().get(*e)?;
                    Some(Ranked {
                        applicant: entry.applicant,
                        rank: 0,
                        score: score(*e, entry)?,
                    })
                })
                .collect();
            list.sort_by_key(|r| Reverse(r.score));
            list
        })
        .collect()
}

fn allocated(session: &Session, lists: &[Vec<Ranked>]) -> Vec<Award> {
    let decisions: Vec<&[TieDecision]> = (0..session.projects().len())
        .map(|p| session.ties(p))
        .collect();
    award::allocate(lists, &decisions, session.rules())
}

fn same(one: &Award, other: &Award) -> bool {
    one.state == other.state && one.applicants == other.applicants
}

/// The allocation walked again without each judge in turn: her sheets count as little as void ones.
pub fn without_each_judge(session: &Session) -> Vec<WithoutJudge> {
    let scoring = session.provisional();
    let rules = session.rules();
    let full = allocated(
        session,
        &ranked(session, |_, e| count(e, rules, scoring).score),
    );
    (0..session.judges().len())
        .map(|judge| {
            let lists = ranked(session, |_, e| {
                let mut without = e.clone();
                without.fill(judge, Status::Void, std::iter::empty());
                count(&without, rules, scoring).score
            });
            let awards = allocated(session, &lists);
            let same = awards.iter().zip(&full).all(|(a, b)| same(a, b));
            WithoutJudge {
                judge,
                awards,
                same,
            }
        })
        .collect()
}

/// The smallest change of one judge's one total, between 0 and full marks, after which another applicant is
/// recommended for this project, or a tie stops it. `None` if no single total can do that, and where the
/// rules drop marks of each indicator instead of totals.
///
/// A total moves its entry's score one way, so the first step that changes the award is found by halving. A
/// project that only waits for an earlier one's tie is not taken as changed.
pub fn least_change(session: &Session, project: usize) -> Option<LeastChange> {
    let rules = session.rules();
    if rules.reading == Reading::Indicators {
        return None;
    }
    let scoring = session.provisional();
    let full_marks = session.template()?.full_marks()?.hundredths();
    let lists = ranked(session, |_, e| count(e, rules, scoring).score);
    let now = allocated(session, &lists);
    let now = now.get(project)?;
    let mut best: Option<(u32, LeastChange)> = None;
    for (entry, e) in session.entries().iter().enumerate() {
        if !session.is_in(entry) {
            continue;
        }
        let seats: Vec<(usize, u32)> = (0..session.judges().len())
            .filter(|j| counts(e.state(*j), scoring))
            .filter_map(|j| Some((j, e.total(j)?.hundredths())))
            .collect();
        for (place, (judge, from)) in seats.iter().enumerate() {
            let mut totals: Vec<u32> = seats.iter().map(|(_, t)| *t).collect();
            let mut changes = |to: u32| {
                if let Some(slot) = totals.get_mut(place) {
                    *slot = to;
                }
                let score = score_of(&totals, rules);
                let after = with_score(session, &lists, e, score);
                after
                    .get(project)
                    .is_some_and(|a| a.state != AwardState::Depends && !same(a, now))
            };
            for down in [true, false] {
                let most = if down {
                    *from
                } else {
                    full_marks.saturating_sub(*from)
                };
                let most = best.map_or(most, |(size, _)| most.min(size.saturating_sub(1)));
                let at = |size: u32| if down { from - size } else { from + size };
                if most == 0 || !changes(at(most)) {
                    continue;
                }
                let (mut low, mut high) = (0, most);
                while high - low > 1 {
                    let middle = low + (high - low) / 2;
                    if changes(at(middle)) {
                        high = middle;
                    } else {
                        low = middle;
                    }
                }
                best = Some((
                    high,
                    LeastChange {
                        project,
                        entry,
                        judge: *judge,
                        from: Points::from_hundredths(*from)?,
                        to: Points::from_hundredths(at(high))?,
                    },
                ));
            }
        }
    }
    best.map(|(_, change)| change)
}

/// The allocation with another score for one entry.
fn with_score(
    session: &Session,
    lists: &[Vec<Ranked>],
    entry: &Entry,
    score: Option<Points>,
) -> Vec<Award> {
    let mut lists = lists.to_vec();
    if let Some(list) = lists.get_mut(entry.project) {
        list.retain(|r| r.applicant != entry.applicant);
        if let Some(score) = score {
            let at = list.partition_point(|r| r.score > score);
            list.insert(
                at,
                Ranked {
                    applicant: entry.applicant,
                    rank: 0,
                    score,
                },
            );
        }
    }
    allocated(session, &lists)
}
