//! 评审情况报告: what was selected, by whom, under which rules, with which result, and what happened on the way.

mod applications;
mod questions;
mod result;
mod scores;

use super::{Source, cap, heading};
use crate::model::Rule;
use crate::office::docx::{Cell, Document, Row, Style};
use crate::office::table::clean;
use crate::text::fill;
use crate::text::papers as t;
use crate::text::rules;
use crate::text::times::minute;
use crate::text::{Text, acts, checks, hand, words};
use std::io;

/// # Errors
/// As [`Document::finish`].
pub fn make(source: &Source) -> io::Result<Vec<u8>> {
    let lang = source.lang;
    let mut paper = Paper {
        document: source.document(t::REPORT.get(lang), false, true),
        source,
        part: 0,
    };
    heading(source, &mut paper.document, t::REPORT.get(lang));
    paper.selection();
    paper.panel();
    paper.rules();
    paper.qualification();
    paper.standings();
    paper.awards();
    paper.ties();
    paper.questions();
    paper.events();
    paper.words();
    paper.annex();
    paper.applications();
    paper.document.finish()
}

struct Paper<'a> {
    source: &'a Source<'a>,
    document: Document,
    /// Parts so far.
    part: usize,
}

impl Paper<'_> {
    fn part(&mut self, title: Text) {
        let lang = self.source.lang;
        let number = t::NUMERALS
            .get(lang)
            .split(' ')
            .nth(self.part)
            .unwrap_or_default();
        self.part += 1;
        let text = fill!(t::PART, lang, [("n", &number), ("title", &title.get(lang))]);
        self.document.with_next(Style::Heading, &text);
    }

    fn say(&mut self, text: &str) {
        self.document.text(Style::Body, text);
    }

    fn heads(&self, texts: &[Text]) -> Row {
        Row::heading(texts.iter().map(|x| x.get(self.source.lang)))
    }

    fn selection(&mut self) {
        let source = self.source;
        let lang = source.lang;
        let session = source.session();
        self.part(t::P_SELECTION);
        let Some(template) = session.template() else {
            return;
        };
        let mut line = fill!(
            t::SELECTION,
            lang,
            [
                ("organizer", &source.organizer()),
                ("title", &source.title()),
                ("projects", &session.projects().len()),
                ("applicants", &session.applicants().len()),
                ("entries", &session.entries().len()),
            ]
        );
        if let Some(deadline) = &template.deadline {
            line.push_str(&fill!(t::DEADLINE, lang, [("at", &minute(deadline))]));
        }
        self.say(&line);
        let mut rows = vec![self.heads(&[t::PROJECT_NAME, t::TRAINEES, t::BUDGET, t::ENTRIES])];
        for (p, project) in session.projects().iter().enumerate() {
            let number = |n: Option<u64>| n.map_or_else(|| "—".to_owned(), |n| n.to_string());
            rows.push(Row::new(vec![
                Cell::new(source.project(p)),
                Cell::right(number(project.trainees.map(u64::from))),
                Cell::right(number(project.budget_yuan)),
                Cell::right(session.entries_of(p).len().to_string()),
            ]));
        }
        self.document.table(&[50, 15, 20, 15], &rows);
    }

    fn panel(&mut self) {
        let source = self.source;
        let lang = source.lang;
        let session = source.session();
        self.part(t::P_PANEL);
        let mut rows = vec![self.heads(&[t::SEAT, t::NAME, t::EMPLOYER, t::PANELS, t::STATEMENT])];
        for (j, judge) in session.judges().iter().enumerate() {
            let name = if judge.leader {
                fill!(t::LEADER, lang, [("name", &clean(&judge.name))])
            } else {
                clean(&judge.name)
            };
            let panels: Vec<String> = session
                .projects()
                .iter()
                .enumerate()
                .filter(|(_, p)| judge.sits_on(&p.id))
                .map(|(p, _)| (p + 1).to_string())
                .collect();
            let stated = match (session.statement(j), session.without_statement(j)) {
                (Some(made), _) => fill!(
                    hand::STATED,
                    lang,
                    [
                        ("at", &minute(&made.at)),
                        ("hand", &hand::of_statement(lang, session, j, made)),
                    ]
                ),
                (None, Some(left)) => {
                    fill!(hand::LEFT_WITHOUT, lang, [("reason", &clean(&left.reason))])
                }
                (None, None) => t::NOT_STATED.get(lang).to_owned(),
            };
            rows.push(Row::new(vec![
                Cell::centre(&judge.id),
                Cell::new(name),
                Cell::new(clean(&judge.employer)),
                Cell::centre(panels.join(", ")),
                Cell::centre(stated),
            ]));
        }
        self.document.table(&[10, 22, 34, 12, 22], &rows);
        for r in session.recusals() {
            let place = match r.entry {
                Some(e) => self.entry(e),
                None => source.project(r.project),
            };
            let id = source.judge_id(r.judge);
            let mut line = fill!(
                t::RECUSED_FROM,
                lang,
                [
                    ("judge", &source.judge(r.judge)),
                    ("entry", &place),
                    ("ground", &clean(&r.ground)),
                    ("hand", &hand::hand(lang, &r.by, id)),
                    ("at", &minute(&r.at)),
                    ("seq", &r.seq),
                ]
            );
            if let Some(lifted) = &r.lifted {
                line.push_str(&fill!(
                    t::RECUSAL_LIFTED,
                    lang,
                    [
                        ("reason", &clean(&lifted.reason)),
                        ("at", &minute(&lifted.at)),
                        ("seq", &lifted.seq),
                    ]
                ));
            }
            self.say(&line);
        }
        for r in session.replacements() {
            let line = fill!(
                t::REPLACED,
                lang,
                [
                    ("old", &source.judge(r.old)),
                    ("new", &source.judge(r.new)),
                    ("reason", &clean(&r.reason)),
                    ("seq", &r.seq),
                ]
            );
            self.say(&line);
        }
    }

    /// `a07 中原教师发展学院（项目1）`
    fn entry(&self, entry: usize) -> String {
        let Some(e) = self.source.entry(entry) else {
            return String::new();
        };
        fill!(
            t::ENTRY,
            self.source.lang,
            [
                ("id", &self.source.applicant_id(e.applicant)),
                ("name", &self.source.applicant(e.applicant)),
                ("n", &(e.project + 1)),
            ]
        )
    }

    fn rules(&mut self) {
        let source = self.source;
        let lang = source.lang;
        let session = source.session();
        self.part(t::P_RULES);
        let line = match session.sealed() {
            Some(seq) => fill!(
                t::SEALED,
                lang,
                [("seq", &seq), ("code", &source.code_of(seq))]
            ),
            None => t::NOT_SEALED.get(lang).to_owned(),
        };
        self.say(&line);
        let mut rows = vec![self.heads(&[t::RULE, t::VALUE, t::BASIS])];
        for rule in Rule::ALL {
            rows.push(Row::new(vec![
                Cell::new(rules::name(*rule).get(lang)),
                Cell::new(rules::value(*rule, lang, session.rules(), session)),
                Cell::new(basis(source, *rule).get(lang)),
            ]));
        }
        self.document.table(&[42, 36, 28], &rows);
        let caps: Vec<String> = session
            .indicators()
            .iter()
            .map(|i| format!("{} {}", words(lang, &i.name), cap(i.cap)))
            .collect();
        let between = t::BETWEEN.get(lang);
        let line = fill!(t::RUBRIC, lang, [("list", &caps.join(between))]);
        self.say(&line);
        for change in session.rule_changes() {
            let line = fill!(
                t::RULES_CHANGED,
                lang,
                [
                    ("seq", &change.seq),
                    ("code", &source.code_of(change.seq)),
                    ("reason", &clean(&change.reason)),
                ]
            );
            self.say(&line);
        }
    }

    fn qualification(&mut self) {
        let source = self.source;
        let lang = source.lang;
        let session = source.session();
        self.part(t::P_QUALIFICATION);
        let all = session.applicants().len();
        let is_out =
            |a: &usize| source.out_without_evidence(*a).is_some() || session.has_withdrawn(*a);
        let out = (0..all).filter(is_out).count();
        let yes = (0..all)
            .filter(|a| !is_out(a) && source.is_reviewed(*a))
            .count();
        let open = all - out - yes;
        let text = if session.review_begun() {
            t::QUALIFIED
        } else {
            t::NOT_REVIEWED
        };
        let said = [
            ("all", &all as &dyn std::fmt::Display),
            ("yes", &yes),
            ("open", &open),
            ("no", &out),
        ];
        let line = text.fill(lang, &said);
        self.say(&line);
        let mut rows = vec![self.heads(&[
            t::ID,
            t::APPLICANT,
            t::CONCLUSION,
            t::CHECKED_BY,
            t::CONFIRMED_BY,
        ])];
        for (a, applicant) in session.applicants().iter().enumerate() {
            let review = session.review(a);
            rows.push(Row::new(vec![
                Cell::centre(&applicant.id),
                Cell::new(clean(&applicant.name)),
                Cell::new(source.qualification(a)),
                Cell::centre(clean(&review.checked_by)),
                Cell::centre(clean(&review.confirmed_by)),
            ]));
        }
        self.document.table(&[9, 36, 36, 13, 13], &rows);
        self.roster_changes();
        let Some(template) = session.template().filter(|_| session.review_begun()) else {
            return;
        };
        for (applicant, checks) in session.applicants().iter().zip(session.all_checks()) {
            let doubts = checks::doubts(lang, template, &checks);
            if !doubts.is_empty() {
                let text = doubts.join(t::BETWEEN.get(lang));
                let line = fill!(
                    t::DOUBTS,
                    lang,
                    [
                        ("id", &applicant.id),
                        ("name", &clean(&applicant.name)),
                        ("text", &text),
                    ]
                );
                self.document.text(Style::Note, &line);
            }
        }
    }
}

