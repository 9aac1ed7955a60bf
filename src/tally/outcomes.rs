//! All ways in which the open ties of a walk can end, followed side by side as far as they differ.

use super::award::{Award, AwardState, Outcome, Ranked, Reserve, Step, Terms};
use super::walk::{self, Comes};
use std::collections::{BTreeMap, BTreeSet};

/// As many outcomes of the open ties are compared.
const MOST_OUTCOMES: usize = 10_000;
/// In no tie of more than so many whom a later project asks about.
const MOST_TIED: usize = 1_000;
/// And as many applicants looked at on the way.
const MOST_LOOKS: usize = 400_000;

/// Projects held, by applicant; without those that no later project asks about.
type Holds = BTreeMap<usize, Vec<usize>>;

/// What is known when the walk comes to a project.
enum Known {
    /// Exactly this: one member for each outcome of the ties before it. Without an open tie there is one.
    Each(BTreeSet<Holds>),
    /// There were too many. Held for certain, and by group and applicant what may be held; the second may
    /// name too many, never too few.
    Roughly(Holds, BTreeSet<(usize, usize)>),
}

/// The walk, project by project.
///
/// At an open tie only who takes the contested awards matters for what follows, not in which order, and only
/// among those who are in a later project of the same group. At most 10,000 such outcomes are kept apart.
/// Beyond that the later projects are worked out from who *may* hold an award, and what stays open there
/// carries [`Award::not_compared`].
pub(super) struct Outcomes<'a> {
    ranked: &'a [Vec<Ranked>],
    terms: &'a Terms<'a>,
    known: Known,
    looks: usize,
    /// By group and applicant the last project there; known from the first open tie on.
    last: Option<BTreeMap<(usize, usize), usize>>,
}

impl<'a> Outcomes<'a> {
    pub(super) fn new(ranked: &'a [Vec<Ranked>], terms: &'a Terms<'a>) -> Self {
        Self {
            ranked,
            terms,
            known: Known::Each(BTreeSet::from([Holds::new()])),
            looks: 0,
            last: None,
        }
    }

    /// The award of the next project.
    pub(super) fn project(&mut self, p: usize) -> Award {
        let known = std::mem::replace(&mut self.known, Known::Each(BTreeSet::new()));
        let (sure, maybe) = match known {
            Known::Roughly(sure, maybe) => (sure, maybe),
            Known::Each(states) => match self.each(p, &states) {
                Some((award, next)) => {
                    self.known = Known::Each(next);
                    return award;
                }
                None => self.rough(&states),
            },
        };
        self.roughly(p, sure, maybe)
    }

