//! The shape of the results, byte by byte: the JSON that others read, the table and the CSV made of the same facts.
//! A change of these files is a change of the format, or of what people read.

use crate::{common, stage};
use common::{Room, rules};
use insta::assert_snapshot;
use pingshen::journal::snapshot::{self, report_in};
use pingshen::model::Language;
use pingshen::office::results::{csv, table};
use pingshen::tally::Results;
use pingshen::text::Lang;

/// Three judges, and applicants with what each judge gives them in each project, where they apply.
fn room(projects: usize, text: &str, worth: &[(&str, &[&str])]) -> Room {
    let mut room = Room::new(projects, &["40", "60"], rules(text)).tell(
        "desk seats w1 张三
         desk seats w2 李四
         desk seats w3 王五",
    );
    for (applicant, totals) in worth {
        let each = (1..).zip(*totals).filter(|(_, t)| !t.is_empty());
        let list: Vec<String> = each.map(|(p, _)| format!("p{p}")).collect();
        room.say(&format!("desk registers {applicant} {}", list.join(",")));
    }
    room
}

fn judged(room: Room, worth: &[(&str, &[&str])]) -> Room {
    judged_by(room, worth, &["w1", "w2", "w3"], false)
}

fn judged_by(mut room: Room, worth: &[(&str, &[&str])], judges: &[&str], declared: bool) -> Room {
    room.say("desk opens");
    for judge in judges {
        if declared {
            room.say(&format!("{judge} declares"));
        }
        for (applicant, totals) in worth {
            for (p, marks) in (1..).zip(*totals).filter(|(_, t)| !t.is_empty()) {
                room.fill(judge, &format!("p{p}/{applicant}"), marks);
            }
        }
    }
    room
}

fn submitted(mut room: Room, projects: usize) -> Room {
    for judge in ["w1", "w2", "w3"] {
        for p in 1..=projects {
            room.say(&format!("{judge} submits p{p}"));
        }
    }
    room
}

/// Every form of the results, under each other, and of a certified session the sheets as `scores.json` has them; `last` is what only an official session allows.
fn forms(room: &Room, last: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = room.journal(&folder.path().join("s"), &stage::clock(), true);
    for line in last {
        let (by, intent) = common::sentence(line);
        journal.append(&by, vec![intent]).unwrap();
    }
    let results = Results::of(journal.session());
    let report = report_in(journal.history(), &results, Language::En);
    let json = serde_json::to_string_pretty(&report).unwrap();
    let mut list = vec![json, csv(&report).unwrap()];
    list.extend([Lang::Zh, Lang::En].map(|lang| table(&report, lang, false)));
    if !last.is_empty() {
        snapshot::write(journal.history(), &results).unwrap();
        let scores = folder.path().join("s").join(snapshot::SCORES);
        let scores = std::fs::read_to_string(scores).unwrap();
        let (sheets, _) = scores.split_once("\"results\":").unwrap();
        list.push(sheets.to_owned());
    }
    list.join("\n----\n")
}

/// Level ones at the first award: the second hangs on it or not, and in the third both are passed over however it ends.
#[test]
fn open_ties_in_every_form() {
    let worth: &[(&str, &[&str])] = &[
        ("a", &["40+50", "40+50", "40+50"]),
        ("b", &["40+50", "40+40", "40+40"]),
        ("c", &["30+40", "30+40", "30+40"]),
        ("d", &["", "", "30+40"]),
    ];
    let room = judged(room(3, "line 80", worth), worth);
    assert_snapshot!("report-open", forms(&submitted(room, 3), &[]));
}

