//! Scores from paper or another system: `judge,project,applicant,<one column per indicator>[,note]`, by ids or by
//! names, on one sheet or on one for each judge or project; or the exported list, which has a row a mark.

mod above;
mod exact;
mod long;
mod row;
mod second;
mod totals;
mod who;

use super::reading::{self, ListKind, Meaning, ReadOptions, Took};
use super::table::{self, Book, half_width};
use super::{OfficeError, RowFault, RowKind};
use crate::model::{Intent, Session};
use crate::text::fill;
use crate::text::{Lang, faults, reading as t};
use row::ScoreRowReader;
pub use second::Second;
use second::SheetRead;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use totals::Totals;
pub(super) use who::NameIndex;

/// What is written on one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ScoreColumn {
    Judge,
    Project,
    Applicant,
    Indicator(usize),
    /// Of one project: ticked where the row is about it.
    Tick(usize),
    Note,
    /// By its word: a sheet may have a column 合计 and a column 总分.
    Total(&'static str),
    /// Of the exported list, which has a row a mark: which mark it is.
    Which,
    Points,
    Cap,
    State,
    Out,
    /// What follows from the others, by its word.
    Follows(&'static str),
}

/// What the exported list tells beside the marks.
const FOLLOWS: [&str; 4] = ["use", "enteredby", "applicantname", "judgename"];

impl ScoreColumn {
    /// Does it stand in a table that has a row a sheet?
    fn is_of_a_row(self) -> bool {
        matches!(
            self,
            Self::Judge
                | Self::Project
                | Self::Applicant
                | Self::Indicator(_)
                | Self::Tick(_)
                | Self::Note
        )
    }
}

/// What a row's sum is called.
const TOTALS: [&str; 8] = [
    "合计",
    "总分",
    "总计",
    "合计得分",
    "得分合计",
    "总得分",
    "total",
    "sum",
];

/// A file of scores, compared with what the session has.
#[derive(Clone, Debug)]
pub struct Scores {
    pub path: PathBuf,
    pub took: Took,
    /// What is not in the session yet: marks and notes.
    fresh: Vec<Intent>,
    /// What would replace something else.
    changes: Vec<Intent>,
    /// Where the second stand.
    pub differences: Vec<MarkDifference>,
    pub new: usize,
    pub equal: usize,
    pub faults: Vec<RowFault>,
    /// Every row whose judge and entry are known.
    sheets: Vec<SheetRead>,
}

/// A mark or a note that is another one in the session. Which, is not said: it may be hidden.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkDifference {
    pub sheet: String,
    pub cell: String,
    pub judge: String,
    pub entry: String,
    /// As the file has it.
    pub text: String,
}

impl Scores {
    /// The acts that the file asks for, to be recorded as one batch: what is new, and with `replace` what differs.
    ///
    /// # Errors
    /// A row is wrong, or something would be replaced that nobody said may be.
    pub fn accept(self, replace: bool) -> Result<Vec<Intent>, OfficeError> {
        if !self.faults.is_empty() {
            return Err(OfficeError::Rows(self.path, self.faults));
        }
        if !replace && !self.differences.is_empty() {
            return Err(OfficeError::Different(
                self.path,
                self.new,
                self.equal,
                self.differences,
            ));
        }
        let mut acts = self.fresh;
        acts.extend(self.changes);
        Ok(acts)
    }

    /// Every row that is wrong, in words.
    pub fn refused(&self, lang: Lang) -> Vec<String> {
        super::refused(lang, &self.faults)
    }

    pub fn counts(&self, lang: Lang) -> String {
        fill!(
            t::MARK_COUNTS,
            lang,
            [
                ("new", &self.new),
                ("equal", &self.equal),
                ("different", &self.differences.len()),
            ]
        )
    }
}

impl MarkDifference {
    pub fn words(&self, lang: Lang) -> String {
        fill!(
            t::DIFFERENCE,
            lang,
            [
                ("cell", &super::at_sheet(lang, &self.sheet, &self.cell)),
                ("judge", &faults::shown(&self.judge)),
                ("entry", &faults::shown(&self.entry)),
                ("text", &faults::shown(&self.text)),
            ]
        )
    }
}

struct Marks<'a> {
    session: &'a Session,
    names: &'a NameIndex,
}

