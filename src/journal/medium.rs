//! The disk under a journal: the few things that are asked of it. A test puts a failing one in its place.

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

    /// Makes an empty file, never over one that is there.
    ///
    /// # Errors
    /// Something has the name, or the disk's own.
    pub fn create_new(path: &Path, mode: u32) -> io::Result<Self> {
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(mode)
            .open(path)?;
        Ok(Self {
            file,
            path: path.to_owned(),
            writable: true,
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

    fn writable(&self) -> bool {
        self.writable
    }
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
