//! 为什么是这个分: every total, what was dropped, the sum, the division, the rounding.

use super::allocation::name;
use crate::model::{Session, SheetState};
use crate::tally::{Standing, Tie, Use};
use crate::text::{count, rules, screens as t};
use crate::tui::screen::Context;
use crate::tui::widgets::table::widest;
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
    let judges = session.judges();
    let names = judges.iter().map(|j| j.name.as_str());
    let names = widest(names, 4, 14) + 1;
    let verdicts = (0..judges.len()).map(|j| count::used(session, standing, j).get(lang));
    let verdicts = widest(verdicts, 4, 30) + 2;
    for (j, judge) in session.judges().iter().enumerate() {
        let used = standing.uses.get(j).copied().unwrap_or(Use::NotCounted);
        let total = entry
            .total(j)
            .map_or_else(|| "...".to_owned(), |p| p.to_string());
        let Some(state) = count::sheet_state(lang, session, standing.entry, j) else {
            continue;
        };
        let verdict = count::used(session, standing, j).get(lang);
        let text = format!(
            "{}{}  {}",
            width::pad(&width::display_safe(&judge.name), names),
            width::pad_left(&total, 6),
            width::pad(verdict, verdicts),
        );
        let style = match used {
            Use::DroppedHigh | Use::DroppedLow => theme::warn(),
            _ if entry.state(j) == SheetState::Void => theme::struck(),
            _ => theme::quiet(),
        };
        // Where the sheet stands and whose hand wrote it is never cut: it goes on below what it is about.
        let indent = if width::cells(&text) + width::cells(&state) > columns {
            lines.push((text.trim_end().to_owned(), style));
            " ".repeat(names + 8)
        } else {
            text
        };
        let room = columns.saturating_sub(width::cells(&indent));
        for (n, part) in width::wrap(&state, room).into_iter().enumerate() {
            let before = match n {
                0 => indent.clone(),
                _ => " ".repeat(width::cells(&indent)),
            };
            lines.push((format!("{before}{part}"), style));
        }
    }
    lines.push((String::new(), theme::quiet()));
    lines.extend(count_lines(ctx, session, standing, columns));
    lines
}

/// The same without what each judge gave: the sum, the division and how sure it is.
pub(super) fn brief(
    ctx: &Context,
    session: &Session,
    standing: &Standing,
    columns: usize,
) -> Vec<(String, Style)> {
    let mut lines = vec![(name(session, standing.applicant), theme::title())];
    lines.extend(count_lines(ctx, session, standing, columns));
    lines
}

fn count_lines(
    ctx: &Context,
    session: &Session,
    standing: &Standing,
    columns: usize,
) -> Vec<(String, Style)> {
    let lang = ctx.lang;
    let mut lines: Vec<(String, Style)> = Vec::new();
    let mut put = |text: String, style: Style| {
        lines.extend(width::wrap(&text, columns).into_iter().map(|l| (l, style)));
    };
    match count::division(lang, standing) {
        None => put(count::no_score(lang, session, standing), theme::warn()),
        Some(division) => {
            put(count::sum_line(lang, session, standing), theme::quiet());
            put(division, theme::title());
            if standing.count.provisional {
                put(t::WHY_PROVISIONAL.get(lang).to_owned(), theme::warn());
            }
        }
    }
    if let Some((low, high)) = standing.bounds.filter(|(low, high)| low != high) {
        let text = if standing.always_scored {
            t::WHY_BOUNDS
        } else {
            t::WHY_BOUNDS_OR_NONE
        };
        put(
            text.fill(lang, &[("low", &low), ("high", &high)]),
            theme::quiet(),
        );
    }
    if standing.certain {
        put(t::WHY_CERTAIN.get(lang).to_owned(), theme::good());
    } else if standing.as_scored {
        put(t::WHY_AS_SCORED.get(lang).to_owned(), theme::quiet());
    }
    match standing.tie {
        Some(Tie::Exact) => put(t::TIE_EXACT.get(lang).to_owned(), theme::warn()),
        Some(Tie::Rounded) => put(t::TIE_ROUNDED.get(lang).to_owned(), theme::warn()),
        None => {}
    }
    put(rules::mean(lang, session.rules()), theme::border());
    lines
}
