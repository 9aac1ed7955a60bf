//! The mirror on a disk that is pulled out, cut off, full or failing: it is always a beginning of the journal, what was
//! said to be in it is in it, and it never stops catching up. What holds other acts is never written to.

use crate::power::{FOLDER, Found, HOME, create, ensure, journal_bytes, mark, open, seeds};
use crate::power::{JUDGES, would_be_found};
use crate::simulated_disk::{Call, LeftOut, Seeded, SimulatedDisk};
use pingshen::journal::files::{FileLook, Files};
use pingshen::journal::medium::Medium;
use pingshen::journal::mirror::{CopyRound, MirrorChoice, MirrorCopy, MirrorFault, MirrorState};
use pingshen::journal::{Head, JOURNAL, Journal, Opening};
use pingshen::live::SharedSession;
use pingshen::model::DESK;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const DIR: &str = "/stick";
const COPY: &str = "/stick/selection-00000000";

/// The session's disk, and another one under `/stick`.
#[derive(Clone, Debug)]
pub struct TwoDisks {
    pub home: SimulatedDisk,
    pub stick: SimulatedDisk,
    /// What lies under the mount point while the stick is out: a folder of the session's disk.
    pub bare: SimulatedDisk,
    pub out: Arc<AtomicBool>,
    /// While this is set the stick answers nothing.
    pub hangs: Arc<AtomicBool>,
}

impl TwoDisks {
    fn new(seed: u64) -> Self {
        let home = SimulatedDisk::new(seed, Path::new(HOME));
        create(&home).unwrap();
        let stick = SimulatedDisk::new(seed ^ 0x5a5a, Path::new(DIR));
        Self {
            home,
            stick,
            bare: SimulatedDisk::new(seed ^ 0xa5a5, Path::new(DIR)),
            out: Arc::default(),
            hangs: Arc::default(),
        }
    }

    fn of(&self, path: &Path) -> &SimulatedDisk {
        let there = path.starts_with(DIR);
        while there && self.hangs.load(Ordering::SeqCst) {
            std::thread::sleep(Duration::from_millis(5));
        }
        match there {
            true if self.is_out() => &self.bare,
            true => &self.stick,
            false => &self.home,
        }
    }

    fn is_out(&self) -> bool {
        self.out.load(Ordering::SeqCst)
    }

    fn copy(&self) -> MirrorCopy {
        let path = PathBuf::from;
        MirrorCopy::new(Arc::new(self.clone()), path(FOLDER), path(DIR), path(COPY))
    }

    fn shared(&self) -> Arc<SharedSession> {
        let how = Opening {
            write: true,
            ..Opening::default()
        };
        let (files, clock) = (Arc::new(self.clone()), crate::power::clock());
        SharedSession::new(Journal::open_on(files, Path::new(FOLDER), clock, &how).unwrap())
    }

    fn mirrored(&self) -> Vec<u8> {
        let path = Path::new(COPY).join(JOURNAL);
        self.stick.read(&path, u64::MAX).unwrap_or_default()
    }
}

impl Files for TwoDisks {
    fn open(&self, path: &Path, write: bool) -> io::Result<Box<dyn Medium>> {
        self.of(path).open(path, write)
    }
    fn create_new(&self, path: &Path, mode: u32) -> io::Result<Box<dyn Medium>> {
        self.of(path).create_new(path, mode)
    }
    fn reader(&self, path: &Path, from: u64) -> io::Result<Box<dyn Read>> {
        self.of(path).reader(path, from)
    }
    fn look(&self, path: &Path) -> io::Result<FileLook> {
        self.of(path).look(path)
    }
    fn taken(&self, path: &Path) -> bool {
        self.of(path).taken(path)
    }
    fn is_empty(&self, folder: &Path) -> io::Result<bool> {
        self.of(folder).is_empty(folder)
    }
    fn set_mode(&self, path: &Path, mode: u32) -> io::Result<()> {
        self.of(path).set_mode(path, mode)
    }
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.of(path).make_folder(path)
    }
    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.of(from).link(from, to)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.of(from).rename(from, to)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        self.of(path).remove(path)
    }
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.of(folder).sync_folder(folder)
    }
    fn sync_all(&self, folder: &Path) -> io::Result<()> {
        self.of(folder).sync_all(folder)
    }
    fn same_disk(&self, one: &Path, other: &Path) -> Option<bool> {
        let stick = |path: &Path| path.starts_with(DIR) && !self.is_out();
        Some(stick(one) == stick(other))
    }
}

fn writer(disk: &SimulatedDisk) -> Journal {
    let how = Opening {
        write: true,
        ..Opening::default()
    };
    open(disk, &how).unwrap()
}

fn round(target: Head) -> CopyRound {
    CopyRound {
        target,
        make: true,
        apart: false,
    }
}

