//! What is counted of a form and taken over from a folder of them: nobody is counted twice or left out in silence, and
//! what leaves a doubt is for a person to decide.

use crate::common;
use crate::dossiers::{facts, p, read, table, word};
use crate::stage::{self, Stage};
use pingshen::journal::{Journal, Opening};
use pingshen::model::{Act, Applicant, DESK, Session};
use pingshen::office::dossier::doubts::DoubtsDecided;
use pingshen::office::dossier::folder::DossierFolder;
use pingshen::office::dossier::outline::{Outline, PieceKind};
use pingshen::office::template;
use pingshen::text::Lang;
use std::path::PathBuf;
use tempfile::TempDir;

const HEAD: &[&str] = &["序号", "姓名", "工作单位", "职称", "研究方向"];

fn names(body: &str) -> Vec<String> {
    let facts = facts(word(body));
    facts.experts.into_iter().map(|e| e.name).collect()
}

#[test]
fn a_list_goes_on_in_a_table_that_is_cut_like_it_and_ends_at_its_sum() {
    let one = ["1", "甲明", "中原学院", "教授", "语文"];
    let two = ["2", "乙明", "中原学院", "教授", "数学"];
    let first = table(&[&["", "专家团队", "", "", ""], HEAD, &one]);
    assert_eq!(names(&(first.clone() + &table(&[&two]))), ["甲明", "乙明"]);
    // Words between them, or other columns: it is another list.
    let apart = first.clone() + &p("四、管理团队") + &table(&[&two]);
    assert_eq!(names(&apart), ["甲明"]);
    assert_eq!(
        names(&(first + &table(&[&["2", "乙明", "教授"]]))),
        ["甲明"]
    );
    let summed = table(&[HEAD, &one, &["合计", "1", "人", "", ""], &two]);
    assert_eq!(names(&summed), ["甲明"]);
}

/// Units head their columns in their own words.
#[test]
fn the_columns_of_experts_have_several_names() {
    for head in [
        ["序号", "姓名", "单位", "职称", "备注"],
        ["序号", "专家姓名", "单位及职务", "专业技术职务", "授课内容"],
        ["序号", "姓 名", "所在单位", "专业技术资格", "学科"],
    ] {
        let one = ["1", "甲明", "中原学院", "教授", ""];
        let found = facts(word(&table(&[&head, &one]))).experts;
        let found: Vec<_> = (found.iter().map(|e| (&*e.name, &*e.employer, &*e.title))).collect();
        assert_eq!(found, [("甲明", "中原学院", "教授")], "{head:?}");
    }
    // The management team is none of them, and neither is what is asked of the unit itself.
    let team = ["姓名", "年龄", "单位", "职称", "具体分工"];
    assert!(
        names(&table(&[
            &team,
            &["甲明", "40", "中原学院", "教授", "教务"]
        ]))
        .is_empty()
    );
    let unit = ["姓名", "单位性质", "职称", "电话"];
    assert!(names(&table(&[&unit, &["甲明", "公办", "教授", "1"]])).is_empty());
}

#[test]
fn a_row_with_the_name_alone_is_one_of_the_list() {
    let one = ["1", "甲明", "中原学院", "教授", "语文"];
    let bare = ["", "乙明", "", "", ""];
    let empty = ["3", "", "", "", ""];
    let list = table(&[HEAD, &one, &bare, &empty]);
    assert_eq!(names(&list), ["甲明", "乙明"]);
    let summed = table(&[HEAD, &one, &["", "合计", "", "", ""], &bare]);
    assert_eq!(names(&summed), ["甲明"]);
    // A heading over the next part is wider than the name's column.
    let next = "<w:tr><w:tc/><w:tc><w:tcPr><w:gridSpan w:val=\"4\"/></w:tcPr>".to_owned()
        + &p("基地学校")
        + "</w:tc></w:tr></w:tbl>";
    let list = table(&[HEAD, &one]);
    assert_eq!(
        names(&(list.strip_suffix("</w:tbl>").unwrap().to_owned() + &next)),
        ["甲明"]
    );
    // A project without its dates is one whose dates are not known.
    let done = facts(word(&table(&[
        &["序号", "项目名称", "级别", "起止时间"],
        &["", "骨干培训", "", ""],
    ])));
    assert_eq!(done.experience.len(), 1);
    assert!(done.experience[0].ran.is_empty());
}

