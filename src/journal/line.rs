//! One line of the journal: its bytes, its hash, and how to read it back.
//!
//! The hash covers the raw bytes from `{` up to, not including, `,"hash"`; nothing is ever serialised again
//! to check it, so any program that can read bytes and count SHA-256 can check the chain.

use crate::model::Act;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::fmt;

/// The most bytes that one line may take, its newline included.
pub const LONGEST_LINE: usize = 1024 * 1024;
/// `,"hash":"` + 64 hex digits + `"}`.
const TAIL: usize = 9 + 64 + 2;

/// SHA-256 of a line's body.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hash([u8; 32]);

impl Hash {
    /// What the first line names as the line before it.
    pub const ZERO: Self = Self([0; 32]);

    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// 64 lower-case hex digits.
    pub fn hex(&self) -> [u8; 64] {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut hex = [b'0'; 64];
        let (pairs, _) = hex.as_chunks_mut::<2>();
        for ([high, low], byte) in pairs.iter_mut().zip(self.0) {
            for (digit, nibble) in [(high, byte >> 4), (low, byte & 15)] {
                *digit = DIGITS.get(usize::from(nibble)).copied().unwrap_or_default();
            }
        }
        hex
    }

    /// 64 lower-case hex digits; `None` for anything else.
    pub fn parse(hex: &[u8]) -> Option<Self> {
        let (pairs, []) = hex.as_chunks::<2>() else {
            return None;
        };
        let mut bytes = [0; 32];
        if pairs.len() != bytes.len() {
            return None;
        }
        for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
            *byte = nibble(*high)? << 4 | nibble(*low)?;
        }
        Some(Self(bytes))
    }
}

fn nibble(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(str::from_utf8(&self.hex()).unwrap_or_default())
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The lines that were written in one go; none counts before the last is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Batch {
    pub first: u64,
    pub last: u64,
}

/// One act with its place in the journal.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    pub seq: u64,
    pub at: String,
    pub by: String,
    pub batch: Option<Batch>,
    pub act: Act,
}

/// Why a line is not the next line of this journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineFault {
    /// Its own hash does not match its bytes.
    Hash,
    /// It does not follow the line before it.
    Chain,
    /// It is whole, but this program does not understand it.
    Meaning(String),
    /// It is whole, but the rules do not allow it there.
    NotAllowed(crate::model::Refusal),
    /// Longer than [`LONGEST_LINE`].
    TooLong,
}

#[derive(Serialize)]
struct Body<'a> {
    seq: u64,
    at: &'a str,
    by: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    batch: Option<Batch>,
    act: &'a Act,
    prev: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Whole<'a> {
    seq: u64,
    #[serde(borrow)]
    at: Cow<'a, str>,
    #[serde(borrow)]
    by: Cow<'a, str>,
    #[serde(default)]
    batch: Option<Batch>,
    act: Act,
    #[serde(borrow)]
    prev: Cow<'a, str>,
    #[serde(borrow, rename = "hash")]
    _hash: Cow<'a, str>,
}

/// Appends the line of a record to `out`, newline included, and returns its hash.
///
/// # Errors
/// An act too long for one line.
pub fn write(record: &Record, prev: Hash, out: &mut Vec<u8>) -> Result<Hash, LineFault> {
    let start = out.len();
    let body = Body {
        seq: record.seq,
        at: &record.at,
        by: &record.by,
        batch: record.batch,
        act: &record.act,
        prev: prev.to_string(),
    };
    serde_json::to_writer(&mut *out, &body).map_err(|e| LineFault::Meaning(e.to_string()))?;
    out.pop(); // the closing brace comes after the hash
    let hash = Hash::of(out.get(start..).unwrap_or_default());
    out.extend_from_slice(format!(",\"hash\":\"{hash}\"}}\n").as_bytes());
    if out.len() - start > LONGEST_LINE {
        out.truncate(start);
        return Err(LineFault::TooLong);
    }
    Ok(hash)
}

/// The hash that a line carries, if it matches the line's own bytes. `line` has no newline.
pub fn self_verified(line: &[u8]) -> Option<Hash> {
    let (body, tail) = line.split_at_checked(line.len().checked_sub(TAIL)?)?;
    let hex = tail.strip_prefix(b",\"hash\":\"")?.strip_suffix(b"\"}")?;
    let named = Hash::parse(hex)?;
    (Hash::of(body) == named).then_some(named)
}

/// Reads the line that must be number `seq` and follow `prev`. `line` has no newline.
///
/// # Errors
/// The first thing that is wrong.
pub fn read(line: &[u8], seq: u64, prev: Hash) -> Result<(Record, Hash), LineFault> {
    if line.len() >= LONGEST_LINE {
        return Err(LineFault::TooLong);
    }
    let hash = self_verified(line).ok_or(LineFault::Hash)?;
    let whole: Whole<'_> =
        serde_json::from_slice(line).map_err(|e| LineFault::Meaning(e.to_string()))?;
    let in_batch = whole.batch.is_none_or(|b| b.first <= seq && seq <= b.last);
    if whole.seq != seq || whole.prev.as_bytes() != prev.hex() || !in_batch {
        return Err(LineFault::Chain);
    }
    let record = Record {
        seq,
        at: whole.at.into_owned(),
        by: whole.by.into_owned(),
        batch: whole.batch,
        act: whole.act,
    };
    Ok((record, hash))
}

/// The batch that a line says it belongs to, whatever else is in it.
pub fn batch_of(line: &[u8]) -> Option<Batch> {
    #[derive(Deserialize)]
    struct OnlyBatch {
        batch: Option<Batch>,
    }
    serde_json::from_slice::<OnlyBatch>(line).ok()?.batch
}
