//! Keys of the standings and of the coordinator's desk.

use crate::text::desk as d;
use crate::text::dossier as s;
use crate::text::export as x;
use crate::text::key;
use crate::text::notice as n;
use crate::text::reading as r;
use crate::text::screens as t;
use crate::tui::binding::{Binding, bind, k};
use crate::tui::input::Code::{BackTab, Delete, Enter, Esc, Left, Right, Tab};
use crate::tui::input::Key;

/// The standings room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StandingsAction {
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

pub const STANDINGS: &[Binding<StandingsAction>] = &[
    bind(StandingsAction::Why, &[k(Enter)], t::K_WHY, Some(0)),
    bind(StandingsAction::Project, &[k(Tab)], t::K_PROJECT, Some(1)),
    bind(
        StandingsAction::ProjectBack,
        &[k(BackTab)],
        t::K_PROJECT_BACK,
        None,
    ),
    bind(
        StandingsAction::Allocation,
        &[Key::named(key!(allocation))],
        t::K_ALLOCATION,
        Some(2),
    ),
    bind(
        StandingsAction::Present,
        &[Key::named(key!(present))],
        t::K_PRESENT,
        Some(5),
    ),
    bind(
        StandingsAction::Tie,
        &[Key::named(key!(tie))],
        t::K_TIE,
        Some(6),
    ),
    bind(StandingsAction::Since, &[Key::f(7)], t::K_SINCE, None),
    bind(StandingsAction::Left, &[k(Left)], t::K_JUDGES_LEFT, None),
    bind(StandingsAction::Right, &[k(Right)], t::K_JUDGES_RIGHT, None),
];

/// The coordinator's desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeskAction {
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

pub const DESK: &[Binding<DeskAction>] = &[
    bind(DeskAction::Act, &[k(Enter)], t::K_DESK_ACT, Some(0)),
    bind(DeskAction::Tab, &[k(Tab), k(Right)], t::K_DESK_TAB, Some(1)),
    bind(
        DeskAction::TabBack,
        &[k(BackTab), k(Left)],
        t::K_DESK_TAB_BACK,
        None,
    ),
    bind(
        DeskAction::Standings,
        &[Key::named(key!(standings))],
        t::K_STANDINGS,
        Some(2),
    ),
    bind(
        DeskAction::Phase,
        &[Key::named(key!(phase))],
        t::K_PHASE,
        Some(4),
    ),
    bind(
        DeskAction::Paper,
        &[Key::named(key!(paper))],
        t::K_PAPER,
        Some(5),
    ),
    bind(DeskAction::Journal, &[Key::f(7)], d::K_JOURNAL, Some(7)),
    bind(DeskAction::Seats, &[Key::f(3)], d::SEATS, Some(25)),
    bind(DeskAction::Papers, &[Key::f(4)], x::SCREEN, Some(6)),
    bind(
        DeskAction::Slips,
        &[Key::named(key!(slips))],
        d::PIN_SLIPS,
        Some(8),
    ),
    bind(DeskAction::OwnPin, &[Key::ctrl('e')], t::SET_DESK_PIN, None),
];

/// What a roster's file was understood to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PreviewAction {
    Accept,
    Details,
    Encoding,
    Mend,
    LeaveOut,
    /// Whether accepting also takes off who is missing from the file.
    Withdraw,
}

pub const PREVIEW: &[Binding<PreviewAction>] = &[
    bind(
        PreviewAction::Accept,
        &[Key::named(key!(take))],
        d::K_TAKE_ROSTER,
        Some(0),
    ),
    bind(PreviewAction::Details, &[k(Enter)], d::K_DETAILS, Some(1)),
    bind(
        PreviewAction::Mend,
        &[Key::named(key!(mend_row))],
        d::K_MEND_ROW,
        Some(2),
    ),
    bind(
        PreviewAction::LeaveOut,
        &[Key::named(key!(leave_row)), k(Delete)],
        d::K_LEAVE_ROW,
        Some(3),
    ),
    bind(
        PreviewAction::Encoding,
        &[Key::f(4)],
        d::K_ENCODING,
        Some(5),
    ),
    bind(
        PreviewAction::Withdraw,
        &[Key::named(key!(take_off))],
        r::K_WITHDRAW,
        Some(4),
    ),
];

