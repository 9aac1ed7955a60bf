//! Programs of this machine that read what the program itself does not: poppler for PDF, LibreOffice for old Word. Each
//! runs as a process of its own with a limit of time and of output, and is killed with all that it started.

use crate::system;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// A page is read in milliseconds, a document converted in seconds.
const PATIENCE: Duration = Duration::from_secs(60);
/// More output is not taken, in bytes: more than is read of any file.
const MOST: u64 = super::LONGEST as u64 + 1;

/// Why another program gave nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToolFault {
    /// It is not installed.
    Missing,
    /// It was not done in time and is stopped.
    Slow,
    /// It could not read the file.
    Failed,
    /// What it made is larger than is read.
    TooMuch,
}

/// The text of a PDF, its pages apart from each other by form feeds.
pub(super) fn pdf_text(bytes: &[u8]) -> Result<String, ToolFault> {
    let folder = Scratch::new().map_err(|_| ToolFault::Failed)?;
    let file = folder.file("in.pdf", bytes)?;
    let mut command = Command::new(system::program("pdftotext"));
    command.args(["-enc", "UTF-8", "-q"]).arg(file).arg("-");
    let text = run(command, PATIENCE)?;
    if text.len() > super::LONGEST {
        return Err(ToolFault::TooMuch);
    }
    Ok(String::from_utf8_lossy(&text).into_owned())
}

/// An old document of a word processor as a `.docx`.
pub(super) fn as_docx(bytes: &[u8]) -> Result<Vec<u8>, ToolFault> {
    let folder = Scratch::new().map_err(|_| ToolFault::Failed)?;
    let file = folder.file("in.doc", bytes)?;
    let profile = folder.0.join("profile").display().to_string();
    // Where a path begins with a letter for its disk, an address has one stroke more.
    let profile = profile.replace('\\', "/");
    let profile = format!(
        "-env:UserInstallation=file:///{}",
        profile.trim_start_matches('/')
    );
    let mut command = Command::new(system::program("soffice"));
    command
        .arg(profile)
        .args([
            "--headless",
            "--norestore",
            "--convert-to",
            "docx",
            "--outdir",
        ])
        .arg(&folder.0)
        .arg(file)
        .env("HOME", &folder.0);
    run(command, PATIENCE)?;
    let made = super::bounded(&folder.0.join("in.docx")).map_err(|_| ToolFault::Failed)?;
    match made.len() as u64 > super::LARGEST {
        true => Err(ToolFault::TooMuch),
        false => Ok(made),
    }
}

/// A folder that nobody else can look into, gone when it is dropped.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> io::Result<Self> {
        let mut random = [0_u8; 12];
        getrandom::fill(&mut random).map_err(io::Error::other)?;
        let name: String = random.iter().map(|b| format!("{b:02x}")).collect();
        let above = std::env::temp_dir();
        sweep(&above);
        let path = above.join(format!("{SCRATCH}{name}"));
        system::make_private_folder(&path)?;
        if let Ok(mut used) = IN_USE.lock() {
            used.folders.push(path.clone());
        }
        Ok(Self(path))
    }

    fn file(&self, name: &str, bytes: &[u8]) -> Result<PathBuf, ToolFault> {
        let path = self.0.join(name);
        fs::write(&path, bytes).map_err(|_| ToolFault::Failed)?;
        Ok(path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
        if let Ok(mut used) = IN_USE.lock() {
            used.folders.retain(|folder| *folder != self.0);
        }
    }
}

/// Before the random part of a folder's name.
const SCRATCH: &str = "pingshen-dossier-";
/// No program runs so long: a folder that is older was left by one of ours that was killed.
const OLD: Duration = Duration::from_secs(3600);

/// What is in use now: the groups of processes that run, and their folders.
struct InUse {
    groups: Vec<u32>,
    folders: Vec<PathBuf>,
}

static IN_USE: Mutex<InUse> = Mutex::new(InUse {
    groups: Vec::new(),
    folders: Vec::new(),
});

/// Ends every program that runs and removes its folder: this one comes to its end and nobody waits for them.
pub fn stop_all() {
    let Ok(mut used) = IN_USE.lock() else { return };
    for group in used.groups.drain(..) {
        system::kill_group(group);
    }
    for folder in used.folders.drain(..) {
        let _ = fs::remove_dir_all(folder);
    }
}

