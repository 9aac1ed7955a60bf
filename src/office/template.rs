//! Templates: the built-in one, or a file of the same shape.

use super::OfficeError;
use crate::model::Template;
use std::path::{Path, PathBuf};

/// The name of the built-in template.
pub const BUILT_IN: &str = "luoyang-2026";

const LUOYANG_2026: &str = include_str!("../../data/luoyang-2026.json");

/// # Errors
/// No such file, no JSON, a field that is unknown or missing, or a template that cannot be used; every
/// fault is named.
pub fn load(name: &str) -> Result<Template, OfficeError> {
    if name == BUILT_IN {
        return parse(LUOYANG_2026.as_bytes(), &PathBuf::from(BUILT_IN));
    }
    let path = PathBuf::from(name);
    let bytes = std::fs::read(&path).map_err(|error| OfficeError::Read {
        path: path.clone(),
        error,
    })?;
    parse(&bytes, &path)
}

fn parse(bytes: &[u8], path: &Path) -> Result<Template, OfficeError> {
    let text = super::table::decode(bytes).ok_or_else(|| OfficeError::NotText(path.to_owned()))?;
    let mut template: Template =
        serde_json::from_str(&text).map_err(|error| OfficeError::Json {
            path: path.to_owned(),
            error,
        })?;
    template
        .check()
        .map_err(|faults| OfficeError::Template(path.to_owned(), faults))?;
    // Every time is compared with it: read in the one form that the roster's times have, or not at all.
    if let Some(text) = template.deadline.take() {
        let read = super::dates::moment(&text);
        template.deadline = Some(read.ok_or_else(|| OfficeError::Deadline(path.to_owned(), text))?);
    }
    Ok(template)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_template_says_what_the_notice_says() {
        let template = load(BUILT_IN).unwrap();
        let caps: Vec<String> = template
            .indicators
            .iter()
            .map(|i| i.cap.to_string())
            .collect();
        assert_eq!(
            caps,
            ["5.00", "15.00", "15.00", "10.00", "40.00", "10.00", "5.00"]
        );
        assert_eq!(template.full_marks().unwrap().to_string(), "100.00");
        let projects: Vec<(Option<u32>, Option<u64>)> = template
            .projects
            .iter()
            .map(|p| (p.trainees, p.budget_yuan))
            .collect();
        assert_eq!(
            projects,
            [(Some(220), Some(750_000)), (Some(110), Some(410_000))]
        );
        assert_eq!(
            template.rules,
            crate::model::Rules {
                objective: vec!["qualification".into(), "record".into()],
                declaration: true,
                award_groups: vec![vec!["p1".into(), "p2".into()]],
                ..Default::default()
            }
        );
    }

    #[test]
    fn the_thresholds_of_the_notice() {
        let template = load(BUILT_IN).unwrap();
        let needed = |id: &str, project: usize| {
            let requirement = template.requirements.iter().find(|r| r.id == id).unwrap();
            requirement
                .work(&template.projects[project], |_| Some(21))
                .needed
        };
        assert_eq!(
            (needed("mentors", 0), needed("mentors", 1)),
            (Some(44), Some(22))
        );
        assert_eq!(
            (needed("case_studies", 0), needed("case_studies", 1)),
            (Some(22), Some(11))
        );
        // 30 % and 50 % of 21 experts, rounded up to whole people.
        assert_eq!(
            (needed("in_house", 0), needed("senior", 0)),
            (Some(7), Some(11))
        );
    }

    #[test]
    fn a_plain_rubric_of_one_indicator_needs_little() {
        let text = r#"{"title":"Marks","projects":[{"id":"x","name":"X"}],"indicators":[{"id":"mark","name":"Mark","cap":10}]}"#;
        let template = parse(text.as_bytes(), Path::new("t.json")).unwrap();
        assert_eq!(template.indicators[0].cap.to_string(), "10.00");
    }

    #[test]
    fn faults_are_named() {
        let cases = [
            ("{", "Json"),
            (
                r#"{"title":"T","projects":[],"indicators":[],"colour":1}"#,
                "Json",
            ),
            (
                r#"{"title":"T","projects":[{"id":"x","name":"X"}],"indicators":[{"id":"m","name":"M","cap":0.5}]}"#,
                "Json",
            ),
            (
                r#"{"title":"T","projects":[],"indicators":[{"id":"m","name":"M","cap":0}]}"#,
                "Template",
            ),
        ];
        for (text, kind) in cases {
            let error = parse(text.as_bytes(), Path::new("t.json")).unwrap_err();
            assert!(format!("{error:?}").starts_with(kind), "{text}: {error:?}");
        }
    }
}
