//! One project's standings as a table: the wider the place, the more of it.

use super::StandingsScreen;
use super::axis::Axis;
use crate::model::{Entry, Session, Status};
use crate::tally::{ProjectResult, Standing, Use};
use crate::text::Lang;
use crate::text::award as a;
use crate::text::fill;
use crate::text::screens as t;
use crate::tui::screen::{Context, scrolled};
use crate::tui::widgets::table::scrollbar;
use crate::tui::{names, theme, width};
use ratatui::Frame;
use ratatui::layout::{Constraint, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Text};
use ratatui::widgets::{Block, Cell, Row, Table, TableState};

/// Cells of one judge's column: `95.00↑`.
const JUDGE: u16 = 6;
const RANK: u16 = 4;
const SCORE: u16 = 6;
const RANGE: u16 = 12;
const STATE: u16 = 10;
/// A name is cut below this only.
const NAME: u16 = 14;
/// Up to so many cells a name goes before an axis.
const NAMES: u16 = 24;
/// An axis shorter than this shows nothing, one longer says no more.
const AXIS: (u16, u16) = (24, 48);

/// Which columns fit.
struct Columns {
    name: u16,
    /// The first judge and how many.
    judges: (usize, usize),
    range: bool,
    axis: u16,
}

impl Columns {
    fn of(
        columns: u16,
        session: &Session,
        result: &ProjectResult,
        first: usize,
        axis_first: bool,
    ) -> Self {
        let all = session.judges().len();
        let longest = result
            .standings
            .iter()
            .map(|s| width::cells(&names::entry_name(session, s.entry)));
        let longest = longest.max().unwrap_or(0).clamp(usize::from(NAME), 60) as u16;
        // The cursor and the movement, each with a blank behind it.
        let left = columns.saturating_sub(3 + RANK + 1 + SCORE + 1 + STATE + 1);
        let axis_first = axis_first && left > NAME + 1 + AXIS.0;
        let judges = if axis_first && all * usize::from(JUDGE + 1) + 60 > usize::from(left) {
            0
        } else {
            all.min(usize::from(left.saturating_sub(NAME + 1) / (JUDGE + 1)))
        };
        let mut spare = left.saturating_sub(NAME + 1 + judges as u16 * (JUDGE + 1));
        let take = |wanted: u16, spare: &mut u16| {
            let taken = wanted.min(*spare);
            *spare -= taken;
            taken
        };
        // A whole name before the axis, where there is room for both; else what tells most names apart.
        let whole = longest.min(NAME + spare.saturating_sub(AXIS.0 + 1));
        let mut name = NAME + take(longest.min(NAMES).max(whole) - NAME, &mut spare);
        let axis = spare > AXIS.0;
        let axis = if axis {
            take(AXIS.1 + 1, &mut spare) - 1
        } else {
            0
        };
        let range = spare > RANGE;
        spare -= if range { RANGE + 1 } else { 0 };
        name += take(longest - name, &mut spare);
        Self {
            name: name + spare.min(6),
            judges: (first.min(all - judges), judges),
            range,
            axis,
        }
    }

    fn widths(&self) -> Vec<Constraint> {
        let mut widths = vec![1, RANK, self.name];
        widths.extend(std::iter::repeat_n(JUDGE, self.judges.1));
        widths.push(SCORE);
        widths.extend(self.range.then_some(RANGE));
        widths.extend((self.axis > 0).then_some(self.axis));
        widths.push(STATE);
        widths.into_iter().map(Constraint::Length).collect()
    }
}

fn aligned<'a>(text: impl Into<Line<'a>>) -> Text<'a> {
    Text::from(text.into()).right_aligned()
}

/// The same without styles of its own.
fn plain(mut text: Text<'static>) -> Text<'static> {
    let spans = text.lines.iter_mut().flat_map(|line| {
        line.style = theme::quiet();
        &mut line.spans
    });
    spans.for_each(|span| span.style = theme::quiet());
    text
}

fn right<'a>(text: impl Into<Line<'a>>) -> Cell<'a> {
    Cell::from(aligned(text))
}

