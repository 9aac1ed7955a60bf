//! Many seats in one process: saved together, told apart, and nobody sees what is not on the disk.

use crate::common;
use common::Room;
use pingshen::journal::medium::{Disk, Medium};
use pingshen::journal::{Clock, JOURNAL, Journal, JournalError, Opening};
use pingshen::live::{SharedSession, Topic};
use pingshen::model::{Act, DESK, Intent, Points, Rules};
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Barrier};
use std::time::Duration;

const WRITE: Opening = Opening {
    write: true,
    network_too: false,
    anchors: Vec::new(),
    heads: None,
};

/// A real file, and what happens before each of its syncs.
struct FaultyDisk {
    disk: Disk,
    before: Box<dyn FnMut() -> io::Result<()> + Send + Sync>,
}

impl FaultyDisk {
    fn shared(
        folder: &Path,
        before: impl FnMut() -> io::Result<()> + Send + Sync + 'static,
    ) -> Arc<SharedSession> {
        let disk = Self {
            disk: Disk::open(&folder.join(JOURNAL), true).unwrap(),
            before: Box::new(before),
        };
        let journal = Journal::over(Box::new(disk), folder, Clock::system(), &WRITE).unwrap();
        SharedSession::new(journal)
    }
}

impl Medium for FaultyDisk {
    fn lock(&mut self, alone: bool) -> io::Result<()> {
        self.disk.lock(alone)
    }
    fn unlock(&mut self) {
        self.disk.unlock();
    }
    fn length(&self) -> io::Result<u64> {
        self.disk.length()
    }
    fn read(&mut self, from: u64) -> io::Result<Vec<u8>> {
        self.disk.read(from)
    }
    fn write(&mut self, at: u64, bytes: &[u8]) -> io::Result<usize> {
        self.disk.write(at, bytes)
    }
    fn sync(&mut self) -> io::Result<()> {
        (self.before)()?;
        self.disk.sync()
    }
    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.disk.cut(length)
    }
    fn evict(&mut self) -> io::Result<()> {
        self.disk.evict()
    }
    fn in_place(&self) -> bool {
        self.disk.in_place()
    }
    fn writable(&self) -> bool {
        true
    }
}

/// A session with scoring open.
fn session(folder: &Path, judges: usize) {
    let mut room = Room::new(1, &["40"], Rules::default());
    room.say("desk registers a1 p1");
    for n in 1..=judges {
        room.say(&format!("desk seats w{n}"));
    }
    room.say("desk opens");
    room.journal(folder, &Clock::system(), false);
}

fn mark(points: u32) -> Vec<Intent> {
    vec![
        Act::Mark {
            entry: "p1/a1".to_owned(),
            indicator: "i1".to_owned(),
            points: Points::from_hundredths(points),
            judge: None,
        }
        .into(),
    ]
}

/// Syncs take their time and are counted, and fail when told to.
fn slow(folder: &Path) -> (Arc<SharedSession>, Arc<AtomicUsize>, Arc<AtomicBool>) {
    let (syncs, fails) = (Arc::<AtomicUsize>::default(), Arc::<AtomicBool>::default());
    let shared = FaultyDisk::shared(folder, {
        let (syncs, fails) = (Arc::clone(&syncs), Arc::clone(&fails));
        move || {
            std::thread::sleep(Duration::from_millis(120));
            syncs.fetch_add(1, Ordering::SeqCst);
            if fails.load(Ordering::SeqCst) {
                return Err(io::ErrorKind::Other.into());
            }
            Ok(())
        }
    });
    (shared, syncs, fails)
}

#[test]
fn saves_that_pile_up_share_a_sync_and_each_is_on_the_disk_when_it_is_called_saved() {
    let home = tempfile::tempdir().unwrap();
    session(home.path(), 16);
    let (shared, syncs, _) = slow(home.path());
    let start = Barrier::new(16);
    std::thread::scope(|scope| {
        for n in 1..=16 {
            let (shared, start, folder) = (&shared, &start, home.path());
            scope.spawn(move || {
                for k in 1..=3 {
                    let points = n * 100 + k;
                    // All at once, each time: how long the reading below takes is no matter.
                    start.wait();
                    let saved = shared.record(&format!("w{n}"), mark(points)).unwrap();
                    // Another process finds it in the file now.
                    let read = Journal::open(folder, Clock::system(), &Opening::default()).unwrap();
                    assert!(read.head().seq >= saved.seq);
                    let entry = &read.session().entries()[0];
                    let found = entry.mark(n as usize - 1, 0);
                    assert_eq!(found, Points::from_hundredths(points));
                }
            });
        }
    });
    let syncs = syncs.load(Ordering::SeqCst);
    assert!(syncs < 24, "48 saves took {syncs} syncs");
    assert_eq!(
        shared.read().session().seq(),
        shared.read().journal().head().seq
    );
}

