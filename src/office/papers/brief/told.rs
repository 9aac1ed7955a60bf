//! What a brief tells, list by list.

use crate::model::{Consent, Eligibility, Session, Status};
use crate::office::papers::Source;
use crate::office::table::clean;
use crate::tally::{AwardState, Outcome, scrutiny};
use crate::text::{award, count, fill, issued as t, papers};

/// Somebody's reason is cut here; the report has it whole.
const REASON: usize = 40;

/// Project, unit, score, rank, reason.
pub(super) fn recommendations(source: &Source) -> Vec<[String; 5]> {
    let (lang, session) = (source.lang, source.session());
    let mut rows = Vec::new();
    for (p, result) in source.results.projects.iter().enumerate() {
        let award = &result.award;
        for applicant in &award.applicants {
            let standing = source.results.standing(p, *applicant);
            let step = award.steps.iter().find(|s| s.applicant == *applicant);
            let mut reason = step.map(|s| count::step(lang, session, &s.outcome));
            if let Some(reason) = reason.as_mut().filter(|_| session.provisional()) {
                let sure = award::sure(result.certain, result.as_scored).get(lang);
                let said = [
                    ("text", &*reason as &dyn std::fmt::Display),
                    ("sure", &sure),
                ];
                *reason = papers::AWARD_SURE.fill(lang, &said);
            }
            rows.push([
                source.project(p),
                source.applicant(*applicant),
                standing
                    .and_then(|s| s.count.score)
                    .map(|s| s.to_string())
                    .unwrap_or_default(),
                standing
                    .and_then(|s| s.rank)
                    .map(|r| r.to_string())
                    .unwrap_or_default(),
                reason.unwrap_or_default(),
            ]);
        }
        let open = match award.state {
            AwardState::Recommended => continue,
            AwardState::Undecided => t::ROW_OPEN,
            AwardState::Depends => t::ROW_DEPENDS,
            AwardState::None => t::ROW_NOBODY,
        };
        let blank = String::new;
        let open = open.get(lang).to_owned();
        rows.push([source.project(p), open, blank(), blank(), blank()]);
    }
    rows
}

/// Who was ranked before a recommended unit and is not recommended there, and by what a tie was decided.
pub(super) fn passed_over(source: &Source) -> Vec<String> {
    let (lang, session) = (source.lang, source.session());
    let mut list = Vec::new();
    for (p, result) in source.results.projects.iter().enumerate() {
        for step in &result.award.steps {
            if matches!(
                step.outcome,
                Outcome::Skipped { .. } | Outcome::SkippedAnyway { .. } | Outcome::BelowLine
            ) {
                list.push(fill!(
                    t::PASSED,
                    lang,
                    [
                        ("project", &source.project(p)),
                        ("rank", &step.rank),
                        ("name", &source.applicant(step.applicant)),
                        ("reason", &count::step(lang, session, &step.outcome)),
                    ]
                ));
            }
        }
        for decision in session.ties(p) {
            list.push(fill!(
                t::DECIDED,
                lang,
                [
                    ("project", &source.project(p)),
                    ("method", &short(&decision.method)),
                    ("reason", &short(&decision.reason)),
                ]
            ));
        }
    }
    list
}

pub(super) fn reserves(source: &Source) -> Vec<String> {
    let lang = source.lang;
    let mut list = Vec::new();
    for (p, result) in source.results.projects.iter().enumerate() {
        let project = source.project(p);
        for reserve in &result.award.reserves {
            let standing = source.results.standing(p, reserve.applicant);
            let score = standing.and_then(|s| s.count.score);
            let words = source.named(|namer| namer.reserve(reserve));
            let notes = award::reserve_notes(lang, &words);
            let text = if notes.is_empty() {
                t::RESERVE_IS
            } else {
                t::RESERVE_WITH
            };
            list.push(text.fill(
                lang,
                &[
                    ("project", &project),
                    ("name", &source.applicant(reserve.applicant)),
                    ("rank", &reserve.rank),
                    ("score", &score.map(|s| s.to_string()).unwrap_or_default()),
                    ("notes", &notes),
                ],
            ));
        }
        if result.award.reserves_open {
            list.push(fill!(t::RESERVES_HANG, lang, [("project", &project)]));
        } else if result.award.reserves.is_empty() {
            list.push(fill!(t::NO_RESERVES, lang, [("project", &project)]));
        }
    }
    list
}

