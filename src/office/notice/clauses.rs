//! A notice as clauses, by the numbers at the beginning of its paragraphs.
//!
//! A number counts as a clause's only in sequence: it is 1, or follows the one before it under the same heading. So a
//! line that begins with a number by chance is text. Where two clauses under one heading have the same number, neither
//! is chosen.

use super::number::{self, NumberKind, Numbered};
use super::reference::{self, Reference};

/// The longest passage that is shown, in characters.
pub const LONGEST_PASSAGE: usize = 20_000;
/// No heading of an annex is longer, in characters.
const LONGEST_HEADING: usize = 60;

/// What a clause of the template stands for in the notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The clause that was asked for.
    pub asked: String,
    /// The text is not that of the clause, but of what encloses it.
    pub instead: Option<Instead>,
    pub text: String,
    /// The text goes on behind [`LONGEST_PASSAGE`].
    pub cut: bool,
}

/// What is shown where the clause itself could not be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instead {
    /// The clause around it; `None` for the whole notice.
    pub enclosing: Option<String>,
    pub why: NotFound,
}

/// Why the clause itself could not be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotFound {
    /// Nothing has this number there.
    NotThere,
    /// More than one thing has this number there.
    Twice,
    /// The reference is not written as clauses are numbered.
    NotUnderstood,
}

#[derive(Clone, Copy, Debug)]
struct ClauseText {
    kind: NumberKind,
    /// Notes have none, nor has the list of the annexes.
    number: Option<u32>,
    parent: usize,
    /// Lines from here up to, not including, there.
    first: usize,
    end: usize,
}

/// A notice in clauses.
#[derive(Debug)]
pub struct Clauses<'a> {
    lines: Vec<&'a str>,
    /// The first is the whole.
    list: Vec<ClauseText>,
}

impl<'a> Clauses<'a> {
    pub fn of(text: &'a str) -> Self {
        let lines: Vec<&str> = text.lines().collect();
        let mut clauses = Self {
            list: vec![ClauseText {
                kind: NumberKind::Annex,
                number: None,
                parent: 0,
                first: 0,
                end: lines.len(),
            }],
            lines,
        };
        clauses.split();
        clauses
    }

    /// The whole of it.
    pub fn whole(text: &'a str) -> Passage {
        Self::of(text).passage(0, String::new(), None)
    }

    /// Clauses of these that are not found as they are asked for, each once.
    pub fn unfound<'c>(&self, clauses: impl Iterator<Item = &'c str>) -> Vec<String> {
        let mut list: Vec<String> = Vec::new();
        for passage in clauses.flat_map(|clause| self.passages(clause)) {
            if passage.instead.is_some() && !list.contains(&passage.asked) {
                list.push(passage.asked);
            }
        }
        list
    }

    fn split(&mut self) {
        let heads = annexes(&self.lines);
        // Clauses that still go on, the innermost last; the whole goes on to the end.
        let mut open: Vec<usize> = Vec::new();
        for at in 0..self.lines.len() {
            let line = self.lines.get(at).copied().unwrap_or_default();
            let Some((kind, number)) = marker(line, heads.iter().find(|h| h.0 == at)) else {
                continue;
            };
            let inside = |n: &usize| self.list.get(*n).is_some_and(|c| c.kind < kind);
            let depth = open.iter().take_while(|n| inside(n)).count();
            let parent = depth
                .checked_sub(1)
                .and_then(|n| open.get(n).copied())
                .unwrap_or(0);
            if !matches!(kind, NumberKind::Annex | NumberKind::Note)
                && !self.follows(parent, kind, number)
            {
                continue;
            }
            for ended in open.drain(depth..) {
                if let Some(clause) = self.list.get_mut(ended) {
                    clause.end = at;
                }
            }
            open.push(self.list.len());
            self.list.push(ClauseText {
                kind,
                number,
                parent,
                first: at,
                end: self.lines.len(),
            });
        }
    }

    /// Is this the next number of its kind under this heading, or the first?
    fn follows(&self, parent: usize, kind: NumberKind, number: Option<u32>) -> bool {
        let mut before = self.list.iter().skip(1).rev();
        let last = before.find(|c| c.parent == parent && c.kind == kind);
        number == Some(1) || last.is_some_and(|c| c.number.map(|n| n + 1) == number)
    }

    /// What a clause of the template stands for; nothing for an empty one.
    pub fn passages(&self, clause: &str) -> Vec<Passage> {
        let asked = clause.trim();
        if asked.is_empty() {
            return Vec::new();
        }
        let references = reference::parse(asked);
        if references.is_empty() {
            let instead = Instead {
                enclosing: None,
                why: NotFound::NotUnderstood,
            };
            return vec![self.passage(0, asked.to_owned(), Some(instead))];
        }
        references.iter().map(|r| self.find(r)).collect()
    }

    fn find(&self, reference: &Reference) -> Passage {
        let asked = reference::label(&reference.steps);
        let mut place = 0;
        for (n, step) in reference.steps.iter().enumerate() {
            let why = match self.step(place, *step).as_slice() {
                [one] => {
                    place = *one;
                    continue;
                }
                [] => NotFound::NotThere,
                _ => NotFound::Twice,
            };
            let above = reference.steps.get(..n).unwrap_or_default();
            let enclosing = (!above.is_empty()).then(|| reference::label(above));
            return self.passage(place, asked, Some(Instead { enclosing, why }));
        }
        if reference.rest.is_empty() {
            return self.passage(place, asked, None);
        }
        let instead = Instead {
            enclosing: Some(asked.clone()),
            why: NotFound::NotUnderstood,
        };
        self.passage(place, format!("{asked} {}", reference.rest), Some(instead))
    }

    /// The clauses right under a heading that a step of a reference means.
    fn step(&self, place: usize, (kind, number): (NumberKind, Option<u32>)) -> Vec<usize> {
        let is_meant = |c: &ClauseText| {
            let kinds = c.kind == kind || (kind == NumberKind::Item && c.kind == NumberKind::Row);
            kinds && c.number == number
        };
        let all = self.list.iter().enumerate().skip(1);
        let under = all.clone().filter(|(_, c)| c.parent == place);
        let found: Vec<usize> = under.filter(|(_, c)| is_meant(c)).map(|(n, _)| n).collect();
        if kind != NumberKind::Note || !found.is_empty() {
            return found;
        }
        // Notes stand at an annex's end, whatever its last heading is.
        let whole = self.list.get(place).copied();
        let inside = |c: &ClauseText| whole.is_some_and(|w| c.first > w.first && c.end <= w.end);
        all.filter(|(_, c)| inside(c) && is_meant(c))
            .map(|(n, _)| n)
            .collect()
    }

    fn passage(&self, place: usize, asked: String, instead: Option<Instead>) -> Passage {
        let lines = self
            .list
            .get(place)
            .and_then(|c| self.lines.get(c.first..c.end));
        let whole = lines.unwrap_or_default().join("\n");
        let mut text: String = whole.trim_end().chars().take(LONGEST_PASSAGE).collect();
        let cut = text.len() < whole.trim_end().len();
        text.truncate(text.trim_end().len());
        Passage {
            asked,
            instead,
            text,
            cut,
        }
    }
}

