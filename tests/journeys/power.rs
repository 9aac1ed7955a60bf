//! The power goes, at every call and in every way that a disk knows: what was acknowledged is there, in order, once.
//!
//! Each seed is one story on a simulated disk. `PINGSHEN_SEEDS=100000` tells more of them than usual, and
//! `PINGSHEN_SEED=4711` that one alone, as a failure names it.

use crate::common;
use crate::simulated_disk::{Call, LeftOut, Seeded, SimulatedDisk};
use pingshen::journal::{Clock, Health, JOURNAL, Journal, JournalError, Opening, Request, scan};
use pingshen::model::{
    Act, Applicant, DESK, EDITION, Intent, JOURNAL_FORMAT, Judge, Language, Points, Rules, Setup,
};
use std::path::Path;

pub const HOME: &str = "/home";
pub const FOLDER: &str = "/home/sessions/s";
const WRITE: Opening = Opening {
    write: true,
    network_too: false,
    anchors: Vec::new(),
    heads: None,
};
pub const JUDGES: [&str; 3] = ["w1", "w2", "w3"];
pub const APPLICANTS: [&str; 4] = ["a1", "a2", "a3", "a4"];

/// What a story finds; an error says what did not hold.
pub type Found = Result<(), String>;

/// Tells as many stories as are wanted, and names the seed of the first that fails.
pub fn seeds(usual: u64, story: impl Fn(u64) -> Found) {
    let number = |name: &str| std::env::var(name).ok().and_then(|n| n.parse().ok());
    let seeds = match number("PINGSHEN_SEED") {
        Some(one) => one..one + 1,
        None => 0..number("PINGSHEN_SEEDS").unwrap_or(usual),
    };
    for seed in seeds {
        if let Err(why) = story(seed) {
            panic!("PINGSHEN_SEED={seed}: {why}");
        }
    }
}

/// Stories in which a sync is left out: one of them must end badly.
pub fn would_be_found(usual: u64, story: impl Fn(u64) -> Found) {
    assert!(
        (0..usual).any(|seed| story(seed).is_err()),
        "the sync can be left out, and no story tells"
    );
}

pub fn ensure(holds: bool, why: impl FnOnce() -> String) -> Found {
    if holds { Ok(()) } else { Err(why()) }
}

pub fn clock() -> Clock {
    Clock::of(|| jiff::Timestamp::from_millisecond(1_779_240_667_482).unwrap())
}

/// The first acts of a session with scoring open.
pub fn beginning() -> (Setup, Vec<Act>) {
    let setup = Setup {
        format: JOURNAL_FORMAT.to_owned(),
        session: "0".repeat(32),
        language: Language::En,
        rehearsal: false,
        edition: EDITION,
        template: common::template(1, &["100"], Rules::default()),
    };
    let judges = JUDGES.map(|id| Act::Judge(Judge::new(id, id)));
    let applicants = APPLICANTS.map(|id| {
        Act::Applicant(Box::new(Applicant {
            id: id.to_owned(),
            name: id.to_owned(),
            projects: vec!["p1".to_owned()],
            ..Applicant::default()
        }))
    });
    let mut acts = Vec::from(judges);
    acts.extend(applicants);
    acts.push(Act::OpenScoring {});
    (setup, acts)
}

pub fn create(disk: &SimulatedDisk) -> Result<(), JournalError> {
    let (setup, acts) = beginning();
    Journal::create_on(disk, Path::new(FOLDER), clock(), setup, acts, &[])
}

pub fn open(disk: &SimulatedDisk, how: &Opening) -> Result<Journal, JournalError> {
    Journal::open_on(disk.files(), Path::new(FOLDER), clock(), how)
}

/// A mark that is never given twice: its points are its number.
pub fn mark(judge: usize, applicant: usize, number: u32) -> Intent {
    Act::Mark {
        entry: format!("p1/{}", APPLICANTS[applicant]),
        indicator: "i1".to_owned(),
        points: Points::from_hundredths(number),
        judge: Some(JUDGES[judge].to_owned()),
    }
    .into()
}

/// The naive model: what was tried, in order, and what was called saved.
#[derive(Default)]
struct Told {
    /// The numbers of each request, and whether it was called saved.
    requests: Vec<(Vec<u32>, bool)>,
    next: u32,
}

impl Told {
    /// A request of one mark or of several that belong together.
    fn request(&mut self, dice: &mut Seeded) -> (Request, usize) {
        let judge = dice.below(JUDGES.len());
        let n = match dice.below(4) {
            0 => 2 + dice.below(8),
            _ => 1,
        };
        let numbers: Vec<u32> = (1..=n as u32).map(|k| self.next + k).collect();
        self.next += n as u32;
        let intents = numbers
            .iter()
            .map(|number| mark(judge, dice.below(APPLICANTS.len()), *number))
            .collect();
        self.requests.push((numbers, false));
        let by = if dice.one_in(2) { DESK } else { JUDGES[judge] };
        let request = Request {
            by: by.to_owned(),
            intents,
        };
        (request, self.requests.len() - 1)
    }

