//! `pingshen import`: a roster or scores, as one batch, all or nothing.

use super::{Call, Failure, desk, folder, print};
use crate::journal::{Journal, snapshot};
use crate::model::{Act, DESK, Intent, Phase, Session, Stamp};
use crate::office::{demo, roster, scores};
use crate::tally::Results;
use crate::text::cli as t;
use crate::text::faults;
use clap::ArgMatches;
use std::path::PathBuf;

pub(super) fn run(call: &Call, matches: &ArgMatches) -> Result<(), Failure> {
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

fn import_roster(call: &Call, matches: &ArgMatches) -> Result<(), Failure> {
    let mut journal = desk::open(call, &folder(matches))?;
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
    print(call, &format!("{text}\n"))
}

fn import_scores(call: &Call, matches: &ArgMatches) -> Result<(), Failure> {
    let mut journal = desk::open(call, &folder(matches))?;
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
    let results = Results::of(journal.session());
    // The acts are safe; a snapshot that cannot be written is made again at the next submission.
    let snapshot = snapshot::write(&journal, &results);
    let mut lines = Vec::new();
    if opens {
        lines.push(t::DONE_OPENED.get(call.lang).to_owned());
    }
    lines.push(t::DONE_SCORES.fill(call.lang, &[("n", &n), ("code", &saved.code())]));
    if submitted > 0 {
        lines.push(t::DONE_SUBMITTED.fill(call.lang, &[("n", &submitted)]));
    }
    if let Err(error) = snapshot {
        let text = faults::journal_error(call.lang, &error);
        lines.push(t::NOTE.fill(call.lang, &[("text", &text)]));
    }
    print(call, &(lines.join("\n") + "\n"))
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
            return Err(call.journal_failure(&crate::journal::JournalError::RefusedAt(n, refusal)));
        }
    }
    Ok(after)
}
