//! A tie at an award: first the method, recorded by itself; then the order that follows from it.

use super::{StandingsScreen, TieQuestion};
use crate::model::{Act, DESK, Points, Session};
use crate::tally::{self, AwardState, Outcome, Results};
use crate::text::acts;
use crate::text::desk as d;
use crate::text::fill;
use crate::text::screens as t;
use crate::text::{Lang, ties, words};
use crate::tui::screen::{Context, Effect, Notice};
use crate::tui::widgets::form::{Form, FormField};
use crate::tui::width;
use std::cmp::Reverse;

/// Stands for the method that will be asked for while it is found out what is in the way.
const ASKED_FOR: &str = "-";

impl StandingsScreen {
    /// Asks for the method, or for the order if the method is chosen already.
    pub(super) fn ask_tie(&mut self, ctx: &Context, session: &Session, results: &Results) {
        let lang = ctx.lang;
        let tied = tied(session, results, self.project);
        if tied.is_empty() {
            let text = t::NO_TIE_HERE.get(lang).to_owned();
            self.panel.say(Notice::Info(text));
            return;
        }
        // What stands in the way is said before anything is typed.
        let asked = Act::TieMethod {
            project: session
                .project_id(self.project)
                .unwrap_or_default()
                .to_owned(),
            applicants: tied.clone(),
            method: ASKED_FOR.to_owned(),
            reason: String::new(),
        };
        if let Err(refusal) = tally::decide(session, DESK, asked.into()) {
            let text = acts::refusal(lang, session, &refusal);
            self.panel.say(Notice::Bad(text));
            return;
        }
        let chosen = session.tie_method(self.project).is_some_and(|chosen| {
            chosen.applicants.len() == tied.len()
                && tied.iter().all(|id| {
                    session
                        .applicant(id)
                        .is_some_and(|a| chosen.applicants.contains(&a))
                })
        });
        let method = session.tie_method(self.project).map(|c| c.method.clone());
        let level = method.as_deref().is_some_and(|method| {
            worked_out(session, self.project, &tied, method).is_some_and(|list| still_level(&list))
        });
        if chosen && !level {
            self.open_tie(ctx);
            return;
        }
        let list: Vec<String> = methods(session, lang)
            .iter()
            .enumerate()
            .map(|(n, method)| format!("{} {method}", n + 1))
            .collect();
        let mut notes = ties::earlier(lang, session, self.project);
        notes.push(fill!(
            d::TIE_CHOOSE_NOTE,
            lang,
            [("tied", &names(session, &tied))]
        ));
        notes.push(list.join("; "));
        let form = Form::new(
            d::TIE_CHOOSE.get(lang),
            notes,
            vec![
                FormField::new(d::FIELD_METHOD.get(lang)),
                FormField::new(d::FIELD_WHY_METHOD.get(lang)).optional(),
            ],
        );
        self.panel.ask(TieQuestion::Method { tied }, form);
    }

    /// Asks for the order; where the method can be worked out, it stands in the field.
    pub(super) fn open_tie(&mut self, ctx: &Context) {
        self.panel.close();
        let lang = ctx.lang;
        let Some(session) = ctx.session() else { return };
        let Some(chosen) = session.tie_method(self.project) else {
            return;
        };
        let tied: Vec<String> = chosen
            .applicants
            .iter()
            .filter_map(|a| session.applicants().get(*a))
            .map(|a| a.id.clone())
            .collect();
        let method = chosen.method.clone();
        let mut notes = ties::earlier(lang, session, self.project);
        notes.push(fill!(
            d::TIE_ORDER_NOTE,
            lang,
            [
                ("method", &width::display_safe(&method)),
                ("tied", &names(session, &tied)),
            ]
        ));
        let mut order = String::new();
        match worked_out(session, self.project, &tied, &method) {
            Some(list) => {
                let shown: Vec<String> = list
                    .iter()
                    .map(|(id, value)| format!("{id} {value}"))
                    .collect();
                notes.push(fill!(d::TIE_WORKED, lang, [("list", &shown.join("; "))]));
                if still_level(&list) {
                    notes.push(d::TIE_STILL.get(lang).to_owned());
                } else {
                    let ids: Vec<String> = list.into_iter().map(|(id, _)| id).collect();
                    order = ids.join(" ");
                }
            }
            None => notes.push(d::TIE_BY_HAND.get(lang).to_owned()),
        }
        let form = Form::new(
            t::K_TIE.title(lang),
            notes,
            vec![
                FormField::new(t::TIE_ORDER.get(lang)).with(&order),
                FormField::new(t::REASON.get(lang)),
            ],
        );
        self.panel.ask(TieQuestion::Order { tied, method }, form);
    }

