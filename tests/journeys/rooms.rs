//! The coordinator's rooms in a small session: ties, marks far off, rules, PINs, replacement, the journal.

use crate::{common, stage};
use pingshen::journal::{Journal, Opening};
use pingshen::model::{Act, Applicant, DESK, Judge, Points, Status};
use pingshen::office::founding::Founding;
use pingshen::text::Lang;
use stage::Stage;

const TEMPLATE: &str = r#"{"title":"Essay prize",
 "projects":[{"id":"p1","name":"Essay"},{"id":"p2","name":"Poem"}],
 "indicators":[{"id":"form","name":"Form","cap":10},{"id":"thought","name":"Thought","cap":40}],
 "rules":{"objective":["form"]}}"#;

/// Four judges, three applicants, scoring open; `marks`: by applicant, each judge's `form+thought`.
fn small(marks: &[[&str; 4]; 3]) -> Stage {
    let mut stage = Stage::home(Lang::En, 80, 24);
    let folder = stage.session();
    let template = serde_json::from_str(TEMPLATE).unwrap();
    let names = ["Alder", "Birch", "Cedar"];
    Founding {
        template,
        applicants: (1..=3)
            .map(|n| Applicant {
                id: format!("a{n}"),
                name: names[n - 1].to_owned(),
                projects: vec!["p1".to_owned(), "p2".to_owned()],
                ..Applicant::default()
            })
            .collect(),
        judges: (1..=4)
            .map(|n| (Judge::new(&format!("w{n}"), &format!("Judge {n}")), None))
            .collect(),
        rehearsal: true,
        language: Lang::En,
        desk_pin: None,
        notice: None,
    }
    .found(&folder, &stage::clock())
    .unwrap();
    let mut journal = journal(&stage, true);
    journal
        .append(DESK, vec![Act::OpenScoring {}.into()])
        .unwrap();
    for (a, sheets) in marks.iter().enumerate() {
        for (j, sheet) in sheets.iter().enumerate() {
            let (form, thought) = sheet.split_once('+').unwrap();
            for project in ["p1", "p2"] {
                for (indicator, points) in [("form", form), ("thought", thought)] {
                    let act = Act::Mark {
                        entry: format!("{project}/a{}", a + 1),
                        indicator: indicator.to_owned(),
                        points: Some(Points::exact(points).unwrap()),
                        judge: None,
                    };
                    journal
                        .append(&format!("w{}", j + 1), vec![act.into()])
                        .unwrap();
                }
            }
        }
    }
    drop(journal);
    stage.app.open(&folder, Some("desk")).unwrap();
    stage
}

fn journal(stage: &Stage, write: bool) -> Journal {
    let how = Opening {
        write,
        ..Opening::default()
    };
    Journal::open(&stage.session(), stage::clock(), &how).unwrap()
}

