//! `pingshen new`: a session from a template, a roster and a panel.

use super::{Call, Failure, desk, folder, import, mirror, print};
use crate::journal::mirror::MirrorChoice;
use crate::journal::{JOURNAL, JournalError, folders};
use crate::live::SharedSession;
use crate::model::{Judge, Template};
use crate::office::founding::Founding;
use crate::office::judges::{self, PanelFile};
use crate::office::notice::{self, NoticeFile};
use crate::office::preview::Preview;
use crate::office::{OfficeError, template};
use crate::text::Lang;
use crate::text::cli as t;
use crate::text::faults;
use crate::text::fill;
use crate::text::notice as n;
use clap::ArgMatches;
use std::path::{Path, PathBuf};

pub(super) fn run(call: &Call, matches: &ArgMatches) -> Result<(), Failure> {
    let office = |e| call.office_failure(&e);
    let folder = folder(matches);
    desk::on_this_machine(call, &folder)?;
    if folder.join(JOURNAL).exists() {
        // Said before a PIN is asked for.
        return Err(call.journal_failure(&JournalError::Exists(folder)));
    }
    mirror::named(call, matches)?;
    let name = matches
        .get_one::<String>("template")
        .map(|text| crate::office::paths::argument(text).display().to_string())
        .unwrap_or_default();
    let template = template::load(&name).map_err(office)?;
    let preview = match matches.get_one::<PathBuf>("roster") {
        Some(path) => {
            let options = import::options(matches, "sheet");
            Some(Preview::of(path, &options, &template, &[]).map_err(office)?)
        }
        None => None,
    };
    let (panel, named) = panel(call, matches, &template)?;
    let notice = match matches.get_one::<PathBuf>("notice") {
        Some(path) => Some(notice::read(path).map_err(office)?),
        None => None,
    };
    let told = notice.as_ref().map(|n| about(n, &template, call.lang));
    let told = told.unwrap_or_default();
    if matches.get_flag("preview") {
        return show(call, preview.as_ref(), panel.as_ref(), told, &template);
    }
    let mut lines = told;
    let mut applicants = Vec::new();
    if let Some(preview) = &preview {
        preview.accept().map_err(|e| {
            import::tell(call, &preview.took);
            office(e)
        })?;
        applicants.extend(preview.rows.iter().map(|row| row.applicant.clone()));
        lines.extend(preview.took.short(call.lang));
        import::doubts(call, preview, &template);
    }
    let judges = match panel {
        Some(panel) => {
            lines.extend(panel.took.short(call.lang));
            lines.push(panel.counts(call.lang));
            let took = panel.took.clone();
            panel.accept().map_err(|e| {
                import::tell(call, &took);
                office(e)
            })?
        }
        None => named,
    };
    let desk_pin = if matches.get_flag("with-pin") {
        Some(desk::new_pin(call)?)
    } else {
        None
    };
    let counts = (template.projects.len(), applicants.len(), judges.len());
    let founding = Founding {
        template,
        applicants,
        judges,
        rehearsal: matches.get_flag("rehearsal"),
        language: call.lang,
        desk_pin,
        notice,
    };
    founding.found(&folder, &call.clock).map_err(|e| match e {
        // The number of an act means nothing to somebody who named people.
        OfficeError::Journal(JournalError::RefusedAt(_, why)) => {
            call.journal_failure(&JournalError::Refused(why))
        }
        e => office(e),
    })?;
    let text = fill!(
        t::DONE_NEW,
        call.lang,
        [
            ("folder", &folder.display()),
            ("projects", &counts.0),
            ("applicants", &counts.1),
            ("judges", &counts.2),
        ]
    );
    lines.push(text);
    lines.extend(mirrored(call, &folder, matches));
    lines.push(String::new());
    print(call, &lines.join("\n"))
}

/// Begins the mirror that was asked for; from then on it is remembered. The session is there, so that nothing fails any
/// more: what is wrong with the mirror is told.
fn mirrored(call: &Call, folder: &Path, matches: &ArgMatches) -> Option<String> {
    let dir = matches.get_one::<PathBuf>("mirror")?;
    let opening = call.opening(folder, true);
    let opened = SharedSession::open(folder, call.clock.clone(), &opening);
    let shared = match opened {
        Ok(shared) => shared,
        Err(error) => return Some(faults::journal_error(call.lang, &error)),
    };
    let data = folders::of_user();
    shared.keep_mirror(data.as_deref(), MirrorChoice::In(dir.clone()));
    let said = mirror::first_word(call, &shared);
    shared.finish_mirror();
    said
}

/// What was read of the text of the notice, and the clauses of the template that are not in it.
fn about(notice: &NoticeFile, template: &Template, lang: Lang) -> Vec<String> {
    let (name, length) = (notice.name(), notice.length());
    let mut lines = vec![fill!(n::DONE_NEW, lang, [("name", &name), ("n", &length)])];
    lines.extend(notice.unfound(template, lang));
    lines
}

/// What the files would give; status 1 if one of them would be refused.
fn show(
    call: &Call,
    preview: Option<&Preview>,
    panel: Option<&PanelFile>,
    notice: Vec<String>,
    template: &Template,
) -> Result<(), Failure> {
    let mut lines = notice;
    let mut refused = 0;
    if let Some(preview) = preview {
        lines.extend(import::preview_rows(preview, template, call.lang));
        refused += preview.faults().len();
    }
    if let Some(panel) = panel {
        lines.extend(panel.took.full(call.lang));
        lines.extend(panel.rows(call.lang, &template.projects));
        lines.extend(panel.refused(call.lang));
        lines.push(panel.counts(call.lang));
        refused += panel.faults.len();
    }
    import::end_preview(call, lines, refused)
}

/// From a file, or named one by one.
type NamedJudges = Vec<(Judge, Option<String>)>;

fn panel(
    call: &Call,
    matches: &ArgMatches,
    template: &Template,
) -> Result<(Option<PanelFile>, NamedJudges), Failure> {
    let named: Vec<&String> = matches
        .get_many::<String>("judge")
        .into_iter()
        .flatten()
        .collect();
    if let Some(path) = matches.get_one::<PathBuf>("judges") {
        if !named.is_empty() {
            return Err(Failure::Usage(t::JUDGES_TWICE.get(call.lang).to_owned()));
        }
        let options = import::options(matches, "judges-sheet");
        let panel = judges::read_file(path, &template.projects, &options)
            .map_err(|e| call.office_failure(&e))?;
        return Ok((Some(panel), Vec::new()));
    }
    named
        .into_iter()
        .map(|text| match text.split_once('=') {
            Some((id, name)) if !id.trim().is_empty() && !name.trim().is_empty() => {
                Ok((Judge::new(id.trim(), name.trim()), None))
            }
            _ => Err(Failure::Usage(fill!(
                t::BAD_JUDGE,
                call.lang,
                [("text", &crate::text::faults::shown(text))]
            ))),
        })
        .collect::<Result<NamedJudges, Failure>>()
        .map(|named| (None, named))
}
