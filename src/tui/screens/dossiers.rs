//! 申报书预览: a folder of applications as it was read, before anything is kept.
//!
//! ```text
//!  收 2 份，未变 0 份，没有收 1 份　申报书/
//!
//!  申报书.docx：a01 中原教师发展学院（按表里的单位名称）…
//!      本机构专家 2 到 4/10；待定：…
//!                                                       1-18/31 行
//!  F5 存入  Esc 返回
//! ```

mod doubts;

use crate::model::Session;
use crate::office::dossier::doubts::DoubtsDecided;
use crate::office::dossier::folder::DossierFolder;
use crate::text::Lang;
use crate::text::dossier as t;
use crate::text::fill;
use crate::tui::input::Input;
use crate::tui::keys::{self, DossiersAction as Action, KeyRow, PageAction};
use crate::tui::screen::{Answer, Context, Effect, Notice};
use crate::tui::widgets::frame as surround;
use crate::tui::widgets::list::{self, PageLine};
use crate::tui::{theme, width};
use doubts::{DoubtsPage, DoubtsShown};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use std::sync::Arc;

#[derive(Debug)]
pub struct DossiersScreen {
    pub folder: Arc<DossierFolder>,
    /// What was decided of cells that the forms leave in doubt.
    pub decided: DoubtsDecided,
    open: Option<DoubtsPage>,
    first: usize,
    notice: Option<Notice>,
}

impl DossiersScreen {
    pub fn new(folder: Arc<DossierFolder>) -> Self {
        Self {
            folder,
            decided: DoubtsDecided::default(),
            open: None,
            first: 0,
            notice: None,
        }
    }

    pub fn keys(&self, lang: Lang) -> Vec<KeyRow> {
        if let Some(page) = &self.open {
            return page.keys(lang);
        }
        let mut rows = keys::rows(keys::DOSSIERS, lang);
        rows.extend(keys::rows(keys::PAGE, lang));
        rows
    }

    pub fn update(&mut self, input: &Input, ctx: &Context) -> Vec<Effect> {
        const PAGE: usize = 10;
        if let Some(page) = &mut self.open {
            let effects = page.update(input, ctx, &self.folder, &mut self.decided);
            if page.closed {
                self.open = None;
            }
            return effects;
        }
        let Input::Key(key) = input else {
            return vec![];
        };
        self.notice = None;
        match keys::find(keys::DOSSIERS, *key) {
            Some(Action::Keep) => return vec![Effect::KeepDossiers { facts: false }],
            Some(Action::KeepWithFacts) => return vec![Effect::KeepDossiers { facts: true }],
            Some(Action::Doubts) => {
                let doubts = ctx.session().map(|s| self.folder.doubts(s));
                let doubts = doubts.unwrap_or_default();
                if doubts.is_empty() {
                    let text = t::NO_DOUBTS.get(ctx.lang).to_owned();
                    self.notice = Some(Notice::Info(text));
                } else {
                    self.open = Some(DoubtsPage::new(doubts));
                }
            }
            None => {}
        }
        match keys::find(keys::PAGE, *key) {
            Some(PageAction::Close) => return vec![Effect::Back],
            Some(PageAction::Up) => self.first = self.first.saturating_sub(1),
            Some(PageAction::Down) => self.first += 1,
            Some(PageAction::PageUp) => self.first = self.first.saturating_sub(PAGE),
            Some(PageAction::PageDown) => self.first += PAGE,
            None => {}
        }
        vec![]
    }

    pub fn answer(&mut self, answer: &Answer) {
        if let Some(page) = &mut self.open {
            return page.answer(answer);
        }
        self.notice = match answer {
            Answer::Failed(why) | Answer::PinRefused(why) => Some(Notice::Bad(why.clone())),
            Answer::Saved(saved) => Some(Notice::saved(saved)),
            Answer::Done(text) => Some(Notice::Good(text.clone())),
        };
    }

    pub fn view(&self, ctx: &Context, frame: &mut Frame, area: Rect) {
        let Some(session) = ctx.session() else { return };
        let lang = ctx.lang;
        if let Some(page) = &self.open {
            let shown = DoubtsShown {
                session,
                lang,
                folder: &self.folder,
                decided: &self.decided,
            };
            return page.view(&shown, frame, area);
        }
        let folder = width::display_safe(&self.folder.path.display().to_string()).into_owned();
        let counts = self.folder.counts_words(lang);
        let head = fill!(
            t::FOLDER_HEAD,
            lang,
            [("folder", &folder), ("counts", &counts)]
        );
        surround::line(frame, area, 0, &format!(" {head}"), theme::title());
        let [_, body, foot] = Layout::vertical([
            Constraint::Length(2),
            Constraint::Min(0),
            Constraint::Length(1),
        ])
        .areas(area);
        let lines = self.lines(session, lang, usize::from(area.width).saturating_sub(2));
        let rows = usize::from(body.height);
        let first = self.first.min(lines.len().saturating_sub(rows));
        list::page(frame, body, &lines, first);
        if let Some(notice) = &self.notice {
            surround::notice(frame, foot, " ", notice, lang);
        } else if lines.len() > rows {
            let (from, to, all) = (first + 1, first + rows, lines.len());
            let place = fill!(
                crate::text::notice::LINES,
                lang,
                [("first", &from), ("last", &to), ("all", &all)]
            );
            let columns = usize::from(area.width).saturating_sub(2);
            let place = width::pad_left(&place, columns);
            surround::line(frame, foot, 0, &place, theme::faint());
        }
    }

    /// What is not taken stands out.
    fn lines(&self, session: &Session, lang: Lang, columns: usize) -> Vec<PageLine> {
        let mut lines = Vec::new();
        let refused = t::REFUSED_MARK.get(lang);
        for text in self.folder.words(session, lang) {
            let style = match (text.starts_with(' '), text.contains(refused)) {
                (true, _) => theme::quiet(),
                (false, true) => theme::bad(),
                (false, false) => theme::title(),
            };
            let indent = if text.starts_with(' ') { "   " } else { " " };
            let text = width::display_safe(text.trim()).into_owned();
            list::paragraph(&mut lines, &text, columns, indent, style);
        }
        lines
    }
}
