//! A part of a wide screen with a title and a border around it.

use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Text};
use ratatui::widgets::{Block, LineGauge, Padding, Paragraph};

/// So many rows or columns as a terminal could have, to be added to without overflow.
pub fn cells(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX).min(10_000)
}

/// Draws the border and gives what is inside it.
pub fn open(frame: &mut Frame, area: Rect, title: &str, right: Option<&str>) -> Rect {
    let title = width::fit(title, usize::from(area.width.saturating_sub(6)));
    let mut block = Block::bordered()
        .border_style(theme::border())
        .padding(Padding::horizontal(1))
        .title(Line::styled(format!(" {title} "), theme::heading()));
    if let Some(right) = right {
        block = block.title(Line::styled(format!(" {right} "), theme::heading()).right_aligned());
    }
    let inner = block.inner(area);
    frame.render_widget(block, area);
    inner
}

/// Draws lines that are wrapped already, as many as there is room for; the last says that there are more.
pub fn lines(frame: &mut Frame, area: Rect, lines: &[(String, Style)]) {
    let rows = usize::from(area.height);
    let mut shown: Vec<Line> = lines
        .iter()
        .take(rows)
        .map(|(text, style)| Line::styled(text.as_str(), *style))
        .collect();
    if lines.len() > rows
        && let Some(last) = shown.last_mut()
    {
        *last = Line::styled("…", theme::faint());
    }
    frame.render_widget(Paragraph::new(Text::from(shown)), area);
}

/// A part that is as high as its lines, so far as there is room.
pub fn page(frame: &mut Frame, area: Rect, title: &str, right: Option<&str>, page: Page) {
    let columns = usize::from(area.width.saturating_sub(4));
    let lines = page(columns);
    let area = Rect {
        height: (cells(lines.len()) + 2).min(area.height),
        ..area
    };
    let inner = open(frame, area, title, right);
    super::list::page(frame, inner, &lines, 0);
}

/// Makes the lines for so many columns.
pub type Page<'a> = &'a dyn Fn(usize) -> Vec<super::list::PageLine>;

/// How much of a work is done.
pub fn gauge(done: usize, all: usize) -> LineGauge<'static> {
    let all = all.max(1);
    let done = done.min(all);
    LineGauge::default()
        // A share of the width, and no score.
        .ratio(done as f64 / all as f64)
        .label(format!(" {done}/{all}"))
        .filled_symbol("━")
        .unfilled_symbol("─")
        .filled_style(theme::counted())
        .unfilled_style(theme::border())
}
