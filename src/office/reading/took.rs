//! What was taken of a file and what was left out, in words: the same on the command line and on the screen.

use crate::model::Words;
use crate::office::table::{FileFormat, Separator};
use crate::text::fill;
use crate::text::{Lang, Text, checks, faults, reading as t, words};
use std::path::PathBuf;

/// What a column means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    Text(Text),
    /// A fact that the checks compute with.
    Fact(&'static str),
    /// An indicator or a project, by its name.
    Named(Words),
}

impl Meaning {
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Self::Text(text) => text.get(lang).to_owned(),
            Self::Fact(fact) => checks::fact_name(lang, fact),
            Self::Named(name) => faults::shown(words(lang, name)),
        }
    }
}

/// Why a sheet was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetReason {
    /// There is no other with rows.
    Only,
    /// The others have no headings of such a list.
    Headings,
    /// A person named it.
    Named,
    /// Each sheet's name says what it holds.
    EachSays,
}

/// How one sheet was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetTook {
    pub name: String,
    pub why: SheetReason,
    /// The row of headings.
    pub heading: usize,
    /// Letter, heading, meaning.
    pub columns: Vec<(String, String, Meaning)>,
}

/// What was left out, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Left {
    Sheet {
        name: String,
        rows: usize,
        hidden: bool,
    },
    HiddenRows(String, Vec<usize>),
    /// Marks of sheets that do not count.
    Aside(String, Vec<usize>),
    HiddenColumn(String, String),
    /// Above the headings.
    Above(usize, String),
    Example(usize, String),
    Footer(usize, String),
    /// The headings once more.
    Again(usize),
    /// A number and nothing else.
    Prepared(usize),
    /// No cell under a known heading.
    Meaningless(usize, String),
    Heading {
        cell: String,
        text: String,
        near: Option<String>,
    },
}

/// A file as it was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Took {
    pub path: PathBuf,
    pub form: FileFormat,
    pub sheets: Vec<SheetTook>,
    pub left: Vec<Left>,
}

/// More of one kind are only counted.
const NAMED: usize = 8;

impl Took {
    /// The file, its form, the sheet and its headings; then a line for each kind of thing that was left out.
    pub fn short(&self, lang: Lang) -> Vec<String> {
        let mut lines = vec![self.file(lang)];
        lines.extend(self.left_out(lang));
        lines
    }

    /// The same, with what each column means.
    pub fn full(&self, lang: Lang) -> Vec<String> {
        let mut lines = vec![self.file(lang)];
        for sheet in &self.sheets {
            let columns: Vec<String> = sheet
                .columns
                .iter()
                .map(|(letter, heading, meaning)| {
                    let meaning = meaning.words(lang);
                    let heading = faults::shown(heading);
                    fill!(
                        t::COLUMN,
                        lang,
                        [
                            ("column", letter),
                            ("heading", &heading),
                            ("meaning", &meaning),
                        ]
                    )
                })
                .collect();
            let columns = columns.join(t::LIST.get(lang));
            lines.push(fill!(t::COLUMNS, lang, [("columns", &columns)]));
        }
        lines.extend(self.left_out(lang));
        lines
    }

    /// The file, its form, the sheet and its headings.
    pub fn file(&self, lang: Lang) -> String {
        let name = self.path.file_name().unwrap_or(self.path.as_os_str());
        let file = faults::shown(&name.to_string_lossy());
        let form = match self.form {
            FileFormat::Xlsx => ".xlsx".to_owned(),
            FileFormat::Xls => ".xls".to_owned(),
            FileFormat::Ods => ".ods".to_owned(),
            FileFormat::Text {
                encoding,
                separator,
            } => {
                let separator = match separator {
                    Separator::Comma => t::COMMA,
                    Separator::Tab => t::TAB,
                    Separator::Semicolon => t::SEMICOLON,
                    Separator::Bar => t::BAR,
                };
                fill!(
                    t::TEXT,
                    lang,
                    [("encoding", &encoding), ("separator", &separator.get(lang))]
                )
            }
        };
        let sheets: Vec<String> = self.sheets.iter().map(|s| sheet_words(lang, s)).collect();
        let sheets = sheets.join(t::LIST.get(lang));
        fill!(
            t::FILE,
            lang,
            [("file", &file), ("form", &form), ("sheets", &sheets)]
        )
    }

