//! Folders: where new sessions go, and which were opened before.

use crate::journal::files::{SystemFiles, write_durably};
use crate::journal::{Clock, folders};
use std::path::{Path, PathBuf};

/// How many sessions are remembered.
const REMEMBERED: usize = 9;

/// The user's folders. Nothing of a session lies outside its own folder; this only remembers the way.
#[derive(Clone, Debug, Default)]
pub struct RecentSessions {
    data: Option<PathBuf>,
    recent: Vec<PathBuf>,
}

impl RecentSessions {
    /// From the user's environment.
    pub fn of_user() -> Self {
        let data = folders::of_user();
        let recent = data
            .as_deref()
            .and_then(|d| std::fs::read(d.join("recent.json")).ok())
            .and_then(|bytes| serde_json::from_slice::<Vec<PathBuf>>(&bytes).ok())
            .unwrap_or_default();
        Self { data, recent }
    }

    /// The user's data folder, if there is a home at all.
    pub fn data(&self) -> Option<&Path> {
        self.data.as_deref()
    }

    pub fn recent(&self) -> &[PathBuf] {
        &self.recent
    }

    /// Puts a folder first. Forgetting is harmless, so a failure to write is not reported.
    pub fn remember(&mut self, folder: &Path) {
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        let before = self.recent.clone();
        self.recent
            .retain(|known| *known != folder && known.exists());
        self.recent.insert(0, folder);
        self.recent.truncate(REMEMBERED);
        // Somebody waits for the first screen, and a disk may take long to write nothing new.
        if self.recent == before {
            return;
        }
        let Some(data) = &self.data else { return };
        if folders::make_private(&SystemFiles, data).is_ok()
            && let Ok(bytes) = serde_json::to_vec_pretty(&self.recent)
        {
            let _ = write_durably(&SystemFiles, &data.join("recent.json"), &bytes);
        }
    }

    /// Where new sessions are proposed.
    pub fn sessions(&self) -> PathBuf {
        match &self.data {
            Some(data) => data.join("sessions"),
            None => std::env::temp_dir().join("pingshen"),
        }
    }

    /// A folder for a demonstration that does not exist yet.
    pub fn demo_folder(&self, clock: &Clock) -> PathBuf {
        let stamp: String = clock
            .now()
            .chars()
            .take(19)
            .filter(char::is_ascii_digit)
            .collect();
        let base = self.sessions();
        (0..)
            .map(|n| match n {
                0 => base.join(format!("demo-{stamp}")),
                n => base.join(format!("demo-{stamp}-{n}")),
            })
            .find(|p| !p.exists())
            .unwrap_or(base)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_already_is_not_written_again() {
        let home = tempfile::tempdir().unwrap();
        let mut recent = RecentSessions {
            data: Some(home.path().join("data")),
            recent: Vec::new(),
        };
        let (one, two) = (home.path().join("one"), home.path().join("two"));
        for folder in [&one, &two] {
            std::fs::create_dir(folder).unwrap();
        }
        let written = |recent: &mut RecentSessions, folder: &Path| {
            let file = home.path().join("data/recent.json");
            let _ = std::fs::remove_file(&file);
            recent.remember(folder);
            file.exists()
        };
        assert!(written(&mut recent, &one));
        assert!(!written(&mut recent, &one));
        assert!(written(&mut recent, &two));
        assert!(written(&mut recent, &one));
        assert_eq!(recent.recent(), [one, two]);
    }
}
