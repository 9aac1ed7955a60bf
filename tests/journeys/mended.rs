//! Faults that people found in papers they printed, each held by what it must say or look like now.

use crate::{common, papers, stage};
use calamine::{Reader, Xlsx};
use common::{Room, rules};
use papers::{document, files, parts, tables};
use pingshen::journal::{Journal, Opening};
use pingshen::model::{Act, Applicant, DESK, Judge};
use pingshen::office::demo;
use pingshen::office::export::{self, Wish};
use pingshen::office::founding::Founding;
use pingshen::text::Lang;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;

const BOOK: &str = "01-评审结果汇总表.xlsx";
const REPORT: &str = "03-评审情况报告.docx";

type Files = BTreeMap<String, Vec<u8>>;

fn made(journal: &Journal, folder: &Path, lang: Lang) -> Files {
    let out = folder.join("out");
    export::run(journal, lang, &Wish::default(), &out, &mut |_| true).unwrap();
    files(&out)
}

fn demonstration() -> Files {
    let folder = tempfile::tempdir().unwrap();
    let session = folder.path().join("s");
    demo::make(&session, &stage::clock(), Lang::Zh).unwrap();
    let journal = Journal::open(&session, stage::clock(), &Opening::default()).unwrap();
    made(&journal, folder.path(), Lang::Zh)
}

fn of(told: &str) -> Files {
    let folder = tempfile::tempdir().unwrap();
    let room = Room::new(1, &["5", "10"], rules("at least 1, trim 0/0")).tell(told);
    let journal = room.journal(&folder.path().join("s"), &stage::clock(), true);
    made(&journal, folder.path(), Lang::Zh)
}

/// The table of a document whose heading begins so.
fn table(docx: &[u8], first: &str, second: &str) -> Vec<Vec<String>> {
    tables(&parts(docx)["word/document.xml"])
        .into_iter()
        .find(|t| t[0][0] == first && t[0].get(1).is_some_and(|x| x == second))
        .unwrap_or_else(|| panic!("no table {first} {second}"))
}

#[test]
fn whom_nobody_reviewed_is_not_called_qualified() {
    let files = of(
        "desk seats w1\ndesk registers a p1\ndesk registers b p1\ndesk vetoes b: 抄袭\ndesk opens",
    );
    let report = document(&files[REPORT]);
    assert!(
        report.contains("2 家中 1 家未审查即进入评审，1 家出局"),
        "{report}"
    );
    let rows = table(&files[REPORT], "编号", "申报单位");
    assert_eq!(rows[1][2], "未审查");
    assert!(rows[2][2].contains("一票否决"), "{rows:?}");
    let files = of("desk seats w1\ndesk registers a p1\ndesk qualifies a: 王\ndesk opens");
    let rows = table(&files[REPORT], "编号", "申报单位");
    assert_eq!(rows[1][2], "合格");
    assert!(document(&files[REPORT]).contains("共 1 家，合格 1 家"));
}

#[test]
fn the_journal_is_a_book_of_its_own() {
    let files = demonstration();
    let names = |book: &str| {
        let book: Xlsx<_> = Xlsx::new(Cursor::new(files[book].as_slice())).unwrap();
        book.sheet_names()
    };
    assert!(!names(BOOK).contains(&"日志".to_owned()));
    assert_eq!(names("07-日志.xlsx"), ["日志"]);
}

/// The XML of a sheet by its name, and its print area.
fn sheet(book: &[u8], name: &str) -> (String, String) {
    let parts = parts(book);
    let xml = &parts["xl/workbook.xml"];
    let at = xml
        .split("<sheet ")
        .skip(1)
        .position(|s| s.contains(&format!("name=\"{name}\"")))
        .unwrap();
    let area = xml
        .split("_xlnm.Print_Area")
        .find(|s| s.starts_with(&format!("\" localSheetId=\"{at}\"")))
        .unwrap();
    let area = area.split(['>', '<']).nth(1).unwrap().to_owned();
    (
        parts[&format!("xl/worksheets/sheet{}.xml", at + 1)].clone(),
        area,
    )
}

/// The widths of columns from A to this one, in letters.
fn width(xml: &str, last: usize) -> f64 {
    let number = |text: &str, name: &str| -> f64 {
        let after = text.split(&format!("{name}=\"")).nth(1).unwrap();
        after.split('"').next().unwrap().parse().unwrap()
    };
    xml.split("<col ")
        .skip(1)
        .map(|c| (number(c, "min"), number(c, "max"), number(c, "width")))
        .filter(|(min, ..)| *min <= last as f64)
        .map(|(min, max, width)| (max.min(last as f64) - min + 1.0) * width)
        .sum()
}

