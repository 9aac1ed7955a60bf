//! Authentication: a login name with a PIN or a public key, rate-limited by where the attempt comes from.
//!
//! Neither the reply nor its timing reveals whether a seat exists, has a PIN or is locked. Lockouts are counted by
//! seat and network address, so nobody can lock a judge out from elsewhere; the coordinator lifts them. Names that
//! open nothing are locked and slowed down as seats are.

use super::addresses::Networks;
use super::attempts::{AttemptQueue, PendingAttempt, PinAttempt};
use super::log::ServerLog;
use crate::journal::pin::PinCost;
use crate::journal::pin_file::PinVerdict;
use crate::journal::{Clock, clock, pin};
use crate::live::SharedSession;
use crate::model::{Act, DESK, PinSecret, Seat, Session};
use crate::office::table::half_width;
use russh::keys::PublicKey;
use std::collections::{HashMap, HashSet};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::oneshot;

/// Wrong attempts from one network within [`WINDOW`], whatever the seat, after which it is refused.
const NETWORK_LIMIT: u32 = 30;
const WINDOW: Duration = Duration::from_secs(600);
/// Wrong attempts on one seat from all networks together, after which attempts on it take turns.
const SEAT_LIMIT: u32 = 20;
/// Turns on such a seat are so far apart.
pub const TURN: Duration = Duration::from_secs(3);
/// The most login names that unattributed failures are remembered for, and the most characters of each.
const MAX_UNATTRIBUTED: usize = 4096;
const LONGEST_NAME: usize = 64;

/// Authenticates the clients of one session.
pub struct Authenticator {
    shared: Arc<SharedSession>,
    clock: Clock,
    log: Arc<ServerLog>,
    networks: Networks,
    /// Compared where a seat has no PIN, so that the reply takes equally long.
    dummy: PinSecret,
    /// Failures that no seat is charged with, by login name: of names that open nothing, and what could not be
    /// recorded.
    unattributed: Mutex<HashMap<String, Seat>>,
    /// Addresses that have opened a seat; its turns do not apply to them.
    trusted_addresses: Mutex<HashSet<(String, IpAddr)>>,
    /// Attempts on their way to the worker thread.
    attempts: Arc<AttemptQueue>,
}

/// Why an attempt is refused, as the log says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Denial {
    WrongPin,
    NoPin,
    NoSeat,
    /// The PIN is too short for another machine, right or not.
    Short,
    /// What the PIN is compared with is not beside the journal.
    Lost,
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
            Self::Lost => "pin-file-missing",
            Self::Locked => "pauses",
            Self::Network => "too-many",
            Self::Throttled => "too-many-on-seat",
        }
    }
}

