//! Why something from outside is not taken, in words.

use super::table::Odd;
use super::table::text::TextFault;
use super::{OfficeError, RowFault, RowKind, rows};
use crate::text::{Lang, checks, export as x, faults, office as t, reading as r};
use std::path::PathBuf;

impl OfficeError {
    /// One sentence a line.
    pub fn words(&self, lang: Lang) -> Vec<String> {
        let path = |p: &PathBuf| faults::shown(&p.display().to_string());
        match self {
            Self::Read { path: p, error } => {
                let error = faults::system(lang, error);
                vec![t::CANNOT_READ.fill(lang, &[("path", &path(p)), ("error", &error)])]
            }
            Self::WebPage(p) => vec![t::WEB_PAGE.fill(lang, &[("path", &path(p))])],
            Self::NotText(p) => vec![t::NOT_TEXT.fill(lang, &[("path", &path(p))])],
            Self::Locked(p) => vec![t::LOCKED.fill(lang, &[("path", &path(p))])],
            Self::Damaged(p) => vec![t::DAMAGED.fill(lang, &[("path", &path(p))])],
            Self::TooLarge(p) => {
                let most = rows::LARGEST / (1024 * 1024);
                vec![t::TOO_LARGE.fill(lang, &[("path", &path(p)), ("most", &most)])]
            }
            Self::TooManyCells(p) => {
                let most = rows::MOST_CELLS;
                vec![t::TOO_MANY_CELLS.fill(lang, &[("path", &path(p)), ("most", &most)])]
            }
            Self::NoHeading(p, wanted, near) => {
                let wanted = wanted.join(", ");
                let mut lines =
                    vec![t::NO_HEADING.fill(lang, &[("path", &path(p)), ("wanted", &wanted)])];
                if !near.is_empty() {
                    let cells: Vec<String> = near
                        .iter()
                        .take(12)
                        .map(|(text, near)| quoted_near(lang, text, near.as_deref()))
                        .collect();
                    let cells = cells.join(r::LIST.get(lang));
                    lines.push(r::NEAR_HEADINGS.fill(lang, &[("cells", &cells)]));
                }
                lines
            }
            Self::WhichSheet(p, names) => {
                vec![
                    r::WHICH_SHEET
                        .fill(lang, &[("path", &path(p)), ("names", &listed(lang, names))]),
                ]
            }
            Self::NoSheet(p, name, names) => vec![r::NO_SHEET.fill(
                lang,
                &[
                    ("path", &path(p)),
                    ("name", &faults::shown(name)),
                    ("names", &listed(lang, names)),
                ],
            )],
            Self::TwoColumns(p, list) => {
                let mut lines = vec![r::TWO_COLUMNS.fill(lang, &[("path", &path(p))])];
                for twice in list {
                    let cells: Vec<String> = twice
                        .cells
                        .iter()
                        .map(|(cell, text)| {
                            let text = faults::shown(text);
                            r::CELL.fill(lang, &[("cell", cell), ("text", &text)])
                        })
                        .collect();
                    let meaning = twice.meaning.words(lang);
                    let cells = cells.join(r::LIST.get(lang));
                    lines.push(r::DOUBLED.fill(lang, &[("meaning", &meaning), ("cells", &cells)]));
                }
                lines
            }
            Self::Text(p, fault) => vec![match fault {
                TextFault::Quote { line, begins } => r::QUOTE.fill(
                    lang,
                    &[
                        ("path", &path(p)),
                        ("line", line),
                        ("begins", &faults::shown(begins)),
                    ],
                ),
                TextFault::LongCell { row } => {
                    r::LONG_CELL.fill(lang, &[("path", &path(p)), ("row", row)])
                }
                TextFault::TooManyCells => {
                    let most = rows::MOST_CELLS;
                    t::TOO_MANY_CELLS.fill(lang, &[("path", &path(p)), ("most", &most)])
                }
            }],
            Self::Deadline(p, text) => {
                let text = faults::shown(text);
                vec![r::DEADLINE.fill(lang, &[("path", &path(p)), ("text", &text)])]
            }
            Self::Different(p, new, equal, list) => {
                let mut lines = vec![r::DIFFERENT.fill(
                    lang,
                    &[
                        ("path", &path(p)),
                        ("new", new),
                        ("equal", equal),
                        ("different", &list.len()),
                    ],
                )];
                lines.extend(list.iter().take(20).map(|d| d.words(lang)));
                if list.len() > 20 {
                    let n = list.len() - 20;
                    lines.push(format!("  {}", r::MORE.fill(lang, &[("n", &n)])));
                }
                lines
            }
            Self::MissingColumn(p, column) => {
                vec![t::MISSING_COLUMN.fill(
                    lang,
                    &[("path", &path(p)), ("column", &faults::shown(column))],
                )]
            }
            Self::UnknownColumn(p, column) => {
                vec![t::UNKNOWN_COLUMN.fill(
                    lang,
                    &[("path", &path(p)), ("column", &faults::shown(column))],
                )]
            }
            Self::Empty(p) => vec![t::EMPTY_FILE.fill(lang, &[("path", &path(p))])],
            Self::Rows(p, rows) => {
                let mut lines =
                    vec![t::BAD_ROWS.fill(lang, &[("path", &path(p)), ("n", &rows.len())])];
                lines.extend(rows.iter().map(|r| row_words(lang, r)));
                lines.extend(known_words(lang, rows));
                lines
            }
            Self::Json { path: p, error } => vec![t::BAD_JSON.fill(
                lang,
                &[
                    ("path", &path(p)),
                    ("line", &error.line()),
                    ("column", &error.column()),
                    ("error", &faults::shown(&error.to_string())),
                ],
            )],
            Self::Template(p, list) => {
                let mut lines = vec![t::BAD_TEMPLATE.fill(lang, &[("path", &path(p))])];
                lines.extend(
                    list.iter()
                        .map(|f| format!("  {}", faults::setup_fault(lang, f))),
                );
                lines
            }
            Self::Table(p, error) => {
                vec![t::CANNOT_READ.fill(lang, &[("path", &path(p)), ("error", error)])]
            }
            Self::Write { path: p, error } => {
                let error = faults::system(lang, error);
                vec![x::CANNOT_WRITE.fill(lang, &[("path", &path(p)), ("error", &error)])]
            }
            Self::IsSession(p) => vec![x::IS_SESSION.fill(lang, &[("path", &path(p))])],
            Self::TooEarly(kind) => {
                vec![x::TOO_EARLY.fill(lang, &[("kind", &kind.text().get(lang))])]
            }
            Self::Hidden(kind) => vec![x::HIDDEN.fill(lang, &[("kind", &kind.text().get(lang))])],
            Self::NoApplicant(id) => {
                vec![x::NO_APPLICANT.fill(lang, &[("id", &faults::shown(id))])]
            }
            Self::NoRandomness => vec![crate::text::screens::NO_RANDOMNESS.get(lang).to_owned()],
            Self::Journal(error) => vec![faults::journal_error(lang, error)],
        }
    }
}

