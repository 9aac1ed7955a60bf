//! A key held down repeats; a question is not answered by the repetition of a key.
//!
//! A terminal that tells repetitions from presses is believed. On the others a press is a repetition when the same key
//! came last and less than [`QUIET`] ago, or less than [`QUIET_BETWEEN`] after another repetition: a person who presses
//! twice within that time cannot be told from a key that begins to repeat. Where the second press can do no harm it is
//! taken for a press unless it came within [`SURE`], faster than fingers are.
//! Keys that type or move repeat as they should; what asks or answers acts once per press.

use crate::tui::input::{Code, Key};
use std::time::{Duration, Instant};

/// So long after its last arrival the same key is a press of its own: longer than keyboards wait before a key
/// that is held begins to repeat.
pub const QUIET: Duration = Duration::from_millis(1100);
/// The same once a repetition was seen: the next would come sooner than this.
pub const QUIET_BETWEEN: Duration = Duration::from_millis(700);
/// Keyboards repeat faster than this, fingers do not.
pub const SURE: Duration = Duration::from_millis(110);

/// The key that came last.
#[derive(Debug, Default)]
pub(super) struct Held {
    last: Option<(Key, Instant)>,
    /// The last arrival was a repetition.
    repeating: bool,
    /// It opened or closed a question, and does nothing until it was let go.
    barred: bool,
    /// This terminal has told a repetition from a press: what it does not call one is a press.
    told: bool,
}

/// What an arrival of a key is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Arrival {
    /// It acts.
    Press,
    /// It does nothing: the key is held down.
    Repetition,
    /// It does nothing: it may be a second press as well, and whoever pressed is told.
    TooSoon,
}

impl Held {
    pub(super) fn arrival(
        &mut self,
        key: Key,
        again: bool,
        open: OpenContext,
        now: Instant,
    ) -> Arrival {
        self.told |= again;
        let quiet = if self.repeating { QUIET_BETWEEN } else { QUIET };
        let since = self
            .last
            .filter(|(last, _)| *last == key)
            .map(|(_, at)| now.saturating_duration_since(at));
        let within = |quiet: Duration| !self.told && since.is_some_and(|since| since < quiet);
        let (soon, sure) = (again || within(quiet), again || within(SURE));
        self.last = Some((key, now));
        self.repeating = soon;
        if !soon {
            self.barred = false;
        }
        let repeats = match key.code {
            // A PIN may begin with the digit that chose the seat.
            Code::Char(_) if !key.ctrl => open.types,
            // From field to field, up to the last.
            Code::Enter => open.goes_on && !self.barred,
            _ => false,
        };
        let decides = self.barred || (open.asks && answers(key));
        match (soon && !repeats && decides, sure) {
            (false, _) => Arrival::Press,
            (true, false) if open.harmless => Arrival::Press,
            (true, true) => Arrival::Repetition,
            (true, false) => Arrival::TooSoon,
        }
    }

    /// The key changed what is asked.
    pub(super) fn bar(&mut self) {
        self.barred = true;
    }
}

/// What is open while a key arrives.
#[derive(Clone, Copy, Debug)]
pub(super) struct OpenContext {
    /// A question.
    pub(super) asks: bool,
    /// A field that takes text.
    pub(super) types: bool,
    /// A form in which Enter only goes on to the next field.
    pub(super) goes_on: bool,
    /// The key records nothing and answers nothing here, even if it was not meant.
    pub(super) harmless: bool,
}

/// May this key answer a question? The others type, move or leave.
fn answers(key: Key) -> bool {
    match key.code {
        Code::Enter | Code::F(_) | Code::Insert => true,
        Code::Char(_) => key.ctrl,
        _ => false,
    }
}
