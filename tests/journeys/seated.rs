//! A judge in her seat: what she is told of her own work and of what others did to it, and which keys leave it
//! alone.

use crate::{common, pty, stage};
use common::{Room, sentence};
use pingshen::journal::{Journal, Opening, snapshot};
use pingshen::live::SharedSession;
use pingshen::model::{DESK, Points, Rules};
use pingshen::text::Lang;
use pingshen::tui::app::{App, Config, Event, MIN_SIZE};
use pingshen::tui::input::Input;
use pingshen::tui::recent::RecentSessions;
use pingshen::tui::terminal::palette::Theme;
use stage::Stage;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Two projects of three applicants with two indicators each; three judges, scoring open.
fn room() -> Room {
    let rules = Rules {
        objective: vec!["i1".to_owned()],
        ..Rules::default()
    };
    let mut room = Room::new(2, &["40", "60"], rules);
    for n in 1..=3 {
        room.say(&format!("desk registers a{n} p1,p2"));
        room.say(&format!("desk seats w{n} Judge{n}"));
    }
    room.say("desk opens");
    room
}

/// Every sheet of a judge in a project is complete.
fn filled(room: &mut Room, judge: &str, project: &str) {
    for n in 1..=3 {
        room.fill(judge, &format!("{project}/a{n}"), &format!("3{n}+5{n}"));
    }
}

fn opened(room: &Room, lang: Lang, seat: &str) -> Stage {
    let mut stage = Stage::home(lang, 80, 23);
    let folder = stage.session();
    drop(room.journal(&folder, &stage::clock(), false));
    stage.app.open(&folder, Some(seat)).unwrap();
    stage
}

fn journal(folder: &Path, write: bool) -> Journal {
    let how = Opening {
        write,
        ..Opening::default()
    };
    Journal::open(folder, stage::clock(), &how).unwrap()
}

/// Another process writes; the app hears of it as it would from the file.
fn elsewhere(stage: &mut Stage, lines: &[&str]) {
    let mut journal = journal(&stage.session(), true);
    for line in lines {
        let (by, intent) = sentence(line);
        journal.append(&by, vec![intent]).unwrap();
    }
    drop(journal);
    stage.app.handle(Event::Grew);
}

fn mark(stage: &Stage, entry: &str, judge: &str, indicator: usize) -> Option<String> {
    let journal = journal(&stage.session(), false);
    let session = journal.session();
    let e = session.entry(entry).unwrap();
    let mark = session.entries()[e].mark(session.judge(judge).unwrap(), indicator);
    mark.map(|p: Points| p.to_string())
}

fn acts(stage: &Stage) -> u64 {
    journal(&stage.session(), false).head().seq
}

#[track_caller]
fn sees(stage: &mut Stage, text: &str) {
    let screen = stage.screen();
    assert!(screen.contains(text), "no “{text}” on:\n{screen}");
}

#[track_caller]
fn hides(stage: &mut Stage, text: &str) {
    let screen = stage.screen();
    assert!(!screen.contains(text), "“{text}” on:\n{screen}");
}

fn row<'a>(screen: &'a str, text: &str) -> &'a str {
    screen
        .lines()
        .find(|l| l.contains(text))
        .unwrap_or_default()
}

// A window too small, and the least one.

#[test]
fn a_window_too_small_takes_no_key_but_quit_help_and_redraw() {
    for (columns, rows) in [(79, 23), (80, 22), (40, 10)] {
        let mut stage = opened(&room(), Lang::En, "w1");
        stage.keys("<down>3");
        let before = stage.screen();
        let count = acts(&stage);
        stage.resize(columns, rows);
        sees(&mut stage, "80x23");
        stage.keys(
            "9.5<enter>7<down><f5><f5><f12><f6>x<f3><f9><f10><del><f7><f8>abc<space><tab><esc>",
        );
        stage
            .app
            .handle(Event::Input(Input::Paste("33".to_owned())));
        stage.keys("?");
        sees(&mut stage, "only three");
        stage.keys("<f1>");
        hides(&mut stage, "only three");
        stage.keys("?<c-l>");
        assert!(stage.app.take_redraw().is_some());
        stage.keys("<c-q>");
        sees(&mut stage, "Enter leaves");
        stage.keys("x");
        hides(&mut stage, "Enter leaves");
        stage.resize(80, 23);
        assert_eq!(stage.screen(), before, "{columns}x{rows}");
        assert_eq!(acts(&stage), count);
        stage.resize(columns, rows).keys("<c-q><enter>");
        assert!(stage.app.finished());
    }
}

