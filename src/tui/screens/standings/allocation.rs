//! The allocation in sentences: who is recommended in each project, and every step with its reason.

use crate::model::Session;
use crate::tally::{Award, AwardState, Outcome, ProjectResult, Results};
use crate::text::award as a;
use crate::text::desk as d;
use crate::text::fill;
use crate::text::rules;
use crate::text::screens as t;
use crate::text::{Lang, count, ties, words};
use crate::tui::screen::Context;
use crate::tui::{theme, width};
use ratatui::style::Style;

/// An applicant's name, fit to be shown.
pub(super) fn name(session: &Session, applicant: usize) -> String {
    session
        .applicants()
        .get(applicant)
        .map(|a| width::display_safe(&a.name).into_owned())
        .unwrap_or_default()
}

fn names(session: &Session, applicants: &[usize]) -> String {
    let list: Vec<String> = applicants.iter().map(|a| name(session, *a)).collect();
    list.join("; ")
}

/// One line a project: the state of its award.
pub(super) fn summary(
    session: &Session,
    project: usize,
    result: &ProjectResult,
    lang: Lang,
) -> (String, Style) {
    let award = &result.award;
    let label = session
        .projects()
        .get(project)
        .map(|p| words(lang, p.short()).to_owned())
        .unwrap_or_default();
    let (text, style) = match award.state {
        AwardState::Recommended => {
            let sure = a::sure(result.certain, result.as_scored);
            let text = fill!(
                t::AWARD_RECOMMENDED,
                lang,
                [
                    ("name", &names(session, &award.applicants)),
                    ("sure", &sure.get(lang)),
                ]
            );
            (
                text,
                if result.certain {
                    theme::good()
                } else {
                    theme::quiet()
                },
            )
        }
        AwardState::Undecided => {
            let tied: Vec<usize> = tied(award);
            (
                fill!(
                    t::AWARD_UNDECIDED,
                    lang,
                    [("names", &names(session, &tied))]
                ),
                theme::warn(),
            )
        }
        AwardState::Depends => {
            let text = a::waits_for(award.not_compared, t::AWARD_DEPENDS);
            (text.get(lang).to_owned(), theme::warn())
        }
        AwardState::None => (t::AWARD_NONE.get(lang).to_owned(), theme::quiet()),
    };
    (format!("{} {label}: {text}", project + 1), style)
}

fn tied(award: &Award) -> Vec<usize> {
    award
        .steps
        .iter()
        .filter(|s| s.outcome == Outcome::Tied)
        .map(|s| s.applicant)
        .collect()
}

fn short(session: &Session, project: usize, lang: Lang) -> String {
    let known = session.projects().get(project);
    known
        .map(|p| width::display_safe(words(lang, p.short())).into_owned())
        .unwrap_or_default()
}

/// How the walk goes, by the rules as they are.
fn rule_line(session: &Session, lang: Lang) -> String {
    let rules = session.rules();
    if rules.is_one_award_each(session.projects()) {
        return t::ALLOCATION_RULE.get(lang).to_owned();
    }
    let groups = rules::groups(lang, rules, session.projects());
    fill!(
        t::ALLOCATION_RULE_LIMIT,
        lang,
        [("n", &rules.awards_per_applicant), ("groups", &groups)]
    )
}

/// The whole walk, for the allocation page.
pub(super) fn walk(
    ctx: &Context,
    session: &Session,
    results: &Results,
    columns: usize,
) -> Vec<(String, Style)> {
    let lang = ctx.lang;
    let mut lines = Vec::new();
    let mut put = |text: String, style: Style| {
        lines.extend(width::wrap(&text, columns).into_iter().map(|l| (l, style)));
    };
    put(rule_line(session, lang), theme::quiet());
    for (p, result) in results.projects.iter().enumerate() {
        let (text, style) = summary(session, p, result, lang);
        put(String::new(), theme::quiet());
        put(text, style.patch(theme::title()));
        for step in &result.award.steps {
            let reason = count::step(lang, session, &step.outcome);
            let who = name(session, step.applicant);
            put(
                fill!(
                    t::STEP,
                    lang,
                    [("rank", &step.rank), ("name", &who), ("reason", &reason)]
                ),
                theme::quiet(),
            );
        }
        if let Some(decision) = session.tie_to_decide_again(p)
            && let Some(text) = ties::set_aside(lang, session, p, decision)
        {
            put(text, theme::warn());
        }
        let namer = a::Namer {
            applicant: &|a| name(session, a),
            project: &|p| short(session, p, lang),
        };
        for text in namer.reserves(lang, p, results) {
            put(format!("   {text}"), theme::quiet());
        }
    }
    put(String::new(), theme::quiet());
    if results.recommends() && results.differences.is_empty() {
        put(t::OTHER_AGREES.get(lang).to_owned(), theme::good());
    }
    for difference in &results.differences {
        let namer = a::Namer {
            applicant: &|a| name(session, a),
            project: &|p| short(session, p, lang),
        };
        put(
            namer.difference(lang, t::OTHER_DIFFERS, difference),
            theme::warn(),
        );
    }
    for change in session.rule_changes() {
        let code = ctx.live.and_then(|live| live.journal().code_of(change.seq));
        put(
            fill!(
                d::RULE_CHANGED_AT,
                lang,
                [
                    ("seq", &change.seq),
                    ("code", &code.unwrap_or_default()),
                    ("reason", &width::display_safe(&change.reason)),
                ]
            ),
            theme::warn(),
        );
    }
    lines
}
