//! Every screen as a person sees it, and what keys do to it.

use crate::stage;
use insta::assert_snapshot;
use pingshen::journal::{Clock, Journal, Opening};
use pingshen::text::Lang;
use pingshen::tui::app::{Event, MIN_SIZE};
use pingshen::tui::input::Input;
use stage::Stage;
use unicode_width::UnicodeWidthStr;

/// What leads from the tour to each screen.
const SCREENS: &[(&str, &str)] = &[
    ("tour", ""),
    ("signin", "4"),
    ("scoring", "1"),
    ("across", "1<f3>"),
    ("blanks", "1<f5>"),
    ("remark", "1<f6>"),
    ("help", "1?"),
    ("standings", "2"),
    ("why", "2<down><enter>"),
    ("allocation", "2<f3>"),
    ("presenter", "2<f4>"),
    ("progress", "2<f4><f4>"),
    ("desk", "3"),
    ("applicants", "3<tab>"),
    ("veto", "3<tab><enter>1"),
    ("judges", "3<tab><tab>"),
    ("judge", "3<tab><tab><enter>"),
    ("seats", "3<f3>"),
    ("seat", "3<f3><enter>"),
    ("review", "32"),
    ("review-one", "32<enter><down><down>"),
    ("rules", "34"),
    ("rule", "34<down><down><down><enter>"),
    ("counts", "35"),
    ("questions", "37"),
    ("stability", "38"),
    ("agreement", "38<tab>"),
    ("spread", "38<tab><tab>"),
    ("result", "39"),
    ("log", "3<f7>"),
    ("act", "3<f7><up><enter>"),
    ("papers", "3<f4>"),
    ("incident", "1<f8>"),
    ("missing", "3<f5><pgdn>"),
    ("replace", "3<tab><tab><enter>3"),
    ("recuse", "1<f12>"),
    ("leaving", "<c-q>"),
];

#[test]
fn every_screen_in_chinese() {
    for (name, keys) in SCREENS {
        let mut stage = Stage::demo(Lang::Zh, 80, 24);
        assert_snapshot!(format!("{name}-zh-80"), stage.keys(keys).screen());
    }
}

#[test]
fn every_screen_in_english() {
    for (name, keys) in SCREENS {
        let mut stage = Stage::demo(Lang::En, 80, 24);
        assert_snapshot!(format!("{name}-en-80"), stage.keys(keys).screen());
    }
}

#[test]
fn the_rooms_on_a_large_screen() {
    for (name, keys) in [
        ("scoring", "1"),
        ("standings", "2"),
        ("why", "2<enter>"),
        ("judges", "3<tab><tab>"),
        ("review-one", "32<enter>"),
        ("rules", "34"),
        ("log", "3<f7>"),
        ("spread", "38<tab><tab>"),
    ] {
        for (lang, tag) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
            let mut stage = Stage::demo(lang, 120, 40);
            assert_snapshot!(format!("{name}-{tag}-120"), stage.keys(keys).screen());
        }
    }
}

#[test]
fn papers_are_made_from_the_desk() {
    for (lang, tag) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        let mut stage = Stage::demo(lang, 80, 24);
        stage.keys("3<f4><down> <f5>");
        // What is under way can be stopped, and nothing else is done meanwhile.
        assert!(stage.screen().contains("F4"));
        stage.make_papers();
        assert_snapshot!(format!("papers-done-{tag}-80"), stage.screen());
        let made = stage.session().join("exports");
        assert!(made.join("SHA256SUMS").exists());
        let sheets = ["02-评分表", "02-score-sheets"];
        assert!(sheets.iter().all(|name| !made.join(name).exists()));
    }
}

#[test]
fn the_start_screens() {
    for (lang, tag) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        let mut stage = Stage::home(lang, 80, 24);
        assert_snapshot!(format!("home-{tag}"), stage.screen());
    }
}

/// No line is wider than the screen, at any size, and nothing panics down to one cell.
#[test]
fn any_size_is_drawn() {
    for (_, keys) in SCREENS {
        for (w, h) in [(1, 1), (79, 24), (80, 24), (200, 60)] {
            let mut stage = Stage::demo(Lang::Zh, w, h);
            stage.keys(keys);
            stage.app.handle(Event::Input(Input::Resize(w, h)));
            for line in stage.screen().lines() {
                assert!(
                    line.width() <= usize::from(w).max("(folder)".len() + 80),
                    "{w}x{h}: {line}"
                );
            }
        }
    }
    assert_eq!(MIN_SIZE, (80, 23));
}

fn scoring() -> Stage {
    let mut stage = Stage::demo(Lang::En, 80, 24);
    stage.keys("1");
    stage
}

