//! The journal of a session: opening, following, appending.
//!
//! Append: lock, read what others appended, fold it, let the core decide, write the whole line in one call,
//! sync, unlock. Only then is anything "saved". All processes so see one order of acts.

use super::anchor::Anchor;
use super::clock::Clock;
use super::code::record_code;
use super::error::{JOURNAL, JournalError};
use super::files::{self, Files};
use super::heads::{HeadKeeper, Heads, SeenHead};
use super::health::Health;
use super::history::History;
use super::line::{self, Hash, LineFault, Record};
use super::medium::Medium;
use super::scan::{Head, Remainder, scan};
use crate::model::{Act, Refusal, Session};
use crate::system;
use std::io;
use std::path::Path;
use std::sync::Arc;

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

/// Sees an act that was folded.
pub type Watch<'a> = dyn FnMut(&Record, Hash) + 'a;

/// An open session.
pub struct Journal {
    pub(super) medium: Box<dyn Medium>,
    pub(super) clock: Clock,
    pub(super) history: History,
    /// Good bytes that were not read back from the disk since they were written, and where they begin.
    pub(super) unchecked: Vec<u8>,
    pub(super) unchecked_from: u64,
    pub(super) unchecked_lines: usize,
    /// Among the unchecked are lines of others, who may have been killed before they had synced them.
    pub(super) foreign: bool,
    /// What was folded since somebody asked for it last, if somebody does.
    pub(super) fresh: Option<Vec<(Record, Hash)>>,
    pub(super) keeper: Option<HeadKeeper>,
    /// What this machine had seen of it before it was opened.
    seen: Option<SeenHead>,
}

impl Journal {
    /// Opens a session. A file that may not be written opens read-only, a damaged one as far as it is good.
    ///
    /// # Errors
    /// There is no journal, it lies on a network folder, or it cannot be read.
    pub fn open(folder: &Path, clock: Clock, how: &Opening) -> Result<Self, JournalError> {
        Self::open_on(files::system(), folder, clock, how)
    }

    /// [`Journal::open`]; `watch` sees every act that was folded, in order.
    ///
    /// # Errors
    /// As [`Journal::open`].
    pub fn open_watched(
        folder: &Path,
        clock: Clock,
        how: &Opening,
        watch: &mut Watch<'_>,
    ) -> Result<Self, JournalError> {
        let files = files::system();
        let medium = Self::medium(&*files, folder, how)?;
        Self::read(medium, History::begin(files, folder), clock, how, watch)
    }

    /// [`Journal::open`] on any file system.
    ///
    /// # Errors
    /// As [`Journal::open`].
    pub fn open_on(
        files: Arc<dyn Files>,
        folder: &Path,
        clock: Clock,
        how: &Opening,
    ) -> Result<Self, JournalError> {
        let medium = Self::medium(&*files, folder, how)?;
        let history = History::begin(files, folder);
        Self::read(medium, history, clock, how, &mut |_, _| {})
    }

    /// The file of a session, after looking whether it can be used.
    fn medium(
        files: &dyn Files,
        folder: &Path,
        how: &Opening,
    ) -> Result<Box<dyn Medium>, JournalError> {
        let path = folder.join(JOURNAL);
        let there = files.look(&path);
        if matches!(&there, Err(e) if e.kind() == io::ErrorKind::PermissionDenied) {
            return Err(JournalError::Private(folder.to_owned()));
        }
        if !there.is_ok_and(|found| found.is_file) {
            return Err(JournalError::NoSession(folder.to_owned()));
        }
        if how.write && !how.network_too && system::on_network(folder) {
            return Err(JournalError::Network(folder.to_owned()));
        }
        if how.write {
            // Whoever made the session may have been killed before its name was on the disk.
            let _ = files.sync_folder(folder);
        }
        files
            .open(&path, how.write)
            .map_err(|error| JournalError::File { path, error })
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
        let history = History::begin(files::system(), folder);
        Self::read(medium, history, clock, how, &mut |_, _| {})
    }

