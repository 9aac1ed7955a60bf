//! 汇总 of one project: applicants by judges, the trimmed mean as a live formula, rank and award.

use super::detail::Detail;
use super::pen::{Pen, cell, letters};
use super::sign;
use crate::model::{Reading, Rules, Status, Trim};
use crate::office::papers::Source;
use crate::tally::score::counts;
use crate::tally::{Outcome, Standing};
use crate::text::fill;
use crate::text::papers as t;
use crate::text::{count, hand};
use rust_xlsxwriter::{ConditionalFormatFormula, Format, Worksheet, XlsxError};

/// Title, project, rule, headings.
const HEADING: u32 = 3;
const FIRST: u32 = HEADING + 1;

/// `项目1汇总`
pub(super) fn name(source: &Source, project: usize) -> String {
    fill!(t::S_SUMMARY, source.lang, [("n", &(project + 1))])
}

/// The cells of applicants' names and of scores, for the chart.
pub(super) fn ranges(source: &Source, project: usize, most: usize) -> Option<(String, String)> {
    let rows = source.results.projects.get(project)?.standings.len();
    let rows = u32::try_from(rows.min(most)).ok().filter(|n| *n > 0)?;
    let score = 2 + source.panel(project).len();
    let sheet = name(source, project);
    let range = |column: String| {
        format!(
            "='{sheet}'!${column}${}:${column}${}",
            FIRST + 1,
            FIRST + rows
        )
    };
    Some((
        range(letters(1)),
        range(letters(u16::try_from(score).ok()?)),
    ))
}

pub(super) fn write(
    source: &Source,
    pen: &Pen,
    detail: &Detail,
    project: usize,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let lang = pen.lang;
    let session = source.session();
    let judges = source.panel(project);
    let mut widths: Vec<u16> = vec![7, 30];
    widths.extend(judges.iter().map(|_| 9));
    widths.extend([10, 6, 22]);
    pen.page(
        sheet,
        &name(source, project),
        &widths,
        (HEADING, HEADING),
        2,
        true,
    )?;
    let mut used = pen.across(sheet, 0, &widths, &source.title(), &pen.title)?;
    let what = fill!(
        t::SUMMARY_TITLE,
        lang,
        [("project", &source.project(project))]
    );
    used += pen.across(sheet, 1, &widths, &what, &pen.subtitle)?;
    let rule = format!("{} {}", source.mean_rule(), t::SUMMARY_NOTE.get(lang));
    used += pen.across(sheet, 2, &widths, &rule, &pen.note)?;
    let mut heads = vec![
        t::ID.get(lang).to_owned(),
        t::APPLICANT.get(lang).to_owned(),
    ];
    heads.extend(judges.iter().map(|j| source.judge(*j)));
    heads.extend([t::SCORE, t::RANK, t::OUTCOME].map(|x| x.get(lang).to_owned()));
    for (column, head) in (0u16..).zip(&heads) {
        pen.write_as(sheet, HEADING, column, head, &pen.head)?;
    }
    // Beside the page that is printed and signed, an empty column between.
    let beside = u16::try_from(heads.len()).unwrap_or(u16::MAX - 3) + 1;
    for (column, text) in (beside..).zip([t::PROGRAM, t::COMPARE]) {
        sheet.set_column_width(column, 10)?;
        pen.write_as(sheet, HEADING, column, text.get(lang), &pen.head)?;
    }
    sheet.set_row_height(HEADING, 34)?;
    used += 34;
    let standings = source
        .results
        .projects
        .get(project)
        .map(|p| p.standings.as_slice())
        .unwrap_or_default();
    let line = SummaryLine {
        source,
        pen,
        detail,
        project,
        judges: &judges,
        last: FIRST
            + u32::try_from(standings.len())
                .unwrap_or(0)
                .saturating_sub(1),
    };
    let mut row = FIRST;
    for standing in standings {
        used += line.write(sheet, row, standing)?;
        row += 1;
    }
    if row > FIRST {
        line.mark_dropped(sheet)?;
    }
    for entry in session.entries_of(project) {
        let out = source
            .entry(*entry)
            .and_then(|e| Some((e.applicant, source.entry_out(*entry)?)));
        if let Some((applicant, why)) = out {
            let text = fill!(
                t::NOT_RANKED,
                lang,
                [
                    ("id", &source.applicant_id(applicant)),
                    ("name", &source.applicant(applicant)),
                    ("reason", &why),
                ]
            );
            used += pen.across(sheet, row, &widths, &text, &pen.note)?;
            row += 1;
        }
    }
    if let Some(text) = hand::judges_from_paper(lang, session, project) {
        used += pen.across(sheet, row, &widths, &text, &pen.note)?;
        row += 1;
    }
    let mut signers: Vec<String> = judges.iter().map(|j| source.judge(*j)).collect();
    signers.extend([t::COORDINATOR, t::SUPERVISOR].map(|x| x.get(lang).to_owned()));
    let last = sign::write(pen, sheet, (row, used), &widths, &signers)?;
    pen.area(sheet, last, &widths)
}

