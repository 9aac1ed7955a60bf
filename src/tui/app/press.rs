//! A key, pressed or repeated: what opens or closes a question acts once.

use super::App;
use crate::text::screens as t;
use crate::tui::held::{Arrival, OpenContext};
use crate::tui::input::{Code, Input, Key};
use crate::tui::keys::purpose::is_harmless;
use crate::tui::keys::{self, GlobalAction};
use crate::tui::screens::Screen;
use crate::tui::widgets::form::Form;
use std::time::Instant;

/// What a key may answer: it acts once while this changes.
#[derive(PartialEq, Eq)]
struct PromptState {
    open: bool,
    screens: usize,
    screen: Option<std::mem::Discriminant<Screen>>,
    /// The keys that work; a box has its own.
    labels: Vec<&'static str>,
}

impl App {
    /// A key, pressed or repeated. What opens or closes a question acts once.
    pub(super) fn press(&mut self, key: Key, again: bool, now: Instant) {
        let before = self.asked();
        let open = OpenContext {
            asks: before.open,
            types: self.screens.last().is_some_and(Screen::typing),
            goes_on: self.goes_on(),
            harmless: self.harmless(key, before.open),
        };
        match self.held.arrival(key, again, open, now) {
            Arrival::Press => {}
            Arrival::Repetition if !before.open => return,
            Arrival::Repetition | Arrival::TooSoon => return self.note(Some(t::LET_GO)),
        }
        let finding = self.finding();
        self.input(&Input::Key(key));
        // Where a list is sought in nothing is asked: the key that keeps what was found may act at once.
        if finding || self.finding() {
            return;
        }
        let after = self.asked();
        let opened = after.open && !before.open;
        if opened || (before != after && key.code != Code::Esc) {
            self.held.bar();
        }
    }

    /// Does this key record nothing and answer nothing here? Esc never does, nor do the keys of the program that only show
    /// something otherwise; where nothing is asked, neither do keys that only look, move or go back.
    fn harmless(&self, key: Key, asks: bool) -> bool {
        match keys::find(keys::GLOBAL, key) {
            Some(GlobalAction::Quit | GlobalAction::Incident) => return false,
            Some(_) => return true,
            None => {}
        }
        let named = match key.code {
            Code::Esc => return true,
            Code::Enter | Code::Insert => return false,
            _ => key.command().name(),
        };
        let screen = self.screens.last().filter(|_| !asks);
        let rows = self.with_context(|ctx| screen.map(|s| s.keys(ctx)).unwrap_or_default());
        let mut rows = rows.iter().filter(|row| row.keys.contains(&named));
        rows.next().is_some_and(is_harmless)
    }

    /// Is the filter of a list being typed?
    fn finding(&self) -> bool {
        let screen = self.screens.last();
        screen.is_some_and(|s| s.typing() && s.form().is_none())
    }

    /// Does a form stand in front in which Enter only goes on to the next field?
    fn goes_on(&self) -> bool {
        let in_front =
            !self.leaving && !self.code_page && self.help.is_none() && self.incident.is_none();
        let form = self.screens.last().and_then(Screen::form);
        in_front && form.is_some_and(Form::goes_on)
    }

    /// What is asked now.
    fn asked(&self) -> PromptState {
        let screen = self.screens.last();
        let rows = self.with_context(|ctx| screen.map(|s| s.keys(ctx)).unwrap_or_default());
        // That a list can be sought in and sorted asks nothing.
        let list = [t::K_FIND, t::K_ORDER];
        let asking = rows.iter().filter(|row| !list.contains(&row.text));
        let labels: Vec<&'static str> = asking.map(|row| row.label).collect();
        let room = matches!(screen, Some(Screen::Scoring(room)) if room.asking());
        let form = screen.and_then(Screen::form);
        PromptState {
            open: room
                || form.is_some()
                || rows.iter().any(|row| row.cancels)
                || self.leaving
                || self.code_page
                || self.help.is_some()
                || self.palette.is_some()
                || self.incident.is_some(),
            screens: self.screens.len(),
            screen: screen.map(std::mem::discriminant),
            labels,
        }
    }
}
