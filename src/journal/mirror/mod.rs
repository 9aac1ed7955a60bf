//! The mirror of a journal: the same lines once more, in a folder on another disk.
//!
//! It never holds up whoever writes the journal: a supervisor on a thread of its own is told each new head and has
//! the lines copied by a second thread, which may hang as long as its disk does. Only lines that the journal has on
//! its own disk are copied, each batch synced. A mirror that holds other acts or more of them is never written to:
//! it may be what shows that the journal was put back.

mod chosen;
pub mod compare;
mod copy;
mod keeper;
mod place;

pub use chosen::{ChosenMirror, MirrorChoice, MirrorStore};
pub use copy::{CopyRound, MirrorCopy};
pub use keeper::{MirrorKeeper, MirrorOf};
pub use place::{MirrorPlace, find};

use std::io;
use std::path::PathBuf;

/// Why a mirror is not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MirrorFault {
    /// Its folder is not there: pulled out, or not plugged in yet.
    Away,
    /// Its folder is there, and the copy that was made in it is not: another disk, or the place where one was.
    OtherDisk,
    /// It would be the session's own folder, or its file.
    Itself,
    /// Its file is a link.
    Link,
    Full,
    ReadOnly,
    /// It goes on where the journal ends.
    Ahead {
        acts: u64,
    },
    /// From this act on it says something else.
    Differs {
        act: u64,
    },
    /// Another program has been writing to it for long.
    Busy,
    /// The journal's file is not what was read of it.
    Journal,
    Failed {
        kind: io::ErrorKind,
        code: Option<i32>,
    },
}

impl MirrorFault {
    /// Of an error that the mirror's disk gave.
    pub(super) fn of(error: &io::Error) -> Self {
        use io::ErrorKind as Kind;
        match error.kind() {
            Kind::StorageFull | Kind::QuotaExceeded | Kind::WriteZero => Self::Full,
            Kind::ReadOnlyFilesystem | Kind::PermissionDenied => Self::ReadOnly,
            Kind::WouldBlock | Kind::AlreadyExists => Self::Busy,
            kind => Self::Failed {
                kind,
                code: error.raw_os_error(),
            },
        }
    }
}

/// How a mirror stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MirrorState {
    /// It was not looked at yet.
    Begun,
    InStep,
    /// It is being written, and lags.
    Behind,
    /// Its disk does not answer.
    Silent,
    Fault(MirrorFault),
}

impl MirrorState {
    /// Is it not as it should be?
    pub fn is_trouble(&self) -> bool {
        matches!(self, Self::Silent | Self::Fault(_))
    }
}

/// What is known of a mirror.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MirrorReport {
    /// The folder that was named.
    pub dir: PathBuf,
    /// The copy in it.
    pub folder: PathBuf,
    pub state: MirrorState,
    /// So many acts are known to be in it.
    pub acts: Option<u64>,
    /// Since when it stands so: `2026-05-20T09:31:07.482+08:00`.
    pub since: String,
    /// Does it lie on another disk than the session?
    pub apart: Option<bool>,
}
