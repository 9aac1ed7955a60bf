//! `pingshen import judges`.

use super::{end_preview, file, finish, in_phase, options, tell};
use crate::cli::{Call, Failure, desk, folder, print};
use crate::journal::pin;
use crate::model::{Act, DESK, Intent, Phase, Wanted};
use crate::office::{OfficeError, judges};
use crate::text::fill;
use crate::text::{faults, reading as r};
use clap::ArgMatches;

pub(super) fn import(call: &mut Call, matches: &ArgMatches) -> Result<(), Failure> {
    let mut journal = desk::open(call, &folder(matches))?;
    in_phase(call, &journal, &[Phase::Setup], Wanted::Panel)?;
    let lang = call.lang;
    let session = journal.session();
    let panel = judges::read_file(
        &file(matches),
        session.projects(),
        &options(matches, "sheet"),
    )
    .map_err(|e| call.office_failure(&e))?;
    let missing: Vec<String> = session
        .judges()
        .iter()
        .filter(|j| !panel.judges.iter().any(|(judge, _)| judge.id == j.id))
        .map(|j| format!("{} {}", faults::shown(&j.id), faults::shown(&j.name)))
        .collect();
    let absent = (!missing.is_empty()).then(|| {
        let who = missing.join(r::LIST.get(lang));
        fill!(r::JUDGES_ABSENT, lang, [("who", &who)])
    });
    let counts = panel.counts(lang);
    if matches.get_flag("preview") {
        let mut lines = panel.took.full(lang);
        lines.extend(panel.rows(lang, session.projects()));
        lines.extend(panel.refused(lang));
        lines.extend(absent);
        lines.push(counts);
        return end_preview(call, lines, panel.faults.len());
    }
    let mut lines = panel.took.short(lang);
    let took = panel.took.clone();
    let judges = panel.accept().map_err(|e| {
        tell(call, &took);
        call.office_failure(&e)
    })?;
    let mut acts: Vec<Intent> = Vec::new();
    let (mut new, mut changed, mut same) = (0, 0, 0);
    for (judge, issued) in judges {
        let seat = judge.id.clone();
        let known = session.judge(&seat).and_then(|j| session.judges().get(j));
        let hash = session.seat(&seat).pin;
        let keeps = issued
            .as_deref()
            .is_none_or(|pin| hash.as_deref().is_some_and(|hash| pin::matches(pin, hash)));
        match known {
            None => {
                new += 1;
                acts.push(Act::Judge(judge).into());
            }
            Some(known) if *known == judge => {
                if keeps {
                    same += 1;
                } else {
                    changed += 1;
                }
            }
            Some(_) => {
                changed += 1;
                acts.push(Act::EditJudge(judge).into());
            }
        }
        if let Some(pin) = issued.filter(|_| !keeps) {
            let act = pin::act(&seat, &pin)
                .ok_or_else(|| call.office_failure(&OfficeError::NoRandomness))?;
            acts.push(act.into());
        }
    }
    lines.extend(absent);
    if acts.is_empty() {
        lines.push(r::JUDGES_SAME.get(lang).to_owned());
        lines.push(String::new());
        return print(call, &lines.join("\n"));
    }
    let saved = journal
        .append(DESK, acts)
        .map_err(|e| call.journal_failure(&e))?;
    lines.push(fill!(
        r::DONE_JUDGES,
        lang,
        [
            ("new", &new),
            ("changed", &changed),
            ("same", &same),
            ("counts", &counts),
            ("code", &saved.code()),
        ]
    ));
    finish(call, &journal, lines)
}
