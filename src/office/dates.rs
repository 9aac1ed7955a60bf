//! When something was handed in, as people and spreadsheets write it, in one form.

use super::table::half_width;
use jiff::civil::{Date, DateTime, Time, date};
use jiff::{Timestamp, tz::Offset};

/// China has one time and no summer time.
const HOURS_EAST: i8 = 8;

/// `2026-05-16T14:20:00+08:00`, or `2026-05-16` where no time of day is given: midnight is not assumed.
/// `None` for what is no date with a year.
///
/// Takes `2026/5/16 14:20`, `2026.5.17 10:36`, `2026年5月16日 下午2:20`, RFC 3339 with any offset, and the
/// serial numbers of spreadsheets (days since 1899-12-30).
pub fn moment(text: &str) -> Option<String> {
    let text = half_width(text);
    let text = text.trim();
    if let Ok(stamp) = text.parse::<Timestamp>() {
        let there = Offset::constant(HOURS_EAST).to_datetime(stamp);
        return Some(with_offset(there));
    }
    if let Some(found) = serial(text) {
        return Some(found);
    }
    let numbers: Vec<i32> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    let [year, month, day, time @ ..] = numbers.as_slice() else {
        return None;
    };
    if !(1990..=2100).contains(year) {
        return None;
    }
    let small = |n: &i32| i8::try_from(*n).ok();
    let day = Date::new(i16::try_from(*year).ok()?, small(month)?, small(day)?).ok()?;
    let afternoon = text.contains("下午") || text.contains("晚") || ends_with_pm(text);
    let (hour, rest) = match time {
        [] => return Some(day.to_string()),
        [hour, rest @ ..] => (*hour, rest),
    };
    let hour = if afternoon && hour < 12 {
        hour + 12
    } else {
        hour
    };
    let minute = rest.first().map_or(Some(0), small)?;
    let second = rest.get(1).map_or(Some(0), small)?;
    let time = Time::new(small(&hour)?, minute, second, 0).ok()?;
    Some(with_offset(day.to_datetime(time)))
}

fn ends_with_pm(text: &str) -> bool {
    text.to_ascii_lowercase().trim_end().ends_with("pm")
}

/// `46158.5972`: days since 1899-12-30, the fraction being the time of day to the nearest second.
fn serial(text: &str) -> Option<String> {
    let (days, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if days.len() != 5 || !digits(days) || !digits(fraction) {
        return None;
    }
    let days: i32 = days.parse().ok()?;
    let day = date(1899, 12, 30)
        .checked_add(jiff::Span::new().days(days))
        .ok()?;
    if !(1990..=2100).contains(&day.year()) {
        return None;
    }
    if fraction.is_empty() {
        return Some(day.to_string());
    }
    // Nine places are a tenth of a millisecond; more would only be noise.
    let nine: String = fraction
        .chars()
        .chain("000000000".chars())
        .take(9)
        .collect();
    let parts: i64 = nine.parse().ok()?;
    let seconds = (parts * 86_400 + 500_000_000) / 1_000_000_000;
    let at = day
        .to_datetime(Time::midnight())
        .checked_add(jiff::Span::new().seconds(seconds))
        .ok()?;
    Some(with_offset(at))
}

fn with_offset(at: DateTime) -> String {
    format!("{at}+0{HOURS_EAST}:00")
}

#[cfg(test)]
mod tests {
    use super::moment;

    #[test]
    fn as_people_and_spreadsheets_write_it() {
        for (text, expected) in [
            ("2026-05-16T14:20:00+08:00", "2026-05-16T14:20:00+08:00"),
            ("2026-05-16T06:20:00Z", "2026-05-16T14:20:00+08:00"),
            ("2026-05-16 14:20", "2026-05-16T14:20:00+08:00"),
            ("2026/5/16 14:20:31", "2026-05-16T14:20:31+08:00"),
            ("2026.5.17 10:36", "2026-05-17T10:36:00+08:00"),
            ("2026年5月16日 14:20", "2026-05-16T14:20:00+08:00"),
            ("2026年5月16日下午2时20分", "2026-05-16T14:20:00+08:00"),
            ("2026/5/16 2:20 PM", "2026-05-16T14:20:00+08:00"),
            (
                "２０２６－５－１６　１４：２０",
                "2026-05-16T14:20:00+08:00",
            ),
            ("2026年5月16日", "2026-05-16"),
            ("46158", "2026-05-16"),
            ("46158.5972222222", "2026-05-16T14:20:00+08:00"),
            ("46160.75", "2026-05-18T18:00:00+08:00"),
        ] {
            assert_eq!(moment(text).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "",
            "5月16日",
            "上周",
            "2026-13-01",
            "2026-05-16 25:00",
            "12",
            "99999",
            "20260516",
        ] {
            assert_eq!(moment(text), None, "{text}");
        }
    }
}
