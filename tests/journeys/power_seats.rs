//! The program against a naive model, which is a list of acts in memory: several seats at their screens and the
//! coordinator at the shared session, on a simulated disk whose power goes. What a screen called saved is in the
//! journal, in order, once, and nothing else is.

use crate::common::sentence;
use crate::power::{
    FOLDER, Found, HOME, create, ensure, innocent, journal_bytes, seeds, would_be_found,
};
use crate::simulated_disk::{Call, LeftOut, Seeded, SimulatedDisk};
use crate::stage::{inputs, text_of};
use pingshen::journal::{Clock, Journal, JournalError, Opening, Record, scan, snapshot};
use pingshen::live::SharedSession;
use pingshen::model::{Act, Points};
use pingshen::text::Lang;
use pingshen::tui::app::{App, Config, Event};
use pingshen::tui::input::Input;
use pingshen::tui::recent::RecentSessions;
use pingshen::tui::terminal::palette::Theme;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

/// A judge at her screen.
struct SeatedJudge {
    id: &'static str,
    app: App,
    terminal: Terminal<TestBackend>,
    now: Instant,
    /// What the status line said last.
    said: Option<String>,
    /// What she typed last, if that was not called saved.
    waiting: Option<String>,
}

impl SeatedJudge {
    fn sit(shared: &Arc<SharedSession>, id: &'static str, clock: Clock) -> Option<Self> {
        let mut app = App::new(Config {
            lang: Some(Lang::En),
            clock,
            network_too: false,
            recent: RecentSessions::default(),
            from: "tty1".to_owned(),
            remote: None,
            theme: Theme::default(),
        });
        app.resized(100, 30);
        app.sit(Arc::clone(shared), id).ok()?;
        Some(Self {
            id,
            app,
            terminal: Terminal::new(TestBackend::new(100, 30)).unwrap(),
            now: Instant::now(),
            said: None,
            waiting: None,
        })
    }

    fn keys(&mut self, typed: &str) {
        for input in inputs(typed) {
            self.now += Duration::from_secs(2);
            self.app.handle_at(Event::Input(input), self.now);
        }
    }

    fn screen(&mut self) -> String {
        self.terminal.clear().unwrap();
        self.terminal.draw(|frame| self.app.view(frame)).unwrap();
        text_of(self.terminal.backend().buffer())
    }

    /// Does the screen say anew that something is saved?
    fn says_saved(&mut self) -> bool {
        let screen = self.screen();
        let said = screen.match_indices("Saved ").find_map(|(at, word)| {
            let time = screen[at + word.len()..].get(..8)?;
            let is_time = time.bytes().all(|b| b.is_ascii_digit() || b == b':');
            is_time.then(|| time.to_owned())
        });
        let anew = said.is_some() && said != self.said;
        self.said = said;
        anew
    }
}

/// What was tried, in order, and whether it was called saved.
#[derive(Default)]
struct Acts(Vec<(String, bool)>);

impl Acts {
    /// Can what is there be had by taking away what was never called saved?
    fn hold(&self, there: &[String]) -> Found {
        let marks: Vec<&String> = there.iter().filter(|a| a.contains("marks")).collect();
        let distinct: BTreeSet<&&String> = marks.iter().collect();
        ensure(distinct.len() == marks.len(), || {
            format!("saved twice: {there:?}")
        })?;
        let mut reached = vec![false; there.len() + 1];
        reached[0] = true;
        for (act, saved) in &self.0 {
            let mut next: Vec<bool> = reached.iter().map(|r| *r && !saved).collect();
            for n in 0..there.len() {
                next[n + 1] |= reached[n] && there[n] == *act;
            }
            reached = next;
        }
        ensure(reached[there.len()], || {
            format!("there is {there:?}; the list is {:?}", self.0)
        })
    }
}

/// An act as the model names it; `None` for what the program records by itself.
fn name(record: &Record) -> Option<String> {
    let by = &record.by;
    match &record.act {
        Act::Mark { points, .. } => {
            let points = points.map_or(0, Points::hundredths);
            Some(format!("{by} marks {points}"))
        }
        Act::Submit { .. } => Some(format!("{by} submits")),
        Act::Reopen { reason, .. } => Some(format!("{by} reopens {reason}")),
        Act::Incident { text } => Some(format!("{by} notes {text}")),
        _ => None,
    }
}

fn names(disk: &SimulatedDisk) -> Vec<String> {
    let records = scan::records(&journal_bytes(disk));
    records.iter().filter_map(|(r, _)| name(r)).collect()
}

/// A clock that goes on by a second whenever it is looked at, so that no two saves have one time.
fn ticking() -> Clock {
    let seconds = AtomicI64::new(0);
    Clock::of(move || {
        let second = seconds.fetch_add(1, Ordering::SeqCst);
        jiff::Timestamp::from_millisecond(1_779_240_667_482 + 1000 * second).unwrap()
    })
}

fn reopen(disk: &SimulatedDisk, clock: &Clock) -> Result<Arc<SharedSession>, String> {
    let opening = Opening {
        write: true,
        network_too: false,
        anchors: snapshot::anchor_on(disk, Path::new(FOLDER))
            .into_iter()
            .collect(),
        heads: None,
    };
    let journal = Journal::open_on(disk.files(), Path::new(FOLDER), clock.clone(), &opening);
    let journal = journal.map_err(|e| format!("does not open: {e:?}"))?;
    innocent(journal.health())?;
    Ok(SharedSession::new(journal))
}

