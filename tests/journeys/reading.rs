//! One reading of a table: what it takes of a workbook or a text, what it leaves out and says so, and what it asks
//! instead of choosing.

use crate::{common, stage};
use pingshen::journal::{Journal, Opening};
use pingshen::model::{Act, Applicant, Judge, Template};
use pingshen::office::OfficeError;
use pingshen::office::preview::Preview;
use pingshen::office::reading::{Left, ReadOptions};
use pingshen::office::scores;
use pingshen::office::template;
use pingshen::text::Lang;
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn luoyang() -> Template {
    template::load(template::BUILT_IN).unwrap()
}

struct Case {
    folder: TempDir,
}

impl Case {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn text(&self, text: &str) -> PathBuf {
        let path = self.folder.path().join("list.csv");
        std::fs::write(&path, text).unwrap();
        path
    }

    fn book(&self, make: impl FnOnce(&mut Workbook)) -> PathBuf {
        let path = self.folder.path().join("list.xlsx");
        let mut book = Workbook::new();
        make(&mut book);
        book.save(&path).unwrap();
        path
    }
}

fn fill<'b>(book: &'b mut Workbook, name: &str, rows: &[&[&str]]) -> &'b mut Worksheet {
    let sheet = book.add_worksheet();
    sheet.set_name(name).unwrap();
    for (r, row) in rows.iter().enumerate() {
        for (c, cell) in row.iter().enumerate() {
            let (r, c) = (u32::try_from(r).unwrap(), u16::try_from(c).unwrap());
            sheet.write(r, c, *cell).unwrap();
        }
    }
    sheet
}

fn of(path: &Path, options: &ReadOptions) -> Result<Preview, OfficeError> {
    Preview::of(path, options, &luoyang(), &[])
}

fn taken(path: &Path) -> Preview {
    let preview = of(path, &ReadOptions::default()).unwrap();
    assert!(preview.faults().is_empty(), "{:?}", preview.faults());
    preview
}

/// Id, name and projects.
fn who(preview: &Preview) -> Vec<String> {
    let line = |a: &Applicant| format!("{} {} {}", a.id, a.name, a.projects.join("+"));
    preview.rows.iter().map(|r| line(&r.applicant)).collect()
}

/// In both languages; the Chinese one is returned.
fn refusal(path: &Path, options: &ReadOptions) -> String {
    let error = match of(path, options) {
        Err(error) => error,
        Ok(preview) => preview.accept().unwrap_err(),
    };
    assert!(!error.words(Lang::En).join("\n").is_empty());
    error.words(Lang::Zh).join("\n")
}

const HEAD: &[&str] = &["序号", "单位名称", "申报项目", "联系人"];

#[test]
fn several_lists_in_a_workbook_are_a_question() {
    let case = Case::new();
    let path = case.book(|book| {
        fill(book, "2025", &[HEAD, &["1", "去年学院", "项目1", "甲"]]);
        let sheet = fill(book, "2026", &[HEAD, &["1", "今年学院", "项目1", "乙"]]);
        sheet.set_active(true);
    });
    let error = of(&path, &ReadOptions::default()).unwrap_err();
    let OfficeError::WhichSheet(_, names) = &error else {
        panic!("{error:?}");
    };
    // The one that was open comes first.
    assert_eq!(names, &["2026", "2025"]);
    assert!(error.words(Lang::Zh)[0].contains("--sheet"));
    let named = ReadOptions {
        sheet: Some("2026"),
        ..ReadOptions::default()
    };
    let preview = of(&path, &named).unwrap();
    assert_eq!(who(&preview), ["a01 今年学院 p1"]);
    assert!(matches!(&preview.took.left[..], [Left::Sheet { name, .. }] if name == "2025"));
    let wrong = ReadOptions {
        sheet: Some("2024"),
        ..ReadOptions::default()
    };
    let said = refusal(&path, &wrong);
    assert!(said.contains("2024") && said.contains("「2025」"), "{said}");
}

