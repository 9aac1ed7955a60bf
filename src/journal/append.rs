//! Appending: one write and one sync under the lock, and what is done when the disk fails.

use super::line::{self, Batch, Hash, Record};
use super::scan::Head;
use super::store::{Health, Journal, JournalError, Saved, busy};
use crate::model::{Act, Intent, Stamp, Touched};
use std::io;

/// After so many lines the file is read back from the disk and checked.
const CHECK_EVERY: usize = 256;

impl Journal {
    /// Records what `by` wants, all or nothing, and answers when it is on the disk.
    ///
    /// # Errors
    /// The rules refuse it, somebody else has been writing for three seconds, the journal is read-only, or
    /// the disk failed. In each case nothing was recorded.
    pub fn append(&mut self, by: &str, intents: Vec<Intent>) -> Result<Saved, JournalError> {
        if self.health.read_only() {
            return Err(JournalError::ReadOnly(self.health.clone()));
        }
        self.medium.lock(true).map_err(busy)?;
        let saved = self.append_locked(by, intents);
        self.medium.unlock();
        saved
    }

    fn append_locked(&mut self, by: &str, intents: Vec<Intent>) -> Result<Saved, JournalError> {
        self.news()?;
        if self.health.read_only() {
            return Err(JournalError::ReadOnly(self.health.clone()));
        }
        self.mend_tail(by)?;
        let single = intents.len() == 1;
        let (first, last) = (self.head.seq + 1, self.head.seq + intents.len() as u64);
        let batch = (!single).then_some(Batch { first, last });
        // One act is decided on the session itself and folded once it is on the disk; a batch is tried on a
        // copy, since each act must be decided after those before it.
        let mut trial = (!single).then(|| self.session.clone());
        let at = self.clock.now();
        let mut bytes = Vec::new();
        let mut records = Vec::with_capacity(intents.len());
        let mut prev = self.head.hash;
        let mut disk_check = false;
        for (n, intent) in intents.into_iter().enumerate() {
            let seq = first + n as u64;
            let refuse = |refusal| {
                if single {
                    JournalError::Refused(refusal)
                } else {
                    JournalError::RefusedAt(n, refusal)
                }
            };
            let act = trial
                .as_ref()
                .unwrap_or(&self.session)
                .decide(by, intent)
                .map_err(refuse)?;
            if let Some(trial) = &mut trial {
                trial
                    .apply(Stamp { seq, at: &at, by }, &act)
                    .map_err(refuse)?;
            }
            disk_check |= matches!(act, Act::Submit { .. } | Act::CloseScoring {});
            let record = Record {
                seq,
                at: at.clone(),
                by: by.to_owned(),
                batch,
                act,
            };
            prev = line::write(&record, prev, &mut bytes).map_err(|_| JournalError::TooLong)?;
            records.push((record, prev));
        }
        let mut mended = self.write(&bytes)?;
        let from = self.head.offset;
        self.head = Head {
            seq: last,
            hash: prev,
            offset: from + bytes.len() as u64,
        };
        self.remember_unchecked(&bytes, records.len());
        for (record, hash) in &records {
            self.remember_seal(record, *hash);
        }
        match trial {
            Some(trial) => {
                self.session = trial;
                self.touched.push(Touched::Everything);
            }
            None => {
                for (record, _) in &records {
                    self.fold(record).map_err(JournalError::Refused)?;
                }
            }
        }
        if disk_check || self.unchecked_lines >= CHECK_EVERY {
            mended |= self.check_disk()?;
        }
        Ok(Saved {
            seq: last,
            at,
            hash: prev,
            mended,
        })
    }

