//! The time, as acts carry it. It comes from outside the core and is never compared for order.

use jiff::Timestamp;
use jiff::tz::Offset;
use std::sync::Arc;

/// A clock that is passed in, so that a test or a picture can stand still.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self(Arc::new(Timestamp::now))
    }

    /// A clock of the caller's own.
    pub fn of(now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    pub fn timestamp(&self) -> Timestamp {
        (self.0)()
    }

    /// China Standard Time, to the millisecond: `2026-05-20T09:31:07.482+08:00`.
    pub fn now(&self) -> String {
        let local = OFFSET.to_datetime(self.timestamp());
        local.strftime("%Y-%m-%dT%H:%M:%S%.3f+08:00").to_string()
    }
}

/// All times are China Standard Time; there is no daylight saving and no database to ask.
const OFFSET: Offset = Offset::constant(8);

/// `09:31:07` of an act's time; the text itself if it is not one.
pub fn time_of_day(at: &str) -> &str {
    at.get(11..19).unwrap_or(at)
}

/// Seconds from an act's time to now; `None` if the act's time is not one.
pub fn seconds_since(at: &str, clock: &Clock) -> Option<i64> {
    let then: Timestamp = at.parse().ok()?;
    Some(clock.timestamp().as_second() - then.as_second())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn china_standard_time_to_the_millisecond() {
        let clock = Clock::of(|| {
            Timestamp::from_millisecond(1_779_240_667_482).unwrap_or(Timestamp::UNIX_EPOCH)
        });
        assert_eq!(clock.now(), "2026-05-20T09:31:07.482+08:00");
        assert_eq!(time_of_day(&clock.now()), "09:31:07");
        assert_eq!(
            seconds_since("2026-05-20T09:30:07.000+08:00", &clock),
            Some(60)
        );
    }
}
