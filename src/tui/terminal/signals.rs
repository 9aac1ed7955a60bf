//! What a terminal is told beside its frames: the title of its window, a bell, a text for its clipboard.

use crate::tui::width::{display_safe, fit};
use base64ct::{Base64, Encoding};

/// The window's title is kept on the terminal's own stack and comes back when the program ends (XTWINOPS 22 and 23);
/// terminals without one ignore both.
pub const TITLE_KEEP: &str = "\x1b[22;2t";
pub const TITLE_BACK: &str = "\x1b[23;2t";
/// The longest title, in cells.
const LONGEST: usize = 80;

/// What the app wants the terminal to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signal {
    Bell,
    /// OSC 52: a terminal that allows it puts the text on the clipboard, over SSH and out of tmux as well.
    Copy(String),
}

impl Signal {
    pub fn bytes(&self) -> Vec<u8> {
        match self {
            Self::Bell => b"\x07".to_vec(),
            Self::Copy(text) => format!("\x1b]52;c;{}\x1b\\", base64(text.as_bytes())).into_bytes(),
        }
    }
}

/// Sets the window's title (OSC 2). The text may hold names from outside: no control character of it gets there.
pub fn title(text: &str) -> Vec<u8> {
    format!("\x1b]2;{}\x1b\\", fit(&display_safe(text), LONGEST)).into_bytes()
}

fn base64(bytes: &[u8]) -> String {
    Base64::encode_string(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_hostile_name_gets_out_of_the_title() {
        let bytes = title("王\u{1b}]0;x\u{7}明\n2");
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(text, "\u{1b}]2;王]0;x明 2\u{1b}\\");
    }

    #[test]
    fn a_copied_text_is_in_base64() {
        let bytes = Signal::Copy("评审 1".to_owned()).bytes();
        assert_eq!(bytes, b"\x1b]52;c;6K+E5a6hIDE=\x1b\\");
        assert_eq!(Signal::Bell.bytes(), [7]);
    }
}