    fn list(&self, p: usize) -> &'a [Ranked] {
        self.ranked.get(p).map_or(&[], Vec::as_slice)
    }

    /// In every outcome by itself; `None` if they are too many.
    fn each(&mut self, p: usize, states: &BTreeSet<Holds>) -> Option<(Award, BTreeSet<Holds>)> {
        let mut awards = Vec::with_capacity(states.len());
        for state in states {
            let comes = |a| comes(self.terms, p, state, a);
            let (award, left) = walk::project(p, self.list(p), self.terms, &comes);
            self.looks += award.steps.len() + award.reserves.len() + 1;
            if self.looks > MOST_LOOKS {
                return None;
            }
            awards.push((award, left));
        }
        let mut next = BTreeSet::new();
        let mut tries = 0usize;
        for (state, (award, left)) in states.iter().zip(&awards) {
            if award.state == AwardState::Undecided {
                self.learn_last();
            }
            let mut held = state.clone();
            self.forget(p, &mut held);
            give(&mut held, p, &award.applicants);
            let (relevant, others) = self.relevant(p, &award.candidates);
            if relevant.len() > MOST_TIED {
                return None;
            }
            let sizes = (left.saturating_sub(others), *left);
            let mut put = |chosen: &[usize]| {
                let mut held = held.clone();
                give(&mut held, p, chosen);
                next.insert(held);
                tries += 1;
                tries <= MOST_OUTCOMES
            };
            if !choose(&relevant, sizes, &mut Vec::new(), &mut put) {
                return None;
            }
        }
        let awards = awards.into_iter().map(|(award, _)| award).collect();
        Some((self.compared(p, states, awards), next))
    }

    /// Those of a tie whom a later project of the same group asks about, and how many others there are.
    fn relevant(&self, p: usize, tied: &[usize]) -> (Vec<usize>, usize) {
        let relevant: Vec<usize> = tied
            .iter()
            .copied()
            .filter(|a| self.is_asked_about(p, *a, p))
            .collect();
        let others = tied.len() - relevant.len();
        (relevant, others)
    }

    /// Does a project after `p` ask whether the applicant holds project `held`?
    fn is_asked_about(&self, held: usize, applicant: usize, p: usize) -> bool {
        let (Some(group), Some(last)) = (self.terms.group(held), &self.last) else {
            return self.terms.group(held).is_some();
        };
        last.get(&(group, applicant)).is_some_and(|last| *last > p)
    }

    fn forget(&self, p: usize, held: &mut Holds) {
        if self.last.is_some() {
            for (applicant, projects) in held.iter_mut() {
                projects.retain(|h| self.is_asked_about(*h, *applicant, p));
            }
            held.retain(|_, projects| !projects.is_empty());
        }
    }

    fn learn_last(&mut self) {
        if self.last.is_some() {
            return;
        }
        let mut last = BTreeMap::new();
        for (p, list) in self.ranked.iter().enumerate() {
            if let Some(group) = self.terms.group(p) {
                last.extend(list.iter().map(|r| ((group, r.applicant), p)));
            }
        }
        self.last = Some(last);
    }

    /// One award out of those of all outcomes: theirs where they agree, else one that says what it waits for.
    fn compared(&self, p: usize, states: &BTreeSet<Holds>, awards: Vec<Award>) -> Award {
        let Some((first, rest)) = awards.split_first() else {
            return Award::empty();
        };
        if rest.is_empty() {
            return first.clone();
        }
        if rest.iter().all(|other| first.same(other)) {
            return agreed(first, rest);
        }
        let comes = |a: usize| {
            let each: BTreeSet<Option<Vec<usize>>> = states
                .iter()
                .map(|state| match comes(self.terms, p, state, a) {
                    Comes::Full(holds) => Some(holds),
                    _ => None,
                })
                .collect();
            match (each.contains(&None), each.len()) {
                (true, 1) => Comes::Free,
                (true, _) => Comes::Maybe,
                (false, 1) => Comes::Full(each.into_iter().flatten().flatten().collect()),
                (false, _) => {
                    let all: BTreeSet<usize> = each.into_iter().flatten().flatten().collect();
                    Comes::FullAnyway(all.into_iter().collect())
                }
            }
        };
        let (mut award, _) = walk::project(p, self.list(p), self.terms, &comes);
        let all: BTreeSet<usize> = awards
            .iter()
            .flat_map(|a| a.applicants.iter().chain(&a.candidates))
            .copied()
            .filter(|a| !award.applicants.contains(a))
            .collect();
        award.candidates = all.into_iter().collect();
        award
    }

    /// What many outcomes have in common.
    fn rough(&self, states: &BTreeSet<Holds>) -> (Holds, BTreeSet<(usize, usize)>) {
        let mut sure = states.first().cloned().unwrap_or_default();
        let mut maybe = BTreeSet::new();
        for (applicant, held) in &mut sure {
            held.retain(|h| {
                states
                    .iter()
                    .all(|s| s.get(applicant).is_some_and(|all| all.contains(h)))
            });
        }
        for (applicant, held) in states.iter().flatten() {
            let known = sure.get(applicant);
            for h in held {
                if let Some(group) = self.terms.group(*h)
                    && !known.is_some_and(|known| known.contains(h))
                {
                    maybe.insert((group, *applicant));
                }
            }
        }
        (sure, maybe)
    }

    /// From who may hold what.
    fn roughly(&mut self, p: usize, mut sure: Holds, mut maybe: BTreeSet<(usize, usize)>) -> Award {
        let group = self.terms.group(p);
        let list = self.list(p);
        let comes = |a: usize| match comes(self.terms, p, &sure, a) {
            Comes::Free if group.is_some_and(|g| maybe.contains(&(g, a))) => Comes::Maybe,
            known => known,
        };
        let (mut award, left) = walk::project(p, list, self.terms, &comes);
        let full = |a: usize| matches!(comes(a), Comes::Full(_));
        let free_here: Vec<(usize, bool)> = list
            .iter()
            .filter(|r| !self.terms.rules.is_below_line(r.score))
            .filter(|r| !full(r.applicant) && !award.applicants.contains(&r.applicant))
            .map(|r| (r.applicant, comes(r.applicant) == Comes::Maybe))
            .collect();
        if award.state == AwardState::Depends {
            award.candidates = possible(list, &free_here, left);
        }
        award.not_compared = award.state == AwardState::Depends
            || (award.state == AwardState::Recommended && award.reserves_open);
        give(&mut sure, p, &award.applicants);
        if let Some(group) = group {
            maybe.extend(award.candidates.iter().map(|a| (group, *a)));
        }
        self.known = Known::Roughly(sure, maybe);
        award
    }
}

