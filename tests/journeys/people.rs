//! Who leaves and comes back, and what is put right: recusals, withdrawals, corrections, statements, and whose hand
//! wrote what.

use crate::common;
use common::{Room, check_lines, check_story, outcome, points, rules, sentence};
use pingshen::model::{Act, Phase, SheetState};
use pingshen::tally::Results;
use pingshen::tally::report::{Hand, JournalHead, OutState, Report, report};
use pingshen::text::{Lang, acts, faults};

/// Three judges, two projects, `a`, `b` and `c` in both.
fn room(words: &str) -> Room {
    Room::new(2, &["40", "60"], rules(words)).tell(
        "desk seats w1
         desk seats w2
         desk seats w3
         desk registers a p1,p2
         desk registers b p1,p2
         desk registers c p1,p2",
    )
}

fn scored(mut room: Room, judge: &str, project: &str, marks: [&str; 3]) -> Room {
    for (applicant, marks) in ["a", "b", "c"].into_iter().zip(marks) {
        room.fill(judge, &format!("{project}/{applicant}"), marks);
    }
    room.tell(&format!("{judge} submits {project}"))
}

/// Everybody has submitted everything.
fn finished(words: &str) -> Room {
    let mut room = room(words).tell("desk opens");
    if words.contains("declaration") {
        // From paper, which asks for no statement.
        for project in ["p1", "p2"] {
            for judge in ["w1", "w2", "w3"] {
                for (applicant, marks) in [("a", "30+50"), ("b", "20+40"), ("c", "10+30")] {
                    for (n, mark) in marks.split('+').enumerate() {
                        let i = n + 1;
                        let line =
                            format!("desk marks {project}/{applicant} i{i} {mark} for {judge}");
                        room.say(&line);
                    }
                }
                room.say(&format!("desk submits {project} for {judge}"));
            }
        }
        return room;
    }
    for project in ["p1", "p2"] {
        for judge in ["w1", "w2", "w3"] {
            room = scored(room, judge, project, ["30+50", "20+40", "10+30"]);
        }
    }
    room
}

fn told(room: &Room) -> Report {
    let results = Results::of(&room.session);
    report(&room.session, &results, JournalHead::default(), "t", |w| {
        w.zh.clone()
    })
}

fn state(room: &Room, entry: &str, judge: usize) -> SheetState {
    let e = room.session.entry(entry).unwrap();
    room.session.entries()[e].state(judge)
}

#[test]
fn a_recusal_is_taken_back_and_nothing_is_submitted_by_it() {
    let room = scored(
        room("").tell("desk opens"),
        "w1",
        "p1",
        ["30+50", "20+40", "10+30"],
    );
    let room = check_story(
        room,
        "desk lifts w1 p1: a mistake           => not recused
         desk recuses w1 p1: kin               => recorded
         w1 lifts w1 p1: a mistake             => desk only
         desk lifts w1 p1:                     => no reason given
         desk lifts w1 p2: a mistake           => not recused
         desk lifts w1 p1: a mistake           => recorded
         desk lifts w1 p1: again               => not recused",
    );
    // The sheets are hers again with the marks that she gave, and open.
    assert_eq!(state(&room, "p1/a", 0), SheetState::Complete);
    assert!(room.session.submission(0, 0).is_none());
    let room = check_story(room, "w1 submits p1 => recorded");
    assert_eq!(state(&room, "p1/a", 0), SheetState::Submitted);
}

#[test]
fn what_was_void_before_a_recusal_is_void_after_it() {
    let room = room("recusal per entry").tell(
        "desk opens
         desk voids w1 p1: left
         desk recuses w1 p1: kin
         desk lifts w1 p1: a mistake",
    );
    assert_eq!(state(&room, "p1/a", 0), SheetState::Void);
}

#[test]
fn one_recusal_may_stand_under_another() {
    let room = room("recusal per entry").tell(
        "desk opens
         w1 recuses w1 p1/a: kin
         w1 recuses w1 p1: teaches there
         desk lifts w1 p1: a mistake",
    );
    assert_eq!(state(&room, "p1/a", 0), SheetState::Recused);
    assert_eq!(state(&room, "p1/b", 0), SheetState::Open);
    let a = room.session.entry("p1/a").unwrap();
    assert_eq!(room.session.ground(a, 0).as_deref(), Some("kin"));
}

