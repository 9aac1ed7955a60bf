//! What surrounds every screen: the title line, banners, the line of keys.

use crate::text::screens as t;
use crate::tui::keys::KeyRow;
use crate::tui::screen::Context;
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

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

/// Warnings that stay until they are no longer true, each on lines of its own. Says how many lines were used.
pub fn banners(ctx: &Context, frame: &mut Frame, area: Rect) -> u16 {
    let mut used = 0;
    let columns = usize::from(area.width.saturating_sub(2));
    let banners = ctx.banners();
    for banner in banners.iter().flat_map(|text| width::wrap(text, columns)) {
        if used + 1 >= area.height {
            break;
        }
        line(
            frame,
            area,
            used,
            &width::pad(&format!(" {banner}"), usize::from(area.width)),
            theme::alarm(),
        );
        used += 1;
    }
    used
}

/// The line of keys, pruned to the width by priority and shown in the order of priority.
pub fn footer(frame: &mut Frame, area: Rect, rows: &[KeyRow]) {
    let mut shown: Vec<&KeyRow> = rows.iter().filter(|r| r.footer.is_some()).collect();
    shown.sort_by_key(|r| r.footer);
    let columns = usize::from(area.width);
    let mut spans = Vec::new();
    let mut used = 1;
    spans.push(Span::raw(" "));
    for row in shown {
        let name = row.keys.first().cloned().unwrap_or_default();
        let cells = width::cells(&name) + 1 + width::cells(row.label) + 2;
        if used + cells > columns + 1 {
            continue;
        }
        used += cells;
        spans.push(Span::styled(name, theme::key()));
        spans.push(Span::raw(format!(" {}  ", row.label)));
    }
    frame.render_widget(Line::from(spans), area);
}
