//! What keys are for, to group them on the help page.

use super::{Binding, GLOBAL, KeyRow};
use crate::text::Text;
use crate::text::desk as d;
use crate::text::export as x;
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
];

const LEAVES: &[Text] = &[t::K_BACK, t::K_HAND_OVER, t::K_CANCEL, t::K_STAY];

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
