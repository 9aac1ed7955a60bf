//! `pingshen compare`: passages that stand in more than one application.

use super::{Call, Failure, folder, print};
use crate::office::OfficeError;
use crate::office::dossier::copies::{CopyFindings, CopyProgress};
use crate::text::dossier as t;
use clap::ArgMatches;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

pub(super) fn run(call: &mut Call, matches: &ArgMatches) -> Result<(), Failure> {
    let folder = folder(matches);
    let journal = call.read(&folder)?;
    call.demand_whole(&journal)?;
    let lang = call.lang;
    let against = matches.get_one::<PathBuf>("against").map(PathBuf::as_path);
    let session = journal.session();
    if session.dossiers().is_empty() {
        return Err(Failure::Refused(vec![t::NONE_KEPT.get(lang).to_owned()]));
    }
    super::stop_tools_with_us();
    let watched = io::stderr().is_terminal();
    let mut tell = |progress: CopyProgress| {
        if watched {
            let words = progress.words(lang);
            let _ = write!(io::stderr(), "\r\x1b[K{words}");
        }
        true
    };
    let found = CopyFindings::of(session, journal.folder(), against, lang, &mut tell);
    if watched {
        let _ = write!(io::stderr(), "\r\x1b[K");
    }
    let found = found.map_err(|error| {
        let path = against.map(PathBuf::from).unwrap_or_default();
        call.office_failure(&OfficeError::Read { path, error })
    })?;
    let Some(found) = found else { return Ok(()) };
    print(call, &(found.words(session, lang).join("\n") + "\n"))
}
