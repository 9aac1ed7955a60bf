//! A mark as a spreadsheet shows it, without what a computation in binary left behind.

use crate::model::{NotPoints, Points};
use rust_decimal::{Decimal, RoundingStrategy};

/// A mark as its cell shows it. What a computation left beyond two decimals, less than 1e-9, is noise.
pub(super) fn exact(text: &str) -> Result<Points, NotPoints> {
    let found = Points::exact(text);
    if found != Err(NotPoints::TooPrecise) {
        return found;
    }
    let noise = Decimal::new(1, 9);
    let plain = || {
        let exact: Decimal = text.trim().parse().ok()?;
        let near = exact.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
        ((exact - near).abs() <= noise).then_some(near)
    };
    match plain() {
        Some(near) => Points::exact(&near.to_string()),
        None => found,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_is_not_taken_for_decimals() {
        for (text, expected) in [
            ("36.300000000000004", Ok("36.30")),
            ("36.2999999999999", Ok("36.30")),
            ("0.5800000000000001", Ok("0.58")),
            ("36.30000001", Err(NotPoints::TooPrecise)),
            ("9.255", Err(NotPoints::TooPrecise)),
            ("1e1", Err(NotPoints::NotANumber)),
            ("90%", Err(NotPoints::NotANumber)),
        ] {
            let found = exact(text).map(|p| p.to_string());
            assert_eq!(found.as_deref().map_err(|e| *e), expected, "{text}");
        }
    }
}
