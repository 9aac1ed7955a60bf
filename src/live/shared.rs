//! The open session, shared by the threads of this process.
//!
//! Readers do not block each other. Only [`SharedSession::record`] and acts that other processes appended to the file
//! change it. An act is written and synced before any reader sees it, and readers never wait for the disk. Requests
//! that arrive during a sync are written together by the next one.

use super::mirror;
use super::view::Live;
use crate::journal::mirror::{MirrorChoice, MirrorKeeper, MirrorReport};
use crate::journal::pin_file::{self, PinVerdict};
use crate::journal::{
    Clock, Journal, JournalError, Opening, Record, Request, Saved, follow, pin, snapshot,
};
use crate::model::{Intent, PinSecret};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{
    Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLock, RwLockReadGuard, TryLockError, Weak,
};

/// An open session.
pub struct SharedSession {
    live: RwLock<Live>,
    /// Its holder writes all requests in the queue.
    writer: Mutex<Journal>,
    queue: Mutex<Vec<Pending>>,
    subscriptions: Mutex<Vec<Weak<Subscription>>>,
    /// The file grew while it was being written by this process.
    missed: AtomicBool,
    comparer: Mutex<pin::Comparer>,
    mirror: OnceLock<MirrorKeeper>,
}

/// A request in the queue.
struct Pending {
    request: Request,
    answer: SyncSender<Result<Saved, JournalError>>,
}

/// What a subscription is notified of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Topic {
    Everything,
    /// A judge's own sheets, and what concerns everybody; not the marks of others.
    Seat(String),
}

/// Notifies a screen when the session changed.
pub struct Subscription {
    topic: Mutex<Topic>,
    /// Notified, and not acknowledged yet.
    notified: AtomicBool,
    wake: Box<dyn Fn() -> bool + Send + Sync>,
}

impl Subscription {
    /// Changes what is notified from now on.
    pub fn set_topic(&self, topic: Topic) {
        *lock(&self.topic) = topic;
    }

    /// Acknowledges the last notification; the next change is notified again.
    pub fn ack(&self) {
        self.notified.store(false, Ordering::SeqCst);
    }

    fn matches(&self, records: &[Record]) -> bool {
        match &*lock(&self.topic) {
            Topic::Everything => true,
            Topic::Seat(seat) => records
                .iter()
                .any(|r| r.act.facts().changes_screen_of(seat)),
        }
    }
}