#[test]
fn whoever_reads_does_not_wait_for_the_disk_and_sees_nothing_before_it_is_saved() {
    let home = tempfile::tempdir().unwrap();
    session(home.path(), 1);
    let (shared, _, fails) = slow(home.path());
    fails.store(true, Ordering::SeqCst);
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let refused = shared.record("w1", mark(3650));
            assert!(
                matches!(refused, Err(JournalError::NotSaved(_))),
                "{refused:?}"
            );
            done.store(true, Ordering::SeqCst);
        });
        let mut looks = 0;
        while !done.load(Ordering::SeqCst) {
            assert_eq!(shared.read().session().entries()[0].mark(0, 0), None);
            looks += 1;
        }
        assert!(looks > 20, "the session could be read only {looks} times");
    });
}

#[test]
fn a_judge_is_told_of_what_concerns_her_and_once() {
    let home = tempfile::tempdir().unwrap();
    session(home.path(), 2);
    let opening = Opening {
        write: true,
        ..Opening::default()
    };
    let journal = Journal::open(home.path(), Clock::system(), &opening).unwrap();
    let shared = SharedSession::new(journal);
    let listen = |interest: Topic| {
        let told = Arc::new(AtomicUsize::new(0));
        let listener = shared.subscribe({
            let told = Arc::clone(&told);
            move || {
                told.fetch_add(1, Ordering::SeqCst);
                true
            }
        });
        listener.set_topic(interest);
        (listener, told)
    };
    let (judge, judge_told) = listen(Topic::Seat("w1".to_owned()));
    let (desk, desk_told) = listen(Topic::Everything);
    let now = || {
        (
            judge_told.load(Ordering::SeqCst),
            desk_told.load(Ordering::SeqCst),
        )
    };
    shared.record("w2", mark(100)).unwrap();
    shared.record("w2", mark(200)).unwrap();
    assert_eq!(
        now(),
        (0, 1),
        "marks of others are not hers, and nobody is told twice"
    );
    desk.ack();
    // Her own mark, written from paper by the coordinator.
    let paper = Act::Mark {
        entry: "p1/a1".to_owned(),
        indicator: "i1".to_owned(),
        points: Points::from_hundredths(300),
        judge: Some("w1".to_owned()),
    };
    shared.record(DESK, vec![paper.into()]).unwrap();
    assert_eq!(now(), (1, 2));
    judge.ack();
    // What another process records is heard as well, once somebody looks.
    let mut other = Journal::open(home.path(), Clock::system(), &opening).unwrap();
    let reason = "a rehearsal of stopping".to_owned();
    let rules = Box::new(other.session().rules().clone());
    other
        .append(DESK, vec![Act::Rules { rules, reason }.into()])
        .unwrap();
    shared.follow();
    assert_eq!(now(), (2, 2));
}

#[test]
fn a_panic_in_one_seat_stops_nobody_else_from_reading_or_saving() {
    let home = tempfile::tempdir().unwrap();
    session(home.path(), 2);
    let deadly = Arc::new(AtomicBool::new(false));
    let shared = FaultyDisk::shared(home.path(), {
        let deadly = Arc::clone(&deadly);
        move || {
            assert!(
                !deadly.swap(false, Ordering::SeqCst),
                "a fault in the program"
            );
            Ok(())
        }
    });
    // One while it looks, one in the middle of a save.
    std::thread::scope(|scope| {
        let looking = scope.spawn(|| {
            let _live = shared.read();
            panic!("a fault in a screen");
        });
        assert!(looking.join().is_err());
        deadly.store(true, Ordering::SeqCst);
        let saving = scope.spawn(|| shared.record("w1", mark(1000)));
        assert!(saving.join().is_err());
    });
    shared.record("w2", mark(2000)).unwrap();
    let live = shared.read();
    let entry = &live.session().entries()[0];
    assert_eq!(entry.mark(1, 0), Points::from_hundredths(2000));
    // The other one's line was written and not yet called saved; it is whole, and counts.
    assert_eq!(entry.mark(0, 0), Points::from_hundredths(1000));
    drop(live);
    let read = Journal::open(home.path(), Clock::system(), &Opening::default()).unwrap();
    assert!(!read.health().doubtful());
    assert_eq!(read.head().seq, shared.read().journal().head().seq);
}
