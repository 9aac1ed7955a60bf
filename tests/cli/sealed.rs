//! Rules that hide what judges gave until all have submitted: no number of another's sheet shows anywhere but in
//! the journal.

use crate::home::Home;
use crate::stage::Stage;
use pingshen::journal::{Clock, Journal, Opening, snapshot};
use pingshen::model::{Act, DESK, Entry, Intent, Points};
use pingshen::tally::Results;
use pingshen::text::Lang;
use std::collections::BTreeSet;
use std::path::Path;

/// A session under sealed rules: `w01` has submitted all, `w02` is half-way, `w03` has given nothing. All marks are
/// such as nothing else on a screen looks like.
fn planted(home: &Home) -> BTreeSet<String> {
    let rules = r#","rules":{"visibility":"sealed","min_sheets":1,"trim_high":0,"trim_low":0}}"#;
    let template = crate::home::TEMPLATE.strip_suffix('}').unwrap().to_owned() + rules;
    home.write("t.json", template);
    home.write("r.csv", crate::home::ROSTER);
    let judges = ["w01=One", "w02=Two", "w03=Three"];
    let mut args = vec!["new", "s", "--template", "t.json", "--roster", "r.csv"];
    judges.iter().for_each(|j| args.extend(["--judge", j]));
    home.good(&args);
    let opening = Opening {
        write: true,
        ..Opening::default()
    };
    let mut journal = Journal::open(&home.path("s"), Clock::system(), &opening).unwrap();
    journal
        .append(DESK, vec![Act::OpenScoring {}.into()])
        .unwrap();
    let mut secret = BTreeSet::new();
    let entries: Vec<String> = {
        let session = journal.session();
        (0..session.entries().len())
            .filter_map(|e| session.entry_id(e))
            .collect()
    };
    for (judge, shift) in [("w01", 0), ("w02", 5)] {
        for (n, entry) in entries
            .iter()
            .enumerate()
            .take(if shift == 0 { 9 } else { 3 })
        {
            for (indicator, base) in [("plan", 3113), ("team", 717)] {
                let points = Points::from_hundredths(base + 37 * n as u32 + shift).unwrap();
                secret.insert(points.to_string());
                let act = Act::Mark {
                    entry: entry.clone(),
                    indicator: indicator.to_owned(),
                    points: Some(points),
                    judge: None,
                };
                let remark = Act::Remark {
                    entry: entry.clone(),
                    indicator: indicator.to_owned(),
                    text: format!("secret{points}"),
                    page: String::new(),
                    judge: None,
                };
                journal
                    .append(judge, vec![act.into(), remark.into()])
                    .unwrap();
            }
        }
    }
    for project in ["p1", "p2"] {
        let submit = Intent::Submit {
            judge: "w01".to_owned(),
            project: project.to_owned(),
        };
        journal.append("w01", vec![submit]).unwrap();
    }
    let results = Results::of(journal.session());
    snapshot::write(journal.history(), &results).unwrap();
    let session = journal.session();
    let totals = |e: &Entry| [e.total(0), e.total(1)];
    secret.extend(
        session
            .entries()
            .iter()
            .flat_map(totals)
            .flatten()
            .map(|p| p.to_string()),
    );
    let standings = results.projects.iter().flat_map(|p| &p.standings);
    secret.extend(
        standings
            .filter_map(|s| s.count.score)
            .map(|p| p.to_string()),
    );
    assert!(secret.len() > 20, "{secret:?}");
    secret
}

/// None of the numbers stands in a text by itself; a time of day may well hold the same digits.
fn holds_none(what: &str, text: &str, secret: &BTreeSet<String>) {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    for number in secret {
        for (at, _) in text.match_indices(number.as_str()) {
            let before = text[..at].chars().next_back();
            let after = text[at + number.len()..].chars().next();
            assert!(digit(before) || digit(after), "{number} in {what}:\n{text}");
        }
    }
}

fn every_file(folder: &Path, secret: &BTreeSet<String>) {
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.is_dir() {
            every_file(&path, secret);
            continue;
        }
        if path.file_name().is_some_and(|name| name == "journal.jsonl") {
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        holds_none(
            &path.display().to_string(),
            &String::from_utf8_lossy(&bytes),
            secret,
        );
        if bytes.starts_with(b"PK") {
            for (name, part) in crate::papers::parts(&bytes) {
                holds_none(&format!("{} {name}", path.display()), &part, secret);
            }
        }
    }
}

