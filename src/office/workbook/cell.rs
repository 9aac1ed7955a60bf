//! The value of a cell as text.

use calamine::{Data, ExcelDateTime};

/// A sheet keeps 15 digits: a number from here on may have lost its end.
const SIXTEEN_DIGITS: f64 = 1e15;

/// A cell as a person would type it. Of merged cells the first has the value and the others are empty, so a
/// value that spans rows is in the first of them only. A formula gives the value that was saved with it. An
/// error value (#N/A) is an empty cell: there is nothing that could be taken, and what must not be empty is
/// missed later, by name.
pub fn text(cell: &Data) -> String {
    match cell {
        Data::Empty | Data::Error(_) => String::new(),
        // An .ods has error values as text.
        Data::String(text) if is_error(text) => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Bool(true) => "TRUE".to_owned(),
        Data::Bool(false) => "FALSE".to_owned(),
        Data::Int(n) if n.unsigned_abs() < 1_000_000_000_000_000 => n.to_string(),
        #[allow(clippy::cast_precision_loss)] // From 16 digits on the end is lost anyway.
        Data::Int(n) => number(*n as f64),
        Data::Float(n) => number(*n),
        Data::DateTime(time) if time.is_duration() => duration(time.as_f64()),
        Data::DateTime(time) => moment(time).unwrap_or_else(|| number(time.as_f64())),
    }
}

fn is_error(text: &str) -> bool {
    let known = [
        "#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!",
    ];
    let numbered = |rest: &str| rest.len() == 3 && rest.bytes().all(|b| b.is_ascii_digit());
    known.contains(&text) || text.strip_prefix("Err:").is_some_and(numbered)
}

/// The shortest digits that mean this number: `7`, `88.01`. A number of 16 or more digits was a code typed
/// into a cell that is no text and has lost its end: it stays in the notation with a power, which a roster
/// refuses (and names the row), instead of looking like a code.
fn number(n: f64) -> String {
    if !n.is_finite() {
        String::new()
    } else if n == 0.0 {
        "0".to_owned()
    } else if n.abs() >= SIXTEEN_DIGITS {
        format!("{n:E}").replace('E', "E+")
    } else {
        n.to_string()
    }
}

/// `2026-05-18 18:30:00`, to the nearest second; without a time of day `2026-05-18`; less than a day is a time
/// alone, `18:30:00`. The 1904 system of old Macs is minded. `None` for what is no date, as 29 February 1900.
fn moment(time: &ExcelDateTime) -> Option<String> {
    if time.as_f64() < 0.0 {
        return None;
    }
    let (year, month, day, hour, minute, second, milli) = time.to_ymd_hms_milli();
    let small = |n: u8| i8::try_from(n).ok();
    let exact = jiff::civil::DateTime::new(
        i16::try_from(year).ok()?,
        small(month)?,
        small(day)?,
        small(hour)?,
        small(minute)?,
        small(second)?,
        i32::from(milli) * 1_000_000,
    )
    .ok()?;
    let at = exact.round(jiff::Unit::Second).ok()?;
    Some(if time.as_f64() < 1.0 {
        at.strftime("%H:%M:%S").to_string()
    } else if at.time() == jiff::civil::Time::midnight() {
        at.strftime("%Y-%m-%d").to_string()
    } else {
        at.strftime("%Y-%m-%d %H:%M:%S").to_string()
    })
}

/// `26:30:00` for a day and a bit; `days` is what the sheet holds.
fn duration(days: f64) -> String {
    #[allow(clippy::cast_possible_truncation)] // Saturates.
    let seconds = (days * 86_400.0).round() as i64;
    let (sign, seconds) = (if seconds < 0 { "-" } else { "" }, seconds.unsigned_abs());
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    format!("{sign}{hours}:{minutes:02}:{:02}", seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType::{DateTime, TimeDelta};

    #[test]
    fn numbers_have_the_shortest_digits_and_lost_ends_show() {
        for (n, expected) in [
            (7.0, "7"),
            (-0.0, "0"),
            (88.01, "88.01"),
            (46158.5986, "46158.5986"),
            (999_999_999_999_999.0, "999999999999999"),
            (1e15, "1E+15"),
            (524_103_994_123_457_000.0, "5.24103994123457E+17"),
            (f64::NAN, ""),
        ] {
            assert_eq!(number(n), expected);
        }
        assert_eq!(text(&Data::Int(41)), "41");
        assert_eq!(
            text(&Data::Int(524_103_994_123_457_000)),
            "5.24103994123457E+17"
        );
    }

    #[test]
    fn times_of_both_systems_are_text_to_the_second() {
        let at = |value, old| text(&Data::DateTime(ExcelDateTime::new(value, DateTime, old)));
        assert_eq!(at(46160.0, false), "2026-05-18");
        assert_eq!(at(46_160.770_833_333, false), "2026-05-18 18:30:00");
        assert_eq!(at(46_160.999_999_9, false), "2026-05-19");
        assert_eq!(at(44698.75, true), "2026-05-18 18:00:00");
        assert_eq!(at(0.75, false), "18:00:00");
        // A day that never was, and no day at all.
        assert_eq!(
            (at(60.0, false), at(-3.5, false)),
            ("60".into(), "-3.5".into())
        );
        let span = ExcelDateTime::new(1.104_166_666_7, TimeDelta, false);
        assert_eq!(text(&Data::DateTime(span)), "26:30:00");
    }
}
