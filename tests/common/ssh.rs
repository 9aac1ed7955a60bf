//! A served session, and clients that sit at it.

// Each test file is a crate of its own and uses its own part of this.
#![allow(dead_code)]

use pingshen::journal::{Clock, Journal, Opening};
use pingshen::model::{Act, DESK, OBSERVER, Rules};
use russh::client::{self, Handle, Msg};
use russh::keys::{PrivateKeyWithHashAlg, PublicKeyOrCertificate};
use russh::{Channel, ChannelMsg};
use std::io::{BufRead, BufReader};
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tokio::net::{TcpSocket, TcpStream};

use super::common::Room;

/// How long anything may take that should take no time.
pub const SOON: Duration = Duration::from_secs(10);
pub const PIN: &str = "204817";

/// An official session with scoring open: three judges and five applicants in two projects, every seat with
/// [`PIN`], but `w3` with none.
pub fn session(folder: &Path) {
    let mut room = Room::new(2, &["40", "10"], Rules::default());
    for n in 1..=5 {
        room.say(&format!("desk registers a{n} p1,p2"));
    }
    for n in 1..=3 {
        room.say(&format!("desk seats w{n}"));
    }
    for seat in ["w1", "w2", DESK, OBSERVER] {
        room.act(DESK, super::common::pin(folder, seat, PIN));
    }
    room.say("desk opens");
    room.journal(folder, &Clock::system(), true);
}

/// `pingshen serve`, until it is dropped.
pub struct Served {
    pub child: Child,
    pub port: u16,
    pub folder: PathBuf,
    /// What it printed before it waited for clients.
    pub said: String,
    pub home: TempDir,
    _out: BufReader<std::process::ChildStdout>,
}

impl Served {
    /// A fresh [`session`].
    pub fn fresh() -> Self {
        Self::fresh_with(&[])
    }

    /// A fresh [`session`], with more options.
    pub fn fresh_with(options: &[&str]) -> Self {
        let home = tempfile::tempdir().unwrap();
        session(&home.path().join("s"));
        Self::again(home, options)
    }

