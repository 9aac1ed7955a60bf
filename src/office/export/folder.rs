//! Putting files into a folder without writing over anybody's work.

use super::Made;
use crate::journal::JOURNAL;
use crate::journal::files::{Files, make_folders, write_durably, write_unsynced};
use crate::office::OfficeError;
use crate::text::{Lang, export as x, faults, fill};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// One line a file: its SHA-256, two blanks, its name; `sha256sum -c` reads it.
const SUMS: &str = "SHA256SUMS";

/// So many files are named before it is said that there are more.
const NAMED: usize = 4;

impl Made {
    /// The files of an earlier export that are still there, in a sentence, if there are any.
    pub fn older_words(&self, lang: Lang) -> Option<String> {
        let n = self.older.len();
        let names: Vec<String> = self
            .older
            .iter()
            .take(NAMED)
            .map(|n| faults::shown(n))
            .collect();
        let mut names = names.join(faults::AND.get(lang));
        if n > NAMED {
            names = fill!(x::OLDER_MORE, lang, [("names", &names)]);
        }
        (n > 0).then(|| fill!(x::OLDER, lang, [("n", &n), ("names", &names)]))
    }
}

/// A folder with what is known of the files that an earlier export put there.
pub(super) struct Folder<'a> {
    files: &'a dyn Files,
    path: PathBuf,
    /// By name.
    before: BTreeMap<String, String>,
    now: BTreeMap<String, String>,
}

impl<'a> Folder<'a> {
    /// # Errors
    /// The folder is a session's own, or cannot be made.
    pub(super) fn open(files: &'a dyn Files, path: &Path) -> Result<Self, OfficeError> {
        let before = match files.read(&path.join(SUMS), u64::MAX) {
            Ok(text) => sums(&String::from_utf8_lossy(&text)),
            Err(_) => BTreeMap::new(),
        };
        // A journal that no export put there is somebody's session.
        if files.look(&path.join(JOURNAL)).is_ok() && !before.contains_key(JOURNAL) {
            return Err(OfficeError::IsSession(path.to_owned()));
        }
        let folder = Self {
            files,
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
    pub(super) fn begin<'n>(
        &self,
        names: impl Iterator<Item = &'n str>,
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
        write_durably(self.files, &path, text.as_bytes())
            .map_err(|error| OfficeError::Write { path, error })
    }

    /// Its papers tell who gave what, so a new folder is for its owner alone.
    fn make(&self, path: &Path) -> Result<(), OfficeError> {
        if self.files.look(path).is_ok() {
            return Ok(());
        }
        make_folders(self.files, path).map_err(|error| OfficeError::Write {
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
        match self.files.read(&path, u64::MAX) {
            Ok(there) => {
                let there = hex(&there);
                let ours = there == sum || self.before.get(name) == Some(&there);
                if !ours {
                    let aside = unused(self.files, &path);
                    self.files.rename(&path, &aside).map_err(failed)?;
                    made.kept.push((path.clone(), aside));
                }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(failed(error)),
        }
        write_unsynced(self.files, &path, bytes).map_err(failed)?;
        self.now.insert(name.to_owned(), sum);
        made.files.push(path);
        Ok(())
    }

    /// Waits until all of it is on the disk, and then writes the sums of what is there now.
    ///
    /// # Errors
    /// The disk's own.
    pub(super) fn finish(mut self, made: &mut Made) -> Result<(), OfficeError> {
        for (name, sum) in std::mem::take(&mut self.before) {
            if self.now.contains_key(&name) {
                continue;
            }
            let there = self.files.read(&self.path.join(&name), u64::MAX);
            if there.is_ok_and(|bytes| hex(&bytes) == sum) {
                made.older.push(name.clone());
                self.now.insert(name, sum);
            }
        }
        self.files
            .sync_all(&self.path)
            .map_err(|error| OfficeError::Write {
                path: self.path.clone(),
                error,
            })?;
        self.write_sums(&self.now)?;
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

/// `report (2).docx`
pub(super) fn numbered(name: &str, n: usize) -> String {
    match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => format!("{stem} ({n}).{ending}"),
        _ => format!("{name} ({n})"),
    }
}

/// A name beside this one that nothing has.
fn unused(files: &dyn Files, path: &Path) -> PathBuf {
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    (1..)
        .map(|n| path.with_file_name(numbered(&name, n)))
        .find(|candidate| !files.taken(candidate))
        .unwrap_or_else(|| path.to_owned())
}
