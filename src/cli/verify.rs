//! `pingshen verify`: does the file still say the same?

use super::{Call, Failure, folder, print};
use crate::journal::code::Typed;
use crate::journal::{record_code, verify};
use crate::text::cli as t;
use crate::text::faults;
use clap::ArgMatches;

pub(super) fn run(call: &Call, matches: &ArgMatches) -> Result<(), Failure> {
    let folder = folder(matches);
    let asked = matches.get_one::<String>("code");
    let typed = match asked {
        None => None,
        Some(code) => Some(Typed::parse(code).ok_or_else(|| {
            Failure::Usage(t::BAD_CODE.fill(call.lang, &[("code", &faults::shown(code))]))
        })?),
    };
    let opening = call.opening(&folder, false);
    let verdict =
        verify::verify(&folder, typed.as_ref(), &opening).map_err(|e| call.journal_failure(&e))?;
    if let Some(words) = faults::health(call.lang, &verdict.health) {
        return Err(Failure::Refused(vec![words]));
    }
    let head = verdict.head;
    let at = verdict
        .records
        .last()
        .map(|(r, _)| r.at.clone())
        .unwrap_or_default();
    let mut lines = vec![t::VERIFY_GOOD.fill(
        call.lang,
        &[
            ("n", &head.seq),
            ("at", &at),
            ("hash", &head.hash),
            ("code", &record_code(head.hash)),
        ],
    )];
    match (verdict.found, asked) {
        (Some(line), _) if line == head.seq => {
            lines.push(t::VERIFY_CODE_HEAD.get(call.lang).to_owned())
        }
        (Some(line), _) => lines.push(
            t::VERIFY_CODE_EARLIER
                .fill(call.lang, &[("line", &line), ("later", &(head.seq - line))]),
        ),
        (None, Some(code)) => {
            let text = t::VERIFY_CODE_MISSING.fill(call.lang, &[("code", &faults::shown(code))]);
            return Err(Failure::Refused(vec![text]));
        }
        (None, None) => {}
    }
    if matches!(typed, Some(Typed::Code(_))) {
        lines.push(t::VERIFY_SHORT_CODE.get(call.lang).to_owned());
    }
    print(call, &(lines.join("\n") + "\n"))
}
