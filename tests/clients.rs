#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]
//! The clients that people have at their seats: OpenSSH, PuTTY's `plink` and dropbear's `dbclient`, each in a
//! terminal of its own. They are not on every machine, so these tests run by name:
//!
//! ```text
//! cargo test --test clients -- --ignored
//! ```

mod common;
#[path = "common/pty.rs"]
mod pty;
#[path = "common/ssh.rs"]
mod ssh;

use pingshen::model::{DESK, Points};
use pty::Seat;
use ssh::{PIN, Served, command};
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

const F3: &str = "\x1b[13~";
const F5: &str = "\x1b[15~";
const F10: &str = "\x1b[21~";

/// A program that somebody has at a seat.
#[derive(Clone, Copy, Debug)]
enum Client {
    OpenSsh,
    Putty,
    Dropbear,
}

/// A [`Served::fresh`] whose third judge has a PIN as well.
fn served() -> Served {
    let served = Served::fresh();
    served.record(DESK, common::pin(&served.folder, "w3", PIN));
    served
}

/// The options that keep OpenSSH from looking at this machine's own configuration.
fn plain(home: &Path) -> Vec<String> {
    let known = home.join("known_hosts");
    ["-F", "none", "-o"]
        .into_iter()
        .map(str::to_owned)
        .chain([format!("UserKnownHostsFile={}", known.display())])
        .collect()
}

/// Sits down as a person does: compares the fingerprint, says yes, types the PIN.
fn sit(client: Client, served: &Served, login: &str, language: &str) -> Seat {
    let home = served.home.path().join(format!("{client:?}-{login}"));
    fs::create_dir_all(&home).unwrap();
    let port = served.port.to_string();
    let at = format!("{login}@127.0.0.1");
    let (program, args) = match client {
        Client::OpenSsh => {
            let mut args = plain(&home);
            args.extend(["-o", "SendEnv=LANG", "-p", &port, &at].map(str::to_owned));
            ("ssh", args)
        }
        Client::Putty => (
            "plink",
            ["-P", &port, "-l", login, "127.0.0.1"]
                .map(str::to_owned)
                .to_vec(),
        ),
        Client::Dropbear => ("dbclient", ["-p", &port, &at].map(str::to_owned).to_vec()),
    };
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let variables = [
        ("TERM", "xterm-256color"),
        ("LANG", language),
        ("PATH", "/usr/bin:/bin"),
    ];
    let mut seat = Seat::sit_program(program, &home, &args, &variables);
    let (asked, yes) = match client {
        Client::OpenSsh => ("(yes/no", "yes\r"),
        Client::Putty => ("(y/n", "y\r"),
        Client::Dropbear => ("(y/n)", "y\r"),
    };
    seat.until(asked);
    let shown: String = seat.screen().split_whitespace().collect();
    assert!(
        shown.contains(&fingerprint(served)),
        "{client:?} shows another key than the server printed: {shown}"
    );
    seat.type_keys(yes)
        .until("PIN: ")
        .type_keys(&format!("{PIN}\r"));
    if let Client::Putty = client {
        // So that nobody else's text is taken for PuTTY's own.
        seat.until("Press Return to begin").type_keys("\r");
    }
    seat
}

/// The 43 characters behind `SHA256:` that the server printed.
fn fingerprint(served: &Served) -> String {
    served.said.split("SHA256:").nth(1).unwrap()[..43].to_owned()
}

/// What a judge gives an entry: two marks, in hundredths.
fn marks(judge: usize, project: usize, applicant: usize) -> [u32; 2] {
    let first = 2000 + 137 * ((judge * 7 + project * 3 + applicant * 5) % 13) as u32;
    let second = 100 + 50 * ((judge * 5 + project + applicant * 3) % 11) as u32;
    [first, second]
}

fn shown(hundredths: u32) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// Everything a judge does in an afternoon.
fn judge(mut seat: Seat, judge: usize, heading: &str) {
    seat.until(heading);
    for project in 0..2 {
        for applicant in 0..5 {
            for mark in marks(judge, project, applicant) {
                seat.type_keys(&format!("{}\r", shown(mark)));
            }
        }
        seat.until("F5").type_keys(F5).until("F5 ");
        // A second press at once could be a key held down, which answers nothing.
        std::thread::sleep(Duration::from_millis(1300));
        seat.type_keys(F5);
        seat.until(if heading == "指标 1" {
            "记录号"
        } else {
            "Record code"
        });
        // The next project opens by itself.
        seat.type_keys("\r");
    }
    seat.type_keys(F10);
    seat.until_gone();
    let raw = seat.raw();
    let last = &raw[raw.len().saturating_sub(600)..];
    for undone in ["\x1b[?2004l", "\x1b[?25h", "\x1b[?1049l"] {
        assert!(last.contains(undone), "{last:?} lacks {undone:?}");
    }
}

