//! Who may do what, and when: tables of acts, stories of refusals, and the faults of templates.

use crate::common;
use common::{
    Room, check_lines, check_story, outcome, picture, rules, sentence, setup, stamp, template,
};
use pingshen::model::{Act, Intent, Judge, Phase, Refusal, Session, SetupFault, Template};
use serde_json::{Value, json};

/// Two judges; `a` and `b` apply for both projects, `o` is out already. Caps 40 and 60.
fn in_setup() -> Room {
    Room::new(2, &["40", "60"], rules("recusal per entry")).tell(
        "desk seats w1
         desk seats w2
         desk registers a p1,p2
         desk registers b p1,p2
         desk registers o p1
         desk vetoes o: copied",
    )
}

fn filled(mut room: Room, judge: &str, project: &str) -> Room {
    room.fill(judge, &format!("{project}/a"), "30+50");
    room.fill(judge, &format!("{project}/b"), "20+40");
    room
}

/// `w1` has scored the first project and submitted the second; `w2` has done nothing.
fn in_scoring() -> Room {
    let room = filled(in_setup().tell("desk opens"), "w1", "p1");
    filled(room, "w1", "p2").tell("w1 submits p2")
}

/// Every sheet is submitted.
fn finished() -> Room {
    let room = filled(in_scoring(), "w2", "p1");
    filled(room, "w2", "p2").tell(
        "w1 submits p1
         w2 submits p1
         w2 submits p2",
    )
}

fn closed() -> Room {
    finished().tell("desk closes")
}

/// In four columns, for the desk, for `w1`, and for `w2`: `yes`, `desk` (only the desk may), `w1` (it is
/// hers, or the desk's), `phase` (not now), or else the facts that stand against it.
#[track_caller]
fn check_rights(table: &str) {
    let rooms = [in_setup(), in_scoring(), finished(), closed()];
    check_lines(table, |line, _| {
        let (said, _) = line.split_once('|').expect("|");
        let cell = |room: &Room, by: &str| {
            let (by, intent) = sentence(&format!("{by} {}", said.trim()));
            match room.clone().try_act(&by, intent) {
                Ok(()) => "yes".to_owned(),
                Err(Refusal::DeskOnly) => "desk".to_owned(),
                Err(Refusal::NotYourSheet { judge }) => judge,
                Err(Refusal::Phase { .. }) => "phase".to_owned(),
                Err(Refusal::TieTooEarly { .. }) => "early".to_owned(),
                refused => format!("({})", outcome(&refused)),
            }
        };
        let columns = rooms.iter().map(|room| {
            let cells = ["desk", "w1", "w2"].map(|by| cell(room, by));
            cells.join(" ")
        });
        format!("{said} | {}", columns.collect::<Vec<_>>().join(" | "))
    });
}

#[test]
fn the_roster_is_the_desks_until_scoring_opens() {
    check_rights(
        "#                      setup          | scoring         | all submitted   | closed
         seats w3             | yes desk desk  | phase desk desk | phase desk desk | phase desk desk
         registers c p1       | yes desk desk  | phase desk desk | phase desk desk | phase desk desk
         registers a p2       | yes desk desk  | phase desk desk | phase desk desk | phase desk desk
         removes a            | yes desk desk  | phase desk desk | phase desk desk | phase desk desk
         opens                | yes desk desk  | phase desk desk | phase desk desk | phase desk desk",
    );
}

#[test]
fn a_sheet_is_the_judges_or_the_desks_from_paper_while_scoring_is_open() {
    check_rights(
        "#                                  setup            | scoring      | all submitted | closed
         marks p1/a i1 1.00 for w1         | phase phase w1  | yes yes w1   | (sheet is submitted) (sheet is submitted) w1 | phase phase w1
         blanks p1/a i1 for w1             | phase phase w1  | yes yes w1   | (sheet is submitted) (sheet is submitted) w1 | phase phase w1
         remarks p1/a i1 for w1: page 3    | phase phase w1  | yes yes w1   | (sheet is submitted) (sheet is submitted) w1 | phase phase w1
         submits p1 as a=80.00 b=60.00 for w1 | phase phase w1 | yes yes w1 | (nothing to submit) (nothing to submit) w1   | phase phase w1
         # Without saying for whom, it is one's own; the desk has no sheet.
         marks p1/a i1 1.00                | (no judge desk) phase phase | (no judge desk) yes yes | (no judge desk) (sheet is submitted) (sheet is submitted) | (no judge desk) phase phase",
    );
}

