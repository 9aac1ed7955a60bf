//! What follows from a session: scores, bounds, ranks, awards. Plain functions over `model`.

pub mod award;
pub mod board;
pub mod certainty;
pub mod insight;
pub mod permit;
pub mod report;
pub mod results;
pub mod score;
pub mod scrutiny;

pub use award::{Award, AwardState, Outcome, Step};
pub use board::Board;
pub use permit::{apply, decide, without_score};
pub use results::{Difference, ProjectResult, Results, Standing, Tie};
pub use score::{Count, Use};
pub use scrutiny::{Deviation, Disagreement};
