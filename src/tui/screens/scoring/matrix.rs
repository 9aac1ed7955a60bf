//! A judge's own marks as a matrix, applicants by indicators, where the terminal is wide enough.
//!
//! ```text
//!    申报单位            1机构  2培训  3资源  4师资  5实施  6服务  7特色    合计
//!  ✓ 01 中原教师发展学院  4.50  13.50  13.25   8.75  35.25   9.00   4.00   88.25
//! ▸  02 江海师范大学      4.00   ...    ...    ...    ...    ...    ...     ...
//! ```

use super::ScoringScreen;
use crate::model::{Session, SheetState};
use crate::text::screens as t;
use crate::text::words;
use crate::tui::screen::{Context, scrolled};
use crate::tui::widgets::pane;
use crate::tui::{names, theme, width};
use ratatui::Frame;
use ratatui::layout::{Constraint, Rect};
use ratatui::text::{Line, Text};
use ratatui::widgets::{Cell, Row, Table, TableState};

/// From so many columns and rows on the matrix is drawn.
const WIDE: (u16, u16) = (120, 24);
/// Cells of a mark, of a total, of a name at least and at most.
const MARK: u16 = 6;
const TOTAL: u16 = 12;
const NAME: (u16, u16) = (16, 40);
/// Columns that the cells and criteria beside it need.
const BESIDE: u16 = 38;

/// How many columns the matrix takes of an area, if it fits.
pub(super) fn columns(session: &Session, area: Rect) -> Option<u16> {
    let marks = (MARK + 1).checked_mul(pane::cells(session.indicators().len()).min(100))?;
    let fixed = 2 + 2 + 1 + marks + TOTAL;
    let room = area.width.checked_sub(BESIDE + fixed)?;
    (area.width >= WIDE.0 && area.height >= WIDE.1 && room >= NAME.0)
        .then(|| fixed + (NAME.0 + (room - NAME.0) / 2).min(NAME.1))
}

fn right(text: String) -> Text<'static> {
    Text::from(text).right_aligned()
}

impl ScoringScreen {
    pub(super) fn matrix(&self, ctx: &Context, session: &Session, frame: &mut Frame, area: Rect) {
        let lang = ctx.lang;
        let list = self.list(session);
        let done = self.done_words(session, &list, lang);
        // The pane of the cells is narrow: here the name of the current applicant is whole.
        let title = names::entry_name(session, self.entry);
        let inner = Self::panel(frame, area, &title, &done);
        let indicators = session.indicators();
        let marks = (MARK + 1) * pane::cells(indicators.len()).min(100);
        let name = inner.width.saturating_sub(2 + 1 + marks + TOTAL);
        let mut head = vec![Cell::from(""), Cell::from(t::APPLICANT.get(lang))];
        head.extend(indicators.iter().enumerate().map(|(i, indicator)| {
            let short = words(lang, indicator.short());
            Cell::from(right(clipped(&format!("{}{short}", i + 1))))
        }));
        head.push(Cell::from(right(t::TOTAL_SHORT.get(lang).to_owned())));
        let at = list.iter().position(|e| *e == self.entry).unwrap_or(0);
        let rows = list.iter().map(|entry| {
            let current = *entry == self.entry;
            let (sign, total) = self.sheet_words(ctx, session, *entry);
            let who = names::entry_name(session, *entry);
            let sign = if current { "▸" } else { sign };
            let mut cells = vec![
                Cell::from(sign),
                Cell::from(width::fit_middle(&who, usize::from(name))),
            ];
            cells.extend((0..indicators.len()).map(|i| self.mark_cell(session, *entry, i)));
            cells.push(Cell::from(right(width::fit(&total, usize::from(TOTAL)))));
            let row = Row::new(cells);
            if current {
                row.style(theme::title())
            } else {
                row
            }
        });
        let mut widths = vec![1, name];
        widths.extend(std::iter::repeat_n(MARK, indicators.len()));
        widths.push(TOTAL);
        let table = Table::new(rows, widths.into_iter().map(Constraint::Length))
            .header(Row::new(head).style(theme::key()))
            .column_spacing(1);
        let shown = usize::from(inner.height.saturating_sub(1));
        let first = scrolled(at, shown, list.len());
        let mut state = TableState::new().with_offset(first);
        frame.render_stateful_widget(table, inner, &mut state);
    }

    /// One mark of hers; what is not hers to give is empty.
    fn mark_cell(&self, session: &Session, entry: usize, indicator: usize) -> Cell<'static> {
        let Some(e) = session.entries().get(entry) else {
            return Cell::from("");
        };
        let kept = matches!(
            e.state(self.judge),
            SheetState::Open | SheetState::Complete | SheetState::Submitted
        );
        let mark = e.mark(self.judge, indicator).filter(|_| kept);
        let here = (entry, indicator) == (self.entry, self.indicator);
        let style = match mark {
            _ if here => theme::current(),
            Some(_) => theme::quiet(),
            None => theme::faint(),
        };
        let text = match mark {
            Some(points) => points.to_string(),
            None if kept && session.is_in(entry) => "...".to_owned(),
            None => String::new(),
        };
        Cell::from(Text::from(Line::styled(text, style)).right_aligned())
    }
}

/// As much of a heading as stands above a mark, without the sign that something was cut.
fn clipped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        let mut bytes = [0; 4];
        if width::cells(&out) + width::cells(c.encode_utf8(&mut bytes)) > usize::from(MARK) {
            break;
        }
        out.push(c);
    }
    out
}
