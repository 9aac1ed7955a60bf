//! PINs: their shape, how long a seat pauses after wrong ones, and how one is compared (argon2id, in PHC form).

use super::clock::{Clock, seconds_since};
use crate::model::Seat;
use argon2::password_hash::PasswordHasher as _;
use argon2::password_hash::phc::{Output, PasswordHash};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use std::io;
use std::net::IpAddr;
use std::time::{Duration, Instant};

/// The fewest digits of a PIN.
pub const SHORTEST: usize = 4;
/// The most.
pub const LONGEST: usize = 12;
/// The fewest digits of a PIN that opens a seat from another machine, where guessing costs nobody a walk.
pub const SHORTEST_AFAR: usize = 6;
/// After so many wrong tries in a row from one place a seat pauses for that place.
pub const TRIES: u32 = 5;
/// For so many seconds after the last of them; twice as long after each further one.
pub const PAUSE: i64 = 60;
/// The most memory that comparing may take, in blocks of 1 KiB; what is made here takes 19 MiB.
const MOST_BLOCKS: usize = 64 * 1024;
/// Where a command tries a PIN, as acts say it: at this machine, on no screen.
pub const COMMAND_LINE: &str = "command line";
/// What comparing one PIN is to take on the machine that sets it.
const COMPARING: Duration = Duration::from_millis(100);
/// The fewest and the most passes over that memory, whatever the machine.
const PASSES: (u32, u32) = (2, 64);
/// The longest pause, in seconds.
const LONGEST_PAUSE: i64 = 3600;

/// The place that a try counts for: the address that begins `from`, or this machine.
pub fn place(from: &str) -> String {
    let word = from.split(' ').next().unwrap_or_default();
    match word.parse::<IpAddr>() {
        Ok(ip) => ip.to_canonical().to_string(),
        Err(_) => "local".to_owned(),
    }
}

/// How often in a row a wrong PIN was tried on this seat from this place.
pub fn failures(seat: &Seat, from: &str) -> u32 {
    let here = place(from);
    let tried = seat.failures.iter().filter(|(at, _)| place(at) == here);
    tried.fold(0, |n, (_, f)| n.saturating_add(f.count))
}

/// For how many seconds more the seat pauses for this place; 0 when it does not.
///
/// A try that lies further in the future than the pause is long was made before the clock was set back: it pauses
/// nobody, and the next wrong try pauses by the clock as it is now.
pub fn wait(seat: &Seat, from: &str, clock: &Clock) -> i64 {
    let here = place(from);
    let pause = pause(failures(seat, from));
    let since = seat
        .failures
        .iter()
        .filter(|(at, _)| place(at) == here)
        .filter_map(|(_, f)| seconds_since(&f.last, clock))
        .filter(|since| *since >= -pause)
        .min();
    since.map_or(0, |since| (pause - since).clamp(0, pause))
}

/// The pause after so many wrong tries in a row, in seconds.
pub fn pause(tries: u32) -> i64 {
    match tries.checked_sub(TRIES) {
        None => 0,
        Some(more) => (PAUSE << more.min(16)).min(LONGEST_PAUSE),
    }
}

/// Is this a PIN? Four to twelve digits.
pub fn is_pin(pin: &str) -> bool {
    (SHORTEST..=LONGEST).contains(&pin.len()) && pin.bytes().all(|b| b.is_ascii_digit())
}

/// Six random digits. `None` if the system has no randomness to give.
pub fn issue() -> Option<String> {
    let number = getrandom::u64().ok()? % 1_000_000;
    Some(format!("{number:06}"))
}

/// How much work it is to compare a PIN: passes over 19 MiB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PinCost {
    passes: u32,
}

impl PinCost {
    /// The least that is set anywhere, whatever the machine.
    pub const LEAST: Self = Self { passes: PASSES.0 };

