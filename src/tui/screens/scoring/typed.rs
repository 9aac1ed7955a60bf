//! The number while it is typed: digit by digit, or pasted.

use super::{Asked, LONGEST, ScoringScreen};
use crate::model::{Points, Session};
use crate::text::acts;
use crate::text::fill;
use crate::text::{Lang, Text, faults, screens as t};
use crate::tui::input::{Code, Key};
use crate::tui::screen::{Context, Effect, Notice};

impl ScoringScreen {
    pub(super) fn type_digit(&mut self, digit: char, ctx: &Context, session: &Session) {
        if std::mem::take(&mut self.asked) == Asked::Refused {
            self.typed.clear();
        }
        if self.typed.is_empty()
            && let Some(why) = self.closed(ctx, session)
        {
            self.notice = Some(Notice::Bad(why));
            return;
        }
        self.push(digit, ctx);
        if self.spoilt().is_none()
            && self
                .typed
                .split_once('.')
                .is_some_and(|(_, places)| places.len() > 2)
            && let Ok(rounded) = Points::typed(&self.typed)
        {
            self.notice = Some(Notice::Info(fill!(
                t::WILL_ROUND,
                ctx.lang,
                [("points", &rounded)]
            )));
        }
    }

    /// A sign that no number has, typed among its digits, stays where it was typed: without it `3,5` would be 35.
    /// Says whether it was such a sign.
    pub(super) fn type_sign(&mut self, key: Key, ctx: &Context, session: &Session) -> bool {
        let Code::Char(typed) = key.code else {
            return false;
        };
        let Code::Char(meant) = key.command().code else {
            return false;
        };
        let belongs = !self.typed.is_empty() || meant == '-';
        if key.ctrl || typed.is_alphanumeric() || typed.is_whitespace() || !belongs {
            return false;
        }
        if self.typed.is_empty() && self.closed(ctx, session).is_some() {
            return false;
        }
        self.asked = Asked::Nothing;
        self.push(if meant.is_ascii() { meant } else { '?' }, ctx);
        true
    }

    /// What is typed cannot be taken. It stays to be mended by erasing; a digit begins anew.
    pub(super) fn refuse(&mut self, why: String) -> Vec<Effect> {
        self.asked = Asked::Refused;
        self.notice = Some(Notice::Bad(why));
        vec![]
    }

    fn push(&mut self, sign: char, ctx: &Context) {
        if self.typed.len() < LONGEST {
            self.typed.push(sign);
        }
        self.tell_spoilt(ctx);
    }

    pub(super) fn tell_spoilt(&mut self, ctx: &Context) {
        self.notice = self
            .spoilt()
            .map(|why| Notice::Info(why.get(ctx.lang).to_owned()));
    }

    /// Why what is typed cannot become a number, whatever follows.
    pub(super) fn spoilt(&self) -> Option<Text> {
        let odd = self
            .typed
            .chars()
            .find(|c| !c.is_ascii_digit() && *c != '.');
        match odd {
            Some(',') => Some(t::NO_COMMA),
            Some('-') if self.typed.starts_with('-') => Some(t::NO_MINUS),
            Some(_) => Some(faults::NOT_A_NUMBER),
            None => (self.typed.matches('.').count() > 1).then_some(t::ONE_POINT),
        }
    }

    /// Why this cell cannot be written now; the core knows.
    pub(super) fn closed(&self, ctx: &Context, session: &Session) -> Option<String> {
        self.closed_here(session, ctx.lang)
    }

    pub(super) fn closed_here(&self, session: &Session, lang: Lang) -> Option<String> {
        let act = self.mark_act(session, Some(Points::ZERO));
        let refusal = crate::tally::decide(session, &self.by, act).err()?;
        Some(acts::refusal(lang, session, &refusal))
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
