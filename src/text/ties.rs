//! Decisions on ties in words: when one was taken, what set it aside, and why somebody has no score.

use super::faults::AND;
use super::{Lang, Text, visible, words};
use crate::model::{Cause, Session, SheetState, TieDecision};
use crate::tally::Results;
use crate::text::fill;
use crate::text::times::minute;

texts! {
    SET_ASIDE: "{project}：{at} 对并列的裁定（{method}，第 {decided} 条）已被第 {seq} 条作废（{cause}），须重新裁定", "{project}: the decision of {at} on the tie ({method}, act {decided}) was set aside by act {seq} ({cause}); decide again";
    WAS_SET_ASIDE: "{project}：{at} 对并列的裁定（{method}，第 {decided} 条）已被第 {seq} 条作废（{cause}）", "{project}: the decision of {at} on the tie ({method}, act {decided}) was set aside by act {seq} ({cause})";
    METHOD_ASIDE: "{project}：{at} 选定的裁定办法（{method}，第 {chosen} 条）已被第 {seq} 条作废（{cause}），须重新选定", "{project}: the method chosen at {at} ({method}, act {chosen}) was set aside by act {seq} ({cause}); choose again";
    BY_THIS: "；{project}并列的裁定（{method}，第 {n} 条）由此作废", "; the decision on the tie of {project} ({method}, act {n}) is set aside by this";
    METHOD_BY_THIS: "；{project}并列选定的办法（{method}，第 {n} 条）由此作废", "; the method chosen for the tie of {project} ({method}, act {n}) is set aside by this";
    C_MARK: "改分", "a mark";
    C_SUBMISSION: "提交", "a submission";
    C_REOPENING: "退回修改", "a reopening";
    C_RECUSAL: "回避", "a recusal";
    C_VOIDING: "评分表作废", "sheets made void";
    C_REPLACEMENT: "评委接替", "a replacement";
    C_ELIGIBILITY: "申报单位出局或恢复", "an applicant put out or admitted again";
    C_WITHDRAWAL: "申报单位撤回或收回撤回", "a withdrawal, or one taken back";
    C_RULES: "规则变更", "a change of the rules";
    NO_SCORE: "{project} {name} 没有得分：计入 {n} 份，至少要 {least} 份{away}", "{project} {name} has no score: {n} {n:sheet counts|sheets count}, at least {least} are needed{away}";
    AWAY: "（{judges}）", " ({judges})";
    IS_RECUSED: "{judge} 回避", "{judge} recused";
    IS_VOID: "{judge} 作废", "{judge} void";
    FIELD_WITHOUT: "{project} 为何没有得分仍认证", "why {project} is final without a score";
    CERTIFIED_WITHOUT: "{project} 有申报单位没有得分，认证时写明的原因：{reason}", "Somebody has no score in {project}; the reason given at the certificate: {reason}";
    T_WHY: "  {name} 没有得分：{why}", "  {name} has no score: {why}";
    SCORES_OF: "计入 {n} 份，至少要 {least} 份{away}", "{n} {n:sheet counts|sheets count}, at least {least} are needed{away}";
    NOTICE_DECIDED: "{project}：{unit}与同分单位并列，由评审组裁定（{method}，{at}，第 {seq} 条记录）。", "{project}: {unit} was level with others, and the panel decided ({method}, {at}, act {seq}).";
    T_DECIDED: "  {name}：并列，由裁定得出（{method}，{at}，第 {seq} 条）：{reason}", "  {name}: a tie, decided by {method} at {at} (act {seq}): {reason}";
    T_SET_ASIDE: "  {at} 对并列的裁定（{method}，第 {decided} 条）已被第 {seq} 条作废，须重新裁定", "  the decision of {at} on the tie ({method}, act {decided}) was set aside by act {seq}; decide again";
}

fn project(lang: Lang, session: &Session, project: usize) -> &str {
    session
        .projects()
        .get(project)
        .map_or("", |p| words(lang, p.short()))
}

/// `评委3 回避`, where the sheet is recused or void.
pub fn is_away(lang: Lang, state: SheetState, judge: &str) -> Option<String> {
    let text = match state {
        SheetState::Recused => IS_RECUSED,
        SheetState::Void => IS_VOID,
        SheetState::Open | SheetState::Complete | SheetState::Submitted | SheetState::Absent => {
            return None;
        }
    };
    Some(text.fill(lang, &[("judge", &judge)]))
}

/// `（评委3 回避；评委5 作废）`, empty if nobody is away.
pub fn in_brackets(lang: Lang, away: &[String]) -> String {
    if away.is_empty() {
        return String::new();
    }
    fill!(AWAY, lang, [("judges", &away.join(AND.get(lang)))])
}

