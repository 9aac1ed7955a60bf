//! How the judge's room is drawn. Reads only.

use super::{ScoringScreen, matrix};
use crate::model::{Points, Session, SheetState};
use crate::text::desk as d;
use crate::text::fill;
use crate::text::screens as t;
use crate::text::{Lang, hand, words};
use crate::tui::names;
use crate::tui::screen::{Context, scrolled};
use crate::tui::widgets::frame::{self as surround, line};
use crate::tui::widgets::pane;
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;
use ratatui::widgets::Block;

/// Narrower than this the list beside the cells is left out.
const NARROW: u16 = 78;
/// Cells of the value between the brackets.
const VALUE: usize = 7;

impl ScoringScreen {
    pub fn view(&self, ctx: &Context, frame: &mut Frame, area: Rect) {
        let Some(session) = ctx.session() else { return };
        let [head, panels, status] = Layout::vertical([
            Constraint::Length(1),
            Constraint::Min(0),
            Constraint::Length(1),
        ])
        .areas(area);
        let columns = usize::from(head.width.saturating_sub(2));
        let words = self.head_words(session, ctx.lang, columns);
        line(frame, head, 0, &format!(" {words}"), theme::key());
        let matrix = matrix::columns(session, panels).filter(|_| !self.turned);
        let left_columns = match matrix {
            Some(columns) => columns,
            // Beside what an applicant wrote there is room for the cells only.
            None if area.width < NARROW => 0,
            None if area.width >= 110 => 40,
            None => 30,
        };
        let [left, right] =
            Layout::horizontal([Constraint::Length(left_columns), Constraint::Min(0)])
                .areas(panels);
        let rows = if self.turned {
            session.entries_of(self.project).len()
        } else {
            session.indicators().len()
        };
        let most = if self.turned {
            panels.height.saturating_sub(5)
        } else {
            panels.height * 3 / 5
        };
        let cells = (pane::cells(rows) + 2).min(most.max(3));
        let [top, bottom] =
            Layout::vertical([Constraint::Length(cells), Constraint::Min(0)]).areas(right);
        if self.turned {
            self.indicator_list(ctx, session, frame, left);
            self.applicant_cells(ctx, session, frame, top);
        } else {
            match matrix {
                Some(_) => {
                    let rows = (pane::cells(self.list(session).len()) + 3).min(left.height);
                    let [table, asks] =
                        Layout::vertical([Constraint::Length(rows), Constraint::Min(0)])
                            .areas(left);
                    // Room for fewer lines than a box and some words stays with the table.
                    let table = if asks.height < 5 { left } else { table };
                    self.matrix(ctx, session, frame, table);
                    self.all_asks(ctx, session, frame, asks);
                }
                None => self.applicant_list(ctx, session, frame, left),
            }
            self.indicator_cells(ctx, session, frame, top);
        }
        self.asks(ctx, session, frame, bottom);
        self.status(ctx, session, frame, status);
        self.view_dialog(ctx, session, frame, panels);
    }

    pub(super) fn panel(frame: &mut Frame, area: Rect, title: &str, right: &str) -> Rect {
        let columns = usize::from(area.width.saturating_sub(4));
        let room = columns.saturating_sub(width::cells(right) + 1);
        let mut block = Block::bordered()
            .border_style(theme::border())
            .title(Line::styled(
                format!(" {} ", width::fit_middle(title, room.saturating_sub(1))),
                theme::heading(),
            ));
        if !right.is_empty() {
            block = block.title(Line::raw(format!(" {right} ")).right_aligned());
        }
        let inner = block.inner(area);
        frame.render_widget(block, area);
        inner
    }

