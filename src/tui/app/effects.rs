//! What the app does for a screen: record, sign in, open, go. The one place that touches the journal.

use crate::journal::clock;
use crate::model::{Act, DESK, Intent, OBSERVER, Phase};
use crate::office::{demo, paths};
use crate::text::desk as d;
use crate::text::fill;
use crate::text::screens as t;
use crate::text::{Text, faults};
use crate::tui::app::App;
use crate::tui::dossier_task::DossierWork;
use crate::tui::input::Input;
use crate::tui::screen::{Answer, Effect, NewSession, Route};
use crate::tui::screens::new_session::{self, NewSessionScreen};
use crate::tui::screens::{Screen, export, incident, scoring, signin};

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
                let answer = match self.pin_act(&seat, &pin) {
                    Ok(act) => self.record(vec![act.into()]),
                    Err(why) => Answer::Failed(why),
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
            Effect::Complete(text) => {
                let path = paths::complete(&text);
                if let Some(screen) = self.screens.last_mut() {
                    screen.completed(path.as_deref());
                }
            }
            Effect::MakeDemo => self.make_demo(),
            Effect::Create(wish) => self.create(&wish),
            Effect::PreviewRoster {
                path,
                sheet,
                encoding,
            } => self.preview_roster(&path, sheet.as_deref(), encoding),
            Effect::ImportScores {
                path,
                sheet,
                take,
                replace,
            } => self.import_scores(&path, sheet.as_deref(), take, replace),
            Effect::CompareScores { path, sheet } => self.compare_scores(&path, sheet.as_deref()),
            Effect::AcceptRoster(acts, left_out) => self.accept_roster(acts, left_out),
            Effect::KeepNotice(path) => self.keep_notice(&path),
            Effect::KeepMirror(dir) => self.choose_mirror(dir.as_deref()),
            Effect::LookAtDoor => self.look_at_door(),
            Effect::ShowNotice(about) => self.show_notice(about),
            Effect::WorkOnDossiers(work) => self.work_on_dossiers(work),
            Effect::StopDossiers => self.stop_dossiers(),
            Effect::KeepDossiers { facts } => self.keep_dossiers(facts),
            Effect::ShowDossier(entry, indicator) => self.show_dossier(entry, &indicator),
            Effect::CloseDossier => self.stop_reading(),
            Effect::ToCells(reference) => self.go_to_cells(reference),
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
            Err(error) => Answer::Failed(self.failure(&error)),
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
            Effect::Go(Route::Comments { seat, .. }) => self.seat.as_deref() != Some(seat.as_str()),
            Effect::Go(place) => !matches!(place, Route::Questions | Route::Result),
            Effect::Export(_)
            | Effect::Certify(_)
            | Effect::SetPin { .. }
            | Effect::CompareScores { .. }
            | Effect::ImportScores { .. }
            | Effect::KeepMirror(_)
            | Effect::KeepNotice(_)
            | Effect::WorkOnDossiers(_)
            | Effect::KeepDossiers { .. }
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
            | Effect::Complete(_)
            | Effect::MakeDemo
            | Effect::Create(_)
            | Effect::PreviewRoster { .. }
            | Effect::CompareScores { .. }
            | Effect::ImportScores { .. }
            | Effect::KeepMirror(_)
            | Effect::KeepNotice(_)
            | Effect::WorkOnDossiers(DossierWork::Read(_) | DossierWork::Compare(Some(_)))
            | Effect::KeepDossiers { .. }
            | Effect::PinSlips(Some(_))
            | Effect::SignIn { .. }
            | Effect::ChoosePin { .. }
            | Effect::Go(Route::SignIn | Route::NewSession) => true,
            Effect::Export(task) => Some(task.out()) != exports.as_deref(),
            _ => false,
        };
        outside.then_some(t::NOT_FROM_AFAR)
    }

    /// May whoever sits here write an incident down?
    pub(super) fn may_note(&self) -> bool {
        !self.watching && self.seat.as_deref().is_some_and(|s| s != OBSERVER)
    }

    pub(super) fn begin_incident(&mut self) {
        if self.may_note() {
            self.incident = Some(incident::IncidentScreen::new(self.lang));
        }
    }

    pub(super) fn write_incident(&mut self, input: &Input) {
        let Some(mut incident) = self.incident.take() else {
            return;
        };
        match incident.update(input, self.lang) {
            incident::IncidentOutcome::Close => return,
            incident::IncidentOutcome::Stay => {}
            incident::IncidentOutcome::Write(text) => {
                match self.record(vec![Act::Incident { text }.into()]) {
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
                }
            }
        }
        self.incident = Some(incident);
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
            Route::SignIn => Screen::SignIn(signin::SignInScreen::default()),
            Route::Standings => Screen::Standings(Box::default()),
            Route::NewSession => Screen::NewSession(NewSessionScreen::new(
                self.lang,
                self.config.recent.sessions(),
            )),
            Route::Log(filter) => return self.open_log(filter),
            Route::Comments { .. }
            | Route::Review(_)
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
                let room = self.read(|live| {
                    scoring::ScoringScreen::enter(live.session(), &judge, Some(DESK), None)
                });
                match room.flatten() {
                    Some(room) => Screen::Scoring(Box::new(room)),
                    None => return,
                }
            }
        };
        self.screens.push(screen);
    }

    pub(super) fn back(&mut self) {
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
