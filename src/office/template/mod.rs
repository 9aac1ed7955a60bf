//! Templates: the built-in one, or a file of the same shape, and what is wrong with it.

mod blank;
mod check;
mod fault;
pub mod fields;
mod json;
mod setup;
mod syntax;

pub use blank::{blank, explanation};
use check::Walk;
pub use fault::{Fault, Found, What};

use super::OfficeError;
use crate::model::{Points, Template};
use crate::text::fill;
use crate::text::{Lang, faults, template as t};
use std::path::{Path, PathBuf};

/// The name of the built-in template.
pub const BUILT_IN: &str = "luoyang-2026";

/// Its file.
pub const LUOYANG_2026: &str = include_str!("../../../data/luoyang-2026.json");

/// # Errors
/// No such file, no text, or faults: every one that can be found, with its path and line.
pub fn load(name: &str) -> Result<Template, OfficeError> {
    if name == BUILT_IN {
        return parse(LUOYANG_2026.as_bytes(), &PathBuf::from(BUILT_IN));
    }
    let path = PathBuf::from(name);
    parse(&super::table::load(&path)?, &path)
}

fn parse(bytes: &[u8], path: &Path) -> Result<Template, OfficeError> {
    let text = super::table::decode(bytes).ok_or_else(|| OfficeError::NotText(path.to_owned()))?;
    read(&text).map_err(|faults| OfficeError::Template(path.to_owned(), faults))
}

/// A template from the text of its file.
///
/// # Errors
/// Every fault that can be found, in the order of the file.
pub fn read(text: &str) -> Result<Template, Vec<Fault>> {
    let whole = json::whole(text).map_err(|error| vec![syntax::fault(text, &error)])?;
    let (mut walk, value) = Walk::of(text, whole);
    let mut template: Template = match serde_json::from_value(value.clone()) {
        Ok(template) => template,
        Err(error) => {
            if walk.faults.is_empty() {
                let what = What::Other(error.to_string());
                walk.faults.push(setup::at(&walk, String::new(), what));
            }
            return Err(walk.faults);
        }
    };
    let mut faults = setup::faults(&walk, &value, &template);
    // Every time is compared with it: read in the one form that the roster's times have, or not at all.
    if let Some(text) = template
        .deadline
        .take()
        .filter(|_| !walk.is_wrong("deadline"))
    {
        template.deadline = super::dates::moment(&text);
        if template.deadline.is_none() {
            let path = "deadline".to_owned();
            faults.push(setup::at(&walk, path, What::Moment(text)));
        }
    }
    walk.faults.append(&mut faults);
    if walk.faults.is_empty() {
        return Ok(template);
    }
    walk.faults.sort_by_key(|fault| fault.line);
    Err(walk.faults)
}

/// What a good template holds, in a sentence.
pub fn summary(path: &Path, template: &Template, lang: Lang) -> String {
    let full = template.full_marks().unwrap_or(Points::ZERO);
    fill!(
        t::GOOD,
        lang,
        [
            ("path", &faults::shown(&path.display().to_string())),
            ("projects", &template.projects.len()),
            ("indicators", &template.indicators.len()),
            ("full", &full),
        ]
    )
}

/// How many faults are told at once.
const MOST: usize = 50;

