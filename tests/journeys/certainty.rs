//! 已定 against everything that can still happen: completions, second thoughts, recusals, voidings; and what is
//! said beside open ties against every way in which they can be decided.

use crate::common;
use common::{Room, sentence, stamp};
use pingshen::model::{Act, Points, Reading, RecusalScope, Rules, Session, Status, TieDecision};
use pingshen::tally::allocate::allocate;
use pingshen::tally::award::{Ranked, Terms};
use pingshen::tally::score::{Range, count, range};
use pingshen::tally::{Award, AwardState, Reserve, Results};
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::BTreeSet;

const CAPS: [&str; 2] = ["4", "6"];

/// A panel at some point of its work, and what is tried against its result.
#[derive(Clone, Debug)]
struct Scene {
    rules: Rules,
    judges: usize,
    /// For each applicant the projects applied for, as bits.
    applies: Vec<u8>,
    projects: usize,
    /// How good each applicant is: marks lie around it.
    worth: Vec<u32>,
    spread: Vec<u32>,
    blanks: Vec<usize>,
    /// Seats that submit, as bits by project, and what happens after.
    submits: Vec<u8>,
    said: Vec<String>,
}

fn any_rules() -> impl Strategy<Value = Rules> {
    let trims = prop_oneof![4 => Just((1, 1, 3)), 1 => Just((0, 0, 1)), 1 => Just((1, 0, 2)), 1 => Just((0, 1, 2)), 1 => Just((0, 0, 2))];
    let reading = prop_oneof![3 => Just(Reading::Totals), 1 => Just(Reading::Indicators)];
    let awards =
        prop_oneof![3 => Just((1, 1)), 1 => Just((2, 1)), 1 => Just((2, 2)), 1 => Just((1, 2))];
    let scope = prop_oneof![Just(RecusalScope::Project), Just(RecusalScope::Entry)];
    let line = prop_oneof![3 => Just(None), 1 => (0u32..1_000).prop_map(Points::from_hundredths)];
    let groups = prop_oneof![
        2 => Just(Vec::new()),
        1 => Just(vec![vec!["p1".to_owned()]]),
    ];
    let two_from = prop_oneof![2 => Just(None), 1 => (5u8..=6).prop_map(Some)];
    let drawn = (
        trims,
        two_from,
        reading,
        awards,
        scope,
        line,
        groups,
        0u8..3,
    );
    drawn.prop_map(
        |(
            trims,
            trim_two_from,
            reading,
            awards,
            recusal_scope,
            min_score,
            award_groups,
            reserves,
        )| Rules {
            trim_high: trims.0,
            trim_low: trims.1,
            trim_two_from,
            min_sheets: trims.2,
            reading,
            awards_per_project: awards.0,
            awards_per_applicant: awards.1,
            recusal_scope,
            min_score,
            award_groups,
            reserves,
            ..Rules::default()
        },
    )
}

fn any_scene() -> impl Strategy<Value = Scene> {
    let said = prop_oneof![
        2 => (1usize..7, 1usize..4).prop_map(|(j, p)| format!("desk recuses w{j} p{p}: own school")),
        2 => (1usize..7, 1usize..4, 0usize..4).prop_map(|(j, p, a)| {
            format!("w{j} recuses w{j} p{p}/{}: own school", applicant(a))
        }),
        1 => (1usize..7, 1usize..4).prop_map(|(j, p)| format!("desk voids w{j} p{p}: left")),
        3 => (1usize..7, 1usize..4, 0usize..4).prop_map(|(j, p, a)| {
            format!("desk reopens w{j} p{p}/{}: slip", applicant(a))
        }),
        1 => (0usize..4).prop_map(|a| format!("desk disqualifies {}: late", applicant(a))),
        1 => (0usize..4).prop_map(|a| format!("desk withdraws {}: letter", applicant(a))),
        1 => (0usize..4, 1usize..4).prop_map(|(a, p)| {
            format!("desk withdraws {} p{p}: letter", applicant(a))
        }),
        1 => (1usize..7, 1usize..4).prop_map(|(j, p)| format!("desk lifts w{j} p{p}: a mistake")),
    ];
    (
        (any_rules(), 3usize..=6, 1usize..=3),
        vec(1u8..8, 2..=4),
        vec(0u32..=8, 4),
        vec(
            prop_oneof![3 => Just(1u32), 2 => Just(0), 2 => Just(2), 1 => 0u32..=4],
            6 * 12 * 2,
        ),
        vec(0usize..144, 0..8),
        vec(prop_oneof![5 => Just(7u8), 1 => 0u8..8], 6),
        vec(said, 0..3),
    )
        .prop_map(
            |((rules, judges, projects), applies, worth, spread, blanks, submits, said)| Scene {
                rules,
                judges,
                applies,
                projects,
                worth,
                spread,
                blanks,
                submits,
                said,
            },
        )
}

