//! One open session, and everybody in this process who sits in it.
//!
//! Screens read the session while others read it too; only [`Hall::record`] and what the file brings from
//! other processes change it. A save is written and synced before anybody sees it, and nobody who only reads
//! waits for the disk. What piles up while a sync is under way is saved together by the next one.

use super::live::Live;
use crate::journal::{
    Clock, Journal, JournalError, Opening, Record, Request, Saved, follow, pin, snapshot,
};
use crate::model::{Act, Intent};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, TryLockError, Weak};

/// An open session.
pub struct Hall {
    live: RwLock<Live>,
    /// Whoever holds it writes, for all who wait in the queue.
    writer: Mutex<Journal>,
    queue: Mutex<Vec<Waiting>>,
    listeners: Mutex<Vec<Weak<Listener>>>,
    /// The file grew while somebody here was writing.
    missed: AtomicBool,
    comparer: Mutex<pin::Comparer>,
}

/// A save that nobody has written yet.
struct Waiting {
    request: Request,
    answer: SyncSender<Result<Saved, JournalError>>,
}

/// What a listener is told of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Interest {
    Everything,
    /// A judge's own sheets, and what concerns everybody; not what others mark.
    Seat(String),
}

/// Somebody who is told when the session changed.
pub struct Listener {
    interest: Mutex<Interest>,
    /// Told, and not yet looked at.
    told: AtomicBool,
    wake: Box<dyn Fn() -> bool + Send + Sync>,
}

impl Listener {
    /// From now on only this is told.
    pub fn wants(&self, interest: Interest) {
        *held(&self.interest) = interest;
    }

    /// What was told is being looked at; the next change is told again.
    pub fn heard(&self) {
        self.told.store(false, Ordering::SeqCst);
    }

    fn concerned(&self, records: &[Record]) -> bool {
        match &*held(&self.interest) {
            Interest::Everything => true,
            Interest::Seat(seat) => records.iter().any(|r| concerns(r, seat)),
        }
    }
}

/// Does an act change what a judge sees in her own room?
fn concerns(record: &Record, seat: &str) -> bool {
    match &record.act {
        Act::Mark { judge, .. } | Act::Remark { judge, .. } | Act::Declare { judge } => {
            judge.as_deref() == Some(seat)
        }
        Act::SignIn { seat: of, .. } | Act::SignOut { seat: of, .. } => of == seat,
        Act::SignInFailed { .. }
        | Act::Pin { .. }
        | Act::Keys { .. }
        | Act::Unlock { .. }
        | Act::Incident { .. }
        | Act::TailSetAside { .. } => false,
        _ => true,
    }
}