#[test]
fn a_judge_steps_aside_herself_and_the_desk_does_the_rest() {
    check_rights(
        "#                          setup             | scoring       | all submitted  | closed
         recuses w1 p1: kin        | phase phase w1   | yes yes w1    | yes (sheet is submitted) w1 | phase phase w1
         recuses w1 p1/a: kin      | phase phase w1   | yes yes w1    | yes (sheet is submitted) w1 | phase phase w1
         voids w1 p1: replaced     | phase desk desk  | yes desk desk | yes desk desk  | phase desk desk
         reopens w1 p2: misread    | phase desk desk  | yes desk desk | yes desk desk  | yes desk desk
         closes                    | phase desk desk  | (w1 w2 unfinished: 6 sheets) desk desk | yes desk desk | phase desk desk",
    );
}

#[test]
fn what_touches_the_result_is_the_desks() {
    check_rights(
        "#                            setup           | scoring       | all submitted | closed
         disqualifies a: late        | yes desk desk   | yes desk desk | yes desk desk | yes desk desk
         vetoes a: copied            | yes desk desk   | yes desk desk | yes desk desk | yes desk desk
         reinstates o: cleared       | yes desk desk   | yes desk desk | yes desk desk | yes desk desk
         decides p1 by lot a b: drawn | phase desk desk | early desk desk | yes desk desk | yes desk desk
         rules trim 0/0: agreed      | yes desk desk   | yes desk desk | yes desk desk | yes desk desk",
    );
}

#[test]
fn doors_and_notes() {
    check_rights(
        "#                 setup       | scoring     | all submitted | closed
         locks w1         | yes yes w1 | yes yes w1 | yes yes w1 | yes yes w1
         enters w1        | yes yes w1 | yes yes w1 | yes yes w1 | yes yes w1
         fails w1         | yes yes w1 | yes yes w1 | yes yes w1 | yes yes w1
         leaves w1        | yes yes w1 | yes yes w1 | yes yes w1 | yes yes w1
         enters desk      | yes desk desk | yes desk desk | yes desk desk | yes desk desk
         notes: late start | yes yes yes | yes yes yes | yes yes yes | yes yes yes
         mends            | yes yes yes | yes yes yes | yes yes yes | yes yes yes",
    );
}

/// Every act there is, each such that somebody in the room could do it at some time.
pub const EVERY_ACT: &str = "seats w3
    registers c p1
    removes a
    locks w1
    enters w1
    fails w1
    leaves w1
    opens
    marks p1/a i1 1.00 for w1
    remarks p1/a i1 for w1: page 3
    submits p1 as a=80.00 b=60.00 for w1
    reopens w1 p2: misread
    recuses w1 p1: kin
    voids w1 p1: replaced
    disqualifies a: late
    vetoes a: copied
    reinstates o: cleared
    decides p1 by lot a b: drawn
    rules trim 0/0: agreed
    notes: late start
    closes
    mends
    corrects w1 Wang
    unseats w1
    replaces w1 with w7: ill
    declares for w1
    ticks a seal pass: seen
    qualifies a: Li
    suspends a: a question
    seconds a: Wang
    explains p1/a i1 for w1: good
    chooses p1 by lot a b: agreed
    agrees for w1
    certifies p1=a p2=b
    looks-again: a protest
    lifts w1 p1: a mistake
    withdraws a p1: letter 7
    amends a Changhe: misspelt
    excuses w1: on leave
    hands-keys w1
    unlocks w1
    keeps-notice announcement.docx
    keeps-dossier a
    accepts-facts a experts 10
    checks-copies a
    dismisses-copy a: public
    proves-copy a: copied
    comments a for w1: clear / thin / more cases
    merges a: clear / thin / more cases";

#[test]
fn a_stranger_may_do_nothing() {
    for room in [in_setup(), in_scoring(), closed()] {
        for act in common::written(EVERY_ACT) {
            let (by, intent) = sentence(&format!("w9 {act}"));
            let done = room.clone().try_act(&by, intent);
            assert_eq!(outcome(&done), "no seat w9", "{act}");
        }
    }
}

#[test]
fn nothing_comes_before_the_setup_and_none_after_it() {
    for act in common::written(EVERY_ACT) {
        let (by, intent) = sentence(&format!("desk {act}"));
        let done = Room::default().try_act(&by, intent);
        assert_eq!(done, Err(Refusal::NoSetup), "{act}");
    }
    let first = || setup(template(1, &["100"], rules("")));
    assert_eq!(
        Room::default().try_act("w1", first()),
        Err(Refusal::DeskOnly)
    );
    for mut room in [in_setup(), in_scoring(), closed()] {
        assert_eq!(room.try_act("desk", first()), Err(Refusal::SetupTwice));
    }
}

