//! What a screen says around what it shows: whole sentences at every width, and the ways out.

use crate::dossiers;
use crate::stage::{self, Stage};
use pingshen::model::DESK;
use pingshen::text::Lang;
use pingshen::tui::app::Event;
use pingshen::tui::input::Input;
use std::time::Duration;

/// The screen without what breaks sentences: all that is written, in one line, without blanks.
fn run_on(stage: &mut Stage) -> String {
    stage.screen().split_whitespace().collect()
}

#[track_caller]
fn says(stage: &mut Stage, text: &str) {
    let wanted: String = text.split_whitespace().collect();
    let screen = run_on(stage);
    assert!(
        screen.contains(&wanted),
        "no “{text}” on:\n{}",
        stage.screen()
    );
}

fn footer(stage: &mut Stage) -> String {
    let screen = stage.screen();
    screen.lines().last().unwrap_or_default().to_owned()
}

#[test]
fn a_warning_that_nothing_can_be_written_says_what_to_do_at_80_columns() {
    for (lang, end) in [
        (Lang::Zh, "只读；请取备份，或用纸质评分表。"),
        (
            Lang::En,
            "Read-only; fetch a backup, or go on with paper sheets.",
        ),
    ] {
        let stage = Stage::demo(lang, 80, 24);
        let file = stage.session().join("journal.jsonl");
        let text = std::fs::read_to_string(&file).unwrap();
        std::fs::write(&file, text.replacen("\"seq\":700", "\"seq\":701", 1)).unwrap();
        let mut again = Stage::home(lang, 80, 24);
        again.app.open(&stage.session(), None).unwrap();
        says(&mut again, end);
    }
}

#[test]
fn what_is_submitted_says_who_can_reopen_it() {
    for (lang, end) in [
        (Lang::Zh, "要改请工作人员说明理由退回。"),
        (Lang::En, "The coordinator can reopen it with a reason."),
    ] {
        let mut seat = Stage::demo(lang, 80, 24);
        seat.keys("415");
        says(&mut seat, end);
    }
}

#[test]
fn a_key_pressed_too_soon_is_told_whole() {
    let mut stage = Stage::demo(Lang::En, 80, 24);
    stage.keys("10").hold("<enter>");
    says(&mut stage, "press it after a second, or Esc.");
}

/// What leads out of a room stands in its line of keys, whatever else there is no room for.
#[test]
fn the_line_of_keys_has_the_ways_out_at_80_columns() {
    let rooms = [
        ("1", "F10"),
        ("1<f3>", "F10"),
        ("1<f6>", "Esc"),
        ("1<f8>", "Esc"),
        ("1<f12>", "Esc"),
        ("3<f2>", "F10"),
        ("2", "Esc"),
        ("3", "F10"),
        ("3", "Esc"),
        ("3<tab><enter>1", "Esc"),
        ("32", "F10"),
        ("32<enter>", "F10"),
        ("32<enter>", "Esc"),
        ("34<enter>", "Esc"),
        ("37", "F10"),
        ("38", "F10"),
        ("39", "F10"),
        ("3<f7>", "F10"),
        ("3<f7>", "Esc"),
        ("3<f4>", "F10"),
        ("1?", "Esc"),
    ];
    for lang in [Lang::Zh, Lang::En] {
        for (keys, way) in rooms {
            let mut stage = Stage::demo(lang, 80, 24);
            let line = footer(stage.keys(keys));
            assert!(line.contains(&format!(" {way} ")), "{keys} {way}: {line}");
        }
        for columns in [80, 120] {
            let mut reader = dossiers::judged("w1", lang, columns, 24);
            let line = footer(reader.keys("<c-d>"));
            for way in ["Ctrl-D", "F10", "Esc"] {
                assert!(line.contains(way), "{way}: {line}");
            }
        }
    }
}

/// One key never means two things where somebody reads.
#[test]
fn the_help_of_the_reader_names_each_key_once() {
    let mut reader = dossiers::judged("w1", Lang::Zh, 120, 50);
    let help = reader.keys("<c-d>?").screen();
    assert_eq!(help.matches("Ctrl-G").count(), 1, "{help}");
    reader.keys("<esc>/专家<enter>");
    let first = reader.screen();
    reader.keys("<f3>");
    assert_ne!(first, reader.screen(), "F3 finds the next place");
}