#[test]
fn last_years_list_is_not_taken_because_its_headings_are_known_better() {
    let case = Case::new();
    let strange = &["次序", "院校", "报的什么", "找谁"];
    let rows: &[&[&str]] = &[
        strange,
        &["1", "今年学院", "项目1", "乙"],
        &["2", "明年学院", "项目1", "丙"],
    ];
    let path = case.book(|book| {
        fill(book, "2025", &[HEAD, &["1", "去年学院", "项目1", "甲"]]);
        fill(book, "2026", rows).set_active(true);
    });
    let said = refusal(&path, &ReadOptions::default());
    assert!(said.contains("「2026」；「2025」"), "{said}");
    // The list is open, and another table lies beside it.
    let path = case.book(|book| {
        fill(book, "统计", rows);
        fill(book, "名单", &[HEAD, &["1", "今年学院", "项目1", "乙"]]).set_active(true);
    });
    let preview = taken(&path);
    assert_eq!(who(&preview), ["a01 今年学院 p1"]);
    let said = preview.took.short(Lang::Zh).join("\n");
    assert!(said.contains("「统计」3 行"), "{said}");
}

#[test]
fn a_sheet_per_project_may_have_no_column_for_it() {
    let case = Case::new();
    let head = &["序号", "单位名称", "联系人"];
    let path = case.book(|book| {
        fill(book, "说明", &[&["请分表填写"]]);
        fill(
            book,
            "项目1",
            &[head, &["1", "甲学院", "甲"], &["2", "乙学院", "乙"]],
        );
        fill(
            book,
            "义务教育新课程",
            &[head, &["1", "丙学院", "丙"], &["2", "乙学院", "乙"]],
        );
    });
    let preview = taken(&path);
    assert_eq!(
        who(&preview),
        ["a01 甲学院 p1", "a02 乙学院 p1+p2", "a03 丙学院 p2"]
    );
    // A sheet of the same kind without known headings is not passed over.
    let path = case.book(|book| {
        fill(book, "项目1", &[head, &["1", "甲学院", "甲"]]).set_active(true);
        fill(book, "项目2", &[&["1", "丙学院"]]);
    });
    let said = refusal(&path, &ReadOptions::default());
    assert!(said.contains("「项目1」；「项目2」"), "{said}");
}

#[test]
fn hidden_and_filtered_rows_and_columns_are_told_and_left_out() {
    let case = Case::new();
    let path = case.book(|book| {
        let rows: &[&[&str]] = &[
            HEAD,
            &["1", "甲学院", "项目1", "甲"],
            &["2", "乙学院", "项目2", "乙"],
            &["3", "丙学院", "项目2", "丙"],
        ];
        let sheet = fill(book, "名单", rows);
        sheet.set_row_hidden(2).unwrap();
        sheet.set_row_hidden(3).unwrap();
        sheet.set_column_hidden(3).unwrap();
    });
    let preview = taken(&path);
    assert_eq!(who(&preview), ["a01 甲学院 p1"]);
    assert_eq!(preview.rows[0].applicant.contact, "");
    let said = preview.took.short(Lang::Zh).join("\n");
    assert!(said.contains("D1「联系人」；第 3-4 行"), "{said}");
    assert!(preview.took.is_doubtful());
}

#[test]
fn two_columns_of_one_meaning_are_never_the_last_wins() {
    let case = Case::new();
    for (head, cells) in [
        (
            "序号,单位名称,申报项目,联系人,财务联系人",
            "D1「联系人」；E1「财务联系人」",
        ),
        (
            "序号,单位名称,申报项目,联系电话,手机",
            "D1「联系电话」；E1「手机」",
        ),
        (
            "序号,单位名称,项目,序号,单位名称,项目",
            "A1「序号」；D1「序号」",
        ),
        ("申报单位,单位名称,项目", "A1「申报单位」；B1「单位名称」"),
    ] {
        let said = refusal(
            &case.text(&format!("{head}\n1,甲学院,1,x,y,z\n")),
            &ReadOptions::default(),
        );
        assert!(said.contains(cells), "{head}: {said}");
    }
}

#[test]
fn headings_of_two_rows_are_read_together() {
    let case = Case::new();
    let path = case.book(|book| {
        let rows: &[&[&str]] = &[
            &["序号", "单位名称", "申报项目", "联系方式", ""],
            &["", "", "", "联系人", "邮箱"],
            &["1", "甲学院", "项目1", "甲", "a@x.example"],
        ];
        fill(book, "名单", rows);
    });
    // 联系方式 is a telephone where nothing stands below it.
    let preview = taken(&path);
    let found = &preview.rows[0].applicant;
    let all = [&found.contact, &found.phone, &found.email];
    assert_eq!(all, ["甲", "", "a@x.example"]);
}

