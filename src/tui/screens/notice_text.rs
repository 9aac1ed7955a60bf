//! 公告原文: what the notice says on an indicator or an item of the review, to be read only.
//!
//! ```text
//!  实施方案  附件5 第5项
//!  公告.docx（第 9 条记录存入）
//!
//!  5 | 实施方案 | …
//!                                                       1-18/31 行
//!  PgDn 下一屏  PgUp 上一屏  Esc 返回
//! ```

use crate::model;
use crate::office::notice::clauses::{Clauses, Instead, NotFound, Passage};
use crate::office::notice::{self, Lost};
use crate::text::fill;
use crate::text::notice as t;
use crate::text::{Lang, words};
use crate::tui::input::Input;
use crate::tui::keys::{self, KeyRow, NoticeTextAction as Action, PageAction};
use crate::tui::screen::{About, Context, Effect};
use crate::tui::widgets::frame as surround;
use crate::tui::widgets::list::{self, PageLine};
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::Rect;

/// Rows of the window that are not the text's: title, keys, two of the heading, a blank one, the place.
const AROUND: usize = 6;

#[derive(Debug)]
pub struct NoticeTextScreen {
    /// `None` for the whole.
    about: Option<About>,
    notice: model::NoticeText,
    found: Result<Vec<Passage>, Lost>,
    lang: Lang,
    /// The window, and the text broken into its lines.
    size: (u16, u16),
    lines: Vec<PageLine>,
    first: usize,
}

impl NoticeTextScreen {
    /// The page about something, from the kept text; or why that is not shown.
    pub fn new(
        about: Option<About>,
        notice: model::NoticeText,
        text: Result<String, Lost>,
        lang: Lang,
        size: (u16, u16),
    ) -> Self {
        // Clauses are numbered as in the Chinese notice, whatever the language of the screens.
        let clause = about.as_ref().map_or("", |about| about.clause.zh.trim());
        let found = text.map(|text| {
            if clause.is_empty() {
                vec![Clauses::whole(&text)]
            } else {
                Clauses::of(&text).passages(clause)
            }
        });
        let mut page = Self {
            about,
            notice,
            found,
            lang,
            size,
            lines: Vec::new(),
            first: 0,
        };
        page.renew(lang);
        page
    }

    /// The language changed.
    pub fn renew(&mut self, lang: Lang) {
        self.lang = lang;
        let columns = usize::from(self.size.0).saturating_sub(4);
        let mut lines = Vec::new();
        match &self.found {
            Err(lost) => {
                list::paragraph(&mut lines, &lost.words(lang), columns, "", theme::bad());
            }
            Ok(passages) => {
                for passage in passages {
                    self.passage(passage, columns, &mut lines);
                }
            }
        }
        self.lines = lines;
        self.first = self.first.min(self.last());
    }

    fn passage(&self, passage: &Passage, columns: usize, lines: &mut Vec<PageLine>) {
        let lang = self.lang;
        if !lines.is_empty() {
            lines.push(PageLine::plain(""));
        }
        match &passage.instead {
            Some(instead) => {
                let said = not_found(&passage.asked, instead, lang);
                list::paragraph(lines, &said, columns, "", theme::warn());
            }
            None if self.about.as_ref().is_some_and(|a| a.clause.is_empty()) => {
                lines.push(PageLine {
                    text: t::NO_CLAUSE.get(lang).to_owned(),
                    style: theme::warn(),
                });
            }
            None if !passage.asked.is_empty() => lines.push(PageLine::head(&passage.asked)),
            None => {}
        }
        for line in passage.text.lines() {
            if line.trim().is_empty() {
                lines.push(PageLine::plain(""));
                continue;
            }
            let line = line.replace('\t', " | ");
            let line = width::display_safe(line.trim());
            list::paragraph(lines, &line, columns, "", theme::quiet());
        }
        if passage.cut {
            let path = notice::place(&self.notice.sha256);
            let said = fill!(t::CUT, lang, [("path", &path.display())]);
            list::paragraph(lines, &said, columns, "", theme::warn());
        }
    }

