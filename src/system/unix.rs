//! Unix: Linux, and others of its kind.
//!
//! The bytes of the keys are read here and understood by the program's own decoder, not by crossterm, which does the
//! rest of the terminal (raw mode, size). Its reader of 0.29 loses what this program relies on:
//!
//! - The terminal's answer to where the cursor is comes among the keys and nobody waits for it. Crossterm keeps such an
//!   answer to itself and gives it only to whoever stops reading keys for up to two seconds.
//! - Its parser knows no answer about colours: the digits of `ESC ] 11 ; rgb:…`, late on a slow line, would be typed
//!   into a mark. So would those of a key cut after its ESC, which it takes for the Esc key at once.
//! - Keys of the keypad (`ESC O p`) and of older terminals are dropped, or typed in pieces.
//! - At the end of the line (`read` gives 0, or an error other than `EAGAIN`) it reads again and again for ever, and
//!   tells nobody: the program would neither end nor give its processor back.
//!
//! On a system where keys are events instead of bytes there is nothing to lose, and crossterm reads them.

use super::{Heard, SystemSignal};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Resource, Signal};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGWINCH};
use std::fs::{self, DirBuilder, File, Metadata, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, FileExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::Duration;

/// A lock asks other programs for their consent and keeps nobody from reading.
pub const LOCKS_KEEP_READERS_OUT: bool = false;

/// Makes an empty file, never over one that is there.
///
/// # Errors
/// Something has the name, or the disk's own.
pub fn create_new(path: &Path, mode: u32) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true).mode(mode).open(path)
}

/// Opens a file of this account alone to append to it, and makes it where it is not there.
///
/// # Errors
/// The disk's own.
pub fn append_to(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.append(true).create(true).mode(0o600).open(path)
}

/// Makes one folder, for this account alone.
///
/// # Errors
/// The disk's own.
pub fn make_private_folder(path: &Path) -> io::Result<()> {
    DirBuilder::new().mode(0o700).create(path)
}

/// Who may do what, as `chmod` says it.
pub fn mode(found: &Metadata) -> u32 {
    found.permissions().mode() & 0o7777
}

/// Is it this account's?
pub fn is_own(found: &Metadata) -> bool {
    found.uid() == rustix::process::geteuid().as_raw()
}

/// # Errors
/// It is another account's, or the disk's own.
pub fn set_mode(path: &Path, mode: u32) -> io::Result<()> {
    fs::set_permissions(path, Permissions::from_mode(mode))
}

/// Gives a file another name, over one that has it.
///
/// # Errors
/// The disk's own.
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)
}

/// Waits until the names in a folder are on the disk.
///
/// # Errors
/// The disk's own.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Waits until everything on the folder's disk is: one request instead of one for each file.
///
/// # Errors
/// The disk's own.
#[cfg(target_os = "linux")]
pub fn sync_disk_of(folder: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(File::open(folder)?)?)
}

/// Waits until the names in the folder are on the disk: this system can ask for no more at once.
///
/// # Errors
/// The disk's own.
#[cfg(not(target_os = "linux"))]
pub fn sync_disk_of(folder: &Path) -> io::Result<()> {
    sync_folder(folder)
}

/// One write call; says how many bytes were taken.
///
/// # Errors
/// The disk's own.
pub fn write_at(file: &File, bytes: &[u8], at: u64) -> io::Result<usize> {
    file.write_at(bytes, at)
}

/// Forgets cached pages, so that the next read comes from the disk.
///
/// # Errors
/// The disk's own.
pub fn forget_cached(file: &File) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_os = "android", target_os = "freebsd"))]
    rustix::fs::fadvise(file, 0, None, rustix::fs::Advice::DontNeed)?;
    #[cfg(not(any(target_os = "linux", target_os = "android", target_os = "freebsd")))]
    let _ = file;
    Ok(())
}

/// Is the open file the one of that name?
pub fn is_same_file(open: &File, path: &Path) -> bool {
    let (Ok(open), Ok(named)) = (open.metadata(), fs::metadata(path)) else {
        return false;
    };
    (open.dev(), open.ino()) == (named.dev(), named.ino()) && open.nlink() > 0
}

/// Where the system itself lies.
pub fn system_folder() -> Option<PathBuf> {
    Some(PathBuf::from("/"))
}

/// Do two places lie on one disk? Not known of a place that is not there.
pub fn same_disk(one: &Path, other: &Path) -> Option<bool> {
    let disk = |path: &Path| Some(fs::metadata(path).ok()?.dev());
    Some(disk(one)? == disk(other)?)
}

/// Does this folder lie on another machine, where locks and appends cannot be trusted?
#[cfg(target_os = "linux")]
pub fn on_network(folder: &Path) -> bool {
    const NETWORK: [u32; 7] = [
        0x6969,      // NFS
        0x517b,      // SMB
        0xff53_4d42, // CIFS
        0xfe53_4d42, // SMB2
        0x6573_5546, // FUSE
        0x0102_1997, // 9p
        0x5346_414f, // AFS
    ];
    rustix::fs::statfs(folder).is_ok_and(|s| NETWORK.contains(&(s.f_type as u32)))
}

