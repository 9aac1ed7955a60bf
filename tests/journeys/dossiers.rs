//! Applications as they are sent in: every row of a form is read, whatever word processor made it; what is hostile is
//! refused in time.

use crate::common::{self, rules, template};
use crate::stage::{self, Stage};
use pingshen::journal::line::Hash;
use pingshen::journal::{Journal, Opening, pin_file};
use pingshen::model::{Act, DESK, Judge, Project, SectionHint, Words};
use pingshen::office::dossier::form::FormFacts;
use pingshen::office::dossier::matching::{MatchedBy, Owner, owner};
use pingshen::office::dossier::outline::{Outline, PieceKind};
use pingshen::office::dossier::{self, Dossier, DossierFault, DossierFormat};
use pingshen::office::wordfile::{Unread, WordContent};
use pingshen::text::Lang;
use std::io::Write;
use zip::write::SimpleFileOptions;

fn projects() -> Vec<Project> {
    ["高中新高考培训项目", "义务教育新课程培训项目"]
        .iter()
        .enumerate()
        .map(|(n, name)| Project {
            id: format!("p{}", n + 1),
            name: Words::both(name),
            short: None,
            trainees: None,
            budget_yuan: None,
            facts: Vec::new(),
        })
        .collect()
}

pub fn read(bytes: Vec<u8>) -> Result<Dossier, DossierFault> {
    dossier::of("x.docx".to_owned(), bytes)
}

pub fn facts(bytes: Vec<u8>) -> FormFacts {
    FormFacts::of(&read(bytes).unwrap().content, &projects())
}

pub fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub fn word(body: &str) -> Vec<u8> {
    let document = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    packed(&[("word/document.xml", &document)])
}

pub fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A table of these rows; a cell that begins with `<` is what it holds.
pub fn table(rows: &[&[&str]]) -> String {
    let cell = |text: &&str| {
        let inside = if text.starts_with('<') {
            (*text).to_owned()
        } else {
            p(text)
        };
        format!("<w:tc>{inside}</w:tc>")
    };
    let row = |cells: &&[&str]| {
        format!(
            "<w:tr>{}</w:tr>",
            cells.iter().map(cell).collect::<String>()
        )
    };
    format!(
        "<w:tbl>{}</w:tbl>",
        rows.iter().map(row).collect::<String>()
    )
}

#[test]
fn every_row_of_the_forms_is_read_as_it_is_written() {
    let truth: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string("tests/data/dossiers/truth.json").unwrap())
            .unwrap();
    for name in ["f1", "f2"] {
        let bytes = std::fs::read(format!("tests/data/dossiers/{name}.docx")).unwrap();
        let facts = facts(bytes);
        let wanted = &truth[name];
        assert_eq!(facts.unit.unwrap().text, wanted["unit"].as_str().unwrap());
        let read: Vec<[&str; 4]> = facts
            .experts
            .iter()
            .map(|e| [e.name.as_str(), &e.title, &e.subject, &e.employer])
            .collect();
        let rows = wanted["experts"].as_array().unwrap();
        let cell = |row: &'_ serde_json::Value, n: usize| row[n].as_str().unwrap().to_owned();
        let rows: Vec<[String; 4]> = rows
            .iter()
            .map(|r| [cell(r, 0), cell(r, 1), cell(r, 2), cell(r, 4)])
            .collect();
        assert_eq!(read, rows, "{name}");
        let done: Vec<(&str, &str)> = facts
            .experience
            .iter()
            .map(|e| (e.level.as_str(), e.dates.as_str()))
            .collect();
        assert_eq!(
            done,
            [
                ("国家级", "2023.07-2023.12"),
                ("省级", "2024年9月—11月"),
                ("市级", "2025/6/1-2025/11/30")
            ]
        );
        assert_eq!(facts.responsible.unwrap().text.len(), "负责人01".len());
        assert_eq!(facts.emails[0].text, "a@b.cn");
    }
}

