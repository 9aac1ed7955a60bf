//! What a session keeps of the acts that it folded.

use super::act::{AwardLine, Consent, WithoutScore};
use super::comment::CommentText;
use super::copies::{CopyReport, SharedWords};
use super::correction::Changed;
use super::pin_secret::PinSecret;
use std::collections::BTreeMap;

/// A seat's sign-in state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seat {
    /// Without one the next sign-in chooses it.
    pub pin: Option<PinSecret>,
    /// The PIN is too short to open the seat from another machine.
    pub short_pin: bool,
    /// The public keys that open it over SSH, as OpenSSH writes them.
    pub keys: Vec<String>,
    /// Wrong tries since the last right one, by where they came from.
    pub failures: BTreeMap<String, Failures>,
    pub signed_in: Option<SignedIn>,
}

/// Wrong PINs tried on one seat from one place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Failures {
    pub count: u32,
    /// When the last one was, as the journal says.
    pub last: String,
}

/// Where a seat is signed in, and since when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    pub from: String,
    pub at: String,
    /// The act that says so.
    pub seq: u64,
}

/// A judge's note on one cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remark {
    pub text: String,
    pub page: String,
}

/// What somebody said of an applicant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentRecord {
    pub text: CommentText,
    /// The seat that wrote it: the judge's own, or the desk's from paper.
    pub by: String,
    pub seq: u64,
    pub at: String,
}

/// A judge's sealed project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    pub judge: usize,
    pub project: usize,
    pub seq: u64,
    pub at: String,
    /// The seat that submitted: the judge's own, or the desk's from paper.
    pub by: String,
}

/// How the panel will decide a tie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TieMethod {
    pub applicants: Vec<usize>,
    pub method: String,
    pub reason: String,
    pub seq: u64,
    pub at: String,
    /// What set it aside before the tie was decided by it.
    pub void: Option<SetAside>,
}

/// A change of the rules after they were sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleChange {
    pub seq: u64,
    pub reason: String,
}

/// The text of the notice as it is kept beside the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeText {
    /// The file as it was given, by name.
    pub name: String,
    /// Of the kept text, 64 hexadecimal digits.
    pub sha256: String,
    /// Of the file as it was given.
    pub original: String,
    pub seq: u64,
    pub at: String,
}

/// 申报书: one file of an applicant, kept beside the journal under its SHA-256.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DossierRecord {
    /// The applicant's id.
    pub applicant: String,
    /// The file as it was given, by name.
    pub name: String,
    /// Of the file, 64 hexadecimal digits.
    pub sha256: String,
    /// `credit_code`, `unit_name`, `file_name`, or `person`.
    pub matched: String,
    /// Of what an old document was converted to, 64 hexadecimal digits.
    pub converted: Option<String>,
    pub seq: u64,
    pub at: String,
}

/// Numbers that the coordinator took over from an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AcceptedFacts {
    pub applicant: String,
    /// Of the application.
    pub sha256: String,
    pub facts: BTreeMap<String, u64>,
    /// By fact: what was counted.
    pub rows: BTreeMap<String, String>,
    pub seq: u64,
    pub at: String,
}

/// A copy check that was run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyCheckRecord {
    pub report: CopyReport,
    pub seq: u64,
    pub at: String,
}

/// What a person decided about a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyDecision {
    pub words: SharedWords,
    /// Whose veto it is the evidence of; nobody's where it was dismissed.
    pub vetoed: Vec<String>,
    pub reason: String,
    pub seq: u64,
    pub at: String,
}

/// 评审情况记录
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incident {
    pub seq: u64,
    pub at: String,
    /// The seat that wrote it down.
    pub by: String,
    pub text: String,
}

/// Somebody took over a judge's unfinished projects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    pub seq: u64,
    /// The judge who left, and the one who came.
    pub old: usize,
    pub new: usize,
    pub reason: String,
}

/// A judge's word on the result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmation {
    pub judge: usize,
    pub verdict: Consent,
    pub reason: String,
    pub seq: u64,
    pub at: String,
    /// The seat that gave it: the judge's own, or the desk's from paper.
    pub by: String,
    /// The act that changed the result afterwards, or the judge's own later word; it holds no more then.
    pub void: Option<u64>,
}

/// A result that was final.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certified {
    pub seq: u64,
    pub at: String,
    pub awards: Vec<AwardLine>,
    /// Projects certified with somebody who has no score, and why.
    pub without: Vec<WithoutScore>,
    /// Why it was looked at again, and by which act.
    pub reviewed: Option<(u64, String)>,
}

/// A recusal. None is ever overwritten: a second one on the same sheets stands beside the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recusal {
    pub judge: usize,
    pub project: usize,
    /// One entry; without it the whole project.
    pub entry: Option<usize>,
    pub ground: String,
    /// The seat that wrote it down.
    pub by: String,
    pub seq: u64,
    pub at: String,
    /// That it was taken back.
    pub lifted: Option<Lifted>,
    /// The sheets that were void when it came: they are void again when it is taken back.
    pub(super) void_before: Vec<usize>,
}

/// When a recusal was taken back, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lifted {
    pub seq: u64,
    pub at: String,
    pub reason: String,
}

/// What rests on a recusal, so that it cannot be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RestsOnRecusal {
    /// A tie of the project was decided, or the method for it chosen, on the sheets without hers.
    Tie,
    /// Somebody took over the judge's seat in the project.
    Replacement,
}

impl Recusal {
    /// Does it cover this entry?
    pub(super) fn covers(&self, entry: usize, project: usize) -> bool {
        self.entry.map_or(self.project == project, |e| e == entry)
    }
}

/// That a judge stated to have no conflict of interest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The seat that wrote it down: the judge's own, or the desk for one signed on paper.
    pub by: String,
    pub seq: u64,
    pub at: String,
}

/// Why it stands that a judge scored without the statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithoutStatement {
    pub reason: String,
    pub seq: u64,
    pub at: String,
}

/// An application that was taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawal {
    /// Ids, for an applicant's place on the roster may change before scoring opens.
    pub applicant: String,
    /// One project; without it all that the applicant applied for.
    pub project: Option<String>,
    /// The day on the document.
    pub date: String,
    /// What shows it.
    pub document: String,
    pub seq: u64,
    pub at: String,
    /// The act that took the withdrawal back.
    pub taken_back: Option<u64>,
}

impl Withdrawal {
    pub(super) fn covers(&self, applicant: &str, project: &str) -> bool {
        self.taken_back.is_none()
            && self.applicant == applicant
            && self.project.as_deref().is_none_or(|p| p == project)
    }
}

/// The panel's word on a tie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TieDecision {
    /// Applicants, best first.
    pub order: Vec<usize>,
    pub method: String,
    pub reason: String,
    pub seq: u64,
    pub at: String,
    /// What set it aside; it holds no more then.
    pub void: Option<SetAside>,
}

/// The act that set a decision aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetAside {
    pub seq: u64,
    pub cause: Cause,
}

/// What kind of act set a decision aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    Mark,
    Submission,
    Reopening,
    Recusal,
    Voiding,
    Replacement,
    /// An applicant was put out of the race or admitted again.
    Eligibility,
    /// An applicant took the application back, or took that back.
    Withdrawal,
    Rules,
}

/// A correction as it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    pub applicant: usize,
    pub changed: Vec<Changed>,
    pub reason: String,
    pub seq: u64,
    pub at: String,
}
