//! `pingshen serve`: each judge's seat over SSH, and nothing else of the machine.
//!
//! The session is opened once for everybody ([`crate::live`]); every SSH channel runs the same app as the
//! local terminal, on a thread of its own. Asynchronous code stays in this layer: events are sent to the app, frames
//! come back.

pub mod addresses;
mod attempts;
pub mod auth;
mod channel;
mod connection;
pub mod host_key;
mod limiter;
mod listener;
mod log;
mod state;

pub use log::ServerLog;

use crate::journal::{Clock, JournalError, clock, snapshot};
use crate::live::SharedSession;
use crate::model::{Act, DESK};
use crate::system;
use crate::tui::terminal::palette::Theme;
use auth::Authenticator;
use host_key::{HostKeyError, HostKeyKind};
use russh::keys::PrivateKey;
use russh::server::Config;
use russh::{MethodKind, MethodSet, Preferred, SshId, kex};
use std::borrow::Cow;
use std::fs::File;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};

/// Threads for network input and output; each app has one of its own.
const WORKERS: usize = 2;
/// Delay of the reply to a rejected login.
const REJECTION_DELAY: Duration = Duration::from_secs(1);
/// How long channels may take to end when the server stops.
const STOP_TIMEOUT: Duration = Duration::from_secs(5);
/// The lock file that keeps a second server off the same session.
const LOCK_FILE: &str = "serve.lock";

/// How a session is served.
pub struct ServeOptions {
    pub folder: PathBuf,
    pub listen: Vec<SocketAddr>,
    /// Seats at once.
    pub max_sessions: usize,
    /// A channel without input for this long is closed.
    pub idle: Duration,
    /// How long a frame may wait to be taken by the client.
    pub stall: Duration,
    /// How long the SSH handshake may take, and the time between the login and the opening of a channel.
    pub silence: Duration,
    /// Only characters of unambiguous width, for everybody; `None` asks each terminal.
    pub ascii: Option<bool>,
    /// The theme that clients begin with.
    pub theme: Theme,
    pub network_too: bool,
    /// The kinds of host keys to prove itself with, the usual one first.
    pub key_kinds: Vec<HostKeyKind>,
    /// The folder of this machine's host keys.
    pub keys: PathBuf,
    pub log: ServerLog,
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
    /// The session is read-only.
    #[error("the session cannot be written")]
    ReadOnly,
    #[error("no randomness")]
    NoRandomness,
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// What all connections share.
struct Service {
    shared: Arc<SharedSession>,
    auth: Arc<Authenticator>,
    log: Arc<ServerLog>,
    clock: Clock,
    idle: Duration,
    stall: Duration,
    silence: Duration,
    ascii: Option<bool>,
    theme: Theme,
    network_too: bool,
    /// One permit for each seat at once.
    capacity: Arc<Semaphore>,
    stop: watch::Receiver<bool>,
}

impl Service {
    /// The authentication methods offered.
    fn methods(&self) -> MethodSet {
        let mut methods = vec![MethodKind::KeyboardInteractive, MethodKind::Password];
        if self.auth.takes_keys() {
            methods.insert(0, MethodKind::PublicKey);
        }
        MethodSet::from(methods.as_slice())
    }
}

/// A server that listens and does not accept connections yet.
pub struct Server {
    runtime: tokio::runtime::Runtime,
    listeners: Vec<TcpListener>,
    keys: Vec<(HostKeyKind, PrivateKey)>,
    options: ServeOptions,
    shared: Arc<SharedSession>,
    /// Held while the server lives.
    _lock: File,
}

impl Server {
    /// Opens the session, binds the addresses, and loads or generates the host key.
    ///
    /// # Errors
    /// Any of these fails; nothing is served then.
    pub fn open(options: ServeOptions) -> Result<Self, ServeError> {
        let (folder, network_too) = (&options.folder, options.network_too);
        let opening = snapshot::opening(folder, true, network_too, Some(&options.keys));
        let shared = SharedSession::open(folder, options.clock.clone(), &opening)?;
        if shared.read().journal().health().read_only() {
            return Err(ServeError::ReadOnly);
        }
        let lock = lock(&options.folder)?;
        system::raise_file_limit();
        let mut keys = Vec::new();
        for kind in options.key_kinds.iter().copied() {
            let key = host_key::load_or_make(&options.keys, kind)?;
            host_key::same_as_before(&options.folder, &key, kind)?;
            keys.push((kind, key));
        }
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
                listener::listen(*address).map_err(|error| ServeError::Listen {
                    address: *address,
                    error,
                })
            })
            .collect::<Result<_, _>>()?;
        Ok(Self {
            runtime,
            listeners,
            keys,
            options,
            shared,
            _lock: lock,
        })
    }

    /// The session that is served.
    pub fn session(&self) -> &Arc<SharedSession> {
        &self.shared
    }

    /// Each key's kind and `SHA256:…`, to be read out before anybody types `yes`.
    pub fn fingerprints(&self) -> Vec<(HostKeyKind, String)> {
        let keys = self.keys.iter();
        keys.map(|(kind, key)| (*kind, host_key::fingerprint(key)))
            .collect()
    }

    /// Where it listens, with the ports that were really taken.
    pub fn listens(&self) -> Vec<SocketAddr> {
        self.listeners
            .iter()
            .filter_map(|l| l.local_addr().ok())
            .collect()
    }

    /// Serves until the system asks to end; then every channel is told and its terminal restored.
    ///
    /// # Errors
    /// Signal handlers or the authenticator cannot be set up.
    pub fn run(self) -> Result<(), ServeError> {
        let log = Arc::new(self.options.log);
        log_panics(&log);
        sign_out_stale(&self.shared);
        self.shared.follow_file();
        let (stopping, stop) = watch::channel(false);
        let auth = Authenticator::open(
            Arc::clone(&self.shared),
            self.options.clock.clone(),
            Arc::clone(&log),
            auth::TURN,
        )
        .ok_or(ServeError::NoRandomness)?;
        let service = Arc::new(Service {
            shared: self.shared,
            auth,
            log: Arc::clone(&log),
            clock: self.options.clock,
            idle: self.options.idle,
            stall: self.options.stall,
            silence: self.options.silence,
            ascii: self.options.ascii,
            theme: self.options.theme,
            network_too: self.options.network_too,
            capacity: Arc::new(Semaphore::new(self.options.max_sessions)),
            stop,
        });
        let config = Arc::new(config(&service, self.keys));
        let limiter = Arc::new(limiter::ConnectionLimiter::new(self.options.max_sessions));
        let capacity = Arc::clone(&service.capacity);
        let listeners = self.listeners;
        let stopped: io::Result<()> = self.runtime.block_on(async {
            let ending = system::asked_to_end()?;
            log.line("start", &[]);
            let mut accepting = tokio::task::JoinSet::new();
            for listener in listeners {
                accepting.spawn(listener::run(
                    listener,
                    Arc::clone(&config),
                    Arc::clone(&service),
                    Arc::clone(&limiter),
                ));
            }
            accepting.spawn(listener::report(Arc::clone(&log), Arc::clone(&limiter)));
            ending.await;
            accepting.abort_all();
            listener::report_now(&log, &limiter);
            let _ = stopping.send(true);
            let most = u32::try_from(self.options.max_sessions).unwrap_or(u32::MAX);
            let _ = tokio::time::timeout(STOP_TIMEOUT, capacity.acquire_many(most)).await;
            // The exit messages are still being sent.
            tokio::time::sleep(Duration::from_millis(200)).await;
            log.line("stop", &[]);
            Ok(())
        });
        self.runtime.shutdown_timeout(Duration::from_secs(1));
        crate::office::dossier::external::stop_all();
        Ok(stopped?)
    }
}

