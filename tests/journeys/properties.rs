//! What must hold for every panel, held against a recount that shares no code with the program.

use crate::common;
use common::{Room, picture, stamp};
use pingshen::model::{Act, Entry, Intent, Points, Reading, Rules, Session, Status, TieDecision};
use pingshen::tally::allocate::allocate;
use pingshen::tally::award::{Ranked, Terms};
use pingshen::tally::score::{bounds, count, sheet_uses};
use pingshen::tally::{Award, AwardState, Board, Details, Reserve, Results, Use};
use proptest::collection::vec;
use proptest::prelude::*;
use rust_decimal::{Decimal, RoundingStrategy};
use std::collections::BTreeMap;

/// Low caps, so that ties are common.
const CAPS: [&str; 2] = ["2", "3"];
const SEATS: usize = 5;
const APPLICANTS: usize = 5;
const PROJECTS: usize = 3;

// ---- the recount ---------------------------------------------------------------------------------

/// Sort, drop, divide.
fn recount(sheets: &[Vec<u32>], rules: &Rules) -> Option<Decimal> {
    if sheets.len() < usize::from(rules.min_sheets) {
        return None;
    }
    let two = rules
        .trim_two_from
        .is_some_and(|from| sheets.len() >= from.into());
    let trimmed_mean = |mut values: Vec<u32>| {
        values.sort();
        for _ in 0..if two { 2 } else { rules.trim_high } {
            values.pop();
        }
        for _ in 0..if two { 2 } else { rules.trim_low } {
            values.remove(0);
        }
        let sum: u32 = values.iter().sum();
        Decimal::new(sum.into(), 2) / Decimal::from(values.len())
    };
    let mean = match rules.reading {
        Reading::Totals => trimmed_mean(sheets.iter().map(|s| s.iter().sum()).collect()),
        Reading::Indicators => (0..sheets[0].len())
            .map(|i| trimmed_mean(sheets.iter().map(|s| s[i]).collect()))
            .sum(),
    };
    // A repeating fraction is cut off at 28 digits; two of them may miss a half that their sum is.
    let mean = mean.round_dp(20);
    Some(mean.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero))
}

/// The best-placed who hold fewer awards than one may, project after project; no ties.
fn walk(projects: &[Vec<usize>], rules: &Rules) -> Vec<(Vec<usize>, Vec<usize>)> {
    let mut held: BTreeMap<usize, u8> = BTreeMap::new();
    let mut walked = Vec::new();
    for best_first in projects {
        let free: Vec<usize> = best_first
            .iter()
            .copied()
            .filter(|a| held.get(a).copied().unwrap_or(0) < rules.awards_per_applicant)
            .collect();
        let split = free.len().min(rules.awards_per_project.into());
        let (awarded, rest) = free.split_at(split);
        for applicant in awarded {
            *held.entry(*applicant).or_default() += 1;
        }
        let reserves = rest.iter().copied().take(rules.reserves.into());
        walked.push((awarded.to_vec(), reserves.collect()));
    }
    walked
}

fn listed(reserves: &[Reserve]) -> Vec<usize> {
    reserves.iter().map(|r| r.applicant).collect()
}

// ---- what is drawn -------------------------------------------------------------------------------

fn any_rules() -> impl Strategy<Value = Rules> {
    let trims = prop_oneof![4 => Just((1, 1, 3)), 1 => Just((0, 0, 1)), 1 => Just((1, 0, 2)), 1 => Just((0, 1, 3))];
    let reading = prop_oneof![3 => Just(Reading::Totals), 1 => Just(Reading::Indicators)];
    let awards =
        prop_oneof![3 => Just((1, 1)), 1 => Just((2, 1)), 1 => Just((2, 2)), 1 => Just((1, 2))];
    let two_from = prop_oneof![2 => Just(None), 1 => (5u8..=7).prop_map(Some)];
    let drawn = (trims, two_from, reading, awards, 0u8..3);
    drawn.prop_map(|(trims, trim_two_from, reading, awards, reserves)| Rules {
        trim_high: trims.0,
        trim_low: trims.1,
        trim_two_from,
        min_sheets: trims.2,
        reading,
        awards_per_project: awards.0,
        awards_per_applicant: awards.1,
        reserves,
        ..Rules::default()
    })
}

