//! The keyboard of the terminal that the program was started in: as bytes that the decoder understands, or as events of
//! a console.
//!
//! A console tells single keys and nothing about where they come from. What comes at once is looked at together: an
//! answer of the terminal (`ESC [ 2 ; 3 R`, typed as it were in a millisecond) goes to the decoder; text that nobody
//! types so fast was pasted, and is never taken for keys.

use super::decoder::Decoder;
use crate::system::{self, Heard};
use crate::tui::input::{Code, Input, Key};
use crate::tui::terminal;
use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use std::io;
use std::time::Duration;

/// How long a lone ESC is held before it is the Esc key.
const HELD: Duration = Duration::from_millis(50);
/// How long the end of a paste is waited for.
const PASTE: Duration = Duration::from_secs(5);
/// So many characters at once were not typed; an input method gives two or three.
const PASTED: usize = 4;

/// Turns what is typed into inputs.
#[derive(Debug, Default)]
pub struct Keyboard {
    decoder: Decoder,
    console: Console,
}

impl Keyboard {
    pub fn of_terminal() -> Self {
        Self {
            decoder: Decoder::of(&system::variable("TERM").unwrap_or_default()),
            console: Console::default(),
        }
    }

    /// What comes next; `None` when the line is gone. Waits for it, and may give nothing of what came.
    ///
    /// # Errors
    /// The terminal's own.
    pub fn wait(&mut self) -> io::Result<Option<Vec<Input>>> {
        let patience = match (self.decoder.in_paste(), self.decoder.waiting()) {
            (true, _) => Some(PASTE),
            (_, true) => Some(HELD),
            _ => None,
        };
        Ok(match system::hear(patience)? {
            Heard::Bytes(bytes) => Some(self.decoder.feed(&bytes)),
            Heard::Events(events) => Some(self.take(&events)),
            Heard::Quiet if self.decoder.in_paste() => {
                Some(self.decoder.abandon_paste().into_iter().collect())
            }
            Heard::Quiet => Some(self.decoder.idle().into_iter().collect()),
            Heard::Gone => None,
        })
    }

    /// What events mean that came at once.
    fn take(&mut self, events: &[Event]) -> Vec<Input> {
        let mut inputs = Vec::new();
        let mut run = String::new();
        for event in events {
            let input = match event {
                Event::Key(key) => self.console.input(*key),
                Event::Resize(..) => {
                    // What a console names is the size of what it remembers, not of its window.
                    let (w, h) = terminal::size();
                    Some(Input::Resize(w, h))
                }
                _ => None,
            };
            match (input.as_ref().and_then(text_of), input) {
                (Some(c), _) => run.push(c),
                (None, Some(input)) => {
                    self.end_run(&mut run, &mut inputs);
                    inputs.push(input);
                }
                (None, None) => {}
            }
        }
        self.end_run(&mut run, &mut inputs);
        inputs
    }

    /// Characters that came one after the other.
    fn end_run(&mut self, run: &mut String, inputs: &mut Vec<Input>) {
        let text = std::mem::take(run);
        let of_sequence = text.contains(ESC) || self.decoder.waiting() || self.decoder.in_paste();
        if !of_sequence && text.chars().count() >= PASTED {
            inputs.push(Input::Paste(text.replace('\r', "\n")));
        } else {
            inputs.extend(self.decoder.feed(text.as_bytes()));
        }
    }
}

const ESC: char = '\x1b';

/// The character that a key types or a terminal would send for it; none for one that is held down.
fn text_of(input: &Input) -> Option<char> {
    let Input::Key(Key { code, ctrl: false }) = input else {
        return None;
    };
    match code {
        Code::Char(c) => Some(*c),
        Code::Enter => Some('\r'),
        Code::Tab => Some('\t'),
        Code::Esc => Some(ESC),
        _ => None,
    }
}

/// The keys of a console as far as they are known to be down.
#[derive(Debug, Default)]
struct Console {
    /// The key that was pressed last and was not let go, if the console tells that at all.
    held: Option<KeyCode>,
    tells_release: bool,
    /// Characters of no English keyboard that were pressed.
    pressed: Vec<char>,
}

