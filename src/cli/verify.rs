//! `pingshen verify`: does the file still say the same?

use super::{Call, Failure, folder, print};
use crate::journal::code::Typed;
use crate::journal::times;
use crate::journal::verify::{self, Verdict};
use crate::journal::{Record, record_code};
use crate::model::Act;
use crate::text::cli as t;
use crate::text::faults;
use crate::text::fill;
use crate::text::times as said;
use clap::ArgMatches;

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
    let verdict =
        verify::verify(&folder, typed.as_ref(), &opening).map_err(|e| call.journal_failure(&e))?;
    if let Some((Record { act, .. }, _)) = verdict.records.first()
        && let (Act::Setup(setup), None) = (act, call.said)
    {
        call.lang = setup.language;
    }
    let damage = faults::health(call.lang, &verdict.health);
    let mut lines = Vec::new();
    if damage.is_some() {
        lines.push(t::VERIFY_FACTS_BAD.get(call.lang).to_owned());
    }
    lines.push(facts(call, &verdict));
    let mut refused = Vec::new();
    match damage {
        Some(words) => refused.push(words),
        None => lines.push(t::VERIFY_GOOD.get(call.lang).to_owned()),
    }
    for time in times::of_records(&verdict.records) {
        let what = said::odd(call.lang, &time);
        lines.push(fill!(said::VERIFY, call.lang, [("what", &what)]));
    }
    for seq in &verdict.certificates {
        lines.push(fill!(t::VERIFY_CERTIFICATE, call.lang, [("seq", seq)]));
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
    print(call, &(lines.join("\n") + "\n"))?;
    if refused.is_empty() {
        Ok(())
    } else {
        Err(Failure::Refused(refused))
    }
}

fn facts(call: &Call, verdict: &Verdict) -> String {
    let at = verdict.records.last().map_or("", |(r, _)| r.at.as_str());
    let hash = verdict.head.hash;
    fill!(
        t::VERIFY_FACTS,
        call.lang,
        [
            ("n", &verdict.head.seq),
            ("at", &faults::shown(at)),
            ("hash", &hash),
            ("code", &record_code(hash)),
        ]
    )
}
