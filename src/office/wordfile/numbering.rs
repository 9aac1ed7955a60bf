//! Numbers that a word processor counts by itself: they stand in no paragraph of a `.docx`, but a clause is found by
//! them.

use crate::office::workbook::packed::{Packed, attribute, each};
use quick_xml::events::Event;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// The format has no deeper lists.
const LEVELS: usize = 9;
/// More lists than this are not counted.
const MOST: usize = 10_000;

/// How one level of a list is numbered.
#[derive(Clone, Debug, Default)]
struct ListLevel {
    start: u32,
    format: String,
    /// `%1.` for the level's own number and a point.
    text: String,
}

/// The lists of a document, and how far each is counted.
#[derive(Debug, Default)]
pub struct Numbering {
    kinds: BTreeMap<String, Vec<ListLevel>>,
    /// The kind of each list.
    lists: BTreeMap<String, String>,
    /// List and level of paragraph styles.
    styles: BTreeMap<String, (String, usize)>,
    /// Where a list begins anew, by list and level.
    anew: BTreeMap<(String, usize), u32>,
    /// Lists that change more of their kind than where they begin: they are not counted.
    other: BTreeSet<String>,
    /// By kind: lists of one kind go on counting together.
    counted: BTreeMap<String, [Option<u32>; LEVELS]>,
}

impl Numbering {
    /// What a document says of its lists; nothing where it cannot be read, as numbers are only an aid.
    pub fn of(archive: &mut Packed, most: u64) -> Self {
        let mut numbering = Self::default();
        numbering.read_kinds(archive, most);
        numbering.read_styles(archive, most);
        numbering
    }

    fn read_kinds(&mut self, archive: &mut Packed, most: u64) -> Option<()> {
        let (mut kind, mut list, mut at) = (None::<String>, None::<String>, 0);
        each(archive.part("word/numbering.xml", most)?, |event| {
            match event {
                Event::Start(start) => {
                    let value = || attribute(start, "val").unwrap_or_default();
                    match start.local_name().as_ref() {
                        "abstractNum" => {
                            kind = attribute(start, "abstractNumId");
                            if let Some(kind) = &kind {
                                self.kinds
                                    .insert(kind.clone(), vec![ListLevel::default(); LEVELS]);
                            }
                        }
                        "num" => list = attribute(start, "numId"),
                        "abstractNumId" => {
                            if let Some(list) = &list {
                                self.lists.insert(list.clone(), value());
                            }
                        }
                        "lvlOverride" => {
                            let level = attribute(start, "ilvl");
                            at = level.and_then(|l| l.parse().ok()).unwrap_or(LEVELS);
                        }
                        "startOverride" => {
                            if let Some(list) = &list {
                                let from = value().parse().unwrap_or(1);
                                self.anew.insert((list.clone(), at), from);
                            }
                        }
                        "lvl" => {
                            self.other.extend(list.clone());
                            let level = attribute(start, "ilvl");
                            at = level.and_then(|l| l.parse().ok()).unwrap_or(LEVELS);
                        }
                        name => {
                            let levels = kind.as_ref().and_then(|k| self.kinds.get_mut(k));
                            if let Some(level) = levels.and_then(|l| l.get_mut(at)) {
                                match name {
                                    "start" => level.start = value().parse().unwrap_or(1),
                                    "numFmt" => level.format = value(),
                                    "lvlText" => level.text = value(),
                                    // Counted otherwise than by the level above: not counted here.
                                    "lvlRestart" => level.format.clear(),
                                    _ => {}
                                }
                            }
                        }
                    }
                }
                Event::End(end) => match end.local_name().as_ref() {
                    "abstractNum" => kind = None,
                    "num" => list = None,
                    _ => {}
                },
                _ => {}
            }
            self.kinds.len() + self.lists.len() + self.anew.len() <= MOST
        })
    }

    fn read_styles(&mut self, archive: &mut Packed, most: u64) -> Option<()> {
        let (mut style, mut level) = (None::<String>, 0);
        each(archive.part("word/styles.xml", most)?, |event| {
            if let Event::Start(start) = event {
                let value = attribute(start, "val");
                match start.local_name().as_ref() {
                    "style" => {
                        style = attribute(start, "styleId");
                        level = 0;
                    }
                    "ilvl" => level = value.and_then(|v| v.parse().ok()).unwrap_or(0),
                    "numId" => {
                        if let (Some(style), Some(list)) = (&style, value) {
                            self.styles.insert(style.clone(), (list, level));
                        }
                    }
                    _ => {}
                }
            }
            self.styles.len() <= MOST
        })
    }

    /// The number of the next paragraph with this style in this list, as it is printed; `None` where it has none.
    pub fn next(
        &mut self,
        style: Option<&str>,
        list: Option<&str>,
        level: Option<usize>,
    ) -> Option<String> {
        let of_style = style.and_then(|s| self.styles.get(s));
        let list = list.or(of_style.map(|(list, _)| list.as_str()))?;
        let level = level.or(of_style.map(|(_, level)| *level)).unwrap_or(0);
        if self.other.contains(list) {
            return None;
        }
        let kind = self.lists.get(list)?;
        let levels = self.kinds.get(kind)?;
        let shown = levels.get(level)?;
        let anew = self.anew.remove(&(list.to_owned(), level));
        let counts = self.counted.entry(kind.clone()).or_default();
        for (n, (count, of)) in counts.iter_mut().zip(levels).enumerate() {
            *count = match n.cmp(&level) {
                Ordering::Less => Some(count.unwrap_or(of.start)),
                Ordering::Equal => anew.or(Some(count.map_or(of.start, |c| c.saturating_add(1)))),
                Ordering::Greater => None,
            };
        }
        if !shown.text.contains('%') {
            return None;
        }
        let mut text = shown.text.clone();
        for (n, (count, of)) in counts.iter().zip(levels).enumerate() {
            let place = format!("%{}", n + 1);
            if text.contains(&place) {
                text = text.replace(&place, &written(&of.format, count.unwrap_or_default())?);
            }
        }
        Some(text)
    }
}

/// A number in the words of the format; `None` for a bullet and for what no notice numbers its clauses with.
fn written(format: &str, n: u32) -> Option<String> {
    Some(match format {
        "decimal" | "decimalFullWidth" | "decimalHalfWidth" => n.to_string(),
        "chineseCounting"
        | "chineseCountingThousand"
        | "chineseLegalSimplified"
        | "ideographDigital"
        | "japaneseCounting"
        | "taiwaneseCountingThousand"
        | "taiwaneseCounting"
            if (1..100).contains(&n) =>
        {
            han(n)
        }
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if (1..=20).contains(&n) => {
            char::from_u32(u32::from('①') + n - 1)?.to_string()
        }
        "decimalEnclosedParen" => format!("（{n}）"),
        "decimalEnclosedFullstop" => format!("{n}."),
        _ => return None,
    })
}

/// 1 to 99 in Chinese.
pub fn han(n: u32) -> String {
    let unit = |n: u32| {
        let n = usize::try_from(n).unwrap_or_default();
        "〇一二三四五六七八九".chars().nth(n).unwrap_or('〇')
    };
    match (n / 10, n % 10) {
        (0, units) => unit(units).to_string(),
        (1, 0) => "十".to_owned(),
        (1, units) => format!("十{}", unit(units)),
        (tens, 0) => format!("{}十", unit(tens)),
        (tens, units) => format!("{}十{}", unit(tens), unit(units)),
    }
}
