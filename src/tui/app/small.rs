//! A window on which not everything fits: no key reaches what cannot be seen.

use crate::text::fill;
use crate::text::screens as t;
use crate::tui::app::{App, MIN_SIZE, RedrawRequest};
use crate::tui::input::{Code, Input};
use crate::tui::keys::{self, GlobalAction};
use crate::tui::theme;
use crate::tui::widgets::frame as surround;
use crate::tui::width;
use ratatui::Frame;

impl App {
    /// The window has so many columns and rows now.
    pub fn resized(&mut self, columns: u16, rows: u16) {
        self.size = Some((columns, rows));
        self.reading.resized((columns, rows));
        if !self.too_small() {
            self.small_help = false;
        }
    }

    pub(super) fn too_small(&self) -> bool {
        self.size
            .is_some_and(|(columns, rows)| columns < MIN_SIZE.0 || rows < MIN_SIZE.1)
    }

    /// Only leaving, help and drawing again.
    pub(super) fn small_input(&mut self, input: &Input) {
        let Input::Key(key) = input else { return };
        let global = keys::find(keys::GLOBAL, *key);
        if self.leaving {
            self.leaving = false;
            if key.code == Code::Enter || global == Some(GlobalAction::Quit) {
                self.end(crate::tui::app::ExitReason::Left);
            }
            return;
        }
        match global {
            Some(GlobalAction::Quit) => self.leaving = true,
            Some(GlobalAction::Help) => self.small_help = !self.small_help,
            Some(GlobalAction::Redraw) => self.redraw = Some(RedrawRequest::Anew),
            _ => {}
        }
    }

    /// What is needed, as far as there is room to say it.
    pub(super) fn view_small(&self, frame: &mut Frame) {
        let area = frame.area();
        let needed = fill!(
            t::TOO_SMALL,
            self.lang,
            [
                ("w", &area.width),
                ("h", &area.height),
                ("mw", &MIN_SIZE.0),
                ("mh", &MIN_SIZE.1),
            ]
        );
        let mut texts = Vec::new();
        if self.leaving {
            texts.push(t::LEAVE_QUESTION.get(self.lang).to_owned());
        }
        if self.warning() {
            texts.push(t::IDLE_WARNING.get(self.lang).trim().to_owned());
        }
        texts.push(needed);
        if self.small_help {
            texts.push(t::TOO_SMALL_KEYS.get(self.lang).to_owned());
        }
        let columns = usize::from(area.width.max(1));
        let lines = texts.iter().flat_map(|text| width::wrap(text, columns));
        for (row, part) in lines.enumerate() {
            surround::line(frame, area, row as u16, &part, theme::quiet());
        }
    }
}
