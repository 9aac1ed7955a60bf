//! The journal of a session: opening, following, appending.
//!
//! Append: lock, read what others appended, fold it, let the core decide, write the whole line in one call,
//! sync, unlock. Only then is anything "saved". All processes so see one order of acts.

use super::clock::Clock;
use super::code::record_code;
use super::line::{self, Fault, Hash, Record};
use super::medium::{Disk, Medium, on_network, sync_folder, write_durably};
use super::scan::{Head, Rest, scan};
use crate::model::{Act, DESK, Refusal, Session, Setup, Stamp, Touched};
use std::io;
use std::path::{Path, PathBuf};

/// The file of acts inside a session's folder.
pub const JOURNAL: &str = "journal.jsonl";
/// Why a session cannot be opened or written.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    #[error("no journal in {0}")]
    NoSession(PathBuf),
    #[error("{0} holds a session already")]
    Exists(PathBuf),
    #[error("{0} lies on a network folder")]
    Network(PathBuf),
    #[error("another seat is saving")]
    Busy,
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// Some act of a batch is refused; nothing was written. The number counts from 0.
    #[error("act {0} of the batch refused: {1:?}")]
    RefusedAt(usize, Refusal),
    #[error("the journal is read-only: {0:?}")]
    ReadOnly(Health),
    /// Nothing was saved; the file is as it was.
    #[error("not saved: {0}")]
    NotSaved(io::Error),
    #[error("{path}: {error}")]
    File { path: PathBuf, error: io::Error },
    #[error("the act is too long")]
    TooLong,
}

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
    Damaged { line: u64, fault: Fault },
    /// Older than what was known of it: a restored backup, or cut at the end of a line.
    Behind { known: u64, have: u64 },
    /// Another history than the one that was known.
    Differs { line: u64 },
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

/// What a save gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    pub seq: u64,
    pub at: String,
    pub hash: Hash,
    /// The disk reported an error, which was mended and checked.
    pub mended: bool,
}

impl Saved {
    pub fn code(&self) -> String {
        record_code(self.hash)
    }
}

/// A point of the history that is known from elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    pub seq: u64,
    pub hash: Hash,
}

/// An open session.
pub struct Journal {
    pub(super) medium: Box<dyn Medium>,
    pub(super) folder: PathBuf,
    pub(super) clock: Clock,
    pub(super) session: Session,
    pub(super) head: Head,
    pub(super) health: Health,
    /// Good bytes that were not read back from the disk since they were written, and where they begin.
    pub(super) unchecked: Vec<u8>,
    pub(super) unchecked_from: u64,
    pub(super) unchecked_lines: usize,
    pub(super) touched: Vec<Touched>,
    /// The hashes of lines whose record code is printed: sealed rules, submissions, the result.
    pub(super) seals: Vec<(u64, Hash)>,
}

impl Journal {
    /// Makes a new session: all its first acts are put in place at once, or none.
    ///
    /// # Errors
    /// The folder holds a session already, lies on a network, cannot be written; or an act is refused.
    pub fn create(
        folder: &Path,
        clock: Clock,
        setup: Setup,
        acts: Vec<Act>,
    ) -> Result<(), JournalError> {
        let path = folder.join(JOURNAL);
        let file = |error| JournalError::File {
            path: folder.to_owned(),
            error,
        };
        if path.exists() {
            return Err(JournalError::Exists(folder.to_owned()));
        }
        let mut session = Session::default();
        let mut bytes = Vec::new();
        let mut prev = Hash::ZERO;
        let at = clock.now();
        let acts = std::iter::once(Act::Setup(Box::new(setup))).chain(acts);
        for (n, act) in acts.enumerate() {
            let seq = n as u64 + 1;
            let stamp = Stamp {
                seq,
                at: &at,
                by: DESK,
            };
            session
                .apply(stamp, &act)
                .map_err(|refusal| JournalError::RefusedAt(n, refusal))?;
            let record = Record {
                seq,
                at: at.clone(),
                by: DESK.to_owned(),
                batch: None,
                act,
            };
            prev = line::write(&record, prev, &mut bytes).map_err(|_| JournalError::TooLong)?;
        }
        make_folder(folder).map_err(file)?;
        write_durably(&path, &bytes).map_err(file)?;
        let above = folder.parent().unwrap_or(Path::new("."));
        sync_folder(above).map_err(file)
    }

