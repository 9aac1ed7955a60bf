//! Every field of a template file: its name, what may stand there, and what it is for. The check, the blank
//! template and its explanation walk through this table; a test holds that it and the model name the same fields.

use crate::model::rule::RuleKind;
use crate::model::{Rule, Rules};
use crate::text::Text;
use crate::text::template as t;

/// One field of an object.
#[derive(Clone, Copy, Debug)]
pub struct FieldSpec {
    pub name: &'static str,
    /// Must it be there?
    pub needed: bool,
    pub shape: Shape,
    pub about: Text,
}

/// What may stand in a field.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// The name of the format.
    Format,
    Id,
    Text,
    /// A text, or one in each language.
    Words,
    Moment,
    /// Points as a whole number or as a string.
    Points,
    Whole {
        least: u64,
        most: u64,
    },
    /// The number of a rule. Its bounds may hang on other rules, so the model has the last word; these are those
    /// beside the usual ones.
    Small {
        least: u64,
        most: u64,
    },
    Bool,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// This word.
    Only(&'static str),
    List(&'static Shape),
    Object(&'static [FieldSpec]),
    /// The table of rules is the model's.
    Rules,
}

const fn needed(name: &'static str, shape: Shape, about: Text) -> FieldSpec {
    FieldSpec {
        name,
        needed: true,
        shape,
        about,
    }
}

const fn wanted(name: &'static str, shape: Shape, about: Text) -> FieldSpec {
    FieldSpec {
        name,
        needed: false,
        shape,
        about,
    }
}

const COUNT: u64 = 1_000_000_000;
const YUAN: u64 = 1_000_000_000_000;

pub const TEMPLATE: &[FieldSpec] = &[
    wanted("format", Shape::Format, t::A_FORMAT),
    wanted("id", Shape::Text, t::A_ID),
    needed("title", Shape::Words, t::A_TITLE),
    wanted("organizer", Shape::Words, t::A_ORGANIZER),
    wanted("deadline", Shape::Moment, t::A_DEADLINE),
    wanted("publicity", Shape::Object(PUBLICITY), t::A_PUBLICITY),
    wanted("dossier", Shape::Object(DOSSIER), t::A_DOSSIER),
    needed(
        "projects",
        Shape::List(&Shape::Object(PROJECT)),
        t::A_PROJECTS,
    ),
    needed(
        "indicators",
        Shape::List(&Shape::Object(INDICATOR)),
        t::A_INDICATORS,
    ),
    wanted("full_marks", Shape::Points, t::A_FULL_MARKS),
    wanted(
        "requirements",
        Shape::List(&Shape::Object(REQUIREMENT)),
        t::A_REQUIREMENTS,
    ),
    wanted(
        "checklist",
        Shape::List(&Shape::Object(ITEM)),
        t::A_CHECKLIST,
    ),
    wanted("rules", Shape::Rules, t::A_RULES),
];

const PUBLICITY: &[FieldSpec] = &[
    wanted("from", Shape::Text, t::A_PUBLIC_FROM),
    wanted("to", Shape::Text, t::A_PUBLIC_TO),
    wanted(
        "working_days",
        Shape::Whole {
            least: 0,
            most: 65_535,
        },
        t::A_WORKING_DAYS,
    ),
    wanted("contact", Shape::Words, t::A_CONTACT),
    wanted("phone", Shape::Text, t::A_PHONE),
    wanted("email", Shape::Text, t::A_EMAIL),
    wanted("address", Shape::Words, t::A_ADDRESS),
    wanted("supervision_phone", Shape::Text, t::A_SUPERVISION),
];

const DOSSIER: &[FieldSpec] = &[
    wanted("senior", Shape::List(&Shape::Text), t::A_SENIOR),
    wanted("lower", Shape::List(&Shape::Text), t::A_LOWER),
    wanted("doubtful", Shape::List(&Shape::Text), t::A_DOUBTFUL),
    wanted(
        "sections",
        Shape::List(&Shape::Object(SECTION)),
        t::A_SECTIONS,
    ),
];

const SECTION: &[FieldSpec] = &[
    needed("indicator", Shape::Id, t::A_SECTION_INDICATOR),
    needed("words", Shape::List(&Shape::Text), t::A_SECTION_WORDS),
];

const PROJECT: &[FieldSpec] = &[
    needed("id", Shape::Id, t::A_PROJECT_ID),
    needed("name", Shape::Words, t::A_PROJECT_NAME),
    wanted("short", Shape::Words, t::A_SHORT),
    wanted(
        "trainees",
        Shape::Whole {
            least: 0,
            most: 4_000_000_000,
        },
        t::A_TRAINEES,
    ),
    wanted(
        "budget_yuan",
        Shape::Whole {
            least: 0,
            most: YUAN,
        },
        t::A_BUDGET,
    ),
    wanted("facts", Shape::List(&Shape::Object(FACT)), t::A_FACTS),
];

const FACT: &[FieldSpec] = &[
    needed("name", Shape::Words, t::A_FACT_NAME),
    needed("value", Shape::Words, t::A_FACT_VALUE),
    wanted("clause", Shape::Words, t::A_CLAUSE),
];

const INDICATOR: &[FieldSpec] = &[
    needed("id", Shape::Id, t::A_INDICATOR_ID),
    needed("name", Shape::Words, t::A_INDICATOR_NAME),
    wanted("short", Shape::Words, t::A_SHORT),
    needed("cap", Shape::Points, t::A_CAP),
    wanted("clause", Shape::Words, t::A_CLAUSE),
    wanted("objective", Shape::Bool, t::A_OBJECTIVE),
    wanted("asks", Shape::List(&Shape::Words), t::A_ASKS),
];

const REQUIREMENT: &[FieldSpec] = &[
    needed("id", Shape::Id, t::A_REQUIREMENT_ID),
    needed("indicator", Shape::Id, t::A_REQUIREMENT_INDICATOR),
    needed("name", Shape::Words, t::A_REQUIREMENT_NAME),
    wanted("clause", Shape::Words, t::A_CLAUSE),
    wanted("per_trainee", Shape::Object(PER_TRAINEE), t::A_PER_TRAINEE),
    wanted("share", Shape::Object(SHARE), t::A_SHARE),
];

const PER_TRAINEE: &[FieldSpec] = &[
    needed("of", Shape::Text, t::A_OF),
    needed(
        "one_per",
        Shape::Whole {
            least: 1,
            most: COUNT,
        },
        t::A_ONE_PER,
    ),
];

const SHARE: &[FieldSpec] = &[
    needed("of", Shape::Text, t::A_OF),
    needed("from", Shape::Text, t::A_FROM),
    needed(
        "percent",
        Shape::Whole {
            least: 0,
            most: 100,
        },
        t::A_PERCENT,
    ),
];

const ITEM: &[FieldSpec] = &[
    needed("id", Shape::Id, t::A_ITEM_ID),
    needed("name", Shape::Words, t::A_ITEM_NAME),
    wanted("clause", Shape::Words, t::A_CLAUSE),
    wanted("asks", Shape::List(&Shape::Words), t::A_ITEM_ASKS),
    wanted("computed", Shape::Bool, t::A_COMPUTED),
    wanted("fatal", Shape::Bool, t::A_FATAL),
    wanted("at_least", Shape::Object(AT_LEAST), t::A_AT_LEAST),
];

const AT_LEAST: &[FieldSpec] = &[
    needed("of", Shape::Text, t::A_OF),
    needed(
        "n",
        Shape::Whole {
            least: 0,
            most: COUNT,
        },
        t::A_N,
    ),
];

/// A text in both languages.
pub const BOTH: &[FieldSpec] = &[
    needed("zh", Shape::Text, t::A_ZH),
    needed("en", Shape::Text, t::A_EN),
];

/// What may stand in a rule.
pub fn rule(rule: Rule) -> Shape {
    match rule.kind() {
        RuleKind::Number { least, most, .. } => Shape::Small {
            least: least(&Rules::default()),
            most,
        },
        RuleKind::Optional { least, most, .. } => Shape::Small { least, most },
        RuleKind::Score { .. } => Shape::Points,
        RuleKind::Choice {
            names: ["true", "false"],
            ..
        } => Shape::Bool,
        RuleKind::Choice { names, .. } => Shape::OneOf(names),
        RuleKind::Fixed(word) => Shape::Only(word),
        RuleKind::Indicators { .. } => Shape::List(&Shape::Id),
        RuleKind::Groups { .. } => Shape::List(&Shape::List(&Shape::Id)),
    }
}

/// The fields of an object, rules as fields among them.
pub fn of(shape: Shape) -> Vec<FieldSpec> {
    match shape {
        Shape::Object(fields) => fields.to_vec(),
        Shape::Words => BOTH.to_vec(),
        Shape::Rules => Rule::ALL
            .iter()
            .map(|r| wanted(r.key(), rule(*r), crate::text::rules::name(*r)))
            .collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};
    use std::collections::BTreeSet;

    fn compare(path: &str, value: &Value, shape: Shape) {
        match (shape, value) {
            (Shape::List(of), Value::Array(list)) => {
                assert!(!list.is_empty(), "{path}");
                list.iter().for_each(|item| compare(path, item, *of));
            }
            (Shape::Object(_) | Shape::Rules | Shape::Words, Value::Object(map)) => {
                let fields = of(shape);
                let table: BTreeSet<&str> = fields.iter().map(|f| f.name).collect();
                let model: BTreeSet<&str> = map.keys().map(String::as_str).collect();
                assert_eq!(table, model, "{path}");
                for field in fields {
                    let path = format!("{path}.{}", field.name);
                    compare(&path, &map[field.name], field.shape);
                }
            }
            (Shape::List(_) | Shape::Object(_) | Shape::Rules, _) => panic!("{path}: {value}"),
            _ => {}
        }
    }

    /// A template with every field, as the model reads and writes it.
    #[test]
    fn the_table_and_the_model_name_the_same_fields() {
        let full = json!({
            "format": "pingshen-template/1", "id": "t", "title": "T", "organizer": "O",
            "deadline": "2026-05-18", "full_marks": "10.00",
            "dossier": {"senior": ["S"], "lower": ["L"], "doubtful": ["D"],
                "sections": [{"indicator": "i", "words": ["W"]}]},
            "publicity": {"from": "2026-06-01", "to": "2026-06-05", "working_days": 5, "contact": "P",
                "phone": "0", "email": "e", "address": "A", "supervision_phone": "0"},
            "projects": [{"id": "p", "name": "P", "short": "P", "trainees": 1, "budget_yuan": 1,
                "facts": [{"name": "F", "value": "V", "clause": "C"}]}],
            "indicators": [{"id": "i", "name": "I", "short": "I", "cap": 10, "clause": "C",
                "objective": true, "asks": ["A"]}],
            "requirements": [{"id": "r", "indicator": "i", "name": "R", "clause": "C",
                "per_trainee": {"of": "m", "one_per": 5},
                "share": {"of": "m", "from": "n", "percent": 5}}],
            "checklist": [{"id": "c", "name": "C", "clause": "C", "asks": ["A"], "computed": true,
                "fatal": true, "at_least": {"of": "copies", "n": 10}}],
            "rules": {"trim_two_from": 9, "min_score": "1.00", "award_groups": [["p"]],
                "objective": ["i"]},
        });
        let template: crate::model::Template = serde_json::from_value(full).unwrap();
        let written = serde_json::to_value(template).unwrap();
        compare("", &written, Shape::Object(TEMPLATE));
    }
}
