//! The house's own rules, held by a test because one crate cannot hold them by itself.

use std::fs;
use std::path::{Path, PathBuf};

/// The layers from the bottom up; each may name only those below it.
const LAYERS: &[&str] = &[
    "model", "tally", "journal", "live", "text", "office", "tui", "ssh", "cli",
];
/// What the two lowest must not know: files, clocks, terminals, languages, floats.
const OUTSIDE: &[&str] = &[
    "std::fs",
    "std::io",
    "std::env",
    "std::net",
    "std::thread",
    "std::time",
    "SystemTime",
    "Instant",
    "jiff",
    "ratatui",
    "crossterm",
    "rustix",
    "f32",
    "f64",
];

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

/// The lines of a file that are code of the product, with their numbers.
fn code(path: &Path) -> Vec<(usize, String)> {
    fs::read_to_string(path)
        .unwrap()
        .lines()
        .enumerate()
        .take_while(|(_, line)| !line.contains("#[cfg(test)]") || line.starts_with(' '))
        .map(|(n, line)| {
            (
                n + 1,
                line.split("//").next().unwrap_or_default().to_owned(),
            )
        })
        .collect()
}

fn banned_in(layer: usize) -> Vec<String> {
    let mut banned: Vec<String> = LAYERS[layer + 1..]
        .iter()
        .map(|above| format!("crate::{above}"))
        .collect();
    if layer < 2 {
        banned.extend(OUTSIDE.iter().map(|word| (*word).to_owned()));
    }
    // What is asynchronous stays on one side of a channel.
    if LAYERS[layer] != "ssh" {
        banned.extend(["tokio".to_owned(), ".await".to_owned()]);
    }
    banned
}

#[test]
fn arrows_run_one_way() {
    let mut broken = Vec::new();
    for (n, layer) in LAYERS.iter().enumerate() {
        let mut paths = Vec::new();
        sources(&Path::new("src").join(layer), &mut paths);
        assert!(!paths.is_empty(), "src/{layer} is gone: mend this test");
        for path in paths {
            for (line, text) in code(&path) {
                for word in banned_in(n) {
                    if text.contains(&word) {
                        broken.push(format!("{}:{line}: {word}", path.display()));
                    }
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// The rules of permission do not know the count; whoever asks them alone lets a certificate through that the
/// count does not give.
#[test]
fn only_the_count_asks_the_rules_of_permission() {
    let mut broken = Vec::new();
    for layer in &LAYERS[2..] {
        let mut paths = Vec::new();
        sources(&Path::new("src").join(layer), &mut paths);
        for path in paths {
            for (line, text) in code(&path) {
                if asks_past_the_count(&text) {
                    broken.push(format!("{}:{line}: {text}", path.display()));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
    assert!(asks_past_the_count("session.decide(by, intent)?"));
    assert!(asks_past_the_count("    .apply(stamp, &act)"));
    assert!(!asks_past_the_count(
        "tally::apply(&mut session, stamp, &act)"
    ));
}

fn asks_past_the_count(text: &str) -> bool {
    [".decide(", ".apply(", "Session::decide(", "Session::apply("]
        .iter()
        .any(|word| text.contains(word))
}

#[test]
fn a_wrong_arrow_would_be_seen() {
    assert!(
        banned_in(0).contains(&"crate::tui".to_owned()) && banned_in(0).contains(&"f64".to_owned())
    );
    assert!(
        banned_in(2).contains(&"crate::text".to_owned())
            && !banned_in(2).contains(&"crate::tally".to_owned())
    );
    assert!(banned_in(6).contains(&"tokio".to_owned()));
    assert!(banned_in(7) == ["crate::cli"]);
}

#[test]
fn files_are_short_enough_to_hold_in_the_head() {
    let mut paths = Vec::new();
    sources(Path::new("src"), &mut paths);
    let long: Vec<String> = paths
        .iter()
        .map(|p| (p, fs::read_to_string(p).unwrap().lines().count()))
        .filter(|(_, lines)| *lines > 480)
        .map(|(p, lines)| format!("{}: {lines} lines", p.display()))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}