#[test]
fn the_text_is_cut_into_the_sections_of_the_form() {
    let bytes = std::fs::read("tests/data/dossiers/f1.docx").unwrap();
    let outline = Outline::of(&read(bytes).unwrap().content);
    let titles: Vec<&str> = outline
        .sections
        .iter()
        .skip(1)
        .map(String::as_str)
        .collect();
    assert_eq!(
        titles,
        [
            "一、基本情况",
            "相关项目经验",
            "培训项目管理团队",
            "首席专家",
            "专家团队",
            "三、跟岗研修实施方案",
            "目标定位",
            "需求分析",
            "内容设计",
            "考核评价",
            "特色与创新",
            "训后服务",
            "四、名师送教实施方案"
        ]
    );
    let found = |words: &[&str]| {
        let words: Vec<String> = words.iter().map(|w| (*w).to_owned()).collect();
        outline
            .section(&words)
            .map(|n| outline.sections[n].as_str())
    };
    assert_eq!(found(&["特色与创新"]), Some("特色与创新"));
    assert_eq!(found(&["没有", "专家团队"]), Some("专家团队"));
    // Experts' rows are no prose; what somebody wrote is, and stands in its section.
    let prose: Vec<&str> = outline
        .pieces
        .iter()
        .filter(|p| p.kind == PieceKind::Prose)
        .map(|p| outline.sections[p.section].as_str())
        .collect();
    // The six answers of the plan, the visits, and the line that says what the form is.
    assert_eq!(prose.len(), 8, "{prose:?}");
    assert!(prose.contains(&"内容设计") && !prose.contains(&"专家团队"));
}

#[test]
fn nested_tables_numbers_of_rows_and_wide_headings_lose_nobody() {
    let experts = table(&[
        &[
            "序号",
            "姓　名",
            "职务／职称",
            "学科（领域）",
            "专 业",
            "工作单位",
            "研究专长",
        ],
        &["1", "甲", "教授", "数学", "数学", "某学院", "教学"],
        &["2", "乙", "讲师", "语文", "语文", "另一学院", "教学"],
        &["3", "……", "", "", "", "", ""],
    ]);
    let outer = table(&[&["专家团队", &experts], &["单位名称：", "某学院"]]);
    let facts = facts(word(&outer));
    let read: Vec<(&str, &str, &str)> = facts
        .experts
        .iter()
        .map(|e| (e.name.as_str(), e.title.as_str(), e.employer.as_str()))
        .collect();
    assert_eq!(read, [("甲", "教授", "某学院"), ("乙", "讲师", "另一学院")]);
    assert_eq!(facts.unit.unwrap().text, "某学院");
}

#[test]
fn a_merged_place_of_work_is_that_of_every_row_it_spans() {
    let head = "<w:tr>".to_owned()
        + &["姓名", "职称", "工作单位"]
            .map(|t| format!("<w:tc>{}</w:tc>", p(t)))
            .concat()
        + "</w:tr>";
    let row = |name: &str, merge: &str, unit: &str| {
        format!(
            "<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc><w:tc><w:tcPr><w:vMerge{merge}/></w:tcPr>{}</w:tc></w:tr>",
            p(name),
            p("教授"),
            p(unit)
        )
    };
    let body = format!(
        "<w:tbl>{head}{}{}{}</w:tbl>",
        row("甲", " w:val=\"restart\"", "某学院"),
        row("乙", "", ""),
        row("丙", " w:val=\"restart\"", "另一学院")
    );
    let units: Vec<String> = facts(word(&body))
        .experts
        .into_iter()
        .map(|e| e.employer)
        .collect();
    assert_eq!(units, ["某学院", "某学院", "另一学院"]);
}

