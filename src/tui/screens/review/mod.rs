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

use crate::model::{
    Act, Check, CheckItem, DESK, Eligibility, Intent, Phase, Refusal, Session, Verdict,
};
use crate::text::acts;
use crate::text::desk as d;
use crate::text::fill;
use crate::text::{Lang, checks, screens as t, words};
use crate::tui::input::Input;
use crate::tui::keys::{self, KeyRow, ReviewAction as Action};
use crate::tui::screen::{Answer, Context, Effect, Notice, moved};
use crate::tui::screens::notice_text::quiet_without;
use crate::tui::widgets::form::{Form, FormField};
use crate::tui::widgets::panel::{ListOrder, Panel, PanelEvent};
use crate::tui::width;

#[derive(Debug)]
pub struct ReviewScreen {
    /// The applicants.
    panel: Panel<ReviewForm>,
    /// One applicant, item by item; else the matrix. The line behind the last item is the thresholds.
    single: Option<Panel<ReviewForm>>,
    /// Who checked and who confirmed last: the same two people go through the whole list.
    checked_by: String,
    confirmed_by: String,
}

/// What a form asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum ReviewForm {
    /// A note and a page, with the verdict that is recorded with them.
    Note(Option<Verdict>),
    Qualify,
    Disqualify,
    Pend,
    Second,
}

impl ReviewScreen {
    /// How the list is sorted.
    pub fn order(&mut self) -> &mut ListOrder {
        self.panel.order()
    }

    /// At one applicant, or at the matrix.
    pub fn at(session: &Session, applicant: Option<&str>) -> Self {
        let place = applicant.and_then(|id| session.applicant(id));
        let mut panel = Panel::sorting("review", &[checks::F_ID, checks::F_NAME, d::H_STATE]);
        panel.go_to(place.unwrap_or(0));
        Self {
            panel,
            single: place.map(|_| Panel::unfiltered()),
            checked_by: String::new(),
            confirmed_by: String::new(),
        }
    }

    /// The list that keys go to.
    fn front(&mut self) -> &mut Panel<ReviewForm> {
        self.single.as_mut().unwrap_or(&mut self.panel)
    }

    fn seen(&self) -> &Panel<ReviewForm> {
        self.single.as_ref().unwrap_or(&self.panel)
    }

    pub fn form(&self) -> Option<&Form> {
        self.seen().form()
    }

    pub fn typing(&self) -> bool {
        self.seen().typing()
    }

    pub fn keys(&self, ctx: &Context) -> Vec<KeyRow> {
        let phase = ctx.session().map(Session::phase);
        let single = self.single.is_some();
        let rows = self.seen().keys(ctx.lang, keys::REVIEW, |action| {
            possible(action, single, phase)
        });
        quiet_without(rows, ctx)
    }

    /// The applicants that the filter leaves.
    fn shown(&self, session: &Session, lang: Lang) -> Vec<usize> {
        let all = session.applicants();
        self.panel.shown(all.len(), |n| {
            let known = all.get(n);
            known.map_or_else(Vec::new, |a| {
                let state = state_words(lang, session, n);
                vec![a.id.clone(), a.name.clone(), state, a.credit_code.clone()]
            })
        })
    }

    /// The item under the cursor.
    fn item(&self, session: &Session) -> usize {
        let rows = lines_of(session);
        let single = self.single.as_ref();
        single.and_then(|p| p.current(&rows)).unwrap_or(0)
    }

    pub fn update(&mut self, input: &Input, ctx: &Context) -> Vec<Effect> {
        let Some(session) = ctx.session() else {
            return vec![];
        };
        let single = self.single.is_some();
        let shown = if single {
            lines_of(session)
        } else {
            self.shown(session, ctx.lang)
        };
        // What scoring has closed is answered in words by the count, and a key of the other list does nothing.
        let here = |action| possible(action, single, Some(Phase::Setup));
        let event = self.front().update(input, ctx, keys::REVIEW, here, &shown);
        match event {
            PanelEvent::Taken => vec![],
            PanelEvent::Effect(Effect::Back) if single => {
                self.single = None;
                vec![]
            }
            PanelEvent::Effect(effect) => vec![effect],
            PanelEvent::Act(action) => self.act(action, ctx, session),
            PanelEvent::Answered(ask, values) => self.answered(&ask, &values, session),
        }
    }