/// What is refused leaves no trace, whichever way it comes.
#[test]
fn a_refusal_changes_nothing() {
    for room in [in_setup(), in_scoring(), closed()] {
        for act in common::written(EVERY_ACT) {
            for by in ["desk", "w1", "w2", "w9"] {
                let (by, intent) = sentence(&format!("{by} {act}"));
                let Intent::Do(act) = intent else {
                    panic!("{act} is not an act by itself");
                };
                let mut session: Session = room.session.clone();
                let decided = session.decide(&by, Intent::Do(act.clone()));
                let applied = session.apply(stamp(room.session.seq() + 1, &by), &act);
                assert_eq!(applied, decided.clone().map(|_| ()), "{by} {act:?}");
                if decided.is_err() {
                    assert_eq!(picture(&session), picture(&room.session), "{by} {act:?}");
                }
            }
        }
    }
}

#[test]
fn a_mark_is_between_zero_and_the_cap() {
    check_story(
        in_scoring(),
        "w2 marks p1/a i1 40.00                  => recorded
         w2 marks p1/a i1 40.01                  => over the cap of 40.00
         w2 marks p1/a i2 60.00                  => recorded
         w2 marks p1/a i2 1000000.00             => over the cap of 60.00
         w2 marks p1/a i1 0.00                   => recorded
         w2 blanks p1/a i1                       => recorded
         desk marks p1/a i1 40.01 for w2         => over the cap of 40.00",
    );
}

#[test]
fn what_nobody_knows_is_refused_by_its_name() {
    check_story(
        in_scoring(),
        "w2 marks p9/a i1 1.00                   => no entry p9/a
         w2 marks p1/z i1 1.00                   => no entry p1/z
         w2 marks p2/o i1 1.00                   => no entry p2/o
         w2 marks p1/a i9 1.00                   => no indicator i9
         w2 remarks p1/a i9: good                => no indicator i9
         desk marks p1/a i1 1.00 for w9          => no judge w9
         desk submits p1 for w9                  => no judge w9
         w2 submits p9                           => no project p9
         w2 submits p9 as a=1.00                 => no project p9
         desk reopens w9 p1: misread             => no judge w9
         desk reopens w1 p9: misread             => no project p9
         desk recuses w9 p1: kin                 => no judge w9
         desk recuses w1 p9: kin                 => no project p9
         desk recuses w1 p1/z: kin               => no entry p1/z
         desk voids w9 p1: replaced              => no judge w9
         desk voids w1 p9: replaced              => no project p9
         desk vetoes z: copied                   => no applicant z
         desk disqualifies z: late               => no applicant z
         desk reinstates z: cleared              => no applicant z
         desk decides p9 by lot a b: drawn       => no project p9
         desk decides p1 by lot a z: drawn       => no entry p1/z
         desk decides p2 by lot a o: drawn       => no entry p2/o
         desk locks w9                           => no seat w9
         desk enters w9                          => no seat w9",
    );
    // Another project's entry is not this project's.
    let act = Act::Recuse {
        judge: "w2".to_owned(),
        project: "p1".to_owned(),
        entry: Some("p2/a".to_owned()),
        ground: "kin".to_owned(),
    };
    let done = in_scoring().try_act("w2", act);
    assert_eq!(outcome(&done), "no entry p2/a");
}

#[test]
fn submitted_recused_and_void_sheets_are_read_only() {
    let room = check_story(
        in_scoring(),
        "w1 marks p2/a i1 1.00                   => sheet is submitted
         w1 blanks p2/a i1                       => sheet is submitted
         w1 remarks p2/a i1: second thoughts     => sheet is submitted
         desk marks p2/a i1 1.00 for w1          => sheet is submitted
         w1 submits p2                           => nothing to submit
         # Other sheets stay as they are.
         w1 marks p1/a i1 1.00                   => recorded
         w2 marks p2/a i1 1.00                   => recorded
         w2 recuses w2 p2/a: kin                 => recorded
         w2 marks p2/a i1 2.00                   => sheet is recused
         w2 marks p2/b i1 2.00                   => recorded
         desk voids w2 p2: replaced              => recorded
         w2 marks p2/a i1 2.00                   => sheet is recused
         w2 marks p2/b i1 3.00                   => sheet is void
         desk marks p2/b i1 3.00 for w2          => sheet is void
         w2 marks p1/b i1 3.00                   => recorded",
    );
    // The marks are kept, though they do not count, and so is the ground of the recusal.
    let session = &room.session;
    let entry = &session.entries()[session.entry("p2/b").unwrap()];
    assert_eq!(entry.mark(1, 0), Some(common::points("2.00")));
    assert_eq!(
        session.ground(session.entry("p2/a").unwrap(), 1).as_deref(),
        Some("kin")
    );
}