fn applicant(a: usize) -> &'static str {
    ["a", "b", "c", "d"][a]
}

fn attempt(session: &mut Session, by: &str, act: Act) -> bool {
    let seq = session.seq() + 1;
    session.apply(stamp(seq, by), &act).is_ok()
}

fn cap(indicator: usize) -> u32 {
    common::points(CAPS[indicator]).hundredths()
}

fn mark(session: &mut Session, (e, j, i): (usize, usize, usize), hundredths: u32) -> bool {
    let act = Act::Mark {
        entry: session.entry_id(e).unwrap(),
        indicator: format!("i{}", i + 1),
        points: Points::from_hundredths(hundredths.min(cap(i))),
        judge: None,
    };
    let by = session.judges()[j].id.clone();
    attempt(session, &by, act)
}

impl Scene {
    fn session(&self) -> Session {
        let mut rules = self.rules.clone();
        if self.projects > 1 && !rules.award_groups.is_empty() {
            rules.award_groups = vec![vec!["p1".to_owned(), format!("p{}", self.projects)]];
        }
        let mut room = Room::new(self.projects, &CAPS, rules);
        for judge in 1..=self.judges {
            room.say(&format!("desk seats w{judge}"));
        }
        for (a, bits) in self.applies.iter().enumerate() {
            let ids: Vec<String> = (0..self.projects)
                .filter(|p| bits >> p & 1 == 1 || *p == a % self.projects)
                .map(|p| format!("p{}", p + 1))
                .collect();
            room.say(&format!(
                "desk registers {} {}",
                applicant(a),
                ids.join(",")
            ));
        }
        room.say("desk opens");
        let session = &mut room.session;
        let mut place = 0;
        for e in 0..session.entries().len() {
            let worth = self.worth[session.entries()[e].applicant];
            for j in 0..self.judges {
                for i in 0..CAPS.len() {
                    let level = worth * cap(i) / 10 + 50 * self.spread[place % self.spread.len()];
                    if !self.blanks.contains(&place) {
                        mark(session, (e, j, i), level);
                    }
                    place += 1;
                }
            }
        }
        for (j, bits) in self.submits.iter().enumerate().take(self.judges) {
            for p in (0..self.projects).filter(|p| bits >> p & 1 == 1) {
                let _refused = try_say(&mut room, &format!("w{} submits p{}", j + 1, p + 1));
            }
        }
        for line in &self.said {
            let _refused = try_say(&mut room, line);
        }
        room.session
    }
}

fn try_say(room: &mut Room, line: &str) -> bool {
    let (by, intent) = sentence(line);
    room.try_act(&by, intent).is_ok()
}

/// A source of choices that shrinks well.
struct Dice<'a> {
    throws: &'a [u32],
    next: usize,
}

impl Dice<'_> {
    fn below(&mut self, n: u32) -> u32 {
        let throw = self.throws[self.next % self.throws.len()];
        self.next += 1;
        throw % n
    }
}

fn is_unfinished(session: &Session, j: usize, p: usize) -> bool {
    !session.to_submit(j, p).is_empty()
}

