//! Appending: one write and one sync under the lock, and what is done when the disk fails.

use super::error::JournalError;
use super::files::keep_beside;
use super::health::Health;
use super::line::{self, Batch, Hash, Record};
use super::scan::Head;
use super::store::{Journal, Saved, busy};
use crate::model::{Act, Intent, Refusal, Session, Stamp};
use crate::tally;
use std::io;
use std::path::Path;

/// After so many lines the file is read back from the disk and checked.
const CHECK_EVERY: usize = 256;

/// What one seat wants recorded, all or nothing.
#[derive(Clone, Debug)]
pub struct Request {
    pub by: String,
    pub intents: Vec<Intent>,
}

/// Acts that were decided, one after the other, and are not on the disk yet.
struct Plan {
    /// Who acts, and what.
    acts: Vec<(String, Act)>,
    /// For each request how many acts there are up to its last one, or why it is refused.
    ends: Vec<Result<usize, JournalError>>,
    /// The session after them. One act alone is decided on the session itself and folded when it is on the
    /// disk; several are tried on a copy, since each must be decided after those before it.
    trial: Option<Session>,
}

impl Plan {
    fn of(session: &Session, seq: u64, requests: Vec<Request>, at: &str) -> Self {
        let alone = matches!(requests.as_slice(), [only] if only.intents.len() == 1);
        let mut plan = Self {
            acts: Vec::new(),
            ends: Vec::new(),
            trial: (!alone).then(|| session.clone()),
        };
        let beside_others = requests.len() > 1;
        for Request { by, intents } in requests {
            let single = intents.len() == 1;
            let whole = plan.acts.len();
            // A refusal in its middle takes back what was tried of this request.
            let before = (beside_others && !single).then(|| plan.trial.clone());
            let mut refused = None;
            for (n, intent) in intents.into_iter().enumerate() {
                let seq = seq + plan.acts.len() as u64 + 1;
                match plan.next(session, seq, &by, intent, at) {
                    Ok(act) => plan.acts.push((by.clone(), act)),
                    Err(refusal) if single => {
                        refused = Some(JournalError::Refused(refusal));
                    }
                    Err(refusal) => {
                        refused = Some(JournalError::RefusedAt(n, refusal));
                        break;
                    }
                }
            }
            match refused {
                None => plan.ends.push(Ok(plan.acts.len())),
                Some(error) => {
                    plan.acts.truncate(whole);
                    if let Some(before) = before {
                        plan.trial = before;
                    }
                    plan.ends.push(Err(error));
                }
            }
        }
        plan
    }

    fn next(
        &mut self,
        session: &Session,
        seq: u64,
        by: &str,
        intent: Intent,
        at: &str,
    ) -> Result<Act, Refusal> {
        let Some(trial) = &mut self.trial else {
            return tally::decide(session, by, intent);
        };
        let act = tally::decide(trial, by, intent)?;
        tally::apply(trial, Stamp { seq, at, by }, &act)?;
        Ok(act)
    }
}

impl Journal {
    /// Records what `by` wants, all or nothing, and answers when it is on the disk.
    ///
    /// # Errors
    /// The rules refuse it, somebody else has been writing for three seconds, the journal is read-only, or
    /// the disk failed. In each case nothing was recorded.
    pub fn append(&mut self, by: &str, intents: Vec<Intent>) -> Result<Saved, JournalError> {
        let request = Request {
            by: by.to_owned(),
            intents,
        };
        self.append_all(vec![request])
            .pop()
            .unwrap_or(Err(JournalError::Busy))
    }

    /// Records what several seats want with one write and one sync, in their order, and answers each when
    /// all of it is on the disk. What the rules refuse to one is no harm to the others.
    pub fn append_all(&mut self, requests: Vec<Request>) -> Vec<Result<Saved, JournalError>> {
        let n = requests.len();
        let all = |error: JournalError| (0..n).map(|_| Err(error.again())).collect();
        if self.history.health.read_only() {
            return all(JournalError::ReadOnly(self.history.health.clone()));
        }
        if let Err(error) = self.medium.lock(true) {
            return all(busy(error));
        }
        let answers = self.append_locked(requests);
        self.medium.unlock();
        answers.unwrap_or_else(all)
    }

    fn append_locked(
        &mut self,
        requests: Vec<Request>,
    ) -> Result<Vec<Result<Saved, JournalError>>, JournalError> {
        self.news()?;
        if self.history.health.read_only() {
            return Err(JournalError::ReadOnly(self.history.health.clone()));
        }
        if self.foreign {
            // At most one write may be in doubt when the power goes, so theirs comes first. Whether this sync went
            // well is seen on the disk.
            let _ = self.medium.sync();
            self.check_disk()?;
        }
        if let Some(first) = requests.first() {
            self.mend_tail(&first.by)?;
        }
        let at = self.clock.now();
        let head = self.history.head;
        let plan = Plan::of(self.history.session(), head.seq, requests, &at);
        let hashes = if plan.acts.is_empty() {
            Vec::new()
        } else {
            self.put(plan.acts, plan.trial, &at)?
        };
        Ok(plan
            .ends
            .into_iter()
            .map(|end| {
                let end = end?;
                let last = end.checked_sub(1).and_then(|n| hashes.get(n));
                Ok(Saved {
                    seq: head.seq + end as u64,
                    at: at.clone(),
                    hash: last.map_or(head.hash, |(hash, _)| *hash),
                    mended: last.is_some_and(|(_, mended)| *mended),
                })
            })
            .collect())
    }

