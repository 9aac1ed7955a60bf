//! `pingshen export` as it is called.

use super::home::Home;
use crate::papers::{files, parts, text_of};

#[test]
fn papers_go_where_they_are_asked_to() {
    let home = Home::en();
    home.good(&["demo", "--dir", "d", "--no-open"]);
    let list = home.good(&[
        "export",
        "d",
        "--out",
        "papers",
        "--only",
        "workbook,report",
    ]);
    let names: Vec<&str> = list.lines().collect();
    assert_eq!(
        names,
        [
            "papers/01-results.xlsx",
            "papers/07-journal.xlsx",
            "papers/03-report.docx",
            "papers/SHA256SUMS"
        ]
    );
    home.good(&["export", "d"]);
    assert!(home.path("d/exports/01-results.xlsx").exists());
    assert!(home.path("d/exports/06-applicants").is_dir());
    // The data are those of `results`.
    let json = home.good(&["results", "d", "--format", "json"]);
    let exported = std::fs::read_to_string(home.path("d/exports/results.json")).unwrap();
    assert_eq!(json, exported);
    // An export inside the session does not disturb it.
    home.good(&["verify", "d"]);
}

#[test]
fn it_says_what_it_does_not_know() {
    let home = Home::en();
    home.good(&["demo", "--dir", "d", "--no-open"]);
    assert!(
        home.bad(2, &["export", "d", "--only", "pdf"])
            .contains("workbook")
    );
    assert!(
        home.bad(2, &["export", "d", "--sheets", "round"])
            .contains("table")
    );
    assert!(
        home.bad(1, &["export", "d", "--applicant", "a99"])
            .contains("a99")
    );
    assert!(
        home.bad(1, &["export", "d", "--out", "d"])
            .contains("session")
    );
    home.bad(3, &["export", "nowhere"]);
    home.write("file", "x");
    home.bad(3, &["export", "d", "--out", "file"]);
    assert!(!home.path("d/exports").exists());
}

#[test]
fn before_scoring_only_forms() {
    let home = Home::en();
    home.session();
    let answer = home.run(&["export", "s"]);
    assert_eq!(answer.status, 0);
    assert!(answer.err.contains("Results workbook"), "{}", answer.err);
    assert!(
        answer
            .out
            .lines()
            .all(|l| l.contains("05-forms") || l.contains("SHA256SUMS"))
    );
    assert!(
        home.bad(1, &["export", "s", "--only", "data"])
            .contains("scoring")
    );
}

#[test]
fn a_damaged_journal_gives_no_papers() {
    let home = Home::en();
    home.good(&["demo", "--dir", "d", "--no-open"]);
    let mut bytes = home.journal("d");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    home.write("d/journal.jsonl", bytes);
    home.bad(1, &["export", "d", "--out", "papers"]);
    assert!(!home.path("papers").exists());
}

/// Whoever signs can photograph what is signed: all 64 digits, and a picture of them that a camera reads.
#[test]
fn papers_to_sign_show_the_whole_code_where_it_is_asked_for() {
    let home = Home::en();
    home.scored();
    home.good(&["export", "s", "--out", "plain"]);
    home.good(&["export", "s", "--out", "with", "--qr"]);
    let journal = String::from_utf8(home.journal("s")).unwrap();
    let last: serde_json::Value = serde_json::from_str(journal.lines().last().unwrap()).unwrap();
    let hash = last["hash"].as_str().unwrap();
    let signed = |name: &str| name.starts_with("02-") || name.starts_with("03-");
    let (plain, with) = (files(&home.path("plain")), files(&home.path("with")));
    assert!(with.keys().filter(|name| signed(name)).count() >= 4);
    for (name, bytes) in with.iter().filter(|(name, _)| name.ends_with(".docx")) {
        let document = |bytes: &[u8]| parts(bytes)["word/document.xml"].clone();
        let (now, before) = (document(bytes), document(&plain[name]));
        let pictures = now.matches("<w:drawing>").count();
        assert_eq!(pictures > 0, signed(name), "{name}");
        assert_eq!(text_of(&now).contains(hash), signed(name), "{name}");
        assert!(!before.contains("<w:drawing>"), "{name}");
        for n in 1..=pictures {
            assert!(
                now.contains(&format!("r:embed=\"rIdPicture{n}\"")),
                "{name}"
            );
        }
    }
}
