//! A template file held against the table of its fields: every fault with its path and its line, and what is left
//! of it with something in the place of what is wrong, so that the rest can be checked too.

use super::fault::{Fault, Found, What};
use super::fields::{self, FieldSpec, Shape};
use super::json::{self, Seen};
use crate::model::{Points, TEMPLATE_FORMAT};
use crate::office::reading::near::nearest;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What the walk through a file found.
pub struct Walk<'a> {
    text: &'a str,
    pub faults: Vec<Fault>,
    /// At which byte each value stands.
    places: BTreeMap<String, usize>,
}

impl<'a> Walk<'a> {
    /// The file as JSON that has the shape of a template.
    pub fn of(text: &'a str, whole: &'a str) -> (Self, Value) {
        let mut walk = Self {
            text,
            faults: Vec::new(),
            places: BTreeMap::new(),
        };
        let value = walk.value("", whole, Shape::Object(fields::TEMPLATE));
        (walk, value)
    }

    /// The line of a path, or of the nearest value around it.
    pub fn line(&self, path: &str) -> usize {
        let mut path = path;
        loop {
            if let Some(at) = self.places.get(path) {
                return json::line(self.text, *at);
            }
            match path.rfind(['.', '[']) {
                Some(cut) => path = path.get(..cut).unwrap_or_default(),
                None if path.is_empty() => return 1,
                None => path = "",
            }
        }
    }

    /// Is something wrong at this path or inside it?
    pub fn is_wrong(&self, path: &str) -> bool {
        let inside = |f: &Fault| {
            let rest = f.path.strip_prefix(path);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        self.faults.iter().any(inside)
    }

    /// Is it unknown what this field says in every item of a list?
    pub fn is_unsure(&self, list: &str, field: &str) -> bool {
        self.faults.iter().any(|fault| {
            let rest = fault.path.strip_prefix(list);
            let inside = rest.map(|rest| rest.trim_start_matches(|c| "[]0123456789".contains(c)));
            inside.is_some_and(|rest| rest.is_empty() || rest.strip_prefix('.') == Some(field))
        })
    }

    fn fault(&mut self, path: &str, at: usize, what: What) {
        self.faults.push(Fault {
            line: json::line(self.text, at),
            path: path.to_owned(),
            what,
        });
    }

    fn value(&mut self, path: &str, piece: &'a str, shape: Shape) -> Value {
        let at = json::offset(self.text, piece);
        self.places.insert(path.to_owned(), at);
        let Some(seen) = json::look(piece) else {
            let found = Found::Text(piece.to_owned());
            self.fault(path, at, What::Kind(shape, found));
            return instead(shape, at);
        };
        match (shape, seen) {
            (Shape::Words, Seen::Text(text)) => Value::String(text),
            (Shape::Words | Shape::Object(_) | Shape::Rules, Seen::Object(members)) => {
                self.object(path, at, members, &fields::of(shape))
            }
            (Shape::List(of), Seen::List(list)) => {
                let each = list.into_iter().enumerate();
                let values = each.map(|(n, piece)| self.value(&format!("{path}[{n}]"), piece, *of));
                Value::Array(values.collect())
            }
            (shape, seen) => match single(shape, &seen) {
                Ok(value) => value,
                Err(what) => {
                    self.fault(path, at, what);
                    instead(shape, at)
                }
            },
        }
    }

    fn object(
        &mut self,
        path: &str,
        at: usize,
        members: Vec<(String, &'a str)>,
        known: &[FieldSpec],
    ) -> Value {
        let inner = |name: &str| match path {
            "" => name.to_owned(),
            _ => format!("{path}.{name}"),
        };
        let named: Vec<String> = members.iter().map(|(name, _)| name.clone()).collect();
        let mut map = Map::new();
        // Fields with a value that is not null; of these a second one is a fault.
        let mut seen: Vec<&str> = Vec::new();
        for (name, piece) in members {
            let value_at = json::offset(self.text, piece);
            let name_at = json::name_end(self.text, value_at);
            let field = match known.iter().find(|f| f.name == name) {
                Some(field) => field,
                None => {
                    let near = meant(&name, known);
                    let names = known.iter().map(|f| f.name).collect();
                    let near_name = near.map(|f| f.name);
                    self.fault(&inner(&name), name_at, What::Unknown(near_name, names));
                    // It is checked as what it was meant for, unless that is there too.
                    match near {
                        Some(field) if !named.iter().any(|n| n == field.name) => field,
                        _ => continue,
                    }
                }
            };
            if seen.contains(&field.name) {
                self.fault(&inner(field.name), name_at, What::Twice);
                continue;
            }
            seen.push(field.name);
            if piece == "null" {
                if field.needed {
                    self.fault(&inner(field.name), name_at, What::Missing);
                    map.insert(field.name.to_owned(), instead(field.shape, value_at));
                }
                continue;
            }
            let value = self.value(&inner(field.name), piece, field.shape);
            map.insert(field.name.to_owned(), value);
        }
        for field in known {
            if field.needed && !seen.contains(&field.name) {
                self.fault(&inner(field.name), at, What::Missing);
                map.insert(field.name.to_owned(), instead(field.shape, at));
            }
        }
        Value::Object(map)
    }
}

/// The field that a name was meant for: the same but for capitals and joints, or nearly the same.
fn meant<'f>(name: &str, known: &'f [FieldSpec]) -> Option<&'f FieldSpec> {
    let plain = |name: &str| {
        let letters = name.chars().filter(|c| !matches!(c, '_' | '-' | ' '));
        letters.flat_map(char::to_lowercase).collect::<String>()
    };
    if let Some(same) = known.iter().find(|f| plain(f.name) == plain(name)) {
        return Some(same);
    }
    let names: Vec<&str> = known.iter().map(|f| f.name).collect();
    let near = nearest(name, &names)?;
    known.iter().find(|f| f.name == near)
}

