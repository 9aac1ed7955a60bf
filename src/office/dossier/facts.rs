//! Numbers of a form with the rows that they were counted from: how many experts, in house, of senior title.

use super::doubts::{DoubtsDecided, ExpertQuestion, is_certain};
use super::experts::{Counts, ExpertShare};
use super::folder::ReadDossier;
use super::form::Expert;
use super::{DossierFormat, place_words};
use crate::model::{Session, Template};
use crate::text::dossier as t;
use crate::text::fill;
use crate::text::{Lang, checks, faults};
use std::collections::BTreeMap;

/// The shares of in-house experts and of senior titles, with each row that is in doubt.
pub(super) fn experts(read: &ReadDossier, template: &Template, lang: Lang) -> Vec<String> {
    let list = &read.facts.experts;
    if list.is_empty() {
        let text = match read.dossier.format {
            DossierFormat::Pdf => t::NO_TABLES,
            DossierFormat::Docx | DossierFormat::OldWord => t::NO_EXPERTS,
        };
        return vec![text.get(lang).to_owned()];
    }
    let asked = ExpertQuestion::of(template);
    let mut lines: Vec<String> = asked.map(|q| share(read, q, template, lang)).collect();
    let nameless = read.facts.nameless.iter();
    let nameless: Vec<String> = nameless.map(|p| place_words(*p, lang)).collect();
    if !nameless.is_empty() {
        let rows = nameless.join(faults::AND.get(lang));
        lines.push(fill!(t::NAMELESS, lang, [("rows", &rows)]));
    }
    lines
}

/// The numbers of a form that leave nothing to decide, with the rows that they were counted from: how many experts, and
/// those in house and of senior title where no row is in doubt, or a person has `decided` each one that is.
pub fn certain_facts(
    read: &ReadDossier,
    template: &Template,
    decided: &DoubtsDecided,
    lang: Lang,
) -> (BTreeMap<String, u64>, BTreeMap<String, String>) {
    let (mut facts, mut rows) = (BTreeMap::new(), BTreeMap::new());
    let list = &read.facts.experts;
    if !is_certain(read) || list.is_empty() {
        return (facts, rows);
    }
    let asked = checks::facts_of(template);
    let is_asked = |fact: &str| asked.iter().any(|f| f == fact);
    if is_asked("experts") {
        let all = list.iter().map(|e| row_words(e, lang));
        facts.insert("experts".to_owned(), list.len() as u64);
        rows.insert("experts".to_owned(), listed(all.collect(), lang));
    }
    for question in ExpertQuestion::of(template).filter(|q| is_asked(q.fact())) {
        let (mut counted, mut left_out) = (Vec::new(), Vec::new());
        let answers = question.answers(read, template);
        if answers.len() != list.len() {
            continue;
        }
        let mut open = false;
        for (n, (expert, counts)) in list.iter().zip(answers).enumerate() {
            let said = decided.of(&read.dossier.sha256, question, n);
            match (counts, said) {
                (Counts::Yes, _) => counted.push(row_words(expert, lang)),
                (Counts::No, _) => {}
                (Counts::Doubt, Some(true)) => {
                    let row = row_words(expert, lang);
                    counted.push(fill!(t::ROW_DECIDED, lang, [("row", &row)]));
                }
                (Counts::Doubt, Some(false)) => {
                    left_out.push(doubt_words(expert, question, lang));
                }
                (Counts::Doubt, None) => open = true,
            }
        }
        if open {
            continue;
        }
        facts.insert(question.fact().to_owned(), counted.len() as u64);
        let mut words = listed(counted, lang);
        if !left_out.is_empty() {
            let out = listed(left_out, lang);
            words = fill!(t::ROWS_LEFT_OUT, lang, [("rows", &words), ("out", &out)]);
        }
        rows.insert(question.fact().to_owned(), words);
    }
    (facts, rows)
}

/// Numbers of the form that the roster says otherwise, and that none is taken over by itself.
pub(super) fn contradicted(
    read: &ReadDossier,
    session: &Session,
    template: &Template,
    lang: Lang,
) -> Vec<String> {
    let Some(applicant) = read.verdict.owner() else {
        return Vec::new();
    };
    if !is_certain(read) {
        return vec![t::NOT_CERTAIN.get(lang).to_owned()];
    }
    let Some(known) = session.applicants().get(applicant) else {
        return Vec::new();
    };
    let (facts, _) = certain_facts(read, template, &DoubtsDecided::default(), lang);
    let other = facts.iter().filter_map(|(fact, n)| {
        let known = known.facts.get(fact).filter(|known| *known != n)?;
        let fact = checks::fact_name(lang, fact);
        Some(fill!(
            t::ROSTER_SAYS,
            lang,
            [("fact", &fact), ("n", n), ("known", known)]
        ))
    });
    other.collect()
}

/// `郭晓梅，表 1 第 17 行`.
fn row_words(expert: &Expert, lang: Lang) -> String {
    let place = place_words(expert.place, lang);
    fill!(
        t::ROW,
        lang,
        [("name", &faults::shown(&expert.name)), ("place", &place)]
    )
}

/// The same with what the cell says that is in doubt.
fn doubt_words(expert: &Expert, question: ExpertQuestion, lang: Lang) -> String {
    fill!(
        t::DOUBT_ROW,
        lang,
        [
            ("name", &faults::shown(&expert.name)),
            ("text", &faults::shown(question.cell(expert))),
            ("place", &place_words(expert.place, lang)),
        ]
    )
}

/// So many of them as can be named.
fn listed(rows: Vec<String>, lang: Lang) -> String {
    const NAMED: usize = 40;
    if rows.is_empty() {
        return t::NO_ROWS.get(lang).to_owned();
    }
    let named = rows.get(..NAMED).unwrap_or(&rows);
    named.join(faults::AND.get(lang))
}

fn share(read: &ReadDossier, question: ExpertQuestion, template: &Template, lang: Lang) -> String {
    let counts = question.answers(read, template);
    let share = ExpertShare::of(counts.iter().copied());
    let what = question.label().get(lang);
    if share.sure == share.with_doubts {
        return fill!(
            t::SHARE_SURE,
            lang,
            [("what", &what), ("sure", &share.sure), ("all", &share.all)]
        );
    }
    let experts = read.facts.experts.iter().zip(&counts);
    let doubts = experts.filter(|(_, c)| **c == Counts::Doubt);
    let doubts: Vec<String> = doubts
        .map(|(expert, _)| doubt_words(expert, question, lang))
        .collect();
    fill!(
        t::SHARE_DOUBTS,
        lang,
        [
            ("what", &what),
            ("sure", &share.sure),
            ("most", &share.with_doubts),
            ("all", &share.all),
            ("doubts", &doubts.join(faults::AND.get(lang))),
        ]
    )
}
