//! Text in cells: cleaning, cutting, filling and breaking it without ever halving a wide character.

use std::borrow::Cow;
use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The most combining marks kept on one character.
const MARKS: usize = 4;

/// How many cells a text takes.
pub fn cells(text: &str) -> usize {
    text.width()
}

/// A text from outside, fit to be shown: no control, bidirectional or invisible characters, composed
/// forms, a few combining marks at most. A name that has nothing left shows as `(空)`.
pub fn display_safe(text: &str) -> Cow<'_, str> {
    let plain = |c: char| matches!(c, ' '..='~' | '\u{3001}'..='\u{3015}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff5e}');
    if text.chars().all(plain) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    let mut marks = 0;
    let visible = text
        .chars()
        .map(|c| {
            if matches!(c, '\t' | '\n' | '\r') {
                ' '
            } else {
                c
            }
        })
        .filter(|c| !invisible(*c));
    for c in visible.nfc() {
        let combining = c.width() == Some(0);
        marks = if combining { marks + 1 } else { 0 };
        if marks <= MARKS && !(combining && clean.is_empty()) {
            clean.push(c);
        }
    }
    if clean.trim().is_empty() && !text.is_empty() {
        return Cow::Borrowed("(空)");
    }
    Cow::Owned(clean)
}

fn invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{115f}' | '\u{1160}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Cuts to a width in cells, with `..` inside it where something was cut.
pub fn fit(text: &str, width: usize) -> String {
    if cells(text) <= width {
        return text.to_owned();
    }
    let room = width.saturating_sub(2);
    let mut cut = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        let wide = cells(grapheme);
        if used + wide > room {
            break;
        }
        used += wide;
        cut.push_str(grapheme);
    }
    cut.push_str(
        if width >= 2 { ".." } else { "." }
            .get(..width.min(2))
            .unwrap_or_default(),
    );
    cut
}

/// As [`fit`], but what is left out stands at the beginning: of a path the end says more.
pub fn fit_end(text: &str, width: usize) -> String {
    if cells(text) <= width {
        return text.to_owned();
    }
    let mut kept = Vec::new();
    let mut used = 3;
    for part in text.graphemes(true).rev() {
        used += cells(part);
        if used > width {
            break;
        }
        kept.push(part);
    }
    kept.push("...");
    kept.into_iter().rev().collect()
}

/// As [`fit`], but what is left out stands in the middle: names differ at both ends.
pub fn fit_middle(text: &str, width: usize) -> String {
    if cells(text) <= width || width < 8 {
        return fit(text, width);
    }
    let tail = (width - 2) / 3;
    let mut end: Vec<&str> = Vec::new();
    let mut used = 0;
    // A bracket whose beginning is left out would close nothing.
    let last = text.trim_end_matches(['）', ')', '】', ']', '》']);
    let opens = |c: char| matches!(c, '（' | '(' | '【' | '[' | '《');
    let inside = last
        .rfind(opens)
        .map_or(0, |at| cells(text.get(at..).unwrap_or_default()));
    let kept = if inside > tail { last } else { text };
    for part in kept.graphemes(true).rev() {
        if inside > tail && part.contains(opens) {
            break;
        }
        if used + cells(part) > tail {
            break;
        }
        used += cells(part);
        end.push(part);
    }
    let head = fit(text, width - used);
    format!("{head}{}", end.into_iter().rev().collect::<String>())
}

/// Exactly so many cells, filled at the right.
pub fn pad(text: &str, width: usize) -> String {
    let mut text = fit(text, width);
    let missing = width.saturating_sub(cells(&text));
    text.extend(std::iter::repeat_n(' ', missing));
    text
}

/// Exactly so many cells, filled at the left.
pub fn pad_left(text: &str, width: usize) -> String {
    let text = fit(text, width);
    let missing = width.saturating_sub(cells(&text));
    " ".repeat(missing) + &text
}

/// Breaks a text into lines by the Unicode rules (UAX #14): no line begins with a closing mark or ends with
/// an opening one. A piece wider than the line is broken between characters.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(2);
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut start = 0;
    for (end, kind) in linebreaks(text) {
        let piece = text.get(start..end).unwrap_or_default();
        start = end;
        let visible = piece.trim_end();
        if cells(&line) + cells(visible) > width && !line.is_empty() {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
        }
        if cells(visible) > width {
            break_piece(piece, width, &mut line, &mut lines);
        } else {
            line.push_str(piece.trim_end_matches(['\n', '\r']));
        }
        let at_end = end == text.len() && !text.ends_with('\n');
        if kind == BreakOpportunity::Mandatory && !at_end {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

fn break_piece(piece: &str, width: usize, line: &mut String, lines: &mut Vec<String>) {
    for grapheme in piece.trim_end_matches(['\n', '\r']).graphemes(true) {
        if cells(line) + cells(grapheme) > width && !line.is_empty() {
            lines.push(std::mem::take(line));
        }
        line.push_str(grapheme);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_bracket_that_is_cut_open_is_not_closed() {
        let name = "南屏教师教育与校长研修发展综合服务中心（集团）";
        assert_eq!(fit_middle(name, 12), "南屏教师..团");
        assert_eq!(fit_middle(name, 24), "南屏教师教育与校长..集团");
        assert_eq!(fit_middle(name, 26), "南屏教师教育与校..（集团）");
    }

    #[test]
    fn hostile_names_become_harmless() {
        for (name, shown) in [
            ("中原学院", "中原学院"),
            ("a\u{1b}[31mb", "a[31mb"),
            ("王\u{202e}小明", "王小明"),
            ("\u{200b}\u{3164}", "(空)"),
            ("line\nbreak", "line break"),
            ("e\u{301}", "é"),
            ("", ""),
        ] {
            assert_eq!(display_safe(name), shown, "{name:?}");
        }
        let tower = format!("a{}", "\u{316}".repeat(300));
        assert_eq!(display_safe(&tower).chars().count(), 1 + MARKS);
    }

    #[test]
    fn cut_in_cells_and_never_through_a_character() {
        assert_eq!(fit("评审系统", 8), "评审系统");
        assert_eq!(fit("评审系统", 7), "评审..");
        assert_eq!(fit("评审系统", 1), ".");
        assert_eq!(pad("评审", 6), "评审  ");
        assert_eq!(pad("评审系统", 7), "评审.. ");
        assert_eq!(pad_left("5.00", 6), "  5.00");
    }

    #[test]
    fn lines_neither_begin_nor_end_with_the_wrong_mark() {
        let text = "培训机构应当提供营业执照副本、税务登记证（含“三证合一”的新证）、组织机构代码证，并加盖公章；高级职称不低于50 %，以及《承诺书》等材料。";
        for width in 16..=100 {
            for line in wrap(text, width) {
                assert!(cells(&line) <= width, "{width}: {line}");
                assert!(
                    !line.starts_with(['，', '。', '、', '；', '：', '）', '》', '”']),
                    "{width}: {line}"
                );
                assert!(!line.ends_with(['（', '《', '“']), "{width}: {line}");
            }
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_sticks_out(text in "[a-z中文，。（） \n]{0,60}", width in 2usize..40) {
            let lines = wrap(&text, width);
            let kept = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(kept(&lines.concat()), kept(&text));
            prop_assert!(lines.iter().all(|l| cells(l) <= width));
        }

        #[test]
        fn padded_text_has_its_width(text in "\\PC{0,30}", width in 0usize..40) {
            let safe = display_safe(&text);
            prop_assert_eq!(cells(&pad(&safe, width)), width);
        }
    }
}
