//! The coordinator's desk: who applies, who judges, how far they are, and the acts that are the
//! coordinator's alone.
//!
//! ```text
//!  [概况]  申报单位 14   评委 7
//!   1  a01  中原教师发展学院        项目1 项目2
//! ▸ 2  a02  …                                         否决: 抄袭
//!  Enter 对此项操作  Tab 下一页  F2 名次  F5 开始/结束评分  F6 代录纸质评分  F10 交接
//! ```

mod choice;
mod forms;
mod menu;
mod missing;
mod notice;
pub(super) mod people;
mod rows;
mod seats;
mod steps;
mod view;

pub(super) use view::missing_pane;

use crate::model::{Act, DESK, Phase, Session};
use crate::tally::Results;
use crate::text::Lang;
use crate::text::checks;
use crate::text::desk as d;
use crate::text::fill;
use crate::text::screens as t;
use crate::tui::input::Input;
use crate::tui::keys::{self, DeskAction as Action, KeyRow};
use crate::tui::screen::{Answer, Context, Effect, Notice, Route};
use crate::tui::widgets::form::{Form, FormField};
use crate::tui::widgets::list;
use crate::tui::widgets::panel::{ListOrder, Panel, PanelEvent};
use choice::Choice;
use menu::Menu;
use steps::NextStep;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Tab {
    #[default]
    Overview,
    Applicants,
    Judges,
    Seats,
}

impl Tab {
    const ALL: [Self; 4] = [Self::Overview, Self::Applicants, Self::Judges, Self::Seats];

    fn at(self) -> usize {
        Self::ALL.iter().position(|t| *t == self).unwrap_or(0)
    }

    /// The tab so many further on.
    fn on(self, by: usize) -> Self {
        let at = (self.at() + by) % Self::ALL.len();
        Self::ALL.get(at).copied().unwrap_or_default()
    }
}

#[derive(Debug)]
pub struct DeskScreen {
    tab: Tab,
    panel: Panel<Choice>,
    open: Open,
    /// Esc was pressed on the first page; once more leaves.
    leaving: bool,
}

/// What lies over the list.
#[derive(Debug, Default)]
enum Open {
    #[default]
    Nothing,
    Menu(Menu),
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

impl Default for DeskScreen {
    fn default() -> Self {
        Self {
            tab: Tab::default(),
            panel: Panel::unfiltered(),
            open: Open::default(),
            leaving: false,
        }
    }
}

impl DeskScreen {
    /// How the list is sorted.
    pub fn order(&mut self) -> &mut ListOrder {
        self.panel.order()
    }

    pub fn form(&self) -> Option<&Form> {
        self.panel.form()
    }

    pub fn typing(&self) -> bool {
        self.panel.typing()
    }

    /// Scoring is opened or closed once, and sheets come from paper while it is open.
    fn possible(action: Action, phase: Option<Phase>) -> bool {
        match action {
            Action::Phase => matches!(phase, Some(Phase::Setup | Phase::Scoring)),
            Action::Paper => phase == Some(Phase::Scoring),
            Action::Slips | Action::OwnPin => phase != Some(Phase::Certified),
            _ => true,
        }
    }

    pub fn keys(&self, ctx: &Context) -> Vec<KeyRow> {
        let lang = ctx.lang;
        let phase = ctx.session().map(Session::phase);
        match self.open {
            Open::Nothing => self
                .panel
                .keys(lang, keys::DESK, |action| Self::possible(action, phase)),
            Open::Menu(_) => keys::rows(keys::MENU, lang),
            Open::Told { .. } => keys::rows(keys::PAGE, lang),
        }
    }

    /// The rows of this tab that the filter leaves.
    fn shown(&self, ctx: &Context, session: &Session) -> Vec<usize> {
        self.panel
            .shown(self.length(session), |n| self.texts(ctx, session, n))
    }

