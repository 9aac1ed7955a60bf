//! What a machine can find out about applicants from the roster alone. It warns and never decides: a
//! person can set a finding aside with a note.

use super::credit_code::{self, CodeFault};
use super::review::Verdict;
use super::roster::Applicant;
use super::rubric::CheckItem;
use super::setup::Template;
use std::collections::BTreeMap;

/// The computed items that this module knows, by their id in a template's checklist.
pub const DEADLINE: &str = "deadline";
pub const CREDIT_CODE: &str = "credit_code";
pub const ONE_ENTITY: &str = "one_entity";
pub const NO_JOINT_BID: &str = "no_joint_bid";
pub const CONTACT: &str = "contact";

/// A fact about one applicant that a person should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// Handed in after the deadline (五（二）).
    Late {
        at: String,
        deadline: String,
    },
    /// Exactly on the deadline: "before" is for the bureau to interpret.
    OnDeadline {
        at: String,
    },
    /// On the day of the deadline, without a time.
    DayOnly {
        at: String,
    },
    /// No time that could be read.
    TimeUnread {
        text: String,
    },
    TimeMissing,
    CodeMissing,
    Code(CodeFault),
    /// The same legal entity applies more than once (四（二）).
    SameCode {
        others: Vec<String>,
    },
    SameName {
        others: Vec<String>,
    },
    /// Departments of one body, by their names.
    SameBody {
        body: String,
        others: Vec<String>,
    },
    /// More than one unit in one application (annex 2, 二.5).
    TwoCodes,
    SeveralUnits {
        name: String,
    },
    ContactMissing,
    /// Neither telephone nor e-mail.
    Unreachable,
    /// A declared fact is below what the checklist asks.
    TooFew {
        found: u64,
        least: u64,
    },
}

/// One computed item of one applicant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// The item of the checklist.
    pub item: String,
    /// `None` where nothing could be worked out.
    pub verdict: Option<Verdict>,
    pub findings: Vec<Finding>,
}

/// What is needed to compare an applicant with all others.
#[derive(Debug)]
pub struct Checks<'a> {
    template: &'a Template,
    by_code: BTreeMap<&'a str, Vec<&'a str>>,
    by_name: BTreeMap<String, Vec<&'a str>>,
    by_body: BTreeMap<String, Vec<&'a str>>,
}

impl<'a> Checks<'a> {
    /// `applicants`: everybody who applies, the ones to be checked among them.
    pub fn new(template: &'a Template, applicants: impl Iterator<Item = &'a Applicant>) -> Self {
        let mut checks = Self {
            template,
            by_code: BTreeMap::new(),
            by_name: BTreeMap::new(),
            by_body: BTreeMap::new(),
        };
        for applicant in applicants {
            let id = applicant.id.as_str();
            if !applicant.credit_code.is_empty() {
                let list = checks.by_code.entry(&applicant.credit_code).or_default();
                list.push(id);
            }
            let plain = plain_name(&applicant.name);
            if let Some(body) = body(&plain) {
                checks.by_body.entry(body.to_owned()).or_default().push(id);
            }
            checks.by_name.entry(plain).or_default().push(id);
        }
        checks
    }

    /// The computed items of the template's checklist, in its order.
    pub fn of(&self, applicant: &Applicant) -> Vec<Check> {
        self.template
            .checklist
            .iter()
            .filter_map(|item| self.item(item, applicant))
            .collect()
    }

    /// `None` for items that only a person can judge.
    fn item(&self, item: &CheckItem, applicant: &Applicant) -> Option<Check> {
        let (verdict, findings) = match item.id.as_str() {
            _ if item.at_least.is_some() => {
                let rule = item.at_least.as_ref()?;
                let found = *applicant.facts.get(&rule.of)?;
                if found >= rule.n {
                    (Verdict::Pass, vec![])
                } else {
                    let few = Finding::TooFew {
                        found,
                        least: rule.n,
                    };
                    (Verdict::Fail, vec![few])
                }
            }
            _ if !item.computed => return None,
            DEADLINE => self.deadline(&applicant.submitted_at)?,
            CREDIT_CODE => code(&applicant.credit_code),
            ONE_ENTITY => self.one_entity(applicant),
            NO_JOINT_BID => joint_bid(applicant),
            CONTACT => contact(applicant),
            _ => return None,
        };
        Some(Check {
            item: item.id.clone(),
            verdict: Some(verdict),
            findings,
        })
    }

