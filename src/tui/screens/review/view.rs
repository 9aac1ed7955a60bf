//! How the review is drawn. Reads only.

use super::{Review, computed, items, sign, state_words};
use crate::model::{Checks, Eligibility, Session, Verdict};
use crate::text::desk as d;
use crate::text::fill;
use crate::text::{Lang, checks, words};
use crate::tui::screen::Context;
use crate::tui::widgets::frame as surround;
use crate::tui::widgets::list::{self, Line};
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

impl Review {
    pub fn view(&self, ctx: &Context, frame: &mut Frame, area: Rect) {
        let Some(session) = ctx.session() else { return };
        if self.single {
            self.one(session, ctx.lang, frame, area);
        } else {
            self.matrix(session, ctx.lang, frame, area);
        }
        if let Some(notice) = &self.notice {
            let last = area.height.saturating_sub(1);
            let text = format!(" {}", notice.text());
            surround::line(frame, area, last, &text, notice.style());
        }
        if let Some((_, form)) = &self.open {
            form.view(frame, area);
        }
    }

    /// Applicants down, items across, one sign each.
    fn matrix(&self, session: &Session, lang: Lang, frame: &mut Frame, area: Rect) {
        let list = items(session);
        let name = usize::from(area.width)
            .saturating_sub(5 + 6 + 3 * list.len() + 12)
            .clamp(12, 40);
        let numbers: String = (1..=list.len())
            .map(|n| width::pad_left(&n.to_string(), 3))
            .collect();
        let head = format!(
            "   {} {}{numbers}  {}",
            width::pad(checks::F_ID.get(lang), 5),
            width::pad(checks::F_NAME.get(lang), name),
            d::H_STATE.get(lang)
        );
        surround::line(frame, area, 0, &head, theme::key());
        let legend = self.legend(session, lang, usize::from(area.width));
        let below = legend.len() as u16 + 1;
        let rows = Rect {
            y: area.y + 1,
            height: area.height.saturating_sub(1 + below),
            ..area
        };
        let Some(template) = session.template() else {
            return;
        };
        let all = Checks::new(template, session.applicants().iter());
        list::draw(
            frame,
            rows,
            self.applicant,
            session.applicants().len(),
            |a| {
                let Some(applicant) = session.applicants().get(a) else {
                    return (String::new(), theme::quiet());
                };
                let worked = all.of(applicant);
                let review = session.review(a);
                let signs: String = list
                    .iter()
                    .map(|item| {
                        let ticked = review.ticks.get(&item.id).and_then(|t| t.verdict);
                        let found = computed(&worked, item).and_then(|c| c.verdict);
                        width::pad_left(sign(ticked.or(found)), 3)
                    })
                    .collect();
                let text = format!(
                    "{} {}{signs}  {}",
                    width::pad(&width::display_safe(&applicant.id), 5),
                    width::pad(&width::display_safe(&applicant.name), name),
                    state_words(lang, session, a)
                );
                (text, state_style(session.eligibility(a)))
            },
        );
        let place = Rect {
            y: area.y + area.height.saturating_sub(below),
            height: below.saturating_sub(1).min(area.height),
            ..area
        };
        list::page(frame, place, &legend, 0);
    }

    /// What the columns' numbers and signs stand for.
    fn legend(&self, session: &Session, lang: Lang, columns: usize) -> Vec<Line> {
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

    fn one(&self, session: &Session, lang: Lang, frame: &mut Frame, area: Rect) {
        let Some(applicant) = session.applicants().get(self.applicant) else {
            return;
        };
        let columns = usize::from(area.width);
        let review = session.review(self.applicant);
        let state = state_words(lang, session, self.applicant);
        let name = format!(
            " {}/{} {} {}",
            self.applicant + 1,
            session.applicants().len(),
            applicant.id,
            width::display_safe(&applicant.name)
        );
        let room = columns.saturating_sub(width::cells(&state) + 2);
        let head = format!("{} {state}", width::pad(&name, room));
        surround::line(frame, area, 0, &head, theme::title());
        let facts = [
            applicant.credit_code.as_str(),
            &applicant.contact,
            &applicant.phone,
            &applicant.email,
            &applicant.submitted_at,
        ]
        .into_iter()
        .filter(|s| !s.is_empty())
        .map(|s| width::display_safe(s).into_owned())
        .collect::<Vec<_>>()
        .join("  ");
        surround::line(frame, area, 1, &format!(" {facts}"), theme::quiet());
        let signed = fill!(
            d::SIGNED_BY,
            lang,
            [
                ("checked", &or_dash(&review.checked_by)),
                ("confirmed", &or_dash(&review.confirmed_by)),
            ]
        );
        let why = reason(session, self.applicant);
        let line = if why.is_empty() {
            signed
        } else {
            format!("{signed}  {why}")
        };
        surround::line(frame, area, 2, &format!(" {line}"), theme::quiet());
        let list = items(session);
        let worked = session.checks(self.applicant);
        let details = self.details(session, lang, columns);
        let below = (details.len() as u16 + 2).min(area.height.saturating_sub(8));
        let rows = Rect {
            y: area.y + 3,
            height: area.height.saturating_sub(3 + below),
            ..area
        };
        list::draw(frame, rows, self.item, list.len() + 1, |n| {
            let Some(item) = list.get(n) else {
                return (format!("  {}", d::THRESHOLDS.get(lang)), theme::quiet());
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
                    said.push_str(&fill!(
                        d::AT_PAGE,
                        lang,
                        [("page", &width::display_safe(&tick.page))]
                    ));
                }
                said.push_str(&width::display_safe(&tick.note));
            }
            let text = format!(
                "{} {} {} {said}",
                sign(verdict),
                width::pad(words(lang, &item.name), 24),
                width::pad(words(lang, &item.clause), 22),
            );
            (text, verdict_style(verdict))
        });
        let place = Rect {
            y: area.y + area.height.saturating_sub(below),
            height: below.saturating_sub(1),
            ..area
        };
        surround::line(frame, place, 0, &"─".repeat(columns), theme::border());
        let page = Rect {
            y: place.y + 1,
            height: place.height.saturating_sub(1),
            ..place
        };
        list::page(frame, page, &details, 0);
    }

    /// What the item under the cursor asks, and what the machine found about it.
    fn details(&self, session: &Session, lang: Lang, columns: usize) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut say = |text: &str, style: Style| {
            list::paragraph(&mut lines, text, columns, " ", style);
        };
        let Some(item) = items(session).get(self.item) else {
            let (Some(template), Some(applicant)) =
                (session.template(), session.applicants().get(self.applicant))
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
        for check in session.checks(self.applicant) {
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
