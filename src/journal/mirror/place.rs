//! Where the copy of a session lies inside the folder that was named for mirrors.

use crate::journal::error::JOURNAL;
use crate::model::Setup;
use std::path::{Path, PathBuf};

/// So many characters of the title name the folder.
const OF_TITLE: usize = 40;
/// And so many of the session's random id.
const OF_ID: usize = 8;

/// A session's folder inside a mirror, by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MirrorPlace {
    name: String,
}

impl MirrorPlace {
    /// `洛阳市2026年…遴选-4f2a91c3`: a person finds it by the title, and two sessions of one title stay apart. Any disk
    /// takes the name.
    pub fn of(setup: &Setup) -> Self {
        let title = match setup.language {
            crate::model::Language::Zh => &setup.template.title.zh,
            crate::model::Language::En => &setup.template.title.en,
        };
        let title: String = title
            .chars()
            .map(|c| if c.is_alphanumeric() { c } else { ' ' })
            .collect();
        let title = title.split_whitespace().collect::<Vec<_>>().join("-");
        let title: String = title.chars().take(OF_TITLE).collect();
        let id = setup.session.chars().filter(char::is_ascii_alphanumeric);
        let id: String = id.take(OF_ID).collect();
        Self {
            name: format!("{title}-{id}"),
        }
    }

    /// The folder of the first copy, or of a later one beside it.
    pub fn folder(&self, dir: &Path, copy: u32) -> PathBuf {
        match copy {
            0 | 1 => dir.join(&self.name),
            n => dir.join(format!("{}-{n}", self.name)),
        }
    }
}

/// The copy that somebody means by a folder: the folder itself, or this session's inside it.
pub fn find(dir: &Path, place: &MirrorPlace, copy: u32) -> PathBuf {
    if dir.join(JOURNAL).exists() {
        dir.to_owned()
    } else {
        place.folder(dir, copy)
    }
}
