//! Numbers as people count with them: `1、`, `①`, `一`, `No.1`, `（1）`.

use super::table::half_width;

/// The number that a cell is, with nothing beside it but what numbers are marked with. `None` for 0 and for ids.
pub fn number(cell: &str) -> Option<u32> {
    let plain = half_width(cell).to_lowercase();
    let plain = plain.trim();
    let plain = ["no.", "no", "№", "第", "#", "("]
        .iter()
        .find_map(|mark| plain.strip_prefix(mark))
        .unwrap_or(plain)
        .trim_start();
    let plain = plain.trim_end_matches(['、', '.', ',', ')', '号', ':', ';', ' ']);
    // A spreadsheet's own way to write a whole number.
    let plain = plain.strip_suffix(".0").unwrap_or(plain);
    let found =
        if plain.len() <= 6 && !plain.is_empty() && plain.bytes().all(|b| b.is_ascii_digit()) {
            plain.parse().ok()
        } else {
            circled(plain).or_else(|| han(plain))
        };
    found.filter(|n| *n > 0)
}

/// ① to ⑳, ⑴ to ⒇, ⒈ to ⒛, ㈠ to ㈩.
fn circled(text: &str) -> Option<u32> {
    let mut letters = text.chars();
    let (letter, None) = (letters.next()?, letters.next()) else {
        return None;
    };
    [
        ('①', '⑳'),
        ('⑴', '⒇'),
        ('⒈', '⒛'),
        ('㈠', '㈩'),
        ('㊀', '㊉'),
    ]
    .into_iter()
    .find(|(first, last)| (*first..=*last).contains(&letter))
    .map(|(first, _)| u32::from(letter) - u32::from(first) + 1)
}

/// 一 to 九十九.
fn han(text: &str) -> Option<u32> {
    let digit = |c: char| "一二三四五六七八九".chars().position(|d| d == c);
    let digit = |c: char| digit(c).and_then(|n| u32::try_from(n + 1).ok());
    let letters: Vec<char> = text.chars().collect();
    match letters.as_slice() {
        ['十'] => Some(10),
        [one] => digit(*one),
        ['十', one] => Some(10 + digit(*one)?),
        [ten, '十'] => Some(digit(*ten)? * 10),
        [ten, '十', one] => Some(digit(*ten)? * 10 + digit(*one)?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn as_people_count() {
        for (cell, expected) in [
            ("1", 1),
            ("１", 1),
            ("07", 7),
            ("7.0", 7),
            ("1、", 1),
            ("2.", 2),
            ("（3）", 3),
            ("①", 1),
            ("⑫", 12),
            ("⑴", 1),
            ("㈡", 2),
            ("一", 1),
            ("二、", 2),
            ("十一", 11),
            ("二十三", 23),
            ("No.1", 1),
            ("NO 4", 4),
            ("№5", 5),
            ("第6号", 6),
        ] {
            assert_eq!(number(cell), Some(expected), "{cell}");
        }
        for cell in [
            "", "0", "a1", "1a", "1-2", "2026001x", "一一", "甲", "p1", "第",
        ] {
            assert_eq!(number(cell), None, "{cell}");
        }
    }
}
