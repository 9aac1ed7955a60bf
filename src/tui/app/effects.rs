//! What the app does for a screen: record, sign in, open, go. The one place that touches the journal.

use crate::journal::{clock, pin};
use crate::model::{Act, DESK, Intent, OBSERVER, Phase};
use crate::office::demo;
use crate::text::desk as d;
use crate::text::fill;
use crate::text::screens as t;
use crate::text::{self, Text, faults};
use crate::tui::app::{App, ExitReason, RedrawRequest};
use crate::tui::draft::{self, Draft};
use crate::tui::input::Input;
use crate::tui::screen::{Answer, Effect, NewSession, Route};
use crate::tui::screens::new_session::{self, NewSessionForm};
use crate::tui::screens::{Screen, export, incident, scoring, signin, statement};
use std::time::Instant;

impl App {
    pub(super) fn perform(&mut self, effect: Effect) {
        if let Some(why) = self.forbidden(&effect) {
            return self.answer(&Answer::Failed(why.get(self.lang).to_owned()));
        }
        match effect {
            Effect::Record(intents) => {
                let answer = self.record(intents);
                self.answer(&answer);
            }
            Effect::SignIn { seat, pin } => self.sign_in(&seat, pin.as_deref()),
            Effect::ChoosePin { seat, pin } => self.choose_pin(&seat, &pin),
            Effect::SetPin { seat, pin } => {
                let answer = match pin::act(&seat, &pin) {
                    Some(act) => self.record(vec![act.into()]),
                    None => Answer::Failed(t::NO_RANDOMNESS.get(self.lang).to_owned()),
                };
                self.answer(&answer);
            }
            Effect::Declare => self.declare(),
            Effect::HandOver if self.asks_before_leaving() => {}
            Effect::HandOver => self.hand_over(),
            Effect::Open(folder) => {
                if let Err(error) = self.open(&folder, None) {
                    self.answer(&Answer::Failed(faults::journal_error(self.lang, &error)));
                }
            }
            Effect::MakeDemo => self.make_demo(),
            Effect::Create(wish) => self.create(&wish),
            Effect::PreviewRoster {
                path,
                sheet,
                encoding,
            } => self.preview_roster(&path, sheet.as_deref(), encoding),
            Effect::AcceptRoster(acts) => self.accept_roster(acts),
            Effect::PinSlips(file) => self.pin_slips(file.as_deref()),
            Effect::Confirm {
                verdict,
                reason,
                pin,
            } => self.confirm(verdict, reason, &pin),
            Effect::Certify(without) => self.certify(without),
            Effect::Export(task) => {
                self.exporting = Some((*task).clone());
                self.export = Some(*task);
            }
            Effect::StopExport => {
                if let Some(task) = &self.exporting {
                    task.stop();
                }
            }
            Effect::Go(place) => self.go(place),
            Effect::Back => self.back(),
            Effect::Quit => self.leaving = true,
        }
    }

    pub(super) fn record(&mut self, intents: Vec<Intent>) -> Answer {
        let by = self.seat.clone().unwrap_or_else(|| DESK.to_owned());
        self.record_by(&by, intents)
    }

    pub(super) fn record_by(&mut self, by: &str, intents: Vec<Intent>) -> Answer {
        let Some(shared) = self.shared.as_ref().filter(|_| !self.watching) else {
            return Answer::Failed(t::WATCHING.get(self.lang).to_owned());
        };
        if !self.holds_seat() {
            return Answer::Failed(t::SEAT_MOVED.get(self.lang).to_owned());
        }
        let done = intents.clone();
        match shared.record(by, intents) {
            Ok(saved) => {
                let own = self.seat.as_deref() == Some(by);
                self.hear_news(if own { &done } else { &[] });
                Answer::Saved(saved)
            }
            Err(error) => Answer::Failed(faults::journal_error(self.lang, &error)),
        }
    }

    pub(super) fn answer(&mut self, answer: &Answer) {
        let Some(mut screen) = self.screens.pop() else {
            return;
        };
        self.with_context(|ctx| screen.answer(answer, ctx));
        self.screens.push(screen);
    }