#[test]
#[ignore = "needs ssh, plink and dbclient; .ci/run installs them"]
fn three_judges_and_a_coordinator_at_once_each_with_a_client_of_her_own() {
    let served = served();
    std::thread::scope(|scope| {
        let served = &served;
        let seats = [
            (Client::OpenSsh, "w1"),
            (Client::Putty, "judge2"),
            (Client::Dropbear, "w3"),
        ];
        let judges = seats.map(|(client, login)| sit(client, served, login, "en_US.UTF-8"));
        let mut desk = sit(Client::OpenSsh, served, "coordinator", "zh_CN.UTF-8");
        desk.until("席位").type_keys(F3);
        for login in ["w1", "w2", "w3"] {
            desk.until(login);
        }
        desk.until("127.0.0.1").type_keys("\x1b");
        for (n, seat) in judges.into_iter().enumerate() {
            scope.spawn(move || judge(seat, n, "indicator 1"));
        }
        desk.until("评分表都齐了").type_keys(F5);
        desk.until("结束评分").type_keys("yes\r");
        desk.until("评分已结束").type_keys(F10);
        desk.until("已离座");
        assert_eq!(desk.until_gone(), 0);
    });
    let output = command(&served.home)
        .arg("results")
        .arg(&served.folder)
        .args(["--format", "json"])
        .output()
        .unwrap();
    let results: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(results["session"]["phase"], "closed");
    for project in 0..2 {
        let standings = results["projects"][project]["standings"]
            .as_array()
            .unwrap();
        assert_eq!(standings.len(), 5);
        for standing in standings {
            let id = standing["applicant"].as_str().unwrap();
            let applicant = id[1..].parse::<usize>().unwrap() - 1;
            // Of three totals one highest and one lowest fall: the score is the middle one.
            let mut totals = [0, 1, 2].map(|j| marks(j, project, applicant).iter().sum::<u32>());
            totals.sort_unstable();
            assert_eq!(standing["score"], shown(totals[1]), "{id}");
        }
        let scores: Vec<_> = standings.iter().map(|s| &s["score"]).collect();
        assert!(scores.windows(2).all(|pair| {
            let [a, b] = [0, 1].map(|n| pair[n].as_str().unwrap().replace('.', ""));
            a.parse::<u32>().unwrap() >= b.parse::<u32>().unwrap()
        }));
    }
}

/// A key that opens seat `w1`, for programs that ask nobody.
fn key(served: &Served) -> PathBuf {
    let path = served.home.path().join("id");
    let made = Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "", "-f"])
        .arg(&path)
        .status()
        .unwrap();
    assert!(made.success());
    let imported = command(&served.home)
        .env("PINGSHEN_PIN", PIN)
        .args(["import", "keys"])
        .arg(&served.folder)
        .arg(path.with_extension("pub"))
        .args(["--seat", "w1"])
        .output()
        .unwrap();
    assert!(imported.status.success(), "{imported:?}");
    path
}

/// A program of OpenSSH that logs in to `w1` with the key and asks nobody.
struct Asked<'a> {
    served: &'a Served,
    key: &'a Path,
}

impl Asked<'_> {
    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .args(plain(self.served.home.path()))
            .args(["-o", "StrictHostKeyChecking=no", "-o", "BatchMode=yes"])
            .args(["-o", "IdentitiesOnly=yes", "-i"])
            .arg(self.key)
            .env("HOME", self.served.home.path())
            .env("TERM", "xterm")
            .stdin(Stdio::null());
        command
    }

    /// Runs to its end, which must come soon, and gives what it said.
    fn run(&self, program: &str, args: &[&str]) -> (Output, String) {
        let port = self.served.port.to_string();
        let flag = if program == "ssh" { "-p" } else { "-P" };
        let mut child = self
            .command(program)
            .args([flag, &port])
            .args(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let since = Instant::now();
        while child.try_wait().unwrap().is_none() {
            assert!(
                since.elapsed() < Duration::from_secs(10),
                "{program} {args:?} waits for a reply"
            );
            std::thread::sleep(Duration::from_millis(10));
        }
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned()
            + &String::from_utf8_lossy(&output.stderr);
        (output, said)
    }
}

