//! How the bytes of one key, character or report are told from what follows them, and what they mean.

use super::palette::ground_of;
use crate::tui::input::{Code, Input, Key};

pub(super) const ESC: u8 = 0x1b;

/// What stands at the beginning of some bytes.
pub(super) enum Framed {
    /// So many bytes, meaning this.
    Whole(usize, Option<Input>),
    PasteBegins(usize),
    /// So many bytes, begun like a sequence and never ended as one.
    Broken(usize),
    Incomplete,
}

/// What began with ESC and is no sequence was the Esc key. What stood behind it is not typed: it may be a part of
/// a sequence that lost its end, and a number cut out of it would be a wrong one.
fn or_esc(framed: Framed) -> Framed {
    match framed {
        Framed::Broken(n) => Framed::Whole(n, Some(Input::Key(Key::of(Code::Esc)))),
        framed => framed,
    }
}

/// How many bytes of a number stand here.
fn number(bytes: &[u8]) -> usize {
    let of_number = |b: &&u8| b.is_ascii_digit() || **b == b'.';
    bytes.iter().take_while(of_number).count()
}

/// A string that a terminal answers with, up to its end. `rest` begins behind the `head` bytes that begin it. No
/// answer holds a control character: what holds one was typed.
fn string(head: usize, rest: &[u8]) -> Framed {
    for (n, byte) in rest.iter().enumerate() {
        match (byte, rest.get(n + 1)) {
            (7, _) => return Framed::Whole(head + n + 1, answered(rest.get(..n))),
            (&ESC, Some(b'\\')) => return Framed::Whole(head + n + 2, answered(rest.get(..n))),
            (&ESC, None) => return Framed::Incomplete,
            (..=0x1f, _) => return Framed::Broken(head + n),
            _ => {}
        }
    }
    Framed::Incomplete
}

/// What a terminal's answer says, where it is one that was asked for.
fn answered(text: Option<&[u8]>) -> Option<Input> {
    let text = std::str::from_utf8(text?).ok()?;
    ground_of(text).map(Input::Ground)
}

