//! Keys of terminals whose bytes would read as something else: `ESC 7` of a Wyse as Esc and 7.
//!
//! From the terminal database of ncurses (Debian's ncurses-term): per line the terminals' names, a bar, and what
//! their keys send, in hexadecimal. Only a terminal of that very name is read so.

const TABLE: &str = include_str!("own_keys.txt");

/// What keys of this terminal send and no other terminal means by it.
pub(super) fn of(term: &str) -> Vec<Vec<u8>> {
    TABLE
        .lines()
        .filter_map(|line| line.split_once('|'))
        .find(|(names, _)| names.split(' ').any(|name| name == term))
        .map(|(_, keys)| keys.split(' ').filter_map(bytes).collect())
        .unwrap_or_default()
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    (0..hex.len() / 2)
        .map(|n| u8::from_str_radix(hex.get(2 * n..2 * n + 2)?, 16).ok())
        .collect()
}
