//! Results to be read: an aligned table for people, CSV for a spreadsheet.

mod csv;

pub use csv::csv;

use crate::model::{Consent, Phase};
use crate::tally::report::Hand;
use crate::tally::report::{
    OutState, ProjectReport, Report, StandingReport, StandingState, StepOutcome, StepReport,
};
use crate::tally::{AwardState, Tie};
use crate::text::award::{self, ReserveWords, VacancyWords};
use crate::text::fill;
use crate::text::hand;
use crate::text::office as t;
use crate::text::ties;
use crate::text::{Lang, Text};
use crate::text::{projects, times};
use std::fmt::Display;
use unicode_width::UnicodeWidthStr;

/// A table a project, with the award and its reasons under it. `wide`: the reader's terminal draws
/// ambiguous characters, such as Chinese quotation marks, two cells wide.
pub fn table(report: &Report, lang: Lang, wide: bool) -> String {
    let mut out = String::new();
    let mut put = |line: &str| {
        out.push_str(line.trim_end());
        out.push('\n');
    };
    put(&report.session.title);
    if report.session.rehearsal {
        put(t::T_REHEARSAL.get(lang));
    }
    let phase = match report.session.phase {
        Phase::Setup => t::T_PHASE_SETUP,
        Phase::Scoring => t::T_PHASE_SCORING,
        Phase::Closed => t::T_PHASE_CLOSED,
        Phase::Certified => t::T_PHASE_CERTIFIED,
    }
    .get(lang);
    put(&fill!(
        t::T_HEAD,
        lang,
        [
            ("phase", &phase),
            ("seq", &report.head.seq),
            ("code", &report.head.code),
        ]
    ));
    for (p, project) in report.projects.iter().enumerate() {
        put("");
        put(&fill!(
            t::T_PROJECT,
            lang,
            [("n", &(p + 1)), ("name", &project.name)]
        ));
        for row in aligned(&standing_rows(project, lang), wide) {
            put(&row);
        }
        for line in award_lines(report, project, lang) {
            put(&line);
        }
    }
    put("");
    let other = &report.other_reading;
    if other.agrees && other.orders.is_empty() {
        put(t::T_OTHER_AGREES.get(lang));
    }
    let side = |state: AwardState, given: &[String], candidates: &[String]| {
        award::side(
            lang,
            &award::Side {
                state,
                given,
                candidates,
                not_compared: false,
            },
        )
    };
    let all = other.differences.iter().map(|d| (t::T_OTHER_DIFFERS, d));
    let orders = other.orders.iter().map(|d| (award::OTHER_ORDER, d));
    for (text, d) in all.chain(orders) {
        let here = side(d.here_state, &d.here, &d.here_candidates);
        let there = side(d.there_state, &d.there, &d.there_candidates);
        put(&text.fill(
            lang,
            &[
                ("project", &number(report, &d.project, lang)),
                ("here", &here),
                ("there", &there),
            ],
        ));
    }
    for change in &report.rule_changes {
        let reason = printable(&change.reason);
        put(&fill!(
            t::T_RULES_CHANGED,
            lang,
            [("seq", &change.seq), ("reason", &reason)]
        ));
    }
    for word in report.confirmations.iter().filter(|c| c.void.is_none()) {
        let text = match word.verdict {
            Consent::Agree => t::T_AGREES,
            Consent::Disagree => t::T_DISAGREES,
            Consent::Refuse => t::T_REFUSES,
        };
        let reason = printable(&word.reason);
        let hand = match word.by {
            Hand::Judge => hand::OWN,
            Hand::Desk => hand::FROM_PAPER,
        };
        let hand = hand.get(lang);
        put(&text.fill(
            lang,
            &[("judge", &word.judge), ("hand", &hand), ("reason", &reason)],
        ));
    }
    for old in &report.certified {
        let Some(again) = &old.reviewed else { continue };
        let awards: Vec<String> = old
            .awards
            .iter()
            .map(|line| {
                let project = number(report, &line.project, lang);
                format!("{project} {}", line.applicants.join(" "))
            })
            .collect();
        put(&fill!(
            t::T_REVIEWED,
            lang,
            [
                ("seq", &old.seq),
                ("awards", &awards.join("; ")),
                ("again", &again.seq),
                ("reason", &printable(&again.reason)),
            ]
        ));
    }
    out
}

