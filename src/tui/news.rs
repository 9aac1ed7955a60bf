//! What others did to a judge's sheets while she sits there: she is told at once, on whatever screen she is.
//!
//! Her sheets as she saw them last are compared with her sheets as they are now; the acts in between only
//! say by whom and why.

use crate::journal::{Record, time_of_day};
use crate::live::Live;
use crate::model::{Act, Intent, Phase, Points, Session, Status};
use crate::text::fill;
use crate::text::{Lang, screens as t};
use crate::tui::names;
use crate::tui::width;

/// A judge's sheets as she saw them last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SeenSheets {
    pub(super) judge: usize,
    pub(super) seq: u64,
    phase: Phase,
    /// By entry.
    sheets: Vec<SeenSheet>,
    /// How many corrections of the roster there were.
    corrections: usize,
}

/// One sheet as she saw it last.
#[derive(Clone, Debug, PartialEq, Eq)]
struct SeenSheet {
    status: Status,
    race: Race,
    /// The marks that the desk wrote down from paper; none where the judge gave it.
    from_paper: Vec<Option<Points>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Race {
    In,
    Out,
    Withdrawn,
}

/// What became of her sheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Became {
    Recused,
    /// Her recusal was taken back.
    Lifted,
    Void,
    /// A submitted sheet may be changed again.
    Reopened,
    /// A recused or void sheet is hers again.
    Hers,
    /// Somebody submitted it for her.
    Submitted,
    Out,
    /// The applicant took the application back.
    Withdrawn,
    In,
    /// The desk wrote marks down from paper.
    Marked,
    /// The roster's word on the applicant was corrected.
    Corrected,
    Phase(Phase),
}

/// One thing to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SheetNews {
    became: Became,
    entries: Vec<usize>,
    why: Option<Why>,
}

/// Who did it, when, and why, as the act says.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Why {
    by: String,
    at: String,
    reason: String,
    /// The seat that takes over, where one does.
    new: Option<String>,
}

impl SeenSheets {
    pub(super) fn of(session: &Session, judge: usize) -> Self {
        let sheets = session.entries().iter().enumerate();
        Self {
            judge,
            seq: session.seq(),
            phase: session.phase(),
            sheets: sheets
                .map(|(e, entry)| {
                    let marks = entry.marks(judge).iter().enumerate();
                    SeenSheet {
                        status: entry.status(judge),
                        race: match session.is_in(e) {
                            true => Race::In,
                            false if entry.withdrawn => Race::Withdrawn,
                            false => Race::Out,
                        },
                        from_paper: marks
                            .map(|(i, mark)| mark.filter(|_| entry.is_from_paper(judge, i)))
                            .collect(),
                    }
                })
                .collect(),
            corrections: session.corrections().len(),
        }
    }

    /// What is different now, apart from what the judge did herself.
    pub(super) fn news(&self, live: &Live, own: &[Intent]) -> Vec<SheetNews> {
        let session = live.session();
        let now = Self::of(session, self.judge);
        let mut found: Vec<SheetNews> = Vec::new();
        // A roster that is still being made has other sheets at the same places.
        let same = self.phase != Phase::Setup && self.sheets.len() == now.sheets.len();
        for (e, (then, now)) in self.sheets.iter().zip(&now.sheets).enumerate() {
            let Some(became) = (if same { became(then, now) } else { None }) else {
                continue;
            };
            if is_own(session, e, became, own) {
                continue;
            }
            let record = live
                .decisions()
                .rev()
                .take_while(|r| r.seq > self.seq)
                .find(|r| explains(session, &r.act, self.judge, e, became));
            let why = record.map(|r| why(session, r, e));
            match found
                .iter_mut()
                .find(|n| n.became == became && n.why == why)
            {
                Some(news) => news.entries.push(e),
                None => found.push(SheetNews {
                    became,
                    entries: vec![e],
                    why,
                }),
            }
        }
        for correction in session.corrections().iter().skip(self.corrections) {
            let entries = session.entries().iter().enumerate();
            let hers = entries.filter(|(_, entry)| {
                let sits = entry.status(self.judge) != Status::Absent;
                entry.applicant == correction.applicant && sits
            });
            let entries: Vec<usize> = hers.map(|(e, _)| e).collect();
            if entries.is_empty() {
                continue;
            }
            let record = live.decisions().rev().find(|r| r.seq == correction.seq);
            let why = record
                .zip(entries.first())
                .map(|(r, e)| why(session, r, *e));
            found.push(SheetNews {
                became: Became::Corrected,
                entries,
                why,
            });
        }
        if self.phase != now.phase {
            let record = live
                .decisions()
                .rev()
                .take_while(|r| r.seq > self.seq)
                .find(|r| r.act.facts().moves_phase);
            found.push(SheetNews {
                became: Became::Phase(now.phase),
                entries: Vec::new(),
                why: record.map(|r| why(session, r, 0)),
            });
        }
        found
    }
}

