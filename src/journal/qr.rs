//! A whole hash as a QR code: twelve characters are read aloud, 64 are photographed.

use super::line::Hash;
use qrcode::{Color, EcLevel, QrCode};

/// White around the code, in modules, without which a camera does not find it.
pub const QUIET: usize = 4;

/// The modules of a code, without the white around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QrPicture {
    side: usize,
    dark: Vec<bool>,
}

impl QrPicture {
    /// The 64 digits, nothing else: `verify --code` takes what a camera reads. Capital letters make the code smaller.
    pub fn of(hash: Hash) -> Option<Self> {
        let digits = hash.to_string().to_uppercase();
        let code = QrCode::with_error_correction_level(digits, EcLevel::M).ok()?;
        Some(Self {
            side: code.width(),
            dark: code
                .into_colors()
                .into_iter()
                .map(|c| c == Color::Dark)
                .collect(),
        })
    }

    /// Modules in a row.
    pub fn side(&self) -> usize {
        self.side
    }

    /// Is this module dark? Outside all are light.
    pub fn dark(&self, column: usize, row: usize) -> bool {
        column < self.side && self.dark.get(row * self.side + column) == Some(&true)
    }

    /// Two modules a character, one above the other, with this much white around: for dark ink on a light ground.
    pub fn half_blocks(&self, quiet: usize) -> Vec<String> {
        let all = self.side + 2 * quiet;
        let dark = |x: usize, y: usize| match (x.checked_sub(quiet), y.checked_sub(quiet)) {
            (Some(x), Some(y)) => self.dark(x, y),
            _ => false,
        };
        let rows = (0..all).step_by(2);
        rows.map(|y| {
            let signs = (0..all).map(|x| match (dark(x, y), dark(x, y + 1)) {
                (true, true) => '█',
                (true, false) => '▀',
                (false, true) => '▄',
                (false, false) => ' ',
            });
            signs.collect()
        })
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_modules_a_character_and_white_around() {
        let picture = QrPicture::of(Hash::of(b"x")).unwrap();
        assert_eq!(picture.side(), 33);
        let lines = picture.half_blocks(QUIET);
        assert_eq!(lines.len(), 21);
        assert!(lines.iter().all(|line| line.chars().count() == 41));
        // The three marks by which a camera finds it.
        let top: String = lines[2].chars().skip(4).take(7).collect();
        assert_eq!(top, "█▀▀▀▀▀█");
        assert!(lines[0].trim().is_empty() && lines[20].trim().is_empty());
    }
}
