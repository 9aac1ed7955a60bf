//! The one state and the one way it changes: event, screen's update, effects, answer, one draw.

use super::draft;
use super::input::{Code, Input};
use super::keys::{self, Global};
use super::live::Live;
use super::places::Places;
use super::screens::{
    Answer, Context, Effect, Place, Screen, found, help, home, scoring, signin, tour,
};
use super::widgets::frame as surround;
use crate::journal::{Clock, Journal, JournalError, Opening, clock, pin, snapshot};
use crate::model::{Act, DESK, Intent, Phase};
use crate::office::{demo, roster};
use crate::text::screens as t;
use crate::text::{self, Lang, faults};
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
    setting: Setting,
    lang: Lang,
    live: Option<Live>,
    seat: Option<String>,
    watching: bool,
    screens: Vec<Screen>,
    /// Scoring rooms of judges who handed over: their cursor and half-typed number wait for them.
    parked: HashMap<String, Box<scoring::Scoring>>,
    help: Option<help::Help>,
    leaving: bool,
    quit: bool,
    last_key: Instant,
    /// Set when another session was opened, so that its file is followed.
    follow: Option<PathBuf>,
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
            leaving: false,
            quit: false,
            last_key: Instant::now(),
            follow: None,
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

    fn context(&self) -> Context<'_> {
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
            Event::Input(input) => {
                self.last_key = Instant::now();
                self.input(&input);
            }
        }
    }

    fn grew(&mut self) {
        let Some(live) = &mut self.live else { return };
        // A lock held for long only delays the news; they come with the next notice.
        let _ = live.follow();
        live.refresh();
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
                Some(Global::Language) => {
                    self.lang = text::other(self.lang);
                    self.setting.lang = Some(self.lang);
                    return;
                }
                Some(Global::Quit) => {
                    self.leaving = true;
                    return;
                }
                None => {}
            }
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

    fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Record(intents) => {
                let answer = self.record(intents);
                self.answer(&answer);
            }
            Effect::SignIn { seat, pin } => self.sign_in(&seat, pin.as_deref()),
            Effect::ChoosePin { seat, pin } => self.choose_pin(&seat, &pin),
            Effect::SetPin { seat, pin } => {
                let answer = match pin::hash(&pin) {
                    Some(hash) => self.record(vec![Act::Pin { seat, hash }.into()]),
                    None => Answer::Failed(t::NO_RANDOMNESS.get(self.lang).to_owned()),
                };
                self.answer(&answer);
            }
            Effect::HandOver => self.hand_over(),
            Effect::Open(folder) => {
                if let Err(error) = self.open(&folder, None) {
                    self.answer(&Answer::Failed(faults::journal_error(self.lang, &error)));
                }
            }
            Effect::MakeDemo => self.make_demo(),
            Effect::Found(wish) => self.found(&wish),
            Effect::ImportRoster(path) => self.import_roster(&path),
            Effect::Go(place) => self.go(place),
            Effect::Back => self.back(),
            Effect::Quit => self.leaving = true,
        }
    }

    fn record(&mut self, intents: Vec<Intent>) -> Answer {
        let by = self.seat.clone().unwrap_or_else(|| DESK.to_owned());
        self.record_by(&by, intents)
    }

    fn record_by(&mut self, by: &str, intents: Vec<Intent>) -> Answer {
        let lang = self.lang;
        let Some(live) = self.live.as_mut().filter(|_| !self.watching) else {
            return Answer::Failed(t::WATCHING.get(lang).to_owned());
        };
        let answer = match live.record(by, intents) {
            Ok(saved) => Answer::Saved(saved),
            Err(error) => Answer::Failed(faults::journal_error(lang, &error)),
        };
        live.refresh();
        answer
    }

    fn answer(&mut self, answer: &Answer) {
        let Some(mut screen) = self.screens.pop() else {
            return;
        };
        screen.answer(answer, &self.context());
        self.screens.push(screen);
    }

    fn sign_in(&mut self, seat: &str, typed: Option<&str>) {
        let Some(live) = &self.live else { return };
        let known = live.session().seat(seat);
        if let Some(hash) = &known.pin {
            let since = known
                .last_failure
                .as_deref()
                .and_then(|at| clock::seconds_since(at, &self.setting.clock));
            let wait = since.map_or(0, |s| (pin::PAUSE - s).clamp(0, pin::PAUSE));
            if known.failures >= pin::TRIES && wait > 0 {
                let text = t::SEAT_PAUSES.fill(self.lang, &[("seconds", &wait)]);
                return self.answer(&Answer::PinRefused(text));
            }
            if !typed.is_some_and(|p| pin::matches(p, hash)) {
                let failed = Act::SignInFailed {
                    seat: seat.to_owned(),
                    from: self.setting.from.clone(),
                };
                self.record_by(seat, vec![failed.into()]);
                let left = i64::from(pin::TRIES) - i64::from(known.failures) - 1;
                let text = if left > 0 {
                    t::PIN_WRONG.fill(self.lang, &[("left", &left)])
                } else {
                    t::SEAT_PAUSES.fill(self.lang, &[("seconds", &pin::PAUSE)])
                };
                return self.answer(&Answer::PinRefused(text));
            }
        }
        self.enter(seat);
    }

    fn choose_pin(&mut self, seat: &str, chosen: &str) {
        let Some(hash) = pin::hash(chosen) else {
            return self.answer(&Answer::Failed(t::NO_RANDOMNESS.get(self.lang).to_owned()));
        };
        let taken = self
            .live
            .as_ref()
            .is_some_and(|l| l.session().seat(seat).pin.is_some());
        if taken {
            return self.answer(&Answer::PinRefused(t::PIN_EXISTS.get(self.lang).to_owned()));
        }
        let act = Act::Pin {
            seat: seat.to_owned(),
            hash,
        };
        match self.record_by(seat, vec![act.into()]) {
            Answer::Saved(_) => self.enter(seat),
            failed => self.answer(&failed),
        }
    }

    /// The seat is taken: its room opens where it was left.
    fn enter(&mut self, seat: &str) {
        let act = Act::SignIn {
            seat: seat.to_owned(),
            from: self.setting.from.clone(),
        };
        let read_only = self
            .live
            .as_ref()
            .is_none_or(|l| l.journal().health().read_only());
        if !read_only && let Answer::Failed(why) = self.record_by(seat, vec![act.into()]) {
            return self.answer(&Answer::Failed(why));
        }
        self.seat = Some(seat.to_owned());
        if seat == DESK {
            self.screens.push(Screen::Desk(Box::default()));
            return;
        }
        let room = match self.parked.remove(seat) {
            Some(room) => Some(room),
            None => self.live.as_ref().and_then(|live| {
                let draft = draft::take(live.journal().folder(), seat);
                scoring::Scoring::enter(live.session(), seat, None, draft).map(Box::new)
            }),
        };
        if let Some(room) = room {
            self.screens.push(Screen::Scoring(room));
        }
    }

    fn hand_over(&mut self) {
        self.leave_seat();
        while self.screens.len() > 1
            && !matches!(
                self.screens.last(),
                Some(Screen::SignIn(_) | Screen::Tour(_) | Screen::Home(_))
            )
        {
            self.screens.pop();
        }
        if let Some(Screen::SignIn(s)) = self.screens.last_mut() {
            s.reset();
        }
    }

    /// Keeps what is half-typed, for this program and for the next one.
    fn leave_seat(&mut self) {
        let Some(seat) = self.seat.take() else { return };
        let position = self
            .screens
            .iter()
            .position(|s| matches!(s, Screen::Scoring(room) if room.seat() == seat));
        if let Some(position) = position
            && let Screen::Scoring(room) = self.screens.remove(position)
        {
            if let Some(live) = &self.live {
                draft::keep(live.journal().folder(), &seat, &room.draft(live.session()));
            }
            self.parked.insert(seat.clone(), room);
        }
        let read_only = self
            .live
            .as_ref()
            .is_none_or(|l| l.journal().health().read_only());
        if !read_only {
            self.record_by(&seat, vec![Act::SignOut { seat: seat.clone() }.into()]);
        }
    }

    fn end(&mut self) {
        self.leave_seat();
        self.quit = true;
    }

    fn make_demo(&mut self) {
        let folder = self.setting.places.demo_folder(&self.setting.clock);
        let made = demo::make(&folder, &self.setting.clock, self.lang)
            .map_err(|e| e.words(self.lang).join("\n"))
            .and_then(|()| {
                self.tour(&folder)
                    .map_err(|e| faults::journal_error(self.lang, &e))
            });
        if let Err(why) = made {
            self.answer(&Answer::Failed(why));
        }
    }

    fn found(&mut self, wish: &found::Wish) {
        match found::carry_out(wish, &self.setting.clock, self.lang) {
            Ok(folder) => {
                self.screens.pop();
                self.perform(Effect::Open(folder));
            }
            Err(why) => self.answer(&Answer::Failed(why.join("\n"))),
        }
    }

    fn import_roster(&mut self, path: &Path) {
        let lang = self.lang;
        let Some(live) = &self.live else { return };
        let read = roster::read_file(path, live.session().projects())
            .map_err(|e| e.words(lang).join("\n"));
        let answer = match read {
            Ok(applicants) => {
                let n = applicants.len();
                let acts = applicants
                    .into_iter()
                    .map(|a| Act::Applicant(Box::new(a)).into())
                    .collect();
                match self.record(acts) {
                    Answer::Saved(_) => Answer::Done(t::ROSTER_IMPORTED.fill(lang, &[("n", &n)])),
                    failed => failed,
                }
            }
            Err(why) => Answer::Failed(why),
        };
        self.answer(&answer);
    }

    fn go(&mut self, place: Place) {
        let screen = match place {
            Place::SignIn => Screen::SignIn(signin::SignIn::default()),
            Place::Standings => Screen::Standings(Box::default()),
            Place::Found => {
                Screen::Found(found::Found::new(self.lang, self.setting.places.sessions()))
            }
            Place::Paper(judge) => {
                let Some(live) = &self.live else { return };
                if live.session().phase() != Phase::Scoring {
                    return self.answer(&Answer::Failed(t::NOT_SCORING.get(self.lang).to_owned()));
                }
                match scoring::Scoring::enter(live.session(), &judge, Some(DESK), None) {
                    Some(room) => Screen::Scoring(Box::new(room)),
                    None => return,
                }
            }
        };
        self.screens.push(screen);
    }

    fn back(&mut self) {
        if self.screens.len() > 1 {
            let closed = self.screens.pop();
            // The session is left when its seats are.
            if matches!(closed, Some(Screen::SignIn(_) | Screen::Tour(_)))
                && !self.screens.iter().any(|s| matches!(s, Screen::Tour(_)))
            {
                self.live = None;
            }
        } else {
            self.leaving = true;
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
        if let Some(help) = &self.help {
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
