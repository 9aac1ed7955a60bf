//! A key held down repeats; a question is not answered by the repetition of a key.
//!
//! A press is a repetition when the terminal says so, or when the same key came last and less than [`QUIET`] ago,
//! or less than [`QUIET_BETWEEN`] after another repetition.
//! Keys that type or move repeat as they should; what asks or answers acts once per press.

use super::app::App;
use super::input::{Code, Input, Key};
use super::screens::Screen;
use super::widgets::form::Form;
use crate::text::screens as t;
use std::time::{Duration, Instant};

/// So long after its last arrival the same key is a press of its own: longer than keyboards wait before a key
/// that is held begins to repeat.
pub const QUIET: Duration = Duration::from_millis(1100);
/// The same once a repetition was seen: the next would come sooner than this.
pub const QUIET_BETWEEN: Duration = Duration::from_millis(700);

/// The key that came last.
#[derive(Debug, Default)]
pub(super) struct Held {
    last: Option<(Key, Instant)>,
    /// The last arrival was a repetition.
    repeating: bool,
    /// It opened or closed a question, and does nothing until it was let go.
    barred: bool,
}

impl Held {
    /// Does this arrival do nothing?
    pub(super) fn swallows(&mut self, key: Key, again: bool, open: Open, now: Instant) -> bool {
        let quiet = if self.repeating { QUIET_BETWEEN } else { QUIET };
        let same = self
            .last
            .is_some_and(|(last, at)| last == key && now.saturating_duration_since(at) < quiet);
        self.last = Some((key, now));
        let repeated = again || same;
        self.repeating = repeated;
        if !repeated {
            self.barred = false;
        }
        let harmless = match key.code {
            // A PIN may begin with the digit that chose the seat.
            Code::Char(_) if !key.ctrl => open.types,
            // From field to field, up to the last.
            Code::Enter => open.goes_on && !self.barred,
            _ => false,
        };
        repeated && !harmless && (self.barred || (open.asks && answers(key)))
    }

    /// The key changed what is asked.
    pub(super) fn bar(&mut self) {
        self.barred = true;
    }
}

/// What is open while a key arrives.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open {
    /// A question.
    pub(super) asks: bool,
    /// A field that takes text.
    pub(super) types: bool,
    /// A form in which Enter only goes on to the next field.
    pub(super) goes_on: bool,
}

/// May this key answer a question? The others type, move or leave.
fn answers(key: Key) -> bool {
    match key.code {
        Code::Enter | Code::F(_) | Code::Insert => true,
        Code::Char(_) => key.ctrl,
        _ => false,
    }
}

/// What a key may answer: it acts once while this changes.
#[derive(PartialEq, Eq)]
struct Asked {
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
        let open = Open {
            asks: before.open,
            types: self.screens.last().is_some_and(Screen::typing),
            goes_on: self.goes_on(),
        };
        if self.held.swallows(key, again, open, now) {
            if before.open {
                self.note(Some(t::LET_GO));
            }
            return;
        }
        self.input(&Input::Key(key));
        let after = self.asked();
        let opened = after.open && !before.open;
        if opened || (before != after && key.code != Code::Esc) {
            self.held.bar();
        }
    }

    /// Does a form stand in front in which Enter only goes on to the next field?
    fn goes_on(&self) -> bool {
        let in_front = !self.leaving && self.help.is_none() && self.incident.is_none();
        let form = self.screens.last().and_then(Screen::form);
        in_front && form.is_some_and(Form::goes_on)
    }

    /// What is asked now.
    fn asked(&self) -> Asked {
        let screen = self.screens.last();
        let rows = self.with(|ctx| screen.map(|s| s.keys(ctx)).unwrap_or_default());
        let labels: Vec<&'static str> = rows.iter().map(|row| row.label).collect();
        let cancel = t::K_CANCEL.get(self.lang);
        let room = matches!(screen, Some(Screen::Scoring(room)) if room.asking());
        let typing = screen.is_some_and(Screen::typing);
        Asked {
            open: room
                || typing
                || labels.contains(&cancel)
                || self.leaving
                || self.help.is_some()
                || self.incident.is_some(),
            screens: self.screens.len(),
            screen: screen.map(std::mem::discriminant),
            labels,
        }
    }
}
