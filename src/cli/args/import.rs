//! `pingshen import` and what it takes.

use super::{dir, flag, path, sub, text};
use crate::text::Lang;
use crate::text::cli as t;
use crate::text::dossier as d;
use crate::text::reading as r;
use clap::{Arg, ArgAction, Command};

pub(super) fn command(lang: Lang) -> Command {
    let file = || {
        Arg::new("file")
            .value_name("FILE")
            .required(true)
            .help_heading(t::ARGUMENTS_LABEL.get(lang))
            .value_parser(super::a_path())
            .help(t::FILE.get(lang))
    };
    sub(lang, "import", t::IMPORT.get(lang))
        .after_help(t::EX_IMPORT.get(lang))
        .subcommand_required(true)
        .subcommand_value_name(t::COMMAND_PLACE.get(lang))
        .subcommand_help_heading(t::COMMANDS_LABEL.get(lang))
        .disable_help_subcommand(true)
        .subcommands([
            sub(lang, "roster", t::IMPORT_ROSTER.get(lang))
                .arg(dir(lang))
                .arg(file())
                .arg(text("sheet", "NAME", r::ARG_SHEET.get(lang)))
                .arg(text("withdraw", "ID", r::ARG_WITHDRAW.get(lang)).action(ArgAction::Append))
                .arg(flag("preview", r::ARG_PREVIEW.get(lang))),
            sub(lang, "judges", r::IMPORT_JUDGES.get(lang))
                .arg(dir(lang))
                .arg(file())
                .arg(text("sheet", "NAME", r::ARG_SHEET.get(lang)))
                .arg(flag("preview", r::ARG_PREVIEW.get(lang))),
            sub(lang, "scores", t::IMPORT_SCORES.get(lang))
                .after_help(t::EX_SCORES.get(lang))
                .arg(dir(lang))
                .arg(file().required(false).required_unless_present("second"))
                .arg(text("sheet", "NAME", r::ARG_SHEET.get(lang)))
                .arg(flag("preview", r::ARG_PREVIEW.get(lang)))
                .arg(flag("replace", r::ARG_REPLACE.get(lang)))
                .arg(path("second", lang, r::ARG_SECOND.get(lang)))
                .arg(flag("submit", t::IMPORT_SUBMIT.get(lang))),
            sub(lang, "dossiers", d::IMPORT.get(lang))
                .after_help(d::EX_IMPORT.get(lang))
                .arg(dir(lang))
                .arg(file().value_name("FOLDER").help(d::FOLDER.get(lang)))
                .arg(flag("facts", d::ARG_FACTS.get(lang)))
                .arg(flag("preview", d::PREVIEW.get(lang))),
            sub(lang, "keys", t::IMPORT_KEYS.get(lang))
                .after_help(t::EX_KEYS.get(lang))
                .arg(dir(lang))
                .arg(file())
                .arg(
                    Arg::new("seat")
                        .long("seat")
                        .value_name("SEAT")
                        .help(t::KEYS_SEAT.get(lang)),
                ),
        ])
}
