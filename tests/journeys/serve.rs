//! Seats over SSH, with the real program on one side and a client that can misbehave on the other.

use crate::ssh;
use pingshen::journal::scan;
use pingshen::journal::verify::verify;
use pingshen::model::{Act, DESK, Points};
use pingshen::tui::terminal::{KITTY_BACK, MODES_OFF};
use russh::ChannelMsg;
use ssh::{PIN, SOON, Seat, Served, Terminal, command, connect, login, login_with_key, run};
use std::time::{Duration, Instant};

/// The acts of a served session, in order, as JSON.
fn acts(served: &Served) -> Vec<(String, Act)> {
    let bytes = std::fs::read(served.folder.join("journal.jsonl")).unwrap();
    let records = scan::records(&bytes).into_iter();
    records.map(|(r, _)| (r.by, r.act)).collect()
}

fn mark(served: &Served, judge: usize, entry: usize, indicator: usize) -> Option<Points> {
    let journal = served.journal();
    journal.session().entries()[entry].mark(judge, indicator)
}

#[test]
fn a_judge_logs_in_scores_and_leaves_and_the_result_is_in_the_journal() {
    let served = Served::fresh();
    run(async {
        let mut seat = Seat::take(served.port, "w1").await;
        seat.shows("indicator 1").await;
        seat.send("36.5\r").await;
        seat.shows("36.50").await;
        seat.send("7\r").await;
        seat.shows("43.50").await;
        assert_eq!(mark(&served, 0, 0, 0), Points::from_hundredths(3650));
        assert_eq!(mark(&served, 0, 0, 1), Points::from_hundredths(700));
        // F10, and Enter when what is left was said.
        seat.send("\x1b[21~").await;
        seat.shows("leaves, Esc stays").await;
        seat.send("\r").await;
        let bye = seat.end().await;
        assert!(
            bye.contains("you have left the seat") && bye.contains("已离座"),
            "{bye}"
        );
        assert_eq!(seat.exit, Some(0));
        let last: Vec<u8> = seat.bytes.iter().rev().take(400).rev().copied().collect();
        let last = String::from_utf8_lossy(&last).into_owned();
        for undone in ["\x1b[?2004l", "\x1b[0m", "\x1b[?25h", "\x1b[?1049l"] {
            assert!(last.contains(undone), "{last:?} lacks {undone:?}");
        }
        // What a program before it left on was put off at once, and the kitty protocol's state is given back.
        let all = String::from_utf8_lossy(&seat.bytes).into_owned();
        let (begin, rest) = all.split_once(MODES_OFF).expect("modes are reset");
        assert!(!begin.contains("indicator 1") && rest.contains(KITTY_BACK));
    });
    let acts = acts(&served);
    let signed = Act::SignIn {
        seat: "w1".to_owned(),
        from: "127.0.0.1".to_owned(),
        over: None,
    };
    assert!(acts.contains(&("w1".to_owned(), signed)));
    assert!(matches!(&acts.last().unwrap().1, Act::SignOut { seat, .. } if seat == "w1"));
    assert!(served.log().contains("login seat=w1 from=127.0.0.1 by=pin"));
}

#[test]
fn login_names_are_seats_or_their_numbers() {
    let served = Served::fresh();
    assert!(
        served.said.contains("ssh w1@127.0.0.1 -p"),
        "{}",
        served.said
    );
    assert!(served.said.contains("SHA256:"));
    assert!(served.said.contains("no PIN yet"));
    run(async {
        for (login_name, seat) in [("judge2", "w2"), ("W2", "w2"), ("coordinator", "desk")] {
            assert!(
                login(served.port, "127.0.0.1", login_name, PIN)
                    .await
                    .is_some()
            );
            assert!(served.log().contains(&format!("login seat={seat} ")));
        }
        // Full-width digits, as an input method sends them.
        assert!(
            login(served.port, "127.0.0.1", "w1", "２０４８１７")
                .await
                .is_some()
        );
    });
}

