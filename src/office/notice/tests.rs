//! Files as they are given, and what is refused.

use super::*;
use std::io::Write;
use zip::write::SimpleFileOptions;

fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn document(body: &str) -> String {
    format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>")
}

fn read_bytes(bytes: &[u8]) -> Result<String, NoticeFault> {
    text_of(bytes.to_vec()).unwrap()
}

#[test]
fn a_text_is_read_in_the_encodings_that_offices_use() {
    let text = "一、目的\r\n\r\n\r\n　　读书。\u{200b}\r\n二、办法";
    let wanted = Ok("一、目的\n\n　　读书。\n二、办法\n".to_owned());
    let (gbk, _, _) = encoding_rs::GBK.encode("一、目的\r\n\r\n　　读书。\r\n二、办法");
    let (wide, _, _) = encoding_rs::GB18030.encode("一、目的\r\n\r\n　　读书。\r\n二、办法");
    let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
    for bytes in [text.as_bytes(), &marked, &gbk, &wide] {
        assert_eq!(read_bytes(bytes), wanted);
    }
}

#[test]
fn a_document_gives_its_words_in_order() {
    let p = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let cell = |inside: &str| format!("<w:tc>{inside}</w:tc>");
    let cases = [
        (p("一、甲") + &p("乙 &amp; &#20008;"), "一、甲\n乙 & 丨\n"),
        // A run cut in two, a tab, a line break, tab stops of the paragraph.
        (
            "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t>附件</w:t></w:r><w:r><w:t>5</w:t><w:tab/><w:t>表</w:t><w:br/><w:t>下一行</w:t></w:r></w:p>".to_owned(),
            "附件5  表\n下一行\n",
        ),
        // A row on one line; a cell's second paragraph on its own.
        (
            format!(
                "<w:tbl><w:tr>{}{}{}</w:tr><w:tr>{}{}{}</w:tr></w:tbl>",
                cell(&p("1")),
                cell(&(p("1. 甲") + &p("2. 乙"))),
                cell(&p("10 分")),
                cell(&p("2")),
                cell(&p("")),
                cell(&p("5 分")),
            ),
            "1\t1. 甲\n2. 乙\t10 分\n2\t\t5 分\n",
        ),
        // Struck out, moved away, hidden, told a second time.
        (
            "<w:p><w:del><w:r><w:delText>旧</w:delText><w:t>旧</w:t></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>显</w:t></w:r><mc:AlternateContent><mc:Choice><w:r><w:t>一次</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>两次</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>".to_owned(),
            "新显一次\n",
        ),
    ];
    for (body, wanted) in cases {
        let bytes = packed(&[("word/document.xml", &document(&body))]);
        assert_eq!(read_bytes(&bytes).as_deref(), Ok(wanted), "{body}");
    }
}

#[test]
fn numbers_that_the_word_processor_counts_are_written_out() {
    let level = |n: usize, format: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"{n}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let numbering = format!(
        "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"7\">{}{}</w:abstractNum><w:abstractNum w:abstractNumId=\"8\">{}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"7\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num><w:num w:numId=\"3\"><w:abstractNumId w:val=\"8\"/></w:num></w:numbering>",
        level(0, "chineseCountingThousand", "%1、"),
        level(1, "decimal", "%2."),
        level(0, "bullet", "·"),
    );
    let styles = "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"Kop\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style></w:styles>";
    let p = |list: &str, level: usize, text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let styled = "<w:p><w:pPr><w:pStyle w:val=\"Kop\"/></w:pPr><w:r><w:t>己</w:t></w:r></w:p>";
    let body = [
        p("1", 0, "甲"),
        p("1", 1, "乙"),
        p("1", 1, "丙"),
        p("1", 0, "丁"),
        p("1", 1, "戊"),
        styled.to_owned(),
        p("2", 0, "重"),
        p("2", 0, "新"),
        p("3", 0, "点"),
        p("0", 0, "无"),
    ]
    .concat();
    let bytes = packed(&[
        ("word/document.xml", &document(&body)),
        ("word/numbering.xml", &numbering),
        ("word/styles.xml", styles),
    ]);
    let wanted = "一、甲\n1.乙\n2.丙\n二、丁\n1.戊\n三、己\n一、重\n二、新\n点\n无\n";
    assert_eq!(read_bytes(&bytes).as_deref(), Ok(wanted));
}

#[test]
fn what_is_no_text_of_a_notice_is_refused_by_what_it_is() {
    let cut = document("<w:p><w:r><w:t>一").replace("</w:t>", "");
    let cut = cut.split("</w:body>").next().unwrap().to_owned();
    let large = document(&format!(
        "<w:p><w:r><w:t>{}</w:t></w:r></w:p>",
        "字".repeat(LONGEST / 3 + 1)
    ));
    let cases: Vec<(Vec<u8>, NoticeFault)> = vec![
        (b"\xd0\xcf\x11\xe0\xa1\xb1".to_vec(), NoticeFault::OldWord),
        (b"{\\rtf1 x}".to_vec(), NoticeFault::OldWord),
        (b"%PDF-1.7".to_vec(), NoticeFault::Pdf),
        (b"<!DOCTYPE html><p>".to_vec(), NoticeFault::WebPage),
        (b"\x89PNG\r\n\x1a\n\0\0".to_vec(), NoticeFault::NotText),
        (b"".to_vec(), NoticeFault::Empty),
        (b" \r\n\t\n".to_vec(), NoticeFault::Empty),
        ("字".repeat(LONGEST).into_bytes(), NoticeFault::TooLong),
        (b"PK\x03\x04 and nothing".to_vec(), NoticeFault::Damaged),
        (
            packed(&[("xl/workbook.xml", "<a/>")]),
            NoticeFault::NotWords,
        ),
        (packed(&[("word/document.xml", &cut)]), NoticeFault::Damaged),
        (
            packed(&[("word/document.xml", &large)]),
            NoticeFault::TooLong,
        ),
        (
            packed(&[("word/document.xml", &document("<w:p/>"))]),
            NoticeFault::Empty,
        ),
    ];
    for (bytes, wanted) in cases {
        let head = String::from_utf8_lossy(bytes.get(..20).unwrap_or(&bytes)).into_owned();
        assert_eq!(read_bytes(&bytes), Err(wanted), "{head}");
    }
    for lang in [Lang::Zh, Lang::En] {
        let words = NoticeFault::TooLarge.words(lang, Path::new("x.docx"));
        assert!(words.contains("x.docx") && words.contains("20"), "{words}");
    }
}

#[test]
fn a_kept_text_is_read_again_while_it_is_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("公告.txt");
    std::fs::write(&file, "一、目的\n").unwrap();
    let given = read(&file).unwrap();
    given.keep(folder.path()).unwrap();
    let Act::NoticeText {
        name,
        sha256,
        original,
    } = given.act()
    else {
        panic!("another act");
    };
    assert_eq!((name.as_str(), &sha256), ("公告.txt", &original));
    let notice = NoticeText {
        name,
        sha256,
        original,
        seq: 2,
        at: String::new(),
    };
    assert_eq!(kept(folder.path(), &notice).unwrap(), "一、目的\n");
    let path = folder.path().join(place(&notice.sha256));
    let found = std::fs::metadata(&path).unwrap();
    assert_eq!(crate::system::mode(&found), 0o600);
    std::fs::write(&path, "一、目 的\n").unwrap();
    assert!(matches!(
        kept(folder.path(), &notice),
        Err(Lost::Changed(_))
    ));
    std::fs::remove_file(&path).unwrap();
    assert!(matches!(
        kept(folder.path(), &notice),
        Err(Lost::Missing(_))
    ));
}
