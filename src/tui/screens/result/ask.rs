//! What is asked at the result, and what comes of the answers.

use super::ResultForm;
use crate::model::{Act, Consent, Session, WithoutScore};
use crate::tally;
use crate::text::desk as d;
use crate::text::fill;
use crate::text::{Lang, screens as t};
use crate::tui::screen::{Context, Effect};
use crate::tui::widgets::form::{Form, FormField, is_yes as yes};
use crate::tui::width;

pub(super) fn answered(
    ask: &ResultForm,
    values: &[String],
    ctx: &Context,
) -> Result<Effect, String> {
    let value = |n: usize| values.get(n).cloned().unwrap_or_default();
    match ask {
        ResultForm::Word(judge) => {
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
        ResultForm::Certify if yes(&value(0)) => {
            let (Some(session), Some(results)) = (ctx.session(), ctx.results()) else {
                return Ok(Effect::Certify(Vec::new()));
            };
            let missing = tally::without_score(session, results);
            Ok(Effect::Certify(without(session, &missing, |n| {
                value(n + 1)
            })))
        }
        ResultForm::NewReview if yes(&value(1)) => Ok(Effect::Record(vec![
            Act::NewReview { reason: value(0) }.into(),
        ])),
        ResultForm::Statements(judges) => Ok(Effect::Record(
            judges
                .iter()
                .enumerate()
                .map(|(n, judge)| statement_act(judge, &value(n)).into())
                .collect(),
        )),
        ResultForm::Certify | ResultForm::NewReview => Err(t::TYPE_YES.get(ctx.lang).to_owned()),
    }
}

/// Asks of each judge who scored without a statement whether there is a signed paper, or else why not.
pub(super) fn ask_statements(session: &Session, lang: Lang) -> (ResultForm, Form) {
    let missing = session.statements_missing();
    let judges = missing.iter().filter_map(|j| session.judges().get(*j));
    let ids = judges.clone().map(|j| j.id.clone()).collect();
    let fields = judges
        .map(|j| {
            let name = width::display_safe(&j.name);
            FormField::new(fill!(
                d::FIELD_STATEMENT,
                lang,
                [("name", &name), ("id", &j.id)]
            ))
        })
        .collect();
    let notes = vec![d::STATEMENTS_NOTE.get(lang).to_owned()];
    let form = Form::new(d::CERTIFY_NOT_YET.get(lang), notes, fields);
    (ResultForm::Statements(ids), form)
}

/// `1`: the signed paper is at hand; anything else is the reason why there is none.
fn statement_act(judge: &str, said: &str) -> Act {
    let judge = judge.to_owned();
    match said.trim() {
        "1" | "１" => Act::Declare { judge: Some(judge) },
        reason => Act::WithoutStatement {
            judge,
            reason: reason.to_owned(),
        },
    }
}

/// Stands for the reasons that the form will ask for while it is found out what else is in the way.
pub(super) const ASKED_FOR: &str = "-";

/// The reasons for these projects; `reason` gives that of the first, the second and so on.
pub(super) fn without(
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
