//! What a panel should look at once every sheet is in: marks far off the others, and judges who differ
//! where they should agree. It changes no score.

use crate::model::{Points, Session, Status};

/// A mark on a subjective indicator that is far off the mean of the other judges' marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deviation {
    pub entry: usize,
    pub judge: usize,
    pub indicator: usize,
}

/// An objective indicator on which submitted sheets do not agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Disagreement {
    pub entry: usize,
    pub indicator: usize,
    pub low: Points,
    pub high: Points,
}

/// Nothing is compared while a judge is still scoring: what others gave must not guide anybody.
fn all_in(session: &Session) -> bool {
    !session.judges().is_empty() && (0..session.judges().len()).all(|j| session.unfinished(j) == 0)
}

fn is_objective(session: &Session, indicator: usize) -> bool {
    session
        .indicators()
        .get(indicator)
        .is_some_and(|i| session.rules().objective.contains(&i.id))
}

/// The marks of one cell on submitted sheets, in hundredths, by judge.
fn marks(session: &Session, entry: usize, indicator: usize) -> Vec<(usize, u64)> {
    let Some(e) = session.entries().get(entry) else {
        return Vec::new();
    };
    (0..session.judges().len())
        .filter(|j| e.status(*j) == Status::Submitted)
        .filter_map(|j| Some((j, u64::from(e.mark(j, indicator)?.hundredths()))))
        .collect()
}

/// Marks that differ from the mean of the others' by more than the rules' share of the cap, by entry, judge
/// and indicator. Empty until every judge has submitted; exact, with nothing divided.
pub fn deviations(session: &Session) -> Vec<Deviation> {
    let mut list = Vec::new();
    if !all_in(session) {
        return list;
    }
    let percent = u64::from(session.rules().deviation_percent);
    for entry in (0..session.entries().len()).filter(|e| session.is_in(*e)) {
        for (indicator, known) in session.indicators().iter().enumerate() {
            if is_objective(session, indicator) {
                continue;
            }
            let cap = u64::from(known.cap.hundredths());
            let marks = marks(session, entry, indicator);
            let sum: u64 = marks.iter().map(|(_, points)| points).sum();
            let others = (marks.len() as u64).saturating_sub(1);
            if others < 2 {
                continue;
            }
            for (judge, points) in &marks {
                // |mark - rest / others| > cap * percent / 100, multiplied out.
                let off = (points * others).abs_diff(sum - points);
                if off * 100 > cap * percent * others {
                    list.push(Deviation {
                        entry,
                        judge: *judge,
                        indicator,
                    });
                }
            }
        }
    }
    list.sort_by_key(|d| (d.entry, d.judge, d.indicator));
    list
}

/// Objective indicators on which judges differ, by entry and indicator. Empty until every judge has
/// submitted.
pub fn disagreements(session: &Session) -> Vec<Disagreement> {
    let mut list = Vec::new();
    if !all_in(session) {
        return list;
    }
    for (entry, e) in session.entries().iter().enumerate() {
        if !session.is_in(entry) {
            continue;
        }
        for indicator in 0..session.indicators().len() {
            if !is_objective(session, indicator) {
                continue;
            }
            let given: Vec<Points> = (0..session.judges().len())
                .filter(|j| e.status(*j) == Status::Submitted)
                .filter_map(|j| e.mark(j, indicator))
                .collect();
            if let (Some(low), Some(high)) = (given.iter().min(), given.iter().max())
                && low != high
            {
                list.push(Disagreement {
                    entry,
                    indicator,
                    low: *low,
                    high: *high,
                });
            }
        }
    }
    list
}
