//! A file system in memory with a power switch. Writes are buffered as sectors of 512 bytes and names as changes of
//! their folder. When the power goes, every sector that was not synced is kept, dropped, zeroed or torn, whatever
//! becomes of the others; a file's size may or may not have grown; a name that was made, replaced or removed and whose
//! folder was not synced may be lost or old. After a failed sync the pages count as clean: the cache shows the lost
//! bytes as if they were there, and the next sync says yes.
//!
//! What was durable and is not written again stays: a sector that is written over is old or new in each of its bytes,
//! never zero where it held something. No file that only grows could be kept on a disk without that.

use pingshen::journal::files::{FileLook, Files};
use pingshen::journal::medium::Medium;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

const SECTOR: usize = 512;

/// A row of numbers that one number begins.
#[derive(Clone, Debug)]
pub struct Seeded(u64);

impl Seeded {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d_4c95_7f2d)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

/// What can be asked of the disk, and fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Call {
    Open,
    Create,
    Read,
    Write,
    /// A part is written, and how much is said.
    ShortWrite,
    Sync,
    Cut,
    Evict,
    MakeFolder,
    Link,
    Rename,
    Remove,
    SyncFolder,
    SyncAll,
}

/// A sync that a wrong program would leave out. The disk says yes and does nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// Of the lines behind the journal's head.
    JournalSync,
    /// Of a temporary file before it gets its name.
    TemporarySync,
    /// Of a folder in which something was made.
    FolderSyncAfterCreate,
    /// Of a folder in which a file was put over another.
    FolderSyncAfterRename,
    /// Of everything, at the end of an export.
    SyncAll,
}

#[derive(Clone, Debug, Default)]
struct Inode {
    mode: u32,
    /// What programs see.
    cache: Vec<u8>,
    /// What is on the disk.
    durable: Vec<u8>,
    /// Sectors that were written and not synced.
    dirty: BTreeSet<usize>,
    /// Bytes from here on may become zero: they were not there when the file was synced last, or were cut off since.
    stable: usize,
}

impl Inode {
    fn write(&mut self, at: usize, bytes: &[u8]) {
        let end = at + bytes.len();
        if self.cache.len() < end {
            self.cache.resize(end, 0);
        }
        self.cache[at..end].copy_from_slice(bytes);
        if !bytes.is_empty() {
            self.dirty.extend(at / SECTOR..=(end - 1) / SECTOR);
        }
    }

    fn cut(&mut self, length: usize) {
        let before = self.cache.len();
        self.cache.resize(length, 0);
        self.stable = self.stable.min(length);
        if length > before {
            self.dirty.extend(before / SECTOR..=(length - 1) / SECTOR);
        }
        self.dirty.retain(|s| s * SECTOR < length);
    }

    fn sync(&mut self) {
        self.durable.resize(self.cache.len(), 0);
        for sector in std::mem::take(&mut self.dirty) {
            let range = sector * SECTOR..((sector + 1) * SECTOR).min(self.cache.len());
            self.durable[range.clone()].copy_from_slice(&self.cache[range]);
        }
        self.stable = self.durable.len();
    }

    /// Some of it reached the disk, nobody knows which, and all of it counts as clean.
    fn fail_to_sync(&mut self, dice: &mut Seeded) {
        for sector in std::mem::take(&mut self.dirty) {
            if dice.one_in(3) {
                let range = sector * SECTOR..((sector + 1) * SECTOR).min(self.cache.len());
                if self.durable.len() < range.end {
                    self.durable.resize(range.end, 0);
                }
                self.durable[range.clone()].copy_from_slice(&self.cache[range]);
            }
        }
    }

    fn evict(&mut self) {
        for at in 0..self.cache.len().div_ceil(SECTOR) {
            if !self.dirty.contains(&at) {
                for n in at * SECTOR..((at + 1) * SECTOR).min(self.cache.len()) {
                    self.cache[n] = self.durable.get(n).copied().unwrap_or(0);
                }
            }
        }
    }

