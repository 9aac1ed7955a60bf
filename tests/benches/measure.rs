#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]
//! Measurements, each printed beside its peer in one run. They are no tests of time and run only when asked:
//!
//! ```text
//! cargo test --release --test measure -- --ignored --nocapture --test-threads 1
//! ```
//!
//! Peers that are not installed are skipped with a message: vim, nano, visidata, python3 (for SQLite and polars).

use pingshen::journal::line::{Hash, self_verified};
use pingshen::journal::{Clock, JOURNAL, Journal, Opening, scan, verify};
use pingshen::model::{
    Act, Applicant, DESK, EDITION, Entry, JOURNAL_FORMAT, Judge, Language, Points, Rules, Session,
    Setup, Stamp, Status, Template,
};
use pingshen::office::demo;
use pingshen::office::log::{ActLog, Told};
use pingshen::tally::{self, Board, score};
use pingshen::text::{Lang, acts};
use pingshen::tui::app::{App, Config, Event};
use pingshen::tui::input::{Code, Input, Key};
use pingshen::tui::recent::RecentSessions;
use portable_pty::{CommandBuilder, MasterPty, PtySize, native_pty_system};
use ratatui::Terminal as Screen;
use ratatui::backend::TestBackend;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

const BINARY: &str = env!("CARGO_BIN_EXE_pingshen");
const QUIET: Duration = Duration::from_millis(40);

/// What a program sent, and when the last of it came.
#[derive(Default)]
struct Sent {
    bytes: usize,
    last: Option<Instant>,
}

struct Terminal {
    child: Box<dyn portable_pty::Child + Send + Sync>,
    _master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    sent: Arc<(Mutex<Sent>, Condvar)>,
    started: Instant,
}

