//! The screens, one file each: its state, what a key does to it, how it is drawn.

pub mod comments;
pub mod copies;
pub mod desk;
pub mod dossier;
pub mod dossiers;
pub mod export;
pub mod help;
pub mod home;
pub mod incident;
pub mod insight;
pub mod log;
pub mod new_session;
pub mod notice_text;
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
pub mod working;

use super::input::Input;
use super::keys::{self, KeyRow};
use super::screen::{Answer, Context, Effect};
use super::widgets::form::Form;
use crate::text::comments as c;
use crate::text::desk as d;
use crate::text::dossier as s;
use crate::text::export as x;
use crate::text::notice as n;
use crate::text::screens as t;
use crate::tui::widgets::panel::ListOrder;
use ratatui::Frame;
use ratatui::layout::Rect;
use std::collections::BTreeMap;

/// Every screen there is.
pub enum Screen {
    Home(home::HomeScreen),
    NewSession(new_session::NewSessionScreen),
    Tour(tour::TourScreen),
    SignIn(signin::SignInScreen),
    Scoring(Box<scoring::ScoringScreen>),
    Standings(Box<standings::StandingsScreen>),
    Desk(Box<desk::DeskScreen>),
    Statement(statement::StatementScreen),
    Roster(Box<roster::RosterScreen>),
    Sheets(sheets::SheetsScreen),
    Review(Box<review::ReviewScreen>),
    Rules(rules::RulesScreen),
    Progress(progress::ProgressScreen),
    Questions(questions::QuestionsScreen),
    Insight(Box<insight::InsightScreen>),
    Result(result::ResultScreen),
    Export(Box<export::ExportScreen>),
    Log(Box<log::LogScreen>),
    NoticeText(Box<notice_text::NoticeTextScreen>),
    Dossier(Box<dossier::DossierScreen>),
    Dossiers(Box<dossiers::DossiersScreen>),
    Working(working::WorkingScreen),
    Copies(Box<copies::CopiesScreen>),
    Comments(Box<comments::CommentsScreen>),
}

impl Screen {
    pub fn update(&mut self, input: &Input, ctx: &Context) -> Vec<Effect> {
        match self {
            Self::Home(s) => s.update(input, ctx),
            Self::NewSession(s) => s.update(input, ctx),
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
            Self::NoticeText(s) => s.update(input),
            Self::Dossier(s) => s.update(input),
            Self::Dossiers(s) => s.update(input, ctx),
            Self::Working(s) => s.update(input),
            Self::Copies(s) => s.update(input, ctx),
            Self::Comments(s) => s.update(input, ctx),
        }
    }

    /// Learns what became of its effect.
    pub fn answer(&mut self, answer: &Answer, ctx: &Context) {
        match self {
            Self::Home(s) => s.answer(answer),
            Self::NewSession(s) => s.answer(answer),
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
            Self::Dossiers(s) => s.answer(answer),
            Self::Copies(s) => s.answer(answer),
            Self::Comments(s) => s.answer(answer),
            // They ask for nothing but to go.
            Self::NoticeText(_) | Self::Dossier(_) | Self::Working(_) => {}
        }
    }

    /// The path that was begun goes on like this; `None`: there is nothing to add.
    pub fn completed(&mut self, path: Option<&str>) {
        match self {
            Self::Home(s) => s.completed(path),
            Self::NewSession(s) => s.completed(path),
            Self::Desk(s) => s.completed(path),
            Self::Export(s) => s.completed(path),
            // Their forms have no paths.
            _ => {}
        }
    }

    /// How the list of this screen is sorted, if it has one that can be.
    fn order(&mut self) -> Option<&mut ListOrder> {
        let order = match self {
            Self::Desk(s) => s.order(),
            Self::Roster(s) => s.order(),
            Self::Review(s) => s.order(),
            Self::Questions(s) => s.order(),
            _ => return None,
        };
        (!order.list().is_empty()).then_some(order)
    }