/// Sheets without blanks, as hundredths by seat and indicator.
fn any_sheets() -> impl Strategy<Value = Vec<Vec<u32>>> {
    let mark = prop_oneof![0u32..=4_000, (0u32..=8).prop_map(|n| n * 500)];
    (1usize..4).prop_flat_map(move |indicators| vec(vec(mark.clone(), indicators), 1..8))
}

fn entry_of(sheets: &[Vec<u32>]) -> Entry {
    let mut entry = Entry::new(0, 0, sheets.len(), sheets[0].len());
    for (judge, marks) in sheets.iter().enumerate() {
        let marks = marks.iter().map(|h| Points::from_hundredths(*h).unwrap());
        entry.fill(judge, Status::Submitted, marks);
    }
    entry
}

fn score_of(sheets: &[Vec<u32>], rules: &Rules) -> Option<Decimal> {
    let score = count(&entry_of(sheets), rules, false).score;
    score.map(Points::decimal)
}

/// A small panel in the middle of its work.
#[derive(Clone, Debug)]
struct Scene {
    rules: Rules,
    judges: usize,
    /// For each applicant the projects applied for, as bits.
    applies: Vec<u8>,
    marks: Vec<u32>,
    /// Which of the marks are not given yet, as places in the list of cells.
    blanks: Vec<usize>,
    /// Sentences said afterwards; those that are refused are left out.
    said: Vec<String>,
}

fn any_scene() -> impl Strategy<Value = Scene> {
    let cells = SEATS * APPLICANTS * PROJECTS * CAPS.len();
    let seat = 1..=SEATS;
    let place = (1..=PROJECTS, 0..APPLICANTS);
    let said = prop_oneof![
        2 => (seat.clone(), 1..=PROJECTS).prop_map(|(j, p)| format!("w{j} submits p{p}")),
        1 => (seat.clone(), place).prop_map(|(j, (p, a))| {
            format!("w{j} recuses w{j} p{p}/{}: own school", applicant(a))
        }),
        1 => (seat, 1..=PROJECTS).prop_map(|(j, p)| format!("desk voids w{j} p{p}: replaced")),
        3 => (1..=PROJECTS, any_order(), 2..=APPLICANTS).prop_map(|(p, order, n)| {
            let order: Vec<&str> = order.iter().take(n).map(|a| applicant(*a)).collect();
            format!("desk decides p{p} by lot {}: drawn", order.join(" "))
        }),
    ];
    (
        any_rules(),
        3..=SEATS,
        vec(1u8..8, 2..=APPLICANTS),
        // Even marks are as good as halves here, and make more ties.
        vec(
            prop_oneof![3 => (0u32..=3).prop_map(|n| n * 100), 1 => 0u32..=300],
            cells,
        ),
        vec(0..cells, 0..24),
        vec(said, 0..6),
    )
        .prop_map(|(rules, judges, applies, marks, blanks, said)| Scene {
            rules,
            judges,
            applies,
            marks,
            blanks,
            said,
        })
}

fn applicant(a: usize) -> &'static str {
    ["a", "b", "c", "d", "e"][a]
}

fn any_order() -> impl Strategy<Value = Vec<usize>> {
    Just((0..APPLICANTS).collect::<Vec<_>>()).prop_shuffle()
}

fn cap(indicator: usize) -> u32 {
    common::points(CAPS[indicator]).hundredths()
}