    /// What was acknowledged is there, in order, once, and whole; nothing is there that was never tried.
    fn holds(&self, there: &[u32]) -> Found {
        ensure(there.is_sorted_by(|a, b| a < b), || {
            format!("out of order, or twice: {there:?}")
        })?;
        for (numbers, saved) in &self.requests {
            let found = numbers.iter().filter(|n| there.contains(n)).count();
            ensure(found == numbers.len() || (found == 0 && !saved), || {
                let said = if *saved { "called saved" } else { "tried" };
                format!("{numbers:?} was {said}, and {found} of it are there: {there:?}")
            })?;
        }
        let tried = |n: &u32| self.requests.iter().any(|(numbers, _)| numbers.contains(n));
        ensure(there.iter().all(tried), || {
            format!("never tried: {there:?}")
        })
    }
}

/// The numbers of the marks in a journal, in its order.
pub fn numbers(bytes: &[u8]) -> Vec<u32> {
    let records = scan::records(bytes).into_iter();
    records
        .filter_map(|(record, _)| match record.act {
            Act::Mark { points, .. } => Some(points.map_or(0, Points::hundredths)),
            _ => None,
        })
        .collect()
}

pub fn journal_bytes(disk: &SimulatedDisk) -> Vec<u8> {
    use pingshen::journal::files::Files;
    disk.read(&Path::new(FOLDER).join(JOURNAL), u64::MAX)
        .unwrap_or_default()
}

/// No power cut and no failing disk is damage, an older file or another history.
pub fn innocent(health: &Health) -> Found {
    let guilty = matches!(
        health,
        Health::Damaged { .. } | Health::Behind { .. } | Health::Differs { .. }
    );
    ensure(!guilty, || format!("{health:?}"))
}

/// One generation: some writers, until the disk dies or enough was said.
fn generation(disk: &SimulatedDisk, dice: &mut Seeded, told: &mut Told) -> Found {
    let mut writers = Vec::new();
    for _ in 0..=dice.below(3) {
        match open(disk, &WRITE) {
            Ok(journal) => writers.push(journal),
            Err(error) if disk.dead() || disk.failed() > 0 => drop(error),
            Err(error) => return Err(format!("does not open: {error:?}")),
        }
    }
    for writer in &writers {
        innocent(writer.health())?;
    }
    for _ in 0..dice.below(16) {
        if disk.dead() || writers.is_empty() {
            break;
        }
        let which = dice.below(writers.len());
        let writer = &mut writers[which];
        let group: Vec<(Request, usize)> = (0..=usize::from(dice.one_in(5)))
            .map(|_| told.request(dice))
            .collect();
        let (requests, places): (Vec<_>, Vec<_>) = group.into_iter().unzip();
        for (answer, place) in writer.append_all(requests).into_iter().zip(places) {
            match answer {
                Ok(_) => told.requests[place].1 = true,
                Err(JournalError::Refused(why) | JournalError::RefusedAt(_, why)) => {
                    return Err(format!("refused: {why:?}"));
                }
                Err(_) => {}
            }
        }
        if dice.one_in(4) {
            let which = dice.below(writers.len());
            let _ = writers[which].follow();
        }
        for writer in &writers {
            innocent(writer.health())?;
        }
    }
    Ok(())
}

/// Faults and the end of a generation, drawn.
fn plan(disk: &SimulatedDisk, dice: &mut Seeded) {
    const FAULTS: [Call; 6] = [
        Call::Write,
        Call::ShortWrite,
        Call::Sync,
        Call::Cut,
        Call::Read,
        Call::Evict,
    ];
    if dice.one_in(2) {
        for _ in 0..=dice.below(3) {
            let call = FAULTS[dice.below(FAULTS.len())];
            disk.fail(call, 1 + dice.below(12) as u32);
        }
    }
    disk.crash_in((!dice.one_in(4)).then(|| 1 + dice.below(70) as u32));
}

/// Opens, sets aside what is to be set aside, and records one mark.
fn recover(disk: &SimulatedDisk, number: u32) -> Result<Vec<u32>, JournalError> {
    let mut journal = open(disk, &WRITE)?;
    journal.append(DESK, vec![mark(0, 0, number)])?;
    Ok(numbers(&journal_bytes(disk)))
}

