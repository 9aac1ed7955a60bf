//! What vouches for the head of a journal, and what this machine saw elsewhere: in words.

use super::Call;
use crate::journal::heads::{Elsewhere, Heads};
use crate::journal::verify::Verification;
use crate::journal::{AnchorSource, Health, Journal, folders};
use crate::text::cli as t;
use crate::text::faults;
use crate::text::fill;
use std::io::{self, Write};
use std::path::Path;

/// Each thing that vouches for some line, and what nothing vouches for; `mirror` is up to which act a mirror says the
/// same, and its name.
pub(super) fn lines(
    call: &Call,
    verdict: &Verification,
    mirror: Option<(u64, String)>,
) -> Vec<String> {
    let lang = call.lang;
    let head = verdict.head.seq;
    let mut vouched: Vec<(u64, String)> = Vec::new();
    for anchor in &verdict.anchors {
        let who = match anchor.source {
            AnchorSource::Snapshot => t::VOUCH_SNAPSHOT.get(lang).to_owned(),
            AnchorSource::Seen => {
                let at = verdict.seen.as_ref().map_or("", |seen| seen.at.as_str());
                fill!(t::VOUCH_SEEN, lang, [("at", &faults::shown(at))])
            }
        };
        vouched.push((anchor.seq, who));
    }
    if let Some(line) = verdict.found {
        vouched.push((line, t::VOUCH_CODE.get(lang).to_owned()));
    }
    vouched.extend(mirror);
    let top = vouched.iter().map(|(seq, _)| *seq).max();
    let mut lines: Vec<String> = vouched
        .into_iter()
        .map(|(seq, who)| fill!(t::VOUCHED, lang, [("seq", &seq), ("who", &who)]))
        .collect();
    match top {
        None => lines.push(t::VOUCH_NONE.get(lang).to_owned()),
        Some(top) if top < head => {
            let n = head - top;
            lines.push(fill!(t::VOUCH_NOT_AFTER, lang, [("seq", &top), ("n", &n)]));
        }
        Some(_) => {}
    }
    lines
}

/// How to go on where a file was put back on purpose that this machine knows otherwise.
pub(super) fn way_out(call: &Call, folder: &Path, verdict: &Verification) -> Option<String> {
    let by = match verdict.health {
        Health::Behind { by, .. } | Health::Differs { by, .. } => by?,
        _ => return None,
    };
    let path = match (by, &verdict.setup) {
        (AnchorSource::Seen, Some(setup)) => {
            Heads::inside(&folders::of_user()?).file(&setup.session, folder)
        }
        _ => folder.join(crate::journal::snapshot::SCORES),
    };
    let path = faults::shown(&path.display().to_string());
    Some(fill!(t::VOUCH_WAY_OUT, call.lang, [("path", &path)]))
}

/// Told beside what a command does, the first time that this machine meets the session where it lies.
pub(super) fn note_elsewhere(call: &Call, journal: &Journal) {
    if journal.seen().is_some() {
        return;
    }
    let Some(data) = folders::of_user() else {
        return;
    };
    let found = crate::journal::heads::elsewhere(&Heads::inside(&data), journal.history());
    for one in found.iter().flatten() {
        let text = elsewhere(call, one);
        let note = fill!(t::NOTE, call.lang, [("text", &text)]);
        let _ = writeln!(io::stderr(), "{note}");
    }
}

pub(super) fn elsewhere(call: &Call, one: &Elsewhere) -> String {
    faults::elsewhere(call.lang, one)
}
