//! The one state and the one way it changes: event, screen's update, effects, answer, one draw.

use super::exporting::{News, Task};
use super::input::{Code, Input};
use super::keys::{self, Global};
use super::live::Live;
use super::places::Places;
use super::screens::{Context, Screen, help, home, incident, scoring, signin, tour};
use super::widgets::frame as surround;
use crate::journal::{Clock, Journal, JournalError, Opening, snapshot};
use crate::text::screens as t;
use crate::text::{self, Lang};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Without a key for so long, a seat with a PIN is locked.
const IDLE: Duration = Duration::from_secs(15 * 60);
/// The smallest screen on which everything fits.
pub const LEAST: (u16, u16) = (80, 24);

/// What happens to the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    Input(Input),
    /// The journal grew under another process.
    Grew,
    /// How the making of papers goes on.
    Export(News),
    /// The line is gone.
    Hangup,
    /// The system asks to end.
    Stop,
}

/// What the app is told at its start.
pub struct Setting {
    /// From `--lang` or the environment; else the session's language holds.
    pub lang: Option<Lang>,
    pub clock: Clock,
    pub network_too: bool,
    /// Where sessions opened before are remembered; `None` remembers nothing.
    pub places: Places,
    /// Where this terminal is, for the record of a sign-in.
    pub from: String,
}

/// The program's whole state.
pub struct App {
    pub(super) setting: Setting,
    pub(super) lang: Lang,
    pub(super) live: Option<Live>,
    pub(super) seat: Option<String>,
    pub(super) watching: bool,
    pub(super) screens: Vec<Screen>,
    /// Scoring rooms of judges who handed over: their cursor and half-typed number wait for them.
    pub(super) parked: HashMap<String, Box<scoring::Scoring>>,
    pub(super) help: Option<help::Help>,
    /// An incident being written down over whatever screen there is.
    pub(super) incident: Option<incident::Incident>,
    pub(super) leaving: bool,
    pub(super) quit: bool,
    pub(super) last_key: Instant,
    /// Set when another session was opened, so that its file is followed.
    pub(super) follow: Option<PathBuf>,
    /// Papers to be made by whoever runs the loop, and the task that runs.
    pub(super) export: Option<Task>,
    pub(super) exporting: Option<Task>,
}

impl App {
    pub fn new(setting: Setting) -> Self {
        Self {
            lang: setting.lang.unwrap_or_default(),
            live: None,
            seat: None,
            watching: false,
            screens: vec![Screen::Home(home::Home::default())],
            parked: HashMap::new(),
            help: None,
            incident: None,
            leaving: false,
            quit: false,
            last_key: Instant::now(),
            follow: None,
            export: None,
            exporting: None,
            setting,
        }
    }

    /// Opens a session for its seats.
    ///
    /// # Errors
    /// As [`Journal::open`].
    pub fn open(&mut self, folder: &Path, seat: Option<&str>) -> Result<(), JournalError> {
        self.load(folder, true)?;
        let mut room = signin::SignIn::at(seat);
        let effects = room.begin(&self.context());
        self.screens.push(Screen::SignIn(room));
        for effect in effects {
            self.perform(effect);
        }
        Ok(())
    }

    pub fn is_seat(&self, seat: &str) -> bool {
        self.live
            .as_ref()
            .is_some_and(|l| l.session().is_seat(seat))
    }

    /// Opens a session's standings, read-only.
    ///
    /// # Errors
    /// As [`Journal::open`].
    pub fn watch(&mut self, folder: &Path) -> Result<(), JournalError> {
        self.load(folder, false)?;
        self.watching = true;
        self.screens = vec![Screen::Standings(Box::default())];
        Ok(())
    }

    /// Opens a demonstration at the start of its tour.
    ///
    /// # Errors
    /// As [`Journal::open`].
    pub fn tour(&mut self, folder: &Path) -> Result<(), JournalError> {
        self.load(folder, true)?;
        self.screens.push(Screen::Tour(tour::Tour::default()));
        Ok(())
    }

    fn load(&mut self, folder: &Path, write: bool) -> Result<(), JournalError> {
        let opening = Opening {
            write,
            network_too: self.setting.network_too,
            anchors: snapshot::anchor(folder).into_iter().collect(),
        };
        let journal = Journal::open(folder, self.setting.clock.clone(), &opening)?;
        if self.setting.lang.is_none()
            && let Some(setup) = journal.session().setup()
        {
            self.lang = setup.language;
        }
        self.setting.places.remember(journal.folder());
        self.follow = Some(journal.folder().to_owned());
        self.live = Some(Live::new(journal));
        self.seat = None;
        self.parked.clear();
        Ok(())
    }

    /// A folder to be followed from now on, once.
    pub fn take_follow(&mut self) -> Option<PathBuf> {
        self.follow.take()
    }

    /// Papers to be made from now on, once.
    pub fn take_export(&mut self) -> Option<Task> {
        self.export.take()
    }

    /// May sessions lie on a network folder?
    pub fn network_too(&self) -> bool {
        self.setting.network_too
    }

    pub fn finished(&self) -> bool {
        self.quit
    }

    /// How long the loop may sleep: until a seat with a PIN is locked. `None` is for ever.
    pub fn patience(&self) -> Option<Duration> {
        let seat = self.seat.as_deref()?;
        let guarded = self.live.as_ref()?.session().seat(seat).pin.is_some();
        guarded.then(|| {
            IDLE.saturating_sub(self.last_key.elapsed())
                .max(Duration::from_millis(50))
        })
    }