    fn power_cut(&mut self, dice: &mut Seeded) {
        let (old, new) = (self.durable.len(), self.cache.len());
        let size = match dice.below(3) {
            0 => old,
            1 => new,
            // Between them, at a sector's edge.
            _ => {
                let (low, high) = (old.min(new), old.max(new));
                let edge = (low + dice.below(high - low + 1)).div_ceil(SECTOR) * SECTOR;
                edge.clamp(low, high)
            }
        };
        let mut left = self.durable.clone();
        left.resize(size, 0);
        for sector in &self.dirty {
            let start = sector * SECTOR;
            let end = ((sector + 1) * SECTOR).min(size).min(new);
            if start >= end {
                continue;
            }
            let (kept, zeroed) = match dice.below(4) {
                0 => (end, end),
                1 => (start, start),
                2 => (start, end),
                _ => (start + dice.below(end - start), start),
            };
            left[start..kept].copy_from_slice(&self.cache[start..kept]);
            if let Some(zeros) = left.get_mut(start.max(self.stable)..zeroed)
                && kept == start
            {
                zeros.fill(0);
            }
        }
        self.cache = left.clone();
        self.stable = left.len();
        self.durable = left;
        self.dirty.clear();
    }
}

/// A change of a folder's names, which the disk makes as one.
#[derive(Clone, Debug)]
struct Change {
    folder: PathBuf,
    /// Names and what they stand for from now on; `None` for nothing.
    names: Vec<(PathBuf, Option<Node>)>,
    replaces: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Node {
    File(usize),
    Folder,
}

#[derive(Clone, Debug)]
struct Fault {
    call: Call,
    left: u32,
}

#[derive(Clone, Debug)]
struct State {
    inodes: Vec<Inode>,
    names: BTreeMap<PathBuf, Node>,
    durable: BTreeMap<PathBuf, Node>,
    changes: Vec<Change>,
    dice: Seeded,
    faults: Vec<Fault>,
    failed: u32,
    left_out: Option<LeftOut>,
    /// Calls until the power goes or the program is killed.
    crash_in: Option<u32>,
    dead: bool,
    /// How often it was started: files that were open before are not.
    starts: u32,
}

fn eio() -> io::Error {
    io::Error::from_raw_os_error(5)
}

fn enospc() -> io::Error {
    io::Error::from_raw_os_error(28)
}

impl State {
    /// Counts a call. Gives an error if it fails.
    fn ask(&mut self, call: Call) -> io::Result<()> {
        if self.dead {
            return Err(eio());
        }
        if let Some(left) = &mut self.crash_in {
            *left = left.saturating_sub(1);
            if *left == 0 {
                self.dead = true;
                return Err(eio());
            }
        }
        if self.fails(call) {
            let full = matches!(call, Call::Write | Call::Create | Call::MakeFolder);
            return Err(if full { enospc() } else { eio() });
        }
        Ok(())
    }

    fn fails(&mut self, call: Call) -> bool {
        let mut failed = false;
        self.faults.retain_mut(|fault| {
            if fault.call != call {
                return true;
            }
            fault.left -= 1;
            failed |= fault.left == 0;
            fault.left > 0
        });
        self.failed += u32::from(failed);
        failed
    }