#[test]
fn two_forms_in_one_file_an_empty_form_and_one_of_another_year() {
    let form = |unit: &str| table(&[&["单位名称", unit], &["联系电话", "0379-1234567"]]);
    let two = facts(word(&(form("甲学院") + &form("乙学院"))));
    assert_eq!(two.unit.unwrap().text, "甲学院");
    assert_eq!(two.other_units[0].text, "乙学院");
    let empty = facts(word(
        &(form("") + &table(&[&["姓名", "职称", "工作单位"], &["....", "", ""]])),
    ));
    assert_eq!((empty.unit, empty.experts.len()), (None, 0));
    // Deleted text is not read; the unit's name may be cut in runs and stand outside tables.
    let other = facts(word(
        "<w:p><w:r><w:t>申报单位（公章）：丙</w:t></w:r><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:r><w:t>学院</w:t></w:r></w:p>",
    ));
    assert_eq!(other.unit.unwrap().text, "丙学院");
}

#[test]
fn a_unit_is_found_on_a_page_with_several_lines() {
    let page = "附件 3\n申报书\n申报单位（公章）：江海师范大学\n具体负责人：某人";
    let text = page.replace('\n', "</w:t><w:br/><w:t>");
    let facts = facts(word(&p(&text)));
    assert_eq!(facts.unit.unwrap().text, "江海师范大学");
    assert_eq!(facts.responsible.unwrap().text, "某人");
}

#[test]
fn a_form_is_matched_by_code_then_name_then_file() {
    let roster = |list: &[(&str, &str)]| -> Vec<pingshen::model::Applicant> {
        list.iter()
            .enumerate()
            .map(|(n, (name, code))| pingshen::model::Applicant {
                id: format!("a{:02}", n + 1),
                name: (*name).to_owned(),
                credit_code: (*code).to_owned(),
                ..Default::default()
            })
            .collect()
    };
    let list = roster(&[("甲学院", "91410300MA45A1B2C3"), ("乙学院", "")]);
    let code = "统一社会信用代码";
    for (rows, name, wanted) in [
        (
            vec![["单位名称", "甲学院"]],
            "x.docx",
            Owner::Found(0, MatchedBy::UnitName),
        ),
        (
            vec![["单位名称", "甲学院（原名）"], [code, "91410300ma45a1b2c3"]],
            "x.docx",
            Owner::Found(0, MatchedBy::CreditCode),
        ),
        (
            vec![["单位名称", "乙学院"], [code, "91410300MA45A1B2C3"]],
            "x.docx",
            Owner::Several(vec![0, 1]),
        ),
        (
            vec![["通讯地址", "某路"]],
            "乙学院.docx",
            Owner::Found(1, MatchedBy::FileName),
        ),
        (vec![["单位名称", "丙学院"]], "乙学院.docx", Owner::Nobody),
        (vec![["通讯地址", "某路"]], "scan001.docx", Owner::Nobody),
        // Another code than the roster's is another unit of the same name, or a slip: a person says which.
        (
            vec![["单位名称", "甲学院"], [code, "91410300MA45A1B2C4"]],
            "x.docx",
            Owner::OtherCode(0),
        ),
        // Blanks and lines inside a cell are no part of a code.
        (
            vec![["单位名称", "甲学院"], [code, "91410300 MA45A1B2C3"]],
            "x.docx",
            Owner::Found(0, MatchedBy::CreditCode),
        ),
        (
            vec![
                ["单位名称", "甲学院"],
                [
                    code,
                    "<w:p><w:r><w:t>91410300</w:t></w:r></w:p><w:p><w:r><w:t>MA45A1B2C3</w:t></w:r></w:p>",
                ],
            ],
            "x.docx",
            Owner::Found(0, MatchedBy::CreditCode),
        ),
        // The code of an organisation is a part of the other.
        (
            vec![["单位名称", "甲学院"], ["组织机构代码", "MA45A1B2-C"]],
            "x.docx",
            Owner::Found(0, MatchedBy::CreditCode),
        ),
        (
            vec![
                ["组织机构代码", "MA45A1B2-C"],
                [code, "91410300MA45A1B2C4"],
                ["单位名称", "甲学院"],
            ],
            "x.docx",
            Owner::OtherCode(0),
        ),
        (
            vec![["单位名称", "甲学院"], ["组织机构代码", "12345678-9"]],
            "x.docx",
            Owner::OtherCode(0),
        ),
        (
            vec![["单位名称", "甲学院"], ["组织机构代码", "暂无"]],
            "x.docx",
            Owner::Found(0, MatchedBy::UnitName),
        ),
        // A name that stands inside a longer one is not that of the file.
        (
            vec![["通讯地址", "某路"]],
            "乙学院附属中学.docx",
            Owner::Nobody,
        ),
        (
            vec![["通讯地址", "某路"]],
            "2026年乙学院申报书.docx",
            Owner::Found(1, MatchedBy::FileName),
        ),
    ] {
        let rows: Vec<&[&str]> = rows.iter().map(|r| &r[..]).collect();
        assert_eq!(
            owner(&facts(word(&table(&rows))), name, &list),
            wanted,
            "{name}"
        );
    }
}

