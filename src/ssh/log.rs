//! The server's log: logins, refusals and ends, one line each, for the administrator of the machine. The acts of
//! the session are in its journal, not here.

use crate::journal::Clock;
use crate::system;
use crate::tui::width::display_safe;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The longest value that a line carries, in characters.
const LONGEST: usize = 120;

/// A file of this length in bytes is rotated to `.1`, replacing the previous one: repeated connection attempts
/// must not fill the disk that the scores need.
const MOST: u64 = 8 * 1024 * 1024;

/// A log, appended to.
pub struct ServerLog {
    clock: Clock,
    /// `None` is standard error.
    out: Mutex<Option<LogFile>>,
}

struct LogFile {
    path: PathBuf,
    file: File,
    length: u64,
}

impl LogFile {
    fn open(path: &Path) -> io::Result<Self> {
        let file = system::append_to(path)?;
        Ok(Self {
            path: path.to_owned(),
            length: file.metadata()?.len(),
            file,
        })
    }

    fn write(&mut self, line: &str) -> io::Result<()> {
        if self.length > 0 && self.length + line.len() as u64 > MOST {
            let mut aside = self.path.clone().into_os_string();
            aside.push(".1");
            std::fs::rename(&self.path, aside)?;
            *self = Self::open(&self.path)?;
        }
        self.file.write_all(line.as_bytes())?;
        self.length += line.len() as u64;
        Ok(())
    }
}

impl ServerLog {
    /// # Errors
    /// The file cannot be opened.
    pub fn file(path: &Path, clock: Clock) -> io::Result<Self> {
        Ok(Self {
            clock,
            out: Mutex::new(Some(LogFile::open(path)?)),
        })
    }

    /// To standard error, for example for the system's journal.
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
        // A log that cannot be written must not end the session.
        let _ = match out.as_mut() {
            Some(file) => file.write(&line),
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
        let log = ServerLog::file(&path, Clock::system()).unwrap();
        log.line(
            "refused",
            &[("seat", "w01\n2026 login \x1b[31m"), ("from", "10.0.0.9")],
        );
        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(text.lines().count(), 1);
        assert!(!text.contains('\x1b'), "{text:?}");
        assert!(text.ends_with(" from=10.0.0.9\n"), "{text:?}");
    }

    #[test]
    fn it_does_not_grow_for_ever() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("serve.log");
        let line = format!("{}\n", "x".repeat(1023));
        std::fs::write(&path, line.repeat(8 * 1024)).unwrap();
        let log = ServerLog::file(&path, Clock::system()).unwrap();
        log.line("start", &[]);
        let length = |name: &str| std::fs::metadata(folder.path().join(name)).unwrap().len();
        assert_eq!(length("serve.log.1"), MOST);
        assert!(length("serve.log") < 100);
        log.line("stop", &[]);
        assert_eq!(std::fs::read_to_string(&path).unwrap().lines().count(), 2);
    }
}
