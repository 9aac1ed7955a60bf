//! `demo`: a rehearsal that is ready to judge and to watch.

use crate::home::Home;
use serde_json::Value;

#[test]
fn a_rehearsal_with_one_judge_still_to_submit() {
    let home = Home::zh();
    let said = home.good(&["demo", "--dir", "d", "--no-open"]);
    assert_eq!(said, "d\n");
    let json = home.good(&["results", "d", "--format", "json"]);
    let report: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(report["session"]["rehearsal"], true);
    let sheets = report["projects"][0]["standings"][0]["sheets"]
        .as_array()
        .unwrap();
    let states: Vec<&str> = sheets
        .iter()
        .map(|s| s["state"].as_str().unwrap())
        .collect();
    assert!(
        states.contains(&"submitted") && states.iter().any(|s| *s != "submitted"),
        "{states:?}"
    );
    assert!(home.good(&["results", "d"]).contains("演练"));
    home.good(&["verify", "d"]);
    home.bad(1, &["demo", "--dir", "d", "--no-open"]);
}

#[test]
fn the_place_is_the_users_data_folder() {
    let home = Home::en();
    let said = home.good(&["demo", "--no-open"]);
    assert!(
        std::path::Path::new(said.trim()).starts_with(home.path("")),
        "{said}"
    );
    assert!(
        std::path::Path::new(said.trim())
            .join("journal.jsonl")
            .exists()
    );
}
