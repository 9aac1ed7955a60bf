//! The same words in more than two places of two texts are one passage that stands there again.

use super::chain::Chained;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Ranges of one text by where they begin: where they end, and whose they are.
type Ranges = BTreeMap<u32, (u32, usize)>;

/// So many ranges before a place are looked at: those of passages that are listed overlap by less than half.
const BEFORE: usize = 4;

/// The passages of two texts, the longest first, each with the number of more places where its words stand; and the
/// number of equal characters, each counted once.
pub(super) fn merged(mut chains: Vec<Chained>) -> (Vec<(Chained, usize)>, usize) {
    chains.sort_by_key(|chain| (Reverse(chain.shared), chain.a, chain.b));
    let mut list: Vec<(Chained, usize)> = Vec::new();
    let (mut in_a, mut in_b) = (Ranges::new(), Ranges::new());
    let mut shared = 0;
    for chain in chains {
        let (a, b) = (known(&in_a, chain.a), known(&in_b, chain.b));
        match a.owner.or(b.owner) {
            Some(owner) => {
                let more = usize::from(a.owner.is_none()) + usize::from(b.owner.is_none());
                if let Some((_, again)) = list.get_mut(owner) {
                    *again += more;
                }
                let ranges = [(&mut in_a, chain.a, a), (&mut in_b, chain.b, b)];
                for (ranges, range, known) in ranges {
                    if known.owner.is_none() {
                        ranges.insert(range.0, (range.1, owner));
                    }
                }
            }
            None => {
                shared += chain.shared.saturating_sub(a.overlap.max(b.overlap));
                in_a.insert(chain.a.0, (chain.a.1, list.len()));
                in_b.insert(chain.b.0, (chain.b.1, list.len()));
                list.push((chain, 0));
            }
        }
    }
    (list, shared)
}

/// What is known of a range.
struct KnownRange {
    /// The passage that has half of it or more.
    owner: Option<usize>,
    /// Characters that passages have.
    overlap: usize,
}

fn known(ranges: &Ranges, (from, last): (u32, u32)) -> KnownRange {
    let length = (last + 1).saturating_sub(from);
    let mut known = KnownRange {
        owner: None,
        overlap: 0,
    };
    let near = ranges.range(..=last).rev();
    for (begins, (ends, owner)) in near.take_while(|(b, _)| **b >= from) {
        known.note(*begins, (*ends).min(last), *owner, length);
    }
    let before = ranges.range(..from).rev().take(BEFORE);
    for (_, (ends, owner)) in before.filter(|(_, (ends, _))| *ends >= from) {
        known.note(from, (*ends).min(last), *owner, length);
    }
    known
}

impl KnownRange {
    fn note(&mut self, from: u32, last: u32, owner: usize, length: u32) {
        let overlap = (last + 1).saturating_sub(from);
        self.overlap += overlap as usize;
        if overlap * 2 >= length {
            self.owner = Some(owner);
        }
    }
}
