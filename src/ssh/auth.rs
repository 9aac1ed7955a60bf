//! Authentication: a login name with a PIN or a public key, rate-limited by where the attempt comes from.
//!
//! Neither the reply nor its timing reveals whether a seat exists, has a PIN or is locked. Lockouts are counted by
//! seat and network address, so nobody can lock a judge out from elsewhere; the coordinator lifts them.

use super::addresses::Networks;
use super::log::ServerLog;
use crate::journal::{Clock, clock, pin};
use crate::live::SharedSession;
use crate::model::{Act, DESK, Session};
use crate::office::table::half_width;
use russh::keys::PublicKey;
use std::collections::{HashMap, HashSet};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::{mpsc, oneshot};

/// Wrong attempts from one network within [`WINDOW`], whatever the seat, after which it is refused.
const NETWORK_LIMIT: u32 = 30;
const WINDOW: Duration = Duration::from_secs(600);
/// Wrong attempts on one seat from all networks together, after which attempts on it are at least
/// [`THROTTLE_INTERVAL`] apart.
const SEAT_LIMIT: u32 = 20;
const THROTTLE_INTERVAL: Duration = Duration::from_secs(3);
/// Attempts that may wait for their interval on one seat; further ones are refused.
const MAX_THROTTLED: u32 = 5;
/// Attempts that may wait for the worker; further ones wait in their connections.
const QUEUE: usize = 16;
/// The most networks that unattributed failures are remembered for.
const MAX_UNATTRIBUTED: usize = 4096;

/// Authenticates the clients of one session.
pub struct Authenticator {
    shared: Arc<SharedSession>,
    clock: Clock,
    log: Arc<ServerLog>,
    networks: Networks,
    /// Compared where a seat has no PIN, so that the reply takes equally long.
    dummy: String,
    /// Failures charged to no seat, by network, with the start of their window: unknown login names, and failures
    /// that could not be recorded.
    unattributed_failures: Mutex<HashMap<String, (u32, Instant)>>,
    /// When the next attempt on a seat over [`SEAT_LIMIT`] may be made.
    throttle: Mutex<HashMap<String, Instant>>,
    /// Addresses that have opened a seat; the throttle does not apply to them.
    trusted_addresses: Mutex<HashSet<(String, IpAddr)>>,
    /// Attempts on their way to the worker thread.
    attempts: mpsc::Sender<PinAttempt>,
}

/// A login name, the PIN typed, and where the answer goes.
struct PinAttempt {
    login: String,
    seat: Option<String>,
    typed: String,
    from: IpAddr,
    answer: oneshot::Sender<bool>,
}

/// Why an attempt is refused, as the log says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Denial {
    WrongPin,
    NoPin,
    NoSeat,
    /// The PIN is too short for another machine, right or not.
    Short,
    /// The seat is locked for this address.
    Locked,
    /// Too many wrong attempts from this network.
    Network,
    /// Too many attempts on this seat are waiting already.
    Throttled,
}

impl Denial {
    fn name(self) -> &'static str {
        match self {
            Self::WrongPin => "wrong-pin",
            Self::NoPin => "no-pin",
            Self::NoSeat => "no-such-seat",
            Self::Short => "short-pin",
            Self::Locked => "pauses",
            Self::Network => "too-many",
            Self::Throttled => "too-many-on-seat",
        }
    }
}

