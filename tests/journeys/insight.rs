//! Agreement, what the result hangs on, and what wants a second look, held against a naive recount.

use crate::common;
use common::{Room, points};
use pingshen::model::{Act, Points, Reading, RecusalScope, Rules, Session, Status};
use pingshen::tally::allocate::allocate;
use pingshen::tally::award::{Ranked, Terms};
use pingshen::tally::insight::{
    Agreement, LeastChange, agreement, least_change, without_each_judge,
};
use pingshen::tally::scrutiny::{deviations, disagreements};
use pingshen::tally::{Award, AwardState, Results};
use proptest::prelude::*;
use std::collections::BTreeSet;

const ONE: f64 = 1e12;

// ---- panels --------------------------------------------------------------------------------------

/// Sheets by entry and judge, marks in hundredths by indicator; `None` is a sheet that was not begun.
#[derive(Clone, Debug)]
struct Panel {
    caps: Vec<&'static str>,
    rules: Rules,
    judges: usize,
    /// The projects of each applicant, and the sheets there.
    applicants: Vec<Vec<(usize, Sheets)>>,
}

type Sheets = Vec<Option<Vec<u32>>>;

impl Panel {
    fn projects(&self) -> usize {
        let entries = self.applicants.iter().flatten();
        entries.map(|(p, _)| p + 1).max().unwrap()
    }

    /// The session, of some of the judges: `w1`, `w2`, … as they sat in the whole panel.
    fn room(&self, sits: impl Fn(usize) -> bool) -> Room {
        let mut room = Room::new(self.projects(), &self.caps, self.rules.clone());
        let seats: Vec<usize> = (0..self.judges).filter(|j| sits(*j)).collect();
        for j in &seats {
            room.say(&format!("desk seats w{}", j + 1));
        }
        for (a, projects) in self.applicants.iter().enumerate() {
            let ids: Vec<String> = projects
                .iter()
                .map(|(p, _)| format!("p{}", p + 1))
                .collect();
            room.say(&format!("desk registers a{a} {}", ids.join(",")));
        }
        room.say("desk opens");
        for (a, projects) in self.applicants.iter().enumerate() {
            for (p, sheets) in projects {
                for j in &seats {
                    for (i, mark) in sheets[*j].iter().flatten().enumerate() {
                        let mark = Points::from_hundredths(*mark).unwrap();
                        room.say(&format!(
                            "w{} marks p{}/a{a} i{} {mark}",
                            j + 1,
                            p + 1,
                            i + 1
                        ));
                    }
                }
            }
        }
        room
    }

    /// Every tie at an award decided by the order of the roster, turned round in every other project. Where a
    /// sheet is missing nothing can be decided.
    fn decide_ties(room: &mut Room) {
        for j in 0..room.session.judges().len() {
            for p in 0..room.session.projects().len() {
                let whole = room.session.blanks(j, Some(p)) == 0;
                if whole && !room.session.to_submit(j, p).is_empty() {
                    room.say(&format!("w{} submits p{}", j + 1, p + 1));
                }
            }
        }
        if (0..room.session.judges().len()).any(|j| room.session.unfinished(j) > 0) {
            return;
        }
        for p in 0..room.session.projects().len() {
            let result = Results::of(&room.session).projects.swap_remove(p);
            if result.award.state != AwardState::Undecided {
                continue;
            }
            let last = result.award.steps.last().unwrap().rank;
            let mut level: Vec<usize> = result
                .award
                .steps
                .iter()
                .filter(|s| s.rank == last && s.outcome == pingshen::tally::Outcome::Tied)
                .map(|s| s.applicant)
                .collect();
            if p % 2 == 0 {
                level.reverse();
            }
            let names: Vec<String> = level.iter().map(|a| format!("a{a}")).collect();
            room.say(&format!(
                "desk decides p{} by lot {}: drawn",
                p + 1,
                names.join(" ")
            ));
        }
    }
}

/// Small panels with few different marks, so that ties are common; some sheets are missing.
fn panels(
    caps: &'static [&'static str],
    marks: &'static [u32],
    missing: u32,
    rules: impl Strategy<Value = Rules>,
) -> impl Strategy<Value = Panel> {
    let shape = (3usize..=5, 3usize..=4, 1usize..=3, rules);
    shape.prop_flat_map(move |(judges, applicants, projects, rules)| {
        let sheet = proptest::collection::vec(prop::sample::select(marks), caps.len());
        let sheet = (0u32..100, sheet).prop_map(move |(n, s)| (n >= missing).then_some(s));
        let sheets = proptest::collection::vec(sheet, judges);
        let place = (prop::bool::weighted(0.8), sheets);
        let applicant = proptest::collection::vec(place, projects).prop_map(|places| {
            let all: Vec<(usize, Sheets)> = places
                .iter()
                .enumerate()
                .map(|(p, (_, sheets))| (p, sheets.clone()))
                .collect();
            let some: Vec<_> = all.iter().filter(|(p, _)| places[*p].0).cloned().collect();
            if some.is_empty() { all } else { some }
        });
        let applicants = proptest::collection::vec(applicant, applicants);
        applicants.prop_map(move |applicants| Panel {
            caps: caps.to_vec(),
            rules: rules.clone(),
            judges,
            applicants,
        })
    })
}

