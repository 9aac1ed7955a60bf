//! A journal as it was read: the session that its acts make, and how far it goes.
//!
//! It has no file in its hand and knows only where the folder lies. Whoever writes keeps a file, whoever only looks may
//! keep another.

use super::anchor::Anchor;
use super::code::record_code;
use super::error::JournalError;
use super::files::Files;
use super::health::Health;
use super::line::{Hash, Record};
use super::recorded::Recorded;
use super::scan::Head;
use super::times::{OddTime, Times};
use crate::model::{Refusal, Session, Stamp, Touched};
use crate::tally;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is known of a journal.
#[derive(Clone, Debug)]
pub struct History {
    pub(super) folder: PathBuf,
    files: Arc<dyn Files>,
    session: Session,
    pub(super) head: Head,
    pub(super) health: Health,
    touched: Vec<Touched>,
    /// The hashes of lines whose record code is printed: sealed rules, submissions, the result.
    seals: Vec<(u64, Hash)>,
    times: Times,
    /// What it was held against when it was opened.
    pub(super) anchors: Vec<Anchor>,
}

impl History {
    pub(super) fn begin(files: Arc<dyn Files>, folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            files,
            session: Session::default(),
            head: Head::START,
            health: Health::Good,
            touched: Vec::new(),
            seals: Vec::new(),
            times: Times::default(),
            anchors: Vec::new(),
        }
    }

    pub fn session(&self) -> &Session {
        &self.session
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The file system on which the folder lies.
    pub fn files(&self) -> &Arc<dyn Files> {
        &self.files
    }

    pub fn head(&self) -> Head {
        self.head
    }

    pub fn health(&self) -> &Health {
        &self.health
    }

    /// What it was held against when it was opened.
    pub fn anchors(&self) -> &[Anchor] {
        &self.anchors
    }

    /// Does this history go on from that point?
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn follows_from(&self, anchor: &Anchor) -> Result<bool, JournalError> {
        if anchor.seq == 0 || anchor.seq >= self.head.seq {
            return Ok((anchor.seq, anchor.hash) == (self.head.seq, self.head.hash));
        }
        let known = self.seals.binary_search_by_key(&anchor.seq, |(n, _)| *n);
        if let Some((_, hash)) = known.ok().and_then(|at| self.seals.get(at)) {
            return Ok(*hash == anchor.hash);
        }
        Ok(self.recorded().hash_of(anchor.seq)? == Some(anchor.hash))
    }

    /// The lines that were read so far, for whoever wants to see them again.
    pub fn recorded(&self) -> Recorded {
        Recorded {
            folder: self.folder.clone(),
            files: Arc::clone(&self.files),
            head: self.head,
        }
    }

    /// The acts whose times are to be looked at, in order.
    pub fn odd_times(&self) -> &[OddTime] {
        self.times.odd()
    }

    /// The record code of the last good line.
    pub fn code(&self) -> String {
        record_code(self.head.hash)
    }

    /// The record code of an act that seals something: the opening or closing of scoring, a submission, a
    /// change of the rules, a confirmation, a certified result. `None` for any other line.
    pub fn code_of(&self, seq: u64) -> Option<String> {
        let at = self.seals.binary_search_by_key(&seq, |(n, _)| *n).ok()?;
        self.seals.get(at).map(|(_, hash)| record_code(*hash))
    }

    /// What was changed since this was asked last, in order.
    pub fn take_touched(&mut self) -> Vec<Touched> {
        std::mem::take(&mut self.touched)
    }

    /// Folds one good line; the head is moved by [`History::move_to`].
    ///
    /// # Errors
    /// As [`tally::apply`].
    pub fn take(&mut self, record: &Record, hash: Hash) -> Result<(), Refusal> {
        let stamp = Stamp {
            seq: record.seq,
            at: &record.at,
            by: &record.by,
        };
        tally::apply(&mut self.session, stamp, &record.act)?;
        match self.session.touched() {
            Touched::Nothing => {}
            Touched::Everything => self.all_touched(),
            // Whoever asks counts everything anew, whatever else there is.
            Touched::Entry(_) if self.touched.last() == Some(&Touched::Everything) => {}
            touched => self.touched.push(touched),
        }
        self.times.next(record.seq, &record.at);
        if record.act.facts().has_code {
            self.seals.push((record.seq, hash));
        }
        Ok(())
    }

    /// Stands where another reading of the same file stands.
    pub fn move_to(&mut self, head: Head, health: &Health) {
        self.head = head;
        self.health = health.clone();
    }

    pub(super) fn all_touched(&mut self) {
        if self.touched.last() != Some(&Touched::Everything) {
            self.touched.push(Touched::Everything);
        }
    }

    /// Takes over what was tried on a copy and is on the disk now.
    pub(super) fn settle(&mut self, session: Session, records: &[(Record, Hash)]) {
        self.session = session;
        self.all_touched();
        for (record, _) in records {
            self.times.next(record.seq, &record.at);
        }
        let sealing = records.iter().filter(|(r, _)| r.act.facts().has_code);
        self.seals.extend(sealing.map(|(r, hash)| (r.seq, *hash)));
    }
}