impl Authenticator {
    /// Starts the worker thread, which compares all PINs one after the other: each comparison takes some tens of
    /// milliseconds on purpose. `None` if the system has no randomness, or cannot start a thread.
    pub fn open(
        shared: Arc<SharedSession>,
        clock: Clock,
        log: Arc<ServerLog>,
    ) -> Option<Arc<Self>> {
        let (attempts, mut waiting) = mpsc::channel::<PinAttempt>(QUEUE);
        let auth = Arc::new(Self {
            shared,
            clock,
            log,
            networks: Networks::here(),
            dummy: pin::hash(&pin::issue()?)?,
            unattributed_failures: Mutex::default(),
            throttle: Mutex::default(),
            trusted_addresses: Mutex::default(),
            attempts,
        });
        let worker = Arc::downgrade(&auth);
        std::thread::Builder::new()
            .name("pin worker".to_owned())
            .spawn(move || {
                while let Some(attempt) = waiting.blocking_recv() {
                    let Some(auth) = worker.upgrade() else { break };
                    let refused = auth.compare(&attempt);
                    // Answered before it is recorded, so that the disk does not show in the timing. The client
                    // may have disconnected.
                    let _ = attempt.answer.send(refused.is_none());
                    if let Some(why) = refused {
                        auth.refused(&attempt.login, attempt.seat.as_deref(), attempt.from, why);
                    }
                }
            })
            .ok()?;
        Some(auth)
    }

    /// The seat that this login name and PIN open; `None` if they open none.
    pub async fn pin(&self, login: &str, typed: &str, from: IpAddr) -> Option<String> {
        let from = from.to_canonical();
        let seat = {
            let live = self.shared.read();
            seat_of(live.session(), login)
        };
        if let Some(known) = &seat {
            let Some(wait) = self.delay(known, from) else {
                self.refused(login, Some(known), from, Denial::Throttled);
                return None;
            };
            tokio::time::sleep(wait).await;
        }
        let (answer, answered) = oneshot::channel();
        let attempt = PinAttempt {
            login: login.to_owned(),
            seat: seat.clone(),
            typed: half_width(typed).trim().to_owned(),
            from,
            answer,
        };
        self.attempts.send(attempt).await.ok()?;
        let seat = answered.await.ok()?.then_some(seat)??;
        lock(&self.trusted_addresses).insert((seat.clone(), from));
        Some(seat)
    }

    /// How long an attempt on this seat has to be delayed; `None` if too many are waiting already.
    fn delay(&self, seat: &str, from: IpAddr) -> Option<Duration> {
        let trusted = lock(&self.trusted_addresses).contains(&(seat.to_owned(), from));
        if trusted || self.seat_failures(seat) < SEAT_LIMIT {
            return Some(Duration::ZERO);
        }
        let mut throttle = lock(&self.throttle);
        let now = Instant::now();
        let next = throttle.get(seat).copied().unwrap_or(now).max(now);
        let wait = next - now;
        if wait > THROTTLE_INTERVAL * MAX_THROTTLED {
            return None;
        }
        throttle.insert(seat.to_owned(), next + THROTTLE_INTERVAL);
        Some(wait)
    }

    /// `None` if it is right.
    fn compare(&self, attempt: &PinAttempt) -> Option<Denial> {
        if !attempt.from.is_loopback() && self.network_failures(attempt.from) >= NETWORK_LIMIT {
            return Some(Denial::Network);
        }
        let why = match &attempt.seat {
            None => Denial::NoSeat,
            Some(seat) => {
                let (known, rehearsal) = {
                    let live = self.shared.read();
                    (live.session().seat(seat), live.session().rehearsal())
                };
                let short = attempt.typed.len() < pin::SHORTEST_AFAR && !attempt.from.is_loopback();
                let locked = pin::wait(&known, &address(attempt.from), &self.clock) > 0;
                match &known.pin {
                    // A rehearsal has no secrets, and asks for no PIN at the machine either.
                    None if rehearsal => return None,
                    _ if locked => Denial::Locked,
                    None => Denial::NoPin,
                    Some(_) if short => Denial::Short,
                    Some(hash) if self.shared.pin_matches(&attempt.typed, hash) => return None,
                    Some(_) => return Some(Denial::WrongPin),
                }
            }
        };
        self.shared.pin_matches(&attempt.typed, &self.dummy);
        Some(why)
    }

