//! How the standings room is drawn. Reads only.

use super::allocation::{name, summary, walk};
use super::why;
use super::{Open, Show, Standings};
use crate::model::{Entry, Judge, OBSERVER, Points, Session, Status};
use crate::tally::{ProjectResult, Results, Standing, Use};
use crate::text::award as a;
use crate::text::screens as t;
use crate::text::{Lang, hand, words};
use crate::tui::screen::{Context, scrolled};
use crate::tui::widgets::frame::line;
use crate::tui::widgets::popup;
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Cells of one judge's column: `95.00↑` and a blank.
const JUDGE: usize = 7;
const SCORE: usize = 7;
const RANGE: usize = 14;
const STATE: usize = 10;

/// Does the judge not sit on this entry's panel?
fn absent(entry: Option<&Entry>, judge: usize) -> bool {
    entry.is_some_and(|e| e.status(judge) == Status::Absent)
}

impl Standings {
    pub fn view(&self, ctx: &Context, frame: &mut Frame, area: Rect) {
        let (Some(session), Some(results)) = (ctx.session(), ctx.results()) else {
            return;
        };
        let show = self.shown(ctx);
        if show == Show::ProgressOnly {
            self.progress_page(ctx, session, frame, area);
            return;
        }
        let Some(result) = results.projects.get(self.project) else {
            return;
        };
        let paper = self.paper_line(session, show, ctx.lang).is_some();
        let bottom = 2
            + results.projects.len().min(4) as u16
            + u16::from(show == Show::Everything)
            + u16::from(paper);
        let table = Rect {
            height: area.height.saturating_sub(bottom),
            ..area
        };
        self.table(ctx, session, result, show, frame, table);
        let below = Rect {
            y: area.y + table.height,
            height: area.height - table.height,
            ..area
        };
        self.below(ctx, session, results, show, frame, below);
        match &self.open {
            Open::Nothing => {}
            Open::Tie { form, .. } | Open::Method { form, .. } => form.view(frame, area),
            Open::Why { first } => {
                if let Some(standing) = result.standings.get(self.row) {
                    let columns = page_columns(area);
                    let lines = why::lines(ctx, session, standing, columns);
                    page(frame, area, t::K_WHY.get(ctx.lang), &lines, *first);
                }
            }
            Open::Allocation { first } => {
                let lines = walk(ctx, session, results, page_columns(area));
                page(frame, area, t::K_ALLOCATION.get(ctx.lang), &lines, *first);
            }
        }
    }

    fn table(
        &self,
        ctx: &Context,
        session: &Session,
        result: &ProjectResult,
        show: Show,
        frame: &mut Frame,
        area: Rect,
    ) {
        let lang = ctx.lang;
        let project = session.projects().get(self.project);
        let label = project.map(|p| words(lang, &p.name)).unwrap_or_default();
        let columns = Columns::of(usize::from(area.width), session, show, self.judge);
        let all = session.judges().len();
        let entries = result.standings.len();
        let right = if show == Show::Everything && columns.judges < all {
            let (from, to) = (columns.first + 1, columns.first + columns.judges);
            t::ENTRIES_AND_JUDGES.fill(
                lang,
                &[
                    ("entries", &entries),
                    ("from", &from),
                    ("to", &to),
                    ("all", &all),
                ],
            )
        } else {
            t::ENTRIES.fill(lang, &[("entries", &entries)])
        };
        let head = t::STANDINGS_HEAD.fill(
            lang,
            &[
                ("n", &(self.project + 1)),
                ("all", &session.projects().len()),
                ("name", &label),
            ],
        );
        let room = usize::from(area.width).saturating_sub(width::cells(&right) + 3);
        line(
            frame,
            area,
            0,
            &format!(" {} {right}", width::pad(&head, room)),
            theme::title(),
        );
        line(
            frame,
            area,
            1,
            &self.heading(session, &columns, lang),
            theme::key(),
        );
        let rows = usize::from(area.height.saturating_sub(2));
        let length = result.standings.len();
        let row = self.row.min(length.saturating_sub(1));
        let first = scrolled(row, rows, length);
        for (n, standing) in result.standings.iter().enumerate().skip(first).take(rows) {
            let current = n == row;
            let text = self.standing_text(session, standing, &columns, current, lang);
            let style = if current {
                theme::current()
            } else {
                theme::quiet()
            };
            let y = 2 + (n - first) as u16;
            line(
                frame,
                area,
                y,
                &width::pad(&text, usize::from(area.width)),
                style,
            );
            if current && y < area.height {
                frame.set_cursor_position((area.x, area.y + y));
            }
        }
    }

