//! Files named on the screens: dropped onto the terminal, gone on with by Tab, and compared with what stands.

use crate::stage::{self, Stage};
use pingshen::journal::{Journal, Opening};
use pingshen::text::Lang;
use pingshen::tui::app::Event;
use pingshen::tui::input::Input;
use std::fs;

fn paste(stage: &mut Stage, text: &str) {
    stage
        .app
        .handle(Event::Input(Input::Paste(text.to_owned())));
}

#[test]
fn files_dropped_onto_the_form_of_a_new_session_are_taken() {
    let mut stage = Stage::home(Lang::Zh, 80, 24);
    let folder = stage.session().parent().unwrap().join("名 单");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("it's.csv"), "id,name\nw01,One\nw02,Two\n").unwrap();
    fs::write(folder.join("r.csv"), "id,name,projects\na01,Ash,p1\n").unwrap();
    let at = folder.display().to_string();
    stage.keys("1").sees("新建评审会");
    stage.keys(&format!("<c-u>{}<enter><enter>", stage.session().display()));
    // As GNOME's terminal types a dropped file, and as iTerm does.
    paste(&mut stage, &format!(r"'{at}/it'\''s.csv' "));
    stage.keys("<enter>");
    paste(&mut stage, &format!(r"{}/r.csv ", at.replace(' ', r"\ ")));
    stage.keys("<enter>").sees("您坐哪个位子");
    let journal = Journal::open(&stage.session(), stage::clock(), &Opening::default()).unwrap();
    assert_eq!(journal.session().judges().len(), 2);
    assert_eq!(journal.session().applicants().len(), 1);
}

#[test]
fn tab_goes_on_with_a_path_and_then_to_the_next_field() {
    let mut stage = Stage::home(Lang::En, 80, 24);
    let folder = stage.session().parent().unwrap().to_owned();
    fs::create_dir_all(folder.join("lists/of 2026")).unwrap();
    fs::write(
        folder.join("lists/of 2026/judges.csv"),
        "id,name\nw01,One\n",
    )
    .unwrap();
    let at = folder.display();
    stage.keys("1");
    stage.keys(&format!("<c-u>{}<enter><enter>", stage.session().display()));
    // Over folders to the file, then on to the roster's field, which stays empty.
    stage.keys(&format!("{at}/li<tab><tab>ju<tab><tab>"));
    stage.keys("<enter>").sees("Which seat is yours?");
    let journal = Journal::open(&stage.session(), stage::clock(), &Opening::default()).unwrap();
    assert_eq!(journal.session().judges().len(), 1);
}

#[test]
fn a_folder_is_opened_by_the_address_that_was_dropped() {
    let demo = Stage::demo(Lang::En, 80, 24);
    let mut stage = Stage::home(Lang::En, 80, 24);
    stage.keys("3");
    paste(&mut stage, &format!("file://{}", demo.session().display()));
    stage.keys("<enter>").sees("Which seat is yours?");
}

/// A second person's file at the desk: the differences on a page, and nothing recorded.
#[test]
fn the_desk_compares_a_second_file_and_changes_nothing() {
    let mut stage = Stage::demo(Lang::En, 80, 24);
    let file = stage.session().parent().unwrap().join("second.csv");
    let scores = include_str!("../../data/demo-scores.csv");
    let first: Vec<&str> = scores.lines().take(3).collect();
    let two = first.join("\n").replace("4.5,14.0,14.0", "4.5,14.5,14.0");
    fs::write(&file, two).unwrap();
    let before = fs::read(stage.session().join("journal.jsonl")).unwrap();
    let choose = |stage: &mut Stage| {
        stage
            .keys("3<tab><tab><enter>")
            .sees("Compare a second person's file");
        // It stands last.
        stage
            .keys(&"<down>".repeat(40))
            .keys("<enter>")
            .sees("Sheet (only if there are several)");
    };
    choose(&mut stage);
    stage.keys(&format!("'{}'<enter><enter>", file.display()));
    stage
        .sees("13 marks are the same, 1 differences are listed")
        .sees("Record: 14.00 stands, E2 has 14.50");
    assert!(!stage.screen().contains("only compares"));
    stage.keys("<esc>");
    // A file that is none says why, in its form.
    stage
        .keys("<enter>")
        .keys(&"<down>".repeat(40))
        .keys("<enter>");
    stage
        .keys("/no/file.csv<enter><enter>")
        .sees("no such file or folder");
    let after = fs::read(stage.session().join("journal.jsonl")).unwrap();
    let marks = |bytes: &[u8]| String::from_utf8_lossy(bytes).matches("{\"mark\"").count();
    assert_eq!(marks(&after), marks(&before));
}

/// A file of scores at the desk: told first, refused where it would replace something, and taken as one batch.
#[test]
fn the_desk_tells_what_a_file_of_scores_gives_before_it_takes_it() {
    let mut stage = Stage::demo(Lang::En, 80, 24);
    let file = stage.session().parent().unwrap().join("more.csv");
    let heading = include_str!("../../data/demo-scores.csv")
        .lines()
        .next()
        .unwrap();
    let scores = format!(
        "{heading}\nw07,p1,a01,4.5,14.0,14.0,9,36,9,4\nw03,p1,a01,4.5,14.0,13.5,9.75,37.5,9.75,5\n"
    );
    fs::write(&file, scores).unwrap();
    let marks = |stage: &Stage| {
        let text = fs::read_to_string(stage.session().join("journal.jsonl")).unwrap();
        text.matches("{\"mark\"").count()
    };
    let before = marks(&stage);
    stage.keys("3<tab><tab>");
    let give = |stage: &mut Stage, replace: &str, take: &str| {
        stage
            .keys("<enter>")
            .keys(&"<down>".repeat(40))
            .keys("<up><enter>");
        stage.sees("Import a file of scores");
        stage.keys(&format!(
            "{}<enter><enter>{replace}<enter>{take}<enter>",
            file.display()
        ));
    };
    give(&mut stage, "", "");
    stage
        .sees("7 new, 6 equal, 1 different")
        .sees("This was a preview");
    assert_eq!(marks(&stage), before);
    stage.keys("<esc>");
    give(&mut stage, "", "yes");
    assert_eq!(marks(&stage), before, "nothing is replaced unasked");
    stage.keys("<esc>");
    give(&mut stage, "yes", "yes");
    stage.sees("Recorded up to act");
    assert!(marks(&stage) > before);
}
