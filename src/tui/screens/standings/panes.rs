//! What stands beside the tables where there is room: the allocation with its reasons, the judges' progress, and why
//! the current score is what it is.

use super::allocation::walk;
use super::{StandingsScreen, why};
use crate::model::Session;
use crate::tally::{Results, Standing};
use crate::text::Lang;
use crate::text::fill;
use crate::text::projects;
use crate::text::screens as t;
use crate::tui::screen::Context;
use crate::tui::widgets::pane;
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::LineGauge;

/// From so many columns on a gauge says how many sheets are submitted as well.
const SHEETS: u16 = 70;

impl StandingsScreen {
    pub(super) fn allocation_pane(
        ctx: &Context,
        session: &Session,
        results: &Results,
        frame: &mut Frame,
        area: Rect,
    ) {
        let inner = pane::open(frame, area, &t::K_ALLOCATION.title(ctx.lang), None);
        let lines = walk(ctx, session, results, usize::from(inner.width));
        pane::lines(frame, inner, &lines);
    }

    pub(super) fn why_pane(
        ctx: &Context,
        session: &Session,
        standing: &Standing,
        frame: &mut Frame,
        area: Rect,
    ) {
        let inner = pane::open(frame, area, &t::K_WHY.title(ctx.lang), None);
        let columns = usize::from(inner.width);
        let mut lines = why::lines(ctx, session, standing, columns);
        if lines.len() > usize::from(inner.height) {
            lines = why::brief(ctx, session, standing, columns);
        }
        pane::lines(frame, inner, &lines);
        let legend = format!(" {} ", t::AXIS_LEGEND.get(ctx.lang));
        let last = Rect {
            y: area.bottom().saturating_sub(1),
            height: 1.min(area.height),
            width: area.width.saturating_sub(2),
            ..area
        };
        frame.render_widget(Line::styled(legend, theme::faint()).right_aligned(), last);
    }
}

/// A gauge a judge, with what is left and when she was last at work. `named`: by name, else by seat.
pub(in crate::tui::screens) fn progress_pane(
    ctx: &Context,
    session: &Session,
    named: bool,
    frame: &mut Frame,
    area: Rect,
) {
    let lang = ctx.lang;
    let (done, all) = of_panel(session);
    let share = format!("{}%", share(done, all));
    let inner = pane::open(frame, area, t::PROGRESS.get(lang), Some(&share));
    let rows = Layout::vertical(vec![Constraint::Length(1); usize::from(inner.height)]);
    let judges = session.judges().len();
    for (j, row) in rows.split(inner).iter().enumerate().take(judges) {
        gauge(ctx, session, j, named, frame, *row);
    }
}

/// Cells that are filled or settled, of all that a judge has.
fn cells_done(session: &Session, judge: usize) -> (usize, usize) {
    let (_, sheets) = session.part(judge, None);
    let all = sheets * session.indicators().len();
    (all.saturating_sub(session.blanks(judge, None)), all)
}

/// Whole percent, of which there are a hundred only when all is done.
fn share(done: usize, all: usize) -> usize {
    (done * 100).checked_div(all).unwrap_or(100)
}

fn gauge(
    ctx: &Context,
    session: &Session,
    judge: usize,
    named: bool,
    frame: &mut Frame,
    area: Rect,
) {
    let lang = ctx.lang;
    let Some(who) = session.judges().get(judge) else {
        return;
    };
    let name = if named {
        width::display_safe(&who.name).into_owned()
    } else {
        fill!(t::SEAT_N, lang, [("n", &(judge + 1))])
    };
    let (mut text, style) = said(ctx, session, judge, lang);
    if area.width >= SHEETS {
        let (done, all) = session.part(judge, None);
        let sheets = fill!(t::SHEETS_SHORT, lang, [("done", &done), ("all", &all)]);
        text = format!("{sheets}  {text}");
    }
    let columns = (width::cells(&text) as u16).min(area.width / 2);
    let [label, bar, state] = Layout::horizontal([
        Constraint::Length(10),
        Constraint::Min(0),
        Constraint::Length(columns),
    ])
    .spacing(1)
    .areas(area);
    frame.render_widget(Line::raw(width::fit_middle(&name, 10)), label);
    frame.render_widget(Line::styled(text, style).right_aligned(), state);
    let (done, all) = cells_done(session, judge);
    let label = format!("{:>3}%", share(done, all));
    frame.render_widget(line_gauge(done, all, label), bar);
}

fn line_gauge(done: usize, all: usize, label: String) -> LineGauge<'static> {
    let (done, all) = (done as f64, all as f64);
    // A share of the width, and no score.
    let ratio = if all > 0.0 {
        (done / all).clamp(0.0, 1.0)
    } else {
        1.0
    };
    let filled = if ratio < 1.0 {
        theme::counted()
    } else {
        theme::good()
    };
    LineGauge::default()
        .ratio(ratio)
        .label(Line::raw(label))
        .filled_symbol("━")
        .unfilled_symbol("─")
        .filled_style(filled)
        .unfilled_style(theme::border())
}

/// How far the panel is as a whole.
pub(super) fn panel_gauge(ctx: &Context, session: &Session, frame: &mut Frame, area: Rect) {
    let (done, all) = of_panel(session);
    let label = format!(" {} {}%", t::PROGRESS.get(ctx.lang), share(done, all));
    frame.render_widget(line_gauge(done, all, label), area);
}

fn of_panel(session: &Session) -> (usize, usize) {
    (0..session.judges().len())
        .map(|j| cells_done(session, j))
        .fold((0, 0), |sum, part| (sum.0 + part.0, sum.1 + part.1))
}

/// Where the judge is: finished, recused, at work until when, or not there yet.
fn said(ctx: &Context, session: &Session, judge: usize, lang: Lang) -> (String, Style) {
    let id = session
        .judges()
        .get(judge)
        .map(|j| j.id.as_str())
        .unwrap_or_default();
    if session.is_finished(judge) {
        let away = session.away_from(judge);
        let text = if away.is_empty() {
            t::SUBMITTED_SHORT.get(lang).to_owned()
        } else if session.has_part(judge) {
            let ids = away.iter().filter_map(|p| session.project_id(*p));
            let ids: Vec<String> = ids.map(str::to_owned).collect();
            let from = projects::numbered(lang, session.projects(), &ids);
            fill!(t::SUBMITTED_BUT, lang, [("projects", &from)])
        } else {
            t::AWAY_SHORT.get(lang).to_owned()
        };
        return (text, theme::good());
    }
    let blanks = session.blanks(judge, None);
    let left = if blanks == 0 {
        t::TO_SUBMIT_SHORT.get(lang).to_owned()
    } else {
        fill!(t::LEFT_SHORT, lang, [("n", &blanks)])
    };
    match ctx.live.and_then(|live| live.activity(id)) {
        Some(activity) => {
            let at = activity.last.get(..5).unwrap_or_default();
            let pace = activity.minutes_a_sheet(session.indicators().len());
            let text = match pace {
                Some(n) => fill!(
                    t::AT_WORK_PACE,
                    lang,
                    [("left", &left), ("at", &at), ("n", &n)]
                ),
                None => fill!(t::AT_WORK, lang, [("left", &left), ("at", &at)]),
            };
            (text, theme::quiet())
        }
        None if session.seat(id).signed_in.is_none() => {
            let text = fill!(t::NOT_SEATED, lang, [("left", &left)]);
            (text, theme::warn())
        }
        None => (left, theme::quiet()),
    }
}