    fn rows(&self) -> usize {
        usize::from(self.size.1).saturating_sub(AROUND).max(1)
    }

    /// The first line of the last page.
    fn last(&self) -> usize {
        self.lines.len().saturating_sub(self.rows())
    }

    pub fn keys(lang: Lang) -> Vec<KeyRow> {
        let mut rows = keys::rows(keys::PAGE, lang);
        rows.extend(keys::rows(keys::NOTICE_TEXT, lang));
        rows
    }

    pub fn update(&mut self, input: &Input) -> Vec<Effect> {
        let key = match input {
            Input::Key(key) => *key,
            Input::Resize(columns, rows) => {
                self.size = (*columns, *rows);
                self.renew(self.lang);
                return vec![];
            }
            _ => return vec![],
        };
        match keys::find(keys::NOTICE_TEXT, key) {
            Some(Action::Close) => return vec![Effect::Back],
            Some(Action::HandOver) => return vec![Effect::HandOver],
            Some(Action::First) => self.first = 0,
            Some(Action::Last) => self.first = self.last(),
            None => {}
        }
        let page = self.rows().saturating_sub(1).max(1);
        let first = match keys::find(keys::PAGE, key) {
            Some(PageAction::Close) => return vec![Effect::Back],
            Some(PageAction::Up) => self.first.saturating_sub(1),
            Some(PageAction::Down) => self.first + 1,
            Some(PageAction::PageUp) => self.first.saturating_sub(page),
            Some(PageAction::PageDown) => self.first + page,
            None => self.first,
        };
        self.first = first.min(self.last());
        vec![]
    }

    pub fn view(&self, ctx: &Context, frame: &mut Frame, area: Rect) {
        let lang = ctx.lang;
        let about = match &self.about {
            Some(about) => format!(
                " {}  {}",
                words(lang, &about.name),
                words(lang, &about.clause)
            ),
            None => format!(" {}", t::TITLE.get(lang)),
        };
        surround::line(frame, area, 0, &about, theme::title());
        let name = width::display_safe(&self.notice.name);
        let source = fill!(
            t::SOURCE,
            lang,
            [("name", &name), ("seq", &self.notice.seq)]
        );
        surround::line(frame, area, 1, &format!(" {source}"), theme::faint());
        let text = Rect {
            x: area.x + 2.min(area.width),
            y: area.y + 3.min(area.height),
            width: area.width.saturating_sub(4),
            height: area.height.saturating_sub(4),
        };
        list::page(frame, text, &self.lines, self.first);
        let (rows, all) = (usize::from(text.height), self.lines.len());
        if all > rows {
            let first = self.first.min(all - rows);
            let place = fill!(
                t::LINES,
                lang,
                [
                    ("first", &(first + 1)),
                    ("last", &(first + rows)),
                    ("all", &all)
                ]
            );
            let columns = usize::from(area.width).saturating_sub(2);
            let last = area.height.saturating_sub(1);
            let place = width::pad_left(&place, columns);
            surround::line(frame, area, last, &place, theme::faint());
        }
    }
}

/// That a clause was not found, and what is shown in its place.
fn not_found(asked: &str, instead: &Instead, lang: Lang) -> String {
    let text = match instead.why {
        NotFound::NotThere => t::NOT_THERE,
        NotFound::Twice => t::TWICE,
        NotFound::NotUnderstood => t::NOT_UNDERSTOOD,
    };
    let whole = t::WHOLE.get(lang);
    let enclosing = instead.enclosing.as_deref().unwrap_or(whole);
    text.fill(
        lang,
        &[
            ("asked", &width::display_safe(asked)),
            ("enclosing", &width::display_safe(enclosing)),
        ],
    )
}

/// The key stands in the line of keys only where there is a text to show; in the help it always does.
pub fn quiet_without(mut rows: Vec<KeyRow>, ctx: &Context) -> Vec<KeyRow> {
    if ctx.session().and_then(model::Session::notice).is_none() {
        let rows = rows.iter_mut().filter(|row| row.text == t::K_NOTICE);
        rows.for_each(|row| row.footer = None);
    }
    rows
}
