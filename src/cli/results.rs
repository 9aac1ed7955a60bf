//! `pingshen results`: the standings and awards on standard output.

use super::{Call, Failure, folder, print};
use crate::journal::snapshot;
use crate::model::Phase;
use crate::office::results as office;
use crate::tally::Results;
use crate::text::cli as t;
use crate::text::fill;
use clap::ArgMatches;

pub(super) fn run(call: &mut Call, matches: &ArgMatches) -> Result<(), Failure> {
    let folder = folder(matches);
    let journal = call.read(&folder)?;
    call.demand_whole(&journal)?;
    let session = journal.session();
    if session.phase() == Phase::Scoring && session.sealed_off() {
        return Err(Failure::Refused(vec![
            t::RESULTS_SEALED.get(call.lang).to_owned(),
        ]));
    }
    let results = Results::of(session);
    let report = snapshot::current_report(journal.history(), &results);
    let text = match matches.get_one::<String>("format").map(String::as_str) {
        Some("json") => serde_json::to_string_pretty(&report)
            .map(|s| s + "\n")
            .map_err(|e| e.to_string()),
        Some("csv") => office::csv(&report).map_err(|e| e.to_string()),
        // People read the table in their language; data do not change with the reader.
        _ => {
            let report = snapshot::report_in(journal.history(), &results, call.lang);
            Ok(office::table(&report, call.lang, call.wide == Some(true)))
        }
    };
    match text {
        Ok(text) => print(call, &text),
        Err(error) => Err(Failure::Trouble(vec![fill!(
            t::SYSTEM,
            call.lang,
            [("error", &error)]
        )])),
    }
}
