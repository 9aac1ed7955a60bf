//! Results as plain data with names of their own: the shape of `results --format json` and of `scores.json`.

mod award;
mod people;

use super::results::{Results, Standing, Tie};
use super::score::Use;
use crate::model::{AwardLine, Consent, Eligibility, Phase, Points, Session, SheetState, Status};
use serde::Serialize;

pub use award::{
    AwardReport, DecisionReport, DifferenceReport, OtherReading, ReserveReport, StepReport,
    VacancyReport, VacantAward, award_state, state_of,
};
pub use people::{
    ChangedReport, CorrectionReport, RecusalReport, StatementReport, WithdrawalReport, hand,
};

#[derive(Clone, Debug, Serialize)]
pub struct Report {
    pub format: &'static str,
    pub session: SessionReport,
    pub head: Head,
    pub projects: Vec<ProjectReport>,
    pub other_reading: OtherReading,
    /// Changes of the rules after they were sealed; left out where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rule_changes: Vec<RuleChangeReport>,
    /// Recusals, those that were taken back among them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub recusals: Vec<RecusalReport>,
    /// Who stated to have no conflict of interest, and who scored without.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<StatementReport>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub withdrawals: Vec<WithdrawalReport>,
    /// What was corrected on the roster once scoring had begun, with the old values.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<CorrectionReport>,
    /// What each judge said to the result, from the close on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub confirmations: Vec<ConfirmationReport>,
    /// Results that were certified, oldest first; the last one stands unless it was reviewed again.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub certified: Vec<CertifiedReport>,
}

#[derive(Clone, Debug, Serialize)]
pub struct RuleChangeReport {
    pub seq: u64,
    pub reason: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct ConfirmationReport {
    pub judge: String,
    pub verdict: Consent,
    pub reason: String,
    pub seq: u64,
    /// `judge` where the seat gave it, `desk` where it was recorded from paper.
    pub by: &'static str,
    /// The act after which it holds no more.
    pub void: Option<u64>,
}

#[derive(Clone, Debug, Serialize)]
pub struct CertifiedReport {
    pub seq: u64,
    pub awards: Vec<AwardLine>,
    /// The act and the reason of a new review.
    pub reviewed: Option<RuleChangeReport>,
}

#[derive(Clone, Debug, Serialize)]
pub struct SessionReport {
    pub title: String,
    pub phase: &'static str,
    pub rehearsal: bool,
}

/// Where the journal stood.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Head {
    pub seq: u64,
    pub hash: String,
    /// The record code.
    pub code: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct ProjectReport {
    pub id: String,
    pub name: String,
    pub standings: Vec<StandingReport>,
    pub out: Vec<OutReport>,
    pub award: AwardReport,
}

#[derive(Clone, Debug, Serialize)]
pub struct StandingReport {
    pub rank: Option<usize>,
    pub applicant: String,
    pub name: String,
    pub score: Option<Points>,
    pub state: &'static str,
    pub why: Option<String>,
    /// Sheets that count, and how many a score needs.
    #[serde(skip)]
    pub counted: usize,
    #[serde(skip)]
    pub least: usize,
    pub low: Option<Points>,
    /// With `low`: what can still be reached without an act that needs a recorded reason.
    pub high: Option<Points>,
    /// No such act can change this rank; the recusal of a judge who is not finished is counted as one.
    pub certain: bool,
    /// No completion of the blanks can change this rank if all complete sheets stay as they are.
    pub as_scored: bool,
    pub tie: Option<&'static str>,
    pub sheets: Vec<SheetReport>,
}

#[derive(Clone, Debug, Serialize)]
pub struct SheetReport {
    pub judge: String,
    /// The judge's name, for tables.
    #[serde(skip)]
    pub name: String,
    pub state: &'static str,
    pub total: Option<Points>,
    #[serde(rename = "use")]
    pub used: &'static str,
}

#[derive(Clone, Debug, Serialize)]
pub struct OutReport {
    pub applicant: String,
    pub state: &'static str,
    pub reason: String,
}

/// Builds the report; `title` is the session's title in the language wanted by the caller.
pub fn report(
    session: &Session,
    results: &Results,
    head: Head,
    title: &str,
    names: impl Fn(&crate::model::Words) -> String,
) -> Report {
    Report {
        format: "pingshen-results/1",
        session: SessionReport {
            title: title.to_owned(),
            phase: phase(session.phase()),
            rehearsal: session.rehearsal(),
        },
        head,
        projects: results
            .projects
            .iter()
            .zip(session.projects())
            .enumerate()
            .map(|(p, (result, project))| ProjectReport {
                id: project.id.clone(),
                name: names(&project.name),
                standings: result
                    .standings
                    .iter()
                    .map(|s| standing(session, s))
                    .collect(),
                out: out(session, p),
                award: award::award(session, results, p, result),
            })
            .collect(),
        other_reading: award::other_reading(session, results),
        rule_changes: session
            .rule_changes()
            .iter()
            .map(|c| RuleChangeReport {
                seq: c.seq,
                reason: c.reason.clone(),
            })
            .collect(),
        recusals: people::recusals(session),
        statements: people::statements(session),
        withdrawals: people::withdrawals(session),
        corrections: people::corrections(session),
        confirmations: confirmations(session),
        certified: session
            .certified()
            .iter()
            .map(|c| CertifiedReport {
                seq: c.seq,
                awards: c.awards.clone(),
                reviewed: c.reviewed.as_ref().map(|(seq, reason)| RuleChangeReport {
                    seq: *seq,
                    reason: reason.clone(),
                }),
            })
            .collect(),
    }
}

fn confirmations(session: &Session) -> Vec<ConfirmationReport> {
    session
        .confirmations()
        .iter()
        .filter_map(|c| {
            let judge = session.judges().get(c.judge)?.id.clone();
            Some(ConfirmationReport {
                by: hand(&c.by, &judge),
                judge,
                verdict: c.verdict,
                reason: c.reason.clone(),
                seq: c.seq,
                void: c.void,
            })
        })
        .collect()
}

pub fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Setup => "setup",
        Phase::Scoring => "scoring",
        Phase::Closed => "closed",
        Phase::Certified => "certified",
    }
}