    /// Opens a session. A file that may not be written opens read-only, a damaged one as far as it is good.
    ///
    /// # Errors
    /// There is no journal, it lies on a network folder, or it cannot be read.
    pub fn open(folder: &Path, clock: Clock, how: &Opening) -> Result<Self, JournalError> {
        let path = folder.join(JOURNAL);
        if !path.is_file() {
            return Err(JournalError::NoSession(folder.to_owned()));
        }
        if how.write && !how.network_too && on_network(folder) {
            return Err(JournalError::Network(folder.to_owned()));
        }
        let disk =
            Disk::open(&path, how.write).map_err(|error| JournalError::File { path, error })?;
        Self::over(Box::new(disk), folder, clock, how)
    }

    /// Opens over any medium; tests put a failing one here.
    ///
    /// # Errors
    /// As [`Journal::open`].
    pub fn over(
        medium: Box<dyn Medium>,
        folder: &Path,
        clock: Clock,
        how: &Opening,
    ) -> Result<Self, JournalError> {
        let mut journal = Self {
            medium,
            folder: folder.to_owned(),
            clock,
            session: Session::default(),
            head: Head::START,
            health: Health::Good,
            unchecked: Vec::new(),
            unchecked_from: 0,
            unchecked_lines: 0,
            touched: Vec::new(),
            seals: Vec::new(),
        };
        journal.medium.lock(false).map_err(busy)?;
        let bytes = journal.medium.read(0);
        journal.medium.unlock();
        let bytes = bytes.map_err(|error| journal.file_error(error))?;
        journal.take_in(&bytes, &how.anchors);
        journal.touched = vec![Touched::Everything];
        journal.forget_unchecked();
        if how.write && !journal.medium.writable() && !journal.health.read_only() {
            journal.health = Health::NoRight;
        }
        Ok(journal)
    }