    fn refused(&self, login: &str, seat: Option<&str>, from: IpAddr, why: Denial) {
        let (shown, address) = (seat.unwrap_or(login), address(from));
        self.log.line(
            "refused",
            &[("seat", shown), ("from", &address), ("why", why.name())],
        );
        match (why, seat) {
            (Denial::WrongPin | Denial::Short, Some(seat)) => {
                let failed = Act::SignInFailed {
                    seat: seat.to_owned(),
                    from: address,
                };
                if let Err(error) = self.shared.record(seat, vec![failed.into()]) {
                    self.log
                        .line("not-recorded", &[("error", &error.to_string())]);
                    self.count_unattributed(from);
                }
            }
            (Denial::NoSeat | Denial::NoPin, _) => self.count_unattributed(from),
            _ => {}
        }
    }

    /// The seat that this public key opens. The caller has verified the signature, or only offers the key.
    pub fn key(&self, login: &str, offered: &PublicKey) -> Option<String> {
        let live = self.shared.read();
        let session = live.session();
        let seat = seat_of(session, login)?;
        let known = session.seat(&seat).keys.iter().any(|line| {
            PublicKey::from_openssh(line).is_ok_and(|key| key.key_data() == offered.key_data())
        });
        known.then_some(seat)
    }

    /// Whether any seat has a key. Public keys are offered as a method only then: clients try all of theirs before
    /// a PIN.
    pub fn takes_keys(&self) -> bool {
        let live = self.shared.read();
        live.session()
            .seats()
            .any(|(_, seat)| !seat.keys.is_empty())
    }

    fn seat_failures(&self, seat: &str) -> u32 {
        let live = self.shared.read();
        let failures = live.session().seat(seat).failures;
        failures.values().fold(0, |n, f| n.saturating_add(f.count))
    }

    fn network_failures(&self, from: IpAddr) -> u32 {
        let network = self.networks.of(from);
        let here = |at: &str| {
            at.parse::<IpAddr>()
                .is_ok_and(|ip| self.networks.of(ip) == network)
        };
        let recent = |at: &str| {
            clock::seconds_since(at, &self.clock)
                .is_some_and(|s| s.unsigned_abs() < WINDOW.as_secs())
        };
        let live = self.shared.read();
        let on_seats = live
            .session()
            .seats()
            .flat_map(|(_, seat)| &seat.failures)
            .filter(|(at, f)| here(at) && recent(&f.last))
            .fold(0u32, |n, (_, f)| n.saturating_add(f.count));
        drop(live);
        let failures = lock(&self.unattributed_failures);
        let unattributed = failures
            .get(&network)
            .filter(|(_, since)| since.elapsed() < WINDOW)
            .map_or(0, |(n, _)| *n);
        on_seats.saturating_add(unattributed)
    }

    fn count_unattributed(&self, from: IpAddr) {
        let mut failures = lock(&self.unattributed_failures);
        failures.retain(|_, (_, since)| since.elapsed() < WINDOW);
        let network = self.networks.of(from);
        if failures.len() < MAX_UNATTRIBUTED || failures.contains_key(&network) {
            let (count, _) = failures.entry(network).or_insert((0, Instant::now()));
            *count = count.saturating_add(1);
        }
    }
}

/// Ignores mutex poisoning: every change under these locks is a single step.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// An address as acts and the log write it.
pub fn address(from: IpAddr) -> String {
    from.to_canonical().to_string()
}

/// The seat that a login name means: its id, or in its place `judge3` for the third judge and `coordinator`
/// for the desk, since ids may be in Chinese.
pub fn seat_of(session: &Session, login: &str) -> Option<String> {
    if session.is_seat(login) {
        return Some(login.to_owned());
    }
    let login = login.to_ascii_lowercase();
    if session.is_seat(&login) {
        return Some(login);
    }
    if login == "coordinator" {
        return Some(DESK.to_owned());
    }
    let n: usize = login.strip_prefix("judge")?.parse().ok()?;
    let judge = session.judges().get(n.checked_sub(1)?)?;
    Some(judge.id.clone())
}

/// What a judge types to reach a seat.
pub fn login_of(session: &Session, seat: &str) -> String {
    if seat
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
    {
        return seat.to_owned();
    }
    let n = session.judge(seat).unwrap_or_default();
    format!("judge{}", n + 1)
}
