//! From when to when a project ran, as forms write it, and whether years follow each other without a gap.

use super::form::Experience;

/// A year and a month, the month from 1.
type Month = (u16, u8);

/// `2023.07-2023.12`, `2024年9月—11月`, `2025/6/1-2025/11/30`, `2021年、2024年`: the first and the last month of each
/// time that it ran. An end that is not over yet is that of the last month there is. None where it is not understood.
pub(super) fn spans(text: &str) -> Vec<(Month, Month)> {
    let mut pieces: Vec<String> = Vec::new();
    let mut whole = String::new();
    for line in text.lines() {
        let line: String = line.split_whitespace().collect();
        // A line that ends or begins with the sign of a range goes on; any other is one of a list.
        if !whole.is_empty() && !whole.ends_with(RANGE_SIGNS) && !line.starts_with(RANGE_SIGNS) {
            whole.push(';');
        }
        whole.push_str(&line);
    }
    for piece in whole.split(['、', ',', '，', ';', '；', '和', '及']) {
        let is_short_year = !pieces.is_empty()
            && piece.len() == 2
            && piece.parse().is_ok_and(|n| SHORT_YEARS.contains(&n));
        let piece = match is_short_year {
            true => format!("20{piece}"),
            false => piece.to_owned(),
        };
        // `5月、9月`: what names no year belongs to what stands before it.
        match pieces.last_mut() {
            Some(last) if first_year(&parts(&piece)).is_none() => {
                last.push('、');
                last.push_str(&piece);
            }
            _ => pieces.push(piece),
        }
    }
    let spans: Option<Vec<_>> = pieces.iter().map(|piece| one_span(piece)).collect();
    spans.unwrap_or_default()
}

/// A number of a text with how many digits it has, and what stands behind it.
struct DatePart {
    n: u16,
    digits: usize,
    after: String,
}

/// A date as far as it is written. `short`: its year has two digits.
struct DateRead {
    year: u16,
    short: bool,
    month: Option<u8>,
    has_day: bool,
}

/// Years that are written with two digits; below them it may be a month.
const SHORT_YEARS: std::ops::RangeInclusive<u16> = 13..=99;

fn one_span(text: &str) -> Option<(Month, Month)> {
    let parts = parts(text);
    let (first, next) = date(&parts, first_year(&parts)?);
    let from = (first.year, first.month.unwrap_or(1));
    let open = ["至今", "到今", "现在", "目前", "今"];
    if open.iter().any(|end| text.ends_with(end)) || text.ends_with(RANGE_SIGNS) {
        return (next == parts.len()).then_some((from, GOES_ON));
    }
    let ranges = parts.get(next - 1)?.after.contains(RANGE_SIGNS) && next < parts.len();
    let (to, next) = match ranges {
        true => last(&parts, next, &first)?,
        false => ((first.year, first.month.unwrap_or(12)), next),
    };
    // Another year behind it belongs to something that is not understood.
    let rest = parts.get(next..).unwrap_or_default();
    (to >= from && !rest.iter().any(is_year)).then_some((from, to))
}

const RANGE_SIGNS: [char; 8] = ['-', '—', '–', '―', '−', '~', '至', '到'];

fn is_year(part: &DatePart) -> bool {
    part.digits == 4 && (1990..=2100).contains(&part.n)
}

/// `年`, `年度`, `学年`.
fn ends_year(part: &DatePart) -> bool {
    part.after.starts_with('年') || part.after.starts_with("学年")
}

/// Where the first date begins: at a year of four digits, or one of two that a sign tells from other numbers.
fn first_year(parts: &[DatePart]) -> Option<usize> {
    let short = |part: &DatePart| part.digits == 2 && SHORT_YEARS.contains(&part.n);
    (0..parts.len()).find(|at| {
        let (Some(part), next) = (parts.get(*at), parts.get(at + 1)) else {
            return false;
        };
        // `23.7`, `23年`, `23-25年`.
        let pair =
            part.after.contains(RANGE_SIGNS) && next.is_some_and(|n| short(n) && ends_year(n));
        let signed = part.after.starts_with(['.', '/']) && next.is_some_and(|n| n.digits <= 2);
        is_year(part) || (short(part) && (ends_year(part) || signed || pair))
    })
}