/// Removes folders that were left when one of our own programs was killed.
fn sweep(above: &Path) {
    let Ok(entries) = fs::read_dir(above) else {
        return;
    };
    for entry in entries.flatten() {
        let ours = entry.file_name().to_string_lossy().starts_with(SCRATCH);
        let age = entry.metadata().and_then(|m| m.modified());
        let old = age.is_ok_and(|at| at.elapsed().is_ok_and(|age| age > OLD));
        if ours && old {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// What the program writes to its standard output.
fn run(mut command: Command, limit: Duration) -> Result<Vec<u8>, ToolFault> {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    system::own_group(&mut command);
    let child = command.spawn().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => ToolFault::Missing,
        _ => ToolFault::Failed,
    })?;
    let group = child.id();
    if let Ok(mut used) = IN_USE.lock() {
        used.groups.push(group);
    }
    let done = wait(child, limit);
    if let Ok(mut used) = IN_USE.lock() {
        used.groups.retain(|known| *known != group);
    }
    done
}

fn wait(mut child: Child, limit: Duration) -> Result<Vec<u8>, ToolFault> {
    let pipe = child.stdout.take();
    let reader = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(pipe) = pipe {
            let _ = pipe.take(MOST).read_to_end(&mut bytes);
        }
        bytes
    });
    let began = Instant::now();
    let status = loop {
        match child.try_wait() {
            Ok(Some(status)) => break status,
            Ok(None) if began.elapsed() < limit => std::thread::sleep(Duration::from_millis(5)),
            Ok(None) => {
                stop(&mut child);
                // One that does not mind that nobody reads on.
                let full = reader.is_finished() && reader.join().is_ok_and(|bytes| is_full(&bytes));
                return Err(if full {
                    ToolFault::TooMuch
                } else {
                    ToolFault::Slow
                });
            }
            Err(_) => {
                stop(&mut child);
                return Err(ToolFault::Failed);
            }
        }
    };
    // What it started may still hold the pipe.
    stop(&mut child);
    let bytes = reader.join().map_err(|_| ToolFault::Failed)?;
    // Where no more is taken the program fails, as nobody reads on.
    if is_full(&bytes) {
        return Err(ToolFault::TooMuch);
    }
    if status.success() {
        Ok(bytes)
    } else {
        Err(ToolFault::Failed)
    }
}

/// Was as much written as is taken at most?
fn is_full(bytes: &[u8]) -> bool {
    bytes.len() as u64 >= MOST
}

/// Ends the process and whatever it started.
fn stop(child: &mut Child) {
    system::kill_process(child);
    let _ = child.wait();
}

/// Is a file of this name among the programs of this machine?
pub fn is_installed(program: &str) -> bool {
    let Some(folders) = std::env::var_os("PATH") else {
        return false;
    };
    let file = format!("{program}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&folders).any(|folder| folder.join(&file).is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_does_not_end_is_stopped_with_what_it_started() {
        let mut command = Command::new("sh");
        command.args(["-c", "sleep 30 & sleep 30"]);
        let began = Instant::now();
        assert_eq!(
            run(command, Duration::from_millis(50)),
            Err(ToolFault::Slow)
        );
        assert!(began.elapsed() < Duration::from_secs(5));
    }

    #[test]
    fn folders_of_killed_programs_are_removed_and_those_in_use_stay() {
        let above = tempfile::tempdir().unwrap();
        let folder = |name: &str| above.path().join(name);
        let (old, new, other) = ("pingshen-dossier-00", "pingshen-dossier-01", "x");
        for name in [old, new, other] {
            fs::create_dir(folder(name)).unwrap();
        }
        let then = std::time::SystemTime::now() - 2 * OLD;
        for name in [old, other] {
            let file = fs::File::open(folder(name)).unwrap();
            file.set_modified(then).unwrap();
        }
        sweep(above.path());
        let there = [old, new, other].map(|name| folder(name).exists());
        assert_eq!(there, [false, true, true]);
    }

    #[test]
    fn a_program_that_is_not_there_is_missing_and_one_that_fails_failed() {
        let limit = Duration::from_secs(5);
        assert_eq!(
            run(Command::new("no-such-program-x"), limit),
            Err(ToolFault::Missing)
        );
        let mut command = Command::new("sh");
        command.args(["-c", "echo x; exit 3"]);
        assert_eq!(run(command, limit), Err(ToolFault::Failed));
    }

    #[test]
    fn a_program_that_writes_without_end_made_too_much_and_did_not_fail() {
        let ended = run(Command::new("yes"), Duration::from_secs(30));
        assert_eq!(ended, Err(ToolFault::TooMuch));
    }
}
