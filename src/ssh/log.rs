//! What happens at the door, one line each: for whoever looks after the machine. The acts of the session are
//! in its journal, not here.

use crate::journal::Clock;
use crate::tui::width::display_safe;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// The longest value that a line carries, in characters.
const LONGEST: usize = 120;

/// A log, appended to.
pub struct Log {
    clock: Clock,
    out: Mutex<Option<File>>,
}

impl Log {
    /// # Errors
    /// The file cannot be opened.
    pub fn file(path: &Path, clock: Clock) -> io::Result<Self> {
        let file = OpenOptions::new()
            .append(true)
            .create(true)
            .mode(0o600)
            .open(path)?;
        Ok(Self {
            clock,
            out: Mutex::new(Some(file)),
        })
    }

    /// To standard error, for whoever keeps that.
    pub fn stderr(clock: Clock) -> Self {
        Self {
            clock,
            out: Mutex::new(None),
        }
    }

    /// `2026-05-20T09:31:07.482+08:00 event name=value …`
    pub fn line(&self, event: &str, values: &[(&str, &str)]) {
        let mut line = format!("{} {event}", self.clock.now());
        for (name, value) in values {
            line.push_str(&format!(" {name}={}", word(value)));
        }
        line.push('\n');
        let mut out = self.out.lock().unwrap_or_else(PoisonError::into_inner);
        // A full disk must not end the session for want of a log.
        let _ = match out.as_mut() {
            Some(file) => file.write_all(line.as_bytes()),
            None => io::stderr().write_all(line.as_bytes()),
        };
    }
}

/// One word whatever came from outside: cleaned, cut, and quoted where it has blanks.
fn word(value: &str) -> String {
    let clean = display_safe(value);
    let cut: String = clean.chars().take(LONGEST).collect();
    let plain = !cut.is_empty() && !cut.contains([' ', '"', '=', '\\']);
    if plain { cut } else { format!("{cut:?}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_line_whatever_it_says() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("serve.log");
        let log = Log::file(&path, Clock::system()).unwrap();
        log.line(
            "refused",
            &[("seat", "w01\n2026 login \x1b[31m"), ("from", "10.0.0.9")],
        );
        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(text.lines().count(), 1);
        assert!(!text.contains('\x1b'), "{text:?}");
        assert!(text.ends_with(" from=10.0.0.9\n"), "{text:?}");
    }
}
