//! The coordinator on the command line: her PIN, and a journal opened for her acts.

use super::{Call, Failure, vouch};
use crate::journal::pin::{COMMAND_LINE, Comparer};
use crate::journal::pin_file::{self, PinVerdict};
use crate::journal::{Journal, JournalError, pin};
use crate::model::{Act, DESK};
use crate::office::table::half_width;
use crate::system;
use crate::text::Text;
use crate::text::cli as t;
use crate::text::fill;
use crate::text::screens::SEAT_PAUSES_DESK;
use crate::tui::input::{Code, Input};
use crate::tui::terminal::keyboard::Keyboard;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

/// Opens a session to act as the coordinator, asking for the PIN where one is set. Wrong PINs are recorded and pause
/// the seat as on its screen.
pub(super) fn open(call: &mut Call, folder: &Path) -> Result<Journal, Failure> {
    let opening = call.opening(folder, true);
    let mut journal = Journal::open(folder, call.clock.clone(), &opening)
        .map_err(|e| call.journal_failure(&e))?;
    call.adopt(journal.session());
    vouch::note_elsewhere(call, &journal);
    let seat = journal.session().seat(DESK);
    let Some(secret) = seat.pin.clone() else {
        return Ok(journal);
    };
    let lang = call.lang;
    let refused = |words: String| Failure::Refused(vec![words]);
    let pauses = |wait: i64| refused(fill!(SEAT_PAUSES_DESK, lang, [("seconds", &wait)]));
    let wait = pin::wait(&seat, COMMAND_LINE, &call.clock);
    if wait > 0 {
        return Err(pauses(wait));
    }
    let typed =
        typed_pin(t::ASK_PIN, call)?.ok_or_else(|| refused(t::PIN_NEEDED.get(lang).to_owned()))?;
    let verdict = pin_file::check(&mut Comparer::default(), folder, &typed, &secret);
    let act = match verdict {
        PinVerdict::Lost => return Err(refused(t::PIN_LOST.get(lang).to_owned())),
        PinVerdict::Right if !seat.failures.contains_key(COMMAND_LINE) => return Ok(journal),
        // Tries count in a row, and nobody signs in here.
        PinVerdict::Right => Act::Unlock {
            seat: DESK.to_owned(),
            from: Some(COMMAND_LINE.to_owned()),
        },
        PinVerdict::Wrong => Act::SignInFailed {
            seat: DESK.to_owned(),
            from: COMMAND_LINE.to_owned(),
        },
    };
    journal
        .append(DESK, vec![act.into()])
        .map_err(|e| call.journal_failure(&e))?;
    if verdict == PinVerdict::Right {
        return Ok(journal);
    }
    let tries = pin::failures(&journal.session().seat(DESK), COMMAND_LINE);
    match pin::pause(tries) {
        0 => {
            let left = pin::TRIES.saturating_sub(tries);
            Err(refused(fill!(t::PIN_WRONG, lang, [("left", &left)])))
        }
        wait => Err(pauses(wait)),
    }
}

/// How often a new PIN is asked for when it was mistyped.
const ASKS: u32 = 3;

/// A PIN for a session that is being made; typed twice where it is typed, and asked for again where that went wrong.
pub(super) fn new_pin(call: &Call) -> Result<String, Failure> {
    let words = |text: Text| text.get(call.lang).to_owned();
    let given = std::env::var_os("PINGSHEN_PIN").is_some();
    let mut left = ASKS;
    loop {
        let first = typed_pin(t::ASK_NEW_PIN, call)?
            .ok_or_else(|| Failure::Usage(words(t::PIN_NOWHERE)))?;
        let fault = if !pin::is_pin(&first) {
            Failure::Usage(words(t::PIN_SHAPE))
        } else {
            match typed_pin(t::ASK_PIN_AGAIN, call)? {
                Some(again) if again == first => return Ok(first),
                Some(_) => Failure::Refused(vec![words(t::PIN_DIFFERS)]),
                // Whoever leaves is not asked again.
                None => return Err(Failure::Refused(vec![words(t::PIN_DIFFERS)])),
            }
        };
        left -= 1;
        if given || left == 0 {
            return Err(fault);
        }
        let why = match fault {
            Failure::Usage(why) => why,
            _ => words(t::PIN_DIFFERS_AGAIN),
        };
        let _ = writeln!(io::stderr(), "{why}");
    }
}

/// Refuses a folder on another machine before anything is made in it, unless the user insists.
pub(super) fn on_this_machine(call: &Call, folder: &Path) -> Result<(), Failure> {
    let there = folder.ancestors().find(|f| f.is_dir());
    if call.network_too || !there.is_some_and(system::on_network) {
        return Ok(());
    }
    Err(call.journal_failure(&JournalError::Network(folder.to_owned())))
}

/// From `PINGSHEN_PIN`, or typed on the terminal without being shown; `None` where there is neither.
fn typed_pin(question: Text, call: &Call) -> Result<Option<String>, Failure> {
    if let Ok(pin) = std::env::var("PINGSHEN_PIN") {
        return Ok(Some(half_width(&pin)));
    }
    if !io::stdin().is_terminal() {
        return Ok(None);
    }
    let _ = write!(io::stderr(), "{}", question.get(call.lang));
    let _ = io::stderr().flush();
    let line = Silent::new().and_then(|_terminal| read_line());
    let _ = writeln!(io::stderr());
    line.map_err(|e| call.system_failure(&e))
}

/// The terminal while nothing typed is shown. Ctrl-C comes as a key, so that nothing ends the program before the
/// terminal is put back.
struct Silent(());

impl Silent {
    fn new() -> io::Result<Self> {
        crossterm::terminal::enable_raw_mode()?;
        // What was typed before the question is no part of the answer.
        system::forget_typed();
        Ok(Self(()))
    }
}

impl Drop for Silent {
    fn drop(&mut self) {
        system::forget_typed();
        // Nothing is left to be done about a terminal that is gone.
        let _ = crossterm::terminal::disable_raw_mode();
    }
}

/// A line of what is typed; `None` if it is given up with Ctrl-C, Ctrl-D or Esc. Keys are told apart as on the
/// screen, so that no part of a function key gets into the PIN.
fn read_line() -> io::Result<Option<String>> {
    let mut keyboard = Keyboard::of_terminal();
    let mut typed = String::new();
    while let Some(inputs) = keyboard.wait()? {
        for input in inputs {
            let key = match input {
                Input::Key(key) | Input::Again(key) => key,
                Input::Paste(text) => {
                    typed.push_str(&text);
                    continue;
                }
                Input::Resize(..) | Input::Column(_) | Input::Ground(_) => continue,
            };
            match key.code {
                Code::Enter => return Ok(Some(half_width(&typed).trim().to_owned())),
                Code::Esc | Code::Char('c' | 'd') if key.ctrl || key.code == Code::Esc => {
                    return Ok(None);
                }
                Code::Backspace => {
                    typed.pop();
                }
                Code::Char(c) if !key.ctrl => typed.push(c),
                _ => {}
            }
        }
    }
    Ok(None)
}
