//! Every key of the program. Dispatch, the footer and the help page read these tables and nothing else.
//!
//! Digits, arrows, Enter, Tab, Esc, Space and F-keys do everything; letters are shortcuts only, since a
//! Chinese input method may keep them. F1, F10, F11 and F12, which desktop terminals keep for themselves, have a
//! second key with Ctrl.

mod desk;
mod judge;
pub mod purpose;

pub use crate::tui::binding::{Binding, Row, find, possible_rows, rows};
pub use desk::*;
pub use judge::*;

use crate::text::desk as d;
use crate::text::key;
use crate::text::screens as t;
use crate::tui::binding::{bind, k};
use crate::tui::input::Code::{
    BackTab, Backspace, Down, End, Enter, Esc, Home, Left, PageDown, PageUp, Right, Tab, Up,
};
use crate::tui::input::Key;

/// Keys that work on every screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Global {
    Help,
    /// Every action by its name.
    Palette,
    Language,
    /// 评审情况记录, from anywhere.
    Incident,
    /// What hands do by habit: it is said that nothing need be saved.
    Saved,
    /// After something else wrote over the screen.
    Redraw,
    /// Signs whose width no terminal disputes, or line signs again.
    Plain,
    /// The next theme.
    Theme,
    /// The record code or the line to type that stands here, for the terminal's clipboard.
    Copy,
    Quit,
}

pub const GLOBAL: &[Binding<Global>] = &[
    bind(
        Global::Help,
        &[Key::ch('?'), Key::named(key!(help)), Key::ctrl('g')],
        t::K_HELP,
        Some(3),
    ),
    bind(Global::Palette, &[Key::ctrl('p')], t::K_PALETTE, Some(22)),
    bind(
        Global::Language,
        &[Key::named(key!(language))],
        t::K_LANGUAGE,
        Some(20),
    ),
    bind(Global::Incident, &[Key::f(8)], t::K_INCIDENT, None),
    bind(Global::Saved, &[Key::ctrl('s')], t::K_SAVED, None),
    bind(
        Global::Redraw,
        &[Key::named(key!(redraw))],
        t::K_REDRAW,
        None,
    ),
    bind(Global::Plain, &[Key::ctrl('t')], t::K_PLAIN, None),
    bind(Global::Theme, &[Key::ctrl('b')], t::K_THEME, None),
    bind(Global::Copy, &[Key::named(key!(copy))], t::K_COPY, None),
    bind(
        Global::Quit,
        &[Key::named(key!(quit)), Key::ctrl('c')],
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
    /// The whole form at once, from whatever field.
    Finish,
    Next,
    Previous,
    Cancel,
}

pub const FORM: &[Binding<Form>] = &[
    bind(Form::Accept, &[k(Enter)], t::K_FORM_ACCEPT, Some(0)),
    bind(Form::Finish, &[Key::f(5)], t::K_FORM_FINISH, Some(3)),
    bind(Form::Next, &[k(Tab), k(Down)], t::K_FORM_NEXT, Some(1)),
    bind(
        Form::Previous,
        &[k(BackTab), k(Up)],
        t::K_FORM_PREVIOUS,
        Some(2),
    ),
    bind(Form::Cancel, &[k(Esc)], t::K_CANCEL, Some(4)),
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

/// What every list has; each room adds a table of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    Up,
    Down,
    First,
    Last,
    PageUp,
    PageDown,
    Back,
    HandOver,
}

pub const LIST: &[Binding<List>] = &[
    bind(List::Up, &[k(Up), Key::ch('k')], t::K_UP, None),
    bind(List::Down, &[k(Down), Key::ch('j')], t::K_DOWN, None),
    bind(List::First, &[k(Home)], t::K_FIRST, None),
    bind(List::Last, &[k(End)], t::K_LAST, None),
    bind(List::PageUp, &[k(PageUp)], t::K_PAGE_UP, None),
    bind(List::PageDown, &[k(PageDown)], t::K_PAGE_DOWN, None),
    bind(List::Back, &[k(Esc)], t::K_BACK, Some(9)),
    bind(
        List::HandOver,
        &[Key::named(key!(hand_over)), Key::ctrl('x')],
        t::K_HAND_OVER,
        Some(15),
    ),
];

/// What a list has that can be sought in by names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seek {
    /// Show only the rows that have what is typed.
    Find,
    /// Sort by something else.
    Sort,
}

pub const SEEK: &[Binding<Seek>] = &[
    bind(
        Seek::Find,
        &[Key::ch('/'), Key::ctrl('f')],
        t::K_FIND,
        Some(13),
    ),
    bind(Seek::Sort, &[Key::ctrl('o')], t::K_ORDER, Some(14)),
];

/// While the filter of a list is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Find {
    Keep,
    All,
    Up,
    Down,
    Erase,
}

pub const FIND: &[Binding<Find>] = &[
    bind(Find::Keep, &[k(Enter)], t::K_FIND_KEEP, Some(0)),
    bind(Find::All, &[k(Esc)], t::K_FIND_ALL, Some(1)),
    bind(Find::Up, &[k(Up)], t::K_UP, None),
    bind(Find::Down, &[k(Down)], t::K_DOWN, None),
    bind(Find::Erase, &[k(Backspace)], t::K_FIND_ERASE, None),
];

/// A list to tick.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ticks {
    Up,
    Down,
    Tick,
    Next,
    Back,
}

pub const TICKS: &[Binding<Ticks>] = &[
    bind(Ticks::Up, &[k(Up), Key::ch('k')], t::K_UP, None),
    bind(Ticks::Down, &[k(Down), Key::ch('j')], t::K_DOWN, None),
    bind(Ticks::Tick, &[Key::ch(' ')], d::K_TICK, Some(1)),
    bind(Ticks::Next, &[k(Enter)], d::K_NEXT_STEP, Some(0)),
    bind(Ticks::Back, &[k(Esc)], t::K_CANCEL, Some(2)),
];

/// Pages to choose among by Tab: progress, insight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pages {
    Next,
    Previous,
}

pub const PAGES: &[Binding<Pages>] = &[
    bind(Pages::Next, &[k(Tab), k(Right)], d::K_NEXT_PAGE, Some(0)),
    bind(
        Pages::Previous,
        &[k(BackTab), k(Left)],
        d::K_PREVIOUS_PAGE,
        None,
    ),
];

/// Pages that are turned and scrolled: insight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Insight {
    Next,
    Previous,
    Up,
    Down,
    PageUp,
    PageDown,
}

pub const INSIGHT: &[Binding<Insight>] = &[
    bind(Insight::Next, &[k(Tab), k(Right)], d::K_NEXT_PAGE, Some(0)),
    bind(
        Insight::Previous,
        &[k(BackTab), k(Left)],
        d::K_PREVIOUS_PAGE,
        None,
    ),
    bind(Insight::Up, &[k(Up), Key::ch('k')], t::K_UP, None),
    bind(Insight::Down, &[k(Down), Key::ch('j')], t::K_DOWN, None),
    bind(Insight::PageUp, &[k(PageUp)], t::K_PAGE_UP, None),
    bind(Insight::PageDown, &[k(PageDown)], t::K_PAGE_DOWN, Some(2)),
];
