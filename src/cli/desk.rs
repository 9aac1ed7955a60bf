//! The coordinator on the command line: her PIN, and a journal opened for her acts.

use super::{Call, Failure};
use crate::journal::{Journal, pin};
use crate::model::DESK;
use crate::text::Text;
use crate::text::cli as t;
use rustix::termios::{LocalModes, OptionalActions, isatty, tcgetattr, tcsetattr};
use std::io::{self, BufRead, Write};
use std::path::Path;

/// Opens a session to act as the coordinator, asking for the PIN where one is set.
pub(super) fn open(call: &Call, folder: &Path) -> Result<Journal, Failure> {
    let opening = call.opening(folder, true);
    let journal = Journal::open(folder, call.clock.clone(), &opening)
        .map_err(|e| call.journal_failure(&e))?;
    if let Some(hash) = journal.session().seat(DESK).pin {
        let typed = typed_pin(t::ASK_PIN, call)?
            .ok_or_else(|| Failure::Refused(vec![t::PIN_NEEDED.get(call.lang).to_owned()]))?;
        if !pin::matches(&typed, &hash) {
            return Err(Failure::Refused(vec![
                t::PIN_WRONG.get(call.lang).to_owned(),
            ]));
        }
    }
    Ok(journal)
}

/// From `PINGSHEN_PIN`, or typed on the terminal without being shown; `None` where there is neither.
pub(super) fn typed_pin(question: Text, call: &Call) -> Result<Option<String>, Failure> {
    if let Ok(pin) = std::env::var("PINGSHEN_PIN") {
        return Ok(Some(pin));
    }
    let stdin = io::stdin();
    if !isatty(&stdin) {
        return Ok(None);
    }
    let trouble =
        |error: io::Error| Failure::Trouble(vec![t::SYSTEM.fill(call.lang, &[("error", &error)])]);
    let before = tcgetattr(&stdin).map_err(|e| trouble(e.into()))?;
    let mut silent = before.clone();
    silent.local_modes.remove(LocalModes::ECHO);
    let _ = write!(io::stderr(), "{}", question.get(call.lang));
    let _ = io::stderr().flush();
    tcsetattr(&stdin, OptionalActions::Flush, &silent).map_err(|e| trouble(e.into()))?;
    let mut line = String::new();
    let read = stdin.lock().read_line(&mut line);
    let _ = tcsetattr(&stdin, OptionalActions::Flush, &before);
    let _ = writeln!(io::stderr());
    read.map_err(trouble)?;
    Ok(Some(line.trim().to_owned()))
}
