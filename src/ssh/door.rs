//! Who may come in: a login name, a PIN or a key, and where it comes from.
//!
//! Whether a seat exists, has a PIN or pauses is told neither by words nor by time. Pauses are counted by seat
//! and place, so nobody can keep a judge out from elsewhere; the coordinator lifts them.

use super::addresses::Networks;
use super::log::Log;
use crate::journal::{Clock, clock, pin};
use crate::model::{Act, DESK, Session};
use crate::office::table::half_width;
use crate::tui::hall::Hall;
use russh::keys::PublicKey;
use std::collections::{HashMap, HashSet};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::{mpsc, oneshot};

/// So many wrong tries from one network within [`WINDOW`], whatever the seat, and nothing more is tried there.
const PLACE_TRIES: u32 = 30;
const WINDOW: Duration = Duration::from_secs(600);
/// After so many wrong tries on one seat from everywhere together, tries on it are [`SLOW`] apart.
const SEAT_TRIES: u32 = 20;
const SLOW: Duration = Duration::from_secs(3);
/// Whoever would have to wait longer for a turn is refused.
const MOST_TURNS: u32 = 5;
/// So many tries wait to be compared; further ones wait with their client.
const WAITING: usize = 16;
/// The most places that are remembered for tries that no seat is charged with.
const STRANGERS: usize = 4096;

/// The door of a session.
pub struct Door {
    hall: Arc<Hall>,
    clock: Clock,
    log: Arc<Log>,
    networks: Networks,
    /// A PIN is compared even where there is none, so that this takes as long.
    dummy: String,
    /// Wrong tries that no seat is charged with, by network, and since when they are counted: on names that are
    /// no seat, and those that could not be recorded.
    strangers: Mutex<HashMap<String, (u32, Instant)>>,
    /// When the next try on a seat that many have guessed at may be made.
    turns: Mutex<HashMap<String, Instant>>,
    /// Seats and the addresses that have opened them: nobody who guesses elsewhere makes these wait.
    welcomed: Mutex<HashSet<(String, IpAddr)>>,
    /// Tries on their way to the thread that compares.
    tries: mpsc::Sender<Try>,
}

/// A login name and what was typed, and where the answer goes.
struct Try {
    login: String,
    seat: Option<String>,
    typed: String,
    from: IpAddr,
    answer: oneshot::Sender<bool>,
}

/// Why a try is refused, as the log says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Why {
    WrongPin,
    NoPin,
    NoSeat,
    /// The PIN is too short for another machine, right or not.
    Short,
    /// The seat pauses for this place.
    Pauses,
    /// Too many wrong tries from this network.
    Network,
    /// So many guess at this seat that there is no turn left.
    Turns,
}

impl Why {
    fn name(self) -> &'static str {
        match self {
            Self::WrongPin => "wrong-pin",
            Self::NoPin => "no-pin",
            Self::NoSeat => "no-such-seat",
            Self::Short => "short-pin",
            Self::Pauses => "pauses",
            Self::Network => "too-many",
            Self::Turns => "too-many-on-seat",
        }
    }
}

impl Door {
    /// Opens the door. One thread compares all PINs: each takes some tens of milliseconds on purpose. `None` if
    /// the system has no randomness to give, or no thread.
    pub fn open(hall: Arc<Hall>, clock: Clock, log: Arc<Log>) -> Option<Arc<Self>> {
        let (tries, mut waiting) = mpsc::channel::<Try>(WAITING);
        let door = Arc::new(Self {
            hall,
            clock,
            log,
            networks: Networks::here(),
            dummy: pin::hash(&pin::issue()?)?,
            strangers: Mutex::default(),
            turns: Mutex::default(),
            welcomed: Mutex::default(),
            tries,
        });
        let porter = Arc::downgrade(&door);
        std::thread::Builder::new()
            .name("door".to_owned())
            .spawn(move || {
                while let Some(tried) = waiting.blocking_recv() {
                    let Some(door) = porter.upgrade() else { break };
                    let refused = door.compare(&tried);
                    // Answered before it is recorded: how long the disk takes tells nothing. The client may
                    // have gone.
                    let _ = tried.answer.send(refused.is_none());
                    if let Some(why) = refused {
                        door.refused(&tried.login, tried.seat.as_deref(), tried.from, why);
                    }
                }
            })
            .ok()?;
        Some(door)
    }

    /// The seat that opens with this PIN; `None` if it does not.
    pub async fn pin(&self, login: &str, typed: &str, from: IpAddr) -> Option<String> {
        let from = from.to_canonical();
        let seat = {
            let live = self.hall.read();
            seat_of(live.session(), login)
        };
        if let Some(known) = &seat {
            let Some(wait) = self.turn(known, from) else {
                self.refused(login, Some(known), from, Why::Turns);
                return None;
            };
            tokio::time::sleep(wait).await;
        }
        let (answer, answered) = oneshot::channel();
        let tried = Try {
            login: login.to_owned(),
            seat: seat.clone(),
            typed: half_width(typed).trim().to_owned(),
            from,
            answer,
        };
        self.tries.send(tried).await.ok()?;
        let seat = answered.await.ok()?.then_some(seat)??;
        held(&self.welcomed).insert((seat.clone(), from));
        Some(seat)
    }