impl Console {
    fn input(&mut self, event: KeyEvent) -> Option<Input> {
        if event.kind == KeyEventKind::Release {
            return self.let_go(event.code);
        }
        let again = event.kind == KeyEventKind::Repeat
            || (self.tells_release && self.held == Some(event.code));
        self.held = Some(event.code);
        if let Some(c) = foreign(event.code) {
            self.pressed.truncate(MOST_DOWN);
            self.pressed.push(c);
        }
        let key = key_of(event)?;
        Some(match again {
            true => Input::Again(key),
            false => Input::Key(key),
        })
    }

    /// An input method gives some characters as keys that are let go and were never pressed.
    fn let_go(&mut self, code: KeyCode) -> Option<Input> {
        self.tells_release = true;
        // Another one may be held down while this one is let go; Shift may be let go before its letter.
        let plain = |code: KeyCode| match code {
            KeyCode::Char(c) => KeyCode::Char(c.to_lowercase().next().unwrap_or(c)),
            code => code,
        };
        if self.held.map(plain) == Some(plain(code)) {
            self.held = None;
        }
        let KeyCode::Char(typed) = code else {
            return None;
        };
        let c = foreign(code)?;
        match self.pressed.iter().position(|down| *down == c) {
            Some(at) => {
                self.pressed.remove(at);
                None
            }
            None => Some(Input::Key(Key::ch(typed))),
        }
    }
}

/// So many keys are down at most.
const MOST_DOWN: usize = 16;

/// The character of a key that is on no English keyboard; Shift may be let go before it.
fn foreign(code: KeyCode) -> Option<char> {
    match code {
        KeyCode::Char(c) if !c.is_ascii() => c.to_lowercase().next(),
        _ => None,
    }
}

