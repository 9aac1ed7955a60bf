//! The forms before judging: who is there, who has no interest, how to sign in, and paper in case of need.

use super::{Source, heading, signature};
use crate::model::{Status, Verdict};
use crate::office::docx::{Cell, Row, Style};
use crate::office::table::clean;
use crate::text::fill;
use crate::text::papers as t;
use crate::text::times::minute;
use crate::text::{Lang, checks, words};
use std::io;

/// 签到表
///
/// # Errors
/// As [`crate::office::docx::Document::finish`].
pub fn sign_in(source: &Source) -> io::Result<Vec<u8>> {
    let lang = source.lang;
    let mut document = source.document(t::SIGN_IN.get(lang), false, false);
    heading(source, &mut document, t::SIGN_IN.get(lang));
    document.with_next(Style::Body, t::SIGN_IN_LINE.get(lang));
    let mut rows = vec![Row::heading([
        t::SEAT.get(lang),
        t::NAME.get(lang),
        t::EMPLOYER.get(lang),
        t::SIGNATURE.get(lang),
        t::TIME.get(lang),
        t::REMARKS.get(lang),
    ])];
    let mut put = |seat: &str, name: &str, employer: &str| {
        let cells = [seat, name, employer, "", "", ""].map(Cell::new).to_vec();
        rows.push(Row::new(cells).high(860));
    };
    for judge in source.session().judges() {
        put(&judge.id, &clean(&judge.name), &clean(&judge.employer));
    }
    put("", t::COORDINATOR.get(lang), "");
    put("", t::SUPERVISOR.get(lang), "");
    for _ in 0..3 {
        put("", "", "");
    }
    document.table(&[9, 18, 30, 22, 14, 14], &rows);
    document.finish()
}

/// 无利益冲突声明: one page a judge, with everybody who applied for the judge's projects.
///
/// # Errors
/// As [`crate::office::docx::Document::finish`].
pub fn statements(source: &Source) -> io::Result<Vec<u8>> {
    let lang = source.lang;
    let session = source.session();
    let mut document = source.document(t::STATEMENT_FORM.get(lang), false, false);
    for (j, judge) in session.judges().iter().enumerate() {
        document.new_page();
        heading(source, &mut document, t::STATEMENT_FORM.get(lang));
        let name = clean(&judge.name);
        let text = fill!(
            t::STATEMENT_TEXT,
            lang,
            [("name", &name), ("seat", &judge.id)]
        );
        document.text(Style::Body, &text);
        let mut rows = vec![Row::heading([
            t::ID.get(lang),
            t::APPLICANT.get(lang),
            t::PROJECTS.get(lang),
            t::CONFLICT.get(lang),
        ])];
        for (a, applicant) in session.applicants().iter().enumerate() {
            let on: Vec<String> = session
                .entries()
                .iter()
                .filter(|e| e.applicant == a && e.status(j) != Status::Absent)
                .map(|e| (e.project + 1).to_string())
                .collect();
            if on.is_empty() {
                continue;
            }
            rows.push(Row::new(vec![
                Cell::centre(&applicant.id),
                Cell::new(clean(&applicant.name)),
                Cell::centre(on.join(", ")),
                Cell::centre(t::CONFLICT_BOXES.get(lang)),
            ]));
        }
        document.table(&[10, 50, 14, 34], &rows);
        document.with_next(Style::Gap, "");
        signature(source, &mut document, false, t::STATEMENT_SIGN.get(lang));
    }
    document.finish()
}

/// PIN 条: one to cut off per judge. `pins`: by seat; empty where the PIN is not known here, since the
/// journal only keeps what it can be compared with.
///
/// # Errors
/// As [`crate::office::docx::Document::finish`].
pub fn slips(source: &Source, seats: &[(String, String)]) -> io::Result<Vec<u8>> {
    let lang = source.lang;
    let mut document = source.document(t::SLIPS.get(lang), false, false);
    document.with_next(Style::Subtitle, t::SLIPS.get(lang));
    document.with_next(Style::Note, t::SLIPS_NOTE.get(lang));
    for (seat, pin) in seats {
        let judge = source.session().judge(seat);
        let name = judge.map(|j| source.judge(j)).unwrap_or_default();
        let pin = if pin.is_empty() { "____________" } else { pin };
        document.table(
            &[22, 30, 48],
            &[
                Row::new(vec![
                    Cell::new(fill!(t::SLIP_SEAT, lang, [("seat", &seat)])).style(Style::Big),
                    Cell::new(name).style(Style::Big),
                    Cell::new(fill!(t::SLIP_PIN, lang, [("pin", &pin)])).style(Style::Big),
                ])
                .high(900),
                Row::new(vec![
                    Cell::new(fill!(t::SLIP_HOW, lang, [("title", &source.title())])).over(3),
                ]),
            ],
        );
        document.text(Style::Cell, t::SLIP_CUT.get(lang));
    }
    document.finish()
}

