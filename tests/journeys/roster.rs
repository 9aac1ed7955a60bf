//! A roster as an office sends it: each defect is named on its row with its clause, sound rows pass
//! untouched, and a corrected file corrects instead of registering anybody twice.

use pingshen::journal::{Clock, Journal, Opening};
use pingshen::model::{Applicant, DESK, Template, Verdict};
use pingshen::office::founding::Founding;
use pingshen::office::parsed::RowNote;
use pingshen::office::preview::{Change, Preview, RosterField};
use pingshen::office::reading::{Left, ReadOptions};
use pingshen::office::table::Encoding;
use pingshen::office::template;
use pingshen::text::{Lang, checks};
use std::path::{Path, PathBuf};

const LIKE_EACH_OTHER: &[&str] = &[
    "roster.xlsx",
    "roster.xls",
    "roster.ods",
    "roster-utf8.csv",
    "roster-gbk.csv",
];

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data")
        .join(name)
}

fn luoyang() -> Template {
    template::load(template::BUILT_IN).unwrap()
}

fn preview(name: &str, known: &[Applicant]) -> Preview {
    Preview::of(&file(name), &ReadOptions::default(), &luoyang(), known).unwrap()
}

fn written(encoding: Encoding) -> ReadOptions<'static> {
    ReadOptions {
        encoding: Some(encoding),
        ..ReadOptions::default()
    }
}

/// Id, and what the checks say about it in Chinese; rows without a doubt are left out.
fn doubts(preview: &Preview) -> Vec<(String, Vec<String>)> {
    let template = luoyang();
    preview
        .rows
        .iter()
        .map(|row| {
            let said = checks::doubts(Lang::Zh, &template, &row.checks);
            (row.applicant.id.clone(), said)
        })
        .filter(|(_, said)| !said.is_empty())
        .collect()
}