/// The judges' words, marks far off, and the other reading where it ends otherwise.
pub(super) fn dissent(source: &Source) -> Vec<String> {
    let (lang, session) = (source.lang, source.session());
    let judges = 0..session.judges().len();
    let mut list = Vec::new();
    let given: Vec<_> = judges
        .clone()
        .filter_map(|j| Some((j, session.confirmation(j)?)))
        .collect();
    let of = |verdict: Consent| given.iter().filter(|(_, c)| c.verdict == verdict).count();
    let silent = judges
        .clone()
        .filter(|j| session.has_part(*j) && session.confirmation(*j).is_none())
        .count();
    if !session.provisional() {
        list.push(fill!(
            t::VOTES,
            lang,
            [
                ("agree", &of(Consent::Agree)),
                ("disagree", &of(Consent::Disagree)),
                ("refuse", &of(Consent::Refuse)),
                ("silent", &silent),
            ]
        ));
    }
    for (judge, word) in &given {
        let text = match word.verdict {
            Consent::Agree => continue,
            Consent::Disagree => t::DISAGREES,
            Consent::Refuse => t::REFUSES,
        };
        let said = (source.judge(*judge), short(&word.reason));
        list.push(text.fill(lang, &[("judge", &said.0), ("reason", &said.1)]));
    }
    list.extend(
        source
            .results
            .differences
            .iter()
            .map(|d| source.difference(d)),
    );
    if source.results.differences.is_empty() {
        list.push(papers::OTHER_AGREES.get(lang).to_owned());
    }
    if judges.clone().any(|j| !session.is_finished(j)) {
        list.push(papers::QUESTIONS_LATER.get(lang).to_owned());
        return list;
    }
    let deviations = scrutiny::deviations(session);
    let open = deviations
        .iter()
        .filter(|d| session.explanation(d.entry, d.judge, d.indicator).is_none());
    list.push(fill!(
        t::DEVIATIONS,
        lang,
        [
            ("percent", &session.rules().deviation_percent),
            ("n", &deviations.len()),
            ("open", &open.count()),
        ]
    ));
    list
}

/// Units that are out, and sheets and decisions that do not count.
pub(super) fn aside(source: &Source) -> Vec<String> {
    let (lang, session) = (source.lang, source.session());
    let mut list = Vec::new();
    for a in 0..session.applicants().len() {
        // A pending one has no place in the count either.
        let said = match session.eligibility(a) {
            Eligibility::Qualified => source.out(a),
            _ => source.out_without_evidence(a),
        };
        if let Some(reason) = said {
            list.push(fill!(
                t::OUT,
                lang,
                [
                    ("id", &source.applicant_id(a)),
                    ("name", &source.applicant(a)),
                    ("reason", &short(&reason)),
                ]
            ));
        }
    }
    for (p, result) in source.results.projects.iter().enumerate() {
        let no_score = |s: &&crate::tally::Standing| s.count.score.is_none();
        for standing in result.standings.iter().filter(no_score) {
            list.push(fill!(
                t::NOT_RANKED,
                lang,
                [
                    ("project", &source.project(p)),
                    ("name", &source.applicant(standing.applicant)),
                ]
            ));
        }
    }
    let counted = [
        (t::RECUSALS, recusals(session)),
        (t::VOIDS, voids(session)),
        (t::REPLACED, session.replacements().len()),
        (t::RULES_CHANGED, session.rule_changes().len()),
        (t::TIES_ASIDE, ties_aside(session)),
        (t::COPIES_DISMISSED, dismissed(session)),
    ];
    let counted = counted.iter().filter(|(_, n)| *n > 0);
    list.extend(counted.map(|(text, n)| text.fill(lang, &[("n", n)])));
    if list.is_empty() {
        list.push(t::NOTHING_ASIDE.get(lang).to_owned());
    }
    list
}

fn recusals(session: &Session) -> usize {
    let all = session.recusals().iter();
    all.filter(|r| r.lifted.is_none()).count()
}

fn voids(session: &Session) -> usize {
    let judges = 0..session.judges().len();
    let entries = session.entries().iter();
    entries
        .map(|e| {
            judges
                .clone()
                .filter(|j| e.status(*j) == Status::Void)
                .count()
        })
        .sum()
}

fn ties_aside(session: &Session) -> usize {
    let projects = 0..session.projects().len();
    projects.map(|p| session.ties_set_aside(p).len()).sum()
}

/// Passages whose last decision is that they are no copy.
fn dismissed(session: &Session) -> usize {
    let all = session.copy_decisions().iter();
    let last = |d: &&crate::model::CopyDecision| {
        let holds = session.copy_decision(&d.words.digest, d.words.parties());
        holds.is_some_and(|h| h.seq == d.seq) && d.vetoed.is_empty()
    };
    all.filter(last).count()
}

/// What somebody wrote, cut where it is long.
fn short(text: &str) -> String {
    let text = clean(text);
    if text.chars().count() <= REASON {
        return text;
    }
    let kept: String = text.chars().take(REASON).collect();
    format!("{kept}…")
}
