//! Folders of this account alone, whatever mask the account has.

use super::error::JournalError;
use super::files::{FileLook, Files, make_folders};
use std::io;
use std::path::{Path, PathBuf};

/// The user's data folder on this machine, if there is a home at all. What it knows is of the machine, so on Windows it is
/// not the folder that follows the user to others.
pub fn of_user() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "pingshen").map(|d| d.data_local_dir().to_owned())
}

/// Makes a folder that is ours by name, and those above it that are missing, for this account alone: where others may
/// write in it, as under a mask of 000, it is made safe.
///
/// # Errors
/// The disk's own.
pub fn make_private(files: &dyn Files, folder: &Path) -> io::Result<()> {
    make_folders(files, folder)?;
    let there = files.look(folder)?;
    if there.mode & 0o022 != 0 && is_own(&there) {
        close(files, folder, &there)?;
    }
    Ok(())
}

/// Makes the folder of a new session. One that is there, empty and this account's is closed to others; one that others
/// may write in and that cannot be closed without touching what is there is refused: they could put another journal
/// into its place.
///
/// # Errors
/// [`JournalError::OpenToOthers`], or the disk's own.
pub fn for_session(files: &dyn Files, folder: &Path) -> Result<(), JournalError> {
    let file = |error| JournalError::File {
        path: folder.to_owned(),
        error,
    };
    make_folders(files, folder).map_err(file)?;
    let there = files.look(folder).map_err(file)?;
    if there.mode & 0o077 == 0 {
        return Ok(());
    }
    let empty = files.is_empty(folder).map_err(file)?;
    if empty && is_own(&there) && close(files, folder, &there).is_ok() {
        return Ok(());
    }
    if there.mode & 0o022 != 0 {
        return Err(JournalError::OpenToOthers(folder.to_owned()));
    }
    Ok(())
}

/// A folder like `/tmp` is everybody's, whoever made it.
fn is_own(there: &FileLook) -> bool {
    there.own && there.mode & 0o1000 == 0
}

fn close(files: &dyn Files, folder: &Path, there: &FileLook) -> io::Result<()> {
    files.set_mode(folder, there.mode & 0o7700)
}