    /// The session `s` of this home, with more options.
    pub fn again(home: TempDir, options: &[&str]) -> Self {
        let folder = home.path().join("s");
        let mut child = command(&home)
            .current_dir(home.path())
            .args(["serve", "s"])
            .args(["--listen", "127.0.0.1:0"])
            .args(options)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut said = String::new();
        while !said.contains("Ctrl-C") {
            assert!(out.read_line(&mut said).unwrap() > 0, "it ended: {said}");
        }
        let port = said.split(" -p ").nth(1).unwrap();
        let port = port.split_whitespace().next().unwrap().parse().unwrap();
        Self {
            child,
            port,
            folder,
            said,
            home,
            _out: out,
        }
    }

    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.join("serve.log")).unwrap()
    }

    /// The session as another process reads it.
    pub fn journal(&self) -> Journal {
        Journal::open(&self.folder, Clock::system(), &Opening::default()).unwrap()
    }

    /// Records something as another process does.
    pub fn record(&self, by: &str, act: Act) {
        let opening = Opening {
            write: true,
            ..Opening::default()
        };
        let mut journal = Journal::open(&self.folder, Clock::system(), &opening).unwrap();
        journal.append(by, vec![act.into()]).unwrap();
    }

    pub fn signal(&self, signal: &str) {
        let pid = self.child.id().to_string();
        let sent = Command::new("kill").args([signal, &pid]).status().unwrap();
        assert!(sent.success());
    }

    /// Its memory in KiB.
    pub fn memory(&self) -> u64 {
        let path = format!("/proc/{}/status", self.child.id());
        let status = std::fs::read_to_string(path).unwrap();
        let line = status.lines().find(|l| l.starts_with("VmRSS:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }

    /// Waits for its end and gives the exit status.
    pub fn ended(&mut self) -> Option<i32> {
        let since = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code();
            }
            assert!(since.elapsed() < SOON, "it does not end");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Ends it and gives its home back, to be served again.
    pub fn kill(mut self) -> TempDir {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        std::mem::replace(&mut self.home, tempfile::tempdir().unwrap())
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The program in an environment of its own.
pub fn command(home: &TempDir) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pingshen"));
    command.env_clear();
    command.env("HOME", home.path());
    command.env("LANG", "en_US.UTF-8");
    command
}

/// Runs clients.
pub fn run<T>(clients: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap()
        .block_on(clients)
}

/// A client that believes every host.
pub struct Trusting;

impl client::Handler for Trusting {
    type Error = russh::Error;

    async fn check_server_key(&mut self, _: &PublicKeyOrCertificate) -> Result<bool, Self::Error> {
        Ok(true)
    }
}

/// Connects from an address of this machine; there are many, and each is another place.
pub async fn connect(port: u16, from: &str) -> Result<Handle<Trusting>, russh::Error> {
    let socket = TcpSocket::new_v4()?;
    socket.bind(SocketAddr::new(from.parse::<IpAddr>().unwrap(), 0))?;
    let stream = socket
        .connect(SocketAddr::new("127.0.0.1".parse().unwrap(), port))
        .await?;
    stream.set_nodelay(true)?;
    connect_over(stream, client::Config::default().window_size).await
}

/// Speaks SSH over a stream. The server may send so many bytes before the client has taken some.
pub async fn connect_over(
    stream: TcpStream,
    window_size: u32,
) -> Result<Handle<Trusting>, russh::Error> {
    let config = Arc::new(client::Config {
        nodelay: true,
        window_size,
        ..client::Config::default()
    });
    client::connect_stream(config, stream, Trusting).await
}

pub async fn login(port: u16, from: &str, user: &str, pin: &str) -> Option<Handle<Trusting>> {
    let mut handle = connect(port, from).await.unwrap();
    let tried = handle.authenticate_password(user, pin).await.ok()?;
    tried.success().then_some(handle)
}

/// A seat with its screen.
pub struct Seat {
    pub handle: Handle<Trusting>,
    pub channel: Channel<Msg>,
    pub parser: vt100::Parser,
    /// Everything that came, and how much of it came as data packets.
    pub bytes: Vec<u8>,
    pub exit: Option<u32>,
    pub closed: bool,
}

/// What a client says of itself.
pub struct Terminal<'a> {
    pub term: &'a str,
    pub size: (u32, u32),
    pub env: &'a [(&'a str, &'a str)],
}

impl Default for Terminal<'_> {
    fn default() -> Self {
        Self {
            term: "xterm-256color",
            size: (80, 24),
            env: &[("LANG", "en_US.UTF-8")],
        }
    }
}

/// A screen of this size; where a client names a strange one, of the usual.
fn parser(columns: u32, rows: u32) -> vt100::Parser {
    let size = |n: u32| u16::try_from(n).ok()?.try_into().ok();
    match (size(rows), size(columns)) {
        (Some(rows), Some(columns)) => vt100::Parser::new(rows, columns, 0),
        _ => vt100::Parser::default(),
    }
}

impl Seat {
    /// Logs in, from this machine's first address, and asks for a shell.
    pub async fn take(port: u16, user: &str) -> Self {
        Self::take_from(port, "127.0.0.1", user, Terminal::default()).await
    }

    pub async fn take_from(port: u16, from: &str, user: &str, terminal: Terminal<'_>) -> Self {
        let handle = login(port, from, user, PIN).await;
        Self::shell(handle.expect("the PIN is right"), terminal).await
    }

    pub async fn shell(handle: Handle<Trusting>, terminal: Terminal<'_>) -> Self {
        let channel = handle.channel_open_session().await.unwrap();
        for (name, value) in terminal.env {
            channel.set_env(false, *name, *value).await.unwrap();
        }
        let (columns, rows) = terminal.size;
        channel
            .request_pty(true, terminal.term, columns, rows, 0, 0, &[])
            .await
            .unwrap();
        channel.request_shell(true).await.unwrap();
        Self {
            handle,
            channel,
            parser: parser(columns, rows),
            bytes: Vec::new(),
            exit: None,
            closed: false,
        }
    }

    pub async fn send(&self, keys: &str) {
        self.channel.data_bytes(keys.to_owned()).await.unwrap();
    }

    pub fn screen(&self) -> String {
        self.parser.screen().contents()
    }

    /// Takes what comes next; `false` if nothing comes any more.
    pub async fn read(&mut self) -> bool {
        match self.channel.wait().await {
            Some(ChannelMsg::Data { data } | ChannelMsg::ExtendedData { data, .. }) => {
                self.parser.process(&data);
                self.bytes.extend_from_slice(&data);
            }
            Some(ChannelMsg::ExitStatus { exit_status }) => self.exit = Some(exit_status),
            Some(_) => {}
            None => self.closed = true,
        }
        !self.closed
    }

    /// Takes all that comes until nothing more does.
    pub async fn quiet(&mut self) {
        let moment = Duration::from_millis(300);
        while tokio::time::timeout(moment, self.read()).await == Ok(true) {}
    }

    /// Waits until the screen shows this.
    #[track_caller]
    pub fn shows(&mut self, text: &str) -> impl Future<Output = ()> {
        let at = std::panic::Location::caller();
        async move {
            let shown = tokio::time::timeout(SOON, async {
                while !self.screen().contains(text) {
                    if !self.read().await {
                        return false;
                    }
                }
                true
            });
            let shown = shown.await.unwrap_or(false);
            assert!(shown, "{at}: no {text:?} on\n{}", self.screen());
        }
    }

    /// Waits for the end and gives what the user's own screen shows then.
    pub async fn end(&mut self) -> String {
        let ended = tokio::time::timeout(SOON, async { while self.read().await {} });
        assert!(ended.await.is_ok(), "no end:\n{}", self.screen());
        self.screen()
    }
}

/// The key that a seat may have.
pub async fn login_with_key(
    port: u16,
    user: &str,
    key: russh::keys::PrivateKey,
) -> Option<Handle<Trusting>> {
    let mut handle = connect(port, "127.0.0.1").await.unwrap();
    let key = PrivateKeyWithHashAlg::new(Arc::new(key), None);
    let tried = handle.authenticate_publickey(user, key).await.ok()?;
    tried.success().then_some(handle)
}
