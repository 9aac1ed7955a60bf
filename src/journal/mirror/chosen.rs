//! Which mirror was chosen for a session: kept in the user's data folder, so that a forgotten option is no forgotten
//! mirror, and read again while the session is open, so that what is chosen at the desk holds for every program on
//! this machine that has the session open.

use crate::journal::files::{SystemFiles, write_durably};
use crate::journal::folders;
use crate::journal::heads::{session_file, whole};
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The folder of these files inside the user's data folder.
const MIRRORS: &str = "mirrors";
/// No file of ours is longer.
const LONGEST_FILE: u64 = 64 * 1024;

/// What is wanted when a session is opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum MirrorChoice {
    /// What was chosen before.
    #[default]
    Before,
    In(PathBuf),
    /// None from now on.
    Off,
}

/// A mirror that was chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChosenMirror {
    session: String,
    /// Where the session lies.
    folder: PathBuf,
    /// The folder that was named.
    pub mirror: PathBuf,
    /// Which copy in it: another one is begun beside one that holds other acts.
    pub copy: u32,
    /// It was made, so where it is missing it must not be made again: that is another disk, or none.
    pub made: bool,
    /// It was made on another disk than the session.
    pub apart: bool,
}

/// The mirror of one session as it is remembered.
#[derive(Clone, Debug)]
pub struct MirrorStore {
    /// `None` where there is no data folder; then it holds for this program alone.
    data: Option<PathBuf>,
    session: String,
    folder: PathBuf,
}

impl MirrorStore {
    /// `session` is the session's random id, `folder` where it lies.
    pub fn of(data: Option<&Path>, session: &str, folder: &Path) -> Self {
        Self {
            data: data.map(Path::to_owned),
            session: session.to_owned(),
            folder: whole(folder),
        }
    }

    /// Was a mirror ever chosen on this machine?
    pub fn any(data: &Path) -> bool {
        data.join(MIRRORS).exists()
    }

    /// Is anything kept?
    pub(super) fn lasts(&self) -> bool {
        self.data.is_some()
    }

    fn file(&self) -> Option<PathBuf> {
        let data = self.data.as_ref()?;
        Some(session_file(
            &data.join(MIRRORS),
            &self.session,
            &self.folder,
        ))
    }

    /// What was chosen last; none where that cannot be read.
    pub fn chosen(&self) -> Option<ChosenMirror> {
        self.read().unwrap_or_default()
    }

    /// What was chosen last.
    ///
    /// # Errors
    /// It cannot be read just now, or it is no such file.
    pub(super) fn read(&self) -> io::Result<Option<ChosenMirror>> {
        let Some(path) = self.file() else {
            return Ok(None);
        };
        let file = match fs::File::open(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            file => file?,
        };
        let mut bytes = Vec::new();
        file.take(LONGEST_FILE).read_to_end(&mut bytes)?;
        let chosen: ChosenMirror = serde_json::from_slice(&bytes)?;
        Ok((chosen.session == self.session).then_some(chosen))
    }

    /// A choice made now. The copy may be made where there is none, unless it was made there before: then its disk is
    /// not there.
    pub fn choice(&self, dir: &Path) -> ChosenMirror {
        let mirror = std::path::absolute(dir).unwrap_or_else(|_| dir.to_owned());
        let before = self.chosen().filter(|chosen| chosen.mirror == mirror);
        ChosenMirror {
            session: self.session.clone(),
            folder: self.folder.clone(),
            mirror,
            copy: before.as_ref().map_or(1, |chosen| chosen.copy),
            made: before.as_ref().is_some_and(|chosen| chosen.made),
            apart: before.is_some_and(|chosen| chosen.apart),
        }
    }

    /// Keeps what was chosen.
    ///
    /// # Errors
    /// The disk's own; it is then not remembered.
    pub fn keep(&self, chosen: Option<&ChosenMirror>) -> io::Result<()> {
        let (Some(path), Some(data)) = (self.file(), &self.data) else {
            return Ok(());
        };
        let Some(chosen) = chosen else {
            return match fs::remove_file(&path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
                _ => Ok(()),
            };
        };
        folders::make_private(&SystemFiles, &data.join(MIRRORS))?;
        let mut bytes = serde_json::to_vec_pretty(chosen)?;
        bytes.push(b'\n');
        write_durably(&SystemFiles, &path, &bytes)
    }
}