fn run(copy: &mut MirrorCopy, target: Head) -> Result<u64, MirrorFault> {
    copy.round(round(target), &mut |_| {})
}

/// Marks are given, and the stick is cut off, fails or is full between and inside of rounds.
fn story(seed: u64, left_out: Option<LeftOut>) -> Found {
    let mut dice = Seeded::new(seed);
    let disks = TwoDisks::new(seed);
    disks.stick.leave_out(left_out);
    let mut journal = writer(&disks.home);
    let mut copy = disks.copy();
    let mut said = 0;
    let mut number = 0;
    for _ in 0..8 {
        for _ in 0..dice.below(4) {
            let n = 1 + dice.below(6);
            let marks = (0..n).map(|_| {
                number += 1;
                mark(dice.below(JUDGES.len()), dice.below(4), number)
            });
            let marks: Vec<_> = marks.collect();
            journal.append(DESK, marks).unwrap();
        }
        match dice.below(4) {
            0 => disks.stick.crash_in(Some(1 + dice.below(12) as u32)),
            1 => {
                let calls = [Call::Write, Call::ShortWrite, Call::Sync, Call::SyncFolder];
                let call = calls[dice.below(calls.len())];
                disks.stick.fail(call, 1 + dice.below(2) as u32);
            }
            _ => {}
        }
        match run(&mut copy, journal.head()) {
            Ok(acts) => {
                said = acts;
                ensure(acts == journal.head().seq, || format!("{acts} acts"))?;
            }
            Err(MirrorFault::Ahead { acts }) => return Err(format!("ahead by {acts}")),
            Err(MirrorFault::Differs { act }) => return Err(format!("differs from {act}")),
            Err(_) => {}
        }
        if disks.stick.dead() || dice.one_in(3) {
            disks.stick.power_cut();
            // Another program may go on with it.
            if dice.one_in(2) {
                copy = disks.copy();
            }
            let there = disks.mirrored();
            let whole = journal_bytes(&disks.home);
            let lines = there.iter().filter(|b| **b == b'\n').count() as u64;
            let same = there.iter().zip(&whole).take_while(|(a, b)| a == b).count();
            let same = whole[..same].iter().filter(|b| **b == b'\n').count() as u64;
            ensure(same >= said, || {
                format!("{said} were said, {same} of {lines} lines are there")
            })?;
        }
    }
    disks.stick.killed();
    let last = run(&mut copy, journal.head());
    ensure(last == Ok(journal.head().seq), || format!("{last:?}"))?;
    ensure(disks.mirrored() == journal_bytes(&disks.home), || {
        "not the same bytes".to_owned()
    })
}

#[test]
fn a_stick_that_is_cut_off_fails_or_is_full_catches_up() {
    seeds(1500, |seed| story(seed, None));
}

#[test]
fn a_mirror_without_its_syncs_would_be_found() {
    would_be_found(500, |seed| story(seed, Some(LeftOut::JournalSync)));
    would_be_found(500, |seed| {
        story(seed, Some(LeftOut::FolderSyncAfterCreate))
    });
}

/// A journal with some marks, and its whole mirror.
fn mirrored() -> (TwoDisks, Journal, MirrorCopy) {
    let disks = TwoDisks::new(7);
    let mut journal = writer(&disks.home);
    for n in 1..=5 {
        journal.append(DESK, vec![mark(0, 0, n)]).unwrap();
    }
    let mut copy = disks.copy();
    assert_eq!(run(&mut copy, journal.head()), Ok(journal.head().seq));
    (disks, journal, copy)
}

#[test]
fn what_is_ahead_or_differs_is_kept_as_it_is() {
    let (disks, journal, _) = mirrored();
    let path = Path::new(COPY).join(JOURNAL);
    let head = journal.head();
    let ours = journal_bytes(&disks.home);

    // The journal was put back: the mirror holds three acts more, whole or torn.
    let older: Vec<&[u8]> = ours.split_inclusive(|b| *b == b'\n').collect();
    let older = older[..older.len() - 3].concat();
    for cut in [0, 40] {
        let held = ours[..ours.len() - cut].to_vec();
        disks.stick.put(&path, &held);
        let back = TwoDisks::new(8);
        back.home.put(&Path::new(FOLDER).join(JOURNAL), &older);
        let back = TwoDisks {
            stick: disks.stick.clone(),
            ..back
        };
        let short = writer(&back.home);
        assert_eq!(
            run(&mut back.copy(), short.head()),
            Err(MirrorFault::Ahead { acts: 3 })
        );
        assert_eq!(back.mirrored(), held);
    }

    // Another number in it, with its right length; and an edit that took the newline off.
    for edit in [
        &|held: &mut Vec<u8>| {
            let at = held.len() - 300;
            held[at] ^= 1;
        },
        &|held: &mut Vec<u8>| {
            held.truncate(held.len() - 10);
            let last = held.len() - 1;
            held[last] = b'x';
        },
    ] as [&dyn Fn(&mut Vec<u8>); 2]
    {
        let mut held = ours.clone();
        edit(&mut held);
        disks.stick.put(&path, &held);
        let found = run(&mut disks.copy(), head);
        assert!(
            matches!(found, Err(MirrorFault::Differs { act }) if act >= head.seq - 1),
            "{found:?}"
        );
        assert_eq!(disks.mirrored(), held);
    }

    // A piece of one of our own lines is cut off and written whole.
    disks.stick.put(&path, &ours[..ours.len() - 40]);
    assert_eq!(run(&mut disks.copy(), head), Ok(head.seq));
    assert_eq!(disks.mirrored(), ours);
}

