//! The papers of a session: what is made, that it says what the program says, and that nothing is lost.

use crate::{common, papers, stage};
use calamine::{Data, Reader, Xlsx};
use common::{Room, rules};
use papers::{document, files, parts, tables};
use pingshen::journal::{Clock, Journal, Opening, snapshot};
use pingshen::office::OfficeError;
use pingshen::office::demo;
use pingshen::office::export::{self, Made, PaperKind, Wish};
use pingshen::office::papers::sheets::Layout;
use pingshen::tally::Results;
use pingshen::text::Lang;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;
use tempfile::TempDir;

fn open(folder: &Path) -> Journal {
    Journal::open(folder, stage::clock(), &Opening::default()).unwrap()
}

pub fn make(journal: &Journal, lang: Lang, wish: &Wish, out: &Path) -> Result<Made, OfficeError> {
    export::run(journal, lang, wish, out, &mut |_| true)
}

/// The demonstration with its papers.
fn demo(lang: Lang) -> (TempDir, BTreeMap<String, Vec<u8>>) {
    let folder = tempfile::tempdir().unwrap();
    let session = folder.path().join("s");
    demo::make(&session, &stage::clock(), lang).unwrap();
    let out = folder.path().join("out");
    make(&open(&session), lang, &Wish::default(), &out).unwrap();
    let made = files(&out);
    (folder, made)
}

/// Two projects, three judges, four applicants; names and a remark that would like to be formulas. Closed and
/// certified, with a tie decided, a recusal, a veto, an incident and an explanation.
pub fn eventful(folder: &Path, clock: &Clock) -> Journal {
    let mut room = Room::new(2, &["5", "10"], rules("")).tell(
        "desk seats w1 =评委甲
         desk seats w2 评委乙
         desk seats w3 评委丙
         desk seats w4 评委丁
         desk seats w5 评委戊
         desk registers a p1,p2
         desk registers b p1,p2
         desk registers c p1
         desk registers d p2
         desk opens",
    );
    for (judge, shift) in [("w1", 0u32), ("w2", 1), ("w3", 2), ("w4", 3), ("w5", 4)] {
        for (entry, base) in [
            ("p1/a", 300u32),
            ("p1/b", 300),
            ("p1/c", 200),
            ("p2/a", 350),
            ("p2/b", 360),
            ("p2/d", 100),
        ] {
            let mark = base + shift * 7;
            let far = if (judge, entry) == ("w5", "p1/c") {
                900
            } else {
                mark
            };
            room.say(&format!(
                "{judge} marks {entry} i1 {}.{:02}",
                mark / 100,
                mark % 100
            ));
            room.say(&format!(
                "{judge} marks {entry} i2 {}.{:02}",
                far / 100,
                far % 100
            ));
        }
    }
    let room = room.tell(
        "w1 remarks p1/a i1: @见第三章
         desk recuses w2 p2: 本人是学员
         w1 submits p1
         w1 submits p2
         w2 submits p1
         w3 submits p1
         w3 submits p2
         w4 submits p1
         w4 submits p2
         w5 submits p1
         w5 submits p2
         w5 explains p1/c i2: 现场看过
         desk notes: 十点停电五分钟，数据无损
         desk vetoes d: 方案与他人雷同
         desk decides p1 by 抽签 b a: 两家同分
         desk closes
         w1 agrees
         w2 disagrees: 项目一的资料不全
         w3 agrees
         w4 agrees
         w5 agrees",
    );
    let mut journal = room.journal(folder, clock, true);
    let (by, certified) = common::sentence("desk certifies p1=b p2=a");
    journal.append(&by, vec![certified]).unwrap();
    journal
}

fn cells(book: &[u8], sheet: &str) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(book)).unwrap();
    let range = book.worksheet_range(sheet).unwrap();
    range.rows().map(<[Data]>::to_vec).collect()
}

fn said(cell: &Data) -> String {
    match cell {
        Data::Float(f) => format!("{f}"),
        other => other.to_string(),
    }
}

/// Rows under the heading that has this word, by heading.
fn table(rows: &[Vec<Data>], word: &str) -> Vec<BTreeMap<String, Data>> {
    let at = rows
        .iter()
        .position(|row| row.iter().any(|c| said(c) == word))
        .unwrap_or_else(|| panic!("no heading {word}"));
    let heads: Vec<String> = rows[at].iter().map(said).collect();
    rows[at + 1..]
        .iter()
        .map(|row| heads.iter().cloned().zip(row.iter().cloned()).collect())
        .collect()
}

#[test]
fn the_whole_set_in_both_languages() {
    let (_folder, zh) = demo(Lang::Zh);
    let names: Vec<&str> = zh.keys().map(String::as_str).collect();
    for name in [
        "01-评审结果汇总表.xlsx",
        "02-评分表/w03-评委3-评分表.docx",
        "03-评审情况报告.docx",
        "04-公示稿.docx",
        "05-评审前用表/1-签到表.docx",
        "05-评审前用表/2-无利益冲突声明.docx",
        "05-评审前用表/3-PIN条.docx",
        "05-评审前用表/4-空白评分表.docx",
        "05-评审前用表/5-资格审查表.docx",
        "05-评审前用表/6-评分录入表.xlsx",
        "05-评审前用表/7-保密与纪律承诺书.docx",
        "05-评审前用表/8-专家评审意见表.docx",
        "06-单位得分说明/a01-中原教师发展学院.docx",
        "07-日志.xlsx",
        "08-评审结果简报.docx",
        "SHA256SUMS",
        "check.py",
        "journal.jsonl",
        "recount.py",
        "results.json",
        "scores.csv",
        "说明.txt",
    ] {
        assert!(names.contains(&name), "{name} is not in {names:?}");
    }
    assert_eq!(names.len(), 1 + 7 + 2 + 8 + 14 + 1 + 1 + 7);
    let (_folder, en) = demo(Lang::En);
    assert_eq!(en.len(), zh.len());
    // No Chinese slips into the English papers' own words; names of people and clauses stay what they are.
    let report = document(&en["03-report.docx"]);
    for (title, _) in [("1. What was selected", 1), ("10. The judges' words", 1)] {
        assert!(report.contains(title), "{title}");
    }
    assert!(
        !report.contains('评') || report.contains("评委"),
        "{report}"
    );
}