/// Ignores mutex poisoning: every change under these locks is a single step.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl SharedSession {
    /// Opens a session.
    ///
    /// # Errors
    /// As [`Journal::open`].
    pub fn open(folder: &Path, clock: Clock, how: &Opening) -> Result<Arc<Self>, JournalError> {
        Journal::open(folder, clock, how).map(Self::new)
    }

    /// Shares a journal that is open.
    pub fn new(mut journal: Journal) -> Arc<Self> {
        journal.keep_fresh();
        Arc::new(Self {
            live: RwLock::new(Live::new(journal.history().clone())),
            writer: Mutex::new(journal),
            queue: Mutex::default(),
            subscriptions: Mutex::default(),
            missed: AtomicBool::new(false),
            comparer: Mutex::default(),
            mirror: OnceLock::new(),
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
        lock(&self.queue).push(Pending { request, answer });
        let mut journal = lock(&self.writer);
        // The previous writer may have written this request as well.
        if let Ok(done) = answered.try_recv() {
            return done;
        }
        let waiting = std::mem::take(&mut *lock(&self.queue));
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
            // The receiver lives until it has its answer.
            let _ = answer.send(done);
        }
        drop(journal);
        if self.missed.swap(false, Ordering::SeqCst) {
            self.follow();
        }
        answered.try_recv().unwrap_or(Err(JournalError::Busy))
    }

    /// Whether this is the PIN. One is compared at a time.
    pub fn check_pin(&self, typed: &str, secret: &PinSecret) -> PinVerdict {
        let folder = self.read().journal().folder().to_owned();
        pin_file::check(&mut lock(&self.comparer), &folder, typed, secret)
    }

    /// Folds what other processes appended. While this process writes, the writer does it afterwards.
    pub fn follow(&self) {
        let mut journal = match self.writer.try_lock() {
            Ok(journal) => journal,
            Err(TryLockError::Poisoned(left)) => left.into_inner(),
            Err(TryLockError::WouldBlock) => {
                self.missed.store(true, Ordering::SeqCst);
                return;
            }
        };
        // If the file is locked for long, the next notice of the file system brings the change.
        let _ = journal.follow();
        self.publish(&mut journal);
    }

    /// Watches the file for as long as this session is open.
    pub fn follow_file(self: &Arc<Self>) {
        let folder = self.read().journal().folder().to_owned();
        let shared = Arc::downgrade(self);
        follow::follow(&folder, move || {
            shared.upgrade().map(|shared| shared.follow()).is_some()
        });
    }

    /// Calls `wake`, from any thread, when something of the topic changed, once until [`Subscription::ack`]. It ends
    /// when it is dropped or `wake` returns `false`.
    pub fn subscribe(&self, wake: impl Fn() -> bool + Send + Sync + 'static) -> Arc<Subscription> {
        let subscription = Arc::new(Subscription {
            topic: Mutex::new(Topic::Everything),
            notified: AtomicBool::new(false),
            wake: Box::new(wake),
        });
        lock(&self.subscriptions).push(Arc::downgrade(&subscription));
        subscription
    }

    /// Keeps the mirror that is or will be chosen for this session, on a thread of its own; once.
    pub fn keep_mirror(self: &Arc<Self>, data: Option<&Path>, first: MirrorChoice) {
        if data.is_none() && first == MirrorChoice::Before {
            return;
        }
        let clock = lock(&self.writer).clock().clone();
        let Some(of) = mirror::of_session(self.read().journal(), data, clock) else {
            return;
        };
        let shared = Arc::downgrade(self);
        let tell = move || {
            if let Some(shared) = shared.upgrade() {
                shared.wake_all();
            }
        };
        // Without a thread there is no mirror; the desk shows that there is none.
        if let Ok(keeper) = MirrorKeeper::start(of, first, tell) {
            let keeper = self.mirror.get_or_init(|| keeper);
            keeper.saw(self.read().journal().head());
        }
    }

    /// How the mirror stands; `None` where there is none.
    pub fn mirror(&self) -> Option<MirrorReport> {
        self.mirror.get().and_then(MirrorKeeper::report)
    }

    /// Chooses another mirror, or none. Says whether mirrors can be kept here.
    pub fn choose_mirror(&self, dir: Option<PathBuf>) -> bool {
        let keeper = self.mirror.get();
        keeper.map(|keeper| keeper.choose(dir)).is_some()
    }

    /// Gives the mirror two seconds to take what is left, and ends with it.
    pub fn finish_mirror(&self) {
        if let Some(keeper) = self.mirror.get() {
            keeper.finish();
        }
    }

    /// Something is new that is in no act and that judges in their rooms need not see.
    fn wake_all(&self) {
        lock(&self.subscriptions).retain(|subscription| {
            let Some(subscription) = subscription.upgrade() else {
                return false;
            };
            if *lock(&subscription.topic) != Topic::Everything {
                return true;
            }
            subscription.notified.swap(true, Ordering::SeqCst) || (subscription.wake)()
        });
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
        if let Some(keeper) = self.mirror.get()
            && !journal.health().doubtful()
        {
            keeper.saw(journal.head());
        }
        let records: Vec<Record> = fresh.into_iter().map(|(record, _)| record).collect();
        lock(&self.subscriptions).retain(|subscription| {
            let Some(subscription) = subscription.upgrade() else {
                return false;
            };
            if !changed && !subscription.matches(&records) {
                return true;
            }
            subscription.notified.swap(true, Ordering::SeqCst) || (subscription.wake)()
        });
    }
}

/// Whether `scores.json` is written again after this.
fn seals(intent: &Intent) -> bool {
    match intent {
        Intent::Submit { .. } => true,
        Intent::Do(act) => act.facts().renews_snapshot,
    }
}
