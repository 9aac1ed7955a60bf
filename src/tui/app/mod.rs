//! The one state and the one way it changes: event, screen's update, effects, answer, one draw.

mod desk;
mod dossier;
mod effects;
mod idle;
mod input;
mod mirror;
mod news;
mod notice;
mod palette;
mod press;
mod seats;
mod small;
mod view;
mod window;

use crate::journal::mirror::MirrorChoice;
use crate::journal::{Clock, JournalError, snapshot};
use crate::live::Live;
use crate::live::{SharedSession, Subscription, Topic};
use crate::model::{CommentText, DESK};
use crate::text::acts;
use crate::text::{Lang, Text};
use crate::tui::dossier_task::{DossierNews, DossierTask};
use crate::tui::draft::Draft;
use crate::tui::exporting::{News, Task};
use crate::tui::held::Held;
use crate::tui::input::Input;
use crate::tui::news::{SeenSheets, SheetNews};
use crate::tui::recent::RecentSessions;
use crate::tui::screen::Context;
use crate::tui::screens::{Screen, help, home, incident, scoring, signin, tour};
use crate::tui::terminal::palette::Theme;
use crate::tui::terminal::signals::Signal;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Without a key for so long, a seat with a PIN is locked.
const IDLE: Duration = Duration::from_secs(15 * 60);
/// The smallest screen on which everything fits.
pub const MIN_SIZE: (u16, u16) = (80, 23);

/// What happens to the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    Input(Input),
    /// The session changed: somebody else here, or another process, recorded something.
    Grew,
    /// The last frame was taken; another one may follow.
    Taken,
    /// How the making of papers goes on.
    Export(News),
    /// How the reading or comparing of applications goes on.
    Dossiers(DossierNews),
    /// The line is gone.
    Hangup,
    /// The system asks to end.
    Stop,
}

/// What the app is told at its start.
pub struct Config {
    /// From `--lang` or the environment; else the session's language holds.
    pub lang: Option<Lang>,
    pub clock: Clock,
    pub network_too: bool,
    /// Where sessions opened before are remembered; `None` remembers nothing.
    pub recent: RecentSessions,
    /// Where this terminal is, for the record of a sign-in.
    pub from: String,
    /// A line from elsewhere. It reaches its seat and nothing else of this machine, and ends after so long
    /// without a key.
    pub remote: Option<Duration>,
    pub theme: Theme,
}

/// What the app wants of whoever draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RedrawRequest {
    /// Everything is drawn again.
    Anew,
    /// Plain signs in place of line signs, or the other way round.
    OtherSigns,
    Theme(Theme),
}

/// How long before its end an idle line is warned.
const WARNING: Duration = Duration::from_secs(60);

/// Why the program, or a line from elsewhere, came to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExitReason {
    /// The user left.
    Left,
    Idle,
    /// The seat signed in from there, at that time.
    TakenOver {
        from: String,
        at: String,
    },
    /// The coordinator ended the sign-in.
    Ended,
    /// The line is gone.
    LineLost,
    /// The system asked to end.
    Stopped,
}

/// The program's whole state.
pub struct App {
    pub(super) config: Config,
    pub(super) lang: Lang,
    /// What whoever sits here has chosen by key, now or when she sat here last.
    pub(super) chosen: Option<Lang>,
    /// The theme that is drawn in.
    pub(super) theme: Theme,
    pub(super) shared: Option<Arc<SharedSession>>,
    pub(super) subscription: Option<Arc<Subscription>>,
    pub(super) seat: Option<String>,
    /// The act by which the seat signed in here.
    pub(super) signed: Option<u64>,
    /// What was last kept of the half-typed number.
    pub(super) kept: Option<Draft>,
    /// The application that is being read.
    reading: dossier::ReadingDesk,
    /// By what the lists of this seat are sorted.
    pub(super) orders: BTreeMap<String, usize>,
    /// Comments that are being written at this seat and are not in the journal, by `judge/applicant`.
    pub(super) half_comments: BTreeMap<String, CommentText>,
    /// The sorted list that is on the screen.
    list: Option<&'static str>,
    pub(super) watching: bool,
    pub(super) screens: Vec<Screen>,
    /// Scoring rooms of judges who handed over: their cursor and half-typed number wait for them.
    pub(super) parked: HashMap<String, Box<scoring::ScoringScreen>>,
    pub(super) help: Option<help::HelpScreen>,
    /// The record code in full lies over the screen.
    pub(super) code_page: bool,
    /// The list of commands over whatever screen there is.
    palette: Option<palette::CommandPalette>,
    /// An incident being written down over whatever screen there is.
    pub(super) incident: Option<incident::IncidentScreen>,
    /// A sentence that stays on top until the next key.
    pub(super) note: Option<Text>,
    /// The window's columns and rows, once they are known.
    pub(super) size: Option<(u16, u16)>,
    /// Which keys work in a window too small is being read.
    pub(super) small_help: bool,
    /// The judge's sheets as she saw them last, and what she was told of them since.
    pub(super) seen: Option<SeenSheets>,
    pub(super) news: Vec<SheetNews>,
    /// The mirror that was asked for at the start.
    first_mirror: MirrorChoice,
    /// The coordinator was told that the mirror is not as it should be.
    mirror_trouble: bool,
    /// What is wanted of whoever draws.
    pub(super) redraw: Option<RedrawRequest>,
    /// What the terminal is to be told beside the next frame.
    pub(super) signals: Vec<Signal>,
    pub(super) leaving: bool,
    pub(super) exit_reason: Option<ExitReason>,
    pub(super) last_key: Instant,
    pub(super) held: Held,
    /// Set when another session was opened, so that its changes are heard.
    pub(super) opened: Option<Arc<SharedSession>>,
    /// Papers to be made by whoever runs the loop, and the task that runs.
    pub(super) export: Option<Task>,
    pub(super) exporting: Option<Task>,
    /// Applications to be read or compared by whoever runs the loop, and the task that runs.
    pub(super) dossier_task: Option<DossierTask>,
    pub(super) dossiers_running: Option<DossierTask>,
}