#[test]
fn no_copy_is_made_where_another_disk_was() {
    let (disks, mut journal, mut copy) = mirrored();
    journal.append(DESK, vec![mark(0, 1, 9)]).unwrap();
    // Pulled out: its folder stands empty on the system's disk.
    let stick = disks.stick.copy(1);
    let empty = SimulatedDisk::new(2, Path::new(DIR));
    let pulled = TwoDisks {
        stick: empty.clone(),
        ..disks.clone()
    };
    let made = CopyRound {
        make: false,
        ..round(journal.head())
    };
    let none = &mut |_| {};
    let mut without = pulled.copy();
    assert_eq!(without.round(made, none), Err(MirrorFault::OtherDisk));
    assert!(empty.is_empty(Path::new(DIR)).unwrap());
    let gone = TwoDisks {
        stick: SimulatedDisk::new(3, Path::new("/")),
        ..disks.clone()
    };
    assert_eq!(gone.copy().round(made, none), Err(MirrorFault::Away));
    assert_eq!(copy.round(made, none), Ok(journal.head().seq));
    // Put back in with what it held then.
    let back = TwoDisks { stick, ..disks };
    assert_eq!(back.copy().round(made, none), Ok(journal.head().seq));
    assert_eq!(back.mirrored(), journal_bytes(&back.home));
}

/// A copy was once made under the mount point, before the stick was there. When it is pulled out, that copy is not it.
#[test]
fn a_copy_under_the_mount_point_is_not_the_one_on_the_stick() {
    let (disks, mut journal, mut copy) = mirrored();
    disks.out.store(true, Ordering::SeqCst);
    let mut under = disks.copy();
    run(&mut under, journal.head()).unwrap();
    assert_eq!(under.apart(), Some(false));
    disks.out.store(false, Ordering::SeqCst);
    run(&mut copy, journal.head()).unwrap();
    assert_eq!(copy.apart(), Some(true));
    journal.append(DESK, vec![mark(0, 0, 1)]).unwrap();
    let pulled = CopyRound {
        target: journal.head(),
        make: false,
        apart: true,
    };
    disks.out.store(true, Ordering::SeqCst);
    let lies = Path::new(COPY).join(JOURNAL);
    let before = disks.bare.read(&lies, u64::MAX).unwrap();
    assert_eq!(copy.round(pulled, &mut |_| {}), Err(MirrorFault::OtherDisk));
    assert_eq!(disks.bare.read(&lies, u64::MAX).unwrap(), before);
    disks.out.store(false, Ordering::SeqCst);
    assert_eq!(copy.round(pulled, &mut |_| {}), Ok(journal.head().seq));
}

/// Nothing new came, and the copy is another one all the same.
#[test]
fn a_copy_that_was_cut_or_taken_away_is_not_called_in_step() {
    let (disks, journal, mut copy) = mirrored();
    let lies = Path::new(COPY).join(JOURNAL);
    let whole = disks.mirrored();
    disks.stick.open(&lies, true).unwrap().cut(10).unwrap();
    run(&mut copy, journal.head()).unwrap();
    assert_eq!(disks.mirrored(), whole);
    disks.stick.remove(&lies).unwrap();
    let kept = CopyRound {
        make: false,
        ..round(journal.head())
    };
    assert_eq!(copy.round(kept, &mut |_| {}), Err(MirrorFault::OtherDisk));
    assert!(!disks.stick.taken(&lies));
}

#[test]
fn a_full_disk_keeps_whole_lines_and_is_said() {
    let (disks, mut journal, mut copy) = mirrored();
    let before = disks.mirrored();
    journal.append(DESK, vec![mark(0, 1, 9)]).unwrap();
    for call in [Call::Write, Call::ShortWrite] {
        disks.stick.fail(call, 1);
        if call == Call::ShortWrite {
            // The rest of it is refused.
            disks.stick.fail(Call::Write, 2);
        }
        assert_eq!(run(&mut copy, journal.head()), Err(MirrorFault::Full));
        assert_eq!(disks.mirrored(), before);
    }
    assert_eq!(run(&mut copy, journal.head()), Ok(journal.head().seq));
}

