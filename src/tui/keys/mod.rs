//! Every key of the program. Dispatch, the footer and the help page read these tables and nothing else.
//!
//! Digits, arrows, Enter, Tab, Esc, Space and F-keys do everything; letters are shortcuts only, since a
//! Chinese input method may keep them. F1, F10, F11 and F12, which desktop terminals keep for themselves, have a
//! second key with Ctrl.

mod desk;
mod judge;
pub mod purpose;

pub use crate::tui::binding::{Binding, KeyRow, find, possible_rows, rows};
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
pub enum GlobalAction {
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
    /// The whole hash of the journal's head, to be photographed.
    WholeCode,
    Quit,
}

pub const GLOBAL: &[Binding<GlobalAction>] = &[
    bind(
        GlobalAction::Help,
        &[Key::ch('?'), Key::named(key!(help)), Key::ctrl('g')],
        t::K_HELP,
        Some(3),
    ),
    bind(
        GlobalAction::Palette,
        &[Key::ctrl('p')],
        t::K_PALETTE,
        Some(22),
    ),
    bind(
        GlobalAction::Language,
        &[Key::named(key!(language))],
        t::K_LANGUAGE,
        Some(20),
    ),
    bind(GlobalAction::Incident, &[Key::f(8)], t::K_INCIDENT, None),
    bind(GlobalAction::Saved, &[Key::ctrl('s')], t::K_SAVED, None),
    bind(
        GlobalAction::Redraw,
        &[Key::named(key!(redraw))],
        t::K_REDRAW,
        None,
    ),
    bind(GlobalAction::Plain, &[Key::ctrl('t')], t::K_PLAIN, None),
    bind(GlobalAction::Theme, &[Key::ctrl('b')], t::K_THEME, None),
    bind(
        GlobalAction::Copy,
        &[Key::named(key!(copy))],
        t::K_COPY,
        None,
    ),
    bind(
        GlobalAction::WholeCode,
        &[Key::named(key!(whole_code))],
        t::K_WHOLE_CODE,
        None,
    ),
    bind(
        GlobalAction::Quit,
        &[Key::named(key!(quit)), Key::ctrl('c')],
        t::K_QUIT,
        None,
    ),
];

/// Lists to choose from: the start screen, the tour, the seats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MenuAction {
    Choose,
    Up,
    Down,
    Back,
}

pub const MENU: &[Binding<MenuAction>] = &[
    bind(
        MenuAction::Choose,
        &[k(Enter), k(Right)],
        t::K_CHOOSE,
        Some(0),
    ),
    bind(
        MenuAction::Up,
        &[k(Up), k(BackTab), Key::ch('k')],
        t::K_UP,
        None,
    ),
    bind(
        MenuAction::Down,
        &[k(Down), k(Tab), Key::ch('j')],
        t::K_DOWN,
        None,
    ),
    bind(MenuAction::Back, &[k(Esc), k(Left)], t::K_BACK, Some(1)),
];

/// Forms and dialogs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormAction {
    Accept,
    /// The whole form at once, from whatever field.
    Finish,
    Next,
    Previous,
    Cancel,
}

pub const FORM: &[Binding<FormAction>] = &[
    bind(FormAction::Accept, &[k(Enter)], t::K_FORM_ACCEPT, Some(0)),
    bind(FormAction::Finish, &[Key::f(5)], t::K_FORM_FINISH, Some(3)),
    bind(
        FormAction::Next,
        &[k(Tab), k(Down)],
        t::K_FORM_NEXT,
        Some(1),
    ),
    bind(
        FormAction::Previous,
        &[k(BackTab), k(Up)],
        t::K_FORM_PREVIOUS,
        Some(2),
    ),
    bind(FormAction::Cancel, &[k(Esc)], t::K_CANCEL, Some(4)),
];

/// Pages that are only read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageAction {
    Up,
    Down,
    PageUp,
    PageDown,
    Close,
}

pub const PAGE: &[Binding<PageAction>] = &[
    bind(PageAction::Close, &[k(Esc), k(Enter)], t::K_BACK, Some(6)),
    bind(PageAction::Up, &[k(Up), Key::ch('k')], t::K_UP, None),
    bind(PageAction::Down, &[k(Down), Key::ch('j')], t::K_DOWN, None),
    bind(PageAction::PageUp, &[k(PageUp)], t::K_PAGE_UP, Some(5)),
    bind(
        PageAction::PageDown,
        &[k(PageDown), Key::ch(' ')],
        t::K_PAGE_DOWN,
        Some(1),
    ),
];

