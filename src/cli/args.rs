//! The command line, in the user's language.

mod import;

use crate::office::export::PaperKind;
use crate::text::Lang;
use crate::text::cli as t;
use crate::text::dossier as d;
use crate::text::mirror as m;
use crate::text::notice as n;
use crate::text::reading as r;
use crate::tui::terminal::palette::Theme;
use clap::builder::{PossibleValue, ValueParser};
use clap::{Arg, ArgAction, ArgGroup, Command};

/// The language that `--lang` asks for, sought before anything else is understood, since help and errors
/// are in it too.
pub fn wanted_language(args: &[String]) -> Option<Lang> {
    let value = args.iter().enumerate().find_map(|(n, arg)| {
        if arg == "--lang" {
            args.get(n + 1).map(String::as_str)
        } else {
            arg.strip_prefix("--lang=")
        }
    })?;
    match value {
        "zh" => Some(Lang::Zh),
        "en" => Some(Lang::En),
        _ => None,
    }
}

/// The whole command, its lines of usage in the user's language.
pub fn command(lang: Lang) -> Command {
    let mut built = plain(lang);
    built.build();
    with_usage(plain(lang), &built, lang)
}

/// The library writes `[OPTIONS]` whatever the language. It knows the whole line of a subcommand only once
/// everything is built, and what is built can hardly be changed: hence one command beside the other.
fn with_usage(command: Command, built: &Command, lang: Lang) -> Command {
    let usage = built.clone().render_usage().to_string();
    let usage = usage
        .strip_prefix("Usage: ")
        .unwrap_or(&usage)
        .replace("[OPTIONS]", t::OPTIONS_PLACE.get(lang));
    built
        .get_subcommands()
        .fold(command.override_usage(usage), |command, sub| {
            command.mut_subcommand(sub.get_name(), |c| with_usage(c, sub, lang))
        })
}

fn plain(lang: Lang) -> Command {
    let template = format!(
        "{{about}}\n\n{}: {{usage}}\n\n{{all-args}}{{after-help}}",
        t::USAGE_LABEL.get(lang)
    );
    let mut command = Command::new("pingshen")
        .version(env!("CARGO_PKG_VERSION"))
        .about(t::ABOUT.get(lang))
        .after_help(t::EXAMPLES.get(lang))
        .subcommand_help_heading(t::COMMANDS_LABEL.get(lang))
        .subcommand_value_name(t::COMMAND_PLACE.get(lang))
        .help_template(&template)
        .disable_help_subcommand(true)
        .args(globals(lang))
        .subcommands([
            sub(lang, "open", t::OPEN.get(lang))
                .after_help(t::EX_OPEN.get(lang))
                .arg(dir(lang))
                .arg(
                    Arg::new("as")
                        .long("as")
                        .value_name("SEAT")
                        .help(t::OPEN_AS.get(lang)),
                )
                .args(mirror(lang)),
            demo(lang),
            new(lang),
            import::command(lang),
            sub(lang, "watch", t::WATCH.get(lang)).arg(dir(lang)),
            sub(lang, "results", t::RESULTS.get(lang))
                .after_help(t::EX_RESULTS.get(lang))
                .arg(dir(lang))
                .arg(
                    Arg::new("format")
                        .long("format")
                        .value_name("table|json|csv")
                        .value_parser(["table", "json", "csv"])
                        .hide_possible_values(true)
                        .default_value("table")
                        .hide_default_value(true)
                        .help(t::RESULTS_FORMAT.get(lang)),
                ),
            sub(lang, "compare", d::COMPARE.get(lang))
                .after_help(d::EX_COMPARE.get(lang))
                .arg(dir(lang))
                .arg(path("against", lang, d::AGAINST.get(lang)).value_name("FOLDER")),
            sub(lang, "verify", t::VERIFY.get(lang))
                .after_help(t::EX_VERIFY.get(lang))
                .arg(dir(lang))
                .arg(
                    Arg::new("code")
                        .long("code")
                        .value_name("CODE")
                        .help(t::VERIFY_CODE.get(lang)),
                )
                .arg(path("mirror", lang, m::ARG_VERIFY.get(lang)).value_name("DIR")),
            export(lang),
            log(lang),
            serve(lang),
            templates(lang),
            completions(lang),
            sub(lang, "man", t::MAN.get(lang)).after_help(t::EX_MAN.get(lang)),
            sub(lang, "help", t::HELP_COMMAND.get(lang)).arg(
                Arg::new("command")
                    .value_name("COMMAND")
                    .num_args(0..)
                    .help_heading(t::ARGUMENTS_LABEL.get(lang))
                    .help(t::HELP_WHICH.get(lang)),
            ),
        ]);
    command = command
        .disable_help_flag(true)
        .disable_version_flag(true)
        .args([
            help(lang),
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .display_order(901)
                .help_heading(t::OPTIONS_LABEL.get(lang))
                .help(t::VERSION.get(lang)),
        ]);
    command
}

