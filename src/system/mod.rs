//! What differs between systems, and nothing else: files and their folders, other processes, signals, and what the
//! terminal that this program was started in tells. A system that has no such thing answers what changes nothing. No
//! other file names a system; `tests/journeys/house.rs` holds that.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
use unix as this;
#[cfg(windows)]
use windows as this;

#[cfg(test)]
pub use this::make_link;
pub use this::{
    LOCKS_KEEP_READERS_OUT, append_to, asked_to_end, before_ending, create_new, forget_cached,
    forget_typed, hear, is_own, is_same_file, kill_group, kill_process, make_private_folder, mode,
    on_network, own_group, program, raise_file_limit, rename, same_disk, set_mode,
    stay_at_full_files, sync_disk_of, sync_folder, system_folder, terminal_name, variable,
    watch_signals, whole_path, write_at,
};

/// What the terminal that this program was started in told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// Bytes, as terminals send them.
    Bytes(Vec<u8>),
    /// Keys and sizes, as a console tells them: all that came at once.
    Events(Vec<crossterm::event::Event>),
    /// Nothing came in the time that was waited.
    Quiet,
    /// The line is gone.
    Gone,
}

/// What the system tells a program that sits at a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SystemSignal {
    /// The window has another size.
    Resized,
    /// The terminal is gone.
    Hangup,
    /// The program is to end.
    End,
}
