//! PINs as acts carry them: argon2id, in PHC form.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};

/// The fewest digits of a PIN.
pub const SHORTEST: usize = 4;
/// The most.
pub const LONGEST: usize = 12;
/// After so many wrong tries in a row a seat pauses.
pub const TRIES: u32 = 5;
/// For so many seconds after the last of them.
pub const PAUSE: i64 = 60;

/// Is this a PIN? Four to twelve digits.
pub fn is_pin(pin: &str) -> bool {
    (SHORTEST..=LONGEST).contains(&pin.len()) && pin.bytes().all(|b| b.is_ascii_digit())
}

/// Six random digits. `None` if the system has no randomness to give.
pub fn issue() -> Option<String> {
    let number = getrandom::u64().ok()? % 1_000_000;
    Some(format!("{number:06}"))
}

/// `None` if the system has no randomness to give.
pub fn hash(pin: &str) -> Option<String> {
    Some(
        Argon2::default()
            .hash_password(pin.as_bytes())
            .ok()?
            .to_string(),
    )
}

/// Takes some tens of milliseconds, on purpose.
pub fn matches(pin: &str, hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|known| {
        Argon2::default()
            .verify_password(pin.as_bytes(), &known)
            .is_ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_right_pin_matches() {
        let hash = hash("0417").unwrap();
        assert!(hash.starts_with("$argon2id$"));
        assert!(matches("0417", &hash));
        assert!(!matches("417", &hash));
        assert!(!matches("0417", "not a hash"));
    }

    #[test]
    fn an_issued_pin_is_one_and_is_never_the_same() {
        let issued: Vec<String> = (0..8).filter_map(|_| issue()).collect();
        assert!(issued.iter().all(|p| is_pin(p) && p.len() == 6));
        assert!(issued.iter().any(|p| *p != issued[0]));
    }

    #[test]
    fn four_to_twelve_digits() {
        assert!(is_pin("0417") && is_pin("123456789012"));
        assert!(
            !is_pin("417") && !is_pin("12a4") && !is_pin("1234567890123") && !is_pin("１２３４")
        );
    }
}
