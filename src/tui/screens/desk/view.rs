//! How the desk is drawn. Reads only.

use super::super::home::option;
use super::seats;
use super::steps::{self, Step};
use super::{Desk, Open, Tab, missing};
use crate::journal::time_of_day;
use crate::model::{Eligibility, Phase, Session, SheetState};
use crate::text::Lang;
use crate::text::desk as d;
use crate::text::fill;
use crate::text::screens as t;
use crate::text::{hand, times};
use crate::tui::screen::Context;
use crate::tui::screens::standings::panes::progress_pane;
use crate::tui::widgets::frame::line;
use crate::tui::widgets::list;
use crate::tui::widgets::pane;
use crate::tui::widgets::popup;
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

/// From so many columns and rows on there are panes beside the steps.
const WIDE: (u16, u16) = (120, 24);

impl Desk {
    pub fn view(&self, ctx: &Context, frame: &mut Frame, area: Rect) {
        let Some(session) = ctx.session() else { return };
        let lang = ctx.lang;
        let tabs = [
            (Tab::Overview, t::TAB_OVERVIEW.get(lang).to_owned()),
            (
                Tab::Applicants,
                format!("{} {}", t::APPLICANTS.get(lang), session.applicants().len()),
            ),
            (
                Tab::Judges,
                format!("{} {}", t::JUDGES.get(lang), session.judges().len()),
            ),
            (Tab::Seats, signed_in(session, lang)),
        ];
        let text: Vec<String> = tabs
            .iter()
            .map(|(tab, name)| {
                if *tab == self.tab {
                    format!("[{name}]")
                } else {
                    format!(" {name} ")
                }
            })
            .collect();
        line(
            frame,
            area,
            0,
            &format!(" {}", text.join("  ")),
            theme::title(),
        );
        let rows = Rect {
            y: area.y + 2,
            height: area.height.saturating_sub(3),
            ..area
        };
        let names = if area.width >= WIDE.0 { 60 } else { 34 };
        match self.tab {
            Tab::Overview => self.overview(ctx, session, frame, rows),
            Tab::Applicants => list::draw(frame, rows, self.row, session.applicants().len(), |n| {
                (applicant(session, n, lang, names), theme::quiet())
            }),
            Tab::Judges => list::draw(frame, rows, self.row, session.judges().len(), |n| {
                (judge(session, n, lang), theme::quiet())
            }),
            Tab::Seats => {
                let length = seats::all(session).len();
                list::draw(frame, rows, self.row, length, |n| {
                    (seats::row(ctx, session, n), theme::quiet())
                });
            }
        }
        let empty = match self.tab {
            Tab::Applicants if session.applicants().is_empty() => Some(d::EMPTY_ROSTER),
            Tab::Judges if session.judges().is_empty() => Some(d::EMPTY_PANEL),
            _ => None,
        };
        if let Some(text) = empty {
            line(
                frame,
                rows,
                0,
                &format!("   {}", text.get(lang)),
                theme::quiet(),
            );
        }
        if let Some(notice) = &self.notice {
            line(
                frame,
                area,
                area.height.saturating_sub(1),
                &format!(" {}", notice.text()),
                notice.style(),
            );
        }
        match &self.open {
            Open::Nothing => {}
            Open::Menu(menu) => menu.view(frame, area),
            Open::Form(_, form) => form.view(frame, area),
            Open::Told { lines, first } => told(frame, area, lines, *first),
        }
    }

