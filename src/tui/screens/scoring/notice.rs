//! The wording of the notice for the indicator under the cursor.

use super::ScoringScreen;
use super::dialog::Dialog;
use crate::model::Session;
use crate::text::Lang;
use crate::text::dossier as s;
use crate::text::notice as t;
use crate::tui::keys::{self, KeyRow};
use crate::tui::screen::About;
use crate::tui::screen::{Context, Effect, Notice, Route};
use crate::tui::screens::notice_text::quiet_without;

impl ScoringScreen {
    /// The keys while nothing is asked.
    pub(super) fn own_keys(ctx: &Context) -> Vec<KeyRow> {
        let mut rows = quiet_without(keys::rows(keys::SCORING, ctx.lang), ctx);
        // As with the notice: the help always has the key, the line of keys only where there is something to read.
        if ctx
            .session()
            .is_none_or(|session| session.dossiers().is_empty())
        {
            let rows = rows.iter_mut().filter(|row| row.text == s::K_DOSSIER);
            rows.for_each(|row| row.footer = None);
        }
        rows
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

    /// Whose cells these are.
    pub fn entry(&self) -> usize {
        self.entry
    }

    /// Opens what the applicant wrote, at what the indicator asks for.
    pub(super) fn show_dossier(&self, session: &Session) -> Vec<Effect> {
        vec![Effect::ShowDossier(self.entry, self.indicator_id(session))]
    }

    /// The indicator of the cell under the cursor.
    pub fn indicator_id(&self, session: &Session) -> String {
        let indicator = session.indicators().get(self.indicator);
        indicator.map(|i| i.id.clone()).unwrap_or_default()
    }

    /// Opens what is said of the applicant; a half-typed number waits in its cell.
    pub(super) fn show_comments(&self, session: &Session) -> Vec<Effect> {
        let Some(entry) = session.entries().get(self.entry) else {
            return vec![];
        };
        vec![Effect::Go(Route::Comments {
            seat: self.seat.clone(),
            applicant: entry.applicant,
        })]
    }

    /// Writes a place of the application into the remark on the cell; the remark is open to be finished.
    pub fn refer(&mut self, reference: &str, session: &Session, lang: Lang) {
        if let Some(why) = self.closed_here(session, lang) {
            self.notice = Some(Notice::Bad(why));
            return;
        }
        let known = session.remark(self.entry, self.judge, self.indicator);
        let mut remark = known.cloned().unwrap_or_default();
        remark.page = if remark.page.is_empty() {
            reference.to_owned()
        } else {
            format!("{}; {reference}", remark.page)
        };
        self.dialog = Some(Dialog::remark(lang, Some(&remark)));
    }
}