/// What every list has; each room adds a table of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListAction {
    Up,
    Down,
    First,
    Last,
    PageUp,
    PageDown,
    Back,
    HandOver,
}

pub const LIST: &[Binding<ListAction>] = &[
    bind(ListAction::Up, &[k(Up), Key::ch('k')], t::K_UP, None),
    bind(ListAction::Down, &[k(Down), Key::ch('j')], t::K_DOWN, None),
    bind(ListAction::First, &[k(Home)], t::K_FIRST, None),
    bind(ListAction::Last, &[k(End)], t::K_LAST, None),
    bind(ListAction::PageUp, &[k(PageUp)], t::K_PAGE_UP, None),
    bind(ListAction::PageDown, &[k(PageDown)], t::K_PAGE_DOWN, None),
    bind(ListAction::Back, &[k(Esc)], t::K_BACK, Some(9)),
    bind(
        ListAction::HandOver,
        &[Key::named(key!(hand_over)), Key::ctrl('x')],
        t::K_HAND_OVER,
        Some(15),
    ),
];

/// What a list has that can be sought in by names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeekAction {
    /// Show only the rows that have what is typed.
    Find,
    /// Sort by something else.
    Sort,
}

pub const SEEK: &[Binding<SeekAction>] = &[
    bind(
        SeekAction::Find,
        &[Key::ch('/'), Key::ctrl('f')],
        t::K_FIND,
        Some(13),
    ),
    bind(SeekAction::Sort, &[Key::ctrl('o')], t::K_ORDER, Some(14)),
];

/// While the filter of a list is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FindAction {
    Keep,
    All,
    Up,
    Down,
    Erase,
    Clear,
}

pub const FIND: &[Binding<FindAction>] = &[
    bind(FindAction::Keep, &[k(Enter)], t::K_FIND_KEEP, Some(0)),
    bind(FindAction::All, &[k(Esc)], t::K_FIND_ALL, Some(1)),
    bind(FindAction::Up, &[k(Up)], t::K_UP, None),
    bind(FindAction::Down, &[k(Down)], t::K_DOWN, None),
    bind(FindAction::Erase, &[k(Backspace)], t::K_FIND_ERASE, None),
    bind(FindAction::Clear, &[Key::ctrl('u')], t::K_FIND_CLEAR, None),
];

/// A list to tick.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TicksAction {
    Up,
    Down,
    Tick,
    Next,
    Back,
}

pub const TICKS: &[Binding<TicksAction>] = &[
    bind(TicksAction::Up, &[k(Up), Key::ch('k')], t::K_UP, None),
    bind(TicksAction::Down, &[k(Down), Key::ch('j')], t::K_DOWN, None),
    bind(TicksAction::Tick, &[Key::ch(' ')], d::K_TICK, Some(1)),
    bind(
        TicksAction::Next,
        &[k(Enter), Key::f(5)],
        d::K_NEXT_STEP,
        Some(0),
    ),
    bind(TicksAction::Back, &[k(Esc)], t::K_CANCEL, Some(2)),
];

/// Pages to choose among by Tab: progress, insight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PagesAction {
    Next,
    Previous,
}

pub const PAGES: &[Binding<PagesAction>] = &[
    bind(
        PagesAction::Next,
        &[k(Tab), k(Right)],
        d::K_NEXT_PAGE,
        Some(0),
    ),
    bind(
        PagesAction::Previous,
        &[k(BackTab), k(Left)],
        d::K_PREVIOUS_PAGE,
        None,
    ),
];

/// Pages that are turned and scrolled: insight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InsightAction {
    Next,
    Previous,
    Up,
    Down,
    PageUp,
    PageDown,
}

pub const INSIGHT: &[Binding<InsightAction>] = &[
    bind(
        InsightAction::Next,
        &[k(Tab), k(Right)],
        d::K_NEXT_PAGE,
        Some(0),
    ),
    bind(
        InsightAction::Previous,
        &[k(BackTab), k(Left)],
        d::K_PREVIOUS_PAGE,
        None,
    ),
    bind(InsightAction::Up, &[k(Up), Key::ch('k')], t::K_UP, None),
    bind(
        InsightAction::Down,
        &[k(Down), Key::ch('j')],
        t::K_DOWN,
        None,
    ),
    bind(InsightAction::PageUp, &[k(PageUp)], t::K_PAGE_UP, None),
    bind(
        InsightAction::PageDown,
        &[k(PageDown)],
        t::K_PAGE_DOWN,
        Some(2),
    ),
];
