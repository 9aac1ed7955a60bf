//! `--mirror`: what is copied, what is said of it, and what `verify` says of a journal and its copy.

use crate::home::{Home, ROSTER, SCORES, TEMPLATE};
#[path = "../common/pty.rs"]
mod pty;

use pty::Seat;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// The one copy in `stick`.
fn copy(home: &Home) -> PathBuf {
    let mut inside = fs::read_dir(home.path("stick")).unwrap();
    let folder = inside.next().unwrap().unwrap().path();
    assert!(inside.next().is_none());
    let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
    assert!(name.starts_with("Small-review-"), "{name}");
    folder.join("journal.jsonl")
}

/// `s`, not scored yet, whose mirror was chosen when it was made.
fn mirrored() -> Home {
    let home = Home::en();
    fs::create_dir(home.path("stick")).unwrap();
    home.write("t.json", TEMPLATE);
    home.write("r.csv", ROSTER);
    let said = home.found(&["--mirror", "stick"]);
    assert!(said.contains("in step"), "{said}");
    assert!(
        said.contains("on the disk of the session or the system"),
        "{said}"
    );
    home
}

#[test]
fn a_mirror_is_remembered_and_verify_compares_with_it() {
    let home = mirrored();
    assert_eq!(fs::read(copy(&home)).unwrap(), home.journal("s"));
    home.write("scores.csv", SCORES);
    // No option, and no forgotten mirror.
    home.good(&["import", "scores", "s", "scores.csv", "--submit"]);
    assert_eq!(fs::read(copy(&home)).unwrap(), home.journal("s"));
    for command in [&["verify", "s", "--mirror", "stick"][..], &["verify", "s"]] {
        let said = home.good(command);
        assert!(said.contains("is the same line by line: 45 acts"), "{said}");
        assert!(
            said.contains("Vouched for up to act 45 by the mirror"),
            "{said}"
        );
    }
    // The copy is a session folder itself.
    let folder = copy(&home).parent().unwrap().display().to_string();
    home.good(&["verify", &folder]);
    let said = home.good(&["verify", "s", "--mirror", &folder]);
    assert!(said.contains("line by line: 45"), "{said}");
    home.good(&["results", &folder]);
    // And no witness of itself.
    for dir in ["stick", &folder] {
        let said = home.bad(3, &["verify", &folder, "--mirror", dir]);
        assert!(said.contains("is the session itself"), "{said}");
    }

    // One that lags.
    let whole = home.journal("s");
    let lines: Vec<&[u8]> = whole.split_inclusive(|b| *b == b'\n').collect();
    fs::write(copy(&home), lines[..40].concat()).unwrap();
    let said = home.good(&["verify", "s", "--mirror", "stick"]);
    assert!(
        said.contains("the first 40 acts; the journal holds 5 more"),
        "{said}"
    );
    // One that differs, and is left as it is.
    let text = String::from_utf8(whole.clone()).unwrap();
    let other = text.replacen("30.50", "39.50", 1);
    assert_ne!(other, text);
    fs::write(copy(&home), &other).unwrap();
    let answer = home.run(&["verify", "s", "--mirror", "stick"]);
    assert_eq!(answer.status, 1, "{answer:?}");
    assert!(answer.err.contains("differs from act"), "{answer:?}");
    assert!(
        answer
            .err
            .contains("acts in the journal: 45, in the mirror: 45"),
        "{answer:?}"
    );
    // One that is ahead: an older file was put back, and the two heads that knew were taken away.
    fs::write(copy(&home), &whole).unwrap();
    fs::write(home.path("s/journal.jsonl"), lines[..7].concat()).unwrap();
    fs::remove_file(home.path("s/scores.json")).unwrap();
    fs::remove_dir_all(home.path(".local/share/pingshen/heads")).unwrap();
    let answer = home.run(&["verify", "s"]);
    assert_eq!(answer.status, 1, "{answer:?}");
    assert!(
        answer.err.contains("holds 38 acts more: the first 7"),
        "{answer:?}"
    );
    // Whoever goes on with it is told, and the copy stays as it is.
    let noted = home.run(&["import", "scores", "s", "scores.csv"]);
    assert!(
        noted
            .err
            .contains("differs from this journal from act 8 on"),
        "{noted:?}"
    );
    assert_eq!(fs::read(copy(&home)).unwrap(), whole);

    // Not plugged in: told where it was chosen, trouble where it was named.
    fs::rename(home.path("stick"), home.path("away")).unwrap();
    let said = home.good(&["verify", "s"]);
    assert!(said.contains("is not here"), "{said}");
    let answer = home.run(&["verify", "s", "--mirror", "stick"]);
    assert_eq!(answer.status, 3, "{answer:?}");
}

