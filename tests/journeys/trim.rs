//! Two highest and two lowest from so many sheets on: a rule like any other. Panels on both sides of the number
//! are counted by the program, by the formulas of the workbook and by the script that every export brings, and
//! each sentence that says how a score comes about says what was done.

use crate::{common, formula, papers, stage};
use calamine::{Data, Reader, Xlsx};
use common::{Room, check_lines, rules};
use formula::{Value, work_out};
use papers::{document, files, parts};
use pingshen::journal::Journal;
use pingshen::model::{Reading, Rules, Trim};
use pingshen::office::export::{self, Wish};
use pingshen::tally::{Results, Use};
use pingshen::text::Lang;
use rust_decimal::Decimal;
use stage::Stage;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;

/// Seven judges and five applicants, of whom one judge after the other steps aside: 7, 6, 5, 4 and 2 sheets count.
fn panel(text: &str) -> Room {
    let mut room = Room::new(
        1,
        &["40", "60"],
        rules(&format!("recusal per entry, {text}")),
    );
    for judge in 1..=7 {
        room.say(&format!("desk seats w{judge}"));
    }
    let away = [("a", 0), ("b", 1), ("c", 2), ("d", 3), ("e", 5)];
    for (applicant, _) in away {
        room.say(&format!("desk registers {applicant} p1"));
    }
    room.say("desk opens");
    for (n, (applicant, away)) in away.into_iter().enumerate() {
        let entry = format!("p1/{applicant}");
        for judge in 1..=away {
            room.say(&format!("w{judge} recuses w{judge} {entry}: own school"));
        }
        for judge in (away + 1)..=7 {
            // Some level ones among them, highest and lowest too, and the marks in another order than the totals.
            let (first, second) = (10 + 7 * (judge * (n + 3) % 4), 20 + 5 * (judge * judge % 7));
            let marks = format!("{first}.{:02}+{second}.{:02}", 3 * judge, 5 * (judge % 3));
            let marks = if matches!(judge, 6 | 7) {
                format!("38.0{n}+55.00")
            } else {
                marks
            };
            room.fill(&format!("w{judge}"), &entry, &marks);
        }
    }
    for judge in 1..=7 {
        room.say(&format!("w{judge} submits p1"));
    }
    room
}

fn papers_of(journal: &Journal, lang: Lang, out: &Path) -> BTreeMap<String, Vec<u8>> {
    export::run(journal, lang, &Wish::default(), out, &mut |_| true).unwrap();
    files(out)
}

/// Where the number stands: below all panels, between them (each edge), and above all; and what it stands beside.
const RULES: &[&str] = &[
    "two from 5",
    "two from 6",
    "two from 7",
    "two from 8",
    "two from 6, by indicator",
    "two from 7, trim 0/1, at least 2",
    "two from 6, trim 3/0, at least 4",
    "two from 5, at least 6",
    "two from 6, trim 2/2, at least 5",
    "",
    "by indicator",
];

#[test]
fn the_trim_asks_how_many_sheets_count() {
    let two = rules("two from 10");
    for (sheets, wanted) in [(3, 1), (9, 1), (10, 2), (11, 2), (200, 2)] {
        let (high, low) = (wanted, wanted);
        assert_eq!(two.trim(sheets), Trim { high, low }, "{sheets}");
    }
    assert_eq!(two.trims(), [(3, Trim::NOTICE), (10, Trim::TWO)]);
    assert_eq!(rules("").trims(), [(3, Trim::NOTICE)]);
    assert_eq!(rules("two from 5, at least 6").trims(), [(6, Trim::TWO)]);
    assert!(rules("two from 7").trim(7).kept(7) == 3);
}

