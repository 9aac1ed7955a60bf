//! `import dossiers`: what is read of applications, whose they are, and that they stay what they were.

use super::home::{Answer, Home};
use std::fs;
use std::io::Write;

const ROSTER: &str =
    "编号,单位名称,申报项目\n1,中原教师发展学院,1、2\n2,江海师范大学,1\n3,云岭教育研究院,2\n";

fn sent() -> Home {
    let home = Home::zh();
    home.write("r.csv", ROSTER);
    home.good(&["new", "s", "--roster", "r.csv", "--judge", "w01=王明"]);
    fs::create_dir_all(home.path("in/江海")).unwrap();
    fs::copy("tests/data/dossiers/f1.docx", home.path("in/申报书.docx")).unwrap();
    fs::copy("tests/data/dossiers/f2.docx", home.path("in/江海/x.docx")).unwrap();
    home
}

#[test]
fn applications_are_matched_counted_and_kept_unchanged() {
    let home = sent();
    let before = home.journal("s");
    let said = home.good(&["import", "dossiers", "s", "in", "--preview"]);
    assert_eq!(home.journal("s"), before);
    for words in [
        "申报书.docx：a01 中原教师发展学院（按表里的单位名称）",
        "专家 10 人，以往项目 3 个",
        "江海/x.docx：a02 江海师范大学",
        "专家 12 人",
        // Two for sure; a department and another spelling.
        "本机构专家 2 到 4/10；待定：孙昕（中原教师发展学院继续教育处，表 1 第 18 行）、李㵲（中原教師发展学院",
        "高级职称 8 到 10/10；待定：孙昕（特级教师，",
        "本机构专家 4/12",
        "名单上没有申报书的：a03 云岭教育研究院",
        "收 2 份，未变 0 份，没有收 0 份",
    ] {
        assert!(said.contains(words), "{words}:\n{said}");
    }
    home.good(&["import", "dossiers", "s", "in"]);
    let log = home.good(&["log", "s"]);
    assert!(
        log.contains("存入 a01 中原教师发展学院 的申报书「申报书.docx」（按单位名称对上）"),
        "{log}"
    );
    let kept: Vec<_> = fs::read_dir(home.path("s/dossiers")).unwrap().collect();
    assert_eq!(kept.len(), 2);
    for file in kept {
        let path = file.unwrap().path();
        let found = fs::metadata(&path).unwrap();
        assert_eq!(pingshen::system::mode(&found), 0o600);
    }
    // Again is nothing new; a second file is a new version beside the old one.
    let said = home.good(&["import", "dossiers", "s", "in"]);
    assert!(said.contains("收 0 份，未变 2 份"), "{said}");
    let mut other = fs::read("tests/data/dossiers/f1.docx").unwrap();
    other.extend_from_slice(b"\0");
    home.write("in/申报书.docx", &other);
    let said = home.good(&["import", "dossiers", "s", "in"]);
    assert!(said.contains("是第 2 版"), "{said}");
    assert_eq!(fs::read_dir(home.path("s/dossiers")).unwrap().count(), 3);
}

#[test]
fn a_removed_or_swapped_application_is_noticed() {
    let home = sent();
    home.good(&["import", "dossiers", "s", "in"]);
    let said = home.good(&["verify", "s"]);
    assert_eq!(said.matches("与日志相符").count(), 2, "{said}");
    let mut paths: Vec<_> = fs::read_dir(home.path("s/dossiers"))
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    paths.sort();
    fs::write(&paths[0], b"other").unwrap();
    let Answer { status, err, .. } = home.run(&["verify", "s"]);
    assert_eq!(status, 1);
    assert!(err.contains("被换过或改过"), "{err}");
    fs::remove_file(&paths[0]).unwrap();
    let said = home.good(&["verify", "s"]);
    assert!(said.contains("不在："), "{said}");
}

#[test]
fn what_is_in_doubt_is_not_taken_and_says_why() {
    let home = sent();
    fs::copy("tests/data/dossiers/f1.docx", home.path("in/b-copy.docx")).unwrap();
    home.write("in/a-云岭教育研究院.pdf", b"PK\x03\x04 not a zip");
    home.write("in/empty.docx", b"");
    home.write("in/note.txt", "只是一段话");
    home.write("in/~$申报书.docx", b"lock");
    let Answer {
        status, out: said, ..
    } = home.run(&["import", "dossiers", "s", "in", "--preview"]);
    assert_eq!(status, 1, "something would not be taken");
    for words in [
        "a-云岭教育研究院.pdf：没有收：文件损坏",
        "empty.docx：没有收：是空文件",
        "note.txt：没有收：不是 Word 文档，也不是 PDF",
        // The same file twice is one of them.
        "申报书.docx：没有收：与 b-copy.docx 都是 a01 中原教师发展学院 的",
        "收 2 份，未变 0 份，没有收 4 份",
    ] {
        assert!(said.contains(words), "{words}:\n{said}");
    }
    assert!(!said.contains("~$"), "{said}");
    // Two different ones are a question.
    let mut other = fs::read("tests/data/dossiers/f1.docx").unwrap();
    other.extend_from_slice(b"\0");
    home.write("in/b-copy.docx", &other);
    let Answer { out: said, .. } = home.run(&["import", "dossiers", "s", "in", "--preview"]);
    assert!(said.contains("收 1 份"), "{said}");
    // A form of a unit that is not on the roster is nobody's, whatever the file is called.
    home.write("r2.csv", "编号,单位名称,申报项目\n1,东湖学院,1\n");
    home.good(&["new", "s2", "--roster", "r2.csv", "--judge", "w01=王明"]);
    fs::create_dir(home.path("in2")).unwrap();
    fs::copy(
        "tests/data/dossiers/f1.docx",
        home.path("in2/东湖学院.docx"),
    )
    .unwrap();
    let said = home.bad(1, &["import", "dossiers", "s2", "in2"]);
    assert!(
        said.contains("写的单位是“中原教师发展学院”，名单上没有"),
        "{said}"
    );
}

