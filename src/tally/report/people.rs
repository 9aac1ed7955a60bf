//! Who stood aside, who withdrew, what was corrected, and who stated what: as the report tells it.

use crate::model::{Field, Session};
use serde::Serialize;

#[derive(Clone, Debug, Serialize)]
pub struct RecusalReport {
    pub judge: String,
    pub project: String,
    /// The applicant, where it is from one entry.
    pub applicant: Option<String>,
    pub ground: String,
    /// The seat that wrote it down.
    pub by: String,
    pub seq: u64,
    pub at: String,
    /// The act and the reason by which it was taken back.
    pub lifted: Option<super::RuleChangeReport>,
}

#[derive(Clone, Debug, Serialize)]
pub struct StatementReport {
    pub judge: String,
    /// When the statement was made; null where there is none.
    pub at: Option<String>,
    /// `judge` where the seat made it, `desk` where it was recorded from paper.
    pub by: Option<Hand>,
    /// Why it stands that there is none.
    pub without: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct WithdrawalReport {
    pub applicant: String,
    /// Null for all that the applicant applied for.
    pub project: Option<String>,
    pub date: String,
    pub document: String,
    pub seq: u64,
    /// The act by which it was taken back.
    pub taken_back: Option<u64>,
}

#[derive(Clone, Debug, Serialize)]
pub struct CorrectionReport {
    pub applicant: String,
    pub changed: Vec<ChangedReport>,
    pub reason: String,
    pub seq: u64,
}

#[derive(Clone, Debug, Serialize)]
pub struct ChangedReport {
    pub field: String,
    pub old: String,
    pub new: String,
}

/// Whose hand wrote something down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Hand {
    Judge,
    /// The desk, from paper.
    Desk,
}

impl Hand {
    /// `by`: the seat that recorded it; `judge`: the judge's own.
    pub fn of(by: &str, judge: &str) -> Self {
        if by == judge { Self::Judge } else { Self::Desk }
    }
}

fn judge(session: &Session, judge: usize) -> String {
    let known = session.judges().get(judge);
    known.map(|j| j.id.clone()).unwrap_or_default()
}

pub(super) fn recusals(session: &Session) -> Vec<RecusalReport> {
    let each = session.recusals().iter();
    each.map(|r| RecusalReport {
        judge: judge(session, r.judge),
        project: session.project_id(r.project).unwrap_or_default().to_owned(),
        applicant: r
            .entry
            .and_then(|e| session.entries().get(e))
            .map(|e| super::applicant_id(session, e.applicant)),
        ground: r.ground.clone(),
        by: r.by.clone(),
        seq: r.seq,
        at: r.at.clone(),
        lifted: r.lifted.as_ref().map(|l| super::RuleChangeReport {
            seq: l.seq,
            reason: l.reason.clone(),
        }),
    })
    .collect()
}

/// One line a judge who has sheets, where the rules ask for a statement or somebody made one.
pub(super) fn statements(session: &Session) -> Vec<StatementReport> {
    let judges = session.judges().iter().enumerate();
    let asked = session.rules().declaration;
    judges
        .filter(|(j, _)| {
            let known = session.declared(*j) || session.without_statement(*j).is_some();
            known || (asked && session.has_part(*j))
        })
        .map(|(j, judge)| {
            let made = session.statement(j);
            StatementReport {
                judge: judge.id.clone(),
                at: made.map(|s| s.at.clone()),
                by: made.map(|s| Hand::of(&s.by, &judge.id)),
                without: session
                    .without_statement(j)
                    .filter(|_| made.is_none())
                    .map(|w| w.reason.clone()),
            }
        })
        .collect()
}

pub(super) fn withdrawals(session: &Session) -> Vec<WithdrawalReport> {
    let each = session.withdrawals().iter();
    each.map(|w| WithdrawalReport {
        applicant: w.applicant.clone(),
        project: w.project.clone(),
        date: w.date.clone(),
        document: w.document.clone(),
        seq: w.seq,
        taken_back: w.taken_back,
    })
    .collect()
}

pub(super) fn corrections(session: &Session) -> Vec<CorrectionReport> {
    let each = session.corrections().iter();
    each.map(|c| CorrectionReport {
        applicant: super::applicant_id(session, c.applicant),
        changed: c
            .changed
            .iter()
            .map(|x| ChangedReport {
                field: field(&x.field).to_owned(),
                old: x.old.clone(),
                new: x.new.clone(),
            })
            .collect(),
        reason: c.reason.clone(),
        seq: c.seq,
    })
    .collect()
}

/// The field's name in the journal.
fn field(field: &Field) -> &str {
    match field {
        Field::Name => "name",
        Field::CreditCode => "credit_code",
        Field::Contact => "contact",
        Field::Phone => "phone",
        Field::Email => "email",
        Field::SubmittedAt => "submitted_at",
        Field::Note => "note",
        Field::Fact(fact) => fact,
    }
}
