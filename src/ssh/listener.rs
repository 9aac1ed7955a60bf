//! The accept loop: limits on connections, timeouts for the handshake and the login, and the shutdown of
//! connections that hang.

use super::Service;
use super::addresses::Networks;
use super::auth::address;
use super::connection::Connection;
use super::state::ConnectionState;
use russh::Disconnect;
use russh::server::{Config, run_stream};
use std::collections::{HashMap, VecDeque};
use std::io;
use std::net::{Shutdown, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::Notify;
use tokio::time::{sleep, timeout};

/// How long authentication may take: a person compares a fingerprint, looks for the PIN slip and types.
const LOGIN_TIMEOUT: Duration = Duration::from_secs(120);
/// Delay between the reply to the last PIN allowed and the disconnect.
const LAST_REPLY_DELAY: Duration = Duration::from_millis(1200);
/// Unauthenticated connections from one network.
const MAX_PENDING: usize = 16;
/// Unauthenticated connections in all; beyond that the network with the most loses its oldest.
const MAX_PENDING_TOTAL: usize = 128;
/// After its channel has finished, a connection that still hangs is shut down after this time.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(3);
/// Refused connections are logged together, at most this often.
const REPORT_INTERVAL: Duration = Duration::from_secs(10);

/// A listening socket, with a backlog for a whole meeting that connects at once.
///
/// # Errors
/// The address is taken, or not one of this machine.
pub fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() {
        TcpSocket::new_v4()?
    } else {
        TcpSocket::new_v6()?
    };
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(1024)
}

/// Counts connections by network and refuses those beyond the limits.
pub struct ConnectionLimiter {
    /// Connections in all, and from one network.
    max: usize,
    max_per_network: usize,
    networks: Networks,
    state: Mutex<LimiterState>,
}

#[derive(Default)]
struct LimiterState {
    total: usize,
    by_network: HashMap<String, usize>,
    /// Not authenticated yet, the oldest first.
    pending: VecDeque<PendingConnection>,
    last_id: u64,
    /// Refused since the last report.
    refused: usize,
    reported: Option<Instant>,
}

struct PendingConnection {
    id: u64,
    network: String,
    /// Told to disconnect in favour of others.
    evicted: Arc<Notify>,
}

/// One connection counted by the limiter; uncounted when dropped.
struct ConnectionPermit {
    limiter: Arc<ConnectionLimiter>,
    id: u64,
    network: String,
    evicted: Arc<Notify>,
}

impl ConnectionLimiter {
    pub fn new(sessions: usize) -> Self {
        Self {
            max: sessions + MAX_PENDING_TOTAL,
            max_per_network: (sessions / 2).max(8) + MAX_PENDING,
            networks: Networks::here(),
            state: Mutex::default(),
        }
    }

    /// Ignores mutex poisoning.
    fn state(&self) -> MutexGuard<'_, LimiterState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// `None` if a limit is reached.
    fn admit(self: &Arc<Self>, peer: SocketAddr) -> Option<ConnectionPermit> {
        let ip = peer.ip().to_canonical();
        let network = self.networks.of(ip);
        let mut state = self.state();
        let here = state.by_network.get(&network).copied().unwrap_or_default();
        let pending_here = state
            .pending
            .iter()
            .filter(|u| u.network == network)
            .count();
        // Connections from this machine, or tunnelled through it, are limited by the total only.
        let max_per_network = if ip.is_loopback() {
            self.max
        } else {
            self.max_per_network
        };
        if state.total >= self.max || here >= max_per_network || pending_here >= MAX_PENDING {
            state.refused += 1;
            return None;
        }
        if state.pending.len() >= MAX_PENDING_TOTAL && !state.evict_one() {
            state.refused += 1;
            return None;
        }
        state.last_id += 1;
        let (id, evicted) = (state.last_id, Arc::new(Notify::new()));
        state.total += 1;
        *state.by_network.entry(network.clone()).or_default() += 1;
        state.pending.push_back(PendingConnection {
            id,
            network: network.clone(),
            evicted: Arc::clone(&evicted),
        });
        drop(state);
        Some(ConnectionPermit {
            limiter: Arc::clone(self),
            id,
            network,
            evicted,
        })
    }

    /// How many were refused since the last report, if a report is due.
    fn report_refused(&self) -> Option<usize> {
        let mut state = self.state();
        let due = state
            .reported
            .is_none_or(|at| at.elapsed() >= REPORT_INTERVAL);
        (due && state.refused > 0).then(|| {
            state.reported = Some(Instant::now());
            std::mem::take(&mut state.refused)
        })
    }
}

impl LimiterState {
    /// Evicts the oldest unauthenticated connection of the network that has most of them. `false` where none has
    /// more than one.
    fn evict_one(&mut self) -> bool {
        let mut by_network: HashMap<&str, usize> = HashMap::new();
        for one in &self.pending {
            *by_network.entry(&one.network).or_default() += 1;
        }
        let most = by_network.values().copied().max().unwrap_or_default();
        let oldest = self
            .pending
            .iter()
            .position(|u| by_network.get(u.network.as_str()) == Some(&most));
        match oldest.filter(|_| most > 1) {
            Some(n) => {
                if let Some(evicted) = self.pending.remove(n) {
                    evicted.evicted.notify_one();
                }
                true
            }
            None => false,
        }
    }
}

impl ConnectionPermit {
    /// No longer counted among the unauthenticated ones.
    fn authenticated(&self) {
        self.limiter.state().pending.retain(|u| u.id != self.id);
    }
}

