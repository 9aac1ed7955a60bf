//! The supervisor of a mirror: it has rounds made, notices when one hangs, and says how the mirror stands.

use super::chosen::{ChosenMirror, MirrorChoice, MirrorStore};
use super::copy::{CopyRound, MirrorCopy};
use super::place::MirrorPlace;
use super::{MirrorFault, MirrorReport, MirrorState};
use crate::journal::clock::Clock;
use crate::journal::files::Files;
use crate::journal::scan::Head;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// What comes within this time is copied at once.
const TOGETHER: Duration = Duration::from_millis(100);
/// How often the mirror is looked for, and the choice read again.
const LOOK: Duration = Duration::from_secs(1);
/// A round of which nothing was heard for so long hangs.
const ANSWER: Duration = Duration::from_secs(5);
/// One that holds other acts is looked at so often: both files are read whole for it.
const LOOK_AGAIN: Duration = Duration::from_secs(10);
/// Another program may write to it for so long.
const BUSY: Duration = Duration::from_secs(10);
/// A mirror may lag for so long before it is said.
const LAG: Duration = Duration::from_secs(2);
/// So long the end of the program waits for it.
const LEAVE: Duration = Duration::from_secs(2);

/// Whose mirror it is.
pub struct MirrorOf {
    pub files: Arc<dyn Files>,
    /// Where the session lies.
    pub folder: PathBuf,
    pub place: MirrorPlace,
    pub store: MirrorStore,
    pub clock: Clock,
}

/// What the supervisor is told.
enum MirrorNews {
    Head(Head),
    Choose(Option<PathBuf>),
    /// By the round of this generation: so many acts are there.
    Step(u32, u64),
    Done(u32, Result<u64, MirrorFault>, Option<bool>),
    Finish,
}

/// Keeps the mirror of one open session, or waits until one is chosen.
pub struct MirrorKeeper {
    news: Sender<MirrorNews>,
    report: Arc<Mutex<Option<MirrorReport>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl MirrorKeeper {
    /// `tell` is called, from another thread, whenever the mirror stands otherwise than before.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn start(
        of: MirrorOf,
        first: MirrorChoice,
        tell: impl Fn() + Send + 'static,
    ) -> std::io::Result<Self> {
        let (news, heard) = channel();
        let report = Arc::new(Mutex::new(None));
        let mut supervisor = MirrorSupervisor {
            news: news.clone(),
            report: Arc::clone(&report),
            tell: Box::new(tell),
            stored: of.store.chosen(),
            chosen: None,
            of,
            target: Head::START,
            asked: 0,
            acts: None,
            state: MirrorState::Begun,
            apart: None,
            since: String::new(),
            lags: None,
            rounds: None,
            generation: 0,
            running: None,
            next: Instant::now(),
            look: Instant::now() + LOOK,
        };
        match first {
            MirrorChoice::Before => supervisor.take_up(supervisor.stored.clone()),
            MirrorChoice::Off => supervisor.choose(None),
            MirrorChoice::In(dir) => {
                let chosen = supervisor.of.store.choice(&dir);
                supervisor.choose(Some(chosen));
            }
        }
        let thread = std::thread::Builder::new().name("mirror".to_owned());
        let thread = thread.spawn(move || supervisor.run(&heard))?;
        Ok(Self {
            news,
            report,
            thread: Mutex::new(Some(thread)),
        })
    }

    /// Up to here the journal is on its disk.
    pub fn saw(&self, head: Head) {
        // A supervisor that is gone has nobody to tell.
        let _ = self.news.send(MirrorNews::Head(head));
    }

    /// Chooses another mirror, or none. The same one chosen again is made anew where it is missing, and where it
    /// holds other acts another copy is begun beside it.
    pub fn choose(&self, dir: Option<PathBuf>) {
        let _ = self.news.send(MirrorNews::Choose(dir));
    }

