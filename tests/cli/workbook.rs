//! The workbook to enter scores in: out, filled in, and back.

use crate::home::Home;
use crate::papers::{fill, parts};
use std::fs;

const BOOK: &str = "papers/05-forms/6-score-entry.xlsx";

fn sheet(bytes: &[u8], n: usize) -> String {
    parts(bytes)[&format!("xl/worksheets/sheet{n}.xml")].clone()
}

/// The workbook of `s`, in the folder `papers`.
fn blank(home: &Home) -> Vec<u8> {
    home.good(&["export", "s", "--only", "forms", "--out", "papers"]);
    fs::read(home.path(BOOK)).unwrap()
}

#[test]
fn the_blank_workbook_takes_marks_and_nothing_else() {
    let home = Home::en();
    home.session();
    let book = blank(&home);
    let first = sheet(&book, 1);
    // Two units and three judges, two marks each: what is not protected is what is to be filled in.
    let style = |at: &str| {
        let from = first.find(&format!("<c r=\"{at}\" s=\"")).unwrap();
        let rest = &first[from..];
        let from = rest.find("s=\"").unwrap() + 3;
        rest[from..].split('"').next().unwrap().to_owned()
    };
    let open = style("C5");
    assert_eq!(first.matches(&format!(" s=\"{open}\"/>")).count(), 12);
    for at in ["A5", "B5", "E5", "C4"] {
        assert_ne!(style(at), open, "{at}");
    }
    assert!(first.contains("<sheetProtection sheet=\"1\""), "{first}");
    let styles = parts(&book);
    let styles = &styles["xl/styles.xml"];
    assert_eq!(styles.matches("<protection locked=\"0\"").count(), 1);
    // The spreadsheet itself refuses what is over the cap or has three decimals.
    for (cells, rule) in [
        (
            "C5:C10",
            "AND(ISNUMBER(C5),C5&gt;=0,C5&lt;=40,ROUND(C5,2)=C5)",
        ),
        (
            "D5:D10",
            "AND(ISNUMBER(D5),D5&gt;=0,D5&lt;=10.5,ROUND(D5,2)=D5)",
        ),
    ] {
        let at = first.find(&format!("sqref=\"{cells}\"")).unwrap();
        assert!(first[at..].contains(rule), "{rule}: {first}");
    }
    assert_eq!(first.matches("type=\"custom\"").count(), 2);
    // The last total is of all marks, as the import adds them up: a sheet with a blank has no total beside it.
    assert!(
        first.contains("<f>IF(COUNT(C5:D10)=0,\"\",ROUND(SUM(C5:D10),2))</f>"),
        "{first}"
    );
    // Nothing is in it, so nothing comes of it.
    let before = home.journal("s");
    home.bad(1, &["import", "scores", "s", BOOK]);
    assert_eq!(home.journal("s"), before);
}

