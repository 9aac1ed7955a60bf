//! When something was handed in, as people and spreadsheets write it, in one form.

use super::table::half_width;
use jiff::civil::{Date, DateTime, Time, date};
use jiff::{Timestamp, tz::Offset};

/// China has one time and no summer time.
const HOURS_EAST: i8 = 8;

/// `2026-05-16T14:20:00+08:00`, or `2026-05-16` where no time of day is given: midnight is not assumed.
/// `None` for what is no date with a year, or a date with anything beside it that is no time of day: numbers in
/// a note are never taken for hours.
///
/// Takes `2026/5/16 14:20`, `2026.5.17 10:36`, `2026年5月16日 下午2:20`, `6:30PM 2026/5/18`, RFC 3339 with any
/// offset, and the serial numbers of spreadsheets (days since 1899-12-30).
pub fn moment(text: &str) -> Option<String> {
    let text = half_width(text);
    let text = text.trim();
    // `2026-05-18 10:00-11:00` is two hours of a day, and no place west of here.
    let offset = text.contains(['T', 'Z', '+']);
    if offset && let Ok(stamp) = text.parse::<Timestamp>() {
        let there = Offset::constant(HOURS_EAST).to_datetime(stamp);
        return Some(with_offset(there));
    }
    if let Some(found) = serial(text) {
        return Some(found);
    }
    let lower = text.to_lowercase();
    let mut rest = Rest(&lower);
    if let Some(day) = day(&mut rest) {
        rest.weekday();
        if rest.0.is_empty() {
            return Some(day.to_string());
        }
        // As .ods and RFC 3339 join the two.
        rest.take("t");
        let time = time(&mut rest)?;
        return rest
            .0
            .is_empty()
            .then(|| with_offset(day.to_datetime(time)));
    }
    let mut rest = Rest(&lower);
    let time = time(&mut rest)?;
    let day = day(&mut rest)?;
    rest.0
        .is_empty()
        .then(|| with_offset(day.to_datetime(time)))
}

/// What is left to read.
struct Rest<'a>(&'a str);

impl Rest<'_> {
    fn take(&mut self, word: &str) -> bool {
        match self.0.strip_prefix(word) {
            Some(rest) => {
                self.0 = rest.trim_start();
                true
            }
            None => false,
        }
    }

    fn take_any<'w>(&mut self, words: &[&'w str]) -> Option<&'w str> {
        words.iter().copied().find(|word| self.take(word))
    }

    /// Up to four digits.
    fn number(&mut self) -> Option<i16> {
        let digits = self.0.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = self.0.split_at_checked(digits)?;
        let number = number.parse().ok()?;
        self.0 = rest.trim_start();
        (digits <= 4).then_some(number)
    }

    fn small(&mut self) -> Option<i8> {
        i8::try_from(self.number()?).ok()
    }

    /// `星期一`, `(周一)`.
    fn weekday(&mut self) {
        let open = self.take("(");
        let before = self.0;
        if self.take_any(&["星期", "周"]).is_some() {
            let mut letters = self.0.chars();
            if letters
                .next()
                .is_some_and(|c| "一二三四五六日天".contains(c))
            {
                self.0 = letters.as_str().trim_start();
                if !open || self.take(")") {
                    return;
                }
            }
        }
        self.0 = before;
        if open {
            // Whatever stands in the bracket is no time: what follows will not be read as one.
            self.0 = "(";
        }
    }
}

fn day(rest: &mut Rest) -> Option<Date> {
    let year = rest.number()?;
    let month = if rest.take("年") {
        let month = rest.small()?;
        rest.take("月").then_some(month)?
    } else {
        let sign = rest.take_any(&["-", "/", "."])?;
        let month = rest.small()?;
        rest.take(sign).then_some(month)?
    };
    let day = rest.small()?;
    let _ = rest.take_any(&["日", "号"]);
    if !(1990..=2100).contains(&year) {
        return None;
    }
    Date::new(year, month, day).ok()
}

const MORNING: &[&str] = &["上午", "早上", "早晨", "清晨", "早"];
const NIGHT: &[&str] = &["凌晨"];
const NOON: &[&str] = &["中午"];
const AFTERNOON: &[&str] = &["下午", "午后"];
const EVENING: &[&str] = &["晚上", "傍晚", "夜里", "夜间", "晚间", "晚"];

/// The part of the day that a word names.
#[derive(Clone, Copy)]
enum DayPart {
    Night,
    Morning,
    Noon,
    Afternoon,
    Evening,
    Am,
    Pm,
}

fn part(rest: &mut Rest) -> Option<DayPart> {
    let parts = [
        (NIGHT, DayPart::Night),
        (MORNING, DayPart::Morning),
        (NOON, DayPart::Noon),
        (AFTERNOON, DayPart::Afternoon),
        (EVENING, DayPart::Evening),
        (&["am", "a.m."], DayPart::Am),
        (&["pm", "p.m."], DayPart::Pm),
    ];
    parts
        .into_iter()
        .find_map(|(words, part)| rest.take_any(words).map(|_| part))
}

