//! `results`: three shapes of one count, and when there is none.

use crate::home::{Home, SCORES, TEMPLATE};
use serde_json::{Value, json};
use std::fs;
use std::io::Write;
use unicode_width::UnicodeWidthStr;

fn json_of(home: &Home) -> Value {
    serde_json::from_str(&home.good(&["results", "s", "--format", "json"])).unwrap()
}

#[test]
fn json_has_the_fields_that_are_promised() {
    let home = Home::en();
    home.scored();
    let report = json_of(&home);
    let code = report["head"]["code"].as_str().unwrap().to_owned();
    let hash = report["head"]["hash"].as_str().unwrap().to_owned();
    assert_eq!((code.len(), hash.len()), (14, 64));
    let sheet = |judge: &str, total: &str, used: &str| json!({"judge": judge, "state": "submitted", "total": total, "use": used});
    let standing = |rank: u32, id: &str, name: &str, score: &str, sheets: Value| {
        json!({"rank": rank, "applicant": id, "name": name, "score": score, "state": "final", "why": null,
            "low": score, "high": score, "certain": true, "as_scored": true, "tie": null, "sheets": sheets})
    };
    let ash = json!([
        sheet("w01", "45.50", "counted"),
        sheet("w02", "44.25", "dropped_low"),
        sheet("w03", "46.00", "dropped_high")
    ]);
    let birch = json!([
        sheet("w01", "37.00", "counted"),
        sheet("w02", "38.50", "dropped_high"),
        sheet("w03", "37.00", "dropped_low")
    ]);
    assert_eq!(
        report["projects"][0],
        json!({"id": "p1", "name": "First",
            "standings": [standing(1, "a01", "Ash", "45.50", ash), standing(2, "a02", "Birch", "37.00", birch)],
            "out": [],
            "award": {"state": "recommended", "applicant": "a01", "certain": true, "as_scored": true,
                "steps": [{"applicant": "a01", "rank": 1, "outcome": "recommended", "reason": "best ranked without an award"}],
                "reserves": ["a02"],
                "reserve_list": [{"applicant": "a02", "rank": 2, "level": false, "holds": ["p2"]}],
                "reserves_open": false,
                "if_vacant": [{"applicant": "a01",
                    "before_publication": [
                        {"project": "p1", "state": "recommended", "applicants": ["a02"]},
                        {"project": "p2", "state": "recommended", "applicants": ["a03"]}],
                    "after_publication": []}]}})
    );
    assert_eq!(
        report["projects"][1]["award"]["steps"][0],
        json!({"applicant": "a01", "rank": 1, "outcome": "skipped", "reason": "holds p1"})
    );
    assert_eq!(report["projects"][1]["award"]["applicant"], "a02");
    assert_eq!(report["format"], "pingshen-results/1");
    assert_eq!(
        report["session"],
        json!({"title": "Small review", "phase": "scoring", "rehearsal": false})
    );
    assert_eq!(
        report["head"],
        json!({"seq": 45, "hash": hash, "code": code})
    );
    assert_eq!(
        report["other_reading"],
        json!({"agrees": true, "differences": []})
    );
    let keys: Vec<&String> = report.as_object().unwrap().keys().collect();
    assert_eq!(keys.len(), 5, "{keys:?}");
}

