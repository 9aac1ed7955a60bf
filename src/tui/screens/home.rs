//! The start: sessions opened before, a new one, the demonstration.
//!
//! ```text
//!   1  New session               from the 2026 template, or one of yours
//!   2  Demonstration             a rehearsal with made-up applicants
//!   3  Open a folder
//!  Recent sessions
//!   4  ~/…/sessions/luoyang
//! ```

use crate::text::Lang;
use crate::text::screens as t;
use crate::tui::input::{Code, Input, Key};
use crate::tui::keys::{self, KeyRow, MenuAction};
use crate::tui::screen::{Answer, Context, Effect, Notice, Route, moved};
use crate::tui::widgets::form::{Form, FormField, FormOutcome};
use crate::tui::widgets::frame as surround;
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::Rect;
use std::path::PathBuf;

#[derive(Debug, Default)]
pub struct HomeScreen {
    row: usize,
    notice: Option<Notice>,
    folder: Option<Form>,
}

const FIXED: usize = 3;

impl HomeScreen {
    /// The form that takes what is typed.
    pub fn form(&self) -> Option<&Form> {
        self.folder.as_ref()
    }

    pub fn keys(&self, lang: Lang) -> Vec<KeyRow> {
        if self.form().is_some() {
            keys::rows(keys::FORM, lang)
        } else {
            keys::rows(keys::MENU, lang)
        }
    }

    pub fn update(&mut self, input: &Input, ctx: &Context) -> Vec<Effect> {
        if let Some(form) = &mut self.folder {
            if let Some(effect) = form.asks(input, ctx) {
                return vec![effect];
            }
            match form.update(input, ctx.lang) {
                FormOutcome::Editing => {}
                FormOutcome::Cancelled => self.folder = None,
                FormOutcome::Done(values) => {
                    let folder = PathBuf::from(values.first().cloned().unwrap_or_default());
                    return vec![Effect::Open(folder)];
                }
            }
            return vec![];
        }
        let Input::Key(key) = input else {
            return vec![];
        };
        self.notice = None;
        let length = FIXED + ctx.recent.len();
        if let Some(row) = chosen(*key, length) {
            self.row = row;
            return self.choose(ctx);
        }
        match keys::find(keys::MENU, *key) {
            Some(MenuAction::Up) => self.row = moved(self.row, -1, length),
            Some(MenuAction::Down) => self.row = moved(self.row, 1, length),
            Some(MenuAction::Choose) => return self.choose(ctx),
            Some(MenuAction::Back) => return vec![Effect::Quit],
            None => self.notice = Some(crate::tui::screen::unbound(*key, ctx.lang)),
        }
        vec![]
    }

    fn choose(&mut self, ctx: &Context) -> Vec<Effect> {
        match self.row {
            0 => vec![Effect::Go(Route::NewSession)],
            1 => vec![Effect::MakeDemo],
            2 => {
                let field = FormField::new(t::FOLDER.get(ctx.lang)).path();
                self.folder = Some(Form::new(
                    t::OPEN_FOLDER.get(ctx.lang),
                    vec![t::OPEN_FOLDER_NOTE.get(ctx.lang).to_owned()],
                    vec![field],
                ));
                vec![]
            }
            n => ctx
                .recent
                .get(n - FIXED)
                .map(|folder| Effect::Open(folder.clone()))
                .into_iter()
                .collect(),
        }
    }

    pub fn completed(&mut self, path: Option<&str>) {
        if let Some(form) = &mut self.folder {
            form.completed(path);
        }
    }

    pub fn answer(&mut self, answer: &Answer) {
        if let Answer::Failed(why) = answer {
            match &mut self.folder {
                Some(form) => form.refuse(why.clone()),
                None => self.notice = Some(Notice::Bad(why.clone())),
            }
        } else {
            self.folder = None;
        }
    }

    pub fn view(&self, ctx: &Context, frame: &mut Frame, area: Rect) {
        let lang = ctx.lang;
        let mut row = 1;
        for text in [t::WELCOME, t::WELCOME_2] {
            surround::line(
                frame,
                area,
                row,
                &format!("   {}", text.get(lang)),
                theme::quiet(),
            );
            row += 1;
        }
        row += 1;
        for (n, (name, what)) in [
            (t::NEW_SESSION, t::NEW_SESSION_WHAT),
            (t::DEMONSTRATION, t::DEMONSTRATION_WHAT),
            (t::OPEN_FOLDER, t::OPEN_FOLDER_WHAT),
        ]
        .into_iter()
        .enumerate()
        {
            let text = format!("{}{}", width::pad(name.get(lang), 22), what.get(lang));
            option(frame, area, row, n, self.row, &text);
            row += 1;
        }
        row += 1;
        if !ctx.recent.is_empty() {
            surround::line(
                frame,
                area,
                row,
                &format!("   {}", t::RECENT.get(lang)),
                theme::title(),
            );
            row += 1;
            for (n, folder) in ctx.recent.iter().enumerate() {
                let shown = width::display_safe(&folder.display().to_string()).into_owned();
                option(frame, area, row, n + FIXED, self.row, &shown);
                row += 1;
            }
        }
        if let Some(notice) = &self.notice {
            let lines: Vec<String> = notice
                .text(ctx.lang)
                .lines()
                .flat_map(|l| width::wrap(l, usize::from(area.width.saturating_sub(6))))
                .collect();
            for part in lines {
                row += 1;
                surround::line(frame, area, row, &format!("   {part}"), notice.style());
            }
        }
        if let Some(form) = &self.folder {
            form.view(frame, area);
        }
    }
}

/// A numbered line of a menu; the terminal's cursor is parked on the chosen one.
pub(super) fn option(
    frame: &mut Frame,
    area: Rect,
    row: u16,
    n: usize,
    current: usize,
    text: &str,
) {
    let chosen = n == current;
    let sign = if chosen { '▸' } else { ' ' };
    let style = if chosen {
        theme::current()
    } else {
        theme::quiet()
    };
    let columns = usize::from(area.width.saturating_sub(4));
    let digit = SIGNS.chars().nth(n).unwrap_or(' ');
    let text = width::pad(&format!("{sign} {digit}  {text}"), columns);
    surround::line(frame, area, row, &format!("  {text}"), style);
    if chosen && row < area.height {
        frame.set_cursor_position((area.x + 2, area.y + row));
    }
}

/// What chooses a line directly: digits, and letters for those behind the tenth. The letters that move are left out.
const SIGNS: &str = "1234567890abcdefghilmnopqrstuvwxyz";

/// Which line of so many does this key choose?
pub(super) fn chosen(key: Key, length: usize) -> Option<usize> {
    let sign = match (key.digit(), key.command().code) {
        (Some(digit), _) => digit,
        (None, Code::Char(c)) if !key.ctrl => c.to_ascii_lowercase(),
        _ => return None,
    };
    SIGNS
        .chars()
        .position(|c| c == sign)
        .filter(|n| *n < length)
}