    /// Notice, 五（二）; annex 2, 二.1. Times are compared as texts of one form and one offset.
    fn deadline(&self, at: &str) -> Option<(Verdict, Vec<Finding>)> {
        let deadline = self.template.deadline.as_deref()?;
        let doubtful = |finding| Some((Verdict::Doubtful, vec![finding]));
        let at_text = || at.to_owned();
        if at.is_empty() {
            return doubtful(Finding::TimeMissing);
        }
        let (Some(time), Some(limit)) = (Moment::read(at), Moment::read(deadline)) else {
            return doubtful(Finding::TimeUnread { text: at_text() });
        };
        if time.day == limit.day && (time.time.is_none() || limit.time.is_none()) {
            return doubtful(Finding::DayOnly { at: at_text() });
        }
        if time.day < limit.day || (time.day == limit.day && time.time < limit.time) {
            return Some((Verdict::Pass, vec![]));
        }
        if (time.day, time.time) == (limit.day, limit.time) {
            return doubtful(Finding::OnDeadline { at: at_text() });
        }
        let late = Finding::Late {
            at: at_text(),
            deadline: deadline.to_owned(),
        };
        Some((Verdict::Fail, vec![late]))
    }

    /// Notice, 四（二）: departments of one legal entity may not apply apart.
    fn one_entity(&self, applicant: &Applicant) -> (Verdict, Vec<Finding>) {
        let others = |list: Option<&Vec<&str>>| -> Vec<String> {
            list.into_iter()
                .flatten()
                .filter(|id| **id != applicant.id)
                .map(|id| (*id).to_owned())
                .collect()
        };
        let plain = plain_name(&applicant.name);
        let same_code = others(self.by_code.get(applicant.credit_code.as_str()));
        let same_name = others(self.by_name.get(&plain));
        let mut findings = Vec::new();
        let verdict = if same_code.is_empty() {
            Verdict::Doubtful
        } else {
            Verdict::Fail
        };
        if let Some(body) = body(&plain) {
            let known: Vec<String> = others(self.by_body.get(body))
                .into_iter()
                .filter(|id| !same_name.contains(id) && !same_code.contains(id))
                .collect();
            if !known.is_empty() {
                findings.push(Finding::SameBody {
                    body: body.to_owned(),
                    others: known,
                });
            }
        }
        if !same_name.is_empty() {
            findings.insert(0, Finding::SameName { others: same_name });
        }
        if !same_code.is_empty() {
            findings.insert(0, Finding::SameCode { others: same_code });
        }
        if findings.is_empty() {
            (Verdict::Pass, findings)
        } else {
            (verdict, findings)
        }
    }
}

fn code(code: &str) -> (Verdict, Vec<Finding>) {
    if code.is_empty() {
        return (Verdict::Doubtful, vec![Finding::CodeMissing]);
    }
    // Two codes in one cell are two units, which is another item's business.
    let all_good = codes(code).all(|c| credit_code::check(c).is_ok());
    if several(code) && all_good {
        return (Verdict::Pass, vec![]);
    }
    match credit_code::check(code) {
        Ok(()) => (Verdict::Pass, vec![]),
        Err(fault) => (Verdict::Fail, vec![Finding::Code(fault)]),
    }
}

fn codes(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([' ', ',', ';', '、', '/', '，', '；'])
        .filter(|c| !c.is_empty())
}

fn several(cell: &str) -> bool {
    codes(cell).filter(|c| c.chars().count() >= 15).count() > 1
}

