//! `pingshen serve`: what to type at each seat, and then the seats themselves.

use super::{Call, Failure, folder, mirror, print};
use crate::live::{Live, door};
use crate::model::{DESK, OBSERVER};
use crate::office::paths;
use crate::ssh::auth::login_of;
use crate::ssh::host_key::{HostKeyError, HostKeyKind};
use crate::ssh::{ServeError, ServeOptions, Server, ServerLog, addresses};
use crate::system;
use crate::text::faults::{self, shown};
use crate::text::fill;
use crate::text::ssh as t;
use crate::text::words;
use crate::tui::names::seat_name;
use crate::tui::recent::RecentSessions;
use crate::tui::width;
use clap::ArgMatches;
use std::fs;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// Where it listens if nothing is said: at this machine alone.
pub(super) const USUAL: &str = "127.0.0.1:2222";
const PORT: u16 = 2222;

pub(super) fn run(call: &mut Call, matches: &ArgMatches) -> Result<(), Failure> {
    let folder = folder(matches);
    let chosen = mirror::choice(call, matches)?;
    let listen = matches
        .get_many::<String>("listen")
        .into_iter()
        .flatten()
        .map(|text| address(call, text))
        .collect::<Result<Vec<_>, _>>()?;
    let keys = RecentSessions::of_user()
        .data()
        .map(Path::to_owned)
        .ok_or_else(|| Failure::Trouble(vec![t::NO_DATA_FOLDER.get(call.lang).to_owned()]))?;
    // Opened first, so that a folder that is no session gets no log.
    let data = keys.clone();
    let journal = call.read(&folder)?;
    call.demand_whole(&journal)?;
    drop(journal);
    let wanted = matches.get_one::<String>("log").map(String::as_str);
    let file = wanted.map_or_else(|| folder.join(door::LOG), paths::argument);
    let log = match wanted {
        Some("-") => ServerLog::stderr(call.clock.clone()),
        _ => ServerLog::file(&file, call.clock.clone()).map_err(|error| {
            Failure::Trouble(vec![format!(
                "{}: {}",
                shown(&file.display().to_string()),
                faults::system(call.lang, &error)
            )])
        })?,
    };
    let minutes = matches.get_one::<u64>("idle").copied().unwrap_or(30);
    let seconds = |option: &str, usual: u64| {
        let given = matches.get_one::<u64>(option).copied();
        Duration::from_secs(given.unwrap_or(usual))
    };
    let server = Server::open(ServeOptions {
        folder: folder.clone(),
        listen,
        max_sessions: matches.get_one::<u64>("sessions").copied().unwrap_or(64) as usize,
        idle: Duration::from_secs(minutes * 60),
        stall: seconds("stall", 30),
        silence: seconds("silence", 20),
        ascii: call.wide,
        theme: call.theme,
        network_too: call.network_too,
        key_kinds: match matches.get_flag("ecdsa") {
            true => vec![HostKeyKind::Ed25519, HostKeyKind::Ecdsa],
            false => vec![HostKeyKind::Ed25519],
        },
        keys,
        log,
        clock: call.clock.clone(),
    })
    .map_err(|error| failure(call, &folder, &error))?;
    let session = Arc::clone(server.session());
    session.keep_mirror(Some(&data), chosen);
    let mut lines = Vec::new();
    if made_private(&folder).map_err(|e| call.system_failure(&e))? {
        let path = shown(&folder.display().to_string());
        lines.push(fill!(t::PRIVATE, call.lang, [("path", &path)]));
    }
    lines.extend(greeting(call, &server));
    if wanted != Some("-") {
        let path = shown(&file.display().to_string());
        lines.push(fill!(t::LOG_IS, call.lang, [("path", &path)]));
    }
    lines.extend(mirror::first_word(call, &session));
    lines.push(t::STOP_WITH.get(call.lang).to_owned());
    print(call, &format!("{}\n", lines.join("\n")))?;
    let served = server.run();
    session.finish_mirror();
    served.map_err(|error| failure(call, &folder, &error))?;
    print(call, &format!("{}\n", t::STOPPED.get(call.lang)))
}

/// `0.0.0.0:2222`, `[::]:2222`, or an address alone.
fn address(call: &Call, text: &str) -> Result<SocketAddr, Failure> {
    text.parse()
        .or_else(|_| text.parse::<IpAddr>().map(|ip| SocketAddr::new(ip, PORT)))
        .map_err(|_| Failure::Usage(fill!(t::BAD_ADDRESS, call.lang, [("text", &shown(text))])))
}

/// Marks are nobody's business but the panel's: whoever else has an account here must not read them.
fn made_private(folder: &Path) -> io::Result<bool> {
    let mode = system::mode(&fs::metadata(folder)?);
    if mode & 0o077 == 0 {
        return Ok(false);
    }
    system::set_mode(folder, mode & 0o700)?;
    Ok(true)
}

