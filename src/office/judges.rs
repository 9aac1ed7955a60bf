//! The panel: `id,name[,pin][,employer][,leader][,projects]`, or 序号, 姓名, 单位, 组长, 项目.

use super::applied::{known, projects_of};
use super::headings::{self, PanelColumn};
use super::reading::{self, ListKind, Meaning, ReadOptions, Took};
use super::roster::lost_digits;
use super::table::{self, Book, SourceRow, cell_name, half_width, joined};
use super::{OfficeError, RowFault, RowKind, ids};
use crate::journal::pin;
use crate::model::setup::is_id;
use crate::model::{DESK, Judge, Project};
use crate::text::fill;
use crate::text::projects;
use crate::text::{Lang, checks as c, reading as t};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A panel's file as it was read.
#[derive(Clone, Debug)]
pub struct PanelFile {
    pub path: PathBuf,
    pub took: Took,
    /// In the order of the seats, each with the PIN that was issued, if one was.
    pub judges: Vec<(Judge, Option<String>)>,
    /// Why nothing of it can be taken.
    pub faults: Vec<RowFault>,
}

impl PanelFile {
    /// # Errors
    /// Every row that is wrong is named.
    pub fn accept(self) -> Result<Vec<(Judge, Option<String>)>, OfficeError> {
        if self.faults.is_empty() {
            Ok(self.judges)
        } else {
            Err(OfficeError::Rows(self.path, self.faults))
        }
    }

    /// Every row that is wrong, in words.
    pub fn refused(&self, lang: Lang) -> Vec<String> {
        super::refused(lang, &self.faults)
    }

    /// How many were taken, and of them with a PIN and as leaders.
    pub fn counts(&self, lang: Lang) -> String {
        let pins = self.judges.iter().filter(|(_, pin)| pin.is_some()).count();
        let leaders = self.judges.iter().filter(|(j, _)| j.leader).count();
        fill!(
            t::PANEL_COUNTS,
            lang,
            [
                ("n", &self.judges.len()),
                ("pins", &pins),
                ("leaders", &leaders),
            ]
        )
    }

    /// A line a judge: seat, name, employer, projects; that there is a PIN, and never which.
    pub fn rows(&self, lang: Lang, projects: &[Project]) -> Vec<String> {
        let shown = crate::text::faults::shown;
        self.judges
            .iter()
            .map(|(judge, pin)| {
                let mut parts = vec![shown(&judge.id), shown(&judge.name)];
                parts.push(shown(&judge.employer));
                if judge.leader {
                    parts.push(t::LEADER.get(lang).to_owned());
                }
                parts.push(projects::numbered(lang, projects, &judge.projects));
                if pin.is_some() {
                    parts.push(t::WITH_PIN.get(lang).to_owned());
                }
                parts.retain(|p| !p.is_empty());
                format!("  {}", parts.join(" "))
            })
            .collect()
    }
}

struct Judges;

impl ListKind for Judges {
    type Heading = PanelColumn;

    fn column(&self, heading: &str) -> Option<PanelColumn> {
        headings::judges(heading)
    }

    fn meaning(&self, column: &PanelColumn) -> Meaning {
        Meaning::Text(match column {
            PanelColumn::Id => t::F_SEAT,
            PanelColumn::Name => t::F_JUDGE,
            PanelColumn::Pin => t::F_PIN,
            PanelColumn::Employer => t::F_EMPLOYER,
            PanelColumn::Leader => t::LEADER,
            PanelColumn::Projects => c::F_PROJECTS,
        })
    }

    fn is_heading(&self, columns: &[Option<PanelColumn>]) -> bool {
        let known = columns.iter().flatten().count();
        columns.contains(&Some(PanelColumn::Name)) && known >= 2
    }

    fn numbers(&self, column: &PanelColumn) -> bool {
        *column == PanelColumn::Id
    }

    fn sheet_says(&self, _: &str) -> bool {
        false
    }

    fn known(&self) -> Vec<String> {
        headings::all_of_judges()
    }

    fn wanted(&self) -> &'static [&'static str] {
        &["id/序号", "name/姓名"]
    }
}

/// # Errors
/// The file cannot be read as such a list. Rows that are wrong are kept as faults.
pub fn read_file(
    path: &Path,
    projects: &[Project],
    options: &ReadOptions,
) -> Result<PanelFile, OfficeError> {
    read_book(reading::open(path, options)?, path, projects, options)
}

