//! The count in words: what became of a total, the sum and the division, the reason of each step of the walk.

use super::screens as t;
use super::times::minute;
use super::{Lang, Text, faults, hand, visible, words};
use crate::model::{Points, Reading, Session, SheetState};
use crate::tally::score::kept_by_indicator;
use crate::tally::{Outcome, Standing, Use};
use crate::text::fill;

/// `88.25` of 8825 hundredths.
pub fn decimal(hundredths: u64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// The quotient with five decimals, cut off, so that the rounding can be seen: `88.25333...`.
pub fn quotient(sum: u64, divisor: u64) -> String {
    let Some(scaled) = sum.checked_mul(1000).filter(|_| divisor > 0) else {
        return String::new();
    };
    let (whole, rest) = (scaled / divisor, scaled % divisor);
    let dots = if rest == 0 { "" } else { "..." };
    format!("{}.{:05}{dots}", whole / 100_000, whole % 100_000)
}

/// `90.50 + 88.00 + 86.25 = 264.75`, of the totals that were counted; where the rules trim each indicator by
/// itself, of what is left of each.
pub fn sum_line(lang: Lang, session: &Session, standing: &Standing) -> String {
    let sum = decimal(standing.count.sum);
    let Some(entry) = session.entries().get(standing.entry) else {
        return sum;
    };
    let parts: Vec<String> = match session.rules().reading {
        Reading::Totals => standing
            .uses
            .iter()
            .enumerate()
            .filter(|(_, used)| **used == Use::Counted)
            .filter_map(|(j, _)| entry.total(j))
            .map(|p| p.to_string())
            .collect(),
        Reading::Indicators => kept_by_indicator(entry, session.rules(), session.provisional())
            .into_iter()
            .zip(session.indicators())
            .map(|(kept, i)| format!("{} {}", words(lang, i.short()), decimal(kept)))
            .collect(),
    };
    format!("{} = {sum}", parts.join(" + "))
}

/// `264.76 ÷ 3 = 88.25333... → 88.25`; `None` without a score.
pub fn division(lang: Lang, standing: &Standing) -> Option<String> {
    let count = standing.count;
    let score = count.score?;
    Some(fill!(
        t::WHY_DIVISION,
        lang,
        [
            ("sum", &decimal(count.sum)),
            ("n", &count.divisor),
            ("exact", &quotient(count.sum, count.divisor)),
            ("score", &score),
        ]
    ))
}

/// Why there is no score yet.
pub fn no_score(lang: Lang, session: &Session, standing: &Standing) -> String {
    let count = standing.count;
    fill!(
        t::WHY_NO_SCORE,
        lang,
        [
            ("sheets", &count.sheets),
            ("least", &session.rules().min_sheets),
            ("missing", &count.missing),
        ]
    )
}

/// What became of a judge's total; a dropped one that others share is said to be.
pub fn used(session: &Session, standing: &Standing, judge: usize) -> Text {
    let used = standing.uses.get(judge).copied().unwrap_or(Use::NotCounted);
    let entry = session.entries().get(standing.entry);
    let total = |j: usize| entry.and_then(|e| e.total(j));
    let shared = || {
        (0..session.judges().len())
            .filter(|j| *j != judge && total(*j) == total(judge))
            .any(|j| standing.uses.get(j) == Some(&Use::Counted))
    };
    // Where several are dropped, not each of them is the highest, nor is it one of those level that falls.
    let trim = session.rules().trim(standing.count.sheets);
    match used {
        Use::Counted => t::USE_COUNTED,
        Use::DroppedHigh if trim.high > 1 && shared() => t::LEVEL_HIGH,
        Use::DroppedHigh if trim.high > 1 => t::USE_OF_HIGH,
        Use::DroppedHigh if shared() => t::ALSO_HIGH,
        Use::DroppedHigh => t::USE_HIGH,
        Use::DroppedLow if trim.low > 1 && shared() => t::LEVEL_LOW,
        Use::DroppedLow if trim.low > 1 => t::USE_OF_LOW,
        Use::DroppedLow if shared() => t::ALSO_LOW,
        Use::DroppedLow => t::USE_LOW,
        Use::NotCounted => t::USE_NOT,
    }
}

/// The state of one judge's sheet; `None` where the judge does not sit on the project's panel.
pub fn sheet_state(lang: Lang, session: &Session, entry: usize, judge: usize) -> Option<String> {
    let sheet = session.entries().get(entry)?;
    Some(match sheet.state(judge) {
        SheetState::Open => fill!(t::SHEET_OPEN, lang, [("n", &sheet.blanks(judge))]),
        SheetState::Complete => t::SHEET_COMPLETE.get(lang).to_owned(),
        SheetState::Submitted => {
            let by = hand::of_submission(lang, session, judge, sheet.project).unwrap_or_default();
            let mut parts = vec![by.to_owned()];
            let marks = hand::of_marks(lang, session, entry, judge);
            parts.extend(marks.filter(|m| m != by));
            let by = parts.join(faults::AND.get(lang));
            fill!(t::SHEET_SUBMITTED, lang, [("hand", &by)])
        }
        SheetState::Recused => {
            let ground = session.ground(entry, judge).unwrap_or_default();
            format!("{}: {}", t::RECUSED.get(lang), visible(&ground))
        }
        SheetState::Void => t::VOID.get(lang).to_owned(),
        SheetState::Absent => return None,
    })
}

/// Why the walk took a step.
pub fn step(lang: Lang, session: &Session, outcome: &Outcome) -> String {
    let named = |projects: &[usize]| {
        let known = projects.iter().filter_map(|p| session.projects().get(*p));
        let names: Vec<&str> = known.map(|p| words(lang, p.short())).collect();
        names.join(", ")
    };
    match outcome {
        Outcome::Skipped { holds } => fill!(t::STEP_SKIPPED, lang, [("holds", &named(holds))]),
        Outcome::SkippedAnyway { holds } => {
            fill!(t::STEP_SKIPPED_ANYWAY, lang, [("holds", &named(holds))])
        }
        Outcome::BelowLine => {
            let line = session.rules().min_score.unwrap_or(Points::ZERO);
            fill!(t::STEP_BELOW, lang, [("line", &line)])
        }
        Outcome::Recommended if !session.rules().is_one_award_each(session.projects()) => {
            t::STEP_HAS_ROOM.get(lang).to_owned()
        }
        Outcome::Recommended => t::STEP_RECOMMENDED.get(lang).to_owned(),
        Outcome::Decided { method, seq } => {
            let all = (0..session.projects().len()).flat_map(|p| session.ties(p));
            let at = all.clone().find(|d| d.seq == *seq).map(|d| minute(&d.at));
            fill!(
                t::STEP_DECIDED,
                lang,
                [
                    ("method", &visible(method)),
                    ("at", &at.unwrap_or_default()),
                    ("seq", seq),
                ]
            )
        }
        Outcome::Tied => t::STEP_TIED.get(lang).to_owned(),
        Outcome::Waits => t::STEP_WAITS.get(lang).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::quotient;

    #[test]
    fn the_quotient_shows_what_is_rounded() {
        assert_eq!(quotient(26_476, 3), "88.25333...");
        assert_eq!(quotient(17_001, 2), "85.00500");
    }
}
