//! The coordinator's PIN on the command line.

use crate::home::{Home, SCORES};
use pingshen::journal::pin::{self, PinCost};
use pingshen::journal::{Clock, Journal, Opening};
use pingshen::model::{Act, DESK};
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use std::fs;
use std::io::{Read, Write};
use std::path::PathBuf;

fn with_pin() -> Home {
    let mut home = Home::en();
    home.write("t.json", crate::home::TEMPLATE);
    home.write("r.csv", crate::home::ROSTER);
    home.write("scores.csv", SCORES);
    home.pin(Some("204817"));
    home.good(&[
        "new",
        "s",
        "--template",
        "t.json",
        "--roster",
        "r.csv",
        "--judge",
        "w01=One",
        "--with-pin",
    ]);
    home.write(
        "scores.csv",
        "judge,project,applicant,plan,team\nw01,p1,a01,1,2\n",
    );
    home
}

fn acts(home: &Home) -> Vec<serde_json::Value> {
    let text = String::from_utf8(home.journal("s")).unwrap();
    let lines = text.lines().map(|line| serde_json::from_str(line).unwrap());
    lines
        .map(|line: serde_json::Value| line["act"].clone())
        .collect()
}

/// The files of PINs beside the journal.
fn pin_files(home: &Home) -> Vec<PathBuf> {
    let files = fs::read_dir(home.path("s/pins")).unwrap();
    files.map(|file| file.unwrap().path()).collect()
}

#[test]
fn the_desk_acts_only_with_its_pin() {
    let mut home = with_pin();
    let before = home.journal("s");
    let import = ["import", "scores", "s", "scores.csv"];
    home.pin(None);
    let said = home.bad(1, &import);
    assert!(said.contains("has a coordinator's PIN"), "{said}");
    assert_eq!(home.journal("s"), before);
    home.good(&["results", "s"]);
    home.good(&["verify", "s"]);
    home.pin(Some("204817"));
    home.good(&import);
}

/// Four to twelve digits are found from their hash in minutes: neither the journal nor what is exported holds it.
#[test]
fn the_journal_and_its_exports_hold_no_hash_of_a_pin() {
    let mut home = with_pin();
    home.pin(Some("204817"));
    home.good(&["import", "scores", "s", "scores.csv"]);
    home.good(&["export", "s", "--out", "out"]);
    for journal in ["s/journal.jsonl", "out/journal.jsonl"] {
        let text = fs::read_to_string(home.path(journal)).unwrap();
        assert!(
            !text.contains("argon2") && !text.contains("204817"),
            "{text}"
        );
    }
    let [file] = pin_files(&home).try_into().unwrap();
    let phc = fs::read_to_string(&file).unwrap();
    assert!(phc.starts_with("$argon2id$"), "{phc}");
    let found = fs::metadata(&file).unwrap();
    assert_eq!(pingshen::system::mode(&found), 0o600);
    // Nothing of it lies among the papers either.
    assert!(!home.path("out/pins").exists());
}

#[test]
fn a_wrong_pin_is_recorded_and_five_pause_the_seat() {
    let mut home = with_pin();
    let import = ["import", "scores", "s", "scores.csv"];
    home.pin(Some("204818"));
    let failed = |home: &Home| {
        let acts = acts(home);
        acts.iter()
            .filter(|act| act["sign_in_failed"]["from"] == "command line")
            .count()
    };
    for n in 1..5 {
        let said = home.bad(1, &import);
        assert!(said.contains(&format!("Tries left: {}", 5 - n)), "{said}");
        assert_eq!(failed(&home), n);
    }
    // The right one ends the row, and is recorded as such.
    home.pin(Some("204817"));
    home.good(&import);
    assert!(
        acts(&home)
            .iter()
            .any(|act| act["unlock"]["from"] == "command line")
    );
    home.pin(Some("204818"));
    for _ in 0..5 {
        home.bad(1, &import);
    }
    home.pin(Some("204817"));
    let said = home.bad(1, &import);
    assert!(said.contains("pauses for"), "{said}");
    assert_eq!(failed(&home), 9);
    let said = home.good(&["log", "s", "--kind", "seats"]);
    assert!(said.contains("the command line"), "{said}");
    home.good(&["verify", "s"]);
}

