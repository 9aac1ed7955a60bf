//! Themes: which of the terminal's 256 colours stands for a role.
//!
//! Screens name roles by the sixteen ANSI colours (`theme.rs`). What those look like is the terminal's choice, and on
//! some grounds nobody can read them. The colours from 16 on are the same in every terminal, so roles are drawn in
//! these where the terminal has them, by the ground that it says it has.

use crate::text::Text;
use crate::text::screens as t;
use ratatui::style::Color;
use serde::{Deserialize, Serialize};

/// How many colours a terminal has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    #[default]
    None,
    Sixteen,
    Many,
}

/// What was chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the terminal's ground is; dark until it has said so.
    #[default]
    Auto,
    Dark,
    Light,
    /// The strongest contrast on whichever ground.
    Contrast,
    /// No colours: bold, reversed and signs alone.
    None,
}

impl Theme {
    pub const ALL: [Self; 5] = [
        Self::Auto,
        Self::Dark,
        Self::Light,
        Self::Contrast,
        Self::None,
    ];

    /// As `--theme` names it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Dark => "dark",
            Self::Light => "light",
            Self::Contrast => "contrast",
            Self::None => "none",
        }
    }

    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name() == name)
    }

    /// The one after it, for a key that goes round.
    pub fn next(self) -> Self {
        match self {
            Self::Auto => Self::Dark,
            Self::Dark => Self::Light,
            Self::Light => Self::Contrast,
            Self::Contrast => Self::None,
            Self::None => Self::Auto,
        }
    }

    /// That it holds from now on.
    pub const fn said(self) -> Text {
        match self {
            Self::Auto => t::THEME_AUTO,
            Self::Dark => t::THEME_DARK,
            Self::Light => t::THEME_LIGHT,
            Self::Contrast => t::THEME_CONTRAST,
            Self::None => t::THEME_NONE,
        }
    }
}

/// What is behind the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ground {
    #[default]
    Dark,
    Light,
}

impl Ground {
    /// Of a ground with these parts of red, green and blue, each 0 to 255.
    pub fn of((red, green, blue): (u8, u8, u8)) -> Self {
        // Weights of Rec. 601 in thousandths.
        let light = 299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue);
        if light > 127_500 {
            Self::Light
        } else {
            Self::Dark
        }
    }
}

/// What colours are made of at one terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Palette {
    pub depth: Depth,
    pub theme: Theme,
    pub ground: Ground,
}

impl Palette {
    /// Is anything drawn in colour?
    pub fn coloured(self) -> bool {
        self.depth != Depth::None && self.theme != Theme::None
    }

    /// The parameters of SGR for a foreground; none leaves the terminal's own.
    pub fn foreground(self, role: Color) -> Option<String> {
        self.code(role, 30, "38")
    }

    /// The same for a background.
    pub fn background(self, role: Color) -> Option<String> {
        self.code(role, 40, "48")
    }

    fn code(self, role: Color, base: u8, deep: &str) -> Option<String> {
        if !self.coloured() {
            return None;
        }
        if self.depth == Depth::Many
            && let Some(number) = self.number(role)
        {
            return Some(format!("{deep};5;{number}"));
        }
        sixteen(role).map(|offset| (base + offset).to_string())
    }

    /// Which of the colours from 16 on stands for a role.
    pub fn number(self, role: Color) -> Option<u8> {
        let ground = match self.theme {
            Theme::Dark => Ground::Dark,
            Theme::Light => Ground::Light,
            Theme::Auto | Theme::Contrast | Theme::None => self.ground,
        };
        let [dark, light, strong_dark, strong_light] = match role {
            Color::Red => [210, 124, 217, 88],
            Color::Green => [114, 22, 157, 22],
            Color::Yellow => [221, 94, 228, 53],
            Color::Blue => [111, 25, 153, 18],
            Color::Magenta => [176, 90, 219, 54],
            Color::Cyan => [80, 23, 159, 17],
            Color::DarkGray => [247, 240, 253, 235],
            Color::White => [231, 16, 231, 16],
            _ => return None,
        };
        Some(match (ground, self.theme == Theme::Contrast) {
            (Ground::Dark, false) => dark,
            (Ground::Light, false) => light,
            (Ground::Dark, true) => strong_dark,
            (Ground::Light, true) => strong_light,
        })
    }
}

/// The offset of one of the sixteen colours from its base.
fn sixteen(colour: Color) -> Option<u8> {
    Some(match colour {
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 60,
        Color::White => 67,
        _ => return None,
    })
}