/// 空白评分表: every judge's, for the case that the machines fail.
///
/// # Errors
/// As [`crate::office::docx::Document::finish`].
pub fn blank_sheets(source: &Source) -> io::Result<Vec<u8>> {
    let lang = source.lang;
    let session = source.session();
    let mut document = source.document(t::BLANK_SHEETS.get(lang), true, false);
    for (j, judge) in session.judges().iter().enumerate() {
        for p in 0..session.projects().len() {
            let entries: Vec<_> = session
                .entries_of(p)
                .iter()
                .filter(|e| session.is_in(**e))
                .filter_map(|e| source.entry(*e))
                .filter(|e| e.status(j) != Status::Absent)
                .collect();
            if entries.is_empty() {
                continue;
            }
            document.new_page();
            let what = fill!(t::SHEET_TITLE, lang, [("project", &source.project(p))]);
            heading(source, &mut document, &what);
            let who = [
                ("name", &clean(&judge.name) as &dyn std::fmt::Display),
                ("seat", &judge.id),
            ];
            document.with_next(Style::Body, &t::JUDGE_LINE.fill(lang, &who));
            document.with_next(Style::Note, t::BLANK_HOW.get(lang));
            let mut heads = vec![
                t::ID.get(lang).to_owned(),
                t::APPLICANT.get(lang).to_owned(),
            ];
            let indicators = session.indicators();
            heads.extend(source.indicator_heads());
            heads.push(t::TOTAL.get(lang).to_owned());
            heads.push(t::REMARKS.get(lang).to_owned());
            let mut widths = vec![8, 36];
            widths.extend(indicators.iter().map(|_| 14));
            widths.extend([16, 30]);
            let mut rows = vec![Row::heading(heads)];
            for entry in entries {
                let mut cells = vec![
                    Cell::centre(source.applicant_id(entry.applicant)),
                    Cell::new(source.applicant(entry.applicant)),
                ];
                cells.extend((0..indicators.len() + 2).map(|_| Cell::new("")));
                rows.push(Row::new(cells).high(430));
            }
            document.table(&widths, &rows);
            document.with_next(Style::Gap, "");
            signature(source, &mut document, true, t::CONSENT.get(lang));
        }
    }
    document.finish()
}

/// 资格审查表: the checklist for each applicant, with what is known already.
///
/// # Errors
/// As [`crate::office::docx::Document::finish`].
pub fn checklists(source: &Source) -> io::Result<Vec<u8>> {
    let lang = source.lang;
    let session = source.session();
    let mut document = source.document(t::CHECKLIST.get(lang), false, false);
    let Some(template) = session.template() else {
        return document.finish();
    };
    let all = session.all_checks();
    for (a, applicant) in session.applicants().iter().enumerate() {
        document.new_page();
        heading(source, &mut document, t::CHECKLIST.get(lang));
        let line = fill!(
            t::APPLICANT_LINE,
            lang,
            [("id", &applicant.id), ("name", &clean(&applicant.name))]
        );
        document.with_next(Style::Body, &line);
        let code = fill!(
            t::CODE_LINE,
            lang,
            [
                ("code", &clean(&applicant.credit_code)),
                ("at", &minute(&clean(&applicant.submitted_at))),
                ("projects", &source.projects_of(a)),
            ]
        );
        document.with_next(Style::Body, &code);
        let mut rows = vec![Row::heading([
            t::ITEM.get(lang),
            t::BASIS.get(lang),
            t::FOUND.get(lang),
            t::CONCLUSION.get(lang),
        ])];
        let review = session.review(a);
        let found = all.get(a).map(Vec::as_slice).unwrap_or_default();
        for item in &template.checklist {
            let tick = review.ticks.get(&item.id);
            let check = found.iter().find(|c| c.item == item.id);
            let verdict = tick
                .and_then(|x| x.verdict)
                .or_else(|| check.and_then(|c| c.verdict));
            let mut notes: Vec<String> = check
                .map(|c| {
                    c.findings
                        .iter()
                        .map(|f| checks::finding(lang, f))
                        .collect()
                })
                .unwrap_or_default();
            if let Some(tick) = tick {
                notes.extend(Some(clean(&tick.note)).filter(|n| !n.is_empty()));
                let page = t::reference(lang, &clean(&tick.page));
                notes.extend(Some(page).filter(|_| !tick.page.is_empty()));
            }
            rows.push(
                Row::new(vec![
                    Cell::new(words(lang, &item.name)),
                    Cell::new(words(lang, &item.clause)),
                    Cell::new(notes.join("\n")),
                    Cell::new(boxes(lang, verdict)),
                ])
                .high(480),
            );
        }
        document.table(&[36, 22, 30, 26], &rows);
        document.with_next(Style::Gap, "");
        let conclusion = match (review.concluded, source.out(a)) {
            (true, Some(out)) => out,
            (true, None) => t::CHECK_QUALIFIED.get(lang).to_owned(),
            (false, _) => t::CHECK_CONCLUSION.get(lang).to_owned(),
        };
        let who = |name: &str| clean(name);
        document.table(
            &[1, 1],
            &[
                Row::new(vec![Cell::new(conclusion).over(2)]).high(700),
                Row::new(vec![
                    Cell::new(fill!(
                        t::SIGN_CHECKED,
                        lang,
                        [("name", &who(&review.checked_by))]
                    )),
                    Cell::new(fill!(
                        t::SIGN_CONFIRMED,
                        lang,
                        [("name", &who(&review.confirmed_by))]
                    )),
                ])
                .high(900),
            ],
        );
    }
    document.finish()
}

/// Three boxes to tick, the known one ticked.
fn boxes(lang: Lang, verdict: Option<Verdict>) -> String {
    let list = [
        (Verdict::Pass, t::PASS),
        (Verdict::Fail, t::FAIL),
        (Verdict::Doubtful, t::DOUBTFUL),
    ];
    list.map(|(v, text)| {
        let sign = if verdict == Some(v) { "☑" } else { "□" };
        format!("{sign}{}", text.get(lang))
    })
    .join(" ")
}
