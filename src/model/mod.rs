//! What things are and what may happen. Plain values and plain functions: no file, clock, terminal or
//! language is known here.

pub mod act;
pub mod decide;
pub mod points;
mod query;
pub mod refusal;
pub mod roster;
pub mod rubric;
pub mod rules;
pub mod session;
pub mod setup;
pub mod sheet;

pub use act::{Act, EntryTotal, Intent, Stamp};
pub use points::{NotPoints, Points};
pub use refusal::Refusal;
pub use roster::{Applicant, DESK, Eligibility, Judge};
pub use rubric::{CheckItem, Indicator, Project, Requirement, Words, Worked};
pub use rules::{Reading, RecusalScope, Rules, Visibility};
pub use session::{Phase, Remark, Seat, Session, Submission, TieDecision, Touched};
pub use setup::{JOURNAL_FORMAT, Language, Setup, SetupFault, TEMPLATE_FORMAT, Template};
pub use sheet::{Entry, SheetState, Status};