    /// Writes decided acts in one go and folds them. Gives each line's hash, and whether the disk had to be
    /// mended.
    fn put(
        &mut self,
        acts: Vec<(String, Act)>,
        trial: Option<Session>,
        at: &str,
    ) -> Result<Vec<(Hash, bool)>, JournalError> {
        let Head { seq, hash, offset } = self.history.head;
        let (first, last) = (seq + 1, seq + acts.len() as u64);
        let batch = (first != last).then_some(Batch { first, last });
        let disk_check = acts.iter().any(|(_, act)| act.facts().reads_back);
        let mut bytes = Vec::new();
        let mut records = Vec::with_capacity(acts.len());
        let mut prev = hash;
        for (n, (by, act)) in acts.into_iter().enumerate() {
            let record = Record {
                seq: first + n as u64,
                at: at.to_owned(),
                by,
                batch,
                act,
            };
            prev = line::write(&record, prev, &mut bytes).map_err(|_| JournalError::TooLong)?;
            records.push((record, prev));
        }
        let mut mended = self.write(&bytes)?;
        self.history.head = Head {
            seq: last,
            hash: prev,
            offset: offset + bytes.len() as u64,
        };
        self.remember_unchecked(&bytes, records.len());
        let hashes: Vec<Hash> = records.iter().map(|(_, hash)| *hash).collect();
        match trial {
            Some(session) => {
                self.history.settle(session, &records);
                if let Some(fresh) = &mut self.fresh {
                    fresh.append(&mut records);
                }
            }
            None => {
                for (record, hash) in records {
                    self.fold(record, hash, &mut |_, _| {})
                        .map_err(JournalError::Refused)?;
                }
            }
        }
        self.keep_head();
        if disk_check || self.unchecked_lines >= CHECK_EVERY {
            mended |= self.check_disk()?;
        }
        Ok(hashes.into_iter().map(|hash| (hash, mended)).collect())
    }

    /// Writes behind the head and syncs. Says whether a failed sync had to be mended.
    fn write(&mut self, bytes: &[u8]) -> Result<bool, JournalError> {
        let good = self.history.head.offset;
        let taken = self.medium.write(good, bytes);
        let whole = matches!(&taken, Ok(n) if *n == bytes.len());
        if !whole {
            let error = taken
                .err()
                .unwrap_or_else(|| io::ErrorKind::StorageFull.into());
            if self.medium.cut(good).is_err() {
                self.history.health = Health::Failed {
                    after: self.history.head.seq,
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
                    // What is told not to be saved should not come back; if this fails as well, it may.
                    let _ = self.medium.cut(good);
                    self.history.health = Health::Failed {
                        after: self.history.head.seq,
                    };
                    Err(JournalError::NotSaved(error))
                }
            }
        }
    }

    /// After a failed sync the cache shows lost lines as if they were there, and a second sync says yes. So
    /// everything since the last check is written again from memory, synced, and read from the disk. It is written
    /// over what is there: lines that were acknowledged are never cut off first.
    fn rewrite(&mut self, wanted: &[u8]) -> bool {
        let from = self.unchecked_from;
        let tried = (|| {
            self.medium.evict()?;
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
                self.history.health = Health::Failed {
                    after: self.history.head.seq,
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
        let good = self.history.head.offset;
        match self.history.health {
            Health::NoNewline => {
                self.medium.cut(good).map_err(JournalError::NotSaved)?;
                self.write(b"\n")?;
                self.remember_unchecked(b"\n", 0);
                self.history.head.offset += 1;
            }
            Health::Torn { .. } => {
                let piece = self.medium.read(good).map_err(|e| self.file_error(e))?;
                let sha256 = Hash::of(&piece).to_string();
                let name = format!(
                    "{}-{}.bin",
                    self.history.head.seq + 1,
                    sha256.get(..16).unwrap_or_default()
                );
                let name = Path::new("torn").join(name);
                keep_beside(
                    &**self.history.files(),
                    self.history.folder(),
                    &name,
                    &piece,
                )
                .and_then(|()| self.medium.cut(good))
                .map_err(JournalError::NotSaved)?;
                let record = Record {
                    seq: self.history.head.seq + 1,
                    at: self.clock.now(),
                    by: by.to_owned(),
                    batch: None,
                    act: Act::TailSetAside {
                        bytes: piece.len() as u64,
                        sha256,
                    },
                };
                let mut bytes = Vec::new();
                let hash = line::write(&record, self.history.head.hash, &mut bytes)
                    .map_err(|_| JournalError::TooLong)?;
                self.write(&bytes)?;
                self.remember_unchecked(&bytes, 1);
                let seq = record.seq;
                self.fold(record, hash, &mut |_, _| {})
                    .map_err(JournalError::Refused)?;
                self.history.head = Head {
                    seq,
                    hash,
                    offset: good + bytes.len() as u64,
                };
            }
            _ => return Ok(()),
        }
        self.history.health = Health::Good;
        Ok(())
    }

    pub(super) fn remember_unchecked(&mut self, bytes: &[u8], lines: usize) {
        self.unchecked.extend_from_slice(bytes);
        self.unchecked_lines += lines;
    }

    pub(super) fn forget_unchecked(&mut self) {
        self.unchecked = Vec::new();
        self.unchecked_from = self.history.head.offset;
        self.unchecked_lines = 0;
        self.foreign = false;
    }
}
