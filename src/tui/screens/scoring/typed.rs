//! The number while it is typed: digit by digit, or pasted.

use super::super::{Context, Notice};
use super::{Asked, LONGEST, Scoring};
use crate::model::{Points, Session};
use crate::text::{faults, screens as t};
use crate::tui::input::Key;

impl Scoring {
    pub(super) fn type_digit(&mut self, digit: char, ctx: &Context, session: &Session) {
        self.asked = Asked::Nothing;
        if self.typed.is_empty()
            && let Some(why) = self.closed(ctx, session)
        {
            self.notice = Some(Notice::Bad(why));
            return;
        }
        self.notice = None;
        let second_point = digit == '.' && self.typed.contains('.');
        if second_point {
            self.notice = Some(Notice::Info(t::ONE_POINT.get(ctx.lang).to_owned()));
        } else if self.typed.len() < LONGEST {
            self.typed.push(digit);
        }
        if self
            .typed
            .split_once('.')
            .is_some_and(|(_, places)| places.len() > 2)
            && let Ok(rounded) = Points::typed(&self.typed)
        {
            self.notice = Some(Notice::Info(
                t::WILL_ROUND.fill(ctx.lang, &[("points", &rounded)]),
            ));
        }
    }

    /// Why this cell cannot be written now; the core knows.
    pub(super) fn closed(&self, ctx: &Context, session: &Session) -> Option<String> {
        let act = self.mark_act(session, Some(Points::ZERO));
        let refusal = session.decide(&self.by, act).err()?;
        Some(faults::refusal(ctx.lang, &refusal))
    }

    pub(super) fn paste(&mut self, text: &str, ctx: &Context) {
        let plain: String = text
            .trim()
            .chars()
            .filter_map(|c| Key::ch(c).digit())
            .collect();
        if plain.chars().count() == text.trim().chars().count()
            && plain.len() <= LONGEST
            && Points::typed(&plain).is_ok()
        {
            self.typed = plain;
            self.asked = Asked::Nothing;
            self.notice = None;
        } else {
            self.notice = Some(Notice::Info(t::PASTE_NO_NUMBER.get(ctx.lang).to_owned()));
        }
    }
}
