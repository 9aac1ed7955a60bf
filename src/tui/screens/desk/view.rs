//! How the desk is drawn. Reads only.

use super::super::home::option;
use super::rows;
use super::seats;
use super::steps::{self, NextStep};
use super::{DeskScreen, Open, Tab, missing};
use crate::model::{OBSERVER, Phase, Session};
use crate::text::Lang;
use crate::text::desk as d;
use crate::text::fill;
use crate::text::screens as t;
use crate::text::{checks, times};
use crate::tui::screen::Context;
use crate::tui::screens::standings::panes::progress_pane;
use crate::tui::widgets::frame::line;
use crate::tui::widgets::list;
use crate::tui::widgets::pane;
use crate::tui::widgets::panel::Rows;
use crate::tui::widgets::popup;
use crate::tui::widgets::table::{Column, widest};
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::widgets::Tabs;

/// From so many columns and rows on there are panes beside the steps.
const WIDE: (u16, u16) = (120, 24);
/// So many columns the steps have at least.
const STEPS: u16 = 80;

impl DeskScreen {
    pub fn view(&self, ctx: &Context, frame: &mut Frame, area: Rect) {
        let Some(session) = ctx.session() else { return };
        let lang = ctx.lang;
        let [top, _, body, foot] = Layout::vertical([
            Constraint::Length(1),
            Constraint::Length(1),
            Constraint::Min(1),
            Constraint::Length(1),
        ])
        .areas(area);
        let titles = [
            t::TAB_OVERVIEW.get(lang).to_owned(),
            format!("{} {}", t::APPLICANTS.get(lang), session.applicants().len()),
            format!("{} {}", t::JUDGES.get(lang), session.judges().len()),
            signed_in(session, lang),
        ];
        // The brackets tell where one is on a terminal without looks.
        let titles = titles.iter().enumerate().map(|(n, title)| {
            if n == self.tab.at() {
                format!("[{title}]")
            } else {
                format!(" {title} ")
            }
        });
        let tabs = Tabs::new(titles)
            .style(theme::quiet())
            .highlight_style(theme::title())
            .divider("")
            .select(self.tab.at());
        frame.render_widget(tabs, top);
        let shown = self.shown(ctx, session);
        let columns = self.columns(ctx, session, body.width);
        let rows = Rows {
            columns: &columns,
            shown: &shown,
            cells: &|n| (self.texts(ctx, session, n), theme::quiet()),
        };
        let empty = match self.tab {
            Tab::Applicants if session.applicants().is_empty() => Some(d::EMPTY_ROSTER),
            Tab::Judges if session.judges().is_empty() => Some(d::EMPTY_PANEL),
            _ => None,
        };
        match (self.tab, empty) {
            (Tab::Overview, _) => self.overview(ctx, session, &shown, frame, body),
            (_, Some(text)) => line(
                frame,
                body,
                0,
                &format!("   {}", text.get(lang)),
                theme::quiet(),
            ),
            (_, None) => self.panel.table(frame, body, &rows),
        }
        self.panel.foot(frame, foot, lang, &rows, body);
        match &self.open {
            Open::Nothing => {}
            Open::Menu(menu) => menu.view(frame, area),
            Open::Told { lines, first } => told(frame, area, lines, *first),
        }
        self.panel.over(frame, area);
    }

    /// What the list of this tab has beside each other.
    fn columns(&self, ctx: &Context, session: &Session, columns: u16) -> Vec<Column> {
        let lang = ctx.lang;
        let half = usize::from(columns / 2).saturating_sub(6);
        match self.tab {
            Tab::Overview => Vec::new(),
            Tab::Applicants => {
                let all = session.applicants().iter();
                let names = all.clone().map(|a| a.name.as_str());
                let lists: Vec<String> = all
                    .map(|a| rows::projects(session, &a.projects, lang))
                    .collect();
                let lists = lists.iter().map(String::as_str);
                vec![
                    Column::fixed(checks::F_ID.get(lang), 5),
                    Column::fixed(checks::F_NAME.get(lang), widest(names, 8, half)),
                    Column::fixed(checks::F_PROJECTS.get(lang), widest(lists, 6, 24)),
                    Column::rest(t::STATE.get(lang)),
                ]
            }
            Tab::Judges => {
                let all = session.judges();
                let names = all.iter().map(|j| j.name.as_str());
                let states: Vec<String> = (0..all.len())
                    .map(|j| rows::sheets(session, j, lang))
                    .collect();
                let states = states.iter().map(String::as_str);
                vec![
                    Column::fixed(d::H_SEAT.get(lang), 5),
                    Column::fixed(d::H_JUDGE.get(lang), widest(names, 6, 20)),
                    Column::fixed(t::PIN.get(lang), 8),
                    Column::fixed(t::SHEETS.get(lang), widest(states, 8, 48)),
                    Column::rest(t::STATE.get(lang)),
                ]
            }
            Tab::Seats => {
                let rows: Vec<Vec<String>> = (0..seats::all(session).len())
                    .map(|n| seats::row(ctx, session, n))
                    .collect();
                let of = |column: usize, most: usize| {
                    let texts = rows.iter().filter_map(|row| row.get(column));
                    widest(texts.map(String::as_str), 8, most)
                };
                vec![
                    Column::fixed(d::H_SEAT.get(lang), of(0, 10)),
                    Column::fixed(d::H_WHO.get(lang), of(1, 16)),
                    Column::fixed(d::H_OPENS.get(lang), of(2, 28)),
                    Column::rest(t::STATE.get(lang)),
                ]
            }
        }
    }

