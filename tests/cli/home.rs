//! A home that knows nothing of the machine: no environment but a language, no terminal.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use tempfile::TempDir;

pub struct Home {
    folder: TempDir,
    lang: &'static str,
    pin: Option<&'static str>,
}

/// What a command left behind.
#[derive(Debug)]
pub struct Answer {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Home {
    pub fn zh() -> Self {
        Self::with("zh_CN.UTF-8")
    }

    pub fn en() -> Self {
        Self::with("en_US.UTF-8")
    }

    pub fn with(lang: &'static str) -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            lang,
            pin: None,
        }
    }

    pub fn pin(&mut self, pin: Option<&'static str>) {
        self.pin = pin;
    }

    pub fn lang(&mut self, lang: &'static str) {
        self.lang = lang;
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pingshen"));
        command
            .env_clear()
            .env("HOME", self.folder.path())
            .env("LANG", self.lang)
            .current_dir(self.folder.path())
            .stdin(Stdio::null());
        if let Some(pin) = self.pin {
            command.env("PINGSHEN_PIN", pin);
        }
        command
    }

    pub fn run(&self, args: &[&str]) -> Answer {
        let output = self.command().args(args).output().unwrap();
        Answer {
            status: output.status.code().expect("ended by a signal"),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Runs what must succeed and returns its output.
    pub fn good(&self, args: &[&str]) -> String {
        let answer = self.run(args);
        assert_eq!(answer.status, 0, "{args:?}: {answer:?}");
        answer.out
    }

    /// Runs what must fail with this status, with nothing on standard output; returns the reason.
    pub fn bad(&self, status: i32, args: &[&str]) -> String {
        let answer = self.run(args);
        assert_eq!(answer.status, status, "{args:?}: {answer:?}");
        assert_eq!(answer.out, "", "{args:?}");
        assert_ne!(answer.err, "", "{args:?}");
        answer.err
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path(name), content).unwrap();
    }

    pub fn journal(&self, session: &str) -> Vec<u8> {
        fs::read(self.path(session).join("journal.jsonl")).unwrap()
    }

    /// `s`: three judges and three applicants under a rubric of two indicators, not scored yet.
    pub fn session(&self) {
        self.write("t.json", TEMPLATE);
        self.write("r.csv", ROSTER);
        self.found(&[]);
    }

    /// Makes `s` of `t.json` and `r.csv`, with more options; what was said.
    pub fn found(&self, more: &[&str]) -> String {
        let usual = [
            "new",
            "s",
            "--template",
            "t.json",
            "--roster",
            "r.csv",
            "--judge",
            "w01=One",
            "--judge",
            "w02=Two",
            "--judge",
            "w03=Three",
        ];
        self.good(&[&usual, more].concat())
    }

    /// The same, scored whole and submitted.
    pub fn scored(&self) {
        self.session();
        self.write("scores.csv", SCORES);
        self.good(&["import", "scores", "s", "scores.csv", "--submit"]);
    }
}

pub const TEMPLATE: &str = r#"{"title":{"zh":"小评审","en":"Small review"},
"projects":[{"id":"p1","name":{"zh":"甲项","en":"First"}},{"id":"p2","name":{"zh":"乙项","en":"Second"}}],
"indicators":[{"id":"plan","name":{"zh":"方案","en":"Plan"},"cap":40},{"id":"team","name":{"zh":"队伍","en":"Team"},"cap":"10.5"}]}"#;

pub const ROSTER: &str = "id,name,projects\na01,Ash,p1;p2\na02,Birch,p1;p2\na03,Cedar,p2\n";

/// Ash comes first twice and can hold one award.
pub const SCORES: &str = "\
judge,project,applicant,plan,team,note
w01,p1,a01,36.5,9,
w02,p1,a01,35,9.25,
w03,p1,a01,38,8,
w01,p1,a02,30,7,thin on page 4
w02,p1,a02,31,7.5,
w03,p1,a02,29,8,
w01,p2,a01,36,9,
w02,p2,a01,35,9,
w03,p2,a01,37,9,
w01,p2,a02,30,8,
w02,p2,a02,30.5,8,
w03,p2,a02,31,8,
w01,p2,a03,20,8,
w02,p2,a03,0,0,
w03,p2,a03,31,10.5,
";
