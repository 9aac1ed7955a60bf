//! The phases of a session.

use serde::Serialize;

/// Where a session stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    #[default]
    Setup,
    Scoring,
    Closed,
    /// The result is signed and read-only.
    Certified,
}
