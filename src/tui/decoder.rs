//! Bytes from a terminal, and the keys they mean.
//!
//! Sequences are framed before they are understood, so that an unknown one is swallowed whole and never
//! typed into a mark, and the keys behind it still work.

use super::input::{Code, Input, Key};

const ESC: u8 = 0x1b;
/// A sequence longer than this is garbage.
const LONGEST: usize = 4096;
/// A paste keeps so much; the rest is dropped until its end.
const LONGEST_PASTE: usize = 64 * 1024;
const PASTE_END: &[u8] = b"\x1b[201~";

/// Turns bytes into inputs. What is incomplete waits for the next chunk.
///
/// A lone ESC waits as well, until [`Decoder::idle`]: the sequence of F5 (`ESC [ 1 5 ~`), cut after its ESC by a
/// slow line, must not be typed into a mark as `15`.
#[derive(Debug, Default)]
pub struct Decoder {
    pending: Vec<u8>,
    paste: Option<Vec<u8>>,
}

/// What stands at the beginning of the pending bytes.
enum Framed {
    /// So many bytes, meaning this.
    Whole(usize, Option<Input>),
    PasteBegins(usize),
    Incomplete,
}

impl Decoder {
    pub fn feed(&mut self, chunk: &[u8]) -> Vec<Input> {
        let mut inputs = Vec::new();
        self.pending.extend_from_slice(chunk);
        // Keys that were understood are let go of together.
        let mut done = 0;
        loop {
            if self.paste.is_some() {
                self.pending.drain(..std::mem::take(&mut done));
            }
            if let Some(paste) = &mut self.paste {
                let Some(end) = self
                    .pending
                    .windows(PASTE_END.len())
                    .position(|w| w == PASTE_END)
                else {
                    // Keep back what may be the beginning of the end mark.
                    let keep = self.pending.len().min(PASTE_END.len() - 1);
                    let text = self.pending.drain(..self.pending.len() - keep);
                    let room = LONGEST_PASTE.saturating_sub(paste.len());
                    paste.extend(text.take(room));
                    break;
                };
                let room = LONGEST_PASTE.saturating_sub(paste.len());
                paste.extend(self.pending.drain(..end).take(room));
                self.pending.drain(..PASTE_END.len());
                inputs.extend(self.finish_paste());
                continue;
            }
            match frame(self.pending.get(done..).unwrap_or_default()) {
                Framed::Whole(n, input) => {
                    done += n;
                    inputs.extend(input);
                }
                Framed::PasteBegins(n) => {
                    done += n;
                    self.paste = Some(Vec::new());
                }
                Framed::Incomplete => {
                    self.pending.drain(..done);
                    if self.pending.len() > LONGEST {
                        // What began it stays, so that the rest of it is not typed as keys.
                        self.pending.truncate(2);
                    }
                    break;
                }
            }
        }
        inputs
    }

    fn finish_paste(&mut self) -> Option<Input> {
        let bytes = self.paste.take()?;
        let text = String::from_utf8_lossy(&bytes)
            .replace("\r\n", "\n")
            .replace('\r', "\n");
        let clean: String = text
            .chars()
            .filter(|c| *c == '\n' || !c.is_control())
            .collect();
        Some(Input::Paste(clean))
    }

    /// Bytes wait whose rest should have come by now.
    pub fn waiting(&self) -> bool {
        self.paste.is_none() && !self.pending.is_empty()
    }

    pub fn in_paste(&self) -> bool {
        self.paste.is_some()
    }

    /// Nothing came for a while: a waiting ESC was the Esc key, anything else was cut off for good.
    pub fn idle(&mut self) -> Option<Input> {
        if self.paste.is_some() {
            return None;
        }
        let esc = self.pending == [ESC];
        self.pending.clear();
        esc.then_some(Input::Key(Key::of(Code::Esc)))
    }

    /// A paste whose end never came is delivered as far as it came.
    pub fn abandon_paste(&mut self) -> Option<Input> {
        if let Some(paste) = &mut self.paste {
            paste.append(&mut self.pending);
        }
        self.finish_paste()
    }
}