/// Which sheet of a workbook is the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetsAction {
    Choose,
}

pub const SHEETS: &[Binding<SheetsAction>] = &[bind(
    SheetsAction::Choose,
    &[k(Enter), k(Right)],
    t::K_CHOOSE,
    Some(0),
)];

/// The qualification review, as a matrix and one applicant at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewAction {
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

pub const REVIEW: &[Binding<ReviewAction>] = &[
    bind(ReviewAction::Open, &[k(Enter)], d::K_REVIEW_OPEN, Some(0)),
    bind(ReviewAction::Pass, &[Key::ch('1')], d::K_PASS, Some(1)),
    bind(ReviewAction::Fail, &[Key::ch('2')], d::K_FAIL, Some(1)),
    bind(
        ReviewAction::Doubtful,
        &[Key::ch('3')],
        d::K_DOUBTFUL,
        Some(1),
    ),
    bind(
        ReviewAction::Clear,
        &[Key::ch('0'), k(Delete)],
        d::K_CLEAR_TICK,
        None,
    ),
    bind(
        ReviewAction::PassRest,
        &[Key::f(3)],
        d::K_PASS_REST,
        Some(3),
    ),
    bind(ReviewAction::Note, &[Key::f(6)], d::K_NOTE, Some(4)),
    bind(ReviewAction::Qualify, &[Key::f(5)], d::K_QUALIFY, Some(2)),
    bind(
        ReviewAction::Disqualify,
        &[Key::f(7)],
        d::K_DISQUALIFY,
        Some(5),
    ),
    bind(ReviewAction::Pend, &[Key::f(4)], d::K_PEND, Some(6)),
    bind(
        ReviewAction::Second,
        &[Key::named(key!(second))],
        d::K_SECOND,
        Some(7),
    ),
    bind(ReviewAction::Next, &[k(Right), k(Tab)], d::K_NEXT_ONE, None),
    bind(
        ReviewAction::Previous,
        &[k(Left), k(BackTab)],
        d::K_PREVIOUS_ONE,
        None,
    ),
    bind(
        ReviewAction::Notice,
        &[Key::named(key!(notice))],
        n::K_NOTICE,
        Some(3),
    ),
];

/// The papers to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportAction {
    Change,
    Start,
    Stop,
}

pub const EXPORT: &[Binding<ExportAction>] = &[
    bind(
        ExportAction::Change,
        &[k(Enter), Key::ch(' ')],
        x::K_CHOOSE,
        Some(0),
    ),
    bind(ExportAction::Start, &[Key::f(5)], x::K_START, Some(1)),
    bind(ExportAction::Stop, &[Key::f(4)], x::K_STOP, Some(2)),
];

/// The rules of the count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RulesAction {
    Change,
}

pub const RULES: &[Binding<RulesAction>] =
    &[bind(RulesAction::Change, &[k(Enter)], d::K_CHANGE, Some(0))];

/// What the panel has to look at, and a judge to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuestionsAction {
    Answer,
}

pub const QUESTIONS: &[Binding<QuestionsAction>] = &[bind(
    QuestionsAction::Answer,
    &[k(Enter)],
    d::K_ANSWER,
    Some(0),
)];

/// The result: confirmed by each judge, certified by the coordinator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultAction {
    Word,
    Certify,
    NewReview,
    Allocation,
}

pub const RESULT: &[Binding<ResultAction>] = &[
    bind(ResultAction::Word, &[k(Enter)], d::K_GIVE_WORD, Some(0)),
    bind(
        ResultAction::Allocation,
        &[Key::f(3)],
        t::K_ALLOCATION,
        Some(2),
    ),
    bind(ResultAction::Certify, &[Key::f(5)], d::K_CERTIFY, Some(1)),
    bind(
        ResultAction::NewReview,
        &[Key::f(7)],
        d::K_NEW_REVIEW,
        Some(3),
    ),
];