    /// What is out of reach from here, and why. Screens do not offer it; this holds if one did.
    fn forbidden(&self, effect: &Effect) -> Option<Text> {
        let judge = self.seat.as_deref().is_some_and(|s| s != DESK);
        let desk_only = match effect {
            Effect::Go(place) => !matches!(place, Route::Questions | Route::Result),
            Effect::Export(_)
            | Effect::Certify(_)
            | Effect::SetPin { .. }
            | Effect::PinSlips(_) => true,
            _ => false,
        };
        if judge && desk_only {
            return Some(faults::DESK_ONLY);
        }
        self.config.remote?;
        let exports = self.read(|live| export::usual_folder(live.journal().folder()));
        let outside = match effect {
            Effect::Open(_)
            | Effect::MakeDemo
            | Effect::Create(_)
            | Effect::PreviewRoster { .. }
            | Effect::PinSlips(Some(_))
            | Effect::SignIn { .. }
            | Effect::ChoosePin { .. }
            | Effect::Go(Route::SignIn | Route::NewSession) => true,
            Effect::Export(task) => Some(task.out()) != exports.as_deref(),
            _ => false,
        };
        outside.then_some(t::NOT_FROM_AFAR)
    }

    fn sign_in(&mut self, seat: &str, typed: Option<&str>) {
        match self.check_pin(seat, typed) {
            Ok(()) => self.enter(seat),
            Err(refused) => self.answer(&refused),
        }
    }

    /// Compares a PIN with the seat's, where it has one; a wrong try is recorded, and five from one place
    /// pause the seat for that place.
    pub(super) fn check_pin(&mut self, seat: &str, typed: Option<&str>) -> Result<(), Answer> {
        let Some(known) = self.read(|live| live.session().seat(seat)) else {
            return Ok(());
        };
        let Some(hash) = &known.pin else {
            return Ok(());
        };
        let lang = self.lang;
        let pauses = |seconds: i64| fill!(t::SEAT_PAUSES, lang, [("seconds", &seconds)]);
        let wait = pin::wait(&known, &self.config.from, &self.config.clock);
        if wait > 0 {
            return Err(Answer::PinRefused(pauses(wait)));
        }
        let shared = self.shared.as_ref();
        if shared.is_some_and(|shared| typed.is_some_and(|p| shared.pin_matches(p, hash))) {
            return Ok(());
        }
        let failed = Act::SignInFailed {
            seat: seat.to_owned(),
            from: self.config.from.clone(),
        };
        self.record_by(seat, vec![failed.into()]);
        let tries = pin::failures(&known, &self.config.from).saturating_add(1);
        let left = i64::from(pin::TRIES) - i64::from(tries);
        Err(Answer::PinRefused(if left > 0 {
            fill!(t::PIN_WRONG, lang, [("left", &left)])
        } else {
            pauses(pin::pause(tries))
        }))
    }

    fn choose_pin(&mut self, seat: &str, chosen: &str) {
        let Some(act) = pin::act(seat, chosen) else {
            return self.answer(&Answer::Failed(t::NO_RANDOMNESS.get(self.lang).to_owned()));
        };
        if self.read(|live| live.session().has_pin(seat)) == Some(true) {
            return self.answer(&Answer::PinRefused(t::PIN_EXISTS.get(self.lang).to_owned()));
        }
        match self.record_by(seat, vec![act.into()]) {
            Answer::Saved(_) => self.enter(seat),
            failed => self.answer(&failed),
        }
    }

    /// The seat is taken: its room opens where it was left.
    fn enter(&mut self, seat: &str) {
        if let Err(why) = self.take_seat(seat) {
            self.answer(&Answer::Failed(why));
        }
    }

    /// Records the sign-in and opens the seat's room.
    pub(super) fn take_seat(&mut self, seat: &str) -> Result<(), String> {
        let over = self.read(|live| live.session().seat(seat).signed_in);
        let act = Act::SignIn {
            seat: seat.to_owned(),
            from: self.config.from.clone(),
            over: over.flatten().map(|signed| signed.from),
        };
        self.signed = None;
        if !self.read_only() {
            match self.record_by(seat, vec![act.into()]) {
                Answer::Saved(saved) => self.signed = Some(saved.seq),
                Answer::Failed(why) | Answer::PinRefused(why) | Answer::Done(why) => {
                    return Err(why);
                }
            }
        }
        self.seat = Some(seat.to_owned());
        self.last_key = Instant::now();
        self.watch_sheets();
        let parked = self.parked.remove(seat);
        let draft = self.read(|live| draft::take(live.journal().folder(), seat));
        let draft = draft.flatten();
        self.kept = draft.clone();
        self.chosen = draft.as_ref().and_then(|d| d.lang);
        let of_session = self.read(|live| live.session().setup().map(|setup| setup.language));
        let usual = self.config.lang.or(of_session.flatten());
        self.lang = self.chosen.or(usual).unwrap_or(self.lang);
        let theme = draft.as_ref().and_then(|d| d.theme);
        let theme = theme.unwrap_or(self.config.theme);
        if theme != self.theme {
            self.theme = theme;
            self.redraw = Some(RedrawRequest::Theme(theme));
        }
        let screen = match seat {
            DESK => Some(Screen::Desk(Box::default())),
            OBSERVER => Some(Screen::Standings(Box::default())),
            _ => parked
                .map(|mut room| {
                    self.read(|live| room.resume(live.session()));
                    Screen::Scoring(room)
                })
                .or_else(|| {
                    let room = self.read(|live| {
                        let remark = draft.as_ref().and_then(|d| d.remark.clone());
                        let mut room = scoring::Scoring::enter(live.session(), seat, None, draft)?;
                        if let Some(remark) = remark {
                            room.go_on_writing(remark, self.lang);
                        }
                        Some(room)
                    });
                    room.flatten().map(|room| Screen::Scoring(Box::new(room)))
                }),
        };
        self.screens.extend(screen);
        Ok(())
    }