/// Every judge submits both projects, from outside; the open app hears of it.
fn submitted(stage: &mut Stage) {
    let mut journal = journal(stage, true);
    for j in 1..=4 {
        for project in ["p1", "p2"] {
            let intent = pingshen::model::Intent::Submit {
                judge: format!("w{j}"),
                project: project.to_owned(),
            };
            journal.append(&format!("w{j}"), vec![intent]).unwrap();
        }
    }
    drop(journal);
    stage.app.handle(pingshen::tui::app::Event::Grew);
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

fn told(stage: &Stage) -> Vec<String> {
    let all = common::told(&stage.session(), Lang::En, false);
    all.into_iter().map(|t| t.said).collect()
}

#[test]
fn the_method_of_a_tie_is_recorded_before_it_is_shown_whom_it_favours() {
    // Alder and Birch are level at 48.50; Birch is ahead on Thought.
    let mut stage = small(&[
        ["9+39", "9+39", "10+39", "9+40"],
        ["8+40", "8+40", "9+40", "9+40"],
        ["5+20", "5+20", "5+20", "5+20"],
    ]);
    submitted(&mut stage);
    stage.keys("<f2>");
    sees(&mut stage, "tie to be decided");
    stage.keys("<f6>");
    sees(
        &mut stage,
        "1 the mean mark for “Thought”; 2 a vote of the panel; 3 a lot",
    );
    hides(&mut stage, "39.25");
    stage.keys("1<enter>the plan weighs most<enter>");
    // Only now: what the method gives, with the order ready.
    sees(&mut stage, "a2 40.00; a1 39.25");
    sees(&mut stage, "> a2 a1");
    stage.keys("<enter>as agreed<enter>");
    sees(&mut stage, "Award 1 Essay: Birch");
    let said = told(&stage);
    let at = |text: &str| said.iter().position(|s| s.contains(text)).unwrap();
    assert!(at("will be decided by “the mean mark") < at("tie decided by “the mean mark"));
}

#[test]
fn a_mark_far_off_is_asked_of_its_judge_alone_once_all_have_submitted() {
    // Judge 4 gives Cedar 40 where the others give 20; the corridor is 12. Form differs on Alder.
    let mut stage = small(&[
        ["9+38", "9+38", "10+38", "9+38"],
        ["8+30", "8+30", "8+30", "8+30"],
        ["5+20", "5+20", "5+20", "5+40"],
    ]);
    stage.keys("7");
    sees(&mut stage, "Some judges have not submitted");
    submitted(&mut stage);
    sees(&mut stage, "to explain Project 1 a3 Cedar");
    sees(
        &mut stage,
        "differ     Project 1 a1 Alder                 Form         9.00-10.00",
    );
    // The judge who is meant sees her own mark and nobody else's; the others see nothing.
    stage.keys("<esc><f10>1");
    hides(&mut stage, "want a word");
    stage.keys("<f10>4");
    sees(&mut stage, "2 of your marks want a word: F2.");
    stage.keys("<f2><enter>");
    sees(&mut stage, "Project 1 a3 Cedar, Thought: 40.00");
    hides(&mut stage, "20.00");
    stage.keys("I read the second volume<enter>");
    sees(&mut stage, "explained  Project 1 a3 Cedar");
    stage.keys("<esc>");
    sees(&mut stage, "1 of your marks want a word");
    assert!(
        told(&stage)
            .iter()
            .any(|s| s.contains("keeps the mark for “Thought” of a3 Cedar"))
    );
}

#[test]
fn a_rule_is_changed_with_a_reason_once_sealed_and_every_result_says_so() {
    let even = ["5+20", "5+20", "5+20", "5+20"];
    let mut stage = small(&[even, even, even]);
    stage.keys("4");
    sees(&mut stage, "Sealed by act 9, record code");
    stage.keys("<down><down><down><down><down><enter>");
    sees(&mut stage, "least sheets for a score");
    stage.keys("<bs>2<enter><enter>");
    sees(&mut stage, "must not be empty");
    stage.keys("the bureau wrote<enter>");
    sees(&mut stage, "must lie between 3 and 255");
    stage.keys("<up><bs>4<f5>");
    sees(&mut stage, "changed by act");
    sees(&mut stage, "the bureau wrote");
    stage.keys("<esc>6<f3>");
    sees(&mut stage, "the bureau wrote");
    assert!(
        told(&stage)
            .last()
            .unwrap()
            .contains("least sheets for a score: 3 → 4: the bureau wrote")
    );
}

#[test]
fn pin_slips_are_shown_once_and_open_the_seat() {
    let even = ["5+20", "5+20", "5+20", "5+20"];
    let mut stage = small(&[even, even, even]);
    let slips = stage.folder.path().join("slips.txt");
    stage.keys("3<c-n>");
    sees(&mut stage, "Issue PIN slips");
    stage.keys(&format!("{}<enter>", slips.display()));
    sees(&mut stage, "4 PINs are set");
    let screen = stage.screen();
    let pin: String = screen
        .lines()
        .filter(|l| l.contains("w2"))
        .filter_map(|l| l.split("PIN ").nth(1))
        .map(|rest| rest.chars().take_while(char::is_ascii_digit).collect())
        .find(|digits: &String| digits.len() == 6)
        .unwrap();
    let file = std::fs::read_to_string(&slips).unwrap();
    assert!(file.contains(&format!("PIN {pin}")));
    let found = std::fs::metadata(&slips).unwrap();
    assert_eq!(pingshen::system::mode(&found), 0o600);
    let journal = std::fs::read_to_string(stage.session().join("journal.jsonl")).unwrap();
    assert!(!journal.contains(&pin), "only its hash is kept");
    stage.keys("<esc>");
    hides(&mut stage, &pin);
    stage.keys("<f10>2999999<enter>");
    sees(&mut stage, "Wrong PIN");
    stage.keys(&format!("<c-u>{pin}<enter>"));
    sees(&mut stage, "Judge 2");
    sees(&mut stage, "Form");
    // A second call has nobody left, and an existing file is never overwritten.
    stage.keys("<f10><enter>5<c-n><enter>");
    sees(&mut stage, "Every judge has a PIN");
}

#[test]
fn a_judge_is_replaced_in_the_middle() {
    let even = ["5+20", "5+20", "5+20", "5+20"];
    let mut stage = small(&[even, even, even]);
    stage.keys("3<enter>");
    sees(&mut stage, "Replace this judge");
    stage.keys("3<enter>Newcomer<enter><enter>fell ill<enter>w2<enter>");
    sees(&mut stage, "Type w1 to confirm");
    stage.keys("<bs><bs>w1<enter>");
    sees(&mut stage, "Newcomer");
    let journal = journal(&stage, false);
    let session = journal.session();
    let entry = &session.entries()[session.entry("p1/a1").unwrap()];
    assert_eq!(entry.status(0), Status::Void);
    assert_eq!(entry.total(0).unwrap().to_string(), "25.00");
    assert_eq!(entry.blanks(4), 2);
    stage.keys("<f2><enter>");
    sees(
        &mut stage,
        "Judge 1   25.00  not counted                     void",
    );
}

#[test]
fn the_journal_is_filtered_by_seat_applicant_kind_and_text_and_jumped_in() {
    let even = ["5+20", "5+20", "5+20", "5+20"];
    let mut stage = small(&[even, even, even]);
    stage.keys("<f8>the lights went out<enter>");
    sees(&mut stage, "Noted in the ledger");
    stage.keys("x<f7>");
    sees(&mut stage, "59 acts");
    sees(&mut stage, "incident: the lights went out");
    stage.keys("<f2>w2<enter>");
    sees(&mut stage, "13 of 59 acts: seat w2");
    stage.keys("<f3>a3<enter>");
    sees(&mut stage, "4 of 59 acts: seat w2, applicant a3");
    stage.keys("<f7><f5>LIGHTS<enter>");
    sees(&mut stage, "1 of 59 acts: find LIGHTS");
    stage.keys("<del><f6>9<enter>");
    sees(&mut stage, "▸    9");
    stage.keys("<enter>");
    sees(&mut stage, "opened scoring; the rules are sealed");
    stage.keys("<esc><f4><f4>");
    sees(&mut stage, "kind panel");
    // The other language tells the same acts.
    stage.keys("<del><f9><end>");
    sees(&mut stage, "情况记录：the lights went out");
}

#[test]
fn a_judge_steps_aside_from_the_room_and_the_reason_stands() {
    let even = ["5+20", "5+20", "5+20", "5+20"];
    let mut stage = small(&[even, even, even]);
    stage.keys("<f10>1<f12>");
    // The row's own project stands ticked, and what follows is said before it is kept.
    sees(&mut stage, "[x] Project 1 Essay (3 applicants)");
    sees(
        &mut stage,
        "You no longer score the 3 applicants of Project 1.",
    );
    stage.keys("<enter>my own school<enter>");
    sees(&mut stage, "recused");
    let journal = journal(&stage, false);
    let entry = journal.session().entry("p1/a2").unwrap();
    assert_eq!(
        journal.session().ground(entry, 0).as_deref(),
        Some("my own school")
    );
}

#[test]
fn an_incident_can_be_written_from_any_room_and_interrupts_nothing() {
    let even = ["5+20", "5+20", "5+20", "5+20"];
    let mut stage = small(&[even, even, even]);
    stage.keys("<f10>1<del>7.2<f8>late start<enter>x");
    sees(&mut stage, "7.2");
    stage.keys("5<enter>");
    sees(&mut stage, "7.25");
}

#[test]
fn sealed_rules_keep_points_out_of_every_room_until_all_have_submitted() {
    let even = ["5+20.25", "5+20.25", "5+20.25", "5+20.25"];
    let mut stage = small(&[even, even, even]);
    stage.keys("4<end><up><enter>2<c-u>2<enter>agreed<enter>");
    sees(&mut stage, "progress only, until all have submitted");
    for keys in ["<esc>6", "<esc>8", "<esc>9", "<esc><f7>", "<esc>7"] {
        stage.keys(keys);
        hides(&mut stage, "20.25");
        hides(&mut stage, "25.25");
    }
    stage.keys("<esc><f7><f4><f4><f4><f4><f4><f4>");
    sees(&mut stage, "wrote on the sheet of a3 Cedar");
    submitted(&mut stage);
    hides(&mut stage, "wrote on the sheet");
    sees(&mut stage, "20.25");
}

#[test]
fn a_backspace_held_down_empties_the_cell_and_does_not_bring_the_old_number_back() {
    let even = ["5+20", "5+20", "5+20", "5+20"];
    let mut stage = small(&[even, even, even]);
    stage.keys("<f10>1");
    sees(&mut stage, "What is asked");
    stage.keys("<bs><bs><bs><bs><bs><bs>7.5");
    sees(&mut stage, "[7.5");
    stage.keys("<enter>");
    let saved = journal(&stage, false);
    assert_eq!(
        saved.session().entries()[0].mark(0, 0),
        Points::from_hundredths(750)
    );
    // Emptied and left, the old number stands.
    stage.keys("<up><bs><bs><bs><bs><bs><enter>");
    let saved = journal(&stage, false);
    assert_eq!(
        saved.session().entries()[0].mark(0, 0),
        Points::from_hundredths(750)
    );
}

#[test]
fn a_sign_that_no_number_has_is_not_left_out_of_it() {
    let even = ["5+20", "5+20", "5+20", "5+20"];
    let mut stage = small(&[even, even, even]);
    stage.keys("<f10>1<down>");
    // To 35 the cap would not object.
    for (typed, shown, why) in [
        ("3，5", "[3,5", "Use a point"),
        ("3,5", "[3,5", "Use a point"),
        ("3、5", "[3/5", "Not a number"),
        ("3：5", "[3:5", "Not a number"),
        ("3·5", "[3?5", "Not a number"),
        ("3.5.1", "[3.5.1", "one point only"),
        ("-1", "[-1", "below 0"),
    ] {
        stage.keys(typed);
        sees(&mut stage, shown);
        sees(&mut stage, why);
        stage.keys("<enter>");
        sees(&mut stage, shown);
        sees(&mut stage, why);
        stage.keys("<esc>");
    }
    let mark = |stage: &Stage| journal(stage, false).session().entries()[0].mark(0, 1);
    assert_eq!(mark(&stage), Points::from_hundredths(2000));
    // Mended where it is wrong, it is taken.
    stage.keys("3，<bs>.5<enter>");
    assert_eq!(mark(&stage), Points::from_hundredths(350));
}
