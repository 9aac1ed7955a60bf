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

pub(super) fn chained(seeds: Vec<Seed>, normal: &Normal) -> Vec<Chained> {
    let mut keyed: Vec<(u32, u32, u32, u32)> = seeds
        .into_iter()
        .map(|(a, b)| (normal.piece_number(a), normal.piece_number(b), a, b))
        .collect();
    keyed.sort_unstable();
    keyed.dedup();
    let mut passages = Vec::new();
    for pair in keyed.chunk_by(|x, y| (x.0, x.1) == (y.0, y.1)) {
        let mut of_these = Vec::new();
        of_pair(pair, &mut of_these);
        passages.append(&mut of_these);
    }
    passages
}

fn of_pair(seeds: &[(u32, u32, u32, u32)], passages: &mut Vec<Chained>) {
    let gram = GRAM as u32;
    let mut open: Vec<Chained> = Vec::new();
    for (_, _, a, b) in seeds {
        // Those that no later seed can reach are done.
        let (done, still): (Vec<Chained>, Vec<Chained>) =
            open.into_iter().partition(|c| c.a.1 + GAP as u32 + 1 < *a);
        keep(done, passages);
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
                chain.shared += fresh as usize;
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
    keep(open, passages);
}

/// Long enough passages; one that lies inside another on both sides is that one.
fn keep(done: Vec<Chained>, passages: &mut Vec<Chained>) {
    for chain in done {
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