fn globals(lang: Lang) -> [Arg; 4] {
    let heading = t::OPTIONS_LABEL.get(lang);
    [
        Arg::new("lang")
            .long("lang")
            .value_name("zh|en")
            .global(true)
            .value_parser(["zh", "en"])
            .hide_possible_values(true)
            .display_order(800)
            .help_heading(heading)
            .help(t::LANG.get(lang)),
        Arg::new("width")
            .long("width")
            .value_name("1|2")
            .global(true)
            .value_parser(["1", "2"])
            .hide_possible_values(true)
            .display_order(801)
            .help_heading(heading)
            .help(t::WIDTH.get(lang)),
        Arg::new("theme")
            .long("theme")
            .value_name("NAME")
            .global(true)
            .value_parser(Theme::ALL.map(Theme::name))
            .hide_possible_values(true)
            .display_order(802)
            .help_heading(heading)
            .help(t::THEME.get(lang)),
        Arg::new("network")
            .long("allow-network-folder")
            .global(true)
            .action(ArgAction::SetTrue)
            .display_order(803)
            .help_heading(heading)
            .help(t::NETWORK.get(lang)),
    ]
}

fn help(lang: Lang) -> Arg {
    Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .display_order(900)
        .help_heading(t::OPTIONS_LABEL.get(lang))
        .help(t::HELP.get(lang))
}

fn sub(lang: Lang, name: &'static str, about: &'static str) -> Command {
    let template = format!(
        "{{about}}\n\n{}: {{usage}}\n\n{{all-args}}{{after-help}}",
        t::USAGE_LABEL.get(lang)
    );
    Command::new(name)
        .about(about)
        .help_template(&template)
        .next_help_heading(t::OPTIONS_LABEL.get(lang))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(help(lang))
}

fn dir(lang: Lang) -> Arg {
    Arg::new("dir")
        .value_name("DIR")
        .required(true)
        .help_heading(t::ARGUMENTS_LABEL.get(lang))
        .value_parser(a_path())
        .help(t::DIR.get(lang))
}

fn path(id: &'static str, lang: Lang, help: &'static str) -> Arg {
    Arg::new(id)
        .long(id)
        .value_name("FILE")
        .value_parser(a_path())
        .help_heading(t::OPTIONS_LABEL.get(lang))
        .help(help)
}

/// A path as a shell gives it, or as a terminal types a dropped file.
fn a_path() -> ValueParser {
    use clap::builder::TypedValueParser;
    let parser = clap::builder::PathBufValueParser::new();
    parser
        .map(|path| match path.to_str() {
            Some(text) => crate::office::paths::argument(text),
            None => path,
        })
        .into()
}

fn flag(id: &'static str, help: &'static str) -> Arg {
    Arg::new(id).long(id).action(ArgAction::SetTrue).help(help)
}

fn export(lang: Lang) -> Command {
    sub(lang, "export", t::EXPORT.get(lang))
        .after_help(t::EX_EXPORT.get(lang))
        .arg(dir(lang))
        .arg(path("out", lang, t::EXPORT_OUT.get(lang)).value_name("DIR"))
        .arg(
            Arg::new("only")
                .long("only")
                .value_name("KIND,…")
                .value_delimiter(',')
                .action(ArgAction::Append)
                .value_parser(
                    PaperKind::ALL
                        .map(|kind| PossibleValue::new(kind.name()).aliases(kind.aliases())),
                )
                .hide_possible_values(true)
                .help(t::EXPORT_ONLY.get(lang)),
        )
        .arg(
            Arg::new("qr")
                .long("qr")
                .action(ArgAction::SetTrue)
                .help(t::EXPORT_QR.get(lang)),
        )
        .arg(
            Arg::new("sheets")
                .long("sheets")
                .value_name("table|pages")
                .value_parser(["table", "pages"])
                .hide_possible_values(true)
                .help(t::EXPORT_SHEETS.get(lang)),
        )
        .arg(
            Arg::new("applicant")
                .long("applicant")
                .value_name("ID")
                .help(t::EXPORT_APPLICANT.get(lang)),
        )
}

fn log(lang: Lang) -> Command {
    let filter = |id: &'static str, value: &'static str, help: &'static str| {
        Arg::new(id).long(id).value_name(value).help(help)
    };
    sub(lang, "log", t::LOG.get(lang))
        .after_help(t::EX_LOG.get(lang))
        .arg(dir(lang))
        .arg(filter("seat", "SEAT", t::LOG_SEAT.get(lang)))
        .arg(filter("applicant", "ID", t::LOG_APPLICANT.get(lang)))
        .arg(
            filter("kind", "KIND", t::LOG_KIND.get(lang))
                .value_parser(super::log::kinds())
                .hide_possible_values(true),
        )
        .arg(filter("text", "TEXT", t::LOG_TEXT.get(lang)))
}