    /// What stands in the columns of a row.
    fn texts(&self, ctx: &Context, session: &Session, n: usize) -> Vec<String> {
        match self.tab {
            Tab::Overview => Vec::new(),
            Tab::Applicants => rows::applicant(session, n, ctx.lang),
            Tab::Judges => rows::judge(session, n, ctx.lang),
            Tab::Seats => seats::row(ctx, session, n),
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
            Open::Told { first, .. } => {
                if let Input::Key(key) = input {
                    match keys::find(keys::PAGE, *key) {
                        Some(keys::PageAction::Close) => self.open = Open::Nothing,
                        Some(action) => list::scroll(action, first),
                        None => {}
                    }
                }
                return vec![];
            }
        }
        let asked = std::mem::take(&mut self.leaving);
        if let (Tab::Overview, false, Input::Key(key)) = (self.tab, self.typing(), input)
            && let Some(row) = super::home::chosen(*key, self.length(session))
        {
            self.panel.go_to(row);
            return self.act(session, ctx);
        }
        let shown = self.shown(ctx, session);
        match self.panel.update(input, ctx, keys::DESK, |_| true, &shown) {
            PanelEvent::Taken => vec![],
            PanelEvent::Effect(Effect::Back) => self.back(ctx, asked),
            PanelEvent::Effect(effect) => vec![effect],
            PanelEvent::Act(action) => self.key(action, ctx, session),
            PanelEvent::Answered(choice, values) => {
                match choice.carry_out(&values, session, ctx.lang) {
                    Ok(effects) => effects,
                    Err(fault) => {
                        if let Some(form) = self.panel.form_mut() {
                            form.refuse(fault);
                        }
                        vec![]
                    }
                }
            }
        }
    }

    fn key(&mut self, action: Action, ctx: &Context, session: &Session) -> Vec<Effect> {
        match action {
            Action::Tab => self.turn(self.tab.on(1)),
            Action::TabBack => self.turn(self.tab.on(Tab::ALL.len() - 1)),
            Action::Seats => self.turn(Tab::Seats),
            Action::Standings => return vec![Effect::Go(Route::Standings)],
            Action::Act => return self.act(session, ctx),
            Action::Phase => return self.phase(ctx, session),
            Action::Paper => return self.paper(ctx, session),
            Action::Journal => return vec![Effect::Go(Route::Log(Default::default()))],
            Action::Papers => return vec![Effect::Go(Route::Export)],
            Action::Slips => return self.begin(Choice::PinSlips, ctx, session),
            Action::OwnPin => return self.begin(Choice::Pin(DESK.to_owned()), ctx, session),
        }
        if self.tab == Tab::Seats {
            return vec![Effect::LookAtDoor];
        }
        vec![]
    }

    fn back(&mut self, ctx: &Context, asked: bool) -> Vec<Effect> {
        if self.tab != Tab::Overview {
            self.turn(Tab::Overview);
        } else if ctx.remote {
            // Here the seats are behind the desk; over SSH there is only the end, and that is asked.
            return vec![Effect::Quit];
        } else if asked {
            return vec![Effect::HandOver];
        } else {
            self.leaving = true;
            let text = d::DESK_LEAVE.get(ctx.lang).to_owned();
            self.panel.say(Notice::Info(text));
        }
        vec![]
    }

    /// Goes into a step, or opens the menu of what can be done with a row.
    fn act(&mut self, session: &Session, ctx: &Context) -> Vec<Effect> {
        // An empty list has a menu as well: that of its first row.
        let row = self.panel.current(&self.shown(ctx, session)).unwrap_or(0);
        let menu = match self.tab {
            Tab::Overview => {
                let step = NextStep::ALL.get(row).copied();
                match step {
                    Some(NextStep::Roster) => self.turn(Tab::Applicants),
                    Some(NextStep::Panel) => self.turn(Tab::Judges),
                    Some(NextStep::Notice) => return self.notice_text(ctx, session),
                    Some(NextStep::Mirror) => return self.mirror(ctx, session),
                    _ => {}
                }
                return step
                    .and_then(NextStep::place)
                    .map(Effect::Go)
                    .into_iter()
                    .collect();
            }
            Tab::Applicants => menu::of_applicant(ctx, session, row),
            Tab::Judges => menu::of_judge(ctx, session, row),
            Tab::Seats => seats::menu(ctx, session, row),
        };
        self.open = Open::Menu(menu);
        vec![]
    }

