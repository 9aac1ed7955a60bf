//! Every word the program says, in every language.
//!
//! A [`Text`] holds both languages, so a missing translation does not compile. Places to fill in are
//! written `{name}`; a test holds that both languages have the same ones.

/// Declares texts, and a list of them all for the test of their places.
macro_rules! texts {
    ($($name:ident: $zh:expr, $en:expr;)*) => {
        $(pub const $name: $crate::text::Text = $crate::text::Text { zh: $zh, en: $en };)*

        #[cfg(test)]
        pub(super) const ALL: &[(&str, $crate::text::Text)] = &[$((stringify!($name), $name)),*];
    };
}

mod key_names;
pub(crate) use key_names::key;

pub mod acts;
pub mod award;
pub mod checks;
pub mod cli;
pub mod comments;
pub mod count;
pub mod desk;
pub mod dossier;
pub mod export;
pub mod faults;
pub mod hand;
pub mod issued;
pub mod mirror;
pub mod notice;
pub mod office;
pub mod papers;
pub mod phases;
mod places;
pub mod projects;
pub mod reading;
pub mod rules;
pub mod screens;
pub mod ssh;
pub mod template;
pub mod ties;
pub mod times;

use crate::journal::pin::COMMAND_LINE;
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

    /// As a title: in English with a capital.
    pub fn title(&self, lang: Lang) -> String {
        let mut rest = self.get(lang).chars();
        let first: String = rest
            .next()
            .into_iter()
            .flat_map(char::to_uppercase)
            .collect();
        first + rest.as_str()
    }

    /// Fills the `{name}` places, and takes of `{name:sheet is|sheets are}` what goes with one or with another number. A
    /// value is never searched for places again.
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
            let (name, forms) = name.split_once(':').unwrap_or((name, ""));
            if let Some((_, value)) = places.iter().find(|(n, _)| *n == name) {
                let value = value.to_string();
                match forms.split_once('|') {
                    Some((one, _)) if value == "1" => out.push_str(one),
                    Some((_, more)) => out.push_str(more),
                    None => out.push_str(&value),
                }
            }
            rest = behind;
        }
        out.push_str(rest);
        out
    }
}

/// Fills the places of a text that is known when the program is built: one that is missing or left over does not
/// compile. `fill!(t::ENTRIES, lang, [("n", &n)])`
macro_rules! fill {
    ($text:expr, $lang:expr, [$(($name:literal, $value:expr $(,)?)),* $(,)?] $(,)?) => {{
        const TEXT: $crate::text::Text = $text;
        const { assert!(TEXT.has_places(&[$($name),*]), "a place is missing or left over") };
        TEXT.fill($lang, &[$(($name, $value as &dyn ::std::fmt::Display)),*])
    }};
}
pub(crate) use fill;

/// A text of the session in the language wanted.
pub fn words(lang: Lang, words: &Words) -> &str {
    match lang {
        Lang::Zh => &words.zh,
        Lang::En => &words.en,
    }
}

/// What people wrote, whole, on one line and without signs that nobody sees or that turn the writing round.
pub fn visible(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| {
            !c.is_control()
                && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
        })
        .collect()
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

/// Where a PIN was tried, as the act says it, but in the reader's language where a program wrote it.
pub fn tried_at(lang: Lang, from: &str) -> String {
    if from == COMMAND_LINE {
        return screens::COMMAND_LINE.get(lang).to_owned();
    }
    visible(from)
}

/// Where a sign-in came from, for people: an address, or the machine that the session lies on.
pub fn place(lang: Lang, from: &str) -> String {
    let from = tried_at(lang, from);
    let word = from.split(' ').next().unwrap_or_default();
    if word.parse::<std::net::IpAddr>().is_ok() {
        return word.to_owned();
    }
    let at = from.trim_start_matches("/dev/");
    fill!(screens::OWN_MACHINE, lang, [("at", &at)])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(text: &str) -> Vec<&str> {
        let mut found: Vec<&str> = text
            .split('{')
            .skip(1)
            .filter_map(|p| p.split('}').next())
            // The form of a word that goes with a number is no place of its own.
            .filter(|p| !p.contains(':'))
            .collect();
        found.sort_unstable();
        found
    }

    fn every() -> impl Iterator<Item = &'static (&'static str, Text)> {
        cli::ALL
            .iter()
            .chain(acts::ALL)
            .chain(projects::ALL)
            .chain(award::ALL)
            .chain(checks::ALL)
            .chain(rules::ALL)
            .chain(comments::ALL)
            .chain(desk::ALL)
            .chain(dossier::ALL)
            .chain(faults::ALL)
            .chain(hand::ALL)
            .chain(issued::ALL)
            .chain(mirror::ALL)
            .chain(phases::ALL)
            .chain(notice::ALL)
            .chain(office::ALL)
            .chain(papers::ALL)
            .chain(reading::ALL)
            .chain(export::ALL)
            .chain(ssh::ALL)
            .chain(template::ALL)
            .chain(ties::ALL)
            .chain(times::ALL)
            .chain(screens::ALL)
    }

    #[test]
    fn both_languages_say_something_and_have_the_same_places() {
        for (name, text) in every() {
            assert!(!text.zh.is_empty() && !text.en.is_empty(), "{name}");
            assert_eq!(places(text.zh), places(text.en), "{name}");
        }
    }

    #[test]
    fn one_is_one_and_more_are_more() {
        let text = Text {
            zh: "{n} 张没有提交",
            en: "{n} {n:sheet is|sheets are} not submitted",
        };
        let said = |n: usize| text.fill(Lang::En, &[("n", &n)]);
        assert_eq!(said(1), "1 sheet is not submitted");
        assert_eq!(said(0), "0 sheets are not submitted");
        assert_eq!(said(2), "2 sheets are not submitted");
    }

    /// A number in an English sentence is followed by a word that fits one as well as more.
    #[test]
    fn no_text_counts_one_as_many() {
        let nouns = [
            "acts",
            "applicants",
            "judges",
            "sheets",
            "files",
            "rows",
            "passages",
            "entries",
            "recusals",
            "cells",
        ];
        for (name, text) in every() {
            for noun in nouns {
                assert!(
                    !text.en.contains(&format!("{{n}} {noun} ")),
                    "{name}: {}",
                    text.en
                );
            }
        }
    }

    #[test]
    fn a_value_is_not_searched_for_places() {
        let text = Text {
            zh: "{a}，{b}",
            en: "{a}, {b}",
        };
        assert_eq!(text.fill(Lang::En, &[("a", &"{b}"), ("b", &1)]), "{b}, 1");
    }

    #[test]
    fn the_first_variable_that_is_set_decides() {
        let env = |pairs: &'static [(&str, &str)]| {
            move |name: &str| {
                pairs
                    .iter()
                    .find(|(n, _)| *n == name)
                    .map(|(_, v)| (*v).to_owned())
            }
        };
        assert_eq!(
            of_environment(env(&[("LC_ALL", "zh_CN.UTF-8"), ("LANG", "en_US.UTF-8")])),
            Some(Lang::Zh)
        );
        assert_eq!(
            of_environment(env(&[("LC_ALL", ""), ("LANG", "en_GB")])),
            Some(Lang::En)
        );
        assert_eq!(of_environment(env(&[("LANG", "C.UTF-8")])), None);
    }
}
