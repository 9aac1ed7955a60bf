//! The record code in full on the screen, for whoever signs to photograph.

use crate::stage::Stage;
use pingshen::journal::qr::{QUIET, QrPicture};
use pingshen::journal::{Clock, Journal, Opening};
use pingshen::text::Lang;

#[test]
fn any_screen_shows_all_digits_and_a_picture_of_them() {
    // A code with many digits makes a smaller picture, which has room for a wider border at 80x24.
    for (columns, rows, least) in [(120, 40, QUIET), (80, 24, 1)] {
        let mut stage = Stage::demo(Lang::En, columns, rows);
        let journal =
            Journal::open(&stage.session(), Clock::system(), &Opening::default()).unwrap();
        let hash = journal.head().hash;
        let under = stage.screen();
        let screen = stage.keys("<c-a>").screen();
        let digits = hash.to_string();
        for four in digits.as_bytes().chunks(4) {
            assert!(
                screen.contains(std::str::from_utf8(four).unwrap()),
                "{screen}"
            );
        }
        let picture = QrPicture::of(hash).unwrap();
        let is_whole = |quiet: usize| {
            let lines = picture.half_blocks(quiet);
            let mut lines = lines.iter().filter(|line| !line.trim().is_empty());
            lines.all(|line| screen.contains(line.trim_end()))
        };
        assert!((least..=QUIET).any(is_whole), "{screen}");
        assert_eq!(stage.keys("<esc>").screen(), under);
    }
}
