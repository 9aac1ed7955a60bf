//! Public keys of seats, from the files that `ssh-keygen` writes.

use crate::model::Session;
use crate::text::Lang;
use crate::text::faults::shown;
use crate::text::ssh as t;
use russh::keys::{Algorithm, PublicKey};
use std::collections::BTreeMap;

/// What is wrong with a line of a file of keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyFault {
    NotAKey,
    /// A kind that is not taken.
    Kind(String),
    NoSeat(String),
}

impl KeyFault {
    /// In words, with the line, counted from 1.
    pub fn words(&self, line: usize, lang: Lang) -> String {
        let line = line.to_string();
        let (text, kind, seat) = match self {
            Self::NotAKey => (t::KEY_LINE, "", ""),
            Self::Kind(kind) => (t::KEY_KIND, kind.as_str(), ""),
            Self::NoSeat(seat) => (t::KEY_SEAT, "", seat.as_str()),
        };
        text.fill(
            lang,
            &[
                ("line", &line),
                ("kind", &shown(kind)),
                ("seat", &shown(seat)),
            ],
        )
    }
}

/// Keys by the seat that they open.
pub type BySeat = BTreeMap<String, Vec<String>>;

/// One key, as a journal keeps it: its kind, its bits, and who it says it is from.
///
/// # Errors
/// It is no OpenSSH public key, or of a kind that is not taken.
pub fn public_key(line: &str) -> Result<String, KeyFault> {
    let key = PublicKey::from_openssh(line.trim()).map_err(|_| KeyFault::NotAKey)?;
    match key.algorithm() {
        Algorithm::Ed25519
        | Algorithm::Ecdsa { .. }
        | Algorithm::SkEd25519
        | Algorithm::SkEcdsaSha2NistP256 => {}
        other => return Err(KeyFault::Kind(other.as_str().to_owned())),
    }
    key.to_openssh().map_err(|_| KeyFault::NotAKey)
}

/// The keys of a file, by seat: all of one seat where it is named, else each line begins with its seat.
/// Blank lines and those that begin with `#` say nothing.
///
/// # Errors
/// Every line that is wrong, with its number counted from 1.
pub fn read(
    text: &str,
    seat: Option<&str>,
    session: &Session,
) -> Result<BySeat, Vec<(usize, KeyFault)>> {
    let mut keys = BySeat::new();
    let mut faults = Vec::new();
    for (n, line) in text.lines().enumerate() {
        let line = line.trim().trim_start_matches('\u{feff}');
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (of, key) = match seat {
            Some(seat) => (seat, line),
            None => line.split_once(char::is_whitespace).unwrap_or((line, "")),
        };
        if !session.is_seat(of) {
            faults.push((n + 1, KeyFault::NoSeat(of.to_owned())));
            continue;
        }
        match public_key(key) {
            Ok(key) => keys.entry(of.to_owned()).or_default().push(key),
            Err(fault) => faults.push((n + 1, fault)),
        }
    }
    if faults.is_empty() {
        Ok(keys)
    } else {
        Err(faults)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ED25519: &str =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILM+rvN+ot98qgEN796jTiQfZfG1KaT0PtFDJ/XFSqti w03@seat";

    #[test]
    fn lines_and_what_is_wrong_with_them() {
        let session = Session::default();
        let one = read(ED25519, Some("desk"), &session).unwrap();
        assert_eq!(one["desk"], [ED25519]);
        let named = read(&format!("# keys\n\ndesk {ED25519}\r\n"), None, &session).unwrap();
        assert_eq!(named, one);
        let wrong = format!("desk {ED25519}\nw99 {ED25519}\ndesk ssh-ed25519 AAAA\n\ndesk x");
        let faults = read(&wrong, None, &session).unwrap_err();
        let lines: Vec<usize> = faults.iter().map(|(n, _)| *n).collect();
        assert_eq!(lines, [2, 3, 5]);
        assert_eq!(faults[0].1, KeyFault::NoSeat("w99".to_owned()));
    }
}
