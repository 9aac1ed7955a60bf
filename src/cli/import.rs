//! `pingshen import`: a roster, judges or scores, as one batch, all or nothing.

mod dossiers;
mod list;
mod marks;
mod panel;

pub(super) use list::{doubts, preview_rows};

use super::{Call, Failure, desk, folder, print};
use crate::journal::{Journal, JournalError, snapshot};
use crate::model::{Act, DESK, Phase, Refusal, Wanted};
use crate::office::reading::{ReadOptions, Took};
use crate::office::{OfficeError, keys};
use crate::tally::Results;
use crate::text::cli as t;
use crate::text::fill;
use crate::text::{faults, reading as r, ssh as s};
use clap::ArgMatches;
use std::io::{self, Write};
use std::path::PathBuf;

pub(super) fn run(call: &mut Call, matches: &ArgMatches) -> Result<(), Failure> {
    match matches.subcommand() {
        Some(("roster", m)) => list::import(call, m),
        Some(("judges", m)) => panel::import(call, m),
        Some(("keys", m)) => import_keys(call, m),
        Some(("dossiers", m)) => dossiers::import(call, m),
        Some((_, m)) => marks::import(call, m),
        None => Ok(()),
    }
}

fn file(matches: &ArgMatches) -> PathBuf {
    matches
        .get_one::<PathBuf>("file")
        .cloned()
        .unwrap_or_default()
}

/// What the user says of the file; `name` is the option that names its sheet.
pub(super) fn options<'m>(matches: &'m ArgMatches, name: &str) -> ReadOptions<'m> {
    ReadOptions {
        sheet: matches.get_one::<String>(name).map(String::as_str),
        encoding: None,
    }
}

/// What was taken of a file, on standard error: it comes before the reasons why nothing was made of it.
pub(super) fn tell(call: &Call, took: &Took) {
    for line in took.short(call.lang) {
        let _ = writeln!(io::stderr(), "{line}");
    }
}

/// The end of a preview: what would be refused is status 1, as it would be without `--preview`.
pub(super) fn end_preview(
    call: &Call,
    mut lines: Vec<String>,
    refused: usize,
) -> Result<(), Failure> {
    if refused == 0 {
        lines.push(t::PREVIEW_NOTHING.get(call.lang).to_owned());
    }
    lines.push(String::new());
    print(call, &lines.join("\n"))?;
    if refused == 0 {
        return Ok(());
    }
    let text = fill!(r::PREVIEW_REFUSED, call.lang, [("n", &refused)]);
    Err(Failure::Refused(vec![text]))
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
        .map(|(seat, keys)| {
            fill!(
                s::KEYS_DONE,
                call.lang,
                [("seat", seat), ("n", &keys.len())]
            )
        })
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
        let note = fill!(t::NOTE, call.lang, [("text", &text)]);
        let _ = writeln!(io::stderr(), "{note}");
    }
    lines.push(String::new());
    print(call, &lines.join("\n"))
}
