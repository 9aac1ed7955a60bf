//! The lines of an open journal, read again as far as it was read when it was opened or followed.
//!
//! What the rules allow was asked then. The bytes are still held against the chain of hashes, up to the very head
//! that is known: what is handed over is what was read before, or an error.

use super::error::{JOURNAL, JournalError};
use super::files::Files;
use super::health::Health;
use super::line::{self, Hash, Record};
use super::scan::Head;
use crate::model::Refusal;
use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::sync::Arc;

/// So much of the file is in memory at a time, and one line.
const CHUNK: usize = 256 * 1024;

/// Where a journal lies and how far it was read. Holds no file and no session; cheap to keep.
#[derive(Clone, Debug)]
pub struct Recorded {
    pub(super) folder: PathBuf,
    pub(super) files: Arc<dyn Files>,
    pub(super) head: Head,
}

/// Takes one line in, with the head that it makes. A refusal makes the line damage.
pub type TakeLine<'a> = dyn FnMut(Record, Head) -> Result<(), Refusal> + 'a;

impl Recorded {
    /// The last line that is known.
    pub fn head(&self) -> Head {
        self.head
    }

    /// The hash that line number `seq` carries; `None` if there is no such line, or its bytes are others.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn hash_of(&self, seq: u64) -> Result<Option<Hash>, JournalError> {
        let file_error = |error| JournalError::File {
            path: self.folder.join(JOURNAL),
            error,
        };
        let path = self.folder.join(JOURNAL);
        let file = self.files.reader(&path, 0).map_err(file_error)?;
        let mut reader = BufReader::with_capacity(CHUNK, file.take(self.head.offset));
        let mut bytes = Vec::new();
        for _ in 0..seq {
            bytes.clear();
            if reader.read_until(b'\n', &mut bytes).map_err(file_error)? == 0 {
                return Ok(None);
            }
        }
        Ok(line::self_verified(
            bytes.strip_suffix(b"\n").unwrap_or(&bytes),
        ))
    }

    /// Hands over each line after `from` up to the head, in order. Nothing where `from` is the head.
    ///
    /// # Errors
    /// The file cannot be read, or is not what was read before. The lines handed over until then are good.
    pub fn since(&self, from: Head, take: &mut TakeLine<'_>) -> Result<(), JournalError> {
        let file_error = |error| JournalError::File {
            path: self.folder.join(JOURNAL),
            error,
        };
        let damaged = |line, fault| JournalError::ReadOnly(Health::Damaged { line, fault });
        let mut at = from;
        if from.seq < self.head.seq {
            let path = self.folder.join(JOURNAL);
            let file = self.files.reader(&path, from.offset).map_err(file_error)?;
            let part = file.take(self.head.offset.saturating_sub(from.offset));
            let mut reader = BufReader::with_capacity(CHUNK, part);
            let mut bytes = Vec::new();
            loop {
                bytes.clear();
                let read = reader.read_until(b'\n', &mut bytes).map_err(file_error)?;
                if read == 0 {
                    break;
                }
                at.offset += read as u64;
                let text = bytes.strip_suffix(b"\n").unwrap_or(&bytes);
                // The newline that the line at `from` lacked when it was read.
                if text.is_empty() && at.seq == from.seq {
                    continue;
                }
                let seq = at.seq + 1;
                let (record, hash) =
                    line::read(text, seq, at.hash).map_err(|fault| damaged(seq, fault))?;
                (at.seq, at.hash) = (seq, hash);
                take(record, at)
                    .map_err(|refusal| damaged(seq, line::LineFault::NotAllowed(refusal)))?;
            }
        }
        if (at.seq, at.hash) == (self.head.seq, self.head.hash) {
            Ok(())
        } else {
            let line = self.head.seq;
            Err(JournalError::ReadOnly(Health::Differs { line, by: None }))
        }
    }
}
