//! Text to rows: which sign separates the cells, where a quoted cell ends, and what is no table.

use crate::office::cells::tidy;
use crate::office::rows::{LONGEST_CELL, MOST_CELLS};
use crate::office::rows::{Odd, Separator, SourceRow};

/// Why a text is no table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextFault {
    /// A quotation mark opens a cell on this line of the file, and its end does not come, or comes after what looks
    /// like further rows. `begins` is what follows the mark.
    Quote {
        line: usize,
        begins: String,
    },
    TooManyCells,
    /// More characters than a cell of a workbook can have.
    LongCell {
        row: usize,
    },
}

const CANDIDATES: [Separator; 4] = [
    Separator::Comma,
    Separator::Tab,
    Separator::Semicolon,
    Separator::Bar,
];

/// The rows with content, counted as a spreadsheet counts them: a row with a line break inside a cell is one, and
/// blank rows count.
///
/// # Errors
/// As [`TextFault`].
pub fn rows(text: &str) -> Result<(Separator, Vec<SourceRow>), TextFault> {
    // Excel's own way to name the separator; it is no row.
    let (said, body, before) = match said(text) {
        Some((separator, body)) => (Some(separator), body, 1),
        None => (None, text, 0),
    };
    let (guess, width) = guess(body, said);
    let separator = said.unwrap_or(guess);
    let mut scan = Scan {
        rest: body,
        line: 1 + before,
        separator: separator.sign(),
        width,
    };
    let mut lines = Vec::new();
    let (mut row, mut cells) = (0, 0);
    while let Some(raw) = scan.row()? {
        row += 1;
        cells += raw.len();
        if cells > MOST_CELLS {
            return Err(TextFault::TooManyCells);
        }
        if raw.iter().any(|c| c.len() > LONGEST_CELL) {
            return Err(TextFault::LongCell { row });
        }
        let mut line = SourceRow {
            line: row,
            ..SourceRow::default()
        };
        for (n, raw) in raw.iter().enumerate() {
            let (text, odd) = cell(raw);
            line.odd.extend(odd.map(|odd| (n, odd)));
            line.cells.push(text);
        }
        if line.cells.iter().any(|c| !c.is_empty()) {
            lines.push(line);
        }
    }
    Ok((separator, lines))
}

fn said(text: &str) -> Option<(Separator, &str)> {
    let (first, body) = text.split_once('\n')?;
    let sign = first.trim_end_matches('\r').to_lowercase();
    let sign = sign.strip_prefix("sep=")?.to_owned();
    let found = CANDIDATES
        .into_iter()
        .find(|c| sign == c.sign().to_string())?;
    Some((found, body))
}

/// The sign that comes in the same number on the most rows, weighed by that number; and that number. Signs within
/// quotation marks do not count.
fn guess(text: &str, said: Option<Separator>) -> (Separator, usize) {
    const ROWS: usize = 200;
    let mut counts: Vec<[usize; CANDIDATES.len()]> = Vec::new();
    let mut quoted = false;
    for line in text.lines() {
        if counts.len() == ROWS {
            break;
        }
        let mut found = [0; CANDIDATES.len()];
        for c in line.chars() {
            if c == '"' {
                quoted = !quoted;
            } else if !quoted
                && let Some(n) = CANDIDATES.iter().position(|s| s.sign() == c)
                && let Some(count) = found.get_mut(n)
            {
                *count += 1;
            }
        }
        if !line.trim().is_empty() {
            counts.push(found);
        }
    }
    let weigh = |candidate: Separator| -> (usize, usize) {
        let n = CANDIDATES.iter().position(|c| *c == candidate);
        let counts = counts.iter().filter_map(|found| found.get(n?).copied());
        let mut rows_of = std::collections::BTreeMap::<usize, usize>::new();
        for count in counts.filter(|count| *count > 0) {
            *rows_of.entry(count).or_default() += 1;
        }
        rows_of
            .into_iter()
            .map(|(count, rows)| (count * rows, count))
            .max()
            .unwrap_or_default()
    };
    let candidates = said.map_or(CANDIDATES.to_vec(), |said| vec![said]);
    let mut best = (Separator::Comma, (0, 0));
    for candidate in candidates {
        let weight = weigh(candidate);
        if weight > best.1 {
            best = (candidate, weight);
        }
    }
    (best.0, best.1.1)
}

/// A cell as a spreadsheet shows it: `="007"` is 007, and so is `'007`.
fn cell(raw: &str) -> (String, Option<Odd>) {
    let text = tidy(raw);
    if let Some(inner) = text
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'))
        && !inner.contains('"')
    {
        return (inner.to_owned(), None);
    }
    if super::is_error(&text) {
        return (text.clone(), Some(Odd::Error(text)));
    }
    // A formula's text is not what anybody sees.
    let formula = text.strip_prefix('=').is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_alphanumeric() || "$(+-".contains(c))
    });
    if formula {
        return (text.clone(), Some(Odd::Formula(text)));
    }
    (text, None)
}

struct Scan<'a> {
    rest: &'a str,
    /// Of the file, counted from 1.
    line: usize,
    separator: char,
    /// Separators of a usual row.
    width: usize,
}

