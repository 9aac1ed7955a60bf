//! Who is recommended, who is passed over and why: the scores given, then what follows.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod common;

use common::{Room, check_lines};
use pingshen::model::{Rules, Session};
use pingshen::tally::{AwardState, Outcome, Results, Tie};

/// The given side of a case: the scores of each project, then sentences of the coordinator.
///
/// `p1: a 90 b 88 | p2: a 91 | vetoes a: plagiarism`. A score stands for three sheets of that total;
/// `90/80/-` gives the sheets one by one, a blank where a judge has not scored, and `50+40` the marks of
/// a sheet.
fn room(given: &str, rules: &Rules) -> Room {
    let parts: Vec<&str> = given.split('|').map(str::trim).collect();
    let is_scores = |part: &&&str| part.starts_with('p') && part.contains(": ");
    let scores: Vec<(&str, Vec<&str>)> = parts
        .iter()
        .filter(is_scores)
        .map(|part| part.split_once(": ").unwrap())
        .map(|(project, list)| (project, list.split_whitespace().collect()))
        .collect();
    let indicators = scores
        .iter()
        .flat_map(|(_, list)| list.iter().flat_map(|word| word.split('/')))
        .map(|sheet| sheet.split('+').count())
        .max()
        .unwrap();
    let mut room = Room::new(scores.len(), &vec!["100"; indicators], rules.clone());
    let sheets = |score: &str| -> Vec<String> {
        match score.contains('/') {
            true => score.split('/').map(str::to_owned).collect(),
            false => vec![score.to_owned(); 3],
        }
    };
    let seats = scores
        .iter()
        .flat_map(|(_, list)| list.iter().skip(1).step_by(2))
        .map(|score| sheets(score).len())
        .max()
        .unwrap();
    for seat in 1..=seats {
        room.say(&format!("desk seats w{seat}"));
    }
    // In the order of their ids, so that nobody is first by standing first in the case.
    let mut applicants: Vec<&str> = scores
        .iter()
        .flat_map(|(_, list)| list.iter().copied().step_by(2))
        .collect();
    applicants.sort_unstable();
    applicants.dedup();
    for applicant in applicants {
        let projects: Vec<&str> = scores
            .iter()
            .filter(|(_, list)| list.iter().step_by(2).any(|a| *a == applicant))
            .map(|(project, _)| *project)
            .collect();
        room.say(&format!(
            "desk registers {applicant} {}",
            projects.join(",")
        ));
    }
    room.say("desk opens");
    for (project, list) in &scores {
        for pair in list.chunks(2) {
            for (n, total) in sheets(pair[1]).iter().enumerate() {
                room.fill(
                    &format!("w{}", n + 1),
                    &format!("{project}/{}", pair[0]),
                    total,
                );
            }
        }
    }
    for said in parts.iter().filter(|part| !is_scores(part)) {
        // A tie is decided on sheets that are all in.
        if said.starts_with("decides") || said.starts_with("chooses") {
            submit_all(&mut room);
        }
        room.say(&format!("desk {said}"));
    }
    room
}

/// Every judge submits what she has not submitted yet.
fn submit_all(room: &mut Room) {
    for judge in 0..room.session.judges().len() {
        for project in 0..room.session.projects().len() {
            let whole = room.session.blanks(judge, Some(project)) == 0;
            if whole && !room.session.to_submit(judge, project).is_empty() {
                room.say(&format!("w{} submits p{}", judge + 1, project + 1));
            }
        }
    }
}

fn name(session: &Session, applicant: usize) -> &str {
    &session.applicants()[applicant].id
}

fn names(session: &Session, applicants: &[usize]) -> String {
    let names: Vec<&str> = applicants.iter().map(|a| name(session, *a)).collect();
    names.join(" ")
}

