//! The `?` page: every key that works on the screen below it; and the question before leaving.

use crate::text::screens as t;
use crate::tui::input::Input;
use crate::tui::keys::{self, Page, Row};
use crate::tui::screen::Context;
use crate::tui::widgets::{frame as surround, popup};
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::Rect;

#[derive(Clone, Debug, Default)]
pub struct Help {
    first: usize,
}

impl Help {
    /// Says whether the page is to be closed.
    pub fn update(&mut self, input: &Input) -> bool {
        let Input::Key(key) = input else {
            return false;
        };
        match keys::find(keys::PAGE, *key) {
            Some(Page::Close) => return true,
            Some(Page::Up) => self.first = self.first.saturating_sub(1),
            Some(Page::Down) => self.first += 1,
            Some(Page::PageUp) => self.first = self.first.saturating_sub(10),
            Some(Page::PageDown) => self.first += 10,
            None => {}
        }
        false
    }

    pub fn view(&self, ctx: &Context, frame: &mut Frame, area: Rect, rows: &[Row]) {
        let inner = popup::open(
            frame,
            area,
            76.min(area.width),
            area.height,
            t::K_HELP.get(ctx.lang),
        );
        let columns = usize::from(inner.width);
        let mut lines: Vec<String> = rows
            .iter()
            .map(|row| {
                let names = row.keys.join(" ");
                format!("{}  {}", width::pad(&names, 18), row.label)
            })
            .collect();
        lines.push(String::new());
        for hint in [t::HELP_IME, t::HELP_SAVED, t::HELP_SSH] {
            lines.extend(width::wrap(hint.get(ctx.lang), columns));
        }
        let rows = usize::from(inner.height);
        let first = self.first.min(lines.len().saturating_sub(rows));
        for (n, text) in lines.iter().skip(first).take(rows).enumerate() {
            surround::line(frame, inner, n as u16, text, theme::quiet());
        }
    }
}

/// Asked once before the program ends.
pub fn leaving(ctx: &Context, frame: &mut Frame, area: Rect) {
    let text = t::LEAVE_QUESTION.get(ctx.lang);
    let inner = popup::open(frame, area, 64, 5, t::K_QUIT.get(ctx.lang));
    for (n, part) in width::wrap(text, usize::from(inner.width))
        .iter()
        .enumerate()
    {
        surround::line(frame, inner, n as u16, part, theme::title());
    }
}
