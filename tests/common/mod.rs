//! A small session to try rules on, and the one-line sentences in which the cases are written.

// Each test file is a crate of its own and uses its own part of this.
#![allow(dead_code)]

use pingshen::journal::pin::PinCost;
use pingshen::journal::pin_file::FreshPin;
use pingshen::journal::{Clock, Journal, Opening};
use pingshen::model::{
    Act, Applicant, AwardLine, CommentText, Consent, CopyPlace, CopyReport, Corrections, EDITION,
    EntryTotal, Indicator, Intent, JOURNAL_FORMAT, Judge, Language, Points, Project, Publicity,
    Reading, RecusalScope, Refusal, Rules, Session, Setup, SharedWords, Stamp, TEMPLATE_FORMAT,
    Template, Verdict, WithoutScore, Words,
};
use pingshen::office::log::{ActLog, Told};
use pingshen::tally;
use std::path::Path;

/// A session, and everything that was recorded in it.
#[derive(Clone, Debug, Default)]
pub struct Room {
    pub session: Session,
    pub record: Vec<(String, Act)>,
}

pub fn points(text: &str) -> Points {
    Points::exact(text).unwrap_or_else(|why| panic!("{text}: {why:?}"))
}

/// Projects `p1`, `p2`, … and indicators `i1`, `i2`, … with these caps.
pub fn template(projects: usize, caps: &[&str], rules: Rules) -> Template {
    let project = |n: usize| Project {
        id: format!("p{n}"),
        name: Words::both(&format!("project {n}")),
        short: None,
        trainees: None,
        budget_yuan: None,
        facts: Vec::new(),
    };
    let indicator = |(n, cap): (usize, &&str)| Indicator {
        id: format!("i{}", n + 1),
        name: Words::both(&format!("indicator {}", n + 1)),
        short: None,
        cap: points(cap),
        clause: Words::default(),
        objective: false,
        asks: Vec::new(),
    };
    Template {
        format: TEMPLATE_FORMAT.to_owned(),
        id: String::new(),
        title: Words::both("selection"),
        organizer: Words::default(),
        deadline: None,
        dossier: Default::default(),
        publicity: Publicity::default(),
        projects: (1..=projects).map(project).collect(),
        indicators: caps.iter().enumerate().map(indicator).collect(),
        full_marks: None,
        requirements: Vec::new(),
        checklist: Vec::new(),
        rules,
    }
}

pub fn setup(template: Template) -> Act {
    Act::Setup(Box::new(Setup {
        format: JOURNAL_FORMAT.to_owned(),
        session: "00000000000000000000000000000000".to_owned(),
        language: Language::En,
        rehearsal: true,
        edition: EDITION,
        template,
    }))
}

/// Rules in words, from the defaults: `trim 2/1, two from 10, at least 4, awards 1, each 1, reserves 2, by indicator`.
pub fn rules(text: &str) -> Rules {
    let mut rules = Rules::default();
    for part in text.split(',').map(str::trim).filter(|p| !p.is_empty()) {
        let (key, value) = part.rsplit_once(' ').expect("a rule and its value");
        let number = || value.parse().expect("a number");
        match key {
            "trim" => {
                let (high, low) = value.split_once('/').expect("high/low");
                rules.trim_high = high.parse().expect("a number");
                rules.trim_low = low.parse().expect("a number");
            }
            "two from" => rules.trim_two_from = Some(number()),
            "at least" => rules.min_sheets = number(),
            "awards" => rules.awards_per_project = number(),
            "each" => rules.awards_per_applicant = number(),
            "reserves" => rules.reserves = number(),
            "by" if value == "indicator" => rules.reading = Reading::Indicators,
            // `groups p1+p2`, `groups p1+p2;p3+p4`.
            "groups" => {
                let group = |text: &str| text.split('+').map(str::to_owned).collect();
                rules.award_groups = value.split(';').map(group).collect();
            }
            "line" => rules.min_score = Some(points(value)),
            "recusal per" if value == "entry" => rules.recusal_scope = RecusalScope::Entry,
            "declaration" if value == "first" => rules.declaration = true,
            _ => panic!("no rule: {part}"),
        }
    }
    rules
}

