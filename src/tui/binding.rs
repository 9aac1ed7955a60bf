//! What a table of keys is made of, and how it is asked: by dispatch, the footer and the help page.

use crate::text::screens::K_CANCEL;
use crate::text::{Lang, Text};
use crate::tui::input::Key;

/// One line of a table.
pub struct Binding<A: 'static> {
    pub action: A,
    pub keys: &'static [Key],
    pub label: Text,
    /// 0 is shown in the footer first; `None` only in the help.
    pub footer: Option<u8>,
}

pub(super) const fn bind<A>(
    action: A,
    keys: &'static [Key],
    label: Text,
    footer: Option<u8>,
) -> Binding<A> {
    Binding {
        action,
        keys,
        label,
        footer,
    }
}

pub(super) const fn k(code: crate::tui::input::Code) -> Key {
    Key::of(code)
}

/// The action of a key on a screen, with what an input method made of it undone.
pub fn find<A: Copy>(table: &[Binding<A>], key: Key) -> Option<A> {
    let key = key.command();
    table
        .iter()
        .find(|b| b.keys.contains(&key))
        .map(|b| b.action)
}

/// One line of the help or of the footer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyRow {
    pub keys: Vec<String>,
    pub label: &'static str,
    pub footer: Option<u8>,
    /// The first key of these, as it is pressed.
    pub press: Option<Key>,
    /// It leaves a box that asks something.
    pub cancels: bool,
    pub text: Text,
}

pub fn rows<A: Copy>(table: &[Binding<A>], lang: Lang) -> Vec<KeyRow> {
    possible_rows(table, lang, |_| true)
}

/// The lines of the actions that are possible now.
pub fn possible_rows<A: Copy>(
    table: &[Binding<A>],
    lang: Lang,
    possible: impl Fn(A) -> bool,
) -> Vec<KeyRow> {
    table
        .iter()
        .filter(|b| possible(b.action))
        .map(|b| KeyRow {
            keys: b.keys.iter().map(|k| k.name()).collect(),
            label: b.label.get(lang),
            footer: b.footer,
            press: b.keys.first().copied(),
            cancels: b.label == K_CANCEL,
            text: b.label,
        })
        .collect()
}
