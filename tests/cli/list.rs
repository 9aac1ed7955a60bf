//! Other forms of files of scores: the exported list, ticks for projects, a sheet for each judge.

use crate::home::{Home, SCORES};
use std::fs;

fn exported(home: &Home) -> String {
    home.good(&["export", "s", "--only", "data", "--out", "papers"]);
    fs::read_to_string(home.path("papers/scores.csv")).unwrap()
}

/// A second session of the same roster and judges.
fn another(home: &Home, name: &str) {
    let judges = [
        "--judge",
        "w01=One",
        "--judge",
        "w02=Two",
        "--judge",
        "w03=Three",
    ];
    let new = ["new", name, "--template", "t.json", "--roster", "r.csv"];
    home.good(&[&new[..], &judges[..]].concat());
}

/// Standings, with every judge's total and whether it counts.
fn standings(home: &Home, session: &str) -> serde_json::Value {
    let text = home.good(&["results", session, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    json["projects"].clone()
}

#[test]
fn the_exported_list_comes_back_as_it_went() {
    let home = Home::en();
    home.session();
    // A zero, a blank and a sheet that is not whole; nothing is submitted.
    let scores = SCORES.replace("w01,p1,a02,30,7,thin on page 4", "w01,p1,a02,30,,");
    home.write("scores.csv", &scores);
    home.good(&["import", "scores", "s", "scores.csv"]);
    let list = exported(&home);
    home.write("list.csv", &list);
    another(&home, "t");
    let said = home.good(&["import", "scores", "t", "list.csv"]);
    assert!(said.contains("29 marks imported"), "{said}");
    assert_eq!(standings(&home, "t"), standings(&home, "s"));
    // Every mark of the copy is exported as it was; only its hand is the coordinator's now.
    home.good(&["export", "t", "--only", "data", "--out", "again"]);
    let again = fs::read_to_string(home.path("again/scores.csv")).unwrap();
    assert_eq!(again, list);
    let said = home.good(&["import", "scores", "t", "list.csv"]);
    assert!(said.contains("Every mark is what stands already"), "{said}");
    let said = home.good(&["import", "scores", "t", "--second", "list.csv"]);
    assert!(
        said.contains("29 marks are the same, none differs"),
        "{said}"
    );
    // Submitted, the same list says nothing new, and a changed one is refused once a sheet.
    home.good(&["import", "scores", "t", "list.csv", "--submit"]);
    home.good(&["import", "scores", "t", "list.csv"]);
    home.write(
        "other.csv",
        list.replace("w02,p2,a03,plan,0.00", "w02,p2,a03,plan,1.00")
            .replace("w02,p2,a03,team,0.00", "w02,p2,a03,team,1"),
    );
    let said = home.bad(1, &["import", "scores", "t", "other.csv"]);
    assert!(
        said.contains("1 fault") && said.contains("is submitted"),
        "{said}"
    );
}

#[test]
fn a_list_of_another_rubric_is_refused_by_row() {
    let home = Home::en();
    home.session();
    let head = "judge,project,applicant,indicator,points,cap,state,use,out,entered_by,applicant_name,judge_name\n";
    home.write(
        "list.csv",
        format!(
            "{head}w01,p1,a01,plan,30,40.00,open,,,,Ash,One\nw01,p1,a01,plan,30,40.00,open,,,,Ash,One\n\
             w01,p1,a02,plan,30,50.00,open,,,,,\nw01,p1,a02,colour,3,,open,,,,,\nw09,p1,a03,team,11,,,,,,,\n"
        ),
    );
    let said = home.bad(1, &["import", "scores", "s", "list.csv"]);
    for words in [
        "line 3: this mark stands on a line above",
        "line 4: the cap of plan is 50.00 in the file and 40.00 here",
        "line 5: there is no indicator “colour”",
        "line 6: ",
        "a03 did not apply for p1",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
}

#[test]
fn marks_of_sheets_that_do_not_count_stay_where_they_are() {
    let home = Home::en();
    home.session();
    home.write(
        "list.csv",
        "judge,project,applicant,indicator,points,state\n\
         w01,p1,a01,plan,30,submitted\nw02,p1,a01,plan,31,void\nw03,p1,a01,plan,,recused\nw03,p1,a02,plan,5,recused\n",
    );
    let said = home.good(&["import", "scores", "s", "list.csv"]);
    assert!(said.contains("1 mark imported"), "{said}");
    assert!(
        said.contains("recused or void, and of applicants who are out here, not read: row 3, 5"),
        "{said}"
    );
}

#[test]
fn a_tick_says_which_project_a_row_is_about() {
    let home = Home::zh();
    home.session();
    home.write(
        "tick.csv",
        "评委,申报单位,甲项,乙项,方案,队伍\nw01,Ash,√,,36.5,9\nw01,Ash,,✔,30,8\nw02,Birch,×,是,31,0\n",
    );
    let said = home.good(&["import", "scores", "s", "tick.csv"]);
    assert!(said.contains("已导入 6 个分数"), "{said}");
    assert!(!said.contains("没有读"), "{said}");
    let journal = String::from_utf8(home.journal("s")).unwrap();
    for entry in ["p1/a01", "p2/a01", "p2/a02"] {
        let mark = format!("\"mark\":{{\"entry\":\"{entry}\"");
        assert_eq!(journal.matches(&mark).count(), 2, "{entry}");
    }
    home.write(
        "tick.csv",
        "评委,申报单位,甲项,乙项,方案,队伍\nw01,Birch,√,√,36.5,9\nw02,Ash,,,30,8\nw02,Birch,也许,,31,0\n",
    );
    let said = home.bad(1, &["import", "scores", "s", "tick.csv"]);
    for words in [
        "第 2 行：勾了 2 个项目",
        "第 3 行：没有写明申报项目",
        "第 4 行：C4「也许」：这一行评的是这个项目请打 √",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
}

#[test]
fn a_sheet_for_each_judge_needs_no_column_of_judges() {
    let home = Home::en();
    home.session();
    let mut book = rust_xlsxwriter::Workbook::new();
    for (n, judge) in ["w01 One", "Two"].iter().enumerate() {
        let sheet = book.add_worksheet();
        sheet.set_name(*judge).unwrap();
        sheet.write(0, 0, "Score sheet").unwrap();
        let heads = ["applicant", "First", "Second", "Plan", "Team", "total"];
        for (column, head) in (0..).zip(heads) {
            sheet.write(2, column, head).unwrap();
        }
        for (row, (unit, project)) in (3..).zip([("Ash", 1), ("Ash", 2), ("Cedar", 2)]) {
            sheet.write(row, 0, unit).unwrap();
            sheet.write(row, project, "√").unwrap();
            sheet.write(row, 3, 30 + n as u32).unwrap();
            sheet.write(row, 4, 8.5).unwrap();
            sheet.write(row, 5, 38.5 + n as f64).unwrap();
        }
        sheet.write(6, 0, "Total").unwrap();
    }
    book.save(home.path("judges.xlsx")).unwrap();
    let said = home.good(&["import", "scores", "s", "judges.xlsx"]);
    assert!(said.contains("12 marks imported"), "{said}");
    let journal = String::from_utf8(home.journal("s")).unwrap();
    let mark = r#"{"entry":"p2/a03","indicator":"plan","points":"31.00","judge":"w02"}"#;
    assert!(journal.contains(mark), "{journal}");
}