#[test]
fn what_is_wrong_is_not_told_by_words_or_time_and_three_tries_are_all() {
    let served = Served::fresh();
    run(async {
        let mut answers = Vec::new();
        for (n, (user, pin)) in [("w1", "000000"), ("w3", PIN), ("nobody", PIN), ("评委", "")]
            .iter()
            .enumerate()
        {
            let mut handle = connect(served.port, &format!("127.0.0.{}", 20 + n))
                .await
                .unwrap();
            let _ = handle.authenticate_none(*user).await.unwrap();
            let begun = Instant::now();
            let tried = handle.authenticate_password(*user, *pin).await.unwrap();
            answers.push(format!("{tried:?}"));
            let took = begun.elapsed();
            let even = Duration::from_millis(900)..Duration::from_millis(2500);
            assert!(even.contains(&took), "{user}: {took:?}");
        }
        assert!(answers.iter().all(|a| *a == answers[0]), "{answers:?}");

        let mut handle = connect(served.port, "127.0.0.30").await.unwrap();
        for _ in 0..3 {
            let tried = handle.authenticate_password("w1", "1").await.unwrap();
            assert!(!tried.success());
        }
        // The right one comes too late on this connection.
        let tried = handle.authenticate_password("w1", PIN).await;
        assert!(!tried.is_ok_and(|t| t.success()));
    });
    let failed = |from: &str| {
        let by = |(_, act): &(String, Act)| matches!(act, Act::SignInFailed { seat, from: at } if seat == "w1" && at == from);
        acts(&served).iter().filter(|a| by(a)).count()
    };
    assert_eq!((failed("127.0.0.20"), failed("127.0.0.30")), (1, 3));
    let log = served.log();
    for why in ["wrong-pin", "no-pin", "no-such-seat"] {
        assert!(log.contains(why), "{log}");
    }
}

#[test]
fn a_seat_pauses_for_the_place_that_guesses_and_for_nobody_else() {
    let served = Served::fresh();
    run(async {
        let there = "127.0.0.66";
        for _ in 0..2 {
            let mut handle = connect(served.port, there).await.unwrap();
            for _ in 0..3 {
                let _ = handle.authenticate_password("w1", "1").await;
            }
        }
        assert!(
            login(served.port, there, "w1", PIN).await.is_none(),
            "it pauses there"
        );
        assert!(login(served.port, "127.0.0.1", "w1", PIN).await.is_some());
        assert!(login(served.port, there, "w2", PIN).await.is_some());

        // The coordinator sees it and lifts it.
        let mut desk = Seat::take(served.port, "desk").await;
        desk.send("\x1b[13~").await;
        desk.shows("127.0.0.66 pauses").await;
        desk.send("\r").await;
        desk.shows("Lift the pause").await;
        desk.send("1").await;
        desk.shows("✓").await;
        assert!(login(served.port, there, "w1", PIN).await.is_some());
    });
    let unlocked = Act::Unlock {
        seat: "w1".to_owned(),
        from: None,
    };
    assert!(acts(&served).contains(&(DESK.to_owned(), unlocked)));
}