    pub(super) fn tie_answered(
        &mut self,
        tie: TieQuestion,
        session: &Session,
        values: &[String],
        lang: Lang,
    ) -> Vec<Effect> {
        let value = |n: usize| values.get(n).cloned().unwrap_or_default();
        let project = session
            .project_id(self.project)
            .unwrap_or_default()
            .to_owned();
        match tie {
            TieQuestion::Method { tied } => vec![Effect::Record(vec![
                Act::TieMethod {
                    project,
                    applicants: tied,
                    method: method_of(&value(0), session, lang),
                    reason: value(1),
                }
                .into(),
            ])],
            TieQuestion::Order { mut tied, method } => {
                let order: Vec<String> = value(0)
                    .split([' ', ',', '，', '、', ';', '；', '　'])
                    .filter(|s| !s.is_empty())
                    .map(str::to_owned)
                    .collect();
                let mut sorted = order.clone();
                sorted.sort();
                tied.sort();
                if sorted != tied {
                    let text = fill!(t::TIE_ORDER_WRONG, lang, [("tied", &tied.join(" "))]);
                    if let Some(form) = self.panel.form_mut() {
                        form.refuse(text);
                    }
                    return vec![];
                }
                vec![Effect::Record(vec![
                    Act::Tie {
                        project,
                        order,
                        method,
                        reason: value(1),
                    }
                    .into(),
                ])]
            }
        }
    }
}

/// Those who are level at the award of a project that waits for a decision.
fn tied(session: &Session, results: &Results, project: usize) -> Vec<String> {
    let award = results.projects.get(project).map(|p| &p.award);
    let Some(award) = award.filter(|a| a.state == AwardState::Undecided) else {
        return Vec::new();
    };
    award
        .steps
        .iter()
        .filter(|s| s.outcome == Outcome::Tied)
        .filter_map(|s| session.applicants().get(s.applicant))
        .map(|a| a.id.clone())
        .collect()
}

fn names(session: &Session, ids: &[String]) -> String {
    let names: Vec<String> = ids
        .iter()
        .filter_map(|id| {
            session
                .applicant(id)
                .and_then(|a| session.applicants().get(a))
        })
        .map(|a| format!("{} {}", a.id, width::display_safe(&a.name)))
        .collect();
    names.join("; ")
}

/// The methods that are offered: the indicator of the highest cap first, then what people do.
fn methods(session: &Session, lang: Lang) -> Vec<String> {
    let mut list: Vec<String> = heaviest(session)
        .and_then(|i| session.indicators().get(i))
        .map(|i| fill!(d::BY_INDICATOR, lang, [("name", &words(lang, i.short()))]))
        .into_iter()
        .collect();
    list.push(d::BY_VOTE.get(lang).to_owned());
    list.push(d::BY_LOT.get(lang).to_owned());
    list
}

fn heaviest(session: &Session) -> Option<usize> {
    (0..session.indicators().len())
        .max_by_key(|i| (session.indicators().get(*i).map(|x| x.cap), Reverse(*i)))
}

fn still_level(list: &[(String, Points)]) -> bool {
    list.windows(2)
        .any(|pair| matches!(pair, [a, b] if a.1 == b.1))
}

/// A number of the list, or words of one's own.
fn method_of(text: &str, session: &Session, lang: Lang) -> String {
    let plain = crate::office::table::half_width(text);
    let list = methods(session, lang);
    plain
        .trim()
        .parse::<usize>()
        .ok()
        .and_then(|n| list.get(n.checked_sub(1)?).cloned())
        .unwrap_or_else(|| text.trim().to_owned())
}

/// For the method by indicator: each one's sum on that indicator over the sheets that count, best first.
fn worked_out(
    session: &Session,
    project: usize,
    tied: &[String],
    method: &str,
) -> Option<Vec<(String, Points)>> {
    let i = heaviest(session)?;
    let indicator = session.indicators().get(i)?;
    let is_it = [Lang::Zh, Lang::En].iter().any(|lang| {
        fill!(
            d::BY_INDICATOR,
            *lang,
            [("name", &words(*lang, indicator.short()))]
        ) == method
    });
    if !is_it {
        return None;
    }
    let scoring = session.provisional();
    let project = session.project_id(project)?;
    let mut list: Vec<(String, Points)> = tied
        .iter()
        .filter_map(|id| {
            let entry = session.entry(&format!("{project}/{id}"))?;
            let e = session.entries().get(entry)?;
            let marks: Vec<Points> = (0..session.judges().len())
                .filter(|j| crate::tally::score::counts(e.state(*j), scoring))
                .filter_map(|j| e.mark(j, i))
                .collect();
            let sum: u64 = marks.iter().map(|p| u64::from(p.hundredths())).sum();
            Some((id.clone(), Points::mean(sum, marks.len() as u64)?))
        })
        .collect();
    list.sort_by_key(|(_, mean)| Reverse(*mean));
    Some(list)
}
