//! What goes out with the result: the brief of one page, the letters, the statements on confidentiality.

use crate::crowded::crowded;
use crate::export::{eventful, make};
use crate::{common, papers, stage};
use common::{Room, rules};
use papers::{document, files, parts};
use pingshen::journal::Journal;
use pingshen::office::OfficeError;
use pingshen::office::export::{PaperKind, Wish};
use pingshen::tally::Results;
use pingshen::text::Lang;
use std::collections::BTreeMap;
use std::path::Path;

fn only(journal: &Journal, lang: Lang, kind: PaperKind, out: &Path) -> BTreeMap<String, Vec<u8>> {
    let wish = Wish {
        kinds: vec![kind],
        ..Wish::default()
    };
    make(journal, lang, &wish, out).unwrap();
    files(out)
}

/// Three judges, two units, everything scored and submitted; not closed.
fn scored() -> Room {
    let mut room = Room::new(1, &["5", "10"], rules("")).tell(
        "desk seats w1
         desk seats w2
         desk seats w3
         desk registers a p1
         desk registers b p1
         desk opens",
    );
    for (n, judge) in ["w1", "w2", "w3"].into_iter().enumerate() {
        room.fill(judge, "p1/a", &format!("3+{n}"));
        room.fill(judge, "p1/b", &format!("4+{n}"));
        room.say(&format!("{judge} submits p1"));
    }
    room
}

#[test]
fn the_brief_says_result_reasons_reserves_dissent_and_what_was_set_aside() {
    let folder = tempfile::tempdir().unwrap();
    let journal = eventful(&folder.path().join("s"), &stage::clock());
    let out = folder.path().join("out");
    let made = only(&journal, Lang::Zh, PaperKind::Brief, &out);
    let brief = document(&made["08-评审结果简报.docx"]);
    let results = Results::of(journal.session());
    let score = results.standing(0, 1).unwrap().count.score.unwrap();
    let reserve = results.standing(0, 0).unwrap().count.score.unwrap();
    for text in [
        "结果已认证（2026-05-20 09:31",
        &format!("\nb\n{score}\n1\n并列，按裁定（抽签"),
        "项目1 project 1的并列按“抽签”裁定，理由：两家同分",
        "已获推荐 project 1，跳过",
        &format!("a（第 1 名，{reserve} 分"),
        "同意 4 人，不同意 1 人，拒绝签字 0 人，尚未表态 0 人",
        "评委乙不同意：项目一的资料不全",
        "其中 0 处没有说明",
        "d d，一票否决：方案与他人雷同",
        "评委回避 1 起",
        "□ 同意推荐结果",
    ] {
        assert!(brief.contains(text), "no “{text}” in\n{brief}");
    }
    assert!(!brief.contains("局党组"), "another organizer's session");
    let header = &parts(&made["08-评审结果简报.docx"])["word/header1.xml"];
    assert!(!header.contains("暂定"), "{header}");
}

#[test]
fn a_brief_while_scoring_is_open_is_marked_as_provisional() {
    let folder = tempfile::tempdir().unwrap();
    let journal = scored().journal(&folder.path().join("s"), &stage::clock(), true);
    let made = only(
        &journal,
        Lang::Zh,
        PaperKind::Brief,
        &folder.path().join("out"),
    );
    let brief = document(&made["08-评审结果简报.docx"]);
    assert!(brief.contains("评分尚未结束") && brief.contains("已定") && !brief.contains("同意 "));
    let header = &parts(&made["08-评审结果简报.docx"])["word/header1.xml"];
    assert!(header.contains("暂定"), "{header}");
}

