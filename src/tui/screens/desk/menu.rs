//! What the coordinator can do with a row, the form each thing asks for, and the act that comes of it.

use super::super::home::{chosen, option};
use super::choice::{Choice, place};
use crate::model::{Eligibility, Phase, RecusalScope, Session, Status};
use crate::text::desk as d;
use crate::text::dossier as s;
use crate::text::fill;
use crate::text::screens as t;
use crate::text::{Lang, words};
use crate::tui::input::Input;
use crate::tui::keys;
use crate::tui::screen::{Context, moved};
use crate::tui::widgets::popup;
use crate::tui::width;
use ratatui::Frame;
use ratatui::layout::Rect;

/// A list of choices with their words.
#[derive(Debug)]
pub(super) struct Menu {
    title: String,
    choices: Vec<(String, Choice)>,
    row: usize,
}

pub(super) enum Chosen {
    Nothing,
    Close,
    This(Choice),
}

impl Menu {
    pub(super) fn new(title: String, choices: Vec<(String, Choice)>) -> Self {
        Self {
            title,
            choices,
            row: 0,
        }
    }

    pub(super) fn update(&mut self, input: &Input) -> Chosen {
        let Input::Key(key) = input else {
            return Chosen::Nothing;
        };
        let length = self.choices.len();
        if let Some(row) = chosen(*key, length) {
            self.row = row;
            return self.take();
        }
        match keys::find(keys::MENU, *key) {
            Some(keys::MenuAction::Up) => self.row = moved(self.row, -1, length),
            Some(keys::MenuAction::Down) => self.row = moved(self.row, 1, length),
            Some(keys::MenuAction::Back) => return Chosen::Close,
            Some(keys::MenuAction::Choose) => return self.take(),
            None => {}
        }
        Chosen::Nothing
    }

    fn take(&self) -> Chosen {
        match self.choices.get(self.row) {
            Some((_, choice)) => Chosen::This(choice.clone()),
            None => Chosen::Close,
        }
    }

    pub(super) fn view(&self, frame: &mut Frame, area: Rect) {
        let rows = (self.choices.len() as u16 + 2).min(area.height);
        let inner = popup::open(frame, area, 64, rows, &self.title);
        let first =
            crate::tui::screen::scrolled(self.row, usize::from(inner.height), self.choices.len());
        for (n, (text, _)) in self.choices.iter().enumerate().skip(first) {
            option(frame, inner, (n - first) as u16, n, self.row, text);
        }
    }
}

pub(super) fn of_applicant(ctx: &Context, session: &Session, row: usize) -> Menu {
    let lang = ctx.lang;
    let mut choices = Vec::new();
    let applicant = session.applicants().get(row);
    if let Some(applicant) = applicant {
        let id = applicant.id.clone();
        if session.phase() == Phase::Setup {
            let text = d::EDIT_APPLICANT.get(lang).to_owned();
            choices.push((text, Choice::EditApplicant(id.clone())));
            let text = d::REVIEW_THIS.get(lang).to_owned();
            choices.push((text, Choice::Review(id.clone())));
        }
        match session.eligibility(row) {
            Eligibility::Qualified | Eligibility::Pending => {
                choices.push((t::VETO.get(lang).to_owned(), Choice::Veto(id.clone())));
                choices.push((
                    t::DISQUALIFY.get(lang).to_owned(),
                    Choice::Disqualify(id.clone()),
                ));
            }
            _ => choices.push((
                t::REINSTATE.get(lang).to_owned(),
                Choice::Reinstate(id.clone()),
            )),
        }
        let per_entry = session.rules().recusal_scope == RecusalScope::Entry;
        if session.phase() == Phase::Scoring && per_entry {
            for project in session.projects() {
                let entry = format!("{}/{id}", project.id);
                if session.entry(&entry).is_some() {
                    let text = fill!(
                        t::RECUSE_ENTRY,
                        lang,
                        [("project", &words(lang, project.short()))]
                    );
                    choices.push((text, Choice::RecuseEntry(entry)));
                }
            }
        }
        if session.phase() == Phase::Setup {
            choices.push((
                t::REMOVE_APPLICANT.get(lang).to_owned(),
                Choice::RemoveApplicant(id),
            ));
        }
    }
    if session.phase() == Phase::Setup {
        choices.push((t::ADD_APPLICANT.get(lang).to_owned(), Choice::AddApplicant));
        if !ctx.remote {
            choices.push((t::IMPORT_ROSTER.get(lang).to_owned(), Choice::ImportRoster));
        }
    }
    // The later lines stand last: hands know the digits of the others.
    if let Some(applicant) = applicant {
        if matches!(session.phase(), Phase::Scoring | Phase::Closed) {
            let text = d::CORRECT.get(lang).to_owned();
            choices.push((text, Choice::Correct(applicant.id.clone())));
        }
        if matches!(session.phase(), Phase::Setup | Phase::Scoring) && !ctx.remote {
            let text = s::IMPORT_HERE.get(lang).to_owned();
            choices.push((text, Choice::ImportDossiers));
        }
        if session.phase() != Phase::Certified {
            choices.extend(withdrawals(session, row, lang));
        }
        // What comes and goes stands last.
        if !session.dossiers().is_empty() && session.phase() != Phase::Certified {
            let text = s::CHECK_HERE.get(lang).to_owned();
            choices.push((text, Choice::CompareDossiers { here: !ctx.remote }));
        }
    }
    let title = applicant.map(|a| width::display_safe(&a.name).into_owned());
    Menu::new(title.unwrap_or_default(), choices)
}

