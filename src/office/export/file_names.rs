//! Names for files that any file system takes, no two of them alike.

use super::folder::numbered;
use crate::office::table::clean;

/// A name as any file system takes it: none of the signs that some refuse, not too long.
pub(super) fn safe(text: &str) -> String {
    let name: String = clean(text)
        .chars()
        .map(|c| {
            if matches!(c, '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*') {
                '_'
            } else {
                c
            }
        })
        .take(40)
        .collect();
    let name = name.trim_matches([' ', '.']);
    // Windows keeps these for devices, whatever stands behind a point.
    let (first, rest) = name.split_at(name.find('.').unwrap_or(name.len()));
    match is_device(first) {
        true => format!("{first}_{rest}"),
        false => name.to_owned(),
    }
}

fn is_device(name: &str) -> bool {
    let name = name.trim_end().to_ascii_lowercase();
    let numbered = ["com", "lpt"]
        .into_iter()
        .find_map(|d| name.strip_prefix(d));
    matches!(
        name.as_str(),
        "con" | "prn" | "aux" | "nul" | "conin$" | "conout$"
    ) || numbered.is_some_and(|n| {
        let mut letters = n.chars();
        let first = letters.next();
        letters.next().is_none() && first.is_some_and(|c| c.is_ascii_digit() || "¹²³".contains(c))
    })
}

/// Names given so far: two applicants may be called the same where capitals make no difference.
#[derive(Default)]
pub(super) struct UsedNames(std::collections::HashSet<String>);

impl UsedNames {
    pub(super) fn unused(&mut self, name: &str) -> String {
        let mut candidate = name.to_owned();
        let mut n = 2;
        while !self.0.insert(candidate.to_lowercase()) {
            candidate = numbered(name, n);
            n += 1;
        }
        candidate
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_and_never_the_same() {
        assert_eq!(safe("a/b\\c:\u{202e}*?. "), "a_b_c___");
        assert_eq!(safe(&"长".repeat(90)).chars().count(), 40);
        for (name, made) in [
            ("<中>\"x\"|y", "_中__x__y"),
            ("tab\there", "tab here"),
            ("CON", "CON_"),
            ("nul.1", "nul_.1"),
            ("Com1 .x", "Com1 _.x"),
            ("com10", "com10"),
            ("console", "console"),
            ("...", ""),
        ] {
            assert_eq!(safe(name), made, "{name}");
        }
        let mut names = UsedNames::default();
        assert_eq!(names.unused("W01.docx"), "W01.docx");
        assert_eq!(names.unused("w01.docx"), "w01 (2).docx");
        assert_eq!(names.unused("w01.DOCX"), "w01 (3).DOCX");
    }
}
