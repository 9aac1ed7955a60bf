//! Folders of this account alone, whatever mask the account has.

use super::error::JournalError;
use std::fs::{self, DirBuilder, Metadata, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// The user's data folder, if there is a home at all.
pub fn of_user() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "pingshen").map(|d| d.data_dir().to_owned())
}

/// Makes a folder, and those above it that are missing, for this account alone. One that is there stays as it is.
///
/// # Errors
/// The disk's own.
pub fn make(folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// The same for a folder that is ours by name: where others may write in it, as under a mask of 000, it is made safe.
///
/// # Errors
/// The disk's own.
pub fn make_private(folder: &Path) -> io::Result<()> {
    make(folder)?;
    let there = fs::metadata(folder)?;
    if there.mode() & 0o022 != 0 && is_own(&there) {
        close(folder, &there)?;
    }
    Ok(())
}

/// Makes the folder of a new session. One that is there, empty and this account's is closed to others; one that others
/// may write in and that cannot be closed without touching what is there is refused: they could put another journal
/// into its place.
///
/// # Errors
/// [`JournalError::OpenToOthers`], or the disk's own.
pub fn for_session(folder: &Path) -> Result<(), JournalError> {
    let file = |error| JournalError::File {
        path: folder.to_owned(),
        error,
    };
    make(folder).map_err(file)?;
    let there = fs::metadata(folder).map_err(file)?;
    if there.mode() & 0o077 == 0 {
        return Ok(());
    }
    let empty = fs::read_dir(folder).map_err(file)?.next().is_none();
    if empty && is_own(&there) && close(folder, &there).is_ok() {
        return Ok(());
    }
    if there.mode() & 0o022 != 0 {
        return Err(JournalError::OpenToOthers(folder.to_owned()));
    }
    Ok(())
}

/// A folder like `/tmp` is everybody's, whoever made it.
fn is_own(there: &Metadata) -> bool {
    there.uid() == rustix::process::geteuid().as_raw() && there.mode() & 0o1000 == 0
}

fn close(folder: &Path, there: &Metadata) -> io::Result<()> {
    fs::set_permissions(folder, Permissions::from_mode(there.mode() & 0o7700))
}
