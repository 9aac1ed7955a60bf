//! What the journal promises: every wrong byte is found, a torn end costs nothing acknowledged, and a
//! failing disk is never called saved.

use crate::simulated_disk;
use pingshen::journal::verify::verify;
use pingshen::journal::{
    AnchorSource, Clock, Health, JOURNAL, Journal, JournalError, Opening, Request, scan, snapshot,
};
use pingshen::model::{
    Act, Applicant, DESK, EDITION, Intent, JOURNAL_FORMAT, Judge, Language, Points, Session, Setup,
    Template,
};
use pingshen::tally::Results;
use simulated_disk::{Call, SimulatedDisk};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const WRITE: Opening = Opening {
    write: true,
    network_too: false,
    anchors: Vec::new(),
    heads: None,
};

fn template() -> Template {
    serde_json::from_str(
        r#"{"title":"T","projects":[{"id":"p1","name":"P"}],"indicators":[{"id":"m","name":"M","cap":100}]}"#,
    )
    .unwrap()
}

/// A session with three judges and four applicants, scoring open.
fn session() -> (TempDir, PathBuf) {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("s");
    let setup = Setup {
        format: JOURNAL_FORMAT.to_owned(),
        session: "0".repeat(32),
        language: Language::En,
        rehearsal: false,
        edition: EDITION,
        template: template(),
    };
    let mut acts = Vec::new();
    for id in ["j1", "j2", "j3"] {
        acts.push(Act::Judge(Judge::new(id, id)));
    }
    for id in ["a1", "a2", "a3", "a4"] {
        acts.push(Act::Applicant(Box::new(Applicant {
            id: id.to_owned(),
            name: id.to_owned(),
            projects: vec!["p1".to_owned()],
            ..Applicant::default()
        })));
    }
    acts.push(Act::OpenScoring {});
    Journal::create(&folder, Clock::system(), setup, acts).unwrap();
    (home, folder)
}

fn mark(judge: &str, applicant: &str, hundredths: u32) -> Intent {
    Act::Mark {
        entry: format!("p1/{applicant}"),
        indicator: "m".to_owned(),
        points: Points::from_hundredths(hundredths),
        judge: Some(judge.to_owned()),
    }
    .into()
}

fn open(folder: &Path) -> Journal {
    Journal::open(folder, Clock::system(), &WRITE).unwrap()
}

/// A mark with its place: applicant, judge, hundredths.
type Placed = (usize, usize, u32);

/// A session on a simulated disk.
fn simulated(start: &[u8]) -> SimulatedDisk {
    let disk = SimulatedDisk::new(1, Path::new(SIMULATED));
    disk.put(&Path::new(SIMULATED).join(JOURNAL), start);
    disk
}

const SIMULATED: &str = "/s";

fn open_on(disk: &SimulatedDisk) -> Journal {
    Journal::open_on(disk.files(), Path::new(SIMULATED), Clock::system(), &WRITE).unwrap()
}

/// Every mark of a session: what must be equal if nothing was lost or invented.
fn marks(session: &Session) -> Vec<Placed> {
    let mut list = Vec::new();
    for e in session.entries() {
        for j in 0..e.judges() {
            list.extend(e.mark(j, 0).map(|p| (e.applicant, j, p.hundredths())));
        }
    }
    list
}

/// A journal with single acts and a batch, and what each prefix of its acts amounts to.
fn with_history() -> (TempDir, PathBuf, Vec<Vec<Placed>>) {
    let (home, folder) = session();
    let mut journal = open(&folder);
    let mut prefixes = vec![Vec::new(); journal.head().seq as usize];
    prefixes.push(marks(journal.session()));
    for n in 0..12u32 {
        let (judge, applicant) = (
            ["j1", "j2", "j3"][n as usize % 3],
            ["a1", "a2", "a3", "a4"][n as usize / 3],
        );
        journal
            .append(DESK, vec![mark(judge, applicant, 1000 + n)])
            .unwrap();
        prefixes.push(marks(journal.session()));
    }
    let batch = (0..5).map(|n| mark("j1", "a1", 2000 + n)).collect();
    journal.append(DESK, batch).unwrap();
    let before_batch = prefixes.last().unwrap().clone();
    prefixes.extend(std::iter::repeat_n(before_batch, 4));
    prefixes.push(marks(journal.session()));
    journal.append(DESK, vec![mark("j2", "a1", 3000)]).unwrap();
    prefixes.push(marks(journal.session()));
    (home, folder, prefixes)
}

