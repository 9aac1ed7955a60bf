//! Pieces that several screens draw.

pub mod code_page;
pub mod form;
pub mod frame;
pub mod list;
pub mod pane;
pub mod panel;
pub mod popup;
pub mod table;
