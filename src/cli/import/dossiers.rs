//! `pingshen import dossiers`.

use super::finish;
use crate::cli::{Call, Failure, desk, folder, print};
use crate::journal::JournalError;
use crate::model::{DESK, Phase, Refusal, Wanted};
use crate::office::dossier::doubts::DoubtsDecided;
use crate::office::dossier::folder::DossierFolder;
use crate::text::dossier as d;
use crate::text::fill;
use clap::ArgMatches;
use std::path::PathBuf;

pub(super) fn import(call: &mut Call, matches: &ArgMatches) -> Result<(), Failure> {
    let session_folder = folder(matches);
    let mut journal = desk::open(call, &session_folder)?;
    let now = journal.session().phase();
    if matches!(now, Phase::Closed | Phase::Certified) {
        let wanted = Wanted::Dossiers;
        return Err(call.journal_failure(&JournalError::Refused(Refusal::Phase { now, wanted })));
    }
    let lang = call.lang;
    let from = matches
        .get_one::<PathBuf>("file")
        .cloned()
        .unwrap_or_default();
    crate::cli::stop_tools_with_us();
    let read = DossierFolder::read(
        &from,
        journal.session(),
        journal.folder(),
        lang,
        &mut |_, _| true,
    )
    .map_err(|error| {
        call.office_failure(&crate::office::OfficeError::Read { path: from, error })
    })?;
    let mut lines = read.words(journal.session(), lang);
    lines.push(read.counts_words(lang));
    let (taken, same, refused) = read.counts();
    if matches.get_flag("preview") {
        let nothing = usize::from(taken + same == 0);
        return super::end_preview(call, lines, refused.max(nothing));
    }
    let facts = match matches.get_flag("facts") {
        true => read.accepted(journal.session(), &DoubtsDecided::default(), lang),
        false => Vec::new(),
    };
    if taken == 0 && facts.is_empty() {
        lines.push(String::new());
        if same == 0 {
            return Err(Failure::Refused(lines));
        }
        print(call, &lines.join("\n"))?;
        return left_out(call, refused);
    }
    // Reading may have taken minutes, in which somebody else worked on.
    journal.follow().map_err(|e| call.journal_failure(&e))?;
    if !read.is_of(journal.session()) {
        lines.push(d::CHANGED_MEANWHILE.get(lang).to_owned());
        return Err(Failure::Refused(lines));
    }
    // The files come first: an act that names a file which is not there would be a loss that never was.
    for (file, ..) in read.taken() {
        file.keep(journal.folder())
            .map_err(|e| call.office_failure(&e))?;
    }
    let mut acts = read.acts();
    if !facts.is_empty() {
        lines.push(fill!(d::FACTS, lang, [("n", &facts.len())]));
    }
    acts.extend(facts);
    let acts = acts.into_iter().map(Into::into).collect();
    journal
        .append(DESK, acts)
        .map_err(|e| call.journal_failure(&e))?;
    finish(call, &journal, lines)?;
    left_out(call, refused)
}

/// Files that were not taken are a refusal, though the others were taken: whoever called learns of it by the status.
fn left_out(call: &Call, refused: usize) -> Result<(), Failure> {
    match refused {
        0 => Ok(()),
        n => Err(Failure::Refused(vec![fill!(
            d::SOME_REFUSED,
            call.lang,
            [("n", &n)]
        )])),
    }
}
