//! What the machine found out about an applicant, in words.

use super::faults::shown;
use super::{Lang, words};
use crate::model::credit_code::{CodeFault, meant};
use crate::model::{Applicant, Check, Field, Finding, Project, Template, Verdict};
use crate::text::fill;

texts! {
    LATE: "{at} 递交，晚于 {deadline}", "handed in {at}, after {deadline}";
    ON_DEADLINE: "恰在截止时刻 {at} 递交，算不算「前」由主办方定", "handed in exactly on the deadline, {at}: the bureau says whether that is before it";
    DAY_ONLY: "截止当天递交，没有写时间（{at}）", "handed in on the day of the deadline, no time given ({at})";
    TIME_UNREAD: "递交时间看不懂：「{text}」", "the time of handing in cannot be read: “{text}”";
    TIME_MISSING: "没有递交时间", "no time of handing in";
    CODE_MISSING: "没有统一社会信用代码", "no credit code";
    CODE_LENGTH: "信用代码有 {n} 位，应为 18 位", "the credit code has {n} {n:character|characters}, not 18";
    CODE_CHARACTER: "信用代码第 {place} 位「{found}」不是代码用字{hint}", "character {place} of the credit code, “{found}”, is not used in codes{hint}";
    CODE_MEANT: "，可能是「{c}」", ", perhaps “{c}”";
    CODE_CHECK: "信用代码校验位应为 {expected}，写的是 {found}：有一位写错，或两位颠倒", "the credit code's check character should be {expected}, not {found}: one character is wrong, or two are exchanged";
    SAME_CODE: "与 {others} 的信用代码相同：同一法人", "the same credit code as {others}: one legal entity";
    SAME_NAME: "与 {others} 名称相同", "the same name as {others}";
    SAME_BODY: "与 {others} 都属「{body}」：下级部门分头申报？", "like {others} of “{body}”: departments applying apart?";
    TWO_CODES: "一份申报里有两个信用代码：联合申报", "two credit codes in one application: a joint bid";
    SEVERAL_UNITS: "名称里像是有多家单位：联合申报？", "the name seems to hold more than one unit: a joint bid?";
    CONTACT_MISSING: "没有联系人", "no contact";
    UNREACHABLE: "没有电话也没有邮箱", "neither telephone nor e-mail";
    TOO_FEW: "只有 {found}，应有 {least}", "{found}, where {least} are asked for";
    SHORT_OF: "{name}：{declared}，至少 {needed}（{sum}）", "{name}: {declared}, at least {needed} ({sum})";
    MET: "{name}：{declared} ≥ {needed}（{sum}）", "{name}: {declared} ≥ {needed} ({sum})";
    UNKNOWN: "{name}：未填{sum}", "{name}: not given{sum}";
    CLAUSE: "［{clause}］{text}", "[{clause}] {text}";
    SHORT: "〔{project}〕", "[{project}] ";

    F_ID: "编号", "Id";
    F_NAME: "名称", "Name";
    DIFFERS: "{field}：{before} → {after}", "{field}: {before} → {after}";
    F_PROJECTS: "申报项目", "Projects";
    F_CODE: "信用代码", "Credit code";
    F_CONTACT: "联系人", "Contact";
    F_PHONE: "联系电话", "Phone";
    F_EMAIL: "邮箱", "E-mail";
    F_SUBMITTED: "递交时间", "Handed in";
    F_NOTE: "备注", "Note";
    F_MENTORS: "影子导师", "Shadow mentors";
    F_CASES: "典型案例", "Case studies";
    F_EXPERTS: "专家总数", "Experts in all";
    F_IN_HOUSE: "本机构专家", "In-house experts";
    F_SENIOR: "高级职称", "Senior titles";
    F_COPIES: "纸质份数", "Paper copies";
}

pub fn finding(lang: Lang, finding: &Finding) -> String {
    let join = |ids: &[String]| {
        let ids: Vec<String> = ids.iter().map(|id| shown(id)).collect();
        ids.join(super::faults::AND.get(lang))
    };
    match finding {
        Finding::Late { at, deadline } => fill!(
            LATE,
            lang,
            [("at", &moment(at)), ("deadline", &moment(deadline))]
        ),
        Finding::OnDeadline { at } => fill!(ON_DEADLINE, lang, [("at", &moment(at))]),
        Finding::DayOnly { at } => fill!(DAY_ONLY, lang, [("at", &shown(at))]),
        Finding::TimeUnread { text } => fill!(TIME_UNREAD, lang, [("text", &shown(text))]),
        Finding::TimeMissing => TIME_MISSING.get(lang).to_owned(),
        Finding::CodeMissing => CODE_MISSING.get(lang).to_owned(),
        Finding::Code(CodeFault::Length { found }) => fill!(CODE_LENGTH, lang, [("n", found)]),
        Finding::Code(CodeFault::Character { place, found }) => {
            let hint = meant(*found).map(|c| fill!(CODE_MEANT, lang, [("c", &c)]));
            fill!(
                CODE_CHARACTER,
                lang,
                [
                    ("place", place),
                    ("found", &shown(&found.to_string())),
                    ("hint", &hint.unwrap_or_default()),
                ]
            )
        }
        Finding::Code(CodeFault::Check { expected, found }) => {
            fill!(CODE_CHECK, lang, [("expected", expected), ("found", found)])
        }
        Finding::SameCode { others } => fill!(SAME_CODE, lang, [("others", &join(others))]),
        Finding::SameName { others } => fill!(SAME_NAME, lang, [("others", &join(others))]),
        Finding::SameBody { body, others } => {
            fill!(
                SAME_BODY,
                lang,
                [("others", &join(others)), ("body", &shown(body))]
            )
        }
        Finding::TwoCodes => TWO_CODES.get(lang).to_owned(),
        Finding::SeveralUnits { .. } => SEVERAL_UNITS.get(lang).to_owned(),
        Finding::ContactMissing => CONTACT_MISSING.get(lang).to_owned(),
        Finding::Unreachable => UNREACHABLE.get(lang).to_owned(),
        Finding::TooFew { found, least } => {
            fill!(TOO_FEW, lang, [("found", found), ("least", least)])
        }
    }
}