#[test]
fn only_a_terminal_with_a_shell_is_given_and_all_else_is_refused_with_a_reply() {
    let served = Served::fresh();
    run(async {
        let answered = |channel: russh::Channel<russh::client::Msg>| async {
            let mut channel = channel;
            let answer = tokio::time::timeout(SOON, async {
                loop {
                    match channel.wait().await {
                        Some(ChannelMsg::Success) => break "yes",
                        Some(ChannelMsg::Failure) | None => break "no",
                        Some(_) => {}
                    }
                }
            });
            answer.await.expect("an answer")
        };
        for what in ["exec", "sftp", "x11", "agent", "env"] {
            let handle = login(served.port, "127.0.0.1", "w1", PIN).await.unwrap();
            let channel = handle.channel_open_session().await.unwrap();
            match what {
                "exec" => channel.exec(true, "ls").await.unwrap(),
                "sftp" => channel.request_subsystem(true, "sftp").await.unwrap(),
                "x11" => channel
                    .request_x11(true, false, "MIT", "00", 0)
                    .await
                    .unwrap(),
                "agent" => channel.agent_forward(true).await.unwrap(),
                _ => channel.set_env(true, "LD_PRELOAD", "/tmp/x").await.unwrap(),
            }
            assert_eq!(answered(channel).await, "no", "{what}");
        }
        let handle = login(served.port, "127.0.0.1", "w1", PIN).await.unwrap();
        let first = handle.channel_open_session().await.unwrap();
        let second = tokio::time::timeout(SOON, handle.channel_open_session()).await;
        assert!(second.unwrap().is_err(), "a second channel");
        let there = handle.channel_open_direct_tcpip("127.0.0.1", 22, "127.0.0.1", 1);
        assert!(
            tokio::time::timeout(SOON, there).await.unwrap().is_err(),
            "-L"
        );
        let back = handle.tcpip_forward("127.0.0.1", 9999);
        assert!(
            tokio::time::timeout(SOON, back).await.unwrap().is_err(),
            "-R"
        );
        // Without a terminal there is a sentence and a status.
        first.request_shell(true).await.unwrap();
        let mut seat = Seat {
            handle,
            channel: first,
            parser: vt100::Parser::default(),
            bytes: Vec::new(),
            exit: None,
            closed: false,
        };
        assert!(seat.end().await.contains("a terminal is needed"));
        assert_eq!(seat.exit, Some(1));
        let handle = login(served.port, "127.0.0.1", "w1", PIN).await.unwrap();
        let dumb = Terminal {
            term: "dumb",
            ..Terminal::default()
        };
        assert!(
            Seat::shell(handle, dumb)
                .await
                .end()
                .await
                .contains("a terminal is needed")
        );
    });
    let acts = acts(&served);
    assert!(
        !acts
            .iter()
            .any(|(_, act)| matches!(act, Act::SignIn { .. }))
    );
}

#[test]
fn a_second_login_takes_the_seat_over_with_the_half_typed_number() {
    let served = Served::fresh();
    run(async {
        let mut first = Seat::take_from(served.port, "127.0.0.5", "w1", Terminal::default()).await;
        first.shows("indicator 1").await;
        first.send("12\r3.2").await;
        first.shows("3.2").await;
        let mut second = Seat::take_from(served.port, "127.0.0.6", "w1", Terminal::default()).await;
        second.shows("3.2").await;
        let told = first.end().await;
        assert!(told.contains("signed in from 127.0.0.6"), "{told}");
        assert_eq!(first.exit, Some(1));
        second.send("5\r").await;
        second.shows("15.25").await;
        assert_eq!(mark(&served, 0, 0, 1), Points::from_hundredths(325));
        // The one who gave way did not sign the other one out.
        let journal = served.journal();
        let signed = journal.session().seat("w1").signed_in.unwrap();
        assert_eq!(signed.from, "127.0.0.6");
    });
    let over = acts(&served).into_iter().find_map(|(_, act)| match act {
        Act::SignIn { over, .. } => over,
        _ => None,
    });
    assert_eq!(over.as_deref(), Some("127.0.0.5"));
}

#[test]
fn a_line_that_drops_is_taken_up_at_the_same_cell() {
    let served = Served::fresh();
    run(async {
        let mut seat = Seat::take(served.port, "w1").await;
        seat.shows("indicator 1").await;
        seat.send("12\r3.2").await;
        seat.shows("3.2").await;
        // No farewell: the client is gone.
        drop(seat);
        let mut again = Seat::take(served.port, "w1").await;
        again.shows("3.2").await;
        again.send("5\r").await;
        again.shows("15.25").await;
        // In the middle of a remark.
        again.send("\x1b[17~The plan names").await;
        again.shows("The plan names").await;
        drop(again);
        let mut third = Seat::take(served.port, "w1").await;
        let writing = "Kept with your sheet";
        third.shows(writing).await;
        third.shows("The plan names").await;
        third.send(" no mentors\x1b[15~").await;
        third.shows("Saved").await;
        drop(third);
        let mut fourth = Seat::take(served.port, "w1").await;
        fourth.shows("indicator 1").await;
        assert!(!fourth.screen().contains(writing), "it was saved");
        // The language that she chose is hers, whatever the client says.
        fourth.send("\x1b[20~").await;
        fourth.shows("申报单位").await;
        drop(fourth);
        let mut fifth = Seat::take(served.port, "w1").await;
        fifth.shows("申报单位").await;
        let mut other = Seat::take(served.port, "w2").await;
        other.shows("Applicants").await;
    });
    let remark = Act::Remark {
        entry: "p1/a2".to_owned(),
        indicator: "i1".to_owned(),
        text: "The plan names no mentors".to_owned(),
        page: String::new(),
        judge: None,
    };
    assert!(acts(&served).contains(&("w1".to_owned(), remark)));
}

