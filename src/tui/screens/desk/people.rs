//! The forms for applicants and judges, and what they make.

use crate::model::screening::plain_name;
use crate::model::{Act, Applicant, Corrections, Judge, Session};
use crate::office::applied::projects_of;
use crate::office::dates;
use crate::office::table::half_width;
use crate::text::checks as c;
use crate::text::desk as d;
use crate::text::fill;
use crate::text::times;
use crate::text::{Lang, projects, screens as t};
use crate::tui::widgets::form::{Form, FormField};

/// Where the projects and the time of handing in stand among an applicant's fields.
const PROJECTS_FIELD: usize = 1;
const SUBMITTED_FIELD: usize = 6;

/// Everything that is known of an applicant, one field a line.
pub(in crate::tui::screens) fn applicant_form(
    session: &Session,
    known: Option<&Applicant>,
    lang: Lang,
) -> Form {
    let fresh = Applicant {
        id: next_id("a", session.applicants().iter().map(|a| a.id.as_str())),
        projects: session.projects().iter().map(|p| p.id.clone()).collect(),
        ..Applicant::default()
    };
    let a = known.unwrap_or(&fresh);
    let field = |label: crate::text::Text, value: &str| FormField::new(label.get(lang)).with(value);
    let mut fields = vec![
        field(c::F_NAME, &a.name),
        field(
            c::F_PROJECTS,
            &projects::numbered(lang, session.projects(), &a.projects),
        ),
        field(c::F_CODE, &a.credit_code).optional(),
        field(c::F_CONTACT, &a.contact).optional(),
        field(c::F_PHONE, &a.phone).optional(),
        field(c::F_EMAIL, &a.email).optional(),
        field(c::F_SUBMITTED, &times::moment(&a.submitted_at)).optional(),
    ];
    for fact in facts(session) {
        let n = a.facts.get(&fact).map(u64::to_string).unwrap_or_default();
        fields.push(
            FormField::new(c::fact_name(lang, &fact))
                .with(&n)
                .optional(),
        );
    }
    fields.push(field(c::F_NOTE, &a.note).optional());
    if known.is_none() {
        fields.insert(0, field(c::F_ID, &a.id));
    }
    let title = match known {
        Some(a) => format!("{} {}", a.id, crate::tui::width::display_safe(&a.name)),
        None => t::ADD_APPLICANT.get(lang).to_owned(),
    };
    Form::new(
        title,
        vec![projects::explained(lang, session.projects())],
        fields,
    )
}

/// The same once scoring has begun: without the projects, and with a reason.
pub(super) fn correction_form(session: &Session, known: &Applicant, lang: Lang) -> Form {
    let mut form = applicant_form(session, Some(known), lang);
    form.notes = vec![d::CORRECT_NOTE.get(lang).to_owned()];
    form.fields.remove(PROJECTS_FIELD);
    form.fields.push(FormField::new(t::REASON.get(lang)));
    form
}

/// The correction that a filled form asks for.
///
/// # Errors
/// What is wrong with a field, in words.
pub(super) fn correction_of(
    values: &[String],
    id: &str,
    session: &Session,
    lang: Lang,
) -> Result<Act, String> {
    let (reason, values) = values.split_last().ok_or_else(String::new)?;
    let known = session.applicant(id);
    let known = known.and_then(|a| session.applicants().get(a));
    let known = known.ok_or_else(String::new)?;
    let mut all = values.to_vec();
    let kept = projects::numbered(lang, session.projects(), &known.projects);
    all.insert(PROJECTS_FIELD.min(all.len()), kept);
    // What was not touched is not read again: the roster may hold a time that the form could not take.
    let untouched = all.get(SUBMITTED_FIELD) == Some(&times::moment(&known.submitted_at));
    if untouched && let Some(slot) = all.get_mut(SUBMITTED_FIELD) {
        slot.clear();
    }
    let Act::Applicant(mut new) = applicant_of(&all, Some(id), session, lang)? else {
        return Err(String::new());
    };
    if untouched {
        new.submitted_at.clone_from(&known.submitted_at);
    }
    // Facts that the template does not know have no field, and stay.
    for (fact, n) in &known.facts {
        if !facts(session).contains(fact) {
            new.facts.insert(fact.clone(), *n);
        }
    }
    Ok(Act::Correct {
        applicant: id.to_owned(),
        change: Box::new(Corrections::between(known, &new)),
        reason: reason.clone(),
    })
}

fn facts(session: &Session) -> Vec<String> {
    session.template().map(c::facts_of).unwrap_or_default()
}

/// The applicant of a filled form; `id` where an applicant is corrected.
///
/// # Errors
/// What is wrong with a field, in words.
pub(in crate::tui::screens) fn applicant_of(
    values: &[String],
    id: Option<&str>,
    session: &Session,
    lang: Lang,
) -> Result<Act, String> {
    let mut values = values.iter().cloned();
    let mut next = || values.next().unwrap_or_default();
    let id = id.map_or_else(&mut next, str::to_owned);
    let mut applicant = Applicant {
        id,
        name: next(),
        projects: projects_typed(&next(), session, lang)?,
        credit_code: half_width(&next()).to_uppercase(),
        contact: next(),
        phone: half_width(&next()),
        email: half_width(&next()),
        ..Applicant::default()
    };
    let at = next();
    applicant.submitted_at = if at.is_empty() {
        at
    } else {
        dates::moment(&at).ok_or_else(|| fill!(d::BAD_TIME, lang, [("text", &at)]))?
    };
    for fact in facts(session) {
        let text = half_width(&next());
        if text.is_empty() {
            continue;
        }
        let n = text.parse().map_err(|_| {
            let name = c::fact_name(lang, &fact);
            fill!(d::BAD_COUNT, lang, [("name", &name), ("text", &text)])
        })?;
        applicant.facts.insert(fact, n);
    }
    applicant.note = next();
    Ok(Act::Applicant(Box::new(applicant)))
}

