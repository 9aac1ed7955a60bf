//! Programs of this machine that read what the program itself does not: poppler for PDF, LibreOffice for old Word. Each
//! runs as a process of its own with a limit of time and of output, and is killed with all that it started.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A page is read in milliseconds, a document converted in seconds.
const PATIENCE: Duration = Duration::from_secs(60);
/// More text is not taken, in bytes.
const MOST: u64 = 16 * 1024 * 1024;

/// Why another program gave nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToolFault {
    /// It is not installed.
    Missing,
    /// It was not done in time and is stopped.
    Slow,
    /// It could not read the file.
    Failed,
}

/// The text of a PDF, its pages apart from each other by form feeds.
pub(super) fn pdf_text(bytes: &[u8]) -> Result<String, ToolFault> {
    let folder = Scratch::new().map_err(|_| ToolFault::Failed)?;
    let file = folder.file("in.pdf", bytes)?;
    let mut command = Command::new("pdftotext");
    command.args(["-enc", "UTF-8", "-q"]).arg(file).arg("-");
    let text = run(command, PATIENCE)?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}

/// An old document of a word processor as a `.docx`.
pub(super) fn as_docx(bytes: &[u8]) -> Result<Vec<u8>, ToolFault> {
    let folder = Scratch::new().map_err(|_| ToolFault::Failed)?;
    let file = folder.file("in.doc", bytes)?;
    let profile = format!(
        "-env:UserInstallation=file://{}",
        folder.0.join("profile").display()
    );
    let mut command = Command::new("soffice");
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
    let made = fs::File::open(folder.0.join("in.docx")).map_err(|_| ToolFault::Failed)?;
    let mut bytes = Vec::new();
    let read = made.take(MOST).read_to_end(&mut bytes);
    read.map(|_| bytes).map_err(|_| ToolFault::Failed)
}

/// A folder that nobody else can look into, gone when it is dropped.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> io::Result<Self> {
        let mut random = [0_u8; 12];
        getrandom::fill(&mut random).map_err(io::Error::other)?;
        let name: String = random.iter().map(|b| format!("{b:02x}")).collect();
        let path = std::env::temp_dir().join(format!("pingshen-{name}"));
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&path)?;
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
    }
}

/// What the program writes to its standard output.
fn run(mut command: Command, limit: Duration) -> Result<Vec<u8>, ToolFault> {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command.spawn().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => ToolFault::Missing,
        _ => ToolFault::Failed,
    })?;
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
                return Err(ToolFault::Slow);
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
    if status.success() {
        Ok(bytes)
    } else {
        Err(ToolFault::Failed)
    }
}

/// Ends the process and whatever it started.
fn stop(child: &mut Child) {
    #[cfg(unix)]
    if let Some(group) = i32::try_from(child.id())
        .ok()
        .and_then(rustix::process::Pid::from_raw)
    {
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
    let _ = child.kill();
    let _ = child.wait();
}

/// Is a file of this name among the programs of this machine?
pub fn is_installed(program: &str) -> bool {
    let Some(folders) = std::env::var_os("PATH") else {
        return false;
    };
    std::env::split_paths(&folders)
        .any(|folder: PathBuf| Path::new(&folder).join(program).is_file())
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
}
