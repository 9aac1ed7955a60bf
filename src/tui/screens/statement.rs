//! 无利益冲突声明: what a judge reads before the first applicant.
//!
//! ```text
//!  打分之前请看一遍名单。与其中任何一家有 … 关系，请按 F12 回避。
//!  按 Enter 即声明：除已回避的以外，我与下列单位没有利益冲突。
//!
//! ▸ a01 中原教师发展学院                                   项目1 项目2
//!   a02 …                                                  项目1（已回避）
//!  Enter 我声明无利益冲突  F12 回避  F10 交接
//! ```

use super::recusal::{From, RecusalOutcome, RecusalScreen};
use crate::model::{Session, Status};
use crate::text::desk as t;
use crate::text::fill;
use crate::text::{Lang, screens};
use crate::tui::input::Input;
use crate::tui::keys::{self, KeyRow, StatementAction as Action};
use crate::tui::screen::{Answer, Context, Effect, Notice};
use crate::tui::widgets::form::Form;
use crate::tui::widgets::{frame as surround, list};
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::Rect;

#[derive(Debug, Default)]
pub struct StatementScreen {
    row: usize,
    recusal: Option<RecusalScreen>,
    notice: Option<Notice>,
}

impl StatementScreen {
    /// The form that takes what is typed.
    pub fn form(&self) -> Option<&Form> {
        self.recusal.as_ref().and_then(RecusalScreen::form)
    }

    pub fn keys(&self, lang: Lang) -> Vec<KeyRow> {
        if let Some(recusal) = &self.recusal {
            return recusal.keys(lang);
        }
        let mut rows = keys::rows(keys::STATEMENT, lang);
        rows.extend(keys::rows(keys::LIST, lang));
        rows
    }

    pub fn update(&mut self, input: &Input, ctx: &Context) -> Vec<Effect> {
        let (Some(session), Some(seat)) = (ctx.session(), ctx.seat) else {
            return vec![];
        };
        if let Some(recusal) = &mut self.recusal {
            match recusal.update(input, session, ctx.lang) {
                RecusalOutcome::Stay => {}
                RecusalOutcome::Close => self.recusal = None,
                RecusalOutcome::Keep(acts) => return vec![Effect::Record(acts)],
            }
            return vec![];
        }
        let Input::Key(key) = input else {
            return vec![];
        };
        self.notice = None;
        match keys::find(keys::STATEMENT, *key) {
            Some(Action::Declare) => return vec![Effect::Declare],
            Some(Action::Recuse) => {
                let here = racing(session).get(self.row).copied();
                let from = From::Applicant(here.unwrap_or_default());
                self.recusal = session
                    .judge(seat)
                    .map(|judge| RecusalScreen::new(session, judge, from, false));
                return vec![];
            }
            None => {}
        }
        match keys::find(keys::LIST, *key) {
            Some(action) => {
                // There is no way around the statement but to leave the seat.
                let left = list::step(action, &mut self.row, racing(session).len());
                return left.map(|_| Effect::HandOver).into_iter().collect();
            }
            None => self.notice = Some(crate::tui::screen::unbound(*key, ctx.lang)),
        }
        vec![]
    }

    pub fn answer(&mut self, answer: &Answer) {
        match (answer, &mut self.recusal) {
            (Answer::Failed(why) | Answer::PinRefused(why), Some(recusal)) => recusal.refuse(why),
            (Answer::Failed(why) | Answer::PinRefused(why), None) => {
                self.notice = Some(Notice::Bad(why.clone()));
            }
            (Answer::Saved(_) | Answer::Done(_), _) => self.recusal = None,
        }
    }

    pub fn view(&self, ctx: &Context, frame: &mut Frame, area: Rect) {
        let (Some(session), Some(seat)) = (ctx.session(), ctx.seat) else {
            return;
        };
        let lang = ctx.lang;
        let columns = usize::from(area.width.saturating_sub(4));
        let mut lines = Vec::new();
        for text in [t::STATEMENT_1, t::STATEMENT_2] {
            list::paragraph(&mut lines, text.get(lang), columns, "  ", theme::quiet());
        }
        list::page(frame, area, &lines, 0);
        let used = lines.len() as u16 + 1;
        let rest = Rect {
            y: area.y + used.min(area.height),
            height: area.height.saturating_sub(used + 1),
            ..area
        };
        let judge = session.judge(seat);
        let racing = racing(session);
        list::draw(frame, rest, self.row, racing.len(), |n| {
            let text = racing
                .get(n)
                .map(|a| applicant(session, *a, judge, lang))
                .unwrap_or_default();
            (text, theme::quiet())
        });
        if let Some(notice) = &self.notice {
            surround::notice(frame, surround::last_line(area), "  ", notice, lang);
        }
        if let Some(recusal) = &self.recusal {
            recusal.view(session, lang, frame, area);
        }
    }
}

/// Who is still to be scored.
fn racing(session: &Session) -> Vec<usize> {
    (0..session.applicants().len())
        .filter(|a| session.eligibility(*a).is_in() && !session.has_withdrawn(*a))
        .collect()
}

fn applicant(session: &Session, a: usize, judge: Option<usize>, lang: Lang) -> String {
    let Some(applicant) = session.applicants().get(a) else {
        return String::new();
    };
    let mut projects = Vec::new();
    for (p, project) in session.projects().iter().enumerate() {
        let entry = session
            .entry(&format!("{}/{}", project.id, applicant.id))
            .and_then(|e| session.entries().get(e));
        if entry.is_some_and(|e| e.withdrawn) {
            continue;
        }
        let status = entry.zip(judge).map(|(e, j)| e.status(j));
        let name = fill!(screens::PROJECT_SHORT, lang, [("n", &(p + 1))]);
        match status {
            None | Some(Status::Absent) => {}
            Some(Status::Recused) => {
                projects.push(format!("{name}{}", t::RECUSED_FROM.get(lang)));
            }
            Some(_) => projects.push(name),
        }
    }
    format!(
        "{} {} {}",
        width::pad(&applicant.id, 5),
        width::pad(&width::display_safe(&applicant.name), 44),
        projects.join(crate::text::projects::BETWEEN.get(lang))
    )
}
