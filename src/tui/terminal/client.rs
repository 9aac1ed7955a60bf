//! What a terminal is said to be, here or by a client elsewhere, and what is made of it.

use crate::text::{self, Lang, Text, screens as t};
use crate::tui::terminal::backend::Look;
use crate::tui::terminal::palette::{Depth, Ground, Palette, Theme};
use std::collections::BTreeMap;

/// The variables that a client may send; others are refused.
const VARIABLES: [&str; 6] = [
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "LC_MESSAGES",
    "NO_COLOR",
    "COLORTERM",
];
/// Terminals that have 256 colours without saying so in `TERM`.
const MANY: [&str; 9] = [
    "xterm",
    "tmux",
    "screen",
    "rxvt-unicode",
    "alacritty",
    "kitty",
    "foot",
    "st",
    "wezterm",
];
/// The longest value of one, and the longest `TERM`, in bytes.
const LONGEST: usize = 128;
const LONGEST_TERM: usize = 64;
/// The largest screen that is drawn; larger ones keep their rest empty.
const MOST: (u32, u32) = (500, 200);
/// Where a client names no size.
const USUAL: (u16, u16) = (80, 24);

/// A client's terminal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Client {
    term: String,
    pub size: (u16, u16),
    variables: BTreeMap<String, String>,
}

/// What a terminal is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShownScreen {
    pub look: Look,
    /// Where the client asks for none, the session's own holds.
    pub lang: Option<Lang>,
    /// Why it is not as the client asked.
    pub note: Option<Text>,
    /// Is the width of disputed signs worth asking for?
    pub probe: bool,
}

/// Columns and rows as the protocol gives them. A zero is to be ignored (RFC 4254, 6.2).
pub fn size(columns: u32, rows: u32) -> Option<(u16, u16)> {
    let clamp = |n: u32, most: u32| u16::try_from(n.min(most)).unwrap_or(u16::MAX);
    (columns > 0 && rows > 0).then(|| (clamp(columns, MOST.0), clamp(rows, MOST.1)))
}

impl Client {
    /// The terminal that this program was started in; its size is asked for elsewhere.
    pub fn of_environment(variable: impl Fn(&str) -> Option<String>) -> Self {
        let mut client = Self::default();
        client.pty(&variable("TERM").unwrap_or_default(), 0, 0);
        for name in VARIABLES {
            // At the machine itself `C` says that nobody chose a locale, not what the terminal shows.
            let chosen = variable(name).filter(|v| !matches!(v.as_str(), "C" | "POSIX"));
            if let Some(value) = chosen {
                client.variable(name, &value);
            }
        }
        client
    }

    pub fn pty(&mut self, term: &str, columns: u32, rows: u32) {
        self.term = term
            .chars()
            .filter(char::is_ascii_graphic)
            .take(LONGEST_TERM)
            .collect();
        self.size = size(columns, rows).unwrap_or(USUAL);
    }

    /// Its `TERM`.
    pub fn term(&self) -> &str {
        &self.term
    }

    pub fn resize(&mut self, columns: u32, rows: u32) {
        self.size = size(columns, rows).unwrap_or(self.size);
    }

    /// Says whether the variable is one that is kept.
    pub fn variable(&mut self, name: &str, value: &str) -> bool {
        let kept = VARIABLES.contains(&name) && value.len() <= LONGEST;
        if kept {
            self.variables.insert(name.to_owned(), value.to_owned());
        }
        kept
    }

    /// Can its cursor be placed at all?
    pub fn can_show(&self) -> bool {
        !matches!(self.term.as_str(), "" | "dumb" | "unknown")
    }

    /// Is it one of the terminals in windows of today, by its name?
    fn has_many_colours(&self) -> bool {
        self.term.contains("256color") || MANY.iter().any(|name| self.term.starts_with(name))
    }

    fn depth(&self) -> Depth {
        let variable = |name: &str| self.variables.get(name).map_or("", String::as_str);
        if !variable("NO_COLOR").is_empty()
            || self.term.starts_with("vt1")
            || self.term.starts_with("vt2")
        {
            Depth::None
        } else if self.has_many_colours() || !variable("COLORTERM").is_empty() {
            Depth::Many
        } else {
            Depth::Sixteen
        }
    }