    fn applicant_list(&self, ctx: &Context, session: &Session, frame: &mut Frame, area: Rect) {
        if area.is_empty() {
            return;
        }
        let list = self.list(session);
        let inner = Self::panel(frame, area, t::APPLICANTS.get(ctx.lang), "");
        let rows = usize::from(inner.height.saturating_sub(1));
        let at = list.iter().position(|e| *e == self.entry).unwrap_or(0);
        let first = scrolled(at, rows, list.len());
        let columns = usize::from(inner.width);
        for (n, entry) in list.iter().enumerate().skip(first).take(rows) {
            let (sign, total) = self.sheet_words(ctx, session, *entry);
            let cells = width::cells(&total).clamp(7, 14);
            let current = *entry == self.entry;
            let sign = if current { "▸" } else { sign };
            let room = columns.saturating_sub(4 + cells);
            let name = width::fit_middle(&names::entry_name(session, *entry), room);
            let name = width::pad(&name, room);
            let text = format!(" {sign} {name} {}", width::pad_left(&total, cells));
            let style = if current {
                theme::current()
            } else {
                theme::quiet()
            };
            line(frame, inner, (n - first) as u16, &text, style);
        }
        let text = self.done_words(session, &list, ctx.lang);
        let last = inner.height.saturating_sub(1);
        line(frame, inner, last, &format!(" {text}"), theme::quiet());
    }

    /// How many sheets of a list are done. What is recused or void is neither done nor to be done.
    pub(super) fn done_words(&self, session: &Session, list: &[usize], lang: Lang) -> String {
        let hers: Vec<_> = list
            .iter()
            .filter(|e| session.is_in(**e))
            .filter_map(|e| session.entries().get(*e))
            .filter(|e| self.counts(e))
            .collect();
        let done = hers
            .iter()
            .filter(|e| !matches!(e.state(self.judge), SheetState::Open))
            .count();
        fill!(
            t::DONE_OF,
            lang,
            [
                ("done", &done),
                ("all", &hers.len()),
                ("blanks", &session.blanks(self.judge, Some(self.project))),
            ]
        )
    }

    /// The sign and the total of a sheet in a list. Only a sheet without blanks has a total; the sum of another
    /// says how many blanks it has.
    pub(super) fn sheet_words(
        &self,
        ctx: &Context,
        session: &Session,
        entry: usize,
    ) -> (&'static str, String) {
        let Some(e) = session.entries().get(entry) else {
            return (" ", String::new());
        };
        if !session.is_in(entry) {
            let text = if e.withdrawn { d::WITHDRAWN } else { t::OUT };
            return ("x", text.get(ctx.lang).to_owned());
        }
        match e.state(self.judge) {
            SheetState::Submitted | SheetState::Complete => (
                "✓",
                e.total(self.judge)
                    .map(|p| p.to_string())
                    .unwrap_or_default(),
            ),
            SheetState::Recused => ("-", t::RECUSED.get(ctx.lang).to_owned()),
            SheetState::Void => ("-", t::VOID.get(ctx.lang).to_owned()),
            SheetState::Absent => ("-", t::ABSENT.get(ctx.lang).to_owned()),
            SheetState::Open if e.blanks(self.judge) == session.indicators().len() => {
                (" ", "...".to_owned())
            }
            SheetState::Open => {
                let sum = e.sum_so_far(self.judge);
                let blanks = e.blanks(self.judge);
                (
                    " ",
                    fill!(t::SUM_SO_FAR, ctx.lang, [("sum", &sum), ("n", &blanks)]),
                )
            }
        }
    }

    /// How many cells the totals of a list take, with one before them.
    fn total_cells(&self, ctx: &Context, session: &Session, list: &[usize]) -> usize {
        list.iter()
            .map(|e| width::cells(&self.sheet_words(ctx, session, *e).1))
            .max()
            .unwrap_or(0)
            .clamp(6, 14)
            + 1
    }

    fn indicator_cells(&self, ctx: &Context, session: &Session, frame: &mut Frame, area: Rect) {
        let n = session.indicators().len();
        let blanks = session
            .entries()
            .get(self.entry)
            .map_or(0, |e| e.blanks(self.judge));
        let right = fill!(
            t::LEFT_OF,
            ctx.lang,
            [
                ("done", &(n - blanks.min(n))),
                ("all", &n),
                ("blanks", &blanks),
            ]
        );
        let paper = hand::of_marks(ctx.lang, session, self.entry, self.judge);
        let right = match paper {
            Some(paper) => format!("{paper}  {right}"),
            None => right,
        };
        let inner = Self::panel(frame, area, &names::entry_name(session, self.entry), &right);
        let rows = usize::from(inner.height);
        let first = scrolled(self.indicator, rows, n);
        let caps = session.indicators().iter().map(|i| cap_text(i.cap).len());
        let caps = caps.max().unwrap_or(0) + 1;
        // The sign, the number of the indicator, its mark and what is around them.
        let room = usize::from(inner.width).saturating_sub(caps + VALUE + 12);
        for (i, indicator) in session
            .indicators()
            .iter()
            .enumerate()
            .skip(first)
            .take(rows)
        {
            let whole = Some(words(ctx.lang, &indicator.name)).filter(|n| width::cells(n) <= room);
            let name = whole.unwrap_or_else(|| words(ctx.lang, indicator.short()));
            let cell = MatrixCell {
                entry: self.entry,
                indicator: i,
                name: format!("{} {name}", i + 1),
                note: width::pad_left(&cap_text(indicator.cap), caps),
                row: (i - first) as u16,
            };
            self.cell(session, frame, inner, &cell);
        }
    }

