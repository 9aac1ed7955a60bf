//! Which connections are taken, and which of those that nobody has logged in on make room for new ones.
//!
//! A new client gets in as long as there is one to give way. First go those that have said nothing, then those that
//! have not asked to log in, and last those that people may be typing a PIN on; clients from where somebody has
//! logged in before go after all others. Of the same kind the network with most of them loses its oldest.

use super::addresses::Networks;
use super::state::{ConnectionState, Progress};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet, VecDeque};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;

/// Unauthenticated connections in all.
const MAX_PENDING_TOTAL: usize = 256;
/// Unauthenticated connections from one network: at least so many, and as many as there are seats at once, so that
/// a whole panel behind one address can connect at the same moment.
const MIN_PENDING: usize = 32;
const MAX_PENDING: usize = 128;

/// Counts connections by network and decides which are refused or cut.
pub struct ConnectionLimiter {
    /// Connections in all, and from one network.
    max: usize,
    max_per_network: usize,
    max_pending_per_network: usize,
    networks: Networks,
    state: Mutex<LimiterState>,
    /// Some were turned away that no report told of yet.
    unreported: Notify,
}

#[derive(Default)]
struct LimiterState {
    /// Not authenticated yet, the oldest first.
    pending: VecDeque<PendingConnection>,
    /// Authenticated ones, by network.
    authenticated: HashMap<String, usize>,
    /// Networks from which somebody has logged in.
    known: HashSet<String>,
    last_id: u64,
    turned_away: TurnedAway,
}

/// Connections turned away since the last report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TurnedAway {
    pub refused: usize,
    /// Cut, to make room for others.
    pub cut: usize,
}

struct PendingConnection {
    id: u64,
    network: String,
    state: Arc<ConnectionState>,
}

/// One connection counted by the limiter; uncounted when dropped.
pub struct ConnectionPermit {
    limiter: Arc<ConnectionLimiter>,
    id: u64,
    network: String,
    authenticated: bool,
    pub state: Arc<ConnectionState>,
}

impl ConnectionLimiter {
    pub fn new(sessions: usize) -> Self {
        let max_pending_per_network = sessions.clamp(MIN_PENDING, MAX_PENDING);
        Self {
            max: sessions + MAX_PENDING_TOTAL,
            max_per_network: sessions + max_pending_per_network,
            max_pending_per_network,
            networks: Networks::here(),
            state: Mutex::default(),
            unreported: Notify::new(),
        }
    }

    /// Ignores mutex poisoning.
    fn state(&self) -> MutexGuard<'_, LimiterState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// `None` if it is refused.
    pub fn admit(self: &Arc<Self>, peer: SocketAddr) -> Option<ConnectionPermit> {
        let ip = peer.ip().to_canonical();
        let network = self.networks.of(ip);
        let mut state = self.state();
        let authenticated_here = state.authenticated.get(&network).copied();
        let authenticated_here = authenticated_here.unwrap_or_default();
        let authenticated: usize = state.authenticated.values().sum();
        let here = state.pending.iter().filter(|p| p.network == network);
        let pending_here = here.count();
        // Seats that came from this machine, or tunnelled through it, are limited by the total only; how many may be
        // on their way to the PIN is limited for every place.
        let full_here =
            !ip.is_loopback() && authenticated_here + pending_here >= self.max_per_network;
        let room = if full_here {
            false
        } else if pending_here >= self.max_pending_per_network {
            // Whoever is asked for a PIN there is not cut for another one from there.
            let asked = |p: &PendingConnection| p.state.progress() == Progress::Authenticating;
            state.evict(|p| p.network == network && !asked(p))
        } else if state.pending.len() >= MAX_PENDING_TOTAL
            || authenticated + state.pending.len() >= self.max
        {
            state.evict(|_| true)
        } else {
            true
        };
        if !room {
            state.turned_away.refused += 1;
        }
        if state.turned_away != TurnedAway::default() {
            self.unreported.notify_one();
        }
        if !room {
            return None;
        }
        state.last_id += 1;
        let (id, shared) = (state.last_id, Arc::new(ConnectionState::default()));
        state.pending.push_back(PendingConnection {
            id,
            network: network.clone(),
            state: Arc::clone(&shared),
        });
        drop(state);
        Some(ConnectionPermit {
            limiter: Arc::clone(self),
            id,
            network,
            authenticated: false,
            state: shared,
        })
    }

    /// Waits until some were turned away that no report told of.
    pub async fn turned_some_away(&self) {
        self.unreported.notified().await;
    }

    /// How many were turned away since the last report, if any were.
    pub fn report(&self) -> Option<TurnedAway> {
        let turned_away = std::mem::take(&mut self.state().turned_away);
        (turned_away != TurnedAway::default()).then_some(turned_away)
    }
}

