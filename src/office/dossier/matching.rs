//! Whose application a file is: by the credit code in it, by the unit's name in it, then by the file's name.

use super::form::FormFacts;
use super::labels::is_organisation_code;
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
    let places = |fits: &dyn Fn(&Applicant) -> bool| -> Vec<usize> {
        let fitting = applicants.iter().enumerate().filter(|(_, a)| fits(a));
        fitting.map(|(n, _)| n).collect()
    };
    let code = facts
        .credit_code
        .as_ref()
        .map(|code| plain_code(&code.text));
    let by_code = match &code {
        Some(code) => places(&|a| is_code_of(code, &a.credit_code)),
        None => Vec::new(),
    };
    let unit = facts
        .unit
        .as_ref()
        .map(|unit| plain_name(&half_width(&unit.text)));
    let by_unit = match &unit {
        Some(unit) if !unit.is_empty() => places(&|a| plain_name(&a.name) == *unit),
        _ => Vec::new(),
    };
    // Of several with one code the name says which.
    let both: Vec<usize> = by_code
        .iter()
        .copied()
        .filter(|n| by_unit.contains(n))
        .collect();
    match (both.as_slice(), by_code.as_slice(), by_unit.as_slice()) {
        ([one], ..) => return Owner::Found(*one, MatchedBy::CreditCode),
        ([_, _, ..], ..) => return Owner::Several(both),
        ([], [one], []) => return Owner::Found(*one, MatchedBy::CreditCode),
        ([], [], [one]) => {
            let known = applicants.get(*one).map_or("", |a| a.credit_code.as_str());
            return match code.is_some() && !known.is_empty() {
                true => Owner::OtherCode(*one),
                false => Owner::Found(*one, MatchedBy::UnitName),
            };
        }
        ([], [], []) => {}
        ([], ..) => return Owner::Several(by_code.into_iter().chain(by_unit).collect()),
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

/// A code without blanks, and the sign inside it, in half width and upper case.
fn plain_code(code: &str) -> String {
    let code = half_width(code).to_uppercase();
    code.chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .collect()
}

/// Is a plain code that of the roster? The code of an organisation is the ninth to the seventeenth sign of it.
fn is_code_of(code: &str, known: &str) -> bool {
    let known = plain_code(known);
    let organisation = is_organisation_code(code) && known.get(8..17) == Some(code);
    !known.is_empty() && (known == code || organisation)
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
