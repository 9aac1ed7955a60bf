//! What a large window is used for: nothing that a small one lacks room for is left out of a large one.

use crate::stage::Stage;
use pingshen::text::Lang;

#[test]
fn the_rule_under_the_cursor_stands_whole_beside_the_rules() {
    for (lang, words) in [
        (Lang::Zh, ["可以改成", "出处", "按现在的规则"]),
        (
            Lang::En,
            ["may be", "source", "Under the rules as they are"],
        ),
    ] {
        let mut stage = Stage::demo(lang, 160, 50);
        stage.keys("34");
        for word in words {
            stage.sees(word);
        }
        stage.resize(100, 30).hides(words[2]);
    }
}

#[test]
fn progress_has_every_project_and_what_is_missing() {
    let mut stage = Stage::demo(Lang::Zh, 160, 50);
    stage
        .keys("35")
        .sees("项目1/2 高中新高考")
        .sees("项目2/2 义务教育新课程")
        .sees("还没有交齐");
    // The one that is turned to comes first.
    let screen = stage.keys("<tab>").screen();
    let at = |text: &str| screen.find(text).unwrap();
    assert!(at("项目2/2") < at("项目1/2"), "{screen}");
    let mut small = Stage::demo(Lang::Zh, 80, 24);
    small.keys("35").sees("项目1/2").hides("项目2/2");
}

#[test]
fn what_is_confirmed_is_listed_whole() {
    let mut stage = Stage::demo(Lang::Zh, 160, 50);
    stage.keys("39");
    let screen = stage.screen();
    assert!(screen.contains("确认的是"), "{screen}");
    for id in ["a01", "a07", "a14"] {
        assert!(screen.contains(id), "{id}:\n{screen}");
    }
    let mut small = Stage::demo(Lang::Zh, 80, 24);
    small.keys("39").hides("确认的是");
}

/// The steps of the desk have no less room where there is more.
#[test]
fn the_desk_cuts_nothing_at_120_that_it_shows_at_80() {
    for lang in [Lang::Zh, Lang::En] {
        let mut small = Stage::demo(lang, 80, 24);
        let mut large = Stage::demo(lang, 120, 40);
        let (small, large) = (small.keys("3").screen(), large.keys("3").screen());
        for line in small
            .lines()
            .filter(|l| l.contains("  3 ") || l.contains("  5 "))
        {
            let step = line.trim_end_matches(['.', ' ']).trim();
            assert!(large.contains(step), "{step}\n{large}");
        }
    }
}

/// What an applicant declares and the notice asks for is a doubt at the desk as it was in the preview.
#[test]
fn thresholds_that_are_missed_are_doubts_at_the_desk() {
    let mut stage = Stage::demo(Lang::Zh, 80, 24);
    stage.keys("3").sees("2 家有疑点");
}

#[test]
fn whoever_only_watches_is_no_seat_to_be_filled() {
    let mut stage = Stage::demo(Lang::Zh, 80, 24);
    stage.keys("3").sees("席位 1/8");
}

/// A line behind the tenth is chosen by a letter, and none moves when another comes.
#[test]
fn lines_behind_the_tenth_have_letters() {
    let mut stage = Stage::demo(Lang::Zh, 80, 24);
    stage
        .keys("3")
        .sees("b    公告原文")
        .keys("b")
        .sees("存入公告原文");
}
