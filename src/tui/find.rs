//! What is sought by a few letters: a part of a name in either language, a number or a code, or the first letters of a
//! name's pinyin.

use crate::office::table::half_width;
use pinyin::{ToPinyin, ToPinyinMulti};

/// Whether any of the texts is meant by what was typed. Nothing typed means them all.
pub fn finds(typed: &str, texts: &[&str]) -> bool {
    let typed = half_width(typed).trim().to_lowercase();
    typed.is_empty()
        || texts
            .iter()
            .any(|text| text.to_lowercase().contains(&typed) || sounds_like(text, &typed))
}

/// Whether `typed` stands among the initials: `zyjs` in `中原教师发展学院`. A character that is spoken in several ways
/// has several; letters and digits stand for themselves.
fn sounds_like(text: &str, typed: &str) -> bool {
    let initials: Vec<Vec<char>> = text
        .chars()
        .map(initials)
        .filter(|i| !i.is_empty())
        .collect();
    let typed: Vec<char> = typed.chars().collect();
    initials.windows(typed.len().max(1)).any(|run| {
        run.iter()
            .zip(&typed)
            .all(|(initials, c)| initials.contains(c))
    })
}

fn initials(c: char) -> Vec<char> {
    match c.to_pinyin_multi() {
        Some(sounds) => sounds
            .into_iter()
            .filter_map(|sound| sound.plain().chars().next())
            .collect(),
        None if c.is_ascii_alphanumeric() => vec![c.to_ascii_lowercase()],
        None => Vec::new(),
    }
}

/// A text by which Chinese is ordered as a register orders it: each character by its commonest sound, then by itself.
pub fn by_sound(text: &str) -> String {
    let mut key = String::with_capacity(text.len() * 2);
    for c in text.to_lowercase().chars() {
        if let Some(sound) = c.to_pinyin() {
            key.push_str(sound.plain());
            key.push(' ');
        }
        key.push(c);
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_by_parts_letters_and_numbers() {
        let names = ["a07", "长河大学教师教育学院", "Changhe"];
        // 长 is chang and zhang.
        for typed in [
            "",
            "a07",
            "教师",
            "zhdx",
            "chdx",
            "JSJY",
            "ａ０７",
            "chang",
            " 大学 ",
        ] {
            assert!(finds(typed, &names), "{typed}");
        }
        for typed in ["师教师", "dxch", "b07", "zydx"] {
            assert!(!finds(typed, &names), "{typed}");
        }
    }

    #[test]
    fn names_are_ordered_by_their_sound() {
        let mut names = ["中原", "安阳", "郑州", "Ash", "洛阳", "开封"];
        names.sort_by_key(|name| by_sound(name));
        assert_eq!(names, ["安阳", "Ash", "开封", "洛阳", "郑州", "中原"]);
    }
}