fn frame(bytes: &[u8]) -> Framed {
    let key = |n: usize, code: Code| Framed::Whole(n, Some(Input::Key(Key::of(code))));
    match bytes {
        [] => Framed::Incomplete,
        [ESC] => Framed::Incomplete,
        [ESC, b'[', rest @ ..] => csi(rest),
        [ESC, b'O'] => Framed::Incomplete,
        [ESC, b'O', ..=0x3f | 0x7f.., ..] => Framed::Whole(2, None),
        [ESC, b'O', letter, ..] => Framed::Whole(3, ss3(*letter).map(|c| Input::Key(Key::of(c)))),
        // Strings that a terminal answers with: swallowed up to their end.
        [ESC, b']' | b'P' | b'_' | b'^' | b'X', rest @ ..] => {
            let bell = rest.iter().position(|b| *b == 7).map(|n| n + 3);
            let st = rest.windows(2).position(|w| w == b"\x1b\\").map(|n| n + 4);
            match bell.into_iter().chain(st).min() {
                Some(n) => Framed::Whole(n, None),
                None => Framed::Incomplete,
            }
        }
        [ESC, ESC, ..] => key(1, Code::Esc),
        [ESC, rest @ ..] => match frame(rest) {
            Framed::Whole(n, Some(Input::Key(k))) => {
                Framed::Whole(n + 1, Some(Input::Key(Key { alt: true, ..k })))
            }
            Framed::Whole(n, _) => Framed::Whole(n + 1, None),
            _ => Framed::Incomplete,
        },
        [b'\r' | b'\n', ..] => key(1, Code::Enter),
        [b'\t', ..] => key(1, Code::Tab),
        [0x7f | 0x08, ..] => key(1, Code::Backspace),
        [0, ..] => Framed::Whole(1, None),
        [c @ 1..=26, ..] => Framed::Whole(1, Some(Input::Key(Key::ctrl(char::from(c - 1 + b'a'))))),
        [c, ..] if *c < 0x20 => Framed::Whole(1, None),
        _ => character(bytes),
    }
}

/// One UTF-8 character; a wrong byte is dropped without eating the key behind it.
fn character(bytes: &[u8]) -> Framed {
    let length = match bytes.first() {
        Some(0x00..=0x7f) => 1,
        Some(0xc2..=0xdf) => 2,
        Some(0xe0..=0xef) => 3,
        Some(0xf0..=0xf4) => 4,
        _ => return Framed::Whole(1, None),
    };
    let there = bytes.get(..length.min(bytes.len())).unwrap_or_default();
    match std::str::from_utf8(there) {
        Ok(text) => Framed::Whole(
            length,
            text.chars()
                .next()
                .filter(|c| !c.is_control())
                .map(|c| Input::Key(Key::ch(c))),
        ),
        Err(e) if e.error_len().is_none() && bytes.len() < length => Framed::Incomplete,
        Err(_) => Framed::Whole(1, None),
    }
}

fn ss3(letter: u8) -> Option<Code> {
    Some(match letter {
        b'A' => Code::Up,
        b'B' => Code::Down,
        b'C' => Code::Right,
        b'D' => Code::Left,
        b'H' => Code::Home,
        b'F' => Code::End,
        b'M' => Code::Enter,
        b'P'..=b'S' => Code::F(letter - b'P' + 1),
        _ => return None,
    })
}

/// `ESC [` parameters intermediates final. `rest` begins behind the bracket.
fn csi(rest: &[u8]) -> Framed {
    const HEAD: usize = 2;
    // The Linux console's F1 to F5.
    if let [b'[', tail @ ..] = rest {
        return match tail {
            [] => Framed::Incomplete,
            [c @ b'A'..=b'E', ..] => {
                Framed::Whole(HEAD + 2, Some(Input::Key(Key::f(c - b'A' + 1))))
            }
            _ => Framed::Whole(HEAD + 2, None),
        };
    }
    // Old mouse reports carry three bytes of their own.
    if let [b'M', tail @ ..] = rest {
        return if tail.len() < 3 {
            Framed::Incomplete
        } else {
            Framed::Whole(HEAD + 4, None)
        };
    }
    let body = rest
        .iter()
        .take_while(|b| (0x20..=0x3f).contains(*b))
        .count();
    let Some(last) = rest.get(body) else {
        return Framed::Incomplete;
    };
    if !(0x40..=0x7e).contains(last) {
        // Something cut the sequence short; what cut it is still to be read.
        return Framed::Whole(HEAD + body, None);
    }
    let length = HEAD + body + 1;
    let parameters = rest.get(..body).unwrap_or_default();
    if parameters == b"200" && *last == b'~' {
        return Framed::PasteBegins(length);
    }
    if let Some(column) = cursor_report(parameters, *last) {
        return Framed::Whole(length, Some(Input::Column(column)));
    }
    Framed::Whole(length, csi_key(parameters, *last).map(Input::Key))
}