#[test]
fn what_a_tracked_change_says_was_there_before_is_not_read() {
    let before = "<w:tcPr><w:tcPrChange><w:tcPr><w:gridSpan w:val=\"3\"/><w:vMerge/></w:tcPr></w:tcPrChange></w:tcPr>";
    let grid = "<w:trPr><w:trPrChange><w:trPr><w:gridBefore w:val=\"2\"/></w:trPr></w:trPrChange></w:trPr>";
    let row = ["1", "甲明", "中原学院", "教授", "语文"]
        .map(|text| format!("<w:tc>{before}{}</w:tc>", p(text)));
    let list = table(&[HEAD]);
    let list = list.strip_suffix("</w:tbl>").unwrap().to_owned();
    let found = facts(word(&format!(
        "{list}<w:tr>{grid}{}</w:tr></w:tbl>",
        row.concat()
    )))
    .experts;
    let found: Vec<_> = found.iter().map(|e| (&*e.name, &*e.employer)).collect();
    assert_eq!(found, [("甲明", "中原学院")]);
}

#[test]
fn a_level_of_text_is_no_heading_and_a_row_may_begin_further_right() {
    let level = |n: u8| {
        format!("<w:p><w:pPr><w:outlineLvl w:val=\"{n}\"/></w:pPr><w:r><w:t>目标</w:t></w:r></w:p>")
    };
    for (n, kind) in [(0, PieceKind::Heading), (9, PieceKind::Form)] {
        let outline = Outline::of(&read(word(&level(n))).unwrap().content);
        assert_eq!(outline.pieces[0].kind, kind);
    }
    let moved = "<w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>".to_owned()
        + &["乙明", "江海大学", "教授", "数学"]
            .map(|text| format!("<w:tc>{}</w:tc>", p(text)))
            .concat()
        + "</w:tr></w:tbl>";
    let list = table(&[HEAD, &["1", "甲明", "中原学院", "教授", "语文"]]);
    let list = list.strip_suffix("</w:tbl>").unwrap().to_owned() + &moved;
    let found = facts(word(&list)).experts;
    let found: Vec<_> = found.iter().map(|e| (&*e.name, &*e.employer)).collect();
    assert_eq!(found, [("甲明", "中原学院"), ("乙明", "江海大学")]);
}

#[test]
fn what_a_list_tells_in_long_words_is_compared_with_others() {
    let told = "承担全省骨干教师培训的课程设计与过程管理，形成了系列成果";
    let row = ["1", "甲明", "中原学院", told, "语文"];
    let outline = Outline::of(&read(word(&table(&[&row]))).unwrap().content);
    let own: Vec<&str> = outline.pieces.iter().flat_map(|p| p.own_words()).collect();
    assert_eq!(own, [told]);
}

/// A session whose template asks for experts, with two applicants, and a folder for what they send.
struct Inbox {
    /// Holds the folder where nobody else does.
    _folder: Option<TempDir>,
    inbox: PathBuf,
    session: PathBuf,
}

