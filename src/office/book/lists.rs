//! The other sheets: the walk of the allocation, rules, rubric; and the journal of a book of its own.

use super::pen::Pen;
use crate::model::Rule;
use crate::office::papers::{Source, cap};
use crate::office::table::clean;
use crate::tally::AwardState;
use crate::text::fill;
use crate::text::papers as t;
use crate::text::rules;
use crate::text::times;
use crate::text::{award, count, ties, words};
use rust_xlsxwriter::{Worksheet, XlsxError};

/// Acts on one sheet; a sheet of the format ends at 1,048,576 rows.
pub(super) const MOST_ROWS: usize = 1_000_000;

/// A table under two lines of title.
struct TitledTable<'a> {
    pen: &'a Pen,
    sheet: &'a mut Worksheet,
    widths: Vec<u16>,
    /// The columns that hold numbers of our own.
    numbers: &'static [u16],
    row: u32,
}

impl TitledTable<'_> {
    /// Cells of text, the row as high as the longest needs.
    fn put(&mut self, cells: &[String]) -> Result<(), XlsxError> {
        for (column, text) in (0u16..).zip(cells) {
            match text.parse::<f64>() {
                Ok(value) if self.numbers.contains(&column) => {
                    let format = if text.contains('.') {
                        &self.pen.number
                    } else {
                        &self.pen.centre
                    };
                    self.sheet
                        .write_number_with_format(self.row, column, value, format)?;
                }
                _ => self.pen.write(self.sheet, self.row, column, text)?,
            }
        }
        self.close_row(cells, 18)
    }

    /// As high as its longest cell needs.
    fn close_row(&mut self, cells: &[String], least: u32) -> Result<(), XlsxError> {
        let sized: Vec<(&str, u16)> = cells
            .iter()
            .map(String::as_str)
            .zip(self.widths.iter().copied())
            .collect();
        self.pen.fit(self.sheet, self.row, &sized, least)?;
        self.row += 1;
        Ok(())
    }

    fn heads(&mut self, texts: &[String]) -> Result<(), XlsxError> {
        for (column, text) in (0u16..).zip(texts) {
            let format = &self.pen.head;
            self.pen
                .write_as(self.sheet, self.row, column, text, format)?;
        }
        self.close_row(texts, 20)
    }

    fn say(&mut self, text: &str) -> Result<(), XlsxError> {
        self.pen
            .across(self.sheet, self.row, &self.widths, text, &self.pen.note)?;
        self.row += 1;
        Ok(())
    }

    fn end(self) -> Result<(), XlsxError> {
        let last = self.row.saturating_sub(1).max(2);
        self.pen.area(self.sheet, last, &self.widths)
    }
}

fn begin<'a>(
    source: &Source,
    pen: &'a Pen,
    sheet: &'a mut Worksheet,
    name: &str,
    heads: &[String],
    widths: Vec<u16>,
    landscape: bool,
) -> Result<TitledTable<'a>, XlsxError> {
    pen.page(sheet, name, &widths, (2, 2), 2, landscape)?;
    pen.across(sheet, 0, &widths, &source.title(), &pen.title)?;
    pen.across(sheet, 1, &widths, name, &pen.subtitle)?;
    let mut table = TitledTable {
        pen,
        sheet,
        widths,
        numbers: &[],
        row: 2,
    };
    table.heads(heads)?;
    Ok(table)
}