impl ListKind for Marks<'_> {
    type Heading = ScoreColumn;

    fn column(&self, heading: &str) -> Option<ScoreColumn> {
        // An indicator may be called what it likes, so it goes before the fixed names.
        if let Some(n) = self.names.indicator(heading) {
            return Some(ScoreColumn::Indicator(n));
        }
        let plain: String = half_width(heading)
            .to_lowercase()
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '*' | ':' | '_' | '-'))
            .collect();
        match plain.as_str() {
            "judge" | "评委" | "评委编号" | "评委姓名" | "专家" | "专家姓名" | "评审专家" => {
                Some(ScoreColumn::Judge)
            }
            "project" | "项目" | "项目名称" | "申报项目" | "子项目" | "子项目名称" | "项目编号" => {
                Some(ScoreColumn::Project)
            }
            "applicant" | "申报单位" | "单位名称" | "申报单位名称" | "单位" | "申报单位编号"
            | "单位编号" | "单位全称" => Some(ScoreColumn::Applicant),
            "indicator" => Some(ScoreColumn::Which),
            "points" => Some(ScoreColumn::Points),
            "cap" => Some(ScoreColumn::Cap),
            "state" => Some(ScoreColumn::State),
            "out" => Some(ScoreColumn::Out),
            "note" | "备注" | "评语" | "remark" | "意见" => Some(ScoreColumn::Note),
            _ => {
                let before = plain.split('(').next().unwrap_or_default();
                let total = TOTALS.iter().find(|word| **word == before);
                let follows = || FOLLOWS.iter().find(|word| **word == plain);
                total
                    .map(|word| ScoreColumn::Total(word))
                    .or_else(|| follows().map(|word| ScoreColumn::Follows(word)))
                    .or_else(|| self.names.project_heading(heading).map(ScoreColumn::Tick))
            }
        }
    }

    fn meaning(&self, column: &ScoreColumn) -> Meaning {
        Meaning::Text(match column {
            ScoreColumn::Judge => t::F_JUDGE,
            ScoreColumn::Project => t::F_PROJECT,
            ScoreColumn::Applicant => t::F_APPLICANT,
            ScoreColumn::Note => crate::text::checks::F_NOTE,
            ScoreColumn::Total(_) => t::F_TOTAL,
            ScoreColumn::Which => t::F_WHICH,
            ScoreColumn::Points => t::F_POINTS,
            ScoreColumn::Cap => t::F_CAP,
            ScoreColumn::State => t::F_STATE,
            ScoreColumn::Out => t::F_OUT,
            ScoreColumn::Follows(_) => t::F_FOLLOWS,
            ScoreColumn::Tick(n) => {
                let name = self.session.projects().get(*n).map(|p| p.name.clone());
                return Meaning::Named(name.unwrap_or_default());
            }
            ScoreColumn::Indicator(n) => {
                let name = self.session.indicators().get(*n).map(|i| i.name.clone());
                return Meaning::Named(name.unwrap_or_default());
            }
        })
    }

    fn is_heading(&self, columns: &[Option<ScoreColumn>]) -> bool {
        let of = |fit: fn(&ScoreColumn) -> bool| columns.iter().flatten().any(fit);
        let who = of(|c| matches!(c, ScoreColumn::Applicant));
        let marks = of(|c| matches!(c, ScoreColumn::Indicator(_)));
        let told = columns.iter().flatten();
        let told = told.filter(|c| c.is_of_a_row()).count();
        (who && marks) || told >= 3 || long::is_long(columns)
    }

    fn numbers(&self, _: &ScoreColumn) -> bool {
        false
    }

    fn sheet_says(&self, name: &str) -> bool {
        self.names.judge_called(name).is_some() || self.names.sheet_project(name).is_some()
    }

    fn known(&self) -> Vec<String> {
        let fixed = [
            "judge",
            "project",
            "applicant",
            "note",
            "评委",
            "项目",
            "申报单位",
            "备注",
        ];
        let fixed = fixed.into_iter().map(str::to_owned);
        let indicators = self.session.indicators().iter();
        let named = indicators.flat_map(|i| [i.id.clone(), i.name.zh.clone(), i.name.en.clone()]);
        fixed.chain(named).collect()
    }

    fn wanted(&self) -> &'static [&'static str] {
        &[
            "judge/评委",
            "project/项目",
            "applicant/申报单位",
            "indicators/各指标",
        ]
    }
}

/// A file compared with the session. An empty cell is a blank: it asks for nothing. A note is kept as the remark on
/// the first indicator.
///
/// # Errors
/// The file cannot be read as such a table. Rows that are wrong are kept as faults.
pub fn read_file(
    path: &Path,
    session: &Session,
    options: &ReadOptions,
) -> Result<Scores, OfficeError> {
    read_book(reading::open(path, options)?, path, session, options)
}

/// The same from text; `path` is what faults name.
///
/// # Errors
/// As [`read_file`].
pub fn read_text(text: &str, path: &Path, session: &Session) -> Result<Scores, OfficeError> {
    let book = table::book_of(text, "UTF-8", path)?;
    read_book(book, path, session, &ReadOptions::default())
}

