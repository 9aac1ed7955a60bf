//! All entries counted and ranked, kept up to date by as little work as a change needs.

use super::score::{Count, count};
use crate::model::{Points, Session, Touched};
use std::cmp::Reverse;

/// The counts of all entries and the order of each project.
#[derive(Clone, Debug, Default)]
pub struct Board {
    counts: Vec<Count>,
    /// Entries of each project, best first; those without a score last, in the order of the roster.
    order: Vec<Vec<usize>>,
}

type RankKey = (Reverse<Option<Points>>, usize);

impl Board {
    /// Counts everything. Entries of applicants that are out of the race are left out of the order.
    pub fn new(session: &Session) -> Self {
        let scoring = session.provisional();
        let counts: Vec<Count> = session
            .entries()
            .iter()
            .map(|e| count(e, session.rules(), scoring))
            .collect();
        let mut board = Self {
            counts,
            order: Vec::new(),
        };
        board.order = (0..session.projects().len())
            .map(|p| {
                let mut order: Vec<usize> = session
                    .entries_of(p)
                    .iter()
                    .copied()
                    .filter(|e| session.is_in(*e))
                    .collect();
                order.sort_by_key(|e| board.place(*e));
                order
            })
            .collect();
        board
    }

    /// Follows one act that the session has just folded.
    pub fn follow(&mut self, session: &Session) {
        self.follow_all(session, &[session.touched()]);
    }

    /// Follows several acts at once.
    pub fn follow_all(&mut self, session: &Session, touched: &[Touched]) {
        if touched.contains(&Touched::Everything) {
            *self = Self::new(session);
            return;
        }
        for touched in touched {
            if let Touched::Entry(entry) = touched {
                self.recount(session, *entry);
            }
        }
    }

    /// Counts one entry again and moves it to its new place: a binary search and a move.
    fn recount(&mut self, session: &Session, entry: usize) {
        let Some(changed) = session.entries().get(entry) else {
            return;
        };
        let fresh = count(changed, session.rules(), session.provisional());
        let old = self.place(entry);
        let Some(order) = self.order.get_mut(changed.project) else {
            return;
        };
        let counts = &mut self.counts;
        let place = |counts: &[Count], e: usize| (Reverse(counts.get(e).and_then(|c| c.score)), e);
        let from = order.partition_point(|e| place(counts, *e) < old);
        let there = order.get(from) == Some(&entry);
        if there {
            order.remove(from);
        }
        if let Some(slot) = counts.get_mut(entry) {
            *slot = fresh;
        }
        if there {
            let new = (Reverse(fresh.score), entry);
            let to = order.partition_point(|e| place(counts, *e) < new);
            order.insert(to, entry);
        }
    }

    fn place(&self, entry: usize) -> RankKey {
        (Reverse(self.count(entry).score), entry)
    }

    pub fn count(&self, entry: usize) -> Count {
        self.counts.get(entry).copied().unwrap_or_default()
    }

    /// Best first.
    pub fn order(&self, project: usize) -> &[usize] {
        self.order.get(project).map_or(&[], Vec::as_slice)
    }

    /// Equal scores share a rank and the next is skipped (1, 1, 3); no score, no rank.
    pub fn rank(&self, project: usize, entry: usize) -> Option<usize> {
        let score = self.count(entry).score?;
        let better = self
            .order(project)
            .partition_point(|e| self.count(*e).score.is_some_and(|s| s > score));
        Some(better + 1)
    }
}
