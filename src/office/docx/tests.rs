//! The order of elements is the schema's (ECMA-376, wml.xsd), kept here by hand.

use super::*;
use std::io::Read;

/// For each element, its children in the only order allowed.
const ORDER: &[(&str, &[&str])] = &[
    (
        "w:pPr",
        &[
            "w:pStyle",
            "w:keepNext",
            "w:keepLines",
            "w:pageBreakBefore",
            "w:tabs",
            "w:snapToGrid",
            "w:spacing",
            "w:ind",
            "w:jc",
            "w:outlineLvl",
        ],
    ),
    (
        "w:rPr",
        &["w:rFonts", "w:b", "w:color", "w:sz", "w:szCs", "w:lang"],
    ),
    (
        "w:tblPr",
        &[
            "w:tblStyle",
            "w:tblW",
            "w:jc",
            "w:tblInd",
            "w:tblBorders",
            "w:tblLayout",
            "w:tblCellMar",
        ],
    ),
    ("w:trPr", &["w:cantSplit", "w:trHeight", "w:tblHeader"]),
    ("w:tcPr", &["w:tcW", "w:gridSpan", "w:shd", "w:vAlign"]),
    (
        "w:sectPr",
        &[
            "w:headerReference",
            "w:footerReference",
            "w:pgSz",
            "w:pgMar",
            "w:docGrid",
        ],
    ),
    ("w:tbl", &["w:tblPr", "w:tblGrid", "w:tr"]),
    ("w:tr", &["w:trPr", "w:tc"]),
    ("w:tc", &["w:tcPr", "w:p"]),
    ("w:p", &["w:pPr", "w:r"]),
    (
        "w:settings",
        &[
            "w:zoom",
            "w:defaultTabStop",
            "w:evenAndOddHeaders",
            "w:characterSpacingControl",
            "w:compat",
        ],
    ),
    (
        "w:style",
        &[
            "w:name",
            "w:basedOn",
            "w:qFormat",
            "w:pPr",
            "w:rPr",
            "w:tblPr",
        ],
    ),
];

/// What is out of order in a part; also anything that is not closed as it was opened.
fn disorder(xml: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open: Vec<(String, usize)> = Vec::new();
    for piece in xml.split('<').skip(1) {
        let tag = piece.split('>').next().unwrap();
        if tag.starts_with('?') {
            continue;
        }
        if let Some(name) = tag.strip_prefix('/') {
            let (opened, _) = open.pop().unwrap();
            if opened != name {
                found.push(format!("{opened} closed by {name}"));
            }
            continue;
        }
        let name = tag.split([' ', '/']).next().unwrap().to_owned();
        if let Some((parent, reached)) = open.last_mut()
            && let Some((_, order)) = ORDER.iter().find(|(p, _)| p == parent)
        {
            match order.iter().position(|child| *child == name) {
                Some(at) if at >= *reached => *reached = at,
                Some(_) => found.push(format!("{name} too late in {parent}")),
                None => found.push(format!("{name} in {parent}")),
            }
        }
        if !tag.ends_with('/') {
            open.push((name, 0));
        }
    }
    assert!(open.is_empty(), "{open:?}");
    found
}

fn sheet(notice: bool, landscape: bool) -> PageSetup {
    PageSetup {
        lang: Lang::Zh,
        title: "名单 & <表>".to_owned(),
        author: "局".to_owned(),
        at: "2026-05-20T09:31:07.482+08:00".to_owned(),
        landscape,
        header: "演练".to_owned(),
        footer: "记录号 4K7Q-9ZPD-M2XA".to_owned(),
        pages: "第 {page} 页 共 {pages} 页".to_owned(),
        notice: notice.then_some(super::NOTICE_LINE),
    }
}

