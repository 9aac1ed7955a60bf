//! Judges, projects and applicants by id or by name. A name that two have is nobody's.

use crate::model::screening::plain_name;
use crate::model::{Project, Session};
use crate::office::applied::{Unknown, known, projects_of};
use crate::office::table::half_width;
use crate::office::{RowKind, ids};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

pub struct NameIndex {
    judges: Who,
    applicants: Who,
    indicators: HashMap<String, Option<usize>>,
    indicator_ids: HashMap<String, usize>,
    project_headings: HashMap<String, Option<usize>>,
    projects: Vec<Project>,
    /// By id, as they stand: most cells are ids.
    project_ids: HashMap<String, String>,
}

/// The ids of people by what may be written for them.
#[derive(Default)]
struct Who {
    exact: HashMap<String, String>,
    folded: HashMap<String, Option<String>>,
    names: HashMap<String, Option<String>>,
}

impl Who {
    fn add(&mut self, id: &str, name: &str) {
        self.exact.insert(id.to_owned(), id.to_owned());
        add(&mut self.folded, folded(id), id.to_owned());
        add(&mut self.names, key(name), id.to_owned());
        // As the papers write it: `a01 中原学院`.
        if !name.is_empty() {
            add(&mut self.names, key(&format!("{id} {name}")), id.to_owned());
        }
    }

    fn find(&self, text: &str) -> Option<&str> {
        if text.is_empty() {
            return None;
        }
        if let Some(id) = self.exact.get(text) {
            return Some(id);
        }
        let found = self.folded.get(&folded(text));
        found.or_else(|| self.names.get(&key(text)))?.as_deref()
    }
}

/// One of two that would be taken for each other is nobody.
fn add<T: PartialEq>(names: &mut HashMap<String, Option<T>>, name: String, id: T) {
    if name.is_empty() {
        return;
    }
    match names.entry(name) {
        Entry::Vacant(place) => {
            place.insert(Some(id));
        }
        Entry::Occupied(mut place) => {
            if place.get().as_ref() != Some(&id) {
                place.insert(None);
            }
        }
    }
}

fn folded(id: &str) -> String {
    half_width(id).trim().to_lowercase()
}

fn key(name: &str) -> String {
    plain_name(&half_width(name))
}

impl NameIndex {
    pub fn of(session: &Session) -> Self {
        let mut names = Self {
            judges: Who::default(),
            applicants: Who::default(),
            indicators: HashMap::new(),
            indicator_ids: HashMap::new(),
            project_headings: HashMap::new(),
            projects: session.projects().to_vec(),
            project_ids: HashMap::new(),
        };
        for (n, project) in session.projects().iter().enumerate() {
            let (name, short) = (&project.name, project.short());
            let number = format!("项目{}", n + 1);
            for name in [
                &project.id,
                &name.zh,
                &name.en,
                &short.zh,
                &short.en,
                &number,
            ] {
                add(&mut names.project_headings, key(name), n);
            }
            let id = project.id.clone();
            names.project_ids.insert(id.clone(), id);
        }
        for judge in session.judges() {
            names.judges.add(&judge.id, &judge.name);
        }
        for applicant in session.applicants() {
            names.applicants.add(&applicant.id, &applicant.name);
        }
        for (n, indicator) in session.indicators().iter().enumerate() {
            names.indicator_ids.insert(indicator.id.clone(), n);
            let (name, short) = (&indicator.name, indicator.short());
            for name in [&name.zh, &name.en, &short.zh, &short.en] {
                add(&mut names.indicators, key(name), n);
            }
        }
        names
    }

    pub fn judge(&self, text: &str) -> Option<&str> {
        self.judges.find(text).or_else(|| {
            let n = ids::number(text)?;
            self.judges.find(&format!("w{n:02}"))
        })
    }

    /// By id or name and not by a bare number: `评委 7 人` names nobody.
    pub fn judge_called(&self, text: &str) -> Option<&str> {
        self.judges.find(text)
    }

    /// By id, by a whole name or as `项目1`.
    pub fn project_called(&self, text: &str) -> Option<String> {
        let n = self.project_heading(text)?;
        self.projects.get(n).map(|p| p.id.clone())
    }

    /// The project that a sheet is named after; a bare number is the sheet's own.
    pub fn sheet_project(&self, name: &str) -> Option<String> {
        let bare = half_width(name).trim().parse::<u32>().is_ok();
        self.project(name).filter(|_| !bare)
    }

    /// An id, a name, or the number on the list.
    pub fn applicant(&self, text: &str) -> Option<&str> {
        self.applicants.find(text).or_else(|| {
            let n = ids::number(text)?;
            self.applicants.find(&format!("a{n:02}"))
        })
    }

    pub fn project(&self, text: &str) -> Option<String> {
        if text.is_empty() {
            return None;
        }
        if let Some(id) = self.project_ids.get(text) {
            return Some(id.clone());
        }
        match projects_of(text, &self.projects).ok()?.as_slice() {
            [one] => Some(one.clone()),
            _ => None,
        }
    }

    /// The project that a column is headed with.
    pub fn project_heading(&self, heading: &str) -> Option<usize> {
        self.project_headings.get(&key(heading)).copied().flatten()
    }

    /// `实施方案（40分）` is 实施方案.
    pub fn indicator(&self, heading: &str) -> Option<usize> {
        let exact = self.indicator_ids.get(heading).copied();
        let named = |text: &str| self.indicators.get(&key(text)).copied().flatten();
        exact.or_else(|| named(heading)).or_else(|| {
            let plain = half_width(heading);
            let (before, _) = plain.split_once('(')?;
            named(before).or_else(|| self.indicator_ids.get(before.trim()).copied())
        })
    }

    pub fn unknown_project(&self, text: &str) -> RowKind {
        let unknown = projects_of(text, &self.projects).err();
        let unknown = unknown.unwrap_or(Unknown {
            text: text.to_owned(),
            near: None,
        });
        RowKind::UnknownProject(unknown, known(&self.projects))
    }
}
