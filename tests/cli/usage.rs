//! Help, mistakes, languages and pipes.

use crate::home::Home;
use std::process::Stdio;

const COMMANDS: &[&[&str]] = &[
    &[],
    &["open"],
    &["demo"],
    &["new"],
    &["import"],
    &["import", "roster"],
    &["import", "scores"],
    &["watch"],
    &["results"],
    &["verify"],
    &["completions"],
    &["man"],
];

fn han(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

#[test]
fn every_command_explains_itself_in_both_languages() {
    let (zh, en) = (Home::zh(), Home::en());
    for command in COMMANDS {
        let args = [command, &["--help"][..]].concat();
        let (chinese, english) = (zh.good(&args), en.good(&args));
        assert!(chinese.contains("用法: pingshen"), "{chinese}");
        for word in [
            "Usage",
            "Options",
            "OPTIONS",
            "Commands",
            "Arguments",
            "Print",
        ] {
            assert!(!chinese.contains(word), "{args:?} says {word}:\n{chinese}");
        }
        assert!(
            english.starts_with("pingshen (评审)") || !han(&english),
            "{english}"
        );
        assert!(english.contains("Usage: pingshen"), "{english}");
        assert_eq!(zh.good(&[command, &["-h"][..]].concat()), chinese);
        assert_eq!(
            zh.good(&[&["help"][..], command].concat()),
            chinese,
            "{command:?}"
        );
        for line in english.lines().skip(1) {
            assert!(line.chars().count() <= 120, "{line}");
        }
    }
    assert!(zh.good(&["--help"]).contains("退出码：0 成功"));
    assert!(en.good(&["--help"]).contains("Exit status: 0 done"));
}

#[test]
fn the_option_beats_the_environment_and_the_environment_the_session() {
    let mut home = Home::zh();
    home.session();
    assert!(home.good(&["--lang", "en", "--help"]).contains("Usage"));
    assert!(home.good(&["verify", "s", "--lang=en"]).contains("acts"));
    home.lang("C");
    assert!(han(&home.good(&["verify", "s"])));
    home.good(&["--lang", "en", "new", "e"]);
    assert!(home.good(&["verify", "e"]).contains("1 act,"));
    let said = home.bad(1, &["import", "scores", "e", "e/journal.jsonl"]);
    assert!(said.contains("has no heading row"), "{said}");
}

#[test]
fn mistakes_are_explained_and_end_with_2() {
    let (zh, en) = (Home::zh(), Home::en());
    for (args, chinese, english) in [
        (
            &["nonsense"][..],
            "没有命令「nonsense」",
            "no command “nonsense”",
        ),
        (
            &["reslts", "s"],
            "您是不是要用「results」",
            "Did you mean “results”",
        ),
        (&["results"], "缺少参数 <DIR>", "missing: <DIR>"),
        (
            &["results", "s", "--format", "xml"],
            "可用：table, json, csv",
            "Possible: table, json, csv",
        ),
        (
            &["results", "s", "--frmat", "csv"],
            "您是不是要用「--format」",
            "Did you mean “--format”",
        ),
        (
            &["results", "s", "t"],
            "不认识「t」",
            "unknown argument “t”",
        ),
        (&["verify", "s", "--code"], "后面缺少值", "wants a value"),
        (
            &["--lang", "fr"],
            "「fr」不能用于 --lang",
            "“fr” cannot be used for --lang",
        ),
        (
            &["new", "s", "--template", "a", "--template", "b"],
            "只能写一次",
            "may stand only once",
        ),
        (
            &["import"],
            "缺少参数 roster|scores",
            "missing: roster|scores",
        ),
        (&["completions", "tcsh"], "bash", "bash"),
        (
            &["help", "nonsense"],
            "没有命令「nonsense」",
            "no command “nonsense”",
        ),
    ] {
        for (home, words) in [(&zh, chinese), (&en, english)] {
            let said = home.bad(2, args);
            assert!(said.contains(words), "{args:?}: {said}");
        }
    }
}

#[test]
fn the_screens_want_a_terminal() {
    let home = Home::zh();
    home.session();
    for args in [
        &[][..],
        &["open", "s"],
        &["open", "s", "--as", "w01"],
        &["watch", "s"],
        &["demo", "--dir", "d"],
    ] {
        let said = home.bad(2, args);
        assert!(said.contains("需要终端"), "{args:?}: {said}");
    }
    assert!(!home.path("d").exists());
}

#[test]
fn a_closed_pipe_ends_quietly_and_a_full_disk_does_not() {
    let home = Home::en();
    home.session();
    for args in [
        &["results", "s"][..],
        &["man"],
        &["completions", "zsh"],
        &["verify", "s"],
    ] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = home
            .command()
            .args(args)
            .stdout(writer)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let output = output.wait_with_output().unwrap();
        assert_eq!(
            (output.status.code(), output.stderr.len()),
            (Some(0), 0),
            "{args:?}"
        );
    }
    if let Ok(full) = std::fs::OpenOptions::new().write(true).open("/dev/full") {
        let output = home
            .command()
            .args(["results", "s"])
            .stdout(full)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(3));
        assert!(String::from_utf8_lossy(&output.stderr).contains("the disk is full"));
    }
}

#[test]
fn completions_manual_and_version() {
    let home = Home::zh();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = home.good(&["completions", shell]);
        assert!(
            script.contains("verify") && script.contains("submit"),
            "{shell}"
        );
    }
    let page = home.good(&["man"]);
    assert!(page.contains(".SH 名称") && page.contains(".SH \"例子和退出码\""));
    let page = Home::en().good(&["man"]);
    assert!(page.contains(".SH NAME") && page.contains(".SS pingshen import scores"));
    assert!(!han(page
        .trim_start_matches(|c| c != '\n')
        .split("SYNOPSIS")
        .nth(1)
        .unwrap()));
    assert_eq!(
        home.good(&["--version"]),
        format!("pingshen {}\n", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn nothing_said_holds_an_escape_code() {
    let home = Home::en();
    home.write("r.csv", "name,projects\nA\u{1b}[2Jsh\u{202e},p1\n");
    home.good(&["new", "s", "--roster", "r.csv"]);
    let table = home.good(&["results", "s"]);
    assert!(
        !table.contains('\u{1b}') && !table.contains('\u{202e}'),
        "{table}"
    );
    let said = home.bad(2, &["no\u{1b}[31m"]);
    assert!(!said.contains('\u{1b}'), "{said:?}");
}
