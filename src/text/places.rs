//! Which places a text has, found out when the program is built.

// Slices have no `get` in constants; an index out of bounds would not compile.
#![allow(clippy::indexing_slicing)]

use super::Text;

impl Text {
    /// Whether these are the places of the text: each stands in one language at least, and none is left over.
    pub const fn has_places(&self, names: &[&str]) -> bool {
        let mut n = 0;
        while n < names.len() {
            if place_at(self.zh, names[n]).is_none() && place_at(self.en, names[n]).is_none() {
                return false;
            }
            n += 1;
        }
        count_places(self.zh, names) == braces(self.zh)
            && count_places(self.en, names) == braces(self.en)
    }
}

/// How many places begin in a text.
const fn braces(text: &str) -> usize {
    let (bytes, mut n, mut count) = (text.as_bytes(), 0, 0);
    while n < bytes.len() {
        count += if bytes[n] == b'{' { 1 } else { 0 };
        n += 1;
    }
    count
}

/// How many places of a text have one of these names.
const fn count_places(text: &str, names: &[&str]) -> usize {
    let (mut n, mut count) = (0, 0);
    while n < names.len() {
        let mut from = 0;
        while let Some(at) = place_from(text, names[n], from) {
            count += 1;
            from = at + 1;
        }
        n += 1;
    }
    count
}

const fn place_at(text: &str, name: &str) -> Option<usize> {
    place_from(text, name, 0)
}

/// Where `{name}` or `{name:` begins, at a byte from `from` on.
const fn place_from(text: &str, name: &str, from: usize) -> Option<usize> {
    let (text, name) = (text.as_bytes(), name.as_bytes());
    let mut at = from;
    while at + name.len() + 2 <= text.len() {
        let end = text[at + name.len() + 1];
        if text[at] == b'{' && (end == b'}' || end == b':') {
            let mut k = 0;
            while k < name.len() && text[at + 1 + k] == name[k] {
                k += 1;
            }
            if k == name.len() {
                return Some(at);
            }
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_that_is_missing_or_left_over_is_found() {
        let text = Text {
            zh: "{n} 家，{name}",
            en: "{name}, {n} of {n}",
        };
        assert!(text.has_places(&["n", "name"]) && text.has_places(&["name", "n"]));
        assert!(!text.has_places(&["n"]) && !text.has_places(&["n", "name", "more"]));
        assert!(!text.has_places(&["n", "nam"]));
        let counted = Text {
            zh: "{n} 张",
            en: "{n} {n:sheet is|sheets are} open",
        };
        assert!(counted.has_places(&["n"]) && !counted.has_places(&["n", "n:sheet"]));
        let one = Text {
            zh: "{who}",
            en: "nobody",
        };
        assert!(one.has_places(&["who"]) && !one.has_places(&[]));
    }
}
