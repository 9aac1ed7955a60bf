//! What a session starts from: a template, checked, and the first act made of it.

use super::points::Points;
use super::rubric::{CheckItem, Indicator, Project, Requirement, Words};
use super::rule::{Rule, RuleKind};
use super::rules::Rules;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The format of the first act; a reader that does not know it must not guess.
pub const JOURNAL_FORMAT: &str = "pingshen-journal/1";
/// The edition of the rules of permission that new journals are written and read under. Those of edition 1, which
/// do not name it, were written by a program that allowed more; see `model::edition`.
pub const EDITION: u32 = 2;
/// The format of a template file.
pub const TEMPLATE_FORMAT: &str = "pingshen-template/1";

/// The language a session was set up in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    #[default]
    Zh,
    En,
}

/// A template file: everything about a selection but its people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    #[serde(default = "template_format")]
    pub format: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id: String,
    pub title: Words,
    #[serde(default, skip_serializing_if = "Words::is_empty")]
    pub organizer: Words,
    /// RFC 3339; applications are due before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<String>,
    /// What the public notice says of itself.
    #[serde(default, skip_serializing_if = "Publicity::is_empty")]
    pub publicity: Publicity,
    /// What the words of applications mean.
    #[serde(default, skip_serializing_if = "DossierHints::is_empty")]
    pub dossier: DossierHints,
    /// In the order of allocation.
    pub projects: Vec<Project>,
    pub indicators: Vec<Indicator>,
    /// What the caps must add up to, where the file says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub full_marks: Option<Points>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requirements: Vec<Requirement>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checklist: Vec<CheckItem>,
    #[serde(default)]
    pub rules: Rules,
}

/// 申报书: which titles are senior, and which sections an indicator asks for. Words are compared as they stand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DossierHints {
    /// 高级职称; a requirement counts them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub senior: Vec<String>,
    /// Titles below.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lower: Vec<String>,
    /// What is no title, such as an honour; a person decides.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub doubtful: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<SectionHint>,
}

/// Where in an application an indicator is answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionHint {
    /// Its id.
    pub indicator: String,
    /// Words of the section's heading, the one to look for first before the others.
    pub words: Vec<String>,
}

impl DossierHints {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The words of the sections that an indicator asks for.
    pub fn words_of(&self, indicator: &str) -> &[String] {
        let hint = self.sections.iter().find(|s| s.indicator == indicator);
        hint.map_or(&[], |hint| &hint.words)
    }
}

/// How long the public notice hangs, and whom it sends people to. What is left out stays a blank to fill in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Publicity {
    /// Its first and its last day, `2026-06-01`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub from: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub to: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub working_days: Option<u16>,
    #[serde(skip_serializing_if = "Words::is_empty")]
    pub contact: Words,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub phone: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub email: String,
    #[serde(skip_serializing_if = "Words::is_empty")]
    pub address: Words,
    /// The telephone of those who watch over the review.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub supervision_phone: String,
}

impl Publicity {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

fn template_format() -> String {
    TEMPLATE_FORMAT.to_owned()
}

/// The first act: the template and what makes this session itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Setup {
    /// Always [`JOURNAL_FORMAT`].
    pub format: String,
    /// 128 random bits in hex: two sessions of one template differ from line 1.
    pub session: String,
    pub language: Language,
    /// 演练: shown on every frame, and it cannot be certified.
    pub rehearsal: bool,
    /// From 1 to [`EDITION`].
    #[serde(default = "first_edition", skip_serializing_if = "is_first_edition")]
    pub edition: u32,
    pub template: Template,
}

const fn first_edition() -> u32 {
    1
}

#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_first_edition(edition: &u32) -> bool {
    *edition == 1
}