fn some_rules() -> impl Strategy<Value = Rules> {
    let trims = prop::sample::select(vec![
        (1u8, 1u8, 3u8, None),
        (1, 1, 4, None),
        (0, 0, 1, None),
        (0, 1, 2, None),
        (1, 1, 3, Some(5)),
    ]);
    (trims, 1u8..=2, 1u8..=2).prop_map(|(trims, awards, each)| Rules {
        trim_high: trims.0,
        trim_low: trims.1,
        min_sheets: trims.2,
        trim_two_from: trims.3,
        awards_per_project: awards,
        awards_per_applicant: each,
        ..Rules::default()
    })
}

/// One project of one indicator: the totals by judge, one column an entry.
fn block(totals: &[&str]) -> Session {
    let rows: Vec<Vec<&str>> = totals
        .iter()
        .map(|t| t.split_whitespace().collect())
        .collect();
    let mut room = Room::new(1, &["100"], common::rules("recusal per entry"));
    (1..=rows.len()).for_each(|j| room.say(&format!("desk seats w{j}")));
    (0..rows[0].len()).for_each(|e| room.say(&format!("desk registers a{e} p1")));
    room.say("desk opens");
    for (j, row) in rows.iter().enumerate() {
        for (e, total) in row.iter().enumerate().filter(|(_, t)| **t != "-") {
            room.say(&format!("w{} marks p1/a{e} i1 {total}", j + 1));
        }
    }
    room.session
}

fn w(totals: &[&str]) -> Option<String> {
    agreement(&block(totals), 0).w.map(|w| w.to_string())
}

// ---- agreement -----------------------------------------------------------------------------------

fn mid_ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut ranks = vec![0.0; values.len()];
    for value in values {
        let places: Vec<usize> = (0..order.len())
            .filter(|n| values[order[*n]] == *value)
            .collect();
        let mean = places.iter().map(|n| *n as f64 + 1.0).sum::<f64>() / places.len() as f64;
        places.iter().for_each(|n| ranks[order[*n]] = mean);
    }
    ranks
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn pearson(x: &[f64], y: &[f64]) -> Option<f64> {
    let (mx, my) = (mean(x), mean(y));
    let over = |f: &dyn Fn(f64, f64) -> f64| -> f64 {
        x.iter().zip(y).map(|(a, b)| f(a - mx, b - my)).sum()
    };
    let (xy, xx, yy) = (
        over(&|a, b| a * b),
        over(&|a, _| a * a),
        over(&|_, b| b * b),
    );
    (xx > 0.0 && yy > 0.0).then(|| xy / (xx * yy).sqrt())
}

/// W as the variance of the rank sums over the greatest that the judges' own spreads allow.
///
/// The program's denominator is m² (n³ − n) − m Σ T; twelve times the squares within the judges, times m, is
/// the same by another way.
fn naive_w(rows: &[Vec<f64>]) -> Option<f64> {
    let ranks: Vec<Vec<f64>> = rows.iter().map(|r| mid_ranks(r)).collect();
    let spread = |v: &[f64]| v.iter().map(|x| (x - mean(v)).powi(2)).sum::<f64>();
    let sums: Vec<f64> = (0..rows[0].len())
        .map(|e| ranks.iter().map(|r| r[e]).sum())
        .collect();
    let within: f64 = ranks.iter().map(|r| spread(r)).sum();
    (within > 0.0).then(|| spread(&sums) / (rows.len() as f64 * within))
}

fn near(given: Option<i64>, wanted: Option<f64>) -> bool {
    match (given, wanted) {
        (Some(given), Some(wanted)) => (given as f64 / ONE - wanted).abs() < 1e-9,
        (None, None) => true,
        _ => false,
    }
}