impl Scene {
    fn roster(&self) -> Room {
        let mut room = Room::new(PROJECTS, &CAPS, self.rules.clone());
        for judge in 1..=self.judges {
            room.say(&format!("desk seats w{judge}"));
        }
        for (a, bits) in self.applies.iter().enumerate() {
            let projects: Vec<&str> = [(1, "p1"), (2, "p2"), (4, "p3")]
                .iter()
                .filter(|(bit, _)| bits & bit > 0)
                .map(|(_, id)| *id)
                .collect();
            room.say(&format!(
                "desk registers {} {}",
                applicant(a),
                projects.join(",")
            ));
        }
        room.say("desk opens");
        room
    }

    fn room(&self) -> Room {
        let mut room = self.roster();
        for (place, (e, j, i)) in cells(&room.session).into_iter().enumerate() {
            if !self.blanks.contains(&place) {
                mark(&mut room.session, (e, j, i), self.marks[place].min(cap(i)));
            }
        }
        for line in &self.said {
            let (by, intent) = common::sentence(line);
            let _refused = room.try_act(&by, intent);
        }
        room
    }
}

/// Every cell of every sheet: entry, judge, indicator.
fn cells(session: &Session) -> Vec<(usize, usize, usize)> {
    let mut cells = Vec::new();
    for e in 0..session.entries().len() {
        for j in 0..session.judges().len() {
            cells.extend((0..CAPS.len()).map(|i| (e, j, i)));
        }
    }
    cells
}

fn mark_act(session: &Session, (e, _, i): (usize, usize, usize), hundredths: u32) -> Act {
    Act::Mark {
        entry: session.entry_id(e).unwrap(),
        indicator: session.indicators()[i].id.clone(),
        points: Points::from_hundredths(hundredths),
        judge: None,
    }
}

fn mark(session: &mut Session, cell: (usize, usize, usize), hundredths: u32) {
    let act = mark_act(session, cell, hundredths);
    let (by, seq) = (session.judges()[cell.1].id.clone(), session.seq() + 1);
    session.apply(stamp(seq, &by), &act).unwrap();
}

/// The blanks that may still be marked.
fn open_cells(session: &Session) -> Vec<(usize, usize, usize)> {
    let mut cells = cells(session);
    cells.retain(|(e, j, i)| {
        let entry = &session.entries()[*e];
        session.is_in(*e) && entry.status(*j) == Status::Open && entry.mark(*j, *i).is_none()
    });
    cells
}

/// The same session with its blanks filled in.
fn completed(session: &Session, fill: impl Fn(usize, u32) -> u32) -> Session {
    let mut session = session.clone();
    for (n, cell) in open_cells(&session).into_iter().enumerate() {
        mark(&mut session, cell, fill(n, cap(cell.2)));
    }
    session
}

/// Ways to fill in blanks, with the ends and whole points more often than chance would have it.
fn any_fills() -> impl Strategy<Value = Vec<Vec<u32>>> {
    let whole = (0u32..=3).prop_map(|n| n * 100);
    let one = prop_oneof![Just(0), Just(u32::MAX), whole, 0u32..=300];
    vec(vec(one, 24 + 1), 12)
}

fn filled(session: &Session, fill: &[u32]) -> Session {
    completed(session, |n, cap| fill[n % fill.len()].min(cap))
}

