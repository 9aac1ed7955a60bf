//! Very many clients at once over SSH: those that say nothing keep nobody out, and a whole panel gets in.

use crate::ssh;
use ssh::{PIN, SOON, Served, connect, login, run};
use std::net::{IpAddr, SocketAddr};
use std::time::{Duration, Instant};
use tokio::io::AsyncReadExt;
use tokio::net::{TcpSocket, TcpStream};

/// Connects from an address of this machine and says nothing.
async fn silent(port: u16, from: &str) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    let from = from.parse::<IpAddr>().unwrap();
    socket.bind(SocketAddr::new(from, 0)).unwrap();
    let server = SocketAddr::new("127.0.0.1".parse().unwrap(), port);
    socket.connect(server).await.unwrap()
}

/// How long the server takes to say who it is.
async fn greeting(stream: &mut TcpStream) -> Duration {
    let begun = Instant::now();
    let mut line = [0; 16];
    let read = tokio::time::timeout(SOON, stream.read_exact(&mut line)).await;
    assert!(matches!(read, Ok(Ok(_))), "no greeting: {read:?}");
    assert_eq!(&line, b"SSH-2.0-pingshen");
    begun.elapsed()
}

/// What the log says was turned away: refused and cut, when it is so many together.
async fn turned_away(served: &Served, expected: usize) -> (usize, usize) {
    let begun = Instant::now();
    loop {
        let log = served.log();
        let count = |name: &str| -> usize {
            let said = log.split_whitespace();
            let said = said.filter_map(|word| word.strip_prefix(name));
            said.map(|n| n.parse::<usize>().unwrap()).sum()
        };
        let (refused, cut) = (count("refused="), count("cut="));
        if refused + cut == expected {
            return (refused, cut);
        }
        assert!(begun.elapsed() < SOON * 2, "{expected} expected:\n{log}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[test]
fn half_open_connections_from_many_addresses_keep_nobody_out() {
    let served = Served::fresh();
    run(async {
        // A judge is at the question for her PIN all the time.
        let mut judge = connect(served.port, "127.0.1.1").await.unwrap();
        assert!(!judge.authenticate_none("w1").await.unwrap().success());
        let mut open = Vec::new();
        for n in 0..300 {
            let from = format!("127.0.{}.{}", 2 + n / 200, 1 + n % 200);
            open.push(silent(served.port, &from).await);
        }
        let mut new = silent(served.port, "127.0.9.9").await;
        let took = greeting(&mut new).await;
        assert!(took < Duration::from_secs(1), "{took:?}");
        assert!(login(served.port, "127.0.9.10", "w2", PIN).await.is_some());
        let tried = judge.authenticate_password("w1", PIN).await.unwrap();
        assert!(tried.success(), "whoever types a PIN is not cut");
        let mut cut = 0;
        for stream in &mut open {
            let mut bytes = [0; 64];
            loop {
                let read = stream.read(&mut bytes);
                match tokio::time::timeout(Duration::from_millis(2), read).await {
                    Ok(Ok(0) | Err(_)) => {
                        cut += 1;
                        break;
                    }
                    Ok(Ok(_)) => {}
                    Err(_) => break,
                }
            }
        }
        assert!(cut > 0);
        assert_eq!(turned_away(&served, cut).await, (0, cut));
    });
}

#[test]
fn a_whole_panel_behind_one_address_is_asked_for_its_pins_at_once_and_the_rest_is_counted() {
    let served = Served::fresh();
    run(async {
        let all_at_once = |many: usize| {
            let port = served.port;
            async move {
                let mut clients = tokio::task::JoinSet::new();
                for _ in 0..many {
                    clients.spawn(async move {
                        let mut client = connect(port, "127.0.0.7").await.ok()?;
                        // What may be tried is the answer: the prompt for a PIN comes next.
                        let asked = client.authenticate_none("w1").await.ok()?;
                        (!asked.success()).then_some(client)
                    });
                }
                clients.join_all().await
            }
        };
        let panel = all_at_once(30).await;
        assert_eq!(panel.iter().flatten().count(), 30);
        let more = all_at_once(40).await;
        let turned = more.iter().filter(|client| client.is_none()).count();
        assert_eq!(turned, 30 + 40 - 64);
        turned_away(&served, turned).await;
    });
}