fn config(service: &Service, keys: Vec<(HostKeyKind, PrivateKey)>) -> Config {
    let mut preferred = Preferred::default();
    if keys.iter().any(|(kind, _)| *kind == HostKeyKind::Ecdsa) {
        // Whoever knows no Ed25519 often knows no exchange over Curve25519 either.
        let mut exchanges = preferred.kex.into_owned();
        exchanges.push(kex::ECDH_SHA2_NISTP256);
        preferred.kex = exchanges.into();
    }
    Config {
        server_id: SshId::Standard(Cow::Borrowed("SSH-2.0-pingshen")),
        methods: service.methods(),
        auth_rejection_time: REJECTION_DELAY,
        // Most clients first ask which methods there are.
        auth_rejection_time_initial: Some(Duration::ZERO),
        // Each key that a client offers counts as an attempt; PINs have a limit of their own.
        max_auth_attempts: 20,
        keys: keys.into_iter().map(|(_, key)| key).collect(),
        preferred,
        nodelay: true,
        // A last resort only: keepalive replies and output count as activity.
        inactivity_timeout: Some(service.idle + Duration::from_secs(3600)),
        keepalive_interval: Some(Duration::from_secs(15)),
        keepalive_max: 3,
        window_size: 256 * 1024,
        channel_buffer_size: 64,
        ..Config::default()
    }
}

/// One server for a session: two would not know of each other's connections.
fn lock(folder: &Path) -> Result<File, ServeError> {
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(folder.join(LOCK_FILE))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(std::fs::TryLockError::WouldBlock) => Err(ServeError::Served),
        Err(std::fs::TryLockError::Error(error)) => Err(error.into()),
    }
}

/// A panic ends its own channel only, and is logged.
fn log_panics(log: &Arc<ServerLog>) {
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

/// Signs out the seats that a killed server left signed in over SSH. Those signed in at terminals of this machine
/// are left alone.
fn sign_out_stale(shared: &SharedSession) {
    let stale: Vec<Act> = {
        let live = shared.read();
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
    if !stale.is_empty() {
        // If this cannot be recorded, nothing can, and the first login reports it.
        let _ = shared.record(DESK, stale.into_iter().map(Into::into).collect());
    }
}

/// The time of day now, as screens show it.
pub fn time_of_day(clock: &Clock) -> String {
    clock::time_of_day(&clock.now()).to_owned()
}
