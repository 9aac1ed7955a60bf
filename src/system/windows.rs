//! Windows 10 and 11.
//!
//! A file's owner and its access list are the folder's above it: there are no modes to read or to set, and what lies in
//! the user's profile is this account's alone. The names in a folder are on the disk with the file itself (NTFS keeps a
//! log of them), and a folder cannot be opened to be synced.

use super::{Heard, SystemSignal};
use crossterm::event;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io;
use std::os::windows::fs::FileExt;
use std::os::windows::process::CommandExt;
use std::path::{Component, Path, PathBuf, Prefix};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Who holds a lock on a file keeps others from reading it, a backup and a virus scanner among them.
pub const LOCKS_KEEP_READERS_OUT: bool = true;

/// How often, and how far apart, a name is tried for that another program holds for a moment.
const TRIES: u32 = 20;
const BETWEEN: Duration = Duration::from_millis(50);
/// `ERROR_SHARING_VIOLATION`.
const SHARED: i32 = 32;
/// What a program ends with that Ctrl-C ended.
const ENDED_BY_CONTROL_C: i32 = 0xc000_013a_u32.cast_signed();
/// `CREATE_NO_WINDOW`: a helper shows no console of its own.
const NO_WINDOW: u32 = 0x0800_0000;
/// What comes within this time came at once: pasted text, and the answers of a terminal, come as single keys.
const TOGETHER: Duration = Duration::from_millis(4);
/// More is not taken at once.
const MOST_EVENTS: usize = 4096;

/// Makes an empty file, never over one that is there.
///
/// # Errors
/// Something has the name, or the disk's own.
pub fn create_new(path: &Path, _mode: u32) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}

/// Opens a file to append to it, and makes it where it is not there.
///
/// # Errors
/// The disk's own.
pub fn append_to(path: &Path) -> io::Result<File> {
    OpenOptions::new().append(true).create(true).open(path)
}

/// # Errors
/// The disk's own.
pub fn make_private_folder(path: &Path) -> io::Result<()> {
    fs::create_dir(path)
}

/// Nobody else may do anything with it, as far as is known.
pub fn mode(found: &Metadata) -> u32 {
    if found.is_dir() { 0o700 } else { 0o600 }
}

/// Not known; nothing is done about what is another's.
pub fn is_own(_found: &Metadata) -> bool {
    true
}

/// There are no modes to set.
///
/// # Errors
/// None.
pub fn set_mode(_path: &Path, _mode: u32) -> io::Result<()> {
    Ok(())
}

/// Gives a file another name, over one that has it. A virus scanner or an indexer that looks at a file for a moment
/// keeps it from being replaced, so this is tried for a second.
///
/// # Errors
/// The disk's own.
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    let mut left = TRIES;
    loop {
        match fs::rename(from, to) {
            Err(error) if left > 0 && is_held(&error) => {
                left -= 1;
                std::thread::sleep(BETWEEN);
            }
            done => return done,
        }
    }
}

fn is_held(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::PermissionDenied || error.raw_os_error() == Some(SHARED)
}

/// Nothing is to be waited for.
///
/// # Errors
/// None.
pub fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Waits until every file in the folder and below it is on the disk: a whole disk may be asked for by administrators
/// only.
///
/// # Errors
/// The disk's own.
pub fn sync_disk_of(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        if kind.is_dir() {
            sync_disk_of(&entry.path())?;
        } else if kind.is_file() {
            match OpenOptions::new().write(true).open(entry.path()) {
                Ok(file) => file.sync_all()?,
                // Somebody has opened or protected it: it was not written now.
                Err(error) if is_held(&error) => {}
                Err(error) => return Err(error),
            }
        }
    }
    Ok(())
}

/// One write call; says how many bytes were taken.
///
/// # Errors
/// The disk's own.
pub fn write_at(file: &File, bytes: &[u8], at: u64) -> io::Result<usize> {
    file.seek_write(bytes, at)
}

/// Cached pages are the system's own business here.
///
/// # Errors
/// None.
pub fn forget_cached(_file: &File) -> io::Result<()> {
    Ok(())
}

/// Is the open file the one of that name? One that a backup holds for itself at this moment is not another.
pub fn is_same_file(open: &File, path: &Path) -> bool {
    let open = open.try_clone().and_then(same_file::Handle::from_file);
    match (open, same_file::Handle::from_path(path)) {
        (Ok(open), Ok(named)) => open == named,
        (Ok(_), Err(error)) => is_held(&error),
        (Err(_), _) => false,
    }
}

/// Where the system itself lies.
pub fn system_folder() -> Option<PathBuf> {
    let mut drive = std::env::var_os("SystemDrive")?;
    drive.push("\\");
    Some(PathBuf::from(drive))
}

/// Do two places lie on one drive? Not known of a place that is not there.
pub fn same_disk(one: &Path, other: &Path) -> Option<bool> {
    let drive = |path: &Path| {
        let whole = fs::canonicalize(path).ok()?;
        match whole.components().next() {
            Some(Component::Prefix(prefix)) => Some(prefix.as_os_str().to_ascii_lowercase()),
            _ => None,
        }
    };
    Some(drive(one)? == drive(other)?)
}

/// Does this folder lie on another machine? Told of addresses like `\\server\share`; a letter that stands for one is
/// found by what it leads to.
pub fn on_network(folder: &Path) -> bool {
    let begins = |path: &Path| {
        matches!(
            path.components().next(),
            Some(Component::Prefix(prefix))
                if matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..))
        )
    };
    begins(folder) || folder.canonicalize().is_ok_and(|whole| begins(&whole))
}