fn everything(notice: bool, landscape: bool) -> Vec<u8> {
    let mut document = Document::new(sheet(notice, landscape));
    for style in [
        Style::Title,
        Style::Subtitle,
        Style::Heading,
        Style::Body,
        Style::Note,
        Style::Gap,
        Style::Big,
        Style::NoticeTitle,
        Style::NoticeBody,
        Style::NoticeHeading,
        Style::NoticeSign,
    ] {
        document.with_next(style, "“引号”——与 <tag> & \"x\"\u{1}\u{b}\n第二行");
    }
    document.new_page();
    let rows = [
        Row::heading(["一", "二", "三"]),
        Row::new(vec![
            Cell::new("=1+1").over(2).bold(),
            Cell::right("3.50").style(Style::Big),
        ])
        .high(600)
        .kept(),
    ];
    document.table(&[1, 2, 3], &rows);
    document.table(&[1, 1, 1], &rows);
    document.text(Style::Body, "");
    document.table(&[1, 1, 1], &rows);
    document.finish().unwrap()
}

fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|n| {
            let mut file = zip.by_index(n).unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            (file.name().unwrap().into_owned(), text)
        })
        .collect()
}

#[test]
fn every_part_keeps_the_order_of_the_schema() {
    for (notice, landscape) in [(false, false), (false, true), (true, false)] {
        for (name, text) in parts(&everything(notice, landscape)) {
            assert_eq!(disorder(&text), Vec::<String>::new(), "{name}");
        }
    }
}

#[test]
fn the_test_above_would_see_disorder() {
    let late = "<w:p><w:r></w:r><w:pPr><w:jc/><w:spacing/></w:pPr></w:p>";
    assert_eq!(
        disorder(late),
        ["w:pPr too late in w:p", "w:spacing too late in w:pPr"]
    );
    assert_eq!(disorder("<w:trPr><w:jc/></w:trPr>"), ["w:jc in w:trPr"]);
}

#[test]
fn a_document_is_told_by_its_parts() {
    let bytes = everything(false, true);
    let parts = parts(&bytes);
    let names: Vec<&str> = parts.iter().map(|(name, _)| name.as_str()).collect();
    // Programs look for the types first.
    assert_eq!(names[0], "[Content_Types].xml");
    let part = |name: &str| &parts.iter().find(|(n, _)| n == name).unwrap().1;
    for name in &names[1..] {
        assert!(
            part("[Content_Types].xml").contains(name) || name.ends_with(".rels"),
            "{name} has no type"
        );
    }
    let body = part("word/document.xml");
    assert!(body.contains("“引号”——与 &lt;tag&gt; &amp; &quot;x&quot;</w:t><w:br/>"));
    assert!(!body.contains(['\u{1}', '\u{b}']));
    // A line that is broken by hand and a table beside a table.
    assert!(!body.contains("</w:tbl><w:tbl>") && !body.contains("</w:tbl><w:sectPr"));
    assert_eq!(body.matches("<w:tblHeader/>").count(), 3);
    assert_eq!(body.matches("<w:cantSplit/>").count(), 6);
    assert!(part("word/header1.xml").contains("演练"));
    let footer = part("word/footer1.xml");
    assert!(footer.contains("记录号 4K7Q-9ZPD-M2XA"));
    for code in [" PAGE ", " NUMPAGES "] {
        assert!(footer.contains(code));
    }
    assert_eq!(footer.matches("w:fldCharType").count(), 6);
}

#[test]
fn widths_of_cells_are_those_of_the_grid() {
    let parts = parts(&everything(false, false));
    let body = &parts
        .iter()
        .find(|(n, _)| n == "word/document.xml")
        .unwrap()
        .1;
    for table in body.split("<w:tbl>").skip(1) {
        let table = table.split("</w:tbl>").next().unwrap();
        let numbers = |text: &str, tag: &str| -> Vec<u32> {
            text.split(tag)
                .skip(1)
                .map(|t| t.split('"').next().unwrap().parse().unwrap())
                .collect()
        };
        let grid: u32 = numbers(table, "<w:gridCol w:w=\"").iter().sum();
        for row in table.split("<w:tr>").skip(1) {
            assert_eq!(numbers(row, "<w:tcW w:w=\"").iter().sum::<u32>(), grid);
        }
    }
}

#[test]
fn the_same_document_is_the_same_bytes_with_the_times_it_was_given() {
    let bytes = everything(true, false);
    assert_eq!(bytes, everything(true, false));
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let at = zip.by_index(0).unwrap().last_modified().unwrap();
    assert_eq!(
        (at.year(), at.month(), at.day(), at.hour()),
        (2026, 5, 20, 9)
    );
}
