//! What stands in the columns of the desk's lists.

use super::steps::{doubtful, misses_threshold};
use crate::journal::time_of_day;
use crate::model::{Eligibility, Phase, Session, SheetState};
use crate::text::Lang;
use crate::text::desk as d;
use crate::text::fill;
use crate::text::screens as t;
use crate::text::{hand, projects as p};
use crate::tui::width;

/// Id, name, projects, and why it is not in the race.
pub(super) fn applicant(session: &Session, n: usize, lang: Lang) -> Vec<String> {
    let Some(applicant) = session.applicants().get(n) else {
        return Vec::new();
    };
    let gone = session.withdrawn_entries(n);
    let state = match session.eligibility(n) {
        Eligibility::Qualified | Eligibility::Pending if !gone.is_empty() => {
            let ids: Vec<String> = gone
                .iter()
                .filter_map(|e| session.entries().get(*e))
                .filter_map(|e| session.project_id(e.project))
                .map(str::to_owned)
                .collect();
            let what = if session.has_withdrawn(n) {
                String::new()
            } else {
                projects(session, &ids, lang)
            };
            format!("{} {what}", d::WITHDRAWN.get(lang))
        }
        // What was looked at is a doubt no more, and once scoring is open nothing is reviewed.
        Eligibility::Qualified
            if session.phase() == Phase::Setup
                && !session.review(n).concluded
                && (doubtful(&session.checks(n))
                    || session
                        .template()
                        .is_some_and(|t| misses_threshold(t, applicant, lang))) =>
        {
            d::HAS_DOUBTS.get(lang).to_owned()
        }
        Eligibility::Qualified => String::new(),
        Eligibility::Disqualified { clause, reason } => {
            let reason = width::display_safe(reason);
            let clause = width::display_safe(clause);
            let out = t::DISQUALIFIED.get(lang);
            fill!(
                d::OUT_ROW,
                lang,
                [("out", &out), ("clause", &clause), ("reason", &reason)]
            )
        }
        Eligibility::Pending => t::PENDING.get(lang).to_owned(),
        Eligibility::Vetoed { reason, .. } => {
            let reason = width::display_safe(reason);
            let out = t::VETOED.get(lang);
            fill!(d::ITEM_REASON, lang, [("item", &out), ("why", &reason)])
        }
    };
    vec![
        width::display_safe(&applicant.id).into_owned(),
        width::display_safe(&applicant.name).into_owned(),
        projects(session, &applicant.projects, lang),
        state,
    ]
}

/// `项目1 项目2`
pub(super) fn projects(session: &Session, ids: &[String], lang: Lang) -> String {
    p::numbered(lang, session.projects(), ids)
}

/// Seat, name, PIN, how far, and what else is to be known.
pub(super) fn judge(session: &Session, n: usize, lang: Lang) -> Vec<String> {
    let Some(judge) = session.judges().get(n) else {
        return Vec::new();
    };
    let seat = session.seat(&judge.id);
    let pin = if seat.pin.is_some() {
        t::PIN_SET
    } else {
        t::PIN_NONE
    };
    let here = match &seat.signed_in {
        Some(signed) => fill!(t::SIGNED_IN, lang, [("at", &time_of_day(&signed.at))]),
        None => String::new(),
    };
    let mut more = vec![here];
    if judge.leader {
        more.push(d::IS_LEADER.get(lang).to_owned());
    }
    if session.phase() != Phase::Setup {
        more.extend(stated(session, n, lang));
    }
    if let Some(r) = session.replacements().iter().find(|r| r.old == n) {
        let new = session.judges().get(r.new).map(|j| j.id.as_str());
        more.push(fill!(
            d::REPLACED_BY,
            lang,
            [("id", &new.unwrap_or_default())]
        ));
    }
    if !judge.projects.is_empty() {
        more.push(fill!(
            d::ONLY_FOR,
            lang,
            [("projects", &projects(session, &judge.projects, lang))]
        ));
    }
    more.push(width::display_safe(&judge.employer).into_owned());
    more.retain(|text| !text.is_empty());
    vec![
        width::display_safe(&judge.id).into_owned(),
        width::display_safe(&judge.name).into_owned(),
        pin.get(lang).to_owned(),
        sheets(session, n, lang),
        more.join("; "),
    ]
}

/// How far a judge is.
pub(super) fn sheets(session: &Session, n: usize, lang: Lang) -> String {
    let blanks = session.blanks(n, None);
    let (submitted, all) = session.part(n, None);
    let away = session
        .entries()
        .iter()
        .enumerate()
        .filter(|(e, _)| session.is_in(*e))
        .filter(|(_, entry)| matches!(entry.state(n), SheetState::Recused | SheetState::Void))
        .count();
    let mut text = fill!(
        t::JUDGE_LINE,
        lang,
        [
            ("blanks", &blanks),
            ("submitted", &submitted),
            ("all", &all),
        ]
    );
    if away > 0 {
        text.push_str(&fill!(t::JUDGE_AWAY, lang, [("n", &away)]));
    }
    text
}

/// Whose hand wrote the statement of no conflict, or that there is none where the rules ask for it.
fn stated(session: &Session, n: usize, lang: Lang) -> Option<String> {
    match session.statement(n) {
        Some(made) => {
            let by = hand::of_statement(lang, session, n, made);
            Some(fill!(d::HAS_STATED, lang, [("hand", &by)]))
        }
        None if session.rules().declaration => Some(d::HAS_NOT_STATED.get(lang).to_owned()),
        None => None,
    }
}
