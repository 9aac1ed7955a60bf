//! Workbooks and texts as offices send them: the same list in five forms, and files that are something else.

use pingshen::office::table::{self, Encoding, Sheet};
use pingshen::office::{OfficeError, roster, template};
use pingshen::text::Lang;
use std::path::{Path, PathBuf};

/// Where the list of the fixtures has the time of submission, counted from 0.
const SUBMITTED: usize = 13;
const LIST: &str = "申报汇总";

fn data(name: &str) -> PathBuf {
    Path::new("tests/data").join(name)
}

fn sheets(name: &str) -> Vec<Sheet> {
    table::sheets(&data(name), None).unwrap()
}

/// The rows of a sheet, without empty cells at their ends.
fn rows(sheet: &Sheet) -> Vec<(usize, Vec<String>)> {
    let mut rows: Vec<(usize, Vec<String>)> = sheet
        .lines
        .iter()
        .map(|l| (l.line, l.cells.clone()))
        .collect();
    for (_, cells) in &mut rows {
        while cells.last().is_some_and(String::is_empty) {
            cells.pop();
        }
    }
    rows
}

fn list(name: &str) -> Vec<(usize, Vec<String>)> {
    let all = sheets(name);
    rows(all.iter().find(|s| s.name == LIST).unwrap())
}

/// The cells alone, with the times taken out.
fn without_times(rows: &[(usize, Vec<String>)]) -> Vec<Vec<String>> {
    rows.iter()
        .map(|(_, cells)| {
            let mut cells = cells.clone();
            if let Some(cell) = cells.get_mut(SUBMITTED) {
                cell.clear();
            }
            cells
        })
        .collect()
}

fn times(rows: &[(usize, Vec<String>)]) -> Vec<&str> {
    rows.iter()
        .filter_map(|(_, cells)| cells.get(SUBMITTED).map(String::as_str))
        .collect()
}

#[test]
fn the_same_list_reads_alike_from_all_five_kinds_of_file() {
    let xlsx = list("roster.xlsx");
    let ods = list("roster.ods");
    let xls = list("roster.xls");
    let utf8 = rows(&sheets("roster-utf8.csv")[0]);
    let gbk = rows(&sheets("roster-gbk.csv")[0]);
    assert_eq!(xlsx, xls);
    assert_eq!(utf8, gbk);
    assert_eq!(without_times(&xlsx), without_times(&ods));
    assert_eq!(without_times(&xlsx), without_times(&utf8));

    // 16 is 合计, 17 is blank. A text counts its rows the same way, and two cells have a line break.
    let numbers = |rows: &[(usize, Vec<String>)]| rows.iter().map(|r| r.0).collect::<Vec<_>>();
    let expected: Vec<usize> = (1..=16).chain([18]).collect();
    assert_eq!(numbers(&xlsx), expected);
    assert_eq!(numbers(&ods), expected);
    assert_eq!(numbers(&utf8), expected);

    assert_eq!(
        times(&xlsx)[..11],
        [
            "2026-05-19",
            "递交时间",
            "2026-05-12 09:40:00",
            "2026/5/16 14:20",
            "2026-05-13 16:05:00",
            "46158.5986",
            "2026-05-18 18:30:00",
            "2026.5.17 10:36",
            "2026年5月16日 14:20",
            "2026-05-14 11:14:00",
            "2026-05-15 08:50:00",
        ]
    );
    assert_eq!(times(&ods)[2], "2026-05-12T09:40:00");
    assert_eq!(times(&utf8)[2], "2026/5/12 9:40");
    assert_eq!(times(&utf8)[5], "46158.5986");
    let minute = |text: &str| {
        let text = text.replace(['/', '-', 'T', ' ', ':'], " ");
        let numbers: Vec<u32> = text.split(' ').filter_map(|n| n.parse().ok()).collect();
        (numbers.len() >= 5).then(|| numbers[..5].to_vec())
    };
    for (a, b) in [(&xlsx, &ods), (&xlsx, &utf8)] {
        for (a, b) in times(a).into_iter().zip(times(b)) {
            assert_eq!(minute(a), minute(b), "{a} {b}");
        }
    }
}