impl StandingsScreen {
    /// Draws the standings of `project`; the one that keys go to has the cursor.
    pub(super) fn table(
        &self,
        ctx: &Context,
        session: &Session,
        project: usize,
        result: &ProjectResult,
        frame: &mut Frame,
        area: Rect,
    ) {
        let lang = ctx.lang;
        let shown = self.rows(session, project, result);
        let length = shown.len();
        // Where there are panes beside it, the axis comes before totals that do not all fit.
        let axis_first = !self.totals && frame.area().width >= super::WIDE.0;
        let columns = Columns::of(area.width, session, result, self.judge, axis_first);
        let axis = Axis::of(session, &result.standings);
        let current = project == self.project;
        let style = if current {
            theme::title()
        } else {
            theme::quiet()
        };
        let entries = result.standings.len();
        let right_title = self.counts(session, &columns, entries, lang);
        let room = usize::from(area.width).saturating_sub(width::cells(&right_title) + 4);
        let head = width::fit(&names::project_heading(session, project, lang), room);
        let block = Block::new()
            .title_top(Line::styled(format!(" {head}"), style))
            .title_top(Line::styled(format!("{right_title} "), style).right_aligned());
        let rows = usize::from(block.inner(area).height.saturating_sub(1));
        let row = if current { self.panel.at_of(&shown) } else { 0 };
        let first = scrolled(row, rows, length);
        let table = Table::new(
            shown
                .iter()
                .filter_map(|n| result.standings.get(*n))
                .enumerate()
                .map(|(n, s)| {
                    let cells = self.row_of(session, project, s, &columns, axis, lang);
                    // The cursor's row has one style: colours of its own would be grounds there.
                    Row::new(if current && n == row {
                        cells.into_iter().map(plain).collect()
                    } else {
                        cells
                    })
                }),
            columns.widths(),
        )
        .header(header(session, &columns, axis, lang))
        .column_spacing(1)
        .highlight_symbol(if current { "▸" } else { " " })
        .highlight_spacing(ratatui::widgets::HighlightSpacing::Always)
        .row_highlight_style(if current {
            theme::current()
        } else {
            theme::quiet()
        })
        .block(block);
        let mut state = TableState::new()
            .with_offset(first)
            .with_selected(current.then_some(row));
        frame.render_stateful_widget(table, area, &mut state);
        let y = area.y + 2 + (row - first.min(row)) as u16;
        if current && y < area.bottom() {
            frame.set_cursor_position((area.x, y));
        }
        let body = Rect {
            y: area.y + 2.min(area.height),
            height: area.height.saturating_sub(2),
            ..area
        };
        scrollbar(frame, body, first, rows, length);
    }

    /// How many entries, and which of the judges are shown.
    fn counts(&self, session: &Session, columns: &Columns, entries: usize, lang: Lang) -> String {
        let all = session.judges().len();
        let (first, shown) = columns.judges;
        if shown > 0 && shown < all {
            let (from, to) = (first + 1, first + shown);
            return fill!(
                t::ENTRIES_AND_JUDGES,
                lang,
                [
                    ("entries", &entries),
                    ("from", &from),
                    ("to", &to),
                    ("all", &all),
                ]
            );
        }
        fill!(t::ENTRIES, lang, [("entries", &entries)])
    }

