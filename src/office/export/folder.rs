//! Putting files into a folder without writing over anybody's work.

use super::Made;
use crate::journal::JOURNAL;
use crate::journal::medium::temporary_beside;
use crate::office::OfficeError;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// One line a file: its SHA-256, two blanks, its name; `sha256sum -c` reads it.
const SUMS: &str = "SHA256SUMS";

/// A folder with what is known of the files that an earlier export put there.
pub(super) struct Folder {
    path: PathBuf,
    /// By name.
    before: BTreeMap<String, String>,
    now: BTreeMap<String, String>,
}

impl Folder {
    /// # Errors
    /// The folder is a session's own, or cannot be made.
    pub(super) fn open(path: &Path) -> Result<Self, OfficeError> {
        let before = match fs::read_to_string(path.join(SUMS)) {
            Ok(text) => sums(&text),
            Err(_) => BTreeMap::new(),
        };
        // A journal that no export put there is somebody's session.
        if path.join(JOURNAL).exists() && !before.contains_key(JOURNAL) {
            return Err(OfficeError::IsSession(path.to_owned()));
        }
        let folder = Self {
            path: path.to_owned(),
            before,
            now: BTreeMap::new(),
        };
        folder.make(path)?;
        Ok(folder)
    }

    /// Says which files are about to be written, so that a run that is cut off leaves a folder that is known for
    /// what it is: a sum of zeros is that of no file.
    ///
    /// # Errors
    /// The disk's own.
    pub(super) fn begin<'a>(
        &self,
        names: impl Iterator<Item = &'a str>,
    ) -> Result<(), OfficeError> {
        let mut announced = self.before.clone();
        for name in names {
            announced
                .entry(name.to_owned())
                .or_insert_with(|| "0".repeat(64));
        }
        self.write_sums(&announced)
    }

    fn write_sums(&self, list: &BTreeMap<String, String>) -> Result<(), OfficeError> {
        let text: String = list
            .iter()
            .map(|(name, sum)| format!("{sum}  {name}\n"))
            .collect();
        let path = self.path.join(SUMS);
        replace(&path, text.as_bytes()).map_err(|error| OfficeError::Write { path, error })
    }

    /// Its papers tell who gave what, so a new folder is for its owner alone.
    fn make(&self, path: &Path) -> Result<(), OfficeError> {
        fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(path)
            .map_err(|error| OfficeError::Write {
                path: path.to_owned(),
                error,
            })
    }

    /// # Errors
    /// The disk's own.
    pub(super) fn put(
        &mut self,
        name: &str,
        bytes: &[u8],
        made: &mut Made,
    ) -> Result<(), OfficeError> {
        let path = self.path.join(name);
        if let Some(parent) = path.parent() {
            self.make(parent)?;
        }
        let failed = |error| OfficeError::Write {
            path: path.clone(),
            error,
        };
        let sum = hex(bytes);
        match fs::read(&path) {
            Ok(there) => {
                let there = hex(&there);
                let ours = there == sum || self.before.get(name) == Some(&there);
                if !ours {
                    let aside = unused(&path);
                    fs::rename(&path, &aside).map_err(failed)?;
                    made.kept.push((path.clone(), aside));
                }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(failed(error)),
        }
        replace(&path, bytes).map_err(failed)?;
        self.now.insert(name.to_owned(), sum);
        made.files.push(path);
        Ok(())
    }

    /// Writes the sums of what is there now, and asks the disk for all of it.
    ///
    /// # Errors
    /// The disk's own.
    pub(super) fn finish(mut self, made: &mut Made) -> Result<(), OfficeError> {
        for (name, sum) in std::mem::take(&mut self.before) {
            if self.now.contains_key(&name) {
                continue;
            }
            let there = fs::read(self.path.join(&name));
            if there.is_ok_and(|bytes| hex(&bytes) == sum) {
                made.older.push(name.clone());
                self.now.insert(name, sum);
            }
        }
        self.write_sums(&self.now)?;
        sync(&self.path).map_err(|error| OfficeError::Write {
            path: self.path.clone(),
            error,
        })?;
        made.files.push(self.path.join(SUMS));
        Ok(())
    }
}

/// The lines of a file of sums. What does not look like one is not ours.
fn sums(text: &str) -> BTreeMap<String, String> {
    text.lines()
        .filter_map(|line| line.split_once("  "))
        .filter(|(sum, name)| sum.len() == 64 && !name.is_empty())
        .map(|(sum, name)| (name.to_owned(), sum.to_owned()))
        .collect()
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect()
}

/// A whole file at once, or the old one.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let temporary = temporary_beside(path)?;
    let written = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&temporary)
        .and_then(|mut file| file.write_all(bytes))
        .and_then(|()| fs::rename(&temporary, path));
    if written.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    written
}

/// One request for all the files instead of one each.
#[cfg(target_os = "linux")]
fn sync(folder: &Path) -> io::Result<()> {
    rustix::fs::syncfs(fs::File::open(folder)?)?;
    Ok(())
}

#[cfg(not(target_os = "linux"))]
fn sync(folder: &Path) -> io::Result<()> {
    crate::journal::medium::sync_folder(folder)
}

/// `report (2).docx`
pub(super) fn numbered(name: &str, n: usize) -> String {
    match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => format!("{stem} ({n}).{ending}"),
        _ => format!("{name} ({n})"),
    }
}

/// A name beside this one that nothing has.
fn unused(path: &Path) -> PathBuf {
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    (1..)
        .map(|n| path.with_file_name(numbered(&name, n)))
        .find(|candidate| fs::symlink_metadata(candidate).is_err())
        .unwrap_or_else(|| path.to_owned())
}