#[test]
fn a_clerk_counts_on_both_sides() {
    check_lines(
        "[two from 6]
         95.00↑ 90.50 88.00 86.25 71.50↓              => 88.25
         95.00↑ 90.50↑ 88.00 86.25 71.50↓ 60.00↓      => 87.13
         60.00↓ 71.50↓ 86.25 88.00 90.50↑ 95.00↑      => 87.13
         90.00↑ 90.00↑ 90.00 80.00 80.00↓ 80.00↓      => 85.00
         85.00↑ 85.00↑ 85.00 85.00 85.00↓ 85.00↓      => 85.00
         95.00↑ 90.50↑ 88.00 87.00 86.25 71.50↓ 60.00↓ => 87.08
         [two from 6, trim 0/0, at least 1]
         95.00 90.00 60.00                            => 81.67
         95.00↑ 90.00↑ 60.00 50.00 40.00↓ 30.00↓      => 55.00",
        |line, rules| {
            let given = line.split_once("=>").unwrap().0;
            let totals: Vec<String> = given
                .split_whitespace()
                .map(|t| t.trim_end_matches(['↑', '↓']).to_owned())
                .collect();
            let mut room = Room::new(1, &["100"], rules.clone());
            for n in 1..=totals.len() {
                room.say(&format!("desk seats w{n}"));
            }
            room.say("desk registers a p1");
            room.say("desk opens");
            for (n, total) in totals.iter().enumerate() {
                room.fill(&format!("w{}", n + 1), "p1/a", total);
                room.say(&format!("w{} submits p1", n + 1));
            }
            let results = Results::of(&room.session);
            let standing = &results.projects[0].standings[0];
            let sheets: Vec<String> = totals
                .iter()
                .zip(&standing.uses)
                .map(|(total, used)| format!("{total}{}", arrow(*used)))
                .collect();
            format!("{} => {}", sheets.join(" "), standing.count.score.unwrap())
        },
    );
}

fn arrow(used: Use) -> &'static str {
    match used {
        Use::DroppedHigh => "↑",
        Use::DroppedLow => "↓",
        Use::Counted | Use::NotCounted => "",
    }
}

/// Every score formula is worked out from the cells that it names, and the arrows by the rules of the format.
#[test]
fn the_workbook_counts_the_same_on_both_sides() {
    for text in RULES {
        let folder = tempfile::tempdir().unwrap();
        let room = panel(text);
        let journal = room.journal(&folder.path().join("s"), &stage::clock(), true);
        let made = papers_of(&journal, Lang::En, &folder.path().join("out"));
        let bytes = &made["01-results.xlsx"];
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.as_slice())).unwrap();
        let summary = book.worksheet_range("Summary 1").unwrap();
        let marks = book.worksheet_range("Marks").unwrap();
        let cell = |sheet: &str, row: u32, column: u32| {
            let range = if sheet == "Marks" { &marks } else { &summary };
            match range.get_value((row, column)) {
                Some(Data::Empty) | None => Value::Text(String::new()),
                Some(data) => {
                    let text = data.to_string();
                    Decimal::from_str_exact(&text).map_or(Value::Text(text), Value::Number)
                }
            }
        };
        let formulas = book.worksheet_formula("Summary 1").unwrap();
        let (top, left) = formulas.start().unwrap();
        let at = |row: u32, column: u32| {
            formulas.get((row as usize - top as usize, column as usize - left as usize))
        };
        let arrows = arrow_rules(bytes);
        let by_totals = room.session.rules().reading == Reading::Totals;
        assert_eq!(arrows.len(), if by_totals { 2 } else { 0 });
        let results = Results::of(&room.session);
        let standings = &results.projects[0].standings;
        assert_eq!(standings.len(), 5);
        let mut rows = 0;
        for row in 4..9 {
            let Value::Text(id) = cell("", row, 0) else {
                panic!("no id")
            };
            let wanted = standings
                .iter()
                .find(|s| room.session.applicants()[s.applicant].id == id)
                .unwrap();
            let score = at(row, 9).unwrap();
            let worked = work_out(score, &cell, (0, 0));
            let right = wanted
                .count
                .score
                .map_or(Value::Text(String::new()), |points| {
                    Value::Number(Decimal::from_str_exact(&points.to_string()).unwrap())
                });
            assert_eq!(worked, right, "{text}: {id} {score}");
            for judge in 0..7u32 {
                let mut shown = String::new();
                for (sign, rule) in &arrows {
                    if work_out(rule, &cell, (row - 4, judge)) == Value::Truth(true) {
                        shown.push_str(sign);
                    }
                }
                assert_eq!(
                    shown,
                    arrow(wanted.uses[judge as usize]),
                    "{text}: {id} w{}",
                    judge + 1
                );
            }
            rows += 1;
        }
        assert_eq!(rows, 5);
    }
}

