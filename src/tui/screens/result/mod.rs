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
use crate::model::{Act, DESK, Phase, Refusal, Session};
use crate::tally;
use crate::text::desk as d;
use crate::text::fill;
use crate::text::{faults, hand, screens as t, ties, words};
use crate::tui::input::Input;
use crate::tui::keys::{self, ResultScreen as Action, Row};
use crate::tui::screen::{Answer, Context, Effect, Notice, Route};
use crate::tui::widgets::form::{Field, Form, Outcome};
use crate::tui::widgets::frame as surround;
use crate::tui::widgets::list;
use crate::tui::{theme, width};
use ask::{ASKED_FOR, answered, ask_statements, without};
use lines::{awards, summary, word};
use ratatui::Frame;
use ratatui::layout::Rect;

#[derive(Debug, Default)]
pub struct ResultScreen {
    row: usize,
    open: Option<(Ask, Form)>,
    notice: Option<Notice>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Ask {
    /// Whose word: one's own, or a judge's from paper.
    Word(String),
    Certify,
    /// These judges scored without a statement: each is dealt with by name.
    Statements(Vec<String>),
    NewReview,
}

impl ResultScreen {
    /// The form that takes what is typed.
    pub fn form(&self) -> Option<&Form> {
        self.open.as_ref().map(|(_, form)| form)
    }

    pub fn keys(&self, ctx: &Context) -> Vec<Row> {
        let lang = ctx.lang;
        if self.open.is_some() {
            return keys::rows(keys::FORM, lang);
        }
        let mut rows =
            keys::possible_rows(keys::RESULT, lang, |action| Self::possible(action, ctx));
        rows.extend(keys::rows(keys::LIST, lang));
        rows
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
        if let Some((ask, form)) = &mut self.open {
            return match form.update(input, ctx.lang) {
                Outcome::Editing => vec![],
                Outcome::Cancelled => {
                    self.open = None;
                    vec![]
                }
                Outcome::Done(values) => {
                    let ask = ask.clone();
                    match answered(&ask, &values, ctx) {
                        Ok(effect) => vec![effect],
                        Err(fault) => {
                            form.fault = Some(fault);
                            vec![]
                        }
                    }
                }
            };
        }
        let Input::Key(key) = input else {
            return vec![];
        };
        self.notice = None;
        match keys::find(keys::RESULT, *key) {
            Some(action) if !Self::possible(action, ctx) => {
                let text = if session.phase() == Phase::Certified {
                    d::CERTIFIED_ALREADY
                } else {
                    d::RESULT_LATER
                };
                self.notice = Some(Notice::Info(text.get(ctx.lang).to_owned()));
                return vec![];
            }
            Some(Action::Allocation) => return vec![Effect::Go(Route::Standings)],
            Some(Action::Word) => {
                self.ask_word(ctx, session);
                return vec![];
            }
            Some(Action::Certify) => {
                self.ask_certify(ctx, session);
                return vec![];
            }
            Some(Action::NewReview) => {
                let form = Form::new(
                    d::K_NEW_REVIEW.get(ctx.lang),
                    vec![d::NEW_REVIEW_NOTE.get(ctx.lang).to_owned()],
                    vec![
                        Field::new(t::REASON.get(ctx.lang)),
                        Field::new(t::TYPE_YES.get(ctx.lang)),
                    ],
                );
                self.open = Some((Ask::NewReview, form));
                return vec![];
            }
            None => {}
        }
        let length = voters(session).len();
        match keys::find(keys::LIST, *key) {
            Some(action) => {
                return list::step(action, &mut self.row, length)
                    .into_iter()
                    .collect();
            }
            None => self.notice = Some(crate::tui::screen::unbound(*key, ctx.lang)),
        }
        vec![]
    }

