//! The local terminal: taking it, giving it back on every way out, and listening to it.

pub mod backend;
pub mod client;
pub mod decoder;
pub mod keyboard;
mod own_keys;
pub mod palette;
mod sequence;
pub mod signals;

use crate::system::{self, SystemSignal};
use crate::tui::input::Input;
use crate::tui::terminal::keyboard::Keyboard;
use crossterm::terminal::{self, EnterAlternateScreen, LeaveAlternateScreen};
use crossterm::{cursor, execute, style};
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::time::Duration;

/// Bracketed paste: pasted text comes marked, so that it is never taken for keys.
const PASTE_ON: &str = "\x1b[?2004h";
const PASTE_OFF: &str = "\x1b[?2004l";

/// What a program before this one may have left on: keypad and cursor keys in application mode, the kitty
/// protocol (pushed as zero, so that it can be given back), modifyOtherKeys, mouse and focus reports. A console
/// that reads the modifyOtherKeys sequence as a colour is put right by the `m` behind it.
pub const MODES_OFF: &str = "\x1b>\x1b[?1l\x1b[>0u\x1b[=0u\x1b[>4;0m\x1b[?9l\x1b[?1000l\x1b[?1001l\x1b[?1002l\x1b[?1003l\x1b[?1004l\x1b[?1005l\x1b[?1006l\x1b[?1015l\x1b[?1016l\x1b[?2004l\x1b[0m";
/// Takes back what was pushed on entering.
pub const KITTY_BACK: &str = "\x1b[<u";

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
            style::Print(signals::TITLE_KEEP),
            EnterAlternateScreen,
            style::Print(MODES_OFF),
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
        style::Print(KITTY_BACK),
        style::ResetColor,
        cursor::Show,
        LeaveAlternateScreen,
        style::Print(signals::TITLE_BACK)
    );
    let _ = terminal::disable_raw_mode();
}

/// Restores the terminal before a panic is printed.
pub fn install_panic_hook() {
    let previous = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        // A damaged workbook ends the thread that reads it, and nothing else.
        if crate::office::workbook::panic_is_expected() {
            return;
        }
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

/// Draws a line sign at the left edge of the second row, asks where the cursor is, and clears the screen. The
/// answer comes among the keys ([`Input::Column`]), so nothing waits for terminals that give none: column 3
/// means that the sign was drawn two cells wide. Before that it asks for the colour behind the text (OSC 11,
/// [`Input::Ground`]). On the first row the answer would look like a key.
pub const PROBE: &str = "\x1b]11;?\x1b\\\x1b[2;1H─\x1b[6n\x1b[2J";

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
pub fn listen<E: Send + 'static>(tx: Sender<E>, wrap: fn(Local) -> E) -> io::Result<()> {
    let told = tx.clone();
    system::watch_signals(move |signal| {
        let local = match signal {
            SystemSignal::Resized => {
                let (w, h) = size();
                Local::Input(Input::Resize(w, h))
            }
            SystemSignal::Hangup => Local::Hangup,
            SystemSignal::End => Local::Stop,
        };
        let last = local == Local::Hangup || local == Local::Stop;
        let heard = told.send(wrap(local)).is_ok();
        if last && heard {
            give_up_later();
        }
        heard
    })?;
    std::thread::spawn(move || read_keys(&tx, wrap));
    Ok(())
}

/// If the program has not ended five seconds after it was asked to, it ends here.
fn give_up_later() {
    std::thread::spawn(|| {
        std::thread::sleep(Duration::from_secs(5));
        // The program may hang in a write that nobody reads, with standard output locked.
        std::thread::spawn(restore);
        std::thread::sleep(Duration::from_millis(300));
        let _ = terminal::disable_raw_mode();
        std::process::exit(1);
    });
}

fn read_keys<E>(tx: &Sender<E>, wrap: fn(Local) -> E) {
    let mut keyboard = Keyboard::of_terminal();
    while let Ok(Some(inputs)) = keyboard.wait() {
        for input in inputs {
            if tx.send(wrap(Local::Input(input))).is_err() {
                return;
            }
        }
    }
    let _ = tx.send(wrap(Local::Hangup));
    give_up_later();
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each mode that a program before this one may have left on is put off by name, and what was pushed is popped.
    #[test]
    fn every_mode_that_changes_keys_is_reset() {
        for (mode, off) in [
            ("application keypad", "\x1b>"),
            ("application cursor keys", "\x1b[?1l"),
            ("kitty keyboard protocol", "\x1b[>0u\x1b[=0u"),
            ("modifyOtherKeys", "\x1b[>4;0m"),
            ("X10 mouse", "\x1b[?9l"),
            ("mouse", "\x1b[?1000l"),
            ("mouse, buttons", "\x1b[?1002l"),
            ("mouse, every move", "\x1b[?1003l"),
            ("focus", "\x1b[?1004l"),
            ("mouse in UTF-8", "\x1b[?1005l"),
            ("mouse, SGR", "\x1b[?1006l"),
            ("mouse, urxvt", "\x1b[?1015l"),
            ("mouse, pixels", "\x1b[?1016l"),
            ("bracketed paste", "\x1b[?2004l"),
        ] {
            assert!(MODES_OFF.contains(off), "{mode}");
        }
        assert!(PASTE_ON.ends_with('h') && PASTE_OFF.ends_with('l'));
        assert_eq!(KITTY_BACK, "\x1b[<u");
    }
}
