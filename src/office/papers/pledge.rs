//! 保密与纪律承诺书: a page for every judge, and one each for staff and supervisors, whose names are left to be written.

use super::{Source, heading};
use crate::office::docx::{Cell, Document, Row, Style};
use crate::office::table::clean;
use crate::text::{Text, fill, issued as t, papers};
use std::io;

/// What a judge undertakes.
const OF_JUDGES: [Text; 7] = [
    t::PLEDGE_SECRET,
    t::PLEDGE_PAPERS,
    t::PLEDGE_FAIR,
    t::PLEDGE_CONTACT,
    t::PLEDGE_INTEREST,
    t::PLEDGE_PIN,
    t::PLEDGE_RULES,
];
/// What those undertake who prepare the review and watch over it.
const OF_STAFF: [Text; 7] = [
    t::PLEDGE_SECRET,
    t::PLEDGE_PAPERS,
    t::PLEDGE_SERVE,
    t::PLEDGE_CONTACT,
    t::PLEDGE_INTEREST,
    t::PLEDGE_PIN,
    t::PLEDGE_RULES,
];

/// # Errors
/// As [`Document::finish`].
pub fn make(source: &Source) -> io::Result<Vec<u8>> {
    let lang = source.lang;
    let title = source.title();
    let mut document = source.document(t::PLEDGE.get(lang), false, false);
    for judge in source.session().judges() {
        let opening = fill!(
            t::PLEDGE_JUDGE,
            lang,
            [
                ("name", &clean(&judge.name)),
                ("seat", &judge.id),
                ("title", &title),
            ]
        );
        page(source, &mut document, &opening, &OF_JUDGES);
    }
    for role in [papers::COORDINATOR, papers::SUPERVISOR] {
        let opening = fill!(
            t::PLEDGE_STAFF,
            lang,
            [("role", &role.get(lang)), ("title", &title)]
        );
        page(source, &mut document, &opening, &OF_STAFF);
    }
    document.finish()
}

fn page(source: &Source, document: &mut Document, opening: &str, items: &[Text]) {
    let lang = source.lang;
    document.new_page();
    heading(source, document, t::PLEDGE.get(lang));
    document.with_next(Style::Body, opening);
    for (n, item) in items.iter().enumerate() {
        let text = item.get(lang);
        let line = fill!(t::PLEDGE_ITEM, lang, [("n", &(n + 1)), ("text", &text)]);
        document.with_next(Style::Body, &line);
    }
    document.with_next(Style::Body, t::PLEDGE_END.get(lang));
    document.with_next(Style::Gap, "");
    let cells = [t::PLEDGE_SIGN, papers::SIGN_DATE].map(|text| Cell::new(text.get(lang)));
    document.table(&[3, 2], &[Row::new(cells.to_vec()).high(1000)]);
}
