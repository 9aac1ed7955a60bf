//! Bytes that nobody meant, into every way in: mutations of good ones, by seed.
//!
//! `PINGSHEN_FUZZ_MINUTES=5` goes on for so long at each way in, and `PINGSHEN_SEED=4711` calls each with that one
//! input. `tests/fuzz` calls the same functions under `cargo fuzz`.

use crate::fuzz_entries::{ENTRIES, Entry, demonstration};
use crate::simulated_disk::Seeded;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

/// One input may take so long.
const LONGEST: Duration = Duration::from_secs(10);
/// All that is in memory may grow by so much, in KiB.
const MOST_MEMORY: u64 = 512 * 1024;
/// Longer inputs only take longer.
const MOST_BYTES: usize = 64 * 1024;

/// Pieces that have a meaning somewhere.
const WORDS: [&[u8]; 28] = [
    b"\x1b[",
    b"\x1b[200~",
    b"\x1b[201~",
    b"\x1bO",
    b"\x1b[8;24;80t",
    b"\r",
    b"\t",
    b"\x7f",
    b"\x1a",
    b"\x12",
    b"3.5\r",
    b"-1",
    b"99999999999999999999",
    b"1e9",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\0\0\0\0\0\0\0\0",
    "评委".as_bytes(),
    "序号,姓名,项目\n".as_bytes(),
    b"\"",
    b",",
    b"\n",
    b"{",
    b"}",
    b"[[[[[[[[[[[[[[[[",
    b"\"batch\":{\"first\":1,\"last\":9}",
    b"PK\x03\x04",
    b"judge18446744073709551616",
];

fn files(folder: &str) -> Vec<Vec<u8>> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut paths: Vec<_> = entries.map(|e| e.unwrap().path()).collect();
    paths.sort();
    let files = paths.into_iter().filter(|p| p.is_file());
    files.map(|p| fs::read(p).unwrap()).collect()
}

/// Good inputs of a way in.
fn corpus(name: &str) -> Vec<Vec<u8>> {
    let mut list = files(&format!("tests/data/fuzz/{name}"));
    match name {
        "journal" => {
            list.push(fs::read("tests/data/edition-1.jsonl").unwrap());
            list.push(demonstration().to_vec());
        }
        "template" => list.push(fs::read("data/luoyang-2026.json").unwrap()),
        "roster" => {
            list.extend(files("tests/data"));
            list.extend(files("tests/data/cases"));
        }
        _ => {}
    }
    assert!(!list.is_empty(), "nothing to begin {name} with");
    list
}

fn mutated(corpus: &[Vec<u8>], dice: &mut Seeded) -> Vec<u8> {
    let mut bytes = corpus[dice.below(corpus.len())].clone();
    for _ in 0..=dice.below(8) {
        let at = dice.below(bytes.len() + 1);
        match dice.below(7) {
            0 if at < bytes.len() => bytes[at] ^= 1 << dice.below(8),
            1 if at < bytes.len() => bytes[at] = dice.next() as u8,
            2 => {
                let end = (at + dice.below(40)).min(bytes.len());
                bytes.drain(at..end);
            }
            3 => {
                let end = (at + dice.below(200)).min(bytes.len());
                let again = bytes[at..end].to_vec();
                bytes.splice(at..at, again);
            }
            4 => {
                let other = &corpus[dice.below(corpus.len())];
                let from = dice.below(other.len() + 1);
                bytes.truncate(at);
                bytes.extend_from_slice(&other[from..]);
            }
            5 => bytes.truncate(at),
            _ => {
                let word = WORDS[dice.below(WORDS.len())];
                bytes.splice(at..at, word.iter().copied());
            }
        }
    }
    bytes.truncate(MOST_BYTES);
    bytes
}

/// The most memory that this process has had, in KiB; 0 where the system does not say.
fn most_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    let number = line.and_then(|l| l.split_whitespace().next()?.parse().ok());
    number.unwrap_or(0)
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

fn run(name: &str, usual: u64) {
    let entry: Entry = ENTRIES.iter().find(|(n, _)| *n == name).unwrap().1;
    let corpus = corpus(name);
    let minutes = number("PINGSHEN_FUZZ_MINUTES").map(|n| Duration::from_secs(60 * n));
    let (began, memory) = (Instant::now(), most_memory());
    let call = |seed: u64, bytes: &[u8]| {
        let started = Instant::now();
        let done = catch_unwind(AssertUnwindSafe(|| entry(bytes)));
        let taken = started.elapsed();
        assert!(done.is_ok(), "{name}: PINGSHEN_SEED={seed} panics");
        assert!(
            taken < LONGEST,
            "{name}: PINGSHEN_SEED={seed} takes {taken:?}"
        );
        let grown = most_memory().saturating_sub(memory);
        assert!(
            grown < MOST_MEMORY,
            "{name}: PINGSHEN_SEED={seed} takes {grown} KiB"
        );
    };
    if let Some(seed) = number("PINGSHEN_SEED") {
        return call(seed, &mutated(&corpus, &mut Seeded::new(seed)));
    }
    for (n, good) in corpus.iter().enumerate() {
        call(n as u64, good);
    }
    let mut seed = 0;
    while minutes.map_or(seed < usual, |minutes| began.elapsed() < minutes) {
        call(seed, &mutated(&corpus, &mut Seeded::new(seed)));
        seed += 1;
    }
    if minutes.is_some() {
        eprintln!("{name}: {seed} inputs in {:?}", began.elapsed());
    }
}

#[test]
fn any_bytes_may_be_typed() {
    run("keys", 80);
}

#[test]
fn any_bytes_may_stand_in_a_journal() {
    run("journal", 250);
}

#[test]
fn any_text_may_be_a_template() {
    run("template", 1000);
}

#[test]
fn any_file_may_be_imported() {
    run("roster", 60);
}

#[test]
fn any_client_may_come_over_ssh() {
    run("ssh", 80);
}
