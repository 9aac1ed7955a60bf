//! The real binary in pseudo-terminals: people at several terminals, lines that drop, processes that are
//! killed. What is read is the screen, what is typed are keys.

use crate::pty;
use pingshen::tui::terminal::signals::{TITLE_BACK, TITLE_KEEP};
use pingshen::tui::terminal::{KITTY_BACK, MODES_OFF};
use portable_pty::PtySize;
use pty::{BINARY, Seat};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

const ENTER: &str = "\r";
const F10: &str = "\x1b[21~";

fn run(home: &Path, args: &[&str]) -> String {
    let output = Command::new(BINARY)
        .args(args)
        .env_clear()
        .env("HOME", home)
        .env("LANG", "en_US.UTF-8")
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{args:?}: {text}");
    text
}

/// One project, three applicants, one indicator with cap 10, three judges; scoring is open.
fn small_session(home: &Path) -> String {
    let file = |name: &str, text: &str| {
        let path = home.join(name);
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    let template = file(
        "t.json",
        r#"{"title":"Prize","projects":[{"id":"p1","name":"Essay"}],"indicators":[{"id":"mark","name":"Mark","cap":10}]}"#,
    );
    let roster = file(
        "r.csv",
        "id,name,projects\na1,Alder,p1\na2,Birch,p1\na3,Cedar,p1\n",
    );
    let judges = file(
        "j.csv",
        "id,name,pin\nj1,Judge One,1111\nj2,Judge Two,2222\nj3,Judge Three,3333\n",
    );
    let scores = file(
        "s.csv",
        "judge,project,applicant,mark\nj3,p1,a1,5\nj3,p1,a2,6.5\nj3,p1,a3,7.25\n",
    );
    let session = home.join("session").display().to_string();
    run(
        home,
        &[
            "new",
            &session,
            "--template",
            &template,
            "--roster",
            &roster,
            "--judges",
            &judges,
        ],
    );
    run(home, &["import", "scores", &session, &scores]);
    session
}

#[test]
fn two_judges_and_a_watcher_at_three_terminals() {
    let home = tempfile::tempdir().unwrap();
    let session = small_session(home.path());
    let mut watcher = Seat::sit(home.path(), &["watch", &session]);
    watcher.until("Alder").until("1 sheet");
    let mut one = Seat::sit(home.path(), &["open", &session, "--as", "j1"]);
    let mut two = Seat::sit(home.path(), &["open", &session, "--as", "j2"]);
    one.until("PIN of Judge One");
    two.until("PIN of Judge Two");
    one.type_keys("1111").type_keys(ENTER).until("Total");
    two.type_keys("2222").type_keys(ENTER).until("Total");
    for (a, b) in [("9", "3"), ("6.75", "8"), ("7.25", "7.5")] {
        one.type_keys(a).type_keys(ENTER);
        two.type_keys(b).type_keys(ENTER);
    }
    one.until("complete");
    two.until("complete");
    // Of three totals the middle one is the score: Cedar 7.25, Birch 6.75, Alder 5.00.
    watcher
        .until("1 03 Cedar")
        .until("2 02 Birch")
        .until("3 01 Alder");
    let screen = watcher.screen();
    for (name, score) in [("Cedar", "7.25"), ("Birch", "6.75"), ("Alder", "5.00")] {
        let row = screen.lines().find(|l| l.contains(name)).unwrap();
        assert!(row.contains(score), "{row}");
    }
    one.type_keys("\x1b[15~").until("Submit 3 sheets");
    // She reads; the same key at once would be its repetition.
    std::thread::sleep(std::time::Duration::from_millis(1300));
    one.type_keys("\x1b[15~").until("Record code");
    let shown = one.screen();
    let code = shown
        .split("Record code ")
        .nth(1)
        .unwrap()
        .split_whitespace()
        .next()
        .unwrap()
        .to_owned();
    assert!(
        run(home.path(), &["verify", &session, "--code", &code]).contains("The code from paper")
    );
}

#[test]
fn a_dropped_line_loses_nothing_and_gives_the_terminal_back() {
    let home = tempfile::tempdir().unwrap();
    let session = small_session(home.path());
    let mut seat = Seat::sit(home.path(), &["open", &session, "--as", "j1"]);
    seat.until("PIN of Judge One")
        .type_keys("1111\r")
        .until("Total");
    seat.type_keys("9\r")
        .until("Saved")
        .type_keys("4.2")
        .until("[4.2");
    seat.signal("-HUP");
    seat.until_gone();
    let mut again = Seat::sit(home.path(), &["open", &session, "--as", "j1"]);
    again
        .until("PIN of Judge One")
        .type_keys("1111\r")
        .until("[4.2");
    assert!(again.screen().contains("9.00"));
}

#[test]
fn every_signal_gives_the_terminal_back() {
    let home = tempfile::tempdir().unwrap();
    let session = small_session(home.path());
    for signal in ["-TERM", "-HUP", "-INT"] {
        let mut seat = Seat::sit(home.path(), &["watch", &session]);
        seat.until("Alder").signal(signal);
        seat.until_gone();
        let raw = seat.raw();
        for sequence in ["\x1b[?2004l", "\x1b[?25h", "\x1b[?1049l"] {
            assert!(raw.contains(sequence), "{signal}: {sequence:?}");
        }
    }
}

#[test]
fn leaving_is_asked_once_and_ends_with_status_0() {
    let home = tempfile::tempdir().unwrap();
    let mut seat = Seat::sit(home.path(), &[]);
    seat.until("New session")
        .type_keys("\x1b")
        .until("Leave the program")
        .type_keys(ENTER);
    assert_eq!(seat.until_gone(), 0);
    let raw = seat.raw();
    // The screen and the window's title are as they were.
    assert!(
        raw.starts_with(TITLE_KEEP) && raw.contains("\x1b]2;pingshen"),
        "{raw:?}"
    );
    let last = format!("\x1b[?1049l{TITLE_BACK}");
    assert!(raw.ends_with(&last), "{raw:?}");
    let (begin, rest) = raw.split_once(MODES_OFF).expect("modes are reset");
    assert!(!begin.contains("New session") && rest.contains(KITTY_BACK));
}

#[test]
fn a_session_is_made_and_walked_from_an_empty_home_by_keys_alone() {
    let home = tempfile::tempdir().unwrap();
    let mut seat = Seat::sit(home.path(), &[]);
    seat.until("New session")
        .type_keys("1")
        .until("Judges (names");
    // Folder and template stand there; judges are typed, the roster comes later.
    seat.type_keys("\r\t")
        .type_keys("Ann, Bob, Cai\t\r")
        .until("Which seat");
    seat.type_keys("4")
        .until("Once more")
        .type_keys("123456\r123456\r")
        .until("being prepared");
    seat.type_keys("1")
        .until("[Applicants 0]")
        .type_keys("\r1")
        .until("Handed in");
    seat.type_keys("\r")
        .type_keys("Alder College")
        .type_keys("\x1b[15~")
        .until("Applicants 1");
    std::thread::sleep(std::time::Duration::from_millis(1300));
    seat.type_keys("\x1b[15~")
        .until("Type yes")
        .type_keys("yes\r")
        .until("Desk   scoring");
    seat.type_keys(F10)
        .until("Which seat")
        .type_keys("1")
        .until("Once more");
    seat.type_keys("1111\r1111\r").until("apart from those");
    // The Enter that ended the PIN states nothing while it may be held down.
    std::thread::sleep(std::time::Duration::from_millis(1300));
    seat.type_keys(ENTER).until("Qualification");
    for mark in ["5", "15", "15", "10", "40", "10", "5"] {
        seat.type_keys(mark).type_keys(ENTER);
    }
    seat.until("100.00");
}

/// A script of digits and Enters, killed at points that move through a save: whatever the screen had called
/// saved is there afterwards, nothing else is, and the session opens.
#[test]
fn a_hundred_kills_during_saves_lose_no_saved_number() {
    let home = tempfile::tempdir().unwrap();
    let session = small_session(home.path());
    let journal = Path::new(&session).join("journal.jsonl");
    for n in 0..100u64 {
        let mut seat = Seat::sit(home.path(), &["open", &session, "--as", "j1"]);
        seat.until("PIN of Judge One")
            .type_keys("1111\r")
            .until("Total");
        let before = std::fs::read(&journal).unwrap();
        let value = format!("{}.{:02}", n % 9 + 1, n % 100);
        seat.type_keys("\x1b[H")
            .type_keys(&value)
            .until(&format!("[{value}"))
            .type_keys(ENTER);
        // From before the write to after the frame, and every hundredth of the way between.
        std::thread::sleep(Duration::from_micros(n * 60));
        seat.child.kill().unwrap();
        seat.child.wait().unwrap();
        std::thread::sleep(Duration::from_millis(2));
        let called_saved = seat.screen().contains("Saved");
        let after = std::fs::read(&journal).unwrap();
        assert!(
            after.starts_with(&before),
            "what was there before is changed"
        );
        let there = String::from_utf8_lossy(&after[before.len()..])
            .contains(&format!("\"points\":\"{value}\""));
        assert!(
            there || !called_saved,
            "{value} was called saved and is not in the journal"
        );
        run(home.path(), &["results", &session, "--format", "json"]);
    }
    run(home.path(), &["verify", &session]);
}

#[test]
fn a_terminal_that_cannot_show_the_screens_is_told_so() {
    let home = tempfile::tempdir().unwrap();
    let mut dumb = Seat::sit_with(home.path(), &["demo"], &[("TERM", "dumb")]);
    assert_eq!(dumb.until_gone(), 2);
    dumb.until("cannot place a cursor");
    let output = Command::new(BINARY)
        .arg("demo")
        .env("HOME", home.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        !home.path().join(".local/share/pingshen/sessions").exists(),
        "nothing was made"
    );
}

#[test]
fn no_color_sends_no_colour_and_an_idle_screen_sends_nothing() {
    let home = tempfile::tempdir().unwrap();
    let session = small_session(home.path());
    let variables = [("TERM", "xterm"), ("NO_COLOR", "1")];
    let mut seat = Seat::sit_with(home.path(), &["watch", &session], &variables);
    seat.until("Alder").until("help");
    std::thread::sleep(Duration::from_millis(300));
    let first = seat.raw();
    for colour in 30..=47 {
        assert!(!first.contains(&format!(";{colour}m")) && !first.contains(&format!("[{colour}m")));
    }
    std::thread::sleep(Duration::from_millis(1500));
    assert_eq!(seat.raw(), first);
}

#[test]
fn a_flood_of_keys_and_a_shrinking_window_are_survived() {
    let home = tempfile::tempdir().unwrap();
    let session = small_session(home.path());
    let mut seat = Seat::sit(home.path(), &["watch", &session]);
    seat.until("Alder");
    seat.type_keys(&"\x1b[B\x1b[A?\x1b[?2026;2$y\t".repeat(2000));
    for (rows, cols) in [(1, 1), (5, 20), (60, 200), (24, 80)] {
        let size = PtySize {
            rows,
            cols,
            pixel_width: 0,
            pixel_height: 0,
        };
        seat.master.as_ref().unwrap().resize(size).unwrap();
        std::thread::sleep(Duration::from_millis(30));
    }
    // Keys that came while the window was too small opened and closed no help, so it may be open now.
    seat.until("Standings").until("watching");
}

/// A file that may not grow any more: the number stays in its cell and is never called saved.
#[cfg(unix)]
#[test]
fn a_full_disk_keeps_the_number_in_its_cell() {
    let home = tempfile::tempdir().unwrap();
    let session = small_session(home.path());
    let blocks = std::fs::metadata(Path::new(&session).join("journal.jsonl"))
        .unwrap()
        .len()
        / 512
        + 2;
    let script = format!("ulimit -f {blocks}; exec {BINARY} --width 1 open {session} --as j1");
    let mut seat = Seat::sit_program(
        "/bin/sh",
        home.path(),
        &["-c", &script],
        &[("TERM", "xterm")],
    );
    seat.until("PIN of Judge One")
        .type_keys("1111\r")
        .until("Total");
    for n in 1..80 {
        let value = format!("{}.{n:02}", n % 9 + 1);
        seat.type_keys("\x1b[H")
            .type_keys(&value.clone())
            .until(&format!("[{value}"))
            .type_keys(ENTER);
        std::thread::sleep(Duration::from_millis(100));
        if seat.screen().contains("Not saved") {
            assert!(seat.screen().contains(&format!("[{value}")));
            drop(seat);
            run(home.path(), &["verify", &session]);
            return;
        }
    }
    panic!("the limit was never reached:\n{}", seat.screen());
}

/// The terminal's answer to what is behind its text chooses the colours; a key goes through the themes; no colour is
/// sent where none is wanted, and a judge finds the theme that she chose again.
#[test]
fn colours_are_of_the_ground_that_the_terminal_names_or_as_chosen() {
    let home = tempfile::tempdir().unwrap();
    let folder = small_session(home.path());
    // Cyan for keys: 80 on dark grounds, 23 on light ones.
    let (dark, light) = ("38;5;80m", "38;5;23m");
    let mut seat = Seat::sit(home.path(), &["watch", &folder]);
    seat.until("Prize");
    assert!(seat.raw().contains("\x1b]11;?") && seat.raw().contains(dark));
    assert!(!seat.raw().contains(light));
    seat.type_keys("\x1b]11;rgb:fdfd/f6f6/e3e3\x07")
        .type_keys("?");
    seat.until("PgDn");
    assert!(seat.raw().contains(light));
    seat.type_keys("\x1b\x02").until("for a dark background");
    drop(seat);
    let mut seat = Seat::sit(home.path(), &["watch", &folder, "--theme", "none"]);
    seat.until("Prize").type_keys("?").until("PgDn");
    assert!(!seat.raw().contains("38;5;"));
    drop(seat);
    let sit = ["open", folder.as_str(), "--as", "j1"];
    let mut seat = Seat::sit(home.path(), &sit);
    seat.until("PIN").type_keys("1111\r").until("Mark");
    seat.type_keys("\x02\x02")
        .until("for a light background")
        .type_keys(F10)
        .until("hand over")
        .type_keys(ENTER)
        .until("Which seat is yours");
    drop(seat);
    let mut seat = Seat::sit(home.path(), &sit);
    seat.until("PIN").type_keys("1111\r").until("Mark");
    assert!(seat.raw().contains(light));
}