#[test]
fn a_form_takes_no_letter_of_a_window_too_small() {
    let mut stage = opened(&room(), Lang::En, "w1");
    stage.keys("<f6>so");
    stage.resize(80, 20).keys("me? <bs>").resize(80, 23);
    sees(&mut stage, "> so ");
    hides(&mut stage, "some");
}

/// What leads from the tour to every screen, and its dialogs.
const SCREENS: &[&str] = &[
    "",
    "4",
    "1",
    "1<f3>",
    "1<f5>",
    "1<f6>",
    "1<f8>",
    "1<f10>",
    "1<f12>",
    "1?",
    "2",
    "2<down><enter>",
    "2<f3>",
    "2<f4>",
    "3",
    "3<tab>",
    "3<tab><enter>",
    "3<tab><enter>1",
    "3<tab><tab>",
    "3<tab><tab><enter>",
    "3<f3>",
    "3<f3><enter>",
    "32",
    "32<enter>",
    "34",
    "34<down><enter>",
    "35",
    "37",
    "38",
    "38<tab>",
    "39",
    "3<f7>",
    "3<f7><up><enter>",
    "3<f4>",
    "3<f5>",
    "3<tab><tab><enter>3",
    "<c-q>",
];

#[test]
fn every_screen_has_its_title_its_footer_and_whole_boxes_at_the_least_size() {
    assert_eq!(MIN_SIZE, (80, 23));
    for lang in [Lang::Zh, Lang::En] {
        for keys in SCREENS {
            let mut stage = Stage::demo(lang, 80, 23);
            let screen = stage.keys(keys).screen();
            let lines: Vec<&str> = screen.lines().collect();
            assert_eq!(lines.len(), 23);
            assert!(
                lines[0].contains("演练") || lines[0].contains("REHEARSAL"),
                "{screen}"
            );
            // Nobody presses keys at a wall.
            if *keys == "2<f4>" {
                continue;
            }
            // The footer names a key first.
            let key = lines[22].split_whitespace().next().unwrap_or_default();
            assert!(
                ["Enter", "Esc", "Tab", "PgUp", "PgDn", "?"].contains(&key) || key.starts_with("F"),
                "{keys}: {screen}"
            );
            if screen.contains('▸') && keys.starts_with('1') && keys.len() < 5 {
                // The line where numbers are acknowledged.
                assert!(lines[21].contains("100"), "{keys}: {screen}");
            }
            assert_eq!(
                screen.contains('┌'),
                screen.contains('┘'),
                "{keys}: {screen}"
            );
        }
    }
}

#[test]
fn the_main_screens_at_the_least_size() {
    for (name, keys) in [
        ("scoring", "1"),
        ("across", "1<f3>"),
        ("across-by-total", "1<f3><f4>"),
        ("leave", "1<f10>"),
        ("signin", "4"),
        ("standings", "2"),
        ("why", "2<tab><down><enter>"),
        ("desk", "3"),
        ("veto", "3<tab><enter>1"),
        ("review-one", "32<enter>"),
    ] {
        for (lang, tag) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
            let mut stage = Stage::demo(lang, 80, 23);
            insta::assert_snapshot!(format!("{name}-{tag}-least"), stage.keys(keys).screen());
        }
    }
}

// Undo, letters, keys of habit.