#[test]
fn rehearsals_say_so_on_every_page_and_official_papers_do_not() {
    let (_folder, made) = demo(Lang::Zh);
    let folder = tempfile::tempdir().unwrap();
    let journal = eventful(&folder.path().join("s"), &stage::clock());
    let out = folder.path().join("out");
    make(&journal, Lang::Zh, &Wish::default(), &out).unwrap();
    for (made, rehearsal) in [(made, true), (files(&out), false)] {
        for (name, bytes) in &made {
            if name.ends_with(".docx") {
                let header = &parts(bytes)["word/header1.xml"];
                assert_eq!(header.contains("演练"), rehearsal, "{name}");
            }
            if name.ends_with(".xlsx") {
                for (part, xml) in parts(bytes) {
                    if part.starts_with("xl/worksheets/sheet") {
                        assert_eq!(xml.contains("演练"), rehearsal, "{part}");
                        assert!(xml.contains("&amp;P 页 共 &amp;N 页"), "{part}");
                        assert!(xml.contains("记录号"), "{part}");
                        assert!(xml.contains("<pane ") && xml.contains("paperSize=\"9\""));
                        assert!(xml.contains("fitToPage=\"1\""), "{part}");
                    }
                    if part == "xl/workbook.xml" {
                        let sheets = xml.matches("<sheet ").count();
                        assert_eq!(xml.matches("_xlnm.Print_Area").count(), sheets);
                        assert_eq!(xml.matches("_xlnm.Print_Titles").count(), sheets);
                    }
                }
            }
        }
        let recipe = String::from_utf8(made["说明.txt"].clone()).unwrap();
        assert_eq!(recipe.contains("演练"), rehearsal);
    }
}

#[test]
fn the_same_session_is_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let session = folder.path().join("s");
    demo::make(&session, &Clock::system(), Lang::Zh).unwrap();
    let before = std::fs::read(session.join("journal.jsonl")).unwrap();
    for layout in [Layout::Table, Layout::Pages] {
        let wish = Wish {
            whole_code: false,
            layout,
            ..Wish::default()
        };
        let out = |n: u8| folder.path().join(format!("{layout:?}{n}"));
        make(&open(&session), Lang::Zh, &wish, &out(1)).unwrap();
        make(&open(&session), Lang::Zh, &wish, &out(2)).unwrap();
        assert_eq!(files(&out(1)), files(&out(2)));
        // Over itself nothing is set aside.
        let again = make(&open(&session), Lang::Zh, &wish, &out(1)).unwrap();
        assert!(again.kept.is_empty() && again.older.is_empty());
        assert_eq!(files(&out(1)), files(&out(2)));
    }
    assert_eq!(
        before,
        std::fs::read(session.join("journal.jsonl")).unwrap()
    );
}

#[test]
fn the_sums_are_of_the_files() {
    use sha2::{Digest, Sha256};
    let (_folder, made) = demo(Lang::En);
    let sums = String::from_utf8(made["SHA256SUMS"].clone()).unwrap();
    assert_eq!(sums.lines().count(), made.len() - 1);
    for line in sums.lines() {
        let (sum, name) = line.split_once("  ").unwrap();
        let hex: String = Sha256::digest(&made[name])
            .iter()
            .map(|b| format!("{b:02x}"))
            .collect();
        assert_eq!(sum, hex, "{name}");
    }
}

#[test]
fn what_somebody_changed_is_set_aside_and_nothing_is_deleted() {
    let folder = tempfile::tempdir().unwrap();
    let session = folder.path().join("s");
    demo::make(&session, &stage::clock(), Lang::En).unwrap();
    let out = folder.path().join("out");
    let journal = open(&session);
    make(&journal, Lang::En, &Wish::default(), &out).unwrap();
    std::fs::write(out.join("03-report.docx"), b"signed by hand").unwrap();
    std::fs::write(out.join("notes.txt"), b"mine").unwrap();
    let only = Wish {
        whole_code: false,
        kinds: vec![PaperKind::Report],
        ..Wish::default()
    };
    let made = make(&journal, Lang::En, &only, &out).unwrap();
    assert_eq!(made.kept.len(), 1);
    assert_eq!(std::fs::read(&made.kept[0].1).unwrap(), b"signed by hand");
    assert!(made.kept[0].1.ends_with("03-report (1).docx"));
    assert_eq!(std::fs::read(out.join("notes.txt")).unwrap(), b"mine");
    // The others are there still, and in the sums.
    assert!(made.older.contains(&"scores.csv".to_owned()));
    let sums = std::fs::read_to_string(out.join("SHA256SUMS")).unwrap();
    assert!(sums.contains("  scores.csv\n") && !sums.contains("(1)"));
}

