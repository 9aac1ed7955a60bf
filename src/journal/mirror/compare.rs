//! A journal and its copy, line by line.

use crate::journal::line::{self, Hash, LONGEST_LINE};
use std::io::{self, BufRead, Read};

/// What stands behind the common lines is held against the journal byte by byte, up to so many bytes: no write of a
/// mirror is longer.
const LONGEST_PIECE: u64 = 4 * 1024 * 1024;

/// After so many acts it is said that it goes on.
const STEP: u64 = 4096;

/// The whole lines that both begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommonPart {
    pub acts: u64,
    pub bytes: u64,
    /// Of the last of these lines.
    pub hash: Hash,
}

impl CommonPart {
    pub const NONE: Self = Self {
        acts: 0,
        bytes: 0,
        hash: Hash::ZERO,
    };
}

/// What the copy holds behind the common lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyRest {
    Nothing,
    /// What a write of the same lines left that was cut off.
    Torn,
    /// The journal ends where this begins.
    Ahead {
        acts: u64,
    },
    /// From this act on, something else than the journal.
    Differs {
        act: u64,
    },
}

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CopyComparison {
    pub common: CommonPart,
    pub rest: CopyRest,
    /// The lines of each.
    pub journal: u64,
    pub copy: u64,
}

/// Reads both to their ends, from where `from` says that they are the same. `step` hears of every 4,096th act, since a
/// slow disk takes long.
///
/// # Errors
/// One of them cannot be read, or a common line is no line of a journal.
pub fn compare(
    journal: &mut dyn BufRead,
    copy: &mut dyn BufRead,
    from: CommonPart,
    step: &mut dyn FnMut(u64),
) -> io::Result<CopyComparison> {
    let mut common = from;
    let mut last = Vec::new();
    let (ours, theirs) = loop {
        let ours = next_line(journal)?;
        let theirs = next_line(copy)?;
        if ours != theirs || !ours.ends_with(b"\n") {
            break (ours, theirs);
        }
        common.acts += 1;
        common.bytes += ours.len() as u64;
        if common.acts.is_multiple_of(STEP) {
            step(common.acts);
        }
        last = ours;
    };
    if let Some(text) = last.strip_suffix(b"\n") {
        common.hash = line::self_verified(text).ok_or(io::ErrorKind::InvalidData)?;
    }
    let mut found = CopyComparison {
        common,
        rest: CopyRest::Nothing,
        journal: common.acts,
        copy: common.acts,
    };
    if theirs.is_empty() {
        found.journal += lines(&ours, journal)?;
        return Ok(found);
    }
    let mut piece = theirs;
    (&mut *copy).take(LONGEST_PIECE).read_to_end(&mut piece)?;
    let ended = copy.fill_buf()?.is_empty();
    found.copy += lines(&piece, copy)?;
    if ours.is_empty() {
        found.rest = CopyRest::Ahead {
            acts: found.copy - common.acts,
        };
        return Ok(found);
    }
    let mut same = ours;
    (&mut *journal)
        .take(piece.len() as u64)
        .read_to_end(&mut same)?;
    found.journal += lines(&same, journal)?;
    // A byte that never reached the disk is zero.
    let torn = ended
        && piece.len() <= same.len()
        && piece.iter().zip(&same).all(|(a, b)| a == b || *a == 0);
    found.rest = if torn {
        CopyRest::Torn
    } else {
        CopyRest::Differs {
            act: common.acts + 1,
        }
    };
    Ok(found)
}

/// With its newline, if it has one; empty at the end. Nothing longer than a line can be.
fn next_line(from: &mut dyn BufRead) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    let most = LONGEST_LINE as u64 + 1;
    from.take(most).read_until(b'\n', &mut text)?;
    Ok(text)
}

/// The lines of a piece and of what follows it; one without its newline counts.
fn lines(piece: &[u8], rest: &mut dyn BufRead) -> io::Result<u64> {
    let mut n = 0;
    let mut open = false;
    let mut count = |bytes: &[u8]| {
        n += bytes.iter().filter(|b| **b == b'\n').count() as u64;
        if let Some(last) = bytes.last() {
            open = *last != b'\n';
        }
    };
    count(piece);
    loop {
        let bytes = match rest.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            bytes => bytes?,
        };
        if bytes.is_empty() {
            break;
        }
        count(bytes);
        let taken = bytes.len();
        rest.consume(taken);
    }
    Ok(n + u64::from(open))
}
