//! The file of acts: one line an act, chained by hashes, appended under a lock and never rewritten.

mod anchor;
mod append;
pub mod clock;
pub mod code;
mod create;
mod error;
pub mod files;
pub mod folders;
pub mod follow;
pub mod heads;
mod health;
pub mod history;
pub mod line;
pub mod medium;
pub mod mirror;
pub mod pin;
pub mod pin_file;
pub mod qr;
pub mod recorded;
pub mod scan;
pub mod snapshot;
pub mod store;
pub mod times;
pub mod verify;

pub use anchor::{Anchor, AnchorSource};
pub use append::Request;
pub use clock::{Clock, time_of_day};
pub use code::record_code;
pub use error::{JOURNAL, JournalError};
pub use health::Health;
pub use history::History;
pub use line::{Hash, LineFault, Record};
pub use recorded::Recorded;
pub use scan::Head;
pub use store::{Journal, Opening, Saved};
