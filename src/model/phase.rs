//! The phases of a session.

/// Where a session stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    #[default]
    Setup,
    Scoring,
    Closed,
    /// The result is signed and read-only.
    Certified,
}
