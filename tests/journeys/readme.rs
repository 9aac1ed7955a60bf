//! What the READMEs state: the check without the program is run, and the screens shown are today's.

use pingshen::journal::{Clock, JOURNAL};
use pingshen::office::demo;
use pingshen::text::Lang;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const READMES: &[&str] = &["README.md", "README.zh-CN.md"];

/// The first fenced block of a language that contains a word.
fn block(readme: &str, language: &str, word: &str) -> String {
    let text = fs::read_to_string(readme).unwrap();
    text.split("```")
        .skip(1)
        .step_by(2)
        .find(|b| b.starts_with(language) && b.contains(word))
        .unwrap_or_else(|| panic!("{readme} has no {language} block with {word}"))
        .trim_start_matches(language)
        .to_owned()
}

fn check(script: &Path, journal: &Path) -> Option<Output> {
    match Command::new("python3").arg(script).arg(journal).output() {
        Ok(output) => Some(output),
        Err(e) => {
            println!("python3 cannot be run ({e}); the check in the README was not tried");
            None
        }
    }
}

#[test]
fn the_check_without_the_program_agrees_with_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let session = folder.path().join("s");
    demo::make(&session, &Clock::system(), Lang::En).unwrap();
    let journal = session.join(JOURNAL);
    for readme in READMES {
        let script = folder.path().join("check.py");
        fs::write(&script, block(readme, "python", "hashlib")).unwrap();
        let Some(good) = check(&script, &journal) else {
            return;
        };
        assert!(
            good.status.success(),
            "{}",
            String::from_utf8_lossy(&good.stderr)
        );
        let program = Command::new(env!("CARGO_BIN_EXE_pingshen"))
            .args(["--lang", "en", "verify"])
            .arg(&session)
            .output()
            .unwrap();
        let (said, program) = (
            String::from_utf8(good.stdout).unwrap(),
            String::from_utf8(program.stdout).unwrap(),
        );
        for word in said.split_whitespace() {
            assert!(program.contains(word), "{word} is not in {program}");
        }
        assert_eq!(said.split_whitespace().count(), 3);

        let mut bytes = fs::read(&journal).unwrap();
        let line_50 = bytes
            .iter()
            .enumerate()
            .filter(|(_, b)| **b == b'\n')
            .nth(48)
            .unwrap()
            .0
            + 30;
        bytes[line_50] ^= 1;
        let damaged = folder.path().join("damaged.jsonl");
        fs::write(&damaged, bytes).unwrap();
        let bad = check(&script, &damaged).unwrap();
        assert!(!bad.status.success());
        assert!(String::from_utf8_lossy(&bad.stderr).contains("line 50"));
    }
}

/// Every picture that is named is there, and every one that is there is named. That they are today's is
/// held by `tests/pictures.rs`.
#[test]
fn every_picture_is_there_and_shown() {
    let mut named = Vec::new();
    for readme in READMES {
        let text = fs::read_to_string(readme).unwrap();
        for part in text.split("](data/pictures/").skip(1) {
            named.push(part.split(')').next().unwrap().to_owned());
        }
    }
    named.sort();
    let mut there: Vec<String> = fs::read_dir("data/pictures")
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    there.sort();
    assert!(there.len() > 8);
    assert_eq!(named, there);
}

/// The check in the README is the one that every export brings.
#[test]
fn the_script_of_the_readme_is_the_exported_one() {
    let script = fs::read_to_string("data/recount/check.py").unwrap();
    for readme in READMES {
        assert_eq!(block(readme, "python", "hashlib").trim(), script.trim());
    }
}

#[test]
fn the_least_template_of_the_readme_works() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("t.json");
    fs::write(&file, block("README.md", "json", "Essay prize")).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_pingshen"))
        .arg("new")
        .arg(folder.path().join("s"))
        .arg("--template")
        .arg(&file)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
