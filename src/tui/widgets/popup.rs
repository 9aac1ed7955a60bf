//! A box over the screen.

use crate::tui::theme;
use crate::tui::width;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::{Block, Clear};

/// So many cells beside a box are too few to read anything in: they are blanked with it.
const SLIVER: u16 = 6;

/// Clears a centred box with a border and returns what is inside it.
///
/// The cell left of the box is blanked where a wide character would reach into the border.
pub fn open(frame: &mut Frame, area: Rect, columns: u16, rows: u16, title: &str) -> Rect {
    let columns = columns.min(area.width);
    let rows = rows.min(area.height);
    let place = Rect {
        x: area.x + (area.width - columns) / 2,
        y: area.y + (area.height - rows) / 2,
        width: columns,
        height: rows,
    };
    if let Some(left) = place.x.checked_sub(1) {
        for y in place.top()..place.bottom() {
            if let Some(cell) = frame.buffer_mut().cell_mut((left, y))
                && width::cells(cell.symbol()) > 1
            {
                cell.set_symbol(" ");
            }
        }
    }
    frame.render_widget(Clear, place);
    if (area.width - columns) / 2 <= SLIVER {
        let across = Rect {
            x: area.x,
            width: area.width,
            ..place
        };
        frame.render_widget(Clear, across);
    }
    let title = width::fit(title, usize::from(columns.saturating_sub(4)));
    let mut block = Block::bordered();
    if !title.is_empty() {
        block = block.title(Line::styled(format!(" {title} "), theme::title()));
    }
    let inner = block.inner(place);
    frame.render_widget(block, place);
    Rect {
        x: inner.x + 1,
        width: inner.width.saturating_sub(2),
        ..inner
    }
}
