//! Every word the program says, in every language.
//!
//! A [`Text`] holds both languages, so a missing translation does not compile. Places to fill in are
//! written `{name}`; a test holds that both languages have the same ones.

pub mod cli;
pub mod faults;
pub mod screens;

pub use crate::model::Language as Lang;
use crate::model::Words;
use std::fmt::Display;

/// One message in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    pub zh: &'static str,
    pub en: &'static str,
}

impl Text {
    pub const fn get(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }

    /// Fills the `{name}` places. A value is never searched for places again.
    pub fn fill(&self, lang: Lang, places: &[(&str, &dyn Display)]) -> String {
        let mut out = String::new();
        let mut rest = self.get(lang);
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((name, behind)) = after.split_once('}') else {
                out.push('{');
                rest = after;
                continue;
            };
            if let Some((_, value)) = places.iter().find(|(n, _)| *n == name) {
                out.push_str(&value.to_string());
            }
            rest = behind;
        }
        out.push_str(rest);
        out
    }
}

/// A text of the session in the language wanted.
pub fn words(lang: Lang, words: &Words) -> &str {
    match lang {
        Lang::Zh => &words.zh,
        Lang::En => &words.en,
    }
}

/// The other one.
pub const fn other(lang: Lang) -> Lang {
    match lang {
        Lang::Zh => Lang::En,
        Lang::En => Lang::Zh,
    }
}

/// The language of the environment: the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is set decides.
/// `None` if none says: then the session's own language holds.
pub fn of_environment(variable: impl Fn(&str) -> Option<String>) -> Option<Lang> {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(variable)
        .find(|value| !value.is_empty())
        .and_then(|value| match value.get(..2) {
            Some("zh") => Some(Lang::Zh),
            Some("en") => Some(Lang::En),
            _ => None,
        })
}
