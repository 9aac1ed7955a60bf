//! A table of text with a row under the cursor: ratatui's `Table` and `Scrollbar`, fed with the rows in sight only.

use crate::tui::screen::scrolled;
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::{Constraint, Flex, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Text};
use ratatui::widgets::{
    Block, Cell, HighlightSpacing, Padding, Row, Scrollbar, ScrollbarOrientation, ScrollbarState,
    Table, TableState,
};

/// One column: its heading and how wide it is.
#[derive(Clone, Debug)]
pub struct Column {
    heading: String,
    width: Constraint,
    /// Numbers stand at the right.
    right: bool,
}

impl Column {
    /// Exactly so many cells.
    pub fn fixed(heading: &str, cells: usize) -> Self {
        Self {
            heading: heading.to_owned(),
            width: Constraint::Length(super::pane::cells(cells)),
            right: false,
        }
    }

    /// All that the others leave.
    pub fn rest(heading: &str) -> Self {
        Self {
            width: Constraint::Min(0),
            ..Self::fixed(heading, 0)
        }
    }

    pub fn right(mut self) -> Self {
        self.right = true;
        self
    }
}

/// The widest of some texts, within bounds.
pub fn widest<'a>(texts: impl Iterator<Item = &'a str>, least: usize, most: usize) -> usize {
    texts
        .map(width::cells)
        .max()
        .unwrap_or(0)
        .clamp(least, most)
}

/// How many rows fit, below the headings if there are any.
pub fn room(area: Rect, columns: &[Column]) -> usize {
    usize::from(area.height.saturating_sub(u16::from(headed(columns))))
}

fn headed(columns: &[Column]) -> bool {
    columns.iter().any(|c| !c.heading.is_empty())
}

/// Draws `length` rows around the one at `at`, which is marked. `cells` gives the texts of a row and its style; what
/// does not fit its column is cut with a sign.
pub fn draw(
    frame: &mut Frame,
    area: Rect,
    columns: &[Column],
    at: usize,
    length: usize,
    cells: impl Fn(usize) -> (Vec<String>, Style),
) {
    let at = (length > 0).then(|| at.min(length - 1));
    rows_of(frame, area, columns, at, length, &cells);
}

/// Draws rows of which none is under the cursor, from the first on.
pub fn plain(
    frame: &mut Frame,
    area: Rect,
    columns: &[Column],
    length: usize,
    cells: impl Fn(usize) -> (Vec<String>, Style),
) {
    rows_of(frame, area, columns, None, length, &cells);
}

fn rows_of(
    frame: &mut Frame,
    area: Rect,
    columns: &[Column],
    at: Option<usize>,
    length: usize,
    cells: &dyn Fn(usize) -> (Vec<String>, Style),
) {
    let rows = room(area, columns);
    let longer = length > rows;
    let block = Block::new().padding(Padding::new(1, u16::from(longer), 0, 0));
    let inner = block.inner(area);
    // The sign of the current row and a blank behind it stand before the first column.
    let widths = Layout::horizontal(columns.iter().map(|c| c.width))
        .flex(Flex::Start)
        .spacing(1)
        .split(Rect {
            width: inner.width.saturating_sub(2),
            ..inner
        });
    let cut = |(column, text): (usize, &str)| {
        let place = widths.get(column).map_or(0, |r| usize::from(r.width));
        let text = Text::from(Line::raw(width::fit(text, place)));
        let right = columns.get(column).is_some_and(|c| c.right);
        Cell::from(if right { text.right_aligned() } else { text })
    };
    let first = scrolled(at.unwrap_or(0), rows, length);
    let body = (first..length).take(rows).map(|n| {
        let (texts, style) = cells(n);
        // Colours of its own would be grounds on the marked row.
        let style = if Some(n) == at { theme::quiet() } else { style };
        let row = texts.iter().map(String::as_str).enumerate().map(cut);
        Row::new(row.collect::<Vec<_>>()).style(style)
    });
    let mut table = Table::new(body, widths.iter().map(|r| Constraint::Length(r.width)))
        .block(block)
        .column_spacing(1)
        .flex(Flex::Start)
        .highlight_symbol("▸ ")
        .highlight_spacing(HighlightSpacing::Always)
        .row_highlight_style(theme::current());
    if headed(columns) {
        let heads = columns.iter().map(|c| c.heading.as_str()).enumerate();
        table = table.header(Row::new(heads.map(cut).collect::<Vec<_>>()).style(theme::key()));
    }
    let mut state = TableState::new().with_selected(at.map(|at| at - first));
    frame.render_stateful_widget(table, area, &mut state);
    if let Some(at) = at {
        let y = inner.y + u16::from(headed(columns)) + super::pane::cells(at - first);
        if y < area.bottom() {
            frame.set_cursor_position((inner.x, y));
        }
    }
    scrollbar(frame, area, first, rows, length);
}

/// Where the rows in sight lie among all, at the right edge; nothing where all are in sight.
pub fn scrollbar(frame: &mut Frame, area: Rect, first: usize, rows: usize, length: usize) {
    if length <= rows {
        return;
    }
    let mut state = ScrollbarState::new(length - rows).position(first);
    let bar = Scrollbar::new(ScrollbarOrientation::VerticalRight)
        .begin_symbol(None)
        .end_symbol(None)
        .track_symbol(None)
        .thumb_symbol("┃");
    let rows = super::pane::cells(rows).min(area.height);
    let area = Rect {
        y: area.bottom() - rows,
        height: rows,
        ..area
    };
    frame.render_stateful_widget(bar, area, &mut state);
}
