use super::*;

fn feed(bytes: &[u8]) -> Vec<String> {
    Decoder::default()
        .feed(bytes)
        .into_iter()
        .map(shown)
        .collect()
}

fn shown(input: Input) -> String {
    match input {
        Input::Key(key) => key.name(),
        Input::Again(key) => format!("again {}", key.name()),
        Input::Paste(text) => format!("paste({text})"),
        Input::Resize(w, h) => format!("{w}x{h}"),
        Input::Column(column) => format!("column {column}"),
        Input::Ground(ground) => format!("ground {ground:?}"),
    }
}

#[test]
fn bytes_and_the_keys_they_mean() {
    let cases: &[(&[u8], &[&str])] = &[
        ("3６.5".as_bytes(), &["3", "６", ".", "5"]),
        (
            b"\r\n\t\x7f\x08",
            &["Enter", "Enter", "Tab", "Backspace", "Backspace"],
        ),
        (
            b"\x1b[A\x1b[B\x1bOC\x1bOD",
            &["Up", "Down", "Right", "Left"],
        ),
        (
            b"\x1bOP\x1b[11~\x1b[[A\x1b[15~\x1b[24~",
            &["F1", "F1", "F1", "F5", "F12"],
        ),
        (
            b"\x1b[H\x1b[1~\x1b[7~\x1bOF\x1b[4~",
            &["Home", "Home", "Home", "End", "End"],
        ),
        (
            b"\x1b[5~\x1b[6~\x1b[3~\x1b[Z",
            &["PgUp", "PgDn", "Del", "Shift-Tab"],
        ),
        (b"\x1a\x03\x1b[99;5u", &["Ctrl-Z", "Ctrl-C", "Ctrl-C"]),
        (b"\x1bx\x1b\x1b[A", &["Esc", "x", "Esc", "Up"]),
        (
            b"3\x1b8.5\r\x1b\r\x1b\x1b",
            &["3", "Esc", "8", ".", "5", "Enter", "Esc", "Enter", "Esc"],
        ),
        (b"\x1bO2P\x1bO1;2A\x1bO5R", &["F1", "Up", "Ctrl-F3"]),
        (
            b"\x1bO3P",
            &["F1"],
        ),
        (
            b"\x1bOx\x1bOn\x1bOu\x1bOl\x1bOp\x1bOM\x1bOk\x1bOm",
            &["8", ".", "5", ".", "0", "Enter", "+", "-"],
        ),
        (
            b"\x1b[51;1:1u\x1b[51;1:3u\x1b[15;1:3~\x1b[1;1:3A\x1b[57407;129u\x1b[57409u\x1b[57414u\x1b[53;2u",
            &["3", "8", ".", "Enter"],
        ),
        (b"\x1b[15;1:2~\x1b[57376u", &["again F5"]),
        (b"\x1b[M !!\x1b[M \xc4\xb0\xc3\xa15", &["5"]),
        (b"\x1b[32;10;5Mj\x9b15~\xc2\x9b15~\x8fR", &["j", "F5", "F5", "F3"]),
        (b"\x1b[7$5", &["5"]),
        (
            b"\x1b[?2026;2$yj\x1b[?62;22cj\x1b[>41;354;0cj",
            &["j", "j", "j"],
        ),
        (
            b"\x1b[?25hj\x1bP>|xterm\x1b\\j\x1b]11;rgb:0/0/0\x07j",
            &["j", "j", "ground Dark", "j"],
        ),
        (b"\x1b[M !!j\x1b[<0;10;5Mj\x1b[Ij", &["j", "j", "j"]),
        (b"\xffj\xd6\xd0j", &["j", "j"]),
        (b"\xe4\xb8j", &["j"]),
        (b"\x1bO\x1b[Aj\xc2\x85j", &["Esc", "O", "Up", "j", "j"]),
        (b"\0j", &["j"]),
        (b"\x1b[2;3Rj\x1b[1;2R", &["column 3", "j", "F3"]),
        (
            "\x1b[200~王\r\n1\x1b[31m2\x1b[201~q".as_bytes(),
            &["paste(王\n1[31m2)", "q"],
        ),
    ];
    for (bytes, keys) in cases {
        assert_eq!(feed(bytes), *keys, "{:?}", String::from_utf8_lossy(bytes));
    }
}