#[test]
fn of_two_with_one_code_or_one_name_the_other_says_which() {
    let rows = [
        ("甲学院", "91410300MA45A1B2C3"),
        ("甲学院分院", "91410300MA45A1B2C3"),
        ("乙学院", ""),
        ("乙学院", ""),
    ];
    let list: Vec<pingshen::model::Applicant> = rows
        .iter()
        .map(|(name, code)| pingshen::model::Applicant {
            name: (*name).to_owned(),
            credit_code: (*code).to_owned(),
            ..Default::default()
        })
        .collect();
    let code = ["信用代码", "91410300MA45A1B2C3"];
    for (rows, wanted) in [
        (
            vec![["单位名称", "甲学院分院"], code],
            Owner::Found(1, MatchedBy::CreditCode),
        ),
        (
            vec![["单位名称", "甲学院"], code],
            Owner::Found(0, MatchedBy::CreditCode),
        ),
        (
            vec![["单位名称", "甲分院"], code],
            Owner::Several(vec![0, 1]),
        ),
        (vec![["单位名称", "乙学院"]], Owner::Several(vec![2, 3])),
    ] {
        let cells: Vec<&[&str]> = rows.iter().map(|r| &r[..]).collect();
        assert_eq!(
            owner(&facts(word(&table(&cells))), "x.docx", &list),
            wanted,
            "{rows:?}"
        );
    }
}

#[test]
fn another_way_to_write_the_unit_and_the_heads_of_a_list_are_no_other_unit() {
    let cover = p("申报单位（公章）：长河大学（继续教育学院）");
    let form = table(&[&["单位名称", "长河大学继续教育学院"]]);
    let bases = table(&[
        &["序号", "单位名称", "地址", "联系人"],
        &["1", "洛川市第一中学", "某路 1 号", "某人"],
    ]);
    let found = facts(word(&(cover + &form + &bases)));
    assert_eq!(found.unit.unwrap().text, "长河大学(继续教育学院)");
    assert_eq!(found.other_units, []);
    // Nor is the head of a column the unit itself.
    assert_eq!(facts(word(&bases)).unit, None);
    let found = facts(word(&(bases + &table(&[&["单位名称", "甲学院（盖章）"]]))));
    assert_eq!(
        (found.unit.unwrap().text.as_str(), found.other_units.len()),
        ("甲学院", 0)
    );
}

