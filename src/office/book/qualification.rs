//! 资格审查: an item a row and an applicant a column, so that it can be read on paper; some applicants a page.

use super::pen::Pen;
use crate::model::Verdict;
use crate::office::papers::Source;
use crate::office::table::clean;
use crate::text::papers as t;
use crate::text::words;
use rust_xlsxwriter::{Worksheet, XlsxError};

/// The most applicants beside each other: the page is printed at its own size.
const MOST: usize = 7;
/// The columns of items and of an applicant, in letters; together they fill a page that lies.
const ITEM: u16 = 26;
const APPLICANT: u16 = 15;
/// Title and name of the sheet.
const FIRST: u32 = 2;

pub(super) fn write(source: &Source, pen: &Pen, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let session = source.session();
    let all: Vec<usize> = (0..session.applicants().len()).collect();
    // As many on each page as on the others.
    let pages = all.len().div_ceil(MOST).max(1);
    let beside = all.len().div_ceil(pages).max(1);
    let mut widths = vec![ITEM];
    widths.extend((0..beside).map(|_| APPLICANT));
    let name = t::S_QUALIFICATION.get(pen.lang);
    pen.page(sheet, name, &widths, (0, FIRST - 1), 1, true)?;
    pen.across(sheet, 0, &widths, &source.title(), &pen.title)?;
    pen.across(sheet, 1, &widths, name, &pen.subtitle)?;
    let lines = Lines::of(source);
    let mut row = FIRST;
    let mut breaks = Vec::new();
    for group in all.chunks(beside) {
        if row > FIRST {
            breaks.push(row);
        }
        for line in &lines.list {
            let cells: Vec<String> = group.iter().map(|a| line.cell(source, *a)).collect();
            let format = if matches!(line.what, ItemPart::Applicant) {
                &pen.head
            } else {
                &pen.centre
            };
            pen.write_as(sheet, row, 0, &line.head, &pen.head)?;
            for (column, text) in (1u16..).zip(&cells) {
                pen.write_as(sheet, row, column, text, format)?;
            }
            let mut sized = vec![(line.head.as_str(), ITEM)];
            sized.extend(cells.iter().map(|text| (text.as_str(), APPLICANT)));
            pen.fit(sheet, row, &sized, 20)?;
            row += 1;
        }
    }
    sheet.set_page_breaks(&breaks)?;
    pen.area(sheet, row.saturating_sub(1).max(FIRST), &widths)
}

/// What a line of the table tells of each applicant.
enum ItemPart {
    Applicant,
    /// By the item's place in the checklist.
    Item(Vec<Option<Verdict>>),
    Conclusion,
    CheckedBy,
    ConfirmedBy,
}

struct ItemLine {
    head: String,
    what: ItemPart,
}

struct Lines {
    list: Vec<ItemLine>,
}

impl Lines {
    fn of(source: &Source) -> Self {
        let lang = source.lang;
        let session = source.session();
        let line = |text: crate::text::Text, what| ItemLine {
            head: text.get(lang).to_owned(),
            what,
        };
        let mut list = vec![line(t::APPLICANT, ItemPart::Applicant)];
        let computed = session.all_checks();
        for item in session.template().map_or(&[][..], |x| &x.checklist) {
            let verdicts = (0..session.applicants().len()).map(|a| {
                let ticked = session
                    .review(a)
                    .ticks
                    .get(&item.id)
                    .and_then(|x| x.verdict);
                let worked = || computed.get(a)?.iter().find(|c| c.item == item.id)?.verdict;
                ticked.or_else(worked)
            });
            list.push(ItemLine {
                head: words(lang, &item.name).to_owned(),
                what: ItemPart::Item(verdicts.collect()),
            });
        }
        list.push(line(t::CONCLUSION, ItemPart::Conclusion));
        list.push(line(t::CHECKED_BY, ItemPart::CheckedBy));
        list.push(line(t::CONFIRMED_BY, ItemPart::ConfirmedBy));
        Self { list }
    }
}

impl ItemLine {
    fn cell(&self, source: &Source, applicant: usize) -> String {
        match &self.what {
            ItemPart::Applicant => format!(
                "{}\n{}",
                source.applicant_id(applicant),
                source.applicant(applicant)
            ),
            ItemPart::Item(verdicts) => match verdicts.get(applicant).copied().flatten() {
                Some(Verdict::Pass) => t::PASS.get(source.lang).to_owned(),
                Some(Verdict::Fail) => t::FAIL.get(source.lang).to_owned(),
                Some(Verdict::Doubtful) => t::DOUBTFUL.get(source.lang).to_owned(),
                None => String::new(),
            },
            ItemPart::Conclusion => source.qualification(applicant),
            ItemPart::CheckedBy => clean(&source.session().review(applicant).checked_by),
            ItemPart::ConfirmedBy => clean(&source.session().review(applicant).confirmed_by),
        }
    }
}
