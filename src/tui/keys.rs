//! Every key of the program. Dispatch, the footer and the help page read these tables and nothing else.
//!
//! Digits, arrows, Enter, Tab, Esc, Space and F-keys do everything; letters are shortcuts only, since a
//! Chinese input method may keep them.

pub use super::binding::{Binding, Row, find, rows};
use super::binding::{bind, k};
use super::input::Code::{
    BackTab, Backspace, Delete, Down, End, Enter, Esc, Home as HomeKey, Left, PageDown, PageUp,
    Right, Tab, Up,
};
use super::input::Key;
use crate::text::desk as d;
use crate::text::export as x;
use crate::text::reading as r;
use crate::text::screens as t;

/// Keys that work on every screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Global {
    Help,
    Language,
    /// 评审情况记录, from anywhere.
    Incident,
    /// What hands do by habit: it is said that nothing need be saved.
    Saved,
    /// After something else wrote over the screen.
    Redraw,
    /// Signs whose width no terminal disputes, or line signs again.
    Plain,
    Quit,
}

pub const GLOBAL: &[Binding<Global>] = &[
    bind(Global::Help, &[Key::ch('?'), Key::f(1)], t::K_HELP, Some(3)),
    bind(Global::Language, &[Key::f(9)], t::K_LANGUAGE, Some(20)),
    bind(Global::Incident, &[Key::f(8)], t::K_INCIDENT, None),
    bind(Global::Saved, &[Key::ctrl('s')], t::K_SAVED, None),
    bind(Global::Redraw, &[Key::ctrl('l')], t::K_REDRAW, None),
    bind(Global::Plain, &[Key::ctrl('t')], t::K_PLAIN, None),
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
    bind(Scoring::Word, &[Key::f(2)], d::K_WORD, None),
    bind(Scoring::Recuse, &[Key::f(12)], d::K_RECUSE, None),
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

/// The question before a judge with work left leaves her seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    Go,
    Stay,
}

pub const LEAVE: &[Binding<Leave>] = &[
    bind(Leave::Go, &[k(Enter), Key::f(10)], t::K_HAND_OVER, Some(0)),
    bind(Leave::Stay, &[k(Esc)], t::K_STAY, Some(1)),
];

/// News on top of a judge's screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    Seen,
}

pub const NEWS: &[Binding<News>] = &[bind(News::Seen, &[k(Esc)], t::K_SEEN, Some(0))];

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
    HandOver,
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
    bind(Standings::HandOver, &[Key::f(10)], t::K_HAND_OVER, None),
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
    Journal,
    Seats,
    Papers,
    HandOver,
    Back,
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
    bind(Desk::Journal, &[Key::f(7)], d::K_JOURNAL, Some(7)),
    bind(Desk::Seats, &[Key::f(3)], d::SEATS, Some(25)),
    bind(Desk::Papers, &[Key::f(4)], x::SCREEN, Some(6)),
    bind(Desk::HandOver, &[Key::f(10)], t::K_HAND_OVER, Some(5)),
    bind(Desk::Back, &[k(Esc)], t::K_BACK, None),
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
    bind(List::First, &[k(HomeKey)], t::K_FIRST, None),
    bind(List::Last, &[k(End)], t::K_LAST, None),
    bind(List::PageUp, &[k(PageUp)], t::K_PAGE_UP, None),
    bind(List::PageDown, &[k(PageDown)], t::K_PAGE_DOWN, None),
    bind(List::Back, &[k(Esc)], t::K_BACK, Some(9)),
    bind(List::HandOver, &[Key::f(10)], t::K_HAND_OVER, Some(15)),
];

/// The statement of no conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Statement {
    Declare,
    Recuse,
}

pub const STATEMENT: &[Binding<Statement>] = &[
    bind(Statement::Declare, &[k(Enter)], d::K_DECLARE, Some(0)),
    bind(Statement::Recuse, &[Key::f(12)], d::K_RECUSE, Some(1)),
];

/// What a roster's file was understood to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preview {
    Accept,
    Details,
    Encoding,
    /// Whether accepting also takes off who is missing from the file.
    Withdraw,
}

pub const PREVIEW: &[Binding<Preview>] = &[
    bind(Preview::Accept, &[Key::f(5)], d::K_TAKE_ROSTER, Some(0)),
    bind(Preview::Details, &[k(Enter)], d::K_DETAILS, Some(1)),
    bind(Preview::Encoding, &[Key::f(4)], d::K_ENCODING, Some(3)),
    bind(Preview::Withdraw, &[Key::f(6)], r::K_WITHDRAW, Some(4)),
];

