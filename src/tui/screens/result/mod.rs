//! The result: what is recommended, each judge's word on it, and the certificate.
//!
//! ```text
//!  评分已结束，等待评委表态。
//!  项目1 高中新高考培训项目   拟推荐 a08 长河大学教师教育学院 96.67
//!  另一种读法（逐项指标去最高最低）的推荐结果相同。
//! ▸ w01 评委1   同意        20:31:07 (951)
//!   w02 评委2   不同意：…   20:33:40 (952)
//!   w03 评委3   待表态
//!  Enter 表态  F5 认证  F3 分配经过  Esc 返回
//! ```

mod ask;
mod lines;

use crate::journal::time_of_day;
use crate::model::{Act, DESK, Phase, Refusal, Session, Status};
use crate::tally;
use crate::text::acts;
use crate::text::desk as d;
use crate::text::fill;
use crate::text::{Text, hand, screens as t, ties, words};
use crate::tui::input::Input;
use crate::tui::keys::{self, KeyRow, ResultAction as Action};
use crate::tui::screen::{Answer, Context, Effect, Notice, Route};
use crate::tui::widgets::form::{Form, FormField};
use crate::tui::widgets::list;
use crate::tui::widgets::pane::cells;
use crate::tui::widgets::panel::{Panel, PanelEvent, Rows};
use crate::tui::widgets::table::Column;
use crate::tui::width;
use ask::{ASKED_FOR, answered, ask_statements, without};
pub(super) use lines::awards;
use lines::{dissent, summary, whole_lists, word};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

/// From so many columns on the judges stand beside the result, not below it.
const WIDE: u16 = 130;

/// So many rows stay for the result and the judges where the lists stand below them.
const HIGH: u16 = 18;

#[derive(Debug)]
pub struct ResultScreen {
    panel: Panel<ResultForm>,
}

