//! Clients that stop reading and clients that say nothing: they are let go of, nobody else notices, and the
//! memory comes back. The limits are options, in seconds.

use crate::ssh;
use pingshen::model::{Act, DESK, Points};
use ssh::{PIN, Seat, Served, Terminal, connect_over, run};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::watch;

/// Between a client and the server: what the server sends is let through until it is shut.
struct Valve {
    port: u16,
    open: watch::Sender<bool>,
}

impl Valve {
    async fn before(server: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (open, opened) = watch::channel(true);
        tokio::spawn(async move {
            let (client, _) = listener.accept().await.unwrap();
            // Little room on the way, so that the server is soon stuck.
            let socket = TcpSocket::new_v4().unwrap();
            socket.set_recv_buffer_size(8192).unwrap();
            let server = format!("127.0.0.1:{server}").parse().unwrap();
            let server = socket.connect(server).await.unwrap();
            let (mut from_client, mut to_client) = client.into_split();
            let (mut from_server, mut to_server) = server.into_split();
            tokio::spawn(async move {
                let _ = tokio::io::copy(&mut from_client, &mut to_server).await;
            });
            let mut chunk = vec![0; 4096];
            let mut opened = opened;
            loop {
                if opened.wait_for(|open| *open).await.is_err() {
                    return;
                }
                match from_server.read(&mut chunk).await {
                    Ok(n @ 1..) => to_client.write_all(&chunk[..n]).await.unwrap(),
                    _ => return,
                }
            }
        });
        Self { port, open }
    }

    /// A seat behind this valve.
    async fn seat(&self, login: &str, window_size: u32) -> Seat {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).await.unwrap();
        let mut handle = connect_over(stream, window_size).await.unwrap();
        let tried = handle.authenticate_password(login, PIN).await.unwrap();
        assert!(tried.success());
        let large = Terminal {
            size: (200, 60),
            ..Terminal::default()
        };
        Seat::shell(handle, large).await
    }
}

