//! 为什么是这个分: every total, what was dropped, the sum, the division, the rounding.

use super::super::Context;
use super::allocation::name;
use crate::model::{Points, Session, SheetState};
use crate::tally::{Standing, Tie, Use};
use crate::text::screens as t;
use crate::tui::{theme, width};
use ratatui::style::Style;

/// The page for one standing.
pub(super) fn lines(
    ctx: &Context,
    session: &Session,
    standing: &Standing,
    columns: usize,
) -> Vec<(String, Style)> {
    let lang = ctx.lang;
    let mut lines: Vec<(String, Style)> = Vec::new();
    let Some(entry) = session.entries().get(standing.entry) else {
        return lines;
    };
    lines.push((name(session, standing.applicant), theme::title()));
    lines.push((String::new(), theme::quiet()));
    for (j, judge) in session.judges().iter().enumerate() {
        let used = standing.uses.get(j).copied().unwrap_or(Use::NotCounted);
        let total = entry
            .total(j)
            .map_or_else(|| format!("({})", entry.sum_so_far(j)), |p| p.to_string());
        let state = match entry.state(j) {
            SheetState::Open => t::SHEET_OPEN.fill(lang, &[("n", &entry.blanks(j))]),
            SheetState::Complete => t::SHEET_COMPLETE.get(lang).to_owned(),
            SheetState::Submitted => t::SHEET_SUBMITTED.get(lang).to_owned(),
            SheetState::Recused => {
                let ground = session.ground(standing.entry, j).unwrap_or_default();
                format!("{}: {}", t::RECUSED.get(lang), width::display_safe(ground))
            }
            SheetState::Void => t::VOID.get(lang).to_owned(),
            SheetState::Absent => continue,
        };
        let verdict = match used {
            Use::Counted => t::USE_COUNTED.get(lang).to_owned(),
            Use::DroppedHigh => shared(
                session,
                standing,
                j,
                t::USE_HIGH.get(lang),
                t::ALSO_HIGH.get(lang),
            ),
            Use::DroppedLow => shared(
                session,
                standing,
                j,
                t::USE_LOW.get(lang),
                t::ALSO_LOW.get(lang),
            ),
            Use::NotCounted => t::USE_NOT.get(lang).to_owned(),
        };
        let text = format!(
            "{}{}  {}{state}",
            width::pad(&width::display_safe(&judge.name), 14),
            width::pad_left(&total, 9),
            width::pad(&verdict, 30),
        );
        let style = match used {
            Use::DroppedHigh | Use::DroppedLow => theme::warn(),
            _ if entry.state(j) == SheetState::Void => theme::struck(),
            _ => theme::quiet(),
        };
        lines.push((text, style));
    }
    lines.push((String::new(), theme::quiet()));
    let mut put = |text: String, style: Style| {
        lines.extend(width::wrap(&text, columns).into_iter().map(|l| (l, style)));
    };
    let count = standing.count;
    match count.score {
        None => {
            let least = session.rules().min_sheets;
            put(
                t::WHY_NO_SCORE.fill(
                    lang,
                    &[
                        ("sheets", &count.sheets),
                        ("least", &least),
                        ("missing", &count.missing),
                    ],
                ),
                theme::warn(),
            );
        }
        Some(score) => {
            put(sum_line(standing, session), theme::quiet());
            put(
                t::WHY_DIVISION.fill(
                    lang,
                    &[
                        ("sum", &hundredths(count.sum)),
                        ("n", &count.divisor),
                        ("exact", &exact(count.sum, count.divisor)),
                        ("score", &score),
                    ],
                ),
                theme::title(),
            );
            if count.provisional {
                put(t::WHY_PROVISIONAL.get(lang).to_owned(), theme::warn());
            }
        }
    }
    if let Some((low, high)) = standing.bounds.filter(|(low, high)| low != high) {
        put(
            t::WHY_BOUNDS.fill(lang, &[("low", &low), ("high", &high)]),
            theme::quiet(),
        );
    }
    if standing.certain {
        put(t::WHY_CERTAIN.get(lang).to_owned(), theme::good());
    }
    match standing.tie {
        Some(Tie::Exact) => put(t::TIE_EXACT.get(lang).to_owned(), theme::warn()),
        Some(Tie::Rounded) => put(t::TIE_ROUNDED.get(lang).to_owned(), theme::warn()),
        None => {}
    }
    put(t::WHY_RULE.get(lang).to_owned(), theme::border());
    lines
}

/// Says beside a dropped total that others have the same, so that only one of them fell.
fn shared(session: &Session, standing: &Standing, judge: usize, alone: &str, also: &str) -> String {
    let entry = session.entries().get(standing.entry);
    let total = |j: usize| entry.and_then(|e| e.total(j));
    let same = (0..session.judges().len())
        .filter(|j| *j != judge && total(*j) == total(judge))
        .any(|j| standing.uses.get(j) == Some(&Use::Counted));
    if same {
        also.to_owned()
    } else {
        alone.to_owned()
    }
}

fn sum_line(standing: &Standing, session: &Session) -> String {
    let entry = session.entries().get(standing.entry);
    let kept: Vec<String> = standing
        .uses
        .iter()
        .enumerate()
        .filter(|(_, used)| **used == Use::Counted)
        .filter_map(|(j, _)| entry?.total(j))
        .map(|p: Points| p.to_string())
        .collect();
    format!("{} = {}", kept.join(" + "), hundredths(standing.count.sum))
}

fn hundredths(n: u64) -> String {
    format!("{}.{:02}", n / 100, n % 100)
}

/// The quotient with five decimals, cut off, so that the rounding can be seen: `88.25333...`.
fn exact(sum: u64, divisor: u64) -> String {
    let Some(scaled) = sum.checked_mul(1000).filter(|_| divisor > 0) else {
        return String::new();
    };
    let (whole, rest) = (scaled / divisor, scaled % divisor);
    let dots = if rest == 0 { "" } else { "..." };
    format!("{}.{:05}{dots}", whole / 100_000, whole % 100_000)
}

#[cfg(test)]
mod tests {
    use super::exact;

    #[test]
    fn the_quotient_shows_what_is_rounded() {
        assert_eq!(exact(26_476, 3), "88.25333...");
        assert_eq!(exact(17_001, 2), "85.00500");
    }
}
