//! The mirror on the command line: which one is chosen, how it stands at the start, and whether it says the same.

use super::{Call, Failure};
use crate::journal::files::{Files, SystemFiles};
use crate::journal::mirror::compare::{CommonPart, CopyComparison, compare};
use crate::journal::mirror::{self, MirrorChoice, MirrorPlace, MirrorState, MirrorStore};
use crate::journal::verify::Verification;
use crate::journal::{JOURNAL, folders};
use crate::live::SharedSession;
use crate::text::cli::NOTE;
use crate::text::faults::{self, shown};
use crate::text::fill;
use crate::text::mirror as t;
use clap::ArgMatches;
use std::io::{self, BufReader, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// So long the start waits for a first word of the mirror.
const FIRST_WORD: Duration = Duration::from_millis(2500);

/// What was asked for.
///
/// # Errors
/// What was named is no folder. One that is not there may be plugged in later.
pub(super) fn choice(call: &Call, matches: &ArgMatches) -> Result<MirrorChoice, Failure> {
    Ok(match named(call, matches)? {
        Some(dir) => MirrorChoice::In(dir.clone()),
        None if matches.get_flag("no-mirror") => MirrorChoice::Off,
        None => MirrorChoice::Before,
    })
}

/// The folder that was named for the mirror.
///
/// # Errors
/// What was named is no folder.
pub(super) fn named<'a>(
    call: &Call,
    matches: &'a ArgMatches,
) -> Result<Option<&'a PathBuf>, Failure> {
    let Some(dir) = matches.get_one::<PathBuf>("mirror") else {
        return Ok(None);
    };
    if dir.is_file() {
        let path = shown(&dir.display().to_string());
        return Err(Failure::Usage(fill!(
            t::NO_FOLDER,
            call.lang,
            [("path", &path)]
        )));
    }
    Ok(Some(dir))
}

/// How the mirror of an open session stands, once that is known; nothing where none is chosen.
pub(super) fn first_word(call: &Call, shared: &SharedSession) -> Option<String> {
    let started = Instant::now();
    loop {
        let report = shared.mirror()?;
        let known = !matches!(report.state, MirrorState::Begun | MirrorState::Behind);
        if known || started.elapsed() > FIRST_WORD {
            let head = shared.read().journal().head().seq;
            return Some(t::line(call.lang, &report, head));
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Gives the mirror that was chosen for a session what a command has just recorded. A mirror that is not as it should be
/// is told and fails nothing.
pub(super) fn catch_up(call: &Call, folder: &Path) {
    let Some(data) = folders::of_user().filter(|data| MirrorStore::any(data)) else {
        return;
    };
    let opening = call.opening(folder, false);
    let Ok(shared) = SharedSession::open(folder, call.clock.clone(), &opening) else {
        return;
    };
    shared.keep_mirror(Some(&data), MirrorChoice::Before);
    if let Some(text) = first_word(call, &shared)
        && shared
            .mirror()
            .is_some_and(|m| m.state != MirrorState::InStep)
    {
        let note = fill!(NOTE, call.lang, [("text", &text)]);
        // Nobody may be listening.
        let _ = writeln!(io::stderr(), "{note}");
    }
    shared.finish_mirror();
}

/// What was found of a session's mirror.
#[derive(Default)]
pub(super) struct MirrorFindings {
    pub(super) lines: Vec<String>,
    pub(super) refused: Vec<String>,
    /// Up to which act it vouches for the journal, and its name.
    pub(super) vouched: Option<(u64, String)>,
}

/// Holds the mirror that was named, or else the one that was chosen for the session, against the journal.
///
/// # Errors
/// The one that was named cannot be read.
pub(super) fn held_against(
    call: &Call,
    folder: &Path,
    verdict: &Verification,
    named: Option<&PathBuf>,
) -> Result<MirrorFindings, Failure> {
    let mut findings = MirrorFindings::default();
    let Some(setup) = &verdict.setup else {
        return Ok(findings);
    };
    let data = folders::of_user();
    let chosen = MirrorStore::of(data.as_deref(), &setup.session, folder).chosen();
    let place = MirrorPlace::of(setup);
    let copy = match (named, &chosen) {
        (Some(dir), chosen) => {
            let whole = std::path::absolute(dir).unwrap_or_else(|_| dir.clone());
            let same = chosen.as_ref().filter(|chosen| chosen.mirror == whole);
            mirror::find(dir, &place, same.map_or(1, |chosen| chosen.copy))
        }
        (None, Some(chosen)) => place.folder(&chosen.mirror, chosen.copy),
        (None, None) => return Ok(findings),
    };
    let lang = call.lang;
    let path = shown(&copy.display().to_string());
    let (one, other) = (copy.join(JOURNAL), folder.join(JOURNAL));
    if SystemFiles.is_one_file(&one, &other) {
        let said = fill!(t::VERIFY_ITSELF, lang, [("path", &path)]);
        return Err(Failure::Trouble(vec![said]));
    }
    let found = match read_both(folder, &copy) {
        // A line that is being written, or was cut off, is no act.
        Ok(found) => CopyComparison {
            journal: found.journal.min(verdict.head.seq.max(found.common.acts)),
            ..found
        },
        Err(error) if named.is_some() => {
            let error = faults::system(lang, &error);
            return Err(Failure::Trouble(vec![format!("{path}: {error}")]));
        }
        Err(_) => {
            findings.lines = vec![fill!(t::NOT_HERE, lang, [("path", &path)])];
            return Ok(findings);
        }
    };
    match t::compared(lang, &copy, &found) {
        Ok(said) => findings.lines.push(said),
        Err(said) => findings.refused.push(said),
    }
    let acts = found.common.acts.min(verdict.head.seq);
    if acts > 0 {
        findings.vouched = Some((acts, fill!(t::VOUCH, lang, [("path", &path)])));
    }
    Ok(findings)
}

fn read_both(folder: &Path, copy: &Path) -> io::Result<CopyComparison> {
    let path = copy.join(JOURNAL);
    let mut held = SystemFiles.open(&path, false)?;
    // While somebody writes to it, it is only looked at all the same.
    let _ = held.lock(false);
    let mut theirs = BufReader::new(SystemFiles.reader(&path, 0)?);
    let mut ours = BufReader::new(SystemFiles.reader(&folder.join(JOURNAL), 0)?);
    compare(&mut ours, &mut theirs, CommonPart::NONE, &mut |_| {})
}
