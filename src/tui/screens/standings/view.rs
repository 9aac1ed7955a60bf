//! How the standings room is drawn: what stands where, by the room that there is. Reads only.
//!
//! ```text
//! below 120 columns         from 120 columns on
//! ┌ table ───────────────┐  ┌ table of the project ──────┬ allocation ──┐
//! │                      │  │                            │              │
//! │                      │  ├ tables of the others ──────┤              │
//! ├ awards, progress ────┤  │                            ├ progress ────┤
//! │                      │  ├ why this score ────────────┤              │
//! └──────────────────────┘  └────────────────────────────┴──────────────┘
//! ```

use super::WIDE;
use super::allocation::{summary, walk};
use super::panes::progress_pane;
use super::{Show, StandingsDialog, StandingsScreen, table, why};
use crate::model::{Judge, OBSERVER, Session};
use crate::tally::{ProjectResult, Results};
use crate::text::award as a;
use crate::text::fill;
use crate::text::projects;
use crate::text::screens as t;
use crate::text::{Lang, hand};
use crate::tui::screen::Context;
use crate::tui::widgets::frame::{self as surround, line};
use crate::tui::widgets::{pane, popup};
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;

/// The least rows of the pane that explains a score.
const WHY: u16 = 9;
/// Rows of a table without its entries: its title and its headings.
const HEAD: u16 = 2;

impl StandingsScreen {
    pub fn view(&self, ctx: &Context, frame: &mut Frame, area: Rect) {
        let (Some(session), Some(results)) = (ctx.session(), ctx.results()) else {
            return;
        };
        let show = self.shown(ctx);
        let Some(result) = results.projects.get(self.project) else {
            return;
        };
        match show {
            Show::ProgressOnly => return self.progress_page(ctx, session, frame, area),
            Show::WithoutJudges => self.wall(ctx, session, results, frame, area),
            Show::Everything if area.width >= WIDE.0 && area.height >= WIDE.1 => {
                self.wide(ctx, session, results, frame, area);
            }
            Show::Everything => self.narrow(ctx, session, results, frame, area),
        }
        self.over(ctx, session, results, result, frame, area);
    }

    fn narrow(
        &self,
        ctx: &Context,
        session: &Session,
        results: &Results,
        frame: &mut Frame,
        area: Rect,
    ) {
        let Some(result) = results.projects.get(self.project) else {
            return;
        };
        let paper = hand::judges_from_paper(ctx.lang, session, self.project).is_some();
        let bottom = 3 + results.projects.len().min(4) as u16 + u16::from(paper);
        let [above, below] =
            Layout::vertical([Constraint::Min(0), Constraint::Length(bottom)]).areas(area);
        self.table(ctx, session, self.project, result, frame, above);
        self.below(ctx, session, results, frame, below);
    }

    fn wide(
        &self,
        ctx: &Context,
        session: &Session,
        results: &Results,
        frame: &mut Frame,
        area: Rect,
    ) {
        let side = (area.width / 3).clamp(42, 64);
        let speaks = u16::from(self.panel.speaks());
        let [area, foot] =
            Layout::vertical([Constraint::Min(0), Constraint::Length(speaks)]).areas(area);
        let [left, right] = Layout::horizontal([Constraint::Min(0), Constraint::Length(side)])
            .spacing(1)
            .areas(area);
        let judges = pane::cells(session.judges().len()) + 2;
        let progress = judges.min(area.height / 2);
        let [allocation, progress] =
            Layout::vertical([Constraint::Min(0), Constraint::Length(progress)]).areas(right);
        Self::allocation_pane(ctx, session, results, frame, allocation);
        progress_pane(ctx, session, true, frame, progress);
        // The project that keys go to first, then the others as far as they have some rows.
        let mut rows = left.height.saturating_sub(WHY);
        let all = results.projects.len();
        let mut parts = Vec::new();
        for n in 0..all {
            let p = (self.project + n) % all;
            let wanted = results
                .projects
                .get(p)
                .map_or(0, |r| pane::cells(r.standings.len()))
                + HEAD;
            let given = if n == 0 {
                wanted.min(rows)
            } else {
                wanted.min(rows.saturating_sub(1))
            };
            if given < HEAD + 3.min(wanted - HEAD) {
                break;
            }
            rows -= given + u16::from(n > 0);
            parts.push((p, given));
        }
        let first = self.project;
        parts.sort_by_key(|(p, _)| *p);
        let mut y = left.y;
        for (p, height) in &parts {
            if let Some(result) = results.projects.get(*p) {
                let place = Rect {
                    y,
                    height: *height,
                    ..left
                };
                self.table(ctx, session, *p, result, frame, place);
            }
            y += height + 1;
        }
        let rest = Rect {
            y: y.saturating_sub(1).min(left.bottom()),
            height: left.bottom().saturating_sub(y.saturating_sub(1)),
            ..left
        };
        let standing = results
            .projects
            .get(first)
            .and_then(|p| p.standings.get(self.row(session, p)));
        if let Some(standing) = standing {
            Self::why_pane(ctx, session, standing, frame, rest);
        }
        self.foot(ctx, session, results, frame, foot);
    }