#[test]
fn undo_and_redo_name_the_cell_and_both_numbers() {
    let mut stage = opened(&room(), Lang::Zh, "w1");
    stage.keys("33<enter>50<enter>20<enter><tab>");
    let count = acts(&stage);
    // The cursor is in project 2; it goes where something is taken back.
    stage.keys("<f7>");
    sees(&mut stage, "已撤销 02 a2 indicator 1 20.00 → 空");
    sees(&mut stage, "项目1 project 1");
    stage.keys("<c-z>");
    sees(&mut stage, "已撤销 01 a1 indicator 2 50.00 → 空");
    stage.keys("<c-y>");
    sees(&mut stage, "已重做 01 a1 indicator 2 空 → 50.00");
    stage.keys("<f11>");
    sees(&mut stage, "已重做 02 a2 indicator 1 空 → 20.00");
    stage.keys("<c-y>");
    sees(&mut stage, "没有可以重做的了");
    assert_eq!(acts(&stage), count + 4, "each is an act");
    // A new mark is not taken for the way back.
    stage.keys("<f7>25<enter><c-y>");
    sees(&mut stage, "没有可以重做的了");
    assert_eq!(mark(&stage, "p1/a2", "w1", 0).as_deref(), Some("25.00"));
}

#[test]
fn undo_does_not_write_over_what_somebody_else_wrote() {
    let mut stage = opened(&room(), Lang::En, "w1");
    stage.keys("33<enter>50<enter>");
    elsewhere(&mut stage, &["desk marks p1/a1 i2 44 for w1"]);
    let count = acts(&stage);
    stage.keys("<f7>");
    sees(
        &mut stage,
        "01 a1 indicator 2 was changed to 44.00 elsewhere",
    );
    assert_eq!(acts(&stage), count);
    stage.keys("<f7>");
    sees(&mut stage, "Undone: 01 a1 indicator 1 33.00 → blank");
    assert_eq!(mark(&stage, "p1/a1", "w1", 1).as_deref(), Some("44.00"));
}

#[test]
fn what_undo_would_write_but_may_not_stays_to_be_undone() {
    let mut stage = opened(&room(), Lang::En, "w1");
    stage.keys("33<enter>");
    elsewhere(&mut stage, &["desk vetoes a1: copied"]);
    let count = acts(&stage);
    stage.keys("<esc><f7>");
    assert_eq!(acts(&stage), count);
    elsewhere(&mut stage, &["desk reinstates a1: not copied"]);
    stage.keys("<esc><f7>");
    sees(&mut stage, "33.00 → blank");
}

#[test]
fn pinyin_changes_no_mark_and_takes_no_half_typed_number() {
    let mut stage = opened(&room(), Lang::En, "w1");
    stage.keys("33<enter>50<enter>");
    let count = acts(&stage);
    let letters: String = ('a'..='z').collect();
    stage.keys(&letters).keys(&letters.to_uppercase());
    assert_eq!(acts(&stage), count);
    stage.keys("3").keys(&letters);
    assert_eq!(acts(&stage), count, "a letter does not take the number");
    sees(&mut stage, "[3 ");
    sees(&mut stage, "letters do nothing now");
}

#[test]
fn keys_of_habit_lose_nothing() {
    let mut stage = opened(&room(), Lang::Zh, "w1");
    stage.keys("3<c-s>");
    sees(&mut stage, "不用存盘");
    sees(&mut stage, "[3 ");
    stage.keys("3<c-q>");
    sees(&mut stage, "退出程序");
    stage.keys("<esc>");
    sees(&mut stage, "[33 ");
    stage.keys("<enter>");
    assert_eq!(mark(&stage, "p1/a1", "w1", 0).as_deref(), Some("33.00"));
    // In a form as well.
    stage.keys("<f6>ab<c-s>");
    sees(&mut stage, "不用存盘");
    stage.keys("c<c-q><esc>d");
    sees(&mut stage, "> abcd");
}

#[test]
fn a_terminal_holds_nothing_back_after_ctrl_s() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("s");
    drop(room().journal(&folder, &stage::clock(), false));
    let mut seat = pty::Seat::sit(
        home.path(),
        &["open", folder.to_str().unwrap(), "--as", "w1"],
    );
    seat.until("What is asked");
    seat.type_keys("3\x13").until("Nothing to save");
    seat.type_keys("3").until("[33");
    seat.type_keys("\x11").until("Leave the program");
    seat.type_keys(" ").until("[33");
    seat.type_keys("\r").until("Saved");
}