    /// Writes behind the head and syncs. Says whether a failed sync had to be mended.
    fn write(&mut self, bytes: &[u8]) -> Result<bool, JournalError> {
        let good = self.head.offset;
        let taken = self.medium.write(good, bytes);
        let whole = matches!(&taken, Ok(n) if *n == bytes.len());
        if !whole {
            let error = taken
                .err()
                .unwrap_or_else(|| io::ErrorKind::StorageFull.into());
            if self.medium.cut(good).is_err() {
                self.health = Health::Failed {
                    after: self.head.seq,
                };
            }
            return Err(JournalError::NotSaved(error));
        }
        match self.medium.sync() {
            Ok(()) => Ok(false),
            Err(error) => {
                let mut wanted = self.unchecked.clone();
                wanted.extend_from_slice(bytes);
                if self.rewrite(&wanted) {
                    Ok(true)
                } else {
                    self.health = Health::Failed {
                        after: self.head.seq,
                    };
                    Err(JournalError::NotSaved(error))
                }
            }
        }
    }

    /// After a failed sync the cache shows lost lines as if they were there, and a second sync says yes. So
    /// everything since the last check is cut off, written again from memory, synced, and read from the disk.
    fn rewrite(&mut self, wanted: &[u8]) -> bool {
        let from = self.unchecked_from;
        let tried = (|| {
            self.medium.evict()?;
            self.medium.cut(from)?;
            if self.medium.write(from, wanted)? != wanted.len() {
                return Err(io::ErrorKind::StorageFull.into());
            }
            self.medium.sync()?;
            self.medium.evict()?;
            self.medium.read(from)
        })();
        tried.is_ok_and(|read| read == wanted)
    }

    /// Reads back from the disk what was written since the last check. Says whether it had to be mended.
    fn check_disk(&mut self) -> Result<bool, JournalError> {
        let same = self
            .medium
            .evict()
            .and_then(|()| self.medium.read(self.unchecked_from))
            .is_ok_and(|read| read == self.unchecked);
        if !same {
            let wanted = self.unchecked.clone();
            if !self.rewrite(&wanted) {
                self.health = Health::Failed {
                    after: self.head.seq,
                };
                return Err(JournalError::NotSaved(io::Error::other(
                    "read back differs",
                )));
            }
        }
        self.forget_unchecked();
        Ok(!same)
    }

    /// Completes a line without newline, or sets an unacknowledged piece aside and records that.
    fn mend_tail(&mut self, by: &str) -> Result<(), JournalError> {
        let good = self.head.offset;
        match self.health {
            Health::NoNewline => {
                self.medium.cut(good).map_err(JournalError::NotSaved)?;
                self.write(b"\n")?;
                self.remember_unchecked(b"\n", 0);
                self.head.offset += 1;
            }
            Health::Torn { .. } => {
                let piece = self.medium.read(good).map_err(|e| self.file_error(e))?;
                let sha256 = Hash::of(&piece).to_string();
                let name = format!(
                    "{}-{}.bin",
                    self.head.seq + 1,
                    sha256.get(..16).unwrap_or_default()
                );
                self.medium
                    .set_aside(&name, &piece)
                    .and_then(|()| self.medium.cut(good))
                    .map_err(JournalError::NotSaved)?;
                let record = Record {
                    seq: self.head.seq + 1,
                    at: self.clock.now(),
                    by: by.to_owned(),
                    batch: None,
                    act: Act::TailSetAside {
                        bytes: piece.len() as u64,
                        sha256,
                    },
                };
                let mut bytes = Vec::new();
                let hash = line::write(&record, self.head.hash, &mut bytes)
                    .map_err(|_| JournalError::TooLong)?;
                self.write(&bytes)?;
                self.remember_unchecked(&bytes, 1);
                self.fold(&record).map_err(JournalError::Refused)?;
                self.head = Head {
                    seq: record.seq,
                    hash,
                    offset: good + bytes.len() as u64,
                };
            }
            _ => return Ok(()),
        }
        self.health = Health::Good;
        Ok(())
    }

    pub(super) fn remember_unchecked(&mut self, bytes: &[u8], lines: usize) {
        self.unchecked.extend_from_slice(bytes);
        self.unchecked_lines += lines;
    }

    pub(super) fn forget_unchecked(&mut self) {
        self.unchecked = Vec::new();
        self.unchecked_from = self.head.offset;
        self.unchecked_lines = 0;
    }
}