/// Siegel, Nonparametric Statistics (1956), p. 229 (three executives, six applicants: s = 25.5, W = .16) and
/// p. 234 (three variables, ten entities, with ties: s = 591, W = .828 corrected).
#[test]
fn w_is_that_of_the_textbook() {
    let executives = ["1 6 3 2 5 4", "1 5 6 4 2 3", "6 3 2 5 4 1"];
    let tied = [
        "1   4.5 2   4.5 3   7.5 6 9   7.5 10",
        "2.5 1   2.5 4.5 4.5 8   9 6.5 10  6.5",
        "2   1   4.5 4.5 4.5 4.5 8 8   8   10",
    ];
    assert_eq!(w(&executives).as_deref(), Some("0.16"));
    let exact = agreement(&block(&executives), 0).w.unwrap().trillionths();
    assert_eq!(exact, 161_904_761_905, "306 / 1890 is 0.161904761904761…");
    let exact = agreement(&block(&tied), 0).w.unwrap().trillionths();
    assert_eq!(exact, 827_731_092_437, "591 / 714 is 0.827731092436974…");
    assert_eq!(w(&tied).as_deref(), Some("0.83"));
}

#[test]
fn w_at_its_ends_and_where_there_is_none() {
    assert_eq!(w(&["1 2 3", "50 60 70", "7 8 9"]).as_deref(), Some("1.00"));
    assert_eq!(w(&["1 2 3", "3 2 1"]).as_deref(), Some("0.00"));
    // Alike but for the ties that both have.
    assert_eq!(w(&["1 1 3", "2 2 9"]).as_deref(), Some("1.00"));
    // One judge sees no difference: 1 / 2.
    assert_eq!(w(&["1 2 3", "5 5 5"]).as_deref(), Some("0.50"));
    for none in [
        &["5 5 5", "7 7 7"][..],
        &["1 2 3"],
        &["1", "2"],
        &["1 -", "- 2"],
        &["-", "-"],
    ] {
        assert_eq!(w(none), None, "{none:?}");
    }
}

#[test]
fn only_the_complete_block_is_compared() {
    let block = block(&["1 2 3 -", "- - - -", "4 - 6 7", "1 2 2 9"]);
    let Agreement {
        judges,
        entries,
        each,
        ..
    } = agreement(&block, 0);
    assert_eq!((judges, entries), (vec![0, 2, 3], vec![0, 2]));
    let offsets: Vec<String> = each.iter().map(|j| j.offset()).collect();
    // Totals 1 3, 4 6, 1 2.
    assert_eq!(offsets, ["-1.25", "+3.25", "-2.00"]);
    let all_or_none = agreement(&self::block(&["1 -", "- 2"]), 0);
    assert!(all_or_none.entries.is_empty() && all_or_none.each.is_empty());
}

#[test]
fn out_of_the_race_or_not_counting_is_out_of_the_block() {
    let panel = Panel {
        caps: vec!["10"],
        rules: common::rules("recusal per entry"),
        judges: 3,
        applicants: (0..4u32)
            .map(|a| vec![(0, (0..3u32).map(|j| Some(vec![100 * (a + j)])).collect())])
            .collect(),
    };
    let mut room = panel.room(|_| true);
    room.say("desk vetoes a1: copied");
    room.say("desk recuses w1 p1/a2: kin");
    let now = agreement(&room.session, 0);
    assert_eq!((now.judges, now.entries), (vec![0, 1, 2], vec![0, 3]));
    // Closed, submitted sheets only; a judge without any is no part of the block.
    room.say("w2 submits p1");
    room.say("w3 submits p1");
    room.say("desk voids w1 p1: left");
    room.say("desk closes");
    let now = agreement(&room.session, 0);
    assert_eq!((now.judges, now.entries), (vec![1, 2], vec![0, 2, 3]));
}

#[test]
fn rho_and_offset_read_well() {
    let said = |totals: &[&str]| -> Vec<String> {
        let each = agreement(&block(totals), 0).each;
        let rho = |r: Option<_>| {
            r.map_or(
                "–".to_owned(),
                |r: pingshen::tally::insight::Coefficient| r.to_string(),
            )
        };
        each.iter()
            .map(|j| format!("{} {}", j.offset(), rho(j.rho)))
            .collect()
    };
    assert_eq!(said(&["1 2 3", "2 3 4"]), ["-1.00 1.00", "+1.00 1.00"]);
    assert_eq!(said(&["1 2 3", "3 2 1"]), ["0.00 -1.00", "0.00 -1.00"]);
    assert_eq!(said(&["1 2 3", "2 2 2"]), ["0.00 –", "0.00 –"]);
    // A half of a hundredth, both ways, and less than that.
    assert_eq!(said(&["1 1.01", "1 1"]), ["+0.01 –", "-0.01 –"]);
    assert_eq!(said(&["1 1 1.01", "1 1 1"]), ["0.00 –", "0.00 –"]);
    // Three of five on one side: 1 2 3 4 5 beside 2 1 4 3 5 is 1 − 6·4/120 = 0.8.
    assert_eq!(said(&["1 2 3 4 5", "2 1 4 3 5"])[0], "0.00 0.80");
    let rho = agreement(&block(&["1 2 3", "2 3 4"]), 0).each[0]
        .rho
        .unwrap();
    assert_eq!(rho.trillionths(), 1_000_000_000_000);
    // 1 2 3 beside 1 1 2: 3 / √(2 · 6) = √3 / 2 = 0.8660254037844386…
    let rho = |a, b| {
        agreement(&block(&[a, b]), 0).each[0]
            .rho
            .unwrap()
            .trillionths()
    };
    assert_eq!(rho("1 2 3", "1 1 2"), 866_025_403_784);
    assert_eq!(rho("3 2 1", "1 1 2"), -866_025_403_784);
    // 8 / √80 = 0.8944271909999158… is rounded up, and its negative down.
    assert_eq!(rho("1 2 3 4", "1 1 2 2"), 894_427_191_000);
    assert_eq!(rho("4 3 2 1", "1 1 2 2"), -894_427_191_000);
}

