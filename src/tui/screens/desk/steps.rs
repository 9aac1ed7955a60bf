//! A session's steps in their order, each with how far it is: the desk's first page.

use super::forms::panel_warnings;
use crate::journal::mirror::MirrorState;
use crate::model::{Applicant, Check, Eligibility, Phase, Session, Template, Verdict};
use crate::tally::{AwardState, ProjectResult};
use crate::text::checks;
use crate::text::fill;
use crate::text::{Lang, Text, desk as d, export as x, mirror as m, notice as n, screens as t};
use crate::tui::screen::{Context, Route};
use crate::tui::width;

/// Where a step leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NextStep {
    Roster,
    Review,
    Panel,
    Rules,
    Progress,
    Standings,
    Questions,
    Insight,
    Result,
    Papers,
    Mirror,
    Notice,
}

impl NextStep {
    pub(super) const ALL: [Self; 12] = [
        Self::Roster,
        Self::Review,
        Self::Panel,
        Self::Rules,
        Self::Progress,
        Self::Standings,
        Self::Questions,
        Self::Insight,
        Self::Result,
        Self::Papers,
        Self::Mirror,
        Self::Notice,
    ];

    pub(super) const fn name(self) -> Text {
        match self {
            Self::Roster => d::STEP_ROSTER,
            Self::Review => d::STEP_REVIEW,
            Self::Panel => d::STEP_PANEL,
            Self::Rules => d::STEP_RULES,
            Self::Progress => d::STEP_SCORING,
            Self::Standings => d::STEP_STANDINGS,
            Self::Questions => d::STEP_QUESTIONS,
            Self::Insight => d::STEP_INSIGHT,
            Self::Result => d::STEP_RESULT,
            Self::Papers => x::SCREEN,
            Self::Notice => n::STEP,
            Self::Mirror => m::STEP,
        }
    }

    /// Its screen; `None` for the desk's own lists.
    pub(super) fn place(self) -> Option<Route> {
        Some(match self {
            Self::Roster | Self::Panel | Self::Notice | Self::Mirror => return None,
            Self::Review => Route::Review(None),
            Self::Rules => Route::Rules,
            Self::Progress => Route::Progress,
            Self::Standings => Route::Standings,
            Self::Questions => Route::Questions,
            Self::Insight => Route::Insight,
            Self::Result => Route::Result,
            Self::Papers => Route::Export,
        })
    }

    /// How far it is.
    pub(super) fn state(self, ctx: &Context, session: &Session) -> String {
        let lang = ctx.lang;
        match self {
            Self::Roster => roster(session, lang),
            Self::Review => review(session, lang),
            Self::Panel => panel(session, lang),
            Self::Rules => rules(ctx, session),
            Self::Progress => progress(session, lang),
            Self::Standings => standings(ctx, session),
            Self::Questions => questions(ctx, session),
            Self::Insight => {
                if ctx.results_hidden() {
                    d::S_HIDDEN.get(lang).to_owned()
                } else {
                    String::new()
                }
            }
            Self::Result => result(ctx, session),
            Self::Papers => {
                let forms = session.phase() == Phase::Setup || ctx.results_hidden();
                let text = if forms { x::S_FORMS } else { x::S_PAPERS };
                text.get(lang).to_owned()
            }
            Self::Notice => match session.notice() {
                Some(notice) => width::display_safe(&notice.name).into_owned(),
                None => n::S_NONE.get(lang).to_owned(),
            },
            Self::Mirror => match (&ctx.mirror, ctx.live) {
                (Some(report), Some(live)) => m::state(lang, report, live.journal().head().seq),
                _ => m::S_NONE.get(lang).to_owned(),
            },
        }
    }
}

impl NextStep {
    /// Is nothing left to be done here? Where there is no such moment, never.
    pub(super) fn done(self, ctx: &Context, session: &Session) -> bool {
        let setup = session.phase() == Phase::Setup;
        let closed = matches!(session.phase(), Phase::Closed | Phase::Certified);
        match self {
            Self::Roster => !session.applicants().is_empty(),
            Self::Review => session.review_begun() && pending(session) == 0,
            Self::Panel => !session.judges().is_empty() && (!setup || without_pin(session) == 0),
            Self::Rules => session.sealed().is_some(),
            Self::Progress => closed || (!setup && all_in(session)),
            Self::Questions => {
                let open = |live: &crate::live::Live| {
                    let mut list = live.deviations().iter();
                    list.any(|x| session.explanation(x.entry, x.judge, x.indicator).is_none())
                };
                // What differs between judges is never ended here.
                let differ = |live: &crate::live::Live| !live.disagreements().is_empty();
                closed && !ctx.live.is_some_and(|live| open(live) || differ(live))
            }
            Self::Result => session.phase() == Phase::Certified,
            Self::Notice => session.notice().is_some(),
            Self::Mirror => ctx
                .mirror
                .as_ref()
                .is_some_and(|report| report.state == MirrorState::InStep),
            Self::Standings | Self::Insight | Self::Papers => false,
        }
    }
}

