//! The PINs that wait to be compared: which is compared next, and when.
//!
//! All are compared one after the other. Whoever comes from an address that has tried nothing wrong comes first, and
//! of several from one network each later one stands behind one of another network. On a seat at which many wrong
//! PINs were tried they take turns, so that a whole network of guessers gets through few of them.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::oneshot;

/// An attempt that has waited for so many turns is refused.
const MAX_TURNS: u32 = 5;

/// A login name and the PIN typed.
pub struct PinAttempt {
    pub login: String,
    pub seat: Option<String>,
    pub typed: String,
    pub from: IpAddr,
    /// The address, or the network that stands for it.
    pub network: String,
}

impl PinAttempt {
    /// What turns are taken at: the seat, or the name that is no seat's.
    fn target(&self) -> &str {
        self.seat.as_deref().unwrap_or(&self.login)
    }
}

/// An attempt that is not answered yet.
pub struct PendingAttempt {
    pub attempt: PinAttempt,
    pub answer: oneshot::Sender<bool>,
    /// It has waited for too long.
    pub late: bool,
    /// Lower ones come first; of the same rank, the one that came first.
    rank: (u32, u64),
    takes_turns: bool,
    since: Instant,
}

#[derive(Default)]
struct QueueState {
    waiting: Vec<PendingAttempt>,
    arrived: u64,
    /// By target, when its next turn is.
    turns: HashMap<String, Instant>,
    closed: bool,
}

/// The attempts that wait.
pub struct AttemptQueue {
    state: Mutex<QueueState>,
    changed: Condvar,
    turn: Duration,
}

impl AttemptQueue {
    /// Two attempts on a target that takes turns are so far apart.
    pub fn new(turn: Duration) -> Self {
        Self {
            state: Mutex::default(),
            changed: Condvar::new(),
            turn,
        }
    }

    /// Puts an attempt in its place behind those with fewer wrong ones before them.
    pub fn push(
        &self,
        attempt: PinAttempt,
        answer: oneshot::Sender<bool>,
        wrong_before: u32,
        takes_turns: bool,
    ) {
        let mut state = self.state();
        let here = state.waiting.iter();
        let here = here
            .filter(|w| w.attempt.network == attempt.network)
            .count();
        let here = u32::try_from(here).unwrap_or(u32::MAX);
        state.arrived += 1;
        let rank = (wrong_before.saturating_add(here), state.arrived);
        state.waiting.push(PendingAttempt {
            attempt,
            answer,
            late: false,
            rank,
            takes_turns,
            since: Instant::now(),
        });
        drop(state);
        self.changed.notify_all();
    }

    /// Waits for the next one; `None` when the queue is closed.
    pub fn take(&self) -> Option<PendingAttempt> {
        let mut state = self.state();
        loop {
            if state.closed {
                return None;
            }
            let now = Instant::now();
            // A client that has gone waits for no answer, and takes no turn.
            state.waiting.retain(|w| !w.answer.is_closed());
            let patience = self.turn * MAX_TURNS;
            let late = |w: &PendingAttempt| w.takes_turns && now >= w.since + patience;
            if let Some(n) = state.waiting.iter().position(late) {
                let mut next = state.waiting.remove(n);
                next.late = true;
                return Some(next);
            }
            let (mut best, mut wake) = (None::<(usize, (u32, u64))>, None::<Instant>);
            for (n, w) in state.waiting.iter().enumerate() {
                let due = state.turns.get(w.attempt.target()).copied();
                match due.filter(|due| w.takes_turns && *due > now) {
                    Some(due) => {
                        let due = due.min(w.since + patience);
                        wake = Some(wake.map_or(due, |wake| wake.min(due)));
                    }
                    None if best.is_none_or(|(_, rank)| w.rank < rank) => {
                        best = Some((n, w.rank));
                    }
                    None => {}
                }
            }
            if let Some((n, _)) = best {
                return Some(state.waiting.remove(n));
            }
            state = match wake {
                None => {
                    let woken = self.changed.wait(state);
                    woken.unwrap_or_else(PoisonError::into_inner)
                }
                Some(at) => {
                    let woken = self.changed.wait_timeout(state, at - now);
                    woken.unwrap_or_else(PoisonError::into_inner).0
                }
            };
        }
    }

    /// This attempt is compared now: the next one on its target has to wait for its turn.
    pub fn start_turn(&self, attempt: &PinAttempt) {
        let now = Instant::now();
        let mut state = self.state();
        state.turns.retain(|_, due| *due > now);
        let due = now + self.turn;
        state.turns.insert(attempt.target().to_owned(), due);
    }

    /// Ends the waiting of whoever takes from it; what waits here gets no answer.
    pub fn close(&self) {
        let mut state = self.state();
        state.closed = true;
        state.waiting.clear();
        drop(state);
        self.changed.notify_all();
    }

    /// Ignores mutex poisoning: every change under this lock is a single step.
    fn state(&self) -> MutexGuard<'_, QueueState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Puts an attempt on w1 from a network into the queue; where its answer would come.
    fn push(
        queue: &AttemptQueue,
        network: &str,
        wrong: u32,
        turns: bool,
    ) -> oneshot::Receiver<bool> {
        let (answer, answered) = oneshot::channel();
        let attempt = PinAttempt {
            login: "w1".to_owned(),
            seat: Some("w1".to_owned()),
            typed: String::new(),
            from: "192.0.2.1".parse().unwrap(),
            network: network.to_owned(),
        };
        queue.push(attempt, answer, wrong, turns);
        answered
    }

    #[test]
    fn who_tried_nothing_wrong_comes_first_and_networks_alternate() {
        let queue = AttemptQueue::new(Duration::from_secs(3));
        let tried = [("guesser", 5), ("room", 0), ("room", 0), ("other", 0)];
        let _answers = tried.map(|(network, wrong)| push(&queue, network, wrong, false));
        drop(push(&queue, "gone", 0, false));
        let order = [(); 4].map(|()| queue.take().unwrap().attempt.network);
        assert_eq!(order, ["room", "other", "room", "guesser"]);
        queue.close();
        assert!(queue.take().is_none());
    }

    #[test]
    fn turns_are_apart_and_waiting_for_them_ends() {
        let turn = Duration::from_millis(50);
        let queue = AttemptQueue::new(turn);
        let begun = Instant::now();
        let _answers = [(); 20].map(|()| push(&queue, "guesser", 0, true));
        let mut compared = 0;
        for _ in 0..20 {
            let next = queue.take().unwrap();
            if !next.late {
                assert!(begun.elapsed() >= turn * compared);
                queue.start_turn(&next.attempt);
                compared += 1;
            }
        }
        assert!((2..=6).contains(&compared), "{compared}");
    }
}
