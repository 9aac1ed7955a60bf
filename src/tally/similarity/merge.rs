//! The same words in more than two places of two texts are one passage that stands there again.

use super::SHORTEST;
use super::chain::Chained;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Ranges of one text by where they begin: where they end, and whose they are.
type Ranges = BTreeMap<u32, (u32, usize)>;

/// So many ranges before a place are looked at: none of them lies inside another.
const BEFORE: usize = 8;

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
    /// The passage that has most of it, where passages have half of it or more and what they have not is no passage.
    owner: Option<usize>,
    /// Characters that passages have, each counted once.
    overlap: usize,
}

fn known(ranges: &Ranges, (from, last): (u32, u32)) -> KnownRange {
    let before = ranges.range(..from).rev().take(BEFORE);
    let before = before.filter(|(_, (ends, _))| *ends >= from);
    let near = ranges.range(from..=last);
    let (mut overlap, mut owner) = (0, None);
    // The first character that was not counted yet.
    let mut next = from;
    let mut all: Vec<(u32, u32, usize)> = before
        .chain(near)
        .map(|(begins, (ends, owner))| ((*begins).max(from), (*ends).min(last), *owner))
        .collect();
    all.sort_unstable();
    for (begins, ends, of) in all {
        overlap += (ends + 1).saturating_sub(begins.max(next)) as usize;
        next = next.max(ends + 1);
        let has = ends + 1 - begins;
        if owner.is_none_or(|(most, _)| has > most) {
            owner = Some((has, of));
        }
    }
    let length = (last + 1).saturating_sub(from) as usize;
    let again = overlap * 2 >= length && length.saturating_sub(overlap) < SHORTEST;
    KnownRange {
        owner: owner.filter(|_| again).map(|(_, of)| of),
        overlap,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(a: (u32, u32), b: (u32, u32), shared: usize) -> Chained {
        Chained { a, b, shared }
    }

    #[test]
    fn what_goes_on_beyond_a_listed_passage_is_a_passage_of_its_own() {
        let one = chain((0, 99), (0, 99), 100);
        let two = chain((50, 149), (500, 599), 98);
        let (list, shared) = merged(vec![two, one]);
        assert_eq!(list, [(one, 0), (two, 0)]);
        assert_eq!(shared, 148);
        // What is left is too short for a passage: the same words again.
        let two = chain((20, 119), (500, 599), 98);
        assert_eq!(merged(vec![one, two]), (vec![(one, 1)], 100));
    }

    #[test]
    fn what_several_passages_have_is_counted_once() {
        let one = chain((0, 99), (0, 99), 100);
        let two = chain((60, 159), (500, 599), 99);
        // Both have 60 to 99: 10 to 149 is theirs as a whole, and nothing of it is new.
        let three = chain((10, 149), (1000, 1139), 90);
        let (list, shared) = merged(vec![one, two, three]);
        assert_eq!(list, [(one, 1), (two, 0)]);
        assert_eq!(shared, 159);
        // 140 to 239 is new.
        let three = chain((60, 239), (1000, 1179), 95);
        let (list, _) = merged(vec![one, two, three]);
        assert_eq!(list.len(), 3);
    }
}
