//! What follows from a session: scores, bounds, ranks, awards. Plain functions over `model`.

pub mod allocate;
pub mod award;
pub mod board;
pub mod certainty;
mod detail;
pub mod insight;
mod outcomes;
pub mod permit;
pub mod report;
pub mod results;
pub mod score;
pub mod scrutiny;
pub mod similarity;
pub mod vacancy;
mod walk;

pub use award::{Award, AwardState, Outcome, Reserve, Step, Terms};
pub use board::Board;
pub use detail::Details;
pub use permit::{apply, decide, without_score};
pub use results::{Difference, ProjectResult, Results, Standing, Tie};
pub use score::{Count, Use};
pub use scrutiny::{Deviation, Disagreement, distance};
pub use vacancy::Vacancy;
