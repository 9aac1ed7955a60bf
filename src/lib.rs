//! `pingshen` (评审): a panel judges applicants, from sealed rules to a signed result.
//!
//! A map of the house, in the order in which a score travels:
//!
//! 1. A key is pressed: [`tui`] turns bytes into keys, and a screen turns keys into an intent.
//! 2. [`model`] decides whether the intent is allowed now and makes an act of it. Who may do what in which
//!    phase is said in `model::permission` and nowhere else.
//! 3. [`journal`] appends the act, one line, chained by hashes, under a lock, and answers when the disk has
//!    it. Only then may a screen say saved.
//! 4. The session is the fold of its acts ([`model::Session`]).
//! 5. [`tally`] works out what follows: totals, scores, bounds, ranks, awards.
//! 6. [`live`] is the open session that everybody in this process shares, and tells them what changed.
//! 7. [`office`] reads what an office sends and writes what it wants back; [`text`] holds every word in both
//!    languages; [`cli`] is one file a subcommand.
//! 8. [`ssh`] serves the same screens to seats on other machines.
//! 9. [`system`] is what Linux and Windows do each in its own way, and the only place that names either.
//!
//! Imports run one way: `cli → ssh → tui → office → text → live → journal → system → tally → model`. `model` and
//! `tally` know no file, clock, terminal or language; `tests/journeys/house.rs` holds that.

pub mod cli;
pub mod journal;
pub mod live;
pub mod model;
pub mod office;
pub mod ssh;
pub mod system;
pub mod tally;
pub mod text;
pub mod tui;
