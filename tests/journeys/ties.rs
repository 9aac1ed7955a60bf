//! What the screens and the log say of decisions on ties that were set aside, of times that cannot be right, and of
//! certificates over somebody without a score.

use crate::{common, stage};
use common::{Room, rules, sentence};
use pingshen::journal::{Clock, Hash, JOURNAL, Journal, Opening, Record, line};
use pingshen::model::Act;
use pingshen::tally::{AwardState, Results};
use pingshen::text::Lang;
use pingshen::tui::app::Event;
use stage::Stage;
use std::path::Path;

/// `a` and `b` are level at the first award, and all sheets are in.
fn level() -> Room {
    let mut room = Room::new(2, &["100"], rules("at least 2, trim 0/0")).tell(
        "desk seats w1
         desk seats w2
         desk registers a p1
         desk registers b p1,p2
         desk opens",
    );
    for judge in ["w1", "w2"] {
        for (entry, total) in [("p1/a", "90"), ("p1/b", "90"), ("p2/b", "50")] {
            room.fill(judge, entry, total);
        }
        room.say(&format!("{judge} submits p1"));
        room.say(&format!("{judge} submits p2"));
    }
    room
}

fn opened(room: &Room, official: bool) -> Stage {
    let mut stage = Stage::home(Lang::Zh, 120, 40);
    let folder = stage.session();
    drop(room.journal(&folder, &stage::clock(), official));
    stage.app.open(&folder, Some("desk")).unwrap();
    if official {
        stage.keys("204817<enter>204817<enter>");
    }
    stage
}

fn elsewhere(stage: &mut Stage, lines: &str) {
    let opening = Opening {
        write: true,
        ..Opening::default()
    };
    let mut journal = Journal::open(&stage.session(), stage::clock(), &opening).unwrap();
    for line in common::written(lines) {
        let (by, intent) = sentence(line);
        journal.append(&by, vec![intent]).unwrap();
    }
    drop(journal);
    stage.app.handle(Event::Grew);
}

#[track_caller]
fn sees(stage: &mut Stage, text: &str) {
    let screen = stage.screen();
    assert!(screen.contains(text), "no “{text}” on:\n{screen}");
}

#[test]
fn the_dialog_says_what_was_decided_before_and_by_what_it_was_set_aside() {
    let room = level().tell("desk decides p1 by lot b a: drawn\ndesk reopens w1 p1: misread");
    let aside = room.session.seq();
    let mut stage = opened(&room, false);
    // Too early: said before anything is typed.
    stage.keys("<f2><f6>");
    let screen = stage.screen();
    assert!(
        screen.contains("还不能裁定并列") || screen.contains("没有影响推荐"),
        "{screen}"
    );
    elsewhere(&mut stage, "w1 submits p1");
    stage.keys("<esc><f2><f6>");
    sees(&mut stage, "对并列的裁定（lot，");
    sees(&mut stage, &format!("已被第 {aside} "));
    sees(&mut stage, "条作废（退回修改）");
    // The method that was chosen is not lost silently either.
    elsewhere(
        &mut stage,
        "desk chooses p1 by vote a b: agreed\ndesk reopens w1 p1: again\nw1 submits p1",
    );
    stage.keys("<esc><esc><f2><f6>");
    sees(&mut stage, "选定的裁定办法（vote，");
    // Decided again, it is over.
    elsewhere(&mut stage, "desk chooses p1 by lot a b: agreed");
    stage.keys("<esc><esc><f2><f6>");
    let screen = stage.screen();
    assert!(!screen.contains("选定的裁定办法（vote"), "{screen}");
}

#[test]
fn the_log_says_it_behind_the_act_that_set_a_decision_aside() {
    let room = level().tell(
        "desk decides p1 by lot b a: drawn
         desk vetoes a: copied
         desk reinstates a: cleared
         desk chooses p1 by vote a b: agreed
         desk recuses w1 p1: kin",
    );
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s");
    drop(room.journal(&path, &stage::clock(), false));
    for (lang, decision, method) in [
        (
            Lang::Zh,
            "并列的裁定（lot，第 ",
            "并列选定的办法（vote，第 ",
        ),
        (
            Lang::En,
            "the decision on the tie of project 1 (lot, act ",
            "the method chosen for the tie of project 1 (vote, act ",
        ),
    ] {
        let told = common::told(&path, lang, false);
        let of = |wanted: fn(&Act) -> bool| {
            let found = told.iter().find(|t| wanted(t.act())).unwrap();
            found.said.clone()
        };
        let veto = of(|act| matches!(act, Act::Veto { .. }));
        assert!(veto.contains(decision), "{veto}");
        let recusal = of(|act| matches!(act, Act::Recuse { .. }));
        assert!(recusal.contains(method), "{recusal}");
        let back = of(|act| matches!(act, Act::Reinstate { .. }));
        assert!(!back.contains("lot"), "{back}");
    }
}