/// Whoever could be recommended in a project that hangs on an earlier one: down to the level at which enough
/// of them are surely free.
fn possible(list: &[Ranked], free: &[(usize, bool)], left: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut sure = 0;
    for level in list.chunk_by(|a, b| a.score == b.score) {
        for r in level {
            if let Some((applicant, maybe)) = free.iter().find(|(a, _)| *a == r.applicant) {
                found.push(*applicant);
                sure += usize::from(!maybe);
            }
        }
        if sure >= left {
            break;
        }
    }
    found.sort_unstable();
    found
}

fn comes(terms: &Terms, p: usize, held: &Holds, applicant: usize) -> Comes {
    let Some(held) = held.get(&applicant) else {
        return Comes::Free;
    };
    let counting = terms.counting(p, held);
    if counting.len() >= terms.quota() {
        Comes::Full(counting)
    } else {
        Comes::Free
    }
}

fn give(held: &mut Holds, p: usize, applicants: &[usize]) {
    for applicant in applicants {
        held.entry(*applicant).or_default().push(p);
    }
}

/// Every choice of so many, at least and at most; `false` as soon as `put` has had enough.
fn choose(
    from: &[usize],
    (least, most): (usize, usize),
    chosen: &mut Vec<usize>,
    put: &mut impl FnMut(&[usize]) -> bool,
) -> bool {
    if chosen.len() == most {
        return put(chosen);
    }
    let Some((first, rest)) = from.split_first() else {
        return chosen.len() < least || put(chosen);
    };
    if chosen.len() + from.len() < least {
        return true;
    }
    chosen.push(*first);
    let more = choose(rest, (least, most), chosen, put);
    chosen.pop();
    more && choose(rest, (least, most), chosen, put)
}

/// The award on which all outcomes agree, with reasons and reserves that are true in all of them.
fn agreed(first: &Award, rest: &[Award]) -> Award {
    let mut award = first.clone();
    for other in rest {
        for step in &mut award.steps {
            let there = other.steps.iter().find(|s| s.applicant == step.applicant);
            if let Some(there) = there {
                step.outcome = in_both(step, there);
            }
        }
        let here: Vec<Vec<Reserve>> = levels(&award.reserves);
        let there: Vec<Vec<Reserve>> = levels(&other.reserves);
        let common = here.iter().zip(&there).take_while(|(a, b)| a == b).count();
        award.reserves_open |= other.reserves_open || common < here.len().max(there.len());
        award.reserves = here.into_iter().take(common).flatten().collect();
    }
    award
}

fn in_both(here: &Step, there: &Step) -> Outcome {
    use Outcome::{Decided, Skipped, SkippedAnyway};
    match (&here.outcome, &there.outcome) {
        (a, b) if a == b => a.clone(),
        (
            Skipped { holds: a } | SkippedAnyway { holds: a },
            Skipped { holds: b } | SkippedAnyway { holds: b },
        ) => {
            let all: BTreeSet<usize> = a.iter().chain(b).copied().collect();
            SkippedAnyway {
                holds: all.into_iter().collect(),
            }
        }
        (_, Decided { method, seq }) => Decided {
            method: method.clone(),
            seq: *seq,
        },
        (a, _) => a.clone(),
    }
}

/// Reserves that share a place, together.
fn levels(reserves: &[Reserve]) -> Vec<Vec<Reserve>> {
    reserves
        .chunk_by(|a, b| a.level && b.level && a.rank == b.rank)
        .map(<[Reserve]>::to_vec)
        .collect()
}
