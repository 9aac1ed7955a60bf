//! The score of one entry: the trimmed mean of the totals that count (notice, annex 5, notes 1 and 2).

use crate::model::{Entry, Points, Reading, Rules, SheetState, Status, sheet};

/// What became of one judge's total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    let one_each = (rules.trim_high, rules.trim_low) == (1, 1);
    count.sum = match rules.reading {
        Reading::Totals if one_each => sum - u64::from(highest) - u64::from(lowest),
        Reading::Totals => trimmed_sum(&mut totals(entry, scoring), rules),
        Reading::Indicators => sum_by_indicator(entry, rules, scoring),
    };
    count.divisor = divisor(sheets, rules);
    count.score = Points::mean(count.sum, count.divisor);
    count
}

fn divisor(sheets: usize, rules: &Rules) -> u64 {
    (sheets as u64).saturating_sub(u64::from(rules.trim_high) + u64::from(rules.trim_low))
}

/// The totals that count, in hundredths and in seat order.
fn totals(entry: &Entry, scoring: bool) -> Vec<u32> {
    (0..entry.judges())
        .filter(|j| counts(entry.state(*j), scoring))
        .filter_map(|j| entry.total(j))
        .map(Points::hundredths)
        .collect()
}

fn trimmed_sum(values: &mut [u32], rules: &Rules) -> u64 {
    values.sort_unstable();
    let kept = values.len().saturating_sub(usize::from(rules.trim_high));
    values
        .get(usize::from(rules.trim_low)..kept)
        .unwrap_or_default()
        .iter()
        .map(|v| u64::from(*v))
        .sum()
}

/// The other reading: one highest and one lowest mark dropped of each indicator. As every indicator keeps
/// the same number of marks, the sum of the means is the mean of the sums, and it is rounded once too.
fn sum_by_indicator(entry: &Entry, rules: &Rules, scoring: bool) -> u64 {
    kept_by_indicator(entry, rules, scoring).iter().sum()
}

/// What is left of each indicator's marks when they are trimmed one by one, in hundredths.
pub fn kept_by_indicator(entry: &Entry, rules: &Rules, scoring: bool) -> Vec<u64> {
    let counting: Vec<usize> = (0..entry.judges())
        .filter(|j| counts(entry.state(*j), scoring))
        .collect();
    (0..entry.marks(0).len())
        .map(|i| {
            let mut marks: Vec<u32> = counting
                .iter()
                .filter_map(|j| entry.mark(*j, i))
                .map(Points::hundredths)
                .collect();
            trimmed_sum(&mut marks, rules)
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
    let too_few = totals.iter().flatten().count() < usize::from(rules.min_sheets);
    if too_few || rules.reading == Reading::Indicators {
        return uses;
    }
    for (times, dropped) in [
        (rules.trim_high, Use::DroppedHigh),
        (rules.trim_low, Use::DroppedLow),
    ] {
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
/// A sheet that falls away needs no evaluation of its own. Of n sorted totals, h highest and l lowest are
/// dropped. Without one of them the mean is over n − 1 − h − l totals, the kept ones. With that one at 0 it
/// is over these and one more that is not above any of them (the lowest kept so far, or the 0 itself if l is
/// 0), so it is no higher; with it at full marks it is no lower. So the score without the sheet lies between
/// the two that a range from 0 to full marks gives, for totals as for the marks of one indicator, as long as
/// a score is left at all, which `scored` says.
pub fn range(entry: &Entry, caps: &[Points], rules: &Rules, open: &[bool]) -> Option<Range> {
    let is_open = |j: usize| open.get(j).copied().unwrap_or(false);
    let firm: Vec<usize> = (0..entry.judges())
        .filter(|j| entry.status(*j) == Status::Submitted && !is_open(*j))
        .collect();
    let loose = (0..entry.judges())
        .filter(|j| is_open(*j) && matches!(entry.status(*j), Status::Submitted | Status::Open))
        .count();
    let sheets = firm.len() + loose;
    if sheets < usize::from(rules.min_sheets) {
        return None;
    }
    let sum_with = |given: Vec<u32>, loose_at: u32| {
        let mut values = given;
        values.extend(std::iter::repeat_n(loose_at, loose));
        trimmed_sum(&mut values, rules)
    };
    let given_marks = |i: usize| -> Vec<u32> {
        let marks = firm.iter().filter_map(|j| entry.mark(*j, i));
        marks.map(Points::hundredths).collect()
    };
    let mean = |at: fn(Points) -> u32| {
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
        Points::mean(sum, divisor(sheets, rules))
    };
    Some(Range {
        low: mean(|_| 0)?,
        high: mean(Points::hundredths)?,
        scored: firm.len() >= usize::from(rules.min_sheets),
    })
}