// Where she stands.

#[test]
fn the_head_counts_over_all_her_projects_and_goes_on_after_a_submission() {
    let mut r = room();
    filled(&mut r, "w1", "p1");
    let mut stage = opened(&r, Lang::Zh, "w1");
    sees(&mut stage, "项目1 已评完，未提交 · 项目2 余 6 格");
    // The first blank is in the second project.
    sees(&mut stage, "项目2 project 2");
    stage.keys("<tab><f5>");
    sees(&mut stage, "提交《project 1》");
    stage.keys("<f5><enter>");
    sees(&mut stage, "项目1 已完。这里是项目2，余 6 格：01 a1");
    sees(&mut stage, "项目1 已提交 · 项目2 余 6 格");
    sees(&mut stage, "项目2 project 2");
    for _ in 0..6 {
        stage.keys("20<enter>");
    }
    sees(&mut stage, "按 F5 提交");
    stage.keys("<f5><f5><enter>");
    sees(&mut stage, "您的项目都已提交，评完了。按 F10 交接离席。");
    // None of the old words that would be untrue now.
    stage.keys("<space>");
    hides(&mut stage, "按 F5 提交");
    stage.keys("<end><down><enter>");
    hides(&mut stage, "按 F5 提交。");
    let seq = acts(&stage);
    stage.keys("<f10>");
    assert_eq!(acts(&stage), seq + 1, "nobody with nothing left is asked");
}

#[test]
fn leaving_with_blanks_says_how_many_in_which_project_once() {
    let mut r = room();
    filled(&mut r, "w1", "p1");
    let mut stage = opened(&r, Lang::En, "w1");
    stage.keys("<f10>");
    sees(&mut stage, "Project 1 project 1  complete, not submitted");
    sees(&mut stage, "Project 2 project 2  6 left");
    // No key of a judge at work answers it.
    stage.keys("3<space><f5><down>");
    sees(&mut stage, "Project 2 project 2  6 left");
    stage.keys("<esc>");
    hides(&mut stage, "6 left  ");
    stage.keys("<f10><enter>");
    sees(&mut stage, "Which seat is yours?");
    // From a room beside it as well.
    stage.keys("1<f2><f10>");
    sees(&mut stage, "Project 2 project 2  6 left");
    stage.keys("<f10>");
    sees(&mut stage, "Which seat is yours?");
}

#[test]
fn the_next_sign_in_opens_where_there_is_work() {
    let mut r = room();
    filled(&mut r, "w1", "p1");
    r.say("w1 submits p1");
    let mut stage = opened(&r, Lang::En, "w1");
    // She looks back at project 1 and leaves.
    stage.keys("<tab>");
    sees(&mut stage, "Project 1 project 1");
    stage.keys("<f10><enter>1");
    sees(&mut stage, "Project 2 project 2");
    // The same from a fresh program.
    stage.keys("<tab>");
    stage.app.handle(Event::Hangup);
    let mut again = Stage::home(Lang::En, 80, 23);
    again.app.open(&stage.session(), Some("w1")).unwrap();
    sees(&mut again, "Project 2 project 2");
    // A number half typed keeps its place.
    again.keys("<down>4.5");
    again.app.handle(Event::Hangup);
    let mut third = Stage::home(Lang::En, 80, 23);
    third.app.open(&stage.session(), Some("w1")).unwrap();
    sees(&mut third, "[4.5");
}

// Totals.

#[test]
fn a_sheet_with_blanks_has_no_total_and_is_not_ranked_among_those_that_have_one() {
    let mut r = room();
    r.fill("w1", "p1/a1", "20+30");
    r.fill("w1", "p1/a2", "-+58");
    r.fill("w1", "p1/a3", "10+20");
    let mut stage = opened(&r, Lang::Zh, "w1");
    sees(&mut stage, "58.00 余1");
    sees(&mut stage, "已打 58.00，余 1 格");
    stage.keys("<f3><f4>");
    let screen = stage.screen();
    let at = |name: &str| screen.find(name).unwrap();
    assert!(
        at(" 01 a1") < at(" 03 a3") && at(" 03 a3") < at(" 02 a2"),
        "{screen}"
    );
    assert!(row(&screen, "02 a2").contains("58.00 余1"), "{screen}");
}

