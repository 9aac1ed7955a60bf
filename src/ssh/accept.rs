//! The accept loop: how many may come in, how long they may take to prove themselves, and how a connection
//! that is stuck is ended.

use super::Service;
use super::connection::Connection;
use super::door::address;
use crate::journal::pin;
use russh::Disconnect;
use russh::server::{Config, run_stream};
use std::collections::HashMap;
use std::io;
use std::net::{Shutdown, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::Notify;
use tokio::time::{sleep, timeout};

/// How long a client has to prove itself.
pub const LOGIN: Duration = Duration::from_secs(20);
/// So many clients of one place may be about to prove themselves.
const UNPROVEN: usize = 16;
/// So many of all places together.
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
    taken: Mutex<Taken>,
}

#[derive(Default)]
struct Taken {
    all: usize,
    unproven: usize,
    by_place: HashMap<String, Held>,
    /// Refused since that was told last.
    refused: usize,
    told: Option<Instant>,
}

/// What one place has.
#[derive(Clone, Copy, Debug, Default)]
struct Held {
    all: usize,
    unproven: usize,
}

/// A connection's place in the room; given back when it is dropped.
struct Ticket {
    room: Arc<Room>,
    place: String,
    proven: bool,
}

impl Room {
    pub fn new(sessions: usize) -> Self {
        Self {
            most: sessions + ALL_UNPROVEN,
            most_of_one: (sessions / 2).max(8) + UNPROVEN,
            taken: Mutex::default(),
        }
    }

    fn enter(self: &Arc<Self>, peer: SocketAddr) -> Option<Ticket> {
        let ip = peer.ip().to_canonical();
        let place = pin::place(&address(ip));
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let held = taken.by_place.get(&place).copied().unwrap_or_default();
        // Whoever sits at this machine, or comes through it, is limited by the whole only.
        let most_of_one = if ip.is_loopback() {
            self.most
        } else {
            self.most_of_one
        };
        if taken.all >= self.most
            || taken.unproven >= ALL_UNPROVEN
            || held.all >= most_of_one
            || held.unproven >= UNPROVEN
        {
            taken.refused += 1;
            return None;
        }
        taken.all += 1;
        taken.unproven += 1;
        let held = taken.by_place.entry(place.clone()).or_default();
        held.all += 1;
        held.unproven += 1;
        drop(taken);
        Some(Ticket {
            room: Arc::clone(self),
            place,
            proven: false,
        })
    }

    /// How many were refused since this was told last, if it is time to tell again.
    fn refused(&self) -> Option<usize> {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let due = taken.told.is_none_or(|told| told.elapsed() >= TELL);
        (due && taken.refused > 0).then(|| {
            taken.told = Some(Instant::now());
            std::mem::take(&mut taken.refused)
        })
    }
}

impl Ticket {
    fn prove(&mut self) {
        if std::mem::replace(&mut self.proven, true) {
            return;
        }
        let mut taken = self
            .room
            .taken
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        taken.unproven = taken.unproven.saturating_sub(1);
        if let Some(held) = taken.by_place.get_mut(&self.place) {
            held.unproven = held.unproven.saturating_sub(1);
        }
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        self.prove();
        let mut taken = self
            .room
            .taken
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        taken.all = taken.all.saturating_sub(1);
        if let Some(held) = taken.by_place.get_mut(&self.place) {
            held.all = held.all.saturating_sub(1);
            if held.all == 0 {
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
    mut ticket: Ticket,
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
    let deadline = sleep(LOGIN);
    tokio::pin!(deadline);
    let mut running = tokio::select! {
        running = run_stream(config, stream, connection) => running?,
        () = &mut deadline => {
            cut("no-login");
            return Ok(());
        }
    };
    let handle = running.handle();
    tokio::select! {
        ended = &mut running => return ended,
        () = course.proven.notified() => ticket.prove(),
        () = &mut deadline => {
            let bye = handle.disconnect(Disconnect::ByApplication, "login timeout".into(), "en".into());
            let _ = timeout(Duration::from_secs(1), bye).await;
            cut("no-login");
            return Ok(());
        }
    }
    // A client that proves itself and then asks for nothing is let go of as well.
    let session_over = async {
        let asked = timeout(LOGIN, course.opened.notified()).await.is_ok();
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