impl Inbox {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let session = folder.path().join("session");
        Self::at(session, Some(folder))
    }

    fn at(session: PathBuf, folder: Option<TempDir>) -> Self {
        let inbox = session.with_file_name("in");
        std::fs::create_dir(&inbox).unwrap();
        let setup = template::load(template::BUILT_IN).unwrap();
        let Act::Setup(setup) = common::setup(setup) else {
            panic!("a setup")
        };
        let inbox = Self {
            _folder: folder,
            inbox,
            session,
        };
        Journal::create(&inbox.session, stage::clock(), *setup, vec![]).unwrap();
        for (id, name) in [("a01", "甲学院"), ("a02", "乙学院")] {
            inbox.append(vec![Act::Applicant(Box::new(Applicant {
                id: id.to_owned(),
                name: name.to_owned(),
                projects: vec!["p1".to_owned()],
                ..Default::default()
            }))]);
        }
        inbox
    }

    fn append(&self, acts: Vec<Act>) {
        let opening = Opening {
            write: true,
            ..Opening::default()
        };
        let mut journal = Journal::open(&self.session, stage::clock(), &opening).unwrap();
        let acts = acts.into_iter().map(Into::into).collect();
        journal.append(DESK, acts).unwrap();
    }

    fn ask<T>(&self, ask: impl FnOnce(&Session) -> T) -> T {
        let journal = Journal::open(&self.session, stage::clock(), &Opening::default()).unwrap();
        ask(journal.session())
    }

    /// Puts a form into the folder, with its experts by name and place of work.
    fn sent(&self, file: &str, unit: &str, experts: &[(&str, &str)]) -> PathBuf {
        let rows: Vec<[&str; 5]> = experts
            .iter()
            .map(|(name, employer)| ["1", name, employer, "教授", "语文"])
            .collect();
        let mut list = vec![HEAD];
        list.extend(rows.iter().map(|row| &row[..]));
        let body = table(&[&["单位名称", unit]]) + &p("专家团队") + &table(&list);
        let path = self.inbox.join(file);
        std::fs::write(&path, word(&body)).unwrap();
        path
    }

    fn read(&self) -> DossierFolder {
        self.ask(|session| {
            let lang = Lang::Zh;
            DossierFolder::read(&self.inbox, session, &self.session, lang, &mut |_, _| true)
                .unwrap()
        })
    }

    fn told(&self, folder: &DossierFolder) -> String {
        self.ask(|session| folder.words(session, Lang::Zh).join("\n"))
    }

    /// The numbers that would be taken over, by applicant.
    fn accepted(&self, folder: &DossierFolder) -> Vec<(String, Vec<(String, u64)>)> {
        let acts =
            self.ask(|session| folder.accepted(session, &DoubtsDecided::default(), Lang::Zh));
        let told = acts.into_iter().map(|act| match act {
            Act::AcceptFacts {
                applicant, facts, ..
            } => (applicant, facts.into_iter().collect()),
            other => panic!("{other:?}"),
        });
        told.collect()
    }
}

#[test]
fn numbers_are_taken_over_where_the_roster_has_none_and_nothing_is_in_doubt() {
    let inbox = Inbox::new();
    inbox.sent(
        "a.docx",
        "甲学院",
        &[("甲明", "甲学院"), ("丙明", "江海大学")],
    );
    // One name twice is one person or two: nobody can tell.
    inbox.sent(
        "b.docx",
        "乙学院",
        &[("丁明", "乙学院"), ("丁明", "乙学院")],
    );
    let folder = inbox.read();
    let numbers = [("experts", 2), ("in_house", 1), ("senior", 2)];
    let numbers = numbers.map(|(fact, n)| (fact.to_owned(), n));
    assert_eq!(
        inbox.accepted(&folder),
        [("a01".to_owned(), numbers.to_vec())]
    );
    // What the roster says is not overwritten; that the form says otherwise is told.
    inbox.append(vec![Act::Applicant(Box::new(Applicant {
        id: "a01".to_owned(),
        name: "甲学院".to_owned(),
        projects: vec!["p1".to_owned()],
        facts: [("experts".to_owned(), 12)].into(),
        ..Default::default()
    }))]);
    let folder = inbox.read();
    let rest = numbers[1..].to_vec();
    assert_eq!(inbox.accepted(&folder), [("a01".to_owned(), rest)]);
    assert!(
        inbox.told(&folder).contains("12"),
        "{}",
        inbox.told(&folder)
    );
}

