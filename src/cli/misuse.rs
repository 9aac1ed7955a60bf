//! What was asked wrongly, in the user's language; and help and version, which are no mistakes.

use crate::text::cli as t;
use crate::text::faults::shown;
use crate::text::fill;
use crate::text::{Lang, Text};
use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::io::{self, Write};
use std::process::ExitCode;

/// Prints what the parser found and decides the exit status.
pub(super) fn answer(lang: Lang, error: &Error) -> ExitCode {
    if matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    ) {
        // A reader who has seen enough may close the pipe.
        let _ = write!(io::stdout(), "{error}");
        return ExitCode::SUCCESS;
    }
    let _ = writeln!(
        io::stderr(),
        "{}{}\n{}",
        t::ERROR.get(lang),
        words(lang, error),
        t::TRY_HELP.get(lang)
    );
    ExitCode::from(2)
}

fn words(lang: Lang, error: &Error) -> String {
    let argument = context(error, ContextKind::InvalidArg);
    let of = |text: Text, name: &str| text.fill(lang, &[("text", &shown(name))]);
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let name = context(error, ContextKind::InvalidSubcommand);
            of(t::UNKNOWN_COMMAND, &name) + &perhaps(lang, error)
        }
        ErrorKind::MissingRequiredArgument => of(t::MISSING_ARGUMENT, &argument),
        ErrorKind::MissingSubcommand => of(t::MISSING_ARGUMENT, "roster|scores"),
        ErrorKind::ArgumentConflict => match context(error, ContextKind::PriorArg) {
            other if other.is_empty() || other == argument => of(t::TWICE, &argument),
            other => fill!(
                t::NOT_TOGETHER,
                lang,
                [("one", &shown(&argument)), ("other", &shown(&other))]
            ),
        },
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let value = context(error, ContextKind::InvalidValue);
            let text = if value.is_empty() {
                of(t::MISSING_VALUE, &argument)
            } else {
                fill!(
                    t::BAD_VALUE,
                    lang,
                    [("value", &shown(&value)), ("text", &shown(&argument))]
                )
            };
            text + &known_values(lang, error)
        }
        _ => of(t::UNKNOWN_ARGUMENT, &argument) + &perhaps(lang, error),
    }
}

fn context(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(list)) => list.join(" "),
        _ => String::new(),
    }
}

fn known_values(lang: Lang, error: &Error) -> String {
    match error.get(ContextKind::ValidValue) {
        Some(ContextValue::Strings(list)) if !list.is_empty() => {
            let list = list.join(", ");
            format!(" {}", fill!(t::KNOWN_VALUES, lang, [("list", &list)]))
        }
        _ => String::new(),
    }
}

fn perhaps(lang: Lang, error: &Error) -> String {
    [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg]
        .into_iter()
        .map(|kind| context(error, kind))
        .find(|name| !name.is_empty())
        .map(|name| format!(" {}", fill!(t::PERHAPS, lang, [("text", &shown(&name))])))
        .unwrap_or_default()
}