    /// How long a try on this seat has to wait for its turn; `None` if there are too many before it.
    fn turn(&self, seat: &str, from: IpAddr) -> Option<Duration> {
        let welcomed = held(&self.welcomed).contains(&(seat.to_owned(), from));
        if welcomed || self.seat_failures(seat) < SEAT_TRIES {
            return Some(Duration::ZERO);
        }
        let mut turns = held(&self.turns);
        let now = Instant::now();
        let mine = turns.get(seat).copied().unwrap_or(now).max(now);
        let wait = mine - now;
        if wait > SLOW * MOST_TURNS {
            return None;
        }
        turns.insert(seat.to_owned(), mine + SLOW);
        Some(wait)
    }

    /// `None` if it is right.
    fn compare(&self, tried: &Try) -> Option<Why> {
        if !tried.from.is_loopback() && self.network_failures(tried.from) >= PLACE_TRIES {
            return Some(Why::Network);
        }
        let why = match &tried.seat {
            None => Why::NoSeat,
            Some(seat) => {
                let (known, rehearsal) = {
                    let live = self.hall.read();
                    (live.session().seat(seat), live.session().rehearsal())
                };
                let short = tried.typed.len() < pin::SHORTEST_AFAR && !tried.from.is_loopback();
                let pauses = pin::wait(&known, &address(tried.from), &self.clock) > 0;
                match &known.pin {
                    // A rehearsal has no secrets, and asks for no PIN at the machine either.
                    None if rehearsal => return None,
                    _ if pauses => Why::Pauses,
                    None => Why::NoPin,
                    Some(_) if short => Why::Short,
                    Some(hash) if self.hall.pin_matches(&tried.typed, hash) => return None,
                    Some(_) => return Some(Why::WrongPin),
                }
            }
        };
        self.hall.pin_matches(&tried.typed, &self.dummy);
        Some(why)
    }

    fn refused(&self, login: &str, seat: Option<&str>, from: IpAddr, why: Why) {
        let (shown, place) = (seat.unwrap_or(login), address(from));
        self.log.line(
            "refused",
            &[("seat", shown), ("from", &place), ("why", why.name())],
        );
        match (why, seat) {
            (Why::WrongPin | Why::Short, Some(seat)) => {
                let failed = Act::SignInFailed {
                    seat: seat.to_owned(),
                    from: place,
                };
                if let Err(error) = self.hall.record(seat, vec![failed.into()]) {
                    self.log
                        .line("not-recorded", &[("error", &error.to_string())]);
                    self.remember_stranger(from);
                }
            }
            (Why::NoSeat | Why::NoPin, _) => self.remember_stranger(from),
            _ => {}
        }
    }

    /// The seat that this key opens. Whoever calls this for real has seen it proven.
    pub fn key(&self, login: &str, offered: &PublicKey) -> Option<String> {
        let live = self.hall.read();
        let session = live.session();
        let seat = seat_of(session, login)?;
        let known = session.seat(&seat).keys.iter().any(|line| {
            PublicKey::from_openssh(line).is_ok_and(|key| key.key_data() == offered.key_data())
        });
        known.then_some(seat)
    }

    /// Has any seat a key? Only then are keys asked for, since clients try all of theirs before a PIN.
    pub fn takes_keys(&self) -> bool {
        let live = self.hall.read();
        live.session()
            .seats()
            .any(|(_, seat)| !seat.keys.is_empty())
    }

    fn seat_failures(&self, seat: &str) -> u32 {
        let live = self.hall.read();
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
        let live = self.hall.read();
        let on_seats = live
            .session()
            .seats()
            .flat_map(|(_, seat)| &seat.failures)
            .filter(|(at, f)| here(at) && recent(&f.last))
            .fold(0u32, |n, (_, f)| n.saturating_add(f.count));
        drop(live);
        let strangers = held(&self.strangers);
        let on_nobody = strangers
            .get(&network)
            .filter(|(_, since)| since.elapsed() < WINDOW)
            .map_or(0, |(n, _)| *n);
        on_seats.saturating_add(on_nobody)
    }

    fn remember_stranger(&self, from: IpAddr) {
        let mut strangers = held(&self.strangers);
        strangers.retain(|_, (_, since)| since.elapsed() < WINDOW);
        let network = self.networks.of(from);
        if strangers.len() < STRANGERS || strangers.contains_key(&network) {
            let (count, _) = strangers.entry(network).or_insert((0, Instant::now()));
            *count = count.saturating_add(1);
        }
    }
}

/// What a thread that panicked left behind is as good as it was.
fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
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
