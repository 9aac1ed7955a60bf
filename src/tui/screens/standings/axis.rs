//! Totals on one axis for a whole project: `────○─●◆●─ `.
//!
//! The line is the interval in which the score can still end, a filled dot a total that counts, an empty one a total
//! that is dropped, the diamond the score.

use crate::model::{Points, Session};
use crate::tally::{Standing, Use};
use crate::tui::theme;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// The ends of the axis, in hundredths of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Axis {
    from: u32,
    to: u32,
}

impl Axis {
    /// From a round number below everything that is drawn up to full marks.
    pub(super) fn of(session: &Session, standings: &[Standing]) -> Self {
        let full = session.template().and_then(|t| t.full_marks());
        let full = full.unwrap_or(Points::ZERO).hundredths();
        let totals = standings.iter().flat_map(|s| {
            let entry = session.entries().get(s.entry);
            let totals = (0..s.uses.len()).filter_map(move |j| entry.and_then(|e| e.total(j)));
            totals.chain(s.bounds.map(|(low, _)| low))
        });
        let least = totals.map(Points::hundredths).min().unwrap_or(0);
        let unit = (full / 10).max(1);
        let from = least / unit * unit;
        Self {
            from,
            to: full.max(from + 1),
        }
    }

    fn place(self, points: Points, columns: usize) -> usize {
        let h = points.hundredths().clamp(self.from, self.to) - self.from;
        h as usize * columns.saturating_sub(1) / (self.to - self.from) as usize
    }

    /// `60           80          100`
    pub(super) fn scale(self, columns: usize) -> String {
        let middle = self.from + (self.to - self.from) / 2;
        let ends = [self.from, self.to].map(round);
        let middle = round(middle);
        let left = columns / 2 - middle.len().min(columns / 2) / 2;
        let mut text = format!("{:<left$}{middle}", ends[0]);
        let rest = columns.saturating_sub(text.len());
        text.push_str(&format!("{:>rest$}", ends[1]));
        text
    }

    /// One applicant's totals.
    pub(super) fn line(
        self,
        session: &Session,
        standing: &Standing,
        columns: usize,
    ) -> Line<'static> {
        let mut cells: Vec<(&str, Style)> = vec![(" ", theme::quiet()); columns];
        if let Some((low, high)) = standing.bounds {
            let (from, to) = (self.place(low, columns), self.place(high, columns));
            for cell in cells.iter_mut().take(to + 1).skip(from) {
                *cell = ("─", theme::range());
            }
        }
        let entry = session.entries().get(standing.entry);
        let totals = standing.uses.iter().enumerate().filter_map(|(j, used)| {
            let sign = match used {
                Use::Counted => ("●", theme::counted()),
                Use::DroppedHigh | Use::DroppedLow => ("○", theme::faint()),
                Use::NotCounted => return None,
            };
            Some((entry?.total(j)?, sign))
        });
        let score = standing.count.score.map(|s| (s, ("◆", theme::warn())));
        for (points, sign) in totals.chain(score) {
            if let Some(cell) = cells.get_mut(self.place(points, columns)) {
                *cell = sign;
            }
        }
        let spans = cells.chunk_by(|a, b| a.1 == b.1).map(|run| {
            let text: String = run.iter().map(|(sign, _)| *sign).collect();
            Span::styled(text, run.first().map_or(theme::quiet(), |c| c.1))
        });
        Line::from(spans.collect::<Vec<_>>())
    }
}

impl Axis {
    /// One applicant's totals between the ends of the axis: `60 ────●◆ 100`.
    pub(super) fn labelled(
        self,
        session: &Session,
        standing: &Standing,
        columns: usize,
    ) -> Line<'static> {
        let ends = [self.from, self.to].map(round);
        let room = columns
            .saturating_sub(ends[0].len() + ends[1].len() + 2)
            .min(60);
        if room < 10 {
            return Line::default();
        }
        let mut line = self.line(session, standing, room);
        let [from, to] = ends;
        line.spans
            .insert(0, Span::styled(format!("{from} "), theme::faint()));
        line.spans
            .push(Span::styled(format!(" {to}"), theme::faint()));
        line
    }
}

/// Hundredths as points, whole ones without decimals.
fn round(h: u32) -> String {
    if h.is_multiple_of(100) {
        (h / 100).to_string()
    } else {
        format!("{}.{:02}", h / 100, h % 100)
    }
}