#[test]
fn hostile_files_are_refused_or_read_in_time() {
    let deep = "<w:tbl><w:tr><w:tc>".repeat(20_000);
    let read_deep = read(word(&(p("前") + &deep)));
    // It ends before its end: it is damaged, and nothing overflowed.
    assert!(matches!(read_deep, Ok(_) | Err(DossierFault::Damaged)));
    let closed = "<w:tbl><w:tr><w:tc>".repeat(50) + &p("深") + &"</w:tc></w:tr></w:tbl>".repeat(50);
    let told = read(word(&closed)).unwrap().content.unread;
    assert_eq!(told, [Unread::TooDeep(1)]);
    // However many there are of them in one table, it is told once.
    let many = p("字") + &"<w:tbl><w:tr><w:tc>".repeat(8) + &"<w:tbl></w:tbl>".repeat(1000);
    let many = many + &"</w:tc></w:tr></w:tbl>".repeat(8);
    let told = read(word(&many)).unwrap().content.unread;
    assert_eq!(told, [Unread::TooDeep(1)]);
    // Rows and cells without a word have an end, too.
    let empty = "<w:tbl>".to_owned() + &"<w:tr><w:tc/><w:tc/></w:tr>".repeat(200_000) + "</w:tbl>";
    assert_eq!(read(word(&empty)), Err(DossierFault::TooLong));
    // What unfolds to gigabytes.
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default())
        .unwrap();
    let block = vec![b' '; 1 << 20];
    for _ in 0..300 {
        zip.write_all(&block).unwrap();
    }
    let bomb = zip.finish().unwrap().into_inner();
    assert!(bomb.len() < 2 << 20);
    assert_eq!(read(bomb), Err(DossierFault::TooLong));
    for (bytes, fault) in [
        (b"".to_vec(), DossierFault::Empty),
        // A converter would give its bytes back as words.
        (
            [0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3].to_vec(),
            DossierFault::Damaged,
        ),
        // Packed as old documents are, but a locked file of today and a workbook.
        (
            std::fs::read("tests/data/locked.xlsx").unwrap(),
            DossierFault::Locked,
        ),
        (
            std::fs::read("tests/data/roster.xls").unwrap(),
            DossierFault::NotWords,
        ),
        (b"GIF89a".to_vec(), DossierFault::NotWords),
        (b"PK\x03\x04".to_vec(), DossierFault::Damaged),
        (
            packed(&[("xl/workbook.xml", "<workbook/>")]),
            DossierFault::NotWords,
        ),
        (
            packed(&[("word/document.xml", "<w:document><w:body>")]),
            DossierFault::Damaged,
        ),
    ] {
        assert_eq!(read(bytes), Err(fault));
    }
    // A document with a program in it is words all the same, and that is told; a link is never followed.
    let body = format!(
        "<w:document xmlns:w=\"w\"><w:body>{}</w:body></w:document>",
        p("字")
    );
    let rels = "<Relationships><Relationship TargetMode=\"External\" Target=\"http://127.0.0.1:9/x\"/></Relationships>";
    let macros = packed(&[
        ("word/document.xml", &body),
        ("word/vbaProject.bin", "x"),
        ("word/_rels/document.xml.rels", rels),
    ]);
    assert_eq!(read(macros).unwrap().content.unread, [Unread::Macros]);
}

/// A session of two judges with the application of f1 kept, scoring open; `w2` is recused from a01 alone.
pub fn judged(seat: &str, lang: Lang, columns: u16, rows: u16) -> Stage {
    let mut setup = template(2, &["10", "40"], rules("recusal per entry"));
    setup.dossier.sections = vec![
        SectionHint {
            indicator: "i1".to_owned(),
            words: vec!["专家团队".to_owned()],
        },
        SectionHint {
            indicator: "i2".to_owned(),
            words: vec!["没有".to_owned(), "内容设计".to_owned()],
        },
    ];
    let mut stage = Stage::home(lang, columns, rows);
    let folder = stage.session();
    let Act::Setup(setup) = common::setup(setup) else {
        panic!("a setup")
    };
    Journal::create(&folder, stage::clock(), *setup, vec![]).unwrap();
    let opening = Opening {
        write: true,
        ..Opening::default()
    };
    let mut journal = Journal::open(&folder, stage::clock(), &opening).unwrap();
    let applicant = |id: &str, name: &str| {
        Act::Applicant(Box::new(pingshen::model::Applicant {
            id: id.to_owned(),
            name: name.to_owned(),
            projects: vec!["p1".to_owned(), "p2".to_owned()],
            ..Default::default()
        }))
    };
    let bytes = std::fs::read("tests/data/dossiers/f1.docx").unwrap();
    let kept = dossier::of("申报书.docx".to_owned(), bytes).unwrap();
    let file = std::path::Path::new("tests/data/dossiers/f1.docx");
    dossier::kept::keep(&folder, file, &kept).unwrap();
    let acts = vec![
        Act::Judge(Judge::new("w1", "王明")),
        Act::Judge(Judge::new("w2", "李华")),
        applicant("a01", "中原教师发展学院"),
        applicant("a02", "江海师范大学"),
        Act::Dossier {
            applicant: "a01".to_owned(),
            name: kept.name.clone(),
            sha256: kept.sha256.to_string(),
            matched: "unit_name".to_owned(),
            converted: None,
        },
        Act::OpenScoring {},
        Act::Recuse {
            judge: "w2".to_owned(),
            project: "p2".to_owned(),
            entry: Some("p2/a01".to_owned()),
            ground: "亲属".to_owned(),
        },
    ];
    journal
        .append(DESK, acts.into_iter().map(Into::into).collect())
        .unwrap();
    drop(journal);
    stage.app.open(&folder, Some(seat)).unwrap();
    stage
}

