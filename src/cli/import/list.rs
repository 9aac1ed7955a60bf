//! `pingshen import roster`.

use super::{end_preview, file, finish, in_phase, options, tell};
use crate::cli::{Call, Failure, desk, folder, print};
use crate::journal::JournalError;
use crate::model::{Act, DESK, Phase, Refusal, Template, Wanted};
use crate::office::preview::Preview;
use crate::text::cli as t;
use crate::text::fill;
use crate::text::projects;
use crate::text::{Lang, faults, reading as r};
use clap::ArgMatches;
use std::io::{self, Write};

pub(super) fn import(call: &mut Call, matches: &ArgMatches) -> Result<(), Failure> {
    let mut journal = desk::open(call, &folder(matches))?;
    in_phase(call, &journal, &[Phase::Setup], Wanted::Roster)?;
    let Some(template) = journal.session().template().cloned() else {
        return Err(call.journal_failure(&JournalError::Refused(Refusal::NoSetup)));
    };
    let known = journal.session().applicants();
    let preview = Preview::of(&file(matches), &options(matches, "sheet"), &template, known)
        .map_err(|e| call.office_failure(&e))?;
    let lang = call.lang;
    if matches.get_flag("preview") {
        let mut lines = preview_rows(&preview, &template, lang);
        lines.extend(preview.changes(lang, &template));
        lines.extend(absent(&preview, lang));
        return end_preview(call, lines, preview.faults().len());
    }
    let mut acts = preview.accept().map_err(|e| {
        tell(call, &preview.took);
        call.office_failure(&e)
    })?;
    let gone: Vec<String> = matches
        .get_many::<String>("withdraw")
        .into_iter()
        .flatten()
        .cloned()
        .collect();
    for id in &gone {
        if !preview.absent.iter().any(|(absent, _)| absent == id) {
            let text = fill!(r::NOT_ABSENT, lang, [("id", &faults::shown(id))]);
            return Err(Failure::Refused(vec![text]));
        }
        let applicant = id.clone();
        acts.push(Act::RemoveApplicant { applicant }.into());
    }
    doubts(call, &preview, &template);
    let mut lines = preview.took.short(lang);
    let staying = |preview: &Preview| {
        let mut rest = preview.clone();
        rest.absent.retain(|(id, _)| !gone.contains(id));
        absent(&rest, lang)
    };
    if acts.is_empty() {
        lines.push(t::ROSTER_SAME.get(lang).to_owned());
        lines.extend(staying(&preview));
        lines.push(String::new());
        return print(call, &lines.join("\n"));
    }
    let n = acts.len() - gone.len();
    let (new, changed, same) = preview.counts();
    lines.extend(preview.changes(lang, &template));
    lines.extend(staying(&preview));
    let saved = journal
        .append(DESK, acts)
        .map_err(|e| call.journal_failure(&e))?;
    if !gone.is_empty() {
        lines.push(fill!(r::WITHDRAWN, lang, [("ids", &gone.join(" "))]));
    }
    lines.push(fill!(
        t::DONE_ROSTER,
        lang,
        [
            ("n", &n),
            ("new", &new),
            ("changed", &changed),
            ("same", &same),
            ("code", &saved.code()),
        ]
    ));
    finish(call, &journal, lines)
}

/// Who is missing from the file, and how to take them off.
fn absent(preview: &Preview, lang: Lang) -> Vec<String> {
    match preview.absent_words(lang) {
        Some(text) => vec![text, r::WITHDRAW.get(lang).to_owned()],
        None => Vec::new(),
    }
}

/// Every doubt, by row, on standard error: it is said and stands in nobody's way.
pub(in crate::cli) fn doubts(call: &Call, preview: &Preview, template: &Template) {
    for row in preview
        .rows
        .iter()
        .filter(|row| row.doubtful() && row.faults.is_empty())
    {
        for text in row.doubts(call.lang, template) {
            let words = fill!(
                t::PREVIEW_DOUBT,
                call.lang,
                [
                    ("line", &row.line),
                    ("id", &faults::shown(&row.applicant.id)),
                    ("name", &faults::shown(&row.applicant.name)),
                    ("text", &text),
                ]
            );
            let note = fill!(t::NOTE, call.lang, [("text", &words)]);
            let _ = writeln!(io::stderr(), "{note}");
        }
    }
}

/// The whole preview: what was taken, then a line a unit, with what is refused and what is doubtful below it.
pub(in crate::cli) fn preview_rows(
    preview: &Preview,
    template: &Template,
    lang: Lang,
) -> Vec<String> {
    let mut lines = preview.took.full(lang);
    for row in &preview.rows {
        lines.push(fill!(
            t::PREVIEW_ROW,
            lang,
            [
                ("line", &row.line),
                ("id", &faults::shown(&row.applicant.id)),
                ("name", &faults::shown(&row.applicant.name)),
                (
                    "projects",
                    &projects::numbered(lang, &template.projects, &row.applicant.projects)
                ),
                ("change", &row.change.words(lang)),
            ]
        ));
        lines.extend(row.refused(lang).iter().map(|text| format!("    {text}")));
        for text in row.doubts(lang, template) {
            lines.push(format!("    {}", fill!(r::DOUBT, lang, [("text", &text)])));
        }
        lines.extend(row.cleaned(lang).iter().map(|text| format!("    {text}")));
    }
    lines.extend(preview.known_projects(lang));
    lines
}
