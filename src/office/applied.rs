//! Which projects a cell names: by id, name or short name, `项目1`, `1、2`, 两项, one below the other.

use super::ids;
use super::reading::near::nearest;
use super::table::{half_width, joined};
use crate::model::Project;
use std::collections::BTreeSet;

/// What could not be understood, and what a person may have meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    pub text: String,
    pub near: Option<String>,
}

/// The projects of a cell, in the order that it names them.
///
/// # Errors
/// Something in it is no project, or it says two different things: a number and another project's name.
pub fn projects_of(cell: &str, projects: &[Project]) -> Result<Vec<String>, Unknown> {
    let whole = half_width(&joined(cell)).to_lowercase();
    if let Some(project) = named(&whole, projects) {
        return Ok(vec![project]);
    }
    // "Both" of three projects says nothing.
    let both = [
        "两项",
        "两个",
        "二项",
        "both",
        "两个项目",
        "两项都报",
        "均报",
        "1+2",
    ];
    let all = ["全部", "all", "所有项目", "全部项目", "所有"];
    if all.contains(&whole.as_str()) || (projects.len() == 2 && both.contains(&whole.as_str())) {
        return Ok(projects.iter().map(|p| p.id.clone()).collect());
    }
    let text = half_width(cell).to_lowercase();
    let mut found = NamedProjects::default();
    // What stands in brackets says again what stands before them.
    let mut outside = String::new();
    let mut inside = String::new();
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '(' | '[' | '〔' | '【' => {
                depth += 1;
                inside.push('\n');
                outside.push('\n');
            }
            ')' | ']' | '〕' | '】' => depth = depth.saturating_sub(1),
            c if depth > 0 => inside.push(c),
            c => outside.push(c),
        }
    }
    let unknown = |text: &str| unknown(text, projects);
    found
        .parts(&outside, projects)
        .map_err(|part| unknown(&part))?;
    if !inside.trim().is_empty() {
        let mut again = NamedProjects::default();
        again
            .parts(&inside, projects)
            .map_err(|_| unknown(&joined(cell)))?;
        let first: BTreeSet<&String> = found.list.iter().collect();
        if !first.is_empty() && !again.list.iter().all(|p| first.contains(p)) {
            return Err(unknown(&joined(cell)));
        }
        if first.is_empty() {
            found = again;
        }
    }
    // `1. 高中…` numbers the lines; a number that says another project than the name says nothing.
    if !found.names.is_empty() && !found.numbers.iter().all(|p| found.names.contains(p)) {
        return Err(unknown(&joined(cell)));
    }
    Ok(found.list)
}

/// The projects that a sheet of this name is about: one, by its name.
pub fn project_of_sheet(name: &str, projects: &[Project]) -> Option<String> {
    let list = projects_of(name, projects).ok()?;
    match list.as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    }
}

#[derive(Default)]
struct NamedProjects {
    list: Vec<String>,
    /// By a bare number, and by a name.
    numbers: BTreeSet<String>,
    names: BTreeSet<String>,
}

const BETWEEN: &[char] = &[
    ';', ',', '、', '/', '|', '\n', '+', '&', '和', '与', '及', ' ', '.', '\t', ':', '，', '；',
];

impl NamedProjects {
    fn parts(&mut self, text: &str, projects: &[Project]) -> Result<(), String> {
        let mut rest = text.trim_start_matches(BETWEEN);
        while !rest.is_empty() {
            let (project, length, number) = begins(rest, projects).ok_or_else(|| {
                let end = rest.find([';', ',', '、', '/', '|', '\n', '+']);
                rest.get(..end.unwrap_or(rest.len()))
                    .unwrap_or(rest)
                    .trim()
                    .to_owned()
            })?;
            if number {
                self.numbers.insert(project.clone());
            } else {
                self.names.insert(project.clone());
            }
            if !self.list.contains(&project) {
                self.list.push(project);
            }
            rest = rest
                .get(length..)
                .unwrap_or_default()
                .trim_start_matches(BETWEEN);
        }
        Ok(())
    }
}

/// The longest name or number of a project that the text begins with, its length in bytes, and whether it is only a
/// number.
fn begins(text: &str, projects: &[Project]) -> Option<(String, usize, bool)> {
    let ends = |length: usize| {
        let before = text.get(..length).and_then(|t| t.chars().last());
        let next = text.get(length..).and_then(|t| t.chars().next());
        // `p1` does not begin `p12`, nor `1` the number 12.
        match (before, next) {
            (Some(a), Some(b)) => !(a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric()),
            _ => true,
        }
    };
    let mut best: Option<(String, usize, bool)> = None;
    for project in projects {
        for name in aliases(project) {
            let longer = best
                .as_ref()
                .is_none_or(|(_, length, _)| name.len() > *length);
            if longer && text.starts_with(&name) && ends(name.len()) {
                best = Some((project.id.clone(), name.len(), false));
            }
        }
    }
    if best.is_some() {
        return best;
    }
    // 项目1, 子项目二, 第1项, ①, 1.
    let marks = ["子项目", "申报项目", "项目", "第", "no.", "project"];
    let behind = marks
        .iter()
        .find_map(|mark| text.strip_prefix(mark))
        .unwrap_or(text)
        .trim_start();
    let marked = behind.len() < text.len();
    let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
    let length = if digits > 0 {
        digits
    } else {
        behind.chars().next()?.len_utf8()
    };
    let n = ids::number(behind.get(..length)?)?;
    let project = projects.get(usize::try_from(n).ok()?.checked_sub(1)?)?;
    let mut length = text.len() - behind.len() + length;
    if !ends(length) {
        return None;
    }
    let rest = text.get(length..).unwrap_or_default();
    let rest_length = rest.len();
    let rest = ["个项目", "项目", "个", "项", "号"]
        .iter()
        .find_map(|word| rest.strip_prefix(word))
        .filter(|rest| rest.is_empty() || rest.starts_with(BETWEEN))
        .unwrap_or(rest);
    length += rest_length - rest.len();
    Some((project.id.clone(), length, !marked))
}