    /// How the mirror stands; `None` where none is chosen.
    pub fn report(&self) -> Option<MirrorReport> {
        let report = self.report.lock();
        report.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Copies what is left, as far as that can be done in two seconds, and ends.
    pub fn finish(&self) {
        let thread = self.thread.lock();
        let thread = thread.unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = thread {
            let _ = self.news.send(MirrorNews::Finish);
            // Whoever it told may have been the last to hold the session.
            if thread.thread().id() != std::thread::current().id() {
                let _ = thread.join();
            }
        }
    }
}

impl Drop for MirrorKeeper {
    fn drop(&mut self) {
        self.finish();
    }
}

struct MirrorSupervisor {
    of: MirrorOf,
    news: Sender<MirrorNews>,
    report: Arc<Mutex<Option<MirrorReport>>>,
    tell: Box<dyn Fn() + Send>,
    /// As it was read last.
    stored: Option<ChosenMirror>,
    chosen: Option<ChosenMirror>,
    target: Head,
    /// Up to where the last round was to copy.
    asked: u64,
    /// So many acts are known to be in it.
    acts: Option<u64>,
    state: MirrorState,
    apart: Option<bool>,
    since: String,
    /// Since when acts are missing.
    lags: Option<Instant>,
    /// To the thread that makes the rounds.
    rounds: Option<Sender<CopyRound>>,
    /// Of that thread: one that hangs is left alone when another mirror is chosen.
    generation: u32,
    /// When the round in progress was heard of last.
    running: Option<Instant>,
    /// When the next round is due.
    next: Instant,
    /// When the choice is read again.
    look: Instant,
}

impl MirrorSupervisor {
    fn run(mut self, heard: &Receiver<MirrorNews>) {
        let mut until = None;
        loop {
            let now = Instant::now();
            self.begin_round(now);
            self.notice_lag(now);
            if until.is_some_and(|until| now >= until || self.nothing_left()) {
                return;
            }
            let wake = until.map_or(self.wake(), |until: Instant| until.min(self.wake()));
            match heard.recv_timeout(wake.saturating_duration_since(now)) {
                Ok(MirrorNews::Finish) | Err(RecvTimeoutError::Disconnected) => {
                    until = Some(Instant::now() + LEAVE);
                    self.next = Instant::now();
                }
                Ok(news) => self.hear(news),
                Err(RecvTimeoutError::Timeout) => self.read_choice(),
            }
        }
    }

    fn hear(&mut self, news: MirrorNews) {
        let now = Instant::now();
        match news {
            MirrorNews::Head(head) => {
                self.target = head;
                // A mirror that is away is looked for once a second, however many acts come.
                if !self.state.is_trouble() {
                    self.next = self.next.min(now + TOGETHER);
                }
            }
            MirrorNews::Choose(dir) => {
                let chosen = dir.map(|dir| self.chosen_anew(dir));
                self.choose(chosen);
            }
            MirrorNews::Step(generation, acts) if generation == self.generation => {
                self.running = Some(now);
                self.acts = Some(acts);
                self.stands(MirrorState::Behind);
            }
            MirrorNews::Done(generation, done, apart) if generation == self.generation => {
                self.running = None;
                self.apart = apart.or(self.apart);
                self.next = now + LOOK;
                self.done(done, now);
            }
            // Of a mirror that is no longer the one.
            _ => {}
        }
    }

    fn done(&mut self, done: Result<u64, MirrorFault>, now: Instant) {
        match done {
            Ok(acts) => {
                self.acts = Some(acts);
                if acts >= self.asked {
                    self.lags = None;
                    self.stands(MirrorState::InStep);
                } else if self.state.is_trouble()
                    || now.duration_since(*self.lags.get_or_insert(now)) >= LAG
                {
                    self.stands(MirrorState::Behind);
                }
                if self.asked < self.target.seq {
                    // More came while it was being copied.
                    self.next = now + TOGETHER;
                }
                self.note_made();
            }
            Err(MirrorFault::Busy) if now.duration_since(*self.lags.get_or_insert(now)) < BUSY => {
                self.stands(MirrorState::Behind);
            }
            Err(fault) => {
                if matches!(
                    fault,
                    MirrorFault::Ahead { .. } | MirrorFault::Differs { .. }
                ) {
                    self.next = now + LOOK_AGAIN;
                }
                self.stands(MirrorState::Fault(fault));
            }
        }
    }

    /// It was made: from now on it must be there.
    fn note_made(&mut self) {
        let Some(chosen) = &mut self.chosen else {
            return;
        };
        let apart = chosen.apart || self.apart == Some(true);
        if chosen.made && chosen.apart == apart {
            return;
        }
        let before = chosen.clone();
        chosen.made = true;
        chosen.apart = apart;
        // Another program may have chosen otherwise meanwhile.
        let stored = self.of.store.chosen();
        if stored.is_some_and(|s| (&s.mirror, s.copy) == (&before.mirror, before.copy)) {
            let _ = self.of.store.keep(Some(chosen));
            self.stored = self.of.store.chosen();
        }
    }

    /// Of somebody who says so: what is missing may be made, wherever it lies.
    fn chosen_anew(&self, dir: PathBuf) -> ChosenMirror {
        let mut chosen = self.of.store.choice(&dir);
        let same = self.chosen.as_ref().filter(|c| c.mirror == chosen.mirror);
        let other = MirrorState::Fault(MirrorFault::OtherDisk);
        chosen.copy = same.map_or(chosen.copy, |c| c.copy);
        let beside = same.is_some() && self.holds_other_acts();
        if beside {
            chosen.copy += 1;
        }
        if beside || same.is_none() || self.state == other {
            (chosen.made, chosen.apart) = (false, false);
        }
        chosen
    }

    fn holds_other_acts(&self) -> bool {
        matches!(
            self.state,
            MirrorState::Fault(MirrorFault::Ahead { .. } | MirrorFault::Differs { .. })
        )
    }

