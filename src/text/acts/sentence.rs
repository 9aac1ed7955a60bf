//! One sentence for every act.

use super::names::Names;
use super::parts::behind;
use super::{
    A_AGREE, A_APPLICANT, A_CHANGED, A_CHECKED, A_CLOSE, A_CONFIRM_REVIEW, A_CORRECT, A_DECLARE,
    A_DECLARE_PAPER, A_DISAGREE, A_DISQUALIFY, A_DOUBTFUL, A_EDIT_JUDGE, A_ENDED, A_EVIDENCE,
    A_EXPLAIN, A_FAIL, A_INCIDENT, A_JUDGE, A_KEYS, A_LIFT_RECUSAL, A_MARKED, A_NEW_REVIEW,
    A_NO_KEYS, A_NO_VERDICT, A_NOTICE_TEXT, A_OPEN, A_PASS, A_PEND, A_PIN, A_QUALIFY, A_RECUSE,
    A_REFUSE, A_REINSTATE, A_REMOVE_APPLICANT, A_REMOVE_JUDGE, A_REOPEN, A_REPLACE, A_REVIEW,
    A_SIGN_IN, A_SIGN_IN_FAILED, A_SIGN_IN_OVER, A_SIGN_OUT, A_SUBMIT, A_TAIL, A_TAKE_BACK, A_TIE,
    A_TIE_METHOD, A_UNLOCK, A_UNLOCK_AT, A_VETO, A_VOID, A_WITHDRAW, A_WITHOUT_STATEMENT,
};
use crate::model::{Act, Changed, Consent, Session, Verdict};
use crate::text::fill;
use crate::text::{Lang, checks, tried_at, visible as shown};

/// That a judge wrote on a sheet, without what.
pub fn marked(lang: Lang, session: &Session, by: &str, judge: Option<&str>, entry: &str) -> String {
    let n = Names { lang, session };
    fill!(
        A_MARKED,
        lang,
        [("judge", &n.judge(by, judge)), ("entry", &n.entry(entry))]
    )
}