/// What a project is called, in lower case: its id, its names, and these without the words that add nothing.
fn aliases(project: &Project) -> Vec<String> {
    let mut list = vec![project.id.to_lowercase()];
    let names = [&project.name, project.short()];
    for name in names.iter().flat_map(|n| [&n.zh, &n.en]) {
        let name = half_width(name).to_lowercase();
        let core = name.trim_end_matches("项目").trim_end_matches("培训");
        list.extend([
            name.clone(),
            core.to_owned(),
            format!("{core}项目"),
            format!("{core}培训"),
            format!("{core}培训项目"),
        ]);
    }
    list.retain(|name| {
        !name.trim().is_empty() && name != "项目" && name != "培训项目" && name != "培训"
    });
    list
}

fn named(text: &str, projects: &[Project]) -> Option<String> {
    let text = text.trim();
    projects
        .iter()
        .find(|p| aliases(p).iter().any(|name| name == text))
        .map(|p| p.id.clone())
}

/// What a person may write for each project.
pub fn known(projects: &[Project]) -> Vec<String> {
    projects
        .iter()
        .enumerate()
        .flat_map(|(n, p)| [format!("项目{}", n + 1), p.id.clone(), p.short().zh.clone()])
        .collect()
}

fn unknown(text: &str, projects: &[Project]) -> Unknown {
    let names: Vec<String> = projects.iter().flat_map(aliases).collect();
    Unknown {
        text: text.to_owned(),
        near: nearest(text, &names),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Words;

    fn projects() -> Vec<Project> {
        [
            ("p1", "高中新高考培训项目", "高中新高考培训"),
            ("p2", "义务教育新课程培训项目", "义务教育新课程"),
        ]
        .map(|(id, name, short)| Project {
            id: id.to_owned(),
            name: Words::both(name),
            short: Some(Words::both(short)),
            trainees: None,
            budget_yuan: None,
            facts: Vec::new(),
        })
        .to_vec()
    }

    #[test]
    fn projects_as_people_write_them() {
        let two = projects();
        let three = [projects(), projects().split_off(1)].concat();
        for (cell, expected) in [
            ("项目1/项目2", "p1 p2"),
            ("项目1\n项目2", "p1 p2"),
            ("项目1项目2", "p1 p2"),
            ("项目1 项目2", "p1 p2"),
            ("1、2", "p1 p2"),
            ("1\n2", "p1 p2"),
            ("1", "p1"),
            ("一", "p1"),
            ("①", "p1"),
            ("①②", "p1 p2"),
            ("①、②", "p1 p2"),
            ("一、二", "p1 p2"),
            ("项目二", "p2"),
            ("项目一和项目二", "p1 p2"),
            ("子项目2", "p2"),
            ("第1项", "p1"),
            ("两项", "p1 p2"),
            ("Both", "p1 p2"),
            ("全部", "p1 p2"),
            ("义务教育新课程；高中新高考", "p2 p1"),
            ("高中新高考培训项目\n义务教育新课程培训项目", "p1 p2"),
            ("义务教育新课程项目", "p2"),
            ("高中新高考培训", "p1"),
            ("高中新高考\n培训项目", "p1"),
            ("项目1（高中新高考培训项目）", "p1"),
            ("（1）高中新高考培训项目", "p1"),
            ("1. 高中新高考培训项目；2. 义务教育新课程项目", "p1 p2"),
            ("ｐ１，p1", "p1"),
            ("P2", "p2"),
            ("", ""),
            ("项目3", "unknown: 项目3"),
            ("12", "unknown: 12"),
            ("p12", "unknown: p12"),
            ("1、3", "unknown: 3"),
            ("1. 义务教育新课程项目", "unknown: 1. 义务教育新课程项目"),
            (
                "项目1（义务教育新课程）",
                "unknown: 项目1（义务教育新课程）",
            ),
            ("项目1（待定）", "unknown: 项目1（待定）"),
        ] {
            let found = match projects_of(cell, &two) {
                Ok(list) => list.join(" "),
                Err(unknown) => format!("unknown: {}", unknown.text),
            };
            assert_eq!(found, expected, "{cell}");
        }
        assert_eq!(projects_of("两项", &three).unwrap_err().text, "两项");
        let near = projects_of("高中新高靠", &two).unwrap_err().near;
        assert_eq!(near.as_deref(), Some("高中新高考"));
    }

    #[test]
    fn a_sheet_is_about_one_project_or_none() {
        let two = projects();
        for (name, expected) in [
            ("项目1", Some("p1")),
            ("项目二", Some("p2")),
            ("义务教育新课程", Some("p2")),
            ("Sheet1", None),
            ("2025", None),
            ("全部", None),
            ("汇总", None),
        ] {
            assert_eq!(project_of_sheet(name, &two).as_deref(), expected, "{name}");
        }
    }
}