#[test]
fn cells_are_clean_and_rare_characters_are_whole() {
    for name in ["roster.xlsx", "roster.ods", "roster.xls"] {
        let rows = list(name);
        let cell = |row: usize, column: usize| rows[row].1[column].as_str();
        assert_eq!(rows[0].1.len(), 1, "{name}: a merged title is in one cell");
        assert_eq!(cell(2, 1), "申报\n项目");
        assert_eq!((cell(3, 0), cell(3, 2)), ("1", "青㵲教育科技学院"));
        assert_eq!((cell(4, 0), cell(4, 2)), ("２", "中原\n教师发展学院"));
        assert_eq!((cell(3, 4), cell(3, 7)), ("白 川", "46"));
        assert_eq!(
            (cell(3, 3), cell(9, 2)),
            ("52999999MA0000011Q", "䶮城师范学校")
        );
        assert_eq!(cell(7, 2), "龙门研学 服务中心");
    }
}

#[test]
fn hidden_sheets_are_told_and_never_taken_for_the_list() {
    for name in ["roster.xlsx", "roster.ods", "roster.xls"] {
        let all = sheets(name);
        let names: Vec<(&str, bool)> = all.iter().map(|s| (s.name.as_str(), s.hidden)).collect();
        assert_eq!(
            names,
            [("字典", true), (LIST, false), ("说明", false)],
            "{name}"
        );
        assert_eq!(all[0].lines[0].cells[1], "项目名称");
    }
    let text = sheets("roster-utf8.csv");
    assert!(text.len() == 1 && text[0].name.is_empty() && !text[0].hidden);
}

#[test]
fn a_sheet_that_begins_elsewhere_keeps_its_rows_and_columns() {
    for name in ["roster.xlsx", "roster.ods", "roster.xls"] {
        let all = sheets(name);
        let notes: Vec<String> = rows(&all[2])
            .into_iter()
            .map(|(line, cells)| format!("{line}|{}", cells.join("|").replace('T', " ")))
            .collect();
        assert_eq!(
            notes,
            [
                "5|||说明",
                "6|||截止|2026-05-18 18:00:00",
                // What failed is no blank.
                "7|||查不到||#N/A|尾",
                "8|||已核对| RUE",
                // A code that a sheet took for a number must not pass for a code.
                "9|||误作数字的代码|5.24103994123457E+17",
                "10|||两行合并|上",
                "11|||||下行",
            ],
            "{name}"
        );
    }
}

#[test]
fn odd_values_of_an_old_mac_and_corners_far_apart() {
    let all = sheets("odd.xlsx");
    let lines = rows(&all[0]);
    assert_eq!(
        lines[0].1,
        [
            "",
            "2026-05-18 18:00:00",
            "2026-05-18",
            "18:00:00",
            "26:30:00"
        ]
    );
    let second = [
        "",
        "#SPILL!",
        "#N/A",
        "TRUE",
        "saved",
        "5.24103994123457E+17",
        "88.01",
    ];
    assert_eq!(lines[1].1, second);
    let odd: Vec<usize> = all[0].lines[1].odd.iter().map(|(n, _)| *n).collect();
    assert_eq!(odd, [1, 2]);
    assert_eq!((lines[2].0, lines[2].1.len()), (1_048_576, 16_384));
}