/// A session from its beginning over several power cuts and kills.
fn story_of_a_journal(seed: u64, left_out: Option<LeftOut>) -> Found {
    let mut dice = Seeded::new(seed);
    let disk = SimulatedDisk::new(seed, Path::new(HOME));
    disk.leave_out(left_out);
    let mut made = false;
    let mut told = Told::default();
    for _ in 0..=dice.below(4) {
        plan(&disk, &mut dice);
        if !made {
            match create(&disk) {
                Ok(()) => made = true,
                // By a program that was killed before it could say so; it counts from its first act on.
                Err(JournalError::Exists(_)) => made = open(&disk, &WRITE).is_ok(),
                Err(_) => {}
            }
        }
        if made {
            generation(&disk, &mut dice, &mut told)?;
        }
        let killed = dice.one_in(4);
        if killed {
            disk.killed();
        } else {
            disk.power_cut();
        }
        let bytes = journal_bytes(&disk);
        ensure(!made || !bytes.is_empty(), || {
            "the session was made and is gone".to_owned()
        })?;
        if !made {
            continue;
        }
        told.holds(&numbers(&bytes))?;
        let read = open(&disk, &Opening::default()).map_err(|e| format!("{e:?}"))?;
        innocent(read.health())?;

        // Recovered once, or cut off in the middle of it and recovered again: the same acts.
        let probe = told.next + 1;
        let once = recover(&disk.copy(seed), probe).map_err(|e| format!("{e:?}"))?;
        let again = disk.copy(seed + 1);
        again.leave_out(None);
        again.crash_in(Some(1 + dice.below(12) as u32));
        let first = recover(&again, probe);
        again.power_cut();
        let second = recover(&again, probe + 1).map_err(|e| format!("twice: {e:?}"))?;
        let upto = |list: &[u32]| -> Vec<u32> {
            let before = list.iter().take_while(|n| **n < probe);
            before.copied().collect()
        };
        told.holds(&upto(&second))?;
        // What a killed program had not synced yet may still go with the power.
        ensure(killed || upto(&once) == upto(&second), || {
            format!("{once:?} recovered once, {second:?} twice")
        })?;
        let kept = first.is_err() || second.contains(&probe);
        ensure(kept, || {
            "what was saved after recovering is gone".to_owned()
        })?;
    }
    Ok(())
}

#[test]
fn what_was_acknowledged_survives_every_power_cut() {
    seeds(2000, |seed| story_of_a_journal(seed, None));
}

#[test]
fn a_journal_that_is_not_synced_would_be_found() {
    would_be_found(200, |seed| {
        story_of_a_journal(seed, Some(LeftOut::JournalSync))
    });
}

/// A batch with a hole lies behind the last good line, and setting it aside is cut off at every call.
fn story_of_a_torn_batch(seed: u64) -> Found {
    let mut dice = Seeded::new(seed);
    let disk = SimulatedDisk::new(seed, Path::new(HOME));
    create(&disk).map_err(|e| format!("{e:?}"))?;
    let good = journal_bytes(&disk).len();
    let mut journal = open(&disk, &WRITE).map_err(|e| format!("{e:?}"))?;
    let batch = (1..=12).map(|n| mark(0, 0, n)).collect();
    journal.append(DESK, batch).map_err(|e| format!("{e:?}"))?;
    let mut bytes = journal_bytes(&disk);
    let sectors = (bytes.len() - good) / 512 - 1;
    let hole = (good / 512 + 1 + dice.below(sectors)) * 512;
    bytes[hole..hole + 512].fill(0);
    disk.put(&Path::new(FOLDER).join(JOURNAL), &bytes);
    for n in 0..3 {
        disk.crash_in(Some(1 + dice.below(16) as u32));
        let saved = recover(&disk, 100 + n).is_ok();
        disk.power_cut();
        let there = numbers(&journal_bytes(&disk));
        ensure(!saved || there.contains(&(100 + n)), || {
            format!("{n} is gone: {there:?}")
        })?;
        ensure(!there.iter().any(|n| *n < 100), || {
            format!("a torn batch counts: {there:?}")
        })?;
        let read = open(&disk, &Opening::default()).map_err(|e| format!("{e:?}"))?;
        innocent(read.health())?;
    }
    recover(&disk, 200).map(drop).map_err(|e| format!("{e:?}"))
}

#[test]
fn setting_aside_may_be_cut_off_anywhere() {
    seeds(1000, story_of_a_torn_batch);
}

#[test]
fn a_session_whose_folder_is_not_synced_would_be_found() {
    would_be_found(200, |seed| {
        story_of_a_journal(seed, Some(LeftOut::FolderSyncAfterCreate))
    });
}

#[test]
fn a_session_that_gets_its_name_before_it_is_synced_would_be_found() {
    would_be_found(200, |seed| {
        story_of_a_journal(seed, Some(LeftOut::TemporarySync))
    });
}