impl Room {
    /// Set up, nobody in it yet.
    pub fn new(projects: usize, caps: &[&str], rules: Rules) -> Self {
        let mut room = Self::default();
        room.act("desk", setup(template(projects, caps, rules)));
        room
    }

    /// Decided, then folded, as the journal does it.
    ///
    /// A decision on a tie is preceded by the choice of its method; where that was not made by itself, it
    /// is made here.
    pub fn try_act(&mut self, by: &str, intent: impl Into<Intent>) -> Result<(), Refusal> {
        let intent = intent.into();
        if let Intent::Do(Act::Tie {
            project,
            order,
            method,
            ..
        }) = &intent
            && tally::decide(&self.session, by, intent.clone()) == Err(Refusal::MethodFirst)
        {
            let chosen = Act::TieMethod {
                project: project.clone(),
                applicants: order.clone(),
                method: method.clone(),
                reason: String::new(),
            };
            self.try_act(by, chosen)?;
        }
        let act = tally::decide(&self.session, by, intent)?;
        let stamp = stamp(self.session.seq() + 1, by);
        tally::apply(&mut self.session, stamp, &act)?;
        self.record.push((by.to_owned(), act));
        Ok(())
    }

    pub fn act(&mut self, by: &str, intent: impl Into<Intent>) {
        let intent = intent.into();
        if let Err(refusal) = self.try_act(by, intent.clone()) {
            panic!("{by} {intent:?}: {refusal:?}");
        }
    }

    /// One sentence, see [`sentence`].
    pub fn say(&mut self, line: &str) {
        let (by, intent) = sentence(line);
        if let Err(refusal) = self.try_act(&by, intent) {
            panic!("{line}: {refusal:?}");
        }
    }

    /// Several sentences, one a line.
    pub fn tell(mut self, lines: &str) -> Self {
        written(lines).for_each(|line| self.say(line));
        self
    }

    /// Gives one indicator after another to a judge's sheet; `-` leaves a mark blank.
    pub fn fill(&mut self, judge: &str, entry: &str, marks: &str) {
        for (n, mark) in marks.split('+').enumerate().filter(|(_, m)| *m != "-") {
            self.say(&format!("{judge} marks {entry} i{} {mark}", n + 1));
        }
    }
}

impl Room {
    /// What was recorded, as a journal in a folder; `official` makes it no rehearsal.
    pub fn journal(&self, folder: &Path, clock: &Clock, official: bool) -> Journal {
        let mut acts = self.record.iter();
        let Some((_, Act::Setup(setup))) = acts.next() else {
            panic!("a session begins with its setup");
        };
        let mut setup = (**setup).clone();
        setup.rehearsal = !official;
        Journal::create(folder, clock.clone(), setup, Vec::new()).unwrap();
        let opening = Opening {
            write: true,
            ..Opening::default()
        };
        let mut journal = Journal::open(folder, clock.clone(), &opening).unwrap();
        for (by, act) in acts {
            journal.append(by, vec![act.clone().into()]).unwrap();
        }
        journal
    }
}

/// Every act of the journal in a folder, told.
pub fn told(folder: &Path, lang: Language, hide_points: bool) -> Vec<Told> {
    let journal = Journal::open(folder, Clock::system(), &Opening::default()).unwrap();
    let recorded = journal.history().recorded();
    let log = ActLog::of(&recorded, lang, hide_points).unwrap();
    log.iter().collect()
}

pub fn stamp(seq: u64, by: &str) -> Stamp<'_> {
    Stamp {
        seq,
        at: "2026-05-20T09:31:07.482+08:00",
        by,
    }
}

