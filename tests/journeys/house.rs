//! The house's own rules, held by a test because one crate cannot hold them by itself.

use std::fs;
use std::path::{Path, PathBuf};

/// The layers from the bottom up; each may name only those below it.
const LAYERS: &[&str] = &[
    "model", "tally", "system", "journal", "live", "text", "office", "tui", "ssh", "cli",
];
/// What the two lowest must not know: files, clocks, terminals, languages, floats.
const OUTSIDE: &[&str] = &[
    "std::fs",
    "std::io",
    "std::env",
    "std::net",
    "std::thread",
    "std::time",
    "SystemTime",
    "Instant",
    "jiff",
    "ratatui",
    "crossterm",
    "rustix",
    "f32",
    "f64",
];

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

/// The lines of a file that are code of the product, with their numbers.
fn code(path: &Path) -> Vec<(usize, String)> {
    fs::read_to_string(path)
        .unwrap()
        .lines()
        .enumerate()
        .take_while(|(_, line)| !line.contains("#[cfg(test)]") || line.starts_with(' '))
        .map(|(n, line)| {
            (
                n + 1,
                line.split("//").next().unwrap_or_default().to_owned(),
            )
        })
        .collect()
}

fn banned_in(layer: usize) -> Vec<String> {
    let mut banned: Vec<String> = LAYERS[layer + 1..]
        .iter()
        .map(|above| format!("crate::{above}"))
        .collect();
    if layer < 2 {
        banned.extend(OUTSIDE.iter().map(|word| (*word).to_owned()));
    }
    // What is asynchronous stays on one side of a channel; signals of the system are heard so.
    if !["ssh", "system"].contains(&LAYERS[layer]) {
        banned.extend(["tokio".to_owned(), ".await".to_owned()]);
    }
    banned
}

