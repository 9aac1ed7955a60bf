//! The names of the keys that sentences speak of. The table of keys is made of the same names, so that a key that is
//! bound elsewhere is called otherwise in every sentence.

/// The name of an action's key: `concat!("press ", key!(submit))`.
macro_rules! key {
    (help) => {
        "F1"
    };
    (language) => {
        "F9"
    };
    (quit) => {
        "Ctrl-Q"
    };
    (redraw) => {
        "Ctrl-L"
    };
    (recuse) => {
        "F12"
    };
    (hand_over) => {
        "F10"
    };
    (submit) => {
        "F5"
    };
    (turn) => {
        "F3"
    };
    (word) => {
        "F2"
    };
    (phase) => {
        "F5"
    };
    (standings) => {
        "F2"
    };
    (paper) => {
        "F6"
    };
    (tie) => {
        "F6"
    };
    (allocation) => {
        "F3"
    };
    (present) => {
        "F4"
    };
    (second) => {
        "F2"
    };
    (take) => {
        "F5"
    };
    (gather) => {
        "F4"
    };
    (merge) => {
        "F6"
    };
    (comment) => {
        "Ctrl-E"
    };
    (dossier) => {
        "Ctrl-D"
    };
    (slips) => {
        "Ctrl-N"
    };
    (whole_code) => {
        "Ctrl-A"
    };
    (copy) => {
        "Ctrl-K"
    };
    (mend_row) => {
        "F3"
    };
    (leave_row) => {
        "F7"
    };
    (notice) => {
        "Ctrl-N"
    };
    (take_off) => {
        "F6"
    };
}
pub(crate) use key;