    fn file(&self, path: &Path) -> io::Result<usize> {
        match self.names.get(path) {
            Some(Node::File(n)) => Ok(*n),
            Some(Node::Folder) => Err(io::ErrorKind::IsADirectory.into()),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    /// Changes names at once for programs, and on the disk when the folder is synced.
    fn change(&mut self, names: Vec<(PathBuf, Option<Node>)>) -> io::Result<()> {
        let folder = names[0].0.parent().unwrap().to_owned();
        if self.names.get(&folder) != Some(&Node::Folder) {
            return Err(io::ErrorKind::NotFound.into());
        }
        let replaces = names
            .iter()
            .any(|(path, to)| to.is_some() && self.names.contains_key(path));
        for (path, to) in &names {
            set(&mut self.names, path, *to);
        }
        self.changes.push(Change {
            folder,
            names,
            replaces,
        });
        Ok(())
    }

    fn sync_names(&mut self, under: impl Fn(&Path) -> bool) {
        let (synced, left): (Vec<Change>, Vec<Change>) = std::mem::take(&mut self.changes)
            .into_iter()
            .partition(|change| under(&change.folder));
        self.changes = left;
        for change in synced {
            for (path, to) in change.names {
                set(&mut self.durable, &path, to);
            }
        }
    }
}

fn set(names: &mut BTreeMap<PathBuf, Node>, path: &Path, to: Option<Node>) {
    match to {
        Some(node) => names.insert(path.to_owned(), node),
        None => names.remove(path),
    };
}

/// The disk; clones are the same one.
#[derive(Clone, Debug)]
pub struct SimulatedDisk(Arc<Mutex<State>>);

impl SimulatedDisk {
    /// With one empty folder, which lasts.
    pub fn new(seed: u64, folder: &Path) -> Self {
        let names: BTreeMap<PathBuf, Node> = folder
            .ancestors()
            .map(|above| (above.to_owned(), Node::Folder))
            .collect();
        Self(Arc::new(Mutex::new(State {
            inodes: Vec::new(),
            durable: names.clone(),
            names,
            changes: Vec::new(),
            dice: Seeded::new(seed),
            faults: Vec::new(),
            failed: 0,
            left_out: None,
            crash_in: None,
            dead: false,
            starts: 0,
        })))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }

    /// Another disk with the same on it, as it is now.
    pub fn copy(&self, seed: u64) -> Self {
        let mut state = self.state().clone();
        state.dice = Seeded::new(seed);
        Self(Arc::new(Mutex::new(state)))
    }

    /// Puts a file there that is on the disk.
    pub fn put(&self, path: &Path, bytes: &[u8]) {
        let mut state = self.state();
        let mut inode = Inode {
            mode: 0o600,
            ..Inode::default()
        };
        inode.write(0, bytes);
        inode.sync();
        state.inodes.push(inode);
        let node = Node::File(state.inodes.len() - 1);
        state.names.insert(path.to_owned(), node);
        state.durable.insert(path.to_owned(), node);
    }

    pub fn leave_out(&self, sync: Option<LeftOut>) {
        self.state().left_out = sync;
    }

    /// The n-th call of a kind from now on fails, once.
    pub fn fail(&self, call: Call, nth: u32) {
        self.state().faults.push(Fault { call, left: nth });
    }

    /// How many calls failed because they were told to.
    pub fn failed(&self) -> u32 {
        self.state().failed
    }

    /// The n-th call from now on is the last that anybody makes.
    pub fn crash_in(&self, calls: Option<u32>) {
        self.state().crash_in = calls;
    }

    pub fn dead(&self) -> bool {
        self.state().dead
    }

    /// The power goes and comes back.
    pub fn power_cut(&self) {
        let mut state = self.state();
        for change in std::mem::take(&mut state.changes) {
            if state.dice.one_in(2) {
                for (path, to) in change.names {
                    set(&mut state.durable, &path, to);
                }
            }
        }
        // What lies in a folder that is not there is not there.
        let there = state.durable.clone();
        state
            .durable
            .retain(|path, _| path.ancestors().all(|above| there.contains_key(above)));
        state.names = state.durable.clone();
        let mut dice = state.dice.clone();
        for inode in &mut state.inodes {
            inode.power_cut(&mut dice);
        }
        state.dice = dice;
        drop(state);
        self.killed();
    }

    /// The program ends at once; what it wrote is still in the cache.
    pub fn killed(&self) {
        let mut state = self.state();
        state.dead = false;
        state.crash_in = None;
        state.faults.clear();
        state.starts += 1;
    }

    pub fn files(&self) -> Arc<dyn Files> {
        Arc::new(self.clone())
    }

    fn opened(&self, n: usize, path: &Path) -> Box<dyn Medium> {
        Box::new(SimulatedFile {
            disk: self.clone(),
            n,
            path: path.to_owned(),
            start: self.state().starts,
        })
    }
}

impl Files for SimulatedDisk {
    fn open(&self, path: &Path, _: bool) -> io::Result<Box<dyn Medium>> {
        let mut state = self.state();
        state.ask(Call::Open)?;
        let n = state.file(path)?;
        drop(state);
        Ok(self.opened(n, path))
    }

    fn create_new(&self, path: &Path, mode: u32) -> io::Result<Box<dyn Medium>> {
        let mut state = self.state();
        state.ask(Call::Create)?;
        if state.names.contains_key(path) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let n = state.inodes.len();
        state.inodes.push(Inode {
            mode,
            ..Inode::default()
        });
        state.change(vec![(path.to_owned(), Some(Node::File(n)))])?;
        drop(state);
        Ok(self.opened(n, path))
    }

    fn reader(&self, path: &Path, from: u64) -> io::Result<Box<dyn io::Read>> {
        let mut state = self.state();
        state.ask(Call::Read)?;
        let n = state.file(path)?;
        let bytes = state.inodes[n].cache.get(from as usize..);
        Ok(Box::new(io::Cursor::new(
            bytes.unwrap_or_default().to_vec(),
        )))
    }

    fn look(&self, path: &Path) -> io::Result<FileLook> {
        let state = self.state();
        if state.dead {
            return Err(eio());
        }
        match state.names.get(path) {
            None => Err(io::ErrorKind::NotFound.into()),
            Some(Node::Folder) => Ok(FileLook {
                is_file: false,
                mode: 0o700,
                own: true,
            }),
            Some(Node::File(n)) => Ok(FileLook {
                is_file: true,
                mode: state.inodes[*n].mode,
                own: true,
            }),
        }
    }

    fn taken(&self, path: &Path) -> bool {
        self.state().names.contains_key(path)
    }

    fn is_empty(&self, folder: &Path) -> io::Result<bool> {
        let state = self.state();
        Ok(!state.names.keys().any(|n| n.parent() == Some(folder)))
    }

    /// Folders are closed here from the beginning.
    fn set_mode(&self, _: &Path, _: u32) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.ask(Call::MakeFolder)?;
        if state.names.contains_key(path) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        state.change(vec![(path.to_owned(), Some(Node::Folder))])
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.ask(Call::Link)?;
        if state.names.contains_key(to) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let n = state.file(from)?;
        state.change(vec![(to.to_owned(), Some(Node::File(n)))])
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.ask(Call::Rename)?;
        let n = state.file(from)?;
        let names = vec![
            (to.to_owned(), Some(Node::File(n))),
            (from.to_owned(), None),
        ];
        state.change(names)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.ask(Call::Remove)?;
        state.file(path)?;
        state.change(vec![(path.to_owned(), None)])
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.ask(Call::SyncFolder)?;
        let of_folder = state.changes.iter().filter(|c| c.folder == folder);
        let kind = if of_folder.clone().any(|c| c.replaces) {
            LeftOut::FolderSyncAfterRename
        } else {
            LeftOut::FolderSyncAfterCreate
        };
        if state.left_out != Some(kind) {
            state.sync_names(|changed| changed == folder);
        }
        Ok(())
    }

    fn sync_all(&self, _: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.ask(Call::SyncAll)?;
        if state.left_out != Some(LeftOut::SyncAll) {
            state.sync_names(|_| true);
            state.inodes.iter_mut().for_each(Inode::sync);
        }
        Ok(())
    }
}

/// An open file.
struct SimulatedFile {
    disk: SimulatedDisk,
    n: usize,
    path: PathBuf,
    start: u32,
}

impl SimulatedFile {
    fn ask(&self, call: Call) -> io::Result<MutexGuard<'_, State>> {
        let mut state = self.disk.state();
        if state.starts != self.start {
            return Err(eio());
        }
        state.ask(call)?;
        Ok(state)
    }

