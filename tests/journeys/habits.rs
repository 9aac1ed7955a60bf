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

#[test]
fn the_result_names_every_judge_and_calls_nothing_recommended_before_closing() {
    let mut stage = Stage::demo(Lang::Zh, 80, 24);
    stage.keys("39").sees("确认与认证").sees("暂列 a08");
    for judge in 1..=7 {
        stage.sees(&format!("w{judge:02}      评委{judge}    评分结束后表态"));
    }
    stage.hides("拟推荐 a08");
    stage
        .keys("<f5>")
        .sees("评分还没有结束；结束后评委在这里表态");
}

#[test]
fn a_refusal_names_rules_and_people_and_the_caret_goes_to_what_is_wrong() {
    let mut stage = Stage::demo(Lang::Zh, 80, 24);
    stage.keys("34<enter><c-u>99<enter>演练<enter>");
    stage
        .sees("“去掉最高的合计”须在 0 到 10 之间，写的是 99")
        .hides("trim_high");
    // The number is mended where the caret stands.
    stage.keys("<c-u>2<f5>").hides("须在 0 到 10 之间");
}

#[test]
fn projects_are_typed_as_people_call_them() {
    let mut stage = Stage::home(Lang::Zh, 80, 24);
    let folder = stage.session().display().to_string();
    stage.keys("1").keys(&format!(
        "<c-u>{folder}<enter><enter>王明、李华、张丽<enter><enter>"
    ));
    stage.keys("4").sees("首次").keys("2048<enter>2048<enter>");
    stage.keys("1<enter>1").sees("项目1 高中新高考培训、项目2");
    let name = "长河大学";
    stage.keys(&format!("<enter>{name}<enter><c-u>项目三<f5>"));
    stage.sees("没有叫“项目三”的项目；有：项目1 高中新高考培训");
    stage.keys("<c-u>义务教育新课程<f5>").sees("项目2");
    let journal = Journal::open(&stage.session(), Clock::system(), &Opening::default()).unwrap();
    let made = &journal.session().applicants()[0];
    assert_eq!(
        (made.name.as_str(), &made.projects),
        (name, &vec!["p2".to_owned()])
    );
}
