//! What keys are for, to group them on the help page.

use super::{Binding, GLOBAL, KeyRow};
use crate::text::Text;
use crate::text::comments as c;
use crate::text::desk as d;
use crate::text::dossier as s;
use crate::text::export as x;
use crate::text::notice as n;
use crate::text::screens as t;

/// In the order in which the help page shows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// What is done on this screen.
    Act,
    Look,
    Move,
    Leave,
    /// What works everywhere.
    Program,
}

impl Purpose {
    pub const ALL: [Self; 5] = [
        Self::Act,
        Self::Look,
        Self::Move,
        Self::Leave,
        Self::Program,
    ];

    pub fn text(self) -> Text {
        match self {
            Self::Act => t::HELP_ACT,
            Self::Look => t::HELP_LOOK,
            Self::Move => t::HELP_MOVE,
            Self::Leave => t::HELP_LEAVE,
            Self::Program => t::HELP_PROGRAM,
        }
    }
}

/// Keys that only go to another place.
const MOVES: &[Text] = &[
    t::K_UP,
    t::K_DOWN,
    t::K_FIRST,
    t::K_LAST,
    t::K_PAGE_UP,
    t::K_PAGE_DOWN,
    t::K_INDICATOR_UP,
    t::K_INDICATOR_DOWN,
    t::K_APPLICANT_BACK,
    t::K_APPLICANT_ON,
    t::K_NEXT_BLANK,
    t::K_PROJECT,
    t::K_PROJECT_BACK,
    t::K_JUDGES_LEFT,
    t::K_JUDGES_RIGHT,
    t::K_DESK_TAB,
    t::K_DESK_TAB_BACK,
    t::K_FORM_NEXT,
    t::K_FORM_PREVIOUS,
    d::K_NEXT_PAGE,
    d::K_PREVIOUS_PAGE,
    d::K_NEXT_ONE,
    d::K_PREVIOUS_ONE,
    d::K_JUMP,
    s::K_NEXT_SECTION,
    s::K_PREVIOUS_SECTION,
    s::K_NEXT_PASSAGE,
    s::K_PREVIOUS_PASSAGE,
];

/// Keys that show something, or show it otherwise.
const LOOKS: &[Text] = &[
    t::K_WHY,
    t::K_ALLOCATION,
    t::K_PRESENT,
    t::K_SINCE,
    t::K_TURN,
    t::K_SORT,
    t::K_ORDER,
    t::K_FIND,
    t::K_STANDINGS,
    t::K_READ_DOWN,
    t::K_READ_UP,
    d::K_DETAILS,
    d::K_JOURNAL,
    d::K_LINE,
    d::K_BY_SEAT,
    d::K_BY_APPLICANT,
    d::K_BY_KIND,
    d::K_BY_TEXT,
    d::K_ALL_LINES,
    d::SEATS,
    x::SCREEN,
    n::K_NOTICE,
    s::K_DOSSIER,
    c::K_COMMENT,
    s::K_PASSAGES,
    s::K_SCOPE,
    s::K_FIND_TEXT,
    s::K_FIND_AGAIN,
];

/// Keys that lead out of here, or back to where one came from.
const LEAVES: &[Text] = &[
    t::K_BACK,
    t::K_HAND_OVER,
    t::K_CANCEL,
    t::K_STAY,
    t::K_FIND_ALL,
    t::K_SEEN,
    s::K_TO_CELLS,
    n::K_CLOSE,
    x::K_STOP,
];

/// Does this key only look, move or go back? Pressed twice by mistake it has done nothing that a third press would not
/// undo. Who leaves a seat is asked by the same key that answers.
pub fn is_harmless(row: &KeyRow) -> bool {
    match of(row) {
        Purpose::Move | Purpose::Look => true,
        Purpose::Leave => row.text != t::K_HAND_OVER && row.text != x::K_STOP,
        Purpose::Act | Purpose::Program => false,
    }
}

pub fn of(row: &KeyRow) -> Purpose {
    let label = |b: &Binding<_>| b.label == row.text;
    match &row.text {
        text if GLOBAL.iter().any(label) || *text == t::K_QUIT => Purpose::Program,
        text if MOVES.contains(text) => Purpose::Move,
        text if LOOKS.contains(text) => Purpose::Look,
        text if LEAVES.contains(text) => Purpose::Leave,
        _ => Purpose::Act,
    }
}