#[test]
fn no_command_and_no_file_tells_a_hidden_number() {
    for mut home in [Home::zh(), Home::en()] {
        let secret = planted(&home);
        let commands: &[&[&str]] = &[
            &["results", "s"],
            &["results", "s", "--format", "json"],
            &["results", "s", "--format", "csv"],
            &["log", "s"],
            &["verify", "s"],
            &["export", "s"],
            &["export", "s", "--only", "summary"],
            &["export", "s", "--only", "sheets"],
            &["export", "s", "--only", "report"],
            &["export", "s", "--only", "notice"],
            &["export", "s", "--only", "forms"],
            &["export", "s", "--only", "applicants"],
            &["export", "s", "--only", "data"],
            &["import", "scores", "s", "scores.csv"],
        ];
        home.write(
            "scores.csv",
            "judge,project,applicant,plan,team\nw03,p1,a01,1,2\n",
        );
        home.pin(None);
        for command in commands {
            let answer = home.run(command);
            let said = format!("{}\n{}", answer.out, answer.err);
            holds_none(&format!("{command:?}"), &said, &secret);
        }
        every_file(&home.path("s"), &secret);
    }
}

/// A second file of paper sheets is compared with what the desk wrote down; of what judges gave themselves it is only
/// said that it is another mark.
#[test]
fn a_second_file_tells_what_the_desk_wrote_and_no_hidden_mark() {
    let home = Home::en();
    let secret = planted(&home);
    let head = "judge,project,applicant,plan,team,note\n";
    home.write("first.csv", format!("{head}w03,p1,a01,1,2,\n"));
    home.good(&["import", "scores", "s", "first.csv"]);
    let second = format!("{head}w01,p1,a01,1,2,mine\nw03,p1,a01,1,3,\n");
    home.write("second.csv", second);
    let answer = home.run(&["import", "scores", "s", "--second", "second.csv"]);
    assert_eq!(answer.status, 1, "{answer:?}");
    for line in [
        "  w01 One p1/a01 Ash Plan: (hidden by the rules as yet) stands, D2 has 1.00",
        "  w01 One p1/a01 Ash Note: (hidden by the rules as yet) stands, F2 has mine",
        "  w03 Three p1/a01 Ash Team: 2.00 stands, E3 has 3.00",
    ] {
        assert!(answer.out.lines().any(|l| l == line), "{line}: {answer:?}");
    }
    assert!(!answer.out.contains("secret"), "{answer:?}");
    holds_none("the comparison", &answer.out, &secret);
    holds_none("the comparison", &answer.err, &secret);
}

#[test]
fn no_screen_of_another_tells_a_hidden_number() {
    let home = Home::en();
    let secret = planted(&home);
    // Every place that a key opens, for the desk, for a judge who has given nothing, and for who only looks on.
    let desk = [
        "",
        "<tab>",
        "<tab><enter>",
        "<tab><tab>",
        "<tab><tab><enter>",
        "<tab><tab><tab>",
        "<f2>",
        "<f2><enter>",
        "<f2><f3>",
        "<f2><f4>",
        "<f2><f5>",
        "<f2><f6>",
        "<f2><right>",
        "<f4>",
        "<f5>",
        "<f7>",
        "<f7><enter>",
        "<f7><home><enter>",
        "1",
        "2",
        "3",
        "4",
        "5",
        "6",
        "7",
        "8",
        "9",
        "0",
        "?",
    ];
    let judge = [
        "",
        "<f2>",
        "<f2><enter>",
        "<f2><f3>",
        "<f3>",
        "<f4>",
        "<f5>",
        "<f8>",
        "<f12>",
        "<tab>",
        "<f3><f8>",
        "?",
    ];
    let seated = |seat: &str, first: bool| {
        let mut stage = Stage::home(Lang::En, 160, 50);
        stage.app.open(&home.path("s"), Some(seat)).unwrap();
        stage.keys(if first {
            "1111<enter>1111<enter>"
        } else {
            "1111<enter>"
        });
        stage
    };
    for (seat, places) in [("desk", &desk[..]), ("w03", &judge[..])] {
        for (n, keys) in places.iter().enumerate() {
            let mut stage = seated(seat, n == 0);
            let screen = stage.keys(keys).screen();
            assert!(
                !screen.contains("New PIN") && !screen.contains("Wrong"),
                "{screen}"
            );
            holds_none(&format!("{seat} {keys}"), &screen, &secret);
        }
    }
    // What is not hidden is said where the rule is.
    let screen = seated("desk", false).keys("4").screen();
    assert!(
        screen.contains("journal.jsonl, holds them in the clear"),
        "{screen}"
    );
    // Her own numbers are hers to see.
    let screen = seated("w01", true).screen();
    assert!(screen.contains("31.13"), "{screen}");
}
