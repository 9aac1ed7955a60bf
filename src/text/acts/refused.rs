//! Refusals for people who sit before a screen: names stand where a refusal carries ids.

use super::names::Names;
use super::{ACT_OF_BATCH, BAD_RULE};
use crate::journal::JournalError;
use crate::model::setup::SetupFault;
use crate::model::{Refusal, Rule, Session};
use crate::text::{Lang, faults, fill, projects, rules};

/// Why something is not done, in this session's names.
pub fn refusal(lang: Lang, session: &Session, refused: &Refusal) -> String {
    if let Refusal::BadRules(list) = refused {
        let list: Vec<String> = list.iter().map(|fault| bad_rule(lang, fault)).collect();
        return list.join("\n");
    }
    faults::refusal(lang, &named(lang, session, refused.clone()))
}

/// As [`faults::journal_error`], in this session's names.
pub fn journal_error(lang: Lang, session: Option<&Session>, error: &JournalError) -> String {
    match (error, session) {
        (JournalError::Refused(why), Some(session)) => refusal(lang, session, why),
        (JournalError::RefusedAt(n, why), Some(session)) => {
            let why = refusal(lang, session, why);
            fill!(ACT_OF_BATCH, lang, [("n", &(n + 1)), ("why", &why)])
        }
        _ => faults::journal_error(lang, error),
    }
}

/// A rule by what it is called on the screen.
fn bad_rule(lang: Lang, fault: &SetupFault) -> String {
    let SetupFault::BadRule {
        rule,
        value,
        least,
        most,
    } = fault
    else {
        return faults::setup_fault(lang, fault);
    };
    let known = Rule::ALL.iter().find(|r| r.key() == *rule);
    let name = known.map_or(*rule, |rule| rules::name(*rule).get(lang));
    fill!(
        BAD_RULE,
        lang,
        [
            ("rule", &name),
            ("value", value),
            ("least", least),
            ("most", most),
        ]
    )
}

/// The same refusal with names in place of ids. What is not known, or stands for something typed wrong, stays.
fn named(lang: Lang, session: &Session, mut refused: Refusal) -> Refusal {
    let names = Names { lang, session };
    let each = |ids: &mut Vec<String>, name: &dyn Fn(&str) -> String| {
        for id in ids {
            *id = name(id);
        }
    };
    let judge = |id: &str| {
        let known = session.judge(id).is_some();
        if known {
            format!("{id} {}", names.seat(id))
        } else {
            id.to_owned()
        }
    };
    let project = |id: &str| projects::number(lang, session.projects(), id);
    match &mut refused {
        Refusal::DuplicateJudge { judge: id } | Refusal::NotYourSheet { judge: id } => {
            *id = judge(id);
        }
        Refusal::Unfinished { judges, .. }
        | Refusal::StatementsMissing { judges }
        | Refusal::Unconfirmed { judges } => each(judges, &judge),
        Refusal::TieTooEarly {
            project: id,
            judges,
        } => {
            *id = project(id);
            each(judges, &judge);
        }
        Refusal::TieOpen { projects } | Refusal::WithoutScore { projects } => {
            each(projects, &project);
        }
        Refusal::ApplicantOut { applicant }
        | Refusal::AlreadyOut { applicant }
        | Refusal::NotOut { applicant }
        | Refusal::NotVetoed { applicant }
        | Refusal::NoProjects { applicant } => *applicant = names.applicant(applicant),
        Refusal::Pending { applicants } => each(applicants, &|id| names.applicant(id)),
        Refusal::TotalsDiffer { entry } => *entry = names.entry(entry),
        Refusal::ItemsFailed { items } | Refusal::ItemsOpen { items } => {
            each(items, &|id| names.item(id));
        }
        _ => {}
    }
    refused
}
