//! 雷同检查 by keys alone: from the desk to a passage that becomes the evidence of a veto, and one that is dismissed.

use crate::dossiers::judged;
use crate::export::make;
use crate::papers::{document, files};
use crate::stage::{self, Stage};
use pingshen::journal::{Journal, Opening};
use pingshen::model::{Act, DESK, Eligibility, Session};
use pingshen::office::dossier;
use pingshen::office::export::Wish;
use pingshen::text::Lang;

/// The desk, with the applications of a01 and a02 kept.
fn at_the_desk(lang: Lang, columns: u16, rows: u16) -> Stage {
    let mut stage = judged(DESK, lang, columns, rows);
    let folder = stage.session();
    let bytes = std::fs::read("tests/data/dossiers/f2.docx").unwrap();
    let kept = dossier::of("b.docx".to_owned(), bytes).unwrap();
    let file = std::path::Path::new("tests/data/dossiers/f2.docx");
    dossier::kept::keep(&folder, file, &kept).unwrap();
    let opening = Opening {
        write: true,
        ..Opening::default()
    };
    let mut journal = Journal::open(&folder, stage::clock(), &opening).unwrap();
    let act = Act::Dossier {
        applicant: "a02".to_owned(),
        name: kept.name.clone(),
        sha256: kept.sha256.to_string(),
        matched: "unit_name".to_owned(),
        converted: None,
    };
    journal.append(DESK, vec![act.into()]).unwrap();
    drop(journal);
    stage.grew();
    stage
}

fn checked(stage: &mut Stage, against: &str) {
    stage.keys("<enter>");
    let screen = stage.screen();
    let line = screen
        .lines()
        .find(|l| l.contains("雷同检查") || l.contains("Copy check"))
        .unwrap_or_else(|| panic!("{screen}"));
    let digit = line
        .split_whitespace()
        .find(|w| w.parse::<u8>().is_ok())
        .unwrap();
    stage.keys(digit);
    stage.keys(&format!("{against}<enter>")).work_on_dossiers();
}

fn read<T>(stage: &Stage, ask: impl Fn(&Session) -> T) -> T {
    let journal = Journal::open(&stage.session(), stage::clock(), &Opening::default()).unwrap();
    ask(journal.session())
}

#[test]
fn a_passage_becomes_the_evidence_of_a_veto_or_is_dismissed() {
    let mut stage = at_the_desk(Lang::Zh, 80, 24);
    stage.keys("<tab>");
    checked(&mut stage, "");
    stage
        .sees("1 对有相同段落；0/")
        .sees("a01 中原教师发展学院")
        .sees("a02 江海师范大学")
        .sees("不是结论");
    let all = read(&stage, |s| s.copy_checks()[0].report.pairs[0].passages);
    assert!(all >= 2, "{all}");
    stage.keys("<tab>").sees("比较了 2 份申报书").keys("<tab>");
    // Side by side, with both places.
    stage
        .keys("<enter>")
        .sees(&format!("第 1/{all} 段"))
        .sees("需求分析，表 2 第 2 行")
        .sees("还没有处理");
    // Who has no part in it, and nobody, are refused where they were typed.
    stage
        .keys("<f5>")
        .sees("一票否决")
        .keys("a09<enter>抄袭<enter>")
        .sees("没有找到“a09”");
    assert_eq!(read(&stage, |s| s.copy_decisions().len()), 0);
    stage
        .keys("<esc><f5>a02<enter>与 a01 逐字相同<enter>")
        .sees("作为否决 a02 江海师范大学 的证据");
    let (out, decision) = read(&stage, |s| {
        (s.eligibility(1).clone(), s.copy_decisions()[0].clone())
    });
    let Eligibility::Vetoed { reason, evidence } = out else {
        panic!("{out:?}")
    };
    assert_eq!(
        (reason.as_str(), decision.vetoed),
        ("与 a01 逐字相同", vec!["a02".to_owned()])
    );
    for words in [
        "雷同检查，相同 ",
        "a01 中原教师发展学院（需求分析，表 2 第 2 行）",
        "SHA-256",
    ] {
        assert!(evidence.contains(words), "{evidence}");
    }
    // The next passage is dismissed; a reason has to be given.
    stage
        .keys("<right>")
        .sees(&format!("第 2/{all} 段"))
        .keys("<f6><enter>")
        .keys("同一份公开材料<enter>")
        .sees("不作雷同处理");
    assert_eq!(read(&stage, |s| s.copy_decisions().len()), 2);
    stage.keys("<esc>").sees(&format!("；2/{all} 段已处理"));
    // The same check again is no other act; what was decided is known again.
    stage.keys("<esc>");
    checked(&mut stage, "");
    stage.sees(&format!("；2/{all} 段已处理"));
    assert_eq!(read(&stage, |s| s.copy_checks().len()), 1);
    // The report has the files with their sums, what was compared and what was decided, after the page that is signed.
    let out = stage.session().join("papers");
    let journal = Journal::open(&stage.session(), stage::clock(), &Opening::default()).unwrap();
    make(&journal, Lang::Zh, &Wish::default(), &out).unwrap();
    let report = document(&files(&out)["03-评审情况报告.docx"]);
    let sum = read(&stage, |s| s.dossiers()[0].sha256.clone());
    for text in [
        "收存的申报书",
        &sum[..32],
        "没有从申报书采用数字",
        "比较申报书 2 份、往年文件 0 份",
        "公告原文没有参加比较",
        "作为否决 a02 江海师范大学 的证据",
        "不作雷同处理",
        "同一份公开材料",
    ] {
        assert!(report.contains(text), "“{text}” is not in\n{report}");
    }
    let annex = report.find("收存的申报书").unwrap();
    assert!(report.find("监督人员").unwrap() < annex);
}

#[test]
fn a_folder_of_former_years_is_compared_with_and_a_wrong_one_said() {
    let mut stage = at_the_desk(Lang::En, 120, 40);
    let old = stage.session().parent().unwrap().join("old");
    std::fs::create_dir(&old).unwrap();
    std::fs::copy("tests/data/dossiers/f1.docx", old.join("2025.docx")).unwrap();
    stage.keys("<tab>");
    checked(&mut stage, &old.display().to_string());
    stage
        .sees("2025.docx of a former year")
        .sees("what was compared")
        .sees("the same author of the file");
    let report = read(&stage, |s| s.copy_checks()[0].report.clone());
    assert_eq!(report.former.keys().collect::<Vec<_>>(), ["2025.docx"]);
    assert!(report.pairs[0].former && report.pairs[0].applicant == "a01");
    stage.keys("<esc>");
    checked(&mut stage, "/nowhere/at/all");
    stage.sees("/nowhere/at/all");
}

#[test]
fn a_notice_that_is_lost_is_told_as_such() {
    let mut stage = at_the_desk(Lang::Zh, 120, 40);
    let opening = Opening {
        write: true,
        ..Opening::default()
    };
    let mut journal = Journal::open(&stage.session(), stage::clock(), &opening).unwrap();
    let act = Act::NoticeText {
        name: "公告.txt".to_owned(),
        sha256: "0".repeat(64),
        original: "0".repeat(64),
    };
    let kept = journal.append(DESK, vec![act.into()]);
    kept.unwrap();
    drop(journal);
    stage.grew().keys("<tab>");
    checked(&mut stage, "");
    stage
        .sees("公告原文没有读出（存入的文件不在了）")
        .hides("没有存公告原文");
    let report = read(&stage, |s| s.copy_checks()[0].report.clone());
    assert!(!report.notice && report.unread.contains_key("公告原文"));
}
