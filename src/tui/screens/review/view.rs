//! How the review is drawn. Reads only.

use super::{ReviewScreen, computed, items, lines_of, sign, state_words};
use crate::model::{Applicant, Checks, Eligibility, Session, Verdict};
use crate::text::desk as d;
use crate::text::fill;
use crate::text::times;
use crate::text::{Lang, checks, words};
use crate::tui::screen::Context;
use crate::tui::widgets::list::{self, PageLine};
use crate::tui::widgets::pane::{self, cells};
use crate::tui::widgets::panel::{Rows, parts};
use crate::tui::widgets::table::{Column, widest};
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;

/// From so many columns on the applicant under the cursor stands beside the matrix, and what an item asks beside
/// the items.
const WIDE: u16 = 130;

impl ReviewScreen {
    pub fn view(&self, ctx: &Context, frame: &mut Frame, area: Rect) {
        let Some(session) = ctx.session() else { return };
        let side = if area.width >= WIDE {
            area.width * 2 / 5
        } else {
            0
        };
        let [left, right] =
            Layout::horizontal([Constraint::Min(0), Constraint::Length(side)]).areas(area);
        if self.single.is_some() {
            self.one(session, ctx.lang, frame, left, right);
        } else {
            self.matrix(session, ctx.lang, frame, left);
            if side > 0 {
                self.beside(session, ctx.lang, frame, right);
            }
        }
        self.seen().over(frame, area);
    }

    /// Applicants down, items across, one sign each.
    fn matrix(&self, session: &Session, lang: Lang, frame: &mut Frame, area: Rect) {
        let list = items(session);
        let Some(template) = session.template() else {
            return;
        };
        let all = Checks::new(template, session.applicants().iter());
        let room = usize::from(area.width).saturating_sub(10 + 3 * list.len() + 14);
        let names = session.applicants().iter().map(|a| a.name.as_str());
        let mut columns = vec![
            Column::fixed(checks::F_ID.get(lang), 5),
            Column::fixed(checks::F_NAME.get(lang), widest(names, 12, room.max(12))),
        ];
        columns.extend((1..=list.len()).map(|n| Column::fixed(&n.to_string(), 2).right()));
        columns.push(Column::rest(d::H_STATE.get(lang)));
        let shown = self.shown(session, lang);
        let rows = Rows {
            columns: &columns,
            shown: &shown,
            cells: &|a| {
                let Some(applicant) = session.applicants().get(a) else {
                    return Default::default();
                };
                let worked = all.of(applicant);
                let review = session.review(a);
                let mut texts = vec![
                    width::display_safe(&applicant.id).into_owned(),
                    width::display_safe(&applicant.name).into_owned(),
                ];
                texts.extend(list.iter().map(|item| {
                    let ticked = review.ticks.get(&item.id).and_then(|t| t.verdict);
                    let found = computed(&worked, item).and_then(|c| c.verdict);
                    sign(ticked.or(found)).to_owned()
                }));
                texts.push(state_words(lang, session, a));
                (texts, state_style(session.eligibility(a)))
            },
        };
        let legend = self.legend(session, lang, usize::from(area.width));
        let [_, body, foot] = parts(area, 0);
        let all_rows = cells(shown.len()) + 1;
        let below = cells(legend.len()).min(body.height / 3);
        let [body, _, below, _] = Layout::vertical([
            Constraint::Max(all_rows),
            Constraint::Max(1),
            Constraint::Length(below),
            Constraint::Min(0),
        ])
        .areas(body);
        self.panel.table(frame, body, &rows);
        list::page(frame, below, &legend, 0);
        self.panel.foot(frame, foot, lang, &rows, body);
    }

    /// The applicant under the cursor: who it is, and every item that is not simply passed.
    fn beside(&self, session: &Session, lang: Lang, frame: &mut Frame, area: Rect) {
        let shown = self.shown(session, lang);
        let Some(applicant) = self.panel.current(&shown) else {
            return;
        };
        let Some(known) = session.applicants().get(applicant) else {
            return;
        };
        let title = format!("{} {}", known.id, width::display_safe(&known.name));
        let state = state_words(lang, session, applicant);
        pane::page(frame, area, &title, Some(&state), &|columns| {
            Self::page_of(session, applicant, known, columns, lang)
        });
    }