#[test]
fn a_long_list_is_no_harder() {
    let up: Vec<String> = (0..400)
        .map(|n| format!("{}.{:02}", n / 100, n % 100))
        .collect();
    let down: Vec<String> = up.iter().rev().cloned().collect();
    let (up, down) = (up.join(" "), down.join(" "));
    let found = agreement(&block(&[&up, &up, &down]), 0);
    // Rank sums of n + 1 and one judge's ranks: S is that of one judge of three.
    assert_eq!(found.w.unwrap().trillionths(), 111_111_111_111);
    assert_eq!(found.each[2].rho.unwrap().trillionths(), -1_000_000_000_000);
}

/// Reinstated after the close, with sheets that nobody submitted: complete, but they do not count.
#[test]
fn after_the_close_only_submitted_sheets_count() {
    let mut panel = three_alike(&[&[Some(9000)], &[Some(8000)], &[Some(9500)]]);
    (panel.rules.trim_high, panel.rules.trim_low) = (0, 0);
    panel.rules.min_sheets = 2;
    let room = panel.room(|_| true).tell(
        "desk vetoes a2: copied
         w1 submits p1
         w2 submits p1
         w3 submits p1
         desk closes
         desk reinstates a2: cleared",
    );
    assert_eq!(agreement(&room.session, 0).entries, [0, 1]);
    panel.applicants.truncate(2);
    let without = panel.room(|_| true).session;
    let found = least_change(&room.session, 0).unwrap();
    assert_eq!(Some(found), least_change(&without, 0));
    let walked = |session: &Session| -> Vec<_> {
        let each = without_each_judge(session);
        each.iter().map(|w| outcome(&w.awards[0])).collect()
    };
    assert_eq!(walked(&room.session), walked(&without));
    // Two of three submitted: the third is no lever either.
    let panel = three_alike(&[&[Some(9000)], &[Some(8000)], &[Some(9500)]]);
    let rules = without.rules().clone();
    let rules = Rules {
        recusal_scope: RecusalScope::Entry,
        ..rules
    };
    let panel = Panel { rules, ..panel };
    let all = |room: Room| room.tell("w3 submits p1\n desk closes");
    let begun = panel.room(|_| true).tell("w1 submits p1\n w2 submits p1");
    let unsubmitted = all(begun.clone().tell("desk vetoes a2: copied"));
    let unsubmitted = unsubmitted.tell("desk reinstates a2: cleared");
    let recused = all(begun.tell("desk recuses w3 p1/a2: kin"));
    assert_eq!(least(&unsubmitted, 0), "p1/a2 w1 95.00 85.00");
    assert_eq!(least(&recused, 0), "p1/a2 w1 95.00 85.00");
}