/// One way on, by acts that need no reason and by the recusal and voiding of judges who are not finished. It
/// favours some applicants: theirs is the most, everybody else's the least, with some exceptions.
fn go_on(session: &Session, throws: &[u32], favoured: u32) -> Session {
    let mut dice = Dice { throws, next: 0 };
    let mut session = session.clone();
    for p in 0..session.projects().len() {
        let project = session.projects()[p].id.clone();
        for j in 0..session.judges().len() {
            if !is_unfinished(&session, j, p) {
                continue;
            }
            let judge = session.judges()[j].id.clone();
            let away = dice.below(6);
            let act = match away {
                0 => Act::Recuse {
                    judge,
                    project: project.clone(),
                    entry: None,
                    ground: "own school".to_owned(),
                },
                1 => Act::Void {
                    judge,
                    project: project.clone(),
                    reason: "left".to_owned(),
                },
                2 if session.rules().recusal_scope == RecusalScope::Entry => {
                    let entries = session.entries_of(p).to_vec();
                    let e = entries[dice.below(entries.len() as u32) as usize];
                    Act::Recuse {
                        judge,
                        project: project.clone(),
                        entry: session.entry_id(e),
                        ground: "own school".to_owned(),
                    }
                }
                _ => continue,
            };
            attempt(&mut session, "desk", act);
        }
        for e in session.entries_of(p).to_vec() {
            let good = favoured >> session.entries()[e].applicant & 1 == 1;
            for j in 0..session.judges().len() {
                if session.entries()[e].status(j) != Status::Open || !session.is_in(e) {
                    continue;
                }
                let kept = dice.below(5) == 0 && session.entries()[e].blanks(j) == 0;
                for i in (0..CAPS.len()).filter(|_| !kept) {
                    let points = match dice.below(8) {
                        0 => dice.below(cap(i) + 1),
                        1 if good => 0,
                        1 => cap(i),
                        _ if good => cap(i),
                        _ => 0,
                    };
                    mark(&mut session, (e, j, i), points);
                }
            }
        }
        // Some submit, some do not yet.
        for j in 0..session.judges().len() {
            if dice.below(3) > 0 {
                let (by, intent) = sentence(&format!("w{} submits p{}", j + 1, p + 1));
                if let Ok(act) = session.decide(&by, intent) {
                    attempt(&mut session, &by, act);
                }
            }
        }
    }
    session
}

fn set(award: &Award) -> BTreeSet<usize> {
    award.applicants.iter().copied().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_may_happen_turns_what_is_certain(
        scene in any_scene(),
        tries in vec((vec(any::<u32>(), 61), 0u32..16), 24),
    ) {
        let session = scene.session();
        let now = Results::of(&session);
        for (throws, favoured) in &tries {
            let then_session = go_on(&session, throws, *favoured);
            let then = Results::of(&then_session);
            for (p, (before, after)) in now.projects.iter().zip(&then.projects).enumerate() {
                for s in &before.standings {
                    let there = then.standing(p, s.applicant).unwrap();
                    if s.certain {
                        prop_assert_eq!(s.rank, there.rank, "p{} {:?}", p + 1, s);
                    }
                    prop_assert!(s.as_scored || !s.certain);
                    match (s.bounds, there.count.score) {
                        (Some((low, high)), Some(score)) => prop_assert!(
                            low <= score && score <= high, "{} in {}..{}", score, low, high
                        ),
                        (bounds, score) => {
                            prop_assert!(score.is_none());
                            prop_assert!(bounds.is_none() || !s.always_scored);
                        }
                    }
                }
                prop_assert!(before.as_scored || !before.certain);
                if before.certain {
                    prop_assert_eq!(after.award.state, AwardState::Recommended, "p{}", p + 1);
                    prop_assert_eq!(set(&before.award), set(&after.award), "p{}", p + 1);
                }
            }
        }
    }

    /// And where every judge of a project is finished, every rank in it is certain, and every award that no
    /// unfinished project stands before.
    #[test]
    fn what_is_finished_is_certain(scene in any_scene()) {
        let session = scene.session();
        let results = Results::of(&session);
        let mut all_done = true;
        for (p, result) in results.projects.iter().enumerate() {
            let done = (0..session.judges().len()).all(|j| !is_unfinished(&session, j, p));
            all_done &= done;
            for s in result.standings.iter().filter(|_| done) {
                prop_assert_eq!(s.certain, s.rank.is_some());
            }
            if all_done {
                prop_assert_eq!(result.certain, result.award.state == AwardState::Recommended);
            }
        }
    }

    /// A sheet that falls away leaves the score between those that it can have with this sheet at 0 and at
    /// full marks, as long as one is left.
    #[test]
    fn a_sheet_that_falls_away_is_between_its_extremes(
        scene in any_scene(),
        loose in vec(any::<bool>(), 6),
        gone in vec(any::<bool>(), 6),
    ) {
        let session = scene.session();
        let caps: Vec<Points> = session.indicators().iter().map(|i| i.cap).collect();
        for entry in session.entries() {
            let judges = entry.judges();
            let mut all = entry.clone();
            let given = |j: usize, i: usize| entry.mark(j, i).unwrap_or(Points::ZERO);
            for j in 0..judges {
                all.fill(j, Status::Submitted, (0..CAPS.len()).map(|i| given(j, i)));
            }
            let found = range(&all, &caps, session.rules(), &loose[..judges]);
            let mut rest = all.clone();
            for j in (0..judges).filter(|j| loose[*j] && gone[*j]) {
                rest.fill(j, Status::Void, std::iter::empty());
            }
            match (found, count(&rest, session.rules(), false).score) {
                (Some(Range { low, high, .. }), Some(score)) => {
                    prop_assert!(low <= score && score <= high);
                }
                (found, None) => prop_assert!(found.is_none_or(|r| !r.scored)),
                (None, Some(_)) => prop_assert!(false, "a score where none can be"),
            }
        }
    }
}