/// The conditional formats of the first summary: the arrow, and when it is shown.
fn arrow_rules(book: &[u8]) -> Vec<(&'static str, String)> {
    let book = parts(book);
    let forms: Vec<&str> = book["xl/styles.xml"].split("<dxf>").skip(1).collect();
    let sheet = book
        .iter()
        .find(|(name, xml)| name.starts_with("xl/worksheets/") && xml.contains("<cfRule"));
    let Some((_, sheet)) = sheet else {
        return Vec::new();
    };
    sheet
        .split("<cfRule ")
        .skip(1)
        .map(|rule| {
            let number = rule
                .split("dxfId=\"")
                .nth(1)
                .unwrap()
                .split('"')
                .next()
                .unwrap();
            let form = forms[number.parse::<usize>().unwrap()];
            let sign = if form.contains('↑') { "↑" } else { "↓" };
            let formula = rule
                .split("<formula>")
                .nth(1)
                .unwrap()
                .split("</formula>")
                .next()
                .unwrap();
            let plain = formula
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
            (sign, plain)
        })
        .collect()
}

/// The script of the export counts the same; with the rule taken out of the journal it says which scores differ.
#[test]
fn the_script_counts_the_same_on_both_sides() {
    for text in RULES {
        let folder = tempfile::tempdir().unwrap();
        let journal = panel(text).journal(&folder.path().join("s"), &stage::clock(), true);
        let out = folder.path().join("out");
        papers_of(&journal, Lang::En, &out);
        let python = |args: &[&str]| {
            let mut command = std::process::Command::new("python3");
            command.args(args).current_dir(&out).output()
        };
        let Ok(recount) = python(&["recount.py"]) else {
            println!("python3 cannot be run; the script was not tried");
            return;
        };
        let said = String::from_utf8(recount.stdout).unwrap();
        assert!(recount.status.success(), "{text}: {said}");
        assert_eq!(said.lines().count(), 5);
        let check = python(&["check.py", "journal.jsonl"]).unwrap();
        assert!(
            String::from_utf8(check.stdout)
                .unwrap()
                .contains(&journal.code())
        );
        let file = out.join("journal.jsonl");
        let lines = std::fs::read_to_string(&file).unwrap();
        let without = lines.replace("\"trim_two_from\":", "\"trim_two_of\":");
        let changes = *text == "two from 6";
        if changes {
            assert_ne!(lines, without);
            std::fs::write(&file, without).unwrap();
            let recount = python(&["recount.py"]).unwrap();
            let said = String::from_utf8(recount.stdout).unwrap();
            assert!(!recount.status.success());
            // The two entries with six sheets and more.
            assert_eq!(said.matches("is not").count(), 2, "{said}");
        }
    }
}