proptest! {
    #[test]
    fn agreement_is_that_of_a_naive_recount(
        panel in panels(&["3"], &[0, 50, 100, 101, 150, 300], 5, some_rules()),
    ) {
        let session = panel.room(|_| true).session;
        for p in 0..panel.projects() {
            let found = agreement(&session, p);
            let total = |a: usize, j: usize| -> Option<f64> {
                let (_, sheets) = panel.applicants[a].iter().find(|(q, _)| *q == p)?;
                sheets[j].as_ref().map(|s| f64::from(s.iter().sum::<u32>()))
            };
            let all = 0..panel.applicants.len();
            let here = |a: &usize| panel.applicants[*a].iter().any(|(q, _)| *q == p);
            let judges: Vec<usize> = (0..panel.judges)
                .filter(|j| all.clone().any(|a| total(a, *j).is_some()))
                .collect();
            let block: Vec<usize> = all
                .filter(here)
                .filter(|a| !judges.is_empty() && judges.iter().all(|j| total(*a, *j).is_some()))
                .collect();
            prop_assert_eq!(&found.judges, &judges);
            let applicants: Vec<usize> =
                found.entries.iter().map(|e| session.entries()[*e].applicant).collect();
            prop_assert_eq!(&applicants, &block);
            let rows: Vec<Vec<f64>> = judges
                .iter()
                .map(|j| block.iter().map(|a| total(*a, *j).unwrap()).collect())
                .collect();
            let comparable = judges.len() >= 2 && block.len() >= 2;
            let w = comparable.then(|| naive_w(&rows)).flatten();
            prop_assert!(near(found.w.map(|w| w.trillionths()), w), "{:?} is not {w:?}", found.w);
            if judges.len() < 2 || block.is_empty() {
                prop_assert!(found.each.is_empty());
                continue;
            }
            for (n, j) in found.each.iter().enumerate() {
                prop_assert_eq!(j.judge, judges[n]);
                let others = |e: usize| -> Vec<f64> {
                    let rest = rows.iter().enumerate().filter(|(m, _)| *m != n);
                    rest.map(|(_, row)| row[e]).collect()
                };
                let apart: Vec<f64> = (0..block.len()).map(|e| rows[n][e] - mean(&others(e))).collect();
                let offset = j.offset_num as f64 / j.offset_den as f64;
                prop_assert!(j.offset_den > 0 && (offset - mean(&apart)).abs() < 1e-9);
                prop_assert!((j.offset().parse::<f64>().unwrap() * 100.0 - offset).abs() < 0.5 + 1e-9);
                let sums: Vec<f64> = (0..block.len()).map(|e| others(e).iter().sum()).collect();
                let rho = pearson(&mid_ranks(&rows[n]), &mid_ranks(&sums));
                prop_assert!(near(j.rho.map(|r| r.trillionths()), rho), "{:?} is not {rho:?}", j.rho);
            }
        }
    }
}

// ---- without one judge ---------------------------------------------------------------------------

fn awards(session: &Session) -> Vec<Award> {
    Results::of(session)
        .projects
        .into_iter()
        .map(|p| p.award)
        .collect()
}

/// The state, who is recommended, and between whom it is open.
type Ending = (AwardState, BTreeSet<usize>, BTreeSet<usize>);

fn outcome(award: &Award) -> Ending {
    let set = |list: &[usize]| list.iter().copied().collect();
    (award.state, set(&award.applicants), set(&award.candidates))
}

proptest! {
    #[test]
    fn without_a_judge_is_as_if_she_had_never_sat(
        panel in panels(&["2", "3"], &[0, 50, 100, 150, 200], 5, some_rules()),
        by_indicator: bool,
    ) {
        let mut panel = panel;
        if by_indicator {
            panel.rules.reading = Reading::Indicators;
        }
        let session = panel.room(|_| true).session;
        let full = awards(&session);
        let found = without_each_judge(&session);
        prop_assert_eq!(found.len(), panel.judges);
        for (judge, without) in found.iter().enumerate() {
            prop_assert_eq!(without.judge, judge);
            let never_sat = awards(&panel.room(|j| j != judge).session);
            prop_assert_eq!(&without.awards, &never_sat);
            let same = full.iter().map(outcome).eq(never_sat.iter().map(outcome));
            prop_assert_eq!(without.same, same);
        }
    }

    #[test]
    fn without_a_judge_the_panels_decisions_stand(
        panel in panels(&["3"], &[0, 100, 200], 0, some_rules()),
    ) {
        let mut room = panel.room(|_| true);
        Panel::decide_ties(&mut room);
        let full = awards(&room.session);
        for (judge, without) in without_each_judge(&room.session).iter().enumerate() {
            let mut recused = room.clone();
            for p in 1..=panel.projects() {
                recused.say(&format!("desk recuses w{} p{p}: kin", judge + 1));
            }
            // A recusal sets the decisions aside; what would be without her is told with them.
            recused.session.restore_ties();
            let recused = awards(&recused.session);
            prop_assert_eq!(&without.awards, &recused);
            prop_assert_eq!(without.same, full.iter().map(outcome).eq(recused.iter().map(outcome)));
        }
    }
}

#[test]
fn one_judge_may_decide_it() {
    let session = block(&["90 80", "90 80", "80 90", "80 90", "50 51"]);
    // Of 51 80 80 90 90 and 50 80 80 90 90 the middle three are the same: a tie that waits for the panel.
    let same: Vec<bool> = without_each_judge(&session)
        .iter()
        .map(|w| w.same)
        .collect();
    assert_eq!(same, [false, false, false, false, true]);
    let without_first = &without_each_judge(&session)[0];
    assert_eq!(
        outcome(&without_first.awards[0]),
        (AwardState::Recommended, [1].into(), [].into())
    );
}

// ---- the least change ----------------------------------------------------------------------------

