//! The auditor's question: does the file still say the same?

use super::clock::Clock;
use super::code::Typed;
use super::line::{Hash, Record};
use super::scan::{self, Head};
use super::store::{Health, JOURNAL, Journal, JournalError, Opening};
use crate::model::{Act, Session, Stamp};
use crate::tally::Results;
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
    /// Every certificate by its act, and whether it says what the count gives at that line.
    pub certificates: Vec<(u64, bool)>,
}

impl Verdict {
    /// Whole, and what the paper says is in it. `verify` mends nothing, so a torn end is not whole either.
    pub fn good(&self, asked: bool) -> bool {
        self.health == Health::Good
            && (!asked || self.found.is_some())
            && self.certificates.iter().all(|(_, counted)| *counted)
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
    Ok(Verdict {
        health,
        head: journal.head(),
        certificates: certificates(&records),
        records,
        found,
    })
}

/// Counts again at every certificate: the rules of permission know who may certify, not what was counted.
fn certificates(records: &[(Record, Hash)]) -> Vec<(u64, bool)> {
    let is_one = |record: &Record| matches!(record.act, Act::Certify { .. });
    let mut left = records.iter().filter(|(r, _)| is_one(r)).count();
    let mut session = Session::default();
    let mut found = Vec::new();
    for (record, _) in records {
        if left == 0 {
            break;
        }
        if let Act::Certify { awards } = &record.act {
            left -= 1;
            found.push((
                record.seq,
                *awards == Results::of(&session).award_lines(&session),
            ));
        }
        let stamp = Stamp {
            seq: record.seq,
            at: &record.at,
            by: &record.by,
        };
        if session.apply(stamp, &record.act).is_err() {
            break;
        }
    }
    found
}