impl App {
    pub fn new(config: Config) -> Self {
        Self {
            lang: config.lang.unwrap_or_default(),
            chosen: None,
            theme: config.theme,
            shared: None,
            subscription: None,
            seat: None,
            signed: None,
            kept: None,
            reading: dossier::ReadingDesk::default(),
            orders: BTreeMap::new(),
            half_comments: BTreeMap::new(),
            list: None,
            watching: false,
            screens: vec![Screen::Home(home::HomeScreen::default())],
            parked: HashMap::new(),
            help: None,
            code_page: false,
            palette: None,
            incident: None,
            note: None,
            size: None,
            small_help: false,
            seen: None,
            news: Vec::new(),
            first_mirror: MirrorChoice::Before,
            mirror_trouble: false,
            redraw: None,
            signals: Vec::new(),
            leaving: false,
            exit_reason: None,
            last_key: Instant::now(),
            held: Held::default(),
            opened: None,
            export: None,
            exporting: None,
            dossier_task: None,
            dossiers_running: None,
            config,
        }
    }

    /// Opens a session for its seats.
    ///
    /// # Errors
    /// As [`crate::journal::Journal::open`].
    pub fn open(&mut self, folder: &Path, seat: Option<&str>) -> Result<(), JournalError> {
        let shared = self.shared_session(folder, true)?;
        let first = std::mem::take(&mut self.first_mirror);
        shared.keep_mirror(self.config.recent.data(), first);
        self.join(shared);
        let mut room = signin::SignInScreen::at(seat);
        room.warn(self.seen_elsewhere());
        let effects = self.with_context(|ctx| room.begin(ctx));
        self.screens.push(Screen::SignIn(room));
        for effect in effects {
            self.perform(effect);
        }
        Ok(())
    }

    fn shared_session(
        &self,
        folder: &Path,
        write: bool,
    ) -> Result<Arc<SharedSession>, JournalError> {
        let data = self.config.recent.data();
        let opening = snapshot::opening(folder, write, self.config.network_too, data);
        SharedSession::open(folder, self.config.clock.clone(), &opening)
    }

    pub fn is_seat(&self, seat: &str) -> bool {
        self.read(|live| live.session().is_seat(seat))
            .unwrap_or(false)
    }

    /// Opens a session's standings, read-only.
    ///
    /// # Errors
    /// As [`crate::journal::Journal::open`].
    pub fn watch(&mut self, folder: &Path) -> Result<(), JournalError> {
        let shared = self.shared_session(folder, false)?;
        self.join(shared);
        self.watching = true;
        self.screens = vec![Screen::Standings(Box::default())];
        Ok(())
    }

    /// Opens a demonstration at the start of its tour.
    ///
    /// # Errors
    /// As [`crate::journal::Journal::open`].
    pub fn tour(&mut self, folder: &Path) -> Result<(), JournalError> {
        let shared = self.shared_session(folder, true)?;
        self.join(shared);
        self.screens.push(Screen::Tour(tour::TourScreen::default()));
        Ok(())
    }

    /// Sits at one seat of a session that others here sit in too, and stays there to the end.
    ///
    /// # Errors
    /// The sign-in cannot be recorded; why, in words.
    pub fn sit(&mut self, shared: Arc<SharedSession>, seat: &str) -> Result<(), String> {
        self.join(shared);
        self.screens.clear();
        self.take_seat(seat)
    }

    /// A session whose changes are to be heard from now on, once.
    pub fn take_opened(&mut self) -> Option<Arc<SharedSession>> {
        self.opened.take()
    }

    /// Where the changes are heard from.
    pub fn subscribe(&mut self, subscription: Arc<Subscription>) {
        self.subscription = Some(subscription);
        self.tell_interest();
    }

