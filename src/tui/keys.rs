//! Every key of the program. Dispatch, the footer and the help page read these tables and nothing else.
//!
//! Digits, arrows, Enter, Tab, Esc, Space and F-keys do everything; letters are shortcuts only, since a
//! Chinese input method may keep them.

use super::input::Code::{
    BackTab, Backspace, Delete, Down, End, Enter, Esc, Home as HomeKey, Left, PageDown, PageUp,
    Right, Tab, Up,
};
use super::input::Key;
use crate::text::screens as t;
use crate::text::{Lang, Text};

/// One line of a table.
pub struct Binding<A: 'static> {
    pub action: A,
    pub keys: &'static [Key],
    pub label: Text,
    /// 0 is shown in the footer first; `None` only in the help.
    pub footer: Option<u8>,
}

const fn bind<A>(action: A, keys: &'static [Key], label: Text, footer: Option<u8>) -> Binding<A> {
    Binding {
        action,
        keys,
        label,
        footer,
    }
}

const fn k(code: super::input::Code) -> Key {
    Key::of(code)
}

/// Keys that work on every screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Global {
    Help,
    Language,
    Quit,
}

pub const GLOBAL: &[Binding<Global>] = &[
    bind(Global::Help, &[Key::ch('?'), Key::f(1)], t::K_HELP, Some(3)),
    bind(Global::Language, &[Key::f(9)], t::K_LANGUAGE, Some(20)),
    bind(
        Global::Quit,
        &[Key::ctrl('q'), Key::ctrl('c')],
        t::K_QUIT,
        None,
    ),
];

/// Lists to choose from: the start screen, the tour, the seats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    Choose,
    Up,
    Down,
    Back,
}

pub const MENU: &[Binding<Menu>] = &[
    bind(Menu::Choose, &[k(Enter), k(Right)], t::K_CHOOSE, Some(0)),
    bind(Menu::Up, &[k(Up), k(BackTab), Key::ch('k')], t::K_UP, None),
    bind(
        Menu::Down,
        &[k(Down), k(Tab), Key::ch('j')],
        t::K_DOWN,
        None,
    ),
    bind(Menu::Back, &[k(Esc), k(Left)], t::K_BACK, Some(1)),
];

/// Forms and dialogs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Accept,
    Next,
    Previous,
    Cancel,
}

pub const FORM: &[Binding<Form>] = &[
    bind(Form::Accept, &[k(Enter)], t::K_FORM_ACCEPT, Some(0)),
    bind(Form::Next, &[k(Tab), k(Down)], t::K_FORM_NEXT, Some(1)),
    bind(
        Form::Previous,
        &[k(BackTab), k(Up)],
        t::K_FORM_PREVIOUS,
        Some(2),
    ),
    bind(Form::Cancel, &[k(Esc)], t::K_CANCEL, Some(4)),
];

/// The judge's room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scoring {
    Accept,
    Up,
    Down,
    Left,
    Right,
    First,
    Last,
    NextBlank,
    EraseLast,
    Clear,
    Drop,
    Turn,
    Sort,
    Submit,
    Remark,
    Project,
    ProjectBack,
    Undo,
    ReadDown,
    ReadUp,
    HandOver,
}

pub const SCORING: &[Binding<Scoring>] = &[
    bind(Scoring::Accept, &[k(Enter)], t::K_ACCEPT, Some(0)),
    bind(
        Scoring::NextBlank,
        &[Key::ch(' ')],
        t::K_NEXT_BLANK,
        Some(1),
    ),
    bind(Scoring::Turn, &[Key::f(3)], t::K_TURN, Some(4)),
    bind(Scoring::Sort, &[Key::f(4)], t::K_SORT, None),
    bind(Scoring::Submit, &[Key::f(5)], t::K_SUBMIT, Some(2)),
    bind(Scoring::Remark, &[Key::f(6)], t::K_REMARK, Some(7)),
    bind(Scoring::Project, &[k(Tab)], t::K_PROJECT, Some(5)),
    bind(Scoring::ProjectBack, &[k(BackTab)], t::K_PROJECT_BACK, None),
    bind(
        Scoring::Undo,
        &[Key::f(7), Key::ctrl('z'), Key::ch('u')],
        t::K_UNDO,
        Some(7),
    ),
    bind(Scoring::HandOver, &[Key::f(10)], t::K_HAND_OVER, Some(8)),
    bind(Scoring::Up, &[k(Up), Key::ch('k')], t::K_INDICATOR_UP, None),
    bind(
        Scoring::Down,
        &[k(Down), Key::ch('j')],
        t::K_INDICATOR_DOWN,
        None,
    ),
    bind(
        Scoring::Left,
        &[k(Left), Key::ch('h')],
        t::K_APPLICANT_BACK,
        None,
    ),
    bind(
        Scoring::Right,
        &[k(Right), Key::ch('l')],
        t::K_APPLICANT_ON,
        None,
    ),
    bind(Scoring::First, &[k(HomeKey)], t::K_FIRST, None),
    bind(Scoring::Last, &[k(End)], t::K_LAST, None),
    bind(Scoring::EraseLast, &[k(Backspace)], t::K_ERASE, None),
    bind(Scoring::Clear, &[k(Delete)], t::K_CLEAR, None),
    bind(Scoring::Drop, &[k(Esc)], t::K_DROP, None),
    bind(Scoring::ReadDown, &[k(PageDown)], t::K_READ_DOWN, None),
    bind(Scoring::ReadUp, &[k(PageUp)], t::K_READ_UP, None),
];

