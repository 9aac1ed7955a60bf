//! The score of one entry, as a clerk would write it down: the sheets in seat order, then the score.
//!
//! `↑` and `↓` stand at the totals that are dropped. `?` marks a sheet that is complete but not submitted,
//! `-` a blank; `(recused)` and `(void)` sheets never count.

use crate::common;
use common::{Room, check_lines, points};
use pingshen::model::{Entry, Points, Reading, Rules, SheetState};
use pingshen::tally::Use;
use pingshen::tally::score::{Count, bounds, count, sheet_uses};

/// One entry with these sheets, scored through the acts that a panel would do.
fn entry(sheets: &str, caps: &[&str], rules: &Rules) -> Entry {
    let sheets: Vec<&str> = sheets.split_whitespace().collect();
    let mut room = Room::new(1, caps, rules.clone());
    for seat in 1..=sheets.len() {
        room.say(&format!("desk seats w{seat}"));
    }
    room.say("desk registers a p1");
    room.say("desk opens");
    for (n, sheet) in sheets.iter().enumerate() {
        let judge = format!("w{}", n + 1);
        let end = sheet.find(['?', '↑', '↓', '(']).unwrap_or(sheet.len());
        let (marks, state) = sheet.split_at(end);
        room.fill(&judge, "p1/a", marks);
        if state.contains("(recused)") {
            room.say(&format!("{judge} recuses {judge} p1: own school"));
        } else if state.contains("(void)") {
            room.say(&format!("desk voids {judge} p1: seat replaced"));
        } else if !state.contains('?') && !marks.contains('-') {
            room.say(&format!("{judge} submits p1"));
        }
    }
    room.session.entries()[0].clone()
}

/// The sheets of an entry as the count sees them.
fn sheets(entry: &Entry, uses: &[Use]) -> String {
    let sheet = |(judge, used): (usize, &Use)| {
        let marks: Vec<String> = entry
            .marks(judge)
            .iter()
            .map(|m| m.map_or("-".to_owned(), |p| p.to_string()))
            .collect();
        let state = match entry.state(judge) {
            SheetState::Complete => "?",
            SheetState::Recused => "(recused)",
            SheetState::Void => "(void)",
            SheetState::Open | SheetState::Submitted | SheetState::Absent => "",
        };
        let arrow = match used {
            Use::DroppedHigh => "↑",
            Use::DroppedLow => "↓",
            Use::Counted | Use::NotCounted => "",
        };
        format!("{}{state}{arrow}", marks.join("+"))
    };
    let seats = uses.iter().enumerate().map(sheet);
    seats.collect::<Vec<_>>().join(" ")
}

fn score(count: &Count) -> String {
    let missing = match count.missing {
        0 => String::new(),
        n => format!(", {n} missing"),
    };
    match count.score {
        None => format!("no score, {} count{missing}", count.sheets),
        Some(score) if count.provisional => format!("{score} so far{missing}"),
        Some(score) => format!("{score}{missing}"),
    }
}

#[track_caller]
fn check(table: &str, scoring: bool, result: impl Fn(&Entry, &Rules) -> String) {
    check_lines(table, |line, rules| {
        let (given, _) = line.split_once("=>").expect("=>");
        let indicators = given.split(' ').next().unwrap().matches('+').count() + 1;
        let entry = entry(given, &vec!["100"; indicators], rules);
        let uses = sheet_uses(&entry, rules, scoring);
        format!("{} => {}", sheets(&entry, &uses), result(&entry, rules))
    });
}

#[track_caller]
fn check_scoring(table: &str) {
    check(table, true, |e, rules| score(&count(e, rules, true)));
}

#[track_caller]
fn check_closed(table: &str) {
    check(table, false, |e, rules| score(&count(e, rules, false)));
}

#[test]
fn one_highest_and_one_lowest_total_are_dropped() {
    check_closed(
        "95.00↑ 90.50 88.00 86.25 71.50↓        => 88.25
         95.00↑ 90.50 88.01 86.25 71.50↓        => 88.25
         90.00↑ 85.00 85.01 70.00↓              => 85.01
         71.50↓ 86.25 88.00 90.50 95.00↑        => 88.25
         88.00 95.00↑ 86.25 71.50↓ 90.50        => 88.25
         80.00 90.00↑ 70.00↓                    => 80.00
         0.00↓ 100.00↑ 100.00                   => 100.00
         0.00 100.00↑ 0.00↓                     => 0.00",
    );
}