impl Authenticator {
    /// Starts the worker thread, which compares all PINs one after the other: each comparison takes some tens of
    /// milliseconds on purpose. Attempts on a seat at which many were wrong are a `turn` apart. `None` if the system
    /// has no randomness, or cannot start a thread.
    pub fn open(
        shared: Arc<SharedSession>,
        clock: Clock,
        log: Arc<ServerLog>,
        turn: Duration,
    ) -> Option<Arc<Self>> {
        let attempts = Arc::new(AttemptQueue::new(turn));
        let auth = Arc::new(Self {
            shared,
            clock,
            log,
            networks: Networks::here(),
            dummy: pin::hash(&pin::issue()?, PinCost::measured()).ok()?.into(),
            unattributed: Mutex::default(),
            trusted_addresses: Mutex::default(),
            attempts: Arc::clone(&attempts),
        });
        let worker = Arc::downgrade(&auth);
        std::thread::Builder::new()
            .name("pin worker".to_owned())
            .spawn(move || {
                while let Some(next) = attempts.take() {
                    let Some(auth) = worker.upgrade() else { break };
                    auth.work(next);
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
        let attempt = PinAttempt {
            login: login.chars().take(LONGEST_NAME).collect(),
            seat: seat.clone(),
            typed: half_width(typed).trim().to_owned(),
            from,
            network: self.networks.of(from),
        };
        // Whoever is locked takes nobody's turn and no time. All rejections are sent a second after they were asked
        // for, so that this is not seen.
        if let Some(why) = self.barred(&attempt) {
            self.refused(&attempt, why);
            return None;
        }
        let trusted = self.is_trusted(seat.as_deref(), from);
        let record = self.record_of(&attempt);
        let tried = record.failures.values();
        let tried = tried.fold(0u32, |n, f| n.saturating_add(f.count));
        let wrong_before = if trusted {
            0
        } else {
            let here = pin::failures(&record, &address(from));
            here.saturating_add(self.network_failures(&attempt.network))
        };
        let takes_turns = !trusted && tried >= SEAT_LIMIT;
        let (answer, answered) = oneshot::channel();
        self.attempts
            .push(attempt, answer, wrong_before, takes_turns);
        let seat = answered.await.ok()?.then_some(seat)??;
        lock(&self.trusted_addresses).insert((seat.clone(), from));
        Some(seat)
    }

    /// Answers an attempt, on the worker thread.
    fn work(&self, next: PendingAttempt) {
        let attempt = next.attempt;
        let refused = if next.late {
            Some(Denial::Throttled)
        } else {
            // It may have been locked while it waited.
            self.barred(&attempt).or_else(|| {
                self.attempts.start_turn(&attempt);
                self.compare(&attempt)
            })
        };
        // Answered before it is recorded, so that the disk does not show in the timing. The client may have
        // disconnected.
        let _ = next.answer.send(refused.is_none());
        if let Some(why) = refused {
            self.refused(&attempt, why);
        }
    }

    fn is_trusted(&self, seat: Option<&str>, from: IpAddr) -> bool {
        let known = |seat: &str| lock(&self.trusted_addresses).contains(&(seat.to_owned(), from));
        seat.is_some_and(known)
    }

    /// The failures that count for an attempt: the seat's, or those of a name that opens nothing.
    fn record_of(&self, attempt: &PinAttempt) -> Seat {
        let live = self.shared.read();
        let seat = attempt
            .seat
            .as_deref()
            .map(|seat| live.session().seat(seat));
        match seat.filter(|seat| seat.pin.is_some()) {
            Some(seat) => seat,
            None => {
                let unattributed = lock(&self.unattributed);
                unattributed
                    .get(&attempt.login)
                    .cloned()
                    .unwrap_or_default()
            }
        }
    }

    /// Why nothing is compared, right or not.
    fn barred(&self, attempt: &PinAttempt) -> Option<Denial> {
        if !attempt.from.is_loopback() && self.network_failures(&attempt.network) >= NETWORK_LIMIT {
            return Some(Denial::Network);
        }
        let record = self.record_of(attempt);
        let open = record.pin.is_none() && self.shared.read().session().rehearsal();
        let locked = pin::wait(&record, &address(attempt.from), &self.clock) > 0;
        (locked && !open).then_some(Denial::Locked)
    }

    /// `None` if it is right.
    fn compare(&self, attempt: &PinAttempt) -> Option<Denial> {
        let why = match &attempt.seat {
            None => Denial::NoSeat,
            Some(seat) => {
                let (known, rehearsal) = {
                    let live = self.shared.read();
                    (live.session().seat(seat), live.session().rehearsal())
                };
                let short = attempt.typed.len() < pin::SHORTEST_AFAR && !attempt.from.is_loopback();
                match &known.pin {
                    // A rehearsal has no secrets, and asks for no PIN at the machine either.
                    None if rehearsal => return None,
                    None => Denial::NoPin,
                    Some(_) if short => Denial::Short,
                    Some(secret) => match self.shared.check_pin(&attempt.typed, secret) {
                        PinVerdict::Right => return None,
                        PinVerdict::Wrong => return Some(Denial::WrongPin),
                        PinVerdict::Lost => Denial::Lost,
                    },
                }
            }
        };
        self.shared.check_pin(&attempt.typed, &self.dummy);
        Some(why)
    }

    fn refused(&self, attempt: &PinAttempt, why: Denial) {
        let (seat, address) = (attempt.seat.as_deref(), address(attempt.from));
        let shown = seat.unwrap_or(&attempt.login);
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
                    self.count_unattributed(attempt);
                }
            }
            (Denial::NoSeat | Denial::NoPin | Denial::Lost, _) => self.count_unattributed(attempt),
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

    /// Wrong attempts from one network within [`WINDOW`], whatever the seat.
    fn network_failures(&self, network: &str) -> u32 {
        let here = |at: &str| {
            at.parse::<IpAddr>()
                .is_ok_and(|ip| self.networks.of(ip) == network)
        };
        let count = |seat: &Seat| {
            let here = seat
                .failures
                .iter()
                .filter(|(at, f)| here(at) && self.is_recent(&f.last));
            here.fold(0u32, |n, (_, f)| n.saturating_add(f.count))
        };
        let live = self.shared.read();
        let on_seats = live.session().seats().map(|(_, seat)| count(seat));
        let on_seats = on_seats.fold(0u32, u32::saturating_add);
        drop(live);
        let unattributed = lock(&self.unattributed);
        let unattributed = unattributed.values().map(count);
        unattributed.fold(on_seats, u32::saturating_add)
    }

    fn is_recent(&self, at: &str) -> bool {
        let since = clock::seconds_since(at, &self.clock);
        since.is_some_and(|s| s.unsigned_abs() < WINDOW.as_secs())
    }

    fn count_unattributed(&self, attempt: &PinAttempt) {
        let mut unattributed = lock(&self.unattributed);
        if unattributed.len() >= MAX_UNATTRIBUTED {
            unattributed.retain(|_, record| {
                record.failures.retain(|_, f| self.is_recent(&f.last));
                !record.failures.is_empty()
            });
        }
        if unattributed.len() < MAX_UNATTRIBUTED || unattributed.contains_key(&attempt.login) {
            let record = unattributed.entry(attempt.login.clone()).or_default();
            let tries = record.failures.entry(address(attempt.from)).or_default();
            tries.count = tries.count.saturating_add(1);
            tries.last = self.clock.now();
        }
    }
}

impl Drop for Authenticator {
    fn drop(&mut self) {
        self.attempts.close();
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