pub(super) fn allocation(
    source: &Source,
    pen: &Pen,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let lang = pen.lang;
    let session = source.session();
    let heads = [
        t::PROJECT_NAME,
        t::RANK,
        t::ID,
        t::APPLICANT,
        t::SCORE,
        t::REASON,
    ]
    .map(|x| x.get(lang).to_owned());
    let name = t::S_ALLOCATION.get(lang);
    let widths = vec![30, 8, 8, 34, 12, 48];
    let mut table = begin(source, pen, sheet, name, &heads, widths, true)?;
    table.numbers = &[1, 4];
    table.say(t::WALK_RULE.get(lang))?;
    for (p, result) in source.results.projects.iter().enumerate() {
        let project = source.project(p);
        let mut put = |applicant: usize, rank: Option<usize>, why: String| {
            let score = source
                .results
                .standing(p, applicant)
                .and_then(|s| s.count.score);
            table.put(&[
                project.clone(),
                rank.map(|r| r.to_string()).unwrap_or_default(),
                source.applicant_id(applicant).to_owned(),
                source.applicant(applicant),
                score.map(|s| s.to_string()).unwrap_or_default(),
                why,
            ])
        };
        for step in &result.award.steps {
            let why = count::step(lang, session, &step.outcome);
            put(step.applicant, Some(step.rank), why)?;
        }
        for reserve in &result.award.reserves {
            put(
                reserve.applicant,
                Some(reserve.rank),
                source.reserve(reserve),
            )?;
        }
        let text = match result.award.state {
            AwardState::Recommended => continue,
            AwardState::Undecided => t::AWARD_TIE,
            AwardState::Depends => award::waits_for(result.award.not_compared, t::AWARD_DEPENDS),
            AwardState::None => t::AWARD_NONE,
        };
        let text = text.get(lang).to_owned();
        let empty = String::new;
        table.put(&[project.clone(), empty(), empty(), empty(), empty(), text])?;
    }
    for (p, result) in source.results.projects.iter().enumerate() {
        let vacant = source.results.vacancies.iter().any(|v| v.project == p);
        if !vacant && !result.award.reserves_open {
            continue;
        }
        for text in source.reserves(p) {
            let project = source.project(p);
            table.say(&fill!(
                t::NAMED,
                lang,
                [("name", &project), ("text", &text)]
            ))?;
        }
    }
    for p in 0..session.projects().len() {
        for decision in session.ties(p) {
            let order: Vec<String> = decision
                .order
                .iter()
                .map(|a| source.applicant(*a))
                .collect();
            table.say(&fill!(
                t::TIE_DECIDED,
                lang,
                [
                    ("project", &source.project(p)),
                    ("order", &order.join(t::THEN.get(lang))),
                    ("method", &clean(&decision.method)),
                    ("reason", &clean(&decision.reason)),
                    ("at", &times::minute(&decision.at)),
                    ("seq", &decision.seq),
                ]
            ))?;
        }
        for decision in session.ties_set_aside(p) {
            if let Some(line) = ties::set_aside(lang, session, p, decision) {
                table.say(&line)?;
            }
        }
    }
    if source.results.differences.is_empty() {
        table.say(t::OTHER_AGREES.get(lang))?;
    }
    for d in &source.results.differences {
        table.say(&source.difference(d))?;
    }
    table.end()
}

pub(super) fn rules(source: &Source, pen: &Pen, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let lang = pen.lang;
    let session = source.session();
    let heads = [t::RULE, t::VALUE, t::BASIS].map(|x| x.get(lang).to_owned());
    let name = t::S_RULES.get(lang);
    let mut table = begin(source, pen, sheet, name, &heads, vec![46, 40, 60], true)?;
    for rule in Rule::ALL {
        let basis = if source.of_the_notice() {
            rules::source(*rule, session.rules())
        } else {
            rules::FROM_HERE
        };
        table.put(&[
            rules::name(*rule).get(lang).to_owned(),
            rules::value(*rule, lang, session.rules(), session),
            basis.get(lang).to_owned(),
        ])?;
    }
    let sealed = match session.sealed() {
        Some(seq) => fill!(
            t::SEALED,
            lang,
            [("seq", &seq), ("code", &source.code_of(seq))]
        ),
        None => t::NOT_SEALED.get(lang).to_owned(),
    };
    table.say(&sealed)?;
    for change in session.rule_changes() {
        table.say(&fill!(
            t::RULES_CHANGED,
            lang,
            [
                ("seq", &change.seq),
                ("code", &source.code_of(change.seq)),
                ("reason", &clean(&change.reason)),
            ]
        ))?;
    }
    table.end()
}

/// 评分标准: the indicators with their caps and what is judged.
pub(super) fn rubric(source: &Source, pen: &Pen, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let lang = pen.lang;
    let heads = [t::INDICATOR, t::CAP, t::ASKS, t::BASIS].map(|x| x.get(lang).to_owned());
    let name = t::S_RUBRIC.get(lang);
    let widths = vec![22, 8, 84, 20];
    let mut table = begin(source, pen, sheet, name, &heads, widths, true)?;
    table.numbers = &[1];
    for indicator in source.session().indicators() {
        let asks: Vec<&str> = indicator.asks.iter().map(|a| words(lang, a)).collect();
        table.put(&[
            words(lang, &indicator.name).to_owned(),
            cap(indicator.cap),
            asks.join("\n"),
            words(lang, &indicator.clause).to_owned(),
        ])?;
    }
    table.end()
}

pub(super) fn log(
    source: &Source,
    pen: &Pen,
    sheet_number: usize,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let lang = pen.lang;
    let heads =
        [t::ACT, t::TIME, t::SEAT, t::KIND, t::WHAT, t::CODE].map(|x| x.get(lang).to_owned());
    let name = match sheet_number {
        0 => t::S_LOG.get(lang).to_owned(),
        n => format!("{}{}", t::S_LOG.get(lang), n + 1),
    };
    let widths = vec![8, 20, 8, 10, 76, 17];
    let mut table = begin(source, pen, sheet, &name, &heads, widths, true)?;
    table.numbers = &[0];
    let first = sheet_number * MOST_ROWS;
    for told in (first..first + MOST_ROWS).map_while(|n| source.acts.get(n)) {
        table.put(&[
            told.seq.to_string(),
            told.at.get(..19).unwrap_or(&told.at).replace('T', " "),
            clean(&told.by),
            told.kind.text().get(lang).to_owned(),
            told.said.clone(),
            told.code(),
        ])?;
    }
    table.end()
}