#[test]
fn of_several_extremes_the_first_highest_and_the_last_lowest_fall() {
    check_closed(
        "90.00↑ 90.00 80.00 70.00↓              => 85.00
         80.00 90.00↑ 90.00 90.00 70.00↓        => 86.67
         90.00↑ 70.00 80.00 70.00↓              => 75.00
         70.00 70.00 70.00↓ 90.00↑              => 70.00
         90.00↑ 70.00 90.00 70.00↓              => 80.00
         # All equal: still two different sheets.
         85.00↑ 85.00 85.00↓                    => 85.00
         85.00↑ 85.00 85.00 85.00 85.00↓        => 85.00
         0.00↑ 0.00 0.00↓                       => 0.00",
    );
}

/// Rounded once, at the end, half away from zero: the exact mean is kept until then.
#[test]
fn the_mean_is_exact_and_rounded_once() {
    let workings = |e: &Entry, rules: &Rules| {
        let count = count(e, rules, false);
        let sum = Points::from_hundredths(count.sum.try_into().unwrap()).unwrap();
        format!("{sum} / {} = {}", count.divisor, score(&count))
    };
    check(
        "95.00↑ 90.50 88.00 86.25 71.50↓        => 264.75 / 3 = 88.25
         95.00↑ 90.50 88.01 86.25 71.50↓        => 264.76 / 3 = 88.25
         90.00↑ 85.00 85.01 70.00↓              => 170.01 / 2 = 85.01
         90.00↑ 85.00 85.02 85.03 70.00↓        => 255.05 / 3 = 85.02
         90.00↑ 85.00 85.00 85.01 70.00↓        => 255.01 / 3 = 85.00
         0.02↑ 0.00 0.01 0.00↓                  => 0.01 / 2 = 0.01
         9.99↑ 0.01 0.00 0.00 0.00↓             => 0.01 / 3 = 0.00",
        false,
        workings,
    );
}

#[test]
fn blank_recused_and_void_sheets_never_count() {
    check_scoring(
        "95.00↑ 90.00 - 71.50↓                              => 90.00 so far, 1 missing
         - 95.00↑ 90.00 - 71.50↓                            => 90.00 so far, 2 missing
         99.00(recused) 95.00↑ 90.00 71.50↓                 => 90.00
         -(recused) 95.00↑ 90.00 71.50↓                     => 90.00
         95.00↑ 90.00 0.00(void) 71.50↓                     => 90.00
         95.00↑ 90.00 0.00(void) -(recused) - 71.50↓        => 90.00 so far, 1 missing
         # A zero is a score, a blank is not.
         95.00↑ 90.00 0.00↓ 71.50                           => 80.75
         # One blank mark keeps the whole sheet out.
         50.00+45.00↑ 45.00+45.00 40.00+31.50↓ 50.00+-      => 90.00 so far, 1 missing",
    );
}

#[test]
fn fewer_than_three_sheets_give_no_score() {
    check_scoring(
        "-                                          => no score, 0 count, 1 missing
         95.00                                      => no score, 1 count
         95.00 90.00                                => no score, 2 count
         95.00 90.00 -                              => no score, 2 count, 1 missing
         95.00 90.00 80.00(void)                    => no score, 2 count
         95.00 80.00(recused) 80.00(void) -         => no score, 1 count, 1 missing
         95.00↑ 90.00 80.00↓                        => 90.00",
    );
}

#[test]
fn complete_sheets_count_while_scoring_is_open() {
    check_scoring(
        "95.00?↑ 90.00? 80.00?↓                     => 90.00 so far
         95.00↑ 90.00 80.00 70.00?↓                 => 85.00 so far
         95.00↑ 90.00 80.00↓ -                      => 90.00 so far, 1 missing",
    );
}

#[test]
fn only_submitted_sheets_count_once_scoring_is_closed() {
    check_closed(
        "95.00? 90.00? 80.00?                       => no score, 0 count, 3 missing
         95.00↑ 90.00 80.00↓ 70.00?                 => 90.00 so far, 1 missing
         95.00↑ 90.00 80.00↓                        => 90.00",
    );
}

