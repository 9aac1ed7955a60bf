//! Times that cannot be right: an act earlier than the one before it, or far away from it.
//!
//! A wrong clock is a fact of the file, not damage. Nothing is ordered by time, so nothing else follows from it.

use jiff::Timestamp;

/// The most days between two acts that are not worth a look.
pub const MOST_DAYS: i64 = 366;
/// The years an act can be of, from the first second to the one after the last, in China Standard Time.
const FIRST: i64 = 946_656_000;
const AFTER: i64 = 4_133_952_000;

/// What is odd about the time of an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Oddity {
    /// Earlier than the act before it.
    Earlier,
    /// More than [`MOST_DAYS`] after the act before it.
    FarLater,
    /// Not in the years 2000 to 2100, or no time at all.
    OutOfRange,
}

/// An act whose time is to be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OddTime {
    pub seq: u64,
    pub at: String,
    /// The time of the act before it; empty for the first.
    pub before: String,
    pub oddity: Oddity,
}

fn instant(text: &str) -> Option<Timestamp> {
    text.parse().ok()
}

/// What is odd about a time that follows another. They are compared as instants, whatever their offsets.
fn odd(before: Option<Timestamp>, at: Option<Timestamp>) -> Option<Oddity> {
    let Some(now) = at.filter(|at| (FIRST..AFTER).contains(&at.as_second())) else {
        return Some(Oddity::OutOfRange);
    };
    let then = before?;
    if now < then {
        return Some(Oddity::Earlier);
    }
    (now.as_second() - then.as_second() > MOST_DAYS * 86_400).then_some(Oddity::FarLater)
}

/// Follows the times of a journal, act by act.
#[derive(Clone, Debug, Default)]
pub struct Times {
    last: Option<(String, Option<Timestamp>)>,
    odd: Vec<OddTime>,
}

impl Times {
    /// Looks at the time of the next act.
    pub fn next(&mut self, seq: u64, at: &str) {
        let now = instant(at);
        let before = self.last.as_ref().and_then(|(_, before)| *before);
        if let Some(oddity) = odd(before, now) {
            self.odd.push(OddTime {
                seq,
                at: at.to_owned(),
                before: self.last.take().map(|(at, _)| at).unwrap_or_default(),
                oddity,
            });
        }
        let (last, instant) = self.last.get_or_insert_default();
        last.clear();
        last.push_str(at);
        *instant = now;
    }

    /// The acts whose times are to be looked at, in order.
    pub fn odd(&self) -> &[OddTime] {
        &self.odd
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_compare_as_instants() {
        let first = "2026-05-20T09:31:07.482+08:00";
        let cases = [
            ("2026-05-20T09:31:07.482+08:00", None),
            ("2026-05-20T09:31:07.481+08:00", Some(Oddity::Earlier)),
            ("2026-05-20T01:31:08Z", None),
            ("2026-05-20T09:31:08+09:00", Some(Oddity::Earlier)),
            ("2027-05-21T09:31:07+08:00", None),
            ("2027-05-21T09:31:09+08:00", Some(Oddity::FarLater)),
            ("1999-12-31T23:59:59+08:00", Some(Oddity::OutOfRange)),
            ("2101-01-01T00:00:00+08:00", Some(Oddity::OutOfRange)),
            ("yesterday", Some(Oddity::OutOfRange)),
        ];
        for (at, wanted) in cases {
            assert_eq!(odd(instant(first), instant(at)), wanted, "{at}");
        }
        assert_eq!(odd(None, instant(first)), None);
    }
}