/// The number of the line in which a byte lies.
fn line_of(bytes: &[u8], at: usize) -> u64 {
    bytes[..at].iter().filter(|b| **b == b'\n').count() as u64 + 1
}

#[test]
fn every_byte_flipped_once_is_found_on_its_line_and_never_counted() {
    let (_home, folder, prefixes) = with_history();
    let path = folder.join(JOURNAL);
    let good = fs::read(&path).unwrap();
    for at in 0..good.len() {
        for flip in [0x01, 0x80] {
            let mut bytes = good.clone();
            bytes[at] ^= flip;
            fs::write(&path, &bytes).unwrap();
            let line = line_of(&good, at);
            let verdict = verify(&folder, None, &Opening::default()).unwrap();
            assert!(!verdict.good(false), "byte {at} of line {line}");
            let journal = Journal::open(&folder, Clock::system(), &Opening::default()).unwrap();
            let seq = journal.head().seq;
            match journal.health() {
                Health::Damaged { line: named, .. } => {
                    assert_eq!(*named, line, "byte {at}");
                    assert!(seq < line, "byte {at}");
                }
                // Only the last byte of all can be wrong without the line being wrong.
                Health::NoNewline => assert_eq!(at, good.len() - 1),
                other => panic!("byte {at}: {other:?}"),
            }
            assert_eq!(
                marks(journal.session()),
                prefixes[seq as usize],
                "byte {at}"
            );
        }
    }
}

#[test]
fn a_file_cut_anywhere_opens_with_what_was_whole_and_the_next_save_records_it() {
    let (_home, folder, prefixes) = with_history();
    let path = folder.join(JOURNAL);
    let good = fs::read(&path).unwrap();
    let from = good.iter().position(|b| *b == b'\n').unwrap() + 1;
    for length in (from..good.len()).step_by(11) {
        let _ = fs::remove_dir_all(folder.join("torn"));
        fs::write(&path, &good[..length]).unwrap();
        let mut journal = open(&folder);
        let seq = journal.head().seq;
        assert_eq!(
            marks(journal.session()),
            prefixes[seq as usize],
            "cut at {length}"
        );
        let torn = matches!(journal.health(), Health::Torn { .. });
        assert!(
            !journal.health().read_only(),
            "cut at {length}: {:?}",
            journal.health()
        );
        let scoring = seq >= 9;
        let act = if scoring {
            mark("j3", "a4", 7777)
        } else {
            Act::Incident { text: "x".into() }.into()
        };
        journal.append(DESK, vec![act]).unwrap();
        assert_eq!(torn, folder.join("torn").exists(), "cut at {length}");
        let verdict = verify(&folder, None, &Opening::default()).unwrap();
        assert!(verdict.good(false), "cut at {length}: {:?}", verdict.health);
        let bytes = fs::read(folder.join(JOURNAL)).unwrap();
        let set_aside =
            (scan::records(&bytes).iter()).any(|(r, _)| matches!(r.act, Act::TailSetAside { .. }));
        assert_eq!(torn, set_aside, "cut at {length}");
    }
}

/// Not the newline alone may be missing: another byte may stand in its place.
#[test]
fn a_wrong_last_byte_is_put_right_by_the_next_save() {
    for byte in [0, b'x'] {
        let (_home, folder) = session();
        let path = folder.join(JOURNAL);
        let mut bytes = fs::read(&path).unwrap();
        *bytes.last_mut().unwrap() = byte;
        fs::write(&path, &bytes).unwrap();
        let mut journal = open(&folder);
        assert_eq!(*journal.health(), Health::NoNewline);
        journal.follow().unwrap();
        journal.append(DESK, vec![mark("j1", "a1", 5)]).unwrap();
        let verdict = verify(&folder, None, &Opening::default()).unwrap();
        assert!(verdict.good(false), "{:?}", verdict.health);
        assert_eq!(verdict.head.seq, 10);
    }
}

/// Two have the file open when the newline is missing; one puts it there, and the other checks what it read.
#[test]
fn a_newline_that_another_put_right_stays() {
    let (_home, folder) = session();
    let path = folder.join(JOURNAL);
    let bytes = fs::read(&path).unwrap();
    fs::write(&path, &bytes[..bytes.len() - 1]).unwrap();
    let (mut one, mut other) = (open(&folder), open(&folder));
    for n in 0..3 {
        one.append(DESK, vec![mark("j1", "a1", 10 + n)]).unwrap();
        let saved = other.append(DESK, vec![mark("j1", "a2", 20 + n)]).unwrap();
        assert!(!saved.mended);
    }
    let verdict = verify(&folder, None, &Opening::default()).unwrap();
    assert!(verdict.good(false), "{:?}", verdict.health);
    assert_eq!(verdict.head.seq, 15);
}