#[test]
fn the_qualification_can_be_read_on_paper() {
    let files = demonstration();
    let (xml, area) = sheet(&files[BOOK], "资格审查");
    // Seven applicants beside the items: a page that lies holds some 135 letters at its own size.
    assert!(area.contains("$A$1:$H$"), "{area}");
    assert!(width(&xml, 8) < 140.0, "{}", width(&xml, 8));
    assert_eq!(xml.matches("<brk ").count(), 1);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(files[BOOK].as_slice())).unwrap();
    let range = book.worksheet_range("资格审查").unwrap();
    let rows: Vec<Vec<String>> = range
        .rows()
        .map(|row| row.iter().map(ToString::to_string).collect())
        .collect();
    let with = |head: &str| rows.iter().filter(|r| r[0] == head).collect::<Vec<_>>();
    let units = with("申报单位");
    assert_eq!(units.len(), 2);
    assert!(units[0][1].starts_with("a01\n") && units[1][7].starts_with("a14\n"));
    assert_eq!(with("结论")[0][1], "未审查");
    assert_eq!(with("份数").len(), 2);
}

#[test]
fn a_summary_has_boxes_for_hands_and_none_of_the_programs_own_columns() {
    let files = demonstration();
    for name in ["项目1汇总", "项目2汇总"] {
        let (xml, area) = sheet(&files[BOOK], name);
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(files[BOOK].as_slice())).unwrap();
        let range = book.worksheet_range(name).unwrap();
        let rows: Vec<Vec<String>> = range
            .rows()
            .map(|row| row.iter().map(ToString::to_string).collect())
            .collect();
        // Seven judges: id, name, 7, score, rank, outcome; then what is not printed.
        assert!(area.contains("$A$1:$L$"), "{area}");
        let own = rows[3].iter().position(|c| c == "程序得分").unwrap();
        assert!(own > 11 && rows[3][own + 1] == "核对");
        // Whoever signs has a box under the name, of 1.5 cm on paper.
        let signs = rows.iter().position(|r| r[0].starts_with("签字")).unwrap();
        let mut boxes = 0;
        for who in ["评委1", "评委7", "工作人员", "监督人员"] {
            let row = (signs..rows.len())
                .find(|n| rows[*n].iter().any(|c| c == who))
                .unwrap_or_else(|| panic!("{name}: {who}"));
            let tag = xml
                .split("<row r=\"")
                .find(|r| r.starts_with(&format!("{}\"", row + 2)));
            let high = tag.unwrap().split("ht=\"").nth(1).unwrap();
            let high: f64 = high.split('"').next().unwrap().parse().unwrap();
            assert!(high * 2.54 / 72.0 >= 1.5, "{name} {who}: {high}");
            assert!(rows[row + 1].iter().all(String::is_empty));
            boxes += 1;
        }
        assert_eq!(boxes, 4);
    }
}

/// Five judges whose marks of one indicator lie apart, by their own hands, from paper and both.
fn apart() -> String {
    let mut told = String::new();
    for n in 1..=5 {
        told += &format!("desk seats w{n} 评委{n}\n");
    }
    told += "desk registers a p1\ndesk registers b p1\ndesk opens\n";
    for (n, (a, b)) in [("5", "5"), ("5", "5"), ("5", "5"), ("8", "5"), ("1", "9")]
        .iter()
        .enumerate()
    {
        let judge = format!("w{}", n + 1);
        for (entry, mark) in [("p1/a", a), ("p1/b", b)] {
            let paper = n == 1 || (n == 2 && entry == "p1/b");
            for (i, points) in [("i1", "2"), ("i2", *mark)] {
                told += &if paper {
                    format!("desk marks {entry} {i} {points} for {judge}\n")
                } else {
                    format!("{judge} marks {entry} {i} {points}\n")
                };
            }
        }
        told += &if n == 1 {
            format!("desk submits p1 for {judge}\n")
        } else {
            format!("{judge} submits p1\n")
        };
    }
    told + "w5 explains p1/b i2: 方案翔实"
}

#[test]
fn a_judge_has_a_column_with_the_hand_that_wrote() {
    let files = of(&apart());
    let rows = table(&files[REPORT], "名次", "编号");
    let judges = [
        "评委1\n本人",
        "评委2\n代录",
        "评委3\n部分代录",
        "评委4\n本人",
        "评委5\n本人",
    ];
    assert_eq!(rows[0][3..8], judges);
    assert_eq!(
        rows[1],
        [
            "1", "b", "b", "7.00", "7.00", "7.00", "7.00", "11.00", "7.80"
        ]
    );
    // More judges than a page is wide go on in a second table.
    let mut told = String::new();
    for n in 1..=11 {
        told += &format!("desk seats w{n} 评委{n}\n");
    }
    let files = of(&(told + "desk registers a p1\ndesk opens"));
    let heads: Vec<Vec<String>> = tables(&parts(&files[REPORT])["word/document.xml"])
        .into_iter()
        .map(|t| t[0].clone())
        .filter(|h| h.iter().any(|x| x == "评委11" || x == "评委1"))
        .collect();
    assert_eq!(heads.len(), 2);
    assert_eq!((heads[0].len(), heads[1].len()), (3 + 8 + 1, 2 + 3));
}

