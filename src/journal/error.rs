//! Why a session cannot be opened or written.

use super::health::Health;
use crate::model::Refusal;
use std::io;
use std::path::PathBuf;

/// The file of acts inside a session's folder.
pub const JOURNAL: &str = "journal.jsonl";

/// Why a session cannot be opened or written.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    #[error("no journal in {0}")]
    NoSession(PathBuf),
    /// The folder is another account's.
    #[error("{0} may not be read")]
    Private(PathBuf),
    #[error("{0} holds a session already")]
    Exists(PathBuf),
    /// Other accounts may write in the folder that a session was to be made in.
    #[error("others may write in {0}")]
    OpenToOthers(PathBuf),
    /// `scores.json` knows this act with another hash, or more acts than there are.
    #[error("the snapshot knows act {0} otherwise")]
    SnapshotDiffers(u64),
    #[error("{0} lies on a network folder")]
    Network(PathBuf),
    #[error("another seat is saving")]
    Busy,
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// Some act of a batch is refused; nothing was written. The number counts from 0.
    #[error("act {0} of the batch refused: {1:?}")]
    RefusedAt(usize, Refusal),
    #[error("the journal is read-only: {0:?}")]
    ReadOnly(Health),
    /// Nothing was saved; the file is as it was.
    #[error("not saved: {0}")]
    NotSaved(io::Error),
    #[error("{path}: {error}")]
    File { path: PathBuf, error: io::Error },
    #[error("the act is too long")]
    TooLong,
}

impl JournalError {
    /// The same error for somebody else whom it concerns too.
    pub(super) fn again(&self) -> Self {
        let io = |error: &io::Error| match error.raw_os_error() {
            Some(code) => io::Error::from_raw_os_error(code),
            None => io::Error::new(error.kind(), error.to_string()),
        };
        match self {
            Self::NoSession(path) => Self::NoSession(path.clone()),
            Self::Private(path) => Self::Private(path.clone()),
            Self::Exists(path) => Self::Exists(path.clone()),
            Self::OpenToOthers(path) => Self::OpenToOthers(path.clone()),
            Self::SnapshotDiffers(seq) => Self::SnapshotDiffers(*seq),
            Self::Network(path) => Self::Network(path.clone()),
            Self::Busy => Self::Busy,
            Self::Refused(refusal) => Self::Refused(refusal.clone()),
            Self::RefusedAt(n, refusal) => Self::RefusedAt(*n, refusal.clone()),
            Self::ReadOnly(health) => Self::ReadOnly(health.clone()),
            Self::NotSaved(error) => Self::NotSaved(io(error)),
            Self::File { path, error } => Self::File {
                path: path.clone(),
                error: io(error),
            },
            Self::TooLong => Self::TooLong,
        }
    }
}
