//! Making a new session: all its first acts are put in place at once, or none.

use super::clock::Clock;
use super::error::{JOURNAL, JournalError};
use super::files::{Files, SystemFiles, keep_beside, write_new_durably};
use super::folders;
use super::line::{self, Hash, Record};
use super::store::Journal;
use crate::model::{Act, DESK, Session, Setup, Stamp};
use crate::tally;
use std::io;
use std::path::{Path, PathBuf};

impl Journal {
    /// Makes a new session: all its first acts are put in place at once, or none.
    ///
    /// # Errors
    /// The folder holds a session already, lies on a network, cannot be written; or an act is refused.
    pub fn create(
        folder: &Path,
        clock: Clock,
        setup: Setup,
        acts: Vec<Act>,
    ) -> Result<(), JournalError> {
        Self::create_on(&SystemFiles, folder, clock, setup, acts, &[])
    }

    /// Makes a new session as [`Journal::create`] does, with files beside the journal that its acts speak of. They are
    /// on the disk before the journal is.
    ///
    /// # Errors
    /// As [`Journal::create`].
    pub fn create_with(
        folder: &Path,
        clock: Clock,
        setup: Setup,
        acts: Vec<Act>,
        beside: &[(PathBuf, Vec<u8>)],
    ) -> Result<(), JournalError> {
        Self::create_on(&SystemFiles, folder, clock, setup, acts, beside)
    }

    /// [`Journal::create_with`] on any file system.
    ///
    /// # Errors
    /// As [`Journal::create`].
    pub fn create_on(
        files: &dyn Files,
        folder: &Path,
        clock: Clock,
        setup: Setup,
        acts: Vec<Act>,
        beside: &[(PathBuf, Vec<u8>)],
    ) -> Result<(), JournalError> {
        let path = folder.join(JOURNAL);
        let file = |error| JournalError::File {
            path: folder.to_owned(),
            error,
        };
        if files.look(&path).is_ok() {
            return Err(JournalError::Exists(folder.to_owned()));
        }
        let mut session = Session::default();
        let mut bytes = Vec::new();
        let mut prev = Hash::ZERO;
        let at = clock.now();
        let acts = std::iter::once(Act::Setup(Box::new(setup))).chain(acts);
        for (n, act) in acts.enumerate() {
            let seq = n as u64 + 1;
            let stamp = Stamp {
                seq,
                at: &at,
                by: DESK,
            };
            tally::apply(&mut session, stamp, &act)
                .map_err(|refusal| JournalError::RefusedAt(n, refusal))?;
            let record = Record {
                seq,
                at: at.clone(),
                by: DESK.to_owned(),
                batch: None,
                act,
            };
            prev = line::write(&record, prev, &mut bytes).map_err(|_| JournalError::TooLong)?;
        }
        folders::for_session(files, folder)?;
        // The folder first: once the journal is there, the session is, and nothing may fail any more.
        for (name, bytes) in beside {
            keep_beside(files, folder, name, bytes).map_err(file)?;
        }
        match write_new_durably(files, &path, &bytes, 0o600) {
            // Somebody else was faster, and that session stays.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                Err(JournalError::Exists(folder.to_owned()))
            }
            Err(error) => Err(file(error)),
            Ok(()) => Ok(()),
        }
    }
}