    fn heading(&self, session: &Session, columns: &Columns, lang: Lang) -> String {
        let mut text = format!(
            " {}{}",
            width::pad_left(t::RANK.get(lang), 4),
            width::pad(&format!(" {}", t::APPLICANT.get(lang)), columns.name)
        );
        for judge in session
            .judges()
            .iter()
            .skip(columns.first)
            .take(columns.judges)
        {
            text.push_str(&width::pad_left(
                &format!(
                    "{} ",
                    width::fit(&width::display_safe(&judge.name), JUDGE - 1)
                ),
                JUDGE,
            ));
        }
        text.push_str(&width::pad_left(t::SCORE.get(lang), SCORE));
        if columns.range {
            text.push_str(&width::pad_left(t::RANGE.get(lang), RANGE));
        }
        text.push_str("  ");
        text.push_str(t::STATE.get(lang));
        text
    }

    fn standing_text(
        &self,
        session: &Session,
        standing: &Standing,
        columns: &Columns,
        current: bool,
        lang: Lang,
    ) -> String {
        let rank = standing
            .rank
            .map_or_else(|| "-".to_owned(), |r| r.to_string());
        let sign = if current { "▸" } else { " " };
        let mut text = format!(
            "{sign}{}{}",
            width::pad_left(&rank, 4),
            width::pad(
                &format!(" {}", name(session, standing.applicant)),
                columns.name
            )
        );
        let entry = session.entries().get(standing.entry);
        for j in columns.first..columns.first + columns.judges {
            let total = match (entry.and_then(|e| e.total(j)), standing.uses.get(j)) {
                (Some(total), Some(Use::DroppedHigh)) => format!("{total}↑"),
                (Some(total), Some(Use::DroppedLow)) => format!("{total}↓"),
                (Some(total), Some(Use::Counted)) => format!("{total} "),
                _ if absent(entry, j) => String::new(),
                (Some(total), _) => format!("({total})"),
                (None, _) => "... ".to_owned(),
            };
            text.push_str(&width::pad_left(&total, JUDGE));
        }
        let score = standing
            .count
            .score
            .map_or_else(|| "-".to_owned(), |s| s.to_string());
        text.push_str(&width::pad_left(&score, SCORE));
        if columns.range {
            text.push_str(&width::pad_left(&range_text(standing), RANGE));
        }
        text.push_str("  ");
        text.push_str(&state_text(standing, lang));
        text
    }

    /// Under the table: the row's range and dot strip, the awards, the judges' progress, a notice.
    /// Whose sheets of the project were written down from paper, where judges are named.
    fn paper_line(&self, session: &Session, show: Show, lang: Lang) -> Option<String> {
        (show == Show::Everything)
            .then(|| hand::judges_from_paper(lang, session, self.project))
            .flatten()
    }

