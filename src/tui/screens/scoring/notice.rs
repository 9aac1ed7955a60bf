//! The wording of the notice for the indicator under the cursor.

use super::ScoringScreen;
use crate::model::Session;
use crate::text::notice as t;
use crate::tui::keys::{self, KeyRow};
use crate::tui::screen::About;
use crate::tui::screen::{Context, Effect, Notice};
use crate::tui::screens::notice_text::quiet_without;

impl ScoringScreen {
    /// The keys while nothing is asked.
    pub(super) fn own_keys(ctx: &Context) -> Vec<KeyRow> {
        quiet_without(keys::rows(keys::SCORING, ctx.lang), ctx)
    }

    /// Opens the page; a half-typed number waits in its cell.
    pub(super) fn show_notice(&mut self, ctx: &Context, session: &Session) -> Vec<Effect> {
        let indicator = session.indicators().get(self.indicator);
        let (Some(_), Some(indicator)) = (session.notice(), indicator) else {
            self.notice = Some(Notice::Info(t::NONE.get(ctx.lang).to_owned()));
            return vec![];
        };
        vec![Effect::ShowNotice(Some(About {
            name: indicator.name.clone(),
            clause: indicator.clause.clone(),
        }))]
    }
}
