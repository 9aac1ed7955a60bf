#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]
//! How many seats one machine serves, beside OpenSSH with a login shell that runs the program. Prints what it
//! saw and holds nothing against it but that every session typed and nothing was lost: machines differ.
//!
//! ```text
//! cargo test --release --test load -- --ignored --nocapture
//! SESSIONS=200 SECONDS=20 cargo test --release --test load -- --ignored --nocapture
//! ```

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/ssh.rs"]
mod ssh;

use common::Room;
use pingshen::journal::{Clock, Journal, Opening, pin};
use pingshen::model::{Act, DESK, PinSecret, Rules};
use russh::client::{self, Handle, Msg};
use russh::keys::PrivateKeyWithHashAlg;
use russh::{Channel, ChannelMsg};
use ssh::{PIN, Served, Trusting, run};
use std::fs;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::process::{Child, Command};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::{Barrier, Semaphore};

/// Two digits and Enter, which saves; over and over.
const KEYS: [&str; 3] = ["2", "5", "\r"];
/// So many connect at a time if nothing else is said, as people do who press Enter after the same word. PINs are
/// compared one after the other.
const TOGETHER: u64 = 10;

fn number(name: &str, usual: u64) -> u64 {
    let said = std::env::var(name).ok();
    said.map_or(usual, |n| n.parse().expect("a number"))
}

/// Applicants enough for nobody to come to the end, and so many judges.
fn session(folder: &Path, judges: usize, official: bool) {
    let mut room = Room::new(2, &["40", "30", "30"], Rules::default());
    for n in 1..=60 {
        room.say(&format!("desk registers a{n:02} p1,p2"));
    }
    let hash: PinSecret = pin::hash(PIN, pin::PinCost::LEAST).unwrap().into();
    for n in 1..=judges {
        room.say(&format!("desk seats w{n:03}"));
        if official {
            room.act(
                DESK,
                Act::Pin {
                    seat: format!("w{n:03}"),
                    hash: hash.clone(),
                    short: false,
                },
            );
        }
    }
    room.say("desk opens");
    room.journal(folder, &Clock::system(), official);
}

/// A connection whose bytes are counted as they go over the wire.
struct Counted {
    stream: TcpStream,
    received: Arc<AtomicU64>,
}

impl AsyncRead for Counted {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<std::io::Result<()>> {
        let before = buf.filled().len();
        let done = Pin::new(&mut self.stream).poll_read(cx, buf);
        let more = (buf.filled().len() - before) as u64;
        self.received.fetch_add(more, Ordering::Relaxed);
        done
    }
}

impl AsyncWrite for Counted {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<std::io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, buf)
    }
    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }
    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

/// How to get a seat's screen.
#[derive(Clone)]
enum Way {
    /// `pingshen serve`.
    Served,
    /// sshd, a key, and the program as the command.
    Shell {
        user: String,
        key: Arc<russh::keys::PrivateKey>,
        folder: PathBuf,
    },
}

struct Typist {
    _handle: Handle<Trusting>,
    channel: Channel<Msg>,
    received: Arc<AtomicU64>,
    /// From the first byte sent to the first frame.
    first_frame: Duration,
}

/// Does a whole frame end here?
fn ends_frame(data: &[u8]) -> bool {
    data.ends_with(b"\x1b[?2026l")
}

