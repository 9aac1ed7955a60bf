//! What things are and what may happen. Plain values and plain functions: no file, clock, terminal or
//! language is known here.

pub mod act;
mod comment;
mod copies;
mod correction;
pub mod credit_code;
mod facts;
mod fold;
pub mod permission;
mod phase;
mod pin_secret;
mod points;
mod query;
mod records;
mod recusal;
pub mod refusal;
pub mod review;
pub mod roster;
pub mod rubric;
pub mod rule;
pub mod rules;
mod say;
pub mod screening;
pub mod session;
pub mod setup;
pub mod sheet;
mod statement;
mod tie;
mod withdrawal;

pub use act::{Act, AwardLine, Consent, EntryTotal, Intent, Stamp, WithoutScore};
pub use comment::CommentText;
pub use copies::{AlikePair, CopyPlace, CopyReport, SharedWords};
pub use correction::{Changed, Corrections, Field};
pub use facts::{ActKind, Facts, Named, Shown};
pub use permission::LONGEST_TEXT;
pub use phase::Phase;
pub use pin_secret::PinSecret;
pub use points::{NotPoints, Points};
pub use records::{
    AcceptedFacts, Cause, Certified, CommentRecord, Confirmation, CopyCheckRecord, CopyDecision,
    Correction, DossierRecord, Failures, Incident, Lifted, NoticeText, Recusal, Remark,
    Replacement, RestsOnRecusal, RuleChange, Seat, SetAside, SignedIn, Statement, Submission,
    TieDecision, TieMethod, Withdrawal, WithoutStatement,
};
pub use refusal::{Refusal, Wanted};
pub use review::{Review, Tick, Verdict};
pub use roster::{Applicant, DESK, Eligibility, Judge, OBSERVER};
pub use rubric::{CheckItem, Indicator, Project, Requirement, Words, Worked};
pub use rule::Rule;
pub use rules::{Reading, RecusalScope, Rules, Trim, Visibility};
pub use screening::{Check, Checks, Finding};
pub use session::{Session, Touched};
pub use setup::{
    DossierHints, EDITION, JOURNAL_FORMAT, Language, Publicity, SectionHint, Setup, SetupFault,
    TEMPLATE_FORMAT, Template,
};
pub use sheet::{Entry, SheetState, Status};