    /// Sorts a list that has just come as it was sorted before, and notes how it is sorted from then on. `seen` is the
    /// list that was there before this, if any.
    pub fn follow_order(
        &mut self,
        seen: Option<&'static str>,
        orders: &mut BTreeMap<String, usize>,
    ) -> Option<&'static str> {
        let order = self.order()?;
        let list = order.list();
        match (seen == Some(list), order.by()) {
            (false, _) => order.sort_again(orders.get(list).copied()),
            (true, Some(order)) => {
                orders.insert(list.to_owned(), order);
            }
            (true, None) => {
                orders.remove(list);
            }
        }
        Some(list)
    }

    /// The middle and the right of the title line.
    pub fn title(&self, ctx: &Context) -> (String, String) {
        match self {
            Self::Home(_) => (t::START.get(ctx.lang).to_owned(), String::new()),
            Self::NewSession(_) => (t::NEW_SESSION.get(ctx.lang).to_owned(), String::new()),
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
            Self::NoticeText(_) => (n::TITLE.get(ctx.lang).to_owned(), ctx.phase()),
            Self::Dossier(_) => (s::TITLE.get(ctx.lang).to_owned(), ctx.phase()),
            Self::Dossiers(_) => (s::PREVIEW_TITLE.get(ctx.lang).to_owned(), ctx.phase()),
            Self::Working(s) => (s.title().get(ctx.lang).to_owned(), ctx.phase()),
            Self::Comments(_) => (c::TITLE.get(ctx.lang).to_owned(), ctx.phase()),
            Self::Copies(_) => (s::COPIES_TITLE.get(ctx.lang).to_owned(), ctx.phase()),
        }
    }

    pub fn view(&self, ctx: &Context, frame: &mut Frame, area: Rect) {
        match self {
            Self::Home(s) => s.view(ctx, frame, area),
            Self::NewSession(s) => s.view(ctx, frame, area),
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
            Self::NoticeText(s) => s.view(ctx, frame, area),
            Self::Dossier(s) => s.view(ctx, true, frame, area),
            Self::Dossiers(s) => s.view(ctx, frame, area),
            Self::Working(s) => s.view(ctx, frame, area),
            Self::Copies(s) => s.view(ctx, frame, area),
            Self::Comments(s) => s.view(ctx, frame, area),
        }
    }

    /// The keys that work now, for the footer and the help page.
    pub fn keys(&self, ctx: &Context) -> Vec<KeyRow> {
        let lang = ctx.lang;
        match self {
            Self::Home(s) => s.keys(lang),
            Self::NewSession(_) => keys::rows(keys::FORM, lang),
            Self::Tour(_) => keys::rows(keys::MENU, lang),
            Self::SignIn(s) => s.keys(lang),
            Self::Scoring(s) => s.keys(ctx),
            Self::Standings(s) => s.keys(ctx),
            Self::Desk(s) => s.keys(ctx),
            Self::Statement(s) => s.keys(lang),
            Self::Roster(s) => s.keys(lang),
            Self::Sheets(s) => s.keys(lang),
            Self::Review(s) => s.keys(ctx),
            Self::Rules(s) => s.keys(ctx),
            Self::Progress(s) => s.keys(lang),
            Self::Questions(s) => s.keys(ctx),
            Self::Insight(s) => s.keys(lang),
            Self::Result(s) => s.keys(ctx),
            Self::Export(s) => s.keys(lang),
            Self::Log(s) => s.keys(lang),
            Self::NoticeText(_) => notice_text::NoticeTextScreen::keys(lang),
            Self::Dossier(s) => s.keys(lang),
            Self::Dossiers(s) => s.keys(lang),
            Self::Working(_) => working::WorkingScreen::keys(lang),
            Self::Copies(s) => s.keys(lang),
            Self::Comments(s) => s.keys(ctx),
        }
    }

    /// Is text being typed, in a form or to find something, so that `?` is a character and not a key?
    pub fn typing(&self) -> bool {
        let finding = match self {
            Self::Desk(s) => s.typing(),
            Self::Standings(s) => s.typing(),
            Self::Roster(s) => s.typing(),
            Self::Sheets(s) => s.typing(),
            Self::Review(s) => s.typing(),
            Self::Rules(s) => s.typing(),
            Self::Progress(s) => s.typing(),
            Self::Questions(s) => s.typing(),
            Self::Dossier(s) => s.typing(),
            _ => false,
        };
        finding || self.form().is_some()
    }

    /// The form that takes what is typed.
    pub fn form(&self) -> Option<&Form> {
        match self {
            Self::Home(s) => s.form(),
            Self::NewSession(s) => Some(s.form()),
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
            Self::Roster(s) => s.form(),
            Self::Copies(s) => s.form(),
            Self::Comments(s) => s.form(),
            Self::Tour(_)
            | Self::Sheets(_)
            | Self::Progress(_)
            | Self::Insight(_)
            | Self::NoticeText(_)
            | Self::Dossier(_)
            | Self::Dossiers(_)
            | Self::Working(_) => None,
        }
    }

    /// Is the screen made for a wall now, without the line of keys?
    pub fn on_wall(&self, ctx: &Context) -> bool {
        matches!(self, Self::Standings(s) if s.on_wall(ctx))
    }
}