#[test]
fn a_roster_is_read_from_every_kind_of_file() {
    let projects = template::load(template::BUILT_IN).unwrap().projects;
    let first = roster::read_file(&data("roster-gbk.csv"), &projects).unwrap();
    assert_eq!(first.len(), 12);
    assert_eq!(first[9].credit_code, first[2].credit_code);
    for name in ["roster.xlsx", "roster.ods", "roster.xls", "roster-utf8.csv"] {
        let mut other = roster::read_file(&data(name), &projects).unwrap();
        for (other, first) in other.iter_mut().zip(&first) {
            other.submitted_at.clone_from(&first.submitted_at);
        }
        assert_eq!(other, first, "{name}");
    }
    let corrected = roster::read_file(&data("roster-corrected.xlsx"), &projects).unwrap();
    assert_eq!(corrected.len(), 13);
    assert_eq!(
        (corrected[2].id.as_str(), corrected[2].name.as_str()),
        ("a03", "清源乡村教育学院")
    );
    for (n, old) in first.iter().enumerate() {
        let new = &corrected[if n < 2 { n } else { n + 1 }];
        assert_eq!(new.name, old.name);
        assert_eq!(new.credit_code != old.credit_code, n == 3, "{}", old.name);
        assert_eq!(new.contact != old.contact, n == 10, "{}", old.name);
    }
}

#[test]
fn the_bytes_decide_and_not_the_name() {
    assert_eq!(sheets("renamed.xls"), sheets("roster.xlsx"));
    let folder = tempfile::tempdir().unwrap();
    for (from, to) in [("roster.xls", "a.csv"), ("roster-gbk.csv", "b.xlsx")] {
        let path = folder.path().join(to);
        std::fs::copy(data(from), &path).unwrap();
        assert_eq!(table::sheets(&path, None).unwrap(), sheets(from));
    }
}

#[test]
fn what_cannot_be_read_says_why_and_what_next() {
    let said = |name: &str, bytes: Vec<u8>| {
        let path = PathBuf::from(name);
        let error = table::sheets_in(bytes, &path, None).unwrap_err();
        for lang in [Lang::Zh, Lang::En] {
            let words = error.words(lang).join("");
            assert!(words.starts_with(name) && words.len() > 60, "{words}");
        }
        error
    };
    let file = |name: &str| said(name, std::fs::read(data(name)).unwrap());
    for name in ["locked.xlsx", "locked.xls", "locked.ods"] {
        assert!(matches!(file(name), OfficeError::Locked(_)), "{name}");
    }
    assert!(matches!(file("webpage.xls"), OfficeError::WebPage(_)));
    assert!(matches!(file("cut.xlsx"), OfficeError::Damaged(_)));
    // A Word document, or an .xlsb, is a zip too.
    let empty_zip = b"PK\x03\x04PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0".to_vec();
    assert!(matches!(said("a.docx", empty_zip), OfficeError::Damaged(_)));
    // 200 rows with one cell each, in the last column.
    let mut wide = rust_xlsxwriter::Workbook::new();
    let sheet = wide.add_worksheet();
    for row in 0..200 {
        sheet.write(row, 16_383, 1).unwrap();
    }
    let wide = said("wide.xlsx", wide.save_to_buffer().unwrap());
    assert!(matches!(wide, OfficeError::TooManyCells(_)));
    let mail = b"MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n".to_vec();
    assert!(matches!(said("mail.xls", mail), OfficeError::WebPage(_)));

    let mut heavy = std::fs::read(data("roster.xlsx")).unwrap();
    let entry = heavy.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    heavy[entry + 24..entry + 28].copy_from_slice(&1_000_000_000_u32.to_le_bytes());
    assert!(matches!(
        said("bomb.xlsx", heavy),
        OfficeError::TooManyCells(_)
    ));
    let mut large = b"PK\x03\x04".to_vec();
    large.resize(20 * 1024 * 1024 + 1, 0);
    assert!(matches!(
        said("large.xlsx", large),
        OfficeError::TooLarge(_)
    ));
}