impl Default for ResultScreen {
    fn default() -> Self {
        Self {
            // A panel is few, and all of it is in sight.
            panel: Panel::unfiltered(),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum ResultForm {
    /// Whose word: one's own, or a judge's from paper.
    Word(String),
    Certify,
    /// These judges scored without a statement: each is dealt with by name.
    Statements(Vec<String>),
    NewReview,
}

impl ResultScreen {
    pub fn form(&self) -> Option<&Form> {
        self.panel.form()
    }

    pub fn keys(&self, ctx: &Context) -> Vec<KeyRow> {
        self.panel
            .keys(ctx.lang, keys::RESULT, |action| Self::possible(action, ctx))
    }

    fn possible(action: Action, ctx: &Context) -> bool {
        let phase = ctx.session().map(Session::phase);
        let desk = ctx.seat == Some(DESK);
        match action {
            Action::Certify => desk && phase == Some(Phase::Closed),
            Action::NewReview => desk && phase == Some(Phase::Certified),
            Action::Word => phase == Some(Phase::Closed),
            Action::Allocation => true,
        }
    }

    pub fn update(&mut self, input: &Input, ctx: &Context) -> Vec<Effect> {
        let Some(session) = ctx.session() else {
            return vec![];
        };
        let shown = voters(session);
        match self
            .panel
            .update(input, ctx, keys::RESULT, |_| true, &shown)
        {
            PanelEvent::Taken => {}
            PanelEvent::Effect(effect) => return vec![effect],
            PanelEvent::Act(action) if !Self::possible(action, ctx) => {
                let text = why_not(action, session.phase()).get(ctx.lang).to_owned();
                self.panel.say(Notice::Info(text));
            }
            PanelEvent::Act(Action::Allocation) => return vec![Effect::Go(Route::Standings)],
            PanelEvent::Act(Action::Word) => self.ask_word(ctx, session, &shown),
            PanelEvent::Act(Action::Certify) => self.ask_certify(ctx, session),
            PanelEvent::Act(Action::NewReview) => {
                let form = Form::new(
                    d::K_NEW_REVIEW.title(ctx.lang),
                    vec![d::NEW_REVIEW_NOTE.get(ctx.lang).to_owned()],
                    vec![
                        FormField::new(t::REASON.get(ctx.lang)),
                        FormField::new(t::TYPE_YES.get(ctx.lang)),
                    ],
                );
                self.panel.ask(ResultForm::NewReview, form);
            }
            PanelEvent::Answered(ask, values) => match answered(&ask, &values, ctx) {
                Ok(effect) => return vec![effect],
                Err(fault) => {
                    if let Some(form) = self.panel.form_mut() {
                        form.refuse(fault);
                    }
                }
            },
        }
        vec![]
    }

    fn ask_word(&mut self, ctx: &Context, session: &Session, shown: &[usize]) {
        let lang = ctx.lang;
        let seat = ctx.seat.unwrap_or_default();
        let own = session.judge(seat);
        let judge = own.or_else(|| self.panel.current(shown));
        let Some(judge) = judge.and_then(|j| session.judges().get(j)) else {
            return;
        };
        let mut fields = vec![
            FormField::new(d::FIELD_WORD.get(lang)),
            FormField::new(d::FIELD_WORD_REASON.get(lang)).optional(),
        ];
        let note = if own.is_some() {
            if session.seat(seat).pin.is_some() {
                fields.push(FormField::new(t::PIN.get(lang)).secret());
            }
            d::WORD_NOTE.get(lang).to_owned()
        } else {
            fill!(
                d::WORD_FROM_PAPER,
                lang,
                [("name", &width::display_safe(&judge.name))]
            )
        };
        let mut notes = vec![note];
        // What was given with the judge's own PIN is not replaced by a slip of the key.
        let given = session.judge(&judge.id);
        let given = given.and_then(|j| session.confirmation(j));
        if let (None, Some(given)) = (own, given)
            && given.by == judge.id
        {
            let at = time_of_day(&given.at).get(..5).unwrap_or_default();
            let (name, word) = (
                width::display_safe(&judge.name),
                lines::consent(given.verdict).get(lang),
            );
            notes.push(fill!(
                d::WORD_GIVEN,
                lang,
                [("name", &name), ("at", &at), ("word", &word)]
            ));
        }
        let form = Form::new(d::K_GIVE_WORD.title(lang), notes, fields);
        self.panel.ask(ResultForm::Word(judge.id.clone()), form);
    }

    fn ask_certify(&mut self, ctx: &Context, session: &Session) {
        let lang = ctx.lang;
        // What stands in the way is said before anything is typed.
        let awards_now = ctx.results().map(|results| results.award_lines(session));
        let missing = ctx
            .results()
            .map(|results| tally::without_score(session, results))
            .unwrap_or_default();
        let act = Act::Certify {
            awards: awards_now.unwrap_or_default(),
            without: without(session, &missing, |_| ASKED_FOR.to_owned()),
        };
        if let Err(refusal) = tally::decide(session, DESK, act.into()) {
            if matches!(refusal, Refusal::StatementsMissing { .. }) {
                let (ask, form) = ask_statements(session, lang);
                self.panel.ask(ask, form);
                return;
            }
            let text = acts::refusal(lang, session, &refusal);
            self.panel.say(Notice::Bad(text));
            return;
        }
        let mut notes: Vec<String> = ctx
            .results()
            .map(|results| awards(session, results, lang))
            .unwrap_or_default();
        if let Some(results) = ctx.results() {
            notes.extend(ties::without_score(lang, session, results, &missing));
        }
        notes.extend(hand::without_statement(lang, session));
        notes.extend(hand::unexplained(lang, session));
        notes.extend(dissent(session, lang));
        notes.push(d::CERTIFY_NOTE.get(lang).to_owned());
        let mut fields = vec![FormField::new(t::TYPE_YES.get(lang))];
        fields.extend(missing.iter().filter_map(|p| {
            let project = words(lang, session.projects().get(*p)?.short());
            let label = fill!(ties::FIELD_WITHOUT, lang, [("project", &project)]);
            Some(FormField::new(&label))
        }));
        let form = Form::new(d::K_CERTIFY.title(lang), notes, fields);
        self.panel.ask(ResultForm::Certify, form);
    }

    pub fn answer(&mut self, answer: &Answer) {
        let word = matches!(self.panel.asked(), Some(ResultForm::Word(_)));
        self.panel.answer(answer);
        match (answer, self.panel.form_mut()) {
            (Answer::PinRefused(_), Some(form)) => form.ask_secret_again(),
            // What is refused of a word is that it has no reason.
            (Answer::Failed(_), Some(form)) if word => form.go_to(1),
            (Answer::Saved(saved), _) => {
                self.panel.say(Notice::saved_with_code(saved));
            }
            _ => {}
        }
    }

    pub fn view(&self, ctx: &Context, frame: &mut Frame, area: Rect) {
        let (Some(session), Some(results)) = (ctx.session(), ctx.results()) else {
            return;
        };
        let lang = ctx.lang;
        let all = area;
        let shown = voters(session);
        let names = shown.iter().filter_map(|j| session.judges().get(*j));
        let name = names.map(|j| width::cells(&j.name)).max().unwrap_or(0);
        let rows = Rows {
            columns: &[
                Column::fixed(d::H_SEAT.get(lang), 8),
                Column::fixed(d::H_JUDGE.get(lang), name.clamp(8, 24)),
                Column::rest(d::H_WORD.get(lang)),
            ],
            shown: &shown,
            cells: &|judge| {
                let known = session.judges().get(judge);
                let (said, style) = word(session, judge, lang);
                let name = known.map_or("", |j| j.name.as_str());
                let texts = vec![
                    known.map_or_else(String::new, |j| j.id.clone()),
                    width::display_safe(name).into_owned(),
                    said,
                ];
                (texts, style)
            },
        };
        let [area, foot] =
            Layout::vertical([Constraint::Min(0), Constraint::Length(1)]).areas(area);
        // On a high screen stands below what is confirmed, whole.
        let entries = results.projects.iter().map(|p| p.standings.len());
        let whole = cells(entries.max().unwrap_or(0)) + 3;
        let high = area.height >= HIGH + whole && !ctx.results_hidden();
        let above = HIGH.max(cells(shown.len()) + 2);
        let [area, lists, _] = Layout::vertical([
            if high {
                Constraint::Max(above)
            } else {
                Constraint::Min(0)
            },
            Constraint::Length(if high { whole } else { 0 }),
            if high {
                Constraint::Min(0)
            } else {
                Constraint::Length(0)
            },
        ])
        .areas(area);
        if high {
            whole_lists(session, results, lang, frame, lists);
        }
        let wanted = cells(shown.len()) + 1;
        let [above, body] = if area.width >= WIDE {
            Layout::horizontal([Constraint::Percentage(55), Constraint::Min(0)])
                .spacing(2)
                .areas(area)
        } else {
            // The judges are few; the result is scrolled by nobody and comes first.
            let columns = usize::from(area.width).saturating_sub(1);
            let lines = cells(summary(ctx, session, results, columns).len());
            let most = area.height.saturating_sub(wanted.clamp(5, 13));
            Layout::vertical([Constraint::Length(lines.min(most)), Constraint::Min(0)])
                .spacing(1)
                .areas(area)
        };
        let columns = usize::from(above.width).saturating_sub(1);
        let lines = summary(ctx, session, results, columns);
        list::page(frame, above, &lines, 0);
        self.panel.table(frame, body, &rows);
        self.panel.foot(frame, foot, lang, &rows, body);
        self.panel.over(frame, all);
    }
}

/// Judges on whose sheets the result rests; while scoring is open, those on whose sheets it may come to rest.
fn voters(session: &Session) -> Vec<usize> {
    let open = matches!(session.phase(), Phase::Setup | Phase::Scoring);
    let owes = |j: usize| {
        let entries = session.entries().iter();
        let mut status = entries.map(|e| e.status(j));
        status.any(|s| !matches!(s, Status::Recused | Status::Void | Status::Absent))
    };
    (0..session.judges().len())
        .filter(|j| if open { owes(*j) } else { session.has_part(*j) })
        .collect()
}

/// Why an action that is not possible here is not.
fn why_not(action: Action, phase: Phase) -> Text {
    match (action, phase) {
        (_, Phase::Setup | Phase::Scoring) => d::RESULT_LATER,
        (Action::Certify | Action::Word, Phase::Certified) => d::CERTIFIED_ALREADY,
        (Action::NewReview, Phase::Closed) => d::NOT_CERTIFIED_YET,
        _ => d::RESULT_DESK_ONLY,
    }
}