/// `项目1` for a project's id.
fn number(report: &Report, id: &str, lang: Lang) -> String {
    let n = report.projects.iter().position(|p| p.id == id);
    projects::nth(lang, n, id)
}

fn standing_rows(project: &ProjectReport, lang: Lang) -> Vec<Vec<String>> {
    let heading = [
        t::T_RANK,
        t::T_APPLICANT,
        t::T_NAME,
        t::T_SCORE,
        t::T_RANGE,
        t::T_STATE,
    ];
    let mut rows = vec![
        heading
            .iter()
            .map(|h| h.get(lang).to_owned())
            .collect::<Vec<_>>(),
    ];
    for s in &project.standings {
        let range = match (s.low, s.high) {
            (Some(low), Some(high)) if low != high => format!("{low}-{high}"),
            _ => String::new(),
        };
        rows.push(vec![
            s.rank.map_or_else(|| "-".to_owned(), |r| r.to_string()),
            s.applicant.clone(),
            printable(&s.name),
            s.score.map_or_else(|| "-".to_owned(), |p| p.to_string()),
            range,
            state_words(s, lang),
        ]);
    }
    rows
}

fn state_words(s: &StandingReport, lang: Lang) -> String {
    let mut words = vec![match s.state {
        StandingState::Final => t::T_FINAL.get(lang),
        StandingState::Provisional => t::T_PROVISIONAL.get(lang),
        StandingState::NoScore => t::T_NO_SCORE.get(lang),
    }];
    if s.certain || s.as_scored {
        words.push(award::sure(s.certain, s.as_scored).get(lang));
    }
    match s.tie {
        Some(Tie::Exact) => words.push(t::T_TIE_EXACT.get(lang)),
        Some(Tie::Rounded) => words.push(t::T_TIE_ROUNDED.get(lang)),
        None => {}
    }
    words.join(" ")
}

fn award_lines(report: &Report, project: &ProjectReport, lang: Lang) -> Vec<String> {
    let name = |id: &str| {
        let mut all = report.projects.iter().flat_map(|p| &p.standings);
        let known = all.find(|s| s.applicant == id);
        format!(
            "{id} {}",
            known.map(|s| printable(&s.name)).unwrap_or_default()
        )
    };
    let mut lines = vec![match project.award.state {
        AwardState::Recommended => {
            let names: Vec<String> = project
                .award
                .steps
                .iter()
                .filter(|s| s.outcome.is_recommended())
                .map(|s| name(&s.applicant))
                .collect();
            let sure = award::sure(project.award.certain, project.award.as_scored);
            let line = fill!(t::T_RECOMMENDED, lang, [("name", &names.join("; "))]);
            format!("{line}  {}", sure.get(lang))
        }
        AwardState::Undecided => t::T_UNDECIDED.get(lang).to_owned(),
        AwardState::Depends if project.award.not_compared => t::T_TOO_MANY.get(lang).to_owned(),
        AwardState::Depends => t::T_DEPENDS.get(lang).to_owned(),
        AwardState::None => t::T_NONE.get(lang).to_owned(),
    }];
    for step in &project.award.steps {
        if let Some(decided) = &step.decision {
            lines.push(fill!(
                ties::T_DECIDED,
                lang,
                [
                    ("name", &name(&step.applicant)),
                    ("method", &printable(&decided.method)),
                    ("at", &times::minute(&decided.at)),
                    ("seq", &decided.seq),
                    ("reason", &printable(&decided.reason)),
                ]
            ));
        }
    }
    if let Some(aside) = &project.award.set_aside {
        lines.push(fill!(
            ties::T_SET_ASIDE,
            lang,
            [
                ("at", &times::minute(&aside.at)),
                ("method", &printable(&aside.method)),
                ("decided", &aside.seq),
                ("seq", &aside.void.unwrap_or_default()),
            ]
        ));
    }
    let without_score = project.standings.iter().filter_map(|s| Some((s, s.why?)));
    for (s, too_few) in without_score {
        let away: Vec<String> = s
            .sheets
            .iter()
            .filter_map(|sheet| ties::is_away(lang, sheet.state, &printable(&sheet.name)))
            .collect();
        let why = fill!(
            ties::SCORES_OF,
            lang,
            [
                ("n", &too_few.sheets),
                ("least", &too_few.least),
                ("away", &ties::in_brackets(lang, &away)),
            ]
        );
        lines.push(fill!(
            ties::T_WHY,
            lang,
            [("name", &name(&s.applicant)), ("why", &why)]
        ));
    }
    lines.extend(
        project
            .award
            .steps
            .iter()
            .filter_map(|s| step_line(report, s, &name(&s.applicant), lang)),
    );
    lines.extend(reserve_lines(report, project, &name, lang));
    for out in &project.out {
        let (name, reason) = (&out.applicant, printable(&out.reason));
        let text = match out.state {
            OutState::Withdrawn => t::T_WITHDREW,
            OutState::Disqualified | OutState::Vetoed | OutState::Pending => t::T_OUT,
        };
        lines.push(text.fill(lang, &[("name", name), ("reason", &reason)]));
    }
    lines
}