/// The lines of a table that say something.
pub fn written(table: &str) -> impl Iterator<Item = &str> {
    table
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Holds each line of a table against what `work_out` makes of it; a line `[…]` is a heading, and names
/// the rules for the lines below it. All lines that differ are shown at once.
#[track_caller]
pub fn check_lines(table: &str, mut work_out: impl FnMut(&str, &Rules) -> String) {
    let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut heading = Rules::default();
    let mut differing = Vec::new();
    for line in written(table) {
        if let Some(text) = line.strip_prefix('[') {
            heading = rules(text.trim_end_matches(']'));
            continue;
        }
        let (given, wanted) = (squeezed(line), work_out(line, &heading));
        if given != squeezed(&wanted) {
            differing.push(format!("written: {given}\nis:      {}", squeezed(&wanted)));
        }
    }
    assert!(differing.is_empty(), "\n{}\n", differing.join("\n\n"));
}

/// Who, and what: `w1 marks p1/a i1 4.00`. A reason stands behind a colon.
pub fn sentence(line: &str) -> (String, Intent) {
    let (said, reason) = line.split_once(':').unwrap_or((line, ""));
    let reason = reason.trim().to_owned();
    let (said, judge) = match said.trim().split_once(" for ") {
        Some((said, judge)) => (said, Some(judge.trim().to_owned())),
        None => (said.trim(), None),
    };
    let words: Vec<&str> = said.split_whitespace().collect();
    let word = |n: usize| words.get(n).copied().unwrap_or_default().to_owned();
    let by = word(0);
    let act = match word(1).as_str() {
        "seats" => Act::Judge(judge_of(&words)),
        "corrects" => Act::EditJudge(judge_of(&words)),
        "unseats" => Act::RemoveJudge { judge: word(2) },
        // `desk replaces w1 with w9: ill`.
        "replaces" => Act::Replace {
            judge: word(2),
            by: Judge::new(&word(4), &word(4)),
            reason,
        },
        "declares" => Act::Declare { judge },
        // `desk ticks a seal pass: seen`.
        "ticks" => Act::Review {
            applicant: word(2),
            item: word(3),
            verdict: match word(4).as_str() {
                "pass" => Some(Verdict::Pass),
                "fail" => Some(Verdict::Fail),
                "doubtful" => Some(Verdict::Doubtful),
                _ => None,
            },
            note: reason,
            page: String::new(),
        },
        "qualifies" => Act::Qualify {
            applicant: word(2),
            checked_by: reason,
        },
        "suspends" => Act::Pend {
            applicant: word(2),
            reason,
        },
        "seconds" => Act::ConfirmReview {
            applicant: word(2),
            confirmed_by: reason,
        },
        "explains" => Act::Explain {
            entry: word(2),
            indicator: word(3),
            text: reason,
            judge,
        },
        "agrees" | "disagrees" | "refuses" => Act::Confirm {
            verdict: match word(1).as_str() {
                "agrees" => Consent::Agree,
                "disagrees" => Consent::Disagree,
                _ => Consent::Refuse,
            },
            reason,
            judge,
        },
        // `desk certifies p1=a p2=b`; nobody is `p1=`.
        "certifies" => Act::Certify {
            awards: words
                .iter()
                .skip(2)
                .filter_map(|w| w.split_once('='))
                .map(|(project, ids)| AwardLine {
                    project: project.to_owned(),
                    applicants: ids
                        .split('+')
                        .filter(|id| !id.is_empty())
                        .map(str::to_owned)
                        .collect(),
                })
                .collect(),
            // `desk certifies p1= p2=b: why` says why for every project without anybody.
            without: words
                .iter()
                .skip(2)
                .filter_map(|w| w.strip_suffix('='))
                .filter(|_| !reason.is_empty())
                .map(|project| WithoutScore {
                    project: project.to_owned(),
                    reason: reason.clone(),
                })
                .collect(),
        },
        "looks-again" => Act::NewReview { reason },
        // `desk chooses p1 by lot b a: why`.
        "chooses" => Act::TieMethod {
            project: word(2),
            method: word(4),
            applicants: words.iter().skip(5).map(|w| (*w).to_owned()).collect(),
            reason,
        },
        "registers" => Act::Applicant(Box::new(Applicant {
            id: word(2),
            name: word(2),
            projects: word(3).split(',').map(str::to_owned).collect(),
            ..Applicant::default()
        })),
        "removes" => Act::RemoveApplicant { applicant: word(2) },
        "locks" => Act::Pin {
            seat: word(2),
            hash: "$argon2id$".to_owned().into(),
            short: false,
        },
        "enters" => Act::SignIn {
            seat: word(2),
            from: "shared".to_owned(),
            over: None,
        },
        "fails" => Act::SignInFailed {
            seat: word(2),
            from: "shared".to_owned(),
        },
        "leaves" => Act::SignOut {
            seat: word(2),
            since: None,
        },
        "opens" => Act::OpenScoring {},
        "closes" => Act::CloseScoring {},
        "marks" => Act::Mark {
            entry: word(2),
            indicator: word(3),
            points: Some(points(&word(4))),
            judge,
        },
        "blanks" => Act::Mark {
            entry: word(2),
            indicator: word(3),
            points: None,
            judge,
        },
        "remarks" => Act::Remark {
            entry: word(2),
            indicator: word(3),
            text: reason,
            page: String::new(),
            judge,
        },
        // `w1 comments a: strong / weak / advice`; nothing behind the colon takes it back.
        "comments" => Act::Comment {
            applicant: word(2),
            text: comment(&reason),
            judge,
        },
        "merges" => Act::PanelComment {
            applicant: word(2),
            text: comment(&reason),
        },
        // With the totals as the judge saw them: `w1 submits p1 as a=4.00 b=3.50`.
        "submits" if word(3) == "as" => Act::Submit {
            project: word(2),
            entries: words
                .iter()
                .skip(4)
                .filter_map(|w| w.split_once('='))
                .map(|(applicant, total)| EntryTotal {
                    entry: format!("{}/{applicant}", word(2)),
                    total: points(total),
                })
                .collect(),
            judge,
        },
        "submits" => {
            let judge = judge.unwrap_or_else(|| by.clone());
            let project = word(2);
            return (by, Intent::Submit { judge, project });
        }
        "reopens" => Act::Reopen {
            judge: word(2),
            project: word(3).split('/').next().unwrap_or_default().to_owned(),
            entry: word(3).contains('/').then(|| word(3)),
            reason,
        },
        "recuses" => {
            let place = word(3);
            let entry = place.contains('/').then(|| place.clone());
            Act::Recuse {
                judge: word(2),
                project: place.split('/').next().unwrap_or_default().to_owned(),
                entry,
                ground: reason,
            }
        }
        "voids" => Act::Void {
            judge: word(2),
            project: word(3),
            reason,
        },
        "disqualifies" => Act::Disqualify {
            applicant: word(2),
            clause: "annex 2".to_owned(),
            reason,
            checked_by: String::new(),
        },
        "vetoes" => Act::Veto {
            applicant: word(2),
            reason,
            evidence: String::new(),
        },
        "reinstates" => Act::Reinstate {
            applicant: word(2),
            project: Some(word(3)).filter(|p| !p.is_empty()),
            reason,
        },
        // `desk lifts w1 p1/a: a mistake`.
        "lifts" => Act::LiftRecusal {
            judge: word(2),
            project: word(3).split('/').next().unwrap_or_default().to_owned(),
            entry: word(3).contains('/').then(|| word(3)),
            reason,
        },
        // `desk withdraws a p1: letter 7`.
        "withdraws" => Act::Withdraw {
            applicant: word(2),
            project: Some(word(3)).filter(|p| !p.is_empty()),
            date: "2026-05-20".to_owned(),
            document: reason,
        },
        // `desk amends a Changhe: misspelt`.
        "amends" => Act::Correct {
            applicant: word(2),
            change: Box::new(Corrections {
                name: Some(word(3)),
                ..Corrections::default()
            }),
            reason,
        },
        "excuses" => Act::WithoutStatement {
            judge: word(2),
            reason,
        },
        "hands-keys" => Act::Keys {
            seat: word(2),
            keys: vec!["ssh-ed25519 AAAA".to_owned()],
        },
        "unlocks" => Act::Unlock {
            seat: word(2),
            from: None,
        },
        // `desk decides p1 by lot b a: why`.
        "decides" => Act::Tie {
            project: word(2),
            method: word(4),
            order: words.iter().skip(5).map(|w| (*w).to_owned()).collect(),
            reason,
        },
        "rules" => Act::Rules {
            rules: Box::new(rules(&words.get(2..).unwrap_or_default().join(" "))),
            reason,
        },
        // `desk keeps-notice announcement.docx`.
        "keeps-notice" => Act::NoticeText {
            name: word(2),
            sha256: "0f".repeat(32),
            original: "a1".repeat(32),
        },
        // `desk keeps-dossier a`, `desk accepts-facts a experts 10`.
        "keeps-dossier" => Act::Dossier {
            applicant: word(2),
            name: "a.docx".to_owned(),
            sha256: "0f".repeat(32),
            matched: "unit_name".to_owned(),
            converted: None,
        },
        "accepts-facts" => Act::AcceptFacts {
            applicant: word(2),
            sha256: "0f".repeat(32),
            facts: [(word(3), word(4).parse().unwrap())].into(),
            rows: [(word(3), "rows 1 to 10".to_owned())].into(),
        },
        // `desk checks-copies a`, `desk dismisses-copy a: public`, `desk proves-copy a: copied`.
        "checks-copies" => Act::CopyCheck(Box::new(CopyReport {
            compared: [(word(2), "0f".repeat(32))].into(),
            characters: 100,
            ..CopyReport::default()
        })),
        "dismisses-copy" => copy_decision(&word(2), Vec::new(), reason),
        "proves-copy" => copy_decision(&word(2), vec![word(2)], reason),
        "notes" => Act::Incident { text: reason },
        "mends" => Act::TailSetAside {
            bytes: 7,
            sha256: "00".to_owned(),
        },
        verb => panic!("no verb: {verb}"),
    };
    (by, Intent::Do(act))
}

fn comment(said: &str) -> Box<CommentText> {
    let parts = said.split('/').map(|part| part.trim().to_owned());
    Box::new(CommentText::of_parts(parts))
}

/// A passage of an applicant's and of a former year's file.
fn copy_decision(applicant: &str, vetoed: Vec<String>, reason: String) -> Act {
    let place = |applicant: &str, file: &str| CopyPlace {
        applicant: applicant.to_owned(),
        file: file.to_owned(),
        sha256: "0f".repeat(32),
        place: "table 2, row 5".to_owned(),
        text: "words".to_owned(),
    };
    Act::CopyDecision {
        words: Box::new(SharedWords {
            places: [place(applicant, "a.docx"), place("", "2025.docx")],
            shared: 40,
            digest: "a1".repeat(32),
        }),
        vetoed,
        reason,
    }
}

/// `desk seats w1 [name] [p1,p2]`.
fn judge_of(words: &[&str]) -> Judge {
    let id = words.get(2).copied().unwrap_or_default();
    let projects = words.get(4).map(|list| list.split(',').map(str::to_owned));
    Judge {
        projects: projects.into_iter().flatten().collect(),
        ..Judge::new(id, words.get(3).copied().unwrap_or(id))
    }
}

/// What became of a sentence, in a few words.
pub fn outcome(result: &Result<(), Refusal>) -> String {
    let Err(refusal) = result else {
        return "recorded".to_owned();
    };
    match refusal {
        Refusal::DeskOnly => "desk only".to_owned(),
        Refusal::NotYourSheet { judge } => format!("not yours but {judge}'s"),
        Refusal::Phase { now, .. } => format!("not in {now:?}").to_lowercase(),
        Refusal::UnknownJudge { judge } => format!("no judge {judge}"),
        Refusal::UnknownSeat { seat } => format!("no seat {seat}"),
        Refusal::UnknownApplicant { applicant } => format!("no applicant {applicant}"),
        Refusal::UnknownProject { project } => format!("no project {project}"),
        Refusal::UnknownEntry { entry } => format!("no entry {entry}"),
        Refusal::UnknownIndicator { indicator } => format!("no indicator {indicator}"),
        Refusal::OverCap { cap } => format!("over the cap of {cap}"),
        Refusal::LeaderOnly => "leader only".to_owned(),
        Refusal::OwnSheetsFirst => "own sheets first".to_owned(),
        Refusal::SheetSubmitted => "sheet is submitted".to_owned(),
        Refusal::SheetRecused => "sheet is recused".to_owned(),
        Refusal::SheetVoid => "sheet is void".to_owned(),
        Refusal::NotSubmitted => "nothing is submitted".to_owned(),
        Refusal::ApplicantOut { applicant } => format!("{applicant} is out"),
        Refusal::AlreadyOut { applicant } => format!("{applicant} is out already"),
        Refusal::NotOut { applicant } => format!("{applicant} is not out"),
        Refusal::NotVetoed { applicant } => format!("{applicant} is not vetoed"),
        Refusal::NoDossier => "no such application".to_owned(),
        Refusal::Blanks { blanks } => format!("{blanks} blanks"),
        Refusal::NothingToSubmit => "nothing to submit".to_owned(),
        Refusal::TotalsDiffer { entry } => format!("totals differ at {entry}"),
        Refusal::ReasonMissing => "no reason given".to_owned(),
        Refusal::NoTie => "no tie in that".to_owned(),
        Refusal::Unfinished { judges, sheets } => {
            format!("{} unfinished: {sheets} sheets", judges.join(" "))
        }
        Refusal::NotRecused => "not recused".to_owned(),
        Refusal::RecusalHolds { what } => format!("rests: {what:?}").to_lowercase(),
        Refusal::NothingCorrected => "nothing corrected".to_owned(),
        Refusal::AlreadyDeclared => "declared already".to_owned(),
        Refusal::StatementsMissing { judges } => format!("no statement of {}", judges.join(" ")),
        Refusal::TieTooEarly { .. } => "too early".to_owned(),
        other => format!("{other:?}"),
    }
}

/// A story told to a room: `sentence => outcome`, line after line.
#[track_caller]
pub fn check_story(mut room: Room, story: &str) -> Room {
    check_lines(story, |line, _| {
        let (said, _) = line.split_once("=>").expect("=>");
        let (by, intent) = sentence(said.trim());
        format!("{said} => {}", outcome(&room.try_act(&by, intent)))
    });
    room
}

/// Everything a session knows, in an order of its own, so that two sessions can be compared.
pub fn picture(session: &Session) -> String {
    let seats = session
        .judges()
        .iter()
        .map(|j| j.id.as_str())
        .chain(["desk"])
        .map(|seat| session.seat(seat))
        .collect::<Vec<_>>();
    let by_entry = (0..session.entries().len())
        .map(|e| {
            let id = session.entry_id(e).unwrap_or_default();
            let grounds: Vec<_> = (0..session.judges().len())
                .map(|j| session.ground(e, j))
                .collect();
            format!(
                "{id} {} {:?} {grounds:?} {:?}",
                session.is_in(e),
                session.entry(&id),
                session.entries().get(e)
            )
        })
        .collect::<Vec<_>>();
    let by_project = (0..session.projects().len())
        .map(|p| {
            let submissions: Vec<_> = (0..session.judges().len())
                .map(|j| session.submission(j, p))
                .collect();
            let (entries, ties) = (session.entries_of(p), session.ties(p));
            format!(
                "{entries:?} {ties:?} {submissions:?} {:?}",
                session.tie_method(p)
            )
        })
        .collect::<Vec<_>>();
    let applicants = session
        .applicants()
        .iter()
        .enumerate()
        .map(|(a, applicant)| {
            let review = session.review(a);
            format!("{applicant:?} {:?} {review:?}", session.eligibility(a))
        })
        .collect::<Vec<_>>();
    let declared = (0..session.judges().len())
        .filter(|j| session.declared(*j))
        .collect::<Vec<_>>();
    format!(
        "{:#?}",
        (
            (session.seq(), session.phase(), session.setup()),
            (session.rules(), session.rule_changes()),
            (session.judges(), seats, applicants),
            (by_entry, by_project),
            (session.remarks(), session.incidents(), session.notice()),
            (0..session.applicants().len())
                .map(|a| {
                    let judges = 0..session.judges().len();
                    let own: Vec<_> = judges.map(|j| session.comment(a, j)).collect();
                    (own, session.panel_comment(a))
                })
                .collect::<Vec<_>>(),
            (session.replacements(), declared, session.review_begun()),
            (
                session.recusals(),
                session.withdrawals(),
                session.corrections(),
            ),
            (
                session.confirmations(),
                session.certified(),
                session.sealed()
            ),
        )
    )
}

/// The act that gives a seat this PIN, its file put beside the journal that will be in `folder`; cheap to compare.
pub fn pin(folder: &Path, seat: &str, pin: &str) -> Act {
    let fresh = FreshPin::of(seat, pin, PinCost::LEAST).unwrap();
    fresh.keep(folder).unwrap()
}
