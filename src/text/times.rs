//! Times that are to be looked at, in words.

use super::{Lang, faults::shown};
use crate::journal::times::{MOST_DAYS, OddTime, Oddity};

texts! {
    EARLIER: "第 {seq} 条的时间 {at} 早于前一条的 {before}，请核对电脑时钟", "the time of act {seq}, {at}, is earlier than {before} of the one before it; look at the clock";
    FAR_LATER: "第 {seq} 条的时间 {at} 比前一条的 {before} 晚 {days} 天以上，请核对电脑时钟", "the time of act {seq}, {at}, is more than {days} days after {before} of the one before it; look at the clock";
    OUT_OF_RANGE: "第 {seq} 条的时间 {at} 不在 2000 至 2100 年内（前一条：{before}），请核对电脑时钟", "the time of act {seq}, {at}, is not in the years 2000 to 2100 (the one before it: {before}); look at the clock";
    DESK: "时间待核对：{n} 条。最近：{what}", "Times to be looked at: {n}. The latest: {what}";
    VERIFY: "时间待核对（不影响完好）：{what}", "A time to be looked at (not damage): {what}";
}

/// `2026-05-20 09:31`
pub fn minute(at: &str) -> String {
    let day = at.get(..10).unwrap_or(at);
    match at.get(11..16) {
        Some(time) => format!("{day} {time}"),
        None => day.to_owned(),
    }
}

/// A time of handing in as people write it: `2026-05-11 10:07`, the seconds only where there are any. What is not of
/// this time zone stays as it is.
pub fn moment(at: &str) -> String {
    let Some(local) = at.strip_suffix("+08:00") else {
        return at.to_owned();
    };
    local
        .strip_suffix(":00")
        .unwrap_or(local)
        .replacen('T', " ", 1)
}

/// What is odd about one act's time.
pub fn odd(lang: Lang, time: &OddTime) -> String {
    let text = match time.oddity {
        Oddity::Earlier => EARLIER,
        Oddity::FarLater => FAR_LATER,
        Oddity::OutOfRange => OUT_OF_RANGE,
    };
    let before = if time.before.is_empty() {
        "-".to_owned()
    } else {
        shown(&time.before)
    };
    text.fill(
        lang,
        &[
            ("seq", &time.seq),
            ("at", &shown(&time.at)),
            ("before", &before),
            ("days", &MOST_DAYS),
        ],
    )
}