/// Who does what, sensible or not: unknown ids, too many points, acts out of their phase.
fn any_deed() -> impl Strategy<Value = (String, Intent)> {
    let who = || prop_oneof![3 => Just("desk"), 3 => Just("w1"), 3 => Just("w2"), 1 => Just("w9")];
    let seat = || prop_oneof![4 => Just("w1"), 4 => Just("w2"), 4 => Just("w3"), 1 => Just("w9")];
    let project = || prop_oneof![8 => Just("p1"), 8 => Just("p2"), 1 => Just("p9")];
    let applicant = || prop_oneof![6 => Just("a"), 6 => Just("b"), 4 => Just("c"), 1 => Just("z")];
    let indicator = prop_oneof![8 => Just("i1"), 8 => Just("i2"), 1 => Just("i9")];
    let cell = (project(), applicant(), indicator);
    let reason = || prop_oneof![4 => Just("because"), 1 => Just("")];
    let line = prop_oneof![
        12 => (seat(), cell.clone(), 0u32..25).prop_map(|(j, (p, a, i), n)| {
            format!("{j} marks {p}/{a} {i} {}.{}0", n / 10, n % 10)
        }),
        2 => (who(), cell.clone(), seat()).prop_map(|(w, (p, a, i), j)| {
            format!("{w} marks {p}/{a} {i} 1.00 for {j}")
        }),
        2 => (seat(), cell.clone()).prop_map(|(j, (p, a, i))| format!("{j} blanks {p}/{a} {i}")),
        1 => (seat(), cell, reason()).prop_map(|(j, (p, a, i), r)| {
            format!("{j} remarks {p}/{a} {i}: {r}")
        }),
        6 => (seat(), project()).prop_map(|(j, p)| format!("{j} submits {p}")),
        1 => (who(), project(), seat()).prop_map(|(w, p, j)| format!("{w} submits {p} for {j}")),
        1 => (seat(), project()).prop_map(|(j, p)| format!("{j} submits {p} as a=1.00 b=2.00")),
        2 => (who(), seat(), project(), reason()).prop_map(|(w, j, p, r)| {
            format!("{w} reopens {j} {p}: {r}")
        }),
        1 => (seat(), project(), applicant(), reason()).prop_map(|(j, p, a, r)| {
            format!("{j} recuses {j} {p}/{a}: {r}")
        }),
        1 => (seat(), project(), reason()).prop_map(|(j, p, r)| format!("desk voids {j} {p}: {r}")),
        1 => (who(), applicant(), reason()).prop_map(|(w, a, r)| format!("{w} vetoes {a}: {r}")),
        1 => (who(), applicant(), reason()).prop_map(|(w, a, r)| {
            format!("{w} disqualifies {a}: {r}")
        }),
        2 => (who(), applicant(), reason()).prop_map(|(w, a, r)| format!("{w} reinstates {a}: {r}")),
        1 => (project(), applicant(), applicant(), reason()).prop_map(|(p, a, b, r)| {
            format!("desk decides {p} by lot {a} {b}: {r}")
        }),
        1 => (project(), applicant(), applicant()).prop_map(|(p, a, b)| {
            format!("desk chooses {p} by vote {a} {b}: agreed")
        }),
        1 => (seat(), project(), reason()).prop_map(|(j, p, r)| {
            format!("desk recuses {j} {p}: {r}")
        }),
        1 => (seat(), project(), applicant(), reason()).prop_map(|(j, p, a, r)| {
            format!("desk reopens {j} {p}/{a}: {r}")
        }),
        1 => (who(), seat(), 4u8..7).prop_map(|(w, j, n)| {
            format!("{w} replaces {j} with w{n}: ill")
        }),
        1 => seat().prop_map(|j| format!("{j} declares")),
        1 => (who(), seat(), project(), reason()).prop_map(|(w, j, p, r)| {
            format!("{w} lifts {j} {p}: {r}")
        }),
        1 => (who(), applicant(), project(), reason()).prop_map(|(w, a, p, r)| {
            format!("{w} withdraws {a} {p}: {r}")
        }),
        1 => (who(), applicant(), project(), reason()).prop_map(|(w, a, p, r)| {
            format!("{w} reinstates {a} {p}: {r}")
        }),
        1 => (who(), applicant(), reason()).prop_map(|(w, a, r)| format!("{w} withdraws {a}: {r}")),
        1 => (who(), applicant(), reason()).prop_map(|(w, a, r)| format!("{w} amends {a} Li: {r}")),
        1 => (who(), seat(), reason()).prop_map(|(w, j, r)| format!("{w} excuses {j}: {r}")),
        1 => (who(), project(), applicant(), reason()).prop_map(|(w, p, a, r)| {
            format!("{w} explains {p}/{a} i1 for w1: {r}")
        }),
        2 => (who(), 0u8..3, seat(), reason()).prop_map(|(w, n, j, r)| {
            format!("{w} {} for {j}: {r}", ["agrees", "disagrees", "refuses"][usize::from(n)])
        }),
        2 => who().prop_map(|w| format!("{w} closes")),
        1 => (applicant(), applicant()).prop_map(|(a, b)| {
            format!("desk certifies p1={a} p2={b} p3=")
        }),
        1 => who().prop_map(|w| format!("{w} looks-again: a protest")),
        1 => (who(), 0u8..3, 0u8..5, reason()).prop_map(|(w, trim, least, r)| {
            format!("{w} rules trim {trim}/1, at least {least}: {r}")
        }),
        1 => (who(), seat()).prop_map(|(w, j)| format!("{w} enters {j}")),
        1 => (who(), reason()).prop_map(|(w, r)| format!("{w} notes: {r}")),
        1 => Just("desk opens".to_owned()),
        2 => Just("desk closes".to_owned()),
        1 => Just("desk seats w4".to_owned()),
        1 => Just("desk registers f p1".to_owned()),
    ];
    line.prop_map(|line| common::sentence(&line))
}

