//! PINs on the screens: what a seat says whose PIN can no longer be compared, and how it is opened again.

use crate::common::{self, Room};
use crate::stage::{self, Stage};
use pingshen::journal::{JOURNAL, pin_file};
use pingshen::model::{DESK, Rules};
use pingshen::text::Lang;
use std::fs;

/// An official session in which the desk and one judge have a PIN.
fn with_pins(stage: &Stage) {
    let folder = stage.session();
    let mut room = Room::new(1, &["40"], Rules::default());
    room.say("desk registers a1 p1");
    room.say("desk seats w1");
    room.say("desk seats w2");
    for seat in [DESK, "w1"] {
        room.act(DESK, common::pin(&folder, seat, "204817"));
    }
    drop(room.journal(&folder, &stage::clock(), true));
}

#[test]
fn without_their_files_pins_open_nothing_and_the_coordinator_sets_new_ones() {
    let mut stage = Stage::home(Lang::En, 100, 30);
    with_pins(&stage);
    let folder = stage.session();
    fs::remove_dir_all(folder.join(pin_file::PINS)).unwrap();
    stage.app.open(&folder, None).unwrap();
    let screen = stage.screen();
    assert!(screen.contains("the PIN's file is missing"), "{screen}");
    // A judge is told whom to ask; nothing is recorded.
    let before = fs::read(folder.join(JOURNAL)).unwrap();
    let screen = stage.keys("1").screen();
    assert!(
        screen.contains("the coordinator sets a new one"),
        "{screen}"
    );
    assert_eq!(fs::read(folder.join(JOURNAL)).unwrap(), before);
    // The coordinator sets another at the machine, and the journal says why.
    let screen = stage.keys("3").screen();
    assert!(screen.contains("another can be set"), "{screen}");
    stage.keys("135790<tab>135790<enter>");
    let journal = fs::read_to_string(folder.join(JOURNAL)).unwrap();
    let lines: Vec<&str> = journal.lines().collect();
    let [.., incident, pin, signed] = lines[..] else {
        panic!("{journal}")
    };
    assert!(
        incident.contains("another PIN was set at the machine"),
        "{incident}"
    );
    assert!(
        pin.contains(r#""act":{"pin":{"seat":"desk","hash":"sha256:"#),
        "{pin}"
    );
    assert!(signed.contains(r#""sign_in""#), "{signed}");
    assert_eq!(
        fs::read_dir(folder.join(pin_file::PINS)).unwrap().count(),
        1
    );
}

/// Who is locked out of the coordinator's own seat is told what the coordinator can do.
#[test]
fn the_coordinators_own_seat_sends_nobody_to_the_coordinator() {
    let mut stage = Stage::home(Lang::En, 80, 24);
    with_pins(&stage);
    let folder = stage.session();
    stage.app.open(&folder, None).unwrap();
    stage.keys("3");
    for _ in 0..5 {
        stage.keys("999999<enter>");
    }
    // Without the breaks of lines and the box around them.
    let said = |stage: &mut Stage| {
        let screen = stage.screen();
        screen
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '│')
            .collect::<String>()
    };
    let screen = said(&mut stage);
    assert!(screen.contains("thecoordinator'sseatpauses"), "{screen}");
    assert!(!screen.contains("Thecoordinatorcanset"), "{screen}");
    stage.keys("<esc>1");
    for _ in 0..5 {
        stage.keys("999999<enter>");
    }
    let screen = said(&mut stage);
    assert!(screen.contains("ThecoordinatorcansetanewPIN"), "{screen}");
}
