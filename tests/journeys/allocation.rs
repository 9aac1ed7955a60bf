//! Who is recommended, who is passed over and why: the scores given, then what follows.

use crate::common;
use common::{Room, check_lines};
use pingshen::model::{Rules, Session};
use pingshen::tally::{Award, AwardState, Outcome, ProjectResult, Reserve, Results, Standing, Tie};

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
            (1..=room.session.judges().len()).for_each(|n| submit_all(&mut room, &format!("w{n}")));
        }
        match said.strip_prefix("judges ") {
            // `judges w1 w2 submit`, in every project where they can.
            Some(seats) => seats
                .split_whitespace()
                .filter(|seat| *seat != "submit")
                .for_each(|seat| submit_all(&mut room, seat)),
            None if said.starts_with('w') => room.say(said),
            None => room.say(&format!("desk {said}")),
        }
    }
    room
}

fn submit_all(room: &mut Room, seat: &str) {
    for p in 1..=room.session.projects().len() {
        let (by, intent) = common::sentence(&format!("{seat} submits p{p}"));
        let _nothing_there = room.try_act(&by, intent);
    }
}

fn name(session: &Session, applicant: usize) -> &str {
    &session.applicants()[applicant].id
}

fn names(session: &Session, applicants: &[usize]) -> String {
    let names: Vec<&str> = applicants.iter().map(|a| name(session, *a)).collect();
    names.join(" ")
}

/// `b c=d`, level ones with a sign between; `b[p2]` holds an award there.
fn in_line(session: &Session, reserves: &[Reserve]) -> String {
    let one = |r: &Reserve| {
        let holds = match names_of(session, &r.holds).as_str() {
            "" => String::new(),
            held => format!("[{held}]"),
        };
        format!("{}{holds}", name(session, r.applicant))
    };
    let levels: Vec<String> = reserves
        .chunk_by(|a, b| a.level && b.level && a.rank == b.rank)
        .map(|level| level.iter().map(one).collect::<Vec<_>>().join("="))
        .collect();
    levels.join(" ")
}

fn names_of(session: &Session, projects: &[usize]) -> String {
    let ids: Vec<&str> = projects
        .iter()
        .filter_map(|p| session.project_id(*p))
        .collect();
    ids.join(" ")
}

/// `p2 b (a holds p1), then c`: the recommended, the reasons, the reserves.
fn allocation(session: &Session) -> String {
    let results = Results::of(session);
    let project = |(p, result): (usize, &ProjectResult)| {
        let award = &result.award;
        let mut said = vec![format!("p{}", p + 1)];
        if !award.applicants.is_empty() {
            said.push(names(session, &award.applicants));
        }
        match award.state {
            AwardState::Recommended => {}
            AwardState::Undecided => said.push("undecided".to_owned()),
            AwardState::Depends if award.not_compared => said.push("not compared".to_owned()),
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
                    Outcome::SkippedAnyway { holds } => {
                        let held: Vec<_> = holds
                            .iter()
                            .filter_map(|p| session.project_id(*p))
                            .collect();
                        Some(format!("{who} holds one of {}", held.join(" ")))
                    }
                    Outcome::BelowLine => Some(format!("{who} below")),
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
            reserves => format!(", then {}", in_line(session, reserves)),
        };
        let reserves = match award.reserves_open {
            true if award.state == AwardState::Recommended => format!("{reserves}, then open"),
            _ => reserves,
        };
        format!("{}{reserves}", said.join(" "))
    };
    let projects: Vec<String> = results.projects.iter().enumerate().map(project).collect();
    projects.join("; ")
}

/// `a 1, b 1, c 3`: the ranks of each project, with what made scores equal.
fn ranks(session: &Session) -> String {
    let standing = |s: &Standing| {
        let rank = s.rank.map_or("–".to_owned(), |r| r.to_string());
        let tie = match s.tie {
            Some(Tie::Exact) => " exact",
            Some(Tie::Rounded) => " rounded",
            None => "",
        };
        format!("{} {rank}{tie}", name(session, s.applicant))
    };
    let project = |result: &ProjectResult| {
        let standings: Vec<String> = result.standings.iter().map(standing).collect();
        standings.join(", ")
    };
    let results = Results::of(session);
    let projects: Vec<String> = results.projects.iter().map(project).collect();
    projects.join("; ")
}