/// The ground that a terminal answers with to OSC 11: `11;rgb:RRRR/GGGG/BBBB`, each part of one to four digits.
pub fn ground_of(answer: &str) -> Option<Ground> {
    let mut parts = answer.strip_prefix("11;rgb:")?.split('/');
    let mut part = || {
        let digits = parts.next()?;
        let most = (1_u32 << (4 * digits.len().clamp(1, 4))) - 1;
        let value = u32::from_str_radix(digits, 16).ok()?;
        u8::try_from(value.min(most) * 255 / most).ok()
    };
    let rgb = (part()?, part()?, part()?);
    parts.next().is_none().then(|| Ground::of(rgb))
}

#[cfg(test)]
#[allow(clippy::float_arithmetic)]
mod tests {
    use super::*;

    /// Red, green and blue of a colour from 16 on, as xterm defines them.
    fn rgb(number: u8) -> [u8; 3] {
        if number >= 232 {
            return [8 + 10 * (number - 232); 3];
        }
        let n = number - 16;
        let level = |n: u8| if n == 0 { 0 } else { 55 + 40 * n };
        [level(n / 36), level(n / 6 % 6), level(n % 6)]
    }

    /// Relative luminance, WCAG 2.
    fn luminance(rgb: [u8; 3]) -> f64 {
        let [r, g, b] = rgb.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Grounds that xterm, macOS Terminal, Windows Terminal and console, Solarized, GNOME and VS Code have.
    const DARK: [[u8; 3]; 7] = [
        [0, 0, 0],
        [0x0c, 0x0c, 0x0c],
        [0x1e, 0x1e, 0x1e],
        [0x00, 0x2b, 0x36],
        [0x01, 0x24, 0x56],
        [0x30, 0x0a, 0x24],
        [0x17, 0x14, 0x21],
    ];
    const LIGHT: [[u8; 3]; 4] = [
        [0xff, 0xff, 0xff],
        [0xfd, 0xf6, 0xe3],
        [0xf2, 0xf2, 0xf2],
        [0xee, 0xe8, 0xd5],
    ];
    const ROLES: [Color; 8] = [
        Color::Red,
        Color::Green,
        Color::Yellow,
        Color::Blue,
        Color::Magenta,
        Color::Cyan,
        Color::DarkGray,
        Color::White,
    ];

    #[test]
    fn every_role_can_be_read_on_every_usual_ground() {
        let palette = |theme, ground| Palette {
            depth: Depth::Many,
            theme,
            ground,
        };
        for (theme, least) in [(Theme::Auto, 4.5), (Theme::Contrast, 6.4)] {
            for (ground, backs) in [(Ground::Dark, &DARK[..]), (Ground::Light, &LIGHT[..])] {
                for role in ROLES {
                    let number = palette(theme, ground).number(role).unwrap();
                    for back in backs {
                        let got = contrast(rgb(number), *back);
                        assert!(got >= least, "{theme:?} {role:?} on {back:02x?}: {got:.2}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_theme_that_was_chosen_holds_on_any_ground() {
        let light = Palette {
            depth: Depth::Many,
            theme: Theme::Dark,
            ground: Ground::Light,
        };
        let dark = Palette {
            ground: Ground::Dark,
            ..light
        };
        assert_eq!(light.number(Color::Red), dark.number(Color::Red));
        let none = Palette {
            theme: Theme::None,
            ..light
        };
        assert_eq!(none.foreground(Color::Red), None);
        let few = Palette {
            depth: Depth::Sixteen,
            ..light
        };
        assert_eq!(few.foreground(Color::Red).as_deref(), Some("31"));
        assert_eq!(few.background(Color::Red).as_deref(), Some("41"));
    }

    #[test]
    fn a_ground_is_read_as_terminals_write_it() {
        for (answer, ground) in [
            ("11;rgb:0000/2b2b/3636", Some(Ground::Dark)),
            ("11;rgb:fdfd/f6f6/e3e3", Some(Ground::Light)),
            ("11;rgb:ff/ff/ff", Some(Ground::Light)),
            ("11;rgb:f/f/f", Some(Ground::Light)),
            ("11;rgb:000/000/000", Some(Ground::Dark)),
            ("10;rgb:ffff/ffff/ffff", None),
            ("11;rgb:ffff/ffff", None),
            ("11;rgb:gggg/ffff/ffff", None),
            ("11;rgb:/ffff/ffff", None),
            ("11;rgb:fffff/ffff/ffff", Some(Ground::Light)),
            ("11;rgb:ffff/ffff/ffff/ffff", None),
        ] {
            assert_eq!(ground_of(answer), ground, "{answer}");
        }
    }

    #[test]
    fn the_key_goes_round_all_themes() {
        let mut theme = Theme::default();
        for _ in Theme::ALL {
            assert_eq!(Theme::of_name(theme.name()), Some(theme));
            theme = theme.next();
        }
        assert_eq!(theme, Theme::default());
    }
}