pub(super) fn frame(bytes: &[u8]) -> Framed {
    let key = |n: usize, code: Code| Framed::Whole(n, Some(Input::Key(Key::of(code))));
    match bytes {
        [] | [ESC] | [0xc2] => Framed::Incomplete,
        [ESC, b'[', rest @ ..] => or_esc(csi(2, rest)),
        [0xc2, 0x9b, rest @ ..] => csi(2, rest),
        [0x9b, rest @ ..] => csi(1, rest),
        [ESC, b'O', rest @ ..] => match ss3(2, rest) {
            // No key of a terminal begins so: Esc, and the letter behind it.
            Framed::Broken(2) => key(1, Code::Esc),
            framed => or_esc(framed),
        },
        [0xc2, 0x8f, rest @ ..] => ss3(2, rest),
        [0x8f, rest @ ..] => ss3(1, rest),
        [ESC, b']' | b'P' | b'_' | b'^' | b'X', rest @ ..] => or_esc(string(2, rest)),
        [ESC, ..] => key(1, Code::Esc),
        // Function keys of terminals without sequences: nobody binds these, and what follows at once is theirs.
        [0x1c..=0x1f, 0x21..=0x7e, ..] => Framed::Whole(2, None),
        [1 | 2, 0x21..=0x7e, b'\r', ..] => Framed::Whole(3, None),
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

/// `ESC O` parameters letter. `rest` begins behind the `O`.
fn ss3(head: usize, rest: &[u8]) -> Framed {
    let body = rest
        .iter()
        .take_while(|b| (0x30..=0x3b).contains(*b))
        .count();
    match rest.get(body) {
        None => Framed::Incomplete,
        Some(letter @ 0x40..=0x7e) => {
            let modifiers = rest
                .get(..body)
                .and_then(|p| std::str::from_utf8(p).ok())
                .and_then(|p| p.rsplit(';').next()?.parse::<u32>().ok())
                .map_or(0, |n| n.saturating_sub(1));
            let key = letter_key(*letter).and_then(|code| modified(code, modifiers));
            Framed::Whole(head + body + 1, key.map(Input::Key))
        }
        Some(_) if body == 0 => Framed::Broken(head),
        Some(_) => Framed::Broken(head + body + number(rest.get(body..).unwrap_or_default())),
    }
}

/// Cursor, function and keypad keys by their letter. The keypad's comma types the point it stands for.
fn letter_key(letter: u8) -> Option<Code> {
    Some(match letter {
        b'A' => Code::Up,
        b'B' => Code::Down,
        b'C' => Code::Right,
        b'D' => Code::Left,
        b'H' => Code::Home,
        b'F' => Code::End,
        b'M' => Code::Enter,
        b'I' => Code::Tab,
        b'P'..=b'S' => Code::F(letter - b'P' + 1),
        b'p'..=b'y' => Code::Char(char::from(letter - b'p' + b'0')),
        b'n' | b'l' => Code::Char('.'),
        b'j' => Code::Char('*'),
        b'k' => Code::Char('+'),
        b'm' => Code::Char('-'),
        b'o' => Code::Char('/'),
        b'X' => Code::Char('='),
        _ => return None,
    })
}

/// `ESC [` parameters intermediates final. `rest` begins behind the bracket, which ends after `head` bytes.
fn csi(head: usize, rest: &[u8]) -> Framed {
    // The Linux console's F1 to F5.
    if let [b'[', tail @ ..] = rest {
        return match tail {
            [] => Framed::Incomplete,
            [c @ b'A'..=b'E', ..] => {
                Framed::Whole(head + 2, Some(Input::Key(Key::f(c - b'A' + 1))))
            }
            _ => Framed::Whole(head + 2, None),
        };
    }
    if let [b'M', tail @ ..] = rest {
        return mouse(tail).map_or(Framed::Incomplete, |n| Framed::Whole(head + 1 + n, None));
    }
    let body = rest
        .iter()
        .take_while(|b| (0x20..=0x3f).contains(*b))
        .count();
    // rxvt's Shift with an editing key ends in a dollar sign.
    let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
    if digits > 0 && rest.get(digits) == Some(&b'$') {
        return Framed::Whole(head + digits + 1, None);
    }
    let Some(last) = rest.get(body) else {
        return Framed::Incomplete;
    };
    if !(0x40..=0x7e).contains(last) {
        // Something cut the sequence short; what cut it is still to be read.
        return Framed::Broken(head + body);
    }
    let length = head + body + 1;
    let parameters = rest.get(..body).unwrap_or_default();
    if parameters == b"200" && *last == b'~' {
        return Framed::PasteBegins(length);
    }
    if let Some(column) = cursor_report(parameters, *last) {
        return Framed::Whole(length, Some(Input::Column(column)));
    }
    Framed::Whole(length, csi_key(parameters, *last))
}

/// `row ; column R`. On row 1 it cannot be told from F3 with a modifier, so nobody asks there.
fn cursor_report(parameters: &[u8], last: u8) -> Option<u16> {
    let (row, column) = std::str::from_utf8(parameters).ok()?.split_once(';')?;
    (last == b'R' && row != "1").then_some(())?;
    row.parse::<u16>().ok()?;
    column.parse().ok()
}

fn csi_key(parameters: &[u8], last: u8) -> Option<Input> {
    let text = std::str::from_utf8(parameters).ok()?;
    let mut fields = text.split(';');
    let number = |n: &str| n.split(':').next().and_then(|n| n.parse::<u32>().ok());
    let first = fields.next().and_then(number);
    let second = fields.next().unwrap_or_default();
    // Shift 1, Alt 2, Ctrl 4; the locks above them change no key.
    let modifiers = number(second).unwrap_or(1).saturating_sub(1);
    let event = second.split(':').nth(1).and_then(|n| n.parse::<u32>().ok());
    let third = fields.next().and_then(number);
    let code = match last {
        b'A'..=b'D' | b'F' | b'H' | b'P'..=b'S' if !text.starts_with(['?', '>', '<', '=']) => {
            letter_key(last)?
        }
        b'Z' => Code::BackTab,
        b'~' if first == Some(27) => unicode(third?)?,
        b'~' => tilde(first?)?,
        b'u' => typed(text.split(';').next()?, third, modifiers)?,
        _ => return None,
    };
    let code = match code {
        Code::Tab if modifiers & 1 != 0 => Code::BackTab,
        code => code,
    };
    let key = modified(code, modifiers)?;
    match event {
        // A key let go is none.
        Some(3) => None,
        Some(2) => Some(Input::Again(key)),
        _ => Some(Input::Key(key)),
    }
}

/// A key with Shift (1), Alt (2), Ctrl (4) and others. With Alt or another a character is no character, and
/// nothing is bound to it.
fn modified(code: Code, modifiers: u32) -> Option<Key> {
    if matches!(code, Code::Char(_)) && modifiers & 0b11_1010 != 0 {
        return None;
    }
    Some(Key {
        ctrl: modifiers & 4 != 0,
        ..Key::of(code)
    })
}

/// The character that the kitty protocol says was typed: its text, else the shifted key, else the key.
fn typed(field: &str, text: Option<u32>, modifiers: u32) -> Option<Code> {
    let mut codes = field.split(':').map(|n| n.parse::<u32>().ok());
    let code = unicode(codes.next().flatten()?)?;
    let Code::Char(c) = code else {
        return Some(code);
    };
    let shifted = codes.next().flatten();
    match text.or(shifted.filter(|_| modifiers & 1 != 0)) {
        Some(n) if modifiers & 4 == 0 => unicode(n),
        _ if modifiers & 5 == 1 && c.is_alphabetic() => c.to_uppercase().next().map(Code::Char),
        // What stands above a digit depends on the keyboard.
        _ if modifiers & 5 == 1 && c.is_ascii_digit() => None,
        _ => Some(code),
    }
}

/// How many bytes a mouse report's three values take: a byte each, or a character each in mode 1005.
fn mouse(tail: &[u8]) -> Option<usize> {
    let mut taken = 0;
    for _ in 0..3 {
        match tail.get(taken..)? {
            [] | [0xc2..=0xdf] => return None,
            // No value is so small: what cut the report short is still to be read.
            [..=0x1f, ..] => return Some(taken),
            [0xc2..=0xdf, 0x80..=0xbf, ..] => taken += 2,
            _ => taken += 1,
        }
    }
    Some(taken)
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
        // The kitty protocol's keypad, and the keys that it numbers beyond Unicode's characters.
        57399..=57408 => char::from_digit(n - 57399, 10).map(Code::Char),
        57409 | 57416 => Some(Code::Char('.')),
        57410 => Some(Code::Char('/')),
        57411 => Some(Code::Char('*')),
        57412 => Some(Code::Char('-')),
        57413 => Some(Code::Char('+')),
        57414 => Some(Code::Enter),
        57415 => Some(Code::Char('=')),
        57417 => Some(Code::Left),
        57418 => Some(Code::Right),
        57419 => Some(Code::Up),
        57420 => Some(Code::Down),
        57421 => Some(Code::PageUp),
        57422 => Some(Code::PageDown),
        57423 => Some(Code::Home),
        57424 => Some(Code::End),
        57425 => Some(Code::Insert),
        57426 => Some(Code::Delete),
        57344..=63743 => None,
        n => char::from_u32(n)
            .filter(|c| !c.is_control())
            .map(Code::Char),
    }
}
