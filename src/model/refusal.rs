//! Why an intent is refused. Facts only; the words are in `text`.

use super::phase::Phase;
use super::points::Points;
use super::records::RestsOnRecusal;
use super::setup::SetupFault;

/// What an act is about, as far as it is tied to a phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The roster of applicants, before scoring.
    Roster,
    /// The qualification review, before scoring.
    Review,
    /// Who sits on the panel, before scoring.
    Panel,
    OpenScoring,
    /// Marks, remarks and submissions, while scoring is open.
    Score,
    /// Recusal, sheets made void, a replacement, while scoring is open.
    Sheets,
    CloseScoring,
    /// What follows on sheets that are there: statements, reopening, explanations, ties.
    Begun,
    /// Corrections of the roster once scoring has begun.
    Correct,
    /// A judge's word on the closed result.
    Confirm,
    Certify,
    /// The text of the notice, until scoring is closed.
    Notice,
    /// Applications, until scoring is closed.
    Dossiers,
    /// What no phase forbids.
    Any,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The act needs a session that is set up, or there is one already.
    NoSetup,
    SetupTwice,
    BadSetup(Vec<SetupFault>),
    UnknownJudge {
        judge: String,
    },
    UnknownSeat {
        seat: String,
    },
    UnknownApplicant {
        applicant: String,
    },
    UnknownProject {
        project: String,
    },
    UnknownEntry {
        entry: String,
    },
    UnknownIndicator {
        indicator: String,
    },
    BadId {
        id: String,
    },
    DuplicateJudge {
        judge: String,
    },
    NoName {
        id: String,
    },
    NoProjects {
        applicant: String,
    },
    /// Only the coordinator may do this.
    DeskOnly,
    /// A judge's sheet is hers, or the coordinator's acting from paper.
    NotYourSheet {
        judge: String,
    },
    /// Not in this phase.
    Phase {
        now: Phase,
        /// What was wanted, so that the words can name the way there is now.
        wanted: Wanted,
    },
    OverCap {
        cap: Points,
    },
    /// Only the panel's leader may do this, or the coordinator from paper.
    LeaderOnly,
    /// The leader's own sheets of the applicant are still open.
    OwnSheetsFirst,
    SheetSubmitted,
    SheetRecused,
    SheetVoid,
    /// The judge does not sit on this project's panel.
    NoSheet,
    NotSubmitted,
    ApplicantOut {
        applicant: String,
    },
    AlreadyOut {
        applicant: String,
    },
    NotOut {
        applicant: String,
    },
    Blanks {
        blanks: usize,
    },
    NothingToSubmit,
    TotalsDiffer {
        entry: String,
    },
    ReasonMissing,
    NoJudges,
    NoEntries,
    /// Sheets that must be submitted, recused or void before closing.
    Unfinished {
        judges: Vec<String>,
        sheets: usize,
    },
    NoTie,
    /// A tie is decided when the project's sheets are all in; these judges' are not.
    TieTooEarly {
        project: String,
        judges: Vec<String>,
    },
    /// Projects whose award is a tie that is not decided, or hangs on one.
    TieOpen {
        projects: Vec<String>,
    },
    /// The certificate recommends others than the count.
    OtherAllocation,
    /// Projects in which somebody has no score: a certificate says why for each of these, in this order.
    WithoutScore {
        projects: Vec<String>,
    },
    /// A tie is decided by the method that was chosen first, among those it was chosen for.
    MethodFirst,
    /// The rules do not allow recusal from a single entry.
    RecusalScope,
    UnknownItem {
        item: String,
    },
    /// Items of the checklist on which qualification hangs: not passed.
    ItemsFailed {
        items: Vec<String>,
    },
    /// Items of the checklist on which qualification hangs: not judged, or doubtful.
    ItemsOpen {
        items: Vec<String>,
    },
    /// What the program worked out is set aside by a person only with a note.
    NoteMissing,
    /// Applicants on whom the review has no conclusion.
    Pending {
        applicants: Vec<String>,
    },
    /// The review of this applicant has no conclusion that could be confirmed.
    NotConcluded,
    /// Checked and confirmed are two people.
    SamePerson,
    /// The statement of no conflict comes before the first mark.
    NotDeclared,
    /// Judges who scored without the statement, which the rules ask for; nobody said why that stands.
    StatementsMissing {
        judges: Vec<String>,
    },
    /// The judge made the statement.
    AlreadyDeclared,
    /// No recusal stands that could be taken back.
    NotRecused,
    /// Something was decided on the ground of the recusal.
    RecusalHolds {
        what: RestsOnRecusal,
    },
    /// The roster says this already.
    NothingCorrected,
    /// Nothing is left to be taken over from this judge.
    NothingToReplace,
    /// The result is certified; only a new review opens it.
    Certified,
    NotCertified,
    /// A rehearsal is never certified.
    Rehearsal,
    /// Judges who have not confirmed the result as it is now.
    Unconfirmed {
        judges: Vec<String>,
    },
    /// This seat has no part in the result.
    NothingToConfirm,
    /// A certificate names every project once, in order, and known applicants.
    BadCertificate,
    BadRules(Vec<SetupFault>),
    /// A SHA-256 is 64 lower-case hexadecimal digits.
    BadSha256,
    /// Numbers are taken over from an application that was kept.
    NoDossier,
    /// A passage is the evidence of a veto of whoever has it in the application.
    NotVetoed {
        applicant: String,
    },
    TooLong {
        most: usize,
    },
    /// A seat has so many public keys at most.
    TooManyKeys {
        most: usize,
    },
}