/// An applicant's own leaving, from one project or all, and that it is taken back.
fn withdrawals(session: &Session, row: usize, lang: Lang) -> Vec<(String, Choice)> {
    let Some(applicant) = session.applicants().get(row) else {
        return Vec::new();
    };
    let mut choices = Vec::new();
    let mut offer = |project: Option<String>| {
        let choice = Choice::Withdraw {
            applicant: applicant.id.clone(),
            project,
        };
        choices.push((choice.withdrawal_title(session, lang), choice));
    };
    let in_race: Vec<&str> = session
        .entries()
        .iter()
        .filter(|e| e.applicant == row && !e.withdrawn)
        .filter_map(|e| session.project_id(e.project))
        .collect();
    if !in_race.is_empty() && !session.eligibility(row).is_out() {
        offer(None);
        if in_race.len() > 1 {
            in_race.iter().for_each(|p| offer(Some((*p).to_owned())));
        }
    }
    let open =
        |w: &&crate::model::Withdrawal| w.applicant == applicant.id && w.taken_back.is_none();
    let standing: Vec<_> = session.withdrawals().iter().filter(open).collect();
    match standing.as_slice() {
        [] => {}
        [_] => choices.push((
            d::TAKE_BACK_WITHDRAWALS.get(lang).to_owned(),
            Choice::TakeBack {
                applicant: applicant.id.clone(),
                project: None,
            },
        )),
        several => {
            for project in several.iter().filter_map(|w| w.project.clone()) {
                let what = place(session, &project, None, lang);
                choices.push((
                    fill!(d::TAKE_BACK_WITHDRAWAL, lang, [("project", &what)]),
                    Choice::TakeBack {
                        applicant: applicant.id.clone(),
                        project: Some(project),
                    },
                ));
            }
        }
    }
    choices
}

/// What concerns a judge's statement of no conflict, and her recusals.
fn statements(session: &Session, row: usize, id: &str, lang: Lang) -> Vec<(String, Choice)> {
    let mut choices = Vec::new();
    if !session.declared(row) {
        let text = d::DECLARE_FOR.get(lang).to_owned();
        choices.push((text, Choice::DeclareFor(id.to_owned())));
        if session.rules().declaration && session.has_part(row) {
            let text = d::WITHOUT_STATEMENT.get(lang).to_owned();
            choices.push((text, Choice::WithoutStatement(id.to_owned())));
        }
    }
    if session.phase() == Phase::Scoring {
        let mut offered = Vec::new();
        for r in session.recusals().iter().filter(|r| r.judge == row) {
            let scope = (r.project, r.entry);
            if r.lifted.is_some() || offered.contains(&scope) {
                continue;
            }
            offered.push(scope);
            let project = session.project_id(r.project).unwrap_or_default();
            let entry = r.entry.and_then(|e| session.entry_id(e));
            let what = place(session, project, entry.as_deref(), lang);
            choices.push((
                fill!(d::LIFT_RECUSAL, lang, [("what", &what)]),
                Choice::LiftRecusal {
                    judge: id.to_owned(),
                    project: project.to_owned(),
                    entry,
                },
            ));
        }
    }
    choices
}