#[test]
fn a_sessions_own_folder_is_refused_and_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let session = folder.path().join("s");
    demo::make(&session, &stage::clock(), Lang::En).unwrap();
    let before = files(&session);
    let journal = open(&session);
    let refused = make(&journal, Lang::En, &Wish::default(), &session);
    assert!(matches!(refused, Err(OfficeError::IsSession(_))));
    assert_eq!(files(&session), before);
    // An archive can be opened as a session; its own folder is refused all the same.
    let archive = folder.path().join("archive");
    make(&journal, Lang::En, &Wish::default(), &archive).unwrap();
    let kept = files(&archive);
    let refused = make(&open(&archive), Lang::En, &Wish::default(), &archive);
    assert!(matches!(refused, Err(OfficeError::IsSession(_))));
    assert_eq!(files(&archive), kept);
    // A file stands where a folder is wanted: said, and the file stays.
    let file = folder.path().join("file");
    std::fs::write(&file, b"x").unwrap();
    let refused = make(&journal, Lang::En, &Wish::default(), &file.join("out"));
    assert!(
        matches!(refused, Err(OfficeError::Write { .. })),
        "{refused:?}"
    );
    assert_eq!(std::fs::read(&file).unwrap(), b"x");
}

/// A run that was cut off is taken up again; what it left is no session and no stranger's file.
#[test]
fn a_run_that_was_cut_off_is_taken_up_again() {
    let folder = tempfile::tempdir().unwrap();
    let session = folder.path().join("s");
    demo::make(&session, &stage::clock(), Lang::En).unwrap();
    let (whole, cut) = (folder.path().join("whole"), folder.path().join("cut"));
    let journal = open(&session);
    make(&journal, Lang::En, &Wish::default(), &whole).unwrap();
    std::fs::create_dir(&cut).unwrap();
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        export::run(&journal, Lang::En, &Wish::default(), &cut, &mut |p| {
            assert!(p.name != "check.py", "the plug is pulled here");
            true
        })
    }));
    assert!(caught.is_err() && cut.join("journal.jsonl").exists());
    let made = make(&journal, Lang::En, &Wish::default(), &cut).unwrap();
    assert!(made.kept.is_empty());
    assert_eq!(files(&whole), files(&cut));
}

#[test]
fn before_scoring_there_are_forms_only() {
    let folder = tempfile::tempdir().unwrap();
    let session = folder.path().join("s");
    let room = Room::new(1, &["5"], rules("")).tell("desk seats w1\ndesk registers a p1");
    let journal = room.journal(&session, &stage::clock(), true);
    let out = folder.path().join("out");
    let made = make(&journal, Lang::En, &Wish::default(), &out).unwrap();
    assert_eq!(made.later.len(), 9);
    assert!(
        files(&out)
            .keys()
            .all(|n| n.starts_with("05-forms/") || n == "SHA256SUMS")
    );
    let asked = Wish {
        whole_code: false,
        kinds: vec![PaperKind::Workbook],
        ..Wish::default()
    };
    let refused = make(&journal, Lang::En, &asked, &out);
    assert!(matches!(
        refused,
        Err(OfficeError::TooEarly(PaperKind::Workbook))
    ));
}

#[test]
fn the_workbook_says_what_the_program_says() {
    let folder = tempfile::tempdir().unwrap();
    let journal = eventful(&folder.path().join("s"), &stage::clock());
    let out = folder.path().join("out");
    make(&journal, Lang::Zh, &Wish::default(), &out).unwrap();
    let book = &files(&out)["01-评审结果汇总表.xlsx"];
    let results = Results::of(journal.session());
    let report = snapshot::current_report(journal.history(), &results);
    let mut counted = 0;
    for (n, project) in report.projects.iter().enumerate() {
        let sheet = format!("项目{}汇总", n + 1);
        let rows = table(&cells(book, &sheet), "评审得分");
        let formulas = {
            let mut book: Xlsx<_> = Xlsx::new(Cursor::new(book.as_slice())).unwrap();
            let range = book.worksheet_formula(&sheet).unwrap();
            let text: Vec<String> = range.rows().flatten().cloned().collect();
            text
        };
        for standing in &project.standings {
            let row = rows
                .iter()
                .find(|row| said(&row["编号"]) == standing.applicant)
                .unwrap();
            let number = |head: &str| Decimal::from_str_exact(&said(&row[head])).unwrap();
            assert_eq!(number("评审得分"), standing.score.unwrap().decimal());
            assert_eq!(number("程序得分"), standing.score.unwrap().decimal());
            assert_eq!(number("名次"), Decimal::from(standing.rank.unwrap()));
            assert_eq!(said(&row["核对"]), "一致");
            counted += 1;
        }
        // Each score is a formula over the totals of its row, and each total one over the marks.
        assert!(formulas.iter().any(|f| f.contains("ROUND((SUM(C5:G5)-MAX(C5:G5)-MIN(C5:G5))/(COUNT(C5:G5)-2),2)")), "{formulas:?}");
        assert!(formulas.iter().any(|f| f.starts_with("'明细'!H")));
    }
    assert_eq!(counted, 5);
    let recused = table(&cells(book, "项目2汇总"), "评审得分");
    assert!(recused.iter().any(|row| said(&row["评委乙"]) == "回避"));
    let walk = cells(book, "分配");
    let text: Vec<String> = walk.iter().flatten().map(said).collect();
    assert!(text.iter().any(|t| t.contains("抽签")));
    let log = table(&cells(&files(&out)["07-日志.xlsx"], "日志"), "记录号");
    assert_eq!(log.len() as u64, journal.head().seq);
    assert_eq!(said(&log.last().unwrap()["记录号"]), journal.code());
}

