#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]
//! What the program does, as one crate, so that it is linked once: the count and its rules, the journal, screens by
//! keys, terminals, and seats over SSH.

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/crowded.rs"]
mod crowded;
#[path = "../common/formula.rs"]
mod formula;
#[path = "../fuzz/entries.rs"]
mod fuzz_entries;
#[path = "../common/papers.rs"]
mod papers;
#[path = "../common/picture.rs"]
mod picture;
#[path = "../common/pty.rs"]
mod pty;
#[path = "../common/simulated_disk.rs"]
mod simulated_disk;
#[path = "../common/ssh.rs"]
mod ssh;
#[path = "../common/stage.rs"]
mod stage;

mod act_log;
mod acts;
mod allocation;
mod auth;
mod certainty;
mod comments;
mod copies;
mod count;
mod crowds;
mod decisions;
mod desk;
mod dossiers;
mod export;
mod forms;
mod fuzz;
mod habits;
mod held;
mod hints;
mod house;
mod insight;
mod issued;
mod journal;
mod keys;
mod lists;
mod mended;
mod mirror_disk;
mod notice;
#[cfg(unix)]
mod package;
mod palette;
mod paths;
mod people;
mod permissions;
mod pictures;
mod pins;
mod power;
mod power_files;
mod power_seats;
mod properties;
mod reading;
mod readme;
mod remote;
mod report;
mod rooms;
mod roster;
mod screens;
mod seated;
mod serve;
mod shared;
mod stall;
mod standings;
mod terminal;
mod ties;
mod trim;
mod walk;
mod whole_code;
mod wide;
mod workbook;