#[test]
fn an_encoding_can_be_named_where_the_guess_is_wrong() {
    let utf8 = std::fs::read(data("roster-utf8.csv")).unwrap();
    let gbk = std::fs::read(data("roster-gbk.csv")).unwrap();
    let xlsx = std::fs::read(data("roster.xlsx")).unwrap();
    assert_eq!(table::encoding_of(&utf8), Some(Encoding::Utf8));
    assert_eq!(table::encoding_of(&gbk), Some(Encoding::Gbk));
    assert_eq!(table::encoding_of(&xlsx), None);
    assert_eq!(table::encoding_of(b"\xff\xfea\0"), None);
    assert_eq!(table::encoding_of(b"a\0b"), None);

    let read = |bytes: &[u8], encoding| {
        table::sheets_in(bytes.to_vec(), Path::new("list"), encoding).map(|sheets| rows(&sheets[0]))
    };
    let right = read(&utf8, None).unwrap();
    assert_eq!(read(&utf8, Some(Encoding::Utf8)).unwrap(), right);
    assert_eq!(read(&gbk, Some(Encoding::Gbk)).unwrap(), right);
    let wrong = read(&gbk, Some(Encoding::Utf8));
    assert!(matches!(wrong, Err(OfficeError::NotText(_))));
    // One name whose GBK bytes are UTF-8 by chance.
    let name = b"\xc4\xa3\xc9\xb5";
    assert_eq!(table::encoding_of(name), Some(Encoding::Utf8));
    let forced = read(name, Some(Encoding::Gbk)).unwrap();
    assert_eq!(forced[0].1, ["模傻"]);
    assert_ne!(read(name, None).unwrap(), forced);
    // A workbook knows its own.
    let book = |e| table::sheets_in(xlsx.clone(), Path::new("list"), e).unwrap();
    assert_eq!(book(Some(Encoding::Gbk)), book(None));
}

/// Cut, spoilt and made-up files: an answer each time, whichever.
#[test]
fn damage_never_ends_the_program() {
    let mut seed = 0x2026_0518_u64;
    let mut random = move || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed >> 16).unwrap()
    };
    let path = Path::new("spoilt");
    for name in [
        "roster.xlsx",
        "roster.ods",
        "roster.xls",
        "locked.xlsx",
        "roster-gbk.csv",
    ] {
        let whole = std::fs::read(data(name)).unwrap();
        for length in (0..whole.len()).step_by(1024) {
            let cut = table::sheets_in(whole[..length].to_vec(), path, None);
            let text = name.ends_with("csv") || length == 0;
            assert!(text || cut.is_err(), "{name} cut at {length}");
        }
        for _ in 0..60 {
            let mut spoilt = whole.clone();
            for _ in 0..=random() % 8 {
                let at = random() % spoilt.len();
                spoilt[at] = u8::try_from(random() % 256).unwrap();
            }
            let _ = table::sheets_in(spoilt, path, None);
        }
    }
    for magic in [
        &b"PK\x03\x04"[..],
        &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
        b"",
    ] {
        for _ in 0..60 {
            let mut bytes = magic.to_vec();
            bytes.extend((0..random() % 4096).map(|_| u8::try_from(random() % 256).unwrap()));
            let taken = table::sheets_in(bytes, path, None);
            assert!(magic.is_empty() || taken.is_err());
        }
    }
}

#[test]
fn what_a_person_sees_of_a_cell_is_read_from_every_kind_of_workbook() {
    for name in ["looks.xlsx", "looks.ods", "looks.xls"] {
        let all = sheets(name);
        let sheet = &all[1];
        assert_eq!(sheet.name, "名单");
        assert_eq!(sheet.hidden_columns, [4], "{name}");
        let lines = &sheet.lines;
        assert_eq!(lines[1].cells[1..4], ["王明", "012345", "90%"], "{name}");
        assert_eq!(lines[2].merged, [0], "{name}");
        let hidden: Vec<bool> = lines.iter().map(|l| l.hidden).collect();
        assert_eq!(hidden, [false, false, false, true], "{name}");
        assert_eq!(lines[3].cells[1], "赵洁", "{name}");
    }
}