fn pending(session: &Session) -> usize {
    (0..session.applicants().len())
        .filter(|a| *session.eligibility(*a) == Eligibility::Pending)
        .filter(|a| !session.has_withdrawn(*a))
        .count()
}

fn without_pin(session: &Session) -> usize {
    let judges = session.judges().iter();
    judges.filter(|j| session.seat(&j.id).pin.is_none()).count()
}

/// Is nothing missing any more?
pub(super) fn all_in(session: &Session) -> bool {
    let judges = 0..session.judges().len();
    !judges.is_empty()
        && !session.entries().is_empty()
        && judges.into_iter().all(|j| session.is_finished(j))
}

/// What is to be done next, by what is done.
pub(super) fn next(session: &Session) -> Text {
    match session.phase() {
        Phase::Setup if session.applicants().is_empty() => t::NEXT_ROSTER,
        Phase::Setup if session.judges().is_empty() => t::NEXT_PANEL,
        Phase::Setup if pending(session) > 0 => t::NEXT_REVIEW,
        Phase::Setup if !session.review_begun() => t::NEXT_REVIEW_OR_OPEN,
        Phase::Setup if without_pin(session) > 0 => t::NEXT_PINS,
        Phase::Setup => t::NEXT_OPEN,
        Phase::Scoring if all_in(session) => t::NEXT_ALL_IN,
        Phase::Scoring => t::NEXT_SCORING,
        Phase::Closed => t::NEXT_CLOSED,
        Phase::Certified => t::NEXT_CERTIFIED,
    }
}

fn roster(session: &Session, lang: Lang) -> String {
    let Some(template) = session.template() else {
        return String::new();
    };
    let known = crate::model::Checks::new(template, session.applicants().iter());
    let doubts = session.applicants().iter();
    let short = |a: &Applicant| misses_threshold(template, a, lang);
    let doubts = doubts
        .filter(|a| doubtful(&known.of(a)) || short(a))
        .count();
    fill!(
        d::S_ROSTER,
        lang,
        [
            ("n", &session.applicants().len()),
            ("entries", &in_the_race(session)),
            ("doubts", &doubts),
        ]
    )
}

/// Is there anything about an applicant that a person should look at?
pub(super) fn doubtful(checks: &[Check]) -> bool {
    checks
        .iter()
        .any(|c| c.verdict != Some(Verdict::Pass) && !c.findings.is_empty())
}

/// Does what the applicant declares miss a threshold of the notice?
pub(super) fn misses_threshold(template: &Template, applicant: &Applicant, lang: Lang) -> bool {
    let worked = checks::thresholds(lang, template, applicant);
    worked.iter().any(|threshold| threshold.met == Some(false))
}

/// Entries that are neither withdrawn nor out.
fn in_the_race(session: &Session) -> usize {
    let entries = session.entries().iter();
    entries
        .filter(|e| !e.withdrawn && !session.eligibility(e.applicant).is_out())
        .count()
}

fn review(session: &Session, lang: Lang) -> String {
    let count = |wanted: fn(&Eligibility) -> bool| {
        (0..session.applicants().len())
            .filter(|a| wanted(session.eligibility(*a)))
            .filter(|a| !session.has_withdrawn(*a))
            .count()
    };
    let gone = (0..session.applicants().len())
        .filter(|a| session.has_withdrawn(*a))
        .count();
    if !session.review_begun() && count(Eligibility::is_out) == 0 {
        return d::S_NO_REVIEW.get(lang).to_owned();
    }
    let mut text = fill!(
        d::S_REVIEW,
        lang,
        [
            ("yes", &count(Eligibility::is_in)),
            ("no", &count(Eligibility::is_out)),
            ("open", &count(|e| *e == Eligibility::Pending)),
        ]
    );
    if gone > 0 {
        text.push_str(&fill!(d::S_WITHDRAWN, lang, [("n", &gone)]));
    }
    text
}

fn panel(session: &Session, lang: Lang) -> String {
    let judges = session.judges();
    let pins = judges
        .iter()
        .filter(|j| session.seat(&j.id).pin.is_some())
        .count();
    let leader = judges.iter().find(|j| j.leader).map_or(String::new(), |j| {
        fill!(d::S_LEADER, lang, [("name", &width::display_safe(&j.name))])
    });
    let mut text = fill!(
        d::S_PANEL,
        lang,
        [("n", &judges.len()), ("pins", &pins), ("leader", &leader)]
    );
    // Once scoring is open the panel is what it is.
    if session.phase() == Phase::Setup
        && let Some(warning) = panel_warnings(session, lang).into_iter().next()
    {
        text.push_str(d::SEMICOLON.get(lang));
        text.push_str(&warning);
    }
    text
}

