//! 资格审查: every applicant against the checklist, as a matrix and item by item.
//!
//! ```text
//!  07 中原教师发展学院   52999999MA0000001P   2026-05-11 10:07            待定
//! ▸ ✓ 近三年连续承担      二（一）            p.12 三份合同
//!   . 管理经验与基地学校  二（二）
//!   x 按时提交            五（二）；附件2 二.1  系统：2026-05-18 18:30 递交，晚于 …
//!  ── 高校或培训机构，近三年内连续承担过国培、省培或市培；分类附证明
//!  1 通过  2 不通过  3 存疑  F5 定为合格  F3 其余通过  F6 理由/页码  F7 不合格
//! ```

mod notice;
mod view;

use crate::model::{Act, Check, CheckItem, Eligibility, Intent, Phase, Session, Verdict};
use crate::text::desk as d;
use crate::text::{Lang, checks, screens as t, words};
use crate::tui::input::Input;
use crate::tui::keys::{self, Review as Action, Row};
use crate::tui::screen::{Answer, Context, Effect, Notice, moved};
use crate::tui::screens::notice_text::quiet_without;
use crate::tui::widgets::form::{Field, Form, Outcome};
use crate::tui::widgets::list;

#[derive(Debug, Default)]
pub struct Review {
    applicant: usize,
    /// The item under the cursor; the line behind the last is the thresholds.
    item: usize,
    /// One applicant, item by item; else the matrix.
    single: bool,
    open: Option<(Ask, Form)>,
    /// Who checked and who confirmed last: the same two people go through the whole list.
    checked_by: String,
    confirmed_by: String,
    notice: Option<Notice>,
}

/// What a form asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Ask {
    /// A note and a page, with the verdict that is recorded with them.
    Note(Option<Verdict>),
    Qualify,
    Disqualify,
    Pend,
    Second,
}

impl Review {
    /// At one applicant, or at the matrix.
    pub fn at(session: &Session, applicant: Option<&str>) -> Self {
        let place = applicant.and_then(|id| session.applicant(id));
        Self {
            applicant: place.unwrap_or(0),
            single: place.is_some(),
            ..Self::default()
        }
    }

    /// The form that takes what is typed.
    pub fn form(&self) -> Option<&Form> {
        self.open.as_ref().map(|(_, form)| form)
    }

    pub fn keys(&self, ctx: &Context) -> Vec<Row> {
        let lang = ctx.lang;
        if self.open.is_some() {
            return keys::rows(keys::FORM, lang);
        }
        let phase = ctx.session().map(Session::phase);
        let mut rows =
            keys::possible_rows(keys::REVIEW, lang, |action| self.possible(action, phase));
        rows = quiet_without(rows, ctx);
        rows.extend(keys::rows(keys::LIST, lang));
        rows
    }