    fn ask_word(&mut self, ctx: &Context, session: &Session) {
        let lang = ctx.lang;
        let seat = ctx.seat.unwrap_or_default();
        let own = session.judge(seat);
        let judge = match own {
            Some(judge) => Some(judge),
            None => voters(session).get(self.row).copied(),
        };
        let Some(judge) = judge.and_then(|j| session.judges().get(j)) else {
            return;
        };
        let mut fields = vec![
            Field::new(d::FIELD_WORD.get(lang)),
            Field::new(d::FIELD_WORD_REASON.get(lang)).optional(),
        ];
        let note = if own.is_some() {
            if session.seat(seat).pin.is_some() {
                fields.push(Field::new(t::PIN.get(lang)).secret());
            }
            d::WORD_NOTE.get(lang).to_owned()
        } else {
            fill!(
                d::WORD_FROM_PAPER,
                lang,
                [("name", &width::display_safe(&judge.name))]
            )
        };
        let form = Form::new(d::K_GIVE_WORD.get(lang), vec![note], fields);
        self.open = Some((Ask::Word(judge.id.clone()), form));
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
                self.open = Some(ask_statements(session, lang));
                return;
            }
            self.notice = Some(Notice::Bad(faults::refusal(lang, &refusal)));
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
        notes.push(d::CERTIFY_NOTE.get(lang).to_owned());
        let mut fields = vec![Field::new(t::TYPE_YES.get(lang))];
        fields.extend(missing.iter().filter_map(|p| {
            let project = words(lang, session.projects().get(*p)?.short());
            let label = fill!(ties::FIELD_WITHOUT, lang, [("project", &project)]);
            Some(Field::new(&label))
        }));
        let form = Form::new(d::K_CERTIFY.get(lang), notes, fields);
        self.open = Some((Ask::Certify, form));
    }

    pub fn answer(&mut self, answer: &Answer) {
        match (answer, &mut self.open) {
            (Answer::PinRefused(why), Some((_, form))) => {
                form.fault = Some(why.clone());
                form.ask_secret_again();
            }
            (Answer::Failed(why), Some((ask, form))) => {
                form.fault = Some(why.clone());
                if matches!(ask, Ask::Word(_)) {
                    // What is refused of a word is that it has no reason.
                    form.go_to(1);
                }
            }
            (Answer::Failed(why) | Answer::PinRefused(why), None) => {
                self.notice = Some(Notice::Bad(why.clone()));
            }
            (Answer::Saved(saved), _) => {
                self.open = None;
                self.notice = Some(Notice::Good(format!(
                    "✓ {} ({}) {}",
                    time_of_day(&saved.at),
                    saved.seq,
                    saved.code()
                )));
            }
            (Answer::Done(_), _) => self.open = None,
        }
    }

    pub fn view(&self, ctx: &Context, frame: &mut Frame, area: Rect) {
        let (Some(session), Some(results)) = (ctx.session(), ctx.results()) else {
            return;
        };
        let lang = ctx.lang;
        let columns = usize::from(area.width).saturating_sub(1);
        let lines = summary(ctx, session, results, columns);
        let voters = voters(session);
        let wanted = (voters.len() as u16 + 2).clamp(4, 12);
        let above = (lines.len() as u16).min(area.height.saturating_sub(wanted));
        let place = Rect {
            height: above,
            ..area
        };
        list::page(frame, place, &lines, 0);
        let rows = Rect {
            y: area.y + above + 1,
            height: area.height.saturating_sub(above + 2),
            ..area
        };
        list::draw(frame, rows, self.row, voters.len(), |n| {
            let Some(judge) = voters.get(n) else {
                return (String::new(), theme::quiet());
            };
            word(session, *judge, lang)
        });
        if let Some(notice) = &self.notice {
            let last = area.height.saturating_sub(1);
            let text = format!(" {}", notice.text());
            surround::line(frame, area, last, &text, notice.style());
        }
        if let Some((_, form)) = &self.open {
            form.view(frame, area);
        }
    }
}

/// Judges on whose sheets the result rests.
fn voters(session: &Session) -> Vec<usize> {
    (0..session.judges().len())
        .filter(|j| session.has_part(*j))
        .collect()
}