impl Drop for ConnectionPermit {
    fn drop(&mut self) {
        self.authenticated();
        let mut state = self.limiter.state();
        state.total = state.total.saturating_sub(1);
        if let Some(here) = state.by_network.get_mut(&self.network) {
            *here = here.saturating_sub(1);
            if *here == 0 {
                state.by_network.remove(&self.network);
            }
        }
    }
}

/// Accepts connections until aborted. A failing `accept` affects that client only.
pub async fn run(
    listener: TcpListener,
    config: Arc<Config>,
    service: Arc<Service>,
    limiter: Arc<ConnectionLimiter>,
) {
    loop {
        if let Some(n) = limiter.report_refused() {
            service
                .log
                .line("too-many-connections", &[("refused", &n.to_string())]);
        }
        let (stream, peer) = match listener.accept().await {
            Ok(accepted) => accepted,
            Err(error) => {
                service
                    .log
                    .line("accept-failed", &[("error", &error.to_string())]);
                sleep(Duration::from_millis(100)).await;
                continue;
            }
        };
        let Some(permit) = limiter.admit(peer) else {
            continue;
        };
        let (config, service) = (Arc::clone(&config), Arc::clone(&service));
        tokio::spawn(async move {
            let log = Arc::clone(&service.log);
            if let Err(error) = serve_connection(stream, peer, config, service, permit).await
                && !is_disconnect(&error)
            {
                let from = address(peer.ip());
                log.line(
                    "connection",
                    &[("from", &from), ("error", &error.to_string())],
                );
            }
        });
    }
}

/// A client that disconnects is nothing to log.
fn is_disconnect(error: &russh::Error) -> bool {
    use io::ErrorKind::{BrokenPipe, ConnectionReset, UnexpectedEof};
    match error {
        russh::Error::Disconnect | russh::Error::HUP => true,
        russh::Error::IO(error) => {
            matches!(error.kind(), BrokenPipe | ConnectionReset | UnexpectedEof)
        }
        _ => false,
    }
}

/// Runs one connection from the handshake to its end.
async fn serve_connection(
    stream: TcpStream,
    peer: SocketAddr,
    config: Arc<Config>,
    service: Arc<Service>,
    permit: ConnectionPermit,
) -> Result<(), russh::Error> {
    stream.set_nodelay(true)?;
    // A second handle, to shut the socket down when the peer stops reading.
    let stream = stream.into_std()?;
    let handle_to_close = stream.try_clone()?;
    let stream = TcpStream::from_std(stream)?;
    let shut_down = |why: &str| {
        let from = address(peer.ip());
        service.log.line("cut", &[("from", &from), ("why", why)]);
        // It may be closed already.
        let _ = handle_to_close.shutdown(Shutdown::Both);
    };
    let state = Arc::new(ConnectionState::default());
    let connection = Connection::new(Arc::clone(&service), peer.ip(), Arc::clone(&state));
    let mut running = tokio::select! {
        running = timeout(service.silence, run_stream(config, stream, connection)) => match running {
            Ok(running) => running?,
            Err(_) => {
                shut_down("silent");
                return Ok(());
            }
        },
        () = permit.evicted.notified() => {
            shut_down("to-make-room");
            return Ok(());
        }
    };
    let handle = running.handle();
    let why = tokio::select! {
        ended = &mut running => return ended,
        () = state.authenticated.notified() => None,
        () = sleep(LOGIN_TIMEOUT) => Some("no-login"),
        () = state.attempts_exhausted.notified() => {
            // The reply to the last attempt is sent first.
            sleep(LAST_REPLY_DELAY).await;
            Some("too-many-tries")
        }
        () = permit.evicted.notified() => Some("to-make-room"),
    };
    if let Some(why) = why {
        let bye = handle.disconnect(Disconnect::ByApplication, why.into(), "en".into());
        let _ = timeout(Duration::from_secs(1), bye).await;
        shut_down(why);
        return Ok(());
    }
    permit.authenticated();
    // A client that authenticates and then opens no channel is disconnected as well.
    let session_over = async {
        let asked = timeout(service.silence, state.channel_opened.notified())
            .await
            .is_ok();
        if asked {
            state.finished.notified().await;
            sleep(CLOSE_TIMEOUT).await;
        }
    };
    tokio::select! {
        ended = &mut running => ended,
        () = session_over => {
            shut_down("session-over");
            running.await
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_network_with_most_unauthenticated_connections_loses_one() {
        let limiter = Arc::new(ConnectionLimiter::new(64));
        let peer = |n: usize| format!("10.0.0.{n}:5000").parse().unwrap();
        let mut permits = Vec::new();
        // A judge who looks for her slip, and eight addresses that take the rest.
        let judge = limiter.admit(peer(200)).unwrap();
        for n in 0..MAX_PENDING_TOTAL - 1 {
            permits.push(limiter.admit(peer(n % 8)).unwrap());
        }
        assert!(
            limiter.admit(peer(0)).is_none(),
            "too many from one network"
        );
        let now = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .build()
            .unwrap();
        let told = |permit: &ConnectionPermit| {
            let soon = Duration::from_millis(20);
            let evicted = Arc::clone(&permit.evicted);
            now.block_on(async move { timeout(soon, evicted.notified()).await.is_ok() })
        };
        let other = limiter.admit(peer(201)).expect("one was evicted");
        assert!(told(&permits[0]) && !told(&judge) && !told(&other));
        // Authenticated ones do not count among them.
        judge.authenticated();
        drop((other, judge, permits));
        let state = limiter.state();
        assert!(state.total == 0 && state.pending.is_empty() && state.by_network.is_empty());
    }
}