/// The trimmed mean by sorting, in hundredths, rounded half up; exact, as there are few sheets.
fn naive_score(totals: &[u32], rules: &Rules) -> Option<u32> {
    if totals.len() < usize::from(rules.min_sheets) {
        return None;
    }
    let mut totals = totals.to_vec();
    totals.sort();
    let two = rules
        .trim_two_from
        .is_some_and(|from| totals.len() >= from.into());
    let (high, low) = if two {
        (2, 2)
    } else {
        (rules.trim_high, rules.trim_low)
    };
    totals.drain(..usize::from(low));
    totals.truncate(totals.len() - usize::from(high));
    let (sum, n) = (totals.iter().sum::<u32>(), totals.len() as u32);
    Some((2 * sum + n) / (2 * n))
}

/// Every hundredth of every total of every entry, tried.
fn brute(session: &Session, project: usize, full: u32) -> Option<LeastChange> {
    let rules = session.rules();
    let judges = session.judges().len();
    let mut totals: Vec<Vec<Option<u32>>> = session
        .entries()
        .iter()
        .map(|e| {
            (0..judges)
                .map(|j| e.total(j).map(Points::hundredths))
                .collect()
        })
        .collect();
    let decisions: Vec<_> = (0..session.projects().len())
        .map(|p| session.ties(p))
        .collect();
    let walk = |totals: &[Vec<Option<u32>>]| {
        let ranked: Vec<Vec<Ranked>> = (0..session.projects().len())
            .map(|p| {
                let mut list: Vec<Ranked> = session
                    .entries_of(p)
                    .iter()
                    .filter(|e| session.is_in(**e))
                    .filter_map(|e| {
                        let given: Vec<u32> = totals[*e].iter().flatten().copied().collect();
                        Some(Ranked {
                            applicant: session.entries()[*e].applicant,
                            rank: 1,
                            score: Points::from_hundredths(naive_score(&given, rules)?).unwrap(),
                        })
                    })
                    .collect();
                list.sort_by_key(|r| std::cmp::Reverse(r.score));
                list
            })
            .collect();
        outcome(&allocate(&ranked, &Terms::plain(rules, decisions.clone()))[project])
    };
    let now = walk(&totals);
    let mut best: Option<(u32, usize, usize, bool, LeastChange)> = None;
    for entry in 0..totals.len() {
        if !session.is_in(entry) {
            continue;
        }
        for judge in 0..judges {
            let Some(from) = totals[entry][judge] else {
                continue;
            };
            for to in 0..=full {
                let size = from.abs_diff(to);
                if best.is_some_and(|b| b.0 < size) {
                    continue;
                }
                totals[entry][judge] = Some(to);
                if walk(&totals) != now {
                    let change = LeastChange {
                        project,
                        entry,
                        judge,
                        from: Points::from_hundredths(from).unwrap(),
                        to: Points::from_hundredths(to).unwrap(),
                    };
                    let found = (size, entry, judge, to > from, change);
                    let key = |f: &(u32, usize, usize, bool, LeastChange)| (f.0, f.1, f.2, f.3);
                    if best.is_none_or(|b| key(&found) < key(&b)) {
                        best = Some(found);
                    }
                }
            }
            totals[entry][judge] = Some(from);
        }
    }
    best.map(|b| b.4)
}

/// What the program itself says after the change.
fn after(room: &Room, change: &LeastChange, to: Points) -> Ending {
    let mut room = room.clone();
    let judge = room.session.judges()[change.judge].id.clone();
    let entry = room.session.entry_id(change.entry).unwrap();
    if room.session.entries()[change.entry].status(change.judge) == Status::Submitted {
        room.say(&format!("desk reopens {judge} {entry}: slip"));
    }
    let act = Act::Mark {
        entry,
        indicator: "i1".to_owned(),
        points: Some(to),
        judge: None,
    };
    room.act(&judge, pingshen::model::Intent::Do(act));
    room.session.restore_ties();
    outcome(&awards(&room.session)[change.project])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn the_least_change_is_that_of_trying_every_hundredth(
        sparse in panels(&["3"], &[0, 50, 100, 140, 150, 151, 200, 300], 5, some_rules()),
        whole in panels(&["3"], &[0, 50, 100, 140, 150, 151, 200, 300], 0, some_rules()),
        decided: bool,
        out: bool,
    ) {
        let panel = if decided { whole } else { sparse };
        let mut room = panel.room(|_| true);
        if out {
            room.say("desk vetoes a1: copied");
        }
        if decided {
            Panel::decide_ties(&mut room);
        }
        for p in 0..panel.projects() {
            let found = least_change(&room.session, p);
            prop_assert_eq!(found, brute(&room.session, p, 300), "project {}", p);
            if let Some(change) = found {
                let now = outcome(&awards(&room.session)[p]);
                prop_assert_ne!(&after(&room, &change, change.to), &now);
                prop_assert_eq!(&after(&room, &change, change.from), &now);
            }
        }
    }
}

