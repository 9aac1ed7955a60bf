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
use crate::tui::keys::{self, Menu};
use crate::tui::screen::{Context, Effect, Notice};
use crate::tui::widgets::frame as surround;
use crate::tui::widgets::list;
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::Rect;
use std::path::PathBuf;

#[derive(Debug)]
pub struct Sheets {
    path: PathBuf,
    encoding: Option<Encoding>,
    /// The one that was open when the file was saved comes first.
    names: Vec<String>,
    row: usize,
    notice: Option<Notice>,
}

impl Sheets {
    pub fn new(path: PathBuf, encoding: Option<Encoding>, names: Vec<String>) -> Self {
        Self {
            path,
            encoding,
            names,
            row: 0,
            notice: None,
        }
    }

    pub fn update(&mut self, input: &Input, ctx: &Context) -> Vec<Effect> {
        let Input::Key(key) = input else {
            return vec![];
        };
        self.notice = None;
        match keys::find(keys::MENU, *key) {
            Some(Menu::Choose) => {
                return vec![Effect::PreviewRoster {
                    path: self.path.clone(),
                    sheet: self.names.get(self.row).cloned(),
                    encoding: self.encoding,
                }];
            }
            Some(Menu::Up) => self.row = crate::tui::screen::moved(self.row, -1, self.names.len()),
            Some(Menu::Down) => self.row = crate::tui::screen::moved(self.row, 1, self.names.len()),
            Some(Menu::Back) => return vec![Effect::Back],
            None => self.notice = Some(crate::tui::screen::unbound(*key, ctx.lang)),
        }
        vec![]
    }

    pub fn answer(&mut self, answer: &crate::tui::screen::Answer) {
        if let crate::tui::screen::Answer::Failed(why) = answer {
            self.notice = Some(Notice::Bad(why.clone()));
        }
    }

    pub fn keys(lang: Lang) -> Vec<keys::Row> {
        keys::rows(keys::MENU, lang)
    }

    pub fn view(&self, ctx: &Context, frame: &mut Frame, area: Rect) {
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        let name = width::display_safe(&name).into_owned();
        let text = fill!(r::CHOOSE_SHEET, ctx.lang, [("file", &name)]);
        let mut lines = Vec::new();
        let columns = usize::from(area.width.saturating_sub(2));
        list::paragraph(&mut lines, &text, columns, " ", theme::quiet());
        list::page(frame, area, &lines, 0);
        let used = lines.len() as u16;
        let rows = Rect {
            y: area.y + used.min(area.height),
            height: area.height.saturating_sub(used + 1),
            ..area
        };
        list::draw(frame, rows, self.row, self.names.len(), |n| {
            let name = self.names.get(n).map(String::as_str).unwrap_or_default();
            (width::display_safe(name).into_owned(), theme::quiet())
        });
        if let Some(notice) = &self.notice {
            let last = area.height.saturating_sub(1);
            let text = format!(" {}", notice.text());
            surround::line(frame, area, last, &text, notice.style());
        }
    }
}