/// What is missing of a sector is zero up to its end, however little that is.
#[test]
fn a_hole_at_the_end_of_a_sector_is_no_damage_and_a_fallen_bit_is() {
    let (_home, folder) = session();
    let path = folder.join(JOURNAL);
    let before = fs::read(&path).unwrap().len();
    let mut journal = open(&folder);
    let long = Act::Incident {
        text: format!("x{}x", " ".repeat(1900)),
    };
    journal.append(DESK, vec![long.into()]).unwrap();
    let good = fs::read(&path).unwrap();
    let edge = (before / 512 + 2) * 512;
    for (hole, torn) in [(3, true), (1, false)] {
        let mut bytes = good.clone();
        bytes[edge - hole..edge].fill(0);
        fs::write(&path, &bytes).unwrap();
        let health = open(&folder).health().clone();
        assert_eq!(matches!(health, Health::Torn { .. }), torn, "{health:?}");
        assert_eq!(matches!(health, Health::Damaged { .. }), !torn);
    }
}

#[test]
fn lines_swapped_dropped_doubled_or_edited_are_damage() {
    let (_home, folder, _) = with_history();
    let path = folder.join(JOURNAL);
    let text = fs::read_to_string(&path).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let join = |lines: &[&str]| lines.join("\n") + "\n";
    let mut swapped = lines.clone();
    swapped.swap(11, 12);
    let mut dropped = lines.clone();
    dropped.remove(11);
    let mut doubled = lines.clone();
    doubled.insert(12, lines[11]);
    let edited = text.replacen("10.03", "99.03", 1);
    let cases = [
        (join(&swapped), 12),
        (join(&dropped), 12),
        (join(&doubled), 13),
        (
            edited,
            line_of(text.as_bytes(), text.find("10.03").unwrap()),
        ),
        (text.replace('\n', "\r\n"), 1),
        (format!("\u{feff}{text}"), 1),
    ];
    for (n, (bytes, line)) in cases.iter().enumerate() {
        fs::write(&path, bytes).unwrap();
        let mut journal = open(&folder);
        assert!(
            matches!(journal.health(), Health::Damaged { line: l, .. } if l == line),
            "{n}: {:?}",
            journal.health()
        );
        let refused = journal.append(DESK, vec![mark("j1", "a1", 1)]);
        assert!(matches!(refused, Err(JournalError::ReadOnly(_))), "{n}");
        assert_eq!(
            fs::read_to_string(&path).unwrap(),
            *bytes,
            "nothing is mended silently"
        );
    }
}

/// A power cut can leave a hole of zeros in a batch with whole lines behind it: that is no damage.
#[test]
fn a_hole_in_an_unacknowledged_batch_is_set_aside_whole() {
    let (_home, folder) = session();
    let path = folder.join(JOURNAL);
    let before = fs::read(&path).unwrap();
    let mut journal = open(&folder);
    let batch = (0..12).map(|n| mark("j1", "a1", 2000 + n)).collect();
    journal.append(DESK, batch).unwrap();
    let mut bytes = fs::read(&path).unwrap();
    let hole = (before.len() / 512 + 2) * 512;
    bytes[hole..hole + 512].fill(0);
    fs::write(&path, &bytes).unwrap();
    let mut journal = open(&folder);
    assert!(
        matches!(journal.health(), Health::Torn { .. }),
        "{:?}",
        journal.health()
    );
    assert_eq!(journal.head().seq, 9);
    journal.append(DESK, vec![mark("j1", "a2", 5)]).unwrap();
    assert!(
        verify(&folder, None, &Opening::default())
            .unwrap()
            .good(false)
    );
}