/// `row ; column R`. On row 1 it cannot be told from F3 with a modifier, so nobody asks there.
fn cursor_report(parameters: &[u8], last: u8) -> Option<u16> {
    let (row, column) = std::str::from_utf8(parameters).ok()?.split_once(';')?;
    (last == b'R' && row != "1").then_some(())?;
    row.parse::<u16>().ok()?;
    column.parse().ok()
}

fn csi_key(parameters: &[u8], last: u8) -> Option<Key> {
    let text = std::str::from_utf8(parameters).ok()?;
    let mut numbers = text
        .split(';')
        .map(|n| n.split(':').next().and_then(|n| n.parse::<u32>().ok()));
    let first = numbers.next().flatten();
    let modifiers = numbers.next().flatten().unwrap_or(1).saturating_sub(1);
    let third = numbers.next().flatten();
    let code = match last {
        b'A'..=b'D' | b'F' | b'H' | b'P'..=b'S' if !text.starts_with(['?', '>']) => ss3(last)?,
        b'Z' => Code::BackTab,
        b'~' if first == Some(27) => unicode(third?)?,
        b'~' => tilde(first?)?,
        b'u' => unicode(first?)?,
        _ => return None,
    };
    let code = if code == Code::Tab && modifiers & 1 != 0 {
        Code::BackTab
    } else {
        code
    };
    Some(Key {
        code,
        ctrl: modifiers & 4 != 0,
        alt: modifiers & 2 != 0,
    })
}

fn tilde(n: u32) -> Option<Code> {
    let f = |n: u32| u8::try_from(n).ok().map(Code::F);
    match n {
        1 | 7 => Some(Code::Home),
        2 => Some(Code::Insert),
        3 => Some(Code::Delete),
        4 | 8 => Some(Code::End),
        5 => Some(Code::PageUp),
        6 => Some(Code::PageDown),
        11..=15 => f(n - 10),
        17..=21 => f(n - 11),
        23 | 24 => f(n - 12),
        _ => None,
    }
}

fn unicode(n: u32) -> Option<Code> {
    match n {
        9 => Some(Code::Tab),
        13 => Some(Code::Enter),
        27 => Some(Code::Esc),
        127 | 8 => Some(Code::Backspace),
        n => char::from_u32(n)
            .filter(|c| !c.is_control())
            .map(Code::Char),
    }
}

#[cfg(test)]
mod tests {
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
            Input::Paste(text) => format!("paste({text})"),
            Input::Resize(w, h) => format!("{w}x{h}"),
            Input::Column(column) => format!("column {column}"),
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
            (b"\x1bx\x1b\x1b[A", &["Alt-x", "Esc", "Up"]),
            (
                b"\x1b[?2026;2$yj\x1b[?62;22cj\x1b[>41;354;0cj",
                &["j", "j", "j"],
            ),
            (
                b"\x1b[?25hj\x1bP>|xterm\x1b\\j\x1b]11;rgb:0/0/0\x07j",
                &["j", "j", "j"],
            ),
            (b"\x1b[M !!j\x1b[<0;10;5Mj\x1b[Ij", &["j", "j", "j"]),
            (b"\xffj\xd6\xd0j", &["j", "j"]),
            (b"\xe4\xb8j", &["j"]),
            (b"\x1bO\x1b[Aj\xc2\x85j", &["Up", "j", "j"]),
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
        assert_eq!(decoder.feed(b"7").len(), 1);
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
}
