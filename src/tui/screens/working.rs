//! Applications are being read or compared: how far it is, and the key that stops it.

use crate::office::dossier::copies::CopyProgress;
use crate::text::dossier as s;
use crate::text::{Lang, Text};
use crate::tui::dossier_task::DossierWork;
use crate::tui::input::Input;
use crate::tui::keys::{self, KeyRow, WorkingAction as Action};
use crate::tui::screen::{Context, Effect};
use crate::tui::theme;
use crate::tui::widgets::list::{self, PageLine};
use crate::tui::widgets::pane;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

#[derive(Debug)]
pub struct WorkingScreen {
    work: DossierWork,
    pub progress: Option<CopyProgress>,
}

impl WorkingScreen {
    pub fn new(work: DossierWork) -> Self {
        Self {
            work,
            progress: None,
        }
    }

    pub fn title(&self) -> Text {
        match self.work {
            DossierWork::Read(_) => s::PREVIEW_TITLE,
            DossierWork::Compare(_) => s::COPIES_TITLE,
        }
    }

    pub fn keys(lang: Lang) -> Vec<KeyRow> {
        keys::rows(keys::WORKING, lang)
    }

    pub fn update(&mut self, input: &Input) -> Vec<Effect> {
        let Input::Key(key) = input else {
            return vec![];
        };
        match keys::find(keys::WORKING, *key) {
            Some(Action::Stop) => vec![Effect::StopDossiers],
            None => vec![],
        }
    }

    pub fn view(&self, ctx: &Context, frame: &mut Frame, area: Rect) {
        let what = match self.work {
            DossierWork::Read(_) => s::WORKING_READ,
            DossierWork::Compare(_) => s::WORKING_COMPARE,
        };
        let columns = usize::from(area.width).saturating_sub(2);
        let mut lines = Vec::new();
        list::paragraph(&mut lines, what.get(ctx.lang), columns, " ", theme::quiet());
        if let Some(progress) = self.progress {
            lines.push(PageLine::head(format!(" {}", progress.words(ctx.lang))));
        }
        let [above, bar] = Layout::vertical([
            Constraint::Length(lines.len() as u16),
            Constraint::Length(1),
        ])
        .areas(area);
        list::page(frame, above, &lines, 0);
        let (done, all) = match self.progress {
            Some(CopyProgress::Reading(n, all)) => (n, all),
            Some(CopyProgress::Comparing(part)) => (usize::from(part), 100),
            None => (0, 1),
        };
        frame.render_widget(pane::gauge(done, all), bar);
    }
}
