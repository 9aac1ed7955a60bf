//! What the app does with the text of the notice: keep one that is given, show the one that is kept.

use super::{App, MIN_SIZE};
use crate::journal::JournalError;
use crate::model::DESK;
use crate::office::OfficeError;
use crate::office::notice;
use crate::tally;
use crate::text::fill;
use crate::text::notice as t;
use crate::tui::screen::About;
use crate::tui::screen::Answer;
use crate::tui::screens::Screen;
use crate::tui::screens::notice_text::NoticeTextScreen;
use std::path::Path;

impl App {
    /// Reads a file and keeps its text; the journal names it from then on.
    pub(super) fn keep_notice(&mut self, path: &Path) {
        let lang = self.lang;
        let kept = notice::read(path).and_then(|given| {
            // What would be refused leaves no file behind.
            let asked = self.read(|live| tally::decide(live.session(), DESK, given.act().into()));
            if let Some(Err(refusal)) = asked {
                return Err(OfficeError::Journal(JournalError::Refused(refusal)));
            }
            if let Some(folder) = self.read(|live| live.journal().folder().to_owned()) {
                given.keep(&folder)?;
            }
            Ok(given)
        });
        let given = match kept {
            Ok(given) => given,
            Err(error) => return self.answer(&Answer::Failed(error.words(lang).join("\n"))),
        };
        let answer = match self.record(vec![given.act().into()]) {
            Answer::Saved(saved) => {
                let unfound = self.read(|live| {
                    let template = live.session().template();
                    template.map_or_else(Vec::new, |template| given.unfound(template, lang))
                });
                let name = given.name();
                let mut lines = vec![fill!(t::KEPT, lang, [("name", &name), ("seq", &saved.seq)])];
                lines.extend(unfound.unwrap_or_default());
                Answer::Done(lines.join("\n"))
            }
            failed => failed,
        };
        self.answer(&answer);
    }

    /// Opens the page of the notice over the screen in front.
    pub(super) fn show_notice(&mut self, about: Option<About>) {
        let read = self.read(|live| {
            let notice = live.session().notice()?.clone();
            let text = notice::kept(live.journal().folder(), &notice);
            Some((notice, text))
        });
        let Some((notice, text)) = read.flatten() else {
            let none = t::NONE.get(self.lang).to_owned();
            return self.answer(&Answer::Failed(none));
        };
        let size = self.size.unwrap_or(MIN_SIZE);
        let page = NoticeTextScreen::new(about, notice, text, self.lang, size);
        self.screens.push(Screen::NoticeText(Box::new(page)));
    }
}