fn became(then: &SeenSheet, now: &SeenSheet) -> Option<Became> {
    if then.status == Status::Absent && now.status == Status::Absent {
        return None;
    }
    Some(match (then.status, now.status) {
        (a, Status::Recused) if a != Status::Recused => Became::Recused,
        (a, Status::Void) if a != Status::Void => Became::Void,
        (Status::Submitted, Status::Open) => Became::Reopened,
        (Status::Recused, Status::Open) => Became::Lifted,
        (Status::Recused | Status::Void, _) if then.status != now.status => Became::Hers,
        (Status::Open, Status::Submitted) => Became::Submitted,
        _ => match (then.race, now.race) {
            (Race::In, Race::Withdrawn) => Became::Withdrawn,
            (Race::In, Race::Out) => Became::Out,
            (Race::Out | Race::Withdrawn, Race::In) => Became::In,
            _ if written(then, now) => Became::Marked,
            _ => return None,
        },
    })
}

/// Is there a mark from paper that was not there?
fn written(then: &SeenSheet, now: &SeenSheet) -> bool {
    let cells = now.from_paper.iter().enumerate();
    cells
        .filter(|(_, mark)| mark.is_some())
        .any(|(i, mark)| then.from_paper.get(i) != Some(mark))
}

/// Did the judge ask for this herself?
fn is_own(session: &Session, entry: usize, became: Became, own: &[Intent]) -> bool {
    let project = session.entries().get(entry).map(|e| e.project);
    let here = |id: &str| session.project(id) == project;
    own.iter().any(|intent| match (intent, became) {
        (Intent::Submit { project, .. }, Became::Submitted) => here(project),
        (Intent::Do(Act::Recuse { project, .. }), Became::Recused) => here(project),
        _ => false,
    })
}

/// Is this the act that did it?
fn explains(session: &Session, act: &Act, judge: usize, entry: usize, became: Became) -> bool {
    let Some(e) = session.entries().get(entry) else {
        return false;
    };
    let hers = |id: &str| session.judge(id) == Some(judge);
    let here = |id: &str| session.project(id) == Some(e.project);
    let this = |one: &Option<String>| {
        one.as_ref()
            .is_none_or(|id| session.entry(id) == Some(entry))
    };
    let them = |id: &str| session.applicant(id) == Some(e.applicant);
    match (act, became) {
        (
            Act::Recuse {
                judge,
                project,
                entry,
                ..
            },
            Became::Recused,
        ) => hers(judge) && here(project) && this(entry),
        (
            Act::LiftRecusal {
                judge,
                project,
                entry,
                ..
            },
            Became::Lifted,
        ) => hers(judge) && here(project) && this(entry),
        (
            Act::Withdraw {
                applicant, project, ..
            },
            Became::Withdrawn,
        ) => them(applicant) && project.as_deref().is_none_or(here),
        (Act::Void { judge, project, .. }, Became::Void) => hers(judge) && here(project),
        (Act::Replace { judge, .. }, Became::Void) => hers(judge),
        (
            Act::Reopen {
                judge,
                project,
                entry,
                ..
            },
            Became::Reopened,
        ) => hers(judge) && here(project) && this(entry),
        (Act::Submit { project, judge, .. }, Became::Submitted) => {
            judge.as_deref().is_some_and(hers) && here(project)
        }
        (
            Act::Veto { applicant, .. }
            | Act::Disqualify { applicant, .. }
            | Act::Pend { applicant, .. },
            Became::Out,
        ) => them(applicant),
        (Act::Reinstate { applicant, .. } | Act::Qualify { applicant, .. }, Became::In) => {
            them(applicant)
        }
        _ => false,
    }
}