#[test]
fn why_this_score_shows_blanks_as_blanks() {
    let mut r = room();
    r.fill("w1", "p1/a1", "20+30");
    r.fill("w2", "p1/a1", "20+-");
    let mut stage = opened(&r, Lang::En, "desk");
    stage.keys("<f2><enter>");
    let screen = stage.screen();
    for blanks in ["open, 1 blank", "open, 2 blanks"] {
        let line = row(&screen, blanks);
        assert!(line.contains("  ...  not counted"), "{screen}");
    }
    hides(&mut stage, "(0.00)");
}

// What others do to her sheets.

#[test]
fn a_judge_is_told_at_once_what_became_of_her_sheets_by_whom_and_why() {
    let cases: &[(&[&str], &[&str])] = &[
        (
            &["desk recuses w1 p2: cousin of a2"],
            &["您已回避 项目2", "工作人员", "cousin of a2", "项目2 回避"],
        ),
        (
            &["desk voids w1 p1: left the room"],
            &["您在 项目1 的评分表已作废", "left the room", "项目1 作废"],
        ),
        (
            &["desk replaces w1 with w9: ill"],
            &["w9 已接替您评 项目1; 项目2", "ill"],
        ),
        (
            &["desk submits p1 for w1"],
            &["项目1 已代您提交", "项目1 已提交"],
        ),
        (
            &["desk submits p1 for w1", "desk reopens w1 p1: a slip"],
            &["项目1 已评完，未提交"],
        ),
        (
            &["desk vetoes a2: copied"],
            &["不再参评", "02 a2", "copied"],
        ),
        (
            &["desk disqualifies a3: late"],
            &["不再参评", "03 a3", "late"],
        ),
        (
            &["desk withdraws a3 p2: letter 7"],
            &["申报单位撤回：项目2 03 a3", "letter 7"],
        ),
        (
            &["desk marks p2/a2 i1 12 for w1"],
            &["代录了您的分：项目2 02 a2"],
        ),
        (
            &["desk amends a2 Changhe: misspelt"],
            &["名单上的资料已更正：项目1 02 Changhe", "misspelt"],
        ),
    ];
    for (lines, wanted) in cases {
        let mut r = room();
        filled(&mut r, "w1", "p1");
        let mut stage = opened(&r, Lang::Zh, "w1");
        stage.keys("4");
        elsewhere(&mut stage, lines);
        for text in *wanted {
            sees(&mut stage, text);
        }
        // It stays while she goes on typing, in her own language, and goes when she says so.
        if wanted.len() > 1 {
            stage.keys("5<f9>");
            sees(&mut stage, "Esc puts this away");
            stage.keys("<f9><esc>");
            hides(&mut stage, "按 Esc 收起");
            hides(&mut stage, wanted[0]);
        }
    }
}

#[test]
fn a_reopened_project_and_the_end_of_scoring_are_told_while_she_sits() {
    let mut r = room();
    for j in ["w1", "w2", "w3"] {
        for p in ["p1", "p2"] {
            filled(&mut r, j, p);
            r.say(&format!("{j} submits {p}"));
        }
    }
    let mut stage = opened(&r, Lang::En, "w1");
    elsewhere(&mut stage, &["desk closes"]);
    sees(&mut stage, "Scoring is closed");
    sees(&mut stage, "Coordinator");
    stage.keys("<esc>");
    // A recusal that is taken back gives her the sheets again.
    let mut r = room();
    filled(&mut r, "w1", "p1");
    r.say("desk recuses w1 p1: cousin");
    let mut stage2 = opened(&r, Lang::En, "w1");
    elsewhere(&mut stage2, &["desk lifts w1 p1: mistaken for another"]);
    sees(&mut stage2, "Your recusal from Project 1 was taken back");
    sees(&mut stage2, "mistaken for another");
    // On another screen of hers as well.
    stage.keys("<f2>");
    elsewhere(&mut stage, &["desk reopens w1 p2/a1: a slip"]);
    sees(&mut stage, "Project 2 01 a1 is open to you again");
    sees(&mut stage, "Reason: a slip");
    // Nothing is told of what she does herself.
    stage.keys("<esc><esc>");
    let mut r = room();
    filled(&mut r, "w1", "p1");
    let mut stage = opened(&r, Lang::En, "w1");
    stage.keys("<tab><f5><f5>");
    stage.app.handle(Event::Grew);
    hides(&mut stage, "Esc puts this away");
}