// ---- the count -----------------------------------------------------------------------------------

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_score_is_what_a_recount_gives(sheets in any_sheets(), rules in any_rules()) {
        prop_assert_eq!(score_of(&sheets, &rules), recount(&sheets, &rules));
    }

    #[test]
    fn the_order_of_the_seats_changes_no_score(
        (sheets, shuffled) in any_sheets().prop_flat_map(|s| (Just(s.clone()), Just(s).prop_shuffle())),
        rules in any_rules(),
    ) {
        prop_assert_eq!(score_of(&sheets, &rules), score_of(&shuffled, &rules));
    }

    #[test]
    fn a_higher_mark_never_lowers_the_score(
        sheets in any_sheets(),
        rules in any_rules(),
        (seat, indicator, more) in (0usize..8, 0usize..4, 1u32..2_000),
    ) {
        let mut higher = sheets.clone();
        let seat = seat % sheets.len();
        let indicator = indicator % sheets[0].len();
        higher[seat][indicator] += more;
        prop_assert!(score_of(&higher, &rules) >= score_of(&sheets, &rules));
    }

    #[test]
    fn what_is_not_dropped_makes_the_score(sheets in any_sheets(), rules in any_rules()) {
        let rules = Rules { reading: Reading::Totals, ..rules };
        let uses = sheet_uses(&entry_of(&sheets), &rules, false);
        let used = |this| uses.iter().filter(|u| **u == this).count();
        let Some(score) = score_of(&sheets, &rules) else {
            prop_assert_eq!(used(Use::Counted), sheets.len());
            return Ok(());
        };
        let two = rules.trim_two_from.is_some_and(|from| sheets.len() >= from.into());
        let dropped = if two { (2, 2) } else { (rules.trim_high, rules.trim_low) };
        prop_assert_eq!(used(Use::DroppedHigh), usize::from(dropped.0));
        prop_assert_eq!(used(Use::DroppedLow), usize::from(dropped.1));
        let kept: Vec<Vec<u32>> = sheets
            .iter()
            .zip(&uses)
            .filter(|(_, u)| **u == Use::Counted)
            .map(|(s, _)| s.clone())
            .collect();
        let all = Rules { trim_high: 0, trim_low: 0, trim_two_from: None, min_sheets: 1, ..rules };
        prop_assert_eq!(recount(&kept, &all), Some(score));
    }
}

