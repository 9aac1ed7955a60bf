//! What a seat on a line from elsewhere reaches, and what it does not, whatever is typed there.

use crate::common;
use common::Room;
use pingshen::journal::Clock;
use pingshen::live::SharedSession;
use pingshen::model::{DESK, Rules, Session};
use pingshen::text::Lang;
use pingshen::tui::app::{App, Config, Event, ExitReason, MIN_SIZE};
use pingshen::tui::input::{Code, Input, Key};
use pingshen::tui::recent::RecentSessions;
use pingshen::tui::terminal::palette::Theme;
use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;

const IDLE: Duration = Duration::from_secs(1800);

/// Judges whose every mark and total ends in hundredths of its own: w1 in .1x, w2 in .3x, w3 in .5x, w4 in .7x.
/// Scores are means of several, so they do not look like any of these.
fn session(folder: &Path, closed: bool) -> Arc<SharedSession> {
    let mut room = Room::new(2, &["40", "10"], Rules::default());
    for n in 1..=3 {
        room.say(&format!("desk registers a{n} p1,p2"));
    }
    for n in 1..=4 {
        room.say(&format!("desk seats w{n}"));
    }
    room.act(DESK, common::pin(folder, "w1", "204817"));
    room.say("desk opens");
    for (judge, hundredths) in [("w1", 11), ("w2", 33), ("w3", 57), ("w4", 79)] {
        for project in ["p1", "p2"] {
            for n in 1..=3 {
                // The last applicant of the judge who looks stays open while scoring goes on.
                if judge == "w1" && n == 3 && !closed {
                    continue;
                }
                let entry = format!("{project}/a{n}");
                room.fill(
                    judge,
                    &entry,
                    &format!("{}.{hundredths}+{n}.{hundredths}", 20 + n),
                );
            }
            if closed || judge != "w1" {
                room.say(&format!("{judge} submits {project}"));
            }
        }
    }
    if closed {
        room.say("desk closes");
    }
    let journal = room.journal(folder, &Clock::system(), true);
    SharedSession::new(journal)
}

/// Every mark and total of the judges who are not this one.
fn secrets(session: &Session, seat: &str) -> Vec<String> {
    let mut list = Vec::new();
    for (j, judge) in session.judges().iter().enumerate() {
        if judge.id == seat {
            continue;
        }
        for entry in session.entries() {
            let marks = (0..session.indicators().len()).filter_map(|i| entry.mark(j, i));
            list.extend(marks.map(|p| p.to_string()));
            list.extend(entry.total(j).map(|p| p.to_string()));
        }
    }
    list.sort();
    list.dedup();
    list
}

fn sit(shared: &Arc<SharedSession>, seat: &str) -> App {
    let mut app = App::new(Config {
        lang: Some(Lang::En),
        clock: Clock::system(),
        network_too: false,
        recent: RecentSessions::default(),
        from: "192.0.2.7".to_owned(),
        remote: Some(IDLE),
        theme: Theme::default(),
    });
    app.sit(Arc::clone(shared), seat).unwrap();
    app
}

/// The screen as text, each line without what a wide character covers.
fn screen(app: &App) -> String {
    // Large, so that nothing that is there is cut off.
    let mut terminal = Terminal::new(TestBackend::new(200, 60)).unwrap();
    terminal.draw(|frame| app.view(frame)).unwrap();
    let buffer = terminal.backend().buffer();
    let rows = buffer.content.chunks(usize::from(buffer.area.width));
    rows.map(|row| row.iter().map(|c| c.symbol()).collect::<String>() + "\n")
        .collect()
}

