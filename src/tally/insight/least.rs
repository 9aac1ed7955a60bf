//! The smallest change of one total that changes an award.

use super::{in_race, ranked};
use crate::model::{Entry, Points, Reading, Session, Status};
use crate::tally::allocate::allocate;
use crate::tally::award::{Award, Ranked, Terms};
use crate::tally::score::{count, counts};

/// The smallest change of one total that changes an award.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeastChange {
    /// The project whose award changes.
    pub project: usize,
    /// The entry whose total would change; it may stand in an earlier project.
    pub entry: usize,
    pub judge: usize,
    /// The total that counts now.
    pub from: Points,
    /// The nearest total with which the award is another, from 0 to full marks.
    pub to: Points,
}

/// The smallest change of *one* judge's *one* counting total, of any entry in the race in this project or an
/// earlier one, after which this project's award has another state, other applicants or, where it is open, other
/// candidates (in whatever order).
/// Of equal changes, the one of the first entry, then the first judge, then the lowering.
///
/// `None` if no single total can change it, and for [`Reading::Indicators`], where totals are not what is
/// counted.
///
/// The score follows a total monotonically, and the walk sees of a score only which others it is above,
/// level with or below. The award does *not* follow monotonically: a tie in an earlier project can leave a
/// later one open that ends alike on both sides of the tie. So each of those places is tried, from the
/// present one outward, and the total that reaches it is sought by halving.
pub fn least_change(session: &Session, project: usize) -> Option<LeastChange> {
    if session.rules().reading != Reading::Totals || project >= session.projects().len() {
        return None;
    }
    let mut search = Search::new(session, project)?;
    (0..session.entries().len()).for_each(|e| search.try_entry(e));
    search.best
}

struct Search<'a> {
    session: &'a Session,
    project: usize,
    /// Full marks, in hundredths.
    full: u32,
    scores: Vec<Option<Points>>,
    /// The projects up to this one.
    ranked: Vec<Vec<Ranked>>,
    terms: Terms<'a>,
    award: Award,
    best: Option<LeastChange>,
}

/// One entry among the others of its project.
struct Place {
    entry: usize,
    project: usize,
    /// The counting totals as sheets of one indicator.
    sheets: Entry,
    /// The scores of the others, in hundredths, lowest first, each once.
    levels: Vec<u32>,
    /// Would the award be another at this position? Known where it was asked.
    changed: Vec<Option<bool>>,
}

impl Place {
    /// Even between two levels, odd on one.
    fn position(&self, score: u32) -> usize {
        let below = self.levels.partition_point(|l| *l < score);
        2 * below + usize::from(self.levels.get(below) == Some(&score))
    }

    /// The nearest score beyond a position.
    fn beyond(&self, position: usize, raise: bool) -> Option<u32> {
        let level = |n: usize| self.levels.get(n).copied();
        match (position.is_multiple_of(2), raise) {
            (true, true) => level(position / 2),
            (true, false) => level((position / 2).checked_sub(1)?),
            (false, true) => level(position / 2)?.checked_add(1),
            (false, false) => level(position / 2)?.checked_sub(1),
        }
    }
}

impl<'a> Search<'a> {
    fn new(session: &'a Session, project: usize) -> Option<Self> {
        let scoring = session.provisional();
        let scores: Vec<Option<Points>> = session
            .entries()
            .iter()
            .map(|e| count(e, session.rules(), scoring).score)
            .collect();
        let now = |e: usize| scores.get(e).copied().flatten();
        let ranked: Vec<Vec<Ranked>> = (0..=project).map(|p| ranked(session, p, now)).collect();
        let terms = Terms::of(session, session.rules());
        let award = allocate(&ranked, &terms).pop()?;
        Some(Self {
            session,
            project,
            full: session.template()?.full_marks()?.hundredths(),
            scores,
            ranked,
            terms,
            award,
            best: None,
        })
    }

