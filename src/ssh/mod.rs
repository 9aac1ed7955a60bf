//! `pingshen serve`: each judge's seat over SSH, and nothing else of the machine.
//!
//! The session is opened once for everybody ([`crate::tui::hall`]); every line runs the same app as the local
//! terminal, on a thread of its own. What is asynchronous stays on this side of two channels: events go to
//! the app, frames come from it.

mod accept;
pub mod addresses;
mod connection;
pub mod door;
pub mod host_key;
mod line;
mod log;

pub use log::Log;

use crate::journal::{Clock, JournalError, clock};
use crate::model::{Act, DESK};
use crate::tui::hall::Hall;
use door::Door;
use host_key::HostKeyError;
use russh::keys::PrivateKey;
use russh::server::Config;
use russh::{MethodKind, MethodSet, SshId};
use std::borrow::Cow;
use std::fs::File;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};

/// Threads that carry the lines' bytes; the apps have their own.
const WORKERS: usize = 2;
/// After so long a rejected login is answered, right away or not.
const REJECTED: Duration = Duration::from_secs(1);
/// How long lines may take to end when the server stops.
const STOPPING: Duration = Duration::from_secs(5);
/// The lock by which one server knows of another one on the same session.
const LOCK: &str = "serve.lock";

/// How a session is served.
pub struct Options {
    pub folder: PathBuf,
    pub listen: Vec<SocketAddr>,
    /// So many seats at once.
    pub max_sessions: usize,
    /// A line without a key for so long ends.
    pub idle: Duration,
    /// Only signs whose width no terminal disputes, for everybody; `None` asks each terminal.
    pub ascii: Option<bool>,
    pub network_too: bool,
    /// Where this machine keeps its own key.
    pub keys: PathBuf,
    pub log: Log,
    pub clock: Clock,
}

