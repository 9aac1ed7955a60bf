//! What the panel should look at again before the count stands: marks far off the others', and facts on
//! which judges do not agree.

use crate::model::{Entry, Points, Session, Status};

/// A mark on a subjective indicator that lies further from the others' than the rules' corridor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deviation {
    pub entry: usize,
    pub judge: usize,
    pub indicator: usize,
}

/// An objective indicator on which the submitted sheets of an entry do not all agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Disagreement {
    pub entry: usize,
    pub indicator: usize,
    /// The lowest mark given.
    pub low: Points,
    /// The highest mark given, above `low`.
    pub high: Points,
}

/// The marks that differ from the mean of the *other* submitted marks of the same cell by more than
/// [`Rules::deviation_percent`](crate::model::Rules::deviation_percent) per cent of the indicator's cap, by
/// entry, judge, indicator. Exactly on the line is inside it.
///
/// Nothing is listed while any judge has an unfinished sheet, so that nobody is pushed toward the others
/// while she can still change her marks; and nothing in a cell with fewer than two others. Objective
/// indicators have [`disagreements`] instead. Exact: the comparison is multiplied out in hundredths.
pub fn deviations(session: &Session) -> Vec<Deviation> {
    let percent = u64::from(session.rules().deviation_percent);
    let mut found = Vec::new();
    for (entry, sheets) in in_question(session) {
        let before = found.len();
        for (indicator, cap) in caps(session, false) {
            let marks = submitted(sheets, indicator);
            let others = (marks.len() as u64).saturating_sub(1);
            if others < 2 {
                continue;
            }
            let sum: u64 = marks.iter().map(|(_, m)| hundredths(*m)).sum();
            // |mark − rest / others| > percent / 100 · cap
            let corridor = percent * hundredths(cap) * others;
            for (judge, mark) in marks {
                let mark = hundredths(mark);
                if 100 * (mark * others).abs_diff(sum - mark) > corridor {
                    found.push(Deviation {
                        entry,
                        judge,
                        indicator,
                    });
                }
            }
        }
        if let Some(fresh) = found.get_mut(before..) {
            fresh.sort_by_key(|d| (d.judge, d.indicator));
        }
    }
    found
}

/// How far a mark lies off the others'.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Distance {
    pub mark: Points,
    /// The mean of the other submitted marks, rounded to two places.
    pub others: Points,
    /// The distance between the two, rounded to two places.
    pub by: Points,
    /// The distance in millionths of the cap, to compare indicators by.
    pub share: u64,
}

/// What a deviation comes to; `None` where nobody else has submitted a mark.
pub fn distance(session: &Session, d: &Deviation) -> Option<Distance> {
    let sheets = session.entries().get(d.entry)?;
    let cap = session.indicators().get(d.indicator)?.cap;
    let marks = submitted(sheets, d.indicator);
    let mark = marks.iter().find(|(j, _)| *j == d.judge)?.1;
    let others = (marks.len() as u64).checked_sub(1).filter(|n| *n > 0)?;
    let rest = marks.iter().map(|(_, m)| hundredths(*m)).sum::<u64>() - hundredths(mark);
    let off = (hundredths(mark) * others).abs_diff(rest);
    Some(Distance {
        mark,
        others: Points::mean(rest, others)?,
        by: Points::mean(off, others)?,
        share: off * 1_000_000 / (hundredths(cap) * others).max(1),
    })
}

/// The objective indicators ([`Rules::objective`](crate::model::Rules::objective)) on which the submitted
/// sheets of an entry differ at all, by entry and indicator. As with [`deviations`], nothing is listed while
/// any judge has an unfinished sheet.
pub fn disagreements(session: &Session) -> Vec<Disagreement> {
    let mut found = Vec::new();
    for (entry, sheets) in in_question(session) {
        for (indicator, _) in caps(session, true) {
            let marks = submitted(sheets, indicator);
            let low = marks.iter().map(|(_, m)| *m).min();
            let high = marks.iter().map(|(_, m)| *m).max();
            if let (Some(low), Some(high)) = (low, high)
                && low < high
            {
                found.push(Disagreement {
                    entry,
                    indicator,
                    low,
                    high,
                });
            }
        }
    }
    found
}

/// The entries in the race; none while a judge has an unfinished sheet.
fn in_question(session: &Session) -> impl Iterator<Item = (usize, &Entry)> {
    let finished = (0..session.judges().len()).all(|j| session.is_finished(j));
    session
        .entries()
        .iter()
        .enumerate()
        .filter(move |(e, _)| finished && session.is_in(*e))
}

/// The objective indicators, or the subjective ones, with their caps.
fn caps(session: &Session, objective: bool) -> impl Iterator<Item = (usize, Points)> {
    session
        .indicators()
        .iter()
        .enumerate()
        .filter(move |(_, i)| session.rules().objective.contains(&i.id) == objective)
        .map(|(n, i)| (n, i.cap))
}

/// The marks of one cell on submitted sheets, with their judges in seat order.
fn submitted(entry: &Entry, indicator: usize) -> Vec<(usize, Points)> {
    (0..entry.judges())
        .filter(|j| entry.status(*j) == Status::Submitted)
        .filter_map(|j| Some((j, entry.mark(j, indicator)?)))
        .collect()
}

fn hundredths(points: Points) -> u64 {
    u64::from(points.hundredths())
}
