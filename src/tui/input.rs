//! What a person does at a terminal, whichever terminal it is.

use super::terminal::palette::Ground;

/// A key without its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Code {
    Char(char),
    F(u8),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Insert,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
}

/// A key as pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    pub code: Code,
    pub ctrl: bool,
}

impl Key {
    pub const fn of(code: Code) -> Self {
        Self { code, ctrl: false }
    }

    pub const fn f(n: u8) -> Self {
        Self::of(Code::F(n))
    }

    pub const fn ch(c: char) -> Self {
        Self::of(Code::Char(c))
    }

    pub const fn ctrl(c: char) -> Self {
        Self {
            code: Code::Char(c),
            ctrl: true,
        }
    }

    /// The key of a name as [`Key::name`] writes it: `F1` to `F12`, or `Ctrl-A` to `Ctrl-Z`. Another one does not
    /// compile in a table of keys.
    #[allow(clippy::indexing_slicing, clippy::panic)] // In constants only.
    pub const fn named(name: &str) -> Self {
        match name.as_bytes() {
            [b'F', n @ b'1'..=b'9'] => Self::f(*n - b'0'),
            [b'F', b'1', n @ b'0'..=b'2'] => Self::f(10 + *n - b'0'),
            [b'C', b't', b'r', b'l', b'-', c @ b'A'..=b'Z'] => {
                Self::ctrl(c.to_ascii_lowercase() as char)
            }
            _ => panic!("no key is called so"),
        }
    }

    /// The number character that this key types, full-width digits and points among them.
    pub fn digit(self) -> Option<char> {
        let Code::Char(c) = self.code else {
            return None;
        };
        if self.ctrl {
            return None;
        }
        match c {
            '0'..='9' | '.' => Some(c),
            '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
            '．' | '。' | '｡' => Some('.'),
            _ => None,
        }
    }

    /// The key that was meant: a Chinese input method turns keys into full-width forms.
    pub fn command(self) -> Self {
        let Code::Char(c) = self.code else {
            return self;
        };
        let meant = match c {
            '\u{3000}' => ' ',
            '、' => '/',
            '。' => '.',
            '“' | '”' => '"',
            '‘' | '’' => '\'',
            '【' => '[',
            '】' => ']',
            '《' => '<',
            '》' => '>',
            '￥' => '$',
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            c => c,
        };
        Self {
            code: Code::Char(meant),
            ..self
        }
    }

    /// A letter by itself, as an input method that is off lets through.
    pub fn is_letter(self) -> bool {
        matches!(self.command().code, Code::Char(c) if c.is_ascii_alphabetic()) && !self.ctrl
    }

    /// As help and footer write it.
    pub fn name(self) -> String {
        let base = match self.code {
            Code::Char(' ') => "Space".to_owned(),
            Code::Char(c) if self.ctrl => c.to_ascii_uppercase().to_string(),
            Code::Char(c) => c.to_string(),
            Code::F(n) => format!("F{n}"),
            Code::BackTab => "Shift-Tab".to_owned(),
            Code::PageUp => "PgUp".to_owned(),
            Code::PageDown => "PgDn".to_owned(),
            Code::Delete => "Del".to_owned(),
            other => format!("{other:?}"),
        };
        if self.ctrl {
            format!("Ctrl-{base}")
        } else {
            base
        }
    }
}

/// One thing that a person did at a terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    Key(Key),
    /// A key held down, where the terminal tells that from a press.
    Again(Key),
    /// Text, never keys.
    Paste(String),
    Resize(u16, u16),
    /// The terminal's answer to where its cursor is: the column, counted from 1.
    Column(u16),
    /// The terminal's answer to what is behind its text.
    Ground(Ground),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_input_method_sends_is_the_key_that_was_meant() {
        for (typed, meant) in [
            ('ｊ', 'j'),
            ('？', '?'),
            ('　', ' '),
            ('，', ','),
            ('：', ':'),
        ] {
            assert_eq!(Key::ch(typed).command(), Key::ch(meant));
        }
        assert_eq!(Key::ch('。').digit(), Some('.'));
        assert_eq!(Key::ch('５').digit(), Some('5'));
        assert_eq!(Key::ctrl('5').digit(), None);
    }
}
