//! The screens, and the loop that drives them on the local terminal.

pub mod app;
mod binding;
pub mod dossier_task;
pub mod draft;
pub mod event_loop;
pub mod exporting;
pub mod find;
pub mod held;
pub mod input;
pub mod keys;
pub mod names;
mod news;
pub mod recent;
pub mod screen;
pub mod screens;
pub mod terminal;
mod theme;
mod widgets;
pub mod width;

use crate::journal::mirror::MirrorChoice;
use crate::journal::{Clock, JournalError};
use crate::system;
use crate::text::Lang;
use app::{App, Config, Event};
use event_loop::{Outlet, drive};
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::sync::mpsc;
use terminal::client::Client;
use terminal::palette::Theme;
use terminal::{Guard, Local};

/// Where the program begins.
#[derive(Clone, Debug)]
pub enum Start {
    /// The list of sessions.
    Home,
    Open {
        folder: PathBuf,
        seat: Option<String>,
        mirror: MirrorChoice,
    },
    Watch {
        folder: PathBuf,
    },
    Demo {
        folder: PathBuf,
    },
}

/// How it was called.
#[derive(Clone, Debug)]
pub struct Options {
    /// From the command line or the environment; else the session's language holds.
    pub lang: Option<Lang>,
    /// The language was asked for on the command line.
    pub insists: bool,
    pub network_too: bool,
    /// Are signs of disputed width drawn two cells wide? `None` asks the terminal.
    pub wide: Option<bool>,
    pub theme: Theme,
    pub start: Start,
}

/// Why the screens cannot be shown.
#[derive(Debug, thiserror::Error)]
pub enum TuiError {
    #[error("not a terminal")]
    NotATerminal,
    #[error("a terminal without cursor control")]
    Dumb,
    #[error("no seat {0}")]
    UnknownSeat(String),
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Runs until the user leaves, the line is gone or the system asks to end.
///
/// # Errors
/// No terminal that could show the screens, a session that cannot be opened, or the terminal's own.
pub fn run(options: Options) -> Result<(), TuiError> {
    fit_for_screens()?;
    let shown = Client::of_environment(variable).shown(options.wide, options.theme);
    let mut app = App::new(Config {
        // A language asked for by name holds even where the terminal may not show it.
        lang: if options.insists {
            options.lang
        } else {
            shown.lang.or(options.lang)
        },
        clock: Clock::system(),
        network_too: options.network_too,
        recent: recent::RecentSessions::of_user(),
        from: from_where(variable),
        remote: None,
        theme: options.theme,
    });
    // Opened before the terminal is taken, so that a refusal is printed on a plain one.
    match &options.start {
        Start::Home => {}
        Start::Open {
            folder,
            seat,
            mirror,
        } => {
            app.choose_mirror_at_opening(mirror.clone());
            app.open(folder, seat.as_deref())?;
            if let Some(seat) = seat.as_ref().filter(|s| !app.is_seat(s)) {
                return Err(TuiError::UnknownSeat(seat.clone()));
            }
        }
        Start::Watch { folder } => app.watch(folder)?,
        Start::Demo { folder } => app.tour(folder)?,
    }
    terminal::install_panic_hook();
    // Signals are waited for before the terminal is taken, so that none finds it without a keeper.
    let (tx, rx) = mpsc::channel();
    terminal::listen(tx.clone(), event_of)?;
    let guard = Guard::enter()?;
    app.note(shown.note);
    if shown.probe {
        io::stdout().write_all(terminal::PROBE.as_bytes())?;
    }
    let done = drive(
        &mut app,
        terminal::size(),
        shown.look,
        &mut Out(io::stdout()),
        &tx,
        &rx,
    );
    drop(guard);
    // What still reads a file for these screens is not waited for.
    crate::office::dossier::external::stop_all();
    Ok(done?)
}

/// Can the screens be shown here at all?
///
/// # Errors
/// Standard input or output is no terminal, or the terminal cannot place a cursor.
pub fn fit_for_screens() -> Result<(), TuiError> {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Err(TuiError::NotATerminal);
    }
    match variable("TERM").as_deref() {
        None | Some("dumb") => Err(TuiError::Dumb),
        Some(_) => Ok(()),
    }
}

fn variable(name: &str) -> Option<String> {
    system::variable(name).filter(|v| !v.is_empty())
}

fn event_of(local: Local) -> Event {
    match local {
        Local::Input(input) => Event::Input(input),
        Local::Hangup => Event::Hangup,
        Local::Stop => Event::Stop,
    }
}

/// The local terminal takes every frame at once.
struct Out(io::Stdout);

impl Outlet for Out {
    fn ready(&self) -> bool {
        true
    }

    fn send(&mut self, frame: Vec<u8>) -> io::Result<()> {
        self.0.write_all(&frame)?;
        self.0.flush()
    }
}

/// Where this terminal is, for the record of a sign-in: the SSH client's address, or the terminal's name.
fn from_where(variable: impl Fn(&str) -> Option<String>) -> String {
    // Not the address alone: that is how `serve` names the lines that are its own.
    let address =
        variable("SSH_CONNECTION").and_then(|v| v.split(' ').next().map(|ip| format!("{ip} sshd")));
    address
        .or_else(system::terminal_name)
        .unwrap_or_else(|| "local".to_owned())
}
