//! Entries and their sheets.

use super::points::Points;
use serde::Serialize;

/// What has been decided about a sheet; whether it is complete follows from its marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    #[default]
    Open,
    Submitted,
    Recused,
    Void,
    /// The judge does not sit on this project's panel: there is no sheet.
    Absent,
}

/// 状态. Arithmetic matches on it, so that a blank cannot become a zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SheetState {
    /// Some mark is blank.
    Open,
    /// Every mark is given, but the judge has not submitted.
    Complete,
    Submitted,
    /// 回避
    Recused,
    /// 作废
    Void,
    /// The judge does not sit on this project's panel: there is no sheet.
    Absent,
}

/// 申报项: one applicant in one project, with one sheet a judge.
///
/// The marks of all judges lie in one row of memory, judge after judge, which is what lets a million
/// sheets be counted in milliseconds.
#[derive(Clone, Debug)]
pub struct Entry {
    pub project: usize,
    pub applicant: usize,
    /// The applicant took this application back.
    pub withdrawn: bool,
    indicators: usize,
    marks: Vec<Option<Points>>,
    /// Beside each mark, whether the desk wrote it down from paper; empty until it does.
    from_paper: Vec<bool>,
    status: Vec<Status>,
}

impl Entry {
    /// All blank.
    pub fn new(project: usize, applicant: usize, judges: usize, indicators: usize) -> Self {
        Self {
            project,
            applicant,
            withdrawn: false,
            indicators,
            marks: vec![None; judges * indicators],
            from_paper: Vec::new(),
            status: vec![Status::Open; judges],
        }
    }

    /// One judge's marks in the order of the indicators; empty for an unknown judge.
    pub fn marks(&self, judge: usize) -> &[Option<Points>] {
        let start = judge * self.indicators;
        self.marks
            .get(start..start + self.indicators)
            .unwrap_or_default()
    }

    /// `None`: unscored.
    pub fn mark(&self, judge: usize, indicator: usize) -> Option<Points> {
        self.marks(judge).get(indicator).copied().flatten()
    }

    pub(super) fn set_mark(&mut self, judge: usize, indicator: usize, points: Option<Points>) {
        if let Some(mark) = self.marks.get_mut(judge * self.indicators + indicator) {
            *mark = points;
        }
    }

    /// Notes whether the desk or the judge wrote the mark that stands.
    pub(super) fn set_from_paper(&mut self, judge: usize, indicator: usize, paper: bool) {
        if paper && self.from_paper.len() < self.marks.len() {
            self.from_paper.resize(self.marks.len(), false);
        }
        if let Some(slot) = self.from_paper.get_mut(judge * self.indicators + indicator) {
            *slot = paper;
        }
    }

    /// Did the desk write down the mark that stands in this cell?
    pub fn is_from_paper(&self, judge: usize, indicator: usize) -> bool {
        let at = judge * self.indicators + indicator;
        self.mark(judge, indicator).is_some() && self.from_paper.get(at) == Some(&true)
    }

    /// How many of the marks that stand on a sheet the desk wrote down from paper, and how many stand.
    pub fn from_paper(&self, judge: usize) -> (usize, usize) {
        let start = judge * self.indicators;
        let of_desk = self.from_paper.iter().skip(start).copied();
        let given = self.marks(judge).iter().filter(|m| m.is_some()).count();
        let marks = self.marks(judge).iter().zip(of_desk);
        (
            marks.filter(|(m, desk)| m.is_some() && *desk).count(),
            given,
        )
    }

    /// Writes a whole sheet at once: for entries that are thought out, not recorded.
    pub fn fill(&mut self, judge: usize, status: Status, marks: impl Iterator<Item = Points>) {
        for (indicator, points) in marks.enumerate() {
            self.set_mark(judge, indicator, Some(points));
        }
        self.set_status(judge, status);
    }

    pub fn status(&self, judge: usize) -> Status {
        self.status.get(judge).copied().unwrap_or_default()
    }

    pub(super) fn set_status(&mut self, judge: usize, status: Status) {
        if let Some(slot) = self.status.get_mut(judge) {
            *slot = status;
        }
    }

    /// One more judge, at the last seat, with a blank sheet.
    pub(super) fn add_judge(&mut self, status: Status) {
        self.marks
            .extend(std::iter::repeat_n(None, self.indicators));
        if !self.from_paper.is_empty() {
            self.from_paper.resize(self.marks.len(), false);
        }
        self.status.push(status);
    }

    /// How many judges there are, with a sheet here or not.
    pub fn judges(&self) -> usize {
        self.status.len()
    }

    pub fn state(&self, judge: usize) -> SheetState {
        match self.status(judge) {
            Status::Submitted => SheetState::Submitted,
            Status::Recused => SheetState::Recused,
            Status::Void => SheetState::Void,
            Status::Absent => SheetState::Absent,
            Status::Open if self.blanks(judge) == 0 => SheetState::Complete,
            Status::Open => SheetState::Open,
        }
    }

    /// How many marks of this judge are unscored.
    pub fn blanks(&self, judge: usize) -> usize {
        self.marks(judge).iter().filter(|m| m.is_none()).count()
    }

    /// 合计: the exact sum of a sheet without blanks, else `None`.
    pub fn total(&self, judge: usize) -> Option<Points> {
        total(self.marks(judge))
    }

    /// The sum of the marks given so far: what a judge sees while scoring, never what is counted.
    pub fn sum_so_far(&self, judge: usize) -> Points {
        self.marks(judge)
            .iter()
            .flatten()
            .fold(Points::ZERO, |sum, p| {
                sum.checked_add(*p).unwrap_or(Points::MAX)
            })
    }

    /// Every sheet with its marks, in seat order.
    pub fn sheets(&self) -> impl Iterator<Item = (Status, &[Option<Points>])> {
        self.status
            .iter()
            .copied()
            .zip(self.marks.chunks_exact(self.indicators.max(1)))
    }
}

/// The exact sum of marks, or `None` if one is blank.
pub fn total(marks: &[Option<Points>]) -> Option<Points> {
    let mut sum = 0u32;
    for mark in marks {
        sum = sum.checked_add((*mark)?.hundredths())?;
    }
    Points::from_hundredths(sum)
}