    /// As much as takes this machine about 100 ms. The faster of two tries counts: what else runs at the moment makes
    /// it no cheaper to guess.
    pub fn measured() -> Self {
        let mut memory = vec![Block::default(); Params::DEFAULT.block_count()];
        let tries = [(); 2].map(|()| {
            let begun = Instant::now();
            let mut out = [0; 32];
            let filled = Self::LEAST.argon2().hash_password_into_with_memory(
                b"0000",
                &[0; 16],
                &mut out,
                &mut memory,
            );
            filled.map_or(COMPARING, |()| begun.elapsed())
        });
        Self::of(tries.into_iter().min().unwrap_or(COMPARING))
    }

    /// The cost on a machine on which the least takes so long.
    fn of(least: Duration) -> Self {
        let pass = least.as_micros() / u128::from(PASSES.0);
        let passes = COMPARING.as_micros() / pass.max(1);
        let passes = u32::try_from(passes).unwrap_or(PASSES.1);
        Self {
            passes: passes.clamp(PASSES.0, PASSES.1),
        }
    }

    fn argon2(self) -> Argon2<'static> {
        let params = Params::new(
            Params::DEFAULT_M_COST,
            self.passes,
            Params::DEFAULT_P_COST,
            None,
        );
        Argon2::new(
            Algorithm::Argon2id,
            Version::V0x13,
            params.unwrap_or(Params::DEFAULT),
        )
    }
}

/// argon2id in PHC form, with a random salt of 128 bits.
///
/// # Errors
/// The system has no randomness to give.
pub fn hash(pin: &str, cost: PinCost) -> io::Result<String> {
    let mut salt = [0; 16];
    getrandom::fill(&mut salt)?;
    let made: PasswordHash = cost
        .argon2()
        .hash_password_with_salt(pin.as_bytes(), &salt)
        .map_err(io::Error::other)?;
    Ok(made.to_string())
}

/// Compares PINs in memory of its own, taken with the first and kept: where many are compared, blocks of 19 MiB
/// that come and go would leave the allocator with holes of that size.
#[derive(Default)]
pub struct Comparer(Vec<Block>);

impl Comparer {
    /// Takes about 100 ms, on purpose.
    pub fn matches(&mut self, pin: &str, hash: &str) -> bool {
        self.compare(pin, hash).unwrap_or(false)
    }