/// A formula is worked out by hand from the cells it names, in exact decimals, and gives the cached value.
#[test]
fn the_formulas_give_the_scores() {
    let (_folder, made) = demo(Lang::Zh);
    let book = &made["01-评审结果汇总表.xlsx"];
    let mut xlsx: Xlsx<_> = Xlsx::new(Cursor::new(book.as_slice())).unwrap();
    let detail = xlsx.worksheet_range("明细").unwrap();
    let number = |data: &Data| Decimal::from_str_exact(&said(data)).ok();
    let at = |name: &str| {
        let letter = name.bytes().next().unwrap();
        let row: u32 = name[1..].parse().unwrap();
        (row - 1, u32::from(letter - b'A'))
    };
    let mut scores = 0;
    for sheet in ["项目1汇总", "项目2汇总"] {
        let values = xlsx.worksheet_range(sheet).unwrap();
        let formulas = xlsx.worksheet_formula(sheet).unwrap();
        for (row, column, formula) in formulas.used_cells() {
            let place = (
                row as u32 + formulas.start().unwrap().0,
                column as u32 + formulas.start().unwrap().1,
            );
            let cached = values.get_value(place).unwrap();
            if let Some(cell) = formula.strip_prefix("'明细'!") {
                // A total: the sum of its sheet's marks, of which none may be missing.
                let (r, c) = at(cell);
                let marks: Vec<Decimal> = (c - 7..c)
                    .map(|c| number(detail.get_value((r, c)).unwrap()).unwrap())
                    .collect();
                assert_eq!(number(cached), Some(marks.iter().sum()));
            } else if formula.contains("ROUND((SUM(") {
                let range = formula.split(['(', ')']).nth(2).unwrap();
                let (from, to) = range.split_once(':').unwrap();
                let ((r, first), (_, last)) = (at(from), at(to));
                let mut totals: Vec<Decimal> = (first..=last)
                    .filter_map(|c| number(values.get_value((r, c)).unwrap()))
                    .collect();
                totals.sort();
                let kept = &totals[1..totals.len() - 1];
                let mean = kept.iter().sum::<Decimal>() / Decimal::from(kept.len());
                let rounded = mean.round_dp_with_strategy(
                    2,
                    rust_decimal::RoundingStrategy::MidpointAwayFromZero,
                );
                assert_eq!(number(cached), Some(rounded), "{sheet} {formula}");
                scores += 1;
            }
        }
    }
    assert_eq!(scores, 24);
}

#[test]
fn other_rules_make_other_formulas() {
    let formulas = |text: &str| -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let mut room = Room::new(1, &["5", "10"], rules(text));
        for n in 1..=5 {
            room.say(&format!("desk seats w{n}"));
        }
        room.say("desk registers a p1");
        room.say("desk opens");
        for n in 1..=5 {
            room.fill(&format!("w{n}"), "p1/a", &format!("{n}+{}", n + 2));
            room.say(&format!("w{n} submits p1"));
        }
        let journal = room.journal(&folder.path().join("s"), &stage::clock(), true);
        let out = folder.path().join("out");
        make(&journal, Lang::En, &Wish::default(), &out).unwrap();
        let book = files(&out).remove("01-results.xlsx").unwrap();
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(book)).unwrap();
        let range = book.worksheet_formula("Summary 1").unwrap();
        range.rows().flatten().cloned().collect()
    };
    let two = formulas("trim 2/1, at least 4");
    assert!(
        two.iter().any(|f| f.contains(
            "COUNT(C5:G5)<4,\"\",ROUND((SUM(C5:G5)-LARGE(C5:G5,1)-LARGE(C5:G5,2)-MIN(C5:G5))/(COUNT(C5:G5)-3),2)"
        )),
        "{two:?}"
    );
    let none = formulas("trim 0/0, at least 1");
    assert!(
        none.iter()
            .any(|f| f.contains("ROUND((SUM(C5:G5))/(COUNT(C5:G5)-0),2)")),
        "{none:?}"
    );
    let each = formulas("by indicator");
    assert!(
        each.iter().any(|f| f.contains(
            "SUM('Marks'!F4:F8)-MAX('Marks'!F4:F8)-MIN('Marks'!F4:F8)+SUM('Marks'!G4:G8)"
        )),
        "{each:?}"
    );
}

#[test]
fn names_that_begin_like_formulas_stay_names() {
    let folder = tempfile::tempdir().unwrap();
    let journal = eventful(&folder.path().join("s"), &stage::clock());
    let out = folder.path().join("out");
    make(&journal, Lang::Zh, &Wish::default(), &out).unwrap();
    let made = files(&out);
    let book = parts(&made["01-评审结果汇总表.xlsx"]);
    for (name, xml) in book.iter().filter(|(n, _)| n.starts_with("xl/worksheets/")) {
        for formula in xml.split("<f>").skip(1) {
            let formula = formula.split("</f>").next().unwrap();
            assert!(
                !formula.contains("评委甲") && !formula.contains('@'),
                "{name}: {formula}"
            );
        }
    }
    // Wherever a text begins like a formula, the cell says that it is a text: headings and lines of
    // signatures too.
    let formats: Vec<&str> = {
        let xfs = book["xl/styles.xml"].split("<cellXfs").nth(1).unwrap();
        xfs.split("</cellXfs>")
            .next()
            .unwrap()
            .split("<xf ")
            .skip(1)
            .collect()
    };
    let strings: Vec<&str> = book["xl/sharedStrings.xml"].split("<si>").skip(1).collect();
    let mut marked = 0;
    for (name, xml) in book
        .iter()
        .filter(|(n, _)| n.starts_with("xl/worksheets/sheet"))
    {
        for cell in xml.split("<c ").skip(1).filter(|c| c.contains("t=\"s\"")) {
            let after = |mark: &str| -> usize {
                let rest = cell.split(mark).nth(1).unwrap();
                let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
                digits.parse().unwrap()
            };
            let text = strings[after("<v>")].split('>').nth(1).unwrap();
            if text.starts_with(['=', '+', '-', '@']) {
                let format = formats[after("s=\"")];
                assert!(format.contains("quotePrefix=\"1\""), "{name}: {text}");
                marked += 1;
            }
        }
    }
    // Her name over two summaries, beside six sheets, and first in two lines of signatures.
    assert!(marked >= 2 + 6 + 2, "{marked}");
    let csv = String::from_utf8(made["scores.csv"].clone()).unwrap();
    assert!(csv.starts_with("\u{feff}judge,project,applicant,indicator,points,"));
    assert!(csv.contains(",'=评委甲\r\n") && !csv.contains(",=评委甲"));
    let journal = std::fs::read(folder.path().join("s/journal.jsonl")).unwrap();
    assert_eq!(made["journal.jsonl"], journal);
}