/// A journal of the first release, closed and not certified, whose tie was decided before its sheets were in: it
/// opens, and says that the decision has to be taken again.
#[test]
fn an_early_decision_of_edition_1_is_not_lost_in_silence() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/edition-1.jsonl");
    let text = std::fs::read_to_string(data).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let (last, before) = lines.split_last().unwrap();
    assert!(last.contains("\"certify\""));
    let mut stage = Stage::home(Lang::Zh, 120, 40);
    let folder = stage.session();
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(JOURNAL), before.join("\n") + "\n").unwrap();
    let journal = Journal::open(&folder, Clock::system(), &Opening::default()).unwrap();
    assert!(!journal.health().read_only(), "{:?}", journal.health());
    let session = journal.session();
    assert_eq!(session.edition(), 1);
    let aside = session.tie_to_decide_again(0).unwrap();
    assert_eq!((aside.method.as_str(), aside.seq), ("lot", 13));
    assert_eq!(
        Results::of(session).projects[0].award.state,
        AwardState::Undecided
    );
    stage.app.open(&folder, Some("desk")).unwrap();
    stage.keys("204817<enter>204817<enter>9");
    sees(&mut stage, "须重新裁定");
}

#[test]
fn the_journal_screen_marks_times_that_cannot_be_right() {
    let room = level();
    let mut stage = Stage::home(Lang::Zh, 120, 40);
    let folder = stage.session();
    std::fs::create_dir_all(&folder).unwrap();
    let mut bytes = Vec::new();
    let mut prev = Hash::ZERO;
    for (n, (by, act)) in room.record.iter().enumerate() {
        let at = if n == 7 {
            "2019-05-20T09:31:07.482+08:00"
        } else {
            "2026-05-20T09:31:07.482+08:00"
        };
        let record = Record {
            seq: n as u64 + 1,
            at: at.to_owned(),
            by: by.clone(),
            batch: None,
            act: act.clone(),
        };
        prev = line::write(&record, prev, &mut bytes).unwrap();
    }
    std::fs::write(folder.join(JOURNAL), bytes).unwrap();
    stage.app.open(&folder, Some("desk")).unwrap();
    stage.keys("<f7>");
    sees(&mut stage, "时间待核对 2 条（!）");
    sees(&mut stage, "    8 09:31:07!");
    sees(&mut stage, "    9 09:31:07!");
    sees(&mut stage, "    7 09:31:07 ");
    stage.keys("<f6>8<enter><enter>");
    sees(&mut stage, "早于前一条的 2026-05-20");
}

/// Somebody in the race has no score: the certificate asks why, project by project, and says it afterwards.
#[test]
fn certifying_over_a_missing_score_asks_for_the_reason() {
    let room = level().tell(
        "desk decides p1 by lot b a: drawn
         desk recuses w2 p2: kin
         desk closes
         w1 agrees
         w2 agrees",
    );
    let mut stage = opened(&room, true);
    stage.keys("9<f5>");
    sees(&mut stage, "没有得分：计入 1 份，至少要 2 份（w2 回避）");
    sees(&mut stage, "project 2 为何没有得分仍认证");
    // Without the reason nothing is certified.
    stage.keys("yes<enter><enter>");
    sees(&mut stage, "project 2 为何没有得分仍认证");
    stage.keys("评委不足<enter>");
    sees(&mut stage, "结果已于");
    let journal = Journal::open(&stage.session(), Clock::system(), &Opening::default()).unwrap();
    let without = &journal.session().certified()[0].without;
    assert_eq!(
        (without[0].project.as_str(), without[0].reason.as_str()),
        ("p2", "评委不足")
    );
}

#[test]
fn certifying_over_an_open_tie_is_refused_in_words() {
    let room = level().tell("desk closes\nw1 agrees\nw2 agrees");
    let mut stage = opened(&room, true);
    stage.keys("9<f5>");
    sees(&mut stage, "还不能认证：项目1、项目2 有并列没有裁定");
}