    /// A line for each kind of thing, so that a hidden row is not lost among titles.
    pub fn left_out(&self, lang: Lang) -> Vec<String> {
        let mut groups: Vec<(Text, Vec<String>)> = Vec::new();
        for left in &self.left {
            let (label, item) = left_words(lang, left);
            match groups.iter_mut().find(|(known, _)| *known == label) {
                Some((_, items)) => items.push(item),
                None => groups.push((label, vec![item])),
            }
        }
        groups
            .into_iter()
            .map(|(label, items)| {
                let mut what: Vec<String> = items.iter().take(NAMED).cloned().collect();
                if items.len() > NAMED {
                    what.push(fill!(t::MORE, lang, [("n", &(items.len() - NAMED))]));
                }
                label.fill(lang, &[("what", &what.join(t::LIST.get(lang)))])
            })
            .collect()
    }

    /// Is there something that a person should look at: rows or columns that hold something and were passed over?
    pub fn is_doubtful(&self) -> bool {
        self.left.iter().any(|left| {
            matches!(
                left,
                Left::HiddenRows(..)
                    | Left::HiddenColumn(..)
                    | Left::Meaningless(..)
                    | Left::Sheet { hidden: false, .. }
                    | Left::Heading { near: Some(_), .. }
            )
        })
    }
}

fn sheet_words(lang: Lang, sheet: &SheetTook) -> String {
    let heading = fill!(t::HEADING_ROW, lang, [("n", &sheet.heading)]);
    if sheet.name.is_empty() {
        return heading;
    }
    let why = match sheet.why {
        SheetReason::Only => "",
        SheetReason::Headings => t::WHY_HEADINGS.get(lang),
        SheetReason::Named => t::WHY_NAMED.get(lang),
        SheetReason::EachSays => t::WHY_EACH.get(lang),
    };
    fill!(
        t::SHEET,
        lang,
        [
            ("name", &faults::shown(&sheet.name)),
            ("why", &why),
            ("heading", &heading),
        ]
    )
}

/// Which line it goes on, and what it adds there.
fn left_words(lang: Lang, left: &Left) -> (Text, String) {
    let row = |n: &usize, text: &str| {
        let text: String = faults::shown(text).chars().take(40).collect();
        fill!(t::ROW, lang, [("n", n), ("text", &text)])
    };
    let number = |n: &usize| fill!(t::ROW_ALONE, lang, [("n", n)]);
    match left {
        Left::Sheet { name, rows, hidden } => {
            let text = if *hidden {
                t::SHEET_HIDDEN
            } else {
                t::SHEET_ROWS
            };
            let item = text.fill(lang, &[("name", &faults::shown(name)), ("n", rows)]);
            (t::LEFT_SHEETS, item)
        }
        Left::HiddenRows(_, rows) => (t::LEFT_HIDDEN, ranges(lang, rows)),
        Left::Aside(_, rows) => (t::LEFT_ASIDE, ranges(lang, rows)),
        Left::HiddenColumn(cell, heading) => {
            let heading = faults::shown(heading);
            let item = fill!(t::CELL, lang, [("cell", cell), ("text", &heading)]);
            (t::LEFT_HIDDEN, item)
        }
        Left::Above(n, text) => (t::LEFT_ABOVE, row(n, text)),
        Left::Example(n, text) => (t::LEFT_EXAMPLES, row(n, text)),
        Left::Footer(n, text) => (t::LEFT_FOOTERS, row(n, text)),
        Left::Again(n) => (t::LEFT_AGAIN, number(n)),
        Left::Prepared(n) => (t::LEFT_PREPARED, number(n)),
        Left::Meaningless(n, text) => (t::LEFT_MEANINGLESS, row(n, text)),
        Left::Heading { cell, text, near } => {
            let text = faults::shown(text);
            let item = match near {
                Some(near) => fill!(
                    t::CELL_NEAR,
                    lang,
                    [
                        ("cell", cell),
                        ("text", &text),
                        ("near", &faults::shown(near)),
                    ]
                ),
                None => fill!(t::CELL, lang, [("cell", cell), ("text", &text)]),
            };
            (t::LEFT_HEADINGS, item)
        }
    }
}

/// `rows 4, 7-9`.
fn ranges(lang: Lang, rows: &[usize]) -> String {
    let mut list: Vec<(usize, usize)> = Vec::new();
    for row in rows {
        match list.last_mut() {
            Some((_, last)) if *last + 1 == *row => *last = *row,
            _ => list.push((*row, *row)),
        }
    }
    let list: Vec<String> = list
        .into_iter()
        .map(|(first, last)| {
            if first == last {
                first.to_string()
            } else {
                format!("{first}-{last}")
            }
        })
        .collect();
    fill!(t::ROW_ALONE, lang, [("n", &list.join(", "))])
}