#[test]
fn the_coordinator_sees_who_is_connected_from_where_and_ends_a_seat() {
    let served = Served::fresh();
    run(async {
        let mut judge = Seat::take_from(served.port, "127.0.0.9", "w2", Terminal::default()).await;
        judge.shows("indicator 1").await;
        let mut desk = Seat::take(served.port, "desk").await;
        desk.send("\x1b[13~").await;
        desk.shows("127.0.0.9").await;
        desk.send("\x1b[B\r").await;
        desk.shows("End the sign-in at 127.0.0.9").await;
        desk.send("1").await;
        let told = judge.end().await;
        assert!(
            told.contains("the coordinator ended this sign-in"),
            "{told}"
        );
        assert_eq!(judge.exit, Some(1));
        // Files of the machine are not the coordinator's from here.
        desk.send("\x1b").await;
        desk.shows("not signed in").await;
    });
}

#[test]
fn an_observer_sees_standings_without_judges_and_does_nothing() {
    let served = Served::fresh();
    run(async {
        let mut judge = Seat::take(served.port, "w1").await;
        judge.shows("indicator 1").await;
        judge.send("36.37\r9.41\r").await;
        judge.shows("45.78").await;
        let mut observer = Seat::take(served.port, "observer").await;
        observer.shows("Standings").await;
        // Why, ties, incidents, paper: nothing of it opens.
        for key in ["\r", "\x1b[17~", "\x1b[19~", "t", "p", "\r", "p", "\r"] {
            observer.send(key).await;
        }
        // How far the judges are, without their names.
        observer.send("\x1b[14~").await;
        observer.shows("Seat 1").await;
        let all = String::from_utf8_lossy(&observer.bytes).into_owned();
        assert!(
            !all.contains("36.37") && !all.contains("45.78"),
            "a judge's marks are seen"
        );
        observer.send("\x1b[21~").await;
        observer.end().await;
    });
}

#[test]
fn hostile_terminals_sizes_and_bytes_cost_nobody_anything() {
    let served = Served::fresh();
    run(async {
        let mut judge = Seat::take_from(served.port, "127.0.0.9", "w2", Terminal::default()).await;
        judge.shows("indicator 1").await;
        let long = "x".repeat(5000);
        for (term, size) in [
            ("\x1b]0;evil\x07", (80, 24)),
            (long.as_str(), (0, 0)),
            ("xterm", (1, 1)),
            ("xterm", (u32::MAX, u32::MAX)),
        ] {
            let hostile = Terminal {
                term,
                size,
                env: &[("LANG", "\x1b[31m"), ("LC_ALL", ""), ("FOO", "bar")],
            };
            let mut seat = Seat::take_from(served.port, "127.0.0.1", "w1", hostile).await;
            for n in 0..50u32 {
                let (w, h) = [(1, 1), (500, 200), (0, 0), (80, 24), (u32::MAX, 3)][n as usize % 5];
                seat.channel.window_change(w, h, 0, 0).await.unwrap();
            }
            for garbage in ["\x1b[", "\x1b]0;", "\x1b[200~", "\x1bP", "\u{0}\u{7f}"] {
                seat.send(&garbage.repeat(2000)).await;
            }
            seat.read().await;
        }
        judge.send("36.5\r").await;
        judge.shows("36.50").await;
    });
    assert_eq!(mark(&served, 1, 0, 0), Points::from_hundredths(3650));
    assert!(!served.log().contains("panic"), "{}", served.log());
}

