//! Permissions that journals of edition 1 did not ask for.
//!
//! [`Session::decide`] always asks for them. [`Session::apply`] asks where the journal's setup names edition 2, so
//! that a journal written before them is still read as what it was.

use super::super::act::Act;
use super::super::refusal::Refusal;
use super::super::session::Session;

impl Session {
    /// The edition of the journal's rules of permission: 1 before there is a setup, or where it names none.
    pub fn edition(&self) -> u32 {
        self.setup().map_or(1, |setup| setup.edition)
    }

    /// What edition 2 asks for beyond [`Session::check`].
    pub(in crate::model) fn check_edition(&self, _by: &str, act: &Act) -> Result<(), Refusal> {
        match act {
            Act::Certify { .. } => self.check_statements(),
            Act::TieMethod { project, .. } | Act::Tie { project, .. } => {
                self.check_tie_ripe(project)
            }
            _ => Ok(()),
        }
    }
}
