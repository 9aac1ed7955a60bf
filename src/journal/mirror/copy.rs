//! One round of a mirror: look whether it is there and what it holds, and add what is missing.
//!
//! Its file is open only for the round, so that the disk can be taken out in between.

use super::MirrorFault;
use super::compare::{CommonPart, CopyRest, compare};
use crate::journal::error::JOURNAL;
use crate::journal::files::{Files, write_all_at};
use crate::journal::heads::whole;
use crate::journal::line::{self, LONGEST_LINE};
use crate::journal::medium::Medium;
use crate::journal::scan::Head;
use crate::system;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// So many bytes are written, and synced, at once.
const PIECE: usize = 256 * 1024;

/// What a round is to do.
#[derive(Clone, Copy, Debug)]
pub struct CopyRound {
    /// Up to here the journal is on its disk.
    pub target: Head,
    /// May the copy be made where there is none?
    pub make: bool,
    /// It was on another disk than the session, and must be again.
    pub apart: bool,
}

/// The copy of one journal in one folder.
pub struct MirrorCopy {
    files: Arc<dyn Files>,
    /// The session's folder.
    session: PathBuf,
    /// The folder that was named.
    dir: PathBuf,
    /// The copy's own folder in it.
    folder: PathBuf,
    /// What is known to be the same; nothing is where it was not looked at since it was last away.
    common: Option<CommonPart>,
}

impl MirrorCopy {
    pub fn new(files: Arc<dyn Files>, session: PathBuf, dir: PathBuf, folder: PathBuf) -> Self {
        Self {
            files,
            session,
            dir,
            folder,
            common: None,
        }
    }

    /// Does it lie on another disk than the session and the system? Not every system says.
    pub fn apart(&self) -> Option<bool> {
        let same = self.files.same_disk(&self.dir, &self.session)?;
        // A mount point without its disk lies on the disk of the system, wherever the session lies.
        let system = system::system_folder();
        let on_system = system.and_then(|at| self.files.same_disk(&self.dir, &at));
        Some(!same && on_system != Some(true))
    }

    /// Adds what is missing, and says how many acts the copy holds; `step` hears it after every piece.
    ///
    /// # Errors
    /// Why not all of it is there. What was there before still is.
    pub fn round(
        &mut self,
        round: CopyRound,
        step: &mut dyn FnMut(u64),
    ) -> Result<u64, MirrorFault> {
        let done = self.tried(round, step);
        // What a full disk holds is known.
        if done
            .as_ref()
            .is_err_and(|fault| *fault != MirrorFault::Full)
        {
            self.common = None;
        }
        done
    }

