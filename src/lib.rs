//! Judging from sealed rules to a signed result.
pub mod model;
pub mod tally;
