//! How far the judges of a project agree: Kendall's W, each judge's offset, Spearman's rho.

use super::in_race;
use crate::model::Session;
use crate::tally::score::counts;
use std::fmt;

/// How many parts make a whole [`Coefficient`].
const ONE: u128 = 1_000_000_000_000;

/// A coefficient from −1 to 1, held as a whole number of 1e-12, correctly rounded half away from zero.
///
/// Shown with two places, rounded half away from zero, without a plus sign: `0.83`, `-0.20`, `1.00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Coefficient(i64);

impl Coefficient {
    /// The number of 1e-12, from −10¹² to 10¹².
    pub const fn trillionths(self) -> i64 {
        self.0
    }

    /// `numerator / denominator`; `None` for a zero denominator or beyond 128 bits.
    fn ratio(numerator: u128, denominator: u128) -> Option<Self> {
        let doubled = numerator
            .checked_mul(2 * ONE)?
            .checked_div(denominator)?
            .checked_add(1)?;
        i64::try_from(doubled / 2).ok().map(Self)
    }

    /// `numerator / √square`; `None` for a zero square or beyond 128 bits.
    ///
    /// ⌊2·10¹²·x⌋ is the whole root of ⌊4·10²⁴·x²⌋, which a long division by `square` gives a million at a
    /// time; half of it, rounded up, is 10¹²·x rounded half away from zero.
    fn over_root(numerator: i128, square: u128) -> Option<Self> {
        let size = numerator.unsigned_abs();
        let squared = size.checked_mul(size)?.checked_mul(4)?;
        let mut quotient = squared.checked_div(square)?;
        let mut rest = squared.checked_rem(square)?;
        for _ in 0..4 {
            rest = rest.checked_mul(1_000_000)?;
            quotient = quotient
                .checked_mul(1_000_000)?
                .checked_add(rest / square)?;
            rest %= square;
        }
        let rounded = i64::try_from(quotient.isqrt().div_ceil(2)).ok()?;
        Some(Self(if numerator < 0 { -rounded } else { rounded }))
    }
}

impl fmt::Display for Coefficient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hundredth = 10_000_000_000;
        let rounded = (self.0.unsigned_abs() + hundredth / 2) / hundredth;
        let sign = if self.0 < 0 && rounded > 0 { "-" } else { "" };
        f.pad(&format!("{sign}{}.{:02}", rounded / 100, rounded % 100))
    }
}

/// How far the judges of one project agree, over its complete block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// The judges with a counting sheet for at least one entry in the race, in seat order.
    pub judges: Vec<usize>,
    /// The entries in the race that all of those judges have counting sheets for, in roster order.
    pub entries: Vec<usize>,
    /// Kendall's W, from 0 (none) to 1 (all rank alike), corrected for ties. `None` with fewer than two
    /// judges or two entries, and where every judge gives all entries the same total.
    pub w: Option<Coefficient>,
    /// One a judge, in the order of `judges`; empty with fewer than two judges or without entries.
    pub each: Vec<JudgeAgreement>,
}

/// One judge beside the others, over the complete block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgeAgreement {
    pub judge: usize,
    /// Numerator of the mean, over the entries, of her total less the mean of the others' totals, in
    /// hundredths of a point: above zero for a generous judge. Not reduced.
    pub offset_num: i64,
    /// Its denominator, above zero.
    pub offset_den: i64,
    /// Spearman's coefficient, from −1 to 1, of her totals and the sums of the others': Pearson's on mid-ranks,
    /// so that it holds with ties. `None` where either side is constant.
    pub rho: Option<Coefficient>,
}

impl JudgeAgreement {
    /// The offset in points with two places, rounded half away from zero: `+1.25`, `-0.50`, `0.00`.
    pub fn offset(&self) -> String {
        let (size, den) = (
            u128::from(self.offset_num.unsigned_abs()),
            u128::from(self.offset_den.unsigned_abs().max(1)),
        );
        let rounded = (2 * size + den) / (2 * den);
        let sign = match rounded {
            0 => "",
            _ if self.offset_num < 0 => "-",
            _ => "+",
        };
        format!("{sign}{}.{:02}", rounded / 100, rounded % 100)
    }
}

