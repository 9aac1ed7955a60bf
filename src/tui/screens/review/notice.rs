//! The wording of the notice for the item under the cursor.

use super::{ReviewScreen, items};
use crate::model::Session;
use crate::text::{Lang, desk as d, notice as t};
use crate::tui::screen::About;
use crate::tui::screen::{Effect, Notice};

impl ReviewScreen {
    pub(super) fn show_notice(&mut self, session: &Session, lang: Lang) -> Vec<Effect> {
        if session.notice().is_none() {
            let text = t::NONE.get(lang).to_owned();
            self.front().say(Notice::Info(text));
            return vec![];
        }
        // Behind the items stand the thresholds, each with a clause of its own.
        let about = match items(session).get(self.item(session)) {
            Some(item) => About {
                name: item.name.clone(),
                clause: item.clause.clone(),
            },
            None => thresholds(session),
        };
        vec![Effect::ShowNotice(Some(about))]
    }
}

/// Every clause that a threshold names.
fn thresholds(session: &Session) -> About {
    let list = session.template().map_or(&[][..], |t| &t.requirements);
    let mut about = About {
        name: crate::model::Words {
            zh: d::THRESHOLDS.get(Lang::Zh).to_owned(),
            en: d::THRESHOLDS.get(Lang::En).to_owned(),
        },
        clause: crate::model::Words::default(),
    };
    for (of, said) in [
        (Lang::Zh, &mut about.clause.zh),
        (Lang::En, &mut about.clause.en),
    ] {
        let mut clauses: Vec<&str> = Vec::new();
        let parts = list
            .iter()
            .flat_map(|r| crate::text::words(of, &r.clause).split(['；', ';']));
        for part in parts.map(str::trim).filter(|p| !p.is_empty()) {
            if !clauses.contains(&part) {
                clauses.push(part);
            }
        }
        *said = clauses.join("；");
    }
    about
}