fn zipped(parts: &[(&str, String)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in parts {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(*name, options).unwrap();
        std::io::Write::write_all(&mut zip, content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
    );
    zipped(&[("content.xml", content)])
}

fn xlsx(sheet: &str, texts: &str) -> Vec<u8> {
    xlsx_with(sheet, &format!("<sst>{texts}</sst>"))
}

fn xlsx_with(sheet: &str, texts: &str) -> Vec<u8> {
    let book = r#"<workbook xmlns="m" xmlns:r="r"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>"#;
    let rels = r#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;
    let root = r#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    zipped(&[
        ("_rels/.rels", root.to_owned()),
        ("xl/workbook.xml", book.to_owned()),
        ("xl/_rels/workbook.xml.rels", rels.to_owned()),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet>{sheet}</worksheet>"),
        ),
        ("xl/sharedStrings.xml", texts.to_owned()),
    ])
}

#[test]
fn a_few_bytes_that_would_unfold_to_gigabytes_are_refused_at_once() {
    let started = std::time::Instant::now();
    let cell = |times: usize, text: &str| {
        format!(
            r#"<table:table-cell office:value-type="string" table:number-columns-repeated="{times}"><text:p>{text}</text:p></table:table-cell>"#
        )
    };
    let row = |times: usize, cells: &str| {
        format!(
            r#"<table:table table:name="a"><table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row></table:table>"#
        )
    };
    let long = "x".repeat(30_000);
    let rows: String = (1..5000)
        .map(|r| format!(r#"<row r="{r}"><c r="A{r}"><v>1</v></c></row>"#))
        .collect();
    let merged = r#"<mergeCell ref="A1:XFD1048576"/>"#.repeat(5000);
    for (name, bytes) in [
        ("cells.ods", ods(&row(1_048_576, &cell(16_384, "x")))),
        ("texts.ods", ods(&row(100_000, &cell(10, &long)))),
        ("text.ods", ods(&row(1, &cell(1, &long.repeat(10))))),
        (
            "texts.xlsx",
            xlsx(
                &format!(
                    "<sheetData><row>{}</row></sheetData>",
                    r#"<c t="s"><v>0</v></c>"#.repeat(9000)
                ),
                &format!("<si><t>{}</t></si>", long.repeat(10)),
            ),
        ),
        // The reader makes room for as many texts as the file says that it has.
        (
            "says.xlsx",
            xlsx_with(
                r#"<sheetData><row><c t="s"><v>0</v></c></row></sheetData>"#,
                r#"<sst uniqueCount="90000000000"><si><t>x</t></si></sst>"#,
            ),
        ),
        (
            "merged.xlsx",
            xlsx(
                &format!("<sheetData>{rows}</sheetData><mergeCells>{merged}</mergeCells>"),
                "",
            ),
        ),
    ] {
        assert!(bytes.len() < 50_000, "{name}: {}", bytes.len());
        let answer = table::sheets_in(bytes, Path::new(name), None);
        assert!(
            matches!(answer, Err(OfficeError::TooManyCells(_))),
            "{name}: {:?}",
            answer.err()
        );
    }
    assert!(started.elapsed().as_secs() < 10, "{:?}", started.elapsed());
}

#[test]
fn a_long_list_takes_seconds() {
    let started = std::time::Instant::now();
    let mut text = "序号,单位名称,统一社会信用代码,申报项目,联系人,递交时间\n".to_owned();
    for n in 1..=30_000 {
        text += &format!("{n},第{n}号学院,12{n:016},项目1、项目2,王某,2026/5/12 9:40\n");
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("long.csv");
    std::fs::write(&path, text).unwrap();
    let projects = template::load(template::BUILT_IN).unwrap().projects;
    assert_eq!(roster::read_file(&path, &projects).unwrap().len(), 30_000);
    assert!(started.elapsed().as_secs() < 30, "{:?}", started.elapsed());
}
