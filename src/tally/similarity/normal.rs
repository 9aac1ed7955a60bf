//! All texts as one row of characters that are compared, each with the place where it stands in its text.

use super::{ComparedText, GRAM, Spot};
use unicode_normalization::UnicodeNormalization;

/// Stands for a unit's own name.
const OWN_NAME: char = '\u{e000}';
/// Between two pieces: equal to nothing, not even to itself.
const BORDER: char = '\u{e001}';

pub(super) struct Normal {
    characters: Vec<char>,
    /// Where each stands in its piece, in bytes: from and length.
    places: Vec<(u32, u8)>,
    /// Where each piece begins among the characters: with its document and its number there.
    pieces: Vec<(u32, u32, u32)>,
}

impl Normal {
    pub fn of(documents: &[ComparedText]) -> Self {
        let mut normal = Self {
            characters: Vec::new(),
            places: Vec::new(),
            pieces: Vec::new(),
        };
        for (d, document) in documents.iter().enumerate() {
            let mut names: Vec<Vec<char>> = document
                .names
                .iter()
                .map(|name| name.chars().flat_map(folded).collect())
                .filter(|name: &Vec<char>| name.len() > 1)
                .collect();
            names.sort_by_key(|name| std::cmp::Reverse(name.len()));
            for (p, text) in document.pieces.iter().enumerate() {
                normal.piece(d, p, text, &names);
            }
        }
        normal
    }

    fn piece(&mut self, document: usize, piece: usize, text: &str, names: &[Vec<char>]) {
        let begins = self.characters.len() as u32;
        self.pieces.push((begins, document as u32, piece as u32));
        let all: Vec<(char, u32, u8)> = text
            .char_indices()
            .flat_map(|(at, c)| folded(c).map(move |f| (f, at as u32, c.len_utf8() as u8)))
            .collect();
        let mut n = 0;
        while let Some((c, at, length)) = all.get(n).copied() {
            let here = |name: &&Vec<char>| {
                let rest = all.get(n..n + name.len());
                rest.is_some_and(|rest| rest.iter().map(|r| r.0).eq(name.iter().copied()))
            };
            match names.iter().find(here) {
                Some(name) => {
                    self.put(OWN_NAME, at, length);
                    n += name.len();
                }
                None => {
                    self.put(c, at, length);
                    n += 1;
                }
            }
        }
        self.put(BORDER, text.len() as u32, 0);
    }

    fn put(&mut self, c: char, at: u32, length: u8) {
        self.characters.push(c);
        self.places.push((at, length));
    }

    /// How many characters there are, borders among them.
    pub fn length(&self) -> usize {
        self.characters.len()
    }

    /// How many characters are compared, borders and published texts apart.
    pub fn characters(&self, documents: &[ComparedText]) -> usize {
        let published = |d: usize| {
            let role = documents.get(d).map(|d| d.role);
            role == Some(super::TextRole::Published)
        };
        let ends = self.pieces.iter().skip(1).map(|p| p.0);
        let ends = ends.chain([self.characters.len() as u32]);
        let lengths = self.pieces.iter().zip(ends);
        lengths
            .filter(|((_, document, _), _)| !published(*document as usize))
            .map(|((begins, _, _), end)| (end - begins).saturating_sub(1) as usize)
            .sum()
    }

    /// A sum of every run of characters inside a piece with the place where it begins, in the order of the sums.
    pub fn grams(&self) -> Vec<(u32, u32)> {
        let windows = self.characters.windows(GRAM).enumerate();
        let mut grams: Vec<(u32, u32)> = windows
            .filter(|(_, run)| !run.contains(&BORDER))
            .map(|(at, run)| (sum(run), at as u32))
            .collect();
        grams.sort_unstable();
        grams
    }

    /// The places of runs with one sum, those with equal characters together. They are sorted by their characters, so
    /// that texts made to have one sum do not have each run held against each.
    pub fn equal(&self, run: &[(u32, u32)]) -> Vec<Vec<u32>> {
        let mut places: Vec<u32> = run.iter().map(|(_, place)| *place).collect();
        places.sort_by(|a, b| self.gram(*a).cmp(self.gram(*b)));
        let same = |a: &u32, b: &u32| self.gram(*a) == self.gram(*b);
        places.chunk_by(same).map(<[u32]>::to_vec).collect()
    }

    fn gram(&self, place: u32) -> &[char] {
        let at = place as usize;
        self.characters.get(at..at + GRAM).unwrap_or_default()
    }

    /// Do two places have one character? None where a piece has ended.
    pub fn same(&self, a: u32, b: u32) -> Option<bool> {
        let at = |place: u32| {
            self.characters
                .get(place as usize)
                .filter(|c| **c != BORDER)
        };
        Some(at(a)? == at(b)?)
    }

    fn piece_of(&self, place: u32) -> usize {
        self.pieces
            .partition_point(|p| p.0 <= place)
            .saturating_sub(1)
    }

    pub fn document(&self, place: u32) -> usize {
        let piece = self.pieces.get(self.piece_of(place));
        piece.map_or(0, |p| p.1 as usize)
    }

    /// The piece that a place is in, by its number among all.
    pub fn piece_number(&self, place: u32) -> u32 {
        self.piece_of(place) as u32
    }

    /// The bytes of a piece from one character to another, the last one among them.
    pub fn spot(&self, from: u32, last: u32) -> Spot {
        let piece = self
            .pieces
            .get(self.piece_of(from))
            .copied()
            .unwrap_or_default();
        let place = |at: u32| self.places.get(at as usize).copied().unwrap_or_default();
        let (end, length) = place(last);
        // A name stands for itself: the passage goes on to where the next character begins.
        let next = place(last + 1).0.max(end + u32::from(length));
        let is_name = self.characters.get(last as usize) == Some(&OWN_NAME);
        let to = if is_name {
            next
        } else {
            end + u32::from(length)
        };
        Spot {
            document: piece.1 as usize,
            piece: piece.2 as usize,
            from: place(from).0 as usize,
            to: to as usize,
        }
    }
}

/// A character as it is compared: its plain form in lower case; none for blanks and signs.
fn folded(c: char) -> impl Iterator<Item = char> {
    let plain = std::iter::once(c).nfkc().flat_map(char::to_lowercase);
    plain.filter(|c| c.is_alphanumeric())
}

/// FNV-1a over the characters.
fn sum(run: &[char]) -> u32 {
    run.iter().fold(0x811c_9dc5, |sum, c| {
        let bytes = u32::from(*c).to_le_bytes();
        bytes.iter().fold(sum, |sum, b| {
            (sum ^ u32::from(*b)).wrapping_mul(0x0100_0193)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::TextRole;
    use super::*;

    /// As many runs of one sum as somebody may make; each held against each, this would take minutes.
    #[test]
    fn runs_of_one_sum_are_told_apart_by_their_characters() {
        let han = |n: u32| char::from_u32(0x4e00 + n).unwrap();
        let text: String = (0..30_000_u32)
            .flat_map(|n| [han(n % 9_000), han(n / 9_000), han(n * 7 % 8_999)])
            .collect();
        let documents = [&text, &text].map(|text| ComparedText {
            role: TextRole::Application,
            names: Vec::new(),
            pieces: vec![text.as_str()],
        });
        let normal = Normal::of(&documents);
        let mut run = normal.grams();
        run.sort_unstable_by_key(|(_, place)| *place);
        let groups = normal.equal(&run);
        let half = (normal.length() / 2) as u32;
        assert_eq!(groups.len() * 2, run.len());
        assert!(
            groups
                .iter()
                .all(|g| matches!(g[..], [a, b] if b == a + half))
        );
    }
}