#[test]
fn a_filled_workbook_comes_back_as_it_is() {
    for lang in ["en", "zh"] {
        let home = Home::en();
        home.session();
        home.good(&[
            "export", "s", "--only", "forms", "--out", "papers", "--lang", lang,
        ]);
        let name = if lang == "en" {
            BOOK
        } else {
            "papers/05-评审前用表/6-评分录入表.xlsx"
        };
        let book = fs::read(home.path(name)).unwrap();
        let filled = fill(
            &book,
            &[
                (1, "C5", "36.5"),
                (1, "D5", "0"),
                (1, "E5", "36.5"),
                (1, "C8", "36.300000000000004"),
                (2, "D13", "10.5"),
                (1, "C11", "72.8"),
            ],
        );
        home.write("filled.xlsx", filled);
        let said = home.good(&["import", "scores", "s", "filled.xlsx"]);
        assert!(said.contains("4 marks imported"), "{said}");
        assert!(!said.contains("not known"), "{said}");
        let journal = String::from_utf8(home.journal("s")).unwrap();
        for mark in [
            r#"{"entry":"p1/a01","indicator":"plan","points":"36.50","judge":"w01"}"#,
            r#"{"entry":"p1/a01","indicator":"team","points":"0.00","judge":"w01"}"#,
            r#"{"entry":"p1/a02","indicator":"plan","points":"36.30","judge":"w02"}"#,
            r#"{"entry":"p2/a03","indicator":"team","points":"10.50","judge":"w03"}"#,
        ] {
            assert!(journal.contains(mark), "{mark}: {journal}");
        }
        // A blank is no zero.
        assert_eq!(journal.matches(r#""points":"#).count(), 4);
    }
}

#[test]
fn names_that_two_have_come_back_too() {
    let home = Home::en();
    home.write(
        "t.json",
        crate::home::TEMPLATE
            .replace("\"Team\"", "\"Plan\"")
            .replace("队伍", "方案"),
    );
    home.write("r.csv", "id,name,projects\na01,Ash,p1\na02,Ash,p1\n");
    home.good(&[
        "new",
        "s",
        "--template",
        "t.json",
        "--roster",
        "r.csv",
        "--judge",
        "w01=One",
        "--judge",
        "w02=One",
    ]);
    let book = fill(&blank(&home), &[(1, "D6", "3"), (1, "C7", "4")]);
    home.write("filled.xlsx", book);
    home.good(&["import", "scores", "s", "filled.xlsx"]);
    let journal = String::from_utf8(home.journal("s")).unwrap();
    for mark in [
        r#"{"entry":"p1/a02","indicator":"team","points":"3.00","judge":"w01"}"#,
        r#"{"entry":"p1/a01","indicator":"plan","points":"4.00","judge":"w02"}"#,
    ] {
        assert!(journal.contains(mark), "{mark}: {journal}");
    }
}

#[test]
fn totals_that_differ_from_the_sums_are_named_by_cell() {
    let home = Home::en();
    home.session();
    let book = blank(&home);
    let marks = [(1, "C5", "36.5"), (1, "D5", "9"), (1, "C8", "30")];
    let before = home.journal("s");
    let with = |totals: &[(usize, &'static str, &'static str)]| {
        let cells: Vec<_> = marks.iter().chain(totals).copied().collect();
        home.write("filled.xlsx", fill(&book, &cells));
    };
    with(&[(1, "E5", "45.6"), (1, "D11", "8"), (1, "E11", "75.5")]);
    let said = home.bad(1, &["import", "scores", "s", "filled.xlsx"]);
    for words in [
        "has 2 faults",
        "row 5: the total “45.6” in E5 is not the sum of the marks, 45.50",
        "row 11: the total “8” in D11 is not the sum of the rows above, 9.00",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert_eq!(home.journal("s"), before);
    // A sum of nothing is 0 in many a sheet; a mark that is blank is none for that.
    with(&[(1, "E5", "45.5"), (1, "E6", "0"), (1, "D11", "9")]);
    let said = home.good(&["import", "scores", "s", "filled.xlsx"]);
    assert!(said.contains("3 marks imported"), "{said}");

    let home = Home::en();
    home.session();
    // Typed by hand: a subtotal, one of everything, a dash, and formulas without rows.
    let list = |whole: &str| {
        format!(
            "project,applicant,judge,plan,team,合计（50.5分）,总分\n\
             p1,a01,w01,36.5,9,45.5,—\np1,a02,w01,30,,30,\n小计,,,66.5,9,,\n\
             p1,a01,w02,20,8,28,28\n小计,,,20,8,28,\n合计,,,86.5,17,{whole},\n,,,,,0,0\n"
        )
    };
    home.write("typed.csv", list("103.6"));
    let said = home.bad(1, &["import", "scores", "s", "typed.csv"]);
    assert!(
        said.contains("has 1 fault") && said.contains("“103.6” in F7"),
        "{said}"
    );
    assert!(said.contains("103.50"), "{said}");
    home.write("typed.csv", list("103.5"));
    let said = home.good(&["import", "scores", "s", "typed.csv"]);
    assert!(said.contains("5 marks imported"), "{said}");
}

#[test]
fn a_second_file_is_compared_with_what_stands_and_changes_nothing() {
    use crate::home::SCORES;
    let mut home = Home::en();
    home.session();
    home.write("first.csv", SCORES);
    // Before anything stands there is nothing to compare.
    home.bad(1, &["import", "scores", "s", "--second", "first.csv"]);
    let one = SCORES.replace("w03,p2,a03,31,10.5,", "w03,p2,a03,31,,");
    home.write("first.csv", &one);
    home.good(&["import", "scores", "s", "first.csv", "--submit"]);
    let before = home.journal("s");
    // Sheets that were submitted are compared as well.
    let said = home.good(&["import", "scores", "s", "--second", "first.csv"]);
    assert!(
        said.contains("29 marks are the same, none differs"),
        "{said}"
    );
    // Another mark, a blank, a mark more, another note, and a sheet that is not there.
    let two = SCORES
        .replace("w01,p1,a01,36.5,9,", "w01,p1,a01,35.6,9,")
        .replace("w02,p2,a03,0,0,", "w02,p2,a03,,0,")
        .replace("page 4", "page 5")
        .replace("w03,p1,a02,29,8,\n", "");
    home.write("second.csv", &two);
    let differences = |home: &Home, lang: &str| {
        let args = [
            "import",
            "scores",
            "s",
            "--second",
            "second.csv",
            "--lang",
            lang,
        ];
        let answer = home.run(&args);
        assert_eq!(answer.status, 1, "{answer:?}");
        assert_eq!(home.journal("s"), before);
        let lines = answer.out.lines().filter(|l| l.starts_with("  "));
        (lines.map(str::to_owned).collect::<Vec<_>>(), answer.err)
    };
    let (lines, end) = differences(&home, "en");
    assert_eq!(
        lines,
        [
            "  w01 One p1/a01 Ash Plan: 36.50 stands, D2 has 35.60",
            "  w01 One p1/a02 Birch Note: thin on page 4 stands, F5 has thin on page 5",
            "  w02 Two p2/a03 Cedar Plan: 0.00 stands, D14 has blank",
            "  w03 Three p2/a03 Cedar Team: blank stands, E15 has 10.50",
            "  w03 Three p1/a02 Birch: the file has nothing of this sheet",
        ]
    );
    assert!(
        end.contains("25 marks are the same, 5 differences"),
        "{end}"
    );
    home.lang("zh_CN.UTF-8");
    let (lines, _) = differences(&home, "zh");
    assert_eq!(lines[0], "  w01 One p1/a01 Ash 方案：现有 36.50，D2 35.60");
    home.lang("en_US.UTF-8");
    // Only one judge's sheets: of the others it is said that they were not compared.
    let own: Vec<&str> = SCORES
        .lines()
        .filter(|l| !l.starts_with("w02") && !l.starts_with("w03"))
        .collect();
    home.write("own.csv", own.join("\n"));
    let said = home.good(&["import", "scores", "s", "--second", "own.csv"]);
    assert!(
        said.contains("nothing of these judges: w02 Two; w03 Three"),
        "{said}"
    );
    // What is no mark is refused, and nothing else goes with it.
    home.write("bad.csv", SCORES.replace("36.5", "41"));
    let said = home.bad(1, &["import", "scores", "s", "--second", "bad.csv"]);
    assert!(said.contains("over the cap"), "{said}");
    home.bad(
        2,
        &["import", "scores", "s", "own.csv", "--second", "own.csv"],
    );
    home.bad(
        2,
        &["import", "scores", "s", "--second", "own.csv", "--replace"],
    );
    home.bad(2, &["import", "scores", "s"]);
    assert_eq!(home.journal("s"), before);
}
