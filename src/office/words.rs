//! Why something from outside is not taken, in words.

use super::table::Odd;
use super::table::text::TextFault;
use super::{OfficeError, RowFault, RowKind, rows};
use crate::text::fill;
use crate::text::{Lang, checks, export as x, faults, office as t, reading as r};
use std::path::PathBuf;

impl OfficeError {
    /// One sentence a line.
    pub fn words(&self, lang: Lang) -> Vec<String> {
        let path = |p: &PathBuf| faults::shown(&p.display().to_string());
        match self {
            Self::Read { path: p, error } => {
                let error = faults::system(lang, error);
                vec![fill!(
                    t::CANNOT_READ,
                    lang,
                    [("path", &path(p)), ("error", &error)]
                )]
            }
            Self::WebPage(p) => vec![fill!(t::WEB_PAGE, lang, [("path", &path(p))])],
            Self::NotText(p) => vec![fill!(t::NOT_TEXT, lang, [("path", &path(p))])],
            Self::Notice(p, fault) => vec![fault.words(lang, p)],
            Self::ChangedSince(p) => vec![fill!(t::CHANGED_SINCE, lang, [("path", &path(p))])],
            Self::Locked(p) => vec![fill!(t::LOCKED, lang, [("path", &path(p))])],
            Self::Damaged(p) => vec![fill!(t::DAMAGED, lang, [("path", &path(p))])],
            Self::TooLarge(p) => {
                let most = rows::LARGEST / (1024 * 1024);
                vec![fill!(
                    t::TOO_LARGE,
                    lang,
                    [("path", &path(p)), ("most", &most)]
                )]
            }
            Self::TooManyCells(p) => {
                let most = rows::MOST_CELLS;
                vec![fill!(
                    t::TOO_MANY_CELLS,
                    lang,
                    [("path", &path(p)), ("most", &most)]
                )]
            }
            Self::NoHeading(p, wanted, near) => {
                let wanted = wanted.join(", ");
                let mut lines = vec![fill!(
                    t::NO_HEADING,
                    lang,
                    [("path", &path(p)), ("wanted", &wanted)]
                )];
                if !near.is_empty() {
                    let cells: Vec<String> = near
                        .iter()
                        .take(12)
                        .map(|(text, near)| quoted_near(lang, text, near.as_deref()))
                        .collect();
                    let cells = cells.join(r::LIST.get(lang));
                    lines.push(fill!(r::NEAR_HEADINGS, lang, [("cells", &cells)]));
                }
                lines
            }
            Self::WhichSheet(p, names) => {
                vec![fill!(
                    r::WHICH_SHEET,
                    lang,
                    [("path", &path(p)), ("names", &listed(lang, names))]
                )]
            }
            Self::NoSheet(p, name, names) => vec![fill!(
                r::NO_SHEET,
                lang,
                [
                    ("path", &path(p)),
                    ("name", &faults::shown(name)),
                    ("names", &listed(lang, names)),
                ]
            )],
            Self::TwoColumns(p, list) => {
                let mut lines = vec![fill!(r::TWO_COLUMNS, lang, [("path", &path(p))])];
                for twice in list {
                    let cells: Vec<String> = twice
                        .cells
                        .iter()
                        .map(|(cell, text)| {
                            let text = faults::shown(text);
                            fill!(r::CELL, lang, [("cell", cell), ("text", &text)])
                        })
                        .collect();
                    let meaning = twice.meaning.words(lang);
                    let cells = cells.join(r::LIST.get(lang));
                    lines.push(fill!(
                        r::DOUBLED,
                        lang,
                        [("meaning", &meaning), ("cells", &cells)]
                    ));
                }
                lines
            }
            Self::Text(p, fault) => vec![match fault {
                TextFault::Quote { line, begins } => fill!(
                    r::QUOTE,
                    lang,
                    [
                        ("path", &path(p)),
                        ("line", line),
                        ("begins", &faults::shown(begins)),
                    ]
                ),
                TextFault::LongCell { row } => {
                    fill!(r::LONG_CELL, lang, [("path", &path(p)), ("row", row)])
                }
                TextFault::TooManyCells => {
                    let most = rows::MOST_CELLS;
                    fill!(
                        t::TOO_MANY_CELLS,
                        lang,
                        [("path", &path(p)), ("most", &most)]
                    )
                }
            }],
            Self::Different(p, new, equal, list) => {
                let mut lines = vec![fill!(
                    r::DIFFERENT,
                    lang,
                    [
                        ("path", &path(p)),
                        ("new", new),
                        ("equal", equal),
                        ("different", &list.len()),
                    ]
                )];
                lines.extend(list.iter().take(20).map(|d| d.words(lang)));
                if list.len() > 20 {
                    let n = list.len() - 20;
                    lines.push(format!("  {}", fill!(r::MORE, lang, [("n", &n)])));
                }
                lines
            }
            Self::MissingColumn(p, column) => {
                vec![fill!(
                    t::MISSING_COLUMN,
                    lang,
                    [("path", &path(p)), ("column", &faults::shown(column))]
                )]
            }
            Self::UnknownColumn(p, column) => {
                vec![fill!(
                    t::UNKNOWN_COLUMN,
                    lang,
                    [("path", &path(p)), ("column", &faults::shown(column))]
                )]
            }
            Self::Empty(p) => vec![fill!(t::EMPTY_FILE, lang, [("path", &path(p))])],
            Self::Rows(p, rows) => {
                let mut lines = vec![fill!(
                    t::BAD_ROWS,
                    lang,
                    [("path", &path(p)), ("n", &rows.len())]
                )];
                lines.extend(rows.iter().map(|r| row_words(lang, r)));
                lines.extend(known_words(lang, rows));
                lines
            }
            Self::Template(p, list) => super::template::report(p, list, lang),
            Self::Table(p, error) => {
                vec![fill!(
                    t::CANNOT_READ,
                    lang,
                    [("path", &path(p)), ("error", error)]
                )]
            }
            Self::Write { path: p, error } => {
                let error = faults::system(lang, error);
                vec![fill!(
                    x::CANNOT_WRITE,
                    lang,
                    [("path", &path(p)), ("error", &error)]
                )]
            }
            Self::IsSession(p) => vec![fill!(x::IS_SESSION, lang, [("path", &path(p))])],
            Self::TooEarly(kind) => {
                vec![fill!(
                    x::TOO_EARLY,
                    lang,
                    [("kind", &kind.text().get(lang))]
                )]
            }
            Self::Hidden(kind) => vec![fill!(x::HIDDEN, lang, [("kind", &kind.text().get(lang))])],
            Self::NotClosed(kind) => {
                vec![fill!(
                    x::NOT_CLOSED,
                    lang,
                    [("kind", &kind.text().get(lang))]
                )]
            }
            Self::NoApplicant(id) => {
                vec![fill!(x::NO_APPLICANT, lang, [("id", &faults::shown(id))])]
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
                fill!(r::REFUSED, lang, [("text", &text.trim_start())])
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
    Some(fill!(r::KNOWN_PROJECTS, lang, [("known", &known)]))
}

/// A row's fault with where it stands.
pub(crate) fn row_words(lang: Lang, row: &RowFault) -> String {
    let what = kind_words(lang, &row.kind);
    if row.sheet.is_empty() {
        return fill!(t::ROW, lang, [("line", &row.line), ("what", &what)]);
    }
    let sheet = faults::shown(&row.sheet);
    fill!(
        r::SHEET_LINE,
        lang,
        [("sheet", &sheet), ("line", &row.line), ("what", &what)]
    )
}

/// A cell, with its sheet where there are several.
pub(crate) fn at_sheet(lang: Lang, sheet: &str, cell: &str) -> String {
    if sheet.is_empty() {
        return cell.to_owned();
    }
    let text = faults::shown(sheet);
    fill!(r::CELL_OF, lang, [("sheet", &text), ("cell", &cell)])
}

fn quoted(lang: Lang, text: &str) -> String {
    fill!(r::QUOTED, lang, [("text", &faults::shown(text))])
}

fn quoted_near(lang: Lang, text: &str, near: Option<&str>) -> String {
    match near {
        Some(near) => fill!(
            r::QUOTED_NEAR,
            lang,
            [
                ("text", &faults::shown(text)),
                ("near", &faults::shown(near)),
            ]
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
        RowKind::BadTick(cell, text) => {
            fill!(r::BAD_TICK, lang, [("cell", cell), ("text", &shown(text))])
        }
        RowKind::Ticks(n) => fill!(r::TICKS, lang, [("n", n)]),
        RowKind::UnknownIndicator(text) => {
            fill!(r::UNKNOWN_INDICATOR, lang, [("text", &shown(text))])
        }
        RowKind::OtherCap {
            indicator,
            text,
            cap,
        } => fill!(
            r::OTHER_CAP,
            lang,
            [
                ("indicator", &shown(indicator)),
                ("text", &shown(text)),
                ("cap", cap),
            ]
        ),
        RowKind::SheetSays { sheet, text } => fill!(
            r::SHEET_SAYS,
            lang,
            [
                ("sheet", &faults::shown(sheet)),
                ("text", &faults::shown(text))
            ]
        ),
        RowKind::MarkTwice => r::MARK_TWICE.get(lang).to_owned(),
        RowKind::NoId => t::ROW_NO_ID.get(lang).to_owned(),
        RowKind::NoName => t::ROW_NO_NAME.get(lang).to_owned(),
        RowKind::NoProject => t::ROW_NO_PROJECT.get(lang).to_owned(),
        RowKind::UnknownProject(unknown, _) => {
            let mut words = fill!(
                t::ROW_UNKNOWN_PROJECT,
                lang,
                [("text", &shown(&unknown.text))]
            );
            if let Some(near) = &unknown.near {
                words += &fill!(r::NEAR, lang, [("near", &shown(near))]);
            }
            words
        }
        RowKind::Odd(cell, Odd::Error(text)) => {
            fill!(
                r::ERROR_CELL,
                lang,
                [("cell", cell), ("text", &shown(text))]
            )
        }
        RowKind::Odd(cell, Odd::Unsaved) => fill!(r::UNSAVED_CELL, lang, [("cell", cell)]),
        RowKind::Odd(cell, Odd::Formula(text)) => {
            fill!(
                r::FORMULA_CELL,
                lang,
                [("cell", cell), ("text", &shown(text))]
            )
        }
        RowKind::BadLeader(cell, text) => {
            fill!(
                r::BAD_LEADER,
                lang,
                [("cell", cell), ("text", &shown(text))]
            )
        }
        RowKind::SameUnit { line, name } => {
            fill!(r::SAME_UNIT, lang, [("line", line), ("name", &shown(name))])
        }
        RowKind::DuplicateId(id) => fill!(t::ROW_DUPLICATE_ID, lang, [("text", &shown(id))]),
        RowKind::BadId(id) => fill!(faults::BAD_ID, lang, [("id", &shown(id))]),
        RowKind::BadNumber(column, text) => {
            let column = checks::fact_name(lang, column);
            fill!(
                t::ROW_BAD_NUMBER,
                lang,
                [("column", &column), ("text", &shown(text))]
            )
        }
        RowKind::BadPin => t::ROW_BAD_PIN.get(lang).to_owned(),
        RowKind::UnknownJudge(id) => fill!(faults::UNKNOWN_JUDGE, lang, [("id", &shown(id))]),
        RowKind::UnknownApplicant(id) => {
            fill!(t::ROW_UNKNOWN_APPLICANT, lang, [("text", &shown(id))])
        }
        RowKind::NotApplied { applicant, project } => fill!(
            t::ROW_NOT_APPLIED,
            lang,
            [
                ("applicant", &shown(applicant)),
                ("project", &shown(project)),
            ]
        ),
        RowKind::LostDigits(column, text) => {
            let column = column.get(lang);
            fill!(
                t::ROW_LOST_DIGITS,
                lang,
                [("column", &column), ("text", &shown(text))]
            )
        }
        RowKind::Refused(refusal) => faults::refusal(lang, refusal),
        RowKind::DuplicateSheet => t::ROW_DUPLICATE_SHEET.get(lang).to_owned(),
        RowKind::Mark {
            column,
            text,
            why,
            cap,
        } => fill!(
            t::ROW_MARK,
            lang,
            [
                ("column", &shown(column)),
                ("text", &shown(text)),
                ("why", &faults::not_points(lang, *why, *cap)),
            ]
        ),
        RowKind::OverCap { column, text, cap } => fill!(
            t::ROW_OVER_CAP,
            lang,
            [
                ("column", &shown(column)),
                ("text", &shown(text)),
                ("cap", cap),
            ]
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
            fill!(
                r::NO_HEADING_ABOVE,
                lang,
                [("cell", cell), ("text", &shown(text))]
            )
        }
        RowKind::OtherCode { line, code } => {
            fill!(
                r::OTHER_CODE,
                lang,
                [("line", line), ("code", &shown(code))]
            )
        }
        RowKind::LostCharacter(name) => fill!(t::ROW_LOST, lang, [("text", &shown(name))]),
    }
}