    /// The filter, or a sentence.
    fn foot(
        &self,
        ctx: &Context,
        session: &Session,
        results: &Results,
        frame: &mut Frame,
        area: Rect,
    ) {
        let result = results.projects.get(self.project);
        let rows = result.map_or_else(Vec::new, |r| self.rows(session, self.project, r));
        self.panel.foot_of(frame, area, ctx.lang, &rows, false);
    }

    /// What is open over the tables.
    fn over(
        &self,
        ctx: &Context,
        session: &Session,
        results: &Results,
        result: &ProjectResult,
        frame: &mut Frame,
        area: Rect,
    ) {
        match &self.open {
            StandingsDialog::Nothing => {}
            StandingsDialog::Why { first } => {
                if let Some(standing) = result.standings.get(self.row(session, result)) {
                    let lines = why::lines(ctx, session, standing, page_columns(area));
                    page(frame, area, &t::K_WHY.title(ctx.lang), &lines, *first);
                }
            }
            StandingsDialog::Allocation { first } => {
                let lines = walk(ctx, session, results, page_columns(area));
                page(
                    frame,
                    area,
                    &t::K_ALLOCATION.title(ctx.lang),
                    &lines,
                    *first,
                );
            }
        }
        self.panel.over(frame, area);
    }

    /// Under the only table: the row's range on its axis, the awards, the judges' progress or a notice.
    fn below(
        &self,
        ctx: &Context,
        session: &Session,
        results: &Results,
        frame: &mut Frame,
        area: Rect,
    ) {
        let lang = ctx.lang;
        line(
            frame,
            area,
            0,
            &"─".repeat(usize::from(area.width)),
            theme::border(),
        );
        let result = results.projects.get(self.project);
        let standing = result.and_then(|p| p.standings.get(self.row(session, p)));
        if let (Some(result), Some(standing)) = (result, standing) {
            let range = table::range_text(standing);
            let label = format!(" {}", fill!(t::STRIP, lang, [("range", &range)]));
            line(frame, area, 1, &label, theme::quiet());
            let used = width::cells(&label) as u16;
            let room = area.width.saturating_sub(used + 1);
            let place = Rect {
                x: area.x + used,
                y: area.y + 1,
                width: room,
                height: 1,
            };
            let axis = super::axis::Axis::of(session, &result.standings);
            frame.render_widget(axis.labelled(session, standing, usize::from(room)), place);
        }
        let mut row = 2;
        // The project shown first, then the others as far as there is room.
        let shown = results.projects.len().min(4);
        let first = self
            .project
            .saturating_sub(1)
            .min(results.projects.len() - shown);
        for (p, result) in results.projects.iter().enumerate().skip(first).take(shown) {
            let (text, style) = summary(session, p, result, lang);
            line(
                frame,
                area,
                row,
                &format!(" {} {text}", t::AWARD.get(lang)),
                style,
            );
            row += 1;
        }
        if let Some(paper) = hand::judges_from_paper(lang, session, self.project) {
            line(frame, area, row, &format!(" {paper}"), theme::quiet());
            row += 1;
        }
        let last = Rect {
            y: (area.y + row).min(area.bottom()),
            height: area.height.saturating_sub(row).min(1),
            ..area
        };
        if self.panel.speaks() {
            self.foot(ctx, session, results, frame, last);
        } else {
            let text = format!(" {}", progress_line(session, lang));
            line(frame, last, 0, &text, theme::quiet());
        }
    }