    fn act(&mut self, action: Action, ctx: &Context, session: &Session) -> Vec<Effect> {
        let lang = ctx.lang;
        let all = session.applicants().len();
        if all == 0 {
            return vec![];
        }
        let applicant = self.panel.row();
        match action {
            Action::Open if self.single.is_none() => self.single = Some(Panel::unfiltered()),
            // Enter walks down the list, as it does everywhere.
            Action::Open => self.walk(session, items(session).len() + 1),
            Action::Next => self.panel.go_to((applicant + 1) % all),
            Action::Previous => self.panel.go_to((applicant + all - 1) % all),
            Action::Pass => return self.tick(Some(Verdict::Pass), session, lang),
            Action::Fail => return self.tick(Some(Verdict::Fail), session, lang),
            Action::Doubtful => return self.tick(Some(Verdict::Doubtful), session, lang),
            Action::Clear => return self.tick(None, session, lang),
            Action::PassRest => return self.pass_rest(session, lang),
            Action::Note => {
                let verdict = self.ticked(session).and_then(|t| t.verdict);
                self.ask(ReviewForm::Note(verdict), session, lang);
            }
            Action::Notice => return self.show_notice(session, lang),
            Action::Qualify => match self.in_the_way(session, lang) {
                Some(why) => self.front().say(Notice::Bad(why)),
                None => self.ask(ReviewForm::Qualify, session, lang),
            },
            Action::Disqualify => self.ask(ReviewForm::Disqualify, session, lang),
            Action::Pend => self.ask(ReviewForm::Pend, session, lang),
            Action::Second => self.ask(ReviewForm::Second, session, lang),
        }
        vec![]
    }

    /// The items, by name, for which the applicant cannot be called qualified: said before anything is typed.
    fn in_the_way(&self, session: &Session, lang: Lang) -> Option<String> {
        let act = Act::Qualify {
            applicant: self.id(session),
            checked_by: String::new(),
        };
        match crate::tally::decide(session, DESK, act.into()) {
            Err(why @ (Refusal::ItemsOpen { .. } | Refusal::ItemsFailed { .. })) => {
                Some(acts::refusal(lang, session, &why))
            }
            _ => None,
        }
    }

    /// On to the next item, of so many lines.
    fn walk(&mut self, session: &Session, length: usize) {
        let next = moved(self.item(session), 1, length);
        self.front().go_to(next);
    }

    fn id(&self, session: &Session) -> String {
        let applicant = session.applicants().get(self.panel.row());
        applicant.map(|a| a.id.clone()).unwrap_or_default()
    }

    fn ticked(&self, session: &Session) -> Option<crate::model::Tick> {
        let item = items(session).get(self.item(session))?;
        session
            .review(self.panel.row())
            .ticks
            .get(&item.id)
            .cloned()
    }

    /// A verdict on the item under the cursor; one that sets the machine's aside wants a note first.
    fn tick(&mut self, verdict: Option<Verdict>, session: &Session, lang: Lang) -> Vec<Effect> {
        let Some(item) = items(session).get(self.item(session)) else {
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
        if crate::tally::decide(session, DESK, act.clone().into()) == Err(Refusal::NoteMissing) {
            self.ask(ReviewForm::Note(verdict), session, lang);
            return vec![];
        }
        if verdict.is_some() {
            self.walk(session, items(session).len());
        }
        vec![Effect::Record(vec![act.into()])]
    }

    /// Everything that only a person can judge and nobody has judged yet.
    fn pass_rest(&mut self, session: &Session, lang: Lang) -> Vec<Effect> {
        let acts: Vec<Intent> = session
            .verdicts(self.panel.row())
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
            let text = d::NOTHING_OPEN.get(lang).to_owned();
            self.front().say(Notice::Info(text));
            return vec![];
        }
        vec![Effect::Record(acts)]
    }

