//! 雷同检查: passages that stand in two applications, for the veto of 三（五）. It finds and never decides.
//!
//! Every run of [`GRAM`] characters is a seed; seeds of two texts that follow each other with no more than [`GAP`]
//! characters between them are one passage, followed beyond the first and the last one as long as most characters are
//! equal, so that a copy with a few changed characters is still one. Runs of the notice, and runs that more than [`COMMON`] applicants share, are left out and counted. Only Han, letters and digits are compared,
//! piece by piece: over the border of two cells strangers' words would chain.

mod chain;
mod merge;
mod normal;
pub mod traces;

use chain::{Chained, chained};
use merge::merged;
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
/// A run that more applicants share is everybody's; all files of former years count as one of them.
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
    /// The same words stand in so many more places of the two.
    pub again: usize,
}

/// Words that more than [`COMMON`] applicants have, in the first document that has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommonWords {
    pub spot: Spot,
    /// So many have all of it, at least.
    pub owners: usize,
}

/// Two documents with their passages, the longest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopiedPair {
    pub a: usize,
    pub b: usize,
    /// Characters that are equal in both, each counted once.
    pub shared: usize,
    pub passages: Vec<CopiedPassage>,
}

/// What was found, the pair with most shared characters first, and what was left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Similarity {
    pub pairs: Vec<CopiedPair>,
    /// Characters of applications that stand in the notice.
    pub of_notice: usize,
    /// Characters of applications in runs that more than [`COMMON`] applicants share, the notice's apart.
    pub common: usize,
    /// The passages among them, the longest first.
    pub common_words: Vec<CommonWords>,
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
    let Runs {
        seeds,
        notice,
        common,
        everybodys,
    } = runs(documents, &normal);
    found.of_notice = notice.iter().filter(|marked| **marked).count();
    let both = common.iter().zip(&notice);
    found.common = both
        .filter(|(common, notice)| **common && !**notice)
        .count();
    found.common_words = common_words(everybodys, &normal);
    if !tell(70) {
        return None;
    }
    let mut pairs: BTreeMap<(usize, usize), Vec<Chained>> = BTreeMap::new();
    let left_out = |place: u32| {
        let marked = |marks: &[bool]| marks.get(place as usize).is_none_or(|marked| *marked);
        marked(&notice) || marked(&common)
    };
    for chain in chained(seeds, &normal, &left_out) {
        let pair = (normal.document(chain.a.0), normal.document(chain.b.0));
        pairs.entry(pair).or_default().push(chain);
    }
    let mut pairs: Vec<CopiedPair> = pairs
        .into_iter()
        .map(|((a, b), passages)| {
            let (passages, shared) = merged(passages);
            let passages = passages.into_iter();
            CopiedPair {
                a,
                b,
                shared,
                passages: passages
                    .map(|(chain, again)| passage(&normal, &chain, again))
                    .collect(),
            }
        })
        .collect();
    pairs.sort_by_key(|p| (std::cmp::Reverse(p.shared), p.a, p.b));
    found.pairs = pairs;
    tell(100).then_some(found)
}

/// Two places of the same run of characters, the earlier document first.
pub(super) type Seed = (u32, u32);

/// A run is paired at so many places of one document: one that stands there more often is a pattern.
const MOST_IN_ONE: usize = 3;
/// A run is paired with so many files of former years.
const MOST_FORMER: usize = 8;

/// What was found of each run of characters.
struct Runs {
    seeds: Vec<Seed>,
    /// By character: does it stand in the notice, in an application?
    notice: Vec<bool>,
    /// By character: is it everybody's, in an application?
    common: Vec<bool>,
    /// Where each run that is everybody's stands first, and who has it.
    everybodys: Vec<(u32, Vec<usize>)>,
}