    /// Rules that hide results until all have submitted show how far the judges are, and nothing else.
    fn progress_page(&self, ctx: &Context, session: &Session, frame: &mut Frame, area: Rect) {
        let rows = (pane::cells(session.judges().len()) + 2).min(area.height.saturating_sub(1));
        let columns = area.width.min(110);
        let place = Rect {
            x: area.x + (area.width - columns) / 2,
            width: columns,
            y: area.y + (area.height.saturating_sub(rows + 1)) / 2,
            height: rows,
        };
        let named = self.show == Show::Everything && ctx.seat != Some(OBSERVER);
        progress_pane(ctx, session, named, frame, place);
        if let Some(notice) = self.panel.said() {
            surround::notice(frame, surround::last_line(area), "   ", notice, ctx.lang);
        }
    }
}

/// `进度 评委3 余 43 格  评委7 余 90 格`: only those who have not finished.
fn progress_line(session: &Session, lang: Lang) -> String {
    let named = |judge: &Judge| width::display_safe(&judge.name).into_owned();
    let unfinished: Vec<String> = session
        .judges()
        .iter()
        .enumerate()
        .filter(|(j, _)| !session.is_finished(*j))
        .map(|(j, judge)| {
            let who = named(judge);
            let blanks = session.blanks(j, None);
            if blanks == 0 {
                fill!(t::PROGRESS_UNSEALED, lang, [("who", &who)])
            } else {
                fill!(t::PROGRESS_BLANKS, lang, [("who", &who), ("n", &blanks)])
            }
        })
        .collect();
    if !unfinished.is_empty() {
        return format!("{} {}", t::PROGRESS.get(lang), unfinished.join("  "));
    }
    let away: Vec<String> = session
        .judges()
        .iter()
        .enumerate()
        .map(|(j, judge)| (session.away_from(j), judge))
        .filter(|(away, _)| !away.is_empty())
        .map(|(away, judge)| {
            let ids = away.iter().filter_map(|p| session.project_id(*p));
            let ids: Vec<String> = ids.map(str::to_owned).collect();
            let from = projects::numbered(lang, session.projects(), &ids);
            fill!(
                t::PROGRESS_AWAY,
                lang,
                [("who", &named(judge)), ("projects", &from)]
            )
        })
        .collect();
    if away.is_empty() {
        t::PROGRESS_DONE.get(lang).to_owned()
    } else {
        let away = away.join(a::BETWEEN.get(lang));
        fill!(t::PROGRESS_DONE_BUT, lang, [("away", &away)])
    }
}

fn page_columns(area: Rect) -> usize {
    usize::from(area.width.saturating_sub(8).min(100))
}

fn page(frame: &mut Frame, area: Rect, title: &str, lines: &[(String, Style)], first: usize) {
    let rows = (pane::cells(lines.len()) + 2).min(area.height);
    let inner = popup::open(frame, area, page_columns(area) as u16 + 4, rows, title);
    let shown = usize::from(inner.height);
    let first = first.min(lines.len().saturating_sub(shown));
    for (n, (text, style)) in lines.iter().skip(first).take(shown).enumerate() {
        line(frame, inner, n as u16, text, *style);
    }
    if lines.len() > first + shown {
        let more = Rect {
            y: inner.bottom(),
            height: 1,
            ..inner
        };
        line(frame, more, 0, " PgDn ", theme::key());
    }
}
