//! The state of one connection, shared by the task that runs it, its handler and its channel.

use std::sync::atomic::{AtomicU8, Ordering};
use tokio::sync::Notify;

/// How far a client that is not authenticated yet has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Progress {
    /// It has connected and said nothing.
    Silent,
    /// It has said that it speaks SSH.
    Speaking,
    /// It has agreed on keys and asked to log in.
    Authenticating,
}

/// How far a connection has come; each step is notified once.
#[derive(Default)]
pub struct ConnectionState {
    progress: AtomicU8,
    /// It is cut to make room for others.
    pub evicted: Notify,
    /// The client is authenticated.
    pub authenticated: Notify,
    /// It has used up its attempts at a PIN.
    pub attempts_exhausted: Notify,
    /// It has opened its channel.
    pub channel_opened: Notify,
    /// Its channel is finished.
    pub finished: Notify,
}

impl ConnectionState {
    pub fn progress(&self) -> Progress {
        match self.progress.load(Ordering::SeqCst) {
            0 => Progress::Silent,
            1 => Progress::Speaking,
            _ => Progress::Authenticating,
        }
    }

    /// It has come so far at least.
    pub fn advance(&self, to: Progress) {
        self.progress.fetch_max(to as u8, Ordering::SeqCst);
    }
}