#[test]
fn a_judge_reads_the_application_at_what_the_indicator_asks_for() {
    let mut stage = judged("w1", Lang::Zh, 80, 24);
    stage.sees("江海师范大学");
    // The cell is the first indicator's: the experts; then on through the sections, and the place is kept.
    stage
        .keys("<c-d>")
        .sees("a01 中原教师发展学院  专家团队（5/13）")
        .sees("申报书.docx（第 6 条记录存入）")
        .sees("教研员/中学高级");
    stage
        .keys("<tab><tab>")
        .sees("目标定位（7/13）")
        .keys("<esc>");
    stage.keys("<c-d>").sees("目标定位（7/13）");
    stage.keys("/成长档案<enter>").sees("成长档");
    stage.keys("/没有这句<enter>").sees("没有找到“没有这句”");
    // One key puts the place into the remark on the cell, and a half-typed number is still there.
    stage
        .keys("<esc>3<c-d>/成长档案<enter><f6>")
        .sees("特色与创新，表 2 第 5 行");
    stage.keys("<f5>").sees("3");
    // The other indicator's own place.
    stage
        .keys("<esc><c-u><down><c-d>")
        .sees("内容设计（9/13）")
        .keys("<c-d>");
    // A word that is broken over two lines is found; on the last page the next section is reached, too.
    stage
        .keys("<c-d>/研修平台记录听课日志<enter>")
        .hides("没有找到");
    stage
        .keys("<end><tab><tab><tab><tab><tab>")
        .sees("（13/13）")
        .keys("<esc>");
    // Nobody has sent the other one's.
    stage.keys("<right><c-d>").sees("没有存入申报书");
}

#[test]
fn a_recused_judge_is_shown_nothing_of_that_applicant_in_any_project() {
    let mut stage = judged("w2", Lang::Zh, 80, 24);
    stage.sees("江海师范大学");
    stage.keys("<c-d>").sees("您回避这家单位").hides("教研员");
}

#[test]
fn whoever_is_recused_while_reading_reads_no_more() {
    for (columns, beside) in [(80, false), (120, true)] {
        let mut stage = judged("w1", Lang::Zh, columns, 24);
        stage.keys("<c-d>").sees("教研员/中学高级");
        if beside {
            stage.keys("<c-d>").sees("教研员/中学高级");
        }
        let opening = Opening {
            write: true,
            ..Opening::default()
        };
        let mut journal = Journal::open(&stage.session(), stage::clock(), &opening).unwrap();
        let act = Act::Recuse {
            judge: "w1".to_owned(),
            project: "p2".to_owned(),
            entry: Some("p2/a01".to_owned()),
            ground: "亲属".to_owned(),
        };
        journal.append(DESK, vec![act.into()]).unwrap();
        drop(journal);
        stage.grew().sees("您回避这家单位").hides("教研员");
    }
}

