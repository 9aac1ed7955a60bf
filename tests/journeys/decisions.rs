//! What a decision on a tie rests on, what a certificate may say, what times and sealed files tell.

use crate::common;
use common::{Room, rules, sentence, setup, template};
use pingshen::journal::code::Typed;
use pingshen::journal::verify::{Verification, verify};
use pingshen::journal::{
    Clock, Hash, Health, JOURNAL, Journal, LineFault, Opening, Record, line, snapshot,
};
use pingshen::model::{Act, DESK, Intent, Refusal, Session, Stamp};
use pingshen::tally::{self, AwardState, Results};
use pingshen::text::{Lang, ties};
use std::path::Path;

/// Level at the award, all in, and decided for b.
fn decided() -> Room {
    let mut room = Room::new(2, &["100"], rules("at least 2, trim 0/0")).tell(
        "desk seats w1
         desk seats w2
         desk registers a p1
         desk registers b p1,p2
         desk opens",
    );
    for judge in ["w1", "w2"] {
        for (entry, total) in [("p1/a", "90"), ("p1/b", "90"), ("p2/b", "50")] {
            room.fill(judge, entry, total);
        }
        room.say(&format!("{judge} submits p1"));
    }
    room.say("desk decides p1 by lot b a: drawn");
    room
}

fn state(room: &Room) -> AwardState {
    Results::of(&room.session).projects[0].award.state
}

#[test]
fn a_decision_waits_for_the_sheets_and_names_who_is_missing() {
    let mut room = Room::new(1, &["100"], rules("at least 1, trim 0/0")).tell(
        "desk seats w1
         desk seats w2
         desk registers a p1
         desk registers b p1
         desk opens",
    );
    for judge in ["w1", "w2"] {
        for entry in ["p1/a", "p1/b"] {
            room.fill(judge, entry, "90");
        }
    }
    room.say("w1 submits p1");
    let (by, intent) = sentence("desk decides p1 by lot b a: drawn");
    let early = Err(Refusal::TieTooEarly {
        project: "p1".to_owned(),
        judges: vec!["w2".to_owned()],
    });
    assert_eq!(room.try_act(&by, intent.clone()), early);
    let (by_method, method) = sentence("desk chooses p1 by lot a b: agreed");
    assert_eq!(room.try_act(&by_method, method), early);
    room.say("w2 submits p1");
    assert_eq!(room.try_act(&by, intent), Ok(()));
}

#[test]
fn whatever_touches_the_marks_sets_the_decision_aside() {
    for change in [
        "desk reopens w1 p1: misread",
        "desk recuses w1 p1: kin",
        "desk voids w1 p1: not hers",
        "desk disqualifies a: late",
        "desk vetoes a: copied",
        "desk rules at least 1, trim 0/0: agreed",
    ] {
        let mut room = decided();
        assert_eq!(state(&room), AwardState::Recommended);
        room.say("desk notes: nothing");
        assert_eq!(room.session.ties(0).len(), 1, "a note changes nothing");
        let seq = room.session.seq() + 1;
        room.say(change);
        assert!(room.session.ties(0).is_empty(), "{change}");
        let aside = room.session.tie_to_decide_again(0).unwrap();
        assert_eq!(aside.void.unwrap().seq, seq, "{change}");
        let said = ties::to_decide_again(Lang::En, &room.session).join("; ");
        assert!(
            said.contains(&format!("set aside by act {seq} (")) && said.contains("decide again"),
            "{said}"
        );
    }
    // What touches another project only leaves it alone.
    let mut room = decided();
    room.say("w1 submits p2");
    assert_eq!(room.session.ties(0).len(), 1);
}

#[test]
fn a_reopened_tie_is_open_again_until_it_is_decided_again() {
    let mut room = decided().tell(
        "desk reopens w1 p1: misread
         w1 submits p1",
    );
    assert_eq!(state(&room), AwardState::Undecided);
    // A method chosen before goes with the decision.
    room.say("desk chooses p1 by vote a b: agreed");
    room.say("desk reopens w1 p1: misread");
    assert_eq!(room.session.tie_method(0), None);
    room.say("w1 submits p1");
    room.say("desk decides p1 by lot b a: drawn again");
    assert_eq!(state(&room), AwardState::Recommended);
    assert!(ties::to_decide_again(Lang::En, &room.session).is_empty());
    assert_eq!(room.session.ties_set_aside(0).len(), 1, "and is kept");
}

