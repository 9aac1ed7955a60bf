//! What a key does while something is asked of the judge.

use super::dialog::{Dialog, DialogOutcome};
use super::{ScoringScreen, Waiting};
use crate::model::{Act, Intent, Session};
use crate::tui::input::Input;
use crate::tui::screen::{Context, Effect, Notice};

impl ScoringScreen {
    pub(super) fn update_dialog(&mut self, input: &Input, ctx: &Context) -> Vec<Effect> {
        let Some(session) = ctx.session() else {
            return vec![];
        };
        let Some(dialog) = &mut self.dialog else {
            return vec![];
        };
        match dialog.update(input, session, ctx.lang) {
            DialogOutcome::Stay => vec![],
            DialogOutcome::Close => {
                self.dialog = None;
                vec![]
            }
            DialogOutcome::GoOn => {
                self.dialog = None;
                self.go_on(ctx, session);
                vec![]
            }
            DialogOutcome::Leave => {
                self.dialog = None;
                self.leaves = true;
                vec![Effect::HandOver]
            }
            DialogOutcome::Jump(entry, indicator) => {
                self.dialog = None;
                self.stand_at(session, entry, indicator);
                vec![]
            }
            DialogOutcome::Seal => {
                self.waiting = Some(Waiting::Submit);
                vec![Effect::Record(vec![Intent::Submit {
                    judge: self.seat.clone(),
                    project: session
                        .project_id(self.project)
                        .unwrap_or_default()
                        .to_owned(),
                }])]
            }
            DialogOutcome::Recuse(acts) => {
                self.waiting = Some(Waiting::Recuse);
                vec![Effect::Record(acts)]
            }
            DialogOutcome::Remark { text, page } => {
                self.waiting = Some(Waiting::Remark);
                let act = Act::Remark {
                    entry: session.entry_id(self.entry).unwrap_or_default(),
                    indicator: session
                        .indicators()
                        .get(self.indicator)
                        .map(|i| i.id.clone())
                        .unwrap_or_default(),
                    text,
                    page,
                    judge: self.for_whom(),
                };
                vec![Effect::Record(vec![act.into()])]
            }
        }
    }

    pub(super) fn open_remark(&mut self, ctx: &Context, session: &Session) {
        if let Some(why) = self.closed(ctx, session) {
            self.notice = Some(Notice::Bad(why));
            return;
        }
        let known = session.remark(self.entry, self.judge, self.indicator);
        self.dialog = Some(Dialog::remark(ctx.lang, known));
    }
}
