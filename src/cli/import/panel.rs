//! `pingshen import judges`.

use super::{end_preview, file, finish, in_phase, options, tell};
use crate::cli::{Call, Failure, desk, folder, print};
use crate::journal::pin::{Comparer, PinCost};
use crate::journal::pin_file::{self, FreshPin, PinVerdict};
use crate::model::{Act, DESK, Intent, Phase, Wanted};
use crate::office::judges;
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
    let mut pins: Vec<FreshPin> = Vec::new();
    let cost = PinCost::measured();
    let mut comparer = Comparer::default();
    let (mut new, mut changed, mut same) = (0, 0, 0);
    for (judge, issued) in judges {
        let seat = judge.id.clone();
        let known = session.judge(&seat).and_then(|j| session.judges().get(j));
        let secret = session.seat(&seat).pin;
        let mut is_set = |pin: &str| {
            let secret = secret.as_ref();
            secret.is_some_and(|secret| {
                pin_file::check(&mut comparer, journal.folder(), pin, secret) == PinVerdict::Right
            })
        };
        let keeps = issued.as_deref().is_none_or(&mut is_set);
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
            let fresh = FreshPin::of(&seat, &pin, cost).map_err(|e| call.system_failure(&e))?;
            acts.push(fresh.act().into());
            pins.push(fresh);
        }
    }
    lines.extend(absent);
    if acts.is_empty() {
        lines.push(r::JUDGES_SAME.get(lang).to_owned());
        lines.push(String::new());
        return print(call, &lines.join("\n"));
    }
    for fresh in pins {
        fresh
            .keep(journal.folder())
            .map_err(|e| call.journal_failure(&e))?;
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
