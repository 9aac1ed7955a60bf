//! A key held down asks; it does not answer.

use crate::stage;
use pingshen::text::Lang;
use pingshen::tui::app::Event;
use pingshen::tui::input::{Code, Input, Key};
use stage::Stage;
use std::time::Duration;

/// How many acts stand in the journal.
fn acts(stage: &Stage) -> usize {
    let text = std::fs::read_to_string(stage.session().join("journal.jsonl")).unwrap();
    text.lines().count()
}

fn scoring() -> Stage {
    let mut stage = Stage::demo(Lang::Zh, 80, 24);
    stage.keys("1");
    stage
}

/// On every screen, with every key that may ask: held down it records no more than pressed once, and a box that
/// one press leaves open stays open.
#[test]
fn a_key_held_down_records_no_more_than_pressed_once() {
    let screens = [
        "",
        "1",
        "1<f5>",
        "1<f6>",
        "1<f12>",
        "1<f8>",
        "1<f3>",
        "2",
        "2<f6>",
        "3",
        "3<tab>",
        "3<tab><enter>",
        "3<tab><enter>1",
        "3<tab><tab>",
        "3<tab><tab><enter>",
        "3<tab><tab><enter>3",
        "3<f3>",
        "3<f3><enter>",
        "3<f5>",
        "3<f4>",
        "32",
        "32<enter>",
        "34<down><down>",
        "35",
        "37",
        "39",
        "3<f7>",
    ];
    let keys = [
        "<enter>", "<f2>", "<f3>", "<f5>", "<f6>", "<f8>", "<f10>", "<f12>", "<c-q>", "<c-z>",
    ];
    let mut checked = 0;
    for screen in screens {
        for key in keys {
            let mut once = Stage::demo(Lang::Zh, 80, 24);
            once.keys(screen).keys(key);
            let mut held = Stage::demo(Lang::Zh, 80, 24);
            held.keys(screen).hold(key);
            assert_eq!(acts(&held), acts(&once), "{key} held at {screen:?}");
            assert_eq!(
                held.app.finished(),
                once.app.finished(),
                "{key} at {screen:?}"
            );
            checked += 1;
        }
    }
    assert_eq!(checked, screens.len() * keys.len());
}

#[test]
fn a_zero_that_is_to_be_confirmed_is_not_stored_by_a_held_enter() {
    for number in ["0", "3.456"] {
        let mut stage = scoring();
        let before = acts(&stage);
        stage.keys(number).hold("<enter>");
        assert_eq!(acts(&stage), before, "{number}");
        stage.keys("<enter>");
        assert_eq!(acts(&stage), before + 1, "{number}, after a pause");

        // Another key between is a press of its own.
        let mut stage = scoring();
        stage.keys(number).hold("<enter>");
        for code in [Code::Down, Code::Enter] {
            stage.now += Duration::from_millis(30);
            let input = Input::Key(Key::of(code));
            stage.app.handle_at(Event::Input(input), stage.now);
        }
        assert_eq!(acts(&stage), before + 1, "{number}, another key");
    }
}

#[test]
fn a_program_is_not_left_by_a_held_key() {
    let mut stage = scoring();
    stage.hold("<c-q>");
    assert!(!stage.app.finished());
    stage.keys("<c-q>");
    assert!(stage.app.finished());
}

#[test]
fn a_repetition_that_the_terminal_tells_answers_nothing_however_late() {
    let mut stage = scoring();
    let before = acts(&stage);
    stage.keys("0<enter>");
    for _ in 0..3 {
        stage.now += Duration::from_secs(5);
        let input = Input::Again(Key::of(Code::Enter));
        stage.app.handle_at(Event::Input(input), stage.now);
    }
    assert_eq!(acts(&stage), before);
}

/// The seal of a project: asked by F5, not given by its repetition, given by F5 after a pause.
#[test]
fn a_project_is_not_sealed_by_the_key_that_asked() {
    let mut stage = scoring();
    for _ in 0..200 {
        if stage.screen().contains("本项目全部评完") {
            break;
        }
        stage.keys("5<enter>");
    }
    assert!(stage.screen().contains("本项目全部评完"));
    let before = acts(&stage);
    stage.hold("<f5>");
    assert_eq!(acts(&stage), before, "held");
    assert!(stage.screen().contains("像是一直按着"), "and it says so");
    stage.keys("<f5>");
    assert_eq!(acts(&stage), before + 1, "after a pause");
}

/// Whoever presses again and again, once a second, is heard at the third press.
#[test]
fn impatient_presses_are_heard() {
    let mut stage = scoring();
    let before = acts(&stage);
    stage.keys("0<enter>");
    for _ in 0..2 {
        stage.now += Duration::from_millis(900);
        let input = Input::Key(Key::of(Code::Enter));
        stage.app.handle_at(Event::Input(input), stage.now);
    }
    assert_eq!(acts(&stage), before + 1);
}

/// In a form Enter goes on from field to field as fast as hands are; held down it comes to the last field and stays
/// there, and nothing is made.
#[test]
fn enter_goes_through_a_form_and_does_not_end_it_by_itself() {
    let mut stage = Stage::home(Lang::Zh, 80, 24);
    let folder = stage.session().display().to_string();
    stage.keys(&format!("1<c-u>{folder}"));
    for _ in 0..2 {
        stage.now += Duration::from_millis(150);
        let input = Input::Key(Key::of(Code::Enter));
        stage.app.handle_at(Event::Input(input), stage.now);
    }
    stage.keys("王明");
    let screen = stage.screen();
    let judges = screen.lines().find(|l| l.contains("王明")).unwrap();
    assert!(!judges.contains("luoyang"), "{screen}");
    stage.hold("<enter>");
    assert!(!stage.session().exists(), "a held key made a session");
    stage.keys("<enter>");
    assert!(stage.session().exists(), "{}", stage.screen());
}
