//! What the terminal is told beside the screen: its title, a bell at the desk, a text for the clipboard.

use super::App;
use crate::model::{DESK, Session};
use crate::text;
use crate::text::screens as t;
use crate::tui::names;
use crate::tui::screens::Screen;
use crate::tui::terminal::signals::Signal;

/// What the coordinator may have to act on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wants {
    /// Judges who have finished.
    finished: usize,
    incidents: usize,
    /// Judges who have given their word on the result.
    words: usize,
    /// Seats at which wrong PINs were tried.
    failures: usize,
}

impl Wants {
    fn of(session: &Session) -> Self {
        let judges = 0..session.judges().len();
        let seats = session.judges().iter().map(|j| j.id.as_str());
        Self {
            finished: judges.clone().filter(|j| session.is_finished(*j)).count(),
            incidents: session.incidents().len(),
            words: judges
                .filter(|j| session.confirmation(*j).is_some())
                .count(),
            failures: seats
                .filter(|s| !session.seat(s).failures.is_empty())
                .count(),
        }
    }

    fn more_than(self, before: Self) -> bool {
        self.finished > before.finished
            || self.incidents > before.incidents
            || self.words > before.words
            || self.failures > before.failures
    }
}

impl App {
    /// What the desk may have to act on, where this is the desk.
    pub(super) fn wants_of_desk(&self) -> Option<Wants> {
        let desk = self.seat.as_deref() == Some(DESK);
        desk.then(|| self.read(|live| Wants::of(live.session())))?
    }

    /// Rings once if there is more than before: a judge finished, a word on the result, an incident, a wrong PIN.
    pub(super) fn ring(&mut self, before: Option<Wants>) {
        if let (Some(before), Some(now)) = (before, self.wants_of_desk())
            && now.more_than(before)
        {
            self.signals.push(Signal::Bell);
        }
    }

    /// Who sits here and at what.
    pub fn window_title(&self) -> String {
        let program = t::PROGRAM.get(self.lang);
        let lang = self.lang;
        let title = self.read(|live| {
            let session = live.session();
            let title = session.template().map(|t| text::words(lang, &t.title));
            let seat = self.seat.as_deref();
            let who = seat.map(|seat| names::seat_name(session, seat, lang));
            let parts = [who.as_deref(), title].into_iter().flatten();
            parts.collect::<Vec<_>>().join(" - ")
        });
        title
            .filter(|t| !t.is_empty())
            .unwrap_or_else(|| program.to_owned())
    }

    /// Hands the terminal's clipboard what stands on this screen to be copied: the record code, or a line to type.
    pub(super) fn copy(&mut self) {
        let screen = self.screens.last();
        let text = self.with_context(|ctx| match screen {
            Some(Screen::Log(log)) => log.current().map(|told| told.code()),
            Some(Screen::Tour(_)) => ctx
                .live
                .map(|live| names::watch_line(live.journal().folder())),
            _ => ctx.live.map(|live| live.journal().code()),
        });
        self.note = Some(match text {
            Some(_) => t::COPIED,
            None => t::NOTHING_TO_COPY,
        });
        self.signals.extend(text.map(Signal::Copy));
    }
}
