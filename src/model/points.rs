//! Points: exact decimals with two places, and the strict way in.

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::num::NonZeroU32;

/// Points with exactly two decimal places, from `0.00` to [`Points::MAX`].
///
/// There is no way to make one from a float, from a negative number or from one beyond the range.
/// Inside it counts hundredths, plus one, so that an unscored mark (`Option<Points>`) takes four bytes
/// and a blank can never be read as a zero.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Points(NonZeroU32);

/// Why a text is not points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotPoints {
    /// Nothing was typed.
    Empty,
    /// Something other than digits and one point: a comma, a sign, an exponent, a word.
    NotANumber,
    /// A minus sign before a number.
    Negative,
    /// More than [`Points::MAX`].
    TooLarge,
    /// More than two decimal places where none are rounded (files).
    TooPrecise,
}

const MAX_HUNDREDTHS: u32 = 100_000_000;

impl Points {
    /// 0.00: a score like any other, never a blank.
    pub const ZERO: Self = Self(NonZeroU32::MIN);
    /// 1,000,000.00.
    pub const MAX: Self = match Self::from_hundredths(MAX_HUNDREDTHS) {
        Some(p) => p,
        None => Self::ZERO,
    };

    /// `None` above [`Points::MAX`].
    pub const fn from_hundredths(hundredths: u32) -> Option<Self> {
        if hundredths > MAX_HUNDREDTHS {
            return None;
        }
        match NonZeroU32::new(hundredths + 1) {
            Some(n) => Some(Self(n)),
            None => None,
        }
    }

    /// The number of hundredths: 8825 for 88.25.
    pub const fn hundredths(self) -> u32 {
        self.0.get() - 1
    }

    /// The exact value.
    pub fn decimal(self) -> Decimal {
        Decimal::new(i64::from(self.hundredths()), 2)
    }

    /// Rounds an exact value half away from zero to two places (notice, annex 5, note 1).
    /// `None` below zero or above [`Points::MAX`].
    pub fn round(value: Decimal) -> Option<Self> {
        let rounded = value.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
        let hundredths = rounded.checked_mul(Decimal::ONE_HUNDRED)?;
        Self::from_hundredths(u32::try_from(hundredths).ok()?)
    }

    /// The quotient `hundredths / divisor`, rounded half up to a whole number of hundredths.
    /// `None` for a zero divisor or above [`Points::MAX`].
    pub fn mean(hundredths: u64, divisor: u64) -> Option<Self> {
        let doubled = hundredths.checked_mul(2)?.checked_add(divisor)?;
        let rounded = doubled.checked_div(divisor.checked_mul(2)?)?;
        Self::from_hundredths(u32::try_from(rounded).ok()?)
    }

    /// What a person typed; more than two decimals are rounded half away from zero.
    ///
    /// # Errors
    /// Anything but digits with at most one point among or before them.
    pub fn typed(text: &str) -> Result<Self, NotPoints> {
        let value = plain_decimal(text)?;
        Self::round(value).ok_or(NotPoints::TooLarge)
    }

    /// What a file says; nothing is rounded.
    ///
    /// # Errors
    /// As [`Points::typed`], and more than two decimals unless the rest are zeros.
    pub fn exact(text: &str) -> Result<Self, NotPoints> {
        let value = plain_decimal(text)?;
        let points = Self::round(value).ok_or(NotPoints::TooLarge)?;
        if points.decimal() == value {
            Ok(points)
        } else {
            Err(NotPoints::TooPrecise)
        }
    }

    /// `None` above [`Points::MAX`].
    pub fn checked_add(self, other: Self) -> Option<Self> {
        Self::from_hundredths(self.hundredths().checked_add(other.hundredths())?)
    }
}

