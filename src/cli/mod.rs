//! The command line: understand, do, print; one file a subcommand.

mod args;
mod compare;
mod desk;
mod export;
mod import;
mod log;
mod man;
mod mirror;
mod misuse;
mod new;
mod results;
mod serve;
mod template;
mod verify;
mod vouch;

use crate::journal::{Clock, Health, Journal, JournalError, Opening, folders, snapshot};
use crate::model::Session;
use crate::office::dossier::external;
use crate::office::{OfficeError, demo};
use crate::system;
use crate::text::cli as t;
use crate::text::fill;
use crate::text::{self, Lang, faults};
use crate::tui::terminal::palette::Theme;
use crate::tui::{self, Start, TuiError, recent::RecentSessions};
use clap::ArgMatches;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Why a command ends without having done what it was asked; decides the exit status.
#[derive(Debug)]
enum Failure {
    /// 1: refused, or a check failed.
    Refused(Vec<String>),
    /// 2: asked wrongly.
    Usage(String),
    /// 3: file or system trouble.
    Trouble(Vec<String>),
}

/// What every subcommand needs.
struct Call {
    lang: Lang,
    /// Only where somebody said so; else a session's own language holds on its screens.
    said: Option<Lang>,
    /// By `--lang`, and not by the environment.
    insists: bool,
    network_too: bool,
    wide: Option<bool>,
    theme: Theme,
    clock: Clock,
}

impl Call {
    /// From here on in the session's own language, unless the user named one.
    fn adopt(&mut self, session: &Session) {
        if let (None, Some(setup)) = (self.said, session.setup()) {
            self.lang = setup.language;
        }
    }

    fn system_failure(&self, error: &io::Error) -> Failure {
        let error = faults::system(self.lang, error);
        Failure::Trouble(vec![fill!(t::SYSTEM, self.lang, [("error", &error)])])
    }

    /// Opens a session for reading, and goes on in its language.
    fn read(&mut self, folder: &Path) -> Result<Journal, Failure> {
        let opening = self.opening(folder, false);
        let journal = Journal::open(folder, self.clock.clone(), &opening)
            .map_err(|e| self.journal_failure(&e))?;
        self.adopt(journal.session());
        vouch::note_elsewhere(self, &journal);
        Ok(journal)
    }

    /// What is made of a file that is not whole must never look like the whole truth.
    fn demand_whole(&self, journal: &Journal) -> Result<(), Failure> {
        let health = journal.health();
        let Some(words) = faults::health(self.lang, health) else {
            return Ok(());
        };
        if health.doubtful() {
            return Err(Failure::Refused(vec![words]));
        }
        if *health != Health::NoRight {
            let note = fill!(t::NOTE, self.lang, [("text", &words)]);
            let _ = writeln!(io::stderr(), "{note}");
        }
        Ok(())
    }

    fn opening(&self, folder: &Path, write: bool) -> Opening {
        let data = folders::of_user();
        snapshot::opening(folder, write, self.network_too, data.as_deref())
    }

    fn journal_failure(&self, error: &JournalError) -> Failure {
        // What a screen says of a busy or failing disk speaks of cells and keys.
        let words = match error {
            JournalError::Busy => t::BUSY.get(self.lang).to_owned(),
            JournalError::NotSaved(error) => {
                let error = faults::system(self.lang, error);
                fill!(t::NOT_SAVED, self.lang, [("error", &error)])
            }
            error => faults::journal_error(self.lang, error),
        };
        let words = vec![words];
        match error {
            JournalError::NoSession(_)
            | JournalError::Private(_)
            | JournalError::Busy
            | JournalError::Network(_)
            | JournalError::NotSaved(_)
            | JournalError::File { .. } => Failure::Trouble(words),
            _ => Failure::Refused(words),
        }
    }

    fn office_failure(&self, error: &OfficeError) -> Failure {
        match error {
            OfficeError::Journal(error) => self.journal_failure(error),
            OfficeError::Read { .. } | OfficeError::Write { .. } | OfficeError::NoRandomness => {
                Failure::Trouble(error.words(self.lang))
            }
            _ => Failure::Refused(error.words(self.lang)),
        }
    }
}

/// A signal that ends us ends the programs that read files for us, too; they would go on otherwise.
fn stop_tools_with_us() {
    system::before_ending(external::stop_all);
}

/// Runs the program.
pub fn run() -> ExitCode {
    system::stay_at_full_files();
    let args: Vec<String> = std::env::args_os()
        .map(|a| a.to_string_lossy().into_owned())
        .collect();
    let wanted = args::wanted_language(&args);
    let said = wanted.or_else(|| text::of_environment(system::variable));
    let lang = said.unwrap_or_default();
    let matches = match args::command(lang).try_get_matches_from(std::env::args_os()) {
        Ok(matches) => matches,
        Err(error) => return misuse::answer(lang, &error),
    };
    let mut call = Call {
        lang,
        said,
        insists: wanted.is_some(),
        network_too: matches.get_flag("network"),
        wide: matches.get_one::<String>("width").map(|w| w == "2"),
        theme: matches
            .get_one::<String>("theme")
            .and_then(|name| Theme::of_name(name))
            .unwrap_or_default(),
        clock: Clock::system(),
    };
    let (lines, status) = match dispatch(&mut call, &matches) {
        Ok(()) => return ExitCode::SUCCESS,
        Err(Failure::Refused(lines)) => (lines, 1),
        Err(Failure::Usage(line)) => (vec![line, t::TRY_HELP.get(call.lang).to_owned()], 2),
        Err(Failure::Trouble(lines)) => (lines, 3),
    };
    for (n, line) in lines.iter().enumerate() {
        let mark = if n == 0 { t::ERROR.get(call.lang) } else { "" };
        // Nobody may be listening; the exit status still tells.
        let _ = writeln!(io::stderr(), "{mark}{line}");
    }
    ExitCode::from(status)
}

