//! Which sheet of a workbook is the list: a question, because more than one could be.
//!
//! ```text
//!  名单.xlsx 里有几张工作表都像名单。选一张，Enter 预览：
//! ▸ 2026
//!   2025
//! ```

use crate::office::table::Encoding;
use crate::text::Lang;
use crate::text::fill;
use crate::text::reading as r;
use crate::tui::input::Input;
use crate::tui::keys::{self, SheetsAction as Action};
use crate::tui::screen::{Answer, Context, Effect};
use crate::tui::widgets::list;
use crate::tui::widgets::panel::{Panel, PanelEvent, Rows};
use crate::tui::widgets::table::Column;
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::Rect;
use std::path::PathBuf;

#[derive(Debug)]
pub struct SheetsScreen {
    path: PathBuf,
    encoding: Option<Encoding>,
    /// The one that was open when the file was saved comes first.
    names: Vec<String>,
    panel: Panel<()>,
}

impl SheetsScreen {
    pub fn new(path: PathBuf, encoding: Option<Encoding>, names: Vec<String>) -> Self {
        Self {
            path,
            encoding,
            names,
            panel: Panel::default(),
        }
    }

    pub fn typing(&self) -> bool {
        self.panel.typing()
    }

    fn shown(&self) -> Vec<usize> {
        let name = |n: usize| self.names.get(n).cloned().into_iter().collect();
        self.panel.shown(self.names.len(), name)
    }

    pub fn update(&mut self, input: &Input, ctx: &Context) -> Vec<Effect> {
        let shown = self.shown();
        match self
            .panel
            .update(input, ctx, keys::SHEETS, |_| true, &shown)
        {
            PanelEvent::Act(Action::Choose) => {
                let row = self.panel.current(&shown);
                vec![Effect::PreviewRoster {
                    path: self.path.clone(),
                    sheet: row.and_then(|n| self.names.get(n).cloned()),
                    encoding: self.encoding,
                }]
            }
            PanelEvent::Effect(effect) => vec![effect],
            PanelEvent::Taken | PanelEvent::Answered(..) => vec![],
        }
    }

    pub fn answer(&mut self, answer: &Answer) {
        self.panel.answer(answer);
    }

    pub fn keys(&self, lang: Lang) -> Vec<keys::KeyRow> {
        self.panel.keys(lang, keys::SHEETS, |_| true)
    }

    pub fn view(&self, ctx: &Context, frame: &mut Frame, area: Rect) {
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        let name = width::display_safe(&name).into_owned();
        let text = fill!(r::CHOOSE_SHEET, ctx.lang, [("file", &name)]);
        let mut head = Vec::new();
        let columns = usize::from(area.width.saturating_sub(2));
        list::paragraph(&mut head, &text, columns, " ", theme::quiet());
        let rows = Rows {
            columns: &[Column::rest("")],
            shown: &self.shown(),
            cells: &|n| {
                let name = self.names.get(n).map(String::as_str).unwrap_or_default();
                let name = width::display_safe(name).into_owned();
                (vec![name], theme::quiet())
            },
        };
        self.panel.view(frame, area, ctx.lang, &head, &rows);
    }
}
