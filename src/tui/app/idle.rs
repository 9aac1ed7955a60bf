//! What happens when nothing comes: an idle line is warned and ended, a seat is locked, a screen is drawn again.

use super::{App, ExitReason, IDLE, WARNING};
use crate::tui::screens::Screen;
use std::time::{Duration, Instant};

impl App {
    /// How long the loop may sleep: until an idle line is warned or ended, or a seat with a PIN is locked.
    /// `None` is for ever.
    pub fn timeout(&self) -> Option<Duration> {
        let lock = self.until_idle();
        let wake = self
            .wake()
            .map(|at| at.saturating_duration_since(Instant::now()));
        let until = [lock, wake].into_iter().flatten().min()?;
        Some(until.max(Duration::from_millis(50)))
    }

    /// How long until an idle line is warned or ended, or a seat with a PIN is locked.
    fn until_idle(&self) -> Option<Duration> {
        let quiet = self.last_key.elapsed();
        let until = match self.config.remote {
            Some(idle) if self.warning() => idle,
            Some(idle) => idle.saturating_sub(WARNING),
            None => {
                let seat = self.seat.as_deref()?;
                let guarded = self.read(|live| live.session().has_pin(seat))?;
                guarded.then_some(IDLE)?
            }
        };
        Some(until.saturating_sub(quiet))
    }

    /// When the screen in front is to be drawn again though nothing happened.
    fn wake(&self) -> Option<Instant> {
        match self.screens.last() {
            Some(Screen::Standings(screen)) => self.with_context(|ctx| screen.wake(ctx)),
            _ => None,
        }
    }

    /// Is an idle line about to be ended?
    pub(super) fn warning(&self) -> bool {
        self.config
            .remote
            .is_some_and(|idle| self.last_key.elapsed() >= idle.saturating_sub(WARNING))
    }

    /// Nothing came for as long as [`App::timeout`] said.
    pub fn idle(&mut self) {
        self.renew_standings();
        let quiet = self.last_key.elapsed();
        match self.config.remote {
            Some(idle) if quiet >= idle => self.end(ExitReason::Idle),
            Some(_) => {}
            None if self.until_idle().is_some() && quiet >= IDLE => self.hand_over(),
            None => {}
        }
    }
}
