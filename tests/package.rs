#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]
//! What a package installs beside the program. To make the man pages and completions again:
//!
//! `UPDATE_PACKAGE=1 cargo test --test package`

use std::fs;
use std::path::Path;
use std::process::Command;

/// The files, and what prints each.
const PRINTED: &[(&str, &[&str])] = &[
    ("pingshen.1", &["--lang", "en", "man"]),
    ("pingshen.zh_CN.1", &["--lang", "zh", "man"]),
    ("pingshen.bash", &["--lang", "en", "completions", "bash"]),
    ("_pingshen", &["--lang", "en", "completions", "zsh"]),
    ("pingshen.fish", &["--lang", "en", "completions", "fish"]),
];

#[test]
fn man_pages_and_completions_are_todays() {
    let update = std::env::var_os("UPDATE_PACKAGE").is_some();
    let mut old = Vec::new();
    for (name, args) in PRINTED {
        let output = Command::new(env!("CARGO_BIN_EXE_pingshen"))
            .args(*args)
            .output()
            .unwrap();
        assert!(output.status.success(), "{args:?}");
        let path = Path::new("data/package").join(name);
        if update {
            fs::write(&path, &output.stdout).unwrap();
        } else if fs::read(&path).ok().as_deref() != Some(&output.stdout) {
            old.push(*name);
        }
    }
    assert!(
        old.is_empty(),
        "not as the program prints them now: {}\nmake them again: UPDATE_PACKAGE=1 cargo test --test package",
        old.join(", ")
    );
}

/// The lines of the package's list of files: source, place, mode.
fn assets() -> Vec<(String, String)> {
    let manifest = fs::read_to_string("Cargo.toml").unwrap();
    let list = manifest.split("\nassets = [").nth(1).unwrap();
    let list = list.split("\n]").next().unwrap();
    list.lines()
        .filter_map(|line| {
            let mut quoted = line.split('"').skip(1).step_by(2);
            Some((quoted.next()?.to_owned(), quoted.next()?.to_owned()))
        })
        .collect()
}

#[test]
fn everything_that_a_package_installs_is_here() {
    let assets = assets();
    for (source, _) in &assets {
        let here = match source.strip_suffix("*.svg") {
            Some(folder) => fs::read_dir(folder).unwrap().next().is_some(),
            None => Path::new(source).is_file(),
        };
        assert!(
            source == "target/release/pingshen" || here,
            "{source} is not here"
        );
    }
    for (name, _) in PRINTED {
        let source = format!("data/package/{name}");
        assert!(
            assets.iter().any(|(s, _)| *s == source),
            "{name} is not installed"
        );
    }
    for place in [
        "usr/bin/",
        "usr/share/man/man1/",
        "usr/share/pingshen/luoyang-2026.json",
    ] {
        assert!(
            assets.iter().any(|(_, p)| p == place),
            "nothing goes to {place}"
        );
    }
}
