//! The panel under the cells: what is asked, what a machine can compute of it, the judge's own remark.

use super::ScoringScreen;
use crate::model::{Session, Worked};
use crate::text::fill;
use crate::text::screens as t;
use crate::text::words;
use crate::tui::screen::Context;
use crate::tui::widgets::frame::line;
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

impl ScoringScreen {
    /// What the indicator asks, what a machine can compute of it, and the judge's own remark.
    pub(super) fn asks(&self, ctx: &Context, session: &Session, frame: &mut Frame, area: Rect) {
        if area.height < 3 {
            return;
        }
        let Some(indicator) = session.indicators().get(self.indicator) else {
            return;
        };
        let columns = usize::from(area.width.saturating_sub(4));
        let lines = self.ask_lines(ctx, session, self.indicator, columns);
        let rows = usize::from(area.height - 2);
        let first = self.read_from.min(lines.len().saturating_sub(rows));
        let right = if lines.len() > rows {
            format!(
                "PgDn {}-{}/{}",
                first + 1,
                (first + rows).min(lines.len()),
                lines.len()
            )
        } else {
            words(ctx.lang, &indicator.clause).to_owned()
        };
        let inner = Self::panel(frame, area, t::ASKS.get(ctx.lang), &right);
        for (n, (text, style)) in lines.iter().skip(first).take(rows).enumerate() {
            line(frame, inner, n as u16, &format!(" {text}"), *style);
        }
        self.facts(
            ctx,
            session,
            frame,
            inner,
            rows.saturating_sub(lines.len() + 1),
        );
    }

    /// The project's facts in the rows that no indicator needs, so that they stand still while the cursor
    /// walks through the indicators.
    fn facts(&self, ctx: &Context, session: &Session, frame: &mut Frame, area: Rect, room: usize) {
        let columns = usize::from(area.width.saturating_sub(2));
        let project = session.projects().get(self.project);
        let facts = project.map(|p| p.facts.as_slice()).unwrap_or_default();
        let facts: Vec<Vec<String>> = facts
            .iter()
            .map(|f| {
                format!(
                    "{}: {}",
                    words(ctx.lang, &f.name),
                    words(ctx.lang, &f.value)
                )
            })
            .map(|text| width::wrap(&text, columns))
            .collect();
        // As many as there is room for, each whole: half a fact is none.
        let mut lines: Vec<&String> = Vec::new();
        for fact in &facts {
            if lines.len() + fact.len() > room.min(8) {
                break;
            }
            lines.extend(fact);
        }
        let first_row = usize::from(area.height).saturating_sub(lines.len());
        for (n, text) in lines.iter().enumerate() {
            line(
                frame,
                area,
                (first_row + n) as u16,
                &format!(" {text}"),
                theme::border(),
            );
        }
    }

    fn ask_lines(
        &self,
        ctx: &Context,
        session: &Session,
        n: usize,
        columns: usize,
    ) -> Vec<(String, Style)> {
        let mut lines = Vec::new();
        let mut put = |text: String, style: Style| {
            lines.extend(width::wrap(&text, columns).into_iter().map(|l| (l, style)));
        };
        let Some(asked) = session.indicators().get(n) else {
            return lines;
        };
        for (k, ask) in asked.asks.iter().enumerate() {
            let text = words(ctx.lang, ask);
            put(
                if asked.asks.len() > 1 {
                    format!("{}. {text}", k + 1)
                } else {
                    text.to_owned()
                },
                theme::quiet(),
            );
        }
        for (text, met) in self.requirements(ctx, session, &asked.id) {
            let style = match met {
                Some(true) => theme::good(),
                Some(false) => theme::bad(),
                None => theme::quiet(),
            };
            put(text, style);
        }
        if let Some(remark) = session.remark(self.entry, self.judge, n) {
            let said = |text: &str| width::display_safe(text).into_owned();
            let (text, place) = (said(&remark.text), said(&remark.page));
            let mut parts = Vec::new();
            if !text.is_empty() {
                parts.push(fill!(t::REMARK_TEXT, ctx.lang, [("text", &text)]));
            }
            if !place.is_empty() {
                parts.push(fill!(t::REMARK_PLACE, ctx.lang, [("place", &place)]));
            }
            let text = parts.join("  ");
            put(text, theme::warn());
        }
        lines
    }

