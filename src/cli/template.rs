//! `pingshen template`: the built-in template, a blank one, what the fields are for, and a check of a file.

use super::{Call, Failure, print};
use crate::office::template;
use clap::ArgMatches;
use std::io::{self, Write};
use std::path::PathBuf;

pub(super) fn run(call: &Call, matches: &ArgMatches) -> Result<(), Failure> {
    if let Some(path) = matches.get_one::<PathBuf>("check") {
        let found = template::load(&path.to_string_lossy()).map_err(|e| call.office_failure(&e))?;
        let said = template::summary(path, &found, call.lang);
        return print(call, &format!("{said}\n"));
    }
    let explained = || template::explanation(call.lang).join("\n") + "\n";
    if matches.get_flag("explain") {
        return print(call, &explained());
    }
    if matches.get_flag("blank") {
        print(call, &template::blank())?;
        // Beside the file: JSON has no comments. Nobody need be listening.
        let _ = write!(io::stderr(), "\n{}", explained());
        return Ok(());
    }
    print(call, template::LUOYANG_2026)
}