/// What is wrong with a template. Facts; the words are elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SetupFault {
    UnknownFormat {
        format: String,
    },
    NoTitle,
    NoProject,
    NoIndicator,
    BadId {
        list: &'static str,
        id: String,
    },
    DuplicateId {
        list: &'static str,
        id: String,
    },
    NoName {
        list: &'static str,
        id: String,
    },
    CapNotPositive {
        indicator: String,
    },
    CapsTooLarge,
    /// The caps do not add up to what the template says they do.
    CapsSum {
        sum: Points,
        said: Points,
    },
    UnknownIndicator {
        list: &'static str,
        id: String,
        indicator: String,
    },
    RequirementWithoutRule {
        id: String,
    },
    /// A group of the limit of awards names a project that there is not.
    UnknownProject {
        list: &'static str,
        id: String,
    },
    /// A project is named twice in the groups of the limit of awards.
    ProjectTwice {
        list: &'static str,
        id: String,
    },
    /// A group without a project.
    EmptyGroup {
        list: &'static str,
    },
    /// The line that a score must reach lies above full marks.
    LineTooHigh {
        line: Points,
        most: Points,
    },
    BadRule {
        rule: &'static str,
        value: u64,
        least: u64,
        most: u64,
    },
}

/// Is this usable as an id in files and on the command line?
///
/// One to 64 visible characters, none of the separators that files use.
pub fn is_id(id: &str) -> bool {
    let length = id.chars().count();
    (1..=64).contains(&length)
        && !id.chars().any(|c| {
            c.is_whitespace()
                || c.is_control()
                || matches!(c, '/' | ';' | ',' | '"' | '=' | '@' | '\'')
        })
        && !id.starts_with(['-', '+'])
}

impl Template {
    /// # Errors
    /// Every fault found, in the order of the file.
    pub fn check(&self) -> Result<(), Vec<SetupFault>> {
        let mut faults = Vec::new();
        if self.format != TEMPLATE_FORMAT {
            faults.push(SetupFault::UnknownFormat {
                format: self.format.clone(),
            });
        }
        if self.title.is_empty() {
            faults.push(SetupFault::NoTitle);
        }
        self.check_projects(&mut faults);
        self.check_indicators(&mut faults);
        self.check_requirements(&mut faults);
        self.check_rules(&mut faults);
        if faults.is_empty() {
            Ok(())
        } else {
            Err(faults)
        }
    }

    fn check_projects(&self, faults: &mut Vec<SetupFault>) {
        if self.projects.is_empty() {
            faults.push(SetupFault::NoProject);
        }
        check_ids(
            "projects",
            self.projects.iter().map(|p| (&p.id, &p.name)),
            faults,
        );
    }

    fn check_indicators(&self, faults: &mut Vec<SetupFault>) {
        if self.indicators.is_empty() {
            faults.push(SetupFault::NoIndicator);
        }
        check_ids(
            "indicators",
            self.indicators.iter().map(|i| (&i.id, &i.name)),
            faults,
        );
        for indicator in &self.indicators {
            if indicator.cap == Points::ZERO {
                faults.push(SetupFault::CapNotPositive {
                    indicator: indicator.id.clone(),
                });
            }
        }
        match (self.full_marks(), self.full_marks) {
            (None, _) => faults.push(SetupFault::CapsTooLarge),
            (Some(sum), Some(said)) if sum != said => {
                faults.push(SetupFault::CapsSum { sum, said });
            }
            _ => {}
        }
    }

    fn check_requirements(&self, faults: &mut Vec<SetupFault>) {
        check_ids(
            "requirements",
            self.requirements.iter().map(|r| (&r.id, &r.name)),
            faults,
        );
        check_ids(
            "checklist",
            self.checklist.iter().map(|c| (&c.id, &c.name)),
            faults,
        );
        for hint in &self.dossier.sections {
            if !self.indicators.iter().any(|i| i.id == hint.indicator) {
                faults.push(SetupFault::UnknownIndicator {
                    list: "dossier.sections",
                    id: hint.words.first().cloned().unwrap_or_default(),
                    indicator: hint.indicator.clone(),
                });
            }
        }
        for requirement in &self.requirements {
            if !self
                .indicators
                .iter()
                .any(|i| i.id == requirement.indicator)
            {
                faults.push(SetupFault::UnknownIndicator {
                    list: "requirements",
                    id: requirement.id.clone(),
                    indicator: requirement.indicator.clone(),
                });
            }
            if requirement.per_trainee.is_some() == requirement.share.is_some() {
                faults.push(SetupFault::RequirementWithoutRule {
                    id: requirement.id.clone(),
                });
            }
        }
    }