/// Whatever does not fit on the page is counted; whole names, cut reasons.
#[test]
fn a_brief_with_much_to_tell_counts_the_rest() {
    let folder = tempfile::tempdir().unwrap();
    let journal = crowded(&folder.path().join("s"), &stage::clock());
    for (lang, name, more) in [
        (Lang::Zh, "08-评审结果简报.docx", "项见评审情况报告"),
        (Lang::En, "08-brief.docx", "more are in the report"),
    ] {
        let out = folder.path().join(name);
        let made = only(&journal, lang, PaperKind::Brief, &out);
        let brief = document(&made[name]);
        assert!(brief.matches(more).count() >= 3, "{brief}");
        assert!(brief.contains(
            "59号教师与校长研修发展综合服务中心（集团）暨附属实验学校联合培训学院有限责任公司"
        ));
        assert!(
            brief.contains('…') && brief.chars().count() < 2400,
            "{brief}"
        );
        // Each part has something to say.
        for (head, next) in [("2", "3"), ("3", "4")] {
            let numerals = ["", "", "二", "三", "四"];
            let at = |n: &str| match lang {
                Lang::Zh => brief.find(&format!("\n{}、", numerals[n.parse::<usize>().unwrap()])),
                Lang::En => brief.find(&format!("\n{n}. ")),
            };
            let part = &brief[at(head).unwrap()..at(next).unwrap()];
            assert!(part.trim().lines().count() > 1, "{part}");
        }
    }
}

#[test]
fn a_letter_says_what_the_count_says_of_its_unit_alone() {
    let folder = tempfile::tempdir().unwrap();
    let journal = eventful(&folder.path().join("s"), &stage::clock());
    let out = folder.path().join("out");
    let made = only(&journal, Lang::Zh, PaperKind::Letters, &out);
    let names: Vec<&String> = made.keys().collect();
    assert_eq!(
        names,
        [
            "09-结果函/项目1-b-b.docx",
            "09-结果函/项目2-a-a.docx",
            "SHA256SUMS"
        ]
    );
    let results = Results::of(journal.session());
    for (project, applicant, name) in [(0, 1, names[0]), (1, 0, names[1])] {
        let letter = document(&made[name]);
        let standing = results.standing(project, applicant).unwrap();
        let score = standing.count.score.unwrap();
        let rank = standing.rank.unwrap();
        assert!(
            letter.contains(&format!(
                "评审得分为 {score} 分（满分 15 分），名列第 {rank}"
            )),
            "{letter}"
        );
        assert!(
            letter.contains("经　　　　年　　月　　日研究"),
            "a day that nobody told is left blank"
        );
        // What the notice says of its own projects is not said of others.
        assert!(!letter.contains("公告四") && !letter.contains("中标"));
        for judge in journal.session().judges() {
            assert!(!letter.contains(&judge.name));
        }
        let header = &parts(&made[name])["word/header1.xml"];
        assert!(!header.contains("草稿"), "{header}");
    }
}

#[test]
fn there_is_no_letter_before_the_result_stands_and_a_draft_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let session = folder.path().join("open");
    let journal = scored().journal(&session, &stage::clock(), true);
    let wish = Wish {
        kinds: vec![PaperKind::Letters],
        ..Wish::default()
    };
    let refused = make(&journal, Lang::Zh, &wish, &folder.path().join("none"));
    assert!(matches!(
        refused,
        Err(OfficeError::NotClosed(PaperKind::Letters))
    ));
    // Without being asked for by name, it is said to come later.
    let out = folder.path().join("all");
    let made = make(&journal, Lang::Zh, &Wish::default(), &out).unwrap();
    assert_eq!(made.later, [PaperKind::Letters]);
    assert!(files(&out).keys().all(|name| !name.starts_with("09-")));
    let room = scored().tell("desk closes");
    let journal = room.journal(&folder.path().join("closed"), &stage::clock(), true);
    let made = only(
        &journal,
        Lang::Zh,
        PaperKind::Letters,
        &folder.path().join("out"),
    );
    let header = &parts(&made["09-结果函/项目1-b-b.docx"])["word/header1.xml"];
    assert!(header.contains("结果尚未认证 · 草稿"), "{header}");
}

