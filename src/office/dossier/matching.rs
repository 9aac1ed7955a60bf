//! Whose application a file is: by the credit code in it, by the unit's name in it, then by the file's name.

use super::form::FormFacts;
use crate::model::Applicant;
use crate::model::screening::plain_name;
use crate::office::table::half_width;

/// How an applicant was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatchedBy {
    CreditCode,
    UnitName,
    FileName,
    /// The coordinator said so.
    Person,
}

/// Whose a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The applicant's place on the roster.
    Found(usize, MatchedBy),
    /// Nobody on the roster.
    Nobody,
    /// The file says two different things: these places on the roster.
    Several(Vec<usize>),
}

/// `name`: the file's, or that of the folder it lies in.
pub fn owner(facts: &FormFacts, name: &str, applicants: &[Applicant]) -> Owner {
    let by_code = facts.credit_code.as_ref().and_then(|code| {
        let code = half_width(&code.text).to_uppercase();
        applicants
            .iter()
            .position(|a| !a.credit_code.is_empty() && a.credit_code == code)
    });
    let named = |unit: &str| {
        let unit = plain_name(&half_width(unit));
        let same = |a: &Applicant| plain_name(&a.name) == unit;
        let mut found = applicants.iter().enumerate().filter(|(_, a)| same(a));
        let first = found.next().map(|(n, _)| n);
        first.filter(|_| found.next().is_none() && !unit.is_empty())
    };
    let by_unit = facts.unit.as_ref().and_then(|unit| named(&unit.text));
    match (by_code, by_unit) {
        (Some(a), Some(b)) if a != b => return Owner::Several(vec![a, b]),
        (Some(a), _) => return Owner::Found(a, MatchedBy::CreditCode),
        (None, Some(b)) => return Owner::Found(b, MatchedBy::UnitName),
        (None, None) => {}
    }
    // A form that names another unit is not made this one's by what the file is called.
    if facts.unit.is_some() {
        return Owner::Nobody;
    }
    let file = plain_name(&half_width(name));
    let inside: Vec<usize> = applicants
        .iter()
        .enumerate()
        .filter(|(_, a)| {
            let unit = plain_name(&a.name);
            let id = format!("{} ", a.id);
            !unit.is_empty() && (file.contains(&unit) || name.starts_with(&id))
        })
        .map(|(n, _)| n)
        .collect();
    match inside.as_slice() {
        [] => Owner::Nobody,
        [one] => Owner::Found(*one, MatchedBy::FileName),
        _ => Owner::Several(inside),
    }
}
