//! What surrounds every screen: the title line, banners, the line of keys.

use super::pane;
use crate::text::Lang;
use crate::text::screens as t;
use crate::tui::keys::KeyRow;
use crate::tui::keys::purpose::{self, Purpose};
use crate::tui::screen::{Context, Notice};
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;

/// Draws one line cut to the width, cleaned of what must not reach a terminal.
pub fn line(frame: &mut Frame, area: Rect, row: u16, text: &str, style: Style) {
    if row >= area.height {
        return;
    }
    let place = Rect {
        y: area.y + row,
        height: 1,
        ..area
    };
    let text = width::fit(text, usize::from(area.width));
    frame.render_widget(Line::styled(text, style), place);
}

/// Says a sentence on the last line of a screen, whole: what does not fit into that line begins on lines above it,
/// over what stands there until the next key.
pub fn notice(frame: &mut Frame, foot: Rect, indent: &str, notice: &Notice, lang: Lang) {
    let columns = usize::from(foot.width).saturating_sub(width::cells(indent) + 1);
    let lines = wrapped(&notice.text(lang), columns);
    let most = foot.bottom().saturating_sub(frame.area().y);
    let rows = pane::cells(lines.len()).clamp(1, most.max(1));
    let place = Rect {
        y: foot.bottom().saturating_sub(rows),
        height: rows,
        ..foot
    };
    frame.render_widget(Clear, place);
    for (row, text) in lines.iter().enumerate() {
        let text = format!("{indent}{text}");
        line(frame, place, row as u16, &text, notice.style());
    }
}

/// The last line of a room.
pub fn last_line(area: Rect) -> Rect {
    Rect {
        y: area.bottom().saturating_sub(1),
        height: area.height.min(1),
        ..area
    }
}

/// Does a sentence fit into one line of so many columns?
pub fn fits(text: &str, columns: usize) -> bool {
    wrapped(text, columns).len() <= 1
}

fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let lines = text.lines().map(width::display_safe);
    lines
        .flat_map(|line| width::wrap(line.trim(), columns))
        .collect()
}

/// Sentences over the whole width from this row on, none of them cut. Says how many lines were used.
pub fn sentences<'a>(
    frame: &mut Frame,
    area: Rect,
    row: u16,
    texts: impl IntoIterator<Item = &'a str>,
    style: Style,
) -> u16 {
    let columns = usize::from(area.width);
    let mut used = 0;
    for text in texts {
        for part in wrapped(text, columns.saturating_sub(2)) {
            if row + used + 1 >= area.height {
                return used;
            }
            let part = width::pad(&format!(" {part}"), columns);
            line(frame, area, row + used, &part, style);
            used += 1;
        }
    }
    used
}

/// The title line: session left, where one is in the middle, who one is at the right.
pub fn title(ctx: &Context, frame: &mut Frame, area: Rect, middle: &str, right: &str) {
    let columns = usize::from(area.width);
    let mut left = String::from(" ");
    if let Some(session) = ctx.session() {
        if session.rehearsal() {
            left.push_str(t::REHEARSAL.get(ctx.lang));
            left.push(' ');
        }
        if let Some(template) = session.template() {
            left.push_str(crate::text::words(ctx.lang, &template.title));
        }
    } else {
        left.push_str(t::PROGRAM.get(ctx.lang));
    }
    let right = format!(" {} ", width::display_safe(right));
    let middle = width::display_safe(middle);
    let right_cells = width::cells(&right).min(columns);
    let middle_cells = width::cells(&middle);
    let room = columns
        .saturating_sub(right_cells + middle_cells + 4)
        .max(columns / 3);
    let left = width::fit(&width::display_safe(&left), room);
    let gap = columns
        .saturating_sub(width::cells(&left) + middle_cells + right_cells)
        .max(2);
    let before = gap / 2;
    let text = format!(
        "{left}{}{middle}{}",
        " ".repeat(before),
        " ".repeat(gap - before)
    );
    let text = width::pad(&text, columns.saturating_sub(right_cells)) + &right;
    line(
        frame,
        area,
        0,
        &text,
        theme::title().patch(theme::current()),
    );
}

/// Warnings that stay until they are no longer true. Says how many lines were used.
pub fn banners(ctx: &Context, frame: &mut Frame, area: Rect) -> u16 {
    let banners = ctx.banners();
    let texts = banners.iter().map(String::as_str);
    sentences(frame, area, 0, texts, theme::alarm())
}

/// The line of keys, shown in the order of priority. What leads out of here and the help are there on every width;
/// the others as far as there is room.
pub fn footer(frame: &mut Frame, area: Rect, rows: &[KeyRow]) {
    let mut shown: Vec<&KeyRow> = rows.iter().filter(|r| r.footer.is_some()).collect();
    shown.sort_by_key(|r| r.footer);
    let cells = |row: &KeyRow| {
        let name = row.keys.first().map_or(0, |name| width::cells(name));
        name + 1 + width::cells(row.label) + 2
    };
    let columns = usize::from(area.width);
    let mut used = 1;
    let mut fits = |row: &KeyRow| {
        let fits = used + cells(row) <= columns + 1;
        used += if fits { cells(row) } else { 0 };
        fits
    };
    let kept: Vec<bool> = shown.iter().map(|r| stays(r) && fits(r)).collect();
    let kept: Vec<bool> = shown
        .iter()
        .zip(kept)
        .map(|(row, kept)| kept || (!stays(row) && fits(row)))
        .collect();
    let mut spans = vec![Span::raw(" ")];
    for (row, _) in shown.iter().zip(kept).filter(|(_, kept)| *kept) {
        let name = row.keys.first().cloned().unwrap_or_default();
        spans.push(Span::styled(name, theme::key()));
        spans.push(Span::raw(format!(" {}  ", row.label)));
    }
    frame.render_widget(Line::from(spans), area);
}

/// Is this key in the line of keys however narrow the window?
fn stays(row: &KeyRow) -> bool {
    row.text == t::K_HELP || purpose::of(row) == Purpose::Leave
}