/// `p2 b (a holds p1), then c`: the recommended, the reasons, the reserves.
fn allocation(session: &Session) -> String {
    let results = Results::of(session);
    let project = |(p, result): (usize, &pingshen::tally::ProjectResult)| {
        let award = &result.award;
        let mut said = vec![format!("p{}", p + 1)];
        if !award.applicants.is_empty() {
            said.push(names(session, &award.applicants));
        }
        match award.state {
            AwardState::Recommended => {}
            AwardState::Undecided => said.push("undecided".to_owned()),
            AwardState::Depends => said.push("depends".to_owned()),
            AwardState::None => said.push("nobody".to_owned()),
        }
        let reasons: Vec<String> = award
            .steps
            .iter()
            .filter_map(|step| {
                let who = name(session, step.applicant);
                match &step.outcome {
                    Outcome::Recommended => None,
                    Outcome::Skipped { holds } => {
                        let held: Vec<_> = holds
                            .iter()
                            .filter_map(|p| session.project_id(*p))
                            .collect();
                        Some(format!("{who} holds {}", held.join(" ")))
                    }
                    Outcome::Decided { method, .. } => Some(format!("{who} by {method}")),
                    Outcome::Tied => Some(format!("{who} level")),
                    Outcome::Waits => Some(format!("{who} waits")),
                }
            })
            .collect();
        if !reasons.is_empty() {
            said.push(format!("({})", reasons.join(", ")));
        }
        let reserves = match award.reserves.as_slice() {
            [] => String::new(),
            reserves => format!(", then {}", names(session, reserves)),
        };
        format!("{}{reserves}", said.join(" "))
    };
    let projects: Vec<String> = results.projects.iter().enumerate().map(project).collect();
    projects.join("; ")
}

/// `a 1, b 1, c 3`: the ranks of each project, with what made scores equal.
fn ranks(session: &Session) -> String {
    let standing = |s: &pingshen::tally::Standing| {
        let rank = s.rank.map_or("–".to_owned(), |r| r.to_string());
        let tie = match s.tie {
            Some(Tie::Exact) => " exact",
            Some(Tie::Rounded) => " rounded",
            None => "",
        };
        format!("{} {rank}{tie}", name(session, s.applicant))
    };
    let project = |result: &pingshen::tally::ProjectResult| {
        let standings: Vec<String> = result.standings.iter().map(standing).collect();
        standings.join(", ")
    };
    let results = Results::of(session);
    let projects: Vec<String> = results.projects.iter().map(project).collect();
    projects.join("; ")
}

/// What no completion of the missing sheets can change: the ranks, then the awards.
fn certain(session: &Session) -> String {
    let project = |result: &pingshen::tally::ProjectResult| {
        let ranks = result
            .standings
            .iter()
            .filter(|s| s.certain)
            .map(|s| format!("{} {}", name(session, s.applicant), s.rank.unwrap()));
        let award = result
            .certain
            .then(|| format!("award {}", names(session, &result.award.applicants)));
        let said: Vec<String> = ranks.chain(award).collect();
        if said.is_empty() {
            "open".to_owned()
        } else {
            said.join(", ")
        }
    };
    let results = Results::of(session);
    let projects: Vec<String> = results.projects.iter().map(project).collect();
    projects.join("; ")
}

/// Where the other reading of "one highest and one lowest" recommends somebody else.
fn other_reading(session: &Session) -> String {
    let said: Vec<String> = Results::of(session)
        .differences
        .iter()
        .map(|d| {
            let (here, there) = (names(session, &d.here), names(session, &d.there));
            format!("p{} {here}, else {there}", d.project + 1)
        })
        .collect();
    if said.is_empty() {
        "the same".to_owned()
    } else {
        said.join("; ")
    }
}

#[track_caller]
fn check(table: &str, result: impl Fn(&Session) -> String) {
    check_lines(table, |line, rules| {
        let (given, _) = line.split_once("=>").expect("=>");
        format!("{given} => {}", result(&room(given, rules).session))
    });
}

