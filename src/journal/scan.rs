//! Reading lines: how far they are good, and what the rest is.

use super::line::{self, Batch, Hash, LineFault, Record};
use crate::model::Refusal;
use memchr::memchr;

/// The last line known good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    pub seq: u64,
    pub hash: Hash,
    /// Bytes up to and including its newline.
    pub offset: u64,
}

impl Head {
    pub const START: Self = Self {
        seq: 0,
        hash: Hash::ZERO,
        offset: 0,
    };
}

/// What stands behind the last good line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remainder {
    /// Nothing.
    Whole,
    /// The last good line is there, but its newline is not, or another byte stands in its place. It counts.
    NoNewline,
    /// A write that was never acknowledged: a piece of a line, or a batch without its end.
    Torn,
    /// A line that does not match, with nothing that excuses it.
    Damaged { line: u64, fault: LineFault },
}

/// Takes one good line in; a refusal makes it damage.
pub type Take<'a> = dyn FnMut(Record, Hash) -> Result<(), Refusal> + 'a;

/// Reads all of `bytes`, which follow `head` in the file, and hands every good line over, those of a batch
/// only when its last has come. Says up to where the file is good, and what stands behind.
pub fn scan(head: Head, bytes: &[u8], take: &mut Take<'_>) -> (Head, Remainder) {
    let mut good = head;
    // Lines of a batch whose last line has not come yet; they are dropped if it never does.
    let mut pending: Vec<(Record, Hash)> = Vec::new();
    let mut at = head;
    let mut left = bytes;
    let fault = loop {
        let Some(length) = memchr(b'\n', left) else {
            break None;
        };
        let (text, after) = left.split_at(length);
        let (record, hash) = match line::read(text, at.seq + 1, at.hash) {
            Ok(read) => read,
            Err(fault) => break Some(fault),
        };
        at = Head {
            seq: record.seq,
            hash,
            offset: at.offset + length as u64 + 1,
        };
        left = after.get(1..).unwrap_or_default();
        if record.batch.is_some_and(|b| b.last > record.seq) {
            pending.push((record, hash));
            continue;
        }
        let taken = hand_over(pending.drain(..), take);
        if let Err(damage) = taken.and_then(|()| hand_over([(record, hash)], take)) {
            return (good, damage);
        }
        good = at;
    };
    let inside = pending.first().and_then(|(r, _)| r.batch);
    if fault.is_none() && left.is_empty() {
        let rest = if inside.is_some() {
            Remainder::Torn
        } else {
            Remainder::Whole
        };
        return (good, rest);
    }
    if fault.is_none()
        && let Some((record, hash, length)) = unterminated(left, at)
        && record.batch.is_none_or(|b| b.last == record.seq)
    {
        let head = Head {
            seq: record.seq,
            hash,
            offset: at.offset + length as u64,
        };
        return match hand_over(pending.drain(..).chain([(record, hash)]), take) {
            Ok(()) => (head, Remainder::NoNewline),
            Err(damage) => (good, damage),
        };
    }
    if torn(left, at, good.seq, inside) {
        return (good, Remainder::Torn);
    }
    let damage = Remainder::Damaged {
        line: at.seq + 1,
        fault: fault.unwrap_or(LineFault::Hash),
    };
    (good, damage)
}

fn hand_over(
    records: impl IntoIterator<Item = (Record, Hash)>,
    take: &mut Take<'_>,
) -> Result<(), Remainder> {
    for (record, hash) in records {
        let line = record.seq;
        take(record, hash).map_err(|refusal| Remainder::Damaged {
            line,
            fault: LineFault::NotAllowed(refusal),
        })?;
    }
    Ok(())
}

/// The good lines of a whole file.
pub fn records(bytes: &[u8]) -> Vec<(Record, Hash)> {
    let mut list = Vec::new();
    scan(Head::START, bytes, &mut |record, hash| {
        list.push((record, hash));
        Ok(())
    });
    list
}

/// A whole last line without its newline, or with one wrong byte in its place.
fn unterminated(left: &[u8], at: Head) -> Option<(Record, Hash, usize)> {
    let shorter = left.get(..left.len().checked_sub(1)?)?;
    [left, shorter].into_iter().find_map(|text| {
        let (record, hash) = line::read(text, at.seq + 1, at.hash).ok()?;
        Some((record, hash, text.len()))
    })
}

/// Can these bytes be what an unacknowledged write left? They must bear its mark (no newline at the end, or a piece
/// of zeros that never reached the disk), and every line in them that verifies by itself must belong to the one batch
/// that was being written.
fn torn(left: &[u8], at: Head, good: u64, inside: Option<Batch>) -> bool {
    let marked = !left.ends_with(b"\n") || (has_hole(left, at.offset) && !one_bit_fell(left, at));
    if !marked {
        return false;
    }
    left.split(|b| *b == b'\n')
        .filter(|text| line::self_verified(text).is_some())
        .all(|text| {
            let batch = line::batch_of(text);
            batch.is_some_and(|b| b.first == good + 1) && inside.is_none_or(|b| batch == Some(b))
        })
}

/// The part of the disk that is written whole or not.
const SECTOR: u64 = 512;

/// Is there a zero at the end of a sector, or at the end of the file? No line holds one, and where a write was cut off,
/// what is missing of a sector is missing up to its end.
fn has_hole(bytes: &[u8], offset: u64) -> bool {
    let last = bytes.len().saturating_sub(1);
    bytes
        .iter()
        .zip(offset..)
        .enumerate()
        .any(|(n, (b, at))| *b == 0 && (n == last || at % SECTOR == SECTOR - 1))
}

/// Is the first line whole when one bit of its only zero is set again? That is rot, and no write that was cut off.
fn one_bit_fell(left: &[u8], at: Head) -> bool {
    let text = left.split(|b| *b == b'\n').next().unwrap_or_default();
    let Some(place) = text.iter().position(|b| *b == 0) else {
        return false;
    };
    (0..8).any(|bit| {
        let mut mended = text.to_vec();
        if let Some(byte) = mended.get_mut(place) {
            *byte = 1 << bit;
        }
        line::read(&mended, at.seq + 1, at.hash).is_ok()
    })
}
