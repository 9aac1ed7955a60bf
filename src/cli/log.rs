//! `pingshen log`: every act as a sentence, with the filters of the journal screen.

use super::{Call, Failure, folder, print};
use crate::journal::{Health, Journal};
use crate::office::log::{self, Filter};
use crate::text::acts::Kind;
use crate::text::cli as t;
use crate::text::faults;
use clap::ArgMatches;
use std::io::Write;

pub(super) fn run(call: &mut Call, matches: &ArgMatches) -> Result<(), Failure> {
    let folder = folder(matches);
    let opening = call.opening(&folder, false);
    let journal = Journal::open(&folder, call.clock.clone(), &opening)
        .map_err(|e| call.journal_failure(&e))?;
    call.adopt(journal.session());
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let filter = Filter {
        seat: text("seat"),
        applicant: text("applicant"),
        kind: text("kind").and_then(|word| kind_of(&word)),
        text: text("text").unwrap_or_default(),
    };
    let hide = journal.session().sealed_off();
    let all = log::read(&folder, call.lang, hide).map_err(|e| call.journal_failure(&e))?;
    let mut out = String::new();
    for told in all.iter().filter(|told| filter.takes(told)) {
        out.push_str(&format!(
            "{:>6}  {}  {}  {}\n",
            told.seq, told.at, told.by, told.said
        ));
    }
    print(call, &out)?;
    let health = journal.health();
    match faults::health(call.lang, health) {
        // What was printed is good as far as it goes; that it does not go to the end must be known.
        Some(words) if health.doubtful() => Err(Failure::Refused(vec![words])),
        Some(words) if *health != Health::NoRight => {
            let note = t::NOTE.fill(call.lang, &[("text", &words)]);
            let _ = writeln!(std::io::stderr(), "{note}");
            Ok(())
        }
        _ => Ok(()),
    }
}

/// The kinds by their English names, the same in both languages: `incidents`, `review`.
pub(super) fn kinds() -> Vec<&'static str> {
    Kind::ALL.iter().map(|kind| kind.text().en).collect()
}

fn kind_of(word: &str) -> Option<Kind> {
    Kind::ALL.into_iter().find(|kind| kind.text().en == word)
}
