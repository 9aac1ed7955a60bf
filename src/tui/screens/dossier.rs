//! 申报书: what the applicant wrote, at the section that an indicator asks for. Read only.
//!
//! ```text
//!  a01 中原教师发展学院  专家团队（5/13）
//!  申报书.docx（第 9 条记录存入）
//!
//!  专家团队
//!  郭晓梅　教研员/中学高级　…
//!                                                       1-18/131 行
//!  Tab 下一部分  / 查找  F6 记入备注  Esc 返回
//! ```

use crate::office::dossier::outline::{Outline, PieceKind};
use crate::office::dossier::place_words;
use crate::text::Lang;
use crate::text::dossier as t;
use crate::text::fill;
use crate::tui::find::finds;
use crate::tui::input::{Code, Input, Key};
use crate::tui::keys::{self, DossierAction as Action, FindAction, KeyRow, PageAction};
use crate::tui::screen::{Context, Effect};
use crate::tui::widgets::frame as surround;
use crate::tui::widgets::list::{self, PageLine};
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::Rect;
use std::sync::Arc;

/// Rows of the window that are not the text's: title, keys, two of the heading, a blank one, the place.
const AROUND: usize = 6;

/// Whose application is read, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DossierSource {
    /// `a01 中原教师发展学院`
    pub label: String,
    /// The file's name.
    pub file: String,
    /// The act that kept it.
    pub seq: u64,
}

#[derive(Debug)]
pub struct DossierScreen {
    source: DossierSource,
    outline: Arc<Outline>,
    lang: Lang,
    /// The window, and the text broken into its lines, each with its piece.
    size: (u16, u16),
    lines: Vec<(PageLine, usize)>,
    first: usize,
    /// The line that was found, until the text is moved.
    found: Option<usize>,
    /// What is sought, and whether it is being typed.
    sought: String,
    finding: bool,
    missed: bool,
}

impl DossierScreen {
    /// Opened at a piece of the outline.
    pub fn new(
        source: DossierSource,
        outline: Arc<Outline>,
        piece: usize,
        lang: Lang,
        size: (u16, u16),
    ) -> Self {
        let mut page = Self {
            source,
            outline,
            lang,
            size,
            lines: Vec::new(),
            first: 0,
            found: None,
            sought: String::new(),
            finding: false,
            missed: false,
        };
        page.renew(lang);
        page.go_to(piece);
        page
    }

    /// The language or the window changed.
    pub fn renew(&mut self, lang: Lang) {
        let piece = self.piece();
        self.lang = lang;
        let columns = usize::from(self.size.0).saturating_sub(4);
        self.lines = Vec::new();
        for (n, piece) in self.outline.pieces.iter().enumerate() {
            let heading = piece.kind == PieceKind::Heading;
            let style = if heading {
                theme::title()
            } else {
                theme::quiet()
            };
            let mut lines = Vec::new();
            if heading && !self.lines.is_empty() {
                lines.push(PageLine::plain(""));
            }
            for line in piece.text.lines() {
                let line = width::display_safe(line.trim());
                list::paragraph(&mut lines, &line, columns, "", style);
            }
            self.lines.extend(lines.into_iter().map(|line| (line, n)));
        }
        self.go_to(piece);
    }

    /// The piece that was found, or that stands at the top.
    fn piece(&self) -> usize {
        let line = self.found.unwrap_or(self.first);
        self.lines.get(line).map_or(0, |(_, piece)| *piece)
    }

    fn go_to(&mut self, piece: usize) {
        self.found = None;
        let at = self
            .lines
            .iter()
            .position(|(line, n)| *n >= piece && !line.text.is_empty());
        self.first = at.unwrap_or(0).min(self.last());
    }

    fn rows(&self) -> usize {
        usize::from(self.size.1).saturating_sub(AROUND).max(1)
    }

    /// The first line of the last page.
    fn last(&self) -> usize {
        self.lines.len().saturating_sub(self.rows())
    }

    fn section(&self) -> usize {
        let piece = self.outline.pieces.get(self.piece());
        piece.map_or(0, |piece| piece.section)
    }

    pub fn typing(&self) -> bool {
        self.finding
    }

    pub fn keys(&self, lang: Lang) -> Vec<KeyRow> {
        if self.finding {
            return keys::rows(keys::FIND, lang);
        }
        let mut rows = keys::rows(keys::DOSSIER, lang);
        rows.extend(keys::rows(keys::PAGE, lang));
        rows
    }

    pub fn update(&mut self, input: &Input) -> Vec<Effect> {
        let key = match input {
            Input::Key(key) => *key,
            Input::Paste(text) if self.finding => {
                self.sought.extend(text.chars().filter(|c| !c.is_control()));
                return vec![];
            }
            Input::Resize(columns, rows) => {
                self.size = (*columns, *rows);
                self.renew(self.lang);
                return vec![];
            }
            _ => return vec![],
        };
        if self.finding {
            self.find(key);
            return vec![];
        }
        self.missed = false;
        match keys::find(keys::DOSSIER, key) {
            Some(Action::Close) => return vec![Effect::CloseDossier(self.piece(), None)],
            Some(Action::Refer) => {
                let place = self.reference();
                return vec![Effect::CloseDossier(self.piece(), Some(place))];
            }
            Some(Action::HandOver) => return vec![Effect::HandOver],
            Some(Action::First) => self.first = 0,
            Some(Action::Last) => self.first = self.last(),
            Some(Action::Next) => self.turn(1),
            Some(Action::Previous) => self.turn(-1),
            Some(Action::Find) => {
                self.finding = true;
                self.sought.clear();
            }
            Some(Action::Again) => {
                self.seek(self.found.unwrap_or(self.first) + 1);
                return vec![];
            }
            None => {}
        }
        let page = self.rows().saturating_sub(1).max(1);
        let first = match keys::find(keys::PAGE, key) {
            Some(PageAction::Close) => return vec![Effect::CloseDossier(self.piece(), None)],
            Some(PageAction::Up) => self.first.saturating_sub(1),
            Some(PageAction::Down) => self.first + 1,
            Some(PageAction::PageUp) => self.first.saturating_sub(page),
            Some(PageAction::PageDown) => self.first + page,
            None => self.first,
        };
        if first != self.first {
            self.found = None;
        }
        self.first = first.min(self.last());
        vec![]
    }

