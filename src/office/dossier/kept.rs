//! Applications as they are kept: under their SHA-256 in the session's folder, never rewritten.

use super::{Dossier, bounded};
use crate::journal::files::{SystemFiles, keep_beside};
use crate::journal::line::Hash;
use crate::model::DossierRecord;
use crate::office::OfficeError;
use std::io;
use std::path::{Path, PathBuf};

/// The folder of kept files inside a session's folder.
const FOLDER: &str = "dossiers";

/// Why a kept file cannot be had.
#[derive(Debug)]
pub enum DossierLost {
    Missing(PathBuf),
    /// It is another file than the journal names.
    Changed(PathBuf),
    Unreadable(PathBuf, io::Error),
}

/// Where a file is kept inside a session's folder. The sum has been held against its form by the count.
pub fn place(sha256: &str) -> PathBuf {
    Path::new(FOLDER).join(sha256)
}

/// Keeps a file that was read in a session's folder. It is no application of the session's before the journal says so.
///
/// # Errors
/// The disk's own; it is another file than the one that was read.
pub fn keep(folder: &Path, file: &Path, read: &Dossier) -> Result<(), OfficeError> {
    if let Some(converted) = &read.converted {
        put(folder, converted.sha256, &converted.bytes)?;
    }
    let name = folder.join(place(&read.sha256.to_string()));
    if holds(&name, &read.sha256.to_string()).is_ok() {
        return Ok(());
    }
    let bytes = bounded(file).map_err(|error| OfficeError::Read {
        path: file.to_owned(),
        error,
    })?;
    if Hash::of(&bytes) != read.sha256 {
        return Err(OfficeError::ChangedSince(file.to_owned()));
    }
    put(folder, read.sha256, &bytes)
}

fn put(folder: &Path, sha256: Hash, bytes: &[u8]) -> Result<(), OfficeError> {
    let name = place(&sha256.to_string());
    if holds(&folder.join(&name), &sha256.to_string()).is_ok() {
        return Ok(());
    }
    keep_beside(&SystemFiles, folder, &name, bytes).map_err(|error| OfficeError::Write {
        path: folder.join(name),
        error,
    })
}

/// What an old document was converted to when it was taken in, held against the journal; `None` where it was not.
pub fn converted(folder: &Path, record: &DossierRecord) -> Option<Result<Vec<u8>, DossierLost>> {
    let sum = record.converted.as_ref()?;
    Some(holds(&folder.join(place(sum)), sum))
}

/// The bytes of a kept file, held against the journal.
///
/// # Errors
/// It is gone, another one, or cannot be read.
pub fn kept(folder: &Path, record: &DossierRecord) -> Result<Vec<u8>, DossierLost> {
    holds(&folder.join(place(&record.sha256)), &record.sha256)
}

fn holds(path: &Path, sha256: &str) -> Result<Vec<u8>, DossierLost> {
    let bytes = bounded(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => DossierLost::Missing(path.to_owned()),
        _ => DossierLost::Unreadable(path.to_owned(), error),
    })?;
    if Hash::of(&bytes).to_string() == sha256 {
        Ok(bytes)
    } else {
        Err(DossierLost::Changed(path.to_owned()))
    }
}
