//! Files that went wrong on their way: bytes changed, ends lost, parts of a workbook cut, doubled and filled. Each is
//! taken or refused in words, within a time and a memory.
//!
//! `MUTANTS=2000 cargo test --release --test cli mutants` tries so many; `MUTANT=n` tries one again.

use super::home::Home;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const LONGEST: Duration = Duration::from_secs(10);
/// In KiB, of addresses.
const MOST: u32 = 512 * 1024;
/// So many are tried each time.
const USUAL: u64 = 120;

/// A small generator of numbers: the same from the same seed on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n.max(1) as u64).unwrap()
    }
}

fn sources() -> Vec<PathBuf> {
    let folders = ["tests/data", "tests/data/cases"];
    let entries = folders.iter().flat_map(|f| std::fs::read_dir(f).unwrap());
    let mut paths: Vec<PathBuf> = entries
        .map(|e| e.unwrap().path())
        .filter(|p| {
            let end = p.extension().and_then(|e| e.to_str()).unwrap_or_default();
            ["xlsx", "xls", "ods", "csv"].contains(&end)
        })
        .collect();
    paths.sort();
    paths
}

/// Bytes changed, lost, doubled, or filled with what a reader must not trust.
fn mutate(bytes: &mut Vec<u8>, random: &mut Random) {
    for _ in 0..=random.below(6) {
        if bytes.is_empty() {
            return;
        }
        let at = random.below(bytes.len());
        let length = random.below(bytes.len() - at).min(1 << random.below(12));
        match random.below(7) {
            0 => bytes[at] ^= 1 << random.below(8),
            1 => bytes.truncate(at),
            2 => {
                bytes.drain(at..at + length);
            }
            3 => {
                let copy = bytes[at..at + length].to_vec();
                bytes.splice(at..at, copy);
            }
            4 => bytes[at..at + length].fill([0, 0xff, b'"', b'<', b'\n'][random.below(5)]),
            5 => {
                let hostile: &[&[u8]] = &[
                    b"4294967295",
                    b"-1",
                    b"1e400",
                    b"&#x0;",
                    b"]]>",
                    b"<!ENTITY a \"&a;\">",
                    "＝１＋１".as_bytes(),
                    b"XFD1048577",
                    b"\xf0\x9f\x92",
                ];
                bytes.splice(at..at, hostile[random.below(hostile.len())].iter().copied());
            }
            _ => {
                let from = random.below(bytes.len());
                bytes.swap(at, from);
            }
        }
    }
}

/// One part of a packed workbook changed, all of it packed again: damage behind what the packing notices.
fn mutate_part(packed: &[u8], random: &mut Random) -> Option<Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(packed)).ok()?;
    let chosen = random.below(archive.len());
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for n in 0..archive.len() {
        let mut part = archive.by_index(n).ok()?;
        // A part that would unfold to gigabytes is tried as it is.
        let mut bytes = Vec::new();
        part.by_ref().take(1 << 20).read_to_end(&mut bytes).ok()?;
        if n == chosen {
            mutate(&mut bytes, random);
        }
        let name = part.name().ok()?.into_owned();
        out.start_file(name, zip::write::SimpleFileOptions::default())
            .ok()?;
        out.write_all(&bytes).ok()?;
    }
    Some(out.finish().ok()?.into_inner())
}

/// The program under a limit of memory and time: its status and what it said.
fn limited(home: &Home, args: &[&str]) -> (Option<i32>, String, Duration) {
    let began = Instant::now();
    let mut command = Command::new("sh");
    command
        .arg("-c")
        .arg(format!("ulimit -v {MOST}; exec \"$@\""))
        .arg("sh")
        .arg(env!("CARGO_BIN_EXE_pingshen"))
        .args(args)
        .env_clear()
        .env("HOME", home.path(""))
        .env("LANG", "en_US.UTF-8")
        .current_dir(home.path(""))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut said = String::new();
    let mut pipe = child.stderr.take().unwrap();
    let watch = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = pipe.read_to_end(&mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    });
    while began.elapsed() < LONGEST * 2 {
        match child.try_wait().unwrap() {
            Some(_) => break,
            None => std::thread::sleep(Duration::from_millis(1)),
        }
    }
    let _ = child.kill();
    let status = child.wait().unwrap().code();
    said.push_str(&watch.join().unwrap());
    (status, said, began.elapsed())
}

fn attempt(home: &Home, seed: u64, sources: &[PathBuf]) {
    let mut random = Random(seed);
    let source: &Path = &sources[random.below(sources.len())];
    let bytes = std::fs::read(source).unwrap();
    let packed = (random.below(2) == 0).then(|| mutate_part(&bytes, &mut random));
    let bytes = packed.flatten().unwrap_or_else(|| {
        let mut bytes = bytes.clone();
        mutate(&mut bytes, &mut random);
        bytes
    });
    let name = format!("m{seed}.{}", source.extension().unwrap().to_str().unwrap());
    home.write(&name, &bytes);
    for what in ["roster", "judges", "scores"] {
        let (status, said, took) = limited(home, &["import", what, "s", &name, "--preview"]);
        let known = matches!(status, Some(0..=3));
        assert!(
            known && took < LONGEST && !said.contains("panicked"),
            "MUTANT={seed} ({}) as {what}: {status:?} after {took:?}: {said}",
            source.display()
        );
        assert!(
            status == Some(0) || !said.is_empty(),
            "MUTANT={seed} as {what}: refused without a word"
        );
    }
    std::fs::remove_file(home.path(&name)).unwrap();
}

#[test]
fn what_is_damaged_is_refused_in_words_within_a_time_and_a_memory() {
    let number = |name: &str| std::env::var(name).ok().and_then(|n| n.parse::<u64>().ok());
    let home = Home::en();
    home.good(&["new", "s", "--judge", "w01=One"]);
    let before = home.journal("s");
    let sources = sources();
    assert!(sources.len() > 20);
    let seeds = match number("MUTANT") {
        Some(one) => one..one + 1,
        None => 0..number("MUTANTS").unwrap_or(USUAL),
    };
    for seed in seeds {
        attempt(&home, seed, &sources);
    }
    assert_eq!(home.journal("s"), before, "a preview changes nothing");
}

/// The limits are held: a program that takes more is noticed.
#[test]
fn a_program_over_the_limit_of_memory_fails() {
    let ended = Command::new("sh")
        .arg("-c")
        .arg(format!(
            "ulimit -v {MOST}; exec dd if=/dev/zero of=/dev/null bs=600M count=1"
        ))
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert!(!ended.success());
}
