//! The record code in full on the screen, for whoever signs to photograph.

use crate::stage::Stage;
use pingshen::journal::qr::{QUIET, QrPicture};
use pingshen::journal::{Clock, Journal, Opening};
use pingshen::text::Lang;

#[test]
fn any_screen_shows_all_digits_and_a_picture_of_them() {
    for (columns, rows, quiet) in [(120, 40, QUIET), (80, 24, 1)] {
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
        let picture = QrPicture::of(hash).unwrap().half_blocks(quiet);
        for line in picture.iter().filter(|line| !line.trim().is_empty()) {
            assert!(screen.contains(line.trim_end()), "{line}\n{screen}");
        }
        assert_eq!(stage.keys("<esc>").screen(), under);
    }
}