    fn choose(&mut self, chosen: Option<ChosenMirror>) {
        // Where it cannot be remembered it still holds for this program.
        let _ = self.of.store.keep(chosen.as_ref());
        self.stored = self.of.store.chosen();
        self.take_up(chosen);
    }

    /// Somebody may have chosen another one in another program.
    fn read_choice(&mut self) {
        if Instant::now() < self.look {
            return;
        }
        self.look = Instant::now() + LOOK;
        if !self.of.store.lasts() {
            return;
        }
        // What cannot be read just now is read the next time.
        let Ok(stored) = self.of.store.read() else {
            return;
        };
        if stored == self.stored {
            return;
        }
        self.stored.clone_from(&stored);
        let place = |chosen: &Option<ChosenMirror>| {
            let chosen = chosen.as_ref()?;
            Some((chosen.mirror.clone(), chosen.copy, chosen.made))
        };
        let (new, old) = (place(&stored), place(&self.chosen));
        match (new, old) {
            // It was made by the other program.
            (Some((dir, copy, true)), Some((old, same, _))) if (&dir, copy) == (&old, same) => {
                self.chosen = stored;
            }
            _ => self.take_up(stored),
        }
    }

    /// Begins with a mirror, or ends with the one there was.
    fn take_up(&mut self, chosen: Option<ChosenMirror>) {
        self.generation += 1;
        self.rounds = None;
        self.running = None;
        self.lags = None;
        self.acts = None;
        self.apart = None;
        self.next = Instant::now();
        self.since = self.of.clock.now();
        self.state = MirrorState::Begun;
        self.chosen = chosen;
        self.publish();
    }

    fn begin_round(&mut self, now: Instant) {
        let Some(chosen) = &self.chosen else { return };
        if self.running.is_some() || now < self.next || self.target == Head::START {
            return;
        }
        let round = CopyRound {
            target: self.target,
            make: !chosen.made,
            apart: chosen.apart,
        };
        if self.rounds.is_none() {
            let folder = self.of.place.folder(&chosen.mirror, chosen.copy);
            let copy = MirrorCopy::new(
                Arc::clone(&self.of.files),
                self.of.folder.clone(),
                chosen.mirror.clone(),
                folder,
            );
            self.rounds = rounds_of(copy, self.generation, self.news.clone());
        }
        let sent = self.rounds.as_ref().is_some_and(|r| r.send(round).is_ok());
        if sent {
            self.asked = self.target.seq;
            self.running = Some(now);
        } else {
            self.rounds = None;
            self.next = now + LOOK;
        }
    }

    fn notice_lag(&mut self, now: Instant) {
        let Some(heard) = self.running else { return };
        if now.duration_since(heard) >= ANSWER {
            self.stands(MirrorState::Silent);
        }
    }

    /// When something is to be done even if nothing is heard.
    fn wake(&self) -> Instant {
        let mut wake = self.look;
        match self.running {
            Some(heard) if self.state != MirrorState::Silent => wake = wake.min(heard + ANSWER),
            None if self.chosen.is_some() && self.target != Head::START => {
                wake = wake.min(self.next);
            }
            _ => {}
        }
        wake
    }

    /// Can nothing more be done before the end?
    fn nothing_left(&self) -> bool {
        let there = self.acts >= Some(self.target.seq);
        self.chosen.is_none() || (self.running.is_none() && (there || self.state.is_trouble()))
    }

    fn stands(&mut self, state: MirrorState) {
        if self.state != state {
            self.state = state;
            self.since = self.of.clock.now();
            self.publish();
        } else {
            self.set_report();
        }
    }

    fn publish(&self) {
        self.set_report();
        (self.tell)();
    }

    fn set_report(&self) {
        let report = self.chosen.as_ref().map(|chosen| MirrorReport {
            dir: chosen.mirror.clone(),
            folder: self.of.place.folder(&chosen.mirror, chosen.copy),
            state: self.state.clone(),
            acts: self.acts,
            since: self.since.clone(),
            apart: self.apart,
        });
        *self.report.lock().unwrap_or_else(PoisonError::into_inner) = report;
    }
}

/// A thread that makes the rounds, and may hang in one.
fn rounds_of(
    mut copy: MirrorCopy,
    generation: u32,
    news: Sender<MirrorNews>,
) -> Option<Sender<CopyRound>> {
    let (rounds, asked) = channel();
    let thread = std::thread::Builder::new().name("mirror-copy".to_owned());
    let work = move || {
        while let Ok(round) = asked.recv() {
            let mut step = |acts| {
                let _ = news.send(MirrorNews::Step(generation, acts));
            };
            let done = copy.round(round, &mut step);
            let apart = done.is_ok().then(|| copy.apart()).flatten();
            if news
                .send(MirrorNews::Done(generation, done, apart))
                .is_err()
            {
                return;
            }
        }
    };
    thread.spawn(work).ok()?;
    Some(rounds)
}