/// An open tie stops the letters of its project and of no other.
#[test]
fn nobody_is_written_to_while_a_tie_is_open() {
    let folder = tempfile::tempdir().unwrap();
    let journal = crowded(&folder.path().join("s"), &stage::clock());
    let results = Results::of(journal.session());
    let given = results.projects.iter().map(|p| match p.award.state {
        pingshen::tally::AwardState::Recommended => p.award.applicants.len(),
        _ => 0,
    });
    let given: usize = given.sum();
    let made = only(
        &journal,
        Lang::En,
        PaperKind::Letters,
        &folder.path().join("out"),
    );
    assert_eq!(made.len(), given + 1);
    let mut room = scored();
    room.say("desk vetoes a: copied");
    room.say("desk vetoes b: copied");
    let journal =
        room.tell("desk closes")
            .journal(&folder.path().join("nobody"), &stage::clock(), true);
    let made = only(
        &journal,
        Lang::En,
        PaperKind::Letters,
        &folder.path().join("none"),
    );
    assert_eq!(made.len(), 1, "the sums alone");
}

#[test]
fn everybody_has_a_statement_to_sign() {
    let folder = tempfile::tempdir().unwrap();
    let journal = eventful(&folder.path().join("s"), &stage::clock());
    let made = only(
        &journal,
        Lang::Zh,
        PaperKind::Forms,
        &folder.path().join("out"),
    );
    let bytes = &made["05-评审前用表/7-保密与纪律承诺书.docx"];
    let text = document(bytes);
    for judge in journal.session().judges() {
        let opening = format!("本人 {}（{}）", judge.name, judge.id);
        assert_eq!(text.matches(&opening).count(), 1, "{opening}");
    }
    assert!(text.contains("作为工作人员参加") && text.contains("作为监督人员参加"));
    assert_eq!(text.matches("签名：").count(), 5 + 2);
    let xml = &parts(bytes)["word/document.xml"];
    assert_eq!(xml.matches("pageBreakBefore").count(), 5 + 1);
}

/// The panel's word where its leader merged one; else each judge's under a number; nothing of those who are recused.
#[test]
fn comments_are_the_panels_or_the_judges_without_their_names() {
    let mut room = Room::new(1, &["5", "10"], rules("recusal per entry")).tell(
        "desk seats w1 评委甲
         desk seats w2 评委乙
         desk seats w3 评委丙
         desk registers a p1
         desk registers b p1
         desk registers c p1
         desk opens
         w1 comments a: 调研扎实 / 影子导师偏少 / 补足导师
         w2 comments a: 目标清楚
         w3 comments a: 不该出现
         w3 recuses w3 p1/a: 曾受聘
         w1 comments b: 内容贴近课堂 / / 细化考核
         desk merges b: 内容贴近课堂 / 考核偏粗 / 细化考核办法",
    );
    room.say("w2 comments c: 写错了");
    room.say("w2 comments c:");
    let folder = tempfile::tempdir().unwrap();
    let journal = room.journal(&folder.path().join("s"), &stage::clock(), false);
    let out = folder.path().join("out");
    let made = only(&journal, Lang::Zh, PaperKind::Comments, &out);
    let names: Vec<&String> = made.keys().collect();
    assert_eq!(
        names,
        [
            "10-专家评审意见/a-a.docx",
            "10-专家评审意见/b-b.docx",
            "SHA256SUMS"
        ]
    );
    let of_judges = document(&made[names[0]]);
    for text in [
        "意见 1\n优点\n调研扎实\n不足\n影子导师偏少",
        "意见 2\n优点\n目标清楚\n不足\n无",
    ] {
        assert!(of_judges.contains(text), "no “{text}” in\n{of_judges}");
    }
    for text in ["评委甲", "评委乙", "不该出现"] {
        assert!(!of_judges.contains(text), "“{text}” in\n{of_judges}");
    }
    let merged = document(&made[names[1]]);
    assert!(
        merged.contains("评审组意见") && merged.contains("考核偏粗"),
        "{merged}"
    );
    assert!(!merged.contains("评委 1"), "{merged}");
    let header = &parts(&made[names[1]])["word/header1.xml"];
    assert!(header.contains("暂定"), "{header}");
    // The form: a page for each who is in the race, nothing of what was written.
    let made = only(
        &journal,
        Lang::Zh,
        PaperKind::Forms,
        &folder.path().join("forms"),
    );
    let form = &made["05-评审前用表/8-专家评审意见表.docx"];
    assert_eq!(document(form).matches("申报单位：").count(), 3);
    assert!(!document(form).contains("调研扎实"));
}
