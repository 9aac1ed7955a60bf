//! Why an intent is refused. Facts only; the words are in `text`.

use super::points::Points;
use super::session::Phase;
use super::setup::SetupFault;

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
    },
    OverCap {
        cap: Points,
    },
    SheetSubmitted,
    SheetRecused,
    SheetVoid,
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
    BadRules(Vec<SetupFault>),
    TooLong {
        most: usize,
    },
}