/// Digits with at most one point. `Decimal::from_str` alone would also take `5_0`, `1e3` and `+5`.
fn plain_decimal(text: &str) -> Result<Decimal, NotPoints> {
    let text = text.trim();
    if text.is_empty() {
        return Err(NotPoints::Empty);
    }
    if let Some(rest) = text.strip_prefix(['-', '−', '－']) {
        return match plain_decimal(rest) {
            Ok(v) if v.is_zero() => Ok(v),
            Ok(_) => Err(NotPoints::Negative),
            Err(e) => Err(e),
        };
    }
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if (whole.is_empty() && part.is_empty()) || !digits(whole) || !digits(part) {
        return Err(NotPoints::NotANumber);
    }
    if whole.trim_start_matches('0').len() > 9 {
        return Err(NotPoints::TooLarge);
    }
    if part.len() > 18 {
        return Err(NotPoints::TooPrecise);
    }
    let text = format!("0{whole}.{part}0");
    Decimal::from_str_exact(&text).map_err(|_| NotPoints::NotANumber)
}

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let h = self.hundredths();
        f.pad(&format!("{}.{:02}", h / 100, h % 100))
    }
}

impl fmt::Debug for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl Serialize for Points {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// From a JSON string with exactly two places, as the journal writes it. A JSON number is refused: it
/// would have to pass through a float.
impl<'de> Deserialize<'de> for Points {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = Points;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("points as a string with two places, such as \"36.50\"")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Points, E> {
                two_places(text)
                    .ok_or_else(|| E::invalid_value(serde::de::Unexpected::Str(text), &self))
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}

fn two_places(text: &str) -> Option<Points> {
    let (whole, part) = text.split_once('.')?;
    let canonical = part.len() == 2 && (whole == "0" || !whole.starts_with('0'));
    if !canonical || !(1..=7).contains(&whole.len()) {
        return None;
    }
    let mut hundredths = 0u32;
    for byte in whole.bytes().chain(part.bytes()) {
        if !byte.is_ascii_digit() {
            return None;
        }
        hundredths = hundredths
            .checked_mul(10)?
            .checked_add(u32::from(byte - b'0'))?;
    }
    Points::from_hundredths(hundredths)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Result<String, NotPoints> {
        Points::typed(text).map(|p| p.to_string())
    }

    #[test]
    fn typed_numbers() {
        for (text, shown) in [
            ("0", "0.00"),
            ("36.5", "36.50"),
            (".5", "0.50"),
            ("5.", "5.00"),
            ("36.505", "36.51"),
            ("36.504", "36.50"),
            ("85.005", "85.01"),
            ("0.004999", "0.00"),
            ("007", "7.00"),
            ("1000000", "1000000.00"),
            ("-0", "0.00"),
        ] {
            assert_eq!(typed(text).as_deref(), Ok(shown), "{text}");
        }
    }

    #[test]
    fn refused_texts() {
        use NotPoints::*;
        for (text, why) in [
            ("", Empty),
            (" ", Empty),
            (".", NotANumber),
            ("1e3", NotANumber),
            ("5_0", NotANumber),
            ("+5", NotANumber),
            ("1,000", NotANumber),
            ("1.2.3", NotANumber),
            ("三", NotANumber),
            ("-1", Negative),
            ("-x", NotANumber),
            ("1000000.01", TooLarge),
            ("99999999999999999999999999999999", TooLarge),
        ] {
            assert_eq!(typed(text), Err(why), "{text}");
        }
        assert_eq!(Points::exact("9.255"), Err(TooPrecise));
        assert_eq!(
            Points::exact("9.2500").map(|p| p.to_string()).as_deref(),
            Ok("9.25")
        );
    }

    #[test]
    fn json_is_a_canonical_string_and_nothing_else() {
        assert_eq!(
            serde_json::from_str::<Points>("\"36.50\"")
                .unwrap()
                .to_string(),
            "36.50"
        );
        for bad in [
            "36.5",
            "36",
            "\"36.5\"",
            "\"036.50\"",
            "\"-1.00\"",
            "\"1000000.01\"",
            "null",
            "\"3６.50\"",
        ] {
            assert!(serde_json::from_str::<Points>(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_mark_takes_four_bytes() {
        assert_eq!(std::mem::size_of::<Option<Points>>(), 4);
    }

    proptest::proptest! {
        #[test]
        fn the_integer_mean_is_the_decimal_mean(sum in 0u64..1_000_000_000, n in 1u64..200) {
            let exact = Decimal::from(sum) / Decimal::ONE_HUNDRED / Decimal::from(n);
            let by_decimal = Points::round(exact);
            proptest::prop_assert_eq!(Points::mean(sum, n), by_decimal);
        }
    }
}
