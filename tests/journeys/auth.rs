//! Who may come in over SSH, from addresses that no test machine has: guessing is slow everywhere, and keeps
//! nobody out who sits elsewhere.

use crate::common;
use common::Room;
use pingshen::journal::{Clock, JOURNAL, Journal};
use pingshen::live::SharedSession;
use pingshen::model::{Act, DESK, Rules};
use pingshen::ssh::ServerLog;
use pingshen::ssh::auth::Authenticator;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const PIN: &str = "204817";
const SOON: Duration = Duration::from_secs(2);
/// How far turns are apart here.
const TURN: Duration = Duration::from_millis(500);

struct AuthFixture {
    shared: Arc<SharedSession>,
    auth: Arc<Authenticator>,
    home: TempDir,
    barriers: AtomicU32,
    runtime: tokio::runtime::Runtime,
}

/// Two judges with a PIN, one with a short one, one without.
fn session(folder: &Path) -> Journal {
    let mut room = Room::new(1, &["40"], Rules::default());
    room.say("desk registers a1 p1");
    for n in 1..=4 {
        room.say(&format!("desk seats w{n}"));
    }
    for (seat, pin) in [("w1", PIN), ("w2", PIN), ("w3", "2048")] {
        room.act(DESK, common::pin(folder, seat, pin));
    }
    room.say("desk opens");
    room.journal(folder, &Clock::system(), true)
}

impl AuthFixture {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let shared = SharedSession::new(session(home.path()));
        let log = ServerLog::file(&home.path().join("log"), Clock::system()).unwrap();
        Self {
            auth: Authenticator::open(Arc::clone(&shared), Clock::system(), Arc::new(log), TURN)
                .unwrap(),
            barriers: AtomicU32::new(0),
            shared,
            home,
            runtime: tokio::runtime::Builder::new_multi_thread()
                .worker_threads(1)
                .enable_time()
                .build()
                .unwrap(),
        }
    }

    /// Does the seat open with this PIN from there?
    fn opens(&self, login: &str, pin: &str, from: &str) -> bool {
        let from = from.parse().unwrap();
        let opened = self.runtime.block_on(self.auth.pin(login, pin, from));
        // What became of it is recorded behind the answer.
        let nobody = format!("?{}", self.barriers.fetch_add(1, Ordering::SeqCst));
        let recorded = self
            .runtime
            .block_on(self.auth.pin(&nobody, "", "::1".parse().unwrap()));
        assert_eq!(recorded, None);
        opened.is_some()
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.home.path().join("log")).unwrap_or_default()
    }

    fn failures(&self, seat: &str) -> u32 {
        let seat = self.shared.read().session().seat(seat);
        seat.failures.values().map(|f| f.count).sum()
    }
}

#[test]
fn a_short_pin_opens_at_this_machine_only() {
    let entrance = AuthFixture::new();
    assert!(!entrance.opens("w3", "2048", "192.0.2.7"));
    assert!(
        entrance
            .log()
            .contains("seat=w3 from=192.0.2.7 why=short-pin")
    );
    assert_eq!(entrance.failures("w3"), 1);
    assert!(entrance.opens("w3", "2048", "127.0.0.1"));
    assert!(entrance.opens("w1", PIN, "192.0.2.7"));
}

#[test]
fn five_wrong_ones_pause_the_seat_for_that_address_and_for_no_other() {
    let entrance = AuthFixture::new();
    for (guesser, neighbour) in [("192.0.2.7", "192.0.2.8"), ("fd00::7", "fd00::8")] {
        for _ in 0..5 {
            assert!(!entrance.opens("w1", "000000", guesser));
        }
        assert!(!entrance.opens("w1", PIN, guesser), "it pauses");
        assert!(entrance.opens("w1", PIN, neighbour));
        assert!(entrance.opens("w2", PIN, guesser));
    }
    entrance
        .shared
        .record(
            DESK,
            vec![
                Act::Unlock {
                    seat: "w1".to_owned(),
                    from: None,
                }
                .into(),
            ],
        )
        .unwrap();
    assert!(entrance.opens("w1", PIN, "192.0.2.7"));
}

#[test]
fn whoever_tries_many_seats_is_stopped_by_network_and_the_machine_itself_is_not() {
    let entrance = AuthFixture::new();
    // Somebody elsewhere has all addresses of a network, and knows no names.
    for n in 0..30 {
        let name = format!("judge{}", n + 10);
        let from = format!("2001:db8:7:7::{n:x}");
        assert!(!entrance.opens(&name, "000000", &from));
    }
    assert!(!entrance.opens("w1", PIN, "2001:db8:7:7::ffff"));
    assert!(entrance.log().contains("why=too-many\n"));
    assert!(entrance.opens("w1", PIN, "2001:db8:7:8::1"));
    for _ in 0..31 {
        assert!(!entrance.opens("nobody", "000000", "127.0.0.1"));
    }
    assert!(entrance.opens("w1", PIN, "127.0.0.1"));
}

