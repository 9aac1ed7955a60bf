//! What this machine remembers of each session's last head, and what `verify` says vouches for it.

use crate::home::{Home, SCORES};
use std::fs;
use std::path::PathBuf;

const DATA: &str = ".local/share/pingshen";

/// The files in which heads are kept.
fn kept(home: &Home) -> Vec<PathBuf> {
    let files = fs::read_dir(home.path(DATA).join("heads"));
    files
        .into_iter()
        .flatten()
        .map(|f| f.unwrap().path())
        .collect()
}

/// `s` with scores, its snapshot gone: nothing in its folder knows how far the journal went.
fn without_snapshot() -> Home {
    let home = Home::en();
    home.scored();
    fs::remove_file(home.path("s/scores.json")).unwrap();
    home
}

/// Everything but the first so many lines cut off, as a backup of that moment.
fn cut(home: &Home, lines: usize) -> Vec<u8> {
    let whole = home.journal("s");
    let kept: Vec<&[u8]> = whole.split_inclusive(|b| *b == b'\n').take(lines).collect();
    kept.concat()
}

#[test]
fn an_older_file_is_told_by_what_this_machine_saw() {
    let home = without_snapshot();
    let [file] = kept(&home).try_into().unwrap();
    let whole = home.journal("s");
    fs::write(home.path("s/journal.jsonl"), cut(&home, 7)).unwrap();
    home.write("scores.csv", SCORES);
    for command in [
        &["import", "scores", "s", "scores.csv"][..],
        &["results", "s"],
        &["verify", "s"],
    ] {
        let answer = home.run(command);
        assert_eq!(answer.status, 1, "{command:?}: {answer:?}");
        assert!(answer.err.contains("45 acts then, 7 now"), "{answer:?}");
        assert!(answer.err.contains("this machine"), "{answer:?}");
    }
    assert!(!home.path("s/scores.json").exists());
    // Put back on purpose: `verify` says what to move away, and then it goes on.
    let said = home.run(&["verify", "s"]).err;
    assert!(said.contains(file.to_str().unwrap()), "{said}");
    fs::remove_file(&file).unwrap();
    home.good(&["import", "scores", "s", "scores.csv"]);
    fs::write(home.path("s/journal.jsonl"), whole).unwrap();
}

#[test]
fn a_file_written_anew_is_told() {
    let home = without_snapshot();
    let forged = home.journal("s");
    home.good(&["verify", "s"]);
    // The same acts up to the seventh, and then others, each with its right hash.
    fs::write(home.path("s/journal.jsonl"), cut(&home, 7)).unwrap();
    for file in kept(&home) {
        let aside = file.with_extension("aside");
        fs::rename(&file, &aside).unwrap();
    }
    home.write("scores.csv", SCORES.replace("36.5", "6.5"));
    home.good(&["import", "scores", "s", "scores.csv", "--submit"]);
    fs::remove_file(home.path("s/scores.json")).unwrap();
    assert_ne!(home.journal("s"), forged);
    for file in kept(&home)
        .iter()
        .filter(|f| f.extension().unwrap() == "aside")
    {
        fs::rename(file, file.with_extension("json")).unwrap();
    }
    let answer = home.run(&["verify", "s"]);
    assert_eq!(answer.status, 1, "{answer:?}");
    assert!(answer.err.contains("Act 45 differs"), "{answer:?}");
    assert!(!answer.out.contains("Vouched"), "{answer:?}");
}

#[test]
fn verify_names_what_vouches_and_says_when_nothing_does() {
    let home = Home::en();
    home.scored();
    let said = home.good(&["verify", "s"]);
    for words in [
        "Vouched for up to act 45 by the snapshot scores.json",
        "Vouched for up to act 45 by what this machine saw",
    ] {
        assert!(said.contains(words), "no {words} in {said}");
    }
    assert!(!said.contains("Nothing vouches"), "{said}");
    // On another machine, with the journal alone: nothing does, however often it is looked at; then what it saw.
    let there = Home::en();
    fs::create_dir(there.path("s")).unwrap();
    there.write("s/journal.jsonl", cut(&home, 7));
    let said = there.good(&["verify", "s"]);
    assert!(said.contains("Nothing vouches for its head"), "{said}");
    let said = there.good(&["verify", "s"]);
    assert!(said.contains("Nothing vouches for its head"), "{said}");
    there.good(&["results", "s"]);
    let said = there.good(&["verify", "s"]);
    assert!(said.contains("Vouched for up to act 7"), "{said}");
    there.write("s/journal.jsonl", home.journal("s"));
    let said = there.good(&["verify", "s"]);
    assert!(
        said.contains("Nothing vouches for the 38 acts after act 7"),
        "{said}"
    );
    // A code that was typed vouches for what comes before it.
    let third = Home::en();
    fs::create_dir(third.path("s")).unwrap();
    third.write("s/journal.jsonl", home.journal("s"));
    let text = String::from_utf8(home.journal("s")).unwrap();
    let last: serde_json::Value = serde_json::from_str(text.lines().last().unwrap()).unwrap();
    let said = third.good(&["verify", "s", "--code", last["hash"].as_str().unwrap()]);
    assert!(
        said.contains("Vouched for up to act 45 by the record code"),
        "{said}"
    );
}