/// Does this folder lie on another machine? Not known on this system.
#[cfg(not(target_os = "linux"))]
pub fn on_network(_: &Path) -> bool {
    false
}

/// The whole path of what is there.
///
/// # Errors
/// Nothing is there.
pub fn whole_path(path: &Path) -> io::Result<PathBuf> {
    path.canonicalize()
}

/// Makes a link to a file.
#[cfg(test)]
pub fn make_link(to: impl AsRef<Path>, link: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(to, link)
}

/// What the program is started with lies where the shell finds it.
pub fn program(name: &str) -> PathBuf {
    PathBuf::from(name)
}

/// The program, and all that it starts, will be a group of processes that can be ended together.
pub fn own_group(command: &mut Command) {
    command.process_group(0);
}

/// Ends a process with all that it started. One that was not waited for keeps its number, so no other has it.
pub fn kill_process(child: &mut Child) {
    kill_group(child.id());
    let _ = child.kill();
}

/// Ends a group of processes; its first may have ended already.
pub fn kill_group(group: u32) {
    if let Some(group) = i32::try_from(group)
        .ok()
        .and_then(rustix::process::Pid::from_raw)
    {
        let _ = rustix::process::kill_process_group(group, Signal::KILL);
    }
}

/// Raises the limit of open files to its maximum: each connection takes two, and many systems default to 1,024.
pub fn raise_file_limit() {
    let mut limit = rustix::process::getrlimit(Resource::Nofile);
    limit.current = limit.maximum;
    // If this fails, connections beyond the limit are refused one by one.
    let _ = rustix::process::setrlimit(Resource::Nofile, limit);
}

/// A file that may not grow answers a write with an error instead of ending the program.
pub fn stay_at_full_files() {
    let _ = signal_hook::flag::register(Signal::XFSZ.as_raw(), std::sync::Arc::default());
}

/// Does something before a signal ends the program.
pub fn before_ending(last: impl FnOnce() + Send + 'static) {
    let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM]) else {
        return;
    };
    std::thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            last();
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
    });
}

/// Waits for signals on a thread of its own, from now on; `tell` says whether there is still somebody to be told.
///
/// # Errors
/// Signals cannot be waited for.
pub fn watch_signals(
    mut tell: impl FnMut(SystemSignal) -> bool + Send + 'static,
) -> io::Result<()> {
    let mut signals = signal_hook::iterator::Signals::new([SIGWINCH, SIGHUP, SIGTERM, SIGINT])?;
    std::thread::spawn(move || {
        for signal in signals.forever() {
            let signal = match signal {
                SIGWINCH => SystemSignal::Resized,
                SIGHUP => SystemSignal::Hangup,
                _ => SystemSignal::End,
            };
            if !tell(signal) {
                break;
            }
        }
    });
    Ok(())
}

/// Waits until the system asks to end: SIGTERM, SIGHUP or SIGINT. They are kept from the first call on.
///
/// # Errors
/// Signals cannot be waited for.
pub fn asked_to_end() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut term = signal(SignalKind::terminate())?;
    let mut hangup = signal(SignalKind::hangup())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = term.recv() => {}
            _ = hangup.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// A variable of the environment.
pub fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// What the terminal at standard input is called.
pub fn terminal_name() -> Option<String> {
    let name = rustix::termios::ttyname(io::stdin(), Vec::new()).ok()?;
    name.into_string().ok()
}

/// Drops what was typed at standard input before anybody asked for it.
pub fn forget_typed() {
    let _ = rustix::termios::tcflush(io::stdin(), rustix::termios::QueueSelector::IFlush);
}

/// Waits for what is typed; `None` waits for ever. A line that hung up is heard of at once.
///
/// # Errors
/// The terminal's own.
pub fn hear(patience: Option<Duration>) -> io::Result<Heard> {
    let stdin = io::stdin();
    let timeout = patience.and_then(|p| Timespec::try_from(p).ok());
    let mut chunk = [0; 4096];
    loop {
        let mut fds = [PollFd::new(&stdin, PollFlags::IN)];
        match poll(&mut fds, timeout.as_ref()) {
            Ok(0) => return Ok(Heard::Quiet),
            Err(rustix::io::Errno::INTR) => continue,
            // Reading tells what is the matter.
            _ => {}
        }
        match rustix::io::read(&stdin, &mut chunk) {
            Ok(0) => return Ok(Heard::Gone),
            Ok(n) => return Ok(Heard::Bytes(chunk.get(..n).unwrap_or_default().to_vec())),
            Err(rustix::io::Errno::INTR | rustix::io::Errno::AGAIN) => {}
            Err(error) => return Err(error.into()),
        }
    }
}