/// What is projected on the wall.
fn greeting(call: &Call, server: &Server) -> Vec<String> {
    let lang = call.lang;
    let live = server.session().read();
    let session = live.session();
    let title = session
        .template()
        .map(|x| shown(words(lang, &x.title)))
        .unwrap_or_default();
    let phase = crate::tui::screen::phase(session, lang);
    let listens = server.listens();
    let mut lines = vec![
        fill!(t::SERVING, lang, [("title", &title), ("phase", &phase)]),
        String::new(),
    ];
    let example = session
        .judges()
        .first()
        .map_or_else(|| DESK.to_owned(), |j| login_of(session, &j.id));
    lines.push(fill!(t::TYPE_THIS, lang, [("login", &example)]));
    let to_type = addresses::to_type(&listens);
    lines.extend(
        to_type
            .iter()
            .map(|at| format!("    {}", addresses::command(&example, *at))),
    );
    if let Some(port) = to_type.iter().map(SocketAddr::port).next()
        && to_type.iter().all(|at| at.ip().is_loopback())
    {
        let v6 = to_type.iter().all(SocketAddr::is_ipv6);
        let any = format!("{}:{port}", if v6 { "[::]" } else { "0.0.0.0" });
        lines.push(fill!(t::ONLY_HERE, lang, [("any", &any)]));
    }
    lines.push(String::new());
    lines.push(t::HOST_KEY.get(lang).to_owned());
    for (kind, fingerprint) in server.fingerprints() {
        lines.push(format!("    {} {fingerprint}", kind.name()));
    }
    lines.push(String::new());
    lines.push(t::SEATS.get(lang).to_owned());
    let seats = session.judges().iter().map(|j| j.id.as_str());
    for seat in seats.chain([DESK, OBSERVER]) {
        lines.push(seat_line(&live, seat, lang));
    }
    let locked = |seat: &str| !session.has_pin(seat) && session.seat(seat).keys.is_empty();
    if session.rehearsal() {
        lines.push(t::ANY_PIN.get(lang).to_owned());
    } else if session.judges().iter().any(|j| locked(&j.id)) || locked(DESK) {
        lines.push(t::SET_PINS.get(lang).to_owned());
    }
    lines.push(String::new());
    lines
}

fn seat_line(live: &Live, seat: &str, lang: crate::text::Lang) -> String {
    let session = live.session();
    let known = session.seat(seat);
    let state = match (&known.pin, known.keys.is_empty()) {
        (_, true) if live.lost_pin(seat) => t::LOST_PIN.get(lang),
        (_, false) => t::WITH_KEY.get(lang),
        (None, true) if !session.rehearsal() => t::NO_PIN.get(lang),
        (Some(_), true) if known.short_pin => t::SHORT_PIN.get(lang),
        _ => "",
    };
    fill!(
        t::SEAT_LINE,
        lang,
        [
            ("login", &width::pad(&login_of(session, seat), 12)),
            ("name", &seat_name(session, seat, lang)),
            ("state", &state),
        ]
    )
}

fn failure(call: &Call, folder: &Path, error: &ServeError) -> Failure {
    let lang = call.lang;
    let path = |path: &Path| shown(&path.display().to_string());
    match error {
        ServeError::Journal(error) => call.journal_failure(error),
        ServeError::Served => Failure::Refused(vec![t::SERVED_ALREADY.get(lang).to_owned()]),
        ServeError::ReadOnly => {
            let folder = path(folder);
            Failure::Refused(vec![fill!(t::NOT_WRITABLE, lang, [("path", &folder)])])
        }
        ServeError::Listen { address, error } => {
            let strange = error.kind() == io::ErrorKind::AddrNotAvailable;
            let mut other = *address;
            if strange {
                other.set_ip(Ipv4Addr::UNSPECIFIED.into());
            } else {
                // Ports up to 1023 are the system's.
                other.set_port(address.port().checked_add(1).unwrap_or(PORT).max(PORT));
            }
            let error = faults::system(lang, error);
            Failure::Trouble(vec![fill!(
                t::CANNOT_LISTEN,
                lang,
                [("address", address), ("error", &error), ("other", &other)]
            )])
        }
        ServeError::NoRandomness | ServeError::HostKey(HostKeyError::NoRandomness) => {
            let text = crate::text::screens::NO_RANDOMNESS.get(lang);
            Failure::Trouble(vec![text.to_owned()])
        }
        ServeError::HostKey(error) => {
            let (text, at) = match error {
                HostKeyError::Gone(at) => (t::KEY_GONE, at),
                HostKeyError::Other(at) => (t::KEY_OTHER, at),
                HostKeyError::NotAKey(at) => (t::KEY_BAD, at),
                HostKeyError::Before(at) => (t::KEY_BEFORE, at),
                HostKeyError::Open(at) => (t::KEY_OPEN, at),
                HostKeyError::File { path: at, error } => {
                    let error = faults::system(lang, error);
                    return Failure::Trouble(vec![fill!(
                        t::KEY_FILE,
                        lang,
                        [("path", &path(at)), ("error", &error)]
                    )]);
                }
                HostKeyError::NoRandomness => return Failure::Trouble(Vec::new()),
            };
            Failure::Trouble(vec![text.fill(lang, &[("path", &path(at))])])
        }
        ServeError::Io(error) => call.system_failure(error),
    }
}