/// Every paper says both sides of the rule, and none what only the notice says.
#[test]
fn the_papers_say_what_was_dropped() {
    let room = panel("two from 6");
    for (lang, said, values, untrue) in [
        (
            Lang::Zh,
            "去掉 1 个最高、1 个最低（计入的评分表满 6 张起，去掉 2 个最高、2 个最低）",
            ["1（不满 6 张时）", "满 6 张起"],
            ["一个最高", "说明1、2"],
        ),
        (
            Lang::En,
            "without 1 highest and 1 lowest (from 6 counting sheets on without 2 highest and 2 lowest)",
            ["1 (of fewer than 6)", "6 and more that count"],
            ["one highest", "notes 1 and 2"],
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let journal = room.journal(&folder.path().join("s"), &stage::clock(), true);
        let made = papers_of(&journal, lang, &folder.path().join("out"));
        let text_of = |bytes: &Vec<u8>| parts(bytes).into_values().collect::<String>();
        let (mut with, mut with_values) = (0, 0);
        for (name, bytes) in &made {
            let text = match name.rsplit('.').next() {
                Some("docx") => document(bytes),
                Some("xlsx") => text_of(bytes),
                _ => String::from_utf8_lossy(bytes).into_owned(),
            };
            with += usize::from(text.contains(said));
            with_values += usize::from(values.iter().all(|v| text.contains(v)));
            for word in untrue {
                assert!(!text.contains(word), "{name}: {word}");
            }
        }
        // The report, the workbook, and what each of five applicants is told.
        assert!(with >= 2 + 5, "{lang:?}: {with}");
        assert_eq!(with_values, 2, "{lang:?}");
    }
}

/// What departs from note 2 does not claim to come from it.
#[test]
fn the_source_of_a_changed_trim_is_the_session() {
    use pingshen::model::Rule;
    use pingshen::text::rules::{FROM_HERE, FROM_NOTE_2, source};
    let (plain, changed) = (rules(""), rules("trim 2/1, at least 4, two from 10"));
    assert_eq!(source(Rule::TrimHigh, &plain), FROM_NOTE_2);
    assert_eq!(source(Rule::TrimHigh, &changed), FROM_HERE);
    assert_eq!(source(Rule::TrimLow, &changed), FROM_NOTE_2);
    assert_eq!(source(Rule::TrimTwoFrom, &changed), FROM_HERE);
}

/// Set at the desk while judges score, with a reason; and the page that explains a score tells it.
#[test]
fn it_is_set_on_the_screen_of_the_rules() {
    for (lang, said, dropped, plain) in [
        (
            Lang::Zh,
            "满 6 张起，去掉 2 个最高",
            "最高之一，去掉",
            "公告附件5说明2：评委评分的平均值，去掉一个最高分和一个最低分。",
        ),
        (
            Lang::En,
            "without 1 highest and 1 lowest (from 6",
            "among the highest, dropped",
            "Notice, annex 5, note 2: the mean of the judges' totals without one highest and one lowest.",
        ),
    ] {
        let mut stage = Stage::demo(lang, 120, 40);
        let why = stage.keys("2<enter>").screen();
        assert!(why.replace('\n', "").contains(plain), "{why}");
        let form = stage.keys("<esc><esc>34<down><down><enter>").screen();
        assert!(form.contains("255"), "{form}");
        let bad = stage.keys("<bs>4<enter>局里批复<enter>").screen();
        assert!(bad.contains("255") && bad.contains('4'), "{bad}");
        let set = stage
            .keys("<esc><enter><bs>6<enter>局里批复<enter>")
            .screen();
        assert!(set.contains("6"), "{set}");
        let journal = std::fs::read_to_string(stage.session().join("journal.jsonl")).unwrap();
        let last = journal.lines().last().unwrap();
        assert!(
            last.contains("\"trim_two_from\":6") && last.contains("局里批复"),
            "{last}"
        );
        let log = stage.keys("<esc><f7><enter>").screen();
        let name = if lang == Lang::Zh {
            "两高两低从几张评分表起"
        } else {
            "two and two"
        };
        assert!(log.contains(name) && log.contains('→'), "{log}");
        let why = stage.keys("<esc><esc><esc><esc>2<down><enter>").screen();
        assert!(why.contains(said) && why.contains(dropped), "{why}");
        assert!(!why.contains(plain), "{why}");
    }
}

/// Rules of before are written byte for byte as before, and read without the new one.
#[test]
fn rules_without_it_are_written_as_before() {
    let before = "{\"trim_high\":1,\"trim_low\":1,\"reading\":\"totals\",\"rounding\":\"half_up\",\
         \"min_sheets\":3,\"awards_per_project\":1,\"awards_per_applicant\":1,\"reserves\":2,\"ties\":\"panel\",\
         \"recusal_scope\":\"project\",\"deviation_percent\":30,\"objective\":[],\"visibility\":\"live\",\
         \"declaration\":false}";
    assert_eq!(serde_json::to_string(&Rules::default()).unwrap(), before);
    assert_eq!(
        serde_json::from_str::<Rules>(before).unwrap(),
        Rules::default()
    );
    let off: Rules = serde_json::from_str("{\"trim_two_from\":null}").unwrap();
    assert_eq!(off, Rules::default());
    let on: Rules = serde_json::from_str("{\"trim_two_from\":10}").unwrap();
    assert!(
        serde_json::to_string(&on)
            .unwrap()
            .contains("\"trim_low\":1,\"trim_two_from\":10,")
    );
}