    /// Once scoring is open the review is read, and can still be confirmed.
    fn possible(&self, action: Action, phase: Option<Phase>) -> bool {
        let here = match action {
            Action::Open => !self.single,
            Action::Pass
            | Action::Fail
            | Action::Doubtful
            | Action::Clear
            | Action::PassRest
            | Action::Note
            | Action::Next
            | Action::Previous
            | Action::Notice => self.single,
            Action::Qualify | Action::Disqualify | Action::Pend | Action::Second => true,
        };
        let read = matches!(
            action,
            Action::Open | Action::Second | Action::Next | Action::Previous | Action::Notice
        );
        here && (read || phase == Some(Phase::Setup))
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
                    self.answered(&ask, &values, session)
                }
            };
        }
        let Input::Key(key) = input else {
            return vec![];
        };
        self.notice = None;
        if let Some(action) = keys::find(keys::REVIEW, *key) {
            return self.act(action, ctx, session);
        }
        let Some(action) = keys::find(keys::LIST, *key) else {
            self.notice = Some(crate::tui::screen::unbound(*key, ctx.lang));
            return vec![];
        };
        let length = if self.single {
            items(session).len() + 1
        } else {
            session.applicants().len()
        };
        let row = if self.single {
            &mut self.item
        } else {
            &mut self.applicant
        };
        match list::step(action, row, length) {
            Some(Effect::Back) if self.single => {
                self.single = false;
                vec![]
            }
            left => left.into_iter().collect(),
        }
    }

    fn act(&mut self, action: Action, ctx: &Context, session: &Session) -> Vec<Effect> {
        let lang = ctx.lang;
        let all = session.applicants().len();
        if all == 0 {
            return vec![];
        }
        match action {
            Action::Open if !self.single => self.single = true,
            Action::Open => {
                // Enter walks down the list, as it does everywhere.
                self.item = moved(self.item, 1, items(session).len() + 1);
            }
            Action::Next => self.applicant = (self.applicant + 1) % all,
            Action::Previous => self.applicant = (self.applicant + all - 1) % all,
            Action::Pass => return self.tick(Some(Verdict::Pass), session, lang),
            Action::Fail => return self.tick(Some(Verdict::Fail), session, lang),
            Action::Doubtful => return self.tick(Some(Verdict::Doubtful), session, lang),
            Action::Clear => return self.tick(None, session, lang),
            Action::PassRest if self.single => return self.pass_rest(session, lang),
            Action::Note if self.single => {
                let verdict = self.ticked(session).and_then(|t| t.verdict);
                self.ask(Ask::Note(verdict), session, lang);
            }
            Action::PassRest | Action::Note => {}
            Action::Notice => return self.show_notice(session, lang),
            Action::Qualify => self.ask(Ask::Qualify, session, lang),
            Action::Disqualify => self.ask(Ask::Disqualify, session, lang),
            Action::Pend => self.ask(Ask::Pend, session, lang),
            Action::Second => self.ask(Ask::Second, session, lang),
        }
        vec![]
    }

    fn id(&self, session: &Session) -> String {
        let applicant = session.applicants().get(self.applicant);
        applicant.map(|a| a.id.clone()).unwrap_or_default()
    }

    fn ticked(&self, session: &Session) -> Option<crate::model::Tick> {
        let item = items(session).get(self.item)?;
        session.review(self.applicant).ticks.get(&item.id).cloned()
    }

    /// A verdict on the item under the cursor; one that sets the machine's aside wants a note first.
    fn tick(&mut self, verdict: Option<Verdict>, session: &Session, lang: Lang) -> Vec<Effect> {
        let Some(item) = items(session).get(self.item).filter(|_| self.single) else {
            return vec![];
        };
        let known = self.ticked(session).unwrap_or_default();
        let act = Act::Review {
            applicant: self.id(session),
            item: item.id.clone(),
            verdict,
            note: if verdict.is_some() {
                known.note
            } else {
                String::new()
            },
            page: if verdict.is_some() {
                known.page
            } else {
                String::new()
            },
        };
        if crate::tally::decide(session, crate::model::DESK, act.clone().into())
            == Err(crate::model::Refusal::NoteMissing)
        {
            self.ask(Ask::Note(verdict), session, lang);
            return vec![];
        }
        if verdict.is_some() {
            self.item = moved(self.item, 1, items(session).len());
        }
        vec![Effect::Record(vec![act.into()])]
    }

    /// Everything that only a person can judge and nobody has judged yet.
    fn pass_rest(&mut self, session: &Session, lang: Lang) -> Vec<Effect> {
        let acts: Vec<Intent> = session
            .verdicts(self.applicant)
            .into_iter()
            .filter(|(_, verdict)| verdict.is_none())
            .map(|(item, _)| {
                Act::Review {
                    applicant: self.id(session),
                    item: item.id.clone(),
                    verdict: Some(Verdict::Pass),
                    note: String::new(),
                    page: String::new(),
                }
                .into()
            })
            .collect();
        if acts.is_empty() {
            self.notice = Some(Notice::Info(d::NOTHING_OPEN.get(lang).to_owned()));
            return vec![];
        }
        vec![Effect::Record(acts)]
    }

    fn ask(&mut self, ask: Ask, session: &Session, lang: Lang) {
        let name = session
            .applicants()
            .get(self.applicant)
            .map(|a| crate::tui::width::display_safe(&a.name).into_owned())
            .unwrap_or_default();
        let who = Field::new(d::FIELD_CHECKED_BY.get(lang))
            .with(&self.checked_by)
            .optional();
        let form = match &ask {
            Ask::Note(_) => {
                let known = self.ticked(session).unwrap_or_default();
                let item = items(session).get(self.item);
                let title = item.map(|i| words(lang, &i.name)).unwrap_or_default();
                Form::new(
                    title,
                    vec![d::NOTE_NOTE.get(lang).to_owned()],
                    vec![
                        Field::new(d::FIELD_NOTE.get(lang))
                            .with(&known.note)
                            .optional(),
                        Field::new(t::PAGE_REFERENCE.get(lang))
                            .with(&known.page)
                            .optional(),
                    ],
                )
            }
            Ask::Qualify => Form::new(
                format!("{} {name}", d::K_QUALIFY.get(lang)),
                vec![d::QUALIFY_NOTE.get(lang).to_owned()],
                vec![who],
            ),
            Ask::Disqualify => {
                let (clause, reason) = self.failed(session, lang);
                Form::new(
                    format!("{} {name}", d::K_DISQUALIFY.get(lang)),
                    vec![t::DISQUALIFY_NOTE.get(lang).to_owned()],
                    vec![
                        Field::new(t::REASON.get(lang)).with(&reason),
                        Field::new(t::FIELD_CLAUSE.get(lang)).with(&clause),
                        who,
                    ],
                )
            }
            Ask::Pend => Form::new(
                format!("{} {name}", d::K_PEND.get(lang)),
                vec![d::PEND_NOTE.get(lang).to_owned()],
                vec![Field::new(t::REASON.get(lang))],
            ),
            Ask::Second => Form::new(
                format!("{} {name}", d::K_SECOND.get(lang)),
                vec![d::SECOND_NOTE.get(lang).to_owned()],
                vec![Field::new(d::FIELD_CONFIRMED_BY.get(lang)).with(&self.confirmed_by)],
            ),
        };
        self.open = Some((ask, form));
    }

    /// The clause and the words of the first failed item on which qualification hangs.
    fn failed(&self, session: &Session, lang: Lang) -> (String, String) {
        let review = session.review(self.applicant);
        let computed = session.checks(self.applicant);
        let failed = session
            .verdicts(self.applicant)
            .into_iter()
            .find(|(item, verdict)| item.fatal && *verdict == Some(Verdict::Fail));
        let Some((item, _)) = failed else {
            return Default::default();
        };
        let mut said: Vec<String> = vec![words(lang, &item.name).to_owned()];
        if let Some(note) = review.ticks.get(&item.id).map(|t| &t.note) {
            said.push(note.clone());
        }
        if let Some(check) = computed.iter().find(|c| c.item == item.id) {
            said.extend(check.findings.iter().map(|f| checks::finding(lang, f)));
        }
        said.retain(|s| !s.is_empty());
        (words(lang, &item.clause).to_owned(), said.join(": "))
    }

    fn answered(&mut self, ask: &Ask, values: &[String], session: &Session) -> Vec<Effect> {
        let value = |n: usize| values.get(n).cloned().unwrap_or_default();
        let applicant = self.id(session);
        match ask {
            Ask::Qualify => self.checked_by = value(0),
            Ask::Disqualify => self.checked_by = value(2),
            Ask::Second => self.confirmed_by = value(0),
            Ask::Note(_) | Ask::Pend => {}
        }
        let act = match ask {
            Ask::Note(verdict) => {
                let Some(item) = items(session).get(self.item) else {
                    return vec![];
                };
                Act::Review {
                    applicant,
                    item: item.id.clone(),
                    verdict: *verdict,
                    note: value(0),
                    page: value(1),
                }
            }
            Ask::Qualify => Act::Qualify {
                applicant,
                checked_by: value(0),
            },
            Ask::Disqualify => Act::Disqualify {
                applicant,
                reason: value(0),
                clause: value(1),
                checked_by: value(2),
            },
            Ask::Pend => Act::Pend {
                applicant,
                reason: value(0),
            },
            Ask::Second => Act::ConfirmReview {
                applicant,
                confirmed_by: value(0),
            },
        };
        vec![Effect::Record(vec![act.into()])]
    }

    pub fn answer(&mut self, answer: &Answer) {
        match (answer, &mut self.open) {
            (Answer::Failed(why) | Answer::PinRefused(why), Some((_, form))) => {
                form.fault = Some(why.clone());
            }
            (Answer::Failed(why) | Answer::PinRefused(why), None) => {
                self.notice = Some(Notice::Bad(why.clone()));
            }
            (Answer::Saved(saved), _) => {
                self.open = None;
                self.notice = Some(Notice::saved(saved));
            }
            (Answer::Done(_), _) => self.open = None,
        }
    }
}

fn items(session: &Session) -> &[CheckItem] {
    session.template().map_or(&[], |t| &t.checklist)
}

/// One sign a verdict, so that it is told without colour.
fn sign(verdict: Option<Verdict>) -> &'static str {
    match verdict {
        Some(Verdict::Pass) => "✓",
        Some(Verdict::Fail) => "x",
        Some(Verdict::Doubtful) => "?",
        None => ".",
    }
}

fn state_words(lang: Lang, session: &Session, applicant: usize) -> String {
    match session.eligibility(applicant) {
        Eligibility::Qualified if session.review(applicant).concluded => {
            d::QUALIFIED.get(lang).to_owned()
        }
        Eligibility::Qualified => d::NOT_REVIEWED_YET.get(lang).to_owned(),
        Eligibility::Pending => t::PENDING.get(lang).to_owned(),
        Eligibility::Disqualified { .. } => t::DISQUALIFIED.get(lang).to_owned(),
        Eligibility::Vetoed { .. } => t::VETOED.get(lang).to_owned(),
    }
}

/// The computed check of an item, if the machine has one.
fn computed<'a>(list: &'a [Check], item: &CheckItem) -> Option<&'a Check> {
    list.iter().find(|c| c.item == item.id)
}
