//! The standings room: what each size shows, what just changed, and what a wall is shown.

use crate::stage::Stage;
use pingshen::journal::{Clock, Journal, Opening};
use pingshen::model::{Act, DESK, Points};
use pingshen::text::Lang;
use pingshen::tui::app::Event;
use std::time::Duration;

/// A mark that another process writes down for a judge.
fn mark(stage: &mut Stage, judge: &str, entry: &str, indicator: &str, hundredths: u32) {
    let opening = Opening {
        write: true,
        ..Opening::default()
    };
    let mut journal = Journal::open(&stage.session(), Clock::system(), &opening).unwrap();
    let act = Act::Mark {
        entry: entry.to_owned(),
        indicator: indicator.to_owned(),
        points: Points::from_hundredths(hundredths),
        judge: Some(judge.to_owned()),
    };
    journal.append(DESK, vec![act.into()]).unwrap();
    drop(journal);
    stage.app.handle(Event::Grew);
}

#[test]
fn wide_rooms_show_both_projects_the_allocation_the_progress_and_why() {
    for (columns, rows) in [(120, 40), (160, 50), (200, 60)] {
        for (lang, words) in [
            (
                Lang::Zh,
                [
                    "项目1/2",
                    "项目2/2",
                    "分配经过",
                    "进度",
                    "为什么是这个分",
                    "◆ 得分",
                ],
            ),
            (
                Lang::En,
                [
                    "Project 1/2",
                    "Project 2/2",
                    "allocation",
                    "Progress",
                    "why",
                    "◆ score",
                ],
            ),
        ] {
            let screen = Stage::demo(lang, columns, rows).keys("2").screen();
            for word in words {
                let found = screen.to_lowercase().contains(&word.to_lowercase());
                assert!(found, "{columns}×{rows}: no {word} on\n{screen}");
            }
            // Names of usual length are whole.
            assert!(screen.contains("瀚林新高考研究中心"), "{screen}");
        }
    }
    // Totals of judges take the place of the axis where somebody asks for them.
    let mut stage = Stage::demo(Lang::Zh, 120, 40);
    stage
        .keys("2")
        .hides("96.75↑")
        .keys("<right>")
        .sees("96.75↑");
    stage.keys("<left>").hides("96.75↑");
    // Where there is room for both, both are there.
    Stage::demo(Lang::Zh, 200, 60)
        .keys("2")
        .sees("96.75↑")
        .sees("◆─");
}

#[test]
fn what_just_arrived_is_marked_for_two_seconds_and_ranks_show_where_they_came_from() {
    let mut stage = Stage::demo(Lang::Zh, 160, 50);
    stage.keys("2").hides("▲").hides("▼");
    assert_eq!(stage.app.timeout(), None, "an idle room sleeps");
    // Judges who have not submitted give one applicant nothing and another everything.
    let blanks = ["w03", "w05", "w07"];
    let indicators = indicators(&stage);
    let entries = ["p1/a02", "p1/a01"];
    for judge in blanks {
        for entry in entries {
            for (indicator, cap) in &indicators {
                let zero = if entry.ends_with("a02") { 0 } else { *cap };
                mark_if_blank(&mut stage, judge, entry, indicator, zero);
            }
        }
    }
    let wait = stage.app.timeout().expect("a change is marked for a while");
    assert!(wait <= Duration::from_secs(2), "{wait:?}");
    let screen = stage.screen();
    assert!(screen.contains('▲') && screen.contains('▼'), "{screen}");
    // From now on nothing has moved.
    stage.keys("<f7>").sees("名次变动从现在起比较");
    stage.hides("▲").hides("▼");
}

fn indicators(stage: &Stage) -> Vec<(String, u32)> {
    let journal = Journal::open(&stage.session(), Clock::system(), &Opening::default()).unwrap();
    let list = journal.session().indicators().iter();
    list.map(|i| (i.id.clone(), i.cap.hundredths())).collect()
}

fn mark_if_blank(stage: &mut Stage, judge: &str, entry: &str, indicator: &str, hundredths: u32) {
    let journal = Journal::open(&stage.session(), Clock::system(), &Opening::default()).unwrap();
    let session = journal.session();
    let (e, j) = (session.entry(entry).unwrap(), session.judge(judge).unwrap());
    let open = session.entries()[e].blanks(j) > 0
        || session.entries()[e].state(j) == pingshen::model::SheetState::Complete;
    drop(journal);
    if open {
        mark(stage, judge, entry, indicator, hundredths);
    }
}

#[test]
fn a_wall_names_no_judge_and_needs_no_keys() {
    for (columns, rows) in [(80, 24), (120, 40), (200, 60)] {
        let mut stage = Stage::demo(Lang::Zh, columns, rows);
        stage.keys("2<f4>").sees("96.67").sees("★").sees("进度 65%");
        stage.hides("评委").hides("F4").hides("帮助");
        if columns >= 96 {
            stage.sees("项目1/2").sees("项目2/2");
        }
        // Help brings the keys back, and F4 goes on.
        stage
            .keys("?")
            .sees("F4")
            .keys("<esc><f4>")
            .sees("评委席1")
            .sees("帮助");
    }
}

#[test]
fn a_judge_sees_her_own_matrix_and_all_criteria_where_there_is_room() {
    let own = ["94.25", "37.50", "5实施", "合计"];
    let mut stage = Stage::demo(Lang::Zh, 160, 50);
    stage.keys("1");
    for word in own {
        stage.sees(word);
    }
    stage.sees("各项指标评价内容").sees("7 特色与创新  5 分");
    // What another judge gave is nowhere.
    stage.hides("96.75").hides("91.25");
    let mut stage = Stage::demo(Lang::Zh, 120, 40);
    stage.keys("1").sees("5实施").sees("37.50");
    // Below, the list has totals alone.
    Stage::demo(Lang::Zh, 80, 24)
        .keys("1")
        .hides("5实施")
        .sees("94.25");
}

/// First what the indicator asks, then what is known of the applicant; nothing stands for what nobody declared.
#[test]
fn criteria_come_before_facts_and_no_fact_is_made_up() {
    let mut stage = Stage::demo(Lang::Zh, 160, 50);
    let screen = stage.keys("1<up><up>").screen();
    let pane = screen.split("附件5 第4项").nth(1).unwrap();
    let asks = pane.find("专家团队").unwrap();
    let fact = pane.find("高级职称").unwrap_or_else(|| panic!("{screen}"));
    assert!(asks < fact, "{screen}");
    assert!(!screen.contains("未填") && !screen.contains("not given"));
}