/// For a preview: each fault with where it stands, marked as what refuses the file.
pub(crate) fn refused(lang: Lang, faults: &[RowFault]) -> Vec<String> {
    faults
        .iter()
        .map(|fault| {
            let text = row_words(lang, fault);
            format!(
                "  {}",
                r::REFUSED.fill(lang, &[("text", &text.trim_start())])
            )
        })
        .chain(known_words(lang, faults))
        .collect()
}

/// Once for all rows that name a project which is none: what there is.
pub(crate) fn known_words(lang: Lang, faults: &[RowFault]) -> Option<String> {
    let known = faults.iter().find_map(|fault| match &fault.kind {
        RowKind::UnknownProject(_, known) => Some(known),
        _ => None,
    })?;
    let known = listed(lang, known);
    Some(r::KNOWN_PROJECTS.fill(lang, &[("known", &known)]))
}

/// A row's fault with where it stands.
pub(crate) fn row_words(lang: Lang, row: &RowFault) -> String {
    let what = kind_words(lang, &row.kind);
    if row.sheet.is_empty() {
        return t::ROW.fill(lang, &[("line", &row.line), ("what", &what)]);
    }
    let sheet = faults::shown(&row.sheet);
    r::SHEET_LINE.fill(
        lang,
        &[("sheet", &sheet), ("line", &row.line), ("what", &what)],
    )
}

/// A cell, with its sheet where there are several.
pub(crate) fn at_sheet(lang: Lang, sheet: &str, cell: &str) -> String {
    if sheet.is_empty() {
        return cell.to_owned();
    }
    let text = faults::shown(sheet);
    r::CELL_OF.fill(lang, &[("sheet", &text), ("cell", &cell)])
}

fn quoted(lang: Lang, text: &str) -> String {
    r::QUOTED.fill(lang, &[("text", &faults::shown(text))])
}

fn quoted_near(lang: Lang, text: &str, near: Option<&str>) -> String {
    match near {
        Some(near) => r::QUOTED_NEAR.fill(
            lang,
            &[
                ("text", &faults::shown(text)),
                ("near", &faults::shown(near)),
            ],
        ),
        None => quoted(lang, text),
    }
}