    fn overview(
        &self,
        ctx: &Context,
        session: &Session,
        shown: &[usize],
        frame: &mut Frame,
        area: Rect,
    ) {
        let lang = ctx.lang;
        // Before scoring there is nothing to stand beside the steps.
        let wide = area.width >= WIDE.0 && area.height >= WIDE.1 && session.phase() != Phase::Setup;
        let side = if wide {
            // The steps keep what they have in the narrowest window.
            area.width.saturating_sub(STEPS).clamp(38, 60)
        } else {
            0
        };
        let [area, right] =
            Layout::horizontal([Constraint::Min(0), Constraint::Length(side)]).areas(area);
        if wide {
            Self::beside(ctx, session, frame, right);
        }
        let mut lines = Vec::new();
        for part in width::wrap(
            steps::next(session).get(lang),
            usize::from(area.width.saturating_sub(6)),
        ) {
            lines.push(format!("   {part}"));
        }
        lines.push(String::new());
        let lines_above = lines.len();
        let steps = Rect {
            y: area.y + lines_above as u16,
            height: area.height.saturating_sub(lines_above as u16),
            ..area
        };
        for (n, step) in NextStep::ALL.iter().enumerate() {
            let sign = if step.done(ctx, session) { "✓" } else { " " };
            let text = format!(
                "{sign} {} {}",
                width::pad(step.name().get(lang), 20),
                step.state(ctx, session)
            );
            let row = self.panel.current(shown).unwrap_or(0);
            option(frame, steps, n as u16, n, row, &text);
            lines.push(String::new());
        }
        lines.push(String::new());
        if let Some(live) = ctx.live {
            lines.push(format!(
                "   {}",
                fill!(
                    t::OVERVIEW_RECORD,
                    lang,
                    [
                        ("seq", &live.journal().head().seq),
                        ("code", &live.journal().code())
                    ]
                )
            ));
            let folder = live.journal().folder().display().to_string();
            lines.push(format!(
                "   {}",
                fill!(
                    t::OVERVIEW_FOLDER,
                    lang,
                    [("folder", &width::display_safe(&folder))]
                )
            ));
        }
        if let Some(odd) = ctx.live.and_then(|live| live.journal().odd_times().last()) {
            let n = ctx.live.map_or(0, |live| live.journal().odd_times().len());
            let what = times::odd(lang, odd);
            let text = fill!(times::DESK, lang, [("n", &n), ("what", &what)]);
            for part in width::wrap(&text, usize::from(area.width.saturating_sub(6))) {
                lines.push(format!("   {part}"));
            }
        }
        for incident in session.incidents().iter().rev().take(5) {
            lines.push(format!(
                "   #{} {}",
                incident.seq,
                width::display_safe(&incident.text)
            ));
        }
        for (n, text) in lines.iter().take(usize::from(area.height)).enumerate() {
            if !text.is_empty() {
                line(frame, area, n as u16, text, theme::quiet());
            }
        }
    }
}

impl DeskScreen {
    /// What is still missing, and how far each judge is.
    fn beside(ctx: &Context, session: &Session, frame: &mut Frame, area: Rect) {
        let judges = pane::cells(session.judges().len()) + 2;
        let [missing, progress] =
            Layout::vertical([Constraint::Min(0), Constraint::Length(judges)]).areas(area);
        progress_pane(ctx, session, true, frame, progress);
        missing_pane(ctx, session, frame, missing);
    }
}

/// What is still missing, sheet by sheet.
pub(in crate::tui::screens) fn missing_pane(
    ctx: &Context,
    session: &Session,
    frame: &mut Frame,
    area: Rect,
) {
    let inner = pane::open(frame, area, &d::STILL_MISSING.title(ctx.lang), None);
    let mut told = missing::lines(session, ctx.lang, inner.height.into());
    if told.is_empty() {
        told.push(t::PROGRESS_DONE.get(ctx.lang).to_owned());
    }
    let columns = usize::from(inner.width);
    let lines: Vec<_> = told
        .iter()
        .flat_map(|text| width::wrap(text, columns))
        .map(|text| (text, theme::quiet()))
        .collect();
    pane::lines(frame, inner, &lines);
}

/// `席位 5/8`: so many of those who work are signed in; whoever only watches is none of them.
fn signed_in(session: &Session, lang: Lang) -> String {
    let mut seats = seats::all(session);
    seats.retain(|seat| *seat != OBSERVER);
    let here = |seat: &&&str| session.seat(seat).signed_in.is_some();
    let n = seats.iter().filter(here).count();
    format!("{} {n}/{}", d::SEATS.get(lang), seats.len())
}

fn told(frame: &mut Frame, area: Rect, text: &[String], first: usize) {
    let columns = area.width.saturating_sub(6).min(100);
    let inside = usize::from(columns.saturating_sub(4));
    let mut lines = Vec::new();
    for (n, sentence) in text.iter().enumerate() {
        let style = if n == 0 {
            theme::title()
        } else {
            theme::quiet()
        };
        list::paragraph(
            &mut lines,
            &width::display_safe(sentence),
            inside,
            "",
            style,
        );
    }
    let rows = (pane::cells(lines.len()) + 2).min(area.height);
    let inner = popup::open(frame, area, columns, rows, "");
    list::page(frame, inner, &lines, first);
}
