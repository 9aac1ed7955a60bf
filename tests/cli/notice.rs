//! `new --notice`: the text that is kept, what is refused, and that a changed one is noticed.

use crate::home::{Home, TEMPLATE};
use std::fs;
use std::io::Write;
use std::path::PathBuf;

const NOTICE: &str = include_str!("../data/made-up-notice.txt");

/// The one file in the folder of kept texts.
fn kept(home: &Home) -> PathBuf {
    let files: Vec<PathBuf> = fs::read_dir(home.path("s/notice"))
        .unwrap()
        .map(|f| f.unwrap().path())
        .collect();
    assert_eq!(files.len(), 1, "{files:?}");
    files[0].clone()
}

fn docx(body: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file("word/document.xml", options).unwrap();
    write!(
        zip,
        "<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>"
    )
    .unwrap();
    zip.finish().unwrap().into_inner()
}

#[test]
fn the_text_is_kept_beside_the_journal_and_named_in_it() {
    let home = Home::zh();
    let (gbk, _, lost) = encoding_rs::GBK.encode(NOTICE);
    assert!(!lost);
    home.write("通知.txt", &gbk);
    let said = home.good(&["new", "s", "--notice", "通知.txt"]);
    assert!(said.contains("公告原文：通知.txt，"), "{said}");
    assert!(!said.contains("没有找到"), "{said}");
    let file = kept(&home);
    let found = fs::metadata(&file).unwrap();
    assert_eq!(pingshen::system::mode(&found), 0o600);
    let folder = fs::metadata(home.path("s/notice")).unwrap();
    assert_eq!(pingshen::system::mode(&folder), 0o700);
    assert_eq!(fs::read_to_string(&file).unwrap(), NOTICE);
    let sum = file.file_stem().unwrap().to_str().unwrap();
    let journal = String::from_utf8(home.journal("s")).unwrap();
    let act = format!(r#""act":{{"notice_text":{{"name":"通知.txt","sha256":"{sum}","original":""#);
    assert!(journal.contains(&act), "{journal}");
    let log = home.good(&["log", "s"]);
    assert!(
        log.contains("存入公告原文「通知.txt」") && log.contains(sum),
        "{log}"
    );
    let said = home.good(&["verify", "s"]);
    assert!(
        said.contains("公告原文（第 2 条，通知.txt）与日志的校验值相符"),
        "{said}"
    );
}

#[test]
fn a_document_is_kept_as_its_text() {
    let home = Home::en();
    home.write("t.json", TEMPLATE);
    let p = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    home.write("n.docx", docx(&(p("一、花展") + &p("三月开展。"))));
    home.good(&["new", "s", "--template", "t.json", "--notice", "n.docx"]);
    assert_eq!(
        fs::read_to_string(kept(&home)).unwrap(),
        "一、花展\n三月开展。\n"
    );
}

#[test]
fn clauses_that_the_notice_lacks_are_named() {
    let home = Home::zh();
    let short = NOTICE.split("附件 5\n").next().unwrap();
    home.write("n.txt", short.replace("四、其他", "另："));
    let said = home.good(&["new", "s", "--notice", "n.txt", "--preview"]);
    let line = said.lines().find(|l| l.contains("没有找到")).unwrap();
    for clause in ["「附件5 第1项」", "「附件5 说明3」", "「四（二）」"] {
        assert!(line.contains(clause), "{line}");
    }
    assert!(
        !line.contains("三（六）") && !line.contains("附件2"),
        "{line}"
    );
    assert!(!home.path("s").exists());
}

#[test]
fn what_is_no_notice_is_refused_by_what_it_is_and_nothing_is_made() {
    let home = Home::zh();
    for (name, content, words) in [
        ("n.doc", &b"\xd0\xcf\x11\xe0..."[..], "另存为 .docx"),
        ("n.pdf", b"%PDF-1.7 ...", "PDF"),
        ("n.docx", b"PK\x03\x04...", "损坏"),
        ("n.txt", b"<html><body>", "网页"),
        ("n.txt", b"\x89PNG\r\n\0\0", "不是文本"),
        ("n.txt", b"\r\n  \r\n", "没有文字"),
        ("n.docx", &docx("<w:p/>"), "没有文字"),
    ] {
        home.write(name, content);
        let said = home.bad(1, &["new", "s", "--notice", name]);
        assert!(
            said.contains(words) && said.contains(name),
            "{name}: {said}"
        );
    }
    home.write("n.txt", "字".repeat(400_000));
    let said = home.bad(1, &["new", "s", "--notice", "n.txt"]);
    assert!(said.contains("太长"), "{said}");
    let large = fs::File::create(home.path("n.docx")).unwrap();
    large.set_len(21 * 1024 * 1024).unwrap();
    let said = home.bad(1, &["new", "s", "--notice", "n.docx"]);
    assert!(said.contains("超过 20 MB"), "{said}");
    let said = home.bad(3, &["new", "s", "--notice", "nothing.txt"]);
    assert!(said.contains("没有这个文件或文件夹"), "{said}");
    assert!(!home.path("s").exists());
    // Another thing that is refused leaves no text behind either.
    home.write("n.txt", NOTICE);
    let twice = ["--judge", "w1=One", "--judge", "w1=Two"];
    home.bad(
        1,
        &[&["new", "s", "--notice", "n.txt"], &twice[..]].concat(),
    );
    assert!(!home.path("s").exists());
}

#[test]
fn verify_tells_a_changed_text_from_one_that_is_not_here() {
    let mut home = Home::zh();
    home.write("n.txt", NOTICE);
    home.good(&["new", "s", "--notice", "n.txt"]);
    let file = kept(&home);
    fs::write(&file, NOTICE.replace("40 分", "30 分")).unwrap();
    for (lang, words) in [
        (
            "zh_CN.UTF-8",
            "公告原文（第 2 条，n.txt）与日志的校验值不符",
        ),
        (
            "en_US.UTF-8",
            "(act 2, n.txt) is not the one that the journal names",
        ),
    ] {
        home.lang(lang);
        let answer = home.run(&["verify", "s"]);
        assert_eq!(answer.status, 1, "{answer:?}");
        assert!(answer.err.contains(words), "{answer:?}");
    }
    fs::remove_file(&file).unwrap();
    let said = home.good(&["verify", "s"]);
    assert!(
        said.contains("is not here") && said.contains("Good"),
        "{said}"
    );
}