/// Notice, 四（二）: by the order of the projects, one project to an applicant.
#[test]
fn projects_are_walked_in_their_order() {
    check(
        "[reserves 0]
         p1: a 90 b 88 c 80                       => p1 a
         p1: a 90 b 88 c 88 | p2: a 91 b 85       => p1 a; p2 b (a holds p1)
         # The order of the projects decides, not the higher score.
         p1: a 80 b 70 | p2: a 99 b 60            => p1 a; p2 b (a holds p1)
         p1: b 90 a 88 | p2: b 91 a 91            => p1 b; p2 a (b holds p1)
         p1: a 90 b 80 | p2: b 90 a 80 | p3: b 90 a 80 c 70 => p1 a; p2 b; p3 c (b holds p2, a holds p1)
         p1: a 90 b 80 | p2: c 90 a 80 | p3: a 95 b 70      => p1 a; p2 c; p3 b (a holds p1)
         p1: a 90 | p2: a 91                      => p1 a; p2 nobody (a holds p1)
         p1: a 90/90/- | p2: a 91                 => p1 nobody; p2 a",
        allocation,
    );
}

#[test]
fn a_tie_at_the_award_waits_for_the_panel() {
    check(
        "[reserves 0]
         p1: a 90 b 90 c 80                       => p1 undecided (a level, b level)
         p1: a 90 b 90 c 90                       => p1 undecided (a level, b level, c level)
         # Not at the award: below it, or among those who hold one already.
         p1: a 90 b 80 c 80                       => p1 a
         p1: a 90 b 80 | p2: a 95 b 95            => p1 a; p2 b (a holds p1)
         p1: a 90 b 80 | p2: a 95 b 90 c 90       => p1 a; p2 undecided (a holds p1, b level, c level)
         # Made by rounding (85.0033… and 85), and a tie all the same.
         p1: a 90/85/85/85.01/70 b 90/85/85/85/70 => p1 undecided (a level, b level)",
        allocation,
    );
}

#[test]
fn a_later_project_waits_only_if_it_hangs_on_the_tie() {
    check(
        "[reserves 0]
         p1: a 90 b 90 | p2: c 80                 => p1 undecided (a level, b level); p2 c
         p1: a 90 b 90 | p2: c 95 a 80            => p1 undecided (a level, b level); p2 c
         p1: a 90 b 90 | p2: a 95 c 80            => p1 undecided (a level, b level); p2 depends (a waits)
         p1: a 90 b 90 | p2: a 95 c 95            => p1 undecided (a level, b level); p2 depends (a waits, c level)
         p1: a 90 b 90 c 80 | p2: c 95 a 80       => p1 undecided (a level, b level); p2 c
         # What may happen in the second project reaches the third.
         p1: a 90 b 90 | p2: a 95 c 80 | p3: c 90 d 80 => p1 undecided (a level, b level); p2 depends (a waits); p3 depends (c waits)
         p1: a 90 b 90 | p2: a 95 c 80 | p3: d 90 c 80 => p1 undecided (a level, b level); p2 depends (a waits); p3 d
         p1: a 90 b 90 | p2: a 95 c 80 d 70 | p3: d 90 => p1 undecided (a level, b level); p2 depends (a waits); p3 d",
        allocation,
    );
}

#[test]
fn the_panels_decision_settles_a_tie() {
    check(
        "[reserves 0]
         p1: a 90 b 90 c 80 | decides p1 by lot b a: drawn        => p1 b (b by lot)
         p1: a 90 b 90 | p2: a 95 b 80 | decides p1 by lot b a: drawn => p1 b (b by lot); p2 a
         p1: a 90 b 90 | p2: a 95 b 80 | decides p1 by lot a b: drawn => p1 a (a by lot); p2 b (a holds p1)
         # The newest decision that orders everybody in the tie.
         p1: a 90 b 90 | decides p1 by lot a b: drawn | decides p1 by vote b a: 5 to 2 => p1 b (b by vote)
         p1: a 90 b 90 c 90 | decides p1 by lot a b: drawn        => p1 undecided (a level, b level, c level)
         p1: a 90 b 90 c 90 | decides p1 by lot c a b: drawn | decides p1 by vote a b: 5 to 2 => p1 c (c by lot)
         # A decision where there is no tie, or in another project, changes nothing.
         p1: a 90 b 80 | decides p1 by lot b a: drawn             => p1 a
         p1: a 90 b 90 | p2: a 80 b 80 | decides p2 by lot b a: drawn => p1 undecided (a level, b level); p2 depends (a waits, b waits)
         [reserves 2]
         p1: a 90 b 90 c 90 d 80 | decides p1 by lot c a b: drawn => p1 c (c by lot), then a b
         p1: a 90 b 90 c 80 | decides p1 by lot b a: drawn        => p1 b (b by lot), then a c",
        allocation,
    );
}