    fn page_of(
        session: &Session,
        applicant: usize,
        known: &Applicant,
        columns: usize,
        lang: Lang,
    ) -> Vec<PageLine> {
        let mut lines = about(session, applicant, known, columns, lang);
        lines.push(PageLine::plain(""));
        let review = session.review(applicant);
        let worked = session.checks(applicant);
        for item in items(session) {
            let tick = review.ticks.get(&item.id);
            let found = computed(&worked, item);
            let verdict = tick
                .and_then(|t| t.verdict)
                .or(found.and_then(|c| c.verdict));
            let name = format!("{} {}", sign(verdict), words(lang, &item.name));
            list::paragraph(&mut lines, &name, columns, "", verdict_style(verdict));
            let findings = found.map(|c| c.findings.as_slice()).unwrap_or_default();
            for finding in findings {
                let text = checks::finding(lang, finding);
                list::paragraph(&mut lines, &text, columns, "   ", theme::warn());
            }
            if let Some(note) = tick.map(|t| &t.note).filter(|n| !n.is_empty()) {
                let note = width::display_safe(note);
                list::paragraph(&mut lines, &note, columns, "   ", theme::quiet());
            }
        }
        lines
    }

    /// What the columns' numbers and signs stand for.
    fn legend(&self, session: &Session, lang: Lang, columns: usize) -> Vec<PageLine> {
        let names: Vec<String> = items(session)
            .iter()
            .enumerate()
            .map(|(n, item)| format!("{} {}", n + 1, words(lang, &item.name)))
            .collect();
        let mut lines = Vec::new();
        let text = format!("{}  {}", d::SIGNS.get(lang), names.join("  "));
        list::paragraph(&mut lines, &text, columns, " ", theme::quiet());
        lines
    }

    /// One applicant, item by item, with what the current one asks below or beside.
    fn one(&self, session: &Session, lang: Lang, frame: &mut Frame, area: Rect, right: Rect) {
        let at = self.panel.row();
        let (Some(applicant), Some(panel)) = (session.applicants().get(at), &self.single) else {
            return;
        };
        let columns = usize::from(area.width);
        let review = session.review(at);
        let state = state_words(lang, session, at);
        let name = format!(
            " {}/{} {} {}",
            at + 1,
            session.applicants().len(),
            applicant.id,
            width::display_safe(&applicant.name)
        );
        let room = columns.saturating_sub(width::cells(&state) + 2);
        let mut head = vec![PageLine::head(format!(
            "{} {state}",
            width::pad(&name, room)
        ))];
        let inside = columns.saturating_sub(1);
        head.extend(
            about(session, at, applicant, inside, lang)
                .into_iter()
                .map(|l| PageLine {
                    text: format!(" {}", l.text),
                    ..l
                }),
        );
        let list = items(session);
        let worked = session.checks(at);
        let names = list.iter().map(|i| words(lang, &i.name));
        let clauses = list.iter().map(|i| words(lang, &i.clause));
        let shown = lines_of(session);
        let rows = Rows {
            columns: &[
                Column::fixed("", 1),
                Column::fixed("", widest(names, 12, 28)),
                Column::fixed("", widest(clauses, 8, 26)),
                Column::rest(""),
            ],
            shown: &shown,
            cells: &|n| {
                let Some(item) = list.get(n) else {
                    return (
                        vec![String::new(), d::THRESHOLDS.get(lang).to_owned()],
                        theme::quiet(),
                    );
                };
                let tick = review.ticks.get(&item.id);
                let found = computed(&worked, item);
                let verdict = tick
                    .and_then(|t| t.verdict)
                    .or(found.and_then(|c| c.verdict));
                let mut said = String::new();
                if tick.and_then(|t| t.verdict).is_none() && found.is_some() {
                    said.push_str(d::COMPUTED.get(lang));
                }
                if let Some(tick) = tick {
                    if !tick.page.is_empty() {
                        let page = width::display_safe(&tick.page);
                        said.push_str(&fill!(d::AT_PAGE, lang, [("page", &page)]));
                    }
                    said.push_str(&width::display_safe(&tick.note));
                }
                let texts = vec![
                    sign(verdict).to_owned(),
                    words(lang, &item.name).to_owned(),
                    words(lang, &item.clause).to_owned(),
                    said,
                ];
                (texts, verdict_style(verdict))
            },
        };
        let [above, body, foot] = parts(area, head.len());
        list::page(frame, above, &head, 0);
        let body = if right.width > 0 {
            let item = list.get(self.item(session)).map(|i| words(lang, &i.name));
            let title = item.unwrap_or(d::THRESHOLDS.get(lang));
            pane::page(frame, right, title, None, &|columns| {
                self.details(session, lang, columns)
            });
            body
        } else {
            let details = self.details(session, lang, columns);
            let wanted = (cells(details.len()) + 1).min(body.height.saturating_sub(4));
            let [body, below] =
                Layout::vertical([Constraint::Min(0), Constraint::Length(wanted)]).areas(body);
            let mut lines = vec![PageLine {
                text: "─".repeat(columns),
                style: theme::border(),
            }];
            lines.extend(details);
            list::page(frame, below, &lines, 0);
            body
        };
        panel.table(frame, body, &rows);
        panel.foot(frame, foot, lang, &rows, body);
    }

