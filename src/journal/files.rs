//! The file system under a session: the few things that are asked of it, and how small files are written, whole or not
//! at all. A test puts a simulated one in its place.

use super::medium::{Disk, Medium};
use crate::system;
use std::fmt::Debug;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is asked of a file system.
pub trait Files: Debug + Send + Sync {
    /// Opens a file that is there; for reading only where it may not be written or that is not wanted.
    ///
    /// # Errors
    /// No such file, or no right to read it.
    fn open(&self, path: &Path, write: bool) -> io::Result<Box<dyn Medium>>;
    /// Makes an empty file.
    ///
    /// # Errors
    /// [`io::ErrorKind::AlreadyExists`], also for a link to nothing, or the disk's own.
    fn create_new(&self, path: &Path, mode: u32) -> io::Result<Box<dyn Medium>>;
    /// A file from an offset on, to be read piece by piece.
    ///
    /// # Errors
    /// No such file, or the disk's own.
    fn reader(&self, path: &Path, from: u64) -> io::Result<Box<dyn Read>>;
    /// A file from its beginning, at most so many bytes.
    ///
    /// # Errors
    /// No such file, or the disk's own.
    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.reader(path, 0)?.take(most).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
    /// What lies there.
    ///
    /// # Errors
    /// [`io::ErrorKind::NotFound`], or no right to look.
    fn look(&self, path: &Path) -> io::Result<FileLook>;
    /// Has something this name, be it a link to nothing?
    fn taken(&self, path: &Path) -> bool;
    /// Is it a link to somewhere else?
    fn is_link(&self, _path: &Path) -> bool {
        false
    }
    /// Are these two names of one file?
    fn is_one_file(&self, _one: &Path, _other: &Path) -> bool {
        false
    }
    /// Does a folder hold nothing?
    ///
    /// # Errors
    /// The disk's own.
    fn is_empty(&self, folder: &Path) -> io::Result<bool>;
    /// Who may do what with it, as `chmod` says it.
    ///
    /// # Errors
    /// It is another account's, or the disk's own.
    fn set_mode(&self, path: &Path, mode: u32) -> io::Result<()>;
    /// Makes one folder, for this account alone.
    ///
    /// # Errors
    /// The disk's own.
    fn make_folder(&self, path: &Path) -> io::Result<()>;
    /// Gives a file a second name.
    ///
    /// # Errors
    /// The name is taken, the file system knows no second names, or the disk's own.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Gives a file another name, over one that has it.
    ///
    /// # Errors
    /// The disk's own.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// # Errors
    /// The disk's own.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Waits until the names in a folder are on the disk.
    ///
    /// # Errors
    /// The disk's own.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
    /// Waits until everything on the folder's disk is: one request instead of one for each file.
    ///
    /// # Errors
    /// The disk's own.
    fn sync_all(&self, folder: &Path) -> io::Result<()>;
    /// Do both lie on one disk? `None` where that is not known.
    fn same_disk(&self, _one: &Path, _other: &Path) -> Option<bool> {
        None
    }
}

/// What lies under a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileLook {
    pub is_file: bool,
    /// Who may do what with it, as `chmod` says it.
    pub mode: u32,
    /// Is it this account's?
    pub own: bool,
}

/// The system's own.
#[derive(Clone, Copy, Debug)]
pub struct SystemFiles;

/// The system's own, as it is handed to a session.
pub fn system() -> Arc<dyn Files> {
    Arc::new(SystemFiles)
}

impl Files for SystemFiles {
    fn open(&self, path: &Path, write: bool) -> io::Result<Box<dyn Medium>> {
        Ok(Box::new(Disk::open(path, write)?))
    }

    fn create_new(&self, path: &Path, mode: u32) -> io::Result<Box<dyn Medium>> {
        Ok(Box::new(Disk::create_new(path, mode)?))
    }

    fn reader(&self, path: &Path, from: u64) -> io::Result<Box<dyn Read>> {
        let mut file = File::open(path)?;
        file.seek(SeekFrom::Start(from))?;
        Ok(Box::new(file))
    }

    fn look(&self, path: &Path) -> io::Result<FileLook> {
        let found = fs::metadata(path)?;
        Ok(FileLook {
            is_file: found.is_file(),
            mode: system::mode(&found),
            own: system::is_own(&found),
        })
    }

    fn taken(&self, path: &Path) -> bool {
        fs::symlink_metadata(path).is_ok()
    }

    fn is_link(&self, path: &Path) -> bool {
        fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink())
    }

    fn is_one_file(&self, one: &Path, other: &Path) -> bool {
        File::open(one).is_ok_and(|one| system::is_same_file(&one, other))
    }

    fn is_empty(&self, folder: &Path) -> io::Result<bool> {
        Ok(fs::read_dir(folder)?.next().is_none())
    }

    fn set_mode(&self, path: &Path, mode: u32) -> io::Result<()> {
        system::set_mode(path, mode)
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        system::make_private_folder(path)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::hard_link(from, to)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        system::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        system::sync_folder(folder)
    }

    fn same_disk(&self, one: &Path, other: &Path) -> Option<bool> {
        system::same_disk(one, other)
    }

    fn sync_all(&self, folder: &Path) -> io::Result<()> {
        system::sync_disk_of(folder)
    }
}

