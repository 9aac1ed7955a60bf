//! What stands beside the journal when the power goes: host key, `serve.pub`, kept files, drafts, `scores.json` and
//! what is written like it, files for one reader, exports. Whole and as new as was said, or as it was before.

use crate::power::{FOLDER, Found, HOME, create, ensure, mark, open, seeds, would_be_found};
use crate::simulated_disk::{Call, LeftOut, Seeded, SimulatedDisk};
use pingshen::journal::files::{
    Files, keep_beside, make_folders, write_durably, write_new_durably,
};
use pingshen::journal::{Opening, snapshot};
use pingshen::model::DESK;
use pingshen::office::export::{PaperKind, Wish, run};
use pingshen::ssh::host_key::{HostKeyKind, fingerprint, load_or_make_on, same_as_before_on};
use pingshen::tally::Results;
use pingshen::text::Lang;
use pingshen::tui::draft::{self, Draft};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const KEYS: &str = "/home/data/pingshen";

/// What was said of each file: every version that was tried, in order, and how many of them are replaced for good.
#[derive(Default)]
struct Versions {
    tried: BTreeMap<PathBuf, Vec<Vec<u8>>>,
    /// The number of the version that was said to be on the disk.
    said: BTreeMap<PathBuf, usize>,
    fingerprint: Option<String>,
    drafts: Vec<Draft>,
}

impl Versions {
    fn tries(&mut self, path: &Path, bytes: &[u8]) {
        let tried = self.tried.entry(path.to_owned()).or_default();
        tried.push(bytes.to_vec());
    }

    fn says(&mut self, path: &Path) {
        self.said.insert(path.to_owned(), self.tried[path].len());
    }

    fn hold(&self, disk: &SimulatedDisk) -> Found {
        for (path, tried) in &self.tried {
            let there = disk.read(path, u64::MAX).ok();
            let said = self.said.get(path).copied().unwrap_or(0);
            let good = match &there {
                None => said == 0,
                Some(there) => tried[said.saturating_sub(1)..].contains(there),
            };
            ensure(good, || {
                let length = there.as_ref().map(Vec::len);
                format!(
                    "{}: {length:?} bytes; version {said} was said",
                    path.display()
                )
            })?;
        }
        let kept = draft::take(disk, Path::new(FOLDER), "w1");
        ensure(kept.is_none_or(|kept| self.drafts.contains(&kept)), || {
            "a draft that nobody wrote".to_owned()
        })
    }
}

fn some_bytes(dice: &mut Seeded) -> Vec<u8> {
    let length = dice.below(2500);
    (0..length).map(|_| 1 + dice.below(255) as u8).collect()
}

/// One thing is written, of all the kinds there are.
fn write_something(disk: &SimulatedDisk, dice: &mut Seeded, told: &mut Versions) -> Found {
    let folder = Path::new(FOLDER);
    match dice.below(6) {
        0 => {
            // As `scores.json` and the list of recent sessions are.
            let path = folder.join("scores.json");
            let bytes = some_bytes(dice);
            told.tries(&path, &bytes);
            if write_durably(disk, &path, &bytes).is_ok() {
                told.says(&path);
            }
        }
        1 => {
            // As an application, a text of a notice, or a torn piece is kept.
            let name = PathBuf::from(format!("dossiers/{}", dice.below(4)));
            let (path, bytes) = (folder.join(&name), some_bytes(dice));
            told.tries(&path, &bytes);
            if keep_beside(disk, folder, &name, &bytes).is_ok() {
                told.says(&path);
            }
        }
        2 => {
            // As slips with PINs are written.
            let path = folder.join(format!("slips-{}", dice.below(3)));
            let (taken, bytes) = (disk.taken(&path), some_bytes(dice));
            if !taken {
                told.tries(&path, &bytes);
            }
            let written = write_new_durably(disk, &path, &bytes, 0o600);
            match written {
                Ok(()) if taken => return Err("written over a file that was there".to_owned()),
                Ok(()) => told.says(&path),
                Err(_) => {}
            }
        }
        3 => {
            let draft = Draft {
                typed: "8".repeat(dice.below(900)),
                ..Draft::default()
            };
            told.drafts.push(draft.clone());
            draft::keep(disk, folder, "w1", &draft);
        }
        _ => serve(disk, told, false)?,
    }
    Ok(())
}