    fn below(
        &self,
        ctx: &Context,
        session: &Session,
        results: &Results,
        show: Show,
        frame: &mut Frame,
        area: Rect,
    ) {
        let lang = ctx.lang;
        let columns = usize::from(area.width);
        line(frame, area, 0, &"─".repeat(columns), theme::border());
        let mut row = 1;
        if show == Show::Everything {
            let standing = results
                .projects
                .get(self.project)
                .and_then(|p| p.standings.get(self.row));
            if let Some(standing) = standing {
                let range = range_text(standing);
                let label = t::STRIP.fill(lang, &[("range", &range)]);
                let room = columns.saturating_sub(width::cells(&label) + 2);
                let strip = strip(session, standing, room);
                line(
                    frame,
                    area,
                    row,
                    &format!(" {label}{strip}"),
                    theme::quiet(),
                );
            }
            row += 1;
        }
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
        if let Some(paper) = self.paper_line(session, show, lang) {
            line(frame, area, row, &format!(" {paper}"), theme::quiet());
            row += 1;
        }
        let (text, style) = match &self.notice {
            Some(notice) => (notice.text().to_owned(), notice.style()),
            None => (progress_line(session, show, lang), theme::quiet()),
        };
        line(frame, area, row, &format!(" {text}"), style);
    }

    fn progress_page(&self, ctx: &Context, session: &Session, frame: &mut Frame, area: Rect) {
        let lang = ctx.lang;
        line(
            frame,
            area,
            1,
            &format!("   {}", t::PROGRESS.get(lang)),
            theme::title(),
        );
        let columns = usize::from(area.width.saturating_sub(44)).min(60);
        let rows = usize::from(area.height.saturating_sub(4));
        for (j, judge) in session.judges().iter().enumerate().take(rows) {
            let (done, all) = session.part(j, None);
            let blanks = session.blanks(j, None);
            let cells = (all * session.indicators().len()).max(1);
            let filled = match all {
                0 => 0,
                _ => columns * cells.saturating_sub(blanks) / cells,
            };
            let bar = format!("{}{}", "#".repeat(filled), ".".repeat(columns - filled));
            let who = if self.show == Show::Everything && ctx.seat != Some(OBSERVER) {
                width::display_safe(&judge.name).into_owned()
            } else {
                t::SEAT_N.fill(lang, &[("n", &(j + 1))])
            };
            let text =
                t::PROGRESS_LINE.fill(lang, &[("done", &done), ("all", &all), ("blanks", &blanks)]);
            line(
                frame,
                area,
                3 + j as u16,
                &format!("   {}[{bar}]  {text}", width::pad(&who, 14)),
                theme::quiet(),
            );
        }
        if let Some(notice) = &self.notice {
            line(
                frame,
                area,
                area.height.saturating_sub(1),
                &format!("   {}", notice.text()),
                notice.style(),
            );
        }
    }
}

/// Which columns fit.
struct Columns {
    name: usize,
    first: usize,
    judges: usize,
    range: bool,
}

impl Columns {
    fn of(width: usize, session: &Session, show: Show, first: usize) -> Self {
        let all = if show == Show::Everything {
            session.judges().len()
        } else {
            0
        };
        let fixed = 1 + 4 + SCORE + 2 + STATE;
        let left = width.saturating_sub(fixed);
        // A name needs 14 cells; then come judges; the range has its own column where there is still room.
        let judges = all.min(left.saturating_sub(14) / JUDGE);
        let spare = left - judges * JUDGE;
        let range = spare >= 14 + RANGE;
        Self {
            name: (spare - if range { RANGE } else { 0 }).min(50),
            first: first.min(all - judges),
            judges,
            range,
        }
    }
}

fn range_text(standing: &Standing) -> String {
    match standing.bounds {
        Some((low, high)) if low == high => low.to_string(),
        Some((low, high)) => format!("{low}-{high}"),
        None => "-".to_owned(),
    }
}

fn state_text(standing: &Standing, lang: Lang) -> String {
    let tied = standing.tie.is_some();
    let text = match standing.count.score {
        None => {
            return t::NEEDS_SHEETS.fill(lang, &[("n", &standing.count.sheets)]);
        }
        Some(_) if standing.certain => a::CERTAIN,
        Some(_) if standing.as_scored && tied => t::AS_SCORED_TIED,
        Some(_) if standing.as_scored => a::AS_SCORED_SHORT,
        Some(_) if standing.bounds.is_some_and(|(low, high)| low == high) => t::FINAL,
        Some(_) => t::PROVISIONAL,
    };
    let tie = if tied { t::TIED_MARK.get(lang) } else { "" };
    format!("{}{tie}", text.get(lang))
}

