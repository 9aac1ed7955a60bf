//! Totals that a file has of its own, beside the marks and below them: held against the sums, never imported.

use super::exact::exact;
use super::{ScoreColumn, Scores};
use crate::model::{NotPoints, Points};
use crate::office::table::{SourceRow, cell_name, half_width, joined};
use crate::office::{RowFault, RowKind};
use rust_decimal::Decimal;

/// The columns of one sheet added up, in hundredths.
pub(super) struct Totals<'a> {
    columns: &'a [Option<ScoreColumn>],
    sheet: &'a str,
    since: Sums,
    all: Sums,
    /// A mark that could not be read leaves nothing to compare.
    spoilt: bool,
}

#[derive(Default)]
struct Sums {
    indicators: Vec<u64>,
    whole: u64,
}

impl Sums {
    fn add(&mut self, n: usize, hundredths: u64) {
        if self.indicators.len() <= n {
            self.indicators.resize(n + 1, 0);
        }
        if let Some(sum) = self.indicators.get_mut(n) {
            *sum += hundredths;
        }
        self.whole += hundredths;
    }

    fn of(&self, column: ScoreColumn) -> Option<u64> {
        match column {
            ScoreColumn::Indicator(n) => Some(self.indicators.get(n).copied().unwrap_or(0)),
            ScoreColumn::Total(_) => Some(self.whole),
            _ => None,
        }
    }
}

impl<'a> Totals<'a> {
    pub fn of(columns: &'a [Option<ScoreColumn>], sheet: &'a str) -> Self {
        Self {
            columns,
            sheet,
            since: Sums::default(),
            all: Sums::default(),
            spoilt: false,
        }
    }

    /// The marks of one row; `None` where one of them could not be read.
    pub fn add(&mut self, marks: Option<&[(usize, Points)]>) {
        let Some(marks) = marks else {
            self.spoilt = true;
            return;
        };
        for (n, points) in marks {
            let hundredths = u64::from(points.hundredths());
            self.since.add(*n, hundredths);
            self.all.add(*n, hundredths);
        }
    }

    /// A row of totals: of what stands since the last one, or of all that is above it.
    pub fn check(&mut self, line: &SourceRow, scores: &mut Scores) {
        for (at, column) in self.columns.iter().enumerate() {
            let sums = column.map(|c| (self.since.of(c), self.all.of(c)));
            let (Some((Some(since), Some(all))), Some(text)) = (sums, line.cells.get(at)) else {
                continue;
            };
            let odd = line.odd.iter().any(|(n, _)| *n == at);
            let differs = differs(text, since) && differs(text, all);
            if !self.spoilt && !odd && differs {
                scores.faults.push(RowFault {
                    sheet: self.sheet.to_owned(),
                    line: line.line,
                    kind: RowKind::TotalBelow {
                        cell: cell_name(line.line, at),
                        text: joined(text),
                        sum: shown(all),
                    },
                });
            }
        }
        self.since = Sums::default();
    }
}

/// What is wrong with the total of one row of marks.
pub(super) fn beside(
    line: usize,
    at: usize,
    text: &str,
    marks: &[(usize, Points)],
) -> Option<RowKind> {
    let sum = marks.iter().map(|(_, p)| u64::from(p.hundredths())).sum();
    differs(text, sum).then(|| RowKind::Total {
        cell: cell_name(line, at),
        text: joined(text),
        sum: shown(sum),
    })
}

/// A dash or a word is no total.
fn differs(text: &str, hundredths: u64) -> bool {
    let plain = half_width(&joined(text));
    match exact(&plain) {
        Ok(points) => u64::from(points.hundredths()) != hundredths,
        Err(NotPoints::Empty) => false,
        Err(_) => plain.bytes().any(|b| b.is_ascii_digit()),
    }
}

fn shown(hundredths: u64) -> String {
    Decimal::new(i64::try_from(hundredths).unwrap_or(i64::MAX), 2).to_string()
}