/// The qualification review, as a matrix and one applicant at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Review {
    Open,
    Pass,
    Fail,
    Doubtful,
    Clear,
    PassRest,
    Note,
    Qualify,
    Disqualify,
    Pend,
    Second,
    Next,
    Previous,
}

pub const REVIEW: &[Binding<Review>] = &[
    bind(Review::Open, &[k(Enter)], d::K_REVIEW_OPEN, Some(0)),
    bind(Review::Pass, &[Key::ch('1')], d::K_PASS, Some(1)),
    bind(Review::Fail, &[Key::ch('2')], d::K_FAIL, Some(1)),
    bind(Review::Doubtful, &[Key::ch('3')], d::K_DOUBTFUL, Some(1)),
    bind(
        Review::Clear,
        &[Key::ch('0'), k(Delete)],
        d::K_CLEAR_TICK,
        None,
    ),
    bind(Review::PassRest, &[Key::f(3)], d::K_PASS_REST, Some(3)),
    bind(Review::Note, &[Key::f(6)], d::K_NOTE, Some(4)),
    bind(Review::Qualify, &[Key::f(5)], d::K_QUALIFY, Some(2)),
    bind(Review::Disqualify, &[Key::f(7)], d::K_DISQUALIFY, Some(5)),
    bind(Review::Pend, &[Key::f(4)], d::K_PEND, Some(6)),
    bind(Review::Second, &[Key::f(2)], d::K_SECOND, Some(7)),
    bind(Review::Next, &[k(Right), k(Tab)], d::K_NEXT_ONE, None),
    bind(
        Review::Previous,
        &[k(Left), k(BackTab)],
        d::K_PREVIOUS_ONE,
        None,
    ),
];

/// The papers to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Export {
    Change,
    Start,
    Stop,
}

pub const EXPORT: &[Binding<Export>] = &[
    bind(
        Export::Change,
        &[k(Enter), Key::ch(' ')],
        x::K_CHOOSE,
        Some(0),
    ),
    bind(Export::Start, &[Key::f(5)], x::K_START, Some(1)),
    bind(Export::Stop, &[Key::f(4)], x::K_STOP, Some(2)),
];

/// The rules of the count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rules {
    Change,
}

pub const RULES: &[Binding<Rules>] = &[bind(Rules::Change, &[k(Enter)], d::K_CHANGE, Some(0))];

/// What the panel has to look at, and a judge to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Questions {
    Answer,
}

pub const QUESTIONS: &[Binding<Questions>] =
    &[bind(Questions::Answer, &[k(Enter)], d::K_ANSWER, Some(0))];

/// The result: confirmed by each judge, certified by the coordinator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultRoom {
    Word,
    Certify,
    NewReview,
    Allocation,
}

pub const RESULT: &[Binding<ResultRoom>] = &[
    bind(ResultRoom::Word, &[k(Enter)], d::K_GIVE_WORD, Some(0)),
    bind(
        ResultRoom::Allocation,
        &[Key::f(3)],
        t::K_ALLOCATION,
        Some(2),
    ),
    bind(ResultRoom::Certify, &[Key::f(5)], d::K_CERTIFY, Some(1)),
    bind(
        ResultRoom::NewReview,
        &[Key::f(7)],
        d::K_NEW_REVIEW,
        Some(3),
    ),
];

/// The journal as sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Log {
    Details,
    Find,
    Seat,
    Applicant,
    Kind,
    Jump,
    Clear,
}

pub const LOG: &[Binding<Log>] = &[
    bind(Log::Details, &[k(Enter)], d::K_LINE, Some(0)),
    bind(Log::Seat, &[Key::f(2)], d::K_BY_SEAT, Some(1)),
    bind(Log::Applicant, &[Key::f(3)], d::K_BY_APPLICANT, Some(2)),
    bind(Log::Kind, &[Key::f(4)], d::K_BY_KIND, Some(3)),
    bind(Log::Find, &[Key::f(5)], d::K_BY_TEXT, Some(4)),
    bind(Log::Jump, &[Key::f(6)], d::K_JUMP, Some(5)),
    bind(Log::Clear, &[k(Delete), Key::f(7)], d::K_ALL_LINES, Some(6)),
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