struct SummaryLine<'a> {
    source: &'a Source<'a>,
    pen: &'a Pen,
    detail: &'a Detail,
    project: usize,
    judges: &'a [usize],
    /// The last row of the table.
    last: u32,
}

impl SummaryLine<'_> {
    /// The columns of the first total and of the score.
    fn columns(&self) -> (u16, u16) {
        let judges = u16::try_from(self.judges.len()).unwrap_or(u16::MAX);
        (2, 2 + judges)
    }

    /// Gives the row's height in points.
    fn write(&self, sheet: &mut Worksheet, row: u32, s: &Standing) -> Result<u32, XlsxError> {
        let (source, pen) = (self.source, self.pen);
        let lang = pen.lang;
        let session = source.session();
        let (first, score) = self.columns();
        let applicant = source.applicant(s.applicant);
        pen.write(sheet, row, 0, source.applicant_id(s.applicant))?;
        pen.write(sheet, row, 1, &applicant)?;
        for (column, judge) in (first..).zip(self.judges) {
            let Some(entry) = source.entry(s.entry) else {
                continue;
            };
            let state = entry.state(*judge);
            let total = entry
                .total(*judge)
                .filter(|_| counts(state, session.provisional()));
            match (total, self.detail.total(s.entry, *judge)) {
                (Some(total), Some(place)) => pen.formula(
                    sheet,
                    (row, column),
                    format!("={place}"),
                    &total.to_string(),
                    &pen.number,
                )?,
                _ => {
                    let text = match entry.status(*judge) {
                        Status::Recused => t::RECUSED.get(lang),
                        Status::Void => t::VOID.get(lang),
                        Status::Open => t::OPEN.get(lang),
                        Status::Submitted | Status::Absent => "",
                    };
                    pen.write_as(sheet, row, column, text, &pen.centre)?;
                }
            }
        }
        let value = s.count.score.map(|p| p.to_string()).unwrap_or_default();
        let formula = self.score_formula(row, s.entry);
        pen.formula(sheet, (row, score), formula, &value, &pen.strong)?;
        let live = cell(row, score);
        let column = letters(score);
        let rank = format!(
            "=IF(ISNUMBER({live}),RANK({live},{column}${}:{column}${}),\"\")",
            FIRST + 1,
            self.last + 1
        );
        let place = s.rank.map(|r| r.to_string()).unwrap_or_default();
        pen.formula(sheet, (row, score + 1), rank, &place, &pen.centre)?;
        let outcome = self.outcome(s);
        pen.write(sheet, row, score + 2, &outcome)?;
        self.beside(sheet, row, s)?;
        pen.fit(sheet, row, &[(&applicant, 30), (&outcome, 22)], 22)
    }

    /// The program's own value and whether the formula agrees: to be looked at, not to be signed.
    fn beside(&self, sheet: &mut Worksheet, row: u32, s: &Standing) -> Result<(), XlsxError> {
        let (pen, lang) = (self.pen, self.pen.lang);
        let (_, score) = self.columns();
        let column = score + 4;
        match s.count.score {
            Some(points) => pen.points(sheet, row, column, points, &pen.number)?,
            None => pen.write_as(sheet, row, column, "", &pen.number)?,
        }
        let (live, fixed) = (cell(row, score), cell(row, column));
        let (same, differs) = (t::SAME.get(lang), t::DIFFERS.get(lang));
        let compare = format!(
            "=IF(ISNUMBER({live}),IF(ROUND({live}-{fixed},2)=0,\"{same}\",\"{differs}\"),\
             IF({fixed}=\"\",\"{same}\",\"{differs}\"))"
        );
        pen.formula(sheet, (row, column + 1), compare, same, &pen.centre)?;
        Ok(())
    }

    /// The trimmed mean, worked out from the cells; nothing with too few numbers. Where the number of sheets
    /// makes a difference, the formula counts them itself.
    fn score_formula(&self, row: u32, entry: usize) -> String {
        let rules = self.source.session().rules();
        let (first, score) = self.columns();
        let totals = format!(
            "{}:{}",
            cell(row, first),
            cell(row, score.saturating_sub(1))
        );
        let ranges: Vec<String> = match rules.reading {
            Reading::Totals => vec![totals.clone()],
            Reading::Indicators => (0..self.source.session().indicators().len())
                .filter_map(|i| self.detail.column(entry, u16::try_from(i).ok()?))
                .collect(),
        };
        let worked_out = by_sheets(rules, &totals, "\"\"", |trim| {
            let kept: Vec<String> = ranges
                .iter()
                .map(|range| {
                    let high = dropped("MAX", "LARGE", range, trim.high);
                    let low = dropped("MIN", "SMALL", range, trim.low);
                    format!("SUM({range}){high}{low}")
                })
                .collect();
            let (kept, trimmed) = (kept.join("+"), trim.dropped());
            format!("ROUND(({kept})/(COUNT({totals})-{trimmed}),2)")
        });
        format!("={worked_out}")
    }

    /// Arrows that follow the numbers: the first highest and the last lowest in the order of the seats.
    fn mark_dropped(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let rules = self.source.session().rules();
        let (first, score) = self.columns();
        if rules.reading == Reading::Indicators || score == first {
            return Ok(());
        }
        let (left, right) = (letters(first), letters(score - 1));
        let row = FIRST + 1;
        let all = format!("${left}{row}:${right}{row}");
        let here = format!("{left}{row}");
        let until = format!("${left}{row}:{here}");
        let from = format!("{here}:${right}{row}");
        type Repetitions = fn(Trim) -> u8;
        let list: [(Repetitions, char, String, &str, u32); 2] = [
            (|trim| trim.high, '>', until, "0.00\"↑\"", 0x00FC_E4D6),
            (|trim| trim.low, '<', from, "0.00\"↓\"", 0x00DD_EBF7),
        ];
        for (times, beyond, side, form, colour) in list {
            let place = format!("COUNTIF({all},\"{beyond}\"&{here})+COUNTIF({side},{here})");
            let times = by_sheets(rules, &all, "0", |trim| times(trim).to_string());
            let rule = format!("=AND(ISNUMBER({here}),{place}<={times})");
            let format = Format::new()
                .set_num_format(form)
                .set_background_color(colour);
            let mark = ConditionalFormatFormula::new()
                .set_rule(rule.as_str())
                .set_format(format);
            sheet.add_conditional_format(FIRST, first, self.last, score - 1, &mark)?;
        }
        Ok(())
    }

    /// What the walk did with the applicant in this project.
    fn outcome(&self, s: &Standing) -> String {
        let lang = self.pen.lang;
        let source = self.source;
        let mut list = Vec::new();
        if let Some(result) = source.results.projects.get(self.project) {
            let award = &result.award;
            if let Some(step) = award.steps.iter().find(|x| x.applicant == s.applicant) {
                list.push(match &step.outcome {
                    Outcome::Recommended => t::AWARDED.get(lang).to_owned(),
                    other => count::step(lang, source.session(), other),
                });
            }
            let reserve = award.reserves.iter().find(|r| r.applicant == s.applicant);
            list.extend(reserve.map(|r| source.reserve(r)));
        }
        if s.count.score.is_none() {
            list.push(count::no_score(lang, source.session(), s));
        } else if s.count.provisional {
            list.push(t::PROVISIONAL_SCORE.get(lang).to_owned());
        }
        list.join(t::BETWEEN.get(lang))
    }
}

/// What hangs on the number of sheets that count, those with a number in `totals`: `few` below the least, then
/// what each trim of the rules gives.
fn by_sheets(rules: &Rules, totals: &str, few: &str, of: impl Fn(Trim) -> String) -> String {
    let trims = rules.trims();
    let (mut formula, mut ends) = (String::new(), String::new());
    let mut below = few.to_owned();
    for (from, trim) in trims {
        formula.push_str(&format!("IF(COUNT({totals})<{from},{below},"));
        below = of(trim);
        ends.push(')');
    }
    format!("{formula}{below}{ends}")
}

/// `-MAX(C4:I4)`, or `-LARGE(…,1)-LARGE(…,2)` where more than one is dropped.
fn dropped(one: &str, many: &str, range: &str, times: u8) -> String {
    match times {
        0 => String::new(),
        1 => format!("-{one}({range})"),
        _ => (1..=times)
            .map(|n| format!("-{many}({range},{n})"))
            .collect(),
    }
}
