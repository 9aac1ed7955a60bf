//! `verify`: the auditor's question.

use crate::home::Home;
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