#[test]
fn without_enough_sheets_there_is_no_score_and_it_says_why() {
    let home = Home::en();
    home.session();
    let two: String = SCORES
        .lines()
        .filter(|l| !l.starts_with("w03"))
        .map(|l| format!("{l}\n"))
        .collect();
    home.write("scores.csv", two);
    home.good(&["import", "scores", "s", "scores.csv"]);
    let report = json_of(&home);
    let first = &report["projects"][0]["standings"][0];
    assert_eq!(
        (&first["rank"], &first["score"]),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(first["state"], "no_score");
    assert!(first["why"].as_str().unwrap().contains("2 of at least 3"));
    assert_eq!(
        first["sheets"][2],
        json!({"judge": "w03", "state": "open", "total": null, "use": "not_counted"})
    );
    assert_eq!(first["sheets"][0]["state"], "complete");
    assert_eq!(report["projects"][0]["award"]["state"], "none");
    assert_eq!(report["projects"][0]["award"]["applicant"], Value::Null);
}

#[test]
fn csv_is_a_line_a_standing() {
    let home = Home::zh();
    home.scored();
    assert_eq!(
        home.good(&["results", "s", "--format", "csv"]),
        "project,rank,applicant,name,score,state,award\n\
         p1,1,a01,Ash,45.50,final,recommended\n\
         p1,2,a02,Birch,37.00,final,\n\
         p2,1,a01,Ash,45.00,final,\n\
         p2,2,a02,Birch,38.50,final,recommended\n\
         p2,3,a03,Cedar,28.00,final,\n"
    );
}

#[test]
fn the_table_is_for_people_in_their_language() {
    let mut home = Home::zh();
    home.scored();
    let table = home.good(&["results", "s"]);
    for words in [
        "小评审",
        "评分中",
        "项目1 甲项",
        "名次",
        "拟推荐：a01 Ash  已定",
        "第 1 名 a01 Ash：已获 项目1，顺延",
        "备选：a03 Cedar（第3名）",
        "备选：a02 Birch（第2名，已获拟推荐 项目2）",
        "公示前 a01 Ash 若退出：从第一个项目起重新推荐，项目1 a02 Birch；项目2 a03 Cedar。",
        "公示后 a01 Ash 若退出：只补 项目1，备选名单中没有可递补的单位。",
    ] {
        assert!(table.contains(words), "{words}\n{table}");
    }
    home.lang("en_US.UTF-8");
    let table = home.good(&["results", "s"]);
    for words in [
        "Small review",
        "Project 2 Second",
        "rank 1, a01 Ash: holds Project 1",
        "Award: a02 Birch  certain",
    ] {
        assert!(table.contains(words), "{words}\n{table}");
    }
}

#[test]
fn columns_line_up_in_terminals_of_both_widths() {
    let home = Home::zh();
    home.write("t.json", TEMPLATE);
    home.write("r.csv", "name,projects\n“中原”学院,p1\nAsh,p1\n");
    home.good(&[
        "new",
        "s",
        "--template",
        "t.json",
        "--roster",
        "r.csv",
        "--judge",
        "w1=甲",
    ]);
    for (width, cells) in [
        ("1", UnicodeWidthStr::width as fn(&str) -> usize),
        ("2", UnicodeWidthStr::width_cjk),
    ] {
        let table = home.good(&["results", "s", "--width", width]);
        let edges: Vec<usize> = table
            .lines()
            .filter(|l| l.ends_with("无得分"))
            .map(|l| cells(l.split("无得分").next().unwrap()))
            .collect();
        assert!(
            edges.len() == 2 && edges[0] == edges[1],
            "{width}: {edges:?}\n{table}"
        );
    }
}

#[test]
fn what_will_surely_change_is_not_called_certain() {
    let home = Home::en();
    home.session();
    // Birch lacks one sheet and can only come out ahead; Ash is first today.
    home.write(
        "scores.csv",
        "judge,project,applicant,plan,team\n\
         w01,p1,a01,20,5\nw02,p1,a01,20,5\nw03,p1,a01,20,5\n\
         w01,p1,a02,40,10\nw02,p1,a02,40,10\n",
    );
    home.good(&["import", "scores", "s", "scores.csv"]);
    let project = &json_of(&home)["projects"][0];
    assert_eq!(project["standings"][0]["applicant"], "a01");
    assert_eq!(project["standings"][0]["certain"], false);
    assert_eq!(project["award"]["applicant"], "a01");
    assert_eq!(project["award"]["certain"], false);
}

#[test]
fn sealed_rules_show_no_ranking_before_all_have_submitted() {
    let home = Home::en();
    home.write(
        "t.json",
        TEMPLATE.replacen('{', r#"{"rules":{"visibility":"sealed"},"#, 1),
    );
    home.write("r.csv", crate::home::ROSTER);
    home.found(&[]);
    home.good(&["results", "s"]);
    home.write("scores.csv", SCORES);
    home.good(&["import", "scores", "s", "scores.csv"]);
    let said = home.bad(1, &["results", "s", "--format", "json"]);
    assert!(
        said.contains("no ranking before every judge has submitted"),
        "{said}"
    );
    // The same marks again change nothing, and now every project is complete and submitted.
    home.good(&["import", "scores", "s", "scores.csv", "--submit"]);
    home.good(&["results", "s"]);
}

#[test]
fn a_file_that_is_not_whole_gives_no_results() {
    let home = Home::zh();
    home.scored();
    let path = home.path("s/journal.jsonl");
    let whole = home.journal("s");

    let mut damaged = whole.clone();
    let place = String::from_utf8(whole.clone())
        .unwrap()
        .find("\"36.50\"")
        .unwrap();
    damaged[place + 1] = b'1';
    fs::write(&path, &damaged).unwrap();
    let said = home.bad(1, &["results", "s"]);
    assert!(
        said.contains("第 9 行不对") && said.contains("第 1 到 8 行完好"),
        "{said}"
    );
    // An import is refused too, and mends nothing.
    home.bad(1, &["import", "scores", "s", "scores.csv"]);
    assert_eq!(home.journal("s"), damaged);

    fs::write(&path, &whole).unwrap();
    fs::OpenOptions::new()
        .append(true)
        .open(&path)
        .unwrap()
        .write_all(b"{\"seq\":46,\"at")
        .unwrap();
    let answer = home.run(&["results", "s"]);
    assert_eq!(answer.status, 0);
    assert!(answer.err.contains("13 字节未确认"), "{}", answer.err);
}
