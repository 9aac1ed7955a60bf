//! What the app does for a screen: record, sign in, open, go. The one place that touches the journal.

use super::app::App;
use super::draft;
use super::input::Input;
use super::screens::{Answer, Effect, Place, Screen, found, incident, scoring, signin, statement};
use crate::journal::{clock, pin};
use crate::model::{Act, DESK, Intent, Phase};
use crate::office::demo;
use crate::text::desk as d;
use crate::text::faults;
use crate::text::screens as t;

impl App {
    pub(super) fn perform(&mut self, effect: Effect) {
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
            Effect::Declare => self.declare(),
            Effect::HandOver => self.hand_over(),
            Effect::Open(folder) => {
                if let Err(error) = self.open(&folder, None) {
                    self.answer(&Answer::Failed(faults::journal_error(self.lang, &error)));
                }
            }
            Effect::MakeDemo => self.make_demo(),
            Effect::Found(wish) => self.found(&wish),
            Effect::PreviewRoster { path, encoding } => self.preview_roster(&path, encoding),
            Effect::AcceptRoster(acts) => self.accept_roster(acts),
            Effect::PinSlips(file) => self.pin_slips(file.as_deref()),
            Effect::Confirm {
                verdict,
                reason,
                pin,
            } => self.confirm(verdict, reason, &pin),
            Effect::Certify => self.certify(),
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

    pub(super) fn answer(&mut self, answer: &Answer) {
        let Some(mut screen) = self.screens.pop() else {
            return;
        };
        screen.answer(answer, &self.context());
        self.screens.push(screen);
    }

    fn sign_in(&mut self, seat: &str, typed: Option<&str>) {
        match self.check_pin(seat, typed) {
            Ok(()) => self.enter(seat),
            Err(refused) => self.answer(&refused),
        }
    }

    /// Compares a PIN with the seat's, where it has one; a wrong try is recorded, and five pause the seat.
    pub(super) fn check_pin(&mut self, seat: &str, typed: Option<&str>) -> Result<(), Answer> {
        let Some(live) = &self.live else {
            return Ok(());
        };
        let known = live.session().seat(seat);
        if let Some(hash) = &known.pin {
            let since = known
                .last_failure
                .as_deref()
                .and_then(|at| clock::seconds_since(at, &self.setting.clock));
            let wait = since.map_or(0, |s| (pin::PAUSE - s).clamp(0, pin::PAUSE));
            if known.failures >= pin::TRIES && wait > 0 {
                let text = t::SEAT_PAUSES.fill(self.lang, &[("seconds", &wait)]);
                return Err(Answer::PinRefused(text));
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
                return Err(Answer::PinRefused(text));
            }
        }
        Ok(())
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

    pub(super) fn begin_incident(&mut self) {
        if self.seat.is_some() && !self.watching {
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
                    let words =
                        d::INCIDENT_NOTED.fill(self.lang, &[("at", &at), ("seq", &saved.seq)]);
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
        let (Some(live), Some(seat)) = (&self.live, &self.seat) else {
            return;
        };
        let session = live.session();
        let judge = session.judge(seat);
        let due = session.phase() == Phase::Scoring
            && session.rules().declaration
            && room.seat() == seat
            && !live.journal().health().read_only()
            && judge.is_some_and(|j| !session.declared(j));
        if due {
            self.screens
                .push(Screen::Statement(statement::Statement::default()));
        }
    }

    pub(super) fn hand_over(&mut self) {
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

    pub(super) fn end(&mut self) {
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

    fn go(&mut self, place: Place) {
        let screen = match place {
            Place::SignIn => Screen::SignIn(signin::SignIn::default()),
            Place::Standings => Screen::Standings(Box::default()),
            Place::Found => {
                Screen::Found(found::Found::new(self.lang, self.setting.places.sessions()))
            }
            Place::Log(filter) => return self.open_log(filter),
            Place::Review(_)
            | Place::Rules
            | Place::Progress
            | Place::Questions
            | Place::Insight
            | Place::Export
            | Place::Result => return self.open_desk_room(&place),
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
}