fn runs(documents: &[ComparedText], normal: &Normal) -> Runs {
    let grams = normal.grams();
    let role = |place: u32| {
        let document = documents.get(normal.document(place));
        document.map_or(TextRole::Published, |d| d.role)
    };
    let mut found = Runs {
        seeds: Vec::new(),
        notice: vec![false; normal.length()],
        common: vec![false; normal.length()],
        everybodys: Vec::new(),
    };
    let mark = |marks: &mut Vec<bool>, equal: &[u32]| {
        let here = equal.iter().filter(|p| role(**p) == TextRole::Application);
        for place in here {
            let from = *place as usize;
            if let Some(run) = marks.get_mut(from..from + GRAM) {
                run.fill(true);
            }
        }
    };
    for run in grams.chunk_by(|a, b| a.0 == b.0) {
        if run.len() < 2 {
            continue;
        }
        // Runs of equal sums are mostly equal; those that are not are told apart.
        for equal in normal.equal(run) {
            if equal.iter().any(|p| role(*p) == TextRole::Published) {
                mark(&mut found.notice, &equal);
                continue;
            }
            let owners = owners(&equal, normal, role);
            if owners.len() > COMMON {
                mark(&mut found.common, &equal);
                let first = equal.iter().find(|p| role(**p) == TextRole::Application);
                found.everybodys.extend(first.map(|p| (*p, owners)));
                continue;
            }
            let some = some_places(&equal, normal, role);
            for (n, a) in some.iter().enumerate() {
                for b in some.iter().skip(n + 1) {
                    let former = role(*a) == TextRole::Former && role(*b) == TextRole::Former;
                    if normal.document(*a) != normal.document(*b) && !former {
                        found.seeds.push((*a.min(b), *a.max(b)));
                    }
                }
            }
        }
    }
    found
}

/// All files of former years, among those who have a run.
const FORMER_YEARS: usize = usize::MAX;

/// The documents of this year that have a run, and [`FORMER_YEARS`]. The places are in order.
fn owners(equal: &[u32], normal: &Normal, role: impl Fn(u32) -> TextRole) -> Vec<usize> {
    let (now, former): (Vec<u32>, Vec<u32>) = equal
        .iter()
        .partition(|p| role(**p) == TextRole::Application);
    let mut of: Vec<usize> = now.iter().map(|p| normal.document(*p)).collect();
    of.dedup();
    of.extend((!former.is_empty()).then_some(FORMER_YEARS));
    of
}

/// The first places in each document, and in the first files of former years.
fn some_places(equal: &[u32], normal: &Normal, role: impl Fn(u32) -> TextRole) -> Vec<u32> {
    let mut some = Vec::new();
    let mut former = 0;
    for of_one in equal.chunk_by(|a, b| normal.document(*a) == normal.document(*b)) {
        if of_one.first().is_some_and(|p| role(*p) == TextRole::Former) {
            former += 1;
            if former > MOST_FORMER {
                continue;
            }
        }
        some.extend(of_one.iter().take(MOST_IN_ONE));
    }
    some
}

/// Runs that follow each other without a gap are one text, as long as more than [`COMMON`] have all of it.
fn common_words(mut runs: Vec<(u32, Vec<usize>)>, normal: &Normal) -> Vec<CommonWords> {
    runs.sort_unstable();
    let mut texts: Vec<(u32, u32, Vec<usize>)> = Vec::new();
    for (place, owners) in runs {
        if let Some((first, last, of)) = texts.last_mut()
            && place == *last + 1
            && normal.piece_number(*first) == normal.piece_number(place)
        {
            let both: Vec<usize> = of.iter().copied().filter(|o| owners.contains(o)).collect();
            if both.len() > COMMON {
                (*last, *of) = (place, both);
                continue;
            }
        }
        texts.push((place, place, owners));
    }
    let mut texts: Vec<(usize, CommonWords)> = texts
        .into_iter()
        .filter_map(|(first, last, of)| {
            let last = last + GRAM as u32 - 1;
            let length = (last + 1 - first) as usize;
            let (spot, owners) = (normal.spot(first, last), of.len());
            (length >= SHORTEST).then_some((length, CommonWords { spot, owners }))
        })
        .collect();
    texts.sort_by_key(|(length, words)| (std::cmp::Reverse(*length), words.spot));
    texts.into_iter().map(|(_, words)| words).collect()
}

fn passage(normal: &Normal, chain: &Chained, again: usize) -> CopiedPassage {
    CopiedPassage {
        a: normal.spot(chain.a.0, chain.a.1),
        b: normal.spot(chain.b.0, chain.b.1),
        shared: chain.shared,
        again,
    }
}

#[cfg(test)]
mod tests;