/// A stranger's count: from the rows of scores.csv alone, with nothing of ours.
#[test]
fn the_open_data_give_the_scores() {
    let (_folder, made) = demo(Lang::En);
    let csv = String::from_utf8(made["scores.csv"].clone()).unwrap();
    let mut sheets: BTreeMap<(String, String), BTreeMap<String, Decimal>> = BTreeMap::new();
    let mut blanks = 0;
    for line in csv
        .trim_start_matches('\u{feff}')
        .split_terminator("\r\n")
        .skip(1)
    {
        let cells: Vec<&str> = line.split(',').collect();
        if cells[4].is_empty() {
            blanks += 1;
        }
        if matches!(cells[6], "submitted" | "complete") {
            let entry = (cells[1].to_owned(), cells[2].to_owned());
            let total = sheets.entry(entry).or_default();
            let points: Decimal = cells[4].parse().unwrap();
            *total.entry(cells[0].to_owned()).or_default() += points;
        }
    }
    assert!(blanks > 0);
    let results: serde_json::Value = serde_json::from_slice(&made["results.json"]).unwrap();
    let mut compared = 0;
    for project in results["projects"].as_array().unwrap() {
        for line in project["standings"].as_array().unwrap() {
            let entry = (
                project["id"].as_str().unwrap().to_owned(),
                line["applicant"].as_str().unwrap().to_owned(),
            );
            let mut totals: Vec<Decimal> = sheets[&entry].values().copied().collect();
            totals.sort();
            let kept = &totals[1..totals.len() - 1];
            let mean = kept.iter().sum::<Decimal>() / Decimal::from(kept.len());
            let score = mean
                .round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
            assert_eq!(line["score"].as_str().unwrap(), format!("{score:.2}"));
            compared += 1;
        }
    }
    assert_eq!(compared, 24);
}

#[test]
fn the_scripts_of_the_recipe_run() {
    use std::process::Command;
    let folder = tempfile::tempdir().unwrap();
    let journal = eventful(&folder.path().join("s"), &stage::clock());
    let out = folder.path().join("out");
    make(&journal, Lang::En, &Wish::default(), &out).unwrap();
    let python = |args: &[&str]| {
        Command::new("python3")
            .args(args)
            .current_dir(&out)
            .output()
    };
    let Ok(recount) = python(&["recount.py"]) else {
        println!("python3 cannot be run; the scripts were not tried");
        return;
    };
    let text = String::from_utf8(recount.stdout).unwrap();
    assert!(recount.status.success(), "{text}");
    assert_eq!(text.lines().count(), 5);
    let check = python(&["check.py", "journal.jsonl"]).unwrap();
    assert!(
        String::from_utf8(check.stdout)
            .unwrap()
            .contains(&journal.code())
    );
    // A mark that was changed in the table is found out.
    let csv = std::fs::read_to_string(out.join("scores.csv")).unwrap();
    let changed = csv.replacen("3.00,5.00,submitted", "3.50,5.00,submitted", 5);
    assert_ne!(csv, changed);
    std::fs::write(out.join("scores.csv"), changed).unwrap();
    let recount = python(&["recount.py"]).unwrap();
    assert!(!recount.status.success());
}

#[test]
fn score_sheets_hold_every_mark_and_a_place_to_sign() {
    let folder = tempfile::tempdir().unwrap();
    let journal = eventful(&folder.path().join("s"), &stage::clock());
    for layout in [Layout::Table, Layout::Pages] {
        let out = folder.path().join(format!("{layout:?}"));
        let wish = Wish {
            whole_code: false,
            kinds: vec![PaperKind::Sheets],
            layout,
            applicant: None,
        };
        make(&journal, Lang::Zh, &wish, &out).unwrap();
        let made = files(&out);
        let first = document(&made["02-评分表/w1-=评委甲-评分表.docx"]);
        let session = journal.session();
        for entry in session.entries() {
            for mark in entry.marks(0).iter().flatten() {
                assert!(first.contains(&mark.to_string()), "{mark}");
            }
            assert!(first.contains(&entry.total(0).unwrap().to_string()));
        }
        for text in [
            "@见第三章",
            "□ 同意",
            "□ 不同意，理由：",
            "评委签名：",
            "日期：",
            "同意（",
        ] {
            assert!(first.contains(text), "{text}");
        }
        let submitted = session.submission(0, 0).unwrap().seq;
        let code = journal.history().code_of(submitted).unwrap();
        assert!(first.contains(&code), "the record code of the submission");
        let second = document(&made["02-评分表/w2-评委乙-评分表.docx"]);
        assert!(second.contains("回避，不计入：本人是学员"));
        let fifth = document(&made["02-评分表/w5-评委戊-评分表.docx"]);
        assert!(fifth.contains("保留此分：现场看过"));
        let pages = fifth.matches("评分表　项目").count();
        let wanted = match layout {
            Layout::Table => 2,
            Layout::Pages => 6,
        };
        assert_eq!(pages, wanted);
    }
}