/// What is said above the line of keys; a long sentence has two lines.
fn status(stage: &mut Stage) -> String {
    let screen = stage.screen();
    let lines: Vec<&str> = screen
        .lines()
        .rev()
        .skip(1)
        .take(2)
        .map(str::trim)
        .collect();
    format!("{} {}", lines[1], lines[0])
}

fn marks(stage: &Stage, entry: &str, judge: &str) -> Vec<String> {
    let journal = Journal::open(&stage.session(), Clock::system(), &Opening::default()).unwrap();
    let session = journal.session();
    let e = session.entry(entry).unwrap();
    let j = session.judge(judge).unwrap();
    session.entries()[e]
        .marks(j)
        .iter()
        .map(|m| m.map_or_else(|| "-".to_owned(), |p| p.to_string()))
        .collect()
}

#[test]
fn a_number_is_typed_accepted_and_saved_and_the_cursor_goes_on() {
    let mut stage = scoring();
    stage.keys("8.5<enter>");
    assert!(status(&mut stage).contains("Saved 09:31:07"));
    stage.keys("4<down>");
    assert_eq!(marks(&stage, "p1/a06", "w03")[5..], ["8.50", "4.00"]);
}

#[test]
fn after_the_last_indicator_comes_the_next_applicants_first_blank() {
    let mut stage = scoring();
    stage.keys("8.5<enter>4<enter>3<enter>");
    assert_eq!(marks(&stage, "p1/a07", "w03")[0], "3.00");
}

#[test]
fn full_width_digits_and_points_are_numbers() {
    let mut stage = scoring();
    stage.keys("８。５<enter>４．２５<enter>");
    assert_eq!(marks(&stage, "p1/a06", "w03")[5..], ["8.50", "4.25"]);
}

#[test]
fn over_the_cap_is_refused_in_the_cell_and_never_clipped() {
    let mut stage = scoring();
    stage.keys("10.01<enter>");
    assert!(status(&mut stage).contains("Over the cap of 10.00"));
    assert!(stage.screen().contains("[10.01"));
    assert_eq!(marks(&stage, "p1/a06", "w03")[5], "-");
    stage.keys("<bs><bs><bs><enter>");
    assert_eq!(marks(&stage, "p1/a06", "w03")[5], "10.00");
}

#[test]
fn a_third_decimal_is_rounded_and_shown_before_it_is_stored() {
    let mut stage = scoring();
    stage.keys("8.505<enter>");
    assert!(status(&mut stage).contains("Rounded to 8.51"));
    assert_eq!(marks(&stage, "p1/a06", "w03")[5], "-");
    stage.keys("<enter>");
    assert_eq!(marks(&stage, "p1/a06", "w03")[5], "8.51");
}

#[test]
fn a_zero_is_asked_about_once() {
    let mut stage = scoring();
    stage.keys("0<enter>");
    assert!(status(&mut stage).contains("A zero is a score"));
    assert_eq!(marks(&stage, "p1/a06", "w03")[5], "-");
    stage.keys("<enter>");
    assert_eq!(marks(&stage, "p1/a06", "w03")[5], "0.00");
}

#[test]
fn undo_puts_the_last_value_back_and_delete_makes_a_blank() {
    let mut stage = scoring();
    stage.keys("8<enter><up>9<enter>");
    assert_eq!(marks(&stage, "p1/a06", "w03")[5], "9.00");
    stage.keys("<c-z>");
    assert_eq!(marks(&stage, "p1/a06", "w03")[5], "8.00");
    stage.keys("<c-z>");
    assert_eq!(marks(&stage, "p1/a06", "w03")[5], "-");
    stage.keys("7<enter><up><del>");
    assert_eq!(marks(&stage, "p1/a06", "w03")[5], "-");
}

#[test]
fn pasted_text_is_never_taken_for_keys() {
    let mut stage = scoring();
    for (text, shown) in [
        ("8.5\n", "[8.5"),
        ("\u{1b}[15~9\n\n", "[8.5"),
        ("three", "[8.5"),
        ("9．25", "[9.25"),
    ] {
        stage
            .app
            .handle(Event::Input(Input::Paste(text.to_owned())));
        assert!(stage.screen().contains(shown), "{text:?}");
    }
    assert_eq!(marks(&stage, "p1/a06", "w03")[5], "-");
}

#[test]
fn letters_of_an_input_method_are_explained() {
    let mut stage = scoring();
    stage.keys("中");
    assert!(status(&mut stage).contains("input method"));
}