#[test]
fn an_applicant_that_is_out_is_scored_no_more() {
    check_story(
        in_scoring(),
        "w2 marks p1/o i1 1.00                   => p1/o is out
         w2 remarks p1/o i1: copied              => p1/o is out
         desk vetoes o: again                    => o is out already
         desk disqualifies o: late               => o is out already
         desk reinstates a: cleared              => a is not out
         desk reinstates o: cleared              => recorded
         w2 marks p1/o i1 1.00                   => recorded
         # Back in the race, o is in the way of submitting.
         w1 submits p1                           => 2 blanks
         desk disqualifies o: late               => recorded
         w1 submits p1                           => recorded
         desk vetoes a: copied                   => recorded
         w2 marks p2/a i1 1.00                   => p2/a is out",
    );
}

#[test]
fn a_submission_is_whole_and_says_the_totals_that_stand() {
    check_story(
        in_scoring(),
        "w2 submits p1                           => 4 blanks
         w2 submits p1 as a=0.00 b=0.00          => 4 blanks
         w2 marks p1/a i1 40.00                  => recorded
         w2 marks p1/a i2 60.00                  => recorded
         w2 marks p1/b i1 0.00                   => recorded
         w2 submits p1                           => 1 blanks
         w2 marks p1/b i2 0.00                   => recorded
         w2 submits p1 as a=99.99 b=0.00         => totals differ at p1/a
         w2 submits p1 as a=100.00 b=0.01        => totals differ at p1/b
         w2 submits p1 as a=100.00               => totals differ at p1
         w2 submits p1 as a=100.00 b=0.00 o=1.00 => totals differ at p1
         w2 submits p1 as b=0.00 a=100.00        => totals differ at p1/b
         w2 submits p1 as a=100.00 z=0.00        => totals differ at p1/z
         w2 submits p1 as a=100.00 b=0.00        => recorded
         w2 submits p1                           => nothing to submit
         # Nobody submits for another judge, but the desk from paper.
         w2 submits p1 for w1                    => not yours but w1's
         desk submits p1 for w1                  => recorded
         # What one is recused from needs no marks.
         w2 recuses w2 p2/b: kin                 => recorded
         w2 marks p2/a i1 1.00                   => recorded
         w2 marks p2/a i2 1.00                   => recorded
         w2 submits p2 as a=2.00                 => recorded",
    );
}

#[test]
fn scoring_closes_when_every_sheet_is_settled() {
    let room = check_story(
        in_scoring(),
        "desk closes                             => w1 w2 unfinished: 6 sheets
         w1 submits p1                           => recorded
         desk closes                             => w2 unfinished: 4 sheets
         w2 recuses w2 p1/a: kin                 => recorded
         desk closes                             => w2 unfinished: 3 sheets
         desk voids w2 p1: replaced              => recorded
         desk closes                             => w2 unfinished: 2 sheets
         desk vetoes b: copied                   => recorded
         desk closes                             => w2 unfinished: 1 sheets
         desk voids w2 p2: replaced              => recorded
         desk closes                             => recorded
         desk closes                             => not in closed
         w1 marks p1/a i1 1.00                   => not in closed",
    );
    assert_eq!(room.session.phase(), Phase::Closed);
}

#[test]
fn reopening_returns_to_scoring_for_that_judge_and_project() {
    let room = check_story(
        closed(),
        "desk reopens w1 p1:                     => no reason given
         desk reopens w1 p1: misread             => recorded
         desk reopens w1 p1: misread             => nothing is submitted
         w1 marks p1/a i1 31.00                  => recorded
         w1 marks p2/a i1 31.00                  => sheet is submitted
         w2 marks p1/a i1 31.00                  => sheet is submitted
         desk closes                             => w1 unfinished: 2 sheets
         w1 submits p1 as a=81.00 b=60.00        => recorded
         desk closes                             => recorded",
    );
    assert_eq!(room.session.phase(), Phase::Closed);
    let room = closed().tell("desk reopens w2 p2: misread");
    assert_eq!(room.session.phase(), Phase::Scoring);
    let submitted = |judge, project| room.session.submission(judge, project).is_some();
    assert_eq!(
        [
            submitted(0, 0),
            submitted(0, 1),
            submitted(1, 0),
            submitted(1, 1)
        ],
        [true, true, true, false]
    );
}