/// How far the judges of a project agree.
///
/// W = 12 S / (m² (n³ − n) − m Σ T) for m judges and n entries, where S is the sum of the squared differences
/// of the entries' rank sums from their mean, and T the sum of t³ − t over a judge's groups of t equal totals
/// (Kendall & Gibbons, Rank Correlation Methods, 1990, ch. 6; Siegel & Castellan, Nonparametric Statistics,
/// 1988, 9.4). Ranks are mid-ranks, doubled so that they stay whole.
pub fn agreement(session: &Session, project: usize) -> Agreement {
    let scoring = session.provisional();
    let total = |entry: usize, judge: usize| {
        let entry = session.entries().get(entry)?;
        counts(entry.state(judge), scoring)
            .then(|| entry.total(judge))
            .flatten()
            .map(|t| u64::from(t.hundredths()))
    };
    let mut entries = in_race(session, project);
    let judges: Vec<usize> = (0..session.judges().len())
        .filter(|j| entries.iter().any(|e| total(*e, *j).is_some()))
        .collect();
    entries.retain(|e| judges.iter().all(|j| total(*e, *j).is_some()));
    if judges.is_empty() {
        entries.clear();
    }
    // Judge by judge, the totals of the block.
    let rows: Vec<Vec<u64>> = judges
        .iter()
        .map(|j| entries.iter().filter_map(|e| total(*e, *j)).collect())
        .collect();
    let sums = columns(&rows, entries.len());
    let comparable = judges.len() >= 2 && !entries.is_empty();
    let each = judges
        .iter()
        .zip(&rows)
        .filter(|_| comparable)
        .map(|(judge, row)| beside(*judge, row, &sums, judges.len()))
        .collect();
    Agreement {
        w: concordance(&rows, entries.len()),
        judges,
        entries,
        each,
    }
}

fn concordance(rows: &[Vec<u64>], entries: usize) -> Option<Coefficient> {
    if rows.len() < 2 || entries < 2 {
        return None;
    }
    let (m, n) = (rows.len() as u128, entries as u128);
    let ranks: Vec<Vec<u64>> = rows.iter().map(|row| doubled_ranks(row)).collect();
    let mean = m * (n + 1);
    let four_s: u128 = columns(&ranks, entries)
        .into_iter()
        .map(|sum| u128::from(sum).abs_diff(mean).pow(2))
        .sum();
    let ties: u128 = rows.iter().map(|row| tie_term(row)).sum();
    let most = m.checked_mul(m)?.checked_mul(n.checked_pow(3)? - n)?;
    Coefficient::ratio(
        four_s.checked_mul(3)?,
        most.checked_sub(m.checked_mul(ties)?)?,
    )
}

/// One judge beside the rest of a panel of `m`. Her total less the mean of the others' is
/// (m · total − sum of all) / (m − 1).
fn beside(judge: usize, row: &[u64], sums: &[u64], m: usize) -> JudgeAgreement {
    let others: Vec<u64> = sums.iter().zip(row).map(|(sum, own)| sum - own).collect();
    let own_sum = row.iter().sum::<u64>() as i64;
    let others_sum = others.iter().sum::<u64>() as i64;
    let other_judges = m as i64 - 1;
    JudgeAgreement {
        judge,
        offset_num: other_judges * own_sum - others_sum,
        offset_den: other_judges * row.len() as i64,
        rho: spearman(row, &others),
    }
}

fn spearman(left: &[u64], right: &[u64]) -> Option<Coefficient> {
    // The mean of the doubled ranks 2, 4, … 2n, tied or not.
    let mean = left.len() as i128 + 1;
    let centred = |values: &[u64]| -> Vec<i128> {
        let ranks = doubled_ranks(values);
        ranks.into_iter().map(|r| i128::from(r) - mean).collect()
    };
    let (left, right) = (centred(left), centred(right));
    let product = |a: &[i128], b: &[i128]| -> i128 { a.iter().zip(b).map(|(x, y)| x * y).sum() };
    let square = product(&left, &left).checked_mul(product(&right, &right))?;
    Coefficient::over_root(product(&left, &right), square.unsigned_abs())
}

/// Twice the mid-rank of each value, the lowest first: those below it and those not above it, plus one.
fn doubled_ranks(values: &[u64]) -> Vec<u64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    values
        .iter()
        .map(|v| {
            let below = sorted.partition_point(|o| o < v);
            let not_above = sorted.partition_point(|o| o <= v);
            (below + not_above) as u64 + 1
        })
        .collect()
}

/// Σ (t³ − t) over the groups of equal values.
fn tie_term(values: &[u64]) -> u128 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    sorted
        .chunk_by(|a, b| a == b)
        .map(|group| group.len() as u128)
        .map(|t| t.pow(3) - t)
        .sum()
}

/// The sum of each column.
fn columns(rows: &[Vec<u64>], width: usize) -> Vec<u64> {
    let mut sums = vec![0; width];
    for row in rows {
        sums.iter_mut().zip(row).for_each(|(sum, v)| *sum += v);
    }
    sums
}