fn why(session: &Session, record: &Record, entry: usize) -> Why {
    let (reason, new) = match &record.act {
        Act::Replace { reason, by, .. } => {
            let p = session.entries().get(entry).map(|e| e.project);
            let id = p.and_then(|p| session.project_id(p));
            // Only who sits there now has taken it over.
            let seat = Some(by.id.clone()).filter(|_| id.is_some());
            (reason.clone(), seat)
        }
        Act::Withdraw { date, document, .. } => (format!("{date}, {document}"), None),
        act => (act.facts().reason.to_owned(), None),
    };
    Why {
        by: record.by.clone(),
        at: record.at.clone(),
        reason,
        new,
    }
}

impl SheetNews {
    /// One sentence: what, by whom, when, why.
    pub(super) fn words(&self, session: &Session, judge: usize, lang: Lang) -> String {
        let text = match self.became {
            Became::Recused => t::NEWS_RECUSED,
            Became::Void if self.why.as_ref().is_some_and(|w| w.new.is_some()) => t::NEWS_REPLACED,
            Became::Void => t::NEWS_VOID,
            Became::Reopened => t::NEWS_REOPENED,
            Became::Lifted => t::NEWS_LIFTED,
            Became::Withdrawn => t::NEWS_WITHDRAWN,
            Became::Marked => t::NEWS_MARKED,
            Became::Corrected => t::NEWS_CORRECTED,
            Became::Hers => t::NEWS_HERS,
            Became::Submitted => t::NEWS_SUBMITTED,
            Became::Out => t::NEWS_OUT,
            Became::In => t::NEWS_IN,
            Became::Phase(Phase::Closed) => t::NEWS_CLOSED,
            Became::Phase(_) => t::NEWS_PHASE,
        };
        let what = match self.became {
            Became::Phase(_) => crate::tui::screen::phase(session, lang),
            _ => self.places(session, judge, lang),
        };
        let new = self.why.as_ref().and_then(|w| w.new.as_deref());
        let new = new.map(|seat| names::seat_name(session, seat, lang));
        let mut words = text.fill(lang, &[("what", &what), ("new", &new.unwrap_or_default())]);
        if let Some(why) = &self.why {
            let by = names::seat_name(session, &why.by, lang);
            let places: &[(&str, &dyn std::fmt::Display)] =
                &[("by", &by), ("at", &time_of_day(&why.at))];
            words.push_str(&t::NEWS_BY.fill(lang, places));
            if !why.reason.is_empty() {
                let reason = width::display_safe(&why.reason);
                words.push_str(&fill!(t::NEWS_WHY, lang, [("reason", &reason)]));
            }
        }
        words
    }

    /// `项目1`, where every sheet of hers there is meant; else each by its applicant.
    fn places(&self, session: &Session, judge: usize, lang: Lang) -> String {
        let hers = |p: usize| {
            let list = session.entries_of(p).iter().copied();
            list.filter(|e| {
                let entry = session.entries().get(*e);
                session.is_in(*e) && entry.is_some_and(|x| x.status(judge) != Status::Absent)
            })
            .collect::<Vec<usize>>()
        };
        let mut parts = Vec::new();
        for p in 0..session.projects().len() {
            let here: Vec<usize> = self
                .entries
                .iter()
                .copied()
                .filter(|e| session.entries().get(*e).is_some_and(|x| x.project == p))
                .collect();
            if here.is_empty() {
                continue;
            }
            let name = fill!(t::PROJECT_SHORT, lang, [("n", &(p + 1))]);
            let all = hers(p);
            if !all.is_empty() && all.iter().all(|e| here.contains(e)) {
                parts.push(name);
                continue;
            }
            let them: Vec<String> = here
                .iter()
                .map(|e| names::entry_name(session, *e))
                .collect();
            parts.push(format!("{name} {}", them.join("; ")));
        }
        parts.join("; ")
    }
}
