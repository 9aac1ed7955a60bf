//! 申报书: what the applicant wrote, at the section that an indicator asks for. Read only. In a wide window it stands
//! beside the cells, and one key goes from one to the other.
//!
//! ```text
//!  a01 中原教师发展学院  专家团队（5/13）
//!  申报书.docx（第 9 条记录存入）
//!
//!  专家团队
//! ▸郭晓梅　教研员/中学高级　…
//!                                                       1-18/131 行
//!  Tab 下一部分  / 查找  F6 记入备注  Esc 返回
//! ```

use crate::office::dossier::outline::{Outline, PieceKind};
use crate::office::dossier::place_words;
use crate::office::table::half_width;
use crate::text::Lang;
use crate::text::dossier as t;
use crate::text::fill;
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
/// A window of so many columns has the text beside the cells.
const WIDE: u16 = 120;
/// The cells need so many of them.
const CELLS: u16 = 56;

/// Columns of the cells where the text stands beside them, in a window of so many.
pub fn cells_beside(columns: u16) -> Option<u16> {
    (columns >= WIDE).then(|| CELLS.max(columns / 2))
}

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

/// What was sought, where it stands: among all characters, and in which lines.
#[derive(Debug)]
struct FoundText {
    from: usize,
    first: usize,
    last: usize,
}

