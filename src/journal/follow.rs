//! Hearing that a journal grew: the system's own notice, and a look once a second where none comes.

use super::error::JOURNAL;
use notify::{RecursiveMode, Watcher};
use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

/// How often the file's length is looked at beside the notices; network folders send none.
const LOOK: Duration = Duration::from_secs(1);

/// Calls `grew` from a thread of its own whenever the journal's length has changed, until `grew` says that
/// nobody listens any more.
pub fn follow(folder: &Path, grew: impl Fn() -> bool + Send + 'static) {
    let path = folder.join(JOURNAL);
    let watched = path.clone();
    std::thread::spawn(move || {
        let (notice, noticed) = mpsc::channel();
        let kept = notice.clone();
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            if event.is_ok_and(|e| !e.kind.is_access()) {
                let _ = notice.send(());
            }
        })
        .and_then(|mut watcher| {
            watcher.watch(&watched, RecursiveMode::NonRecursive)?;
            Ok(watcher)
        });
        let length = || std::fs::metadata(&path).map(|m| m.len()).unwrap_or(0);
        let mut known = length();
        // What came between the opening and this line is news as well.
        if !grew() {
            return;
        }
        loop {
            // `kept` stays alive, so that a missing watcher leaves the look once a second.
            let woken = noticed.recv_timeout(LOOK);
            let now = length();
            if now != known {
                known = now;
                if !grew() {
                    break;
                }
            } else if woken.is_err() && watcher.is_err() && !path.exists() {
                break;
            }
        }
        drop((watcher, kept));
    });
}
