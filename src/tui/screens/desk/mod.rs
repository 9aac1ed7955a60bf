//! The coordinator's desk: who applies, who judges, how far they are, and the acts that are the
//! coordinator's alone.
//!
//! ```text
//!  [概况]  申报单位 14   评委 7
//!   1  a01  中原教师发展学院        项目1 项目2
//! ▸ 2  a02  …                                         否决: 抄袭
//!  Enter 对此项操作  Tab 下一页  F2 名次  F5 开始/结束评分  F6 录入纸质评分  F10 交接
//! ```

mod choice;
mod forms;
mod menu;
mod missing;
mod notice;
mod people;
mod seats;
mod steps;
mod view;

use crate::model::{Act, Phase, Session};
use crate::tally::Results;
use crate::text::Lang;
use crate::text::fill;
use crate::text::screens as t;
use crate::tui::input::Input;
use crate::tui::keys::{self, Desk as Action, Row};
use crate::tui::screen::{Answer, Context, Effect, Notice, Route, moved};
use crate::tui::widgets::form::{Field, Form, Outcome};
use choice::Choice;
use menu::Menu;
use steps::Step;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Tab {
    #[default]
    Overview,
    Applicants,
    Judges,
    Seats,
}

#[derive(Debug, Default)]
pub struct Desk {
    tab: Tab,
    row: usize,
    open: Open,
    notice: Option<Notice>,
    /// Esc was pressed on the first page; once more leaves.
    leaving: bool,
}

/// What lies over the list.
#[derive(Debug, Default)]
enum Open {
    #[default]
    Nothing,
    Menu(Menu),
    Form(Choice, Form),
    /// Several sentences to be read.
    Told {
        lines: Vec<String>,
        first: usize,
    },
}

impl Open {
    fn told(text: &str) -> Self {
        Self::Told {
            lines: text.lines().map(str::to_owned).collect(),
            first: 0,
        }
    }
}

impl Desk {
    /// The form that takes what is typed.
    pub fn form(&self) -> Option<&Form> {
        match &self.open {
            Open::Form(_, form) => Some(form),
            _ => None,
        }
    }

    /// Scoring is opened or closed once, and sheets come from paper while it is open.
    fn possible(action: Action, phase: Option<Phase>) -> bool {
        match action {
            Action::Phase => matches!(phase, Some(Phase::Setup | Phase::Scoring)),
            Action::Paper => phase == Some(Phase::Scoring),
            _ => true,
        }
    }

    pub fn keys(&self, ctx: &Context) -> Vec<Row> {
        let lang = ctx.lang;
        let phase = ctx.session().map(Session::phase);
        match self.open {
            Open::Nothing => {
                keys::possible_rows(keys::DESK, lang, |action| Self::possible(action, phase))
            }
            Open::Menu(_) => keys::rows(keys::MENU, lang),
            Open::Form(..) => keys::rows(keys::FORM, lang),
            Open::Told { .. } => keys::rows(keys::PAGE, lang),
        }
    }