pub(super) fn of_judge(ctx: &Context, session: &Session, row: usize) -> Menu {
    let lang = ctx.lang;
    let mut choices = Vec::new();
    let judge = session.judges().get(row);
    if let Some(judge) = judge {
        let id = || judge.id.clone();
        choices.push((t::SET_PIN.get(lang).to_owned(), Choice::Pin(id())));
        if session.phase() == Phase::Setup {
            choices.push((d::EDIT_JUDGE.get(lang).to_owned(), Choice::EditJudge(id())));
            let text = d::REMOVE_JUDGE.get(lang).to_owned();
            choices.push((text, Choice::RemoveJudge(id())));
        }
        if session.phase() == Phase::Scoring {
            choices.push((t::K_PAPER.get(lang).to_owned(), Choice::Paper(id())));
            choices.push((d::REPLACE.get(lang).to_owned(), Choice::Replace(id())));
        }
        for (p, project) in session.projects().iter().enumerate() {
            let name = words(lang, project.short());
            let any = |status: Status| {
                session
                    .entries_of(p)
                    .iter()
                    .filter_map(|e| session.entries().get(*e))
                    .any(|e| e.status(row) == status)
            };
            let both = (id(), project.id.clone());
            if any(Status::Submitted) {
                let text = fill!(t::REOPEN, lang, [("project", &name)]);
                choices.push((
                    text,
                    Choice::Reopen {
                        judge: both.0.clone(),
                        project: both.1.clone(),
                    },
                ));
                let text = fill!(d::REOPEN_ENTRY, lang, [("project", &name)]);
                choices.push((
                    text,
                    Choice::ReopenEntry {
                        judge: both.0.clone(),
                        project: both.1.clone(),
                    },
                ));
            }
            let absent = session
                .judges()
                .get(row)
                .is_some_and(|j| !j.sits_on(&project.id));
            if session.phase() == Phase::Scoring && !absent {
                if !session.to_submit(row, p).is_empty() && session.blanks(row, Some(p)) == 0 {
                    let text = fill!(t::SUBMIT_FOR, lang, [("project", &name)]);
                    choices.push((
                        text,
                        Choice::Submit {
                            judge: both.0.clone(),
                            project: both.1.clone(),
                        },
                    ));
                }
                let text = fill!(t::RECUSE, lang, [("project", &name)]);
                choices.push((
                    text,
                    Choice::Recuse {
                        judge: both.0.clone(),
                        project: both.1.clone(),
                    },
                ));
                let text = fill!(t::VOID_SHEETS, lang, [("project", &name)]);
                choices.push((
                    text,
                    Choice::Void {
                        judge: both.0,
                        project: both.1,
                    },
                ));
            }
        }
    }
    if let Some(judge) = judge
        && matches!(session.phase(), Phase::Scoring | Phase::Closed)
    {
        choices.extend(statements(session, row, &judge.id, lang));
    }
    if session.phase() == Phase::Setup {
        choices.push((t::ADD_JUDGE.get(lang).to_owned(), Choice::AddJudge));
    }
    if session.phase() != Phase::Setup && !ctx.remote {
        if session.phase() == Phase::Scoring {
            choices.push((d::IMPORT_SCORES.get(lang).to_owned(), Choice::ImportScores));
        }
        choices.push((d::COMPARE.get(lang).to_owned(), Choice::CompareScores));
    }
    let title = judge.map(|j| width::display_safe(&j.name).into_owned());
    Menu::new(title.unwrap_or_default(), choices)
}
