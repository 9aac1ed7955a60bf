//! What a package installs beside the program, and the table of the rules in the READMEs. To make the man pages,
//! completions and tables again:
//!
//! `UPDATE_PACKAGE=1 cargo test --test journeys package`

use pingshen::model::rule::{Clause, RuleKind};
use pingshen::model::{Rule, Rules};
use pingshen::text::Lang;
use pingshen::text::rules as words;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The files, and what prints each.
const PRINTED: &[(&str, &[&str])] = &[
    ("pingshen.1", &["--lang", "en", "man"]),
    ("pingshen.zh_CN.1", &["--lang", "zh", "man"]),
    ("pingshen.bash", &["--lang", "en", "completions", "bash"]),
    ("_pingshen", &["--lang", "en", "completions", "zsh"]),
    ("pingshen.fish", &["--lang", "en", "completions", "fish"]),
];

#[test]
fn man_pages_and_completions_are_todays() {
    let update = std::env::var_os("UPDATE_PACKAGE").is_some();
    let mut old = Vec::new();
    for (name, args) in PRINTED {
        let output = Command::new(env!("CARGO_BIN_EXE_pingshen"))
            .args(*args)
            .output()
            .unwrap();
        assert!(output.status.success(), "{args:?}");
        let path = Path::new("data/package").join(name);
        if update {
            fs::write(&path, &output.stdout).unwrap();
        } else if fs::read(&path).ok().as_deref() != Some(&output.stdout) {
            old.push(*name);
        }
    }
    assert!(
        old.is_empty(),
        "not as the program prints them now: {}\nmake them again: UPDATE_PACKAGE=1 cargo test --test journeys package",
        old.join(", ")
    );
}

/// Every rule with its name in a file, its values, the one it has unless told otherwise, and where it comes from.
fn table_of_rules(lang: Lang) -> String {
    let say = |zh: &'static str, en: &'static str| match lang {
        Lang::Zh => zh.to_owned(),
        Lang::En => en.to_owned(),
    };
    let rules = Rules::default();
    let written = serde_json::to_value(&rules).unwrap();
    let mut table = say(
        "| `rules` 里的名字 | 规则 | 可取的值 | 默认 | 依据 |\n|---|---|---|---|---|\n",
        "| name in `rules` | rule | values | default | from |\n|---|---|---|---|---|\n",
    );
    for rule in Rule::ALL {
        let none = say("，或没有", ", or none");
        let values = match rule.kind() {
            RuleKind::Number { least, most, .. } => format!("{}-{most}", least(&rules)),
            RuleKind::Optional { least, most, .. } => format!("{least}-{most}{none}"),
            RuleKind::Score { .. } => say("0 到满分，或没有", "0 to full marks, or none"),
            RuleKind::Choice { names, .. } => format!("`{}`", names.join("`, `")),
            RuleKind::Fixed(name) => format!("`{name}`"),
            RuleKind::Indicators { .. } => say("指标编号", "ids of indicators"),
            RuleKind::Groups { .. } => say("项目编号的列表", "lists of project ids"),
        };
        let values = match rule {
            Rule::MinSheets => say("比去掉的多，至 255", "more than are dropped, to 255"),
            _ => values,
        };
        let default = match written.get(rule.key()) {
            Some(value) if value.as_array().is_some_and(Vec::is_empty) => say("没有", "none"),
            Some(serde_json::Value::String(text)) => format!("`{text}`"),
            Some(value) if value.is_boolean() => format!("`{value}`"),
            Some(value) => value.to_string(),
            None if matches!(rule.kind(), RuleKind::Groups { .. }) => {
                say("全部项目一组", "one group of all")
            }
            None => say("没有", "none"),
        };
        let from = match rule.clause() {
            Clause::Session => String::new(),
            _ => words::source(*rule, &rules).get(lang).to_owned(),
        };
        let (key, name) = (rule.key(), words::name(*rule).get(lang));
        table.push_str(&format!(
            "| `{key}` | {name} | {values} | {default} | {from} |\n"
        ));
    }
    table
}