    pub fn update(&mut self, input: &Input, ctx: &Context) -> Vec<Effect> {
        let Some(session) = ctx.session() else {
            return vec![];
        };
        match &mut self.open {
            Open::Nothing => {}
            Open::Menu(menu) => {
                let chosen = menu.update(input);
                return match chosen {
                    menu::Chosen::Nothing => vec![],
                    menu::Chosen::Close => {
                        self.open = Open::Nothing;
                        vec![]
                    }
                    menu::Chosen::This(choice) => self.begin(choice, ctx, session),
                };
            }
            Open::Form(choice, form) => {
                let choice = choice.clone();
                return match form.update(input, ctx.lang) {
                    Outcome::Editing => vec![],
                    Outcome::Cancelled => {
                        self.open = Open::Nothing;
                        vec![]
                    }
                    Outcome::Done(values) => match choice.carry_out(&values, session, ctx.lang) {
                        Ok(effects) => effects,
                        Err(fault) => {
                            form.fault = Some(fault);
                            vec![]
                        }
                    },
                };
            }
            Open::Told { first, .. } => {
                let Input::Key(key) = input else {
                    return vec![];
                };
                match keys::find(keys::PAGE, *key) {
                    Some(keys::Page::Close) => self.open = Open::Nothing,
                    Some(keys::Page::Up) => *first = first.saturating_sub(1),
                    Some(keys::Page::Down) => *first += 1,
                    Some(keys::Page::PageUp) => *first = first.saturating_sub(10),
                    Some(keys::Page::PageDown) => *first += 10,
                    None => {}
                }
                return vec![];
            }
        }
        let Input::Key(key) = input else {
            return vec![];
        };
        self.notice = None;
        let asked = std::mem::take(&mut self.leaving);
        let length = self.length(session);
        if self.tab == Tab::Overview
            && let Some(row) = super::home::chosen(*key, length)
        {
            self.row = row;
            return self.act(session, ctx);
        }
        match keys::find(keys::DESK, *key) {
            Some(Action::Up) => self.row = moved(self.row, -1, length),
            Some(Action::Down) => self.row = moved(self.row, 1, length),
            Some(Action::PageUp) => self.row = moved(self.row, -10, length),
            Some(Action::PageDown) => self.row = moved(self.row, 10, length),
            Some(Action::First) => self.row = 0,
            Some(Action::Last) => self.row = length.saturating_sub(1),
            Some(Action::Tab) => self.turn(match self.tab {
                Tab::Overview => Tab::Applicants,
                Tab::Applicants => Tab::Judges,
                Tab::Judges => Tab::Seats,
                Tab::Seats => Tab::Overview,
            }),
            Some(Action::TabBack) => self.turn(match self.tab {
                Tab::Overview => Tab::Seats,
                Tab::Seats => Tab::Judges,
                Tab::Applicants => Tab::Overview,
                Tab::Judges => Tab::Applicants,
            }),
            Some(Action::Seats) => self.turn(Tab::Seats),
            Some(Action::Standings) => return vec![Effect::Go(Route::Standings)],
            Some(Action::Act) => return self.act(session, ctx),
            Some(Action::Phase) => return self.phase(ctx, session),
            Some(Action::Paper) => return self.paper(ctx, session),
            Some(Action::Journal) => {
                return vec![Effect::Go(Route::Log(Default::default()))];
            }
            Some(Action::Papers) => return vec![Effect::Go(Route::Export)],
            Some(Action::HandOver) => return vec![Effect::HandOver],
            Some(Action::Back) if self.tab != Tab::Overview => self.turn(Tab::Overview),
            // Here the seats are behind the desk; over SSH there is only the end, and that is asked.
            Some(Action::Back) if ctx.remote => return vec![Effect::Quit],
            Some(Action::Back) if asked => return vec![Effect::HandOver],
            Some(Action::Back) => {
                self.leaving = true;
                let text = crate::text::desk::DESK_LEAVE.get(ctx.lang).to_owned();
                self.notice = Some(Notice::Info(text));
            }
            None => self.notice = Some(crate::tui::screen::unbound(*key, ctx.lang)),
        }
        vec![]
    }

    /// Goes into a step, or opens the menu of what can be done with a row.
    fn act(&mut self, session: &Session, ctx: &Context) -> Vec<Effect> {
        let menu = match self.tab {
            Tab::Overview => {
                let step = Step::ALL.get(self.row).copied();
                match step {
                    Some(Step::Roster) => self.turn(Tab::Applicants),
                    Some(Step::Panel) => self.turn(Tab::Judges),
                    Some(Step::Notice) => return self.notice_text(ctx, session),
                    _ => {}
                }
                return step
                    .and_then(Step::place)
                    .map(Effect::Go)
                    .into_iter()
                    .collect();
            }
            Tab::Applicants => menu::of_applicant(ctx, session, self.row),
            Tab::Judges => menu::of_judge(session, self.row, ctx.lang),
            Tab::Seats => seats::menu(ctx, session, self.row),
        };
        self.open = Open::Menu(menu);
        vec![]
    }

    fn turn(&mut self, tab: Tab) {
        self.tab = tab;
        self.row = 0;
    }

    fn length(&self, session: &Session) -> usize {
        match self.tab {
            Tab::Overview => Step::ALL.len(),
            Tab::Applicants => session.applicants().len(),
            Tab::Judges => session.judges().len(),
            Tab::Seats => seats::all(session).len(),
        }
    }

    /// Open or close scoring, asked in words.
    fn phase(&mut self, ctx: &Context, session: &Session) -> Vec<Effect> {
        let choice = match session.phase() {
            Phase::Setup => Choice::OpenScoring,
            Phase::Scoring => {
                let missing = missing::lines(session, ctx.lang);
                if !missing.is_empty() {
                    self.open = Open::Told {
                        lines: missing,
                        first: 0,
                    };
                    return vec![];
                }
                Choice::CloseScoring
            }
            Phase::Certified => {
                let text = t::NEXT_CERTIFIED.get(ctx.lang).to_owned();
                self.notice = Some(Notice::Info(text));
                return vec![];
            }
            Phase::Closed => {
                self.notice = Some(Notice::Info(t::CLOSED_ALREADY.get(ctx.lang).to_owned()));
                return vec![];
            }
        };
        self.begin(choice, ctx, session)
    }