#[test]
fn what_is_void_or_recused_is_not_counted_as_done() {
    let mut r = room();
    filled(&mut r, "w1", "p1");
    r.say("w1 submits p1");
    r.say("desk voids w1 p1: left");
    r.say("desk recuses w2 p1: cousin");
    let mut stage = opened(&r, Lang::Zh, "w1");
    stage.keys("<tab>");
    sees(&mut stage, "已评 0/0 家");
    stage.keys("<f3>");
    let screen = stage.screen();
    assert!(row(&screen, "2 indicator 2").contains('-'), "{screen}");
    hides(&mut stage, "✓");
    stage.keys("<f10><enter>4");
    sees(&mut stage, "项目1 已提交 0/1");
    stage.keys("5");
    let screen = stage.screen();
    let left: Vec<&str> = row(&screen, "还空几格").split_whitespace().collect();
    assert_eq!(left[1..], ["-", "-", "6"], "{screen}");
    stage.keys("<esc><f2><f4><f4>");
    let screen = stage.screen();
    assert!(
        row(&screen, "Judge1").contains("0/3") || screen.contains("0/3 表"),
        "{screen}"
    );
}

#[test]
fn a_line_of_a_server_is_woken_by_what_concerns_its_judge() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("s");
    let mut r = room();
    filled(&mut r, "w1", "p1");
    drop(r.journal(&folder, &stage::clock(), false));
    let shared = SharedSession::open(
        &folder,
        stage::clock(),
        &snapshot::opening(&folder, true, true, None),
    )
    .unwrap();
    let mut app = App::new(Config {
        lang: Some(Lang::En),
        clock: stage::clock(),
        network_too: false,
        recent: RecentSessions::default(),
        from: "192.0.2.7".to_owned(),
        remote: Some(std::time::Duration::from_secs(1800)),
        theme: Theme::default(),
    });
    app.resized(80, 23);
    app.sit(Arc::clone(&shared), "w1").unwrap();
    let woken = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&woken);
    app.subscribe(shared.subscribe(move || {
        counter.fetch_add(1, Ordering::SeqCst);
        true
    }));
    app.handle(Event::Grew);
    let before = woken.load(Ordering::SeqCst);
    let (by, other) = sentence("w2 marks p1/a1 i1 5");
    shared.record(&by, vec![other]).unwrap();
    assert_eq!(woken.load(Ordering::SeqCst), before);
    for (line, text) in [
        ("desk submits p1 for w1", "Project 1 was submitted for you"),
        (
            "desk reopens w1 p1: a slip",
            "Project 1 is open to you again",
        ),
        (
            "desk recuses w1 p1: cousin",
            "You are recused from Project 1",
        ),
        (
            "desk lifts w1 p1: a mistake",
            "Your recusal from Project 1 was taken back",
        ),
        (
            "desk amends a3 Changhe: misspelt",
            "The roster was corrected: Project 1 03 Changhe",
        ),
        (
            "desk withdraws a3 p2: letter 7",
            "The applicant withdrew: Project 2 03 Changhe",
        ),
        (
            "desk vetoes a2: copied",
            "No longer in the race: Project 1 02 a2; Project 2 02 a2",
        ),
        (
            "desk voids w1 p2: away",
            "Your sheets in Project 2 are void",
        ),
    ] {
        let before = woken.load(Ordering::SeqCst);
        let (_, intent) = sentence(line);
        shared.record(DESK, vec![intent]).unwrap();
        assert_eq!(woken.load(Ordering::SeqCst), before + 1, "{line}");
        app.handle(Event::Grew);
        let mut terminal =
            ratatui::Terminal::new(ratatui::backend::TestBackend::new(80, 23)).unwrap();
        terminal.draw(|frame| app.view(frame)).unwrap();
        let screen = stage::text_of(terminal.backend().buffer());
        assert!(screen.contains(text), "{line}:\n{screen}");
        app.handle(Event::Input(stage::inputs("<esc>").remove(0)));
    }
}