/// What was done, in one sentence without its doer's seat and time. `session` is as it was before the act.
pub fn sentence(lang: Lang, session: &Session, by: &str, act: &Act) -> String {
    let n = Names { lang, session };
    match act {
        Act::Setup(setup) => n.setup(setup),
        Act::Judge(judge) => n.panel(A_JUDGE, judge),
        Act::EditJudge(judge) => n.panel(A_EDIT_JUDGE, judge),
        Act::RemoveJudge { judge } => fill!(A_REMOVE_JUDGE, lang, [("id", &shown(judge))]),
        Act::Replace { judge, by, reason } => fill!(
            A_REPLACE,
            lang,
            [
                ("new", &format!("{} {}", shown(&by.id), shown(&by.name))),
                ("old", &n.seat(judge)),
                ("reason", &shown(reason)),
            ]
        ),
        Act::Declare { judge: Some(judge) } if judge != by => {
            fill!(A_DECLARE_PAPER, lang, [("judge", &n.seat(judge))])
        }
        Act::Declare { .. } => fill!(A_DECLARE, lang, [("judge", &n.seat(by))]),
        Act::WithoutStatement { judge, reason } => fill!(
            A_WITHOUT_STATEMENT,
            lang,
            [("judge", &n.seat(judge)), ("reason", &shown(reason))]
        ),
        Act::Correct {
            applicant,
            change,
            reason,
        } => {
            let known = session
                .applicant(applicant)
                .and_then(|a| session.applicants().get(a))
                .cloned()
                .unwrap_or_default();
            fill!(
                A_CORRECT,
                lang,
                [
                    ("name", &n.applicant(applicant)),
                    ("changes", &changed(lang, &change.changes(&known))),
                    ("reason", &shown(reason)),
                ]
            )
        }
        Act::Withdraw {
            applicant,
            project,
            date,
            document,
        } => fill!(
            A_WITHDRAW,
            lang,
            [
                ("name", &n.applicant(applicant)),
                ("what", &n.project_or_all(project.as_deref())),
                ("date", &shown(date)),
                ("document", &shown(document)),
            ]
        ),
        Act::Applicant(a) => fill!(
            A_APPLICANT,
            lang,
            [
                ("id", &shown(&a.id)),
                ("name", &shown(&a.name)),
                ("projects", &n.projects(&a.projects)),
            ]
        ),
        Act::RemoveApplicant { applicant } => {
            fill!(A_REMOVE_APPLICANT, lang, [("id", &n.applicant(applicant))])
        }
        Act::Review {
            applicant,
            item,
            verdict: v,
            note,
            page,
        } => {
            let mut more = behind(note);
            if !page.is_empty() {
                more.push_str(&format!(" [{}]", shown(page)));
            }
            fill!(
                A_REVIEW,
                lang,
                [
                    ("name", &n.applicant(applicant)),
                    ("item", &n.item(item)),
                    ("verdict", &verdict(lang, *v)),
                    ("note", &more),
                ]
            )
        }
        Act::Qualify {
            applicant,
            checked_by,
        } => fill!(
            A_QUALIFY,
            lang,
            [
                ("name", &n.applicant(applicant)),
                ("who", &checked(lang, checked_by)),
            ]
        ),
        Act::Pend { applicant, reason } => fill!(
            A_PEND,
            lang,
            [
                ("name", &n.applicant(applicant)),
                ("reason", &shown(reason)),
            ]
        ),
        Act::ConfirmReview {
            applicant,
            confirmed_by,
        } => fill!(
            A_CONFIRM_REVIEW,
            lang,
            [
                ("who", &shown(confirmed_by)),
                ("name", &n.applicant(applicant)),
            ]
        ),
        Act::Pin { seat, .. } => fill!(A_PIN, lang, [("seat", &n.seat(seat))]),
        Act::SignIn { seat, from, over } => {
            let text = if over.is_some() {
                A_SIGN_IN_OVER
            } else {
                A_SIGN_IN
            };
            let over = shown(over.as_deref().unwrap_or_default());
            text.fill(
                lang,
                &[
                    ("seat", &n.seat(seat)),
                    ("from", &shown(from)),
                    ("over", &over),
                ],
            )
        }
        Act::Keys { seat, keys } if keys.is_empty() => {
            fill!(A_NO_KEYS, lang, [("seat", &n.seat(seat))])
        }
        Act::Keys { seat, keys } => {
            fill!(A_KEYS, lang, [("seat", &n.seat(seat)), ("n", &keys.len())])
        }
        Act::Unlock { seat, from: None } => fill!(A_UNLOCK, lang, [("seat", &n.seat(seat))]),
        Act::Unlock {
            seat,
            from: Some(from),
        } => fill!(
            A_UNLOCK_AT,
            lang,
            [("seat", &n.seat(seat)), ("from", &tried_at(lang, from))]
        ),
        Act::SignInFailed { seat, from } => {
            fill!(
                A_SIGN_IN_FAILED,
                lang,
                [("seat", &n.seat(seat)), ("from", &tried_at(lang, from))]
            )
        }
        Act::SignOut { seat, .. } => {
            let text = if by == seat { A_SIGN_OUT } else { A_ENDED };
            text.fill(lang, &[("seat", &n.seat(seat))])
        }
        Act::OpenScoring {} => A_OPEN.get(lang).to_owned(),
        Act::CloseScoring {} => A_CLOSE.get(lang).to_owned(),
        Act::Mark {
            entry,
            indicator,
            points,
            judge,
        } => n.mark(&n.judge(by, judge.as_deref()), entry, indicator, *points),
        Act::Remark {
            entry,
            indicator,
            text,
            page,
            judge,
        } => n.remark(&n.judge(by, judge.as_deref()), entry, indicator, text, page),
        Act::Comment { .. } | Act::PanelComment { .. } => n.comment(by, act),
        Act::Submit {
            project,
            entries,
            judge,
        } => fill!(
            A_SUBMIT,
            lang,
            [
                ("judge", &n.judge(by, judge.as_deref())),
                ("project", &n.project(project)),
                ("n", &entries.len()),
            ]
        ),
        Act::Reopen {
            judge,
            project,
            entry,
            reason,
        } => fill!(
            A_REOPEN,
            lang,
            [
                ("judge", &n.seat(judge)),
                ("what", &n.place(project, entry.as_deref())),
                ("reason", &shown(reason)),
            ]
        ),
        Act::Explain {
            entry,
            indicator,
            text,
            judge,
        } => fill!(
            A_EXPLAIN,
            lang,
            [
                ("judge", &n.judge(by, judge.as_deref())),
                ("entry", &n.entry(entry)),
                ("indicator", &n.indicator(indicator)),
                ("text", &shown(text)),
            ]
        ),
        Act::Recuse {
            judge,
            project,
            entry,
            ground,
        } => fill!(
            A_RECUSE,
            lang,
            [
                ("judge", &n.seat(judge)),
                ("what", &n.place(project, entry.as_deref())),
                ("ground", &shown(ground)),
            ]
        ),
        Act::LiftRecusal {
            judge,
            project,
            entry,
            reason,
        } => fill!(
            A_LIFT_RECUSAL,
            lang,
            [
                ("judge", &n.seat(judge)),
                ("what", &n.place(project, entry.as_deref())),
                ("reason", &shown(reason)),
            ]
        ),
        Act::Void {
            judge,
            project,
            reason,
        } => fill!(
            A_VOID,
            lang,
            [
                ("judge", &n.seat(judge)),
                ("project", &n.project(project)),
                ("reason", &shown(reason)),
            ]
        ),
        Act::Disqualify {
            applicant,
            clause,
            reason,
            checked_by,
        } => fill!(
            A_DISQUALIFY,
            lang,
            [
                ("name", &n.applicant(applicant)),
                ("clause", &shown(clause)),
                ("reason", &shown(reason)),
                ("who", &checked(lang, checked_by)),
            ]
        ),
        Act::Veto {
            applicant,
            reason,
            evidence,
        } => {
            let evidence = if evidence.is_empty() {
                String::new()
            } else {
                fill!(A_EVIDENCE, lang, [("text", &shown(evidence))])
            };
            fill!(
                A_VETO,
                lang,
                [
                    ("name", &n.applicant(applicant)),
                    ("reason", &shown(reason)),
                    ("evidence", &evidence),
                ]
            )
        }
        Act::Reinstate {
            applicant,
            project,
            reason,
        } => {
            let known = n.session.applicant(applicant);
            let out = known.is_some_and(|a| n.session.eligibility(a).is_out());
            let back = project.is_some() || !out;
            let text = if back { A_TAKE_BACK } else { A_REINSTATE };
            text.fill(
                lang,
                &[
                    ("name", &n.applicant(applicant)),
                    ("what", &n.project_or_all(project.as_deref())),
                    ("reason", &shown(reason)),
                ],
            )
        }
        Act::TieMethod {
            project,
            applicants,
            method,
            reason,
        } => fill!(
            A_TIE_METHOD,
            lang,
            [
                ("project", &n.project(project)),
                ("names", &n.applicants(applicants)),
                ("method", &shown(method)),
                ("reason", &behind(reason)),
            ]
        ),
        Act::Tie {
            project,
            order,
            method,
            reason,
        } => fill!(
            A_TIE,
            lang,
            [
                ("project", &n.project(project)),
                ("method", &shown(method)),
                ("names", &n.applicants(order)),
                ("reason", &shown(reason)),
            ]
        ),
        Act::NoticeText {
            name,
            sha256,
            original,
        } => fill!(
            A_NOTICE_TEXT,
            lang,
            [
                ("name", &shown(name)),
                ("sha256", &shown(sha256)),
                ("original", &shown(original)),
            ]
        ),
        Act::Dossier {
            applicant,
            name,
            sha256,
            matched,
            ..
        } => n.dossier(applicant, name, sha256, matched),
        Act::AcceptFacts {
            applicant,
            facts,
            rows,
            ..
        } => n.accepted(applicant, facts, rows),
        Act::CopyCheck(report) => n.copy_check(report),
        Act::CopyDecision {
            words,
            vetoed,
            reason,
        } => n.copy_decision(words, vetoed, reason),
        Act::Rules { rules, reason } => n.rules(rules, reason),
        Act::Incident { text } => fill!(A_INCIDENT, lang, [("text", &shown(text))]),
        Act::Confirm {
            verdict,
            reason,
            judge,
        } => {
            let text = match verdict {
                Consent::Agree => A_AGREE,
                Consent::Disagree => A_DISAGREE,
                Consent::Refuse => A_REFUSE,
            };
            text.fill(
                lang,
                &[
                    ("judge", &n.judge(by, judge.as_deref())),
                    ("reason", &shown(reason)),
                ],
            )
        }
        Act::Certify { awards, without } => n.certificate(awards, without),
        Act::NewReview { reason } => fill!(A_NEW_REVIEW, lang, [("reason", &shown(reason))]),
        Act::TailSetAside { bytes, .. } => fill!(A_TAIL, lang, [("bytes", bytes)]),
    }
}

/// `名称「旧」改为「新」；…`
pub fn changed(lang: Lang, changes: &[Changed]) -> String {
    let each: Vec<String> = changes
        .iter()
        .map(|c| {
            fill!(
                A_CHANGED,
                lang,
                [
                    ("field", &checks::field_name(lang, &c.field)),
                    ("old", &shown(&c.old)),
                    ("new", &shown(&c.new)),
                ]
            )
        })
        .collect();
    each.join("; ")
}

fn verdict(lang: Lang, verdict: Option<Verdict>) -> &'static str {
    let text = match verdict {
        Some(Verdict::Pass) => A_PASS,
        Some(Verdict::Fail) => A_FAIL,
        Some(Verdict::Doubtful) => A_DOUBTFUL,
        None => A_NO_VERDICT,
    };
    text.get(lang)
}

fn checked(lang: Lang, who: &str) -> String {
    if who.is_empty() {
        String::new()
    } else {
        fill!(A_CHECKED, lang, [("who", &shown(who))])
    }
}
