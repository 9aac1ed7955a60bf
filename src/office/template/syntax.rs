//! Where a file is no JSON: what is wrong there, as far as the character that stands there tells.

use super::fault::{Fault, What};
use crate::text::Text;
use crate::text::template as t;

/// The fault that a reader of JSON met. There may be more behind it, which nobody can know yet.
pub fn fault(text: &str, error: &serde_json::Error) -> Fault {
    let line = error.line();
    let there = character(text, line, error.column());
    let said = error.to_string();
    let plain = |text: Text| What::Syntax(text, there.map(String::from).unwrap_or_default());
    let what = match there {
        Some(c) if half(c).is_some() && !said.starts_with("EOF") => plain(t::FULL_WIDTH),
        Some('/' | '#') => plain(t::COMMENT),
        Some('\'') => plain(t::SINGLE_QUOTE),
        Some('}' | ']') if before_is_comma(text, line, error.column()) => plain(t::TRAILING_COMMA),
        _ => plain(of(&said)),
    };
    Fault {
        line: line.max(1),
        path: String::new(),
        what,
    }
}

/// The library has no list of its errors, only their words; what it may say tomorrow is a value out of place.
fn of(said: &str) -> Text {
    let known = [
        ("EOF", t::ENDS),
        ("trailing comma", t::TRAILING_COMMA),
        ("expected `,`", t::NO_COMMA),
        ("expected `:`", t::NO_COLON),
        ("key must be", t::NO_NAME),
        ("trailing characters", t::AFTER_END),
        ("control character", t::CONTROL),
        ("invalid escape", t::ESCAPE),
        ("unexpected end of hex", t::ESCAPE),
        ("lone leading surrogate", t::ESCAPE),
        ("invalid unicode", t::ESCAPE),
        ("invalid number", t::NUMBER),
        ("number out of range", t::NUMBER),
        ("recursion limit", t::TOO_DEEP),
    ];
    let found = known.iter().find(|(begins, _)| said.starts_with(begins));
    found.map_or(t::NO_VALUE, |(_, text)| *text)
}

/// Is a comma the last sign before a place?
fn before_is_comma(text: &str, line: usize, column: usize) -> bool {
    let begins: usize = text
        .split('\n')
        .take(line.saturating_sub(1))
        .map(|l| l.len() + 1)
        .sum();
    let before = text.get(..begins + column.saturating_sub(1));
    before.is_some_and(|before| before.trim_end().ends_with(','))
}

/// The character at a column, which counts bytes from 1.
fn character(text: &str, line: usize, column: usize) -> Option<char> {
    let line = text.split('\n').nth(line.checked_sub(1)?)?;
    let mut at = column.saturating_sub(1);
    while !line.is_char_boundary(at) {
        at = at.saturating_sub(1);
    }
    line.get(at..)?.chars().next()
}

/// The sign of JSON that an input method wrote otherwise.
fn half(c: char) -> Option<char> {
    Some(match c {
        '，' | '、' => ',',
        '：' => ':',
        '“' | '”' | '＂' | '「' | '」' => '"',
        '｛' => '{',
        '｝' => '}',
        '［' | '【' => '[',
        '］' | '】' => ']',
        _ => return None,
    })
}