/// A value that is no list and no object.
fn single(shape: Shape, seen: &Seen) -> Result<Value, What> {
    let kind = || Err(What::Kind(shape, found(seen)));
    match (shape, seen) {
        (Shape::Format | Shape::Id | Shape::Text | Shape::Moment, Seen::Text(text)) => {
            Ok(Value::String(text.clone()))
        }
        (Shape::Bool, Seen::Bool(value)) => Ok(Value::Bool(*value)),
        (Shape::OneOf(words), Seen::Text(text)) => match words.iter().find(|w| *w == text) {
            Some(word) => Ok(Value::String((*word).to_owned())),
            None => Err(What::Word(text.clone(), words.to_vec())),
        },
        (Shape::Only(word), Seen::Text(text)) => {
            if word == text {
                Ok(Value::String(text.clone()))
            } else {
                Err(What::Word(text.clone(), vec![word]))
            }
        }
        (Shape::Whole { least, most } | Shape::Small { least, most }, Seen::Number(written)) => {
            let digits = written.strip_prefix('-').unwrap_or(written);
            if !digits.bytes().all(|b| b.is_ascii_digit()) {
                return kind();
            }
            let small = matches!(shape, Shape::Small { .. });
            match written.parse::<u64>() {
                Ok(n) if (least..=most).contains(&n) || (small && n <= 255) => Ok(n.into()),
                _ => Err(What::Range((*written).to_owned(), least, most)),
            }
        }
        (Shape::Points, Seen::Number(written)) => {
            if written.bytes().all(|b| b.is_ascii_digit()) {
                points(written)
            } else {
                kind()
            }
        }
        (Shape::Points, Seen::Text(text)) => points(text),
        _ => kind(),
    }
}

fn points(text: &str) -> Result<Value, What> {
    match Points::exact(text) {
        Ok(points) => Ok(Value::String(points.to_string())),
        Err(why) => Err(What::Points(text.to_owned(), why)),
    }
}

fn found(seen: &Seen) -> Found {
    match seen {
        Seen::Null => Found::Null,
        Seen::Bool(value) => Found::Bool(*value),
        Seen::Number(written) => Found::Number((*written).to_owned()),
        Seen::Text(text) => Found::Text(text.clone()),
        Seen::List(_) => Found::List,
        Seen::Object(_) => Found::Object,
    }
}

/// What stands in for a value that is wrong. Ids must differ, hence the place.
fn instead(shape: Shape, at: usize) -> Value {
    match shape {
        Shape::Format => Value::String(TEMPLATE_FORMAT.to_owned()),
        Shape::Id => Value::String(format!("?{at}")),
        Shape::Text | Shape::Words | Shape::Moment => Value::String("?".to_owned()),
        Shape::Points => Value::String("1.00".to_owned()),
        Shape::Whole { least, .. } | Shape::Small { least, .. } => least.into(),
        Shape::Bool => Value::Bool(false),
        Shape::OneOf(words) => Value::String(words.first().copied().unwrap_or_default().to_owned()),
        Shape::Only(word) => Value::String(word.to_owned()),
        Shape::List(_) => Value::Array(Vec::new()),
        Shape::Object(_) | Shape::Rules => {
            let fields = fields::of(shape);
            let needed = fields.iter().filter(|f| f.needed);
            // Ids beside each other must differ, too.
            let values = needed
                .enumerate()
                .map(|(n, f)| (f.name.to_owned(), instead(f.shape, at + n)));
            Value::Object(values.collect())
        }
    }
}
