//! Why a workbook is not taken.

use crate::office::OfficeError;
use std::path::Path;

/// What a packed file may unpack to, in bytes.
pub(in crate::office) const UNPACKED: u64 = 256 * 1024 * 1024;

/// Why a workbook is not taken; [`PackingFault::at`] adds which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::office) enum PackingFault {
    Locked,
    Damaged,
    TooMuch,
}

impl PackingFault {
    pub(in crate::office) fn at(self, path: &Path) -> OfficeError {
        let path = path.to_owned();
        match self {
            Self::Locked => OfficeError::Locked(path),
            Self::Damaged => OfficeError::Damaged(path),
            Self::TooMuch => OfficeError::TooManyCells(path),
        }
    }
}