#[test]
fn the_tables_of_the_rules_are_todays() {
    let update = std::env::var_os("UPDATE_PACKAGE").is_some();
    for (readme, lang) in [("README.md", Lang::En), ("README.zh-CN.md", Lang::Zh)] {
        let text = fs::read_to_string(readme).unwrap();
        let (before, rest) = text.split_once("<!-- rules -->\n").unwrap();
        let (there, after) = rest.split_once("<!-- /rules -->").unwrap();
        let table = table_of_rules(lang);
        if update {
            let whole = format!("{before}<!-- rules -->\n{table}<!-- /rules -->{after}");
            fs::write(readme, whole).unwrap();
        } else {
            assert_eq!(
                there, table,
                "{readme}; make it again: UPDATE_PACKAGE=1 cargo test --test journeys package"
            );
        }
    }
}

/// The lines of the package's list of files: source, place, mode.
fn assets() -> Vec<(String, String)> {
    let manifest = fs::read_to_string("Cargo.toml").unwrap();
    let list = manifest.split("\nassets = [").nth(1).unwrap();
    let list = list.split("\n]").next().unwrap();
    list.lines()
        .filter_map(|line| {
            let mut quoted = line.split('"').skip(1).step_by(2);
            Some((quoted.next()?.to_owned(), quoted.next()?.to_owned()))
        })
        .collect()
}

#[test]
fn everything_that_a_package_installs_is_here() {
    let assets = assets();
    for (source, _) in &assets {
        let here = match source.strip_suffix("*.svg") {
            Some(folder) => fs::read_dir(folder).unwrap().next().is_some(),
            None => Path::new(source).is_file(),
        };
        assert!(
            source == "target/release/pingshen" || here,
            "{source} is not here"
        );
    }
    for (name, _) in PRINTED {
        let source = format!("data/package/{name}");
        assert!(
            assets.iter().any(|(s, _)| *s == source),
            "{name} is not installed"
        );
    }
    for place in [
        "usr/bin/",
        "usr/share/man/man1/",
        "usr/lib/systemd/system/",
        "usr/lib/sysusers.d/pingshen.conf",
        "usr/share/pingshen/luoyang-2026.json",
    ] {
        assert!(
            assets.iter().any(|(_, p)| p == place),
            "nothing goes to {place}"
        );
    }
}

/// The value of a config of the unit.
fn unit(name: &str) -> String {
    let text = fs::read_to_string("data/package/pingshen@.service").unwrap();
    let line = text.lines().find_map(|l| l.strip_prefix(name));
    line.unwrap_or_else(|| panic!("no {name}"))
        .trim_matches('"')
        .to_owned()
}

#[test]
fn the_service_starts_the_program_with_words_that_it_knows() {
    let options = unit("Environment=\"PINGSHEN_SERVE=");
    let start = unit("ExecStart=/usr/bin/pingshen ").replace("$PINGSHEN_SERVE", &options);
    let nowhere = tempfile::tempdir().unwrap();
    let words = start.replace(
        "/var/lib/pingshen/%i",
        &nowhere.path().display().to_string(),
    );
    let output = Command::new(env!("CARGO_BIN_EXE_pingshen"))
        .args(words.split(' '))
        .env("HOME", nowhere.path())
        .output()
        .unwrap();
    // Everything is understood; what is missing is a session.
    assert_eq!(output.status.code(), Some(3), "{output:?}");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("journal.jsonl"), "{said}");
    // The account of the unit is the one that the package makes.
    let account = fs::read_to_string("data/package/sysusers.conf").unwrap();
    assert!(account.contains(&format!("u {} ", unit("User="))));
    let scripts = ["postinst", "prerm"].map(|s| format!("data/package/debian/{s}"));
    for script in scripts {
        let sound = Command::new("sh").arg("-n").arg(&script).status().unwrap();
        assert!(sound.success(), "{script}");
    }
}