    /// What the item under the cursor asks, and what the machine found about it.
    fn details(&self, session: &Session, lang: Lang, columns: usize) -> Vec<PageLine> {
        let mut lines = Vec::new();
        let mut say = |text: &str, style: Style| {
            list::paragraph(&mut lines, text, columns, " ", style);
        };
        let at = self.panel.row();
        let Some(item) = items(session).get(self.item(session)) else {
            let (Some(template), Some(applicant)) =
                (session.template(), session.applicants().get(at))
            else {
                return lines;
            };
            for threshold in checks::thresholds(lang, template, applicant) {
                let style = if threshold.met == Some(false) {
                    theme::warn()
                } else {
                    theme::quiet()
                };
                say(&threshold.text, style);
            }
            return lines;
        };
        for check in session.checks(at) {
            if check.item == item.id {
                for finding in &check.findings {
                    let text = checks::finding(lang, finding);
                    say(&fill!(d::FOUND, lang, [("text", &text)]), theme::warn());
                }
            }
        }
        for ask in &item.asks {
            say(&format!("- {}", words(lang, ask)), theme::quiet());
        }
        if item.fatal {
            say(d::FATAL.get(lang), theme::quiet());
        }
        lines
    }
}

/// Facts of an applicant, who looked at them, and why it is where it is.
fn about(
    session: &Session,
    at: usize,
    applicant: &Applicant,
    columns: usize,
    lang: Lang,
) -> Vec<PageLine> {
    let at_time = times::moment(&applicant.submitted_at);
    let facts = [
        applicant.credit_code.as_str(),
        &applicant.contact,
        &applicant.phone,
        &applicant.email,
        &at_time,
    ];
    let facts: Vec<_> = facts
        .into_iter()
        .filter(|s| !s.is_empty())
        .map(width::display_safe)
        .collect();
    let review = session.review(at);
    let signed = fill!(
        d::SIGNED_BY,
        lang,
        [
            ("checked", &or_dash(&review.checked_by)),
            ("confirmed", &or_dash(&review.confirmed_by)),
        ]
    );
    let line = format!("{signed}  {}", reason(session, at));
    let mut lines = Vec::new();
    for text in [facts.join("  "), line] {
        list::paragraph(&mut lines, text.trim(), columns, "", theme::quiet());
    }
    lines
}

/// Why the applicant is where it is.
fn reason(session: &Session, applicant: usize) -> String {
    let text = match session.eligibility(applicant) {
        Eligibility::Qualified => String::new(),
        Eligibility::Pending => session.review(applicant).pending,
        Eligibility::Disqualified { clause, reason } => format!("{clause}: {reason}"),
        Eligibility::Vetoed { reason, evidence } => format!("{reason} {evidence}"),
    };
    width::display_safe(text.trim()).into_owned()
}

fn or_dash(text: &str) -> String {
    if text.is_empty() {
        "-".to_owned()
    } else {
        width::display_safe(text).into_owned()
    }
}

fn verdict_style(verdict: Option<Verdict>) -> Style {
    match verdict {
        Some(Verdict::Pass) => theme::good(),
        Some(Verdict::Fail) => theme::bad(),
        Some(Verdict::Doubtful) => theme::warn(),
        None => theme::quiet(),
    }
}

fn state_style(state: &Eligibility) -> Style {
    match state {
        Eligibility::Qualified => theme::quiet(),
        Eligibility::Pending => theme::warn(),
        Eligibility::Disqualified { .. } | Eligibility::Vetoed { .. } => theme::bad(),
    }
}
