//! Results to be read: an aligned table for people, CSV for a spreadsheet.

use crate::model::{Consent, Phase};
use crate::tally::report::Hand;
use crate::tally::report::{
    self, OutState, ProjectReport, Report, StandingReport, StandingState, StepOutcome, StepReport,
};
use crate::tally::{AwardState, Tie};
use crate::text::award::{self, ReserveWords, VacancyWords};
use crate::text::fill;
use crate::text::hand;
use crate::text::office as t;
use crate::text::ties;
use crate::text::{Lang, Text};
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
            &[("project", &d.project), ("here", &here), ("there", &there)],
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
            .map(|line| format!("{} {}", line.project, line.applicants.join(" ")))
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
                    ("at", &ties::minute(&decided.at)),
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
                ("at", &ties::minute(&aside.at)),
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
            .filter_map(|s| step_line(s, &name(&s.applicant), lang)),
    );
    lines.extend(reserve_lines(project, &name, lang));
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
            holds: r.holds.clone(),
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
            (then.project.clone(), award::side(lang, &side))
        });
        let words = VacancyWords {
            name: name(&vacant.applicant),
            project: project.id.clone(),
            before: before.collect(),
            after: names(&vacant.after_publication),
        };
        lines.extend(award::vacancy(lang, &words));
    }
    lines
}

/// Why somebody better ranked was passed over, or why nobody is named yet.
fn step_line(step: &StepReport, name: &str, lang: Lang) -> Option<String> {
    let line = |text: Text, projects: &[String], line: &dyn Display| {
        let rank = &step.rank;
        let projects = projects.join(", ");
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

/// `project,rank,applicant,name,score,state,award`, one line a standing. Where the panel decided a tie or its
/// decision was set aside, a column `tie_decision` says by what, when and by which act. Where the rules were changed
/// after they were sealed, a last column `rule_changes` says by which act and why.
///
/// # Errors
/// Writing to memory does not fail; the crate's signature says it might.
pub fn csv(report: &Report) -> Result<String, csv::Error> {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    let mut heading = vec![
        "project",
        "rank",
        "applicant",
        "name",
        "score",
        "state",
        "award",
    ];
    let changes: Vec<String> = report
        .rule_changes
        .iter()
        .map(|c| format!("{}: {}", c.seq, printable(&c.reason)))
        .collect();
    let changes = changes.join("; ");
    let decided = report
        .projects
        .iter()
        .any(|p| p.award.set_aside.is_some() || p.award.steps.iter().any(|s| s.decision.is_some()));
    if decided {
        heading.push("tie_decision");
    }
    if !changes.is_empty() {
        heading.push("rule_changes");
    }
    writer.write_record(heading)?;
    for project in &report.projects {
        for s in &project.standings {
            let recommended = project
                .award
                .steps
                .iter()
                .any(|step| step.applicant == s.applicant && step.outcome.is_recommended());
            let mut row = vec![
                project.id.clone(),
                s.rank.map(|r| r.to_string()).unwrap_or_default(),
                s.applicant.clone(),
                super::table::guarded(&printable(&s.name)),
                s.score.map(|p| p.to_string()).unwrap_or_default(),
                name_of(s.state),
                if recommended {
                    "recommended".to_owned()
                } else {
                    String::new()
                },
            ];
            if decided {
                row.push(super::table::guarded(&tie_decision(project, s)));
            }
            if !changes.is_empty() {
                row.push(super::table::guarded(&changes));
            }
            writer.write_record(row)?;
        }
    }
    let bytes = writer.into_inner().map_err(|e| e.into_error())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// `lot, 2026-05-20 09:31, act 45` beside the applicant it gave the award; beside those level at an award whose
/// decision was set aside, which act did that.
fn tie_decision(project: &ProjectReport, standing: &StandingReport) -> String {
    let mut steps = project.award.steps.iter();
    let Some(step) = steps.find(|step| step.applicant == standing.applicant) else {
        return String::new();
    };
    let said = |d: &report::DecisionReport| {
        let at = ties::minute(&d.at);
        format!("{}, {at}, act {}", printable(&d.method), d.seq)
    };
    match (&step.decision, &project.award.set_aside) {
        (Some(decision), _) => said(decision),
        (None, Some(aside)) if matches!(step.outcome, StepOutcome::Tied | StepOutcome::Waits) => {
            let void = aside.void.unwrap_or_default();
            format!("{}; set aside by act {void}", said(aside))
        }
        _ => String::new(),
    }
}

/// The name that a state has in the report.
fn name_of(state: StandingState) -> String {
    let name = serde_json::to_value(state).ok();
    let name = name.as_ref().and_then(serde_json::Value::as_str);
    name.unwrap_or_default().to_owned()
}

/// A name without control characters: results go to terminals too.
fn printable(text: &str) -> String {
    super::table::clean(text)
}
