//! The coordinator's PIN on the command line.

use crate::home::{Home, SCORES};
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use std::io::{Read, Write};

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

#[test]
fn the_desk_acts_only_with_its_pin() {
    let mut home = with_pin();
    let before = home.journal("s");
    let text = String::from_utf8(before.clone()).unwrap();
    assert!(text.contains("$argon2id$") && !text.contains("204817"));
    for (pin, words) in [
        (None, "has a coordinator's PIN"),
        (Some("204818"), "Wrong PIN"),
    ] {
        home.pin(pin);
        let said = home.bad(1, &["import", "scores", "s", "scores.csv"]);
        assert!(said.contains(words), "{said}");
    }
    assert_eq!(home.journal("s"), before);
    home.good(&["results", "s"]);
    home.good(&["verify", "s"]);
    home.pin(Some("204817"));
    home.good(&["import", "scores", "s", "scores.csv"]);
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