/// What `serve` does before it listens.
fn serve(disk: &SimulatedDisk, told: &mut Versions, must: bool) -> Found {
    let key = match load_or_make_on(disk, Path::new(KEYS), HostKeyKind::Ed25519) {
        Ok(key) => key,
        Err(error) if must => return Err(format!("serve is stopped: {error}")),
        Err(_) => return Ok(()),
    };
    let print = fingerprint(&key);
    let known = told.fingerprint.get_or_insert_with(|| print.clone());
    ensure(*known == print, || "another host key".to_owned())?;
    match same_as_before_on(disk, Path::new(FOLDER), &key, HostKeyKind::Ed25519) {
        Err(error) if must => Err(format!("serve is stopped: {error}")),
        _ => Ok(()),
    }
}

/// Things are written until the disk dies; then all that was said holds, and `serve` starts.
fn story_of_small_files(seed: u64, left_out: Option<LeftOut>) -> Found {
    let mut dice = Seeded::new(seed);
    let disk = SimulatedDisk::new(seed, Path::new(HOME));
    disk.leave_out(left_out);
    make_folders(&disk, Path::new(FOLDER)).map_err(|e| e.to_string())?;
    let mut told = Versions::default();
    for _ in 0..=dice.below(3) {
        if dice.one_in(3) {
            let faults = [
                Call::Create,
                Call::Write,
                Call::ShortWrite,
                Call::Sync,
                Call::Link,
                Call::Rename,
                Call::Remove,
                Call::SyncFolder,
                Call::MakeFolder,
            ];
            disk.fail(faults[dice.below(faults.len())], 1 + dice.below(6) as u32);
        }
        disk.crash_in((!dice.one_in(4)).then(|| 1 + dice.below(80) as u32));
        for _ in 0..dice.below(14) {
            write_something(&disk, &mut dice, &mut told)?;
        }
        if dice.one_in(4) {
            disk.killed();
        } else {
            disk.power_cut();
        }
        // The folder itself was there before.
        ensure(disk.look(Path::new(FOLDER)).is_ok(), || {
            "the folder is gone".to_owned()
        })?;
        told.hold(&disk)?;
        serve(&disk, &mut told, true)?;
    }
    Ok(())
}

#[test]
fn small_files_are_whole_after_every_power_cut() {
    seeds(1500, |seed| story_of_small_files(seed, None));
}

#[test]
fn a_small_file_that_is_not_synced_before_it_gets_its_name_would_be_found() {
    would_be_found(200, |seed| {
        story_of_small_files(seed, Some(LeftOut::TemporarySync))
    });
}

#[test]
fn a_new_file_whose_folder_is_not_synced_would_be_found() {
    would_be_found(200, |seed| {
        story_of_small_files(seed, Some(LeftOut::FolderSyncAfterCreate))
    });
}

#[test]
fn a_replaced_file_whose_folder_is_not_synced_would_be_found() {
    would_be_found(400, |seed| {
        story_of_small_files(seed, Some(LeftOut::FolderSyncAfterRename))
    });
}

/// The n-th call of each kind fails for n = 1, 2, … until the script runs through.
#[test]
fn whatever_call_fails_a_small_file_is_the_old_one_or_the_new_one() {
    let mut failures = 0;
    for call in [
        Call::Open,
        Call::Create,
        Call::Read,
        Call::Write,
        Call::ShortWrite,
        Call::Sync,
        Call::MakeFolder,
        Call::Link,
        Call::Rename,
        Call::Remove,
        Call::SyncFolder,
    ] {
        for nth in 1.. {
            let mut dice = Seeded::new(7);
            let disk = SimulatedDisk::new(7, Path::new(HOME));
            make_folders(&disk, Path::new(FOLDER)).unwrap();
            disk.fail(call, nth);
            let mut told = Versions::default();
            for _ in 0..24 {
                write_something(&disk, &mut dice, &mut told).unwrap();
            }
            let failed = disk.failed() > 0;
            disk.power_cut();
            let held = told
                .hold(&disk)
                .and_then(|()| serve(&disk, &mut told, true));
            held.unwrap_or_else(|why| panic!("{call:?} {nth}: {why}"));
            if !failed {
                break;
            }
            failures += 1;
        }
    }
    assert!(failures > 60, "only {failures} failures were tried");
}