#[test]
fn next_come_the_reserves() {
    check(
        "[reserves 2]
         p1: a 90 b 88 c 87 d 86                  => p1 a, then b c
         p1: a 90 b 88                            => p1 a, then b
         p1: a 90                                 => p1 a
         # Who holds an award is no reserve of a later project.
         p1: a 90 b 80 | p2: b 90 a 88 c 87 d 86  => p1 a, then b; p2 b, then c d
         # Nor does one who may still come to hold one.
         p1: a 90 b 90 | p2: c 95 a 80 d 70       => p1 undecided (a level, b level); p2 c, then d
         p1: a 90 b 80 c 80 d 70 | decides p1 by lot c b: drawn => p1 a, then c b
         [reserves 1]
         p1: a 90 b 88 c 87                       => p1 a, then b",
        allocation,
    );
}

#[test]
fn the_rules_may_award_more() {
    check(
        "[awards 2, reserves 1]
         p1: a 90 b 88 c 87 d 86                  => p1 a b, then c
         p1: a 90 b 90 c 87                       => p1 a b, then c
         p1: a 90 b 88 c 88                       => p1 a undecided (b level, c level)
         p1: a 90 b 88 c 88 | decides p1 by lot c b: drawn => p1 a c (c by lot), then b
         p1: a 90 b 88 c 80 | p2: a 95 c 90 b 85  => p1 a b, then c; p2 c (a holds p1, b holds p1)
         [each 2, reserves 0]
         p1: a 90 b 80 | p2: a 90 b 80 | p3: a 90 b 80 => p1 a; p2 a; p3 b (a holds p1 p2)
         # b may take what is left of the second project, and then has no place in the third.
         [awards 2, each 2, reserves 0]
         p1: b 90 c 80 d 80 | p2: a 95 b 90 d 90 | p3: b 90 => p1 b undecided (c level, d level); p2 a depends (b level, d waits); p3 depends (b waits)",
        allocation,
    );
}

/// 一票否决 and disqualification: out of all projects at once, and the walk is done again.
#[test]
fn who_is_out_leaves_all_projects() {
    let table = "[reserves 1]
         p1: a 90 b 88 c 80 | p2: a 91 b 85 c 80                  => p1 a, then b; p2 b (a holds p1), then c
         p1: a 90 b 88 c 80 | p2: a 91 b 85 c 80 | vetoes a: copied => p1 b, then c; p2 c (b holds p1)
         p1: a 90 b 88 c 80 | p2: a 91 b 85 c 80 | disqualifies b: late => p1 a, then c; p2 c (a holds p1)
         p1: a 90 b 88 c 80 | p2: a 91 b 85 c 80 | vetoes a: copied | reinstates a: cleared => p1 a, then b; p2 b (a holds p1), then c
         p1: a 90 b 90 | vetoes b: copied                         => p1 a
         p1: a 90 | vetoes a: copied                              => p1 nobody";
    check(table, allocation);
    check(
        "p1: a 90 b 88 c 80 | vetoes a: copied                    => b 1, c 2
         p1: a 90 b 90 c 80 | disqualifies a: late                => b 1, c 2
         p1: a 90 b 88 | vetoes a: copied | reinstates a: cleared => a 1, b 2",
        ranks,
    );
}

#[test]
fn equal_scores_share_a_rank_and_the_next_is_skipped() {
    check(
        "p1: a 90 b 88 c 80                       => a 1, b 2, c 3
         p1: a 80 b 90 c 88                       => b 1, c 2, a 3
         p1: a 90 b 90 c 80                       => a 1 exact, b 1 exact, c 3
         p1: a 90 b 80 c 80 d 70                  => a 1, b 2 exact, c 2 exact, d 4
         p1: a 80 b 80 c 80 d 90                  => d 1, a 2 exact, b 2 exact, c 2 exact
         # Without a score there is no rank, and two of them are no tie.
         p1: a - b 80 c -                         => b 1, a –, c –
         # Ranks are a project's own.
         p1: a 90 b 80 | p2: a 80 b 90            => a 1, b 2; b 1, a 2",
        ranks,
    );
}

