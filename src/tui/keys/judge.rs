//! Keys of a judge's seat.

use crate::text::comments as c;
use crate::text::desk as d;
use crate::text::dossier as s;
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
pub enum ScoringAction {
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
    /// What the applicant wrote.
    Dossier,
    /// What is to be said of the applicant.
    Comment,
    HandOver,
}

pub const SCORING: &[Binding<ScoringAction>] = &[
    bind(ScoringAction::Accept, &[k(Enter)], t::K_ACCEPT, Some(0)),
    bind(
        ScoringAction::NextBlank,
        &[Key::ch(' ')],
        t::K_NEXT_BLANK,
        Some(1),
    ),
    bind(
        ScoringAction::Turn,
        &[Key::named(key!(turn))],
        t::K_TURN,
        Some(4),
    ),
    bind(ScoringAction::Sort, &[Key::f(4)], t::K_SORT, None),
    bind(
        ScoringAction::Submit,
        &[Key::named(key!(submit))],
        t::K_SUBMIT,
        Some(2),
    ),
    bind(ScoringAction::Remark, &[Key::f(6)], t::K_REMARK, Some(7)),
    bind(ScoringAction::Project, &[k(Tab)], t::K_PROJECT, Some(5)),
    bind(
        ScoringAction::ProjectBack,
        &[k(BackTab)],
        t::K_PROJECT_BACK,
        None,
    ),
    bind(
        ScoringAction::Undo,
        &[Key::f(7), Key::ctrl('z')],
        t::K_UNDO,
        Some(7),
    ),
    bind(
        ScoringAction::Redo,
        &[Key::f(11), Key::ctrl('y')],
        t::K_REDO,
        None,
    ),
    bind(
        ScoringAction::Word,
        &[Key::named(key!(word))],
        d::K_WORD,
        None,
    ),
    bind(
        ScoringAction::Recuse,
        &[Key::named(key!(recuse)), Key::ctrl('r')],
        d::K_RECUSE,
        None,
    ),
    bind(
        ScoringAction::Notice,
        &[Key::named(key!(notice))],
        n::K_NOTICE,
        Some(6),
    ),
    bind(
        ScoringAction::Dossier,
        &[Key::named(key!(dossier))],
        s::K_DOSSIER,
        Some(3),
    ),
    bind(
        ScoringAction::Comment,
        &[Key::named(key!(comment))],
        c::K_COMMENT,
        Some(9),
    ),
    bind(
        ScoringAction::HandOver,
        &[Key::named(key!(hand_over)), Key::ctrl('x')],
        t::K_HAND_OVER,
        Some(8),
    ),
    bind(
        ScoringAction::Up,
        &[k(Up), Key::ch('k')],
        t::K_INDICATOR_UP,
        None,
    ),
    bind(
        ScoringAction::Down,
        &[k(Down), Key::ch('j')],
        t::K_INDICATOR_DOWN,
        None,
    ),
    bind(
        ScoringAction::Left,
        &[k(Left), Key::ch('h')],
        t::K_APPLICANT_BACK,
        None,
    ),
    bind(
        ScoringAction::Right,
        &[k(Right), Key::ch('l')],
        t::K_APPLICANT_ON,
        None,
    ),
    bind(ScoringAction::First, &[k(Home)], t::K_FIRST, None),
    bind(ScoringAction::Last, &[k(End)], t::K_LAST, None),
    bind(ScoringAction::EraseLast, &[k(Backspace)], t::K_ERASE, None),
    bind(ScoringAction::Clear, &[k(Delete)], t::K_CLEAR, None),
    bind(
        ScoringAction::Drop,
        &[k(Esc), Key::ctrl('u')],
        t::K_DROP,
        None,
    ),
    bind(
        ScoringAction::ReadDown,
        &[k(PageDown)],
        t::K_READ_DOWN,
        None,
    ),
    bind(ScoringAction::ReadUp, &[k(PageUp)], t::K_READ_UP, None),
];