#[test]
#[ignore = "needs ssh, sftp and scp; .ci/run installs them"]
fn nothing_but_the_seat_is_to_be_had_and_every_refusal_is_a_reply() {
    let served = served();
    let key = key(&served);
    let asked = Asked {
        served: &served,
        key: &key,
    };
    let file = served.home.path().join("file");
    fs::write(&file, "x").unwrap();
    let file = file.display().to_string();
    let me = "w1@127.0.0.1";
    let there = format!("{me}:/tmp/pingshen-was-here");
    // The server hears of the key from the file.
    let since = Instant::now();
    while asked.run("ssh", &[me, "-T"]).1.contains("denied") {
        assert!(since.elapsed() < Duration::from_secs(10));
    }
    let cases: [(&str, &[&str], &str); 8] = [
        ("ssh", &[me, "ls"], "exec request failed"),
        ("ssh", &["-tt", me, "sh"], "exec request failed"),
        ("ssh", &["-T", me], "a terminal is needed"),
        ("ssh", &["-W", "127.0.0.1:22", me], "prohibited"),
        (
            "ssh",
            &[
                "-N",
                "-o",
                "ExitOnForwardFailure=yes",
                "-R",
                "0:127.0.0.1:22",
                me,
            ],
            "remote port forwarding failed",
        ),
        ("sftp", &["-b", &file, me], "subsystem request failed"),
        ("scp", &[&file, &there], "subsystem request failed"),
        ("scp", &["-O", &file, &there], "exec request failed"),
    ];
    for (program, args, answer) in cases {
        let (output, said) = asked.run(program, args);
        assert!(
            !output.status.success() && said.contains(answer),
            "{program} {args:?}: {output:?}"
        );
    }
    assert!(!Path::new("/tmp/pingshen-was-here").exists());

    // -L and -D: the connection stands, what goes through it is closed again.
    for (way, hello) in [("-L", None), ("-D", Some(b"\x05\x01\x00"))] {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        drop(listener);
        let forward = match hello {
            None => format!("{port}:127.0.0.1:22"),
            Some(_) => port.to_string(),
        };
        let mut child = asked
            .command("ssh")
            .args(["-N", "-p", &served.port.to_string(), way, &forward, me])
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let since = Instant::now();
        let mut through = loop {
            if let Ok(stream) = TcpStream::connect(("127.0.0.1", port)) {
                break stream;
            }
            assert!(since.elapsed() < Duration::from_secs(10), "{way}");
            std::thread::sleep(Duration::from_millis(20));
        };
        through
            .set_read_timeout(Some(Duration::from_secs(10)))
            .unwrap();
        if let Some(hello) = hello {
            through.write_all(hello).unwrap();
            let mut greeting = [0; 2];
            through.read_exact(&mut greeting).unwrap();
            // To 127.0.0.1:22.
            through
                .write_all(b"\x05\x01\x00\x01\x7f\x00\x00\x01\x00\x16")
                .unwrap();
        }
        let mut got = Vec::new();
        // It is closed, with or without a reset.
        let _ = through.read_to_end(&mut got);
        assert!(
            !got.starts_with(b"SSH-") && got.len() < 16,
            "{way}: {got:?}"
        );
        child.kill().unwrap();
        child.wait().unwrap();
    }

    // A second session through one connection.
    let socket = served.home.path().join("mux").display().to_string();
    let port = served.port.to_string();
    let mut master = asked
        .command("ssh")
        .args(["-M", "-S", &socket, "-tt", "-p", &port, me])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let since = Instant::now();
    while !Path::new(&socket).exists() {
        assert!(since.elapsed() < Duration::from_secs(10));
        std::thread::sleep(Duration::from_millis(20));
    }
    let (_, said) = asked.run("ssh", &["-S", &socket, "-T", me]);
    assert!(said.contains("Session open refused by peer"), "{said}");
    master.kill().unwrap();
    master.wait().unwrap();

    let log = served.log();
    for what in ["exec", "subsystem"] {
        assert!(log.contains(&format!("denied seat=w1 from=127.0.0.1 what={what}")));
    }
    assert!(!log.contains("panic"), "{log}");
}

