//! Small habits: a title, a bell at the desk, a text for the clipboard, a refused number begun anew.

use crate::stage::Stage;
use pingshen::journal::{Clock, Journal, Opening};
use pingshen::model::{Act, DESK};
use pingshen::text::Lang;
use pingshen::tui::terminal::signals::Signal;

#[test]
fn the_window_says_who_sits_there_and_at_what() {
    let mut stage = Stage::home(Lang::Zh, 80, 24);
    assert_eq!(stage.app.window_title(), "评审 pingshen");
    let mut demo = Stage::demo(Lang::Zh, 80, 24);
    let title = "洛阳市2026年“市培计划”外出跟岗项目遴选";
    assert_eq!(demo.app.window_title(), title);
    demo.keys("1");
    assert_eq!(demo.app.window_title(), format!("评委3 - {title}"));
    stage.keys("?");
    assert_eq!(stage.app.take_signals(), []);
}

#[test]
fn the_desk_hears_a_bell_when_something_waits_for_it_and_a_judge_hears_none() {
    let record = |stage: &Stage, by: &str, act: Act| {
        let opening = Opening {
            write: true,
            ..Opening::default()
        };
        let mut journal = Journal::open(&stage.session(), Clock::system(), &opening).unwrap();
        journal.append(by, vec![act.into()]).unwrap();
    };
    let text = "停电三分钟".to_owned();
    let mut desk = Stage::demo(Lang::Zh, 80, 24);
    desk.keys("3");
    desk.grew();
    assert_eq!(desk.app.take_signals(), []);
    record(&desk, "w01", Act::Incident { text: text.clone() });
    desk.grew();
    assert_eq!(desk.app.take_signals(), [Signal::Bell]);
    desk.grew();
    assert_eq!(desk.app.take_signals(), [], "once");
    let mut judge = Stage::demo(Lang::Zh, 80, 24);
    judge.keys("1");
    record(&judge, DESK, Act::Incident { text });
    judge.grew();
    assert_eq!(judge.app.take_signals(), []);
}

#[test]
fn the_record_code_that_stands_there_is_copied() {
    let mut stage = Stage::demo(Lang::En, 80, 24);
    stage
        .keys("3<c-k>")
        .sees("Handed to the terminal's clipboard");
    let opening = Opening::default();
    let journal = Journal::open(&stage.session(), Clock::system(), &opening).unwrap();
    let copied = stage.app.take_signals();
    assert_eq!(copied, [Signal::Copy(journal.code())]);
    // In the journal it is that of the act under the cursor.
    stage.keys("<f7><home><c-k>");
    let copied = stage.app.take_signals();
    let [Signal::Copy(first)] = &copied[..] else {
        panic!("{copied:?}");
    };
    assert_ne!(*first, journal.code());
    stage.keys("<enter>").sees("Act 1");
    let mut tour = Stage::demo(Lang::En, 80, 24);
    tour.keys("<c-k>");
    let copied = tour.app.take_signals();
    let [Signal::Copy(line)] = &copied[..] else {
        panic!("{copied:?}");
    };
    assert!(line.starts_with("pingshen watch ") && !line.contains('\n'));
    let mut home = Stage::home(Lang::En, 80, 24);
    home.keys("<c-k>").sees("nothing to copy");
    assert_eq!(home.app.take_signals(), []);
}

#[test]
fn after_a_refusal_a_digit_begins_another_number_and_erasing_mends_the_old_one() {
    let mut stage = Stage::demo(Lang::Zh, 80, 24);
    stage.keys("1 401<enter>").sees("401");
    stage.keys("3").hides("4013").hides("401");
    stage.keys("<c-u>").keys("401<enter><bs>").sees("40");
    // What was only typed and not refused goes on.
    stage.keys("<c-u>12").sees("12").keys("3").sees("123");
}
