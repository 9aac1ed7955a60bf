//! The rules of the coordinator's acts: review, panel, ties, words on the result, certificate.

use crate::common;
use common::{Room, check_story, rules, setup, template};
use pingshen::model::screening::{CONTACT, DEADLINE};
use pingshen::model::{
    Act, Applicant, CheckItem, Eligibility, Phase, Refusal, Rules, Status, Words,
};
use pingshen::tally::{Results, Use};

fn item(id: &str, computed: bool, fatal: bool) -> CheckItem {
    CheckItem {
        id: id.to_owned(),
        name: Words::both(id),
        clause: Words::both("二（一）"),
        asks: Vec::new(),
        computed,
        fatal,
        at_least: None,
    }
}

/// Two projects, caps 40 and 60, a checklist, three judges; not a rehearsal, so that it can be certified.
fn room(values: Rules) -> Room {
    let mut template = template(2, &["40", "60"], values);
    template.deadline = Some("2026-05-18T18:00:00+08:00".to_owned());
    template.checklist = vec![
        item("seal", false, true),
        item("three_years", false, true),
        item(DEADLINE, true, true),
        item(CONTACT, true, false),
    ];
    let Act::Setup(mut first) = setup(template) else {
        panic!("the first act is the setup")
    };
    first.rehearsal = false;
    let mut room = Room::default();
    room.act("desk", Act::Setup(first));
    for judge in ["w1", "w2", "w3"] {
        room.say(&format!("desk seats {judge}"));
    }
    for (id, at) in [
        ("a", "2026-05-11T10:00:00+08:00"),
        ("b", "2026-05-18T18:30:00+08:00"),
    ] {
        room.act(
            "desk",
            Act::Applicant(Box::new(Applicant {
                id: id.to_owned(),
                name: id.to_owned(),
                projects: vec!["p1".to_owned(), "p2".to_owned()],
                submitted_at: at.to_owned(),
                contact: "X".to_owned(),
                phone: "1".to_owned(),
                ..Applicant::default()
            })),
        );
    }
    room
}

fn state(room: &Room, id: &str) -> Eligibility {
    let a = room.session.applicant(id).unwrap();
    room.session.eligibility(a).clone()
}