/// The totals as dots on a line: `60 ...o..oo|.↑... 100`; `↑` and `↓` are dropped, `|` is the score.
fn strip(session: &Session, standing: &Standing, columns: usize) -> String {
    let Some(entry) = session.entries().get(standing.entry) else {
        return String::new();
    };
    let full = session
        .template()
        .and_then(|t| t.full_marks())
        .unwrap_or(Points::ZERO);
    let totals: Vec<(Points, char)> = standing
        .uses
        .iter()
        .enumerate()
        .filter_map(|(j, used)| {
            let dot = match used {
                Use::Counted => 'o',
                Use::DroppedHigh => '↑',
                Use::DroppedLow => '↓',
                Use::NotCounted => return None,
            };
            Some((entry.total(j)?, dot))
        })
        .collect();
    let Some(least) = totals.iter().map(|(p, _)| p.hundredths()).min() else {
        return String::new();
    };
    // From a round number below the lowest total up to full marks.
    let unit = (full.hundredths() / 10).max(1);
    let from = least / unit * unit;
    let to = full.hundredths().max(from + 1);
    let ends = (hundredths(from), hundredths(to));
    let room = columns
        .saturating_sub(ends.0.len() + ends.1.len() + 4)
        .min(60);
    if room < 10 {
        return String::new();
    }
    let mut dots = vec!['.'; room];
    let place = |h: u32| (h - from) as usize * (room - 1) / (to - from) as usize;
    let score = standing
        .count
        .score
        .map(|s| (s.hundredths().max(from), '|'));
    for (h, dot) in score
        .into_iter()
        .chain(totals.iter().map(|(p, d)| (p.hundredths(), *d)))
    {
        if let Some(slot) = dots.get_mut(place(h)) {
            *slot = dot;
        }
    }
    format!(
        "{} {} {}",
        ends.0,
        dots.into_iter().collect::<String>(),
        ends.1
    )
}

fn hundredths(h: u32) -> String {
    if h.is_multiple_of(100) {
        (h / 100).to_string()
    } else {
        format!("{}.{:02}", h / 100, h % 100)
    }
}

/// `进度 评委3 余 43 格  评委7 余 90 格`: only those who have not finished.
fn progress_line(session: &Session, show: Show, lang: Lang) -> String {
    let named = |j: usize, judge: &Judge| {
        if show == Show::Everything {
            width::display_safe(&judge.name).into_owned()
        } else {
            t::SEAT_N.fill(lang, &[("n", &(j + 1))])
        }
    };
    let unfinished: Vec<String> = session
        .judges()
        .iter()
        .enumerate()
        .filter(|(j, _)| session.unfinished(*j) > 0)
        .map(|(j, judge)| {
            let who = named(j, judge);
            let blanks = session.blanks(j, None);
            if blanks == 0 {
                t::PROGRESS_UNSEALED.fill(lang, &[("who", &who)])
            } else {
                t::PROGRESS_BLANKS.fill(lang, &[("who", &who), ("n", &blanks)])
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
        .filter(|(j, _)| session.is_away(*j))
        .map(|(j, judge)| t::PROGRESS_AWAY.fill(lang, &[("who", &named(j, judge))]))
        .collect();
    if away.is_empty() {
        t::PROGRESS_DONE.get(lang).to_owned()
    } else {
        let away = away.join(a::BETWEEN.get(lang));
        t::PROGRESS_DONE_BUT.fill(lang, &[("away", &away)])
    }
}

fn page_columns(area: Rect) -> usize {
    usize::from(area.width.saturating_sub(8).min(100))
}

fn page(frame: &mut Frame, area: Rect, title: &str, lines: &[(String, Style)], first: usize) {
    let rows = (lines.len() as u16 + 2).min(area.height);
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
