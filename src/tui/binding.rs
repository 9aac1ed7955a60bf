//! What a table of keys is made of, and how it is asked: by dispatch, the footer and the help page.

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
pub struct Row {
    pub keys: Vec<String>,
    pub label: &'static str,
    pub footer: Option<u8>,
}

pub fn rows<A>(table: &[Binding<A>], lang: Lang) -> Vec<Row> {
    table
        .iter()
        .map(|b| Row {
            keys: b.keys.iter().map(|k| k.name()).collect(),
            label: b.label.get(lang),
            footer: b.footer,
        })
        .collect()
}
