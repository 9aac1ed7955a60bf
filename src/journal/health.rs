//! What is known of a journal's file.

use super::anchor::AnchorSource;
use super::line::LineFault;

/// What is known of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Health {
    #[default]
    Good,
    /// An unacknowledged piece at the end; the next writer sets it aside.
    Torn { bytes: u64 },
    /// The last line lacks its newline.
    NoNewline,
    /// A line does not match. Everything before it is good; nothing may be written.
    Damaged { line: u64, fault: LineFault },
    /// Older than what was known of it: a restored backup, or cut at the end of a line.
    Behind {
        known: u64,
        have: u64,
        /// Who knew; `None` for this program itself, a moment before.
        by: Option<AnchorSource>,
    },
    /// Another history than the one that was known.
    Differs { line: u64, by: Option<AnchorSource> },
    /// The disk failed and could not be mended; what follows this line was never saved.
    Failed { after: u64 },
    /// The file may not be written by this user.
    NoRight,
}

impl Health {
    /// May nothing be written?
    pub fn read_only(&self) -> bool {
        !matches!(self, Self::Good | Self::Torn { .. } | Self::NoNewline)
    }

    /// Must what was read not be taken for the whole truth?
    pub fn doubtful(&self) -> bool {
        matches!(
            self,
            Self::Damaged { .. } | Self::Behind { .. } | Self::Differs { .. } | Self::Failed { .. }
        )
    }
}