#[test]
fn space_finds_every_blank_and_submitting_seals() {
    let mut stage = scoring();
    for _ in 0..44 {
        stage.keys("1<space>");
    }
    let text = status(&mut stage);
    assert!(text.contains("project 2"), "{text}");
    stage.keys("<tab><f5>");
    assert!(
        stage.screen().contains("Submit 12 sheets"),
        "{}",
        stage.screen()
    );
    stage.keys("<enter>");
    assert!(
        stage.screen().contains("Submit 12 sheets"),
        "Enter alone seals nothing"
    );
    stage.keys("<f5>");
    assert!(
        stage.screen().contains("Record code XXXX-XXXX-XXXX"),
        "{}",
        stage.screen()
    );
    stage.keys("<enter>");
    assert!(
        status(&mut stage).contains("Project 1 is done. Here is project 2"),
        "{}",
        status(&mut stage)
    );
    stage.keys("<tab><home>5");
    assert!(
        status(&mut stage).contains("submitted"),
        "{}",
        status(&mut stage)
    );
}

#[test]
fn the_cursor_and_the_half_typed_number_wait_for_their_owner() {
    let mut stage = scoring();
    stage.keys("8.2<f10><enter>");
    assert!(stage.screen().contains("Tour"));
    stage.keys("41");
    assert!(
        !stage.screen().contains("8.2"),
        "another judge sees nothing of it"
    );
    stage.keys("<f10>3");
    assert!(stage.screen().contains("[8.2"), "{}", stage.screen());
    stage.app.handle(Event::Hangup);
    let mut again = Stage::home(Lang::En, 80, 24);
    again.app.open(&stage.session(), Some("w03")).unwrap();
    assert!(again.screen().contains("[8.2"), "kept over a dropped line");
}

#[test]
fn the_terminals_cursor_stands_at_the_caret() {
    let mut stage = scoring();
    stage.keys("8.5");
    let (x, y) = stage.cursor();
    let screen = stage.screen();
    let row = screen.lines().nth(usize::from(y)).unwrap();
    let before = &row[..row.find("[8.5").unwrap()];
    assert_eq!(usize::from(x), before.width() + "[8.5".len());
}

#[test]
fn a_veto_shows_before_and_after_and_wants_the_id_typed() {
    let mut stage = Stage::demo(Lang::En, 80, 24);
    stage.keys("3<tab><end><up><up><up><up><up><up><enter>1");
    assert!(
        stage.screen().contains("Award of project 1"),
        "{}",
        stage.screen()
    );
    stage.keys("copied<enter>p. 12 against a01<enter>a07<enter>");
    assert!(stage.screen().contains("Type a08"), "{}", stage.screen());
    stage.keys("<bs>8<enter>");
    assert!(
        stage.screen().contains("Vetoed: copied"),
        "{}",
        stage.screen()
    );
}

#[test]
fn a_hostile_name_is_shown_harmless() {
    let mut stage = Stage::home(Lang::En, 80, 24);
    let roster = stage.folder.path().join("r.csv");
    let wide = "宽".repeat(200);
    let text = format!("id,name,projects\nh1,\u{1b}[31m红\u{202e}字\u{200b},p1\nh2,{wide},p1\n");
    std::fs::write(&roster, text).unwrap();
    let template = pingshen::office::template::load("luoyang-2026").unwrap();
    let founding = pingshen::office::founding::Founding {
        applicants: pingshen::office::roster::read_file(&roster, &template.projects).unwrap(),
        judges: Vec::new(),
        template,
        rehearsal: true,
        language: Lang::En,
        desk_pin: None,
        notice: None,
    };
    founding.found(&stage.session(), &stage::clock()).unwrap();
    let session = stage.session();
    stage.app.open(&session, None).unwrap();
    stage.keys("1<tab>");
    let screen = stage.screen();
    assert!(
        screen.contains("[31m红字") && screen.contains("宽.."),
        "{screen}"
    );
    assert!(!screen.contains('\u{1b}') && !screen.contains('\u{202e}'));
}

#[test]
fn a_seat_with_a_pin_pauses_after_five_wrong_tries() {
    let mut stage = Stage::demo(Lang::En, 80, 24);
    stage.keys("3<tab><tab><enter>1");
    stage.keys("2468<enter>2468<enter><f10>41");
    assert!(
        stage.screen().contains("PIN of 评委1"),
        "{}",
        stage.screen()
    );
    for left in [4, 3, 2, 1] {
        stage.keys("1111<enter>");
        assert!(
            stage.screen().contains(&format!("Tries left: {left}")),
            "{}",
            stage.screen()
        );
    }
    stage.keys("1111<enter>");
    assert!(
        stage.screen().contains("pauses for 60 s"),
        "{}",
        stage.screen()
    );
    stage.keys("2468<enter>");
    assert!(
        stage.screen().contains("pauses"),
        "even the right PIN waits"
    );
}