/// A judge's entry on the panel.
pub(super) fn judge_form(
    session: &Session,
    known: Option<&Judge>,
    title: &str,
    lang: Lang,
) -> Form {
    let fresh = Judge::new(
        &next_id("w", session.judges().iter().map(|j| j.id.as_str())),
        "",
    );
    let j = known.unwrap_or(&fresh);
    let yes = if j.leader { t::YES.get(lang) } else { "" };
    let mut fields = vec![
        FormField::new(t::FIELD_NAME.get(lang)).with(&j.name),
        FormField::new(d::FIELD_EMPLOYER.get(lang))
            .with(&j.employer)
            .optional(),
        FormField::new(d::FIELD_LEADER.get(lang))
            .with(yes)
            .optional(),
        FormField::new(d::FIELD_PANELS.get(lang))
            .with(&projects::numbered(lang, session.projects(), &j.projects))
            .optional(),
    ];
    if known.is_none() {
        fields.insert(0, FormField::new(t::FIELD_SEAT.get(lang)).with(&j.id));
    }
    Form::new(
        title,
        vec![projects::explained(lang, session.projects())],
        fields,
    )
}

/// The judge of a filled form; `id` where one is changed.
///
/// # Errors
/// What is wrong with a field, in words.
pub(super) fn judge_of(
    values: &[String],
    id: Option<&str>,
    session: &Session,
    lang: Lang,
) -> Result<Judge, String> {
    let mut values = values.iter().cloned();
    let mut next = || values.next().unwrap_or_default();
    let id = id.map_or_else(&mut next, str::to_owned);
    Ok(Judge {
        id,
        name: next(),
        employer: next(),
        leader: crate::tui::widgets::form::is_yes(&next()),
        projects: projects_typed(&next(), session, lang)?,
    })
}

/// Who takes a judge's seat over, and why.
pub(super) fn replacement_form(session: &Session, judge: &Judge, lang: Lang) -> Form {
    let id = next_id("w", session.judges().iter().map(|j| j.id.as_str()));
    Form::new(
        d::REPLACE.get(lang),
        vec![fill!(
            d::REPLACE_NOTE,
            lang,
            [("name", &crate::tui::width::display_safe(&judge.name))]
        )],
        vec![
            FormField::new(d::FIELD_NEW_SEAT.get(lang)).with(&id),
            FormField::new(t::FIELD_NAME.get(lang)),
            FormField::new(d::FIELD_EMPLOYER.get(lang)).optional(),
            FormField::new(t::REASON.get(lang)),
            FormField::new(fill!(t::TYPE_ID, lang, [("id", &judge.id)])),
        ],
    )
}

pub(super) fn replacement_of(judge: &str, values: &[String]) -> Act {
    let value = |n: usize| values.get(n).cloned().unwrap_or_default();
    Act::Replace {
        judge: judge.to_owned(),
        by: Judge {
            employer: value(2),
            ..Judge::new(&value(0), &value(1))
        },
        reason: value(3),
    }
}

/// The id of the applicant that a field names, by id, by its number or by its whole name.
pub(in crate::tui::screens) fn applicant_typed(
    text: &str,
    session: &Session,
    lang: Lang,
) -> Result<String, String> {
    let all = session.applicants().iter();
    let pairs = all.map(|a| (a.id.as_str(), a.name.as_str()));
    typed(text, pairs, lang)
}

/// The id of the judge that a field names, by seat or by name.
pub(super) fn judge_typed(text: &str, session: &Session, lang: Lang) -> Result<String, String> {
    let all = session.judges().iter();
    typed(text, all.map(|j| (j.id.as_str(), j.name.as_str())), lang)
}

/// The one whose id or name was typed. A name that two have stands for neither; a number is that of the id.
fn typed<'a>(
    text: &str,
    all: impl Iterator<Item = (&'a str, &'a str)> + Clone,
    lang: Lang,
) -> Result<String, String> {
    let wanted = half_width(text).to_lowercase();
    let number = |id: &str| {
        let digits = id.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        digits.parse::<u32>().ok()
    };
    let by_id = all.clone().find(|(id, _)| id.to_lowercase() == wanted);
    let wanted_number = wanted.parse::<u32>().ok();
    let mut numbered = all
        .clone()
        .filter(|(id, _)| wanted_number.is_some() && number(id) == wanted_number);
    let mut named = all.filter(|(_, name)| plain_name(name) == plain_name(text));
    let one = |list: &mut dyn Iterator<Item = (&'a str, &'a str)>| {
        let first = list.next();
        first.filter(|_| list.next().is_none())
    };
    by_id
        .or_else(|| one(&mut numbered))
        .or_else(|| one(&mut named))
        .map(|(id, _)| id.to_owned())
        .ok_or_else(|| {
            let text = crate::text::faults::shown(text);
            fill!(d::NOT_ON_LIST, lang, [("text", &text)])
        })
}

/// The ids of the projects that a field names, read as a roster's cell is.
fn projects_typed(text: &str, session: &Session, lang: Lang) -> Result<Vec<String>, String> {
    projects_of(text, session.projects())
        .map_err(|unknown| projects::unknown(lang, session.projects(), &unknown.text))
}

fn next_id<'a>(letter: &str, known: impl Iterator<Item = &'a str> + Clone) -> String {
    (1..)
        .map(|n| format!("{letter}{n:02}"))
        .find(|id| !known.clone().any(|k| k == id))
        .unwrap_or_default()
}