/// Annex 2, 二.5: no two units apply for one project together.
fn joint_bid(applicant: &Applicant) -> (Verdict, Vec<Finding>) {
    if several(&applicant.credit_code) {
        return (Verdict::Fail, vec![Finding::TwoCodes]);
    }
    if names_several_units(&applicant.name) {
        let name = applicant.name.clone();
        return (Verdict::Doubtful, vec![Finding::SeveralUnits { name }]);
    }
    (Verdict::Pass, vec![])
}

fn names_several_units(name: &str) -> bool {
    let said = ["联合体", "（联合）", "(联合)", "联合申报", "联合投标"];
    if said.iter().any(|word| name.contains(word)) {
        return true;
    }
    let units = |parts: Vec<&str>| {
        parts.len() > 1
            && parts
                .iter()
                .all(|p| ENDINGS.iter().any(|end| p.trim().ends_with(end)))
    };
    units(
        name.split(['、', ';', '；', '+', '＋', '&', '＆', '/'])
            .collect(),
    ) || units(name.split('与').collect())
        || units(name.split('和').collect())
}

fn contact(applicant: &Applicant) -> (Verdict, Vec<Finding>) {
    let mut findings = Vec::new();
    if applicant.contact.is_empty() {
        findings.push(Finding::ContactMissing);
    }
    if applicant.phone.is_empty() && applicant.email.is_empty() {
        findings.push(Finding::Unreachable);
    }
    if findings.is_empty() {
        (Verdict::Pass, findings)
    } else {
        (Verdict::Doubtful, findings)
    }
}

/// What the names of legal entities end in.
const ENDINGS: &[&str] = &[
    "大学",
    "学院",
    "学校",
    "公司",
    "集团",
    "研究院",
    "研究所",
    "研究会",
    "协会",
    "中心",
    "中学",
    "小学",
    "基金会",
    "出版社",
    "研修院",
];

/// What a department's parent body ends in; the more usual ones of education.
const BODIES: &[&str] = &["大学", "学院", "公司", "集团", "学校"];

/// A name without blanks, brackets and their like, so that two ways to write it are one.
pub fn plain_name(name: &str) -> String {
    name.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '(' | ')' | '（' | '）' | '·' | '-' | '－'))
        .flat_map(char::to_lowercase)
        .collect()
}

/// The body that a name begins with: 长河大学 of 长河大学继续教育学院, and of itself.
pub fn body(plain: &str) -> Option<&str> {
    let (end, _) = BODIES
        .iter()
        .filter_map(|word| plain.find(word).map(|at| (at + word.len(), word)))
        .min()?;
    let body = plain.get(..end)?;
    // A bare kind of institution, such as 学院, is nobody's name.
    (body.chars().count() > 3).then_some(body)
}

/// A day and perhaps a time of it, in the one form that times on the roster have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Moment<'a> {
    day: &'a str,
    /// `18:00:00`
    time: Option<&'a str>,
}

impl<'a> Moment<'a> {
    /// `2026-05-18T18:00:00+08:00`, with fractions of a second or not, or `2026-05-18`.
    fn read(text: &'a str) -> Option<Self> {
        let day = text.get(..10)?;
        let digits = |s: &str, shape: &str| {
            s.len() == shape.len()
                && s.bytes().zip(shape.bytes()).all(|(c, form)| {
                    if form == b'0' {
                        c.is_ascii_digit()
                    } else {
                        c == form
                    }
                })
        };
        if !digits(day, "0000-00-00") {
            return None;
        }
        let rest = text.get(10..)?;
        if rest.is_empty() {
            return Some(Self { day, time: None });
        }
        let time = rest.strip_prefix('T')?.strip_suffix("+08:00")?;
        let whole = time.get(..8)?;
        let fraction = time.get(8..)?;
        let exact = fraction.is_empty()
            || fraction
                .strip_prefix('.')
                .is_some_and(|f| !f.is_empty() && f.bytes().all(|b| b.is_ascii_digit()));
        let kept = if fraction.bytes().all(|b| matches!(b, b'.' | b'0')) {
            whole
        } else {
            time
        };
        (digits(whole, "00:00:00") && exact).then_some(Self {
            day,
            time: Some(kept),
        })
    }
}

#[cfg(test)]
mod tests;
