//! Who may come in: a login name, a PIN or a key, and where it comes from.
//!
//! Whether a seat exists, has a PIN or pauses is told neither by words nor by time. Pauses are counted by seat
//! and place, so nobody can keep a judge out from elsewhere; the coordinator lifts them.

use super::log::Log;
use crate::journal::{Clock, clock, pin};
use crate::model::{Act, DESK, Session};
use crate::office::table::half_width;
use crate::tui::hall::Hall;
use russh::keys::PublicKey;
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::{mpsc, oneshot};

/// So many wrong tries from one place within [`WINDOW`], whatever the seat, and nothing more is tried there.
const PLACE_TRIES: u32 = 30;
const WINDOW: Duration = Duration::from_secs(600);
/// After so many wrong tries on one seat from everywhere together, each further one takes [`SLOW`].
const SEAT_TRIES: u32 = 20;
const SLOW: Duration = Duration::from_secs(3);
/// So many tries wait to be compared; further ones wait with their client.
const WAITING: usize = 16;
/// The most places that are remembered for names that are no seat.
const STRANGERS: usize = 4096;

/// The door of a session.
pub struct Door {
    hall: Arc<Hall>,
    clock: Clock,
    log: Arc<Log>,
    /// A PIN is compared even where there is none, so that this takes as long.
    dummy: String,
    /// Wrong tries on names that are no seat, by place.
    strangers: Mutex<HashMap<String, (u32, Instant)>>,
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

/// What became of a try.
enum Tried {
    Right,
    Wrong(&'static str),
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
            dummy: pin::hash(&pin::issue()?)?,
            strangers: Mutex::default(),
            tries,
        });
        let porter = Arc::downgrade(&door);
        std::thread::Builder::new()
            .name("door".to_owned())
            .spawn(move || {
                while let Some(tried) = waiting.blocking_recv() {
                    let Some(door) = porter.upgrade() else { break };
                    let right = door.compare(&tried);
                    // The client may have gone.
                    let _ = tried.answer.send(right);
                }
            })
            .ok()?;
        Some(door)
    }

    /// The seat that opens with this PIN; `None` if it does not.
    pub async fn pin(&self, login: &str, typed: &str, from: IpAddr) -> Option<String> {
        let seat = {
            let live = self.hall.read();
            seat_of(live.session(), login)
        };
        if let Some(seat) = &seat
            && self.seat_failures(seat) >= SEAT_TRIES
        {
            tokio::time::sleep(SLOW).await;
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
        answered.await.ok()?.then_some(seat)?
    }

    fn compare(&self, tried: &Try) -> bool {
        let (login, seat, typed) = (&tried.login, tried.seat.as_deref(), &tried.typed);
        let from = address(tried.from);
        let tried = match seat {
            _ if self.place_failures(&from) >= PLACE_TRIES => self.refuse(typed, "too-many"),
            None => self.refuse(typed, "no-such-seat"),
            Some(seat) => self.try_seat(seat, typed, &from),
        };
        let Tried::Wrong(why) = tried else {
            return true;
        };
        let shown = seat.unwrap_or(login);
        self.log
            .line("refused", &[("seat", shown), ("from", &from), ("why", why)]);
        match (why, seat) {
            ("wrong-pin", Some(seat)) => {
                let failed = Act::SignInFailed {
                    seat: seat.to_owned(),
                    from,
                };
                if let Err(error) = self.hall.record(seat, vec![failed.into()]) {
                    self.log
                        .line("not-recorded", &[("error", &error.to_string())]);
                }
            }
            ("no-such-seat" | "no-pin", _) => self.remember_stranger(&from),
            _ => {}
        }
        false
    }

    fn try_seat(&self, seat: &str, typed: &str, from: &str) -> Tried {
        let (known, rehearsal) = {
            let live = self.hall.read();
            (live.session().seat(seat), live.session().rehearsal())
        };
        if pin::wait(&known, from, &self.clock) > 0 {
            return self.refuse(typed, "pauses");
        }
        match &known.pin {
            Some(hash) if self.hall.pin_matches(typed, hash) => Tried::Right,
            Some(_) => Tried::Wrong("wrong-pin"),
            // A rehearsal has no secrets, and asks for no PIN at the machine either.
            None if rehearsal => Tried::Right,
            None => self.refuse(typed, "no-pin"),
        }
    }

    fn refuse(&self, typed: &str, why: &'static str) -> Tried {
        self.hall.pin_matches(typed, &self.dummy);
        Tried::Wrong(why)
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

    fn place_failures(&self, from: &str) -> u32 {
        let place = pin::place(from);
        let recent = |at: &str| {
            clock::seconds_since(at, &self.clock)
                .is_some_and(|s| s.unsigned_abs() < WINDOW.as_secs())
        };
        let live = self.hall.read();
        let on_seats = live
            .session()
            .seats()
            .flat_map(|(_, seat)| &seat.failures)
            .filter(|(at, f)| pin::place(at) == place && recent(&f.last))
            .fold(0u32, |n, (_, f)| n.saturating_add(f.count));
        drop(live);
        let strangers = self
            .strangers
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let on_strangers = strangers
            .get(&place)
            .filter(|(_, last)| last.elapsed() < WINDOW)
            .map_or(0, |(n, _)| *n);
        on_seats.saturating_add(on_strangers)
    }

    fn remember_stranger(&self, from: &str) {
        let mut strangers = self
            .strangers
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        strangers.retain(|_, (_, last)| last.elapsed() < WINDOW);
        let place = pin::place(from);
        if strangers.len() < STRANGERS || strangers.contains_key(&place) {
            let (count, last) = strangers.entry(place).or_insert((0, Instant::now()));
            *count = count.saturating_add(1);
            *last = Instant::now();
        }
    }
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