#[test]
fn in_a_wide_window_the_text_stands_beside_the_cells() {
    let mut stage = judged("w1", Lang::Zh, 120, 30);
    stage
        .keys("<c-d>")
        .sees("a01 中原教师发展学院  专家团队（5/13）")
        .sees("教研员/中学高级");
    let cell = |stage: &mut Stage, value: &str| stage.screen().contains(value);
    // The keys go to the cells, and the text stays; a number is typed beside it.
    stage.keys("<c-d>7.5<enter>").sees("教研员/中学高级");
    assert!(cell(&mut stage, "7.5"), "{}", stage.screen());
    // Back to the text, now at what the next indicator asks for; a place goes into the remark, and the text stays.
    stage.keys("<c-d>").sees("内容设计（9/13）");
    stage
        .keys("<f6>")
        .sees("内容设计，表 2")
        .sees("内容设计（9/13）");
    stage.keys("<esc><c-d><esc>").hides("教研员/中学高级");
    // Nothing of one applicant stands beside the cells of another; a narrow window has room for one of the two.
    stage.keys("<c-d><c-d>").sees("内容设计（9/13）");
    stage.keys("<right>").hides("内容设计（9/13）");
    // Back at the applicant who has one it is there again; once closed it stays closed.
    stage.keys("<left>").sees("内容设计（9/13）");
    stage
        .keys("<c-d><esc><right><left>")
        .hides("内容设计（9/13）");
    stage.keys("<c-d><c-d>").sees("内容设计（9/13）");
    stage.resize(80, 24).hides("内容设计（9/13）");
}

#[test]
fn whoever_leaves_the_seat_takes_the_text_along() {
    for (columns, read) in [(80, "<c-d>"), (120, "<c-d>"), (120, "<c-d><c-d>")] {
        let mut stage = judged("w1", Lang::Zh, columns, 24);
        let act = pin_file::set(&stage.session(), "w2", "246810").unwrap();
        append(&stage, vec![act]);
        stage.grew().keys(read).sees("教研员/中学高级");
        stage
            .keys("<f10><f10>")
            .hides("您回避")
            .hides("教研员/中学高级");
        // The next judge types her PIN, and nothing of the text is beside her cells.
        stage.keys("2").sees("PIN").keys("246810").hides("您回避");
        stage
            .keys("<enter>")
            .sees("李华")
            .hides("教研员/中学高级")
            .hides("您回避");
    }
}

#[test]
fn another_version_is_not_read_as_the_one_that_is_open() {
    let mut stage = judged("w1", Lang::Zh, 120, 40);
    stage.keys("<c-d><c-d>").sees("教研员/中学高级");
    let bytes = std::fs::read("tests/data/dossiers/f2.docx").unwrap();
    let read = dossier::of("第二版.docx".to_owned(), bytes).unwrap();
    let file = std::path::Path::new("tests/data/dossiers/f2.docx");
    dossier::kept::keep(&stage.session(), file, &read).unwrap();
    let act = Act::Dossier {
        applicant: "a01".to_owned(),
        name: read.name.clone(),
        sha256: read.sha256.to_string(),
        matched: "person".to_owned(),
        converted: None,
    };
    append(&stage, vec![act]);
    stage.grew().hides("教研员/中学高级").sees("新的一版");
    stage.keys("<c-d>").sees("第二版.docx");
}

