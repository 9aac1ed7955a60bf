//! The result in sentences: its state, the awards, each judge's word.

use crate::journal::time_of_day;
use crate::model::{Consent, Phase, Session};
use crate::tally::{AwardState, Results};
use crate::text::award as a;
use crate::text::desk as d;
use crate::text::fill;
use crate::text::times::minute;
use crate::text::{Lang, hand, projects, screens as t, ties, words};
use crate::tui::screen::Context;
use crate::tui::widgets::list::{self, PageLine};
use crate::tui::{theme, width};
use ratatui::style::Style;

pub(super) fn summary(
    ctx: &Context,
    session: &Session,
    results: &Results,
    columns: usize,
) -> Vec<PageLine> {
    let lang = ctx.lang;
    let mut lines = Vec::new();
    let state = match session.phase() {
        Phase::Setup | Phase::Scoring => d::RESULT_LATER.get(lang).to_owned(),
        Phase::Closed => d::RESULT_CLOSED.get(lang).to_owned(),
        Phase::Certified => {
            let last = session.certified().last();
            let code = last.and_then(|c| ctx.live?.journal().code_of(c.seq));
            fill!(
                d::RESULT_CERTIFIED,
                lang,
                [
                    ("at", &last.map(|c| minute(&c.at)).unwrap_or_default()),
                    ("code", &code.unwrap_or_default()),
                ]
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
        let text = fill!(
            d::RULE_CHANGED_AT,
            lang,
            [
                ("seq", &change.seq),
                ("code", &code.unwrap_or_default()),
                ("reason", &width::display_safe(&change.reason)),
            ]
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
            .map(|line| {
                let project = projects::number(lang, session.projects(), &line.project);
                format!("{project} {}", line.applicants.join(" "))
            })
            .collect();
        let code = ctx.live.and_then(|live| live.journal().code_of(old.seq));
        let text = fill!(
            d::OLD_RESULT,
            lang,
            [
                ("n", &old.seq),
                ("code", &code.unwrap_or_default()),
                ("awards", &said.join("; ")),
                ("seq", seq),
                ("reason", &width::display_safe(reason)),
            ]
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
pub(super) fn awards(session: &Session, results: &Results, lang: Lang) -> Vec<String> {
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
            let open = matches!(session.phase(), Phase::Setup | Phase::Scoring);
            let n = p + 1;
            if open && result.award.state == AwardState::Recommended {
                fill!(
                    d::AWARD_LINE_OPEN,
                    lang,
                    [("n", &n), ("name", &name), ("who", &who)]
                )
            } else {
                fill!(
                    d::AWARD_LINE,
                    lang,
                    [("n", &n), ("name", &name), ("who", &who)]
                )
            }
        })
        .collect()
}

/// One judge's word, or that it is awaited; one that holds no more says so.
pub(super) fn word(session: &Session, judge: usize, lang: Lang) -> (String, Style) {
    let all = session.confirmations().iter().rev();
    let Some(last) = all.clone().find(|c| c.judge == judge) else {
        if matches!(session.phase(), Phase::Setup | Phase::Scoring) {
            return (d::WORD_LATER.get(lang).to_owned(), theme::quiet());
        }
        return (d::WORD_AWAITED.get(lang).to_owned(), theme::warn());
    };
    let said = match last.verdict {
        Consent::Agree => d::AGREES,
        Consent::Disagree => d::DISAGREES,
        Consent::Refuse => d::REFUSES,
    };
    if let Some(seq) = last.void {
        let void = fill!(d::WORD_VOID, lang, [("seq", &seq)]);
        return (format!("{void} {}", said.get(lang)), theme::bad());
    }
    let id = session.judges().get(judge).map_or("", |j| j.id.as_str());
    let text = format!(
        "{} {} {} ({}) {}",
        width::pad(said.get(lang), 9),
        hand::hand(lang, &last.by, id),
        time_of_day(&last.at),
        last.seq,
        width::display_safe(&last.reason)
    );
    let style = if last.verdict == Consent::Agree {
        theme::good()
    } else {
        theme::warn()
    };
    (text, style)
}

/// Who does not agree, by name and with the reason; it is certified all the same.
pub(super) fn dissent(session: &Session, lang: Lang) -> Vec<String> {
    let judges = session.judges().iter().enumerate();
    judges
        .filter_map(|(j, judge)| {
            let said = session.confirmation(j)?;
            let verdict = match said.verdict {
                Consent::Agree => return None,
                Consent::Disagree => d::DISAGREES,
                Consent::Refuse => d::REFUSES,
            };
            let name = width::display_safe(&judge.name);
            let reason = width::display_safe(&said.reason);
            let verdict = verdict.get(lang);
            Some(fill!(
                d::DISSENT,
                lang,
                [("name", &name), ("verdict", &verdict), ("reason", &reason)]
            ))
        })
        .collect()
}
