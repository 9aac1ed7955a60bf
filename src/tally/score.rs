//! The score of one entry: the trimmed mean of the totals that count (notice, annex 5, notes 1 and 2).

use crate::model::{Entry, Points, Reading, Rules, SheetState, Status, Trim, sheet};
use serde::Serialize;

/// What became of one judge's total.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Use {
    Counted,
    DroppedHigh,
    DroppedLow,
    NotCounted,
}

/// The count of one entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// `None` with too few sheets.
    pub score: Option<Points>,
    /// Sum of what was counted, in hundredths; the score is `sum / divisor`, rounded once.
    pub sum: u64,
    pub divisor: u64,
    /// Sheets that count, the dropped ones among them.
    pub sheets: usize,
    /// Sheets that may still come to count: neither recused nor void, nor counted already.
    pub missing: usize,
    /// A sheet is not submitted yet.
    pub provisional: bool,
}

/// Does a sheet in this state count? Complete ones do while scoring is open.
pub fn counts(state: SheetState, scoring: bool) -> bool {
    match state {
        SheetState::Submitted => true,
        SheetState::Complete => scoring,
        SheetState::Open | SheetState::Recused | SheetState::Void | SheetState::Absent => false,
    }
}

/// The trimmed mean of an entry's totals, rounded once, at the end, half away from zero.
///
/// `scoring`: complete sheets count beside submitted ones, and the result is provisional.
pub fn count(entry: &Entry, rules: &Rules, scoring: bool) -> Count {
    let mut sum = 0u64;
    let (mut highest, mut lowest) = (0u32, u32::MAX);
    let (mut sheets, mut missing) = (0usize, 0usize);
    let mut provisional = false;
    for (status, marks) in entry.sheets() {
        match status {
            Status::Recused | Status::Void | Status::Absent => continue,
            Status::Open => provisional = true,
            Status::Submitted => {}
        }
        match sheet::total(marks) {
            Some(total) if scoring || status == Status::Submitted => {
                let total = total.hundredths();
                sum += u64::from(total);
                highest = highest.max(total);
                lowest = lowest.min(total);
                sheets += 1;
            }
            _ => missing += 1,
        }
    }
    let mut count = Count {
        score: None,
        sum: 0,
        divisor: 0,
        sheets,
        missing,
        provisional,
    };
    if sheets < usize::from(rules.min_sheets) {
        return count;
    }
    let trim = rules.trim(sheets);
    count.sum = match rules.reading {
        // The usual rule needs no sorting.
        Reading::Totals if trim == Trim::NOTICE => sum - u64::from(highest) - u64::from(lowest),
        Reading::Totals => trimmed_sum(&mut totals(entry, scoring), trim),
        Reading::Indicators => sum_by_indicator(entry, rules, scoring),
    };
    count.divisor = trim.kept(sheets) as u64;
    count.score = Points::mean(count.sum, count.divisor);
    count
}

/// The totals that count, in hundredths and in seat order.
fn totals(entry: &Entry, scoring: bool) -> Vec<u32> {
    (0..entry.judges())
        .filter(|j| counts(entry.state(*j), scoring))
        .filter_map(|j| entry.total(j))
        .map(Points::hundredths)
        .collect()
}

fn trimmed_sum(values: &mut [u32], trim: Trim) -> u64 {
    values.sort_unstable();
    let kept = values.len().saturating_sub(usize::from(trim.high));
    values
        .get(usize::from(trim.low)..kept)
        .unwrap_or_default()
        .iter()
        .map(|v| u64::from(*v))
        .sum()
}

/// The other reading: the highest and lowest marks dropped of each indicator. As every indicator keeps the same
/// number of marks, the sum of the means is the mean of the sums, and it is rounded once too.
fn sum_by_indicator(entry: &Entry, rules: &Rules, scoring: bool) -> u64 {
    kept_by_indicator(entry, rules, scoring).iter().sum()
}

/// What is left of each indicator's marks when they are trimmed one by one, in hundredths.
pub fn kept_by_indicator(entry: &Entry, rules: &Rules, scoring: bool) -> Vec<u64> {
    let counting: Vec<usize> = (0..entry.judges())
        .filter(|j| counts(entry.state(*j), scoring))
        .collect();
    let trim = rules.trim(counting.len());
    (0..entry.marks(0).len())
        .map(|i| {
            let mut marks: Vec<u32> = counting
                .iter()
                .filter_map(|j| entry.mark(*j, i))
                .map(Points::hundredths)
                .collect();
            trimmed_sum(&mut marks, trim)
        })
        .collect()
}

/// What becomes of each total, in seat order: the first highest and the last lowest are dropped, so that
/// two different sheets always fall. `None` stands for a sheet that does not count. Where the rules drop
/// marks of each indicator instead, no total falls.
pub fn uses(totals: &[Option<Points>], rules: &Rules) -> Vec<Use> {
    let mut uses: Vec<Use> = totals
        .iter()
        .map(|t| {
            if t.is_some() {
                Use::Counted
            } else {
                Use::NotCounted
            }
        })
        .collect();
    let sheets = totals.iter().flatten().count();
    if sheets < usize::from(rules.min_sheets) || rules.reading == Reading::Indicators {
        return uses;
    }
    let trim = rules.trim(sheets);
    for (times, dropped) in [(trim.high, Use::DroppedHigh), (trim.low, Use::DroppedLow)] {
        for _ in 0..times {
            let mut found: Option<(usize, Points)> = None;
            for (seat, (total, now)) in totals.iter().zip(&uses).enumerate() {
                let (Some(total), Use::Counted) = (*total, *now) else {
                    continue;
                };
                let better = match (dropped, found) {
                    (_, None) => true,
                    (Use::DroppedHigh, Some((_, best))) => total > best,
                    (_, Some((_, best))) => total <= best,
                };
                if better {
                    found = Some((seat, total));
                }
            }
            if let Some(slot) = found.and_then(|(seat, _)| uses.get_mut(seat)) {
                *slot = dropped;
            }
        }
    }
    uses
}

