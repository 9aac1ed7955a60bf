//! What is awarded and by which yardstick: projects, indicators and the facts around them.

use super::points::Points;
use serde::{Deserialize, Serialize};

/// A text of the session itself, in both languages. A plain string in a file stands for both.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Words {
    pub zh: String,
    pub en: String,
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Words;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a text, or {\"zh\": text, \"en\": text}")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Words, E> {
                Ok(Words::both(text))
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> Result<Words, A::Error> {
                #[derive(Deserialize)]
                #[serde(deny_unknown_fields)]
                struct Both {
                    zh: String,
                    en: String,
                }
                let both = Both::deserialize(serde::de::value::MapAccessDeserializer::new(map))?;
                Ok(Words {
                    zh: both.zh,
                    en: both.en,
                })
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

impl Words {
    /// The same text in both languages.
    pub fn both(text: &str) -> Self {
        Self {
            zh: text.to_owned(),
            en: text.to_owned(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.zh.trim().is_empty() && self.en.trim().is_empty()
    }
}

/// 子项目: what is awarded. Projects are kept in the order in which they are allocated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Project {
    pub id: String,
    pub name: Words,
    /// For narrow places; the name where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short: Option<Words>,
    /// People to be trained; what requirements per trainee are computed from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trainees: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget_yuan: Option<u64>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<Fact>,
}

impl Project {
    pub fn short(&self) -> &Words {
        self.short.as_ref().unwrap_or(&self.name)
    }
}

/// One fact of a project, as the notice states it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    pub name: Words,
    pub value: Words,
    #[serde(default, skip_serializing_if = "Words::is_empty")]
    pub clause: Words,
}

/// 指标: one row of the rubric.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    pub id: String,
    pub name: Words,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short: Option<Words>,
    /// 分值: the most that can be given.
    #[serde(with = "cap")]
    pub cap: Points,
    #[serde(default, skip_serializing_if = "Words::is_empty")]
    pub clause: Words,
    /// Can two judges differ on it only by mistake?
    #[serde(default)]
    pub objective: bool,
    /// 评价内容, point by point.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asks: Vec<Words>,
}

impl Indicator {
    pub fn short(&self) -> &Words {
        self.short.as_ref().unwrap_or(&self.name)
    }
}

/// A cap in a template may be a whole number (`10`) or a string (`"2.5"`); it is written as a string.
mod cap {
    use super::Points;
    use serde::{Deserializer, Serializer};
    use std::fmt;

    pub fn serialize<S: Serializer>(cap: &Points, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(cap)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Points, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = Points;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a cap: a whole number such as 10, or a string such as \"2.50\"")
            }
            fn visit_u64<E: serde::de::Error>(self, n: u64) -> Result<Points, E> {
                u32::try_from(n)
                    .ok()
                    .and_then(|n| n.checked_mul(100))
                    .and_then(Points::from_hundredths)
                    .ok_or_else(|| E::custom("a cap above 1000000"))
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Points, E> {
                Points::exact(text)
                    .map_err(|_| E::invalid_value(serde::de::Unexpected::Str(text), &self))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

/// A threshold that a machine can compute from the facts an applicant declares.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    pub id: String,
    /// The indicator beside which it is shown.
    pub indicator: String,
    pub name: Words,
    #[serde(default, skip_serializing_if = "Words::is_empty")]
    pub clause: Words,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_trainee: Option<PerTrainee>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<Share>,
}

/// At least one of something for so many trainees: one mentor to five.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PerTrainee {
    /// The applicant's fact that is counted.
    pub of: String,
    pub one_per: u32,
}

/// At least so many per cent of one fact among another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Share {
    pub of: String,
    pub from: String,
    pub percent: u32,
}

/// A requirement worked out for one entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Worked {
    /// The least number that satisfies it; unknown while the base is not declared.
    pub needed: Option<u64>,
    /// What the needed number is computed from: trainees, or all experts.
    pub base: Option<u64>,
    /// What the applicant declared.
    pub declared: Option<u64>,
}

impl Worked {
    /// `None` while something is not declared.
    pub fn met(self) -> Option<bool> {
        Some(self.declared? >= self.needed?)
    }
}

impl Requirement {
    /// The least whole number that meets the threshold: 220 trainees at 1 to 5 need 44 mentors.
    pub fn work(&self, project: &Project, fact: impl Fn(&str) -> Option<u64>) -> Worked {
        if let Some(rule) = &self.per_trainee {
            let base = project.trainees.map(u64::from);
            return Worked {
                needed: base.map(|n| n.div_ceil(u64::from(rule.one_per.max(1)))),
                base,
                declared: fact(&rule.of),
            };
        }
        if let Some(rule) = &self.share {
            let base = fact(&rule.from);
            return Worked {
                needed: base.map(|n| (n.saturating_mul(u64::from(rule.percent))).div_ceil(100)),
                base,
                declared: fact(&rule.of),
            };
        }
        Worked {
            needed: None,
            base: None,
            declared: None,
        }
    }
}

/// One line of the qualification review (资格审查).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckItem {
    pub id: String,
    pub name: Words,
    #[serde(default, skip_serializing_if = "Words::is_empty")]
    pub clause: Words,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asks: Vec<Words>,
    /// The program works it out; nobody ticks it.
    #[serde(default)]
    pub computed: bool,
    /// Failing it disqualifies.
    #[serde(default)]
    pub fatal: bool,
    /// A fact that the applicant declares must be at least so much: ten paper copies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<AtLeast>,
}

/// At least so many of a declared fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AtLeast {
    pub of: String,
    pub n: u64,
}