    fn read(
        medium: Box<dyn Medium>,
        history: History,
        clock: Clock,
        how: &Opening,
        watch: &mut Watch<'_>,
    ) -> Result<Self, JournalError> {
        let mut journal = Self {
            medium,
            clock,
            history,
            unchecked: Vec::new(),
            unchecked_from: 0,
            unchecked_lines: 0,
            foreign: false,
            fresh: None,
            keeper: None,
            seen: None,
        };
        journal.medium.lock(false).map_err(busy)?;
        if how.write {
            // A program that was killed may have left lines that are in the cache alone, and after a failed sync the
            // cache shows lines that are lost. What is read here is what is on the disk, or as near as can be had.
            let _ = journal.medium.sync();
            let _ = journal.medium.evict();
        }
        let bytes = journal.medium.read(0);
        journal.medium.unlock();
        let bytes = bytes.map_err(|error| journal.file_error(error))?;
        let seen = how
            .heads
            .as_ref()
            .and_then(|heads| journal.look_up(heads, &bytes));
        let anchors: Vec<Anchor> = how
            .anchors
            .iter()
            .copied()
            .chain(seen.as_ref().and_then(SeenHead::anchor))
            .collect();
        journal.take_in(&bytes, &anchors, watch);
        journal.history.anchors = anchors;
        journal.seen = seen;
        journal.history.all_touched();
        journal.forget_unchecked();
        journal.keep_head();
        if how.write && !journal.medium.writable() && !journal.history.health.read_only() {
            journal.history.health = Health::NoRight;
        }
        Ok(journal)
    }

    /// What was read of it so far.
    pub fn history(&self) -> &History {
        &self.history
    }

    pub fn session(&self) -> &Session {
        self.history.session()
    }

    /// Begins to keep the head of the session that these bytes begin with; gives the one that was kept.
    fn look_up(&mut self, heads: &Heads, bytes: &[u8]) -> Option<SeenHead> {
        let session = session_id(bytes)?;
        let seen = heads.seen(&session, &self.history.folder);
        let known = seen.as_ref().map_or(0, |seen| seen.seq);
        let keeper = HeadKeeper::new(heads.clone(), session, &self.history.folder, known);
        self.keeper = Some(keeper);
        seen
    }

    /// What this machine had seen of it, where it lies, before it was opened.
    pub fn seen(&self) -> Option<&SeenHead> {
        self.seen.as_ref()
    }

    /// What is on the disk is what this machine saw; of a doubtful file it keeps what it knew.
    pub(super) fn keep_head(&mut self) {
        let head = self.history.head;
        if let Some(keeper) = &mut self.keeper
            && !self.history.health.doubtful()
        {
            keeper.saw(head.seq, head.hash, &self.clock);
        }
    }

    pub fn folder(&self) -> &Path {
        self.history.folder()
    }

    pub fn head(&self) -> Head {
        self.history.head()
    }

    pub fn health(&self) -> &Health {
        self.history.health()
    }

    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The record code of the last good line.
    pub fn code(&self) -> String {
        self.history.code()
    }

    /// From now on what is folded is kept for [`Journal::take_fresh`].
    pub fn keep_fresh(&mut self) {
        self.fresh.get_or_insert_default();
    }

    /// What was folded since this was asked last, in order; nothing unless it is kept.
    pub fn take_fresh(&mut self) -> Vec<(Record, Hash)> {
        self.fresh.as_mut().map(std::mem::take).unwrap_or_default()
    }

