//! The whole frame: title, banners, the screen, the line of keys. Reads only.

use crate::text::screens as t;
use crate::tui::app::{App, MIN_SIZE};
use crate::tui::keys::{self, GlobalAction};
use crate::tui::screen::Context;
use crate::tui::screens::dossier::cells_beside;
use crate::tui::screens::{Screen, help};
use crate::tui::widgets::{code_page, frame as surround};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

impl App {
    /// Draws the whole screen. Reads only.
    pub fn view(&self, frame: &mut Frame) {
        self.with_context(|ctx| self.draw(ctx, frame));
    }

    /// The screen, and what an applicant wrote beside the cells where there is room for both.
    fn view_screen(&self, screen: &Screen, ctx: &Context, frame: &mut Frame, area: Rect) {
        let under = self.screens.iter().rev().nth(1);
        let both = match (screen, under) {
            (Screen::Dossier(page), Some(Screen::Scoring(room))) => Some((room, &**page, true)),
            (Screen::Scoring(room), _) => self.beside().map(|page| (room, page, false)),
            _ => None,
        };
        let Some(((room, page, current), cells)) = both.zip(cells_beside(area.width)) else {
            return screen.view(ctx, frame, area);
        };
        let [left, right] =
            Layout::horizontal([Constraint::Length(cells), Constraint::Min(0)]).areas(area);
        room.view(ctx, frame, left);
        page.view(ctx, current, frame, right);
    }

    fn draw(&self, ctx: &Context, frame: &mut Frame) {
        let area = frame.area();
        if area.width < MIN_SIZE.0 || area.height < MIN_SIZE.1 {
            return self.view_small(frame);
        }
        let Some(screen) = self.screens.last() else {
            return;
        };
        // On a wall nobody presses keys: their line comes back with whatever else is open.
        let bare = screen.on_wall(ctx)
            && !self.leaving
            && self.help.is_none()
            && !self.code_page
            && self.palette.is_none()
            && self.incident.is_none();
        let [top, body, foot] = Layout::vertical([
            Constraint::Length(1),
            Constraint::Min(0),
            Constraint::Length(u16::from(!bare)),
        ])
        .areas(area);
        let mut used = surround::banners(ctx, frame, body);
        let rest = Rect {
            y: body.y + used,
            height: body.height.saturating_sub(used),
            ..body
        };
        used += self.view_news(frame, rest);
        let warned = self.warning().then_some(t::IDLE_WARNING);
        let notes = warned.into_iter().chain(self.note);
        let notes = notes.map(|text| text.get(ctx.lang));
        used += surround::sentences(frame, body, used, notes, crate::tui::theme::warn());
        let body = Rect {
            y: body.y + used,
            height: body.height.saturating_sub(used),
            ..body
        };
        let (middle, right) = screen.title(ctx);
        surround::title(ctx, frame, top, &middle, &right);
        self.view_screen(screen, ctx, frame, body);
        let rows = self.rows(screen, ctx);
        if let Some(incident) = &self.incident {
            incident.view(ctx, frame, body);
            surround::footer(frame, foot, &keys::rows(keys::FORM, self.lang));
        } else if let Some(palette) = &self.palette {
            palette.view(ctx, frame, body);
            surround::footer(frame, foot, &keys::rows(keys::MENU, self.lang));
        } else if self.code_page {
            code_page::view(ctx, frame, body);
            let rows = keys::rows(keys::PAGE, self.lang);
            surround::footer(frame, foot, rows.get(..1).unwrap_or_default());
        } else if let Some(help) = &self.help {
            help.view(ctx, frame, body, &rows);
            surround::footer(frame, foot, &keys::rows(keys::PAGE, self.lang));
        } else if !bare {
            surround::footer(frame, foot, &rows);
        }
        if self.leaving {
            help::leaving(ctx, frame, body);
        }
    }

    /// Is there somebody here who can do this?
    fn possible(&self, action: GlobalAction) -> bool {
        match action {
            GlobalAction::Incident => self.may_note(),
            GlobalAction::WholeCode => self.shared.is_some(),
            _ => true,
        }
    }

    pub(super) fn rows(&self, screen: &Screen, ctx: &Context) -> Vec<keys::KeyRow> {
        let mut rows = screen.keys(ctx);
        let mut global =
            keys::possible_rows(keys::GLOBAL, self.lang, |action| self.possible(action));
        if screen.typing() {
            // A character is text there; only the other keys are commands.
            global
                .iter_mut()
                .for_each(|row| row.keys.retain(|name| name.chars().count() > 1));
        }
        rows.extend(global);
        rows
    }
}