/// The coordinator, or a seat without a screen.
fn record(shared: &SharedSession, acts: &mut Acts, line: &str, name: String) -> Found {
    let (by, intent) = sentence(line);
    match shared.record(&by, vec![intent]) {
        Ok(_) => acts.0.push((name, true)),
        // The rules say no, and nothing is written.
        Err(JournalError::Refused(_) | JournalError::RefusedAt(..)) => {}
        Err(_) => acts.0.push((name, false)),
    }
    Ok(())
}

fn one_act(
    shared: &SharedSession,
    seats: &mut [SeatedJudge],
    dice: &mut Seeded,
    acts: &mut Acts,
    number: u32,
) -> Found {
    let text = format!("{}.{:02}", number / 100, number % 100);
    let entry = format!("p1/a{}", 1 + dice.below(4));
    match dice.below(9) {
        0 => {
            let line = format!("desk marks {entry} i1 {text} for w3");
            record(shared, acts, &line, format!("desk marks {number}"))
        }
        1 => {
            let line = format!("w3 marks {entry} i1 {text}");
            record(shared, acts, &line, format!("w3 marks {number}"))
        }
        2 => record(shared, acts, "w3 submits p1", "w3 submits".to_owned()),
        3 => {
            let line = format!("desk reopens w3 p1: {number}");
            record(shared, acts, &line, format!("desk reopens {number}"))
        }
        _ if seats.is_empty() => Ok(()),
        _ => {
            let which = dice.below(seats.len());
            let seat = &mut seats[which];
            let id = seat.id;
            // What did not get saved before still stands in its cell, and an arrow accepts it.
            let waiting = seat.waiting.take().map(|name| (name, false));
            acts.0.extend(waiting);
            seat.keys(["<up>", "<down>", "<left>", "<right>"][dice.below(4)]);
            seat.keys("<bs><bs><bs><bs><bs><bs>");
            seat.says_saved();
            let before = acts.0.len();
            let name = format!("{id} marks {number}");
            acts.0.push((name.clone(), false));
            seat.keys(&format!("{text}<enter>"));
            acts.0[before].1 = seat.says_saved();
            seat.waiting = (!acts.0[before].1).then_some(name);
            Ok(())
        }
    }
}

fn story_of_seats(seed: u64, left_out: Option<LeftOut>) -> Found {
    let mut dice = Seeded::new(seed);
    let disk = SimulatedDisk::new(seed, Path::new(HOME));
    create(&disk).map_err(|e| format!("{e:?}"))?;
    disk.leave_out(left_out);
    let clock = ticking();
    let mut acts = Acts::default();
    let (mut number, mut on_screens) = (100, 0);
    for _ in 0..=dice.below(3) {
        let shared = reopen(&disk, &clock)?;
        if dice.one_in(3) {
            let call = [Call::Write, Call::ShortWrite, Call::Sync, Call::Evict][dice.below(4)];
            disk.fail(call, 1 + dice.below(9) as u32);
        }
        disk.crash_in((!dice.one_in(4)).then(|| 8 + dice.below(80) as u32));
        let mut seats: Vec<SeatedJudge> = ["w1", "w2"]
            .into_iter()
            .filter_map(|id| SeatedJudge::sit(&shared, id, clock.clone()))
            .collect();
        for _ in 0..dice.below(24) {
            number += 1;
            let before = acts.0.len();
            one_act(&shared, &mut seats, &mut dice, &mut acts, number)?;
            let screen = |(name, saved): &(String, bool)| {
                *saved && (name.starts_with("w1") || name.starts_with("w2"))
            };
            on_screens += acts.0[before..].iter().filter(|a| screen(a)).count();
            innocent(shared.read().journal().health())?;
            for seat in &mut seats {
                seat.app.handle_at(Event::Grew, seat.now);
                seat.app
                    .handle_at(Event::Input(Input::Resize(100, 30)), seat.now);
            }
        }
        // What is on the screens now goes with the power; a hand that had accepted nothing lost nothing.
        drop(seats);
        if dice.one_in(4) {
            disk.killed();
        } else {
            disk.power_cut();
        }
        acts.hold(&names(&disk))?;
    }
    SAVED_ON_SCREENS.fetch_add(on_screens as i64, Ordering::SeqCst);
    reopen(&disk, &clock).map(drop)
}

/// So that a story in which no screen ever says saved does not pass for a good one.
static SAVED_ON_SCREENS: AtomicI64 = AtomicI64::new(0);

#[test]
fn what_a_screen_called_saved_is_there_in_order_and_once() {
    seeds(150, |seed| story_of_seats(seed, None));
    let said = SAVED_ON_SCREENS.load(Ordering::SeqCst);
    assert!(
        said > 300 || std::env::var("PINGSHEN_SEED").is_ok(),
        "only {said} saves were said"
    );
}

#[test]
fn a_screen_that_says_saved_before_the_disk_does_would_be_found() {
    would_be_found(50, |seed| story_of_seats(seed, Some(LeftOut::JournalSync)));
}