#[test]
fn a_reason_is_given_where_one_is_owed() {
    check_story(
        in_scoring(),
        "desk reopens w1 p2:                     => no reason given
         w2 recuses w2 p1:                       => no reason given
         w2 recuses w2 p1/a:                     => no reason given
         desk voids w1 p1:                       => no reason given
         desk disqualifies a:                    => no reason given
         desk vetoes a:                          => no reason given
         desk reinstates o:                      => no reason given
         desk decides p1 by lot a b:             => no reason given
         desk rules trim 0/0:                    => no reason given
         w1 notes:                               => no reason given",
    );
    // Before scoring opens the rules are the desk's own, and a remark may always be taken back.
    in_setup().say("desk rules trim 0/0:");
    in_scoring().say("w1 remarks p1/a i1:");
    let long = "长".repeat(pingshen::model::LONGEST_TEXT);
    in_scoring().say(&format!("w1 notes: {long}"));
    let (by, intent) = sentence(&format!("w1 notes: {long}长"));
    let done = in_scoring().try_act(&by, intent);
    assert_eq!(done, Err(Refusal::TooLong { most: 2000 }));
}

#[test]
fn a_decision_orders_at_least_two_and_nobody_twice() {
    check_story(
        finished(),
        "desk decides p1 by lot a: drawn         => no tie in that
         desk decides p1 by lot a a: drawn       => no tie in that
         desk decides p1 by lot a b a: drawn     => no tie in that
         desk decides p1 by lot a b: drawn       => recorded",
    );
}