#[test]
fn an_older_copy_and_another_session_are_told_and_stop_nobody() {
    let home = without_snapshot();
    fs::create_dir(home.path("copy")).unwrap();
    fs::write(home.path("copy/journal.jsonl"), cut(&home, 7)).unwrap();
    let answer = home.run(&["results", "copy"]);
    assert_eq!(answer.status, 0, "{answer:?}");
    assert!(
        answer.err.contains("saw act 45 of this session in"),
        "{answer:?}"
    );
    // It goes on from there, and is not told of itself.
    home.write("scores.csv", SCORES.replace("36.5", "6.5"));
    home.good(&["import", "scores", "copy", "scores.csv"]);
    let said = home.good(&["verify", "copy"]);
    assert!(said.contains("saw act 45 of this session in"), "{said}");
    home.good(&["verify", "s"]);
    // Another session where one lay.
    fs::remove_dir_all(home.path("s")).unwrap();
    home.session();
    let answer = home.run(&["results", "s"]);
    assert!(
        answer.err.contains("saw another session in this folder"),
        "{answer:?}"
    );
}

/// A data folder made under a mask of 000 is this account's alone, and one that was is made so.
#[cfg(unix)]
#[test]
fn the_data_folder_is_for_this_account_alone() {
    let mode = |path: PathBuf| pingshen::system::mode(&fs::metadata(path).unwrap());
    let under_no_mask = |home: &Home, args: &str| {
        let program = env!("CARGO_BIN_EXE_pingshen");
        let script = format!("umask 000; exec {program} {args}");
        let mut shell = std::process::Command::new("/bin/sh");
        shell
            .env_clear()
            .env("HOME", home.path(""))
            .current_dir(home.path(""));
        let output = shell.args(["-c", &script]).output().unwrap();
        assert!(output.status.success(), "{output:?}");
    };
    let home = Home::en();
    under_no_mask(&home, "new s");
    under_no_mask(&home, "results s");
    for folder in [".local", DATA, ".local/share/pingshen/heads", "s"] {
        assert_eq!(mode(home.path(folder)), 0o700, "{folder}");
    }
    for file in kept(&home) {
        assert_eq!(mode(file), 0o600);
    }
    pingshen::system::set_mode(&home.path(DATA).join("heads"), 0o777).unwrap();
    home.write("r.csv", crate::home::ROSTER);
    home.good(&["import", "roster", "s", "r.csv"]);
    assert_eq!(mode(home.path(DATA).join("heads")), 0o700);
}

/// Others could put another journal in place of the one that is made.
#[cfg(unix)]
#[test]
fn a_folder_that_others_may_write_in_is_made_safe_or_refused() {
    let home = Home::en();
    let mode = |name: &str| pingshen::system::mode(&fs::metadata(home.path(name)).unwrap());
    let folder = |name: &str, mode| {
        fs::create_dir(home.path(name)).unwrap();
        pingshen::system::set_mode(&home.path(name), mode).unwrap();
    };
    folder("empty", 0o777);
    home.good(&["new", "empty"]);
    assert_eq!(mode("empty"), 0o700);
    // What is there may be meant for others, and what everybody writes in stays everybody's.
    folder("full", 0o777);
    home.write("full/list.txt", "x");
    folder("tmp", 0o1777);
    for name in ["full", "tmp"] {
        let before = mode(name);
        let said = home.bad(1, &["new", name]);
        assert!(
            said.contains("may write in") && said.contains("chmod 700"),
            "{said}"
        );
        assert_eq!(mode(name), before);
        assert!(!home.path(name).join("journal.jsonl").exists());
    }
    folder("read", 0o755);
    home.write("read/list.txt", "x");
    home.good(&["new", "read"]);
}
