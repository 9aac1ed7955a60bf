//! Numbers of a form with the rows that they were counted from: how many experts, in house, of senior title.

use super::experts::{Counts, ExpertShare, in_house, senior};
use super::folder::ReadDossier;
use super::form::Expert;
use super::{DossierFormat, place_words};
use crate::model::{Session, Template};
use crate::office::wordfile::Unread;
use crate::text::dossier as t;
use crate::text::fill;
use crate::text::{Lang, Text, checks, faults};
use std::collections::{BTreeMap, BTreeSet};

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
    let unit = read.facts.unit.as_ref().map_or("", |u| u.text.as_str());
    let house: Vec<Counts> = list.iter().map(|e| in_house(e, unit)).collect();
    let mut lines = vec![share(
        t::SHARE_IN_HOUSE,
        list,
        &house,
        |e| &e.employer,
        lang,
    )];
    if !template.dossier.senior.is_empty() {
        let titles: Vec<Counts> = list.iter().map(|e| senior(e, &template.dossier)).collect();
        lines.push(share(t::SHARE_SENIOR, list, &titles, |e| &e.title, lang));
    }
    lines
}

/// The numbers of a form that leave nothing to decide, with the rows that they were counted from: how many experts, and
/// those in house and of senior title where no row is in doubt.
pub fn certain_facts(
    read: &ReadDossier,
    template: &Template,
    lang: Lang,
) -> (BTreeMap<String, u64>, BTreeMap<String, String>) {
    let (mut facts, mut rows) = (BTreeMap::new(), BTreeMap::new());
    if !is_certain(read) {
        return (facts, rows);
    }
    let list = &read.facts.experts;
    let asked = checks::facts_of(template);
    let mut note = |fact: &str, counted: &[&Expert]| {
        if list.is_empty() || !asked.iter().any(|f| f == fact) {
            return;
        }
        facts.insert(fact.to_owned(), counted.len() as u64);
        rows.insert(fact.to_owned(), rows_words(counted, lang));
    };
    note("experts", &list.iter().collect::<Vec<_>>());
    let unit = read.facts.unit.as_ref().map_or("", |u| u.text.as_str());
    let mut counted = |fact: &str, counts: Vec<Counts>| {
        if !counts.contains(&Counts::Doubt) {
            let yes = list.iter().zip(counts).filter(|(_, c)| *c == Counts::Yes);
            note(fact, &yes.map(|(e, _)| e).collect::<Vec<_>>());
        }
    };
    counted("in_house", list.iter().map(|e| in_house(e, unit)).collect());
    if !template.dossier.senior.is_empty() {
        counted(
            "senior",
            list.iter().map(|e| senior(e, &template.dossier)).collect(),
        );
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
    let (facts, _) = certain_facts(read, template, lang);
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

/// Is every expert counted once, and none of another unit's form or of a table that was not read?
fn is_certain(read: &ReadDossier) -> bool {
    let mut names = BTreeSet::new();
    let mut experts = read.facts.experts.iter();
    let once = experts.all(|e| names.insert(e.name.as_str()));
    let unread = read.dossier.content.unread.iter();
    let whole = !unread.into_iter().any(|u| matches!(u, Unread::TooDeep(_)));
    once && whole && read.facts.other_units.is_empty()
}

/// `郭晓梅（表 1 第 17 行）、…`; how many there are where they are too many to be named.
fn rows_words(experts: &[&Expert], lang: Lang) -> String {
    const NAMED: usize = 40;
    let named: Vec<String> = experts
        .iter()
        .take(NAMED)
        .map(|e| {
            let place = place_words(e.place, lang);
            fill!(
                t::ROW,
                lang,
                [("name", &faults::shown(&e.name)), ("place", &place)]
            )
        })
        .collect();
    if named.is_empty() {
        return t::NO_ROWS.get(lang).to_owned();
    }
    named.join(faults::AND.get(lang))
}

fn share(
    what: Text,
    experts: &[Expert],
    counts: &[Counts],
    text: fn(&Expert) -> &String,
    lang: Lang,
) -> String {
    let share = ExpertShare::of(counts.iter().copied());
    let what = what.get(lang);
    if share.sure == share.with_doubts {
        return fill!(
            t::SHARE_SURE,
            lang,
            [("what", &what), ("sure", &share.sure), ("all", &share.all)]
        );
    }
    let doubts = experts
        .iter()
        .zip(counts)
        .filter(|(_, c)| **c == Counts::Doubt);
    let doubts: Vec<String> = doubts
        .map(|(expert, _)| {
            fill!(
                t::DOUBT_ROW,
                lang,
                [
                    ("name", &faults::shown(&expert.name)),
                    ("text", &faults::shown(text(expert))),
                    ("place", &place_words(expert.place, lang)),
                ]
            )
        })
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