    /// `ascii` and `theme` are what the program was told to use.
    pub fn shown(&self, ascii: Option<bool>, theme: Theme) -> ShownScreen {
        let variable = |name: &str| self.variables.get(name).cloned();
        let console = self.term == "linux";
        let charset = ["LC_ALL", "LC_CTYPE", "LANG"]
            .into_iter()
            .filter_map(variable)
            .find(|value| !value.is_empty());
        let non_utf8 = charset.is_some_and(|value| !is_utf8(&value));
        let limited = console || non_utf8;
        ShownScreen {
            look: Look {
                palette: Palette {
                    depth: self.depth(),
                    theme,
                    ground: Ground::Dark,
                },
                ascii: ascii.unwrap_or(limited),
                sync: !console,
                windowed: self.has_many_colours(),
            },
            lang: if limited {
                Some(Lang::En)
            } else {
                text::of_environment(variable)
            },
            note: if console {
                Some(t::NOTE_CONSOLE)
            } else {
                non_utf8.then_some(t::NOTE_CHARSET)
            },
            probe: ascii.is_none() && !limited,
        }
    }
}

/// Does a locale write UTF-8? One that names no character set is taken to, as most do today; `C` does not.
fn is_utf8(locale: &str) -> bool {
    if matches!(locale, "C" | "POSIX") {
        return false;
    }
    let charset = locale.split('.').nth(1).unwrap_or("UTF-8");
    let charset = charset.split('@').next().unwrap_or_default();
    matches!(charset.to_ascii_lowercase().as_str(), "utf-8" | "utf8")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(term: &str, variables: &[(&str, &str)]) -> Client {
        let mut client = Client::default();
        client.pty(term, 80, 24);
        for (name, value) in variables {
            client.variable(name, value);
        }
        client
    }

    #[test]
    fn terminals_and_what_they_are_shown() {
        use Lang::{En, Zh};
        // TERM, variables, language, colour, plain signs, a note
        type Case<'a> = (
            &'a str,
            &'a [(&'a str, &'a str)],
            Option<Lang>,
            bool,
            bool,
            bool,
        );
        let cases: &[Case] = &[
            ("xterm-256color", &[], None, true, false, false),
            (
                "xterm",
                &[("LANG", "zh_CN.UTF-8")],
                Some(Zh),
                true,
                false,
                false,
            ),
            (
                "xterm",
                &[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "en_GB.utf8")],
                Some(En),
                true,
                false,
                false,
            ),
            ("xterm", &[("LANG", "zh_CN")], Some(Zh), true, false, false),
            (
                "xterm",
                &[("LANG", "zh_CN.GBK")],
                Some(En),
                true,
                true,
                true,
            ),
            ("xterm", &[("LANG", "C")], Some(En), true, true, true),
            ("xterm", &[("LANG", "C.UTF-8")], None, true, false, false),
            (
                "linux",
                &[("LANG", "zh_CN.UTF-8")],
                Some(En),
                true,
                true,
                true,
            ),
            ("vt100", &[], None, false, false, false),
            ("xterm", &[("NO_COLOR", "1")], None, false, false, false),
            ("xterm", &[("NO_COLOR", "")], None, true, false, false),
        ];
        for (term, variables, lang, colour, ascii, note) in cases {
            let shown = client(term, variables).shown(None, Theme::Auto);
            let got = (
                shown.lang,
                shown.look.palette.coloured(),
                shown.look.ascii,
                shown.note.is_some(),
            );
            assert_eq!(got, (*lang, *colour, *ascii, *note), "{term} {variables:?}");
        }
        assert!(
            client("xterm", &[])
                .shown(Some(true), Theme::Auto)
                .look
                .ascii
        );
    }

    #[test]
    fn what_is_hostile_is_cut_or_refused() {
        let mut hostile = client(&"\x1b]0;x\x07评".repeat(100), &[]);
        assert!(hostile.term.len() <= LONGEST_TERM && hostile.term.is_ascii());
        assert!(!hostile.variable("LD_PRELOAD", "x"));
        assert!(!hostile.variable("LANG", &"x".repeat(LONGEST + 1)));
        assert!(hostile.variables.is_empty());
        assert!(!client("dumb", &[]).can_show() && !client("", &[]).can_show());
        assert_eq!(client("xterm", &[]).size, (80, 24));
        assert_eq!(size(0, 0), None);
        assert_eq!(size(1, 1), Some((1, 1)));
        assert_eq!(size(u32::MAX, u32::MAX), Some((500, 200)));
    }
}