    /// The thresholds beside this indicator, worked out for this entry.
    fn requirements(
        &self,
        ctx: &Context,
        session: &Session,
        indicator: &str,
    ) -> Vec<(String, Option<bool>)> {
        let (Some(template), Some(entry)) = (session.template(), session.entries().get(self.entry))
        else {
            return Vec::new();
        };
        let Some(project) = session.projects().get(entry.project) else {
            return Vec::new();
        };
        let fact = |name: &str| {
            session
                .applicants()
                .get(entry.applicant)?
                .facts
                .get(name)
                .copied()
        };
        template
            .requirements
            .iter()
            .filter(|r| r.indicator == indicator)
            .filter_map(|r| {
                let worked = r.work(project, fact);
                let name = words(ctx.lang, &r.name);
                Some((requirement_text(ctx, name, worked)?, worked.met()))
            })
            .collect()
    }
}

/// A threshold as far as it is known; nothing stands for what nobody declared.
fn requirement_text(ctx: &Context, name: &str, worked: Worked) -> Option<String> {
    let (needed, base) = (worked.needed?, worked.base?);
    let Some(declared) = worked.declared else {
        return Some(fill!(
            t::REQUIREMENT_NEEDED,
            ctx.lang,
            [("name", &name), ("needed", &needed), ("base", &base)]
        ));
    };
    let sign = match worked.met() {
        Some(true) => " ✓",
        Some(false) => " ✗",
        None => "",
    };
    Some(fill!(
        t::REQUIREMENT,
        ctx.lang,
        [
            ("name", &name),
            ("needed", &needed),
            ("base", &base),
            ("declared", &declared),
            ("sign", &sign),
        ]
    ))
}

impl ScoringScreen {
    /// Every indicator with what it asks, where there is room under the matrix; the current one is in sight.
    pub(super) fn all_asks(&self, ctx: &Context, session: &Session, frame: &mut Frame, area: Rect) {
        if area.height < 5 {
            return;
        }
        let columns = usize::from(area.width.saturating_sub(5));
        let mut lines: Vec<(String, Style)> = Vec::new();
        let mut at = 0;
        for (n, indicator) in session.indicators().iter().enumerate() {
            let current = n == self.indicator;
            if current {
                at = lines.len();
            }
            let name = words(ctx.lang, &indicator.name);
            let cap = fill!(
                t::UP_TO,
                ctx.lang,
                [("cap", &super::view::cap_text(indicator.cap))]
            );
            let (sign, style) = if current {
                ("▸", theme::title())
            } else {
                (" ", theme::key())
            };
            lines.push((format!("{sign}{} {name}  {cap}", n + 1), style));
            for ask in &indicator.asks {
                let text = words(ctx.lang, ask);
                let wrapped = width::wrap(text, columns.saturating_sub(3));
                lines.extend(
                    wrapped
                        .into_iter()
                        .map(|l| (format!("   {l}"), theme::quiet())),
                );
            }
        }
        let rows = usize::from(area.height - 2);
        // The current indicator stands at the top once it does not fit otherwise.
        let last = lines.len().saturating_sub(rows);
        let first = if at + rows / 2 < rows {
            0
        } else {
            at.min(last)
        };
        let inner = Self::panel(frame, area, t::ALL_ASKS.get(ctx.lang), "");
        for (n, (text, style)) in lines.iter().skip(first).take(rows).enumerate() {
            line(frame, inner, n as u16, &format!(" {text}"), *style);
        }
    }
}
