//! `pingshen verify`: does the file still say the same?

use super::{Call, Failure, folder, mirror, print, vouch};
use crate::journal::code::Typed;
use crate::journal::heads::Heads;
use crate::journal::verify::{self, Verification};
use crate::journal::{Opening, record_code};
use crate::model::{Act, DossierRecord, NoticeText};
use crate::office::dossier::kept::{DossierLost, converted, kept as dossiers_kept};
use crate::office::notice::{Lost, kept};
use crate::text::Text;
use crate::text::cli as t;
use crate::text::dossier as d;
use crate::text::faults;
use crate::text::fill;
use crate::text::notice as n;
use crate::text::times as said;
use clap::ArgMatches;
use std::path::Path;

pub(super) fn run(call: &mut Call, matches: &ArgMatches) -> Result<(), Failure> {
    let folder = folder(matches);
    let asked = matches.get_one::<String>("code");
    let typed = match asked {
        None => None,
        Some(code) => Some(Typed::parse(code).ok_or_else(|| {
            Failure::Usage(fill!(
                t::BAD_CODE,
                call.lang,
                [("code", &faults::shown(code))]
            ))
        })?),
    };
    let opening = call.opening(&folder, false);
    let opening = Opening {
        heads: opening.heads.map(Heads::only_read),
        ..opening
    };
    let verdict =
        verify::verify(&folder, typed.as_ref(), &opening).map_err(|e| call.journal_failure(&e))?;
    if let (Some(setup), None) = (&verdict.setup, call.said) {
        call.lang = setup.language;
    }
    let damage = faults::health(call.lang, &verdict.health);
    let mut lines = Vec::new();
    if damage.is_some() {
        lines.push(t::VERIFY_FACTS_BAD.get(call.lang).to_owned());
    }
    lines.push(facts(call, &verdict));
    let mut refused = Vec::new();
    let whole = damage.is_none();
    match damage {
        Some(words) => refused.push(words),
        // With a code that the file does not hold, "good" would be the wrong first word.
        None if verdict.found.is_none() && asked.is_some() => {
            lines.push(t::VERIFY_OTHER.get(call.lang).to_owned());
        }
        None => lines.push(t::VERIFY_GOOD.get(call.lang).to_owned()),
    }
    for time in &verdict.odd_times {
        let what = said::odd(call.lang, time);
        lines.push(fill!(said::VERIFY, call.lang, [("what", &what)]));
    }
    for seq in &verdict.certificates {
        lines.push(fill!(t::VERIFY_CERTIFICATE, call.lang, [("seq", seq)]));
    }
    for notice in notices(&verdict) {
        match held_against(call, &folder, &notice) {
            Ok(said) => lines.push(said),
            Err(said) => refused.push(said),
        }
    }
    for dossier in dossiers(&verdict) {
        match dossier_held(call, &folder, &dossier) {
            Ok(said) => lines.push(said),
            Err(said) => refused.push(said),
        }
    }
    match (verdict.found, asked) {
        (Some(line), _) if line == verdict.head.seq => {
            lines.push(t::VERIFY_CODE_HEAD.get(call.lang).to_owned());
        }
        (Some(line), _) => {
            let later = verdict.head.seq.saturating_sub(line);
            lines.push(fill!(
                t::VERIFY_CODE_EARLIER,
                call.lang,
                [("line", &line), ("later", &later)]
            ));
        }
        (None, Some(code)) => refused.push(fill!(
            t::VERIFY_CODE_MISSING,
            call.lang,
            [("code", &faults::shown(code))]
        )),
        (None, None) => {}
    }
    if verdict.found.is_some() && matches!(typed, Some(Typed::Code(_))) {
        lines.push(t::VERIFY_SHORT_CODE.get(call.lang).to_owned());
    }
    let mirror = mirror::held_against(call, &folder, &verdict, matches.get_one("mirror"))?;
    lines.extend(mirror.lines);
    refused.extend(mirror.refused);
    if whole {
        lines.extend(vouch::lines(call, &verdict, mirror.vouched));
    }
    lines.extend(verdict.elsewhere.iter().map(|e| vouch::elsewhere(call, e)));
    refused.extend(vouch::way_out(call, &folder, &verdict));
    print(call, &(lines.join("\n") + "\n"))?;
    if refused.is_empty() {
        Ok(())
    } else {
        Err(Failure::Refused(refused))
    }
}