#[test]
fn an_old_backup_is_noticed_by_the_snapshot() {
    let (_home, folder) = session();
    let path = folder.join(JOURNAL);
    let old = fs::read(&path).unwrap();
    let mut journal = open(&folder);
    journal.append("j1", vec![mark("j1", "a1", 100)]).unwrap();
    snapshot::write(journal.history(), &Results::of(journal.session())).unwrap();
    fs::write(&path, old).unwrap();
    let opening = Opening {
        anchors: snapshot::anchor(&folder).into_iter().collect(),
        ..WRITE
    };
    let journal = Journal::open(&folder, Clock::system(), &opening).unwrap();
    let by = Some(AnchorSource::Snapshot);
    assert_eq!(
        *journal.health(),
        Health::Behind {
            known: 10,
            have: 9,
            by
        }
    );
    assert!(journal.health().read_only());
    // Nor is the snapshot, which is what tells, renewed by whoever opened the file without it.
    let mut journal = open(&folder);
    let told = fs::read(folder.join(snapshot::SCORES)).unwrap();
    for n in [10, 11, 12] {
        let renewed = snapshot::write(journal.history(), &Results::of(journal.session()));
        assert!(
            matches!(renewed, Err(JournalError::SnapshotDiffers(10))),
            "{renewed:?}"
        );
        journal.append("j1", vec![mark("j1", "a2", n)]).unwrap();
    }
    assert_eq!(fs::read(folder.join(snapshot::SCORES)).unwrap(), told);
}

#[test]
fn a_file_replaced_under_a_running_program_is_noticed() {
    let (_home, folder) = session();
    let mut journal = open(&folder);
    let copy = folder.join("copy");
    fs::copy(folder.join(JOURNAL), &copy).unwrap();
    fs::rename(&copy, folder.join(JOURNAL)).unwrap();
    let refused = journal.append(DESK, vec![mark("j1", "a1", 1)]);
    assert!(
        matches!(refused, Err(JournalError::ReadOnly(Health::Differs { .. }))),
        "{refused:?}"
    );
}

#[test]
fn a_file_that_may_not_be_written_opens_read_only() {
    let (_home, folder) = session();
    let mut journal = Journal::open(&folder, Clock::system(), &Opening::default()).unwrap();
    assert_eq!(*journal.health(), Health::Good);
    assert!(journal.follow().is_ok());
}

/// Sixteen writers flat out on one file: one order of acts, none lost, and a follower sees them all.
#[test]
fn many_writers_make_one_order() {
    let (_home, folder) = session();
    let mut follower = Journal::open(&folder, Clock::system(), &Opening::default()).unwrap();
    let writers: Vec<_> = (0..16u32)
        .map(|n| {
            let folder = folder.clone();
            std::thread::spawn(move || {
                let mut journal = open(&folder);
                (0..10)
                    .map(|k| {
                        journal
                            .append(DESK, vec![mark("j1", "a1", n * 100 + k)])
                            .unwrap()
                            .seq
                    })
                    .collect::<Vec<u64>>()
            })
        })
        .collect();
    let mut seqs: Vec<u64> = writers
        .into_iter()
        .flat_map(|w| w.join().unwrap())
        .collect();
    seqs.sort_unstable();
    assert_eq!(seqs, (10..170).collect::<Vec<u64>>());
    while follower.follow().unwrap() {}
    assert_eq!(follower.head().seq, 169);
    assert!(
        verify(&folder, None, &Opening::default())
            .unwrap()
            .good(false)
    );
}

/// The n-th call of each kind fails, for n = 1, 2, … until the script runs through: what was acknowledged is
/// on the disk, and nothing else than what was tried.
#[test]
fn whatever_call_fails_nothing_is_called_saved_that_is_not_on_the_disk() {
    let (_home, folder) = session();
    let start = fs::read(folder.join(JOURNAL)).unwrap();
    let mut failures = 0;
    for call in [
        Call::Write,
        Call::ShortWrite,
        Call::Sync,
        Call::Cut,
        Call::Read,
        Call::Evict,
    ] {
        for nth in 1.. {
            let disk = simulated(&start);
            let mut journal = open_on(&disk);
            disk.fail(call, nth);
            let (mut saved, mut tried) = (Vec::new(), Vec::new());
            for n in 0..6 {
                let points = 100 + n;
                tried.push(Some(points));
                if journal.append(DESK, vec![mark("j1", "a1", points)]).is_ok() {
                    saved.push(Some(points));
                }
            }
            let failed = disk.failed() > 0;
            failures += u32::from(failed);
            disk.power_cut();
            let read = open_on(&disk);
            assert!(
                !read.health().doubtful(),
                "{call:?} {nth}: {:?}",
                read.health()
            );
            let now = marks(read.session()).first().map(|m| m.2);
            let last = saved.last().copied().flatten();
            assert!(
                now >= last,
                "{call:?} {nth}: {now:?} on the disk, {last:?} acknowledged"
            );
            assert!(now.is_none() || tried.contains(&now), "{call:?} {nth}");
            if !failed {
                break;
            }
        }
    }
    assert!(
        failures >= 12,
        "only {failures} failures were tried: mend this test"
    );
}

