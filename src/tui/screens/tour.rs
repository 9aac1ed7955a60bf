//! The start of a demonstration: sit down as a judge, or watch as the coordinator, and how.

use super::home::{chosen, option};
use crate::model::DESK;
use crate::text::fill;
use crate::text::screens as t;
use crate::tui::input::Input;
use crate::tui::keys::{self, MenuAction};
use crate::tui::names;
use crate::tui::screen::{Context, Effect, Route, moved};
use crate::tui::widgets::frame as surround;
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::Rect;

/// The judge a newcomer sits down as: one who has scored a few applicants and has many to go.
const JUDGE: &str = "w03";

#[derive(Debug, Default)]
pub struct TourScreen {
    row: usize,
}

const LENGTH: usize = 4;

impl TourScreen {
    pub fn update(&mut self, input: &Input, _: &Context) -> Vec<Effect> {
        let Input::Key(key) = input else {
            return vec![];
        };
        if let Some(row) = chosen(*key, LENGTH) {
            self.row = row;
            return self.choose();
        }
        match keys::find(keys::MENU, *key) {
            Some(MenuAction::Up) => self.row = moved(self.row, -1, LENGTH),
            Some(MenuAction::Down) => self.row = moved(self.row, 1, LENGTH),
            Some(MenuAction::Choose) => return self.choose(),
            Some(MenuAction::Back) => return vec![Effect::Back],
            None => {}
        }
        vec![]
    }

    fn choose(&self) -> Vec<Effect> {
        let sit = |seat: &str| Effect::SignIn {
            seat: seat.to_owned(),
            pin: None,
        };
        match self.row {
            0 => vec![sit(JUDGE)],
            1 => vec![Effect::Go(Route::Standings)],
            2 => vec![sit(DESK)],
            _ => vec![Effect::Go(Route::SignIn)],
        }
    }

    pub fn view(&self, ctx: &Context, frame: &mut Frame, area: Rect) {
        let lang = ctx.lang;
        let columns = usize::from(area.width.saturating_sub(6));
        let mut row = 1;
        for text in width::wrap(t::TOUR_WELCOME.get(lang), columns) {
            surround::line(frame, area, row, &format!("   {text}"), theme::quiet());
            row += 1;
        }
        row += 1;
        for (n, text) in [t::TOUR_JUDGE, t::TOUR_WATCH, t::TOUR_DESK, t::TOUR_OTHER]
            .into_iter()
            .enumerate()
        {
            option(frame, area, row, n, self.row, text.get(lang));
            row += 1;
        }
        row += 1;
        for text in [t::TOUR_HOW_1, t::TOUR_HOW_2, t::TOUR_HOW_3, t::TOUR_HOW_4] {
            for (n, part) in width::wrap(text.get(lang), columns.saturating_sub(2))
                .iter()
                .enumerate()
            {
                let sign = if n == 0 { "- " } else { "  " };
                surround::line(
                    frame,
                    area,
                    row,
                    &format!("   {sign}{part}"),
                    theme::quiet(),
                );
                row += 1;
            }
        }
        if let Some(live) = ctx.live {
            row += 1;
            let command = names::watch_line(live.journal().folder());
            let text = fill!(
                t::TOUR_SECOND,
                lang,
                [("command", &width::display_safe(&command))]
            );
            for part in width::wrap(&text, columns) {
                surround::line(frame, area, row, &format!("   {part}"), theme::quiet());
                row += 1;
            }
        }
    }
}