/// The standings room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standings {
    Why,
    Up,
    Down,
    First,
    Last,
    PageUp,
    PageDown,
    Left,
    Right,
    Project,
    ProjectBack,
    Present,
    Allocation,
    Tie,
    Back,
}

pub const STANDINGS: &[Binding<Standings>] = &[
    bind(Standings::Why, &[k(Enter)], t::K_WHY, Some(0)),
    bind(Standings::Project, &[k(Tab)], t::K_PROJECT, Some(1)),
    bind(
        Standings::ProjectBack,
        &[k(BackTab)],
        t::K_PROJECT_BACK,
        None,
    ),
    bind(
        Standings::Allocation,
        &[Key::f(3)],
        t::K_ALLOCATION,
        Some(2),
    ),
    bind(Standings::Present, &[Key::f(4)], t::K_PRESENT, Some(5)),
    bind(Standings::Tie, &[Key::f(6)], t::K_TIE, Some(6)),
    bind(Standings::Up, &[k(Up), Key::ch('k')], t::K_UP, None),
    bind(Standings::Down, &[k(Down), Key::ch('j')], t::K_DOWN, None),
    bind(Standings::First, &[k(HomeKey)], t::K_FIRST, None),
    bind(Standings::Last, &[k(End)], t::K_LAST, None),
    bind(Standings::PageUp, &[k(PageUp)], t::K_PAGE_UP, None),
    bind(Standings::PageDown, &[k(PageDown)], t::K_PAGE_DOWN, None),
    bind(Standings::Left, &[k(Left)], t::K_JUDGES_LEFT, None),
    bind(Standings::Right, &[k(Right)], t::K_JUDGES_RIGHT, None),
    bind(Standings::Back, &[k(Esc)], t::K_BACK, Some(4)),
];

/// The coordinator's desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Desk {
    Standings,
    Paper,
    Tab,
    TabBack,
    Up,
    Down,
    First,
    Last,
    PageUp,
    PageDown,
    Act,
    Phase,
    Incident,
    HandOver,
}

pub const DESK: &[Binding<Desk>] = &[
    bind(Desk::Act, &[k(Enter)], t::K_DESK_ACT, Some(0)),
    bind(Desk::Tab, &[k(Tab), k(Right)], t::K_DESK_TAB, Some(1)),
    bind(
        Desk::TabBack,
        &[k(BackTab), k(Left)],
        t::K_DESK_TAB_BACK,
        None,
    ),
    bind(Desk::Standings, &[Key::f(2)], t::K_STANDINGS, Some(2)),
    bind(Desk::Phase, &[Key::f(5)], t::K_PHASE, Some(4)),
    bind(Desk::Paper, &[Key::f(6)], t::K_PAPER, Some(5)),
    bind(Desk::Incident, &[Key::f(7)], t::K_INCIDENT, Some(7)),
    bind(
        Desk::HandOver,
        &[Key::f(10), k(Esc)],
        t::K_HAND_OVER,
        Some(5),
    ),
    bind(Desk::Up, &[k(Up), Key::ch('k')], t::K_UP, None),
    bind(Desk::Down, &[k(Down), Key::ch('j')], t::K_DOWN, None),
    bind(Desk::First, &[k(HomeKey)], t::K_FIRST, None),
    bind(Desk::Last, &[k(End)], t::K_LAST, None),
    bind(Desk::PageUp, &[k(PageUp)], t::K_PAGE_UP, None),
    bind(Desk::PageDown, &[k(PageDown)], t::K_PAGE_DOWN, None),
];

/// Pages that are only read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    Up,
    Down,
    PageUp,
    PageDown,
    Close,
}

pub const PAGE: &[Binding<Page>] = &[
    bind(Page::Close, &[k(Esc), k(Enter)], t::K_BACK, Some(6)),
    bind(Page::Up, &[k(Up), Key::ch('k')], t::K_UP, None),
    bind(Page::Down, &[k(Down), Key::ch('j')], t::K_DOWN, None),
    bind(Page::PageUp, &[k(PageUp)], t::K_PAGE_UP, Some(5)),
    bind(
        Page::PageDown,
        &[k(PageDown), Key::ch(' ')],
        t::K_PAGE_DOWN,
        Some(1),
    ),
];

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

#[cfg(test)]
mod tests {
    use super::*;

    fn no_key_twice<A>(name: &str, table: &[Binding<A>]) {
        let mut seen: Vec<Key> = Vec::new();
        let global = GLOBAL
            .iter()
            .flat_map(|b| b.keys)
            .filter(|_| name != "global");
        for key in global.chain(table.iter().flat_map(|b| b.keys)) {
            assert!(!seen.contains(key), "{name}: {} twice", key.name());
            seen.push(*key);
        }
    }

    #[test]
    fn no_key_means_two_things_on_one_screen() {
        no_key_twice("global", GLOBAL);
        no_key_twice("menu", MENU);
        no_key_twice("form", FORM);
        no_key_twice("scoring", SCORING);
        no_key_twice("standings", STANDINGS);
        no_key_twice("desk", DESK);
        no_key_twice("page", PAGE);
    }

    /// A Chinese input method keeps letters; whatever a letter does, another key must do as well.
    #[test]
    fn letters_are_shortcuts_only() {
        fn check<A>(table: &[Binding<A>]) {
            for binding in table {
                let other = binding.keys.iter().any(|k| {
                    !matches!(k.code, super::super::input::Code::Char(c) if c.is_alphabetic())
                        || k.ctrl
                });
                assert!(other, "{:?}", binding.keys);
            }
        }
        check(GLOBAL);
        check(MENU);
        check(SCORING);
        check(STANDINGS);
        check(DESK);
        check(PAGE);
    }
}