impl Paper<'_> {
    /// Who withdrew, and what was corrected once scoring had begun.
    fn roster_changes(&mut self) {
        let source = self.source;
        let (lang, session) = (source.lang, source.session());
        for w in session.withdrawals() {
            let applicant = session.applicant(&w.applicant).unwrap_or(usize::MAX);
            let project = w.project.as_deref().and_then(|p| session.project(p));
            let what = match project {
                Some(p) => source.project(p),
                None => t::ALL_PROJECTS.get(lang).to_owned(),
            };
            let back = w
                .taken_back
                .map(|seq| fill!(t::TAKEN_BACK, lang, [("seq", &seq)]));
            let line = fill!(
                t::WITHDREW,
                lang,
                [
                    ("id", &clean(&w.applicant)),
                    ("name", &source.applicant(applicant)),
                    ("what", &what),
                    ("date", &clean(&w.date)),
                    ("document", &clean(&w.document)),
                    ("seq", &w.seq),
                    ("back", &back.unwrap_or_default()),
                ]
            );
            self.say(&line);
        }
        for c in session.corrections() {
            let line = fill!(
                t::CORRECTED,
                lang,
                [
                    ("id", &source.applicant_id(c.applicant)),
                    ("name", &source.applicant(c.applicant)),
                    ("changes", &acts::changed(lang, &c.changed)),
                    ("reason", &clean(&c.reason)),
                    ("seq", &c.seq),
                ]
            );
            self.say(&line);
        }
    }
}

/// The clauses of the notice belong to its own selection only.
fn basis(source: &Source, rule: Rule) -> Text {
    if source.of_the_notice() {
        rules::source(rule, source.session().rules())
    } else {
        rules::FROM_HERE
    }
}