// ---- the panel -----------------------------------------------------------------------------------

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bounds_hold_every_completion_and_are_reached(scene in any_scene(), fills in any_fills()) {
        let session = scene.room().session;
        let caps: Vec<Points> = session.indicators().iter().map(|i| i.cap).collect();
        let (least, most) = (completed(&session, |_, _| 0), completed(&session, |_, cap| cap));
        let some: Vec<Session> = fills.iter().map(|fill| filled(&session, fill)).collect();
        for (e, entry) in session.entries().iter().enumerate() {
            let score = |of: &Session| count(&of.entries()[e], of.rules(), true).score;
            let bounds = bounds(entry, &caps, session.rules());
            prop_assert_eq!(bounds, score(&least).zip(score(&most)));
            for completion in &some {
                let inside = match (bounds, score(completion)) {
                    (Some((low, high)), Some(score)) => low <= score && score <= high,
                    (bounds, score) => bounds.is_none() && score.is_none(),
                };
                prop_assert!(inside, "{:?} {:?}", bounds, score(completion));
            }
        }
    }

    #[test]
    fn no_completion_of_the_blanks_changes_what_holds_as_scored(scene in any_scene(), fills in any_fills()) {
        let session = scene.room().session;
        let now = Results::of(&session);
        let set = |award: &Award| {
            let mut applicants = award.applicants.clone();
            applicants.sort();
            applicants
        };
        for fill in &fills {
            let then = Results::of(&filled(&session, fill));
            for (p, (now, after)) in now.projects.iter().zip(&then.projects).enumerate() {
                for standing in now.standings.iter().filter(|s| s.as_scored) {
                    let rank = then.standing(p, standing.applicant).unwrap().rank;
                    prop_assert_eq!(standing.rank, rank, "project {} {:?}", p, standing);
                }
                if now.as_scored {
                    prop_assert_eq!(after.award.state, AwardState::Recommended);
                    prop_assert_eq!(set(&now.award), set(&after.award), "project {}", p);
                }
            }
        }
    }

    /// And when nothing is missing, every rank does.
    #[test]
    fn everything_complete_holds_as_scored(scene in any_scene(), fill in vec(0u32..=300, 24)) {
        let results = Results::of(&filled(&scene.room().session, &fill));
        for project in &results.projects {
            for standing in &project.standings {
                prop_assert_eq!(standing.as_scored, standing.rank.is_some());
            }
        }
    }

    #[test]
    fn ranks_count_the_better_ones(scene in any_scene()) {
        let results = Results::of(&scene.room().session);
        for project in &results.projects {
            for standing in &project.standings {
                let better = project.standings.iter().filter(|s| s.count.score > standing.count.score);
                let rank = standing.count.score.map(|_| better.count() + 1);
                prop_assert_eq!(standing.rank, rank);
            }
        }
    }

    #[test]
    fn nobody_holds_more_awards_than_one_may(scene in any_scene()) {
        let session = scene.room().session;
        let results = Results::of(&session);
        for applicant in 0..session.applicants().len() {
            let held = results.projects.iter().filter(|p| p.award.applicants.contains(&applicant));
            prop_assert!(held.count() <= usize::from(session.rules().awards_per_applicant));
        }
        for project in &results.projects {
            let award = &project.award;
            prop_assert!(award.applicants.len() <= usize::from(session.rules().awards_per_project));
            // More than the rules ask for only where several are level at the end of the list.
            let most = usize::from(session.rules().reserves);
            let ends: Vec<_> = award.reserves.iter().skip(most.saturating_sub(1)).collect();
            prop_assert!(ends.len() <= 1 || ends.iter().all(|r| r.level && r.rank == ends[0].rank));
            prop_assert!(most > 0 || award.reserves.is_empty());
            prop_assert!(!award.reserves.iter().any(|r| award.applicants.contains(&r.applicant)));
        }
    }
}

// ---- the walk ------------------------------------------------------------------------------------

