//! Where in the file the faults stand that the model finds in a template as a whole.

use super::check::Walk;
use super::fault::{Fault, What};
use crate::model::{SetupFault, Template};
use serde_json::Value;

/// A fault at a path.
pub fn at(walk: &Walk, path: String, what: What) -> Fault {
    Fault {
        line: walk.line(&path),
        path,
        what,
    }
}

/// What the model says against the template, but for what only stands in for a value that is wrong already.
pub fn faults(walk: &Walk, value: &Value, template: &Template) -> Vec<Fault> {
    let mut found: Vec<Fault> = Vec::new();
    for fault in template.check().err().unwrap_or_default() {
        let paths = paths(&fault, value);
        let told = |path: &String| {
            let same = |f: &Fault| {
                f.path == *path && matches!(&f.what, What::Setup(other) if other == &fault)
            };
            found.iter().any(same)
        };
        let path = paths.iter().find(|path| !told(path)).or(paths.first());
        let path = path.cloned().unwrap_or_default();
        if !walk.is_wrong(&path) && !rests_on_wrong(walk, &fault) {
            found.push(at(walk, path, What::Setup(fault)));
        }
    }
    found
}

/// Does it follow from something that could not be read?
fn rests_on_wrong(walk: &Walk, fault: &SetupFault) -> bool {
    match fault {
        SetupFault::UnknownIndicator { .. } => walk.is_unsure("indicators", "id"),
        SetupFault::UnknownProject { .. } => walk.is_unsure("projects", "id"),
        SetupFault::CapsTooLarge | SetupFault::CapsSum { .. } | SetupFault::LineTooHigh { .. } => {
            walk.is_unsure("indicators", "cap")
        }
        _ => false,
    }
}

/// Where it can stand, in the order of the file: the second and third of one id have their own faults.
fn paths(fault: &SetupFault, value: &Value) -> Vec<String> {
    let one = |path: &str| vec![path.to_owned()];
    match fault {
        SetupFault::UnknownFormat { .. } => one("format"),
        SetupFault::NoTitle => one("title"),
        SetupFault::NoProject => one("projects"),
        SetupFault::NoIndicator | SetupFault::CapsTooLarge => one("indicators"),
        SetupFault::CapsSum { .. } => one("full_marks"),
        SetupFault::BadId { list, id } => items(value, list, id, ".id", |_| true),
        SetupFault::DuplicateId { list, id } => {
            let mut all = items(value, list, id, ".id", |_| true);
            if all.len() > 1 {
                all.remove(0);
            }
            all
        }
        SetupFault::NoName { list, id } => items(value, list, id, ".name", |item| {
            let empty = |text: &Value| text.as_str().is_some_and(|text| text.trim().is_empty());
            let name = item.get("name");
            name.is_some_and(|n| {
                empty(n) || ["zh", "en"].iter().any(|l| n.get(l).is_some_and(empty))
            })
        }),
        SetupFault::CapNotPositive { indicator } => {
            items(value, "indicators", indicator, ".cap", |item| {
                item.get("cap").is_some_and(|cap| cap == "0.00")
            })
        }
        SetupFault::UnknownIndicator {
            list: "requirements",
            id,
            indicator,
        } => items(value, "requirements", id, ".indicator", |item| {
            item.get("indicator").is_some_and(|i| i == indicator)
        }),
        SetupFault::UnknownIndicator {
            list, indicator, ..
        } => texts(value, list, indicator),
        SetupFault::RequirementWithoutRule { id } => items(value, "requirements", id, "", |item| {
            item.get("per_trainee").is_some() == item.get("share").is_some()
        }),
        SetupFault::UnknownProject { list, id } => texts(value, list, id),
        SetupFault::ProjectTwice { list, id } => {
            let mut all = texts(value, list, id);
            if all.len() > 1 {
                all.remove(0);
            }
            all
        }
        SetupFault::EmptyGroup { list } => texts_of(value, list)
            .filter(|(_, v)| v.as_array().is_some_and(Vec::is_empty))
            .map(|(path, _)| path)
            .collect(),
        SetupFault::LineTooHigh { .. } => one("rules.min_score"),
        SetupFault::BadRule { rule, .. } => vec![format!("rules.{rule}")],
    }
}

/// The items of a list with this id that fit, each with what comes after.
fn items(
    value: &Value,
    list: &str,
    id: &str,
    behind: &str,
    fits: impl Fn(&Value) -> bool,
) -> Vec<String> {
    let all = value.get(list).and_then(Value::as_array);
    all.into_iter()
        .flatten()
        .enumerate()
        .filter(|(_, item)| item.get("id").and_then(Value::as_str) == Some(id) && fits(item))
        .map(|(n, _)| format!("{list}[{n}]{behind}"))
        .collect()
}

/// The members of a list of rules, with their paths.
fn texts_of<'v>(value: &'v Value, list: &str) -> impl Iterator<Item = (String, &'v Value)> {
    let found = list
        .split('.')
        .try_fold(value, |value, name| value.get(name));
    let list = list.to_owned();
    let all = found.and_then(Value::as_array).into_iter().flatten();
    all.enumerate()
        .map(move |(n, item)| (format!("{list}[{n}]"), item))
}

/// The places of a text in a list of rules, or in the lists that it is made of.
fn texts(value: &Value, list: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (path, item) in texts_of(value, list) {
        match item {
            Value::Array(group) => {
                let same = group.iter().enumerate().filter(|(_, v)| *v == text);
                found.extend(same.map(|(n, _)| format!("{path}[{n}]")));
            }
            item if item == text => found.push(path),
            _ => {}
        }
    }
    found
}