#[test]
fn a_tie_is_exact_or_made_by_rounding() {
    check(
        "p1: a 90/86/85/84/70 b 90/85/85/85/70               => a 1 exact, b 1 exact
         p1: a 90/85/85/85.01/70 b 90/85/85/85/70            => a 1 rounded, b 1 rounded
         p1: a 90/85/85/85.01/70 b 90/85/85/85/70 c 80/85/85/85/90 => a 1 rounded, b 1 exact, c 1 exact
         p1: a 90/85/85/85.02/70 b 90/85/85/85/70            => a 1, b 2
         # Means of unlike numbers of sheets: 170.02 / 2 and 255.03 / 3 are the same.
         p1: a 90/85/85.02/70/- b 90/85.01/85.01/85.01/70    => a 1 exact, b 1 exact
         p1: a 90/85/85.01/70/- b 90/85.01/85.01/85.01/70    => a 1 rounded, b 1 rounded",
        ranks,
    );
}

/// A blank can still become anything from 0 to 100; what is called certain is so in every case.
#[test]
fn certain_is_what_no_completion_can_change() {
    check(
        "p1: a 90/90/90 b 80/80/80                => a 1, b 2, award a
         p1: a 90/90/90 b 80/80/-                 => a 1, award a
         p1: a 90/90/90 b 95/80/-                 => open
         p1: a 90/90/90 b 70/60/- c 65/50/-       => a 1, award a
         p1: a 90/90/90/90 b 80/70/60/-           => a 1, b 2, award a
         p1: a 90/90/90 b 90/90/90                => a 1, b 1
         p1: a 90/90/90 b 90/90/90 | decides p1 by lot b a: drawn => a 1, b 1, award b
         # b may still draw level: the rank stands, the award does not.
         p1: a 90/90/90 b 90/80/-                 => a 1
         # a has no score yet and will surely be first: the rank and the award that b has now will pass.
         p1: a 90/90/- b 50/50/50                 => open
         p1: a 90/90/- b 50/50/50 c 40/40/40      => open
         p1: a 40/40/- b 50/50/50                 => b 1, award b
         # An earlier project that is open keeps a later one open, but only where it matters.
         p1: a 90/90/90 b 95/80/- | p2: a 90 c 80 => open; a 1, c 2
         p1: a 90/90/90 b 95/80/- | p2: c 90 a 80 => open; c 1, a 2, award c
         p1: a 90/90/90/90 b 95/95/80/- | p2: a 90/90/90/90 c 80/80/80/80 | p3: c 90/90/90/90 d 80/80/80/80 => open; a 1, c 2; c 1, d 2
         p1: a 90/90/90/90 b 95/95/80/- | p2: a 80/80/80/80 c 80/80/80/80 | p3: c 90/90/90/90 d 80/80/80/80 | decides p2 by lot a c: drawn => open; a 1, c 1; c 1, d 2",
        certain,
    );
}

/// Marks may be dropped of each indicator instead of totals: the whole walk is done again.
#[test]
fn the_other_reading_may_recommend_somebody_else() {
    check(
        "p1: a 50+40/40+50/30+30 b 45+40/45+40/45+40              => p1 a, else b
         p1: a 50+40/40+50/30+30 b 35+40/35+40/35+40              => the same
         p1: b 50+40/40+50/30+30 a 45+40/45+40/45+40              => p1 b, else a
         p1: a 50+40/40+50/30+30 b 45+40/45+40/45+40 | p2: a 90+0 b 80+0 => p1 a, else b; p2 b, else a
         p1: a 50+40/40+50/30+30 b 45+40/45+40/45+40 | vetoes b: copied => the same
         # A tie in one reading only.
         p1: a 50+40/40+50/30+30 b 40+40/40+40/40+40              => p1 a, else
         [by indicator]
         p1: a 50+40/40+50/30+30 b 45+40/45+40/45+40              => p1 b, else a
         # With one indicator there is but one reading.
         [trim 1/1, at least 3]
         p1: a 90/80/70 b 85                                      => the same",
        other_reading,
    );
}