/// What an old document was converted to is read again as it was, and one that was changed is made anew.
#[test]
fn an_old_document_is_read_from_what_it_was_converted_to() {
    let mut stage = judged("w1", Lang::Zh, 120, 40);
    let made = std::fs::read("tests/data/dossiers/f2.docx").unwrap();
    let old = stage.session().with_file_name("old.doc");
    // No converter could make anything of it.
    std::fs::write(&old, [0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]).unwrap();
    let original = std::fs::read(&old).unwrap();
    let read = dossier::Dossier {
        name: "old.doc".to_owned(),
        sha256: Hash::of(&original),
        format: DossierFormat::OldWord,
        content: WordContent::default(),
        converted: Some(dossier::Converted {
            sha256: Hash::of(&made),
            bytes: made.clone(),
        }),
    };
    dossier::kept::keep(&stage.session(), &old, &read).unwrap();
    let act = Act::Dossier {
        applicant: "a02".to_owned(),
        name: read.name.clone(),
        sha256: read.sha256.to_string(),
        matched: "unit_name".to_owned(),
        converted: Some(Hash::of(&made).to_string()),
    };
    append(&stage, vec![act]);
    stage
        .grew()
        .keys("<right><c-d>")
        .sees("old.doc")
        .sees("江海师范大学");
    let kept = stage
        .session()
        .join("dossiers")
        .join(Hash::of(&made).to_string());
    std::fs::write(kept, b"other").unwrap();
    let folder = stage.session();
    stage.app.open(&folder, Some("w1")).unwrap();
    stage.keys("<right><c-d>").hides("old.doc");
}

fn append(stage: &Stage, acts: Vec<Act>) {
    let opening = Opening {
        write: true,
        ..Opening::default()
    };
    let mut journal = Journal::open(&stage.session(), stage::clock(), &opening).unwrap();
    let acts = acts.into_iter().map(Into::into).collect();
    journal.append(DESK, acts).unwrap();
}

#[test]
fn a_changed_file_is_not_shown() {
    let mut stage = judged("w1", Lang::En, 120, 40);
    for file in std::fs::read_dir(stage.session().join("dossiers")).unwrap() {
        std::fs::write(file.unwrap().path(), b"other").unwrap();
    }
    stage.keys("<c-d>").sees("swapped or changed");
}

#[test]
fn a_folder_is_shown_before_anything_is_kept_and_kept_by_one_key() {
    let mut stage = judged(DESK, Lang::Zh, 80, 24);
    let folder = stage.session().parent().unwrap().join("申报书");
    std::fs::create_dir(&folder).unwrap();
    std::fs::copy("tests/data/dossiers/f2.docx", folder.join("b.docx")).unwrap();
    std::fs::write(folder.join("c.txt"), "一段话").unwrap();
    let kept = |stage: &Stage| {
        let journal = Journal::open(&stage.session(), stage::clock(), &Opening::default()).unwrap();
        let session = journal.session();
        let facts = session.applicants()[1].facts.clone();
        (session.dossiers().len(), facts)
    };
    let path = folder.display().to_string();
    stage.keys("<tab><enter>").sees("导入申报书");
    let screen = stage.screen();
    let line = screen.lines().find(|l| l.contains("导入申报书")).unwrap();
    let digit = line
        .split_whitespace()
        .find(|w| w.parse::<u8>().is_ok())
        .unwrap();
    stage.keys(digit).sees("一家一份");
    stage.keys(&format!("{path}<enter>")).sees("正在读申报书");
    stage
        .work_on_dossiers()
        .sees("收 1 份，未变 0 份，没有收 1 份")
        .sees("b.docx：a02 江海师范大学（按表里的单位名称）")
        .sees("c.txt：没有收：不是 Word 文档");
    assert_eq!(kept(&stage).0, 1, "only shown");
    stage.keys("<f6>").sees("申报书：收 1 份，未变 0 份");
    let (n, facts) = kept(&stage);
    assert_eq!(n, 2);
    // The template of this session asks for no experts.
    assert!(facts.is_empty());
    // Again there is nothing to keep.
    stage
        .keys("<enter>")
        .keys(digit)
        .keys(&format!("{path}<enter>"))
        .work_on_dossiers();
    stage.keys("<f5>").sees("没有可以存入的");
    // It can be stopped while it runs; what comes late is let go.
    stage
        .keys("<esc><enter>")
        .keys(digit)
        .keys(&format!("{path}<enter>"));
    stage.keys("<esc>").sees("已停下").work_on_dossiers();
    stage.hides("没有收 1 份");
}