#[test]
fn every_output_of_the_award_says_by_what_and_when_it_was_decided() {
    let room = decided();
    let seq = room.session.seq();
    let report = tally::report::report(
        &room.session,
        &Results::of(&room.session),
        tally::report::JournalHead::default(),
        "t",
        |w| w.en.clone(),
    );
    let json = serde_json::to_value(&report).unwrap();
    let decision = &json["projects"][0]["award"]["steps"][0]["decision"];
    assert_eq!(decision["method"], "lot", "{json}");
    assert_eq!(decision["reason"], "drawn");
    assert_eq!(decision["seq"], seq);
    let table = pingshen::office::results::table(&report, Lang::En, false);
    assert!(
        table.contains(&format!(
            "decided by lot at 2026-05-20 09:31 (act {seq}): drawn"
        )),
        "{table}"
    );
    let csv = pingshen::office::results::csv(&report).unwrap();
    let rows: Vec<&str> = csv.lines().collect();
    assert!(rows[0].ends_with(",award,tie_decision"), "{csv}");
    let said = format!(",recommended,\"lot, 2026-05-20 09:31, act {seq}\"");
    assert!(
        rows.iter()
            .any(|r| r.starts_with("p1,1,b,") && r.ends_with(&said)),
        "{csv}"
    );
    assert!(
        rows.iter()
            .any(|r| r.starts_with("p1,1,a,") && r.ends_with(','))
    );
}

/// Set aside, the table of results says so, and the cells of those who are level again.
#[test]
fn results_say_that_a_decision_was_set_aside() {
    let room = decided().tell("desk reopens w1 p1: misread\nw1 submits p1");
    let report = tally::report::report(
        &room.session,
        &Results::of(&room.session),
        tally::report::JournalHead::default(),
        "t",
        |w| w.en.clone(),
    );
    let csv = pingshen::office::results::csv(&report).unwrap();
    assert_eq!(csv.matches("set aside by act").count(), 2, "{csv}");
}

/// Who has no score, why, and who of the panel is away.
#[test]
fn the_table_says_why_somebody_has_no_score() {
    let room = decided().tell("desk recuses w2 p2: kin");
    let report = tally::report::report(
        &room.session,
        &Results::of(&room.session),
        tally::report::JournalHead::default(),
        "t",
        |w| w.en.clone(),
    );
    let table = pingshen::office::results::table(&report, Lang::En, false);
    let name = &room.session.judges()[1].name;
    let said = format!("0 sheets count, at least 2 are needed ({name} recused)");
    let said_one = said.replace("0 sheets count", "1 sheet counts");
    assert!(
        table.contains(&said) || table.contains(&said_one),
        "{table}"
    );
}

/// A journal as it is written, with the right hashes, whatever the rules say of its acts.
fn lines(acts: &[(String, Act)], at: impl Fn(usize) -> String) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut prev = Hash::ZERO;
    for (n, (by, act)) in acts.iter().enumerate() {
        let record = Record {
            seq: n as u64 + 1,
            at: at(n),
            by: by.clone(),
            batch: None,
            act: act.clone(),
        };
        prev = line::write(&record, prev, &mut bytes).unwrap();
    }
    bytes
}

fn one_time(_: usize) -> String {
    "2026-05-20T09:31:07.482+08:00".to_owned()
}

fn verified(folder: &Path, bytes: &[u8]) -> Verification {
    std::fs::write(folder.join(JOURNAL), bytes).unwrap();
    verify(folder, None, &Opening::default()).unwrap()
}

/// The acts of a room, for a session that can be certified.
fn official(room: &Room) -> Vec<(String, Act)> {
    let mut acts = room.record.clone();
    let Act::Setup(setup) = &mut acts[0].1 else {
        panic!("a session begins with its setup");
    };
    setup.rehearsal = false;
    acts
}

fn certificate(said: &str) -> (String, Act) {
    match sentence(said) {
        (by, Intent::Do(act)) => (by, act),
        _ => panic!("{said}"),
    }
}