#[test]
fn failed_formulas_and_formulas_without_a_value_are_named() {
    let case = Case::new();
    let path = case.book(|book| {
        let sheet = fill(book, "名单", &[HEAD, &["1", "甲学院", "项目1"]]);
        sheet
            .write(1, 3, Formula::new("=A9").set_result("#REF!"))
            .unwrap();
        sheet.write(0, 5, "别的").unwrap();
        sheet
            .write(1, 5, Formula::new("=A9").set_result("#N/A"))
            .unwrap();
    });
    let said = refusal(&path, &ReadOptions::default());
    assert!(said.contains("D2") && said.contains("#REF!"), "{said}");
    assert!(!said.contains("F2"), "no column of the list: {said}");
    let said = refusal(
        &case.text("单位名称,项目,联系人\n甲学院,1,=B2&C2\n"),
        &ReadOptions::default(),
    );
    assert!(said.contains("C2") && said.contains("=B2&C2"), "{said}");
    let path = Path::new("tests/data/unsaved.xlsx");
    let said = refusal(path, &ReadOptions::default());
    assert!(said.contains("B3 是没有存下结果的公式"), "{said}");
    let preview = of(path, &ReadOptions::default()).unwrap();
    // The reading aid over a name is no part of it.
    assert_eq!(preview.rows[0].applicant.name, "甲学院");
}

#[test]
fn numbers_are_what_their_cells_show() {
    let case = Case::new();
    let path = case.book(|book| {
        let head: &[&str] = &[
            "序号",
            "单位名称",
            "申报项目",
            "联系电话",
            "专家总数",
            "本机构专家",
        ];
        let sheet = fill(book, "名单", &[head, &["1", "甲学院", "项目1"]]);
        let zeros = Format::new().set_num_format("00000000000");
        sheet
            .write_with_format(1, 3, 3_790_000_101.0, &zeros)
            .unwrap();
        sheet.write(1, 4, 0.1 + 0.2 + 19.7).unwrap();
        sheet
            .write_with_format(1, 5, 0.3, &Format::new().set_num_format("0%"))
            .unwrap();
    });
    let preview = of(&path, &ReadOptions::default()).unwrap();
    let row = &preview.rows[0];
    assert_eq!(row.applicant.phone, "03790000101");
    assert_eq!(row.applicant.facts["experts"], 20);
    let said = row.refused(Lang::Zh).join("\n");
    assert!(said.contains("30%"), "{said}");
    let path = case.book(|book| {
        let head: &[&str] = &["序号", "单位名称", "申报项目", "联系电话"];
        let sheet = fill(book, "名单", &[head, &["1", "甲学院", "项目1"]]);
        let power = Format::new().set_num_format("0.00E+00");
        sheet
            .write_with_format(1, 3, 12_000_000_103.0, &power)
            .unwrap();
    });
    let said = refusal(&path, &ReadOptions::default());
    assert!(said.contains("1.20E+10"), "{said}");
}

#[test]
fn marks_that_are_no_part_of_a_text_are_taken_off() {
    let case = Case::new();
    let text = "序号,单位名称,申报项目,联系电话\n1,\"中原_x000D_\n教师\r\n发展学院\",\"项目1\n项目2\",\"=\"\"0379\"\"\"\n2,'乙学院,1,'0012\n";
    let preview = taken(&case.text(text));
    assert_eq!(
        who(&preview),
        ["a01 中原教师发展学院 p1+p2", "a02 乙学院 p1"]
    );
    assert_eq!(preview.rows[0].applicant.phone, "0379");
    assert_eq!(preview.rows[1].applicant.phone, "0012");
    // As a spreadsheet counts rows.
    assert_eq!(preview.rows[1].line, 3);
}

#[test]
fn numbers_examples_footers_and_prepared_rows() {
    let case = Case::new();
    let text = "\
2026年申报登记表,,,
序号,申报单位名称,子项目名称,负责人
例,某某学院,项目1,张三
①,甲学院,一,甲
No.2,乙学院,①②,乙
三、,丙学院,义务教育新课程项目,丙
序号,申报单位名称,子项目名称,负责人
4,,,
合计,3家,,
制表人：苏,,审核人：王,
填报日期：2026年5月19日,,,
备注：联合申报的不收,,,
";
    let preview = taken(&case.text(text));
    assert_eq!(
        who(&preview),
        ["a01 甲学院 p1", "a02 乙学院 p1+p2", "a03 丙学院 p2"]
    );
    assert_eq!(preview.rows[0].applicant.contact, "甲");
    let said = preview.took.short(Lang::Zh);
    for line in [
        "list.csv（UTF-8，逗号分隔）：表头在第 2 行",
        "表头以上：第 1 行「2026年申报登记表」",
        "示例行，没有读：第 3 行「例 某某学院 项目1 张三」",
        "重复的表头：第 7 行",
        "只有序号、没有内容的：第 8 行",
        "合计和表尾，没有读：第 9 行「合计 3家」；第 10 行「制表人：苏 审核人：王」；第 11 行「填报日期：2026年5月19日」；第 12 行「备注：联合申报的不收」",
    ] {
        assert!(said.iter().any(|l| l == line), "{line}\n{said:#?}");
    }
}