#[test]
fn a_roster_that_can_be_scored() {
    let empty = || Room::new(2, &["40", "60"], rules(""));
    check_story(
        empty(),
        "desk opens                              => NoJudges
         desk seats desk                         => BadId { id: \"desk\" }
         desk seats w/1                          => BadId { id: \"w/1\" }
         desk seats w1                           => recorded
         desk seats w1                           => DuplicateJudge { judge: \"w1\" }
         desk opens                              => NoEntries
         desk registers a;b p1                   => BadId { id: \"a;b\" }
         desk registers a p1,p9                  => no project p9
         desk registers a p1                     => recorded
         # Registered again with corrections: still one applicant, now in another project.
         desk registers a p2                     => recorded
         desk registers b p1                     => recorded
         desk removes b                          => recorded
         desk removes b                          => no applicant b
         desk opens                              => recorded
         w1 marks p1/a i1 1.00                   => no entry p1/a
         w1 marks p1/b i1 1.00                   => no entry p1/b
         w1 marks p2/a i1 1.00                   => recorded",
    );
    let nameless = Act::Applicant(Box::new(pingshen::model::Applicant {
        id: "a".to_owned(),
        name: " ".to_owned(),
        projects: vec!["p1".to_owned()],
        ..Default::default()
    }));
    let done = empty().try_act("desk", nameless);
    assert_eq!(done, Err(Refusal::NoName { id: "a".to_owned() }));
    let nowhere = Act::Applicant(Box::new(pingshen::model::Applicant {
        id: "a".to_owned(),
        name: "A".to_owned(),
        ..Default::default()
    }));
    let done = empty().try_act("desk", nowhere);
    let applicant = "a".to_owned();
    assert_eq!(done, Err(Refusal::NoProjects { applicant }));
}

#[test]
fn rules_that_cannot_count_are_refused() {
    let bad = |rule, value, least, most| {
        Err(Refusal::BadRules(vec![SetupFault::BadRule {
            rule,
            value,
            least,
            most,
        }]))
    };
    for (said, done) in [
        ("trim 1/1, at least 3", Ok(())),
        ("trim 1/1, at least 2", bad("min_sheets", 2, 3, 255)),
        ("trim 2/1, at least 3", bad("min_sheets", 3, 4, 255)),
        ("trim 0/0, at least 0", bad("min_sheets", 0, 1, 255)),
        ("trim 11/0, at least 20", bad("trim_high", 11, 0, 10)),
        ("trim 0/11, at least 20", bad("trim_low", 11, 0, 10)),
        ("two from 5", Ok(())),
        ("two from 4", bad("trim_two_from", 4, 5, 255)),
        ("two from 0", bad("trim_two_from", 0, 5, 255)),
        ("awards 0", bad("awards_per_project", 0, 1, 100)),
        ("each 0", bad("awards_per_applicant", 0, 1, 100)),
        ("reserves 101", bad("reserves", 101, 0, 100)),
    ] {
        let (by, intent) = sentence(&format!("desk rules {said}: agreed"));
        assert_eq!(in_scoring().try_act(&by, intent), done, "{said}");
    }
}

// ---- templates -----------------------------------------------------------------------------------

fn plain_template() -> Value {
    json!({
        "title": "培训项目遴选",
        "projects": [{"id": "p1", "name": "高中"}, {"id": "p2", "name": "初中"}],
        "indicators": [
            {"id": "form", "name": {"zh": "资质", "en": "Standing"}, "cap": 40},
            {"id": "plan", "name": "方案", "cap": "60.00"},
        ],
        "requirements": [
            {"id": "mentors", "indicator": "plan", "name": "导师",
             "per_trainee": {"of": "mentors", "one_per": 5}},
        ],
        "checklist": [{"id": "licence", "name": "执照"}],
    })
}

/// The plain template with one place in it changed.
fn changed(path: &str, value: Value) -> Result<Template, String> {
    let mut file = plain_template();
    let (parent, key) = path.rsplit_once('/').expect("a path");
    match file.pointer_mut(parent).expect("a place") {
        Value::Object(object) => drop(object.insert(key.to_owned(), value)),
        Value::Array(list) => list[key.parse::<usize>().unwrap()] = value,
        other => panic!("{path}: {other}"),
    }
    serde_json::from_value(file).map_err(|e| e.to_string())
}

#[test]
fn a_plain_template_is_enough() {
    let template: Template = serde_json::from_value(plain_template()).unwrap();
    assert_eq!(template.check(), Ok(()));
    assert_eq!(
        template.full_marks().map(|p| p.to_string()).as_deref(),
        Some("100.00")
    );
    // A plain string is the name in both languages.
    assert_eq!(
        (template.title.zh.as_str(), template.title.en.as_str()),
        ("培训项目遴选", "培训项目遴选")
    );
    assert_eq!(template.indicators[0].name.en, "Standing");
    assert_eq!(
        template.rules,
        rules("trim 1/1, at least 3, awards 1, each 1, reserves 2")
    );
    let again = serde_json::to_string(&template).unwrap();
    assert_eq!(serde_json::from_str::<Template>(&again).unwrap(), template);
}

#[test]
fn a_cap_is_a_whole_number_or_a_string() {
    let cases = [
        (json!(40), "40.00"),
        (json!("40"), "40.00"),
        (json!("2.5"), "2.50"),
        (json!("2.50"), "2.50"),
        (json!(999_940), "999940.00"),
        // A fraction as a number would have passed through a float.
        (json!(2.5), "refused"),
        (json!(-1), "refused"),
        (json!("-1"), "refused"),
        (json!("2.505"), "refused"),
        (json!("ten"), "refused"),
        (json!(""), "refused"),
        (json!(1_000_001), "refused"),
        (json!(u64::MAX), "refused"),
        (json!(null), "refused"),
    ];
    for (cap, read) in cases {
        let template = changed("/indicators/0/cap", cap.clone());
        let is = template.map_or("refused".to_owned(), |t| t.indicators[0].cap.to_string());
        assert_eq!(is, read, "{cap}");
    }
}

/// Every fault is found by its place and its value.
#[test]
fn faults_of_a_template() {
    let project = |id: &str, name: &str| json!({"id": id, "name": name});
    let cases = [
        (
            "/format",
            json!("pingshen-template/9"),
            "UnknownFormat { format: \"pingshen-template/9\" }",
        ),
        ("/title", json!(" "), "NoTitle"),
        ("/projects", json!([]), "NoProject"),
        (
            "/projects/1",
            project("p1", "again"),
            "DuplicateId { list: \"projects\", id: \"p1\" }",
        ),
        (
            "/projects/1",
            project("p/2", "slash"),
            "BadId { list: \"projects\", id: \"p/2\" }",
        ),
        (
            "/projects/1",
            project("", "nothing"),
            "BadId { list: \"projects\", id: \"\" }",
        ),
        (
            "/projects/1",
            project("-p", "option"),
            "BadId { list: \"projects\", id: \"-p\" }",
        ),
        (
            "/projects/1",
            project("p2", ""),
            "NoName { list: \"projects\", id: \"p2\" }",
        ),
        (
            "/projects/1/name",
            json!({"zh": "初中", "en": ""}),
            "NoName { list: \"projects\", id: \"p2\" }",
        ),
        (
            "/indicators/0/id",
            json!("plan"),
            "DuplicateId { list: \"indicators\", id: \"plan\" }",
        ),
        (
            "/indicators/0/cap",
            json!(0),
            "CapNotPositive { indicator: \"form\" }",
        ),
        (
            "/indicators/0/cap",
            json!("0.00"),
            "CapNotPositive { indicator: \"form\" }",
        ),
        ("/indicators/0/cap", json!(1_000_000), "CapsTooLarge"),
        (
            "/requirements/0/indicator",
            json!("form "),
            "UnknownIndicator { list: \"requirements\", id: \"mentors\", indicator: \"form \" }",
        ),
        (
            "/requirements/0/per_trainee",
            json!(null),
            "RequirementWithoutRule { id: \"mentors\" }",
        ),
        (
            "/requirements/0/share",
            json!({"of": "a", "from": "b", "percent": 50}),
            "RequirementWithoutRule { id: \"mentors\" }",
        ),
        (
            "/checklist/0/id",
            json!("a b"),
            "BadId { list: \"checklist\", id: \"a b\" }",
        ),
        (
            "/rules",
            json!({"min_sheets": 2}),
            "BadRule { rule: \"min_sheets\", value: 2, least: 3, most: 255 }",
        ),
        (
            "/rules",
            json!({"trim_high": 3}),
            "BadRule { rule: \"min_sheets\", value: 3, least: 5, most: 255 }",
        ),
        (
            "/rules",
            json!({"trim_two_from": 4}),
            "BadRule { rule: \"trim_two_from\", value: 4, least: 5, most: 255 }",
        ),
        (
            "/rules",
            json!({"awards_per_project": 0}),
            "BadRule { rule: \"awards_per_project\", value: 0, least: 1, most: 100 }",
        ),
        (
            "/rules",
            json!({"deviation_percent": 0}),
            "BadRule { rule: \"deviation_percent\", value: 0, least: 1, most: 100 }",
        ),
        (
            "/rules",
            json!({"deviation_percent": 101}),
            "BadRule { rule: \"deviation_percent\", value: 101, least: 1, most: 100 }",
        ),
        (
            "/rules",
            json!({"objective": ["size"]}),
            "UnknownIndicator { list: \"rules.objective\", id: \"size\", indicator: \"size\" }",
        ),
    ];
    for (path, value, fault) in cases {
        let template = changed(path, value.clone()).unwrap();
        let faults = template.check().unwrap_err();
        assert_eq!(
            format!("{faults:?}"),
            format!("[{fault}]"),
            "{path} {value}"
        );
        // And no session is made of it.
        let refused = Room::default().try_act("desk", setup(template));
        assert_eq!(refused, Err(Refusal::BadSetup(faults)), "{path} {value}");
    }
    let mut file = plain_template();
    file["indicators"] = json!([]);
    file["requirements"] = json!([]);
    let template: Template = serde_json::from_value(file).unwrap();
    assert_eq!(template.check(), Err(vec![SetupFault::NoIndicator]));
}

/// A misspelt field would be a rule that silently does not hold.
#[test]
fn what_cannot_be_read_as_a_template() {
    let cases = [
        ("/tittle", json!("x"), "unknown field `tittle`"),
        ("/projects/0/capp", json!(1), "unknown field `capp`"),
        ("/indicators/0/weight", json!(1), "unknown field `weight`"),
        (
            "/indicators/0/name",
            json!({"zh": "资质"}),
            "missing field `en`",
        ),
        (
            "/indicators/0/name",
            json!({"zh": "资质", "en": "x", "fr": "y"}),
            "unknown field `fr`",
        ),
        (
            "/indicators/0/name",
            json!(7),
            "a text, or {\"zh\": text, \"en\": text}",
        ),
        (
            "/indicators/0/cap",
            json!(2.5),
            "a cap: a whole number such as 10",
        ),
        (
            "/indicators/0",
            json!({"id": "form", "name": "x"}),
            "missing field `cap`",
        ),
        ("/rules", json!({"trim": 1}), "unknown field `trim`"),
        ("/rules", json!({"trim_high": -1}), "expected u8"),
        ("/rules", json!({"trim_high": 256}), "expected u8"),
        (
            "/rules",
            json!({"reading": "both"}),
            "unknown variant `both`",
        ),
        (
            "/rules",
            json!({"visibility": "hidden"}),
            "unknown variant `hidden`",
        ),
        (
            "/rules",
            json!({"rounding": "bankers"}),
            "unknown variant `bankers`",
        ),
    ];
    for (path, value, why) in cases {
        let said = changed(path, value.clone()).unwrap_err();
        assert!(said.contains(why), "{path} {value}: {said}");
    }
}

#[test]
fn what_is_decided_about_a_passage_stands_on_an_application_and_a_veto() {
    check_story(
        in_scoring(),
        "desk checks-copies a                    => no such application
         desk dismisses-copy a: public           => no such application
         desk keeps-dossier a                    => recorded
         w2 checks-copies a                      => desk only
         desk checks-copies a                    => recorded
         desk checks-copies z                    => no applicant z
         w2 dismisses-copy a: public             => desk only
         desk dismisses-copy a:                  => no reason given
         desk dismisses-copy a: public           => recorded
         desk proves-copy a: copied              => a is not vetoed
         desk vetoes a: copied                   => recorded
         desk proves-copy a: copied              => recorded",
    );
}

/// Judges comment while a sheet is theirs to write on; the leader speaks for the panel once her own are in.
#[test]
fn comments_are_their_judges_and_the_merged_one_the_leaders() {
    let leads = |room: Room| {
        let mut room = room;
        let judge = Judge {
            leader: true,
            ..Judge::new("w1", "w1")
        };
        room.act("desk", Act::EditJudge(judge));
        room
    };
    let room = leads(in_setup()).tell("desk opens");
    check_story(
        filled(filled(room, "w1", "p1"), "w1", "p2"),
        "w2 comments a: clear / thin / more cases        => recorded
         w1 comments a for w2: clear                     => not yours but w2's
         desk comments b for w2: from paper              => recorded
         w2 comments z: clear                            => no applicant z
         w2 comments o: clear                            => o is out
         w2 merges a: clear                              => leader only
         w1 comments a: sound                            => recorded
         w1 merges a: sound and clear                    => own sheets first
         w1 submits p1                                   => recorded
         w1 comments a: sound still                      => recorded
         w1 submits p2                                   => recorded
         w1 comments a: too late                         => sheet is submitted
         w1 merges a: sound and clear                    => recorded
         desk merges b: from paper                       => recorded
         w1 merges a:                                    => recorded
         desk recuses w2 p1: kin                         => recorded
         w2 comments a: in the other project             => recorded
         desk recuses w2 p2: kin                         => recorded
         w2 comments a: no more                          => sheet is recused
         desk closes                                     => recorded
         desk comments a for w2: paper                   => not in closed
         w1 merges a: at last                            => recorded",
    );
    // In the setup nobody says anything of anybody.
    check_story(
        leads(in_setup()),
        "w2 comments a: clear => not in setup
         w1 merges a: clear   => not in setup",
    );
}

/// A recusal from one applicant by name is one from speaking of it, in whatever project.
#[test]
fn whoever_is_recused_from_an_applicant_does_not_speak_of_it() {
    let mut room = Room::new(2, &["40", "60"], rules("recusal per entry")).tell(
        "desk seats w2
         desk registers a p1,p2
         desk registers b p1,p2",
    );
    let leader = Judge {
        leader: true,
        ..Judge::new("w1", "w1")
    };
    room.act("desk", Act::Judge(leader));
    let room = check_story(
        room.tell("desk opens"),
        "w2 comments a: clear     => recorded
         w2 recuses w2 p1/a: kin  => recorded
         w2 comments a: clearer   => sheet is recused
         w2 comments b: clear     => recorded
         w1 recuses w1 p1/a: kin  => recorded
         w1 merges a: clear       => sheet is recused",
    );
    let session = &room.session;
    // What was said before stays in the journal, and counts no more.
    assert!(session.comment(0, 1).is_some() || session.comment(0, 0).is_some());
    assert!(session.comments_on(0).is_empty());
    assert_eq!(session.comments_on(1).len(), 1);
}

/// What a leader wrote for the panel counts while she has a say, and so does what it was made of.
#[test]
fn the_panels_comment_counts_while_its_writer_has_a_say() {
    let mut room = Room::new(1, &["40", "60"], rules("recusal per entry")).tell(
        "desk seats w2
         desk registers a p1
         desk registers b p1",
    );
    let leader = Judge {
        leader: true,
        ..Judge::new("w1", "w1")
    };
    room.act("desk", Act::Judge(leader));
    let mut room = room.tell("desk opens");
    for judge in ["w1", "w2"] {
        for entry in ["p1/a", "p1/b"] {
            room.fill(judge, entry, "3+7");
        }
    }
    let room = room.tell(
        "w2 comments a: clear
         w1 submits p1
         w1 merges a: sound",
    );
    assert!(room.session.panel_comment(0).is_some());
    assert!(!room.session.rests_on_set_aside(0));
    let other = room.clone().tell("w2 recuses w2 p1/a: kin");
    assert!(other.session.panel_comment(0).is_some());
    assert!(other.session.rests_on_set_aside(0));
    for story in [
        "desk reopens w1 p1: look
         w1 recuses w1 p1/a: kin",
        "desk voids w1 p1: ill",
    ] {
        let room = room.clone().tell(story);
        assert!(room.session.panel_comment(0).is_none(), "{story}");
        assert!(room.session.set_aside_comment(0).is_some(), "{story}");
        assert!(room.session.set_aside_comment(1).is_none(), "{story}");
    }
    check_story(
        room.tell("desk voids w1 p1: ill"),
        "w1 merges a: sound    => sheet is void
         desk merges a: sound  => recorded",
    );
}

/// The same words between others are another passage.
#[test]
fn what_was_decided_of_two_is_not_decided_of_others() {
    let room = in_scoring().tell(
        "desk keeps-dossier a
         desk dismisses-copy a: public",
    );
    let (digest, former) = ("a1".repeat(32), "0f".repeat(32));
    let decided = |parties| room.session.copy_decision(&digest, parties).is_some();
    assert!(decided(["a", &former]));
    assert!(!decided(["b", &former]) && !decided(["a", "b"]));
}