impl Scan<'_> {
    fn row(&mut self) -> Result<Option<Vec<String>>, TextFault> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let mut cells = Vec::new();
        loop {
            let (cell, last) = if self.rest.starts_with('"') {
                self.quoted()?
            } else {
                self.plain()
            };
            cells.push(cell);
            if last {
                return Ok(Some(cells));
            }
        }
    }

    /// Up to the separator or the end of the line.
    fn plain(&mut self) -> (String, bool) {
        let end = self
            .rest
            .find([self.separator, '\n', '\r'])
            .unwrap_or(self.rest.len());
        let (cell, rest) = self.rest.split_at(end);
        self.rest = rest;
        (cell.to_owned(), self.behind())
    }

    /// Steps over what ends a cell. Does it end the row?
    fn behind(&mut self) -> bool {
        if let Some(rest) = self.rest.strip_prefix(self.separator) {
            self.rest = rest;
            return false;
        }
        let rest = self.rest.strip_prefix('\r').unwrap_or(self.rest);
        self.rest = rest.strip_prefix('\n').unwrap_or(rest);
        self.line += 1;
        true
    }

    fn quoted(&mut self) -> Result<(String, bool), TextFault> {
        let opened = self.line;
        let begins: String = self.rest.chars().skip(1).take(12).collect();
        let fault = || TextFault::Quote {
            line: opened,
            begins: tidy(&begins).replace('\n', " "),
        };
        let mut inside = self.rest.get(1..).unwrap_or_default();
        let mut cell = String::new();
        loop {
            let end = inside.find('"').ok_or_else(fault)?;
            let (part, rest) = inside.split_at(end);
            cell.push_str(part);
            inside = rest.get(1..).unwrap_or_default();
            match inside.strip_prefix('"') {
                Some(rest) => {
                    cell.push('"');
                    inside = rest;
                }
                None => break,
            }
        }
        let breaks = cell.matches('\n').count();
        self.rest = inside;
        self.line += breaks;
        if breaks > 0 && cell.lines().any(|line| self.is_row(line)) {
            return Err(fault());
        }
        let ends = self.rest.is_empty() || self.rest.starts_with([self.separator, '\n', '\r']);
        if !ends {
            // `"第一"批` on one line is what a person wrote; over several lines, the mark closed a later cell.
            if breaks > 0 {
                return Err(fault());
            }
            let (more, last) = self.plain();
            cell.push_str(&more);
            return Ok((cell, last));
        }
        Ok((cell, self.behind()))
    }

    /// Does a line within a quoted cell look like a row of its own?
    fn is_row(&self, line: &str) -> bool {
        let found = line.matches(self.separator).count();
        let enough = if self.width <= 3 {
            self.width
        } else {
            3.max(self.width / 2)
        };
        enough > 0 && found >= enough
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        let (_, lines) = rows(text).unwrap();
        lines.into_iter().map(|l| l.cells).collect()
    }

    #[test]
    fn four_separators_are_told_apart() {
        for (text, expected) in [
            (
                "id,name,projects\na,One,p1;p2\nb,Two,p1;p2\n",
                Separator::Comma,
            ),
            (
                "judge;plan;team\nw01;36,5;9,25\nw02;35,5;8,75\n",
                Separator::Semicolon,
            ),
            (
                "标题\n序号\t单位名称\t申报项目\n1\t中原学院\t项目1,项目2\n",
                Separator::Tab,
            ),
            (
                "id|name|projects\n1|One, Ltd.|p1\n2|Two, Ltd.|p2\n",
                Separator::Bar,
            ),
            ("sep=;\nid;name\n1;One\n", Separator::Semicolon),
            ("name\nOne\n", Separator::Comma),
        ] {
            let (found, lines) = rows(text).unwrap();
            assert_eq!(found, expected, "{text}");
            assert!(lines.last().unwrap().cells.len() > 1 || text.starts_with("name"));
        }
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_counts_them() {
        let (_, lines) = rows("a,b\r\n\r\n\"x\r\ny\",1\r\n,,\r\nz,2\r\n").unwrap();
        let numbers: Vec<usize> = lines.iter().map(|l| l.line).collect();
        assert_eq!(numbers, [1, 3, 5]);
        assert_eq!(lines[1].cells, ["x\ny", "1"]);
    }

    #[test]
    fn a_quote_that_swallows_rows_refuses_the_file_by_its_line() {
        for (text, line) in [
            ("id,name,note\n1,One,\"open\n2,Two,\n", 2),
            (
                "id,name,note\n1,One,\"open\n2,Two,\n3,Three,\"closed\"\n",
                2,
            ),
            (
                "id,name,note\n1,One,\n2,Two,\"open\n3,Three,x\n4,Four,\"\n",
                3,
            ),
            ("id,name,a,b,c,d,e\n1,One,\"open,,,,\n2,Two,,,\",,\n", 2),
        ] {
            let fault = rows(text).unwrap_err();
            assert!(
                matches!(&fault, TextFault::Quote { line: l, .. } if *l == line),
                "{text}: {fault:?}"
            );
        }
        assert_eq!(
            cells("id,name,note\n1,\"One\nor so\",\"he said \"\"yes\"\", twice\"\n2,\"A\"B,\n")
                [1..],
            [
                vec!["1", "One\nor so", "he said \"yes\", twice"],
                vec!["2", "AB", ""]
            ]
        );
    }

    #[test]
    fn what_a_spreadsheet_shows_of_a_cell() {
        let (_, lines) =
            rows("a,b,c,d\n\"=\"\"012345\"\"\",=\"007\",'0012,#REF!\n=A1+1,-5,'，x,=\n").unwrap();
        assert_eq!(lines[1].cells, ["012345", "007", "0012", "#REF!"]);
        assert_eq!(lines[1].odd, [(3, Odd::Error("#REF!".to_owned()))]);
        assert_eq!(lines[2].odd, [(0, Odd::Formula("=A1+1".to_owned()))]);
    }

    #[test]
    fn cells_are_limited() {
        let long = format!("a,b\n1,{}\n", "x".repeat(LONGEST_CELL + 1));
        assert_eq!(rows(&long), Err(TextFault::LongCell { row: 2 }));
        let many = ",,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,\n".repeat(MOST_CELLS / 32 + 1);
        assert_eq!(rows(&many), Err(TextFault::TooManyCells));
    }
}