/// The journal as sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogAction {
    Details,
    Find,
    Seat,
    Applicant,
    Kind,
    Jump,
    Clear,
}

pub const LOG: &[Binding<LogAction>] = &[
    bind(LogAction::Details, &[k(Enter)], d::K_LINE, Some(0)),
    bind(LogAction::Seat, &[Key::f(2)], d::K_BY_SEAT, Some(1)),
    bind(
        LogAction::Applicant,
        &[Key::f(3)],
        d::K_BY_APPLICANT,
        Some(2),
    ),
    bind(LogAction::Kind, &[Key::f(4)], d::K_BY_KIND, Some(3)),
    bind(
        LogAction::Find,
        &[Key::f(5), Key::ch('/'), Key::ctrl('f')],
        d::K_BY_TEXT,
        Some(4),
    ),
    bind(LogAction::Jump, &[Key::f(6)], d::K_JUMP, Some(5)),
    bind(
        LogAction::Clear,
        &[k(Delete), Key::f(7)],
        d::K_ALL_LINES,
        Some(6),
    ),
];

/// A folder of applications as it was read, beside the keys of every page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DossiersAction {
    Keep,
    KeepWithFacts,
    /// Decide of the experts that are in doubt.
    Doubts,
}

pub const DOSSIERS: &[Binding<DossiersAction>] = &[
    bind(
        DossiersAction::Keep,
        &[Key::named(key!(take))],
        s::K_KEEP,
        Some(0),
    ),
    bind(
        DossiersAction::KeepWithFacts,
        &[Key::f(6)],
        s::K_KEEP_FACTS,
        Some(1),
    ),
    bind(DossiersAction::Doubts, &[k(Tab)], s::K_DOUBTS, Some(2)),
];

/// The experts in doubt of a folder of applications.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DoubtsAction {
    /// In doubt, counts, does not count.
    Decide,
    /// The same for every cell of this form that says the same.
    Alike,
    Take,
}

pub const DOUBTS: &[Binding<DoubtsAction>] = &[
    bind(
        DoubtsAction::Decide,
        &[k(Enter), Key::ch(' ')],
        s::K_DECIDE,
        Some(0),
    ),
    bind(DoubtsAction::Alike, &[k(Tab)], s::K_ALIKE, Some(1)),
    bind(DoubtsAction::Take, &[Key::f(6)], s::K_KEEP_FACTS, Some(2)),
];

/// Applications are being read or compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkingAction {
    Stop,
}

pub const WORKING: &[Binding<WorkingAction>] = &[bind(
    WorkingAction::Stop,
    &[k(Esc), Key::f(4)],
    x::K_STOP,
    Some(0),
)];

/// The pairs that a copy check found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopiesAction {
    Open,
    /// What was compared and left out, and what the files have in common.
    Scope,
}

pub const COPIES: &[Binding<CopiesAction>] = &[
    bind(CopiesAction::Open, &[k(Enter)], s::K_PASSAGES, Some(0)),
    bind(CopiesAction::Scope, &[k(Tab)], s::K_SCOPE, Some(1)),
];

/// The passages of one pair, beside the keys of every page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassagesAction {
    Next,
    Previous,
    /// It becomes the evidence of a veto.
    Evidence,
    Dismiss,
}

pub const PASSAGES: &[Binding<PassagesAction>] = &[
    bind(
        PassagesAction::Next,
        &[k(Right), k(Tab)],
        s::K_NEXT_PASSAGE,
        Some(0),
    ),
    bind(
        PassagesAction::Previous,
        &[k(Left), k(BackTab)],
        s::K_PREVIOUS_PASSAGE,
        Some(3),
    ),
    bind(
        PassagesAction::Evidence,
        &[Key::named(key!(take))],
        s::K_EVIDENCE,
        Some(1),
    ),
    bind(PassagesAction::Dismiss, &[Key::f(6)], s::K_DISMISS, Some(2)),
];