/// The clause that begins with this line.
fn marker(line: &str, annex: Option<&(usize, Option<u32>)>) -> Option<(NumberKind, Option<u32>)> {
    if let Some((_, number)) = annex {
        return Some((NumberKind::Annex, *number));
    }
    if let Some(rest) = number::note(line)
        && (rest.trim().is_empty() || rest.trim_start().starts_with([':', '：']))
    {
        return Some((NumberKind::Note, None));
    }
    match number::of_paragraph(line)? {
        Numbered {
            kind: NumberKind::Annex,
            ..
        } => None,
        found => Some((found.kind, Some(found.number))),
    }
}

/// The lines on which annexes begin. A number that stands alone on its line is a heading; one with a title is, where
/// none stands alone, and then the last: the list of the annexes comes before them. `None` is that list.
fn annexes(lines: &[&str]) -> Vec<(usize, Option<u32>)> {
    let mut alone: Vec<(usize, Option<u32>)> = Vec::new();
    let mut titled: Vec<(usize, u32)> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let line = line.trim();
        if let Some(found) = number::annex(line) {
            let title = found.rest.trim_start_matches([':', '：']).trim();
            if title.is_empty() {
                alone.push((at, Some(found.number)));
            } else if is_title(line, found.rest) {
                titled.push((at, found.number));
            }
        } else if let Some(rest) = line.strip_prefix('附')
            && let Some(rest) = rest.trim_start().strip_prefix('件')
            && (rest.is_empty() || rest.trim_start().starts_with([':', '：']))
        {
            alone.push((at, None));
        }
    }
    let mut heads = alone.clone();
    for (n, (at, number)) in titled.iter().enumerate() {
        let later = titled.iter().skip(n + 1).any(|(_, other)| other == number);
        if !later && !alone.iter().any(|(_, other)| *other == Some(*number)) {
            heads.push((*at, Some(*number)));
        }
    }
    heads.sort_unstable();
    heads
}

/// Is a line with an annex's number a heading, and no sentence that speaks of the annex?
fn is_title(line: &str, behind: &str) -> bool {
    let parted = behind.starts_with([':', '：']) || behind.starts_with(char::is_whitespace);
    let sentence = line.ends_with(['。', '；', ';', '，', '.', '！']);
    parted && !sentence && line.chars().count() <= LONGEST_HEADING
}

#[cfg(test)]
mod tests;