#[test]
fn only_what_the_journal_has_on_its_disk_is_copied() {
    let (disks, mut journal, mut copy) = mirrored();
    let acknowledged = journal.head();
    let before = disks.mirrored();
    journal.append(DESK, vec![mark(0, 1, 9)]).unwrap();
    assert_eq!(run(&mut copy, acknowledged), Ok(acknowledged.seq));
    assert_eq!(disks.mirrored(), before);
    // A journal that was written anew beneath is not copied.
    let head = Head {
        hash: acknowledged.hash,
        ..journal.head()
    };
    assert_eq!(run(&mut disks.copy(), head), Err(MirrorFault::Journal));
    assert_eq!(disks.mirrored(), before);
}

/// Waits until the mirror stands as wanted.
#[track_caller]
fn until(shared: &SharedSession, wanted: impl Fn(&MirrorState) -> bool) {
    let started = Instant::now();
    while !shared.mirror().is_some_and(|report| wanted(&report.state)) {
        assert!(
            started.elapsed() < Duration::from_secs(20),
            "{:?}",
            shared.mirror()
        );
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_stick_that_hangs_holds_nothing_up() {
    let disks = TwoDisks::new(11);
    let shared = disks.shared();
    let woken = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&woken);
    let subscription = shared.subscribe(move || {
        counted.fetch_add(1, Ordering::SeqCst);
        true
    });
    shared.keep_mirror(None, MirrorChoice::In(DIR.into()));
    until(&shared, |state| *state == MirrorState::InStep);
    assert_eq!(disks.mirrored(), journal_bytes(&disks.home));

    // Nothing changes, so nobody is woken.
    subscription.ack();
    let before = woken.load(Ordering::SeqCst);
    std::thread::sleep(Duration::from_millis(1200));
    assert_eq!(woken.load(Ordering::SeqCst), before);

    disks.hangs.store(true, Ordering::SeqCst);
    for n in 1..=3 {
        let started = Instant::now();
        shared.record(DESK, vec![mark(0, 0, n)]).unwrap();
        assert!(started.elapsed() < Duration::from_secs(1));
    }
    until(&shared, |state| *state == MirrorState::Silent);
    disks.hangs.store(false, Ordering::SeqCst);
    until(&shared, |state| *state == MirrorState::InStep);
    assert_eq!(disks.mirrored(), journal_bytes(&disks.home));
    assert!(woken.load(Ordering::SeqCst) > before);

    // And the end of the program waits a few seconds at most.
    disks.hangs.store(true, Ordering::SeqCst);
    shared.record(DESK, vec![mark(0, 1, 4)]).unwrap();
    let started = Instant::now();
    shared.finish_mirror();
    assert!(started.elapsed() < Duration::from_secs(4));
    disks.hangs.store(false, Ordering::SeqCst);
}

#[test]
fn what_is_left_is_copied_before_the_end() {
    let disks = TwoDisks::new(12);
    let shared = disks.shared();
    shared.keep_mirror(None, MirrorChoice::In(DIR.into()));
    until(&shared, |state| *state == MirrorState::InStep);
    shared.record(DESK, vec![mark(0, 0, 1)]).unwrap();
    shared.finish_mirror();
    assert_eq!(disks.mirrored(), journal_bytes(&disks.home));
}

#[test]
fn another_copy_is_begun_beside_one_that_differs_when_the_coordinator_says_so() {
    let disks = TwoDisks::new(13);
    disks.stick.make_folder(Path::new(COPY)).unwrap();
    let other = b"{\"another\":\"journal\"}\n";
    let held = Path::new(COPY).join(JOURNAL);
    disks.stick.put(&held, other);
    let shared = disks.shared();
    shared.keep_mirror(None, MirrorChoice::In(DIR.into()));
    let differs = MirrorState::Fault(MirrorFault::Differs { act: 1 });
    until(&shared, |state| *state == differs);
    shared.choose_mirror(Some(DIR.into()));
    until(&shared, |state| *state == MirrorState::InStep);
    assert_eq!(disks.mirrored(), other);
    let beside = format!("{COPY}-2/{JOURNAL}");
    assert_eq!(
        disks.stick.read(Path::new(&beside), u64::MAX).unwrap(),
        journal_bytes(&disks.home)
    );
    shared.choose_mirror(None);
    let started = Instant::now();
    while shared.mirror().is_some() {
        assert!(started.elapsed() < Duration::from_secs(20));
    }
}