impl Terminal {
    fn start(program: &str, args: &[&str], home: &Path) -> Self {
        let size = PtySize {
            rows: 24,
            cols: 80,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(args);
        command.cwd(home);
        for (name, value) in [
            ("HOME", home.to_str().unwrap()),
            ("TERM", "xterm-256color"),
            ("LANG", "C.UTF-8"),
        ] {
            command.env(name, value);
        }
        let mut reader = pair.master.try_clone_reader().unwrap();
        let keys = pair.master.take_writer().unwrap();
        let sent = Arc::new((Mutex::new(Sent::default()), Condvar::new()));
        let heard = Arc::clone(&sent);
        std::thread::spawn(move || {
            let mut chunk = [0; 65536];
            while let Ok(n @ 1..) = reader.read(&mut chunk) {
                let mut sent = heard.0.lock().unwrap();
                sent.bytes += n;
                sent.last = Some(Instant::now());
                heard.1.notify_all();
            }
        });
        let started = Instant::now();
        let child = pair.slave.spawn_command(command).unwrap();
        Self {
            child,
            _master: pair.master,
            keys,
            sent,
            started,
        }
    }

    /// Waits for something and then for quiet; says how much came and when the last byte did.
    fn settle(&self, since: Instant) -> (usize, Duration) {
        let (lock, heard) = &*self.sent;
        let mut sent = lock.lock().unwrap();
        let deadline = Instant::now() + Duration::from_secs(5);
        while sent.bytes == 0 && Instant::now() < deadline {
            sent = heard
                .wait_timeout(sent, Duration::from_millis(100))
                .unwrap()
                .0;
        }
        loop {
            let before = sent.bytes;
            sent = heard.wait_timeout(sent, QUIET).unwrap().0;
            if sent.bytes == before && sent.last.is_none_or(|l| l.elapsed() >= QUIET) {
                break;
            }
        }
        let took = sent
            .last
            .map_or(Duration::ZERO, |l| l.saturating_duration_since(since));
        (std::mem::take(&mut *sent).bytes, took)
    }

    fn press(&mut self, keys: &str) -> (usize, Duration) {
        *self.sent.0.lock().unwrap() = Sent::default();
        let since = Instant::now();
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
        self.settle(since)
    }

    fn first_frame(&self) -> Duration {
        self.settle(self.started).1
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn median<T: PartialOrd + Copy>(mut values: Vec<T>) -> T {
    values.sort_by(|a, b| a.partial_cmp(b).unwrap());
    values[values.len() / 2]
}

fn ms(d: Duration) -> String {
    format!("{:.2} ms", d.as_secs_f64() * 1000.0)
}

fn installed(program: &str) -> bool {
    let there = std::env::var_os("PATH")
        .is_some_and(|paths| std::env::split_paths(&paths).any(|p| p.join(program).exists()));
    if !there {
        println!("  {program} is not installed: skipped");
    }
    there
}

fn home_with_demo() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    demo::make(&home.path().join("demo"), &Clock::system(), Lang::En).unwrap();
    fs::write(home.path().join("text.txt"), "a line of text\n".repeat(100)).unwrap();
    let rows: String = (0..100)
        .map(|n| format!("{n},name {n},{}\n", n * 7))
        .collect();
    fs::write(
        home.path().join("table.csv"),
        format!("id,name,value\n{rows}"),
    )
    .unwrap();
    home
}

const JUDGE: &[&str] = &["--width", "1", "open", "demo", "--as", "w03"];

#[test]
#[ignore = "a measurement"]
fn exec_to_first_frame() {
    let home = home_with_demo();
    println!("exec to whole first frame, 80x24, median of 15, in turn:");
    let vim = ["vim.tiny", "vim"].into_iter().find(|v| installed(v));
    let (mut ours, mut probed, mut theirs) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..15 {
        ours.push(Terminal::start(BINARY, JUDGE, home.path()).first_frame());
        probed.push(Terminal::start(BINARY, &["watch", "demo"], home.path()).first_frame());
        if let Some(vim) = vim {
            theirs
                .push(Terminal::start(vim, &["-u", "NONE", "text.txt"], home.path()).first_frame());
        }
    }
    println!("  pingshen (--width 1)      {}", ms(median(ours)));
    println!("  pingshen, unanswered probe {}", ms(median(probed)));
    if !theirs.is_empty() {
        println!("  vim -u NONE               {}", ms(median(theirs)));
    }
}

fn scoring(home: &Path) -> Terminal {
    let seat = Terminal::start(BINARY, JUDGE, home);
    seat.settle(seat.started);
    seat
}

#[test]
#[ignore = "a measurement"]
fn bytes_and_time_of_a_key() {
    let home = home_with_demo();
    let mut seat = scoring(home.path());
    let (mut digits, mut times) = (Vec::new(), Vec::new());
    for _ in 0..10 {
        for key in ["1", ".", "5", "\x7f", "\x7f", "\x7f"] {
            let (bytes, took) = seat.press(key);
            if key != "\x7f" {
                digits.push(bytes);
            }
            times.push(took);
        }
    }
    println!("bytes per typed digit:        pingshen {}", median(digits));
    println!(
        "key to last byte of its frame: pingshen {}",
        ms(median(times))
    );
    let round = [
        "\x1b[A", "\x1b[A", "\x1b[A", "\x1b[A", "\x1b[A", "\x1b[B", "\x1b[B", "\x1b[B", "\x1b[B",
        "\x1b[B",
    ];
    let moves: Vec<usize> = round
        .iter()
        .cycle()
        .take(40)
        .map(|key| seat.press(key).0)
        .collect();
    println!("bytes per move to an indicator: pingshen {}", median(moves));
    if installed("nano") {
        let mut nano = Terminal::start("nano", &["text.txt"], home.path());
        nano.settle(nano.started);
        let bytes: Vec<usize> = (0..20).map(|_| nano.press("5").0).collect();
        println!("  nano, a digit: {}", median(bytes));
    }
    if let Some(vim) = ["vim.tiny", "vim"].into_iter().find(|v| installed(v)) {
        let mut vim = Terminal::start(vim, &["-u", "NONE", "text.txt"], home.path());
        vim.settle(vim.started);
        vim.press("i");
        let times: Vec<Duration> = (0..20).map(|_| vim.press("5").1).collect();
        println!("  vim, key to last byte: {}", ms(median(times)));
    }
    let visidata = ["vd", "visidata"].into_iter().find(|v| installed(v));
    if let Some(program) = visidata {
        let mut vd = Terminal::start(program, &["table.csv"], home.path());
        std::thread::sleep(Duration::from_secs(2));
        vd.settle(vd.started);
        let pressed: Vec<(usize, Duration)> = (0..20).map(|_| vd.press("j")).collect();
        println!(
            "  visidata, a row: {} bytes",
            median(pressed.iter().map(|p| p.0).collect())
        );
        println!(
            "  visidata, key to last byte: {}",
            ms(median(pressed.iter().map(|p| p.1).collect()))
        );
    }
}

fn ticks(pid: u32) -> (u64, u64, u64) {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap().split(' ').collect();
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let of = |name: &str| {
        let line = status.lines().find(|l| l.starts_with(name)).unwrap();
        line.split_whitespace()
            .nth(1)
            .unwrap()
            .parse::<u64>()
            .unwrap()
    };
    let switches: u64 = fs::read_dir(format!("/proc/{pid}/task"))
        .unwrap()
        .flatten()
        .filter_map(|task| fs::read_to_string(task.path().join("status")).ok())
        .filter_map(|s| {
            let line = s
                .lines()
                .find(|l| l.starts_with("voluntary_ctxt_switches"))?
                .to_owned();
            line.split_whitespace().nth(1)?.parse::<u64>().ok()
        })
        .sum();
    (
        fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap(),
        switches,
        of("VmHWM:"),
    )
}

#[test]
#[ignore = "a measurement"]
fn idle_and_memory() {
    let home = home_with_demo();
    let seat = scoring(home.path());
    let pid = seat.child.process_id().unwrap();
    *seat.sent.0.lock().unwrap() = Sent::default();
    let before = ticks(pid);
    std::thread::sleep(Duration::from_secs(10));
    let after = ticks(pid);
    println!(
        "idle for 10 s: {} bytes, {} processor ticks, {} wake-ups",
        seat.sent.0.lock().unwrap().bytes,
        after.0 - before.0,
        after.1 - before.1
    );
    println!(
        "peak memory, demonstration: pingshen {:.1} MiB",
        after.2 as f64 / 1024.0
    );
    for (program, args) in [
        ("nano", vec!["text.txt"]),
        ("vim.tiny", vec!["-u", "NONE", "text.txt"]),
    ] {
        if installed(program) {
            let peer = Terminal::start(program, &args, home.path());
            peer.settle(peer.started);
            println!(
                "  {program} {:.1} MiB",
                ticks(peer.child.process_id().unwrap()).2 as f64 / 1024.0
            );
        }
    }
}

fn journal_of(folder: &Path, judges: usize, applicants: usize, indicators: usize) -> Journal {
    make_journal(folder, judges, applicants, indicators, Vec::new());
    let opening = Opening {
        write: true,
        ..Opening::default()
    };
    Journal::open(folder, Clock::system(), &opening).unwrap()
}

fn make_journal(
    folder: &Path,
    judges: usize,
    applicants: usize,
    indicators: usize,
    marks: Vec<Act>,
) {
    let list: Vec<String> = (0..indicators)
        .map(|n| format!(r#"{{"id":"i{n}","name":"I{n}","cap":10}}"#))
        .collect();
    let template: Template = serde_json::from_str(&format!(
        r#"{{"title":"T","projects":[{{"id":"p1","name":"P"}}],"indicators":[{}]}}"#,
        list.join(",")
    ))
    .unwrap();
    let setup = Setup {
        format: JOURNAL_FORMAT.to_owned(),
        session: "0".repeat(32),
        language: Language::En,
        rehearsal: false,
        edition: EDITION,
        template,
    };
    let judges = (0..judges).map(|n| Act::Judge(Judge::new(&format!("j{n}"), &format!("j{n}"))));
    let applicants = (0..applicants).map(|n| {
        Act::Applicant(Box::new(Applicant {
            id: format!("a{n}"),
            name: format!("a{n}"),
            projects: vec!["p1".to_owned()],
            ..Applicant::default()
        }))
    });
    let acts = judges
        .chain(applicants)
        .chain([Act::OpenScoring {}])
        .chain(marks)
        .collect();
    Journal::create(folder, Clock::system(), setup, acts).unwrap();
}

fn mark(judge: usize, applicant: usize, indicator: usize, hundredths: u32) -> Act {
    Act::Mark {
        entry: format!("p1/a{applicant}"),
        indicator: format!("i{indicator}"),
        points: Points::from_hundredths(hundredths),
        judge: Some(format!("j{judge}")),
    }
}

#[test]
#[ignore = "a measurement"]
fn one_acknowledged_save() {
    let home = tempfile::tempdir_in(".").unwrap();
    let mut journal = journal_of(&home.path().join("s"), 7, 14, 7);
    let line = vec![b'x'; 280];
    let mut raw = File::create(home.path().join("raw")).unwrap();
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for n in 0..500usize {
        let since = Instant::now();
        journal
            .append(DESK, vec![mark(n % 7, n % 14, n / 14 % 7, n as u32).into()])
            .unwrap();
        ours.push(since.elapsed());
        let since = Instant::now();
        raw.write_all(&line).unwrap();
        raw.sync_data().unwrap();
        theirs.push(since.elapsed());
    }
    let (ours, theirs) = (median(ours), median(theirs));
    println!("one acknowledged save, median of 500, in turn:");
    println!(
        "  pingshen {}   raw append + fdatasync {}   ratio {:.2}",
        ms(ours),
        ms(theirs),
        ours.as_secs_f64() / theirs.as_secs_f64()
    );
    let script = "
import sqlite3, sys, time
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute('pragma journal_mode=wal'); db.execute('pragma synchronous=full')
db.execute('create table act(seq integer primary key, line text)')
times = []
for n in range(500):
    t = time.perf_counter(); db.execute('insert into act(line) values (?)', ('x' * 280,)); times.append(time.perf_counter() - t)
print(f'{sorted(times)[250] * 1000:.2f} ms')";
    if installed("python3") {
        let output = Command::new("python3")
            .args(["-c", script])
            .arg(home.path().join("db"))
            .output()
            .unwrap();
        print!(
            "  SQLite (WAL, FULL) {}",
            String::from_utf8_lossy(&output.stdout)
        );
    }
}

fn full_session(judges: usize, applicants: usize, indicators: usize) -> Session {
    let home = tempfile::tempdir().unwrap();
    let journal = journal_of(&home.path().join("s"), judges, applicants, indicators);
    let mut session = journal.session().clone();
    let mut seq = session.seq();
    let at = "2026-05-20T09:31:07.482+08:00";
    for a in 0..applicants {
        for j in 0..judges {
            for i in 0..indicators {
                seq += 1;
                let hundredths = ((a * 7919 + j * 104_729 + i * 1_299_709) % 1001) as u32;
                let act = mark(j, a, i, hundredths);
                session.apply(Stamp { seq, at, by: DESK }, &act).unwrap();
            }
        }
    }
    session
}

#[test]
#[ignore = "a measurement"]
fn a_million_sheets() {
    let session = full_session(100, 10_000, 7);
    let runs: Vec<Duration> = (0..9)
        .map(|_| {
            let since = Instant::now();
            std::hint::black_box(Board::new(&session));
            since.elapsed()
        })
        .collect();
    let full = median(runs);
    println!(
        "count of 10^6 sheets x 7 marks to all standings: pingshen {}",
        ms(full)
    );
    let mut session = session;
    let mut board = Board::new(&session);
    let mut one = Vec::new();
    for n in 0..2000usize {
        let act = mark(n % 100, n * 31 % 10_000, n % 7, (n * 17 % 1001) as u32);
        let stamp = Stamp {
            seq: session.seq() + 1,
            at: "",
            by: DESK,
        };
        session.apply(stamp, &act).unwrap();
        let since = Instant::now();
        board.follow(&session);
        one.push(since.elapsed());
    }
    let one = median(one);
    println!(
        "one more mark to new standings: {:.2} us, {:.0} times less",
        one.as_secs_f64() * 1e6,
        full.as_secs_f64() / one.as_secs_f64()
    );
    let script = "
import time
try:
    import polars as pl, numpy as np
except ImportError:
    raise SystemExit('  polars is not installed: skipped')
n = 10_000 * 100
rng = np.random.default_rng(1)
df = pl.DataFrame({'e': np.repeat(np.arange(10_000), 100), **{f'i{k}': rng.integers(0, 1001, n, dtype=np.int32) for k in range(7)}})
def run():
    t = df.with_columns(s=pl.sum_horizontal([f'i{k}' for k in range(7)]))
    g = t.group_by('e').agg(((pl.col('s').sum() - pl.col('s').max() - pl.col('s').min()) / 98).round(0).alias('score'))
    return g.with_columns(rank=pl.col('score').rank('min', descending=True)).sort('score', descending=True)
times = []
for _ in range(9):
    t = time.perf_counter(); run(); times.append(time.perf_counter() - t)
print(f'  polars {sorted(times)[4] * 1000:.2f} ms')";
    if installed("python3") {
        let output = Command::new("python3")
            .args(["-c", script])
            .output()
            .unwrap();
        print!(
            "{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
    }
    let entry = Entry::new(0, 0, 1, 7);
    assert_eq!(entry.status(0), Status::Open);
    assert_eq!(score::count(&entry, &Rules::default(), true).score, None);
}

#[test]
#[ignore = "a measurement"]
fn opening_a_hundred_thousand_acts() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("s");
    let marks =
        (0..100_000usize).map(|n| mark(n % 100, n / 100 % 150, n / 15_000, (n % 1001) as u32));
    make_journal(&folder, 100, 150, 7, marks.collect());
    let (mut ours, mut floor) = (Vec::new(), Vec::new());
    for _ in 0..9 {
        let since = Instant::now();
        let opened = Journal::open(&folder, Clock::system(), &Opening::default()).unwrap();
        ours.push(since.elapsed());
        assert!(opened.head().seq > 100_000);
        floor.push(read_parsed_and_hashed(&folder, 100_000));
    }
    let (ours, floor) = (median(ours), median(floor));
    println!(
        "opening 10^5 acts, chain verified: pingshen {}, read + parse + hash alone {}, ratio {:.2}",
        ms(ours),
        ms(floor),
        ours.as_secs_f64() / floor.as_secs_f64()
    );
}

/// What opening a journal cannot do without: reading, parsing and hashing each line of it, and nothing else.
fn read_parsed_and_hashed(folder: &Path, least: usize) -> Duration {
    let since = Instant::now();
    let bytes = fs::read(folder.join(JOURNAL)).unwrap();
    let mut n = 0;
    for line in bytes.split(|b| *b == b'\n').filter(|l| !l.is_empty()) {
        let hash: Hash = self_verified(line).unwrap();
        let parsed: Line = serde_json::from_slice(line).unwrap();
        n += usize::from(parsed.seq > 0 && hash != Hash::ZERO);
    }
    assert!(n > least);
    since.elapsed()
}

/// A million acts: opened to read and to write, verified and counted by the binary, beside reading, parsing and hashing
/// the same file; and the most memory that the binary took, beside the file's size.
#[test]
#[ignore = "a measurement"]
fn a_million_acts() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("s");
    let n: usize = std::env::var("ACTS").map_or(1_000_000, |n| n.parse().unwrap());
    let marks = (0..n).map(|n| mark(n % 100, n / 100 % 1_500, n / 150_000, (n % 1001) as u32));
    make_journal(&folder, 100, 1_500, 7, marks.collect());
    let size = fs::metadata(folder.join(JOURNAL)).unwrap().len() as f64;
    println!("{n} acts, {:.0} MiB", size / 1024.0 / 1024.0);
    let open = |write: bool| {
        let opening = Opening {
            write,
            ..Opening::default()
        };
        let since = Instant::now();
        let opened = Journal::open(&folder, Clock::system(), &opening).unwrap();
        let took = since.elapsed();
        assert!(opened.head().seq > n as u64);
        took
    };
    let run = |args: &[&str]| {
        let since = Instant::now();
        let mut child = Command::new(BINARY)
            .args(args)
            .arg(&folder)
            .env("HOME", home.path())
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        let status = format!("/proc/{}/status", child.id());
        let mut most = 0_u64;
        while child.try_wait().unwrap().is_none() {
            let status = fs::read_to_string(&status).unwrap_or_default();
            let line = status.lines().find(|l| l.starts_with("VmHWM:"));
            let kib = line.and_then(|l| l.split_whitespace().nth(1)?.parse().ok());
            most = most.max(kib.unwrap_or(0));
            std::thread::sleep(Duration::from_millis(2));
        }
        assert!(child.wait().unwrap().success());
        (since.elapsed(), most as f64 * 1024.0)
    };
    let mut all: [Vec<Duration>; 5] = Default::default();
    let mut memory = [0.0_f64; 2];
    for _ in 0..5 {
        all[0].push(read_parsed_and_hashed(&folder, n));
        all[1].push(open(false));
        all[2].push(open(true));
        for (n, args) in [["verify"].as_slice(), &["results", "--format", "csv"]]
            .into_iter()
            .enumerate()
        {
            let (took, most) = run(args);
            all[3 + n].push(took);
            memory[n] = memory[n].max(most);
        }
    }
    let [floor, read, write, verify, results] = all.map(median);
    let times = |took: Duration| took.as_secs_f64() / floor.as_secs_f64();
    println!("  read + parse + hash alone: {}", ms(floor));
    println!("  opened to read: {}, {:.2} times", ms(read), times(read));
    println!(
        "  opened to write: {}, {:.2} times",
        ms(write),
        times(write)
    );
    for (name, took, most) in [
        ("verify", verify, memory[0]),
        ("results", results, memory[1]),
    ] {
        println!(
            "  pingshen {name}: {}, {:.2} times; {:.0} MiB, {:.2} times the file",
            ms(took),
            times(took),
            most / 1024.0 / 1024.0,
            most / size
        );
    }
}

/// The journal screen of a large session: opened, searched, and one more act by somebody else until it is drawn.
/// Beside it, what an act cost before the screen followed the journal: reading and telling all of it again.
#[test]
#[ignore = "a measurement"]
fn one_more_act_on_the_journal_screen() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("s");
    let marks =
        (0..100_000usize).map(|n| mark(n % 100, n / 100 % 150, n / 15_000, (n % 1001) as u32));
    make_journal(&folder, 100, 150, 7, marks.collect());
    let opening = Opening {
        write: true,
        ..Opening::default()
    };
    let mut other = Journal::open(&folder, Clock::system(), &opening).unwrap();
    let mut app = App::new(Config {
        lang: Some(Lang::En),
        clock: Clock::system(),
        network_too: false,
        recent: RecentSessions::default(),
        from: "tty1".to_owned(),
        remote: None,
        theme: Default::default(),
    });
    app.resized(120, 40);
    app.tour(&folder).unwrap();
    let mut terminal = Screen::new(TestBackend::new(120, 40)).unwrap();
    let key = |app: &mut App, code: Code| app.handle(Event::Input(Input::Key(Key::of(code))));
    let resident = || {
        let status = fs::read_to_string("/proc/self/statm").unwrap_or_default();
        let pages = status.split(' ').nth(1).and_then(|n| n.parse::<f64>().ok());
        pages.unwrap_or(0.0) * 4096.0 / 1024.0 / 1024.0
    };
    key(&mut app, Code::Char('3'));
    let since = Instant::now();
    key(&mut app, Code::F(7));
    terminal.draw(|frame| app.view(frame)).unwrap();
    println!(
        "journal screen of 10^5 acts: opened in {}",
        ms(since.elapsed())
    );
    let tell = || {
        let journal = Journal::open(&folder, Clock::system(), &Opening::default()).unwrap();
        ActLog::of(&journal.history().recorded(), Lang::En, false).unwrap()
    };
    let mut one_more = |app: &mut App, n: usize| {
        let points = u32::try_from(n).unwrap() + 7;
        other
            .append(DESK, vec![mark(n, n, 0, points).into()])
            .unwrap();
        let since = Instant::now();
        app.handle(Event::Grew);
        terminal.draw(|frame| app.view(frame)).unwrap();
        since.elapsed()
    };
    let acts: Vec<Duration> = (0..21).map(|n| one_more(&mut app, n)).collect();
    key(&mut app, Code::Esc);
    let desk: Vec<Duration> = (21..42).map(|n| one_more(&mut app, n)).collect();
    key(&mut app, Code::F(7));
    let mut again = Vec::new();
    for _ in 0..5 {
        let since = Instant::now();
        let found = verify::verify(&folder, None, &Opening::default()).unwrap();
        let mut session = Session::default();
        let mut all = Vec::new();
        let bytes = fs::read(folder.join(JOURNAL)).unwrap();
        for (record, _) in &scan::records(&bytes) {
            let (by, act) = (&record.by, &record.act);
            all.push(acts::sentence(Lang::En, &session, by, act));
            let (seq, at) = (record.seq, &record.at);
            tally::apply(&mut session, Stamp { seq, at, by }, act).unwrap();
        }
        assert!(found.good(false) && all.len() > 100_000);
        again.push(since.elapsed());
    }
    println!(
        "  one more act until it is drawn: {} (on the desk's first page: {}); reading and telling all again, as before: {}",
        ms(median(acts)),
        ms(median(desk)),
        ms(median(again))
    );
    // What the process holds more with four of each; those before them take up what was free.
    let mut held: Vec<ActLog> = (0..6).map(|_| tell()).collect();
    let before = resident();
    held.extend((0..4).map(|_| tell()));
    let short = (resident() - before) / 4.0;
    let before = resident();
    let whole: Vec<Vec<Told>> = held
        .iter()
        .take(4)
        .map(|log| log.iter().collect())
        .collect();
    println!(
        "  memory: {short:.1} MiB; with every sentence and act, as before: {:.1} MiB",
        (resident() - before) / 4.0
    );
    drop((held, whole));
    key(&mut app, Code::F(5));
    for letter in "a149".chars() {
        key(&mut app, Code::Char(letter));
    }
    let since = Instant::now();
    key(&mut app, Code::Enter);
    terminal.draw(|frame| app.view(frame)).unwrap();
    println!("  a text sought in all sentences: {}", ms(since.elapsed()));
}

/// The whole set of papers by the binary, from opening the journal to the last sync. Beside it, the time to
/// write the same bytes to the same disk and nothing else.
#[test]
#[ignore = "a measurement"]
fn export_of_a_session() {
    for (applicants, judges) in [(14usize, 9usize), (1000, 15)] {
        let home = tempfile::tempdir().unwrap();
        let run = |args: &[&str]| {
            let output = Command::new(BINARY)
                .current_dir(home.path())
                .env("HOME", home.path())
                .args(args)
                .output()
                .unwrap();
            assert!(output.status.success(), "{output:?}");
        };
        let mut roster = "id,name,projects\n".to_owned();
        let mut panel = "id,name\n".to_owned();
        let mut scores = "judge,project,applicant,qualification,record,resources,faculty,plan,support,innovation\n"
            .to_owned();
        for a in 0..applicants {
            roster.push_str(&format!("a{a:04},第{a}号教师发展学院,p1;p2\n"));
        }
        for j in 0..judges {
            panel.push_str(&format!("w{j:02},评委{j}\n"));
            for (project, a) in (0..applicants).flat_map(|a| [("p1", a), ("p2", a)]) {
                let n = (a * 7919 + j * 104_729 + project.len()) % 500;
                scores.push_str(&format!(
                    "w{j:02},{project},a{a:04},4.{0:02},12.5,13.{0:02},8,30.{0:02},9,3.5\n",
                    n % 100
                ));
            }
        }
        for (name, text) in [("r.csv", roster), ("j.csv", panel), ("s.csv", scores)] {
            fs::write(home.path().join(name), text).unwrap();
        }
        run(&["new", "s", "--roster", "r.csv", "--judges", "j.csv"]);
        run(&["import", "scores", "s", "s.csv", "--submit"]);
        let mut times = Vec::new();
        for n in 0..3 {
            let out = format!("out{n}");
            let since = Instant::now();
            run(&["export", "s", "--out", &out]);
            times.push(since.elapsed());
        }
        let mut bytes = Vec::new();
        let mut folders = vec![home.path().join("out0")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    bytes.push(fs::read(path).unwrap());
                }
            }
        }
        let copy = home.path().join("copy");
        fs::create_dir(&copy).unwrap();
        let since = Instant::now();
        for (n, file) in bytes.iter().enumerate() {
            fs::write(copy.join(n.to_string()), file).unwrap();
        }
        File::open(&copy).unwrap().sync_all().unwrap();
        println!(
            "export of {applicants} x {judges} x 2: pingshen {}, {} files; writing the same bytes {}",
            ms(median(times)),
            bytes.len(),
            ms(since.elapsed())
        );
    }
}