/// The same from text; `path` is what faults name.
///
/// # Errors
/// As [`read_file`].
pub fn read_text(text: &str, path: &Path, projects: &[Project]) -> Result<PanelFile, OfficeError> {
    let book = table::book_of(text, "UTF-8", path)?;
    read_book(book, path, projects, &ReadOptions::default())
}

fn read_book(
    book: Book,
    path: &Path,
    projects: &[Project],
    options: &ReadOptions,
) -> Result<PanelFile, OfficeError> {
    let found = reading::read(book, path, &Judges, options)?;
    let mut panel = PanelFile {
        path: path.to_owned(),
        took: found.took,
        judges: Vec::new(),
        faults: Vec::new(),
    };
    let mut seen = BTreeSet::new();
    for table in found.tables {
        for line in &table.rows {
            let mut faults = Vec::new();
            let n = panel.judges.len() + 1;
            let (judge, pin) = judge(line, &table.columns, projects, n, &mut faults);
            if !judge.id.is_empty() && !seen.insert(judge.id.clone()) {
                faults.push(RowKind::DuplicateId(judge.id.clone()));
            }
            panel.judges.push((judge, pin));
            panel.faults.extend(faults.into_iter().map(|kind| RowFault {
                sheet: String::new(),
                line: line.line,
                kind,
            }));
        }
    }
    if panel.judges.is_empty() {
        return Err(OfficeError::Empty(path.to_owned()));
    }
    Ok(panel)
}

fn judge(
    line: &SourceRow,
    columns: &[Option<PanelColumn>],
    projects: &[Project],
    n: usize,
    faults: &mut Vec<RowKind>,
) -> (Judge, Option<String>) {
    let mut judge = Judge::new("", "");
    let mut pin = None;
    faults.extend(reading::beyond(line, columns.len()));
    let mut odd = Vec::new();
    for (n, why) in &line.odd {
        if let Some(Some(column)) = columns.get(*n) {
            odd.push(*column);
            faults.push(RowKind::Odd(cell_name(line.line, *n), why.clone()));
        }
    }
    for (at, (cell, column)) in line.cells.iter().zip(columns).enumerate() {
        let Some(column) = column.filter(|c| !odd.contains(c) && !cell.is_empty()) else {
            continue;
        };
        let text = half_width(&joined(cell)).trim().to_owned();
        match column {
            PanelColumn::Id => {
                judge.id = ids::number(&text).map_or(text, |n| format!("w{n:02}"));
            }
            PanelColumn::Name => judge.name = joined(cell),
            PanelColumn::Pin if lost_digits(&text.to_uppercase()) => {
                faults.push(RowKind::LostDigits(t::F_PIN, text));
            }
            PanelColumn::Pin if pin::is_pin(&text) => pin = Some(text),
            PanelColumn::Pin => faults.push(RowKind::BadPin),
            PanelColumn::Employer => judge.employer = joined(cell),
            PanelColumn::Leader => match is_yes(&text) {
                Some(yes) => judge.leader = yes,
                None => faults.push(RowKind::BadLeader(cell_name(line.line, at), text)),
            },
            PanelColumn::Projects => match projects_of(cell, projects) {
                // A judge of every project is one without a list.
                Ok(list) if list.len() == projects.len() => {}
                Ok(list) => judge.projects = list,
                Err(unknown) => {
                    faults.push(RowKind::UnknownProject(unknown, known(projects)));
                }
            },
        }
    }
    if !columns.contains(&Some(PanelColumn::Id)) {
        judge.id = format!("w{n:02}");
    }
    if judge.id.is_empty() {
        if !odd.contains(&PanelColumn::Id) {
            faults.push(RowKind::NoId);
        }
    } else if !is_id(&judge.id) || judge.id == DESK {
        faults.push(RowKind::BadId(judge.id.clone()));
    }
    if judge.name.is_empty() && !odd.contains(&PanelColumn::Name) {
        faults.push(RowKind::NoName);
    }
    (judge, pin)
}

/// `None` for what says neither: 副组长 is no leader, and no ordinary judge either.
fn is_yes(cell: &str) -> Option<bool> {
    reading::tick(cell).or_else(|| match cell.to_lowercase().as_str() {
        "组长" | "leader" => Some(true),
        "成员" | "组员" | "评委" | "专家" | "非组长" => Some(false),
        _ => None,
    })
}