#[test]
fn other_numbers_may_be_dropped_if_the_rules_say_so() {
    check_closed(
        "[trim 0/0, at least 1]
         95.00                                      => 95.00
         95.00 90.00                                => 92.50
         95.00 90.00 71.50                          => 85.50
         [trim 1/0, at least 2]
         95.00                                      => no score, 1 count
         95.00↑ 90.00                               => 90.00
         95.00↑ 95.00 90.00                         => 92.50
         [trim 0/1, at least 2]
         95.00 90.00↓                               => 95.00
         90.00 90.00↓                               => 90.00
         [trim 2/1, at least 4]
         95.00 90.50 88.00                          => no score, 3 count
         95.00↑ 90.50↑ 88.00 86.25 71.50↓           => 87.13
         90.00↑ 95.00↑ 90.00 90.00↓                 => 90.00
         [trim 2/2, at least 5]
         80.00↑ 80.00↑ 80.00 80.00↓ 80.00↓          => 80.00
         95.00↑ 90.00↑ 90.00 90.00↓ 71.50↓          => 90.00
         [trim 1/1, at least 5]
         95.00 90.50 88.00 86.25                    => no score, 4 count
         95.00↑ 90.50 88.00 86.25 71.50↓            => 88.25",
    );
}

/// Dropping one highest and one lowest mark of each indicator is another count than dropping two sheets.
#[test]
fn the_other_reading_drops_marks_instead_of_totals() {
    check(
        "50.00+40.00↑ 40.00+50.00 30.00+30.00↓                           => totals 90.00, indicators 80.00
         50.00+30.00↑ 30.00+50.00 40.00+40.00↓                           => totals 80.00, indicators 80.00
         10.00+90.00↑ 90.00+10.00 50.00+49.00↓                           => totals 100.00, indicators 99.00
         # The sum of the indicators is rounded once, not each by itself.
         9.00+9.00↑ 5.01+5.01 5.00+5.00 1.00+1.00↓                       => totals 10.01, indicators 10.01
         9.00+9.00 8.00+8.00                                             => totals –, indicators –
         # A sheet that does not count is in neither.
         50.00+40.00↑ 40.00+50.00 30.00+30.00↓ 100.00+100.00(void) 9.00+- => totals 90.00, indicators 80.00",
        true,
        |entry, rules| {
            let read = |reading| {
                let rules = Rules { reading, ..rules.clone() };
                let score = count(entry, &rules, true).score;
                score.map_or("–".to_owned(), |s| s.to_string())
            };
            let (totals, indicators) = (read(Reading::Totals), read(Reading::Indicators));
            format!("totals {totals}, indicators {indicators}")
        },
    );
}

/// An arrow at a total that is not dropped would be a false account of the score.
#[test]
fn no_total_is_dropped_where_the_rules_drop_marks() {
    check_scoring(
        "[by indicator]
         50.00+40.00 40.00+50.00 30.00+30.00                             => 80.00
         50.00+40.00 40.00+50.00 30.00+30.00 9.00+-                      => 80.00 so far, 1 missing
         [by indicator, trim 2/1, at least 4]
         50.00+40.00 40.00+50.00 30.00+30.00 20.00+20.00                 => 60.00",
    );
}

/// Each blank can still become anything from 0 to its cap, here 100.
#[test]
fn what_an_entry_can_still_reach() {
    check(
        "95.00↑ 90.00 80.00↓                        => 90.00 to 90.00
         95.00?↑ 90.00? 80.00?↓                     => 90.00 to 90.00
         95.00↑ 90.00 80.00↓ -                      => 85.00 to 92.50
         90.00 90.00 -                              => 90.00 to 90.00
         90.00 80.00 -                              => 80.00 to 90.00
         90.00 - -                                  => 0.00 to 100.00
         90.00 - -(recused)                         => too few
         90.00 80.00 70.00(void)                    => too few
         40.00+50.00↑ 40.00+40.00 30.00+30.00↓ 20.00+- => 70.00 to 85.00
         [by indicator]
         40.00+50.00 40.00+40.00 30.00+30.00 20.00+-   => 70.00 to 80.00",
        true,
        |entry, rules| {
            let caps = vec![points("100"); entry.marks(0).len()];
            bounds(entry, &caps, rules).map_or("too few".to_owned(), |(low, high)| {
                format!("{low} to {high}")
            })
        },
    );
}
