//! What is sought by a few letters: a part of a name in either language, a number or a code, or the first letters of a
//! name's pinyin.

use crate::office::table::half_width;
use pinyin::ToPinyinMulti;

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
}