#[test]
fn the_name_of_the_roster_is_the_unit_too_where_the_form_has_a_short_one() {
    let inbox = Inbox::new();
    inbox.append(vec![Act::Applicant(Box::new(Applicant {
        id: "a01".to_owned(),
        name: "中原教师发展学院".to_owned(),
        credit_code: "91410300MA45A1B2C3".to_owned(),
        projects: vec!["p1".to_owned()],
        ..Default::default()
    }))]);
    let experts = table(&[HEAD, &["1", "甲明", "中原教师发展学院", "教授", "语文"]]);
    let form = table(&[
        &["单位名称", "中原教院"],
        &["信用代码", "91410300MA45A1B2C3"],
    ]);
    std::fs::write(
        inbox.inbox.join("a.docx"),
        word(&(form + &p("专家") + &experts)),
    )
    .unwrap();
    let accepted = inbox.accepted(&inbox.read());
    assert!(
        accepted[0].1.contains(&("in_house".to_owned(), 1)),
        "{accepted:?}"
    );
}

#[test]
fn a_folder_too_deep_and_a_link_are_told_in_the_preview() {
    let inbox = Inbox::new();
    std::fs::create_dir_all(inbox.inbox.join("a/b/c/d")).unwrap();
    let folder = inbox.read();
    let told = inbox.told(&folder);
    assert!(
        told.contains("a/b/c/d：没有收：是文件夹，套得太深"),
        "{told}"
    );
    assert_eq!(folder.counts(), (0, 0, 1));
}

#[test]
fn experts_are_held_against_those_of_files_that_are_kept() {
    let inbox = Inbox::new();
    let path = inbox.sent("a.docx", "甲学院", &[("甲明", "甲学院")]);
    let folder = inbox.read();
    for (file, ..) in folder.taken() {
        file.keep(&inbox.session).unwrap();
    }
    inbox.append(folder.acts());
    std::fs::remove_file(path).unwrap();
    inbox.sent("b.docx", "乙学院", &[("甲明", "乙学院")]);
    let told = inbox.told(&inbox.read());
    assert!(
        told.contains("甲明") && told.contains("a01 甲学院、a02 乙学院"),
        "{told}"
    );
    // A kept one that is gone is said, and not passed over.
    for file in std::fs::read_dir(inbox.session.join("dossiers")).unwrap() {
        std::fs::remove_file(file.unwrap().path()).unwrap();
    }
    let told = inbox.told(&inbox.read());
    assert!(told.contains("已存入的没有读出"), "{told}");
}

#[test]
fn numbers_that_would_be_taken_are_shown_of_kept_files_too() {
    let inbox = Inbox::new();
    inbox.sent("a.docx", "甲学院", &[("甲明", "甲学院")]);
    let folder = inbox.read();
    for (file, ..) in folder.taken() {
        file.keep(&inbox.session).unwrap();
    }
    inbox.append(folder.acts());
    // What was kept since the folder was read makes it an old reading.
    assert!(!inbox.ask(|session| folder.is_of(session)));
    let told = inbox.told(&inbox.read());
    assert!(told.contains("与已存的相同"), "{told}");
    assert!(told.contains("没有疑问、名单上也没有的数字："), "{told}");
    assert!(!told.contains("重新下结论"), "{told}");
}

#[test]
fn what_is_kept_is_what_was_shown() {
    let inbox = Inbox::new();
    let path = inbox.sent("a.docx", "甲学院", &[("甲明", "甲学院")]);
    let folder = inbox.read();
    std::fs::write(&path, word(&p("别的"))).unwrap();
    let (file, ..) = folder.taken().next().unwrap();
    let error = file.keep(&inbox.session).unwrap_err();
    assert!(error.words(Lang::Zh)[0].contains("读过之后又被改了"));
    assert!(!inbox.session.join("dossiers").exists());
    // The roster that it was matched with is another one by now.
    assert!(inbox.ask(|session| folder.is_of(session)));
    inbox.append(vec![Act::RemoveApplicant {
        applicant: "a01".to_owned(),
    }]);
    assert!(!inbox.ask(|session| folder.is_of(session)));
}

