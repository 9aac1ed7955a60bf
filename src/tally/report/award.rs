//! The awards of a report, and how the other reading ends.

use super::applicant_id;
use crate::model::{Points, Session, TieDecision};
use crate::tally::award::{AwardState, Outcome};
use crate::tally::results::{ProjectResult, Results};
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

#[derive(Clone, Debug, Serialize)]
pub struct AwardReport {
    pub state: AwardState,
    pub applicant: Option<String>,
    /// As in the standings, of the recommendation.
    pub certain: bool,
    /// As in the standings, of the recommendation.
    pub as_scored: bool,
    pub steps: Vec<StepReport>,
    /// The decision on a tie that was set aside and is to be taken again; left out where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set_aside: Option<DecisionReport>,
    /// While the award is open: who may yet be recommended.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<String>,
    /// There are more outcomes of the open ties than are compared.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub not_compared: bool,
    pub reserves: Vec<String>,
    pub reserve_list: Vec<ReserveReport>,
    /// Who follows after the reserves that are listed hangs on an open tie.
    pub reserves_open: bool,
    /// Where a reserve holds another award: what would follow if this one fell away.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub if_vacant: Vec<VacancyReport>,
}

#[derive(Clone, Debug, Serialize)]
pub struct ReserveReport {
    pub applicant: String,
    /// By score, shared by level ones.
    pub rank: usize,
    /// Level with the one beside it, and nothing orders them.
    pub level: bool,
    /// Projects that the applicant is recommended for.
    pub holds: Vec<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct VacancyReport {
    /// Who would fall away.
    pub applicant: String,
    /// Before publication all projects are walked again: those that then end otherwise.
    pub before_publication: Vec<VacantAward>,
    /// After publication only this project is filled: by whom; several are level.
    pub after_publication: Vec<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct VacantAward {
    pub project: String,
    pub state: AwardState,
    pub applicants: Vec<String>,
    /// Who may then be recommended, where it is open.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct StepReport {
    pub applicant: String,
    pub rank: usize,
    #[serde(flatten)]
    pub outcome: StepOutcome,
    /// The panel's decision on a tie that gave the award; left out where there was none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionReport>,
}

/// What the walk did with an applicant, by the ids of the report. As JSON: its name, and the reason in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepOutcome {
    /// Holds these projects already.
    Skipped {
        holds: Vec<String>,
    },
    /// However the open ties of earlier projects end, holds one or more of these.
    SkippedAnyway {
        holds: Vec<String>,
    },
    /// Best ranked of those without an award; `with_room`: of those who may hold another.
    Recommended {
        with_room: bool,
    },
    /// First by the panel's decision on a tie.
    Decided {
        method: String,
    },
    /// Level with others at the award.
    Tied,
    /// May yet be recommended in an earlier project that is undecided.
    Waits,
    BelowLine {
        line: Points,
    },
}

impl StepOutcome {
    fn of(session: &Session, outcome: &Outcome) -> Self {
        let ids = |projects: &[usize]| {
            let ids = projects.iter().filter_map(|p| session.project_id(*p));
            ids.map(str::to_owned).collect()
        };
        match outcome {
            Outcome::Skipped { holds } => Self::Skipped { holds: ids(holds) },
            Outcome::SkippedAnyway { holds } => Self::SkippedAnyway { holds: ids(holds) },
            Outcome::Recommended => Self::Recommended {
                with_room: !session.rules().is_one_award_each(session.projects()),
            },
            Outcome::Decided { method, .. } => Self::Decided {
                method: method.clone(),
            },
            Outcome::Tied => Self::Tied,
            Outcome::Waits => Self::Waits,
            Outcome::BelowLine => Self::BelowLine {
                line: session.rules().min_score.unwrap_or(Points::ZERO),
            },
        }
    }

    /// Is the applicant recommended by this step?
    pub const fn is_recommended(&self) -> bool {
        matches!(self, Self::Recommended { .. } | Self::Decided { .. })
    }
}

impl Serialize for StepOutcome {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let named = |projects: &[String]| projects.join(", ");
        let (outcome, reason) = match self {
            Self::Skipped { holds } => ("skipped", format!("holds {}", named(holds))),
            Self::SkippedAnyway { holds } => (
                "skipped",
                format!("holds one of {} however the open ties end", named(holds)),
            ),
            Self::Recommended { with_room: true } => (
                "recommended",
                "best ranked with room for an award".to_owned(),
            ),
            Self::Recommended { with_room: false } => {
                ("recommended", "best ranked without an award".to_owned())
            }
            Self::Decided { method } => {
                ("recommended", format!("tie decided by the panel: {method}"))
            }
            Self::Tied => ("tied", "level at the award".to_owned()),
            Self::Waits => ("tied", "depends on an undecided earlier project".to_owned()),
            Self::BelowLine { line } => ("below_line", format!("below the line of {line}")),
        };
        let mut fields = to.serialize_struct("StepOutcome", 2)?;
        fields.serialize_field("outcome", outcome)?;
        fields.serialize_field("reason", &reason)?;
        fields.end()
    }
}