fn press(stage: &mut Stage, typed: &str, after: u64) {
    for input in stage::inputs(typed) {
        stage.now += Duration::from_millis(after);
        stage.app.handle_at(Event::Input(input), stage.now);
    }
}

/// A person who presses twice within half a second means it where it can do no harm.
#[test]
fn a_second_press_that_only_goes_to_and_fro_acts_at_once() {
    for after in [150, 300, 500] {
        let mut reader = dossiers::judged("w1", Lang::Zh, 80, 24);
        reader.keys("<c-d>").sees("专家团队（5/13）");
        press(&mut reader, "<c-d>", after);
        reader.hides("专家团队（5/13）");

        let mut stage = Stage::demo(Lang::Zh, 80, 24);
        stage.keys("<c-q>").sees("退出程序？");
        press(&mut stage, "<esc>", after);
        stage.hides("退出程序？");

        stage.keys("?").sees("做什么");
        press(&mut stage, "?", after);
        stage.hides("做什么");

        let mut desk = Stage::demo(Lang::Zh, 80, 24);
        desk.keys("32<enter>");
        press(&mut desk, "<esc>", after);
        press(&mut desk, "<esc>", after);
        desk.sees("[概况]");
    }
}

/// Faster than fingers it is a key held down: it goes once, at most twice where the terminal does not tell.
#[test]
fn a_key_held_down_does_not_flicker() {
    let mut reader = dossiers::judged("w1", Lang::Zh, 80, 24);
    reader.keys("<c-d>");
    let mut seen = 0;
    let mut last = reader.screen().contains("专家团队（5/13）");
    for n in 0..40 {
        press(&mut reader, "<c-d>", if n == 0 { 500 } else { 33 });
        let now = reader.screen().contains("专家团队（5/13）");
        seen += usize::from(now != last);
        last = now;
    }
    assert!(seen <= 1, "{seen}");
}

/// Where the terminal tells a repetition, what it calls a press is one.
#[test]
fn a_terminal_that_tells_repetitions_is_believed() {
    let mut stage = Stage::demo(Lang::Zh, 80, 24);
    stage.keys("1");
    let up = Input::Again(stage::inputs("<up>").into_iter().find_map(key).unwrap());
    stage.app.handle_at(Event::Input(up), stage.now);
    stage.keys("<down>0<enter>").sees("0 分");
    press(&mut stage, "<enter>", 300);
    stage.hides("像是一直按着");
}

fn key(input: Input) -> Option<pingshen::tui::input::Key> {
    match input {
        Input::Key(key) => Some(key),
        _ => None,
    }
}

/// Whoever leaves is told that the number in the cell is not saved.
#[test]
fn a_half_typed_number_is_spoken_of_before_the_seat_is_left() {
    let mut stage = Stage::demo(Lang::Zh, 80, 24);
    stage.keys("13.<f10>");
    says(&mut stage, "格中的「3.」还没有按 Enter，没有保存");
    stage.keys("<esc>").hides("没有保存").keys("<c-u><f10>");
    stage.hides("没有按 Enter");
}

/// That nothing is to be decided is said with all its reasons, in the narrowest window.
#[test]
fn a_long_notice_is_whole_at_80_columns() {
    let mut stage = dossiers::judged(DESK, Lang::En, 80, 24);
    let folder = stage.session().parent().unwrap().join("sent");
    std::fs::create_dir(&folder).unwrap();
    std::fs::copy("tests/data/dossiers/f2.docx", folder.join("b.docx")).unwrap();
    let path = folder.display().to_string();
    let screen = stage.keys("<tab><enter>").screen();
    let line = screen.lines().find(|l| l.contains("Import applications"));
    let mut words = line.unwrap().split_whitespace();
    let digit = words.find(|w| w.parse::<u8>().is_ok()).unwrap();
    stage
        .keys(digit)
        .keys(&format!("{path}<enter>"))
        .work_on_dossiers();
    says(stage.keys("<tab>"), "or none can be taken over.");
}
