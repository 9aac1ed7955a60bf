//! Judging from sealed rules to a signed result.
pub mod journal;
pub mod model;
pub mod tally;
