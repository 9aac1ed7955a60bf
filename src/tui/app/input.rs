//! Where a key goes: to what lies on top, to the program, or to the screen in front.

use super::{App, ExitReason, RedrawRequest};
use crate::text;
use crate::text::screens as t;
use crate::tui::input::{Code, Input};
use crate::tui::keys::{self, GlobalAction};
use crate::tui::screens::{Screen, help};

impl App {
    pub(super) fn input(&mut self, input: &Input) {
        if self.too_small() {
            return self.small_input(input);
        }
        if let Input::Key(key) = input {
            if self.leaving {
                self.leaving = false;
                if matches!(key.code, Code::Enter)
                    || matches!(keys::find(keys::GLOBAL, *key), Some(GlobalAction::Quit))
                {
                    self.end(ExitReason::Left);
                }
                return;
            }
            if !self.news.is_empty() && keys::find(keys::NEWS, *key).is_some() {
                self.news.clear();
                return;
            }
            if self.incident.is_some() {
                return self.write_incident(input);
            }
            if self.palette.is_some() {
                return self.palette_input(input);
            }
            if std::mem::take(&mut self.code_page) {
                return;
            }
            let typing = self.help.is_none() && self.screens.last().is_some_and(Screen::typing);
            let is_text = matches!(key.code, Code::Char(_)) && !key.ctrl;
            match keys::find(keys::GLOBAL, *key) {
                Some(_) if typing && is_text => {}
                Some(GlobalAction::Help) => {
                    self.help = match self.help {
                        Some(_) => None,
                        None => Some(help::HelpScreen::default()),
                    };
                    return;
                }
                Some(GlobalAction::Palette) if typing => {}
                Some(GlobalAction::Palette) => {
                    self.help = None;
                    self.open_palette();
                    return;
                }
                Some(GlobalAction::Incident) => {
                    self.help = None;
                    self.begin_incident();
                    return;
                }
                Some(GlobalAction::Language) => {
                    self.lang = text::other(self.lang);
                    self.config.lang = Some(self.lang);
                    self.chosen = Some(self.lang);
                    self.renew_screens();
                    return;
                }
                Some(GlobalAction::Saved) => {
                    self.note = Some(t::SAVED_BY_ITSELF);
                    return;
                }
                Some(GlobalAction::Redraw) => {
                    self.redraw = Some(RedrawRequest::Anew);
                    return;
                }
                Some(GlobalAction::Plain) => {
                    self.redraw = Some(RedrawRequest::OtherSigns);
                    return;
                }
                Some(GlobalAction::Theme) => {
                    self.theme = self.theme.next();
                    self.redraw = Some(RedrawRequest::Theme(self.theme));
                    self.note = Some(self.theme.said());
                    return;
                }
                Some(GlobalAction::Copy) => {
                    self.copy();
                    return;
                }
                Some(GlobalAction::WholeCode) => {
                    self.help = None;
                    self.code_page = self.shared.is_some();
                    return;
                }
                Some(GlobalAction::Quit) => {
                    self.leaving = true;
                    return;
                }
                None => {}
            }
        }
        if self.incident.is_some() {
            return self.write_incident(input);
        }
        if self.palette.is_some() {
            return self.palette_input(input);
        }
        if let Some(help) = &mut self.help {
            if help.update(input) {
                self.help = None;
            }
            return;
        }
        let Some(mut screen) = self.screens.pop() else {
            return;
        };
        let effects = self.with_context(|ctx| screen.update(input, ctx));
        self.screens.push(screen);
        for effect in effects {
            self.perform(effect);
        }
    }
}
