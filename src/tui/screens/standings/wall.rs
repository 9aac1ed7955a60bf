//! The standings for a wall: large rows, no cursor, nothing that says how any judge scored.
//!
//! Both projects stand side by side where each has 48 columns, else one after the other in turn. A row has three lines
//! where there is room for that, then two, then one.

use super::allocation::summary;
use super::table::state;
use super::{Show, StandingsScreen};
use crate::model::Session;
use crate::tally::{ProjectResult, Results};
use crate::tui::screen::Context;
use crate::tui::widgets::pane;
use crate::tui::{names, theme, width};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Text};
use ratatui::widgets::{Block, Cell, Row, Table};

/// A project needs so many columns beside another.
const BESIDE: u16 = 48;

impl StandingsScreen {
    pub(super) fn wall(
        &self,
        ctx: &Context,
        session: &Session,
        results: &Results,
        frame: &mut Frame,
        area: Rect,
    ) {
        let all = results.projects.len();
        let beside = usize::from(area.width / BESIDE).clamp(1, all.max(1));
        let awards = all.min(4) as u16 + 1;
        let progress = u16::from(area.height >= 20);
        let [tables, below, gauge] = Layout::vertical([
            Constraint::Min(0),
            Constraint::Length(awards),
            Constraint::Length(progress),
        ])
        .areas(area);
        let shown: Vec<usize> = if beside >= all {
            (0..all).collect()
        } else {
            (0..beside).map(|n| (self.project + n) % all).collect()
        };
        let places = Layout::horizontal(vec![Constraint::Fill(1); shown.len()])
            .spacing(3)
            .split(tables);
        for (p, place) in shown.iter().zip(places.iter()) {
            if let Some(result) = results.projects.get(*p) {
                self.large(ctx, session, *p, result, frame, *place);
            }
        }
        let block = Block::new()
            .borders(ratatui::widgets::Borders::TOP)
            .border_style(theme::border());
        let inner = block.inner(below);
        frame.render_widget(block, below);
        let rows = Layout::vertical(vec![Constraint::Length(1); usize::from(inner.height)]);
        for ((p, result), row) in results
            .projects
            .iter()
            .enumerate()
            .zip(rows.split(inner).iter())
        {
            let (text, style) = summary(session, p, result, ctx.lang);
            let text = width::fit(&format!(" ★ {text}"), usize::from(row.width));
            frame.render_widget(Line::styled(text, style.patch(theme::title())), *row);
        }
        self.all_progress(ctx, session, frame, gauge);
    }

    fn large(
        &self,
        ctx: &Context,
        session: &Session,
        project: usize,
        result: &ProjectResult,
        frame: &mut Frame,
        area: Rect,
    ) {
        let length = pane::cells(result.standings.len());
        let title = width::fit(
            &names::project_heading(session, project, ctx.lang),
            usize::from(area.width.saturating_sub(1)),
        );
        let block = Block::new().title(Line::styled(format!(" {title}"), theme::title()));
        let rows = block.inner(area).height;
        let height = rows.checked_div(length).unwrap_or(1).clamp(1, 3);
        let fits = usize::from(rows / height);
        // Where not all fit, the next ones come in turn.
        let pages = result.standings.len().div_ceil(fits.max(1)).max(1);
        let page = self.turn % pages;
        let columns = area.width.saturating_sub(4 + 7 + 11 + 3);
        let tall = |text: String, style: Style| {
            let mut lines = vec![Line::default(); usize::from((height - 1) / 2)];
            lines.push(Line::styled(text, style));
            Text::from(lines)
        };
        let list = result
            .standings
            .iter()
            .skip(page * fits)
            .take(fits)
            .map(|s| {
                let rank = s.rank.map_or_else(|| "-".to_owned(), |r| r.to_string());
                let score = s
                    .count
                    .score
                    .map_or_else(|| "-".to_owned(), |s| s.to_string());
                let who =
                    width::fit_middle(&names::entry_name(session, s.entry), usize::from(columns));
                let chosen = result.award.applicants.contains(&s.applicant);
                let style = match chosen {
                    _ if self.fresh(project, s.applicant) => theme::fresh(),
                    true if result.certain => theme::good().patch(theme::title()),
                    true => theme::title(),
                    false => theme::quiet(),
                };
                let sign = if chosen { "★" } else { " " };
                let (state, state_style) = state(s, ctx.lang);
                Row::new(vec![
                    Cell::from(tall(format!("{sign}{}", width::pad_left(&rank, 3)), style)),
                    Cell::from(tall(who, style)),
                    Cell::from(tall(
                        width::pad_left(&score, 7),
                        style.patch(theme::title()),
                    )),
                    Cell::from(tall(state, state_style)),
                ])
                .height(height)
            });
        let widths = [4, columns, 7, 11].map(Constraint::Length);
        let table = Table::new(list, widths).column_spacing(1).block(block);
        frame.render_widget(table, area);
    }

    /// One gauge for the whole panel: nobody is named.
    fn all_progress(&self, ctx: &Context, session: &Session, frame: &mut Frame, area: Rect) {
        if area.height > 0 {
            super::panes::panel_gauge(ctx, session, frame, area);
        }
    }

    /// Was the room chosen to be for a wall? Then nobody presses keys at it.
    pub fn on_wall(&self, ctx: &Context) -> bool {
        self.show == Show::WithoutJudges
            && self.shown(ctx) == Show::WithoutJudges
            && matches!(self.open, super::StandingsDialog::Nothing)
            && !self.typing()
    }
}
