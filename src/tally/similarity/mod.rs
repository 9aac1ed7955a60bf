//! 雷同检查: passages that stand in two applications, for the veto of 三（五）. It finds and never decides.
//!
//! Every run of [`GRAM`] characters is a seed; seeds of two texts that follow each other with no more than [`GAP`]
//! characters between them are one passage, so that a copy with a few changed characters is still one. Runs of the
//! notice, and runs that more than [`COMMON`] documents share, are left out. Only Han, letters and digits are compared,
//! piece by piece: over the border of two cells strangers' words would chain.

mod chain;
mod normal;
pub mod traces;

use chain::{Chained, chained};
use normal::Normal;
use std::collections::BTreeMap;

/// Characters of a seed.
pub const GRAM: usize = 8;
/// Characters between two seeds of a passage, at most.
pub const GAP: usize = 20;
/// Shorter passages are left out, in characters.
pub const SHORTEST: usize = 24;
/// Passages with fewer equal characters are left out: two seeds a few words apart are a turn of phrase.
pub const LEAST_SHARED: usize = 2 * GRAM + 1;
/// A run that more documents share is everybody's.
pub const COMMON: usize = 5;

/// What a document is compared as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextRole {
    /// Compared with every other application and every former one.
    Application,
    /// Of a former year: compared with applications only.
    Former,
    /// The notice and its annexes: what stands there is left out.
    Published,
}

/// One document, its free text piece by piece.
#[derive(Clone, Debug)]
pub struct ComparedText<'a> {
    pub role: TextRole,
    /// The unit's own names: they stand in its text again and again, and are no passage.
    pub names: Vec<String>,
    pub pieces: Vec<&'a str>,
}

/// A part of one piece: which document, which piece, and the range in bytes of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    pub document: usize,
    pub piece: usize,
    pub from: usize,
    pub to: usize,
}

/// The same words in two documents, the one that stands first among the documents first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CopiedPassage {
    pub a: Spot,
    pub b: Spot,
    /// Characters that are equal in both.
    pub shared: usize,
}

/// Two documents with their passages, the longest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopiedPair {
    pub a: usize,
    pub b: usize,
    pub shared: usize,
    pub passages: Vec<CopiedPassage>,
}

/// What was found, the pair with most shared characters first, and what was left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Similarity {
    pub pairs: Vec<CopiedPair>,
    /// Runs of the notice found in applications.
    pub of_notice: usize,
    /// Runs that more than [`COMMON`] documents share.
    pub common: usize,
    /// Characters that were compared.
    pub characters: usize,
}

/// Compares every document with every other. `tell` hears how far it is, of 100, and stops it with `false`.
pub fn compare(documents: &[ComparedText], tell: &mut dyn FnMut(u8) -> bool) -> Option<Similarity> {
    let normal = Normal::of(documents);
    if !tell(20) {
        return None;
    }
    let mut found = Similarity {
        characters: normal.characters(documents),
        ..Similarity::default()
    };
    let seeds = seeds(documents, &normal, &mut found);
    if !tell(70) {
        return None;
    }
    let mut pairs: BTreeMap<(usize, usize), Vec<CopiedPassage>> = BTreeMap::new();
    for chain in chained(seeds, &normal) {
        let passage = passage(&normal, &chain);
        let pair = (passage.a.document, passage.b.document);
        pairs.entry(pair).or_default().push(passage);
    }
    let mut pairs: Vec<CopiedPair> = pairs
        .into_iter()
        .map(|((a, b), mut passages)| {
            passages.sort_by_key(|p| (std::cmp::Reverse(p.shared), p.a));
            CopiedPair {
                a,
                b,
                shared: passages.iter().map(|p| p.shared).sum(),
                passages,
            }
        })
        .collect();
    pairs.sort_by_key(|p| (std::cmp::Reverse(p.shared), p.a, p.b));
    found.pairs = pairs;
    tell(100).then_some(found)
}

/// Two places of the same run of characters, the earlier document first.
pub(super) type Seed = (u32, u32);

/// More occurrences of one run are not paired: they are a pattern, not a copy.
const MOST_PLACES: usize = 32;

fn seeds(documents: &[ComparedText], normal: &Normal, found: &mut Similarity) -> Vec<Seed> {
    let grams = normal.grams();
    let role = |place: u32| {
        let document = normal.document(place);
        documents
            .get(document)
            .map_or(TextRole::Published, |d| d.role)
    };
    let mut seeds = Vec::new();
    for run in grams.chunk_by(|a, b| a.0 == b.0) {
        if run.len() < 2 {
            continue;
        }
        // Runs of equal sums are mostly equal; those that are not are told apart.
        for equal in normal.equal(run) {
            let mut of: Vec<usize> = equal.iter().map(|p| normal.document(*p)).collect();
            of.sort_unstable();
            of.dedup();
            if equal.iter().any(|p| role(*p) == TextRole::Published) {
                found.of_notice += usize::from(of.len() > 1);
                continue;
            }
            if of.len() > COMMON {
                found.common += 1;
                continue;
            }
            if of.len() < 2 || equal.len() > MOST_PLACES {
                continue;
            }
            for (n, a) in equal.iter().enumerate() {
                for b in equal.iter().skip(n + 1) {
                    let former = role(*a) == TextRole::Former && role(*b) == TextRole::Former;
                    if normal.document(*a) != normal.document(*b) && !former {
                        seeds.push((*a.min(b), *a.max(b)));
                    }
                }
            }
        }
    }
    seeds
}

fn passage(normal: &Normal, chain: &Chained) -> CopiedPassage {
    CopiedPassage {
        a: normal.spot(chain.a.0, chain.a.1),
        b: normal.spot(chain.b.0, chain.b.1),
        shared: chain.shared,
    }
}

#[cfg(test)]
mod tests;
