//! The text of the notice: given at the desk, read by judges and in the review, and noticed when it was changed.

use crate::common;
use crate::stage;
use common::{Room, check_story, rules};
use pingshen::journal::{Clock, snapshot};
use pingshen::live::SharedSession;
use pingshen::model::{Act, Applicant, DESK, Judge};
use pingshen::office::founding::Founding;
use pingshen::office::{notice, template};
use pingshen::text::Lang;
use pingshen::tui::app::{App, Config, Event};
use pingshen::tui::input::Input;
use pingshen::tui::recent::RecentSessions;
use pingshen::tui::terminal::palette::Theme;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use stage::Stage;
use std::path::PathBuf;
use std::time::Duration;

const NOTICE: &str = include_str!("../data/made-up-notice.txt");

/// The tour of a demonstration with a file beside it.
fn stage(lang: Lang, text: &str) -> (Stage, PathBuf) {
    let stage = Stage::demo(lang, 80, 24);
    let file = stage.folder.path().join("n.txt");
    std::fs::write(&file, text).unwrap();
    (stage, file)
}

/// The text is given at the desk; the tour is open again.
fn given(lang: Lang) -> Stage {
    let (mut stage, file) = stage(lang, NOTICE);
    stage.keys(&format!("3<end><enter>{}<enter>", file.display()));
    let said = match lang {
        Lang::Zh => "已存入公告原文 n.txt",
        Lang::En => "Kept the text of the notice n.txt",
    };
    stage.sees(said).keys("<f10>");
    stage
}

fn kept(stage: &Stage) -> PathBuf {
    let mut files = std::fs::read_dir(stage.session().join("notice")).unwrap();
    files.next().unwrap().unwrap().path()
}

fn acts(stage: &Stage) -> usize {
    let text = std::fs::read_to_string(stage.session().join("journal.jsonl")).unwrap();
    text.lines().count()
}

