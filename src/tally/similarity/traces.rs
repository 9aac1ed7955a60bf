//! What two files have in common beside their text: who saved them, and slips of the hand. Doubts, never a finding: a
//! print shop, a template and one office's names are innocent reasons.

use super::TextRole;
use std::collections::{BTreeMap, BTreeSet};

/// Which property two files share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TraceKind {
    Author,
    LastSavedBy,
    Company,
    Created,
    /// The same slip in the same words.
    Slip,
}

/// Something that several documents share, by their places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    pub kind: TraceKind,
    pub text: String,
    pub documents: Vec<usize>,
}

/// The properties of one document, and its text.
#[derive(Clone, Debug)]
pub struct TracedText<'a> {
    pub role: TextRole,
    pub author: &'a str,
    pub last_saved_by: &'a str,
    pub company: &'a str,
    pub created: &'a str,
    pub pieces: Vec<&'a str>,
}

/// Names that a program writes by itself say nothing.
const USUAL: &[&str] = &[
    "",
    "administrator",
    "admin",
    "user",
    "pc",
    "windows user",
    "微软用户",
    "wps_office",
    "python-docx",
    "microsoft",
    "hp",
    "lenovo",
    "dell",
    "微软中国",
    "用户",
    "未知",
];
/// Characters on either side of a slip that must be equal too.
const AROUND: usize = 4;

/// What more than one document has, an application among them, in the order of the kinds. A slip of what was published
/// is everybody's who quotes it.
pub fn traces(documents: &[TracedText]) -> Vec<Trace> {
    let (published, own): (Vec<_>, Vec<_>) = documents
        .iter()
        .enumerate()
        .partition(|(_, document)| document.role == TextRole::Published);
    let quoted: BTreeSet<String> = published
        .iter()
        .flat_map(|(_, document)| slips(&document.pieces.concat()))
        .collect();
    let mut found: BTreeMap<(TraceKind, String), BTreeSet<usize>> = BTreeMap::new();
    for (n, document) in own {
        let mut note = |kind: TraceKind, text: &str| {
            let text = text.trim();
            if !USUAL.contains(&text.to_lowercase().as_str()) {
                found.entry((kind, text.to_owned())).or_default().insert(n);
            }
        };
        note(TraceKind::Author, document.author);
        note(TraceKind::LastSavedBy, document.last_saved_by);
        note(TraceKind::Company, document.company);
        // A program's own first date is everybody's.
        if !document.created.starts_with("2013-12-23T23:15:00") {
            note(TraceKind::Created, document.created);
        }
        for piece in &document.pieces {
            for slip in slips(piece).iter().filter(|s| !quoted.contains(*s)) {
                note(TraceKind::Slip, slip);
            }
        }
    }
    let of_this_year = |n: &usize| {
        let document = documents.get(*n);
        document.is_some_and(|d| d.role == TextRole::Application)
    };
    found
        .into_iter()
        .filter(|(_, list)| list.len() > 1 && list.iter().any(of_this_year))
        .map(|((kind, text), documents)| Trace {
            kind,
            text,
            documents: documents.into_iter().collect(),
        })
        .collect()
}

/// Doubled signs and small words, each with the characters around it.
fn slips(text: &str) -> Vec<String> {
    let characters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    let doubled = |pair: &[char]| match pair {
        [a, b] => {
            let small = a == b && "的了和在是与及".contains(*a);
            let signs = "，。、；：".contains(*a) && "，。、；：".contains(*b);
            small || signs
        }
        _ => false,
    };
    let pairs = characters.windows(2).enumerate();
    pairs
        .filter(|(_, pair)| doubled(pair))
        .filter_map(|(at, _)| {
            let around = characters.get(at.checked_sub(AROUND)?..at + 2 + AROUND)?;
            Some(around.iter().collect())
        })
        .collect()
}
