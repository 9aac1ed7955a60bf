//! Projects by the numbers that people use for them: `项目1、项目2`, in forms, lists and papers.

use super::{Lang, faults, words};
use crate::model::Project;
use crate::text::fill;

texts! {
    NUMBERED: "项目{n}", "Project {n}";
    NAMED: "项目{n} {name}", "Project {n} {name}";
    BETWEEN: "、", ", ";
    EXPLAINED: "申报项目可写编号或名称，几个之间用顿号：{projects}。", "Projects by number or name, with commas between: {projects}.";
    UNKNOWN: "没有叫“{text}”的项目；有：{projects}。", "There is no project “{text}”; there are: {projects}.";
}

/// `项目1、项目2` for ids; an id that is no project's stays as it is.
pub fn numbered(lang: Lang, projects: &[Project], ids: &[String]) -> String {
    let said: Vec<String> = ids
        .iter()
        .map(|id| nth(lang, projects.iter().position(|p| p.id == *id), id))
        .collect();
    said.join(BETWEEN.get(lang))
}

/// `项目1` for the first project; where it is not known which it is, the id that stands for it.
pub fn nth(lang: Lang, n: Option<usize>, id: &str) -> String {
    match n {
        Some(n) => fill!(NUMBERED, lang, [("n", &(n + 1))]),
        None => faults::shown(id),
    }
}

/// One id as [`numbered`] says it.
pub fn number(lang: Lang, projects: &[Project], id: &str) -> String {
    numbered(lang, projects, &[id.to_owned()])
}

/// `项目1 高中新高考培训；…` for all projects.
pub fn named(lang: Lang, projects: &[Project]) -> String {
    let said: Vec<String> = projects
        .iter()
        .enumerate()
        .map(|(n, p)| {
            let name = faults::shown(words(lang, p.short()));
            fill!(NAMED, lang, [("n", &(n + 1)), ("name", &name)])
        })
        .collect();
    said.join(BETWEEN.get(lang))
}

/// How a field for projects is filled in.
pub fn explained(lang: Lang, projects: &[Project]) -> String {
    fill!(EXPLAINED, lang, [("projects", &named(lang, projects))])
}

/// That a text names no project, and which there are.
pub fn unknown(lang: Lang, projects: &[Project], text: &str) -> String {
    let projects = named(lang, projects);
    let text = faults::shown(text);
    fill!(UNKNOWN, lang, [("text", &text), ("projects", &projects)])
}