    fn read_only(&self) -> bool {
        self.read(|live| live.journal().health().read_only())
            .unwrap_or(true)
    }

    /// Is the seat's last sign-in the one made here? Until the news of another is heard, nothing more is
    /// written from here.
    fn holds_seat(&self) -> bool {
        let (Some(seat), Some(mine)) = (&self.seat, self.signed) else {
            return true;
        };
        let now = self.read(|live| live.session().seat(seat).signed_in);
        now.flatten().is_some_and(|signed| signed.seq == mine)
    }

    /// Another sign-in has taken the seat over, or the coordinator has ended this one.
    pub(super) fn check_takeover(&mut self) {
        let (Some(seat), Some(mine)) = (self.seat.clone(), self.signed) else {
            return;
        };
        let now = self.read(|live| live.session().seat(&seat).signed_in);
        let exit_reason = match now.flatten() {
            Some(signed) if signed.seq == mine => return,
            Some(signed) => ExitReason::TakenOver {
                from: signed.from,
                at: clock::time_of_day(&signed.at).to_owned(),
            },
            None => ExitReason::Ended,
        };
        // What is half-typed was kept at the last pause; the other hand may be past it by now.
        self.signed = None;
        self.seat = None;
        self.forget_sheets();
        if self.config.remote.is_some() {
            self.exit_reason = Some(exit_reason);
            return;
        }
        self.screens
            .retain(|s| !matches!(s, Screen::Scoring(room) if room.seat() == seat));
        self.incident = None;
        self.show_seats();
        let words = match &exit_reason {
            ExitReason::TakenOver { from, at } => {
                let from = text::place(self.lang, from);
                fill!(t::TAKEN_OVER, self.lang, [("from", &from), ("at", at)])
            }
            _ => t::ENDED.get(self.lang).to_owned(),
        };
        self.answer(&Answer::Failed(words));
    }

    /// May whoever sits here write an incident down?
    pub(super) fn may_note(&self) -> bool {
        !self.watching && self.seat.as_deref().is_some_and(|s| s != OBSERVER)
    }

    pub(super) fn begin_incident(&mut self) {
        if self.may_note() {
            self.incident = Some(incident::Incident::new(self.lang));
        }
    }

    pub(super) fn write_incident(&mut self, input: &Input) {
        let Some(mut incident) = self.incident.take() else {
            return;
        };
        match incident.update(input, self.lang) {
            incident::Step::Close => return,
            incident::Step::Stay => {}
            incident::Step::Write(text) => match self.record(vec![Act::Incident { text }.into()]) {
                Answer::Saved(saved) => {
                    let at = clock::time_of_day(&saved.at);
                    let words = fill!(
                        d::INCIDENT_NOTED,
                        self.lang,
                        [("at", &at), ("seq", &saved.seq)]
                    );
                    incident.noted = Some(words);
                }
                Answer::Failed(why) | Answer::PinRefused(why) | Answer::Done(why) => {
                    incident.failed(why);
                }
            },
        }
        self.incident = Some(incident);
    }

    fn declare(&mut self) {
        match self.record(vec![Act::Declare { judge: None }.into()]) {
            Answer::Saved(_) => self.back(),
            failed => self.answer(&failed),
        }
    }

    /// A judge who has not stated that there is no conflict is asked to before the sheets are shown.
    pub(super) fn ask_statement(&mut self) {
        let Some(Screen::Scoring(room)) = self.screens.last() else {
            return;
        };
        let Some(seat) = &self.seat else { return };
        let due = self.read(|live| {
            let session = live.session();
            let judge = session.judge(seat);
            session.phase() == Phase::Scoring
                && session.rules().declaration
                && room.seat() == seat
                && !live.journal().health().read_only()
                && judge.is_some_and(|j| !session.declared(j))
        });
        if due == Some(true) {
            self.screens
                .push(Screen::Statement(statement::Statement::default()));
        }
    }

