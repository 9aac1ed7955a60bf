//! What is wrong in a template file, and where, in words.

use super::fields::Shape;
use crate::model::{NotPoints, Points, SetupFault};
use crate::text::fill;
use crate::text::{Lang, Text, faults, reading, template as t};

/// One fault of a template file.
#[derive(Clone, Debug)]
pub struct Fault {
    /// From 1.
    pub line: usize,
    /// Such as `indicators[2].cap`, counted from 0; empty for the file itself.
    pub path: String,
    pub what: What,
}

/// What is wrong.
#[derive(Clone, Debug)]
pub enum What {
    /// No JSON: what, and what stands there if it says something.
    Syntax(Text, String),
    /// No such field: the one that was meant, and all that there are.
    Unknown(Option<&'static str>, Vec<&'static str>),
    Twice,
    Missing,
    /// Another kind of value.
    Kind(Shape, Found),
    /// A whole number out of bounds, as it is written.
    Range(String, u64, u64),
    /// None of these words.
    Word(String, Vec<&'static str>),
    Points(String, NotPoints),
    Moment(String),
    /// By itself all is well, but not together.
    Setup(SetupFault),
    /// The model refuses what the table lets through.
    Other(String),
}

/// What stands there instead.
#[derive(Clone, Debug)]
pub enum Found {
    Null,
    Bool(bool),
    Number(String),
    Text(String),
    List,
    Object,
}

impl Fault {
    pub fn words(&self, lang: Lang) -> String {
        let what = self.what.words(lang);
        if self.path.is_empty() {
            return fill!(t::LINE, lang, [("line", &self.line), ("what", &what)]);
        }
        let path = faults::shown(&self.path);
        fill!(
            t::LINE_PATH,
            lang,
            [("line", &self.line), ("path", &path), ("what", &what)]
        )
    }
}

impl What {
    fn words(&self, lang: Lang) -> String {
        let plain = |text: Text| text.get(lang).to_owned();
        match self {
            Self::Syntax(text, there) => text.fill(lang, &[("there", &faults::shown(there))]),
            Self::Unknown(Some(near), _) => fill!(t::UNKNOWN_NEAR, lang, [("near", near)]),
            Self::Unknown(None, names) => {
                fill!(t::UNKNOWN, lang, [("names", &names.join(", "))])
            }
            Self::Twice => plain(t::TWICE),
            Self::Missing => plain(t::MISSING),
            Self::Kind(shape, found) => {
                let (wanted, found) = (shape.words(lang), found.words(lang));
                fill!(t::KIND, lang, [("wanted", &wanted), ("found", &found)])
            }
            Self::Range(text, least, most) => fill!(
                t::RANGE,
                lang,
                [
                    ("text", &faults::shown(text)),
                    ("least", least),
                    ("most", most),
                ]
            ),
            Self::Word(text, words) => {
                let near = near_word(lang, text, words);
                let (text, words) = (faults::shown(text), words.join(", "));
                fill!(t::WORD, lang, [("text", &text), ("words", &words)]) + &near
            }
            Self::Points(text, NotPoints::TooLarge) => fill!(
                t::RANGE,
                lang,
                [
                    ("text", &faults::shown(text)),
                    ("least", &0),
                    ("most", &1_000_000),
                ]
            ),
            Self::Points(text, why) => {
                let why = faults::not_points(lang, *why, Points::ZERO);
                let text = faults::shown(text);
                fill!(t::NOT_POINTS, lang, [("text", &text), ("why", &why)])
            }
            Self::Moment(text) => fill!(t::BAD_MOMENT, lang, [("text", &faults::shown(text))]),
            // The path names the field, so the sentence need not.
            Self::Setup(SetupFault::NoTitle) => plain(t::MISSING),
            Self::Setup(SetupFault::BadId { id, .. }) if id.is_empty() => plain(t::MISSING),
            Self::Setup(SetupFault::NoName { .. }) => plain(t::BOTH_MISSING),
            Self::Setup(SetupFault::CapNotPositive { .. }) => plain(t::CAP_ZERO),
            Self::Setup(fault) => faults::setup_fault(lang, fault),
            Self::Other(text) => faults::shown(text),
        }
    }
}

fn near_word(lang: Lang, text: &str, words: &[&str]) -> String {
    let near = crate::office::reading::near::nearest(text, words);
    near.map(|near| fill!(reading::NEAR, lang, [("near", &near)]))
        .unwrap_or_default()
}

impl Shape {
    /// What may stand there.
    pub fn words(self, lang: Lang) -> String {
        let plain = |text: Text| text.get(lang).to_owned();
        match self {
            Self::Format => format!("\"{}\"", crate::model::TEMPLATE_FORMAT),
            Self::Id => plain(t::S_ID),
            Self::Text => plain(t::S_TEXT),
            Self::Words => plain(t::S_WORDS),
            Self::Moment => plain(t::S_MOMENT),
            Self::Points => plain(t::S_POINTS),
            Self::Whole { least, most } | Self::Small { least, most } => {
                fill!(t::S_WHOLE, lang, [("least", &least), ("most", &most)])
            }
            Self::Bool => plain(t::S_BOOL),
            Self::OneOf(words) => {
                let words: Vec<String> = words.iter().map(|w| format!("\"{w}\"")).collect();
                words.join(t::OR.get(lang))
            }
            Self::Only(word) => format!("\"{word}\""),
            Self::List(of) => fill!(t::S_LIST, lang, [("of", &of.words(lang))]),
            Self::Object(_) | Self::Rules => plain(t::S_OBJECT),
        }
    }
}

impl Found {
    fn words(&self, lang: Lang) -> String {
        let plain = |text: Text| text.get(lang).to_owned();
        match self {
            Self::Null => plain(t::F_NULL),
            Self::Bool(value) => value.to_string(),
            Self::Number(written) => faults::shown(written),
            Self::Text(text) => fill!(t::F_TEXT, lang, [("text", &faults::shown(text))]),
            Self::List => plain(t::F_LIST),
            Self::Object => plain(t::F_OBJECT),
        }
    }
}
