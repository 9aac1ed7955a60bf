//! 评审情况记录: one line of it, written over whatever screen is there.

use crate::text::Lang;
use crate::text::{desk as d, screens as t};
use crate::tui::input::Input;
use crate::tui::screen::Context;
use crate::tui::widgets::form::{Form, FormField, FormOutcome};
use crate::tui::widgets::{frame as surround, popup};
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::Rect;

#[derive(Debug)]
pub struct IncidentScreen {
    form: Form,
    /// That it is on the disk, in words.
    pub noted: Option<String>,
}

/// What a key did.
pub enum IncidentOutcome {
    Stay,
    Close,
    Write(String),
}

impl IncidentScreen {
    pub fn new(lang: Lang) -> Self {
        Self {
            form: Form::new(
                t::K_INCIDENT.get(lang),
                vec![d::INCIDENT_NOTE.get(lang).to_owned()],
                vec![FormField::new(t::INCIDENT_TEXT.get(lang))],
            ),
            noted: None,
        }
    }

    pub fn update(&mut self, input: &Input, lang: Lang) -> IncidentOutcome {
        if self.noted.is_some() {
            return match input {
                Input::Key(_) => IncidentOutcome::Close,
                _ => IncidentOutcome::Stay,
            };
        }
        match self.form.update(input, lang) {
            FormOutcome::Editing => IncidentOutcome::Stay,
            FormOutcome::Cancelled => IncidentOutcome::Close,
            FormOutcome::Done(values) => IncidentOutcome::Write(values.concat()),
        }
    }

    /// It could not be written.
    pub fn failed(&mut self, why: String) {
        self.form.refuse(why);
    }

    pub fn view(&self, _: &Context, frame: &mut Frame, area: Rect) {
        let Some(noted) = &self.noted else {
            return self.form.view(frame, area);
        };
        let inner = popup::open(frame, area, 64, 4, &self.form.title);
        for (n, part) in width::wrap(noted, usize::from(inner.width))
            .iter()
            .enumerate()
        {
            surround::line(frame, inner, n as u16, part, theme::good());
        }
    }
}
