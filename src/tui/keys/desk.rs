//! Keys of the standings and of the coordinator's desk.

use crate::text::desk as d;
use crate::text::export as x;
use crate::text::key;
use crate::text::notice as n;
use crate::text::reading as r;
use crate::text::screens as t;
use crate::tui::binding::{Binding, bind, k};
use crate::tui::input::Code::{BackTab, Delete, Enter, Left, Right, Tab};
use crate::tui::input::Key;

/// The standings room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standings {
    Why,
    Left,
    Right,
    Project,
    ProjectBack,
    Present,
    Allocation,
    Tie,
    /// Movement is counted from now on.
    Since,
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
        &[Key::named(key!(allocation))],
        t::K_ALLOCATION,
        Some(2),
    ),
    bind(
        Standings::Present,
        &[Key::named(key!(present))],
        t::K_PRESENT,
        Some(5),
    ),
    bind(Standings::Tie, &[Key::named(key!(tie))], t::K_TIE, Some(6)),
    bind(Standings::Since, &[Key::f(7)], t::K_SINCE, None),
    bind(Standings::Left, &[k(Left)], t::K_JUDGES_LEFT, None),
    bind(Standings::Right, &[k(Right)], t::K_JUDGES_RIGHT, None),
];

/// The coordinator's desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Desk {
    Standings,
    Paper,
    Tab,
    TabBack,
    Act,
    Phase,
    Journal,
    Seats,
    Papers,
    /// PINs for all judges who have none, on slips.
    Slips,
    /// The coordinator's own PIN.
    OwnPin,
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
    bind(
        Desk::Standings,
        &[Key::named(key!(standings))],
        t::K_STANDINGS,
        Some(2),
    ),
    bind(Desk::Phase, &[Key::named(key!(phase))], t::K_PHASE, Some(4)),
    bind(Desk::Paper, &[Key::named(key!(paper))], t::K_PAPER, Some(5)),
    bind(Desk::Journal, &[Key::f(7)], d::K_JOURNAL, Some(7)),
    bind(Desk::Seats, &[Key::f(3)], d::SEATS, Some(25)),
    bind(Desk::Papers, &[Key::f(4)], x::SCREEN, Some(6)),
    bind(
        Desk::Slips,
        &[Key::named(key!(slips))],
        d::PIN_SLIPS,
        Some(8),
    ),
    bind(Desk::OwnPin, &[Key::ctrl('e')], t::SET_DESK_PIN, None),
];

/// What a roster's file was understood to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preview {
    Accept,
    Details,
    Encoding,
    Mend,
    LeaveOut,
    /// Whether accepting also takes off who is missing from the file.
    Withdraw,
}

pub const PREVIEW: &[Binding<Preview>] = &[
    bind(
        Preview::Accept,
        &[Key::named(key!(take))],
        d::K_TAKE_ROSTER,
        Some(0),
    ),
    bind(Preview::Details, &[k(Enter)], d::K_DETAILS, Some(1)),
    bind(
        Preview::Mend,
        &[Key::named(key!(mend_row))],
        d::K_MEND_ROW,
        Some(2),
    ),
    bind(
        Preview::LeaveOut,
        &[Key::named(key!(leave_row)), k(Delete)],
        d::K_LEAVE_ROW,
        Some(3),
    ),
    bind(Preview::Encoding, &[Key::f(4)], d::K_ENCODING, Some(5)),
    bind(
        Preview::Withdraw,
        &[Key::named(key!(take_off))],
        r::K_WITHDRAW,
        Some(4),
    ),
];

/// Which sheet of a workbook is the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheets {
    Choose,
}

pub const SHEETS: &[Binding<Sheets>] = &[bind(
    Sheets::Choose,
    &[k(Enter), k(Right)],
    t::K_CHOOSE,
    Some(0),
)];

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
    Notice,
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
    bind(
        Review::Second,
        &[Key::named(key!(second))],
        d::K_SECOND,
        Some(7),
    ),
    bind(Review::Next, &[k(Right), k(Tab)], d::K_NEXT_ONE, None),
    bind(
        Review::Previous,
        &[k(Left), k(BackTab)],
        d::K_PREVIOUS_ONE,
        None,
    ),
    bind(
        Review::Notice,
        &[Key::named(key!(notice))],
        n::K_NOTICE,
        Some(3),
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
pub enum ResultScreen {
    Word,
    Certify,
    NewReview,
    Allocation,
}

pub const RESULT: &[Binding<ResultScreen>] = &[
    bind(ResultScreen::Word, &[k(Enter)], d::K_GIVE_WORD, Some(0)),
    bind(
        ResultScreen::Allocation,
        &[Key::f(3)],
        t::K_ALLOCATION,
        Some(2),
    ),
    bind(ResultScreen::Certify, &[Key::f(5)], d::K_CERTIFY, Some(1)),
    bind(
        ResultScreen::NewReview,
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
    bind(
        Log::Find,
        &[Key::f(5), Key::ch('/'), Key::ctrl('f')],
        d::K_BY_TEXT,
        Some(4),
    ),
    bind(Log::Jump, &[Key::f(6)], d::K_JUMP, Some(5)),
    bind(Log::Clear, &[k(Delete), Key::f(7)], d::K_ALL_LINES, Some(6)),
];