impl Typist {
    async fn sit(port: u16, seat: &str, way: &Way) -> Self {
        let begun = Instant::now();
        let stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
        stream.set_nodelay(true).unwrap();
        let received = Arc::new(AtomicU64::new(0));
        let counted = Counted {
            stream,
            received: Arc::clone(&received),
        };
        let config = Arc::new(client::Config {
            nodelay: true,
            ..client::Config::default()
        });
        let mut handle = client::connect_stream(config, counted, Trusting)
            .await
            .unwrap();
        let tried = match way {
            Way::Served => handle.authenticate_password(seat, PIN).await,
            Way::Shell { user, key, .. } => {
                let key = PrivateKeyWithHashAlg::new(Arc::clone(key), None);
                handle.authenticate_publickey(user, key).await
            }
        };
        assert!(tried.unwrap().success(), "{seat}");
        let channel = handle.channel_open_session().await.unwrap();
        channel
            .request_pty(true, "xterm-256color", 80, 24, 0, 0, &[])
            .await
            .unwrap();
        match way {
            Way::Served => channel.request_shell(true).await.unwrap(),
            Way::Shell { folder, .. } => {
                let command = format!(
                    "LANG=en_US.UTF-8 HOME={} {} open {} --as {seat}",
                    folder.parent().unwrap().display(),
                    env!("CARGO_BIN_EXE_pingshen"),
                    folder.display()
                );
                channel.exec(true, command).await.unwrap();
            }
        }
        let mut typist = Self {
            _handle: handle,
            channel,
            received,
            first_frame: Duration::ZERO,
        };
        typist.frame().await;
        typist.first_frame = begun.elapsed();
        typist
    }

    /// Waits for the end of a frame; gives its bytes.
    async fn frame(&mut self) -> u64 {
        let mut bytes = 0;
        loop {
            match tokio::time::timeout(Duration::from_secs(20), self.channel.wait()).await {
                Ok(Some(ChannelMsg::Data { data })) => {
                    bytes += data.len() as u64;
                    if ends_frame(&data) {
                        return bytes;
                    }
                }
                Ok(Some(_)) => {}
                other => panic!("no frame: {other:?}"),
            }
        }
    }
}

/// What was measured of some sessions.
#[derive(Default)]
struct Measured {
    typed: Vec<Duration>,
    saved: Vec<Duration>,
    first: Vec<Duration>,
    app_bytes: u64,
    wire_bytes: u64,
}

fn percentile(of: &mut [Duration], p: f64) -> f64 {
    of.sort();
    let at = ((of.len().saturating_sub(1)) as f64 * p) as usize;
    of.get(at).map_or(0.0, |d| d.as_secs_f64() * 1000.0)
}

fn line(of: &mut [Duration]) -> String {
    let n = of.len();
    let [p50, p95, p99, max] = [0.5, 0.95, 0.99, 1.0].map(|p| percentile(of, p));
    format!("p50 {p50:.2}  p95 {p95:.2}  p99 {p99:.2}  max {max:.2} ms  (n {n})")
}

/// Sessions sit down, type for so long, one key each every so often, and leave. `at_rest` looks at the server
/// while all sit and nobody types.
async fn type_for(
    port: u16,
    sessions: usize,
    seconds: u64,
    way: Way,
    at_rest: impl AsyncFnOnce(),
) -> Measured {
    let doors = Arc::new(Semaphore::new(number("TOGETHER", TOGETHER) as usize));
    let (seated, rested) = (
        Arc::new(Barrier::new(sessions + 1)),
        Arc::new(Barrier::new(sessions + 1)),
    );
    let mut typists = tokio::task::JoinSet::new();
    for n in 0..sessions {
        let (doors, seated, rested) =
            (Arc::clone(&doors), Arc::clone(&seated), Arc::clone(&rested));
        let way = way.clone();
        typists.spawn(async move {
            let mut typist = {
                let _turn = doors.acquire().await.unwrap();
                Typist::sit(port, &format!("w{:03}", n + 1), &way).await
            };
            // The answer to the question for the width of signs, as a terminal gives it.
            typist.channel.data_bytes("\x1b[2;2R").await.unwrap();
            seated.wait().await;
            rested.wait().await;
            while let Ok(Some(_)) =
                tokio::time::timeout(Duration::from_millis(100), typist.channel.wait()).await
            {
            }
            let mut measured = Measured {
                first: vec![typist.first_frame],
                ..Measured::default()
            };
            let before = typist.received.load(Ordering::Relaxed);
            tokio::time::sleep(Duration::from_millis((n * 37 % 500) as u64)).await;
            let until = Instant::now() + Duration::from_secs(seconds);
            for key in KEYS.iter().cycle() {
                if Instant::now() >= until {
                    break;
                }
                let pressed = Instant::now();
                typist.channel.data_bytes(*key).await.unwrap();
                measured.app_bytes += typist.frame().await;
                let took = pressed.elapsed();
                if *key == "\r" {
                    measured.saved.push(took);
                } else {
                    measured.typed.push(took);
                }
                tokio::time::sleep(Duration::from_millis(500)).await;
            }
            measured.wire_bytes = typist.received.load(Ordering::Relaxed) - before;
            measured
        });
    }
    seated.wait().await;
    at_rest().await;
    rested.wait().await;
    let mut all = Measured::default();
    while let Some(one) = typists.join_next().await {
        let mut one = one.unwrap();
        assert!(!one.saved.is_empty(), "a session has saved nothing");
        all.typed.append(&mut one.typed);
        all.saved.append(&mut one.saved);
        all.first.append(&mut one.first);
        all.app_bytes += one.app_bytes;
        all.wire_bytes += one.wire_bytes;
    }
    all
}