#[test]
fn a_forged_certificate_is_no_act_and_verify_names_its_line() {
    let close = "w1 submits p2
         w2 submits p2
         desk closes
         w1 agrees
         w2 agrees";
    let sound = decided().tell(close);
    let reopened = decided()
        .tell("desk reopens w1 p1: misread\nw1 submits p1")
        .tell(close);
    let tie = Refusal::TieOpen {
        projects: vec!["p1".to_owned(), "p2".to_owned()],
    };
    for (room, said, refusal) in [
        (&sound, "desk certifies p1=a p2=b", Refusal::OtherAllocation),
        (&reopened, "desk certifies p1=a p2=b", tie.clone()),
        (&reopened, "desk certifies p1= p2=", tie),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let mut acts = official(room);
        acts.push(certificate(said));
        let found = verified(folder.path(), &lines(&acts, one_time));
        let wanted = Health::Damaged {
            line: acts.len() as u64,
            fault: LineFault::NotAllowed(refusal),
        };
        assert_eq!(found.health, wanted, "{said}");
        assert!(!found.good(false));
        let opening = Opening {
            write: true,
            ..Opening::default()
        };
        let journal = Journal::open(folder.path(), Clock::system(), &opening).unwrap();
        assert!(journal.health().read_only(), "{said}");
    }
}

#[test]
fn nobody_is_certified_only_with_the_reason_why() {
    let close = "w1 submits p2
         desk recuses w2 p2: kin
         desk closes
         w1 agrees
         w2 agrees";
    let folder = tempfile::tempdir().unwrap();
    let mut acts = official(&decided().tell(close));
    acts.push(certificate("desk certifies p1=b p2="));
    let found = verified(folder.path(), &lines(&acts, one_time));
    let projects = vec!["p2".to_owned()];
    assert_eq!(
        found.health,
        Health::Damaged {
            line: acts.len() as u64,
            fault: LineFault::NotAllowed(Refusal::WithoutScore { projects }),
        }
    );
    acts.pop();
    acts.push(certificate(
        "desk certifies p1=b p2=: the panel was too small",
    ));
    let found = verified(folder.path(), &lines(&acts, one_time));
    assert!(found.good(false), "{:?}", found.health);
    assert_eq!(found.certificates, [acts.len() as u64]);
}

#[test]
fn a_journal_of_edition_1_keeps_the_result_that_was_certified() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/edition-1.jsonl");
    let folder = tempfile::tempdir().unwrap();
    let found = verified(folder.path(), &std::fs::read(data).unwrap());
    assert!(found.good(false), "{:?}", found.health);
    assert_eq!(found.certificates.len(), 1);
    let journal = Journal::open(folder.path(), Clock::system(), &Opening::default()).unwrap();
    let session = journal.session();
    assert_eq!(session.edition(), 1);
    let results = Results::of(session);
    assert_eq!(session.certified()[0].awards, results.award_lines(session));
    assert_eq!(results.award_lines(session)[0].applicants, ["b"]);
}

/// The story of the file above: the tie was decided before the sheets were in.
#[test]
fn the_file_of_edition_1_holds_what_edition_2_refuses() {
    let mut acts: Vec<(String, Act)> = Vec::new();
    let mut first = setup(template(2, &["100"], rules("at least 2, trim 0/0")));
    if let Act::Setup(setup) = &mut first {
        setup.rehearsal = false;
        setup.edition = 1;
    }
    let mut session = Session::default();
    let mut put = |by: &str, act: Act| {
        let seq = acts.len() as u64 + 1;
        let stamp = Stamp {
            seq,
            at: "2026-05-20T09:31:07.482+08:00",
            by,
        };
        tally::apply(&mut session, stamp, &act).unwrap();
        acts.push((by.to_owned(), act));
    };
    put("desk", first);
    let totals = |by: &str| format!("{by} submits p1 as a=90.00 b=90.00");
    for said in [
        "desk seats w1",
        "desk seats w2",
        "desk registers a p1",
        "desk registers b p1,p2",
        "desk registers c p2",
        "desk opens",
        "w1 marks p1/a i1 90",
        "w1 marks p1/b i1 90",
        "w2 marks p1/a i1 90",
        "w2 marks p1/b i1 90",
        "desk chooses p1 by lot a b: agreed",
        "desk decides p1 by lot b a: drawn",
        "w1 marks p2/b i1 80",
        "w1 marks p2/c i1 70",
        "w2 marks p2/b i1 80",
        "w2 marks p2/c i1 70",
        &totals("w1"),
        &totals("w2"),
        "w1 submits p2 as b=80.00 c=70.00",
        "w2 submits p2 as b=80.00 c=70.00",
        "desk closes",
        "w1 agrees",
        "w2 agrees",
        "desk certifies p1=b p2=c",
    ] {
        let (by, act) = certificate(said);
        put(&by, act);
    }
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/edition-1.jsonl");
    if std::env::var_os("WRITE_EDITION_1").is_some() {
        std::fs::write(&data, lines(&acts, one_time)).unwrap();
    }
    assert_eq!(lines(&acts, one_time), std::fs::read(&data).unwrap());
    if let Act::Setup(setup) = &mut acts[0].1 {
        setup.edition = 2;
    }
    let folder = tempfile::tempdir().unwrap();
    let found = verified(folder.path(), &lines(&acts, one_time));
    assert!(
        matches!(
            found.health,
            Health::Damaged {
                line: 12,
                fault: LineFault::NotAllowed(Refusal::TieTooEarly { .. })
            }
        ),
        "{:?}",
        found.health
    );
}

