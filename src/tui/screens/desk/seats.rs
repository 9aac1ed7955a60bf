//! The seats: who is signed in from where, which pause after wrong PINs, and what opens them.
//!
//! ```text
//! ▸ w01      评委1          PIN 公钥1  192.168.1.21，09:31:07 起
//!   w02      评委2          PIN        10.0.0.9 暂停 113 秒（错 6 次）
//!   observer 观察员         无 PIN     未登录
//! ```

use super::choice::Choice;
use super::menu::Menu;
use crate::journal::{pin, time_of_day};
use crate::model::{DESK, OBSERVER, Seat, Session};
use crate::text::fill;
use crate::text::screens as t;
use crate::text::{self, desk as d};
use crate::tui::names;
use crate::tui::screen::Context;

/// The judges in seat order, the coordinator, the observer.
pub(super) fn all(session: &Session) -> Vec<&str> {
    let judges = session.judges().iter().map(|j| j.id.as_str());
    judges.chain([DESK, OBSERVER]).collect()
}

/// The seat, whose it is, what opens it, who is there.
pub(super) fn row(ctx: &Context, session: &Session, n: usize) -> Vec<String> {
    let lang = ctx.lang;
    let Some(id) = all(session).get(n).copied() else {
        return Vec::new();
    };
    let seat = session.seat(id);
    let opens = match seat.pin {
        Some(_) if ctx.live.is_some_and(|live| live.lost_pin(id)) => t::SEAT_PIN_LOST,
        Some(_) if seat.short_pin => d::SEAT_SHORT_PIN,
        Some(_) => t::PIN_SET,
        None => t::PIN_NONE,
    };
    let mut opens = opens.get(lang).to_owned();
    if !seat.keys.is_empty() {
        opens.push_str(&fill!(d::SEAT_KEYS, lang, [("n", &seat.keys.len())]));
    }
    let pauses = pauses(ctx, &seat);
    let here = match &seat.signed_in {
        Some(signed) => {
            let from = text::place(lang, &signed.from);
            let at = time_of_day(&signed.at);
            fill!(d::SEAT_SINCE, lang, [("from", &from), ("at", &at)])
        }
        None if pauses.is_empty() => d::SEAT_EMPTY.get(lang).to_owned(),
        None => String::new(),
    };
    // A pause is what somebody may have to be told.
    let told: Vec<String> = pauses
        .into_iter()
        .chain(Some(here).filter(|text| !text.is_empty()))
        .collect();
    vec![
        id.to_owned(),
        names::seat_name(session, id, lang),
        opens,
        told.join("; "),
    ]
}

/// Where wrong PINs were tried, and how long the seat pauses for each of these places; the longest first.
fn pauses(ctx: &Context, seat: &Seat) -> Vec<String> {
    let mut places: Vec<String> = Vec::new();
    let mut told = Vec::new();
    for from in seat.failures.keys() {
        let place = pin::place(from);
        if places.contains(&place) {
            continue;
        }
        places.push(place);
        let (n, wait) = (pin::failures(seat, from), pin::wait(seat, from, ctx.clock));
        let text = if wait > 0 {
            d::SEAT_PAUSED
        } else {
            d::SEAT_TRIED
        };
        let from = text::place(ctx.lang, from);
        let values: [(&str, &dyn std::fmt::Display); 3] =
            [("from", &from), ("n", &n), ("seconds", &wait)];
        told.push((wait, text.fill(ctx.lang, &values)));
    }
    told.sort_by_key(|(wait, _)| -wait);
    told.into_iter().map(|(_, text)| text).collect()
}

pub(super) fn menu(ctx: &Context, session: &Session, row: usize) -> Menu {
    let lang = ctx.lang;
    let mut choices = Vec::new();
    let Some(id) = all(session).get(row).copied() else {
        return Menu::new(String::new(), choices);
    };
    let seat = session.seat(id);
    if let Some(signed) = seat.signed_in.as_ref().filter(|_| id != DESK) {
        let from = text::place(lang, &signed.from);
        let text = fill!(d::END_SIGN_IN, lang, [("from", &from)]);
        let since = signed.seq;
        let seat = id.to_owned();
        choices.push((text, Choice::EndSignIn { seat, since }));
    }
    if !seat.failures.is_empty() {
        let text = fill!(d::UNLOCK, lang, [("where", &pauses(ctx, &seat).join("; "))]);
        choices.push((text, Choice::Unlock(id.to_owned())));
    }
    choices.push((t::SET_PIN.get(lang).to_owned(), Choice::Pin(id.to_owned())));
    choices.push((
        d::ADD_KEY.get(lang).to_owned(),
        Choice::AddKey(id.to_owned()),
    ));
    if !seat.keys.is_empty() {
        let text = fill!(d::REMOVE_KEYS, lang, [("n", &seat.keys.len())]);
        choices.push((text, Choice::RemoveKeys(id.to_owned())));
    }
    Menu::new(names::seat_name(session, id, lang), choices)
}
