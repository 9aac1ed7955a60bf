//! What holds of every table of keys.

use pingshen::tui::input::{Code, Key};
use pingshen::tui::keys::*;

fn no_key_twice<A>(name: &str, table: &[Binding<A>]) {
    let mut seen: Vec<Key> = Vec::new();
    let global = GLOBAL
        .iter()
        .flat_map(|b| b.keys)
        .filter(|_| name != "global");
    let list = LIST
        .iter()
        .flat_map(|b| b.keys)
        .filter(|_| name.contains("(list"));
    let seek = SEEK
        .iter()
        .flat_map(|b| b.keys)
        .filter(|_| name.ends_with("(list, sought)"));
    for key in global
        .chain(list)
        .chain(seek)
        .chain(table.iter().flat_map(|b| b.keys))
    {
        assert!(!seen.contains(key), "{name}: {} twice", key.name());
        seen.push(*key);
    }
}

#[test]
fn no_key_means_two_things_on_one_screen() {
    no_key_twice("global", GLOBAL);
    no_key_twice("menu", MENU);
    no_key_twice("form", FORM);
    no_key_twice("scoring", SCORING);
    no_key_twice("leave", LEAVE);
    no_key_twice("news", NEWS);
    no_key_twice("standings (list, sought)", STANDINGS);
    no_key_twice("desk (list, sought)", DESK);
    no_key_twice("page", PAGE);
    no_key_twice("notice text", NOTICE_TEXT);
    no_key_twice("list", LIST);
    no_key_twice("comments (list)", COMMENTS);
    no_key_twice("statement (list)", STATEMENT);
    no_key_twice("preview (list, sought)", PREVIEW);
    no_key_twice("review (list, sought)", REVIEW);
    no_key_twice("rules (list, sought)", RULES);
    no_key_twice("export (list)", EXPORT);
    no_key_twice("questions (list, sought)", QUESTIONS);
    no_key_twice("result (list)", RESULT);
    no_key_twice("log (list)", LOG);
    no_key_twice("pages (list, sought)", PAGES);
    no_key_twice("sheets (list, sought)", SHEETS);
    no_key_twice("insight", INSIGHT);
    no_key_twice("find", FIND);
}

/// A Chinese input method keeps letters; whatever a letter does, another key must do as well.
#[test]
fn letters_are_shortcuts_only() {
    fn check<A>(table: &[Binding<A>]) {
        for binding in table {
            let other = binding
                .keys
                .iter()
                .any(|k| !matches!(k.code, Code::Char(c) if c.is_alphabetic()) || k.ctrl);
            assert!(other, "{:?}", binding.keys);
        }
    }
    check(GLOBAL);
    check(MENU);
    check(SCORING);
    check(STANDINGS);
    check(DESK);
    check(PAGE);
    check(LIST);
    check(LOG);
}

/// Pinyin reaches the program letter by letter when the input method is off. A letter may move the cursor
/// or turn a page; it changes nothing and leaves no screen.
#[test]
fn a_letter_only_moves() {
    fn check<A: std::fmt::Debug>(name: &str, table: &[Binding<A>]) {
        for binding in table {
            let moves = ["Up", "Down", "Left", "Right"];
            let action = format!("{:?}", binding.action);
            for key in binding.keys.iter().filter(|k| k.is_letter()) {
                assert!(moves.contains(&action.as_str()), "{name}: {}", key.name());
            }
        }
    }
    check("global", GLOBAL);
    check("menu", MENU);
    check("form", FORM);
    check("scoring", SCORING);
    check("leave", LEAVE);
    check("news", NEWS);
    check("standings", STANDINGS);
    check("desk", DESK);
    check("page", PAGE);
    check("list", LIST);
    check("statement", STATEMENT);
    check("preview", PREVIEW);
    check("review", REVIEW);
    check("rules", RULES);
    check("export", EXPORT);
    check("questions", QUESTIONS);
    check("result", RESULT);
    check("log", LOG);
    check("pages", PAGES);
    check("insight", INSIGHT);
    check("notice text", NOTICE_TEXT);
    assert!(Key::ch('ｕ').is_letter() && !Key::ctrl('z').is_letter());
}

/// F1, F10, F11 and F12, which desktop terminals keep for themselves, have a second key each wherever they are bound.
#[test]
fn keys_that_desktops_keep_have_a_second_one() {
    fn check<A>(table: &[Binding<A>]) -> usize {
        let mut found = 0;
        for binding in table {
            let kept = |key: &Key| [1, 10, 11, 12].iter().any(|n| *key == Key::f(*n));
            if binding.keys.iter().any(kept) {
                let second = binding.keys.iter().any(|k| !kept(k));
                assert!(second, "{:?}", binding.keys);
                found += 1;
            }
        }
        found
    }
    let found = check(GLOBAL)
        + check(SCORING)
        + check(LEAVE)
        + check(STANDINGS)
        + check(DESK)
        + check(LIST)
        + check(NOTICE_TEXT)
        + check(STATEMENT);
    assert!(found >= 7, "{found}");
}

/// No sentence names a key by itself: the names come from where the keys are bound.
#[test]
fn keys_in_sentences_are_those_of_the_table() {
    let mut found = 0;
    for file in std::fs::read_dir("src/text").unwrap() {
        let path = file.unwrap().path();
        if path.is_dir() || path.ends_with("key_names.rs") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        found += text.matches("key!(").count();
        for (n, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            let bytes: Vec<char> = code.chars().collect();
            let key = bytes
                .windows(3)
                .any(|w| !w[0].is_alphanumeric() && w[1] == 'F' && w[2].is_ascii_digit());
            assert!(!key, "{}:{}: {line}", path.display(), n + 1);
        }
    }
    assert!(found > 50, "{found} keys are named in sentences");
}
