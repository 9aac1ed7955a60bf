//! `pingshen export`: the papers of a session, into a folder.

use super::{Call, Failure, folder, print};
use crate::office::export::{self, ExportProgress, PaperKind, PaperWaits, Wish};
use crate::office::papers::sheets::Layout;
use crate::text::export as x;
use crate::text::fill;
use crate::text::{faults, papers};
use clap::ArgMatches;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

/// Where papers go unless somebody says otherwise, inside the session's folder.
const EXPORTS: &str = "exports";

pub(super) fn run(call: &mut Call, matches: &ArgMatches) -> Result<(), Failure> {
    let folder = folder(matches);
    let journal = call.read(&folder)?;
    let lang = call.lang;
    call.demand_whole(&journal)?;
    let out = matches
        .get_one::<PathBuf>("out")
        .cloned()
        .unwrap_or_else(|| folder.join(EXPORTS));
    let wish = Wish {
        kinds: matches
            .get_many::<String>("only")
            .into_iter()
            .flatten()
            .filter_map(|word| PaperKind::named(word))
            .collect(),
        layout: match matches.get_one::<String>("sheets").map(String::as_str) {
            Some("pages") => Layout::Pages,
            _ => Layout::Table,
        },
        applicant: matches.get_one::<String>("applicant").cloned(),
        whole_code: matches.get_flag("qr"),
    };
    let watched = io::stderr().is_terminal();
    let mut step = |progress: &ExportProgress| {
        if watched {
            let _ = write!(
                io::stderr(),
                "\r\x1b[K{}/{} {}",
                progress.done,
                progress.all,
                progress.name
            );
        }
        true
    };
    let made = export::run(&journal, lang, &wish, &out, &mut step);
    if watched {
        let _ = write!(io::stderr(), "\r\x1b[K");
    }
    let made = made.map_err(|e| call.office_failure(&e))?;
    let shown = |path: &std::path::Path| faults::shown(&path.display().to_string());
    for (path, aside) in &made.kept {
        let (path, aside) = (shown(path), shown(aside));
        say(&fill!(x::KEPT, lang, [("path", &path), ("aside", &aside)]));
    }
    if let Some(text) = made.older_words(lang) {
        say(&text);
    }
    // One waits for the end of scoring; the others for its beginning.
    let (closing, opening): (Vec<PaperKind>, Vec<PaperKind>) = made
        .later
        .iter()
        .partition(|k| k.waits_for(journal.session()) == Some(PaperWaits::Closing));
    for (text, kinds) in [(x::LATER, opening), (x::AFTER_CLOSING, closing)] {
        if !kinds.is_empty() {
            let kinds: Vec<&str> = kinds.iter().map(|k| k.text().get(lang)).collect();
            let kinds = kinds.join(papers::BETWEEN.get(lang));
            say(&text.fill(lang, &[("kinds", &kinds)]));
        }
    }
    if made.pin_hashes > 0 {
        say(&fill!(x::PIN_HASHES, lang, [("n", &made.pin_hashes)]));
    }
    let n = made.files.len();
    say(&fill!(x::DONE, lang, [("n", &n), ("path", &shown(&out))]));
    let list: Vec<String> = made
        .files
        .iter()
        .map(|f| format!("{}\n", f.display()))
        .collect();
    print(call, &list.concat())
}

/// Talk goes to standard error; nobody need be listening.
fn say(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}
