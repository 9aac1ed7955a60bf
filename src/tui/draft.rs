//! What is kept of a seat beside the journal while nobody sits there: language, theme and the order of its lists, and
//! of a judge the cell, a half-typed number and a half-written remark. It is no score and is never counted; losing it
//! costs a keystroke.

use crate::journal::files::{Files, make_folders, write_unsynced};
use crate::model::CommentText;
use crate::text::Lang;
use crate::tui::terminal::palette::Theme;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Where a judge was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub entry: String,
    pub indicator: String,
    /// What stood in the cell without having been accepted.
    pub typed: String,
    /// A remark on this cell that was being written: its text and page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<(String, String)>,
    /// Comments that were being written, by `judge/applicant`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub comments: BTreeMap<String, CommentText>,
    /// The language that was chosen at the seat, by key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<Lang>,
    /// The theme that was chosen at the seat, by key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<Theme>,
    /// By what each list is sorted, where it is: the number of the order.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub orders: BTreeMap<String, usize>,
}

fn path(folder: &Path, seat: &str) -> PathBuf {
    // Seat ids hold no separators, see `model::setup::is_id`.
    folder.join("drafts").join(format!("{seat}.json"))
}

/// Best effort: a folder that cannot be written must not keep anybody from leaving.
pub fn keep(files: &dyn Files, folder: &Path, seat: &str, draft: &Draft) {
    let path = path(folder, seat);
    let Some(above) = path.parent() else { return };
    let made = files.look(above).is_ok() || make_folders(files, above).is_ok();
    if made && let Ok(bytes) = serde_json::to_vec(draft) {
        // Kept at every pause of the hand, so it is not synced: it is no score.
        let _ = write_unsynced(files, &path, &bytes);
    }
}

/// What was kept, if anything.
pub fn take(files: &dyn Files, folder: &Path, seat: &str) -> Option<Draft> {
    let bytes = files.read(&path(folder, seat), u64::MAX).ok()?;
    serde_json::from_slice(&bytes).ok()
}
