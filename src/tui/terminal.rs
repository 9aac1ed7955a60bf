//! The local terminal: taking it, giving it back on every way out, and listening to it.

use super::input::{Decoder, Input};
use crossterm::terminal::{self, EnterAlternateScreen, LeaveAlternateScreen};
use crossterm::{cursor, execute, style};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGWINCH};
use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

/// How long a lone ESC is held before it is the Esc key.
const HELD: Duration = Duration::from_millis(50);
/// How long the end of a paste is waited for.
const PASTE: Duration = Duration::from_secs(5);

/// Bracketed paste: pasted text comes marked, so that it is never taken for keys.
const PASTE_ON: &str = "\x1b[?2004h";
const PASTE_OFF: &str = "\x1b[?2004l";

/// Is the terminal ours now? Read by the panic hook and the signal thread as well, so it cannot belong to
/// any value of the program.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Holds the terminal until it is dropped: on return and on `?`.
#[derive(Debug)]
pub struct Guard(());

impl Guard {
    /// # Errors
    /// The terminal refuses raw mode.
    pub fn enter() -> io::Result<Self> {
        terminal::enable_raw_mode()?;
        TAKEN.store(true, Ordering::SeqCst);
        let guard = Self(());
        execute!(
            io::stdout(),
            EnterAlternateScreen,
            style::Print(PASTE_ON),
            terminal::Clear(terminal::ClearType::All)
        )?;
        Ok(guard)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}

/// Gives the terminal back, once, from wherever that is noticed first.
pub fn restore() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    // The line may be gone; there is nobody left to tell.
    let _ = execute!(
        io::stdout(),
        style::Print(PASTE_OFF),
        style::ResetColor,
        cursor::Show,
        LeaveAlternateScreen
    );
    let _ = terminal::disable_raw_mode();
}

/// Restores the terminal before a panic is printed.
pub fn install_panic_hook() {
    let previous = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        restore();
        previous(info);
    }));
}

/// Columns and rows; 80×24 where the terminal does not say.
pub fn size() -> (u16, u16) {
    match terminal::size() {
        Ok((w, h)) if w > 0 && h > 0 => (w.min(500), h.min(200)),
        _ => (80, 24),
    }
}

/// What the terminal told about disputed widths.
#[derive(Debug, Default)]
pub struct Probe {
    pub wide: bool,
    /// Bytes that were not an answer: somebody is typing already.
    pub typed: Vec<u8>,
}

/// Prints a line sign at the left edge and asks where the cursor is: in column 3 it was drawn wide.
pub fn probe(patience: Duration) -> Probe {
    let mut found = Probe::default();
    let mut out = io::stdout();
    if out
        .write_all("\r─\x1b[6n".as_bytes())
        .and_then(|()| out.flush())
        .is_err()
    {
        return found;
    }
    let started = Instant::now();
    let mut bytes = Vec::new();
    while let Some(left) = patience.checked_sub(started.elapsed()) {
        if !readable(Some(left)) {
            break;
        }
        let mut chunk = [0; 64];
        match rustix::io::read(io::stdin(), &mut chunk) {
            Ok(n) if n > 0 => bytes.extend_from_slice(chunk.get(..n).unwrap_or_default()),
            _ => break,
        }
        if let Some((start, end, column)) = cursor_report(&bytes) {
            found.wide = column == 3;
            bytes.drain(start..end);
            break;
        }
    }
    let _ = out.write_all(b"\r  \r").and_then(|()| out.flush());
    found.typed = bytes;
    found
}

/// Finds `ESC [ row ; column R`.
fn cursor_report(bytes: &[u8]) -> Option<(usize, usize, u32)> {
    let start = bytes.windows(2).position(|w| w == b"\x1b[")?;
    let rest = bytes.get(start + 2..)?;
    let length = rest.iter().position(|b| *b == b'R')?;
    let text = std::str::from_utf8(rest.get(..length)?).ok()?;
    let column = text.split_once(';')?.1.parse().ok()?;
    Some((start, start + 2 + length + 1, column))
}

/// What the local terminal tells the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Local {
    Input(Input),
    /// The line is gone.
    Hangup,
    /// The system asks to end.
    Stop,
}

/// Starts listening: one thread reads keys and sleeps while there are none, one waits for signals.
///
/// # Errors
/// Signals cannot be waited for.
pub fn listen<E: Send + 'static>(
    tx: Sender<E>,
    wrap: fn(Local) -> E,
    typed: Vec<u8>,
) -> io::Result<()> {
    let mut signals = signal_hook::iterator::Signals::new([SIGWINCH, SIGHUP, SIGTERM, SIGINT])?;
    let told = tx.clone();
    std::thread::spawn(move || {
        for signal in signals.forever() {
            let local = match signal {
                SIGWINCH => {
                    let (w, h) = size();
                    Local::Input(Input::Resize(w, h))
                }
                SIGHUP => Local::Hangup,
                _ => Local::Stop,
            };
            let last = local == Local::Hangup || local == Local::Stop;
            if told.send(wrap(local)).is_err() {
                break;
            }
            if last {
                give_up_later();
            }
        }
    });
    std::thread::spawn(move || read_keys(&tx, wrap, &typed));
    Ok(())
}

/// If the program has not ended five seconds after it was asked to, it ends here.
fn give_up_later() {
    std::thread::spawn(|| {
        std::thread::sleep(Duration::from_secs(5));
        restore();
        std::process::exit(1);
    });
}

fn read_keys<E>(tx: &Sender<E>, wrap: fn(Local) -> E, typed: &[u8]) {
    let mut decoder = Decoder::default();
    for input in decoder.feed(typed) {
        if tx.send(wrap(Local::Input(input))).is_err() {
            return;
        }
    }
    let mut chunk = [0; 4096];
    loop {
        let patience = match (decoder.in_paste(), decoder.waiting()) {
            (true, _) => Some(PASTE),
            (_, true) => Some(HELD),
            _ => None,
        };
        let inputs = if readable(patience) {
            match rustix::io::read(io::stdin(), &mut chunk) {
                Ok(n) if n > 0 => decoder.feed(chunk.get(..n).unwrap_or_default()),
                Err(rustix::io::Errno::INTR | rustix::io::Errno::AGAIN) => continue,
                _ => {
                    let _ = tx.send(wrap(Local::Hangup));
                    return;
                }
            }
        } else if decoder.in_paste() {
            decoder.abandon_paste().into_iter().collect()
        } else {
            decoder.idle().into_iter().collect()
        };
        for input in inputs {
            if tx.send(wrap(Local::Input(input))).is_err() {
                return;
            }
        }
    }
}

/// Waits for standard input; `None` waits for ever. A line that hung up is readable too: reading tells.
fn readable(patience: Option<Duration>) -> bool {
    let stdin = io::stdin();
    let mut fds = [PollFd::new(&stdin, PollFlags::IN)];
    let timeout = patience.and_then(|p| Timespec::try_from(p).ok());
    loop {
        match poll(&mut fds, timeout.as_ref()) {
            Ok(n) => return n > 0,
            Err(rustix::io::Errno::INTR) => {}
            Err(_) => return true,
        }
    }
}
