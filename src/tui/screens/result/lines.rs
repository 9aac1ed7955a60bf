//! The result in sentences: its state, the awards, each judge's word.

use crate::journal::time_of_day;
use crate::model::{Consent, Phase, Session};
use crate::tally::{AwardState, Results};
use crate::text::award as a;
use crate::text::desk as d;
use crate::text::fill;
use crate::text::papers::RESERVE;
use crate::text::times::minute;
use crate::text::{Lang, Text, hand, projects, screens as t, ties, words};
use crate::tui::names;
use crate::tui::screen::Context;
use crate::tui::widgets::list::{self, PageLine};
use crate::tui::widgets::pane;
use crate::tui::widgets::table::{self, Column};
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
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
    if results.recommends() && results.differences.is_empty() {
        let text = t::OTHER_AGREES.get(lang);
        list::paragraph(&mut lines, text, columns, " ", theme::quiet());
    }
    let namer = a::Namer {
        applicant: &|a| named(session, &[a]),
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

fn named(session: &Session, list: &[usize]) -> String {
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
pub(in crate::tui::screens) fn awards(
    session: &Session,
    results: &Results,
    lang: Lang,
) -> Vec<String> {
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
                        format!("{} {score}", named(session, &[*a]))
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

/// What is confirmed, whole: every applicant of every project with rank, score and what comes of it, side by side.
pub(super) fn whole_lists(
    session: &Session,
    results: &Results,
    lang: Lang,
    frame: &mut Frame,
    area: Rect,
) {
    let all = results.projects.len();
    let open = matches!(session.phase(), Phase::Setup | Phase::Scoring);
    let recommends = if open { d::LEADS_NOW } else { t::AWARD };
    let each = vec![Constraint::Fill(1); all];
    let places = Layout::horizontal(each).spacing(1).split(area);
    for ((p, result), place) in results.projects.iter().enumerate().zip(places.iter()) {
        let heading = names::project_heading(session, p, lang);
        let title = match session.phase() {
            Phase::Certified => fill!(d::WHOLE_LIST_FINAL, lang, [("project", &heading)]),
            _ => fill!(d::WHOLE_LIST, lang, [("project", &heading)]),
        };
        let inner = pane::open(frame, *place, &title, None);
        let columns = [
            Column::fixed(t::RANK.get(lang), 4).right(),
            Column::rest(t::APPLICANT.get(lang)),
            Column::fixed(t::SCORE.get(lang), 8).right(),
            Column::fixed("", 12),
        ];
        let length = result.standings.len();
        table::plain(frame, inner, &columns, length, |n| {
            let Some(standing) = result.standings.get(n) else {
                return Default::default();
            };
            let score = standing.count.score;
            let recommended = result.award.applicants.contains(&standing.applicant);
            let mut reserves = result.award.reserves.iter();
            let (text, style) = if recommended {
                (recommends.get(lang), theme::good())
            } else if reserves.any(|r| r.applicant == standing.applicant) {
                (RESERVE.get(lang), theme::title())
            } else {
                ("", theme::quiet())
            };
            let texts = vec![
                standing
                    .rank
                    .map_or_else(|| "-".to_owned(), |r| r.to_string()),
                named(session, &[standing.applicant]),
                score.map_or_else(|| "-".to_owned(), |s| s.to_string()),
                text.to_owned(),
            ];
            (texts, style)
        });
    }
}

/// One judge's word, or that it is awaited; one that holds no more says so.
pub(super) fn consent(verdict: Consent) -> Text {
    match verdict {
        Consent::Agree => d::AGREES,
        Consent::Disagree => d::DISAGREES,
        Consent::Refuse => d::REFUSES,
    }
}

pub(super) fn word(session: &Session, judge: usize, lang: Lang) -> (String, Style) {
    let all = session.confirmations().iter().rev();
    let Some(last) = all.clone().find(|c| c.judge == judge) else {
        if matches!(session.phase(), Phase::Setup | Phase::Scoring) {
            return (d::WORD_LATER.get(lang).to_owned(), theme::quiet());
        }
        return (d::WORD_AWAITED.get(lang).to_owned(), theme::warn());
    };
    let said = consent(last.verdict);
    if let Some(seq) = last.void {
        let void = fill!(d::WORD_VOID, lang, [("seq", &seq)]);
        return (format!("{void} {}", said.get(lang)), theme::bad());
    }
    let id = session.judges().get(judge).map_or("", |j| j.id.as_str());
    let act = fill!(d::BY_ACT, lang, [("seq", &last.seq)]);
    let text = format!(
        "{} {} {} {act} {}",
        width::pad(said.get(lang), 9),
        hand::hand(lang, &last.by, id),
        time_of_day(&last.at),
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