/// Any key there is, those that open something more often than others.
fn any_key() -> impl Strategy<Value = Input> {
    let key = |code: Code| Input::Key(Key::of(code));
    prop_oneof![
        6 => (1u8..=12).prop_map(move |n| key(Code::F(n))),
        8 => prop_oneof![
            Just(Code::Enter), Just(Code::Esc), Just(Code::Tab), Just(Code::BackTab),
            Just(Code::Up), Just(Code::Down), Just(Code::Left), Just(Code::Right),
            Just(Code::Home), Just(Code::End), Just(Code::PageUp), Just(Code::PageDown),
            Just(Code::Backspace), Just(Code::Delete), Just(Code::Insert),
        ].prop_map(key),
        4 => "[0-9.]".prop_map(|s| Input::Key(Key::ch(s.chars().next().unwrap()))),
        4 => "[a-zA-Z?:/+!~-]".prop_map(|s| Input::Key(Key::ch(s.chars().next().unwrap()))),
        1 => "[a-z]".prop_map(|s| Input::Key(Key::ctrl(s.chars().next().unwrap()))),
        1 => "[0-9a-z./~是]{0,12}".prop_map(Input::Paste),
        1 => Just(Input::Key(Key::ch('评'))),
    ]
}

/// Without what stands in a cell that is being typed into: anything can be typed there.
fn without_input(screen: &str) -> String {
    let line = |line: &str| match (line.find('['), line.rfind(']')) {
        (Some(from), Some(to)) if from < to => format!("{}{}\n", &line[..from], &line[to..]),
        _ => format!("{line}\n"),
    };
    screen.lines().map(line).collect()
}

/// Plays keys to a judge's seat and says which secret was ever on the screen, and where.
fn leak(shared: &Arc<SharedSession>, seat: &str, keys: &[Input]) -> Option<String> {
    let secrets = secrets(shared.read().session(), seat);
    let mut app = sit(shared, seat);
    let mut typed = String::new();
    for key in keys {
        // What she types herself is no secret of somebody else.
        match key {
            Input::Key(Key {
                code: Code::Char(c),
                ..
            }) => typed.push(*c),
            Input::Paste(text) => typed.push_str(text),
            _ => {}
        }
        app.handle(Event::Input(key.clone()));
        if app.finished() {
            break;
        }
        let shown = without_input(&screen(&app));
        let found = secrets
            .iter()
            .find(|s| shown.contains(s.as_str()) && !typed.contains(s.as_str()));
        if let Some(secret) = found {
            return Some(format!("{secret} after {typed:?}:\n{shown}"));
        }
    }
    None
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_key_shows_a_judge_a_mark_of_another_while_scoring_goes_on(
        keys in proptest::collection::vec(any_key(), 1..60)
    ) {
        let home = tempfile::tempdir().unwrap();
        let shared = session(home.path(), false);
        prop_assert_eq!(leak(&shared, "w1", &keys), None);
    }

    #[test]
    fn no_key_shows_a_judge_a_mark_of_another_when_scoring_is_closed(
        keys in proptest::collection::vec(any_key(), 1..60)
    ) {
        let home = tempfile::tempdir().unwrap();
        let shared = session(home.path(), true);
        prop_assert_eq!(leak(&shared, "w1", &keys), None);
    }
}

#[test]
fn the_secrets_sought_above_are_those_that_the_coordinator_sees() {
    let home = tempfile::tempdir().unwrap();
    let shared = session(home.path(), true);
    let secrets = secrets(shared.read().session(), "w1");
    assert!(secrets.contains(&"21.33".to_owned()) && secrets.contains(&"22.66".to_owned()));
    let mut desk = sit(&shared, DESK);
    desk.handle(Event::Input(Input::Key(Key::f(2))));
    let shown = screen(&desk);
    assert!(
        secrets.iter().any(|s| shown.contains(s.as_str())),
        "{shown}"
    );
}

