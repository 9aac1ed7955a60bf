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
fn body(plain: &str) -> Option<&str> {
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
mod tests {
    use super::*;
    use crate::model::rubric::AtLeast;

    fn template() -> Template {
        let item =
            |id: &str| format!(r#"{{"id":"{id}","name":"{id}","computed":true,"fatal":true}}"#);
        let ids = [DEADLINE, CREDIT_CODE, ONE_ENTITY, NO_JOINT_BID, CONTACT];
        let list: Vec<String> = ids.iter().map(|id| item(id)).collect();
        let mut template: Template = serde_json::from_str(&format!(
            r#"{{"title":"t","deadline":"2026-05-18T18:00:00+08:00","projects":[],"indicators":[],
                "checklist":[{},{{"id":"copies","name":"c"}}]}}"#,
            list.join(",")
        ))
        .unwrap();
        template.checklist[5].at_least = Some(AtLeast {
            of: "copies".to_owned(),
            n: 10,
        });
        template
    }

    fn sound(id: &str, name: &str) -> Applicant {
        Applicant {
            id: id.to_owned(),
            name: name.to_owned(),
            contact: "王".to_owned(),
            phone: "1".to_owned(),
            credit_code: String::new(),
            submitted_at: "2026-05-16T14:20:00+08:00".to_owned(),
            ..Applicant::default()
        }
    }

    fn verdict(list: &[Applicant], n: usize, item: &str) -> (Option<Verdict>, usize) {
        let template = template();
        let checks = Checks::new(&template, list.iter());
        let check = checks.of(&list[n]).into_iter().find(|c| c.item == item);
        check.map_or((None, 0), |c| (c.verdict, c.findings.len()))
    }

    #[test]
    fn before_on_and_after_the_deadline() {
        use Verdict::{Doubtful, Fail, Pass};
        for (at, expected) in [
            ("2026-05-18T17:59:59+08:00", Pass),
            ("2026-05-18T18:00:00+08:00", Doubtful),
            ("2026-05-18T18:00:00.000+08:00", Doubtful),
            ("2026-05-18T18:00:00.001+08:00", Fail),
            ("2026-05-18T18:30:00+08:00", Fail),
            ("2026-05-17", Pass),
            ("2026-05-18", Doubtful),
            ("2026-05-19", Fail),
            ("2026-05-18T10:00:00Z", Doubtful),
            ("上周", Doubtful),
            ("", Doubtful),
        ] {
            let mut one = sound("a1", "中原学院");
            one.submitted_at = at.to_owned();
            assert_eq!(verdict(&[one], 0, DEADLINE).0, Some(expected), "{at}");
        }
    }

    #[test]
    fn one_legal_entity_is_seen_by_code_by_name_and_by_body() {
        let with = |id: &str, name: &str, code: &str| Applicant {
            credit_code: code.to_owned(),
            ..sound(id, name)
        };
        for (one, other, expected) in [
            (
                ("长河大学继续教育学院", "A"),
                ("别的中心", "A"),
                Verdict::Fail,
            ),
            (
                ("长河大学继续教育学院", "A"),
                ("长河大学教师发展中心", "B"),
                Verdict::Doubtful,
            ),
            (
                ("中原（教育）学院", "A"),
                ("中原 教育学院", "B"),
                Verdict::Doubtful,
            ),
            (("中原学院", "A"), ("江海师范大学", "B"), Verdict::Pass),
            (("中原学院", ""), ("江海师范大学", ""), Verdict::Pass),
        ] {
            let list = [with("a1", one.0, one.1), with("a2", other.0, other.1)];
            assert_eq!(verdict(&list, 0, ONE_ENTITY).0, Some(expected), "{one:?}");
        }
    }

    #[test]
    fn more_than_one_unit_in_one_application() {
        for (name, expected) in [
            (
                "云岭教育研究院、东湖继续教育中心（联合）",
                Verdict::Doubtful,
            ),
            ("甲大学与乙公司", Verdict::Doubtful),
            ("甲大学和乙中心", Verdict::Doubtful),
            ("北京联合大学", Verdict::Pass),
            ("和平学院", Verdict::Pass),
            (
                "南屏教师教育与校长研修发展综合服务中心（集团）",
                Verdict::Pass,
            ),
        ] {
            let list = [sound("a1", name)];
            assert_eq!(verdict(&list, 0, NO_JOINT_BID).0, Some(expected), "{name}");
        }
        let mut two = sound("a1", "甲大学");
        two.credit_code = "91350100M000100Y43、52999999MA0000001P".to_owned();
        assert_eq!(
            verdict(std::slice::from_ref(&two), 0, NO_JOINT_BID).0,
            Some(Verdict::Fail)
        );
        assert_eq!(verdict(&[two], 0, CREDIT_CODE).0, Some(Verdict::Pass));
    }

    #[test]
    fn contact_code_and_copies() {
        let mut one = sound("a1", "中原学院");
        assert_eq!(
            verdict(std::slice::from_ref(&one), 0, CONTACT),
            (Some(Verdict::Pass), 0)
        );
        one.contact.clear();
        one.phone.clear();
        assert_eq!(
            verdict(std::slice::from_ref(&one), 0, CONTACT),
            (Some(Verdict::Doubtful), 2)
        );
        assert_eq!(
            verdict(std::slice::from_ref(&one), 0, CREDIT_CODE).0,
            Some(Verdict::Doubtful)
        );
        one.credit_code = "91350100M000100Y44".to_owned();
        assert_eq!(
            verdict(std::slice::from_ref(&one), 0, CREDIT_CODE).0,
            Some(Verdict::Fail)
        );
        assert_eq!(verdict(std::slice::from_ref(&one), 0, "copies").0, None);
        one.facts.insert("copies".to_owned(), 9);
        assert_eq!(
            verdict(std::slice::from_ref(&one), 0, "copies").0,
            Some(Verdict::Fail)
        );
        one.facts.insert("copies".to_owned(), 10);
        assert_eq!(verdict(&[one], 0, "copies").0, Some(Verdict::Pass));
    }
}