/// What is certain: the ranks, then the awards.
fn certain(session: &Session) -> String {
    sure(session, |s| s.certain, |p| p.certain)
}

/// What no completion of the blanks can change: the ranks, then the awards.
fn as_scored(session: &Session) -> String {
    sure(session, |s| s.as_scored, |p| p.as_scored)
}

fn sure(
    session: &Session,
    rank: impl Fn(&Standing) -> bool,
    award: impl Fn(&ProjectResult) -> bool,
) -> String {
    let project = |result: &ProjectResult| {
        let ranks = result
            .standings
            .iter()
            .filter(|s| rank(s))
            .map(|s| format!("{} {}", name(session, s.applicant), s.rank.unwrap()));
        let award =
            award(result).then(|| format!("award {}", names(session, &result.award.applicants)));
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

/// Where the other reading of "one highest and one lowest" ends otherwise.
fn other_reading(session: &Session) -> String {
    let side = |award: &Award| {
        let open = match award.state {
            AwardState::Recommended | AwardState::None => String::new(),
            _ => format!("?{}", names(session, &award.candidates)),
        };
        format!("{}{open}", names(session, &award.applicants))
    };
    let said: Vec<String> = Results::of(session)
        .differences
        .iter()
        .map(|d| {
            let (here, there) = (side(&d.here), side(&d.there));
            let how = if d.order_only { "in order" } else { "else" };
            format!("p{} {here}, {how} {there}", d.project + 1)
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

/// Every way in which the open ties can end is compared.
#[test]
fn a_later_project_depends_only_where_the_outcomes_differ() {
    check(
        "[reserves 0]
         # Whoever takes the first of these, the other takes the second, and the third is c's.
         p1: a 90 b 90 | p2: a 90 b 90 | p3: a 95 b 94 c 80 => p1 undecided (a level, b level); p2 depends (a waits, b waits); p3 c (a holds one of p1 p2, b holds one of p1 p2)
         # Or c and d are level in it, whatever comes before: the panel can decide that now.
         p1: a 90 b 90 | p2: a 90 b 90 | p3: a 95 b 95 c 80 d 80 => p1 undecided (a level, b level); p2 depends (a waits, b waits); p3 undecided (a holds one of p1 p2, b holds one of p1 p2, c level, d level)
         p1: a 90 b 90 c 90 | p2: a 90 b 90 | p3: a 95 b 94 c 80 => p1 undecided (a level, b level, c level); p2 depends (a waits, b waits); p3 depends (a waits)
         # Two open ties in one walk that have nothing to do with each other, and a project behind both.
         p1: a 90 b 90 | p2: c 90 d 90 | p3: e 95 a 90 c 90 => p1 undecided (a level, b level); p2 undecided (c level, d level); p3 e
         p1: a 90 b 90 | p2: c 90 d 90 | p3: a 95 c 90 e 80 => p1 undecided (a level, b level); p2 undecided (c level, d level); p3 depends (a waits)
         # A tie that there is in some outcomes only.
         p1: a 90 b 90 | p2: a 95 c 95 d 90 => p1 undecided (a level, b level); p2 depends (a waits, c level)
         [each 2, reserves 0]
         # Nobody can hold two before the second project: nothing hangs on the tie.
         p1: a 90 b 90 | p2: a 95 c 80 => p1 undecided (a level, b level); p2 a
         p1: a 90 b 90 | p2: a 95 c 80 | p3: a 95 c 80 => p1 undecided (a level, b level); p2 a; p3 depends (a waits)",
        allocation,
    );
}

/// The limit of awards counts within a group of projects, and a line can keep low scores out.
#[test]
fn the_limit_holds_in_a_group_and_a_line_keeps_out() {
    check(
        "[groups p1+p2, reserves 0]
         p1: a 90 b 80 | p2: a 90 b 80 | p3: a 90 b 80 => p1 a; p2 b (a holds p1); p3 a
         p1: a 90 b 90 | p2: c 80 | p3: a 95 b 90      => p1 undecided (a level, b level); p2 c; p3 a
         [groups p1+p3, reserves 0]
         p1: a 90 b 80 | p2: a 90 b 80 | p3: a 90 b 80 => p1 a; p2 a; p3 b (a holds p1)
         p1: a 90 b 90 | p2: a 95 b 80 | p3: a 95 c 80 => p1 undecided (a level, b level); p2 a; p3 depends (a waits)
         [groups p1+p2;p3+p4, reserves 0]
         p1: a 90 b 80 | p2: a 90 b 80 | p3: a 90 b 80 | p4: a 90 b 80 => p1 a; p2 b (a holds p1); p3 a; p4 b (a holds p3)
         [groups p1+p2, reserves 2]
         # Who holds an award outside the group is a reserve, and it is said.
         p1: c 90 a 80 | p2: b 90 | p3: a 90 => p1 c, then a[p3]; p2 b; p3 a
         [line 60, reserves 2]
         p1: a 60 b 59.99                              => p1 a (b below)
         p1: a 59.99 b 50                              => p1 nobody (a below, b below)
         p1: a 90 b 88 c 59 | p2: a 91 b 59 c 58       => p1 a (c below), then b; p2 nobody (a holds p1, b below, c below)
         # Level below the line, nobody has to decide.
         p1: a 50 b 50                                 => p1 nobody (a below, b below)
         [line 60, reserves 0]
         p1: a 60 b 59.99                              => p1 a",
        allocation,
    );
}

/// Whose award may fall away, and who follows: by a new walk, and where only that project is filled.
fn if_vacant(session: &Session) -> String {
    let results = Results::of(session);
    let said: Vec<String> = results
        .vacancies
        .iter()
        .map(|v| {
            let before: Vec<String> = v
                .before
                .iter()
                .map(|(p, award)| format!("p{} {}", p + 1, names(session, &award.applicants)))
                .collect();
            format!(
                "{} of p{}: {}, or {}",
                name(session, v.applicant),
                v.project + 1,
                before.join(" "),
                names(session, &v.after)
            )
        })
        .collect();
    if said.is_empty() {
        "nothing to say".to_owned()
    } else {
        said.join("; ")
    }
}

#[test]
fn what_follows_where_a_reserve_holds_another_award() {
    check(
        "[reserves 2]
         p1: a 90 b 88 c 80 | p2: a 91 b 85 c 80       => a of p1: p1 b p2 c, or c
         p1: a 90 b 88 c 80 | p2: b 85 d 80            => a of p1: p1 b p2 d, or c
         p1: a 90 b 88 | p2: b 85                      => a of p1: p1 b p2 , or
         p1: a 90 b 88 c 80 d 80 | p2: b 85 e 80       => a of p1: p1 b p2 e, or c d
         p1: a 90 b 88 | p2: c 90                      => nothing to say
         # Where one may hold two, or the other project is outside the limit, nothing is given up.
         [each 2, reserves 2]
         p1: a 90 b 88 c 80 | p2: b 85 d 80            => nothing to say
         [groups p1+p3, reserves 2]
         p1: a 90 b 88 c 80 | p2: b 85 d 80 | p3: e 50 => nothing to say",
        if_vacant,
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
         p1: a 90 b 80 | p2: b 90 a 88 c 87 d 86  => p1 a, then b[p2]; p2 b, then c d
         # None is listed while an open tie can change who comes first, and none after it can.
         p1: a 90 b 90 | p2: c 95 a 80 d 70       => p1 undecided (a level, b level); p2 c, then open
         p1: a 90 b 80 c 80 d 70 | decides p1 by lot c b: drawn => p1 a, then c b
         p1: a 90 b 90 | p2: c 95 d 90 a 80 e 70  => p1 undecided (a level, b level); p2 c, then d, then open
         p1: a 90 b 90 | p2: c 95 d 90 e 85 a 80  => p1 undecided (a level, b level); p2 c, then d e
         p1: a 90 b 90 | p2: c 95 a 80 b 80 d 70  => p1 undecided (a level, b level); p2 c, then open
         p1: a 90 b 90 | p2: c 95 | p3: a 95 b 95 => p1 undecided (a level, b level); p2 c; p3 depends (a waits, b waits)
         # Level ones are all listed, however many are asked for, unless the panel ordered them.
         p1: a 90 b 80 c 80 d 80 e 70             => p1 a, then b=c=d
         p1: a 90 b 88 c 87 d 87 e 87             => p1 a, then b c=d=e
         p1: a 90 b 80 c 80 d 80 | decides p1 by lot d b c: drawn => p1 a, then d b
         p1: a 90 b 80 c 80 d 80 | decides p1 by lot d b: drawn   => p1 a, then b=c=d
         p1: a 90 b 80 c 80 | p2: c 90 a 80       => p1 a, then b=c[p2]; p2 c
         [reserves 1]
         p1: a 90 b 88 c 88                       => p1 a, then b=c
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
         p1: a 90 b 88 c 80 | p2: a 95 c 90 b 85  => p1 a b, then c[p2]; p2 c (a holds p1, b holds p1)
         [each 2, reserves 0]
         p1: a 90 b 80 | p2: a 90 b 80 | p3: a 90 b 80 => p1 a; p2 a; p3 b (a holds p1 p2)
         # b may take what is left of the second project, and then has no place in the third.
         [awards 2, each 2, reserves 0]
         p1: b 90 c 80 d 80 | p2: a 95 b 90 d 90 | p3: b 90 => p1 b undecided (c level, d level); p2 a undecided (b level, d level); p3 depends (b waits)",
        allocation,
    );
}

/// 一票否决 and disqualification: out of all projects at once, and the walk is done again.
#[test]
fn who_is_out_leaves_all_projects() {
    let table = "[reserves 1]
         p1: a 90 b 88 c 80 | p2: a 91 b 85 c 80                  => p1 a, then b[p2]; p2 b (a holds p1), then c
         p1: a 90 b 88 c 80 | p2: a 91 b 85 c 80 | vetoes a: copied => p1 b, then c[p2]; p2 c (b holds p1)
         p1: a 90 b 88 c 80 | p2: a 91 b 85 c 80 | disqualifies b: late => p1 a, then c[p2]; p2 c (a holds p1)
         p1: a 90 b 88 c 80 | p2: a 91 b 85 c 80 | vetoes a: copied | reinstates a: cleared => p1 a, then b[p2]; p2 b (a holds p1), then c
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

/// A blank can still become anything from 0 to 100; the weaker word holds in every case.
#[test]
fn as_scored_is_what_no_completion_of_the_blanks_can_change() {
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
        as_scored,
    );
}

/// 已定: unsubmitted sheets may become anything however complete they are, and while a judge is not finished
/// all her sheets may fall away.
#[test]
fn certain_is_what_nothing_without_a_reason_can_change() {
    let table = "p1: a 90/85/80 b 88/86/84 => open
         p1: a 90/85/80 b 88/86/84 | judges w1 w2 w3 submit => b 1, a 2, award b
         # With w4 recused a has 84.00, and b is above.
         p1: a 80/84/86/99 b 84.50/84.50/84.50/- | judges w1 w2 w3 submit => open
         # Two judges are done: with the others recused nobody has a score.
         p1: a 90/90/90/90 b 50/50/50/50 | judges w1 w2 submit => open
         # A lead that w4 cannot turn, by any mark or by leaving.
         p1: a 90/90/90/- b 50/50/50/- | judges w1 w2 w3 submit => a 1, b 2, award a
         p1: a 90/85/95/99 b 60/50/55/- c 58/50/55/20 | judges w1 w2 w3 submit => a 1, award a
         # Opened again for one entry, w4 can be recused from all of the project.
         p1: a 80/84/86/99 b 84.50/84.50/84.50/84 c 10/10/10/10 | judges w1 w2 w3 w4 submit => a 1, b 2, c 3, award a
         p1: a 80/84/86/99 b 84.50/84.50/84.50/84 c 10/10/10/10 | judges w1 w2 w3 w4 submit | reopens w4 p1/c: slip => c 3
         # Another project of hers is not touched by it.
         p1: a 90/90/90/90 b 50/50/50/50 | p2: c 80/80/80/- d 79/79/79/- | judges w1 w2 w3 w4 submit => a 1, b 2, award a; c 1, d 2, award c
         p1: a 90/90/90/90 b 50/50/50/50 | p2: c 80/80/70/- d 79/79/75/- | judges w1 w2 w3 w4 submit => a 1, b 2, award a; open
         p1: a 80/80/70/- b 79/79/75/- | p2: a 90/90/90/90 c 80/80/80/80 | judges w1 w2 w3 w4 submit => open; a 1, c 2
         # A tie that is not decided stands in the way; of what it does not touch it does not.
         p1: a 90 b 90 | judges w1 w2 w3 submit => a 1, b 1
         p1: a 90 b 90 | p2: a 90 b 90 | p3: a 95 b 94 c 80 | judges w1 w2 w3 submit => a 1, b 1; a 1, b 1; a 1, b 2, c 3, award c
         [groups p1+p2]
         p1: a 80/80/70/- b 79/79/75/- | p2: c 90/90/90/90 | p3: a 90/90/90/90 c 80/80/80/80 | judges w1 w2 w3 w4 submit => open; c 1, award c; a 1, c 2, award a
         [line 88]
         # The rank is certain, whether the line is reached is not.
         p1: a 90/90/85/- b 50/50/50/- | judges w1 w2 w3 submit => a 1, b 2
         p1: a 90/90/88/- b 50/50/50/- | judges w1 w2 w3 submit => a 1, b 2, award a";
    check(table, certain);
}

/// The weaker word says less, and says so in the cases in which `certain` may not be said.
#[test]
fn as_scored_says_what_the_sheets_as_they_are_say() {
    check(
        "p1: a 90/85/80 b 88/86/84 => b 1, a 2, award b
         p1: a 80/84/86/99 b 84.50/84.50/84.50/- | judges w1 w2 w3 submit => a 1, b 2, award a
         p1: a 90/90/90/90 b 50/50/50/50 | judges w1 w2 submit => a 1, b 2, award a
         p1: a 80/80/70/- b 79/79/75/- | judges w1 w2 w3 submit => open",
        as_scored,
    );
}

/// Before the rules are sealed they and the roster can change without a reason.
#[test]
fn nothing_is_certain_before_scoring_opens() {
    let room = Room::new(1, &["100"], Rules::default()).tell(
        "desk seats w1
         desk seats w2
         desk seats w3
         desk registers a p1",
    );
    assert_eq!(certain(&room.session), "open");
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
         p1: a 50+40/40+50/30+30 b 40+40/40+40/40+40              => p1 a, else ?a b
         [by indicator]
         p1: a 50+40/40+50/30+30 b 45+40/45+40/45+40              => p1 b, else a
         [awards 1]
         # Level in both readings, and between the same; then between others.
         p1: b 45+45/45+45/45+45 a 45+45/45+45/45+45              => the same
         p1: a 50+40/40+50/30+30 b 45+45/45+45/45+45 c 45+35/35+45/45+45 => p1 ?a b, else ?b c
         [awards 2]
         p1: a 50+40/40+50/30+30 b 45+40/45+40/45+40              => p1 a b, in order b a
         p1: a 50+40/40+50/30+30 b 45+40/45+40/45+40 c 42+40/42+40/42+40 => p1 a b, else b c
         [awards 1]
         # With one indicator there is but one reading.
         [trim 1/1, at least 3]
         p1: a 90/80/70 b 85                                      => the same",
        other_reading,
    );
}
