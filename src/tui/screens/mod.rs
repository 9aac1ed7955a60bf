//! The screens, one file each: its state, what a key does to it, how it is drawn.
//!
//! A screen reads a [`Context`], answers a key with [`Effect`]s, and is told the outcome as an [`Answer`]. It
//! never saves, opens or asks a clock itself.

pub mod desk;
pub mod export;
pub mod found;
pub mod help;
pub mod home;
pub mod incident;
pub mod insight;
pub mod log;
pub mod progress;
pub mod questions;
mod recusal;
pub mod result;
pub mod review;
pub mod roster;
pub mod rules;
pub mod scoring;
pub mod sheets;
pub mod signin;
pub mod standings;
pub mod statement;
pub mod tour;

use super::exporting::Task;
use super::input::Input;
use super::keys::{self, Row};
use super::widgets::form::Form;
use crate::journal::{Clock, Health, Saved};
use crate::live::Live;
use crate::model::{Consent, Intent, Phase, Session};
use crate::office::log::Filter;
use crate::office::table::Encoding;
use crate::tally::Results;
use crate::text::desk as d;
use crate::text::export as x;
use crate::text::screens as t;
use crate::text::{Lang, faults};
use ratatui::Frame;
use ratatui::layout::Rect;
use std::path::PathBuf;

/// What a screen may know while it handles a key or draws.
pub struct Context<'a> {
    pub lang: Lang,
    pub live: Option<&'a Live>,
    /// Who is signed in here.
    pub seat: Option<&'a str>,
    /// Nothing may be written from here: an observer's window.
    pub watching: bool,
    /// The line comes from elsewhere: files of this machine are out of reach.
    pub afar: bool,
    pub clock: &'a Clock,
    /// Sessions opened before, newest first.
    pub recent: &'a [PathBuf],
}

impl Context<'_> {
    pub fn session(&self) -> Option<&Session> {
        self.live.map(Live::session)
    }

    pub fn results(&self) -> Option<&Results> {
        self.live.map(Live::results)
    }

    /// Where the session stands, in words.
    pub fn phase(&self) -> String {
        self.session()
            .map(|session| phase(session, self.lang))
            .unwrap_or_default()
    }

    /// Do the rules hide every ranking until all have submitted, and have some not?
    pub fn results_hidden(&self) -> bool {
        self.session().is_some_and(Session::sealed_off)
    }

    /// What must be seen on every screen.
    pub fn banners(&self) -> Vec<String> {
        let Some(live) = self.live else {
            return Vec::new();
        };
        let health = live.journal().health();
        let mut list = Vec::new();
        if *health != Health::Good && !(self.watching && *health == Health::NoRight) {
            list.extend(faults::health(self.lang, health));
        }
        list
    }
}

/// Where a session stands, in words.
pub fn phase(session: &Session, lang: Lang) -> String {
    let text = match session.phase() {
        Phase::Setup => t::PHASE_SETUP,
        Phase::Scoring => t::PHASE_SCORING,
        Phase::Closed => t::PHASE_CLOSED,
        Phase::Certified => t::PHASE_CERTIFIED,
    };
    text.get(lang).to_owned()
}

/// What a screen wants done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Record acts as the seat signed in.
    Record(Vec<Intent>),
    /// Compare a PIN with a seat's, and sign in.
    SignIn {
        seat: String,
        pin: Option<String>,
    },
    /// Set a seat's first PIN and sign in.
    ChoosePin {
        seat: String,
        pin: String,
    },
    /// Set any seat's PIN, as the coordinator.
    SetPin {
        seat: String,
        pin: String,
    },
    /// State that there is no conflict of interest, and go on to the sheets.
    Declare,
    /// Leave the seat; the next one signs in.
    HandOver,
    /// Open a session's folder.
    Open(PathBuf),
    /// Make a demonstration and open its tour.
    MakeDemo,
    /// Make a session.
    Found(Box<found::Wish>),
    /// Read a roster's file and show what it would change.
    PreviewRoster {
        path: PathBuf,
        /// Of a workbook with several lists, the one that was chosen.
        sheet: Option<String>,
        encoding: Option<Encoding>,
    },
    /// Register what a preview showed.
    AcceptRoster(Vec<Intent>),
    /// Give every judge without a PIN one, shown once and perhaps written to a file.
    PinSlips(Option<PathBuf>),
    /// A judge's word on the result, given with the PIN.
    Confirm {
        verdict: Consent,
        reason: String,
        pin: String,
    },
    /// Make the result final.
    /// With the reasons for projects in which somebody has no score.
    Certify(Vec<crate::model::WithoutScore>),
    /// Make papers, beside everything else.
    Export(Box<Task>),
    /// End the making of papers after the file at hand.
    StopExport,
    Go(Place),
    Back,
    Quit,
}

/// Where to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    SignIn,
    Standings,
    Found,
    /// A judge's sheets, written from paper by the coordinator.
    Paper(String),
    /// The qualification review, at one applicant or as a matrix.
    Review(Option<String>),
    Rules,
    Progress,
    Questions,
    Insight,
    Result,
    Export,
    Log(Filter),
}

