//! What is above the headings, below the list, and between its rows without belonging to it.

use super::super::table::{Sheet, SourceRow, cell_name, column_name, joined};
use super::super::{OfficeError, dates};
use super::near::nearest;
use super::{Left, ListKind, ListTable, SheetReason, SheetTook, Took, columns, doubled};
use std::path::Path;

pub fn of_sheet<K: ListKind>(
    sheet: Sheet,
    heading: usize,
    why: SheetReason,
    kind: &K,
    path: &Path,
    took: &mut Took,
) -> Result<ListTable<K::Heading>, OfficeError> {
    let mut lines = sheet.lines.into_iter();
    let above: Vec<SourceRow> = lines.by_ref().take(heading).collect();
    for line in &above {
        took.left.push(Left::Above(line.line, told(line)));
    }
    let mut lines = lines.peekable();
    let head = lines.next().unwrap_or_default();
    let mut columns = columns(&head, kind);
    let mut headings: Vec<String> = head.cells.iter().map(|c| joined(c)).collect();
    // Headings of two rows: the lower one says more under a heading that spans several columns.
    if let Some(second) = lines.next_if(|line| is_second(line, &columns, kind)) {
        for (n, cell) in second
            .cells
            .iter()
            .enumerate()
            .filter(|(_, c)| !c.is_empty())
        {
            let found = kind.column(&joined(cell));
            let missing = n + 1 - columns.len().min(n + 1);
            columns.extend((0..missing).map(|_| None));
            headings.resize(columns.len().max(headings.len()), String::new());
            if let (Some(column), Some(heading)) = (columns.get_mut(n), headings.get_mut(n)) {
                *column = found;
                *heading = joined(cell);
            }
        }
    }
    for (n, column) in columns.iter_mut().enumerate() {
        if sheet.hidden_columns.contains(&n) && column.take().is_some() {
            took.left.push(Left::HiddenColumn(
                cell_name(head.line, n),
                headings.get(n).cloned().unwrap_or_default(),
            ));
        }
    }
    let twice = doubled(&head, &columns, kind);
    if !twice.is_empty() {
        return Err(OfficeError::TwoColumns(path.to_owned(), twice));
    }
    unknown(
        &head,
        &headings,
        &columns,
        &sheet.hidden_columns,
        kind,
        took,
    );
    took.sheets.push(SheetTook {
        name: sheet.name.clone(),
        why,
        heading: head.line,
        columns: columns
            .iter()
            .zip(&headings)
            .enumerate()
            .filter_map(|(n, (column, heading))| {
                let meaning = kind.meaning(column.as_ref()?);
                Some((column_name(n), heading.clone(), meaning))
            })
            .collect(),
    });
    let mut table = ListTable {
        sheet: sheet.name,
        columns,
        headings,
        above,
        rows: Vec::new(),
        totals: Vec::new(),
    };
    let mut hidden = Vec::new();
    for line in lines {
        if line.hidden {
            hidden.push(line.line);
            continue;
        }
        match aside(&line, &table, kind) {
            Some(left) => {
                if matches!(left, Left::Footer(..)) && total(&line) {
                    table.totals.push(line);
                }
                took.left.push(left);
            }
            None => table.rows.push(line),
        }
    }
    if !hidden.is_empty() {
        took.left
            .push(Left::HiddenRows(table.sheet.clone(), hidden));
    }
    Ok(table)
}

/// A row of nothing but headings, one of them where the row above has none.
fn is_second<K: ListKind>(line: &SourceRow, above: &[Option<K::Heading>], kind: &K) -> bool {
    let mut filled = line.cells.iter().enumerate().filter(|(_, c)| !c.is_empty());
    let mut new = false;
    let all = filled.all(|(n, cell)| {
        new |= above.get(n).is_none_or(Option::is_none);
        kind.column(&joined(cell)).is_some()
    });
    all && new
}

fn unknown<K: ListKind>(
    head: &SourceRow,
    headings: &[String],
    columns: &[Option<K::Heading>],
    hidden: &[usize],
    kind: &K,
    took: &mut Took,
) {
    let known = kind.known();
    for (n, heading) in headings.iter().enumerate() {
        let strange = columns.get(n).is_none_or(Option::is_none) && !hidden.contains(&n);
        if strange && !heading.is_empty() {
            took.left.push(Left::Heading {
                cell: cell_name(head.line, n),
                text: heading.clone(),
                near: nearest(heading, &known),
            });
        }
    }
}

/// Why a row below the headings is none of the list.
fn aside<K: ListKind>(line: &SourceRow, table: &ListTable<K::Heading>, kind: &K) -> Option<Left> {
    let filled = || line.cells.iter().filter(|c| !c.is_empty());
    let first = joined(filled().next().map(String::as_str).unwrap_or_default());
    let same = |(n, cell): (usize, &String)| {
        cell.is_empty() || table.headings.get(n).is_some_and(|h| *h == joined(cell))
    };
    if line.odd.is_empty() && line.cells.iter().enumerate().all(same) {
        return Some(Left::Again(line.line));
    }
    let known = |n: usize| table.columns.get(n).and_then(Option::as_ref);
    let mut meant = 0;
    let mut numbered = false;
    for (n, _) in line.cells.iter().enumerate().filter(|(_, c)| !c.is_empty()) {
        match known(n) {
            Some(column) if kind.numbers(column) => numbered = true,
            Some(_) => meant += 1,
            None => {}
        }
    }
    // A failed formula is no blank.
    let odd = line.odd.iter().any(|(n, _)| known(*n).is_some());
    let lone_date = filled().count() == 1 && dates::moment(&first).is_some();
    if is_footer(&first) || lone_date || (numbered && meant <= 2 && second_is_footer(line)) {
        return Some(Left::Footer(line.line, told(line)));
    }
    if is_example(&first) || filled().nth(1).is_some_and(|c| is_example(&joined(c))) {
        return Some(Left::Example(line.line, told(line)));
    }
    // A number that was put there for later.
    match (meant, odd, numbered && has_number(&first)) {
        (0, false, true) if filled().count() == 1 => Some(Left::Prepared(line.line)),
        // An id without a name is a unit that somebody forgot to name.
        (0, false, number) if number || !numbered => Some(Left::Meaningless(line.line, told(line))),
        _ => None,
    }
}

