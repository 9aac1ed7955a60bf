#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]
//! The real binary in a home of its own: what a user types, what comes back, and what it leaves on the disk.

mod heads;
mod home;
#[path = "../common/papers.rs"]
mod papers;
#[path = "../common/stage.rs"]
mod stage;

mod cases;
mod demo;
mod dossiers;
mod export;
mod import;
mod list;
mod log;
mod mirror;
#[cfg(unix)]
mod mutants;
mod new;
mod notice;
mod pin;
mod results;
mod sealed;
mod template;
mod usage;
mod verify;
mod workbook;