    fn overview(&self, ctx: &Context, session: &Session, frame: &mut Frame, area: Rect) {
        let lang = ctx.lang;
        let wide = area.width >= WIDE.0 && area.height >= WIDE.1;
        let side = if wide {
            (area.width / 3).clamp(42, 60)
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
        for (n, step) in Step::ALL.iter().enumerate() {
            let sign = if step.done(ctx, session) { "✓" } else { " " };
            let text = format!(
                "{sign} {} {}",
                width::pad(step.name().get(lang), 20),
                step.state(ctx, session)
            );
            option(frame, steps, n as u16, n, self.row, &text);
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

impl Desk {
    /// What is still missing, and how far each judge is.
    fn beside(ctx: &Context, session: &Session, frame: &mut Frame, area: Rect) {
        if session.phase() == Phase::Setup {
            return;
        }
        let judges = pane::cells(session.judges().len()) + 2;
        let [missing, progress] =
            Layout::vertical([Constraint::Min(0), Constraint::Length(judges)]).areas(area);
        progress_pane(ctx, session, true, frame, progress);
        let inner = pane::open(frame, missing, d::STILL_MISSING.get(ctx.lang), None);
        let mut told = missing::lines(session, ctx.lang);
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
}

/// `席位 5/9`: so many are signed in.
fn signed_in(session: &Session, lang: Lang) -> String {
    let seats = seats::all(session);
    let here = |seat: &&&str| session.seat(seat).signed_in.is_some();
    let n = seats.iter().filter(here).count();
    format!("{} {n}/{}", d::SEATS.get(lang), seats.len())
}

/// `names`: how many cells a name has.
fn applicant(session: &Session, n: usize, lang: Lang, names: usize) -> String {
    let Some(applicant) = session.applicants().get(n) else {
        return String::new();
    };
    let gone = session.withdrawn_entries(n);
    let state = match session.eligibility(n) {
        Eligibility::Qualified | Eligibility::Pending if !gone.is_empty() => {
            let projects: Vec<&str> = gone
                .iter()
                .filter_map(|e| session.entries().get(*e))
                .filter_map(|e| session.project_id(e.project))
                .collect();
            let what = if session.has_withdrawn(n) {
                String::new()
            } else {
                projects.join(" ")
            };
            format!("{} {what}", d::WITHDRAWN.get(lang))
        }
        Eligibility::Qualified => String::new(),
        Eligibility::Disqualified { clause, reason } => {
            format!(
                "{}: {clause} {}",
                t::DISQUALIFIED.get(lang),
                width::display_safe(reason)
            )
        }
        Eligibility::Pending => t::PENDING.get(lang).to_owned(),
        Eligibility::Vetoed { reason, .. } => {
            format!("{}: {}", t::VETOED.get(lang), width::display_safe(reason))
        }
    };
    let list = projects(session, &applicant.projects, lang);
    format!(
        "{} {} {} {state}",
        width::pad(&applicant.id, 6),
        width::pad(
            &width::fit_middle(&width::display_safe(&applicant.name), names),
            names
        ),
        width::pad(&list, width::cells(&list).max(12)),
    )
}

/// `项目1 项目2`
fn projects(session: &Session, ids: &[String], lang: Lang) -> String {
    let short = |id: &String| match session.project(id) {
        Some(p) => fill!(t::PROJECT_SHORT, lang, [("n", &(p + 1))]),
        None => width::display_safe(id).into_owned(),
    };
    ids.iter().map(short).collect::<Vec<_>>().join(" ")
}

fn judge(session: &Session, n: usize, lang: Lang) -> String {
    let Some(judge) = session.judges().get(n) else {
        return String::new();
    };
    let seat = session.seat(&judge.id);
    let pin = if seat.pin.is_some() {
        t::PIN_SET
    } else {
        t::PIN_NONE
    };
    let blanks = session.blanks(n, None);
    let (submitted, all) = session.part(n, None);
    let away = session
        .entries()
        .iter()
        .enumerate()
        .filter(|(e, _)| session.is_in(*e))
        .filter(|(_, entry)| matches!(entry.state(n), SheetState::Recused | SheetState::Void))
        .count();
    let mut text = fill!(
        t::JUDGE_LINE,
        lang,
        [
            ("blanks", &blanks),
            ("submitted", &submitted),
            ("all", &all),
        ]
    );
    if away > 0 {
        text.push_str(&fill!(t::JUDGE_AWAY, lang, [("n", &away)]));
    }
    let here = match &seat.signed_in {
        Some(signed) => fill!(t::SIGNED_IN, lang, [("at", &time_of_day(&signed.at))]),
        None => String::new(),
    };
    let mut more = vec![here];
    if judge.leader {
        more.push(d::IS_LEADER.get(lang).to_owned());
    }
    if session.phase() != Phase::Setup {
        more.extend(stated(session, n, lang));
    }
    if let Some(r) = session.replacements().iter().find(|r| r.old == n) {
        let new = session.judges().get(r.new).map(|j| j.id.as_str());
        more.push(fill!(
            d::REPLACED_BY,
            lang,
            [("id", &new.unwrap_or_default())]
        ));
    }
    if !judge.projects.is_empty() {
        more.push(fill!(
            d::ONLY_FOR,
            lang,
            [("projects", &projects(session, &judge.projects, lang))]
        ));
    }
    more.push(width::display_safe(&judge.employer).into_owned());
    more.retain(|text| !text.is_empty());
    format!(
        "{} {} {} {} {}",
        width::pad(&judge.id, 6),
        width::pad(&width::display_safe(&judge.name), 14),
        width::pad(pin.get(lang), 8),
        width::pad(&text, 27),
        more.join("; ")
    )
}

/// Whose hand wrote the statement of no conflict, or that there is none where the rules ask for it.
fn stated(session: &Session, n: usize, lang: Lang) -> Option<String> {
    match session.statement(n) {
        Some(made) => {
            let by = hand::of_statement(lang, session, n, made);
            Some(fill!(d::HAS_STATED, lang, [("hand", &by)]))
        }
        None if session.rules().declaration => Some(d::HAS_NOT_STATED.get(lang).to_owned()),
        None => None,
    }
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
