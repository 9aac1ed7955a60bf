//! From when to when a project ran, as forms write it, and whether years follow each other without a gap.

use super::form::Experience;

/// A year and a month, the month from 1.
type Month = (u16, u8);

/// `2023.07-2023.12`, `2024年9月—11月`, `2025/6/1-2025/11/30`, `2024年`: the first and the last month.
/// An end that is not over yet is that of the last month there is.
pub(super) fn span(text: &str) -> (Option<Month>, Option<Month>) {
    let text = &plain_dates(text);
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
    let open = ["至今", "到今", "现在", "目前", "今"];
    let goes_on =
        open.iter().any(|end| text.ends_with(end)) || text.ends_with(['-', '—', '–', '~', '至']);
    if first.is_some() && goes_on {
        return (first, Some(GOES_ON));
    }
    let last = months
        .last()
        .map(|(y, m)| (*y, if *m == 0 { 12 } else { *m }));
    (first, last)
}

/// What has no end yet.
const GOES_ON: Month = (u16::MAX, 12);

/// `20230901` as `2023.09.01`, `二〇二三年` as `2023年`, `23.7` as `2023.7`.
fn plain_dates(text: &str) -> String {
    let digits: String = text
        .trim()
        .chars()
        .map(
            |c| match "〇一二三四五六七八九".chars().position(|han| han == c) {
                Some(n) => char::from(b'0' + n as u8),
                None if matches!(c, '零' | '○' | 'О' | 'O') => '0',
                None => c,
            },
        )
        .collect();
    let mut plain = String::new();
    let mut run = String::new();
    for c in digits.chars().chain(['\0']) {
        if c.is_ascii_digit() {
            run.push(c);
            continue;
        }
        match run.len() {
            // Years, months and days without signs between them.
            6 | 8 if run.starts_with("20") || run.starts_with("19") => {
                let (year, rest) = run.split_at(4);
                let (month, day) = rest.split_at(2);
                plain.push_str(&format!("{year}.{month}"));
                if !day.is_empty() {
                    plain.push_str(&format!(".{day}"));
                }
            }
            // A year by its last two digits, before its month.
            2 if matches!(c, '.' | '年' | '/') && !ends_in_date(&plain) => {
                plain.push_str(&format!("20{run}"));
            }
            _ => plain.push_str(&run),
        }
        run.clear();
        if c != '\0' {
            plain.push(c);
        }
    }
    plain
}

/// Does a date go on here with another part of it?
fn ends_in_date(text: &str) -> bool {
    text.ends_with(['.', '年', '/', '月'])
        || text.chars().rev().take(6).any(|c| c.is_ascii_digit())
            && !text.ends_with(['-', '—', '–', '~', '至', '到', ' '])
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
            ("2023.07至今", Some((2023, 7)), Some(GOES_ON)),
            ("2023年9月—", Some((2023, 9)), Some(GOES_ON)),
            ("20230901-20231130", Some((2023, 9)), Some((2023, 11))),
            ("202309-202311", Some((2023, 9)), Some((2023, 11))),
            ("二〇二三年", Some((2023, 1)), Some((2023, 12))),
            ("23.7-23.12", Some((2023, 7)), Some((2023, 12))),
            ("2023.7.5-2023.12.10", Some((2023, 7)), Some((2023, 12))),
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
        assert!(gaps(&[ran("2023.07至今")], 2026).is_empty());
    }
}
