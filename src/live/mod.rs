//! The open session that everybody in this process shares: one journal, one fold of it, kept up to date for all
//! readers, with notifications of what changed.

pub mod door;
pub mod mirror;
mod shared;
mod view;

pub use shared::{SharedSession, Subscription, Topic};
pub use view::{Activity, Live};