#[test]
fn a_client_that_stops_reading_costs_one_frame_and_is_let_go_of() {
    let served = Served::fresh_with(&["--stall", "6"]);
    for _ in 0..60 {
        let text = "much to draw ".repeat(12);
        served.record(DESK, Act::Incident { text });
    }
    run(async {
        let mut judge = Seat::take(served.port, "w2").await;
        judge.shows("indicator 1").await;
        let (window, socket) = (
            Valve::before(served.port).await,
            Valve::before(served.port).await,
        );
        // One is stuck in the window that SSH gives, one in the buffers of the system.
        let mut stuck = window.seat("w1", 64 * 1024).await;
        stuck.shows("indicator 1").await;
        stuck.send("12\r3.2").await;
        stuck.shows("[3.2").await;
        let mut looks = socket.seat("desk", 64 * 1024 * 1024).await;
        looks.shows("record code").await;
        // The journal fills the screen.
        looks.send("\x1b[18~").await;
        looks.shows("much to draw").await;
        let before = served.memory();
        window.open.send(false).unwrap();
        socket.open.send(false).unwrap();
        let shut = Instant::now();
        let flood = async {
            for n in 0..1000 {
                for seat in [&stuck, &looks] {
                    // Drawn anew each time, if anybody took it.
                    let _ = seat.channel.window_change(200 - n % 2, 60, 0, 0).await;
                }
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        let others = async {
            // The others go on at once: a mark, or the total that it completes.
            for (typed, shown) in [
                ("1.25", "1.25"),
                ("2.25", "3.50"),
                ("3.25", "3.25"),
                ("4.25", "7.50"),
                ("5.25", "5.25"),
            ] {
                let since = Instant::now();
                judge.send(&format!("{typed}\r")).await;
                judge.shows(shown).await;
                assert!(since.elapsed() < Duration::from_secs(2));
                tokio::time::sleep(Duration::from_secs(1)).await;
                let grown = served.memory().saturating_sub(before);
                assert!(
                    grown < 16 * 1024,
                    "{grown} KiB for clients that read nothing"
                );
            }
        };
        tokio::join!(flood, others);
        let gone = |seat: &str, why: &str| {
            let line = format!("seat={seat} from=127.0.0.1 why={why}");
            served.log().lines().any(|l| l.ends_with(&line))
        };
        // What the desk would show goes on changing: so many records.
        let mut points = 100;
        while !(gone("w1", "stalled") && gone("desk", "stalled")) {
            assert!(shut.elapsed() < Duration::from_secs(60), "{}", served.log());
            points += 1;
            judge
                .send(&format!("{}.{:02}\r", points / 100, points % 100))
                .await;
            let moment = tokio::time::sleep(Duration::from_millis(100));
            tokio::pin!(moment);
            while tokio::select! { more = judge.read() => more, () = &mut moment => false } {}
        }
        assert!(shut.elapsed() > Duration::from_secs(5), "too early");
        let since = Instant::now();
        while served.log().matches("why=session-over").count() < 2 {
            assert!(
                since.elapsed() < Duration::from_secs(10),
                "{}",
                served.log()
            );
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        assert!(served.journal().session().seat("w1").signed_in.is_none());
        // Whoever was cut off goes on where she was.
        let mut again = Seat::take(served.port, "w1").await;
        again.shows("[3.2").await;
        again.send("5\r").await;
        again.shows("15.25").await;
        let grown = served.memory().saturating_sub(before);
        assert!(grown < 8 * 1024, "{grown} KiB are not given back");
    });
    let journal = served.journal();
    let mark =
        |judge, entry: usize, indicator| journal.session().entries()[entry].mark(judge, indicator);
    assert_eq!(mark(0, 0, 1), Points::from_hundredths(325));
    assert_eq!(mark(1, 2, 0), Points::from_hundredths(325));
}

#[test]
fn three_hundred_who_say_nothing_are_gone_after_the_time_for_a_login() {
    let served = Served::fresh_with(&["--silence", "4"]);
    run(async {
        let mut judge = Seat::take_from(served.port, "127.0.0.2", "w2", Terminal::default()).await;
        judge.shows("indicator 1").await;
        let before = served.memory();
        let begun = Instant::now();
        let mut silent = Vec::new();
        for n in 0..300 {
            let socket = TcpSocket::new_v4().unwrap();
            // From thirty places, so that the limit of one place does not end it at once.
            let place = format!("127.0.1.{}:0", n % 30 + 1);
            socket.bind(place.parse().unwrap()).unwrap();
            let server = format!("127.0.0.1:{}", served.port).parse().unwrap();
            silent.push(socket.connect(server).await.unwrap());
        }
        judge.send("36.5\r").await;
        judge.shows("36.50").await;
        // Every one of them is told nothing more and closed.
        for mut stream in silent {
            let mut said = Vec::new();
            let end = tokio::time::timeout(Duration::from_secs(30), stream.read_to_end(&mut said));
            let _ = end.await.expect("it is still open");
        }
        let took = begun.elapsed();
        assert!(
            took > Duration::from_secs(3) && took < Duration::from_secs(20),
            "{took:?}"
        );
        let mut next = Seat::take_from(served.port, "127.0.1.1", "w1", Terminal::default()).await;
        next.shows("indicator 1").await;
        let grown = served.memory().saturating_sub(before);
        assert!(grown < 8 * 1024, "{grown} KiB are not given back");
    });
    let log = served.log();
    assert!(log.contains("why=silent"), "{log}");
    // Those that gave way to newer ones are counted, each once.
    let cut = log.split("cut=").skip(1).filter_map(|rest| {
        let number = rest.split_whitespace().next()?;
        number.parse::<usize>().ok()
    });
    assert_eq!(cut.sum::<usize>(), 300 - 256, "{log}");
}
