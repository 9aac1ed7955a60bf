//! Boxes to sign in under a summary: a hand needs a centimetre and a half.

use super::pen::Pen;
use crate::text::papers as t;
use rust_xlsxwriter::{Worksheet, XlsxError};

/// 1.6 cm in points, and no less when the page is made smaller to be one page wide.
const BOX: f64 = 45.0;
/// What a page that lies holds at its own size, in letters.
const PAGE: u16 = 130;
/// A box for a name of three or four characters.
const LEAST: u16 = 22;

/// What a page that lies holds from above to below at its own size, in points.
const DEPTH: f64 = 494.0;
/// A page is made smaller up to so much to hold the boxes as well; a longer table goes on to the next page.
const MOST: f64 = 1.45;

/// A name over each box, on the page of the table where that is possible. `at`: the row, and the height in points of
/// those above it. Gives the last row.
pub(super) fn write(
    pen: &Pen,
    sheet: &mut Worksheet,
    at: (u32, u32),
    widths: &[u16],
    signers: &[String],
) -> Result<u32, XlsxError> {
    let lang = pen.lang;
    let (mut row, above) = at;
    pen.across(sheet, row, widths, t::SUMMARY_SIGN.get(lang), &pen.note)?;
    let all: u16 = widths.iter().sum();
    let mut scale = f64::from(all.max(PAGE)) / f64::from(PAGE);
    let places = groups(widths);
    let boxes = signers.len().div_ceil(places.len().max(1)) as f64;
    // Names 18, the line above 15, the line for the date 24; these are sizes on paper, and no scores.
    let wanted = |scale: f64| f64::from(above) + 39.0 + boxes * (18.0 + BOX * scale);
    if wanted(scale) > DEPTH * scale {
        let fits = (f64::from(above) + 39.0 + boxes * 18.0) / (DEPTH - boxes * BOX);
        if fits > scale && fits <= MOST {
            scale = fits;
            sheet.set_print_fit_to_pages(1, 1);
        }
    }
    let height = BOX * scale;
    for line in signers.chunks(places.len().max(1)) {
        for (signer, (first, last)) in line.iter().zip(&places) {
            pen.over(sheet, row + 1, (*first, *last), signer, &pen.centre)?;
            pen.over(sheet, row + 2, (*first, *last), "", &pen.centre)?;
        }
        sheet.set_row_height(row + 1, 18)?;
        sheet.set_row_height(row + 2, height)?;
        row += 2;
    }
    row += 1;
    pen.across(sheet, row, widths, t::SIGN_DATE.get(lang), &pen.note)?;
    sheet.set_row_height(row, 24)?;
    Ok(row)
}

/// Neighbouring columns that are together wide enough; what is left over at the end goes to the last.
fn groups(widths: &[u16]) -> Vec<(u16, u16)> {
    let mut list: Vec<(u16, u16)> = Vec::new();
    let (mut first, mut wide) = (0u16, 0u16);
    for (column, width) in (0u16..).zip(widths) {
        wide += width;
        if wide >= LEAST {
            list.push((first, column));
            (first, wide) = (column + 1, 0);
        }
    }
    if let (Some(last), true) = (list.last_mut(), wide > 0) {
        last.1 = u16::try_from(widths.len().saturating_sub(1)).unwrap_or(last.1);
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_is_in_one_group() {
        assert_eq!(
            groups(&[7, 30, 9, 9, 9, 10, 6, 22]),
            [(0, 1), (2, 4), (5, 7)]
        );
        assert_eq!(groups(&[30, 10]), [(0, 1)]);
        assert_eq!(groups(&[]), []);
    }
}