/// A decision on a tie.
#[derive(Clone, Debug, Serialize)]
pub struct DecisionReport {
    pub method: String,
    pub reason: String,
    pub at: String,
    pub seq: u64,
    /// The act that set it aside; left out while it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub void: Option<u64>,
}

#[derive(Clone, Debug, Serialize)]
pub struct OtherReading {
    /// The same applicants are recommended everywhere, or the same ones are level, in whatever order.
    pub agrees: bool,
    pub differences: Vec<DifferenceReport>,
    /// Projects with the same applicants in another order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub orders: Vec<DifferenceReport>,
}

#[derive(Clone, Debug, Serialize)]
pub struct DifferenceReport {
    pub project: String,
    /// Recommended by the sealed rules.
    pub here: Vec<String>,
    /// Recommended by the other reading.
    pub there: Vec<String>,
    pub here_state: AwardState,
    pub there_state: AwardState,
    /// Who may yet be recommended, where it is open.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub here_candidates: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub there_candidates: Vec<String>,
}

fn ids(session: &Session, applicants: &[usize]) -> Vec<String> {
    applicants
        .iter()
        .map(|a| applicant_id(session, *a))
        .collect()
}

fn differences(session: &Session, results: &Results, order_only: bool) -> Vec<DifferenceReport> {
    results
        .differences
        .iter()
        .filter(|d| d.order_only == order_only)
        .map(|d| DifferenceReport {
            project: session.project_id(d.project).unwrap_or_default().to_owned(),
            here: ids(session, &d.here.applicants),
            there: ids(session, &d.there.applicants),
            here_state: d.here.state,
            there_state: d.there.state,
            here_candidates: ids(session, &d.here.candidates),
            there_candidates: ids(session, &d.there.candidates),
        })
        .collect()
}

pub(super) fn other_reading(session: &Session, results: &Results) -> OtherReading {
    OtherReading {
        agrees: results.readings_agree(),
        differences: differences(session, results, false),
        orders: differences(session, results, true),
    }
}

pub(super) fn award(
    session: &Session,
    results: &Results,
    project: usize,
    result: &ProjectResult,
) -> AwardReport {
    let award = &result.award;
    let project_ids = |list: &[usize]| {
        let ids = list.iter().filter_map(|p| session.project_id(*p));
        ids.map(str::to_owned).collect()
    };
    AwardReport {
        state: award.state,
        applicant: award.applicants.first().map(|a| applicant_id(session, *a)),
        certain: result.certain,
        as_scored: result.as_scored,
        candidates: ids(session, &award.candidates),
        not_compared: award.not_compared,
        reserve_list: award
            .reserves
            .iter()
            .map(|r| ReserveReport {
                applicant: applicant_id(session, r.applicant),
                rank: r.rank,
                level: r.level,
                holds: project_ids(&r.holds),
            })
            .collect(),
        reserves_open: award.reserves_open,
        if_vacant: results
            .vacancies
            .iter()
            .filter(|v| v.project == project)
            .map(|v| VacancyReport {
                applicant: applicant_id(session, v.applicant),
                before_publication: v
                    .before
                    .iter()
                    .map(|(p, award)| VacantAward {
                        project: session.project_id(*p).unwrap_or_default().to_owned(),
                        state: award.state,
                        applicants: ids(session, &award.applicants),
                        candidates: ids(session, &award.candidates),
                    })
                    .collect(),
                after_publication: ids(session, &v.after),
            })
            .collect(),
        steps: award
            .steps
            .iter()
            .map(|s| StepReport {
                applicant: applicant_id(session, s.applicant),
                rank: s.rank,
                outcome: StepOutcome::of(session, &s.outcome),
                decision: match &s.outcome {
                    Outcome::Decided { seq, .. } => session
                        .ties(project)
                        .iter()
                        .find(|d| d.seq == *seq)
                        .map(decision),
                    _ => None,
                },
            })
            .collect(),
        set_aside: session.tie_to_decide_again(project).map(decision),
        reserves: award
            .reserves
            .iter()
            .map(|r| applicant_id(session, r.applicant))
            .collect(),
    }
}

fn decision(decision: &TieDecision) -> DecisionReport {
    DecisionReport {
        method: decision.method.clone(),
        reason: decision.reason.clone(),
        at: decision.at.clone(),
        seq: decision.seq,
        void: decision.void.map(|v| v.seq),
    }
}