    /// Nothing came for as long as [`App::patience`] said.
    pub fn idle(&mut self) {
        if self.patience().is_some() && self.last_key.elapsed() >= IDLE {
            self.hand_over();
        }
    }

    pub(super) fn context(&self) -> Context<'_> {
        Context {
            lang: self.lang,
            live: self.live.as_ref(),
            seat: self.seat.as_deref(),
            watching: self.watching,
            clock: &self.setting.clock,
            recent: self.setting.places.recent(),
        }
    }

    /// Takes one event in.
    pub fn handle(&mut self, event: Event) {
        match event {
            Event::Hangup | Event::Stop => self.end(),
            Event::Grew => self.grew(),
            Event::Export(news) => self.export_news(news),
            Event::Input(input) => {
                self.last_key = Instant::now();
                self.input(&input);
            }
        }
        self.ask_statement();
    }

    /// Whoever asked for papers may have gone on to another screen; then nobody is told.
    fn export_news(&mut self, news: News) {
        let lang = self.lang;
        if !matches!(news, News::Step(_)) {
            self.exporting = None;
        }
        for screen in &mut self.screens {
            if let Screen::Export(screen) = screen {
                screen.news(news, lang);
                return;
            }
        }
    }

    fn grew(&mut self) {
        let Some(live) = &mut self.live else { return };
        // A lock held for long only delays the news; they come with the next notice.
        let _ = live.follow();
        live.refresh();
        self.renew_screens();
    }

    fn input(&mut self, input: &Input) {
        if let Input::Key(key) = input {
            if self.leaving {
                self.leaving = false;
                if matches!(key.code, Code::Enter)
                    || matches!(keys::find(keys::GLOBAL, *key), Some(Global::Quit))
                {
                    self.end();
                }
                return;
            }
            if self.incident.is_some() {
                return self.write_incident(input);
            }
            let typing = self.help.is_none() && self.screens.last().is_some_and(Screen::typing);
            let is_text = matches!(key.code, Code::Char(_)) && !key.ctrl;
            match keys::find(keys::GLOBAL, *key) {
                Some(_) if typing && is_text => {}
                Some(Global::Help) => {
                    self.help = match self.help {
                        Some(_) => None,
                        None => Some(help::Help::default()),
                    };
                    return;
                }
                Some(Global::Incident) => {
                    self.help = None;
                    self.begin_incident();
                    return;
                }
                Some(Global::Language) => {
                    self.lang = text::other(self.lang);
                    self.setting.lang = Some(self.lang);
                    self.renew_screens();
                    return;
                }
                Some(Global::Quit) => {
                    self.leaving = true;
                    return;
                }
                None => {}
            }
        }
        if self.incident.is_some() {
            return self.write_incident(input);
        }
        if let Some(help) = &mut self.help {
            if help.update(input) {
                self.help = None;
            }
            return;
        }
        let Some(mut screen) = self.screens.pop() else {
            return;
        };
        let effects = screen.update(input, &self.context());
        self.screens.push(screen);
        for effect in effects {
            self.perform(effect);
        }
    }

    /// Draws the whole screen. Reads only.
    pub fn view(&self, frame: &mut Frame) {
        let ctx = self.context();
        let area = frame.area();
        if area.width < LEAST.0 || area.height < LEAST.1 {
            let text = t::TOO_SMALL.fill(
                self.lang,
                &[
                    ("w", &area.width),
                    ("h", &area.height),
                    ("mw", &LEAST.0),
                    ("mh", &LEAST.1),
                ],
            );
            for (row, part) in super::width::wrap(&text, usize::from(area.width.max(1)))
                .iter()
                .enumerate()
            {
                surround::line(frame, area, row as u16, part, super::theme::quiet());
            }
            return;
        }
        let [top, body, foot] = Layout::vertical([
            Constraint::Length(1),
            Constraint::Min(0),
            Constraint::Length(1),
        ])
        .areas(area);
        let Some(screen) = self.screens.last() else {
            return;
        };
        let used = surround::banners(&ctx, frame, body);
        let body = ratatui::layout::Rect {
            y: body.y + used,
            height: body.height.saturating_sub(used),
            ..body
        };
        let (middle, right) = screen.title(&ctx);
        surround::title(&ctx, frame, top, &middle, &right);
        screen.view(&ctx, frame, body);
        let rows = self.rows(screen, &ctx);
        if let Some(incident) = &self.incident {
            incident.view(&ctx, frame, body);
            surround::footer(frame, foot, &keys::rows(keys::FORM, self.lang));
        } else if let Some(help) = &self.help {
            help.view(&ctx, frame, body, &rows);
            surround::footer(frame, foot, &keys::rows(keys::PAGE, self.lang));
        } else {
            surround::footer(frame, foot, &rows);
        }
        if self.leaving {
            help::leaving(&ctx, frame, body);
        }
    }

    fn rows(&self, screen: &Screen, ctx: &Context) -> Vec<keys::Row> {
        let mut rows = screen.keys(ctx);
        let mut global = keys::rows(keys::GLOBAL, self.lang);
        if self.seat.is_none() {
            // Nobody is here who could write an incident down.
            global.retain(|row| row.label != t::K_INCIDENT.get(self.lang));
        }
        if screen.typing() {
            // A character is text there; only the other keys are commands.
            global
                .iter_mut()
                .for_each(|row| row.keys.retain(|name| name.chars().count() > 1));
        }
        rows.extend(global);
        rows
    }
}