#[test]
fn a_second_ground_does_not_take_the_place_of_the_first() {
    let room = room("").tell(
        "desk opens
         w1 recuses w1 p1: kin
         w1 recuses w1 p1: was paid by them
         desk lifts w1 p1: not so
         desk recuses w1 p1: so after all",
    );
    let all: Vec<(String, bool)> = told(&room)
        .recusals
        .iter()
        .map(|r| (format!("{} {}", r.by, r.ground), r.lifted.is_some()))
        .collect();
    assert_eq!(
        all,
        [
            ("w1 kin".to_owned(), true),
            ("w1 was paid by them".to_owned(), true),
            ("desk so after all".to_owned(), false)
        ]
    );
}

#[test]
fn a_recusal_holds_while_something_rests_on_it() {
    // A tie of the project that was decided without her sheets.
    let mut ties = room("").tell("desk opens\n desk recuses w1 p1: kin");
    for judge in ["w2", "w3"] {
        ties = scored(ties, judge, "p1", ["30+50", "30+50", "10+30"]);
    }
    check_story(
        ties,
        "desk chooses p1 by lot a b: agreed    => recorded
         desk lifts w1 p1: a mistake           => rests: tie
         desk decides p1 by lot b a: drawn     => recorded
         desk lifts w1 p1: a mistake           => rests: tie
         # What sets the decision aside frees the way.
         desk reopens w2 p1: misread           => recorded
         desk lifts w1 p1: a mistake           => recorded",
    );
    // Somebody took her seat over.
    let seats =
        room("").tell("desk opens\n desk recuses w1 p1: kin\n desk replaces w1 with w9: ill");
    check_story(seats, "desk lifts w1 p1: a mistake => rests: replacement");
    // Closed: it has to be opened again first.
    let mut closed = room("").tell("desk opens\n desk recuses w1 p1: kin");
    for (judge, project) in [
        ("w1", "p2"),
        ("w2", "p1"),
        ("w2", "p2"),
        ("w3", "p1"),
        ("w3", "p2"),
    ] {
        closed = scored(closed, judge, project, ["30+50", "20+40", "10+30"]);
    }
    check_story(
        closed,
        "desk closes                            => recorded
         desk lifts w1 p1: a mistake            => not in closed
         desk reopens w1 p2: a mistake in p1    => recorded
         desk lifts w1 p1: a mistake            => recorded",
    );
}

#[test]
fn an_applicant_withdraws_in_any_phase_before_the_certificate() {
    for at in ["setup", "scoring", "finished", "closed"] {
        let room = match at {
            "setup" => room(""),
            "scoring" => room("").tell("desk opens"),
            "finished" => finished(""),
            _ => finished("").tell("desk closes"),
        };
        let room = check_story(
            room,
            "w1 withdraws a p1: letter 7           => desk only
             desk withdraws z: letter 7            => no applicant z
             desk withdraws a p9: letter 7         => no project p9
             desk withdraws a p1:                  => no reason given
             desk withdraws a p1: letter 7         => recorded
             desk withdraws a p1: letter 7         => a is out already
             desk reinstates a p2: not so          => a is not out",
        );
        let session = &room.session;
        let (p1, p2) = (
            session.entry("p1/a").unwrap(),
            session.entry("p2/a").unwrap(),
        );
        assert!(!session.is_in(p1) && session.is_in(p2), "{at}");
        assert!(
            !session.has_withdrawn(0) && !session.eligibility(0).is_out(),
            "{at}"
        );
        let out = told(&room).projects[0].out.clone();
        assert_eq!(
            (out[0].applicant.as_str(), out[0].state),
            ("a", OutState::Withdrawn),
            "{at}"
        );
        assert_eq!(out[0].reason, "2026-05-20: letter 7", "{at}");
        let room = check_story(
            room,
            "desk withdraws a: letter 8             => recorded
             desk withdraws a: letter 9             => a is out already
             desk reinstates a: taken back          => recorded
             desk reinstates a: taken back          => a is not out",
        );
        assert!(room.session.is_in(p1) && room.session.is_in(p2), "{at}");
        assert_eq!(room.session.withdrawals().len(), 2, "{at}");
    }
}

#[test]
fn a_withdrawal_is_no_disqualification_and_leaves_the_count() {
    let room = finished("").tell("desk closes");
    let awards = |room: &Room| Results::of(&room.session).award_lines(&room.session);
    assert_eq!(awards(&room)[0].applicants, ["a"]);
    let room = room.tell("desk withdraws a p1: letter 7");
    // `a` is free for the second project.
    assert_eq!(awards(&room)[0].applicants, ["b"]);
    assert_eq!(awards(&room)[1].applicants, ["a"]);
    // It stands in the way of nobody, and both a veto and its lifting are apart from it.
    let room = check_story(
        room,
        "desk vetoes a: copied                  => recorded
         desk reinstates a: cleared             => recorded",
    );
    assert!(!room.session.is_in(room.session.entry("p1/a").unwrap()));
    assert!(room.session.is_in(room.session.entry("p2/a").unwrap()));
}