#[test]
fn equal_passages_are_listed_side_by_side_and_nothing_is_decided() {
    let home = sent();
    let said = home.bad(1, &["compare", "s"]);
    assert!(said.contains("还没有存入申报书"), "{said}");
    home.good(&["import", "dossiers", "s", "in"]);
    let before = home.journal("s");
    // Two forms of different units: their needs analysis begins with the same words but for two characters.
    let said = home.good(&["compare", "s"]);
    for words in [
        "比较了 2 份申报书",
        "没有存公告原文",
        "a01 中原教师发展学院 与 a02 江海师范大学：相同 ",
        "a01 中原教师发展学院（需求分析，表 2 第 2 行）：",
        "a02 江海师范大学（需求分析，表 2 第 2 行）：",
        "不是结论",
    ] {
        assert!(said.contains(words), "{words}:\n{said}");
    }
    // The lists of experts and the headings are no passages.
    assert!(!said.contains("专家团队，"), "{said}");
    // A former year's file is compared with this year's.
    fs::create_dir(home.path("old")).unwrap();
    fs::copy("tests/data/dossiers/f1.docx", home.path("old/2025.docx")).unwrap();
    let said = home.good(&["compare", "s", "--against", "old"]);
    assert!(said.contains("往年的 1 份"), "{said}");
    assert!(said.contains("a01 中原教师发展学院 与 2025.docx"), "{said}");
    assert!(said.contains("文件作者相同，请看一眼：“王工”"), "{said}");
    assert_eq!(home.journal("s"), before);
}

#[test]
fn numbers_without_a_doubt_are_taken_over_with_their_rows_when_asked() {
    let home = sent();
    let facts = |home: &Home| -> Vec<String> {
        let journal = String::from_utf8(home.journal("s")).unwrap();
        let lines = journal.lines().filter(|l| l.contains("\"accept_facts\""));
        lines.map(str::to_owned).collect()
    };
    home.good(&["import", "dossiers", "s", "in"]);
    assert!(facts(&home).is_empty(), "nobody asked");
    let said = home.good(&["import", "dossiers", "s", "in", "--facts"]);
    assert!(said.contains("采用的数字：2 家"), "{said}");
    let found = facts(&home);
    // Of the first form the shares hang on doubts; of the second one they do not.
    assert!(found[0].contains(r#""facts":{"experts":10}"#), "{found:?}");
    assert!(
        found[1].contains(r#""facts":{"experts":12,"in_house":4,"senior":12}"#),
        "{found:?}"
    );
    assert!(found[1].contains("陈𬸚，表 1 第 17 行"), "{found:?}");
    let log = home.good(&["log", "s"]);
    assert!(
        log.contains("采用 a02 江海师范大学 申报书里的数字：专家总数 12（"),
        "{log}"
    );
    // Once.
    home.good(&["import", "dossiers", "s", "in", "--facts"]);
    assert_eq!(facts(&home).len(), 2);
    home.good(&["verify", "s"]);
}

/// What was not taken is a refusal to whoever called, though the others were taken.
#[test]
fn a_file_that_is_not_taken_shows_in_the_status() {
    let home = sent();
    home.write("in/note.txt", "只是一段话");
    let Answer { status, out, err } = home.run(&["import", "dossiers", "s", "in"]);
    assert_eq!(status, 1, "{err}");
    assert!(out.contains("收 2 份，未变 0 份，没有收 1 份"), "{out}");
    assert!(
        err.contains("1 份没有收，原因见上；其余的不受影响"),
        "{err}"
    );
    assert_eq!(fs::read_dir(home.path("s/dossiers")).unwrap().count(), 2);
    // Again nothing is new, and it is still not taken.
    let Answer { status, .. } = home.run(&["import", "dossiers", "s", "in"]);
    assert_eq!(status, 1);
    fs::remove_file(home.path("in/note.txt")).unwrap();
    // Unchanged files still say what is open.
    let said = home.good(&["import", "dossiers", "s", "in"]);
    assert!(said.contains("处存疑没有定"), "{said}");
}

/// A version of which less is read does not take the place of a better one in silence.
#[test]
fn a_poorer_version_says_so() {
    let home = sent();
    home.good(&["import", "dossiers", "s", "in"]);
    let text = "申报单位：中原教师发展学院";
    let document = format!(
        "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"
    );
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file(
        "word/document.xml",
        zip::write::SimpleFileOptions::default(),
    )
    .unwrap();
    zip.write_all(document.as_bytes()).unwrap();
    home.write("in/申报书.docx", zip.finish().unwrap().into_inner());
    let said = home.good(&["import", "dossiers", "s", "in", "--preview"]);
    assert!(said.contains("评委从此看到这一版"), "{said}");
    assert!(said.contains("这一版读出来的比前一版少"), "{said}");
}
