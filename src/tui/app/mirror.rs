//! What the app does with the mirror: choose one, and tell the coordinator how it stands.

use super::App;
use crate::journal::mirror::{MirrorChoice, MirrorReport, MirrorState};
use crate::model::DESK;
use crate::office::paths;
use crate::text::faults::shown;
use crate::text::fill;
use crate::text::mirror as t;
use crate::tui::screen::Answer;
use crate::tui::terminal::signals::Signal;

impl App {
    /// For the session that is opened next.
    pub fn choose_mirror_at_opening(&mut self, choice: MirrorChoice) {
        self.first_mirror = choice;
    }

    /// How the mirror stands, where this is the desk.
    pub(super) fn mirror_of_desk(&self) -> Option<MirrorReport> {
        let shared = self.shared.as_ref()?;
        let desk = self.seat.as_deref() == Some(DESK);
        desk.then(|| shared.mirror()).flatten()
    }

    /// Rings once when the mirror is no longer as it should be, and when it is again.
    pub(super) fn hear_mirror(&mut self) {
        let report = self.mirror_of_desk();
        let state = report.map(|report| report.state);
        let trouble = match &state {
            None | Some(MirrorState::InStep) => false,
            // Nobody knows yet.
            Some(MirrorState::Begun | MirrorState::Behind) => self.mirror_trouble,
            Some(MirrorState::Silent | MirrorState::Fault(_)) => true,
        };
        if std::mem::replace(&mut self.mirror_trouble, trouble) == trouble {
            return;
        }
        if trouble {
            self.signals.push(Signal::Bell);
            self.forget_note(t::BACK);
        } else if state.is_some() {
            self.signals.push(Signal::Bell);
            self.note(Some(t::BACK));
        }
    }

    /// Another mirror from now on, or none.
    pub(super) fn choose_mirror(&mut self, typed: Option<&str>) {
        let lang = self.lang;
        let dir = typed.map(paths::argument);
        let said = match &dir {
            Some(dir) => {
                let dir = shown(&dir.display().to_string());
                fill!(t::CHOSEN, lang, [("dir", &dir)])
            }
            None => t::STOPPED.get(lang).to_owned(),
        };
        let shared = self.shared.as_ref();
        let answer = match shared.is_some_and(|shared| shared.choose_mirror(dir)) {
            true => Answer::Done(said),
            false => Answer::Failed(t::NO_DATA.get(lang).to_owned()),
        };
        self.answer(&answer);
    }
}
