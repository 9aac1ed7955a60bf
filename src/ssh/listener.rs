//! The accept loop: timeouts for the handshake and the login, and the shutdown of connections that hang.

use super::Service;
use super::auth::address;
use super::connection::Connection;
use super::limiter::{ConnectionLimiter, ConnectionPermit};
use super::log::ServerLog;
use super::state::Progress;
use crate::live::door::NO_COMMON;
use russh::Disconnect;
use russh::server::{Config, run_stream};
use std::io;
use std::net::{Shutdown, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::time::{sleep, timeout};

/// How long authentication may take: a person compares a fingerprint, looks for the PIN slip and types.
const LOGIN_TIMEOUT: Duration = Duration::from_secs(120);
/// Delay between the reply to the last PIN allowed and the disconnect.
const LAST_REPLY_DELAY: Duration = Duration::from_millis(1200);
/// After its channel has finished, a connection that still hangs is shut down after this time.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(3);
/// Connections that are turned away are logged together: those within the first time after the first one, and then
/// at most as often as the second.
const REPORT_DELAY: Duration = Duration::from_millis(500);
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

/// Accepts connections until aborted. A failing `accept` affects that client only.
pub async fn run(
    listener: TcpListener,
    config: Arc<Config>,
    service: Arc<Service>,
    limiter: Arc<ConnectionLimiter>,
) {
    loop {
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
                match &error {
                    russh::Error::NoCommonAlgo { kind, theirs, .. } => log.line(
                        NO_COMMON,
                        &[
                            ("from", &from),
                            ("kind", &format!("{kind:?}").to_lowercase()),
                            ("theirs", &theirs.join(",")),
                        ],
                    ),
                    _ => log.line(
                        "connection",
                        &[("from", &from), ("error", &error.to_string())],
                    ),
                }
            }
        });
    }
}

/// Logs how many connections are turned away, until aborted.
pub async fn report(log: Arc<ServerLog>, limiter: Arc<ConnectionLimiter>) {
    loop {
        limiter.turned_some_away().await;
        sleep(REPORT_DELAY).await;
        report_now(&log, &limiter);
        sleep(REPORT_INTERVAL).await;
    }
}

/// Logs how many connections were turned away since the last time, if any were.
pub fn report_now(log: &ServerLog, limiter: &ConnectionLimiter) {
    if let Some(n) = limiter.report() {
        let (refused, cut) = (n.refused.to_string(), n.cut.to_string());
        log.line(
            "too-many-connections",
            &[("refused", &refused), ("cut", &cut)],
        );
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
    mut permit: ConnectionPermit,
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
    let state = Arc::clone(&permit.state);
    // Cut without a word, and counted in the report: there may be very many.
    let make_room = || handle_to_close.shutdown(Shutdown::Both);
    let connection = Connection::new(Arc::clone(&service), peer.ip(), Arc::clone(&state));
    let mut running = tokio::select! {
        running = timeout(service.silence, run_stream(config, stream, connection)) => match running {
            Ok(running) => running?,
            Err(_) => {
                shut_down("silent");
                return Ok(());
            }
        },
        () = state.evicted.notified() => {
            let _ = make_room();
            return Ok(());
        }
    };
    state.advance(Progress::Speaking);
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
        () = state.evicted.notified() => {
            let _ = make_room();
            return Ok(());
        }
    };
    if let Some(why) = why {
        let bye = handle.disconnect(Disconnect::ByApplication, why.into(), "en".into());
        let _ = timeout(Duration::from_secs(1), bye).await;
        shut_down(why);
        return Ok(());
    }
    if !permit.authenticated() {
        let _ = make_room();
        return Ok(());
    }
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
