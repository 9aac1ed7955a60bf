//! 记录: every accepted thing that somebody can do. The session is the fold of these.

use super::comment::CommentText;
use super::copies::{CopyReport, SharedWords};
use super::correction::Corrections;
use super::pin_secret::PinSecret;
use super::points::Points;
use super::review::Verdict;
use super::roster::{Applicant, Judge};
use super::rules::Rules;
use super::setup::Setup;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One act, as a line of the journal holds it.
///
/// Where a judge's act can also be done by the coordinator on paper's behalf, `judge` names the seat it
/// is done for; it is absent when the judge acts for herself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Act {
    /// The first act of every journal.
    Setup(Box<Setup>),
    /// A judge joins the panel.
    Judge(Judge),
    /// A judge's entry on the panel is corrected before scoring opens.
    EditJudge(Judge),
    /// A judge is taken off the panel before scoring opens.
    RemoveJudge {
        judge: String,
    },
    /// Somebody else takes a judge's seat in the projects that the judge has not finished; the sheets
    /// there become void, and the new judge's are blank.
    Replace {
        judge: String,
        by: Judge,
        reason: String,
    },
    /// 无利益冲突声明: a judge has no interest in any applicant still to be scored.
    Declare {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        judge: Option<String>,
    },
    /// A judge scored without the statement of no conflict and will not make it; the desk says why that stands.
    WithoutStatement {
        judge: String,
        reason: String,
    },
    /// An applicant is registered, or registered again with corrections.
    Applicant(Box<Applicant>),
    /// An applicant is taken off the roster before scoring opens.
    RemoveApplicant {
        applicant: String,
    },
    /// What the roster says of an applicant is corrected once scoring has begun. The old values are kept.
    Correct {
        applicant: String,
        change: Box<Corrections>,
        reason: String,
    },
    /// 撤回: an applicant takes the application back, for one project or for all it applied for.
    Withdraw {
        applicant: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        project: Option<String>,
        /// The day on the document.
        date: String,
        /// What shows it: a letter, its number, who signed.
        document: String,
    },
    /// 资格审查: one item of the checklist is judged for one applicant; without a verdict it is open again.
    Review {
        applicant: String,
        item: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        verdict: Option<Verdict>,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        note: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        page: String,
    },
    /// The review's conclusion: qualified.
    Qualify {
        applicant: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        checked_by: String,
    },
    /// The review's conclusion is put off, or taken back.
    Pend {
        applicant: String,
        reason: String,
    },
    /// A second person confirms the review's conclusion.
    ConfirmReview {
        applicant: String,
        confirmed_by: String,
    },
    /// A PIN is set for a seat.
    Pin {
        seat: String,
        hash: PinSecret,
        /// Too short to open the seat from another machine.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        short: bool,
    },
    /// The public keys that may sign in to a seat over SSH, one OpenSSH line each; none takes them away.
    Keys {
        seat: String,
        keys: Vec<String>,
    },
    SignIn {
        seat: String,
        from: String,
        /// Where the seat was signed in until now, if it is taken over.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        over: Option<String>,
    },
    SignInFailed {
        seat: String,
        from: String,
    },
    SignOut {
        seat: String,
        /// The sign-in that ends; another one since then stands.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        since: Option<u64>,
    },
    /// The pauses that wrong PINs brought on a seat are over, wherever they were tried.
    Unlock {
        seat: String,
        /// Only those from this place: the right PIN was typed there, where nobody signs in.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<String>,
    },
    /// The rules are sealed and judges may score.
    OpenScoring {},
    /// One cell of a sheet; `points` null makes it blank again.
    Mark {
        entry: String,
        indicator: String,
        points: Option<Points>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        judge: Option<String>,
    },
    /// A judge's remark and page reference on one cell; both empty removes it.
    Remark {
        entry: String,
        indicator: String,
        text: String,
        page: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        judge: Option<String>,
    },
    /// 评审意见: what a judge says of an applicant; all of it empty withdraws it.
    Comment {
        applicant: String,
        text: Box<CommentText>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        judge: Option<String>,
    },
    /// What the panel says of an applicant, merged by its leader; all of it empty withdraws it.
    PanelComment {
        applicant: String,
        text: Box<CommentText>,
    },
    /// A judge's sheets of one project are final; the totals are as she saw them.
    Submit {
        project: String,
        entries: Vec<EntryTotal>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        judge: Option<String>,
    },
    /// A judge's submitted project, or one entry of it, may be changed again.
    Reopen {
        judge: String,
        project: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        entry: Option<String>,
        reason: String,
    },
    /// A judge keeps a mark that is far off the others', and says why.
    Explain {
        entry: String,
        indicator: String,
        text: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        judge: Option<String>,
    },
    /// 回避: for a whole project, or for one entry.
    Recuse {
        judge: String,
        project: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        entry: Option<String>,
        ground: String,
    },
    /// A recusal was a mistake: the sheets are the judge's again, and open.
    LiftRecusal {
        judge: String,
        project: String,
        /// As the recusal named it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        entry: Option<String>,
        reason: String,
    },
    /// 作废: a judge's sheets of a project never count, but are kept.
    Void {
        judge: String,
        project: String,
        reason: String,
    },
    Disqualify {
        applicant: String,
        clause: String,
        reason: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        checked_by: String,
    },
    /// 一票否决
    Veto {
        applicant: String,
        reason: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        evidence: String,
    },
    /// A disqualification or veto is lifted, or a withdrawal taken back.
    Reinstate {
        applicant: String,
        /// The withdrawal from this project alone is taken back.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        project: Option<String>,
        reason: String,
    },
    /// How a tie will be decided, chosen before anybody is shown whom it favours.
    TieMethod {
        project: String,
        applicants: Vec<String>,
        method: String,
        reason: String,
    },
    /// The panel's decision on a tie by the method chosen, best first.
    Tie {
        project: String,
        order: Vec<String>,
        method: String,
        reason: String,
    },
    /// 公告原文: the text of the notice is kept in the session's folder, in place of one that was kept before.
    NoticeText {
        /// The file as it was given, by name.
        name: String,
        /// Of the text that is kept, in hexadecimal; the kept file is called by it.
        sha256: String,
        /// Of the file as it was given, byte for byte.
        original: String,
    },
    /// 申报书: a file is an applicant's application; one that was kept before stays as an earlier version.
    Dossier {
        applicant: String,
        /// The file as it was given, by name.
        name: String,
        /// Of the file, in hexadecimal; the kept file is called by it.
        sha256: String,
        /// How it was found to be this applicant's: `credit_code`, `unit_name`, `file_name`, or `person`.
        matched: String,
        /// Of the `.docx` that an old document was converted to, in hexadecimal; it is kept beside it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        converted: Option<String>,
    },
    /// Numbers that an application declares, taken over by the coordinator, each with the rows it was counted from.
    AcceptFacts {
        applicant: String,
        /// Of the application that they were read from.
        sha256: String,
        facts: BTreeMap<String, u64>,
        /// By fact: what was counted, and what a person decided about a doubt.
        rows: BTreeMap<String, String>,
    },
    /// 雷同检查: applications were compared with each other and with former years; it decides nothing.
    CopyCheck(Box<CopyReport>),
    /// What a person decided about a passage that two applications share: the evidence of a veto, or dismissed.
    CopyDecision {
        words: Box<SharedWords>,
        /// Whose veto it is the evidence of; nobody's where it is dismissed.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        vetoed: Vec<String>,
        reason: String,
    },
    /// The rules are changed; after sealing it needs a reason.
    Rules {
        rules: Box<Rules>,
        reason: String,
    },
    /// 评审情况记录
    Incident {
        text: String,
    },
    CloseScoring {},
    /// A judge's word on the result, given at the seat.
    Confirm {
        verdict: Consent,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        judge: Option<String>,
    },
    /// The result is final: project by project, who is recommended.
    Certify {
        awards: Vec<AwardLine>,
        /// Projects in which somebody in the race has no score, and why the result is final all the same.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        without: Vec<WithoutScore>,
    },
    /// 复议: a certified result is looked at again; the old one is kept.
    NewReview {
        reason: String,
    },
    /// Bytes of an unacknowledged write were set aside by the writer that found them.
    TailSetAside {
        bytes: u64,
        sha256: String,
    },
}

/// One line of a submission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryTotal {
    pub entry: String,
    pub total: Points,
}

/// One project of a certified result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AwardLine {
    pub project: String,
    /// In the order of recommendation.
    pub applicants: Vec<String>,
}

/// Why a project is certified in which somebody in the race has no score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithoutScore {
    pub project: String,
    pub reason: String,
}

/// What a judge says to the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Consent {
    Agree,
    /// With a reason, which is printed.
    Disagree,
    /// 拒绝签字
    Refuse,
}

/// What somebody wants to do; [`super::Session::decide`] makes an act of it or says why not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Intent {
    /// Seal a judge's project; the core adds the totals.
    Submit { judge: String, project: String },
    /// Anything that carries all it needs.
    Do(Act),
}

impl From<Act> for Intent {
    fn from(act: Act) -> Self {
        Self::Do(act)
    }
}

/// Where and when an act stands in the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp<'a> {
    pub seq: u64,
    /// RFC 3339; information only, order comes from `seq`.
    pub at: &'a str,
    /// The seat that acted.
    pub by: &'a str,
}