    /// A judge in her own room need not be woken by every mark that others make.
    fn tell_interest(&self) {
        let Some(subscription) = &self.subscription else {
            return;
        };
        let own = matches!(
            self.screens.last(),
            Some(
                Screen::Scoring(_)
                    | Screen::Statement(_)
                    | Screen::NoticeText(_)
                    | Screen::Dossier(_)
            )
        );
        subscription.set_topic(match &self.seat {
            Some(seat) if own && seat != DESK => Topic::Seat(seat.clone()),
            _ => Topic::Everything,
        });
    }

    /// Papers to be made from now on, once.
    pub fn take_export(&mut self) -> Option<Task> {
        self.export.take()
    }

    /// Applications to be read or compared from now on, once.
    pub fn take_dossier_task(&mut self) -> Option<DossierTask> {
        self.dossier_task.take()
    }

    /// Is this a line from elsewhere?
    pub fn is_remote(&self) -> bool {
        self.config.remote.is_some()
    }

    /// Says something on top of the screen until the next key.
    pub fn note(&mut self, note: Option<Text>) {
        self.note = note;
    }

    /// Takes a note away that is no longer true, if it is this one that stands there.
    fn forget_note(&mut self, note: Text) {
        self.note.take_if(|there| *there == note);
    }

    /// What is wanted of whoever draws, once.
    pub fn take_redraw(&mut self) -> Option<RedrawRequest> {
        self.redraw.take()
    }

    /// What the terminal is to be told, once.
    pub fn take_signals(&mut self) -> Vec<Signal> {
        std::mem::take(&mut self.signals)
    }

    /// May sessions lie on a network folder?
    pub fn network_too(&self) -> bool {
        self.config.network_too
    }

    pub fn finished(&self) -> bool {
        self.exit_reason.is_some()
    }

    /// Why it came to its end.
    pub fn exit_reason(&self) -> Option<&ExitReason> {
        self.exit_reason.as_ref()
    }

    /// The act by which the seat signed in here.
    pub fn signed_in_by(&self) -> Option<u64> {
        self.signed
    }

    /// Speaks the one language that a terminal can show.
    pub fn speak(&mut self, lang: Lang) {
        self.lang = lang;
    }

    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// What a screen is to know, lent for as long as it looks. Nothing may be recorded meanwhile.
    pub(super) fn with_context<T>(&self, f: impl FnOnce(&Context<'_>) -> T) -> T {
        let live = self.shared.as_ref().map(|shared| shared.read());
        f(&Context {
            lang: self.lang,
            live: live.as_deref(),
            seat: self.seat.as_deref(),
            watching: self.watching,
            remote: self.config.remote.is_some(),
            clock: &self.config.clock,
            recent: self.config.recent.recent(),
            mirror: self.mirror_of_desk(),
        })
    }

    /// A look at the open session. Nothing may be recorded meanwhile.
    pub(super) fn read<T>(&self, f: impl FnOnce(&Live) -> T) -> Option<T> {
        self.shared.as_ref().map(|shared| f(&shared.read()))
    }

    /// Why something was not written, in the session's names.
    pub(super) fn failure(&self, error: &JournalError) -> String {
        let lang = self.lang;
        self.read(|live| acts::journal_error(lang, Some(live.session()), error))
            .unwrap_or_else(|| acts::journal_error(lang, None, error))
    }

    /// Takes one event in.
    pub fn handle(&mut self, event: Event) {
        self.handle_at(event, Instant::now());
    }

    /// Takes one event in that came at this time.
    pub fn handle_at(&mut self, event: Event, now: Instant) {
        match event {
            Event::Hangup => self.end(ExitReason::LineLost),
            Event::Stop => self.end(ExitReason::Stopped),
            Event::Grew => self.grew(),
            Event::Taken => {}
            Event::Export(news) => self.export_news(news),
            Event::Dossiers(news) => self.dossier_news(news),
            Event::Input(input) => {
                // A window that changes its size by itself is no sign of life.
                if !matches!(
                    input,
                    Input::Resize(..) | Input::Column(_) | Input::Ground(_)
                ) {
                    self.last_key = now;
                    self.note = None;
                }
                match input {
                    Input::Key(key) => self.press(key, false, now),
                    Input::Again(key) => self.press(key, true, now),
                    Input::Resize(columns, rows) => {
                        self.resized(columns, rows);
                        self.input(&input);
                    }
                    other => self.input(&other),
                }
            }
        }
        self.ask_statement();
        self.check_reading();
        self.note_comment();
        self.tell_interest();
        self.renew_standings();
        let screen = self.screens.last_mut();
        self.list = screen.and_then(|s| s.follow_order(self.list, &mut self.orders));
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
        let before = self.wants_of_desk();
        if let Some(subscription) = &self.subscription {
            subscription.ack();
        }
        if let Some(shared) = &self.shared {
            shared.follow();
        }
        self.check_takeover();
        self.hear_news(&[]);
        self.hear_mirror();
        self.ring(before);
        self.renew_screens();
    }
}