    fn paper(&mut self, ctx: &Context, session: &Session) -> Vec<Effect> {
        if !Self::possible(Action::Paper, Some(session.phase())) {
            self.notice = Some(Notice::Info(t::NOT_SCORING.get(ctx.lang).to_owned()));
            return vec![];
        }
        if self.tab != Tab::Judges {
            self.turn(Tab::Judges);
            self.notice = Some(Notice::Info(t::PAPER_WHOSE.get(ctx.lang).to_owned()));
            return vec![];
        }
        session
            .judges()
            .get(self.row)
            .map(|j| Effect::Go(Route::Paper(j.id.clone())))
            .into_iter()
            .collect()
    }

    fn begin(&mut self, choice: Choice, ctx: &Context, session: &Session) -> Vec<Effect> {
        match choice.form(session, ctx.lang) {
            Some(mut form) => {
                if ctx.remote && matches!(choice, Choice::PinSlips) {
                    // No file of that machine can be written from here; the PINs are shown.
                    form.notes = vec![crate::text::desk::PIN_SLIPS_AFAR.get(ctx.lang).to_owned()];
                    form.fields.clear();
                }
                self.open = Open::Form(choice, form);
                vec![]
            }
            None => {
                self.open = Open::Nothing;
                match choice.carry_out(&[], session, ctx.lang) {
                    Ok(effects) => effects,
                    Err(fault) => {
                        self.notice = Some(Notice::Bad(fault));
                        vec![]
                    }
                }
            }
        }
    }

    pub fn answer(&mut self, answer: &Answer) {
        match (answer, &mut self.open) {
            (Answer::Failed(why) | Answer::PinRefused(why), Open::Form(_, form)) => {
                form.fault = Some(why.clone())
            }
            (Answer::Failed(why) | Answer::PinRefused(why), _) => {
                self.open = if why.contains('\n') {
                    Open::told(why)
                } else {
                    self.notice = Some(Notice::Bad(why.clone()));
                    Open::Nothing
                };
            }
            (Answer::Saved(saved), _) => {
                self.open = Open::Nothing;
                self.notice = Some(Notice::Good(format!(
                    "✓ {} ({})",
                    crate::journal::time_of_day(&saved.at),
                    saved.seq
                )));
            }
            // Several sentences want to be read, PINs above all.
            (Answer::Done(text), _) if text.contains('\n') => self.open = Open::told(text),
            (Answer::Done(text), _) => {
                self.open = Open::Nothing;
                self.notice = Some(Notice::Good(text.clone()));
            }
        }
    }
}

/// The awards as they would be after an act, beside those that are: what a veto changes.
fn before_and_after(session: &Session, act: &Act, lang: Lang) -> Vec<String> {
    if session.sealed_off() {
        return Vec::new();
    }
    let mut after = session.clone();
    let stamp = crate::model::Stamp {
        seq: session.seq() + 1,
        at: "",
        by: crate::model::DESK,
    };
    if crate::tally::apply(&mut after, stamp, act).is_err() {
        return Vec::new();
    }
    let name = |s: &Session, results: &Results, p: usize| {
        let names: Vec<String> = results
            .projects
            .get(p)
            .map(|r| r.award.applicants.as_slice())
            .unwrap_or_default()
            .iter()
            .filter_map(|a| s.applicants().get(*a))
            .map(|a| crate::tui::width::display_safe(&a.name).into_owned())
            .collect();
        if names.is_empty() {
            "-".to_owned()
        } else {
            names.join("; ")
        }
    };
    let (now, then) = (Results::of(session), Results::of(&after));
    (0..session.projects().len())
        .filter(|p| name(session, &now, *p) != name(&after, &then, *p))
        .map(|p| {
            fill!(
                t::AWARD_CHANGES,
                lang,
                [
                    ("n", &(p + 1)),
                    ("before", &name(session, &now, p)),
                    ("after", &name(&after, &then, p)),
                ]
            )
        })
        .collect()
}

fn reason_field(lang: Lang) -> Field {
    Field::new(t::REASON.get(lang))
}

/// The desk's screens by name, for the list of commands.
pub fn places() -> Vec<(crate::text::Text, Route)> {
    let steps = Step::ALL.into_iter();
    let mut list: Vec<_> = steps
        .filter_map(|step| Some((step.name(), step.place()?)))
        .collect();
    list.push((crate::text::desk::JOURNAL, Route::Log(Default::default())));
    list
}
