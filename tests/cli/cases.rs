//! Files as clerks make them, in `tests/data/cases`: each is read right, or refused by name; none is misread in
//! silence. What is right of each is in the README there.

use super::home::Home;
use pingshen::journal::pin::Comparer;
use pingshen::journal::pin_file::{self, PinVerdict};
use pingshen::journal::{Clock, Journal, Opening};
use pingshen::model::Session;

const JUDGES: &str = "id,name\nw01,王明\nw02,李华\nw03,赵洁\n";

/// A home with the cases in it.
fn desk() -> Home {
    let home = Home::en();
    for entry in std::fs::read_dir("tests/data/cases").unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        std::fs::copy(entry.path(), home.path(&name)).unwrap();
    }
    home.write("judges.csv", JUDGES);
    home
}

fn read(home: &Home, session: &str) -> Session {
    let path = home.path(session);
    Journal::open(&path, Clock::system(), &Opening::default())
        .unwrap()
        .session()
        .clone()
}

/// Id, name and projects of everybody on the roster.
fn roster(home: &Home, session: &str) -> Vec<String> {
    let session = read(home, session);
    let line =
        |a: &pingshen::model::Applicant| format!("{} {} {}", a.id, a.name, a.projects.join("+"));
    session.applicants().iter().map(line).collect()
}

const STD: [&str; 5] = [
    "a01 中州砺行教师发展学院 p1+p2",
    "a02 江海师范学院 p1+p2",
    "a03 云岭教育研究院 p1",
    "a04 东湖继续教育中心 p2",
    "a05 北辰师范高等专科学校 p2",
];

/// `s`: the five units of `std.xlsx` and three judges.
fn std_session() -> Home {
    let home = desk();
    home.good(&["new", "s", "--roster", "std.xlsx", "--judges", "judges.csv"]);
    home
}

fn made_of(file: &str) -> Vec<String> {
    let home = desk();
    home.good(&["new", "s", "--roster", file]);
    roster(&home, "s")
}

/// Refused with status 1 and these words; nothing is made.
fn refused(file: &str, words: &[&str]) {
    let home = desk();
    let said = home.bad(1, &["new", "s", "--roster", file]);
    for word in words {
        assert!(said.contains(word), "{file}: {word} is not in: {said}");
    }
    assert!(!home.path("s").exists());
}

#[test]
fn the_list_that_the_others_vary() {
    assert_eq!(made_of("std.xlsx"), STD);
}

#[test]
fn a_unit_that_a_corrected_list_lacks_is_named_and_stays() {
    let home = std_session();
    let before = home.journal("s");
    let said = home.good(&["import", "roster", "s", "81-withdrawn.xlsx"]);
    assert!(
        said.contains("a03") && said.contains("云岭教育研究院"),
        "{said}"
    );
    assert!(said.contains("withdraw"), "{said}");
    assert_eq!(roster(&home, "s"), STD);
    assert_eq!(home.journal("s"), before);
}

#[test]
fn one_sheet_per_project_is_read_whole() {
    assert_eq!(made_of("05b-one-sheet-per-project.xlsx"), STD);
}

#[test]
fn a_quote_that_never_ends_refuses_the_file_by_its_line() {
    refused("13a-unclosed-note.csv", &["line 3", "quote"]);
}

#[test]
fn two_columns_of_one_meaning_are_refused_by_name() {
    refused(
        "04b-two-project-columns.xlsx",
        &["申报项目", "申报子项目", "D2", "E2"],
    );
}

#[test]
fn notes_beside_a_date_are_no_time_of_day() {
    let home = desk();
    home.good(&["new", "s", "--roster", "90-times.xlsx"]);
    let session = read(&home, "s");
    let times: Vec<&str> = session
        .applicants()
        .iter()
        .map(|a| a.submitted_at.as_str())
        .collect();
    let expected = [
        "2026年5月18日邮件，5月19日纸质版",
        "2026年5月18日晚上12点",
        "2026年5月18日 6:30PM（电话通知）",
        "2026年5月18日（第2批）",
        "2026年5月18日 10份",
        "2026年5月8日至18日",
        "2026年5月18日，19日补交",
        "2026-05-18/19",
        "2026年5月18日 7时（晚）",
        "2026-05-18T19:30:00+08:00",
        "2026-05-18T20:00:00+08:00",
        "2026-05-18T18:30:00+08:00",
        "2026-05-18T18:30:00+08:00",
        "2026-05-18T20:00:00+08:00",
    ];
    assert_eq!(times, expected);
    let said = home.good(&["import", "roster", "s", "90-times.xlsx", "--preview"]);
    for text in &expected[..9] {
        assert!(said.contains(&format!("“{text}”")), "{text}: {said}");
    }
}

