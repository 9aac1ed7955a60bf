//! The accept loop: how many may come in, how long they may take to prove themselves, and how a connection
//! that is stuck is ended.

use super::Service;
use super::addresses::Networks;
use super::connection::Connection;
use super::door::address;
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

/// How long a client has to say that it speaks SSH, and between its login and its session.
const HELLO: Duration = Duration::from_secs(20);
/// How long it has to prove itself: a person compares a fingerprint, looks for a slip of paper and types.
const LOGIN: Duration = Duration::from_secs(120);
/// So long after the last PIN that it may try a client is let go of; clients would go on asking for others.
const ANSWERED: Duration = Duration::from_millis(1200);
/// So many clients of one place may be about to prove themselves.
const UNPROVEN: usize = 16;
/// So many of all places together; one more, and the place with the most loses its oldest.
const ALL_UNPROVEN: usize = 128;
/// When its session is over a connection is closed after so long, even if it is stuck.
const STUCK: Duration = Duration::from_secs(3);
/// Refused connections are told of together, at most so often.
const TELL: Duration = Duration::from_secs(10);

/// How far a connection has come.
#[derive(Default)]
pub struct Course {
    /// The client has proven itself.
    pub proven: Notify,
    /// It has tried as many PINs as it may.
    pub failed: Notify,
    /// It has opened its channel.
    pub opened: Notify,
    /// Its session is over.
    pub over: Notify,
}

/// A socket with room for everybody in a meeting to press Enter at once.
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

/// Who is connected, by place.
pub struct Room {
    /// The most connections of all, and of one place.
    most: usize,
    most_of_one: usize,
    networks: Networks,
    taken: Mutex<Taken>,
}

#[derive(Default)]
struct Taken {
    all: usize,
    by_place: HashMap<String, usize>,
    /// Those about to prove themselves, the oldest first.
    unproven: VecDeque<Unproven>,
    last_id: u64,
    /// Refused since that was told last.
    refused: usize,
    told: Option<Instant>,
}

struct Unproven {
    id: u64,
    place: String,
    /// It has to make room.
    leave: Arc<Notify>,
}

/// A connection's place in the room; given back when it is dropped.
struct Ticket {
    room: Arc<Room>,
    id: u64,
    place: String,
    leave: Arc<Notify>,
}

impl Room {
    pub fn new(sessions: usize) -> Self {
        Self {
            most: sessions + ALL_UNPROVEN,
            most_of_one: (sessions / 2).max(8) + UNPROVEN,
            networks: Networks::here(),
            taken: Mutex::default(),
        }
    }

    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn enter(self: &Arc<Self>, peer: SocketAddr) -> Option<Ticket> {
        let ip = peer.ip().to_canonical();
        let place = self.networks.of(ip);
        let mut taken = self.taken();
        let here = taken.by_place.get(&place).copied().unwrap_or_default();
        let unproven_here = taken.unproven.iter().filter(|u| u.place == place).count();
        // Whoever sits at this machine, or comes through it, is limited by the whole only.
        let most_of_one = if ip.is_loopback() {
            self.most
        } else {
            self.most_of_one
        };
        if taken.all >= self.most || here >= most_of_one || unproven_here >= UNPROVEN {
            taken.refused += 1;
            return None;
        }
        if taken.unproven.len() >= ALL_UNPROVEN && !taken.make_room() {
            taken.refused += 1;
            return None;
        }
        taken.last_id += 1;
        let (id, leave) = (taken.last_id, Arc::new(Notify::new()));
        taken.all += 1;
        *taken.by_place.entry(place.clone()).or_default() += 1;
        taken.unproven.push_back(Unproven {
            id,
            place: place.clone(),
            leave: Arc::clone(&leave),
        });
        drop(taken);
        Some(Ticket {
            room: Arc::clone(self),
            id,
            place,
            leave,
        })
    }

    /// How many were refused since this was told last, if it is time to tell again.
    fn refused(&self) -> Option<usize> {
        let mut taken = self.taken();
        let due = taken.told.is_none_or(|told| told.elapsed() >= TELL);
        (due && taken.refused > 0).then(|| {
            taken.told = Some(Instant::now());
            std::mem::take(&mut taken.refused)
        })
    }
}

impl Taken {
    /// Sends the oldest away of whatever place has most of those about to prove themselves. Where nobody has
    /// more than one, everybody may finish.
    fn make_room(&mut self) -> bool {
        let mut by_place: HashMap<&str, usize> = HashMap::new();
        for one in &self.unproven {
            *by_place.entry(&one.place).or_default() += 1;
        }
        let most = by_place.values().copied().max().unwrap_or_default();
        let oldest = self
            .unproven
            .iter()
            .position(|u| by_place.get(u.place.as_str()) == Some(&most));
        match oldest.filter(|_| most > 1) {
            Some(n) => {
                if let Some(gone) = self.unproven.remove(n) {
                    gone.leave.notify_one();
                }
                true
            }
            None => false,
        }
    }
}