#[derive(Debug)]
pub struct DossierScreen {
    source: DossierSource,
    outline: Arc<Outline>,
    lang: Lang,
    /// The window, and the text broken into its lines, each with its piece.
    size: (u16, u16),
    lines: Vec<(PageLine, usize)>,
    /// The line at the top, and the one that the reader is at.
    first: usize,
    at: usize,
    /// Where what was sought stands, until the text is moved.
    found: Option<FoundText>,
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
            at: 0,
            found: None,
            sought: String::new(),
            finding: false,
            missed: false,
        };
        page.renew(lang);
        page.go_to(piece);
        page
    }

    pub fn resized(&mut self, size: (u16, u16)) {
        self.size = size;
        self.renew(self.lang);
    }

    /// The language or the window changed.
    pub fn renew(&mut self, lang: Lang) {
        let piece = self.piece();
        self.lang = lang;
        let beside = cells_beside(self.size.0).unwrap_or(0);
        let columns = usize::from(self.size.0 - beside).saturating_sub(4);
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

    /// The piece that the reader is at.
    pub fn piece(&self) -> usize {
        self.lines.get(self.at).map_or(0, |(_, piece)| *piece)
    }

    pub fn go_to(&mut self, piece: usize) {
        let at = self
            .lines
            .iter()
            .position(|(line, n)| *n >= piece && !line.text.is_empty());
        self.stand(at.unwrap_or(0));
    }

    /// At this line, which is the top one where the text goes on far enough.
    fn stand(&mut self, at: usize) {
        self.found = None;
        self.at = at;
        self.first = at.min(self.last());
    }

    /// So many lines on or back. On the last page the text stays and the reader goes on.
    fn step(&mut self, by: isize) {
        self.found = None;
        let top = self.first.saturating_add_signed(by).min(self.last());
        let moved = top != self.first && (by > 0 || self.at <= self.first);
        if moved {
            self.first = top;
            self.at = top;
        } else {
            let end = self.lines.len().saturating_sub(1);
            let least = if by < 0 { self.first } else { 0 };
            self.at = self
                .at
                .saturating_add_signed(by)
                .clamp(least, end.max(least));
        }
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
                self.resized((*columns, *rows));
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
            Some(Action::Close) => return self.leave(None),
            Some(Action::Refer) => return self.leave(Some(self.reference())),
            Some(Action::HandOver) => return vec![Effect::HandOver],
            Some(Action::First) => self.stand(0),
            Some(Action::Last) => self.stand(self.last()),
            Some(Action::Next) => self.turn(1),
            Some(Action::Previous) => self.turn(-1),
            Some(Action::Find) => {
                self.finding = true;
                self.sought.clear();
            }
            Some(Action::Again) => {
                self.seek(true);
                return vec![];
            }
            None => {}
        }
        let page = self.rows().saturating_sub(1).max(1) as isize;
        match keys::find(keys::PAGE, key) {
            Some(PageAction::Close) => return vec![Effect::CloseDossier],
            Some(PageAction::Up) => self.step(-1),
            Some(PageAction::Down) => self.step(1),
            Some(PageAction::PageUp) => self.step(-page),
            Some(PageAction::PageDown) => self.step(page),
            None => {}
        }
        vec![]
    }

    /// Back to the cells; where the text stands beside them, it stays.
    fn leave(&self, reference: Option<String>) -> Vec<Effect> {
        let stays = cells_beside(self.size.0).is_some();
        let closed = (!stays).then_some(Effect::CloseDossier);
        let cells = Effect::ToCells(reference);
        closed.into_iter().chain([cells]).collect()
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
                self.seek(false);
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

    /// The next place from here on that has what is sought, from the top again after the last. A word is found where
    /// it is broken over two lines, too.
    fn seek(&mut self, again: bool) {
        let sought: Vec<char> = folded(&self.sought).collect();
        if sought.is_empty() {
            return;
        }
        let mut text: Vec<(char, usize)> = Vec::new();
        let mut last = None;
        for (n, (line, piece)) in self.lines.iter().enumerate() {
            if last.replace(piece).is_some_and(|last| last != piece) {
                text.push(('\u{0}', n));
            }
            text.extend(folded(&line.text).map(|c| (c, n)));
        }
        let from = match (&self.found, again) {
            (Some(found), true) => found.from + 1,
            (_, again) => {
                let at = self.at + usize::from(again);
                text.iter().position(|(_, line)| *line >= at).unwrap_or(0)
            }
        };
        let is_here = |at: &usize| {
            let here = text.get(*at..*at + sought.len());
            here.is_some_and(|here| here.iter().map(|(c, _)| c).eq(&sought))
        };
        let found = (from..text.len()).chain(0..from).find(is_here);
        self.missed = found.is_none();
        let Some(from) = found else { return };
        let line = |at: usize| text.get(at).map_or(0, |(_, line)| *line);
        let (first, last) = (line(from), line(from + sought.len() - 1));
        self.stand(first);
        self.found = Some(FoundText { from, first, last });
    }

    /// `专家团队，表 1 第 17 行`: what a remark says of the place that the reader is at.
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

    fn is_found(&self, line: usize) -> bool {
        let found = self.found.as_ref();
        found.is_some_and(|f| (f.first..=f.last).contains(&line))
    }

    fn title(&self) -> &str {
        self.outline
            .sections
            .get(self.section())
            .map_or("", String::as_str)
    }

    /// `current`: the keys are for the text, and not for the cells beside it.
    pub fn view(&self, ctx: &Context, current: bool, frame: &mut Frame, area: Rect) {
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
        let style = if current {
            theme::title()
        } else {
            theme::quiet()
        };
        surround::line(frame, area, 0, &head, style);
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
            .map(|(n, (line, _))| match self.is_found(n) {
                true => PageLine {
                    style: theme::warn(),
                    ..line.clone()
                },
                false => line.clone(),
            })
            .collect();
        list::page(frame, text, &lines, self.first);
        let here = self.at.saturating_sub(self.first) as u16;
        if here < text.height && area.width > 2 {
            let mark = Rect {
                x: area.x + 1,
                y: text.y + here,
                width: 1,
                height: 1,
            };
            surround::line(frame, mark, 0, "▸", style);
            if current {
                frame.set_cursor_position((mark.x, mark.y));
            }
        }
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

/// A text as it is searched: no blanks, one width, one case.
fn folded(text: &str) -> impl Iterator<Item = char> {
    let plain: Vec<char> = half_width(text).to_lowercase().chars().collect();
    plain.into_iter().filter(|c| !c.is_whitespace())
}