#[test]
fn scoring_and_closing_do_not_wait_for_who_withdrew() {
    let room = Room::new(1, &["100"], rules("at least 1, trim 0/0")).tell(
        "desk seats w1
         desk registers a p1
         desk registers b p1
         desk suspends a: a question
         desk qualifies b: Li
         desk withdraws a: letter 7
         desk opens",
    );
    let room = check_story(
        room,
        "w1 marks p1/a i1 5.00                  => p1/a is out
         w1 marks p1/b i1 5.00                  => recorded
         w1 submits p1                          => recorded
         desk closes                            => recorded",
    );
    assert_eq!(room.session.phase(), Phase::Closed);
}

#[test]
fn a_withdrawal_sets_a_ties_decision_aside_and_voids_the_words_given() {
    let mut room = room("").tell("desk opens");
    for judge in ["w1", "w2", "w3"] {
        room = scored(room, judge, "p1", ["30+50", "30+50", "10+30"]);
        room = scored(room, judge, "p2", ["30+50", "20+40", "10+30"]);
    }
    let room = room.tell(
        "desk decides p1 by lot b a: drawn
         desk closes
         w1 agrees
         desk withdraws b p1: letter 7",
    );
    assert!(room.session.ties(0).is_empty());
    assert_eq!(room.session.ties_set_aside(0).len(), 1);
    assert!(room.session.confirmation(0).is_none());
}

#[test]
fn the_roster_is_corrected_once_scoring_has_begun_and_the_old_value_kept() {
    let room = check_story(
        room(""),
        "desk amends a Changhe: misspelt         => not in setup
         desk opens                              => recorded
         w1 amends a Changhe: misspelt           => desk only
         desk amends z Changhe: misspelt         => no applicant z
         desk amends a a: misspelt               => nothing corrected
         desk amends a Changhe:                  => no reason given
         desk amends a Changhe: misspelt         => recorded",
    );
    assert_eq!(room.session.applicants()[0].name, "Changhe");
    let told = told(&room).corrections;
    assert_eq!(told.len(), 1);
    let changed = &told[0].changed[0];
    assert_eq!(
        (
            changed.field.as_str(),
            changed.old.as_str(),
            changed.new.as_str()
        ),
        ("name", "a", "Changhe")
    );
    // Another name is another result than the one that was agreed to.
    let room = finished("").tell("desk closes\n w1 agrees\n desk amends a Changhe: misspelt");
    assert!(room.session.confirmation(0).is_none());
}

#[test]
fn who_scored_without_a_statement_is_dealt_with_by_name() {
    let mut room = finished("declaration first").tell(
        "w1 declares
         desk closes",
    );
    for judge in ["w1", "w2", "w3"] {
        room.say(&format!("{judge} agrees"));
    }
    let room = official(room);
    let room = check_story(
        room,
        "desk excuses w1: on leave              => declared already
         desk certifies p1=a p2=b               => no statement of w2 w3
         desk excuses w2:                       => no reason given
         desk excuses w2: left before the desk asked => recorded
         desk certifies p1=a p2=b               => no statement of w3
         w3 excuses w3: forgot                  => desk only
         desk declares for w3                   => recorded
         desk certifies p1=a p2=b               => recorded",
    );
    let said: Vec<String> = told(&room)
        .statements
        .iter()
        .map(|s| format!("{} {:?} {:?}", s.judge, s.by, s.without))
        .collect();
    assert_eq!(
        said,
        [
            "w1 Some(Judge) None",
            "w2 None Some(\"left before the desk asked\")",
            "w3 Some(Desk) None"
        ]
    );
}

/// The same acts in a session that is no rehearsal.
fn official(room: Room) -> Room {
    let mut real = Room::default();
    for (by, act) in room.record {
        match act {
            Act::Setup(mut setup) => {
                setup.rehearsal = false;
                real.act(&by, Act::Setup(setup));
            }
            act => real.act(&by, act),
        }
    }
    real
}