#[test]
fn each_client_has_its_own_language_colour_and_signs() {
    let served = Served::fresh();
    run(async {
        let shown = |user: &'static str, term: &'static str, env: &'static [(&str, &str)]| {
            let port = served.port;
            async move {
                let terminal = Terminal {
                    term,
                    env,
                    ..Terminal::default()
                };
                let mut seat = Seat::take_from(port, "127.0.0.1", user, terminal).await;
                seat.shows("indicator 1").await;
                let bytes = String::from_utf8_lossy(&seat.bytes).into_owned();
                (bytes, seat.screen())
            }
        };
        let (chinese, _) = shown("w1", "xterm", &[("LC_ALL", "zh_CN.UTF-8")]).await;
        assert!(chinese.contains("申报单位") && chinese.contains('─'));
        assert!(chinese.contains("\x1b[?2026h") && chinese.contains("\x1b[6n"));
        let (plain, _) = shown("w2", "xterm", &[("NO_COLOR", "1")]).await;
        assert!(plain.contains("Applicants"));
        let colours = colours_in(&plain);
        assert_eq!(colours, 0, "colours without NO_COLOR: {colours}");
        assert!(colours_in(&chinese) > 0);
        let (console, screen) = shown("w1", "linux", &[("LANG", "zh_CN.UTF-8")]).await;
        assert!(screen.contains("No Chinese characters on this console"));
        assert!(!console.contains('─') && !console.contains("\x1b[?2026h"));
        assert!(!console.contains("\x1b[6n"), "the console is not asked");
    });
}

/// How many colours are set in a stream of bytes.
fn colours_in(bytes: &str) -> usize {
    bytes
        .split("\x1b[")
        .filter_map(|rest| rest.split_once('m'))
        .filter(|(codes, _)| codes.chars().all(|c| c.is_ascii_digit() || c == ';'))
        .flat_map(|(codes, _)| codes.split(';'))
        .filter(|code| matches!(code.parse::<u32>(), Ok(30..=49 | 90..=107)))
        .count()
}

#[test]
fn a_terminal_with_wide_line_signs_gets_plain_ones() {
    let served = Served::fresh();
    run(async {
        let mut seat = Seat::take(served.port, "w1").await;
        seat.shows("indicator 1").await;
        let before = seat.bytes.len();
        // The answer to the question where the cursor is: the sign took two cells.
        seat.send("\x1b[2;3R").await;
        let plain = |seat: &Seat| String::from_utf8_lossy(&seat.bytes[before..]).contains("+--");
        while !plain(&seat) {
            assert!(seat.read().await);
        }
        assert!(!String::from_utf8_lossy(&seat.bytes[before..]).contains('─'));
    });
}

#[test]
fn a_key_opens_its_seat_and_no_other() {
    let served = Served::fresh();
    let mut rng = russh::keys::key::safe_rng();
    let key = russh::keys::PrivateKey::random(&mut rng, russh::keys::Algorithm::Ed25519).unwrap();
    let path = served.home.path().join("id.pub");
    std::fs::write(&path, key.public_key().to_openssh().unwrap()).unwrap();
    let imported = command(&served.home)
        .env("PINGSHEN_PIN", PIN)
        .args(["import", "keys"])
        .arg(&served.folder)
        .arg(&path)
        .args(["--seat", "w3"])
        .output()
        .unwrap();
    assert!(imported.status.success(), "{imported:?}");
    run(async {
        let since = Instant::now();
        let handle = loop {
            // The server hears of it from the file.
            if let Some(handle) = login_with_key(served.port, "w3", key.clone()).await {
                break handle;
            }
            assert!(since.elapsed() < SOON, "the key is not taken");
        };
        let mut seat = Seat::shell(handle, Terminal::default()).await;
        seat.shows("indicator 1").await;
        assert!(
            login_with_key(served.port, "w1", key.clone())
                .await
                .is_none()
        );
        let other = russh::keys::PrivateKey::random(&mut rng, russh::keys::Algorithm::Ed25519);
        assert!(
            login_with_key(served.port, "w3", other.unwrap())
                .await
                .is_none()
        );
    });
    assert!(served.log().contains("login seat=w3 from=127.0.0.1 by=key"));
}