/// What became of an effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Saved(Saved),
    /// Why not, in words.
    Failed(String),
    /// The seat's PIN was wrong, or the seat pauses.
    PinRefused(String),
    /// Done, with a sentence about it.
    Done(String),
}

/// Every screen there is.
pub enum Screen {
    Home(home::Home),
    Found(found::Found),
    Tour(tour::Tour),
    SignIn(signin::SignIn),
    Scoring(Box<scoring::Scoring>),
    Standings(Box<standings::Standings>),
    Desk(Box<desk::Desk>),
    Statement(statement::Statement),
    Roster(Box<roster::Roster>),
    Sheets(sheets::Sheets),
    Review(Box<review::Review>),
    Rules(rules::Rules),
    Progress(progress::Progress),
    Questions(questions::Questions),
    Insight(Box<insight::Insight>),
    Result(result::ResultRoom),
    Export(Box<export::Export>),
    Log(Box<log::Log>),
}

impl Screen {
    pub fn update(&mut self, input: &Input, ctx: &Context) -> Vec<Effect> {
        match self {
            Self::Home(s) => s.update(input, ctx),
            Self::Found(s) => s.update(input, ctx),
            Self::Tour(s) => s.update(input, ctx),
            Self::SignIn(s) => s.update(input, ctx),
            Self::Scoring(s) => s.update(input, ctx),
            Self::Standings(s) => s.update(input, ctx),
            Self::Desk(s) => s.update(input, ctx),
            Self::Statement(s) => s.update(input, ctx),
            Self::Roster(s) => s.update(input, ctx),
            Self::Sheets(s) => s.update(input, ctx),
            Self::Review(s) => s.update(input, ctx),
            Self::Rules(s) => s.update(input, ctx),
            Self::Progress(s) => s.update(input, ctx),
            Self::Questions(s) => s.update(input, ctx),
            Self::Insight(s) => s.update(input, ctx),
            Self::Result(s) => s.update(input, ctx),
            Self::Export(s) => s.update(input, ctx),
            Self::Log(s) => s.update(input, ctx),
        }
    }

    /// Learns what became of its effect.
    pub fn answer(&mut self, answer: &Answer, ctx: &Context) {
        match self {
            Self::Home(s) => s.answer(answer),
            Self::Found(s) => s.answer(answer),
            Self::Tour(_) => {}
            Self::SignIn(s) => s.answer(answer),
            Self::Scoring(s) => s.answer(answer, ctx),
            Self::Standings(s) => s.answer(answer, ctx),
            Self::Desk(s) => s.answer(answer),
            Self::Statement(s) => s.answer(answer),
            Self::Roster(s) => s.answer(answer),
            Self::Sheets(s) => s.answer(answer),
            Self::Review(s) => s.answer(answer),
            Self::Rules(s) => s.answer(answer),
            Self::Progress(s) => s.answer(answer),
            Self::Questions(s) => s.answer(answer),
            Self::Insight(s) => s.answer(answer),
            Self::Result(s) => s.answer(answer),
            Self::Export(s) => s.answer(answer),
            Self::Log(s) => s.answer(answer),
        }
    }

    /// The middle and the right of the title line.
    pub fn title(&self, ctx: &Context) -> (String, String) {
        match self {
            Self::Home(_) => (t::START.get(ctx.lang).to_owned(), String::new()),
            Self::Found(_) => (t::NEW_SESSION.get(ctx.lang).to_owned(), String::new()),
            Self::Tour(_) => (t::TOUR.get(ctx.lang).to_owned(), String::new()),
            Self::SignIn(_) => (t::SIGN_IN.get(ctx.lang).to_owned(), ctx.phase()),
            Self::Scoring(s) => s.title(ctx),
            Self::Standings(s) => s.title(ctx),
            Self::Desk(_) => (t::DESK.get(ctx.lang).to_owned(), ctx.phase()),
            Self::Statement(_) => (d::STATEMENT.get(ctx.lang).to_owned(), ctx.phase()),
            Self::Roster(_) | Self::Sheets(_) => {
                (d::ROSTER_PREVIEW.get(ctx.lang).to_owned(), ctx.phase())
            }
            Self::Review(_) => (d::REVIEW.get(ctx.lang).to_owned(), ctx.phase()),
            Self::Rules(_) => (d::RULES.get(ctx.lang).to_owned(), ctx.phase()),
            Self::Progress(_) => (d::PROGRESS.get(ctx.lang).to_owned(), ctx.phase()),
            Self::Questions(_) => (d::QUESTIONS.get(ctx.lang).to_owned(), ctx.phase()),
            Self::Insight(_) => (d::INSIGHT.get(ctx.lang).to_owned(), ctx.phase()),
            Self::Export(_) => (x::SCREEN.get(ctx.lang).to_owned(), ctx.phase()),
            Self::Result(_) => (d::RESULT.get(ctx.lang).to_owned(), ctx.phase()),
            Self::Log(_) => (d::JOURNAL.get(ctx.lang).to_owned(), ctx.phase()),
        }
    }