#[test]
fn nothing_else_of_the_machine_is_reached_by_the_coordinator_either() {
    let home = tempfile::tempdir().unwrap();
    let shared = session(home.path(), false);
    let mut desk = sit(&shared, DESK);
    let play = |desk: &mut App, keys: &str| {
        for c in keys.chars() {
            let key = match c {
                '\n' => Key::of(Code::Enter),
                '\t' => Key::of(Code::Tab),
                c => Key::ch(c),
            };
            desk.handle(Event::Input(Input::Key(key)));
        }
        screen(desk)
    };
    // PIN slips into a file of her choice.
    let path = home.path().join("slips.txt");
    desk.handle(Event::Input(Input::Key(Key::ctrl('n'))));
    let form = screen(&desk);
    assert!(
        form.contains("write them down") && !form.contains(".docx"),
        "{form}"
    );
    let shown = play(&mut desk, &format!("{}\n", path.display()));
    assert!(shown.contains("3 PINs are set"), "{shown}");
    assert!(!path.exists());
}

#[test]
fn an_idle_line_is_warned_and_ended_and_what_is_typed_is_kept() {
    let home = tempfile::tempdir().unwrap();
    let shared = session(home.path(), false);
    let mut app = App::new(Config {
        lang: Some(Lang::En),
        clock: Clock::system(),
        network_too: false,
        recent: RecentSessions::default(),
        from: "192.0.2.7".to_owned(),
        // The warning comes a minute before the end.
        remote: Some(Duration::from_millis(60_200)),
        theme: Theme::default(),
    });
    app.sit(Arc::clone(&shared), "w1").unwrap();
    app.handle(Event::Input(Input::Key(Key::ch('3'))));
    assert!(!screen(&app).contains("ends within a minute"));
    assert!(app.timeout().unwrap() <= Duration::from_millis(200));
    std::thread::sleep(Duration::from_millis(210));
    app.idle();
    assert!(
        screen(&app).contains("ends within a minute"),
        "{}",
        screen(&app)
    );
    assert!(app.exit_reason().is_none());
    // A window that changes its size is no sign of life; a key is.
    app.handle(Event::Input(Input::Resize(MIN_SIZE.0, MIN_SIZE.1)));
    assert!(screen(&app).contains("ends within a minute"));
    app.handle(Event::Input(Input::Key(Key::ch('4'))));
    assert!(!screen(&app).contains("ends within a minute"));

    let mut app = App::new(Config {
        lang: Some(Lang::En),
        clock: Clock::system(),
        network_too: false,
        recent: RecentSessions::default(),
        from: "192.0.2.7".to_owned(),
        remote: Some(Duration::from_millis(100)),
        theme: Theme::default(),
    });
    app.sit(Arc::clone(&shared), "w1").unwrap();
    app.handle(Event::Input(Input::Key(Key::ch('9'))));
    std::thread::sleep(Duration::from_millis(110));
    app.idle();
    assert_eq!(app.exit_reason(), Some(&ExitReason::Idle));
    let again = sit(&shared, "w1");
    assert!(screen(&again).contains('9'));
    assert!(shared.read().session().seat("w1").signed_in.is_some());
}

#[test]
fn a_seat_taken_elsewhere_ends_here_and_its_half_typed_number_is_not_written_over() {
    let home: TempDir = tempfile::tempdir().unwrap();
    let shared = session(home.path(), false);
    let mut first = sit(&shared, "w1");
    for c in "3.2".chars() {
        first.handle(Event::Input(Input::Key(Key::ch(c))));
    }
    first.autosave_draft();
    let mut second = sit(&shared, "w1");
    assert!(screen(&second).contains("3.2"));
    second.handle(Event::Input(Input::Key(Key::ch('5'))));
    second.autosave_draft();
    first.handle(Event::Grew);
    assert!(matches!(
        first.exit_reason(),
        Some(ExitReason::TakenOver { from, .. }) if from == "192.0.2.7"
    ));
    first.autosave_draft();
    drop(first);
    assert!(second.exit_reason().is_none());
    let third = sit(&shared, "w1");
    assert!(screen(&third).contains("3.25"));
}