fn listed(lang: Lang, list: &[String]) -> String {
    let list: Vec<String> = list.iter().map(|text| quoted(lang, text)).collect();
    list.join(r::LIST.get(lang))
}

/// What is wrong with a row, without its line.
pub(crate) fn kind_words(lang: Lang, kind: &RowKind) -> String {
    let shown = |s: &str| faults::shown(s);
    match kind {
        RowKind::NoId => t::ROW_NO_ID.get(lang).to_owned(),
        RowKind::NoName => t::ROW_NO_NAME.get(lang).to_owned(),
        RowKind::NoProject => t::ROW_NO_PROJECT.get(lang).to_owned(),
        RowKind::UnknownProject(unknown, _) => {
            let mut words = t::ROW_UNKNOWN_PROJECT.fill(lang, &[("text", &shown(&unknown.text))]);
            if let Some(near) = &unknown.near {
                words += &r::NEAR.fill(lang, &[("near", &shown(near))]);
            }
            words
        }
        RowKind::Odd(cell, Odd::Error(text)) => {
            r::ERROR_CELL.fill(lang, &[("cell", cell), ("text", &shown(text))])
        }
        RowKind::Odd(cell, Odd::Unsaved) => r::UNSAVED_CELL.fill(lang, &[("cell", cell)]),
        RowKind::Odd(cell, Odd::Formula(text)) => {
            r::FORMULA_CELL.fill(lang, &[("cell", cell), ("text", &shown(text))])
        }
        RowKind::BadLeader(cell, text) => {
            r::BAD_LEADER.fill(lang, &[("cell", cell), ("text", &shown(text))])
        }
        RowKind::SameUnit { line, name } => {
            r::SAME_UNIT.fill(lang, &[("line", line), ("name", &shown(name))])
        }
        RowKind::DuplicateId(id) => t::ROW_DUPLICATE_ID.fill(lang, &[("text", &shown(id))]),
        RowKind::BadId(id) => faults::BAD_ID.fill(lang, &[("id", &shown(id))]),
        RowKind::BadNumber(column, text) => {
            let column = checks::fact_name(lang, column);
            t::ROW_BAD_NUMBER.fill(lang, &[("column", &column), ("text", &shown(text))])
        }
        RowKind::BadPin => t::ROW_BAD_PIN.get(lang).to_owned(),
        RowKind::UnknownJudge(id) => faults::UNKNOWN_JUDGE.fill(lang, &[("id", &shown(id))]),
        RowKind::UnknownApplicant(id) => {
            t::ROW_UNKNOWN_APPLICANT.fill(lang, &[("text", &shown(id))])
        }
        RowKind::NotApplied { applicant, project } => t::ROW_NOT_APPLIED.fill(
            lang,
            &[
                ("applicant", &shown(applicant)),
                ("project", &shown(project)),
            ],
        ),
        RowKind::LostDigits(column, text) => {
            let column = column.get(lang);
            t::ROW_LOST_DIGITS.fill(lang, &[("column", &column), ("text", &shown(text))])
        }
        RowKind::Refused(refusal) => faults::refusal(lang, refusal),
        RowKind::DuplicateSheet => t::ROW_DUPLICATE_SHEET.get(lang).to_owned(),
        RowKind::Mark {
            column,
            text,
            why,
            cap,
        } => t::ROW_MARK.fill(
            lang,
            &[
                ("column", &shown(column)),
                ("text", &shown(text)),
                ("why", &faults::not_points(lang, *why, *cap)),
            ],
        ),
        RowKind::OverCap { column, text, cap } => t::ROW_OVER_CAP.fill(
            lang,
            &[
                ("column", &shown(column)),
                ("text", &shown(text)),
                ("cap", cap),
            ],
        ),
        RowKind::Total { cell, text, sum } => r::TOTAL.fill(
            lang,
            &[("cell", cell), ("text", &shown(text)), ("sum", sum)],
        ),
        RowKind::TotalBelow { cell, text, sum } => r::TOTAL_BELOW.fill(
            lang,
            &[("cell", cell), ("text", &shown(text)), ("sum", sum)],
        ),
        RowKind::NoHeadingAbove(cell, text) => {
            r::NO_HEADING_ABOVE.fill(lang, &[("cell", cell), ("text", &shown(text))])
        }
        RowKind::OtherCode { line, code } => {
            r::OTHER_CODE.fill(lang, &[("line", line), ("code", &shown(code))])
        }
        RowKind::LostCharacter(name) => t::ROW_LOST.fill(lang, &[("text", &shown(name))]),
    }
}
