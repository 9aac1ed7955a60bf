//! Looks by role. Sixteen colours, never alone: each role is also a word, a sign or a position.

use ratatui::style::{Color, Modifier, Style};

pub fn title() -> Style {
    Style::new().add_modifier(Modifier::BOLD)
}

/// A title in a border, whose style is not its own.
pub fn heading() -> Style {
    title().fg(Color::Reset)
}

pub fn border() -> Style {
    Style::new().fg(Color::DarkGray)
}

/// The row or cell where the cursor is.
pub fn current() -> Style {
    Style::new().add_modifier(Modifier::REVERSED)
}

pub fn key() -> Style {
    Style::new().fg(Color::Cyan).add_modifier(Modifier::BOLD)
}

pub fn quiet() -> Style {
    Style::new()
}

pub fn good() -> Style {
    Style::new().fg(Color::Green)
}

pub fn warn() -> Style {
    Style::new().fg(Color::Yellow)
}

pub fn bad() -> Style {
    Style::new().fg(Color::Red).add_modifier(Modifier::BOLD)
}

/// A banner that must not be missed.
pub fn alarm() -> Style {
    Style::new().add_modifier(Modifier::REVERSED | Modifier::BOLD)
}

/// What is kept but no longer counts; a word says so beside it.
pub fn struck() -> Style {
    Style::new().add_modifier(Modifier::CROSSED_OUT)
}

/// What is less needed than what stands beside it.
pub fn faint() -> Style {
    Style::new().fg(Color::DarkGray)
}

/// Where a score can still end.
pub fn range() -> Style {
    Style::new().fg(Color::Blue)
}

/// What counts.
pub fn counted() -> Style {
    Style::new().fg(Color::Cyan)
}

/// What changed a moment ago; a sign says so beside it.
pub fn fresh() -> Style {
    Style::new()
        .fg(Color::Yellow)
        .add_modifier(Modifier::BOLD | Modifier::REVERSED)
}