fn facts(call: &Call, verdict: &Verification) -> String {
    let hash = verdict.head.hash;
    fill!(
        t::VERIFY_FACTS,
        call.lang,
        [
            ("n", &verdict.head.seq),
            ("at", &faults::shown(&verdict.last_at)),
            ("hash", &hash),
            ("code", &record_code(hash)),
        ]
    )
}

/// Every text of the notice that was given.
fn notices(verdict: &Verification) -> Vec<NoticeText> {
    let given = verdict.files.iter().filter_map(|record| match &record.act {
        Act::NoticeText {
            name,
            sha256,
            original,
        } => Some(NoticeText {
            name: name.clone(),
            sha256: sha256.clone(),
            original: original.clone(),
            seq: record.seq,
            at: record.at.clone(),
        }),
        _ => None,
    });
    given.collect()
}

/// Every application that was kept.
fn dossiers(verdict: &Verification) -> Vec<DossierRecord> {
    let kept = verdict.files.iter().filter_map(|record| match &record.act {
        Act::Dossier {
            applicant,
            name,
            sha256,
            matched,
            converted,
        } => Some(DossierRecord {
            applicant: applicant.clone(),
            name: name.clone(),
            sha256: sha256.clone(),
            matched: matched.clone(),
            converted: converted.clone(),
            seq: record.seq,
            at: record.at.clone(),
        }),
        _ => None,
    });
    kept.collect()
}

/// A kept application against its SHA-256 in the journal: as with the text of the notice, a missing one is told and a
/// changed one is refused.
fn dossier_held(call: &Call, folder: &Path, dossier: &DossierRecord) -> Result<String, String> {
    let name = faults::shown(&dossier.name);
    let says = |text: Text, path: &Path| {
        let path = faults::shown(&path.display().to_string());
        text.fill(
            call.lang,
            &[("seq", &dossier.seq), ("name", &name), ("path", &path)],
        )
    };
    // What it was converted to is made again where it is missing.
    if let Some(Err(DossierLost::Changed(at))) = converted(folder, dossier) {
        return Err(says(d::VERIFY_CHANGED, &at));
    }
    match dossiers_kept(folder, dossier) {
        Ok(_) => Ok(fill!(
            d::VERIFY_GOOD,
            call.lang,
            [("seq", &dossier.seq), ("name", &name)]
        )),
        Err(DossierLost::Missing(at)) => Ok(says(d::VERIFY_MISSING, &at)),
        Err(DossierLost::Changed(at)) => Err(says(d::VERIFY_CHANGED, &at)),
        Err(DossierLost::Unreadable(at, error)) => Err(format!(
            "{}: {}",
            faults::shown(&at.display().to_string()),
            faults::system(call.lang, &error)
        )),
    }
}

/// A kept text against its SHA-256 in the journal. The journal is whole without it, so one that is not here is only
/// told; a changed one is refused.
fn held_against(call: &Call, folder: &Path, notice: &NoticeText) -> Result<String, String> {
    let name = faults::shown(&notice.name);
    let says = |text: Text, path: &str| {
        text.fill(
            call.lang,
            &[("seq", &notice.seq), ("name", &name), ("path", &path)],
        )
    };
    let path = |path: &Path| faults::shown(&path.display().to_string());
    match kept(folder, notice) {
        Ok(_) => Ok(fill!(
            n::VERIFY_GOOD,
            call.lang,
            [("seq", &notice.seq), ("name", &name)]
        )),
        Err(Lost::Missing(at)) => Ok(says(n::VERIFY_MISSING, &path(&at))),
        Err(Lost::Changed(at)) => Err(says(n::VERIFY_CHANGED, &path(&at))),
        Err(lost) => Err(lost.words(call.lang)),
    }
}