    fn ask(&mut self, ask: ReviewForm, session: &Session, lang: Lang) {
        let name = session
            .applicants()
            .get(self.panel.row())
            .map(|a| width::display_safe(&a.name).into_owned())
            .unwrap_or_default();
        let who = FormField::new(d::FIELD_CHECKED_BY.get(lang))
            .proposed(&self.checked_by)
            .optional();
        let form = match &ask {
            ReviewForm::Note(_) => {
                let known = self.ticked(session).unwrap_or_default();
                let item = items(session).get(self.item(session));
                let title = item.map(|i| words(lang, &i.name)).unwrap_or_default();
                Form::new(
                    title,
                    vec![d::NOTE_NOTE.get(lang).to_owned()],
                    vec![
                        FormField::new(d::FIELD_NOTE.get(lang))
                            .with(&known.note)
                            .optional(),
                        FormField::new(t::PAGE_REFERENCE.get(lang))
                            .with(&known.page)
                            .optional(),
                    ],
                )
            }
            ReviewForm::Qualify => Form::new(
                format!("{} {name}", d::K_QUALIFY.title(lang)),
                vec![d::QUALIFY_NOTE.get(lang).to_owned()],
                vec![who],
            ),
            ReviewForm::Disqualify => {
                let (clause, reason) = self.failed(session, lang);
                Form::new(
                    format!("{} {name}", d::K_DISQUALIFY.title(lang)),
                    vec![t::DISQUALIFY_NOTE.get(lang).to_owned()],
                    vec![
                        FormField::new(t::REASON.get(lang)).with(&reason),
                        FormField::new(t::FIELD_CLAUSE.get(lang)).with(&clause),
                        who,
                    ],
                )
            }
            ReviewForm::Pend => Form::new(
                format!("{} {name}", d::K_PEND.title(lang)),
                vec![d::PEND_NOTE.get(lang).to_owned()],
                vec![FormField::new(t::REASON.get(lang))],
            ),
            ReviewForm::Second => Form::new(
                format!("{} {name}", d::K_SECOND.title(lang)),
                vec![d::SECOND_NOTE.get(lang).to_owned()],
                vec![FormField::new(d::FIELD_CONFIRMED_BY.get(lang)).with(&self.confirmed_by)],
            ),
        };
        self.front().ask(ask, form);
    }

    /// The clause and the words of the first failed item on which qualification hangs.
    fn failed(&self, session: &Session, lang: Lang) -> (String, String) {
        let review = session.review(self.panel.row());
        let computed = session.checks(self.panel.row());
        let failed = session
            .verdicts(self.panel.row())
            .into_iter()
            .find(|(item, verdict)| item.fatal && *verdict == Some(Verdict::Fail));
        let Some((item, _)) = failed else {
            return Default::default();
        };
        let mut said: Vec<String> = Vec::new();
        if let Some(note) = review.ticks.get(&item.id).map(|t| &t.note) {
            said.push(note.clone());
        }
        if let Some(check) = computed.iter().find(|c| c.item == item.id) {
            said.extend(check.findings.iter().map(|f| checks::finding(lang, f)));
        }
        said.retain(|s| !s.is_empty());
        let name = words(lang, &item.name);
        let why = said.join(d::BETWEEN_REASONS.get(lang));
        let reason = match why.as_str() {
            "" => name.to_owned(),
            // What was worked out often begins with what it is about.
            why if why.starts_with(name) => why.to_owned(),
            why => fill!(d::ITEM_REASON, lang, [("item", &name), ("why", &why)]),
        };
        (words(lang, &item.clause).to_owned(), reason)
    }

    fn answered(&mut self, ask: &ReviewForm, values: &[String], session: &Session) -> Vec<Effect> {
        let value = |n: usize| values.get(n).cloned().unwrap_or_default();
        let applicant = self.id(session);
        match ask {
            ReviewForm::Qualify => self.checked_by = value(0),
            ReviewForm::Disqualify => self.checked_by = value(2),
            ReviewForm::Second => self.confirmed_by = value(0),
            ReviewForm::Note(_) | ReviewForm::Pend => {}
        }
        let act = match ask {
            ReviewForm::Note(verdict) => {
                let Some(item) = items(session).get(self.item(session)) else {
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
            ReviewForm::Qualify => Act::Qualify {
                applicant,
                checked_by: value(0),
            },
            ReviewForm::Disqualify => Act::Disqualify {
                applicant,
                reason: value(0),
                clause: value(1),
                checked_by: value(2),
            },
            ReviewForm::Pend => Act::Pend {
                applicant,
                reason: value(0),
            },
            ReviewForm::Second => Act::ConfirmReview {
                applicant,
                confirmed_by: value(0),
            },
        };
        vec![Effect::Record(vec![act.into()])]
    }

    pub fn answer(&mut self, answer: &Answer) {
        self.front().answer(answer);
    }
}

/// Once scoring is open the review is read, and can still be confirmed. `single`: one applicant is open.
fn possible(action: Action, single: bool, phase: Option<Phase>) -> bool {
    let here = match action {
        Action::Pass
        | Action::Fail
        | Action::Doubtful
        | Action::Clear
        | Action::PassRest
        | Action::Note
        | Action::Next
        | Action::Previous
        | Action::Notice => single,
        Action::Open | Action::Qualify | Action::Disqualify | Action::Pend | Action::Second => true,
    };
    let read = matches!(
        action,
        Action::Open | Action::Second | Action::Next | Action::Previous | Action::Notice
    );
    here && (read || phase == Some(Phase::Setup))
}

/// The items of one applicant and the line of thresholds behind them.
fn lines_of(session: &Session) -> Vec<usize> {
    (0..=items(session).len()).collect()
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