    fn applicant_cells(&self, ctx: &Context, session: &Session, frame: &mut Frame, area: Rect) {
        let Some(indicator) = session.indicators().get(self.indicator) else {
            return;
        };
        let title = format!(
            "{} {}",
            self.indicator + 1,
            words(ctx.lang, &indicator.name)
        );
        let sorted = if self.by_total {
            t::BY_TOTAL
        } else {
            t::IN_ORDER
        };
        let inner = Self::panel(
            frame,
            area,
            &title,
            &format!("{} / {}", sorted.get(ctx.lang), cap_text(indicator.cap)),
        );
        let list = self.list(session);
        let cells = self.total_cells(ctx, session, &list);
        let rows = usize::from(inner.height);
        let at = list.iter().position(|e| *e == self.entry).unwrap_or(0);
        let first = scrolled(at, rows, list.len());
        for (n, entry) in list.iter().enumerate().skip(first).take(rows) {
            let (_, total) = self.sheet_words(ctx, session, *entry);
            let cell = MatrixCell {
                entry: *entry,
                indicator: self.indicator,
                name: names::entry_name(session, *entry),
                note: width::pad_left(&total, cells),
                row: (n - first) as u16,
            };
            self.cell(session, frame, inner, &cell);
        }
    }

    /// One row with a mark. The terminal's cursor stands at the caret of the current one.
    fn cell(&self, session: &Session, frame: &mut Frame, area: Rect, cell: &MatrixCell) {
        let current = (cell.entry, cell.indicator) == (self.entry, self.indicator);
        let mark = session
            .entries()
            .get(cell.entry)
            .and_then(|e| e.mark(self.judge, cell.indicator));
        let shown = mark.map_or_else(|| "...".to_owned(), |p| p.to_string());
        let value = match (current, self.typed.is_empty()) {
            (true, false) => format!("[{}]", width::pad(&self.typed, VALUE.max(self.typed.len()))),
            (true, true) => format!("[{shown:>VALUE$}]"),
            (false, _) => format!(" {shown:>VALUE$} "),
        };
        let remarked = session
            .remark(cell.entry, self.judge, cell.indicator)
            .is_some();
        let note = &cell.note;
        let tail = format!("{value} /{note}{} ", if remarked { "*" } else { " " });
        let columns = usize::from(area.width);
        let room = columns.saturating_sub(width::cells(&tail) + 3);
        let sign = if current { "▸" } else { " " };
        let name = width::fit_middle(&cell.name, room.saturating_sub(1));
        let text = format!(" {sign} {}{tail}", width::pad(&name, room));
        line(frame, area, cell.row, &text, theme::quiet());
        if current && cell.row < area.height {
            let start = columns.saturating_sub(width::cells(&tail)) as u16;
            let caret = if self.typed.is_empty() {
                start + VALUE as u16
            } else {
                start + 1 + self.typed.len() as u16
            };
            let x = area.x + caret.min(area.width.saturating_sub(1));
            frame.set_cursor_position((x, area.y + cell.row));
        }
    }