/// While judges score: blanks, recusals, too few sheets, ranges; an applicant is out in each way there is.
#[test]
fn scoring_in_every_form() {
    let worth: &[(&str, &[&str])] = &[
        ("a", &["40+50", "10+50.25"]),
        ("b", &["39+-", "20+-"]),
        ("c", &["30+40", ""]),
        ("d", &["1+1", "2+2"]),
        ("e", &["1+1", "2+2"]),
        ("f", &["1+1", "2+2"]),
        ("g", &["1+1", "2+2"]),
        ("i", &["30+40", ""]),
    ];
    let room = room(2, "recusal per entry, declaration first, trim 0/0", worth);
    let mut room = judged_by(room, worth, &["w1", "w2"], true).tell(
        "desk excuses w3: absent that morning
         w1 recuses w1 p1/b: kin
         w2 recuses w2 p1/c: own school
         desk lifts w2 p1/c: a mistake
         desk voids w3 p2: left
         desk vetoes d: copied
         desk disqualifies e: no licence
         desk withdraws f: letter 7
         desk marks p1/c i1 30.00 for w3
         desk marks p1/c i2 40.01 for w3
         desk marks p1/i i1 30.00 for w3
         desk marks p1/i i2 40.00 for w3
         desk withdraws g p2: letter 8
         desk amends a Changhe: misspelt",
    );
    room.say(
        "desk rules recusal per entry, declaration first, trim 0/0, two from 9: the bureau agreed",
    );
    assert_snapshot!("report-scoring", forms(&room, &[]));
}

/// Decided, confirmed, certified, looked at again and decided another time, with room for two awards each.
#[test]
fn a_certified_result_in_every_form() {
    let worth: &[(&str, &[&str])] = &[
        ("a", &["40+50", "40+50"]),
        ("b", &["40+50", "40+40"]),
        ("c", &["30+40", "30+40"]),
        ("d", &["20+40", "20+40"]),
    ];
    let room = judged(room(2, "each 2", worth), worth);
    let room = submitted(room, 2).tell(
        "desk decides p1 by lot b a: drawn before all
         desk closes
         w1 agrees
         w2 disagrees: too fast
         desk refuses for w3: not there any more",
    );
    let first = "desk certifies p1=b p2=a";
    assert_snapshot!("report-certified", forms(&room, &[first]));
    let again = [
        first,
        "desk looks-again: a complaint",
        "desk reopens w1 p1/a: a slip",
        "w1 marks p1/a i2 50.00",
        "w1 submits p1",
        "desk closes",
    ];
    assert_snapshot!("report-again", forms(&room, &again));
}

/// Before scoring: nobody has a score, and one applicant waits for a paper.
#[test]
fn setting_up_in_every_form() {
    let room = room(1, "", &[("a", &["1"]), ("b", &["1"])]);
    let room = room.tell("desk suspends a: a seal is missing");
    assert_snapshot!("report-setup", forms(&room, &[]));
}

/// By totals a is first, by indicators b.
#[test]
fn readings_that_differ_in_every_form() {
    let worth: &[(&str, &[&str])] = &[("b", &["20+25"])];
    let room = room(1, "", worth).tell("desk registers a p1");
    let room = judged(room, worth).tell(
        "w1 marks p1/a i1 10.00
         w1 marks p1/a i2 50.00
         w2 marks p1/a i1 40.00
         w2 marks p1/a i2 10.00
         w3 marks p1/a i1 20.00
         w3 marks p1/a i2 20.00",
    );
    assert_snapshot!("report-readings", forms(&submitted(room, 1), &[]));
}

/// Nothing is open: who follows where one of the recommended, or of the reserves, falls away.
#[test]
fn a_plain_end_in_every_form() {
    let worth: &[(&str, &[&str])] = &[
        ("a", &["40+50", "40+50"]),
        ("b", &["40+40", "40+40"]),
        ("c", &["30+40", "30+40"]),
    ];
    let room = submitted(judged(room(2, "", worth), worth), 2);
    assert_snapshot!("report-plain", forms(&room, &[]));
}

/// One may hold one award of two projects that both are open: the third passes both over, however the ties end.
#[test]
fn passed_over_however_ties_end_in_every_form() {
    let worth: &[(&str, &[&str])] = &[
        ("a", &["40+50", "40+50", "40+50"]),
        ("b", &["40+50", "40+50", "40+40"]),
        ("c", &["10+40", "10+40", "30+40"]),
        ("d", &["10+30", "10+30", "30+30"]),
    ];
    let room = submitted(judged(room(3, "", worth), worth), 3);
    let said = forms(&room, &[]);
    assert!(said.contains("however the open ties end"));
    assert_snapshot!("report-passed-over", said);
}