/// An old backup, or a folder copied without its PINs: whole, and nobody is let in by it.
#[test]
fn without_its_file_a_pin_opens_nothing_and_that_is_said() {
    let mut home = with_pin();
    let [file] = pin_files(&home).try_into().unwrap();
    fs::remove_file(file).unwrap();
    let before = home.journal("s");
    home.pin(Some("204817"));
    let said = home.bad(1, &["import", "scores", "s", "scores.csv"]);
    assert!(
        said.contains("pins/") && said.contains("pingshen open"),
        "{said}"
    );
    assert_eq!(home.journal("s"), before);
    home.good(&["verify", "s"]);
}

/// What an earlier version wrote stays as it is: it opens the seat, and an export says what is in it.
#[test]
fn an_old_journal_keeps_its_pins_and_its_chain() {
    let mut home = Home::en();
    home.session();
    let opening = Opening {
        write: true,
        ..Opening::default()
    };
    let mut journal = Journal::open(&home.path("s"), Clock::system(), &opening).unwrap();
    let act = Act::Pin {
        seat: DESK.to_owned(),
        hash: pin::hash("204817", PinCost::LEAST).unwrap().into(),
        short: false,
    };
    journal.append(DESK, vec![act.into()]).unwrap();
    drop(journal);
    home.write("scores.csv", SCORES);
    home.pin(Some("204818"));
    home.bad(1, &["import", "scores", "s", "scores.csv"]);
    home.pin(Some("204817"));
    home.good(&["import", "scores", "s", "scores.csv"]);
    home.good(&["verify", "s"]);
    let answer = home.run(&["export", "s", "--out", "out"]);
    assert!(answer.err.contains("1 act of the journal"), "{answer:?}");
    assert_eq!(
        fs::read(home.path("out/journal.jsonl")).unwrap(),
        home.journal("s")
    );
}

#[test]
fn a_pin_needs_a_source_and_a_shape() {
    let mut home = Home::en();
    let said = home.bad(2, &["new", "s", "--with-pin"]);
    assert!(said.contains("PINGSHEN_PIN"), "{said}");
    home.pin(Some("12a4"));
    let said = home.bad(2, &["new", "s", "--with-pin"]);
    assert!(said.contains("4 to 12 digits"), "{said}");
    assert!(!home.path("s").exists());
}

#[test]
fn typed_on_a_terminal_it_is_not_shown() {
    let home = with_pin();
    let pair = native_pty_system().openpty(PtySize::default()).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_pingshen"));
    command.env_clear();
    command.env("HOME", home.path(""));
    command.env("LANG", "en_US.UTF-8");
    command.cwd(home.path(""));
    command.args(["import", "scores", "s", "scores.csv"]);
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().unwrap();
    let mut writer = pair.master.take_writer().unwrap();
    let mut shown = String::new();
    let mut byte = [0; 256];
    let mut typed = false;
    while let Ok(n @ 1..) = reader.read(&mut byte) {
        shown += &String::from_utf8_lossy(&byte[..n]);
        if !typed && shown.contains("PIN: ") {
            // The question comes a moment before the terminal is silenced.
            std::thread::sleep(std::time::Duration::from_millis(200));
            // Function keys and a report of the mouse leave nothing of themselves in it.
            writer
                .write_all(b"20\x1b[15~48\x1bO2P\x1b[<0;15;5m99\x7f\x7f\x1bOq\x1b[1;5C7\r")
                .unwrap();
            typed = true;
        }
    }
    assert!(child.wait().unwrap().success(), "{shown}");
    assert!(shown.contains("2 marks imported"), "{shown}");
    assert!(!shown.contains("2048"), "{shown}");
}