    /// `None` if the hash is none, or asks for more memory or time than any of ours.
    fn compare(&mut self, pin: &str, hash: &str) -> Option<bool> {
        let known = PasswordHash::new(hash).ok()?;
        let params = Params::try_from(&known).ok()?;
        let algorithm = Algorithm::try_from(known.algorithm.as_str()).ok()?;
        let version = match known.version {
            Some(version) => Version::try_from(version).ok()?,
            None => Version::default(),
        };
        let blocks = params.block_count();
        if blocks > MOST_BLOCKS || params.t_cost() > PASSES.1 {
            return None;
        }
        if self.0.len() < blocks {
            self.0.resize(blocks, Block::default());
        }
        let (salt, wanted) = (known.salt?, known.hash?);
        let mut out = [0; Output::MAX_LENGTH];
        let out = out.get_mut(..wanted.len())?;
        Argon2::new(algorithm, version, params)
            .hash_password_into_with_memory(pin.as_bytes(), &salt, out, self.0.get_mut(..blocks)?)
            .ok()?;
        // In constant time.
        Some(Output::new(out).ok()? == wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Failures;

    #[test]
    fn only_the_right_pin_matches() {
        let hash = hash("0417", PinCost::LEAST).unwrap();
        assert!(hash.starts_with("$argon2id$"));
        let mut comparer = Comparer::default();
        assert!(comparer.matches("0417", &hash) && !comparer.matches("0418", &hash));
        assert!(comparer.matches("0417", &hash) && !comparer.matches("417", &hash));
        assert!(!comparer.matches("0417", "not a hash"));
        // What asks for all memory or for hours is none of ours.
        for (ours, greedy) in [("m=19456", "m=4194304"), ("t=2", "t=4000000")] {
            let greedy = hash.replace(ours, greedy);
            assert!(greedy != hash && !comparer.matches("0417", &greedy));
        }
    }

    #[test]
    fn comparing_takes_a_tenth_of_a_second_and_is_bounded_both_ways() {
        let of = |millis| PinCost::of(Duration::from_millis(millis)).passes;
        assert_eq!(
            [of(20), of(10), of(40), of(1), of(0), of(5000)],
            [10, 20, 5, 64, 64, 2]
        );
        let cost = PinCost::measured();
        assert!((PASSES.0..=PASSES.1).contains(&cost.passes));
        assert!(
            hash("0417", cost)
                .unwrap()
                .contains(&format!("t={},", cost.passes))
        );
    }

    #[test]
    fn an_issued_pin_is_one_and_is_never_the_same() {
        let issued: Vec<String> = (0..8).filter_map(|_| issue()).collect();
        assert!(issued.iter().all(|p| is_pin(p) && p.len() == 6));
        assert!(issued.iter().any(|p| *p != issued[0]));
    }

    #[test]
    fn a_pause_grows_and_is_the_place_s_own() {
        assert_eq!([4, 5, 6, 7].map(pause), [0, 60, 120, 240]);
        assert_eq!(pause(u32::MAX), LONGEST_PAUSE);
        let clock = Clock::system();
        let tried = |count| Failures {
            count,
            last: clock.now(),
        };
        let seat = Seat {
            failures: [
                ("10.0.0.9".to_owned(), tried(5)),
                ("/dev/pts/1".to_owned(), tried(3)),
            ]
            .into(),
            ..Seat::default()
        };
        assert!(wait(&seat, "10.0.0.9", &clock) > 55);
        assert!(wait(&seat, "::ffff:10.0.0.9", &clock) > 55);
        assert_eq!(wait(&seat, "10.0.0.8", &clock), 0);
        assert_eq!(wait(&seat, "/dev/pts/2", &clock), 0);
        assert_eq!(failures(&seat, "/dev/pts/2"), 3);
        // In a meeting room everybody shares a network, so a place is one address of it.
        assert_ne!(place("fd00::9"), place("fd00::1"));
        assert_eq!(place("10.0.0.9 sshd"), place("10.0.0.9"));
    }

    /// A clock that was wrong and is put right neither locks a seat for years nor opens the way to guess at will.
    #[test]
    fn a_wrong_clock_locks_nobody_and_lets_nobody_guess() {
        let at = |millis: i64| {
            Clock::of(move || jiff::Timestamp::from_millisecond(millis).unwrap_or_default())
        };
        let (now, year) = (1_779_240_667_482, 366 * 86_400_000);
        let tried = |count, clock: &Clock| Seat {
            failures: [(
                "10.0.0.9".to_owned(),
                Failures {
                    count,
                    last: clock.now(),
                },
            )]
            .into(),
            ..Seat::default()
        };
        // Tried while the clock stood a year ahead; then it was set right.
        let seat = tried(5, &at(now + year));
        assert_eq!(wait(&seat, "10.0.0.9", &at(now)), 0);
        // The next wrong try pauses by the clock as it is, and longer than the first.
        let seat = tried(6, &at(now));
        assert!(wait(&seat, "10.0.0.9", &at(now)) > 100);
        // Set back by less than the pause, it does not end sooner, and never lasts longer than a pause.
        assert_eq!(wait(&seat, "10.0.0.9", &at(now - 60_000)), pause(6));
        // Tried while the clock stood a year behind.
        let seat = tried(5, &at(now - year));
        assert_eq!(wait(&seat, "10.0.0.9", &at(now)), 0);
    }

    #[test]
    fn four_to_twelve_digits() {
        assert!(is_pin("0417") && is_pin("123456789012"));
        assert!(
            !is_pin("417") && !is_pin("12a4") && !is_pin("1234567890123") && !is_pin("１２３４")
        );
    }
}
