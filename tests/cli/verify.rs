//! `verify`: the auditor's question.

use crate::home::Home;
use pingshen::journal::{Clock, Journal, Opening, Record, line};
use pingshen::model::{Act, AwardLine, Consent, DESK};
use std::fs;

fn code(home: &Home) -> String {
    let json = home.good(&["results", "s", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    json["head"]["code"].as_str().unwrap().to_owned()
}

fn hash_of_line(home: &Home, line: usize) -> String {
    let journal = String::from_utf8(home.journal("s")).unwrap();
    let value: serde_json::Value =
        serde_json::from_str(journal.lines().nth(line - 1).unwrap()).unwrap();
    value["hash"].as_str().unwrap().to_owned()
}

#[test]
fn a_good_file_says_what_it_holds() {
    let mut home = Home::zh();
    home.scored();
    let said = home.good(&["verify", "s"]);
    assert!(said.contains("45 条记录，最后一条 20"), "{said}");
    assert!(
        said.contains(&hash_of_line(&home, 45)) && said.contains(&code(&home)),
        "{said}"
    );
    assert!(said.contains("完好"), "{said}");
    home.lang("en_GB.UTF-8");
    assert!(home.good(&["verify", "s"]).contains("45 acts"));
}

#[test]
fn a_code_from_paper_is_found_where_it_was_printed() {
    let home = Home::en();
    home.session();
    let early = code(&home);
    home.write("scores.csv", crate::home::SCORES);
    home.good(&["import", "scores", "s", "scores.csv"]);
    let late = code(&home);
    let said = home.good(&[
        "verify",
        "s",
        "--code",
        &late.to_lowercase().replace('-', " "),
    ]);
    assert!(said.contains("that of the last act"), "{said}");
    let said = home.good(&["verify", "s", "--code", &early]);
    assert!(said.contains("act 7; 32 acts came after"), "{said}");
    let said = home.good(&["verify", "s", "--code", &hash_of_line(&home, 3)]);
    assert!(said.contains("act 3; 36 acts came after"), "{said}");

    let answer = home.run(&["verify", "s", "--code", "0000-0000-0000"]);
    assert!(
        answer.out.contains("Not the file that was signed") && !answer.out.contains("Good:"),
        "{}",
        answer.out
    );
    assert_eq!(answer.status, 1);
    assert!(answer.err.contains("nowhere in the file"), "{}", answer.err);
    for wrong in ["4K7Q", "4K7Q-9ZPD-M2XU", "zz"] {
        let said = home.bad(2, &["verify", "s", "--code", wrong]);
        assert!(said.contains("no record code"), "{said}");
    }
}

#[test]
fn damage_is_named_by_its_line_and_nothing_is_mended() {
    let home = Home::en();
    home.scored();
    let whole = home.journal("s");
    let path = home.path("s/journal.jsonl");
    let starts: Vec<usize> = std::iter::once(0)
        .chain(
            whole
                .iter()
                .enumerate()
                .filter(|(_, b)| **b == b'\n')
                .map(|(n, _)| n + 1),
        )
        .collect();
    for line in [2, 20, 45] {
        let mut bytes = whole.clone();
        bytes[starts[line - 1] + 30] ^= 1;
        fs::write(&path, &bytes).unwrap();
        let answer = home.run(&["verify", "s"]);
        assert_eq!(answer.status, 1, "{answer:?}");
        assert!(
            answer.err.contains(&format!("Line {line} is wrong")),
            "{line}: {answer:?}"
        );
        assert_eq!(fs::read(&path).unwrap(), bytes);
    }
    // A line left out, and the chain broken.
    let mut bytes = whole[..starts[9]].to_vec();
    bytes.extend_from_slice(&whole[starts[10]..]);
    fs::write(&path, &bytes).unwrap();
    assert!(home.run(&["verify", "s"]).err.contains("Line 10 is wrong"));
    // Cut at the end of a line: only the snapshot knows that there was more.
    fs::write(&path, &whole[..starts[7]]).unwrap();
    let answer = home.run(&["verify", "s"]);
    assert_eq!(answer.status, 1);
    assert!(answer.err.contains("45 acts then, 7 now"), "{answer:?}");
    // An unconfirmed piece is not whole either.
    let torn = [&whole[..], b"{\"seq\":"].concat();
    fs::write(&path, &torn).unwrap();
    let answer = home.run(&["verify", "s"]);
    assert_eq!(answer.status, 1, "{answer:?}");
    assert_eq!(fs::read(&path).unwrap(), torn);
}

#[test]
fn no_session_is_trouble_not_a_refusal() {
    let home = Home::zh();
    let said = home.bad(3, &["verify", "nowhere"]);
    assert!(said.contains("nowhere 里没有评审会"), "{said}");
    home.bad(3, &["results", "nowhere"]);
    home.bad(3, &["import", "roster", "nowhere", "r.csv"]);
}

/// A certificate that somebody wrote into the file by hand, with the right hashes, is no act: `verify` names its
/// line and ends with 1, in either language, and no other command counts with it.
#[test]
fn a_forged_certificate_is_named_by_its_line() {
    let mut home = Home::zh();
    home.scored();
    let opening = Opening {
        write: true,
        ..Opening::default()
    };
    let mut journal = Journal::open(&home.path("s"), Clock::system(), &opening).unwrap();
    journal
        .append(DESK, vec![Act::CloseScoring {}.into()])
        .unwrap();
    for judge in ["w01", "w02", "w03"] {
        let act = Act::Confirm {
            verdict: Consent::Agree,
            reason: String::new(),
            judge: None,
        };
        journal.append(judge, vec![act.into()]).unwrap();
    }
    let head = journal.head();
    drop(journal);
    let award = |project: &str, applicant: &str| AwardLine {
        project: project.to_owned(),
        applicants: vec![applicant.to_owned()],
    };
    let record = Record {
        seq: head.seq + 1,
        at: "2026-05-20T09:31:07.482+08:00".to_owned(),
        by: DESK.to_owned(),
        batch: None,
        // The count gives a01 and a02.
        act: Act::Certify {
            awards: vec![award("p1", "a02"), award("p2", "a01")],
            without: Vec::new(),
        },
    };
    let mut forged = home.journal("s");
    line::write(&record, head.hash, &mut forged).unwrap();
    fs::write(home.path("s/journal.jsonl"), forged).unwrap();
    let last = record.seq;
    for (lang, words) in [
        (
            "zh_CN.UTF-8",
            [
                format!("第 {last} 行不对：规则不允许（认证的推荐与计分结果不同。）"),
                "完好".to_owned(),
            ],
        ),
        (
            "en_US.UTF-8",
            [
                format!(
                    "Line {last} is wrong: the rules do not allow it (The certificate recommends others than the count does.)"
                ),
                "good".to_owned(),
            ],
        ),
    ] {
        home.lang(lang);
        let answer = home.run(&["verify", "s"]);
        let said = format!("{}{}", answer.out, answer.err);
        assert_eq!(answer.status, 1, "{said}");
        for text in words {
            assert!(said.contains(&text), "no {text} in {said}");
        }
        for command in [&["results", "s"][..], &["export", "s"]] {
            let answer = home.run(command);
            assert_ne!(answer.status, 0, "{command:?}: {answer:?}");
            assert!(answer.err.contains(&last.to_string()), "{answer:?}");
        }
    }
}
