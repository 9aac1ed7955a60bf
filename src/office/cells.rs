//! Cells: what a person sees of one, and what is only in the way.

/// A cell without stray and doubled blanks and characters that nobody sees; line breaks stay. The apostrophe with
/// which a person says "this is text" is no part of it.
pub fn tidy(cell: &str) -> String {
    if is_tidy(cell) {
        return cell.to_owned();
    }
    let breaks = cell.replace("_x000D_", "\r").replace("\r\n", "\n");
    let lines: Vec<String> = breaks
        .split(['\n', '\r', '\u{2028}', '\u{b}'])
        .map(clean)
        .filter(|line| !line.is_empty())
        .collect();
    let text = lines.join("\n");
    match text.strip_prefix('\'') {
        Some(rest) => rest.to_owned(),
        None => text,
    }
}

/// Is there nothing to do? Most cells are so.
fn is_tidy(cell: &str) -> bool {
    let plain = |c: char| {
        c == ' '
            || c.is_ascii_graphic()
            || is_han(c)
            || matches!(c, '\u{ff01}'..='\u{ff5e}' | '、' | '“' | '”')
    };
    cell.chars().all(plain)
        && !cell.starts_with([' ', '\''])
        && !cell.ends_with(' ')
        && !cell.contains("  ")
        && !cell.contains("_x000D_")
}

/// A tidy cell on one line: where Chinese stands on either side of a break, nothing is put in its place.
pub fn joined(cell: &str) -> String {
    let mut out = String::new();
    for line in cell.split('\n') {
        let between = (out.chars().last(), line.chars().next());
        if let (Some(before), Some(after)) = between
            && !is_wide(before)
            && !is_wide(after)
        {
            out.push(' ');
        }
        out.push_str(line);
    }
    out
}

/// Chinese letters and marks.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}') || is_han(c)
}

pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// What a spreadsheet shows where a formula failed.
pub fn is_error(text: &str) -> bool {
    let known = [
        "#N/A",
        "#REF!",
        "#NAME?",
        "#VALUE!",
        "#DIV/0!",
        "#NUM!",
        "#NULL!",
        "#SPILL!",
        "#CALC!",
        "#GETTING_DATA",
        "#FIELD!",
        "#BLOCKED!",
        "#CONNECT!",
        "#UNKNOWN!",
        "#BUSY!",
    ];
    let numbered = |rest: &str| rest.len() == 3 && rest.bytes().all(|b| b.is_ascii_digit());
    known.contains(&text)
        || text.strip_prefix("Err:").is_some_and(numbered)
        // A column too narrow for what is in it, saved as text.
        || (text.len() >= 3 && text.bytes().all(|b| b == b'#'))
}

/// Without line breaks, stray and doubled blanks, and characters that nobody sees.
pub fn clean(cell: &str) -> String {
    crate::text::visible(cell)
        .split(' ')
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A text that no spreadsheet takes for a formula: one that begins like one gets an apostrophe.
pub fn guarded(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\'']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// Full-width digits, letters and signs as ASCII.
pub fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            '\u{3000}' => ' ',
            '。' | '｡' => '.',
            c => c,
        })
        .collect()
}

/// `H2` of row 2 and column 7.
pub fn cell_name(row: usize, column: usize) -> String {
    format!("{}{row}", column_name(column))
}

/// `A`, `Z`, `AA`, from 0.
pub fn column_name(column: usize) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + u8::try_from(left % 26).unwrap_or(0)));
        left /= 26;
    }
    letters.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_clean() {
        assert_eq!(tidy(" x \ny\u{200b} "), "x\ny");
        assert_eq!(tidy("中原_x000D_\n学院"), "中原\n学院");
        assert_eq!(joined(&tidy("中原_x000D_\n学院")), "中原学院");
        assert_eq!(joined("长河大学\n（分部）\nA"), "长河大学（分部）A");
        assert_eq!(joined("Ash\nCollege"), "Ash College");
        assert_eq!(tidy("'012345"), "012345");
        assert_eq!(half_width("３６．５（ａ）"), "36.5(a)");
    }

    #[test]
    fn cells_have_the_names_that_people_see() {
        let names: Vec<String> = [0, 25, 26, 701, 702].map(column_name).to_vec();
        assert_eq!(names, ["A", "Z", "AA", "ZZ", "AAA"]);
        assert_eq!(cell_name(2, 7), "H2");
    }
}
