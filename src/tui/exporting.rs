//! Making papers beside the screens: the loop goes on, and the work tells how far it is.

use crate::journal::{Clock, Journal, snapshot};
use crate::office::export::{self, ExportProgress, Made, Wish};
use crate::text::{Lang, faults};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What is to be made. It reads the journal for itself, so that nothing waits for it.
#[derive(Clone, Debug)]
pub struct Task {
    folder: PathBuf,
    lang: Lang,
    wish: Wish,
    out: PathBuf,
    stop: Arc<AtomicBool>,
}

impl PartialEq for Task {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.stop, &other.stop)
    }
}

impl Eq for Task {}

/// How it goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    Step(ExportProgress),
    /// What was made, and whether it was stopped before its end.
    Done(Made, bool),
    /// Why not, in words.
    Failed(Vec<String>),
}

impl Task {
    pub fn new(folder: PathBuf, lang: Lang, wish: Wish, out: PathBuf) -> Self {
        Self {
            folder,
            lang,
            wish,
            out,
            stop: Arc::default(),
        }
    }

    /// Where the papers go.
    pub fn out(&self) -> &Path {
        &self.out
    }

    /// Ends it after the file at hand.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Does the work. `tell` says whether anybody still listens.
    pub fn run(self, network_too: bool, mut tell: impl FnMut(News) -> bool) {
        let opening = snapshot::opening(&self.folder, false, network_too, None);
        let journal = match Journal::open(&self.folder, Clock::system(), &opening) {
            Ok(journal) => journal,
            Err(error) => {
                tell(News::Failed(vec![faults::journal_error(self.lang, &error)]));
                return;
            }
        };
        if let Some(words) = faults::health(self.lang, journal.health())
            && journal.health().doubtful()
        {
            tell(News::Failed(vec![words]));
            return;
        }
        let made = export::run(
            &journal,
            self.lang,
            &self.wish,
            &self.out,
            &mut |progress| {
                tell(News::Step(progress.clone())) && !self.stop.load(Ordering::Relaxed)
            },
        );
        tell(match made {
            Ok(made) => News::Done(made, self.stop.load(Ordering::Relaxed)),
            Err(error) => News::Failed(error.words(self.lang)),
        });
    }
}