#[test]
fn a_pin_keeps_the_zeros_that_its_cell_shows() {
    let home = desk();
    home.good(&["new", "s", "--judges", "60b-pin-number-format.xlsx"]);
    let session = read(&home, "s");
    assert_eq!(session.judges().len(), 3);
    let (_, seat) = session.seats().find(|(id, _)| *id == "w02").unwrap();
    let secret = seat.pin.as_ref().unwrap();
    let tried = |typed| pin_file::check(&mut Comparer::default(), &home.path("s"), typed, secret);
    assert_eq!(tried("012345"), PinVerdict::Right);
    assert_eq!(tried("12345"), PinVerdict::Wrong);
}

#[test]
fn error_values_among_scores_are_named_and_nothing_is_taken() {
    let home = std_session();
    let before = home.journal("s");
    let said = home.bad(1, &["import", "scores", "s", "51e-error.xlsx"]);
    for word in ["H2", "#REF!", "H3", "#DIV/0!"] {
        assert!(said.contains(word), "{said}");
    }
    assert_eq!(home.journal("s"), before);
}

#[test]
fn plain_scores_are_all_taken() {
    let home = std_session();
    let said = home.good(&["import", "scores", "s", "50-plain.xlsx"]);
    assert!(said.contains("147 marks imported"), "{said}");
}

#[test]
fn two_rows_of_one_unit_are_one_applicant_with_two_projects() {
    let expected = [
        "a01 中州砺行教师发展学院 p1+p2",
        "a03 江海师范学院 p1+p2",
        "a05 云岭教育研究院 p1",
        "a06 东湖继续教育中心 p2",
        "a07 北辰师范高等专科学校 p2",
    ];
    assert_eq!(made_of("91b-two-rows-per-unit.xlsx"), expected);
}

#[test]
fn a_heading_of_the_notices_own_annex_is_known() {
    assert_eq!(made_of("40-h02.xlsx"), STD);
}

#[test]
fn a_computed_number_is_the_one_that_its_cell_shows() {
    let home = std_session();
    home.good(&["import", "scores", "s", "82-excel-float.xlsx"]);
    let journal = String::from_utf8(home.journal("s")).unwrap();
    assert!(journal.contains(r#""indicator":"plan","points":"36.30","judge":"w01""#));
    assert!(journal.contains(r#""indicator":"plan","points":"0.58","judge":"w01""#));
}

#[test]
fn tabs_under_a_title_without_one_are_seen() {
    let home = desk();
    let said = home.good(&["new", "s", "--roster", "12b-tab-title-notab.txt"]);
    assert!(said.contains("UTF-16") && said.contains("tab"), "{said}");
    assert_eq!(roster(&home, "s"), STD);
}

#[test]
fn a_footer_is_named_and_left_out() {
    let home = desk();
    let said = home.good(&["new", "s", "--roster", "07-footer-03.xlsx"]);
    assert!(
        said.contains("row 8") && said.contains("制表人：苏老师"),
        "{said}"
    );
    assert_eq!(roster(&home, "s"), STD);
}

#[test]
fn a_row_put_in_shifts_nobody() {
    let home = desk();
    home.good(&["new", "s"]);
    home.good(&["import", "roster", "s", "80-first.xlsx"]);
    assert_eq!(roster(&home, "s"), STD);
    home.good(&["import", "roster", "s", "80-corrected.xlsx"]);
    let after = roster(&home, "s");
    assert_eq!(after[..5], STD);
    assert_eq!(after[5], "a06 新增师范学院 p1");
}
