//! What is worked out of each entry by itself beside its count, kept up to date by as little work as a change needs.

use super::certainty;
use super::score::{Range, Use, bounds, count, range, sheet_uses};
use crate::model::{Entry, Points, Rules, Session, Touched};

/// What an entry can still reach, what becomes of its sheets, and what the other reading gives it.
#[derive(Clone, Debug, Default)]
pub(super) struct EntryDetail {
    /// While scoring is open; `None` if too few sheets can ever count.
    pub range: Option<Range>,
    /// While scoring is open, as [`bounds`].
    pub bounds: Option<(Points, Points)>,
    /// By seat.
    pub uses: Vec<Use>,
    /// The score by the other reading of "one highest and one lowest".
    pub other: Option<Points>,
}

/// The details of all entries.
#[derive(Clone, Debug, Default)]
pub struct Details {
    /// The rules with the other reading.
    other: Rules,
    caps: Vec<Points>,
    /// By project and seat, while scoring is open: has the judge an unsubmitted sheet there?
    open: Vec<Vec<bool>>,
    list: Vec<EntryDetail>,
}

impl Details {
    /// Works out everything.
    pub fn new(session: &Session) -> Self {
        let mut other = session.rules().clone();
        other.reading = other.reading.other();
        let projects = 0..session.projects().len();
        let mut details = Self {
            other,
            caps: session.indicators().iter().map(|i| i.cap).collect(),
            open: match session.provisional() {
                true => projects
                    .map(|p| certainty::open_judges(session, p))
                    .collect(),
                false => Vec::new(),
            },
            list: Vec::new(),
        };
        let entries = session.entries().iter();
        details.list = entries.map(|e| details.of(session, e)).collect();
        details
    }

    /// Follows several acts at once. A mark changes one entry, and not whose sheets are submitted.
    pub fn follow_all(&mut self, session: &Session, touched: &[Touched]) {
        if touched.contains(&Touched::Everything) {
            *self = Self::new(session);
            return;
        }
        for touched in touched {
            if let Touched::Entry(e) = touched
                && let Some(entry) = session.entries().get(*e)
            {
                let fresh = self.of(session, entry);
                if let Some(detail) = self.list.get_mut(*e) {
                    *detail = fresh;
                }
            }
        }
    }

    fn of(&self, session: &Session, entry: &Entry) -> EntryDetail {
        let (rules, scoring) = (session.rules(), session.provisional());
        let open = self.open_judges(entry.project);
        EntryDetail {
            range: scoring
                .then(|| range(entry, &self.caps, rules, open))
                .flatten(),
            bounds: scoring.then(|| bounds(entry, &self.caps, rules)).flatten(),
            uses: sheet_uses(entry, rules, scoring),
            other: count(entry, &self.other, scoring).score,
        }
    }

    pub(super) fn get(&self, entry: usize) -> Option<&EntryDetail> {
        self.list.get(entry)
    }

    /// By seat: has the judge an unsubmitted sheet in this project? Empty once scoring is over.
    pub(super) fn open_judges(&self, project: usize) -> &[bool] {
        self.open.get(project).map_or(&[], Vec::as_slice)
    }

    /// The rules with the other reading.
    pub(super) fn other_rules(&self) -> &Rules {
        &self.other
    }
}