    /// A judge with work left is told so before she goes, in her own room, whatever screen she is on; not where
    /// she has not stated yet that she may score.
    fn asks_before_leaving(&mut self) -> bool {
        if matches!(self.screens.last(), Some(Screen::Statement(_))) {
            return false;
        }
        let (Some(n), Some(shared)) = (self.own_room(), self.shared.clone()) else {
            return false;
        };
        let Some(Screen::Scoring(room)) = self.screens.get_mut(n) else {
            return false;
        };
        let asks = room.asks_before_leaving(shared.read().session());
        if asks {
            self.screens.truncate(n + 1);
        }
        asks
    }

    pub(super) fn hand_over(&mut self) {
        if self.config.remote.is_some() {
            return self.end(ExitReason::Left);
        }
        self.leave_seat();
        self.show_seats();
    }

    fn show_seats(&mut self) {
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

    /// Where the judge's own room is among the screens.
    fn own_room(&self) -> Option<usize> {
        let seat = self.seat.as_deref()?;
        self.screens
            .iter()
            .position(|s| matches!(s, Screen::Scoring(room) if room.seat() == seat))
    }

    /// Nothing more is to be done just now: the half-typed number is kept, so that neither a lost line nor a
    /// killed program costs it.
    pub fn autosave_draft(&mut self) {
        if !self.holds_seat() {
            return;
        }
        let Some(seat) = self.seat.clone() else {
            return;
        };
        let room = match self.own_room().and_then(|n| self.screens.get(n)) {
            Some(Screen::Scoring(room)) => Some(room),
            _ => None,
        };
        let kept = self.kept.clone().unwrap_or_default();
        let draft = self.read(|live| {
            let draft = Draft {
                lang: self.chosen,
                theme: (self.theme != self.config.theme).then_some(self.theme),
                ..room.map_or_else(|| kept.clone(), |room| room.draft(live.session()))
            };
            (draft != kept).then(|| (live.journal().folder().to_owned(), draft))
        });
        if let Some((folder, draft)) = draft.flatten() {
            draft::keep(&folder, &seat, &draft);
            self.kept = Some(draft);
        }
    }

    /// Keeps what is half-typed, for this program and for the next one.
    fn leave_seat(&mut self) {
        self.autosave_draft();
        self.kept = None;
        self.chosen = None;
        let own = self.own_room();
        let Some(seat) = self.seat.take() else { return };
        self.forget_sheets();
        if let Some(Screen::Scoring(room)) = own.map(|n| self.screens.remove(n)) {
            self.parked.insert(seat.clone(), room);
        }
        let since = self.signed.take();
        if !self.read_only() {
            let act = Act::SignOut {
                seat: seat.clone(),
                since,
            };
            self.record_by(&seat, vec![act.into()]);
        }
    }

    pub(super) fn end(&mut self, exit_reason: ExitReason) {
        self.leave_seat();
        self.exit_reason.get_or_insert(exit_reason);
    }

    fn make_demo(&mut self) {
        let folder = self.config.recent.demo_folder(&self.config.clock);
        let made = demo::make(&folder, &self.config.clock, self.lang)
            .map_err(|e| e.words(self.lang).join("\n"))
            .and_then(|()| {
                self.tour(&folder)
                    .map_err(|e| faults::journal_error(self.lang, &e))
            });
        if let Err(why) = made {
            self.answer(&Answer::Failed(why));
        }
    }

    fn create(&mut self, wish: &NewSession) {
        match new_session::carry_out(wish, &self.config.clock, self.lang) {
            Ok(folder) => {
                self.screens.pop();
                self.perform(Effect::Open(folder));
            }
            Err(why) => self.answer(&Answer::Failed(why.join("\n"))),
        }
    }

    fn go(&mut self, place: Route) {
        let screen = match place {
            Route::SignIn => Screen::SignIn(signin::SignIn::default()),
            Route::Standings => Screen::Standings(Box::default()),
            Route::NewSession => Screen::NewSession(NewSessionForm::new(
                self.lang,
                self.config.recent.sessions(),
            )),
            Route::Log(filter) => return self.open_log(filter),
            Route::Review(_)
            | Route::Rules
            | Route::Progress
            | Route::Questions
            | Route::Insight
            | Route::Export
            | Route::Result => return self.open_desk_room(&place),
            Route::Paper(judge) => {
                if self.read(|live| live.session().phase()) != Some(Phase::Scoring) {
                    return self.answer(&Answer::Failed(t::NOT_SCORING.get(self.lang).to_owned()));
                }
                let room = self
                    .read(|live| scoring::Scoring::enter(live.session(), &judge, Some(DESK), None));
                match room.flatten() {
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
                self.shared = None;
                self.subscription = None;
            }
        } else {
            self.leaving = true;
        }
    }
}