    fn indicator_list(&self, ctx: &Context, session: &Session, frame: &mut Frame, area: Rect) {
        if area.is_empty() {
            return;
        }
        let inner = Self::panel(frame, area, t::INDICATORS.get(ctx.lang), "");
        let rows = usize::from(inner.height.saturating_sub(1));
        let n = session.indicators().len();
        let first = scrolled(self.indicator, rows, n);
        let open = session.to_submit(self.judge, self.project);
        let hers = session
            .entries_of(self.project)
            .iter()
            .filter(|e| session.is_in(**e))
            .filter_map(|e| session.entries().get(*e))
            .any(|e| self.counts(e));
        for (i, indicator) in session
            .indicators()
            .iter()
            .enumerate()
            .skip(first)
            .take(rows)
        {
            let blanks = open
                .iter()
                .filter_map(|e| session.entries().get(*e))
                .filter(|e| e.mark(self.judge, i).is_none())
                .count();
            let current = i == self.indicator;
            let sign = if current {
                "▸"
            } else if !hers {
                "-"
            } else if blanks == 0 {
                "✓"
            } else {
                " "
            };
            let name = format!("{} {}", i + 1, words(ctx.lang, indicator.short()));
            let left = if blanks == 0 {
                String::new()
            } else {
                fill!(t::N_LEFT, ctx.lang, [("n", &blanks)])
            };
            let columns = usize::from(inner.width);
            let text = format!(
                " {sign} {}{}",
                width::pad(&name, columns.saturating_sub(13)),
                width::pad_left(&left, 9)
            );
            let style = if current {
                theme::current()
            } else {
                theme::quiet()
            };
            line(frame, inner, (i - first) as u16, &text, style);
        }
        let text = fill!(
            t::DONE_TURNED,
            ctx.lang,
            [("blanks", &session.blanks(self.judge, Some(self.project)))]
        );
        line(
            frame,
            inner,
            inner.height.saturating_sub(1),
            &format!(" {text}"),
            theme::quiet(),
        );
    }

    /// The total of the current sheet against full marks; of one with blanks, what is given so far.
    fn total_words(&self, ctx: &Context, session: &Session, full: &str) -> String {
        let Some(e) = session.entries().get(self.entry) else {
            return String::new();
        };
        let (_, words) = self.sheet_words(ctx, session, self.entry);
        if !session.is_in(self.entry) || !self.counts(e) {
            return words;
        }
        let blanks = e.blanks(self.judge);
        if blanks == 0 || blanks == session.indicators().len() {
            return fill!(t::TOTAL_OF, ctx.lang, [("sum", &words), ("full", &full)]);
        }
        fill!(
            t::SO_FAR_OF,
            ctx.lang,
            [
                ("sum", &e.sum_so_far(self.judge)),
                ("n", &blanks),
                ("full", &full),
            ]
        )
    }

    fn status(&self, ctx: &Context, session: &Session, frame: &mut Frame, area: Rect) {
        let full = session
            .template()
            .and_then(|t| t.full_marks())
            .unwrap_or(Points::ZERO);
        let total = self.total_words(ctx, session, &cap_text(full));
        let saved = match &self.saved {
            // What stands in the cell now is another number.
            Some(_) if !self.typed.is_empty() => String::new(),
            Some(at) => fill!(t::SAVED_AT, ctx.lang, [("at", at)]),
            None => String::new(),
        };
        let saved = format!("{saved} ");
        let columns = usize::from(area.width);
        let room = columns.saturating_sub(width::cells(&saved) + 1);
        let (left, style) = match &self.notice {
            Some(notice) if !surround::fits(&notice.text(ctx.lang), room.saturating_sub(1)) => {
                return surround::notice(frame, area, " ", notice, ctx.lang);
            }
            Some(notice) => (notice.text(ctx.lang).into_owned(), notice.style()),
            None if self.asked_of(ctx, session).is_some() => (
                self.asked_of(ctx, session).unwrap_or_default(),
                theme::warn(),
            ),
            None => (total, theme::title()),
        };
        let left_area = Rect {
            width: room as u16 + 1,
            ..area
        };
        line(frame, left_area, 0, &format!(" {left}"), style);
        let right_area = Rect {
            x: area.x + (columns - width::cells(&saved).min(columns)) as u16,
            width: width::cells(&saved).min(columns) as u16,
            ..area
        };
        line(frame, right_area, 0, &saved, theme::good());
    }
}

struct MatrixCell {
    entry: usize,
    indicator: usize,
    name: String,
    /// The cap, or the applicant's own total in the turned walk.
    note: String,
    row: u16,
}

/// `40` for 40.00, `2.50` for 2.50.
pub(super) fn cap_text(cap: Points) -> String {
    let text = cap.to_string();
    text.strip_suffix(".00").map_or(text.clone(), str::to_owned)
}
