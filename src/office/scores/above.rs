//! Whose sheet it is where only a line above the table says so: `评委：王明　项目：项目1`.

use crate::office::reading::ListTable;
use crate::office::table::{cell_name, half_width, joined};

/// What stands before a judge, the longer word first.
pub(super) const JUDGE: &[&str] = &["评委姓名", "评审专家", "专家姓名", "评委", "专家", "judge"];
/// What stands before a project.
pub(super) const PROJECT: &[&str] = &[
    "申报子项目",
    "子项目名称",
    "申报项目",
    "项目名称",
    "子项目",
    "项目",
    "project",
];

/// Something that a line above the table says, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SaidAbove {
    pub id: String,
    pub line: usize,
    pub cell: String,
    pub text: String,
}

/// The one thing that the lines above a table say behind one of these words. Two different ones say nothing.
pub(super) fn said<C>(
    table: &ListTable<C>,
    labels: &[&str],
    find: impl Fn(&str) -> Option<String>,
) -> Option<SaidAbove> {
    let mut found: Option<SaidAbove> = None;
    for row in &table.above {
        let cells: Vec<String> = row.cells.iter().map(|c| half_width(&joined(c))).collect();
        for (n, text) in cells.iter().enumerate() {
            let next = cells.iter().skip(n + 1).find(|c| !c.is_empty());
            let Some(id) = behind(text, next.map(String::as_str), labels, &find) else {
                continue;
            };
            if found.as_ref().is_some_and(|known| known.id != id) {
                return None;
            }
            found.get_or_insert(SaidAbove {
                id,
                line: row.line,
                cell: cell_name(row.line, n),
                text: text.clone(),
            });
        }
    }
    found
}

/// What a cell says behind a word: `评委: 王明 日期: …`, `评委 王明`, or the word alone and the answer in the next cell.
fn behind(
    text: &str,
    next: Option<&str>,
    labels: &[&str],
    find: &impl Fn(&str) -> Option<String>,
) -> Option<String> {
    let lower = text.to_lowercase();
    for label in labels {
        let Some(at) = lower.find(label) else {
            continue;
        };
        // Folding may change lengths; then the text is not cut where it was found.
        let rest = text.get(at + label.len()..)?;
        let rest = rest.trim_start_matches([':', ' ', '(', ')']);
        if rest.is_empty() {
            return next.and_then(find);
        }
        let words: Vec<&str> = rest.split([' ', ',', ';', '　']).collect();
        // A name may have a blank in it: `评委: w01 王明`.
        let starts = (1..=words.len()).rev();
        let starts = starts.filter_map(|n| Some(words.get(..n)?.join(" ")));
        let mut starts = starts;
        let named = starts.find_map(|text| find(text.trim()));
        return named.or_else(|| find(&format!("{label}{rest}")));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::table::SourceRow;

    fn table(rows: &[&[&str]]) -> ListTable<()> {
        ListTable {
            sheet: String::new(),
            columns: Vec::new(),
            headings: Vec::new(),
            above: rows
                .iter()
                .enumerate()
                .map(|(n, cells)| SourceRow {
                    line: n + 1,
                    cells: cells.iter().map(|c| (*c).to_owned()).collect(),
                    ..SourceRow::default()
                })
                .collect(),
            rows: Vec::new(),
            totals: Vec::new(),
        }
    }

    #[test]
    fn a_judge_is_read_behind_the_word_and_two_are_nobody() {
        let find = |text: &str| match text {
            "王明" | "w01" | "w01 王明" => Some("w01".to_owned()),
            "李华" => Some("w02".to_owned()),
            _ => None,
        };
        for (rows, expected) in [
            (vec![vec!["评委：王明"]], Some(("w01", "A1"))),
            (
                vec![vec!["评分表"], vec!["评委姓名: 王明 日期: 5月20日"]],
                Some(("w01", "A2")),
            ),
            (vec![vec!["", "评委", "王明"]], Some(("w01", "B1"))),
            (vec![vec!["专家姓名：", "", "李华"]], Some(("w02", "A1"))),
            (vec![vec!["评委：w01 王明"]], Some(("w01", "A1"))),
            (vec![vec!["评委：王明"], vec!["评委：李华"]], None),
            (vec![vec!["评委：王大明"]], None),
            (vec![vec!["王明评分表"]], None),
        ] {
            let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
            let found = said(&table(&rows), JUDGE, find);
            let found = found.as_ref().map(|s| (s.id.as_str(), s.cell.as_str()));
            assert_eq!(found, expected, "{rows:?}");
        }
    }
}