fn read_book(
    book: Book,
    path: &Path,
    session: &Session,
    options: &ReadOptions,
) -> Result<Scores, OfficeError> {
    let names = NameIndex::of(session);
    let kind = Marks {
        session,
        names: &names,
    };
    let found = reading::read(book, path, &kind, options)?;
    // A slip in an indicator's name would leave its marks out.
    let slip = found.took.left.iter().find_map(|left| match left {
        reading::Left::Heading {
            text,
            near: Some(near),
            ..
        } if names.indicator(near).is_some() => Some(text.clone()),
        _ => None,
    });
    if let Some(heading) = slip {
        return Err(OfficeError::UnknownColumn(path.to_owned(), heading));
    }
    let several = found.tables.len() > 1;
    let mut scores = Scores {
        path: path.to_owned(),
        took: found.took,
        fresh: Vec::new(),
        changes: Vec::new(),
        differences: Vec::new(),
        new: 0,
        equal: 0,
        faults: Vec::new(),
        sheets: Vec::new(),
    };
    let (mut seen, mut seen_marks) = (HashSet::new(), HashSet::new());
    for (n, table) in found.tables.iter().enumerate() {
        let by_name = names.judge_called(&table.sheet).map(str::to_owned);
        let above = above_says(table, n, ScoreColumn::Judge, &names, &mut scores.took);
        scores.faults.extend(two_say(table, &by_name, &above));
        let says_judge = by_name.or(above.map(|said| said.id));
        let by_name = names.sheet_project(&table.sheet);
        let above = above_says(table, n, ScoreColumn::Project, &names, &mut scores.took);
        scores.faults.extend(two_say(table, &by_name, &above));
        let says_project = by_name.or(above.map(|said| said.id)).or_else(|| {
            let only = session.projects().first();
            let only = only.filter(|_| session.projects().len() == 1);
            only.map(|p| p.id.clone())
        });
        let row = ScoreRowReader {
            sheet: if several { &table.sheet } else { "" },
            says_judge: says_judge.as_deref().unwrap_or_default(),
            says_project: says_project.as_deref().unwrap_or_default(),
            columns: &table.columns,
            session,
            names: &names,
        };
        if long::is_long(row.columns) {
            long::read(&row, &table.rows, &mut seen_marks, &mut scores);
            continue;
        }
        row.complete(path)?;
        scores.took.left.extend(strange(table, &scores.took, n));
        let mut totals = Totals::of(row.columns, row.sheet);
        let mut below = table.totals.iter().peekable();
        for line in &table.rows {
            while let Some(total) = below.next_if(|total| total.line < line.line) {
                totals.check(total, &mut scores);
            }
            let marks = row.read(line, &mut seen, &mut scores);
            totals.add(marks.as_deref());
        }
        for total in below {
            totals.check(total, &mut scores);
        }
    }
    if found.tables.iter().all(|t| t.rows.is_empty()) {
        return Err(OfficeError::Empty(path.to_owned()));
    }
    Ok(scores)
}

/// What a line above the table says of all its rows, where no column does; it is told beside the columns then.
fn above_says(
    table: &reading::ListTable<ScoreColumn>,
    sheet: usize,
    column: ScoreColumn,
    names: &NameIndex,
    took: &mut Took,
) -> Option<above::SaidAbove> {
    if table.columns.contains(&Some(column)) {
        return None;
    }
    let (meaning, said) = match column {
        ScoreColumn::Judge => {
            let find = |text: &str| names.judge_called(text).map(str::to_owned);
            (t::F_JUDGE, above::said(table, above::JUDGE, find))
        }
        _ => {
            let find = |text: &str| names.project_called(text);
            (t::F_PROJECT, above::said(table, above::PROJECT, find))
        }
    };
    let said = said?;
    took.left
        .retain(|left| !matches!(left, reading::Left::Above(line, _) if *line == said.line));
    if let Some(told) = took.sheets.get_mut(sheet) {
        let told = &mut told.columns;
        told.push((said.cell.clone(), said.text.clone(), Meaning::Text(meaning)));
    }
    Some(said)
}

/// A sheet whose name says another judge or project than the line above its table is taken for neither.
fn two_say(
    table: &reading::ListTable<ScoreColumn>,
    by_name: &Option<String>,
    above: &Option<above::SaidAbove>,
) -> Option<RowFault> {
    let (name, above) = by_name.as_ref().zip(above.as_ref())?;
    (*name != above.id).then(|| RowFault {
        sheet: table.sheet.clone(),
        line: above.line,
        kind: RowKind::SheetSays {
            sheet: table.sheet.clone(),
            text: above.text.clone(),
        },
    })
}

/// Columns that mean something in the exported list only.
fn strange(
    table: &reading::ListTable<ScoreColumn>,
    took: &Took,
    sheet: usize,
) -> Vec<reading::Left> {
    let row = took.sheets.get(sheet).map_or(1, |s| s.heading);
    let columns = table.columns.iter().zip(&table.headings).enumerate();
    columns
        .filter(|(_, (column, _))| {
            column.is_some_and(|c| !c.is_of_a_row() && !matches!(c, ScoreColumn::Total(_)))
        })
        .map(|(n, (_, heading))| reading::Left::Heading {
            cell: table::cell_name(row, n),
            text: heading.clone(),
            near: None,
        })
        .collect()
}
