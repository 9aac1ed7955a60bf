//! The text of the notice at the desk: given, replaced, read; and the mirror: chosen.

use super::choice::Choice;
use super::menu::Menu;
use super::{DeskScreen, Open};
use crate::model::{Phase, Session, Wanted};
use crate::text::mirror as m;
use crate::text::notice as t;
use crate::text::phases::not_now;
use crate::tui::screen::{Context, Effect, Notice};
use crate::tui::width;

impl DeskScreen {
    /// Asks for the folder of the mirror.
    pub(super) fn mirror(&mut self, ctx: &Context, session: &Session) -> Vec<Effect> {
        if ctx.remote {
            let text = m::ONLY_HERE.get(ctx.lang).to_owned();
            self.panel.say(Notice::Info(text));
            return vec![];
        }
        let now = ctx.mirror.as_ref().map(|report| report.dir.display());
        let now = now.map(|dir| dir.to_string()).unwrap_or_default();
        self.begin(Choice::Mirror(now), ctx, session)
    }

    /// Asks for the file where there is none; else what to do with the one there is.
    pub(super) fn notice_text(&mut self, ctx: &Context, session: &Session) -> Vec<Effect> {
        let lang = ctx.lang;
        let early = matches!(session.phase(), Phase::Setup | Phase::Scoring);
        let Some(notice) = session.notice() else {
            let why = match session.phase() {
                now if !early => not_now(lang, Wanted::Notice, now),
                _ if ctx.remote => t::ONLY_HERE.get(lang),
                _ => return self.begin(Choice::KeepNotice, ctx, session),
            };
            let text = why.to_owned();
            self.panel.say(Notice::Info(text));
            return vec![];
        };
        if ctx.remote || !early {
            return vec![Effect::ShowNotice(None)];
        }
        let choices = vec![
            (t::READ.get(lang).to_owned(), Choice::ReadNotice),
            (t::GIVE_OTHER.get(lang).to_owned(), Choice::KeepNotice),
        ];
        let title = width::display_safe(&notice.name).into_owned();
        self.open = Open::Menu(Menu::new(title, choices));
        vec![]
    }
}
