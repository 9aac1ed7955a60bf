//! 本人 or 代录: whose hand wrote something down, the judge's own at the seat or the coordinator's from paper.

use super::{Lang, desk, faults, visible};
use crate::model::{Session, Statement};
use crate::tally::scrutiny::deviations;
use crate::text::fill;

texts! {
    OWN: "本人", "in person";
    FROM_PAPER: "代录", "from paper";
    PARTLY: "部分代录", "partly from paper";
    SOME_FROM_PAPER: "代录 {n}/{all} 格", "{n} of {all} {all:mark|marks} from paper";
    LEFT_WITHOUT: "未声明，维持：{reason}", "no statement; left so: {reason}";
    JUDGES: "代录：{judges}", "From paper: {judges}";
    UNEXPLAINED: "有 {n} 处打分与其他评委相差较大，评委还没有写说明（“需要核对的”一页列着）；可以照样继续，报告里会写明。", "{n} marks lie far from the others' and have no word of their judge (listed under “to look at”); it may go on all the same, and the report says so.";
    STATED: "{at}，{hand}", "{at}, {hand}";
}

/// `本人` where the seat acted for itself, `代录` where the desk did.
pub fn hand(lang: Lang, by: &str, judge: &str) -> &'static str {
    if by == judge { OWN } else { FROM_PAPER }.get(lang)
}

/// The hand that wrote a judge's statement.
pub fn of_statement(lang: Lang, session: &Session, judge: usize, made: &Statement) -> &'static str {
    let id = session.judges().get(judge).map_or("", |j| j.id.as_str());
    hand(lang, &made.by, id)
}

/// `代录`, or how many of a sheet's marks are; `None` where the judge gave them all herself.
pub fn of_marks(lang: Lang, session: &Session, entry: usize, judge: usize) -> Option<String> {
    let (n, all) = session.entries().get(entry)?.from_paper(judge);
    match n {
        0 => None,
        n if n == all => Some(FROM_PAPER.get(lang).to_owned()),
        n => Some(fill!(SOME_FROM_PAPER, lang, [("n", &n), ("all", &all)])),
    }
}

/// How many marks lie far from the others' and have no word of their judge, if any.
pub fn unexplained(lang: Lang, session: &Session) -> Option<String> {
    let open = deviations(session)
        .iter()
        .filter(|x| session.explanation(x.entry, x.judge, x.indicator).is_none())
        .count();
    (open > 0).then(|| fill!(UNEXPLAINED, lang, [("n", &open)]))
}

/// Who scored without a statement of no conflict that the rules ask for, and what to do; then for whom the desk
/// said why that stands.
pub fn without_statement(lang: Lang, session: &Session) -> Vec<String> {
    let named = |text: super::Text, j: usize, reason: &str| {
        let judge = session.judges().get(j)?;
        Some(text.fill(
            lang,
            &[
                ("name", &visible(&judge.name)),
                ("id", &visible(&judge.id)),
                ("reason", &visible(reason)),
            ],
        ))
    };
    let missing = session.statements_missing();
    let mut lines: Vec<String> = missing
        .iter()
        .filter_map(|j| named(desk::NO_STATEMENT, *j, ""))
        .collect();
    if !lines.is_empty() {
        lines.push(desk::NO_STATEMENT_WAY.get(lang).to_owned());
    }
    lines.extend((0..session.judges().len()).filter_map(|j| {
        let left = session.without_statement(j)?;
        let stands = session.has_part(j) && !session.declared(j);
        named(desk::STANDS_WITHOUT, j, &left.reason).filter(|_| stands)
    }));
    lines
}

/// `代录：评委2、评委5`: whose sheets of a project the desk wrote down, whole or in part, or submitted.
pub fn judges_from_paper(lang: Lang, session: &Session, project: usize) -> Option<String> {
    let by_desk = |j: usize, id: &str| {
        let mut entries = session.entries_of(project).iter();
        let marks = entries.any(|e| {
            let entry = session.entries().get(*e);
            entry.is_some_and(|entry| entry.from_paper(j).0 > 0)
        });
        marks || session.submission(j, project).is_some_and(|s| s.by != id)
    };
    let judges = session.judges().iter().enumerate();
    let names: Vec<String> = judges
        .filter(|(j, judge)| by_desk(*j, &judge.id))
        .map(|(_, judge)| visible(&judge.name))
        .collect();
    let names = names.join(faults::AND.get(lang));
    (!names.is_empty()).then(|| fill!(JUDGES, lang, [("judges", &names)]))
}

/// The hand that wrote a judge's marks of a project and submitted them; `None` where there is no mark yet.
pub fn of_project(
    lang: Lang,
    session: &Session,
    judge: usize,
    project: usize,
) -> Option<&'static str> {
    let sheets = session.entries_of(project).iter();
    let sheets = sheets.filter_map(|e| session.entries().get(*e));
    let (desk, all) = sheets
        .map(|entry| entry.from_paper(judge))
        .fold((0, 0), |(desk, all), (n, m)| (desk + n, all + m));
    let id = session.judges().get(judge)?.id.as_str();
    let submission = session.submission(judge, project);
    let by_desk = submission.is_some_and(|s| s.by != id);
    let by_judge = submission.is_some_and(|s| s.by == id);
    let hand = match desk {
        _ if all == 0 => return None,
        0 if !by_desk => OWN,
        n if n == all && !by_judge => FROM_PAPER,
        _ => PARTLY,
    };
    Some(hand.get(lang))
}

/// The hand that submitted a judge's project; `None` where it is not submitted.
pub fn of_submission(
    lang: Lang,
    session: &Session,
    judge: usize,
    project: usize,
) -> Option<&'static str> {
    let submission = session.submission(judge, project)?;
    let id = session.judges().get(judge)?.id.as_str();
    Some(hand(lang, &submission.by, id))
}