/// The faults of a file, one a line.
pub fn report(path: &Path, list: &[Fault], lang: Lang) -> Vec<String> {
    let path = faults::shown(&path.display().to_string());
    let mut lines = vec![fill!(t::BAD, lang, [("path", &path), ("n", &list.len())])];
    lines.extend(list.iter().take(MOST).map(|fault| fault.words(lang)));
    if list.len() > MOST {
        let n = list.len() - MOST;
        lines.push(fill!(t::MORE, lang, [("n", &n)]));
    }
    lines.push(t::FIELDS.get(lang).to_owned());
    lines
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

    fn told(text: &str) -> Vec<String> {
        let faults = read(text).unwrap_err();
        faults.iter().map(|f| f.words(Lang::En)).collect()
    }

    #[test]
    fn every_fault_is_told_at_once_with_its_line_and_path() {
        let text = r#"{"title": {"zh": "x"},
 "projects": [{"id": "p1", "name": "P"}, {"id": "p1", "name": "Q", "trainees": "220"}],
 "indicator": [
   {"id": "a b", "name": "A", "cap": 10},
   {"id": "c", "name": "A", "cap": -1, "Objective": 1},
   {"id": "d", "name": "A", "cap": 0.5, "colour": null},
   {"id": "c", "name": "", "cap": "7.555", "cap": 3}],
 "full_marks": 99,
 "deadline": "soon",
 "requirements": [{"id":"m","indicator":"z","name":"M","share":{"of":"x","from":"y","percent":150}}],
 "rules": {"trim_high": 300, "trim_low": 11, "reading": "total",
   "award_groups": [["p1"],[],["p1","p9"]], "declaration": "yes"}
}"#;
        assert_eq!(
            told(text),
            [
                "  line 1, title.en: not filled in, and it is needed",
                "  line 2, projects[1].trainees: wants a whole number from 0 to 4000000000, without quotes; here is the text “220”",
                "  line 2, projects[1].id: The id p1 stands twice in projects.",
                "  line 3, indicator: there is no such field; did you mean “indicators”",
                "  line 4, indicators[0].id: The id “a b” in indicators cannot be used.",
                "  line 5, indicators[1].cap: wants points: a whole number such as 10, or \"2.50\" in quotes; here is -1",
                "  line 5, indicators[1].Objective: there is no such field; did you mean “objective”",
                "  line 5, indicators[1].objective: wants true or false; here is 1",
                "  line 6, indicators[2].cap: wants points: a whole number such as 10, or \"2.50\" in quotes; here is 0.5",
                "  line 6, indicators[2].colour: there is no such field; there are: id, name, short, cap, clause, objective, asks",
                "  line 7, indicators[3].cap: “7.555” is no number of points: More than two decimals.",
                "  line 7, indicators[3].cap: this field stands twice; keep one",
                "  line 7, indicators[3].id: The id c stands twice in indicators.",
                "  line 7, indicators[3].name: not filled in; both languages are needed",
                "  line 9, deadline: “soon” cannot be read; write it as 2026-05-18T18:00:00+08:00 or 2026-05-18 18:00",
                "  line 10, requirements[0].share.percent: 150 cannot be: from 0 to 100",
                "  line 10, requirements[0].indicator: m in requirements names the indicator z, which does not exist.",
                "  line 11, rules.trim_high: 300 cannot be: from 0 to 10",
                "  line 11, rules.reading: “total” cannot be; there are: totals, indicators; did you mean “totals”",
                "  line 11, rules.trim_low: The rule trim_low is 11; it must lie between 0 and 10.",
                "  line 11, rules.min_sheets: The rule min_sheets is 3; it must lie between 12 and 255.",
                "  line 12, rules.declaration: wants true or false; here is the text “yes”",
                "  line 12, rules.award_groups[1]: rules.award_groups has a group without a project.",
                "  line 12, rules.award_groups[2][0]: rules.award_groups names the project p1 twice.",
                "  line 12, rules.award_groups[2][1]: rules.award_groups names the project p9, which there is not.",
            ]
        );
    }

    #[test]
    fn caps_add_up_to_what_the_file_says() {
        let with = |full: &str| {
            format!(
                r#"{{"title":"T","full_marks":{full},"projects":[{{"id":"x","name":"X"}}],
                "indicators":[{{"id":"m","name":"M","cap":"7.50"}},{{"id":"n","name":"N","cap":3}}]}}"#
            )
        };
        assert!(read(&with("\"10.5\"")).is_ok());
        assert!(read(&with("null")).is_ok());
        assert_eq!(
            told(&with("100")),
            ["  line 1, full_marks: The caps add up to 10.50, and full marks are given as 100.00."]
        );
    }

    /// Where a file is no JSON, there is one fault.
    #[test]
    fn what_is_no_json_says_what_stands_there() {
        for (text, line, words) in [
            ("", 1, "ends here"),
            ("{\"title\":\"T\",\n}", 2, "after the last item"),
            ("{\"projects\":[1,]}", 1, "after the last item"),
            ("{\"title\" \"T\"}", 1, "colon is missing"),
            ("{\"title\":\"T\"\n\"id\":\"x\"}", 2, "comma is missing"),
            ("{title:\"T\"}", 1, "name in double quotes"),
            ("{'title':\"T\"}", 1, "not in '"),
            ("{\"title\":\"T\" // it\n}", 1, "no comments"),
            ("{\"title\":“T”}", 1, "full-width"),
            (
                "{\"title\":\"T\"，\"id\":\"x\"}",
                1,
                "the sign ， is full-width",
            ),
            ("{\"title\":\"\\q\"}", 1, "backslash"),
            ("{\"title\":\"a\nb\"}", 1, "no line break"),
            ("{\"title\":01}", 1, "no number"),
            ("{\"title\":yes}", 1, "not “y” but a value"),
            ("{} {}", 1, "something follows"),
        ] {
            let told = told(text);
            assert_eq!(told.len(), 1, "{text}: {told:?}");
            let begins = format!("  line {line}: ");
            assert!(
                told[0].starts_with(&begins) && told[0].contains(words),
                "{text}: {told:?}"
            );
        }
        // Brackets without end are no danger to the stack.
        assert!(read(&"[".repeat(100_000)).is_err());
        let deep = format!("{{\"id\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(read(&deep).is_err());
    }

    /// The blank template wants what is needed and nothing else, and can be used when that is filled in.
    #[test]
    fn the_blank_template_can_be_filled_in() {
        let blank = blank();
        let faults = read(&blank).unwrap_err();
        let paths: Vec<&str> = faults.iter().map(|f| f.path.as_str()).collect();
        assert_eq!(
            paths,
            [
                "title",
                "projects[0].id",
                "projects[0].name",
                "indicators[0].id",
                "indicators[0].name",
                "indicators[0].cap"
            ]
        );
        let filled = blank
            .replace("{ \"zh\": \"\", \"en\": \"\" }", "\"x\"")
            .replace("\"id\": \"\"", "\"id\": \"x\"")
            .replace("\"cap\": 0", "\"cap\": 10");
        let template = read(&filled).unwrap();
        assert_eq!(template.rules, crate::model::Rules::default());
        assert_eq!(template.full_marks().unwrap().to_string(), "10.00");
        assert_eq!(template.deadline, None);
        // Every field of it is explained.
        let told = explanation(Lang::Zh);
        for name in [
            "projects[].facts[].value (",
            "rules.min_sheets (",
            "checklist[].at_least.n (",
        ] {
            assert!(told.iter().any(|line| line.starts_with(name)), "{name}");
        }
    }
}