#[test]
fn the_report_tells_the_whole_story() {
    let folder = tempfile::tempdir().unwrap();
    let journal = eventful(&folder.path().join("s"), &stage::clock());
    let out = folder.path().join("out");
    make(&journal, Lang::Zh, &Wish::default(), &out).unwrap();
    let bytes = &files(&out)["03-评审情况报告.docx"];
    let report = document(bytes);
    for text in [
        "一、评审事项",
        "评委乙 回避 项目2 project 2：本人是学员",
        "规则在开始评分时封存",
        "一票否决：方案与他人雷同",
        "已获推荐",
        "并列按“抽签”裁定（2026-05-20 09:31，第 ",
        "先后为 b、a。理由：两家同分",
        "现场看过",
        "十点停电五分钟，数据无损",
        "不同意（",
        "项目一的资料不全",
        "结果于 2026-05-20 09:31 认证",
        "监督人员",
    ] {
        assert!(report.contains(text), "“{text}” is not in\n{report}");
    }
    let tables = tables(&parts(bytes)["word/document.xml"]);
    let standings = tables
        .iter()
        .find(|t| t[0][0] == "名次" && t[0].len() > 4)
        .unwrap();
    // Level at the award: both rank 1, and the highest and the lowest are marked in each row.
    assert_eq!(standings[1][0], "1");
    assert_eq!(standings[2][0], "1");
    for row in &standings[1..] {
        let row = row.concat();
        assert_eq!((row.matches('↑').count(), row.matches('↓').count()), (1, 1));
    }
}

#[test]
fn the_public_notice_names_no_judge() {
    for lang in [Lang::Zh, Lang::En] {
        let folder = tempfile::tempdir().unwrap();
        let journal = eventful(&folder.path().join("s"), &stage::clock());
        let wish = Wish {
            whole_code: false,
            kinds: vec![PaperKind::Notice],
            ..Wish::default()
        };
        let out = folder.path().join("out");
        make(&journal, lang, &wish, &out).unwrap();
        let made = files(&out);
        let (_, bytes) = made.iter().find(|(n, _)| n.starts_with("04-")).unwrap();
        let all: String = parts(bytes).into_values().collect();
        for judge in journal.session().judges() {
            assert!(!all.contains(&judge.name), "{}", judge.name);
        }
        let rows = &tables(&parts(bytes)["word/document.xml"])[0];
        assert_eq!(rows[1][1], "b");
        assert_eq!(rows[2][1], "a");
    }
}

#[test]
fn an_applicants_page_holds_its_own_numbers_only() {
    let folder = tempfile::tempdir().unwrap();
    let session = folder.path().join("s");
    demo::make(&session, &stage::clock(), Lang::Zh).unwrap();
    let journal = open(&session);
    let wish = Wish {
        whole_code: false,
        applicant: Some("a01".to_owned()),
        ..Wish::default()
    };
    let out = folder.path().join("out");
    make(&journal, Lang::Zh, &wish, &out).unwrap();
    let made = files(&out);
    assert_eq!(made.len(), 2);
    let bytes = &made["06-单位得分说明/a01-中原教师发展学院.docx"];
    let text = document(bytes);
    let session = journal.session();
    for applicant in &session.applicants()[1..] {
        assert!(!text.contains(&applicant.name), "{}", applicant.name);
    }
    let results = Results::of(session);
    for p in 0..2 {
        let standing = results.standing(p, 0).unwrap();
        assert!(text.contains(&standing.count.score.unwrap().to_string()));
        assert!(text.contains(&format!("第 {} 名", standing.rank.unwrap())));
    }
    let unknown = Wish {
        whole_code: false,
        applicant: Some("a99".to_owned()),
        ..Wish::default()
    };
    let refused = make(&journal, Lang::Zh, &unknown, &out);
    assert!(matches!(refused, Err(OfficeError::NoApplicant(_))));
}

#[test]
fn judges_have_numbers_instead_of_names_for_an_applicant() {
    let folder = tempfile::tempdir().unwrap();
    let journal = eventful(&folder.path().join("s"), &stage::clock());
    let out = folder.path().join("out");
    make(&journal, Lang::Zh, &Wish::default(), &out).unwrap();
    for (name, bytes) in files(&out).iter().filter(|(n, _)| n.starts_with("06-")) {
        let all: String = parts(bytes).into_values().collect();
        for judge in journal.session().judges() {
            assert!(!all.contains(&judge.name), "{name}: {}", judge.name);
        }
        assert!(
            !all.contains("现场看过") && !all.contains("@见第三章"),
            "{name}"
        );
    }
}

#[test]
fn forms_have_a_line_for_everybody() {
    let folder = tempfile::tempdir().unwrap();
    let journal = eventful(&folder.path().join("s"), &stage::clock());
    let wish = Wish {
        whole_code: false,
        kinds: vec![PaperKind::Forms],
        ..Wish::default()
    };
    let out = folder.path().join("out");
    make(&journal, Lang::Zh, &wish, &out).unwrap();
    let made = files(&out);
    for name in ["1-签到表", "2-无利益冲突声明", "3-PIN条", "4-空白评分表"] {
        let text = document(&made[&format!("05-评审前用表/{name}.docx")]);
        for judge in journal.session().judges() {
            assert!(text.contains(&judge.name), "{name}: {}", judge.name);
        }
    }
    let slips = tables(&parts(&made["05-评审前用表/3-PIN条.docx"])["word/document.xml"]);
    assert_eq!(slips.len(), 5);
    assert!(slips.iter().all(|slip| slip[0][2] == "PIN ____________"));
    // Who is out is not scored on paper either; a blank sheet holds no mark.
    let blank = document(&made["05-评审前用表/4-空白评分表.docx"]);
    assert!(!blank.contains("3.00"));
    let blank = tables(&parts(&made["05-评审前用表/4-空白评分表.docx"])["word/document.xml"]);
    assert!(
        blank
            .iter()
            .flatten()
            .all(|row| row.first().is_none_or(|id| id != "d"))
    );
}