#[test]
fn arrows_run_one_way() {
    let mut broken = Vec::new();
    for (n, layer) in LAYERS.iter().enumerate() {
        let mut paths = Vec::new();
        sources(&Path::new("src").join(layer), &mut paths);
        assert!(!paths.is_empty(), "src/{layer} is gone: mend this test");
        for path in paths {
            for (line, text) in code(&path) {
                for word in banned_in(n) {
                    if text.contains(&word) {
                        broken.push(format!("{}:{line}: {word}", path.display()));
                    }
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// The rules of permission do not know the count; whoever asks them alone lets a certificate through that the
/// count does not give.
#[test]
fn only_the_count_asks_the_rules_of_permission() {
    let mut broken = Vec::new();
    for layer in &LAYERS[2..] {
        let mut paths = Vec::new();
        sources(&Path::new("src").join(layer), &mut paths);
        for path in paths {
            for (line, text) in code(&path) {
                if asks_past_the_count(&text) {
                    broken.push(format!("{}:{line}: {text}", path.display()));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
    assert!(asks_past_the_count("session.decide(by, intent)?"));
    assert!(asks_past_the_count("    .apply(stamp, &act)"));
    assert!(!asks_past_the_count(
        "tally::apply(&mut session, stamp, &act)"
    ));
}

fn asks_past_the_count(text: &str) -> bool {
    [".decide(", ".apply(", "Session::decide(", "Session::apply("]
        .iter()
        .any(|word| text.contains(word))
}

#[test]
fn a_wrong_arrow_would_be_seen() {
    assert!(
        banned_in(0).contains(&"crate::tui".to_owned()) && banned_in(0).contains(&"f64".to_owned())
    );
    assert!(
        banned_in(3).contains(&"crate::text".to_owned())
            && !banned_in(3).contains(&"crate::tally".to_owned())
    );
    assert!(banned_in(7).contains(&"tokio".to_owned()));
    assert!(banned_in(8) == ["crate::cli"]);
}

/// What stands for one system in a line, tests included.
fn names_a_system(text: &str) -> bool {
    let of_system = [
        "std::os::",
        "rustix",
        "signal_hook",
        "signal::unix",
        "signal::windows",
        "same_file::",
        "sys_locale::",
        "target_os",
        "target_family",
    ];
    let word = |c: char| !(c.is_alphanumeric() || c == '_');
    of_system.iter().any(|name| text.contains(name))
        || (text.contains("cfg") && text.split(word).any(|w| matches!(w, "unix" | "windows")))
}

/// One folder knows what differs between systems, so that another one is added there and nowhere else.
#[test]
fn systems_are_named_in_one_place() {
    let mut paths = Vec::new();
    sources(Path::new("src"), &mut paths);
    let here = Path::new("src/system");
    let (inside, outside): (Vec<_>, Vec<_>) = paths.iter().partition(|p| p.starts_with(here));
    let naming = |paths: &[&PathBuf]| {
        let mut found = Vec::new();
        for path in paths {
            let text = fs::read_to_string(path).unwrap();
            for (n, line) in text.lines().enumerate() {
                if names_a_system(line.split("//").next().unwrap_or_default()) {
                    found.push(format!("{}:{}: {line}", path.display(), n + 1));
                }
            }
        }
        found
    };
    assert!(naming(&inside).len() > 10, "none seen");
    assert_eq!(naming(&outside), Vec::<String>::new());
    for text in [
        "#[cfg(unix)]",
        "if cfg!(windows) {",
        "use std::os::unix::fs::FileExt;",
    ] {
        assert!(names_a_system(text), "{text}");
    }
    assert!(!names_a_system("text.windows(2)") && !names_a_system("#[cfg(test)]"));
}

#[test]
fn files_are_short_enough_to_hold_in_the_head() {
    let mut paths = Vec::new();
    sources(Path::new("src"), &mut paths);
    let long: Vec<String> = paths
        .iter()
        .map(|p| (p, fs::read_to_string(p).unwrap().lines().count()))
        .filter(|(_, lines)| *lines > 480)
        .map(|(p, lines)| format!("{}: {lines} lines", p.display()))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

/// `src/tui/screens/log.rs` is `tui::screens::log`, `src/tui/mod.rs` and `src/office/scores.rs` are folders' own.
fn module_of(path: &Path) -> Vec<String> {
    let inside = path.strip_prefix("src").unwrap().with_extension("");
    let parts = inside.iter().map(|p| p.to_str().unwrap().to_owned());
    parts.filter(|p| p != "mod").collect()
}

/// The paths that a text of `use` statements names, braces unfolded: `a::{b, c::d}` is `a::b` and `a::c::d`.
fn unfolded(text: &str) -> Vec<String> {
    let Some(open) = text.find('{') else {
        return vec![text.trim().to_owned()];
    };
    let close = text.rfind('}').unwrap_or(text.len());
    let (mut parts, mut depth, mut part) = (Vec::new(), 0, String::new());
    for c in text[open + 1..close].chars() {
        depth += i32::from(c == '{') - i32::from(c == '}');
        if c == ',' && depth == 0 {
            parts.push(std::mem::take(&mut part));
        } else {
            part.push(c);
        }
    }
    parts.push(part);
    let before = text[..open].trim();
    let whole = parts.iter().filter(|p| !p.trim().is_empty());
    whole
        .flat_map(|p| unfolded(&format!("{before}{}", p.trim())))
        .collect()
}

/// The modules that a file names in its `use` statements, from the crate's root.
fn used(module: &[String], text: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let lines = text.lines().map(str::trim_start);
    let lines: Vec<&str> = lines.collect();
    let begins = |line: &str| {
        line.starts_with("use ") || (line.starts_with("pub") && line.contains(" use "))
    };
    for n in (0..lines.len()).filter(|n| begins(lines[*n])) {
        let rest = lines[n..].join(" ");
        let statement = rest.split(';').next().unwrap_or_default();
        let statement = statement.split_once("use ").unwrap().1;
        for path in unfolded(statement) {
            let path = path.split(" as ").next().unwrap_or_default();
            let mut from: Vec<String> = match path.split("::").next() {
                Some("crate") => Vec::new(),
                Some("self") => module.to_vec(),
                Some("super") => module[..module.len().saturating_sub(1)].to_vec(),
                _ => continue,
            };
            for part in path.split("::").skip(1) {
                if part == "super" {
                    from.pop();
                } else {
                    from.push(part.trim().to_owned());
                }
            }
            found.push(from);
        }
    }
    found
}

/// Can `from` be reached again from `at`?
fn comes_back(edges: &[Vec<usize>], from: usize, at: usize, seen: &mut Vec<usize>) -> bool {
    edges[at].iter().any(|next| {
        *next == from
            || (!seen.contains(next) && {
                seen.push(*next);
                comes_back(edges, from, *next, seen)
            })
    })
}

/// A folder's own file and the files in it belong together; between the others imports run one way.
#[test]
fn no_files_import_each_other_in_a_circle() {
    let mut paths = Vec::new();
    sources(Path::new("src"), &mut paths);
    let modules: Vec<Vec<String>> = paths.iter().map(|p| module_of(p)).collect();
    let home = |path: &[String]| {
        let whole = (0..=path.len()).rev();
        whole
            .filter_map(|n| modules.iter().position(|m| m[..] == path[..n]))
            .next()
    };
    let edges: Vec<Vec<usize>> = paths
        .iter()
        .zip(&modules)
        .map(|(path, module)| {
            let lines: Vec<String> = code(path).into_iter().map(|(_, l)| l).collect();
            let to = used(module, &lines.join("\n"));
            let to = to.iter().filter_map(|path| home(path));
            let kin = |a: &[String], b: &[String]| a.starts_with(b) || b.starts_with(a);
            to.filter(|n| !kin(&modules[*n], module)).collect()
        })
        .collect();
    assert!(edges.iter().map(Vec::len).sum::<usize>() > 500, "none seen");
    let circles: Vec<String> = (0..paths.len())
        .filter(|n| comes_back(&edges, *n, *n, &mut Vec::new()))
        .map(|n| paths[n].display().to_string())
        .collect();
    assert!(circles.is_empty(), "{}", circles.join("\n"));
}

#[test]
fn imports_are_read_as_they_are_written() {
    let here: Vec<String> = ["tui", "screens", "log"].map(str::to_owned).to_vec();
    let text = "use super::keys::{self, A};\nuse crate::x::{y::Z, v as w};\nuse std::fs;\npub use self::t::U;";
    let found: Vec<String> = used(&here, text).iter().map(|p| p.join("::")).collect();
    let expected = [
        "tui::screens::keys::self",
        "tui::screens::keys::A",
        "x::y::Z",
        "x::v",
        "tui::screens::log::t::U",
    ];
    assert_eq!(found, expected);
    assert!(comes_back(&[vec![1], vec![2], vec![0]], 0, 0, &mut vec![]));
    assert!(!comes_back(&[vec![1], vec![2], vec![1]], 0, 0, &mut vec![]));
}

/// One word, one meaning: a type's name is taken once in the whole program. What the standard library's and serde's
/// traits ask for (`type Error`, `type Value`, a `Visitor` inside a function) is indented and not counted.
#[test]
fn no_two_types_share_a_name() {
    let mut paths = Vec::new();
    sources(Path::new("src"), &mut paths);
    let mut taken: std::collections::BTreeMap<String, Vec<String>> = Default::default();
    for path in &paths {
        for (n, line) in code(path) {
            let words: Vec<&str> = line
                .split(|c: char| !(c.is_alphanumeric() || c == '_'))
                .collect();
            let word = ["struct", "enum", "trait", "type"]
                .iter()
                .find_map(|w| words.iter().position(|x| x == w));
            if line.starts_with(' ') || word.is_none() {
                continue;
            }
            let name = words[word.unwrap() + 1].to_owned();
            let place = format!("{}:{n}", path.display());
            taken.entry(name).or_default().push(place);
        }
    }
    assert!(taken.len() > 300, "none seen");
    taken.retain(|_, places| places.len() > 1);
    assert!(taken.is_empty(), "{taken:#?}");
}