/// Esc and a key with which a sequence could begin, then a number and Enter, in one read: the half-typed number
/// is dropped, and no other comes of what follows.
#[test]
fn esc_and_a_key_that_begins_sequences_in_one_read() {
    for key in "[O]PX^_".chars() {
        for typed in ["8.5", "85", "8", ".5", ""] {
            for end in ["\r", "\t", "\x1b[B"] {
                let bytes = format!("3\x1b{key}{typed}{end}");
                let got = feed(bytes.as_bytes());
                let (first, rest) = got.split_at(2);
                assert_eq!(first, ["3", "Esc"], "{bytes:?}");
                let last = match end {
                    "\r" => "Enter",
                    "\t" => "Tab",
                    _ => "Down",
                };
                assert_eq!(got.last().unwrap(), last, "{bytes:?}");
                let number: String = rest
                    .iter()
                    .filter(|k| k.len() == 1 && *k != "O")
                    .map(String::as_str)
                    .collect();
                // Whole as it was typed, or nothing.
                assert!(number.is_empty() || number == typed, "{bytes:?}: {got:?}");
            }
        }
    }
    let mut decoder = Decoder::default();
    assert_eq!(decoder.feed(b"3\x1bP").len(), 1);
    assert_eq!(decoder.idle(), Some(Input::Key(Key::of(Code::Esc))));
}

#[test]
fn any_cut_gives_the_same() {
    let bytes = "3６.5\r\x1b[15~\x1b[200~粘贴\x1b[201~ \x1bOP\x1b[?1;2c中".as_bytes();
    let whole = Decoder::default().feed(bytes);
    assert_eq!(whole.len(), 10);
    for cut in 0..=bytes.len() {
        let mut decoder = Decoder::default();
        let mut got = decoder.feed(&bytes[..cut]);
        got.extend(decoder.feed(&bytes[cut..]));
        assert_eq!(got, whole, "cut at {cut}");
    }
}

#[test]
fn a_lone_escape_waits_and_a_cut_sequence_types_nothing() {
    let mut decoder = Decoder::default();
    assert_eq!(decoder.feed(b"\x1b"), vec![]);
    assert!(decoder.waiting());
    assert_eq!(decoder.idle(), Some(Input::Key(Key::of(Code::Esc))));
    assert_eq!(decoder.feed(b"\x1b[15"), vec![]);
    assert_eq!(decoder.idle(), None);
    assert_eq!(decoder.feed(b"~7").len(), 1);
}

#[test]
fn a_rest_that_comes_late_is_swallowed_and_a_later_key_is_not() {
    let start = Instant::now();
    let after = |ms| start + Duration::from_millis(ms);
    for (head, tail) in [
        (&b"\x1b[1;"[..], &b"5C"[..]),
        (b"\x1b", b"[15~"),
        (b"\x1b", b"O2P"),
        (b"\x1bO", b"2P"),
        (b"\x1b[M ", b"55"),
    ] {
        let mut decoder = Decoder::default();
        decoder.feed_at(head, start);
        decoder.idle_at(after(80));
        assert_eq!(decoder.feed_at(tail, after(500)), vec![]);
        assert_eq!(decoder.feed_at(b"5", after(600)).len(), 1);

        let mut decoder = Decoder::default();
        decoder.feed_at(head, start);
        decoder.idle_at(after(80));
        assert_eq!(decoder.feed_at(b"5", after(2100)).len(), 1);
    }
    let mut decoder = Decoder::default();
    decoder.feed_at(b"\x1b", start);
    decoder.idle_at(after(80));
    assert_eq!(decoder.feed_at(b"5", after(200)).len(), 1);
}

#[test]
fn a_flood_is_bounded() {
    for head in [&b"\x1b[200~"[..], b"\x1b]0;", b"\x1b[", b"\x1bP"] {
        let mut decoder = Decoder::default();
        decoder.feed(head);
        for _ in 0..100 {
            assert_eq!(
                decoder.feed(&[b'1'; 4096]),
                vec![],
                "nothing of it is typed"
            );
        }
        let kept = decoder.pending.len() + decoder.paste.as_ref().map_or(0, Vec::len);
        assert!(kept <= LONGEST_PASTE + 2 * LONGEST, "{kept}");
    }
}

#[test]
fn a_paste_without_its_end_is_delivered_as_far_as_it_came() {
    let mut decoder = Decoder::default();
    assert_eq!(decoder.feed("\x1b[200~评审".as_bytes()), vec![]);
    assert_eq!(decoder.idle(), None);
    assert_eq!(
        decoder.abandon_paste(),
        Some(Input::Paste("评审".to_owned()))
    );
}

