//! The files of PINs: what a PIN is compared with lies beside the journal, since the journal is handed out, archived and
//! kept for years, and a PIN of few digits is found from its hash in minutes.
//!
//! The act that sets a PIN holds the SHA-256 of the file, and the file is on the disk before the act is. A session
//! whose files stayed behind is whole; only its PINs open nothing until the coordinator sets new ones.

use super::error::JournalError;
use super::files::{SystemFiles, keep_beside};
use super::line::Hash;
use super::pin::{self, Comparer, PinCost};
use crate::model::{Act, PinSecret, Session};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

/// The folder of these files inside a session's folder.
pub const PINS: &str = "pins";
/// No file of ours is longer.
const LONGEST_FILE: u64 = 1024;

/// What a try at a PIN came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PinVerdict {
    Right,
    Wrong,
    /// What it is compared with is not beside the journal, or is not what the act says.
    Lost,
}

/// A PIN that is about to be set: the act, and the file that goes beside the journal first.
#[derive(Clone, Debug)]
pub struct FreshPin {
    seat: String,
    short: bool,
    phc: String,
}

impl FreshPin {
    /// Takes as long as comparing it will.
    ///
    /// # Errors
    /// The system has no randomness to give.
    pub fn of(seat: &str, pin: &str, cost: PinCost) -> std::io::Result<Self> {
        Ok(Self {
            seat: seat.to_owned(),
            short: pin.len() < pin::SHORTEST_AFAR,
            phc: pin::hash(pin, cost)?,
        })
    }

    fn sum(&self) -> String {
        Hash::of(self.phc.as_bytes()).to_string()
    }

    /// The act that says so.
    pub fn act(&self) -> Act {
        Act::Pin {
            seat: self.seat.clone(),
            hash: PinSecret::Beside(self.sum()),
            short: self.short,
        }
    }

    /// The file: its place inside the session's folder, and its bytes.
    pub fn file(&self) -> (PathBuf, Vec<u8>) {
        (Path::new(PINS).join(self.sum()), self.phc.clone().into())
    }

    /// Puts the file in place and gives the act; it is no PIN before the journal says so.
    ///
    /// # Errors
    /// The disk's own.
    pub fn keep(&self, folder: &Path) -> Result<Act, JournalError> {
        let (name, bytes) = self.file();
        keep_beside(&SystemFiles, folder, &name, &bytes).map_err(|error| JournalError::File {
            path: folder.join(name),
            error,
        })?;
        Ok(self.act())
    }
}

/// Sets a PIN at the cost that this machine bears: keeps its file and gives the act.
///
/// # Errors
/// The disk's own, or the system has no randomness to give.
pub fn set(folder: &Path, seat: &str, pin: &str) -> Result<Act, JournalError> {
    let fresh = FreshPin::of(seat, pin, PinCost::measured());
    fresh
        .map_err(|error| JournalError::File {
            path: folder.join(PINS),
            error,
        })?
        .keep(folder)
}

/// Is this the PIN? Takes about 100 ms, on purpose.
pub fn check(
    comparer: &mut Comparer,
    folder: &Path,
    typed: &str,
    secret: &PinSecret,
) -> PinVerdict {
    match phc(folder, secret) {
        None => PinVerdict::Lost,
        Some(phc) if comparer.matches(typed, &phc) => PinVerdict::Right,
        Some(_) => PinVerdict::Wrong,
    }
}

/// The seats whose PIN cannot be compared with anything, in order.
pub fn lost(folder: &Path, session: &Session) -> Vec<String> {
    let seats = session.seats();
    let lost = seats.filter(|(_, seat)| {
        let secret = seat.pin.as_ref();
        secret.is_some_and(|secret| phc(folder, secret).is_none())
    });
    lost.map(|(id, _)| id.to_owned()).collect()
}

/// `None` if it is not there, or not what the act says.
fn phc(folder: &Path, secret: &PinSecret) -> Option<String> {
    let sum = match secret {
        PinSecret::InAct(phc) => return Some(phc.clone()),
        PinSecret::Beside(sum) => sum,
    };
    let file = fs::File::open(folder.join(PINS).join(sum)).ok()?;
    let mut bytes = Vec::new();
    file.take(LONGEST_FILE).read_to_end(&mut bytes).ok()?;
    (Hash::of(&bytes).to_string() == *sum).then(|| String::from_utf8(bytes).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::files::Files;

    #[test]
    fn a_pin_is_compared_with_its_file_and_the_act_holds_no_secret() {
        let home = tempfile::tempdir().unwrap();
        let fresh = FreshPin::of("w1", "204817", PinCost::LEAST).unwrap();
        let Act::Pin { hash, short, .. } = fresh.keep(home.path()).unwrap() else {
            panic!("no PIN");
        };
        assert!(!short);
        let text = String::from(hash.clone());
        assert!(text.starts_with("sha256:") && !text.contains("argon2"));
        let mode = |path: &Path| SystemFiles.look(path).unwrap().mode;
        let path = home.path().join(fresh.file().0);
        assert_eq!((mode(&path), mode(&home.path().join(PINS))), (0o600, 0o700));
        let mut comparer = Comparer::default();
        let mut tried = |pin: &str| check(&mut comparer, home.path(), pin, &hash);
        assert_eq!(tried("204817"), PinVerdict::Right);
        assert_eq!(tried("204818"), PinVerdict::Wrong);
        // The file of another PIN in its place opens nothing.
        let other = FreshPin::of("w1", "111111", PinCost::LEAST).unwrap();
        fs::write(&path, other.file().1).unwrap();
        assert_eq!(tried("111111"), PinVerdict::Lost);
        fs::remove_file(&path).unwrap();
        assert_eq!(tried("204817"), PinVerdict::Lost);
    }

    #[test]
    fn what_an_old_act_holds_is_compared_as_ever() {
        let phc = pin::hash("0417", PinCost::LEAST).unwrap();
        let secret = PinSecret::from(phc);
        let mut comparer = Comparer::default();
        let mut tried = |pin: &str| check(&mut comparer, Path::new("/none"), pin, &secret);
        assert_eq!(tried("0417"), PinVerdict::Right);
        assert_eq!(tried("0418"), PinVerdict::Wrong);
    }
}
