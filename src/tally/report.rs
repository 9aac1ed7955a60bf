//! Results as plain data with names of their own: the shape of `results --format json` and of `scores.json`.
//!
//! Facts are types here. Their names, and the few English sentences of the format, are made where they are written
//! as JSON; whoever tells them to people makes other words of the same types.

mod award;
mod people;

use super::results::{Results, Standing, Tie};
use super::score::Use;
use crate::model::{AwardLine, Consent, Eligibility, Phase, Points, Session, SheetState, Status};
use serde::{Serialize, Serializer};

pub use award::{
    AwardReport, DecisionReport, DifferenceReport, OtherReading, ReserveReport, StepOutcome,
    StepReport, VacancyReport, VacantAward,
};
pub use people::{
    ChangedReport, CorrectionReport, Hand, RecusalReport, StatementReport, WithdrawalReport,
};

#[derive(Clone, Debug, Serialize)]
pub struct Report {
    pub format: &'static str,
    pub session: SessionReport,
    pub head: JournalHead,
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
    pub by: Hand,
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
    pub phase: Phase,
    pub rehearsal: bool,
}

/// Where the journal stood.
#[derive(Clone, Debug, Default, Serialize)]
pub struct JournalHead {
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
    pub state: StandingState,
    /// Why there is no score.
    pub why: Option<TooFew>,
    pub low: Option<Points>,
    /// With `low`: what can still be reached without an act that needs a recorded reason.
    pub high: Option<Points>,
    /// No such act can change this rank; the recusal of a judge who is not finished is counted as one.
    pub certain: bool,
    /// No completion of the blanks can change this rank if all complete sheets stay as they are.
    pub as_scored: bool,
    pub tie: Option<Tie>,
    pub sheets: Vec<SheetReport>,
}

#[derive(Clone, Debug, Serialize)]
pub struct SheetReport {
    pub judge: String,
    /// The judge's name, for tables.
    #[serde(skip)]
    pub name: String,
    pub state: SheetState,
    pub total: Option<Points>,
    #[serde(rename = "use")]
    pub used: Use,
}

#[derive(Clone, Debug, Serialize)]
pub struct OutReport {
    pub applicant: String,
    pub state: OutState,
    /// As it was written down, with its clause, date or evidence.
    pub reason: String,
}

/// How an applicant left the race.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OutState {
    Disqualified,
    Vetoed,
    Pending,
    Withdrawn,
}

/// How far a score is final.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StandingState {
    Final,
    Provisional,
    NoScore,
}

/// Too few sheets count for a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooFew {
    /// How many count.
    pub sheets: usize,
    /// How many a score needs.
    pub least: usize,
    /// How many may still come.
    pub missing: usize,
}

impl Serialize for TooFew {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Self {
            sheets,
            least,
            missing,
        } = self;
        to.collect_str(&format_args!(
            "{sheets} of at least {least} sheets count; {missing} may still come"
        ))
    }
}

/// Builds the report; `title` is the session's title in the language wanted by the caller.
pub fn report(
    session: &Session,
    results: &Results,
    head: JournalHead,
    title: &str,
    names: impl Fn(&crate::model::Words) -> String,
) -> Report {
    Report {
        format: "pingshen-results/1",
        session: SessionReport {
            title: title.to_owned(),
            phase: session.phase(),
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
                by: Hand::of(&c.by, &judge),
                judge,
                verdict: c.verdict,
                reason: c.reason.clone(),
                seq: c.seq,
                void: c.void,
            })
        })
        .collect()
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
        c if c.score.is_none() => StandingState::NoScore,
        c if c.provisional => StandingState::Provisional,
        _ => StandingState::Final,
    };
    let why = TooFew {
        sheets: s.count.sheets,
        least: usize::from(session.rules().min_sheets),
        missing: s.count.missing,
    };
    StandingReport {
        rank: s.rank,
        applicant: applicant.map(|a| a.id.clone()).unwrap_or_default(),
        name: applicant.map(|a| a.name.clone()).unwrap_or_default(),
        score: s.count.score,
        state,
        why: s.count.score.is_none().then_some(why),
        low: s.bounds.map(|b| b.0),
        high: s.bounds.map(|b| b.1),
        certain: s.certain,
        as_scored: s.as_scored,
        tie: s.tie,
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
            state: entry.state(j),
            total: entry.total(j),
            used: *used,
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
                    (OutState::Withdrawn, said.unwrap_or_default())
                }
                Eligibility::Qualified => return None,
                Eligibility::Disqualified { clause, reason } if clause.is_empty() => {
                    (OutState::Disqualified, reason.clone())
                }
                Eligibility::Disqualified { clause, reason } => {
                    (OutState::Disqualified, format!("{clause}: {reason}"))
                }
                Eligibility::Vetoed { reason, evidence } if evidence.is_empty() => {
                    (OutState::Vetoed, reason.clone())
                }
                Eligibility::Vetoed { reason, evidence } => {
                    (OutState::Vetoed, format!("{reason} ({evidence})"))
                }
                Eligibility::Pending => (OutState::Pending, session.review(e.applicant).pending),
            };
            Some(OutReport {
                applicant: applicant_id(session, e.applicant),
                state,
                reason,
            })
        })
        .collect()
}
