//! `pingshen log`: every act as a sentence, with the filters of the journal screen.

use super::{Call, Failure, folder, print};
use crate::model::ActKind;
use crate::office::log::{ActLog, Filter};
use clap::ArgMatches;

pub(super) fn run(call: &mut Call, matches: &ArgMatches) -> Result<(), Failure> {
    let folder = folder(matches);
    let journal = call.read(&folder)?;
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let filter = Filter {
        seat: text("seat"),
        applicant: text("applicant"),
        kind: text("kind").and_then(|word| kind_of(&word)),
        text: text("text").unwrap_or_default(),
    };
    let hide = journal.session().sealed_off();
    let all = ActLog::of(&journal.history().recorded(), call.lang, hide)
        .map_err(|e| call.journal_failure(&e))?;
    let mut out = String::new();
    let taken = all.taken_from(0, &filter).into_iter();
    for told in taken.filter_map(|n| all.get(n)) {
        out.push_str(&format!(
            "{:>6}  {}  {}  {}{}\n",
            told.seq,
            told.at,
            told.by,
            told.said,
            told.odd
                .as_ref()
                .map(|odd| format!("  [{odd}]"))
                .unwrap_or_default()
        ));
    }
    print(call, &out)?;
    // What was printed is good as far as it goes; that it does not go to the end must be known.
    call.demand_whole(&journal)
}

/// The kinds by their English names, the same in both languages: `incidents`, `review`.
pub(super) fn kinds() -> Vec<&'static str> {
    ActKind::ALL.iter().map(|kind| kind.text().en).collect()
}

fn kind_of(word: &str) -> Option<ActKind> {
    ActKind::ALL.into_iter().find(|kind| kind.text().en == word)
}
