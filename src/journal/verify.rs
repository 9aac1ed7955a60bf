//! The auditor's question: does the file still say the same?

use super::clock::Clock;
use super::code::Typed;
use super::line::{Hash, Record};
use super::scan::{Head, Rest, scan};
use super::store::{Health, JOURNAL, Journal, JournalError, Opening};
use std::path::Path;

/// What was found.
#[derive(Debug)]
pub struct Verdict {
    pub health: Health,
    /// The last good line.
    pub head: Head,
    pub records: Vec<(Record, Hash)>,
    /// Where a code or hash from paper was found; `None` if it was not, or none was given.
    pub found: Option<u64>,
}

impl Verdict {
    /// Whole, and what the paper says is in it. `verify` mends nothing, so a torn end is not whole either.
    pub fn good(&self, asked: bool) -> bool {
        self.health == Health::Good && (!asked || self.found.is_some())
    }
}

/// Reads a journal from its first byte, checks every line and every rule, and looks for a code from paper.
///
/// # Errors
/// There is no journal, or it cannot be read.
pub fn verify(
    folder: &Path,
    typed: Option<&Typed>,
    opening: &Opening,
) -> Result<Verdict, JournalError> {
    let journal = Journal::open(folder, Clock::system(), opening)?;
    let path = folder.join(JOURNAL);
    let bytes = std::fs::read(&path).map_err(|error| JournalError::File { path, error })?;
    let mut scanned = scan(Head::START, &bytes);
    // The fold may have stopped earlier than the chain: at a line that the rules do not allow.
    let mut health = journal.health().clone();
    if health == Health::Good && scanned.rest == Rest::Torn {
        health = Health::Torn {
            bytes: bytes.len() as u64 - scanned.head.offset,
        };
    }
    if let Health::Damaged { line, .. } = health {
        scanned
            .records
            .truncate(usize::try_from(line.saturating_sub(1)).unwrap_or(usize::MAX));
    }
    let found = typed.and_then(|typed| {
        scanned
            .records
            .iter()
            .rev()
            .find(|(_, hash)| typed.matches(*hash))
            .map(|(record, _)| record.seq)
    });
    Ok(Verdict {
        health,
        head: journal.head(),
        records: scanned.records,
        found,
    })
}

/// Every good act of a journal, for lists.
///
/// # Errors
/// There is no journal, or it cannot be read.
pub fn records(folder: &Path) -> Result<Vec<Record>, JournalError> {
    let path = folder.join(JOURNAL);
    let bytes = std::fs::read(&path).map_err(|error| JournalError::File { path, error })?;
    Ok(scan(Head::START, &bytes)
        .records
        .into_iter()
        .map(|(r, _)| r)
        .collect())
}