fn rules(ctx: &Context, session: &Session) -> String {
    let Some(seq) = session.sealed() else {
        return d::S_OPEN_RULES.get(ctx.lang).to_owned();
    };
    let code = ctx.live.and_then(|live| live.journal().code_of(seq));
    let mut text = fill!(d::S_SEALED, ctx.lang, [("code", &code.unwrap_or_default())]);
    if !session.rule_changes().is_empty() {
        let n = session.rule_changes().len();
        text.push_str(&fill!(d::S_CHANGED, ctx.lang, [("n", &n)]));
    }
    text
}

fn progress(session: &Session, lang: Lang) -> String {
    if session.phase() == Phase::Setup {
        return t::PHASE_SETUP.get(lang).to_owned();
    }
    let parts: Vec<String> = session
        .projects()
        .iter()
        .enumerate()
        .map(|(p, _)| {
            // Whose sheets are all recused or void has none to submit.
            let parts: Vec<(usize, usize)> = (0..session.judges().len())
                .map(|j| session.part(j, Some(p)))
                .filter(|(_, all)| *all > 0)
                .collect();
            let all = parts.len();
            let done = parts.iter().filter(|(done, all)| done == all).count();
            fill!(
                d::S_PROGRESS,
                lang,
                [("n", &(p + 1)), ("done", &done), ("all", &all)]
            )
        })
        .take(3)
        .collect();
    let blanks: usize = (0..session.judges().len())
        .map(|j| session.blanks(j, None))
        .sum();
    format!(
        "{}{}",
        parts.join(", "),
        fill!(d::S_BLANKS, lang, [("n", &blanks)])
    )
}

/// So many columns a name has where two stand in the narrowest window.
const NAME_OF_TWO: usize = 15;

fn standings(ctx: &Context, session: &Session) -> String {
    if session.phase() == Phase::Setup {
        return t::PHASE_SETUP.get(ctx.lang).to_owned();
    }
    if ctx.results_hidden() {
        return d::S_HIDDEN.get(ctx.lang).to_owned();
    }
    let Some(results) = ctx.results() else {
        return String::new();
    };
    let none = |p: &ProjectResult| p.award.state == AwardState::None;
    if results.projects.iter().all(none) {
        return t::AWARD_NONE.get(ctx.lang).to_owned();
    }
    let parts: Vec<String> = results
        .projects
        .iter()
        .enumerate()
        .take(2)
        .map(|(p, result)| {
            let name = match result.award.state {
                AwardState::Undecided => t::TIED_MARK.get(ctx.lang).to_owned(),
                _ => result
                    .award
                    .applicants
                    .first()
                    .and_then(|a| session.applicants().get(*a))
                    .map_or_else(
                        || t::AWARD_NONE.get(ctx.lang).to_owned(),
                        |a| width::fit_middle(&width::display_safe(&a.name), NAME_OF_TWO),
                    ),
            };
            fill!(d::S_LEADS, ctx.lang, [("n", &(p + 1)), ("name", &name)])
        })
        .collect();
    let all = parts.join(d::S_AND.get(ctx.lang));
    match session.phase() {
        Phase::Scoring => fill!(d::S_FOR_NOW, ctx.lang, [("all", &all)]),
        _ => all,
    }
}

fn questions(ctx: &Context, session: &Session) -> String {
    let Some(live) = ctx.live else {
        return String::new();
    };
    let waits = (0..session.judges().len()).any(|j| !session.is_finished(j));
    if waits || session.phase() == Phase::Setup {
        return d::S_HIDDEN.get(ctx.lang).to_owned();
    }
    let open = live
        .deviations()
        .iter()
        .filter(|x| session.explanation(x.entry, x.judge, x.indicator).is_none())
        .count();
    let ties = live
        .results()
        .projects
        .iter()
        .filter(|p| p.award.state == AwardState::Undecided)
        .count();
    fill!(
        d::S_QUESTIONS,
        ctx.lang,
        [
            ("off", &live.deviations().len()),
            ("open", &open),
            ("differ", &live.disagreements().len()),
            ("ties", &ties),
        ]
    )
}

fn result(ctx: &Context, session: &Session) -> String {
    match session.phase() {
        Phase::Setup | Phase::Scoring => d::S_LATER.get(ctx.lang).to_owned(),
        Phase::Closed => {
            let judges = 0..session.judges().len();
            let all = judges.clone().filter(|j| session.has_part(*j)).count();
            let done = judges
                .filter(|j| session.confirmation(*j).is_some())
                .count();
            fill!(d::S_RESULT, ctx.lang, [("done", &done), ("all", &all)])
        }
        Phase::Certified => {
            let code = session
                .certified()
                .last()
                .and_then(|c| ctx.live?.journal().code_of(c.seq));
            fill!(
                d::S_CERTIFIED,
                ctx.lang,
                [("code", &code.unwrap_or_default())]
            )
        }
    }
}
