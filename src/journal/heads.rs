//! The last head that this machine saw of each session, in the user's data folder: outside the session's own, so that
//! a file cut short or written anew beside its snapshot is noticed here.
//!
//! One file a session and place, so that many programs may write at once; best effort, since a save must not wait for
//! it nor fail with it. What it knows lags behind by a second at most.

use super::anchor::{Anchor, AnchorSource};
use super::clock::Clock;
use super::error::JournalError;
use super::files::{SystemFiles, write_durably};
use super::folders;
use super::history::History;
use super::line::Hash;
use crate::system;

use serde::{Deserialize, Serialize};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// The folder of these files inside the user's data folder.
const HEADS: &str = "heads";
/// What comes within this time is written once.
const TOGETHER: Duration = Duration::from_secs(1);
/// No file of ours is longer.
const LONGEST_FILE: u64 = 16 * 1024;

/// Where the heads are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heads {
    folder: PathBuf,
    only_read: bool,
}

/// What this machine saw of a session when it last read or wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenHead {
    /// Its random id.
    session: String,
    /// Where it lay.
    pub folder: PathBuf,
    pub seq: u64,
    hash: String,
    pub at: String,
}

impl SeenHead {
    pub fn is_of(&self, session: &str) -> bool {
        self.session == session
    }

    /// The point of the history that it knows; `None` if somebody wrote nonsense there.
    pub fn anchor(&self) -> Option<Anchor> {
        Some(Anchor {
            seq: self.seq,
            hash: Hash::parse(self.hash.as_bytes())?,
            source: AnchorSource::Seen,
        })
    }
}

impl Heads {
    /// In a user's data folder.
    pub fn inside(data: &Path) -> Self {
        Self {
            folder: data.join(HEADS),
            only_read: false,
        }
    }

    /// The same for whoever checks a file: a look at it must not vouch for it the next time.
    pub fn only_read(self) -> Self {
        Self {
            only_read: true,
            ..self
        }
    }

    /// The file of a session at its place. An id may be anything that somebody wrote into a journal, so it is no name.
    pub fn file(&self, session: &str, folder: &Path) -> PathBuf {
        session_file(&self.folder, session, folder)
    }

    /// What was seen of a session where it lies.
    pub fn seen(&self, session: &str, folder: &Path) -> Option<SeenHead> {
        read(&self.file(session, folder)).filter(|seen| seen.session == session)
    }

    /// What was seen of this session elsewhere, and of others where this one lies; newest first.
    pub fn others(&self, session: &str, folder: &Path) -> Vec<SeenHead> {
        let place = whole(folder);
        let files = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let mut others: Vec<SeenHead> = files
            .filter_map(|file| read(&file.path()))
            .filter(|seen| (seen.session == session) != (seen.folder == place))
            .collect();
        others.sort_by(|a, b| b.at.cmp(&a.at));
        others
    }

    /// Never over one that knows more: several programs may have the session open.
    fn keep(&self, seen: &SeenHead) {
        if self.only_read {
            return;
        }
        let path = self.file(&seen.session, &seen.folder);
        if read(&path).is_some_and(|known| known.seq >= seen.seq) {
            return;
        }
        if folders::make_private(&SystemFiles, &self.folder).is_ok()
            && let Ok(mut bytes) = serde_json::to_vec(seen)
        {
            bytes.push(b'\n');
            let _ = write_durably(&SystemFiles, &path, &bytes);
        }
    }
}

/// A file of one session at its place, among those of others.
pub(super) fn session_file(among: &Path, session: &str, folder: &Path) -> PathBuf {
    let place = whole(folder);
    let name = Hash::of(format!("{session}\n{}", place.display()).as_bytes());
    among.join(format!("{name}.json"))
}

/// A folder by its one name.
pub(super) fn whole(folder: &Path) -> PathBuf {
    let whole = system::whole_path(folder).or_else(|_| std::path::absolute(folder));
    whole.unwrap_or_else(|_| folder.to_owned())
}

fn read(path: &Path) -> Option<SeenHead> {
    let mut bytes = Vec::new();
    let file = fs::File::open(path).ok()?;
    file.take(LONGEST_FILE).read_to_end(&mut bytes).ok()?;
    serde_json::from_slice(&bytes).ok()
}

/// What this machine saw that a file does not go on from, and that does not stop it: it lies elsewhere, or is of
/// another session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Elsewhere {
    /// The same session in another folder, further on or with other acts.
    Further(SeenHead),
    /// Another session in this folder.
    Other(SeenHead),
}

/// What was seen elsewhere and is not in this history, newest first.
///
/// # Errors
/// The file cannot be read.
pub fn elsewhere(heads: &Heads, history: &History) -> Result<Vec<Elsewhere>, JournalError> {
    let Some(setup) = history.session().setup() else {
        return Ok(Vec::new());
    };
    let mut found = Vec::new();
    for seen in heads.others(&setup.session, history.folder()) {
        if !seen.is_of(&setup.session) {
            found.push(Elsewhere::Other(seen));
        } else if let Some(anchor) = seen.anchor()
            && !history.follows_from(&anchor)?
        {
            found.push(Elsewhere::Further(seen));
        }
    }
    Ok(found)
}

/// Keeps the head of one open session, on a thread of its own.
pub(super) struct HeadKeeper {
    heads: Heads,
    session: String,
    folder: PathBuf,
    last: u64,
    worker: Option<(Sender<SeenHead>, JoinHandle<()>)>,
}

impl HeadKeeper {
    /// `known` is the number of the head that is kept already.
    pub(super) fn new(heads: Heads, session: String, folder: &Path, known: u64) -> Self {
        Self {
            heads,
            session,
            folder: whole(folder),
            last: known,
            worker: None,
        }
    }

    /// This head was read from the disk, or is on it now.
    pub(super) fn saw(&mut self, seq: u64, hash: Hash, clock: &Clock) {
        if seq <= self.last {
            return;
        }
        self.last = seq;
        let seen = SeenHead {
            session: self.session.clone(),
            folder: self.folder.clone(),
            seq,
            hash: hash.to_string(),
            at: clock.now(),
        };
        if self.worker.is_none() {
            self.worker = start(self.heads.clone());
        }
        if let Some((sender, _)) = &self.worker {
            // A worker that is gone has nobody to tell.
            let _ = sender.send(seen);
        }
    }
}

impl Drop for HeadKeeper {
    fn drop(&mut self) {
        if let Some((sender, thread)) = self.worker.take() {
            drop(sender);
            let _ = thread.join();
        }
    }
}

fn start(heads: Heads) -> Option<(Sender<SeenHead>, JoinHandle<()>)> {
    let (sender, receiver) = channel();
    let thread = std::thread::Builder::new().name("heads".to_owned());
    let thread = thread.spawn(move || work(&heads, &receiver)).ok()?;
    Some((sender, thread))
}

fn work(heads: &Heads, receiver: &Receiver<SeenHead>) {
    while let Ok(mut seen) = receiver.recv() {
        let until = Instant::now() + TOGETHER;
        let left = || until.saturating_duration_since(Instant::now());
        while let Ok(next) = receiver.recv_timeout(left()) {
            seen = next;
        }
        heads.keep(&seen);
    }
}