impl LimiterState {
    /// Cuts one of these. `false` where there is none.
    fn evict(&mut self, among: impl Fn(&PendingConnection) -> bool) -> bool {
        let mut by_network: HashMap<&str, usize> = HashMap::new();
        for one in &self.pending {
            *by_network.entry(&one.network).or_default() += 1;
        }
        // Of equals the first is taken, which is the oldest.
        let first = self
            .pending
            .iter()
            .enumerate()
            .filter(|(_, one)| among(one))
            .min_by_key(|(_, one)| {
                let network = one.network.as_str();
                let most = by_network.get(network).copied().unwrap_or_default();
                let known = self.known.contains(network);
                (known, one.state.progress(), Reverse(most))
            });
        let Some((n, _)) = first else { return false };
        if let Some(one) = self.pending.remove(n) {
            one.state.evicted.notify_one();
            self.turned_away.cut += 1;
        }
        true
    }
}

impl ConnectionPermit {
    /// No longer counted among the unauthenticated ones. `false` if it was cut meanwhile.
    pub fn authenticated(&mut self) -> bool {
        let mut state = self.limiter.state();
        let Some(n) = state.pending.iter().position(|p| p.id == self.id) else {
            return false;
        };
        state.pending.remove(n);
        *state.authenticated.entry(self.network.clone()).or_default() += 1;
        state.known.insert(self.network.clone());
        self.authenticated = true;
        true
    }
}

impl Drop for ConnectionPermit {
    fn drop(&mut self) {
        let mut state = self.limiter.state();
        if !self.authenticated {
            state.pending.retain(|p| p.id != self.id);
        } else if let Some(here) = state.authenticated.get_mut(&self.network) {
            *here = here.saturating_sub(1);
            if *here == 0 {
                state.authenticated.remove(&self.network);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;
    use tokio::time::timeout;

    fn peer(network: usize, n: usize) -> SocketAddr {
        format!("10.0.{network}.{n}:5000").parse().unwrap()
    }

    fn told(permit: &ConnectionPermit) -> bool {
        let now = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .build()
            .unwrap();
        let evicted = permit.state.evicted.notified();
        now.block_on(async { timeout(Duration::from_millis(5), evicted).await.is_ok() })
    }

    #[test]
    fn who_says_nothing_gives_way_before_who_types_a_pin_and_strangers_before_the_known() {
        let limiter = Arc::new(ConnectionLimiter::new(64));
        // A judge who compares the fingerprint, one who looks for her slip, and one who was here before.
        let mut back = limiter.admit(peer(1, 3)).unwrap();
        assert!(back.authenticated());
        let returning = limiter.admit(peer(1, 3)).unwrap();
        let comparing = limiter.admit(peer(1, 1)).unwrap();
        comparing.state.advance(Progress::Speaking);
        let typing = limiter.admit(peer(1, 2)).unwrap();
        typing.state.advance(Progress::Authenticating);
        let mut silent = Vec::new();
        for n in 0..300 {
            silent.push(limiter.admit(peer(2 + n / 200, n % 200)).expect("a place"));
        }
        let told_silent: Vec<bool> = silent.iter().map(told).collect();
        let given_way = told_silent.iter().filter(|told| **told).count();
        assert_eq!(given_way, 303 - MAX_PENDING_TOTAL);
        // The oldest of them did.
        assert!(told_silent.is_sorted_by(|one, next| one >= next));
        assert!(![&returning, &comparing, &typing].into_iter().any(told));
        let report = limiter.report().unwrap();
        assert_eq!((report.refused, report.cut), (0, given_way));
        assert_eq!(limiter.report(), None);
        drop((back, returning, comparing, typing, silent));
        let state = limiter.state();
        assert!(state.pending.is_empty() && state.authenticated.is_empty());
    }

    #[test]
    fn the_network_with_most_unauthenticated_connections_loses_one() {
        let limiter = Arc::new(ConnectionLimiter::new(64));
        let mut permits = Vec::new();
        let judge = limiter.admit(peer(1, 200)).unwrap();
        judge.state.advance(Progress::Authenticating);
        for n in 0..MAX_PENDING_TOTAL - 1 {
            let permit = limiter.admit(peer(1, n % 8)).unwrap();
            permit.state.advance(Progress::Authenticating);
            permits.push(permit);
        }
        let other = limiter.admit(peer(1, 201)).expect("one was evicted");
        assert!(told(&permits[0]) && !told(&judge) && !told(&other));
    }

    #[test]
    fn a_panel_behind_one_address_connects_at_once_and_the_rest_is_counted() {
        let limiter = Arc::new(ConnectionLimiter::new(64));
        let all: Vec<_> = (0..70)
            .filter_map(|_| {
                let permit = limiter.admit(peer(1, 1))?;
                permit.state.advance(Progress::Authenticating);
                Some(permit)
            })
            .collect();
        assert_eq!(all.len(), 64);
        let report = limiter.report().unwrap();
        assert_eq!((report.refused, report.cut), (6, 0));
        // One of them that says nothing gives way to another from there.
        drop(all);
        let all: Vec<_> = (0..70).filter_map(|_| limiter.admit(peer(1, 1))).collect();
        assert_eq!(all.len(), 70);
        let report = limiter.report().unwrap();
        assert_eq!((report.refused, report.cut), (0, 6));
    }
}