impl Ticket {
    /// It has proven itself.
    fn prove(&self) {
        self.room.taken().unproven.retain(|u| u.id != self.id);
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        self.prove();
        let mut taken = self.room.taken();
        taken.all = taken.all.saturating_sub(1);
        if let Some(here) = taken.by_place.get_mut(&self.place) {
            *here = here.saturating_sub(1);
            if *here == 0 {
                taken.by_place.remove(&self.place);
            }
        }
    }
}

/// Lets clients in for as long as it runs. An `accept` that fails costs that client only.
pub async fn run(
    listener: TcpListener,
    config: Arc<Config>,
    service: Arc<Service>,
    room: Arc<Room>,
) {
    loop {
        if let Some(n) = room.refused() {
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
        let Some(ticket) = room.enter(peer) else {
            continue;
        };
        let (config, service) = (Arc::clone(&config), Arc::clone(&service));
        tokio::spawn(async move {
            let log = Arc::clone(&service.log);
            if let Err(error) = attend(stream, peer, config, service, ticket).await
                && !gone(&error)
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

/// Did the client just go? That is no news.
fn gone(error: &russh::Error) -> bool {
    use io::ErrorKind::{BrokenPipe, ConnectionReset, UnexpectedEof};
    match error {
        russh::Error::Disconnect | russh::Error::HUP => true,
        russh::Error::IO(error) => {
            matches!(error.kind(), BrokenPipe | ConnectionReset | UnexpectedEof)
        }
        _ => false,
    }
}

/// One connection from its first byte to its last.
async fn attend(
    stream: TcpStream,
    peer: SocketAddr,
    config: Arc<Config>,
    service: Arc<Service>,
    ticket: Ticket,
) -> Result<(), russh::Error> {
    stream.set_nodelay(true)?;
    // A second hand on the socket: whoever has stopped reading is let go of by nothing else.
    let stream = stream.into_std()?;
    let hand = stream.try_clone()?;
    let stream = TcpStream::from_std(stream)?;
    let cut = |why: &str| {
        let from = address(peer.ip());
        service.log.line("cut", &[("from", &from), ("why", why)]);
        // It may be gone by itself.
        let _ = hand.shutdown(Shutdown::Both);
    };
    let course = Arc::new(Course::default());
    let connection = Connection::new(Arc::clone(&service), peer.ip(), Arc::clone(&course));
    let mut running = tokio::select! {
        running = timeout(HELLO, run_stream(config, stream, connection)) => match running {
            Ok(running) => running?,
            Err(_) => {
                cut("silent");
                return Ok(());
            }
        },
        () = ticket.leave.notified() => {
            cut("to-make-room");
            return Ok(());
        }
    };
    let handle = running.handle();
    let why = tokio::select! {
        ended = &mut running => return ended,
        () = course.proven.notified() => None,
        () = sleep(LOGIN) => Some("no-login"),
        () = course.failed.notified() => {
            // The answer to the last try goes first.
            sleep(ANSWERED).await;
            Some("too-many-tries")
        }
        () = ticket.leave.notified() => Some("to-make-room"),
    };
    if let Some(why) = why {
        let bye = handle.disconnect(Disconnect::ByApplication, why.into(), "en".into());
        let _ = timeout(Duration::from_secs(1), bye).await;
        cut(why);
        return Ok(());
    }
    ticket.prove();
    // A client that proves itself and then asks for nothing is let go of as well.
    let session_over = async {
        let asked = timeout(HELLO, course.opened.notified()).await.is_ok();
        if asked {
            course.over.notified().await;
            sleep(STUCK).await;
        }
    };
    tokio::select! {
        ended = &mut running => ended,
        () = session_over => {
            cut("session-over");
            running.await
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_holds_most_places_makes_room_for_others() {
        let room = Arc::new(Room::new(64));
        let peer = |n: usize| format!("10.0.0.{n}:5000").parse().unwrap();
        let mut tickets = Vec::new();
        // A judge who looks for her slip, and eight addresses that take all there is.
        let judge = room.enter(peer(200)).unwrap();
        for n in 0..ALL_UNPROVEN - 1 {
            tickets.push(room.enter(peer(n % 8)).unwrap());
        }
        assert!(room.enter(peer(0)).is_none(), "too many of one place");
        let now = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .build()
            .unwrap();
        let told = |ticket: &Ticket| {
            let soon = Duration::from_millis(20);
            let leave = Arc::clone(&ticket.leave);
            now.block_on(async move { timeout(soon, leave.notified()).await.is_ok() })
        };
        let other = room.enter(peer(201)).expect("there is room");
        assert!(told(&tickets[0]) && !told(&judge) && !told(&other));
        // Proven ones hold none of these places.
        judge.prove();
        drop((other, judge, tickets));
        let taken = room.taken();
        assert!(taken.all == 0 && taken.unproven.is_empty() && taken.by_place.is_empty());
    }
}