    pub fn view(&self, ctx: &Context, frame: &mut Frame, area: Rect) {
        match self {
            Self::Home(s) => s.view(ctx, frame, area),
            Self::Found(s) => s.view(ctx, frame, area),
            Self::Tour(s) => s.view(ctx, frame, area),
            Self::SignIn(s) => s.view(ctx, frame, area),
            Self::Scoring(s) => s.view(ctx, frame, area),
            Self::Standings(s) => s.view(ctx, frame, area),
            Self::Desk(s) => s.view(ctx, frame, area),
            Self::Statement(s) => s.view(ctx, frame, area),
            Self::Roster(s) => s.view(ctx, frame, area),
            Self::Sheets(s) => s.view(ctx, frame, area),
            Self::Review(s) => s.view(ctx, frame, area),
            Self::Rules(s) => s.view(ctx, frame, area),
            Self::Progress(s) => s.view(ctx, frame, area),
            Self::Questions(s) => s.view(ctx, frame, area),
            Self::Insight(s) => s.view(ctx, frame, area),
            Self::Result(s) => s.view(ctx, frame, area),
            Self::Export(s) => s.view(ctx, frame, area),
            Self::Log(s) => s.view(ctx, frame, area),
        }
    }

    /// The keys that work now, for the footer and the help page.
    pub fn keys(&self, ctx: &Context) -> Vec<Row> {
        let lang = ctx.lang;
        match self {
            Self::Home(s) => s.keys(lang),
            Self::Found(_) => keys::rows(keys::FORM, lang),
            Self::Tour(_) => keys::rows(keys::MENU, lang),
            Self::SignIn(s) => s.keys(lang),
            Self::Scoring(s) => s.keys(lang),
            Self::Standings(s) => s.keys(ctx),
            Self::Desk(s) => s.keys(lang),
            Self::Statement(s) => s.keys(lang),
            Self::Roster(s) => s.keys(lang),
            Self::Sheets(_) => sheets::Sheets::keys(lang),
            Self::Review(s) => s.keys(ctx),
            Self::Rules(s) => s.keys(ctx),
            Self::Progress(s) => s.keys(lang),
            Self::Questions(s) => s.keys(lang),
            Self::Insight(s) => s.keys(lang),
            Self::Result(s) => s.keys(ctx),
            Self::Export(s) => s.keys(lang),
            Self::Log(s) => s.keys(lang),
        }
    }

    /// Is a line of text being typed, so that `?` is a character and not a key?
    /// Does a form take what is typed?
    pub fn typing(&self) -> bool {
        self.form().is_some()
    }

    /// The form that takes what is typed.
    pub fn form(&self) -> Option<&Form> {
        match self {
            Self::Home(s) => s.form(),
            Self::Found(s) => Some(s.form()),
            Self::SignIn(s) => s.form(),
            Self::Scoring(s) => s.form(),
            Self::Standings(s) => s.form(),
            Self::Desk(s) => s.form(),
            Self::Statement(s) => s.form(),
            Self::Review(s) => s.form(),
            Self::Rules(s) => s.form(),
            Self::Questions(s) => s.form(),
            Self::Result(s) => s.form(),
            Self::Export(s) => s.form(),
            Self::Log(s) => s.form(),
            Self::Tour(_)
            | Self::Roster(_)
            | Self::Sheets(_)
            | Self::Progress(_)
            | Self::Insight(_) => None,
        }
    }
}

/// A sentence at the bottom of a screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    Info(String),
    Good(String),
    Bad(String),
}

impl Notice {
    /// When it was saved, and as which act.
    pub fn saved(saved: &Saved) -> Self {
        let at = crate::journal::time_of_day(&saved.at);
        Self::Good(format!("✓ {at} ({})", saved.seq))
    }

    pub fn text(&self) -> &str {
        match self {
            Self::Info(s) | Self::Good(s) | Self::Bad(s) => s,
        }
    }

    pub fn style(&self) -> ratatui::style::Style {
        match self {
            Self::Info(_) => super::theme::warn(),
            Self::Good(_) => super::theme::good(),
            Self::Bad(_) => super::theme::bad(),
        }
    }
}

/// What to say to a key that does nothing here.
pub fn unbound(key: super::input::Key, lang: Lang) -> Notice {
    match key.code {
        super::input::Code::Char(c) if !c.is_ascii() => {
            Notice::Info(t::IME_IS_ON.get(lang).to_owned())
        }
        _ => Notice::Info(t::KEY_UNBOUND.fill(lang, &[("key", &key.name())])),
    }
}

/// A row moved by a key inside a list.
pub fn moved(row: usize, by: isize, length: usize) -> usize {
    row.saturating_add_signed(by).min(length.saturating_sub(1))
}

/// The first row to draw so that the current one is visible.
pub fn scrolled(row: usize, rows: usize, length: usize) -> usize {
    if rows == 0 || length <= rows {
        return 0;
    }
    row.saturating_sub(rows / 2).min(length - rows)
}