    fn sync_as(&self, kind: Option<LeftOut>) -> io::Result<()> {
        let asked = self.ask(Call::Sync).map(drop);
        let mut state = self.disk.state();
        if state.dead || state.starts != self.start {
            return asked;
        }
        let mut dice = state.dice.clone();
        match asked {
            Ok(()) if kind.is_some() && state.left_out == kind => {}
            Ok(()) => state.inodes[self.n].sync(),
            Err(_) => state.inodes[self.n].fail_to_sync(&mut dice),
        }
        state.dice = dice;
        asked
    }

    fn sync_kind(&self) -> LeftOut {
        if self.path.extension().is_some_and(|e| e == "tmp") {
            LeftOut::TemporarySync
        } else {
            LeftOut::JournalSync
        }
    }
}

impl Medium for SimulatedFile {
    fn lock(&mut self, _: bool) -> io::Result<()> {
        Ok(())
    }

    fn unlock(&mut self) {}

    fn length(&self) -> io::Result<u64> {
        Ok(self.disk.state().inodes[self.n].cache.len() as u64)
    }

    fn read(&mut self, from: u64) -> io::Result<Vec<u8>> {
        let state = self.ask(Call::Read)?;
        let bytes = state.inodes[self.n].cache.get(from as usize..);
        Ok(bytes.unwrap_or_default().to_vec())
    }

    fn write(&mut self, at: u64, bytes: &[u8]) -> io::Result<usize> {
        let mut state = self.ask(Call::Write)?;
        let taken = if state.fails(Call::ShortWrite) {
            state.dice.below(bytes.len())
        } else {
            bytes.len()
        };
        state.inodes[self.n].write(at as usize, &bytes[..taken]);
        Ok(taken)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.sync_as(Some(self.sync_kind()))
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.ask(Call::Cut)?.inodes[self.n].cut(length as usize);
        // Its own sync, which may fail or come too late.
        self.sync_as(None)
    }

    fn evict(&mut self) -> io::Result<()> {
        self.ask(Call::Evict)?.inodes[self.n].evict();
        Ok(())
    }

    fn in_place(&self) -> bool {
        let state = self.disk.state();
        state.starts == self.start && state.file(&self.path).ok() == Some(self.n)
    }

    fn writable(&self) -> bool {
        true
    }
}
