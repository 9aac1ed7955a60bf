//! The known word that somebody may have meant.

/// The one that differs least, if it differs little: one letter, or two of seven and more.
pub fn nearest<S: AsRef<str>>(text: &str, known: &[S]) -> Option<String> {
    let text: Vec<char> = plain(text);
    let most = match text.len() {
        0..=2 => return None,
        3..=6 => 1,
        _ => 2,
    };
    known
        .iter()
        .map(|word| (distance(&text, &plain(word.as_ref())), word.as_ref()))
        .filter(|(n, _)| *n > 0 && *n <= most)
        .min_by_key(|(n, _)| *n)
        .map(|(_, word)| word.to_owned())
}

fn plain(text: &str) -> Vec<char> {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .take(40)
        .collect()
}

/// Letters put in, left out, changed, or exchanged with their neighbours.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let at = |list: &[usize], n: usize| list.get(n).copied().unwrap_or(usize::MAX / 2);
            let mut best = (at(&last, j) + usize::from(x != y))
                .min(at(&last, j + 1) + 1)
                .min(at(&row, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if swapped {
                best = best.min(at(&before, j - 1) + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_is_seen_and_another_word_is_not() {
        let known = ["联系电话", "统一社会信用代码", "单位名称", "indicators"];
        for (text, expected) in [
            ("联系电活", Some("联系电话")),
            ("统一社会信用码", Some("统一社会信用代码")),
            ("indicator", Some("indicators")),
            ("idnicators", Some("indicators")),
            ("单位名称", None),
            ("通讯地址", None),
            ("电话", None),
        ] {
            assert_eq!(nearest(text, &known).as_deref(), expected, "{text}");
        }
    }
}
