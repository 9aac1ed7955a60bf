//! The auditor's question: does the file still say the same?

use super::anchor::Anchor;
use super::clock::Clock;
use super::code::Typed;
use super::error::JournalError;
use super::heads::{self, Elsewhere, SeenHead};
use super::health::Health;
use super::line::Record;
use super::scan::Head;
use super::store::{Journal, Opening};
use super::times::OddTime;
use crate::model::{Act, Setup};
use std::path::Path;

/// What was found.
#[derive(Debug)]
pub struct Verification {
    pub health: Health,
    /// The last good line.
    pub head: Head,
    /// What the first act says of the session.
    pub setup: Option<Setup>,
    /// When the last act was.
    pub last_at: String,
    pub odd_times: Vec<OddTime>,
    /// The acts that name a file beside the journal: each text of the notice, each application that was kept.
    pub files: Vec<Record>,
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
    let mut found = Vec::new();
    let mut certificates = Vec::new();
    let mut files = Vec::new();
    let mut last_at = String::new();
    let journal = Journal::open_watched(folder, Clock::system(), opening, &mut |record, hash| {
        if typed.is_some_and(|typed| typed.matches(hash)) {
            found.push(record.seq);
        }
        // A batch counts when its last act has come.
        if record.batch.is_none_or(|batch| batch.last == record.seq) {
            last_at.clone_from(&record.at);
        }
        match record.act {
            // Each was counted again when it was folded.
            Act::Certify { .. } => certificates.push(record.seq),
            Act::NoticeText { .. } | Act::Dossier { .. } => files.push(record.clone()),
            _ => {}
        }
    })?;
    let history = journal.history();
    // Where an act is not allowed, those of its batch before it were looked at and do not count.
    let head = history.head();
    let mut odd_times = history.odd_times().to_vec();
    odd_times.retain(|time| time.seq <= head.seq);
    certificates.retain(|seq| *seq <= head.seq);
    files.retain(|record: &Record| record.seq <= head.seq);
    Ok(Verification {
        health: history.health().clone(),
        head,
        setup: history.session().setup().cloned(),
        last_at,
        odd_times,
        files,
        anchors: history.anchors().to_vec(),
        seen: journal.seen().cloned(),
        elsewhere: match &opening.heads {
            Some(heads) => heads::elsewhere(heads, history)?,
            None => Vec::new(),
        },
        found: found.into_iter().rfind(|seq| *seq <= head.seq),
        certificates,
    })
}