#[test]
fn what_can_be_no_mirror_is_refused_before_anything_is_made() {
    let home = mirrored();
    let said = home.bad(2, &["open", "s", "--mirror", "stick", "--no-mirror"]);
    assert!(said.contains("exclude each other"), "{said}");
    home.write("file", "");
    for command in [&["open", "s"][..], &["serve", "s"], &["new", "s2"]] {
        let said = home.bad(2, &[command, &["--mirror", "file"]].concat());
        assert!(said.contains("is a file and no folder"), "{said}");
    }
    assert!(!home.path("s2").exists());
}

/// Somebody prepared a link on the stick: nothing is written through it.
#[cfg(unix)]
#[test]
fn a_link_in_place_of_the_copy_is_not_followed() {
    let home = mirrored();
    let victim = home.path("victim");
    fs::write(&victim, "").unwrap();
    fs::remove_file(copy(&home)).unwrap();
    std::os::unix::fs::symlink(&victim, copy(&home)).unwrap();
    home.write("scores.csv", SCORES);
    let noted = home.run(&["import", "scores", "s", "scores.csv", "--submit"]);
    assert!(noted.err.contains("is a link"), "{noted:?}");
    assert_eq!(fs::read(&victim).unwrap(), b"");
    // The journal under a second name is no copy either.
    fs::remove_file(copy_link(&home)).unwrap();
    fs::hard_link(home.path("s/journal.jsonl"), copy_link(&home)).unwrap();
    let noted = home.run(&["import", "scores", "s", "scores.csv", "--submit"]);
    assert!(noted.err.contains("session's own"), "{noted:?}");
}

#[cfg(unix)]
fn copy_link(home: &Home) -> PathBuf {
    let mut inside = fs::read_dir(home.path("stick")).unwrap();
    inside.next().unwrap().unwrap().path().join("journal.jsonl")
}

#[test]
fn a_folder_that_vanishes_is_said_and_catches_up_when_it_is_back() {
    let home = mirrored();
    let session = home.path("s").display().to_string();
    let mut seat = Seat::sit(&home.path(""), &["open", &session, "--as", "desk"]);
    seat.until("choose a PIN");
    seat.type_keys("204817\r204817\r");
    seat.until("in step");
    fs::rename(home.path("stick"), home.path("away")).unwrap();
    seat.until("not there (pulled out, or not plugged in)");
    seat.until("Judging goes on");
    // Where it was, a folder stands empty: nothing is written to it.
    fs::create_dir(home.path("stick")).unwrap();
    seat.until("the copy is not in the folder");
    let mut with_pin = home.command();
    home.write("scores.csv", SCORES);
    with_pin.env("PINGSHEN_PIN", "204817");
    let imported = with_pin.args(["import", "scores", "s", "scores.csv", "--submit"]);
    assert!(imported.status().unwrap().success());
    seat.until("acts behind since");
    assert_eq!(fs::read_dir(home.path("stick")).unwrap().count(), 0);
    fs::remove_dir(home.path("stick")).unwrap();
    fs::rename(home.path("away"), home.path("stick")).unwrap();
    let back = Instant::now();
    while fs::read(copy(&home)).unwrap() != home.journal("s") {
        assert!(back.elapsed() < Duration::from_secs(10));
        std::thread::sleep(Duration::from_millis(20));
    }
    seat.until("in step with the journal");
    let said = home.good(&["verify", "s", "--mirror", "stick"]);
    assert!(said.contains("is the same line by line"), "{said}");
}

#[test]
fn no_mirror_ends_it_and_the_two_options_exclude_each_other() {
    let home = mirrored();
    let store = home.path(".local/share/pingshen/mirrors");
    assert_eq!(fs::read_dir(&store).unwrap().count(), 1);
    home.bad(2, &["open", "s", "--mirror", "stick", "--no-mirror"]);
    let session = home.path("s").display().to_string();
    let mut seat = Seat::sit(&home.path(""), &["open", &session, "--no-mirror"]);
    seat.until("Coordinator");
    assert_eq!(fs::read_dir(&store).unwrap().count(), 0);
}