#[test]
fn a_review_once_begun_keeps_scoring_shut_until_everybody_has_a_conclusion() {
    let room = check_story(
        room(rules("")),
        "desk ticks a seal pass:                  => recorded
         desk opens                               => Pending { applicants: [\"a\", \"b\"] }
         desk qualifies a: Li                     => ItemsOpen { items: [\"three_years\"] }
         desk ticks a three_years doubtful:       => recorded
         desk qualifies a: Li                     => ItemsOpen { items: [\"three_years\"] }
         desk ticks a three_years pass: contracts => recorded
         desk qualifies a: Li                     => recorded
         # b came too late: the machine says so, and only a note sets that aside.
         desk ticks b seal pass:                  => recorded
         desk ticks b three_years pass:           => recorded
         desk qualifies b: Li                     => ItemsFailed { items: [\"deadline\"] }
         desk ticks b deadline pass:              => NoteMissing
         desk suspends b: the post office is asked => recorded
         desk opens                               => Pending { applicants: [\"b\"] }
         desk disqualifies b: late                => recorded
         desk disqualifies b: again               => b is out already
         desk opens                               => recorded
         desk ticks a seal fail:                  => not in scoring",
    );
    assert_eq!(state(&room, "a"), Eligibility::Qualified);
    assert!(state(&room, "b").is_out());
    // Out of every project, before the first mark.
    assert_eq!(Results::of(&room.session).projects[0].standings.len(), 1);
    assert_eq!(Results::of(&room.session).projects[1].standings.len(), 1);
}

#[test]
fn the_machines_word_is_set_aside_only_with_a_note_and_stays_on_file() {
    let room = check_story(
        room(rules("")),
        "desk ticks b deadline pass: the desk's clock was wrong => recorded
         desk ticks b seal pass:                  => recorded
         desk ticks b three_years pass:           => recorded
         desk qualifies b: Li                     => recorded
         # Any later tick is a new look.
         desk ticks b seal fail: a copy           => recorded
         desk opens                               => Pending { applicants: [\"a\", \"b\"] }",
    );
    let b = room.session.applicant("b").unwrap();
    assert_eq!(
        room.session.review(b).ticks[DEADLINE].note,
        "the desk's clock was wrong"
    );
    assert!(!room.session.review(b).concluded);
}

#[test]
fn two_people_sign_a_review() {
    check_story(
        room(rules("")),
        "desk seconds a: Wang                     => NotConcluded
         desk disqualifies a: no seal             => recorded
         desk seconds a: Wang                     => NotConcluded
         desk ticks b seal pass:                  => recorded
         desk ticks b three_years pass:           => recorded
         desk ticks b deadline pass: agreed       => recorded
         desk qualifies b: Li                     => recorded
         desk seconds b: Li                       => SamePerson
         w1 seconds b: Wang                       => desk only
         desk seconds b: Wang                     => recorded",
    );
}

#[test]
fn without_a_review_scoring_opens_and_nobody_is_pending() {
    let room = room(rules("")).tell("desk opens");
    assert_eq!(room.session.phase(), Phase::Scoring);
    assert!(!room.session.review_begun());
}

#[test]
fn a_corrected_application_is_reviewed_again() {
    let mut room = room(rules("")).tell(
        "desk ticks a seal pass:
         desk ticks a three_years pass:
         desk qualifies a: Li",
    );
    let mut same = room.session.applicants()[0].clone();
    room.act("desk", Act::Applicant(Box::new(same.clone())));
    assert_eq!(state(&room, "a"), Eligibility::Qualified, "nothing differs");
    same.note = "new papers".to_owned();
    room.act("desk", Act::Applicant(Box::new(same)));
    assert_eq!(state(&room, "a"), Eligibility::Pending);
}

#[test]
fn the_panel_is_put_right_before_scoring() {
    let room = check_story(
        room(rules("")),
        "desk corrects w2 Wang p1                 => recorded
         desk corrects w9 Wang                    => no judge w9
         desk corrects w2 Wang p9                 => no project p9
         w2 unseats w2                            => desk only
         desk unseats w3                          => recorded
         desk seats w4                            => recorded
         desk opens                               => recorded
         desk unseats w4                          => not in scoring
         w2 marks p1/a i1 1.00                    => recorded
         w2 marks p2/a i1 1.00                    => NoSheet
         w3 marks p1/a i1 1.00                    => no seat w3",
    );
    let entry = room.session.entry("p2/a").unwrap();
    let sheets = &room.session.entries()[entry];
    let states: Vec<Status> = (0..3).map(|j| sheets.status(j)).collect();
    assert_eq!(states, [Status::Open, Status::Absent, Status::Open]);
    assert_eq!(
        room.session.blanks(1, None),
        3,
        "one project, two entries, one mark given"
    );
}

#[test]
fn an_absent_judge_is_neither_counted_nor_waited_for() {
    let mut room = room(rules("at least 2, trim 0/0")).tell(
        "desk corrects w3 Wang p1
         desk opens",
    );
    for judge in ["w1", "w2"] {
        for project in ["p1", "p2"] {
            for entry in ["a", "b"] {
                room.fill(judge, &format!("{project}/{entry}"), "20+30");
            }
            room.say(&format!("{judge} submits {project}"));
        }
    }
    let results = Results::of(&room.session);
    let (first, second) = (&results.projects[0], &results.projects[1]);
    assert_eq!(first.standings[0].count.missing, 1);
    assert_eq!(second.standings[0].count.missing, 0);
    assert_eq!(second.standings[0].uses[2], Use::NotCounted);
    assert_eq!(
        room.try_act("desk", Act::CloseScoring {}),
        Err(Refusal::Unfinished {
            judges: vec!["w3".to_owned()],
            sheets: 2
        })
    );
}

#[test]
fn a_statement_comes_before_the_first_mark_where_the_rules_ask_for_it() {
    check_story(
        room(rules("declaration first")),
        "w1 declares                              => not in setup
         desk opens                               => recorded
         w1 marks p1/a i1 1.00                    => NotDeclared
         w1 remarks p1/a i1: page 3               => NotDeclared
         # From paper, the paper carries the statement.
         desk marks p1/a i1 1.00 for w1           => recorded
         w2 declares for w1                       => not yours but w1's
         w1 recuses w1 p2: my employer            => recorded
         w1 declares                              => recorded
         w1 marks p1/a i1 2.00                    => recorded
         w1 marks p2/a i1 2.00                    => sheet is recused
         w2 marks p1/a i1 1.00                    => NotDeclared",
    );
}

#[test]
fn a_recusal_reaches_as_far_as_the_rules_say() {
    check_story(
        room(rules("")).tell("desk opens"),
        "w1 recuses w1 p1/a: kin                  => RecusalScope
         w1 recuses w1 p1: kin                    => recorded",
    );
    check_story(
        room(rules("recusal per entry")).tell("desk opens"),
        "w1 recuses w1 p1/a: kin                  => recorded
         w1 marks p1/b i1 1.00                    => recorded",
    );
}

#[test]
fn a_replaced_judges_unfinished_project_is_void_and_kept_and_the_new_one_starts_blank() {
    let mut room = room(rules("at least 1, trim 0/0")).tell("desk opens");
    room.fill("w1", "p1/a", "10+20");
    room.fill("w1", "p1/b", "11+21");
    room.say("w1 submits p1");
    room.fill("w1", "p2/a", "5+6");
    let room = check_story(
        room,
        "w1 replaces w1 with w9: ill              => desk only
         desk replaces w1 with w2: ill            => DuplicateJudge { judge: \"w2\" }
         desk replaces w1 with w9:                => no reason given
         desk replaces w1 with w9: ill            => recorded
         w1 marks p2/b i1 1.00                    => sheet is void
         w9 marks p2/a i1 7.00                    => recorded
         w9 marks p1/a i1 7.00                    => NoSheet
         desk replaces w1 with w8: again          => recorded",
    );
    let sheets = |entry: &str| {
        let e = room.session.entry(entry).unwrap();
        room.session.entries()[e].clone()
    };
    assert_eq!(
        sheets("p1/a").status(0),
        Status::Submitted,
        "finished, so it stays"
    );
    assert_eq!(sheets("p2/a").status(0), Status::Void);
    assert_eq!(
        sheets("p2/a").total(0).unwrap().to_string(),
        "11.00",
        "kept"
    );
    assert_eq!(sheets("p2/a").status(3), Status::Open);
    assert_eq!(sheets("p2/a").mark(3, 1), None, "blank");
    assert_eq!(sheets("p1/a").status(3), Status::Absent);
    let results = Results::of(&room.session);
    let a = results.standing(0, 0).unwrap();
    assert_eq!(a.count.score.unwrap().to_string(), "30.00");
}

/// Every sheet in, closed.
fn closed(values: &str) -> Room {
    let mut room = room(rules(values)).tell("desk opens");
    for (judge, marks) in [("w1", "30+50"), ("w2", "31+50"), ("w3", "32+50")] {
        for project in ["p1", "p2"] {
            room.fill(judge, &format!("{project}/a"), marks);
            room.fill(judge, &format!("{project}/b"), "20+40");
            room.say(&format!("{judge} submits {project}"));
        }
    }
    room.tell("desk closes")
}

#[test]
fn each_judge_gives_a_word_then_the_desk_certifies() {
    let room = check_story(
        closed(""),
        "desk certifies p1=a p2=b                 => Unconfirmed { judges: [\"w1\", \"w2\", \"w3\"] }
         w1 agrees                                => recorded
         w2 disagrees                             => no reason given
         w2 disagrees: plan overrated             => recorded
         w3 agrees for w2                         => not yours but w2's
         desk refuses for w3: walked out          => recorded
         desk certifies p1=a                      => BadCertificate
         desk certifies p2=b p1=a                 => BadCertificate
         desk certifies p1=z p2=b                 => no entry p1/z
         w1 certifies p1=a p2=b                   => desk only
         desk certifies p1=a p2=b                 => recorded
         # Read-only from here on.
         desk reopens w1 p1: misread              => Certified
         desk vetoes a: copied                    => Certified
         desk rules trim 0/0: agreed              => Certified
         w1 agrees                                => Certified
         desk notes: a protest came in            => recorded
         desk leaves desk                         => recorded",
    );
    assert_eq!(room.session.phase(), Phase::Certified);
    assert_eq!(room.session.certified()[0].awards[1].applicants, ["b"]);
}

#[test]
fn any_change_after_a_word_was_given_voids_it() {
    for change in [
        "desk vetoes b: copied",
        "desk reopens w1 p1: misread",
        "desk rules trim 0/0: agreed",
        "desk disqualifies b: late",
    ] {
        let mut room = closed("").tell("w1 agrees\nw2 agrees\nw3 agrees");
        let before = room.session.seq();
        room.say(change);
        assert!(
            room.session
                .confirmations()
                .iter()
                .all(|c| c.void == Some(before + 1)),
            "{change}"
        );
        assert_eq!(room.session.confirmation(0), None);
    }
    // What does not touch the result leaves the words alone.
    let mut room = closed("").tell("w1 agrees");
    room.say("desk notes: the lights went out");
    room.say("w1 explains p1/a i1: seen on site");
    assert!(room.session.confirmation(0).is_some());
}

#[test]
fn a_new_review_opens_a_certified_result_and_keeps_it() {
    let room = check_story(
        closed(""),
        "desk looks-again: too early              => NotCertified
         w1 agrees                                => recorded
         w2 agrees                                => recorded
         w3 agrees                                => recorded
         desk certifies p1=a p2=b                 => recorded
         w1 looks-again: a protest                => desk only
         desk looks-again:                        => no reason given
         desk looks-again: a protest              => recorded
         desk certifies p1=a p2=b                 => Unconfirmed { judges: [\"w1\", \"w2\", \"w3\"] }
         desk vetoes a: copied                    => recorded
         w1 agrees                                => recorded
         w2 agrees                                => recorded
         w3 agrees                                => recorded
         desk certifies p1=a p2=                  => BadCertificate
         desk certifies p1=b p2=                  => WithoutScore { projects: [\"p2\"] }
         desk certifies p1=b p2=: all were put out => recorded",
    );
    let certified = room.session.certified();
    assert_eq!(certified.len(), 2);
    assert_eq!(
        certified[0].awards[0].applicants,
        ["a"],
        "the old result is kept"
    );
    assert_eq!(certified[0].reviewed.as_ref().unwrap().1, "a protest");
    assert_eq!(certified[1].reviewed, None);
}

#[test]
fn a_rehearsal_is_never_certified() {
    let mut room = Room::new(1, &["100"], rules("at least 1, trim 0/0")).tell(
        "desk seats w1
         desk registers a p1
         desk opens
         w1 marks p1/a i1 50.00
         w1 submits p1
         desk closes
         w1 agrees",
    );
    let act = Act::Certify {
        awards: Vec::new(),
        without: Vec::new(),
    };
    assert_eq!(room.try_act("desk", act), Err(Refusal::Rehearsal));
}

#[test]
fn the_method_of_a_tie_is_chosen_before_the_order_and_holds() {
    let mut room = closed("");
    let tie = |method: &str, order: [&str; 2]| Act::Tie {
        project: "p1".to_owned(),
        order: order.map(str::to_owned).to_vec(),
        method: method.to_owned(),
        reason: "drawn".to_owned(),
    };
    // Straight to the core: the helper of these tests would choose a method by itself.
    let decide = |room: &Room, act: Act| room.session.decide("desk", act.into()).err();
    assert_eq!(
        decide(&room, tie("lot", ["a", "b"])),
        Some(Refusal::MethodFirst)
    );
    room.say("desk chooses p1 by lot a b: agreed");
    assert_eq!(
        decide(&room, tie("vote", ["a", "b"])),
        Some(Refusal::MethodFirst)
    );
    assert_eq!(decide(&room, tie("lot", ["b", "a"])), None);
    room.act("desk", tie("lot", ["b", "a"]));
    // One choice, one decision.
    assert_eq!(
        decide(&room, tie("lot", ["a", "b"])),
        Some(Refusal::MethodFirst)
    );
}

#[test]
fn one_entry_is_reopened_and_the_others_stay_sealed() {
    check_story(
        closed(""),
        "desk reopens w1 p1/a: a slip             => recorded
         w1 marks p1/b i1 1.00                    => sheet is submitted
         w1 marks p1/a i1 29.00                   => recorded
         desk closes                              => w1 unfinished: 1 sheets
         desk reopens w1 p1/z: a slip             => no entry p1/z
         desk reopens w1 p2/a: a slip             => recorded
         w1 submits p1                            => recorded
         w1 submits p2                            => recorded
         desk closes                              => recorded",
    );
}

#[test]
fn a_judge_explains_what_is_submitted_and_nothing_else() {
    let mut room = room(rules("")).tell("desk opens");
    room.fill("w1", "p1/a", "30+50");
    check_story(
        room,
        "w1 explains p1/a i1: good                => nothing is submitted
         w1 marks p1/b i1 1.00                    => recorded
         w1 marks p1/b i2 1.00                    => recorded
         w1 submits p1                            => recorded
         w1 explains p1/a i1:                     => no reason given
         w2 explains p1/a i1 for w1: good         => not yours but w1's
         w1 explains p1/a i9: good                => no indicator i9
         w1 explains p1/a i1: good                => recorded",
    );
}
