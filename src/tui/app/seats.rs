//! Taking and leaving a seat: PINs, the statement of no conflict, takeovers, and what is kept of a half-typed number.

use crate::journal::heads::{self, Heads};
use crate::journal::pin_file::{self, PinVerdict};
use crate::journal::{clock, pin};
use crate::live::SharedSession;
use crate::model::{Act, DESK, Intent, OBSERVER, Phase};
use crate::text::fill;
use crate::text::screens as t;
use crate::text::{self, faults};
use crate::tui::app::{App, ExitReason, RedrawRequest};
use crate::tui::draft::{self, Draft};
use crate::tui::screen::Answer;
use crate::tui::screens::{Screen, scoring, statement};
use std::sync::Arc;
use std::time::Instant;

impl App {
    /// The first time that this machine meets a session where it lies: whether it saw a later or another one.
    pub(super) fn seen_elsewhere(&self) -> Option<String> {
        let heads = Heads::inside(self.config.recent.data()?);
        let found = self.read(|live| {
            let setup = live.session().setup()?;
            let known = heads.seen(&setup.session, live.journal().folder());
            known
                .is_none()
                .then(|| heads::elsewhere(&heads, live.journal()))
        });
        let some = !found??.ok()?.is_empty();
        some.then(|| t::SEEN_ELSEWHERE.get(self.lang).to_owned())
    }

    pub(super) fn sign_in(&mut self, seat: &str, typed: Option<&str>) {
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
        let Some(secret) = &known.pin else {
            return Ok(());
        };
        let lang = self.lang;
        let pauses = |seconds: i64| match seat {
            DESK => fill!(t::SEAT_PAUSES_DESK, lang, [("seconds", &seconds)]),
            _ => fill!(t::SEAT_PAUSES, lang, [("seconds", &seconds)]),
        };
        let wait = pin::wait(&known, &self.config.from, &self.config.clock);
        if wait > 0 {
            return Err(Answer::PinRefused(pauses(wait)));
        }
        let shared = self.shared.as_ref();
        let verdict = shared
            .zip(typed)
            .map(|(s, typed)| s.check_pin(typed, secret));
        match verdict {
            Some(PinVerdict::Right) => return Ok(()),
            Some(PinVerdict::Lost) => {
                return Err(Answer::PinRefused(t::PIN_LOST.get(lang).to_owned()));
            }
            Some(PinVerdict::Wrong) | None => {}
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

    /// The act that sets a PIN, its file in place; else why there is none, in words.
    pub(super) fn pin_act(&self, seat: &str, pin: &str) -> Result<Act, String> {
        let folder = self.read(|live| live.journal().folder().to_owned());
        pin_file::set(&folder.unwrap_or_default(), seat, pin)
            .map_err(|error| faults::journal_error(self.lang, &error))
    }

    pub(super) fn choose_pin(&mut self, seat: &str, chosen: &str) {
        // The coordinator at the machine itself sets another one in place of a PIN that nothing can be compared with:
        // nobody else could, and the journal says that it was so.
        let lost = seat == DESK
            && self.config.remote.is_none()
            && self.read(|live| live.lost_pin(seat)) == Some(true);
        if !lost && self.read(|live| live.session().has_pin(seat)) == Some(true) {
            return self.answer(&Answer::PinRefused(t::PIN_EXISTS.get(self.lang).to_owned()));
        }
        let mut intents: Vec<Intent> = Vec::new();
        if lost {
            let text = t::PIN_LOST_INCIDENT.get(self.lang).to_owned();
            intents.push(Act::Incident { text }.into());
        }
        match self.pin_act(seat, chosen) {
            Ok(act) => intents.push(act.into()),
            Err(why) => return self.answer(&Answer::Failed(why)),
        }
        match self.record_by(seat, intents) {
            Answer::Saved(_) => self.enter(seat),
            failed => self.answer(&failed),
        }
    }

    /// The seat is taken: its room opens where it was left.
    pub(super) fn enter(&mut self, seat: &str) {
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
        let draft = self.read(|live| {
            let history = live.journal();
            draft::take(&**history.files(), history.folder(), seat)
        });
        let draft = draft.flatten();
        self.kept = draft.clone();
        self.orders = draft.as_ref().map(|d| d.orders.clone()).unwrap_or_default();
        self.half_comments = draft
            .as_ref()
            .map(|d| d.comments.clone())
            .unwrap_or_default();
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
                        let mut room =
                            scoring::ScoringScreen::enter(live.session(), seat, None, draft)?;
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

    pub(super) fn read_only(&self) -> bool {
        self.read(|live| live.journal().health().read_only())
            .unwrap_or(true)
    }

    /// Is the seat's last sign-in the one made here? Until the news of another is heard, nothing more is
    /// written from here.
    pub(super) fn holds_seat(&self) -> bool {
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
        self.stop_reading();
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

    pub(super) fn declare(&mut self) {
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
                .push(Screen::Statement(statement::StatementScreen::default()));
        }
    }

    /// A judge with work left is told so before she goes, in her own room, whatever screen she is on; not where
    /// she has not stated yet that she may score.
    pub(super) fn asks_before_leaving(&mut self) -> bool {
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

    pub(super) fn show_seats(&mut self) {
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
    pub(super) fn own_room(&self) -> Option<usize> {
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
                orders: self.orders.clone(),
                comments: self.half_comments.clone(),
                ..room.map_or_else(|| kept.clone(), |room| room.draft(live.session()))
            };
            let history = live.journal();
            let place = || (Arc::clone(history.files()), history.folder().to_owned());
            (draft != kept).then(|| (place(), draft))
        });
        if let Some(((files, folder), draft)) = draft.flatten() {
            draft::keep(&*files, &folder, &seat, &draft);
            self.kept = Some(draft);
        }
    }

    /// Takes a session up: everybody's seat is free here, and nothing of another session stays.
    pub(super) fn join(&mut self, shared: Arc<SharedSession>) {
        {
            let live = shared.read();
            if let (None, Some(setup)) = (self.config.lang, live.session().setup()) {
                self.lang = setup.language;
            }
            self.config.recent.remember(live.journal().folder());
        }
        self.opened = Some(shared.clone());
        self.shared = Some(shared);
        self.subscription = None;
        self.seat = None;
        self.reading = super::dossier::ReadingDesk::default();
        self.signed = None;
        self.forget_sheets();
        self.parked.clear();
    }

    /// What is being written of an applicant, for [`Self::autosave_draft`].
    pub(super) fn note_comment(&mut self) {
        let Some(shared) = self.shared.clone() else {
            return;
        };
        if let Some(Screen::Comments(screen)) = self.screens.last_mut() {
            let (key, half) = screen.half_written(shared.read().session());
            match half {
                Some(text) => self.half_comments.insert(key, text),
                None => self.half_comments.remove(&key),
            };
        }
    }

    /// Keeps what is half-typed, for this program and for the next one.
    pub(super) fn leave_seat(&mut self) {
        self.stop_reading();
        self.autosave_draft();
        self.kept = None;
        self.orders.clear();
        self.half_comments.clear();
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
}
