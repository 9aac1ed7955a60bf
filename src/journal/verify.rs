//! The auditor's question: does the file still say the same?

use super::anchor::Anchor;
use super::clock::Clock;
use super::code::Typed;
use super::error::{JOURNAL, JournalError};
use super::heads::{self, Elsewhere, SeenHead};
use super::health::Health;
use super::line::{Hash, Record};
use super::scan::{self, Head};
use super::store::{Journal, Opening};
use crate::model::Act;
use std::path::Path;

/// What was found.
#[derive(Debug)]
pub struct Verification {
    pub health: Health,
    /// The last good line.
    pub head: Head,
    pub records: Vec<(Record, Hash)>,
    /// Where a code or hash from paper was found; `None` if it was not, or none was given.
    pub found: Option<u64>,
    /// The act of every certificate. Each says what the count gives at its line: any other is not allowed.
    pub certificates: Vec<u64>,
    /// What it was held against.
    pub anchors: Vec<Anchor>,
    /// What this machine had seen of it where it lies.
    pub seen: Option<SeenHead>,
    pub elsewhere: Vec<Elsewhere>,
}

impl Verification {
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
) -> Result<Verification, JournalError> {
    let journal = Journal::open(folder, Clock::system(), opening)?;
    let path = folder.join(JOURNAL);
    let bytes = std::fs::read(&path).map_err(|error| JournalError::File { path, error })?;
    let health = journal.health().clone();
    let mut records = scan::records(&bytes);
    // The fold may have stopped earlier than the chain: at a line that the rules do not allow.
    records.truncate(usize::try_from(journal.head().seq).unwrap_or(usize::MAX));
    let found = typed.and_then(|typed| {
        records
            .iter()
            .rev()
            .find(|(_, hash)| typed.matches(*hash))
            .map(|(record, _)| record.seq)
    });
    Ok(Verification {
        health,
        head: journal.head(),
        anchors: journal.history().anchors().to_vec(),
        seen: journal.seen().cloned(),
        elsewhere: match &opening.heads {
            Some(heads) => heads::elsewhere(heads, journal.history())?,
            None => Vec::new(),
        },
        certificates: certificates(&records),
        records,
        found,
    })
}

/// The certificates among lines that were all folded: each was counted again when it was.
fn certificates(records: &[(Record, Hash)]) -> Vec<u64> {
    let is_one = |record: &Record| matches!(record.act, Act::Certify { .. });
    records
        .iter()
        .filter(|(record, _)| is_one(record))
        .map(|(record, _)| record.seq)
        .collect()
}