#[test]
fn the_desk_gives_reads_and_replaces_it() {
    let (mut stage, file) = stage(Lang::Zh, NOTICE);
    stage.keys("3").sees("公告原文").sees("未存入");
    stage.keys(&format!("<end><enter>{}<enter>", file.display()));
    stage.sees("✓ 公告原文").sees("n.txt").hides("未存入");
    // Another file takes its place; what the template asks for and it lacks is said.
    std::fs::write(&file, NOTICE.replace("（六）留好种。", "另：留好种。")).unwrap();
    stage.keys("<enter>").sees("看全文").sees("换一份");
    stage.keys(&format!("2{}<enter>", file.display()));
    stage.sees("「三（六）」").keys("<esc>");
    stage
        .keys("<enter>1")
        .sees("关于举办春季花展的通知")
        .keys("<esc>");
    let log = std::fs::read_to_string(stage.session().join("journal.jsonl")).unwrap();
    assert_eq!(log.matches(r#""notice_text""#).count(), 2);
    assert_eq!(
        std::fs::read_dir(stage.session().join("notice"))
            .unwrap()
            .count(),
        2
    );
    // What is refused records nothing.
    std::fs::write(&file, "%PDF-1.7").unwrap();
    let before = acts(&stage);
    stage.keys(&format!("<enter>2{}<enter>", file.display()));
    stage.sees("存为 .txt 再试一次");
    assert_eq!(acts(&stage), before);
}

#[test]
fn a_judge_reads_the_wording_of_the_indicator_and_types_nothing_meanwhile() {
    let mut stage = given(Lang::Zh);
    // Implementation plan is the fifth of the indicators.
    stage.keys("1<home><up>");
    let before = acts(&stage);
    stage.keys("3<c-n>");
    stage
        .sees("实施方案  附件5 第5项")
        .sees("先看场地，再定花位");
    stage.hides("花匠心细").hides("有人守夜").hides("没有找到");
    stage.keys("77<enter>").sees("评价内容").hides("先看场地");
    // What was half-typed is still there, and nothing was added to it.
    stage.sees("[3 ").hides("377");
    assert_eq!(acts(&stage), before);
    stage
        .keys("<esc><up><c-n>")
        .sees("园丁手巧")
        .sees("花匠心细")
        .hides("布展");
    // The key that opened it closes it.
    stage.keys("<c-n>").sees("评价内容");
    stage.keys("?").sees("Ctrl-N");
}

#[test]
fn a_long_wording_is_scrolled() {
    let (mut stage, file) = stage(Lang::En, NOTICE);
    let lines: String = (1..=60).map(|n| format!("line {n}.\n")).collect();
    std::fs::write(&file, NOTICE.replace("2\t经历", &format!("{lines}2\t经历"))).unwrap();
    stage.keys(&format!(
        "3<end><enter>{}<enter><f10>1<home><up><up><up><up><up><c-n>",
        file.display()
    ));
    stage
        .sees("lines 1-18 of 62")
        .sees("line 16.")
        .hides("line 17.");
    stage
        .keys("<pgdn><pgdn><pgdn><pgdn><pgdn>")
        .sees("line 60.");
    stage.keys("<pgup>").sees("line 30.").hides("line 60.");
    stage
        .keys("<home>")
        .sees("line 1.")
        .keys("<end>")
        .sees("line 60.");
    stage
        .resize(80, 40)
        .sees("line 60.")
        .keys("<pgup>")
        .sees("line 1.");
    stage.keys("<esc>").sees("What is asked");
}

#[test]
fn the_review_shows_it_for_the_item_and_for_the_thresholds() {
    let mut stage = given(Lang::Zh);
    stage
        .keys("32<enter><home><c-n>")
        .sees("近三年连续承担  二（一）");
    stage.sees("近三年参加过花展").hides("有自己的花圃");
    // Two clauses, each under its number.
    stage.keys("<esc><down><down><down><down><down><down><c-n>");
    stage
        .sees("五（二）")
        .sees("花名册一式十份")
        .sees("附件2 二.1")
        .sees("规定的日子前交");
    stage
        .keys("<esc><end><c-n>")
        .sees("三（六）")
        .sees("每十盆留一盆");
}

#[test]
fn without_a_text_the_line_of_keys_says_nothing_of_it_and_the_help_does() {
    let mut stage = Stage::demo(Lang::Zh, 200, 40);
    stage
        .keys("1")
        .hides("Ctrl-N")
        .keys("<c-n>")
        .sees("没有存入公告原文");
    stage.keys("?").sees("Ctrl-N").keys("<esc>");
    let mut stage = Stage::demo(Lang::Zh, 200, 40);
    stage
        .keys("32<enter>")
        .hides("Ctrl-N")
        .keys("<c-n>")
        .sees("没有存入公告原文");
}

#[test]
fn a_changed_or_missing_text_is_not_shown_and_said_why() {
    for (lang, changed, gone) in [
        (Lang::Zh, "有人改过", "不见了"),
        (Lang::En, "is not the one", "is gone"),
    ] {
        let mut stage = given(lang);
        let file = kept(&stage);
        std::fs::write(&file, NOTICE.replace("花圃执照齐全", "花圃执照免交")).unwrap();
        stage
            .keys("1<home><up><up><up><up><up><c-n>")
            .sees(changed)
            .hides("花圃执照免交");
        std::fs::remove_file(&file).unwrap();
        stage.keys("<esc><c-n>").sees(gone).keys("<esc>");
    }
}

#[test]
fn a_clause_that_is_not_there_is_said_and_what_encloses_it_is_shown() {
    let (mut stage, file) = stage(Lang::Zh, &NOTICE.replace("1\t花圃\t", "花圃\t"));
    stage.keys(&format!("3<end><enter>{}<enter>", file.display()));
    stage
        .sees("「附件5 第1项」")
        .keys("<esc><f10>1<home><up><up><up><up><up><c-n>");
    stage
        .sees("公告里没有找到「附件5 第1项」，下面是附件5。")
        .sees("评花标准");
}

#[test]
fn the_language_changes_on_the_page() {
    let mut stage = given(Lang::Zh);
    stage
        .keys("1<home><up><up><up><up><up><c-n>")
        .sees("机构资质  附件5 第1项");
    stage
        .keys("<f9>")
        .sees("Qualification  Annex 5, item 1")
        .sees("花圃执照齐全");
}

fn sit(shared: &std::sync::Arc<SharedSession>, seat: &str) -> App {
    let mut app = App::new(Config {
        lang: Some(Lang::Zh),
        clock: Clock::system(),
        network_too: false,
        recent: RecentSessions::default(),
        from: "192.0.2.7".to_owned(),
        remote: Some(Duration::from_secs(1800)),
        theme: Theme::default(),
    });
    app.sit(std::sync::Arc::clone(shared), seat).unwrap();
    app
}

fn shown(app: &mut App, keys: &str) -> String {
    for input in stage::inputs(keys) {
        app.handle(Event::Input(input));
    }
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
    app.handle(Event::Input(Input::Resize(80, 24)));
    terminal.draw(|frame| app.view(frame)).unwrap();
    stage::text_of(terminal.backend().buffer())
}

/// A seat on another machine reads it; no file of this machine is reached from there.
#[test]
fn a_seat_from_afar_reads_it_and_gives_none() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("n.txt");
    std::fs::write(&file, NOTICE).unwrap();
    let mut values = template::load("luoyang-2026").unwrap();
    values.rules.declaration = false;
    let founding = Founding {
        template: values,
        applicants: vec![Applicant {
            id: "a1".to_owned(),
            name: "Ash".to_owned(),
            projects: vec!["p1".to_owned()],
            ..Applicant::default()
        }],
        judges: vec![(Judge::new("w1", "One"), None)],
        rehearsal: true,
        language: Lang::Zh,
        desk_pin: None,
        notice: Some(notice::read(&file).unwrap()),
    };
    let folder = home.path().join("s");
    founding.found(&folder, &Clock::system()).unwrap();
    let shared = SharedSession::open(
        &folder,
        Clock::system(),
        &snapshot::opening(&folder, true, true, None),
    )
    .unwrap();
    let open = Act::OpenScoring {};
    shared.record(DESK, vec![open.into()]).unwrap();
    let mut judge = sit(&shared, "w1");
    let screen = shown(&mut judge, "<c-n>");
    assert!(screen.contains("花圃执照齐全"), "{screen}");
    let screen = shown(&mut judge, "<esc>");
    assert!(!screen.contains("花圃执照齐全"), "{screen}");
    let mut desk = sit(&shared, DESK);
    let screen = shown(&mut desk, "<end><enter>");
    assert!(screen.contains("关于举办春季花展的通知"), "{screen}");
    assert!(!screen.contains("换一份"), "{screen}");
}

#[test]
fn the_desk_gives_it_until_scoring_is_closed() {
    let mut room = Room::new(1, &["40", "60"], rules("")).tell(
        "desk seats w1
         desk seats w2
         desk seats w3
         desk registers a p1",
    );
    room = check_story(
        room,
        "w1 keeps-notice n.txt   => desk only
         desk keeps-notice n.txt => recorded
         desk opens              => recorded
         desk keeps-notice m.txt => recorded",
    );
    let notice = room.session.notice().unwrap();
    assert_eq!((notice.name.as_str(), notice.seq), ("m.txt", 8));
    for judge in ["w1", "w2", "w3"] {
        room.fill(judge, "p1/a", "30+50");
        room.say(&format!("{judge} submits p1"));
    }
    check_story(
        room,
        "desk closes              => recorded
         desk keeps-notice n.txt  => not in closed
         w1 agrees                => recorded",
    );
    // A name of another file cannot be smuggled in.
    let mut room = Room::new(1, &["40"], rules(""));
    for sum in ["", "../../etc/passwd", &"0F".repeat(32), &"0f".repeat(31)] {
        let act = Act::NoticeText {
            name: "n.txt".to_owned(),
            sha256: sum.to_owned(),
            original: "0f".repeat(32),
        };
        assert!(room.try_act("desk", act).is_err(), "{sum}");
    }
}
