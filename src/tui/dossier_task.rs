//! Reading and comparing applications beside the screens: an old file takes seconds to read, and many take minutes.

use crate::journal::{Clock, Journal, snapshot};
use crate::office::OfficeError;
use crate::office::dossier::copies::{CopyFindings, CopyProgress};
use crate::office::dossier::folder::DossierFolder;
use crate::text::{Lang, faults};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What is to be done with applications.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DossierWork {
    /// Read a folder, to show what it holds.
    Read(PathBuf),
    /// Compare those that are kept, and with a folder of former years.
    Compare(Option<PathBuf>),
}

/// One such work. It reads the journal for itself, so that nothing waits for it.
#[derive(Clone, Debug)]
pub struct DossierTask {
    pub work: DossierWork,
    folder: PathBuf,
    lang: Lang,
    stop: Arc<AtomicBool>,
}

/// How it goes on.
#[derive(Clone, Debug)]
pub enum DossierNews {
    Step(CopyProgress),
    Read(Arc<DossierFolder>),
    Compared(Arc<CopyFindings>),
    /// Why not, in words.
    Failed(String),
}

impl PartialEq for DossierNews {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Step(a), Self::Step(b)) => a == b,
            (Self::Read(a), Self::Read(b)) => Arc::ptr_eq(a, b),
            (Self::Compared(a), Self::Compared(b)) => Arc::ptr_eq(a, b),
            (Self::Failed(a), Self::Failed(b)) => a == b,
            _ => false,
        }
    }
}

impl Eq for DossierNews {}

impl DossierTask {
    pub fn new(work: DossierWork, folder: PathBuf, lang: Lang) -> Self {
        Self {
            work,
            folder,
            lang,
            stop: Arc::default(),
        }
    }

    /// Ends it after the file at hand.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    pub fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// Does the work. `tell` says whether anybody still listens. Of what was stopped nothing more is told.
    pub fn run(self, network_too: bool, mut tell: impl FnMut(DossierNews) -> bool) {
        let done = self.done(network_too, &mut tell);
        if let (false, Some(news)) = (self.stopped(), done) {
            tell(news);
        }
    }

    fn done(
        &self,
        network_too: bool,
        tell: &mut impl FnMut(DossierNews) -> bool,
    ) -> Option<DossierNews> {
        let opening = snapshot::opening(&self.folder, false, network_too, None);
        let journal = match Journal::open(&self.folder, Clock::system(), &opening) {
            Ok(journal) => journal,
            Err(error) => {
                let words = faults::journal_error(self.lang, &error);
                return Some(DossierNews::Failed(words));
            }
        };
        let session = journal.session();
        let mut step = |progress| tell(DossierNews::Step(progress)) && !self.stopped();
        let (path, done) = match &self.work {
            DossierWork::Read(path) => {
                let mut step = |n, all| step(CopyProgress::Reading(n, all));
                let read =
                    DossierFolder::read(path, session, journal.folder(), self.lang, &mut step);
                let news = read.map(|folder| Some(DossierNews::Read(Arc::new(folder))));
                (Some(path), news)
            }
            DossierWork::Compare(against) => {
                let against = against.as_ref();
                let path = against.map(PathBuf::as_path);
                let found = CopyFindings::of(session, journal.folder(), path, self.lang, &mut step);
                let news = found.map(|f| f.map(|found| DossierNews::Compared(Arc::new(found))));
                (against, news)
            }
        };
        done.unwrap_or_else(|error| Some(DossierNews::Failed(self.fault(path, error))))
    }

    fn fault(&self, path: Option<&PathBuf>, error: io::Error) -> String {
        let path = path.map_or(Path::new(""), PathBuf::as_path).to_owned();
        OfficeError::Read { path, error }
            .words(self.lang)
            .join("\n")
    }
}
