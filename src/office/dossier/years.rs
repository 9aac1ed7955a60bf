//! From when to when a project ran, as forms write it, and whether years follow each other without a gap.

use super::form::Experience;

/// A year and a month, the month from 1.
type Month = (u16, u8);

/// `2023.07-2023.12`, `2024年9月—11月`, `2025/6/1-2025/11/30`, `2024年`: the first and the last month.
pub(super) fn span(text: &str) -> (Option<Month>, Option<Month>) {
    let numbers = numbers(text);
    let mut months: Vec<Month> = Vec::new();
    let mut at = 0;
    while let Some((n, digits)) = numbers.get(at).copied() {
        at += 1;
        if digits == 4 && (1990..=2100).contains(&n) {
            let month = numbers
                .get(at)
                .filter(|(m, d)| *d <= 2 && (1..=12).contains(m));
            if let Some((month, _)) = month {
                at += 1;
                months.push((n, *month as u8));
                // A day, before a sign that begins the second date or the end.
                if day_follows(text, n, *month) {
                    at += 1;
                }
            } else {
                months.push((n, 0));
            }
        } else if let (Some((year, _)), true) = (months.first().copied(), digits <= 2) {
            // `9月—11月`: the same year.
            if (1..=12).contains(&n) && months.len() == 1 {
                months.push((year, n as u8));
            }
        }
    }
    let first = months.first().map(|(y, m)| (*y, (*m).max(1)));
    let last = months
        .last()
        .map(|(y, m)| (*y, if *m == 0 { 12 } else { *m }));
    (first, last)
}

/// Does the date with this year and month go on with a day?
fn day_follows(text: &str, year: u16, month: u16) -> bool {
    let Some(at) = text.find(&year.to_string()) else {
        return false;
    };
    let rest = text.get(at + 4..).unwrap_or_default();
    let rest = rest.trim_start_matches(['年', '.', '/', '-', ' ']);
    let rest = rest.trim_start_matches('0');
    let rest = rest.strip_prefix(&month.to_string()).unwrap_or_default();
    let mut signs = rest.chars();
    matches!(signs.next(), Some('月' | '.' | '/'))
        && signs.next().is_some_and(|c| c.is_ascii_digit())
}

/// The numbers of a text, each with how many digits it has.
fn numbers(text: &str) -> Vec<(u16, usize)> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty() && part.len() <= 4)
        .filter_map(|part| Some((part.parse().ok()?, part.len())))
        .collect()
}

/// The years of the last three before a deadline's year in which nothing ran.
pub fn gaps(experience: &[Experience], deadline_year: u16) -> Vec<u16> {
    let years = deadline_year.saturating_sub(3)..deadline_year;
    let ran = |year: u16| {
        experience.iter().any(|e| match (e.from, e.to) {
            (Some((from, _)), Some((to, _))) => (from..=to).contains(&year),
            _ => false,
        })
    };
    years.filter(|year| !ran(*year)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_projects_as_forms_write_them() {
        for (text, from, to) in [
            ("2023.07-2023.12", Some((2023, 7)), Some((2023, 12))),
            ("2024年9月—11月", Some((2024, 9)), Some((2024, 11))),
            ("2025/6/1-2025/11/30", Some((2025, 6)), Some((2025, 11))),
            ("2024年", Some((2024, 1)), Some((2024, 12))),
            ("2022-2024", Some((2022, 1)), Some((2024, 12))),
            ("去年", None, None),
            ("", None, None),
        ] {
            assert_eq!(span(text), (from, to), "{text}");
        }
    }

    #[test]
    fn a_year_without_a_project_is_a_gap() {
        let ran = |text: &str| {
            let (from, to) = span(text);
            Experience {
                from,
                to,
                ..Experience::default()
            }
        };
        let three = [
            ran("2023.07-2023.12"),
            ran("2024年9月—11月"),
            ran("2025/6/1-2025/11/30"),
        ];
        assert!(gaps(&three, 2026).is_empty());
        assert_eq!(gaps(&three[..1], 2026), [2024, 2025]);
        assert!(gaps(&[ran("2022-2025")], 2026).is_empty());
    }
}