    fn try_entry(&mut self, e: usize) {
        let session = self.session;
        let (Some(entry), Some(Some(score))) = (session.entries().get(e), self.scores.get(e))
        else {
            return;
        };
        if entry.project > self.project || !session.is_in(e) {
            return;
        }
        let score_now = score.hundredths();
        let totals: Vec<(usize, Points)> = (0..entry.judges())
            .filter(|j| counts(entry.state(*j), session.provisional()))
            .filter_map(|j| Some((j, entry.total(j)?)))
            .collect();
        let mut place = self.place(e, entry, &totals);
        for (judge, from) in totals {
            for raise in [false, true] {
                self.go(&mut place, (judge, from), score_now, raise);
            }
        }
    }

    fn place(&self, e: usize, entry: &Entry, totals: &[(usize, Points)]) -> Place {
        let mut sheets = Entry::new(entry.project, entry.applicant, entry.judges(), 1);
        for (judge, total) in totals {
            sheets.fill(*judge, Status::Submitted, std::iter::once(*total));
        }
        let mut levels: Vec<u32> = in_race(self.session, entry.project)
            .into_iter()
            .filter(|o| *o != e)
            .filter_map(|o| self.scores.get(o).copied().flatten())
            .map(Points::hundredths)
            .collect();
        levels.sort_unstable();
        levels.dedup();
        Place {
            entry: e,
            project: entry.project,
            sheets,
            changed: vec![None; 2 * levels.len() + 1],
            levels,
        }
    }

    /// Moves one total one way, from one position of its entry to the next, until the award is another or
    /// the change as large as the best known.
    fn go(&mut self, place: &mut Place, sheet: (usize, Points), score: u32, raise: bool) {
        let (judge, from) = sheet;
        let mut sheets = place.sheets.clone();
        let mut position = place.position(score);
        while let Some(edge) = place.beyond(position, raise) {
            let Some((to, score)) = self.reach(&mut sheets, sheet, edge, raise) else {
                return;
            };
            position = place.position(score.hundredths());
            if self.changes(place, position, score) {
                self.best = Some(LeastChange {
                    project: self.project,
                    entry: place.entry,
                    judge,
                    from,
                    to,
                });
                return;
            }
        }
    }

    /// The total nearest to the present one with which the score is at `edge` or beyond, if that is a smaller
    /// change than the best known; and that score.
    fn reach(
        &self,
        sheets: &mut Entry,
        (judge, from): (usize, Points),
        edge: u32,
        raise: bool,
    ) -> Option<(Points, Points)> {
        let mut outcome = |change: u32| {
            let to = if raise {
                from.hundredths().checked_add(change)?
            } else {
                from.hundredths().checked_sub(change)?
            };
            let to = Points::from_hundredths(to)?;
            sheets.fill(judge, Status::Submitted, std::iter::once(to));
            let score = count(sheets, self.session.rules(), false).score?;
            let there = match raise {
                true => score.hundredths() >= edge,
                false => score.hundredths() <= edge,
            };
            there.then_some((to, score))
        };
        let room = match raise {
            true => self.full.saturating_sub(from.hundredths()),
            false => from.hundredths(),
        };
        let smaller = self.best.map_or(room, |b| {
            room.min(b.from.hundredths().abs_diff(b.to.hundredths()) - 1)
        });
        let mut found = outcome(smaller)?;
        let (mut short, mut enough) = (0, smaller);
        while enough - short > 1 {
            let middle = short + (enough - short) / 2;
            match outcome(middle) {
                Some(there) => (enough, found) = (middle, there),
                None => short = middle,
            }
        }
        Some(found)
    }

    /// Is the award another with this entry at this position, for which `score` stands?
    fn changes(&mut self, place: &mut Place, position: usize, score: Points) -> bool {
        if let Some(known) = place.changed.get(position).copied().flatten() {
            return known;
        }
        let moved = ranked(self.session, place.project, |e| {
            if e == place.entry {
                Some(score)
            } else {
                self.scores.get(e).copied().flatten()
            }
        });
        let before = self
            .ranked
            .get_mut(place.project)
            .map(|list| std::mem::replace(list, moved));
        let awards = allocate(&self.ranked, &self.terms);
        if let (Some(list), Some(before)) = (self.ranked.get_mut(place.project), before) {
            *list = before;
        }
        let changed = awards.last().is_some_and(|a| !a.same(&self.award));
        if let Some(slot) = place.changed.get_mut(position) {
            *slot = Some(changed);
        }
        changed
    }
}
