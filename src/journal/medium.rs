//! The disk under a journal: the few things that are asked of it. A test puts a failing one in its place.

use crate::system;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long a writer waits for another one.
const PATIENCE: Duration = Duration::from_secs(3);

/// What a journal asks of a disk.
pub trait Medium: Send {
    /// Alone (to write), or beside other readers. Gives up with [`io::ErrorKind::WouldBlock`].
    ///
    /// # Errors
    /// Locked by somebody else for too long, or the disk's own.
    fn lock(&mut self, alone: bool) -> io::Result<()>;
    fn unlock(&mut self);
    /// # Errors
    /// The disk's own.
    fn length(&self) -> io::Result<u64>;
    /// Everything from an offset to the end.
    ///
    /// # Errors
    /// The disk's own.
    fn read(&mut self, from: u64) -> io::Result<Vec<u8>>;
    /// One write call; says how many bytes were taken.
    ///
    /// # Errors
    /// The disk's own.
    fn write(&mut self, at: u64, bytes: &[u8]) -> io::Result<usize>;
    /// # Errors
    /// The data may not be on the disk, and asking again proves nothing.
    fn sync(&mut self) -> io::Result<()>;
    /// # Errors
    /// The disk's own.
    fn cut(&mut self, length: u64) -> io::Result<()>;
    /// Forgets cached pages, so that the next read comes from the disk.
    ///
    /// # Errors
    /// The disk's own.
    fn evict(&mut self) -> io::Result<()>;
    /// Is this still the file of that name? A restored backup is not.
    fn in_place(&self) -> bool;
    /// Can it be written at all?
    fn writable(&self) -> bool;
}

/// A real file.
pub struct Disk {
    file: File,
    path: PathBuf,
    writable: bool,
    lock: Lock,
}

/// What is locked. Programs of this one's older versions lock the journal itself, which must stay so where it keeps
/// nobody from reading.
enum Lock {
    Itself,
    /// A file beside it, opened when it is first locked.
    Beside(Option<File>),
}

impl Lock {
    fn usual() -> Self {
        match system::LOCKS_KEEP_READERS_OUT {
            true => Self::Beside(None),
            false => Self::Itself,
        }
    }
}

impl Disk {
    /// Opens for writing, or for reading only where writing is not permitted or not wanted.
    ///
    /// # Errors
    /// No such file, or no right to read it.
    pub fn open(path: &Path, write: bool) -> io::Result<Self> {
        if write {
            let opened = OpenOptions::new().read(true).write(true).open(path);
            match opened {
                Ok(file) => {
                    return Ok(Self {
                        file,
                        path: path.to_owned(),
                        writable: true,
                        lock: Lock::usual(),
                    });
                }
                Err(e)
                    if !matches!(
                        e.kind(),
                        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
                    ) =>
                {
                    return Err(e);
                }
                Err(_) => {}
            }
        }
        Ok(Self {
            file: File::open(path)?,
            path: path.to_owned(),
            writable: false,
            lock: Lock::usual(),
        })
    }

    /// Makes an empty file, never over one that is there.
    ///
    /// # Errors
    /// Something has the name, or the disk's own.
    pub fn create_new(path: &Path, mode: u32) -> io::Result<Self> {
        Ok(Self {
            file: system::create_new(path, mode)?,
            path: path.to_owned(),
            writable: true,
            lock: Lock::usual(),
        })
    }

    /// The file that is locked; `None` for a reader in a folder in which nobody can write.
    fn locked(&mut self, alone: bool) -> io::Result<Option<&File>> {
        let Lock::Beside(beside) = &mut self.lock else {
            return Ok(Some(&self.file));
        };
        if beside.is_none() {
            let path = self.path.with_extension("lock");
            let mut options = File::options();
            options.read(true).write(true).create(true).truncate(false);
            *beside = match options.open(&path).or_else(|_| File::open(&path)) {
                Ok(file) => Some(file),
                Err(_) if !alone => None,
                Err(error) => return Err(error),
            };
        }
        Ok(beside.as_ref())
    }
}

impl Medium for Disk {
    fn lock(&mut self, alone: bool) -> io::Result<()> {
        let started = Instant::now();
        let Some(file) = self.locked(alone)? else {
            return Ok(());
        };
        loop {
            let tried = if alone {
                file.try_lock()
            } else {
                file.try_lock_shared()
            };
            match tried {
                Ok(()) => return Ok(()),
                Err(fs::TryLockError::Error(e)) => return Err(e),
                Err(fs::TryLockError::WouldBlock) if started.elapsed() > PATIENCE => {
                    return Err(io::ErrorKind::WouldBlock.into());
                }
                Err(fs::TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(2)),
            }
        }
    }

    fn unlock(&mut self) {
        // Closing the file unlocks it as well; there is nothing to do about a failure here.
        let _ = match &self.lock {
            Lock::Itself => self.file.unlock(),
            Lock::Beside(file) => file.as_ref().map_or(Ok(()), File::unlock),
        };
    }

    fn length(&self) -> io::Result<u64> {
        Ok(self.file.metadata()?.len())
    }

    fn read(&mut self, from: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.file.seek(SeekFrom::Start(from))?;
        self.file.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn write(&mut self, at: u64, bytes: &[u8]) -> io::Result<usize> {
        system::write_at(&self.file, bytes, at)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.file.sync_data()
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.file.set_len(length)?;
        self.file.sync_data()
    }

    fn evict(&mut self) -> io::Result<()> {
        system::forget_cached(&self.file)
    }

    fn in_place(&self) -> bool {
        system::is_same_file(&self.file, &self.path)
    }

    fn writable(&self) -> bool {
        self.writable
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(path: &Path, lock: Lock) -> Disk {
        let disk = Disk::open(path, true).unwrap();
        Disk { lock, ..disk }
    }

    /// Where a lock keeps readers out, the journal itself is never locked: a backup reads it at any time.
    #[test]
    fn a_lock_beside_the_file_keeps_writers_apart_and_nobody_from_reading() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.jsonl");
        fs::write(&path, "x").unwrap();
        let mut one = opened(&path, Lock::Beside(None));
        let mut other = opened(&path, Lock::Beside(None));
        one.lock(true).unwrap();
        let backup = File::open(&path).unwrap();
        backup.try_lock().unwrap();
        backup.unlock().unwrap();
        let lock = other.locked(false).unwrap().unwrap();
        assert!(matches!(
            lock.try_lock_shared(),
            Err(fs::TryLockError::WouldBlock)
        ));
        one.unlock();
        other.lock(false).unwrap();
        one.lock(false).unwrap();
        assert!(folder.path().join("journal.lock").exists());
        // What a reader finds in a folder that is written on a disc is not written any more.
        let gone = folder.path().join("gone");
        fs::create_dir(&gone).unwrap();
        let path = gone.join("journal.jsonl");
        fs::write(&path, "x").unwrap();
        let mut reader = opened(&path, Lock::Beside(None));
        fs::remove_dir_all(&gone).unwrap();
        reader.lock(false).unwrap();
        reader.unlock();
        assert!(reader.lock(true).is_err());
    }
}
