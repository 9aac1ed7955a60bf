//! The command palette: every key's action and every screen of the desk, found by a few letters.

use super::App;
use crate::model::DESK;
use crate::text::Text;
use crate::text::screens as t;
use crate::tui::find::finds;
use crate::tui::input::{Code, Input, Key};
use crate::tui::keys::{self, GlobalAction, MenuAction};
use crate::tui::screen::{Context, Effect, Route, moved, scrolled};
use crate::tui::screens::{Screen, desk};
use crate::tui::widgets::{frame as surround, pane, popup};
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::Rect;

/// What stands on one line.
#[derive(Clone, Debug)]
struct PaletteEntry {
    name: Text,
    /// The name of its key, for next time.
    key: String,
    does: Does,
}

#[derive(Clone, Debug)]
enum Does {
    Press(Key),
    Go(Route),
}

/// The palette while it is open.
#[derive(Clone, Debug)]
pub(super) struct CommandPalette {
    entries: Vec<PaletteEntry>,
    typed: String,
    row: usize,
}

impl CommandPalette {
    /// Entries that are meant by what was typed.
    fn found(&self) -> Vec<&PaletteEntry> {
        self.entries
            .iter()
            .filter(|e| finds(&self.typed, &[e.name.zh, e.name.en, &e.key]))
            .collect()
    }

    pub(super) fn view(&self, ctx: &Context, frame: &mut Frame, area: Rect) {
        let found = self.found();
        let rows = (pane::cells(found.len()) + 3).max(6).min(area.height);
        let inner = popup::open(frame, area, 64, rows, &t::K_PALETTE.title(ctx.lang));
        let columns = usize::from(inner.width);
        let typed = width::fit_end(&width::display_safe(&self.typed), columns.saturating_sub(3));
        surround::line(frame, inner, 0, &format!("> {typed}"), theme::title());
        let caret = inner.x + 2 + width::cells(&typed) as u16;
        frame.set_cursor_position((caret.min(inner.right().saturating_sub(1)), inner.y));
        let room = usize::from(inner.height.saturating_sub(1));
        let first = scrolled(self.row, room, found.len());
        if found.is_empty() {
            surround::line(
                frame,
                inner,
                1,
                t::PALETTE_NOTHING.get(ctx.lang),
                theme::faint(),
            );
        }
        for (n, entry) in found.iter().enumerate().skip(first).take(room) {
            let sign = if n == self.row { "▸" } else { " " };
            let name = width::pad(entry.name.get(ctx.lang), columns.saturating_sub(24));
            let text = width::pad(&format!("{sign} {name} {}", entry.key), columns);
            let style = if n == self.row {
                theme::current()
            } else {
                theme::quiet()
            };
            surround::line(frame, inner, 1 + (n - first) as u16, &text, style);
        }
    }
}

impl App {
    /// Opens the palette over the screen in front.
    pub(super) fn open_palette(&mut self) {
        let rows = self.with_context(|ctx| {
            self.screens
                .last()
                .map(|screen| self.rows(screen, ctx))
                .unwrap_or_default()
        });
        let mut entries: Vec<PaletteEntry> = Vec::new();
        for row in rows {
            let Some(key) = row.press else { continue };
            if row.text == t::K_PALETTE || entries.iter().any(|e| e.name == row.text) {
                continue;
            }
            entries.push(PaletteEntry {
                name: row.text,
                key: row.keys.join(" "),
                does: Does::Press(key),
            });
        }
        // The desk's screens, where the desk stands in front or below.
        let at_desk = self.seat.as_deref() == Some(DESK)
            && self.screens.iter().any(|s| matches!(s, Screen::Desk(_)));
        if at_desk {
            entries.extend(
                desk::places()
                    .into_iter()
                    .map(|(name, route)| PaletteEntry {
                        name,
                        key: String::new(),
                        does: Does::Go(route),
                    }),
            );
        }
        self.palette = Some(CommandPalette {
            entries,
            typed: String::new(),
            row: 0,
        });
    }

    /// Takes a key or a paste while the palette is open.
    pub(super) fn palette_input(&mut self, input: &Input) {
        let Some(mut palette) = self.palette.take() else {
            return;
        };
        match input {
            Input::Paste(text) => {
                palette
                    .typed
                    .extend(text.chars().filter(|c| !c.is_control()));
                palette.row = 0;
            }
            Input::Key(key) if keys::find(keys::GLOBAL, *key) == Some(GlobalAction::Quit) => {
                self.leaving = true;
                return;
            }
            Input::Key(key) => match (key.code, keys::find(keys::MENU, *key)) {
                // Letters and digits are sought, and nothing else.
                (Code::Char(c), _) if !key.ctrl => {
                    palette.typed.push(c);
                    palette.row = 0;
                }
                (Code::Backspace, _) => {
                    palette.typed.pop();
                    palette.row = 0;
                }
                (Code::Esc, _) => return,
                (_, Some(MenuAction::Up)) => {
                    palette.row = moved(palette.row, -1, palette.found().len())
                }
                (_, Some(MenuAction::Down)) => {
                    palette.row = moved(palette.row, 1, palette.found().len())
                }
                (Code::Enter, _) => {
                    let does = palette.found().get(palette.row).map(|e| e.does.clone());
                    match does {
                        Some(Does::Press(key)) => self.input(&Input::Key(key)),
                        Some(Does::Go(route)) => self.perform(Effect::Go(route)),
                        None => self.palette = Some(palette),
                    }
                    return;
                }
                _ => {}
            },
            _ => {}
        }
        self.palette = Some(palette);
    }
}