/// What a thread that panicked left is as good as its last whole change.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Hall {
    /// Opens a session.
    ///
    /// # Errors
    /// As [`Journal::open`].
    pub fn open(folder: &Path, clock: Clock, network_too: bool) -> Result<Arc<Self>, JournalError> {
        let opening = Opening {
            write: true,
            network_too,
            anchors: snapshot::anchor(folder).into_iter().collect(),
        };
        Journal::open(folder, clock, &opening).map(Self::over)
    }

    /// Opens a session to look at only.
    ///
    /// # Errors
    /// As [`Journal::open`].
    pub fn watch(
        folder: &Path,
        clock: Clock,
        network_too: bool,
    ) -> Result<Arc<Self>, JournalError> {
        let opening = Opening {
            write: false,
            network_too,
            anchors: snapshot::anchor(folder).into_iter().collect(),
        };
        Journal::open(folder, clock, &opening).map(Self::over)
    }

    /// Lets people sit in a journal that is open.
    pub fn over(mut journal: Journal) -> Arc<Self> {
        journal.keep_fresh();
        Arc::new(Self {
            live: RwLock::new(Live::new(journal.history().clone())),
            writer: Mutex::new(journal),
            queue: Mutex::default(),
            listeners: Mutex::default(),
            missed: AtomicBool::new(false),
            comparer: Mutex::default(),
        })
    }

    /// The session as it is now. Nothing may be recorded while this is held.
    pub fn read(&self) -> RwLockReadGuard<'_, Live> {
        self.live.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Records acts and answers when they are on the disk.
    ///
    /// # Errors
    /// As [`Journal::append`].
    pub fn record(&self, by: &str, intents: Vec<Intent>) -> Result<Saved, JournalError> {
        let (answer, answered) = sync_channel(1);
        let request = Request {
            by: by.to_owned(),
            intents,
        };
        held(&self.queue).push(Waiting { request, answer });
        let mut journal = held(&self.writer);
        // Whoever wrote before may have taken this along.
        if let Ok(done) = answered.try_recv() {
            return done;
        }
        let waiting = std::mem::take(&mut *held(&self.queue));
        let (requests, answers): (Vec<_>, Vec<_>) =
            waiting.into_iter().map(|w| (w.request, w.answer)).unzip();
        let sealing = requests.iter().flat_map(|r| &r.intents).any(seals);
        let done = journal.append_all(requests);
        self.publish(&mut journal);
        if sealing && done.iter().any(Result::is_ok) {
            // A snapshot is derived and can be made again; the acts themselves are safe.
            let live = self.read();
            let _ = snapshot::write(live.journal(), live.results());
        }
        for (answer, done) in answers.into_iter().zip(done) {
            // Each waits for its own until it has it.
            let _ = answer.send(done);
        }
        drop(journal);
        if self.missed.swap(false, Ordering::SeqCst) {
            self.follow();
        }
        answered.try_recv().unwrap_or(Err(JournalError::Busy))
    }

    /// Is this the PIN? One is compared at a time.
    pub fn pin_matches(&self, typed: &str, hash: &str) -> bool {
        held(&self.comparer).matches(typed, hash)
    }

    /// Folds what other processes appended; while somebody here is writing, that is left to the writer.
    pub fn follow(&self) {
        let mut journal = match self.writer.try_lock() {
            Ok(journal) => journal,
            Err(TryLockError::Poisoned(left)) => left.into_inner(),
            Err(TryLockError::WouldBlock) => {
                self.missed.store(true, Ordering::SeqCst);
                return;
            }
        };
        // A lock held for long only delays the news; they come with the next notice.
        let _ = journal.follow();
        self.publish(&mut journal);
    }

    /// Has the file followed for as long as somebody sits here.
    pub fn follow_file(self: &Arc<Self>) {
        let folder = self.read().journal().folder().to_owned();
        let hall = Arc::downgrade(self);
        follow::follow(&folder, move || {
            hall.upgrade().map(|hall| hall.follow()).is_some()
        });
    }

    /// `wake` is called, from any thread, when something changed that is of interest, once until
    /// [`Listener::heard`]. The listener is forgotten when it is dropped or says `false`.
    pub fn listen(&self, wake: impl Fn() -> bool + Send + Sync + 'static) -> Arc<Listener> {
        let listener = Arc::new(Listener {
            interest: Mutex::new(Interest::Everything),
            told: AtomicBool::new(false),
            wake: Box::new(wake),
        });
        held(&self.listeners).push(Arc::downgrade(&listener));
        listener
    }

    fn publish(&self, journal: &mut Journal) {
        let fresh = journal.take_fresh();
        let changed = {
            let mut live = self.live.write().unwrap_or_else(PoisonError::into_inner);
            let health = live.journal().health() != journal.health();
            live.catch_up(&fresh, journal.history());
            health
        };
        if fresh.is_empty() && !changed {
            return;
        }
        let records: Vec<Record> = fresh.into_iter().map(|(record, _)| record).collect();
        held(&self.listeners).retain(|listener| {
            let Some(listener) = listener.upgrade() else {
                return false;
            };
            if !changed && !listener.concerned(&records) {
                return true;
            }
            listener.told.swap(true, Ordering::SeqCst) || (listener.wake)()
        });
    }
}

/// Is the readable snapshot written again after this?
fn seals(intent: &Intent) -> bool {
    matches!(
        intent,
        Intent::Submit { .. } | Intent::Do(Act::CloseScoring {} | Act::Certify { .. })
    )
}