/// The whole path of what is there, as people write it: without the `\\?\` that the system puts before it.
///
/// # Errors
/// Nothing is there.
pub fn whole_path(path: &Path) -> io::Result<PathBuf> {
    dunce::canonicalize(path)
}

/// Makes a link to a file.
#[cfg(test)]
pub fn make_link(to: impl AsRef<Path>, link: &Path) -> io::Result<()> {
    std::os::windows::fs::symlink_file(to, link)
}

/// Where the program lies: LibreOffice is installed without being put on the path.
pub fn program(name: &str) -> PathBuf {
    let file = format!("{name}.exe");
    let office = |variable: &str| {
        let at = PathBuf::from(std::env::var_os(variable)?);
        let at = at.join("LibreOffice").join("program").join(&file);
        at.is_file().then_some(at)
    };
    let on_path = std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|f| f.join(&file).is_file()));
    let found = ["ProgramFiles", "ProgramFiles(x86)"]
        .into_iter()
        .find_map(office);
    match found {
        Some(found) if !on_path => found,
        _ => PathBuf::from(name),
    }
}

/// A program that is started shows no window; it is ended with all that it started by the tree that it stands in.
pub fn own_group(command: &mut Command) {
    command.creation_flags(NO_WINDOW);
}

/// Ends a process with all that it started. Of one that has ended nothing is known any more.
pub fn kill_process(child: &mut Child) {
    if !matches!(child.try_wait(), Ok(Some(_))) {
        kill_group(child.id());
    }
    let _ = child.kill();
}

/// Ends a process that runs, with all that it started.
pub fn kill_group(group: u32) {
    let _ = Command::new("taskkill")
        .args(["/T", "/F", "/PID", &group.to_string()])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .creation_flags(NO_WINDOW)
        .status();
}

/// There is no such limit.
pub fn raise_file_limit() {}

/// A write to a full disk is answered with an error as it is.
pub fn stay_at_full_files() {}

/// Does something before Ctrl-C, or a console that is closed, ends the program.
pub fn before_ending(last: impl FnOnce() + Send + 'static) {
    let mut last = Some(last);
    let _ = watch_signals(move |_| {
        if let Some(last) = last.take() {
            last();
        }
        std::process::exit(ENDED_BY_CONTROL_C)
    });
}

/// Waits for what the console tells on a thread of its own, from now on; `tell` says whether there is still somebody to
/// be told. A size comes among the keys.
///
/// # Errors
/// It cannot be waited for.
pub fn watch_signals(
    mut tell: impl FnMut(SystemSignal) -> bool + Send + 'static,
) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let mut told = {
        let _inside = runtime.enter();
        Told::new()?
    };
    std::thread::spawn(move || while tell(runtime.block_on(told.next())) {});
    Ok(())
}

/// Waits until the system asks to end: Ctrl-C or Ctrl-Break, a console that is closed, the end of the user's session or
/// of the machine's. They are kept from the first call on.
///
/// # Errors
/// It cannot be waited for.
pub fn asked_to_end() -> io::Result<impl Future<Output = ()>> {
    let mut told = Told::new()?;
    Ok(async move {
        let _ = told.next().await;
    })
}

/// What a console tells. While the last three are being dealt with Windows waits, for about five seconds.
struct Told {
    c: tokio::signal::windows::CtrlC,
    pause: tokio::signal::windows::CtrlBreak,
    close: tokio::signal::windows::CtrlClose,
    logoff: tokio::signal::windows::CtrlLogoff,
    shutdown: tokio::signal::windows::CtrlShutdown,
}

impl Told {
    fn new() -> io::Result<Self> {
        use tokio::signal::windows;
        Ok(Self {
            c: windows::ctrl_c()?,
            pause: windows::ctrl_break()?,
            close: windows::ctrl_close()?,
            logoff: windows::ctrl_logoff()?,
            shutdown: windows::ctrl_shutdown()?,
        })
    }

    async fn next(&mut self) -> SystemSignal {
        tokio::select! {
            _ = self.c.recv() => SystemSignal::End,
            _ = self.pause.recv() => SystemSignal::End,
            _ = self.close.recv() => SystemSignal::Hangup,
            _ = self.logoff.recv() => SystemSignal::End,
            _ = self.shutdown.recv() => SystemSignal::End,
        }
    }
}

/// A variable of the environment. What other systems say in one and Windows does not is answered as Windows means it:
/// the language that the user has chosen, and a terminal of today.
pub fn variable(name: &str) -> Option<String> {
    let set = |name: &str| std::env::var(name).ok().filter(|v| !v.is_empty());
    set(name).or_else(|| match name {
        "LANG" => Some(format!(
            "{}.UTF-8",
            sys_locale::get_locale()?.replace('-', "_")
        )),
        "TERM" => Some("xterm-256color".to_owned()),
        _ => None,
    })
}

/// Consoles have no names.
pub fn terminal_name() -> Option<String> {
    None
}

/// Drops what was typed before anybody asked for it.
pub fn forget_typed() {
    for _ in 0..MOST_EVENTS {
        if !event::poll(Duration::ZERO).is_ok_and(|more| more) || event::read().is_err() {
            break;
        }
    }
}

/// Waits for what is typed; `None` waits for ever.
///
/// # Errors
/// The console's own.
pub fn hear(patience: Option<Duration>) -> io::Result<Heard> {
    if let Some(patience) = patience
        && !event::poll(patience)?
    {
        return Ok(Heard::Quiet);
    }
    let mut events = vec![event::read()?];
    while events.len() < MOST_EVENTS && event::poll(TOGETHER)? {
        events.push(event::read()?);
    }
    Ok(Heard::Events(events))
}
