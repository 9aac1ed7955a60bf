//! `pingshen compare`: passages that stand in more than one application.

use super::{Call, Failure, folder, print};
use crate::office::OfficeError;
use crate::office::dossier::copies::CopyCheck;
use crate::text::dossier as t;
use clap::ArgMatches;
use std::path::PathBuf;

pub(super) fn run(call: &mut Call, matches: &ArgMatches) -> Result<(), Failure> {
    let folder = folder(matches);
    let journal = call.read(&folder)?;
    call.demand_whole(&journal)?;
    let lang = call.lang;
    let against = matches.get_one::<PathBuf>("against").map(PathBuf::as_path);
    let session = journal.session();
    let check = CopyCheck::of(session, journal.folder(), against, lang).map_err(|error| {
        let path = against.map(PathBuf::from).unwrap_or_default();
        call.office_failure(&OfficeError::Read { path, error })
    })?;
    if session.dossiers().is_empty() {
        return Err(Failure::Refused(vec![t::NONE_KEPT.get(lang).to_owned()]));
    }
    let Some(found) = check.run(&mut |_| true) else {
        return Ok(());
    };
    print(call, &(check.words(&found, lang).join("\n") + "\n"))
}