/// What set a decision aside; `None` while it holds.
pub fn set_aside(
    lang: Lang,
    session: &Session,
    p: usize,
    decision: &TieDecision,
) -> Option<String> {
    let void = decision.void?;
    let again = session
        .tie_to_decide_again(p)
        .is_some_and(|d| d.seq == decision.seq);
    let text = if again { SET_ASIDE } else { WAS_SET_ASIDE };
    Some(text.fill(
        lang,
        &[
            ("project", &project(lang, session, p)),
            ("at", &minute(&decision.at)),
            ("method", &visible(&decision.method)),
            ("decided", &decision.seq),
            ("seq", &void.seq),
            ("cause", &cause(void.cause).get(lang)),
        ],
    ))
}

fn cause(cause: Cause) -> Text {
    match cause {
        Cause::Mark => C_MARK,
        Cause::Submission => C_SUBMISSION,
        Cause::Reopening => C_REOPENING,
        Cause::Recusal => C_RECUSAL,
        Cause::Voiding => C_VOIDING,
        Cause::Replacement => C_REPLACEMENT,
        Cause::Eligibility => C_ELIGIBILITY,
        Cause::Withdrawal => C_WITHDRAWAL,
        Cause::Rules => C_RULES,
    }
}

/// The decisions that have to be taken again, project by project.
pub fn to_decide_again(lang: Lang, session: &Session) -> Vec<String> {
    (0..session.projects().len())
        .flat_map(|p| earlier(lang, session, p))
        .collect()
}

/// What was decided or chosen on a project's tie before, and holds no more.
pub fn earlier(lang: Lang, session: &Session, p: usize) -> Vec<String> {
    let decided = session.tie_to_decide_again(p);
    let decided = decided.and_then(|d| set_aside(lang, session, p, d));
    let chosen = session.method_to_choose_again(p).and_then(|m| {
        let void = m.void?;
        Some(fill!(
            METHOD_ASIDE,
            lang,
            [
                ("project", &project(lang, session, p)),
                ("at", &minute(&m.at)),
                ("method", &visible(&m.method)),
                ("chosen", &m.seq),
                ("seq", &void.seq),
                ("cause", &cause(void.cause).get(lang)),
            ]
        ))
    });
    decided.into_iter().chain(chosen).collect()
}

/// What this act set aside, to be said behind its sentence. `session` is as it was after the act.
pub fn set_aside_by(lang: Lang, session: &Session, seq: u64) -> String {
    let mut said = String::new();
    for p in 0..session.projects().len() {
        let by_this = |void: Option<crate::model::SetAside>| void.is_some_and(|v| v.seq == seq);
        let mut say = |text: Text, method: &str, n: u64| {
            said.push_str(&text.fill(
                lang,
                &[
                    ("project", &project(lang, session, p)),
                    ("method", &visible(method)),
                    ("n", &n),
                ],
            ));
        };
        let decisions = session.ties_set_aside(p).iter();
        for d in decisions.filter(|d| by_this(d.void)) {
            say(BY_THIS, &d.method, d.seq);
        }
        let methods = session.methods_set_aside(p).iter();
        for m in methods.filter(|m| by_this(m.void)) {
            say(METHOD_BY_THIS, &m.method, m.seq);
        }
    }
    said
}

/// Who has no score in these projects, and why: the sheets that count, and who is recused or void.
pub fn without_score(
    lang: Lang,
    session: &Session,
    results: &Results,
    projects: &[usize],
) -> Vec<String> {
    let least = session.rules().min_sheets;
    let mut list = Vec::new();
    for p in projects {
        let standings = results.projects.get(*p).map_or(&[][..], |r| &r.standings);
        for s in standings.iter().filter(|s| s.count.score.is_none()) {
            let away: Vec<String> = session
                .judges()
                .iter()
                .enumerate()
                .filter_map(|(j, judge)| {
                    let text = match session.entries().get(s.entry)?.state(j) {
                        SheetState::Recused => IS_RECUSED,
                        SheetState::Void => IS_VOID,
                        _ => return None,
                    };
                    Some(text.fill(lang, &[("judge", &visible(&judge.name))]))
                })
                .collect();
            let away = in_brackets(lang, &away);
            let applicant = session.applicants().get(s.applicant);
            list.push(fill!(
                NO_SCORE,
                lang,
                [
                    ("project", &project(lang, session, *p)),
                    (
                        "name",
                        &applicant.map(|a| visible(&a.name)).unwrap_or_default(),
                    ),
                    ("n", &s.count.sheets),
                    ("least", &least),
                    ("away", &away),
                ]
            ));
        }
    }
    list
}