#[test]
fn the_report_counts_deviations_and_an_annex_lists_them_the_largest_first() {
    let files = of(&apart());
    let text = document(&files[REPORT]);
    let (body, annex) = text.split_once("附件　偏差与不一致清单").unwrap();
    assert!(body.contains("逐处列在附件"));
    // What is signed comes before the annex, and no single mark is told of before it.
    assert!(body.contains("监督人员") && !body.contains("方案翔实"));
    assert!(annex.contains("方案翔实"));
    let counts = table(&files[REPORT], "评委", "偏差处数");
    assert_eq!(counts[1], ["评委4", "1", "0", "1"]);
    assert_eq!(counts[2], ["评委5", "2", "1", "1"]);
    assert_eq!(counts[3], ["合计", "3", "1", "2"]);
    let rows = table(&files[REPORT], "申报项", "指标");
    let off: Vec<&str> = rows[1..].iter().map(|r| r[5].as_str()).collect();
    assert_eq!(off, ["4.75", "4.00", "4.00"]);
    assert_eq!(rows[1][2..], ["评委5", "1.00", "5.75", "4.75", "未说明"]);
}

/// The public notice of a session of this template, of which nobody has scored anything yet.
fn notice(publicity: &str) -> String {
    let template = format!(
        r#"{{"title":"征文","projects":[{{"id":"p1","name":"散文"}}],
            "indicators":[{{"id":"i1","name":"立意","cap":10}}]{publicity}}}"#
    );
    let folder = tempfile::tempdir().unwrap();
    let session = folder.path().join("s");
    Founding {
        template: serde_json::from_str(&template).unwrap(),
        applicants: vec![],
        judges: vec![(Judge::new("w1", "王"), None)],
        notice: None,
        rehearsal: false,
        language: Lang::Zh,
        desk_pin: None,
    }
    .found(&session, &stage::clock())
    .unwrap();
    let opening = Opening {
        write: true,
        ..Opening::default()
    };
    let mut journal = Journal::open(&session, stage::clock(), &opening).unwrap();
    let applicant = Applicant {
        id: "a1".to_owned(),
        name: "洛河".to_owned(),
        projects: vec!["p1".to_owned()],
        ..Applicant::default()
    };
    let acts = [Act::Applicant(Box::new(applicant)), Act::OpenScoring {}];
    journal.append(DESK, acts.map(Into::into).to_vec()).unwrap();
    let files = made(&journal, folder.path(), Lang::Zh);
    document(&files["04-公示稿.docx"])
}

#[test]
fn the_public_notice_has_the_contacts_of_the_template_and_blanks_for_the_others() {
    let text = notice(
        r#","publicity":{"from":"2026-06-01","to":"2026-06-05","working_days":5,"contact":"王明",
            "phone":"0379-1234","email":"a@example.org","address":"宜人路","supervision_phone":"0379-5678"}"#,
    );
    for said in [
        "2026年6月1日至2026年6月5日，共5个工作日。",
        "联系人：王明",
        // Not broken at its hyphen.
        "联系电话：0379\u{2011}1234",
        "电子邮箱：a@example.org",
        "联系地址：宜人路",
        "监督电话：0379\u{2011}5678",
    ] {
        assert!(text.contains(said), "no {said} in {text}");
    }
    let text = notice("");
    assert!(
        text.contains("年　月　日至") && !text.contains("2026年6月"),
        "{text}"
    );
    for blank in ["联系人：", "监督电话："] {
        let rest = text.split(blank).nth(1).unwrap();
        assert!(
            rest.starts_with(['\n', '联', '洛', ' ']) || rest.is_empty(),
            "{rest:?}"
        );
    }
}

#[test]
fn a_checklist_names_the_projects_and_ticks_the_conclusion_either_way() {
    let files = of(
        "desk seats w1\ndesk registers a p1\ndesk registers b p1\ndesk qualifies a by 王明\ndesk disqualifies b: 逾期",
    );
    let list = document(&files["05-评审前用表/5-资格审查表.docx"]);
    assert!(list.contains("结论：☑ 合格　□ 不合格"), "{list}");
    assert!(list.contains("资格审查不合格"), "{list}");
    assert!(list.contains("申报项目：项目1 "), "{list}");
    assert!(!list.contains("申报项目：p1"), "{list}");
}