/// Projects with scores from 0 to `most`, as many ties as that makes.
fn any_ranked(most: u32) -> impl Strategy<Value = Vec<Vec<Ranked>>> {
    let scores = vec(proptest::option::weighted(0.8, 0..=most), 6);
    vec(scores, 1..5).prop_map(|projects| projects.iter().map(|scores| ranked(scores)).collect())
}

fn ranked(scores: &[Option<u32>]) -> Vec<Ranked> {
    let mut list: Vec<(u32, usize)> = scores
        .iter()
        .enumerate()
        .filter_map(|(applicant, score)| Some(((*score)?, applicant)))
        .collect();
    list.sort_by_key(|(score, applicant)| (std::cmp::Reverse(*score), *applicant));
    list.iter()
        .map(|(score, applicant)| Ranked {
            applicant: *applicant,
            rank: list.iter().filter(|(s, _)| s > score).count() + 1,
            score: Points::from_hundredths(*score).unwrap(),
        })
        .collect()
}

fn lot(order: Vec<usize>) -> TieDecision {
    TieDecision {
        order,
        method: "lot".to_owned(),
        reason: "drawn".to_owned(),
        seq: 0,
        at: String::new(),
        void: None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_walk_without_ties_is_the_plain_one(
        orders in vec((any_order(), 0..=APPLICANTS), 1..5),
        rules in any_rules(),
    ) {
        let orders: Vec<Vec<usize>> = orders
            .into_iter()
            .map(|(order, n)| order.into_iter().take(n).collect())
            .collect();
        let ranked: Vec<Vec<Ranked>> = orders
            .iter()
            .map(|order| {
                let place = |(n, applicant): (usize, &usize)| Ranked {
                    applicant: *applicant,
                    rank: n + 1,
                    score: Points::from_hundredths(100 - n as u32).unwrap(),
                };
                order.iter().enumerate().map(place).collect()
            })
            .collect();
        let awards: Vec<_> = allocate(&ranked, &Terms::plain(&rules, Vec::new()))
            .into_iter()
            .map(|award| (award.applicants, listed(&award.reserves)))
            .collect();
        prop_assert_eq!(awards, walk(&orders, &rules));
    }

    /// However the panel decides its ties, a recommendation made before stands.
    #[test]
    fn a_recommendation_beside_open_ties_outlives_every_decision(
        ranked in any_ranked(3),
        orders in vec(Just((0..6).collect::<Vec<usize>>()).prop_shuffle(), 5),
        rules in any_rules(),
    ) {
        let open = allocate(&ranked, &Terms::plain(&rules, Vec::new()));
        let decisions: Vec<Vec<TieDecision>> = orders.into_iter().map(|o| vec![lot(o)]).collect();
        let decisions: Vec<&[TieDecision]> = decisions.iter().map(Vec::as_slice).collect();
        let decided = allocate(&ranked, &Terms::plain(&rules, decisions));
        for (before, after) in open.iter().zip(&decided) {
            prop_assert!(matches!(after.state, AwardState::Recommended | AwardState::None));
            if matches!(before.state, AwardState::Recommended | AwardState::None) {
                prop_assert_eq!(&before.applicants, &after.applicants);
            } else {
                prop_assert!(after.applicants.starts_with(&before.applicants));
            }
        }
        for applicant in 0..6 {
            let held = decided.iter().filter(|a| a.applicants.contains(&applicant)).count();
            prop_assert!(held <= usize::from(rules.awards_per_applicant));
        }
    }
}

// ---- the fold ------------------------------------------------------------------------------------

/// Three judges and three applicants at the start of scoring.
fn opened() -> Room {
    Room::new(PROJECTS, &CAPS, Rules::default()).tell(
        "desk seats w1
         desk seats w2
         desk seats w3
         desk registers a p1,p2
         desk registers b p1,p2
         desk registers c p1
         desk opens",
    )
}

/// Or with every mark given, so that submitting and closing come within reach.
fn any_start() -> impl Strategy<Value = Room> {
    let sentences = "w1 submits p1\nw1 submits p2\nw2 submits p1\nw2 submits p2\nw3 submits p1";
    prop_oneof![1 => Just(0), 3 => Just(1), 1 => Just(2)].prop_map(move |stage| {
        let mut room = opened();
        if stage > 0 {
            for (e, j, i) in cells(&room.session) {
                let (by, points) = (format!("w{}", j + 1), cap(i).min(50 * (e + j) as u32));
                let act = mark_act(&room.session, (e, j, i), points);
                room.act(&by, act);
            }
        }
        if stage > 1 {
            room = room.tell(sentences);
        }
        room
    })
}

fn folded(record: &[(String, Act)]) -> Session {
    let mut session = Session::default();
    for (n, (by, act)) in record.iter().enumerate() {
        session.apply(stamp(n as u64 + 1, by), act).unwrap();
    }
    session
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_board_that_follows_is_a_board_counted_afresh(
        start in any_start(),
        deeds in vec(any_deed(), 1..40),
    ) {
        let mut room = start;
        let mut board = Board::new(&room.session);
        let mut details = Details::new(&room.session);
        for (by, intent) in deeds {
            if room.try_act(&by, intent).is_ok() {
                board.follow(&room.session);
                details.follow_all(&room.session, &[room.session.touched()]);
                let followed = Results::from_parts(&room.session, &board, &details);
                prop_assert_eq!(followed, Results::of(&room.session));
            }
        }
    }

    #[test]
    fn the_fold_refuses_what_is_not_allowed_and_nothing_else(
        start in any_start(),
        deeds in vec(any_deed(), 1..24),
    ) {
        let mut session = start.session;
        for (by, intent) in deeds {
            let stamp = stamp(session.seq() + 1, &by);
            match session.decide(&by, intent.clone()) {
                Ok(act) => prop_assert_eq!(session.apply(stamp, &act), Ok(())),
                Err(refusal) => {
                    let Intent::Do(act) = intent else { continue };
                    let before = picture(&session);
                    prop_assert_eq!(session.apply(stamp, &act), Err(refusal));
                    prop_assert_eq!(picture(&session), before);
                }
            }
        }
    }

    /// The same acts give the same session, and what came later changes nothing of what stood before.
    #[test]
    fn a_record_read_to_any_line_gives_the_session_of_that_line(
        start in any_start(),
        deeds in vec(any_deed(), 1..24),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut room = start;
        let mut pictures = vec![(room.record.len(), picture(&room.session))];
        for (by, intent) in deeds {
            if room.try_act(&by, intent).is_ok() {
                pictures.push((room.record.len(), picture(&room.session)));
            }
        }
        let (length, shown) = &pictures[cut.index(pictures.len())];
        let session = folded(&room.record[..*length]);
        prop_assert_eq!(&picture(&session), shown);
    }

    #[test]
    fn marks_of_different_cells_may_come_in_either_order(
        start in any_start(),
        cells in vec((1usize..4, 0usize..5, 1usize..3, proptest::option::of(0u32..=200)), 2..12),
    ) {
        let mut marks = BTreeMap::new();
        for (judge, entry, indicator, points) in cells {
            let act = Act::Mark {
                entry: start.session.entry_id(entry).unwrap(),
                indicator: format!("i{indicator}"),
                points: points.and_then(Points::from_hundredths),
                judge: None,
            };
            marks.insert((judge, entry, indicator), (format!("w{judge}"), act));
        }
        let (mut there, mut back) = (start.clone(), start);
        for (by, act) in marks.values() {
            let _refused = there.try_act(by, act.clone());
        }
        for (by, act) in marks.values().rev() {
            let _refused = back.try_act(by, act.clone());
        }
        prop_assert_eq!(picture(&there.session), picture(&back.session));
        prop_assert_eq!(Results::of(&there.session), Results::of(&back.session));
    }
}
