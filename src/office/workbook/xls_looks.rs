//! What a person sees of an `.xls` beside its values, from the same records that [`super::xls`] checks: which sheet is
//! open, what is hidden or merged, how a number is shown. Only of files since Excel 97; older ones have no looks.

use super::looks::{Format, SheetLook, of_code};
use super::xls::{index_at, records, u16_at, workbook};
use std::collections::BTreeMap;

const BEGIN: u16 = 0x0809;
const END: u16 = 0x000a;
/// The edition of the records that Excel 97 and its successors write.
const SINCE_97: u16 = 0x0600;

/// In the order of the sheets, charts and macros included.
pub fn looks(bytes: &[u8]) -> Vec<SheetLook> {
    let Some(stream) = workbook(bytes) else {
        return Vec::new();
    };
    let mut codes: BTreeMap<u16, String> = BTreeMap::new();
    let mut formats: Vec<u16> = Vec::new();
    let mut starts = Vec::new();
    let mut open = 0;
    for (kind, content) in records(&stream) {
        match kind {
            BEGIN if u16_at(content, 0) != Some(SINCE_97) => return Vec::new(),
            0x003d => open = u16_at(content, 10).map_or(0, usize::from),
            0x041e => {
                if let (Some(id), Some(code)) = (u16_at(content, 0), text(content, 2)) {
                    codes.insert(id, code);
                }
            }
            0x00e0 => formats.push(u16_at(content, 2).unwrap_or(0)),
            0x0085 => starts.push(index_at(content, 0)),
            END => break,
            _ => {}
        }
    }
    let formats: Vec<Option<Format>> = formats
        .into_iter()
        .map(|id| match codes.get(&id) {
            Some(code) => of_code(code),
            None => Format::built_in(usize::from(id)),
        })
        .collect();
    let looks = starts.into_iter().enumerate().map(|(n, start)| {
        let sheet = start.and_then(|start| stream.get(start..));
        let mut look = sheet.map(|s| sheet_look(s, &formats)).unwrap_or_default();
        look.open = n == open;
        look
    });
    looks.collect()
}

fn sheet_look(sheet: &[u8], formats: &[Option<Format>]) -> SheetLook {
    let mut look = SheetLook::default();
    let mut depth = 0_usize;
    let at = |content: &[u8], n: usize| u16_at(content, n).map(usize::from);
    for (kind, content) in records(sheet) {
        match kind {
            BEGIN => depth += 1,
            END if depth <= 1 => break,
            END => depth -= 1,
            // Charts within the sheet.
            _ if depth > 1 => {}
            // A row of no height.
            0x0208 if at(content, 12).is_some_and(|options| options & 0x20 != 0) => {
                if let Some(row) = at(content, 0) {
                    look.hide_rows(row, row);
                }
            }
            0x007d if at(content, 8).is_some_and(|options| options & 1 != 0) => {
                if let (Some(first), Some(last)) = (at(content, 0), at(content, 2)) {
                    look.hide_columns(first..last + 1);
                }
            }
            // A number, a formula.
            0x0203 | 0x027e | 0x0006 => {
                if let (Some(row), Some(column), Some(xf)) =
                    (at(content, 0), at(content, 2), at(content, 4))
                    && let Some(Some(format)) = formats.get(xf)
                {
                    look.formats.insert((row, column), *format);
                }
            }
            // Numbers side by side, six bytes each.
            0x00bd => {
                let (Some(row), Some(first)) = (at(content, 0), at(content, 2)) else {
                    continue;
                };
                for n in 0..content.len().saturating_sub(6) / 6 {
                    let xf = at(content, 4 + n * 6).and_then(|xf| formats.get(xf));
                    if let Some(Some(format)) = xf {
                        look.formats.insert((row, first + n), *format);
                    }
                }
            }
            0x00e5 => {
                for n in 0..at(content, 0).unwrap_or(0) {
                    let place = |k: usize| at(content, 2 + n * 8 + k);
                    if let (Some(top), Some(bottom), Some(left), Some(right)) =
                        (place(0), place(2), place(4), place(6))
                        && bottom > top
                    {
                        look.merged.push((top, left, bottom, right));
                    }
                }
            }
            _ => {}
        }
    }
    look
}

/// A text with its length before it, in one or two bytes a letter.
fn text(content: &[u8], start: usize) -> Option<String> {
    let length = usize::from(u16_at(content, start)?);
    let wide = content.get(start + 2)? & 1 == 1;
    let letters = content.get(start + 3..)?;
    if wide {
        let units: Vec<u16> = (0..length).filter_map(|n| u16_at(letters, n * 2)).collect();
        Some(String::from_utf16_lossy(&units))
    } else {
        let letters = letters.get(..length)?;
        Some(letters.iter().map(|b| char::from(*b)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_of_an_old_workbook() {
        let looks = looks(include_bytes!("../../../tests/data/looks.xls"));
        let open: Vec<bool> = looks.iter().map(|l| l.open).collect();
        assert_eq!(open, [true, false]);
        let look = &looks[1];
        assert_eq!(look.formats.get(&(1, 2)), Some(&Format::Zeros(6)));
        assert_eq!(look.formats.get(&(1, 3)), Some(&Format::Percent(0)));
        assert!(look.hides(3) && !look.hides(2));
        assert_eq!(look.hidden_columns, [4]);
        assert_eq!(look.merged, [(1, 0, 2, 0)]);
    }
}
