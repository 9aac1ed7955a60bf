//! The disk under a journal: the few things that are asked of it. A test puts a failing one in its place.

use super::folders;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom};
use std::os::unix::fs::{FileExt, MetadataExt, OpenOptionsExt};
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
    /// Keeps bytes that are about to be cut off, durably.
    ///
    /// # Errors
    /// The disk's own.
    fn set_aside(&mut self, name: &str, bytes: &[u8]) -> io::Result<()>;
    /// Can it be written at all?
    fn writable(&self) -> bool;
}

/// A real file.
pub struct Disk {
    file: File,
    path: PathBuf,
    writable: bool,
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
        })
    }
}

impl Medium for Disk {
    fn lock(&mut self, alone: bool) -> io::Result<()> {
        let started = Instant::now();
        loop {
            let tried = if alone {
                self.file.try_lock()
            } else {
                self.file.try_lock_shared()
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
        let _ = self.file.unlock();
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
        self.file.write_at(bytes, at)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.file.sync_data()
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.file.set_len(length)?;
        self.file.sync_data()
    }

    fn evict(&mut self) -> io::Result<()> {
        #[cfg(any(target_os = "linux", target_os = "android", target_os = "freebsd"))]
        rustix::fs::fadvise(&self.file, 0, None, rustix::fs::Advice::DontNeed)?;
        Ok(())
    }

    fn in_place(&self) -> bool {
        let (Ok(open), Ok(named)) = (self.file.metadata(), fs::metadata(&self.path)) else {
            return false;
        };
        (open.dev(), open.ino()) == (named.dev(), named.ino()) && open.nlink() > 0
    }

    fn set_aside(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let folder = self.path.with_file_name("torn");
        folders::make(&folder)?;
        write_durably(&folder.join(name), bytes)
    }

    fn writable(&self) -> bool {
        self.writable
    }
}

/// Puts a whole file in place at once, over one that is there: a temporary one beside it, synced, renamed, and the
/// folder synced. After a crash there is the old file or the new one, never a part of it.
///
/// # Errors
/// The disk's own; the old file is then still there.
pub fn write_durably(path: &Path, bytes: &[u8]) -> io::Result<()> {
    in_place(path, bytes, 0o600, |temporary| fs::rename(temporary, path))
}

/// The same, and never over a file that is there.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`], or the disk's own; nothing of it is there then.
pub fn write_new_durably(path: &Path, bytes: &[u8], mode: u32) -> io::Result<()> {
    let mut placed = false;
    let written = in_place(path, bytes, mode, |temporary| {
        let put = match fs::hard_link(temporary, path) {
            Ok(()) => {
                let _ = fs::remove_file(temporary);
                Ok(())
            }
            // Some sticks know no second name for a file.
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists && !path.exists() => {
                fs::rename(temporary, path)
            }
            Err(error) => Err(error),
        };
        placed = put.is_ok();
        put
    });
    // What is said to have failed must not be there; what somebody else put there must.
    if written.is_err() && placed {
        let _ = fs::remove_file(path);
    }
    written
}

fn in_place(
    path: &Path,
    bytes: &[u8],
    mode: u32,
    place: impl FnOnce(&Path) -> io::Result<()>,
) -> io::Result<()> {
    let temporary = temporary_beside(path)?;
    let written = (|| {
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(mode)
            .open(&temporary)?;
        io::Write::write_all(&mut file, bytes)?;
        file.sync_all()?;
        place(&temporary)
    })();
    if written.is_err() {
        let _ = fs::remove_file(&temporary);
        return written;
    }
    sync_folder(path.parent().unwrap_or(Path::new(".")))
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

/// # Errors
/// The disk's own.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    File::open(folder)?.sync_all()
}

/// Does this folder lie on another machine, where locks and appends cannot be trusted?
#[cfg(target_os = "linux")]
pub fn on_network(folder: &Path) -> bool {
    const NETWORK: [u32; 7] = [
        0x6969,      // NFS
        0x517b,      // SMB
        0xff53_4d42, // CIFS
        0xfe53_4d42, // SMB2
        0x6573_5546, // FUSE
        0x0102_1997, // 9p
        0x5346_414f, // AFS
    ];
    rustix::fs::statfs(folder).is_ok_and(|s| NETWORK.contains(&(s.f_type as u32)))
}

/// Does this folder lie on another machine? Not known on this system.
#[cfg(not(target_os = "linux"))]
pub fn on_network(_: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_is_never_put_over_another_and_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x");
        write_new_durably(&path, b"one", 0o600).unwrap();
        let again = write_new_durably(&path, b"two", 0o600).unwrap_err();
        assert_eq!(again.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"one");
        write_durably(&path, b"three").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"three");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        // A link where the temporary file was once called is not followed.
        let told = folder.path().join(format!("x.{}.tmp", std::process::id()));
        let victim = folder.path().join("victim");
        fs::write(&victim, b"whole").unwrap();
        std::os::unix::fs::symlink(&victim, told).unwrap();
        write_durably(&path, b"four").unwrap();
        assert_eq!(fs::read(&victim).unwrap(), b"whole");
    }
}