#[test]
fn a_long_name_with_rare_signs_is_whole_everywhere() {
    let name = "𬭎生僻䶮字㵲（集团）“一体化”教师与校长研修发展综合服务中心暨附属实验学校联合培训学院有限责任公司 & <子>";
    let folder = tempfile::tempdir().unwrap();
    let mut room = Room::new(1, &["5"], rules(""));
    for n in 1..=3 {
        room.say(&format!("desk seats w{n}"));
    }
    let act = pingshen::model::Act::Applicant(Box::new(pingshen::model::Applicant {
        id: "a".to_owned(),
        name: name.to_owned(),
        projects: vec!["p1".to_owned()],
        ..Default::default()
    }));
    room.act("desk", act);
    room.say("desk opens");
    for n in 1..=3 {
        room.fill(&format!("w{n}"), "p1/a", &format!("{n}"));
        room.say(&format!("w{n} submits p1"));
    }
    let journal = room.journal(&folder.path().join("s"), &stage::clock(), true);
    let out = folder.path().join("out");
    make(&journal, Lang::Zh, &Wish::default(), &out).unwrap();
    let made = files(&out);
    let mut seen = 0;
    for (file, bytes) in &made {
        let skip = ["签到", "承诺书", "PIN", "SHA256", ".py", "说明.txt", "日志"];
        if skip.iter().any(|s| file.contains(s)) {
            continue;
        }
        let found = if file.ends_with(".docx") {
            document(bytes).contains(name)
        } else if file.ends_with(".xlsx") {
            let (sheet, id) = match file.contains("评分录入") {
                true => ("项目1", "a "),
                false => ("项目1汇总", ""),
            };
            cells(bytes, sheet)
                .iter()
                .flatten()
                .any(|c| said(c) == format!("{id}{name}"))
        } else {
            String::from_utf8_lossy(bytes).contains(name)
        };
        assert!(found, "{file}");
        seen += 1;
    }
    assert_eq!(seen, 1 + 3 + 2 + 4 + 1 + 1 + 1 + 3);
    // The name of its own file is cut, and harmless.
    let own = made.keys().find(|n| n.starts_with("06-")).unwrap();
    assert!(own.chars().count() < 70 && !own.contains(['<', '&', '"'].map(|_| '<')));
}

#[test]
fn the_work_can_be_stopped_between_files() {
    let folder = tempfile::tempdir().unwrap();
    let session = folder.path().join("s");
    demo::make(&session, &stage::clock(), Lang::En).unwrap();
    let out = folder.path().join("out");
    let mut steps = 0;
    let made = export::run(
        &open(&session),
        Lang::En,
        &Wish::default(),
        &out,
        &mut |p| {
            assert_eq!(p.done, steps);
            steps += 1;
            steps <= 3
        },
    )
    .unwrap();
    // Three papers and their sums.
    assert_eq!(made.files.len(), 4);
    assert_eq!(files(&out).len(), 4);
}

