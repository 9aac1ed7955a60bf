//! A list with a row under the cursor, and pages of lines that are only read.

use crate::tui::keys::{ListAction, PageAction};
use crate::tui::screen::{Effect, moved, scrolled};
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Moves the cursor of a list, or says what leaving it wants done.
pub fn step(action: ListAction, row: &mut usize, length: usize) -> Option<Effect> {
    match action {
        ListAction::Up => *row = moved(*row, -1, length),
        ListAction::Down => *row = moved(*row, 1, length),
        ListAction::PageUp => *row = moved(*row, -10, length),
        ListAction::PageDown => *row = moved(*row, 10, length),
        ListAction::First => *row = 0,
        ListAction::Last => *row = length.saturating_sub(1),
        ListAction::Back => return Some(Effect::Back),
        ListAction::HandOver => return Some(Effect::HandOver),
    }
    None
}

/// Moves the first line shown of a page; [`page`] keeps the last one full.
pub fn scroll(action: PageAction, first: &mut usize) {
    *first = match action {
        PageAction::Up => first.saturating_sub(1),
        PageAction::Down => first.saturating_add(1),
        PageAction::PageUp => first.saturating_sub(10),
        PageAction::PageDown => first.saturating_add(10),
        PageAction::Close => 0,
    };
}

/// Draws the rows around the cursor, each with its own style, the current one marked.
pub fn draw(
    frame: &mut Frame,
    area: Rect,
    row: usize,
    length: usize,
    text: impl Fn(usize) -> (String, Style),
) {
    let rows = usize::from(area.height);
    let row = row.min(length.saturating_sub(1));
    let first = scrolled(row, rows, length);
    for n in (first..length).take(rows) {
        let current = n == row;
        let sign = if current { "▸" } else { " " };
        let (text, style) = text(n);
        let style = if current { theme::current() } else { style };
        let y = (n - first) as u16;
        let shown = width::pad(&format!(" {sign} {text}"), usize::from(area.width));
        super::frame::line(frame, area, y, &shown, style);
        if current {
            frame.set_cursor_position((area.x + 1, area.y + y));
        }
    }
}

/// One line of a page.
#[derive(Clone, Debug)]
pub struct PageLine {
    pub text: String,
    pub style: Style,
}

impl PageLine {
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            style: theme::quiet(),
        }
    }

    pub fn head(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            style: theme::title(),
        }
    }
}

/// Breaks a paragraph into lines of one style, indented.
pub fn paragraph(
    lines: &mut Vec<PageLine>,
    text: &str,
    columns: usize,
    indent: &str,
    style: Style,
) {
    let room = columns.saturating_sub(width::cells(indent));
    for part in width::wrap(text, room) {
        lines.push(PageLine {
            text: format!("{indent}{part}"),
            style,
        });
    }
}

/// Draws lines from the first wanted on; the last page stays full.
pub fn page(frame: &mut Frame, area: Rect, lines: &[PageLine], first: usize) {
    let rows = usize::from(area.height);
    let first = first.min(lines.len().saturating_sub(rows));
    for (n, line) in lines.iter().skip(first).take(rows).enumerate() {
        super::frame::line(frame, area, n as u16, &line.text, line.style);
    }
}