#[derive(serde::Deserialize)]
#[allow(dead_code)]
struct Line {
    seq: u64,
    at: String,
    by: String,
    act: Act,
    prev: String,
    hash: String,
}

/// Applications of 30,000 characters each, compared with one another: seconds, pairs found, and what the process grew by.
#[test]
#[ignore = "measures"]
fn applications_are_compared() {
    use pingshen::tally::similarity::{ComparedText, TextRole, compare};
    let resident = || {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let line = status.lines().find(|l| l.starts_with("VmHWM:"));
        let kib = line.and_then(|l| l.split_whitespace().nth(1)?.parse::<u64>().ok());
        kib.unwrap_or(0) / 1024
    };
    for (documents, most) in [(100_usize, 10.0), (500, 180.0)] {
        let mut state = 7_u64;
        let mut next = || {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            (state >> 33) as u32
        };
        // Words of two characters from a small stock, as in texts of one subject.
        let stock: Vec<String> = (0..3_000)
            .map(|_| {
                let letter = |n: u32| char::from_u32(0x4e00 + n % 4_000).unwrap_or('一');
                [letter(next()), letter(next())].iter().collect()
            })
            .collect();
        let copied: String = (0..60)
            .map(|_| stock[next() as usize % stock.len()].as_str())
            .collect();
        let texts: Vec<Vec<String>> = (0..documents)
            .map(|n| {
                let mut pieces: Vec<String> = (0..15)
                    .map(|_| {
                        (0..1_000)
                            .map(|_| stock[next() as usize % stock.len()].as_str())
                            .collect()
                    })
                    .collect();
                if n == 3 || n == 7 {
                    pieces[3].insert_str(0, &copied);
                }
                pieces
            })
            .collect();
        let compared: Vec<ComparedText> = texts
            .iter()
            .map(|pieces| ComparedText {
                role: TextRole::Application,
                names: vec!["某学院".to_owned()],
                pieces: pieces.iter().map(String::as_str).collect(),
            })
            .collect();
        let began = std::time::Instant::now();
        let found = compare(&compared, &mut |_| true).unwrap();
        let took = began.elapsed().as_secs_f64();
        println!(
            "{documents} applications of 30,000 characters: {took:.2} s (limit {most}), {} pairs, {} MiB at most",
            found.pairs.len(),
            resident()
        );
        assert!(took < most);
        assert_eq!(found.pairs.len(), 1);
    }
}