fn dispatch(call: &mut Call, matches: &ArgMatches) -> Result<(), Failure> {
    match matches.subcommand() {
        None => screens(call, Start::Home),
        Some(("open", m)) => {
            let start = Start::Open {
                folder: folder(m),
                seat: m.get_one::<String>("as").cloned(),
                mirror: mirror::choice(call, m)?,
            };
            screens(call, start)
        }
        Some(("watch", m)) => screens(call, Start::Watch { folder: folder(m) }),
        Some(("demo", m)) => make_demo(call, m),
        Some(("new", m)) => new::run(call, m),
        Some(("import", m)) => {
            let done = import::run(call, m);
            if let Some((_, m)) = m.subcommand() {
                mirror::catch_up(call, &folder(m));
            }
            done
        }
        Some(("results", m)) => results::run(call, m),
        Some(("compare", m)) => compare::run(call, m),
        Some(("verify", m)) => verify::run(call, m),
        Some(("export", m)) => export::run(call, m),
        Some(("log", m)) => log::run(call, m),
        Some(("serve", m)) => serve::run(call, m),
        Some(("template", m)) => template::run(call, m),
        Some(("completions", m)) => completions(call, m),
        Some(("help", m)) => help(call, m),
        Some((_, _)) => man::run(call),
    }
}

fn folder(matches: &ArgMatches) -> PathBuf {
    matches
        .get_one::<PathBuf>("dir")
        .cloned()
        .unwrap_or_default()
}

fn screens(call: &Call, start: Start) -> Result<(), Failure> {
    let options = tui::Options {
        lang: call.said,
        insists: call.insists,
        network_too: call.network_too,
        wide: call.wide,
        theme: call.theme,
        start,
    };
    tui::run(options).map_err(|error| match error {
        TuiError::NotATerminal => Failure::Usage(t::NOT_A_TERMINAL.get(call.lang).to_owned()),
        TuiError::Dumb => Failure::Usage(t::DUMB.get(call.lang).to_owned()),
        TuiError::Journal(error) => call.journal_failure(&error),
        TuiError::UnknownSeat(seat) => Failure::Refused(vec![fill!(
            faults::UNKNOWN_SEAT,
            call.lang,
            [("id", &faults::shown(&seat))]
        )]),
        TuiError::Io(error) => call.system_failure(&error),
    })
}

fn make_demo(call: &Call, matches: &ArgMatches) -> Result<(), Failure> {
    let stay = matches.get_flag("no-open");
    if !stay {
        // Said before anything is made.
        tui::fit_for_screens().map_err(|error| match error {
            TuiError::Dumb => Failure::Usage(t::DUMB.get(call.lang).to_owned()),
            _ => Failure::Usage(t::NOT_A_TERMINAL.get(call.lang).to_owned()),
        })?;
    }
    let folder = match matches.get_one::<PathBuf>("dir") {
        Some(folder) => folder.clone(),
        None => RecentSessions::of_user().demo_folder(&call.clock),
    };
    desk::on_this_machine(call, &folder)?;
    demo::make(&folder, &call.clock, call.lang).map_err(|e| call.office_failure(&e))?;
    if stay {
        return print(call, &format!("{}\n", folder.display()));
    }
    screens(call, Start::Demo { folder })
}

/// Data goes to standard output; a closed pipe ends quietly.
fn print(call: &Call, text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(call.system_failure(&error)),
        _ => Ok(()),
    }
}

fn completions(call: &Call, matches: &ArgMatches) -> Result<(), Failure> {
    let Some(shell) = matches.get_one::<clap_complete::Shell>("shell") else {
        return Ok(());
    };
    let mut script = Vec::new();
    clap_complete::generate(
        *shell,
        &mut args::command(call.lang),
        "pingshen",
        &mut script,
    );
    print(call, &String::from_utf8_lossy(&script))
}

/// `pingshen help import scores` is `pingshen import scores --help`.
fn help(call: &Call, matches: &ArgMatches) -> Result<(), Failure> {
    let mut command = args::command(call.lang);
    command.build();
    for name in matches.get_many::<String>("command").into_iter().flatten() {
        let Some(found) = command.find_subcommand(name) else {
            let name = faults::shown(name);
            return Err(Failure::Usage(fill!(
                t::UNKNOWN_COMMAND,
                call.lang,
                [("text", &name)]
            )));
        };
        command = found.clone();
    }
    print(call, &command.render_help().to_string())
}