#[test]
fn what_another_process_records_is_on_the_screens_here() {
    let served = Served::fresh();
    run(async {
        let mut judge = Seat::take(served.port, "w1").await;
        judge.shows("indicator 1").await;
        let paper = |points| Act::Mark {
            entry: "p1/a1".to_owned(),
            indicator: "i1".to_owned(),
            points: Points::from_hundredths(points),
            judge: Some("w1".to_owned()),
        };
        served.record(DESK, paper(1234));
        judge.shows("12.34").await;
        // A local sign-in takes the seat over as one over SSH does.
        let local = Act::SignIn {
            seat: "w1".to_owned(),
            from: "/dev/pts/7".to_owned(),
            over: Some("127.0.0.1".to_owned()),
        };
        served.record("w1", local);
        let told = judge.end().await;
        let there = "signed in from the session's own machine (pts/7)";
        assert!(told.contains(there), "{told}");
    });
}

#[test]
fn stopped_it_tells_everybody_and_killed_it_loses_nothing_saved() {
    let mut served = Served::fresh();
    run(async {
        let mut one = Seat::take(served.port, "w1").await;
        let mut two = Seat::take(served.port, "w2").await;
        one.shows("indicator 1").await;
        two.shows("indicator 1").await;
        two.send("36.5").await;
        two.shows("36.5").await;
        served.signal("-TERM");
        for seat in [&mut one, &mut two] {
            let bye = seat.end().await;
            assert!(
                bye.contains("the server was stopped") && bye.contains("服务已停止"),
                "{bye}"
            );
            assert_eq!(seat.exit, Some(1));
        }
    });
    assert_eq!(served.ended(), Some(0));
    let journal = served.journal();
    assert!(
        journal
            .session()
            .seats()
            .all(|(_, s)| s.signed_in.is_none())
    );

    let fingerprint = |said: &str| said.split("SHA256:").nth(1).unwrap()[..43].to_owned();
    let known = fingerprint(&served.said);
    let served = Served::again(served.kill(), &[]);
    assert_eq!(fingerprint(&served.said), known, "the host key stays");
    let said = run(async {
        let mut two = Seat::take(served.port, "w2").await;
        // Half-typed when it was stopped.
        two.shows("36.5").await;
        two.send("\r").await;
        two.shows("36.50").await;
        two.send("7").await;
        two.shows("indicator 2").await;
        tokio::time::sleep(Duration::from_millis(100)).await;
        served.signal("-KILL");
        let _ = two.end().await;
        two.bytes
    });
    let said = String::from_utf8_lossy(&said).into_owned();
    assert!(!said.contains("服务已停止"));
    let home = served.kill();
    let folder = home.path().join("s");
    let verdict = verify(&folder, None, &Default::default()).unwrap();
    assert!(!verdict.health.doubtful());
    let served = Served::again(home, &[]);
    // The line that was killed with the server is nobody's any more.
    let journal = served.journal();
    let ghost = || {
        let since = Instant::now();
        while served.journal().session().seat("w2").signed_in.is_some() {
            assert!(since.elapsed() < SOON);
            std::thread::sleep(Duration::from_millis(10));
        }
    };
    ghost();
    assert_eq!(
        journal.session().entries()[0].mark(1, 0),
        Points::from_hundredths(3650)
    );
    run(async {
        let mut two = Seat::take(served.port, "w2").await;
        two.shows("7").await;
        two.send("\r").await;
        two.shows("43.50").await;
    });
}

#[test]
fn the_host_key_is_never_replaced_and_one_server_has_the_session() {
    let served = Served::fresh();
    let second = command(&served.home)
        .arg("serve")
        .arg(&served.folder)
        .args(["--listen", "127.0.0.1:0"])
        .output()
        .unwrap();
    assert_eq!(second.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&second.stderr).contains("Another pingshen serve"));
    let home = served.kill();
    let key = home
        .path()
        .join(".local/share/pingshen/ssh_host_ed25519_key");
    std::fs::remove_file(&key).unwrap();
    let refused = command(&home)
        .arg("serve")
        .arg(home.path().join("s"))
        .args(["--listen", "127.0.0.1:0"])
        .output()
        .unwrap();
    assert_eq!(refused.status.code(), Some(3));
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(said.contains("is gone") && said.contains(".pub"), "{said}");
    assert!(!key.exists());
    // With the whole folder of the key gone the session still knows it.
    std::fs::remove_dir_all(key.parent().unwrap()).unwrap();
    let refused = command(&home)
        .arg("serve")
        .arg(home.path().join("s"))
        .args(["--listen", "127.0.0.1:0"])
        .output()
        .unwrap();
    assert_eq!(refused.status.code(), Some(3));
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(said.contains("under another host key before"), "{said}");
}

