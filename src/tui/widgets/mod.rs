//! Pieces that several screens draw.

pub mod form;
pub mod frame;
pub mod list;
pub mod pane;
pub mod popup;
