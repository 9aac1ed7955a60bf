//! `import`: all or nothing, and every fault by its line.

use crate::home::{Home, SCORES};
use std::time::{Duration, Instant};

#[test]
fn scores_open_the_scoring_in_the_same_batch() {
    let home = Home::en();
    home.session();
    home.write("scores.csv", SCORES);
    let said = home.good(&["import", "scores", "s", "scores.csv", "--submit"]);
    assert!(said.contains("it was opened in the same batch"), "{said}");
    assert!(said.contains("30 marks imported"), "{said}");
    assert!(said.contains("6 submitted"), "{said}");
    // 1 set-up, 3 judges, 3 applicants; then the opening, 30 marks, a note and 6 submissions.
    let journal = String::from_utf8(home.journal("s")).unwrap();
    assert_eq!(journal.lines().count(), 7 + 38);
    let batch = r#""batch":{"first":8,"last":45}"#;
    assert_eq!(journal.matches(batch).count(), 38);
    assert!(journal.contains(r#""text":"thin on page 4","page":"","judge":"w01""#));
    assert!(home.path("s/scores.json").exists());
}

#[test]
fn only_what_is_complete_is_submitted() {
    let home = Home::en();
    home.session();
    home.write(
        "scores.csv",
        SCORES.replace("w02,p2,a03,0,0,", "w02,p2,a03,0,,"),
    );
    let said = home.good(&["import", "scores", "s", "scores.csv", "--submit"]);
    assert!(said.contains("5 submitted"), "{said}");
}

#[test]
fn a_blank_asks_for_nothing_and_a_zero_is_a_score() {
    let home = Home::en();
    home.session();
    home.write(
        "scores.csv",
        "note,team,plan,applicant,project,judge\n,０,,a01,p1,w01\n,,３６．５,a01,p1,w02\n",
    );
    let said = home.good(&["import", "scores", "s", "scores.csv"]);
    assert!(said.contains("2 marks imported"), "{said}");
    let journal = String::from_utf8(home.journal("s")).unwrap();
    assert!(
        journal.contains(r#"{"entry":"p1/a01","indicator":"team","points":"0.00","judge":"w01"}"#)
    );
    assert!(journal.contains(r#""indicator":"plan","points":"36.50","judge":"w02""#));
    home.write(
        "empty.csv",
        "judge,project,applicant,plan,team\nw01,p1,a01,,\n",
    );
    let before = home.journal("s");
    home.bad(1, &["import", "scores", "s", "empty.csv"]);
    assert_eq!(home.journal("s"), before);
}

#[test]
fn every_fault_is_named_and_nothing_is_recorded() {
    let mut home = Home::en();
    home.session();
    let before = home.journal("s");
    home.write(
        "scores.csv",
        "judge,project,applicant,plan,team\n\
         w01,p1,a01,36.5,9\n\
         w09,p1,a01,1,1\n\
         w01,p9,a01,1,1\n\
         w01,p1,a09,1,1\n\
         w01,p1,a03,1,1\n\
         \n\
         w01,p1,a01,1,1\n\
         w02,p1,a01,40.01,10.51\n\
         w03,p1,a01,9.255,-1\n\
         w03,p2,a01,many,1e1\n\
         w03,p2,a02,1,2,3\n",
    );
    let said = home.bad(1, &["import", "scores", "s", "scores.csv"]);
    let lines = said.lines().map(str::trim);
    let lines: Vec<&str> = lines
        .skip_while(|l| !l.starts_with("error: "))
        .skip(1)
        .collect();
    assert_eq!(
        lines,
        [
            "line 3: There is no judge w09.",
            "line 4: unknown project “p9”",
            "line 5: there is no applicant a09",
            "line 6: a03 did not apply for p1",
            "line 8: this judge's scores of this entry stand on a line above",
            "line 9: “40.01” in column plan is over the cap of 40.00",
            "line 9: “10.51” in column team is over the cap of 10.50",
            "line 10: “9.255” in column plan: More than two decimals.",
            "line 10: “-1” in column team: A mark cannot be below 0.",
            "line 11: “many” in column plan: Not a number: use 0-9 and one point.",
            "line 11: “1e1” in column team: Not a number: use 0-9 and one point.",
            "line 12: more cells than headings",
            "Projects may be written as: “项目1”; “p1”; “甲项”; “项目2”; “p2”; “乙项”",
        ]
    );
    home.lang("zh_CN.UTF-8");
    let said = home.bad(1, &["import", "scores", "s", "scores.csv"]);
    assert!(
        said.contains("第 9 行：「plan」列的「40.01」超过上限 40.00"),
        "{said}"
    );
    assert_eq!(home.journal("s"), before);
    assert!(!home.path("s/scores.json").exists());
}

#[test]
fn headings_must_be_the_ones_of_the_rubric() {
    let home = Home::en();
    home.session();
    for (heading, words) in [
        ("judge,project,applicant,plan", "lacks the column team"),
        (
            "judge,project,applicant,plan,team,teem",
            "unknown column teem",
        ),
        (
            "judge,project,applicant,plan,team,plan",
            "D1 “plan”; F1 “plan”",
        ),
        ("", "has nothing in it"),
    ] {
        home.write("scores.csv", heading);
        let said = home.bad(1, &["import", "scores", "s", "scores.csv"]);
        assert!(said.contains(words), "{said}");
    }
}

#[test]
fn sealed_sheets_are_named_row_by_row() {
    let home = Home::en();
    home.scored();
    let before = home.journal("s");
    let said = home.bad(1, &["import", "scores", "s", "scores.csv"]);
    assert!(said.contains("has 15 faults"), "{said}");
    assert!(said.contains("line 2: This project is submitted"), "{said}");
    assert_eq!(home.journal("s"), before);
}

#[test]
fn a_roster_may_be_corrected_until_scoring_opens() {
    let home = Home::en();
    home.session();
    home.write(
        "r.csv",
        "id,name,projects\na03,Cedar Institute,p1;p2\na04,Dogwood,p2\n",
    );
    let said = home.good(&["import", "roster", "s", "r.csv"]);
    assert!(said.contains("2 applicants registered"), "{said}");
    home.write("scores.csv", SCORES);
    home.good(&["import", "scores", "s", "scores.csv"]);
    let csv = home.good(&["results", "s", "--format", "csv"]);
    assert!(
        csv.contains("Cedar Institute") && csv.contains("Dogwood"),
        "{csv}"
    );
    let before = home.journal("s");
    let said = home.bad(1, &["import", "roster", "s", "r.csv"]);
    assert!(said.contains("Scoring is open"), "{said}");
    assert_eq!(home.journal("s"), before);
}

#[test]
fn a_file_that_another_seat_holds_is_waited_for_and_left() {
    let home = Home::zh();
    home.session();
    home.write("scores.csv", SCORES);
    let before = home.journal("s");
    let held = std::fs::File::open(home.path("s/journal.jsonl")).unwrap();
    held.lock_shared().unwrap();
    let said = home.bad(3, &["import", "scores", "s", "scores.csv"]);
    assert!(said.contains("另一席位正在保存"), "{said}");
    held.unlock().unwrap();
    assert_eq!(home.journal("s"), before);
    home.good(&["import", "scores", "s", "scores.csv"]);
}

#[test]
fn twenty_thousand_marks_are_one_batch_and_soon_done() {
    let home = Home::en();
    let mut roster = "id,name,projects\n".to_owned();
    let mut scores = "judge,project,applicant,mark\n".to_owned();
    for a in 1..=1000 {
        roster += &format!("a{a},Applicant {a},x\n");
        for j in 1..=20 {
            scores += &format!("w{j},x,a{a},{}.{:02}\n", a % 10, j);
        }
    }
    let judges: String = (1..=20).map(|j| format!("w{j},Judge {j}\n")).collect();
    home.write("t.json", r#"{"title":"M","projects":[{"id":"x","name":"X"}],"indicators":[{"id":"mark","name":"Mark","cap":10}]}"#);
    home.write("r.csv", roster);
    home.write("j.csv", format!("id,name\n{judges}"));
    home.write("scores.csv", scores);
    home.good(&[
        "new",
        "s",
        "--template",
        "t.json",
        "--roster",
        "r.csv",
        "--judges",
        "j.csv",
    ]);
    let started = Instant::now();
    let said = home.good(&["import", "scores", "s", "scores.csv", "--submit"]);
    assert!(
        said.contains("20000 marks") && said.contains("20 submitted"),
        "{said}"
    );
    assert!(
        started.elapsed() < Duration::from_secs(20),
        "{:?}",
        started.elapsed()
    );
    let csv = home.good(&["results", "s", "--format", "csv"]);
    assert_eq!(csv.lines().count(), 1001);
}