pub fn sheet_state(state: SheetState) -> &'static str {
    match state {
        SheetState::Open => "open",
        SheetState::Complete => "complete",
        SheetState::Submitted => "submitted",
        SheetState::Recused => "recused",
        SheetState::Void => "void",
        SheetState::Absent => "absent",
    }
}

pub fn sheet_use(used: Use) -> &'static str {
    match used {
        Use::Counted => "counted",
        Use::DroppedHigh => "dropped_high",
        Use::DroppedLow => "dropped_low",
        Use::NotCounted => "not_counted",
    }
}

fn applicant_id(session: &Session, applicant: usize) -> String {
    session
        .applicants()
        .get(applicant)
        .map(|a| a.id.clone())
        .unwrap_or_default()
}

fn standing(session: &Session, s: &Standing) -> StandingReport {
    let applicant = session.applicants().get(s.applicant);
    let state = match s.count {
        c if c.score.is_none() => "no_score",
        c if c.provisional => "provisional",
        _ => "final",
    };
    let least = usize::from(session.rules().min_sheets);
    let why = s.count.score.is_none().then(|| {
        format!(
            "{} of at least {least} sheets count; {} may still come",
            s.count.sheets, s.count.missing
        )
    });
    StandingReport {
        rank: s.rank,
        applicant: applicant.map(|a| a.id.clone()).unwrap_or_default(),
        name: applicant.map(|a| a.name.clone()).unwrap_or_default(),
        score: s.count.score,
        state,
        why,
        counted: s.count.sheets,
        least,
        low: s.bounds.map(|b| b.0),
        high: s.bounds.map(|b| b.1),
        certain: s.certain,
        as_scored: s.as_scored,
        tie: s.tie.map(|t| match t {
            Tie::Exact => "exact",
            Tie::Rounded => "rounded",
        }),
        sheets: sheets(session, s),
    }
}

fn sheets(session: &Session, s: &Standing) -> Vec<SheetReport> {
    let Some(entry) = session.entries().get(s.entry) else {
        return Vec::new();
    };
    session
        .judges()
        .iter()
        .zip(&s.uses)
        .enumerate()
        .filter(|(j, _)| entry.status(*j) != Status::Absent)
        .map(|(j, (judge, used))| SheetReport {
            judge: judge.id.clone(),
            name: judge.name.clone(),
            state: sheet_state(entry.state(j)),
            total: entry.total(j),
            used: sheet_use(*used),
        })
        .collect()
}

fn out(session: &Session, project: usize) -> Vec<OutReport> {
    session
        .entries_of(project)
        .iter()
        .filter_map(|n| Some((session.entries().get(*n)?, session.withdrawal(*n))))
        .filter_map(|(e, withdrawal)| {
            let (state, reason) = match session.eligibility(e.applicant) {
                Eligibility::Qualified | Eligibility::Pending if withdrawal.is_some() => {
                    let said = withdrawal.map(|w| format!("{}: {}", w.date, w.document));
                    ("withdrawn", said.unwrap_or_default())
                }
                Eligibility::Qualified => return None,
                Eligibility::Disqualified { clause, reason } if clause.is_empty() => {
                    ("disqualified", reason.clone())
                }
                Eligibility::Disqualified { clause, reason } => {
                    ("disqualified", format!("{clause}: {reason}"))
                }
                Eligibility::Vetoed { reason, evidence } if evidence.is_empty() => {
                    ("vetoed", reason.clone())
                }
                Eligibility::Vetoed { reason, evidence } => {
                    ("vetoed", format!("{reason} ({evidence})"))
                }
                Eligibility::Pending => ("pending", session.review(e.applicant).pending),
            };
            Some(OutReport {
                applicant: applicant_id(session, e.applicant),
                state,
                reason,
            })
        })
        .collect()
}
