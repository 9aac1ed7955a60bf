//! What a judge is told of her sheets.

use super::App;
use crate::model::Intent;
use crate::text::screens as t;
use crate::tui::news::SeenSheets;
use crate::tui::widgets::frame as surround;
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::Rect;

/// So many lines at most stand on top of a screen.
const MOST: usize = 6;

impl App {
    /// A judge has sat down: from here on she is told what changes.
    pub(super) fn watch_sheets(&mut self) {
        let seat = self.seat.clone();
        self.news.clear();
        self.seen = self
            .read(|live| {
                let session = live.session();
                let judge = session.judge(seat.as_deref()?)?;
                Some(SeenSheets::of(session, judge))
            })
            .flatten();
    }

    pub(super) fn forget_sheets(&mut self) {
        self.seen = None;
        self.news.clear();
    }

    /// Looks what became of the judge's sheets; `own` is what she has just done herself.
    pub(super) fn hear_news(&mut self, own: &[Intent]) {
        let Some(seen) = &self.seen else { return };
        let found = self.read(|live| {
            let session = live.session();
            (session.seq() != seen.seq)
                .then(|| (seen.news(live, own), SeenSheets::of(session, seen.judge)))
        });
        if let Some((news, now)) = found.flatten() {
            self.news.extend(news);
            self.seen = Some(now);
        }
    }

    /// Draws what is new, the latest where there is no room for all. Says how many lines it took.
    pub(super) fn view_news(&self, frame: &mut Frame, area: Rect) -> u16 {
        let Some(seen) = self.seen.as_ref().filter(|_| !self.news.is_empty()) else {
            return 0;
        };
        let lang = self.lang;
        let columns = usize::from(area.width.saturating_sub(2));
        let mut lines: Vec<String> = self
            .read(|live| {
                let session = live.session();
                let told = self.news.iter();
                told.map(|news| news.words(session, seen.judge, lang))
                    .flat_map(|text: String| width::wrap(&text, columns))
                    .collect()
            })
            .unwrap_or_default();
        lines.drain(..lines.len().saturating_sub(MOST));
        lines.push(t::NEWS_SEEN.get(lang).to_owned());
        for (row, text) in lines.iter().enumerate() {
            let text = width::pad(&format!(" {text}"), usize::from(area.width));
            surround::line(frame, area, row as u16, &text, theme::alarm());
        }
        (lines.len() as u16).min(area.height)
    }
}
