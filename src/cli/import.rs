//! `pingshen import`: a roster or scores, as one batch, all or nothing.

use super::{Call, Failure, desk, folder, print};
use crate::journal::{Journal, JournalError, snapshot};
use crate::model::{Act, DESK, Intent, Phase, Refusal, Session, Stamp, Template, Wanted};
use crate::office::preview::Preview;
use crate::office::{OfficeError, demo, keys, scores};
use crate::tally;
use crate::tally::Results;
use crate::text::cli as t;
use crate::text::{faults, ssh as s};
use clap::ArgMatches;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

pub(super) fn run(call: &mut Call, matches: &ArgMatches) -> Result<(), Failure> {
    match matches.subcommand() {
        Some(("roster", m)) => import_roster(call, m),
        Some(("keys", m)) => import_keys(call, m),
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
    in_phase(call, &journal, &[Phase::Setup], Wanted::Roster)?;
    let preview = preview(call, &file(matches), journal.session())?;
    if matches.get_flag("preview") {
        return print(call, &rows(call, &preview, journal.session()));
    }
    doubts(call, &preview, journal.session().template());
    let acts = preview.accept().map_err(|e| call.office_failure(&e))?;
    if acts.is_empty() {
        return print(call, &format!("{}\n", t::ROSTER_SAME.get(call.lang)));
    }
    let n = acts.len();
    let (new, changed, same) = preview.counts();
    let saved = journal
        .append(DESK, acts)
        .map_err(|e| call.journal_failure(&e))?;
    let text = t::DONE_ROSTER.fill(
        call.lang,
        &[
            ("n", &n),
            ("new", &new),
            ("changed", &changed),
            ("same", &same),
            ("code", &saved.code()),
        ],
    );
    finish(call, &journal, vec![text])
}

fn import_keys(call: &mut Call, matches: &ArgMatches) -> Result<(), Failure> {
    let lang = call.lang;
    let mut journal = desk::open(call, &folder(matches))?;
    let path = file(matches);
    let text = std::fs::read(&path).map_err(|error| {
        call.office_failure(&OfficeError::Read {
            path: path.clone(),
            error,
        })
    })?;
    let seat = matches.get_one::<String>("seat").map(String::as_str);
    let text = String::from_utf8_lossy(&text);
    let found = keys::read(&text, seat, journal.session()).map_err(|faults| {
        let words = faults.iter().map(|(n, fault)| fault.words(*n, call.lang));
        Failure::Refused(words.collect())
    })?;
    if found.is_empty() {
        return Err(Failure::Refused(vec![s::KEYS_NONE.get(lang).to_owned()]));
    }
    let lines: Vec<String> = found
        .iter()
        .map(|(seat, keys)| s::KEYS_DONE.fill(call.lang, &[("seat", seat), ("n", &keys.len())]))
        .collect();
    let acts = found
        .into_iter()
        .map(|(seat, keys)| Act::Keys { seat, keys }.into())
        .collect();
    journal
        .append(DESK, acts)
        .map_err(|e| call.journal_failure(&e))?;
    finish(call, &journal, lines)
}

fn preview(call: &Call, path: &Path, session: &Session) -> Result<Preview, Failure> {
    let Some(template) = session.template() else {
        return Err(call.journal_failure(&JournalError::Refused(Refusal::NoSetup)));
    };
    Preview::of(path, None, template, session.applicants()).map_err(|e| call.office_failure(&e))
}

/// Every doubt, by row, on standard error: it is said and stands in nobody's way.
pub(super) fn doubts(call: &Call, preview: &Preview, template: Option<&Template>) {
    let Some(template) = template else { return };
    for row in preview
        .rows
        .iter()
        .filter(|row| row.doubtful() && row.faults.is_empty())
    {
        for text in row.words(call.lang, template) {
            let words = t::PREVIEW_DOUBT.fill(
                call.lang,
                &[
                    ("line", &row.line),
                    ("id", &faults::shown(&row.applicant.id)),
                    ("name", &faults::shown(&row.applicant.name)),
                    ("text", &text),
                ],
            );
            let note = t::NOTE.fill(call.lang, &[("text", &words)]);
            let _ = writeln!(io::stderr(), "{note}");
        }
    }
}

/// The whole preview: a line a row, its doubts below it.
fn rows(call: &Call, preview: &Preview, session: &Session) -> String {
    let lang = call.lang;
    let mut lines = Vec::new();
    for row in &preview.rows {
        lines.push(t::PREVIEW_ROW.fill(
            lang,
            &[
                ("line", &row.line),
                ("id", &faults::shown(&row.applicant.id)),
                ("name", &faults::shown(&row.applicant.name)),
                ("projects", &row.applicant.projects.join(" ")),
                ("change", &row.change.words(lang)),
            ],
        ));
        if let Some(template) = session.template() {
            lines.extend(
                row.words(lang, template)
                    .iter()
                    .map(|text| format!("    ! {text}")),
            );
        }
    }
    lines.push(t::PREVIEW_NOTHING.get(lang).to_owned());
    lines.push(String::new());
    lines.join("\n")
}

/// Said before a file is read: the rules would refuse its first row, and the user would seek there.
fn in_phase(call: &Call, journal: &Journal, fit: &[Phase], wanted: Wanted) -> Result<(), Failure> {
    let now = journal.session().phase();
    if fit.contains(&now) {
        return Ok(());
    }
    Err(call.journal_failure(&JournalError::Refused(Refusal::Phase { now, wanted })))
}

/// Renews the snapshot and says what was done. The acts are safe by now; a snapshot that cannot be written
/// is only told, and made again at the next submission.
fn finish(call: &Call, journal: &Journal, mut lines: Vec<String>) -> Result<(), Failure> {
    if let Err(error) = snapshot::write(journal.history(), &Results::of(journal.session())) {
        let text = faults::journal_error(call.lang, &error);
        let note = t::NOTE.fill(call.lang, &[("text", &text)]);
        let _ = writeln!(io::stderr(), "{note}");
    }
    lines.push(String::new());
    print(call, &lines.join("\n"))
}

fn import_scores(call: &mut Call, matches: &ArgMatches) -> Result<(), Failure> {
    let mut journal = desk::open(call, &folder(matches))?;
    in_phase(
        call,
        &journal,
        &[Phase::Setup, Phase::Scoring],
        Wanted::Score,
    )?;
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
        let tried = tally::decide(&after, DESK, intent.clone())
            .and_then(|act| tally::apply(&mut after, stamp, &act));
        if let Err(refusal) = tried {
            return Err(call.journal_failure(&JournalError::RefusedAt(n, refusal)));
        }
    }
    Ok(after)
}
