//! Experts' comments: a judge writes hers in her room on one key, the leader reads all of an applicant's and merges them.

use crate::{common, stage};
use common::{Room, rules};
use pingshen::journal::{Journal, Opening};
use pingshen::model::{Act, Judge};
use pingshen::text::Lang;
use pingshen::tui::app::Event;
use pingshen::tui::input::Input;
use stage::Stage;

/// Three judges, the first of them the leader; two applicants; everything is scored, nothing submitted.
fn room() -> Room {
    let mut room = Room::new(1, &["5", "10"], rules("recusal per entry"));
    let leader = Judge {
        leader: true,
        ..Judge::new("w1", "评委甲")
    };
    room.act("desk", Act::Judge(leader));
    let mut room = room.tell(
        "desk seats w2 评委乙
         desk seats w3 评委丙
         desk registers a p1
         desk registers b p1
         desk opens",
    );
    for judge in ["w1", "w2", "w3"] {
        room.fill(judge, "p1/a", "3+7");
        room.fill(judge, "p1/b", "4+6");
    }
    room
}

fn seated(room: &Room, seat: &str, lang: Lang) -> Stage {
    let mut stage = Stage::home(lang, 80, 24);
    let folder = stage.session();
    drop(room.journal(&folder, &stage::clock(), false));
    stage.app.open(&folder, Some(seat)).unwrap();
    stage
}

fn journal(stage: &Stage) -> Journal {
    let how = Opening {
        write: true,
        ..Opening::default()
    };
    Journal::open(&stage.session(), stage::clock(), &how).unwrap()
}

#[test]
fn a_judge_writes_hers_on_one_key_and_takes_it_back() {
    let mut stage = seated(&room(), "w2", Lang::Zh);
    stage
        .keys("<c-e>")
        .sees("对 a a 的意见")
        .keys("调研扎实<enter>导师偏少<enter>补足导师<enter>")
        .sees("优点：调研扎实")
        .sees("不足：导师偏少")
        .hides("评审组意见");
    let session = journal(&stage);
    let said = session.session().comment(0, 1).unwrap();
    assert_eq!(said.text.parts(), ["调研扎实", "导师偏少", "补足导师"]);
    assert_eq!(said.by, "w2");
    drop(session);
    // Back in the room, at the same cell; what she wrote stands in the form again.
    stage
        .keys("<esc>")
        .sees("评价内容")
        .keys("<c-e>")
        .sees("调研扎实");
    stage
        .keys("<c-u><enter><c-u><enter><c-u><enter>")
        .sees("还没有写");
    assert!(journal(&stage).session().comment(0, 1).is_none());
}

#[test]
fn what_cannot_be_written_is_said_and_no_form_opens() {
    let mut stage = seated(&room().tell("w2 submits p1"), "w2", Lang::En);
    stage.keys("<c-e>").hides("Comment on").keys("<enter>");
    stage
        .sees("submitted")
        .hides("Comment on")
        .hides("write mine");
    let mut stage = seated(&room().tell("w2 recuses w2 p1/a: kin"), "w2", Lang::En);
    stage
        .keys("<c-e>")
        .keys("<enter>")
        .sees("recused")
        .hides("Comment on");
}

/// The leader judges for herself first; then she reads all, and what they say is her draft.
#[test]
fn the_leader_reads_all_and_merges_them() {
    let mut stage = seated(
        &room().tell(
            "w2 comments a: clear survey. / few mentors / add mentors
             w3 comments a: good schools / / check the schedule",
        ),
        "w1",
        Lang::En,
    );
    stage.keys("<c-e>").hides("few mentors").keys("<esc>");
    stage.sees("own sheets").hides("few mentors").keys("<f6>");
    stage.sees("Submit them first").hides("panel's comment on");
    let mut journal_here = journal(&stage);
    let submit = pingshen::model::Intent::Submit {
        judge: "w1".to_owned(),
        project: "p1".to_owned(),
    };
    journal_here.append("w1", vec![submit]).unwrap();
    drop(journal_here);
    stage.app.handle(Event::Grew);
    stage
        .sees("评委乙")
        .sees("few mentors")
        .sees("check the schedule");
    stage.keys("<f4>").sees("clear survey; good schools");
    stage
        .keys("<enter><end>, and late<enter><enter>")
        .sees("few mentors, and late");
    let session = journal(&stage);
    let said = session.session().panel_comment(0).unwrap();
    assert_eq!(
        said.text.parts(),
        [
            "clear survey; good schools",
            "few mentors, and late",
            "add mentors; check the schedule"
        ]
    );
    drop(session);
    // The next time F6 goes on from what is merged.
    stage.keys("<f6>").sees("few mentors, and late");
    // Nobody but the leader reads what others wrote.
    let mut other = seated(&room().tell("w2 comments a: clear survey"), "w3", Lang::En);
    other.keys("<c-e><esc>").hides("clear survey").keys("<f6>");
    other.sees("leader's to write");
}

/// From paper the coordinator writes them down in a judge's sheets.
#[test]
fn the_coordinator_writes_them_from_paper() {
    let act = Act::Comment {
        applicant: "a".to_owned(),
        text: Box::default(),
        judge: Some("w2".to_owned()),
    };
    let json = serde_json::to_string(&act).unwrap();
    assert_eq!(
        json,
        r#"{"comment":{"applicant":"a","text":{"strengths":"","weaknesses":"","advice":""},"judge":"w2"}}"#
    );
    let room = room().tell("desk comments a for w2: from paper");
    let said = room.session.comment(0, 1).unwrap();
    assert_eq!(said.by, "desk");
}

/// A field that is full says so; a comment takes as much as the journal does.
#[test]
fn a_long_comment_is_taken_whole_or_said_to_be_too_long() {
    let mut stage = seated(&room(), "w2", Lang::Zh);
    stage.keys("<c-e>");
    let paste = |stage: &mut Stage, n: usize| {
        let text = "优".repeat(n);
        stage.app.handle(Event::Input(Input::Paste(text)));
    };
    paste(&mut stage, 1500);
    stage.hides("最多");
    paste(&mut stage, 501);
    stage.sees("最多 2000 字").keys("<enter><enter><enter>");
    let session = journal(&stage);
    let said = session.session().comment(0, 1).unwrap();
    assert_eq!(said.text.strengths.chars().count(), 2000);
}

/// What is being written is kept as a half-typed number is: over Esc, over another seat, and over the end of the program.
#[test]
fn a_half_written_comment_is_there_again() {
    let mut stage = seated(&room(), "w2", Lang::Zh);
    stage.keys("<c-e>调研扎实<esc>").sees("还没有存进记录");
    stage
        .keys("<esc><c-e>")
        .sees("调研扎实")
        .keys("<enter>导师偏少");
    stage.app.autosave_draft();
    // The program was killed here.
    let mut again = Stage::home(Lang::Zh, 80, 24);
    again.app.open(&stage.session(), Some("w2")).unwrap();
    again.keys("<c-e>").sees("调研扎实").sees("导师偏少");
    again
        .keys("<tab><enter><enter>")
        .sees("优点：调研扎实")
        .hides("还没有存进记录");
    again
        .keys("<esc><c-e>")
        .sees("导师偏少")
        .hides("还没有存进记录");
    // Nobody else's, and of nobody else.
    let mut other = Stage::home(Lang::Zh, 80, 24);
    other.app.open(&stage.session(), Some("w3")).unwrap();
    other.keys("<c-e>").hides("调研扎实");
}
