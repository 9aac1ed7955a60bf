//! What is sought by a few letters: a part of a name in either language, a number or a code, or the first letters of a
//! name's pinyin.

use crate::office::table::half_width;
use pinyin::ToPinyin;

/// Whether any of the texts is meant by what was typed. Nothing typed means them all.
pub fn finds(typed: &str, texts: &[&str]) -> bool {
    let typed = half_width(typed).trim().to_lowercase();
    typed.is_empty()
        || texts
            .iter()
            .any(|text| text.to_lowercase().contains(&typed) || initials(text).contains(&typed))
}

/// `中原教师发展学院` as `zyjsfzxy`; letters and digits stand for themselves.
fn initials(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c.to_pinyin() {
            Some(sound) => sound.plain().chars().next(),
            None => c.is_ascii_alphanumeric().then(|| c.to_ascii_lowercase()),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_by_parts_letters_and_numbers() {
        let names = ["a07", "长河大学教师教育学院", "Changhe"];
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
            let expected = typed != "zhdx";
            assert_eq!(finds(typed, &names), expected, "{typed}");
        }
        assert!(!finds("师教师", &names));
    }
}