    fn check_rules(&self, faults: &mut Vec<SetupFault>) {
        faults.extend(rule_faults(&self.rules, &self.indicators, &self.projects));
    }

    /// The sum of the caps; `None` above [`Points::MAX`].
    pub fn full_marks(&self) -> Option<Points> {
        full_marks(&self.indicators)
    }
}

fn full_marks(indicators: &[Indicator]) -> Option<Points> {
    indicators
        .iter()
        .try_fold(Points::ZERO, |sum, i| sum.checked_add(i.cap))
}

/// What is wrong with the groups of projects that the limit of awards holds in.
fn group_faults(
    list: &'static str,
    groups: &[Vec<String>],
    projects: &[Project],
) -> Vec<SetupFault> {
    let mut faults = Vec::new();
    let mut seen = BTreeSet::new();
    for group in groups {
        if group.is_empty() {
            faults.push(SetupFault::EmptyGroup { list });
        }
        for id in group {
            let id = id.clone();
            if !projects.iter().any(|p| p.id == id) {
                faults.push(SetupFault::UnknownProject { list, id });
            } else if !seen.insert(id.clone()) {
                faults.push(SetupFault::ProjectTwice { list, id });
            }
        }
    }
    faults
}

/// What is wrong with the rules by themselves, in the order of their table.
pub(super) fn rule_faults(
    rules: &Rules,
    indicators: &[Indicator],
    projects: &[Project],
) -> Vec<SetupFault> {
    let mut faults = Vec::new();
    for rule in Rule::ALL {
        let list = rule.path();
        let number = |value: u8, least: u64, most: u64| {
            let value = u64::from(value);
            (!(least..=most).contains(&value)).then_some(SetupFault::BadRule {
                rule: rule.key(),
                value,
                least,
                most,
            })
        };
        match rule.kind() {
            RuleKind::Number {
                get, least, most, ..
            } => faults.extend(number(get(rules), least(rules), most)),
            RuleKind::Optional {
                get, least, most, ..
            } => faults.extend(get(rules).and_then(|value| number(value, least, most))),
            RuleKind::Score { get, .. } => {
                if let (Some(line), Some(most)) = (get(rules), full_marks(indicators))
                    && line > most
                {
                    faults.push(SetupFault::LineTooHigh { line, most });
                }
            }
            RuleKind::Indicators { get, .. } => {
                let unknown = get(rules)
                    .iter()
                    .filter(|id| !indicators.iter().any(|i| i.id == **id));
                faults.extend(unknown.map(|id| SetupFault::UnknownIndicator {
                    list,
                    id: id.clone(),
                    indicator: id.clone(),
                }));
            }
            RuleKind::Groups { get, .. } => faults.extend(group_faults(list, get(rules), projects)),
            RuleKind::Choice { .. } | RuleKind::Fixed(_) => {}
        }
    }
    faults
}

fn check_ids<'a>(
    list: &'static str,
    items: impl Iterator<Item = (&'a String, &'a Words)>,
    faults: &mut Vec<SetupFault>,
) {
    let mut seen = BTreeSet::new();
    for (id, name) in items {
        if !is_id(id) {
            faults.push(SetupFault::BadId {
                list,
                id: id.clone(),
            });
        } else if !seen.insert(id.as_str()) {
            faults.push(SetupFault::DuplicateId {
                list,
                id: id.clone(),
            });
        }
        if name.zh.trim().is_empty() || name.en.trim().is_empty() {
            faults.push(SetupFault::NoName {
                list,
                id: id.clone(),
            });
        }
    }
}
