//! What lies in a folder that somebody sent, with what of it is not read and why: nothing is dropped in silence.

use super::DossierFault;
use std::io;
use std::path::{Path, PathBuf};

/// Folders inside each other are read so deep.
pub(super) const DEEPEST: usize = 3;
/// More files are not looked at; those are counted.
pub(super) const MOST_FILES: usize = 2000;

/// One entry of a folder, of those inside it, or all that were too many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FoundFile {
    pub path: PathBuf,
    /// Why it is not read.
    pub passed_over: Option<DossierFault>,
}

impl FoundFile {
    /// Its path inside the folder, for people, with `/` on every system; the folder's own name for what is told of the whole.
    pub(super) fn label(&self, folder: &Path) -> String {
        let inside = self.path.strip_prefix(folder).unwrap_or(&self.path);
        let inside = match inside.as_os_str().is_empty() {
            true => self.path.file_name().unwrap_or(self.path.as_os_str()),
            false => inside.as_os_str(),
        };
        let inside = inside.to_string_lossy();
        crate::text::visible(&inside.replace(std::path::MAIN_SEPARATOR, "/"))
    }
}

/// The files of a folder as it is looked through, and what of it is passed over.
///
/// # Errors
/// The folder cannot be read.
pub(super) fn files(folder: &Path) -> io::Result<Vec<FoundFile>> {
    let (mut found, mut more) = (Vec::new(), 0);
    collect(folder, DEEPEST, MOST_FILES, &mut found, &mut more)?;
    if more > 0 {
        found.push(FoundFile {
            path: folder.to_owned(),
            passed_over: Some(DossierFault::TooMany(more)),
        });
    }
    Ok(found)
}

/// What somebody sent, in the order of the names; what a system leaves behind is nothing. Beyond `most` entries they
/// are only counted.
fn collect(
    folder: &Path,
    deep: usize,
    most: usize,
    found: &mut Vec<FoundFile>,
    more: &mut usize,
) -> io::Result<()> {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)?
        .map(|entry| entry.map(|e| e.path()))
        .collect::<io::Result<_>>()?;
    entries.sort();
    for path in entries {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let left_behind = ["Thumbs.db", "desktop.ini", "__MACOSX"].contains(&name.as_ref());
        if name.starts_with('.') || name.starts_with("~$") || left_behind {
            continue;
        }
        // A link could lead anywhere; a pipe or a device never ends.
        let kind = std::fs::symlink_metadata(&path)?.file_type();
        if kind.is_dir() && deep > 0 {
            collect(&path, deep - 1, most, found, more)?;
            continue;
        }
        let passed_over = match kind {
            kind if kind.is_file() => None,
            kind if kind.is_dir() => Some(DossierFault::FolderTooDeep),
            kind if kind.is_symlink() => Some(DossierFault::Link),
            _ => Some(DossierFault::NoFile),
        };
        if found.len() < most {
            found.push(FoundFile { path, passed_over });
        } else {
            *more += 1;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_passed_over_is_told_and_not_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("a/b/c/d");
        std::fs::create_dir_all(&deep).unwrap();
        std::fs::write(deep.join("x.docx"), "x").unwrap();
        for name in ["a/b/c/y.docx", "z.docx", ".hidden", "~$z.docx"] {
            std::fs::write(folder.path().join(name), "x").unwrap();
        }
        let mut wanted = vec![
            ("a/b/c/d", Some(DossierFault::FolderTooDeep)),
            ("a/b/c/y.docx", None),
            ("z.docx", None),
        ];
        // Not every account of every system may make links.
        if crate::system::make_link("z.docx", &folder.path().join("link.docx")).is_ok() {
            wanted.insert(2, ("link.docx", Some(DossierFault::Link)));
        }
        let found = files(folder.path()).unwrap();
        let told: Vec<_> = found
            .iter()
            .map(|f| (f.label(folder.path()), f.passed_over))
            .collect();
        let wanted: Vec<_> = wanted.iter().map(|(n, w)| ((*n).to_owned(), *w)).collect();
        assert_eq!(told, wanted);
    }

    #[test]
    fn files_beyond_the_most_are_counted() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("in")).unwrap();
        for n in 0..MOST_FILES + 3 {
            std::fs::write(folder.path().join(format!("in/{n}")), "").unwrap();
        }
        let found = files(folder.path()).unwrap();
        assert_eq!(found.len(), MOST_FILES + 1);
        let last = found.last().unwrap();
        assert_eq!(last.passed_over, Some(DossierFault::TooMany(3)));
        let own = folder.path().file_name().unwrap().to_string_lossy();
        assert_eq!(last.label(folder.path()), own);
    }
}