/// No digit, point or letter may come of these bytes, whole or cut anywhere, with or without a pause there.
fn types_nothing(term: &str, bytes: &[u8]) {
    assert_eq!(what_types(term, bytes), None);
}

fn what_types(term: &str, bytes: &[u8]) -> Option<String> {
    let typed = |inputs: Vec<Input>| {
        inputs.into_iter().any(|input| match input {
            Input::Key(Key {
                code: Code::Char(c),
                ctrl: false,
                ..
            }) => c.is_alphanumeric() || c == '.',
            _ => false,
        })
    };
    for cut in 0..=bytes.len() {
        for pause in [false, true] {
            let mut decoder = Decoder::of(term);
            let mut got = decoder.feed(&bytes[..cut]);
            if pause {
                got.extend(decoder.idle());
            }
            got.extend(decoder.feed(&bytes[cut..]));
            got.extend(decoder.idle());
            if typed(got) {
                let bytes = bytes.escape_ascii();
                return Some(format!("{term}: {bytes} cut at {cut}, pause {pause}"));
            }
        }
    }
    None
}

/// Every key of every entry of Debian's ncurses-term.
#[test]
fn no_key_of_any_terminal_types_a_byte_of_itself() {
    let list = include_str!("../../../../tests/data/terminal_keys.txt");
    let mut count = 0;
    let mut faults = Vec::new();
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        let mut parts = line.split(' ');
        let hex = parts.next().unwrap();
        let bytes: Vec<u8> = (0..hex.len() / 2)
            .map(|n| u8::from_str_radix(&hex[2 * n..2 * n + 2], 16).unwrap())
            .collect();
        let term = parts.nth(1).unwrap();
        let keypad = bytes.len() == 3 && bytes.starts_with(b"\x1bO");
        // A single character is what it is, and the numeric keypad types on purpose.
        if bytes.len() > 1 && !keypad {
            faults.extend(what_types(term, &bytes));
        }
        count += 1;
    }
    assert!(count > 1900, "{count}");
    for line in include_str!("../own_keys.txt").lines() {
        let term = line.split([' ', '|']).next().unwrap();
        for key in own_keys::of(term) {
            faults.extend(what_types(term, &key));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

/// The forms of Konsole's and QTerminal's key tables, with every modifier; and mice.
#[test]
fn no_key_with_modifiers_types_a_byte_of_itself() {
    for modifier in 1..=16 {
        for last in "ABCDEFHPQRS".chars() {
            types_nothing(
                "xterm-256color",
                format!("\x1bO{modifier}{last}").as_bytes(),
            );
            types_nothing(
                "xterm-256color",
                format!("\x1bO1;{modifier}{last}").as_bytes(),
            );
            types_nothing(
                "xterm-256color",
                format!("\x1b[1;{modifier}{last}").as_bytes(),
            );
            types_nothing(
                "xterm-256color",
                format!("\x1b[{modifier}{last}").as_bytes(),
            );
        }
        for n in 1..=34 {
            for last in "~^$@".chars() {
                types_nothing("rxvt", format!("\x1b[{n}{last}").as_bytes());
                types_nothing("xterm", format!("\x1b[{n};{modifier}{last}").as_bytes());
            }
        }
    }
    for report in [
        "\x1b[M 55",
        "\x1b[32;15;5M",
        "\x1b[<0;15;5m",
        "\x1b[M \u{15f}\u{101}",
    ] {
        types_nothing("xterm", report.as_bytes());
    }
}

#[test]
fn any_bytes_in_any_pieces_are_bounded() {
    let mut seed = 7_u64;
    let mut random = |n: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (seed >> 33) % n
    };
    let likely = b"\x1b\x1b[O0123456789;:~ABMPRuy<?$\x9b\xc2\x8f\xe4\r\x01.";
    for _ in 0..300 {
        let mut decoder = Decoder::of("wy60");
        for _ in 0..40 {
            let piece: Vec<u8> = (0..random(12))
                .map(|_| likely[random(likely.len() as u64) as usize])
                .collect();
            decoder.feed(&piece);
            if random(3) == 0 {
                decoder.idle();
            }
            let kept = decoder.cut.as_ref().map_or(0, |(cut, _)| cut.len());
            assert!(decoder.pending.len() <= LONGEST && kept <= LONGEST);
        }
    }
}
