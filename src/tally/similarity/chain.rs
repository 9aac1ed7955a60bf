//! Seeds of two pieces that follow each other in both are one passage.

use super::normal::Normal;
use super::{GAP, GRAM, LEAST_SHARED, SHORTEST, Seed};

/// A passage: the first and the last character in each of the two texts, and how many are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Chained {
    pub a: (u32, u32),
    pub b: (u32, u32),
    pub shared: usize,
}

/// How far a chain may leave its diagonal in one step: characters put in or left out.
const DRIFT: u32 = 8;

/// An unequal character weighs so much, an equal one 1, where a passage is followed beyond its seeds.
const UNEQUAL: usize = 2;
/// Where the weight fell by so much since it was highest, the passage ended there.
const FALL: usize = 8;

/// The passages that the seeds make. Characters that are `left_out` are nobody's.
pub(super) fn chained(
    seeds: Vec<Seed>,
    normal: &Normal,
    left_out: &dyn Fn(u32) -> bool,
) -> Vec<Chained> {
    let mut keyed: Vec<(u32, u32, u32, u32)> = seeds
        .into_iter()
        .map(|(a, b)| (normal.piece_number(a), normal.piece_number(b), a, b))
        .collect();
    keyed.sort_unstable();
    keyed.dedup();
    let equal = |a: u32, b: u32| Some(normal.same(a, b)? && !left_out(a) && !left_out(b));
    let mut passages = Vec::new();
    for pair in keyed.chunk_by(|x, y| (x.0, x.1) == (y.0, y.1)) {
        let mut of_these = Vec::new();
        of_pair(pair, &equal, &mut of_these);
        passages.append(&mut of_these);
    }
    passages
}

fn of_pair(
    seeds: &[(u32, u32, u32, u32)],
    equal: &dyn Fn(u32, u32) -> Option<bool>,
    passages: &mut Vec<Chained>,
) {
    let gram = GRAM as u32;
    let mut open: Vec<Chained> = Vec::new();
    for (_, _, a, b) in seeds {
        // Those that no later seed can reach are done.
        let (done, still): (Vec<Chained>, Vec<Chained>) =
            open.into_iter().partition(|c| c.a.1 + GAP as u32 + 1 < *a);
        keep(done, equal, passages);
        open = still;
        let follows = |chain: &Chained| {
            let (step_a, step_b) = (a + gram - 1 - chain.a.1.min(a + gram - 1), *b + gram - 1);
            let step_b = step_b.checked_sub(chain.b.1);
            let reach = chain.b.1 + GAP as u32 + 1 >= *b;
            step_b.is_some_and(|step_b| step_b > 0 && step_a.abs_diff(step_b) <= DRIFT) && reach
        };
        match open
            .iter_mut()
            .filter(|c| follows(c))
            .max_by_key(|c| c.shared)
        {
            Some(chain) => {
                let fresh = (a + gram - 1).saturating_sub(chain.a.1).min(gram);
                // Between two seeds characters of the same diagonal may be equal too.
                let gap = a.saturating_sub(chain.a.1 + 1);
                let aligned = b.checked_sub(chain.b.1 + 1) == Some(gap);
                let between = (1..=gap)
                    .filter(|n| aligned && equal(chain.a.1 + n, chain.b.1 + n) == Some(true));
                chain.shared += fresh as usize + between.count();
                chain.a.1 = chain.a.1.max(a + gram - 1);
                chain.b.1 = chain.b.1.max(b + gram - 1);
            }
            None => open.push(Chained {
                a: (*a, a + gram - 1),
                b: (*b, b + gram - 1),
                shared: GRAM,
            }),
        }
    }
    keep(open, equal, passages);
}

/// The passage followed beyond its first and its last seed: runs between changed characters are often shorter than a
/// seed.
fn followed(chain: Chained, equal: &dyn Fn(u32, u32) -> Option<bool>) -> Chained {
    let (on, more_on) = follow(|n| equal(chain.a.1.checked_add(n)?, chain.b.1.checked_add(n)?));
    let (back, more_back) = follow(|n| equal(chain.a.0.checked_sub(n)?, chain.b.0.checked_sub(n)?));
    Chained {
        a: (chain.a.0 - back, chain.a.1 + on),
        b: (chain.b.0 - back, chain.b.1 + on),
        shared: chain.shared + more_on + more_back,
    }
}

/// How many characters to go, and how many of them are equal. `equal` says it of the nth, or that there is none.
fn follow(equal: impl Fn(u32) -> Option<bool>) -> (u32, usize) {
    let (mut best, mut reach) = (0, (0, 0));
    let (mut equals, mut weight) = (0, FALL);
    for n in 1.. {
        match equal(n) {
            Some(true) => (equals, weight) = (equals + 1, weight + 1),
            Some(false) if weight > best + UNEQUAL => weight -= UNEQUAL,
            Some(false) | None => break,
        }
        if weight > best + FALL {
            (best, reach) = (weight - FALL, (n, equals));
        }
    }
    reach
}

/// Long enough passages; one that lies inside another on both sides is that one.
fn keep(done: Vec<Chained>, equal: &dyn Fn(u32, u32) -> Option<bool>, passages: &mut Vec<Chained>) {
    for chain in done {
        let chain = followed(chain, equal);
        let long = |(from, last): (u32, u32)| (last + 1 - from) as usize >= SHORTEST;
        let inside = |other: &Chained| {
            let within = |x: (u32, u32), y: (u32, u32)| x.0 >= y.0 && x.1 <= y.1;
            within(chain.a, other.a) && within(chain.b, other.b)
        };
        if long(chain.a)
            && long(chain.b)
            && chain.shared >= LEAST_SHARED
            && !passages.iter().rev().take(64).any(inside)
        {
            passages.push(chain);
        }
    }
}
