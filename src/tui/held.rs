//! A key held down repeats; a question is not answered by the repetition of a key.
//!
//! A press is a repetition when the terminal says so, or when the same key came last and less than [`QUIET`] ago,
//! or less than [`QUIET_BETWEEN`] after another repetition.
//! Keys that type or move repeat as they should; what asks or answers acts once per press.

use crate::tui::input::{Code, Key};
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
    pub(super) fn swallows(
        &mut self,
        key: Key,
        again: bool,
        open: OpenContext,
        now: Instant,
    ) -> bool {
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
pub(super) struct OpenContext {
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