#[test]
fn what_is_not_understood_is_quoted_with_what_is_known() {
    let case = Case::new();
    let said = refusal(
        &case.text("序号,单位明称,申报项木\n1,甲学院,项目1\n"),
        &ReadOptions::default(),
    );
    assert!(
        said.contains("「单位明称」（是「单位名称」吗？）"),
        "{said}"
    );
    assert!(
        said.contains("「申报项木」（是「申报项目」吗？）"),
        "{said}"
    );
    let said = refusal(
        &case.text("单位名称,项目\n甲学院,高中新高靠\n乙学院,项目3\n"),
        &ReadOptions::default(),
    );
    assert!(
        said.contains("「高中新高靠」，是「高中新高考」吗"),
        "{said}"
    );
    assert!(said.contains("不认识的项目「项目3」"), "{said}");
    assert_eq!(said.matches("项目可以写成").count(), 1, "{said}");
    let preview = taken(&case.text("单位名称,项目,联系电活,通讯地址\n甲学院,1,123,某路\n"));
    let said = preview.took.short(Lang::Zh).join("\n");
    assert!(
        said.contains("C1「联系电活」（是「联系电话」吗？）；D1「通讯地址」"),
        "{said}"
    );
}

#[test]
fn a_row_per_project_is_one_applicant() {
    let case = Case::new();
    // The cells of number, name and code are merged over two rows.
    let path = case.book(|book| {
        let head: &[&str] = &["序号", "单位名称", "信用代码", "申报项目", "联系人"];
        let sheet = fill(
            book,
            "名单",
            &[
                head,
                &[],
                &["", "", "", "项目2", "另一人"],
                &["2", "乙学院", "12410399XX2600026A", "项目2", "乙"],
            ],
        );
        let plain = Format::new();
        sheet.merge_range(1, 0, 2, 0, "1", &plain).unwrap();
        sheet.merge_range(1, 1, 2, 1, "甲学院", &plain).unwrap();
        sheet
            .merge_range(1, 2, 2, 2, "12410399XX2600018F", &plain)
            .unwrap();
        sheet.write(1, 3, "项目1").unwrap();
        sheet.write(1, 4, "甲").unwrap();
    });
    let preview = taken(&path);
    assert_eq!(who(&preview), ["a01 甲学院 p1+p2", "a02 乙学院 p2"]);
    let said = preview.rows[0].words(Lang::Zh, &luoyang()).join("\n");
    assert!(
        said.contains("第 3 行是同一家，写的是「另一人」，保留「甲」"),
        "{said}"
    );
    // Only the project is filled in, as in a text without merged cells.
    let text = "序号,单位名称,申报项目\n1,甲学院,1\n,,2\n2,乙学院,1\n";
    assert_eq!(
        who(&taken(&case.text(text))),
        ["a01 甲学院 p1+p2", "a02 乙学院 p1"]
    );
    // Not below one another, and one without its code.
    let text = "单位名称,信用代码,项目\n甲学院,12410399XX2600018F,1\n乙学院,,1\n（甲）学院,,2\n";
    assert_eq!(
        who(&taken(&case.text(text))),
        ["a01 甲学院 p1+p2", "a02 乙学院 p1"]
    );
    let text = "单位名称,项目\n甲学院,1\n甲学院,1\n";
    let preview = taken(&case.text(text));
    assert_eq!(who(&preview), ["a01 甲学院 p1"]);
    assert!(preview.rows[0].doubtful());
}