/// Puts a whole file in place at once, over one that is there: a temporary one beside it, synced, renamed, and the
/// folder synced. After a crash there is the old file or the new one, never a part of it.
///
/// # Errors
/// The disk's own; the old file is then still there.
pub fn write_durably(files: &dyn Files, path: &Path, bytes: &[u8]) -> io::Result<()> {
    in_place(files, path, bytes, 0o600, |temporary| {
        files.rename(temporary, path)
    })?;
    files.sync_folder(above(path))
}

/// The same, and never over a file that is there.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`], or the disk's own; nothing of it is there then.
pub fn write_new_durably(
    files: &dyn Files,
    path: &Path,
    bytes: &[u8],
    mode: u32,
) -> io::Result<()> {
    in_place(files, path, bytes, mode, |temporary| {
        match files.link(temporary, path) {
            Ok(()) => {
                let _ = files.remove(temporary);
                Ok(())
            }
            // Some sticks know no second name for a file.
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists && !files.taken(path) => {
                files.rename(temporary, path)
            }
            Err(error) => Err(error),
        }
    })?;
    let synced = files.sync_folder(above(path));
    // What is said to have failed must not be there; what somebody else put there must.
    if synced.is_err() {
        let _ = files.remove(path);
    }
    synced
}

/// Puts a whole file in place at once, over one that is there, and does not wait for the disk: a crash may leave any
/// part of it.
///
/// # Errors
/// The disk's own; the old file is then still there.
pub fn write_unsynced(files: &dyn Files, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let temporary = temporary_beside(path)?;
    let written = files
        .create_new(&temporary, 0o600)
        .and_then(|mut file| write_all(&mut *file, bytes))
        .and_then(|()| files.rename(&temporary, path));
    if written.is_err() {
        let _ = files.remove(&temporary);
    }
    written
}

fn in_place(
    files: &dyn Files,
    path: &Path,
    bytes: &[u8],
    mode: u32,
    place: impl FnOnce(&Path) -> io::Result<()>,
) -> io::Result<()> {
    let temporary = temporary_beside(path)?;
    let written = (|| {
        let mut file = files.create_new(&temporary, mode)?;
        write_all(&mut *file, bytes)?;
        file.sync()?;
        place(&temporary)
    })();
    if written.is_err() {
        let _ = files.remove(&temporary);
    }
    written
}

fn write_all(file: &mut dyn Medium, bytes: &[u8]) -> io::Result<()> {
    write_all_at(file, 0, bytes)
}

/// A disk that is nearly full takes a part of what it is given and says no error.
pub(super) fn write_all_at(file: &mut dyn Medium, at: u64, bytes: &[u8]) -> io::Result<()> {
    let mut done = 0;
    while let Some(left) = bytes.get(done..).filter(|left| !left.is_empty()) {
        match file.write(at + done as u64, left) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(taken) => done += taken,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// A name that nobody can foretell, and so put a link at.
///
/// # Errors
/// The system has no randomness.
pub fn temporary_beside(path: &Path) -> io::Result<PathBuf> {
    let mut random = [0_u8; 8];
    getrandom::fill(&mut random).map_err(io::Error::other)?;
    let random: String = random.iter().map(|b| format!("{b:02x}")).collect();
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{random}.tmp"));
    Ok(path.with_file_name(name))
}

/// The folder in which a name stands.
fn above(path: &Path) -> &Path {
    match path.parent() {
        Some(above) if !above.as_os_str().is_empty() => above,
        _ => Path::new("."),
    }
}

/// Makes a folder, and those above it that are not there, for this account alone. Its name and theirs are on the disk
/// then.
///
/// # Errors
/// The disk's own.
pub fn make_folders(files: &dyn Files, folder: &Path) -> io::Result<()> {
    let above = above(folder);
    if files.look(folder).is_err() {
        if above != folder {
            make_folders(files, above)?;
        }
        match files.make_folder(folder) {
            // Somebody else was faster.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            made => made?,
        }
        return files.sync_folder(above);
    }
    // A program that was killed may have made it and not waited for the disk. Not every folder that is not ours may
    // be opened.
    let _ = files.sync_folder(above);
    Ok(())
}

/// Keeps a file in a folder that is there, readable by this account alone: whole and on the disk, or not at all.
///
/// # Errors
/// The disk's own.
pub fn keep_beside(files: &dyn Files, folder: &Path, name: &Path, bytes: &[u8]) -> io::Result<()> {
    let path = folder.join(name);
    make_folders(files, above(&path))?;
    write_durably(files, &path, bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_is_never_put_over_another_and_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x");
        write_new_durably(&SystemFiles, &path, b"one", 0o600).unwrap();
        let again = write_new_durably(&SystemFiles, &path, b"two", 0o600).unwrap_err();
        assert_eq!(again.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"one");
        write_durably(&SystemFiles, &path, b"three").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"three");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        // A link where the temporary file was once called is not followed.
        let told = folder.path().join(format!("x.{}.tmp", std::process::id()));
        let victim = folder.path().join("victim");
        fs::write(&victim, b"whole").unwrap();
        system::make_link(&victim, &told).unwrap();
        write_durably(&SystemFiles, &path, b"four").unwrap();
        assert_eq!(fs::read(&victim).unwrap(), b"whole");
    }

    #[test]
    fn folders_are_made_with_those_above_them() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("a/b/c");
        for _ in 0..2 {
            make_folders(&SystemFiles, &folder).unwrap();
        }
        assert_eq!(SystemFiles.look(&folder).unwrap().mode, 0o700);
        fs::write(home.path().join("file"), "").unwrap();
        assert!(make_folders(&SystemFiles, &home.path().join("file/d")).is_err());
    }
}
