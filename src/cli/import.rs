//! `pingshen import`: a roster or scores, as one batch, all or nothing.

use super::{Call, Failure, desk, folder, print};
use crate::journal::{Journal, JournalError, snapshot};
use crate::model::{Act, DESK, Intent, Phase, Refusal, Session, Stamp};
use crate::office::{demo, roster, scores};
use crate::tally::Results;
use crate::text::cli as t;
use crate::text::faults;
use clap::ArgMatches;
use std::io::{self, Write};
use std::path::PathBuf;

pub(super) fn run(call: &mut Call, matches: &ArgMatches) -> Result<(), Failure> {
    match matches.subcommand() {
        Some(("roster", m)) => import_roster(call, m),
        Some((_, m)) => import_scores(call, m),
        None => Ok(()),
    }
}

fn file(matches: &ArgMatches) -> PathBuf {
    matches
        .get_one::<PathBuf>("file")
        .cloned()
        .unwrap_or_default()
}

fn import_roster(call: &mut Call, matches: &ArgMatches) -> Result<(), Failure> {
    let mut journal = desk::open(call, &folder(matches))?;
    in_phase(call, &journal, &[Phase::Setup])?;
    let applicants = roster::read_file(&file(matches), journal.session().projects())
        .map_err(|e| call.office_failure(&e))?;
    let n = applicants.len();
    let acts = applicants
        .into_iter()
        .map(|a| Act::Applicant(Box::new(a)).into())
        .collect();
    let saved = journal
        .append(DESK, acts)
        .map_err(|e| call.journal_failure(&e))?;
    let text = t::DONE_ROSTER.fill(call.lang, &[("n", &n), ("code", &saved.code())]);
    finish(call, &journal, vec![text])
}

/// Said before a file is read: the rules would refuse its first row, and the user would seek there.
fn in_phase(call: &Call, journal: &Journal, fit: &[Phase]) -> Result<(), Failure> {
    let now = journal.session().phase();
    if fit.contains(&now) {
        return Ok(());
    }
    Err(call.journal_failure(&JournalError::Refused(Refusal::Phase { now })))
}

/// Renews the snapshot and says what was done. The acts are safe by now; a snapshot that cannot be written
/// is only told, and made again at the next submission.
fn finish(call: &Call, journal: &Journal, mut lines: Vec<String>) -> Result<(), Failure> {
    if let Err(error) = snapshot::write(journal, &Results::of(journal.session())) {
        let text = faults::journal_error(call.lang, &error);
        let note = t::NOTE.fill(call.lang, &[("text", &text)]);
        let _ = writeln!(io::stderr(), "{note}");
    }
    lines.push(String::new());
    print(call, &lines.join("\n"))
}

fn import_scores(call: &mut Call, matches: &ArgMatches) -> Result<(), Failure> {
    let mut journal = desk::open(call, &folder(matches))?;
    in_phase(call, &journal, &[Phase::Setup, Phase::Scoring])?;
    let marks = scores::read_file(&file(matches), journal.session())
        .map_err(|e| call.office_failure(&e))?;
    if marks.is_empty() {
        return Err(Failure::Refused(vec![
            t::NOTHING_IN_IT.get(call.lang).to_owned(),
        ]));
    }
    let n = marks
        .iter()
        .filter(|i| matches!(i, Intent::Do(Act::Mark { .. })))
        .count();
    let mut batch = Vec::with_capacity(marks.len() + 1);
    let opens = journal.session().phase() == Phase::Setup;
    if opens {
        batch.push(Act::OpenScoring {}.into());
    }
    batch.extend(marks);
    let mut submitted = 0;
    if matches.get_flag("submit") {
        let after = trial(call, &journal, &batch)?;
        let submissions = demo::complete_projects(&after);
        submitted = submissions.len();
        batch.extend(submissions);
    }
    let saved = journal
        .append(DESK, batch)
        .map_err(|e| call.journal_failure(&e))?;
    let mut lines = Vec::new();
    if opens {
        lines.push(t::DONE_OPENED.get(call.lang).to_owned());
    }
    lines.push(t::DONE_SCORES.fill(call.lang, &[("n", &n), ("code", &saved.code())]));
    if submitted > 0 {
        lines.push(t::DONE_SUBMITTED.fill(call.lang, &[("n", &submitted)]));
    }
    finish(call, &journal, lines)
}

/// The session as it would be after these acts: what is complete then can be submitted in the same batch.
fn trial(call: &Call, journal: &Journal, batch: &[Intent]) -> Result<Session, Failure> {
    let mut after = journal.session().clone();
    for (n, intent) in batch.iter().enumerate() {
        let seq = journal.head().seq + 1 + n as u64;
        let stamp = Stamp {
            seq,
            at: "",
            by: DESK,
        };
        let tried = after
            .decide(DESK, intent.clone())
            .and_then(|act| after.apply(stamp, &act));
        if let Err(refusal) = tried {
            return Err(call.journal_failure(&JournalError::RefusedAt(n, refusal)));
        }
    }
    Ok(after)
}