#[test]
fn many_who_guess_at_one_seat_take_turns_and_the_judge_at_hers_does_not_wait() {
    let entrance = AuthFixture::new();
    let home = "192.0.2.200";
    assert!(entrance.opens("w1", PIN, home));
    for n in 0..20 {
        assert!(!entrance.opens("w1", "000000", &format!("192.0.2.{n}")));
    }
    let begun = Instant::now();
    assert!(entrance.opens("w1", PIN, home));
    assert!(begun.elapsed() < SOON);
    // Three at once from elsewhere: the first at once, the second and third a turn later each.
    let ends = entrance.runtime.block_on(async {
        let mut tries = tokio::task::JoinSet::new();
        for n in 100..103 {
            let auth = Arc::clone(&entrance.auth);
            tries.spawn(async move {
                let from = format!("192.0.2.{n}").parse().unwrap();
                assert_eq!(auth.pin("w1", "000000", from).await, None);
                begun.elapsed()
            });
        }
        tries.join_all().await
    });
    let last = ends.iter().max().unwrap();
    assert!(*last > TURN * 2 && *last < TURN * 8, "{ends:?}");
    // So many that there is no turn left: refused in the end, while the seat's own judge gets in.
    entrance.runtime.block_on(async {
        let mut tries = tokio::task::JoinSet::new();
        for n in 110..130 {
            let auth = Arc::clone(&entrance.auth);
            tries.spawn(async move {
                let from = format!("192.0.2.{n}").parse().unwrap();
                auth.pin("w1", "000000", from).await
            });
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
        let begun = Instant::now();
        let judge = entrance.auth.pin("w1", PIN, home.parse().unwrap()).await;
        assert_eq!(judge.as_deref(), Some("w1"));
        assert!(begun.elapsed() < SOON);
        assert!(tries.join_all().await.iter().all(Option::is_none));
    });
    let log = entrance.log();
    let refused = log.matches("why=too-many-on-seat").count();
    assert!(refused > 10, "{refused} got no turn");
}

/// Wrong PINs that were tried before.
fn guessed(entrance: &AuthFixture, from: impl Iterator<Item = String>, times: usize) {
    let failed = |from: String| Act::SignInFailed {
        seat: "w1".to_owned(),
        from,
    };
    let acts = from.flat_map(|from| std::iter::repeat_n(failed(from), times));
    let acts = acts.map(Into::into).collect();
    entrance.shared.record("w1", acts).unwrap();
}

#[test]
fn a_paused_address_takes_no_turns() {
    let entrance = AuthFixture::new();
    let guessers = || (1..=5).map(|n| format!("192.0.2.{n}"));
    guessed(&entrance, guessers(), 5);
    for round in 0..3 {
        let judge = format!("192.0.2.{}", 100 + round);
        let took = entrance.runtime.block_on(async {
            let mut tries = tokio::task::JoinSet::new();
            for from in (0..12).flat_map(|_| guessers()) {
                let auth = Arc::clone(&entrance.auth);
                let from = from.parse().unwrap();
                tries.spawn(async move { auth.pin("w1", "000000", from).await });
            }
            tokio::time::sleep(TURN / 5).await;
            let begun = Instant::now();
            let opened = entrance.auth.pin("w1", PIN, judge.parse().unwrap()).await;
            let took = begun.elapsed();
            assert_eq!(opened.as_deref(), Some("w1"));
            assert!(tries.join_all().await.iter().all(Option::is_none));
            took
        });
        assert!(took < TURN + SOON / 2, "{took:?}");
    }
    assert_eq!(entrance.failures("w1"), 25, "nothing was tried there");
}

#[test]
fn a_right_pin_from_a_new_address_has_the_next_turn_while_fifty_addresses_guess() {
    let entrance = AuthFixture::new();
    let guessers = || (1..=50).map(|n| format!("192.0.2.{n}"));
    // As many as do not pause any of them yet.
    guessed(&entrance, guessers(), 4);
    entrance.runtime.block_on(async {
        let mut tries = tokio::task::JoinSet::new();
        for from in guessers() {
            let auth = Arc::clone(&entrance.auth);
            let from = from.parse().unwrap();
            tries.spawn(async move { auth.pin("w1", "000000", from).await });
        }
        tokio::time::sleep(TURN / 2).await;
        let begun = Instant::now();
        let from = "192.0.2.200".parse().unwrap();
        let opened = entrance.auth.pin("w1", PIN, from).await;
        let took = begun.elapsed();
        assert_eq!(opened.as_deref(), Some("w1"));
        assert!(took < TURN + SOON / 2, "{took:?}");
        assert!(tries.join_all().await.iter().all(Option::is_none));
    });
}

#[test]
fn a_name_that_is_no_seat_s_pauses_as_a_seat_does() {
    let entrance = AuthFixture::new();
    for _ in 0..5 {
        assert!(!entrance.opens("nobody", "000000", "192.0.2.7"));
    }
    assert!(!entrance.log().contains("why=pauses"));
    assert!(!entrance.opens("nobody", "000000", "192.0.2.7"));
    assert!(
        entrance
            .log()
            .contains("seat=nobody from=192.0.2.7 why=pauses")
    );
    assert!(entrance.opens("w1", PIN, "192.0.2.7"));
}

#[test]
fn guessing_is_limited_even_where_nothing_can_be_recorded() {
    let entrance = AuthFixture::new();
    // Somebody has put another file in the journal's place.
    std::fs::remove_file(entrance.home.path().join(JOURNAL)).unwrap();
    let mut tries = 0;
    while !entrance.log().contains("why=too-many\n") {
        assert!(!entrance.opens("w1", "000000", "192.0.2.7"));
        tries += 1;
        assert!(tries < 40, "{}", entrance.log());
    }
    assert!(!entrance.opens("w1", PIN, "192.0.2.7"));
}
