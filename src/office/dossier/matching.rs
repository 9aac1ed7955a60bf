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
    /// The unit's name is this one's, and the credit code is not.
    OtherCode(usize),
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
        (None, Some(b)) => {
            let known = applicants.get(b).map_or("", |a| a.credit_code.as_str());
            let other = facts.credit_code.is_some() && !known.is_empty();
            return match other {
                true => Owner::OtherCode(b),
                false => Owner::Found(b, MatchedBy::UnitName),
            };
        }
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
            !unit.is_empty() && (stands_in(&file, &unit) || name.starts_with(&id))
        })
        .map(|(n, _)| n)
        .collect();
    match inside.as_slice() {
        [] => Owner::Nobody,
        [one] => Owner::Found(*one, MatchedBy::FileName),
        _ => Owner::Several(inside),
    }
}

/// Does the unit's whole name stand in a file's name? 长河大学 does not in 长河大学附属中学.
fn stands_in(file: &str, unit: &str) -> bool {
    let before = ["书", "表", "料", "案", "目", "年", "的", "度", "期"];
    let after = [
        "申", "项", "实施", "材料", "方案", "20", "市培", "报名", "的",
    ];
    let mut from = 0;
    while let Some(at) = file.get(from..).and_then(|rest| rest.find(unit)) {
        let (start, end) = (from + at, from + at + unit.len());
        let (head, tail) = (
            file.get(..start).unwrap_or_default(),
            file.get(end..).unwrap_or_default(),
        );
        let is_word = |c: char| c.is_alphabetic();
        let begins = !head.ends_with(is_word) || before.iter().any(|word| head.ends_with(word));
        // The ending of the file is no word of the name.
        let ends = !tail.starts_with(is_word) || after.iter().any(|word| tail.starts_with(word));
        if begins && ends {
            return true;
        }
        from = end;
    }
    false
}
