//! Every rule of the count in one table: its name in a file, the clause it comes from, how it is read and set, and
//! between what bounds. The checks of a template, the screen of the rules, the papers and the table in the READMEs
//! walk through it. Its words, in each language, stand in `text::rules`.
//!
//! A new rule is a field of [`Rules`] with its default, a row here, and a name there; the compiler asks for each.

use super::points::Points;
use super::rules::{Reading, RecusalScope, Rules, Visibility};

/// Where a rule comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clause {
    /// Notice, annex 5, note 1.
    Note1,
    /// Notice, annex 5, note 2.
    Note2,
    /// Notice, 四（二）; annex 2, 二.4.
    FourTwo,
    /// The notice leaves it open; agreed for the session.
    Session,
}

/// What values a rule takes, and how they are read and set.
#[derive(Clone, Copy)]
pub enum RuleKind {
    /// A whole number. `least` may hang on other rules.
    Number {
        get: fn(&Rules) -> u8,
        set: fn(&mut Rules, u8),
        least: fn(&Rules) -> u64,
        most: u64,
    },
    /// A whole number, or none.
    Optional {
        get: fn(&Rules) -> Option<u8>,
        set: fn(&mut Rules, Option<u8>),
        least: u64,
        most: u64,
    },
    /// Points from 0 to full marks, or none.
    Score {
        get: fn(&Rules) -> Option<Points>,
        set: fn(&mut Rules, Option<Points>),
    },
    /// One of the values that are named, as they stand in a file, by its place among them.
    Choice {
        names: &'static [&'static str],
        get: fn(&Rules) -> usize,
        set: fn(&mut Rules, usize),
    },
    /// There is one value only, which stands in a file under this name.
    Fixed(&'static str),
    /// Ids of indicators.
    Indicators {
        get: fn(&Rules) -> &[String],
        set: fn(&mut Rules, Vec<String>),
    },
    /// Groups of ids of projects, each project in at most one.
    Groups {
        get: fn(&Rules) -> &[Vec<String>],
        set: fn(&mut Rules, Vec<Vec<String>>),
    },
}