/// The key as the decoder gives it. With Alt a character is none, unless Ctrl is there as well: that is AltGr, which
/// types signs and letters of other languages.
fn key_of(event: KeyEvent) -> Option<Key> {
    let has = |modifier| event.modifiers.contains(modifier);
    let (ctrl, alt) = (has(KeyModifiers::CONTROL), has(KeyModifiers::ALT));
    let code = match event.code {
        KeyCode::Char(c) if c.is_control() => return None,
        KeyCode::Char(c) if ctrl && alt && !c.is_ascii_alphanumeric() => {
            return Some(Key::ch(c));
        }
        KeyCode::Char(_) if alt => return None,
        KeyCode::Char(c) if ctrl => Code::Char(c.to_ascii_lowercase()),
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::F(n @ 1..=12) => Code::F(n),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab if has(KeyModifiers::SHIFT) => Code::BackTab,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Insert => Code::Insert,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        _ => return None,
    };
    Some(Key { code, ctrl })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::terminal::palette::Ground;

    fn event(code: KeyCode, kind: KeyEventKind) -> Event {
        Event::Key(KeyEvent::new_with_kind(code, KeyModifiers::empty(), kind))
    }

    fn press(code: KeyCode) -> Event {
        event(code, KeyEventKind::Press)
    }

    fn let_go(code: KeyCode) -> Event {
        event(code, KeyEventKind::Release)
    }

    /// As a console tells a text that somebody else than a person types.
    fn typed(text: &str) -> Vec<Event> {
        let code = |c| match c {
            ESC => KeyCode::Esc,
            '\r' => KeyCode::Enter,
            c => KeyCode::Char(c),
        };
        text.chars()
            .flat_map(|c| [press(code(c)), let_go(code(c))])
            .collect()
    }

    fn key(code: Code) -> Input {
        Input::Key(Key::of(code))
    }

    fn with(code: KeyCode, modifiers: KeyModifiers) -> Vec<Input> {
        Keyboard::default().take(&[Event::Key(KeyEvent::new(code, modifiers))])
    }

    #[test]
    fn keys_of_a_console_are_the_keys_of_a_terminal() {
        use KeyModifiers as M;
        let ctrl = |c| vec![Input::Key(Key::ctrl(c))];
        let c = KeyCode::Char;
        assert_eq!(with(c('8'), M::empty()), [key(Code::Char('8'))]);
        assert_eq!(with(c('A'), M::SHIFT), [key(Code::Char('A'))]);
        assert_eq!(with(c('８'), M::empty()), [key(Code::Char('８'))]);
        assert_eq!(with(c('R'), M::CONTROL | M::SHIFT), ctrl('r'));
        assert_eq!(with(c('z'), M::CONTROL), ctrl('z'));
        assert_eq!(with(c('@'), M::CONTROL | M::ALT), [key(Code::Char('@'))]);
        assert_eq!(with(c('ą'), M::CONTROL | M::ALT), [key(Code::Char('ą'))]);
        assert_eq!(with(c('5'), M::CONTROL | M::ALT), []);
        assert_eq!(with(c('5'), M::ALT), []);
        assert_eq!(with(KeyCode::Tab, M::SHIFT), [key(Code::BackTab)]);
        assert_eq!(with(KeyCode::F(10), M::empty()), [key(Code::F(10))]);
        assert_eq!(with(KeyCode::F(13), M::empty()), []);
        assert_eq!(with(KeyCode::PageDown, M::empty()), [key(Code::PageDown)]);
        assert_eq!(with(KeyCode::Backspace, M::empty()), [key(Code::Backspace)]);
        assert_eq!(with(KeyCode::CapsLock, M::empty()), []);
    }

    #[test]
    fn a_key_that_is_held_is_told_from_one_pressed_again() {
        let mut keyboard = Keyboard::default();
        let f5 = KeyCode::F(5);
        // Before it is known that keys are told as let go, nobody can say.
        assert_eq!(keyboard.take(&[press(f5)]), [key(Code::F(5))]);
        assert_eq!(keyboard.take(&[press(f5)]), [key(Code::F(5))]);
        assert_eq!(keyboard.take(&[let_go(f5), press(f5)]), [key(Code::F(5))]);
        let held = Input::Again(Key::f(5));
        assert_eq!(keyboard.take(&[press(f5), press(f5)]), [held.clone(), held]);
        assert_eq!(keyboard.take(&[let_go(f5), press(f5)]), [key(Code::F(5))]);
        // A key that is let go says nothing of another one that is down.
        let (five, enter) = (KeyCode::Char('5'), KeyCode::Enter);
        keyboard.take(&[let_go(f5), press(five), press(enter), let_go(five)]);
        let again = Input::Again(Key::of(Code::Enter));
        assert_eq!(keyboard.take(&[press(enter)]), [again]);
    }

    #[test]
    fn an_input_method_types_each_character_once() {
        let mut keyboard = Keyboard::default();
        let c = KeyCode::Char;
        assert_eq!(keyboard.take(&typed("评审")).len(), 2);
        assert_eq!(keyboard.take(&[let_go(c('王'))]), [key(Code::Char('王'))]);
        assert_eq!(keyboard.take(&[let_go(c('a')), let_go(KeyCode::Enter)]), []);
        // Two keys rolled over one another, and Shift let go before its key.
        let rolled = [press(c('é')), press(c('a')), let_go(c('é')), let_go(c('a'))];
        assert_eq!(keyboard.take(&rolled).len(), 2);
        let shifted = [press(c('Д')), let_go(c('д'))];
        assert_eq!(keyboard.take(&shifted), [key(Code::Char('Д'))]);
    }

    #[test]
    fn what_nobody_types_so_fast_is_pasted() {
        let mut keyboard = Keyboard::default();
        let pasted = |text: &str| [Input::Paste(text.to_owned())];
        assert_eq!(keyboard.take(&typed("85\r90\r")), pasted("85\n90\n"));
        assert_eq!(keyboard.take(&typed("85\r")).len(), 3);
        assert_eq!(
            keyboard.take(&typed("洛阳市教育局")),
            pasted("洛阳市教育局")
        );
    }

    #[test]
    fn an_answer_of_the_terminal_is_no_key() {
        let mut keyboard = Keyboard::default();
        let ground = [Input::Ground(Ground::Light)];
        let answer = typed("\x1b]11;rgb:ffff/ffff/ffff\x1b\\");
        assert_eq!(keyboard.take(&answer), ground);
        assert_eq!(keyboard.take(&typed("\x1b[2;3R")), [Input::Column(3)]);
        // Cut anywhere, it is put together again.
        for cut in 0..answer.len() {
            let mut keyboard = Keyboard::default();
            let mut got = keyboard.take(&answer[..cut]);
            got.extend(keyboard.take(&answer[cut..]));
            assert_eq!(got, ground, "{cut}");
        }
        let marked = typed("\x1b[200~85\r90\x1b[201~");
        assert_eq!(keyboard.take(&marked), [Input::Paste("85\n90".to_owned())]);
        assert_eq!(keyboard.take(&typed("\x1b")), []);
        assert_eq!(keyboard.decoder.idle(), Some(key(Code::Esc)));
    }
}
