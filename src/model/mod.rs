//! What things are and what may happen. Plain values and plain functions: no file, clock, terminal or
//! language is known here.

pub mod act;
mod change;
mod check;
pub mod checks;
mod correction;
pub mod credit_code;
pub mod decide;
mod edition;
mod fold;
mod permit;
pub mod points;
mod query;
mod recusal;
pub mod refusal;
pub mod review;
pub mod roster;
pub mod rubric;
pub mod rule;
pub mod rules;
pub mod session;
pub mod setup;
pub mod sheet;
mod statement;
mod tie;
mod withdrawal;

pub use act::{Act, AwardLine, Consent, EntryTotal, Intent, Stamp, WithoutScore};
pub use checks::{Check, Checks, Finding};
pub use correction::{Changed, Correction, Corrections, Field};
pub use permit::LONGEST_TEXT;
pub use points::{NotPoints, Points};
pub use recusal::{Lifted, Recusal, RestsOnRecusal};
pub use refusal::{Refusal, Wanted};
pub use review::{Review, Tick, Verdict};
pub use roster::{Applicant, DESK, Eligibility, Judge, OBSERVER};
pub use rubric::{CheckItem, Indicator, Project, Requirement, Words, Worked};
pub use rule::Rule;
pub use rules::{Reading, RecusalScope, Rules, Trim, Visibility};
pub use session::{
    Certified, Confirmation, Failures, Incident, Phase, Remark, Replacement, RuleChange, Seat,
    Session, SignedIn, Submission, TieMethod, Touched,
};
pub use setup::{EDITION, JOURNAL_FORMAT, Language, Setup, SetupFault, TEMPLATE_FORMAT, Template};
pub use sheet::{Entry, SheetState, Status};
pub use statement::{Statement, WithoutStatement};
pub use tie::{Cause, SetAside, TieDecision};
pub use withdrawal::Withdrawal;