fn time(rest: &mut Rest) -> Option<Time> {
    let before = part(rest);
    let hour = rest.small()?;
    let mut minute = 0;
    let mut second = 0;
    if rest.take(":") {
        minute = rest.small()?;
        if rest.take(":") {
            second = rest.small()?;
            if rest.take(".") {
                // Parts of a second do not matter.
                rest.number()?;
            }
        }
    } else if rest.take_any(&["时", "点钟", "点"]).is_some() {
        if rest.take("半") {
            minute = 30;
        } else if !rest.take("整") && rest.0.starts_with(|c: char| c.is_ascii_digit()) {
            // Digits after the hour may also be a date that follows: `下午6时 2026/5/18`.
            let here = rest.0;
            minute = rest.small().unwrap_or(-1);
            let said = rest.take("分");
            if !said && !rest.0.is_empty() {
                rest.0 = here;
                minute = 0;
            } else if said && rest.0.starts_with(|c: char| c.is_ascii_digit()) {
                let here = rest.0;
                second = rest.small().unwrap_or(-1);
                if !rest.take("秒") {
                    rest.0 = here;
                    second = 0;
                }
            }
        }
    } else {
        return None;
    }
    let after = [("am", DayPart::Am), ("pm", DayPart::Pm)]
        .into_iter()
        .find_map(|(word, part)| rest.take(word).then_some(part));
    let hour = match (before, after) {
        (None, None) => hour,
        (Some(part), None) | (None, Some(part)) => on_the_clock(part, hour)?,
        (Some(_), Some(_)) => return None,
    };
    Time::new(hour, minute, second, 0).ok()
}

/// `None` where people differ: 晚上12点 is the end of one day or of the one before.
fn on_the_clock(part: DayPart, hour: i8) -> Option<i8> {
    match (part, hour) {
        (DayPart::Night, 0..=6) | (DayPart::Morning, 0..=11) | (DayPart::Am, 0..=11) => Some(hour),
        (DayPart::Am, 12) => Some(0),
        (DayPart::Noon, 11..=13)
        | (DayPart::Afternoon | DayPart::Pm, 12..=23)
        | (DayPart::Evening, 17..=23) => Some(hour),
        (DayPart::Noon, 1..=2)
        | (DayPart::Afternoon | DayPart::Pm, 1..=11)
        | (DayPart::Evening, 5..=11) => Some(hour + 12),
        _ => None,
    }
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
            ("2026-05-12T09:40:00", "2026-05-12T09:40:00+08:00"),
            ("2026-05-16 14:20", "2026-05-16T14:20:00+08:00"),
            ("2026/5/16 14:20:31", "2026-05-16T14:20:31+08:00"),
            ("2026/5/16 14:20:31.250", "2026-05-16T14:20:31+08:00"),
            ("2026.5.17 10:36", "2026-05-17T10:36:00+08:00"),
            ("2026年5月16日 14:20", "2026-05-16T14:20:00+08:00"),
            ("2026 年 5 月 16 日 14：20", "2026-05-16T14:20:00+08:00"),
            ("2026年5月16日下午2时20分", "2026-05-16T14:20:00+08:00"),
            ("2026年5月16日下午2点半", "2026-05-16T14:30:00+08:00"),
            ("2026年5月16日9点", "2026-05-16T09:00:00+08:00"),
            ("2026年5月18日（周一）14:20", "2026-05-18T14:20:00+08:00"),
            ("2026年5月18日星期一 14:20", "2026-05-18T14:20:00+08:00"),
            ("2026/5/16 2:20 PM", "2026-05-16T14:20:00+08:00"),
            ("2026年5月18日 6:30PM", "2026-05-18T18:30:00+08:00"),
            ("PM 6:30 2026/5/18", "2026-05-18T18:30:00+08:00"),
            ("2026/5/18 12:30 AM", "2026-05-18T00:30:00+08:00"),
            ("2026年5月18日中午12:30", "2026-05-18T12:30:00+08:00"),
            ("2026年5月18日傍晚7:30", "2026-05-18T19:30:00+08:00"),
            ("2026年5月18日夜里8点", "2026-05-18T20:00:00+08:00"),
            (
                "２０２６－５－１６　１４：２０",
                "2026-05-16T14:20:00+08:00",
            ),
            ("2026年5月16日", "2026-05-16"),
            ("2026.5.18", "2026-05-18"),
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
            "2026-05-16 24:00",
            "12",
            "99999",
            "20260516",
        ] {
            assert_eq!(moment(text), None, "{text}");
        }
    }

    #[test]
    fn what_stands_beside_a_date_is_never_taken_for_hours() {
        for text in [
            "2026年5月18日邮件，5月19日纸质版",
            "2026年5月18日晚上12点",
            "2026年5月18日凌晨12点",
            "2026年5月18日上午12点",
            "2026年5月18日晚2点",
            "2026年5月18日 6:30PM（电话通知）",
            "2026年5月18日（第2批）",
            "2026年5月18日(2)",
            "2026年5月18日 10份",
            "2026年5月18日 10",
            "2026年5月8日至18日",
            "2026年5月18日，19日补交",
            "2026-05-18/19",
            "2026-05-18 10:00-11:00",
            "2026-05-18 10:00前",
            "约2026-05-18 10:00",
            "2026年5月18日 7时（晚）",
            "2026/5/18 下午6:30pm",
            "2026-5.18",
            "2026年5月18日18日",
        ] {
            assert_eq!(moment(text), None, "{text}");
        }
    }
}