fn has_number(cell: &str) -> bool {
    super::super::ids::number(cell).is_some()
}

/// A row that says it is the total of those above it.
fn total(line: &SourceRow) -> bool {
    let first = line.cells.iter().find(|c| !c.is_empty());
    first.is_some_and(|c| is_total(&joined(c))) || second_is_footer(line)
}

/// `6 | 合计：5家`: the total got a number.
fn second_is_footer(line: &SourceRow) -> bool {
    let mut filled = line.cells.iter().filter(|c| !c.is_empty());
    filled.nth(1).is_some_and(|c| is_total(&joined(c)))
}

const TOTALS: &[&str] = &["合计", "总计", "小计", "共计", "总数", "total", "sum"];
const FOOTERS: &[&str] = &[
    "注",
    "备注",
    "说明",
    "附注",
    "填表说明",
    "填写说明",
    "填报说明",
    "填表人",
    "填报人",
    "制表人",
    "制表",
    "审核人",
    "审核",
    "复核人",
    "复核",
    "经办人",
    "负责人",
    "主管领导",
    "分管领导",
    "领导签字",
    "签字",
    "签名",
    "盖章",
    "单位盖章",
    "填表日期",
    "填报日期",
    "制表日期",
    "填表时间",
    "填报时间",
    "制表时间",
    "填报单位",
    "填表单位",
    "制表单位",
    "日期",
    "联系人",
    "联系电话",
    "note",
    "notes",
    "prepared by",
    "checked by",
    "date",
    "signed",
];

/// `合计`, `合计5家`, `总计：`.
fn is_total(cell: &str) -> bool {
    let cell = plain(cell);
    TOTALS.iter().any(|word| {
        cell.strip_prefix(word).is_some_and(|rest| {
            let rest = rest.trim_start_matches([':', ' ', '(', '=']);
            rest.is_empty()
                || rest.starts_with(|c: char| {
                    c.is_ascii_digit() || matches!(c, '共' | '家' | '人' | '分')
                })
        })
    })
}

/// A total, or a word of a form: `制表人：苏老师`, `制表人`, `填报日期 2026年5月19日`.
fn is_footer(cell: &str) -> bool {
    let text = plain(cell);
    let formal = || {
        FOOTERS.iter().any(|word| {
            text.strip_prefix(word).is_some_and(|rest| {
                let apart = rest.starts_with(' ') && !word.is_ascii();
                let rest = rest.trim_start();
                rest.is_empty()
                    || apart
                    || rest.starts_with(':')
                    || (rest.starts_with('(') && (rest.contains(':') || rest.ends_with(')')))
            })
        })
    };
    let so_many = || {
        text.strip_prefix('共')
            .is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()))
    };
    is_total(cell) || formal() || so_many()
}

/// `例`, `示例`, `例：某某学院`, `（示例）`.
fn is_example(cell: &str) -> bool {
    let text = plain(cell);
    let text = text.trim_start_matches(['(', '[', '<', '《', '【']);
    if ["(示例)", "(样例)", "(范例)", "(例)", "(举例)"]
        .iter()
        .any(|mark| text.ends_with(mark))
    {
        return true;
    }
    [
        "示例",
        "样例",
        "范例",
        "填写示例",
        "填表示例",
        "举例",
        "例如",
        "例",
        "example",
        "sample",
        "e.g.",
    ]
    .iter()
    .any(|word| {
        text.strip_prefix(word).is_some_and(|rest| {
            rest.is_empty()
                || rest.starts_with([':', ')', ']', '>', '》', '】', ' ', '-', ','])
                || rest.trim_start_matches('行').is_empty()
                || rest.bytes().all(|b| b.is_ascii_digit())
        })
    })
}

fn plain(cell: &str) -> String {
    super::super::table::half_width(cell).trim().to_lowercase()
}

/// A row on one line, for a person to know it again.
fn told(line: &SourceRow) -> String {
    let cells: Vec<String> = line
        .cells
        .iter()
        .filter(|c| !c.is_empty())
        .map(|c| joined(c))
        .collect();
    cells.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn footers_totals_and_examples_are_no_units() {
        for cell in [
            "合计",
            "合 计：5家",
            "总计",
            "小计 5",
            "合计5家",
            "制表人：苏老师",
            "审核人:王",
            "填报日期：2026年5月19日",
            "备注：联合申报的不收",
            "注：",
            "填表人（签字）：",
            "Total",
            "共计5家单位",
            "说明：1.",
        ] {
            assert!(is_footer(&cell.replace(' ', "")), "{cell}");
        }
        for cell in [
            "合计金融学院",
            "说明文化学院",
            "注册会计师学院",
            "日期学院",
            "制表学院",
            "1",
            "总计局培训中心",
        ] {
            assert!(!is_footer(cell), "{cell}");
        }
        for cell in [
            "例",
            "示例",
            "例：某某学院",
            "（示例）",
            "示例1",
            "例如：",
            "Example",
        ] {
            assert!(is_example(cell), "{cell}");
        }
        for cell in ["例外学院", "示例学院", "exampleton"] {
            assert!(!is_example(cell), "{cell}");
        }
    }
}