#[test]
fn one_legal_person_under_two_spellings_is_a_question() {
    let case = Case::new();
    let text = "单位名称,信用代码,项目\n中州砺行教师发展学院,12410399XX2600018F,1\n中州厉行教师发展学院,12410399XX2600018F,2\n";
    let said = refusal(&case.text(text), &ReadOptions::default());
    assert!(
        said.contains("第 3 行：与第 2 行「中州砺行教师发展学院」信用代码相同"),
        "{said}"
    );
    // Two departments of one body are a matter of the review.
    let text = "单位名称,信用代码,项目\n长河大学继续教育学院,12410399XX2600018F,1\n长河大学教师发展中心,12410399XX2600018F,2\n";
    assert_eq!(taken(&case.text(text)).rows.len(), 2);
}

#[test]
fn rows_of_two_sheets_are_told_apart() {
    let case = Case::new();
    let head = &["序号", "单位名称", "申报项目"];
    let path = case.book(|book| {
        fill(book, "项目1", &[head, &["1", "甲学院", "项目1"]]);
        fill(
            book,
            "项目2",
            &[head, &["1", "乙学院", "项目9"], &["2", "丙学院", "项目1"]],
        );
    });
    let said = refusal(&path, &ReadOptions::default());
    assert!(
        said.contains("「项目2」第 2 行：不认识的项目「项目9」"),
        "{said}"
    );
    let preview = of(&path, &ReadOptions::default()).unwrap();
    let row = preview
        .rows
        .iter()
        .find(|r| r.applicant.name == "丙学院")
        .unwrap();
    let said = row.words(Lang::Zh, &luoyang()).join("\n");
    assert!(said.contains("在工作表「项目2」里"), "{said}");
}

#[test]
fn one_name_with_two_codes_is_a_question() {
    let case = Case::new();
    let text =
        "单位名称,信用代码,项目\n甲学院,12410399XX2600018F,1\n甲 学院,12410399XX2600026A,2\n";
    let said = refusal(&case.text(text), &ReadOptions::default());
    assert!(
        said.contains("第 3 行：与第 2 行同名，信用代码却是 12410399XX2600018F"),
        "{said}"
    );
}

/// A session of one indicator with two judges and one applicant in two projects.
fn panel() -> (TempDir, Journal) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s");
    let Act::Setup(setup) = common::setup(common::template(2, &["10"], common::rules(""))) else {
        panic!("a setup")
    };
    let acts = vec![
        Act::Judge(Judge::new("w01", "王明")),
        Act::Judge(Judge::new("w02", "李华")),
        Act::Applicant(Box::new(Applicant {
            id: "a01".to_owned(),
            name: "甲学院".to_owned(),
            projects: vec!["p1".to_owned(), "p2".to_owned()],
            ..Default::default()
        })),
    ];
    Journal::create(&path, stage::clock(), *setup, acts).unwrap();
    let journal = Journal::open(&path, stage::clock(), &Opening::default()).unwrap();
    (folder, journal)
}

/// In words, what is wrong with marks in a workbook.
fn marks_refused(make: impl FnOnce(&mut Workbook)) -> String {
    let (_folder, journal) = panel();
    let path = Case::new();
    let path = path.book(make);
    match scores::read_file(&path, journal.session(), &ReadOptions::default()) {
        Ok(scores) if scores.faults.is_empty() => String::new(),
        Ok(scores) => format!("{:?}", scores.faults),
        Err(error) => error.words(Lang::Zh).join("\n"),
    }
}

#[test]
fn a_sheet_that_says_two_judges_is_nobodys() {
    let sheet = |name: &'static str, above: &'static str| {
        marks_refused(move |book| {
            let rows: &[&[&str]] = &[
                &[above],
                &["申报项目", "申报单位", "indicator 1"],
                &["p1", "a01", "7"],
            ];
            fill(book, name, rows);
        })
    };
    assert_eq!(sheet("王明", "评委：王明"), "");
    assert_eq!(sheet("王明", "评分表"), "");
    let two = sheet("王明", "评委：李华");
    assert!(two.contains("SheetSays") && two.contains("李华"), "{two}");
    // The second sheet of a workbook is not the second judge's.
    let numbered = sheet("2", "评分表");
    assert!(numbered.contains("judge"), "{numbered}");
}

#[test]
fn a_mark_on_two_sheets_of_a_workbook_is_told() {
    let head: &[&str] = &["judge", "project", "applicant", "indicator", "points"];
    let refused = marks_refused(|book| {
        fill(book, "王明", &[head, &["w01", "p1", "a01", "i1", "7"]]);
        fill(book, "李华", &[head, &["w01", "p1", "a01", "i1", "8"]]);
    });
    assert!(refused.contains("MarkTwice"), "{refused}");
}
