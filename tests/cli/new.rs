//! `new`: what a session is made of, and what stops it.

use crate::home::{Home, TEMPLATE};

#[test]
fn a_session_from_an_offices_own_list() {
    let home = Home::zh();
    let list = "洛阳市申报汇总表,,,,\r\n\
        序号,单位名称（全称）,申报项目,联系人,影子导师\r\n\
        1,中原学院,两项,王 明,４６\r\n\
        2,\"东湖\r\n中心\",义务教育新课程,,\r\n\
        合计,2,,,\r\n";
    let (gbk, _, lost) = encoding_rs::GBK.encode(list);
    assert!(!lost);
    home.write("名单.csv", &gbk);
    home.write("评委.csv", "id,name\nw01,评委1\nw02,评委2\n");
    let said = home.good(&["new", "会", "--roster", "名单.csv", "--judges", "评委.csv"]);
    assert!(said.contains("2 个项目，2 家申报单位，2 位评委"), "{said}");
    let journal = String::from_utf8(home.journal("会")).unwrap();
    assert!(
        journal.contains(r#"{"id":"a01","name":"中原学院","projects":["p1","p2"],"contact":"王明","facts":{"mentors":46}}"#),
        "{journal}"
    );
    assert!(journal.contains(r#"{"id":"a02","name":"东湖中心","projects":["p2"]}"#));
}

#[test]
fn a_folder_that_holds_a_session_is_left_alone() {
    let home = Home::en();
    home.session();
    let before = home.journal("s");
    let said = home.bad(1, &["new", "s"]);
    assert!(said.contains("holds a session already"), "{said}");
    assert_eq!(home.journal("s"), before);
}

#[test]
fn every_bad_row_of_a_roster_is_named_and_nothing_is_made() {
    let mut home = Home::en();
    home.write(
        "r.csv",
        "Roster\n\nid,name,projects,mentors,credit_code\na1,Ash,p1,many,\na1,Birch,p9,,\n,Cedar,p2,,\na4,,,,5.2E+17\n",
    );
    let said = home.bad(1, &["new", "s", "--roster", "r.csv"]);
    let lines = said.lines().map(str::trim);
    let lines: Vec<&str> = lines
        .skip_while(|l| !l.starts_with("error: "))
        .skip(1)
        .collect();
    assert_eq!(
        lines,
        [
            "line 4: “many” in column Shadow mentors is not a whole number",
            "line 5: unknown project “p9”",
            "line 5: the id a1 was used above",
            "line 6: no id",
            "line 7: “5.2E+17” in column Credit code was turned into a number by a spreadsheet and has lost its last digits: format the column as text and enter it again",
            "line 7: no name",
            "line 7: no project is named",
            "Projects may be written as: “项目1”; “p1”; “高中新高考培训”; “项目2”; “p2”; “义务教育新课程”",
        ]
    );
    home.lang("zh_CN.UTF-8");
    let said = home.bad(1, &["new", "s", "--roster", "r.csv"]);
    assert!(said.contains("第 5 行：不认识的项目「p9」"), "{said}");
    assert!(!home.path("s").exists());
}

#[test]
fn files_that_are_no_lists_say_what_they_are() {
    let home = Home::zh();
    for (name, content, status, words) in [
        ("r.xlsx", &b"PK\x03\x04..."[..], 1, "损坏"),
        ("r.xls", b"\xd0\xcf\x11\xe0...", 1, "损坏"),
        ("r.csv", b"<html><table>", 1, "网页"),
        ("r.csv", b"\x89PNG\r\n\0\0", 1, "不是文本"),
        ("r.csv", b"", 1, "没有内容"),
        ("r.csv", b"a,b\n1,2\n", 1, "找不到表头行"),
    ] {
        home.write(name, content);
        let said = home.bad(status, &["new", "s", "--roster", name]);
        assert!(said.contains(words), "{name}: {said}");
    }
    let said = home.bad(3, &["new", "s", "--roster", "nothing.csv"]);
    assert!(said.contains("没有这个文件或文件夹"), "{said}");
    assert!(!home.path("s").exists());
}

#[test]
fn the_panel_comes_from_a_file_or_from_the_command() {
    let home = Home::en();
    home.write("j.csv", "id,name,pin\nw01,One,12\ndesk,Two,\nw01,,\n");
    let said = home.bad(1, &["new", "s", "--judges", "j.csv"]);
    for words in [
        "line 2: a PIN has 4 to 12 digits",
        "line 3: The id “desk”",
        "line 4: the id w01 was used above",
        "line 4: no name",
    ] {
        assert!(said.contains(words), "{said}");
    }
    for wrong in ["w01", "=One", "w01="] {
        let said = home.bad(2, &["new", "s", "--judge", wrong]);
        assert!(said.contains("ID=NAME"), "{said}");
    }
    home.bad(2, &["new", "s", "--judges", "j.csv", "--judge", "w1=One"]);
    let said = home.bad(1, &["new", "s", "--judge", "w1=One", "--judge", "w1=Two"]);
    assert!(said.contains("The judge id w1 is taken"), "{said}");
    assert!(!home.path("s").exists());
}

#[test]
fn a_bad_template_is_named_by_its_place() {
    let home = Home::en();
    home.write("t.json", "{\"title\":\"T\",\n  \"colour\":1}");
    let said = home.bad(1, &["new", "s", "--template", "t.json"]);
    assert!(
        said.contains("line 2, colour: there is no such field"),
        "{said}"
    );
    home.write(
        "t.json",
        TEMPLATE
            .replace("\"cap\":40", "\"cap\":0")
            .replace("p2", "p1"),
    );
    let said = home.bad(1, &["new", "s", "--template", "t.json"]);
    assert!(
        said.contains("The id p1 stands twice in projects"),
        "{said}"
    );
    assert!(
        said.contains("indicators[0].cap: the cap must be above 0"),
        "{said}"
    );
    home.bad(3, &["new", "s", "--template", "other.json"]);
}

#[test]
fn one_indicator_and_153_projects_need_no_more_than_names() {
    let home = Home::en();
    let projects: Vec<String> = (1..=153)
        .map(|n| format!(r#"{{"id":"x{n}","name":"X{n}"}}"#))
        .collect();
    home.write(
        "t.json",
        format!(
            r#"{{"title":"Marks","projects":[{}],"indicators":[{{"id":"mark","name":"Mark","cap":10}}],"rules":{{"trim_high":0,"trim_low":0,"min_sheets":1}}}}"#,
            projects.join(",")
        ),
    );
    home.write("r.csv", "name,projects\nAsh,all\nBirch,x1;x153\n");
    home.good(&[
        "new",
        "s",
        "--template",
        "t.json",
        "--roster",
        "r.csv",
        "--judge",
        "w1=One",
    ]);
    home.write(
        "scores.csv",
        "judge,project,applicant,mark\nw1,x1,a02,10\nw1,x153,a01,0\n",
    );
    home.good(&["import", "scores", "s", "scores.csv"]);
    let json = home.good(&["results", "s", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let projects = json["projects"].as_array().unwrap();
    assert_eq!(projects.len(), 153);
    assert_eq!(projects[0]["standings"][0]["applicant"], "a02");
    assert_eq!(projects[0]["standings"][0]["score"], "10.00");
    assert_eq!(projects[152]["standings"][0]["score"], "0.00");
}

/// Where no shell took the quotes off: from a script, or pasted behind `=`.
#[test]
fn paths_are_taken_as_a_terminal_types_a_dropped_file() {
    let home = Home::en();
    std::fs::create_dir(home.path("a b")).unwrap();
    home.write("a b/j.csv", "id,name\nw01,One\n");
    home.write("a b/r.csv", "id,name,projects\na01,Ash,p1\n");
    home.write("a b/t.json", TEMPLATE);
    let at = home.path("a b").display().to_string();
    let address = format!("file://{}/j.csv", at.replace(' ', "%20"));
    home.good(&[
        "new",
        "s",
        "--judges",
        &address,
        "--roster=~/a b/r.csv",
        "--template",
        &format!("'{at}/t.json'"),
    ]);
    let said = home.good(&[
        "import",
        "roster",
        "s",
        &format!(r"{}/r.csv ", at.replace(' ', r"\ ")),
    ]);
    assert!(said.contains("Nothing differs"), "{said}");
}