fn print(name: &str, sessions: usize, mut of: Measured) {
    let keys = (of.typed.len() + of.saved.len()) as u64;
    println!("{name}, {sessions} sessions:");
    println!("  connect to first frame  {}", line(&mut of.first));
    println!("  digit to frame          {}", line(&mut of.typed));
    println!("  Enter, saved, to frame  {}", line(&mut of.saved));
    let mut every = of.typed.clone();
    every.extend(&of.saved);
    println!("  every key to frame      {}", line(&mut every));
    println!(
        "  bytes per key           {} by the program, {} on the wire",
        of.app_bytes / keys,
        of.wire_bytes / keys
    );
}

/// Processor time of a process so far, in ticks of 10 ms.
fn ticks(pid: u32) -> u64 {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
    let fields: Vec<&str> = stat
        .rsplit(')')
        .next()
        .unwrap()
        .split_whitespace()
        .collect();
    fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
}

fn marks(folder: &Path) -> usize {
    let journal = Journal::open(folder, Clock::system(), &Opening::default()).unwrap();
    let session = journal.session();
    let judges = session.judges().len();
    let indicators = session.indicators().len();
    session
        .entries()
        .iter()
        .map(|e| {
            (0..judges)
                .flat_map(|j| (0..indicators).map(move |i| (j, i)))
                .filter(|(j, i)| e.mark(*j, *i).is_some())
                .count()
        })
        .sum()
}

fn serve(sessions: usize, seconds: u64) {
    let home = tempfile::tempdir().unwrap();
    session(&home.path().join("s"), sessions, true);
    let served = Served::again(home, &["--max-sessions", "1000"]);
    let pid = served.child.id();
    // What comparing a PIN takes is taken once, not by session.
    run(async {
        Typist::sit(served.port, "w001", &Way::Served).await;
    });
    std::thread::sleep(Duration::from_secs(1));
    let empty = served.memory();
    let mut at_rest = String::new();
    let measured = run(type_for(
        served.port,
        sessions,
        seconds,
        Way::Served,
        async || {
            tokio::time::sleep(Duration::from_secs(2)).await;
            let before = ticks(pid);
            tokio::time::sleep(Duration::from_secs(10)).await;
            let used = (ticks(pid) - before) * 10;
            let full = served.memory();
            at_rest = format!(
                "  at rest                 {used} ms of processor in 10 s; {} KiB a session ({empty} KiB without)",
                (full - empty) / sessions as u64
            );
        },
    ));
    let saved = measured.saved.len();
    print("pingshen serve", sessions, measured);
    println!("{at_rest}");
    std::thread::sleep(Duration::from_secs(4));
    let first = served.memory();
    run(type_for(served.port, sessions, 2, Way::Served, async || {}));
    std::thread::sleep(Duration::from_secs(4));
    println!(
        "  when all have left      {first} KiB, and after as many again {} KiB",
        served.memory()
    );
    // An Enter that nobody waited for any more may have been saved as well.
    assert!(
        marks(&served.folder) >= saved,
        "{} of {saved}",
        marks(&served.folder)
    );
}