/// However little there is, or however much was undone: papers are made, and every part of them is whole XML.
#[test]
fn the_barest_sessions_have_papers_too() {
    for (n, (template, told)) in [
        ("", ""),
        ("", "desk seats w1"),
        ("", "desk registers a p1\ndesk registers b p2"),
        ("", "desk seats w1\ndesk registers a p1\ndesk opens"),
        (
            "",
            "desk seats w1\ndesk seats w2\ndesk registers a p1\ndesk opens\ndesk recuses w1 p1: 亲属\ndesk voids w2 p1: 代打",
        ),
        (
            "awards 2, reserves 0, trim 0/0, at least 1",
            "desk seats w1\ndesk registers a p1,p2\ndesk registers b p1,p2\ndesk opens
             w1 marks p1/a i1 1\nw1 marks p1/a i2 1\nw1 marks p1/b i1 1\nw1 marks p1/b i2 1
             desk vetoes b: 抄袭",
        ),
        (
            "at least 1, trim 0/0",
            "desk seats w1\ndesk registers a p1,p2\ndesk registers b p1,p2\ndesk opens
             w1 marks p1/a i1 1\nw1 marks p1/a i2 1\nw1 marks p1/b i1 1\nw1 marks p1/b i2 1
             w1 marks p2/a i1 1\nw1 marks p2/a i2 1\nw1 submits p1\ndesk reopens w1 p1: 再看",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let folder = tempfile::tempdir().unwrap();
        let room = Room::new(2, &["5", "10"], rules(template)).tell(told);
        let journal = room.journal(&folder.path().join("s"), &stage::clock(), false);
        for (lang, layout) in [(Lang::Zh, Layout::Table), (Lang::En, Layout::Pages)] {
            let out = folder.path().join(format!("{lang:?}"));
            let wish = Wish {
whole_code: false,
                layout,
                ..Wish::default()
            };
            make(&journal, lang, &wish, &out).unwrap_or_else(|e| panic!("{n}: {e:?}"));
            for (name, bytes) in files(&out) {
                if !name.ends_with("x") {
                    continue;
                }
                for (part, xml) in parts(&bytes) {
                    let (opened, closed) = (xml.matches('<').count(), xml.matches('>').count());
                    assert_eq!(opened, closed, "{n}: {name} {part}");
                    assert!(!xml.contains("{n}") && !xml.contains("NaN"), "{n}: {name} {part}");
                }
            }
        }
    }
}

/// Every recusal with its ground and its taking back, withdrawals, corrections with both values, and whose hand
/// wrote statements, sheets and words: the report, the sheets and the workbook say so.
#[test]
fn what_people_did_and_by_whose_hand_stands_in_the_papers() {
    let folder = tempfile::tempdir().unwrap();
    let room = Room::new(2, &["5", "10"], rules("declaration first")).tell(
        "desk seats w1 评委甲
         desk seats w2 评委乙
         desk seats w3 评委丙
         desk seats w4 评委丁
         desk registers a p1,p2
         desk registers b p1,p2
         desk registers c p1,p2
         desk opens
         w1 declares
         desk declares for w2
         w1 recuses w1 p1: 本人学员
         w1 recuses w1 p1: 曾受聘
         desk lifts w1 p1: 认错了单位
         desk withdraws c p2: 来函7号
         desk amends b 长河: 名称有误",
    );
    let mut room = room;
    for judge in ["w1", "w2", "w3", "w4"] {
        for entry in ["p1/a", "p1/b", "p1/c", "p2/a", "p2/b"] {
            let own = judge == "w1";
            for (i, mark) in [("i1", "3"), ("i2", "7")] {
                room.say(&if own {
                    format!("w1 marks {entry} {i} {mark}")
                } else {
                    format!("desk marks {entry} {i} {mark} for {judge}")
                });
            }
        }
        for project in ["p1", "p2"] {
            room.say(&if judge == "w1" {
                format!("w1 submits {project}")
            } else {
                format!("desk submits {project} for {judge}")
            });
        }
    }
    let room = room.tell(
        "desk excuses w3: 出差
         desk decides p1 by 抽签 a b c: 同分
         desk closes
         w1 agrees
         desk agrees for w2",
    );
    let journal = room.journal(&folder.path().join("s"), &stage::clock(), true);
    let out = folder.path().join("out");
    make(&journal, Lang::Zh, &Wish::default(), &out).unwrap();
    let made = files(&out);
    let report = document(&made["03-评审情况报告.docx"]);
    for text in [
        "评委甲 回避 项目1 project 1：本人学员（本人，",
        "评委甲 回避 项目1 project 1：曾受聘（本人，",
        "此回避已撤销：认错了单位",
        "撤回申报（项目2 project 2）：2026-05-20，凭 来函7号",
        "名称「b」改为「长河」；理由：名称有误",
        "，本人\n",
        "，代录\n",
        "未声明，维持：出差",
        "未声明\n",
        "同意（本人，",
        "同意（代录，",
    ] {
        assert!(report.contains(text), "no “{text}” in\n{report}");
    }
    let sheet = document(&made["02-评分表/w2-评委乙-评分表.docx"]);
    assert!(
        sheet.contains("，代录，第") && !sheet.contains("，本人，第"),
        "{sheet}"
    );
    let sheet = document(&made["02-评分表/w1-评委甲-评分表.docx"]);
    assert!(
        sheet.contains("，本人，第") && !sheet.contains("代录"),
        "{sheet}"
    );
    assert!(report.contains("代录：评委乙、评委丙、评委丁"), "{report}");
    let book = parts(&made["01-评审结果汇总表.xlsx"]);
    assert!(book["xl/sharedStrings.xml"].contains("代录：评委乙、评委丙、评委丁"));
    let own = document(&made["06-单位得分说明/a-a.docx"]);
    assert!(own.contains("代录") && !own.contains("评委乙"), "{own}");
    let csv = String::from_utf8(made["scores.csv"].clone()).unwrap();
    let hands = |judge: &str, hand: &str| {
        let of_judge = csv.lines().filter(|l| l.starts_with(&format!("{judge},")));
        of_judge
            .filter(|l| l.split(',').nth(9) == Some(hand))
            .count()
    };
    assert_eq!((hands("w1", "judge"), hands("w1", "desk")), (10, 0));
    assert_eq!((hands("w2", "judge"), hands("w2", "desk")), (0, 10));
}

/// Recused for a project, out of it, vetoed: none has a row to fill in, and what is submitted keeps its own.
#[test]
fn the_score_workbook_lists_only_sheets_that_count() {
    let folder = tempfile::tempdir().unwrap();
    let mut room = Room::new(2, &["5", "10"], rules("")).tell(
        "desk seats w1 评委甲
         desk seats w2 评委乙
         desk registers a p1,p2
         desk registers b p1,p2
         desk registers c p1
         desk registers d p1
         desk disqualifies d: 材料不全
         desk opens
         w1 recuses w1 p2: 亲属
         desk withdraws b p1: 来函7号
         desk vetoes c: 抄袭",
    );
    room.say("w2 marks p1/a i1 3");
    room.say("w2 marks p1/a i2 7");
    room.say("w2 submits p1");
    let journal = room.journal(&folder.path().join("s"), &stage::clock(), true);
    let wish = Wish {
        whole_code: false,
        kinds: vec![PaperKind::Forms],
        ..Wish::default()
    };
    let out = folder.path().join("out");
    make(&journal, Lang::En, &wish, &out).unwrap();
    let book = &files(&out)["05-forms/6-score-entry.xlsx"];
    let rows = |sheet: &str| {
        let cells = cells(book, sheet);
        let rows = cells.iter().map(|row| (said(&row[0]), said(&row[1])));
        let behind = rows.skip_while(|(judge, _)| judge != "Judge").skip(1);
        behind
            .take_while(|(judge, _)| judge != "Total")
            .collect::<Vec<_>>()
    };
    let row = |judge: &str, unit: &str| (judge.to_owned(), unit.to_owned());
    assert_eq!(
        rows("Project 1"),
        [row("w1 评委甲", "a a"), row("w2 评委乙", "a a")]
    );
    assert_eq!(
        rows("Project 2"),
        [row("w2 评委乙", "a a"), row("w2 评委乙", "b b")]
    );
    // A blank form shows no mark and so nothing provisional.
    let all: String = parts(book).into_values().collect();
    assert!(!all.contains("<v>3</v></c><c r=\"D5\"") && !all.contains("provisional"));
}