#[test]
fn places_are_limited_and_whoever_is_silent_keeps_nobody_out() {
    let home = Served::fresh().kill();
    let served = Served::again(home, &["--max-sessions", "1"]);
    run(async {
        let mut judge = Seat::take(served.port, "w1").await;
        judge.shows("indicator 1").await;
        let mut second = Seat::take(served.port, "w2").await;
        assert!(second.end().await.contains("all places are taken"));
        assert_eq!(second.exit, Some(1));

        let mut silent = Vec::new();
        for _ in 0..300 {
            let stream = tokio::net::TcpStream::connect(("127.0.0.1", served.port)).await;
            silent.extend(stream);
        }
        judge.send("36.5\r").await;
        judge.shows("36.50").await;
        // From elsewhere the door is open.
        judge.send("\x1b[21~").await;
        judge.shows("leaves, Esc stays").await;
        judge.send("\r").await;
        judge.end().await;
        let mut elsewhere =
            Seat::take_from(served.port, "127.0.0.8", "w2", Terminal::default()).await;
        elsewhere.shows("indicator 1").await;
    });
}

#[test]
fn the_coordinator_makes_papers_in_the_session_s_folder_and_nowhere_else() {
    let served = Served::fresh();
    run(async {
        let mut desk = Seat::take(served.port, "desk").await;
        desk.shows("record code").await;
        desk.send("\x1bOS").await;
        desk.shows("exports").await;
        desk.send("\x1b[15~").await;
        desk.shows("SHA256SUMS").await;
    });
    assert!(served.folder.join("exports/SHA256SUMS").is_file());
}

/// The figures in bytes are what a slow line has to carry; a screen drawn anew by accident would break them.
#[test]
fn a_key_costs_few_bytes() {
    let home = tempfile::tempdir().unwrap();
    let made = command(&home)
        .current_dir(home.path())
        .args(["--lang", "zh", "demo", "--no-open", "--dir", "s"])
        .output()
        .unwrap();
    assert!(made.status.success(), "{made:?}");
    let served = Served::again(home, &[]);
    run(async {
        let terminal = Terminal {
            env: &[("LANG", "zh_CN.UTF-8")],
            ..Terminal::default()
        };
        let mut seat = Seat::take_from(served.port, "127.0.0.1", "judge3", terminal).await;
        seat.shows("已打").await;
        seat.quiet().await;
        for (what, key, most) in [
            ("a digit", "1", 100),
            ("its erasing", "\x7f", 100),
            ("another digit", "2", 100),
            (
                "a number that is saved, and the move to the next indicator",
                "\r",
                1024,
            ),
            ("the walk turned round", "\x1b[13~", 3 * 1024),
            ("a screen drawn anew", "\x0c", 8 * 1024),
            ("help, a page over all of it", "\x1bOP", 4 * 1024),
        ] {
            let before = seat.bytes.len();
            seat.send(key).await;
            seat.quiet().await;
            let cost = seat.bytes.len() - before;
            assert!(cost > 0 && cost <= most, "{what} costs {cost} bytes");
        }
        // Nothing changes: the cursor is placed, since a window may have been resized meanwhile, and that is all.
        let before = seat.bytes.len();
        seat.channel.window_change(80, 24, 0, 0).await.unwrap();
        seat.quiet().await;
        assert!(seat.bytes.len() - before < 32);
    });
}

#[test]
fn a_session_of_another_account_says_how_to_connect() {
    let served = Served::fresh();
    let home = served.home.path();
    // Whoever runs the tests may read everything; nobody may not.
    let output = std::process::Command::new("setpriv")
        .args(["--reuid", "65534", "--clear-groups"])
        .arg(env!("CARGO_BIN_EXE_pingshen"))
        .args(["--lang", "en", "results"])
        .arg(&served.folder)
        .env_clear()
        .output();
    let Ok(output) = output else {
        println!("no setpriv here: not tried");
        return;
    };
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if said.contains("setresuid") || said.contains("setreuid") {
        println!("not root here: not tried");
        return;
    }
    if said.contains("setpriv") {
        println!(
            "the program cannot be run as nobody from {}: {said}",
            home.display()
        );
        return;
    }
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(
        said.contains("another account") && said.contains("ssh SEAT@localhost"),
        "{said}"
    );
}