/// An export that says it is done is on the disk, as its sums say.
fn story_of_an_export(seed: u64, left_out: Option<LeftOut>) -> Found {
    let mut dice = Seeded::new(seed);
    let disk = SimulatedDisk::new(seed, Path::new(HOME));
    create(&disk).map_err(|e| format!("{e:?}"))?;
    let mut journal = open(&disk, &Opening::default()).map_err(|e| format!("{e:?}"))?;
    disk.leave_out(left_out);
    let out = Path::new("/home/papers");
    let wish = Wish {
        kinds: vec![PaperKind::Data],
        ..Wish::default()
    };
    for _ in 0..2 {
        let crash = dice.one_in(2).then(|| 1 + dice.below(60) as u32);
        disk.crash_in(crash);
        let made = run(&journal, Lang::En, &wish, out, &mut |_| true);
        let dead = disk.dead();
        disk.power_cut();
        journal = open(&disk, &Opening::default()).map_err(|e| format!("{e:?}"))?;
        let made = match made {
            Ok(made) => made,
            Err(_) if dead => continue,
            Err(error) => return Err(format!("{error:?}")),
        };
        let sums = disk.read(&out.join("SHA256SUMS"), u64::MAX);
        let sums = sums.map_err(|_| "the sums are gone".to_owned())?;
        for line in String::from_utf8_lossy(&sums).lines() {
            let (sum, name) = line.split_once("  ").ok_or("no sum")?;
            let there = disk.read(&out.join(name), u64::MAX);
            let there = there.map_err(|_| format!("{name} is gone"))?;
            let found = pingshen::journal::Hash::of(&there).to_string();
            ensure(found == sum, || format!("{name} is another file"))?;
        }
        ensure(made.files.len() > 3, || "nothing was made".to_owned())?;
    }
    Ok(())
}

#[test]
fn an_export_that_was_said_to_be_done_is_there() {
    seeds(150, |seed| story_of_an_export(seed, None));
}

#[test]
fn an_export_that_is_not_synced_would_be_found() {
    would_be_found(20, |seed| story_of_an_export(seed, Some(LeftOut::SyncAll)));
}

/// `scores.json` never knows more than the journal, or its session would not open for writing.
#[test]
fn a_snapshot_never_runs_ahead_of_the_journal() {
    seeds(300, |seed| {
        let mut dice = Seeded::new(seed);
        let disk = SimulatedDisk::new(seed, Path::new(HOME));
        create(&disk).map_err(|e| format!("{e:?}"))?;
        let mut journal = open(&disk, &WRITE).map_err(|e| format!("{e:?}"))?;
        disk.crash_in(Some(1 + dice.below(60) as u32));
        for n in 1..9 {
            if journal.append(DESK, vec![mark(0, 0, n)]).is_ok() {
                let _ = snapshot::write(journal.history(), &Results::of(journal.session()));
            }
        }
        disk.power_cut();
        let how = Opening {
            anchors: snapshot::anchor_on(&disk, Path::new(FOLDER))
                .into_iter()
                .collect(),
            ..WRITE
        };
        let read = open(&disk, &how).map_err(|e| format!("{e:?}"))?;
        ensure(!read.health().read_only(), || {
            format!("{:?}", read.health())
        })
    });
}

const WRITE: Opening = Opening {
    write: true,
    network_too: false,
    anchors: Vec::new(),
    heads: None,
};