    fn row_of(
        &self,
        session: &Session,
        project: usize,
        standing: &Standing,
        columns: &Columns,
        axis: Axis,
        lang: Lang,
    ) -> Vec<Text<'static>> {
        let rank = standing
            .rank
            .map_or_else(|| "-".to_owned(), |r| r.to_string());
        let fresh = self.fresh(project, standing.applicant);
        let who = width::fit_middle(
            &names::entry_name(session, standing.entry),
            usize::from(columns.name),
        );
        let mut cells = vec![
            Text::from(self.moved_sign(project, standing)),
            aligned(rank),
            Text::from(who),
        ];
        let entry = session.entries().get(standing.entry);
        let (first, judges) = columns.judges;
        for j in first..first + judges {
            let (text, style) = total(entry, standing, j);
            cells.push(aligned(Line::styled(text, style)));
        }
        let score = standing
            .count
            .score
            .map_or_else(|| "-".to_owned(), |s| s.to_string());
        let style = if fresh {
            theme::fresh()
        } else {
            theme::title()
        };
        cells.push(aligned(Line::styled(score, style)));
        if columns.range {
            cells.push(aligned(Line::styled(range_text(standing), theme::faint())));
        }
        if columns.axis > 0 {
            cells.push(Text::from(axis.line(
                session,
                standing,
                usize::from(columns.axis),
            )));
        }
        let (state, style) = state(standing, lang);
        cells.push(Text::from(Line::styled(state, style)));
        cells
    }
}

fn header(session: &Session, columns: &Columns, axis: Axis, lang: Lang) -> Row<'static> {
    let mut cells = vec![
        Cell::from(""),
        right(t::RANK.get(lang)),
        Cell::from(t::APPLICANT.get(lang)),
    ];
    let (first, judges) = columns.judges;
    for judge in session.judges().iter().skip(first).take(judges) {
        let judge = width::fit(&width::display_safe(&judge.name), usize::from(JUDGE));
        cells.push(right(judge));
    }
    cells.push(right(t::SCORE.get(lang)));
    if columns.range {
        cells.push(right(t::RANGE.get(lang)));
    }
    if columns.axis > 0 {
        cells.push(Cell::from(axis.scale(usize::from(columns.axis))));
    }
    cells.push(Cell::from(t::STATE.get(lang)));
    Row::new(cells).style(theme::key())
}

/// A judge's total, what became of it, and how it looks.
fn total(entry: Option<&Entry>, standing: &Standing, j: usize) -> (String, Style) {
    let absent = entry.is_some_and(|e| e.status(j) == Status::Absent);
    match (entry.and_then(|e| e.total(j)), standing.uses.get(j)) {
        (Some(total), Some(Use::DroppedHigh)) => (format!("{total}↑"), theme::faint()),
        (Some(total), Some(Use::DroppedLow)) => (format!("{total}↓"), theme::faint()),
        (Some(total), Some(Use::Counted)) => (format!("{total} "), theme::quiet()),
        _ if absent => (String::new(), theme::quiet()),
        (Some(total), _) => (format!("({total})"), theme::faint()),
        (None, _) => ("... ".to_owned(), theme::faint()),
    }
}

pub(super) fn range_text(standing: &Standing) -> String {
    match standing.bounds {
        Some((low, high)) if low == high => low.to_string(),
        Some((low, high)) => format!("{low}-{high}"),
        None => "-".to_owned(),
    }
}

/// How sure the rank is, in a word and a colour.
pub(super) fn state(standing: &Standing, lang: Lang) -> (String, Style) {
    let tied = standing.tie.is_some();
    let text = match standing.count.score {
        None => {
            let text = fill!(t::NEEDS_SHEETS, lang, [("n", &standing.count.sheets)]);
            return (text, theme::faint());
        }
        Some(_) if standing.certain => a::CERTAIN,
        Some(_) if standing.as_scored && tied => t::AS_SCORED_TIED,
        Some(_) if standing.as_scored => a::AS_SCORED_SHORT,
        Some(_) if standing.bounds.is_some_and(|(low, high)| low == high) => t::FINAL,
        Some(_) => t::PROVISIONAL,
    };
    let style = match () {
        () if tied => theme::warn(),
        () if standing.certain => theme::good(),
        () => theme::faint(),
    };
    let tie = if tied { t::TIED_MARK.get(lang) } else { "" };
    (format!("{}{tie}", text.get(lang)), style)
}
