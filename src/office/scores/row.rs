//! One row of scores: whose it is, and each mark as new, equal or another one.

use super::exact::exact;
use super::second::SheetRead;
use super::totals::beside;
use super::who::NameIndex;
use super::{MarkDifference, ScoreColumn, Scores};
use crate::model::{Act, Indicator, Points, Refusal, Session, Status};
use crate::office::reading::{self, Left};
use crate::office::table::{FileFormat, Odd, SourceRow, cell_name, half_width, joined};
use crate::office::{OfficeError, RowFault, RowKind};
use std::collections::HashSet;
use std::path::Path;

pub(super) struct ScoreRowReader<'a> {
    pub sheet: &'a str,
    /// Whose sheet it is, where no column says it; empty if its name says nothing.
    pub says_judge: &'a str,
    pub says_project: &'a str,
    pub columns: &'a [Option<ScoreColumn>],
    pub session: &'a Session,
    pub names: &'a NameIndex,
}

/// A judge and an entry as a row names them, and where the session has them.
pub(super) struct Whose {
    pub judge: String,
    pub entry: String,
    pub seat: Option<usize>,
    pub place: Option<usize>,
}

impl ScoreRowReader<'_> {
    pub fn complete(&self, path: &Path) -> Result<(), OfficeError> {
        let missing =
            |name: &str| Err(OfficeError::MissingColumn(path.to_owned(), name.to_owned()));
        let has = |column: ScoreColumn| self.columns.contains(&Some(column));
        if !has(ScoreColumn::Judge) && self.says_judge.is_empty() {
            return missing("judge");
        }
        let ticks = self
            .columns
            .iter()
            .flatten()
            .any(|c| matches!(c, ScoreColumn::Tick(_)));
        if !has(ScoreColumn::Project) && self.says_project.is_empty() && !ticks {
            return missing("project");
        }
        if !has(ScoreColumn::Applicant) {
            return missing("applicant");
        }
        let indicators = self.session.indicators().iter().enumerate();
        for (n, indicator) in indicators {
            if !has(ScoreColumn::Indicator(n)) {
                return missing(&indicator.id);
            }
        }
        Ok(())
    }

    /// The marks of the row as they were read; `None` if one could not be.
    pub fn read(
        &self,
        line: &SourceRow,
        seen: &mut HashSet<(String, String)>,
        scores: &mut Scores,
    ) -> Option<Vec<(usize, Points)>> {
        if self.is_only_totals(line) {
            let text = line.cells.iter().map(|c| joined(c)).collect::<String>();
            scores.took.left.push(Left::Meaningless(line.line, text));
            return Some(Vec::new());
        }
        let mut faults = Vec::new();
        let (mut judge, mut project, mut applicant, mut note) =
            (String::new(), String::new(), String::new(), None);
        let mut ticked = Vec::new();
        let mut marks = Vec::new();
        let mut totals = Vec::new();
        let mut sound = true;
        for (at, why) in &line.odd {
            let column = self.columns.get(*at).copied().flatten();
            sound &= !matches!(column, Some(ScoreColumn::Indicator(_)));
            // A sum that was not saved says nothing against the marks.
            let told = match column {
                None => false,
                Some(ScoreColumn::Total(_)) => matches!(why, Odd::Error(_)),
                Some(_) => true,
            };
            if told {
                faults.push(RowKind::Odd(cell_name(line.line, *at), why.clone()));
            }
        }
        let is_odd = |at: usize| line.odd.iter().any(|(n, _)| *n == at);
        for (at, (cell, column)) in line.cells.iter().zip(self.columns).enumerate() {
            let Some(column) = column.filter(|_| !is_odd(at) && !cell.is_empty()) else {
                continue;
            };
            match column {
                ScoreColumn::Judge => judge = joined(cell),
                ScoreColumn::Project => project = joined(cell),
                ScoreColumn::Applicant => applicant = joined(cell),
                ScoreColumn::Tick(n) => match reading::tick(&half_width(&joined(cell))) {
                    Some(true) => ticked.push(n),
                    Some(false) => {}
                    None => faults.push(RowKind::BadTick(cell_name(line.line, at), joined(cell))),
                },
                ScoreColumn::Note => note = Some((at, cell.replace('\n', " "))),
                ScoreColumn::Total(_) => totals.push((at, cell)),
                ScoreColumn::Indicator(n) => marks.push((at, n, cell.replace('\n', " "))),
                ScoreColumn::Which
                | ScoreColumn::Points
                | ScoreColumn::Cap
                | ScoreColumn::State
                | ScoreColumn::Out
                | ScoreColumn::Follows(_) => {}
            }
        }
        faults.extend(reading::beyond(line, self.columns.len()));
        if ticked.len() > 1 {
            faults.push(RowKind::Ticks(ticked.len()));
        }
        if let (true, Some(n)) = (project.is_empty(), ticked.first()) {
            let known = self.session.project_id(*n);
            project = known.unwrap_or_default().to_owned();
        }
        let whose = self.whose(judge, project, applicant, &mut faults);
        let (seat, place) = (whose.seat, whose.place);
        let (judge, entry) = (whose.judge, whose.entry);
        if let (Some(e), true) = (place, !marks.is_empty() || note.is_some()) {
            let refusal = seat.and_then(|j| closed(self.session, e, j, &entry));
            faults.extend(refusal.map(RowKind::Refused));
        }
        if !seen.insert((judge.clone(), entry.clone())) {
            faults.push(RowKind::DuplicateSheet);
        }
        let known = place.and_then(|e| self.session.entries().get(e)).zip(seat);
        let mut read = Vec::new();
        for (at, n, text) in marks {
            let Some(indicator) = self.session.indicators().get(n) else {
                continue;
            };
            let points = match points(indicator, text.clone()) {
                Ok(points) => points,
                Err(fault) => {
                    sound = false;
                    faults.push(fault);
                    continue;
                }
            };
            read.push((n, points));
            let cell = cell_name(line.line, at);
            self.mark(
                scores,
                (&judge, &entry),
                (known.and_then(|(e, j)| e.mark(j, n)), &indicator.id),
                (points, cell, text),
            );
        }
        if let Some((entry, judge)) = place.zip(seat) {
            let cell = |(at, text): &(usize, String)| (cell_name(line.line, *at), text.clone());
            scores.sheets.push(SheetRead {
                judge,
                entry,
                sheet: self.sheet.to_owned(),
                marks: self.marks(line, &read),
                note: note.as_ref().map(cell),
            });
        }
        let first = self.session.indicators().first();
        if let (Some(first), Some((at, text))) = (first, note) {
            let there = place
                .zip(seat)
                .and_then(|(e, j)| self.session.remark(e, j, 0));
            let act = Act::Remark {
                entry: entry.clone(),
                indicator: first.id.clone(),
                text: text.clone(),
                page: String::new(),
                judge: Some(judge.clone()),
            };
            match there {
                None => scores.fresh.push(act.into()),
                Some(there) if there.text == text => {}
                Some(_) => {
                    scores.changes.push(act.into());
                    let cell = cell_name(line.line, at);
                    scores
                        .differences
                        .push(self.difference(cell, &judge, &entry, text));
                }
            }
        }
        if sound {
            // An old .xls keeps no empty text of a formula: it has a 0 where the sum of a row with blanks is none.
            let old = scores.took.form == FileFormat::Xls;
            let none = |text: &str| {
                old && read.len() < self.session.indicators().len()
                    && exact(&half_width(text)) == Ok(Points::ZERO)
            };
            let wrong = |(at, text): (usize, &String)| beside(line.line, at, text, &read);
            let told = totals.into_iter().filter(|(_, text)| !none(text));
            faults.extend(told.filter_map(wrong));
        }
        scores
            .faults
            .extend(faults.into_iter().map(|kind| RowFault {
                sheet: self.sheet.to_owned(),
                line: line.line,
                kind,
            }));
        sound.then_some(read)
    }

    /// Whose sheet a row is about; what is unknown of it becomes a fault.
    pub fn whose(
        &self,
        mut judge: String,
        mut project: String,
        applicant: String,
        faults: &mut Vec<RowKind>,
    ) -> Whose {
        if judge.is_empty() {
            self.says_judge.clone_into(&mut judge);
        }
        if project.is_empty() {
            self.says_project.clone_into(&mut project);
        }
        // A name that is nobody's stays as it is, and is refused as it stands.
        let judge = self
            .names
            .judge(&judge)
            .map_or(judge.clone(), str::to_owned);
        let project = self.names.project(&project).unwrap_or(project);
        let applicant = self
            .names
            .applicant(&applicant)
            .map_or(applicant.clone(), str::to_owned);
        let entry = format!("{project}/{applicant}");
        let seat = self.session.judge(&judge);
        if seat.is_none() {
            faults.push(RowKind::UnknownJudge(judge.clone()));
        }
        let place = self.session.entry(&entry);
        if place.is_none() {
            faults.push(self.missing_entry(&project, &applicant));
        }
        Whose {
            judge,
            entry,
            seat,
            place,
        }
    }

    /// Each indicator's cell with what was read of it.
    fn marks(&self, line: &SourceRow, read: &[(usize, Points)]) -> Vec<(String, Option<Points>)> {
        let indicators = 0..self.session.indicators().len();
        indicators
            .map(|n| {
                let column = Some(ScoreColumn::Indicator(n));
                let at = self.columns.iter().position(|c| *c == column);
                let cell = at.map(|at| cell_name(line.line, at)).unwrap_or_default();
                let points = read.iter().find(|(i, _)| *i == n).map(|(_, p)| *p);
                (cell, points)
            })
            .collect()
    }

    /// A mark as new, equal or another one than what is there.
    pub fn mark(
        &self,
        scores: &mut Scores,
        (judge, entry): (&str, &str),
        (there, indicator): (Option<Points>, &str),
        (points, cell, text): (Points, String, String),
    ) {
        let act = Act::Mark {
            entry: entry.to_owned(),
            indicator: indicator.to_owned(),
            points: Some(points),
            judge: Some(judge.to_owned()),
        };
        match there {
            None => {
                scores.new += 1;
                scores.fresh.push(act.into());
            }
            Some(there) if there == points => scores.equal += 1,
            Some(_) => {
                scores.changes.push(act.into());
                scores
                    .differences
                    .push(self.difference(cell, judge, entry, text));
            }
        }
    }

    /// A formula that was copied further down than there are rows.
    fn is_only_totals(&self, line: &SourceRow) -> bool {
        let mut filled = line.cells.iter().zip(self.columns);
        line.odd.is_empty()
            && filled.all(|(cell, column)| {
                cell.is_empty() || !matches!(column, Some(c) if !matches!(c, ScoreColumn::Total(_)))
            })
    }

    fn difference(&self, cell: String, judge: &str, entry: &str, text: String) -> MarkDifference {
        MarkDifference {
            sheet: self.sheet.to_owned(),
            cell,
            judge: judge.to_owned(),
            entry: entry.to_owned(),
            text,
        }
    }

    /// What exactly is unknown about an entry that is not there.
    fn missing_entry(&self, project: &str, applicant: &str) -> RowKind {
        if project.is_empty() {
            RowKind::NoProject
        } else if self.session.project(project).is_none() {
            self.names.unknown_project(project)
        } else if self.session.applicant(applicant).is_none() {
            RowKind::UnknownApplicant(applicant.to_owned())
        } else {
            RowKind::NotApplied {
                applicant: applicant.to_owned(),
                project: project.to_owned(),
            }
        }
    }
}

/// What stands in a cell as a mark of an indicator, or why it cannot.
pub(super) fn points(indicator: &Indicator, text: String) -> Result<Points, RowKind> {
    let (column, cap) = (indicator.id.clone(), indicator.cap);
    match exact(&half_width(&text)) {
        Ok(points) if points > cap => Err(RowKind::OverCap { column, text, cap }),
        Ok(points) => Ok(points),
        Err(why) => Err(RowKind::Mark {
            column,
            text,
            why,
            cap,
        }),
    }
}

/// Why this sheet takes no marks any more. The core would say so too, but of the first row only.
pub(super) fn closed(session: &Session, entry: usize, judge: usize, id: &str) -> Option<Refusal> {
    if !session.is_in(entry) {
        return Some(Refusal::ApplicantOut {
            applicant: id.to_owned(),
        });
    }
    match session.entries().get(entry)?.status(judge) {
        Status::Open => None,
        Status::Submitted => Some(Refusal::SheetSubmitted),
        Status::Recused => Some(Refusal::SheetRecused),
        Status::Void => Some(Refusal::SheetVoid),
        Status::Absent => Some(Refusal::NoSheet),
    }
}