    pub fn session(&self) -> &Session {
        &self.session
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub fn head(&self) -> Head {
        self.head
    }

    pub fn health(&self) -> &Health {
        &self.health
    }

    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The record code of an act that seals something: the opening or closing of scoring, a submission, a
    /// change of the rules, a confirmation, a certified result. `None` for any other line.
    pub fn code_of(&self, seq: u64) -> Option<String> {
        let at = self.seals.binary_search_by_key(&seq, |(n, _)| *n).ok()?;
        self.seals.get(at).map(|(_, hash)| record_code(*hash))
    }

    pub(super) fn remember_seal(&mut self, record: &Record, hash: Hash) {
        if matches!(
            record.act,
            Act::OpenScoring {}
                | Act::CloseScoring {}
                | Act::Submit { .. }
                | Act::Rules { .. }
                | Act::Confirm { .. }
                | Act::Certify { .. }
        ) {
            self.seals.push((record.seq, hash));
        }
    }

    /// The record code of the last good line.
    pub fn code(&self) -> String {
        record_code(self.head.hash)
    }

    /// What was changed since this was asked last, in order.
    pub fn take_touched(&mut self) -> Vec<Touched> {
        std::mem::take(&mut self.touched)
    }

    /// Reads and folds what others appended. Says whether there was anything.
    ///
    /// # Errors
    /// The file cannot be read, or somebody has been writing for long.
    pub fn follow(&mut self) -> Result<bool, JournalError> {
        if self.health.doubtful() {
            return Ok(false);
        }
        self.medium.lock(false).map_err(busy)?;
        let news = self.news();
        self.medium.unlock();
        news
    }

    /// Reads what is new behind the head; the lock is held.
    pub(super) fn news(&mut self) -> Result<bool, JournalError> {
        if !self.medium.in_place() {
            self.health = Health::Differs {
                line: self.head.seq,
            };
            return Ok(false);
        }
        let length = self.medium.length().map_err(|e| self.file_error(e))?;
        if length < self.head.offset {
            self.health = Health::Behind {
                known: self.head.seq,
                have: self.head.seq.saturating_sub(1),
            };
            return Ok(false);
        }
        if length == self.head.offset && matches!(self.health, Health::Good | Health::NoNewline) {
            return Ok(false);
        }
        let bytes = self
            .medium
            .read(self.head.offset)
            .map_err(|e| self.file_error(e))?;
        let before = self.head.seq;
        let kept = self.health.clone();
        let bytes = match (&kept, bytes.split_first()) {
            // Somebody has completed the line that lacked its newline.
            (Health::NoNewline, Some((b'\n', rest))) => {
                self.head.offset += 1;
                rest
            }
            _ => bytes.as_slice(),
        };
        self.take_in(bytes, &[]);
        if kept == Health::NoRight && self.health == Health::Good {
            self.health = kept;
        }
        Ok(self.head.seq != before)
    }

    /// Folds bytes that follow the head.
    fn take_in(&mut self, bytes: &[u8], anchors: &[Anchor]) {
        let start = self.head;
        let mut differs = None;
        let mut lines = 0;
        let (head, rest) = scan(start, bytes, &mut |record, hash| {
            if anchors
                .iter()
                .any(|a| a.seq == record.seq && a.hash != hash)
            {
                differs.get_or_insert(record.seq);
            }
            lines += 1;
            self.fold(&record)?;
            self.remember_seal(&record, hash);
            Ok(())
        });
        if start != Head::START {
            let taken = usize::try_from(head.offset - start.offset).unwrap_or(usize::MAX);
            self.remember_unchecked(bytes.get(..taken).unwrap_or_default(), lines);
        }
        self.head = head;
        let known = anchors.iter().map(|a| a.seq).max().unwrap_or(0);
        self.health = match (rest, differs) {
            (Rest::Damaged { line, fault }, _) => Health::Damaged { line, fault },
            (_, Some(line)) => Health::Differs { line },
            _ if known > head.seq => Health::Behind {
                known,
                have: head.seq,
            },
            (Rest::Whole, _) => Health::Good,
            (Rest::NoNewline, _) => Health::NoNewline,
            (Rest::Torn, _) => Health::Torn {
                bytes: (bytes.len() as u64).saturating_sub(head.offset - start.offset),
            },
        };
    }

    pub(super) fn fold(&mut self, record: &Record) -> Result<(), Refusal> {
        let stamp = Stamp {
            seq: record.seq,
            at: &record.at,
            by: &record.by,
        };
        self.session.apply(stamp, &record.act)?;
        match self.session.touched() {
            Touched::Nothing => {}
            touched
                if self.touched.last() == Some(&Touched::Everything)
                    && touched == Touched::Everything => {}
            touched => self.touched.push(touched),
        }
        Ok(())
    }

    pub(super) fn file_error(&self, error: io::Error) -> JournalError {
        JournalError::File {
            path: self.folder.join(JOURNAL),
            error,
        }
    }
}

/// How a session is opened.
#[derive(Clone, Debug, Default)]
pub struct Opening {
    pub write: bool,
    /// The user insists on a network folder.
    pub network_too: bool,
    pub anchors: Vec<Anchor>,
}

pub(super) fn busy(error: io::Error) -> JournalError {
    if error.kind() == io::ErrorKind::WouldBlock {
        JournalError::Busy
    } else {
        JournalError::NotSaved(error)
    }
}

fn make_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
}
