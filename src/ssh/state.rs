//! The state of one connection, shared by the task that runs it, its handler and its channel.

use tokio::sync::Notify;

/// How far a connection has come; each step is notified once.
#[derive(Default)]
pub struct ConnectionState {
    /// The client is authenticated.
    pub authenticated: Notify,
    /// It has used up its attempts at a PIN.
    pub attempts_exhausted: Notify,
    /// It has opened its channel.
    pub channel_opened: Notify,
    /// Its channel is finished.
    pub finished: Notify,
}