// ---- open ties -----------------------------------------------------------------------------------

/// Projects with scores from 0 to `most`, as many ties as that makes.
fn any_ranked(most: u32) -> impl Strategy<Value = Vec<Vec<Ranked>>> {
    let scores = vec(proptest::option::weighted(0.8, 0..=most), 5);
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

fn orders(of: &[usize]) -> Vec<Vec<usize>> {
    if of.is_empty() {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for n in 0..of.len() {
        let mut rest = of.to_vec();
        let first = rest.remove(n);
        for mut order in orders(&rest) {
            order.insert(0, first);
            all.push(order);
        }
    }
    all
}

/// What project `p` comes to in every way in which the panel can decide the ties before it.
fn endings(
    ranked: &[Vec<Ranked>],
    rules: &Rules,
    groups: &[Option<usize>],
    decided: &mut Vec<Vec<TieDecision>>,
    p: usize,
    found: &mut Vec<Award>,
) {
    let now = {
        let terms = Terms {
            rules,
            decisions: decided.iter().map(Vec::as_slice).collect(),
            groups: groups.to_vec(),
        };
        allocate(ranked, &terms).swap_remove(decided.len())
    };
    if decided.len() == p {
        found.push(now);
        return;
    }
    let ways = match now.state {
        AwardState::Undecided => orders(&now.candidates),
        _ => vec![Vec::new()],
    };
    for order in ways {
        let decision = TieDecision {
            order: order.clone(),
            method: "lot".to_owned(),
            reason: "drawn".to_owned(),
            seq: 0,
            at: String::new(),
            void: None,
        };
        decided.push(if order.is_empty() {
            vec![]
        } else {
            vec![decision]
        });
        endings(ranked, rules, groups, decided, p, found);
        decided.pop();
    }
}

fn levels(reserves: &[Reserve]) -> Vec<BTreeSet<usize>> {
    reserves
        .chunk_by(|a, b| a.level && b.level && a.rank == b.rank)
        .map(|level| level.iter().map(|r| r.applicant).collect())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    /// A project depends on the ties before it exactly where they can be decided so that it ends otherwise; and
    /// its reserves are listed exactly as far as they are the same in any case.
    #[test]
    fn what_is_said_beside_open_ties_is_what_all_decisions_have_in_common(
        ranked in any_ranked(3),
        rules in any_rules(),
        groups in vec(prop_oneof![3 => Just(Some(0)), 1 => Just(Some(1)), 1 => Just(None)], 5),
    ) {
        let rules = Rules { min_score: rules.min_score.map(|_| Points::from_hundredths(1).unwrap()), ..rules };
        let terms = Terms { rules: &rules, decisions: Vec::new(), groups: groups.clone() };
        let open = allocate(&ranked, &terms);
        for (p, now) in open.iter().enumerate() {
            let mut found = Vec::new();
            endings(&ranked, &rules, &groups, &mut Vec::new(), p, &mut found);
            prop_assert!(!now.not_compared);
            if found.iter().all(|f| f.same(&found[0])) {
                prop_assert!(now.same(&found[0]), "p{}: {:?} {:?}", p + 1, now, found[0]);
                let common = (0..)
                    .take_while(|n| {
                        let first = levels(&found[0].reserves);
                        n < &first.len()
                            && found.iter().all(|f| levels(&f.reserves).get(*n) == first.get(*n))
                    })
                    .count();
                prop_assert_eq!(levels(&now.reserves), &levels(&found[0].reserves)[..common]);
                let cut = found.iter().any(|f| levels(&f.reserves).len() > common);
                let own_tie = now.state == AwardState::Undecided && rules.reserves > 0;
                prop_assert_eq!(now.reserves_open, cut || own_tie);
            } else {
                prop_assert_eq!(now.state, AwardState::Depends, "p{}: {:?}", p + 1, now);
                let possible: BTreeSet<usize> = found
                    .iter()
                    .flat_map(|f| f.applicants.iter().chain(&f.candidates))
                    .copied()
                    .collect();
                let said: BTreeSet<usize> =
                    now.applicants.iter().chain(&now.candidates).copied().collect();
                prop_assert_eq!(said, possible);
                prop_assert!(found.iter().all(|f| now.applicants.iter().all(|a| f.applicants.contains(a))));
                prop_assert!(now.reserves.is_empty());
            }
        }
    }
}

fn scored(list: &[(usize, u32)]) -> Vec<Ranked> {
    let mut scores = vec![None; 64];
    for (applicant, score) in list {
        scores[*applicant] = Some(*score);
    }
    ranked(&scores)
}

/// Ten awards among twenty level ones: more outcomes than are compared. What hangs on none of them is said
/// all the same, and the rest says that it was not compared.
#[test]
fn too_many_outcomes_are_said_to_be() {
    let rules = Rules {
        awards_per_project: 10,
        reserves: 0,
        ..Rules::default()
    };
    let twenty: Vec<(usize, u32)> = (0..20).map(|a| (a, 90)).collect();
    let high: Vec<(usize, u32)> = (0..20).map(|a| (a, 95)).chain([(40, 10)]).collect();
    let others: Vec<(usize, u32)> = (30..40).map(|a| (a, 95)).chain([(0, 10)]).collect();
    let lists = [scored(&twenty), scored(&high), scored(&others)];
    let awards = allocate(&lists, &Terms::plain(&rules, Vec::new()));
    let found: Vec<(AwardState, bool)> = awards.iter().map(|a| (a.state, a.not_compared)).collect();
    assert_eq!(
        found,
        [
            (AwardState::Undecided, false),
            (AwardState::Depends, true),
            (AwardState::Recommended, false),
        ]
    );
    // One fewer than that, and the same question has an answer: whoever is left takes the second.
    let few: Vec<(usize, u32)> = (0..6).map(|a| (a, 90)).collect();
    let rules = Rules {
        awards_per_project: 3,
        ..rules
    };
    let lists = [
        scored(&few),
        scored(&few),
        scored(&[
            (0, 95),
            (1, 94),
            (2, 90),
            (3, 90),
            (4, 90),
            (5, 90),
            (9, 10),
        ]),
    ];
    let awards = allocate(&lists, &Terms::plain(&rules, Vec::new()));
    assert_eq!(awards[2].state, AwardState::Recommended);
    assert_eq!(awards[2].applicants, [9]);
}