    /// To the heading of the next section, or of the one before.
    fn turn(&mut self, by: isize) {
        let here = self.piece();
        let heads = self.outline.pieces.iter().enumerate();
        let mut heads = heads
            .filter(|(_, p)| p.kind == PieceKind::Heading)
            .map(|(n, _)| n);
        let next = if by > 0 {
            heads.find(|n| *n > here)
        } else {
            heads.take_while(|n| *n < here).last().or(Some(0))
        };
        if let Some(next) = next {
            self.go_to(next);
        }
    }

    fn find(&mut self, key: Key) {
        match (keys::find(keys::FIND, key), key.code) {
            (Some(FindAction::Keep), _) => {
                self.finding = false;
                self.seek(self.first);
            }
            (Some(FindAction::All), _) => {
                self.finding = false;
                self.sought.clear();
            }
            (Some(FindAction::Erase), _) => {
                self.sought.pop();
            }
            (Some(FindAction::Clear), _) => self.sought.clear(),
            (Some(FindAction::Up | FindAction::Down), _) => {}
            (None, Code::Char(c)) if !key.ctrl => self.sought.push(c),
            (None, _) => {}
        }
    }

    /// The next line from here on that has what is sought, from the top again after the last.
    fn seek(&mut self, from: usize) {
        if self.sought.trim().is_empty() {
            return;
        }
        let has = |n: &usize| {
            let line = self.lines.get(*n);
            line.is_some_and(|(line, _)| finds(&self.sought, &[&line.text]))
        };
        let found = (from..self.lines.len()).chain(0..from).find(has);
        self.missed = found.is_none();
        if let Some(line) = found {
            self.first = line.min(self.last());
            self.found = Some(line);
        }
    }

    /// `专家团队，表 1 第 17 行`: what a remark says of the place that was found, or at the top.
    fn reference(&self) -> String {
        let piece = self.outline.pieces.get(self.piece());
        let place = piece.map_or_else(String::new, |p| place_words(p.place, self.lang));
        match self.title() {
            "" => place,
            title => fill!(
                t::SECTION_PLACE,
                self.lang,
                [("section", &title), ("place", &place)]
            ),
        }
    }

    fn title(&self) -> &str {
        self.outline
            .sections
            .get(self.section())
            .map_or("", String::as_str)
    }

    pub fn view(&self, ctx: &Context, frame: &mut Frame, area: Rect) {
        let lang = ctx.lang;
        let all = self.outline.sections.len().saturating_sub(1);
        let head = match self.section() {
            0 => format!(" {}", self.source.label),
            n => {
                let section = width::display_safe(self.title());
                fill!(
                    t::READING,
                    lang,
                    [
                        ("who", &self.source.label),
                        ("section", &section),
                        ("n", &n),
                        ("all", &all),
                    ]
                )
            }
        };
        surround::line(frame, area, 0, &head, theme::title());
        let file = width::display_safe(&self.source.file);
        let source = fill!(
            t::READING_FILE,
            lang,
            [("name", &file), ("seq", &self.source.seq)]
        );
        surround::line(frame, area, 1, &format!(" {source}"), theme::faint());
        let text = Rect {
            x: area.x + 2.min(area.width),
            y: area.y + 3.min(area.height),
            width: area.width.saturating_sub(4),
            height: area.height.saturating_sub(4),
        };
        let lines = self.lines.iter().enumerate();
        let lines: Vec<PageLine> = lines
            .map(|(n, (line, _))| match self.found == Some(n) {
                true => PageLine {
                    style: theme::warn(),
                    ..line.clone()
                },
                false => line.clone(),
            })
            .collect();
        list::page(frame, text, &lines, self.first);
        let last = area.height.saturating_sub(1);
        if self.finding {
            let sought = format!(
                " {} {}",
                t::SEEK.get(lang),
                width::display_safe(&self.sought)
            );
            surround::line(frame, area, last, &sought, theme::title());
            let caret = super::super::widgets::pane::cells(width::cells(&sought));
            let x = area.x + caret.min(area.width.saturating_sub(1));
            frame.set_cursor_position((x, area.y + last));
            return;
        }
        if self.missed {
            let sought = width::display_safe(&self.sought);
            let said = fill!(t::NOT_FOUND, lang, [("text", &sought)]);
            surround::line(frame, area, last, &format!(" {said}"), theme::warn());
            return;
        }
        let (rows, all) = (usize::from(text.height), self.lines.len());
        if all > rows {
            let first = self.first.min(all - rows);
            let place = fill!(
                crate::text::notice::LINES,
                lang,
                [
                    ("first", &(first + 1)),
                    ("last", &(first + rows)),
                    ("all", &all)
                ]
            );
            let columns = usize::from(area.width).saturating_sub(2);
            let place = width::pad_left(&place, columns);
            surround::line(frame, area, last, &place, theme::faint());
        }
    }
}
