//! `pingshen new`: a session from a template, a roster and a panel.

use super::{Call, Failure, desk, folder, import, print};
use crate::journal::{JOURNAL, JournalError};
use crate::model::Judge;
use crate::office::founding::Founding;
use crate::office::preview::Preview;
use crate::office::{OfficeError, judges, template};
use crate::text::cli as t;
use clap::ArgMatches;
use std::path::PathBuf;

pub(super) fn run(call: &Call, matches: &ArgMatches) -> Result<(), Failure> {
    let office = |e| call.office_failure(&e);
    let folder = folder(matches);
    desk::on_this_machine(call, &folder)?;
    if folder.join(JOURNAL).exists() {
        // Said before a PIN is asked for.
        return Err(call.journal_failure(&JournalError::Exists(folder)));
    }
    let name = matches
        .get_one::<String>("template")
        .cloned()
        .unwrap_or_default();
    let template = template::load(&name).map_err(office)?;
    let preview = match matches.get_one::<PathBuf>("roster") {
        Some(path) => Some(Preview::of(path, None, &template, &[]).map_err(office)?),
        None => None,
    };
    let mut applicants = Vec::new();
    if let Some(preview) = &preview {
        preview.accept().map_err(office)?;
        applicants.extend(preview.rows.iter().map(|row| row.applicant.clone()));
        import::doubts(call, preview, Some(&template));
    }
    let judges = panel(call, matches)?;
    let desk_pin = if matches.get_flag("with-pin") {
        Some(desk::new_pin(call)?)
    } else {
        None
    };
    let counts = (template.projects.len(), applicants.len(), judges.len());
    let founding = Founding {
        template,
        applicants,
        judges,
        rehearsal: matches.get_flag("rehearsal"),
        language: call.lang,
        desk_pin,
    };
    founding.found(&folder, &call.clock).map_err(|e| match e {
        // The number of an act means nothing to somebody who named people.
        OfficeError::Journal(JournalError::RefusedAt(_, why)) => {
            call.journal_failure(&JournalError::Refused(why))
        }
        e => office(e),
    })?;
    let text = t::DONE_NEW.fill(
        call.lang,
        &[
            ("folder", &folder.display()),
            ("projects", &counts.0),
            ("applicants", &counts.1),
            ("judges", &counts.2),
        ],
    );
    print(call, &format!("{text}\n"))
}

fn panel(call: &Call, matches: &ArgMatches) -> Result<Vec<(Judge, Option<String>)>, Failure> {
    let named: Vec<&String> = matches
        .get_many::<String>("judge")
        .into_iter()
        .flatten()
        .collect();
    if let Some(path) = matches.get_one::<PathBuf>("judges") {
        if !named.is_empty() {
            return Err(Failure::Usage(t::JUDGES_TWICE.get(call.lang).to_owned()));
        }
        return judges::read_file(path).map_err(|e| call.office_failure(&e));
    }
    named
        .into_iter()
        .map(|text| match text.split_once('=') {
            Some((id, name)) if !id.trim().is_empty() && !name.trim().is_empty() => {
                Ok((Judge::new(id.trim(), name.trim()), None))
            }
            _ => Err(Failure::Usage(
                t::BAD_JUDGE.fill(call.lang, &[("text", &crate::text::faults::shown(text))]),
            )),
        })
        .collect()
}
