//! The value of a cell as text.

use super::looks::Format;
use crate::office::cells::is_error;
use crate::office::rows::Odd;
use calamine::{Data, ExcelDateTime};

/// A sheet keeps 15 digits: a number from here on may have lost its end.
const SIXTEEN_DIGITS: f64 = 1e15;

/// A cell as a person sees it, or why its text is not that. Of merged cells the first has the value and the others
/// are empty, so a value that spans rows is in the first of them only. A formula gives the value that was saved with
/// it.
pub fn text(cell: &Data, format: Option<Format>) -> (String, Option<Odd>) {
    let plain = match cell {
        Data::Empty => String::new(),
        Data::Error(error) => return error_value(error.to_string()),
        Data::String(text) if is_error(text) => return error_value(text.clone()),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Bool(true) => "TRUE".to_owned(),
        Data::Bool(false) => "FALSE".to_owned(),
        Data::Int(n) if n.unsigned_abs() < 1_000_000_000_000_000 => {
            formatted(n.to_string(), || as_float(*n), format)
        }
        Data::Int(n) => number(as_float(*n)),
        Data::Float(n) => formatted(number(*n), || *n, format),
        Data::DateTime(time) if time.is_duration() => duration(time.as_f64()),
        Data::DateTime(time) => moment(time).unwrap_or_else(|| number(time.as_f64())),
    };
    (plain, None)
}

fn error_value(text: String) -> (String, Option<Odd>) {
    (text.clone(), Some(Odd::Error(text)))
}

#[allow(clippy::cast_precision_loss)] // From 16 digits on the end is lost anyway.
fn as_float(n: i64) -> f64 {
    n as f64
}

/// `012345`, `90%`, `1.20E+10`.
fn formatted(plain: String, n: impl Fn() -> f64, format: Option<Format>) -> String {
    match format {
        Some(Format::Zeros(width)) if plain.bytes().all(|b| b.is_ascii_digit()) => {
            format!("{plain:0>width$}")
        }
        Some(Format::Percent(_)) => format!("{}%", number(n() * 100.0)),
        Some(Format::Power(decimals)) => {
            let text = format!("{:.*E}", decimals, n());
            match text.split_once("E-") {
                Some((front, power)) => format!("{front}E-{power:0>2}"),
                None => text.split_once('E').map_or(text.clone(), |(front, power)| {
                    format!("{front}E+{power:0>2}")
                }),
            }
        }
        _ => plain,
    }
}

/// What is shown where it says more than the number: zeros before it, a percent sign, a power.
pub fn shown(plain: String, seen: &str) -> String {
    let seen = seen.trim();
    let zeros = seen.len() > plain.len()
        && seen.bytes().all(|b| b.is_ascii_digit())
        && seen.trim_start_matches('0') == plain.trim_start_matches('0');
    let power = seen.starts_with(|c: char| c.is_ascii_digit() || c == '-')
        && seen.contains('E')
        && seen
            .bytes()
            .all(|b| b.is_ascii_digit() || b"E+-.,".contains(&b));
    if zeros || power || seen.ends_with('%') {
        seen.to_owned()
    } else {
        plain
    }
}

/// The number to 15 digits, as a sheet shows it: `7`, `88.01`, and 36.3 where a computation left 36.300000000000004. A number of 16 or more digits was a code typed
/// into a cell that is no text and has lost its end: it stays in the notation with a power, which a roster
/// refuses (and names the row), instead of looking like a code.
pub fn number(n: f64) -> String {
    if !n.is_finite() {
        String::new()
    } else if n == 0.0 {
        "0".to_owned()
    } else if n.abs() >= SIXTEEN_DIGITS {
        format!("{n:E}").replace('E', "E+")
    } else {
        // To 15 digits and back: what is left of the noise beyond them is gone.
        let rounded = format!("{n:.14E}").parse().unwrap_or(n);
        f64::to_string(&rounded)
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
            (36.300000000000004, "36.3"),
            (0.1 + 0.2, "0.3"),
            (36.304, "36.304"),
            (999_999_999_999_999.0, "999999999999999"),
            (1e15, "1E+15"),
            (524_103_994_123_457_000.0, "5.24103994123457E+17"),
            (f64::NAN, ""),
        ] {
            assert_eq!(number(n), expected);
        }
        let plain = |cell| text(&cell, None).0;
        assert_eq!(plain(Data::Int(41)), "41");
        assert_eq!(
            plain(Data::Int(524_103_994_123_457_000)),
            "5.24103994123457E+17"
        );
    }

    #[test]
    fn a_number_is_what_its_format_shows() {
        for (n, format, expected) in [
            (12345.0, Format::Zeros(6), "012345"),
            (1_234_567.0, Format::Zeros(6), "1234567"),
            (0.9, Format::Percent(0), "90%"),
            (12_000_000_103.0, Format::Power(2), "1.20E+10"),
            (0.000_12, Format::Power(1), "1.2E-04"),
        ] {
            assert_eq!(text(&Data::Float(n), Some(format)).0, expected);
        }
        for (plain, seen, expected) in [
            ("12345", "012345", "012345"),
            ("36.3", "36.30", "36.3"),
            ("0.9", "90%", "90%"),
            ("12000000103", "1.20E+10", "1.20E+10"),
            ("1200", "1,200", "1200"),
        ] {
            assert_eq!(shown(plain.to_owned(), seen), expected);
        }
    }

    #[test]
    fn error_values_are_no_text() {
        let cell = Data::Error(calamine::CellErrorType::Div0);
        let expected = ("#DIV/0!".to_owned(), Some(Odd::Error("#DIV/0!".to_owned())));
        assert_eq!(text(&cell, None), expected);
    }

    #[test]
    fn times_of_both_systems_are_text_to_the_second() {
        let at = |value, old| {
            text(
                &Data::DateTime(ExcelDateTime::new(value, DateTime, old)),
                None,
            )
            .0
        };
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
        assert_eq!(text(&Data::DateTime(span), None).0, "26:30:00");
    }
}