#[test]
fn after_a_failed_sync_the_lines_are_written_again_and_read_back() {
    let (_home, folder) = session();
    let disk = simulated(&fs::read(folder.join(JOURNAL)).unwrap());
    let mut journal = open_on(&disk);
    disk.fail(Call::Sync, 3);
    let saved: Vec<bool> = (0..4)
        .map(|n| {
            journal
                .append(DESK, vec![mark("j1", "a1", n)])
                .unwrap()
                .mended
        })
        .collect();
    assert_eq!(saved, [false, false, true, false]);
}

fn request(by: &str, intents: Vec<Intent>) -> Request {
    Request {
        by: by.to_owned(),
        intents,
    }
}

#[test]
fn saves_of_many_seats_are_one_batch_and_a_refusal_is_its_own() {
    let (_home, folder) = session();
    let mut journal = open(&folder);
    let before = journal.head();
    let answers = journal.append_all(vec![
        request("j1", vec![mark("j1", "a1", 100)]),
        // Another judge's sheet.
        request("j2", vec![mark("j1", "a1", 900)]),
        // All or nothing: the first of the two is taken back with the second.
        request(
            DESK,
            vec![mark("j3", "a2", 300), mark("j3", "a2", 1_000_000)],
        ),
        request("j2", vec![mark("j2", "a1", 200)]),
        request(DESK, vec![mark("j3", "a1", 300), mark("j3", "a3", 301)]),
    ]);
    let seqs: Vec<Option<u64>> = answers
        .iter()
        .map(|a| a.as_ref().ok().map(|saved| saved.seq - before.seq))
        .collect();
    assert_eq!(seqs, [Some(1), None, None, Some(2), Some(4)]);
    assert!(matches!(answers[1], Err(JournalError::Refused(_))));
    assert!(matches!(answers[2], Err(JournalError::RefusedAt(1, _))));
    let placed = vec![(0, 0, 100), (0, 1, 200), (0, 2, 300), (2, 2, 301)];
    assert_eq!(marks(journal.session()), placed);

    // What is on the disk says the same, each line with its own seat and the code that its seat was told.
    let read = open(&folder);
    assert_eq!(marks(read.session()), placed);
    let bytes = std::fs::read(folder.join(JOURNAL)).unwrap();
    let records = scan::records(&bytes);
    let last = &records[records.len() - 4..];
    let by: Vec<&str> = last.iter().map(|(r, _)| r.by.as_str()).collect();
    assert_eq!(by, ["j1", "j2", DESK, DESK]);
    assert_eq!(answers[3].as_ref().unwrap().hash, last[1].1);
    assert!(last.iter().all(|(r, _)| {
        let batch = r.batch.unwrap();
        (batch.first, batch.last) == (last[0].0.seq, last[3].0.seq)
    }));
}

#[test]
fn a_group_cut_anywhere_counts_for_nobody_before_its_last_line() {
    let (_home, folder) = session();
    let mut journal = open(&folder);
    let start = journal.head().offset;
    journal.append_all(
        (0..4)
            .map(|n| request("j1", vec![mark("j1", "a1", n)]))
            .collect(),
    );
    let bytes = std::fs::read(folder.join(JOURNAL)).unwrap();
    for end in start as usize..bytes.len() - 1 {
        std::fs::write(folder.join(JOURNAL), &bytes[..end]).unwrap();
        assert_eq!(marks(open(&folder).session()), vec![], "cut at {end}");
    }
}

#[test]
fn when_the_disk_fails_nobody_in_the_group_is_told_saved() {
    let (_home, folder) = session();
    let disk = simulated(&fs::read(folder.join(JOURNAL)).unwrap());
    let mut journal = open_on(&disk);
    disk.fail(Call::ShortWrite, 1);
    let answers = journal.append_all(vec![
        request("j1", vec![mark("j1", "a1", 100)]),
        request("j2", vec![mark("j2", "a1", 200)]),
    ]);
    assert!(
        answers
            .iter()
            .all(|a| matches!(a, Err(JournalError::NotSaved(_))))
    );
    assert_eq!(marks(journal.session()), vec![]);
}
