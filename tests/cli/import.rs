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
            "line 12: F12 “3” has no heading above it: name the column, or clear the cell",
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
    assert!(
        said.contains("Scoring has begun; the roster stays as it is"),
        "{said}"
    );
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

#[test]
fn a_preview_of_each_import_changes_nothing_and_ends_with_1_where_it_would_be_refused() {
    let home = Home::en();
    home.session();
    let before = home.journal("s");
    home.write("r.csv", "id,name,projects\na04,Dogwood,p2\n");
    home.write("bad-r.csv", "id,name,projects\na04,Dogwood,p9\n");
    home.write(
        "j.csv",
        "id,name,pin,leader\nw01,One,204817,yes\nw04,Four,,\n",
    );
    home.write("bad-j.csv", "id,name,leader\nw04,Four,perhaps\n");
    home.write("scores.csv", SCORES);
    home.write("bad-scores.csv", SCORES.replace("36.5", "41"));
    for (kind, good, word, bad, fault) in [
        (
            "roster",
            "r.csv",
            "row 2 a04 Dogwood [Project 2] new",
            "bad-r.csv",
            "unknown project “p9”",
        ),
        (
            "judges",
            "j.csv",
            "2 judges: 1 with a PIN, 1 as leader",
            "bad-j.csv",
            "C2 “perhaps”",
        ),
        (
            "scores",
            "scores.csv",
            "30 new, 0 equal, 0 different",
            "bad-scores.csv",
            "over the cap",
        ),
    ] {
        let said = home.good(&["import", kind, "s", good, "--preview"]);
        assert!(said.contains(word), "{said}");
        // Which column means what.
        assert!(said.contains("Columns: A “"), "{said}");
        assert!(said.contains("nothing was changed"), "{said}");
        let answer = home.run(&["import", kind, "s", bad, "--preview"]);
        assert_eq!(answer.status, 1, "{answer:?}");
        assert!(answer.out.contains("refused: "), "{answer:?}");
        assert!(answer.out.contains(fault), "{answer:?}");
        assert!(
            answer.err.contains("would be refused: 1 fault"),
            "{answer:?}"
        );
    }
    let said = home.good(&[
        "new",
        "n",
        "--roster",
        "r.csv",
        "--judges",
        "j.csv",
        "--preview",
    ]);
    assert!(
        said.contains("a04 Dogwood") && said.contains("2 judges"),
        "{said}"
    );
    let answer = home.run(&[
        "new",
        "n",
        "--roster",
        "r.csv",
        "--judges",
        "bad-j.csv",
        "--preview",
    ]);
    assert_eq!(answer.status, 1, "{answer:?}");
    assert!(!home.path("n").exists());
    assert_eq!(home.journal("s"), before);
}