    fn turn(&mut self, tab: Tab) {
        self.tab = tab;
        // The steps are chosen by digits; the other lists are sought.
        self.panel = match tab {
            Tab::Overview => Panel::unfiltered(),
            Tab::Applicants => Panel::sorting(
                "applicants",
                &[checks::F_ID, checks::F_NAME, checks::F_PROJECTS, t::STATE],
            ),
            Tab::Judges => Panel::sorting(
                "judges",
                &[d::H_SEAT, d::H_JUDGE, t::PIN, t::SHEETS, t::STATE],
            ),
            Tab::Seats => Panel::sorting("seats", &[d::H_SEAT, d::H_WHO, d::H_OPENS, t::STATE]),
        };
    }

    fn length(&self, session: &Session) -> usize {
        match self.tab {
            Tab::Overview => NextStep::ALL.len(),
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
                let missing = missing::lines(session, ctx.lang, usize::MAX);
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
                self.panel.say(Notice::Info(text));
                return vec![];
            }
            Phase::Closed => {
                let text = t::CLOSED_ALREADY.get(ctx.lang).to_owned();
                self.panel.say(Notice::Info(text));
                return vec![];
            }
        };
        self.begin(choice, ctx, session)
    }

    fn paper(&mut self, ctx: &Context, session: &Session) -> Vec<Effect> {
        if !Self::possible(Action::Paper, Some(session.phase())) {
            let text = t::NOT_SCORING.get(ctx.lang).to_owned();
            self.panel.say(Notice::Info(text));
            return vec![];
        }
        if self.tab != Tab::Judges {
            self.turn(Tab::Judges);
            let text = t::PAPER_WHOSE.get(ctx.lang).to_owned();
            self.panel.say(Notice::Info(text));
            return vec![];
        }
        let row = self.panel.current(&self.shown(ctx, session));
        row.and_then(|n| session.judges().get(n))
            .map(|j| Effect::Go(Route::Paper(j.id.clone())))
            .into_iter()
            .collect()
    }

    fn begin(&mut self, choice: Choice, ctx: &Context, session: &Session) -> Vec<Effect> {
        match choice.form(session, ctx.lang) {
            Some(mut form) => {
                if ctx.remote && matches!(choice, Choice::PinSlips) {
                    // No file of that machine can be written from here; the PINs are shown.
                    form.notes = vec![d::PIN_SLIPS_AFAR.get(ctx.lang).to_owned()];
                    form.fields.clear();
                }
                self.open = Open::Nothing;
                self.panel.ask(choice, form);
                vec![]
            }
            None => {
                self.open = Open::Nothing;
                match choice.carry_out(&[], session, ctx.lang) {
                    Ok(effects) => effects,
                    Err(fault) => {
                        self.panel.say(Notice::Bad(fault));
                        vec![]
                    }
                }
            }
        }
    }

    pub fn completed(&mut self, path: Option<&str>) {
        self.panel.completed(path);
    }

    pub fn say(&mut self, notice: Notice) {
        self.panel.say(notice);
    }

    pub fn answer(&mut self, answer: &Answer) {
        match answer {
            // Several sentences want to be read, PINs above all.
            Answer::Failed(text) | Answer::PinRefused(text)
                if self.form().is_none() && text.contains('\n') =>
            {
                self.open = Open::told(text);
            }
            Answer::Done(text) if text.contains('\n') => {
                self.panel.close();
                self.open = Open::told(text);
            }
            Answer::Done(text) => {
                self.panel.close();
                self.open = Open::Nothing;
                self.panel.say(Notice::Good(text.clone()));
            }
            Answer::Saved(_) | Answer::Failed(_) | Answer::PinRefused(_) => {
                self.open = Open::Nothing;
                self.panel.answer(answer);
            }
        }
    }
}

/// The awards as they would be after an act, beside those that are: what a veto changes.
pub(super) fn before_and_after(session: &Session, act: &Act, lang: Lang) -> Vec<String> {
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

pub(super) fn reason_field(lang: Lang) -> FormField {
    FormField::new(t::REASON.get(lang))
}

/// The desk's screens by name, for the list of commands.
pub fn places() -> Vec<(crate::text::Text, Route)> {
    let steps = NextStep::ALL.into_iter();
    let mut list: Vec<_> = steps
        .filter_map(|step| Some((step.name(), step.place()?)))
        .collect();
    list.push((crate::text::desk::JOURNAL, Route::Log(Default::default())));
    list
}
