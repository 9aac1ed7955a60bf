//! Names of seats and entries, fit to be drawn.

use super::width;
use crate::model::{OBSERVER, Session};
use crate::text::Lang;
use crate::text::screens as t;

/// A judge's name, or the word for the coordinator.
pub fn seat_name(session: &Session, seat: &str, lang: Lang) -> String {
    session
        .judge(seat)
        .and_then(|j| session.judges().get(j))
        .map_or_else(
            || {
                let text = if seat == OBSERVER {
                    t::OBSERVER
                } else {
                    t::COORDINATOR
                };
                text.get(lang).to_owned()
            },
            |j| width::display_safe(&j.name).into_owned(),
        )
}

/// `07 name`, as the lists show an entry.
pub fn entry_name(session: &Session, entry: usize) -> String {
    let Some(applicant) = session.entries().get(entry).map(|e| e.applicant) else {
        // Nobody has applied yet.
        return String::new();
    };
    let name = session
        .applicants()
        .get(applicant)
        .map(|a| a.name.as_str())
        .unwrap_or_default();
    format!(
        "{:02} {}",
        applicant.saturating_add(1),
        width::display_safe(name)
    )
}