#[test]
fn what_a_form_leaves_in_doubt_is_decided_by_a_person_and_kept_with_its_row() {
    let mut stage = Stage::home(Lang::Zh, 80, 24);
    let inbox = Inbox::at(stage.session(), None);
    let experts = [
        ("甲明", "甲学院"),
        ("丙明", "甲学院培训处"),
        ("戊明", "甲学院培训处"),
        ("庚明", "甲学院附中"),
    ];
    inbox.sent("a.docx", "甲学院", &experts);
    stage.app.open(&inbox.session, Some(DESK)).unwrap();
    stage.keys("<tab><enter>").sees("导入申报书");
    let screen = stage.screen();
    let line = screen.lines().find(|l| l.contains("导入申报书")).unwrap();
    let digit = line.split_whitespace().find(|w| w.parse::<u8>().is_ok());
    stage.keys(digit.unwrap());
    stage.keys(&format!("{}<enter>", inbox.inbox.display()));
    stage.work_on_dossiers().sees("本机构专家 1 到 4/4");
    stage.keys("<tab>").sees("存疑 3 处，已定 0 处");
    stage.sees("丙明").sees("甲学院培训处").sees("待定");
    // One counts, and with it everybody of the same office; the third does not.
    stage.keys("<enter>").sees("2 到 4/4");
    stage.keys("<tab>").sees("3 到 4/4").sees("已定 2 处");
    stage
        .keys("<down><down><enter><enter>")
        .sees("：3/4")
        .sees("已定 3 处");
    // Once more it is in doubt; nothing was kept by all this.
    stage
        .keys("<enter>")
        .sees("已定 2 处")
        .keys("<enter><enter>");
    assert_eq!(inbox.ask(|session| session.dossiers().len()), 0);
    stage.keys("<esc>").sees("a.docx：a01 甲学院");
    stage
        .keys("<tab>")
        .sees("已定 3 处")
        .keys("<f6>")
        .sees("收 1 份");
    let (facts, rows) = inbox.ask(|session| {
        let rows = session.accepted_facts()[0].rows["in_house"].clone();
        (session.applicants()[0].facts.clone(), rows)
    });
    assert_eq!(facts["in_house"], 3);
    assert!(
        rows.contains("戊明，表 2 第 4 行（存疑，由工作人员算上）"),
        "{rows}"
    );
    assert!(
        rows.contains("由工作人员定为不算：庚明（甲学院附中，表 2 第 5 行）"),
        "{rows}"
    );
}

#[test]
fn a_doubt_left_open_keeps_its_number_from_being_taken_over() {
    let inbox = Inbox::new();
    inbox.sent(
        "a.docx",
        "甲学院",
        &[("甲明", "甲学院"), ("丙明", "甲学院培训处")],
    );
    let folder = inbox.read();
    let doubts = inbox.ask(|session| folder.doubts(session));
    assert_eq!(doubts.len(), 1);
    let taken = |decided: &DoubtsDecided| {
        let acts = inbox.ask(|session| folder.accepted(session, decided, Lang::Zh));
        match acts.as_slice() {
            [Act::AcceptFacts { facts, .. }] => facts.get("in_house").copied(),
            other => panic!("{other:?}"),
        }
    };
    let mut decided = DoubtsDecided::default();
    assert_eq!(taken(&decided), None);
    for (said, number) in [(Some(true), Some(2)), (Some(false), Some(1)), (None, None)] {
        folder.settle(&doubts[0], said, &mut decided);
        assert_eq!(taken(&decided), number);
    }
    // Of what the roster has already nothing is asked.
    inbox.append(vec![Act::Applicant(Box::new(Applicant {
        id: "a01".to_owned(),
        name: "甲学院".to_owned(),
        projects: vec!["p1".to_owned()],
        facts: [("in_house".to_owned(), 1)].into(),
        ..Default::default()
    }))]);
    assert!(inbox.ask(|session| folder.doubts(session)).is_empty());
}

#[test]
fn a_row_of_the_experts_without_a_name_is_told_and_leaves_no_number() {
    let inbox = Inbox::new();
    inbox.sent("a.docx", "甲学院", &[("甲明", "甲学院"), ("", "甲学院")]);
    let folder = inbox.read();
    assert!(inbox.accepted(&folder).is_empty());
    let told = inbox.told(&folder);
    assert!(
        told.contains("没有姓名的行，没有算：表 2 第 3 行"),
        "{told}"
    );
}