#[test]
fn whose_hand_wrote_it_is_kept() {
    let mut room = room("").tell("desk opens");
    for (applicant, judge) in [("a", "w1"), ("b", "w1"), ("c", "w1")] {
        room.say(&format!("{judge} marks p1/{applicant} i1 30"));
        room.say(&format!("desk marks p1/{applicant} i2 50 for {judge}"));
    }
    let paper = |room: &Room, id: &str| {
        let e = room.session.entry(id).unwrap();
        room.session.entries()[e].from_paper(0)
    };
    assert_eq!(paper(&room, "p1/a"), (1, 2));
    // What the judge writes over it is her own.
    let room = room.tell("w1 marks p1/a i2 51\n desk submits p1 for w1");
    assert_eq!(paper(&room, "p1/a"), (0, 2));
    assert_eq!(room.session.submission(0, 0).unwrap().by, "desk");
    let e = room.session.entry("p1/b").unwrap();
    assert_eq!(paper(&room, "p1/b"), (1, 2));
    assert_eq!(room.session.entries()[e].mark(0, 1), Some(points("50.00")));
    // And so is that of the words on the result.
    let room = finished("").tell("desk closes\n w1 agrees\n desk agrees for w2");
    let hands: Vec<Hand> = told(&room).confirmations.iter().map(|c| c.by).collect();
    assert_eq!(hands, [Hand::Judge, Hand::Desk]);
}

/// Whatever a phase forbids, the words name the way that there is instead, in both languages.
#[test]
fn a_phase_that_forbids_names_the_way() {
    let ways = [
        "F5",
        "Enter",
        "new review",
        "复议",
        "确认与认证",
        "confirm and certify",
    ];
    let mut seen = 0;
    for room in [
        room(""),
        room("").tell("desk opens"),
        finished("").tell("desk closes"),
        certified(),
    ] {
        for line in EVERY_ACT.lines().map(str::trim) {
            let (by, intent) = sentence(line);
            let Err(why) = room.clone().try_act(&by, intent) else {
                continue;
            };
            let phase = outcome(&Err(why.clone())).starts_with("not in ");
            if !phase && why != pingshen::model::Refusal::Certified {
                continue;
            }
            seen += 1;
            for lang in [Lang::Zh, Lang::En] {
                let words = faults::refusal(lang, &why);
                assert!(
                    ways.iter().any(|way| words.contains(way)),
                    "{line}: {words}"
                );
                assert!(!words.contains("before or after"), "{line}: {words}");
            }
        }
    }
    assert!(seen > 40, "{seen}");
}

fn certified() -> Room {
    let mut room = finished("").tell("desk closes");
    for judge in ["w1", "w2", "w3"] {
        room.say(&format!("{judge} agrees"));
    }
    official(room).tell("desk certifies p1=a p2=b")
}

/// Every act that a phase may forbid, by whom it may be done.
const EVERY_ACT: &str = "desk seats w9
    desk registers z p1
    desk removes a
    desk opens
    w1 marks p1/a i1 1.00
    w1 remarks p1/a i1: page 3
    w1 submits p1
    desk reopens w1 p2: misread
    w1 recuses w1 p1: kin
    desk lifts w1 p1: a mistake
    desk voids w1 p1: replaced
    desk replaces w1 with w7: ill
    desk closes
    desk corrects w1 Wang
    desk unseats w1
    w1 declares
    desk excuses w1: on leave
    desk ticks a seal pass: seen
    desk qualifies a: Li
    desk suspends a: a question
    w1 explains p1/a i1: good
    desk chooses p1 by lot a b: agreed
    desk decides p1 by lot a b: drawn
    w1 agrees
    desk certifies p1=a p2=b
    desk amends a Changhe: misspelt
    desk withdraws a: letter 7
    desk vetoes a: copied
    desk disqualifies a: late
    desk rules trim 0/0: agreed";

/// The journal's sentences tell whose hand it was, and keep both values of a correction.
#[test]
fn the_log_tells_hands_and_old_values() {
    let room = room("").tell("desk opens");
    check_lines(
        "desk declares for w1                   => 代录 w1 在纸上签的无利益冲突声明
         w1 declares                            => w1 声明与各申报单位无利益冲突
         desk amends a Changhe: misspelt        => 更正 a a：名称「a」改为「Changhe」；理由：misspelt
         desk withdraws a p1: letter 7          => a a 撤回申报（project 1），2026-05-20，凭 letter 7
         desk lifts w1 p1: a mistake            => 撤销 w1 对 project 1 全部 的回避，评分表重新打开：a mistake",
        |line, _| {
            let (said, _) = line.split_once("=>").unwrap();
            let (by, intent) = sentence(said.trim());
            let pingshen::model::Intent::Do(act) = intent else {
                panic!("{line}");
            };
            format!("{said} => {}", acts::sentence(Lang::Zh, &room.session, &by, &act))
        },
    );
}
