//! Points of a history that are known from elsewhere than its file.

use super::line::Hash;

/// Who knows a point of the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnchorSource {
    /// `scores.json`, in the session's own folder.
    Snapshot,
    /// What this machine saw of the session last, in the user's data folder.
    Seen,
}

/// A point of the history that is known from elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    pub seq: u64,
    pub hash: Hash,
    pub source: AnchorSource,
}