/// The totals of an entry that count, by seat, with what becomes of each.
pub fn sheet_uses(entry: &Entry, rules: &Rules, scoring: bool) -> Vec<Use> {
    let totals: Vec<Option<Points>> = (0..entry.judges())
        .map(|j| {
            counts(entry.state(j), scoring)
                .then(|| entry.total(j))
                .flatten()
        })
        .collect();
    uses(&totals, rules)
}

/// The lowest and the highest score that an entry can still reach if every complete sheet stays as it is:
/// each blank between 0 and its cap, and no sheet falls away. `None` if too few sheets can ever count.
///
/// The trimmed mean never falls when a total rises, so the two extremes are two evaluations.
pub fn bounds(entry: &Entry, caps: &[Points], rules: &Rules) -> Option<(Points, Points)> {
    let filled = |blank: fn(Points) -> Points| {
        let mut full = Entry::new(entry.project, entry.applicant, entry.judges(), caps.len());
        for judge in 0..entry.judges() {
            full.fill(
                judge,
                entry.status(judge),
                entry
                    .marks(judge)
                    .iter()
                    .zip(caps)
                    .map(|(m, cap)| m.unwrap_or(blank(*cap))),
            );
        }
        count(&full, rules, true).score
    };
    let blank_free = entry.sheets().all(|(status, marks)| {
        matches!(status, Status::Recused | Status::Void | Status::Absent)
            || marks.iter().all(Option::is_some)
    });
    if blank_free {
        let score = count(entry, rules, true).score?;
        return Some((score, score));
    }
    Some((filled(|_| Points::ZERO)?, filled(|cap| cap)?))
}

/// What an entry can still reach by acts that need no recorded reason, and by the recusal or voiding of
/// judges who are not finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The lowest score, if it has one.
    pub low: Points,
    /// The highest score.
    pub high: Points,
    /// Enough sheets are beyond change, so that it has a score in any case.
    pub scored: bool,
}

/// The range of an entry whose open judges are these, by seat: those with an unsubmitted sheet of an entry
/// in the race in this project. Every sheet of theirs, the submitted ones too, can still have any total from
/// 0 to full marks or fall away; nobody else's can change. `None` if too few sheets can ever count.
///
/// A sheet that falls away needs no evaluation of its own as long as the trim stays the same. Of n sorted
/// totals, h highest and l lowest are dropped. Without one of them the mean is over n − 1 − h − l totals, the
/// kept ones. With that one at 0 it is over these and one more that is not above any of them (the lowest kept so
/// far, or the 0 itself if l is 0), so it is no higher; with it at full marks it is no lower. So the score without
/// the sheet lies between the two that a range from 0 to full marks gives, for totals as for the marks of one
/// indicator, as long as a score is left at all, which `scored` says.
///
/// Where the trim changes with the number of sheets, the same holds on each side of that number by itself. So the
/// largest number of sheets on each side that can be reached is evaluated, and the widest range holds.
pub fn range(entry: &Entry, caps: &[Points], rules: &Rules, open: &[bool]) -> Option<Range> {
    let is_open = |j: usize| open.get(j).copied().unwrap_or(false);
    let firm: Vec<usize> = (0..entry.judges())
        .filter(|j| entry.status(*j) == Status::Submitted && !is_open(*j))
        .collect();
    let loose = (0..entry.judges())
        .filter(|j| is_open(*j) && matches!(entry.status(*j), Status::Submitted | Status::Open))
        .count();
    let most = firm.len() + loose;
    let least = usize::from(rules.min_sheets);
    if most < least {
        return None;
    }
    let given_marks = |i: usize| -> Vec<u32> {
        let marks = firm.iter().filter_map(|j| entry.mark(*j, i));
        marks.map(Points::hundredths).collect()
    };
    let mean = |sheets: usize, at: fn(Points) -> u32| {
        let trim = rules.trim(sheets);
        let sum_with = |given: Vec<u32>, loose_at: u32| {
            let mut values = given;
            values.resize(sheets, loose_at);
            trimmed_sum(&mut values, trim)
        };
        let sum = match rules.reading {
            Reading::Totals => {
                let totals = firm.iter().filter_map(|j| entry.total(*j));
                let full = caps.iter().map(|cap| at(*cap)).sum();
                sum_with(totals.map(Points::hundredths).collect(), full)
            }
            Reading::Indicators => caps
                .iter()
                .enumerate()
                .map(|(i, cap)| sum_with(given_marks(i), at(*cap)))
                .sum(),
        };
        Points::mean(sum, trim.kept(sheets) as u64)
    };
    let below_a_turn = rules.trims().into_iter().skip(1).map(|(from, _)| from - 1);
    let sizes: Vec<usize> = below_a_turn
        .filter(|n| (firm.len().max(least)..most).contains(n))
        .chain([most])
        .collect();
    let low = sizes.iter().map(|n| mean(*n, |_| 0));
    let high = sizes.iter().map(|n| mean(*n, Points::hundredths));
    Some(Range {
        low: low.collect::<Option<Vec<_>>>()?.into_iter().min()?,
        high: high.collect::<Option<Vec<_>>>()?.into_iter().max()?,
        scored: firm.len() >= least,
    })
}
