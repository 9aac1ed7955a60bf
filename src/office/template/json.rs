//! JSON with the place of every value: a value is a piece of the file's own text.

use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;

/// What a piece of JSON is.
pub enum Seen<'a> {
    Null,
    Bool(bool),
    /// As it is written.
    Number(&'a str),
    Text(String),
    List(Vec<&'a str>),
    /// Doubled names are kept.
    Object(Vec<(String, &'a str)>),
}

/// The whole text as one piece.
///
/// # Errors
/// It is no JSON; the error has the line and the column.
pub fn whole(text: &str) -> Result<&str, serde_json::Error> {
    serde_json::from_str::<&RawValue>(text).map(RawValue::get)
}

/// One level of a piece. `None` for a text with half a surrogate pair, which is JSON and no text.
pub fn look(piece: &str) -> Option<Seen<'_>> {
    Some(match piece.as_bytes().first()? {
        b'n' => Seen::Null,
        b't' => Seen::Bool(true),
        b'f' => Seen::Bool(false),
        b'"' => Seen::Text(serde_json::from_str(piece).ok()?),
        b'[' => Seen::List(level(piece, Level::default())?.list),
        b'{' => Seen::Object(level(piece, Level::default())?.object),
        _ => Seen::Number(piece),
    })
}

/// At which byte of the text a piece of it begins.
pub fn offset(text: &str, piece: &str) -> usize {
    (piece.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

/// At which byte the name before a value ends; a name has no line break in it.
pub fn name_end(text: &str, value: usize) -> usize {
    let before = text.get(..value).unwrap_or_default().trim_end();
    let before = before.strip_suffix(':').unwrap_or(before).trim_end();
    before.len().saturating_sub(1)
}

/// The line, from 1, that a byte is on.
pub fn line(text: &str, offset: usize) -> usize {
    let before = text.as_bytes().get(..offset).unwrap_or_default();
    1 + before.iter().filter(|b| **b == b'\n').count()
}

#[derive(Default)]
struct Level<'a> {
    list: Vec<&'a str>,
    object: Vec<(String, &'a str)>,
}

fn level<'a>(piece: &'a str, visitor: Level<'a>) -> Option<Level<'a>> {
    let mut reader = serde_json::Deserializer::from_str(piece);
    reader.deserialize_any(visitor).ok()
}

impl<'a> Visitor<'a> for Level<'a> {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list or an object")
    }

    fn visit_seq<A: SeqAccess<'a>>(mut self, mut list: A) -> Result<Self, A::Error> {
        while let Some(value) = list.next_element::<&'a RawValue>()? {
            self.list.push(value.get());
        }
        Ok(self)
    }

    fn visit_map<A: MapAccess<'a>>(mut self, mut map: A) -> Result<Self, A::Error> {
        while let Some((name, value)) = map.next_entry::<String, &'a RawValue>()? {
            self.object.push((name, value.get()));
        }
        Ok(self)
    }
}
