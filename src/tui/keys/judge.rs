//! Keys of a judge's seat.

use crate::text::desk as d;
use crate::text::key;
use crate::text::notice as n;
use crate::text::screens as t;
use crate::tui::binding::{Binding, bind, k};
use crate::tui::input::Code::{
    BackTab, Backspace, Delete, Down, End, Enter, Esc, Home, Left, PageDown, PageUp, Right, Tab, Up,
};
use crate::tui::input::Key;

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
    Redo,
    ReadDown,
    ReadUp,
    /// A word that is asked of the judge: on a mark far off, on the result.
    Word,
    Recuse,
    Notice,
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
    bind(Scoring::Turn, &[Key::named(key!(turn))], t::K_TURN, Some(4)),
    bind(Scoring::Sort, &[Key::f(4)], t::K_SORT, None),
    bind(
        Scoring::Submit,
        &[Key::named(key!(submit))],
        t::K_SUBMIT,
        Some(2),
    ),
    bind(Scoring::Remark, &[Key::f(6)], t::K_REMARK, Some(7)),
    bind(Scoring::Project, &[k(Tab)], t::K_PROJECT, Some(5)),
    bind(Scoring::ProjectBack, &[k(BackTab)], t::K_PROJECT_BACK, None),
    bind(
        Scoring::Undo,
        &[Key::f(7), Key::ctrl('z')],
        t::K_UNDO,
        Some(7),
    ),
    bind(
        Scoring::Redo,
        &[Key::f(11), Key::ctrl('y')],
        t::K_REDO,
        None,
    ),
    bind(Scoring::Word, &[Key::named(key!(word))], d::K_WORD, None),
    bind(
        Scoring::Recuse,
        &[Key::named(key!(recuse)), Key::ctrl('r')],
        d::K_RECUSE,
        None,
    ),
    bind(
        Scoring::Notice,
        &[Key::named(key!(notice))],
        n::K_NOTICE,
        Some(6),
    ),
    bind(
        Scoring::HandOver,
        &[Key::named(key!(hand_over)), Key::ctrl('x')],
        t::K_HAND_OVER,
        Some(8),
    ),
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
    bind(Scoring::First, &[k(Home)], t::K_FIRST, None),
    bind(Scoring::Last, &[k(End)], t::K_LAST, None),
    bind(Scoring::EraseLast, &[k(Backspace)], t::K_ERASE, None),
    bind(Scoring::Clear, &[k(Delete)], t::K_CLEAR, None),
    bind(Scoring::Drop, &[k(Esc), Key::ctrl('u')], t::K_DROP, None),
    bind(Scoring::ReadDown, &[k(PageDown)], t::K_READ_DOWN, None),
    bind(Scoring::ReadUp, &[k(PageUp)], t::K_READ_UP, None),
];

/// The question before a judge with work left leaves her seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    Go,
    Stay,
}

pub const LEAVE: &[Binding<Leave>] = &[
    bind(
        Leave::Go,
        &[k(Enter), Key::named(key!(hand_over)), Key::ctrl('x')],
        t::K_HAND_OVER,
        Some(0),
    ),
    bind(Leave::Stay, &[k(Esc)], t::K_STAY, Some(1)),
];

/// News on top of a judge's screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    Seen,
}

pub const NEWS: &[Binding<News>] = &[bind(News::Seen, &[k(Esc)], t::K_SEEN, Some(0))];

/// The statement of no conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Statement {
    Declare,
    Recuse,
}

pub const STATEMENT: &[Binding<Statement>] = &[
    bind(Statement::Declare, &[k(Enter)], d::K_DECLARE, Some(0)),
    bind(
        Statement::Recuse,
        &[Key::named(key!(recuse)), Key::ctrl('r')],
        d::K_RECUSE,
        Some(1),
    ),
];

/// The text of the notice, beside the keys of every page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeText {
    /// The key that opened it.
    Close,
    First,
    Last,
    HandOver,
}

pub const NOTICE_TEXT: &[Binding<NoticeText>] = &[
    bind(
        NoticeText::Close,
        &[Key::named(key!(notice))],
        n::K_CLOSE,
        None,
    ),
    bind(NoticeText::First, &[k(Home)], t::K_FIRST, None),
    bind(NoticeText::Last, &[k(End)], t::K_LAST, None),
    bind(
        NoticeText::HandOver,
        &[Key::named(key!(hand_over)), Key::ctrl('x')],
        t::K_HAND_OVER,
        Some(8),
    ),
];