/// The first lines of a batch that is refused later are no acts, whatever they say.
#[test]
fn of_a_batch_that_is_refused_nothing_is_verified() {
    let folder = tempfile::tempdir().unwrap();
    let acts = official(&decided());
    let whole = lines(&acts, one_time);
    let head = verified(folder.path(), &whole).head;
    let (first, last) = (head.seq + 1, head.seq + 2);
    let mut bytes = whole.clone();
    let mut prev = head.hash;
    let said = Act::Incident { text: "x".into() };
    // The second of them is a setup, which comes only once.
    for (seq, act) in [(first, said), (last, acts[0].1.clone())] {
        let record = Record {
            seq,
            at: "1999-01-01T00:00:00+08:00".to_owned(),
            by: DESK.to_owned(),
            batch: Some(line::Batch { first, last }),
            act,
        };
        prev = line::write(&record, prev, &mut bytes).unwrap();
    }
    std::fs::write(folder.path().join(JOURNAL), &bytes).unwrap();
    let one = bytes.split(|b| *b == b'\n').nth(head.seq as usize).unwrap();
    let code = line::self_verified(one).unwrap().to_string();
    let typed = Typed::parse(&code).unwrap();
    let found = verify(folder.path(), Some(&typed), &Opening::default()).unwrap();
    assert_eq!((found.head.seq, found.found), (head.seq, None));
    assert!(found.odd_times.is_empty());
    assert_eq!(found.last_at, one_time(0));
}

#[test]
fn a_wrong_clock_is_told_and_is_no_damage() {
    let folder = tempfile::tempdir().unwrap();
    let acts = official(&decided());
    let at = |n: usize| {
        match n {
            4 => "2025-01-01T08:00:00.000+08:00",
            7 => "2099-01-01T08:00:00.000+08:00",
            _ => "2026-05-20T09:31:07.482+08:00",
        }
        .to_owned()
    };
    let found = verified(folder.path(), &lines(&acts, at));
    assert!(found.good(false));
    let odd: Vec<u64> = (found.odd_times.iter()).map(|time| time.seq).collect();
    // Back by a year; more than a year on from there; far ahead; back again.
    assert_eq!(odd, [5, 6, 8, 9]);
    let told = common::told(folder.path(), Lang::En, false);
    assert!(told[4].odd.as_ref().unwrap().contains("earlier than 2026"));
    assert!(told[5].odd.as_ref().unwrap().contains("more than 366 days"));
    assert_eq!(told[3].odd, None);
    let journal = Journal::open(folder.path(), Clock::system(), &Opening::default()).unwrap();
    assert_eq!(journal.history().odd_times().len(), 4);
}

#[test]
fn sealed_rules_keep_every_mark_out_of_the_file_beside_the_journal() {
    let mut room = Room::new(1, &["100"], rules("at least 1, trim 0/0"));
    room = room.tell("desk seats w1\ndesk seats w2\ndesk registers a p1");
    let mut hidden = room.session.rules().clone();
    hidden.visibility = pingshen::model::Visibility::Sealed;
    room.act(
        "desk",
        Act::Rules {
            rules: Box::new(hidden),
            reason: "agreed".to_owned(),
        },
    );
    room.say("desk opens");
    room.fill("w1", "p1/a", "13.37");
    room.say("w1 submits p1");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s");
    let written = |room: &Room| {
        let _ = std::fs::remove_dir_all(&path);
        let journal = room.journal(&path, &Clock::system(), true);
        snapshot::write(journal.history(), &Results::of(journal.session())).unwrap();
        std::fs::read_to_string(path.join(snapshot::SCORES)).unwrap()
    };
    let text = written(&room);
    assert!(!text.contains("13.37"), "{text}");
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(json["results"], serde_json::json!({"sealed": true}));
    assert_eq!(json["sheets"][0]["state"], "submitted");
    assert_eq!(json["sheets"][1]["blanks"], 1);
    room.fill("w2", "p1/a", "20");
    room.say("w2 submits p1");
    assert!(written(&room).contains("13.37"));
}