/// The reserves, and what would follow where one of them holds another award.
fn reserve_lines(
    report: &Report,
    project: &ProjectReport,
    name: &dyn Fn(&str) -> String,
    lang: Lang,
) -> Vec<String> {
    let award = &project.award;
    let list: Vec<ReserveWords> = award
        .reserve_list
        .iter()
        .map(|r| ReserveWords {
            name: name(&r.applicant),
            rank: r.rank,
            level: r.level,
            holds: r.holds.iter().map(|id| number(report, id, lang)).collect(),
        })
        .collect();
    let mut lines = award::reserves(lang, &list, award.reserves_open, award.not_compared);
    for vacant in &award.if_vacant {
        let names = |ids: &[String]| ids.iter().map(|id| name(id)).collect::<Vec<_>>();
        let before = vacant.before_publication.iter().map(|then| {
            let side = award::Side {
                state: then.state,
                given: &names(&then.applicants),
                candidates: &names(&then.candidates),
                not_compared: false,
            };
            (
                number(report, &then.project, lang),
                award::side(lang, &side),
            )
        });
        let words = VacancyWords {
            name: name(&vacant.applicant),
            project: number(report, &project.id, lang),
            before: before.collect(),
            after: names(&vacant.after_publication),
        };
        lines.extend(award::vacancy(lang, &words));
    }
    lines
}

/// Why somebody better ranked was passed over, or why nobody is named yet.
fn step_line(report: &Report, step: &StepReport, name: &str, lang: Lang) -> Option<String> {
    let line = |text: Text, projects: &[String], line: &dyn Display| {
        let rank = &step.rank;
        let numbers: Vec<String> = projects.iter().map(|id| number(report, id, lang)).collect();
        let projects = numbers.join(projects::BETWEEN.get(lang));
        let places: [(&str, &dyn Display); 4] = [
            ("rank", rank),
            ("name", &name),
            ("projects", &projects),
            ("line", line),
        ];
        Some(text.fill(lang, &places))
    };
    match &step.outcome {
        StepOutcome::Skipped { holds } => line(t::T_SKIPPED, holds, &""),
        StepOutcome::SkippedAnyway { holds } => line(t::T_SKIPPED_ANYWAY, holds, &""),
        StepOutcome::BelowLine { line: least } => line(t::T_BELOW, &[], least),
        StepOutcome::Tied => line(t::T_TIED, &[], &""),
        StepOutcome::Waits => line(t::T_WAITS, &[], &""),
        StepOutcome::Recommended { .. } | StepOutcome::Decided { .. } => None,
    }
}

/// Columns padded by cells, so that Chinese names line up.
fn aligned(rows: &[Vec<String>], wide: bool) -> Vec<String> {
    let cells = |text: &str| if wide { text.width_cjk() } else { text.width() };
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns)
        .map(|c| {
            rows.iter()
                .filter_map(|r| r.get(c))
                .map(|t| cells(t))
                .max()
                .unwrap_or(0)
        })
        .collect();
    rows.iter()
        .map(|row| {
            let padded: Vec<String> = row
                .iter()
                .zip(&widths)
                .map(|(text, width)| format!("{text}{}", " ".repeat(width - cells(text))))
                .collect();
            padded.join("  ")
        })
        .collect()
}

/// A name without control characters: results go to terminals too.
fn printable(text: &str) -> String {
    super::table::clean(text)
}
