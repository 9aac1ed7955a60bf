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

use super::{Answer, Context, Effect, Notice, Place};
use crate::journal::time_of_day;
use crate::model::{Act, Consent, DESK, Phase, Session, WithoutScore};
use crate::office::papers::minute;
use crate::tally::{self, AwardState, Results};
use crate::text::award as a;
use crate::text::desk as d;
use crate::text::{Lang, faults, screens as t, ties, words};
use crate::tui::input::Input;
use crate::tui::keys::{self, ResultRoom as Action, Row};
use crate::tui::widgets::form::{Field, Form, Outcome};
use crate::tui::widgets::frame as surround;
use crate::tui::widgets::list::{self, Line};
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

#[derive(Debug, Default)]
pub struct ResultRoom {
    row: usize,
    open: Option<(Ask, Form)>,
    notice: Option<Notice>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Ask {
    /// Whose word: one's own, or a judge's from paper.
    Word(String),
    Certify,
    NewReview,
}

impl ResultRoom {
    pub fn typing(&self) -> bool {
        self.open.is_some()
    }

    pub fn keys(&self, ctx: &Context) -> Vec<Row> {
        let lang = ctx.lang;
        if self.open.is_some() {
            return keys::rows(keys::FORM, lang);
        }
        let phase = ctx.session().map(Session::phase);
        let mut rows = keys::rows(keys::RESULT, lang);
        rows.retain(|r| {
            let is = |text: crate::text::Text| r.label == text.get(lang);
            if is(d::K_CERTIFY) {
                ctx.seat == Some(DESK) && phase == Some(Phase::Closed)
            } else if is(d::K_NEW_REVIEW) {
                ctx.seat == Some(DESK) && phase == Some(Phase::Certified)
            } else if is(d::K_GIVE_WORD) {
                phase == Some(Phase::Closed)
            } else {
                true
            }
        });
        rows.extend(keys::rows(keys::LIST, lang));
        rows
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
        let desk = ctx.seat == Some(DESK);
        let phase = session.phase();
        match keys::find(keys::RESULT, *key) {
            Some(Action::Allocation) => return vec![Effect::Go(Place::Standings)],
            Some(Action::Word) if phase == Phase::Closed => {
                self.ask_word(ctx, session);
                return vec![];
            }
            Some(Action::Certify) if desk && phase == Phase::Closed => {
                self.ask_certify(ctx, session);
                return vec![];
            }
            Some(Action::NewReview) if desk && phase == Phase::Certified => {
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
            Some(_) => {
                let text = if phase == Phase::Certified {
                    d::CERTIFIED_ALREADY
                } else {
                    d::RESULT_LATER
                };
                self.notice = Some(Notice::Info(text.get(ctx.lang).to_owned()));
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
            None => self.notice = Some(super::unbound(*key, ctx.lang)),
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
            d::WORD_FROM_PAPER.fill(lang, &[("name", &width::display_safe(&judge.name))])
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
        notes.push(d::CERTIFY_NOTE.get(lang).to_owned());
        let mut fields = vec![Field::new(t::TYPE_YES.get(lang))];
        fields.extend(missing.iter().filter_map(|p| {
            let project = words(lang, session.projects().get(*p)?.short());
            let label = ties::FIELD_WITHOUT.fill(lang, &[("project", &project)]);
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

fn answered(ask: &Ask, values: &[String], ctx: &Context) -> Result<Effect, String> {
    let value = |n: usize| values.get(n).cloned().unwrap_or_default();
    let yes = |text: &str| matches!(text.to_lowercase().as_str(), "yes" | "y" | "是" | "确认");
    match ask {
        Ask::Word(judge) => {
            let verdict =
                consent(&value(0)).ok_or_else(|| d::WORD_UNKNOWN.get(ctx.lang).to_owned())?;
            let reason = value(1);
            if ctx.seat == Some(judge.as_str()) {
                return Ok(Effect::Confirm {
                    verdict,
                    reason,
                    pin: value(2),
                });
            }
            Ok(Effect::Record(vec![
                Act::Confirm {
                    verdict,
                    reason,
                    judge: Some(judge.clone()),
                }
                .into(),
            ]))
        }
        Ask::Certify if yes(&value(0)) => {
            let (Some(session), Some(results)) = (ctx.session(), ctx.results()) else {
                return Ok(Effect::Certify(Vec::new()));
            };
            let missing = tally::without_score(session, results);
            Ok(Effect::Certify(without(session, &missing, |n| {
                value(n + 1)
            })))
        }
        Ask::NewReview if yes(&value(1)) => Ok(Effect::Record(vec![
            Act::NewReview { reason: value(0) }.into(),
        ])),
        Ask::Certify | Ask::NewReview => Err(t::TYPE_YES.get(ctx.lang).to_owned()),
    }
}

/// Stands for the reasons that the form will ask for while it is found out what else is in the way.
const ASKED_FOR: &str = "-";

/// The reasons for these projects; `reason` gives that of the first, the second and so on.
fn without(
    session: &Session,
    projects: &[usize],
    reason: impl Fn(usize) -> String,
) -> Vec<WithoutScore> {
    projects
        .iter()
        .enumerate()
        .filter_map(|(n, p)| {
            Some(WithoutScore {
                project: session.project_id(*p)?.to_owned(),
                reason: reason(n),
            })
        })
        .collect()
}

/// `1`, `2`, `3`, or the words.
fn consent(text: &str) -> Option<Consent> {
    Some(match text.trim() {
        "1" | "１" | "同意" | "agree" => Consent::Agree,
        "2" | "２" | "不同意" | "disagree" => Consent::Disagree,
        "3" | "３" | "拒绝签字" | "拒绝" | "refuse" => Consent::Refuse,
        _ => return None,
    })
}

/// Judges on whose sheets the result rests.
fn voters(session: &Session) -> Vec<usize> {
    (0..session.judges().len())
        .filter(|j| session.has_part(*j))
        .collect()
}

fn summary(ctx: &Context, session: &Session, results: &Results, columns: usize) -> Vec<Line> {
    let lang = ctx.lang;
    let mut lines = Vec::new();
    let state = match session.phase() {
        Phase::Setup | Phase::Scoring => d::RESULT_LATER.get(lang).to_owned(),
        Phase::Closed => d::RESULT_CLOSED.get(lang).to_owned(),
        Phase::Certified => {
            let last = session.certified().last();
            let code = last.and_then(|c| ctx.live?.journal().code_of(c.seq));
            d::RESULT_CERTIFIED.fill(
                lang,
                &[
                    ("at", &last.map(|c| minute(&c.at)).unwrap_or_default()),
                    ("code", &code.unwrap_or_default()),
                ],
            )
        }
    };
    list::paragraph(&mut lines, &state, columns, " ", theme::title());
    if ctx.results_hidden() {
        return lines;
    }
    for text in awards(session, results, lang) {
        list::paragraph(&mut lines, &text, columns, " ", theme::quiet());
    }
    for text in ties::to_decide_again(lang, session) {
        list::paragraph(&mut lines, &text, columns, " ", theme::warn());
    }
    if results.differences.is_empty() {
        let text = t::OTHER_AGREES.get(lang);
        list::paragraph(&mut lines, text, columns, " ", theme::quiet());
    }
    let namer = a::Namer {
        applicant: &|a| names(session, &[a]),
        project: &|p| {
            let known = session.projects().get(p);
            known
                .map(|p| words(lang, p.short()).to_owned())
                .unwrap_or_default()
        },
    };
    for difference in &results.differences {
        let text = namer.difference(lang, t::OTHER_DIFFERS, difference);
        list::paragraph(&mut lines, &text, columns, " ", theme::warn());
    }
    for change in session.rule_changes() {
        let code = ctx.live.and_then(|live| live.journal().code_of(change.seq));
        let text = d::RULE_CHANGED_AT.fill(
            lang,
            &[
                ("seq", &change.seq),
                ("code", &code.unwrap_or_default()),
                ("reason", &width::display_safe(&change.reason)),
            ],
        );
        list::paragraph(&mut lines, &text, columns, " ", theme::warn());
    }
    for old in session.certified() {
        let Some((seq, reason)) = &old.reviewed else {
            continue;
        };
        let said: Vec<String> = old
            .awards
            .iter()
            .map(|line| format!("{} {}", line.project, line.applicants.join(" ")))
            .collect();
        let code = ctx.live.and_then(|live| live.journal().code_of(old.seq));
        let text = d::OLD_RESULT.fill(
            lang,
            &[
                ("n", &old.seq),
                ("code", &code.unwrap_or_default()),
                ("awards", &said.join("; ")),
                ("seq", seq),
                ("reason", &width::display_safe(reason)),
            ],
        );
        list::paragraph(&mut lines, &text, columns, " ", theme::quiet());
    }
    lines
}

fn names(session: &Session, list: &[usize]) -> String {
    let names: Vec<String> = list
        .iter()
        .filter_map(|a| session.applicants().get(*a))
        .map(|a| format!("{} {}", a.id, width::display_safe(&a.name)))
        .collect();
    if names.is_empty() {
        "-".to_owned()
    } else {
        names.join("; ")
    }
}

/// Each project with whom it is recommended for.
fn awards(session: &Session, results: &Results, lang: Lang) -> Vec<String> {
    results
        .projects
        .iter()
        .enumerate()
        .map(|(p, result)| {
            let who = match result.award.state {
                AwardState::Recommended => result
                    .award
                    .applicants
                    .iter()
                    .map(|a| {
                        let score = results
                            .standing(p, *a)
                            .and_then(|s| s.count.score)
                            .map(|s| s.to_string())
                            .unwrap_or_default();
                        format!("{} {score}", names(session, &[*a]))
                    })
                    .collect::<Vec<_>>()
                    .join("; "),
                AwardState::Undecided => d::AWARD_TIED.get(lang).to_owned(),
                AwardState::Depends => a::waits_for(result.award.not_compared, t::AWARD_DEPENDS)
                    .get(lang)
                    .to_owned(),
                AwardState::None => t::AWARD_NONE.get(lang).to_owned(),
            };
            let name = session
                .projects()
                .get(p)
                .map(|p| words(lang, p.short()))
                .unwrap_or_default();
            d::AWARD_LINE.fill(lang, &[("n", &(p + 1)), ("name", &name), ("who", &who)])
        })
        .collect()
}

/// One judge's word, or that it is awaited; one that holds no more says so.
fn word(session: &Session, judge: usize, lang: Lang) -> (String, Style) {
    let known = session.judges().get(judge);
    let name = known
        .map(|j| {
            format!(
                "{} {}",
                width::pad(&j.id, 5),
                width::pad(&width::display_safe(&j.name), 12)
            )
        })
        .unwrap_or_default();
    let last = session
        .confirmations()
        .iter()
        .rev()
        .find(|c| c.judge == judge);
    let Some(last) = last else {
        return (
            format!("{name} {}", d::WORD_AWAITED.get(lang)),
            theme::warn(),
        );
    };
    let said = match last.verdict {
        Consent::Agree => d::AGREES,
        Consent::Disagree => d::DISAGREES,
        Consent::Refuse => d::REFUSES,
    };
    let mut text = format!(
        "{name} {} {} ({}) {}",
        width::pad(said.get(lang), 9),
        time_of_day(&last.at),
        last.seq,
        width::display_safe(&last.reason)
    );
    match last.void {
        Some(seq) => {
            let void = d::WORD_VOID.fill(lang, &[("seq", &seq)]);
            text = format!("{name} {void} {}", said.get(lang));
            (text, theme::bad())
        }
        None if last.verdict == Consent::Agree => (text, theme::good()),
        None => (text, theme::warn()),
    }
}
