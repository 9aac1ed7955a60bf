//! `pingshen export` as it is called.

use super::home::Home;

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