/// 专家评审意见, beside the keys of every list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommentsAction {
    Write,
    /// The judges' comments, put together as a draft of the panel's.
    Gather,
    Merge,
}

pub const COMMENTS: &[Binding<CommentsAction>] = &[
    bind(CommentsAction::Write, &[k(Enter)], c::K_WRITE, Some(0)),
    bind(
        CommentsAction::Gather,
        &[Key::named(key!(gather))],
        c::K_GATHER,
        Some(1),
    ),
    bind(
        CommentsAction::Merge,
        &[Key::named(key!(merge))],
        c::K_MERGE,
        Some(2),
    ),
];

/// The question before a judge with work left leaves her seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeaveAction {
    Go,
    Stay,
}

pub const LEAVE: &[Binding<LeaveAction>] = &[
    bind(
        LeaveAction::Go,
        &[k(Enter), Key::named(key!(hand_over)), Key::ctrl('x')],
        t::K_HAND_OVER,
        Some(0),
    ),
    bind(LeaveAction::Stay, &[k(Esc)], t::K_STAY, Some(1)),
];

/// News on top of a judge's screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NewsAction {
    Seen,
}

pub const NEWS: &[Binding<NewsAction>] = &[bind(NewsAction::Seen, &[k(Esc)], t::K_SEEN, Some(0))];

/// The statement of no conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatementAction {
    Declare,
    Recuse,
}

pub const STATEMENT: &[Binding<StatementAction>] = &[
    bind(StatementAction::Declare, &[k(Enter)], d::K_DECLARE, Some(0)),
    bind(
        StatementAction::Recuse,
        &[Key::named(key!(recuse)), Key::ctrl('r')],
        d::K_RECUSE,
        Some(1),
    ),
];

/// The text of the notice, beside the keys of every page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeTextAction {
    /// The key that opened it.
    Close,
    First,
    Last,
    HandOver,
}

pub const NOTICE_TEXT: &[Binding<NoticeTextAction>] = &[
    bind(
        NoticeTextAction::Close,
        &[Key::named(key!(notice))],
        n::K_CLOSE,
        None,
    ),
    bind(NoticeTextAction::First, &[k(Home)], t::K_FIRST, None),
    bind(NoticeTextAction::Last, &[k(End)], t::K_LAST, None),
    bind(
        NoticeTextAction::HandOver,
        &[Key::named(key!(hand_over)), Key::ctrl('x')],
        t::K_HAND_OVER,
        Some(8),
    ),
];

/// An application that is read, beside the keys of every page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DossierAction {
    /// The key that opened it.
    Close,
    Next,
    Previous,
    Find,
    Again,
    /// The place at the top goes into the remark on the cell.
    Refer,
    First,
    Last,
    HandOver,
}

pub const DOSSIER: &[Binding<DossierAction>] = &[
    bind(
        DossierAction::Next,
        &[k(Tab), k(Right)],
        s::K_NEXT_SECTION,
        Some(0),
    ),
    bind(
        DossierAction::Previous,
        &[k(BackTab), k(Left)],
        s::K_PREVIOUS_SECTION,
        Some(1),
    ),
    bind(
        DossierAction::Find,
        &[Key::ch('/'), Key::ctrl('f')],
        s::K_FIND_TEXT,
        Some(2),
    ),
    bind(
        DossierAction::Again,
        &[Key::f(3), Key::ch('n')],
        s::K_FIND_AGAIN,
        None,
    ),
    bind(DossierAction::Refer, &[Key::f(6)], s::K_REFER, Some(3)),
    bind(
        DossierAction::Close,
        &[Key::named(key!(dossier))],
        s::K_TO_CELLS,
        Some(4),
    ),
    bind(DossierAction::First, &[k(Home)], t::K_FIRST, None),
    bind(DossierAction::Last, &[k(End)], t::K_LAST, None),
    bind(
        DossierAction::HandOver,
        &[Key::named(key!(hand_over)), Key::ctrl('x')],
        t::K_HAND_OVER,
        Some(8),
    ),
];
