//! Results for a spreadsheet: a line a standing.

use super::printable;
use crate::office::table::guarded;
use crate::tally::report::{
    DecisionReport, ProjectReport, Report, StandingReport, StandingState, StepOutcome,
};
use crate::text::times;

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
                guarded(&printable(&s.name)),
                s.score.map(|p| p.to_string()).unwrap_or_default(),
                name_of(s.state),
                if recommended {
                    "recommended".to_owned()
                } else {
                    String::new()
                },
            ];
            if decided {
                row.push(guarded(&tie_decision(project, s)));
            }
            if !changes.is_empty() {
                row.push(guarded(&changes));
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
    let said = |d: &DecisionReport| {
        let at = times::minute(&d.at);
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
