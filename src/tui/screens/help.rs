//! The `?` page: every key that works on the screen below it; and the question before leaving.

use crate::text::screens as t;
use crate::tui::input::Input;
use crate::tui::keys::purpose::{self, Purpose};
use crate::tui::keys::{self, KeyRow, PageAction};
use crate::tui::screen::Context;
use crate::tui::widgets::list::{self, PageLine};
use crate::tui::widgets::{frame as surround, popup, table};
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::Rect;

#[derive(Clone, Debug, Default)]
pub struct HelpScreen {
    first: usize,
}

impl HelpScreen {
    /// Says whether the page is to be closed.
    pub fn update(&mut self, input: &Input) -> bool {
        let Input::Key(key) = input else {
            return false;
        };
        match keys::find(keys::PAGE, *key) {
            Some(PageAction::Close) => return true,
            Some(action) => list::scroll(action, &mut self.first),
            None => {}
        }
        false
    }

    pub fn view(&self, ctx: &Context, frame: &mut Frame, area: Rect, rows: &[KeyRow]) {
        let inner = popup::open(
            frame,
            area,
            76.min(area.width),
            area.height,
            &t::K_HELP.title(ctx.lang),
        );
        let columns = usize::from(inner.width);
        let mut lines = Vec::new();
        for purpose in Purpose::ALL {
            let rows: Vec<&KeyRow> = rows
                .iter()
                .filter(|row| !row.keys.is_empty() && purpose::of(row) == purpose)
                .collect();
            if rows.is_empty() {
                continue;
            }
            lines.push(PageLine::head(purpose.text().get(ctx.lang)));
            lines.extend(rows.iter().map(|row| {
                let names = width::pad(&row.keys.join(" "), 18);
                PageLine::plain(format!("  {names} {}", row.label))
            }));
        }
        lines.push(PageLine::plain(""));
        for hint in [t::HELP_IME, t::HELP_SAVED, t::HELP_SSH] {
            list::paragraph(&mut lines, hint.get(ctx.lang), columns, "", theme::quiet());
        }
        list::page(frame, inner, &lines, self.first);
        let rows = usize::from(inner.height);
        let first = self.first.min(lines.len().saturating_sub(rows));
        let edge = Rect {
            width: inner.width + 1,
            ..inner
        };
        table::scrollbar(frame, edge, first, rows, lines.len());
    }
}

/// Asked once before the program ends.
pub fn leaving(ctx: &Context, frame: &mut Frame, area: Rect) {
    let text = t::LEAVE_QUESTION.get(ctx.lang);
    let inner = popup::open(frame, area, 64, 5, &t::K_QUIT.title(ctx.lang));
    for (n, part) in width::wrap(text, usize::from(inner.width))
        .iter()
        .enumerate()
    {
        surround::line(frame, inner, n as u16, part, theme::title());
    }
}