    fn tried(&mut self, round: CopyRound, step: &mut dyn FnMut(u64)) -> Result<u64, MirrorFault> {
        self.look(round)?;
        let path = self.folder.join(JOURNAL);
        let fault = |error: io::Error| MirrorFault::of(&error);
        if let Some(common) = self.common {
            // Somebody may have put another file in its place.
            let file = self.files.open(&path, false);
            let same = file
                .and_then(|f| f.length())
                .is_ok_and(|n| n == common.bytes);
            if !same {
                self.common = None;
            } else if common.acts >= round.target.seq {
                return Ok(common.acts);
            }
        }
        if self.common.is_none() {
            self.look_at_file(&path)?;
        }
        let mut file = match self.files.open(&path, true) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                if !round.make {
                    return Err(MirrorFault::OtherDisk);
                }
                self.files.create_new(&path, 0o600).map_err(fault)?
            }
            file => file.map_err(fault)?,
        };
        if !file.writable() {
            return Err(MirrorFault::ReadOnly);
        }
        if self.common.is_none() {
            // Whoever made them may have been cut off before their names were on the disk.
            let mut folders = [&self.folder, &self.dir].into_iter();
            let synced = folders.try_for_each(|at| self.files.sync_folder(at));
            synced.map_err(fault)?;
        }
        file.lock(true).map_err(fault)?;
        let added = self.compared(&mut *file, step).and_then(|common| {
            self.common = Some(common);
            if common.acts < round.target.seq {
                self.sync_journal();
            }
            self.add(&mut *file, common, round.target, step)
        });
        file.unlock();
        added
    }

    /// Is its disk there? Where nothing was copied yet, its folder is made.
    fn look(&self, round: CopyRound) -> Result<(), MirrorFault> {
        match self.files.look(&self.dir) {
            Ok(found) if !found.is_file => {}
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                return Err(MirrorFault::ReadOnly);
            }
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(MirrorFault::of(&error));
            }
            _ => return Err(MirrorFault::Away),
        }
        if whole(&self.folder) == whole(&self.session) {
            return Err(MirrorFault::Itself);
        }
        // A disk that is mounted over a folder leaves it behind when it goes.
        if round.apart && self.apart() == Some(false) {
            return Err(MirrorFault::OtherDisk);
        }
        match self.files.look(&self.folder) {
            Ok(_) => return Ok(()),
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(MirrorFault::of(&error));
            }
            Err(_) => {}
        }
        if !round.make {
            return Err(MirrorFault::OtherDisk);
        }
        let made = match self.files.make_folder(&self.folder) {
            // Another program was faster.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            made => made,
        };
        made.map_err(|error| MirrorFault::of(&error))
    }

    /// A copy of marks is written to a file of its own, and never through somebody's link.
    fn look_at_file(&self, path: &Path) -> Result<(), MirrorFault> {
        if self.files.is_link(path) {
            return Err(MirrorFault::Link);
        }
        if self.files.is_one_file(path, &self.session.join(JOURNAL)) {
            return Err(MirrorFault::Itself);
        }
        Ok(())
    }

    /// Whoever wrote the last lines may have been killed before they were on the session's disk; a copy must never hold
    /// what the journal can still lose. Where the journal may not be written, nothing of it waits either.
    fn sync_journal(&self) {
        let journal = self.files.open(&self.session.join(JOURNAL), true);
        if let Ok(mut journal) = journal
            && journal.writable()
        {
            let _ = journal.sync();
        }
    }

    /// What the copy and the journal begin with; a piece of a line that a write left is cut off. The copy is locked, so
    /// whatever is in it was in the journal before.
    fn compared(
        &mut self,
        file: &mut dyn Medium,
        step: &mut dyn FnMut(u64),
    ) -> Result<CommonPart, MirrorFault> {
        let fault = |error: io::Error| MirrorFault::of(&error);
        let length = file.length().map_err(fault)?;
        let from = self.common.filter(|common| common.bytes <= length);
        if from.is_none() {
            // After a sync that failed the cache shows what is lost.
            let _ = file.evict();
        }
        let from = from.unwrap_or(CommonPart::NONE);
        let copy = self.files.reader(&self.folder.join(JOURNAL), from.bytes);
        let mut copy = BufReader::new(copy.map_err(fault)?);
        let journal = self.journal(from)?;
        let found = compare(&mut BufReader::new(journal), &mut copy, from, step).map_err(fault)?;
        match found.rest {
            CopyRest::Nothing => {}
            CopyRest::Torn => file.cut(found.common.bytes).map_err(fault)?,
            CopyRest::Ahead { acts } => return Err(MirrorFault::Ahead { acts }),
            CopyRest::Differs { act } => return Err(MirrorFault::Differs { act }),
        }
        Ok(found.common)
    }

    fn journal(&self, from: CommonPart) -> Result<Box<dyn Read>, MirrorFault> {
        let path = self.session.join(JOURNAL);
        let opened = self.files.reader(&path, from.bytes);
        opened.map_err(|_| MirrorFault::Journal)
    }

    /// Copies line by line what the journal has on its disk, each of them checked once more.
    fn add(
        &mut self,
        file: &mut dyn Medium,
        common: CommonPart,
        target: Head,
        step: &mut dyn FnMut(u64),
    ) -> Result<u64, MirrorFault> {
        let mut journal = BufReader::new(self.journal(common)?);
        let mut at = common;
        let mut piece = Vec::new();
        while at.acts < target.seq {
            let start = piece.len();
            let most = LONGEST_LINE as u64 + 1;
            let read = (&mut journal).take(most).read_until(b'\n', &mut piece);
            read.map_err(|_| MirrorFault::Journal)?;
            let text = piece.get(start..).unwrap_or_default();
            let Some(text) = text.strip_suffix(b"\n") else {
                // The last act lacks its newline; whoever appends to it completes it.
                piece.truncate(start);
                break;
            };
            let (seq, bytes) = (at.acts + 1, at.bytes + text.len() as u64 + 1);
            let (_, hash) = line::read(text, seq, at.hash).map_err(|_| MirrorFault::Journal)?;
            if bytes > target.offset || (seq == target.seq && hash != target.hash) {
                return Err(MirrorFault::Journal);
            }
            at = CommonPart {
                acts: seq,
                bytes,
                hash,
            };
            if piece.len() >= PIECE {
                self.put(file, &piece, at)?;
                piece.clear();
                step(at.acts);
            }
        }
        if !piece.is_empty() {
            self.put(file, &piece, at)?;
        }
        Ok(at.acts)
    }

    fn put(
        &mut self,
        file: &mut dyn Medium,
        piece: &[u8],
        now: CommonPart,
    ) -> Result<(), MirrorFault> {
        let before = now.bytes - piece.len() as u64;
        let written = write_all_at(file, before, piece).and_then(|()| file.sync());
        if let Err(error) = written {
            // Whole lines only, as far as the disk still takes anything.
            let _ = file.cut(before);
            return Err(MirrorFault::of(&error));
        }
        self.common = Some(now);
        Ok(())
    }
}