    /// Reads and folds what others appended. Says whether there was anything.
    ///
    /// # Errors
    /// The file cannot be read, or somebody has been writing for long.
    pub fn follow(&mut self) -> Result<bool, JournalError> {
        if self.history.health.doubtful() {
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
            self.history.health = Health::Differs {
                line: self.history.head.seq,
                by: None,
            };
            return Ok(false);
        }
        let length = self.medium.length().map_err(|e| self.file_error(e))?;
        if length < self.history.head.offset {
            self.history.health = Health::Behind {
                known: self.history.head.seq,
                have: self.history.head.seq.saturating_sub(1),
                by: None,
            };
            return Ok(false);
        }
        if length == self.history.head.offset
            && matches!(self.history.health, Health::Good | Health::NoNewline)
        {
            return Ok(false);
        }
        let bytes = self
            .medium
            .read(self.history.head.offset)
            .map_err(|e| self.file_error(e))?;
        let before = self.history.head.seq;
        let kept = self.history.health.clone();
        let bytes = match (&kept, bytes.split_first()) {
            // Somebody has completed the line that lacked its newline.
            (Health::NoNewline, Some((b'\n', rest))) => {
                self.history.head.offset += 1;
                self.remember_unchecked(b"\n", 0);
                rest
            }
            // Still the wrong byte in its place.
            (Health::NoNewline, Some((_, []))) => return Ok(false),
            (Health::NoNewline, Some(_)) => {
                self.history.health = Health::Damaged {
                    line: before + 1,
                    fault: LineFault::Hash,
                };
                return Ok(false);
            }
            _ => bytes.as_slice(),
        };
        self.take_in(bytes, &[], &mut |_, _| {});
        if kept == Health::NoRight && self.history.health == Health::Good {
            self.history.health = kept;
        }
        self.keep_head();
        Ok(self.history.head.seq != before)
    }

    /// Folds bytes that follow the head.
    fn take_in(&mut self, bytes: &[u8], anchors: &[Anchor], watch: &mut Watch<'_>) {
        let start = self.history.head;
        let mut differs = None;
        let mut lines = 0;
        let (head, rest) = scan(start, bytes, &mut |record, hash| {
            if let Some(anchor) = anchors
                .iter()
                .find(|a| a.seq == record.seq && a.hash != hash)
            {
                differs.get_or_insert((record.seq, anchor.source));
            }
            lines += 1;
            self.fold(record, hash, watch)
        });
        if start != Head::START {
            let taken = usize::try_from(head.offset - start.offset).unwrap_or(usize::MAX);
            self.remember_unchecked(bytes.get(..taken).unwrap_or_default(), lines);
            self.foreign |= lines > 0;
        }
        self.history.head = head;
        let known = anchors.iter().max_by_key(|a| a.seq);
        self.history.health = match (rest, differs) {
            (Remainder::Damaged { line, fault }, _) => Health::Damaged { line, fault },
            (_, Some((line, source))) => Health::Differs {
                line,
                by: Some(source),
            },
            (rest, None) => match (known, rest) {
                (Some(known), _) if known.seq > head.seq => Health::Behind {
                    known: known.seq,
                    have: head.seq,
                    by: Some(known.source),
                },
                (_, Remainder::NoNewline) => Health::NoNewline,
                (_, Remainder::Torn) => Health::Torn {
                    bytes: (bytes.len() as u64).saturating_sub(head.offset - start.offset),
                },
                _ => Health::Good,
            },
        };
    }

    /// Folds one line that is on the disk.
    pub(super) fn fold(
        &mut self,
        record: Record,
        hash: Hash,
        watch: &mut Watch<'_>,
    ) -> Result<(), Refusal> {
        self.history.take(&record, hash)?;
        watch(&record, hash);
        if let Some(fresh) = &mut self.fresh {
            fresh.push((record, hash));
        }
        Ok(())
    }

    pub(super) fn file_error(&self, error: io::Error) -> JournalError {
        JournalError::File {
            path: self.history.folder.join(JOURNAL),
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
    /// What this machine saw of sessions before, to be held against the file and kept up to date.
    pub heads: Option<Heads>,
}

/// The random id that the first act of a journal gives its session.
fn session_id(bytes: &[u8]) -> Option<String> {
    let first = bytes.split(|b| *b == b'\n').next()?;
    match line::read(first, 1, Hash::ZERO).ok()?.0.act {
        Act::Setup(setup) => Some(setup.session),
        _ => None,
    }
}

pub(super) fn busy(error: io::Error) -> JournalError {
    if error.kind() == io::ErrorKind::WouldBlock {
        JournalError::Busy
    } else {
        JournalError::NotSaved(error)
    }
}
