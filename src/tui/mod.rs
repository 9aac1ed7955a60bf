//! The screens, and the loop that drives them on the local terminal.

pub mod app;
pub mod backend;
mod binding;
pub mod decoder;
mod desk;
mod draft;
pub mod exporting;
pub mod input;
pub mod keys;
pub mod live;
mod perform;
pub mod places;
pub mod screens;
pub mod terminal;
mod theme;
mod widgets;
pub mod width;

use crate::journal::{Clock, JournalError, follow};
use crate::text::Lang;
use app::{App, Event, Setting};
use backend::{Ansi, Halves, Look};
use ratatui::Terminal;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use terminal::{Guard, Local};

/// Where the program begins.
#[derive(Clone, Debug)]
pub enum Start {
    /// The list of sessions.
    Home,
    Open {
        folder: PathBuf,
        seat: Option<String>,
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
    pub network_too: bool,
    /// Are signs of disputed width drawn two cells wide? `None` asks the terminal.
    pub wide: Option<bool>,
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
    let kind = variable("TERM").unwrap_or_default();
    let mut app = App::new(Setting {
        lang: options.lang,
        clock: Clock::system(),
        network_too: options.network_too,
        places: places::Places::of_user(),
        from: from_where(variable),
    });
    // Opened before the terminal is taken, so that a refusal is printed on a plain one.
    match &options.start {
        Start::Home => {}
        Start::Open { folder, seat } => {
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
    let console = kind == "linux";
    let look = Look {
        colour: variable("NO_COLOR").is_none() && !kind.starts_with("vt1"),
        ascii: options.wide.unwrap_or(console),
        sync: !console,
    };
    if options.wide.is_none() && !console {
        io::stdout().write_all(terminal::PROBE.as_bytes())?;
    }
    let done = drive(&mut app, look, &tx, &rx);
    drop(guard);
    done
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
    std::env::var(name).ok().filter(|v| !v.is_empty())
}

fn event_of(local: Local) -> Event {
    match local {
        Local::Input(input) => Event::Input(input),
        Local::Hangup => Event::Hangup,
        Local::Stop => Event::Stop,
    }
}

/// The one loop: blocks until something happens, takes what has piled up, draws once.
fn drive(
    app: &mut App,
    look: Look,
    tx: &Sender<Event>,
    rx: &Receiver<Event>,
) -> Result<(), TuiError> {
    let (columns, rows) = terminal::size();
    let mut screen = Terminal::new(Ansi::new(columns, rows, look))?;
    let mut halves = Halves::default();
    let mut out = io::stdout();
    loop {
        screen.draw(|frame| {
            app.view(frame);
            halves.refresh(frame.buffer_mut());
        })?;
        if let Some(frame) = screen.backend_mut().take_frame()
            && out.write_all(&frame).and_then(|()| out.flush()).is_err()
        {
            // Nobody sees it any more.
            app.handle(Event::Hangup);
        }
        if app.finished() {
            return Ok(());
        }
        if let Some(folder) = app.take_follow() {
            let tx = tx.clone();
            follow::follow(&folder, move || tx.send(Event::Grew).is_ok());
        }
        if let Some(task) = app.take_export() {
            let tx = tx.clone();
            let network_too = app.network_too();
            std::thread::spawn(move || {
                task.run(network_too, |news| tx.send(Event::Export(news)).is_ok());
            });
        }
        let first = match app.patience() {
            None => rx.recv().ok(),
            Some(patience) => match rx.recv_timeout(patience) {
                Err(RecvTimeoutError::Timeout) => {
                    app.idle();
                    continue;
                }
                received => received.ok(),
            },
        };
        let Some(first) = first else { return Ok(()) };
        for event in std::iter::once(first).chain(rx.try_iter()) {
            match event {
                Event::Input(input::Input::Resize(w, h)) => screen.backend_mut().resize(w, h),
                // The line sign was drawn two cells wide: go on without such signs, from a clean screen.
                Event::Input(input::Input::Column(3)) => {
                    screen.backend_mut().use_ascii();
                    screen.clear()?;
                }
                _ => {}
            }
            app.handle(event);
            if app.finished() {
                break;
            }
        }
    }
}

/// Where this terminal is, for the record of a sign-in: the SSH client's address, or the terminal's name.
fn from_where(variable: impl Fn(&str) -> Option<String>) -> String {
    let address = variable("SSH_CONNECTION").and_then(|v| v.split(' ').next().map(str::to_owned));
    let tty = || {
        let name = rustix::termios::ttyname(io::stdin(), Vec::new()).ok()?;
        name.into_string().ok()
    };
    address.or_else(tty).unwrap_or_else(|| "local".to_owned())
}
