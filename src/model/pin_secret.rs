//! Where the secret of a PIN lies, as the act that sets it says.

use serde::{Deserialize, Serialize};

/// What stands before the sum of a file, and in no PHC string.
const BESIDE: &str = "sha256:";

/// Where that lies against which a PIN is compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum PinSecret {
    /// In a file beside the journal; the act holds its SHA-256, 64 hex digits. What is summed holds a random salt of
    /// 128 bits, so that no PIN can be tried against the sum alone.
    Beside(String),
    /// In the act itself, argon2id in PHC form, as acts once held it.
    InAct(String),
}

impl From<String> for PinSecret {
    fn from(text: String) -> Self {
        let is_hex = |c: u8| c.is_ascii_digit() || (b'a'..=b'f').contains(&c);
        match text.strip_prefix(BESIDE) {
            Some(sum) if sum.len() == 64 && sum.bytes().all(is_hex) => Self::Beside(sum.to_owned()),
            _ => Self::InAct(text),
        }
    }
}

impl From<PinSecret> for String {
    fn from(secret: PinSecret) -> Self {
        match secret {
            PinSecret::Beside(sum) => format!("{BESIDE}{sum}"),
            PinSecret::InAct(phc) => phc,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acts_of_either_kind_are_read_and_written_as_they_are() {
        let sum = format!("sha256:{}", "0a".repeat(32));
        for (text, beside) in [
            (sum.as_str(), true),
            ("$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA", false),
            // No sum, and so no name of a file.
            ("sha256:../../x", false),
        ] {
            let json = format!("\"{text}\"");
            let secret: PinSecret = serde_json::from_str(&json).unwrap();
            assert_eq!(matches!(secret, PinSecret::Beside(_)), beside);
            assert_eq!(serde_json::to_string(&secret).unwrap(), json);
        }
    }
}