fn least(room: &Room, project: usize) -> String {
    let Some(c) = least_change(&room.session, project) else {
        return "none".to_owned();
    };
    let entry = room.session.entry_id(c.entry).unwrap();
    format!("{entry} w{} {} {}", c.judge + 1, c.from, c.to)
}

fn three_alike(scores: &[&[Option<u32>]]) -> Panel {
    Panel {
        caps: vec!["100"],
        rules: Rules::default(),
        judges: 3,
        applicants: scores
            .iter()
            .map(|by_project| {
                let entries = by_project.iter().enumerate();
                let entries = entries.filter_map(|(p, score)| Some((p, (*score)?)));
                entries.map(|(p, s)| (p, vec![Some(vec![s]); 3])).collect()
            })
            .collect(),
    }
}

#[test]
fn the_least_change_in_words() {
    // 90.00 ×3 beside 80.00 88.00 95.00: the middle total counts.
    let room = |totals| Room {
        session: block(totals),
        record: Vec::new(),
    };
    assert_eq!(
        least(&room(&["90 80", "90 88", "90 95"]), 0),
        "p1/a1 w2 88.00 90.00"
    );
    // Nobody alone can move a trimmed mean of three alike.
    assert_eq!(least(&room(&["90 80", "90 80", "90 80"]), 0), "none");
    assert_eq!(least(&room(&["90 80", "90 -", "90 80"]), 0), "none");
    // A tie is broken by a hundredth, lowered before raised.
    assert_eq!(
        least(&room(&["90 90", "80 80", "70 70"]), 0),
        "p1/a0 w2 80.00 79.99"
    );
    assert_eq!(least_change(&block(&["90 80"]), 7), None);
}

/// In a tie at p1 nobody can tell who is free for p2; on either side of it p2 is undecided all the same, or
/// goes to the same applicant. A search that takes the effect to grow with the change misses it.
#[test]
fn a_change_that_matters_only_on_the_way() {
    let rules = Rules {
        trim_high: 0,
        trim_low: 0,
        min_sheets: 1,
        ..Rules::default()
    };
    let mut panel = three_alike(&[
        &[Some(9000), Some(9500)],
        &[Some(8990), Some(9500)],
        &[None, Some(9500)],
    ]);
    panel.judges = 1;
    panel.rules = rules;
    let room = panel.room(|_| true);
    let change = least_change(&room.session, 1).unwrap();
    assert_eq!(Some(change), brute(&room.session, 1, 10_000));
    let states = ["89.90", "90.00", "90.01"].map(|to| {
        let up = LeastChange {
            entry: room.session.entry("p1/a1").unwrap(),
            ..change
        };
        after(&room, &up, points(to)).0
    });
    assert_eq!(
        states,
        [
            AwardState::Undecided,
            AwardState::Depends,
            AwardState::Undecided
        ]
    );
    // A tie of p1 on the way leaves p3 to d, however it is decided: a takes p1 or p2.
    let mut panel = three_alike(&[
        &[Some(9000), Some(9500), Some(9500)],
        &[Some(8990), None, None],
        &[None, Some(5000), Some(1000)],
        &[None, None, Some(5000)],
    ]);
    panel.judges = 1;
    panel.rules = room.session.rules().clone();
    let room = panel.room(|_| true);
    assert_eq!(least(&room, 2), "none");
    assert_eq!(
        least_change(&room.session, 2),
        brute(&room.session, 2, 10_000)
    );
}

#[test]
fn by_indicator_no_total_is_counted() {
    let mut panel = three_alike(&[&[Some(9000)], &[Some(8990)]]);
    (panel.rules.trim_high, panel.rules.trim_low) = (0, 0);
    assert_eq!(least(&panel.room(|_| true), 0), "p1/a0 w1 90.00 89.71");
    // 89.71 makes (89.71 + 90.00 + 90.00) / 3 = 89.90333…, which is 89.90: a tie.
    panel.rules.reading = Reading::Indicators;
    assert_eq!(least(&panel.room(|_| true), 0), "none");
}

// ---- a second look -------------------------------------------------------------------------------

/// Marks of one entry by judge, `i1+i2`, each on caps of 15 and 40; `i2` is objective.
fn looked_at(marks: &[&str]) -> Room {
    let rules = Rules {
        objective: vec!["i2".to_owned()],
        ..Rules::default()
    };
    let mut room = Room::new(1, &["15", "40"], rules);
    (1..=marks.len()).for_each(|j| room.say(&format!("desk seats w{j}")));
    room.say("desk registers a p1");
    room.say("desk registers b p1");
    room.say("desk opens");
    for (n, sheet) in marks.iter().enumerate() {
        room.fill(&format!("w{}", n + 1), "p1/a", sheet);
        room.fill(&format!("w{}", n + 1), "p1/b", "5+20");
    }
    room
}