/// Why a session cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error(transparent)]
    HostKey(#[from] HostKeyError),
    #[error("{address}: {error}")]
    Listen {
        address: SocketAddr,
        error: io::Error,
    },
    /// Another `pingshen serve` has this session.
    #[error("served already")]
    Served,
    /// Something that may not be written cannot be judged in.
    #[error("the session cannot be written")]
    ReadOnly,
    #[error("no randomness")]
    NoRandomness,
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// What all lines share.
struct Service {
    hall: Arc<Hall>,
    door: Arc<Door>,
    log: Arc<Log>,
    clock: Clock,
    idle: Duration,
    ascii: Option<bool>,
    network_too: bool,
    /// A place for each seat.
    places: Arc<Semaphore>,
    stop: watch::Receiver<bool>,
}

impl Service {
    /// What a client may prove itself with.
    fn methods(&self) -> MethodSet {
        let mut methods = vec![MethodKind::KeyboardInteractive, MethodKind::Password];
        if self.door.takes_keys() {
            methods.insert(0, MethodKind::PublicKey);
        }
        MethodSet::from(methods.as_slice())
    }
}

/// A server that listens and has not let anybody in yet.
pub struct Server {
    runtime: tokio::runtime::Runtime,
    listeners: Vec<TcpListener>,
    key: PrivateKey,
    options: Options,
    hall: Arc<Hall>,
    /// Held for as long as it lives.
    _lock: File,
}

impl Server {
    /// Opens the session, takes the addresses, and finds or makes the machine's key.
    ///
    /// # Errors
    /// One of these is not to be had; nothing is served then.
    pub fn open(options: Options) -> Result<Self, ServeError> {
        let hall = Hall::open(&options.folder, options.clock.clone(), options.network_too)?;
        if hall.read().journal().health().read_only() {
            return Err(ServeError::ReadOnly);
        }
        let lock = lock(&options.folder)?;
        allow_many_files();
        let key = host_key::load_or_make(&options.keys)?;
        host_key::same_as_before(&options.folder, &key)?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(WORKERS)
            .enable_io()
            .enable_time()
            .build()?;
        let listeners = options
            .listen
            .iter()
            .map(|address| {
                let _inside = runtime.enter();
                accept::listen(*address).map_err(|error| ServeError::Listen {
                    address: *address,
                    error,
                })
            })
            .collect::<Result<_, _>>()?;
        Ok(Self {
            runtime,
            listeners,
            key,
            options,
            hall,
            _lock: lock,
        })
    }

    /// The session that is served.
    pub fn hall(&self) -> &Arc<Hall> {
        &self.hall
    }

    /// `SHA256:…`, to be read out before anybody types `yes`.
    pub fn fingerprint(&self) -> String {
        host_key::fingerprint(&self.key)
    }

    /// Where it listens, with the ports that were really taken.
    pub fn listens(&self) -> Vec<SocketAddr> {
        self.listeners
            .iter()
            .filter_map(|l| l.local_addr().ok())
            .collect()
    }

    /// Serves until the system asks to end; then every line is told, and given back its screen.
    ///
    /// # Errors
    /// Signals cannot be waited for, or the door cannot be set up.
    pub fn run(self) -> Result<(), ServeError> {
        let log = Arc::new(self.options.log);
        tell_panics_to(&log);
        sign_out_ghosts(&self.hall);
        self.hall.follow_file();
        let (stopping, stop) = watch::channel(false);
        let door = Door::open(
            Arc::clone(&self.hall),
            self.options.clock.clone(),
            Arc::clone(&log),
        )
        .ok_or(ServeError::NoRandomness)?;
        let service = Arc::new(Service {
            hall: self.hall,
            door,
            log: Arc::clone(&log),
            clock: self.options.clock,
            idle: self.options.idle,
            ascii: self.options.ascii,
            network_too: self.options.network_too,
            places: Arc::new(Semaphore::new(self.options.max_sessions)),
            stop,
        });
        let config = Arc::new(config(&service, self.key));
        let room = Arc::new(accept::Room::new(self.options.max_sessions));
        let places = Arc::clone(&service.places);
        let listeners = self.listeners;
        let stopped: io::Result<()> = self.runtime.block_on(async {
            use tokio::signal::unix::{SignalKind, signal};
            let mut term = signal(SignalKind::terminate())?;
            let mut hangup = signal(SignalKind::hangup())?;
            let mut interrupt = signal(SignalKind::interrupt())?;
            log.line("start", &[]);
            let mut accepting = tokio::task::JoinSet::new();
            for listener in listeners {
                accepting.spawn(accept::run(
                    listener,
                    Arc::clone(&config),
                    Arc::clone(&service),
                    Arc::clone(&room),
                ));
            }
            tokio::select! {
                _ = term.recv() => {}
                _ = hangup.recv() => {}
                _ = interrupt.recv() => {}
            }
            accepting.abort_all();
            let _ = stopping.send(true);
            let most = u32::try_from(self.options.max_sessions).unwrap_or(u32::MAX);
            let _ = tokio::time::timeout(STOPPING, places.acquire_many(most)).await;
            // What was written last is still on its way out.
            tokio::time::sleep(Duration::from_millis(200)).await;
            log.line("stop", &[]);
            Ok(())
        });
        self.runtime.shutdown_timeout(Duration::from_secs(1));
        Ok(stopped?)
    }
}

fn config(service: &Service, key: PrivateKey) -> Config {
    Config {
        server_id: SshId::Standard(Cow::Borrowed("SSH-2.0-pingshen")),
        methods: service.methods(),
        auth_rejection_time: REJECTED,
        // The first question of most clients is what they may try.
        auth_rejection_time_initial: Some(Duration::ZERO),
        // Each key that a client has counts; PINs have a limit of their own.
        max_auth_attempts: 20,
        keys: vec![key],
        nodelay: true,
        // Only a last net: keepalive answers and output count as activity.
        inactivity_timeout: Some(service.idle + Duration::from_secs(3600)),
        keepalive_interval: Some(Duration::from_secs(15)),
        keepalive_max: 3,
        window_size: 256 * 1024,
        channel_buffer_size: 64,
        ..Config::default()
    }
}

/// Each connection takes two open files, and many systems allow a thousand unless they are asked for more.
fn allow_many_files() {
    use rustix::process::{Resource, getrlimit, setrlimit};
    let mut limit = getrlimit(Resource::Nofile);
    limit.current = limit.maximum;
    // Where this is refused, connections beyond the limit are refused one by one.
    let _ = setrlimit(Resource::Nofile, limit);
}

/// One server a session: two would not know of each other's lines.
fn lock(folder: &Path) -> Result<File, ServeError> {
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(folder.join(LOCK))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(std::fs::TryLockError::WouldBlock) => Err(ServeError::Served),
        Err(std::fs::TryLockError::Error(error)) => Err(error.into()),
    }
}

/// A panic ends its own line only; what there is to say of it stands in the log.
fn tell_panics_to(log: &Arc<Log>) {
    let log = Arc::clone(log);
    std::panic::set_hook(Box::new(move |info| {
        let at = info.location().map(ToString::to_string);
        let said = info.payload();
        let said = said.downcast_ref::<&str>().copied();
        let said = said.or_else(|| info.payload().downcast_ref::<String>().map(String::as_str));
        let thread = std::thread::current();
        log.line(
            "panic",
            &[
                ("in", thread.name().unwrap_or_default()),
                ("at", at.as_deref().unwrap_or_default()),
                ("said", said.unwrap_or_default()),
            ],
        );
    }));
}

/// Seats that a server before this one left signed in, because it was killed: their lines went with it. Those
/// at terminals of this machine are not ours to end.
fn sign_out_ghosts(hall: &Hall) {
    let ghosts: Vec<Act> = {
        let live = hall.read();
        live.session()
            .seats()
            .filter_map(|(seat, state)| {
                let signed = state.signed_in.as_ref()?;
                signed.from.parse::<IpAddr>().ok()?;
                Some(Act::SignOut {
                    seat: seat.to_owned(),
                    since: Some(signed.seq),
                })
            })
            .collect()
    };
    if !ghosts.is_empty() {
        // If this cannot be recorded, nothing can, and the first login says so.
        let _ = hall.record(DESK, ghosts.into_iter().map(Into::into).collect());
    }
}

/// When this was, for whoever reads it on a screen.
pub fn time_of_day(clock: &Clock) -> String {
    clock::time_of_day(&clock.now()).to_owned()
}