/// The date whose year stands there, and what comes after it.
fn date(parts: &[DatePart], at: usize) -> (DateRead, usize) {
    let after = |at: usize| parts.get(at).map_or("", |p| p.after.as_str());
    let number = |at: usize, most: u16| {
        let part = parts.get(at).filter(|p| p.digits <= 2);
        part.map(|p| p.n).filter(|n| (1..=most).contains(n))
    };
    let (year, short) = parts.get(at).map_or((0, false), |p| match p.digits {
        2 => (2000 + p.n, true),
        _ => (p.n, false),
    });
    let mut read = DateRead {
        year,
        short,
        month: None,
        has_day: false,
    };
    let mut next = at + 1;
    let joint = after(at);
    let joins = matches!(joint, "年" | "." | "/") || (joint == "-" && !short);
    if let (true, Some(month)) = (joins, number(next, 12)) {
        read.month = u8::try_from(month).ok();
        let day = matches!(after(next), "月" | "." | "/") || (joint == "-" && after(next) == "-");
        next += 1;
        if day && number(next, 31).is_some() {
            read.has_day = true;
            next += 1;
        }
    }
    (read, next)
}

/// The end of a range, whose year may be that of its beginning: `—11月`, `-11.20`, `-25`, `-24.6`.
fn last(parts: &[DatePart], at: usize, first: &DateRead) -> Option<(Month, usize)> {
    let part = parts.get(at)?;
    let full = || {
        let (date, next) = date(parts, at);
        ((date.year, date.month.unwrap_or(12)), next)
    };
    if is_year(part) || (part.digits == 2 && ends_year(part)) {
        return Some(full());
    }
    if part.digits > 2 {
        return None;
    }
    let joined = |at: usize| {
        let part = parts.get(at);
        part.is_some_and(|p| matches!(p.after.as_str(), "." | "/" | "月")) && at + 1 < parts.len()
    };
    let groups = 1 + usize::from(joined(at)) + usize::from(joined(at) && joined(at + 1));
    let month = u8::try_from(part.n).ok().filter(|m| (1..=12).contains(m));
    let may_be_year = SHORT_YEARS.contains(&part.n) && part.digits == 2;
    let of_month = |next: usize| month.map(|month| ((first.year, month), next));
    if part.after.starts_with('月') {
        return of_month(at + groups.min(2));
    }
    match groups {
        // A day of the same month.
        1 if first.has_day || part.after.starts_with(['日', '号']) => {
            Some(((first.year, first.month?), at + 1))
        }
        1 if first.month.is_some() => of_month(at + 1),
        1 => may_be_year.then_some(((2000 + part.n, 12), at + 1)),
        // A month and a day, unless years of two digits are written with months.
        2 if month.is_some() && (first.has_day || !first.short) => of_month(at + 2),
        _ => may_be_year.then(full),
    }
}

/// What has no end yet.
const GOES_ON: Month = (u16::MAX, 12);

/// The numbers of a text. `二〇二三年` is `2023年`, `20230901` is `2023.09.01`.
fn parts(text: &str) -> Vec<DatePart> {
    let digits = text.trim().chars().map(|c| {
        match "〇一二三四五六七八九".chars().position(|han| han == c) {
            Some(n) => char::from(b'0' + n as u8),
            None if matches!(c, '零' | '○' | 'О' | 'O') => '0',
            None => c,
        }
    });
    let mut list: Vec<DatePart> = Vec::new();
    let mut run = String::new();
    for c in digits.chain(['\0']) {
        if c.is_ascii_digit() {
            run.push(c);
            continue;
        }
        // Years, months and days without signs between them.
        let whole = matches!(run.len(), 6 | 8) && (run.starts_with("20") || run.starts_with("19"));
        let cuts: &[usize] = if whole { &[4, 6] } else { &[] };
        let mut from = 0;
        for to in cuts.iter().copied().chain([run.len()]) {
            let part = run.get(from..to).unwrap_or_default();
            if let Ok(n) = part.parse() {
                let after = if to < run.len() { "." } else { "" }.to_owned();
                let digits = part.len();
                list.push(DatePart { n, digits, after });
            }
            from = to;
        }
        run.clear();
        if let (Some(part), true) = (list.last_mut(), c != '\0') {
            part.after.push(c);
        }
    }
    list
}