/// A slow line brings the repetitions of a held key in one packet: they ask, and seal nothing.
#[test]
fn a_burst_of_the_submit_key_seals_nothing() {
    let served = Served::fresh();
    let marks: Vec<Act> = {
        let journal = served.journal();
        let session = journal.session();
        let cells = session.entries().iter().enumerate().flat_map(|(e, entry)| {
            let id = session.entry_id(e).unwrap();
            let _ = entry;
            session.indicators().iter().map(move |i| Act::Mark {
                entry: id.clone(),
                indicator: i.id.clone(),
                points: Points::from_hundredths(100 + 10 * e as u32),
                judge: None,
            })
        });
        cells.collect()
    };
    marks.into_iter().for_each(|act| served.record("w1", act));
    let submitted = |served: &Served| {
        let all = acts(served);
        all.iter()
            .filter(|(_, act)| matches!(act, Act::Submit { .. }))
            .count()
    };
    let f5 = "\x1b[15~";
    run(async {
        let mut seat = Seat::take(served.port, "w1").await;
        seat.shows("not submitted").await;
        // As a keyboard repeats, and all of it at once.
        seat.send(f5).await;
        seat.shows("F5 again").await;
        for _ in 0..10 {
            tokio::time::sleep(Duration::from_millis(33)).await;
            seat.send(f5).await;
        }
        seat.send(&f5.repeat(50)).await;
        seat.shows("as if held down").await;
        assert_eq!(submitted(&served), 0);
        // After a pause it is a press of its own.
        tokio::time::sleep(Duration::from_millis(1300)).await;
        seat.send(f5).await;
        seat.shows("Submitted and sealed").await;
        assert_eq!(submitted(&served), 1);
    });
}

/// A client that knows nothing but what FIPS allows, and what an old one knew.
async fn old_client(port: u16) -> Result<(), russh::Error> {
    let p256 = russh::keys::Algorithm::Ecdsa {
        curve: russh::keys::EcdsaCurve::NistP256,
    };
    let config = russh::client::Config {
        preferred: russh::Preferred {
            kex: vec![russh::kex::ECDH_SHA2_NISTP256].into(),
            key: vec![p256].into(),
            ..russh::Preferred::default()
        },
        ..russh::client::Config::default()
    };
    let stream = tokio::net::TcpStream::connect(("127.0.0.1", port)).await?;
    russh::client::connect_stream(config.into(), stream, ssh::Trusting)
        .await
        .map(drop)
}

#[test]
fn an_old_client_is_served_on_request_and_told_of_otherwise() {
    let served = Served::fresh();
    assert!(!served.said.contains("ECDSA"));
    run(async {
        assert!(old_client(served.port).await.is_err());
    });
    let since = Instant::now();
    while !served.log().contains("no-common-algorithm") {
        assert!(since.elapsed() < SOON, "{}", served.log());
        std::thread::sleep(Duration::from_millis(10));
    }
    let log = served.log();
    let line = log.lines().find(|l| l.contains("no-common")).unwrap();
    assert!(
        line.contains("from=127.0.0.1") && line.contains("theirs=ecdh-sha2-nistp256"),
        "{line}"
    );
    run(async {
        let mut desk = Seat::take(served.port, "desk").await;
        desk.send("\x1b[13~").await;
        desk.shows("127.0.0.1 could not connect").await;
    });
    let home = served.kill();
    let served = Served::again(home, &["--ecdsa"]);
    let keys = ["    ED25519 SHA256:", "    ECDSA SHA256:"];
    assert!(keys.iter().all(|key| served.said.contains(key)));
    run(async {
        old_client(served.port).await.unwrap();
        // Whoever knows Ed25519 goes on seeing the key that was known before.
        assert!(login(served.port, "127.0.0.1", "w1", PIN).await.is_some());
    });
    assert!(served.folder.join("serve-ecdsa.pub").exists());
    assert!(served.folder.join("serve.pub").exists());
}