// Before submitting.

#[test]
fn the_question_before_submitting_shows_what_to_look_at() {
    let mut r = room();
    r.fill("w1", "p1/a1", "30+40");
    r.fill("w1", "p1/a2", "20+55");
    r.fill("w1", "p1/a3", "30+40");
    r.fill("w1", "p2/a1", "31+-");
    r.fill("w1", "p2/a2", "20+55");
    let mut stage = opened(&r, Lang::Zh, "w1");
    stage.keys("<tab><f5>");
    let screen = stage.screen();
    let at = |text: &str| {
        screen
            .find(text)
            .unwrap_or_else(|| panic!("no “{text}” on:\n{screen}"))
    };
    assert!(at("提交《project 1》的 3 张评分表") < at("75.00  02 a2"));
    assert!(at("75.00  02 a2") < at("70.00 同分2家  01 a1; 03 a3"));
    at("02 a2; 02 a2（项目2）");
    at("01 a1：indicator 1 30.00，项目2 31.00");
    assert!(row(&screen, "F5 提交").contains("Esc"));
    // None of it is in the way.
    stage.keys("<f5>");
    sees(&mut stage, "记录号");
}

#[test]
fn a_long_list_is_scrolled_under_the_question() {
    let mut room = Room::new(1, &["40", "60"], Rules::default());
    for n in 10..50 {
        room.say(&format!("desk registers a{n} p1"));
    }
    room.say("desk seats w1");
    room.say("desk opens");
    for n in 10..50 {
        room.fill("w1", &format!("p1/a{n}"), &format!("20+{n}"));
    }
    let mut stage = opened(&room, Lang::En, "w1");
    stage.keys("<f5>");
    sees(&mut stage, "69.00  40 a49");
    hides(&mut stage, "30.00  01 a10");
    for _ in 0..12 {
        stage.keys("<pgdn>");
        sees(&mut stage, "Submit 40 sheets");
        sees(&mut stage, "F5 submit");
    }
    sees(&mut stage, "30.00  01 a10");
    stage.keys("<esc>");
    hides(&mut stage, "Submit 40 sheets");
}

/// Nobody is said to have submitted because her sheets fell away.
#[test]
fn who_is_away_is_not_said_to_have_submitted() {
    let mut room = room();
    for judge in ["w1", "w2"] {
        for project in ["p1", "p2"] {
            filled(&mut room, judge, project);
            room.say(&format!("{judge} submits {project}"));
        }
    }
    room.say("desk recuses w3 p1: kin");
    room.say("desk recuses w3 p2: kin");
    let mut stage = opened(&room, Lang::Zh, "desk");
    stage.keys("<f2>");
    sees(
        &mut stage,
        "在评的评委都已提交（Judge3 在项目1、项目2回避或作废）",
    );
    hides(&mut stage, "全部评委已提交");
}

/// Who is away from one project is not said to be away from the one that was submitted.
#[test]
fn who_is_away_from_one_project_is_said_to_be_away_from_that_one() {
    let mut room = room();
    room.say("desk recuses w3 p1: kin");
    for judge in ["w1", "w2", "w3"] {
        for project in ["p1", "p2"] {
            if (judge, project) != ("w3", "p1") {
                filled(&mut room, judge, project);
                room.say(&format!("{judge} submits {project}"));
            }
        }
    }
    let mut stage = opened(&room, Lang::Zh, "desk");
    stage.keys("<f2>");
    sees(&mut stage, "在评的评委都已提交（Judge3 在项目1回避或作废）");
}