fn submit_all(room: &mut Room) {
    for j in 1..=room.session.judges().len() {
        room.say(&format!("w{j} submits p1"));
    }
}

fn deviating(marks: &[&str]) -> Vec<(usize, usize, usize)> {
    let mut room = looked_at(marks);
    submit_all(&mut room);
    deviations(&room.session)
        .iter()
        .map(|d| (d.entry, d.judge, d.indicator))
        .collect()
}

/// 30 % of 15.00 is 4.50.
#[test]
fn a_deviation_is_more_than_the_corridor() {
    // The others at 5.00; and w2, w3 with a mean of 7.25 and less beside them.
    assert_eq!(deviating(&["9.50+20", "5+20", "5+20"]), []);
    assert_eq!(deviating(&["9.51+20", "5+20", "5+20"]), [(0, 0, 0)]);
    assert_eq!(deviating(&["5+20", "0.50+20", "5+20"]), []);
    assert_eq!(deviating(&["5+20", "0.49+20", "5+20"]), [(0, 1, 0)]);
    // The mean of the others is a third of 15.01: 5.00333…, and 4.50 above it 9.50333….
    assert_eq!(deviating(&["9.50+20", "5+20", "5+20", "5.01+20"]), []);
    assert_eq!(
        deviating(&["9.51+20", "5+20", "5+20", "5.01+20"]),
        [(0, 0, 0)]
    );
    // Two apart from each other are apart from the rest as well.
    assert_eq!(
        deviating(&["15+20", "0+20", "7.5+20"]),
        [(0, 0, 0), (0, 1, 0)]
    );
    // Objective indicators are another matter; one other judge is too few.
    assert_eq!(deviating(&["5+40", "5+0", "5+20"]), []);
    assert_eq!(deviating(&["15+20", "0+20"]), []);
}

#[test]
fn deviations_come_by_entry_judge_and_indicator() {
    let mut room = Room::new(1, &["10", "10"], Rules::default());
    room = room.tell(
        "desk seats w1
         desk seats w2
         desk seats w3
         desk registers a p1
         desk registers b p1
         desk opens",
    );
    for (judge, a, b) in [
        ("w1", "5+0", "0+0"),
        ("w2", "0+10", "5+5"),
        ("w3", "5+5", "5+5"),
    ] {
        room.fill(judge, "p1/a", a);
        room.fill(judge, "p1/b", b);
    }
    submit_all(&mut room);
    let found: Vec<_> = deviations(&room.session)
        .iter()
        .map(|d| (d.entry, d.judge, d.indicator))
        .collect();
    assert_eq!(
        found,
        [(0, 0, 1), (0, 1, 0), (0, 1, 1), (1, 0, 0), (1, 0, 1)]
    );
    room.say("desk vetoes a: copied");
    assert_eq!(deviations(&room.session).len(), 2);
}

#[test]
fn nobody_is_pushed_while_somebody_is_unfinished() {
    let mut room = looked_at(&["15+40", "0+0", "5+20", "5+20"]);
    let listed = |room: &Room| {
        (
            deviations(&room.session).len(),
            disagreements(&room.session).len(),
        )
    };
    assert_eq!(listed(&room), (0, 0));
    for j in 1..=3 {
        room.say(&format!("w{j} submits p1"));
        assert_eq!(listed(&room), (0, 0), "w4 has not submitted");
    }
    room.say("w4 submits p1");
    assert_eq!(listed(&room), (2, 1));
    let closed = room.clone().tell("desk closes");
    assert_eq!(listed(&closed), (2, 1));
    room.say("desk reopens w4 p1: a slip");
    assert_eq!(listed(&room), (0, 0));
    // A void sheet is nobody's mark, and waits for nobody.
    room.say("desk voids w4 p1: left");
    assert_eq!(listed(&room), (2, 1));
    room.say("desk voids w1 p1: left");
    assert_eq!(listed(&room), (0, 1), "one other judge is too few");
}

#[test]
fn a_disagreement_names_its_ends() {
    let found = |marks: &[&str]| {
        let mut room = looked_at(marks);
        submit_all(&mut room);
        let list = disagreements(&room.session);
        let said = list
            .iter()
            .map(|d| format!("{} {} {} {}", d.entry, d.indicator, d.low, d.high));
        said.collect::<Vec<_>>().join(", ")
    };
    assert_eq!(found(&["5+20", "9+20", "0+20"]), "");
    assert_eq!(found(&["5+20", "5+20.01", "5+20"]), "0 1 20.00 20.01");
    assert_eq!(found(&["5+20", "5+0", "5+40"]), "0 1 0.00 40.00");
    assert_eq!(found(&["5+20"]), "");
}