#[test]
fn a_second_file_of_scores_replaces_nothing_unasked() {
    let home = Home::en();
    home.session();
    home.write("scores.csv", SCORES.replace("w03,p2,a03,31,10.5,\n", ""));
    home.good(&["import", "scores", "s", "scores.csv"]);
    let before = home.journal("s");
    let said = home.good(&["import", "scores", "s", "scores.csv"]);
    assert!(said.contains("0 new, 28 equal, 0 different"), "{said}");
    assert_eq!(home.journal("s"), before);
    // One mark and one note differ, two marks are new.
    home.write(
        "scores.csv",
        SCORES
            .replace("36.5", "35.5")
            .replace("thin on page 4", "thin on page 5"),
    );
    let said = home.bad(1, &["import", "scores", "s", "scores.csv"]);
    for words in [
        "2 new, 27 equal, and 2 that differ",
        "add --replace",
        "D2 w01 p1/a01: “35.5”",
        "F5 w01 p1/a02: “thin on page 5”",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(!said.contains("36.5"), "what stands may be hidden: {said}");
    assert_eq!(home.journal("s"), before);
    let answer = home.run(&["import", "scores", "s", "scores.csv", "--preview"]);
    assert_eq!(answer.status, 1);
    assert!(
        answer.out.contains("2 new, 27 equal, 2 different"),
        "{answer:?}"
    );
    home.good(&[
        "import",
        "scores",
        "s",
        "scores.csv",
        "--preview",
        "--replace",
    ]);
    let said = home.good(&["import", "scores", "s", "scores.csv", "--replace"]);
    assert!(said.contains("3 marks imported"), "{said}");
    let journal = String::from_utf8(home.journal("s")).unwrap();
    assert!(journal.contains(r#""points":"35.50","judge":"w01""#));
}

#[test]
fn scores_by_names_under_chinese_headings_and_a_sheet_a_judge() {
    let home = Home::en();
    home.session();
    home.write(
        "names.csv",
        "评分汇总表,,,,,,\n项目,申报单位,评委,方案（40分）,队伍,合计,备注\n甲项,Ash,One,36.5,9,45.5,\n项目1,2,Two,30,7,37,\n合计,,,66.5,16,,\n",
    );
    let said = home.good(&["import", "scores", "s", "names.csv"]);
    assert!(said.contains("4 marks imported"), "{said}");
    assert!(!said.contains("not known"), "{said}");
    let journal = String::from_utf8(home.journal("s")).unwrap();
    assert!(
        journal.contains(r#"{"entry":"p1/a01","indicator":"plan","points":"36.50","judge":"w01"}"#)
    );
    assert!(
        journal.contains(r#"{"entry":"p1/a02","indicator":"team","points":"7.00","judge":"w02"}"#)
    );

    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, mark) in [("One", "20"), ("w03", "21")] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        for (r, row) in [
            ["项目", "申报单位", "方案", "队伍"],
            ["乙项", "Cedar", mark, "8"],
        ]
        .iter()
        .enumerate()
        {
            for (c, cell) in row.iter().enumerate() {
                sheet
                    .write(u32::try_from(r).unwrap(), u16::try_from(c).unwrap(), *cell)
                    .unwrap();
            }
        }
    }
    book.save(home.path("judges.xlsx")).unwrap();
    let said = home.good(&["import", "scores", "s", "judges.xlsx"]);
    assert!(said.contains("4 marks imported"), "{said}");
    let journal = String::from_utf8(home.journal("s")).unwrap();
    assert!(journal.contains(r#""points":"20.00","judge":"w01""#));
    assert!(journal.contains(r#""points":"21.00","judge":"w03""#));
}

#[test]
fn a_corrected_list_says_who_is_missing_and_what_differs() {
    let home = Home::en();
    home.session();
    home.write(
        "r.csv",
        "id,name,projects\na01,Ash,p1;p2\na02,Birch Institute,p2\n",
    );
    let said = home.good(&["import", "roster", "s", "r.csv", "--preview"]);
    for words in [
        "a02 Birch Institute, Projects: Project 1, Project 2 -> Project 2",
        "a02 Birch Institute, Name: Birch -> Birch Institute",
        "still on the roster: a03 Cedar",
        "--withdraw ID",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let before = home.journal("s");
    let said = home.bad(1, &["import", "roster", "s", "r.csv", "--withdraw", "a01"]);
    assert!(said.contains("a01 is none of those missing"), "{said}");
    assert_eq!(home.journal("s"), before);
    let said = home.good(&["import", "roster", "s", "r.csv", "--withdraw", "a03"]);
    assert!(said.contains("Taken off the roster: a03"), "{said}");
    assert!(!said.contains("still on the roster"), "{said}");
    let journal = String::from_utf8(home.journal("s")).unwrap();
    assert!(
        journal.contains(r#""remove_applicant":{"applicant":"a03"}"#),
        "{journal}"
    );
}

#[test]
fn judges_are_read_like_a_roster_and_corrected() {
    let home = Home::en();
    home.session();
    home.write(
        "j.csv",
        "评审专家名单,,,,,\n序号,评委姓名,工作单位,是否组长,评审项目,PIN\n1,One,Ash University,是,项目1,012345\n二,Two,,否,全部,\n4、,Four,,,甲项、乙项,\n制表人：苏,,,,,\n",
    );
    let said = home.good(&["import", "judges", "s", "j.csv"]);
    for words in [
        "headings in row 2",
        "Above the headings: row 1",
        "footers, not read: row 6",
        "Judges registered (1 new, 1 changed, 1 the same). 3 judges: 1 with a PIN, 1 as leader",
        "still on the panel: w03 Three",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let journal = String::from_utf8(home.journal("s")).unwrap();
    assert!(journal.contains(
        r#""edit_judge":{"id":"w01","name":"One","employer":"Ash University","leader":true,"projects":["p1"]}"#
    ), "{journal}");
    assert!(
        journal.contains(r#""judge":{"id":"w04","name":"Four"}"#),
        "{journal}"
    );
    let before = home.journal("s");
    let said = home.good(&["import", "judges", "s", "j.csv"]);
    assert!(said.contains("nothing was changed"), "{said}");
    assert_eq!(home.journal("s"), before);
}

#[test]
fn a_refusal_says_what_was_taken_first() {
    let home = Home::en();
    home.session();
    home.write(
        "r.csv",
        "2026 list,,\nid,name,projects,odd\na04,Dogwood,p9,\n",
    );
    let said = home.bad(1, &["import", "roster", "s", "r.csv"]);
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(
        lines,
        [
            "r.csv (UTF-8, separated by commas): headings in row 2",
            "Above the headings: row 1 “2026 list”",
            "Columns not known, not read: D2 “odd”",
            "error: r.csv has 1 fault; nothing was imported:",
            "  line 3: unknown project “p9”",
            "  Projects may be written as: “项目1”; “p1”; “甲项”; “项目2”; “p2”; “乙项”",
        ]
    );
}

#[test]
fn a_template_whose_deadline_cannot_be_read_is_refused() {
    let home = Home::en();
    let template = |deadline: &str| {
        format!(
            r#"{{"title":"T","deadline":"{deadline}","projects":[{{"id":"x","name":"X"}}],"indicators":[{{"id":"mark","name":"Mark","cap":10}}]}}"#
        )
    };
    home.write("t.json", template("18 May, 18:00"));
    let said = home.bad(1, &["new", "s", "--template", "t.json"]);
    assert!(said.contains("18 May, 18:00"), "{said}");
    home.write("t.json", template("2026年5月18日18:00"));
    home.good(&["new", "s", "--template", "t.json"]);
    let journal = String::from_utf8(home.journal("s")).unwrap();
    assert!(journal.contains(r#""deadline":"2026-05-18T18:00:00+08:00""#));
}

#[test]
fn a_line_above_the_table_says_whose_sheet_it_is() {
    let home = Home::en();
    home.session();
    let body = "applicant,plan,team\na01,30,8\na02,20,7\n";
    home.write(
        "one.csv",
        format!("评分表,,\n评委：w02　,项目：项目2,\n{body}"),
    );
    let told = home.good(&["import", "scores", "s", "one.csv", "--preview"]);
    assert!(
        told.contains("A2 “评委:w02” = Judge") || told.contains("A2 “评委:w02”"),
        "{told}"
    );
    home.good(&["import", "scores", "s", "one.csv"]);
    let journal = String::from_utf8(home.journal("s")).unwrap();
    assert!(
        journal.contains(r#"{"entry":"p2/a01","indicator":"plan","points":"30.00","judge":"w02"}"#),
        "{journal}"
    );
    // A number of judges is nobody.
    home.write("many.csv", format!("评委 3 人,项目 2 个,\n{body}"));
    let said = home.bad(1, &["import", "scores", "s", "many.csv"]);
    assert!(said.contains("judge"), "{said}");
}