/// Passages put into the texts of a folder (`TEXTS`, a text a file), as they are and with characters changed: how many
/// are found against the right source, and what is found where nothing was put in.
#[test]
#[ignore = "measures; needs a folder of texts"]
fn inserted_passages_are_found() {
    use pingshen::tally::similarity::{COMMON, ComparedText, GRAM, TextRole, compare};
    let Some(folder) = std::env::var_os("TEXTS") else {
        println!("inserted passages: skipped, TEXTS names no folder");
        return;
    };
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    paths.sort();
    let texts: Vec<Vec<char>> = paths
        .iter()
        .map(|p| {
            // Prose alone: addresses, links and short lines are no text of anybody's.
            let text = std::fs::read_to_string(p).unwrap_or_default();
            let lines = text
                .lines()
                .filter(|l| !l.contains("http") && l.chars().count() > 20);
            lines.flat_map(str::chars).collect()
        })
        .collect();
    let found = |texts: &[Vec<char>]| {
        let texts: Vec<String> = texts.iter().map(|t| t.iter().collect()).collect();
        let pieces: Vec<Vec<&str>> = texts.iter().map(|t| vec![t.as_str()]).collect();
        let compared: Vec<ComparedText> = pieces
            .into_iter()
            .map(|pieces| ComparedText {
                role: TextRole::Application,
                names: Vec::new(),
                pieces,
            })
            .collect();
        compare(&compared, &mut |_| true).unwrap().pairs
    };
    let clean = found(&texts);
    println!(
        "{} texts, nothing put in: {} pairs found",
        texts.len(),
        clean.len()
    );
    for pair in &clean {
        let name = |n: usize| paths[n].file_name().unwrap().to_string_lossy().into_owned();
        for passage in &pair.passages {
            let text: String = texts[pair.a].iter().collect();
            let words = &text[passage.a.from..passage.a.to];
            println!("  {} and {}: {words}", name(pair.a), name(pair.b));
        }
    }
    for changed in [0, 5, 10, 20] {
        let mut state = 11_u64;
        let mut next = |below: usize| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            (state >> 33) as usize % below.max(1)
        };
        let (mut cases, mut right) = (0, 0);
        for length in [40, 80, 200, 500] {
            for _ in 0..60 {
                let (from, to) = (next(texts.len()), next(texts.len()));
                let pair = (from.min(to), from.max(to));
                let known = clean.iter().any(|p| (p.a, p.b) == pair);
                if from == to || known || texts[from].len() < length * 2 {
                    continue;
                }
                let at = next(texts[from].len() - length);
                let mut passage: Vec<char> = texts[from][at..at + length].to_vec();
                let han = passage
                    .iter()
                    .filter(|c| ('一'..='龥').contains(*c))
                    .count();
                // As somebody copies it: words of one paragraph.
                if han * 10 < length * 7 {
                    continue;
                }
                // What every issue says is left out as everybody's, and said.
                let middle = &passage[length / 2..length / 2 + GRAM];
                let has = |t: &&Vec<char>| t.windows(GRAM).any(|w| w == middle);
                if texts.iter().filter(has).count() > COMMON {
                    continue;
                }
                for c in &mut passage {
                    if next(100) < changed {
                        *c = char::from_u32(0x4e00 + next(3_000) as u32).unwrap_or('一');
                    }
                }
                let mut with = texts.clone();
                let place = next(with[to].len());
                let bytes = |chars: &[char]| chars.iter().map(|c| c.len_utf8()).sum::<usize>();
                let begins = bytes(&with[to][..place]);
                let ends = begins + bytes(&passage);
                with[to].splice(place..place, passage);
                cases += 1;
                // Half of what was put in lies in passages of these two.
                let of_two = found(&with).into_iter().filter(|p| (p.a, p.b) == pair);
                let spots = of_two.flat_map(|p| p.passages);
                let spots = spots.map(|p| if p.a.document == to { p.a } else { p.b });
                let covered = |s: pingshen::tally::similarity::Spot| {
                    s.to.min(ends).saturating_sub(s.from.max(begins))
                };
                right += usize::from(spots.map(covered).sum::<usize>() * 2 >= ends - begins);
            }
        }
        println!("{changed} % of the characters changed: {right} of {cases} found");
    }
}