/// The years of the last three before a deadline's year in which nothing ran.
pub fn gaps(experience: &[Experience], deadline_year: u16) -> Vec<u16> {
    let years = deadline_year.saturating_sub(3)..deadline_year;
    let ran = |year: u16| {
        let mut spans = experience.iter().flat_map(|e| &e.ran);
        spans.any(|((from, _), (to, _))| (*from..=*to).contains(&year))
    };
    years.filter(|year| !ran(*year)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_projects_as_forms_write_them() {
        for (text, from, to) in [
            ("2023.07-2023.12", (2023, 7), (2023, 12)),
            ("2024年9月—11月", (2024, 9), (2024, 11)),
            ("2025/6/1-2025/11/30", (2025, 6), (2025, 11)),
            ("2024年", (2024, 1), (2024, 12)),
            ("2024年9月", (2024, 9), (2024, 9)),
            ("2022-2024", (2022, 1), (2024, 12)),
            ("2022年至2024年每年9月", (2022, 1), (2024, 12)),
            ("2023.07至今", (2023, 7), GOES_ON),
            ("2023年9月—", (2023, 9), GOES_ON),
            ("20230901-20231130", (2023, 9), (2023, 11)),
            ("202309-202311", (2023, 9), (2023, 11)),
            ("二〇二三年", (2023, 1), (2023, 12)),
            ("23.7-23.12", (2023, 7), (2023, 12)),
            ("23年7月-24年6月", (2023, 7), (2024, 6)),
            ("2023.7-24.6", (2023, 7), (2024, 6)),
            ("2023.7.5-2023.12.10", (2023, 7), (2023, 12)),
            ("2023-09-01至2023-11-30", (2023, 9), (2023, 11)),
            ("2023-09-01", (2023, 9), (2023, 9)),
            // Behind a whole date a month and a day are of its year.
            ("2024.5.10-11.20", (2024, 5), (2024, 11)),
            ("2024/5/10-11/20", (2024, 5), (2024, 11)),
            ("2024年5月10日-11月20日", (2024, 5), (2024, 11)),
            ("2024年5月10日-20日", (2024, 5), (2024, 5)),
            ("2024.5.10-20", (2024, 5), (2024, 5)),
            ("23.5.10-11.20", (2023, 5), (2023, 11)),
            ("23-25年", (2023, 1), (2025, 12)),
            ("2023-25", (2023, 1), (2025, 12)),
            ("2023—2024学年", (2023, 1), (2024, 12)),
            ("2024年9月—11月，共3期", (2024, 9), (2024, 11)),
            ("2024年5月、9月", (2024, 5), (2024, 5)),
            ("2023年9月-\n2024年1月", (2023, 9), (2024, 1)),
        ] {
            assert_eq!(spans(text), [(from, to)], "{text}");
        }
        // Years that are listed are not those between them.
        let whole = |year: u16| ((year, 1), (year, 12));
        for text in ["2021年、2024年", "2021、24年", "2021年\n2024年"] {
            assert_eq!(spans(text), [whole(2021), whole(2024)], "{text}");
        }
        let two = [((2023, 7), (2023, 12)), ((2024, 3), (2024, 9))];
        assert_eq!(spans("2023.7-2023.12\n2024.3-2024.9"), two);
        // Not understood; an end before its beginning, and more years than a range has.
        for text in [
            "去年",
            "",
            "9.1-11.30",
            "2024.5-2023.6",
            "2024年-2023年",
            "2021-2022-2023",
        ] {
            assert_eq!(spans(text), [], "{text}");
        }
    }

    #[test]
    fn a_year_without_a_project_is_a_gap() {
        let ran = |text: &str| Experience {
            ran: spans(text),
            ..Experience::default()
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
        assert_eq!(gaps(&[ran("2023年、2025年")], 2026), [2024]);
    }
}