fn serve(lang: Lang) -> Command {
    let number = |id: &'static str, long: &'static str, most: u64, help: &'static str| {
        Arg::new(id)
            .long(long)
            .value_name("N")
            .value_parser(clap::value_parser!(u64).range(1..=most))
            .help(help)
    };
    sub(lang, "serve", t::SERVE.get(lang))
        .after_help(t::EX_SERVE.get(lang))
        .arg(dir(lang))
        .arg(
            Arg::new("listen")
                .long("listen")
                .value_name("ADDRESS:PORT")
                .action(ArgAction::Append)
                .default_value(super::serve::USUAL)
                .hide_default_value(true)
                .help(t::SERVE_LISTEN.get(lang)),
        )
        .arg(number(
            "sessions",
            "max-sessions",
            1000,
            t::SERVE_SESSIONS.get(lang),
        ))
        .arg(number("idle", "idle", 1440, t::SERVE_IDLE.get(lang)).value_name("MINUTES"))
        .arg(number("stall", "stall", 600, t::SERVE_STALL.get(lang)).value_name("SECONDS"))
        .arg(number("silence", "silence", 600, t::SERVE_SILENCE.get(lang)).value_name("SECONDS"))
        .arg(
            Arg::new("log")
                .long("log")
                .value_name("FILE")
                .help(t::SERVE_LOG.get(lang)),
        )
        .arg(flag("ecdsa", t::SERVE_ECDSA.get(lang)))
        .args(mirror(lang))
}

fn mirror(lang: Lang) -> [Arg; 2] {
    [
        path("mirror", lang, m::ARG.get(lang)).value_name("DIR"),
        flag("no-mirror", m::ARG_OFF.get(lang)).conflicts_with("mirror"),
    ]
}

fn templates(lang: Lang) -> Command {
    sub(lang, "template", t::TEMPLATE.get(lang))
        .after_help(t::EX_TEMPLATE.get(lang))
        .arg(flag("blank", t::TEMPLATE_BLANK.get(lang)))
        .arg(flag("explain", t::TEMPLATE_EXPLAIN.get(lang)))
        .arg(path("check", lang, t::TEMPLATE_CHECK.get(lang)))
        .group(ArgGroup::new("what").args(["blank", "explain", "check"]))
}

fn completions(lang: Lang) -> Command {
    sub(lang, "completions", t::COMPLETIONS.get(lang))
        .after_help(t::EX_COMPLETIONS.get(lang))
        .arg(
            Arg::new("shell")
                .value_name("SHELL")
                .required(true)
                .value_parser(clap::value_parser!(clap_complete::Shell))
                .hide_possible_values(true)
                .help_heading(t::ARGUMENTS_LABEL.get(lang))
                .help(t::COMPLETIONS.get(lang)),
        )
}

fn demo(lang: Lang) -> Command {
    sub(lang, "demo", t::DEMO.get(lang))
        .after_help(t::EX_DEMO.get(lang))
        .arg(path("dir", lang, t::DEMO_DIR.get(lang)).value_name("DIR"))
        .arg(flag("no-open", t::DEMO_NO_OPEN.get(lang)))
}

fn new(lang: Lang) -> Command {
    sub(lang, "new", t::NEW.get(lang))
        .after_help(t::EX_NEW.get(lang))
        .arg(dir(lang))
        .arg(
            Arg::new("template")
                .long("template")
                .value_name("FILE|luoyang-2026")
                .default_value(crate::office::template::BUILT_IN)
                .hide_default_value(true)
                .help(t::NEW_TEMPLATE.get(lang)),
        )
        .arg(path("roster", lang, t::NEW_ROSTER.get(lang)))
        .arg(text("sheet", "NAME", r::ARG_SHEET.get(lang)))
        .arg(path("judges", lang, t::NEW_JUDGES.get(lang)))
        .arg(text("judges-sheet", "NAME", r::ARG_JUDGES_SHEET.get(lang)))
        .arg(
            Arg::new("judge")
                .long("judge")
                .value_name("ID=NAME")
                .action(ArgAction::Append)
                .help(t::NEW_JUDGE.get(lang)),
        )
        .arg(path("notice", lang, n::NEW_ARG.get(lang)))
        .arg(flag("preview", r::ARG_PREVIEW.get(lang)))
        .arg(flag("rehearsal", t::NEW_REHEARSAL.get(lang)))
        .arg(flag("with-pin", t::NEW_PIN.get(lang)))
        .arg(path("mirror", lang, m::ARG.get(lang)).value_name("DIR"))
}

fn text(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_is_sound_in_both_languages() {
        command(Lang::Zh).debug_assert();
        command(Lang::En).debug_assert();
    }
}