macro_rules! table {
    ($($(#[$doc:meta])* $rule:ident $key:literal $clause:ident $kind:expr;)*) => {
        /// A rule of the count, in the order of a file.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Rule {
            $($(#[$doc])* $rule,)*
        }

        impl Rule {
            pub const ALL: &'static [Self] = &[$(Self::$rule,)*];

            /// Its name in a template and in the journal.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$rule => $key,)* }
            }

            /// Its name in a template with the list that it stands in.
            pub const fn path(self) -> &'static str {
                match self { $(Self::$rule => concat!("rules.", $key),)* }
            }

            pub const fn clause(self) -> Clause {
                match self { $(Self::$rule => Clause::$clause,)* }
            }

            pub const fn kind(self) -> RuleKind {
                match self { $(Self::$rule => $kind,)* }
            }
        }
    };
}

/// A whole number in a field, from a constant or from what the other rules ask.
macro_rules! number {
    ($field:ident, $least:literal, $most:literal) => {
        number!($field, |_| $least, $most)
    };
    ($field:ident, $least:expr, $most:literal) => {
        RuleKind::Number {
            get: |rules| rules.$field,
            set: |rules, value| rules.$field = value,
            least: $least,
            most: $most,
        }
    };
}

/// One of the values that are named, in the order of their names.
macro_rules! choice {
    ($field:ident, $($name:literal $value:expr),*) => {
        RuleKind::Choice {
            names: &[$($name),*],
            get: |rules| [$($value),*].iter().position(|v| *v == rules.$field).unwrap_or(0),
            set: |rules, n| {
                if let Some(value) = [$($value),*].get(n) {
                    rules.$field = *value;
                }
            },
        }
    };
}

table! {
    TrimHigh "trim_high" Note2 number!(trim_high, 0, 10);
    TrimLow "trim_low" Note2 number!(trim_low, 0, 10);
    /// Two highest and two lowest from so many counting sheets on; one of five is kept.
    TrimTwoFrom "trim_two_from" Session RuleKind::Optional {
        get: |rules| rules.trim_two_from,
        set: |rules, value| rules.trim_two_from = value,
        least: 5,
        most: 255,
    };
    Reading "reading" Note2 choice!(reading, "totals" Reading::Totals, "indicators" Reading::Indicators);
    Rounding "rounding" Note1 RuleKind::Fixed("half_up");
    /// More than are dropped, so that one is kept.
    MinSheets "min_sheets" Session
        number!(min_sheets, |rules| u64::from(rules.trim_high) + u64::from(rules.trim_low) + 1, 255);
    Awards "awards_per_project" Session number!(awards_per_project, 1, 100);
    PerApplicant "awards_per_applicant" FourTwo number!(awards_per_applicant, 1, 100);
    Groups "award_groups" FourTwo RuleKind::Groups {
        get: |rules| &rules.award_groups,
        set: |rules, value| rules.award_groups = value,
    };
    /// 入围线.
    Line "min_score" Session RuleKind::Score {
        get: |rules| rules.min_score,
        set: |rules, value| rules.min_score = value,
    };
    Reserves "reserves" Session number!(reserves, 0, 100);
    Ties "ties" Session RuleKind::Fixed("panel");
    Recusal "recusal_scope" Session
        choice!(recusal_scope, "project" RecusalScope::Project, "entry" RecusalScope::Entry);
    Deviation "deviation_percent" Session number!(deviation_percent, 1, 100);
    Objective "objective" Session RuleKind::Indicators {
        get: |rules| &rules.objective,
        set: |rules, value| rules.objective = value,
    };
    Visibility "visibility" Session
        choice!(visibility, "live" Visibility::Live, "sealed" Visibility::Sealed);
    Declaration "declaration" Session choice!(declaration, "true" true, "false" false);
}

impl Rule {
    /// Do these two give the rule the same value?
    pub fn is_same(self, one: &Rules, other: &Rules) -> bool {
        match self.kind() {
            RuleKind::Number { get, .. } => get(one) == get(other),
            RuleKind::Optional { get, .. } => get(one) == get(other),
            RuleKind::Score { get, .. } => get(one) == get(other),
            RuleKind::Choice { get, .. } => get(one) == get(other),
            RuleKind::Fixed(_) => true,
            RuleKind::Indicators { get, .. } => get(one) == get(other),
            RuleKind::Groups { get, .. } => get(one) == get(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    /// The table names every field of a file, and says of each what stands there.
    #[test]
    fn the_table_and_the_file_have_the_same_rules() {
        let full = Rules {
            trim_two_from: Some(10),
            min_score: Points::from_hundredths(6_000),
            award_groups: vec![vec!["p1".to_owned()]],
            objective: vec!["i1".to_owned()],
            ..Rules::default()
        };
        let Value::Object(file) = serde_json::to_value(&full).unwrap() else {
            panic!("rules are an object")
        };
        let keys: Vec<&str> = Rule::ALL.iter().map(|rule| rule.key()).collect();
        assert_eq!(file.len(), keys.len());
        let mut order: Vec<usize> = Vec::new();
        let text = serde_json::to_string(&full).unwrap();
        for rule in Rule::ALL {
            assert!(rule.path().ends_with(rule.key()));
            order.push(text.find(&format!("\"{}\":", rule.key())).unwrap());
            let value = match rule.kind() {
                RuleKind::Number { get, .. } => json!(get(&full)),
                RuleKind::Optional { get, .. } => json!(get(&full)),
                RuleKind::Score { get, .. } => json!(get(&full)),
                RuleKind::Choice { names, get, .. } => match names[get(&full)] {
                    "true" => json!(true),
                    "false" => json!(false),
                    name => json!(name),
                },
                RuleKind::Fixed(name) => json!(name),
                RuleKind::Indicators { get, .. } => json!(get(&full)),
                RuleKind::Groups { get, .. } => json!(get(&full)),
            };
            assert_eq!(file[rule.key()], value, "{rule:?}");
        }
        assert!(order.is_sorted(), "the table is in the order of the file");
    }

    /// What is set is what is read, and nothing else changes by it.
    #[test]
    fn what_is_set_is_read_again() {
        for rule in Rule::ALL {
            let before = Rules::default();
            let mut after = before.clone();
            match rule.kind() {
                RuleKind::Number { get, set, .. } => {
                    set(&mut after, 7);
                    assert_eq!(get(&after), 7);
                }
                RuleKind::Optional { get, set, .. } => {
                    set(&mut after, Some(7));
                    assert_eq!(get(&after), Some(7));
                }
                RuleKind::Score { get, set } => {
                    set(&mut after, Some(Points::ZERO));
                    assert_eq!(get(&after), Some(Points::ZERO));
                }
                RuleKind::Choice { names, get, set } => {
                    let other = names.len() - 1 - get(&before);
                    set(&mut after, other);
                    assert_eq!(get(&after), other);
                }
                RuleKind::Fixed(_) => continue,
                RuleKind::Indicators { set, .. } => set(&mut after, vec!["i1".to_owned()]),
                RuleKind::Groups { set, .. } => set(&mut after, vec![vec!["p1".to_owned()]]),
            }
            let changed: Vec<Rule> = Rule::ALL
                .iter()
                .filter(|r| !r.is_same(&before, &after))
                .copied()
                .collect();
            assert_eq!(changed, [*rule]);
        }
    }
}