/// `2026-05-18 18:30`, from the form that is stored.
fn moment(at: &str) -> String {
    let plain = at.trim_end_matches("+08:00").replace('T', " ");
    shown(plain.strip_suffix(":00").unwrap_or(&plain))
}

/// Every finding that is not a pass, with its clause of the notice.
pub fn doubts(lang: Lang, template: &Template, checks: &[Check]) -> Vec<String> {
    let mut lines = Vec::new();
    for check in checks.iter().filter(|c| c.verdict != Some(Verdict::Pass)) {
        let item = template.checklist.iter().find(|item| item.id == check.item);
        let clause = item.map(|i| words(lang, &i.clause)).unwrap_or_default();
        for found in &check.findings {
            let text = finding(lang, found);
            lines.push(if clause.is_empty() {
                text
            } else {
                fill!(CLAUSE, lang, [("clause", &clause), ("text", &text)])
            });
        }
    }
    lines
}

/// One threshold worked out for one applicant in one project, with its arithmetic.
pub struct Threshold {
    pub text: String,
    /// `None` while something is not declared.
    pub met: Option<bool>,
}

/// The thresholds of the template for an applicant, those per trainee once a project.
pub fn thresholds(lang: Lang, template: &Template, applicant: &Applicant) -> Vec<Threshold> {
    let applied: Vec<&Project> = template
        .projects
        .iter()
        .filter(|p| applicant.projects.contains(&p.id))
        .collect();
    let mut list = Vec::new();
    for requirement in &template.requirements {
        let per_project = requirement.per_trainee.is_some();
        for project in &applied {
            let worked = requirement.work(project, |fact| applicant.facts.get(fact).copied());
            let sum = match (&requirement.per_trainee, &requirement.share, worked.base) {
                (Some(rule), _, Some(base)) => format!("{base} ÷ {}", rule.one_per),
                (_, Some(rule), Some(base)) => format!("{base} × {}%", rule.percent),
                _ => String::new(),
            };
            let (text, met) = match (worked.declared, worked.needed, worked.met()) {
                (Some(declared), Some(needed), Some(met)) => {
                    let text = if met { MET } else { SHORT_OF };
                    let text = text.fill(
                        lang,
                        &[
                            ("name", &words(lang, &requirement.name)),
                            ("declared", &declared),
                            ("needed", &needed),
                            ("sum", &sum),
                        ],
                    );
                    (text, Some(met))
                }
                _ => {
                    let sum = worked.needed.map(|n| format!(" / {n}")).unwrap_or_default();
                    let name = words(lang, &requirement.name);
                    (fill!(UNKNOWN, lang, [("name", &name), ("sum", &sum)]), None)
                }
            };
            let clause = words(lang, &requirement.clause);
            let mut text = if clause.is_empty() {
                text
            } else {
                fill!(CLAUSE, lang, [("clause", &clause), ("text", &text)])
            };
            if per_project && template.projects.len() > 1 {
                let place = fill!(SHORT, lang, [("project", &words(lang, project.short()))]);
                text = format!("{place}{text}");
            }
            list.push(Threshold { text, met });
            if !per_project {
                break;
            }
        }
    }
    list
}

/// The thresholds that what is declared does not meet.
pub fn missed(lang: Lang, template: &Template, applicant: &Applicant) -> Vec<String> {
    thresholds(lang, template, applicant)
        .into_iter()
        .filter(|t| t.met == Some(false))
        .map(|t| t.text)
        .collect()
}

/// What a fact is called; one that the program does not know by name shows its id.
/// A field of an applicant as the roster heads it.
pub fn field_name(lang: Lang, field: &Field) -> String {
    let text = match field {
        Field::Name => F_NAME,
        Field::CreditCode => F_CODE,
        Field::Contact => F_CONTACT,
        Field::Phone => F_PHONE,
        Field::Email => F_EMAIL,
        Field::SubmittedAt => F_SUBMITTED,
        Field::Note => F_NOTE,
        Field::Fact(fact) => return fact_name(lang, fact),
    };
    text.get(lang).to_owned()
}

pub fn fact_name(lang: Lang, fact: &str) -> String {
    let text = match fact {
        "mentors" => F_MENTORS,
        "case_studies" => F_CASES,
        "experts" => F_EXPERTS,
        "in_house" => F_IN_HOUSE,
        "senior" => F_SENIOR,
        "copies" => F_COPIES,
        other => return shown(other),
    };
    text.get(lang).to_owned()
}

/// The facts that a template computes with, each once, in its order.
pub fn facts_of(template: &Template) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    let mut add = |id: &String| {
        if !list.contains(id) {
            list.push(id.clone());
        }
    };
    for requirement in &template.requirements {
        if let Some(rule) = &requirement.per_trainee {
            add(&rule.of);
        }
        if let Some(rule) = &requirement.share {
            add(&rule.from);
            add(&rule.of);
        }
    }
    for item in &template.checklist {
        if let Some(rule) = &item.at_least {
            add(&rule.of);
        }
    }
    list
}