#[test]
fn each_defect_is_named_on_its_row_with_its_clause_and_sound_rows_are_untouched() {
    let expected = [
        ("a03", "［四（二）］与 a10 的信用代码相同：同一法人"),
        (
            "a04",
            "［四（二）］信用代码校验位应为 2，写的是 3：有一位写错，或两位颠倒",
        ),
        (
            "a05",
            "［五（二）；附件2 二.1］2026-05-18 18:30 递交，晚于 2026-05-18 18:00",
        ),
        ("a06", "［附件2 二.5］名称里像是有多家单位：联合申报？"),
        ("a08", "［四（二）］信用代码有 17 位，应为 18 位"),
        (
            "a09",
            "［四（二）］信用代码第 11 位「O」不是代码用字，可能是「0」",
        ),
        ("a10", "［四（二）］与 a03 的信用代码相同：同一法人"),
        ("a11", "［附件3、附件4］没有联系人"),
    ];
    for name in LIKE_EACH_OTHER {
        let preview = preview(name, &[]);
        assert!(
            preview.faults().is_empty(),
            "{name}: {:?}",
            preview.faults()
        );
        assert_eq!(preview.rows.len(), 12, "{name}");
        let found = doubts(&preview);
        let found: Vec<(&str, &str)> = found
            .iter()
            .map(|(id, said)| {
                assert_eq!(said.len(), 1, "{name} {id}: {said:?}");
                (id.as_str(), said[0].as_str())
            })
            .collect();
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn every_kind_of_file_gives_the_same_applicants() {
    let of = |name: &str| -> Vec<Applicant> {
        let rows = preview(name, &[]).rows;
        rows.into_iter().map(|r| r.applicant).collect()
    };
    let first = of(LIKE_EACH_OTHER[0]);
    for name in &LIKE_EACH_OTHER[1..] {
        assert_eq!(of(name), first, "{name}");
    }
    let by_id = |id: &str| first.iter().find(|a| a.id == id).unwrap();
    assert_eq!(by_id("a01").name, "青㵲教育科技学院");
    assert_eq!(by_id("a01").contact, "白川");
    assert_eq!(by_id("a02").name, "中原教师发展学院");
    assert_eq!(by_id("a02").phone, "000-0000-0012");
    assert_eq!(by_id("a04").submitted_at, "2026-05-16T14:21:59+08:00");
    assert_eq!(by_id("a06").submitted_at, "2026-05-17T10:36:00+08:00");
    assert_eq!(by_id("a07").submitted_at, "2026-05-16T14:20:00+08:00");
    assert_eq!(by_id("a07").projects, ["p1", "p2"]);
    assert_eq!(by_id("a08").projects, ["p2"]);
    assert_eq!(by_id("a12").facts["mentors"], 40);
    assert_eq!(by_id("a12").facts["copies"], 10);
}

#[test]
fn the_thresholds_are_worked_out_with_their_arithmetic() {
    let preview = preview("roster.xlsx", &[]);
    let row = preview
        .rows
        .iter()
        .find(|r| r.applicant.id == "a12")
        .unwrap();
    let said: Vec<(String, Option<bool>)> =
        checks::thresholds(Lang::Zh, &luoyang(), &row.applicant)
            .into_iter()
            .map(|t| (t.text, t.met))
            .collect();
    let expected = [
        (
            "〔高中新高考培训〕［三（二）；附件5 第5项］影子导师 1:5：40，至少 44（220 ÷ 5）",
            false,
        ),
        (
            "〔高中新高考培训〕［三（六）］典型案例 1/10：22 ≥ 22（220 ÷ 10）",
            true,
        ),
        ("［附件5 第4项］本机构专家 30 %：8 ≥ 6（20 × 30%）", true),
        (
            "［附件5 第4项］高级职称专家 50 %：12 ≥ 10（20 × 50%）",
            true,
        ),
    ];
    let expected: Vec<(String, Option<bool>)> = expected
        .iter()
        .map(|(text, met)| ((*text).to_owned(), Some(*met)))
        .collect();
    assert_eq!(said, expected);
}

#[test]
fn what_was_left_out_is_named() {
    let preview = preview("roster.xlsx", &[]);
    let left = &preview.took.left;
    assert!(
        left.iter().any(|l| matches!(l, Left::Above(1, _))),
        "{left:?}"
    );
    let total = |l: &Left| matches!(l, Left::Footer(16, text) if text.starts_with("合计"));
    assert!(left.iter().any(total), "{left:?}");
    let dictionary =
        |l: &Left| matches!(l, Left::Sheet { name, hidden: true, .. } if name == "字典");
    assert!(left.iter().any(dictionary), "{left:?}");
    assert!(
        !left.iter().any(|l| matches!(l, Left::Heading { .. })),
        "{left:?}"
    );
}

fn registered(name: &str) -> Vec<Applicant> {
    let rows = preview(name, &[]).rows;
    rows.into_iter().map(|r| r.applicant).collect()
}

#[test]
fn the_same_file_again_changes_nothing() {
    for name in LIKE_EACH_OTHER {
        let again = preview(name, &registered("roster.xlsx"));
        assert_eq!(again.counts(), (0, 0, 12), "{name}");
        assert!(again.accept().unwrap().is_empty());
        assert!(again.absent.is_empty());
    }
}

#[test]
fn a_corrected_file_corrects_and_never_registers_anybody_twice() {
    let known = registered("roster.xlsx");
    let preview = preview("roster-corrected.xlsx", &known);
    assert_eq!(preview.counts(), (1, 2, 10));
    let new = preview
        .rows
        .iter()
        .find(|r| r.change == Change::New)
        .unwrap();
    // The row was put in third; the number it has belongs to somebody already.
    assert_eq!(new.applicant.id, "a13");
    let numbered = |n: &RowNote| matches!(n, RowNote::NewNumber { given, .. } if given == "a03");
    assert!(new.notes.iter().any(numbered), "{:?}", new.notes);
    let changed: Vec<(&str, &RosterField)> = preview
        .rows
        .iter()
        .filter_map(|r| match &r.change {
            Change::Changed(list) => Some((r.applicant.id.as_str(), &list[0].0)),
            _ => None,
        })
        .collect();
    assert_eq!(
        changed,
        [
            ("a04", &RosterField::CreditCode),
            ("a11", &RosterField::Contact)
        ]
    );
    // Everybody behind it keeps the id, though the file counts one further.
    let kept = preview
        .rows
        .iter()
        .find(|r| r.applicant.id == "a12")
        .unwrap();
    let numbered = |n: &RowNote| matches!(n, RowNote::Renumbered { given, .. } if given == "a13");
    assert!(kept.notes.iter().any(numbered), "{:?}", kept.notes);
    let acts = preview.accept().unwrap();
    assert_eq!(acts.len(), 3);
}

#[test]
fn accepting_is_one_batch() {
    let folder = tempfile::tempdir().unwrap();
    let session = folder.path().join("s");
    Founding {
        template: luoyang(),
        applicants: Vec::new(),
        judges: Vec::new(),
        rehearsal: false,
        language: Lang::Zh,
        desk_pin: None,
        notice: None,
    }
    .found(&session, &Clock::system())
    .unwrap();
    let how = Opening {
        write: true,
        ..Opening::default()
    };
    let mut journal = Journal::open(&session, Clock::system(), &how).unwrap();
    let acts = preview("roster-gbk.csv", &[]).accept().unwrap();
    assert_eq!(journal.append(DESK, acts).unwrap().seq, 13);
    let text = std::fs::read_to_string(session.join("journal.jsonl")).unwrap();
    let lines: Vec<&str> = text.lines().skip(1).collect();
    assert!(lines.iter().all(|l| l.contains(r#""batch":"#)), "one batch");
}

#[test]
fn a_wrong_guess_at_the_encoding_is_put_right_by_hand() {
    let template = luoyang();
    let path = file("roster-gbk.csv");
    let guessed = Preview::of(&path, &ReadOptions::default(), &template, &[]).unwrap();
    assert_eq!(guessed.encoding, Some(Encoding::Gbk));
    assert!(Preview::of(&path, &written(Encoding::Utf8), &template, &[]).is_err());
    let forced = Preview::of(&path, &written(Encoding::Gbk), &template, &[]).unwrap();
    assert_eq!(forced.rows.len(), 12);
    assert_eq!(preview("roster.xlsx", &[]).encoding, None);
}

#[test]
fn columns_that_a_file_lacks_keep_what_is_known() {
    let known = registered("roster.xlsx");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("phones.csv");
    std::fs::write(&path, "序号,单位名称,联系电话\n7,䶮城师范学校,1234\n").unwrap();
    let preview = Preview::of(&path, &ReadOptions::default(), &luoyang(), &known).unwrap();
    assert!(preview.faults().is_empty(), "{:?}", preview.faults());
    let row = &preview.rows[0];
    assert_eq!(row.applicant.projects, ["p1", "p2"]);
    assert_eq!(row.applicant.facts.len(), 6);
    assert!(
        matches!(&row.change, Change::Changed(list) if list.len() == 1 && list[0].0 == RosterField::Phone)
    );
    assert_eq!(preview.absent.len(), 11);
}

#[test]
fn machine_checks_over_the_demonstration_find_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let session = folder.path().join("s");
    pingshen::office::demo::make(&session, &Clock::system(), Lang::Zh).unwrap();
    let journal = Journal::open(&session, Clock::system(), &Opening::default()).unwrap();
    let session = journal.session();
    for a in 0..session.applicants().len() {
        for check in session.checks(a) {
            assert_eq!(check.verdict, Some(Verdict::Pass), "{check:?}");
        }
    }
}
