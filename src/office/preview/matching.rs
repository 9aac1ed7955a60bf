//! Which row is about which applicant that is known already, and what differs then.

use super::RosterField;
use crate::model::Applicant;
use crate::model::screening::plain_name;
use crate::office::parsed::{Given, ParsedApplicant};
use std::collections::{BTreeMap, BTreeSet};

/// What differs, field by field.
pub(super) fn differences(
    before: &Applicant,
    after: &Applicant,
) -> Vec<(RosterField, String, String)> {
    let mut list = Vec::new();
    let mut note = |field: RosterField, before: &str, after: &str| {
        if before != after {
            list.push((field, before.to_owned(), after.to_owned()));
        }
    };
    note(RosterField::Name, &before.name, &after.name);
    note(
        RosterField::Projects,
        &before.projects.join(" "),
        &after.projects.join(" "),
    );
    note(
        RosterField::CreditCode,
        &before.credit_code,
        &after.credit_code,
    );
    note(RosterField::Contact, &before.contact, &after.contact);
    note(RosterField::Phone, &before.phone, &after.phone);
    note(RosterField::Email, &before.email, &after.email);
    note(
        RosterField::SubmittedAt,
        &before.submitted_at,
        &after.submitted_at,
    );
    note(RosterField::Note, &before.note, &after.note);
    let mut facts: BTreeMap<&String, (String, String)> = BTreeMap::new();
    for (fact, n) in &before.facts {
        facts.entry(fact).or_default().0 = n.to_string();
    }
    for (fact, n) in &after.facts {
        facts.entry(fact).or_default().1 = n.to_string();
    }
    for (fact, (before, after)) in facts {
        note(RosterField::Fact(fact.clone()), &before, &after);
    }
    list
}

/// For each row, the known applicant it is about: by id where the file has real ids; else by number and name,
/// by credit code, by name, and only then by number alone, since numbers shift when a row is put in. A mark
/// that two rows or two applicants share is no mark.
pub(super) fn matched(rows: &[ParsedApplicant], known: &[Applicant]) -> Vec<Option<usize>> {
    let mut matches: Vec<Option<usize>> = vec![None; rows.len()];
    let plain: Vec<String> = rows.iter().map(|r| plain_name(&r.applicant.name)).collect();
    let plain_known: Vec<String> = known.iter().map(|a| plain_name(&a.name)).collect();
    let by_number =
        |r: &ParsedApplicant| (r.given == Given::Number).then(|| r.applicant.id.clone());
    let code = |a: &Applicant| Some(a.credit_code.clone()).filter(|c| !c.is_empty());
    let both = |id: &str, name: &String| Some(format!("{id}\n{name}"));
    claim(
        &mut matches,
        rows.iter()
            .map(|r| (r.given == Given::Id).then(|| r.applicant.id.clone())),
        known.iter().map(|a| Some(a.id.clone())),
    );
    claim(
        &mut matches,
        rows.iter()
            .zip(&plain)
            .map(|(r, name)| both(&r.applicant.id, name)),
        known
            .iter()
            .zip(&plain_known)
            .map(|(a, name)| both(&a.id, name)),
    );
    claim(
        &mut matches,
        rows.iter().map(|r| code(&r.applicant)),
        known.iter().map(code),
    );
    claim(
        &mut matches,
        plain.iter().cloned().map(Some),
        plain_known.iter().cloned().map(Some),
    );
    claim(
        &mut matches,
        rows.iter().map(by_number),
        known.iter().map(|a| Some(a.id.clone())),
    );
    matches
}

/// Matches rows and applicants that are still free and alone share a key.
fn claim(
    matches: &mut [Option<usize>],
    rows: impl Iterator<Item = Option<String>>,
    known: impl Iterator<Item = Option<String>>,
) {
    let taken: BTreeSet<usize> = matches.iter().flatten().copied().collect();
    // By key: the one place that has it, or none if several do.
    let alone = |keys: &mut dyn Iterator<Item = (usize, Option<String>)>| {
        let mut places: BTreeMap<String, Option<usize>> = BTreeMap::new();
        for (place, key) in keys {
            if let Some(key) = key {
                places
                    .entry(key)
                    .and_modify(|p| *p = None)
                    .or_insert(Some(place));
            }
        }
        places
    };
    let free = |n: &usize| matches.get(*n).is_some_and(Option::is_none);
    let rows = alone(&mut rows.enumerate().filter(|(n, _)| free(n)));
    let known = alone(&mut known.enumerate().filter(|(k, _)| !taken.contains(k)));
    for (key, row) in rows {
        if let (Some(row), Some(Some(k))) = (row, known.get(&key))
            && let Some(slot) = matches.get_mut(row)
        {
            *slot = Some(*k);
        }
    }
}