/// An sshd of our own with one key, if there is one to be had.
struct Sshd {
    child: Child,
    port: u16,
    key: Arc<russh::keys::PrivateKey>,
    user: String,
    _home: tempfile::TempDir,
}

impl Sshd {
    fn start() -> Option<Self> {
        let sshd = Path::new("/usr/sbin/sshd");
        if !sshd.exists() {
            return None;
        }
        let home = tempfile::tempdir().unwrap();
        let at = |name: &str| home.path().join(name);
        let mut rng = russh::keys::key::safe_rng();
        let mut make = |name: &str| {
            let key = russh::keys::PrivateKey::random(&mut rng, russh::keys::Algorithm::Ed25519);
            let key = key.unwrap();
            let text = key
                .to_openssh(russh::keys::ssh_key::LineEnding::LF)
                .unwrap();
            fs::write(at(name), text.as_bytes()).unwrap();
            pingshen::system::set_mode(&at(name), 0o600).unwrap();
            key
        };
        make("host");
        let key = make("user");
        fs::write(at("authorized"), key.public_key().to_openssh().unwrap()).unwrap();
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let config = format!(
            "Port {port}\nListenAddress 127.0.0.1\nHostKey {}\nAuthorizedKeysFile {}\nStrictModes no\n\
             UsePAM no\nPidFile none\nMaxStartups 1000\nPermitRootLogin yes\nPrintMotd no\n",
            at("host").display(),
            at("authorized").display()
        );
        fs::write(at("config"), config).unwrap();
        let _ = fs::create_dir_all("/run/sshd");
        let mut child = Command::new(sshd)
            .args(["-D", "-e", "-f"])
            .arg(at("config"))
            .stderr(fs::File::create(at("said")).unwrap())
            .spawn()
            .ok()?;
        std::thread::sleep(Duration::from_millis(500));
        if child.try_wait().ok()?.is_some() {
            println!("{}", fs::read_to_string(at("said")).unwrap());
            return None;
        }
        let user = Command::new("id").arg("-un").output().ok()?;
        Some(Self {
            child,
            port,
            key: Arc::new(key),
            user: String::from_utf8_lossy(&user.stdout).trim().to_owned(),
            _home: home,
        })
    }
}

impl Drop for Sshd {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn login_shell(sessions: usize, seconds: u64) {
    let Some(sshd) = Sshd::start() else {
        println!("OpenSSH: no sshd could be started here");
        return;
    };
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("s");
    session(&folder, sessions, false);
    let way = Way::Shell {
        user: sshd.user.clone(),
        key: Arc::clone(&sshd.key),
        folder: folder.clone(),
    };
    let mut at_rest = String::new();
    let measured = run(type_for(sshd.port, sessions, seconds, way, async || {
        tokio::time::sleep(Duration::from_secs(2)).await;
        let mut memory = 0;
        for process in fs::read_dir("/proc").unwrap().flatten() {
            let name = fs::read_to_string(process.path().join("comm")).unwrap_or_default();
            if !matches!(name.trim(), "pingshen" | "sshd" | "sshd-session") {
                continue;
            }
            // What a process does not share with others, so that one program is not counted many times.
            let rollup = fs::read_to_string(process.path().join("smaps_rollup"));
            let own = rollup.unwrap_or_default();
            let own = own.lines().filter(|l| l.starts_with("Private_"));
            memory += own
                .filter_map(|l| l.split_whitespace().nth(1)?.parse::<u64>().ok())
                .sum::<u64>();
        }
        at_rest = format!(
            "  at rest                 {} KiB a session, its own share (programs and sshd)",
            memory / sessions as u64
        );
    }));
    print("OpenSSH and `pingshen open`", sessions, measured);
    println!("{at_rest}");
}

#[test]
#[ignore = "a measurement: run it by name, in a release build"]
fn seats_under_load() {
    let sessions = number("SESSIONS", 200) as usize;
    let seconds = number("SECONDS", 15);
    serve(sessions.min(50), seconds);
    login_shell(sessions.min(50), seconds);
    serve(sessions, seconds);
}
