//! 记录号: twelve characters of a hash, for paper and for reading aloud.

use super::line::Hash;

/// Crockford's base 32: no I, L, O or U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The first 60 bits of a hash as `4K7Q-9ZPD-M2XA`.
///
/// Good against a later forger. Against somebody who prepares two files before printing, 60 bits are too
/// few: compare the whole hash for that.
pub fn record_code(hash: Hash) -> String {
    let bits = hash
        .bytes()
        .iter()
        .take(8)
        .fold(0u64, |bits, byte| bits << 8 | u64::from(*byte));
    let mut code = String::with_capacity(14);
    for n in 0..12 {
        if n > 0 && n % 4 == 0 {
            code.push('-');
        }
        let five = (bits >> (59 - 5 * n)) & 31;
        code.push(ALPHABET.get(five as usize).map_or('?', |c| char::from(*c)));
    }
    code
}

/// What somebody typed to compare: a record code, or a whole hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    Code(String),
    Hash(Hash),
}

impl Typed {
    /// Forgives case, blanks, dashes, and the letters that are easily mistaken. `None` if it is neither.
    pub fn parse(text: &str) -> Option<Self> {
        let plain: String = text
            .chars()
            .filter(|c| !matches!(c, '-' | ' ' | '－' | '—' | '–'))
            .collect();
        if plain.len() == 64 {
            return Hash::parse(plain.to_ascii_lowercase().as_bytes()).map(Self::Hash);
        }
        let letters: Vec<char> = plain
            .to_uppercase()
            .chars()
            .map(|c| match c {
                'O' => '0',
                'I' | 'L' => '1',
                c => c,
            })
            .collect();
        let known = letters
            .iter()
            .all(|c| u8::try_from(*c).is_ok_and(|b| ALPHABET.contains(&b)));
        if letters.len() != 12 || !known {
            return None;
        }
        let groups: Vec<String> = letters.chunks(4).map(|g| g.iter().collect()).collect();
        Some(Self::Code(groups.join("-")))
    }

    pub fn matches(&self, hash: Hash) -> bool {
        match self {
            Self::Code(code) => record_code(hash) == *code,
            Self::Hash(whole) => *whole == hash,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sixty_bits_in_groups_of_four() {
        assert_eq!(record_code(Hash::ZERO), "0000-0000-0000");
        let hash = Hash::parse(b"ffffffffffffffff000000000000000000000000000000000000000000000000")
            .unwrap();
        assert_eq!(record_code(hash), "ZZZZ-ZZZZ-ZZZZ");
        let hash = Hash::parse(b"0842108421084210000000000000000000000000000000000000000000000000")
            .unwrap();
        assert_eq!(record_code(hash), "1111-1111-1111");
    }

    #[test]
    fn forgives_how_people_type_it() {
        let code = Some(Typed::Code("10AB-CDEF-GH10".into()));
        assert_eq!(Typed::parse("ioab cdef gh l0"), code);
        assert_eq!(Typed::parse("10AB-CDEF-GH1"), None);
        assert_eq!(Typed::parse("10AB-CDEF-GHU0"), None);
        assert_eq!(Typed::parse(&"0".repeat(64)), Some(Typed::Hash(Hash::ZERO)));
    }
}