#[test]
#[ignore = "needs ssh and ssh-agent; .ci/run installs them"]
fn an_agent_that_is_offered_is_not_taken_and_the_seat_works_all_the_same() {
    let served = served();
    let key = key(&served);
    let socket = served.home.path().join("agent");
    let mut agent = Command::new("ssh-agent")
        .args(["-D", "-a"])
        .arg(&socket)
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut args = plain(served.home.path());
    let port = served.port.to_string();
    args.extend(
        [
            "-A",
            "-o",
            "StrictHostKeyChecking=no",
            "-o",
            "IdentitiesOnly=yes",
            "-i",
            &key.display().to_string(),
            "-p",
            &port,
            "w1@127.0.0.1",
        ]
        .map(str::to_owned),
    );
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let agent_at = socket.display().to_string();
    let variables = [
        ("TERM", "xterm"),
        ("PATH", "/usr/bin:/bin"),
        ("SSH_AUTH_SOCK", agent_at.as_str()),
    ];
    let since = Instant::now();
    while !socket.exists() {
        assert!(since.elapsed() < Duration::from_secs(10));
        std::thread::sleep(Duration::from_millis(20));
    }
    std::thread::sleep(Duration::from_millis(1500));
    let mut seat = Seat::sit_program("ssh", served.home.path(), &args, &variables);
    seat.until("indicator 1").type_keys("12\r").until("12.00");
    assert!(served.log().contains("what=agent"), "{}", served.log());
    agent.kill().unwrap();
    agent.wait().unwrap();
}

#[test]
#[ignore = "needs ssh; .ci/run installs it"]
fn clients_killed_in_the_middle_of_a_save_cost_nothing_that_was_called_saved() {
    let served = served();
    let mut other = sit(Client::OpenSsh, &served, "w2", "en_US.UTF-8");
    other.until("indicator 1").type_keys("11\r").until("11.00");
    let before = served.memory();
    let mut called_saved = 0;
    for round in 0..40 {
        let mut seat = sit_again(&served);
        seat.until("indicator 1");
        // A mark that no other round gives, in whatever cell the last one was cut off.
        let mark = shown(100 + round);
        seat.type_keys(&"\x7f".repeat(8)).type_keys(&mark);
        seat.until(&format!("[{mark}")).type_keys("\r");
        // Nought to forty milliseconds into the save.
        std::thread::sleep(Duration::from_millis(u64::from(round)));
        let said_saved = seat.screen().contains("Saved");
        seat.child.kill().unwrap();
        seat.child.wait().unwrap();
        if said_saved {
            called_saved += 1;
            let journal = served.journal();
            let found = journal.session().entries().iter().any(|entry| {
                (0..2).any(|i| entry.mark(0, i) == Points::from_hundredths(100 + round))
            });
            assert!(found, "{mark} was called saved and is not");
        }
    }
    // Some must have come so far, else nothing was tried.
    assert!(
        (5..40).contains(&called_saved),
        "{called_saved} of 40 were called saved"
    );
    other.type_keys("3.5\r").until("14.50");
    let grown = served.memory().saturating_sub(before);
    assert!(grown < 8 * 1024, "{grown} KiB more than before");
    assert!(!served.log().contains("panic"), "{}", served.log());
}

#[test]
#[ignore = "needs ssh; .ci/run installs it"]
fn after_three_wrong_pins_the_client_is_let_go_of_and_asks_for_nothing_else() {
    let served = served();
    let mut seat = at_w1(&served);
    for n in 1..=3 {
        let asked = || seat_asks(&seat);
        let since = Instant::now();
        while asked() < n {
            assert!(
                since.elapsed() < Duration::from_secs(10),
                "{}",
                seat.screen()
            );
            std::thread::sleep(Duration::from_millis(20));
        }
        seat.type_keys("000000\r");
    }
    assert_eq!(seat.until_gone(), 255, "{}", seat.screen());
    assert!(!seat.screen().contains("password"), "{}", seat.screen());
    // The next connection has its own tries.
    let mut seat = at_w1(&served);
    seat.until("PIN: ").type_keys(&format!("{PIN}\r"));
    seat.until("indicator 1");
}

/// How often OpenSSH has asked for the PIN.
fn seat_asks(seat: &Seat) -> usize {
    seat.screen().matches("PIN: ").count()
}

/// OpenSSH at `w1`, on a machine that knows the host already.
fn sit_again(served: &Served) -> Seat {
    let mut seat = at_w1(served);
    seat.until("PIN: ").type_keys(&format!("{PIN}\r"));
    seat
}

fn at_w1(served: &Served) -> Seat {
    let home = served.home.path();
    let mut args = plain(home);
    let port = served.port.to_string();
    args.extend(
        [
            "-o",
            "StrictHostKeyChecking=no",
            "-p",
            &port,
            "w1@127.0.0.1",
        ]
        .map(str::to_owned),
    );
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let variables = [("TERM", "xterm-256color"), ("PATH", "/usr/bin:/bin")];
    Seat::sit_program("ssh", home, &args, &variables)
}
